# Labels: what they carry, in every format, and where they go.
load helpers

oracle=$BATS_TEST_DIRNAME/label_oracle

setup() {
  start_test
  new_centre
}

# What the QR code in a picture says.
scan() {
  zbarimg --nodbus -q --raw "$@"
}

# A job with a case and a cable: W26-00001-9, pieces P26-00001-P, P26-00002-N and P26-00003-L.
checkin_three_pieces() {
  checkin_one 'accessories:=["case", "USB-C cable"]' "$@"
}

@test "labels of names in five scripts decode from every format at 203 and 300 dpi" {
  local name dpi codes=()
  for name in 'Ana Čović' 'Ελένη Παπαδοπούλου' 'Мария Иванова' 'أمير حداد' '山田 花子'; do
    checkin_one customer.name="$name" customer.phone= customer.email= "serial=S/${#codes[@]}-77" \
      priority=urgent
    codes+=("$(sql 'SELECT code FROM work_order ORDER BY id DESC LIMIT 1')")
  done
  for dpi in 203 300; do
    mkdir "$dpi"
    for format in pdf zpl escpos text; do
      ok label "${codes[@]}" --dpi "$dpi" --to "$format" --output "$dpi/$format-0"
    done
    for format in png svg; do
      ok label "${codes[@]}" --dpi "$dpi" --output "$dpi/x.$format"
      mv "$dpi/x.$format" "$dpi/$format-0"
      for i in 1 2 3 4; do mv "$dpi/x-$((i + 1)).$format" "$dpi/$format-$i"; done
    done
    run python3 -B "$oracle/check.py" "$dpi" "$root/forms/intake-62x29.json" "$dpi" "${codes[@]}"
    assert_status 0
  done
}

@test "every built-in medium takes the label of a job" {
  checkin_three_pieces
  ok --format json label-media list
  local names
  names=$(python3 -c 'import json,sys; print(*[r["name"] for r in json.loads(sys.argv[1])["rows"]])' \
    "$output")
  for name in 62x29 57x32 100x50; do assert_contains "$names" "intake-$name"; done
  for name in $names; do
    ok label W26-00001-9 --media "$name" --only-device --output "$name.png"
    assert_equal "$(scan "$name.png")" W26000019
  done
}

@test "a job gives a label a piece: the device carries the job's code, an accessory its own" {
  checkin_three_pieces
  ok --format json label W26-00001-9 --output x.png
  assert_json 'rows.#' 3
  assert_json rows.0.name 'Sony WH-1000XM4'
  assert_json rows.1.number 2/3
  assert_json rows.1.name case
  assert_json rows.1.piece P26-00002-N
  assert_json rows.2.file x-3.png
  assert_json rows.2.bytes "$(stat -c %s x-3.png)"
  assert_json rows.2.code W26-00001-9
  assert_equal "$(scan x.png)" W26000019
  assert_equal "$(scan x-2.png)" P2600002N
  assert_equal "$(scan x-3.png)" P2600003L
}

@test "both kinds of codes lead to the job when they are scanned" {
  checkin_three_pieces
  ok label W26-00001-9 --output x.png
  for file in x.png x-3.png; do
    ok --format json order show "$(scan "$file")"
    assert_json code W26-00001-9
  done
}

@test "a piece's code gives that one, an intake's all of all jobs, codes come in their order" {
  checkin_three_pieces
  ok --format json label P26-00003-L --output one.png
  assert_json 'rows.#' 1
  assert_json rows.0.number 3/3
  checkin_one serial=OTHER-1
  ok --format csv label w26000027 P26-00002-N --output all.pdf
  assert_equal "$(cut -d , -f 1-3 <<<"$output")" $'code,piece,number
W26-00002-7,P26-00004-J,1/1
W26-00001-9,P26-00002-N,2/3'
  ok --format json label N26-00001-J --to pdf --output intake.pdf
  assert_json 'rows.#' 3
  pdftoppm -r 203 -png intake.pdf page
  assert_equal "$(scan page-*.png | sort)" $'P2600002N\nP2600003L\nW26000019'
}

