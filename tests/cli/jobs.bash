# `load jobs` after helpers: a centre with a work order in every state, see setup/jobs.sh.
# shellcheck shell=bash

# The centre of setup/jobs.sh as $FETTLE_DB, made once a file of tests.
use_jobs() {
  local made=$BATS_FILE_TMPDIR/jobs.db log=$BATS_TEST_TMPDIR/jobs.log
  if [[ ! -e $made ]]; then
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/jobs.sh" >"$log" 2>&1 ||
      explain 'setup jobs fails' "$(cat "$log")"
    cp "$FETTLE_DB" "$made"
  fi
  cp "$made" "$FETTLE_DB"
}
