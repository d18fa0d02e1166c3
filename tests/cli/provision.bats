# What is set aside for the guarantee on our own repairs: the rate. What follows from it is in
# report_provision.bats.
load helpers

@test "a rate holds from its date on, and a later word replaces an earlier one" {
  start_test
  new_centre
  ok provision list
  assert_contains "$output" 'no rate is in force'
  ok provision set 2.5 --from 2026-01-01
  ok provision set 3 --from 2026-11-01 --format json
  assert_json schema provision/1
  assert_json percent 3
  assert_json effective_from 2026-11-01
  ok provision list --format json
  assert_json schema provision.list/1
  assert_json rows.# 1
  assert_json rows.0.percent 3
  ok provision list --as-of 2026-10-31 --format json
  assert_json rows.0.percent 2.5
  ok provision list --as-of 2025-12-31 --format json
  assert_json rows.# 0
  ok provision set 0.01 --from 2026-11-01
  ok provision list --all --format json
  assert_json rows.# 2
  assert_json rows.0.percent 0.01
  ok provision remove
  ok provision list --format json
  assert_json rows.# 0
  ok provision list --all --format json
  assert_json rows.# 3
  assert_json rows.0.percent null
  assert_json rows.0.effective_from 2026-11-22
  ok check
}

@test "a rate that cannot be is refused, and only managers set one" {
  start_test
  new_centre
  ok staff add tomas Tomas --role technician
  for percent in 0 100.01 2.555 -1 1e1 much ''; do
    refused 3 provision set --format json -- "$percent"
    assert_error invalid percent
  done
  refused 3 provision set 2 --from 2026-02-30
  refused 4 provision remove
  assert_contains "$stderr" 'no rate is in force on 2026-11-22'
  refused 6 provision set 2 --as tomas
  ok provision set 100 --request-id r1
  ok provision set 100 --request-id r1
  refused 5 provision set 99 --request-id r1
  ok provision list --all --format json
  assert_json rows.# 1
}

@test "a rate that was changed outside the program is found out" {
  start_test
  new_centre
  ok provision set 2 --from 2026-01-01
  ok check
  sqlite3 "$FETTLE_DB" 'UPDATE provision_rate SET basis_points = 100'
  run --separate-stderr fettle check
  assert_status 10
}
