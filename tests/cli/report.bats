# The reports: figures and workbooks, against figures that Python works out by itself.
load helpers
load reports

@test "turnaround: the vectors of the domain reference come out exact" {
  fill 0
  ok report turnaround --from 2026-05 --output t.xlsx
  assert_equal "$(column Jobs 'The same in hours' t.xlsx | paste -sd ' ')" '139 139 139'
  assert_equal "$(column Jobs 'Business hours' t.xlsx | paste -sd ' ')" '19 19 19'
  assert_equal "$(column Jobs 'Net business hours' t.xlsx | paste -sd ' ')" '19 16 19'
  ok report turnaround --from 2026-05 --format json
  # 139 h; the mean of 19, 16 and 19 h is 18 h.
  assert_equal "$(figure median_turnaround raw)" 500400
  assert_equal "$(figure p90_turnaround raw)" 500400
  assert_equal "$(figure mean_net_business raw)" 64800
  assert_equal "$(figure within_target raw)" 10000
  assert_equal "$(figure median_turnaround value)" '5.8 d'
}

@test "turnaround: figures, groups, jobs and ageing equal an independent calculation" {
  fill 700
  same_figures turnaround 2026-08-01 2026-11-22 2026-11-22T10:00:00Z
  same_figures turnaround 2026-05-01 2026-05-10 2026-11-22T10:00:00Z
  same_figures turnaround 2026-07-01 2026-09-30 2026-11-22T10:00:00Z
  same_figures turnaround 2026-01-01 2026-11-22 2026-11-22T10:00:00Z
}

@test "warranty-cost: figures, groups and jobs equal an independent calculation" {
  fill 700 7
  same_figures warranty-cost 2026-08-01 2026-11-22 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-10-01 2026-10-10 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-04-01 2026-06-30 2026-11-22T10:00:00Z
}

@test "claims: what payers' rules say of reasons and days is theirs, and every state turns up" {
  fill 700 9
  cat >maker.json <<'JSON'
{ "code": "m", "title": "M", "source": "s", "applies_from": "2020-01-01", "payer": "maker",
  "submit_days": 30, "submit_from": "hand_over",
  "return_parts_days": 14, "return_parts_above": "12.50", "in_business_days": true,
  "reasons": [ { "code": "R12", "text": "no serial", "cause": "front_desk" },
               { "code": "R07", "text": "late", "cause": "claims" } ] }
JSON
  ok payer import maker.json
  sqlite3 "$FETTLE_DB" "UPDATE claim SET rules_id =
    (SELECT id FROM rule_document WHERE code = 'm') WHERE payer = 'maker' AND id % 3 > 0"
  # Of some claims every part went back, a day or a month after it was claimed.
  sqlite3 "$FETTLE_DB" "INSERT INTO claim_event (id, claim_id, at, kind, revision, staff_id, position)
    SELECT 10000000 + id, claim_id, at + 86400 * (1 + 30 * (claim_id % 2)), 'return', revision,
    staff_id, position FROM claim_event WHERE kind = 'line' AND claim_id % 5 < 2"
  same_figures warranty-cost 2026-01-01 2026-11-22 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-05-01 2026-08-15 2026-08-15T21:59:59Z --as-of 2026-08-15
  ok report warranty-cost --from 2026 --output w.xlsx
  # Every state but none of a claim that was only reviewed.
  assert_equal "$(column Claims State w.xlsx | sort -u | paste -sd,)" 'acknowledged,approved,closed,disputed,draft,in review,lapsed,paid as approved,partly approved,rejected,short-paid,submitted,waiting for our answer,withdrawn,written off'
  assert_equal "$(column 'Leakage list' Kind w.xlsx | sort -u | paste -sd';')" \
    'lapsed;not claimed;rejected, not corrected;returns not sent;short-paid, not disputed;written off'
  run -0 /usr/bin/python3 - w.xlsx <<'PYTHON'
import sys, warnings, openpyxl
warnings.simplefilter("ignore")
rows = openpyxl.load_workbook(sys.argv[1], data_only=True)["Rejections"].iter_rows(min_row=6, values_only=True)
print(*sorted({row[2] for row in rows if row[2]}), sep=",")
PYTHON
  assert_equal "$output" 'claims,front desk,not said'
}

