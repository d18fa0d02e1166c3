#!/usr/bin/env bats
# The ledger of parts where it was wrong once, or where a storekeeper would look twice. The centre is
# that of setup/parts.sh: four filters 970013-02 on Shelf B2, two jobs, cable and a Bench 1.
load helpers
load parts

# held SKU: what each account holds, as ACCOUNT QUANTITY a line.
held() {
  sql "SELECT b.account || ' ' || SUM(b.quantity_milli) FROM stock_balance b
       JOIN part p ON p.id = b.part_id WHERE p.sku = '$1'
       GROUP BY b.account HAVING SUM(b.quantity_milli) <> 0 ORDER BY 1"
}

whole() {
  ok check
}

@test "parts come to, are counted at and are thrown away by an outside repairer" {
  ok place add 'Phone Clinic' --kind vendor
  ok part receive "$filter" 3 --place 'Phone Clinic'
  ok part count "$filter" 5 --place 'Phone Clinic' --reason 'they say five'
  ok part count "$filter" 4 --place 'Phone Clinic' --reason 'they say four'
  ok part scrap "$filter" 1 --place 'Phone Clinic' --reason 'broken there'
  assert_equal "$(held "$filter" | grep -E 'vendor|scrap')" $'scrap 1000\nvendor 3000'
  whole
}

@test "a numbered piece stays with the lot that it came with" {
  ok part add BAT 'battery' --tracking serial --cost 9.00 --price 20.00
  ok part receive BAT --serial A1 --lot L1 --place 'Shelf B2'
  ok part receive BAT --serial A2 --lot L2 --place 'Shelf B2'
  ok part receive BAT --serial A3 --place 'Shelf B2'
  ok part issue "$job" BAT --serial A1 --place 'Shelf B2'
  ok part issue "$job" BAT --serial A2 --place 'Shelf B2'
  run --separate-stderr fettle --format json part move BAT --serial A3 --lot L1 --to 'Bench 1'
  assert_status 7
  assert_equal "$(sql "SELECT s.serial, t.lot, s.account FROM part_serial s
    LEFT JOIN part_lot t ON t.id = s.lot_id ORDER BY 1")" \
    $'A1\tL1\tjob\nA2\tL2\tjob\nA3\t\tshelf'
  ok order diagnose "$job" --technician mara
  ok order start "$job"
  ok order test "$job"
  ok order ready "$job" --result repaired
  ok order handover "$job" --on-account
  assert_equal "$(held BAT | grep customer)" 'customer 2000'
  whole
}

@test "the piece that is named is issued, whatever else is reserved for the line" {
  ok part add BAT 'battery' --tracking serial --cost 9.00 --price 20.00
  ok part receive BAT --serial A1 --place 'Shelf B2'
  ok part receive BAT --serial A2 --place 'Bench 1'
  ok part receive BAT --serial A3 --place 'Bench 1'
  ok part need "$job" BAT --quantity 3
  ok part reserve "$job" BAT --serial A1 --place 'Shelf B2'
  ok part reserve "$job" BAT --serial A2 --place 'Bench 1'
  ok part issue "$job" BAT --serial A2
  ok part release "$job" BAT --serial A1
  ok part reserve "$job" BAT --serial A1 --place 'Shelf B2'
  ok part issue "$job" BAT --serial A3 --place 'Bench 1'
  assert_equal "$(held BAT)" $'job 2000\nreserved 1000\nsupplier -3000'
  whole
}

@test "what is reserved in two lots goes in two moves, first what expires first" {
  ok part add GLUE 'glue' --tracking lot --cost 1.00
  ok part receive GLUE 3 --lot LATE --expires 2028-01-01 --place 'Shelf B2'
  ok part receive GLUE 1 --lot SOON --expires 2027-01-01 --place 'Shelf B2'
  ok part need "$job" GLUE --quantity 4
  ok part issue "$job" GLUE
  assert_equal "$(sql "SELECT t.lot, m.quantity_milli FROM stock_move m
    JOIN part_lot t ON t.id = m.lot_id WHERE m.kind = 'issue' ORDER BY m.id")" \
    $'SOON\t1000\nLATE\t3000'
  whole
}

@test "all that is reserved for a line is released, wherever it lies" {
  ok part move "$filter" 1 --place 'Shelf B2' --to 'Bench 1'
  ok part need "$job" "$filter" --quantity 4
  ok part release "$job" "$filter"
  assert_equal "$(held "$filter")" $'shelf 4000\nsupplier -4000'
  whole
}

@test "a line that needs no more of its part is issued and reserved nothing" {
  ok part issue "$job" "$filter"
  for verb in issue reserve; do
    run --separate-stderr fettle --format json part "$verb" "$job" "$filter" --line 1
    assert_status 7
    assert_error state line
  done
}

@test "a fate that is taken back finds no other in its place" {
  ok part issue "$job" "$filter"
  ok part return "$job" "$filter" --fate doa
  assert_equal "$(held "$filter" | grep reserved)" 'reserved 1000'
  refused_for state move part reverse "$(last_move dead)" --reason 'it was the cable'
  [[ $stderr == *"part release $job $filter"* ]]
  ok part issue "$job" "$filter"
  refused_for state move part reverse "$(last_move dead)" --reason 'it was the cable'
  [[ $stderr == *"part return $job $filter --fate unused"* ]]
  ok part reverse "$(last_move issue)" --reason 'not that one'
  ok part release "$job" "$filter"
  ok part reverse "$(last_move dead)" --reason 'it was the cable'
  assert_equal "$(held "$filter" | grep -E 'job|shelf')" $'job 1000\nshelf 3000'
  whole
}

