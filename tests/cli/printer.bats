# Printers: setting them up, sending to them, and what happens when they do not answer.
load helpers

oracle=$BATS_TEST_DIRNAME/label_oracle

setup() {
  start_test
  new_centre
}

teardown() {
  if [[ ${sink-} ]]; then kill "$sink" 2>/dev/null || true; fi
}

# Starts a printer that listens; its port is in $port, what it gets will be in got.
listen() {
  rm -f port got
  python3 -B "$BATS_TEST_DIRNAME/tcp_sink.py" got port 3>&- &
  sink=$!
  for _ in {1..200}; do
    [[ ! -e port ]] || break
    sleep 0.05
  done
  port=$(<port)
}

# Waits until the printer has hung up.
heard() {
  wait "$sink"
  sink=
}

# A port of this machine where nobody listens.
dead_port() {
  python3 -c 'import socket
with socket.create_server(("127.0.0.1", 0)) as server: print(server.getsockname()[1])'
}

scan() {
  zbarimg --nodbus -q --raw "$@"
}

@test "a printer is set up, listed, replaced and removed, and each is logged" {
  ok --format json printer add counter --kind tcp --target 192.0.2.5
  assert_json language zpl
  assert_json media intake-62x29
  assert_json dpi 203
  ok printer add counter --kind tcp --target printer.lan:9100 --language escpos --media 57x32 \
    --dpi 300
  ok printer add office --kind cups --target Brother_QL-820NWB
  ok --format json printer list
  assert_json 'rows.#' 2
  assert_json rows.0.target printer.lan:9100
  assert_json rows.0.media intake-57x32
  assert_json rows.0.dpi 300
  assert_json rows.1.language pdf
  ok --format json printer remove counter
  assert_json name counter
  ok --format json printer list
  assert_json 'rows.#' 1
  refused 4 printer remove counter
  ok check
  assert_equal "$(sql "SELECT count(*) FROM audit WHERE operation LIKE 'printer.%'")" 4
}

@test "a retry under the same request id does it once; a dry run does nothing" {
  ok --request-id a1 printer add counter --kind tcp --target 192.0.2.5
  ok --request-id a1 printer add counter --kind tcp --target 192.0.2.5
  ok --request-id a2 printer remove counter
  ok --request-id a2 printer remove counter
  assert_equal "$(sql "SELECT count(*) FROM audit WHERE operation LIKE 'printer.%'")" 2
  refused 0 --dry-run printer add counter --kind tcp --target 192.0.2.5
}

@test "only a manager sets printers up; everybody prints" {
  ok staff add lena 'Lena Hartmann' --role front_desk
  checkin_one
  ok printer add counter --kind file --target "$PWD/out.zpl"
  FETTLE_AS=lena refused 6 printer add other --kind tcp --target 192.0.2.5
  FETTLE_AS=lena ok label W26-00001-9 --printer counter
  test -s out.zpl
}

@test "names that a shell or a print command could mistake are refused" {
  for name in '-o raw' ';reboot' '-P' 'a b' '$(id)' 'q|lp' '../q' $'a\nb' ''; do
    refused 3 printer add q --kind cups --target="$name"
    assert_contains "$stderr" target
    refused 3 printer add --kind cups --target q -- "$name"
  done
  for path in relative.zpl /tmp/ $'/tmp/a\nb' ''; do
    refused 3 printer add q --kind file --target="$path"
  done
  for address in 'a b' '-h' 'host:0' 'host:70000' 'host:x' '[::1' 'user@host' 'http://host/'; do
    refused 3 printer add q --kind tcp --target="$address"
  done
}

@test "languages and sizes that do not go with the printer are refused" {
  refused 3 printer add q --kind tcp --target 192.0.2.5 --language pdf
  refused 3 printer add q --kind tcp --target 192.0.2.5 --language svg
  refused 3 printer add q --kind cups --target q --language postscript
  refused 4 printer add q --kind tcp --target 192.0.2.5 --media 1x1
  refused 3 printer add q --kind tcp --target 192.0.2.5 --dpi 72
  refused 3 printer add q --kind serial --target /dev/ttyS0
  refused 2 printer add q --kind tcp
}

@test "a network printer gets every label of a job, and they decode" {
  checkin_one 'accessories:=["case"]'
  listen
  ok printer add counter --kind tcp --target "127.0.0.1:$port"
  ok --format json label W26-00001-9 --printer counter
  assert_json 'rows.#' 2
  assert_json rows.1.printer counter
  assert_json rows.1.file null
  heard
  python3 -B "$oracle/zpl.py" got page
  assert_equal "$(scan page-0.png page-1.png | sort)" $'P2600002N\nW26000019'
}

@test "a receipt printer gets its own language at its own resolution and medium" {
  checkin_one
  listen
  ok printer add slips --kind tcp --target "127.0.0.1:$port" --language escpos --media 57x32
  ok label W26-00001-9 --printer slips --copies 2
  heard
  python3 -B "$oracle/escpos.py" got page
  test -e page-1.png
  assert_equal "$(scan page-0.png)" W26000019
  assert_contains "$(file page-0.png)" 'x 256,'
}