@test "claims of one job, by hand" {
  # 72.00 and 15.00 claimed a day after ready; 60.00 and 0 approved after 2 days, 50.00 paid after 3.
  jobs_by 'day = 86400
ready = at("2026-10-06 09:00")
centre.job(device, [(at("2026-10-05 09:00"), "receive", {}), (ready, "ready", {"result": "repaired"})],
    [("labour", 1500, 3200, 4800, "maker", "warranty_maker", None),
     ("part", 1000, 1000, 1500, "maker", "warranty_maker", None),
     ("part", 1000, 500, 900, "insurer", "insurance", None)])
centre.claim("maker", [(ready, "open", 0, None, None, None), (ready + day, "submit", 1, None, None, None),
    (ready + day, "line", 1, 1, 7200, None), (ready + day, "line", 1, 2, 1500, None),
    (ready + 3 * day, "decide", 1, 1, 6000, "R1"), (ready + 3 * day, "decide", 1, 2, 0, "R2"),
    (ready + 6 * day, "pay", 1, 1, 5000, None)])'
  ok report warranty-cost --from 2026-10 --format json
  assert_equal "$(figure claimed raw)" 8700
  assert_equal "$(figure approved raw)" 6000
  assert_equal "$(figure paid raw)" 5000
  assert_equal "$(figure recovered raw)" 5000
  assert_equal "$(figure short_paid raw)" 1000
  assert_equal "$(figure paid_of_claimed raw)" 5747
  # Of 48.00 + 10.00 + 5.00.
  assert_equal "$(figure paid_of_cost raw)" 7937
  assert_equal "$(figure first_pass_yield raw)" 0
  assert_equal "$(figure approval_rate raw)" 6897
  assert_equal "$(figure median_to_submit raw)" 86400
  assert_equal "$(figure p90_to_pay raw)" None
  assert_equal "$(figure refusals raw)" 2
  assert_equal "$(figure refused raw)" 2700
  assert_equal "$(figure leakage_not_claimed raw)" 900
  assert_equal "$(figure leakage_rejected raw)" 2700
  assert_equal "$(figure leakage_short_paid raw)" 1000
  assert_equal "$(figure leakage raw)" 4600
  # Before the payer said anything.
  ok report warranty-cost --from 2026-10 --as-of 2026-10-08 --format json
  assert_equal "$(figure claimed raw)" 8700
  assert_equal "$(figure recovered raw)" 0
  assert_equal "$(figure leakage raw)" 900
  assert_equal "$(figure claims_open raw)" 1
}

@test "what a claim would have asked for is lost when it lapses, as the program notes it" {
  # 30.00 of labour; the program notes the lines of what lapses, though nobody was sent them.
  jobs_by 'ready = at("2026-10-06 09:00")
centre.job(device, [(at("2026-10-05 09:00"), "receive", {}), (ready, "ready", {"result": "repaired"})],
    [("labour", 1000, 2000, 3000, "maker", "warranty_maker", None)])'
  ok --format json claim draft W26-00001-9
  ok claim lapse C26-00001-N 'found too late'
  ok report warranty-cost --from 2026-10 --format json
  assert_equal "$(figure claimed raw)" 0
  assert_equal "$(figure leakage_lapsed raw)" 3000
  assert_equal "$(figure leakage_not_claimed raw)" 0
  assert_equal "$(figure leakage raw)" 3000
}

