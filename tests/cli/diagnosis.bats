# Diagnosis in codes, the code tables, and why parts failed.
# shellcheck shell=bash

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

job=W26-00002-7 # being diagnosed
bill=W26-00008-W # ready, one part on its bill


@test "a new centre has codes of every kind, with a fault group on symptoms and sections" {
  ok code list --format json
  run -0 python3 - "$output" <<'PYTHON'
import json, sys
rows = json.loads(sys.argv[1])["rows"]
assert 60 <= len(rows) <= 120, len(rows)
kinds = [row["kind"] for row in rows]
assert set(kinds) == {"condition", "symptom", "section", "defect", "repair"}, set(kinds)
for row in rows:
    assert set(row) == {"kind", "code", "text", "group", "categories", "no_fault", "active"}
    assert row["text"] and row["active"] is True
    assert row["group"] is None or row["kind"] in ("symptom", "section"), row
    assert not row["no_fault"] or row["kind"] in ("section", "repair"), row
assert any(r["no_fault"] for r in rows if r["kind"] == "section")
groups = {r["group"] for r in rows if r["kind"] == "section"}
assert {"battery", "display", "power"} <= groups, groups
PYTHON
}

@test "the list is narrowed by kind and by kind of device" {
  ok code list --kind symptom --category Kettle --format csv --fields kind,code
  assert_contains "$output" symptom,NO-HEAT
  assert_lacks "$output" PRINT-BAD
  assert_lacks "$output" BATTERY
  ok code list --kind symptom --category 'printer/scanner' --format csv --fields code
  assert_contains "$output" PRINT-BAD
  refused 3 code list --category Spaceship --format json
  assert_error invalid category
  refused 3 code list --kind colour
}

@test "a table goes out and comes back without a change" {
  ok code list --retired --format csv
  printf '%s\n' "$output" >all.csv
  before=$(db_hash)
  ok code import all.csv --format json
  assert_json same "$(($(wc -l <all.csv) - 1))"
  assert_json changed 0
  assert_equal "$(db_hash)" "$before"
}

@test "a text that a spreadsheet would take for a formula comes back as it was" {
  printf 'kind,code,text,group\nsymptom,QQ,=1+1,power\nsymptom,QR,O'"'"'Hara,power\n' >own.csv
  ok code import own.csv
  ok code list --retired --format csv
  assert_contains "$output" "'=1+1"
  printf '%s\n' "$output" >all.csv
  ok code import all.csv --format json
  assert_json changed 0
  assert_equal "$(sqlite3 "$FETTLE_DB" "SELECT text FROM fault_code WHERE code = 'QQ'")" '=1+1'
}

@test "a table of one's own adds and changes codes; the same file twice changes nothing" {
  cat >own.csv <<'CSV'
kind,code,text,group,categories,no_fault,active
symptom,111,no power at all,Power,,,
section,NTF,no fault,,,yes,
repair,a,replaced,,Mobile; Laptop,no,yes
symptom,no-charge,battery does not fill,battery,,,
CSV
  ok code import own.csv --dry-run --format json
  assert_json added 3
  ok code import own.csv --format json
  assert_json read 4
  assert_json added 3
  assert_json changed 1
  assert_equal "$(sql "SELECT text, fault_group, is_active FROM fault_code WHERE code = '111'")" \
    $'no power at all\tpower\t1'
  assert_equal "$(sql "SELECT categories FROM fault_code WHERE kind = 'repair' AND code = 'A'")" \
    $'Mobile\nLaptop'
  before=$(db_hash)
  ok code import own.csv --format json
  assert_json same 4
  assert_equal "$(db_hash)" "$before"
  ok order code "$job" --symptom 111 --section ntf
}

@test "a code that is retired stays on the jobs that carry it and goes on no other" {
  ok order code "$job" --symptom NO-CHARGE
  printf 'kind,code,text,active\nsymptom,NO-CHARGE,does not charge,no\n' >retire.csv
  ok code import retire.csv --format json
  assert_json changed 1
  ok order show "$job" --format json
  assert_json diagnosis.0.symptom NO-CHARGE
  refused 3 order code "$job" --symptom NO-CHARGE --format json
  assert_error invalid symptom
  assert_contains "$stderr" retired
  ok code list --kind symptom --format csv --fields code
  assert_lacks "$output" NO-CHARGE
  ok code list --kind symptom --retired --format csv --fields code
  assert_contains "$output" NO-CHARGE
  # The group was not in the file: it is as before.
  assert_equal "$(sql "SELECT fault_group FROM fault_code WHERE code = 'NO-CHARGE'")" battery
  ok check
}

