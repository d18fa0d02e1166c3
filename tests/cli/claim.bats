# Claims: from the draft to the money, what is refused, and that every cent is accounted for. The
# claim is that of setup/claims_ready.sh: 30.00 of labour and a part of 10.50 that Sony pays.

load helpers
load reports

C=C26-00001-N
W=W26-00001-9

setup() {
  start_test
}

# begin NAME: the centre of a setup, made once.
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

# sums CLAIMED APPROVED PAID WRITTEN_OFF OPEN: of the last JSON.
sums() {
  local key
  for key in claimed approved paid written_off open; do
    assert_json "$key" "$1"
    shift
  done
}

@test "a draft follows the bill, and is sent as it stands then" {
  begin claims_ready
  ok --format json claim show $C
  assert_json state draft
  sums 40.50 0.00 0.00 0.00 40.50
  ok line add $W 'adapter' --class part --cost 2 --price 2.50 --payer maker
  ok --format json claim list
  assert_json rows.0.claimed 43.00
  ok --format json claim submit $C --reference RMA-1 'urgent'
  assert_json schema claim.step/1
  assert_json event submit
  assert_json state submitted
  assert_json revision 1
  assert_json reference RMA-1
  sums 43.00 0.00 0.00 0.00 43.00
  ok line add $W 'second adapter' --class part --cost 2 --price 2.50 --payer maker
  ok --format json claim show $C
  sums 43.00 0.00 0.00 0.00 43.00
  assert_json lines.# 3
  # What came later is for another claim.
  ok --format json claim draft $W
  assert_json rows.# 1
  assert_json rows.0.claimed 2.50
  ok check
}

@test "what was sent stays as it was, whatever is mended since" {
  begin claims
  ok claim file $C --output before.csv
  ok device edit D26-00001-Q --serial S01-0000000-1 --proof 'another receipt'
  ok claim file $C --output after.csv
  cmp before.csv after.csv
  assert_contains "$(cat before.csv)" 'S01-5512345-7'
  ok claim file $C --output claim.json
  run python3 - claim.json <<'PY'
import json, sys
rows = json.load(open(sys.argv[1]))["rows"]
assert [r["amount"] for r in rows] == ["30.00", "10.50"], rows
assert {r["total"] for r in rows} == {"40.50"}
assert {r["account"] for r in rows} == {"DE-4711"}
assert [r["line"] for r in rows] == ["1", "2"]
PY
  assert_status 0
  sqlite3 "$FETTLE_DB" "UPDATE claim_revision SET paper = replace(paper, '40.50', '41.50')"
  run --separate-stderr fettle claim file $C
  assert_status 10
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" "claim $C"
}

@test "the payer's own file has its own columns" {
  begin claims_ready
  cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "annex 4", "applies_from": "2026-11-01", "payer": "maker",
  "brands": ["Sony"],
  "export": { "file": "csv", "columns": [
    { "title": "Claim No", "value": "claim" }, { "title": "S/N", "value": "serial" },
    { "title": "Pos", "value": "line" }, { "title": "Net", "value": "amount" } ] } }
JSON
  ok payer import sony.json
  ok claim submit $C --file sent.csv
  assert_contains "$stderr" 'written: sent.csv'
  assert_equal "$(tr -d '\r' <sent.csv)" "Claim No,S/N,Pos,Net
$C,S01-5512345-7,1,30.00
$C,S01-5512345-7,2,10.50"
  ok claim file $C --output sent.xlsx
  run python3 - <<'PY'
import openpyxl
rows = list(openpyxl.load_workbook("sent.xlsx").active.values)
assert rows[0] == ("Claim No", "S/N", "Pos", "Net"), rows
assert rows[2][1] == "S01-5512345-7" and float(rows[2][3]) == 10.5, rows
PY
  assert_status 0
}

