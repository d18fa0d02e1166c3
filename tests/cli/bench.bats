# The bench: what a technician has, takes, times and does by scanner. The jobs are those of
# setup/jobs.sh: tomas has all of them but the first, which nobody has.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

@test "the bench shows one's own work by due time, then what waits and for whom" {
  FETTLE_AS=tomas ok bench
  assert_golden bench/tomas
  FETTLE_AS=tomas ok bench --format json
  assert_json schema bench/1
  # In work: 5 (Tue 24), 2 (Mon 23), 6 (Wed 25): by the day that each is due.
  assert_json rows.# 7
  assert_json rows.0.code W26-00002-7
  assert_json rows.1.code W26-00005-1
  assert_json rows.2.code W26-00006-0
  assert_json rows.2.part work
  # Waiting: the iron (26th), the fan (27th), the vacuum and the laptop (30th).
  assert_json rows.3.code W26-00010-7
  assert_json rows.3.part waits
  assert_json rows.3.waits_for customer
  assert_json rows.4.code W26-00011-5
  assert_json rows.4.waits_for parts
  assert_json rows.5.code W26-00003-5
  assert_json rows.6.code W26-00004-3
  assert_json rows.6.waits_for vendor
}

@test "somebody else's bench, an empty one, and nobody's" {
  ok bench --technician tomas --format json
  assert_json rows.# 7
  ok bench
  assert_contains "$output" 'mara'
  assert_contains "$output" '1 nobody has'
  assert_contains "$output" 'nothing on this bench'
  assert_contains "$stderr" 'Next: fettle board --technician none'
  refused 4 bench --technician thomas
}

@test "take makes a job one's own, but not a colleague's by mistake" {
  FETTLE_AS=tomas ok order take W26-00001-9
  assert_contains "$output" 'is with Tomáš Dvořák now'
  refused 7 order take W26-00001-9
  assert_contains "$stderr" 'work order W26-00001-9 is with'
  assert_contains "$stderr" 'order take W26-00001-9 --from-them takes it over'
  ok order take W26-00001-9 --from-them --format json
  assert_json event assign
  assert_json technician mara
  # It stays who says so.
  refused 7 order take W26-00001-9 --from-them
  assert_contains "$stderr" 'is with you already'
  # What is done with is nobody's to take.
  refused 7 order take W26-00009-U --from-them
  assert_contains "$stderr" 'is handed over and cannot be assigned'
  ok check
}

# The day of a technician, as scans at a terminal: W26-00001-9 has just come in. Before the morning
# is over he leaves it for a job that is in a hurry, and comes back to it; then it is lunch.
morning=(Scan=W26000019 Scan=CMDTAKE Scan=CMDDIAGNOSE Scan=CMDSTART
  Scan=CMDPARTS 'Part=speaker 11-224'
  Scan=W26000051 Scan=CMDSTART Scan=W26000019 Scan=CMDSTART
  Scan=CMDHOLD Scan=CMDFORCUSTOMER Scan=CMDRESUME Scan=CMDSTOP Scan=CMDEND)
# A colleague goes on with it over lunch,
lunch=(Scan=W26000019 Scan=CMDSTART Scan=CMDEND)
# and both are at it until it is done.
afternoon=(Scan=W26000019 Scan=CMDSTART Scan=CMDSTART Scan=CMDBACK Scan=CMDSTART
  Scan=CMDTEST Scan=CMDREADY Scan=CMDREPAIRED Scan=CMDEND)

# scans STEP…: the loop on a terminal of its own.
scans() {
  GUIDED=scan run python3 "$tests/cli/guided.py" "$@"
  assert_status 0
}

