# Lists of payments: taken in, matched, booked, and what waits for a person. The claim and the list
# are those of setup/remittance.sh: 38.40 of 40.50 approved; the claim, something unknown, and the
# claim a second time.

load helpers

C=C26-00001-N
R=R26-00001-V

begin() {
  local made=$BATS_FILE_TMPDIR/$1.db
  if [[ ! -e $made ]]; then
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/$1.sh" >log 2>&1 ||
      explain "setup $1 fails" "$(cat log)"
    cp "$FETTLE_DB" "$made"
  fi
  cp "$made" "$FETTLE_DB"
}

# list LINE…: paid.csv with these lines.
list() {
  printf '%s\n' 'Claim;Betrag;Text' "$@" >paid.csv
}

# What each line of the last JSON became: "exact 38.40".
outcomes() {
  python3 -c 'import json, sys
for l in json.loads(sys.argv[1])["lines"]: print(l["outcome"], l["booked"], l["waiting"])' "$output"
}

@test "the code of a list of payments is known wherever codes are scanned" {
  begin remittance
  list "$C;38,40;November"
  ok remittance import paid.csv --payer sony --on 2026-11-22
  ok scan r2600001v --format json
  assert_json thing remittance
  assert_json code "$R"
  assert_json title 'sony, paid 2026-11-22'
  ok scan "$R"
  assert_contains "$output" 'remittance show'
  refused 4 scan R26-00002-T --format json
  assert_error not_found
  assert_contains "$stderr" 'there is no remittance R26-00002-T'
  refused 6 scan "$R" --as lena
}

@test "a list is taken in, matched and booked, and the rest waits for a person" {
  begin remittance
  list "$C;38,40;November" 'RMA-9;12,00;bonus' "$C;38,40;November"
  ok --format json remittance import paid.csv --payer sony --reference 2026-118
  assert_json schema remittance/1
  assert_json total 88.80
  assert_json booked 0.00
  assert_json lines.0.outcome null
  local before
  before=$(db_hash)
  ok --format json remittance match $R --dry-run
  assert_equal "$(db_hash)" "$before"
  assert_json booked 38.40
  ok --format json remittance match $R
  assert_equal "$(outcomes)" 'exact 38.40 0.00
unknown 0.00 12.00
duplicate 0.00 38.40'
  ok --format json claim show $C
  assert_json state matched
  assert_json paid 38.40
  ok --format json remittance suspense
  assert_json rows.# 2
  ok remittance dismiss $R 3 'a bonus, booked elsewhere'
  ok remittance dismiss $R 4 'said twice'
  ok --format json remittance list
  assert_json rows.0.booked 38.40
  assert_json rows.0.dismissed 50.40
  assert_json rows.0.waiting 0.00
  ok --format json remittance suspense
  assert_json rows.# 0
  ok check
  # Matching again does nothing.
  ok --format json remittance match $R
  assert_json booked 38.40
}

@test "the same file twice does nothing, under whatever name" {
  begin remittance
  list "$C;38,40;"
  ok remittance import paid.csv --payer sony
  cp paid.csv again.csv
  local before
  before=$(db_hash)
  ok --format json remittance import again.csv --payer sony
  assert_json was_known true
  assert_json code $R
  assert_equal "$(db_hash)" "$before"
}

@test "short, over, taken back, within the tolerance" {
  begin remittance
  list "$C;30,00;labour only"
  ok remittance import paid.csv --payer sony
  ok --format json remittance match $R
  assert_equal "$(outcomes)" 'short 30.00 0.00'
  ok --format json claim show $C
  assert_json state short_paid
  # The rest, less four cents: within the tolerance of five.
  list "$C;8,36;rest"
  ok --format json remittance import paid.csv --payer sony
  ok --format json remittance match "$(json code)"
  assert_equal "$(outcomes)" 'exact 8.36 0.00'
  ok --format json claim show $C
  assert_json paid 38.36
  assert_json written_off 0.04
  assert_json state matched
  # An audit takes ten back.
  list "$C;-10,00;audit"
  ok --format json remittance import paid.csv --payer sony
  ok --format json remittance match "$(json code)"
  assert_equal "$(outcomes)" 'negative -10.00 0.00'
  ok --format json claim show $C
  assert_json paid 28.36
  assert_json state short_paid
  # More than is owed: what is owed is booked, and the rest waits. Of 38.40 approved 28.36 stand and
  # 0.04 were rounded off.
  list "$C;20,00;too much"
  ok --format json remittance import paid.csv --payer sony
  ok --format json remittance match "$(json code)"
  assert_equal "$(outcomes)" 'over 10.00 10.00'
  ok check
}

