# What moves while a part is scanned leaves its count in doubt: until who scanned it is done, or whoever
# posts says that it stands.
load helpers
load stocktake

# scanned COUNT: filters, one by one.
scanned() {
  local i
  for ((i = 0; i < $1; i++)); do echo 970013-02; done | "$FETTLE_BIN" stocktake scan "$take" --from - "${@:2}" >scanned.txt
}

# least_most: what is left open of the filters.
least_most() {
  line 970013-02 | jq -r '[.difference_least, .difference_most] | join(" ")'
}

@test "who ends scanning at a terminal has counted all of it" {
  begun
  GUIDED="stocktake scan $take" run -0 python3 "$BATS_TEST_DIRNAME/guided.py" \
    Scan=970013-02 Scan=970013-02 Scan=CMDEND
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  assert_equal "$(least_most)" '-8 -8'
  # Gone on with, it is open again, and the one that went meanwhile may have been scanned or not.
  GUIDED="stocktake scan $take" run -0 python3 "$BATS_TEST_DIRNAME/guided.py" Scan=970013-02 'Scan=<ctrl-d>'
  assert_equal "$(least_most)" '-7 -6'
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  assert_equal "$(least_most)" '-7 -6'
  ok stocktake show "$take" --format json
  assert_equal "$(jq -c '[.events[].event]' <<<"$output")" '["start"]'
  in_order
}

@test "a list of scans may say that it is all, and so may who scanned before" {
  begun
  scanned 9 --done
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  assert_equal "$(least_most)" '-1 -1'
  ok stocktake recount "$take" 970013-02
  scanned 9
  # Another is done with nothing of theirs.
  ok stocktake scan "$take" --done --as tomas
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  assert_equal "$(least_most)" '0 1'
  ok stocktake scan "$take" --done
  assert_contains "$stderr" 'done:'
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  assert_equal "$(least_most)" '0 1'
  # Said twice, or sent twice, it is on record once.
  ok stocktake scan "$take" --done
  ok stocktake scan "$take" --done --request-id d-1
  ok stocktake scan "$take" --done --request-id d-1
  assert_equal "$(sql "SELECT COUNT(*) FROM stocktake_event WHERE kind = 'done'")" 2
  ok stocktake cancel "$take" 'enough of it'
  refused 7 stocktake scan "$take" --done --format json
  assert_error state stocktake
  in_order
}

@test "a session that was cut off is done once another begins" {
  begun
  scanned 9
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  GUIDED="stocktake scan $take" run -0 python3 "$BATS_TEST_DIRNAME/guided.py" 'Scan=<ctrl-d>'
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  assert_equal "$(least_most)" '-1 0'
  in_order
}

@test "whoever posts says what is to be done with what is in doubt" {
  begun
  scanned 9
  # Nine lay there at the last scan; one of these goes.
  ok part scrap 970013-02 1 --place 'Shelf B2' --reason broke
  refused 7 stocktake post "$take" --reason yearly --uncounted leave --format json
  assert_error state doubt
  assert_contains "$stderr" '1 of 7 lines is in doubt, such as 970013-02'
  assert_contains "$stderr" "fettle stocktake recount $take 970013-02"
  refused 3 stocktake post "$take" --reason yearly --doubt perhaps
  cp "$FETTLE_DB" open.db
  ok stocktake post "$take" --reason yearly --uncounted leave --doubt leave --format json
  assert_json difference_lines 0
  assert_equal "$(stock 970013-02)" $'9000\t19890'
  in_order
  cp open.db "$FETTLE_DB"
  ok stocktake post "$take" --reason yearly --uncounted leave --doubt stands --format json
  assert_json difference_lines 1
  assert_json lines.0.difference -1
  # Eight are there: ten at 22.10, one scrapped and one that lacked.
  assert_equal "$(stock 970013-02)" $'8000\t17680'
  in_order
}

@test "a count that stands is held against the ledger of its last scan, whatever moved between" {
  begun
  scanned 4
  ok part receive 970013-02 1 --place 'Shelf B2' --cost 22.10
  scanned 5 --done
  # Nine, where the ledger said ten and then eleven.
  assert_equal "$(least_most)" '-2 -1'
  ok part scrap 970013-02 3 --place 'Shelf B2' --reason broke
  ok stocktake post "$take" --reason yearly --uncounted leave --doubt stands
  # Six are left of the nine.
  assert_equal "$(stock 970013-02)" $'6000\t13260'
  in_order
}

@test "a count of which more went since than it found is to be counted again, and the refusal says so" {
  begun
  ok stocktake count "$take" 970013-02 1
  ok part scrap 970013-02 3 --place 'Shelf B2' --reason broke
  refused 7 stocktake post "$take" --reason yearly --uncounted leave
  assert_contains "$stderr" '970013-02: more went from there since it was counted than was found then'
  assert_contains "$stderr" "hint: fettle stocktake recount $take 970013-02"
  ok stocktake recount "$take" 970013-02
  ok stocktake count "$take" 970013-02 7
  ok stocktake post "$take" --reason yearly --uncounted leave
  assert_equal "$(stock 970013-02)" $'7000\t15470'
  in_order
}
