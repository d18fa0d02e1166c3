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
