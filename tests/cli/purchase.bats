# Purchasing: what is ordered of whom and for which job, what the supplier says, what comes of it.
load helpers
load jobs
load purchases

@test "a draft is filled, sent and confirmed; its job is told each time" {
  draft
  assert_equal "$(of_purchase state)" draft
  # 2.5 at 0.90 are 2.25, ten at 22.10 are 221.00.
  assert_equal "$(of_purchase total)" 223.25
  ok purchase send "$order" --note 'by mail' --format json
  assert_json state sent
  assert_json open_lines 2
  ok purchase confirm "$order" --expected 2026-11-25 --reference AB-1207 --tracking 1Z9 --format json
  assert_json state confirmed
  assert_json expected_on 2026-11-25
  assert_json reference AB-1207
  assert_json tracking 1Z9
  # The cable comes two days later.
  ok purchase confirm "$order" --line 1 --expected 2026-11-27 --format json
  assert_json expected_on 2026-11-25
  assert_json lines.0.expected_on 2026-11-27
  assert_json lines.1.expected_on 2026-11-25
  run -0 bash -c "'$FETTLE_BIN' order show $job --format json |
    jq -r '.events[] | select(.event == \"wait_parts\") | .due_on'"
  assert_equal "$output" "$(printf '%s\n' null 2026-11-25 2026-11-27)"
  ok order show "$job"
  assert_contains "$output" 'line 1: 2.5 metre of CAB-3X1.5 ordered'
  assert_contains "$output" 'ordered, expected Fri 27 Nov'
  in_order
}

@test "a job's line reads needed, then ordered; called off it is needed again" {
  draft
  assert_equal "$(state_of_cable)" needed
  ok purchase send "$order"
  assert_equal "$(state_of_cable)" ordered
  unchanged 3 purchase cancel "$order"
  assert_error invalid reason
  ok purchase cancel "$order" 'not to be had' --format json
  assert_json state cancelled
  assert_equal "$(state_of_cable)" needed
  ok order show "$job"
  assert_contains "$output" 'CAB-3X1.5 called off'
  in_order
}

@test "lines of a draft are set to another quantity and taken off" {
  draft
  unchanged 5 purchase line "$order" 970013-02 5
  assert_error conflict part
  assert_contains "$stderr" 'is on B26-00001-K already: line 2, 10'
  assert_contains "$stderr" '--set'
  ok purchase line "$order" 970013-02 15 --set --format json
  assert_json lines.1.quantity 15
  assert_json lines.1.cost 22.10
  ok purchase remove-line "$order" 1 --format json
  assert_json line_count 1
  assert_json lines.0.removed true
  unchanged 4 purchase remove-line "$order" 1
  assert_error not_found line
  # The job lacks its cable again.
  ok purchase line "$order" CAB-3X1.5 1 --for "$job" --format json
  assert_json lines.2.line 3
  assert_json lines.2.order "$job"
  in_order
}

@test "what is wrong is refused by name, and nothing changes" {
  draft
  unchanged 4 purchase add 'Nobody Ltd'
  assert_error not_found supplier
  unchanged 3 purchase line "$order" 970013-02 0.5 --set
  assert_error invalid quantity
  unchanged 3 purchase line "$order" 970013-02 0 --set
  assert_error invalid quantity
  unchanged 4 purchase line "$order" NOTHING 1
  assert_error not_found part
  unchanged 7 purchase line "$order" CAB-3X1.5 1 --for "$other"
  assert_error state order
  unchanged 7 purchase line "$order" CAB-3X1.5 3 --for "$job" --set
  assert_error state quantity
  unchanged 5 purchase show "$job"
  assert_error conflict purchase
  unchanged 4 purchase show B26-00009-4
  assert_error not_found purchase
  unchanged 7 purchase confirm "$order" --expected 2026-11-25
  assert_error state purchase
  unchanged 3 purchase send "$order" --file order.doc
  assert_error invalid file
  ok purchase send "$order"
  unchanged 3 purchase confirm "$order" --expected 2026-11-20
  assert_error invalid expected
  assert_contains "$stderr" '2026-11-20 is before'
  unchanged 3 purchase confirm "$order" --line 1
  assert_error invalid expected
  unchanged 4 purchase confirm "$order" --line 3 --expected 2026-11-25
  assert_error not_found line
  unchanged 7 purchase send "$order"
  assert_error state purchase
  unchanged 7 purchase line "$order" 970013-02 1
  assert_error state purchase
  unchanged 7 purchase remove-line "$order" 1
  ok purchase add 'Cable & Co'
  unchanged 7 purchase send B26-00003-G
  assert_contains "$stderr" 'has no line'
  ok supplier edit 'Cable & Co' --retired yes
  unchanged 5 purchase add 'Cable & Co'
  assert_error conflict supplier
}

