#!/usr/bin/env bats
# A request that is sent again under its id gives the first result, byte for byte, whatever has
# happened since.
load helpers

# again FIRST-INSTANT LATER-INSTANT COMMAND…: sends one request twice, with the world going on in
# between, in every format.
again() {
  local first=$1 later=$2 format
  shift 2
  at "$first" "$@" --request-id "r $*" --format json
  kept=$output
  FETTLE_AS=mara at "$later" setting set repeat.days "$((++days))"
  at "$later" "$@" --request-id "r $*" --format json
  assert_equal "$output" "$kept"
  assert_contains "$stderr" 'this request was carried out before; nothing was done again'
  for format in text csv; do
    at "$later" "$@" --request-id "r $*" --format "$format"
    [[ -n $output ]] || explain "no $format"
  done
}

@test "a check-in sent again tells what it told first, though the job went on" {
  new_centre
  local kept code
  ok staff add tomas 'Tomáš Dvořák' --role technician
  intake 'accessories:=["case","cable"]' >one.json
  ok checkin --from one.json --request-id c1 --format json
  kept=$output
  code=$(json rows.0.order)
  ok order assign "$code" tomas
  ok customer edit "$(json rows.0.customer "$kept")" --name 'Ana Novak'
  ok device edit "$(json rows.0.device "$kept")" --serial 'NEW-1'
  checkin_one serial=OTHER >/dev/null
  at 2026-12-24T10:00:00Z checkin --from one.json --request-id c1 --format json
  assert_equal "$output" "$kept"
  at 2026-12-24T10:00:00Z checkin --from one.json --request-id c1
  assert_contains "$output" 'Ana Čović'
  assert_contains "$output" 'checked in, 3 pieces'
  at 2026-12-24T10:00:00Z checkin --from one.json --request-id c1 --format json --fields order,pieces
  assert_json rows.0.order "$code"
  assert_equal "$(sql 'SELECT COUNT(*) FROM work_order')" 2
}

@test "records checked in one by one are each told again as they were" {
  new_centre
  local kept
  { intake serial=A1; intake fault=; intake serial=B2; } >batch.jsonl
  run -3 --separate-stderr fettle checkin --from batch.jsonl --keep-going --request-id b --format json
  kept=$output
  ok customer edit "$(json rows.0.customer)" --name 'Ana Novak'
  run -3 --separate-stderr fettle checkin --from batch.jsonl --keep-going --request-id b --format json
  assert_equal "$output" "$kept"
}

@test "every step of a work order sent again tells the first result" {
  new_centre
  local kept days=10 code minute=10 step
  ok staff add tomas 'Tomáš Dvořák' --role technician
  ok loaner add 'Nokia 105' --serial L1
  code=$(checkin_one)
  while IFS= read -r step; do
    eval "again 2026-11-22T10:$minute:00Z 2026-11-22T10:$minute:30Z $step"
    minute=$((minute + 1))
  done <<STEPS
order assign $code tomas
order diagnose $code
line add $code fan --class part --price 10 --payer maker
line recover $code 1 7.50
line remove $code 1 --reason 'not used'
order hold $code --reason internal --until +3d
order resume $code
order priority $code urgent
estimate add $code --line 'part;fan;1;10.00;19;customer'
estimate edit $code/1 --title 'new fan'
estimate send $code/1 --due +7d --by phone
estimate revise $code/1
estimate send $code/1 --due +7d
estimate reject $code/1 --reason 'too dear'
estimate add $code --amount 12
estimate send $code/2 --due +7d
estimate accept $code/2 --by Ana
order start $code
order code $code --symptom NO-CHARGE --section BATTERY
order code $code --remove 1
line add $code fan --class part --price 10
order why-failed $code 3 doa
order why-failed $code 3 none
order note $code 'smells of smoke'
loaner add 'Nokia 106' --serial L2
loaner edit L2 --name 'Nokia 106 blue' --retired yes
loaner lend L1 $code --due +7d --deposit 50
loaner lost L1 --charge 5 'left on a train'
loaner return L1 'it turned up'
line remove $code 4 --reason 'loaner turned up'
order test $code
order ready $code --result repaired
order promise $code 2026-11-30
order notice $code --how letter
order handover $code --paid 12
STEPS
  ok check
}

