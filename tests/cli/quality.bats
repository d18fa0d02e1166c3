# Quality checks: test lists, what came of them, and what "ready" asks for. The jobs are those of
# setup/jobs.sh: 2 is a Nokia phone in diagnosis, 5 a tablet in repair, 6 a coffee maker in quality
# check that Tomas repaired.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

# answer CODE RESULT N…: the items with one result.
answer() {
  local code=$1 result=$2 n items=()
  shift 2
  for n in "$@"; do items+=(--item "$n=$result"); done
  ok order check "$code" "${items[@]}"
}

@test "the program's lists go by category, and one is for any device" {
  ok test-list list --format json
  assert_json schema test_list.list/1
  assert_json rows.# 6
  assert_json rows.0.category null
  assert_json rows.0.source built_in
  assert_json rows.1.category Headphones
  ok test-list show 'coffee MAKER' --format json
  assert_json item_count 9
  assert_json items.4.item 5
  assert_json items.4.text 'No drop of water under it after ten minutes'
  ok test-list show Kettle --format json
  assert_json category null
  refused 3 test-list show Spaceship
  assert_contains "$stderr" "there is no category 'Spaceship'"
  refused 4 test-list show Mobile --version 3
}

@test "what was tested before the repair stays beside what was tested after it" {
  ok order check W26-00002-7 --item '3=fail:no charge by cable' --item 1=pass
  assert_contains "$output" 'checked before repair: 2 of 10 answered, 1 failed'
  ok order start W26-00002-7
  ok order test W26-00002-7 'new socket'
  answer W26-00002-7 pass 1 2 3 4 5 6 7 8
  assert_contains "$stderr" 'order check W26-00002-7'
  answer W26-00002-7 na 9 10
  assert_contains "$output" '10 of 10 answered, 0 failed'
  assert_contains "$stderr" 'Next: fettle order ready W26-00002-7 --result repaired'
  ok order show W26-00002-7
  assert_contains "$output" ' 3  fail    pass    Charges by cable, and without one if it can'
  assert_contains "$output" 'before: no charge by cable (mara)'
  ok order show W26-00002-7 --format json
  assert_json checks.# 12
  assert_json checks.0.when before
  assert_json checks.0.item 3
  assert_json checks.0.result fail
  assert_json checks.0.note 'no charge by cable'
  assert_json checks.0.staff mara
  assert_json checks.0.at 2026-11-22T10:00:00Z
  assert_json checks.11.result na
  ok order ready W26-00002-7 --result repaired
  ok check
}

@test "a finished check with a failure returns the job to repair and counts a rework" {
  answer W26-00006-0 pass 1 2 3 4 6 7 8
  ok order check W26-00006-0 --item '5=fail:drips at the group'
  assert_contains "$stderr" 'Next: fettle order fail W26-00006-0 REASON'
  refused 7 order ready W26-00006-0 --result repaired
  assert_contains "$stderr" 'has 1 failed item on its test list'
  ok order check W26-00006-0 --item 9=pass
  assert_contains "$output" 'The check failed: back to repair, rework 1.'
  ok order show W26-00006-0 --format json
  assert_json state in_repair
  assert_json reworks 1
  assert_json events.-1.event fail
  assert_json events.-1.text 'No drop of water under it after ten minutes: drips at the group'
  # Back in repair, an answer without --before could be meant for either.
  refused 7 order check W26-00006-0 --item 5=pass
  assert_contains "$stderr" 'order test W26-00006-0 says that the repair is done'
  # What was answered in the failed check does not count in the next one.
  ok order test W26-00006-0
  ok order check W26-00006-0 --item 5=pass --format json
  assert_json open 8
  assert_json failed 0
  assert_json list_version 1
  ok order show W26-00006-0 --format json
  assert_json checks.# 10
  assert_json checks.7.counts false
  assert_json checks.9.counts true
}

@test "an item tested again in the same check has one result more, and the last one counts" {
  ok order check W26-00006-0 --item '5=fail:drips'
  ok order check W26-00006-0 --item 5=pass:wiped
  ok order show W26-00006-0 --format json
  assert_json checks.# 2
  assert_json checks.0.counts false
  assert_json checks.1.note wiped
  ok order ready W26-00006-0 --result repaired
}

@test "answers that cannot be meant are refused and change nothing" {
  refused 3 order check W26-00006-0 --item 10=pass
  assert_contains "$stderr" "the test list 'Coffee makers' has items 1 to 9, got 10"
  refused 3 order check W26-00006-0 --item 0=pass
  refused 3 order check W26-00006-0 --item 1=pass --item 1=na
  assert_contains "$stderr" 'item 1 is answered twice'
  refused 3 order check W26-00006-0 --item 1=fail
  assert_contains "$stderr" 'item 1 failed, say what is not right'
  refused 3 order check W26-00006-0 --item 1=good
  refused 3 order check W26-00006-0 --item one
  refused 2 order check W26-00006-0
  refused 2 order check W26-00006-0 --before --after --item 1=pass
  refused 7 order check W26-00006-0 --before --item 1=pass
  refused 7 order check W26-00005-1 --after --item 1=pass
  assert_contains "$stderr" 'order test W26-00005-1 says that the repair is done'
  refused 7 order check W26-00008-W --item 1=pass
  refused 7 order check W26-00009-U --item 1=pass
}

@test "a document carries the answers, and a wrong one is refused with its place" {
  cat >check.json <<'JSON'
{"when": "after", "items": [{"item": 1, "result": "pass"},
                            {"item": 5, "result": "fail", "note": "drips"}]}
JSON
  ok order check W26-00006-0 --from check.json --format json
  assert_json passed 1
  assert_json failed 1
  assert_json items.4.note drips
  refused 2 order check W26-00006-0 --from check.json --item 2=pass
  refused 2 order check W26-00006-0 --from check.json --before
  echo '{"items": [{"item": 1, "reslut": "pass"}]}' >wrong.json
  refused 3 order check W26-00006-0 --from wrong.json
  assert_contains "$stderr" reslut
}

