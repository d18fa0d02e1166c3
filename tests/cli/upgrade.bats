# A centre that the program of the first schema made, opened by today's: fixtures/centre.

load helpers

setup() {
  start_test
  # shellcheck disable=SC2153 # start_test sets it
  sqlite3 "$FETTLE_DB" <"$tests/fixtures/centre/first_schema.sql"
  export FETTLE_AS=mira
}

@test "a centre of the first schema is brought forward with a backup, loses nothing and keeps its seals" {
  run -0 sqlite3 "$FETTLE_DB" 'PRAGMA user_version'
  assert_equal "$output" 1
  run -0 sqlite3 "$FETTLE_DB" 'SELECT hex(hash) FROM audit ORDER BY seq DESC LIMIT 1'
  local head=${output:0:12}
  cp "$FETTLE_DB" before.db

  ok check --audit-head "${head,,}"
  assert_contains "$output" 'All in order           yes'
  assert_contains "$output" 'Work orders checked    9'
  assert_contains "$output" 'Audit entries checked  9'
  # "before-schema-N": N is what it was brought to.
  run -0 sqlite3 "$FETTLE_DB" 'PRAGMA user_version'
  local backup=$FETTLE_DB.before-schema-$output
  assert_equal "$(sqlite3 "$backup" .dump)" "$(sqlite3 before.db .dump)"
  ok order list --format csv --fields code
  assert_equal "${#lines[@]}" 10
}

@test "work goes on in a centre of the first schema" {
  ok order note W26-00001-9 'after the move'
  ok order code W26-00001-9 --symptom NO-POWER --text 'nothing at all'
  ok calendar hours 'Mon-Thu 09:00-17:00; Fri 18:00-02:00'
  ok printer add counter --kind file --target /dev/null --language zpl --media 62x29 --width-dots 640
  # What was diagnosed before there were timers counts no labour; what is begun now does.
  ok order start W26-00001-9
  at 2026-11-22T10:30:00Z order stop W26-00001-9 --technician tomas
  assert_contains "$output" 'is left by Tomas Novak after 0:30, 0:30 in all'
  ok place add 'Shelf B2' --kind shelf
  ok order move W26-00001-9 'Shelf B2'
  ok loaner add 'Nokia 105'
  ok loaner lend G26-00001-8 W26-00001-9
  ok order show W26-00001-9 --format json
  assert_json loaners.0.code G26-00001-8
  assert_json place 'Shelf B2'
  ok check
}
