#!/usr/bin/python3
"""Fills a database that `fettle init` made (Europe/Berlin, EUR) with jobs for the report tests.

report_fixture.py DATABASE COUNT [SEED]: the jobs of the domain vectors, then COUNT made-up ones,
always the same for a seed. Rows go in by SQL: the tests of the reports do not rest on operations.
"""
import random
import sqlite3
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
STATE = {"receive": "received", "diagnose": "diagnosing", "ask": "await_customer",
         "ask_payer": "await_payer", "approve": "approved", "wait_parts": "await_parts",
         "start": "in_repair", "send": "at_vendor", "test": "quality_check", "fail": "in_repair",
         "ready": "ready", "hand_over": "handed_over", "close": "closed", "cancel": "cancelled",
         "import": "closed", "refuse": "diagnosing"}
CHECK = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DEVICES = [("Mobile", 19, "Samsung", ["Galaxy S23", "Galaxy A54", "Galaxy S21"]),
           ("Mobile", 19, "Apple", ["iPhone 13", "iPhone 14", "iPhone SE"]),
           ("Laptop", 16, "Lenovo", ["ThinkPad T14", "ThinkPad X1", "Yoga 7"]),
           ("Laptop", 16, "Apple", ["MacBook Air M2"]),
           ("Headphones", 11, "Sony", ["WH-1000XM4", "WF-1000XM5"]),
           ("Vacuum", 34, "Dyson", ["V11", "V15", "V8"]),
           ("Coffee maker", 36, "De'Longhi", ["Magnifica S", "Dinamica"]),
           ("Large home electrical", 17, "Bosch", ["Serie 6", "Serie 4"]),
           ("Sewing machine", 27, "Bernina", ["B 335"]),
           ("Misc", 18, None, [None])]


def check_character(payload):
    """ISO 7064 MOD 37,36."""
    product = 36
    for character in payload:
        total = (product + CHECK.index(character)) % 36 or 36
        product = total * 2 % 37
    return CHECK[(37 - product) % 36]


def at(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=BERLIN).timestamp())


