# Who pays, against a program of its own that works it out from the rules.

load helpers

@test "the verdicts of two hundred devices on the days on which they change equal an independent reading" {
  run --separate-stderr /usr/bin/python3 -B "$tests/cli/coverage_oracle.py" "$FETTLE_BIN" "$PWD"
  assert_status 0
  assert_contains "$output" ' verdicts agree'
  [[ ${output%% *} -gt 4000 ]]
}
