# Loaners: lending and taking back, what is never forgotten, and what is refused. The jobs and the
# loaners are those of setup/loaners.sh: G26-00001-8 is free, G26-00002-6 out and overdue.

load helpers

setup() {
  local made=$BATS_FILE_TMPDIR/loaners.db
  start_test
  # shellcheck disable=SC2153 # start_test sets FETTLE_DB
  if [[ ! -e $made ]]; then
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/loaners.sh" >log 2>&1 ||
      explain 'setup loaners fails' "$(cat log)"
    cp "$FETTLE_DB" "$made"
  fi
  cp "$made" "$FETTLE_DB"
}

# The words of a picture on one line, whatever their lines.
flat() {
  tr -s ' \n' ' ' <<<"$output"
}

@test "a loaner goes out for a job, by code or serial, and comes back with its deposit" {
  ok loaner lend 3521774 W26-00005-1 --due +7d --deposit 50 'no scratches' --as lena
  assert_contains "$(flat)" \
    'Nokia 105: lent to Amir Haddad for W26-00005-1, due Sun 29 Nov, deposit 50.00 EUR taken'
  assert_contains "$stderr" 'Next: fettle loaner return G26-00001-8'
  ok --format json loaner show g26000018
  assert_json schema loaner/1
  assert_json state lent
  assert_json order W26-00005-1
  assert_json customer 'Amir Haddad'
  assert_json since 2026-11-22T10:00:00Z
  assert_json due_on 2026-11-29
  assert_json overdue false
  assert_json deposit_taken 50.00
  assert_json loaner_events.# 1
  assert_json loaner_events.0.event lend
  assert_json loaner_events.0.text 'no scratches'
  assert_json loaner_events.0.staff lena
  at 2026-11-25T09:00:00Z --format json loaner return G26-00001-8 charger missing --as lena
  assert_json schema loaner.step/1
  assert_json event return
  assert_json state free
  assert_json order W26-00005-1
  assert_json deposit 50.00
  assert_json charge null
  assert_json text 'charger missing'
  ok --format json loaner show G26-00001-8
  assert_json state free
  assert_json order null
  assert_json deposit_taken null
  assert_json since 2026-11-25T09:00:00Z
  assert_json loaner_events.1.event return
  # Said at the return, and only then.
  ok loaner lend G26-00001-8 W26-00005-1
  assert_contains "$stderr" 'no deposit was noted; usual for it: 50.00 EUR'
  ok loaner return G26-00001-8
  assert_lacks "$output" deposit
  ok loaner return G26-00002-6
  assert_contains "$(flat)" 'give back the deposit of 50.00 EUR'
  ok check
}

@test "lists say who has what, and what should be back" {
  ok --format csv loaner list --fields code,state,overdue
  assert_equal "$output" $'code,state,overdue\nG26-00001-8,free,false\nG26-00002-6,lent,true\nG26-00003-4,free,false'
  ok --format csv loaner list --free --fields code
  assert_equal "$output" $'code\nG26-00001-8\nG26-00003-4'
  ok --format csv loaner list --lent --fields code,order,due_on
  assert_equal "$output" $'code,order,due_on\nG26-00002-6,W26-00002-7,2026-11-20'
  ok --format csv loaner list --overdue --fields code
  assert_equal "$output" $'code\nG26-00002-6'
  # On its day it may still come.
  at 2026-11-20T22:59:59Z --format csv loaner list --overdue --fields code
  assert_equal "$output" code
  at 2026-11-20T23:00:00Z --format csv loaner list --overdue --fields code
  assert_equal "$output" $'code\nG26-00002-6'
  ok loaner edit G26-00003-4 --retired yes
  ok --format csv loaner list --fields code
  assert_lacks "$output" G26-00003-4
  ok --format csv loaner list --free --fields code
  assert_lacks "$output" G26-00003-4
  ok --format csv loaner list --all --fields code,retired
  assert_contains "$output" 'G26-00003-4,true'
  refused 2 loaner list --free --lent
  assert_contains "$stderr" 'goes without --free'
}

