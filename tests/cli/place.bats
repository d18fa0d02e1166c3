# Places: where things lie, moving them, their tags, and what may not be. The jobs are those of
# setup/places.sh: three pieces of W26-00001-9 on Shelf B2 (L26-00002-B).

load helpers

setup() {
  local made=$BATS_FILE_TMPDIR/places.db
  start_test
  # shellcheck disable=SC2153 # start_test sets FETTLE_DB
  if [[ ! -e $made ]]; then
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/places.sh" >log 2>&1 ||
      explain 'setup places fails' "$(cat log)"
    cp "$FETTLE_DB" "$made"
  fi
  cp "$made" "$FETTLE_DB"
}

# Where the pieces of a job lie: "Shelf B2,Shelf B2,–".
lies() {
  sql "SELECT group_concat(COALESCE(l.name, '–')) FROM (SELECT * FROM piece ORDER BY position) p
    JOIN work_order w ON w.id = p.order_id LEFT JOIN place l ON l.id = p.place_id
    WHERE w.code = '${1//-/}'"
}

@test "a job's code moves all its pieces, a piece's code that one, and the order remembers the way" {
  assert_equal "$(lies W26-00001-9)" 'Shelf B2,Shelf B2,Shelf B2'
  FETTLE_NOW=2026-11-22T11:00:00Z FETTLE_AS=tomas ok order move P26-00002-N 'Shelf C1'
  assert_equal "$output" 'P26-00002-N  case: at Shelf C1 now'
  assert_equal "$(lies W26-00001-9)" 'Shelf B2,Shelf C1,Shelf B2'
  FETTLE_NOW=2026-11-22T12:00:00Z ok --format json order move W26-00001-9 l26000047
  assert_json schema order.move/1
  assert_json code W26-00001-9
  assert_json place 'Bench Tomáš'
  assert_json place_code L26-00004-7
  assert_json moved 3
  assert_json pieces.1.outcome moved
  assert_json pieces.1.from 'Shelf C1'
  assert_equal "$(lies W26-00001-9)" 'Bench Tomáš,Bench Tomáš,Bench Tomáš'

  ok --format json order show W26-00001-9
  assert_json place 'Bench Tomáš'
  assert_json pieces.0.place 'Bench Tomáš'
  assert_json pieces.0.place_code L26-00004-7
  assert_json pieces.0.place_kind bench
  assert_json pieces.0.here true
  # Three came in, three were moved, one was, three were.
  assert_json custody.# 10
  assert_json custody.0.direction in
  assert_json custody.0.place null
  assert_json custody.6.piece P26-00002-N
  assert_json custody.6.direction move
  assert_json custody.6.place 'Shelf C1'
  assert_json custody.6.staff tomas
  assert_json custody.6.at 2026-11-22T11:00:00Z
  # A move is no step of the job.
  assert_json events.# 1
  assert_json last_event_at 2026-11-16T09:00:00Z
  ok order show W26-00001-9
  assert_contains "$output" 'all at Bench Tomáš'
  assert_contains "$(tr -s ' \n' ' ' <<<"$output")" \
    'way Shelf B2 Sun 22 Nov 11:00 → Bench Tomáš Sun 22 Nov 13:00'
  ok check
}

@test "what lies there already is not moved again, and says so" {
  local before
  before=$(db_hash)
  ok order move W26-00001-9 'shelf  b2'
  assert_equal "$output" 'W26-00001-9  Sony WH-1000XM4, 3 pieces: at Shelf B2 already, nothing was moved'
  assert_equal "$(db_hash)" "$before"
  ok order move P26-00002-N 'Shelf C1'
  ok --format json order move W26-00001-9 'Shelf C1'
  assert_json moved 2
  assert_json pieces.1.outcome already
  # With a request id also the second time has to be found again.
  ok --format json order move W26-00001-9 'Shelf C1' --request-id m1
  assert_json moved 0
  ok order move W26-00001-9 'Shelf B2'
  ok --format json order move W26-00001-9 'Shelf C1' --request-id m1
  assert_json moved 0
  assert_equal "$(lies W26-00001-9)" 'Shelf B2,Shelf B2,Shelf B2'
  refused 5 order move W26-00001-9 'Shelf B2' --request-id m1
  before=$(db_hash)
  ok order move W26-00001-9 'Shelf C1' --dry-run
  assert_contains "$output" 'at Shelf C1 now'
  assert_equal "$(db_hash)" "$before"
  ok check
}

