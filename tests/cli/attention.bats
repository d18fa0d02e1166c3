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
  assert_json events.-2.event notice
  assert_json events.-2.staff lena
  assert_json events.-2.reference phone
  assert_json events.-2.text 'mailbox, asked to call back'
  assert_json events.-2.state ready
  assert_json events.-1.reference null
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
  for value in 3,3 14,3 0 -1 3,x 3,,14 "," "3," ,3 1e3 0x3 3651 99999999999999999999 \
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

# A shop that opens from Monday to Friday, with a job in every kind of trouble on Monday 23 November
# at 13:00 (now), each named by its model; nothing else is wrong with any of them.
now=2026-11-23T12:00:00Z

# job_of MODEL: its code.
job_of() {
  sql "SELECT w.code FROM work_order w JOIN device d ON d.id = w.device_id WHERE d.model = '$1'"
}

# step INSTANT VERB MODEL WORDS…: a step of that job.
step() {
  local at=$1 verb=$2 code
  code=$(job_of "$3")
  shift 3
  at "$at" order "$verb" "$code" "$@"
}

checkin_at() {
  local at=$1 model=$2
  shift 2
  FETTLE_NOW=$at ok checkin --from - <<<"$(intake "model=$model" "serial=$model" \
    promised_on=2026-12-23 "$@")"
}

troubled_centre() {
  rm -f "$FETTLE_DB"
  FETTLE_NOW=2026-10-01T08:00:00Z new_centre
  ok calendar hours 'Mon-Fri 09:00-17:00' --from 2026-01-01
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok target set 8 --category Laptop --from 2026-10-01
  # Ready on Fri 2 October and told three times: the last on Mon 2 November.
  checkin_at 2026-10-02T08:00:00Z abandoned
  step 2026-10-02T10:00:00Z ready abandoned --result no_fault_found
  step 2026-10-05T10:00:00Z notice abandoned --how phone
  step 2026-10-16T10:00:00Z notice abandoned --how email
  step 2026-11-02T10:00:00Z notice abandoned --how letter
  # Nothing since Fri 13 November: Monday to Friday were quiet. Since Monday 16: four days were.
  checkin_at 2026-11-13T12:00:00Z quiet
  checkin_at 2026-11-16T12:00:00Z fine
  for model in customer estimate payer part vendor hold notice; do
    checkin_at 2026-11-17T09:00:00Z "$model"
    step 2026-11-17T10:00:00Z diagnose "$model" --technician tomas
  done
  checkin_at 2026-11-17T11:00:00Z promise promised_on=2026-11-18
  step 2026-11-17T12:00:00Z send vendor --vendor 'Board Doctors' --reference RMA-9 --due 2026-11-17
  step 2026-11-17T12:00:00Z parts part --for 'belt B-7' --due 2026-11-18
  step 2026-11-17T12:00:00Z ask-payer payer --payer maker --reference SN-1 --due 2026-11-19
  step 2026-11-17T12:00:00Z ask customer --due 2026-11-20 'which colour?'
  step 2026-11-17T12:00:00Z ask estimate --due 2026-11-21 --amount 64.00 'new belt'
  step 2026-11-17T12:00:00Z hold hold --reason internal --until 2026-11-22 'stocktaking'
  step 2026-11-18T12:00:00Z ready notice --result declined_by_customer
  step 2026-11-18T13:00:00Z promise promise 2026-11-19
  step 2026-11-19T13:00:00Z promise promise 2026-11-20
  # Eight opening hours: Friday from 10:00, Monday until 10:00.
  checkin_at 2026-11-20T09:00:00Z target category=Laptop
  export FETTLE_NOW=$now
}

@test "every kind of trouble, what hurts first at the top, with why, for how long and what helps" {
  troubled_centre
  ok board --format json
  assert_json rows.# 12
  ok board --attention --format json
  assert_json schema board/1
  python3 - "$output" >rows <<'PYTHON'
import json, re, sys
for row in json.loads(sys.argv[1])["rows"]:
    assert row["model"] == row["trouble"] or row["model"] == "estimate", row
    print(row["model"], row["waits_for"], row["trouble_since"], row["trouble_seconds"],
          re.sub(r"E26-[0-9]{5}-.", "ESTIMATE", "; ".join(row["reasons"])),
          re.sub(r"E26-[0-9]{5}-.", "ESTIMATE", row["next"].replace(row["code"], "CODE")), sep="|")
PYTHON
  cat >expected <<'EXPECTED'
promise|shop|2026-11-20T16:00:00Z|244800|was promised for Fri 20 Nov, promised 3 times|order promise CODE DATE
target|shop|2026-11-23T09:00:00Z|10800|service target was up Mon 23 Nov 10:00|order assign CODE TECHNICIAN
vendor|vendor|2026-11-17T23:00:00Z|478800|was to be back Tue 17 Nov: Board Doctors, RMA-9|order receive CODE
part|parts|2026-11-18T23:00:00Z|392400|the part was due Wed 18 Nov: belt B-7|order start CODE
payer|payer|2026-11-19T23:00:00Z|306000|the payer's answer was due Thu 19 Nov: SN-1|order approve CODE
customer|customer|2026-11-20T23:00:00Z|219600|the customer's answer was due Fri 20 Nov: which colour?|order ask CODE --due DATE QUESTION
estimate|customer|2026-11-21T23:00:00Z|133200|the customer's answer was due Sat 21 Nov: ESTIMATE|estimate revise ESTIMATE
hold|shop|2026-11-22T23:00:00Z|46800|was to be on hold until Sun 22 Nov: stocktaking|order resume CODE
abandoned|customer|2026-11-01T23:00:00Z|1861200|third notice given 21 days ago, nobody came|order show CODE
notice|customer|2026-11-20T23:00:00Z|219600|first notice due since Sat 21 Nov|order notice CODE
quiet|shop|2026-11-13T12:00:00Z|864000|no word for 5 business days|order assign CODE TECHNICIAN
EXPECTED
  diff expected rows || explain "not so"
  ok check
}

