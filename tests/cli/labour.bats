# Who works on what, and how long: timers, minutes that are typed, several people on a job. The jobs
# are those of setup/jobs.sh, where tomas has 2 (being diagnosed) and 5 (in repair); aiko is his
# colleague. Berlin is an hour ahead of UTC in November.

# shellcheck disable=SC2153 # start_test sets FETTLE_DB
load helpers
load jobs

setup() {
  start_test
  use_jobs
  ok staff add aiko 'Aiko Tanaka' --role technician
}

# by LOGIN ARGUMENT…: must succeed.
by() {
  local FETTLE_AS=$1
  export FETTLE_AS
  shift
  ok "$@"
}

# now HH:MM: it is that time on Monday 23 November, UTC.
now() {
  export FETTLE_NOW=2026-11-23T$1:00Z
}

@test "two technicians work on one job, and each has a timer" {
  now 09:40
  by tomas order start W26-00005-1
  assert_contains "$output" 'is in repair by Tomáš Dvořák'
  assert_lacks "$output" 'Aiko'
  now 09:55
  by aiko order start W26-00005-1 --format json
  assert_json event start
  assert_json state in_repair
  assert_json worker aiko
  # Who joins in does not take the job over.
  assert_json technician tomas
  now 10:10
  by aiko order stop W26-00005-1 'waits for Tomas'
  assert_contains "$output" 'is left by Aiko Tanaka after 0:15, 0:15 in all'
  now 10:50
  ok order show W26-00005-1
  assert_contains "$output" '  labour     1:25 h: Tomáš Dvořák 1:10, Aiko Tanaka 0:15; Tomáš Dvořák at it'
  assert_contains "$output" '  Mon 23 Nov 10:55  at work        (Aiko Tanaka)'
  assert_contains "$output" '  Mon 23 Nov 11:10  stopped        waits for Tomas (Aiko Tanaka)'
  ok order show W26-00005-1 --format json
  assert_json labour.# 2
  assert_json labour.0.staff tomas
  assert_json labour.0.seconds 4200
  assert_json labour.0.running_since 2026-11-23T09:40:00Z
  assert_json labour.1.name 'Aiko Tanaka'
  assert_json labour.1.timed_seconds 900
  assert_json labour.1.typed_seconds 0
  assert_json labour.1.running_since null
  # Tested, it is off the bench, and nobody's timer runs.
  now 11:00
  by tomas order test W26-00005-1
  now 12:00
  ok order show W26-00005-1 --format json
  assert_json labour.0.seconds 4800
  assert_json labour.0.running_since null
  assert_equal "$(sql 'SELECT count(*) FROM timer')" 0
  ok check
}

@test "a timer that never ran cannot be stopped, and one that runs not be started" {
  refused 7 order stop W26-00001-9
  assert_contains "$stderr" 'work order W26-00001-9 is received and has nobody at work on it'
  assert_contains "$stderr" 'hint: possible now: order assign, order diagnose'
  refused 7 order stop W26-00005-1
  assert_contains "$stderr" 'is in repair and has nobody at work on it'
  now 09:40
  by tomas order start W26-00005-1
  FETTLE_AS=aiko refused 7 order stop W26-00005-1
  assert_contains "$stderr" 'work order W26-00005-1 does not have you at work on it'
  assert_contains "$stderr" 'hint: at work on it: Tomáš Dvořák since 10:40'
  refused 7 order stop W26-00005-1 --technician aiko
  assert_contains "$stderr" 'does not have Aiko Tanaka at work on it'
  FETTLE_AS=tomas refused 7 order start W26-00005-1
  assert_contains "$stderr" 'has you at work on it already'
  refused 7 order start W26-00005-1
  assert_contains "$stderr" 'has Tomáš Dvořák at work on it already'
  assert_contains "$stderr" 'order stop W26-00005-1 ends a timer'
  refused 7 order stop W26-00009-U
  assert_contains "$stderr" 'is handed over and has nobody at work on it'
  refused 4 order stop W26-00005-1 --technician thomas
  FETTLE_AS=aiko refused 6 order stop W26-00005-1 --technician tomas
  assert_contains "$stderr" "technician: the time of 'tomas' is not yours to change"
  FETTLE_AS=lena refused 6 order stop W26-00005-1 --technician tomas
  assert_contains "$stderr" 'may not work at the bench'
  FETTLE_AS=lena refused 6 order labour W26-00005-1 5
  # The next morning, said by an English clock as by a German one.
  FETTLE_AS=tomas FETTLE_NOW=2026-11-24T08:00:00Z refused 7 order start W26-00005-1
  assert_contains "$stderr" 'Tomáš Dvořák since 2026-11-23 10:40'
}

