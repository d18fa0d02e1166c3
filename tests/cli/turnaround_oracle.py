#!/usr/bin/python3
"""Works turnaround out by itself, minute by minute, and asks the program for the same.

turnaround_oracle.py FETTLE FOLDER: makes a centre in FOLDER for every job below, does its steps
through the command line (of every second job each at its time, of the others all typed afterwards
with --at; of the reference's own both) and compares `order show --format json`. The rules are those of the domain reference, 2.2 and 2.5:
whoever's clock runs owns the minute; a minute counts as business time when the wall clock of the
centre shows an opening hour. The first five are the reference's own, with its figures.
"""
import json
import os
import re
import subprocess
import sys
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

UTC = timezone.utc
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
OWNER = {"received": "shop", "diagnosing": "shop", "await_customer": "customer",
         "await_payer": "payer", "approved": "shop", "await_parts": "parts", "in_repair": "shop",
         "at_vendor": "vendor", "quality_check": "shop", "ready": "customer"}
HOLD = {"customer": "customer", "payer": "payer", "parts": "parts", "vendor": "vendor",
        "internal": "shop", "recall": "payer", "legal": "nobody"}
EXCLUDED = {"customer", "payer", "vendor"}
# Step: the state it leads to, and how it is typed.
STEPS = {"diagnose": ("diagnosing", "diagnose {} --technician boss"),
         "ask": ("await_customer", "ask {} --due +30d question"),
         "payer": ("await_payer", "ask-payer {} --reference 1 --payer maker"),
         "approve": ("approved", "approve {}"),
         "refuse": ("diagnosing", "refuse {} no"),
         "parts": ("await_parts", "parts {} --for screen"),
         "start": ("in_repair", "start {} --technician boss"),
         "send": ("at_vendor", "send {} --vendor V --due +30d"),
         "back": ("in_repair", "receive {}"), "test": ("quality_check", "test {}"),
         "fail": ("in_repair", "fail {} why"), "ready": ("ready", "ready {} --result repaired"),
         "declined": ("ready", "ready {} --result declined_by_customer"),
         "out": ("handed_over", "handover {}"), "cancel": ("cancelled", "cancel {}"),
         "hold": (None, "hold {} --reason "), "resume": (None, "resume {}"),
         "note": (None, "note {} word")}

