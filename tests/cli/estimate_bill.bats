# What was agreed and what is paid: one figure, lines of the bill beside estimates, the limit, and the
# ways of declining. The jobs are those of setup/jobs.sh.

load helpers
load jobs

setup() {
  start_test
  use_jobs
  job=W26-00002-7
}

# repair JOB: from approved to ready.
repair() {
  ok order start "$1"
  ok order test "$1"
  ok order ready "$1" --result repaired
}

# bill JOB: "position text price taken-off?" of its lines.
bill() {
  sql "SELECT position, l.text, unit_price_cents, removed_at IS NOT NULL FROM order_line l
    JOIN work_order w ON w.id = order_id WHERE code = replace('$1', '-', '') ORDER BY position" |
    tr '\t' ' '
}

@test "what was agreed in one figure is what the customer pays" {
  ok setting set tax.percent 19
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  assert_equal "$(bill "$job")" ''
  ok order approve "$job" 'by phone'
  # 53.78 and 10.22 of tax.
  assert_equal "$(bill "$job")" '1 new battery 5378 0'
  ok order show "$job" --format json
  assert_json totals.customer_total 64.00
  assert_json totals.customer_tax 10.22
  assert_json lines.0.class other
  repair "$job"
  refused 7 order handover "$job"
  assert_contains "$stderr" 'the bill is 64.00 EUR'
  ok order handover "$job" --paid 64.00
  ok estimate show "$job/1" --format json
  assert_json amount 64.00
  assert_json tax 10.22
  assert_json lines.0.text 'new battery'
  ok check
}

@test "a figure that no net price comes to has its last cent beside it" {
  ok setting set tax.percent 19
  # 0.07 and 0.01 of tax are 0.08; 0.08 and 0.02 are 0.10.
  ok estimate add "$job" --amount 0.09
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana
  assert_equal "$(bill "$job")" $'1 repair as agreed 7 0\n2 rounding 1 0'
  ok order show "$job" --format json
  assert_json totals.customer_total 0.09
  assert_json totals.customer_tax 0.01
  ok check
}

@test "lines that the customer pays make the bill before a figure does; those of others do not" {
  ok line add "$job" battery --class part --price 40.00
  ok order ask "$job" --due +7d --amount 64.00 'battery and work'
  ok order approve "$job"
  assert_equal "$(bill "$job")" '1 battery 4000 0'
  # Taken off after all, they leave the figure to be paid when the job is ready.
  ok line remove "$job" 1
  repair "$job"
  assert_equal "$(bill "$job")" $'1 battery 4000 1\n2 battery and work 6400 0'
  refused 7 order handover "$job"
  use_jobs
  ok line add "$job" battery --class part --price 40.00 --payer maker
  ok order ask "$job" --due +7d --amount 12.00 handling
  ok order approve "$job"
  assert_equal "$(bill "$job")" $'1 battery 4000 0\n2 handling 1200 0'
  repair "$job"
  ok order handover "$job" --paid 12.00
}

@test "another figure takes the place of the one before on the bill, and lines take the place of a figure" {
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  ok order approve "$job"
  ok order ask "$job" --due +7d --amount 80.00 'and a fuse'
  assert_equal "$(bill "$job")" '1 new battery 6400 0'
  ok order approve "$job"
  assert_equal "$(bill "$job")" $'1 new battery 6400 1\n2 and a fuse 8000 0'
  ok check
}

@test "a figure contains the fee of a refusal before it" {
  ok setting set diagnosis.fee 25.00
  ok setting set diagnosis.fee_on_approval keep
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  ok estimate reject "$job/1" --reason 'too dear'
  assert_equal "$(bill "$job")" '1 diagnosis fee 2500 0'
  ok order ask "$job" --due +7d --amount 50.00 'used battery'
  ok order approve "$job"
  assert_equal "$(bill "$job")" $'1 diagnosis fee 2500 1\n2 used battery 5000 0'
  repair "$job"
  ok order handover "$job" --paid 50.00
  ok check
}

