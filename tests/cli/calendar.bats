# The centre's hours: weekly windows, nights, holidays, and what cannot be meant.

load helpers

setup() {
  start_test
  new_centre
}

# rows: the calendar as "what|day|hours|name" lines.
rows() {
  ok calendar show --format csv
  tail -n +2 <<<"$output" | tr -d '\r' | tr ',' '|'
}

@test "hours over midnight are one window, shown as they were said" {
  ok calendar hours 'Thu 20:00-24:00; Fri-Sat 18:00-02:00' --from 2026-01-01
  assert_equal "$(rows)" "hours from 2026-01-01|Thu|20:00-24:00|
hours from 2026-01-01|Fri|18:00-02:00|
hours from 2026-01-01|Sat|18:00-02:00|"
  ok calendar open 2026-12-31 20:00-04:00
  assert_contains "$(rows)" 'open|2026-12-31|20:00-04:00|open'
  ok check
}

@test "a window that cannot be is refused with what is wrong" {
  refused 3 calendar hours 'Mon 09:00-09:00'
  assert_contains "$stderr" 'hours'
  refused 3 calendar hours 'Mon 00:00-00:00'
  refused 3 calendar hours 'Mon 24:00-02:00'
  refused 3 calendar hours 'Mon-Fri 09:00-17:00,16:00-18:00'
  assert_contains "$stderr" 'Mon 09:00-17:00 and Mon 16:00-18:00 overlap'
  refused 3 calendar hours 'Fri 18:00-02:00; Sat 01:00-05:00'
  assert_contains "$stderr" 'Fri 18:00-02:00 and Sat 01:00-05:00 overlap'
  refused 3 calendar hours 'Mon 05:00-09:00; Sun 22:00-06:00'
  assert_contains "$stderr" 'Mon 05:00-09:00 and Sun 22:00-06:00 overlap'
  refused 3 calendar open 2026-12-24 14:00-14:00
  refused 3 calendar open 2026-12-24 '10:00-14:00,13:00-15:00'
  refused 3 calendar hours 'Mon 09:00-25:00'
}

@test "an opening may not reach into the next day's hours, nor begin within a night" {
  # 2026-11-27 is a Friday.
  ok calendar hours 'Mon-Thu 09:00-17:00; Fri 18:00-02:00; Sat 10:00-14:00' --from 2026-01-01
  ok calendar open 2026-12-31 20:00-04:00
  before=$(rows)
  # One opening and another, on either side.
  refused 3 calendar open 2027-01-01 02:00-06:00
  assert_contains "$stderr" '2026-12-31 20:00-04:00 and 2027-01-01 02:00-06:00 overlap'
  assert_contains "$stderr" hint
  refused 3 calendar open 2026-12-30 23:00-20:01
  assert_contains "$stderr" '2026-12-30 23:00-20:01 and 2026-12-31 20:00-04:00 overlap'
  # An opening and the week, on either side; several windows of a day.
  refused 3 calendar open 2026-11-28 01:59-05:00
  assert_contains "$stderr" '2026-11-27 18:00-02:00 and 2026-11-28 01:59-05:00 overlap'
  refused 3 calendar open 2026-11-22 '10:00-12:00,22:00-09:30'
  assert_contains "$stderr" '2026-11-22 22:00-09:30 and 2026-11-23 09:00-17:00 overlap'
  refused 3 --format json calendar open 2026-11-28 '20:00-23:00,01:00-03:00'
  assert_error invalid hours
  assert_equal "$(rows)" "$before"
  # Where one closes when the other opens, nothing overlaps; nor where nothing opens.
  ok calendar open 2027-01-01 04:00-06:00
  ok calendar open 2026-12-30 23:00-20:00
  ok calendar open 2026-11-28 02:00-05:00
  ok calendar open 2026-11-22 22:00-09:00
  ok calendar close 2026-12-08 Closed
  ok calendar open 2026-12-07 18:00-12:00
  ok check
}