@test "an intake with several devices labels them all" {
  python3 - "$(intake accessories:='["case"]')" <<'PYTHON' >two.json
import json, sys
document = json.loads(sys.argv[1])
document["devices"].append({"brand": "Dyson", "fault": "loses suction"})
print(json.dumps(document))
PYTHON
  ok checkin --from two.json
  ok --format json label N26-00001-J
  assert_json 'rows.#' 3
  assert_json rows.2.code W26-00002-7
  ok --format json label N26-00001-J --only-device
  assert_json 'rows.#' 2
}

@test "the label says what the shelf has to know" {
  checkin_three_pieces priority=high promised_on=2026-11-30
  ok label W26-00001-9
  for words in W26-00001-9 'Sony WH-1000XM4' 'Ana Čović' '1/3 device' 'due Mon 30 Nov' \
    'in 22 Nov' HIGH '2/3 case' '345-7'; do
    assert_contains "$output" "$words"
  done
  assert_lacks "$output" '+49'
  checkin_one serial=PLAIN-000001 priority=normal
  ok label W26-00002-7
  assert_lacks "$output" '['
}

@test "the largest label carries the head that the audit log had after the check-in" {
  local head
  ok --format json checkin --from - <<<"$(intake)"
  head=$(json rows.0.audit_head)
  checkin_one serial=LATER-1
  ok label W26-00001-9 --media 100x50
  assert_contains "$output" "$head"
  ok --format json check --audit-head "$head"
}

@test "dates on labels are days of the centre" {
  FETTLE_NOW=2026-11-22T23:30:00Z checkin_one
  ok label W26-00001-9
  assert_contains "$output" 'in 23 Nov'
}

@test "the last digits on a label are named for what they are: serial, else IMEI, else asset tag" {
  local medium other job
  checkin_one imei=490154203237518
  checkin_one serial= imei=356938035643809 asset_tag=INV-000417
  checkin_one serial= asset_tag=INV-000418
  checkin_one serial=
  local words=('SN 2345-7' 'IMEI 643809' 'Tag 000418' '') codes=(W26-00001-9 W26-00002-7 W26-00003-5
    W26-00004-3)
  for medium in "$root"/forms/{intake,sheet}-*.json; do
    for job in 0 1 2 3; do
      ok label "${codes[job]}" --media "$(basename "$medium" .json)"
      assert_contains "$output" "${words[job]}"
      for other in SN IMEI Tag; do
        [[ ${words[job]} == "$other "* ]] || assert_lacks "$output" "$other"
      done
    done
  done
}

@test "an accessory's label says its own code in letters on every medium, a device's its job's alone" {
  local medium
  checkin_three_pieces
  for medium in "$root"/forms/{intake,sheet}-*.json; do
    medium=$(basename "$medium" .json)
    ok label P26-00002-N --media "$medium"
    assert_contains "$output" W26-00001-9
    assert_contains "$output" P26-00002-N
    assert_contains "$output" '2/3 case'
    ok label P26-00001-P --media "$medium"
    assert_contains "$output" W26-00001-9
    assert_lacks "$output" P26-
    assert_contains "$output" '1/3 device'
  done
}

@test "initials stand for the name where the centre wants it so" {
  ok setting set label.names initials
  checkin_one customer.name='Ana-Maria Čović'
  ok label W26-00001-9
  assert_contains "$output" 'A. M. Č.'
  assert_lacks "$output" Ana
  checkin_one customer.name='山田 花子' customer.phone= customer.email= serial=J-000001
  ok label W26-00002-7
  assert_contains "$output" '山. 花.'
}

@test "settings give the size and the address in the QR code" {
  ok setting set label.media 57x32
  ok setting set label.url https://shop.example/q/
  checkin_three_pieces
  ok label W26-00001-9 --output x.png
  assert_equal "$(scan x-2.png)" https://shop.example/q/P2600002N
  assert_contains "$(file x.png)" '456 x 256'
  ok label W26-00001-9 --media 100x50 --dpi 300 --output big.png
  assert_contains "$(file big.png)" '1181 x 590'
  ok --format json label "$(scan big.png)" --output again.png
  assert_json rows.0.code W26-00001-9
}

