# Whom a part that goes back came from, and so into whose box it goes.
load helpers
load returns

@test "whom a part came from is known by its number, its lot, or the order for its job" {
  failing
  ok part add BOARD-1 'main board' --tracking serial --cost 50.00 --price 120.00 --supplier 'Spares Ltd'
  ok part add GLUE-1 glue --tracking lot --cost 3.00 --price 6.00 --supplier 'Spares Ltd'
  ok part receive BOARD-1 --serial X-1 --place 'Shelf B2' --supplier 'Cable & Co'
  ok part receive BOARD-1 --serial X-2 --place 'Shelf B2'
  ok part receive GLUE-1 1 --lot L7 --place 'Shelf B2' --supplier 'Cable & Co'
  ok part issue "$job" BOARD-1 --serial X-1
  ok part issue "$job" BOARD-1 --serial X-2
  ok part issue "$job" GLUE-1 --lot L7
  ok part return "$job" BOARD-1 --line 3 --serial X-2 --fate doa
  ok part return "$job" BOARD-1 --line 2 --serial X-1 --fate doa
  ok part return "$job" GLUE-1 --fate wrong_part
  ok part edit 970013-02 --supplier 'Cable & Co'
  ok part need "$job" 970013-02 --quantity 2
  ok purchase add 'Spares Ltd'
  ok purchase line B26-00001-K 970013-02 1 --for "$job"
  ok purchase send B26-00001-K
  ok purchase receive B26-00001-K --all
  ok part issue "$job" 970013-02 --line 5
  ok part return "$job" 970013-02 --line 5 --quantity 2 --fate doa
  assert_equal "$(due | sort)" "$(printf '%s\n' \
    'pack Cable & Co BOARD-1 1 dead - - 50.00 -' \
    'pack Cable & Co GLUE-1 1 wrong - - 3.00 -' \
    'pack Spares Ltd 970013-02 2 dead 2026-12-06 14 44.20 -' \
    'pack Spares Ltd BOARD-1 1 dead 2026-12-06 14 50.00 -')"
  ok return add 'Spares Ltd'
  unchanged 5 return line "$box" BOARD-1 --serial x1
  assert_error conflict supplier
  assert_contains "$stderr" "BOARD-1 came from 'Cable & Co', not from 'Spares Ltd'"
  ok return line "$box" BOARD-1 --serial x1 --anyway
  unchanged 5 return line "$box" BOARD-1 --serial X-1
  assert_error conflict serial
  assert_contains "$stderr" 'BOARD-1 '"'X-1'"' is in V26-00001-6'
  unchanged 5 part send-back BOARD-1 --serial X-1
  assert_error conflict serial
  ok return send "$box"
  ok return credit "$box" 50.00 --line 1
  in_order
}

