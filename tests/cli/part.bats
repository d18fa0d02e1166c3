# Parts: the catalogue, the ledger from the supplier to the job and back, and what check proves of it.
load helpers
load jobs

# stocked: a centre with two jobs, filters, of which four lie on Shelf B2, and cable, of which there is
# none.
stocked() {
  new_centre
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model WH-1000XM4 \
    --serial S01-5512345-7 --purchased-on 2025-03-14 --fault 'left side silent'
  ok checkin --customer 'Jana Nováková' --brand Nokia --model 3310 --fault 'does not charge'
  ok order diagnose W26-00002-7 --technician tomas
  ok place add 'Shelf B2' --kind shelf
  ok place add 'Bench 1' --kind bench
  ok supplier add 'Spares Ltd' --lead-days 3
  ok part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013 \
    --supplier 'Spares Ltd' --fits 'Dyson: V11'
  ok part add CAB-3X1.5 'cable 3 x 1.5' --unit metre --cost 0.80 --price 2.00
  ok part receive 970013-02 4 --place 'Shelf B2'
  job=W26-00001-9
}

# of_part SKU KEY: a member of the part as JSON.
of_part() {
  "$FETTLE_BIN" part show "$1" --format json | jq -r ".$2"
}

# at SKU ACCOUNT: what that account of a part holds, all places together.
held() {
  "$FETTLE_BIN" part show "$1" --format json |
    jq -r --arg account "$2" '[.balances[] | select(.account == $account) | .quantity | tonumber] | add // 0'
}

# told SKU: the moves of a part, one a line: what, how much, value, stock and its value after it.
told() {
  "$FETTLE_BIN" part explain "$1" --format json |
    jq -r '.rows[] | [.kind, .quantity, .value, .stock, .stock_value] | join(" ")'
}

in_order() {
  ok check
  assert_contains "$output" 'All in order           yes'
}

@test "a part from the shelf onto a job: the line gets its price, and what it cost" {
  stocked
  ok part issue "$job" 970013-02 --format json
  assert_json kind issue
  assert_json value 22.10
  assert_json line 1
  assert_json state issued
  assert_json stock 3
  ok order show "$job" --format json
  assert_json lines.0.class part
  assert_json lines.0.unit_price 40.00
  assert_json lines.0.cost 22.10
  # The maker pays, as the cover of the job says.
  assert_json lines.0.payer maker
  assert_json parts.0.sku 970013-02
  assert_json parts.0.state issued
  assert_json parts.0.on_job 1
  in_order
}

@test "from an empty shelf: needed, waited for, received, dead on arrival, replaced and used" {
  stocked
  ok order approve "$job"
  ok part need "$job" CAB-3X1.5 --quantity 2.5 --format json
  assert_json state needed
  assert_json kind null
  ok order show "$job" --format json
  assert_json state await_parts
  ok part receive CAB-3X1.5 2 --place 'Shelf B2' --format json
  assert_json kept_for W26-00001-9
  ok order show "$job" --format json
  assert_json state await_parts
  ok part receive CAB-3X1.5 3 --cost 1.00
  ok order show "$job" --format json
  assert_json state approved
  assert_equal "$(held CAB-3X1.5 reserved)" 2.5
  ok part issue "$job" CAB-3X1.5
  ok part return "$job" CAB-3X1.5 --quantity 1 --fate doa --reason 'insulation torn' --format json
  assert_json kind dead
  # What is free is kept for the job at once: it does not wait.
  assert_json state reserved
  assert_equal "$(held CAB-3X1.5 returns)" 1
  ok part issue "$job" CAB-3X1.5
  ok order start "$job" --technician tomas
  ok order test "$job"
  ok order ready "$job" --result repaired
  ok order handover "$job"
  assert_equal "$(held CAB-3X1.5 customer)" 2.5
  assert_equal "$(held CAB-3X1.5 job)" 0
  # 2 at 0.80 and 3 at 1.00 are 5 for 4.60. 2 of reserved and 0.5 more: 2.5 of 5 are 2.30. One of
  # these is 0.92; back on the job comes one of the 2.5 for 2.30 that are left: 0.92.
  assert_equal "$(told CAB-3X1.5)" "$(printf '%s\n' \
    'receive 2 1.60 2 1.60' \
    'reserve 2 0.00 2 1.60' \
    'receive 3 3.00 5 4.60' \
    'reserve 0.5 0.00 5 4.60' \
    'issue 2.5 2.30 2.5 2.30' \
    'dead 1 0.92 2.5 2.30' \
    'reserve 1 0.00 2.5 2.30' \
    'issue 1 0.92 1.5 1.38' \
    'use 2.5 2.30 1.5 1.38')"
  in_order
}

