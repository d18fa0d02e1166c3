# A part that is not made any more and the one that takes its place: suggested, ordered and kept for
# the jobs that wait for the old one.
load helpers
load jobs
load purchases

@test "what takes the place of a part that is not made any more is suggested for it" {
  waiting
  ok part add CAB-2 'cable, new' --unit metre --cost 1.00 --price 2.00 --supplier 'Cable & Co'
  ok part add CAB-3 'cable, newest' --unit metre --cost 1.00 --price 2.00 --supplier 'Cable & Co'
  ok part edit CAB-3X1.5 --superseded-by CAB-2 --supplier 'Spares Ltd'
  ok part edit CAB-2 --superseded-by CAB-3
  ok part need "$job" CAB-3 --quantity 1
  # One metre of the old cable is free again: of 2.5 it serves one.
  ok order approve "$other"
  ok part receive CAB-3X1.5 1 --place 'Shelf B2'
  ok purchase suggest --format json
  assert_equal "$(jq -r '.rows[] | [.supplier, .sku, .quantity, .order, .order_line] | join(" ")' <<<"$output")" \
    "Cable & Co CAB-3 1.5 $job 1
Cable & Co CAB-3 1 $job 2"
  assert_json rows.0.because 'W26-00001-9 lacks 1.5 metre on line 1, of CAB-3X1.5, whose place it takes'
  ok purchase suggest --make
  order=B26-00001-K
  assert_equal "$(of_purchase 'lines[] | [.sku, .quantity, .order // "shelf"] | join(" ")')" "CAB-3 1.5 $job
CAB-3 1 $job"
  ok purchase suggest --format json
  assert_json 'rows.#' 0
  in_order
}

# parts_of: the parts of the job, a line each: line, SKU, needed, reserved, ordered.
parts_of() {
  "$FETTLE_BIN" order show "$job" --format json |
    jq -r '.parts[] | [.line, .sku, .needed, .reserved, .ordered] | join(" ")'
}

@test "what takes the place of a part is for the job that waits for the part, and comes for it" {
  waiting
  ok part add CAB-2 'cable, new' --unit metre --cost 1.00 --price 9.00 --supplier 'Cable & Co'
  ok part edit CAB-3X1.5 --superseded-by CAB-2
  # One metre of the old cable is found: the job has it, and lacks 1.5.
  ok part receive CAB-3X1.5 1 --place 'Shelf B2'
  ok purchase suggest --make
  order=B26-00001-K
  assert_equal "$(of_purchase 'lines[] | [.sku, .quantity, .order, .order_line] | join(" ")')" "CAB-2 1.5 $job 1"
  ok purchase send "$order"
  assert_equal "$(parts_of)" '1 CAB-3X1.5 2.5 1 1.5'
  # Of the new one a metre comes first: the line is for what there is of the old one, and another
  # for the new one, at the price that was agreed.
  ok purchase receive "$order" 1 1 --place 'Shelf B2' --format json
  assert_json rows.0.kept_for "$job"
  assert_equal "$(parts_of)" "$(printf '%s\n' '1 CAB-3X1.5 1 1 0' '2 CAB-2 1.5 1 0.5')"
  assert_equal "$(of_purchase 'lines[] | [.sku, .order, .order_line] | join(" ")')" "CAB-2 $job 2"
  run -0 bash -c "'$FETTLE_BIN' order show $job --format json | jq -r '.lines[] | [.position, .quantity, .unit_price, .payer] | join(\" \")'"
  assert_equal "$output" "$(printf '%s\n' '1 1 2.00 maker' '2 1.5 2.00 maker')"
  ok order show "$job"
  assert_contains "$(tr -s ' \n' ' ' <<<"$output")" \
    'line 1: CAB-2 takes the place of 1.5 metre of CAB-3X1.5, line 2'
  assert_contains "$output" 'waits for parts'
  in_order
  # The rest comes, and the job goes on.
  ok purchase receive "$order" --all
  assert_equal "$(parts_of)" "$(printf '%s\n' '1 CAB-3X1.5 1 1 0' '2 CAB-2 1.5 1.5 0')"
  ok order show "$job" --format json
  assert_json state approved
  ok part issue "$job" CAB-2
  ok part issue "$job" CAB-3X1.5
  ok purchase suggest --format json
  assert_json 'rows.#' 0
  in_order
}

