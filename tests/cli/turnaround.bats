# Turnaround from the command line, against a program of its own that counts minutes.

load helpers

@test "turnaround of the reference and of forty more jobs equals a count of minutes" {
  run --separate-stderr /usr/bin/python3 -B "$tests/cli/turnaround_oracle.py" "$FETTLE_BIN" "$PWD"
  assert_status 0
  assert_contains "$output" ' 0 differences'
  assert_equal "${output%% *}" 43
}

@test "a target that changes keeps what was waited already" {
  new_centre
  ok calendar hours 'Mon-Fri 09:00-17:00' --from 2026-01-01
  ok calendar close 2026-05-01 'May Day'
  export FETTLE_NOW=2026-04-29T14:00:00Z
  code=$(checkin_one)
  at 2026-04-30T13:00:00Z order hold "$code" --reason customer
  at 2026-05-04T08:00:00Z order resume "$code"
  FETTLE_NOW=2026-05-05T09:00:00Z
  # 24 and then 16 business hours from Wednesday 16:00, and the three of the hold.
  ok setting set target.business_hours 24
  ok order show "$code" --format json
  assert_json turnaround.target_due_at 2026-05-06T09:00:00Z
  ok setting set target.business_hours 16
  ok order show "$code" --format json
  assert_json turnaround.target_due_at 2026-05-05T09:00:00Z
}
