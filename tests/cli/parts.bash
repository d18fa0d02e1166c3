# `load parts` after helpers: each test begins in the centre of setup/parts.sh.
# shellcheck shell=bash

# shellcheck disable=SC2034
filter=970013-02 cable=CAB-3X1.5 job=W26-00001-9 other=W26-00002-7

setup() {
  start_test
  setups=$BATS_TEST_DIRNAME/setup
  # shellcheck source=tests/cli/setup/parts.sh
  . "$setups/parts.sh" >/dev/null
}

# last_move [KIND]: the id of the last move, of that kind.
last_move() {
  sql "SELECT MAX(id) FROM stock_move WHERE kind = COALESCE(NULLIF('${1-}', ''), kind)"
}
