#!/usr/bin/python3
"""Recomputes the reports from the database, by itself, and compares them with a workbook.

report_check.py turnaround|warranty DATABASE WORKBOOK FROM TO AS_OF FIGURES.json

The rules are those of the domain reference (2.5, 2.6, 2.9), written anew: nothing of the program is
used. FIGURES.json is what `fettle report … --format json` printed for the same period.
"""
import json
import math
import sqlite3
import sys
import warnings
from collections import defaultdict
from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction
from zoneinfo import ZoneInfo

import openpyxl

import report_claims
import report_provision

ZONE = ZoneInfo("Europe/Berlin")
EXCLUDED = {"customer", "payer", "vendor"}
TARGET = 40 * 3600
OWNERS = ["shop", "customer", "payer", "parts", "vendor", "nobody"]
STATE_OWNER = {"received": "shop", "diagnosing": "shop", "approved": "shop", "in_repair": "shop",
               "quality_check": "shop", "await_customer": "customer", "await_payer": "payer",
               "await_parts": "parts", "at_vendor": "vendor", "ready": "shop"}
HOLD_OWNER = {"customer": "customer", "payer": "payer", "parts": "parts", "vendor": "vendor",
              "internal": "shop", "recall": "payer", "legal": "nobody"}
NEW_STATE = {"receive": "received", "diagnose": "diagnosing", "ask": "await_customer",
             "ask_payer": "await_payer", "approve": "approved", "wait_parts": "await_parts",
             "start": "in_repair", "send": "at_vendor", "test": "quality_check",
             "fail": "in_repair", "ready": "ready", "hand_over": "handed_over", "close": "closed",
             "cancel": "cancelled", "import": "closed", "refuse": "diagnosing"}
failures = []
# openpyxl knows no data bars.
warnings.simplefilter("ignore", UserWarning)


def check(what, got, expected, tolerance=1e-9):
    if isinstance(expected, (int, float, Fraction)) and isinstance(got, (int, float)):
        if abs(got - float(expected)) <= tolerance * max(1, abs(float(expected))):
            return
    elif got == expected:
        return
    failures.append(f"{what}: {got!r}, expected {expected!r}")


def day_of(instant):
    return datetime.fromtimestamp(instant, ZONE).date()


def wall(instant):
    return datetime.fromtimestamp(instant, ZONE).replace(tzinfo=None)


