# The demo centre: whole, sound, and always the same.
load helpers

# Everything in a database but what is drawn at random: keys, and the seals and hashes made with
# them.
contents() {
  python3 - "$1" <<'PYTHON'
import sqlite3, sys
db = sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True)
for table, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"):
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[2] != "BLOB"]
    if columns and "search" not in table:
        for row in sorted(map(repr, db.execute(f"SELECT {', '.join(columns)} FROM {table}"))):
            print(table, row)
PYTHON
}

# The demo, made once for all tests of this file.
demo_centre() {
  local kept=$BATS_FILE_TMPDIR/demo.db
  if [[ ! -e $kept ]]; then
    ok --db "$kept" demo
  fi
  cp "$kept" "$FETTLE_DB"
}

@test "the demo is a sound centre with a few hundred jobs over nine months" {
  ok --format json demo
  cp "$FETTLE_DB" "$BATS_FILE_TMPDIR/demo.db"
  assert_json schema demo/1
  orders=$(json orders)
  ((orders >= 300))
  assert_equal "$orders" "$(sql 'SELECT count(*) FROM work_order')"
  assert_equal "$(json customers)" "$(sql 'SELECT count(*) FROM customer')"
  assert_equal "$(json devices)" "$(sql 'SELECT count(*) FROM device')"
  assert_equal "$(json from)" "$(sql "SELECT date(min(at), 'unixepoch') FROM audit")"
  ok --format json check
  ok --format json --output orders.json order list
  python3 - "$orders" <<'PYTHON'
import datetime, json, sys
rows = json.load(open("orders.json", encoding="utf-8"))["rows"]
assert len(rows) == int(sys.argv[1])
states = {row["state"] for row in rows}
wanted = {"received", "diagnosing", "await_customer", "await_payer", "approved", "await_parts",
          "in_repair", "at_vendor", "quality_check", "ready", "handed_over", "closed", "cancelled"}
assert states == wanted, states ^ wanted
results = {row["result"] for row in rows}
assert {"repaired", "no_fault_found", "unrepairable", "declined_by_customer"} <= results, results
assert {row["hold"] for row in rows} >= {None, "customer", "legal"}
now = datetime.datetime.fromisoformat("2026-11-22T10:00:00+00:00")
times = [datetime.datetime.fromisoformat(row["received_at"].replace("Z", "+00:00"))
         for row in rows]
assert max(times) <= now and min(times) < now - datetime.timedelta(days=265)
assert any(row["returns_for"] for row in rows)
assert sum(row["state"] == "received" and row["technician"] is None for row in rows) >= 2
late = [row for row in rows if row["state"] in wanted - {"ready", "handed_over", "closed",
        "cancelled"} and row["promised_on"] and row["promised_on"] < "2026-11-22"]
assert len(late) >= 5, late
PYTHON
}

@test "its staff, its payers and its people are of every kind" {
  demo_centre
  assert_equal "$(sql "SELECT count(DISTINCT role) FROM staff")" 3
  assert_equal "$(sql "SELECT name FROM staff WHERE login = 'mara'")" mara
  run sql 'SELECT DISTINCT payer FROM order_line ORDER BY payer'
  for payer in customer insurer maker shop; do assert_contains "$output" "$payer"; done
  (($(sql "SELECT count(*) FROM claim_event WHERE kind = 'pay'") > 50))
  (($(sql 'SELECT count(DISTINCT category_id) FROM device') >= 20))
  (($(sql "SELECT count(*) FROM customer WHERE kind = 'company'") >= 4))
  (($(sql "SELECT count(*) FROM order_event WHERE kind = 'fail'") >= 5))
  (($(sql "SELECT count(*) FROM order_event WHERE kind = 'refuse'") >= 1))
  ok claim preauths --format csv --fields payer,state
  assert_contains "$output" 'maker,granted'
  assert_contains "$output" 'insurer,requested'
  python3 - "$(sql 'SELECT name FROM customer')" <<'PYTHON'
import sys, unicodedata
scripts = {unicodedata.name(c).split()[0] for c in sys.argv[1] if c.isalpha()}
assert {"LATIN", "GREEK", "CYRILLIC", "ARABIC", "CJK", "HANGUL"} <= scripts, scripts
PYTHON
}

