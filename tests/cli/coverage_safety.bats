# What changes terms, covers and decisions: sent again, tried dry, by every role, in every state.

load helpers

setup() {
  local made=$BATS_FILE_TMPDIR/terms.db
  start_test
  # shellcheck disable=SC2153 # start_test sets FETTLE_DB
  if [[ ! -e $made ]]; then
    export -f fettle
    setups=$BATS_TEST_DIRNAME/setup bash -eu "$BATS_TEST_DIRNAME/setup/terms.sh" >log 2>&1 ||
      explain 'setup terms fails' "$(cat log)"
    cp "$FETTLE_DB" "$made"
    cp sony-audio.json "$BATS_FILE_TMPDIR"
  fi
  cp "$made" "$FETTLE_DB"
  cp "$BATS_FILE_TMPDIR/sony-audio.json" .
}

# Every command that changes cover, one a line, in an order in which each is possible.
changes() {
  cat <<'EOF2'
term import sony-audio.json
term use doa-14
term edit doa-14 --retired yes
coverage add S01-5512345-7 --term extended-60 --proof certificate
coverage void S01-5512345-7 1 typed_wrongly
coverage found W26-00001-9 liquid photo
coverage decide W26-00001-9
coverage override W26-00001-9 --payer shop goodwill
coverage exchange S01-5512345-7 A3-EU-KHA0123A --on 2026-11-20
coverage exchange S01-5512345-7 A3-EU-KHA0123A --not
EOF2
}

@test "a dry run keeps nothing, and what is sent again is done once and told as before" {
  local words line before kept audited
  while read -r line; do
    read -ra words <<<"$line"
    before=$(db_hash)
    ok "${words[@]}" --dry-run
    assert_equal "$(db_hash)" "$before"
    ok "${words[@]}" --request-id "r $line" --format json
    kept=$output
    audited=$(sql 'SELECT MAX(seq) FROM audit')
    at 2026-12-24T10:00:00Z "${words[@]}" --request-id "r $line" --format json
    assert_equal "$output" "$kept"
    ok "${words[@]}" --request-id "r $line"
    [[ -n $output ]] || explain 'says nothing as text' "$line"
    assert_equal "$(sql 'SELECT MAX(seq) FROM audit')" "$audited"
  done < <(changes)
  # The same id for another request is refused.
  refused 5 coverage override W26-00001-9 --payer maker goodwill \
    --request-id 'r coverage override W26-00001-9 --payer shop goodwill'
  ok check
}

@test "managers decide of terms and otherwise, the desk of covers, all who work of what was found" {
  local line role allowed
  while IFS='|' read -r allowed line; do
    for role in mara lena tomas; do
      # shellcheck disable=SC2086 # words
      run --separate-stderr fettle $line --dry-run --as "$role"
      if [[ $allowed == *"$role"* ]]; then
        assert_status 0
      else
        assert_status 6
      fi
    done
  done <<'EOF2'
mara|term import sony-audio.json
mara|term use doa-14
mara|term edit extended-60 --retired yes
mara lena|coverage add S01-5512345-7 --term extended-60
mara lena|coverage exchange S01-5512345-7 A3-EU-KHA0123A
mara lena tomas|coverage found W26-00001-9 liquid photo
mara|coverage override W26-00001-9 --payer shop goodwill
EOF2
}

@test "a job can be decided of in every state in which it is open, and in no other" {
  local code
  for code in 00001-9 00002-7 00003-5 00004-3 00005-1 00006-0 00008-W 00010-7 00011-5; do
    ok coverage found "W26-$code" damage 'photo 1'
    ok coverage override "W26-$code" --payer insurer --percent 30 'the policy says so'
    ok order show "W26-$code" --format json
    assert_json coverage.0.percent 30
    ok coverage decide "W26-$code"
  done
  ok order cancel W26-00001-9 'changed her mind'
  for code in 00001-9 00009-U; do
    refused 7 coverage found "W26-$code" liquid
    refused 7 coverage override "W26-$code" --payer shop why
    refused 7 coverage decide "W26-$code"
    ok coverage why "W26-$code"
  done
  ok check
}

@test "a job that was imported has no verdict, and is asked about all the same" {
  cat >ords.csv <<'CSV'
id,data_provider,country,partner_product_category,product_category,product_category_id,brand,year_of_manufacture,product_age,repair_status,repair_barrier_if_end_of_life,group_identifier,event_date,problem
cafe-1,Cafe,GBR,Toaster,Toaster,31,Dualit,2015,4,Fixed,,group,2019-05-11,lever
cafe-2,Cafe,GBR,Toaster,Toaster,31,Dualit,2015,4,Repairable,,group,2019-05-11,lever
CSV
  local code
  ok import ords ords.csv
  for code in $(fettle order list --format csv --fields code,source | sed -n 's/,ords$//p'); do
    ok coverage why "$code" --format json
    assert_json as_decided null
    assert_json classes.0.payer customer
    refused 7 coverage override "$code" --payer shop why
    refused 7 coverage found "$code" liquid
  done
  [[ -n $code ]]
  ok check
}

@test "what a job and a device may hold of findings and covers is bounded" {
  local i
  for i in $(seq 50); do
    fettle coverage found W26-00001-9 liquid "photo $i" --quiet >log
    fettle coverage add S01-5512345-7 --term extended-60 --quiet >log
  done
  refused 5 coverage found W26-00001-9 liquid 'photo 51'
  refused 5 coverage add S01-5512345-7 --term extended-60
  ok coverage why W26-00001-9
  ok check
}
