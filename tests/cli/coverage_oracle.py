#!/usr/bin/python3
"""Works out by itself who pays, and asks the program for the same.

coverage_oracle.py FETTLE FOLDER: makes centres in FOLDER with devices, terms, covers on file,
earlier repairs, owners, exchanged units and findings from a fixed seed, all through the command line, and compares
`coverage why --format json` on the days on which something begins or ends, on leap days and month
ends. The rules are those of the domain reference, 2.3, as tests/fixtures/coverage/README.md reads
them, and of the help texts; no table is shared with the program.
"""
import calendar
import json
import os
import random
import subprocess
import sys
from datetime import date, timedelta

CLASSES = ["labour", "parts", "shipping", "travel"]
ORDER = ["recall", "doa", "part_supplier", "own_repair", "maker", "extended", "contract",
         "insurance", "seller", "goodwill"]
PAYER = {"recall": "maker", "doa": "seller", "part_supplier": "supplier", "own_repair": "shop",
         "maker": "maker", "extended": "contract", "contract": "contract",
         "insurance": "insurer", "seller": "seller", "goodwill": "shop"}
# A reason that comes later was nearer to applying.
REASONS = ["void", "class", "not_begun", "ended", "other_fault", "other_owner", "territory",
           "meter", "no_proof", "excluded"]
EXCLUSIONS = ["damage", "liquid", "opened", "seal_broken", "consumable", "battery_wear",
              "wrong_region", "stolen", "serial_altered", "misuse", "commercial_use"]
RESTORED = {"repaired", "software_only"}
GUARANTEED = {"repaired", "repaired_partly"}
MODELS = [("Sony", "Headphones"), ("Sony", "Mobile"), ("Nokia", "Mobile"), ("Bosch", "Kettle"),
          (None, "Laptop")]
DAY = timedelta(1)


def month_end(year, month):
    return calendar.monthrange(year, month)[1]


def add_months(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_end(year, month + 1)))


def end_of(start, share):
    duration, unit = share.get("duration"), share["unit"]
    if unit == "lifetime":
        return None
    if unit in ("day", "week"):
        return start + DAY * duration * {"day": 1, "week": 7}[unit]
    return add_months(start, duration * {"month": 1, "year": 12}[unit])


def repair_days(visits):
    """The days the device was here, each once; that of the hand-over is not one."""
    days = set()
    for visit in visits:
        day = visit["in"]
        while visit["out"] and day < visit["out"]:
            days.add(day)
            day += DAY
    return len(days)


