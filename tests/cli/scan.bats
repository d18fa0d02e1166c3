# What a scanned or typed code is, and what can be done with it.
load helpers

setup() {
  start_test
  new_centre
  intake 'accessories:=["case"]' >intake.json
  ok checkin --from intake.json
}

@test "a work order is shown with what is possible now" {
  ok scan W26000019
  assert_golden scan.txt
  ok scan --format json w26-00001-9
  assert_json schema scan/1
  assert_json thing order
  assert_json code W26-00001-9
  assert_json state received
  assert_contains "$(json next)" '"order diagnose"'
}

@test "a code is understood however the scanner gives it" {
  for text in W26000019 w26-00001-9 'W26 00001 9' 'W26ß00001ß9' ']Q3W26000019'; do
    ok scan --format json "$text"
    assert_json code W26-00001-9
  done
}

@test "an address is ours when the setting label.url says so, and else nobody's" {
  for text in https://shop.example/q/W26000019 https://evil.example/W26000019; do
    refused 4 scan "$text"
    assert_contains "$stderr" "not one of our labels: got '$text'"
    refused 4 order show "$text"
    refused 4 label "$text" --to text
  done
  ok setting set label.url https://Shop.example/q
  assert_contains "$output" 'https://Shop.example/q/'
  for text in https://shop.example/q/W26000019 HTTPS://SHOP.EXAMPLE/q/w26-00001-9; do
    ok scan --format json "$text"
    assert_json code W26-00001-9
  done
  for text in https://evil.example/W26000019 https://shop.example.evil/q/W26000019 https://shop.example/W26000019; do
    refused 4 scan "$text"
  done
  refused 3 scan https://shop.example/q/W26000018
  ok order show https://shop.example/q/W26000019
  ok label https://shop.example/q/W26000019 --to text
}

@test "each kind of thing is told apart" {
  ok scan --format json K26-00001-A
  assert_json thing customer
  assert_json 'jobs.#' 1
  ok scan --format json D26-00001-Q
  assert_json thing device
  assert_json order W26-00001-9
  ok scan --format json 's01 5512345 7'
  assert_json thing device
  piece=$(sql 'SELECT code FROM piece WHERE position = 2')
  ok scan --format json "$piece"
  assert_json thing piece
  assert_json title case
  assert_json is_here true
  assert_json order W26-00001-9
  intake=$(sql 'SELECT code FROM intake')
  ok scan --format json "$intake"
  assert_json thing intake
  assert_json 'jobs.#' 1
}

@test "a maker's QR code finds the device by its serial number" {
  ok scan --format json https://id.sony.example/01/04006381333931/21/S01-5512345-7
  assert_json code D26-00001-Q
}

@test "several codes give a list" {
  ok scan --format json W26000019 K26-00001-A
  assert_json schema scan.list/1
  assert_json rows.1.thing customer
}

@test "Q01 what is no label of ours is said to be none" {
  for text in https://evil.example/x https://evil.example/W26000019 'WIFI:S:shop;T:WPA;P:x;;' hello "$(printf 'x%.0s' {1..4096})" $'a\tb\r' ''; do
    refused 4 scan "$text"
    assert_contains "$stderr" 'not one of our labels'
    assert_lacks "$stderr" $'\t'
  done
}

@test "Q01 W02 a mistyped code is refused by its check character, one never given out is not found" {
  refused 3 scan W26-00001-8
  assert_contains "$stderr" "'W26-00001-8' is mistyped"
  assert_contains "$stderr" 'hint: scan the label'
  assert_lacks "$stderr" 9
  for text in W26-0 W26--1 W99-99999999999 'W26-00012 OR 1' W26-00002-7; do
    run --separate-stderr fettle scan "$text"
    [[ $status == 3 || $status == 4 ]] || explain "$text: status $status"
  done
}