@test "the file for the supplier is a PDF, a CSV or a workbook, with what was ordered" {
  draft
  ok purchase send "$order" --file order.csv
  assert_equal "$(cat order.csv)" "$(printf '%s\n' \
    'purchase,account,line,sku,maker_number,name,quantity,unit,cost,amount' \
    'B26-00001-K,K-77,1,CAB-3X1.5,,cable 3 x 1.5,2.5,metre,0.90,2.25' \
    'B26-00001-K,K-77,2,970013-02,970013,filter V11,10,piece,22.10,221.00')"
  ok purchase file "$order" order.xlsx
  ok purchase file "$order" order.pdf
  run -0 /usr/bin/python3 -c '
import openpyxl
rows = list(openpyxl.load_workbook("order.xlsx").worksheets[0].values)
print(rows[-1][3], rows[-1][6], rows[-1][9])'
  assert_equal "$output" '970013-02 10 221'
  run -0 pdftotext -layout order.pdf -
  assert_contains "$output" 'Purchase order B26-00001-K'
  assert_contains "$output" '970013-02'
  assert_contains "$output" '223.25'
  pdftoppm -r 200 -png order.pdf page
  assert_equal "$(zbarimg --quiet --raw page-1.png 2>/dev/null)" B2600001K
}

@test "the front desk sees no costs and orders nothing; a retry orders once" {
  draft
  ok staff add desk 'Front Desk' --role front_desk
  ok purchase list --as desk --format json
  assert_json rows.0.total null
  refused 6 purchase send "$order" --as desk
  ok purchase send "$order" --request-id a1 --format json
  ok purchase send "$order" --request-id a1 --format json
  assert_json state sent
  assert_equal "$(sql "SELECT COUNT(*) FROM purchase_event WHERE kind = 'send'")" 1
  in_order
}

@test "check sees what was meddled with in a purchase order" {
  draft
  ok purchase send "$order"
  cp "$FETTLE_DB" good.db
  local meddling
  for meddling in \
    "UPDATE purchase SET state = 'confirmed'" \
    'UPDATE purchase_line SET received_milli = 1000' \
    "UPDATE purchase_line SET expected_on = '2026-12-01'" \
    'UPDATE purchase_line SET quantity_milli = 1' \
    'DELETE FROM purchase_event WHERE id = (SELECT MAX(id) FROM purchase_event)'; do
    cp good.db "$FETTLE_DB"
    sqlite3 "$FETTLE_DB" "$meddling"
    refused 10 check
    assert_contains "$output" 'purchase order B26-00001-K'
  done
}

@test "lists of purchase orders come in every format" {
  draft
  local format
  ok purchase add 'Cable & Co'
  ok purchase cancel B26-00003-G
  ok purchase list --open --format json
  assert_json 'rows.#' 1
  for format in text json csv xlsx; do
    "$FETTLE_BIN" purchase list --format "$format" >"list.$format"
    "$FETTLE_BIN" purchase show "$order" --format "$format" >"show.$format"
  done
  assert_equal "$(wc -l <list.csv)" 3
  run -0 /usr/bin/python3 -c '
import openpyxl
assert openpyxl.load_workbook("list.xlsx").worksheets[0].max_row == 3
assert openpyxl.load_workbook("show.xlsx").worksheets[0].max_row >= 2'
}

# wishes: supplier, part, quantity, amount, job and draft of each suggestion.
wishes() {
  "$FETTLE_BIN" purchase suggest "$@" --format json |
    jq -r '.rows[] | [.supplier // "-", .sku, .quantity, .amount, .order // "-", .purchase // "-"] | join(" ")'
}