@test "reserved parts are nobody else's" {
  stocked
  ok part reserve "$job" 970013-02
  assert_equal "$(of_part 970013-02 free)" 3
  assert_equal "$(of_part 970013-02 stock)" 4
  refused 7 part issue W26-00002-7 970013-02 --quantity 4 --format json
  assert_error state quantity
  assert_contains "$stderr" 'only 3 of 970013-02 are there, not 4'
  ok part issue W26-00002-7 970013-02 --quantity 3
  refused 7 part issue W26-00002-7 970013-02
  ok part release "$job" 970013-02
  ok part issue W26-00002-7 970013-02
  assert_equal "$(of_part 970013-02 free)" 0
  in_order
}

@test "four at once never take more than there is" {
  stocked
  local i
  ok part receive 970013-02 16
  for i in 1 2 3 4; do
    (for _ in 1 2 3 4 5 6 7; do
      "$FETTLE_BIN" part issue W26-00002-7 970013-02 >/dev/null 2>&1 && echo issued
      "$FETTLE_BIN" part reserve "$job" 970013-02 >/dev/null 2>&1 && echo reserved
    done >"taken.$i") &
  done
  wait
  assert_equal "$(cat taken.* | wc -l)" 20
  assert_equal "$(of_part 970013-02 free)" 0
  assert_equal "$(held 970013-02 job)" "$(cat taken.* | grep -c issued)"
  assert_equal "$(held 970013-02 reserved)" "$(cat taken.* | grep -c reserved)"
  in_order
}

@test "given back unused, the job needs one less; the last of it leaves the bill" {
  stocked
  ok part issue "$job" 970013-02 --quantity 3
  ok part return "$job" 970013-02 --fate unused --quantity 1
  ok order show "$job" --format json
  assert_json lines.0.quantity 2
  assert_json lines.0.cost 44.20
  ok part return "$job" 970013-02 --fate unused
  ok order show "$job" --format json
  assert_json lines.0.removed true
  assert_json totals.list 0.00
  assert_equal "$(of_part 970013-02 value)" 88.40
  refused 7 part return "$job" 970013-02 --fate unused --format json
  assert_error state part
  in_order
}

@test "broken by us, the shop bears the cost and not the job" {
  stocked
  ok part issue "$job" 970013-02
  refused 3 part return "$job" 970013-02 --fate damaged_by_us --format json
  assert_error invalid reason
  ok part return "$job" 970013-02 --fate damaged_by_us --reason 'slipped'
  ok part issue "$job" 970013-02
  ok order show "$job" --format json
  assert_json lines.0.cost 22.10
  assert_equal "$(held 970013-02 scrap)" 1
  in_order
}

@test "a job is not ready while it lacks a part, nor given up while it has one" {
  stocked
  ok order approve "$job"
  ok part need "$job" 970013-02
  ok order start "$job" --technician tomas
  ok order test "$job"
  refused 7 order ready "$job" --result repaired --format json
  assert_error state order
  assert_contains "$stderr" 'lacks 970013-02 of line 1'
  ok part issue "$job" 970013-02
  refused 7 order ready "$job" --result unrepairable --barrier too_worn_out --format json
  assert_contains "$stderr" 'still has 970013-02 on it'
  refused 7 line remove "$job" 1 --format json
  assert_error state line
  ok part return "$job" 970013-02 --fate unused
  ok order ready "$job" --result unrepairable --barrier too_worn_out
  in_order
}

@test "what is reserved is let go when the line is taken off, or the job called off" {
  stocked
  ok part reserve "$job" 970013-02
  ok line remove "$job" 1 --reason 'not needed'
  assert_equal "$(of_part 970013-02 free)" 4
  ok part reserve "$job" 970013-02 --quantity 2
  ok order cancel "$job" 'changed their mind'
  assert_equal "$(of_part 970013-02 free)" 4
  in_order
}

