#!/usr/bin/env bats
# Estimates: drafts and alternatives, sent, answered, expired; what they put on the bill; what may be
# started. The jobs are those of setup/jobs.sh.

load helpers
load jobs

setup() {
  start_test
  use_jobs
  job=W26-00002-7
}

# draft [ARGUMENT…]: a draft of 36.00 labour and 40.00 for a part, net, 19 %: 6.84 and 7.60 of tax,
# 90.44 in all.
draft() {
  ok estimate add "$job" --line 'labour;bench;1;36.00;19' --line 'part;filter;1;40.00;19' "$@"
}

state_of() {
  ok estimate show "$1" --format json
  json state
}

@test "of two alternatives one is accepted, the other is superseded, and its lines are on the bill once" {
  draft --title 'new filter' --format json
  assert_json schema estimate/1
  assert_json state draft
  assert_json amount 90.44
  assert_json tax 14.44
  assert_json number 1
  ok estimate add "$job" --title 'only cleaning' --line 'labour;cleaning;0.5;36.00;19' --format json
  assert_json number 2
  # 18.00 and 3.42 of tax.
  assert_json amount 21.42
  ok estimate send "$job/1" --due +7d --by phone --format json
  assert_json state sent
  assert_json due_on 2026-11-29
  assert_json sent_how phone
  ok estimate send "$job/2" --due +3d
  ok order show "$job" --format json
  assert_json state await_customer
  assert_json estimates.# 2
  assert_json events.-2.event ask
  assert_json events.-2.amount 90.44
  assert_json events.-2.due_on 2026-11-29
  assert_json events.-1.amount 21.42
  assert_json lines.# 0
  ok estimate accept "$job/2" --by 'Ana Čović' --how phone
  assert_contains "$output" 'is accepted by Ana Čović, 21.42 EUR: W26-00002-7 is approved; 1 other is superseded'
  assert_equal "$stderr" 'Next: fettle order start W26-00002-7'
  ok order show "$job" --format json
  assert_json state approved
  assert_json lines.# 1
  assert_json lines.0.text cleaning
  assert_json lines.0.payer customer
  assert_json totals.customer_total 21.42
  assert_json estimates.0.state superseded
  assert_json estimates.1.state accepted
  assert_json estimates.1.answered_by 'Ana Čović'
  assert_json estimates.1.answered_how phone
  assert_json estimates.1.answered_at 2026-11-22T10:00:00Z
  assert_json estimates.1.allowed 21.42
  ok check
}

@test "what was accepted is frozen, and no other comes beside it" {
  draft
  ok estimate send "$job/1" --due +7d
  refused 7 estimate edit "$job/1" --remove 1
  assert_contains "$stderr" 'is sent and cannot be changed'
  ok estimate accept "$job/1" --by Ana
  refused 7 estimate edit "$job/1" --line 'part;belt;1;5.00'
  refused 7 estimate send "$job/1" --due +7d
  refused 7 estimate accept "$job/1" --by Ana
  refused 7 estimate reject "$job/1" --reason no
  refused 7 estimate add "$job" --amount 10
  assert_contains "$stderr" 'is accepted: there can be no other'
  assert_contains "$stderr" 'fettle estimate revise E26-0000'
}

@test "a new version of one that was sent takes its place at once" {
  draft
  refused 7 estimate revise "$job/1"
  ok estimate send "$job/1" --due +7d --format json
  local first
  first=$(json code)
  ok estimate revise "$job/1" --format json
  assert_json version 2
  assert_json state draft
  assert_json amount 90.44
  assert_equal "$(state_of "$first")" superseded
  refused 7 estimate accept "$first" --by Ana
  refused 7 estimate revise "$first"
  # The short name is the newest version's.
  ok estimate edit "$job/1" --remove 2 --line 'part;used filter;1;10.00;19' --title cheaper --format json
  # 36.00 and 6.84, 10.00 and 1.90.
  assert_json amount 54.74
  assert_json lines.# 2
  assert_json lines.1.position 3
  assert_json lines.1.text 'used filter'
  refused 4 estimate edit "$job/1" --remove 2
  ok estimate send "$job/1" --due +7d
  refused 3 estimate add "$job" --from-lines
  ok estimate accept "$job/1" --by Ana
  ok order show "$job" --format json
  assert_json totals.customer_total 54.74
  assert_json lines.# 2
}

