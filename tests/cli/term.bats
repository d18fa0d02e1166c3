# Terms of cover as the centre's own data, covers on file, findings, and what a person decides.
# Ends are worked out by hand: days count from the day after the first, months end on its number.

load helpers

setup() {
  local made=$BATS_FILE_TMPDIR/terms.db
  start_test
  # shellcheck disable=SC2153 # start_test sets FETTLE_DB
  if [[ ! -e $made ]]; then
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/terms.sh" >log 2>&1 ||
      explain 'setup terms fails' "$(cat log)"
    cp "$FETTLE_DB" "$made"
    cp sony-audio.json "$BATS_FILE_TMPDIR"
  fi
  cp "$made" "$FETTLE_DB"
  cp "$BATS_FILE_TMPDIR/sony-audio.json" .
}

# verdict CLASS: "payer percent until rule" of a class of the JSON that came out.
verdict() {
  printf '%s' "$output" | python3 -c '
import json, sys
c = {c["class"]: c for c in json.load(sys.stdin)["classes"]}[sys.argv[1]]
print(c["payer"], c["percent"], c["until"], c["rule"])' "$1"
}

# The code of a job's device.
device_of() {
  sql "SELECT d.code FROM device d JOIN work_order w ON w.device_id = d.id WHERE w.code = '${1//-/}'"
}

# term JSON-EXPRESSION: the document of sony-audio.json, changed in Python.
term() {
  python3 -c "
import json
t = json.load(open('sony-audio.json'))
$1
print(json.dumps(t))"
}

@test "every term that comes with the program is read, says its source, and can be taken into use" {
  local code
  ok term list --program --format json
  assert_json schema term.list/1
  assert_json rows.# 6
  # A file is called as its term.
  assert_equal "$(fettle term list --program --format csv --fields code,in_use | tail -n +2 | cut -d , -f 1 | sort)" \
    "$(cd "$root/data/terms" && printf '%s\n' *.json | sed 's/.json$//' | grep -v -e own-repair -e extended-60 | sort)"
  for code in $(fettle term list --program --format csv --fields code | tail -n +2); do
    ok term show "$code" --format json
    [[ -n $(json source "$output") && -n $(json source_on "$output") ]]
    assert_json in_use false
    ok term use "$code"
  done
  ok term list --format json
  assert_json rows.# 8
  ok term list --program --format json
  assert_json rows.# 0
  ok check
}

@test "a term is shown with its source and everything that it asks for" {
  ok term show legal-guarantee-36
  assert_equal "$output" "legal-guarantee-36
  Seller's legal guarantee, three years, once one more after a repair

  given by    seller
  covers      labour 100 % for 36 months, parts 100 % for 36 months, shipping
              100 % for 36 months
  counts from delivery, on 2022-01-01 or later
  conditions  needs a proof; in ES, PT, SE; not for damage, liquid, misuse,
              commercial_use; once 12 months longer after a repair under it, if
              sold on 2026-07-31 or later
  holds for   devices that have it on file
  source      Reported of Spain, Portugal and Sweden, and not confirmed: check
              the national act. The extension: Directive (EU) 2024/1799, applied
              from 31 July 2026. Configuration, not legal advice.
              (read on 2026-11-22)
  in use      no, it comes with the program"
  ok term show insurance-50 --format json
  assert_json conditions \
    'needs a proof; not for a later owner; excess of 50.00 EUR; not for stolen, serial_altered, commercial_use'
  ok term show own-repair-90-180
  assert_contains "$output" 'holds for   every device that fits'
  assert_contains "$output" 'in use      yes'
}

@test "a general term stands in the place of the setting, for what fits it" {
  # Bought on 14 March 2025: before the term applies, so the usual 24 months.
  ok term import sony-audio.json
  ok coverage why W26-00001-9 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  # The same from an earlier day on: 36 months, and labour is not covered.
  term 't["code"] = "sony-old"; t["applies_from"] = "2020-01-01"' >old.json
  ok term import old.json
  ok coverage why W26-00001-9 --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-03-14 sony-old'
  assert_equal "$(verdict labour)" 'customer 100 None no_cover'
  # Another brand has nothing of it.
  ok device edit "$(device_of W26-00002-7)" --purchased-on 2026-02-01
  ok coverage why W26-00002-7 --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-02-01 maker_warranty'
  # Retired it is as if it had never been.
  ok term edit sony-old --retired yes
  ok coverage why W26-00001-9 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  ok check
}

