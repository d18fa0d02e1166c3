# Returns: what goes back to suppliers, in which box, by when, and what they credit for it.
load helpers
load returns

@test "what failed is due back by the supplier's days, is packed, sent, received and credited" {
  dead
  # 2026-11-22 and 14 days; two at 22.10 are 44.20.
  assert_equal "$(due)" 'pack Spares Ltd 970013-02 2 dead 2026-12-06 14 44.20 -'
  ok return add 'spares ltd' --note 'November' --format json
  assert_json code "$box"
  assert_json state draft
  ok return line "$box" 970013-02 --format json
  assert_json lines.0.asked 44.20
  assert_json lines.0.order "$job"
  assert_json lines.0.due_on 2026-12-06
  assert_json due_on 2026-12-06
  assert_equal "$(due)" "send Spares Ltd 970013-02 2 dead 2026-12-06 14 44.20 $box"
  assert_equal "$(account returns)" '2 4420'
  ok return send "$box" --carrier DHL --tracking 1Z9 --reference RMA-771 --format json
  run -0 "$FETTLE_BIN" return show "$box"
  [[ $output == *RMA-771*DHL*1Z9* ]] || explain "$output"
  ok return show "$box" --format json
  assert_json state sent
  assert_json carrier DHL
  assert_json tracking 1Z9
  assert_json reference RMA-771
  assert_json open 44.20
  assert_equal "$(account returns)" '0 0'
  assert_equal "$(due)" "chase Spares Ltd 970013-02 2 dead - - 44.20 $box"
  ok return receive "$box" --reference RMA-772 --format json
  assert_json state received
  assert_json reference RMA-772
  ok return credit "$box" 44.20 --reference G-88 --format json
  assert_json state settled
  assert_json lines.0.outcome credited
  assert_json lines.0.difference 0.00
  assert_json open 0.00
  assert_equal "$(due)" ''
  # Four came at 22.10, two of them were credited: 44.20 are the supplier's to keep.
  assert_equal "$(account supplier)" '-2 -4420'
  assert_equal "$(account adjustment)" '0 0'
  in_order
}

@test "a short credit leaves the difference, and reopened it is as it was" {
  away
  ok return credit "$box" 40.00 --reference G-88 --format json
  assert_json lines.0.outcome short
  assert_json lines.0.credited 40.00
  assert_json lines.0.difference -4.20
  assert_json difference -4.20
  # They got two filters and owe 40.00: of 88.40 that were paid 48.40 are left.
  assert_equal "$(account supplier)" '-2 -4840'
  assert_equal "$(account adjustment)" '0 420'
  assert_equal "$(told 970013-02 | tail -2)" "$(printf '%s\n' \
    "send_back 2 44.20 1 22.10 $box" "value 0 4.20 1 22.10 $box")"
  in_order
  unchanged 7 return credit "$box" 4.20 --line 1
  assert_error state line
  assert_contains "$stderr" 'was credited already: 40.00'
  unchanged 7 return credit "$box" 4.20
  assert_error state line
  unchanged 3 return reopen "$box" 1 ''
  assert_error invalid reason
  ok return reopen "$box" 1 'the rest came' --format json
  assert_json state sent
  assert_equal "$(account adjustment)" '0 0'
  assert_equal "$(account supplier)" '-2 -4420'
  in_order
  unchanged 7 return credit "$box" 44.21
  assert_error state amount
  assert_contains "$stderr" '44.20 was asked for line 1 of V26-00001-6, and 44.21 is credited'
  ok return credit "$box" 50.00 --more --format json
  assert_json lines.0.outcome credited
  assert_json lines.0.difference 5.80
  assert_equal "$(account adjustment)" '0 -580'
  assert_equal "$(account supplier)" '-2 -3840'
  in_order
}

@test "more than was asked is asked about on a terminal" {
  away
  run script -qec "'$FETTLE_BIN' return credit $box 50" /dev/null <<<n
  assert_contains "$output" '44.20 was asked for line 1 of V26-00001-6, and 50.00 is credited: is it so much?'
  assert_equal "$(of_return state)" sent
  run script -qec "'$FETTLE_BIN' return credit $box 50" /dev/null <<<y
  assert_equal "$(of_return credited)" 50.00
}

