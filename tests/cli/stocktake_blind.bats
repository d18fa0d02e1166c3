# Blind stocktakes: who counts is not told what should be there.
load helpers
load stocktake

# told AS COMMAND…: what of the numbers of the boards a person is told by a command.
told() {
  local who=$1
  shift
  "$FETTLE_BIN" "$@" --as "$who" | grep -o 'SN100[0-9]' | sort -u | paste -sd ' '
}

@test "who counts blind is not told the numbers of pieces before they are found, nor how many" {
  local format
  begun --blind
  for format in text json csv; do
    assert_equal "$(told tomas stocktake show "$take" --format "$format")" ''
    assert_equal "$(told tomas stocktake lines "$take" --format "$format")" ''
  done
  # Filters, cable, two lots, and boards: one line, however many there are.
  ok stocktake show "$take" --as tomas --format json
  assert_json line_count 5
  assert_json open_lines 5
  assert_equal "$(jq -r '.lines[] | select(.sku == "MB-9") | .note' <<<"$output")" \
    'to be counted, each by its number'
  ok stocktake list --as tomas --format json
  assert_json rows.0.line_count 5
  # A manager looks behind it.
  assert_equal "$(told mara stocktake show "$take")" 'SN1001 SN1002 SN1003'
  # One is found: the part has been counted, as far as they are told.
  printf '%s\n' MB-9 SN1002 >scans
  ok stocktake scan "$take" --from scans --as tomas
  assert_equal "$(told tomas stocktake show "$take")" SN1002
  ok stocktake show "$take" --as tomas --format json
  assert_json open_lines 4
  assert_json counted_lines 1
  # Two are typed in; the one that lacks is not named.
  ok stocktake count "$take" MB-9 2 --serial SN1001 --serial SN1002 --replace --as tomas
  assert_lacks "$output" SN1003
  assert_contains "$output" '2 of 6 lines counted'
  ok stocktake recount "$take" MB-9 --as tomas
  assert_equal "$(told tomas stocktake show "$take")" ''
  ok stocktake show "$take" --as tomas --format json
  assert_equal "$(jq -r '.lines[] | select(.sku == "MB-9") | .note' <<<"$output")" 'to be counted again'
  assert_equal "$(jq -c '[.events[] | select(.event == "recount") | .text]' <<<"$output")" \
    '["MB-9: 2 were counted"]'
  ok stocktake count "$take" MB-9 2 --serial SN1001 --serial SN1002 --as tomas
  # Who may not post is not sent to do it.
  for part in 970013-02 CAB-3X1.5; do ok stocktake count "$take" "$part" 10 --as tomas; done
  ok stocktake count "$take" BAT-1 5 --lot L1 --as tomas
  ok stocktake count "$take" BAT-1 3 --lot L2 --as tomas
  assert_contains "$stderr" "all is counted: a manager posts it, with fettle stocktake post $take"
  # Who posts sees which one lacks, and then everybody does.
  ok stocktake post "$take" --reason counted --uncounted leave
  assert_contains "$output" SN1003
  assert_equal "$(told tomas stocktake show "$take" --only differences)" SN1003
  in_order
}

@test "a blind sheet has no numbers but room for them, whoever writes it, and is read back" {
  begun --blind
  ok stocktake sheet "$take" sheet.csv
  assert_equal "$(grep -c MB-9 sheet.csv)" 1
  assert_lacks "$(cat sheet.csv)" SN100
  ok stocktake sheet "$take" sheet.pdf
  run -0 pdftotext -layout sheet.pdf -
  assert_lacks "$output" SN100
  ok stocktake sheet "$take" sheet.xlsx
  python3 - <<'PYTHON'
import openpyxl
book = openpyxl.load_workbook("sheet.xlsx")
rows = book.worksheets[0]
boards = [row for row in rows.iter_rows(min_row=2) if row[1].value == "MB-9"]
assert len(boards) == 1 and boards[0][5].value is None
boards[0][8].value = 2
book.save("wrong.xlsx")
boards[0][5].value, boards[0][8].value = "SN1002", 1
rows.append([boards[0][0].value, "MB-9", None, None, None, "SN1001", None, None, 1])
book.save("filled.xlsx")
boards[0][5].value, boards[0][8].value = None, 0
rows.delete_rows(rows.max_row)
book.save("none.xlsx")
PYTHON
  refused 3 stocktake import "$take" wrong.xlsx --as tomas --format json
  assert_contains "$output" 'write a row for each number'
  ok stocktake import "$take" filled.xlsx --as tomas --format json
  assert_json counted 2
  assert_equal "$(told tomas stocktake show "$take")" 'SN1001 SN1002'
  assert_equal "$(line MB-9 SN1003 | jq -r .counted)" null
  # None there: a row without a number, for all that the ledger knows.
  ok stocktake import "$take" none.xlsx --replace --as tomas --format json
  assert_json counted 1
  assert_equal "$(told tomas stocktake show "$take")" ''
  assert_equal "$(found MB-9 SN1001)" '1 0 -1'
  assert_equal "$(found MB-9 SN1003)" '1 0 -1'
  in_order
}

@test "a blind stocktake does not say by a missing note that the ledger expects nothing" {
  begun --blind
  ok part scrap CAB-3X1.5 12.5 --place 'Shelf B2' --reason 'cut to pieces'
  ok stocktake show "$take" --as tomas --format json
  assert_equal "$(jq -r '.lines[] | select(.sku == "CAB-3X1.5") | .note' <<<"$output")" 'to be counted'
}
