# A job that an insurer covers less an excess: who pays what, from the estimate to the claim. Tax is
# 19 %; amounts are worked out by hand beside each test.

load helpers
load jobs

# The headphones W26-00001-9 were dropped: the maker is out, their insurance pays, less 50.00.
setup() {
  local made=$BATS_FILE_TMPDIR/excess.db
  start_test
  job=W26-00001-9
  if [[ ! -e $made ]]; then
    use_jobs
    ok setting set tax.percent 19
    ok term use insurance-50
    ok coverage add S01-5512345-7 --term insurance-50 --proof 'policy 88'
    ok coverage found "$job" damage 'photo 1: cracked shell'
    ok coverage decide "$job"
    cp "$FETTLE_DB" "$made"
  fi
  cp "$made" "$FETTLE_DB"
}

# 40.00 of labour and a part of 100.00: 140.00 and 26.60 tax, 166.60 in all.
bill() {
  ok line add "$job" --class labour 'opened' --price 40.00
  ok line add "$job" --class part shell --price 100.00 --cost 60.00
}

# parts: "customer+tax payer+tax" of each line, and the sums.
parts() {
  ok order show "$job" --format json
  printf '%s' "$output" | python3 -c '
import json, sys
o = json.load(sys.stdin)
for l in o["lines"]:
    print(l["payer"], l["customer_pays"], l["customer_tax"], l["payer_pays"], l["payer_tax"])
t = o["totals"]
print(t["customer_total"])'
}

@test "the customer bears the excess, off the first lines; the insurer has the rest, to the cent" {
  bill
  # 47.60 is the whole labour; of the part 2.40 are left to bear: 2.02 and 0.38. 97.98 and 18.62
  # are the insurer's: 116.60, and with 50.00 they are 166.60.
  assert_equal "$(parts)" 'insurer 40.00 7.60 0.00 0.00
insurer 2.02 0.38 97.98 18.62
50.00'
  ok order show "$job"
  assert_contains "$output" '97.98 EUR insurer and 2.02 EUR customer'
  assert_contains "$output" "customer's bill 50.00 EUR, tax included 7.98 EUR · others pay 116.60 EUR"
  ok check
}

@test "a line more changes nothing once the excess is borne, a line less moves it on" {
  bill
  ok line add "$job" --class part pad --price 10.00
  assert_equal "$(parts | sed -n 3p)" 'insurer 0.00 0.00 10.00 1.90'
  # Without the labour the part bears all of it: 42.02 and 7.98.
  ok line remove "$job" 1
  assert_equal "$(parts | sed -n '2,$p')" 'insurer 42.02 7.98 57.98 11.02
insurer 0.00 0.00 10.00 1.90
50.00'
  ok check
}

@test "a line that the customer pays anyway bears no excess" {
  ok line add "$job" --class labour polish --price 10.00 --payer customer
  bill
  assert_equal "$(parts | tail -n 1)" 61.90
  ok check
}

@test "the claim asks for what the excess leaves, and the sums agree with the bill" {
  bill
  ok order diagnose "$job" --technician tomas
  for step in start test; do ok order "$step" "$job"; done
  ok order ready "$job" --result repaired
  ok claim draft "$job" --format json
  assert_json rows.0.payer insurer
  assert_json rows.0.claimed 97.98
  claim=$(json rows.0.code "$output")
  ok claim submit "$claim" --format json
  assert_json claimed 97.98
  # What was asked stays, whatever becomes of the bill.
  ok line add "$job" --class part pad --price 10.00
  assert_equal "$(parts | sed -n '2,3p')" 'insurer 2.02 0.38 97.98 18.62
insurer 0.00 0.00 10.00 1.90'
  refused 3 order handover "$job" --paid 49.99
  ok order handover "$job" --paid 50.00
  # The labour, of which nothing was asked, holds nothing up.
  ok claim decide "$claim" approved
  ok claim pay "$claim" --amount 97.98 --format json
  assert_json state closed
  ok check
}

@test "an estimate tells the same excess, and so does the bill that comes of it" {
  ok estimate add "$job" --line 'labour;opened;1;40.00' --line 'part;shell;1;100.00' --format json
  assert_json amount 50.00
  assert_json tax 7.98
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana
  assert_equal "$(parts)" 'insurer 40.00 7.60 0.00 0.00
insurer 2.02 0.38 97.98 18.62
50.00'
  ok estimate show "$job/1" --format json
  assert_json amount 50.00
  ok check
}

@test "an estimate beside lines on the bill asks only for the excess that is left" {
  ok line add "$job" --class labour 'opened' --price 40.00
  # 47.60 are borne, 2.40 are left.
  ok estimate add "$job" --line 'part;shell;1;100.00' --format json
  assert_json amount 2.40
  ok estimate send "$job/1" --due +7d
  ok estimate accept "$job/1" --by Ana
  assert_equal "$(parts | tail -n 1)" 50.00
  ok check
}

@test "deciding otherwise shares the bill again, with the percent that a person says" {
  bill
  # The insurer pays 80 % of the parts and asks no excess: 119.00 less 95.20 are 23.80, that is 20.00
  # and 3.80. The labour goes by the policy still: its excess of 50.00 is more than the 47.60.
  ok coverage override "$job" --class parts --payer insurer --percent 80 'by telephone'
  assert_equal "$(parts)" 'insurer 40.00 7.60 0.00 0.00
insurer 20.00 3.80 80.00 15.20
71.40'
  ok coverage decide "$job"
  assert_equal "$(parts | tail -n 1)" 50.00
  ok check
}

@test "the excess is asked once, though the labour is another's" {
  # Bought on 14 March 2025; the shop grants the labour.
  ok coverage override "$job" --class labour --payer shop 'goodwill'
  bill
  assert_equal "$(parts)" 'shop 0.00 0.00 0.00 0.00
insurer 42.02 7.98 57.98 11.02
50.00'
  ok check
}

@test "check finds a share that was changed, and one that is not what the cover says" {
  bill
  sqlite3 "$FETTLE_DB" "UPDATE order_line SET shared_cents = 340 WHERE position = 2 AND
    order_id = (SELECT id FROM work_order WHERE code = 'W26000019')"
  refused 10 check
  assert_contains "$output$stderr" 'what the customer bears of line 2'
}

@test "an earlier verdict, whose terms were not kept, shares nothing" {
  sqlite3 "$FETTLE_DB" 'UPDATE order_cover SET excess_cents = NULL, left_cents = NULL'
  run -0 sqlite3 -readonly "$FETTLE_DB" "SELECT COUNT(*) FROM order_cover WHERE excess_cents IS NOT NULL"
  assert_equal "$output" 0
  ok line add "$job" --class part shell --price 100.00 --payer insurer --format json
  assert_json payer_pays 100.00
}