@test "a mistake is taken back by another move, once" {
  stocked
  local move
  ok part receive 970013-02 2 --cost 30.00 --format json
  move=$(jq -r .move <<<"$output")
  ok part issue "$job" 970013-02
  # 6 for 148.40: one is 24.73. Taking back 60.00 leaves 3 for 63.67.
  ok part reverse "$move" --reason 'wrong delivery' --format json
  assert_json value 60.00
  assert_equal "$(of_part 970013-02 value)" 63.67
  refused 7 part reverse "$move" --reason again --format json
  assert_error state move
  refused 4 part reverse 999999 --reason what
  refused 2 part reverse "$move"
  in_order
}

@test "more than there is only for a manager, with a reason, and the next delivery covers it" {
  stocked
  ok part issue "$job" 970013-02 --quantity 4
  refused 6 part issue W26-00002-7 970013-02 --below-zero --reason 'in my hand' --as tomas
  refused 3 part issue W26-00002-7 970013-02 --below-zero --place 'Shelf B2' --format json
  assert_error invalid reason
  ok part issue W26-00002-7 970013-02 --below-zero --place 'Shelf B2' --reason 'in my hand'
  assert_equal "$(of_part 970013-02 stock)" -1
  assert_equal "$(of_part 970013-02 value)" -22.10
  ok part receive 970013-02 2 --cost 25.00
  # One covers what was booked at 22.10: 2.90 leave the stock, and the other is worth 25.00.
  assert_equal "$(of_part 970013-02 value)" 25.00
  assert_equal "$(told 970013-02 | tail -1)" 'value 0 2.90 1 25.00'
  in_order
}

@test "a count posts the difference, with its value and the reason" {
  stocked
  ok part reserve "$job" 970013-02
  ok part count 970013-02 4 --format json
  assert_json move null
  refused 3 part count 970013-02 3 --format json
  assert_error invalid reason
  assert_contains "$stderr" '4 should be there by the ledger'
  ok part count 970013-02 3 --reason 'one is gone' --format json
  assert_json quantity 1
  assert_json value 22.10
  ok part count 970013-02 5 --reason 'behind the drawer'
  assert_equal "$(of_part 970013-02 stock)" 5
  assert_equal "$(of_part 970013-02 value)" 110.50
  in_order
}

@test "each serial number is at one place only" {
  stocked
  ok part add BOARD-1 'main board' --tracking serial --cost 80.00 --price 120.00
  ok part receive BOARD-1 --serial SN-1 --place 'Shelf B2'
  refused 5 part receive BOARD-1 --serial sn1 --format json
  assert_error conflict serial
  refused 3 part receive BOARD-1 --format json
  assert_error invalid serial
  refused 3 part receive BOARD-1 2 --serial SN-2 --format json
  assert_error invalid quantity
  refused 4 part issue "$job" BOARD-1 --serial SN-9 --format json
  assert_error not_found serial
  ok part issue "$job" BOARD-1 --serial SN-1
  refused 7 part issue W26-00002-7 BOARD-1 --serial SN-1
  ok part receive BOARD-1 --serial SN-2
  refused 5 part issue W26-00002-7 BOARD-1 --serial SN-1 --format json
  assert_error conflict serial
  ok part return "$job" BOARD-1 --serial SN-1 --fate unused
  ok part move BOARD-1 --serial SN-1 --to 'Bench 1' --place 'Shelf B2'
  in_order
}

@test "of lots the one that expires first goes first" {
  stocked
  ok part add GLUE-1 glue --tracking lot --shelf-life 90 --cost 5.00 --unit gram
  ok part receive GLUE-1 100 --lot B --expires 2027-06-30 --place 'Shelf B2'
  ok part receive GLUE-1 100 --lot A --expires 2027-01-31
  ok part receive GLUE-1 10 --lot C
  refused 5 part receive GLUE-1 1 --lot a --expires 2027-02-28 --format json
  assert_error conflict expires
  ok part issue "$job" GLUE-1 --quantity 40.5
  run -0 bash -c "'$FETTLE_BIN' part show GLUE-1 --format json |
    jq -r '.balances[] | select(.account == \"shelf\") | [.lot, .expires_on, .quantity] | join(\" \")' | sort"
  assert_equal "$output" "$(printf '%s\n' 'A 2027-01-31 59.5' 'B 2027-06-30 100' 'C 2027-02-20 10')"
  in_order
}

