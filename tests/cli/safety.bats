#!/usr/bin/env bats
# Backup, restore, and what `check` finds when somebody was at the file.
load helpers

meddle() { sqlite3 "$FETTLE_DB" "$1"; }

@test "a backup is a whole centre and restoring it keeps the old file" {
  new_centre
  local code
  code=$(checkin_one)
  ok backup copy.fettle
  checkin_one serial=OTHER >/dev/null
  ok --format json restore copy.fettle
  local kept
  kept=$(json kept_as)
  [ -s "$kept" ]
  ok --format json order list
  assert_json rows.0.code "$code"
  run python3 -c 'import json,sys; print(len(json.load(sys.stdin)["rows"]))' <<<"$output"
  assert_equal "$output" 1
  ok check
}

@test "check sees that the width of a printer was changed" {
  new_centre
  ok printer add wide --kind tcp --target 192.0.2.5 --language escpos --media 57x32 \
    --width-dots 576
  ok printer add other --kind tcp --target 192.0.2.6
  ok check
  meddle "UPDATE printer SET width_dots = 384 WHERE name = 'wide'"
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" 'was changed outside the program'
}

@test "a file that is wrong in every row is told of in a thousand lines, and counted whole" {
  new_centre
  meddle "WITH RECURSIVE n(i) AS (SELECT 100000 UNION ALL SELECT i + 1 FROM n WHERE i < 102499)
    INSERT INTO customer (id, site_id, code, kind, name, name_key, seal_key, created_at)
      SELECT i, 1, 'C' || i, 'person', 'made up', 'made up', zeroblob(32), 0 FROM n"
  run --separate-stderr fettle --format json check
  assert_status 10
  python3 -c '
import json, sys
check = json.load(sys.stdin)
assert not check["ok"] and check["problems"] >= 2500 and len(check["findings"]) == 1000, check["problems"]
print(check["problems"])' <<<"$output" >problems
  assert_contains "$stderr" "only the first 1000 of $(<problems) problems are listed"
}

@test "a backup does not replace a file unless told, and a damaged one is not restored" {
  new_centre
  ok backup copy.fettle
  refused 5 backup copy.fettle
  ok backup copy.fettle --replace
  python3 - <<'PYTHON'
with open("copy.fettle", "r+b") as file:
    file.seek(4096 * 3)
    file.write(b"\xff" * 4096)
PYTHON
  refused 10 restore copy.fettle
  echo 'no database' >text.fettle
  refused 10 restore text.fettle
  refused 4 restore missing.fettle
  assert_contains "$stderr" "fettle: file: there is no backup 'missing.fettle'"
  assert_contains "$stderr" 'hint: give the path of a file that fettle backup made'
}

@test "only a manager restores over a working centre, and never the database onto itself" {
  new_centre
  ok staff add lena Lena --role front_desk
  ok backup copy.fettle
  refused 6 restore copy.fettle --as lena
  refused 6 restore copy.fettle --as nobody
  refused 3 restore "$FETTLE_DB"
  echo 'no database any more' >"$FETTLE_DB"
  ok restore copy.fettle --as lena
  ok check
}

@test "check names what was changed behind the program's back" {
  new_centre
  checkin_one >/dev/null
  ok check
  local what statement
  while IFS='|' read -r what statement; do
    cp "$FETTLE_DB" whole.db
    meddle "$statement"
    run --separate-stderr fettle check
    assert_status 10
    assert_contains "$output" "$what"
    mv whole.db "$FETTLE_DB"
  done <<'CASES'
work order W26-00001-9|UPDATE work_order SET state = 'ready'
work order W26-00001-9|UPDATE work_order SET promised_on = '2027-01-01', first_promised_on = '2027-01-01'
work order W26-00001-9|UPDATE work_order SET fault = 'nothing'
work order W26-00001-9|UPDATE order_event SET at = at - 86400
work order W26-00001-9|UPDATE order_event SET payer = 'insurer'
work order W26-00001-9|UPDATE piece SET is_here = 0
work order W26-00001-9|DELETE FROM order_cover WHERE class = 'part'
customer row|UPDATE customer SET name = 'Somebody Else'
customer row|UPDATE customer_contact SET value = '+1 555'
device row|UPDATE device SET brand_key = 'other'
device row|UPDATE device SET purchased_on = '2020-01-01'
site row|INSERT INTO setting (site_id, key, value) VALUES (1, 'tax.percent', '50')
site row|UPDATE category SET name = 'Teapot' WHERE id = 14
staff row|UPDATE staff SET role = 'technician'
audit entry 2|UPDATE audit SET at = at + 1 WHERE seq = 2
audit entry 2|UPDATE audit_item SET seal = zeroblob(32) WHERE seq = 2
audit entry 3|DELETE FROM audit_item WHERE seq = 2; DELETE FROM audit WHERE seq = 2; INSERT INTO audit SELECT site_id, 3, at, staff_id, program, operation, request_id, hash, hash FROM audit
CASES
}