@test "a figure that costs nothing, and an amount that was only a limit, put nothing on the bill" {
  ok order ask "$job" --due +7d --amount 0.00 'on the house'
  ok order approve "$job"
  assert_equal "$(bill "$job")" ''
  use_jobs
  ok order approve "$job" --amount 80.00 'up to that'
  assert_equal "$(bill "$job")" ''
}

@test "a no that comes after the job was ready leaves the bill alone" {
  ok setting set diagnosis.fee 25.00
  ok estimate add "$job" --line 'part;battery;1;40.00'
  ok estimate send "$job/1" --due +7d
  ok order ready "$job" --result unrepairable
  ok --dry-run estimate reject "$job/1" --reason 'no, thanks'
  assert_lacks "$output" 'diagnosis fee'
  ok order handover "$job"
  ok order close "$job"
  ok estimate reject "$job/1" --reason 'no, thanks' --format json
  assert_json state rejected
  ok order show "$job" --format json
  assert_json state closed
  assert_json lines.# 0
  assert_json totals.customer_total 0.00
  # Nor is it made ready once more.
  refused 7 estimate reject "$job/1" --reason 'no, thanks' --done
  ok check
}

@test "declining comes to the same by the estimate and by the job" {
  local way
  ok setting set tax.percent 19
  ok setting set diagnosis.fee 25.00
  ok estimate add "$job" --line 'part;battery;1;40.00'
  ok estimate send "$job/1" --due +7d
  ok estimate add "$job" --amount 30.00
  ok estimate send "$job/2" --due +3d
  cp "$FETTLE_DB" kept.db
  for way in "estimate reject $job/1 --reason 'too dear' --done" \
    "order ready $job --result declined_by_customer 'too dear'"; do
    cp kept.db "$FETTLE_DB"
    eval "ok $way"
    assert_contains "$output" "$job"
    ok order show "$job" --format json
    assert_json state ready
    assert_json result declined_by_customer
    assert_json estimates.0.state rejected
    assert_json estimates.0.reason 'too dear'
    assert_json estimates.1.state rejected
    # 25.00 and 4.75, once.
    assert_json lines.# 1
    assert_json lines.0.text 'diagnosis fee'
    assert_json totals.customer_total 29.75
    ok estimate list --open --format json
    assert_json rows.# 1
    refused 7 order handover "$job"
    assert_contains "$stderr" 'the bill is 29.75 EUR'
    ok order handover "$job" --paid 29.75
    ok check
  done
}

@test "both ways of declining say what is to be paid" {
  ok setting set diagnosis.fee 25.00
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  ok --dry-run order ready "$job" --result declined_by_customer
  assert_equal "$output" "$job  Nokia 3310 is ready, declined by the customer, the bill is 25.00 EUR"
  ok --dry-run order ready "$job" --result declined_by_customer --format json
  assert_json bill 25.00
  ok --dry-run estimate reject "$job/1" --reason no --done
  assert_contains "$output" "is rejected: $job ready, diagnosis fee 25.00 EUR on the bill"
}

@test "after a yes, or when nothing was asked, declining charges no fee" {
  ok setting set diagnosis.fee 25.00
  ok --dry-run order ready "$job" --result declined_by_customer --format json
  assert_json bill 0.00
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  ok order approve "$job"
  ok order ready "$job" --result declined_by_customer --format json
  # What was agreed is on the bill until somebody takes it off.
  assert_json bill 64.00
  ok order show "$job" --format json
  assert_json lines.# 1
  assert_json estimates.0.state accepted
}

@test "a fee that was taken off by hand was waived" {
  ok setting set diagnosis.fee 25.00
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  ok estimate reject "$job/1" --reason 'too dear'
  ok line remove "$job" 1 --reason 'an old customer'
  ok order ask "$job" --due +7d --amount 50.00 'used battery'
  ok order ready "$job" --result declined_by_customer --format json
  assert_json bill 0.00
}