@test "a layout that makes no sense is refused with its place" {
  begin claims_ready
  local head='"code": "x", "title": "X", "source": "s", "applies_from": "2026-11-01", "payer": "maker"'
  local bad
  for bad in '{"file": "doc", "columns": [{"title": "A", "value": "claim"}]}:file' \
    '{"file": "csv", "columns": []}:columns' \
    '{"file": "csv", "columns": [{"title": "A", "value": "colour"}]}:value' \
    '{"file": "csv", "columns": [{"title": "A", "value": "claim"}, {"title": "A", "value": "line"}]}:columns' \
    '{"file": "csv", "columns": ["claim"]}:columns' \
    '{"file": "csv", "columns": [{"title": "A", "value": "claim", "width": 3}]}:width'; do
    echo "{ $head, \"export\": ${bad%:*} }" >bad.json
    refused 3 payer import bad.json
    assert_contains "$stderr" "${bad##*:}"
  done
}

@test "partly approved, short-paid, disputed and settled: every cent is accounted for" {
  begin claims
  ok claim decide $C approved --line 1
  ok --format json claim show $C
  assert_json state in_review
  ok --format json claim decide $C partly --line 2 --amount 8.40 --reason R12
  assert_json state partly_approved
  sums 40.50 38.40 0.00 0.00 40.50
  ok --format json claim pay $C --amount 30.00 --reference 2026-118
  assert_json state short_paid
  sums 40.50 38.40 30.00 0.00 10.50
  ok --format json claim dispute $C 'the part is missing'
  assert_json state disputed
  ok --format json claim pay $C --amount 8.40
  assert_json state matched
  sums 40.50 38.40 38.40 0.00 2.10
  # While something is open the job is not put away.
  ok order handover $W --to 'Ana'
  refused 7 order close $W
  assert_contains "$stderr" "work order $W has claim $C on the maker open and cannot be closed"
  ok --format json claim write-off $C 'not worth an appeal'
  assert_json state closed
  sums 40.50 38.40 38.40 2.10 0.00
  ok order close $W
  ok --format json order show $W
  assert_json lines.0.recovered 30.00
  assert_json lines.1.recovered 8.40
  ok check
  # Taken back after an audit of the payer's: open again.
  ok --format json claim pay $C --amount=-8.40 --reference AUDIT-7
  assert_json state short_paid
  sums 40.50 38.40 30.00 2.10 8.40
  ok check
}

@test "what was promised stays owed while as much is open, whatever was written off" {
  begin claims
  # Of line 1 are 30.00 claimed, 20.00 approved, 12.00 paid: 8.00 are owed, and 10.00 refused.
  ok claim decide $C partly --line 1 --amount 20.00 --reason R1
  ok claim decide $C rejected --line 2 --reason R1
  ok claim pay $C --amount 12.00
  ok --format json claim write-off $C --line 1 --amount 8.00 'not worth it'
  assert_json state short_paid
  sums 40.50 20.00 12.00 8.00 20.50
  refused 3 claim pay $C --amount 8.01
  assert_contains "$stderr" '8.01 is more than the 8.00 that was approved'
  # Six more: four of them were promised.
  ok --format json claim write-off $C --line 1 --amount 6.00 'not worth it'
  assert_json state short_paid
  refused 3 claim pay $C --amount 4.01
  # From a file of the time when such a claim was paid as approved: its next step mends the state.
  sqlite3 "$FETTLE_DB" "UPDATE claim SET state = 'matched'"
  ok --format json claim pay $C --amount 1.00
  assert_json state short_paid
  ok check
  ok --format json claim write-off $C --line 1 --amount 3.00 rounding
  assert_json state matched
  sums 40.50 20.00 13.00 17.00 10.50
  refused 3 claim pay $C --amount 0.01
  sqlite3 "$FETTLE_DB" "UPDATE claim SET state = 'closed', is_open = 0"
  run --separate-stderr fettle claim note $C 'who did this?'
  assert_status 10
}

@test "where the payer's rules list reasons, a decision gives one of them" {
  begin claims_ready
  cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "annex 4", "applies_from": "2026-11-01", "payer": "maker",
  "brands": ["Sony"], "reasons": [
    { "code": "R07", "text": "no photo", "cause": "front_desk" },
    { "code": "Rück 12", "text": "above the list price", "cause": "parts" } ] }
