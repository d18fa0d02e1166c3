# Looking for customers, devices and work orders, and keeping what is on file about them.
load helpers

setup() {
  start_test
  new_centre
  intake >intake.json
  ok checkin --from intake.json
  intake 'customer.name=Ελένη Παπαδοπούλου' customer.phone='+30 210 5550187' customer.email= \
    serial=B8-5O0 brand=Dyson model=V11 category=Vacuum fault='loses suction' >second.json
  ok checkin --from second.json
}

# found TEXT CODE…: these and no others.
found() {
  local text=$1
  shift
  ok --format csv --fields code find "$text"
  assert_equal "$(sort <<<"$output" | tr '\n' ' ')" "$(printf '%s\n' code "$@" | sort | tr '\n' ' ')"
}

@test "parts of words are found whatever accents, case and script" {
  found covic K26-00001-A
  found ČOVIĆ K26-00001-A
  found παπαδ K26-00002-8
  found 'ana covic' K26-00001-A
  found 'ana dyson'
  found suction W26-00002-7
  found 'wh-1000' D26-00001-Q
}

@test "a phone number is found however it is typed" {
  for number in '+49 30 1234567' '030 1234567' '0301234567' 1234567 004930/1234567 '(030) 123-4567'; do
    found "$number" K26-00001-A
  done
}

@test "short words count, too" {
  found 'v1 sy'
  found '11 dy' D26-00003-M
  found WH D26-00001-Q
}

@test "look-alike letters of serial numbers are forgiven" {
  found b8-500 D26-00003-M
  found BB-SO0 D26-00003-M
  found B85OO D26-00003-M
}

@test "codes are found in both forms" {
  found W26-00001-9 W26-00001-9
  found w26000019 W26-00001-9
}

@test "nothing found is no error; nothing looked for is one" {
  ok find zzz
  assert_equal "$output" 'nothing found'
  refused 3 find '  '
  refused 2 find
}

@test "a changed name is found, the old one is not" {
  ok customer edit K26-00001-A --name 'Ana Horvat'
  found horvat K26-00001-A
  found covic
}

@test "customers are added, shown, changed and listed" {
  ok --format json customer add 'Fixit Ltd' --kind company --phone 12345 --email a@b.example --address $'1 Road\nTown'
  assert_json schema customer/1
  code=$(json code)
  assert_json kind company
  ok --format json customer edit "$code" --phone 678
  assert_json phones '["678"]'
  assert_json emails '["a@b.example"]'
  assert_json address $'1 Road\nTown'
  ok --format json customer edit "$code" --email '' --address ''
  assert_json emails null
  assert_json address null
  ok --format json customer list
  assert_json schema customer.list/1
  assert_json 'rows.#' 3
  refused 3 customer edit "$code" --phone abc
  refused 3 customer add ' '
  refused 5 customer show D26-00001-Q
  ok check
}

@test "devices are shown with owners and jobs, and changed" {
  ok --format json device show S01-5512345-7
  assert_json schema device/1
  assert_json owners.0.customer K26-00001-A
  assert_json jobs.0.order W26-00001-9
  ok --format json device edit S01-5512345-7 --imei 490154203237518 --purchased-on 2025-01-01
  assert_json imei 490154203237518
  assert_json purchased_on 2025-01-01
  refused 5 device edit B8-5O0 --imei 490154203237518
  assert_contains "$stderr" 'is the IMEI of D26-00001-Q'
  refused 3 device edit B8-5O0 --imei 490154203237519
  refused 4 device show nothing
  ok --format json device list
  assert_json schema device.list/1
  assert_json 'rows.#' 2
  ok check
}

@test "a retried change gives the first result" {
  ok --format json customer add Ada --request-id a1
  first=$output
  ok --format json customer add Ada --request-id a1
  assert_equal "$output" "$first"
  refused 5 customer add Bob --request-id a1
}

@test "only the front desk and managers change what is on file" {
  ok staff add tomas Tomáš --role technician
  FETTLE_AS=tomas refused 6 customer edit K26-00001-A --name X
  FETTLE_AS=nobody refused 6 checkin --from intake.json
}
