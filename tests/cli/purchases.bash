# Loaded by the tests of purchasing: a centre with suppliers and a job that waits for cable.
# waiting: a centre with two suppliers, filters, of which four lie on Shelf B2, and cable, of which
# there is none and for which the job waits.
waiting() {
  new_centre
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --serial S01-5512345-7 --purchased-on 2025-03-14 --fault 'left side silent'
  ok checkin --customer 'Jana Nováková' --brand Nokia --model 3310 --fault 'does not charge'
  ok place add 'Shelf B2' --kind shelf
  ok supplier add 'Spares Ltd' --lead-days 3 --account K-77
  ok supplier add 'Cable & Co'
  ok part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013 \
    --supplier 'Spares Ltd'
  ok part add CAB-3X1.5 'cable 3 x 1.5' --unit metre --cost 0.80 --price 2.00
  ok part receive 970013-02 4 --place 'Shelf B2'
  job=W26-00001-9
  other=W26-00002-7
  ok order approve "$job"
  ok part need "$job" CAB-3X1.5 --quantity 2.5
}

# draft: of waiting, B26-00001-K with the cable for the job and ten filters for the shelf.
draft() {
  waiting
  order=B26-00001-K
  ok purchase add 'spares ltd' --format json
  assert_json code "$order"
  ok purchase line "$order" CAB-3X1.5 2.5 --for "$job" --cost 0.90
  ok purchase line "$order" 970013-02 10
}

in_order() {
  ok check
  assert_contains "$output" 'All in order           yes'
}

# of_purchase PATH: a member of the order as JSON.
of_purchase() {
  "$FETTLE_BIN" purchase show "$order" --format json | jq -r ".$1"
}

# state_of_cable: how far the job's line that needs cable is.
state_of_cable() {
  "$FETTLE_BIN" order show "$job" --format json | jq -r '.parts[] | select(.sku == "CAB-3X1.5") | .state'
}

# unchanged STATUS COMMAND…: it is refused, and the database is as it was.
unchanged() {
  local before
  before=$(db_hash)
  refused "$@" --format json
  assert_equal "$(db_hash)" "$before"
}

# ordered: of draft, sent.
ordered() {
  draft
  ok purchase send "$order"
}

# of_part SKU KEY: a member of the part as JSON.
of_part() {
  "$FETTLE_BIN" part show "$1" --format json | jq -r ".$2"
}
