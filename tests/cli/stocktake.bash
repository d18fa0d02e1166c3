# A shelf that is counted. Loaded after helpers.
# shellcheck shell=bash

# shelf: a job that was approved, and on Shelf B2 ten filters, 12.5 metres of cable, batteries of two
# lots and three boards with numbers; nothing is on the van.
shelf() {
  local serial
  new_centre
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok staff add lena 'Lena Vogt' --role front_desk
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --serial S01-5512345-7 --purchased-on 2025-03-14 --fault 'left side silent'
  ok place add 'Shelf B2' --kind shelf
  ok place add 'Van' --kind shelf
  ok part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013 --gtin 5025155061763
  ok part add CAB-3X1.5 'cable 3 x 1.5' --unit metre --cost 0.80
  ok part add BAT-1 battery --tracking lot --cost 12.00
  ok part add MB-9 'main board' --tracking serial --cost 150.00
  ok part receive 970013-02 10 --place 'Shelf B2'
  ok part receive CAB-3X1.5 12.5 --place 'Shelf B2'
  ok part receive BAT-1 5 --lot L1 --place 'Shelf B2'
  ok part receive BAT-1 3 --lot L2 --place 'Shelf B2'
  for serial in SN1001 SN1002 SN1003; do
    ok part receive MB-9 --serial "$serial" --place 'Shelf B2'
  done
  job=W26-00001-9
  ok order approve "$job"
}

# begun [ARGUMENT…]: of shelf, a stocktake of Shelf B2.
begun() {
  shelf
  take=T26-00002-X
  ok stocktake start --place 'Shelf B2' "$@" --format json
  assert_json code "$take"
}

in_order() {
  ok check
  assert_contains "$output" 'All in order           yes'
}

# line SKU [WHICH]: a line of the stocktake as JSON; WHICH is its lot or serial number.
line() {
  "$FETTLE_BIN" stocktake show "$take" --format json | jq -c --arg sku "$1" --arg which "${2-}" \
    '.lines[] | select(.sku == $sku and ($which == "" or .serial == $which or .lot == $which))'
}

# found SKU [WHICH]: its expected, counted and difference.
found() {
  line "$@" | jq -r '[.expected, .counted, .difference] | map(. // "-") | join(" ")'
}

# stock SKU: the quantity and value of all of it, by the database itself.
stock() {
  sql "SELECT stock_milli, stock_cents FROM part WHERE sku = '$1'"
}
