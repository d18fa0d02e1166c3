# A stocktake of some parts of a place: what is dear is counted every week.
load helpers
load stocktake

# chosen PART…: of shelf, a stocktake of these.
chosen() {
  shelf
  take=T26-00002-X
  ok stocktake start --place 'Shelf B2' "$@" --format json
  assert_json code "$take"
}

# skus: of a list that was written as JSON to $output.
skus() {
  jq -r "$1 | map(.sku) | unique | join(\" \")" <<<"$output"
}

@test "of some parts only these are counted, listed and posted" {
  # By any number that they have; one that is said twice is one.
  chosen MB-9 970013 970013-02
  assert_json chosen_parts 2
  assert_json line_count 4
  assert_equal "$(skus .lines)" '970013-02 MB-9'
  ok stocktake sheet "$take" sheet.json
  output=$(cat sheet.json)
  assert_equal "$(skus .rows)" '970013-02 MB-9'
  ok stocktake list --format json
  assert_json rows.0.chosen_parts 2
  refused 5 stocktake count "$take" CAB-3X1.5 12 --format json
  assert_error conflict part
  assert_contains "$stderr" "CAB-3X1.5 is none of the parts of stocktake $take"
  assert_contains "$stderr" 'fettle part count CAB-3X1.5 QUANTITY --place'
  printf '%s\n' SCR-4 >scans
  ok part add SCR-4 'screw M4'
  refused 3 stocktake scan "$take" --from scans
  # What else lies there may be corrected beside it, what is counted may not.
  ok part count CAB-3X1.5 12 --place 'Shelf B2' --reason 'cut to pieces'
  refused 7 part count 970013-02 9 --place 'Shelf B2' --reason look --format json
  assert_error state place
  ok stocktake count "$take" 970013-02 9
  # Another board turns up: it is one of these.
  printf '%s\n' SN1001 SN1002 MB-9 NEWSN-77 >scans
  ok stocktake scan "$take" --from scans
  ok stocktake post "$take" --reason weekly --uncounted zero
  assert_equal "$(stock 970013-02)" $'9000\t19890'
  assert_equal "$(stock MB-9)" $'3000\t45000'
  assert_equal "$(stock CAB-3X1.5)" $'12000\t960'
  assert_equal "$(stock BAT-1)" $'8000\t9600'
  in_order
}

@test "a part that is sold out is counted too, and may turn up" {
  shelf
  ok part add MB-7 'older board' --tracking serial --cost 99.00
  ok part add SCR-4 'screw M4' --cost 0.10
  ok stocktake start --place 'Shelf B2' --blind MB-7 SCR-4 MB-9 --format json
  take=$(json code)
  ok stocktake sheet "$take" sheet.json
  output=$(cat sheet.json)
  assert_equal "$(skus .rows)" 'MB-7 MB-9 SCR-4'
  # Who counts is not told which of them is.
  ok stocktake show "$take" --as tomas --format json
  assert_equal "$(jq -c '[.lines[] | .note] | unique' <<<"$output")" \
    '["to be counted","to be counted, each by its number"]'
  assert_json open_lines 3
  ok stocktake show "$take" --format json
  assert_json open_lines 3
  assert_equal "$(line SCR-4 | jq -r .note)" 'none at the start'
  printf '%s\n' MB-7 B7-1 SCR-4 SCR-4 >scans
  ok stocktake scan "$take" --from scans --as tomas
  ok stocktake post "$take" --reason weekly --uncounted leave
  assert_equal "$(stock MB-7)" $'1000\t9900'
  assert_equal "$(stock SCR-4)" $'2000\t20'
  in_order
}

@test "the parts may come from a list, as part list writes one" {
  shelf
  ok part list --fields sku --format csv --output dear.csv
  ok stocktake start --place 'Shelf B2' @dear.csv --format json
  assert_json chosen_parts 4
  ok stocktake cancel "$(json code)"
  refused 4 stocktake start --place 'Shelf B2' NOTHING --format json
  assert_error not_found part
  : >empty.csv
  refused 3 stocktake start --place 'Shelf B2' @empty.csv --format json
  assert_error invalid PART
  refused 4 stocktake start --place 'Shelf B2' @nowhere.csv
  assert_equal "$(sql 'SELECT COUNT(*) FROM stocktake')" 1
  in_order
}

@test "check finds a choice that was meddled with" {
  chosen 970013-02 MB-9
  in_order
  sqlite3 "$FETTLE_DB" "DELETE FROM stocktake_part WHERE part_id = (SELECT id FROM part WHERE sku = 'MB-9')"
  run --separate-stderr fettle check
  assert_contains "$output" "stocktake $take, MB-9: it is none of the parts that it was begun for"
  assert_contains "$output" 'differs from its seal'
}