@test "board, bench, lists and scans say where the device lies" {
  ok order move W26-00002-7 'Bench Tomáš'
  ok order list --format csv --fields code,place
  assert_contains "$output" 'W26-00002-7,Bench Tomáš'
  assert_contains "$output" 'W26-00001-9,Shelf B2'
  ok board
  assert_contains "$output" 'being diagnosed (Bench Tomáš)'
  ok board --format json --fields code,place
  assert_json rows.0.place 'Shelf B2'
  ok bench --as tomas
  assert_contains "$output" 'being diagnosed (Bench Tomáš)'
  ok scan W26-00001-9 --format json
  assert_json place 'Shelf B2'
  ok scan P26-00002-N
  assert_contains "$output" 'Place     Shelf B2'
}

@test "a place says what lies there, since when and who put it there" {
  FETTLE_NOW=2026-11-22T11:00:00Z ok order move W26-00002-7 L26-00002-B --as lena
  ok place show 'Shelf B2' --format json
  assert_json schema place/1
  assert_json code L26-00002-B
  assert_json kind shelf
  assert_json piece_count 4
  assert_json pieces.# 4
  assert_json pieces.0.piece P26-00001-P
  assert_json pieces.0.customer 'Ana Čović'
  assert_json pieces.3.order W26-00002-7
  assert_json pieces.3.state diagnosing
  assert_json pieces.3.since 2026-11-22T11:00:00Z
  assert_json pieces.3.staff lena
  ok scan l2600002B --format json
  assert_json thing place
  assert_json title 'Shelf B2'
  assert_json 'jobs.#' 2
  assert_json jobs.1.order W26-00002-7
  assert_contains "$(json next)" 'place show'
  ok place list --format csv --fields name,piece_count
  assert_contains "$output" 'Shelf B2,4'
  ok place show 'Shelf C1'
  assert_lacks "$output" 'There now'
}

@test "what is checked in while there is one desk lies there" {
  local code
  code=$(checkin_one serial=DESK-1 'accessories:=["case"]')
  assert_equal "$(lies "$code")" 'Front desk,Front desk'
  ok place add 'Back door' --kind desk
  code=$(checkin_one serial=DESK-2)
  assert_equal "$(lies "$code")" '–'
  ok place edit 'Back door' --retired yes
  code=$(checkin_one serial=DESK-3)
  assert_equal "$(lies "$code")" 'Front desk'
  ok check
}

@test "what is handed over lies nowhere any longer" {
  ok order move W26-00008-W 'Front desk'
  ok order handover W26-00008-W --paid 64
  assert_equal "$(lies W26-00008-W)" '–,–'
  refused 7 order move W26-00008-W 'Shelf B2'
  assert_contains "$stderr" 'work order W26-00008-W is handed over and has no piece here'
  ok --format json order show W26-00008-W
  piece=$(json pieces.1.code)
  assert_json pieces.1.place null
  assert_json custody.4.direction out
  assert_json custody.4.place null
  refused 7 order move "$piece" 'Shelf B2'
  assert_contains "$stderr" "piece $piece is not here"
  ok order cancel W26-00001-9
  refused 7 order move W26-00001-9 'Shelf B2'
  ok place show 'Shelf B2' --format json
  assert_json piece_count 0
  ok check
}