class Centre:
    def __init__(self, country, months, days, weekend, terms, order):
        self.country, self.months, self.days = country, months, days
        self.order = order
        self.weekend = weekend  # closed on these days of the week
        self.terms = terms
        self.retired = set()

    def document(self, code, day):
        """The one of a code that applies to covers that begin on that day."""
        found = [t for t in self.terms if t["code"] == code and t["applies_from"] <= str(day)]
        return max(found, key=lambda t: t["applies_from"], default=None)

    def ends(self, term, start, device, visits):
        """Per class percent and last day."""
        shares = {}
        bought = start if term["basis"] == "purchase" else device["bought"]
        under = [v for v in visits
                 if term["code"] in (v["kept"]["labour"][3], v["kept"]["parts"][3])]
        since = term.get("extension_applies_from")
        once = (term.get("extension_once_months", 0)
                if any(v["result"] in RESTORED for v in under)
                and (not since or bought and str(bought) >= since) else 0)
        for name, share in term["classes"].items():
            end = end_of(start, share)
            if end and term.get("extends_by_repair_days"):
                end += DAY * repair_days(under)
            if end and once:
                end = add_months(end, once)
            while end and term.get("moves_to_working_day") and end.weekday() in self.weekend:
                end += DAY
            if share["percent"] > 0:
                shares[name] = (share["percent"], end)
        return shares

    def fits(self, term, device):
        return (term.get("is_general", False) and term["code"] not in self.retired
                and (not term.get("brands")
                     or (device["brand"] or "").lower() in [b.lower() for b in term["brands"]])
                and (not term.get("categories") or device["category"] in term["categories"]))

    def covers(self, device, visits, job=None):
        """Every cover that is known, in the order in which they are found."""
        found = []
        for cover in device["covers"]:
            term = self.document(cover["code"], cover["from"])
            shares = self.ends(term, cover["from"], device, visits)
            if cover["until"]:
                shares = {name: (s[0], cover["until"]) for name, s in shares.items()}
            found.append(dict(term=term, start=cover["from"], shares=shares, void=cover["void"],
                              proof=cover["proof"], match="unknown" if term["giver"] in
                              ("own_repair", "part_supplier") else "all"))
        filed = {c["term"]["giver"] for c in found} - {"own_repair"}
        bought = None if device["replaces"] else device["bought"]
        found += self.inherited(device)
        repairs = sorted((v for v in visits if v["result"] in GUARANTEED and v["out"]),
                         key=lambda v: v["in"], reverse=True)
        settled = set()
        for code in sorted({t["code"] for t in self.terms}):
            giver = next(t["giver"] for t in self.terms if t["code"] == code)
            starts = [(bought, None)] if bought else []
            if giver == "own_repair":
                starts = [(v["out"], v) for v in repairs]
            if giver in filed:
                continue
            for start, visit in starts:
                term = self.document(code, start)
                if term is None or not self.fits(term, device):
                    continue
                found.append(dict(term=term, start=start, void=False,
                                  proof=visit is not None or device["proof"],
                                  shares=self.ends(term, start, device, visits),
                                  match=same_fault(visit, job) if visit else "all"))
                settled.add(id(visit) if visit else None)
        whole = {"excludes": EXCLUSIONS, "basis": "purchase"}
        if self.months and bought and \
                not any(c["term"]["giver"] == "maker" for c in found):
            share = {"percent": 100, "duration": self.months, "unit": "month"}
            term = dict(whole, giver="maker", code="maker_warranty",
                        classes={"labour": share, "parts": share})
            found.append(dict(term=term, start=bought, void=False, match="all",
                              proof=device["proof"],
                              shares=self.ends(term, bought, device, visits)))
        for visit in repairs if self.days else []:
            if id(visit) in settled:
                continue
            share = {"percent": 100, "duration": self.days, "unit": "day"}
            term = dict(whole, giver="own_repair", code="own_repair_warranty", basis="hand_over",
                        classes={"labour": share, "parts": share})
            found.append(dict(term=term, start=visit["out"], void=False, proof=True,
                              match=same_fault(visit, job),
                              shares=self.ends(term, visit["out"], device, visits)))
        return found

    def inherited(self, device):
        """What is left of the unit that this one took the place of, and never less than the
        minimum of its term."""
        if not device["replaces"]:
            return []
        old, day = device["replaces"]
        found = []
        for cover in self.covers(old, old["visits"]):
            term, shares = cover["term"], {}
            lost = not term.get("is_transferable", True) and \
                any(cover["start"] < sold <= day for sold in old["sold"])
            if cover["void"] or lost or term["giver"] in ("own_repair", "part_supplier"):
                continue
            least = None
            if "replacement_min_days" in term:
                least = day + DAY * term["replacement_min_days"]
                while term["moves_to_working_day"] and least.weekday() in self.weekend:
                    least += DAY
            for name, (percent, end) in cover["shares"].items():
                if least and end:
                    end = max(end, least)
                if end is None or end >= day:
                    shares[name] = (percent, end)
            if shares:
                found.append(dict(cover, start=day, shares=shares))
        return found

    def reason(self, cover, name, day, device, findings):
        """Why a cover does not apply; None: it does."""
        term = cover["term"]
        percent, end = cover["shares"].get(name, (0, None))
        sold = [d for d in device["sold"] if cover["start"] < d <= day]
        holds = {
            "void": cover["void"],
            "class": percent == 0,
            "not_begun": day < cover["start"],
            "ended": end is not None and day > end,
            "other_fault": cover["match"] == "no",
            "other_owner": not term.get("is_transferable", True) and sold,
            "territory": term.get("territory") and self.country not in term["territory"],
            "no_proof": term.get("needs_proof") and not cover["proof"],
            "excluded": any(proved and what in term.get("excludes", [])
                            for what, proved in findings),
        }
        return next((r for r in REASONS if holds.get(r)), None)

    def verdict(self, device, day, visits, findings=(), job=None):
        """Per class payer, percent, until, rule and standing."""
        result = {}
        covers = self.covers(device, visits, job)
        given = device["given_on"]
        for cover in covers if given else []:
            cover["void"] = cover["void"] or day > given
            cover["shares"] = {name: (share[0], min(share[1] or given, given))
                               for name, share in cover["shares"].items()}
        for name in CLASSES:
            ranked = []
            for place, cover in enumerate(covers):
                if cover["term"]["giver"] not in self.order or \
                        self.reason(cover, name, day, device, findings):
                    continue
                percent, end = cover["shares"][name]
                ranked.append((cover["match"] == "unknown", self.order.index(cover["term"]["giver"]),
                               -percent, -(end or date.max).toordinal(), place))
            if not ranked:
                result[name] = ("customer", 100, None, "no_cover", "certain")
                continue
            cover = covers[min(ranked)[-1]]
            percent, end = cover["shares"][name]
            standing = "certain"
            if cover["match"] == "unknown":
                standing = "if_same_fault"
            elif cover["term"].get("meter_limit") is not None:
                standing = "if_meter"
            result[name] = (PAYER[cover["term"]["giver"]], percent, end and str(end),
                            cover["term"]["code"], standing)
        return result

    def days_of(self, device, visits, job=None):
        """The days on which something changes."""
        days = set()
        for cover in self.covers(device, visits, job):
            days.add(cover["start"])
            days.add(cover["start"] - DAY)
            for _, end in cover["shares"].values():
                if end:
                    days |= {end, end + DAY}
        for sold in device["sold"]:
            days |= {sold - DAY, sold}
        if device["given_on"]:
            days |= {device["given_on"], device["given_on"] + DAY}
        return days


