# `load returns` after helpers: a centre with parts that failed, and boxes of them; and what is asked
# of both.
# shellcheck shell=bash

# failing: a centre with two suppliers, of whom Spares Ltd want back within 14 days what failed; four
# filters at 22.10 on Shelf B2, and three of them on the job.
failing() {
  new_centre
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --serial S01-5512345-7 --purchased-on 2025-03-14 --fault 'left side silent'
  ok place add 'Shelf B2' --kind shelf
  ok supplier add 'Spares Ltd' --account K-77 --return-days 14
  ok supplier add 'Cable & Co'
  ok part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013 \
    --supplier 'Spares Ltd'
  ok part receive 970013-02 4 --place 'Shelf B2'
  job=W26-00001-9
  ok order approve "$job"
  ok part issue "$job" 970013-02 --quantity 3
  box=V26-00001-6
}

# dead: of failing, two of the three were dead on arrival.
dead() {
  failing
  ok part return "$job" 970013-02 --quantity 2 --fate doa
}

# packed: of dead, in a box for Spares Ltd.
packed() {
  dead
  ok return add 'spares ltd'
  ok return line "$box" 970013-02
}

# away: of packed, sent.
away() {
  packed
  ok return send "$box" --carrier DHL --tracking 1Z9 --reference RMA-771
}

in_order() {
  ok check
  assert_contains "$output" 'All in order           yes'
}

# of_return PATH: a member of the box as JSON.
of_return() {
  "$FETTLE_BIN" return show "$box" --format json | jq -r ".$1"
}

# due: duty, supplier, part, quantity, reason, day, days left, value and box of what is to go back.
due() {
  "$FETTLE_BIN" return due "$@" --format json | jq -r '.rows[] | [.duty, .supplier // "-", .sku,
    .quantity, .reason, .last_day // "-", .days_left // "-", .value, .return // "-"] |
    map(tostring) | join(" ")'
}

# account NAME: quantity and value that an account of the ledger holds of all parts.
account() {
  sql "SELECT printf('%d %d', SUM(quantity_milli) / 1000, SUM(value_cents))
    FROM stock_balance WHERE account = '$1'"
}

# told SKU: its moves: kind, quantity, value, stock after each, and the box.
told() {
  "$FETTLE_BIN" part explain "$1" --format json |
    jq -r '.rows[] | [.kind, .quantity, .value, .stock, .stock_value, .return // "-"] | join(" ")'
}

# unchanged STATUS COMMAND…: it is refused, and the database is as it was.
unchanged() {
  local before
  before=$(db_hash)
  refused "$@" --format json
  assert_equal "$(db_hash)" "$before"
}

# at TIME COMMAND…: at another time.
at() {
  local FETTLE_NOW=$1
  shift
  export FETTLE_NOW
  ok "$@"
}