@test "a part that was not sent back in time costs what is not lost already" {
  # Submitted on Wednesday 7 October, 10 days: until the 17th. Of the part of 15.00 12.00 were
  # approved and paid; that of 9.00 is not above 10.00; labour never goes back.
  jobs_by 'day = 86400
ready = at("2026-10-06 09:00")
centre.job(device, [(at("2026-10-05 09:00"), "receive", {}), (ready, "ready", {"result": "repaired"})],
    [("labour", 1500, 3200, 4800, "maker", "warranty_maker", None),
     ("part", 1000, 1000, 1500, "maker", "warranty_maker", None),
     ("part", 1000, 500, 900, "maker", "warranty_maker", None)])
centre.claim("maker", [(ready, "open", 0, None, None, None), (ready + day, "submit", 1, None, None, None),
    (ready + day, "line", 1, 1, 7200, None), (ready + day, "line", 1, 2, 1500, None),
    (ready + day, "line", 1, 3, 900, None),
    (ready + 30 * day, "decide", 1, 1, 7200, None), (ready + 30 * day, "decide", 1, 2, 1200, "R1"),
    (ready + 30 * day, "decide", 1, 3, 900, None),
    (ready + 31 * day, "pay", 1, 2, 1200, None), (ready + 31 * day, "pay", 1, 1, 7200, None),
    (ready + 31 * day, "pay", 1, 3, 900, None)])'
  cat >maker.json <<'JSON'
{ "code": "m", "title": "M", "source": "s", "applies_from": "2020-01-01", "payer": "maker",
  "return_parts_days": 10, "return_parts_above": "10.00" }
JSON
  ok payer import maker.json
  sqlite3 "$FETTLE_DB" "UPDATE claim SET rules_id = (SELECT id FROM rule_document WHERE code = 'm')"
  lost() { ok report warranty-cost --from 2026-10 --as-of "$1" --format json; }
  lost 2026-10-17
  assert_equal "$(figure leakage raw)" 0
  lost 2026-10-18
  assert_equal "$(figure leakage_not_returned raw)" 1500
  assert_equal "$(figure leakage raw)" 1500
  # Of it 3.00 were rejected since.
  lost 2026-11-10
  assert_equal "$(figure leakage_not_returned raw)" 1200
  assert_equal "$(figure leakage_rejected raw)" 300
  assert_equal "$(figure leakage raw)" 1500
  # Sent late is sent: nobody takes it back any more.
  sqlite3 "$FETTLE_DB" "INSERT INTO claim_event (id, claim_id, at, kind, revision, staff_id, position)
    SELECT 10000000, claim_id, at, 'return', 1, staff_id, 2 FROM claim_event
    WHERE kind = 'pay' AND position = 2"
  lost 2026-11-10
  assert_equal "$(figure leakage_not_returned raw)" 0
  lost 2026-10-18
  assert_equal "$(figure leakage_not_returned raw)" 1500
}

@test "warranty jobs without a claim: dashes, and all of it is not claimed" {
  jobs_by 'centre.job(device, [(at("2026-10-05 09:00"), "receive", {}),
      (at("2026-10-06 09:00"), "ready", {"result": "repaired"})],
    [("labour", 1500, 3200, 4800, "maker", "warranty_maker", None)])'
  same_figures warranty-cost 2026-10-01 2026-10-31 2026-11-22T10:00:00Z
  ok report warranty-cost --from 2026-10 --format json
  assert_equal "$(figure claims raw)" 0
  assert_equal "$(figure first_pass_yield raw)" None
  assert_equal "$(figure leakage raw)" 7200
}

@test "as-of shows the centre as it was known at the end of that day" {
  fill 500 3
  same_figures turnaround 2026-06-15 2026-09-15 2026-09-15T21:59:59Z --as-of 2026-09-15
  same_figures warranty-cost 2026-06-15 2026-09-15 2026-09-15T21:59:59Z --as-of 2026-09-15
}