@test "a bad table is refused by line and column and nothing is taken over" {
  # bad ROW WORDS…: one row that will not do, after one that will.
  bad() {
    printf 'kind,code,text,group,categories,no_fault,active\ndefect,OK,fine,,,,\n%s\n' "$1" >bad.csv
    refused 3 code import bad.csv --format json
    shift
    for word; do assert_contains "$stderr" "$word"; done
  }
  bad 'colour,C,red,,,,' 'row 3' kind
  bad 'defect,,nothing,,,,' 'row 3' code
  bad 'defect,A B,blank inside,,,,' 'row 3' code
  bad 'defect,ABCDEFGHIJKLMNOPQ,17 letters,,,,' 'row 3' code
  bad 'defect,É,no letter of a code,,,,' 'row 3' code
  bad 'defect,D,,,,,' 'row 3' text
  bad 'defect,D,dirty,power,,,' 'row 3' group
  bad 'symptom,S,sad,,Spaceship,,' 'row 3' categories Spaceship
  bad 'symptom,S,sad,,,yes,' 'row 3' no_fault
  bad 'symptom,S,sad,,,,perhaps' 'row 3' active perhaps
  bad 'defect,ok,again,,,,' 'row 3' twice
  bad 'defect,D,dirty' 'row 3'
  printf 'kind;code;text\n' >semicolons.csv
  refused 3 code import semicolons.csv
  assert_contains "$stderr" semicolons
  printf 'kind,text\n' >short.csv
  refused 3 code import short.csv
  assert_contains "$stderr" "'code'"
  refused 4 code import nowhere.csv
  FETTLE_AS=tomas refused 6 code import bad.csv
}

@test "with --keep-going the good rows of a table go in and the bad ones are told" {
  printf 'kind,code,text\ndefect,D1,dirty\ncolour,C,red\ndefect,D2,dented\n' >mixed.csv
  run -3 --separate-stderr fettle code import mixed.csv --keep-going --format json
  assert_json added 2
  assert_json refused 1
  assert_json problems.0.line 3
  assert_contains "$(json problems.0.message)" kind
}

@test "a job is diagnosed in lines, which are shown, taken off and not lost" {
  ok order code "$job" --condition sometimes --symptom no-charge --section BATTERY --defect WORN \
    --repair REPLACED --part 'battery BL-5C' --text 'measured 3.1 V' --format json
  assert_json schema diagnosis/1
  assert_json position 1
  assert_json symptom NO-CHARGE
  ok order code "$job" --section CASE --defect DIRTY --repair CLEANED
  assert_contains "$output" 'diagnosis 2: CASE'
  ok order show "$job" --format json
  assert_json diagnosis.# 2
  assert_json diagnosis.0.condition_text 'now and then'
  assert_json diagnosis.0.repair_text 'part replaced'
  assert_json diagnosis.0.fault_group battery
  assert_json diagnosis.0.part 'battery BL-5C'
  assert_json diagnosis.0.text 'measured 3.1 V'
  assert_json diagnosis.1.symptom null
  assert_json events.-1.event code
  assert_json state diagnosing
  ok order code "$job" --remove 2
  assert_contains "$output" 'diagnosis 2 taken off'
  ok order show "$job" --format json
  assert_json diagnosis.1.removed true
  ok order show "$job"
  assert_contains "$output" 'NO-CHARGE does not charge'
  assert_lacks "$output" 'CASE case'
  refused 7 order code "$job" --remove 2
  refused 4 order code "$job" --remove 9
  ok check
}

@test "codes that are not in the tables are refused with the nearest ones" {
  refused 3 order code "$job" --symptom NO-CHARG --format json
  assert_error invalid symptom
  assert_contains "$(json error.hint "$stderr")" 'NO-CHARGE (does not charge)'
  refused 3 order code "$job" --section 'loudspeaker' --format json
  assert_contains "$(json error.hint "$stderr")" SPEAKER
  # A code of another kind is none of this kind.
  refused 3 order code "$job" --defect REPLACED --format json
  assert_error invalid defect
  refused 3 order code "$job" --symptom $'NO\x1b[31m' --format json
  refused 3 order code "$job"
  assert_contains "$stderr" 'says nothing'
  refused 2 order code "$job" --remove 1 --symptom NO-CHARGE
  refused 3 order code "$job" --remove 0
  FETTLE_AS=nobody refused 6 order code "$job" --symptom NO-CHARGE
  refused 7 order code W26-00009-U --symptom NO-CHARGE
  assert_contains "$stderr" 'handed over'
}