@test "a job that owes the fee is not called off" {
  ok setting set tax.percent 19
  ok setting set diagnosis.fee 25.00
  ok --dry-run order cancel "$job"
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  refused 7 order cancel "$job" 'she thought better of it'
  assert_contains "$stderr" 'owes a diagnosis fee of 29.75 EUR and cannot be cancelled'
  assert_contains "$stderr" "order ready $job --result declined_by_customer"
  ok estimate reject "$job/1" --reason 'too dear'
  refused 7 order cancel "$job"
  ok line remove "$job" 1
  ok order cancel "$job"
}

@test "what is added after the start is held to the limit before it is tested" {
  # W26-00003-5 may cost 50.00 without asking.
  job=W26-00003-5
  ok estimate reject "$job/1" --reason 'another part'
  ok line add "$job" belt --class part --price 50.00
  assert_lacks "$stderr" warning
  ok order start "$job"
  ok line add "$job" fuse --class part --price 0.01
  assert_contains "$stderr" "warning: work order $job costs 50.01 EUR, over the 50.00 EUR that the customer allowed"
  assert_contains "$stderr" "fettle estimate add $job --from-lines"
  refused 7 order test "$job"
  assert_contains "$stderr" 'costs 50.01 EUR, over the 50.00 EUR that the customer allowed, and cannot go to quality check'
  assert_contains "$stderr" "ask first: fettle estimate add $job --from-lines"
  # On the house it is nobody's question, nor is what the maker pays.
  cp "$FETTLE_DB" kept.db
  ok line remove "$job" 2
  ok line add "$job" fuse --class part --price 0.01 --bill goodwill
  ok line add "$job" motor --class part --price 90.00 --payer maker
  ok order test "$job"
  # Asked, and agreed to, it goes on.
  cp kept.db "$FETTLE_DB"
  ok estimate add "$job" --from-lines
  ok estimate send "$job/2" --due +1d
  ok estimate accept "$job/2" --by Amir
  ok order start "$job"
  ok order test "$job"
  ok order ready "$job" --result repaired
  ok order handover "$job" --on-account
  ok check
}

@test "nor does a job slip past the limit by the check, at the vendor or at the counter" {
  job=W26-00003-5
  # An unanswered estimate over the limit stops the check as it stops the start.
  ok order diagnose "$job"
  refused 7 order test "$job"
  assert_contains "$stderr" 'has an unanswered estimate of 64.00 EUR'
  ok estimate reject "$job/1" --reason 'another part'
  ok order start "$job"
  ok order send "$job" --vendor V --due +3d
  ok line add "$job" 'board repair' --class labour --price 80.00
  ok order receive "$job"
  refused 7 order test "$job"
  ok line remove "$job" 1
  ok order test "$job"
  ok line add "$job" 'board repair' --class labour --price 80.00
  refused 7 order ready "$job" --result repaired
  assert_contains "$stderr" 'costs 80.00 EUR, over the 50.00 EUR that the customer allowed, and cannot be made ready'
  # From the check, too, the customer can be asked.
  ok --dry-run order ask "$job" --due +1d --amount 80.00 'the board is repaired'
  ok line remove "$job" 2
  ok line add "$job" belt --class part --price 50.00
  ok order ready "$job" --result repaired
  ok line add "$job" case --class other --price 20.00
  refused 7 order handover "$job" --on-account
  assert_contains "$stderr" 'costs 70.00 EUR, over the 50.00 EUR that the customer allowed, and cannot be handed over'
  assert_contains "$stderr" 'order handover with --paid 70.00'
  refused 7 order handover "$job" --paid 60.00 --on-account
  ok order handover "$job" --paid 70.00
  ok check
}

