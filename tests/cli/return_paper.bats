# Returns as lists, papers and labels: every format, what a supplier is given, and codes that decode.
load helpers
load returns

@test "lists and pages of returns come in every format" {
  away
  local format
  ok return add 'Cable & Co'
  for format in text json csv xlsx; do
    "$FETTLE_BIN" return list --format "$format" >"list.$format"
    "$FETTLE_BIN" return due --format "$format" >"due.$format"
    "$FETTLE_BIN" return show "$box" --format "$format" >"show.$format"
  done
  assert_equal "$(wc -l <list.csv)" 3
  assert_equal "$(wc -l <due.csv)" 2
  run -0 /usr/bin/python3 -c '
import openpyxl
assert openpyxl.load_workbook("list.xlsx").worksheets[0].max_row == 3
assert openpyxl.load_workbook("due.xlsx").worksheets[0].max_row == 2
assert openpyxl.load_workbook("show.xlsx").worksheets[0].max_row >= 2'
}

@test "the paper for the box is a PDF, a CSV or a workbook, and its code decodes" {
  packed
  ok return send "$box" --reference RMA-771 --tracking 1Z9 --file box.csv
  assert_equal "$(cat box.csv)" "$(printf '%s\n' \
    'return,reference,account,line,sku,maker_number,name,quantity,unit,serial,lot,reason,order,asked' \
    'V26-00001-6,RMA-771,K-77,1,970013-02,970013,filter V11,2,piece,,,dead,W26-00001-9,44.20')"
  ok return file "$box" box.xlsx
  ok return file "$box" box.json
  ok return file "$box" box.pdf
  run -0 pdftotext -layout box.pdf -
  assert_contains "$output" 'Return V26-00001-6'
  assert_contains "$output" 'RMA-771'
  assert_contains "$output" 'dead on arrival'
  assert_contains "$output" '44.20'
  pdftoppm -r 200 -png box.pdf page
  assert_equal "$(zbarimg --quiet --raw page-1.png 2>/dev/null)" V26000016
}

@test "the code of a return is known wherever codes are scanned" {
  packed
  ok scan v26000016 --format json
  assert_json thing return
  assert_json code "$box"
  assert_json title 'Spares Ltd, open box'
  unchanged 4 scan V26-00009-P
  assert_error not_found
}

@test "the master list of a supplier and a period has every line, and its sums" {
  dead
  ok supplier edit 'Cable & Co' --return-days 5
  ok return add 'Spares Ltd'
  ok return line "$box" 970013-02 --quantity 1
  ok return send "$box" --reference RMA-1
  ok return credit "$box" 20.00
  export FETTLE_NOW=2026-12-02T10:00:00Z
  ok return due --make
  ok return send V26-00002-4
  ok return add 'Cable & Co'
  run -0 --separate-stderr "$FETTLE_BIN" return master --supplier 'spares ltd' --format csv
  assert_equal "$(cut -d, -f2,4,6,8,13-17 <<<"$output")" "$(printf '%s\n' \
    'return,sent_on,sku,quantity,outcome,asked,credited,difference,open' \
    'V26-00001-6,2026-11-22,970013-02,1,short,22.10,20.00,-2.10,0.00' \
    'V26-00002-4,2026-12-02,970013-02,1,open,22.10,,,22.10')"
  ok return master
  assert_contains "$stderr" '2 lines: asked 44.20 EUR, credited 20.00 EUR, open 22.10 EUR, difference -2.10 EUR'
  ok return master --from 2026-12 --format json
  assert_json 'rows.#' 1
  ok return list --from 2026-11 --to 2026-11 --format json
  assert_json 'rows.#' 1
  assert_json rows.0.code V26-00001-6
  ok return master --supplier 'cable & co' --format json
  assert_json 'rows.#' 0
  refused 3 return master --from 2026-12 --to 2026-11 --format json
  assert_error invalid to
}

@test "a label for the box says whose it is, and decodes to its code" {
  packed
  ok label "$box" --output box.png
  assert_equal "$(zbarimg --quiet --raw box.png 2>/dev/null)" V26000016
  ok return send "$box" --reference RMA-771
  ok label "$box" --output box.pdf
  run -0 pdftotext box.pdf -
  assert_contains "$output" 'Spares Ltd'
  assert_contains "$output" 'RMA-771'
  assert_contains "$output" "$box"
}