@test "who begins elsewhere stops where they were" {
  now 09:00
  by tomas order start W26-00005-1
  now 09:35
  by tomas order diagnose W26-00002-7 --format json
  assert_json left W26-00005-1
  assert_json left_seconds 2100
  assert_json state diagnosing
  ok order show W26-00005-1 --format json
  assert_json events.7.event stop
  assert_json events.7.text 'went on with W26-00002-7'
  assert_json labour.0.seconds 2100
  now 09:50
  by tomas order start W26-00005-1
  assert_contains "$output" 'is in repair by Tomáš Dvořák; stopped W26-00002-7 after 0:15'
  # A colleague is not in the way, and repairs what is another's.
  by aiko order diagnose W26-00002-7
  assert_contains "$output" 'is being diagnosed by Tomáš Dvořák, Aiko Tanaka is at work on it'
  assert_lacks "$output" 'stopped'
  now 09:55
  by aiko order start W26-00002-7
  assert_contains "$output" 'is in repair by Tomáš Dvořák, Aiko Tanaka is at work on it'
  # From diagnosis to repair it is one timer.
  assert_equal "$(sql 'SELECT t.since FROM timer t JOIN staff s ON s.id = t.staff_id
    WHERE s.login = "aiko"')" "$(date -d 2026-11-23T09:50:00Z +%s)"
  ok check
}

@test "what is noted late does not change what is noted of the job that is left" {
  now 09:00
  by tomas order start W26-00005-1
  now 10:00
  ok order note W26-00005-1 'customer asks how it goes'
  now 10:30
  FETTLE_AS=tomas refused 3 order diagnose W26-00002-7 --at 10:45
  assert_contains "$stderr" 'at: 2026-11-23 10:45 lies before the last event, at 2026-11-23 11:00, of work order W26-00005-1'
  assert_contains "$stderr" 'hint: give that time or a later one, or stop first: order stop W26-00005-1'
  by tomas order diagnose W26-00002-7 --at 11:15
  assert_contains "$output" '(Mon 23 Nov 11:15); stopped W26-00005-1 after 1:15'
  ok check
}

@test "a hold stops everybody; to resume is work only for whoever has the job" {
  now 09:00
  by tomas order start W26-00005-1
  by aiko order start W26-00005-1
  now 09:20
  by lena order hold W26-00005-1 --reason customer 'passcode?'
  assert_equal "$(sql 'SELECT count(*) FROM timer')" 0
  now 09:30
  by lena order resume W26-00005-1 --format json
  assert_json worker null
  assert_equal "$(sql 'SELECT count(*) FROM timer')" 0
  by lena order hold W26-00005-1 --reason customer
  now 09:40
  by aiko order resume W26-00005-1 --format json
  assert_json worker null
  by lena order hold W26-00005-1 --reason customer
  by tomas order diagnose W26-00002-7
  now 10:00
  by tomas order resume W26-00005-1
  assert_contains "$output" 'goes on: in repair; stopped W26-00002-7 after 0:20'
  now 10:05
  ok order show W26-00005-1 --format json
  assert_json labour.0.seconds 1500
  assert_json labour.1.seconds 1200
  ok check
}

