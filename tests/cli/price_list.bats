# Price lists as suppliers send them: their own titles, letterheads, number cells and dates, in CSV
# and in workbooks that another program made.
load helpers

# shop: a centre with a supplier and a filter from them.
shop() {
  new_centre
  ok supplier add 'Spares Ltd' --lead-days 3
  ok part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013 \
    --supplier 'Spares Ltd'
}

# book FILE: a workbook made by openpyxl, its cells by the program on standard input, whose sheet is s.
book() {
  { printf 'import datetime, openpyxl\nb = openpyxl.Workbook()\ns = b.active\n'
    cat
    printf 'b.save("%s")\n' "$1"; } | /usr/bin/python3 -
}

# theirs: list.xlsx and list.csv, which say the same, and map.json, which says what is what.
theirs() {
  book list.xlsx <<'PYTHON'
s["A1"] = "Spares Ltd, price list"
s.merge_cells("A1:E1")
s["A2"] = "as of"
s["B2"] = datetime.date(2026, 12, 1)
s["C2"] = "=TODAY()"
s.append([])
s.append(["Artikel-\nNr.", "  Bezeichnung", "EAN", "EK netto", "UVP", "Gültig ab", "Rabattgruppe"])
s.append(["970013-02", "filter V11", 4006381333931, 23.5, 41, datetime.datetime(2027, 1, 1), "A"])
s.append([4711, "Netzteil; 65 W", 36000291452, 1234.5, None, datetime.date(2027, 2, 1), "B"])
s.append(["K-9", "Kabel", "", "12,50", "1.020,00", "01.03.2027", "B"])
PYTHON
  cat >list.csv <<'CSV'
"Spares Ltd, price list"

as of;01.12.2026

"Artikel-
Nr.";  Bezeichnung;EAN;EK netto;UVP;Gültig ab;Rabattgruppe
970013-02;filter V11;4006381333931;23,5;41;01.01.2027;A
4711;"Netzteil; 65 W";36000291452;1.234,5;;01.02.2027;B
K-9;Kabel;;12,50;1.020,00;01.03.2027;B
CSV
  cat >map.json <<'JSON'
{"columns": {"sku": "Artikel- Nr.", "name": "Bezeichnung", "gtin": "EAN", "cost": "EK netto",
             "price": "UVP", "effective_from": "Gültig ab"},
 "separator": ";", "decimal": ",", "grouping": ".", "date_format": "DD.MM.YYYY"}
JSON
}

# prices SKU: its price list, a day a line.
prices() {
  "$FETTLE_BIN" part show "$1" --format json |
    jq -r '.prices[] | [.effective_from, .cost, .price] | join(" ")'
}

@test "a list comes in by its own titles below a letterhead, from a workbook as from CSV" {
  local file
  theirs
  for file in list.xlsx list.csv; do
    rm -f "$FETTLE_DB"
    shop
    ok part import "$file" --supplier 'Spares Ltd' --map map.json --format json
    assert_json read 3
    assert_json added 2
    assert_json changed 1
    assert_equal "$(prices 970013-02)" $'2026-11-22 22.10 40.00\n2027-01-01 23.50 41.00'
    assert_equal "$(prices 4711)" '2027-02-01 1234.50 '
    assert_equal "$(prices K-9)" '2027-03-01 12.50 1020.00'
    assert_equal "$("$FETTLE_BIN" part show 4711 --format json | jq -r '.gtin + " " + .name')" \
      '00036000291452 Netzteil; 65 W'
    # The map was kept with the supplier, and reads their next list.
    ok part import "$file" --supplier 'Spares Ltd' --format json
    assert_json same 3
  done
}

@test "columns of theirs that the map does not name are left unread, which a dry run tells" {
  shop
  theirs
  ok part import list.xlsx --supplier 'Spares Ltd' --map map.json --dry-run --format json
  assert_equal "$(jq -c '[.unread[].title]' <<<"$output")" '["Rabattgruppe"]'
  assert_json changes.2.row 7
  ok part import list.xlsx --supplier 'Spares Ltd' --map map.json
  assert_lacks "$output$stderr" Rabattgruppe
}

@test "a column of ours that is misspelt is refused with the name that it is most like" {
  local pair
  shop
  for pair in shelf_life:shelf_life_days 'Shelf life':shelf_life_days nmae:name lead_day:lead_days \
    supplyer:supplier Cost:cost makers_number:maker_number; do
    printf 'sku,%s\nX-1,1\n' "${pair%:*}" >list.csv
    refused 3 part import list.csv --format json
    assert_error invalid column
    assert_contains "$stderr" "'${pair%:*}' is not known"
    assert_contains "$stderr" "did you mean ${pair#*:}?"
  done
  printf 'sku,Bemerkung\nX-1,x\n' >list.csv
  refused 3 part import list.csv
  assert_contains "$stderr" "'Bemerkung' is not known"
  assert_contains "$stderr" '--map says'
  # What our own lists have besides is no typo.
  "$FETTLE_BIN" part list --format csv >list.csv
  ok part import list.csv --format json
  assert_json same 1
}

