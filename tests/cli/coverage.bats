# Who pays, and why: what `coverage why` says of a job and of a device, on its day and on others.
# Ends of terms are worked out by hand from domain rules: same day of the month, the last day counts.

load helpers
load jobs

setup() {
  start_test
  use_jobs
}

# verdict CLASS: "payer percent until rule" of a class of the JSON that came out.
verdict() {
  printf '%s' "$output" | python3 -c '
import json, sys
c = {c["class"]: c for c in json.load(sys.stdin)["classes"]}[sys.argv[1]]
print(c["payer"], c["percent"], c["until"], c["rule"])' "$1"
}

@test "a job is judged on the day it came in: the maker pays for parts and labour" {
  ok coverage why W26-00001-9 --format json
  assert_json schema coverage/1
  assert_json code W26-00001-9
  assert_json on 2026-11-16
  assert_json as_decided true
  assert_json classes.# 4
  assert_json classes.0.class parts
  # Bought on 14 March 2025, 24 months.
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  assert_equal "$(verdict labour)" 'maker 100 2027-03-14 maker_warranty'
  assert_equal "$(verdict shipping)" 'customer 100 None no_cover'
  assert_equal "$(verdict travel)" 'customer 100 None no_cover'
  assert_contains "$output" "the maker's warranty runs until 2027-03-14: bought 2025-03-14, receipt 4711"
  assert_json covers.0.giver maker
  assert_json covers.0.starts_on 2025-03-14
  assert_json covers.0.parts decides
  assert_json covers.0.travel class
}

@test "the last day counts, the day after does not" {
  ok coverage why W26-00001-9 --on 2027-03-14 --format json
  assert_equal "$(verdict parts)" 'maker 100 2027-03-14 maker_warranty'
  assert_json as_decided null
  ok coverage why W26-00001-9 --on 2027-03-15 --format json
  assert_equal "$(verdict parts)" 'customer 100 None no_cover'
  assert_json covers.0.parts ended
  assert_contains "$output" 'ended on 2027-03-14, the fault was reported on 2027-03-15'
  # Before it was bought there was nothing.
  ok coverage why W26-00001-9 --on 2025-03-13 --format json
  assert_json covers.0.parts not_begun
}

@test "our own repair is covered from its hand-over, for whoever asks about the device" {
  # The kettle was handed over on 18 November: 90 days are 16 February 2027, and it is in its second
  # year: bought on 15 January 2026.
  ok coverage why "$(sql "SELECT d.code FROM device d JOIN work_order w ON w.device_id = d.id
    WHERE w.code = 'W2600009U'")" --format json
  assert_json code null
  assert_json on 2026-11-22
  assert_json as_decided null
  assert_json covers.# 2
  assert_json covers.1.giver own_repair
  # It may be another fault: so what applies without an if comes first.
  assert_equal "$(verdict parts)" 'maker 100 2028-01-15 maker_warranty'
  assert_json covers.1.parts behind
  # The repair does not cover the job in which it was made.
  ok coverage why W26-00009-U --format json
  assert_json covers.# 1
}

@test "what is not known is said, with what would change it" {
  ok coverage why W26-00002-7
  assert_equal "$output" 'W26-00002-7  Nokia 3310, fault reported Mon 16 Nov 2026

  parts, labour, freight, other: the customer pays
    no cover is known for this device on 2026-11-16
    it would change with the purchase date with its proof'
  refused 3 coverage why W26-00002-8
  refused 4 coverage why nothing
  refused 3 coverage why W26-00002-7 --on 2026-13
  refused 3 coverage why W26-00002-7 --on 2026-11
  assert_contains "$stderr" 'on: must be one day'
  refused 2 coverage why
}

@test "who pays first is a setting: another order, and who is not named never" {
  local kettle
  kettle=$(sql "SELECT d.code FROM device d JOIN work_order w ON w.device_id = d.id WHERE w.code = 'W2600009U'")
  # The maker's second year has begun by 2027-01-16, and our repair of 18 November is covered too.
  ok setting set warranty.order own_repair,seller
  ok coverage why "$kettle" --on 2027-01-16 --format json
  assert_equal "$(verdict parts)" 'shop 100 2027-02-16 own_repair_warranty'
  ok coverage why "$kettle" --on 2027-02-17 --format json
  assert_equal "$(verdict parts)" 'customer 100 None no_cover'
  ok setting set warranty.order ''
  ok coverage why "$kettle" --on 2027-02-17 --format json
  assert_equal "$(verdict parts)" 'maker 100 2028-01-15 maker_warranty'
  refused 3 setting set warranty.order maker,maker
  assert_contains "$stderr" 'names maker twice'
  refused 3 setting set warranty.order maker,shop
  refused 3 setting set warranty.order maker,
}

@test "what was learned after the check-in is told apart from what the job goes by" {
  ok device edit "$(sql "SELECT d.code FROM device d JOIN work_order w ON w.device_id = d.id
    WHERE w.code = 'W26000027'")" --purchased-on 2026-01-31
  ok coverage why W26-00002-7 --format json
  assert_equal "$(verdict labour)" 'maker 100 2028-01-31 maker_warranty'
  assert_json as_decided false
  ok coverage why W26-00002-7
  assert_contains "$output" 'the job goes by what was decided before'
  assert_contains "$output" 'labour, parts, freight, other: the customer'
}