@test "a credit for all of a box is divided by what was asked, to the cent" {
  dead
  ok part add SCREW-1 screw --cost 1.00 --price 2.00 --supplier 'Spares Ltd'
  ok part receive SCREW-1 3 --place 'Shelf B2'
  ok part issue "$job" SCREW-1 --quantity 3
  ok part return "$job" SCREW-1 --quantity 1 --fate wrong_part
  # Of these two one is kept for the job, which lacks two.
  ok part receive 970013-02 2 --place 'Shelf B2'
  ok return add 'Spares Ltd'
  ok return line "$box" 970013-02 --value 10.00
  ok return line "$box" SCREW-1
  ok return line "$box" 970013-02 --place 'Shelf B2' --value 5.00
  ok return send "$box" --format json
  assert_json asked 26.00
  # 20.00, 1.00 and 5.00 were asked; of 13.01 they get 10.01, 0.50 and 2.50.
  ok return credit "$box" 13.01 --format json
  assert_json lines.0.credited 10.01
  assert_json lines.1.credited 0.50
  assert_json lines.2.credited 2.50
  assert_json state settled
  # 44.20 + 1.00 + 22.10 went, 13.01 was credited.
  assert_equal "$(account adjustment)" '0 5429'
  in_order
}

@test "what they deny stays with them, comes back to a shelf, or is thrown away" {
  failing
  ok part return "$job" 970013-02 --quantity 1 --fate doa
  ok part return "$job" 970013-02 --quantity 1 --fate wrong_part --reason 'for the V10'
  ok return due --make
  ok return send "$box" --format json
  assert_json line_count 2
  unchanged 2 return deny "$box"
  unchanged 3 return deny "$box" '' --line 1
  assert_error invalid reason
  unchanged 5 return deny "$box" 'not ours' --line 1 --place 'Shelf B2'
  assert_error conflict place
  unchanged 2 return deny "$box" 'not ours' --line 1 --place 'Shelf B2' --scrap
  ok return deny "$box" 'opened' --line 2 --place 'Shelf B2' --format json
  assert_json lines.1.outcome denied
  assert_json state sent
  ok part show 970013-02 --format json
  # One was never issued; the line lacks two, so both are kept for it.
  assert_json stock 2
  assert_json value 44.20
  ok return deny "$box" 'water inside' --line 1 --scrap --format json
  assert_json state settled
  assert_equal "$(account scrap)" '1 2210'
  assert_equal "$(account supplier)" '-4 -8840'
  assert_equal "$(account adjustment)" '0 0'
  in_order
}

@test "what they keep and what was lost on the way is a difference of cost" {
  dead
  ok return add 'Spares Ltd'
  ok return line "$box" 970013-02 --quantity 1
  ok return line "$box" 970013-02 --format json
  assert_json line_count 2
  ok return send "$box"
  ok return deny "$box" 'water inside' --line 1
  ok return lost "$box" 'DHL cannot find it' --format json
  assert_json state settled
  assert_json lines.0.outcome denied
  assert_json lines.1.outcome lost
  assert_json difference -44.20
  assert_equal "$(account adjustment)" '0 4420'
  assert_equal "$(account supplier)" '-2 -8840'
  in_order
}

@test "a box that is called off leaves what was in it to be sent back" {
  packed
  ok return cancel "$box" --format json
  assert_json state cancelled
  assert_equal "$(due)" 'pack Spares Ltd 970013-02 2 dead 2026-12-06 14 44.20 -'
  ok return due --make
  box=V26-00002-4
  ok return send "$box"
  unchanged 3 return cancel "$box"
  assert_error invalid reason
  ok return cancel "$box" 'came back unopened' --format json
  assert_json state cancelled
  assert_equal "$(account returns)" '2 4420'
  assert_equal "$(account supplier)" '-4 -8840'
  assert_equal "$(due)" 'pack Spares Ltd 970013-02 2 dead 2026-12-06 14 44.20 -'
  ok return due --make
  box=V26-00003-2
  ok return send "$box"
  ok return receive "$box"
  unchanged 7 return cancel "$box" 'too late'
  assert_error state return
  in_order
}

@test "one box for each supplier, and what is packed is not packed again" {
  dead
  ok part add CAB-3X1.5 cable --unit metre --cost 0.80 --price 2.00
  ok part receive CAB-3X1.5 10 --place 'Shelf B2'
  ok part issue "$job" CAB-3X1.5 --quantity 2
  ok part return "$job" CAB-3X1.5 --quantity 0.5 --fate doa
  # Nobody is known to have sold the cable.
  assert_equal "$(due)" "$(printf '%s\n' \
    'pack Spares Ltd 970013-02 2 dead 2026-12-06 14 44.20 -' \
    'pack - CAB-3X1.5 0.5 dead - - 0.40 -')"
  run -0 --separate-stderr "$FETTLE_BIN" return due --make --format json
  assert_contains "$stderr" '1 of them is in no box'
  ok part edit CAB-3X1.5 --supplier 'Cable & Co'
  assert_equal "$(due --supplier 'cable & co')" 'pack Cable & Co CAB-3X1.5 0.5 dead - - 0.40 -'
  ok return due --make
  ok return due --make
  assert_equal "$(due)" "$(printf '%s\n' \
    'send Spares Ltd 970013-02 2 dead 2026-12-06 14 44.20 V26-00001-6' \
    'send Cable & Co CAB-3X1.5 0.5 dead - - 0.40 V26-00002-4')"
  # What fails now goes into the box that is open.
  ok part return "$job" 970013-02 --quantity 1 --fate wrong_part
  ok return due --make
  assert_equal "$(of_return line_count)" 2
  ok return list --open --format json
  assert_json 'rows.#' 2
  in_order
}