@test "a job is neither handed over nor cancelled while its loaner is out" {
  ok loaner lend G26-00001-8 W26-00008-W
  # What is offered is to take it back; a technician, who cannot, is not shown the way out.
  ok --format json --as lena order show W26-00008-W
  assert_json next.0 'loaner return'
  [[ $output != *'"order handover"'* ]]
  ok --format json --as tomas order show W26-00008-W
  [[ $output != *'"order handover"'* && $output != *'"loaner return"'* ]]
  refused 7 order handover W26-00008-W --paid 64
  assert_contains "$stderr" \
    "work order W26-00008-W has the loaner 'Nokia 105' (G26-00001-8) out and cannot be handed over"
  assert_contains "$stderr" 'fettle loaner return G26-00001-8'
  assert_contains "$stderr" 'fettle loaner lost G26-00001-8 REASON'
  refused 7 --format json order handover W26-00008-W --paid 64
  assert_error state order
  ok loaner lend G26-00003-4 W26-00008-W
  refused 7 order handover W26-00008-W --paid 64
  assert_contains "$stderr" \
    "has the loaners 'Nokia 105' (G26-00001-8) and 'Sony MDR-7506' (G26-00003-4) out"
  ok loaner return G26-00001-8
  refused 7 order handover W26-00008-W --paid 64
  ok loaner return G26-00003-4
  ok order handover W26-00008-W --paid 64
  refused 7 order cancel W26-00002-7
  assert_contains "$stderr" "has the loaner 'Nokia 105 blue' (G26-00002-6) out and cannot be cancelled"
  ok loaner lost G26-00002-6 'left on a train'
  ok order cancel W26-00002-7
  ok check
}

@test "a list of hand-overs is refused for one loaner, or goes on without its job" {
  ok order ready W26-00006-0 --result repaired
  ok loaner lend G26-00001-8 W26-00006-0
  printf '%s\n' W26-00008-W W26-00006-0 >codes
  refused 7 order handover @codes --on-account
  assert_contains "$stderr" "'Nokia 105' (G26-00001-8) out"
  run --separate-stderr fettle order handover @codes --on-account --keep-going
  assert_status 3
  assert_contains "$output$stderr" 'G26-00001-8'
  ok --format json order show W26-00008-W
  assert_json state handed_over
  ok --format json order show W26-00006-0
  assert_json state ready
}

@test "one that is lost is charged on its job's bill, without tax, and may turn up again" {
  ok setting set tax.percent 19
  ok loaner lend G26-00001-8 W26-00008-W --deposit 50
  ok loaner lost G26-00001-8 --charge 80 'left on a train'
  assert_contains "$(flat)" 'Nokia 105: lost with Jana Nováková, W26-00008-W; line 2 of the bill charges 80.00 EUR; the deposit of 50.00 EUR is still to be settled'
  ok --format json order show W26-00008-W
  assert_json lines.1.text 'loaner not returned: Nokia 105 (G26-00001-8)'
  assert_json lines.1.customer_pays 80.00
  assert_json lines.1.customer_tax 0.00
  assert_json lines.1.payer customer
  assert_json totals.customer_total 144.00
  assert_json loaners.# 0
  assert_json loaner_events.1.event lost
  assert_json loaner_events.1.amount 80.00
  assert_json loaner_events.1.line 2
  ok --format json loaner show G26-00001-8
  assert_json state lost
  assert_json order W26-00008-W
  assert_json due_on null
  refused 7 loaner lend G26-00001-8 W26-00005-1
  refused 7 loaner lost G26-00001-8 again
  ok check

  ok loaner return G26-00001-8 'the railway sent it'
  assert_contains "$(flat)" 'turned up, it was lost with Jana Nováková, W26-00008-W'
  assert_contains "$stderr" 'line 2 of the bill of W26-00008-W still charges 80.00 EUR'
  assert_contains "$stderr" 'fettle line remove W26-00008-W 2'
  ok line remove W26-00008-W 2 --reason 'loaner turned up'
  ok check
  # Once it is off the bill nothing is said of it; nor of one that was never charged.
  ok loaner lend G26-00001-8 W26-00008-W
  ok loaner lost G26-00001-8 stolen
  ok --format json order show W26-00008-W
  assert_json lines.# 2
  ok loaner return G26-00001-8
  assert_lacks "$stderr" bill
  # Charged, paid and then found: the bill is closed.
  ok loaner lend G26-00001-8 W26-00008-W
  ok loaner lost G26-00001-8 --charge 10 stolen
  ok order handover W26-00008-W --paid 74
  ok --format json loaner return G26-00001-8
  assert_json charge 10.00
  assert_json line 3
  assert_contains "$stderr" 'line 3, which is closed'
  ok check
}

