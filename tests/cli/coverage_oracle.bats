# Who pays, against a program of its own that works it out from the rules.

load helpers

# Of centres, devices of each and days of a device; fewer where the program is a slow one.
size=(4 55 4) least=4000
if [[ ${FETTLE_SHORT-} ]]; then size=(2 30 4) least=1000; fi

@test "the verdicts of many devices on the days on which they change equal an independent reading" {
  run --separate-stderr /usr/bin/python3 -B "$tests/cli/coverage_oracle.py" "$FETTLE_BIN" "$PWD" \
    "${size[@]}"
  assert_status 0
  assert_contains "$output" ' verdicts agree'
  [[ ${output%% *} -gt $least ]]
}