@test "what is most urgent comes first: over, then the most money for a day, then without a day" {
  failing
  ok supplier edit 'Cable & Co' --return-days 3
  ok part add PUMP-1 pump --cost 10.00 --price 20.00 --supplier 'Cable & Co'
  ok part receive PUMP-1 2 --place 'Shelf B2'
  ok part issue "$job" PUMP-1 --quantity 2
  ok supplier add Slow
  ok part add CASE-1 case --cost 90.00 --price 120.00 --supplier Slow
  ok part receive CASE-1 1 --place 'Shelf B2'
  ok part issue "$job" CASE-1
  ok part return "$job" CASE-1 --fate doa
  ok part return "$job" PUMP-1 --quantity 1 --fate doa
  ok part return "$job" 970013-02 --quantity 1 --fate doa
  # 10.00 for 3 days and today is 2.50 a day; 22.10 for 14 days and today is 1.47.
  assert_equal "$(due | cut -d' ' -f1-4 | sed 's/ [0-9]*$//')" "$(printf '%s\n' 'pack Cable & Co' 'pack Spares Ltd 970013-02' 'pack Slow CASE-1')"
  export FETTLE_NOW=2026-12-07T10:00:00Z
  # Both are over: the most money first.
  assert_equal "$(due | head -1)" 'pack Spares Ltd 970013-02 1 dead 2026-12-06 -1 22.10 -'
}

@test "what was sent back without a box is not due any more, the oldest first" {
  failing
  ok part return "$job" 970013-02 --quantity 1 --fate doa
  export FETTLE_NOW=2026-11-23T10:00:00Z
  ok part return "$job" 970013-02 --quantity 1 --fate wrong_part
  ok part send-back 970013-02
  assert_equal "$(due)" 'pack Spares Ltd 970013-02 1 wrong 2026-12-07 14 22.10 -'
  ok return due --make
  unchanged 5 part send-back 970013-02
  assert_error conflict part
  # What failed by it is in a box: it is not taken back.
  local move
  move=$("$FETTLE_BIN" part explain 970013-02 --format json | jq -r '.rows[] | select(.kind == "wrong") | .move')
  unchanged 5 part reverse "$move" --reason 'it fits'
  assert_error conflict move
  ok return remove-line "$box" 1
  ok part reverse "$move" --reason 'it fits'
  assert_equal "$(due)" ''
  in_order
}

@test "what is wrong is refused by name, and nothing changes" {
  packed
  unchanged 4 return add 'Nobody Ltd'
  assert_error not_found supplier
  unchanged 4 return show V26-00009-P
  assert_error not_found return
  unchanged 5 return show "$job"
  assert_error conflict return
  unchanged 4 return line "$box" NOTHING
  assert_error not_found part
  unchanged 5 return line "$box" 970013-02
  assert_error conflict part
  unchanged 7 return line "$box" 970013-02 --place 'Shelf B2' --quantity 2
  assert_error state quantity
  unchanged 3 return line "$box" 970013-02 --place 'Shelf B2' --quantity 0
  assert_error invalid quantity
  unchanged 3 return line "$box" 970013-02 --place 'Shelf B2' --quantity 0.5
  assert_error invalid quantity
  unchanged 3 return line "$box" 970013-02 --place 'Shelf B2' --value -1
  assert_error invalid value
  unchanged 2 return line "$box" 970013-02 --place 'Shelf B2' --order "$job"
  unchanged 4 return remove-line "$box" 2
  assert_error not_found line
  unchanged 7 return credit "$box" 44.20
  assert_error state return
  assert_contains "$stderr" 'return V26-00001-6 is an open box: there is nothing to credit'
  unchanged 7 return receive "$box"
  unchanged 7 return deny "$box" no
  unchanged 7 return lost "$box" no
  unchanged 3 return send "$box" --file box.doc
  assert_error invalid file
  ok return add 'Cable & Co'
  unchanged 7 return send V26-00002-4
  assert_contains "$stderr" 'has no line'
  ok return send "$box"
  unchanged 7 return send "$box"
  unchanged 7 return line "$box" 970013-02
  unchanged 7 return remove-line "$box" 1
  refused 3 return credit --format json "$box" -- -1
  assert_error invalid amount
  unchanged 3 return credit "$box" 0
  assert_error invalid amount
  unchanged 3 return credit "$box" 1.005
  assert_error invalid amount
  unchanged 4 return credit "$box" 1.00 --line 3
  assert_error not_found line
  unchanged 3 return credit "$box" 1.00 --on 2026-11-21
  assert_error invalid on
  assert_contains "$stderr" '2026-11-21 is before V26-00001-6 was sent, on 2026-11-22'
  unchanged 3 return receive "$box" --on 2026-11-23
  assert_error invalid on
  unchanged 7 return reopen "$box" 1 why
  assert_error state line
  local move
  move=$("$FETTLE_BIN" part explain 970013-02 --format json | jq -r '.rows[] | select(.kind == "send_back") | .move')
  unchanged 7 part reverse "$move" --reason 'not sent'
  assert_error state move
}