@test "an opening over midnight contradicts no hours where none are set" {
  ok calendar open 2026-12-31 20:00-04:00
  refused 3 calendar open 2027-01-01 03:59-06:00
  assert_contains "$stderr" '2026-12-31 20:00-04:00 and 2027-01-01 03:59-06:00 overlap'
}

@test "the hours of one day are not those of a week, nor is a closed day opened" {
  refused 3 calendar open 2026-12-06 '10:00-12:00; Tue 13:00-15:00'
  assert_contains "$stderr" 'must be the opening hours of one day'
  refused 3 calendar open 2026-12-06 closed
  assert_contains "$stderr" 'fettle calendar close'
}

@test "a date that does not exist is refused" {
  refused 3 calendar close 2026-02-29 Never
  refused 3 calendar close 2026-12-25 Christmas --until 2026-12-32
  refused 3 calendar close 2026-12-25 Christmas --until 2026-12-24
  refused 3 calendar open 2026-02-30 10:00-14:00
  refused 3 calendar hours 'Mon 09:00-17:00' --from 2026-13-01
  refused 3 calendar close 25.12.2026 Christmas
}

@test "a day that is said already is kept until it is said to be replaced" {
  ok calendar close 2026-12-25 Christmas --until 2026-12-26
  refused 5 calendar close 2026-12-26 'Boxing Day'
  assert_contains "$stderr" "2026-12-26 is closed already: 'Christmas'"
  assert_contains "$stderr" '--replace'
  refused 5 calendar close 2026-12-20 Holidays --until 2027-01-03
  assert_contains "$stderr" 2026-12-25
  refused 5 calendar open 2026-12-26 10:00-14:00
  ok calendar close 2026-12-26 'Boxing Day' --replace
  ok calendar open 2026-11-29 10:00-16:00
  refused 5 calendar open 2026-11-29 10:00-15:00
  assert_contains "$stderr" '2026-11-29 is open 10:00-16:00 already'
  ok calendar open 2026-11-29 10:00-15:00 --replace
  assert_equal "$(rows)" "open|2026-11-29|10:00-15:00|open
closed|2026-12-25|closed|Christmas
closed|2026-12-26|closed|Boxing Day"
}

# ics EVENT…: a file of these events, a line each by commas outside of values: "A:1|B:2".
ics() {
  local event
  printf 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n'
  for event; do
    printf 'BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20260101T000000Z\r\n%s\r\nEND:VEVENT\r\n' "$RANDOM" "${event//|/$'\r\n'}"
  done
  printf 'END:VCALENDAR\r\n'
}

# imported [ARGUMENT…]: h.ics as "day|name|result|because" lines.
imported() {
  ok calendar import h.ics "$@" --format csv
  tail -n +2 <<<"$output" | tr -d '\r' | tr ',' '|'
}

@test "whole days of an iCalendar file are closed by their names, the same file twice does nothing" {
  ics 'DTSTART;VALUE=DATE:20261003|SUMMARY:Tag der Deutschen Einheit' \
    'DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261227|SUMMARY:Weihnachten' \
    'DTSTART:20261231T000000|DURATION:P1D|SUMMARY:Silvester' \
    'DTSTART:20270105T230000Z|DTEND:20270106T230000Z|SUMMARY:Dreikönig' \
    'DTSTART;TZID=America/New_York:20270228T180000|DTEND;TZID=America/New_York:20270301T180000|SUMMARY:Umzug' >h.ics
  assert_equal "$(imported --from 2026-01-01)" "2026-10-03|Tag der Deutschen Einheit|closed|
2026-12-25|Weihnachten|closed|
2026-12-26|Weihnachten|closed|
2026-12-31|Silvester|closed|
2027-01-06|Dreikönig|closed|
2027-03-01|Umzug|closed|"
  before=$(db_hash)
  assert_equal "$(imported --from 2026-01-01 | cut -d '|' -f 3 | sort -u)" already
  assert_equal "$(db_hash)" "$before"
  assert_equal "$(rows | wc -l)" 6
  ok check
}