@test "what jobs lack is suggested first, then what is to be ordered again, by supplier" {
  waiting
  ok part edit CAB-3X1.5 --supplier 'Cable & Co'
  # Four are free: at four ten more are ordered, at three not yet.
  ok part reorder 970013-02 --place 'Shelf B2' --below 3 --quantity 10
  assert_equal "$(wishes)" "Cable & Co CAB-3X1.5 2.5 2.00 $job -"
  ok part reorder 970013-02 --place 'Shelf B2' --below 4 --quantity 10
  # The other job is not approved: nothing is ordered for it.
  ok part need "$other" CAB-3X1.5 --quantity 7
  ok part edit 970013-02 --supplier 'Cable & Co'
  assert_equal "$(wishes)" "$(printf '%s\n' "Cable & Co CAB-3X1.5 2.5 2.00 $job -" \
    'Cable & Co 970013-02 10 221.00 - -')"
  ok purchase suggest --format json
  assert_json rows.0.because "$job lacks 2.5 metre on line 1"
  assert_json rows.1.because 'Shelf B2 has 4 free, ordered again at 4'
  ok part edit 970013-02 --supplier 'Spares Ltd'
  assert_equal "$(wishes --supplier 'spares ltd')" 'Spares Ltd 970013-02 10 221.00 - -'
  ok purchase suggest --supplier 'spares ltd' --format json
  assert_json rows.0.lead_days 3
  assert_json rows.0.arrives_on 2026-11-25
  refused 4 purchase suggest --supplier nobody --format json
  assert_error not_found supplier
}

@test "the suggestions become drafts, one a supplier, and are not suggested again" {
  waiting
  ok part reorder 970013-02 --place 'Shelf B2' --below 4 --quantity 10
  ok part need "$job" 970013-02 --quantity 6
  # The cable has no supplier; of the filters four are reserved, two are lacking, and then none is
  # free.
  run -0 --separate-stderr "$FETTLE_BIN" purchase suggest --make --format json
  assert_contains "$stderr" '1 part has no supplier'
  run -0 jq -r '.rows[] | [.supplier // "-", .sku, .quantity, .order // "-", .purchase // "-"] | join(" ")' <<<"$output"
  assert_equal "$output" "$(printf '%s\n' "Spares Ltd 970013-02 2 $job B26-00001-K" \
    'Spares Ltd 970013-02 10 - B26-00001-K' "- CAB-3X1.5 2.5 $job -")"
  assert_equal "$(wishes)" "- CAB-3X1.5 2.5 2.00 $job -"
  ok purchase cancel B26-00001-K
  assert_equal "$(wishes | wc -l)" 3
  ok part edit CAB-3X1.5 --supplier 'Cable & Co'
  ok purchase suggest --make --dry-run
  ok purchase list --format json
  assert_json 'rows.#' 1
  ok purchase suggest --make
  ok purchase list --open --format json
  assert_json 'rows.#' 2
  ok purchase suggest --make
  assert_contains "$output" 'nothing is to be ordered'
  ok purchase list --format json
  assert_json 'rows.#' 3
  in_order
}

# told SKU: its moves: kind, quantity, value, and what is in stock after each.
told() {
  "$FETTLE_BIN" part explain "$1" --format json |
    jq -r '.rows[] | [.kind, .quantity, .value, .stock, .stock_value] | join(" ")'
}

@test "what comes is kept for the job that it was ordered for, and its clock goes on" {
  ordered
  # The other job lacks cable too, and longer: what was ordered for a job is that job's.
  ok order approve "$other"
  ok part need "$other" CAB-3X1.5 --quantity 4
  ok purchase receive "$order" 1 2.5 --place 'Shelf B2' --reference LS-1 --format json
  assert_json rows.0.kept_for "$job"
  assert_json rows.0.left 0
  assert_json rows.0.value 2.25
  assert_json rows.0.state part_received
  ok order show "$job" --format json
  assert_json state approved
  assert_json parts.0.state reserved
  ok order show "$other" --format json
  assert_json state await_parts
  ok part explain CAB-3X1.5 --format json
  assert_json rows.0.purchase "$order"
  assert_json rows.0.reference LS-1
  assert_json rows.0.supplier 'Spares Ltd'
  in_order
}