JSON
  ok payer import sony.json
  ok claim submit $C
  refused 3 claim decide $C rejected --reason R7
  assert_contains "$stderr" "reason: 'R7' is none of the reasons of sony: R07, Rück 12"
  assert_contains "$stderr" '--unlisted-reason'
  # Stored as the payer writes it.
  ok claim decide $C rejected --line 1 --reason ' r07 '
  ok claim decide $C partly --line 2 --amount 8.40 --reason 'RÜCK  12'
  ok --format json claim show $C
  assert_json lines.0.reason R07
  assert_json lines.1.reason 'Rück 12'
  ok claim decide $C rejected --line 1 --reason 'a word of theirs' --unlisted-reason
  ok --format json claim show $C
  assert_json lines.0.reason 'a word of theirs'
  ok check
}

@test "a rejected claim goes out again as the next revision, of what was not approved" {
  begin claims
  ok claim decide $C approved --line 1
  ok --format json claim decide $C rejected --reason R07 'no photo'
  assert_json state partly_approved
  refused 7 claim submit $C
  assert_contains "$stderr" 'possible now: claim decide, claim pay, claim resubmit'
  # The line is dear: another one takes its place.
  ok line remove $W 2 --reason 'above schedule'
  ok line add $W 'cable A-2211' --class part --cost 8.40 --price 10.00 --payer maker
  ok --format json claim resubmit $C 'at list price'
  assert_json revision 2
  assert_json state submitted
  sums 40.00 30.00 0.00 0.00 40.00
  ok --format json claim show $C
  assert_json lines.1.state dropped
  assert_json lines.2.state pending
  refused 7 claim decide $C rejected --line 2 --reason R07
  assert_contains "$stderr" 'asked no more'
  ok --format json claim file $C
  assert_json rows.# 1
  assert_json rows.0.corrects 1
  assert_json rows.0.amount 10.00
  ok --format json claim file $C --revision 1
  assert_json rows.# 2
  refused 4 claim file $C --revision 3
  ok --format json claim decide $C approved
  assert_json state approved
  ok --format json claim pay $C --amount 40
  assert_json state closed
  ok check
}

@test "an appeal, a question and its answer, a withdrawal, a lapse" {
  begin claims
  ok --format json claim chase $C --says acknowledged --reference RMA-77120
  assert_json state acknowledged
  assert_json reference RMA-77120
  ok --format json claim chase $C --says info_required --due +5d 'a photo of the label'
  assert_json state info_required
  ok --format json claim answer $C 'sent by mail'
  assert_json state in_review
  ok --format json claim decide $C rejected --reason R07
  assert_json state rejected
  ok --format json claim appeal $C 'the photo was there'
  assert_json state in_review
  ok --format json claim withdraw $C 'to the wrong payer'
  assert_json state withdrawn
  # Its lines are free again.
  ok --format json claim draft $W
  assert_json rows.0.claimed 40.50
  local second
  second=$(json rows.0.code)
  ok --format json claim lapse "$second" 'found too late'
  assert_json state lapsed
  sums 40.50 0.00 0.00 0.00 0.00
  refused 5 claim draft $W
  ok check
}

@test "what would get it refused stops it, unless somebody says why it goes out" {
  begin payers
  ok claim draft $W
  refused 7 claim submit $C
  assert_contains "$stderr" "work order $W is received: a claim is sent when the job is ready"
  ok order diagnose $W --technician tomas
  for step in start test; do ok order $step $W; done
  ok order ready $W --result repaired
  refused 3 claim submit $C
  assert_contains "$stderr" "claim $C would be refused: no symptom code is noted, and 2 more"
  assert_contains "$stderr" '--override REASON'
  ok --format json claim submit $C --override 'their portal is down for codes'
  assert_json overridden 3
  ok --format json claim show $C
  assert_json events.1.reason 'their portal is down for codes'
}

