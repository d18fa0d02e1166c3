# The report of parts, its lists and its workbook, against what Python works out of the ledger and
# against hand-made figures.
load helpers
load reports

lists=(value cover slow fill supply faulty losses below deliveries)

# ledger COUNT [SEED]: a centre with about so many made-up moves.
ledger() {
  new_centre
  /usr/bin/python3 -B "$tests/cli/report_parts_fixture.py" "$FETTLE_DB" "$@"
}

# same_parts FROM TO AS_OF [ARGUMENT…]: figures, lists and workbook are those that Python makes.
same_parts() {
  local from=$1 to=$2 as_of=$3 list
  shift 3
  rm -rf said && mkdir said
  ok report parts --from "$from" --to "$to" "$@" --format json
  printf '%s' "$output" >said/figures.json
  for list in "${lists[@]}"; do
    ok stock "$list" --from "$from" --to "$to" "$@" --format json
    printf '%s' "$output" >"said/$list.json"
  done
  ok report parts --from "$from" --to "$to" "$@" --output said/parts.xlsx
  run /usr/bin/python3 -B "$tests/cli/report_parts.py" "$FETTLE_DB" "$from" "$to" "$as_of" said
  assert_equal "$output" 'all equal'
}

@test "figures, lists and workbook of parts equal an independent calculation" {
  ledger 900 1
  same_parts 2026-07-01 2026-09-30 2026-11-22T10:00:00Z
  same_parts 2026-10-25 2026-11-01 2026-11-22T10:00:00Z
  same_parts 2025-11-01 2026-11-22 2026-11-22T10:00:00Z
}
