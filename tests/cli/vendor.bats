# To an outside repairer and back, with the same unit and everything that went along; and the pieces
# of a job counted out at hand-over. The jobs are those of setup/jobs.sh: W26-00001-9 has a case
# (P26-00002-N) and a cable (P26-00003-L), W26-00008-W is ready with a crumb tray and costs 64.00.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

# Where the pieces of a job are: "Board Doctors,–,missing".
lies() {
  sql "SELECT group_concat(CASE WHEN p.is_here THEN COALESCE(l.name, '–') ELSE
      (SELECT direction FROM custody_event c WHERE c.piece_id = p.id ORDER BY id DESC LIMIT 1) END)
    FROM (SELECT * FROM piece ORDER BY position) p JOIN work_order w ON w.id = p.order_id
    LEFT JOIN place l ON l.id = p.place_id WHERE w.code = '${1//-/}'"
}

# The code of a job's piece at a position.
piece_of() {
  sql "SELECT p.code FROM piece p JOIN work_order w ON w.id = p.order_id
    WHERE w.code = '${1//-/}' AND p.position = $2"
}

@test "what is sent lies at the repairer's place, the accessories stay unless they are named" {
  assert_equal "$(sql "SELECT name, kind FROM place")" $'Board Doctors\tvendor'
  ok order send W26-00001-9 --vendor 'board  DOCTORS' --reference RMA-9 --tracking '1Z 99' \
    --piece P26-00003-L --due +9d 'no picture on the left'
  assert_equal "$output" 'W26-00001-9  Sony WH-1000XM4 is sent to Board Doctors, RMA-9, parcel 1Z 99, with USB-C cable, back Tue 1 Dec'
  assert_equal "$(lies W26-00001-9)" 'Board Doctors,–,Board Doctors'
  assert_equal "$(sql "SELECT COUNT(*) FROM place")" 1
  ok order show W26-00001-9 --format json
  assert_json state at_vendor
  assert_json place 'Board Doctors'
  assert_json events.1.vendor 'Board Doctors'
  assert_json events.1.vendor_code "$(sql "SELECT code FROM place" | sed 's/^\(...\)\(.*\)\(.\)$/\1-\2-\3/')"
  assert_json events.1.reference RMA-9
  assert_json events.1.tracking '1Z 99'
  assert_json events.1.due_on 2026-12-01
  ok order show W26-00001-9
  assert_contains "$output" 'Board Doctors, RMA-9, parcel 1Z 99, expected'
  ok place show 'Board Doctors'
  assert_contains "$output" 'USB-C cable'
  ok check
}

@test "a repairer of a new name becomes a place with the step, and only with it" {
  ok order send W26-00002-7 --vendor 'Linse & Söhne' --due +9d --format json
  assert_json vendor 'Linse & Söhne'
  assert_json tracking null
  ok order send W26-00001-9 --vendor "$(sql "SELECT code FROM place WHERE name = 'Linse & Söhne'")" \
    --due +9d
  assert_equal "$(sql "SELECT kind, COUNT(*) FROM place WHERE name = 'Linse & Söhne'")" $'vendor\t1'
  # A step that is refused leaves no place.
  refused 7 order send W26-00008-W --vendor 'Somebody new' --due +9d
  refused 3 order send W26-00005-1 --vendor 'Somebody new' --due yesterday
  ok check
}