@test "wrong quantities, unknown parts and closed jobs are refused, and nothing changes" {
  stocked
  local before
  before=$(sql 'SELECT COUNT(*), (SELECT COUNT(*) FROM audit) FROM stock_move')
  refused 3 part receive 970013-02 0.5 --format json
  assert_error invalid quantity
  assert_contains "$stderr" 'counted by the piece'
  refused 3 part receive 970013-02 0 --format json
  assert_error invalid quantity
  refused 3 part receive 970013-02 --format json -- -1
  refused 3 part receive 970013-02 1000000000.001
  refused 3 part receive 970013-02 1000000000 --cost 1000000.00 --format json
  assert_error invalid quantity
  refused 4 part issue "$job" NOTHING --format json
  assert_error not_found part
  refused 4 part issue W26-00009-U 970013-02
  ok order ready W26-00001-9 --result unrepairable --barrier too_worn_out
  ok order handover W26-00001-9
  before=$(sql 'SELECT COUNT(*), (SELECT COUNT(*) FROM audit) FROM stock_move')
  refused 7 part issue "$job" 970013-02 --format json
  assert_error state order
  refused 7 part need "$job" 970013-02
  assert_equal "$(sql 'SELECT COUNT(*), (SELECT COUNT(*) FROM audit) FROM stock_move')" "$before"
}

@test "a part is found by any of its numbers, and an old one leads to the new" {
  stocked
  ok part edit 970013-02 --alternative 'DY/970013' --old-number F-11 --gtin 4006381333931
  local number
  for number in 97001302 970013 dy970013 f11 4006381333931 "$(of_part 970013-02 code)"; do
    assert_equal "$(of_part "$number" sku)" 970013-02
  done
  ok part add 970013-03 'filter V11, new' --price 45.00 --maker-number 970013
  refused 5 part show 970013 --format json
  assert_error conflict part
  refused 5 part add 97001302 again --format json
  assert_error conflict sku
  ok part edit 970013-02 --superseded-by 970013-03
  refused 5 part edit 970013-03 --superseded-by 970013-02 --format json
  assert_error conflict superseded_by
  # What is left is used up; after that the new one is needed.
  ok part issue W26-00002-7 970013-02 --quantity 4
  assert_contains "$stderr" '970013-03 takes the place of 970013-02'
  refused 5 part issue "$job" 970013-02 --format json
  assert_error conflict part
  ok part need "$job" 970013-02 --format json
  assert_json sku 970013-03
  refused 7 part edit 970013-02 --unit metre --format json
  assert_error state unit
}

@test "prices have days, and a line has the price of its day" {
  stocked
  ok part edit 970013-02 --price 42.00 --from 2026-12-01
  ok part need "$job" 970013-02
  at 2026-12-01T09:00:00Z part need W26-00002-7 970013-02
  ok order show "$job" --format json
  assert_json lines.0.unit_price 40.00
  ok order show W26-00002-7 --format json
  assert_json lines.0.unit_price 42.00
}

@test "costs are not for the front desk, and the catalogue is the manager's" {
  stocked
  ok staff add desk 'Front Desk' --role front_desk
  ok part list --as desk --format json
  assert_json rows.0.cost null
  assert_json rows.0.value null
  assert_json rows.0.price 40.00
  ok part explain 970013-02 --as desk --format json
  assert_json rows.0.value null
  refused 6 part add X1 x --as desk
  refused 6 part edit 970013-02 --price 1.00 --as tomas
  refused 6 supplier add Other --as tomas
  ok part issue "$job" 970013-02 --as desk
}

@test "check sees what was meddled with" {
  stocked
  ok part issue "$job" 970013-02
  cp "$FETTLE_DB" good.db
  local meddling
  for meddling in \
    "UPDATE stock_balance SET quantity_milli = 9000 WHERE account = 'shelf'" \
    "DELETE FROM stock_balance WHERE account = 'job'" \
    'UPDATE part SET stock_cents = stock_cents + 1 WHERE stock_cents > 0' \
    'UPDATE order_line SET stock_cost_cents = 1' \
    'UPDATE stock_move SET value_cents = value_cents + 1' \
    'DELETE FROM stock_move WHERE id = (SELECT MAX(id) FROM stock_move)'; do
    cp good.db "$FETTLE_DB"
    sqlite3 "$FETTLE_DB" "$meddling"
    refused 10 check
    assert_contains "$output" 'part 970013-02'
  done
}