@test "bad input names field and value, and changes nothing" {
  begin claims_ready
  refused 7 claim decide $C approved
  assert_contains "$stderr" "claim $C is a draft and cannot be decided"
  refused 5 claim draft $W
  assert_contains "$stderr" "claim $C on the maker is a draft already"
  refused 3 claim draft $W --payer insurer
  refused 3 claim draft $W --payer customer
  refused 3 claim submit $C --override 'nothing to say'
  ok claim submit $C
  refused 5 claim draft $W
  assert_contains "$stderr" "every line of the maker on the bill of $W is claimed already by $C"
  refused 7 line remove $W 1
  assert_contains "$stderr" "line 1 is claimed by $C"
  refused 7 line recover $W 1 3.00
  refused 7 claim pay $C --amount 3.00
  refused 3 claim decide $C partly --line 2 --amount 10.51 --reason R1
  assert_contains "$stderr" '10.51 is more than the 10.50 that line 2 claims'
  refused 3 claim decide $C rejected
  assert_contains "$stderr" 'reason'
  refused 3 claim decide $C partly --amount 3 --reason R1
  assert_contains "$stderr" 'several are not decided'
  refused 4 claim decide $C approved --line 7
  refused 3 claim decide $C approved --on 2026-11-21
  assert_contains "$stderr" '2026-11-21 lies before 2026-11-22, when it was sent'
  refused 3 claim decide $C approved --on 2026-12-01
  ok claim decide $C approved
  refused 3 claim pay $C --amount 40.51
  assert_contains "$stderr" '40.51 is more than the 40.50 that was approved'
  refused 3 claim pay $C --amount 0
  refused 3 claim pay $C --amount=-1
  ok claim pay $C --amount 10
  refused 3 claim decide $C rejected --line 1 --reason R1
  assert_contains "$stderr" 'less than the 10.00 that was paid'
  refused 3 claim write-off $C --amount 1 why
  refused 3 claim write-off $C --line 2 --amount 10.51 why
  refused 4 claim show C26-00009-7
  refused 5 claim show $W
  refused 6 claim list --as tomas
  refused 6 claim pay $C --amount 1 --as lena
}

@test "a retry gives the first result, and pays once" {
  begin claims
  ok claim decide $C approved --request-id a1
  ok --format json claim pay $C --amount 10 --request-id p1
  local first=$output
  ok --format json claim pay $C --amount 10 --request-id p1
  assert_equal "$output" "$first"
  ok --format json claim show $C
  assert_json paid 10.00
  refused 5 claim pay $C --amount 11 --request-id p1
}

@test "rules that apply from July leave the claims of June as they were" {
  begin claims
  # The job was ready on 22 November: the new rules are of the day after.
  cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "annex 5", "applies_from": "2026-11-23", "payer": "maker",
  "brands": ["Sony"], "amount_most": "5.00" }
JSON
  ok claim file $C --output before.csv
  ok payer import sony.json
  at 2026-11-24T10:00:00Z claim decide $C rejected --reason R1
  at 2026-11-24T10:00:00Z --format json claim preflight $C
  assert_json blocking 0
  at 2026-11-24T10:00:00Z --format json claim resubmit $C 'once more'
  assert_json state submitted
  ok claim file $C --revision 1 --output after.csv
  cmp before.csv after.csv
  ok --format json claim show $C
  assert_json rules sony
}

@test "a meddled amount is found, and stops the next step" {
  begin claims_decided
  sqlite3 "$FETTLE_DB" "UPDATE claim_line SET paid_cents = 1000 WHERE position = 1"
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" "claim $C"
  assert_contains "$output" 'line 1 is not what its events say'
  run --separate-stderr fettle claim pay $C --amount 1
  assert_status 10
}