@test "minutes are typed, and taken back with a reason, never more than there are" {
  now 09:00
  by aiko order labour W26-00005-1 0:45 'charge port soldered'
  assert_contains "$output" "has 0:45 more of Aiko Tanaka's work, 0:45 in all"
  by aiko order labour W26-00005-1 20 --format json
  assert_json worker aiko
  assert_json worked_seconds 1200
  assert_json labour_seconds 3900
  FETTLE_AS=aiko refused 3 order labour W26-00005-1 -20
  assert_contains "$stderr" 'text: is empty, expected why the minutes are taken back'
  FETTLE_AS=aiko refused 3 order labour W26-00005-1 -1:06 'all of it'
  assert_contains "$stderr" 'minutes: 1:06 cannot be taken back: there is no more than 1:05'
  # Tomáš has none of it.
  FETTLE_AS=tomas refused 3 order labour W26-00005-1 -1 'mine'
  assert_contains "$stderr" 'there is no more than 0:00'
  by aiko order labour W26-00005-1 -20 'typed twice'
  assert_contains "$output" "has 0:20 less of Aiko Tanaka's work, 0:45 in all"
  ok order show W26-00005-1 --format json
  assert_json labour.0.typed_seconds 2700
  assert_json events.8.event labour
  assert_json events.8.minutes -20
  assert_json events.8.text 'typed twice'
  ok order show W26-00005-1
  assert_contains "$output" 'labour         0:45: charge port soldered (Aiko Tanaka)'
  assert_contains "$output" 'labour         -0:20: typed twice (Aiko Tanaka)'
  # Of a colleague: the manager. Also after the hand-over, not when it is closed or not begun.
  ok order labour W26-00005-1 5 --technician tomas
  FETTLE_AS=aiko refused 6 order labour W26-00005-1 5 --technician tomas
  ok order labour W26-00009-U 5 --technician tomas 'packed it'
  ok order close W26-00009-U
  refused 7 order labour W26-00009-U 5 --technician tomas
  assert_contains "$stderr" 'work order W26-00009-U is closed and cannot take labour'
  ok check
}

@test "minutes are 1 to a day, in minutes or hours and minutes" {
  local wrong
  for wrong in 0 -0 0:00 1441 24:01 25:00 1:60 1:5 1:005 :30 1: 1:2:3 1.5 1,5 1h +-5 --5 ' ' x 0x10 \
    99999999999999999999 -99999999999999999999:00 '５'; do
    run --separate-stderr fettle order labour W26-00005-1 "$wrong" why
    [[ $status == 3 || $status == 2 ]] || explain "$wrong was taken"
  done
  refused 3 order labour W26-00005-1 24:01
  assert_contains "$stderr" "minutes: must be 1 to 1440, or 0:01 to 24:00, got '24:01'"
  assert_contains "$stderr" 'hint: 90 or 1:30 is an hour and a half; -15 takes 15 minutes back'
  refused 2 order labour W26-00005-1
  ok order labour W26-00005-1 24:00
  ok order labour W26-00005-1 1440
  ok order labour W26-00005-1 0:01 --format json
  assert_json labour_seconds 172860
  refused 3 order labour W26-00005-1 5 --at '2026-12-01 09:00'
  refused 3 order labour W26-00005-1 5 $'a\x1b[31m'
}

@test "a timer that was forgotten overnight ends when the work ended" {
  now 15:00
  by tomas order start W26-00005-1
  export FETTLE_NOW=2026-11-24T08:00:00Z
  ok board --attention --technician tomas --format csv --fields code,trouble,trouble_since,reasons,next
  assert_contains "$output" "W26-00005-1,timer,2026-11-23T23:00:00Z,the timer of Tomáš Dvořák runs since Mon 23 Nov 16:00,order stop W26-00005-1 --technician tomas --at TIME"
  ok board --attention
  assert_contains "$output" '1 left running'
  ok labour --from 2026-11-23 --to 2026-11-24 --format json
  # 16:00 to midnight, and midnight to 9:00.
  assert_json rows.# 2
  assert_json rows.0.day 2026-11-23
  assert_json rows.0.seconds 28800
  assert_json rows.1.day 2026-11-24
  assert_json rows.1.seconds 32400
  assert_json rows.1.orders.0 W26-00005-1
  FETTLE_AS=tomas refused 3 order stop W26-00005-1 --at 'yesterday 15:59'
  assert_contains "$stderr" 'lies before'
  cp "$FETTLE_DB" forgotten.db
  by tomas order stop W26-00005-1 --at 'yesterday 17:30'
  assert_contains "$output" 'is left by Tomáš Dvořák after 1:30, 1:30 in all (Mon 23 Nov 17:30)'
  ok labour --from 2026-11-23 --format json
  assert_json rows.# 1
  assert_json rows.0.seconds 5400
  ok check
  # Noticed later, what was too much is taken back off the end of it: the night.
  cp forgotten.db "$FETTLE_DB"
  by tomas order test W26-00005-1
  by tomas order labour W26-00005-1 -15:30 'went home at half past five'
  ok labour --from 2026-11-23 --format json
  assert_json rows.# 1
  assert_json rows.0.day 2026-11-23
  assert_json rows.0.seconds 5400
  ok check
}