@test "a new version of an accepted one stands for it only once it is accepted, and changes the bill by the difference" {
  draft
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana --format json
  local first
  first=$(json code)
  ok estimate revise "$first"
  assert_equal "$(state_of "$first")" accepted
  ok estimate edit "$job/1" --remove 1 --line 'labour;bench;2;36.00;19'
  ok estimate send "$job/1" --due +3d --format json
  # 72.00 and 13.68, 40.00 and 7.60.
  assert_json amount 133.28
  assert_equal "$(state_of "$first")" accepted
  refused 7 order start "$job"
  ok estimate accept "$job/1" --by Ana
  assert_equal "$(state_of "$first")" superseded
  ok order show "$job" --format json
  assert_json lines.# 3
  assert_json lines.0.removed true
  assert_json lines.1.removed false
  assert_json lines.1.text filter
  assert_json lines.2.removed false
  assert_json totals.customer_total 133.28
  ok check
}

@test "it is answered up to and on the day, and expired on the day after" {
  draft
  ok estimate send "$job/1" --due 2026-11-25
  # Midnight in Berlin is 23:00 UTC.
  FETTLE_NOW=2026-11-25T22:59:59Z
  assert_equal "$(state_of "$job/1")" sent
  FETTLE_NOW=2026-11-25T23:00:00Z
  assert_equal "$(state_of "$job/1")" expired
  refused 7 estimate accept "$job/1" --by Ana
  assert_contains "$stderr" 'is expired and cannot be accepted'
  assert_contains "$stderr" '--late REASON'
  refused 7 order approve "$job" 'by phone'
  refused 7 order start "$job"
  ok estimate list --open --format json
  assert_json rows.0.state expired
  # Where people look, it is said that it is over, and the way on.
  ok estimate show "$job/1"
  assert_contains "$output" 'expired, 90.44 EUR, answer was due Wed 25 Nov'
  assert_equal "$stderr" 'Next: fettle estimate revise E26-00002-R'
  ok order show "$job"
  assert_contains "$output" 'expired, 90.44 EUR, answer was due Wed 25 Nov (E26-00002-R)'
  ok scan E26-00002-R
  assert_contains "$output" 'estimate: expired'
  ok board
  assert_contains "$output" 'waits for the customer: E26-00002-R, answer was due Wed 25 Nov'
  # Said in time and noted later, it is in time.
  ok --dry-run estimate accept "$job/1" --by Ana --at '2026-11-25 18:00'
  ok order diagnose "$job"
  refused 7 order start "$job"
  assert_contains "$stderr" 'fettle estimate revise E26-00002-R offers it anew'
  ok estimate accept "$job/1" --by Ana --late 'was abroad'
  ok estimate show "$job/1" --format json
  assert_json state accepted
  assert_json reason 'was abroad'
  ok check
}

@test "tax is rounded by line, and each payer is told their own part" {
  # 0.333 x 10.01 is 3.33, 19 % of it 0.63, thrice; 1.5 x 33.33 is 50.00, 7 % of it 3.50;
  # the maker pays 2 x 20.00 and 7.60.
  cat >lines.json <<'JSON'
{"title": "by payer", "lines": [
  {"class": "part", "text": "a; b", "quantity": "0.333", "price": "10.01", "tax": "19"},
  {"class": "part", "text": "c", "quantity": "0.333", "price": "10.01", "tax": "19"},
  {"class": "part", "text": "d", "quantity": "0.333", "price": "10.01", "tax": "19"},
  {"class": "labour", "text": "e", "quantity": "1.5", "price": "33.33", "tax": "7"},
  {"class": "part", "text": "f", "quantity": "2", "cost": "9.00", "price": "20.00", "tax": "19",
   "payer": "maker"}]}
JSON
  ok estimate add "$job" --from lines.json --format json
  assert_json title 'by payer'
  assert_json amount 65.38
  assert_json tax 5.39
  assert_json others_pay 47.60
  assert_json payers.0.payer customer
  assert_json payers.0.net 59.99
  assert_json payers.0.tax 5.39
  assert_json payers.1.payer maker
  assert_json payers.1.net 40.00
  assert_json payers.1.total 47.60
  assert_json lines.0.text 'a; b'
  ok estimate send "$job/1" --due +7d
  assert_contains "$output" '65.38 EUR'
  ok estimate accept "$job/1" --by Ana --amount-limit 80
  ok order show "$job" --format json
  assert_json lines.4.payer maker
  assert_json lines.4.bill warranty_maker
  assert_json lines.4.cost 18.00
  assert_json totals.customer_total 65.38
  assert_json totals.payer_pays 40.00
  assert_json estimates.0.allowed 80.00
}