def same_fault(visit, job):
    """Whether a job is about the fault that was repaired, by the codes of both."""
    if job is None or not visit["group"] or not job["group"]:
        return "unknown"
    return "yes" if visit["group"] == job["group"] else "no"


def random_terms(rng):
    """Documents, some with a second one for what begins later."""
    terms = []
    for number in range(rng.randint(7, 9)):
        giver = rng.choice(ORDER[:-1] + ["maker", "seller", "own_repair", "extended"])
        term = {
            "code": f"{giver.replace('_', '-')}-{number}", "title": f"Term {number}",
            "source": "drawn by lot", "applies_from": rng.choice(["2000-01-01", "2023-02-28"]),
            "giver": giver, "is_general": rng.random() < 0.4,
            "basis": "hand_over" if giver == "own_repair"
                     else rng.choice(["purchase", "delivery"]),
            "classes": {},
            "needs_proof": rng.random() < 0.3, "is_transferable": rng.random() < 0.6,
            "excludes": rng.sample(EXCLUSIONS, rng.randint(0, 6)),
            "moves_to_working_day": rng.random() < 0.25,
            "extends_by_repair_days": rng.random() < 0.3,
        }
        for name in rng.sample(CLASSES, rng.randint(1, 4)):
            unit = rng.choice(["day", "week", "month", "month", "month", "year", "lifetime"])
            share = {"percent": rng.choice([100, 100, 100, 50, 80, 1]), "unit": unit}
            if unit != "lifetime":
                share["duration"] = {"day": rng.randint(1, 800), "week": rng.randint(1, 120),
                                     "month": rng.randint(1, 48), "year": rng.randint(1, 5)}[unit]
            term["classes"][name] = share
        if rng.random() < 0.2:
            term["territory"] = rng.sample(["DE", "PT", "US"], rng.randint(1, 2))
        if rng.random() < 0.3:
            term["brands"] = rng.sample(["SONY", "Nokia", "Bosch"], rng.randint(1, 2))
        if rng.random() < 0.2:
            term["categories"] = rng.sample(["Mobile", "Kettle", "Headphones"], 2)
        if rng.random() < 0.4:
            term["extension_once_months"] = rng.choice([6, 12])
            if rng.random() < 0.5:
                term["extension_applies_from"] = rng.choice(["2024-01-31", "2024-07-31"])
        if rng.random() < 0.4:
            term["replacement_min_days"] = rng.choice([0, 30, 400])
        if rng.random() < 0.1:
            term["meter_limit"] = 1000
        terms.append(term)
        if rng.random() < 0.6:
            later = json.loads(json.dumps(term))
            later["applies_from"] = rng.choice(["2023-07-01", "2024-02-29", "2024-08-31"])
            for share in later["classes"].values():
                share["percent"] = rng.choice([100, 70])
            later["brands"] = rng.choice([[], ["Sony"]])
            terms.append(later)
    return terms


