#!/usr/bin/env bats
# What is free of a part goes to the jobs that wait for it, whatever freed it; and no job keeps what
# is not its own. The centre is that of setup/parts.sh: four filters 970013-02 on Shelf B2 at
# 40.00 EUR, two jobs that are not approved yet, cable of which there is none, and a Bench 1.
load helpers
load parts

# waits JOB: a job that is approved, and waits for a filter because the other has them all.
waits() {
  ok part need "$other" "$filter" --quantity 4
  ok order diagnose "$1" --technician tomas
  ok order approve "$1"
  ok part need "$1" "$filter"
  assert_equal "$(state "$1")" await_parts
}

state() {
  ok order show "$1" --format json
  json state "$output"
}

# kept JOB: how much is reserved for its lines, in thousandths.
kept() {
  sql "SELECT COALESCE(SUM(b.quantity_milli), 0) FROM stock_balance b
       JOIN order_line l ON l.id = b.line_id JOIN work_order w ON w.id = l.order_id
       WHERE b.account = 'reserved' AND w.code = '$(tr -d - <<<"$1")'"
}

# gone_on JOB: it has its filter, and is to be repaired.
gone_on() {
  assert_equal "$(kept "$1")" 1000
  assert_equal "$(state "$1")" approved
  ok check
}

@test "what one job lets go of another gets, and goes on" {
  waits "$job"
  ok part release "$other" "$filter" --quantity 1
  [[ $output == *"kept for $job"* ]]
  gone_on "$job"
  assert_equal "$(kept "$other")" 3000
}

@test "what is given back is the other's" {
  ok part issue "$other" "$filter" --quantity 4
  ok order diagnose "$job" --technician tomas
  ok order approve "$job"
  ok part need "$job" "$filter"
  ok part return "$other" "$filter" --quantity 1 --fate unused --place 'Bench 1'
  gone_on "$job"
}

@test "what is found by a count, and what comes by a reversal, is the job's that waits" {
  waits "$job"
  ok part count "$filter" 5 --place 'Shelf B2' --reason 'one lay behind'
  gone_on "$job"
  ok part receive "$filter" 1 --place 'Bench 1'
  ok part scrap "$filter" 1 --place 'Bench 1' --reason dropped
  ok checkin --customer 'Ana Čović' --brand Sony --model WH-1000XM4 --serial S02 --fault silent \
    --format json
  third=$(json rows.0.order "$output")
  ok order diagnose "$third" --technician tomas
  ok order approve "$third"
  ok part need "$third" "$filter"
  ok part reverse "$(last_move scrap)" --reason 'only the bag'
  gone_on "$third"
}

@test "what a line had goes on with the line, and its job needs it no more" {
  waits "$job"
  ok line remove "$other" 1
  gone_on "$job"
  ok part need "$job" "$cable" --quantity 2
  assert_equal "$(state "$job")" await_parts
  ok line remove "$job" 2
  assert_equal "$(state "$job")" approved
}

@test "what a job had that is called off is the other's" {
  waits "$job"
  ok order cancel "$other" 'changed their mind'
  gone_on "$job"
}

@test "a delivery fills what is below zero before a job gets any of it" {
  ok part issue "$other" "$filter" --quantity 6 --below-zero --reason 'they lie here'
  ok part need "$job" "$filter" --quantity 3
  ok part receive "$filter" 3 --place 'Shelf B2'
  assert_equal "$(kept "$job")" 1000
  ok check
}

@test "an arrival does not stop a job that somebody is at" {
  ok order diagnose "$job" --technician tomas
  ok order approve "$job"
  ok part need "$job" "$cable" --quantity 2
  ok part need "$job" "$filter" --quantity 5
  ok order start "$job"
  ok part receive "$cable" 2 --place 'Shelf B2'
  assert_equal "$(state "$job")" in_repair
  ok part issue "$job" "$cable"
  assert_equal "$(state "$job")" in_repair
}