@test "of the documents of a code the one counts that applied when the cover began" {
  local bought
  term 't["applies_from"] = "2020-01-01"; t["classes"]["parts"]["duration"] = 12' >first.json
  ok term import first.json
  ok term import sony-audio.json
  # 31 December 2025 and a year; 1 January 2026 and three.
  ok device edit S01-5512345-7 --purchased-on 2025-12-31
  ok coverage why S01-5512345-7 --format json
  assert_equal "$(verdict parts)" 'maker 100 2026-12-31 sony-audio'
  ok device edit S01-5512345-7 --purchased-on 2026-01-01
  ok coverage why S01-5512345-7 --format json
  assert_equal "$(verdict parts)" 'maker 100 2029-01-01 sony-audio'
  ok term list --all --format csv --fields code,applies_from
  assert_contains "$output" 'sony-audio,2026-01-01'
  assert_contains "$output" 'sony-audio,2020-01-01'
}

@test "our own repairs are covered by the term: 90 days on labour, 180 on the part" {
  ok order handover W26-00008-W --paid 64.00
  ok coverage why "$(device_of W26-00008-W)" --format json
  assert_equal "$(verdict labour)" 'shop 100 2027-02-20 own-repair-90-180'
  assert_equal "$(verdict parts)" 'shop 100 2027-05-21 own-repair-90-180'
  assert_json classes.0.standing if_same_fault
  ok coverage why "$(device_of W26-00008-W)" --on 2027-02-21 --format json
  assert_equal "$(verdict labour)" 'customer 100 None no_cover'
  assert_equal "$(verdict parts)" 'shop 100 2027-05-21 own-repair-90-180'
}

@test "a repair is guaranteed by the document of its hand-over, and by the setting where none fits" {
  sed 's/"applies_from": "[0-9-]*"/"applies_from": "2026-11-20"/; s/"duration": 90/"duration": 30/' \
    "$root/data/terms/own-repair-90-180.json" >later.json
  ok term import later.json
  ok order handover W26-00008-W --paid 64.00
  # Handed over on 22 November: 30 days by the new document; on 18 November: 90 by the old one.
  ok coverage why "$(device_of W26-00008-W)" --format json
  assert_equal "$(verdict labour)" 'shop 100 2026-12-22 own-repair-90-180'
  ok device edit "$(device_of W26-00009-U)" --purchased-on 2020-01-15
  ok coverage why "$(device_of W26-00009-U)" --format json
  assert_equal "$(verdict labour)" 'shop 100 2027-02-16 own-repair-90-180'
  # One for Sony alone says nothing of a kettle of WMF.
  ok term edit own-repair-90-180 --retired yes
  sed 's/own-repair-90-180/own-sony/; s/"is_general": true/"is_general": true, "brands": ["Sony"]/' \
    "$root/data/terms/own-repair-90-180.json" >sony.json
  ok term import sony.json
  ok coverage why "$(device_of W26-00009-U)" --format json
  assert_equal "$(verdict labour)" 'shop 100 2027-02-16 own_repair_warranty'
  assert_equal "$(verdict parts)" 'shop 100 2027-02-16 own_repair_warranty'
}