@test "printer commands in a name are printed, not obeyed" {
  checkin_one customer.name='^XZ^XA^FO1,1~JA^CC_5E\&' customer.phone= customer.email=
  ok label W26-00001-9 --output x.zpl
  run cat x.zpl
  assert_lacks "$output" '~JA'
  assert_lacks "$output" '^CC'
  assert_equal "$(grep -o '\^XA' x.zpl | wc -l)" 1
  run python3 -B "$oracle/zpl.py" x.zpl page
  assert_status 0
  assert_equal "$(scan page-0.png)" W26000019
}

@test "copies are in the file once and asked of the printer" {
  checkin_one
  ok label W26-00001-9 --copies 3 --output x.zpl
  assert_contains "$(tr -d '\n' <x.zpl)" '^PQ3'
  ok label W26-00001-9 --copies 3 --output x.pdf
  assert_contains "$(pdfinfo x.pdf)" 'Pages:           3'
  refused 3 label W26-00001-9 --copies 0
  refused 3 label W26-00001-9 --copies 101
}

@test "the extension says the format; one that says nothing is refused" {
  checkin_one
  for name in a.png b.SVG c.pdf d.zpl e.escpos f.txt; do
    ok label W26-00001-9 --output "$name"
    test -s "$name"
  done
  refused 3 label W26-00001-9 --output label.doc
  assert_contains "$stderr" --to
  refused 3 label W26-00001-9 --output label
  ok label W26-00001-9 --to png --output label
  assert_equal "$(scan label)" W26000019
}

@test "files that were not named are not written over unless --yes says so" {
  checkin_three_pieces
  echo mine >photo-2.png
  echo old >photo.png
  for format in png svg; do
    refused 5 --format json label W26-00001-9 --to "$format" --output photo.png
    assert_error conflict output
    assert_contains "$stderr" "'photo-2.png'"
    assert_contains "$(json error.hint "$stderr")" --yes
  done
  assert_equal "$(cat photo.png photo-2.png)" $'old\nmine'
  test ! -e photo-3.png
  ok --yes label W26-00001-9 --output photo.png
  assert_equal "$(scan photo.png photo-2.png photo-3.png | sort)" $'P2600002N\nP2600003L\nW26000019'
  ln -s precious photo-2.svg
  refused 5 label W26-00001-9 --output photo.svg
  test -L photo-2.svg
  ok label W26-00001-9 --only-device --output photo.png
  ok label W26-00001-9 --output photo.pdf
  ok label W26-00001-9 --output photo.pdf
}

@test "several pictures are all written or none" {
  checkin_three_pieces
  echo mine >x.png
  mkdir x-3.png
  refused 5 label W26-00001-9 --output x.png
  refused 3 --yes label W26-00001-9 --output x.png
  assert_equal "$(cat x.png)" mine
  assert_equal "$(find . -mindepth 1 | sort)" $'./x-3.png\n./x.png'
}

@test "there may be more pictures than a process may have open files" {
  checkin_three_pieces
  local codes=()
  for _ in {1..20}; do codes+=(W26-00001-9); done
  run bash -c 'ulimit -n 32; "$FETTLE_BIN" label "$@" --output x.png' - "${codes[@]}"
  assert_status 0
  assert_equal "$(find . -name 'x*.png' | wc -l)" 60
  assert_equal "$(scan x-58.png x-60.png | sort)" $'P2600003L\nW26000019'
}

@test "outputs that are no files are refused, and nothing is left" {
  checkin_three_pieces
  mkdir folder.png
  mkfifo pipe.png
  refused 3 label W26-00001-9 --output folder.png
  refused 3 label W26-00001-9 --output pipe.png
  refused 3 label W26-00001-9 --to png --output /dev/full
  refused 9 label W26-00001-9 --output missing/x.png
  assert_contains "$stderr" missing
  refused 3 label W26-00001-9 --output $'a\nb.png'
  refused 3 label W26-00001-9 --output ''
  assert_equal "$(find . -mindepth 1 | sort)" $'./folder.png\n./pipe.png'
}

@test "a link is replaced, not followed" {
  checkin_one
  echo precious >target
  ln -s target x.png
  ok label W26-00001-9 --output x.png
  assert_equal "$(cat target)" precious
  test ! -L x.png
}

