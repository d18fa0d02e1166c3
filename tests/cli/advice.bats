# What day to promise, by the centre's own jobs. Berlin, Monday to Friday 09:00 to 17:00: ten jobs
# on one phone took 1, 2 … 10 business hours, five on other phones 24 hours each.
load helpers

# jobs_by PYTHON: `centre` is a report_fixture.Centre, `took` a job of so many business hours.
jobs_by() {
  ok init --name 'Corner Repairs' --timezone Europe/Berlin --country DE
  PYTHONPATH=$tests/cli /usr/bin/python3 - "$FETTLE_DB" "$1" <<'PYTHON'
import sys
from report_fixture import Centre, at
centre = Centre(sys.argv[1], 1)
start = at("2026-10-05 09:00")
def took(device, hours):
    days, rest = divmod(hours - 1, 8)
    end = start + days * 86400 + (rest + 1) * 3600
    centre.job(device, [(start, "receive", {}), (end, "ready", {"result": "repaired"})])
def waits(device):
    centre.job(device, [(at("2026-11-16 09:00"), "receive", {})])
phone, other, laptop = ((19, "Nokia", "3310", "S1"), (19, "Sony", "Xperia", "S2"),
                        (16, "Lenovo", "T14", "S3"))
with centre.db:
    exec(sys.argv[2])
PYTHON
  export FETTLE_NOW=2026-11-16T08:00:00Z
}

# advice SERIAL: of the open job on this device.
advice() {
  ok order list --state received --format csv --fields code,serial
  code=$(grep "$1" <<<"$output" | cut -d, -f1)
  ok order promise "$code" --suggest --format json
  assert_json schema order.advice/1
}

history='for hours in range(1, 11): took(phone, hours)
for _ in range(5): took(other, 24)
for device in (phone, other, laptop): waits(device)'

@test "the same model's jobs say when half and nine in ten would be ready" {
  jobs_by "$history"
  # Of 10 the 5th is 5 h: Monday 14:00; the 9th is 9 h: Tuesday 10:00.
  advice S1
  assert_json level model
  assert_json jobs 10
  assert_json p50_business_seconds 18000
  assert_json p50_on 2026-11-16
  assert_json p90_business_seconds 32400
  assert_json p90_on 2026-11-17
  ok order promise "$code" --suggest
  assert_contains "$output" 'of 10 jobs on the same model half were ready by today, 9 in 10 by Tue 17 Nov'
}

@test "a job that is open already is compared with those only that took longer" {
  jobs_by "$history"
  # After 5 h: 6, 7, 8, 9 and 10 h. The 3rd of 5 is 8 h, the 5th is 10 h.
  export FETTLE_NOW=2026-11-16T13:00:00Z
  advice S1
  assert_json level model
  assert_json jobs 5
  assert_json p50_business_seconds 28800
  assert_json p90_business_seconds 36000
  assert_json p90_on 2026-11-17
  # After 6 h four are left, too few: of the category 7, 8, 9, 10 and five times 24 h.
  export FETTLE_NOW=2026-11-16T14:00:00Z
  advice S1
  assert_json level category
  assert_json jobs 9
  assert_json p50_business_seconds 86400
  assert_json p50_on 2026-11-18
}

@test "without jobs of its category all jobs count, and with too few the target" {
  jobs_by "$history"
  # Of 15 the 8th is 8 h and the 14th 24 h.
  advice S3
  assert_json level all
  assert_json jobs 15
  assert_json p50_business_seconds 28800
  assert_json p90_business_seconds 86400
  rm "$FETTLE_DB"
  # 40 business hours from Monday 09:00 are up on Friday.
  jobs_by 'for hours in (1, 2, 3, 4): took(phone, hours)
waits(phone)'
  advice S1
  assert_json level target
  assert_json jobs 4
  assert_json p90_on 2026-11-20
  ok order promise "$code" --suggest
  assert_contains "$output" 'too few jobs to go by (4); its target is up on Fri 20 Nov'
  at 2026-11-30T10:00:00Z order promise "$code" --suggest
  assert_contains "$output" 'its target was up on Fri 20 Nov'
  # --suggest goes without a date, and without a terminal nobody can be asked for one.
  refused 2 order promise "$code" --suggest +3d
  refused 2 order promise "$code"
  assert_contains "$stderr" '--suggest says by when such jobs were ready'
}

@test "a centre that never opens again has no day to advise" {
  jobs_by 'waits(phone)'
  ok calendar hours closed --from 2026-11-16
  advice S1
  assert_json p90_on null
  ok order promise "$code" --suggest
  assert_contains "$output" 'no day can be advised'
  [[ $stderr != *Next:* ]]
}

@test "on a terminal the day is asked beside the advice, and stopping promises nothing" {
  start_test
  ok init --name 'Corner Repairs' --timezone Europe/Berlin --country DE
  ok checkin --customer Ada --category Fan --fault hums --promised-on 2026-11-25
  export GUIDED='order promise W26-00001-9'
  before=$(db_hash)
  run -7 python3 "$tests/cli/guided.py" 'Promise=<ctrl-c>'
  assert_contains "$output" 'too few jobs to go by (0)'
  assert_contains "$output" 'stopped: nothing was promised'
  assert_equal "$(db_hash)" "$before"
  run -0 python3 "$tests/cli/guided.py" 'Promise=<ctrl-u>2026-11-27'
  assert_contains "$output" 'is promised for Fri 27 Nov'
  ok order show W26-00001-9 --format json
  assert_json promised_on 2026-11-27
  assert_json promises 2
}

@test "a guided check-in says how long such jobs take" {
  start_test
  ok init --name 'Corner Repairs' --timezone Europe/Berlin --country DE
  for serial in A B C D E; do
    FETTLE_NOW=2026-11-10T09:00:00Z ok checkin --customer Ada --category Fan --brand Rowenta \
      --model Turbo --serial "$serial" --fault hums
  done
  ok order list --format csv --fields code
  for code in $(tail -n +2 <<<"$output" | tr -d '\r'); do
    FETTLE_NOW=2026-11-13T09:00:00Z ok order ready "$code" --result no_fault_found
  done
  run -0 python3 "$tests/cli/guided.py" 'Customer=n' 'Name=Bea' 'Phone=' 'E-mail=' 'Device=F' \
    'Category=Fan' 'Brand=Rowenta' 'Model=Turbo' 'Bought=' 'Fault=hums' 'Left with=' 'Condition=' \
    'Promise=' 'Check in='
  assert_contains "$output" '9 in 10 such jobs take 3 days (n = 5)'
}

@test "with too few jobs the target is up as order show says, what was waited for counted" {
  export FETTLE_NOW=2026-11-16T08:00:00Z
  new_centre
  ok calendar hours 'Mon-Fri 09:00-17:00' --from 2026-01-01
  ok setting set target.business_hours 15
  code=$(checkin_one)
  # On hold from Monday 10:00 to Wednesday 10:00: 7, 8 and 1 h. 15 h and 16 h: Thursday 16:00.
  at 2026-11-16T09:00:00Z order hold "$code" --reason customer 'which colour?'
  at 2026-11-18T09:00:00Z order resume "$code"
  at 2026-11-18T10:00:00Z order promise "$code" --suggest --format json
  assert_json level target
  assert_json p90_on 2026-11-19
}
