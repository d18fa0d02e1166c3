# What payers ask of claims, as data, and jobs held against it before anything is claimed. The jobs
# are those of setup/payers.sh: on the bill of W26-00001-9 stand labour and a part for the maker.

load helpers

setup() {
  local made=$BATS_FILE_TMPDIR/payers.db
  start_test
  # shellcheck disable=SC2153 # start_test sets FETTLE_DB
  if [[ ! -e $made ]]; then
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/payers.sh" >log 2>&1 ||
      explain 'setup payers fails' "$(cat log)"
    cp "$FETTLE_DB" "$made"
    cp sony.json "$BATS_FILE_TMPDIR"
  fi
  cp "$made" "$FETTLE_DB"
  cp "$BATS_FILE_TMPDIR/sony.json" .
}

# payer PYTHON: the document of sony.json, changed.
payer() {
  python3 -c "
import json
t = json.load(open('sony.json'))
$1
print(json.dumps(t))"
}

# checks: the checks of the JSON that came out, but for those that are still to come.
checks() {
  printf '%s' "$output" | python3 -c '
import json, sys
print(" ".join(f["check"] for f in json.load(sys.stdin)["findings"] if f["severity"] != "later"))'
}

repair() {
  ok order diagnose W26-00001-9 --technician tomas
  ok order code W26-00001-9 --symptom NO-SOUND --section CORD --defect BROKEN --repair REPLACED \
    --part 'cable A-2211'
  ok order test W26-00001-9
  ok order ready W26-00001-9 --result repaired
}

@test "on the bench it is said what would get the claim refused, and how it is mended" {
  ok claim preflight W26-00001-9
  assert_equal "$output" 'W26-00001-9  Sony WH-1000XM4, received

the maker, 40.50 EUR: 3 findings would get it refused
  … the repair is not finished
    order ready W26-00001-9 --result RESULT
  ! no symptom code is noted
    order code W26-00001-9 --symptom CODE
  ! no section code is noted
    order code W26-00001-9 --section CODE
  ! no repair code is noted
    order code W26-00001-9 --repair CODE'
  ok order show W26-00001-9
  assert_contains "$output" 'claim      3 findings would get it refused: claim preflight W26-00001-9'
  ok order show W26-00001-9 --format json
  assert_json claim_blocking 3
  repair
  ok claim preflight W26-00001-9 --format json
  assert_json schema claim.preflight/1
  assert_json blocking 0
  assert_json payers.0.payer maker
  assert_json payers.0.rules sony
  assert_json payers.0.amount 40.50
  # Ready on 22 November, and 30 days.
  assert_json payers.0.last_day 2026-12-22
  assert_json findings.# 0
  ok order show W26-00001-9
  [[ $output != *'would get it refused'* ]]
}

@test "of a payer whose rules nobody knows that is said, and of a job for the customer nothing" {
  ok claim preflight W26-00009-U --format json
  assert_json payers.0.rules null
  assert_json payers.0.amount 30.00
  assert_json findings.# 0
  ok claim preflight W26-00009-U
  assert_contains "$output" 'the maker, 30.00 EUR: what they ask is not on file: fettle payer import'
  ok claim preflight W26-00002-7
  assert_contains "$output" 'nothing on its bill is left to be claimed from anybody'
  refused 3 claim preflight W26-00002-8
  refused 6 claim preflight W26-00001-9 --as lena
}

@test "rules that change leave the jobs of before as they were" {
  repair
  # From 1 December on labour is paid at 48.00 an hour, and there is less time.
  payer 't["applies_from"] = "2026-12-01"; t["labour_rate"] = "48"; t["submit_days"] = 10' >new.json
  ok payer import new.json
  FETTLE_NOW=2026-12-02T10:00:00Z ok claim preflight W26-00001-9 --format json
  assert_json payers.0.last_day 2026-12-22
  assert_equal "$(checks)" ''
  # The same job, ready on the day.
  ok order fail W26-00001-9 'crackles'
  ok order test W26-00001-9
  FETTLE_NOW=2026-12-01T10:00:00Z ok order ready W26-00001-9 --result repaired
  FETTLE_NOW=2026-12-02T10:00:00Z ok claim preflight W26-00001-9 --format json
  assert_json payers.0.last_day 2026-12-11
  assert_equal "$(checks)" labour_above_schedule
  assert_contains "$output" '60.00 EUR an hour is above what is paid, 48.00 EUR an hour'
  # What is not ready is judged by the rules of today.
  ok payer list --format csv --fields code,applies_from --all
  assert_contains "$output" 'sony,2026-12-01'
  assert_contains "$output" 'sony,2026-01-01'
}