@test "a list that is required must be answered whole, and one that is off asks for nothing" {
  ok setting set quality.list required
  refused 7 order ready W26-00006-0 --result repaired
  assert_contains "$stderr" 'has not passed its whole test list'
  answer W26-00006-0 pass 1 2 3 4 5 6 7 8
  refused 7 order ready W26-00006-0 --result repaired
  # Unrepaired there is nothing to pass.
  ok order ready W26-00006-0 --result unrepairable --dry-run
  answer W26-00006-0 na 9
  ok order ready W26-00006-0 --result repaired
  ok order check W26-00002-7 --item '1=fail:dead'
  ok setting set quality.list off
  ok order start W26-00002-7
  ok order test W26-00002-7
  ok order check W26-00002-7 --item '1=fail:dead'
  ok order ready W26-00002-7 --result repaired
  refused 3 setting set quality.list sometimes
}

@test "by policy somebody else than the repairer tests" {
  ok setting set quality.other_person yes
  refused 6 order check W26-00006-0 --item 1=pass --as tomas
  assert_contains "$stderr" 'Tomáš Dvořák repaired work order W26-00006-0: somebody else tests it'
  refused 7 order ready W26-00006-0 --result repaired --as tomas
  assert_contains "$stderr" 'was tested by whoever repaired it'
  # Also when somebody else has the job meanwhile.
  ok order assign W26-00006-0 none
  refused 6 order check W26-00006-0 --item 1=pass --as tomas
  answer W26-00006-0 pass 1 2 3 4 5 6 7 8 9
  ok order ready W26-00006-0 --result repaired --as tomas
}

@test "a shop's own list is a new version, and an old job keeps the list it was tested with" {
  ok order check W26-00006-0 --item 1=pass
  echo '{"category": "Coffee maker", "title": "Ours", "items": ["Hot", "Dry"]}' >ours.json
  ok test-list import ours.json --format json
  assert_json version 2
  assert_json source own
  ok order check W26-00006-0 --item 9=pass
  assert_contains "$output" '2 of 9 answered'
  refused 5 test-list import ours.json
  assert_contains "$stderr" 'this is version 2 of the test list already'
  echo '{"category": "Coffee maker", "title": "Ours", "items": ["Hot", "Dry", "Clean"]}' >more.json
  ok test-list import more.json
  ok test-list show 'Coffee maker' --format json
  assert_json version 3
  assert_json items.2.text Clean
  ok test-list show 'Coffee maker' --version 2 --format json
  assert_json item_count 2
  ok test-list list --all --format json
  assert_json rows.# 8
  refused 6 test-list import more.json --as tomas
  ok check
}

@test "a list that cannot be one is refused" {
  wrong() {
    printf '%s' "$1" >list.json
    refused 3 test-list import list.json
    assert_contains "$stderr" "$2"
  }
  wrong '{"title": "T", "items": []}' 'is empty'
  wrong '{"title": "T", "items": ["a", "a"]}' "'a' stands there twice"
  wrong '{"title": "T", "items": [1]}' 'must be a string'
  wrong '{"title": "T", "items": [" "]}' '$.items[0]'
  wrong '{"title": "", "items": ["a"]}' '$.title'
  wrong '{"items": ["a"]}' title
  wrong '{"title": "T", "category": "Rocket", "items": ["a"]}' Rocket
  wrong '{"title": "T", "items": ["a"], "itmes": []}' itmes
  refused 4 test-list import nothing.json
}

@test "on a terminal each item is one key, a failure asks for a note, and Esc goes back" {
  export GUIDED='order check W26-00006-0'
  local n steps=('1/9  Heats up and says that it is ready=p<key>'
    '2/9  Brews two cups, one after the other, hot and full=f<key>'
    '      what is not right=' '      what is not right=cold'
    '3/9  Grinder runs evenly, if it has one=<esc>'
    '2/9  Brews two cups, one after the other, hot and full=p<key>'
    '3/9  Grinder runs evenly, if it has one=x'
    '3/9  Grinder runs evenly, if it has one=n<key>'
    '4/9  Steam or milk comes as it should=q<key>')
  run -0 python3 "$tests/cli/guided.py" "${steps[@]}"
  assert_contains "$output" '! is empty'
  assert_contains "$output" 'p passes, f fails, n is not applicable'
  assert_contains "$output" 'checked after repair: 3 of 9 answered, 0 failed'
  ok order show W26-00006-0 --format json
  assert_json checks.# 3
  assert_json checks.1.result pass
  assert_json checks.1.note null
  assert_json checks.2.result na
  # The next run begins where this one ended; stopping writes nothing.
  n=$(db_hash)
  run -7 python3 "$tests/cli/guided.py" '4/9  Steam or milk comes as it should=p<key>' \
    '5/9  No drop of water under it after ten minutes=<ctrl-c>'
  assert_contains "$output" 'stopped: nothing of this check was written'
  assert_equal "$(db_hash)" "$n"
}

@test "a repeated request writes a check once, and a dry run writes none" {
  before=$(db_hash)
  ok order check W26-00006-0 --item 1=pass --dry-run
  assert_equal "$(db_hash)" "$before"
  ok order check W26-00006-0 --item 1=pass --request-id r1
  first=$output
  before=$(db_hash)
  ok order check W26-00006-0 --item 1=pass --request-id r1
  assert_equal "$output" "$first"
  assert_equal "$(db_hash)" "$before"
  refused 5 order check W26-00006-0 --item 2=pass --request-id r1
}
