# What the other files lean on can fail.
load helpers

@test "each assertion is false when its claim is" {
  run -1 assert_equal a b
  run -0 assert_equal a a
  status=3
  run -1 assert_status 0
  status=3
  run -1 assert_contains 'abc' 'x'
  run -0 assert_contains 'abc' 'b'
  run -1 assert_lacks 'abc' 'b'
}

@test "json takes a value out of a document and fails when there is none" {
  output='{"rows":[{"code":"W1","n":null,"who":"Čo"}]}'
  assert_equal "$(json rows.0.code)" W1
  assert_equal "$(json rows.0.n)" null
  assert_equal "$(json rows.0.who)" 'Čo'
  assert_equal "$(json 'rows.#')" 1
  run ! json rows.0.model
  run ! json rows.1
}

@test "a golden file that differs or is missing fails" {
  echo one >got
  tests=$BATS_TEST_TMPDIR
  run -1 assert_golden x got
  export FETTLE_GOLDEN=write
  assert_golden x got
  unset FETTLE_GOLDEN
  run -0 assert_golden x got
  echo two >got
  run -1 assert_golden x got
}

@test "the database's hash changes with its contents and with nothing else" {
  assert_equal "$(db_hash)" none
  sqlite3 "$FETTLE_DB" 'CREATE TABLE t (a); INSERT INTO t VALUES (1);'
  one=$(db_hash)
  sqlite3 "$FETTLE_DB" 'PRAGMA user_version = 0; VACUUM;'
  assert_equal "$(db_hash)" "$one"
  sqlite3 "$FETTLE_DB" 'UPDATE t SET a = 2;'
  run -1 assert_equal "$(db_hash)" "$one"
}

@test "a refusal that changes the database is seen" {
  sqlite3 "$FETTLE_DB" 'CREATE TABLE t (a);'
  printf '%s\n' '#!/bin/sh' 'sqlite3 "$FETTLE_DB" "INSERT INTO t VALUES (1)"' 'exit 3' >bin
  chmod +x bin
  FETTLE_BIN=./bin run refused 3 anything
  assert_status 1
}

@test "each test has its own database path, a frozen clock and nothing of the caller's" {
  assert_equal "$FETTLE_DB" "$BATS_TEST_TMPDIR/centre.db"
  assert_equal "$FETTLE_NOW" 2026-11-22T10:00:00Z
  assert_equal "$(find . -mindepth 1)" ''
  assert_equal "$PWD" "$(realpath "$BATS_TEST_TMPDIR/work")"
}
