# The cases of who pays and until when, in tests/fixtures/coverage: the unit tests hold the program
# to them, and here a second reading of the rules holds them to be right.
load helpers

@test "the cases worked out by hand are what the rules say" {
  run -0 python3 -B "$tests/fixtures/coverage/check.py"
  assert_contains "$output" ' 0 differences'
}

@test "a case with a slip of the hand is found" {
  cp -r "$tests/fixtures/coverage" .
  sed -i '0,/"ends_on": "2026-02-28"/s//"ends_on": "2026-02-27"/' coverage/terms.json
  run -1 python3 -B coverage/check.py
  assert_contains "$output" '31 August and six months is 28 February'
}

# The hash that test_model_term finds for the program's own count.
@test "the months of every start end as Python's calendar says" {
  run -0 bash -c 'python3 -B "$1/fixtures/coverage/check.py" months | sha256sum' - "$tests"
  assert_equal "$output" '89beffc5868bad829efbf7f109783efee8cb5862a5cb5c991a5fa9ffaf924164  -'
}