@test "a unit that took the place of another inherits the rest, and begins no term anew" {
  local new=S01-9990000-1 third=S01-9990000-2 serial
  for serial in "$new" "$third"; do
    ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --serial "$serial" --brand Sony \
      --category Headphones --purchased-on 2026-11-20 --fault new
  done
  ok coverage why "$new" --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-11-20 maker_warranty'
  # The headphones were bought on 14 March 2025: the exchange does not begin 24 months anew.
  ok coverage exchange S01-5512345-7 "$new" --on 2026-11-20 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  assert_json covers.# 1
  assert_json covers.0.starts_on 2026-11-20
  assert_json covers.0.evidence \
    'in exchange for D26-00001-Q on 2026-11-20, bought 2025-03-14, receipt 4711'
  # The old one is covered to the day, and the job of before goes by what was decided.
  ok coverage why S01-5512345-7 --on 2026-11-20 --format json
  assert_equal "$(verdict parts)" 'maker 100 2026-11-20 maker_warranty'
  ok coverage why S01-5512345-7 --on 2026-11-21 --format json
  assert_equal "$(verdict parts)" 'customer 100 None no_cover'
  assert_json covers.0.parts void
  # Once more: the third has the same end.
  ok coverage exchange "$new" "$third" --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  refused 5 coverage exchange "$third" S01-5512345-7
  refused 5 coverage exchange S01-5512345-7 "$third"
  refused 5 coverage exchange "$new" "$(device_of W26-00002-7)"
  refused 3 coverage exchange "$third" "$third"
  refused 4 coverage exchange "$third" "$new" --not
  refused 3 coverage exchange "$third" "$(device_of W26-00002-7)" --on 2026-11-23
  refused 6 coverage exchange "$third" "$(device_of W26-00002-7)" --as tomas
  ok check
  # It was another unit after all.
  ok coverage exchange "$new" "$third" --not --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-11-20 maker_warranty'
  ok check
  sqlite3 "$FETTLE_DB" "UPDATE device_exchange SET exchanged_on = '2026-11-01'"
  run --separate-stderr fettle check
  [[ $status -ne 0 ]]
}

@test "an exchange gives the minimum of the term, and nothing of what cannot be passed on or was lost" {
  local new=S01-9990000-1
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --serial "$new" --brand Sony \
    --category Headphones --fault new
  ok term use maker-24
  ok coverage add S01-5512345-7 --term maker-24 --proof 'receipt 4711'
  ok coverage add S01-5512345-7 --term extended-60 --proof 'certificate 88'
  export FETTLE_NOW=2027-03-10T10:00:00Z
  ok coverage exchange S01-5512345-7 "$new" --format json
  # 14 March 2027 is left; 90 days from 10 March are 8 June. The extended warranty goes on.
  assert_equal "$(verdict parts)" 'maker 100 2027-06-08 maker-24'
  ok coverage why "$new" --on 2027-06-09 --format json
  assert_equal "$(verdict parts)" 'contract 50 2030-03-14 extended-60'
  # It is lost when the new unit is sold.
  at 2027-06-09T10:00:00Z checkin --customer Second --serial "$new" --brand Sony --category Headphones \
    --fault hums
  ok coverage why "$new" --on 2027-06-09 --format json
  assert_equal "$(verdict labour)" 'customer 100 None no_cover'
  assert_json covers.1.labour other_owner
}

@test "a part that was fitted under a term has its minimum, and begins no term of the device anew" {
  ok setting set warranty.own_repair_days 0
  ok term edit own-repair-90-180 --retired yes
  ok term use maker-24
  ok coverage add S01-5512345-7 --term maker-24 --proof 'receipt 4711'
  ok coverage decide W26-00001-9
  ok order diagnose W26-00001-9 --technician tomas
  ok line add W26-00001-9 driver --class part --cost 10 --price 30
  ok order code W26-00001-9 --symptom NO-SOUND --section SPEAKER --repair REPLACED --part driver
  ok order test W26-00001-9
  ok order ready W26-00001-9 --result repaired
  # 14 March 2027 is the end of the device; 90 days from the hand-over on 1 March are 30 May.
  at 2027-03-01T10:00:00Z order handover W26-00001-9
  ok coverage why S01-5512345-7 --on 2027-03-14 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker-24'
  assert_equal "$(verdict labour)" 'maker 100 2027-03-14 maker-24'
  ok coverage why S01-5512345-7 --on 2027-03-15 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-05-30 maker-24'
  assert_json classes.0.standing if_same_fault
  assert_contains "$output" 'our repair W26-00001-9'
  assert_equal "$(verdict labour)" 'customer 100 None no_cover'
  ok coverage why S01-5512345-7 --on 2027-05-31 --format json
  assert_equal "$(verdict parts)" 'customer 100 None no_cover'
  # A unit that takes the place of it has none of the part, but the minimum of its own: 90 days.
  at 2027-03-20T10:00:00Z coverage exchange S01-5512345-7 A3-EU-KHA0123A --format json
  assert_json covers.# 1
  assert_equal "$(verdict parts)" 'maker 100 2027-06-18 maker-24'
}

