#!/usr/bin/env bash
# tests/fuzz/run.sh SECONDS [TARGET…]: builds the fuzz targets with clang in build-fuzz/ and runs
# each (csv, json, …; all by default) for so many seconds, two at a time, starting from its corpus
# and what earlier runs found. Prints a line for each; an input that ends a target stays in
# build-fuzz/found/ and is named. Mend the fault and add the input to tests/fuzz/corpus/TARGET/.
set -uo pipefail
seconds=${1-}
if [[ ! $seconds =~ ^[1-9][0-9]*$ ]]; then
  sed -n '2,5s/^# //p' "$0" >&2
  exit 2
fi
shift
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$tests/.." || exit 1
# shellcheck source=tests/sanitizers.sh
. "$tests/sanitizers.sh"

targets=("$@")
if ((${#targets[@]} == 0)); then
  for file in tests/fuzz/fuzz_*.c; do
    target=${file##*/fuzz_}
    targets+=("${target%.c}")
  done
fi
folder=build-fuzz
mkdir -p "$folder"
if ! cmake -S . -B "$folder" -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug \
  -DFETTLE_SANITIZE=ON -DFETTLE_FUZZ=ON >"$folder/build.log" 2>&1 ||
  ! ninja -C "$folder" "${targets[@]/#/fuzz_}" >>"$folder/build.log" 2>&1; then
  grep -vE "^\\[[0-9]+/[0-9]+\\] (Building|Linking|Generating)" "$folder/build.log" | head -n 60
  echo 'not ok - build the fuzz targets'
  exit 1
fi

fuzz_one() {
  local folder=$1 seconds=$2 target=$3 log inputs words=()
  log=$folder/$target.log
  mkdir -p "$folder/grown/$target" "$folder/found"
  if [[ -e tests/fuzz/$target.dict ]]; then words=(-dict="tests/fuzz/$target.dict"); fi
  # Long enough for what the limits of the readers let through, short enough to be fast.
  if "$folder/bin/fuzz_$target" -max_total_time="$seconds" -max_len=4096 -timeout=10 \
    -rss_limit_mb=1024 "${words[@]}" -print_final_stats=1 -artifact_prefix="$folder/found/$target-" \
    "$folder/grown/$target" "tests/fuzz/corpus/$target" >"$log" 2>&1; then
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    echo "ok - fuzz $target: $inputs inputs in $seconds s"
  else
    echo "not ok - fuzz $target"
    grep -E 'does not hold|ERROR|runtime error|SUMMARY|Test unit written' "$log" | sed 's/^/  /'
    return 1
  fi
}
export -f fuzz_one
printf '%s\n' "${targets[@]}" |
  xargs -P "$(nproc)" -I {} bash -c "fuzz_one \"\$@\"" fuzz_one "$folder" "$seconds" {}