@test "who was asked for money allows what was agreed to since, and nothing before that" {
  ok line add "$job" battery --class part --price 40.00
  ok --dry-run order start "$job"
  ok estimate add "$job" --from-lines
  ok estimate send "$job/1" --due +7d
  ok estimate reject "$job/1" --reason 'too dear'
  refused 7 order start "$job"
  assert_contains "$stderr" 'costs 40.00 EUR, which the customer did not agree to, and cannot be started'
  # A question that is taken back is not answered by that.
  ok estimate revise "$job/1"
  ok estimate send "$job/1" --due +7d
  ok estimate revise "$job/1"
  ok order diagnose "$job"
  refused 7 order start "$job"
  ok order approve "$job" --amount 40.00 'on the phone'
  ok order start "$job"
}

@test "what comes on top of an accepted estimate is asked as its next version" {
  ok estimate add "$job" --line 'part;battery;1;40.00'
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana --format json
  local first
  first=$(json code)
  ok order start "$job"
  ok line add "$job" fuse --class part --price 2.00
  refused 7 order test "$job"
  assert_contains "$stderr" 'costs 42.00 EUR, over the 40.00 EUR that the customer allowed'
  assert_contains "$stderr" "ask first: fettle estimate revise $first, then fettle estimate send"
}

@test "a fee that is owed for no repair is no matter of the limit" {
  ok setting set diagnosis.fee 60.00
  job=W26-00003-5
  ok order ready "$job" --result declined_by_customer
  ok order handover "$job" --on-account
}

@test "a new version takes along what was put on the bill by hand, and not what was taken off" {
  ok setting set tax.percent 19
  ok estimate add "$job" --line 'part;battery;1;40.00' --line 'part;cable;1;10.00'
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana
  ok order start "$job"
  ok line remove "$job" 2 --reason 'the old one is good'
  ok line add "$job" fuse --class part --price 20.00
  ok line add "$job" motor --class part --price 90.00 --payer maker
  refused 7 order test "$job"
  ok estimate revise "$job/1" --format json
  # 40.00 and 7.60, 20.00 and 3.80; of the maker 90.00 and 17.10.
  assert_json amount 71.40
  assert_json others_pay 107.10
  assert_json lines.# 3
  assert_json lines.0.text battery
  assert_json lines.1.text fuse
  ok estimate send "$job/1" --due +1d
  ok estimate reject "$job/1" --reason 'too dear'
  refused 7 order start "$job"
  # Rejected, they still stand on the bill and go along with the next version.
  ok estimate revise "$job/1" --format json
  assert_json version 3
  assert_json amount 71.40
  ok estimate send "$job/1" --due +1d
  ok estimate accept "$job/1" --by Ana
  ok order show "$job" --format json
  assert_json lines.# 4
  assert_json lines.1.removed true
  assert_json lines.2.removed false
  assert_json totals.customer_total 71.40
  ok order start "$job"
  ok order test "$job"
  ok check
}

@test "what another alternative holds of the bill does not go along" {
  ok line add "$job" battery --class part --price 40.00
  ok estimate add "$job" --from-lines
  ok estimate send "$job/1" --due +7d
  ok estimate add "$job" --line 'labour;cleaning;1;20.00'
  ok estimate send "$job/2" --due +7d
  ok estimate revise "$job/2" --format json
  assert_json lines.# 1
  assert_json amount 20.00
}

@test "an accepted figure beside which lines were put on the bill becomes lines" {
  ok order ask "$job" --due +7d --amount 64.00 'new battery'
  ok order approve "$job"
  ok order start "$job"
  ok line add "$job" fuse --class part --price 6.00
  refused 7 order test "$job"
  ok estimate revise "$job/1" --format json
  assert_json amount 70.00
  assert_json lines.# 2
  assert_json lines.0.text 'new battery'
  ok estimate send "$job/1" --due +1d
  ok estimate accept "$job/1" --by Ana
  assert_equal "$(bill "$job")" $'1 new battery 6400 0\n2 fuse 600 0'
  ok order start "$job"
  ok order test "$job"
  ok check
}