@test "a payment of a claim that nobody decided is its approval, as far as the money goes" {
  begin claims
  cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "annex 6", "applies_from": "2026-11-20",
  "payer": "maker", "brands": ["Sony"],
  "remittance": { "columns": { "claim": "Claim", "amount": "Betrag", "text": "Text" },
                  "separator": ";", "decimal": "," } }
JSON
  ok payer import sony.json
  list "$C;34,00;R12"
  ok remittance import paid.csv --payer sony --on 2026-11-22
  ok --format json remittance match $R
  assert_equal "$(outcomes)" 'short 34.00 0.00'
  ok --format json claim show $C
  assert_json approved 34.00
  assert_json paid 34.00
  assert_json state matched
  assert_json lines.0.state approved
  assert_json lines.1.state partly
  assert_json lines.1.approved 4.00
  assert_json lines.1.reason R12
  ok check
}

@test "what waits is booked on a claim by hand, as far as it is owed" {
  begin remittance
  list "typo;40,00;"
  ok remittance import paid.csv --payer sony
  ok --format json remittance match $R
  assert_equal "$(outcomes)" 'unknown 0.00 40.00'
  ok --format json remittance book $R 2 $C
  assert_equal "$(outcomes)" 'unknown 38.40 1.60'
  refused 7 remittance book $R 2 $C
  assert_contains "$stderr" "nothing is owed on claim $C"
  ok remittance dismiss $R 2 'paid too much, sent back'
  refused 7 remittance dismiss $R 2 'again'
  ok check
}

@test "two halves that look the same are two payments, and a third is said twice" {
  begin remittance
  list "$C;19,20;" "$C;19,20;" "$C;19,20;"
  ok remittance import paid.csv --payer sony
  ok --format json remittance match $R
  assert_equal "$(outcomes)" 'exact 19.20 0.00
exact 19.20 0.00
duplicate 0.00 19.20'
  ok --format json claim show $C
  assert_json paid 38.40
  assert_json state matched
  ok check
}

@test "a workbook says the same as the list" {
  begin remittance
  python3 - <<PY
import openpyxl
book = openpyxl.Workbook()
book.active.append(["Claim", "Betrag", "Text"])
book.active.append(["$C", 38.4, "November"])
book.save("paid.xlsx")
PY
  ok remittance import paid.xlsx --payer sony
  ok --format json remittance match $R
  assert_equal "$(outcomes)" 'exact 38.40 0.00'
}

@test "bad input names line and value, and nothing comes in" {
  begin remittance
  list "$C;38,40;" "$C;38.40;"
  refused 3 remittance import paid.csv --payer sony
  assert_contains "$stderr" "'38.40'"
  list "$C;38,40;" "$C;abc;"
  refused 3 remittance import paid.csv --payer sony
  assert_contains "$stderr" 'row 3'
  printf 'Claim;Sum\nx;1\n' >paid.csv
  refused 3 remittance import paid.csv --payer sony
  assert_contains "$stderr" 'Betrag'
  list
  refused 3 remittance import paid.csv --payer sony
  list "$C;1,00;"
  refused 4 remittance import paid.csv --payer nobody
  refused 3 remittance import paid.csv --payer sony --on 2026-12-01
  refused 6 remittance import paid.csv --payer sony --as lena
  refused 4 remittance import none.csv --payer sony
  refused 4 remittance match R26-00002-T
  refused 5 remittance match $C
  ok payer use example-insurer
  refused 7 remittance import paid.csv --payer example-insurer
  assert_contains "$stderr" 'do not say how its lists of payments are to be read'
}

@test "a meddled booking is found" {
  begin remittance_matched
  sqlite3 "$FETTLE_DB" "UPDATE remittance_line SET booked_cents = 1, is_open = 1 WHERE position = 2"
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" 'line 2 is not booked as its claims say'
}

@test "a retry books once" {
  begin remittance_in
  ok --format json remittance match $R --request-id m1
  local first=$output
  ok --format json remittance match $R --request-id m1
  assert_equal "$output" "$first"
}