@test "lists come in every format" {
  stocked
  local format
  for format in text json csv xlsx; do
    "$FETTLE_BIN" part list --format "$format" >"list.$format"
    "$FETTLE_BIN" part explain 970013-02 --format "$format" >"explain.$format"
    "$FETTLE_BIN" part show 970013-02 --format "$format" >"show.$format"
    "$FETTLE_BIN" supplier list --format "$format" >"supplier.$format"
  done
  run -0 /usr/bin/python3 -c '
import openpyxl
for name in ("list", "explain", "show", "supplier"):
    assert openpyxl.load_workbook(name + ".xlsx").worksheets[0].max_row >= 2, name'
  assert_equal "$(head -1 list.csv | cut -d, -f1-4)" sku,name,free,reserved
}

@test "at the bench a part scanned after its job goes onto it" {
  stocked
  local code
  code=$(of_part 970013-02 code)
  printf '%s\n' "$code" "$job" "$code" "$job" CAB-3X1.5 CMDEND >scans
  run "$FETTLE_BIN" scan --from scans
  assert_contains "$output" '970013-02, filter V11: 4 free, 0 reserved'
  assert_contains "$output" 'line 1: 1 of 970013-02, filter V11, taken from Shelf B2; 3 free, 0 reserved'
  assert_contains "$output" 'CAB-3X1.5 lies nowhere yet'
  assert_equal "$(held 970013-02 job)" 1
  in_order
}

@test "a drawer's label says which part it is, and decodes" {
  stocked
  local code
  code=$(of_part 970013-02 code)
  ok label "$code" --output drawer.png --dpi 203
  assert_equal "$(zbarimg --quiet --raw drawer.png 2>/dev/null)" "${code//-/}"
  ok label "$code" --to text
  assert_contains "$output" 'filter V11'
}

@test "a price list of theirs comes in by a map that is kept, and what would change is shown first" {
  stocked
  printf 'Nr;Text;EK\n970013-02;filter V11;23,50\nNEW-1;"Netzteil; 65 W";1.234,50\n' >list.csv
  printf '{"columns":{"sku":"Nr","name":"Text","cost":"EK"},"separator":";","decimal":",","grouping":"."}' >map.json
  ok part import list.csv --supplier 'Spares Ltd' --map map.json --dry-run --format json
  assert_json added 1
  assert_json changes.0.what 'cost 22.10 to 23.50'
  assert_json changes.1.new true
  refused 4 part show NEW-1
  ok part import list.csv --supplier 'Spares Ltd' --map map.json
  assert_equal "$(of_part NEW-1 supplier)" 'Spares Ltd'
  assert_equal "$(of_part NEW-1 cost)" 1234.50
  ok part import list.csv --supplier 'spares ltd' --format json
  assert_json same 2
  assert_json changed 0
  refused 3 part import list.csv --format json
  assert_error invalid list.csv
  printf '{"columns":{"sku":"Nr","nmae":"Text"}}' >typo.json
  refused 3 part import list.csv --map typo.json --format json
  assert_contains "$stderr" nmae
  in_order
}

@test "our own table of parts comes back as it is" {
  stocked
  ok part edit 970013-02 --hazardous yes --gtin 4006381333931 --shelf-life 90
  "$FETTLE_BIN" part list --format csv --raw >list.csv
  ok part import list.csv --format json
  assert_json same 2
}

@test "every wrong row of a list is told, and nothing is taken over unless it may" {
  stocked
  /usr/bin/python3 - >list.csv <<'PYTHON'
print("sku,name,cost")
for i in range(2000):
    print(f"Q-{i:05},part {i},{'x' if i % 200 == 7 else i}")
print("q00001,again,1")
PYTHON
  refused 3 part import list.csv --format json
  assert_json refused 11
  assert_json taken false
  assert_json problems.0.row 9
  assert_json problems.10.row 2002
  assert_contains "$output" "'q00001' stands in row 3 already"
  assert_equal "$("$FETTLE_BIN" part list --format json | jq '.rows | length')" 2
  run --separate-stderr -3 "$FETTLE_BIN" part import list.csv --keep-going --format json
  assert_json added 1990
  assert_json taken true
  in_order
}