@test "our own names do with another separator, when a map says which" {
  shop
  printf 'sku;name;cost\nX-1;lamp;1,50\n' >list.csv
  refused 3 part import list.csv
  assert_contains "$stderr" semicolons
  printf '{"separator":";","decimal":","}' >map.json
  ok part import list.csv --map map.json
  assert_contains "$(prices X-1)" '1.50'
  printf 'sku;nmae\nX-1;lamp\n' >list.csv
  refused 3 part import list.csv --map map.json
  assert_contains "$stderr" 'did you mean name?'
}

@test "what a spreadsheet has made of a number or an amount is refused, and says so" {
  shop
  book list.xlsx <<'PYTHON'
s.append(["sku", "name", "cost", "gtin", "effective_from"])
s.append([datetime.date(2026, 3, 1), "screw", 1, None, None])
s.append(["X-2", "nut", datetime.date(2026, 3, 1), None, None])
s.append(["X-3", "bolt", 1, "4.00638E+12", None])
s.append(["X-4", "pin", 1, None, 46000])
s.append(["X-5", "cog", -1, None, None])
s.append(["X-6", "cam", 1.005, None, None])
s.append(["X-7", "key", "=1+1", None, None])
PYTHON
  refused 3 part import list.xlsx --format json
  assert_json refused 7
  local problem=0 said
  for said in "sku: is the date or time '2026-03-01'" "cost: is the date or time '2026-03-01'" \
    "gtin: '4.00638E+12' is what a spreadsheet" "effective_from: '46000' is no date" \
    "cost: is below zero: '-1'" 'cost: ' 'cell C8: holds a formula without its result'; do
    assert_json "problems.$problem.row" $((problem + 2))
    assert_contains "$(jq -r ".problems[$problem].message" <<<"$output")" "$said"
    problem=$((problem + 1))
  done
}

@test "a name that our list guarded for a spreadsheet comes back as it was" {
  shop
  ok part edit 970013-02 --name '+1 filter'
  "$FETTLE_BIN" part list --format csv >list.csv
  assert_contains "$(cat list.csv)" "'+1 filter"
  ok part import list.csv --format json
  assert_json same 1
}

