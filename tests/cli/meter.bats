# What the meter of a device reads, told at the desk and at the bench, and the covers that end by it.

load helpers
load jobs

# The Nokia of W26-00002-7 came in on 16 November 2026; the bike has two years or 10000 km.
setup() {
  start_test
  use_jobs
  cat >bike.json <<'JSON'
{ "code": "bike-24", "title": "Bike, two years or 10000 km", "source": "the maker's booklet",
  "applies_from": "2020-01-01", "is_general": true, "brands": ["Velo"], "giver": "maker", "basis": "purchase",
  "classes": { "parts": {"percent": 100, "duration": 24, "unit": "month"} },
  "meter_limit": 10000 }
JSON
  ok term import bike.json
}

# verdict CLASS: "payer standing" of a class of the JSON that came out.
verdict() {
  printf '%s' "$output" | python3 -c '
import json, sys
c = {c["class"]: c for c in json.load(sys.stdin)["classes"]}[sys.argv[1]]
print(c["payer"], c["standing"])' "$1"
}

bike() {
  ok checkin --customer Ada --brand Velo --category Misc --serial B-77 --purchased-on 2026-01-10 \
    --proof 'receipt 5' --fault 'motor hums' "$@" --format json
}

@test "a reading at check-in decides a cover with a meter limit, on the limit and above it" {
  bike --meter '10000 km'
  assert_json rows.0.coverage.1.payer maker
  ok coverage why B-77 --format json
  assert_json meter 10000
  assert_equal "$(verdict parts)" 'maker certain'
  bike --meter 10001
  assert_json rows.0.coverage.1.payer customer
  assert_contains "$output" "the maker's warranty goes up to a meter of 10000, and it reads 10001"
  ok coverage why B-77 --format json
  assert_equal "$(verdict parts)" 'customer certain'
  assert_json classes.0.would_change 'a meter of 10000 or less'
  assert_json covers.0.parts meter
  ok check
}

@test "without a reading the verdict is provisional, and says on what" {
  bike
  assert_contains "$output" 'if its meter is not above 10000'
  ok coverage why B-77 --format json
  assert_json meter null
  assert_equal "$(verdict parts)" 'maker if_meter'
  assert_json classes.0.would_change 'a meter above 10000: what it reads is not known'
}

@test "the last reading on the day of the fault or before counts, not a later one" {
  bike --meter '9000 km'
  ok device meter B-77 '8500 km' --on 2026-11-01 --format json
  # Read later in the day than at check-in.
  ok device meter B-77 '10400 km' --format json
  assert_equal "$(verdict parts)" 'customer certain'
  ok coverage why B-77 --on 2026-11-21 --format json
  assert_json meter 8500
  assert_equal "$(verdict parts)" 'maker certain'
  ok coverage why B-77 --on 2026-10-31 --format json
  assert_json meter null
  assert_equal "$(verdict parts)" 'maker if_meter'
  ok device show B-77 --format json
  assert_json meter.# 3
  assert_json meter.0.on 2026-11-01
  assert_json meter.0.reading 8500
  assert_json meter.2.reading 10400
  assert_json meter.2.unit km
  ok check
}

@test "a reading below an earlier one is refused, unless a reason says why" {
  bike --meter '9000 km'
  refused 3 device meter B-77 '8999 km'
  assert_contains "$stderr" '8999 km is less than the 9000 km read on 2026-11-22'
  assert_contains "$stderr" '--reason'
  refused 3 device meter B-77 '9001 km' --on 2026-11-20
  assert_contains "$stderr" '9001 km is more than the 9000 km read on 2026-11-22'
  refused 3 device meter B-77 '9001 miles'
  assert_contains "$stderr" 'in another unit than'
  assert_equal "$(sql 'SELECT COUNT(*) FROM device_meter')" 1
  # The same again is nothing less.
  ok device meter B-77 9000
  ok device meter B-77 '12 km' --reason 'new display' --format json
  assert_json meter 12
  # Below the old counter and above the new one.
  ok device meter B-77 '40 km'
  refused 3 device meter B-77 '39 km'
  ok device show B-77 --format json
  assert_json meter.1.unit km
  assert_json meter.2.reason 'new display'
  ok check
}

