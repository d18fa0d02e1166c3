# Loaded by every file here: `load helpers`. Each test runs in an empty folder of its own with a
# database path, a frozen clock and a person at work, and with nothing of the caller's settings.
# shellcheck shell=bash
bats_require_minimum_version 1.5.0

tests=$(cd "$BATS_TEST_DIRNAME/.." && pwd)
root=$(dirname "$tests")
# shellcheck source=tests/sanitizers.sh
. "$tests/sanitizers.sh"

# What was published with the project but is not part of it: see need_shared.
shared=$root/../shared

# The default; a file with a setup of its own calls this first.
setup() {
  start_test
}

start_test() {
  local name bin=${FETTLE_BIN-}
  if [[ -z $bin ]]; then
    for bin in "$root"/build/bin/fettle "$root"/build-asan-gcc/bin/fettle; do
      [[ ! -x $bin ]] || break
    done
  fi
  if [[ ! -x $bin ]]; then
    echo "no program at $bin: build it, or set FETTLE_BIN" >&2
    return 1
  fi
  for name in "${!FETTLE_@}"; do
    [[ $name == FETTLE_GOLDEN ]] || unset "$name"
  done
  unset LANG LANGUAGE NO_COLOR COLUMNS XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME
  FETTLE_BIN=$(realpath "$bin")
  export FETTLE_BIN
  # The programs of Debian's packages: a version manager in front of Python, which the tests start
  # thousands of times, takes longer than Python itself.
  export PATH=/usr/bin:$PATH
  export LC_ALL=C.UTF-8 TZ=UTC TERM=dumb
  export HOME=$BATS_TEST_TMPDIR/home
  export FETTLE_DB=$BATS_TEST_TMPDIR/centre.db
  export FETTLE_NOW=2026-11-22T10:00:00Z
  export FETTLE_AS=mara
  mkdir -p "$HOME" "$BATS_TEST_TMPDIR/work"
  cd "$BATS_TEST_TMPDIR/work" || return 1
}

# The program; with `run` as `run --separate-stderr fettle …`. Never waits for input.
fettle() {
  if [[ -t 0 ]]; then "$FETTLE_BIN" "$@" </dev/null; else "$FETTLE_BIN" "$@"; fi
}

# ok ARGUMENT…: must succeed; shows what it said when it does not.
ok() {
  run --separate-stderr fettle "$@"
  assert_status 0
}

# refused STATUS ARGUMENT…: must end with this status and leave the database as it was.
refused() {
  local expected=$1 before
  shift
  before=$(db_hash)
  run --separate-stderr fettle "$@"
  assert_status "$expected"
  assert_equal "$(db_hash)" "$before"
}

# refused_for CODE FIELD ARGUMENT…: is refused for that, named as --format json does, and leaves the
# database as it was; $stderr tells it in words.
refused_for() {
  local code=$1 field=$2 before
  shift 2
  before=$(db_hash)
  run --separate-stderr fettle --format json "$@"
  assert_error "$code" "$field"
  run --separate-stderr fettle "$@"
  assert_equal "$(db_hash)" "$before"
}

# at INSTANT ARGUMENT…: the same, must succeed, at another time.
at() {
  local FETTLE_NOW=$1
  shift
  ok "$@"
}

# new_centre: a centre whose manager is $FETTLE_AS. All that begin at the same instant are copies of
# the first in the file: nothing a test does takes a slow program longer than making one.
new_centre() {
  local kept=$BATS_FILE_TMPDIR/centre-$FETTLE_AS-$FETTLE_NOW.db
  if [[ ! -e $kept ]]; then
    ok --db "$kept" init --name 'Corner Repairs' --currency EUR --timezone Europe/Berlin \
      --country DE
  fi
  cp --preserve=mode --no-clobber "$kept" "$FETTLE_DB"
}

# intake [KEY=VALUE…]: an intake document with one device. A key of the customer is written
# customer.name=…; `KEY=` takes a key away; `KEY:=JSON` gives a value as JSON.
intake() {
  python3 - "$@" <<'PYTHON'
import json, sys
document = {
    "customer": {"name": "Ana Čović", "phone": "+49 30 1234567", "email": "ana@example.org"},
    "devices": [{"category": "Headphones", "brand": "Sony", "model": "WH-1000XM4",
                 "serial": "S01-5512345-7", "purchased_on": "2025-03-14", "proof": "receipt 4711",
                 "fault": "left side silent"}]}
for argument in sys.argv[1:]:
    key, value = argument.split("=", 1)
    if key.endswith(":"):
        key, value = key[:-1], json.loads(value)
    target = document["devices"][0]
    if key.startswith("customer."):
        target, key = document["customer"], key.removeprefix("customer.")
    if value == "":
        target.pop(key, None)
    else:
        target[key] = value
print(json.dumps(document, ensure_ascii=False))
PYTHON
}