WEEK = ["2026-01-01 Mon-Fri 09:00-17:00"]
MAY = ["2026-05-01 closed"]
BERLIN, YORK, HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
NIGHT = ["2026-01-01 Fri-Sat 18:00-02:00; Mon 22:00-06:00"]
# Name, zone, hours, single days, as of, target hours, steps; `*` after a time: its second passing.
JOBS = [
    ("reference: no hold", BERLIN, WEEK, MAY, "2026-05-05 12:00", 24,
     "receive 2026-04-29 16:00, diagnose 2026-04-29 16:00, test 2026-04-30 09:00, "
     "ready 2026-05-05 11:00"),
    ("reference: a customer hold", BERLIN, WEEK, MAY, "2026-05-05 12:00", 24,
     "receive 2026-04-29 16:00, diagnose 2026-04-29 16:00, hold customer 2026-04-30 15:00, "
     "resume 2026-05-04 10:00, test 2026-05-04 10:00, ready 2026-05-05 11:00"),
    ("reference: a hold in closed hours", BERLIN, WEEK, MAY, "2026-05-05 12:00", 24,
     "receive 2026-04-29 16:00, diagnose 2026-04-29 16:00, hold customer 2026-04-30 17:00, "
     "resume 2026-05-04 09:00, test 2026-05-04 09:00, ready 2026-05-05 11:00"),
    ("reference: a hold open at the report", BERLIN, WEEK, MAY, "2026-05-05 12:00", 24,
     "receive 2026-04-29 16:00, hold customer 2026-04-30 15:00"),
    ("reference: ready undone", BERLIN, WEEK, MAY, "2026-05-05 12:00", 24,
     "receive 2026-04-29 16:00, diagnose 2026-04-29 16:00, test 2026-04-30 09:00, "
     "ready 2026-04-30 10:00, fail 2026-04-30 14:00, test 2026-05-05 10:30, "
     "ready 2026-05-05 11:00"),
    ("spring forward, open all night", BERLIN, ["2026-01-01 Sat-Sun 00:00-24:00"], [],
     "2026-03-29 12:00", 9, "receive 2026-03-28 20:00"),
    ("spring forward, early window", BERLIN, ["2026-01-01 Sun 01:00-04:00"], [],
     "2026-03-29 12:00", 2, "receive 2026-03-28 20:00, diagnose 2026-03-29 01:30"),
    ("fall back, open all night", BERLIN, ["2026-01-01 Sat-Sun 00:00-24:00"], [],
     "2026-10-25 12:00", 9, "receive 2026-10-24 20:00, hold parts 2026-10-25 02:30, "
     "resume 2026-10-25 02:30*, diagnose 2026-10-25 02:45*"),
    ("fall back, early window", BERLIN, ["2026-01-01 Sun 01:00-04:00"], [],
     "2026-10-25 12:00", 3, "receive 2026-10-24 20:00, diagnose 2026-10-25 02:15, "
     "test 2026-10-25 02:15*, ready 2026-10-25 03:30"),
    ("a day of Berlin without the change", BERLIN, WEEK, [], "2026-03-30 12:00", 6,
     "receive 2026-03-27 16:30, ask 2026-03-27 16:45, approve 2026-03-30 09:15"),
    ("New York in March", YORK, ["2026-01-01 Sat-Mon 01:00-05:00"], [], "2026-03-09 12:00", 8,
     "receive 2026-03-07 00:30, diagnose 2026-03-08 01:30, ask 2026-03-08 03:30, "
     "approve 2026-03-08 04:00"),
    ("New York in November", YORK, ["2026-01-01 Sat-Mon 00:00-05:00"], [], "2026-11-02 12:00", 8,
     "receive 2026-10-31 03:30, diagnose 2026-11-01 01:15, payer 2026-11-01 01:15*, "
     "approve 2026-11-01 04:00"),
    ("New York, a night over the change in March", YORK, ["2026-01-01 Sat 22:00-06:00"], [],
     "2026-03-08 12:00", 7, "receive 2026-03-07 21:00, hold legal 2026-03-08 01:00, "
     "resume 2026-03-08 04:00"),
    ("New York, a night over the change in November", YORK, ["2026-01-01 Sat 22:00-06:00"], [],
     "2026-11-01 12:00", 8, "receive 2026-10-31 21:00, hold vendor 2026-11-01 01:30, "
     "resume 2026-11-01 01:30*"),
    ("Lord Howe puts half an hour forward", HOWE, ["2026-01-01 Sat-Mon 00:00-06:00"], [],
     "2026-10-05 12:00", 9, "receive 2026-10-03 03:00, diagnose 2026-10-04 01:45, "
     "parts 2026-10-04 02:30, start 2026-10-04 05:00"),
    ("Lord Howe puts half an hour back", HOWE, ["2026-01-01 Sat-Mon 00:00-06:00"], [],
     "2026-04-06 12:00", 9, "receive 2026-04-04 03:00, diagnose 2026-04-05 01:45, "
     "parts 2026-04-05 01:45*, start 2026-04-05 05:00"),
    ("Lord Howe, a night of thirty minutes less", HOWE, ["2026-01-01 Sat 20:00-04:00"], [],
     "2026-10-04 12:00", 7, "receive 2026-10-03 12:00"),
    ("Lord Howe, a night of thirty minutes more", HOWE, ["2026-01-01 Sat 20:00-04:00"], [],
     "2026-04-05 12:00", 8, "receive 2026-04-04 12:00"),
    ("over midnight", BERLIN, NIGHT, [], "2026-06-09 12:00", 12,
     "receive 2026-06-05 12:00, diagnose 2026-06-05 20:00, hold customer 2026-06-06 01:00, "
     "resume 2026-06-06 19:00, test 2026-06-09 02:00, ready 2026-06-09 05:00"),
    ("over midnight, the evening is a holiday", BERLIN, NIGHT, ["2026-06-05 closed"],
     "2026-06-09 12:00", 12, "receive 2026-06-05 12:00"),
    ("over midnight, the morning is a holiday", BERLIN, NIGHT, ["2026-06-06 closed"],
     "2026-06-09 12:00", 12, "receive 2026-06-05 12:00"),
    ("over midnight on one day", BERLIN, WEEK, ["2026-12-31 20:00-03:00", "2027-01-01 closed"],
     "2027-01-04 12:00", 6, "receive 2026-12-30 16:00, ask 2026-12-31 23:00, "
     "approve 2027-01-01 01:00"),
    ("over midnight, Sunday into Monday", BERLIN, ["2026-01-01 Sun 20:00-05:00"], [],
     "2026-06-15 12:00", 15, "receive 2026-06-07 12:00, send 2026-06-07 22:00, "
     "back 2026-06-08 03:00"),
    ("a payer who refuses", BERLIN, WEEK, [], "2026-06-12 12:00", 10,
     "receive 2026-06-08 09:00, diagnose 2026-06-08 10:00, payer 2026-06-08 12:00, "
     "refuse 2026-06-09 11:00, ask 2026-06-09 15:00, approve 2026-06-10 10:00, "
     "start 2026-06-10 11:00"),
    ("holds that overlap what waits already", BERLIN, WEEK, [], "2026-06-12 12:00", 10,
     "receive 2026-06-08 09:00, start 2026-06-08 10:00 after diagnose, parts 2026-06-08 12:00, "
     "hold customer 2026-06-09 10:00, resume 2026-06-10 10:00, start 2026-06-10 15:00"),
    ("a hold ended by the next step", BERLIN, WEEK, [], "2026-06-12 12:00", 10,
     "receive 2026-06-08 09:00, hold payer 2026-06-08 11:00, diagnose 2026-06-09 11:00, "
     "hold internal 2026-06-09 12:00, test 2026-06-09 15:00, ready 2026-06-10 09:30"),
    ("an open hold over a weekend", BERLIN, WEEK, [], "2026-06-14 12:00", 10,
     "receive 2026-06-10 09:00, diagnose 2026-06-10 13:00, hold vendor 2026-06-12 16:00"),
    ("an open hold for legal reasons", BERLIN, WEEK, [], "2026-06-14 12:00", 30,
     "receive 2026-06-10 09:00, hold legal 2026-06-11 16:00"),
    ("a hold that began after the target was up", BERLIN, WEEK, [], "2026-06-19 12:00", 8,
     "receive 2026-06-08 09:00, diagnose 2026-06-08 10:00, hold customer 2026-06-10 10:00"),
    ("ready undone twice", BERLIN, WEEK, [], "2026-06-30 12:00", 24,
     "receive 2026-06-08 09:00, start 2026-06-08 10:00 after diagnose, test 2026-06-08 15:00, "
     "ready 2026-06-08 16:00, fail 2026-06-10 11:00, test 2026-06-10 16:30, "
     "fail 2026-06-11 09:30, test 2026-06-11 12:00, ready 2026-06-11 12:30, "
     "out 2026-06-15 16:00"),
    ("ready undone and still open", BERLIN, WEEK, [], "2026-06-12 12:00", 24,
     "receive 2026-06-08 09:00, start 2026-06-08 10:00 after diagnose, test 2026-06-08 15:00, "
     "ready 2026-06-08 16:00, fail 2026-06-10 11:00"),
    ("hours that grew in mid-job", BERLIN, WEEK + ["2026-06-10 Mon-Fri 08:00-18:00"], [],
     "2026-06-12 12:00", 24, "receive 2026-06-08 09:00, diagnose 2026-06-09 16:00, "
     "ask 2026-06-10 17:30, approve 2026-06-11 08:30"),
    ("hours that shrank in mid-job", BERLIN, WEEK + ["2026-06-10 Tue-Thu 10:00-12:00"], [],
     "2026-06-18 12:00", 20, "receive 2026-06-08 09:00, parts 2026-06-09 12:00 after diagnose, "
     "start 2026-06-16 11:00"),
    ("nights that ended in mid-job", BERLIN, NIGHT + ["2026-06-06 Mon-Fri 09:00-17:00"], [],
     "2026-06-09 12:00", 12, "receive 2026-06-05 12:00"),
    ("hours first set in mid-job: every hour counted before", BERLIN,
     ["2026-06-10 Mon-Fri 09:00-17:00"], [], "2026-06-11 12:00", 60, "receive 2026-06-08 18:00"),
    ("no hours at all", BERLIN, [], [], "2026-06-11 12:00", 60,
     "receive 2026-06-08 18:00, diagnose 2026-06-09 07:00, hold customer 2026-06-09 08:00"),
    ("handed over and back to nobody's clock", BERLIN, WEEK, [], "2026-06-30 12:00", 16,
     "receive 2026-06-08 09:00, ask 2026-06-08 12:00, declined 2026-06-09 13:00, "
     "out 2026-06-12 16:45"),
    ("every clock of one job", BERLIN, WEEK, ["2026-06-04 closed", "2026-06-13 10:00-14:00"],
     "2026-06-30 12:00", 40,
     "receive 2026-06-01 09:30, diagnose 2026-06-01 11:00, ask 2026-06-01 15:00, "
     "approve 2026-06-03 10:00, start 2026-06-03 10:30, parts 2026-06-03 16:00, "
     "start 2026-06-09 09:15, send 2026-06-10 14:00, back 2026-06-13 11:00, "
     "test 2026-06-15 09:00, fail 2026-06-15 10:00, test 2026-06-15 15:00, "
     "ready 2026-06-15 16:00, out 2026-06-17 12:00"),
    ("two questions, two answers", BERLIN, WEEK, [], "2026-06-12 12:00", 16,
     "receive 2026-06-08 09:00, ask 2026-06-08 10:00, approve 2026-06-08 16:00, "
     "ask 2026-06-09 09:00 after diagnose, diagnose 2026-06-10 12:00"),
    ("cancelled stops there", BERLIN, WEEK, [], "2026-06-12 12:00", 16,
     "receive 2026-06-08 09:00, ask 2026-06-08 10:00, cancel 2026-06-09 10:00"),
    ("lunch breaks", BERLIN, ["2026-01-01 Mon-Fri 09:00-12:30,13:30-18:00; Sat 10:00-14:00"], [],
     "2026-06-15 12:00", 20, "receive 2026-06-12 12:00, hold customer 2026-06-12 13:00, "
     "resume 2026-06-12 13:15, diagnose 2026-06-13 12:00"),
    ("a job of seven months", BERLIN, WEEK, MAY, "2026-10-30 12:00", 40,
     "receive 2026-03-20 12:00, diagnose 2026-03-20 13:00, send 2026-03-23 09:00, "
     "back 2026-09-28 10:00, test 2026-09-28 15:00, ready 2026-09-29 09:00"),
    ("across the date line", "Pacific/Apia", WEEK, [], "2026-06-12 12:00", 16,
     "receive 2026-06-08 16:00, ask 2026-06-09 09:30, approve 2026-06-10 16:30"),
]
# What the reference itself says: seconds, and the instant of the target.
REFERENCE = {
    "reference: no hold": (139 * 3600, 19 * 3600, 19 * 3600, "2026-05-05T14:00:00Z"),
    "reference: a customer hold": (139 * 3600, 19 * 3600, 16 * 3600, "2026-05-06T09:00:00Z"),
    "reference: a hold in closed hours": (139 * 3600, 19 * 3600, 19 * 3600,
                                          "2026-05-05T14:00:00Z"),
    "reference: ready undone": (139 * 3600, 19 * 3600, 19 * 3600, "2026-05-05T14:00:00Z"),
}