@test "numbered pieces and lots of two suppliers go each into the box of its own, by number and lot" {
  failing
  ok part add BOARD-1 'main board' --tracking serial --cost 50.00 --price 120.00
  ok part add GLUE-1 glue --tracking lot --cost 3.00 --price 6.00
  ok part receive BOARD-1 --serial X-1 --lot 7 --place 'Shelf B2' --supplier 'Cable & Co'
  ok part receive BOARD-1 --serial X-2 --place 'Shelf B2' --supplier 'Spares Ltd'
  ok part receive GLUE-1 1 --lot L7 --place 'Shelf B2' --supplier 'Cable & Co'
  ok part receive GLUE-1 3 --lot L8 --place 'Shelf B2' --supplier 'Spares Ltd'
  local serial lot
  for serial in X-1 X-2; do
    ok part issue "$job" BOARD-1 --serial $serial
    ok part return "$job" BOARD-1 --serial $serial --fate doa
  done
  for lot in L7 L8; do
    ok part issue "$job" GLUE-1 --quantity 1 --lot $lot
    ok part return "$job" GLUE-1 --quantity 1 --fate doa
  done
  # The job needs no other of them, so the shelf keeps what comes back.
  ok line remove "$job" 2
  ok line remove "$job" 3
  # The oldest of each is of the other supplier.
  ok return add 'Spares Ltd'
  ok return line "$box" BOARD-1
  ok return line "$box" GLUE-1
  assert_equal "$(of_return 'lines[] | [.serial, .lot] | map(. // "-") | join(" ")')" \
    "$(printf '%s\n' 'X-2 -' '- L8')"
  unchanged 4 return line "$box" GLUE-1 --lot L9
  assert_error not_found lot
  unchanged 5 return line "$box" GLUE-1 --lot L7
  assert_error conflict supplier
  unchanged 5 return line "$box" GLUE-1
  assert_error conflict supplier
  ok return add 'Cable & Co'
  unchanged 5 return line V26-00002-4 GLUE-1 --lot l8
  assert_contains "$stderr" "is in V26-00001-6"
  ok return line V26-00002-4 GLUE-1 --lot l7
  ok return line V26-00002-4 BOARD-1 --serial x1
  unchanged 5 return line "$box" BOARD-1 --serial X-1 --anyway
  assert_contains "$stderr" "is in V26-00002-4"
  assert_equal "$("$FETTLE_BIN" return due --format json |
    jq -r '.rows[] | [.return, .sku, .serial, .lot] | map(. // "-") | join(" ")' | sort)" \
    "$(printf '%s\n' 'V26-00001-6 BOARD-1 X-2 -' 'V26-00001-6 GLUE-1 - L8' \
      'V26-00002-4 BOARD-1 X-1 7' 'V26-00002-4 GLUE-1 - L7')"
  ok return send "$box"
  ok return send V26-00002-4
  # What one denied is thrown away; the same number came again from them, and fails again.
  ok return deny V26-00002-4 'broken by you' --line 2 --scrap
  ok return credit "$box" 53.00
  unchanged 7 return line "$box" BOARD-1
  ok part receive BOARD-1 --serial X-2 --place 'Shelf B2' --supplier 'Spares Ltd'
  ok part issue "$job" BOARD-1 --serial X-2
  ok part return "$job" BOARD-1 --serial X-2 --fate doa
  ok return due --make
  ok return send V26-00003-2
  ok return deny V26-00003-2 'works here' --scrap
  ok return reopen V26-00003-2 1 'it did not come back'
  ok return reopen V26-00002-4 2 'neither did it'
  assert_equal "$(sql "SELECT account FROM part_serial ORDER BY serial")" "$(printf '%s\n' supplier supplier)"
  ok return credit V26-00003-2 50.00
  ok return credit V26-00002-4 53.00
  # Boards 50.00 each for three, glue 3.00 for each of four, filters 88.40; 156.00 were credited.
  assert_equal "$(account supplier | cut -d' ' -f2)" $((15600 - 15000 - 1200 - 8840))
  in_order
}

# blamed: supplier and quantity of what was no good, by the list and by the report's page.
blamed() {
  "$FETTLE_BIN" stock faulty --format json | jq -r '.rows[] | "\(.supplier) \(.quantity)"'
  "$FETTLE_BIN" stock supply --format json |
    jq -r '.rows[] | select(.dead != "0" and .dead != 0) | "\(.supplier) \(.dead)"'
}

@test "what is due, and the figures, say the same of whom a part came from" {
  failing
  # The last that came of it before it failed is of another supplier than who usually sells it.
  ok part receive 970013-02 1 --place 'Shelf B2' --supplier 'Cable & Co'
  ok part return "$job" 970013-02 --quantity 1 --fate doa
  ok part receive 970013-02 1 --place 'Shelf B2' --supplier 'Spares Ltd'
  assert_equal "$(due)" 'pack Cable & Co 970013-02 1 dead - - 22.10 -'
  assert_equal "$(blamed)" "$(printf '%s\n' 'Cable & Co 1' 'Cable & Co 1')"
  # The other took it back: that is who sent it, unless the box is called off.
  ok return add 'Spares Ltd'
  ok return line "$box" 970013-02 --anyway
  assert_equal "$(blamed)" "$(printf '%s\n' 'Cable & Co 1' 'Cable & Co 1')"
  at 2026-11-23T11:00:00Z return send "$box"
  export FETTLE_NOW=2026-11-23T12:00:00Z
  assert_equal "$(blamed)" "$(printf '%s\n' 'Spares Ltd 1' 'Spares Ltd 1')"
  assert_equal "$("$FETTLE_BIN" stock faulty --as-of 2026-11-22 --format json |
    jq -r '.rows[].supplier')" 'Cable & Co'
  ok return cancel "$box" 'they do not take it'
  assert_equal "$(due)" 'pack Cable & Co 970013-02 1 dead - - 22.10 -'
  assert_equal "$(blamed)" "$(printf '%s\n' 'Cable & Co 1' 'Cable & Co 1')"
  in_order
}
