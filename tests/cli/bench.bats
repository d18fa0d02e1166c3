# The bench: what a technician has, takes, times and does by scanner. The jobs are those of
# setup/jobs.sh: tomas has all of them but the first, which nobody has.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

@test "the bench shows one's own work by due time, then what waits and for whom" {
  FETTLE_AS=tomas ok bench
  assert_golden bench/tomas
  FETTLE_AS=tomas ok bench --format json
  assert_json schema bench/1
  # In work: 5 (Tue 24), 2 (Mon 23), 6 (Wed 25): by the day that each is due.
  assert_json rows.# 7
  assert_json rows.0.code W26-00002-7
  assert_json rows.1.code W26-00005-1
  assert_json rows.2.code W26-00006-0
  assert_json rows.2.part work
  # Waiting: the iron (26th), the fan (27th), the vacuum and the laptop (30th).
  assert_json rows.3.code W26-00010-7
  assert_json rows.3.part waits
  assert_json rows.3.waits_for customer
  assert_json rows.4.code W26-00011-5
  assert_json rows.4.waits_for parts
  assert_json rows.5.code W26-00003-5
  assert_json rows.6.code W26-00004-3
  assert_json rows.6.waits_for vendor
}

@test "somebody else's bench, an empty one, and nobody's" {
  ok bench --technician tomas --format json
  assert_json rows.# 7
  ok bench
  assert_contains "$output" 'mara'
  assert_contains "$output" '1 nobody has'
  assert_contains "$output" 'nothing on this bench'
  assert_contains "$stderr" 'Next: fettle board --technician none'
  refused 4 bench --technician thomas
}

@test "take makes a job one's own, but not a colleague's by mistake" {
  FETTLE_AS=tomas ok order take W26-00001-9
  assert_contains "$output" 'is with Tomáš Dvořák now'
  refused 7 order take W26-00001-9
  assert_contains "$stderr" 'work order W26-00001-9 is with'
  assert_contains "$stderr" 'order take W26-00001-9 --from-them takes it over'
  ok order take W26-00001-9 --from-them --format json
  assert_json event assign
  assert_json technician mara
  # It stays who says so.
  refused 7 order take W26-00001-9 --from-them
  assert_contains "$stderr" 'is with you already'
  # What is done with is nobody's to take.
  refused 7 order take W26-00009-U --from-them
  assert_contains "$stderr" 'is handed over and cannot be assigned'
  ok check
}