@test "a part that got another SKU is waited for all the same, and found by both" {
  waits "$job"
  ok part edit "$filter" --sku FILTER-V11
  ok part receive FILTER-V11 1 --place 'Shelf B2'
  gone_on "$job"
  ok part show "$filter"
  [[ $output == *FILTER-V11* ]]
}

@test "a lot that has expired is taken only by name" {
  ok part add LOT glue --tracking lot --cost 3 --price 5
  ok part receive LOT 3 --lot L0 --expires 2026-11-01 --place 'Shelf B2'
  ok part need "$job" LOT
  assert_equal "$(kept "$job")" 0
  refused_for invalid lot part issue "$job" LOT
  ok part receive LOT 1 --lot L1 --expires 2026-12-22 --place 'Shelf B2'
  assert_equal "$(kept "$job")" 1000
  ok part issue "$other" LOT --lot L0
  ok check
}

@test "parts for a job come from the centre's own shelves and go back there" {
  ok place add 'Phone Clinic' --kind vendor
  ok part receive "$filter" 2 --place 'Phone Clinic'
  refused_for invalid place part issue "$job" "$filter" --place 'Phone Clinic'
  refused_for invalid place part reserve "$job" "$filter" --place 'Phone Clinic'
  ok part issue "$job" "$filter"
  refused_for invalid place part return "$job" "$filter" --fate unused --place 'Phone Clinic'
}

@test "the place is the one where something is free, or where the piece with the number is" {
  ok part receive "$filter" 1 --place 'Bench 1'
  refused_for invalid place part issue "$job" "$filter"
  [[ $stderr == *'Bench 1'*'Shelf B2'* || $stderr == *'Shelf B2'*'Bench 1'* ]]
  ok part reserve "$other" "$filter" --place 'Bench 1'
  ok part issue "$job" "$filter"
  ok part add SER board --tracking serial --cost 10 --price 20
  ok part receive SER --serial SN-77 --place 'Shelf B2'
  ok part receive SER --serial SN-78 --place 'Bench 1'
  ok part issue "$job" SER --serial SN-78
  ok check
}

@test "serial numbers of parts are as those of devices" {
  ok part add SER board --tracking serial --cost 10 --price 20
  refused_for invalid serial part receive SER --serial $'\u0410123' --place 'Shelf B2'
  refused_for invalid serial part receive SER --serial "$job" --place 'Shelf B2'
  refused_for invalid serial part receive SER --serial "$(printf 'S%.0s' {1..65})" --place 'Shelf B2'
}

@test "a piece is found by its number, and scanned onto a job" {
  ok part add SER board --tracking serial --cost 10 --price 20
  ok part receive SER --serial SN-77 --place 'Shelf B2'
  ok part receive SER --serial SN-78 --place 'Bench 1'
  ok part show sn78
  [[ $output == *board* ]]
  ok scan SN-78
  [[ $output == *board* ]]
  printf '%s\nSER\nSN-78\nSN-78\n' "$job" >scans
  run --separate-stderr fettle scan --from scans
  [[ $output == *'has a serial number of its own'* ]]
  [[ $output == *'board, taken from Bench 1'* ]]
  [[ $output == *'if it is one more'* ]]
  ok order show "$job"
  [[ $output == *'1 of SER SN-78 issued'* ]]
  ok check
}

@test "what is kept for a job is not reserved again unasked, and is issued when not all is there" {
  ok part need "$job" "$filter" --quantity 6
  ok part issue "$job" "$filter"
  assert_equal "$(sql "SELECT SUM(quantity_milli) FROM stock_balance WHERE account = 'job'")" 4000
  ok part receive "$filter" 3 --place 'Shelf B2'
  ok part issue "$job" "$filter"
  ok part need "$other" "$filter"
  refused_for state part part reserve "$other" "$filter"
  assert_equal "$(sql 'SELECT COUNT(*) FROM order_line')" 2
}

@test "a count that finds less than is kept says for whom it is kept" {
  ok part need "$other" "$filter" --quantity 3
  refused_for state quantity part count "$filter" 1 --place 'Shelf B2' --reason gone
  [[ $stderr == *"$other"*"part release $other $filter"* ]]
}