@test "the bench packs and sends, a manager says what is credited; the desk sees no money" {
  away
  ok staff add desk 'Front Desk' --role front_desk
  unchanged 6 return credit "$box" 1.00 --as tomas
  unchanged 6 return deny "$box" no --as tomas
  unchanged 6 return add 'Spares Ltd' --as desk
  ok return add 'Spares Ltd' --as tomas
  ok return list --as desk --format json
  assert_json rows.0.asked null
  ok return due --as desk --format json
  assert_json rows.0.value null
  ok return credit "$box" 44.20 --request-id a1
  ok return credit "$box" 44.20 --request-id a1 --format json
  assert_json state settled
  assert_equal "$(sql "SELECT COUNT(*) FROM return_event WHERE kind = 'credit'")" 1
  ok return cancel V26-00002-4 --dry-run
  assert_equal "$(sql "SELECT state FROM return_box WHERE code = 'V26000024'")" draft
  in_order
}

@test "check sees what was meddled with in a return" {
  away
  ok return credit "$box" 40.00
  cp "$FETTLE_DB" good.db
  local meddling
  for meddling in \
    "UPDATE return_box SET state = 'received'" \
    'UPDATE return_box SET is_open = 1' \
    "UPDATE return_box SET tracking = '1Z8'" \
    "UPDATE return_line SET outcome = 'credited'" \
    'UPDATE return_line SET credited_cents = 4420' \
    'UPDATE return_line SET quantity_milli = 1000' \
    'UPDATE return_event SET amount_cents = 4400 WHERE amount_cents IS NOT NULL' \
    'DELETE FROM return_event WHERE id = (SELECT MAX(id) FROM return_event)'; do
    cp good.db "$FETTLE_DB"
    sqlite3 "$FETTLE_DB" "$meddling"
    refused 10 check
    assert_contains "$output" 'return V26-00001-6'
  done
}

