# The list of parts: which ones, and what of each there is room to show.
load helpers

# store: six parts of two suppliers on two shelves.
store() {
  new_centre
  ok place add 'Shelf B2' --kind shelf
  ok place add 'Van 1' --kind shelf
  ok supplier add 'Spares Ltd' --lead-days 3
  ok supplier add 'Far Parts' --lead-days 21
  ok part add F-1 'filter V11' --supplier 'Spares Ltd' --fits 'Dyson: V11' --cost 22.10 --price 40
  ok part add F-2 'filter V15' --supplier 'Far Parts' --fits 'Dyson: V15'
  ok part add B-1 'brush' --supplier 'Spares Ltd' --fits Dyson
  ok part add K-1 'kettle switch' --supplier 'Far Parts' --fits 'Bosch: V11'
  ok part add S-1 'screw'
  ok part add OLD 'old screw'
  ok part edit OLD --retired yes
  ok part receive F-1 4 --place 'Shelf B2'
  ok part receive B-1 1 --cost 3 --place 'Van 1'
  ok part receive K-1 2 --cost 4 --place 'Shelf B2'
  ok part reorder F-1 --place 'Shelf B2' --below 2 --quantity 10
  ok part reorder B-1 --place 'Van 1' --below 1 --quantity 5
  ok part reorder F-2 --place 'Van 1' --below 1 --quantity 5
}

# listed SKUS OPTION…: what the list has, in its order.
listed() {
  local expected=$1
  shift
  ok part list --format csv --fields sku "$@"
  assert_equal "$(tail -n +2 <<<"$output" | tr '\r\n' '  ' | xargs)" "$expected"
}

@test "parts are listed by supplier, place, stock, what they fit, and what runs low" {
  store
  listed 'B-1 F-1 F-2 K-1 S-1'
  listed 'B-1 F-1 F-2 K-1 OLD S-1' --all
  listed 'B-1 F-1' --supplier 'spares ltd'
  listed 'F-1 K-1' --place 'Shelf B2'
  listed 'B-1 F-1 K-1' --stock some
  listed 'B-1 F-1 K-1' --in-stock
  listed 'F-2 S-1' --stock none
  listed 'B-1 F-2' --below
  listed 'B-1 F-1' --fits 'dyson: v11'
  listed 'F-1 K-1' --fits V11
  listed 'B-1 F-1 F-2' --fits Dyson
  listed 'F-1' --fits 'Dyson: V11' --place 'Shelf B2' --text FILTER
  listed '' --supplier 'Far Parts' --below --stock some
  # What leaves the shelf leaves its list.
  ok part scrap K-1 2 --place 'Shelf B2' --reason broken
  listed 'F-1' --place 'Shelf B2'
}

@test "a question about what is not on file says so" {
  store
  refused 4 part list --supplier Nobody --format json
  assert_error not_found supplier
  refused 4 part list --place Nowhere --format json
  assert_error not_found place
  refused 2 part list --in-stock --stock none --format json
  assert_error usage stock
  refused 3 part list --fits ' : V11' --format json
  assert_error invalid fits
}

# on_terminal COLUMNS: the list as a terminal of that width shows it.
on_terminal() {
  script -qec "stty cols $1; '$FETTLE_BIN' part list" /dev/null | tr -d '\r'
}

@test "a wide terminal shows more of each part, a narrow one what matters, and no line is cut" {
  store
  on_terminal 80 >narrow
  assert_equal "$(head -1 narrow | xargs)" 'Part Name Free Reserved Unit Price Cost Value Supplier'
  on_terminal 140 >wide
  assert_equal "$(head -1 wide | xargs)" \
    'Part Name Free Reserved Unit Price Cost Value Code Supplier Lead days'
  assert_contains "$(grep F-2 wide | xargs)" 'F-2 filter V15 0 0 piece – – 0.00 A26-00002-'
  assert_contains "$(grep F-2 wide | xargs)" ' Far Parts 21'
  on_terminal 60 >small
  assert_equal "$(head -1 small | xargs)" 'Part Name Free Reserved Price Cost Value'
  (($(wc -L <small) <= 60 && $(wc -L <narrow) <= 80 && $(wc -L <wide) <= 140))
  # In a pipe nothing depends on a terminal.
  assert_equal "$("$FETTLE_BIN" part list | head -1 | xargs)" 'Part Name Free Reserved Price Cost Value'
}