@test "the payer that names the brand counts, then one that names the category" {
  payer 't["code"] = "any-maker"; t["brands"] = []; t["submit_days"] = 5' >any.json
  payer 't["code"] = "audio"; t["brands"] = []; t["categories"] = ["Headphones"]; t["submit_days"] = 6' >audio.json
  ok payer import any.json
  ok claim preflight W26-00001-9 --format json
  assert_json payers.0.rules sony
  ok payer import audio.json
  ok payer edit sony --retired yes
  ok claim preflight W26-00001-9 --format json
  assert_json payers.0.rules audio
  ok payer edit audio --retired yes
  ok claim preflight W26-00001-9 --format json
  assert_json payers.0.rules any-maker
  ok claim preflight W26-00009-U --format json
  assert_json payers.0.rules any-maker
  ok payer edit any-maker --retired yes
  ok claim preflight W26-00001-9 --format json
  assert_json payers.0.rules null
  ok payer edit sony --retired no
  ok claim preflight W26-00001-9 --format json
  assert_json payers.0.rules sony
  ok check
}

@test "a payer is asked before a dear repair, and what was agreed to is the limit" {
  payer 't["code"] = "careful"; t["preauth_above"] = "40.49"' >careful.json
  ok payer import careful.json
  ok payer edit sony --retired yes
  repair
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" authorisation_missing
  assert_contains "$output" '40.50 EUR is above 40.49 EUR: the payer is to be asked first'
  ok order fail W26-00001-9 again
  ok order ask-payer W26-00001-9 --reference PA-12 --amount 40
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" authorisation_pending
  ok order approve W26-00001-9
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" authorisation_short
  assert_contains "$output" '40.50 EUR is claimed, 40.00 EUR was authorised by PA-12'
}

@test "a device that comes back soon is told, with the job it was in for" {
  payer 't["code"] = "strict"; t["no_labour_repeat_days"] = 30' >strict.json
  ok payer import strict.json
  ok payer edit sony --retired yes
  repair
  ok order handover W26-00001-9
  FETTLE_NOW=2026-12-20T10:00:00Z ok checkin --from - <<<'{"customer": {"name": "Ana Čović",
    "phone": "+49 30 1234567"}, "devices": [{"brand": "Sony", "model": "WH-1000XM4",
    "serial": "S01-5512345-7", "fault": "left side silent again"}]}'
  job=$(sql "SELECT code FROM work_order ORDER BY id DESC LIMIT 1")
  export FETTLE_NOW=2026-12-21T10:00:00Z
  ok line add "$job" labour --class labour --price 30 --payer maker
  ok claim preflight "$job" --format json
  # From 22 November to 20 December.
  assert_contains "$output" 'the device came back 28 days after W26-00001-9, and labour within 30 is not paid'
}

