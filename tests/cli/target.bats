# Service targets and promises. The jobs are those of setup/jobs.sh; the hours of the vectors are
# those of the domain reference 2.5.

load helpers
load jobs

# A centre in Berlin, Monday to Friday 09:00 to 17:00, closed on 1 May, and a laptop received on
# Wednesday 29 April 2026 at 16:00.
vector_centre() {
  export FETTLE_NOW=2026-04-29T14:00:00Z
  ok init --name Werkstatt --timezone Europe/Berlin --country DE
  ok calendar hours 'Mon-Fri 09:00-17:00' --from 2026-01-01
  ok calendar close 2026-05-01 'Labour Day'
  ok checkin --customer Ada --phone '+49 30 1234567' --category Laptop --fault dark \
    --promised-on 2026-05-20
  ok order assign W26-00001-9 mara
}

# turnaround KEY VALUE: of job 1.
turnaround() {
  ok order show W26-00001-9 --format json
  assert_json "turnaround.$1" "$2"
}

@test "a target of 24 business hours is up when the domain reference says, holds shift it" {
  start_test
  vector_centre
  # Without a target the promise says when it is due: closing time, 17:00 in Berlin.
  turnaround due_at 2026-05-20T15:00:00Z
  ok target set 24
  turnaround due_at 2026-05-05T14:00:00Z
  turnaround target_business_seconds 86400
  turnaround promise_due_at 2026-05-20T15:00:00Z
  FETTLE_NOW=2026-04-30T13:00:00Z ok order hold W26-00001-9 --reason customer passcode
  FETTLE_NOW=2026-05-04T08:00:00Z ok order resume W26-00001-9
  export FETTLE_NOW=2026-05-06T09:00:00Z
  turnaround due_at 2026-05-06T09:00:00Z
  turnaround late false
  export FETTLE_NOW=2026-05-06T09:00:01Z
  turnaround late true
}

@test "another priority keeps the hold time that was earned" {
  start_test
  vector_centre
  ok target set 24
  ok target set 8 --priority urgent
  FETTLE_NOW=2026-04-30T13:00:00Z ok order hold W26-00001-9 --reason customer passcode
  FETTLE_NOW=2026-05-04T08:00:00Z ok order resume W26-00001-9
  export FETTLE_NOW=2026-05-04T08:30:00Z
  ok order priority W26-00001-9 urgent
  # 8 h from Wed 16:00 end on Thu 16:00; of the hold an hour fell before that: the two hours on
  # Thursday and the one on Monday shift it to Mon 11:00 (1 h + 6 h until the hold, 1 h after it).
  turnaround due_at 2026-05-04T09:00:00Z
  turnaround target_business_seconds 28800
  ok order show W26-00001-9 --format json
  assert_json priority urgent
  assert_contains "$output" '"text":"priority urgent, was normal"'
  refused 5 order priority W26-00001-9 urgent
  refused 3 order priority W26-00001-9 asap
  ok check
}

@test "the most special target wins: customer, priority, category, cover" {
  start_test
  vector_centre
  expect() { turnaround target_business_seconds $(($1 * 3600)); }
  expect 40
  ok target set 30
  expect 30
  ok target set 29 --cover no_warranty
  ok target set 28 --cover warranty
  expect 29
  ok target set 27 --category laptop
  expect 27
  ok target set 26 --category Laptop --cover no_warranty
  expect 26
  ok target set 25 --priority normal
  ok target set 1 --priority urgent
  expect 25
  ok target set 24 --customer K26-00001-A
  expect 24
  ok target list --format json
  assert_json schema target.list/1
  assert_json rows.# 8
  assert_json rows.0.customer Ada
  assert_json rows.0.business_hours 24
  assert_json rows.7.priority null
  ok target remove --customer K26-00001-A
  expect 25
}

@test "a target holds for what was received from its date on" {
  start_test
  vector_centre
  ok target set 20 --from 2026-04-01
  ok target set 10 --from 2026-05-01
  turnaround target_business_seconds 72000
  ok target remove --from 2026-06-01
  turnaround target_business_seconds 72000
  ok target list --as-of 2026-05-15 --format json
  assert_json rows.# 1
  assert_json rows.0.business_hours 10
  ok target list --as-of 2026-06-15 --format json
  assert_json rows.# 0
  ok target list --all --format json
  assert_json rows.# 3
  # The same conditions and date: the later word replaces the earlier one.
  ok target set 12.5 --from 2026-04-01
  turnaround target_business_seconds 45000
}

@test "a target that cannot be is refused" {
  start_test
  use_jobs
  refused 3 target set 0
  refused 3 target set -- -4
  refused 3 target set 1e3
  refused 3 target set soon
  refused 3 target set 8 --priority asap
  refused 3 target set 8 --category Rocket
  refused 3 target set 8 --customer K26-00001-B
  refused 3 target set 8 --from 2026-02-30
  refused 4 target remove
  assert_contains "$stderr" 'there is no such target'
  refused 6 target set 8 --as tomas
}

@test "the board goes by the target that is set for a job" {
  start_test
  use_jobs
  level() {
    ok board --format json
    python3 -c "import json,sys
print(next(r['$2'] for r in json.loads(sys.argv[1])['rows'] if r['code'] == '$1'))" "$output"
  }
  assert_equal "$(level W26-00011-5 level)" quiet
  # Received on 16 November at 09:00, without hours every one counts; parts do not shift it.
  ok target set 100 --category Fan --from 2026-11-01
  assert_equal "$(level W26-00011-5 level)" late
  assert_equal "$(level W26-00011-5 due_at)" 2026-11-20T13:00:00Z
  ok order show W26-00011-5
  assert_contains "$output" 'due Fri 20 Nov 14:00'
  assert_contains "$output" 'promised Fri 27 Nov · late by 1.9 d'
  # What no target fits stays by its promise.
  assert_equal "$(level W26-00001-9 due_at)" 2026-11-20T23:00:00Z
}

@test "promises are counted, and the first one is the one to be kept" {
  start_test
  use_jobs
  ok order show W26-00005-1 --format json
  assert_json promises 1
  assert_json promise_kept null
  ok order promise W26-00005-1 2026-12-01
  ok order promise W26-00005-1 2026-12-01
  ok order promise W26-00005-1 2026-12-03
  ok order show W26-00005-1 --format json
  assert_json promises 3
  assert_json first_promised_on 2026-11-24
  assert_json promised_on 2026-12-03
  ok order show W26-00005-1
  assert_contains "$output" 'promise'
  export FETTLE_NOW=2026-11-25T10:00:00Z
  ok order show W26-00005-1 --format json
  assert_json promise_kept false
  assert_json turnaround.late false
  ok order show W26-00008-W --format json
  assert_json promise_kept true
}