@test "check names what the counters, requests and search index deny" {
  new_centre
  intake >one.json
  ok checkin --from one.json --request-id r1
  ok check
  local what statement
  while IFS='|' read -r what statement; do
    cp "$FETTLE_DB" whole.db
    meddle "$statement"
    run --separate-stderr fettle --format json check
    assert_status 10
    found=$(python3 - "$output" <<'PYTHON'
import json, re, sys
for row in json.loads(sys.argv[1])["findings"]:
    print(re.sub(" row (?!99)[0-9]+", " row N", ": ".join(map(row.get, ("what", "problem", "advice")))))
PYTHON
)
    assert_contains "$found" "$what"
    mv whole.db "$FETTLE_DB"
  done <<'CASES'
counter W26: stands at 0, but W26-00001-9 was given out|UPDATE counter SET value = 0 WHERE kind = 'W26'
counter K26: stands at 0, but|DELETE FROM counter WHERE kind = 'K26'
counter P26: stands at 0, but|UPDATE counter SET value = 0 WHERE kind = 'P26'
counter id: stands at 2, but|UPDATE counter SET value = 2 WHERE kind = 'id'
order row N: has the code 'W26000018', which was never given out|UPDATE work_order SET code = 'W26000018'
request 'r1': names 'checkout', but no audit entry says so|UPDATE request SET operation = 'checkout'
request 'r1': names 'checkin', but no audit entry says so|UPDATE audit SET request_id = NULL
request 'r1': the hash of what was asked is damaged|UPDATE request SET content_hash = x'00'
audit entry 2: request 'r1' is not on file|DELETE FROM request
customer row N: is not in the search index|DELETE FROM search_doc WHERE kind = 'customer'
device row N: the search index has other words for it|UPDATE search_doc SET text = 'other' WHERE kind = 'device'
device row N: is not in the search index|UPDATE search_doc SET kind = 'order' WHERE kind = 'device'
search: row 99 stands for nothing on file|INSERT INTO search_doc (id, site_id, kind, text) VALUES (99, 1, 'order', 'ghost')
search: what it finds is not what its texts say|INSERT INTO search (search, rowid, text) SELECT 'delete', id, text FROM search_doc WHERE kind = 'order'
CASES
}

@test "check names what was done to the schema" {
  new_centre
  checkin_one >/dev/null
  local what statement
  while IFS='|' read -r what statement; do
    cp "$FETTLE_DB" whole.db
    meddle "$statement"
    run --separate-stderr fettle check
    assert_status 10
    assert_contains "$(tr -s ' \n' ' ' <<<"$output$stderr")" "$what"
    mv whole.db "$FETTLE_DB"
  done <<'CASES'
the index 'device_serial' is missing|DROP INDEX device_serial
the index 'sneaky' is none of Fettle|CREATE INDEX sneaky ON device (brand)
the index 'device_imei' is not built as Fettle builds it|DROP INDEX device_imei; CREATE INDEX device_imei ON device (imei)
the table 'printer' is missing|DROP TABLE printer
the table 'ledger' is none of Fettle|CREATE TABLE ledger (x)
the table 'staff' is not built as Fettle builds it|ALTER TABLE staff ADD COLUMN wage INTEGER
holds the trigger or view 'spy', which Fettle did not make|CREATE TRIGGER spy AFTER INSERT ON audit BEGIN DELETE FROM audit; END
holds the trigger or view 'spy', which Fettle did not make|CREATE VIEW spy AS SELECT * FROM customer
CASES
}

@test "check goes on where the time zone, the currency or the hours make no sense" {
  new_centre
  checkin_one >/dev/null
  meddle "UPDATE site SET timezone = 'Mars/Olympus', currency = 'ZZZ'"
  refused 10 order list
  assert_contains "$stderr" "currency: must be an ISO 4217 code such as EUR, got 'ZZZ'"
  assert_contains "$stderr" 'hint: fettle check'
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" Mars/Olympus
  assert_contains "$output" ZZZ
  assert_contains "$output" 'site row 1'
}

@test "check of a file that cannot be written says what it left out" {
  new_centre
  checkin_one >/dev/null
  chmod a-w "$FETTLE_DB"
  [ ! -w "$FETTLE_DB" ] || skip 'this user may write everything'
  ok check
  assert_contains "$stderr" 'search index was not looked into'
}

@test "check misses no work order, customer or device that was deleted whole" {
  new_centre
  checkin_one >/dev/null
  meddle "DELETE FROM custody_event; DELETE FROM piece; DELETE FROM order_event;
    DELETE FROM order_cover; DELETE FROM work_order; DELETE FROM intake; DELETE FROM device_owner;
    DELETE FROM device; DELETE FROM customer_contact; DELETE FROM customer"
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" 'order row'
  assert_contains "$output" 'device row'
  assert_contains "$output" 'customer row'
  assert_contains "$output" 'was deleted outside the program'
}

@test "a head from a receipt is found again, a made-up one is not" {
  new_centre
  local head
  intake >one.json
  ok --format json checkin --from one.json
  head=$(json rows.0.audit_head)
  checkin_one serial=OTHER >/dev/null
  ok --format json check --audit-head "$head"
  assert_json audit_head_entry 2
  run --separate-stderr fettle check --audit-head 000000000000
  assert_status 10
  assert_contains "$output" 'the head you gave is not in the log'
  ok check --audit-head "${head^^}"
  for mistyped in '' "${head%?}" "${head}0" "${head%?}x" 'no head'; do
    refused 3 check --audit-head "$mistyped"
    assert_contains "$stderr" "fettle: audit_head: must be 12 digits 0 to 9 and a to f, got '$mistyped'"
  done
}