@test "a part of a line comes, the rest is to come; more than that only when it is meant" {
  ordered
  ok purchase receive "$order" 2 4 1 1 --place 'Shelf B2' --format json
  assert_json rows.0.left 6
  assert_json rows.1.left 1.5
  assert_equal "$(state_of_cable)" ordered
  unchanged 7 purchase receive "$order" 2 7
  assert_error state quantity
  assert_contains "$stderr" '6 of 970013-02 are to come on line 2, not 7'
  unchanged 5 purchase receive "$order" 2 1 2 1
  assert_error conflict line
  ok purchase receive "$order" 2 7 --more --cost 20.00
  ok purchase receive "$order" --all --place 'Shelf B2' --format json
  assert_json 'rows.#' 1
  assert_json rows.0.state received
  unchanged 7 purchase receive "$order" --all
  # 4 at 22.10 were there; 4 at 22.10, as ordered, and 7 at 20.00 came.
  assert_equal "$(of_part 970013-02 stock)" 15
  assert_equal "$(of_part 970013-02 value)" 316.80
  assert_equal "$(of_purchase state)" received
  in_order
}

@test "a delivery that was a mistake is taken back, and is to come again" {
  ordered
  local move
  ok purchase receive "$order" 2 10 --format json
  move=$(json rows.0.move)
  ok part reverse "$move" --reason 'another parcel'
  assert_equal "$(of_purchase state)" sent
  assert_equal "$(of_purchase 'lines[1].left')" 10
  assert_equal "$(of_purchase 'receipts[0].reversed_by')" "$(of_purchase 'receipts[1].move')"
  assert_equal "$(of_part 970013-02 value)" 88.40
  in_order
}

@test "nothing is received of a draft, of what was called off, or without what it needs" {
  draft
  ok part add BOARD-1 'main board' --tracking serial --price 120.00
  ok purchase line "$order" BOARD-1 2
  unchanged 7 purchase receive "$order" --all --place 'Shelf B2'
  assert_error state purchase
  ok purchase send "$order"
  unchanged 2 purchase receive "$order"
  unchanged 2 purchase receive "$order" --all 1 1
  unchanged 3 purchase receive "$order" 2 1 3
  assert_error invalid quantity
  unchanged 3 purchase receive "$order" 2 1.5
  assert_error invalid quantity
  unchanged 3 purchase receive "$order" 2 0
  assert_error invalid quantity
  unchanged 4 purchase receive "$order" 9 1
  assert_error not_found line
  unchanged 4 purchase receive "$order" 1 1 --place nowhere
  assert_error not_found place
  unchanged 3 purchase receive "$order" 3 2 --place 'Shelf B2'
  assert_error invalid serial
  unchanged 3 purchase receive "$order" 3 2 --place 'Shelf B2' --serial A1 --serial A2
  assert_error invalid cost
  unchanged 3 purchase receive "$order" 1 1 2 1 --cost 5.00 --place 'Shelf B2'
  assert_error invalid cost
  unchanged 5 purchase receive "$order" 3 2 --place 'Shelf B2' --serial A1 --serial a-1 --cost 80.00
  assert_error conflict serial
  unchanged 3 purchase receive "$order" 2 1 --label for.doc
  assert_error invalid label
  ok purchase receive "$order" 3 2 --place 'Shelf B2' --serial A1 --serial A2 --cost 80.00
  assert_equal "$(of_part BOARD-1 value)" 160.00
  ok purchase cancel "$order" 'the rest is not to be had'
  unchanged 7 purchase receive "$order" --all --place 'Shelf B2'
  assert_error state purchase
  in_order
}

@test "a purchase order is found by its code, its supplier and the supplier's number of it" {
  ordered
  ok purchase confirm "$order" --reference 'AB-4711/x'
  ok purchase add 'Cable & Co'
  for text in "$order" b2600001k spares 'SPARES l' ab-4711 '4711/X'; do
    ok find "$text" --format json
    assert_json 'rows.#' 1
    assert_json rows.0.code "$order"
    assert_json rows.0.title 'Spares Ltd'
    assert_json rows.0.detail 'AB-4711/x'
    assert_json rows.0.state confirmed
  done
  ok find cable --format json
  assert_json 'rows.#' 1
  assert_json rows.0.state draft
  ok find b26-00009-4
  assert_equal "$output" 'nothing found'
}

@test "the code of a purchase order is known wherever codes are scanned" {
  ordered
  ok scan b2600001k --format json
  assert_json thing purchase
  assert_json code "$order"
  assert_json title 'Spares Ltd, sent'
  unchanged 4 scan B26-00009-4
  assert_error not_found
  unchanged 5 label "$order"
  assert_error conflict code
}