@test "a number that another part has is taken, and told by the row it came in" {
  shop
  ok part edit 970013-02 --gtin 4006381333931
  cat >list.csv <<'CSV'
sku,name,maker_number,alternative,gtin
N-1,one,970 013,,
N-2,two,M-2,970013-02,4006381333931
N-3,three,m2,,
N-4,four,M-4,,036000291452
CSV
  ok part import list.csv --dry-run --format json
  assert_json added 4
  assert_equal "$(jq -c '[.warnings[] | [.row, .message]]' <<<"$output")" \
    "$(jq -nc "[[2, \"maker_number: '970 013' is that of 970013-02, too\"],
      [3, \"alternative: '970013-02' is that of 970013-02, too\"],
      [3, \"gtin: '04006381333931' is that of 970013-02, too\"],
      [4, \"maker_number: 'm2' is that of N-2, too\"]]")"
  ok part import list.csv --format json
  assert_json warnings.3.row 4
  # What the part has already is no news.
  ok part import list.csv --format json
  assert_json same 4
  assert_json warnings '[]'
}

@test "a number that another part has is told when it is added by hand" {
  shop
  ok part edit 970013-02 --gtin 4006381333931
  ok part add S-1 one --alternative 970013 --alternative U-1 --gtin 4006381333931 --dry-run
  assert_contains "$stderr" "'970013' is a number of 970013-02, too, GTIN 04006381333931 is that of 970013-02, too"
  ok part add S-1 one --alternative U-1
  assert_lacks "$stderr" too
  ok part edit S-1 --maker-number 970013-02
  assert_contains "$stderr" "'970013-02' is a number of 970013-02, too"
}

@test "the deposit on old parts and the supplier's own warranty come with a list, and go out with one" {
  new_centre
  printf 'sku,name,cost,core,warranty_months\nALT-1,Alternator,120,35.50,24\n' >list.csv
  ok part import list.csv
  ok part list --format csv --raw --fields sku,core,warranty_months
  assert_equal "$output" $'sku,core,warranty_months\nALT-1,35.50,24'
  ok part list --format csv --raw --output again.csv
  ok --format json part import again.csv
  assert_json changed 0
  printf 'sku,warranty_months\nALT-1,-3\n' >list.csv
  refused 3 part import list.csv
  assert_contains "$output$stderr" 'warranty_months'
}

@test "a list in another form is refused with the way out, which works" {
  new_centre
  printf 'sku;name;cost\nA-1;eins;1,50\n' >semicolons.csv
  refused_for invalid semicolons.csv part import semicolons.csv
  assert_contains "$stderr" 'the file is separated by semicolons: save it with commas, or say {"separator": ";"} in a file for --map'
  printf 'sku\tname\tcost\nA-2\tzwei\t1.50\n' >tabs.csv
  refused_for invalid tabs.csv part import tabs.csv
  assert_contains "$stderr" 'the file is separated by tabs: save it with commas, or say {"separator": "\t"} in a file for --map'
  printf 'sku,name\nA-3,drei\nA-4,Gr\xf6\xdfe\n' >latin.csv
  refused_for invalid latin.csv part import latin.csv
  assert_contains "$stderr" 'latin.csv: row 3, column 2: not valid UTF-8'
  assert_contains "$stderr" 'hint: save the file as "CSV UTF-8", or say {"encoding": "windows-1252"} in a file for --map'
  # What the hints say.
  echo '{"separator": ";"}' >map.json
  refused 3 part import semicolons.csv --map map.json
  assert_contains "$output" "'1,50' is no amount as this file writes them: 1234.56"
  echo '{"separator": ";", "decimal": ","}' >map.json
  ok part import semicolons.csv --map map.json
  printf '{"separator": "\\t"}' >map.json
  ok part import tabs.csv --map map.json
  echo '{"encoding": "windows-1252"}' >map.json
  ok part import latin.csv --map map.json
  ok part list --format csv --fields sku,name,cost
  assert_equal "$output" $'sku,name,cost\nA-1,eins,1.50\nA-2,zwei,1.50\nA-3,drei,\nA-4,Größe,'
}

@test "a list of which nothing was taken over says so, how much of it is wrong, and what to do" {
  new_centre
  printf 'sku,name,cost\nA-1,one,1.50\nA-2,two,x\nA-3,three,2\n' >list.csv
  refused 3 part import list.csv
  assert_contains "$output" 'What is wrong'
  assert_contains "$stderr" 'nothing was taken over: 1 of 3 rows is wrong'
  assert_contains "$stderr" 'hint: mend what is told and send the file again; --keep-going takes over the other 2'
  printf 'sku,name,cost\nA-1,one,y\nA-2,two,x\n' >bad.csv
  refused 3 part import bad.csv
  assert_contains "$stderr" 'nothing was taken over: 2 of 2 rows are wrong'
  assert_lacks "$stderr" 'keep-going'
  run --separate-stderr fettle part import list.csv --keep-going
  assert_status 3
  assert_contains "$output" 'Left out'
  assert_contains "$stderr" '1 of 3 records was left out'
}

@test "an SKU without letter or digit is refused for that, not as one that came already" {
  new_centre
  printf 'sku,name\n%%,one\n--,two\nA-1,three\na 1,four\n' >list.csv
  run --separate-stderr fettle part import list.csv --keep-going --format json
  assert_status 3
  assert_equal "$(jq -c '[.problems[] | [.row, .message]]' <<<"$output")" \
    "$(jq -nc "[[2, \"sku: has no letter or digit: '%'\"], [3, \"sku: has no letter or digit: '--'\"],
      [5, \"sku: 'a 1' stands in row 4 already\"]]")"
}

# naughty FIELD FORMAT: every line of the Big List of Naughty Strings as that of a part comes back as
# it was and its label is drawn, or it is refused with its row.
naughty() {
  need_shared data/blns.txt
  new_centre
  python3 -B "$tests/cli/naughty_prices.py" "$shared/data/blns.txt" "$1" "$2"
  ok check
}

@test "naughty strings as names of a price list" { naughty name csv; }
@test "naughty strings as SKUs of a price list" { naughty sku csv; }
@test "naughty strings as maker's numbers of a price list" { naughty maker_number csv; }
@test "naughty strings as names of a workbook" { naughty name xlsx; }
@test "naughty strings as SKUs of a workbook" { naughty sku xlsx; }
@test "naughty strings as maker's numbers of a workbook" { naughty maker_number xlsx; }

@test "a list that is not ours is told by its header, not by its letterhead, and how a map looks" {
  new_centre
  printf 'Spares Ltd,,\n\nArt. no.,Text,Net\nA-1,lamp,1.50\n' >list.csv
  refused_for invalid list.csv part import list.csv
  assert_contains "$stderr" "the header has 'Art. no.', 'Text', 'Net'"
  assert_contains "$stderr" '{"columns": {"sku": "Part no.", "name": "Description", "cost": "Net"}}'
  echo '{"columns": {"sku": "Art. no.", "name": "Text", "cost": "Net"}}' >map.json
  ok part import list.csv --map map.json
}
