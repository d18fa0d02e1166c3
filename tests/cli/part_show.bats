# The page of a part: its pieces by number, what is on order, and which jobs it is for.
load helpers

# shop: a centre with two approved jobs and a speaker of which every piece has a number.
shop() {
  local number
  new_centre
  ok place add 'Shelf B2' --kind shelf
  ok supplier add 'Spares Ltd' --lead-days 3
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --fault 'left side silent'
  ok checkin --customer 'Jana Nováková' --brand Nokia --model 3310 --fault 'does not charge'
  job=W26-00001-9
  other=W26-00002-7
  ok part add SP-1 speaker --tracking serial --cost 9 --price 30 --supplier 'Spares Ltd'
  for number in "$@"; do
    ok part receive SP-1 --place 'Shelf B2' --serial "$number"
  done
  ok order approve "$job"
  ok order approve "$other"
}

# rows SECTION KEYS: of the page of the part, a row a line.
rows() {
  "$FETTLE_BIN" part show SP-1 --format json | jq -c ".$1[] | [$2]"
}

@test "each piece in stock is shown by its number, where it lies and whom it is kept for" {
  shop X3 X1 X2
  ok part issue "$job" SP-1 --serial X2
  ok part reserve "$other" SP-1 --serial X1
  assert_equal "$(rows serials '.serial, .account, .place, .order')" \
    "$(printf '%s\n' '["X1","reserved","Shelf B2","W26-00002-7"]' '["X3","shelf","Shelf B2",null]')"
  ok part show SP-1
  assert_contains "$output" 'Serial numbers in stock'
  assert_lacks "$output" X2
}

@test "of many serial numbers the first are shown, and the way to all of them" {
  shop
  local number
  ok part receive SP-1 --place 'Shelf B2' --serial N00
  for number in {01..24}; do
    ok part receive SP-1 --place 'Shelf B2' --serial "N$number"
  done
  assert_equal "$(rows serials .serial | wc -l)" 20
  assert_equal "$(rows serials .serial | tail -1)" '["N19"]'
  ok part show SP-1
  assert_contains "$stderr" 'part show SP-1 --serials   shows the 5 more serial numbers'
  ok part show SP-1 --serials --format json
  assert_equal "$(jq '.serials | length' <<<"$output")" 25
  ok part show SP-1 --serials
  assert_lacks "$stderr" more
}

@test "what is on order, when it is expected, and the jobs that it is kept for or that wait" {
  shop X1
  ok part reserve "$job" SP-1 --serial X1
  ok part need "$other" SP-1 --quantity 3
  ok purchase add 'Spares Ltd'
  ok purchase line B26-00001-K SP-1 2 --for "$other"
  ok purchase line B26-00001-K SP-1 5
  ok purchase send B26-00001-K
  ok purchase confirm B26-00001-K --expected 2026-11-30
  ok purchase receive B26-00001-K 2 1 --serial Y1 --place 'Shelf B2'
  assert_equal "$(rows on_order '.purchase, .supplier, .state, .left, .expected_on, .order')" \
    "$(printf '%s\n' '["B26-00001-K","Spares Ltd","part_received","2","2026-11-30","W26-00002-7"]' \
      '["B26-00001-K","Spares Ltd","part_received","4","2026-11-30",null]')"
  assert_equal "$(rows jobs '.order, .needed, .reserved, .ordered, .lacking')" \
    "$(printf '%s\n' '["W26-00001-9","1","1","0","0"]' '["W26-00002-7","3","1","2","2"]')"
  ok part show SP-1
  assert_contains "$output" 'Jobs that need it'
  # What a job has got is not waited for.
  ok part issue "$job" SP-1 --serial X1
  assert_equal "$(rows jobs .order)" '["W26-00002-7"]'
}
