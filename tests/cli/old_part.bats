# What becomes of the old parts that come out of devices, and who wants them back.
load helpers
load returns

# fitting: a centre with pumps at 30.00 of Spares Ltd, two of them on Shelf B2, and a job on which
# one of them is.
fitting() {
  new_centre
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --serial S01-5512345-7 --fault 'left side silent'
  ok place add 'Shelf B2' --kind shelf
  ok supplier add 'Spares Ltd' --return-days 14 --core-days 30
  ok part add PUMP-1 pump --cost 30.00 --price 60.00 --supplier 'Spares Ltd' "$@"
  ok part receive PUMP-1 2 --place 'Shelf B2'
  job=W26-00001-9 box=V26-00001-6
  ok order approve "$job"
  ok part issue "$job" PUMP-1
}

# old_of JOB: what the job's page says of its old part.
old_of() {
  "$FETTLE_BIN" order show "$1" --format json | jq -r '.parts[0].old // "-"'
}

# finish JOB [PAID]: it is repaired and handed over.
finish() {
  ok order start "$1" --technician tomas
  ok order test "$1"
  ok order ready "$1" --result repaired
  ok order handover "$1" --paid "${2-60.00}"
}

@test "what nobody wants back is the customer's, or thrown away, and the last word counts" {
  fitting
  assert_equal "$(old_of "$job")" -
  ok part old "$job" 1 --fate held --serial P-1 --format json
  assert_json claim free
  assert_json serial P-1
  assert_equal "$(old_of "$job")" held
  ok part old "$job" 1 --fate customer --as tomas --format json
  assert_equal "$(due)" ''
  ok part old "$job" 1 --fate scrapped
  assert_equal "$(old_of "$job")" scrapped
  run -0 bash -c "'$FETTLE_BIN' order show $job --format json |
    jq -r '.events[] | select(.text != null and (.text | test(\"the old\"))) | .text'"
  assert_equal "$output" "$(printf '%s\n' 'line 1: the old PUMP-1 P-1 held' \
    'line 1: the old PUMP-1 given to the customer' 'line 1: the old PUMP-1 scrapped')"
  in_order
}

@test "an old part with a deposit is due by itself, goes back in a box and is credited" {
  fitting --core 15.00
  # 2026-11-22 and 30 days.
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 1 core 2026-12-22 30 15.00 -'
  assert_equal "$(old_of "$job")" 'to be held: its supplier took a deposit'
  ok part old "$job" 1 --fate held --serial P-1
  assert_equal "$(old_of "$job")" 'held: its supplier took a deposit'
  ok return due --make
  assert_equal "$(due)" "send Spares Ltd PUMP-1 1 core 2026-12-22 30 15.00 $box"
  assert_equal "$(old_of "$job")" "in $box"
  unchanged 5 part old "$job" 1 --fate scrapped --reason 'no room'
  assert_error conflict line
  ok return send "$box" --format json
  assert_json lines.0.serial P-1
  assert_json lines.0.reason core
  # It was no stock: nothing of the ledger went.
  assert_equal "$(sql "SELECT COUNT(*) FROM stock_move WHERE return_line_id IS NOT NULL")" 0
  unchanged 5 return deny "$box" 'not ours' --place 'Shelf B2'
  assert_error conflict place
  ok return credit "$box" 12.00 --reference G-1 --format json
  assert_json lines.0.outcome short
  assert_json lines.0.difference -3.00
  # What they credit is the supplier's to pay, and a difference of cost.
  assert_equal "$(sql "SELECT value_cents FROM stock_balance WHERE account = 'adjustment'")" -1200
  assert_equal "$(sql "SELECT value_cents FROM stock_balance WHERE account = 'supplier'")" -4800
  in_order
  ok return reopen "$box" 1 'they sent it back'
  ok return deny "$box" 'broken' --scrap
  assert_equal "$(sql "SELECT value_cents FROM stock_balance WHERE account = 'adjustment'")" 0
  in_order
}

@test "what somebody wants back is given up only by a manager, with a reason" {
  fitting --core 15.00
  unchanged 6 part old "$job" 1 --fate scrapped --reason broken --as tomas
  unchanged 3 part old "$job" 1 --fate scrapped
  assert_error invalid reason
  assert_contains "$stderr" 'of the old PUMP-1, its supplier took a deposit'
  ok part old "$job" 1 --fate scrapped --reason broken --format json
  assert_json fate scrapped
  assert_equal "$(due)" ''
  in_order
}