@test "a repair covers the same fault or part as the codes say, and no other" {
  local toaster code
  toaster=$(device_of W26-00008-W)
  ok device edit "$toaster" --purchased-on 2026-01-15 --proof 'receipt 12'
  ok order code W26-00008-W --symptom NO-HEAT --section HEATER --repair REPLACED --part 'Heating element'
  ok order handover W26-00008-W --paid 64.00
  # In the maker's first year: our own repair stands before it when it is the same fault.
  ok checkin --customer 'Jana Nováková' --email jana@example.org --device "$toaster" --fault 'burns' \
    --symptom TOO-HOT --format json
  assert_json rows.0.coverage.0.payer shop
  assert_json rows.0.coverage.0.because \
    'our own repair warranty runs until 2027-02-20: our repair W26-00008-W, the same fault: heat'
  assert_contains "$output" 'the same fault: W26-00008-W repaired by'
  assert_contains "$output" 'now the shop pays'
  code=$(json rows.0.order "$output")
  ok coverage why "$code" --format json
  assert_equal "$(verdict parts)" 'shop 100 2027-05-21 own-repair-90-180'
  assert_json classes.0.standing certain
  # Without a code nobody knows, with one of another group it is another fault; but the same part.
  ok order code "$code" --remove 1
  ok coverage why "$code" --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-01-15 maker_warranty'
  assert_json covers.0.parts behind
  ok order code "$code" --symptom NOISY
  ok coverage why "$code" --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-01-15 maker_warranty'
  assert_json covers.0.parts other_fault
  ok order code "$code" --section HEATER --part ' HEATING  element'
  ok coverage why "$code" --format json
  assert_equal "$(verdict parts)" 'shop 100 2027-05-21 own-repair-90-180'
  assert_contains "$output" 'the same part: Heating element'
  ok check
}

@test "a cover that cannot be passed on is lost with the first sale, for all who come after" {
  ok coverage add S01-5512345-7 --term extended-60 --proof 'certificate 88'
  ok setting set warranty.maker_months 0
  at 2026-12-01T10:00:00Z checkin --customer Second --serial S01-5512345-7 --category Headphones \
    --brand Sony --fault hums
  at 2027-02-01T10:00:00Z checkin --customer Third --serial S01-5512345-7 --category Headphones \
    --brand Sony --fault hums
  for day in 2026-12-01 2027-01-31 2027-02-01; do
    ok coverage why S01-5512345-7 --on "$day" --format json
    assert_json covers.0.labour other_owner
  done
  ok coverage why S01-5512345-7 --on 2026-11-30 --format json
  assert_equal "$(verdict labour)" 'contract 100 2030-03-14 extended-60'
}

@test "a cover on file of a repair or a part is of that fault only" {
  ok term import - <<'JSON'
{ "code": "part-12", "title": "Supplier of a part", "source": "invoice 7", "applies_from": "2020-01-01",
  "giver": "part_supplier", "basis": "delivery",
  "classes": { "parts": {"percent": 100, "duration": 12, "unit": "month"} } }
JSON
  ok coverage add S01-5512345-7 --term part-12 --from 2026-10-31 --proof 'invoice 7'
  # The maker pays without an if; when he does no longer, the supplier does if it is that part.
  ok coverage why W26-00001-9 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  ok coverage why W26-00001-9 --on 2027-03-15 --format json
  assert_equal "$(verdict parts)" 'supplier 100 2027-10-31 part-12'
  assert_json classes.0.standing if_same_fault
  # A repair that was made elsewhere in our name stands beside those that are here.
  ok coverage add "$(device_of W26-00009-U)" --term own-repair-90-180 --from 2026-06-01
  ok device edit "$(device_of W26-00009-U)" --purchased-on 2020-01-15
  ok coverage why "$(device_of W26-00009-U)" --format json
  assert_equal "$(verdict parts)" 'shop 100 2027-05-17 own-repair-90-180'
  assert_json covers.# 3
  assert_json covers.0.parts behind
  assert_json covers.1.evidence 'our repair W26-00009-U'
}