def clock(text):
    hours, minutes = text.split(":")
    return int(hours) * 60 + int(minutes)


def windows(text):
    """"18:00-02:00,…" as minutes of the day; beyond 1440 on the day after."""
    spans = [tuple(map(clock, span.split("-"))) for span in text.split(",")]
    return [(a, b if b > a else b + 1440) for a, b in spans]


def week(text):
    hours = {day: [] for day in DAYS}
    for group in text.split("; "):
        days, spans = group.split(" ")
        first, _, last = days.partition("-")
        day = DAYS.index(first)
        while True:
            hours[DAYS[day]] += windows(spans)
            if DAYS[day] == (last or first):
                break
            day = (day + 1) % 7
    return hours


class Centre:
    def __init__(self, zone, sets, days):
        self.zone = ZoneInfo(zone)
        self.sets = [(date.fromisoformat(s[:10]), week(s[11:])) for s in sets]
        self.days = {date.fromisoformat(d[:10]): [] if d[11:] == "closed" else windows(d[11:])
                     for d in days}

    def of_day(self, day):
        if day in self.days:
            return self.days[day]
        held = [hours for since, hours in self.sets if since <= day]
        return held[-1][DAYS[day.weekday()]] if held else [(0, 1440)]

    def is_open(self, minute):
        wall = datetime.fromtimestamp(minute * 60, self.zone)
        now = wall.hour * 60 + wall.minute
        return any(a <= now < b for a, b in self.of_day(wall.date())) or any(
            now + 1440 < b for a, b in self.of_day(wall.date() - timedelta(days=1)))

    def minute(self, text):
        wall = datetime.fromisoformat(text.rstrip("*")).replace(tzinfo=self.zone)
        return int(wall.replace(fold=text.endswith("*")).timestamp()) // 60