@test "a document that is wrong is refused with the path of what is wrong" {
  local change field words
  while IFS='|' read -r change field words; do
    payer "$change" >bad.json
    refused 3 payer import bad.json
    assert_contains "$stderr" "$field"
    assert_contains "$stderr" "$words"
  done <<'EOF2'
t["submit_dayz"] = 3|submit_dayz|unknown
del t["payer"]|payer|missing
t["payer"] = "customer"|$.payer|claimed from
t["payer"] = "bank"|$.payer|insurer
t["required"] = ["serial", "colour"]|$.required[1]|purchase_date
t["submit_days"] = -1|$.submit_days|-1
t["submit_from"] = "never"|$.submit_from|hand_over
del t["submit_days"]|$|needs submit_days
del t["submit_days"], t["submit_from"]; t["in_business_days"] = True|$.in_business_days|days to count
t["labour_rate"] = 60|$.labour_rate|string
t["labour_rate"] = "60.001"|$.labour_rate|60.001
t["part_markup_percent"] = 1001|$.part_markup_percent|1001
t["territory"] = ["de"]|$.territory[0]|capital
t["code"] = ""|$.code|empty
t["categories"] = ["Spaceships"]|category|Spaceships
t["exchange_only"] = ["Spaceships"]|category|Spaceships
t["correct_days"] = -1|$.correct_days|-1
t["appeal_days"] = 0|$.appeal_days|0
t["dispute_days"] = "10"|$.dispute_days|number
t["chase_days"] = 3651|$.chase_days|3650
t["return_parts_days"] = 1.5|$.return_parts_days|1.5
t["serial_format"] = "###"|$.serial_format|array
t["serial_format"] = ["## ##"]|$.serial_format[0]|# a digit, @ a letter
t["serial_format"] = ["##", ""]|$.serial_format[1]|empty
t["serial_format"] = []|$.serial_format|empty
t["serial_format"] = [7]|$.serial_format[0]|string
t["part_number_format"] = ["#" * 65]|$.part_number_format[0]|at most 64
t["part_number_format"] = ["Ä-##"]|$.part_number_format[0]|Ä-##
t["age_most_months"] = -1|$.age_most_months|-1
t["age_most_months"] = "24"|$.age_most_months|number
t["evidence"] = ["receipt", "video"]|$.evidence[1]|signature
t["evidence"] = ["invoice"]|$.evidence[0]|receipt, photo, report, signature
t["invoice_above"] = "-1"|$.invoice_above|-1
t["labour_not_with_part"] = []|$.labour_not_with_part|empty
t["codes"] = {"colour": ["RED"]}|$.codes.colour|unknown
t["codes"] = {"repair": []}|$.codes.repair|empty
t["codes"] = ["A"]|$.codes|object
t["parts"] = [{"number": "A-2211"}]|$.parts[0].models|missing
t["parts"] = [{"number": "A 2211", "models": ["X"]}]|$.parts[0].number|one word
t["parts"] = [{"number": "--", "models": ["X"]}]|$.parts[0].number|letters or digits
t["parts"] = [{"number": "A-2211", "models": []}]|$.parts[0].models|empty
t["parts"] = ["A-2211"]|$.parts[0]|object
t["return_parts_above"] = "50"|$.return_parts_above|needs return_parts_days
t["reasons"] = ["R01"]|$.reasons[0]|object
t["reasons"] = [{"code": "R01", "text": "no serial"}]|$.reasons[0].cause|missing
t["reasons"] = [{"code": "R01", "text": "no serial", "cause": "cook"}]|$.reasons[0].cause|technician
t["reasons"] = [{"code": "R01", "text": "no serial", "cause": "claims", "check": "serial_mising"}]|$.reasons[0].check|such as serial_missing; got 'serial_mising'
t["reasons"] = [{"code": c, "text": "no serial", "cause": "claims"} for c in ("R01", "r01 ")]|$.reasons[1]|second of the code 'r01'
t["reasons"] = [{"code": "R01", "text": "", "cause": "claims"}]|$.reasons[0].text|empty
t["reasons"] = [{"code": str(i), "text": "x", "cause": "claims"} for i in range(501)]|$.reasons|more than 500
EOF2
  refused 6 payer import sony.json --as tomas
  refused 4 payer show nobody
  refused 4 payer use nobody
  refused 4 payer edit nobody --retired yes
  payer 't["submit_days"] = 31' >other.json
  refused 5 payer import other.json
  assert_contains "$stderr" 'there is another document of sony from 2026-01-01 on'
}

@test "the examples say that they are nobody's rules, and can be taken into use" {
  local code
  # A file is called as its payer.
  assert_equal "$(fettle payer list --program --format csv --fields code | tail -n +2)" \
    "$(cd "$root/data/payers" && printf '%s\n' *.json | sed 's/.json$//')"
  for code in $(fettle payer list --program --format csv --fields code | tail -n +2); do
    ok payer show "$code" --format json
    assert_contains "$(json source "$output")" "nobody's rules"
    ok payer use "$code"
  done
  ok payer list --format json
  assert_json rows.# 4
  ok check
}