@test "a cover on file pays its share behind the maker, until its own end" {
  ok coverage add S01-5512345-7 --term extended-60 --proof 'certificate 88' --source receipt --format json
  assert_json schema coverage/1
  assert_json covers.0.position 1
  assert_json covers.0.giver extended
  assert_json covers.0.starts_on 2025-03-14
  # The maker comes first; when that has ended, half of the parts for five years from purchase.
  ok coverage why W26-00001-9 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  ok coverage why W26-00001-9 --on 2027-03-15 --format json
  assert_equal "$(verdict parts)" 'contract 50 2030-03-14 extended-60'
  assert_equal "$(verdict labour)" 'contract 100 2030-03-14 extended-60'
  # What the giver says of the end counts.
  ok coverage add "$(device_of W26-00002-7)" --term extended-60 --from 2026-01-31 --until 2026-12-24 --proof policy
  ok coverage why W26-00002-7 --on 2026-12-24 --format json
  assert_equal "$(verdict labour)" 'contract 100 2026-12-24 extended-60'
  ok coverage why W26-00002-7 --on 2026-12-25 --format json
  assert_equal "$(verdict labour)" 'customer 100 None no_cover'
  # Void it pays nothing, and stays on file.
  ok coverage void S01-5512345-7 1 'opened by another shop'
  assert_contains "$output" '
  extended-60: cover 1 on file, from 2025-03-14, certificate 88; void: opened by
  another shop'
  ok coverage why W26-00001-9 --on 2027-03-15 --format json
  assert_equal "$(verdict parts)" 'customer 100 None no_cover'
  assert_json covers.0.parts void
  refused 7 coverage void S01-5512345-7 1 again
  refused 4 coverage void S01-5512345-7 2 why
  assert_contains "$stderr" 'fettle coverage why D26-00001-Q --format json shows them'
  ok check
}

@test "the excess of an insurance is told, once a job, in the money of the centre" {
  ok term use insurance-50
  ok coverage add "$(device_of W26-00002-7)" --term insurance-50 --from 2026-01-31 --proof policy
  ok coverage why W26-00002-7 --format json
  assert_equal "$(verdict labour)" 'insurer 100 2028-01-31 insurance-50'
  # Labour is the first class; the parts are listed before it.
  assert_json classes.0.excess null
  assert_json classes.1.excess 50.00
  ok coverage why W26-00002-7
  assert_contains "$output" 'labour: the insurer pays less an excess of 50.00 EUR,'
}

@test "the maker's register stands before the usual term of the maker" {
  ok term use maker-24
  ok coverage add S01-5512345-7 --term maker-24 --until 2026-06-30 --proof 'register, 22 November' --source register
  ok coverage why W26-00001-9 --format json
  assert_json covers.# 1
  assert_json covers.0.parts ended
  assert_equal "$(verdict parts)" 'customer 100 None no_cover'
}

@test "the legal guarantee is extended once by a repair under it, of what was bought late enough" {
  ok setting set warranty.maker_months 0
  ok term use legal-guarantee-eu
  ok device edit S01-5512345-7 --purchased-on 2026-08-10 --proof 'receipt 4711'
  ok coverage add S01-5512345-7 --term legal-guarantee-eu --proof 'receipt 4711'
  ok coverage why W26-00001-9 --format json
  assert_equal "$(verdict labour)" 'seller 100 2028-08-10 legal-guarantee-eu'
  assert_json as_decided false
  ok coverage decide W26-00001-9
  ok order diagnose W26-00001-9 --technician tomas
  ok order test W26-00001-9
  ok order ready W26-00001-9 --result repaired
  ok order handover W26-00001-9
  ok coverage why S01-5512345-7 --format json
  # 24 months and 12 more; our own repair comes first, if it is the same fault.
  assert_json covers.0.labour decides
  assert_equal "$(verdict labour)" 'seller 100 2029-08-10 legal-guarantee-eu'
  # Of a sale before 31 July 2026 there is none.
  ok device edit S01-5512345-7 --purchased-on 2026-07-30
  ok coverage add S01-5512345-7 --term legal-guarantee-eu --proof 'receipt 4711'
  ok coverage void S01-5512345-7 1 'another day of purchase'
  ok coverage why S01-5512345-7 --format json
  assert_equal "$(verdict labour)" 'seller 100 2028-07-30 legal-guarantee-eu'
}