@test "nothing came out where nothing went in" {
  fitting --core 15.00
  ok part return "$job" PUMP-1 --fate doa
  # The other one was kept for the job.
  unchanged 7 part old "$job" 1 --fate held
  assert_error state line
  unchanged 4 part old "$job" 2 --fate held
  assert_error not_found line
  unchanged 3 part old "$job" 1 --fate burnt
  assert_error invalid fate
  unchanged 2 part old "$job" 1
}

@test "what is wanted and nobody spoke of is held when the job goes out" {
  fitting --core 15.00
  finish "$job"
  assert_equal "$(old_of "$job")" 'held: its supplier took a deposit'
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 1 core 2026-12-22 30 15.00 -'
  ok return add 'Spares Ltd'
  ok return line "$box" PUMP-1 --old
  ok return cancel "$box"
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 1 core 2026-12-22 30 15.00 -'
  ok return add 'Spares Ltd'
  unchanged 7 return line V26-00002-4 PUMP-1
  assert_error state part
  ok part old "$job" 1 --fate recycled --reason 'leaks acid'
  unchanged 7 return line V26-00002-4 PUMP-1 --old
  assert_error state part
  assert_equal "$(due)" ''
  in_order
}

# again DAY: the device comes back on a day, and its pump is replaced again by $second.
again() {
  export FETTLE_NOW="$1T10:00:00Z"
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --serial S01-5512345-7 --fault 'silent again'
  second=$(sql 'SELECT code FROM work_order ORDER BY id DESC LIMIT 1')
  ok order approve "$second"
  ok part issue "$second" PUMP-1
}

@test "a part that fails within its supplier's own term is claimed from them" {
  fitting --warranty-months 12
  assert_equal "$(due)" ''
  finish "$job"
  assert_equal "$(due)" ''
  # The last day of the term is 2027-11-22.
  again 2027-11-22
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 1 warranty 2027-12-06 14 30.00 -'
  ok part old "$second" 1 --fate held --format json
  assert_json claim warranty
  assert_json before "$job"
  assert_json before_line 1
  assert_json supplier 'Spares Ltd'
  assert_json value 30.00
  ok return due --make
  box=$("$FETTLE_BIN" return due --format json | jq -r '.rows[0].return')
  ok return send "$box"
  ok return credit "$box" 30.00 --format json
  assert_json state settled
  assert_equal "$(due)" ''
  in_order
}

@test "after its term a part is nobody's, and with a deposit it is its supplier's all the same" {
  fitting --warranty-months 12
  finish "$job"
  again 2027-11-23
  assert_equal "$(due)" ''
  ok part edit PUMP-1 --core 15.00
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 1 core 2027-12-23 30 15.00 -'
  in_order
}

@test "what a payer wants back is on the list until it went with a claim, open or closed" {
  export -f fettle
  setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/claims_ready.sh" >log 2>&1
  local claim=C26-00001-N
  job=W26-00001-9
  ok place add 'Shelf B2' --kind shelf
  ok part add PUMP-1 pump --cost 30.00 --price 37.50 --wanted-back yes
  ok part receive PUMP-1 1 --place 'Shelf B2'
  ok part issue "$job" PUMP-1 --format json
  assert_json line 3
  ok order show "$job" --format json
  assert_json lines.2.payer maker
  assert_json parts.0.old 'to be held: the payer wants it back'
  assert_equal "$(due)" 'claim - PUMP-1 1 wanted - - 30.00 -'
  ok return due --make
  assert_equal "$(sql 'SELECT COUNT(*) FROM return_box')" 0
  ok part old "$job" 3 --fate held
  ok claim submit "$claim"
  ok claim decide "$claim" approved
  ok claim pay "$claim" --amount 78.00
  ok claim show "$claim" --format json
  assert_json state closed
  assert_equal "$(due)" 'claim - PUMP-1 1 wanted - - 30.00 -'
  ok claim return "$claim" 3 --tracking 1Z9
  assert_equal "$(due)" ''
  ok order show "$job" --format json
  assert_json parts.0.old 'sent to the payer'
  ok check
}

@test "no more goes back under a supplier's warranty than went out in the device" {
  fitting --warranty-months 12
  finish "$job"
  ok part receive PUMP-1 9 --place 'Shelf B2'
  again 2026-12-22
  ok part issue "$second" PUMP-1 --quantity 3
  ok part need "$second" PUMP-1 --quantity 1
  # One pump at 30.00 went out, and four or more are put in: one of them failed within its term.
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 1 warranty 2027-01-05 14 30.00 -'
  ok return due --make
  ok return due --make
  assert_equal "$(sql "SELECT SUM(quantity_milli), SUM(asked_cents) FROM return_line")" $'1000\t3000'
  in_order
}