@test "what is to be claimed is a list: over first, then the most money for a day that is left" {
  ok claim due --format json
  assert_json schema claim.due/1
  assert_json rows.# 2
  # Neither has a last day: the kettle's payer has no rules, the headphones are not ready.
  assert_json rows.0.code W26-00001-9
  assert_json rows.0.amount 40.50
  assert_json rows.0.blocking 3
  assert_json rows.0.finding 'no symptom code is noted'
  assert_json rows.1.code W26-00009-U
  assert_json rows.1.finding 'what they ask is not on file'
  # The kettle was ready on 18 November; 30 days are 18 December.
  payer 't["code"] = "any"; t["brands"] = []; t["required"] = []' >any.json
  ok payer import any.json
  ok claim due --format json
  assert_json rows.0.code W26-00009-U
  assert_json rows.0.last_day 2026-12-18
  assert_json rows.0.days_left 26
  # 40.50 in 31 days (1.31) are more a day than 30.00 in 27 (1.11).
  repair
  ok claim due --format csv --fields code,days_left
  assert_equal "$output" $'code,days_left\nW26-00001-9,30\nW26-00009-U,26'
  FETTLE_NOW=2026-12-19T10:00:00Z ok claim due --format csv --fields code,days_left
  assert_equal "$output" $'code,days_left\nW26-00009-U,-1\nW26-00001-9,3'
  # What was paid back is not claimed again.
  ok line recover W26-00009-U 1 30.00
  ok claim due --format csv --fields code --limit 5
  assert_equal "$output" $'code\nW26-00001-9'
  refused 6 claim due --as lena
}

@test "a payer's answer has a number, an amount and a last day, and is listed until it expires" {
  payer 't["code"] = "careful"; t["preauth_above"] = "40.49"' >careful.json
  ok payer import careful.json
  ok payer edit sony --retired yes
  repair
  ok order fail W26-00001-9 again
  # The only payer with lines on the bill.
  ok order ask-payer W26-00001-9 --reference PA-12 --amount 40 --due +3d 'two lines' --format json
  assert_json payer maker
  ok claim preauths --format json
  assert_json schema claim.preauths/1
  assert_json rows.# 1
  assert_json rows.0.code W26-00001-9
  assert_json rows.0.payer maker
  assert_json rows.0.number PA-12
  assert_json rows.0.asked 40.00
  assert_json rows.0.granted null
  assert_json rows.0.state requested
  assert_json rows.0.answer_by 2026-11-25
  assert_json rows.0.valid_until null
  assert_json rows.0.text 'two lines'
  ok order approve W26-00001-9 --reference SONY-881 --amount 40.50 --until 2026-12-02 'by mail'
  assert_contains "$output" 'is approved, SONY-881, up to 40.50 EUR, valid until Wed 2 Dec'
  ok order show W26-00001-9 --format json
  assert_contains "$output" '"payer":"maker"'
  ok order show W26-00001-9
  assert_contains "$output" 'asked payer    the maker, PA-12, 40.00 EUR, answer by Wed 25'
  assert_contains "$output" 'approved       SONY-881, 40.50 EUR, valid until Wed 2 Dec:'
  ok claim preauths --format csv --fields code,payer,number,asked,granted,state,valid_until,days_left
  assert_equal "$output" 'code,payer,number,asked,granted,state,valid_until,days_left
W26-00001-9,maker,SONY-881,40.00,40.50,granted,2026-12-02,10'
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" ''
  # Valid on the last day, and not after.
  FETTLE_NOW=2026-12-02T10:00:00Z ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" ''
  FETTLE_NOW=2026-12-03T10:00:00Z ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" authorisation_expired
  assert_contains "$output" 'SONY-881 was valid until 2026-12-02'
  assert_contains "$output" 'order ask-payer W26-00001-9 --payer maker --reference NUMBER'
  FETTLE_NOW=2026-12-03T10:00:00Z ok claim preauths --format csv --fields state,days_left
  assert_equal "$output" $'state,days_left\nexpired,-1'
  ok check
}