@test "a retired part is not received" {
  ok part add OLD 'old one' --cost 1 --price 2
  ok part edit OLD --retired yes
  refused_for conflict part part receive OLD 1 --place 'Shelf B2'
  ok part edit OLD --retired no
  ok purchase add 'Spares Ltd' --format json
  order=$(json code "$output")
  ok purchase line "$order" OLD 2
  ok purchase send "$order"
  ok part edit OLD --retired yes
  refused_for conflict part purchase receive "$order" --all --place 'Shelf B2'
}

@test "what was never fitted is not paid for, whatever the outcome" {
  ok order diagnose "$job" --technician tomas
  ok part need "$job" "$filter" --quantity 2
  for result in no_fault_found unrepairable declined_by_customer; do
    refused_for state order order ready "$job" --result "$result"
    [[ $stderr == *"line remove $job 1"* ]]
  done
  ok line remove "$job" 1
  ok order ready "$job" --result no_fault_found
  ok check
}

@test "a job that is ready is made to lack nothing" {
  ok order diagnose "$job" --technician tomas
  ok part issue "$job" "$filter"
  ok order approve "$job"
  ok order start "$job"
  ok order test "$job"
  ok order ready "$job" --result repaired
  refused_for state order part need "$job" "$filter"
  refused_for state order part return "$job" "$filter" --fate doa
  [[ $stderr == *"order fail $job"* ]]
}

@test "an offer that goes takes its parts along, and one that comes back brings them" {
  ok part need "$other" "$filter" --quantity 2
  ok estimate add "$other" --from-lines
  ok estimate add "$other" --title 'clean it' --line 'labour;cleaning;1;30.00'
  ok part issue "$other" "$filter" --quantity 1
  ok estimate send "$other/1" --due +7d
  ok estimate send "$other/2" --due +7d
  refused_for state line estimate accept "$other/2" --by Ana
  ok part return "$other" "$filter" --fate unused --place 'Shelf B2'
  ok estimate accept "$other/2" --by Ana
  assert_equal "$(kept "$other")" 0
  ok check
}

@test "a line that an accepted offer puts back is for its part again" {
  ok part need "$other" "$filter" --quantity 2
  ok estimate add "$other" --from-lines
  ok estimate send "$other/1" --due +7d
  ok line remove "$other" 1
  assert_equal "$(kept "$other")" 0
  ok estimate accept "$other/1" --by Ana
  assert_equal "$(kept "$other")" 2000
  ok check
}

@test "an accepted offer whose part is not there says what its job waits for" {
  ok part add RARE 'a rare one' --cost 10 --price 20
  ok part need "$other" RARE
  ok estimate add "$other" --from-lines
  ok estimate send "$other/1" --due +7d
  ok estimate accept "$other/1" --by Ana
  [[ $output == *": ${other:0:3}-"*'-'?' is waiting for parts'* ]] || explain "$output"
}

@test "check finds what a line holds that is off the bill, and a piece that nothing places" {
  ok part need "$job" "$filter"
  sqlite3 "$FETTLE_DB" 'UPDATE order_line SET removed_at = 1'
  run fettle check
  [[ $output == *'still holds some'* ]]
  sqlite3 "$FETTLE_DB" 'UPDATE order_line SET removed_at = NULL'
  ok part add SER board --tracking serial --cost 10 --price 20
  ok part receive SER --serial SN-77 --place 'Shelf B2'
  sqlite3 "$FETTLE_DB" 'DELETE FROM part_serial'
  run fettle check
  [[ $output == *'SN-77'*'nothing says where'* ]]
}

@test "what a job lets go of a part that is not made any more is not kept for it again" {
  ok part add FILTER-2 'filter V11, new' --cost 24.00 --price 40.00
  ok part edit "$filter" --superseded-by FILTER-2
  ok part need "$job" "$filter"
  assert_equal "$(kept "$job")" 1000
  ok part release "$job" "$filter"
  assert_equal "$(kept "$job")" 0
}