@test "a retry and a dry run of a diagnosis do what they should" {
  ok order code "$job" --symptom NO-CHARGE --request-id a1
  before=$(db_hash)
  ok order code "$job" --symptom NO-CHARGE --request-id a1 --format json
  assert_json position 1
  assert_equal "$(db_hash)" "$before"
  ok order code "$job" --symptom NO-CHARGE --dry-run --format json
  assert_json position 2
  assert_equal "$(db_hash)" "$before"
}

@test "no fault found does not go with a repair that was done" {
  ok order code "$job" --section BATTERY --repair REPLACED
  refused 7 order ready "$job" --result no_fault_found --format json
  assert_error state result
  assert_contains "$stderr" REPLACED
  assert_contains "$(json error.hint "$stderr")" "order code $job --remove 1"
  ok order code "$job" --remove 1
  ok order code "$job" --section NONE-FOUND --repair CHECKED
  ok order ready "$job" --result no_fault_found
}

@test "a repair does not go with a section that says there was no fault" {
  refused 3 order code "$job" --section NONE-USE --repair REPLACED --format json
  assert_error invalid repair
  ok order code "$job" --section NONE-USE
  ok order test "$job"
  refused 7 order ready "$job" --result repaired --format json
  assert_error state result
  assert_contains "$stderr" NONE-USE
  # A second complaint, and that one was repaired.
  ok order code "$job" --section BATTERY --repair REPLACED
  ok order ready "$job" --result repaired
  # Nor can the line that makes it right be taken off afterwards.
  refused 7 order code "$job" --remove 2
  assert_contains "$stderr" 'order fail'
}

@test "why a part failed is kept on its line, listed, and can be taken back" {
  ok order why-failed "$bill" 1 doa --text 'spring too short' --format json
  assert_json schema part_failure/1
  assert_json reason doa
  assert_json part lever
  ok order why-failed "$bill" 1 damaged_by_us --by tomas
  assert_contains "$output" 'damaged by us (Tomáš Dvořák)'
  ok order show "$bill" --format json
  assert_json part_failures.# 1
  assert_json part_failures.0.reason damaged_by_us
  assert_json part_failures.0.by tomas
  assert_json part_failures.0.line 1
  ok order show "$bill"
  assert_contains "$output" 'failed, damaged by us'
  # Of a job that is handed over, too.
  ok order why-failed W26-00009-U 1 faulty
  ok part-failure list --format json
  assert_json schema part_failure.list/1
  assert_json rows.# 2
  ok part-failure list --reason damaged_by_us --by tomas --format json
  assert_json rows.# 1
  assert_json rows.0.code W26-00008-W
  ok part-failure list --to 2026-11-21 --format json
  assert_json rows.# 0
  ok order why-failed "$bill" 1 none
  ok part-failure list --format json
  assert_json rows.# 1
  ok check
}

@test "why a part failed is refused where it cannot be" {
  refused 3 order why-failed "$bill" 1 damaged_by_us --format json
  assert_error invalid by
  refused 3 order why-failed "$bill" 1 doa --by tomas --format json
  assert_error invalid by
  refused 4 order why-failed "$bill" 1 damaged_by_us --by nobody
  refused 4 order why-failed "$bill" 2 doa
  refused 3 order why-failed "$bill" 0 doa
  refused 7 order why-failed "$bill" 1 none
  refused 3 order why-failed "$bill" 1 bored
  ok line add "$bill" 'bench time' --class labour --price 10.00
  refused 3 order why-failed "$bill" 2 doa --format json
  assert_error invalid line
  refused 3 part-failure list --from 2026-11-22 --to 2026-11-21
}

@test "a diagnosis changed behind the program's back is found" {
  ok order code "$job" --symptom NO-CHARGE
  sqlite3 "$FETTLE_DB" "UPDATE diagnosis SET text = 'else'"
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" "work order $job"
}
