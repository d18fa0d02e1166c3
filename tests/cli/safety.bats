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
order row|UPDATE work_order SET state = 'ready'
order row|UPDATE work_order SET promised_on = '2027-01-01', first_promised_on = '2027-01-01'
order row|UPDATE work_order SET fault = 'nothing'
order row|UPDATE order_event SET at = at - 86400
order row|UPDATE piece SET is_here = 0
order row|DELETE FROM order_cover WHERE class = 'part'
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
}