@test "a job whose bill charges a loaner is not called off" {
  ok loaner lend G26-00003-4 W26-00001-9 --due +3d
  ok loaner lost G26-00003-4 --charge 80 'left on a train'
  refused 7 order cancel W26-00001-9
  assert_contains "$stderr" 'work order W26-00001-9 owes 80.00 EUR for a loaner and cannot be cancelled'
  assert_contains "$stderr" 'hint: order ready W26-00001-9 --result declined_by_customer, then order handover; line remove W26-00001-9 takes'
  ok order show W26-00001-9 --format json
  assert_lacks "$(json next)" 'order cancel'
  cp "$FETTLE_DB" before.db
  ok order ready W26-00001-9 --result declined_by_customer
  ok order handover W26-00001-9 --paid 80.00
  cp before.db "$FETTLE_DB"
  ok line remove W26-00001-9 1
  ok order cancel W26-00001-9
}

@test "a charge beyond what the customer allowed is told" {
  ok loaner lend G26-00001-8 W26-00004-3
  ok loaner lend G26-00003-4 W26-00003-5
  ok loaner lost G26-00003-4 --charge 80 lost
  assert_contains "$stderr" 'work order W26-00003-5 costs 80.00 EUR, over the 50.00 EUR that the customer allowed'
}

@test "the job shows its loaner, since when, and what happened in between" {
  ok --format json order show W26-00002-7
  assert_json loaners.# 1
  assert_json loaners.0.code G26-00002-6
  assert_json loaners.0.due_on 2026-11-20
  assert_json loaners.0.overdue true
  assert_json loaners.0.deposit_taken 50.00
  assert_json loaner_events.0.name 'Nokia 105 blue'
  ok order show W26-00002-7
  assert_contains "$(flat)" 'loaner G26-00002-6 Nokia 105 blue, lent since Wed 18 Nov 17:10, due Fri 20 Nov, overdue, deposit 50.00 EUR'
  assert_contains "$(flat)" 'loaner out G26-00002-6 Nokia 105 blue, due Fri 20 Nov, deposit 50.00 EUR: with charger (mara)'
  ok order note W26-00001-9 'asked for the ear pad'
  ok order show W26-00001-9
  assert_contains "$(flat)" \
    'loaner out G26-00003-4 Sony MDR-7506, due Thu 19 Nov (mara) Thu 19 Nov 17:00 loaner back G26-00003-4 Sony MDR-7506: one ear pad worn (mara) Sun 22 Nov 11:00 note'
  ok --format json customer show K26-00001-A
  assert_json loaners.# 1
  assert_json loaners.0.order W26-00002-7
  ok loaner return G26-00002-6
  ok --format json customer show K26-00001-A
  assert_json loaners.# 0
}

@test "the board raises one that should be back, and says how" {
  ok --format json board --attention --fields code,trouble,trouble_since,next,reasons
  assert_equal "$(python3 -c '
import json, sys
for row in json.loads(sys.argv[1])["rows"]:
    if row["code"] == "W26-00002-7":
        print(row["trouble"], row["trouble_since"], row["next"], row["reasons"][0], sep="|")
' "$output")" 'loaner|2026-11-20T23:00:00Z|loaner return G26-00002-6|the loaner Nokia 105 blue was due Fri 20 Nov'
  ok board
  assert_contains "$output" 'the loaner Nokia 105 blue was due Fri 20 Nov'
  at 2026-11-20T22:00:00Z board --attention
  assert_lacks "$output" loaner
  ok loaner return G26-00002-6
  ok board --attention
  assert_lacks "$output" loaner
}