@test "the list of trouble reads on 80 columns, in every format, for one technician and for nobody" {
  troubled_centre
  ok board --attention
  assert_golden attention/monday
  ok board --attention --format csv --fields model,reasons
  assert_equal "$(sed -n 2p <<<"$output" | tr -d '\r')" \
    'promise,"was promised for Fri 20 Nov, promised 3 times"'
  ok board --attention --format xlsx --output list.xlsx
  /usr/bin/python3 -W ignore - <<'PYTHON'
import openpyxl
rows = list(openpyxl.load_workbook("list.xlsx").worksheets[0].values)
head = next(i for i, row in enumerate(rows) if "Trouble" in row)
assert len(rows) - head - 1 == 11, rows
PYTHON
  ok board --attention --limit 2 --format json
  assert_json rows.# 2
  ok board --attention --technician tomas --format json
  assert_json rows.# 7
  assert_json rows.0.model vendor
  ok board --attention --technician none --format json
  assert_json rows.# 4
  refused 4 board --attention --technician thomas
  refused 3 board --attention --fields pain
  refused 2 board --attention now
  ok board --attention --fields code,trouble,next
  assert_lacks "$output" 'need somebody'
  # Nothing is wrong with what was just taken in.
  FETTLE_DB=$PWD/empty.db
  new_centre
  ok checkin --from - <<<"$(intake)"
  ok board --attention
  assert_equal "$output" $'Mon 23 Nov 13:00 · 0 of 1 need somebody\n\nnothing needs anybody now'
}

@test "an urgent job outweighs one that is a little later, but not for ever" {
  troubled_centre
  worst() { ok board --attention --format json && json rows.0.model; }
  # Late since Thu 19 November, 17:00: 92 hours against the 68 of the other.
  FETTLE_NOW=2026-11-19T10:00:00Z ok checkin --from - <<<"$(intake model=other serial=other \
    promised_on=2026-11-19)"
  assert_equal "$(worst)" other
  # Urgent counts fourfold: 272.
  ok order priority "$(job_of promise)" urgent
  assert_equal "$(worst)" promise
  # High counts twice: 184.
  ok order priority "$(job_of other)" high
  assert_equal "$(worst)" promise
  ok order priority "$(job_of promise)" low
  assert_equal "$(worst)" other
}

@test "acting on a job takes it off the list" {
  troubled_centre
  troubles() { ok board --attention --format json && python3 -c '
import json, sys
print(*(row["model"] for row in json.loads(sys.argv[1])["rows"]))' "$output"; }
  ok order promise "$(job_of promise)" 2026-11-30
  ok order receive "$(job_of vendor)"
  ok order start "$(job_of part)"
  ok order approve "$(job_of payer)"
  ok order ask "$(job_of customer)" --due +7d 'which colour, please?'
  ok order resume "$(job_of hold)"
  ok order notice "$(job_of notice)"
  ok order note "$(job_of abandoned)" 'comes tomorrow'
  ok order note "$(job_of quiet)" 'the owner called'
  assert_equal "$(troubles)" 'target estimate'
  # Time alone brings them back: Friday and the weekend are not enough, the next Monday is.
  FETTLE_NOW=2026-11-30T15:59:59Z
  assert_lacks "$(troubles)" quiet
  FETTLE_NOW=2026-11-30T16:00:00Z
  assert_contains "$(troubles)" quiet
  assert_contains "$(troubles)" abandoned
}

@test "a weekend and a week of holidays make nothing quiet" {
  troubled_centre
  trouble() { job "$1" "$(eye fine)" trouble; }
  eye() { python3 -c 'import sys; c = sys.argv[1]; print(c[:3], c[3:8], c[8:], sep="-")' "$(job_of "$1")"; }
  # Monday the 16th; Tuesday to Friday, then the Monday must close.
  assert_equal "$(trouble 2026-11-23T15:59:59Z)" None
  assert_equal "$(trouble 2026-11-23T16:00:00Z)" quiet
  assert_equal "$(job 2026-11-23T16:00:00Z "$(eye fine)" reason)" \
    'received, nobody has it, no word for 5 business days'
  at 2026-11-23T16:00:00Z calendar close 2026-11-23 'works holiday' --until 2026-11-27 --replace
  assert_equal "$(trouble 2026-11-30T15:59:59Z)" None
  assert_equal "$(trouble 2026-11-30T16:00:00Z)" quiet
  ok setting set attention.quiet_days 6
  assert_equal "$(trouble 2026-11-30T16:00:00Z)" None
  assert_equal "$(trouble 2026-12-01T16:00:00Z)" quiet
}