@test "at the bench a place after a job or a piece moves it; alone it says what lies there" {
  export FETTLE_AS=tomas
  printf '%s\n' L26-00002-B W26-00002-7 L26-00002-B P26-00002-N L26-00003-9 L26-00004-7 \
    W26-00001-9 L26-00004-7 L26-00002-B CMDTAKE L26-00004-7 >scans
  run --separate-stderr fettle scan --from scans --format json
  assert_status 0
  assert_json rows.0.outcome shown
  assert_json rows.0.message 'Shelf B2, 3 pieces there'
  assert_json rows.0.code null
  assert_json rows.2.outcome 'done'
  assert_json rows.2.code W26-00002-7
  assert_json rows.2.message 'Nokia 3310: at Shelf B2 now'
  assert_json rows.4.message 'case: at Shelf C1 now'
  # Its place again, for the same piece; then the job with what is left of it.
  assert_json rows.5.message 'case: at Bench Tomáš now'
  assert_json rows.7.message 'Sony WH-1000XM4, 2 pieces: at Bench Tomáš now'
  assert_json rows.8.message 'Sony WH-1000XM4, 3 pieces: at Shelf B2 now'
  assert_json rows.10.message 'Sony WH-1000XM4, 3 pieces: at Bench Tomáš now'
  assert_equal "$(lies W26-00002-7)" 'Shelf B2'
  assert_equal "$(lies W26-00001-9)" 'Bench Tomáš,Bench Tomáš,Bench Tomáš'
  ok scan --from - <<<$'W26-00001-9\nL26-00004-7\nL26-00004-7'
  assert_contains "$output" 'with Tomáš Dvořák, at Bench Tomáš'
  assert_contains "$output" '3 pieces: at Bench Tomáš already, nothing was moved'
  ok check --as mara
}

@test "a tag of a place says its name and carries its code, on every size" {
  local medium
  for medium in 62x29 intake-62x29 57x32 54x25 100x50 sheet-l7163 tag-62x29; do
    ok label L26-00002-B --media "$medium" --output tag.png
    assert_equal "$(zbarimg --nodbus -q --raw tag.png)" L2600002B
  done
  ok --format json label L26-00002-B L26-00005-5
  assert_json rows.# 2
  assert_json rows.0.code L26-00002-B
  assert_json rows.0.name 'Shelf B2'
  assert_json rows.0.qr L2600002B
  assert_json rows.1.name 'Front desk'
  ok label L26-00002-B
  for words in 'Shelf B2' L26-00002-B shelf; do assert_contains "$output" "$words"; done
  ok label L26-00002-B --only-device --to pdf --output tags.pdf
  refused 2 label L26-00002-B W26-00001-9
  assert_contains "$stderr" 'one after the other'
  refused 4 label L26-00008-0
  # And a job's label says where it lies.
  ok label W26-00001-9 --media 100x50
  assert_contains "$output" 'Shelf B2'
  ok setting set label.url https://shop.example/q
  ok label L26-00002-B --output tag.png
  ok --format json scan "$(zbarimg --nodbus -q --raw tag.png)"
  assert_json code L26-00002-B
}

@test "names of places are checked, one place a name in any spelling" {
  local long
  long=$(printf 'x%.0s' {1..300})
  refused 3 place add '' --kind shelf
  assert_contains "$stderr" 'name: is empty'
  refused 3 place add $' \u200b' --kind shelf
  refused 3 place add "$long" --kind shelf
  refused 3 place add $'bell\a' --kind shelf
  refused 3 place add $'two\nlines' --kind shelf
  refused 3 place add $'\xff' --kind shelf
  refused 3 place add $'over\u202eride' --kind shelf
  refused 3 place add W26-00001-9 --kind shelf
  assert_contains "$stderr" 'looks like a code of ours'
  refused 3 place add 'L26-00002-B' --kind shelf
  refused 2 place add 'Shelf D1'
  refused 3 place add 'Shelf D1' --kind drawer
  for name in 'Shelf B2' 'SHELF b2' ' shelf   B2 ' ShelfB2; do
    refused 5 place add "$name" --kind shelf
    assert_contains "$stderr" "there is a shelf 'Shelf B2' already: L26-00002-B"
  done
  refused 5 place edit 'Shelf C1' --name 'shelf b2'
  refused 3 place edit 'Shelf C1' --name "$long"
  ok place edit 'Shelf B2' --name 'SHELF B2'
  ok place add "'; DROP TABLE place; --" --kind shelf
  ok place add '=1+1' --kind shelf
  ok --format json place list
  assert_contains "$output" "'; DROP TABLE place; --"
  ok --format csv place list --fields name
  assert_contains "$output" "'=1+1"
  ok check
}