@test "a scan says what it is, who has it, and what may happen to it" {
  ok --format json scan G26-00002-6
  assert_json thing loaner
  assert_json title 'Nokia 105 blue'
  assert_json order W26-00002-7
  assert_json customer_name 'Ana Čović'
  assert_json loaner_state lent
  assert_json since 2026-11-18T16:10:00Z
  assert_json due_on 2026-11-20
  assert_json overdue true
  assert_json serial 3521-77-5
  assert_json fault null
  assert_json next.0 'loaner return'
  ok scan '3521 77 5'
  assert_contains "$output" 'G26-00002-6  loaner: Nokia 105 blue'
  assert_contains "$output" 'lent since 2026-11-18 17:10, due 2026-11-20, overdue'
  assert_contains "$output" 'Possible now with fettle … G26-00002-6:'
  ok --format json scan 3521-77-4
  assert_json loaner_state free
  assert_json order null
  assert_json next.0 'loaner lend'
  ok loaner lost G26-00002-6 gone
  ok --format json scan G26-00002-6
  assert_json loaner_state lost
  assert_json next.0 'loaner return'
  # What is written off may be retired, and still turn up.
  ok loaner edit G26-00002-6 --retired yes
  ok scan --from - <<<G26-00002-6
  assert_contains "$output" 'Nokia 105 blue: lost since Sun 22 Nov 11:00, deposit 50.00 EUR, retired; W26-00002-7, Ana Čović'
  ok loaner return G26-00002-6
  ok --format json scan G26-00002-6
  assert_json loaner_state free
  assert_json next.0 'loaner show'
  assert_json next.# 1
  # Of a job what is out for it.
  ok loaner lend G26-00001-8 W26-00005-1
  ok --format json scan W26-00005-1
  assert_json loaner G26-00001-8
  ok scan W26-00005-1
  assert_contains "$output" 'Loaner    G26-00001-8 lent since 2026-11-22 11:00'
  ok scan W26-00002-7 --as lena
  assert_equal "$(awk 'length > 80' <<<"$output")" ''
  ok scan --from - <<<$'W26-00001-9\nG26-00001-8\nCMDNOTE\nhello'
  assert_contains "$output" 'loaner G26-00001-8, Nokia 105: lent since Sun 22 Nov 11:00; W26-00005-1, Amir Haddad'
  ok --format json order show W26-00001-9
  assert_json events.1.text hello
}

@test "a serial of ours is the loaner's, but for a device that is here for repair" {
  local code
  code=$(checkin_one serial=3521-77-4 brand=Nokia model=105 category=Mobile)
  ok --format json scan 3521-77-4
  assert_json thing device
  assert_json order "$code"
  ok order cancel "$code"
  ok --format json scan 3521-77-4
  assert_json thing loaner
  ok --format json loaner show 3521-77-4
  assert_json code G26-00001-8
}

@test "a tag says its name and carries its code" {
  ok label G26-00001-8 --output tag.png
  assert_equal "$(zbarimg --nodbus -q --raw tag.png)" G26000018
  ok label G26-00001-8
  for words in 'Nokia 105' G26-00001-8 loaner; do assert_contains "$output" "$words"; done
  ok --format json label G26-00001-8 G26-00002-6
  assert_json rows.# 2
  assert_json rows.1.name 'Nokia 105 blue'
  refused 2 label G26-00001-8 W26-00001-9
  refused 4 label G26-00004-2
}