@test "a printer that is off: status 9, and how to print again" {
  checkin_one
  ok printer add counter --kind tcp --target "127.0.0.1:$(dead_port)"
  refused 9 label W26-00001-9 --printer counter
  assert_contains "$stderr" "does not answer"
  assert_contains "$stderr" 'fettle label W26-00001-9 --printer counter'
  refused 9 --format json printer test counter
  assert_error io
  assert_contains "$stderr" 'printer test counter'
}

@test "nothing holds the database while a printer is slow" {
  checkin_one
  listen
  ok printer add counter --kind tcp --target "127.0.0.1:$port"
  kill -STOP "$sink"
  "$FETTLE_BIN" label W26-00001-9 --printer counter >/dev/null 2>&1 3>&- &
  local printing=$!
  checkin_one serial=OTHER-1
  kill -CONT "$sink"
  wait "$printing"
  heard
}

@test "a file printer makes its file whole, a missing folder is told" {
  checkin_one 'accessories:=["case"]'
  ok printer add counter --kind file --target "$PWD/out.zpl"
  ok printer test counter
  assert_contains "$stderr" 'sent to counter'
  ok label W26-00001-9 --printer counter
  python3 -B "$oracle/zpl.py" out.zpl page
  assert_equal "$(scan page-0.png page-1.png | sort)" $'P2600002N\nW26000019'
  ok printer add lost --kind file --target "$PWD/missing/out.zpl"
  refused 9 label W26-00001-9 --printer lost
  assert_contains "$stderr" 'fettle label W26-00001-9 --printer lost'
  ok printer add full --kind file --target /dev/full
  refused 9 label W26-00001-9 --printer full
}

@test "pictures for a file printer go one at a time" {
  checkin_one 'accessories:=["case"]'
  ok printer add pictures --kind file --target "$PWD/out.png" --language png
  refused 3 label W26-00001-9 --printer pictures
  assert_contains "$stderr" pdf
  test ! -e out.png
  ok label W26-00001-9 --printer pictures --only-device
  assert_equal "$(scan out.png)" W26000019
  ok label W26-00001-9 --printer pictures --to pdf
  assert_contains "$(pdfinfo out.png)" 'Pages:           2'
}

@test "a print head that is too narrow for a medium refuses its labels and says both widths" {
  local language
  checkin_one
  for language in zpl escpos; do
    ok --format json printer add slips --kind file --target "$PWD/out" --language "$language" \
      --media 62x29 --width-dots 384
    assert_json width_dots 384
    refused 3 label W26-00001-9 --printer slips
    assert_contains "$stderr" '496 dots'
    assert_contains "$stderr" '384'
    refused 3 printer test slips
    test ! -e out
    ok label W26-00001-9 --printer slips --media 57x32
    if [[ $language == zpl ]]; then python3 -B "$oracle/zpl.py" out page; else
      python3 -B "$oracle/escpos.py" out page
    fi
    assert_contains "$(file page-0.png)" '384 x 256,'
    assert_equal "$(scan page-0.png)" W26000019
    rm out
  done
  ok label W26-00001-9 --printer slips --to pdf
  ok --format json printer list
  assert_json rows.0.width_dots 384
  ok --format json printer add slips --kind file --target "$PWD/out"
  assert_json width_dots null
}

@test "the width of a print head is a number of dots, and only where labels are sent as dots" {
  local width
  for width in 0 -1 20 6000 wide 384.5; do
    refused 3 printer add q --kind tcp --target 192.0.2.5 --width-dots="$width"
  done
  refused 3 printer add q --kind cups --target q --width-dots 384
  assert_contains "$stderr" 'width_dots'
}

@test "another format or medium may be asked of a printer, if it can" {
  checkin_one
  ok printer add counter --kind file --target "$PWD/out"
  ok label W26-00001-9 --printer counter --media 100x50 --to escpos
  python3 -B "$oracle/escpos.py" out page
  assert_contains "$(file page-0.png)" 'x 400,'
  listen
  ok printer add net --kind tcp --target "127.0.0.1:$port"
  refused 3 label W26-00001-9 --printer net --to png
  ok label W26-00001-9 --printer net
  heard
}

@test "what is wrong with a printer is told once, after the name of the field" {
  local field arguments
  while read -r field arguments; do
    # shellcheck disable=SC2086
    refused 3 printer add q $arguments
    assert_contains "$stderr" "fettle: $field: "
    assert_lacks "$stderr" "$field: $field: "
    assert_lacks "$stderr" "$field: '$field"
  done <<'CASES'
target --kind tcp --target host:0
target --kind cups --target -P
target --kind file --target relative.zpl
target --kind file --target=
language --kind tcp --target 192.0.2.5 --language pdf
CASES
}
