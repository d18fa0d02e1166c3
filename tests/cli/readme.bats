# The README's day at the centre is what the program says: every command of it is carried out here,
# and the README must hold it with this very output.

load helpers

# by LOGIN INSTANT: who works, and when.
by() {
  export FETTLE_AS=$1 FETTLE_NOW=$2
}

# The head of the log is another in every centre.
any_head() {
  sed 's/^audit head [0-9a-f]*$/audit head …/; s/^\(Audit head  *\)[0-9a-f]*$/\1…/'
}

# shown COMMAND: the README shows the command, then what it printed, then its messages.
shown() {
  local block status=0
  eval "$1" >printed 2>messages || status=$?
  block="\$ $1"$'\n'$(cat printed messages | any_head)
  [[ $(any_head <"$root/README.md") == *$'\n'"$block"$'\n'* ]] ||
    explain "status $status; the README has not:"$'\n'"$block"
}

open_shop() {
  by mara "$1"
  ok init --name 'Corner Repairs'
  ok calendar hours 'Mon-Fri 09:00-17:00; Sat 10:00-14:00' --from 2026-01-01
  ok setting set tax.percent 19
  ok staff add lena 'Lena Hartmann' --role front_desk
  ok staff add tomas 'Tomáš Dvořák' --role technician
}

take_headphones_in() {
  open_shop 2026-11-20T08:00:00Z
  cat >headphones.json <<'JSON'
{ "customer": { "name": "Ana Čović", "phone": "+49 30 1234567" },
  "devices": [ { "category": "Headphones", "brand": "Sony", "model": "WH-1000XM4", "serial": "S01-5512345-7",
                 "purchased_on": "2025-03-14", "proof": "receipt 4711", "fault": "left side silent",
                 "accessories": ["case", "USB-C cable"] } ] }
JSON
  by lena 2026-11-20T08:30:00Z
}

@test "the day of one job: desk, bench, desk, manager" {
  take_headphones_in
  shown 'fettle checkin --from headphones.json'
  shown 'fettle label W26-00001-9 --to pdf --output labels.pdf'
  shown 'fettle coverage why W26-00001-9'

  by tomas 2026-11-20T09:10:00Z
  shown 'fettle order diagnose W26-00001-9 --technician tomas'
  at 2026-11-20T09:30:00Z order parts W26-00001-9 --for 'ear cup cable A-2211' --due 2026-11-24
  by tomas 2026-11-24T12:00:00Z
  shown 'fettle order start W26-00001-9'
  shown "fettle line add W26-00001-9 'cable replaced' --class labour --quantity 0.5 --cost 30 --price 60"
  ok line add W26-00001-9 'cable A-2211' --class part --cost 8.40 --price 19.90
  by tomas 2026-11-24T12:35:00Z
  shown "fettle order code W26-00001-9 --section CORD --defect BROKEN --repair REPLACED --part 'cable A-2211'"
  at 2026-11-24T12:40:00Z order test W26-00001-9
  by tomas 2026-11-24T12:50:00Z
  shown 'fettle order ready W26-00001-9 --result repaired'
  shown 'fettle order start W26-00001-9'
  by mara 2026-11-24T12:50:00Z
  ok payer use example-maker
  by tomas 2026-11-24T12:50:00Z
  shown 'fettle labour'
  shown 'fettle claim preflight W26-00001-9'

  by lena 2026-11-24T15:30:00Z
  shown 'fettle order handover W26-00001-9 --piece W26-00001-9 --piece P26-00002-N'
  shown 'fettle order handover W26-00001-9'
  shown 'fettle order show W26-00001-9'

  by mara 2026-11-30T10:00:00Z
  shown 'fettle report turnaround --from 2026-11 --output turnaround.xlsx'
  shown 'fettle report warranty-cost --from 2026-11'
  shown 'fettle check'
}