@test "a figure is changed by another, or by lines, while it is a draft" {
  ok estimate add "$job" --amount 64.00
  ok estimate edit "$job/1" --amount 60.00 --format json
  assert_json amount 60.00
  refused 3 estimate edit "$job/1" --amount 60.00 --line 'part;battery;1;40.00'
  ok estimate edit "$job/1" --line 'part;battery;1;40.00' --format json
  assert_json amount 40.00
  assert_json lines.# 1
  refused 3 estimate edit "$job/1" --amount 60.00
  ok estimate edit "$job/1" --remove 1
  ok estimate edit "$job/1" --amount 50.00
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana
  assert_equal "$(bill "$job")" '1 repair as agreed 5000 0'
  # A new version of it is the same figure, to be changed.
  ok estimate revise "$job/1" --format json
  assert_json amount 50.00
  ok estimate edit "$job/1" --amount 55.00
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana
  assert_equal "$(bill "$job")" $'1 repair as agreed 5000 1\n2 repair as agreed 5500 0'
  ok check
}

@test "a choice that is with the customer stays with the customer" {
  # W26-00003-5 may cost 50.00 without asking, and was asked for 64.00.
  job=W26-00003-5
  ok estimate add "$job" --line 'labour;cleaning;1;20.00'
  refused 3 estimate send "$job/2" --format json
  assert_error invalid due_on
  refused 3 estimate send "$job/2"
  assert_contains "$stderr" 'estimate E26-00001-T is with the customer, who is to choose'
  ok estimate send "$job/2" --due +3d --format json
  assert_json state sent
  ok order show "$job" --format json
  assert_json state await_customer
  assert_json estimates.0.state sent
  ok estimate accept "$job/1" --by Amir
  ok order show "$job" --format json
  assert_json totals.customer_total 64.00
  assert_json estimates.1.state superseded
  ok check
}

@test "one that expired holds no choice open" {
  job=W26-00003-5
  ok estimate add "$job" --line 'labour;cleaning;1;20.00'
  FETTLE_NOW=2026-11-25T10:00:00Z
  ok estimate send "$job/2"
  assert_contains "$output" 'needs no answer, 20.00 EUR is within the 50.00 EUR'
  ok check
}

@test "who declined a price is asked before as much is spent" {
  job=W26-00003-5
  ok estimate reject "$job/1" --reason 'too dear'
  ok estimate add "$job" --line 'part;belt;1;30.00'
  ok estimate send "$job/2" --ask --due +3d
  ok estimate reject "$job/2" --reason 'still too dear'
  ok estimate add "$job" --line 'part;used belt;1;30.00'
  refused 3 estimate send "$job/3"
  assert_contains "$stderr" 'the customer declined estimate E26-00002-R, which costs no more'
  ok estimate edit "$job/3" --remove 1 --line 'part;used belt;1;29.99'
  ok estimate send "$job/3"
  assert_contains "$output" 'needs no answer, 29.99 EUR is within the 50.00 EUR'
}

@test "a yes without an amount, to no estimate, lifts no limit" {
  job=W26-00003-5
  ok estimate reject "$job/1" --reason 'too dear'
  ok line add "$job" motor --class part --price 64.00
  ok order approve "$job" 'you may open it' --format json
  assert_json amount 50.00
  refused 7 order start "$job"
}

@test "of one that waits and one that expired the yes is to the one that waits" {
  job=W26-00003-5
  ok estimate add "$job" --line 'labour;cleaning;1;60.00'
  ok estimate send "$job/2" --due 2026-12-01
  FETTLE_NOW=2026-11-25T10:00:00Z
  ok order approve "$job" 'by phone' --format json
  assert_json amount 60.00
  ok estimate show "$job/2" --format json
  assert_json state accepted
  ok check
}