def random_day(rng, first, last):
    special = [date(2024, 2, 29), date(2024, 8, 31), date(2025, 1, 31), date(2024, 12, 31),
               date(2025, 2, 28), date(2023, 10, 31)]
    special = [d for d in special if first <= d <= last]
    if special and rng.random() < 0.3:
        return rng.choice(special)
    return first + DAY * rng.randint(0, (last - first).days)


class Program:
    """The program at a database."""

    def __init__(self, program, folder, name):
        self.program = program
        self.folder = folder
        self.env = {**os.environ, "FETTLE_DB": os.path.join(folder, name + ".db"),
                    "FETTLE_AS": "mara"}
        self.now = "2024-01-02T09:00:00Z"

    def run(self, *words, text=None):
        done = subprocess.run([self.program, *words, "--format", "json"], input=text,
                              capture_output=True, text=True, check=False,
                              env={**self.env, "FETTLE_NOW": self.now})
        if done.returncode != 0:
            sys.exit(f"fettle {' '.join(words)} at {self.now}: {done.returncode}\n{done.stderr}")
        return json.loads(done.stdout) if done.stdout else None


def make_devices(rng, count):
    devices = []
    for number in range(count):
        brand, category = rng.choice(MODELS)
        bought = random_day(rng, date(2022, 6, 1), date(2024, 3, 1))
        devices.append({
            "serial": f"SN{number:05}", "brand": brand, "category": category, "covers": [],
            "replaces": None, "given_on": None,
            "bought": bought if rng.random() < 0.85 else None, "sold": [], "visits": [],
            "proof": rng.random() < 0.6, "owner": f"Owner {number}", "phone": f"+49 30 {number:07}"
        })
    return devices


def check_in(program, rng, centre, devices, groups, is_first, day):
    """All of them on one day, some of another owner than before; returns the jobs."""
    program.now = f"{day}T10:00:00Z"
    intakes = []
    symptoms = list(groups)
    for device in devices:
        said = {"serial": device["serial"], "category": device["category"], "fault": "broken"}
        device["symptom"] = rng.choice([None] + symptoms[:3])
        if device["symptom"]:
            said["symptom"] = device["symptom"]
        if device["brand"]:
            said["brand"] = device["brand"]
        if is_first and device["bought"]:
            said["purchased_on"] = str(device["bought"])
        if is_first and device["proof"]:
            said["proof"] = "receipt"
        if not is_first and rng.random() < 0.25:
            device["owner"] += "'"
            device["sold"].append(day)
        intakes.append({"customer": {"name": device["owner"], "phone": device["phone"]},
                        "devices": [said]})
    rows = program.run("checkin", "--from", "-", text=json.dumps(intakes))["rows"]
    for device, row in zip(devices, rows):
        device["code"] = row["device"]
        job = {"group": groups.get(device["symptom"])}
        visit = {"order": row["order"], "in": day, "out": None, "result": None,
                 "group": job["group"],
                 "kept": centre.verdict(device, day, device["visits"], (), job)}
        said = {c["class"]: (c["payer"], c["percent"], c["until"], c["rule"])
                for c in row["coverage"]}
        names = {"labour": "labour", "parts": "part", "shipping": "freight", "travel": "other"}
        for name in CLASSES:
            compare(program, f"checkin {row['order']} of {device['serial']} on {day}", name,
                    visit["kept"][name][:4], said[names[name]], device, centre, visit)
        device["visits"].append(visit)