@test "a job that was ready too soon counts once, where it became ready for good" {
  jobs_by 'centre.job(device, [(at("2026-09-01 10:00"), "receive", {}),
      (at("2026-09-10 10:00"), "ready", {"result": "repaired"}),
      (at("2026-09-12 10:00"), "fail", {}),
      (at("2026-10-20 10:00"), "ready", {"result": "repaired"}),
      (at("2026-11-02 10:00"), "hand_over", {})])'
  ok report turnaround --from 2026-09 --format json
  assert_equal "$(figure jobs_completed raw)" 0
  ok report turnaround --from 2026-10 --format json
  assert_equal "$(figure jobs_completed raw)" 1
  # 49 days: the clock went on as if it had never been ready.
  assert_equal "$(figure median_turnaround raw)" $((49 * 86400))
  assert_equal "$(figure reworks raw)" 1
  ok report turnaround --from 2026-11 --format json
  assert_equal "$(figure jobs_completed raw)" 0
  # On 11 September nobody knew better.
  ok report turnaround --from 2026-09 --as-of 2026-09-11 --format json
  assert_equal "$(figure jobs_completed raw)" 1
  assert_equal "$(figure median_turnaround raw)" $((9 * 86400))
}

@test "jobs known by the day only count in numbers, not in durations" {
  jobs_by 'for day in (1, 2, 3):
    noon = at(f"2026-10-0{day} 12:00")
    centre.job(device, [(noon, "import", {"result": "repaired", "day_only": True})], source="ords")
centre.job(device, [(at("2026-10-05 09:00"), "receive", {}),
                    (at("2026-10-06 09:00"), "ready", {"result": "repaired"})])'
  ok report turnaround --from 2026-10 --format json
  assert_equal "$(figure jobs_completed raw)" 4
  assert_equal "$(figure median_turnaround raw)" 86400
  assert_equal "$(figure median_turnaround counted)" 1
  ok report turnaround --from 2026-10 --output t.xlsx
  assert_equal "$(column Jobs Times t.xlsx | sort | uniq -c | tr -s ' ' | paste -sd,)" \
    ' 3 day only, 1 known'
}

@test "warranty cost of one job, by hand" {
  # 1.5 h at 32.00 cost and 48.00 price for the maker, who paid 50.00; a part of 10.00 given away;
  # a line of the customer, which is not warranty.
  jobs_by 'centre.job(device, [(at("2026-10-05 09:00"), "receive", {}),
      (at("2026-10-06 09:00"), "ready", {"result": "repaired"})],
    [("labour", 1500, 3200, 4800, "maker", "warranty_maker", 5000),
     ("part", 1000, 1000, 1500, "shop", "goodwill", None),
     ("other", 1000, 99900, 99900, "customer", "list", None)])'
  ok report warranty-cost --from 2026-10 --format json
  assert_equal "$(figure warranty_jobs raw)" 1
  assert_equal "$(figure warranty_cost raw)" 5800
  assert_equal "$(figure to_be_paid raw)" 7200
  assert_equal "$(figure recovered raw)" 5000
  assert_equal "$(figure recovery_rate raw)" 6944
  assert_equal "$(figure not_recovered raw)" 800
  assert_equal "$(figure not_recovered value)" '8.00 EUR'
}

# The sheets of the warranty report that have live formulas.
live=(Summary 'Claim figures' Leakage Provision Rejections 'By period' 'By payer' 'By bill code' 'By brand'
  'By model' 'By category' 'By symptom')

