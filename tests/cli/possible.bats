# What is possible now: whatever is offered can be done, and whatever is not, cannot.
load helpers
load jobs

# Of each role one, and a technician who has no job; two of them where the program is a slow one.
people=lena,tomas,aiko,mara
if [[ ${FETTLE_SHORT-} ]]; then people=tomas,mara; fi

setup() {
  start_test
  use_jobs
  fettle staff add --quiet aiko 'Aiko Tanaka' --role technician >/dev/null
  fettle place add --quiet 'Shelf B2' --kind shelf >/dev/null
}

# holds CODE…: what is offered with these jobs to these people is what can be done.
holds() {
  run /usr/bin/python3 "$tests/cli/possible_check.py" "$FETTLE_BIN" "$people" "$@"
  assert_equal "$output" ''
  assert_status 0
}

# quietly WORDS: a change that the test begins with.
quietly() {
  fettle "$@" --quiet >/dev/null
}

@test "what is offered in every state can be done, and nothing else" {
  quietly order hold W26-00008-W --reason legal 'reported stolen'
  holds W26-00001-9 W26-00002-7 W26-00003-5 W26-00004-3 W26-00005-1 W26-00006-0 W26-00008-W \
    W26-00009-U W26-00010-7 W26-00011-5
}

@test "so it is of what was made ready at a repairer and is not back" {
  quietly order ready W26-00004-3 --result declined_by_customer
  holds W26-00004-3
  quietly order fail W26-00004-3 'after all'
  quietly order diagnose W26-00004-3 --technician tomas
  holds W26-00004-3
}

@test "so it is of what waits for a payer, is approved, or done with" {
  quietly order ask-payer W26-00002-7 --payer maker --reference RA-4 --due +3d
  quietly order approve W26-00003-5
  quietly order close W26-00009-U
  quietly order cancel W26-00001-9 'no repair after all'
  holds W26-00002-7 W26-00003-5 W26-00009-U W26-00001-9
}

@test "so it is of estimates: two open, one expired, one declined, one accepted" {
  quietly setting set diagnosis.fee 25.00
  for _ in 1 2; do quietly estimate add W26-00002-7 --line 'part;battery;1;40.00'; done
  quietly estimate send W26-00002-7/1 --due +7d
  quietly estimate send W26-00002-7/2 --due +9d
  quietly estimate add W26-00005-1 --line 'part;port;1;30.00'
  quietly estimate send W26-00005-1/1 --due +7d
  quietly estimate reject W26-00005-1/1 --reason 'too dear'
  quietly estimate accept W26-00003-5/1 --by Amir
  quietly order start W26-00003-5
  quietly line add W26-00003-5 'a brush' --class part --price 20.00
  quietly estimate revise W26-00003-5/1
  quietly estimate add W26-00010-7 --amount 20.00
  quietly estimate add W26-00011-5 --title 'says nothing yet'
  holds W26-00002-7 W26-00003-5 W26-00005-1 W26-00010-7 W26-00011-5
  FETTLE_NOW=2026-11-30T10:00:00Z holds W26-00002-7
}

@test "so it is of a bill that is over the customer's limit" {
  quietly order approve W26-00003-5 --amount 64.00
  quietly line add W26-00003-5 'another motor' --class part --price 90.00
  quietly order approve W26-00002-7 --amount 10.00
  quietly order start W26-00002-7
  quietly line add W26-00002-7 battery --class part --price 40.00
  quietly order diagnose W26-00010-7
  quietly order ask W26-00010-7 --due +2d --amount 20.00 'a new seal'
  quietly order diagnose W26-00010-7
  holds W26-00002-7 W26-00003-5 W26-00010-7
}

@test "so it is of the check that the settings ask for" {
  holds W26-00006-0
  quietly setting set quality.list required
  quietly setting set quality.other_person yes
  holds W26-00006-0
  quietly order check W26-00006-0 --item 1=fail:drips --as lena
  holds W26-00006-0
}

# next_is LINE WORDS…: what comes next after a change, or nothing.
next_is() {
  local line=$1
  shift
  ok "$@"
  assert_equal "$stderr" "${line:+Next: fettle $line}"
}

@test "what comes next is for whoever asks, with the code that it takes" {
  next_is 'order assign W26-00001-9 TECHNICIAN' order assign W26-00001-9 none
  next_is '' order assign W26-00001-9 tomas --as lena
  next_is 'order diagnose W26-00001-9' order assign W26-00001-9 tomas
  next_is 'estimate accept E26-00002-R --by NAME' \
    order ask W26-00001-9 --due +3d --amount 30.00 'new cable' --as lena
  next_is 'order start W26-00001-9' estimate accept E26-00002-R --by Ana --as tomas
  next_is '' order note W26-00001-9 'comes on Monday' --as lena
  next_is 'order check W26-00005-1' order test W26-00005-1 --as tomas
  next_is '' order ready W26-00005-1 --result repaired --as tomas
  next_is 'order handover W26-00008-W --paid 64.00' order notice W26-00008-W --as lena
}

@test "the board names no remedy that would be refused" {
  quietly order approve W26-00002-7 --amount 10.00
  quietly order start W26-00002-7
  quietly line add W26-00002-7 battery --class part --price 40.00
  quietly order parts W26-00002-7 --for 'battery BL-5C' --due 2026-11-22
  remedy_is() {
    ok board --attention --format json
    assert_equal "$(python3 -c 'import json, sys
print(*(row["next"] for row in json.loads(sys.argv[1])["rows"] if row["code"] == "W26-00002-7"))' \
      "$output")" "$1"
  }
  export FETTLE_NOW=2026-11-23T10:00:00Z
  refused 7 order start W26-00002-7
  remedy_is 'estimate add W26-00002-7 --from-lines'
  ok estimate add W26-00002-7 --from-lines
  remedy_is 'estimate send E26-00002-R --due DATE'
}

@test "a scan names the estimate to answer, and to each role the cards that it can use" {
  ok scan W26-00003-5 --as lena
  assert_contains "$output" 'estimate accept E26-00001-T, estimate reject E26-00001-T, order approve'
  assert_lacks "$output" 'order diagnose'
  ok scan W26-00003-5 --as lena --format json
  assert_json next.0 'estimate accept'
  echo W26000051 >scans
  ok scan --from scans --as lena
  assert_contains "$output" 'cards: PARTS HOLD NOTE'
  ok scan --from scans --as aiko
  assert_contains "$output" 'cards: TEST START DIAGNOSE PARTS HOLD NOTE'
}

@test "a refusal names what whoever asks can do instead" {
  refused 7 order close W26-00005-1 --as lena
  assert_contains "$stderr" 'hint: possible now: order ask, order ask-payer, order parts'
  assert_lacks "$stderr" 'order test'
  refused 7 order receive W26-00003-5
  assert_contains "$stderr" 'hint: possible now: estimate accept, estimate reject, order approve'
}