@test "what cannot be is refused with the way out, and changes nothing" {
  local long
  long=$(printf 'x%.0s' {1..300})
  refused 7 loaner lend G26-00002-6 W26-00005-1
  assert_contains "$stderr" "loaner G26-00002-6 is lent already, for W26-00002-7, with 'Ana Čović'"
  assert_contains "$stderr" 'fettle loaner return G26-00002-6'
  refused 7 loaner lend G26-00001-8 W26-00009-U
  assert_contains "$stderr" 'work order W26-00009-U is handed over and takes no loaner'
  refused 7 loaner return G26-00001-8
  assert_contains "$stderr" 'loaner G26-00001-8 is not lent: there is nothing to take back'
  refused 7 loaner lost G26-00001-8 gone
  assert_contains "$stderr" 'fettle loaner edit G26-00001-8 --retired yes'
  refused 7 loaner edit G26-00002-6 --retired yes
  assert_contains "$stderr" 'is lent and is not retired'
  ok loaner edit G26-00003-4 --retired yes
  refused 7 loaner lend G26-00003-4 W26-00005-1
  assert_contains "$stderr" 'fettle loaner edit G26-00003-4 --retired no'

  refused 4 loaner lend G26-00004-2 W26-00005-1
  refused 3 loaner lend G26-00001-9 W26-00005-1
  assert_contains "$stderr" 'mistyped'
  refused 4 loaner lend 999-not-here W26-00005-1
  assert_contains "$stderr" 'fettle loaner list'
  refused 5 loaner lend W26-00005-1 G26-00001-8
  assert_contains "$stderr" 'is a work order, not a loaner'
  refused 5 loaner lend G26-00001-8 K26-00001-A
  refused 4 loaner lend G26-00001-8 W26-00012-3
  refused 4 scan G26-00004-2
  refused 4 loaner show ''
  refused 2 loaner lend G26-00001-8
  refused 2 loaner lost G26-00002-6

  refused 3 loaner lend G26-00001-8 W26-00005-1 --due 2026-11-21
  assert_contains "$stderr" 'due: must be today or later'
  refused 3 loaner lend G26-00001-8 W26-00005-1 --due 2026-12
  refused 3 loaner lend G26-00001-8 W26-00005-1 --due soon
  refused 3 loaner lend G26-00001-8 W26-00005-1 --deposit -5
  refused 3 loaner lend G26-00001-8 W26-00005-1 --deposit 5.001
  refused 3 loaner lend G26-00001-8 W26-00005-1 $'bell\a'
  refused 3 loaner lost G26-00002-6 --charge -1 gone
  refused 3 loaner lost G26-00002-6 --charge 9999999999999 gone
  refused 3 loaner lost G26-00002-6 ''
  assert_contains "$stderr" 'reason: is empty'
  refused 3 loaner return G26-00002-6 $'over\u202eride'

  refused 2 loaner add
  refused 3 loaner add ''
  refused 3 loaner add "$long"
  refused 3 loaner add $'two\nlines'
  refused 3 loaner add $'\xff'
  refused 3 loaner add Phone --deposit -1
  refused 3 loaner add Phone --serial ''
  refused 3 loaner add Phone --serial "$long"
  refused 3 loaner add Phone --serial 'сериал'
  refused 3 loaner add Phone --serial W26-00001-9
  assert_contains "$stderr" 'is a code of ours'
  refused 5 loaner add Phone --serial ' 3521.77.4'
  assert_contains "$stderr" "is that of the loaner 'Nokia 105': G26-00001-8"
  refused 5 loaner edit G26-00003-4 --serial 3521774
  refused 3 loaner edit G26-00003-4 --retired maybe
  refused 3 loaner edit G26-00003-4 --name "$long"
  ok loaner edit G26-00001-8 --serial '3521 77 4' --deposit 0
  ok --format json loaner show G26-00001-8
  assert_json serial '3521 77 4'
  assert_json deposit null
  ok loaner add "'; DROP TABLE loaner; --"
  ok loaner add '=1+1'
  ok --format csv loaner list --fields name
  assert_contains "$output" "'=1+1"
  ok check
}