class Calendar:
    def __init__(self, db):
        self.windows = defaultdict(list)
        for weekday, opens, closes in db.execute(
                "SELECT weekday, opens, closes FROM calendar_window"):
            self.windows[weekday].append((opens, closes))
        self.closed = {date.fromisoformat(day) for (day,) in db.execute(
            "SELECT day FROM calendar_day WHERE opens = closes")}
        self.spans = {}

    def day(self, day):
        if day not in self.spans:
            hours = [] if day in self.closed else self.windows[day.isoweekday()]
            self.spans[day] = [
                tuple(int(datetime.combine(day, time(0), ZONE).replace(
                    hour=s // 3600, minute=s // 60 % 60).timestamp()) for s in span)
                for span in hours]
        return self.spans[day]

    def seconds(self, start, end):
        total, day = 0, day_of(start)
        while day <= day_of(end):
            total += sum(max(0, min(end, b) - max(start, a)) for a, b in self.day(day))
            day += timedelta(days=1)
        return total

    def close(self, day):
        spans = self.day(day)
        if spans:
            return spans[-1][1]
        return int(datetime.combine(day + timedelta(days=1), time(0), ZONE).timestamp())


class Job:
    def __init__(self, row, events, calendar, as_of):
        (self.id, self.code, self.promised, self.category, self.brand, self.brand_key, self.model,
         self.model_key, self.cover, self.customer, self.priority, self.category_id,
         self.device) = row
        state = hold = None
        self.received = self.ready = self.out = self.technician = None
        self.day_only, self.reworks, self.result = False, 0, None
        days = [event[6] for event in events
                if event[1] in ("receive", "book", "promise") and event[6]]
        self.changed = sum(day != before for before, day in zip(days, days[1:]))
        pieces = []
        last = None
        for instant, kind, hold_name, result, technician, day_only, _ in events:
            if last is not None and self.received is not None:
                pieces.append((last, instant, state, hold))
            last = instant
            self.day_only |= bool(day_only)
            if kind == "import":
                self.received = self.ready = self.out = instant
                self.result = result
            if kind == "receive" and self.received is None:
                self.received = instant
            if kind == "assign":
                self.technician = technician
            if kind == "hold":
                hold = hold_name
            elif kind == "resume" or kind in NEW_STATE:
                hold = None
            if kind == "fail":
                self.reworks += 1
                self.ready = self.result = None
            if kind == "ready":
                self.ready, self.result = instant, result
            if kind == "hand_over":
                self.out = instant
            # What comes back from an outside repairer is in repair again.
            is_back = kind == "receive" and state == "at_vendor"
            state = "in_repair" if is_back else NEW_STATE.get(kind, state)
        self.state, self.hold = state, hold
        end = self.ready
        if end is None:
            if state in STATE_OWNER:
                pieces.append((last, as_of, state, hold))
            end = as_of
        pieces = [piece for piece in pieces if piece[2] in STATE_OWNER]
        self.clock = defaultdict(int)
        self.business = defaultdict(int)
        for start, stop, at_state, at_hold in pieces:
            stop = min(stop, end)
            if stop <= start:
                continue
            owner = HOLD_OWNER[at_hold] if at_hold else STATE_OWNER[at_state]
            self.clock[owner] += stop - start
            self.business[owner] += calendar.seconds(start, stop)
        self.timed = not self.day_only
        self.name_clocks(pieces, events, calendar, end, as_of)
        self.owner = HOLD_OWNER[hold] if hold else STATE_OWNER.get(state)
        self.net = sum(s for owner, s in self.business.items() if owner not in EXCLUDED)
        self.gross = sum(self.business.values())
        self.calendar = sum(self.clock.values())
        self.due = self.promised and calendar.close(date.fromisoformat(self.promised))
        self.open = self.ready is None and state in STATE_OWNER
        self.waiting = state == "ready"

    def name_clocks(self, pieces, events, calendar, end, as_of):
        """The named clocks of 2.5: (calendar, business) seconds, or None."""
        def total(spans):
            return (sum(b - a for a, b in spans), sum(calendar.seconds(a, b) for a, b in spans))

        def spent(wanted):
            return total([(start, min(stop, end)) for start, stop, state, hold in pieces
                          if start < end and wanted(state, hold)])
        asked = [at for at, kind, *_ in events if kind == "ask"]
        answered = [piece for piece in pieces if piece[2] == "await_customer"]
        collected = self.out if self.out is not None else as_of
        owner = lambda state, hold: HOLD_OWNER[hold] if hold else STATE_OWNER[state]
        self.named = {
            "Turnaround": spent(lambda state, hold: True),
            "Door to door": total([(self.received, self.out)]) if self.out else None,
            "Net turnaround": spent(lambda *at: owner(*at) not in EXCLUDED),
            "Bench": spent(lambda state, hold: not hold and state in ("diagnosing", "in_repair")),
            "To quote": total([(self.received, asked[0])]) if asked else None,
            "Approval": spent(lambda state, hold: state == "await_customer") if answered else None,
            "Parts wait": spent(lambda *at: owner(*at) == "parts"),
            "Vendor": spent(lambda *at: owner(*at) == "vendor"),
            "Collection": total([(self.ready, collected)]) if self.ready else None}


REPAIRS = {"repaired", "repaired_partly", "software_only"}


def fault_group(db, order, as_of):
    """The group of the first symptom that has one, else of the first section that has one."""
    lines = db.execute(
        "SELECT (SELECT fault_group FROM fault_code WHERE id = symptom_id), "
        "(SELECT fault_group FROM fault_code WHERE id = section_id) FROM diagnosis "
        "WHERE order_id = ? AND added_at <= ? AND coalesce(removed_at > ?, 1) ORDER BY position",
        (order, as_of, as_of)).fetchall()
    groups = [line[0] for line in lines if line[0]] + [line[1] for line in lines if line[1]]
    return groups[0] if groups else None


def first_symptom(db, order, as_of):
    row = db.execute(
        "SELECT f.code FROM diagnosis JOIN fault_code f ON f.id = symptom_id "
        "WHERE order_id = ? AND added_at <= ? AND coalesce(removed_at > ?, 1) "
        "ORDER BY position LIMIT 1", (order, as_of, as_of)).fetchone()
    return row[0] if row else "no symptom code"


def find_returns(jobs, as_of):
    """Days from hand-over to the device's next receipt, of any fault and of the same group."""
    of_device = defaultdict(list)
    for job in jobs:
        of_device[job.device].append(job)
    for job in jobs:
        job.back = job.back_same = job.watched = None
        if job.out is None:
            continue
        out = day_of(job.out)
        later = [other for other in of_device[job.device] if other.id > job.id
                 and other.received is not None and day_of(other.received) >= out]
        same = [other for other in later if job.group and other.group == job.group]
        job.back = (day_of(later[0].received) - out).days if later else None
        job.back_same = (day_of(same[0].received) - out).days if same else None
        if job.result in REPAIRS and not job.day_only:
            job.watched = (day_of(as_of) - out).days


def repeats(jobs):
    """First-time fix, then for 30, 60 and 90 days the repeat rate of any fault and of the same."""
    def rate(days, test):
        repaired = [job for job in jobs if job.watched is not None and job.watched >= days]
        return Fraction(sum(map(test, repaired)), len(repaired)) if repaired else "–"

    def came(back, days):
        return back is not None and back <= days
    rates = [rate(30, lambda job: not job.reworks and not came(job.back, 30))]
    for days in (30, 60, 90):
        rates.append(rate(days, lambda job: came(job.back, days)))
        rates.append(rate(days, lambda job: came(job.back_same, days)))
    return rates


def eye(code):
    return f"{code[:3]}-{code[3:-1]}-{code[-1]}"


def money(milli, cents):
    return (milli * cents + 500) // 1000


def target_of(job, targets):
    """The target of a customer beats one of a priority, then category, then cover; of the same
    conditions the latest that had begun on the day of receipt counts, unless it is an end."""
    if job.received is None:
        return TARGET
    mine = (job.customer, job.priority, job.category_id,
            "no_warranty" if job.cover in (None, "customer") else "warranty")
    fitting = {}
    for start, *conditions, seconds in targets:
        if start <= day_of(job.received).isoformat() and all(
                wanted is None or wanted == has for wanted, has in zip(conditions, mine)):
            fitting[tuple(wanted is not None for wanted in conditions)] = seconds
    set_for_it = [(rank, seconds) for rank, seconds in fitting.items() if seconds is not None]
    return max(set_for_it)[1] if set_for_it else TARGET


def load(path, as_of):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    calendar = Calendar(db)
    events, lines = defaultdict(list), defaultdict(list)
    for row in db.execute("SELECT order_id, at, kind, hold, result, technician_id, is_day_only, "
                          "due_on FROM order_event WHERE at <= ? ORDER BY id", (as_of,)):
        events[row[0]].append(row[1:])
    for row in db.execute("SELECT order_id, class, quantity_milli, unit_cost_cents, "
                          "unit_price_cents, payer, bill, recovered_cents, id "
                          "FROM order_line WHERE added_at <= ? AND coalesce(removed_at > ?, 1) "
                          "ORDER BY id", (as_of, as_of)):
        lines[row[0]].append(row[1:])
    targets = db.execute("SELECT effective_from, customer_id, priority, category_id, cover, "
                         "business_seconds FROM service_target ORDER BY effective_from").fetchall()

    def late(start, days, in_business_days):
        day = day_of(start)
        while days > 0:
            day += timedelta(days=1)
            days -= not in_business_days or bool(calendar.day(day))
        return day < day_of(as_of)
    jobs = []
    for row in db.execute(
            "SELECT w.id, w.code, first_promised_on, c.name, brand, brand_key, model, model_key, "
            "(SELECT payer FROM order_cover WHERE order_id = w.id AND class = 'labour'), "
            "customer_id, priority, category_id, d.id "
            "FROM work_order w JOIN device d ON d.id = device_id "
            "LEFT JOIN category c ON c.id = category_id ORDER BY w.id").fetchall():
        if events[row[0]]:
            job = Job(row, events[row[0]], calendar, as_of)
            job.lines = lines[row[0]]
            job.target = target_of(job, targets)
            job.group = fault_group(db, job.id, as_of)
            job.symptom = first_symptom(db, job.id, as_of)
            job.claims = report_claims.load(db, job, as_of, late)
            jobs.append(job)
    find_returns(jobs, as_of)
    staff = dict(db.execute("SELECT id, name FROM staff"))
    technicians = [name for (name,) in db.execute(
        "SELECT name FROM staff WHERE role = 'technician' AND is_active = 1")]
    return jobs, staff, technicians


def before(start, end):
    """Whole months are compared with as many whole months, everything else with as many days."""
    after = end + timedelta(days=1)
    if start.day == 1 and after.day == 1:
        months = (after.year - start.year) * 12 + after.month - start.month
        index = start.year * 12 + start.month - 1 - months
        return date(index // 12, index % 12 + 1, 1), start - timedelta(days=1)
    return start - (after - start), start - timedelta(days=1)


def disc(values, percent):
    ordered = sorted(values)
    return ordered[math.ceil(len(ordered) * percent / 100) - 1]


def payer_of(job):
    sums = {}
    order = ["customer", "maker", "seller", "supplier", "insurer", "contract", "shop"]
    for _, milli, _, price, payer, *_ in job.lines:
        sums[payer] = sums.get(payer, 0) + money(milli, price)
    if sums:
        return min(sums, key=lambda payer: (-sums[payer], order.index(payer)))
    return job.cover


def turnaround_stats(jobs):
    timed = [job for job in jobs if job.timed]
    promised = [job for job in timed if job.due]
    stats = {"jobs": len(jobs), "timed": len(timed), "promised": len(promised),
             "reworks": sum(job.reworks for job in jobs)}
    for name in ("calendar", "net"):
        values = [getattr(job, name) for job in timed]
        stats[name] = [Fraction(sum(values), len(values)), disc(values, 50), disc(values, 90),
                       max(values)] if values else [None] * 4
    within = sum(job.net <= job.target for job in timed)
    stats["within"] = Fraction(within, len(timed)) if timed else "–"
    stats["over"] = len(timed) - within
    late = sum(job.ready > job.due for job in promised)
    stats["late"] = Fraction(late, len(promised)) if promised else "–"
    kept = sum(job.ready <= job.due for job in promised)
    stats["kept"] = Fraction(kept, len(promised)) if promised else "–"
    stats["changed"] = sum(job.changed for job in jobs)
    return stats


def over(value, unit):
    return value if value in ("–", None) else Fraction(value) / unit


def rows_of(book, name, fold):
    rows = {row[0].value: [cell.value for cell in row] for row in book[name].iter_rows(min_row=6)}
    return {label if label.startswith("All ") else fold(label): row for label, row in rows.items()}


def check_by(book, name, groups, key, fold=str):
    """The rows of a sheet by group against the same jobs divided here."""
    rows = rows_of(book, name, fold)
    check(f"{name}: groups", sorted(k for k in rows if k != "All jobs"),
          sorted(key(k) for k in groups))
    for group, jobs in list(groups.items()) + [(None, [j for g in groups.values() for j in g])]:
        label = "All jobs" if group is None else key(group)
        stats = turnaround_stats(jobs)
        expected = [stats["jobs"], stats["timed"]]
        expected += [over(value, 86400) for value in stats["calendar"]]
        expected += [over(value, 3600) for value in stats["net"]]
        expected += [stats["within"], stats["promised"], stats["late"], stats["reworks"]]
        for number, (got, wanted) in enumerate(zip(rows.get(label, [])[1:], expected)):
            check(f"{name}, {label}, column {number}", got, wanted)


def check_spelling(book, jobs):
    """A brand is shown as more than half of its jobs write it."""
    shown = {cell.value for cell in book["By brand"]["A"]}
    for key, group in divide(jobs, lambda job: job.brand_key).items():
        counts = defaultdict(int)
        for job in group:
            counts[job.brand] += 1
        best = max(counts, key=counts.get)
        if key and counts[best] * 2 > len(group):
            check(f"brand {key}", best in shown, True)


def brand_key(job):
    return job.brand_key or "no brand"


def divide(jobs, key):
    groups = defaultdict(list)
    for job in jobs:
        groups[key(job)].append(job)
    return groups


def slice_of(day, start, end, by_month=False):
    days = (end - start).days + 1
    if days <= 21:
        return f"{day:%a} {day.day} {day:%b}"
    if days <= 184 and not by_month:
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    if (end.year - start.year) * 12 + end.month - start.month < 72:
        return f"{day:%b %Y}"
    return f"{day.year}"


def check_summary(book, figures, wanted, name="Summary"):
    """The figures of one sheet; those that were checked are taken off the list."""
    sheet = book[name]
    rows = [[cell.value for cell in row]
            for row in sheet.iter_rows(min_row=6, max_row=5 + len(wanted))]
    for row, figure, (key, unit, scale, now, was) in zip(rows, figures, wanted):
        check("figure", figure["figure"], key)
        check(f"{key}: title", row[0], figure["title"])
        check(f"{key}: now", row[1], over(now, scale))
        check(f"{key}: before", row[3], over(was, scale))
        for side, value in (("raw", now), ("raw_previous", was)):
            raw = None if value == "–" else Fraction(value) * (10000 if unit == "share" else 1)
            if raw is not None:
                raw = math.floor(abs(raw) + Fraction(1, 2)) * (1 if raw >= 0 else -1)
            check(f"{key}: {side}", figure[side], raw)
        if now == "–" or was == "–":
            check(f"{key}: change", row[4], "–")
        else:
            change = Fraction(now) / scale - Fraction(was) / scale
            digits = 2 if unit == "money" else 1
            change *= 100 if unit == "share" else 1
            check(f"{key}: change", row[4], float(change), 0.5001 * 10 ** -digits)
    del figures[:len(wanted)]


def check_jobs(book, jobs, staff, start, end):
    sheet = book["Jobs"]
    head = [cell.value for cell in sheet[1]]
    rows = {row[0]: dict(zip(head, row)) for row in sheet.iter_rows(min_row=2, values_only=True)}
    check("jobs listed", sorted(rows), sorted(eye(job.code) for job in jobs))
    for job in jobs:
        row, what = rows.get(eye(job.code), {}), f"job {eye(job.code)}"
        wanted = {"Received": wall(job.received), "Ready": wall(job.ready),
                  "Handed over": job.out and wall(job.out), "Brand": job.brand,
                  "Period": slice_of(day_of(job.ready), start, end), "Model": job.model,
                  "Category": job.category, "Technician": staff.get(job.technician),
                  "Payer": payer_of(job), "Reworks": job.reworks}
        if job.timed:
            wanted.update({
                "Turnaround, calendar": job.calendar / 86400,
                "The same in hours": job.calendar / 3600, "Business hours": job.gross / 3600,
                "Net business hours": job.net / 3600, "Times": "known",
                "Within target": "yes" if job.net <= job.target else "no",
                "Target, business hours": job.target / 3600,
                "First promise kept": None if not job.due else "yes" if job.ready <= job.due
                else "no",
                "Other days promised": job.changed,
                "Late": None if not job.due else "yes" if job.ready > job.due else "no"})
            for owner in OWNERS:
                title = {"shop": "Shop's", "customer": "Customer's", "payer": "Payer's",
                         "parts": "Parts'", "vendor": "Vendor's",
                         "nobody": "Nobody's"}[owner] + " clock"
                wanted[title] = job.clock[owner] / 86400
        else:
            wanted.update({"Turnaround, calendar": None, "Net business hours": None,
                           "Times": "day only", "Within target": None})
        wanted["Repair out for days"] = job.watched
        for title, days in (("Back after days", job.back), ("Same fault after days", job.back_same)):
            wanted[title] = days if days is not None and days <= 90 else None
        for title, value in wanted.items():
            got = row.get(title)
            if isinstance(got, datetime):
                got = (got + timedelta(microseconds=500000)).replace(microsecond=0)
            check(f"{what}, {title}", got, value)


NAMED_COLUMNS = {
    "Turnaround": ("Turnaround, calendar", "Business hours"),
    "Door to door": ("Door to door", "Door to door, business hours"),
    "Net turnaround": ("Net, calendar", "Net business hours"),
    "Bench": ("Bench", "Bench, business hours"),
    "To quote": ("To quote", "To quote, business hours"),
    "Approval": ("Approval", "Approval, business hours"),
    "Parts wait": ("Parts' clock", "Parts, business hours"),
    "Vendor": ("Vendor's clock", "Vendor, business hours"),
    "Collection": ("Collection", "Collection, business hours")}


def check_named(book, jobs):
    """Every named clock: of each job on the sheet Jobs, of all on the sheet Clocks."""
    head = [cell.value for cell in book["Jobs"][1]]
    rows = {row[0]: dict(zip(head, row))
            for row in book["Jobs"].iter_rows(min_row=2, values_only=True)}
    for job in jobs:
        row = rows.get(eye(job.code), {})
        for name, (days, hours) in NAMED_COLUMNS.items():
            value = job.named[name] if job.timed else None
            for title, seconds, unit in ((days, value and value[0], 86400),
                                         (hours, value and value[1], 3600)):
                check(f"job {eye(job.code)}, {title}", row.get(title),
                      None if seconds is None else seconds / unit)
    sheet = {row[0].value: [cell.value for cell in row] for row in
             book["Clocks"].iter_rows(min_row=6)}
    check("clocks", sorted(sheet), sorted(NAMED_COLUMNS))
    for name in NAMED_COLUMNS:
        values = [job.named[name] for job in jobs if job.timed and job.named[name] is not None]
        if name in ("Bench", "Parts wait", "Vendor"):
            values = [value for value in values if value[0] > 0]
        expected = [len(values)]
        for side, unit in ((0, 86400), (1, 3600)):
            of = [value[side] for value in values]
            expected += [over(v, unit) for v in (Fraction(sum(of), len(of)), disc(of, 50),
                                                 disc(of, 90), max(of))] if of else [None] * 4
        for number, (got, wanted) in enumerate(zip(sheet.get(name, [])[2:], expected)):
            check(f"Clocks, {name}, column {number}", got, wanted)


def check_open(book, jobs, as_of):
    sheet = book["Open jobs"]
    limits = [2, 5, 10, 20, 30, 10 ** 9]
    today = day_of(as_of)

    def age(day):
        return next(i for i, limit in enumerate(limits) if (today - day).days <= limit)
    matrix = [[0] * 6 for _ in limits]
    waiting = [0] * len(limits)
    for job in jobs:
        if job.open:
            matrix[age(day_of(job.received))][OWNERS.index(job.owner)] += 1
        elif job.waiting:
            waiting[age(day_of(job.ready))] += 1
    for number, counts in enumerate(matrix):
        row = [cell.value for cell in sheet[6 + number]]
        check(f"open, age {number}", row[1:8], counts + [sum(counts)])
        check(f"waiting, age {number}", row[9], waiting[number])
    listed = book["Open list"].max_row - 1
    check("open list", listed, sum(map(sum, matrix)) + sum(waiting))


def check_turnaround(book, jobs, staff, technicians, start, end, as_of, figures):
    first, last = before(start, end)
    done = [job for job in jobs if job.ready]
    now = [job for job in done if start <= day_of(job.ready) <= end]
    was = [job for job in done if first <= day_of(job.ready) <= last]
    a, b = turnaround_stats(now), turnaround_stats(was)
    for stats in (a, b):
        for name in ("calendar", "net"):
            stats[name] = ["–" if value is None else value for value in stats[name]]
    check_summary(book, figures, [
        ("jobs_completed", "count", 1, a["jobs"], b["jobs"]),
        ("median_turnaround", "seconds", 86400, a["calendar"][1], b["calendar"][1]),
        ("p90_turnaround", "seconds", 86400, a["calendar"][2], b["calendar"][2]),
        ("mean_net_business", "seconds", 3600, a["net"][0], b["net"][0]),
        ("within_target", "share", 1, a["within"], b["within"]),
        ("late", "share", 1, a["late"], b["late"]),
        ("reworks", "count", 1, a["reworks"], b["reworks"]),
        ("promise_kept", "share", 1, a["kept"], b["kept"]),
        ("promises_changed", "count", 1, a["changed"], b["changed"])] + [
            (key, "share", 1, this, that) for key, this, that in zip(
                ["first_time_fix"] + [f"repeat_{days}{fault}" for days in (30, 60, 90)
                                      for fault in ("", "_same_fault")],
                repeats(now), repeats(was))])
    slices = {}
    day = start
    while day <= end:
        slices.setdefault(slice_of(day, start, end), [])
        day += timedelta(days=1)
    for job in now:
        slices[slice_of(day_of(job.ready), start, end)].append(job)
    check_by(book, "By period", slices, str)
    check_by(book, "By brand", divide(now, brand_key), str, str.lower)
    check_spelling(book, now)
    check_by(book, "By category", divide(now, lambda job: job.category), str)
    groups = divide(now, lambda job: staff.get(job.technician, "nobody"))
    for name in technicians:
        groups.setdefault(name, [])
    check_by(book, "By technician", groups, str)
    check_by(book, "By payer", divide(now, lambda job: payer_of(job) or "not recorded"), str)
    check_jobs(book, now, staff, start, end)
    check_named(book, now)
    check_open(book, jobs, as_of)


WARRANTY = {"warranty_maker", "warranty_own", "warranty_supplier", "insurance", "contract",
            "goodwill"}
CLASSES = ["labour", "part", "freight", "other"]


def warranty_sums(lines):
    """lines: (job, class, cost, payable, recovered, amounts of a claim)."""
    cost = [sum(line[2] for line in lines if line[1] == kind) for kind in CLASSES]
    return {"jobs": len({line[0] for line in lines if line[0]}), "cost": cost, "total": sum(cost),
            "claimed": sum(line[3] for line in lines),
            "recovered": sum(line[4] for line in lines),
            "amounts": [sum(line[5][i] for line in lines) for i in range(5)]}


def warranty_lines(jobs):
    for job in jobs:
        for kind, milli, cost, price, payer, bill, back, line in job.lines:
            if bill in WARRANTY:
                claimed = 0 if payer in ("shop", "customer") else money(milli, price)
                if back is None:
                    back = sum(claim.paid_of(line) for claim in job.claims)
                yield (job, payer, bill), (job.id, kind, money(milli, cost), claimed, back,
                                           [0] * 5)
        for claim in job.claims:
            yield (job, claim.payer, report_claims.BILL[claim.payer]), (
                None, None, 0, 0, 0, claim.amounts)


def cost_rows(book, name, fold):
    """Each group's row of the first table and what the table of claims below says of it."""
    rows = [list(row) for row in book[name].iter_rows(min_row=6, values_only=True)]
    end = next(i for i, row in enumerate(rows) if row[0] == "All warranty jobs")
    check(f"{name}: claims follow", [rows[end + 1][0], rows[end + 2][0]], [None, "Claims"])
    costs, claims = rows[:end + 1], rows[end + 3:]
    check(f"{name}: same groups", [row[0] for row in claims],
          [row[0] for row in costs[:-1]] + ["All claims"])
    return {row[0] if row[0].startswith("All ") else fold(row[0]): row + below[2:9]
            for row, below in zip(costs, claims)}


def check_cost_by(book, name, groups, everything, fold=str):
    rows = cost_rows(book, name, fold)
    check(f"{name}: groups", sorted(k for k in rows if k != "All warranty jobs"), sorted(groups))
    for label, lines in list(groups.items()) + [("All warranty jobs", everything)]:
        sums = warranty_sums(lines)
        left, owed = sums["total"] - sums["recovered"], sums["claimed"] - sums["recovered"]
        expected = [sums["jobs"]] + [over(cost, 100) for cost in sums["cost"]] + [
            over(sums["total"], 100),
            Fraction(sums["total"], sums["jobs"]) / 100 if sums["jobs"] else "–",
            over(sums["claimed"], 100), over(sums["recovered"], 100),
            Fraction(sums["recovered"], sums["claimed"]) if sums["claimed"] else "–",
            Fraction(sums["recovered"], sums["total"]) if sums["total"] else "–",
            over(owed, 100), over(left, 100)] + [
            over(amount, 100) for amount in sums["amounts"]] + [
            Fraction(sums["amounts"][2], whole) if whole else "–"
            for whole in (sums["amounts"][0], sums["total"])]
        for number, (got, wanted) in enumerate(zip(rows.get(label, [])[1:], expected)):
            check(f"{name}, {label}, column {number}", got, wanted)


def check_warranty(book, jobs, start, end, as_of, figures, db):
    first, last = before(start, end)
    done = [job for job in jobs if job.ready]
    lines = list(warranty_lines([j for j in done if start <= day_of(j.ready) <= end]))
    now = [line for _, line in lines]
    was = [line for _, line in
           warranty_lines([j for j in done if first <= day_of(j.ready) <= last])]
    a, b = warranty_sums(now), warranty_sums(was)

    def rate(top, bottom):
        return Fraction(top, bottom) if bottom else "–"
    check_summary(book, figures, [
        ("warranty_jobs", "count", 1, a["jobs"], b["jobs"]),
        ("warranty_cost", "money", 100, a["total"], b["total"]),
        ("cost_per_job", "money", 100, rate(a["total"], a["jobs"]), rate(b["total"], b["jobs"])),
        ("to_be_paid", "money", 100, a["claimed"], b["claimed"]),
        ("recovered", "money", 100, a["recovered"], b["recovered"]),
        ("recovery_rate", "share", 1, rate(a["recovered"], a["claimed"]),
         rate(b["recovered"], b["claimed"])),
        ("not_recovered", "money", 100, a["total"] - a["recovered"],
         b["total"] - b["recovered"])])
    done_now = [job for job in done if start <= day_of(job.ready) <= end]
    was_jobs = [job for job in done if first <= day_of(job.ready) <= last]
    report_claims.check_all(sys.modules[__name__], book, figures, done_now, was_jobs,
                            lambda job: slice_of(day_of(job.ready), start, end, True),
                            a["total"], b["total"])
    report_provision.check_all(sys.modules[__name__], db, book, figures, jobs, start, end, as_of,
                               lambda day: slice_of(day, start, end, True))

    def grouped(key):
        groups = defaultdict(list)
        for where, line in lines:
            groups[key(*where)].append(line)
        return groups
    slices = {}
    day = start
    while day <= end:
        slices.setdefault(slice_of(day, start, end, True), [])
        day += timedelta(days=1)
    slices.update(grouped(lambda job, *_: slice_of(day_of(job.ready), start, end, True)))
    check_cost_by(book, "By period", slices, now)
    check_cost_by(book, "By payer", grouped(lambda _, payer, __: payer), now)
    check_cost_by(book, "By bill code", grouped(lambda _, __, bill: bill), now)
    check_cost_by(book, "By brand", grouped(lambda job, *_: brand_key(job)), now, str.lower)
    check_spelling(book, list(dict.fromkeys(job for (job, _, _), _ in lines)))
    check_cost_by(book, "By category", grouped(lambda job, *_: job.category), now)
    check_cost_by(book, "By symptom", grouped(lambda job, *_: job.symptom), now)
    models = grouped(lambda job, *_: (job.brand_key, job.model_key))
    check("models", len(cost_rows(book, "By model", str)) - 1, len(models))
    totals = sorted(float(over(warranty_sums(group)["total"], 100)) for group in models.values())
    column = sorted(row[6] for label, row in cost_rows(book, "By model", str).items()
                    if label != "All warranty jobs")
    for got, wanted in zip(column, totals):
        check("a model's cost", got, wanted)
    listed = {row[0] for row in book["Jobs"].iter_rows(min_row=2, values_only=True)}
    check("jobs listed", sorted(listed),
          sorted(eye(job.code) for job in done_now if any(l[5] in WARRANTY for l in job.lines)))


LIVE = {"Summary", "Claim figures", "Leakage", "Provision", "More figures"}

# Sheets of one page; and lists that a period may leave empty.
PAGES = ("Summary", "Open jobs", "Claim figures", "Leakage", "Provision", "More figures")
LISTS = ("Claims", "Refusals", "Leakage list", "Provision list", "Cover", "Slow and dead", "Lines",
         "Dead and wrong", "Shrinkage", "Below zero", "Deliveries", "Stock", "Moves")


def check_look(path, centre="Corner Repairs"):
    """What makes a workbook pleasant: on every sheet, and live formulas where figures are."""
    book = openpyxl.load_workbook(path)
    live = set(LIVE)
    if "Claims" in book.sheetnames and book["Claims"].max_row > 1:
        live |= {name for name in book.sheetnames if name.startswith("By ")}
    if "Refusals" in book.sheetnames and book["Refusals"].max_row > 1:
        live.add("Rejections")
    if "Moves" in book.sheetnames:
        live |= {"By period", "By supplier", "Value by place"}
    check("first sheet", book.sheetnames[0], "Summary")
    check("last sheet", book.sheetnames[-1], "Definitions")
    check("title", bool(book.properties.title), True)
    check("author", book.properties.creator, centre)
    for sheet in book:
        name = sheet.title
        check(f"{name}: landscape", sheet.page_setup.orientation, "landscape")
        check(f"{name}: fitted", sheet.sheet_properties.pageSetUpPr.fitToPage, True)
        check(f"{name}: gridlines", sheet.sheet_view.showGridLines, False)
        check(f"{name}: footer", "as of" in (sheet.oddFooter.left.text or ""), True)
        if name not in PAGES:
            check(f"{name}: frozen", sheet.freeze_panes is not None, True)
            check(f"{name}: repeated", sheet.print_title_rows is not None, True)
        if name.startswith("By ") or name in ("Jobs", "Open list") + LISTS:
            # A list without a row has nothing to filter.
            is_empty = name in LISTS and sheet.max_row == 1 or sheet["A6"].value == "All suppliers"
            check(f"{name}: filter", sheet.auto_filter.ref is not None, not is_empty)
        formulas = [cell.coordinate for row in sheet for cell in row
                    if cell.data_type == "f"]
        check(f"{name}: formulas", bool(formulas), name in live)
    # Without any stock there is no place to compare.
    has_all = "Stock" not in book.sheetnames or book["Stock"].max_row > 1
    check("charts", len(book["Summary"]._charts) >= 1 + has_all, True)


def main():
    kind, database, path, start, end, as_of, figures = sys.argv[1:]
    start, end = date.fromisoformat(start), date.fromisoformat(end)
    as_of = int(datetime.fromisoformat(as_of.replace("Z", "+00:00")).timestamp())
    with open(figures, encoding="utf-8") as file:
        rows = json.load(file)["rows"]
    book = openpyxl.load_workbook(path, data_only=True)
    jobs, staff, technicians = load(database, as_of)
    if kind == "turnaround":
        check_turnaround(book, jobs, staff, technicians, start, end, as_of, rows)
    else:
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
            check_warranty(book, jobs, start, end, as_of, rows, db)
    check("figures that nobody checked", rows, [])
    check_look(path)
    for failure in failures[:20]:
        print(failure)
    print(f"{len(failures)} differences" if failures else "all equal")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