@test "LibreOffice works out the same figures as are stored, and shows no ####" {
  command -v soffice >/dev/null || skip 'LibreOffice is not installed'
  fill 300
  ok provision set 2.5 --from 2026-01-01
  # Names that a spreadsheet would take for a pattern or a comparison.
  sqlite3 "$FETTLE_DB" "UPDATE device SET brand = '*', brand_key = '*' WHERE id % 5 = 0;
    UPDATE device SET brand = '<5', brand_key = '<5', model = 'S*', model_key = 's*'
    WHERE id % 5 = 1;
    UPDATE claim_event SET reason = '*' WHERE reason = 'R07'"
  for name in turnaround warranty-cost; do ok report "$name" --output "$name.xlsx"; done
  recalculated turnaround.xlsx Summary
  recalculated warranty-cost.xlsx "${live[@]}"
  soffice "-env:UserInstallation=file://$PWD/as-is" --headless --convert-to pdf \
    turnaround.xlsx warranty-cost.xlsx >/dev/null 2>&1
  for name in turnaround warranty-cost; do
    pdftotext -layout "$name.pdf" "$name.txt"
    run ! grep -E '###|#NAME|#REF|#VALUE|#DIV|#N/A|Err:' "$name.txt"
    # One page, and then the next sheet.
    run -0 pdftotext -f 1 -l 1 -layout "$name.pdf" -
    assert_contains "$output" 'Summary, page 1'
    run -0 pdftotext -f 2 -l 2 -layout "$name.pdf" -
    assert_contains "$output" 'By period, page 2'
  done
}

@test "a year of 20,000 warranty jobs: figures, groups and formulas equal two other calculations" {
  [[ ${FETTLE_SHORT-} ]] && skip 'the sanitized builds have the years of 700 jobs'
  fill 46000 11
  ok provision set 2.5 --from 2026-01-01
  same_figures warranty-cost 2026-01-01 2026-11-22 2026-11-22T10:00:00Z
  output=$(<figures.json)
  (($(figure warranty_jobs raw) >= 20000))
  command -v soffice >/dev/null || skip 'LibreOffice is not installed'
  recalculated warranty-cost.xlsx "${live[@]}"
}

@test "equal databases make equal workbooks" {
  fill 50
  for name in turnaround warranty-cost; do
    ok report "$name" --output one.xlsx
    sleep 1.1
    ok report "$name" --output two.xlsx
    run -0 cmp one.xlsx two.xlsx
  done
}

@test "a centre without a job has reports, with dashes" {
  new_centre
  for name in turnaround warranty-cost; do
    ok report "$name" --output "$name.xlsx"
    assert_contains "$output" "$name.xlsx"
    ok report "$name"
    assert_contains "$output" '–'
    assert_contains "$stderr" 'as of Sun 22 Nov 2026 11:00 (Europe/Berlin)'
  done
  run -0 /usr/bin/python3 - turnaround.xlsx <<'PYTHON'
import sys, openpyxl
sheet = openpyxl.load_workbook(sys.argv[1], data_only=True)["Summary"]
assert [row[1].value for row in sheet.iter_rows(min_row=6, max_row=12)] == \
    [0, "–", "–", "–", "–", "–", 0]
PYTHON
}

@test "figures come as JSON, CSV and a plain workbook" {
  fill 20
  ok report turnaround --format json
  assert_json schema report/1
  assert_json 'rows.#' 16
  assert_json rows.0.from 2026-08-01
  assert_json rows.0.as_of 2026-11-22T10:00:00Z
  ok report turnaround --format csv --fields figure,raw
  assert_equal "${lines[0]}" figure,raw
  assert_equal "${#lines[@]}" 17
  "$FETTLE_BIN" report turnaround --format xlsx 2>/dev/null >figures.xlsx
  assert_equal "$(column Figures Figure figures.xlsx | head -1)" 'Jobs completed'
  ok report turnaround --output t.xlsx --format json
  assert_json file t.xlsx
  assert_json report turnaround
}

@test "text of people stays text: no formula, no name out of it" {
  jobs_by 'centre.job((16, "=HYPERLINK(\"http://x\")", "_x0041_ <&>", "+1"),
    [(at("2026-10-05 09:00"), "receive", {}),
     (at("2026-10-06 09:00"), "ready", {"result": "repaired"})],
    [("part", 1000, 1000, 1500, "maker", "warranty_maker", None)])'
  for name in turnaround warranty-cost; do
    ok report "$name" --from 2026-10 --output "$name.xlsx"
    assert_equal "$(column Jobs Brand "$name.xlsx")" '=HYPERLINK("http://x")'
    run -0 /usr/bin/python3 - "$name.xlsx" <<'PYTHON'
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
for name in book.namelist():
    for formula in re.findall(rb"<f>([^<]*)</f>", book.read(name)):
        assert b"HYPERLINK" not in formula, formula
