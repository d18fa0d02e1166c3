#!/usr/bin/env bats
# Open Repair Data in and out: real files where they are, and damaged ones.
load helpers

header=id,data_provider,country,partner_product_category,product_category,product_category_id,brand,year_of_manufacture,product_age,repair_status,repair_barrier_if_end_of_life,group_identifier,event_date,problem
row() { echo "demo_$1,Demo,GBR,Kettle,Kettle,14,Bosch,,,Fixed,,Town,2024-05-04,\"does not heat, at all\""; }

# Both published files in the database; imported once for all tests of this file.
both_files() {
  local file kept=$BATS_FILE_TMPDIR/both.db
  if [[ ! -e $kept ]]; then
    new_centre
    for file in "$shared"/data/ords/*_{RepairCafeWales,FixitClinic}_*.csv; do
      ok import ords "$file"
    done
    cp "$FETTLE_DB" "$kept"
  fi
  cp "$kept" "$FETTLE_DB"
}

@test "both published files come in whole, a second time nothing, and go out field for field" {
  need_shared data/ords
  new_centre
  local wales=$shared/data/ords/OpenRepairData_v0.3_RepairCafeWales_202507.csv
  local clinic=$shared/data/ords/OpenRepairData_v0.3_FixitClinic_202507.csv
  ok --format json import ords "$wales"
  assert_json added 20190
  ok --format json import ords "$clinic"
  assert_json added 1033
  ok --format json import ords "$wales"
  assert_json added 0
  assert_json known 20190
  ok export ords --output back.csv
  run --separate-stderr python3 "$BATS_TEST_DIRNAME/ords_check.py" "$FETTLE_BIN" back.csv "$wales" "$clinic"
  assert_status 0
  assert_equal "$output" '21223 work orders'
  ok check
  cp "$FETTLE_DB" "$BATS_FILE_TMPDIR/both.db"
}

# On one medium of three where the program is a slow one.
short=${FETTLE_SHORT-}

@test "labels of published jobs decode: all categories and scripts, the longest texts, many others" {
  local media=(62x29:203 62x29:300 100x50:203)
  need_shared data/ords
  both_files
  if [[ $short ]]; then media=(62x29:203); fi
  run --separate-stderr python3 -B "$BATS_TEST_DIRNAME/ords_labels.py" "$FETTLE_BIN" . \
    "${media[@]}"
  assert_status 0
  assert_equal "$output" "$((298 * ${#media[@]})) labels, 298 of 21223 jobs, 40 categories"
}

@test "quotes, line ends, a byte-order mark and formulas survive the way in and out" {
  new_centre
  {
    printf '\xef\xbb\xbf%s\r\n' "$header"
    printf 'demo_1,Demo,GBR,,Lamp,15,"O""Neil",2001,12,End of life,Item too worn out,Town,2024-05-04,"=1+1, two\nlines"\r\n'
  } >in.csv
  ok import ords in.csv
  ok export ords --output out.csv
  run python3 -c 'import csv
a, b = (list(csv.reader(open(f, newline="", encoding="utf-8-sig"))) for f in ("in.csv", "out.csv"))
print(a == b)'
  assert_equal "$output" True
}

@test "one bad row leaves everything out and says where it is" {
  new_centre
  { echo "$header"; row 1; row 2 | sed 's/Fixed/Mended/'; row 3; } >in.csv
  refused 3 import ords in.csv
  assert_contains "$stderr" 'repair_status'
  assert_contains "$stderr" 'row 3, line 3'
  assert_contains "$stderr" "'Mended'"
}

@test "--keep-going leaves bad rows out, reports each with its line, and takes the rest" {
  new_centre
  { echo "$header"; row 1; row 2 | sed 's/,Kettle,14,/,Teapot,14,/'; echo 'demo_3,too,short'; row 4; row 5 | sed 's/2024-05-04/2024-02-30/'; } >in.csv
  run -3 --separate-stderr fettle --format json import ords --keep-going in.csv
  assert_error invalid
  assert_contains "$stderr" '3 of 5 records were left out'
  assert_json read 5
  assert_json added 2
  assert_json refused 3
  assert_json problems.0.line 3
  assert_json problems.1.line 4
  assert_json problems.2.line 6
  ok check
}

@test "a record that says something else than before is a conflict, and nothing is overwritten" {
  new_centre
  { echo "$header"; row 1; row 2; } >in.csv
  ok import ords in.csv
  { echo "$header"; row 1; row 2 | sed 's/,Bosch,/,Braun,/; s/Fixed/Repairable/'; row 3; } >in.csv
  refused 5 --format json import ords in.csv
  assert_error conflict id
  assert_contains "$stderr" "row 3, line 3: 'demo_2' is on file with other content"
  run -3 --separate-stderr fettle --format json import ords --keep-going in.csv --request-id k
  assert_json added 1
  assert_json known 1
  assert_json refused 1
  assert_json conflicts 1
  assert_json problems.0.line 3
  assert_contains "$(json problems.0.message)" "brand 'Braun' (on file 'Bosch')"
  assert_contains "$(json problems.0.message)" "repair_status 'Repairable' (on file 'Fixed')"
  local kept=$output
  run -3 --separate-stderr fettle --format json import ords --keep-going in.csv --request-id k
  assert_equal "$output" "$kept"
  ok export ords
  assert_contains "$output" 'demo_2,Demo,GBR,Kettle,Kettle,14,Bosch,,,Fixed'
  assert_lacks "$output" Braun
}

@test "a file that holds one id twice tells the two apart" {
  new_centre
  { echo "$header"; row 1; row 1; } >in.csv
  ok --format json import ords in.csv
  assert_json added 1
  assert_json known 1
  { echo "$header"; row 2; row 2 | sed 's/heat/boil/'; } >in.csv
  refused 5 import ords in.csv
  assert_contains "$stderr" 'problem '
}

@test "a file that cannot be read to its end adds nothing, with --keep-going too" {
  new_centre
  { echo "$header"; row 1; echo 'demo_2,Demo,GBR,"never closed'; row 3; } >in.csv
  refused 3 import ords in.csv
  refused 3 import ords --keep-going in.csv
  assert_contains "$stderr" 'quote'
}

@test "a missing column, an empty file and a header alone are told apart" {
  new_centre
  echo "${header/,brand/,brandd}" >in.csv
  refused 3 import ords in.csv
  assert_contains "$stderr" 'brand'
  : >in.csv
  refused 3 import ords in.csv
  echo "$header" >in.csv
  ok --format json import ords in.csv
  assert_json read 0
}

@test "a retry with the same id gives the first counts, another file under it is a conflict" {
  new_centre
  { echo "$header"; row 1; } >in.csv
  ok --format json --request-id r1 import ords in.csv
  assert_json added 1
  ok --format json --request-id r1 import ords in.csv
  assert_json added 1
  { echo "$header"; row 2; } >in.csv
  refused 5 --request-id r1 import ords in.csv
}

@test "today's visits are not in the future before noon" {
  new_centre
  { echo "$header"; row 1 | sed 's/2024-05-04/2026-11-22/'; row 2 | sed 's/2024-05-04/2026-11-23/'; } >in.csv
  refused 3 import ords in.csv
  { echo "$header"; row 1 | sed 's/2024-05-04/2026-11-22/'; } >in.csv
  FETTLE_NOW=2026-11-22T07:00:00Z ok import ords in.csv
  ok --format json order list
  assert_json rows.0.received_at 2026-11-22T07:00:00Z
}