@test "the desk lends and takes back, a manager has the say over what there is" {
  local who
  for who in lena mara; do
    ok loaner lend G26-00001-8 W26-00005-1 --as "$who"
    ok loaner return G26-00001-8 --as "$who"
  done
  refused 6 loaner lend G26-00001-8 W26-00005-1 --as tomas
  assert_contains "$stderr" "'tomas' (technician) may not lend loaners"
  assert_contains "$stderr" 'ask a colleague at the front desk or a manager'
  refused 6 loaner return G26-00002-6 --as tomas
  for who in lena tomas; do
    refused 6 loaner add Phone --as "$who"
    refused 6 loaner edit G26-00001-8 --retired yes --as "$who"
    refused 6 loaner lost G26-00002-6 gone --as "$who"
    ok loaner list --as "$who"
    ok loaner show G26-00001-8 --as "$who"
  done
  refused 6 loaner list --as nobody
}

@test "a dry run changes nothing, and a request is carried out once" {
  local before
  before=$(db_hash)
  ok loaner lend G26-00001-8 W26-00005-1 --dry-run
  ok loaner lost G26-00002-6 --charge 5 gone --dry-run
  assert_equal "$(db_hash)" "$before"
  ok --format json loaner lost G26-00002-6 --charge 5 gone --request-id x1
  before=$output
  ok loaner return G26-00002-6
  ok --format json loaner lost G26-00002-6 --charge 5 gone --request-id x1
  assert_equal "$output" "$before"
  refused 5 loaner lost G26-00002-6 --charge 6 gone --request-id x1
  assert_equal "$(sql "SELECT count(*) FROM order_line WHERE text LIKE 'loaner%'")" 1
}

@test "check finds what was changed behind the program's back, and no step hides it" {
  ok loaner lend G26-00001-8 W26-00005-1
  ok loaner lost G26-00001-8 --charge 80 gone
  cp "$FETTLE_DB" whole.db
  while IFS='|' read -r what sql; do
    cp whole.db "$FETTLE_DB"
    sqlite3 "$FETTLE_DB" "$sql"
    run --separate-stderr fettle check
    assert_status 10
    assert_contains "$output" "$what"
  done <<'CASES'
loaner G26-00002-6: the state|UPDATE loaner SET state = 'lost' WHERE code = 'G26000026'
loaner G26-00002-6: the job|UPDATE loaner SET order_id = (SELECT id FROM work_order WHERE code = 'W26000051') WHERE code = 'G26000026'
loaner G26-00002-6: the day|UPDATE loaner SET due_on = '2026-12-20' WHERE code = 'G26000026'
loaner G26-00002-6: the day|UPDATE loaner_event SET due_on = '2026-12-20' WHERE due_on = '2026-11-20'
loaner G26-00002-6: the state|DELETE FROM loaner_event WHERE due_on = '2026-11-20'
loaner G26-00001-8: what was charged|UPDATE loaner_event SET amount_cents = 1 WHERE amount_cents = 8000
loaner G26-00001-8|UPDATE loaner_event SET text = 'never lent' WHERE text = 'gone'
loaner G26-00002-6|UPDATE loaner_event SET amount_cents = 1 WHERE amount_cents = 5000
loaner G26-00003-4|UPDATE loaner SET name = 'Sony MDR-7505' WHERE code = 'G26000034'
loaner G26-00003-4|UPDATE loaner SET is_retired = 1 WHERE code = 'G26000034'
loaner row|DELETE FROM loaner_event WHERE loaner_id = (SELECT id FROM loaner WHERE code = 'G26000034'); DELETE FROM loaner WHERE code = 'G26000034'
counter G26|UPDATE counter SET value = 1 WHERE kind = 'G26'
CASES
  cp whole.db "$FETTLE_DB"
  sqlite3 "$FETTLE_DB" "UPDATE loaner SET due_on = '2026-12-20' WHERE code = 'G26000026'"
  refused 10 loaner return G26-00002-6
  assert_contains "$stderr" 'fettle check says what else was'
}