@test "on a terminal, more than was ordered is asked about" {
  ordered
  run script -qec "'$FETTLE_BIN' purchase receive $order 2 11" /dev/null <<<n
  assert_contains "$output" '10 of 970013-02 are to come on line 2, not 11: did so many come?'
  assert_equal "$(of_part 970013-02 stock)" 4
  run script -qec "'$FETTLE_BIN' purchase receive $order 2 11" /dev/null <<<y
  assert_equal "$(of_part 970013-02 stock)" 15
}

@test "from an empty shelf: suggested, ordered, received, dead on arrival, replaced and used" {
  waiting
  ok part edit CAB-3X1.5 --supplier 'Cable & Co'
  order=B26-00001-K
  assert_equal "$(state_of_cable)" needed
  ok purchase suggest --make
  ok purchase send "$order" --file order.csv
  assert_equal "$(state_of_cable)" ordered
  at 2026-11-23T09:00:00Z purchase confirm "$order" --expected 2026-11-24
  at 2026-11-24T09:00:00Z purchase receive "$order" --all --place 'Shelf B2' --label for.png
  assert_equal "$(zbarimg --quiet --raw for.png 2>/dev/null)" W26000019
  assert_equal "$(state_of_cable)" reserved
  at 2026-11-24T10:00:00Z order start "$job" --technician tomas
  at 2026-11-24T10:05:00Z part issue "$job" CAB-3X1.5
  assert_equal "$(state_of_cable)" issued
  at 2026-11-24T10:30:00Z part return "$job" CAB-3X1.5 --quantity 1 --fate doa --reason 'insulation torn'
  ok order show "$job" --format json
  assert_json state await_parts
  # What was dead is lacking again: it is suggested, and comes of another order.
  assert_equal "$(wishes)" "Cable & Co CAB-3X1.5 1 0.80 $job -"
  ok purchase suggest --make
  order=B26-00003-G
  at 2026-11-24T11:00:00Z purchase send "$order"
  at 2026-11-25T09:00:00Z purchase receive "$order" --all
  at 2026-11-25T09:10:00Z part issue "$job" CAB-3X1.5
  at 2026-11-25T09:20:00Z order start "$job" --technician tomas
  at 2026-11-25T10:00:00Z order test "$job"
  at 2026-11-25T10:10:00Z order ready "$job" --result repaired
  at 2026-11-25T11:00:00Z order handover "$job"
  assert_equal "$(state_of_cable)" used
  # 2.5 at 0.80 are 2.00, one of these is 0.80; another one comes at 0.80.
  assert_equal "$(told CAB-3X1.5)" "$(printf '%s\n' \
    'receive 2.5 2.00 2.5 2.00' \
    'reserve 2.5 0.00 2.5 2.00' \
    'issue 2.5 2.00 0 0.00' \
    'dead 1 0.80 0 0.00' \
    'receive 1 0.80 1 0.80' \
    'reserve 1 0.00 1 0.80' \
    'issue 1 0.80 0 0.00' \
    'use 2.5 2.00 0 0.00')"
  run -0 bash -c "'$FETTLE_BIN' order show $job --format json |
    jq -r '.events[] | select(.text != null and (.text | test(\"CAB|cable\"))) | .text'"
  assert_equal "$output" "$(printf '%s\n' \
    'line 1: cable 3 x 1.5 CAB-3X1.5' \
    'cable 3 x 1.5' \
    'line 1: 2.5 metre of CAB-3X1.5 ordered, B26-00001-K' \
    'cable 3 x 1.5' \
    'line 1: 2.5 metre of CAB-3X1.5 received, B26-00001-K' \
    'line 1: 2.5 metre of CAB-3X1.5 issued' \
    'line 1: 1 metre of CAB-3X1.5 dead on arrival' \
    'cable 3 x 1.5' \
    'line 1: 1 metre of CAB-3X1.5 ordered, B26-00003-G' \
    'line 1: 1 metre of CAB-3X1.5 received, B26-00003-G' \
    'line 1: 1 metre of CAB-3X1.5 issued')"
  in_order
}