@test "a finding with evidence takes the cover out, a suspicion only says so" {
  ok coverage found W26-00001-9 liquid --format json
  assert_json findings.0.finding liquid
  assert_json findings.0.evidence null
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  assert_contains "$output" 'evidence of liquid: it is suspected, and excluded'
  refused 5 coverage found W26-00001-9 liquid
  ok coverage found W26-00001-9 liquid 'photo 3: green contacts' --format json
  assert_equal "$(verdict parts)" 'customer 100 None no_cover'
  assert_json as_decided false
  assert_json covers.0.parts excluded
  # The evidence takes the place of the suspicion.
  assert_json findings.# 1
  assert_json findings.0.evidence 'photo 3: green contacts'
  assert_json findings.0.staff mara
  assert_json findings.0.at 2026-11-22T10:00:00Z
  assert_contains "$stderr" 'Next: fettle coverage decide W26-00001-9'
  refused 5 coverage found W26-00001-9 liquid
  refused 5 coverage found W26-00001-9 liquid 'photo 3: green contacts'
  assert_contains "$stderr" 'liquid was noted already: photo 3: green contacts'
  ok coverage found W26-00001-9 stolen
  assert_contains "$output" '
  found: liquid (photo 3: green contacts)
  suspected: stolen
'
  # The bill goes by what was decided, until it is decided again.
  ok line add W26-00001-9 cable --class part --price 10 --format json
  assert_json payer maker
  ok coverage decide W26-00001-9 --format json
  assert_json as_decided true
  ok line add W26-00001-9 plug --class part --price 10 --format json
  assert_json payer customer
  refused 5 coverage decide W26-00001-9
  ok order show W26-00001-9
  assert_contains "$output" 'liquid found: photo 3: green contacts'
  assert_contains "$output" '(no_cover), was maker 100 % (maker_warranty);'
  ok coverage found W26-00001-9 liquid --not 'it was oil' --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  refused 4 coverage found W26-00001-9 liquid --not
  refused 3 coverage found W26-00001-9 water
  refused 7 coverage found W26-00009-U liquid
  ok check
}

@test "a manager decides otherwise, with a reason that stays" {
  refused 6 coverage override W26-00002-7 --payer shop goodwill --as lena
  ok coverage override W26-00002-7 --class labour --payer shop 'old customer' --format json
  assert_json as_decided false
  assert_lacks "$stderr" 'coverage decide'
  ok line add W26-00002-7 bench --class labour --price 36 --format json
  assert_json payer shop
  ok line add W26-00002-7 battery --class part --price 36 --format json
  assert_json payer customer
  ok order show W26-00002-7 --format json
  assert_json coverage.0.payer shop
  assert_json coverage.0.rule override
  assert_json coverage.0.because 'decided by mara: old customer'
  ok order show W26-00002-7
  assert_contains "$output" 'cover decided by mara: old customer: labour:'
  ok coverage why W26-00002-7
  assert_contains "$output" 'decided by mara: old customer'
  # What is known now stands before it when somebody says so, and not twice.
  ok coverage decide W26-00002-7
  refused 5 coverage decide W26-00002-7
  ok coverage override W26-00002-7 --payer customer 'as known'
  ok coverage decide W26-00002-7 --format json
  ok order show W26-00002-7 --format json
  assert_json coverage.0.rule no_cover
  refused 3 coverage override W26-00002-7 --payer customer --percent 50 why
  refused 3 coverage override W26-00002-7 --payer maker --percent 0 why
  refused 3 coverage override W26-00002-7 --payer nobody why
  refused 3 coverage override W26-00002-7 --class part --payer shop why
  refused 3 coverage override W26-00002-7 --payer shop ' '
  refused 7 coverage override W26-00009-U --payer shop why
  ok check
}