@test "what was dead on arrival goes back to its supplier, and its value with it" {
  stocked
  ok part issue "$job" 970013-02
  ok part return "$job" 970013-02 --fate doa --reason 'no suction'
  refused 7 part send-back 970013-02 2 --format json
  assert_error state quantity
  ok part send-back 970013-02 --reference RMA-17 --format json
  assert_json to 'Spares Ltd'
  assert_json value 22.10
  assert_equal "$(held 970013-02 returns)" 0
  ok part send-back 970013-02 --place 'Shelf B2' --reason 'too many'
  assert_equal "$(of_part 970013-02 stock)" 2
  refused 3 part send-back CAB-3X1.5 --format json
  assert_error invalid supplier
  in_order
}

@test "a price list adds numbers and takes none away, and is compared with the prices of its day" {
  stocked
  ok part add A1 'arm' --cost 41 --price 80 --alternative ALT-A --alternative ALT-B
  ok part edit A1 --cost 50 --from 2026-12-15
  printf 'sku,cost,alternative\nA1,41,ALT-C\n' >list.csv
  ok part import list.csv --from 2027-01-01 --format json
  assert_json changed 1
  assert_equal "$(sql "SELECT number FROM part_number ORDER BY number" | grep ALT | tr '\n' ' ')" \
    'ALT-A ALT-B ALT-C '
  assert_equal "$(sql "SELECT effective_from, cost_cents FROM part_price r JOIN part p
    ON p.id = r.part_id WHERE sku = 'A1' ORDER BY 1" | tail -n 1)" $'2027-01-01\t4100'
  ok part import list.csv --from 2027-01-01 --format json
  assert_json same 1
}

@test "an answer that was given for one price list is not given for another" {
  stocked
  printf 'sku,name\nQQ,q\n' >list.csv
  ok part import list.csv --request-id z1
  ok part import list.csv --request-id z1
  printf 'sku,name\nQZ,z\n' >list.csv
  refused 5 part import list.csv --request-id z1
}

@test "suppliers have e-mail addresses and phone numbers" {
  stocked
  refused 3 supplier add 'Far Parts' --email nope
  refused 3 supplier add 'Far Parts' --email 'a@b -X/var/x'
  refused 3 supplier add 'Far Parts' --phone abc
  ok supplier add 'Far Parts' --email a@b.example --phone '+49 30 1234567'
}

@test "a number that two parts have is said to be of both when it is scanned" {
  stocked
  ok part add S1 one --alternative SHARED-1
  ok part add S2 two --alternative SHARED-1
  run --separate-stderr "$FETTLE_BIN" scan SHARED-1
  assert_status 5
  assert_contains "$stderr" S1
  assert_contains "$stderr" S2
}

@test "a part takes on its supplier's lead time until it has one of its own, whatever else is said" {
  new_centre
  ok supplier add 'Spares Ltd' --lead-days 3
  ok part add P-1 filter --supplier 'Spares Ltd' --cost 1
  ok part edit P-1 --name 'filter V11'
  printf 'sku,name,cost\nP-1,filter V12,2\n' >list.csv
  ok part import list.csv --supplier 'Spares Ltd'
  ok supplier edit 'Spares Ltd' --lead-days 9
  assert_equal "$(of_part P-1 lead_days)" 9
  ok part edit P-1 --lead-days 5
  ok part edit P-1 --name 'filter V13'
  assert_equal "$(of_part P-1 lead_days)" 5
  ok part edit P-1 --lead-days ''
  assert_equal "$(of_part P-1 lead_days)" 9
  in_order
}

@test "one part is shown with whom it comes from and what is unusual of it, and told so again" {
  new_centre
  ok supplier add 'Spares Ltd' --lead-days 3
  ok part add P-1 battery --supplier 'Spares Ltd' --maker-number M-1 --hazardous yes
  ok part edit P-1 --name 'battery V11' --request-id r1
  local first=$output
  assert_contains "$output" 'Supplier        Spares Ltd'
  assert_contains "$output" "Maker's number  M-1"
  assert_contains "$output" 'Hazardous       yes'
  assert_lacks "$output" 'Wanted back'
  ok part edit P-1 --name 'battery V11' --request-id r1
  assert_equal "$output" "$first"
  ok part show P-1
  assert_contains "$output" 'Spares Ltd'
}
