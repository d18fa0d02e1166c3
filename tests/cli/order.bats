# Work orders: lists, one job, its steps and its bill. The jobs are those of setup/jobs.sh, made once
# and copied for every test.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

@test "order list gives every job, newest first, with the keys scripts rely on" {
  ok order list --format json
  assert_json schema order.list/1
  assert_json rows.# 10
  assert_json rows.0.code W26-00011-5
  assert_json rows.9.code W26-00001-9
  python3 - "$output" <<'PYTHON'
import json, sys
keys = {"code", "state", "result", "received_at", "ready_at", "promised_on", "customer", "category",
        "brand", "model", "serial", "technician", "hold", "priority", "fault", "age_seconds"}
for row in json.loads(sys.argv[1])["rows"]:
    assert keys <= row.keys(), keys - row.keys()
PYTHON
  assert_json rows.2.state handed_over
  assert_json rows.2.result repaired
  assert_json rows.2.ready_at 2026-11-18T12:00:00Z
  assert_json rows.2.technician tomas
  # From Monday 09:00 to Wednesday 15:00: 54 hours.
  assert_json rows.2.age_seconds 194400
  assert_json rows.8.serial null
  assert_json rows.9.customer 'Ana Čović'
}

@test "order list shows what is asked for" {
  codes() {
    ok order list --format csv --fields code "$@"
    assert_equal "$(tail -n +2 <<<"$output" | tr -d '\r' | xargs)" "$expected"
  }
  expected='W26-00001-9' codes --technician none
  expected='W26-00008-W' codes --state ready
  expected='W26-00009-U' codes --state handed_over
  expected='W26-00002-7 W26-00001-9' codes --customer K26-00001-A
  expected='W26-00003-5' codes --device 'a3 eu kha0123a'
  expected='' codes --to 2026-11-15
  expected='W26-00011-5 W26-00010-7' codes --from 2026-11-16 --to 2026-11 --limit 2
  # In order of promise: 20, 20, 23, 24, 25, 26, 27, 30, 30 November.
  expected='W26-00001-9 W26-00008-W W26-00002-7 W26-00005-1 W26-00006-0 W26-00010-7'
  expected+=' W26-00011-5 W26-00003-5 W26-00004-3' codes --open
  ok wo list --limit 1
  assert_contains "$output" W26-00011-5
  ok order list --state booked
  assert_equal "$output" 'no such work orders'
}

@test "order list refuses what cannot be meant" {
  refused 3 order list --state reddy
  assert_contains "$stderr" ready
  refused 4 order list --technician thomas
  refused 3 order list --from 2026-11-20 --to 2026-11-10
  refused 3 order list --customer K26-00001-B
  refused 5 order list --customer W26-00001-9
  refused 4 order list --device nothing-like-it
}

@test "order show tells everything about a job as JSON" {
  ok order show W26-00003-5 --format json
  assert_json schema order/1
  assert_json code W26-00003-5
  assert_json customer.name 'Amir Haddad'
  assert_json customer.phones.0 '+44 20 7946 0123'
  assert_json device.serial A3-EU-KHA0123A
  assert_json pieces.# 4
  assert_json pieces.1.name bin
  assert_json pieces.1.here true
  assert_json events.# 5
  # Tomáš went on with the next job in the same minute.
  assert_json events.3.event stop
  assert_json events.3.technician tomas
  assert_json events.4.event ask
  assert_json events.4.amount 64.00
  assert_json events.4.due_on 2026-11-24
  assert_json events.1.technician tomas
  assert_json coverage.0.class labour
  assert_json coverage.0.payer customer
  assert_json approval_limit 50.00
  assert_json lines.# 0
  assert_json totals.customer_total 0.00
  assert_json next.0 'estimate accept'
  assert_json next.2 'order approve'
}