@test "the form on paper says what was sent, in any script" {
  begin claims_ready
  printf 'tested: no sound left\n' >report.txt
  ok order attach $W report.txt --kind report
  ok claim submit $C 'ملاحظة'
  ok claim form $C --output claim.pdf
  local said
  said=$(pdftotext -layout claim.pdf -)
  for part in "$C" 'S01-5512345-7' 'DE-4711' 'Ana Čović' 'cable A-2211' '40.50' 'report.txt' \
    "$(sha256sum report.txt | cut -c 1-16)"; do
    assert_contains "$said" "$part"
  done
  assert_equal "$(pdftoppm -r 150 -png claim.pdf page && zbarimg --nodbus -q --raw page-1.png)" \
    "${C//-/}"
  refused 7 order detach $W 1 'not needed'
  assert_contains "$stderr" "attachment 1 went with claim $C"
  # Each revision as it was.
  ok claim decide $C rejected --reason R1
  ok device edit D26-00001-Q --serial S01-0000000-1
  ok claim resubmit $C
  ok claim form $C --revision 1 --output first.pdf
  assert_contains "$(pdftotext first.pdf -)" 'S01-5512345-7'
  ok claim form $C --output second.pdf
  assert_contains "$(pdftotext second.pdf -)" 'S01-0000000-1'
  refused 2 claim form $C
}

# due: "DUTY AMOUNT DAYS" of the claims and lines of the headphones, from the last JSON.
due() {
  python3 -c 'import json, sys
for r in json.loads(sys.argv[1])["rows"]:
    if r["code"] == sys.argv[2]: print(r["duty"], r["amount"], r["days_left"])' "$output" $W
}

@test "what is to be done with payers has its last day and its money" {
  begin claims_ready
  cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "annex 7", "applies_from": "2026-11-10", "payer": "maker",
  "brands": ["Sony"], "submit_days": 30, "correct_days": 10, "appeal_days": 20, "dispute_days": 14,
  "chase_days": 7, "return_parts_days": 5, "return_parts_above": "10.00" }
JSON
  ok payer import sony.json
  ok --format json claim due
  assert_equal "$(due)" 'submit 40.50 30'
  ok claim submit $C
  # The old part is wanted: 10.50 is above 10.00.
  ok --format json claim due
  assert_equal "$(due)" 'return 10.50 5'
  at 2026-11-27T10:00:00Z --format json claim due
  assert_equal "$(due | sort)" 'chase 40.50 2
return 10.50 0'
  # Not sent on its last day it is lost; sent, it is not.
  at 2026-11-27T10:00:00Z report warranty-cost --from 2026-11 --format json
  assert_equal "$(figure leakage_not_returned raw)" 0
  at 2026-11-28T10:00:00Z report warranty-cost --from 2026-11 --format json
  assert_equal "$(figure leakage_not_returned raw)" 1050
  at 2026-11-27T10:00:00Z claim return $C 2 --tracking 1Z999
  at 2026-11-27T10:00:00Z claim chase $C --says info_required --due 2026-12-01 'which photo?'
  at 2026-11-27T10:00:00Z --format json claim due
  assert_equal "$(due)" 'answer 40.50 4'
  at 2026-11-28T10:00:00Z report warranty-cost --from 2026-11 --format json
  assert_equal "$(figure leakage_not_returned raw)" 0
  at 2026-11-28T10:00:00Z claim answer $C 'the second one'
  at 2026-11-28T10:00:00Z --format json claim due
  assert_equal "$(due)" ''
  at 2026-11-30T10:00:00Z claim decide $C approved --line 1
  at 2026-11-30T10:00:00Z claim decide $C rejected --line 2 --reason R1
  at 2026-12-01T10:00:00Z --format json claim due
  assert_equal "$(due)" 'correct 10.50 9'
  at 2026-12-02T10:00:00Z claim pay $C --amount 20
  at 2026-12-20T10:00:00Z --format json claim due
  assert_equal "$(due)" 'dispute 10.00 -4'
  at 2026-12-20T10:00:00Z claim pay $C --amount 10
  at 2026-12-20T10:00:00Z --format json claim due
  assert_equal "$(due)" 'correct 10.50 -10'
  at 2026-12-20T10:00:00Z claim write-off $C 'too late'
  at 2026-12-20T10:00:00Z --format json claim due
  assert_equal "$(due)" ''
}