@test "an invoice is matched with what was received, and a difference goes into the stock" {
  ordered
  ok purchase receive "$order" 1 2.5 2 4 --place 'Shelf B2'
  ok part issue "$job" CAB-3X1.5
  # 4 filters were there and 4 came, at 22.10 each; the invoice asks 23.00 for each. The cable is
  # all on the job: what it costs more is a difference. 2.5 at 1.00 and 4 at 23.00 are 94.50.
  ok purchase invoice "$order" 1 1.00 2 23.00 --number R-1 --amount 94.50 --format json
  assert_json 'rows.#' 2
  assert_json rows.0.received 2.25
  assert_json rows.0.billed 2.50
  assert_json rows.0.difference 0.25
  assert_json rows.1.received 88.40
  assert_json rows.1.billed 92.00
  assert_json rows.1.difference 3.60
  assert_equal "$(of_part 970013-02 value)" 180.40
  assert_equal "$(of_part CAB-3X1.5 value)" 0.00
  ok order show "$job" --format json
  assert_json lines.0.cost 2.25
  assert_equal "$(told 970013-02 | tail -1)" 'value 0 3.60 8 180.40'
  assert_equal "$(of_purchase 'lines[1].billed')" 92.00
  assert_equal "$(of_purchase 'lines[1].difference')" 3.60
  in_order
  # The rest comes and is billed for less; freight is on no line.
  ok purchase receive "$order" --all
  run -0 --separate-stderr "$FETTLE_BIN" purchase invoice "$order" 2 20.00 --number R-2 --amount 126.00 --format json
  assert_contains "$stderr" '6.00 EUR more than its lines'
  assert_json 'rows.#' 2
  assert_json rows.0.difference -12.60
  assert_json rows.1.line null
  assert_json rows.1.billed 6.00
  # 180.40 and 6 at 22.10 are 313.00.
  assert_equal "$(of_part 970013-02 value)" 300.40
  in_order
}

@test "of what was partly used, the stock takes its share of the difference" {
  ordered
  ok purchase receive "$order" 2 10 --place 'Shelf B2'
  # 14 are there; 12 go: two of the ten can still be there.
  ok part scrap 970013-02 12 --reason 'water'
  assert_equal "$(of_part 970013-02 value)" 44.20
  ok purchase invoice "$order" 2 23.10 --only --number R-1 --amount 231.00 --format json
  assert_json rows.0.difference 10.00
  assert_equal "$(of_part 970013-02 value)" 46.20
  assert_equal "$(sql "SELECT value_cents FROM stock_balance WHERE account = 'adjustment'")" 800
  in_order
}

@test "an invoice for some of a line leaves the rest to be billed" {
  ordered
  ok purchase receive "$order" --all --place 'Shelf B2'
  # Ten came at 22.10: three are 66.30, three more at 23.00 are 69.00, and 2.70 more than received.
  ok purchase invoice "$order" --quantity 2:3 --only --number R-1 --amount 66.30 --format json
  assert_json 'rows.#' 1
  assert_json rows.0.quantity 3
  assert_json rows.0.received 66.30
  assert_json rows.0.difference 0.00
  ok purchase invoice "$order" 2 23.00 --quantity 2:3 --only --number R-2 --amount 69.00 --format json
  assert_json rows.0.received 66.30
  assert_json rows.0.difference 2.70
  # 14 at 22.10 and 2.70.
  assert_equal "$(of_part 970013-02 value)" 312.10
  unchanged 7 purchase invoice "$order" --quantity 2:5 --number R-3 --amount 110.50
  assert_error state quantity
  for wrong in 2 2: :2 x:2 2:0.5 2:0 2:-1; do
    unchanged 3 purchase invoice "$order" --quantity "$wrong" --number R-3 --amount 1.00
  done
  unchanged 5 purchase invoice "$order" --quantity 2:1 --quantity 2:1 --number R-3 --amount 44.20
  assert_error conflict line
  unchanged 4 purchase invoice "$order" --quantity 9:1 --number R-3 --amount 1.00
  # The rest: four filters, and one of the 2.5 metres at 0.90, which are 2.25.
  ok purchase invoice "$order" --quantity 1:1 --number R-3 --amount 89.30 --format json
  assert_json rows.0.received 0.90
  assert_json rows.1.quantity 4
  assert_json rows.1.received 88.40
  ok purchase invoice "$order" --number R-4 --amount 1.35 --format json
  assert_json 'rows.#' 1
  assert_json rows.0.quantity 1.5
  assert_json rows.0.difference 0.00
  unchanged 7 purchase invoice "$order" --number R-5 --amount 1.00
  in_order
}