@test "what repeats every year is taken for each year of the span" {
  ics 'DTSTART;VALUE=DATE:20200229|RRULE:FREQ=YEARLY|SUMMARY:Leap day' \
    'DTSTART;VALUE=DATE:20201126|RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH|SUMMARY:Thanksgiving' \
    'DTSTART;VALUE=DATE:20201225|DTEND;VALUE=DATE:20201227|RRULE:FREQ=YEARLY;UNTIL=20271231|EXDATE;VALUE=DATE:20261225|SUMMARY:Christmas' >h.ics
  # Fourth Thursdays by Python's calendar; 2028 is the leap year.
  expected=$(python3 - <<'PYTHON'
import datetime
rows = [("2028-02-29", "Leap day"), ("2027-12-25", "Christmas"), ("2027-12-26", "Christmas")]
for year in (2026, 2027, 2028):
    days = [datetime.date(year, 11, day) for day in range(1, 31)]
    rows.append((str([day for day in days if day.weekday() == 3][3]), "Thanksgiving"))
for day, name in sorted(rows):
    print(f"{day}|{name}|closed|")
PYTHON
  )
  assert_equal "$(imported --from 2026-11-22 --until 2028-12-31)" "$expected"
}

@test "without dates the span goes from today to the end of the year after the next" {
  ics 'DTSTART;VALUE=DATE:20200101|RRULE:FREQ=YEARLY|SUMMARY:New Year' >h.ics
  assert_equal "$(imported)" "2027-01-01|New Year|closed|
2028-01-01|New Year|closed|"
}

@test "other events are told and passed over" {
  ics 'DTSTART:20261127T120000Z|DTEND:20261127T140000Z|SUMMARY:Meeting' \
    'DTSTART;VALUE=DATE:20261201|RRULE:FREQ=WEEKLY|SUMMARY:Inventory' \
    'DTSTART;VALUE=DATE:20261202|STATUS:CANCELLED|SUMMARY:Party' \
    'DTSTART;VALUE=DATE:20261203|DTEND;VALUE=DATE:20281203|SUMMARY:Renovation' \
    'DTSTART;VALUE=DATE:20261204|SUMMARY:Real' >h.ics
  assert_equal "$(imported)" "2026-12-04|Real|closed|
|Meeting|skipped|does not last whole days
|Inventory|skipped|repeats without an end more often than every year
|Party|skipped|is cancelled
|Renovation|skipped|lasts longer than a year"
}

@test "what is said of a day already stays unless it is to be replaced" {
  ok calendar close 2026-12-25 'Own name'
  ok calendar open 2026-12-26 10:00-14:00
  ics 'DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261228|SUMMARY:Christmas' >h.ics
  assert_equal "$(imported)" "2026-12-25|Christmas|kept|is closed: Own name
2026-12-26|Christmas|kept|is open 10:00-14:00
2026-12-27|Christmas|closed|"
  assert_equal "$(imported --replace | cut -d '|' -f 3 | xargs)" 'closed closed already'
}

@test "two events of a day that stays open both say so" {
  ok calendar open 2026-12-26 10:00-14:00
  ics 'DTSTART;VALUE=DATE:20261226|SUMMARY:Boxing Day' \
    'DTSTART;VALUE=DATE:20261226|SUMMARY:Boxing Day' >h.ics
  assert_equal "$(imported)" "2026-12-26|Boxing Day|kept|is open 10:00-14:00
2026-12-26|Boxing Day|kept|is open 10:00-14:00"
}