@test "a part that is wanted back is reminded of when the claim is closed, until it went" {
  begin claims_ready
  cat >sony.json <<'JSON'
{ "code": "sony", "title": "Sony", "source": "annex 7", "applies_from": "2026-11-10", "payer": "maker",
  "brands": ["Sony"], "submit_days": 30, "return_parts_days": 5 }
JSON
  ok payer import sony.json
  ok claim submit $C
  ok claim decide $C approved
  ok claim pay $C --amount 40.50
  ok --format json claim show $C
  assert_json state closed
  at 2026-11-28T10:00:00Z --format json claim due
  assert_equal "$(due)" 'return 10.50 -1'
  # Five days and sixty after it went in nobody takes it any more.
  at 2027-01-26T10:00:00Z --format json claim due
  assert_equal "$(due)" 'return 10.50 -60'
  at 2027-01-27T10:00:00Z --format json claim due
  assert_equal "$(due)" ''
  at 2026-11-28T10:00:00Z claim return $C 2 --tracking 1Z999
  at 2026-11-28T10:00:00Z --format json claim due
  assert_equal "$(due)" ''
}

@test "one job, three payers: three bills, one claim, and every cent where it belongs" {
  begin payers
  # The maker pays the part; the labour is a repeat, which the maker does not pay and the shop bears;
  # the glass was broken by the customer.
  local job=W26-00006-0
  ok line add $job 'pump' --class part --cost 20.00 --price 24.40 --payer maker
  ok line add $job 'labour, once more' --class labour --quantity 1 --cost 30 --price 60 --bill warranty_own
  ok line add $job 'glass jug' --class part --cost 12.00 --price 19.90 --payer customer
  ok order ready $job --result repaired
  ok --format json claim draft $job
  assert_json rows.# 1
  assert_json rows.0.claimed 24.40
  local claim
  claim=$(json rows.0.code)
  ok claim submit "$claim"
  ok --format json claim decide "$claim" partly --amount 20.00 --reason 'list price is 20.00'
  assert_json state partly_approved
  ok --format json claim pay "$claim" --amount 15.00
  assert_json state short_paid
  ok claim dispute "$claim" '5.00 of the approved 20.00 are missing'
  ok --format json claim pay "$claim" --amount 5.00 --reference 2026-119
  assert_json state matched
  ok --format json claim write-off "$claim" 'their list price'
  assert_json state closed
  ok order handover $job --to Jana --paid 19.90
  ok order close $job
  ok check
  ok --format json order show $job
  python3 - "$output" <<'PY'
import json, sys
from decimal import Decimal as D
job = json.loads(sys.argv[1])
lines = {l["payer"]: l for l in job["lines"]}
assert set(lines) == {"maker", "shop", "customer"}, lines
assert D(lines["customer"]["customer_pays"]) == D("19.90")
assert (D(lines["maker"]["payer_pays"]), D(lines["maker"]["recovered"])) == (D("24.40"), D("20.00"))
assert (D(lines["shop"]["customer_pays"]), D(lines["shop"]["payer_pays"])) == (D(0), D(0))
assert D(lines["shop"]["cost"]) == D("30.00")
PY
  # 24.40 claimed = 20.00 paid + 4.40 given up; the shop bears 30.00 and what is not recovered.
  ok --format json claim show "$claim"
  assert_json claimed 24.40
  assert_json paid 20.00
  assert_json written_off 4.40
  assert_json open 0.00
}

@test "a claim is found by its code, by the payer's number, and by a scan" {
  begin claims
  ok claim chase $C --says acknowledged --reference 'RMA 77-120'
  local text
  for text in c26-00001-n C2600001N rma77120 'RMA 77-120'; do
    ok --format json find "$text"
    assert_json rows.0.kind claim
    assert_json rows.0.code $C
    assert_json rows.0.state acknowledged
  done
  ok --format json scan $C
  assert_json thing claim
  assert_json order $W
}