@test "a document that is wrong is refused with the path of what is wrong" {
  local change
  while IFS='|' read -r change field words; do
    term "$change" >bad.json
    refused 3 term import bad.json
    assert_contains "$stderr" "$field"
    assert_contains "$stderr" "$words"
  done <<'EOF2'
t["durration"] = 3|durration|unknown
del t["source"]|source|missing
t["code"] = "Sony Audio"|$.code|small letters
t["giver"] = "vendor"|$.giver|own_repair
t["basis"] = "sale"|$.basis|purchase
t["classes"] = {}|$.classes|covers nothing
t["classes"]["part"] = t["classes"]["parts"]|$.classes.part|unknown
t["classes"]["parts"]["percent"] = 101|$.classes.parts.percent|100
t["classes"]["parts"]["duration"] = 0|$.classes.parts|needs a duration
t["classes"]["parts"]["unit"] = "lifetime"|$.classes.parts.duration|lifetime
t["classes"]["parts"]["duration"] = 1.5|$.classes.parts.duration|1.5
t["applies_from"] = "2026-02-30"|$.applies_from|2026-02-30
t["excludes"] = ["rust"]|$.excludes[0]|liquid
t["territory"] = ["Germany"]|$.territory[0]|two capital letters
t["deductible"] = "-5"|$.deductible|-5
t["extension_applies_from"] = "2026-07-31"|$.extension_applies_from|extension_once_months
t["is_general"] = "yes"|$.is_general|true or false
t["classes"]["parts"] = {"percent": 100, "duration": 101, "unit": "year"}|$.classes.parts.duration|between 0 and 100
t["classes"]["parts"]["duration"] = 1201|$.classes.parts.duration|1200
t["basis"] = "first_use"|$.basis|purchase or delivery
t["giver"] = "own_repair"|$.basis|hand_over
t["categories"] = ["Headphones", "Headfones"]|category|Headfones
t["deductible"] = "5.555"|$.deductible|5.555
t["title"] = "a" * 500|$.title|
t["brands"] = ["x"] * 101|$.brands|more than 100
EOF2
  echo '[]' >bad.json
  refused 3 term import bad.json
  refused 3 term import - <<<'{'
  refused 4 term import none.json
  refused 6 term import sony-audio.json --as lena
}

@test "the same document again changes nothing, another of its day is refused" {
  ok term import sony-audio.json
  ok term import sony-audio.json
  assert_equal "$(sql "SELECT COUNT(*) FROM rule_document WHERE code = 'sony-audio'")" 1
  term 't["classes"]["parts"]["percent"] = 50' >other.json
  refused 5 term import other.json
  assert_contains "$stderr" 'applies_from: there is another document of sony-audio from 2026-01-01 on'
  # Retired it does not come back by the way.
  ok term edit sony-audio --retired yes
  refused 7 term import sony-audio.json
  assert_contains "$stderr" 'fettle term edit sony-audio --retired no'
  term 't["applies_from"] = "2027-01-01"' >later.json
  refused 7 term import later.json
  ok term edit extended-60 --retired yes
  refused 7 term use extended-60
  ok term edit extended-60 --retired no
  ok term use extended-60 --format json
  assert_json in_use true
  refused 4 term use nothing
  refused 4 term show nothing
  refused 4 term edit nothing --retired yes
}

@test "a term that ends after the last day of the calendar has no end" {
  ok term import - <<'JSON'
{ "code": "long", "title": "Long", "source": "letter", "applies_from": "2020-01-01", "giver": "contract",
  "basis": "purchase", "classes": { "travel": {"percent": 100, "duration": 100, "unit": "year"} } }
JSON
  ok coverage add S01-5512345-7 --term long --from 2099-12-31
  ok coverage why S01-5512345-7 --on 2100-01-01 --format json
  assert_equal "$(verdict travel)" 'contract 100 2199-12-31 long'
  ok coverage add S01-5512345-7 --term long --from 2100-01-01
  ok coverage why S01-5512345-7 --on 2100-01-01 --format json
  assert_equal "$(verdict travel)" 'contract 100 None long'
  ok check
}

