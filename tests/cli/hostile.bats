#!/usr/bin/env bats
# Slips of the hand that must not cost a centre its work.
load helpers

setup() {
  start_test
  new_centre
}

@test "no result, label or backup is written over a database" {
  local code
  code=$(checkin_one)
  cp "$FETTLE_DB" other.db
  refused 3 order list --output "$FETTLE_DB"
  assert_contains "$stderr" 'is a database'
  refused 3 order list --format json --output "$FETTLE_DB"
  refused 3 export ords --output "$FETTLE_DB"
  refused 3 label "$code" --to png --output "$FETTLE_DB"
  refused 3 order list --output other.db
  ok check
}

@test "a file's name says its format when nothing else does" {
  checkin_one >/dev/null
  ok order list --output list.json
  python3 -c 'import json; json.load(open("list.json"))["rows"]'
  ok order list --output list.csv
  assert_contains "$(head -n 1 list.csv)" 'code,'
  ok order list --output list.xlsx
  assert_equal "$(head -c 2 list.xlsx)" PK
  ok order list --output list.txt
  assert_contains "$(cat list.txt)" 'Work order'
}

@test "lines that could never be added up are refused when they are typed" {
  local code
  code=$(checkin_one)
  refused 3 line add "$code" x --class part --price 10000000000000
  ok line add "$code" x --class part --price 999999999 --payer customer
  ok line add "$code" x --class part --price 999999999 --payer customer
  ok order show "$code"
}

@test "a clock that shows 1970 takes no work, one that went back is told" {
  FETTLE_NOW=1970-01-01T00:00:00Z refused 3 staff add a A --role technician
  assert_contains "$stderr" 'clock'
  FETTLE_NOW=2026-11-20T10:00:00Z ok staff add a A --role technician
  assert_contains "$stderr" 'clock stands before the last change'
  ok check
}

@test "an empty batch changes nothing and is no fault" {
  echo '[]' >none.json
  ok --format json checkin --from none.json
  assert_json rows []
}

@test "either IMEI of a telephone in the house is known, and no telephone has one twice" {
  checkin_one imei=490154203237518 serial= >/dev/null
  intake serial= imei=356938035643809 imei2=490154203237518 >second.json
  refused 5 checkin --from second.json
  assert_contains "$stderr" 'imei2: already in custody on W26-00001-9'
  intake serial= imei=356938035643809 imei2=356938035643809 >twice.json
  refused 3 checkin --from twice.json
}

@test "the same serial under another brand is told" {
  checkin_one >/dev/null
  intake brand=Bose >bose.json
  ok --format json checkin --from bose.json
  assert_json rows.0.warnings.0.kind similar_serial
}

@test "a database that lacks a table is called damaged" {
  checkin_one >/dev/null
  sqlite3 "$FETTLE_DB" 'DROP TABLE order_warning'
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" "the table 'order_warning' is missing"
}

@test "an empty name, as of an unset variable, takes no job off its technician" {
  local code
  code=$(checkin_one)
  ok order assign "$code" mara
  refused 4 order assign "$code" ''
  ok order assign "$code" none
}

@test "nobody is called none" {
  refused 3 staff add none N --role technician
}