def repair(program, rng, devices, received, out, at):
    """What was checked in is done and, but for some, handed over on a later day."""
    visits = [d["visits"][-1] for d in devices]
    codes = "\n".join(v["order"] for v in visits)
    program.now = f"{received}T11:00:00Z"
    for step in ("diagnose", "start", "test"):
        words = ["--technician", "mara"] if step == "diagnose" else []
        program.run("order", step, "@-", *words, text=codes)
    for visit in visits:
        visit["result"] = rng.choice(["repaired", "repaired", "repaired", "repaired_partly",
                                      "software_only", "exchanged"])
    for result in sorted({v["result"] for v in visits}):
        program.run("order", "ready", "@-", "--result", result,
                    text="\n".join(v["order"] for v in visits if v["result"] == result))
    program.now = f"{out}T{at}:00Z"
    # An hour before midnight at Greenwich it is the next day already in Berlin.
    local = out + DAY if at == "23:30" else out
    program.run("order", "handover", "@-", text=codes)
    for visit in visits:
        visit["out"] = local


def add_covers(program, rng, centre, devices, day):
    program.now = f"{day}T12:00:00Z"
    for device in devices:
        for _ in range(rng.choice([0, 0, 1, 1, 2])):
            term = rng.choice(centre.terms)
            start = device["bought"]
            words = []
            if start is None or rng.random() < 0.4:
                start = random_day(rng, date(2023, 6, 1), date(2024, 12, 31))
                words += ["--from", str(start)]
            if centre.document(term["code"], start) is None or term["code"] in centre.retired:
                continue
            until = None
            if rng.random() < 0.2:
                until = start + DAY * rng.randint(0, 900)
                words += ["--until", str(until)]
            proof = rng.random() < 0.6
            if proof:
                words += ["--proof", "certificate"]
            program.run("coverage", "add", device["code"], "--term", term["code"], *words)
            device["covers"].append({"code": term["code"], "from": start, "until": until,
                                     "proof": proof, "void": False})
            if rng.random() < 0.15:
                program.run("coverage", "void", device["code"], str(len(device["covers"])), "why")
                device["covers"][-1]["void"] = True


def exchange(program, rng, devices):
    """Of every three one takes the place of another, and often the third of that."""
    program.now = "2025-01-07T09:00:00Z"
    for first, second, third in zip(devices[::3], devices[1::3], devices[2::3]):
        for old, new, day in (first, second, date(2024, 11, 5)), (second, third, date(2025, 1, 6)):
            if old is second and rng.random() < 0.5:
                continue
            program.run("coverage", "exchange", old["code"], new["code"], "--on", str(day))
            new["replaces"], old["given_on"] = (old, day), day


wrong = []
compared = 0


def compare(program, what, name, expected, said, device, centre, visit=None):
    global compared
    compared += 1
    if tuple(expected) != tuple(said):
        wrong.append(f"{what}: {name}: expected {expected}, said {said}\n"
                     f"   {device}\n   {centre.covers(device, device['visits'])}\n   FETTLE_DB={program.env['FETTLE_DB']}")


