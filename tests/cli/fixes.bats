# What fixed it here, and devices that come back.
# shellcheck shell=bash

load helpers

setup() {
  start_test
  new_centre
  ok staff add toni 'Tomas Eder' --role technician
}

# visit DAY SERIAL SYMPTOM RESULT [CODE-OPTION…]: one visit of a Nokia 3310, handed over that day.
visit() {
  local day=$1 serial=$2 symptom=$3 result=$4 FETTLE_NOW=$1T09:00:00Z
  shift 4
  job=$(checkin_one category=Mobile brand=Nokia model=3310 "serial=$serial" purchased_on= proof= \
    ${symptom:+"symptom=$symptom"})
  ok order diagnose "$job" --technician toni
  if (($#)); then ok order code "$job" "$@"; fi
  ok order test "$job"
  ok order ready "$job" --result "$result"
  FETTLE_NOW=${day}T15:00:00Z ok order handover "$job"
}

@test "what fixed it equals an independent count, for many models and symptoms" {
  /usr/bin/python3 "$tests/cli/report_fixture.py" "$FETTLE_DB" 600
  run -0 /usr/bin/python3 "$tests/cli/fixes_check.py" "$FETTLE_BIN" "$FETTLE_DB" "$FETTLE_NOW"
}

# Handed over on 1 and 2 June: four with a new battery, of which one was back on 1 July, and two
# cleaned, of which one could not be repaired.
@test "repairs are counted by how they went, what helps most first" {
  battery=(--section BATTERY --repair REPLACED --part 'BL-5C')
  visit 2026-06-01 A1 NO-CHARGE repaired "${battery[@]}"
  visit 2026-06-01 A2 NO-CHARGE repaired "${battery[@]}"
  visit 2026-06-01 A3 NO-CHARGE repaired --section BATTERY --repair REPLACED --part 'bl-5c'
  visit 2026-06-02 A4 NO-CHARGE repaired "${battery[@]}"
  visit 2026-06-02 A5 NO-CHARGE repaired --section SOCKET --repair CLEANED
  visit 2026-06-02 A6 NO-CHARGE unrepairable --section SOCKET --repair CLEANED
  visit 2026-07-01 A4 NO-SOUND no_fault_found
  ok fixes --brand Nokia --model 3310 --symptom NO-CHARGE --format json
  assert_json scope 'Nokia 3310, does not charge'
  assert_json jobs 6
  assert_json enough true
  assert_json fixes.# 2
  assert_json fixes.0.part BL-5C
  assert_json fixes.0.jobs 4
  assert_json fixes.0.worked 3
  assert_json fixes.0.came_back 1
  assert_json fixes.0.success 75
  assert_json fixes.0.repeat 25
  assert_json fixes.1.repair CLEANED
  assert_json fixes.1.worked 1
  assert_json fixes.1.success 50
  # At the desk and at the bench in a line.
  FETTLE_NOW=2026-11-22T09:00:00Z
  job=$(checkin_one category=Mobile brand=Nokia model=3310 serial=B1 symptom=NO-CHARGE)
  ok order show "$job" --format json
  assert_json fixed_here \
    'battery: part replaced (BL-5C): 3 of 4 worked (Nokia 3310, does not charge)'
  ok fixes "$job"
  assert_contains "$output" '3 of 4 worked (75.0 %), 1 came back'
  # Another model of the brand has too few of its own, and says what it counts instead.
  ok fixes --brand Nokia --model 6310 --category Mobile --symptom NO-CHARGE --format json
  assert_json scope 'Nokia Mobile, does not charge'
  assert_json jobs 6
  # Of the other symptom of the same group: the group is counted.
  ok fixes --brand Nokia --model 3310 --symptom SHORT-RUN --format json
  assert_json scope 'Nokia 3310, faults of the group battery'
}

@test "too few jobs are said to be, and young repairs are not judged" {
  visit 2026-06-01 A1 NO-CHARGE repaired --section BATTERY --repair REPLACED
  visit 2026-08-25 A2 NO-CHARGE repaired --section BATTERY --repair REPLACED
  ok fixes --model 3310 --symptom NO-CHARGE --format json
  assert_json jobs 1
  assert_json recent 1
  assert_json enough false
  ok fixes --model 3310 --symptom NO-CHARGE
  assert_contains "$output" 'too few jobs'
  # 90 days after 25 August is 23 November.
  FETTLE_NOW=2026-11-23T01:00:00Z ok fixes --model 3310 --symptom NO-CHARGE --format json
  assert_json jobs 2
  job=$(checkin_one category=Mobile brand=Nokia model=3310 serial=B1 symptom=NO-CHARGE)
  ok order show "$job" --format json
  assert_json fixed_here null
}

@test "what cannot be asked is refused" {
  refused 2 fixes
  refused 2 fixes --brand Nokia
  refused 3 fixes --model 3310 --symptom NO-CHARG --format json
  assert_error invalid symptom
  refused 3 fixes --brand Nokia --category Spaceship --format json
  assert_error invalid category
  refused 4 fixes W26-00001-9
}

@test "the symptom of a check-in is the first line of the diagnosis" {
  job=$(checkin_one symptom=no-sound)
  ok order show "$job" --format json
  assert_json diagnosis.# 1
  assert_json diagnosis.0.symptom NO-SOUND
  ok checkin --customer Ana --brand Sony --fault silent --symptom ONE-SIDE
  before=$(db_hash)
  run --separate-stderr fettle --format json checkin --from - < <(intake symptom=NO-SUND)
  assert_status 3
  assert_error invalid symptom
  assert_contains "$(json error.hint "$stderr")" NO-SOUND
  assert_equal "$(db_hash)" "$before"
  ok check
}

# 1 June to 1 July are 30 days, to 31 July 60, to 30 August 90, to 31 August 91.
@test "a device that comes back is told with what was done, by whom, and who pays now" {
  visit 2026-06-01 A1 NO-CHARGE repaired --section BATTERY --repair REPLACED --part BL-5C
  first=$job
  # back DAY SYMPTOM TEXT: what the check-in of a dry run warns of.
  back() {
    FETTLE_NOW=$1T09:00:00Z run --separate-stderr fettle --format json --dry-run checkin --from - \
      < <(intake category=Mobile brand=Nokia model=3310 serial=A1 purchased_on= proof= \
        ${2:+"symptom=$2"})
    assert_status 0
    assert_json rows.0.warnings.0.kind repeat
    assert_json rows.0.warnings.0.order "$first"
    assert_json rows.0.returns_for "$first"
    assert_contains "$(json rows.0.warnings.0.text)" "$3"
  }
  done="$first repaired by Tomas Eder: part replaced (BL-5C)"
  back 2026-07-01 SHORT-RUN "back after 30 days (within 30), the same fault: $done"
  back 2026-07-02 NO-SOUND "back after 31 days (within 60), another fault: $done"
  back 2026-08-30 '' "back after 90 days (within 90): $done; now the shop pays, if it is the same"
  FETTLE_NOW=2026-08-31T09:00:00Z run --separate-stderr fettle --format json --dry-run checkin \
    --from - < <(intake category=Mobile brand=Nokia model=3310 serial=A1 purchased_on= proof=)
  assert_json rows.0.warnings.# 0
  assert_json rows.0.returns_for null
}

@test "a closed job is never opened again: the new one links to it" {
  visit 2026-11-01 A1 NO-CHARGE repaired
  first=$job
  ok order close "$first"
  refused 7 order diagnose "$first"
  assert_contains "$stderr" 'open a new work order that refers to it'
  refused 7 order code "$first" --symptom NO-CHARGE
  job=$(checkin_one category=Mobile brand=Nokia model=3310 serial=A1)
  ok order show "$job" --format json
  assert_json returns_for "$first"
  ok order show "$first" --format json
  assert_json state closed
}