# To watch it: GUIDED=scan GUIDED_WATCH=1.5 python3 tests/cli/guided.py Scan=W26000019 Scan=CMDTAKE …
@test "a technician's day runs by scanner alone" {
  ok staff add aiko 'Aiko Tanaka' --role technician
  export FETTLE_AS=tomas
  scans "${morning[@]}"
  assert_contains "$output" 'W26-00001-9  Sony WH-1000XM4, received, with nobody'
  assert_contains "$output" 'cards: DIAGNOSE'
  assert_contains "$output" 'Sony WH-1000XM4 is with Tomáš Dvořák now'
  assert_contains "$output" 'Sony WH-1000XM4 waits for parts, speaker 11-224'
  assert_contains "$output" 'Samsung Galaxy Tab S8 is in repair by Tomáš Dvořák'
  assert_contains "$output" 'Sony WH-1000XM4 is in repair by Tomáš Dvořák; stopped W26-00005-1 after 0:00'
  assert_contains "$output" 'scan a FOR card: why is it on hold?'
  assert_contains "$output" 'Sony WH-1000XM4 is left by Tomáš Dvořák after 0:00, 0:00 in all'
  export FETTLE_NOW=2026-11-22T11:00:00Z FETTLE_AS=aiko
  scans "${lunch[@]}"
  assert_contains "$output" 'Sony WH-1000XM4 is in repair by Tomáš Dvořák, Aiko Tanaka is at work on it'
  export FETTLE_NOW=2026-11-22T11:45:00Z FETTLE_AS=tomas
  scans "${afternoon[@]}"
  assert_contains "$output" 'with Tomáš Dvořák; Aiko Tanaka at it since 12:00'
  assert_contains "$output" 'cards: TEST START DIAGNOSE PARTS HOLD NOTE'
  assert_contains "$output" 'scanned twice: nothing was done again'
  assert_contains "$output" '! work order W26-00001-9 has you at work on it already'
  assert_contains "$output" 'Sony WH-1000XM4 is ready, repaired'
  assert_equal "$(sql "SELECT s.login, e.kind, COALESCE(e.hold, e.result, e.reference, '')
    FROM order_event e JOIN work_order w ON w.id = e.order_id JOIN staff s ON s.id = e.staff_id
    WHERE w.code = 'W26000019' AND e.id > (SELECT MAX(id) FROM order_event WHERE kind = 'hand_over')
    ORDER BY e.id")" \
    $'tomas\tassign\t
tomas\tdiagnose\t
tomas\tstart\t
tomas\twait_parts\tspeaker 11-224
tomas\tstart\t
tomas\thold\tcustomer
tomas\tresume\t
tomas\tstop\t
aiko\tstart\t
tomas\tstart\t
tomas\ttest\t
tomas\tready\trepaired'
  ok order show W26-00001-9 --as mara --format json
  assert_json labour.# 1
  assert_json labour.0.staff aiko
  assert_json labour.0.seconds 2700
  ok check --as mara
}

@test "a list of scans is replayed, and what comes twice is done once" {
  export FETTLE_AS=tomas
  printf '%s\n' W26000019 W26-00001-9 w26-00001-9 CMDTAKE cmdtake W26-00001-9 CMDTAKE >scans
  run --separate-stderr fettle scan --from scans --format json
  assert_status 3
  assert_json schema scan.loop/1
  assert_json rows.1.outcome shown
  assert_json rows.2.outcome same
  assert_json rows.3.outcome 'done'
  assert_json rows.3.event assign
  assert_json rows.4.outcome same
  # Not in a row: then it is the job's state that says no.
  assert_json rows.6.outcome refused
  assert_json rows.6.message 'work order W26-00001-9 is with you already'
  assert_contains "$stderr" '1 of 7 scans was refused'
  assert_equal "$(sql "SELECT count(*) FROM order_event WHERE kind = 'assign' AND order_id =
    (SELECT id FROM work_order WHERE code = 'W26000019')")" 1
  ok scan --from - <<<$'W26-00001-9\nCMDNOTE\nrear glass cracked\nrear glass cracked\nCMDEND\nCMDTEST'
  assert_contains "$output" 'scanned twice: nothing was done again'
  assert_equal "$(sql "SELECT count(*) FROM order_event WHERE text = 'rear glass cracked'")" 1
}

