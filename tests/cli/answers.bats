# A payer's decisions from its file: found, decided as by hand, all or none. The claim and the file
# are those of setup/claims_answers.sh: 30.00 of labour on line 1 and the part A-2211 for 10.50 on
# line 2; approved are all of the first and 8.40 of the second.

load helpers

C=C26-00001-N
W=W26-00001-9
HEAD='Vorgang;RMA;Auftrag;Gerät;Datum;Pos;Teil;Status;Betrag;Grund;Text'

setup() {
  start_test
}

begin() {
  local made=$BATS_FILE_TMPDIR/$1.db
  if [[ ! -e $made ]]; then
    mkdir -p "$BATS_FILE_TMPDIR/$1"
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/$1.sh" >log 2>&1 ||
      explain "setup $1 fails" "$(cat log)"
    cp "$FETTLE_DB" "$made"
    cp -- *.csv *.json "$BATS_FILE_TMPDIR/$1"
  fi
  cp "$made" "$FETTLE_DB"
  cp -- "$BATS_FILE_TMPDIR/$1"/* .
}

# said LINE…: said.csv with these rows.
said() {
  printf '%s\n' "$HEAD" "$@" >said.csv
}

# What became of each row of the last JSON: "2 decided 30.00".
rows() {
  python3 -c 'import json, sys
for r in json.loads(sys.argv[1])["rows"]: print(r["row"], r["outcome"], r["approved"] or "-")' "$output"
}

# A second claim: its code in $other, 50.00 of labour on the maker, sent.
another() {
  local job
  job=$(checkin_one serial=S01-7777777-7 fault='crackles')
  ok order diagnose "$job" --technician tomas
  ok order code "$job" --symptom ONE-SIDE --section CORD --repair REPLACED
  ok line add "$job" 'labour' --class labour --quantity 1 --cost 25 --price 50 --payer maker
  for step in start test; do ok order $step "$job"; done
  ok order ready "$job" --result repaired
  ok --format json claim draft "$job"
  other=$(json rows.0.code)
  ok claim submit "$other"
}

@test "a file decides as a person would, line by line" {
  begin claims_answers
  local before
  before=$(db_hash)
  ok --format json claim answers answers.csv --payer sony --dry-run
  assert_equal "$(db_hash)" "$before"
  assert_equal "$(rows)" '2 decided 30.00
3 decided 8.40'
  assert_json rows.1.state partly_approved
  ok --format json claim answers answers.csv --payer sony
  assert_json schema claim.answers/1
  assert_json decided 2
  assert_json rows.0.claim $C
  ok --format json claim show $C
  assert_json state partly_approved
  assert_json approved 38.40
  assert_json lines.0.state approved
  assert_json lines.1.state partly
  assert_json lines.1.reason R12
  # The payer's number came with it, and remittances find the claim by it.
  assert_json reference RMA-77
  # By hand it is the same: the same events, but for the number.
  python3 -c 'import json, sys
for e in json.loads(sys.argv[1])["events"]:
    if e["event"] == "decide": print(e["line"], e["amount"], e["reason"])' "$output" >by_file
  begin claims_answers
  ok claim decide $C approved --line 1
  ok claim decide $C partly --line 2 --amount 8.40 --reason R12
  ok --format json claim show $C
  python3 -c 'import json, sys
for e in json.loads(sys.argv[1])["events"]:
    if e["event"] == "decide": print(e["line"], e["amount"], e["reason"])' "$output" >by_hand
  cmp by_file by_hand
  ok check
}

@test "the same file twice does nothing, and so does a row that says what stands" {
  begin claims_answers
  ok claim answers answers.csv --payer sony
  cp answers.csv again.csv
  local before
  before=$(db_hash)
  ok --format json claim answers again.csv --payer sony
  assert_json was_known true
  assert_json file answers.csv
  assert_equal "$(db_hash)" "$before"
  # Portals give all that was ever decided: only what is new counts.
  said "$C;;;;;1;;S;;;" "$C;;;;;2;;S;8,40;R12;" "$C;;;;;;;S;38,40;R12;"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 same 30.00
3 same 8.40
4 same 38.40'
  ok --format json claim show $C
  assert_json events.# 7
  said "$C;;;;;2;;S;9,00;R12;they looked again"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 decided 9.00'
  ok check
}

@test "a row without a line is of the whole claim, from its first line on" {
  begin claims_answers
  said "$C;;;;;;;S;35,00;R12;"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 decided 35.00'
  ok --format json claim show $C
  assert_json lines.0.approved 30.00
  assert_json lines.1.approved 5.00
  assert_json lines.1.reason R12
  # All of what is not decided, or none.
  begin claims_answers
  said "$C;;;;;;; bezahlt ;;;"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 decided 40.50'
  begin claims_answers
  said "$C;;;;;;;w;;R07;no photo"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 decided 0.00'
  assert_json rows.0.state rejected
  # With one line decided the amount is still of the whole.
  begin claims_answers
  ok claim decide $C approved --line 1
  said "$C;;;;;;;S;33,00;R12;"
  ok --format json claim answers said.csv --payer sony
  ok --format json claim show $C
  assert_json lines.1.approved 3.00
}

@test "a claim is found by their number, the work order, or serial and date" {
  begin claims_answers
  ok claim chase $C --says acknowledged --reference 'RMA 77'
  local row
  for row in ';rma-77;;;;;;S;;;' ";;$W;;;;;S;;;" ';;;S01-5512345-7;22.11.2026;;;S;;;'; do
    said "$row"
    ok --format json claim answers said.csv --payer sony --dry-run
    assert_json rows.0.claim $C
    assert_json rows.0.outcome decided
  done
  # Two claims of one job: it must be said which.
  ok line add $W 'adapter' --class part --cost 2 --price 2.50 --payer maker
  ok --format json claim draft $W
  ok claim submit "$(json rows.0.code)"
  said ";;$W;;;;;S;;;"
  refused 5 claim answers said.csv --payer sony
  assert_contains "$stderr" "Auftrag: row 2: '$W' means several claims"
}

@test "what the payer asks waits for our answer, and what is pending stays" {
  begin claims_answers
  said "$C;;;;;;;I;;;which label?" "$C;;;;;;;I;;;and which plug?" "$C;;;;;;;M;;;"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 asked -
3 asked -
4 pending -'
  ok --format json claim show $C
  assert_json state info_required
  # Asked already.
  said "$C;;;;;;;I;;;which label?"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 same -'
  said "$C;;;;;;;I;;;of which colour?"
  ok --format json claim answers said.csv --payer sony
  assert_equal "$(rows)" '2 asked -'
  said "$C;;;;;;;I;;;"
  refused 3 claim answers said.csv --payer sony
  assert_contains "$stderr" 'Text: row 2: is empty, expected what the payer asks'
}

@test "a workbook says the same as the list" {
  begin claims_answers
  python3 - <<PY
import openpyxl
book = openpyxl.Workbook()
book.active.append("$HEAD".split(";"))
book.active.append(["$C", None, None, None, None, 1, None, "S", 30, None, None])
book.active.append(["$C", None, None, None, None, None, "A-2211", "S", 8.4, "R12", None])
book.save("answers.xlsx")
PY
  ok --format json claim answers answers.xlsx --payer sony
  assert_equal "$(rows)" '2 decided 30.00
3 decided 8.40'
  ok --format json claim show $C
  assert_json approved 38.40
}

@test "a bad row names row, column and value, and nothing changes" {
  begin claims_answers
  local row message
  while IFS='|' read -r row message; do
    said "$C;;;;;1;;S;;;" "$row"
    run --separate-stderr fettle claim answers said.csv --payer sony
    [[ $status -ne 0 ]] || explain "is taken: $row"
    assert_contains "$stderr" "$message"
  done <<ROWS
C26-00009-7;;;;;;;S;;;|Vorgang: row 3: 'C26-00009-7' is no claim on sony
;RMA-9;;;;;;S;;;|RMA: row 3: 'RMA-9' is of no claim on sony
;;;;;;;S;;;|Vorgang: row 3: is empty, and nothing else says which it is
$C;;;;;7;;S;;;|Pos: row 3: claim $C has no line 7
$C;;;;;zwei;;S;;;|Pos: row 3: must be a whole number in digits, got 'zwei'
$C;;;;;;A-9999;S;;;|Teil: row 3: 'A-9999' is in no line of claim $C
$C;;;;;2;;S;10,51;;|Betrag: row 3: 10.51 is more than the 10.50 that line 2 claims
$C;;;;;;;S;40,51;;|Betrag: row 3: 40.51 is more than the 40.50 that is claimed
$C;;;;;;;S;29,00;R12;|Betrag: row 3: 29.00 is less than the 30.00 that was approved or paid
$C;;;;;2;;S;8,40;;|Grund: row 3: is missing for line 2: why 2.10 of 10.50 is not approved
$C;;;;;2;;S;8,40;R99;|Grund: row 3: 'R99' is none of the reasons of sony: R07, R12
$C;;;;;2;;R;8,40;R07;|Betrag: row 3: is 8.40, but the row says refused
$C;;;;;2;;S;0,00;R07;|Betrag: row 3: is 0.00, but the row says approved
$C;;;;;2;;S;-1,00;R07;|Betrag: row 3: -1.00 is below zero
$C;;;;;2;;S;8.40;R12;|Betrag: row 3: '8.40' is no amount
$C;;;;;2;;vielleicht;;;|Status: row 3: 'vielleicht' is none of the payer's words
$C;;;;;2;;;;;|Status: row 3: is empty, expected what was decided
$C;;;;;1;;R;;R07;|Pos: row 3: row 2 says something else of line 1
$C;;;;2026-11-22;2;;S;;;|Datum: row 3: '2026-11-22'
$C;;;;|row 3
ROWS
  # Nothing of it: not even the good first row.
  ok --format json claim show $C
  assert_json state submitted
  assert_json approved 0.00
  said
  refused 3 claim answers said.csv --payer sony
  printf 'Claim;Sum\nx;1\n' >said.csv
  refused 3 claim answers said.csv --payer sony
  assert_contains "$stderr" 'Vorgang'
  refused 4 claim answers answers.csv --payer nobody
  refused 3 claim answers answers.csv --payer sony --on 2026-11-21
  assert_contains "$stderr" '2026-11-21 lies before 2026-11-22, when it was sent'
  refused 3 claim answers answers.csv --payer sony --on 2026-12-01
  refused 6 claim answers answers.csv --payer sony --as lena
  refused 4 claim answers none.csv --payer sony
  refused 2 claim answers answers.csv
}

@test "a draft, a claim that was taken back, and one on somebody else cannot be answered" {
  begin claims_answers
  ok line add $W 'adapter' --class part --cost 2 --price 2.50 --payer maker
  ok --format json claim draft $W
  local draft
  draft=$(json rows.0.code)
  said "$draft;;;;;;;S;;;"
  refused 7 claim answers said.csv --payer sony
  assert_contains "$stderr" "row 2: claim $draft is a draft and cannot be decided"
  ok claim withdraw $C 'to the wrong payer'
  refused 7 claim answers answers.csv --payer sony
  assert_contains "$stderr" "row 2: claim $C is withdrawn and cannot be decided"
  ok payer use example-maker
  refused 7 claim answers answers.csv --payer sony
  cat >acme.json <<'JSON'
{ "code": "acme", "title": "Acme", "source": "none", "applies_from": "2026-11-01", "payer": "insurer",
  "answer": { "columns": { "claim": "c", "decision": "d" } } }
JSON
  ok payer import acme.json
  ok claim submit "$draft"
  printf 'c,d\n%s,approved\n' "$draft" >said.csv
  refused 5 claim answers said.csv --payer acme
  assert_contains "$stderr" "row 2: claim $draft is on sony, not on acme"
  cat >acme.json <<'JSON'
{ "code": "mute", "title": "Mute", "source": "none", "applies_from": "2026-11-01", "payer": "insurer" }
JSON
  ok payer import acme.json
  refused 7 claim answers said.csv --payer mute
  assert_contains "$stderr" "the rules of 'mute' do not say how its answers are to be read"
}

@test "with --keep-going the good rows go in, and the file may come again" {
  begin claims_answers
  another
  said "$C;;;;;1;;S;30,00;;" "$C;;;;;2;;S;8,40;R99;" "C26-00009-7;;;;;;;S;;;" "$other;;;;;;;S;5x;;" \
    "$other;;;;;;;R;;R07;"
  run --separate-stderr fettle --format json claim answers said.csv --payer sony --keep-going
  assert_status 3
  assert_equal "$(rows)" '2 decided 30.00
3 refused -
4 refused -
5 refused -
6 decided 0.00'
  assert_json refused 3
  assert_json rows.1.problem "Grund: 'R99' is none of the reasons of sony: R07, R12"
  assert_json rows.1.claim $C
  assert_json rows.1.state in_review
  assert_json rows.3.problem "Betrag: '5x' is no amount as this file writes them: 1234,56"
  ok --format json claim show "$other"
  assert_json state rejected
  ok check
  # What went in is the same then; the reason is taken all the same now.
  run --separate-stderr fettle --format json claim answers said.csv --payer sony --keep-going \
   --unlisted-reason
  assert_status 3
  assert_equal "$(rows)" '2 same 30.00
3 decided 8.40
4 refused -
5 refused -
6 same 0.00'
  ok --format json claim show $C
  assert_json lines.1.reason R99
  # Nothing is half done: of a refused row the claim has no event.
  begin claims_answers
  said "$C;RMA-77;;;;;;S;20,00;;"
  run --separate-stderr fettle claim answers said.csv --payer sony --keep-going
  assert_status 3
  ok --format json claim show $C
  assert_json state submitted
  assert_json events.# 4
}

@test "a retry decides once, and a change of the file's record is found" {
  begin claims_answers
  ok --format json claim answers answers.csv --payer sony --request-id a1
  local first=$output
  ok --format json claim answers answers.csv --payer sony --request-id a1
  assert_equal "$output" "$first"
  ok check
  sqlite3 "$FETTLE_DB" "UPDATE claim_answer_file SET file_name = 'other.csv'"
  run --separate-stderr fettle check
  assert_status 10
}

@test "the examples of the program say how answers are read, and that they are nobody's" {
  begin claims_answers
  local code
  for code in example-maker example-insurer example-contract; do
    ok --format json payer show $code
    python3 - "$output" <<'PY'
import json, sys
shown = json.loads(sys.argv[1])
document = json.loads(shown["document"])
assert document["answer"]["columns"], document
assert "Example, nobody's rules" in document["source"], document
PY
    ok payer use $code
  done
}