@test "a loaner" {
  take_headphones_in
  ok checkin --from headphones.json
  ok loaner add 'Sony MDR-ZX110' --serial 4417-02 --deposit 30 --as mara
  shown 'fettle loaner lend G26-00001-8 W26-00001-9 --due +7d --deposit 30'
  shown 'fettle order cancel W26-00001-9'
  shown 'fettle loaner return G26-00001-8'
}

@test "a list of scans" {
  take_headphones_in
  ok checkin --from headphones.json
  by tomas 2026-11-20T09:10:00Z
  shown "printf '%s\n' W26000019 CMDTAKE CMDDIAGNOSE CMDHOLD CMDFORPARTS | fettle scan --from -"
}

@test "a price first" {
  open_shop 2026-11-20T08:00:00Z
  cat >vacuum.json <<'JSON'
{ "customer": { "name": "Amir Haddad", "phone": "+44 20 7946 0123" },
  "devices": [ { "category": "Vacuum", "brand": "Dyson", "model": "V11", "fault": "loses suction",
                 "approval_limit": "50.00" } ] }
JSON
  ok checkin --from vacuum.json
  by tomas 2026-11-20T09:10:00Z
  ok order diagnose W26-00001-9
  shown "fettle estimate add W26-00001-9 --title 'new filter and belt' --line 'labour;bench;1;36.00' --line 'part;filter 970013-02;1;40.00'"
  shown "fettle estimate add W26-00001-9 --title 'cleaning only' --line 'labour;cleaning;1;39.00'"
  shown 'fettle estimate send W26-00001-9/1 --due +7d --by phone'
  shown "fettle estimate accept W26-00001-9/1 --by 'Amir Haddad' --how phone"
}

@test "a part from the shelf" {
  open_shop 2026-11-20T08:00:00Z
  cat >vacuum.json <<'JSON'
{ "customer": { "name": "Amir Haddad", "phone": "+44 20 7946 0123" },
  "devices": [ { "category": "Vacuum", "brand": "Dyson", "model": "V11", "fault": "loses suction",
                 "approval_limit": "100.00" } ] }
JSON
  ok checkin --from vacuum.json
  ok place add 'Shelf B2' --kind shelf
  ok supplier add 'Spares Ltd' --lead-days 3 --return-days 14
  ok part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013 \
    --supplier 'Spares Ltd'
  by tomas 2026-11-20T09:10:00Z
  ok order diagnose W26-00001-9
  ok order approve W26-00001-9
  shown 'fettle part need W26-00001-9 970013'
  by mara 2026-11-20T10:00:00Z
  ok part reorder 970013-02 --place 'Shelf B2' --below 2 --quantity 10
  shown 'fettle purchase suggest --make'
  ok purchase send B26-00001-K --file order.pdf
  by lena 2026-11-23T08:30:00Z
  shown "fettle purchase receive B26-00001-K --all --place 'Shelf B2' --reference LS-4711"
  by tomas 2026-11-23T09:00:00Z
  shown 'fettle part issue W26-00001-9 970013'
  shown "fettle part return W26-00001-9 970013 --fate doa --reason 'no suction with it'"
  ok part issue W26-00001-9 970013
  by mara 2026-11-23T10:00:00Z
  shown 'fettle return due --make'
  ok return send V26-00001-6 --carrier DHL --tracking 1Z9 --reference RMA-771 --file box.pdf
  by mara 2026-11-30T10:00:00Z
  ok return credit V26-00001-6 20.00 --reference G-88
  shown 'fettle return master --from 2026-11'
  shown 'fettle part list --in-stock'
  ok stocktake start --place 'Shelf B2'
  ok stocktake sheet T26-00002-X sheet.pdf
  shown 'fettle stocktake count T26-00002-X 970013 8'
  shown "fettle stocktake post T26-00002-X --reason 'yearly count'"
  by mara 2026-11-30T10:00:00Z
  shown 'fettle report parts --from 2026-11'
  shown 'fettle stock supply --from 2026-11'
}