# checkin_one [KEY=VALUE…]: checks one device in (see intake) and prints the work order's code.
checkin_one() {
  local result
  result=$(intake "$@" | "$FETTLE_BIN" --format json checkin --from -) || return
  python3 - "$result" <<'PYTHON'
import json, sys

def first_order(value):
    if isinstance(value, dict):
        if isinstance(value.get("order"), str):
            return value["order"]
        value = value.values()
    elif not isinstance(value, list):
        return None
    return next(filter(None, map(first_order, value)), None)

print(first_order(json.loads(sys.argv[1])) or sys.exit("no work order in the result"))
PYTHON
}

# json PATH [TEXT]: one value out of $output (or TEXT): `json rows.0.code`, `json rows.#` counts.
# Texts come bare, everything else as JSON. Fails when there is no such value.
json() {
  python3 - "$1" "${2-$output}" <<'PYTHON'
import json, sys
value = json.loads(sys.argv[2])
for step in filter(None, sys.argv[1].split(".")):
    if step == "#":
        value = len(value)
    elif isinstance(value, list):
        value = value[int(step)]
    elif isinstance(value, dict) and step in value:
        value = value[step]
    else:
        sys.exit(f"no {step!r} of {sys.argv[1]!r} in {sys.argv[2]}")
print(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
PYTHON
}

explain() {
  printf '%s\n' "$@"
  printf -- '-- status: %s\n-- output:\n%s\n' "${status-}" "${output-}"
  [[ -z ${stderr-} ]] || printf -- '-- stderr:\n%s\n' "$stderr"
  return 1
} >&2

assert_status() {
  [[ $status == "$1" ]] || explain "status $status, expected $1"
}

assert_equal() {
  [[ $1 == "$2" ]] || explain "got:      $1" "expected: $2"
}

# assert_json PATH VALUE: of $output.
assert_json() {
  local got
  got=$(json "$1") || explain "no value at $1"
  [[ $got == "$2" ]] || explain "$1 is:    $got" "expected: $2"
}

# assert_contains TEXT PART; assert_lacks TEXT PART
assert_contains() {
  [[ $1 == *"$2"* ]] || explain "is missing: $2" "in: $1"
}

assert_lacks() {
  [[ $1 != *"$2"* ]] || explain "should not be there: $2" "in: $1"
}

# assert_error NAME [FIELD]: $stderr is the error document of --format json.
assert_error() {
  local got
  got=$(json error.code "$stderr") || explain 'stderr is no error document'
  assert_equal "$got" "$1"
  if (($# > 1)); then assert_equal "$(json error.field "$stderr")" "$2"; fi
}

# assert_golden NAME [FILE]: FILE, or $output, is what tests/golden/NAME holds; the test's own
# folder reads as TMP in it. FETTLE_GOLDEN=write writes the golden files anew: read the difference.
assert_golden() {
  local golden=$tests/golden/$1 got=$BATS_TEST_TMPDIR/golden.got
  if (($# > 1)); then cat -- "$2"; else printf '%s\n' "$output"; fi >"$got"
  if LC_ALL=C grep -Fq -- "$BATS_TEST_TMPDIR" "$got"; then
    LC_ALL=C sed -i "s|$BATS_TEST_TMPDIR|TMP|g" "$got"
  fi
  if [[ ${FETTLE_GOLDEN-} == write ]]; then
    mkdir -p "$(dirname "$golden")"
    cp "$got" "$golden"
  elif [[ ! -e $golden ]]; then
    explain "there is no golden file $1: look at the output, then FETTLE_GOLDEN=write"
  elif ! cmp -s "$golden" "$got"; then
    diff -u --label "golden/$1" --label got "$golden" "$got" >&2 || true
    return 1
  fi
}

# The database's contents as one hash, through SQLite's own shell: equal before and after means
# that nothing was changed. `none` when there is no file.
db_hash() {
  if [[ ! -e $FETTLE_DB ]]; then
    echo none
    return
  fi
  sqlite3 -readonly "$FETTLE_DB" .dump | sha256sum | cut -d ' ' -f 1
}

# sql QUERY: an independent look into the database, tab-separated.
sql() {
  sqlite3 -readonly -separator $'\t' "$FETTLE_DB" "$1"
}

# need_shared PATH…: skips the test when one of these is not beside the checkout; they are then read
# as "$shared/PATH".
need_shared() {
  local path
  for path; do
    [[ -e $shared/$path ]] || skip "../shared/$path is not there"
  done
}