@test "a deposit is not asked for an old part that never came out" {
  fitting --core 15.00
  ok return due --make
  ok part return "$job" PUMP-1 --fate unused
  unchanged 7 return send "$box"
  assert_error state line
  assert_contains "$stderr" 'line 1: 1 old PUMP-1 are in boxes, and 0 came out of W26-00001-9'
  assert_contains "$stderr" "fettle return remove-line $box 1"
  ok return remove-line "$box" 1
  # On the job again, an old one comes out after all.
  ok part issue "$job" PUMP-1
  ok return due --make
  ok return send "$box"
  in_order
}

@test "an old part in a box keeps no failed new one out of another" {
  fitting --core 15.00
  ok return due --make
  ok part issue "$job" PUMP-1
  ok part return "$job" PUMP-1 --quantity 1 --fate doa
  ok part send-back PUMP-1 1
  in_order
}

@test "of several that came out together some are scrapped, and the others go back" {
  fitting --core 15.00
  ok part receive PUMP-1 3 --place 'Shelf B2'
  ok part return "$job" PUMP-1 --fate unused
  ok part issue "$job" PUMP-1 --quantity 3
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 3 core 2026-12-22 30 45.00 -'
  unchanged 3 part old "$job" 2 --fate held --quantity 1
  assert_error invalid quantity
  unchanged 3 part old "$job" 2 --fate scrapped --quantity 0.5
  unchanged 6 part old "$job" 2 --fate scrapped --quantity 1 --reason broken --as tomas
  unchanged 3 part old "$job" 2 --fate scrapped --quantity 1
  assert_error invalid reason
  ok part old "$job" 2 --fate scrapped --quantity 1 --reason broken
  assert_equal "$(old_of "$job")" '1 scrapped; to be held: its supplier took a deposit'
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 2 core 2026-12-22 30 30.00 -'
  ok part old "$job" 2 --fate customer --quantity 1 --reason 'wants to see it'
  assert_equal "$(old_of "$job")" \
    '1 scrapped, 1 given to the customer; to be held: its supplier took a deposit'
  unchanged 7 part old "$job" 2 --fate recycled --quantity 2 --reason x
  assert_error state quantity
  assert_contains "$stderr" 'only 1 of the old PUMP-1 of line 2 is here, not 2'
  ok part old "$job" 2 --fate customer --quantity 0
  # What nobody spoke of is held when the job goes out, and what was scrapped stays so.
  finish "$job" 180.00
  assert_equal "$(old_of "$job")" '1 scrapped; held: its supplier took a deposit'
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 2 core 2026-12-22 30 30.00 -'
  in_order
  ok return due --make
  unchanged 7 part old "$job" 2 --fate scrapped --quantity 2 --reason x
  assert_error state quantity
  ok return cancel "$box"
  # A word on all covers the words on parts.
  ok part old "$job" 2 --fate held
  assert_equal "$(old_of "$job")" 'held: its supplier took a deposit'
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 3 core 2026-12-22 30 45.00 -'
  sqlite3 "$FETTLE_DB" 'UPDATE old_part SET quantity_milli = 2000 WHERE quantity_milli = 1000'
  refused 10 check
  assert_contains "$output" W26-00001-9
}

@test "who gives away no more than nobody wants needs no manager" {
  fitting --warranty-months 12
  finish "$job"
  ok part receive PUMP-1 9 --place 'Shelf B2'
  again 2026-12-22
  ok part return "$second" PUMP-1 --fate unused
  ok part issue "$second" PUMP-1 --quantity 3
  # One of three came out within its term.
  ok part old "$second" 2 --fate customer --quantity 2 --as tomas
  assert_equal "$(due)" 'pack Spares Ltd PUMP-1 1 warranty 2027-01-05 14 30.00 -'
  unchanged 6 part old "$second" 2 --fate customer --quantity 3 --reason x --as tomas
}

@test "what was said of all pieces in parts is their fate, and the words say of how many" {
  fitting --warranty-months 12
  finish "$job"
  ok part receive PUMP-1 9 --place 'Shelf B2'
  again 2026-12-22
  ok part return "$second" PUMP-1 --fate unused
  ok part issue "$second" PUMP-1 --quantity 3
  ok part old "$second" 2 --fate held
  ok part old "$second" 2 --fate customer --quantity 2 --reason 'wants to see them'
  assert_contains "$(tr -s ' ' <<<"$output")" 'Fate held'
  assert_contains "$output" '2 given to the customer'
  ok part old "$second" 2 --fate customer --quantity 3 --reason 'wants to see them' --format json
  assert_json fate customer
  ok part old "$second" 2 --fate customer --quantity 1 --reason 'one is enough'
  ok part old "$second" 2 --fate scrapped --quantity 2 --reason 'of no use' --format json
  assert_json fate null
  assert_json words '2 scrapped, 1 given to the customer'
}