@test "order show adds the hours up by whose they were" {
  # Received Mon 09:00, asked Tue 10:00, now Sun 10:00; without opening hours every hour counts.
  ok order show W26-00003-5 --format json
  assert_json turnaround.calendar_seconds 522000
  assert_json turnaround.business_seconds 522000
  assert_json turnaround.net_business_seconds 90000
  assert_json turnaround.by_owner.shop 90000
  assert_json turnaround.by_owner.customer 432000
  assert_json turnaround.by_owner.parts 0
  assert_json turnaround.due_at 2026-11-30T23:00:00Z
  assert_json turnaround.late false
  ok calendar hours 'Mon-Fri 09:00-17:00' --from 2026-01-01
  # In Berlin: Monday 10 to 17, Tuesday 9 to 11, then 6 hours and three days of 8.
  ok order show W26-00003-5 --format json
  assert_json turnaround.by_owner.shop 32400
  assert_json turnaround.by_owner.customer 108000
  assert_json turnaround.business_seconds 140400
  assert_json turnaround.due_at 2026-11-30T16:00:00Z
  ok order show W26-00001-9 --format json
  assert_json turnaround.late true
}

@test "order show is one page for people" {
  ok order show W26-00003-5
  assert_golden order/show-waiting
  ok order show W26-00009-U
  assert_golden order/show-done
  ok order show W26-00001-9 --fields code,state,customer
  assert_contains "$output" received
  assert_lacks "$output" 'Possible now'
}

@test "a code is understood as typed, scanned or read off a piece; a mistyped one is no other job" {
  local code
  for code in w26000019 ' W26 00001 9 ' P26-00002-N; do
    ok order show "$code" --format json
    assert_json code W26-00001-9
  done
  refused 3 order show W26-00001-8
  assert_contains "$stderr" "'W26-00001-8' is mistyped"
  assert_lacks "$stderr" 'should be 9'
  refused 4 order show W26-00012-3
  refused 4 order show banana
  refused 5 order show K26-00001-A
  assert_contains "$stderr" 'is a customer, not a work order'
  refused 5 order show N26-00001-J
  assert_contains "$stderr" 'is an intake, not a work order'
}

@test "a job goes from receipt to close by its steps, each saying what usually follows" {
  follow() {
    local next=$1
    shift
    ok "$@"
    assert_equal "$stderr" "${next:+Next: fettle $next}"
  }
  follow 'order diagnose W26-00001-9' order assign W26-00001-9 tomas
  assert_equal "$output" 'W26-00001-9  Sony WH-1000XM4 is with Tomáš Dvořák now'
  follow 'order start W26-00001-9' order diagnose W26-00001-9
  follow 'estimate accept E26-00002-R --by NAME' order ask W26-00001-9 --due +7d --amount 30 new cable
  assert_equal "$output" \
    'W26-00001-9  Sony WH-1000XM4 waits for the customer, estimate 30.00 EUR, answer by Sun 29 Nov'
  follow 'order start W26-00001-9' order approve W26-00001-9 by phone
  follow 'order start W26-00001-9' order parts W26-00001-9 --for 'cable 3.5' --due tomorrow
  follow 'order test W26-00001-9' order start W26-00001-9
  follow 'order check W26-00001-9' order test W26-00001-9 cable replaced
  follow 'order test W26-00001-9' order fail W26-00001-9 crackles
  ok order test W26-00001-9
  follow 'order handover W26-00001-9 --paid 30.00' order ready W26-00001-9 --result repaired
  assert_equal "$output" 'W26-00001-9  Sony WH-1000XM4 is ready, repaired, the bill is 30.00 EUR'
  follow 'order close W26-00001-9' order handover W26-00001-9 --paid 30.00
  follow '' order close W26-00001-9
  ok order show W26-00001-9 --format json
  assert_json state closed
  assert_json reworks 1
  assert_json events.3.text 'new cable'
}

