#!/usr/bin/env bats
# The ledger of parts against a model of its own, with several desks at once and killed ones.
load helpers

# All of the year on a long run, FETTLE_LONG=1; less where the program is a slow one, FETTLE_SHORT=1.
moves=${FETTLE_SHORT:+600} parts=60 rounds=${FETTLE_SHORT:+10}
if [[ ${FETTLE_LONG-} ]]; then moves=100000 parts=2000 rounds=400; fi

setup() {
  start_test
  desk=$(dirname "$FETTLE_BIN")/parts_desk
  [[ -x $desk ]] || skip 'the program was built without its tests'
}

# year ARGUMENT…: see parts_year.py; shows what it came to.
year() {
  run --separate-stderr python3 -B "$BATS_TEST_DIRNAME/parts_year.py" "$FETTLE_BIN" "$desk" \
    "$FETTLE_DB" --parts "$parts" "$@"
  # shellcheck disable=SC2001 # every line of several
  sed 's/^/# /' <<<"$output" >&3
  assert_status 0
}

@test "every balance, cost and serial number of a year is what an independent model says" {
  year --moves "${moves:-3000}" --seed 26
}

@test "four desks at once come to the same, in the order of the audit log" {
  year --moves "${moves:-3000}" --seed 27 --desks 4
}

@test "kill -9 at any moment loses no acknowledged move, and asking again does none twice" {
  year --moves "${moves:-2000}" --seed 28 --desks 4 --kill
}

@test "four desks that want the last pieces never get more than there are" {
  run --separate-stderr python3 -B "$BATS_TEST_DIRNAME/parts_last.py" "$FETTLE_BIN" "$desk" \
    "$FETTLE_DB" "${rounds:-30}"
  echo "# $output" >&3
  assert_status 0
}