@test "a payer who does not agree sends the job back to be looked at, and that is on record" {
  repair
  ok order fail W26-00001-9 again
  ok order ask-payer W26-00001-9 --reference PA-12
  refused 2 order refuse W26-00001-9
  refused 3 order refuse W26-00001-9 ' '
  assert_contains "$stderr" 'why the payer does not agree'
  ok order refuse W26-00001-9 'fell into water' --format json
  assert_json event refuse
  assert_json state diagnosing
  ok claim preauths --format csv --fields number,state,granted,text
  assert_equal "$output" $'number,state,granted,text\nPA-12,denied,,fell into water'
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" authorisation_denied
  assert_contains "$output" 'the payer did not agree to PA-12: fell into water'
  ok order show W26-00001-9
  refused 7 order refuse W26-00001-9 'twice'
  assert_contains "$stderr" 'is being diagnosed and cannot be refused by the payer'
  # The insurer may pay instead: what the maker said stays.
  ok order ask-payer W26-00001-9 --payer insurer --reference IN-4
  ok order approve W26-00001-9 --until +5d
  ok claim preauths --format csv --fields payer,state
  assert_equal "$output" $'payer,state\ninsurer,granted\nmaker,denied'
  ok check
}

@test "who is asked is said when the job does not say it, and what only a payer says of nobody else" {
  # Nothing on the bill is for a payer.
  refused 3 order ask-payer W26-00002-7 --reference PA-1
  assert_contains "$stderr" 'payer: is missing: nothing on the bill is for a payer'
  refused 3 order ask-payer W26-00002-7 --reference PA-1 --payer shop
  refused 3 order ask-payer W26-00002-7 --reference PA-1 --payer bank
  refused 3 order approve W26-00001-9 --until +5d
  assert_contains "$stderr" 'until: goes with the answer of a payer'
  refused 3 order approve W26-00001-9 --reference SONY-1
  assert_contains "$stderr" 'reference: goes with the answer of a payer'
  ok line add W26-00001-9 'shipping' --class freight --price 5 --payer insurer
  refused 3 order ask-payer W26-00001-9 --reference PA-1
  assert_contains "$stderr" 'several are to pay for this job'
  ok order ask-payer W26-00001-9 --reference PA-1 --payer insurer
  refused 3 order approve W26-00001-9 --until 2026-11-21
  assert_contains "$stderr" 'until: must be today or later'
  refused 3 order approve W26-00001-9 --until 2026-13-01
  # A clock that was set back does not let it end before it was asked for.
  FETTLE_NOW=2026-11-20T10:00:00Z refused 3 order approve W26-00001-9 --until 2026-11-21
  assert_contains "$stderr" 'until: 2026-11-21 lies before the request of 2026-11-22'
  ok order approve W26-00001-9 --until today
  ok claim preauths --format csv --fields payer,valid_until,days_left
  assert_equal "$output" $'payer,valid_until,days_left\ninsurer,2026-11-22,0'
}

@test "of several authorisations the one that expires first comes first" {
  local job
  for job in W26-00001-9 W26-00002-7; do
    ok order ask-payer "$job" --payer maker --reference "PA-$job"
    ok order approve "$job" --until "$([[ $job == W26-00001-9 ]] && echo +9d || echo +4d)"
  done
  ok line add W26-00001-9 'shipping' --class freight --price 5 --payer insurer
  ok order ask-payer W26-00001-9 --payer insurer --reference IN-1
  ok claim preauths --format csv --fields code,payer,days_left
  assert_equal "$output" 'code,payer,days_left
W26-00002-7,maker,4
W26-00001-9,maker,9
W26-00001-9,insurer,'
  # What is done with is not listed.
  ok order cancel W26-00002-7
  ok claim preauths --format csv --fields code --limit 1
  assert_equal "$output" $'code\nW26-00001-9'
  ok claim preauths --as lena
}

@test "a payer whose rules are for other kinds of devices is not one of whom nothing is known" {
  payer 't["code"] = "kettles"; t["brands"] = []; t["categories"] = ["Kettle"]' >kettles.json
  ok payer edit sony --retired yes
  ok payer import kettles.json
  ok claim preflight W26-00001-9 --format json
  assert_json payers.0.rules null
  assert_json payers.0.amount 40.50
  assert_equal "$(checks)" category_not_authorised
  assert_contains "$output" "none of the maker's rules is for Headphones"
  ok claim preflight W26-00001-9
  assert_contains "$output" 'the maker, 40.50 EUR: 1 finding would get it refused'
  ok claim due --format csv --fields code,blocking,finding
  assert_contains "$output" "W26-00001-9,1,none of the maker's rules is for Headphones"
  # A maker of other brands is another maker; there is only one insurer.
  payer 't["code"] = "kettles"; t["brands"] = ["Philips"]; t["applies_from"] = "2026-01-02"' >philips.json
  ok payer import philips.json
  ok claim preflight W26-00001-9
  assert_contains "$output" 'the maker, 40.50 EUR: what they ask is not on file'
  payer 't["code"] = "insurer"; t["payer"] = "insurer"; t["brands"] = ["Philips"]' >insurer.json
  ok payer import insurer.json
  ok line add W26-00001-9 'shipping' --class freight --price 5 --payer insurer
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" category_not_authorised
}