@test "one picture may go to standard output, several may not, and the way out is told" {
  checkin_three_pieces
  "$FETTLE_BIN" label W26-00001-9 --to png --only-device --output - >one.png
  assert_equal "$(scan one.png)" W26000019
  "$FETTLE_BIN" label W26-00001-9 --to pdf >all.pdf
  assert_contains "$(pdfinfo all.pdf)" 'Pages:           3'
  refused 2 label W26-00001-9 --to png --output -
  assert_contains "$stderr" '--output NAME.png'
  assert_contains "$stderr" '--to pdf'
  refused 2 --format json label W26-00001-9 --to pdf --output -
  assert_error usage format
  assert_contains "$(json error.hint "$stderr")" '--output FILE'
  run -0 "$FETTLE_BIN" --format text label W26-00001-9 --to zpl --output -
  assert_equal "${output:0:3}" '^XA'
}

@test "escape sequences come on the screen only where colour is wanted and possible" {
  checkin_one
  escape=$'\e'
  ok label W26-00001-9
  assert_lacks "$output" "$escape"
  ok label W26-00001-9 --color always
  assert_contains "$output" "$escape"
  ok --format json label W26-00001-9 --color always
  assert_lacks "$output" u001b
  for case in 'TERM=xterm' 'TERM=dumb' 'TERM=xterm NO_COLOR=1'; do
    local -a variables
    read -ra variables <<<"$case"
    run -0 env "${variables[@]}" script -qec '"$FETTLE_BIN" label W26-00001-9' /dev/null
    if [[ $case == TERM=xterm ]]; then
      assert_contains "$output" "$escape"
    else
      assert_lacks "$output" "$escape"
    fi
  done
}

@test "a full disk behind standard output is told" {
  checkin_one
  for format in png pdf text; do
    run bash -c '"$FETTLE_BIN" label W26-00001-9 --to "$1" --output - >/dev/full' - "$format"
    assert_status 9
  done
}

@test "codes that are none, mistyped, unknown or of something else are refused" {
  checkin_one
  refused 3 label W26-00001-8
  assert_contains "$stderr" 'is mistyped'
  refused 4 label W26-00007-W
  refused 4 label N26-00009-3
  refused 5 label K26-00001-A
  assert_contains "$stderr" customer
  refused 4 label 'W26-00001 OR 1'
  refused 2 label
  refused 4 label W26-00001-9 W26-00002-7 --output x.png
  test ! -e x.png
  ok --format json label P26-00001-P --only-device
  assert_json 'rows.#' 1
}

@test "values out of range and unknown media name what was wrong" {
  checkin_one
  refused 3 label W26-00001-9 --dpi 100
  refused 3 label W26-00001-9 --to jpg
  refused 4 label W26-00001-9 --media 62x28
  assert_contains "$stderr" intake-62x29
  refused 4 label W26-00001-9 --media ../../etc/passwd
  refused 4 label W26-00001-9 --printer nowhere
  refused 2 label W26-00001-9 --printer nowhere --output x.png
}

@test "a shop's own layout takes the place of the one built in; a bad one is told" {
  checkin_one
  mkdir ../forms
  sed 's/"width_mm": 62,/"width_mm": 70,/' "$root/forms/intake-62x29.json" \
    >../forms/intake-62x29.json
  ok label W26-00001-9 --output x.png
  assert_contains "$(file x.png)" '560 x 232'
  echo '{' >../forms/broken.json
  ok --format json label-media list
  assert_contains "$output" '"name":"broken"'
  refused 3 label W26-00001-9 --media broken
}

@test "data from elsewhere without pieces gets a label too" {
  cd ..
  setups=$BATS_TEST_DIRNAME/setup
  rm -f "$FETTLE_DB"
  . "$setups/ords.sh"
  ok import ords repairs.csv
  code=$(sql 'SELECT code FROM work_order ORDER BY id LIMIT 1')
  ok --format json label "$code" --output x.png
  assert_json 'rows.#' 1
  assert_equal "$(scan x.png)" "$code"
}
