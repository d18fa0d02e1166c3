# Settings: every value is checked when it is set, not when it is used.
load helpers

setup() {
  start_test
  new_centre
}

@test "every setting refuses what it cannot be, by its name" {
  local key value message
  while IFS='|' read -r key value message; do
    refused 3 setting set "$key" "$value"
    assert_contains "$stderr" "fettle: $key: "
    assert_contains "$stderr" "$message"
  done <<'CASES'
promise.business_hours|0|0
promise.business_hours|soon|soon
target.business_hours|2001|2001
clock.excluded|customer,cat|cat
warranty.maker_months|-1|-1
warranty.own_repair_days|3651|3651
repeat.days|1.5|1.5
tax.percent|100.01|100.01
label.names|short|initials
label.media|99x99|there is no label medium '99x99'
label.media||there is no label medium ''
label.media|../x|there is no label medium '../x'
label.url|shop.example|must be an http or https address
label.url|ftp://shop.example/|must be an http or https address
label.url|https://|must be an http or https address
label.url|https:///q/|must be an http or https address
label.url|https://shop.example/q?c=|must be an http or https address
label.url|https://shop.example/#|must be an http or https address
label.url|https://a@shop.example/|must be an http or https address
label.url|no blanks here|must be an http or https address
label.url|https://shop.example/ä/|must be an http or https address
attention.quiet_days|0|0
attention.quiet_days|366|366
attention.quiet_days|2.5|2.5
attention.quiet_days||
collect.notices|3,x|x
collect.notices|14,3|must be at most 10 rising numbers of days
CASES
}

@test "an unknown label size names those there are, the shop's own among them" {
  refused 3 setting set label.media 99x99
  assert_contains "$stderr" 'hint: known media: '
  assert_contains "$stderr" 'intake-57x32'
  mkdir -p "$(dirname "$FETTLE_DB")/forms"
  sed 's/"title": *"[^"]*"/"title": "Our own"/' "$root/forms/intake-62x29.json" \
    >"$(dirname "$FETTLE_DB")/forms/our-own.json"
  refused 3 setting set label.media 99x99
  assert_contains "$stderr" 'our-own'
  ok setting set label.media our-own
  ok setting set label.media intake-57x32
  ok setting set label.media 100x50
}

@test "the address on labels ends in a slash, and may be taken away again" {
  ok --format json setting set label.url https://shop.example
  assert_json value https://shop.example/
  ok --format json setting set label.url http://192.0.2.7:8080/q/
  assert_json value http://192.0.2.7:8080/q/
  ok --format json setting set label.url ''
  assert_json value ''
  refused 3 setting set label.url "https://shop.example/$(printf 'x%.0s' {1..179})"
  assert_contains "$stderr" 'at most 200'
}