@test "from an empty shelf: ordered, received, dead on arrival, returned, credited short, replaced and used" {
  new_centre
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --serial S01-5512345-7 --purchased-on 2025-03-14 --fault 'left side silent'
  ok place add 'Shelf B2' --kind shelf
  ok supplier add 'Spares Ltd' --return-days 14
  ok part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --supplier 'Spares Ltd'
  job=W26-00001-9 box=V26-00001-6
  ok order approve "$job"
  ok part need "$job" 970013-02
  ok purchase suggest --make
  ok purchase send B26-00001-K
  at 2026-11-23T09:00:00Z purchase receive B26-00001-K --all --place 'Shelf B2' --label for.png
  assert_equal "$(zbarimg --quiet --raw for.png 2>/dev/null)" W26000019
  at 2026-11-23T10:00:00Z part issue "$job" 970013-02
  at 2026-11-23T10:30:00Z part return "$job" 970013-02 --fate doa --reason 'no suction'
  assert_equal "$(due)" 'pack Spares Ltd 970013-02 1 dead 2026-12-07 15 22.10 -'
  # What was dead is lacking again.
  ok purchase suggest --make
  at 2026-11-23T11:00:00Z return due --make
  at 2026-11-23T11:30:00Z return send "$box" --reference RMA-771
  at 2026-11-23T12:00:00Z purchase send B26-00003-G
  at 2026-11-24T09:00:00Z purchase receive B26-00003-G --all --cost 21.00
  at 2026-11-24T09:10:00Z part issue "$job" 970013-02
  at 2026-11-24T09:20:00Z order start "$job" --technician tomas
  at 2026-11-24T10:00:00Z return receive "$box"
  at 2026-11-24T10:10:00Z return credit "$box" 20.00 --reference G-88
  at 2026-11-24T11:00:00Z order test "$job"
  at 2026-11-24T11:10:00Z order ready "$job" --result repaired
  at 2026-11-24T12:00:00Z order handover "$job"
  # The job bears the piece that it went out with, the shop what was not credited.
  ok order show "$job" --format json
  assert_json lines.0.cost 21.00
  assert_json parts.0.state used
  assert_equal "$(told 970013-02)" "$(printf '%s\n' \
    'receive 1 22.10 1 22.10 -' \
    'reserve 1 0.00 1 22.10 -' \
    'issue 1 22.10 0 0.00 -' \
    'dead 1 22.10 0 0.00 -' \
    "send_back 1 22.10 0 0.00 $box" \
    'receive 1 21.00 1 21.00 -' \
    'reserve 1 0.00 1 21.00 -' \
    'issue 1 21.00 0 0.00 -' \
    "value 0 2.10 0 0.00 $box" \
    'use 1 21.00 0 0.00 -')"
  run -0 bash -c "'$FETTLE_BIN' order show $job --format json |
    jq -r '.events[] | select(.text != null and (.text | test(\"^line 1:\"))) | .text'"
  assert_equal "$output" "$(printf '%s\n' \
    'line 1: filter V11 970013-02' \
    'line 1: 1 of 970013-02 ordered, B26-00001-K' \
    'line 1: 1 of 970013-02 received, B26-00001-K' \
    'line 1: 1 of 970013-02 issued' \
    'line 1: 1 of 970013-02 dead on arrival' \
    'line 1: 1 of 970013-02 sent back to Spares Ltd, V26-00001-6' \
    'line 1: 1 of 970013-02 ordered, B26-00003-G' \
    'line 1: 1 of 970013-02 received, B26-00003-G' \
    'line 1: 1 of 970013-02 issued' \
    'line 1: 1 of 970013-02 credited short, V26-00001-6')"
  # 22.10 and 21.00 were paid, 20.00 credited.
  assert_equal "$(account supplier)" '-1 -2310'
  assert_equal "$(account adjustment)" '0 210'
  ok part explain 970013-02
  assert_contains "$output" '1 sent back: to be sent back → Spares Ltd, RMA-771,'
  in_order
}

@test "what is in a box is not taken out of it by reversing another failure" {
  failing
  ok part return "$job" 970013-02 --quantity 1 --fate doa
  ok part return "$job" 970013-02 --quantity 1 --fate doa
  ok return add 'spares ltd'
  ok return line "$box" 970013-02 --quantity 1
  ok part send-back 970013-02 1
  local move
  move=$(sql "SELECT MAX(m.id) FROM stock_move m WHERE m.kind = 'dead'
    AND NOT EXISTS (SELECT 1 FROM return_line n WHERE n.move_id = m.id)")
  unchanged 5 part reverse "$move" --reason 'it works after all'
  assert_contains "$stderr" "$box"
  ok return send "$box"
  in_order
}

@test "a box that was meddled with is not packed into, however it is asked" {
  packed
  ok part return "$job" 970013-02 --quantity 1 --fate doa
  sqlite3 "$FETTLE_DB" "UPDATE return_box SET carrier = 'X'"
  unchanged 10 return line "$box" 970013-02
  unchanged 10 return due --make
  run --separate-stderr fettle check
  assert_contains "$output$stderr" "$box"
}

@test "what was sent comes back to no place that is retired" {
  failing
  ok part receive 970013-02 5 --place 'Shelf B2'
  ok return add 'spares ltd'
  ok return line "$box" 970013-02 --place 'Shelf B2' --quantity 6
  ok return send "$box"
  ok place edit 'Shelf B2' --retired yes
  unchanged 5 return cancel "$box" 'not wanted'
  assert_contains "$stderr" 'retired'
  ok place edit 'Shelf B2' --retired no
  ok return cancel "$box" 'not wanted'
  in_order
}

@test "a box that cannot go says which line is in the way" {
  failing
  ok part receive 970013-02 5 --place 'Shelf B2'
  ok return add 'spares ltd'
  ok return line "$box" 970013-02 --place 'Shelf B2' --quantity 5
  ok part need "$job" 970013-02 --quantity 5
  unchanged 7 return send "$box"
  assert_contains "$stderr" 'line 1: '
  assert_contains "$stderr" "fettle return remove-line $box 1"
}