@test "where a device cannot go is said, and nothing goes" {
  ok place add 'Shelf B2' --kind shelf
  refused 5 order send W26-00001-9 --vendor 'Shelf B2' --due +9d
  assert_contains "$stderr" "vendor: 'Shelf B2' is a shelf, not an outside repairer"
  ok place add 'Old Repairs' --kind vendor
  ok place edit 'Old Repairs' --retired yes
  refused 5 order send W26-00001-9 --vendor 'Old Repairs' --due +9d
  assert_contains "$stderr" 'is retired'
  refused 3 order send W26-00001-9 --vendor L26-00099-D --due +9d
  refused 5 order send W26-00001-9 --vendor K26-00001-A --due +9d
  refused 3 order send W26-00001-9 --vendor ' ' --due +9d
  refused 3 order send W26-00001-9 --vendor $'a\tb' --due +9d
  refused 3 order send W26-00001-9 --vendor V --tracking "$(printf 'x%.0s' {1..400})" --due +9d
  refused 2 order send W26-00001-9 --vendor V
  refused 2 order send W26-00001-9 --due +9d
  # A piece of another job, and one that is there already.
  refused 5 order send W26-00001-9 --vendor V --due +9d --piece "$(piece_of W26-00003-5 2)"
  assert_contains "$stderr" 'does not belong to this job'
  refused 7 order send W26-00004-3 --vendor V --due +9d
  ok order hold W26-00001-9 --reason legal
  refused 7 order send W26-00001-9 --vendor V --due +9d
}

@test "what comes back is all that was sent, scanned or said to be missing" {
  ok place add 'Front desk' --kind desk
  ok order send W26-00001-9 --vendor 'Board Doctors' --due +9d --piece P26-00002-N
  refused 7 order receive W26-00001-9 --piece P26-00002-N
  assert_contains "$stderr" 'has 1 piece not scanned and cannot be received: Sony WH-1000XM4 P26-00001-P'
  # The cable never left.
  refused 7 order receive W26-00001-9 --piece W26-00001-9 --piece P26-00003-L
  assert_contains "$stderr" 'piece: piece P26-00003-L was not sent'
  refused 7 order receive W26-00001-9 --missing P26-00003-L --reason lost
  refused 3 order receive W26-00001-9 --piece W26-00001-9 --missing P26-00002-N
  assert_contains "$stderr" 'reason: is missing'
  refused 5 order receive W26-00001-9 --missing W26-00001-9 --reason lost
  assert_contains "$stderr" 'is the device: without it nothing is back'
  refused 5 order receive W26-00001-9 --piece P26-00002-N --missing P26-00002-N --reason lost
  refused 3 order receive W26-00001-9 --reason lost
  assert_contains "$stderr" 'reason: says what became of a missing piece, and none is named'
  refused 3 order receive W26-00001-9 --missing P26-00002-X --reason lost
  assert_contains "$stderr" "missing: 'P26-00002-X' is mistyped"
  refused 4 order receive W26-00001-9 --piece ''
  assert_contains "$stderr" "piece: not one of our labels: got ''"
  ok order receive W26-00001-9 --piece W26-00001-9 --piece P26-00002-N
  assert_equal "$output" 'W26-00001-9  Sony WH-1000XM4 is back here, with case'
  assert_equal "$(lies W26-00001-9)" 'Front desk,Front desk,–'
  ok order show W26-00001-9 --format json
  assert_json state in_repair
  ok check
}

@test "what was sent before places were kept comes back to one" {
  ok place add 'Shelf B2' --kind shelf
  # As the program wrote it then: the step, and nothing of the piece.
  sqlite3 "$FETTLE_DB" "DELETE FROM custody_event WHERE direction = 'move'; UPDATE piece SET place_id = NULL"
  ok order receive W26-00004-3 --piece W26-00004-3 --place 'Shelf B2'
  assert_equal "$(lies W26-00004-3)" 'Shelf B2'
}

@test "an accessory that is lost on the way is told at once and does not stop the hand-over" {
  ok place add 'Shelf B2' --kind shelf
  ok order send W26-00001-9 --vendor 'Board Doctors' --due +9d --piece P26-00002-N
  ok order receive W26-00001-9 --missing P26-00002-N --reason 'not in the parcel' --place 'shelf b2'
  assert_equal "$output" 'W26-00001-9  Sony WH-1000XM4 is back here, at Shelf B2; missing: case (not in the parcel)'
  assert_equal "$(lies W26-00001-9)" 'Shelf B2,missing,–'
  ok order show W26-00001-9
  assert_contains "$output" 'case (missing)'
  ok order test W26-00001-9
  ok order ready W26-00001-9 --result repaired
  cp "$FETTLE_DB" before.db
  ok order handover W26-00001-9
  assert_equal "$(lies W26-00001-9)" 'out,missing,out'
  # Or it turns up before.
  cp before.db "$FETTLE_DB"
  ok order move P26-00002-N 'Shelf B2'
  assert_equal "$(lies W26-00001-9)" 'Shelf B2,Shelf B2,–'
  ok order handover W26-00001-9
  assert_equal "$(lies W26-00001-9)" 'out,out,out'
  refused 7 order move P26-00002-N 'Shelf B2'
  ok check
}