@test "nor does a wrong part that lies on a shelf, once another is kept for its line" {
  ok part need "$job" "$filter"
  ok part issue "$job" "$filter"
  ok part return "$job" "$filter" --fate wrong_part --place 'Bench 1'
  ok part receive "$filter" 1 --place 'Shelf B2'
  assert_equal "$(held "$filter" | grep reserved)" 'reserved 1000'
  refused_for state move part reverse "$(last_move wrong)" --reason 'it was right'
}

@test "what came off a job dead, wrong or broken is among the parts that failed, once" {
  ok part issue "$job" "$filter" --quantity 3
  ok part return "$job" "$filter" --quantity 1 --fate doa
  ok part return "$job" "$filter" --quantity 1 --fate damaged_by_us --reason dropped
  ok part return "$job" "$filter" --quantity 1 --fate wrong_part
  ok part reverse "$(last_move wrong)" --reason 'it was right'
  ok part-failure list --format json
  assert_equal "$(jq -r '.rows[].reason' <<<"$output" | sort | tr '\n' ' ')" 'damaged_by_us doa '
  ok order why-failed "$job" 1 doa --text 'no suction with it'
  ok part-failure list --format json
  assert_equal "$(jq -r '.rows[].reason' <<<"$output" | sort | tr '\n' ' ')" 'damaged_by_us doa '
}

@test "what was given back by mistake is on the bill again" {
  ok part issue "$job" "$filter" --quantity 3
  ok part return "$job" "$filter" --quantity 2 --fate unused --place 'Shelf B2'
  assert_equal "$(sql 'SELECT quantity_milli FROM order_line')" 1000
  ok part reverse "$(last_move give_back)" --reason 'of another job'
  assert_equal "$(sql 'SELECT quantity_milli, stock_cost_cents FROM order_line')" $'3000\t6630'
  whole
}

@test "a job that is ready is handed over with all its parts, and given up with none" {
  ok part issue "$job" "$filter"
  ok order diagnose "$job" --technician mara
  ok order start "$job"
  ok order test "$job"
  ok order ready "$job" --result repaired
  ok part reverse "$(last_move issue)" --reason 'of another job'
  run --separate-stderr fettle order handover "$job" --on-account
  assert_status 7
  assert_contains "$stderr" "lacks $filter of line 1"
  ok part issue "$job" "$filter"
  ok order handover "$job" --on-account
  ok order ready "$other" --result uneconomic
  ok part issue "$other" "$filter"
  run --separate-stderr fettle order handover "$other" --on-account
  assert_status 7
  assert_contains "$stderr" "still has $filter on it"
  whole
}

@test "parts that cost more than a line of a bill may come to are not issued" {
  ok part add GOLD 'contact' --cost 1.00
  ok part receive GOLD 2 --cost 600000000.00 --place 'Shelf B2'
  ok part issue "$job" GOLD --quantity 1
  ok part need "$other" GOLD --quantity 2
  ok part receive GOLD 1 --cost 600000000.00 --place 'Shelf B2'
  run --separate-stderr fettle --format json part issue "$other" GOLD --quantity 2
  assert_status 3
  assert_error invalid quantity
  ok order show "$other"
  whole
}

@test "what a delivery cost more than the average leaves with it, to the last cent" {
  ok part add CAP 'capacitor' --cost 0.10
  ok part receive CAP 1 --cost 10.00 --place 'Shelf B2'
  ok part receive CAP 1 --cost 20.01 --place 'Shelf B2'
  ok part issue "$job" CAP
  ok part reverse "$(last_move receive)" --reason 'sent back by the driver'
  # 15.01 of 30.01 went onto the job, and 20.01 back: 5.01 less than nothing is no stock.
  assert_equal "$(sql "SELECT stock_milli, stock_cents FROM part WHERE sku = 'CAP'")" $'0\t0'
  assert_equal "$(sql "SELECT value_cents, from_account FROM stock_move WHERE kind = 'value'")" \
    $'501\tadjustment'
  assert_equal "$(sql 'SELECT stock_cost_cents FROM order_line')" 1501
  whole
}

@test "cents of thousandths are rounded once, and none is lost" {
  ok part receive CAB-3X1.5 0.003 --cost 0.01 --place 'Shelf B2'
  ok part receive CAB-3X1.5 0.999 --cost 0.50 --place 'Shelf B2'
  # 0 and 0.50 (0.4995); a third of 1.002 m takes 0.17, half of the rest 0.17, the last what is left.
  for quantity in 0.334 0.334 0.334; do
    ok part issue "$job" CAB-3X1.5 --quantity "$quantity"
  done
  assert_equal "$(sql "SELECT value_cents FROM stock_move WHERE kind = 'issue' ORDER BY id")" \
    $'17\n17\n16'
  assert_equal "$(sql "SELECT stock_milli, stock_cents FROM part WHERE sku = 'CAB-3X1.5'")" $'0\t0'
  whole
}

@test "a place that still has stock is not retired" {
  run --separate-stderr fettle --format json place edit 'Shelf B2' --retired yes
  assert_status 7
  assert_error state place
  ok part move "$filter" 4 --to 'Bench 1'
  ok place edit 'Shelf B2' --retired yes
  run --separate-stderr fettle --format json part count "$filter" 1 --place 'Shelf B2' --reason found
  assert_status 5
  assert_error conflict place
}

@test "what came back to a part that is retired keeps nobody from saying what it costs" {
  ok part add OLD 'an old one' --cost 2.00 --price 5.00
  ok part receive OLD 1 --place 'Shelf B2'
  ok part scrap OLD 1 --place 'Shelf B2' --reason wet
  ok part edit OLD --retired yes
  ok part reverse "$(last_move scrap)" --reason 'it had dried'
  ok part edit OLD --price 4.00
  refused 7 part edit OLD --retired yes
  assert_contains "$stderr" '1 of OLD is still in stock'
  whole
}
