# Bad input to the ledger of parts: every refusal names field and value, and changes nothing.
load helpers

# stocked: a centre with two approved jobs, filters, cable, and a speaker with a number.
stocked() {
  new_centre
  ok place add 'Shelf B2' --kind shelf
  ok supplier add 'Spares Ltd'
  ok part add F-1 filter --cost 22.10 --price 40 --supplier 'Spares Ltd'
  ok part add C-1 cable --unit metre --cost 0.80 --price 2 --supplier 'Spares Ltd'
  ok part add S-1 speaker --tracking serial --cost 9 --price 30 --supplier 'Spares Ltd'
  ok part add BIG gold --cost 9000000000000 --supplier 'Spares Ltd'
  ok checkin --customer 'Ana Čović' --phone '+49 30 1234567' --brand Sony --model W --fault x
  ok checkin --customer 'Jana Nováková' --brand Nokia --model 3310 --fault y
  job=W26-00001-9
  other=W26-00002-7
  ok order approve "$job"
  ok order approve "$other"
  ok part receive F-1 4 --place 'Shelf B2'
  ok part receive S-1 --serial X1 --place 'Shelf B2'
}

# no STATUS FIELD TEXT ARGUMENT…: refused, with the text in what is said.
no() {
  local status=$1 field=$2 text=$3
  shift 3
  refused "$status" "$@" --format json
  assert_equal "$(jq -r .error.field <<<"$stderr")" "$field"
  assert_contains "$(jq -r '.error.message + " " + .error.hint' <<<"$stderr")" "$text"
}

@test "a fraction of what is not divided is refused, wherever a quantity is said" {
  stocked
  no 3 quantity "there is no '1.5' of one" part receive F-1 1.5 --place 'Shelf B2'
  no 3 quantity "there is no '0.5' of one" part issue "$job" F-1 --quantity 0.5
  no 3 quantity "there is no '0.5' of one" part need "$job" F-1 --quantity 0.5
  no 3 quantity "there is no '0.5' of one" part reserve "$job" F-1 --quantity 0.5
  no 3 quantity "there is no '1.5' of one" part count F-1 1.5 --place 'Shelf B2'
  no 3 quantity "there is no '0.1' of one" part scrap F-1 0.1 --place 'Shelf B2' --reason x
  no 3 below "there is no '0.5' of one" part reorder F-1 --place 'Shelf B2' --below 0.5 --quantity 1
  no 3 quantity 'say a whole number' part receive F-1 1.5 --place 'Shelf B2'
  ok part receive C-1 1.5 --place 'Shelf B2'
}

@test "M01 zero, less, exponents, hexadecimal and full-width digits are no quantity" {
  local text
  stocked
  for text in 0 -1 -0.001; do
    no 3 quantity "must be more than 0, got '$text'" part receive F-1 "$text" --place 'Shelf B2'
    no 3 quantity 'part reverse' part issue "$job" F-1 --quantity "$text"
  done
  for text in 1e3 ５ 0x10 1,5 '' 1_000; do
    no 3 quantity "got '$text'" part receive F-1 "$text" --place 'Shelf B2'
  done
  no 3 quantity "must not be below 0, got '-1'" part count F-1 -1 --place 'Shelf B2'
  no 3 quantity "must be at most 1000000000, got '1000000001'" part receive F-1 1000000001 \
    --place 'Shelf B2'
  no 3 quantity "got '99999999999999999999'" part receive F-1 99999999999999999999 --place 'Shelf B2'
  ok part receive F-1 ' +5 ' --place 'Shelf B2'
}

@test "a piece is issued once: the second time its number says where it is" {
  stocked
  ok part issue "$job" S-1 --serial X1
  no 7 quantity "only 0 of S-1 are there, not 1: 'X1' is on a job" part issue "$other" S-1 --serial X1
  no 7 quantity "'x1' is on a job" part issue "$job" S-1 --serial x1
  no 7 quantity 'part show S-1' part issue "$job" S-1 --serial X1
  ok part receive S-1 --serial X2 --place 'Shelf B2'
  no 5 serial "S-1 'X1' is on a job" part issue "$other" S-1 --serial X1
  no 4 serial "there is no S-1 with number 'X9'" part issue "$other" S-1 --serial X9
  no 5 serial "S-1 'X1' came in before, and is still there: on a job" \
    part receive S-1 --serial X1 --place 'Shelf B2'
  ok part scrap S-1 --serial X2 --place 'Shelf B2' --reason broke
  ok part receive S-1 --serial X3 --place 'Shelf B2'
  no 5 serial "S-1 'X2' is scrapped" part issue "$other" S-1 --serial X2
  no 7 tracking 'S-1 has moved: it stays counted by the piece and followed by serial' \
    part edit S-1 --tracking none
  no 7 unit 'F-1 has moved: it stays counted by the piece' part edit F-1 --unit set
}

@test "no part goes onto a job that is closed, nor is one kept or needed for it" {
  local verb
  stocked
  ok order cancel "$other"
  for verb in issue reserve need; do
    no 7 order "$other" part "$verb" "$other" F-1
  done
}

@test "M04 a quantity that times its cost is more than can be counted is refused" {
  stocked
  no 3 quantity "'1000000' of BIG at 9000000000000.00 each" part receive BIG 1000000 \
    --place 'Shelf B2'
  no 3 quantity 'the cost that of one' part receive BIG 1000000 --place 'Shelf B2'
  no 3 cost "'99999999999999'" part receive F-1 1 --cost 99999999999999 --place 'Shelf B2'
  ok check
}

@test "C03 ten bad lines in a hundred thousand are told by their lines, and nothing comes in" {
  stocked
  /usr/bin/python3 - >list.csv <<'PYTHON'
print("sku,name,cost")
for i in range(100000):
    print(f"Q-{i:06},part {i},{'x' if i % 10000 == 7 else i % 500}")
PYTHON
  local before
  before=$("$FETTLE_BIN" part list --format json | jq '.rows | length')
  run --separate-stderr -3 "$FETTLE_BIN" part import list.csv --format json
  assert_json refused 10
  assert_json taken false
  assert_equal "$(jq -c '[.problems[].line]' <<<"$output")" \
    '[9,10009,20009,30009,40009,50009,60009,70009,80009,90009]'
  assert_equal "$("$FETTLE_BIN" part list --format json | jq '.rows | length')" "$before"
  run --separate-stderr -3 "$FETTLE_BIN" part import list.csv --keep-going --format json
  assert_json added 99990
}