@test "another unit than the one that was sent is refused by its serial" {
  ok order send W26-00001-9 --vendor 'Board Doctors' --due +9d
  refused 5 order receive W26-00001-9 --serial S01-5512345-8
  assert_contains "$stderr" "serial: 'S01-5512345-8' is not the unit that is on file: it has 'S01-5512345-7'"
  refused 3 order receive W26-00001-9 --serial ''
  ok order receive W26-00001-9 --serial 's01-5512345-7'
  # Nothing is on file of the telephone.
  ok order send W26-00002-7 --vendor 'Board Doctors' --due +9d
  refused 5 order receive W26-00002-7 --serial 1
  assert_contains "$stderr" 'cannot be compared'
  refused 5 order receive W26-00002-7 --place 'Board Doctors'
  assert_contains "$stderr" 'nothing is back there'
  ok order receive W26-00002-7
}

@test "what is ready, or held for legal reasons, does not follow to a repairer" {
  refused 7 order move W26-00008-W 'Board Doctors'
  assert_contains "$stderr" "'Board Doctors' is an outside repairer: nothing of work order W26-00008-W (ready) goes there"
  assert_lacks "$stderr" 'order send'
  ok order send W26-00001-9 --vendor 'Board Doctors' --due +9d
  ok order hold W26-00001-9 --reason legal 'police, file 4711'
  refused 7 order move P26-00002-N 'Board Doctors'
  assert_contains "$stderr" 'nothing of work order W26-00001-9 (on hold for legal reasons) goes there'
  ok order resume W26-00001-9
  ok order move P26-00002-N 'Board Doctors'
}

@test "a job whose device is still at the repairer is not handed over" {
  local code
  code=$(piece_of W26-00004-3 1 | sed 's/^\(...\)\(.*\)\(.\)$/\1-\2-\3/')
  ok place add 'Front desk' --kind desk
  ok order ready W26-00004-3 --result declined_by_customer
  assert_equal "$stderr" 'Next: fettle order move W26-00004-3 PLACE'
  refused 7 order handover W26-00004-3
  assert_contains "$stderr" "has 1 piece not accounted for and cannot be handed over: Lenovo ThinkPad T14 $code at 'Board Doctors'"
  # The job's code may have been scanned from the receipt.
  refused 7 order handover W26-00004-3 --piece W26-00004-3
  assert_contains "$stderr" "piece: piece $code is at 'Board Doctors' and cannot be given back"
  assert_contains "$stderr" "hint: when it is back: fettle order move $code PLACE"
  printf '%s\n' W26-00004-3 CMDHANDOVER >scans
  run --separate-stderr fettle scan --from scans --format json --as lena
  assert_status 3
  assert_json rows.1.outcome refused
  refused 7 order receive W26-00004-3
  assert_contains "$stderr" "work order W26-00004-3 (ready) is not received: it is moved from 'Board Doctors'"
  ok order move W26-00004-3 'Front desk'
  ok order handover W26-00004-3
  ok check
}

@test "a job whose device is still at the repairer is not called off, nor sent there again" {
  ok order ready W26-00004-3 --result declined_by_customer
  ok order fail W26-00004-3 'the customer wants it after all'
  refused 7 order send W26-00004-3 --vendor 'Board Doctors' --due +9d
  assert_contains "$stderr" 'hint: when it is back: fettle order move'
  ok order diagnose W26-00004-3
  refused 7 order cancel W26-00004-3 'no, not after all'
  assert_contains "$stderr" "is at 'Board Doctors' and cannot be given back"
  ok order move W26-00004-3 "$(fettle place add 'Front desk' --kind desk --format csv --fields code --quiet | tail -n 1)"
  ok order cancel W26-00004-3 'no, not after all'
}

