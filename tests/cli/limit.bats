# Covers that pay up to a limit: for one claim, for all of the term, and so many times. What was asked
# of their payer by other jobs counts. There is no tax; amounts are worked out by hand.

load helpers
load jobs

# Phones of Ada with an insurance that pays 120.00 a claim and 200.00 in all, three times at most.
setup() {
  local made=$BATS_FILE_TMPDIR/limit.db
  start_test
  if [[ ! -e $made ]]; then
    use_jobs
    term >insurance.json
    ok term import insurance.json
    visit
    cp "$FETTLE_DB" "$made"
  fi
  cp "$made" "$FETTLE_DB"
  job=$(sql "SELECT code FROM work_order WHERE fault = 'dropped' ORDER BY id LIMIT 1")
}

term() {
  cat <<'JSON'
{ "code": "phone-cover", "title": "Phone cover", "source": "policy 88", "applies_from": "2020-01-01",
  "is_general": true, "brands": ["Fono"], "giver": "insurance", "basis": "purchase",
  "classes": { "parts": {"percent": 100, "duration": 24, "unit": "month"},
               "labour": {"percent": 100, "duration": 24, "unit": "month"} },
  "limit_per_claim": "120", "limit_total": "200.00", "limit_claims": 3 }
JSON
}

# visit: the phone comes in; the maker's usual warranty is void, for it was dropped.
visit() {
  ok checkin --customer Ada --brand Fono --category Mobile --serial F-1 --purchased-on 2026-01-10 \
    --proof 'receipt 5' --fault dropped --format json
  job=$(json rows.0.order "$output")
  ok coverage found "$job" damage 'photo 1'
  ok coverage decide "$job"
}

# claimed PRICE: the present job is repaired for that much and its claim is sent.
claimed() {
  ok line add "$job" --class part glass --price "$1"
  ok order diagnose "$job" --technician tomas
  for step in start test; do ok order "$step" "$job"; done
  ok order ready "$job" --result repaired
  ok claim draft "$job" --format json
  claim=$(json rows.0.code "$output")
  ok claim submit "$claim"
}

# left: "payer left rule" of the parts.
left() {
  ok coverage why "$job" --format json
  printf '%s' "$output" | python3 -c '
import json, sys
c = {c["class"]: c for c in json.load(sys.stdin)["classes"]}["parts"]
print(c["payer"], c["left"], c["rule"])'
}

# pays: "payer customer insurer" of the lines.
pays() {
  ok order show "$job" --format json
  printf '%s' "$output" | python3 -c '
import json, sys
for l in json.load(sys.stdin)["lines"]:
    print(l["payer"], l["customer_pays"], l["payer_pays"])'
}

@test "a term tells its limits, and limits that cannot be are refused" {
  ok term show phone-cover --format json
  assert_contains "$output" '120.00 EUR at most for one claim'
  assert_contains "$output" '200.00 EUR at most for all claims'
  assert_contains "$output" '3 claims at most'
  term | sed 's/phone-cover/other/; s/"120"/"201"/' >more.json
  refused 3 term import more.json
  assert_contains "$stderr" 'limit_per_claim'
  term | sed 's/phone-cover/other/; s/"120"/"0"/' >none.json
  refused 3 term import none.json
  term | sed 's/phone-cover/other/; s/: 3 }/: 0 }/' >never.json
  refused 3 term import never.json
  assert_contains "$stderr" 'limit_claims'
}

@test "what is above the limit of a claim is the customer's, and the claim asks for the limit" {
  assert_equal "$(left)" 'insurer 120.00 phone-cover'
  ok line add "$job" --class labour opened --price 50.00
  ok line add "$job" --class part glass --price 100.00
  # The labour takes 50.00 of 120.00, the glass the other 70.00.
  assert_equal "$(pays)" $'insurer 0.00 50.00\ninsurer 30.00 70.00'
  ok coverage why "$job"
  assert_contains "$output" 'the insurer pays up to 120.00 EUR without tax'
  ok check
}

