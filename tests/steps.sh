# Sourced by tests/run.sh: the steps of a test run. A step writes TAP lines into files of its own
# under $results, and the total at the end is counted from these files alone.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
tests=$root/tests
cd "$root" || exit 1
# shellcheck source=tests/sanitizers.sh
. "$tests/sanitizers.sh"
# Debian's programs before those of a version manager, whose Python takes five times as long to
# start.
export PATH=/usr/bin:$PATH LC_ALL=C.UTF-8 TZ=UTC PYTHONDONTWRITEBYTECODE=1
unset "${!FETTLE_@}"

results=$(mktemp -d "${TMPDIR:-/tmp}/fettle-results.XXXXXXXX")
memory=
trap 'chmod -R u+rwx "$results" $memory; rm -rf "$results" $memory' EXIT
mkdir "$results/tmp"
export TMPDIR=$results/tmp
# Tests run in memory, where there is plenty that programs may be run from: syncing thousands of
# small databases is nothing but waiting. Those that are about what is left on a disk stay there.
on_disk=' crash safety parts_year replay '
if [[ $(df --output=avail -k /dev/shm 2>/dev/null | tail -n 1) -gt 4000000 && -w /dev/shm ]]; then
  memory=$(mktemp -d /dev/shm/fettle-results.XXXXXXXX)
  if ! { cp /bin/true "$memory" && "$memory/true"; }; then
    rm -rf "$memory"
    memory=
  fi
fi
started=$SECONDS

section() {
  printf '\n== %s  (%d:%02d)\n' "$1" $(((SECONDS - started) / 60)) $(((SECONDS - started) % 60))
}

# outcome FILE STATUS NAME: one result that is no test of its own, such as a build.
outcome() {
  if [[ $2 == 0 ]]; then
    printf 'ok - %s\n' "$3" >>"$results/$1.tap"
  else
    printf 'not ok - %s\n' "$3" | tee -a "$results/$1.tap"
  fi
}

# build FOLDER COMPILER [CMAKE ARGUMENT…]: configures and builds; going on after an error, so that
# whatever did compile is tested all the same. Only a failure is counted.
build() {
  local folder=$1 compiler=$2 launcher=() log=$results/build.log
  shift 2
  section "build $folder"
  if command -v ccache >/dev/null; then launcher=(-DCMAKE_C_COMPILER_LAUNCHER=ccache); fi
  if cmake -S . -B "$folder" -G Ninja -DCMAKE_C_COMPILER="$compiler" "${launcher[@]}" "$@" \
    >"$log" 2>&1 && ninja -C "$folder" -k 0 -j "$(nproc)" >"$log" 2>&1; then
    grep -A 4 'warning:' "$log" | grep -vE '^(\[[0-9]+/[0-9]+\]|--)'
    printf 'built with %s\n' "$("$compiler" --version | head -n 1)"
    return 0
  fi
  grep -vE '^\[[0-9]+/[0-9]+\] (Building|Linking|Generating)' "$log" | cut -c 1-300 |
    head -n 200
  outcome "${folder//\//-}" 1 "build $folder"
  return 0
}

# failures FILE: its failed tests; false when there are none. cmocka writes a skipped test as
# `not ok 3 # SKIP name`.
failures() {
  grep '^not ok' "$1" | grep -v '# SKIP'
}

# unit FOLDER [NAME=VALUE…]: every test program of a sanitized build, two at a time, each in a folder
# of its own, in this environment.
unit() {
  local folder=$1 output=$results/$1-unit tap
  shift
  section "unit tests, $folder"
  mkdir -p "$output"
  env TMPDIR="${memory:-$TMPDIR}" FETTLE_RESULTS="$output" "$@" \
    ctest --test-dir "$folder" -j "$(nproc)" --output-on-failure >"$output/ctest.out" 2>&1 ||
    sed -n '/tests failed out of/,$p' "$output/ctest.out"
  # A program that could not be started, or was cut off, has no line about its end.
  ctest --test-dir "$folder" -N | sed -n 's/^ *Test *#[0-9]*: //p' | while read -r name; do
    tap=$output/$name.tap
    if grep -qx '# exit 127' "$tap" 2>/dev/null; then
      echo 'not ok - was not built' >>"$tap"
    elif ! grep -q '^# exit ' "$tap" 2>/dev/null; then
      echo 'not ok - the program did not run to its end' >>"$tap"
    elif ! grep -q '^# exit 0$' "$tap" && ! failures "$tap" >/dev/null; then
      echo "not ok - the program ended with status $(sed -n 's/^# exit //p' "$tap")" >>"$tap"
    elif ! grep -qE '^(not )?ok ' "$tap"; then
      echo 'not ok - no result' >>"$tap"
    fi
    if failures "$tap" >/dev/null; then
      printf -- '-- %s\n' "$name"
      grep -E '^(not ok|# )' "$tap" | grep -vE '# SKIP|^# exit'
      grep -v ': not found$' "$output/$name.log" 2>/dev/null | tail -n 60
    fi
  done
  count_of "$output"
}