@test "one loaner is out, one should be back, one is free" {
  demo_centre
  ok --format csv loaner list --fields name,state,overdue
  assert_equal "$output" "name,state,overdue
Nokia 105,lent,false
Samsung Galaxy Tab A7,lent,true
De'Longhi Dedica,free,false"
  # Each for a device of its kind that waits for a part.
  run sql "SELECT c.name, w.state FROM loaner l JOIN work_order w ON w.id = l.order_id
    JOIN device d ON d.id = w.device_id JOIN category c ON c.id = d.category_id ORDER BY l.id"
  assert_equal "$output" $'Mobile\tawait_parts\nTablet\tawait_parts'
  ok board --attention
  assert_contains "$(tr -s ' \n' ' ' <<<"$output")" 'the loaner Samsung Galaxy Tab A7 was due'
}

# column NAME: of the rows of the last JSON list, one a line.
column() {
  jq -r ".rows[].$1" <<<"$output"
}

@test "claims were decided in every way, and most were paid" {
  demo_centre
  ok --format json claim list --all
  python3 - "$output" <<'PYTHON'
import collections, json, sys
states = collections.Counter(row["state"] for row in json.loads(sys.argv[1])["rows"])
assert states["closed"] >= 60, states
assert states["lapsed"] >= 1 and states["written_off"] >= 1 and states["short_paid"] == 1, states
assert states["submitted"] + states["acknowledged"] >= 3, states
PYTHON
  # By events: refused with the payer's reasons, corrected, appealed, asked, chased, disputed.
  run sql "SELECT DISTINCT kind FROM claim_event ORDER BY kind"
  for act in appeal ask answer chase correct decide dispute pay return write_off; do
    assert_contains $'\n'"$output"$'\n' $'\n'"$act"$'\n'
  done
  run sql "SELECT DISTINCT e.reason FROM claim_event e JOIN claim c ON c.id = e.claim_id
    WHERE e.kind = 'decide' AND e.reason IS NOT NULL AND c.payer = 'maker'"
  for reason in R04 R13 R17 R21; do assert_contains "$output" "$reason"; done
  # Nothing was typed in as recovered: what came back is what claims were paid.
  assert_equal "$(sql 'SELECT count(*) FROM order_line WHERE recovered_cents IS NOT NULL')" 0
}

@test "the maker pays by lists, once short; a line that nobody knows waits" {
  demo_centre
  ok --format json remittance list
  (($(jq '.rows | length' <<<"$output") >= 7))
  assert_equal "$(jq '[.rows[].waiting_count] | add' <<<"$output")" 1
  ok --format json remittance suspense
  assert_equal "$(column amount) $(column outcome)" '18.50 unknown'
  # What the lists booked is what was paid of the maker's claims.
  assert_equal "$(sql 'SELECT sum(booked_cents) FROM remittance_line')" \
    "$(sql "SELECT sum(e.amount_cents) FROM claim_event e JOIN claim c ON c.id = e.claim_id
      WHERE e.kind = 'pay' AND c.payer = 'maker'")"
}

