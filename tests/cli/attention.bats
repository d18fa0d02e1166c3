# What needs somebody to act: `board --attention`, and what leads to it. The jobs are those of
# setup/jobs.sh; it is Sunday 22 November 2026, 11:00 in Berlin.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

# job INSTANT CODE KEY: a value of a job's row on the board at an instant.
job() {
  FETTLE_NOW=$1 ok board --format json
  python3 -c 'import json, sys
row = next(r for r in json.loads(sys.argv[1])["rows"] if r["code"] == sys.argv[2])
print(row[sys.argv[3]])' "$output" "$2" "$3"
}

@test "a hold may have a day, and past it the board raises the job" {
  local code=W26-00004-3
  refused 3 order hold $code --reason vendor --until yesterday
  assert_contains "$stderr" 'fettle: until: '
  refused 3 order hold $code --reason vendor --until 2026-11
  refused 3 order hold $code --reason vendor --until 2026-02-30
  refused 3 order hold $code --reason vendor --until 2099-01-01
  refused 2 order resume $code --until +1d
  ok order hold $code --reason vendor --until 2026-11-24 --format json 'lost parcel?'
  assert_json due_on 2026-11-24
  assert_json state at_vendor
  ok order show $code
  assert_contains "$output" 'vendor, until Tue 24 Nov: lost parcel?'
  assert_equal "$(job 2026-11-24T22:59:59Z $code reason)" \
    'on hold for an outside repairer: lost parcel?, until today'
  assert_equal "$(job 2026-11-24T22:59:59Z $code level)" fine
  # From midnight in Berlin.
  assert_equal "$(job 2026-11-24T23:00:00Z $code level)" quiet
  assert_equal "$(job 2026-11-24T23:00:00Z $code reason)" \
    'on hold for an outside repairer: lost parcel?, was until Tue 24 Nov'
  ok order hold W26-00002-7 --reason customer --until today
  assert_contains "$output" 'is on hold for the customer until today'
  ok check
}

@test "a notice says that the customer was told, by whom, how and when, and moves nothing" {
  local code=W26-00008-W # ready since Wed 18 November, 13:00
  ok order show $code --format json
  assert_json notices 0
  assert_json notice_due_on 2026-11-21
  ok order show $code
  assert_contains "$output" 'notices    the first was due Sat 21 Nov'
  assert_contains "$output" 'Possible now: handover, fail, notice,'
  ok order notice $code --how phone 'mailbox, asked to call back' --as lena
  assert_contains "$output" 'W26-00008-W  Rowenta Toaster has its first notice, by phone'
  assert_contains "$stderr" 'Next: fettle order handover W26-00008-W'
  at 2026-11-25T10:00:00Z order notice $code --format json
  assert_json schema order.step/1
  assert_json event notice
  assert_json state ready
  assert_json at 2026-11-25T10:00:00Z
  ok order show $code
  assert_contains "$output" 'Sun 22 Nov 11:00  told           by phone: mailbox, asked to call back (Lena'
  ok order show $code --format json
  assert_json notices 2
  assert_json events.7.event notice
  assert_json events.7.staff lena
  assert_json events.7.reference phone
  assert_json events.7.text 'mailbox, asked to call back'
  assert_json events.7.state ready
  assert_json events.8.reference null
  assert_json ready_at 2026-11-18T12:00:00Z
  ok check
}

@test "told twice on a day is told once, both are kept" {
  local code=W26-00008-W
  ok order notice $code --how phone 'nobody there'
  # 23:59 in Berlin: the same day; a minute later the next.
  at 2026-11-22T22:59:00Z order notice $code --how sms
  assert_contains "$output" 'has its first notice, by sms'
  ok order show $code --format json
  assert_json notices 1
  assert_equal "$(sql "SELECT COUNT(*) FROM order_event WHERE kind = 'notice'")" 2
  at 2026-11-22T23:00:00Z order notice $code --how letter
  assert_contains "$output" 'has its second notice, by letter'
  # A retry is no notice more.
  at 2026-11-23T09:00:00Z order notice $code --how email --request-id r1
  at 2026-11-23T09:00:00Z order notice $code --how email --request-id r1
  assert_contains "$output" 'second notice, by email'
  refused 5 order notice $code --how phone --request-id r1
  assert_equal "$(sql "SELECT COUNT(*) FROM order_event WHERE kind = 'notice'")" 4
  ok order notice $code --how phone --dry-run
  assert_equal "$(sql "SELECT COUNT(*) FROM order_event WHERE kind = 'notice'")" 4
}

@test "only what is ready can be called for" {
  refused 7 order notice W26-00005-1
  assert_contains "$stderr" \
    'work order W26-00005-1 is in repair and cannot take a notice to collect it'
  assert_contains "$stderr" 'hint: possible now: order test'
  refused 7 order notice W26-00009-U
  assert_contains "$stderr" 'is handed over and cannot take a notice'
  refused 3 order notice W26-00008-W --how pigeon
  assert_contains "$stderr" 'must be one of phone, email, letter, sms'
  refused 3 order notice W26-00008-W $'bell \a'
  refused 3 order notice W26-00008-W --at +1d
  refused 3 order notice W26-00008-W --at '2026-11-18 12:00'
  refused 4 order notice W26-00099-T
  refused 2 order notice
}

@test "notices before a device was taken back to repair count no longer" {
  local code=W26-00008-W
  ok order notice $code
  at 2026-11-23T09:00:00Z order fail $code 'lever sticks again'
  refused 7 order notice $code
  at 2026-11-23T10:00:00Z order test $code
  at 2026-11-23T11:00:00Z order ready $code --result repaired
  ok order show $code --format json
  assert_json notices 0
  assert_json notice_due_on 2026-11-26
  at 2026-11-24T09:00:00Z order notice $code
  assert_contains "$output" 'first notice'
  ok order show $code --format json
  assert_json notices 1
  # The second comes 14 days after ready, Mon 23 November.
  assert_json notice_due_on 2026-12-07
}

@test "the days of notices are a setting of rising days" {
  local value
  for value in 3,3 14,3 0 -1 3,x 3,,14 , 3, ,3 1e3 0x3 3651 99999999999999999999 \
    1,2,3,4,5,6,7,8,9,10,11 '3;14' 3.5 "$(printf '%041d' 3)"; do
    refused 3 setting set -- collect.notices "$value"
    assert_contains "$stderr" 'fettle: collect.notices: '
  done
  refused 3 setting set collect.notices 14,3
  assert_contains "$stderr" "must be at most 10 rising numbers of days, got '14,3'"
  assert_contains "$stderr" "hint: days after it became ready, as 3,14,30; '' for none"
  ok setting set collect.notices ' 7, 21 ' --format json
  assert_json value 7,21
  assert_json initial 3,14,30
  ok order show W26-00008-W --format json
  assert_json notice_due_on 2026-11-25
  ok order notice W26-00008-W --at '2026-11-18 15:00'
  ok order show W26-00008-W --format json
  assert_json notice_due_on 2026-12-09
  ok setting set collect.notices ''
  ok order show W26-00008-W --format json
  assert_json notice_due_on null
  ok setting set collect.notices 1,2,3,4,5,6,7,8,9,3650
  refused 6 setting set collect.notices 5 --as lena
  ok check
}
