# One step with many jobs: a list in the place of a code. The jobs are those of setup/jobs.sh.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

states() {
  fettle order list --format csv --fields code,state,hold,technician
}

@test "a list of codes takes a step with all of them, in one entry of the log" {
  local before
  printf '%s\n' W26-00005-1 w26000027 '' ' W26-00006-0 ' >jobs.txt
  before=$(fettle check --format json >check.json; json audit_entries "$(cat check.json)")
  ok order hold @jobs.txt --reason internal 'stocktake'
  assert_contains "$output" 'W26-00005-1  done     Samsung Galaxy Tab S8 is on hold by the shop'
  assert_contains "$output" 'W26-00002-7  done     Nokia 3310 is on hold by the shop'
  assert_contains "$output" 'W26-00006-0  done     DeLonghi Magnifica is on hold by the shop'
  assert_equal "$(states | grep -c ',internal,')" 3
  assert_equal "$(fettle check --format json >check.json; json audit_entries "$(cat check.json)")" $((before + 1))
}

@test "what order list writes is such a list, also from standard input" {
  fettle order list --technician tomas --state in_repair --format csv --fields code >list.csv
  assert_equal "$(head -n 1 list.csv)" code
  FETTLE_AS=lena ok --format json order note @- 'seen by the insurer' <list.csv
  assert_json schema order.step.list/1
  assert_json rows.# 1
  assert_json rows.0.code W26-00005-1
  assert_json rows.0.line 2
  assert_json rows.0.outcome "done"
  ok order promise @list.csv +9d
  ok --format json order show W26-00005-1
  assert_json promised_on 2026-12-01
}

@test "one refusal leaves all as it was, and names the line" {
  # The iron is on hold already; the list's third line.
  printf '%s\n' W26-00005-1 W26-00002-7 W26-00010-7 W26-00006-0 >jobs.txt
  refused 7 order hold @jobs.txt --reason parts
  assert_equal "$output" ''
  assert_contains "$stderr" 'fettle: line 3: order: work order W26-00010-7 is already on hold'
  assert_contains "$stderr" 'hint: possible now: order resume'
  printf '%s\n' W26-00005-1 W26-00002-X >jobs.txt
  refused 3 --format json order assign @jobs.txt tomas
  assert_error invalid 'line 2: code'
  printf '%s\n' W26-00005-1 W26-99999-0 >jobs.txt
  run --separate-stderr fettle order assign @jobs.txt tomas
  [ "$status" = 3 ] || [ "$status" = 4 ]
  assert_contains "$stderr" 'line 2'
}

@test "with --keep-going what is refused is told line by line, and the rest is done" {
  printf '%s\n' W26-00005-1 W26-00010-7 nonsense W26-00009-U W26-00002-7 >jobs.txt
  run --separate-stderr fettle --format json order hold @jobs.txt --reason parts --keep-going
  assert_status 3
  assert_json rows.# 5
  assert_json rows.0.outcome "done"
  assert_json rows.1.outcome refused
  assert_json rows.1.line 2
  assert_contains "$(json rows.1.message)" 'is already on hold'
  assert_json rows.2.outcome refused
  assert_json rows.2.code nonsense
  assert_json rows.3.outcome refused
  assert_contains "$(json rows.3.message)" 'handed over'
  assert_json rows.4.outcome "done"
  assert_contains "$stderr" '3 of 5 records were left out'
  assert_equal "$(states | grep -c ',parts,')" 2
  ok check
}

@test "what stands on the list twice is done once" {
  printf '%s\n' W26-00002-7 W26000027 W26-00002-7 >jobs.txt
  ok --format json order hold @jobs.txt --reason parts
  assert_json rows.0.outcome "done"
  assert_json rows.1.outcome same
  assert_json rows.2.outcome same
  ok --format json order show W26-00002-7
  assert_equal "$(grep -o '"event":"hold"' <<<"$output" | wc -l)" 1
}

@test "a retry gives the same, another list with that id is a conflict" {
  printf '%s\n' W26-00002-7 W26-00010-7 >jobs.txt
  run --separate-stderr fettle order hold @jobs.txt --reason parts --keep-going --request-id b1
  assert_status 3
  local first=$output
  run --separate-stderr fettle order hold @jobs.txt --reason parts --keep-going --request-id b1
  assert_status 3
  assert_equal "$output" "$first"
  printf '%s\n' W26-00005-1 >jobs.txt
  refused 5 order hold @jobs.txt --reason parts --keep-going --request-id b1
  assert_contains "$stderr" 'request-id'
}