@test "a clock that was set back takes nothing away" {
  now 09:00
  by tomas order start W26-00005-1
  now 10:00
  ok order note W26-00005-1 'an hour later'
  now 09:30
  by tomas order stop W26-00005-1
  assert_contains "$output" 'after 1:00, 1:00 in all'
  assert_contains "$stderr" 'the clock stands before'
  ok order show W26-00005-1 --format json
  assert_json labour.0.seconds 3600
  ok check
}

@test "labour by day is the manager's to see, and everybody's own" {
  # Diagnosed from Monday 11:00 on, begun Tuesday 12:00, another from then to Wednesday 12:00.
  ok labour
  assert_contains "$output" 'Mon 16 Nov to Sun 22 Nov · 49:00 h'
  ok labour --from 2026-11 --format csv --fields day,technician,jobs,seconds,typed_seconds,orders
  assert_equal "${lines[*]}" "day,technician,jobs,seconds,typed_seconds,orders \
2026-11-16,tomas,1,46800,0,W26-00011-5 2026-11-17,tomas,2,86400,0,W26-00009-U; W26-00011-5 \
2026-11-18,tomas,1,43200,0,W26-00009-U"
  ok labour --to 2026-11-17 --format json
  assert_json schema labour/1
  assert_json rows.# 2
  ok labour --from 2026-11-18 --to 2026-11-18 --technician tomas --format json
  assert_json rows.# 1
  assert_json rows.0.name 'Tomáš Dvořák'
  ok labour --technician aiko
  assert_contains "$output" 'no work was noted in these days'
  by tomas labour --format json
  assert_json rows.# 3
  by tomas labour --technician tomas --format json
  by aiko labour --format json
  assert_json rows.# 0
  FETTLE_AS=aiko refused 6 labour --technician tomas
  FETTLE_AS=aiko refused 6 labour --technician nobody
  FETTLE_AS=lena refused 6 labour --technician tomas
  refused 4 labour --technician nobody
  refused 3 labour --from 2026-11-20 --to 2026-11-19
  refused 3 labour --from 2026-13
  ok labour --output labour.xlsx --format xlsx
  python3 - <<'PYTHON'
import zipfile
sheet = zipfile.ZipFile("labour.xlsx").read("xl/worksheets/sheet1.xml").decode()
assert sheet.count("<row ") == 4, sheet
assert sheet.count("tomas") == 3, sheet
PYTHON
}

@test "measured hours go onto the bill in whole steps" {
  now 09:00
  refused 7 line add W26-00003-5 'bench' --class labour --measured --price 60
  assert_contains "$stderr" "measured: nobody's work on this job was measured"
  refused 2 line add W26-00005-1 'bench' --class labour --measured --quantity 1
  refused 2 line add W26-00005-1 'port' --class part --measured
  by tomas order start W26-00005-1
  by aiko order labour W26-00005-1 30
  now 09:41
  # 41 minutes and 30 are 71, in steps of six 72: 1.2 hours.
  ok line add W26-00005-1 'bench' --class labour --measured --price 60 --format json
  assert_json quantity 1.2
  assert_json list 72.00
  ok setting set labour.step_minutes 15
  ok line add W26-00005-1 'bench' --class labour --measured --price 60 --format json
  assert_json quantity 1.25
  refused 3 setting set labour.step_minutes 0
  refused 3 setting set labour.step_minutes 241
}

@test "the bench shows first what one is at, whoever has it" {
  now 09:00
  by aiko order start W26-00005-1
  by aiko bench
  assert_contains "$output" 'now    W26-00005-1'
  by aiko bench --format json
  assert_json rows.# 1
  assert_json rows.0.part now
  assert_json rows.0.at_work_since 2026-11-23T09:00:00Z
  assert_json rows.0.technician tomas
  by tomas bench --format json
  assert_json rows.0.part work
  assert_json rows.0.at_work_since null
  by tomas order start W26-00005-1
  by tomas bench --format json
  assert_json rows.0.code W26-00005-1
  assert_json rows.0.part now
  assert_json rows.1.part work
  # The board still says who has it.
  ok board --technician aiko --format json
  assert_json rows.# 0
}