def steps_of(text, centre):
    """(minute, step, hold reason) in order; "after X" puts a step X before it, at its time."""
    for part in text.split(", "):
        name, reason, when, before = re.fullmatch(
            r"(\w+) (?:([a-z]+) )?(\S+ [0-9:*]+)(?: after (\w+))?", part).groups()
        if before:
            yield centre.minute(when), before, None
        yield centre.minute(when), name, reason


def work_out(centre, steps, as_of, target):
    """Every figure, from what held in each minute."""
    received = steps[0][0]
    ready = out = quoted = None
    states, state, hold = [], "received", None
    answers = []
    asked = None
    for (at, name, reason), (until, _, _) in zip(steps, steps[1:] + [(as_of, None, None)]):
        to = STEPS[name][0] if name != "receive" else "received"
        if name == "hold":
            hold = reason
        elif name == "resume":
            hold = None
        if to:
            if state == "await_customer" and to != state:
                answers.append((asked, at))
            if to == "await_customer" and state != to:
                asked = at
            state, hold = to, None
            ready = at if to == "ready" else ready if to == "handed_over" else None
            out = at if to == "handed_over" else None
            if name == "ask" and quoted is None:
                quoted = at
        states.append((at, until, state, hold))
    end = ready if ready is not None else steps[-1][0] if state == "cancelled" else as_of
    clocks = dict.fromkeys(["net", "bench", "parts", "vendor", "shop", "customer", "payer"])
    for name in clocks:
        clocks[name] = [0, 0]
    total = [0, 0]
    counted, due = 0, None
    for at, until, what, held in states:
        for minute in range(at, min(until, end)):
            business = centre.is_open(minute)
            # A ready before the one that stands was none: the shop had it.
            owner = HOLD[held] if held else "shop" if what == "ready" else OWNER.get(what)
            names = [owner] if owner in clocks else []
            if owner not in EXCLUDED:
                names.append("net")
                counted += business
                if counted == target and due is None:
                    due = minute + 1
            if held is None and what in ("diagnosing", "in_repair"):
                names.append("bench")
            for sums in [total] + [clocks[name] for name in names]:
                sums[0] += 60
                sums[1] += 60 * business
    minute = end
    while due is None:
        counted += centre.is_open(minute)
        minute += 1
        if counted == target:
            due = minute

    def between(spans):
        return [60 * sum(b - a for a, b in spans),
                60 * sum(centre.is_open(m) for a, b in spans for m in range(a, b))]

    none = [None, None]
    collected = out if out is not None else as_of if state == "ready" else None
    return {
        "customer": total, "net": clocks["net"], "bench": clocks["bench"],
        "door_to_door": between([(received, out)]) if out is not None else none,
        "quote": between([(received, quoted)]) if quoted is not None else none,
        "approval": between(answers) if answers else none,
        "parts": clocks["parts"], "vendor": clocks["vendor"],
        "collection": between([(ready, collected)]) if ready and collected else none,
        "by_owner": {name: clocks[name][1] for name in
                     ("shop", "customer", "payer", "parts", "vendor")},
        "due": datetime.fromtimestamp(due * 60, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}


def stamp(minute):
    return datetime.fromtimestamp(minute * 60, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Program:
    def __init__(self, binary, folder, number, zone):
        self.binary = binary
        self.env = dict(os.environ, FETTLE_DB=os.path.join(folder, f"{number}.db"),
                        FETTLE_AS="boss")
        self.zone = zone

    def __call__(self, now, command):
        result = subprocess.run([self.binary, *command], capture_output=True, text=True,
                                env=dict(self.env, FETTLE_NOW=stamp(now)), check=False)
        if result.returncode != 0:
            sys.exit(f"{' '.join(command)}: {result.stderr}")
        return result.stdout

    def run(self, job, centre, steps, as_of, is_late):
        _, zone, sets, days, _, target, _ = job
        start = steps[0][0]
        self(start, ["init", "--name", "Shop", "--currency", "EUR", "--country", "DE",
                     "--timezone", zone])
        for hours in sets:
            self(start, ["calendar", "hours", hours[11:], "--from", hours[:10]])
        for day in days:
            verb = ["close", day[:10], "holiday"] if "closed" in day else ["open"] + day.split()
            self(start, ["calendar"] + verb)
        self(start, ["setting", "set", "target.business_hours", str(target)])
        code = json.loads(self(start, ["checkin", "--customer", "Ann", "--brand", "B", "--fault",
                                       "f", "--format", "json"]))["rows"][0]["order"]
        for at, name, reason in steps[1:]:
            command = ["order"] + (STEPS[name][1].format(code) + (reason or "")).split()
            if is_late:
                local = datetime.fromtimestamp(at * 60, centre.zone).isoformat()
                self(as_of, command + ["--at", local])
            else:
                self(at, command)
        return json.loads(self(as_of, ["order", "show", code, "--format", "json"]))["turnaround"]


def main():
    binary, folder = sys.argv[1:3]
    failures = count = 0
    for number, job in enumerate(JOBS):
        name, zone, sets, days, as_of, target, text = job
        centre = Centre(zone, sets, days)
        steps = list(steps_of(text, centre))
        as_of = centre.minute(as_of)
        wanted = work_out(centre, steps, as_of, target * 60)
        if name in REFERENCE:
            figures = (*wanted["customer"], wanted["net"][1], wanted["due"])
            assert figures == REFERENCE[name], (name, figures)
        for is_late in (False, True) if name in REFERENCE else (number % 2 == 1,):
            program = Program(binary, folder, number * 2 + is_late, zone)
            said = program.run(job, centre, steps, as_of, is_late)
            got = {row["clock"]: [row["calendar_seconds"], row["business_seconds"]]
                   for row in said["clocks"]}
            got.update(by_owner=said["by_owner"], due=said["target_due_at"])
            got["said"] = [said["calendar_seconds"], said["business_seconds"],
                           said["net_business_seconds"]]
            wanted["said"] = [*wanted["customer"], wanted["net"][1]]
            count += 1
            for key, value in wanted.items():
                if got.get(key) != value:
                    failures += 1
                    print(f"{name}{', typed afterwards' * is_late}: {key} is {got.get(key)}, "
                          f"expected {value}")
    print(f"{len(JOBS)} jobs, {count} runs, {failures} differences")
    sys.exit(failures != 0)


main()
