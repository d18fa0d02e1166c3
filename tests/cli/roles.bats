# Who may do what: the manager's commands, what the front desk does not see, and logins.
load helpers

setup() {
  start_test
  new_centre
  ok staff add lena 'Lena Vogt' --role front_desk
  ok staff add tomas 'Tomáš Dvořák' --role technician
  checkin_one >/dev/null
}

@test "reports, check, export, import, backup and restore are the manager's" {
  local who role command
  ok backup copy.fettle
  while read -r command; do
    for who in lena:'front desk' tomas:technician; do
      role=${who#*:}
      # shellcheck disable=SC2086
      refused 6 $command --as "${who%%:*}"
      assert_contains "$stderr" "fettle: as: '${who%%:*}' ($role) may not do this"
      assert_contains "$stderr" 'hint: ask a manager'
    done
    # shellcheck disable=SC2086
    refused 6 $command --as nobody
    assert_contains "$stderr" "'nobody' is not on the staff of this centre"
    assert_contains "$stderr" '--as LOGIN'
  done <<'COMMANDS'
report turnaround
report turnaround --output x.xlsx
report warranty-cost --format csv
check
check --audit-head 000000000000
export ords
import ords missing.csv
backup again.fettle
restore copy.fettle
setting set repeat.days 30
COMMANDS
  [ ! -e x.xlsx ]
  [ ! -e again.fettle ]
  refused 6 --format json report turnaround --as lena
  assert_error denied as
}

@test "who works here sees the work; who does not sees only who does" {
  local command
  while read -r command; do
    # shellcheck disable=SC2086
    ok $command --as lena
    # shellcheck disable=SC2086
    ok $command --as tomas
    # shellcheck disable=SC2086
    refused 6 $command --as nobody
    assert_equal "$output" ''
  done <<'COMMANDS'
board
scan W26-00001-9
find sony
order list
order show W26-00001-9
customer list
device list
setting list
calendar show
printer list
label W26-00001-9 --to text
COMMANDS
  ok --format json staff list --as nobody
  assert_json 'rows.#' 3
}

@test "a former colleague is told so, and how they come back" {
  ok staff edit lena --active no
  for command in 'order list' 'order note W26-00001-9 hello'; do
    # shellcheck disable=SC2086
    refused 6 $command --as lena
    assert_contains "$stderr" "fettle: as: 'lena' does not work here any more"
    assert_contains "$stderr" 'fettle staff edit lena --active yes'
  done
  ok staff edit lena --active yes
  ok order list --as lena
}

@test "the front desk sees prices, not what work costs the shop" {
  ok line add W26-00001-9 'ear cup cable' --class part --cost 8.40 --price 19.90 --payer customer
  for who in mara tomas; do
    ok --format json order show W26-00001-9 --as "$who"
    assert_json lines.0.cost 8.40
    assert_json lines.0.unit_cost 8.40
    assert_json totals.cost 8.40
    ok order show W26-00001-9 --as "$who"
    assert_contains "$output" 'cost 8.40 EUR'
  done
  ok --format json order show W26-00001-9 --as lena
  assert_json lines.0.cost null
  assert_json lines.0.unit_cost null
  assert_json totals.cost null
  assert_json lines.0.unit_price 19.90
  ok order show W26-00001-9 --as lena
  assert_contains "$output" '19.90 EUR'
  assert_lacks "$output" '8.40'
  ok --format json line add W26-00001-9 x --class other --cost 1 --price 2 --as lena
  assert_json cost null
}

@test "a login is one person in capital and in small letters" {
  refused 5 staff add Lena Somebody --role technician
  assert_contains "$stderr" 'is on the staff already'
  ok --format json staff add Aiko 'Aiko Mori' --role technician
  assert_json login aiko
  ok order assign W26-00001-9 AIKO
  ok --format json order list --technician aIKO
  assert_json rows.0.technician aiko
  ok staff edit LENA --name 'Lena Hartmann'
  ok order list --as LENA
  refused 3 staff add None N --role technician
  export FETTLE_DB=$BATS_TEST_TMPDIR/other.db FETTLE_AS=Mara
  new_centre
  ok --format json staff list --as mara
  assert_json rows.0.login mara
}

@test "a centre whose only manager was demoted behind its back can still be checked" {
  sqlite3 "$FETTLE_DB" "UPDATE staff SET role = 'technician' WHERE login = 'mara'"
  run --separate-stderr fettle check
  assert_status 10
  assert_contains "$output" 'staff row'
}

@test "where the whole staff was deleted behind the program's back, anybody finds it out" {
  sqlite3 "$FETTLE_DB" 'PRAGMA foreign_keys = OFF; DELETE FROM staff'
  run --separate-stderr fettle check --as nobody
  assert_status 10
  assert_contains "$output" 'staff row'
}

@test "the bench's own steps are the bench's, the rest of a job is anybody's" {
  local command
  while read -r command; do
    # shellcheck disable=SC2086
    refused 6 $command --as lena
    assert_contains "$stderr" "'lena' (front desk) may not work at the bench"
    assert_contains "$stderr" 'hint: ask a technician or a manager'
  done <<'COMMANDS'
order diagnose W26-00001-9 --technician tomas
order start W26-00001-9 --technician tomas
order test W26-00001-9
order code W26-00001-9 --section CORD
COMMANDS
  ok order assign W26-00001-9 tomas --as lena
  ok order hold W26-00001-9 --reason customer --as lena
  ok order resume W26-00001-9 --as lena
  ok order diagnose W26-00001-9 --as tomas
  refused 6 order handover W26-00001-9 --as tomas
}