class Centre:
    def __init__(self, path, seed):
        self.db = sqlite3.connect(path)
        self.random = random.Random(seed)
        self.site, self.manager = self.db.execute("SELECT site_id, id FROM staff").fetchone()
        self.next = 1000
        self.serial = 0
        self.codes = {}
        self.chance = random.Random(seed + 1)  # of claims, so that the jobs stay as they are
        self.staff = []
        for login, name in [("tomas", "Tomas Eder"), ("aiko", "Aiko Sato"), ("ines", "Inês Prado")]:
            self.staff.append(self.new_id())
            self.db.execute("INSERT INTO staff VALUES (?, ?, ?, ?, 'technician', 1, 0)",
                            (self.staff[-1], self.site, login, name))
        for weekday in range(1, 6):
            self.db.execute("INSERT INTO calendar_window VALUES (?, '2020-01-01', ?, ?, ?)",
                            (self.site, weekday, 9 * 3600, 17 * 3600))
        for day, name in [("2026-05-01", "Labour Day"), ("2026-05-14", "Ascension"),
                          ("2026-05-25", "Whit Monday"), ("2026-10-03", "German Unity")]:
            self.db.execute("INSERT INTO calendar_day VALUES (?, ?, 0, 0, ?)", (self.site, day, name))
        self.customer = self.new_id()
        self.db.execute("INSERT INTO customer VALUES (?, ?, ?, 'person', 'Ana Čović', 'ana covic', "
                        "NULL, NULL, NULL, x'00', 0)",
                        (self.customer, self.site, self.code("K")))

    def new_id(self):
        self.next += 1
        return self.next

    def code(self, letter):
        while True:
            self.codes[letter] = self.codes.get(letter, 0) + 1
            payload = f"{letter}26{self.codes[letter]:05d}"
            if check_character(payload) not in "IOYZ":
                return payload + check_character(payload)

    def job(self, device, events, lines=(), cover=None, promised=None, source="desk", again=None,
            codes=(), priority="normal"):
        """events: (instant, kind, details); lines: (class, milli, cost, price, payer, bill, back);
        again: the device of an earlier job; codes: (symptom, section, repair, part, added, removed).
        Returns the device."""
        category, brand, model, serial = device
        ids = {name: self.new_id() for name in ("device", "intake", "order")}
        received = next((e[0] for e in events if e[1] in ("receive", "import")), None)
        if again:
            ids["device"] = again
        else:
            self.db.execute(
                "INSERT INTO device (id, site_id, code, category_id, brand, brand_key, model, "
                "model_key, serial, seal_key, created_at) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, x'00', 0)",
                (ids["device"], self.site, self.code("D"), category, brand, brand and brand.lower(),
                 model, model and model.lower(), serial))
        self.db.execute("INSERT INTO intake VALUES (?, ?, ?, ?, ?, ?)",
                        (ids["intake"], self.site, self.code("N"), self.customer, self.manager,
                         events[0][0]))
        order = {"state": "booked", "hold": None, "result": None, "technician": None,
                 "ready": None, "out": None, "closed": None, "since": events[0][0]}
        rows = []
        for instant, kind, details in events:
            state = STATE.get(kind)
            if kind == "import":
                order.update(ready=instant, out=instant, closed=instant)
            if kind == "receive" and order["state"] != "booked" and order["state"] != "at_vendor":
                state = None
            if kind == "hold":
                order["hold"] = details["hold"]
            elif state is not None or kind == "resume":
                order["hold"] = None
            if kind == "assign":
                order["technician"] = details["technician_id"]
            if kind == "ready":
                order.update(ready=instant, result=details["result"])
            if kind == "import":
                order.update(result=details["result"])
            if kind == "fail":
                order.update(ready=None, result=None)
            if kind == "hand_over":
                order["out"] = instant
            if kind == "close":
                order["closed"] = instant
            if state is not None:
                order.update(state=state, since=instant)
            rows.append((self.new_id(), ids["order"], instant, kind, order["state"], self.manager,
                         details.get("technician_id"), details.get("hold"), details.get("result"),
                         int(details.get("day_only", False)), details.get("due_on")))
        self.db.execute(
            "INSERT INTO work_order (id, site_id, code, intake_id, device_id, customer_id, priority, "
            "fault, promised_on, first_promised_on, source, state, hold, result, technician_id, "
            "received_at, ready_at, handed_over_at, closed_at, state_since, last_event_at, "
            "last_event_id, is_open, seal_key) VALUES "
            "(?, ?, ?, ?, ?, ?, ?, 'broken', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'00')",
            (ids["order"], self.site, self.code("W"), ids["intake"], ids["device"], self.customer,
             priority, promised, promised, source, order["state"], order["hold"], order["result"],
             order["technician"], received, order["ready"], order["out"], order["closed"],
             order["since"], events[-1][0], rows[-1][0],
             int(order["state"] not in ("booked", "handed_over", "closed", "cancelled"))))
        self.db.executemany("INSERT INTO order_event (id, order_id, at, kind, state, staff_id, "
                            "technician_id, hold, result, is_day_only, due_on) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self.order, self.lines_of = ids["order"], []
        self.done_at = (order["ready"], order["out"])
        for position, (kind, milli, cost, price, payer, bill, back) in enumerate(lines, 1):
            self.lines_of.append((self.new_id(), position, payer, (milli * price + 500) // 1000))
            self.db.execute(
                "INSERT INTO order_line (id, order_id, position, class, text, quantity_milli, "
                "unit_cost_cents, unit_price_cents, tax_basis_points, payer, bill, "
                "recovered_cents, added_at) "
                "VALUES (?, ?, ?, ?, 'line', ?, ?, ?, 1900, ?, ?, ?, ?)",
                (self.lines_of[-1][0], ids["order"], position, kind, milli, cost, price, payer,
                 bill, back, events[0][0]))
        if cover:
            for kind in ("labour", "part", "freight", "other"):
                self.db.execute(
                    "INSERT INTO order_cover (order_id, class, payer, percent, rule, because, "
                    "would_change) VALUES (?, ?, ?, 100, 'rule', 'because', 'nothing')",
                    (ids["order"], kind, cover))
        for position, (*said, part, added, removed) in enumerate(codes, 1):
            found = [code and self.db.execute(
                "SELECT id FROM fault_code WHERE kind = ? AND code = ?", (kind, code)).fetchone()[0]
                for kind, code in zip(("symptom", "section", "repair"), said)]
            self.db.execute(
                "INSERT INTO diagnosis (id, order_id, position, symptom_id, section_id, repair_id, "
                "part, part_key, added_at, removed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self.new_id(), ids["order"], position, *found, part, part and part.lower(), added,
                 removed))
        return ids["device"]

    def claim(self, payer, events):
        """events: (instant, kind, revision, position, amount, reason), the oldest first. What is
        repeated from them is left wrong: reports go by the events."""
        claim = self.new_id()
        lines = {position: line for line, position, *_ in self.lines_of}
        self.db.execute(
            "INSERT INTO claim (id, site_id, code, order_id, payer, seal_key, created_at, state, "
            "is_open, revision, claimed_cents, approved_cents, paid_cents, written_off_cents, "
            "last_event_id) VALUES (?, ?, ?, ?, ?, x'00', 0, 'draft', 1, 0, 7, 7, 7, 7, 0)",
            (claim, self.site, self.code("C"), self.order, payer))
        for instant, kind, revision, position, amount, reason in events:
            self.db.execute(
                "INSERT INTO claim_event (id, claim_id, at, kind, revision, staff_id, position, "
                "line_id, amount_cents, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (self.new_id(), claim, instant, kind, revision, self.manager, position,
                 lines[position] if kind == "line" else None, amount, reason))

    def claims(self):
        """Claims on the payers of the last job, in every state there is."""
        ready, out = self.done_at
        for payer in ("maker", "seller", "supplier", "insurer", "contract"):
            lines = [(position, amount) for _, position, whose, amount in self.lines_of
                     if whose == payer]
            if not lines or ready is None or self.chance.random() < 0.15:
                continue
            stories = [self.story(lines, ready if out is None else self.chance.choice([ready, out]))]
            if stories[0][-1][1] in ("withdraw", "lapse") and self.chance.random() < 0.6:
                stories.append(self.story(lines, stories[0][-1][0]))
            for story in stories:
                self.claim(payer, [event for event in story if event[0] <= at("2026-11-22 10:30")])
                if self.chance.random() < 0.7:
                    self.db.execute("UPDATE order_line SET recovered_cents = NULL "
                                    "WHERE order_id = ? AND payer = ?", (self.order, payer))
            if self.chance.random() < 0.08:
                # Nobody paid: the customer gets the line.
                self.db.execute("UPDATE order_line SET removed_at = ? WHERE order_id = ? "
                                "AND payer = ?", (stories[-1][-1][0], self.order, payer))

    def story(self, lines, now):
        pick = self.chance
        events = []

        def then(kind, revision=1, position=None, amount=None, reason=None, hours=30):
            nonlocal now
            now += int(pick.expovariate(1 / hours) * 3600) + (hours > 0)
            events.append((now, kind, revision, position, amount, reason))

        def send(kind, revision, wanted):
            then(kind, revision)
            for position, amount in wanted:
                events.append((now, "line", revision, position, amount, None))

        def decide(revision, wanted, least):
            """Each line with a part of it that is at least so many percent."""
            given = {}
            for position, amount in wanted:
                share = pick.choice([100] * 3 + [0, 40, 80]) if least < 100 else 100
                given[position] = max(share, least) * amount // 100
                reason = None if given[position] == amount else pick.choice(
                    ["R12", "R12", "r12 ", "R07", "not covered", "R31", None])
                then("decide", revision, position, given[position], reason)
            return given

        def pay(given, percent, revision=1):
            for position, amount in given.items():
                if amount * percent // 100 > 0:
                    then("pay", revision, position, amount * percent // 100)

        then("open", 0, hours=5)
        end = pick.choice(["draft", "lapse", "drop", "sent", "ask", "decided", "appeal"] +
                          ["paid"] * 4 + ["short", "short", "correct", "correct", "off", "half",
                                          "back", "late_off"])
        if end in ("draft", "lapse"):
            if end == "lapse":
                then("lapse", 0, hours=300)
            return events
        send("submit", 1, lines)
        if pick.random() < 0.4:
            then("acknowledge")
        if end in ("sent", "drop", "ask"):
            if end != "sent":
                then({"drop": "withdraw", "ask": "ask"}[end])
            return events
        if end == "half":
            decide(1, lines[:1], 0)
            return events
        given = decide(1, lines, 100 if end in ("paid", "back") and pick.random() < 0.7 else 0)
        if end == "appeal":
            then("appeal")
            if pick.random() < 0.6:
                pay(decide(1, [line for line in lines if given[line[0]] < line[1]], 50), 100)
        if end in ("paid", "back", "late_off", "short"):
            pay(given, 60 if end == "short" else 100)
        if end == "short" and pick.random() < 0.5:
            then("dispute")
        if end == "short" and pick.random() < 0.6:
            # Before or after the dispute, of what was refused and of what was promised.
            for position, amount in lines:
                off = (amount - given[position] * 60 // 100) // pick.choice([1, 2, 3, 10])
                if off > 0:
                    then("write_off", 1, position, off, pick.choice(["too little", "rounding"]))
        if end == "back":
            for position, amount in given.items():
                if amount:
                    then("pay", 1, position, -amount // 2)
        if end in ("off", "late_off"):
            for position, amount in lines:
                paid = given[position] if end == "late_off" else 0
                if amount > paid and pick.random() < 0.8:
                    then("write_off", 1, position, (amount - paid) // pick.choice([1, 1, 2]),
                         "too little")
        if end == "correct":
            again = [line for line in lines if given[line[0]] < line[1]]
            if again:
                # Sometimes without the last of them.
                send("correct", 2, again[:len(again) - (pick.random() < 0.4)] or again)
                pay(decide(2, again[:len(again) - 1] or again, 40) if pick.random() < 0.7 else {},
                    100, 2)
        return events

    def vectors(self):
        """Domain reference 2.5: 139.0 h by the calendar, 19.0 business h; with holds."""
        device = (16, "Lenovo", "ThinkPad T14", "VEC-1")
        start, end = at("2026-04-29 16:00"), at("2026-05-05 11:00")
        ready = (end, "ready", {"result": "repaired"})
        hold = {"hold": "customer"}
        self.job(device, [(start, "receive", {}), ready])
        self.job(device, [(start, "receive", {}), (at("2026-04-30 15:00"), "hold", hold),
                          (at("2026-05-04 10:00"), "resume", {}), ready])
        self.job(device, [(start, "receive", {}), (at("2026-04-30 17:00"), "hold", hold),
                          (at("2026-05-04 09:00"), "resume", {}), ready])

    def made_up(self):
        pick = self.random
        self.serial += 1
        _, category, brand, models = pick.choice(DEVICES)
        model = pick.choice(models)
        if brand and pick.random() < 0.1:
            brand = brand.upper()
        device = (category, brand, model, f"SN{self.serial:07d}" if pick.random() < 0.9 else None)
        day = datetime(2026, 1, 5) + timedelta(days=pick.randrange(0, 318))
        now = int(day.replace(hour=9, tzinfo=BERLIN).timestamp()) + pick.randrange(0, 8 * 3600)
        if pick.random() < 0.03:
            noon = int(day.replace(hour=12, tzinfo=BERLIN).timestamp())
            self.job(device, [(noon, "import", {"result": "repaired", "day_only": True})],
                     source="ords")
            return
        promised = (day + timedelta(days=pick.choice([3, 5, 7]))).date().isoformat()
        later = (day + timedelta(days=9)).date().isoformat()
        events, limit = [(now, "receive", {"due_on": promised})], at("2026-11-22 10:30")

        def then(kind, hours, **details):
            nonlocal now
            now += int(pick.expovariate(1 / hours) * 3600) + 60
            events.append((now, kind, details))

        if pick.random() < 0.02:
            then("cancel", 20)
        else:
            if pick.random() < 0.9:
                then("assign", 4, technician_id=pick.choice(self.staff))
            then("diagnose", 8)
            if self.serial % 7 == 0:
                events.append((now, "promise", {"due_on": later}))
            if self.serial % 14 == 0:
                events.append((now, "promise", {"due_on": later}))
            if pick.random() < 0.35:
                then("ask", 3)
                then("approve", 30)
            if pick.random() < 0.1:
                then("ask_payer", 4)
                then("refuse" if self.serial % 3 == 0 else "approve", 40)
            if pick.random() < 0.3:
                then("wait_parts", 2)
                then("start", 60)
            elif pick.random() < 0.1:
                then("send", 10)
                then("receive", 150)
                then("start", 3)
            else:
                then("start", 6)
            if pick.random() < 0.15:
                then("hold", 3, hold=pick.choice(["customer", "parts", "internal",
                                                                "payer", "recall", "legal"]))
                then("resume", 30)
            then("test", 3)
            while pick.random() < 0.08:
                then("fail", 2)
                then("test", 4)
            then("ready", 1, result=pick.choice(["repaired"] * 6 + ["no_fault_found",
                                                                    "declined_by_customer",
                                                                    "unrepairable", "exchanged"]))
            if pick.random() < 0.04:
                then("fail", 5)
                then("test", 8)
                then("ready", 1, result="repaired")
            then("hand_over", 40)
            if pick.random() < 0.8:
                then("close", 48)
        events = [event for event in events if event[0] <= limit]
        if not events:
            return
        lines, cover = self.lines(events)
        self.job(device, events, lines, cover, promised if pick.random() < 0.8 else None,
                 priority=["normal", "low", "high", "urgent", "normal"][self.serial % 5],
                 codes=self.symptoms(events))
        self.claims()

    def symptoms(self, events):
        """What is wrong, of most jobs; sometimes the first line says nothing or was removed."""
        pick, at_first = self.chance, events[0][0]
        if pick.random() < 0.3:
            return []
        names = ["NO-CHARGE", "SHORT-RUN", "NO-PICTURE", "NO-SOUND"]
        lines = [(pick.choice(names + [None]), "DISPLAY", None, None, at_first,
                  pick.choice([None, None, at_first + 40 * 86400]))]
        if pick.random() < 0.5:
            lines.append((pick.choice(names), None, None, None, at_first + 86400, None))
        return lines

    def returns(self):
        """One device through up to four visits, coded or not, some of them repaired for good."""
        pick = self.random
        _, category, brand, models = pick.choice(DEVICES[:6])
        model = pick.choice(models[:2])
        device = (category, brand, model, f"RET{self.new_id()}")
        day = datetime(2026, 2, 2) + timedelta(days=pick.randrange(0, 250))
        now = int(day.replace(hour=9, tzinfo=BERLIN).timestamp())
        again, limit = None, at("2026-11-22 10:30")
        for _ in range(pick.choice([1, 2, 2, 3, 4])):
            start = now
            events = [(now, "receive", {})]
            for kind, hours in (("diagnose", 5), ("start", 9), ("test", 3)):
                now += int(pick.expovariate(1 / hours) * 3600) + 60
                events.append((now, kind, {}))
            if pick.random() < 0.15:
                events += [(now + 600, "fail", {}), (now + 3600, "test", {})]
                now += 3600
            events.append((now + 60, "ready", {"result": pick.choice(
                ["repaired"] * 5 + ["repaired_partly", "software_only", "exchanged",
                                    "no_fault_found", "unrepairable"])}))
            now += 60 + int(pick.expovariate(1 / 30) * 3600)
            events.append((now, "hand_over", {}))
            events = [event for event in events if event[0] <= limit]
            if not events:
                return
            codes = []
            if pick.random() < 0.85:
                symptom, section = pick.choice([
                    ("NO-CHARGE", "BATTERY"), ("SHORT-RUN", "BATTERY"), ("NO-PICTURE", "DISPLAY"),
                    (None, "DISPLAY"), ("OTHER", None), ("OTHER", "SPEAKER"), (None, None)])
                codes.append((symptom, section, pick.choice([
                    "REPLACED", "REPLACED", "CLEANED", "CHECKED", None]),
                    pick.choice(["Battery", "battery", "Cable", None]), start, None))
                if pick.random() < 0.3:
                    codes.append((pick.choice(["NO-SOUND", None]), "KEYS", "REPLACED", None,
                                  start + 60, pick.choice([None, start + 7200])))
            again = self.job(device, events, again=again, codes=codes)
            # Whole days as well, so that the ends of the windows are met.
            now += pick.choice([pick.randrange(0, 120 * 86400), 30 * 86400, 60 * 86400,
                                90 * 86400, 31 * 86400, 91 * 86400])

    def lines(self, events):
        pick = self.random
        payer, bill = pick.choice([("customer", "list")] * 8 + [
            ("maker", "warranty_maker")] * 6 + [("shop", "warranty_own")] * 2 + [
            ("supplier", "warranty_supplier"), ("insurer", "insurance"), ("contract", "contract"),
            ("shop", "goodwill"), ("seller", "warranty_supplier"), ("customer", "recover")])
        cover = payer if pick.random() < 0.8 else "customer"
        if not any(event[1] in ("start", "ready") for event in events) or pick.random() < 0.1:
            return [], cover if pick.random() < 0.9 else None
        is_ready = events[-1][1] in ("ready", "hand_over", "close")
        lines = []
        for kind, chance in (("labour", 0.95), ("part", 0.6), ("freight", 0.2), ("other", 0.05)):
            if pick.random() > chance:
                continue
            milli = pick.choice([250, 500, 750, 1000, 1333, 1500]) if kind == "labour" else \
                pick.choice([1000, 1000, 2000])
            cost = {"labour": 3200, "part": pick.randrange(350, 16000), "freight": 690,
                    "other": 450}[kind]
            price = cost * pick.choice([13, 15, 18]) // 10
            back = None
            if payer not in ("customer", "shop") and is_ready and pick.random() < 0.7:
                full = (milli * price + 500) // 1000
                back = full if pick.random() < 0.7 else full * pick.randrange(0, 90) // 100
            lines.append((kind, milli, cost, price, payer, bill, back))
        if lines and payer == "maker" and pick.random() < 0.15:
            lines.append(("labour", 500, 3200, 4800, "customer", "list", None))
        return lines, cover


def main():
    centre = Centre(sys.argv[1], int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with centre.db:
        centre.vectors()
        for _ in range(int(sys.argv[2])):
            centre.made_up()
        for _ in range(int(sys.argv[2]) // 5):
            centre.returns()


if __name__ == "__main__":
    main()