@test "an invoice for nothing, twice, or for what is not there is refused" {
  draft
  unchanged 7 purchase invoice "$order" --number R-1 --amount 1.00
  assert_error state purchase
  ok purchase send "$order"
  unchanged 7 purchase invoice "$order" --number R-1 --amount 1.00
  assert_contains "$stderr" 'nothing of B26-00001-K was received'
  ok purchase receive "$order" 2 10 --place 'Shelf B2'
  unchanged 7 purchase invoice "$order" 1 1.00 --number R-1 --amount 1.00
  assert_error state line
  unchanged 4 purchase invoice "$order" 7 1.00 --number R-1 --amount 1.00
  assert_error not_found line
  unchanged 3 purchase invoice "$order" 2 --number R-1 --amount 1.00
  assert_error invalid cost
  unchanged 3 purchase invoice "$order" 2 1.005 --number R-1 --amount 1.00
  assert_error invalid cost
  unchanged 2 purchase invoice "$order" --only --number R-1 --amount 1.00
  unchanged 2 purchase invoice "$order" --number R-1
  unchanged 6 purchase invoice "$order" --number R-1 --amount 221.00 --as tomas
  ok purchase invoice "$order" --number R-1 --amount 221.00
  unchanged 5 purchase invoice "$order" --number R-1 --amount 221.00
  assert_error conflict number
  unchanged 7 purchase invoice "$order" --number R-2 --amount 221.00
  assert_error state purchase
  sqlite3 "$FETTLE_DB" 'UPDATE purchase_bill SET billed_cents = 1'
  refused 10 check
  assert_contains "$output" 'purchase order B26-00001-K'
}

@test "an invoice for much less never makes the stock worth less than nothing" {
  waiting
  ok part add SCREW-1 screw --cost 20.00 --price 30.00 --supplier 'Spares Ltd'
  ok part receive SCREW-1 10 --cost 0.01 --place 'Shelf B2'
  ok purchase add 'Spares Ltd'
  order=B26-00001-K
  ok purchase line "$order" SCREW-1 1
  ok purchase send "$order"
  ok purchase receive "$order" --all
  # 11 are worth 20.10; ten of them 18.27; the one that is left 1.83. The invoice asks 10.00 less for
  # it than it came at: 1.83 of that is there.
  ok part scrap SCREW-1 10 --reason rust
  ok purchase invoice "$order" 1 10.00 --number R-1 --amount 10.00
  assert_equal "$(told SCREW-1 | tail -2)" "$(printf '%s\n' 'value 0 10.00 1 0.00' 'value 0 8.17 1 0.00')"
  in_order
}

@test "on a screen an order shows no column that says nothing, and what happened in words" {
  draft
  ok purchase show "$order"
  assert_lacks "$output" 'Billed'
  assert_lacks "$output" 'Taken off'
  ok purchase remove-line "$order" 2 --request-id r1
  assert_contains "$output" 'Taken off'
  local first=$output
  ok purchase remove-line "$order" 2 --request-id r1
  assert_equal "$output" "$first"
  assert_contains "$output" 'line taken off'
  ok purchase send "$order"
  assert_contains "$stderr" "Next: fettle purchase confirm $order --expected DATE"
  ok purchase confirm "$order" --expected 2026-12-01 --reference AB-1 --tracking T-9
  assert_contains "$output" 'expected 2026-12-01, their number AB-1, parcel T-9'
  assert_contains "$stderr" "Next: fettle purchase receive $order --all"
  ok purchase receive "$order" --all --place 'Shelf B2'
  ok purchase invoice "$order" --number RE-1 --amount 2.25
  ok purchase show "$order"
  assert_contains "$output" 'Billed'
  assert_contains "$output" 'RE-1, 2.25 EUR'
  unchanged 7 purchase remove-line "$order" 1
}

@test "one draft is named as what to look at, and what a reorder point does is said" {
  waiting
  ok part reorder 970013-02 --place 'Shelf B2' --below 4 --quantity 10
  assert_contains "$stderr" '10 more are suggested when no more than 4 are free there'
  assert_contains "$stderr" 'Next: fettle purchase suggest'
  ok purchase suggest --make
  assert_contains "$stderr" 'Next: fettle purchase show B26-00001-K'
  ok purchase send B26-00001-K
  refused 3 purchase cancel B26-00001-K
  assert_contains "$stderr" 'fettle purchase cancel B26-00001-K REASON'
}