@test "a step gives its result as JSON" {
  ok order send W26-00002-7 --vendor 'Board Doctors' --reference RMA-9 --due +9d --format json
  assert_json schema order.step/1
  assert_json code W26-00002-7
  assert_json event send
  assert_json state at_vendor
  assert_json technician tomas
  assert_json due_on 2026-12-01
  assert_json at 2026-11-22T10:00:00Z
  assert_json next.0 'order receive'
  ok order hold W26-00005-1 --reason recall --format json 'maker calls the board back'
  assert_json state in_repair
  assert_json hold recall
  ok order ready W26-00002-7 --result unrepairable --barrier too_worn_out --format json
  assert_json result unrepairable
  ok order show W26-00002-7 --format json
  assert_json barrier too_worn_out
}

@test "a legal hold outlasts every step but the one that releases it" {
  local item
  ok order hold W26-00004-3 --reason legal --until +9d 'police, file 4711'
  ok order receive W26-00004-3 --format json
  assert_json state in_repair
  assert_json hold legal
  refused 7 order start W26-00004-3
  assert_contains "$stderr" 'is on hold for legal reasons and cannot be started'
  ok order test W26-00004-3
  assert_equal "$output" 'W26-00004-3  Lenovo ThinkPad T14 is in quality check; still on hold for legal reasons'
  ok order fail W26-00004-3 'no picture'
  ok order test W26-00004-3
  # A check that is through with a failure sends it back, too.
  for item in {2..10}; do ok order check W26-00004-3 --item "$item=pass"; done
  ok order check W26-00004-3 --item 1=fail:dark
  assert_contains "$output" 'back to repair'
  ok order show W26-00004-3 --format json
  assert_json hold legal
  ok order test W26-00004-3
  ok order ready W26-00004-3 --result no_fault_found
  refused 7 order handover W26-00004-3
  ok order show W26-00004-3
  assert_contains "$(tail -n 20 <<<"$output")" 'legal, until Tue 1 Dec: police, file 4711'
  ok order resume W26-00004-3
  ok order handover W26-00004-3
  ok check
}

@test "a step that the state forbids says which state it is and what is possible" {
  refused 7 order ready W26-00005-1 --result repaired
  assert_equal "${stderr%%$'\n'*}" \
    'fettle: order: work order W26-00005-1 is in repair and cannot be made ready'
  assert_contains "$stderr" 'hint: possible now: order test'
  refused 7 order handover W26-00001-9
  refused 7 order close W26-00008-W
  refused 7 order cancel W26-00005-1
  refused 7 order diagnose W26-00001-9
  assert_contains "$stderr" 'has no technician'
  refused 7 order resume W26-00001-9
  ok order close W26-00009-U
  refused 7 order close W26-00009-U
  refused 7 order fail W26-00009-U 'it broke again'
  assert_contains "$stderr" 'open a new work order that refers to it'
  refused 7 order start W26-00003-5 --format json
  assert_error state order
}

@test "what a step says is checked, and nothing is half done" {
  refused 2 order ask W26-00001-9 'may we?'
  refused 2 order ready W26-00006-0
  refused 3 order ready W26-00006-0 --result perfect
  refused 3 order ready W26-00006-0 --result repaired --barrier too_worn_out
  refused 3 order ask W26-00001-9 --due yesterday 'may we?'
  refused 3 order ask W26-00001-9 --due 2026-02-30 'may we?'
  refused 3 order ask W26-00001-9 --due +1d --amount -5 'may we?'
  refused 3 order ask W26-00001-9 --due +1d --amount 5,00 'may we?'
  refused 3 order promise W26-00001-9 2026-12
  refused 3 order note W26-00001-9 ' '
  refused 3 order note W26-00001-9 $'bell \a'
  refused 3 order note W26-00001-9 $'\xff'
  refused 3 order hold W26-00001-9 --reason lunch
  refused 4 order assign W26-00001-9 thomas
  refused 3 order hold W26-00001-9 --reason customer "$(printf 'x%.0s' {1..70000})"
}