@test "once a piece is scanned out, all are, or are said to be missing" {
  local tray
  tray=$(piece_of W26-00008-W 2)
  refused 7 order handover W26-00008-W --paid 64.00 --piece "$tray"
  assert_contains "$stderr" 'has 1 piece not scanned and cannot be handed over: Rowenta Toaster P26-'
  refused 5 order handover W26-00008-W --paid 64.00 --piece P26-00001-P
  refused 5 order handover W26-00008-W --paid 64.00 --piece K26-00001-A
  refused 3 order handover W26-00008-W --paid 64.00 --piece W26-00008-W --missing "$tray"
  cp "$FETTLE_DB" before.db
  ok order handover W26-00008-W --paid 64.00 --piece W26-00008-W --piece "$tray"
  assert_equal "$(lies W26-00008-W)" 'out,out'
  cp before.db "$FETTLE_DB"
  ok order handover W26-00008-W --paid 64.00 --piece W26-00008-W --missing "$tray" --reason broken
  assert_equal "$(lies W26-00008-W)" 'out,missing'
  assert_contains "$output" 'missing: crumb tray (broken)'
  ok check
}

@test "the setting makes counting the rule: for jobs with accessories, or for all" {
  refused 3 setting set handover.count sometimes
  ok setting set handover.count several
  refused 7 order handover W26-00008-W --paid 64.00
  assert_contains "$stderr" 'has 2 pieces not scanned'
  # A job of one piece is not counted by it.
  ok order ready W26-00002-7 --result declined_by_customer
  cp "$FETTLE_DB" before.db
  ok order handover W26-00002-7
  cp before.db "$FETTLE_DB"
  ok setting set handover.count all
  refused 7 order handover W26-00002-7
  ok order handover W26-00002-7 --piece W26-00002-7
}

@test "at the scanner a hand-over counts the pieces, and asks for the money" {
  local tray
  tray=$(piece_of W26-00008-W 2)
  printf '%s\n' W26-00008-W CMDHANDOVER "$tray" 46.00 64.00 >scans
  run --separate-stderr fettle scan --from scans --format json --as lena
  assert_status 3
  assert_json rows.1.outcome waits
  assert_json rows.1.message "1 of 2 pieces scanned; still: crumb tray $(sed 's/^\(...\)\(.*\)\(.\)$/\1-\2-\3/' <<<"$tray")"
  assert_json rows.2.outcome waits
  assert_json rows.2.message 'all 2 pieces scanned; the bill is 64.00 EUR: how much was paid?'
  assert_json rows.3.outcome refused
  assert_json rows.4.outcome "done"
  assert_json rows.4.state handed_over
  assert_equal "$(lies W26-00008-W)" 'out,out'
  ok check
}

@test "at the scanner a job of one piece needs no counting" {
  ok line add W26-00006-0 seal --class part --price 12.00
  ok order ready W26-00006-0 --result repaired
  printf '%s\n' W26-00006-0 CMDHANDOVER 12.00 >scans
  ok scan --from scans --format json --as lena
  assert_json rows.1.message 'the bill is 12.00 EUR: how much was paid?'
  assert_json rows.2.state handed_over
}

@test "at the scanner a job that is not ready, another job and a card of its own end the counting" {
  printf '%s\n' W26-00001-9 CMDHANDOVER >scans
  run --separate-stderr fettle scan --from scans --format json --as lena
  assert_status 3
  assert_json rows.1.outcome refused
  assert_contains "$output" 'is received and cannot be handed over'
  # Nothing of a job that was left is out.
  printf '%s\n' W26-00008-W CMDHANDOVER W26-00001-9 CMDBACK "$(piece_of W26-00008-W 2)" >scans
  run --separate-stderr fettle scan --from scans --format json --as lena
  assert_status 0
  assert_json rows.2.outcome shown
  assert_json rows.3.message 'nothing was begun'
  assert_equal "$(lies W26-00008-W)" '–,–'
  printf '%s\n' W26-00008-W CMDHANDOVER "$(piece_of W26-00008-W 2)" account >scans
  run --separate-stderr fettle scan --from scans --format json --as lena
  assert_status 0
  assert_json rows.3.state handed_over
  ok order show W26-00008-W
  assert_contains "$output" '64.00 EUR on account'
}

