"""Recomputes the provision for the centre's own guarantee, for report_check.py.

The rule is that of the domain reference 2.6, written anew: opening + accrued + changes in estimate −
settled = closing, where what a repair needs at the end of a day is the rate in force that day ×
billed × days left ÷ days of its guarantee.
"""
import json
from datetime import date, timedelta
from fractions import Fraction

USUAL_DAYS = 90


def months_later(day, months):
    """The same day of a later month, or its last one."""
    index = day.year * 12 + day.month - 1 + months
    after = date((index + 1) // 12, (index + 1) % 12 + 1, 1)
    last = (after - timedelta(days=1)).day
    return date(index // 12, index % 12 + 1, min(day.day, last))


def half_away(value):
    return int(abs(value) + Fraction(1, 2)) * (1 if value >= 0 else -1)


class Rules:
    def __init__(self, db):
        self.rates = [(date.fromisoformat(day), points) for day, points in db.execute(
            "SELECT effective_from, basis_points FROM provision_rate ORDER BY effective_from")]
        days = db.execute("SELECT value FROM setting WHERE key = 'warranty.own_repair_days'"
                          ).fetchone()
        self.usual = int(days[0]) if days else USUAL_DAYS
        documents = [json.loads(text) for (text,) in db.execute(
            "SELECT document FROM rule_document WHERE kind = 'term' AND is_retired = 0")]
        self.terms = [term for term in documents
                      if term["giver"] == "own_repair" and term["is_general"]]

    def rate(self, day):
        begun = [points for start, points in self.rates if start <= day]
        return begun[-1] if begun else None

    def has_rate(self, first, last):
        days = [first] + [start for start, _ in self.rates if first <= start <= last]
        return any(self.rate(day) is not None for day in days)

    def ends(self, day, brand, category):
        """The last days of what the terms give in each class; None: it has no end."""
        found, any_term = [], False
        for term in self.terms:
            begins = date.fromisoformat(term["applies_from"])
            later = [other["applies_from"] for other in self.terms
                     if other["code"] == term["code"]
                     and other["applies_from"] > term["applies_from"]]
            if day < begins or (later and day >= date.fromisoformat(min(later))):
                continue
            if any(term.get(names) and (value or "").casefold() not in
                   [name.casefold() for name in term[names]]
                   for names, value in (("brands", brand), ("categories", category))):
                continue
            any_term = True
            for given in term["classes"].values():
                unit, many = given["unit"], given.get("duration", 0)
                if not given["percent"]:
                    continue
                found.append(
                    None if unit == "lifetime" else
                    day + timedelta(days=many * {"day": 1, "week": 7}[unit])
                    if unit in ("day", "week") else
                    months_later(day, many * {"month": 1, "year": 12}[unit]))
        if not any_term and self.usual:
            found.append(day + timedelta(days=self.usual))
        return found


class Repair:
    def __init__(self, job, rules, report):
        self.job, self.rules = job, rules
        self.billed = self.cost = 0
        for _, milli, cost, price, payer, bill, *_ in job.lines:
            if bill == "warranty_own":
                self.cost += report.money(milli, cost)
            if payer != "shop" and bill != "no_charge":
                self.billed += report.money(milli, cost if bill == "recover" else price)
        self.ready = job.ready and report.day_of(job.ready)
        self.out, self.guaranteed, self.until = None, False, None
        if job.out is None or job.result not in ("repaired", "repaired_partly"):
            return
        self.out = report.day_of(job.out)
        ends = rules.ends(self.out, job.brand, job.category)
        self.guaranteed = bool(ends)
        self.until = None if None in ends or not ends else max(ends)

    def needs(self, day):
        points = self.rules.rate(day)
        if not self.guaranteed or points is None or day < self.out:
            return 0
        left = whole = 1
        if self.until:
            left, whole = (self.until - day).days, (self.until - self.out).days
        return half_away(Fraction(points * self.billed * left, 10000 * whole)) if left > 0 else 0


def roll(repairs, first, last, today):
    """Opening, accrued, changes, settled, closing; and how many accrued and settled."""
    opens, closes = min(first - timedelta(days=1), today), min(last, today)
    opening = sum(repair.needs(opens) for repair in repairs)
    closing = sum(repair.needs(closes) for repair in repairs)
    accrued = [repair.needs(repair.out) for repair in repairs
               if repair.guaranteed and first <= repair.out <= last]
    settled = [repair.cost for repair in repairs
               if repair.cost and repair.ready and first <= repair.ready <= last]
    changes = closing - opening - sum(accrued) + sum(settled)
    return ([opening, sum(accrued), changes, sum(settled), closing],
            [sum(1 for cents in accrued if cents), len(settled)])


KEYS = ["provision_opening", "provision_accrued", "provision_changes", "provision_settled",
        "provision_closing"]


def check_all(report, db, book, figures, jobs, start, end, as_of, slice_name):
    rules = Rules(db)
    first, last = report.before(start, end)
    today = report.day_of(as_of)
    repairs = [Repair(job, rules, report) for job in jobs]
    has_now = rules.has_rate(start - timedelta(days=1), end)
    has_was = rules.has_rate(first - timedelta(days=1), last)
    now = roll(repairs, start, end, today)[0] if has_now else ["–"] * 5
    was = roll(repairs, first, last, today)[0] if has_was else ["–"] * 5
    counted = {figure["figure"]: figure["counted"] for figure in figures}
    if has_now:
        count_figures(report, repairs, counted, start, end)
    rest = figures[:]
    report.check_summary(book, rest, [(key, "money", 100, a, b)
                                      for key, a, b in zip(KEYS, now, was)], "Provision")
    figures[:] = rest
    check_slices(report, book, repairs, has_now, start, end, today, slice_name)
    check_list(report, book, repairs if has_now else [], start, end, today, slice_name)


def count_figures(report, repairs, counted, start, end):
    opens = start - timedelta(days=1)
    accrued, settled = roll(repairs, start, end, end)[1]
    for key, jobs in (("opening", sum(repair.needs(opens) > 0 for repair in repairs)),
                      ("accrued", accrued), ("settled", settled),
                      ("closing", sum(repair.needs(end) > 0 for repair in repairs))):
        report.check(f"provision_{key}: counted", counted[f"provision_{key}"], jobs)


def check_slices(report, book, repairs, has_rate, start, end, today, slice_name):
    spans = {}
    day = start
    while day <= end:
        spans.setdefault(slice_name(day), []).append(day)
        day += timedelta(days=1)
    spans = [(name, days[0], days[-1]) for name, days in spans.items()]
    spans.append(("The whole period", start, end))
    rows = {row[0]: row for row in book["Provision"].iter_rows(min_row=12, values_only=True)}
    for name, first, last in spans:
        cents, counts = roll(repairs, first, last, today)
        wanted = [Fraction(value, 100) for value in cents] + counts if has_rate else ["–"] * 7
        for number, (got, value) in enumerate(zip(rows.get(name, [])[1:8], wanted)):
            report.check(f"Provision, {name}, column {number}", got, value)
        report.check(f"Provision, {name}: whole", len(rows.get(name, [])), 8)


def check_list(report, book, repairs, start, end, today, slice_name):
    table = list(book["Provision list"].iter_rows(values_only=True))
    rows = [dict(zip(table[0], row)) for row in table[1:]]
    opens, closes = start - timedelta(days=1), min(end, today)
    wanted = {}
    for repair in repairs:
        accrued = settled = None
        if repair.guaranteed and start <= repair.out <= end:
            accrued = repair.needs(repair.out) or None
        if repair.cost and repair.ready and start <= repair.ready <= end:
            settled = repair.cost
        row = {"Accrued": accrued and accrued / 100, "Settled": settled and settled / 100,
               "Accrued in": accrued and slice_name(repair.out),
               "Settled in": settled and slice_name(repair.ready)}
        if repair.guaranteed:
            points = repair.rules.rate(repair.out)
            row |= {"Handed over": repair.out, "Guaranteed until": repair.until,
                    "Billed": repair.billed / 100, "Rate in %": points and points / 100,
                    "Needed at the start": repair.needs(opens) / 100,
                    "Needed at the end": repair.needs(closes) / 100}
        if accrued or settled or row.get("Needed at the start") or row.get("Needed at the end"):
            wanted[report.eye(repair.job.code)] = row
    report.check("provision list", sorted(row["Work order"] for row in rows), sorted(wanted))
    for row in rows:
        for title, value in wanted.get(row["Work order"], {}).items():
            got = row[title]
            report.check(f"provision of {row['Work order']}, {title}",
                         got.date() if hasattr(got, "date") else got, value)