@test "a device leaves paid or on account, with the audit head on the receipt" {
  refused 7 order handover W26-00008-W
  assert_contains "$stderr" 'is not paid'
  assert_contains "$stderr" 'the bill is 64.00 EUR: order handover with --paid, or --on-account'
  refused 3 order handover W26-00008-W --paid 60.00
  assert_contains "$stderr" 'paid: 60.00 was paid, the bill is 64.00 EUR'
  refused 3 order handover W26-00008-W --paid 64.01 --on-account
  ok order handover W26-00008-W --paid 60.00 --on-account --to 'Petr Novák'
  assert_contains "$output" 'is handed over, paid 60.00 EUR, to Petr Novák; 4.00 EUR on account'
  local head
  head=$(sed -n 's/^audit head //p' <<<"$output")
  ok check --audit-head "$head" --format json
  assert_json audit_head "$head"
  ok order show W26-00008-W --format json
  assert_json pieces.1.here false
}

@test "a piece that is missing at hand-over needs a reason and is named in the timeline" {
  local piece
  ok order show W26-00008-W --format json
  piece=$(json pieces.1.code)
  refused 3 order handover W26-00008-W --paid 64 --missing "$piece"
  assert_contains "$stderr" 'reason: is missing'
  refused 5 order handover W26-00008-W --paid 64 --missing P26-00001-P --reason lost
  refused 5 order handover W26-00008-W --paid 64 --missing W26-00001-9 --reason lost
  ok order handover W26-00008-W --paid 64 --missing "$piece" --reason 'thrown away by us'
  ok order show W26-00008-W
  assert_contains "$(tr -s ' \n' ' ' <<<"$output")" 'missing: crumb tray (thrown away by us)'
}

@test "roles are kept: a technician does not hand over, a stranger neither works nor looks" {
  refused 6 order handover W26-00008-W --paid 64 --as tomas
  ok order handover W26-00008-W --paid 64 --as lena
  refused 6 order note W26-00001-9 hello --as nobody
  assert_contains "$stderr" "'nobody' is not on the staff"
  refused 6 order show W26-00001-9 --as nobody
}

@test "a technician takes what nobody has by setting to work" {
  ok order diagnose W26-00001-9 --as tomas --format json
  assert_json technician tomas
  refused 7 order start W26-00009-U --as tomas
}

@test "a repeated request does nothing again, and its id is for one request only" {
  local first
  ok order assign W26-00001-9 tomas --request-id r-1 --format json
  first=$output
  ok order diagnose W26-00001-9
  local before
  before=$(db_hash)
  ok order assign W26-00001-9 tomas --request-id r-1 --format json
  assert_equal "$(json state)" "$(json state "$first")"
  assert_equal "$(json at)" "$(json at "$first")"
  assert_contains "$stderr" 'was carried out before'
  assert_equal "$(db_hash)" "$before"
  refused 5 order assign W26-00001-9 lena --request-id r-1
  refused 5 order diagnose W26-00001-9 --request-id r-1
}

@test "a dry run tells what would be and changes nothing" {
  local before
  before=$(db_hash)
  ok order assign W26-00001-9 tomas --dry-run
  assert_contains "$output" 'is with Tomáš Dvořák now'
  assert_contains "$stderr" 'dry run: nothing was kept'
  ok line add W26-00001-9 cable --class part --price 5 --dry-run
  assert_equal "$(db_hash)" "$before"
}

@test "lines make the bill, are taken off but not lost, and are paid by whom the cover says" {
  ok line add W26-00001-9 'left driver' --class part --cost 22.10 --price 40 --tax 19 --format json
  assert_json schema line/1
  assert_json code W26-00001-9
  assert_json position 1
  assert_json payer maker
  assert_json bill warranty_maker
  assert_json payer_pays 40.00
  assert_json payer_tax 7.60
  assert_json customer_pays 0.00
  ok line add W26-00001-9 bench --class labour --quantity 0.667 --price 36 --payer customer
  assert_equal "$output" 'W26-00001-9  line 2: bench, 24.01 EUR for the customer, list'
  assert_equal "$stderr" 'Next: fettle order show W26-00001-9'
  ok line add W26-00001-9 parcel --class freight --price 6.90 --bill goodwill --format json
  assert_json payer shop
  assert_json list 6.90
  ok line remove W26-00001-9 3 --reason 'picked up'
  ok order show W26-00001-9 --format json
  assert_json lines.# 3
  assert_json lines.2.removed true
  assert_json totals.cost 22.10
  assert_json totals.customer_total 24.01
  assert_json totals.payer_pays 40.00
  ok line recover W26-00001-9 1 30.50 --format json
  assert_json recovered 30.50
}

