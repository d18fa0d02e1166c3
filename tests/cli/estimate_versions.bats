# Versions of an estimate: one at a time waits for the customer's answer, and the fee is asked once.

load helpers
load jobs

setup() {
  start_test
  use_jobs
  export FETTLE_NOW=2026-11-23T10:00:00Z
}

# states: "version|state|amount" of the estimates of a work order, the newest first.
states() {
  ok estimate list --format csv --fields version,state,amount,order
  tr -d '\r' <<<"$output" | grep ",$1\$" | cut -d , -f 1-3 | tr ',' '|'
}

# bill: what the customer owes for a work order without lines that others pay or tax.
bill() {
  sqlite3 "$FETTLE_DB" "SELECT printf('%.2f', sum(unit_price_cents * quantity_milli) / 100000.0)
    FROM order_line l JOIN work_order w ON w.id = order_id
    WHERE code = replace('$1', '-', '') AND removed_at IS NULL"
}

@test "a new version bears the diagnosis fee once" {
  ok setting set diagnosis.fee 25
  ok setting set diagnosis.fee_on_approval keep
  ok estimate add W26-00002-7 --line 'part;filter;1;40.00'
  ok estimate send W26-00002-7/1 --due 2026-11-30
  ok estimate revise W26-00002-7/1
  ok estimate send W26-00002-7/1 --due 2026-11-30
  # 40.00 and 25.00, both times.
  assert_equal "$(states W26-00002-7)" '2|sent|65.00
1|superseded|65.00'
  ok check
}

@test "a figure that is asked takes the place of the one before, agreed to or not" {
  ok order ask W26-00005-1 'new port' --amount 100 --due 2026-11-30
  ok order approve W26-00005-1
  ok order ask W26-00005-1 'and a cable' --amount 150 --due 2026-11-30
  ok order ask W26-00005-1 'a better one' --amount 180 --due 2026-11-30
  assert_equal "$(states W26-00005-1)" '3|sent|180.00
2|superseded|150.00
1|accepted|100.00'
  ok order approve W26-00005-1
  assert_equal "$(states W26-00005-1)" '3|accepted|180.00
2|superseded|150.00
1|superseded|100.00'
  ok check
}

@test "a version has one that follows it, drafted or sent" {
  ok estimate add W26-00005-1 --line 'part;charge port;1;30.00'
  ok estimate send W26-00005-1/1 --due 2026-11-30
  ok estimate accept W26-00005-1/1 --by 'Amir Haddad'
  ok estimate revise W26-00005-1/1
  ok estimate edit W26-00005-1/1 --line 'labour;bench;1;20.00'
  refused 7 estimate revise E26-00002-R
  assert_contains "$stderr" 'it is a draft: fettle estimate edit E26-00003-P'
  ok estimate send W26-00005-1/1 --due 2026-11-30
  refused 7 estimate revise E26-00002-R
  assert_contains "$stderr" 'estimate E26-00003-P is its next version already'
  assert_contains "$stderr" 'it is sent: fettle estimate revise E26-00003-P'
  assert_equal "$(states W26-00005-1)" '2|sent|50.00
1|accepted|30.00'
  # The way that is named can be gone.
  ok estimate revise E26-00003-P
  assert_equal "$(states W26-00005-1)" '3|draft|50.00
2|superseded|50.00
1|accepted|30.00'
}

@test "the fee of a refusal is no part of what is offered next from the bill" {
  ok setting set diagnosis.fee 25
  ok line add W26-00002-7 filter --class part --price 40.00
  ok estimate add W26-00002-7 --from-lines
  ok estimate send W26-00002-7/1 --due 2026-11-30
  ok estimate reject W26-00002-7/1 --reason 'too much'
  assert_equal "$(bill W26-00002-7)" 65.00
  ok estimate add W26-00002-7 --from-lines
  ok estimate send W26-00002-7/2 --due 2026-11-30
  ok estimate accept W26-00002-7/2 --by 'Ana Čović'
  # Policy waive: who agrees pays no fee.
  assert_equal "$(bill W26-00002-7)" 40.00
  ok check
}