@test "the numbers, codes and age that a payer asks for are looked at" {
  repair
  payer 't["code"] = "strict"; t["serial_format"] = ["@##-#######-#"]
t["part_number_format"] = ["@-####"]; t["age_most_months"] = 21
t["codes"] = {"repair": ["REPLACED"], "section": ["CORD", "PLUG"]}
t["labour_not_with_part"] = ["ADJUSTED"]
t["parts"] = [{"number": "A-2211", "models": ["WH-1000XM4"]}]' >strict.json
  ok payer import strict.json
  ok payer edit sony --retired yes
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" ''
  # Bought on 14 March 2025, in on 16 November 2026: 20 months and two days.
  payer 't["code"] = "strict"; t["applies_from"] = "2026-01-02"
t["serial_format"] = ["S-####"]; t["part_number_format"] = ["@@####"]; t["age_most_months"] = 20
t["codes"] = {"repair": ["CLEANED"]}; t["labour_not_with_part"] = ["REPLACED"]
t["parts"] = [{"number": "a2211", "models": ["WH-CH720N", "WH-CH520"]}]' >other.json
  ok payer import other.json
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" \
    'serial_invalid too_old code_invalid labour_with_part part_number_invalid part_not_for_model'
  ok claim preflight W26-00001-9
  assert_contains "$output" "'S01-5512345-7' is no serial number of theirs, such as S-####"
  assert_contains "$output" 'bought on 2025-03-14, more than 20 months before it came in'
  assert_contains "$output" 'the payer does not know the repair code REPLACED'
  assert_contains "$output" 'line 1: labour of REPLACED is not paid beside a part'
  assert_contains "$output" "line 2: 'A-2211' is no part number of theirs, such as @@####"
  assert_contains "$output" 'line 2: A-2211 is not used in a WH-1000XM4'
  ok payer show strict --format json
  ok check
}

@test "a part that failed by our hands, a cover that had ended and a register that differs are told" {
  repair
  ok order why-failed W26-00001-9 2 damaged_by_us --by tomas
  ok term use maker-24
  ok coverage add S01-5512345-7 --term maker-24 --from 2025-03-20 --source register --until 2026-11-15
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" 'contract_lapsed proof_mismatch part_no_fault'
  assert_contains "$output" 'ended on 2026-11-15, before the request of 2026-11-16'
  assert_contains "$output" 'bought on 2025-03-14, and registered from 2025-03-20'
}

@test "a device whose cover holds in other countries only was sold elsewhere" {
  repair
  python3 -c '
import json, sys
t = json.load(open(sys.argv[1]))
t["code"], t["territory"] = "maker-fr", ["FR", "MC"]
print(json.dumps(t))' "$root/data/terms/maker-24.json" >france.json
  ok term import france.json
  ok coverage add S01-5512345-7 --term maker-fr
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" sold_elsewhere
  assert_contains "$output" 'the device was sold with maker-fr, which does not hold in DE'
  # Beside one that holds here it does no harm; a cover that was declared void is none.
  ok coverage void S01-5512345-7 1 'no register entry'
  ok claim preflight W26-00001-9 --format json
  assert_equal "$(checks)" ''
}

@test "every key of a payer's document is told by the help of the import" {
  local key keys
  keys=$(sed -n 's/^ *\[[A-Z_]*\] = {"\([a-z_]*\)", FTL_JSON_.*/\1/p' "$root"/src/ops/payer_read*.c)
  (($(wc -w <<<"$keys") > 40))
  ok payer import --help
  output=" $(tr -s '[:space:],:;().{}["' ' ' <<<"$output") "
  for key in $keys; do
    [[ $output == *" $key "* ]] || explain "the help of payer import says nothing of $key"
  done
}