@test "what was asked for other jobs is spent; a withdrawn claim gives it back" {
  claimed 90.00
  ok order handover "$job"
  visit
  # 200.00 less 90.00 are 110.00, which is less than 120.00.
  assert_equal "$(left)" 'insurer 110.00 phone-cover'
  ok claim withdraw "$claim" 'sent by mistake'
  assert_equal "$(left)" 'insurer 120.00 phone-cover'
  ok coverage why "$job" --format json
  assert_json as_decided false
  ok coverage decide "$job"
  ok check
}

@test "what was refused is not spent, what was approved in part counts as approved" {
  claimed 100.00
  ok order handover "$job"
  ok claim decide "$claim" partly --line 1 --amount 60.00 --reason wear
  visit
  assert_equal "$(left)" 'insurer 120.00 phone-cover'
  # 200.00 less 60.00 are 140.00: the limit of one claim is less. 85.00 more leave 55.00.
  claimed 85.00
  ok order handover "$job"
  visit
  assert_equal "$(left)" 'insurer 55.00 phone-cover'
}

@test "a limit that is used up gives way to the next payer, and takes its share" {
  local i
  # Beside the insurance the shop has a goodwill for its phones, which pays the half.
  term | sed 's/phone-cover/club/; s/insurance/goodwill/; s/100/50/g; /limit/d; s/"month"} },/"month"} } }/' >club.json
  ok term import club.json
  assert_equal "$(left)" 'insurer 120.00 phone-cover'
  claimed 110.00
  ok order handover "$job"
  visit
  claimed 90.00
  ok order handover "$job"
  visit
  # 110.00 and 90.00 are the 200.00.
  assert_equal "$(left)" 'shop None club'
  ok coverage why "$job" --format json
  assert_json covers.1.parts used_up
  ok line add "$job" --class part glass --price 30.00
  assert_equal "$(pays)" 'shop 15.00 0.00'
  ok term edit club --retired yes
  assert_equal "$(left)" 'customer None no_cover'
  ok coverage why "$job"
  assert_contains "$(tr -s ' \n' ' ' <<<"$output")" 'the claim limit of the insurance is used up'
  ok check
}

@test "what was asked for the unit that was exchanged is spent for the new one" {
  claimed 90.00
  ok order handover "$job"
  export FETTLE_NOW=2026-12-01T10:00:00Z
  ok checkin --customer Ada --brand Fono --category Mobile --serial F-2 --fault new --format json
  job=$(json rows.0.order "$output")
  ok coverage exchange F-1 F-2
  ok coverage found "$job" damage 'photo 2'
  # 200.00 less 90.00.
  assert_equal "$(left)" 'insurer 110.00 phone-cover'
  ok coverage decide "$job"
  claimed 60.00
  ok order handover "$job"
  # Of the third unit's the first had 90.00 and the second 60.00.
  export FETTLE_NOW=2026-12-05T10:00:00Z
  ok checkin --customer Ada --brand Fono --category Mobile --serial F-3 --fault new --format json
  job=$(json rows.0.order "$output")
  ok coverage exchange F-2 F-3
  ok coverage found "$job" damage 'photo 3'
  assert_equal "$(left)" 'insurer 50.00 phone-cover'
}

@test "three claims of little are as many as three of much" {
  local i
  for i in 1 2 3; do
    claimed 1.00
    ok order handover "$job"
    visit
  done
  assert_equal "$(left)" 'customer None no_cover'
}

@test "a claim that would ask for more than is left by now is told before it is sent" {
  local first=$job
  cat >insurer.json <<'JSON'
{ "code": "fono-insurer", "title": "Fono Insurance", "source": "policy", "applies_from": "2020-01-01", "payer": "insurer" }
JSON
  ok coverage add F-1 --term phone-cover --proof 'policy 88'
  ok line add "$job" --class part glass --price 120.00
  visit
  assert_equal "$(left)" 'insurer 120.00 phone-cover'
  claimed 100.00
  ok payer import insurer.json
  # Of 200.00 there are 100.00 left, and the first job would ask for 120.00.
  run fettle claim preflight "$first" --format json
  assert_contains "$output" above_limit
  assert_contains "$output" '120.00 EUR is above the 100.00 EUR that are left of phone-cover'
  ok coverage decide "$first"
  job=$first
  assert_equal "$(pays)" 'insurer 20.00 100.00'
  run fettle claim preflight "$first" --format json
  [[ $output != *above_limit* ]]
  ok check
}
