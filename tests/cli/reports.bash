# `load reports` after helpers: centres for the reports, and their figures held against Python.
# shellcheck shell=bash

# fill COUNT [SEED]: the jobs of the domain reference's vectors and COUNT made-up ones.
fill() {
  new_centre
  /usr/bin/python3 "$tests/cli/report_fixture.py" "$FETTLE_DB" "$@"
}

# jobs_by PYTHON: jobs by hand; `centre` is a report_fixture.Centre, `at` takes a time in Berlin.
jobs_by() {
  new_centre
  PYTHONPATH=$tests/cli /usr/bin/python3 - "$FETTLE_DB" "$1" <<'PYTHON'
import sys
from report_fixture import Centre, at
centre = Centre(sys.argv[1], 1)
device = (16, "Lenovo", "ThinkPad T14", "S1")
with centre.db:
    exec(sys.argv[2])
PYTHON
}

# same_figures NAME FROM TO AS_OF [ARGUMENT…]: the figures and the workbook of a report are those
# that Python makes of the database.
same_figures() {
  local name=$1 from=$2 to=$3 as_of=$4
  shift 4
  ok report "$name" --from "$from" --to "$to" "$@" --format json
  printf '%s' "$output" >figures.json
  ok report "$name" --from "$from" --to "$to" "$@" --output "$name.xlsx"
  run /usr/bin/python3 "$tests/cli/report_check.py" "${name%-cost}" "$FETTLE_DB" "$name.xlsx" \
    "$from" "$to" "$as_of" figures.json
  assert_equal "$output" 'all equal'
}

# figure KEY MEMBER: of the rows in $output.
figure() {
  /usr/bin/python3 - "$1" "$2" "$output" <<'PYTHON'
import json, sys
print(next(r[sys.argv[2]] for r in json.loads(sys.argv[3])["rows"] if r["figure"] == sys.argv[1]))
PYTHON
}

# column SHEET TITLE FILE: the cells below a title, one a line.
column() {
  /usr/bin/python3 - "$@" <<'PYTHON'
import sys, warnings
import openpyxl
warnings.simplefilter("ignore")
rows = list(openpyxl.load_workbook(sys.argv[3])[sys.argv[1]].values)
for row in rows[1:]:
    print(row[rows[0].index(sys.argv[2])])
PYTHON
}

# recalculated WORKBOOK SHEET…: LibreOffice shows the same figures as are stored when it works out
# every formula anew. Leaves stored/ and worked/ with the sheets as CSV.
recalculated() {
  local workbook=$1 sheet
  shift
  mkdir -p again/user
  cat >again/user/registrymodifications.xcu <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item
oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
oor:op="fuse"><value>0</value></prop></item></oor:items>
XML
  csv_of as-is stored "$workbook"
  csv_of again worked "$workbook"
  for sheet in "$@"; do
    run -0 /usr/bin/python3 - {stored,worked}/"${workbook%.xlsx}-$sheet.csv" <<'PYTHON'
import csv, sys
def number(text):
    try:
        return float(text.rstrip("%"))
    except ValueError:
        return text
a, b = ([[number(c) for c in row] for row in csv.reader(open(p))] for p in sys.argv[1:])
assert len(a) == len(b) > 7, (len(a), len(b))
for left, right in zip(a, b):
    for x, y in zip(left, right):
        same = abs(x - y) <= 1e-9 * max(1, abs(x)) if type(x) is type(y) is float else x == y
        assert same, (x, y)
PYTHON
  done
}

# csv_of PROFILE FOLDER FILE…: their sheets as LibreOffice shows them.
csv_of() {
  soffice "-env:UserInstallation=file://$PWD/$1" --headless --convert-to \
    'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' \
    --outdir "$2" "${@:3}" >/dev/null 2>&1
}