@test "what takes the place of a part serves jobs that wait for the part whichever way it comes" {
  waiting
  ok part add CAB-2 'cable, new' --unit metre --cost 1.00 --price 3.00 --supplier 'Cable & Co'
  ok part add CAB-X 'cable by the roll' --cost 1.00 --price 3.00
  # It is on the shelf already when the other is said to be made no more.
  ok part receive CAB-2 1 --place 'Shelf B2'
  ok part edit CAB-3X1.5 --superseded-by CAB-2
  assert_equal "$(parts_of)" "$(printf '%s\n' '1 CAB-3X1.5 1.5 0 0' '2 CAB-2 1 1 0')"
  # By hand, for the job; more than it lacks is refused.
  ok purchase add 'Cable & Co'
  order=B26-00001-K
  unchanged 7 purchase line "$order" CAB-2 2 --for "$job"
  ok purchase line "$order" CAB-2 1 --for "$job"
  ok purchase send "$order"
  # From somewhere else: what is on order as such stays ordered, the rest is served.
  ok part receive CAB-2 3 --place 'Shelf B2' --format json
  assert_json kept_for "$job"
  assert_json free 1.5
  ok order show "$job" --format json
  assert_json state approved
  # Three pieces are not three metres: what is counted otherwise takes no place.
  unchanged 5 part edit CAB-3X1.5 --superseded-by CAB-X
  assert_error conflict superseded_by
  in_order
}

@test "what a job lacks is ordered once, as the part or as one of those that take its place" {
  waiting
  ok part add CAB-2 'cable, new' --unit metre --cost 1.00 --price 3.00
  ok part add CAB-3 'cable, newest' --unit metre --cost 1.00 --price 3.00
  ok part edit CAB-3X1.5 --superseded-by CAB-2
  ok part edit CAB-2 --superseded-by CAB-3
  ok purchase add 'Cable & Co'
  order=B26-00001-K
  ok purchase line "$order" CAB-3X1.5 2 --for "$job"
  unchanged 7 purchase line "$order" CAB-2 1 --for "$job"
  assert_error state quantity
  ok purchase line "$order" CAB-2 0.5 --for "$job"
  unchanged 7 purchase line "$order" CAB-3 0.5 --for "$job"
  assert_error state order
  # A line that is there already may be set to all that is lacking and not on another.
  ok purchase line "$order" CAB-3X1.5 1 --for "$job" --set
  ok purchase line "$order" CAB-3 1 --for "$job"
  ok purchase send "$order"
  ok purchase receive "$order" --all --place 'Shelf B2'
  assert_equal "$(sort <<<"$(parts_of)")" "$(printf '%s\n' '1 CAB-3X1.5 1 1 0' '2 CAB-2 0.5 0.5 0' '3 CAB-3 1 1 0')"
  in_order
}

@test "what lies there serves the job whose old part is called off with the supplier" {
  waiting
  ok part add CAB-2 'cable, new' --unit metre --cost 1.00 --price 3.00
  ok purchase add 'Cable & Co'
  order=B26-00001-K
  ok purchase line "$order" CAB-3X1.5 2.5 --for "$job"
  ok purchase send "$order"
  ok part edit CAB-3X1.5 --superseded-by CAB-2
  ok part receive CAB-2 3 --place 'Shelf B2'
  assert_equal "$(parts_of)" '1 CAB-3X1.5 2.5 0 2.5'
  ok purchase cancel "$order" 'they sent the new one'
  assert_equal "$(parts_of)" '2 CAB-2 2.5 2.5 0'
  ok order show "$job" --format json
  assert_json state approved
  in_order
}