@test "work over the limit is not started before the customer agreed" {
  # W26-00003-5 may cost 50.00 without asking; 64.00 was asked for.
  job=W26-00003-5
  ok order diagnose "$job"
  refused 7 order start "$job"
  assert_contains "$stderr" \
    'has an unanswered estimate of 64.00 EUR, over the 50.00 EUR that the customer allowed, and cannot be started'
  assert_contains "$stderr" 'fettle estimate accept E26-00001-T --by NAME'
  ok estimate reject "$job/1" --reason 'too dear'
  ok line add "$job" motor --class part --price 50.01
  refused 7 order start "$job"
  assert_contains "$stderr" 'costs 50.01 EUR, over the 50.00 EUR that the customer allowed, and'
  assert_contains "$stderr" "fettle estimate add $job --from-lines"
  ok estimate add "$job" --from-lines --format json
  assert_json number 2
  ok estimate send "$job/2" --due +7d
  ok estimate accept "$job/2" --by Amir
  ok order start "$job"
  # The lines were on the bill already.
  ok order show "$job" --format json
  assert_json lines.# 1
  assert_json totals.customer_total 50.01
}

@test "what the customer allowed is approved by that, and logged as such" {
  job=W26-00003-5
  ok estimate reject "$job/1" --reason 'another part'
  ok estimate add "$job" --line 'part;belt;1;50.00'
  ok estimate send "$job/2"
  assert_contains "$output" \
    'needs no answer, 50.00 EUR is within the 50.00 EUR that the customer allowed: W26-00003-5 is approved'
  ok estimate show "$job/2" --format json
  assert_json state accepted
  assert_json answered_how limit
  assert_json answered_by null
  ok order show "$job" --format json
  assert_json state approved
  assert_json lines.# 1
  ok order start "$job"
  # Asked all the same, it waits.
  ok estimate revise "$job/2"
  ok estimate send "$job/2" --ask --due +1d
  ok order show "$job" --format json
  assert_json state await_customer
  refused 7 estimate send "$job/2" --ask
}

@test "who pays nothing is not asked" {
  ok estimate add "$job" --line 'part;battery;1;40.00;;maker'
  ok estimate send "$job/1"
  assert_contains "$output" 'needs no answer, the customer pays nothing'
  ok order show "$job" --format json
  assert_json state approved
  assert_json lines.0.payer maker
}

@test "a no leads back to diagnosis, or ends the job; an open alternative is waited for" {
  draft
  ok estimate add "$job" --amount 30
  ok estimate send "$job/1" --due +7d
  ok estimate send "$job/2" --due +7d
  refused 2 estimate reject "$job/1"
  refused 3 estimate reject "$job/1" --reason ' '
  ok estimate reject "$job/1" --reason 'too dear'
  ok order show "$job" --format json
  assert_json state await_customer
  ok estimate reject "$job/2" --reason 'too dear as well'
  ok order show "$job" --format json
  assert_json state diagnosing
  assert_json estimates.1.reason 'too dear as well'
  assert_json lines.# 0
  ok estimate revise "$job/1"
  ok estimate send "$job/1" --due +7d
  ok estimate reject "$job/1" --reason 'no repair' --done
  assert_equal "$stderr" 'Next: fettle order handover W26-00002-7'
  ok order show "$job" --format json
  assert_json state ready
  assert_json result declined_by_customer
  ok check
}