@test "a request is one person's: another login gets nothing told again" {
  new_centre
  ok staff add dora 'Dora Weiss' --role front_desk
  local code
  code=$(checkin_one)
  ok line add "$code" battery --class part --price 10 --cost 5 --request-id l1
  FETTLE_AS=dora refused 5 line add "$code" battery --class part --price 10 --cost 5 --request-id l1
  assert_contains "$stderr" 'was used for another request'
}

@test "who takes a job by starting on it has taken it when that is told again" {
  new_centre
  local kept code
  ok staff add tomas 'Tomáš Dvořák' --role technician
  code=$(checkin_one)
  FETTLE_AS=tomas at 2026-11-22T10:00:00Z order diagnose "$code" --request-id d
  kept=$output
  assert_contains "$kept" 'Tomáš Dvořák'
  FETTLE_AS=mara at 2026-11-22T11:00:00Z order assign "$code" none
  FETTLE_AS=tomas at 2026-11-22T12:00:00Z order diagnose "$code" --request-id d
  assert_equal "$output" "$kept"
}

@test "what else changes the centre is told again as it was" {
  new_centre
  local kept days=10
  local t1=2026-11-22T10:00:00Z t2=2026-11-23T10:00:00Z
  again $t1 $t2 staff add tomas Tomas --role technician
  again $t1 $t2 staff edit tomas --active yes
  again $t1 $t2 target set 8 --priority urgent
  again $t1 $t2 target remove --priority urgent
  again $t1 $t2 setting set tax.percent 19
  ok setting set tax.percent 7
  again $t1 $t2 calendar hours 'Mon-Fri 09:00-17:00' --from 2026-01-01
  again $t1 $t2 calendar close 2026-12-25 Christmas
  again $t1 $t2 calendar open 2026-11-29 10:00-16:00
  again $t1 $t2 customer add Ada --phone 4711
  again $t1 $t2 customer edit "$(sql 'SELECT code FROM customer')" --name Bea
  checkin_one >/dev/null
  again $t1 $t2 device edit S01-5512345-7 --proof 'receipt 12'
  again $t1 $t2 printer add counter --kind tcp --target 192.0.2.5
  again $t1 $t2 printer remove counter
}

@test "a test list and a check by it are told again as they were" {
  new_centre
  local kept days=10 code
  code=$(checkin_one)
  ok staff add tomas Tomas --role technician
  ok order assign "$code" tomas
  ok order diagnose "$code"
  printf '{"category":"Headphones","title":"Ears","items":["Left","Right"]}' >list.json
  again 2026-11-22T10:00:00Z 2026-11-22T11:00:00Z test-list import list.json
  again 2026-11-22T11:30:00Z 2026-11-22T12:00:00Z order check "$code" --item 1=pass
  kept=$output
  ok order check "$code" --item '1=fail:silent' --item 2=pass
  ok order check "$code" --item 1=pass --request-id "r order check $code --item 1=pass" --format csv
  assert_equal "$output" "$kept"
}

@test "an import sent again names the rows it left out" {
  new_centre
  local kept
  cat >in.csv <<'CSV'
id,data_provider,country,partner_product_category,product_category,product_category_id,brand,year_of_manufacture,product_age,repair_status,repair_barrier_if_end_of_life,group_identifier,event_date,problem
a1,X,DEU,Kettle,Kettle,14,Braun,,,Fixed,,Group,2024-01-01,leaks
a2,X,DEU,Kettle,Teapot,14,Braun,,,Fixed,,Group,2024-01-01,leaks
CSV
  run -3 --separate-stderr fettle import ords in.csv --keep-going --request-id i --format json
  kept=$output
  assert_json problems.0.row 3
  run -3 --separate-stderr fettle import ords in.csv --keep-going --request-id i --format json
  assert_equal "$output" "$kept"
}
