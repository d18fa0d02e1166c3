#!/usr/bin/env bats
# What was acknowledged survives killed programs and colleagues at other desks.
load helpers

# More of it on a long run, FETTLE_LONG=1; less where the program is a slow one, FETTLE_SHORT=1.
seconds=${FETTLE_SHORT:+3}
[[ -z ${FETTLE_LONG-} ]] || seconds=300

@test "kill -9 at any moment loses no acknowledged check-in and leaves no half one" {
  new_centre
  run --separate-stderr python3 "$BATS_TEST_DIRNAME/crash_checkins.py" "$FETTLE_BIN" "${seconds:-15}" 4 --kill
  echo "# $output" >&3
  assert_status 0
}

@test "four desks checking in at once lose nothing and wait for each other" {
  new_centre
  run --separate-stderr python3 "$BATS_TEST_DIRNAME/crash_checkins.py" "$FETTLE_BIN" "${seconds:-8}" 4
  echo "# $output" >&3
  assert_status 0
}