@test "the diagnosis fee is charged once when the customer declines" {
  ok setting set tax.percent 19
  ok setting set diagnosis.fee 25.00
  refused 3 setting set diagnosis.fee 25.001
  refused 3 setting set diagnosis.fee_on_approval sometimes
  draft
  ok estimate send "$job/1" --due +7d
  ok estimate reject "$job/1" --reason 'too dear'
  assert_contains "$output" 'diagnosis fee 25.00 EUR on the bill'
  ok estimate add "$job" --amount 30
  ok estimate send "$job/2" --due +7d
  ok estimate reject "$job/2" --reason no --done
  ok order show "$job" --format json
  assert_json lines.# 1
  # 25.00 and 4.75.
  assert_json totals.customer_total 29.75
}

@test "on approval the fee is waived, deducted or kept" {
  local policy total
  ok setting set diagnosis.fee 25.00
  while read -r policy total; do
    use_jobs
    ok setting set diagnosis.fee 25.00
    ok setting set diagnosis.fee_on_approval "$policy"
    draft
    ok estimate send "$job/1" --due +7d
    ok estimate reject "$job/1" --reason 'too dear'
    ok estimate add "$job" --line 'labour;cleaning;1;20.00'
    ok estimate send "$job/2" --due +7d --format json
    assert_json amount "$total"
    ok estimate accept "$job/2" --by Ana
    ok order show "$job" --format json
    assert_json totals.customer_total "$total"
    assert_json lines.0.removed true
    if [[ $policy == deduct ]]; then
      assert_json lines.2.text 'diagnosis fee, deducted'
      assert_json lines.2.list 25.00
      assert_json lines.2.customer_pays 0.00
    fi
    ok order start "$job"
    ok check
  done <<'POLICIES'
waive 20.00
deduct 20.00
keep 45.00
POLICIES
}

@test "order ask and order approve are the short form" {
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  ok estimate show "$job/1" --format json
  assert_json state sent
  assert_json amount 64.00
  assert_json title 'new battery'
  refused 3 order approve "$job" --amount 63.99
  assert_contains "$stderr" '63.99 is less than the 64.00 EUR of estimate E26-0000'
  # Asked again with another figure, the first no longer stands.
  ok order ask "$job" --due +7d --amount 60.00 'used battery'
  ok order show "$job" --format json
  assert_json estimates.0.state superseded
  assert_json estimates.1.version 2
  ok order approve "$job" 'by phone'
  ok order show "$job" --format json
  assert_json estimates.1.state accepted
  assert_json estimates.1.allowed 60.00
  assert_json events.-1.amount 60.00
  ok line add "$job" battery --class part --price 60.01
  refused 7 order start "$job"
  # With two open, which one is to be said.
  use_jobs
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  draft
  ok estimate send "$job/2" --due +7d
  refused 7 order approve "$job"
  assert_contains "$stderr" 'has 2 estimates open'
  ok check
}

@test "a yes is noted while the job waits for somebody else" {
  draft
  ok estimate send "$job/1" --due +7d
  ok order ask-payer "$job" --payer maker --reference SN-1
  ok estimate accept "$job/1" --by Ana
  ok order show "$job" --format json
  assert_json state await_payer
  assert_json lines.# 2
  ok order approve "$job"
  ok order start "$job"
}

@test "an estimate is found by its code, by scanner, and as a job's second" {
  draft --title 'new filter' --format json
  local code
  code=$(json code)
  ok scan "$code" --format json
  assert_json thing estimate
  assert_json order "$job"
  assert_json customer_name 'Ana Čović'
  ok scan "${code//-/}"
  assert_contains "$output" 'estimate: draft, new filter'
  ok find "$code" --format json
  assert_json rows.0.code "$code"
  assert_json rows.0.kind estimate
  ok estimate show "$job/1" --format json
  assert_json code "$code"
  refused 4 estimate show "$job/2"
  refused 5 estimate show "$job"
  refused 5 order show "$code"
  refused 5 label "$code"
  assert_equal "$code" E26-00002-R
  refused 3 estimate show E26-00002-S
}