# cli_file OUTPUT FILE: one bats file.
cli_file() {
  local name planned ran status=0 tmp=${memory:-$TMPDIR}
  name=$(basename "$2" .bats)
  if [[ $on_disk == *" $name "* ]]; then tmp=$TMPDIR; fi
  TMPDIR=$tmp bats --tap "$2" >"$1/$name.tap" 2>"$1/$name.log" </dev/null || status=$?
  planned=$(sed -n 's/^1\.\.//p' "$1/$name.tap" | head -n 1)
  ran=$(grep -cE '^(not )?ok [0-9]' "$1/$name.tap")
  if [[ $planned != "$ran" ]]; then
    echo "not ok - $2: $ran of ${planned:-an unknown number of} tests ran" >>"$1/$name.tap"
  elif [[ $status != 0 ]] && ! grep -q '^not ok' "$1/$name.tap"; then
    echo "not ok - $2: bats ended with status $status" >>"$1/$name.tap"
  fi
}
export -f cli_file

# cli FOLDER SHARE [NAME=VALUE…]: the command-line tests against the program in a build folder, in
# this environment; more files at a time than there are processors, as a test that starts processes
# waits for each. Share 1/2 is every other file from the first on, 1/1 is all.
cli() {
  local folder=$1 share=$2 output=$results/$1-cli tap
  shift 2
  section "command-line tests, $folder, share $share"
  mkdir -p "$output"
  if ! compgen -G 'tests/cli/*.bats' >/dev/null; then
    echo 'no files'
    return
  fi
  if [[ ! -x $folder/bin/fettle ]]; then
    outcome "${folder//\//-}-cli" 1 "$folder has no program: its command-line tests did not run"
    return
  fi
  # The longest files first, so that the last one does not run alone; some take longer than they look.
  {
    printf 'tests/cli/%s.bats\n' crash parts_year ords possible coverage_oracle
    wc -l tests/cli/*.bats | sort -rn | awk '$2 != "total" { print $2 }'
  } | awk '!seen[$0]++' | awk -v n="${share%/*}" -v of="${share#*/}" 'NR % of == n % of' |
    env FETTLE_BIN="$root/$folder/bin/fettle" on_disk="$on_disk" memory="$memory" "$@" \
      xargs -P $(($(nproc) + 2)) -I {} bash -c "cli_file \"\$@\"" cli_file "$output" {}
  for tap in "$output"/*.tap; do
    grep -q '^not ok' "$tap" || continue
    printf -- '-- %s\n' "$(basename "$tap" .tap).bats"
    awk '/^not ok/ { show = 1 } /^ok/ { show = 0 } show' "$tap" | head -n 200
    tail -n 40 "${tap%.tap}.log"
  done
  count_of "$output"
}

# lint: the checks of tests/lint.
lint() {
  section 'lint'
  tests/lint/run | tee "$results/lint.tap"
  grep -qE '^(not )?ok ' "$results/lint.tap" || outcome lint 1 'lint did not run'
}

# tally FILE-OR-FOLDER…: prints passed, failed and skipped.
tally() {
  find "$@" -name '*.tap' -exec cat {} + | awk '
    /^(not )?ok .*# (SKIP|skip)/ { skipped++; next }
    /^ok / { passed++ }
    /^not ok / { failed++ }
    END { print passed + 0, failed + 0, skipped + 0 }'
}

words() {
  printf '%d passed, %d failed' "$1" "$2"
  if (($3)); then printf ', %d skipped' "$3"; fi
  printf '\n'
}

count_of() {
  local counts
  read -ra counts < <(tally "$1")
  words "${counts[@]}"
}

# Reasons of skipped tests, then the last line of the run. False when anything failed.
total() {
  local counts
  section 'total'
  find "$results" -name '*.tap' -exec cat {} + |
    sed -nE 's/^(not )?ok [0-9]+ (.*)# (SKIP|skip) */\2# /p' | sort | uniq -c |
    sed 's/^ */skipped: /'
  read -ra counts < <(tally "$results")
  words "${counts[@]}"
  ((counts[1] == 0 && counts[0] > 0))
}
