# A centre with a technician and a front desk, and work orders in every state a device can be in:
#  1 W26-00001-9 received, nobody has it     6 W26-00006-0 in quality check
#  2 W26-00002-7 being diagnosed             7 W26-00008-W ready, its bill is 64.00
#  3 W26-00003-5 waits for the customer      8 W26-00009-U handed over, the maker pays 22.10
#  4 W26-00004-3 at an outside repairer      9 W26-00010-7 on hold
#  5 W26-00005-1 in repair                  10 W26-00011-5 waits for a part
. "$setups/staff.sh"
fettle staff add --quiet lena 'Lena Vogt' --role front_desk
FETTLE_NOW=2026-11-16T09:00:00Z fettle checkin --quiet --from - >/dev/null <<'JSON'
[{"customer": {"name": "Ana Čović", "phone": "+49 30 1234567"}, "devices": [
  {"category": "Headphones", "brand": "Sony", "model": "WH-1000XM4", "serial": "S01-5512345-7",
   "purchased_on": "2025-03-14", "proof": "receipt 4711", "fault": "left side silent",
   "accessories": ["case", "USB-C cable"], "promised_on": "2026-11-20"},
  {"category": "Mobile", "brand": "Nokia", "model": "3310", "fault": "does not charge",
   "promised_on": "2026-11-23"}]},
 {"customer": {"name": "Amir Haddad", "phone": "+44 20 7946 0123"}, "devices": [
  {"category": "Vacuum", "brand": "Dyson", "model": "V11", "serial": "A3-EU-KHA0123A",
   "fault": "loses suction", "accessories": ["bin", "wand", "charger"], "approval_limit": "50.00",
   "promised_on": "2026-11-30"},
  {"category": "Laptop", "brand": "Lenovo", "model": "ThinkPad T14", "fault": "no picture",
   "promised_on": "2026-11-30"},
  {"category": "Tablet", "brand": "Samsung", "model": "Galaxy Tab S8", "fault": "charge port loose",
   "priority": "urgent", "promised_on": "2026-11-24"}]},
 {"customer": {"name": "Jana Nováková", "email": "jana@example.org"}, "devices": [
  {"category": "Coffee maker", "brand": "DeLonghi", "model": "Magnifica", "fault": "drips",
   "promised_on": "2026-11-25"},
  {"category": "Toaster", "brand": "Rowenta", "fault": "lever does not hold",
   "accessories": ["crumb tray"], "promised_on": "2026-11-20"},
  {"category": "Kettle", "brand": "WMF", "purchased_on": "2026-01-15", "proof": "receipt 99",
   "fault": "stays cold", "promised_on": "2026-11-20"},
  {"category": "Iron", "brand": "Philips", "model": "Azur", "fault": "leaks",
   "promised_on": "2026-11-26"},
  {"category": "Fan", "brand": "Rowenta", "model": "Turbo Silence", "fault": "hums",
   "promised_on": "2026-11-27"}]}]
JSON

# on DAYTIME WORDS…: a quiet command on a day of November 2026.
on() {
  local now=2026-11-$1
  shift
  FETTLE_NOW=$now fettle "$@" --quiet >/dev/null
}

for code in 00002-7 00003-5 00004-3 00005-1 00006-0 00008-W 00009-U 00010-7 00011-5; do
  on 16T10:00:00Z order diagnose "W26-$code" --technician tomas
done
on 17T10:00:00Z order ask W26-00003-5 --due 2026-11-24 --amount 64.00 'new motor, three days'
on 17T10:05:00Z order send W26-00004-3 --vendor 'Board Doctors' --reference RMA-118 --due 2026-11-26
for code in 00005-1 00006-0 00008-W 00009-U; do
  on 17T11:00:00Z order start "W26-$code"
done
on 17T12:00:00Z order hold W26-00010-7 --reason customer 'which ironing board?'
on 17T12:05:00Z order parts W26-00011-5 --for 'bearing 608ZZ' --due 2026-11-20
on 18T10:00:00Z line add W26-00008-W 'lever' --class part --cost 22.10 --price 64.00
on 18T10:05:00Z line add W26-00009-U 'heating element' --class part --cost 22.10 --price 30.00
for code in 00006-0 00008-W 00009-U; do
  on 18T11:00:00Z order test "W26-$code"
done
for code in 00008-W 00009-U; do
  on 18T12:00:00Z order ready "W26-$code" --result repaired
done
on 18T15:00:00Z order handover W26-00009-U