@test "the list has every format, newest first" {
  draft
  ok estimate send "$job/1" --due +7d
  ok estimate add W26-00005-1 --amount 20
  ok estimate list --format json
  assert_json schema estimate.list/1
  assert_json rows.# 3
  assert_json rows.0.order W26-00005-1
  assert_json rows.1.amount 90.44
  assert_json rows.1.customer 'Ana Čović'
  assert_json rows.2.order W26-00003-5
  ok estimate list --format csv --fields code,state,amount
  assert_equal "$(wc -l <<<"$output")" 4
  ok estimate list --format xlsx --output list.xlsx
  [[ -s list.xlsx ]]
  ok order ready W26-00003-5 --result declined_by_customer
  ok estimate list --open --format json
  assert_json rows.# 2
  ok estimate list --limit 1 --format json
  assert_json rows.# 1
}

@test "what cannot be meant is refused and changes nothing" {
  refused 4 estimate add W26-00012-3 --amount 10
  refused 7 estimate add W26-00009-U --amount 10
  refused 3 estimate add "$job" --amount 10 --line 'part;a;1;1.00'
  refused 3 estimate add "$job" --amount -1
  refused 3 estimate add "$job" --line 'part;a'
  refused 3 estimate add "$job" --line 'part;a;1;1.00;0;customer;extra'
  refused 3 estimate add "$job" --line 'parts;a;1;1.00'
  refused 3 estimate add "$job" --line 'part;;1;1.00'
  refused 3 estimate add "$job" --line 'part;a;0;1.00'
  refused 3 estimate add "$job" --line 'part;a;1;1,00'
  refused 3 estimate add "$job" --line 'part;a;1;1.00;101'
  refused 3 estimate add "$job" --line 'part;a;1;1.00;0;nobody'
  refused 3 estimate add "$job" --line 'part;a;1;1.00' --line 'part;b;1;x' --format json
  assert_error invalid 'lines[1].price'
  refused 3 estimate add "$job" --from-lines
  echo '{"lines": [{"class": "part", "text": "a", "price": 1}]}' >number.json
  refused 3 estimate add "$job" --from number.json
  echo '{"lines": [{"class": "part", "text": "a", "price": "1.00", "prize": "2"}]}' >typo.json
  refused 3 estimate add "$job" --from typo.json
  assert_contains "$stderr" prize
  ok estimate add "$job" --title empty
  refused 7 estimate send "$job/1" --due +7d
  assert_contains "$stderr" 'has no line'
  refused 2 estimate edit "$job/1"
  ok estimate edit "$job/1" --line 'part;a;1;1.00'
  refused 3 estimate send "$job/1"
  assert_contains "$stderr" due
  refused 3 estimate send "$job/1" --due yesterday
  refused 3 estimate send "$job/1" --due +1d --by signature
  refused 7 estimate accept "$job/1" --by Ana
  ok --dry-run estimate send "$job/1" --due +1d
  assert_equal "$(state_of "$job/1")" draft
  ok estimate send "$job/1" --due +1d
  refused 2 estimate accept "$job/1"
  refused 3 estimate accept "$job/1" --by ' '
  refused 3 estimate accept "$job/1" --by Ana --amount-limit 0.99
  refused 3 estimate accept "$job/1" --by Ana --how limit
}

@test "check recomputes what became of estimates" {
  draft
  ok estimate send "$job/1" --due +7d
  ok check
  cp "$FETTLE_DB" kept.db
  local change
  for change in "UPDATE estimate SET state = 'accepted' WHERE id = (SELECT MAX(id) FROM estimate)" \
    'UPDATE estimate_line SET unit_price_cents = 1 WHERE position = 1' \
    "UPDATE estimate_event SET due_on = '2027-01-01'" \
    'DELETE FROM estimate_event WHERE id = (SELECT MAX(id) FROM estimate_event)'; do
    cp kept.db "$FETTLE_DB"
    sqlite3 "$FETTLE_DB" "$change"
    run --separate-stderr fettle check
    assert_status 10
    assert_contains "$output" 'was changed outside the program'
    refused 10 estimate accept "$job/1" --by Ana
  done
}