@test "at the scanner a piece of another job stays here, and the counting goes on" {
  printf '%s\n' W26-00008-W CMDHANDOVER P26-00002-N "$(piece_of W26-00008-W 2)" \
    "$(piece_of W26-00008-W 1)" P26-00003-L 64.00 >scans
  run --separate-stderr fettle scan --from scans --format json --as lena
  assert_status 3
  assert_json rows.2.outcome refused
  assert_json rows.2.message 'piece P26-00002-N does not belong to W26-00008-W: it stays here'
  assert_json rows.3.message 'all 2 pieces scanned; the bill is 64.00 EUR: how much was paid?'
  # A piece once more, while the money is counted.
  assert_json rows.4.message 'all 2 pieces scanned; the bill is 64.00 EUR: how much was paid?'
  assert_json rows.5.outcome refused
  assert_json rows.6.outcome "done"
  assert_equal "$(lies W26-00008-W)" 'out,out'
}

@test "at the scanner a missing piece that turned up goes out with the rest" {
  ok order send W26-00001-9 --vendor 'Board Doctors' --due +9d --piece P26-00002-N
  ok order receive W26-00001-9 --missing P26-00002-N --reason 'not in the parcel'
  ok order test W26-00001-9
  ok order ready W26-00001-9 --result repaired
  cp "$FETTLE_DB" before.db
  printf '%s\n' W26-00001-9 CMDHANDOVER P26-00002-N P26-00003-L >scans
  ok scan --from scans --format json --as lena
  assert_json rows.1.message '1 of 2 pieces scanned; still: USB-C cable P26-00003-L'
  assert_json rows.2.message '2 of 3 pieces scanned; still: USB-C cable P26-00003-L'
  assert_json rows.3.state handed_over
  assert_equal "$(lies W26-00001-9)" 'out,out,out'
  # It stays missing when nobody scans it.
  cp before.db "$FETTLE_DB"
  printf '%s\n' W26-00001-9 CMDHANDOVER P26-00003-L >scans
  ok scan --from scans --format json --as lena
  assert_equal "$(lies W26-00001-9)" 'out,missing,out'
  ok check
}

@test "at the scanner nothing is counted or paid for a hand-over that is refused" {
  ok loaner add 'Nokia 105'
  ok loaner lend G26-00001-8 W26-00008-W --due +3d
  printf '%s\n' W26-00008-W CMDHANDOVER >scans
  run --separate-stderr fettle scan --from scans --format json --as lena
  assert_status 3
  assert_json rows.1.outcome refused
  assert_contains "$output" "has the loaner 'Nokia 105' (G26-00001-8) out"
}

@test "at the scanner what is back from a repairer is taken in by one card" {
  printf '%s\n' W26-00004-3 CMDRECEIVE >scans
  run --separate-stderr fettle scan --from scans --format json --as tomas
  assert_status 0
  assert_json rows.1.message 'Lenovo ThinkPad T14 is back here'
  assert_json rows.1.state in_repair
  assert_equal "$(lies W26-00004-3)" '–'
}

@test "a list of jobs goes to a repairer at once, and a retry does nothing twice" {
  printf 'W26-00001-9\nW26-00002-7\n' >list
  ok order send @list --vendor 'New Boards' --due +9d --request-id r1 --format json
  first=$output
  ok order send @list --vendor 'New Boards' --due +9d --request-id r1 --format json
  assert_equal "$output" "$first"
  assert_equal "$(sql "SELECT COUNT(*) FROM place WHERE name = 'New Boards'")" 1
  assert_equal "$(lies W26-00002-7)" 'New Boards'
  ok check
}