@test "a place that holds something is not retired; a retired one takes nothing and comes back" {
  ok place edit 'Shelf B2' --name 'shelf b2' --format json
  assert_json piece_count 3
  ok place edit 'Shelf B2' --name 'Shelf B2'
  refused 7 place edit 'Shelf B2' --retired yes
  assert_contains "$stderr" "'Shelf B2' still holds 3 pieces and is not retired"
  assert_contains "$stderr" 'fettle place show L26-00002-B'
  ok place edit 'Shelf C1' --retired yes
  refused 5 order move W26-00001-9 'Shelf C1'
  assert_contains "$stderr" "'Shelf C1' is retired"
  assert_contains "$stderr" 'fettle place edit L26-00003-9 --retired no'
  refused 5 place add 'shelf c1' --kind bench
  assert_contains "$stderr" 'L26-00003-9, retired'
  ok place list --format csv --fields name
  assert_lacks "$output" 'Shelf C1'
  ok place list --all --format csv --fields name,retired
  assert_contains "$output" 'Shelf C1,true'
  ok place edit L26-00003-9 --retired no --name 'Shelf C2'
  ok order move W26-00001-9 'Shelf C2'
  ok place edit 'Shelf C2' --retired no
}

@test "what is no place, another shop's, or no piece is refused" {
  refused 4 order move W26-00001-9 'Shelf Z9'
  assert_contains "$stderr" "there is no place 'Shelf Z9'"
  assert_contains "$stderr" 'fettle place list'
  refused 3 order move W26-00001-9 L26-00001-C
  assert_contains "$stderr" 'is mistyped'
  refused 4 order move W26-00001-9 L26-LX-00001-4
  refused 5 order move W26-00001-9 W26-00002-7
  assert_contains "$stderr" 'is a work order, not a place'
  refused 3 order move W26-00001-9 ''
  refused 3 order move W26-00001-9 "$(printf 'x%.0s' {1..5000})"
  refused 4 order move W26-00012-3 'Shelf B2'
  refused 5 order move L26-00002-B 'Shelf B2'
  refused 2 order move W26-00001-9
  refused 4 place show 'Shelf Z9'
  refused 4 scan L26-00008-0
  assert_contains "$stderr" 'there is no place L26-00008-0'
  refused 4 place edit nowhere --name X
}

@test "everybody moves, a manager makes places" {
  for who in lena tomas mara; do
    ok order move W26-00001-9 'Shelf C1' --as "$who"
    ok order move W26-00001-9 'Shelf B2' --as "$who"
    ok place show 'Shelf B2' --as "$who"
  done
  for who in lena tomas; do
    refused 6 place add 'Shelf D1' --kind shelf --as "$who"
    refused 6 place edit 'Shelf C1' --retired yes --as "$who"
  done
  refused 6 order move W26-00001-9 'Shelf C1' --as nobody
}

@test "check finds a piece that was put elsewhere behind the program's back, and a place that was changed" {
  cp "$FETTLE_DB" whole.db
  while IFS='|' read -r what sql; do
    cp whole.db "$FETTLE_DB"
    sqlite3 "$FETTLE_DB" "$sql"
    run --separate-stderr fettle check
    assert_status 10
    assert_contains "$output" "$what"
  done <<'CASES'
where piece P2600002N is|UPDATE piece SET place_id = (SELECT id FROM place WHERE name = 'Shelf C1') WHERE code = 'P2600002N'
work order W26-00001-9|UPDATE custody_event SET place_id = (SELECT id FROM place WHERE name = 'Shelf C1') WHERE direction = 'move'
where piece|UPDATE piece SET place_id = NULL WHERE place_id IS NOT NULL
place row|UPDATE place SET name = 'Shelf B9' WHERE name = 'Shelf B2'
place row|UPDATE place SET is_retired = 1 WHERE name = 'Shelf C1'
place row|DELETE FROM place WHERE name = 'Shelf C1'
counter L26|UPDATE counter SET value = 1 WHERE kind = 'L26'
CASES
}