def ask(program, centre, device, code, day, findings, job, visits):
    expected = centre.verdict(device, day, visits, findings, job)
    said = program.run("coverage", "why", code, "--on", str(day))
    assert said["schema"] == "coverage/1" and said["on"] == str(day)
    for verdict in said["classes"]:
        compare(program, f"why {code} of {device['serial']} on {day}", verdict["class"],
                expected[verdict["class"]],
                tuple(verdict[k] for k in ("payer", "percent", "until", "rule", "standing")),
                device, centre)
        assert verdict["because"] and verdict["would_change"]


def set_up(program, centre, weekend):
    program.run("init", "--name", "Centre", "--currency", "EUR", "--timezone", "Europe/Berlin",
                "--country", centre.country)
    program.run("setting", "set", "warranty.maker_months", str(centre.months))
    program.run("setting", "set", "warranty.own_repair_days", str(centre.days))
    if centre.order != ORDER:
        program.run("setting", "set", "warranty.order", ",".join(centre.order))
    if weekend:
        program.run("calendar", "hours", "Mon-Fri 09:00-17:00", "--from", "2020-01-01")
    for term in centre.terms:
        program.run("term", "import", "-", text=json.dumps(term))
    for code in centre.retired:
        program.run("term", "edit", code, "--retired", "yes")


def groups_of(program):
    """The symptoms and their fault groups."""
    rows = program.run("code", "list", "--kind", "symptom")["rows"]
    groups = {}
    for row in rows:
        if row["group"] and row["group"] not in groups.values():
            groups[row["code"]] = row["group"]
    return groups


def try_centre(executable, folder, number, count, days_each):
    rng = random.Random(20261126 + number)
    weekend = {5, 6} if number % 2 else set()
    centre = Centre(["DE", "PT", "US"][number % 3], [24, 0, 12][number % 3], [90, 30, 0][number % 3],
                    weekend, random_terms(rng), list(ORDER))
    if number % 4 == 3:
        centre.order = rng.sample(ORDER, 8)
    codes = sorted({t["code"] for t in centre.terms})
    centre.retired = set(rng.sample(codes, 1))
    program = Program(executable, folder, f"centre{number}")
    set_up(program, centre, weekend)
    groups = groups_of(program)
    devices = make_devices(rng, count)
    check_in(program, rng, centre, devices, groups, True, date(2024, 3, 4))
    repair(program, rng, devices, date(2024, 3, 5), date(2024, 3, 29), "23:30")
    add_covers(program, rng, centre, devices, date(2024, 4, 2))
    again = rng.sample(devices, count * 2 // 3)
    check_in(program, rng, centre, again, groups, False, date(2024, 8, 30))
    repair(program, rng, again, date(2024, 8, 31), date(2024, 8, 31), "12:00")
    last = rng.sample(devices, count // 2)
    check_in(program, rng, centre, last, groups, False, date(2024, 12, 30))
    program.now = "2025-01-07T09:00:00Z"
    exchange(program, rng, [d for d in devices if d not in last])
    for device in devices:
        job, findings, code, visits = None, [], device["code"], device["visits"]
        if device in last:
            visit, visits = visits[-1], visits[:-1]
            code, job = visit["order"], {"group": visit["group"]}
            for what in rng.sample(EXCLUSIONS, rng.choice([0, 0, 1, 2])):
                proved = rng.random() < 0.7
                program.run("coverage", "found", code, what, *(["photo"] if proved else []))
                findings.append((what, proved))
        days = sorted(centre.days_of(device, visits, job) |
                      {date(2024, 2, 29), date(2025, 1, 31), date(2028, 2, 29)})
        for day in rng.sample(days, min(len(days), days_each)):
            ask(program, centre, device, code, day, findings, job, visits)
    program.run("check")


def main():
    executable, folder = sys.argv[1:3]
    centres, count, days_each = (int(w) for w in sys.argv[3:6] or (4, 55, 4))
    for number in range(centres):
        try_centre(executable, folder, number, count, days_each)
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    if wrong:
        sys.exit(f"{len(wrong)} of {compared} verdicts differ")
    print(f"{compared} verdicts agree")


if __name__ == "__main__":
    main()