@test "a list of scans is neither tried out nor a retry, and says so" {
  printf 'W26000019\n' >scans
  # An editor's byte-order mark is none of the first scan.
  printf '\xef\xbb\xbfCMDBACK\n' >marked
  ok scan --from marked
  refused 2 scan --from scans --request-id r1
  assert_contains "$stderr" 'cannot be told to be a retry'
  refused 2 scan --from scans --dry-run
  assert_contains "$stderr" 'cannot be tried out'
}

@test "what cannot be is one line, changes nothing, and the job stays" {
  export FETTLE_AS=tomas
  printf '%s\n' CMDTAKE W26-00001-9 hello W26-00001-8 CMDJUGGLE CMDREPAIRED CMDFORPARTS CMDRESUME \
    CMDTEST CMDHOLD CMDREPAIRED CMDBACK C26000017 >scans
  refused 3 scan --from scans --format json
  assert_json rows.0.message 'scan a job first'
  assert_json rows.1.outcome shown
  assert_json rows.2.message "not one of our labels: got 'hello'; nothing on file carries it as serial, IMEI, asset tag or number of a part"
  assert_json rows.2.code W26-00001-9
  assert_json rows.3.outcome refused
  assert_json rows.4.message 'there is no card CMDJUGGLE'
  assert_json rows.5.message 'scan CMDREADY before the result'
  assert_json rows.6.message 'scan CMDHOLD before the reason'
  assert_contains "$(json rows.7.message)" 'is not on hold and cannot be resumed'
  assert_contains "$(json rows.8.message)" 'is received and cannot go to quality check; possible now:'
  assert_json rows.9.outcome waits
  assert_json rows.10.outcome refused
  assert_json rows.11.message forgotten
  assert_json rows.12.outcome refused
  assert_json rows.12.code W26-00001-9
  # Nobody is there to scan.
  refused 2 scan
  assert_contains "$stderr" 'no terminal to scan at'
  refused 2 scan W26-00001-9 --from scans
  refused 4 scan --from nowhere
}

@test "the action cards are a sheet whose codes a scanner reads" {
  local cards=() i x y
  ok label --cards --output card.png --format json
  assert_json rows.# 31
  assert_json rows.0.qr CMDTAKE
  assert_json rows.0.name TAKE
  assert_equal "$(zbarimg --nodbus -q --raw card.png)" CMDTAKE
  ok setting set label.url https://shop.example/q
  ok label --cards --output cards.pdf
  assert_contains "$(pdfinfo cards.pdf)" 'A4'
  assert_equal "$(pdfinfo cards.pdf | awk '/^Pages/ { print $2 }')" 1
  # Each card by itself, as it is cut out: 48 × 34.5 mm from 9 and 10.5 mm on, at 300 dots an inch.
  for ((i = 0; i < 31; i++)); do
    x=$((106 + i % 4 * 567))
    # The row, not a fraction of it.
    y=$((124 + (i / 4) * 40748 / 100))
    pdftoppm -r 300 -x "$x" -y "$y" -W 567 -H 407 -png -singlefile cards.pdf cut
    cards+=("$(zbarimg --nodbus -q --raw cut.png)")
  done
  assert_equal "${cards[*]}" "CMDTAKE CMDDIAGNOSE CMDSTART CMDSTOP CMDPARTS CMDHOLD CMDRESUME \
CMDTEST CMDFAIL CMDREADY CMDRECEIVE CMDHANDOVER CMDNOTE CMDFORCUSTOMER CMDFORPAYER CMDFORPARTS CMDFORVENDOR CMDFORLEGAL \
CMDFORRECALL CMDFORSHOP CMDREPAIRED CMDPARTLY CMDEXCHANGED CMDNOFAULT CMDSHOWN CMDSOFTWARE \
CMDDECLINED CMDUNECONOMIC CMDUNREPAIRABLE CMDBACK CMDEND"
  refused 2 label
  assert_contains "$stderr" 'CODE: is missing'
  refused 2 label --cards W26-00001-9
}
