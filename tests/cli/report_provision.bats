# The provision for the centre's own guarantee, against what Python works out and against hand-made
# figures.
load helpers
load reports

@test "without a rate the provision is dashes, and a word says how to set one" {
  fill 200 3
  same_figures warranty-cost 2026-08-01 2026-10-31 2026-11-22T10:00:00Z
  run -0 /usr/bin/python3 - warranty-cost.xlsx <<'PYTHON'
import sys, warnings, openpyxl
warnings.simplefilter("ignore")
rows = list(openpyxl.load_workbook(sys.argv[1], data_only=True)["Provision"].values)
assert [row[1] for row in rows[5:10]] == ["–"] * 5, rows
assert any("fettle provision set PERCENT --from DATE" in str(row[0]) for row in rows), rows
PYTHON
}

@test "the provision equals an independent calculation: rates, ends and the usual guarantee" {
  fill 700 4
  ok provision set 2.5 --from 2026-02-10
  ok provision set 4.25 --from 2026-06-20
  ok provision remove --from 2026-08-15
  ok provision set 3.33 --from 2026-09-05
  same_figures warranty-cost 2026-08-01 2026-11-22 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-04-01 2026-06-30 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-10-03 2026-10-12 2026-11-22T10:00:00Z
  # Before the first rate, and the period after it.
  same_figures warranty-cost 2026-02-01 2026-02-28 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-08-16 2026-08-30 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-06-15 2026-09-15 2026-09-15T21:59:59Z --as-of 2026-09-15
  ok setting set warranty.own_repair_days 0
  same_figures warranty-cost 2026-08-01 2026-11-22 2026-11-22T10:00:00Z
}

@test "the provision equals an independent calculation: terms of brands, kinds, dates and for life" {
  fill 400 6
  term() {
    printf '{"code": "%s", "title": "%s", "source": "s", "applies_from": "%s", "is_general": true,
      "giver": "own_repair", "basis": "hand_over", "classes": %s %s}' "$1" "$1" "$2" "$3" "$4" \
      >term.json
    ok term import term.json
  }
  term ours 2026-01-01 '{"labour": {"percent": 100, "duration": 60, "unit": "day"},
    "parts": {"percent": 100, "duration": 4, "unit": "month"}}' ', "brands": ["apple", "Sony"]'
  term ours 2026-07-10 '{"labour": {"percent": 50, "duration": 5, "unit": "week"}}' \
    ', "brands": ["Apple", "Sony"]'
  term cups 2026-03-01 '{"parts": {"percent": 100, "unit": "lifetime"}}' \
    ', "categories": ["Coffee maker"]'
  term sewing 2020-01-01 '{"labour": {"percent": 100, "duration": 1, "unit": "year"}}' \
    ', "categories": ["Sewing machine"]'
  term gone 2020-01-01 '{"labour": {"percent": 100, "duration": 9, "unit": "year"}}' ''
  ok term edit gone --retired yes
  ok provision set 3.1 --from 2026-01-01
  same_figures warranty-cost 2026-03-01 2026-08-31 2026-11-22T10:00:00Z
  same_figures warranty-cost 2026-09-01 2026-11-22 2026-11-22T10:00:00Z
}

@test "the provision of two jobs, by hand" {
  # 72.00 + 15.00 + 10.00 billed, of which recover its cost; 99.00 of the shop's own do not count.
  # Handed over on 1 September: the usual 90 days end on 30 November.
  jobs_by 'centre.job(device, [(at("2026-08-28 09:00"), "receive", {}),
      (at("2026-08-31 09:00"), "ready", {"result": "repaired"}),
      (at("2026-09-01 10:00"), "hand_over", {})],
    [("labour", 1500, 3200, 4800, "maker", "warranty_maker", None),
     ("part", 1000, 1000, 1500, "customer", "list", None),
     ("part", 2000, 500, 900, "customer", "recover", None),
     ("other", 1000, 9900, 9900, "shop", "goodwill", None)])
centre.job(device, [(at("2026-10-20 09:00"), "receive", {}),
      (at("2026-10-21 09:00"), "ready", {"result": "repaired"}),
      (at("2026-11-02 10:00"), "hand_over", {})],
    [("labour", 1000, 3200, 4800, "shop", "warranty_own", None)])'
  ok provision set 10 --from 2026-01-01
  ok report warranty-cost --from 2026-09 --format json
  # 10 % of 97.00; 61 of 90 days are left on 30 September: 6.57.
  assert_equal "$(figure provision_opening raw)" 0
  assert_equal "$(figure provision_accrued raw)" 970
  assert_equal "$(figure provision_changes raw)" -313
  assert_equal "$(figure provision_settled raw)" 0
  assert_equal "$(figure provision_closing raw)" 657
  ok report warranty-cost --from 2026-10 --format json
  # 30 of 90 days: 3.23. The repair under the guarantee cost 32.00, and is itself billed to nobody.
  assert_equal "$(figure provision_opening raw)" 657
  assert_equal "$(figure provision_accrued raw)" 0
  assert_equal "$(figure provision_settled raw)" 3200
  assert_equal "$(figure provision_closing raw)" 323
  assert_equal "$(figure provision_changes raw)" 2866
  assert_equal "$(figure provision_opening raw_previous)" 0
  assert_equal "$(figure provision_closing raw_previous)" 657
  # At 20 % from the 15th on the same 30 days need 6.47.
  ok provision set 20 --from 2026-10-15
  ok report warranty-cost --from 2026-10 --format json
  assert_equal "$(figure provision_closing raw)" 647
  assert_equal "$(figure provision_changes raw)" 3190
}