@test "where no day of purchase is known the start is guessed from the manufacture, and said so" {
  local phone
  phone=$(device_of W26-00002-7)
  ok term use maker-12-24
  # Three months are allowed from manufacture to sale: 30 November and three months, clamped.
  ok coverage add "$phone" --term maker-12-24 --made-on 2025-11-30 --proof 'type plate'
  ok coverage why W26-00002-7 --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-02-28 maker-12-24'
  assert_equal "$(verdict labour)" 'maker 100 2027-02-28 maker-12-24'
  assert_json classes.0.standing provisional
  assert_contains "$output" 'provisionally counted from 2026-02-28'
  assert_contains "$output" 'the true start, such as the day of purchase: 2026-02-28 is only guessed'
  refused 3 coverage add "$phone" --term maker-12-24 --made-on 2025-11-30 --from 2025-12-24
  refused 3 coverage add S01-5512345-7 --term maker-12-24 --made-on 2025-01-30
  assert_contains "$stderr" 'made_on: goes with no day'
  refused 3 coverage add "$phone" --term own-repair-90-180 --made-on 2025-11-30
  assert_contains "$stderr" 'counts from hand_over'
  refused 3 coverage add "$phone" --term maker-12-24 --made-on 2025-02-30
  # What begins by the manufacture itself is no guess.
  ok term import - <<'JSON'
{ "code": "made-12", "title": "From the plate", "source": "letter", "applies_from": "2020-01-01",
  "giver": "extended", "basis": "manufacture", "allowance_months": 6,
  "classes": { "travel": {"percent": 100, "duration": 12, "unit": "month"} } }
JSON
  ok coverage add "$phone" --term made-12 --made-on 2025-11-30
  ok coverage why W26-00002-7 --format json
  assert_equal "$(verdict travel)" 'contract 100 2026-11-30 made-12'
  assert_json classes.3.standing certain
  ok check
}

@test "what is put on file of cover is checked" {
  refused 4 coverage add nobody --term extended-60
  refused 4 coverage add S01-5512345-7 --term nothing
  refused 7 coverage add S01-5512345-7 --term maker-24
  assert_contains "$stderr" 'fettle term use maker-24'
  refused 3 coverage add "$(device_of W26-00002-7)" --term extended-60
  assert_contains "$stderr" 'no day of purchase is on file'
  refused 3 coverage add S01-5512345-7 --term extended-60 --until 2025-03-13
  refused 3 coverage add S01-5512345-7 --term extended-60 --from 1999-12-31
  assert_contains "$stderr" 'before the first day of the term'
  refused 3 coverage add S01-5512345-7 --term extended-60 --source heard
  refused 3 coverage add S01-5512345-7 --term extended-60 --proof $'a\tb'
  ok term edit extended-60 --retired yes
  refused 7 coverage add S01-5512345-7 --term extended-60
  refused 6 coverage add S01-5512345-7 --term extended-60 --as tomas
}

@test "terms, covers and findings stand under the seal of the log" {
  ok coverage add S01-5512345-7 --term extended-60 --proof 'certificate 88'
  ok coverage found W26-00001-9 liquid 'photo 3'
  ok check
  cp "$FETTLE_DB" good.db
  for change in "UPDATE rule_document SET document = replace(document, '60', '90')" \
    "UPDATE device_cover SET ends_on = '2035-01-01'" \
    "UPDATE order_finding SET evidence = NULL" \
    "UPDATE order_cover SET standing = 'provisional' WHERE class = 'part'"; do
    cp good.db "$FETTLE_DB"
    python3 - "$FETTLE_DB" "$change" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute(sys.argv[2])
db.commit()
PY
    run --separate-stderr fettle check
    [[ $status -ne 0 ]] || explain 'not noticed' "$change"
  done
}
