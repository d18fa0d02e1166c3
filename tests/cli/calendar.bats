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