@test "what is no reading is refused: separators, signs, a day to come, one before the purchase" {
  local bad
  bike
  for bad in '12,000 km' 12.5 -1 '' km '1e3' 1000000000001 99999999999999999999 '7 kilometres on the road' '５ km'; do
    refused 3 device meter --format json B-77 -- "$bad"
    assert_equal "$(json error.field "$stderr")" meter
  done
  refused 3 device meter B-77 5 --on 2026-11-23
  refused 3 device meter B-77 5 --on 2026-01-09
  assert_contains "$stderr" '2026-01-10'
  ok device meter B-77 5 --on 2026-01-10
  refused 4 device meter B-78 5
  # The day of the check-in has none of these.
  printf '{"customer": {"name": "Bo"}, "devices": [{"brand": "Velo", "fault": "x", "meter": 5}]}' >number.json
  refused 3 checkin --from number.json
  assert_contains "$stderr" 'devices[0].meter'
  printf '{"customer": {"name": "Bo"}, "devices": [{"brand": "Velo", "fault": "x", "meter_reason": "new"}]}' >why.json
  refused 3 checkin --from why.json
  assert_contains "$stderr" 'no meter is given'
}

@test "an intake document tells the meter, and a batch says where a lower one stands" {
  printf '%s\n' \
    '{"customer": {"name": "Ada"}, "devices": [{"brand": "Velo", "serial": "B-77", "fault": "x", "meter": "500 km"}]}' \
    '{"customer": {"name": "Bo"}, "devices": [{"brand": "Velo", "serial": "B-77", "fault": "y", "meter": "499 km"}]}' >two.jsonl
  refused 3 --format json checkin --from two.jsonl
  assert_equal "$(json error.field "$stderr")" 'line 2: meter'
  assert_equal "$(sql 'SELECT COUNT(*) FROM device_meter')" 0
  sed -i 's/"499 km"/"499 km", "meter_reason": "new hub"/' two.jsonl
  ok checkin --from two.jsonl
  ok device show B-77 --format json
  assert_json meter.# 2
  assert_json meter.1.reason 'new hub'
  ok check
}

@test "a technician reads the meter of the job on the bench: it goes on the timeline, and the job can be decided again" {
  local job
  bike
  job=$(json rows.0.order "$output")
  ok device meter "$job" '10001 km' --reason 'first look' --format json
  assert_json code "$job"
  assert_json as_decided false
  assert_contains "$stderr" "coverage decide $job"
  ok order show "$job" --format json
  assert_contains "$output" 'the meter read 10001 km on 2026-11-22: first look'
  ok coverage decide "$job" --format json
  assert_json as_decided true
  assert_equal "$(verdict parts)" 'customer certain'
  ok check
}

@test "a reading changed behind the program's back is found" {
  bike --meter 9000
  sqlite3 "$FETTLE_DB" 'UPDATE device_meter SET reading = 8000'
  refused 10 check
}

@test "the guided check-in asks for the meter only where a cover goes up to it" {
  export FETTLE_NOW=2026-11-22T10:00:00Z
  bike --meter '9000 km'
  run -0 python3 "$BATS_TEST_DIRNAME/guided.py" 'Customer=n' 'Name=Eve' 'Phone=' 'E-mail=' 'Device=B-77' \
    'Meter=8000' 'Meter=<ctrl-u>9900 km' 'Fault=hums' 'Left with=' 'Condition=' 'Promise=' 'Check in='
  ok coverage why B-77 --format json
  assert_json meter 9900
  run -0 python3 "$BATS_TEST_DIRNAME/guided.py" 'Customer=n' 'Name=Eva' 'Phone=' 'E-mail=' 'Device=S01-5512345-7' \
    'Fault=hums' 'Left with=' 'Condition=' 'Promise=' 'Check in='
  [[ $output != *Meter* ]]
}