@test "a retry stops once, and a trial run not at all" {
  now 09:00
  by tomas order start W26-00005-1
  now 09:10
  by tomas order stop W26-00005-1 --dry-run
  assert_contains "$output" 'after 0:10'
  FETTLE_AS=tomas refused 7 order start W26-00005-1
  by tomas order stop W26-00005-1 --request-id s1 --format json
  local first=$output
  now 09:20
  by tomas order stop W26-00005-1 --request-id s1 --format json
  assert_equal "$output" "$first"
  FETTLE_AS=tomas refused 5 order labour W26-00005-1 5 --request-id s1
  by tomas order labour W26-00005-1 5 --request-id l1
  by tomas order labour W26-00005-1 5 --request-id l1
  ok order show W26-00005-1 --format json
  assert_json labour.0.seconds 900
}

@test "a list of jobs is begun one after the other, and the last is worked on" {
  now 09:00
  by tomas order start W26-00005-1
  now 09:30
  printf '%s\n' W26-00002-7 W26-00005-1 W26-00005-1 >list
  by tomas order start @list --format json
  assert_json rows.0.message 'Nokia 3310 is in repair by Tomáš Dvořák; stopped W26-00005-1 after 0:30'
  assert_json rows.1.message 'Samsung Galaxy Tab S8 is in repair by Tomáš Dvořák; stopped W26-00002-7 after 0:00'
  assert_json rows.2.outcome same
  # What is refused is told, and the rest is done.
  printf '%s\n' W26-00005-1 W26-00002-7 >list
  run --separate-stderr fettle order stop @list --technician tomas --keep-going --format json
  assert_status 3
  assert_json rows.0.outcome 'done'
  assert_json rows.1.message 'work order W26-00002-7 is in repair and has nobody at work on it'
  FETTLE_AS=tomas refused 3 order start @list --at 10:00
  assert_equal "$(sql 'SELECT count(*) FROM timer')" 0
  ok check
}

@test "the time of who left is the manager's to end" {
  now 09:00
  by aiko order start W26-00005-1
  ok staff edit aiko --active no
  now 09:30
  ok order stop W26-00005-1 --technician aiko
  assert_contains "$output" 'is left by Aiko Tanaka after 0:30'
  refused 5 order start W26-00005-1 --technician aiko
  assert_contains "$stderr" "'aiko' no longer works here"
  ok order labour W26-00005-1 -10 --technician aiko 'lunch'
  ok check
}

@test "a manager sets a colleague to work on what is another's" {
  now 09:00
  ok order start W26-00005-1 --technician aiko --format json
  assert_json technician tomas
  assert_json worker aiko
  # Before anybody works on it, who is named takes it.
  ok order diagnose W26-00001-9 --technician aiko --format json
  assert_json technician aiko
  assert_json left W26-00005-1
  refused 7 order start W26-00005-1 --technician none
  assert_contains "$stderr" 'has no technician'
}

@test "whoever worked on the repair is not somebody else who tests it" {
  ok setting set quality.other_person yes
  now 09:00
  by tomas order start W26-00005-1
  by aiko order start W26-00005-1
  now 10:00
  by tomas order test W26-00005-1
  FETTLE_AS=aiko refused 6 order check W26-00005-1 --item 1=pass
  assert_contains "$stderr" 'Aiko Tanaka repaired work order W26-00005-1'
  FETTLE_AS=aiko refused 7 order ready W26-00005-1 --result repaired
  ok order ready W26-00005-1 --result repaired
}

@test "check finds a timer that the events do not know" {
  now 09:00
  by tomas order start W26-00005-1
  ok check
  cp "$FETTLE_DB" good.db
  local change
  for change in 'DELETE FROM timer' 'UPDATE timer SET since = since - 3600' \
    "UPDATE timer SET staff_id = (SELECT id FROM staff WHERE login = 'aiko')" \
    "INSERT INTO timer SELECT site_id, (SELECT id FROM staff WHERE login = 'aiko'), order_id, since FROM timer" \
    "UPDATE timer SET order_id = (SELECT id FROM work_order WHERE code = 'W26000027')"; do
    cp good.db "$FETTLE_DB"
    sqlite3 "$FETTLE_DB" "PRAGMA foreign_keys = ON; $change"
    run --separate-stderr fettle check
    assert_status 10
    assert_contains "$output" 'who is at work on it is stored as one thing, its events say another'
  done
  # Minutes are sealed with their event.
  cp good.db "$FETTLE_DB"
  ok order labour W26-00005-1 5
  sqlite3 "$FETTLE_DB" 'UPDATE order_event SET minutes = 500 WHERE minutes = 5'
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" 'work order W26-00005-1'
  assert_contains "$output" 'differs from its seal'
}
