# Stocktakes by a random program against a shelf of real pieces: see stocktake_random.py.
load helpers

@test "random stocktakes find what really lacks, and what the ledger says then is there" {
  new_centre
  run -0 env PYTHONPATH="$BATS_TEST_DIRNAME" python3 "$BATS_TEST_DIRNAME/stocktake_random.py" 20261126 8
  assert_contains "$output" ' steps'
  ok check
  assert_contains "$output" 'All in order           yes'
}