@test "a line that cannot be is refused" {
  refused 2 line add W26-00001-9 cable
  refused 3 line add W26-00001-9 cable --class gadget
  refused 3 line add W26-00001-9 ' ' --class part
  refused 3 line add W26-00001-9 cable --class part --quantity 0
  refused 3 line add W26-00001-9 cable --class part --quantity -1
  refused 3 line add W26-00001-9 cable --class part --price 1e3
  refused 3 line add W26-00001-9 cable --class part --price 9999999999999.99 --quantity 999999
  refused 3 line add W26-00001-9 cable --class part --payer maker --bill list
  refused 3 line add W26-00001-9 cable --class part --tax 101
  refused 7 line add W26-00009-U cable --class part
  refused 4 line remove W26-00008-W 2
  refused 3 line remove W26-00008-W one
  refused 7 line remove W26-00009-U 1
  refused 3 line recover W26-00009-U 1 30.01
  refused 6 line recover W26-00009-U 1 30.00 --as lena
}

# The least that each step needs to be said.
step_of() {
  case $1 in
    'order assign') echo order assign "$2" tomas ;;
    'order diagnose' | 'order start') echo "$1 $2 --technician tomas" ;;
    'order ask') echo order ask "$2" --due +3d question ;;
    'order ask-payer') echo order ask-payer "$2" --reference 1 --payer maker ;;
    'order refuse') echo order refuse "$2" why ;;
    'order parts') echo order parts "$2" --for screen ;;
    'order send') echo order send "$2" --vendor V --due +3d ;;
    'order fail') echo order fail "$2" why ;;
    'order ready') echo order ready "$2" --result "${result-declined_by_customer}" ;;
    'order handover') echo order handover "$2" --on-account ;;
    'order hold') echo order hold "$2" --reason parts ;;
    'order note') echo order note "$2" word ;;
    'order promise') echo order promise "$2" +3d ;;
    'line add') echo line add "$2" cable --class part ;;
    *) echo "$1 $2" ;;
  esac
}

@test "every state offers what can be done, and refuses everything else" {
  local steps='assign ask ask-payer approve refuse parts diagnose start send receive test fail ready'
  local code=() job state step next
  steps+=' handover close cancel hold resume note promise notice'
  # Await payer, approved, cancelled and closed, beside what the jobs are in already.
  ok checkin --from - <<<"[$(intake serial=1),$(intake serial=2),$(intake serial=3),$(intake serial=4)]"
  ok order list --format csv --fields code --limit 4
  mapfile -t code < <(tail -n +2 <<<"$output" | tr -d '\r')
  ok order ask-payer "${code[0]}" --reference 1 --payer maker
  ok order approve "${code[1]}"
  ok order cancel "${code[2]}"
  ok order ready "${code[3]}" --result no_fault_found
  ok order handover W26-00008-W --paid 64.00
  ok order close W26-00008-W
  ok order list --format csv --fields code,state
  while IFS=, read -r job state; do
    state=${state%$'\r'}
    [[ $job == W* ]] || continue
    ok order show "$job" --format json
    next=$(json next | tr -d '[]"' | sed 's/, /\n/g')
    [[ -n $next ]] || explain "$state offers nothing"
    for step in $steps; do
      # shellcheck disable=SC2046
      run --separate-stderr fettle $(step_of "order $step" "$job") --dry-run
      if grep -qx "order $step" <<<"$next"; then
        [[ $status == 0 ]] || explain "$state: order $step is offered and refused"
      else
        [[ $status == 7 ]] || explain "$state: order $step is not offered and gives $status"
        assert_contains "$stderr" "$job"
      fi
    done
  done <<<"$output"
  assert_equal "$(sql 'SELECT count(DISTINCT state) FROM work_order')" 13
}