assert b"_x005F_x0041_ &lt;&amp;&gt;" in b"".join(
    book.read(n) for n in book.namelist() if "worksheets/sheet" in n)
PYTHON
  done
}

@test "what cannot be reported on is refused" {
  new_centre
  refused 2 report
  refused 3 report profit
  refused 3 report turnaround --from 2026-02-30
  refused 3 report turnaround --from 2026-05-02 --to 2026-05-01 --format json
  assert_error invalid to
  refused 3 report turnaround --from 2026-12-01 --format json
  assert_error invalid from
  refused 3 report turnaround --as-of 2026-11-23 --format json
  assert_error invalid as_of
}

@test "a workbook goes only where a file can be, and an old one stays until the new one is whole" {
  new_centre
  refused 3 report turnaround --output figures.csv --format json
  assert_error invalid output
  refused 9 report turnaround --output missing/t.xlsx --format json
  assert_error io output
  mkdir folder.xlsx
  refused 3 report turnaround --output folder.xlsx
  echo old >t.xlsx
  (
    trap '' XFSZ
    ulimit -f 8
    refused 9 report turnaround --output t.xlsx
  )
  assert_equal "$(cat t.xlsx)" old
  assert_equal "$(find . -name '*.tmp' | wc -l)" 0
  ok report turnaround --output t.xlsx
  assert_equal "$(head -c 2 t.xlsx)" PK
}

@test "--fields does not go with a workbook, and is refused before there is one" {
  new_centre
  refused 2 report turnaround --output t.xlsx --fields figure,raw
  assert_contains "$stderr" 'fields: a workbook has all its columns'
  test ! -e t.xlsx
}

@test "turnaround: each job is held against its own target, and promises are counted" {
  fill 400 5
  ok target set 30 --from 2026-01-01
  ok target set 16 --priority urgent --from 2026-05-01
  ok target set 24 --category Mobile --from 2026-01-01
  ok target set 12 --category Mobile --cover warranty --from 2026-06-01
  ok target set 60 --category Mobile --cover warranty --from 2026-01-01
  ok target remove --category Mobile --from 2026-08-01
  same_figures turnaround 2026-04-01 2026-09-30 2026-11-22T10:00:00Z
  ok report turnaround --from 2026-04 --to 2026-09 --format json
  assert_equal "$(figure within_target title)" 'Within the target set for each job'
}

@test "events that lie later than now are left out, and the report says how many" {
  new_centre
  local code
  ok staff add tomas Tomas --role technician
  at 2026-11-20T10:00:00Z checkin --customer Ada --brand Braun --fault dull
  code=$(sql 'SELECT code FROM work_order')
  at 2027-03-01T10:00:00Z order assign "$code" tomas
  at 2027-03-01T10:00:00Z order diagnose "$code"
  at 2026-11-22T10:00:00Z report turnaround
  assert_contains "$stderr" 'warning: left out what lies later than now: 2 events of 1 job'
  at 2026-11-22T10:00:00Z report turnaround --output t.xlsx
  assert_contains "$stderr" '2 events of 1 job'
  python3 -m zipfile -e t.xlsx sheets
  grep -rq 'without 2 later events of 1 job' sheets/xl
  # A report as of an earlier day leaves the rest out on purpose.
  at 2026-11-22T10:00:00Z report turnaround --as-of 2026-11-21
  assert_lacks "$stderr" 'later than now'
  at 2027-03-02T10:00:00Z report turnaround
  assert_lacks "$stderr" 'later than now'
}