@test "at the end something is to be done with payers: claim, dispute, send back, mend" {
  demo_centre
  ok --format json claim due
  for duty in submit dispute return authorise; do
    assert_contains $'\n'"$(column duty)"$'\n' $'\n'"$duty"$'\n'
  done
  python3 - "$output" <<'PYTHON'
import json, sys
rows = json.loads(sys.argv[1])["rows"]
open_ones = [row for row in rows if row["duty"] == "submit"]
near = [row for row in open_ones if row["days_left"] is not None and 0 <= row["days_left"] <= 14]
assert len(near) >= 2, open_ones
# What brings most money a day comes first.
a_day = [float(row["amount"]) / (row["days_left"] + 1) for row in rows
         if row["days_left"] is not None and row["days_left"] >= 0]
assert a_day == sorted(a_day, reverse=True) and len(a_day) >= 8, a_day
PYTHON
  # One was coded without the symptom.
  local order
  order=$(sql "SELECT w.code FROM work_order w JOIN diagnosis d ON d.order_id = w.id
    WHERE d.symptom_id IS NULL")
  ok --format json claim preflight "$order"
  assert_contains "$output" code_missing
}

@test "the catalogue has parts of every kind, three suppliers and four shelves" {
  demo_centre
  ok --format json part list
  (($(jq '.rows | length' <<<"$output") >= 40))
  assert_equal "$(jq '[.rows[] | select(.price == null or .cost == null)] | length' <<<"$output")" 0
  ok --format json supplier list
  assert_equal "$(jq '.rows | length' <<<"$output")" 3
  assert_equal "$(sql "SELECT count(*) FROM place WHERE kind = 'shelf'")" 4
  assert_equal "$(sql 'SELECT tracking, count(*) FROM part GROUP BY 1 HAVING count(*) = 1')" \
    $'lot\t1\nserial\t1'
  (($(sql 'SELECT count(*) FROM part WHERE is_hazardous = 1') >= 4))
  assert_equal "$(sql 'SELECT o.sku, n.sku FROM part o JOIN part n ON n.id = o.superseded_by_id')" \
    $'PH-PORT-1\tPH-PORT-2'
}

@test "parts came, went onto jobs, and some were dead, wrong, lost or broken" {
  demo_centre
  local kind
  for kind in open receive reserve issue use dead wrong send_back count scrap; do
    (($(sql "SELECT count(*) FROM stock_move WHERE kind = '$kind'") >= 1)) || explain "no $kind"
  done
  # One piece was lost in a count: the shelf had one more before.
  (($(sql "SELECT count(*) FROM stock_move WHERE kind = 'count' AND quantity_milli = 1000") >= 1))
  # Whoever has its job back has the part in it; nothing was fitted that no shelf gave.
  assert_equal "$(sql "SELECT count(*) FROM order_part p JOIN work_order w ON w.id = p.order_id
    WHERE w.state IN ('closed', 'handed_over') AND w.result IN ('repaired', 'exchanged')
    AND NOT EXISTS (SELECT 1 FROM stock_move m WHERE m.kind = 'use' AND m.to_line_id = p.line_id)")" 0
  (($(sql "SELECT count(*) FROM stock_move WHERE kind = 'use'") >= 100))
  # Waits for a part that ended when it was received.
  (($(sql "SELECT count(*) FROM order_event WHERE kind = 'parts_in'") >= 40))
  # What moved in less what moved out is what every shelf has.
  python3 - "$(sql "SELECT p.sku, sum(CASE WHEN m.to_account IN ('shelf', 'reserved') THEN m.quantity_milli ELSE 0 END)
      - sum(CASE WHEN m.from_account IN ('shelf', 'reserved') THEN m.quantity_milli ELSE 0 END)
    FROM part p LEFT JOIN stock_move m ON m.part_id = p.id GROUP BY 1")" "$(fettle --format json part list)" <<'PYTHON'
import json, sys
moved = {line.split("\t")[0]: int(line.split("\t")[1] or 0) for line in sys.argv[1].splitlines()}
rows = json.loads(sys.argv[2])["rows"]
assert {row["sku"]: round(1000 * (float(row["free"]) + float(row["reserved"]))) for row in rows} == moved
PYTHON
}

@test "purchase orders were received, one is late, one is a draft, and more is to be ordered" {
  demo_centre
  ok --format json purchase list
  python3 - "$output" <<'PYTHON'
import collections, json, sys
rows = json.loads(sys.argv[1])["rows"]
states = collections.Counter(row["state"] for row in rows)
assert states["received"] >= 50 and states["draft"] == 1, states
late = [row for row in rows if row["state"] == "confirmed" and row["expected_on"] < "2026-11-22"]
assert late, rows
assert len({row["supplier"] for row in rows}) == 3
PYTHON
  # Some came in two parcels.
  (($(sql "SELECT count(*) FROM (SELECT n.purchase_id FROM stock_move m
    JOIN purchase_line n ON n.id = m.purchase_line_id GROUP BY 1 HAVING count(DISTINCT m.at) > 1)") >= 1))
  ok --format json purchase suggest
  assert_contains "$output" 'ordered again at'
  assert_contains "$output" 'lacks 1 on line'
  # Three parts lie there that nobody ever took for a job.
  run sql "SELECT p.sku FROM part p WHERE EXISTS (SELECT 1 FROM stock_move m
    WHERE m.part_id = p.id AND m.kind = 'open') AND NOT EXISTS (SELECT 1 FROM stock_move m
    WHERE m.part_id = p.id AND m.kind = 'issue') ORDER BY 1"
  for sku in PH-DISP-8 PH-PORT-1 PR-TONER; do assert_contains "$output" "$sku"; done
}

@test "no event is outside the opening hours, and none before the one before it" {
  demo_centre
  local table
  for table in order_event claim_event purchase_event stock_move; do
    # What was there at first was counted before the first opening.
    sql "SELECT at FROM $table WHERE kind <> 'open' OR '$table' <> 'stock_move' ORDER BY id" >"$table"
  done
  python3 - order_event claim_event purchase_event stock_move <<'PYTHON'
import datetime, sys, zoneinfo
zone = zoneinfo.ZoneInfo("Europe/Berlin")
for at, last in (pair for name in sys.argv[1:]
                 for times in [list(map(int, open(name).read().split()))]
                 for pair in zip(times, [0] + times)):
    assert at >= last
    wall = datetime.datetime.fromtimestamp(at, zone)
    hours = {5: (10, 14), 6: (0, 0)}.get(wall.weekday(), (9, 17))
    seconds = wall.hour * 3600 + wall.minute * 60 + wall.second
    assert hours[0] * 3600 <= seconds <= hours[1] * 3600, wall
PYTHON
}

@test "every IMEI of the demo has its Luhn digit" {
  demo_centre
  python3 - "$(sql 'SELECT imei FROM device WHERE imei IS NOT NULL')" <<'PYTHON'
import sys
numbers = sys.argv[1].split()
assert len(numbers) > 30
for number in numbers:
    digits = [int(d) for d in reversed(number)]
    assert len(digits) == 15
    assert sum(d if i % 2 == 0 else sum(divmod(2 * d, 10)) for i, d in enumerate(digits)) % 10 == 0
PYTHON
}

@test "the same moment gives the same centre" {
  demo_centre
  ok --db second.db demo
  contents "$FETTLE_DB" >one
  contents second.db >two
  (($(wc -l <one) > 3000))
  cmp one two
}

@test "an existing file is never touched, and nothing is left of a refusal" {
  echo mine >"$FETTLE_DB"
  run --separate-stderr fettle demo
  assert_status 5
  assert_equal "$(cat "$FETTLE_DB")" mine
  run --separate-stderr fettle --db missing/demo.db demo
  assert_status 9
  ln -s nowhere link.db
  run --separate-stderr fettle --db link.db demo
  assert_status 5
  FETTLE_NOW=1950-02-01T00:00:00Z run --separate-stderr fettle --db early.db demo
  assert_status 3
  assert_equal "$(find . -mindepth 1)" ./link.db
}

@test "who is called like somebody in the demo can look at it as well" {
  FETTLE_AS=tomas ok demo
  assert_equal "$(sql "SELECT role FROM staff WHERE login = 'tomas'")" manager
  ok --format json staff list
  assert_contains "$output" tomas.demo
}

@test "both workbooks and the labels of the demo are made" {
  demo_centre
  ok report turnaround --output turnaround.xlsx
  ok report warranty-cost --output cost.xlsx
  mapfile -t codes < <(sql "SELECT code FROM work_order WHERE state NOT IN
    ('closed', 'cancelled', 'handed_over')")
  ok label "${codes[@]}" --output labels.pdf
  ok label "${codes[@]}" --media sheet-l7163 --output sheet.pdf
  ok check
}