@test "a dry run says what would be done and does nothing" {
  printf '%s\n' W26-00002-7 W26-00005-1 >jobs.txt
  refused 0 order hold @jobs.txt --reason parts --dry-run
  assert_contains "$output" 'is on hold for parts'
}

@test "lists that are none" {
  : >empty
  refused 3 order assign @empty tomas
  assert_contains "$stderr" 'the list is empty'
  refused 4 order assign @missing tomas
  assert_contains "$stderr" "'missing'"
  printf 'W26-00002-7\0\n' >nul
  refused 3 order assign @nul tomas
  assert_contains "$stderr" 'NUL'
  printf 'caf\xe9\n' >bytes
  refused 3 order assign @bytes tomas
  assert_contains "$stderr" 'line 1'
  printf '%0300d\n' 0 >long
  refused 3 order assign @long tomas
  assert_contains "$stderr" 'line 1'
  seq 10001 >many
  refused 3 order assign @many tomas
  assert_contains "$stderr" '10000'
  head -c 1100000 /dev/zero | tr '\0' '1' >big
  refused 3 order assign @big tomas
  refused 2 order assign W26-00002-7 tomas --keep-going
  assert_contains "$stderr" '@FILE'
}

@test "what is wrong with the step itself is said of the first line" {
  printf '%s\n' W26-00002-7 W26-00005-1 >jobs.txt
  refused 4 order assign @jobs.txt nobody
  assert_contains "$stderr" "nobody on the staff is called 'nobody'"
  FETTLE_AS=lena refused 6 order start @jobs.txt
  assert_contains "$stderr" 'may not work at the bench'
}

@test "a list of jobs and pieces moves to a place, all of it or none" {
  ok place add 'Shelf B2' --kind shelf
  printf '%s\n' W26-00005-1 P26-00002-N W26-00002-7 P26-00002-N >jobs.txt
  ok --format json order move @jobs.txt 'shelf b2'
  assert_json rows.# 4
  assert_json rows.0.outcome "done"
  assert_json rows.0.place 'Shelf B2'
  assert_json rows.1.code P26-00002-N
  assert_json rows.1.message 'case: at Shelf B2 now'
  assert_json rows.3.outcome same
  assert_equal "$(sql "SELECT COUNT(*) FROM piece p JOIN place l ON l.id = p.place_id
    WHERE l.name = 'Shelf B2'")" 3
  # As a spreadsheet saves it.
  printf '\xef\xbb\xbfcode\r\nW26-00001-9\r\n' >jobs.txt
  ok order move @jobs.txt 'Shelf B2'
  assert_contains "$output" 'W26-00001-9  done'
  # The iron that was handed over is not here; the list's second line.
  ok place add 'Shelf C1' --kind shelf
  printf '%s\n' W26-00005-1 W26-00009-U W26-00002-7 >jobs.txt
  refused 7 order move @jobs.txt 'Shelf C1'
  assert_contains "$stderr" 'fettle: line 2: order: work order W26-00009-U is handed over and has no piece here'
  run --separate-stderr fettle --format json order move @jobs.txt 'Shelf C1' --keep-going --request-id m1
  assert_status 3
  assert_json rows.1.outcome refused
  assert_json rows.2.outcome "done"
  first=$output
  run --separate-stderr fettle --format json order move @jobs.txt 'Shelf C1' --keep-going --request-id m1
  assert_equal "$output" "$first"
  # Of nothing that was done there is nothing to tell again: it may go better now.
  echo W26-00004-3 >jobs.txt
  refused 3 order move @jobs.txt 'Shelf C1' --keep-going --request-id m2
  ok order receive W26-00004-3
  ok order move @jobs.txt 'Shelf C1' --keep-going --request-id m2
  assert_contains "$output" 'at Shelf C1 now'
  refused 2 order move W26-00005-1 'Shelf C1' --keep-going
  assert_contains "$stderr" 'keep-going: goes with a list only'
  refused 4 order move @jobs.txt 'No such shelf'
  ok check
}
