# What happened earlier than it is typed: --at of every step. Now is Sunday 22 November 2026, 11:00
# in Berlin.

load helpers

setup() {
  start_test
  new_centre
  code=$(FETTLE_NOW=2026-11-20T08:00:00Z checkin_one)
}

# says_at TEXT INSTANT: a note at TEXT is an event of INSTANT.
says_at() {
  ok order note "$code" --at "$1" 'as said' --format json
  assert_json at "$2"
}

@test "a step can be said to have happened earlier, in the words of the shop" {
  says_at '2026-11-20T10:00:00+01:00' 2026-11-20T09:00:00Z
  says_at '2026-11-20T09:00:01Z' 2026-11-20T09:00:01Z
  says_at '2026-11-20 10:30' 2026-11-20T09:30:00Z
  says_at '2026-11-20T10:31' 2026-11-20T09:31:00Z
  says_at '-2d 10:32:05' 2026-11-20T09:32:05Z
  says_at 'yesterday 16:00' 2026-11-21T15:00:00Z
  says_at 'today 00:00' 2026-11-21T23:00:00Z
  says_at 10:30 2026-11-22T09:30:00Z
  says_at 11:00 2026-11-22T10:00:00Z
}

@test "who typed it and when is kept, shown and sealed" {
  ok order diagnose "$code" --technician mara --at 'yesterday 16:00'
  assert_contains "$output" '(Sat 21 Nov 16:00)'
  ok order show "$code" --format json
  assert_json events.1.event assign
  assert_json events.1.recorded_at 2026-11-22T10:00:00Z
  assert_json events.2.at 2026-11-21T15:00:00Z
  assert_json events.2.staff mara
  assert_json events.2.recorded_at 2026-11-22T10:00:00Z
  assert_json events.0.recorded_at null
  ok order show "$code"
  assert_contains "$output" '(typed Sun 22 Nov 11:00 by mara)'
  ok order note "$code" 'typed at once'
  ok order show "$code" --format json
  assert_json events.3.recorded_at null
  ok check
  sqlite3 "$FETTLE_DB" 'UPDATE order_event SET recorded_at = recorded_at + 60 WHERE recorded_at > 0'
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output$stderr" 'differs from its seal'
  sqlite3 "$FETTLE_DB" 'PRAGMA ignore_check_constraints = 1;
    UPDATE order_event SET recorded_at = at - 1 WHERE recorded_at > 0'
  run --separate-stderr fettle check
  assert_contains "$output$stderr" 'CHECK constraint failed in order_event'
}

@test "a time is never before the job's last event and never to come" {
  ok order diagnose "$code" --technician mara --at '2026-11-20 15:00'
  refused 3 order note "$code" --at '2026-11-20 14:59' 'too early'
  assert_contains "$stderr" '2026-11-20 14:59 lies before'
  assert_contains "$stderr" 'last event at 2026-11-20 15:00'
  refused 3 order note "$code" --at 11:01 'too late'
  assert_contains "$stderr" '2026-11-22 11:01 has not come yet: it is 2026-11-22 11:00 now'
  refused 3 order note "$code" --at 'tomorrow 09:00' 'too late'
  says_at '2026-11-20 15:00' 2026-11-20T14:00:00Z
}

@test "what is no time is refused" {
  local text
  for text in '' soon 25:00 10:60 9:30 '10:30 ' 10h30 23:59:60 2026-11-22 2026-02-30T10:00 \
    '2026-11 10:30' 2026-11-20T23:59:60Z '2026-11-20 24:00' '22/11/2026 10:30'; do
    refused 3 order note "$code" --at "$text" 'no time'
    assert_contains "$stderr" "at"
  done
}

@test "a wall time that the clocks left out is refused, one that comes twice asks which" {
  export FETTLE_NOW=2026-03-01T10:00:00Z
  code=$(checkin_one serial=)
  FETTLE_NOW=2026-10-30T10:00:00Z
  refused 3 order note "$code" --at '2026-03-29 02:30' 'in the gap'
  assert_contains "$stderr" 'there is no such time'
  assert_contains "$stderr" 'the next time there is 2026-03-29 03:00'
  says_at '2026-03-29 03:00' 2026-03-29T01:00:00Z
  refused 3 order note "$code" --at '2026-10-25 02:30' 'twice'
  assert_contains "$stderr" 'comes twice'
  assert_contains "$stderr" '2026-10-25T02:30:00+02:00 for the first'
  assert_contains "$stderr" '2026-10-25T02:30:00+01:00 for the second'
  says_at '2026-10-25T02:30:00+02:00' 2026-10-25T00:30:00Z
  says_at '2026-10-25T02:30:00+01:00' 2026-10-25T01:30:00Z
}

@test "every step of a job takes a time" {
  local command
  for command in assign diagnose ask ask-payer approve refuse parts start send receive test fail ready \
    handover close cancel hold resume note promise notice; do
    ok order "$command" --help
    assert_contains "$output" '--at TIME'
  done
}

@test "hand-over at an earlier time counts the pieces out at that time" {
  ok order ready "$code" --result no_fault_found --at '2026-11-20 12:00'
  ok order handover "$code" --at '2026-11-21 09:30'
  assert_equal "$(sql "SELECT at FROM custody_event WHERE direction = 'out'")" 1795249800
  ok order show "$code" --format json
  assert_json ready_at 2026-11-20T11:00:00Z
  assert_json handed_over_at 2026-11-21T08:30:00Z
  # Received at 09:00, ready at 12:00 the same day.
  assert_json turnaround.calendar_seconds 10800
}

@test "a retry with the same time tells the first result again" {
  ok order note "$code" --at '2026-11-20 12:00' 'once' --request-id r1
  ok order note "$code" --at '2026-11-20 12:00' 'once' --request-id r1
  assert_equal "$(sql "SELECT COUNT(*) FROM order_event WHERE kind = 'note'")" 1
  refused 5 order note "$code" --at '2026-11-20 13:00' 'once' --request-id r1
}

@test "what passes by a step did so after it was put where it is" {
  ok place add 'Shelf B2' --kind shelf
  at 2026-11-22T09:30:00Z order move "$code" 'Shelf B2'
  refused 3 order send "$code" --vendor 'Board Doctors' --due +3d --at 10:29
  assert_contains "$stderr" 'at: 2026-11-22 10:29 lies before piece P26-00001-P was noted at 2026-11-22 10:30'
  refused 3 order cancel "$code" --at 'yesterday 16:00'
  # What stays says nothing of that.
  ok order note "$code" --at 'yesterday 16:00' 'rang, nobody there'
  ok order send "$code" --vendor 'Board Doctors' --due +3d --at 10:30
  ok check
}
