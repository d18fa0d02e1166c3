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