@test "a changed repetition closes its new day, a cancelled one none, and an exception none" {
  # 7 December 2026 is a Monday.
  ics 'UID:w|DTSTART;VALUE=DATE:20261207|RRULE:FREQ=WEEKLY;COUNT=5|EXDATE;VALUE=DATE:20270104|SUMMARY:Works' \
    'UID:w|RECURRENCE-ID;VALUE=DATE:20261214|DTSTART;VALUE=DATE:20261216|DTEND;VALUE=DATE:20261218|SUMMARY:Moved' \
    'UID:w|RECURRENCE-ID;VALUE=DATE:20261221|DTSTART;VALUE=DATE:20261221|STATUS:CANCELLED|SUMMARY:Works' |
    grep -vE '^UID:[0-9]' >h.ics
  assert_equal "$(imported)" "2026-12-07|Works|closed|
2026-12-16|Moved|closed|
2026-12-17|Moved|closed|
2026-12-28|Works|closed|
|Works|skipped|is cancelled on 2026-12-21"
  assert_equal "$(sql 'SELECT group_concat(day) FROM calendar_day')" '2026-12-07,2026-12-16,2026-12-17,2026-12-28'
}

@test "an event that ends before it begins is refused, and so is a file that is cut off" {
  ics 'DTSTART;VALUE=DATE:20261225|SUMMARY:Good' \
    'DTSTART;VALUE=DATE:20261227|DTEND;VALUE=DATE:20261226|SUMMARY:Reversed' >h.ics
  refused 3 calendar import h.ics
  assert_contains "$stderr" "file: the event 'Reversed' ends before it begins"
  refused 3 --format json calendar import h.ics
  assert_error invalid file
  ics 'DTSTART;VALUE=DATE:20261225|SUMMARY:Good' | head -n -1 >h.ics
  refused 3 calendar import h.ics
  assert_contains "$stderr" "is cut off: 'VCALENDAR' of line 1 has no end"
  assert_contains "$stderr" 'hint: fetch it again'
}

@test "a file of millions of repetitions ends, and one that is too large is refused" {
  ics 'DTSTART;VALUE=DATE:20261123|RRULE:FREQ=DAILY;COUNT=1000000|SUMMARY:For ever' >h.ics
  # 39 days of 2026, 365 of 2027, 366 of 2028.
  assert_equal "$(imported --dry-run | wc -l)" 770
  ics 'DTSTART;VALUE=DATE:00010101|RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=9999|SUMMARY:Never' >one.ics
  {
    head -n 3 one.ics
    for _ in {1..100}; do sed -n '/BEGIN:VEVENT/,/END:VEVENT/p' one.ics; done
    tail -n 1 one.ics
  } >h.ics
  refused 3 calendar import h.ics
  assert_contains "$stderr" 'would take too long'
  { cat one.ics && head -c 8500000 /dev/zero | tr '\0' '\n'; } >h.ics
  refused 3 calendar import h.ics
}

@test "a file that is no calendar is refused, and nothing of it is kept" {
  printf 'hello\n' >h.ics
  refused 3 calendar import h.ics
  assert_contains "$stderr" 'is no iCalendar file'
  : >h.ics
  refused 3 calendar import h.ics
  printf 'BEGIN:VCALENDAR\0' >h.ics
  refused 3 calendar import h.ics
  ics 'DTSTART;VALUE=DATE:20261225|SUMMARY:Good' 'DTSTART;VALUE=DATE:20260230|SUMMARY:Never' >h.ics
  refused 3 calendar import h.ics
  assert_contains "$stderr" "the event 'Never' has a date that does not exist"
  refused 4 calendar import nothere.ics
  refused 3 calendar import h.ics --from 2026-12-01 --until 2026-11-01
  ics "DTSTART;VALUE=DATE:20261225|SUMMARY:$(printf '\xff\xfe')" >h.ics
  refused 3 calendar import h.ics
}

@test "a retry of an import tells the first result, a dry run keeps nothing" {
  ics 'DTSTART;VALUE=DATE:20261225|SUMMARY:Christmas' >h.ics
  before=$(db_hash)
  ok calendar import h.ics --dry-run
  assert_equal "$(db_hash)" "$before"
  ok calendar import h.ics --request-id r --format json
  assert_json rows.0.result closed
  ok calendar import h.ics --request-id r --format json
  assert_json rows.0.result closed
  ics 'DTSTART;VALUE=DATE:20261224|SUMMARY:Christmas' >h.ics
  refused 5 calendar import h.ics --request-id r
}
