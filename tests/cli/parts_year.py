"""A year of parts: a seeded random program moves them at several desks at once, and the ledger must
come to what a model of its own (parts_model.py, parts_requests.py) says.

usage: parts_year.py PROGRAM DESK DATABASE --moves N [--parts N] [--desks N] [--seed N] [--kill]

PROGRAM is fettle and DESK parts_desk, of which each desk is a process; with --kill it is killed at
any moment, started again and asked the same under the same id. The order of truth is that of the
audit log. Every request that was done must be there once and no other; the model, asked the same in
that order, must make the same moves one by one, at the same value, and refuse what was refused at
some moment between the two things that the desk did before and after. At the end every balance,
stock, lot, serial number, line and cost is compared, and `fettle check` must find nothing.
"""
import argparse
import collections
import itertools
import pathlib
import random
import sqlite3
import subprocess
import sys
import threading

from parts_requests import Ledger

START = 1767225600  # 2026-01-01T00:00:00Z
DAY = 86400
PLACES = {"Shelf A": "shelf", "Shelf B": "shelf", "Shelf C": "shelf", "Bench 1": "bench",
          "Drawer": "shelf", "Outside": "vendor", "Attic": "shelf"}
# Two are over in the course of the year.
EXPIRY = {"L1": "2026-05-01", "L2": "2026-10-01", "L3": "2028-03-01", "L4": "2028-04-01"}
# Steps of jobs are refused for many reasons; only that they were done tells something of parts.
STEPS = {"approve", "diagnose", "start", "test", "ready", "handover", "cancel"}

Entry = collections.namedtuple("Entry", "id desk day verb request done outcome")


class Year:
    """What all desks share."""

    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.count = itertools.count()
        self.is_going = True
        self.log, self.killed, self.problems = [], 0, []
        self.skus = [f"P{number:04}" for number in range(options.parts)]
        self.seconds = 365 * DAY / max(1, options.moves)

    def moves(self):
        with sqlite3.connect(f"file:{self.options.database}?mode=ro", uri=True, timeout=60) as db:
            return db.execute("SELECT count(*) FROM stock_move").fetchone()[0]


class Desk:
    """One process of parts_desk, and what it is asked."""

    def __init__(self, year, number):
        self.year, self.number = year, number
        self.random = random.Random(f"{year.options.seed}/{number}")
        self.process = None
        self.asked = 0
        self.jobs = []
        self.view = sqlite3.connect(f"file:{year.options.database}?mode=ro", uri=True, timeout=60,
                                    check_same_thread=False, isolation_level=None)

    def start(self):
        options = self.year.options
        self.process = subprocess.Popen([options.desk, options.database, "mara"], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def close(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def answer(self, line):
        """What the desk said to a line; it is asked again when it was killed or busy."""
        while True:
            if self.process is None or self.process.poll() is not None:
                self.start()
            timer = None
            if self.year.options.kill and self.random.random() < 0.1:
                timer = threading.Timer(self.random.random() ** 2 * 0.02, self.process.kill)
                timer.start()
            try:
                self.process.stdin.write(line + "\n")
                self.process.stdin.flush()
                said = self.process.stdout.readline()
            except BrokenPipeError:
                said = ""
            if timer is not None:
                timer.cancel()
                timer.join()
            if said.endswith("\n") and "\trefused\tbusy\t" not in said:
                return said.rstrip("\n").split("\t")
            if not said.endswith("\n"):
                if self.process.wait() != -9:
                    raise SystemExit(f"the desk ended by itself after {line!r}")
                with self.year.lock:
                    self.year.killed += 1

    def ask(self, verb, **request):
        self.asked += 1
        name = f"d{self.number}-{self.asked}"
        at = START + int(next(self.year.count) * self.year.seconds)
        request = {key: value for key, value in request.items() if value is not None}
        line = "\t".join([name, str(at), verb, *(f"{k}={v}" for k, v in request.items())])
        words = self.answer(line)
        done = words[1] == "done"
        told = dict(word.split("=", 1) for word in words[2:] if word) if done else tuple(words[2:])
        if verb == "checkin" and done:
            request["order"] = told["order"]
        self.year.log.append(Entry(name, self.number, at // DAY, verb, request, done, told))
        return told if done else None

    # What a desk does.

    def furnish(self):
        for name, kind in PLACES.items():
            self.ask("place", name=name, kind=kind)
        self.ask("supplier", name="Spares Ltd")
        for number, sku in enumerate(self.year.skus):
            self.ask("part", part=sku, name="part", supplier="Spares Ltd",
                     unit=("piece", "metre", "set", "litre")[number % 4],
                     tracking=("none", "none", "none", "lot", "serial")[number % 5]
                     if number % 4 in (0, 2) else ("none", "none", "lot")[number % 3],
                     cost=self.money() if number % 7 else None)
        for number in range(10, len(self.year.skus), 40):
            self.ask("edit", part=self.year.skus[number], superseded=self.year.skus[number - 1])

    def money(self):
        return self.random.choice(["0.01", "0.00", "22.10", "0.07",
                                   f"{self.random.randrange(1, 20000) / 100:.2f}"])

    def much(self, sku):
        if int(sku[1:]) % 4 in (1, 3):
            return self.random.choice(["0.001", "0.5", "3", f"{self.random.random() * 4 + .001:.3f}"])
        return str(self.random.choice([1, 1, 1, 2, 3, 5]))

    def sku(self):
        return self.year.skus[int(len(self.year.skus) * self.random.random() ** 2)]

    def rows(self, sql, *values):
        while True:
            try:
                return self.view.execute(sql, values).fetchall()
            except sqlite3.OperationalError as problem:
                if not problem.sqlite_errorname.startswith("SQLITE_READONLY"):
                    raise
            # All desks were killed at once: one who may write must take up the log that they left.
            with sqlite3.connect(self.year.options.database, timeout=60) as writer:
                writer.execute("SELECT count(*) FROM site").fetchall()
            writer.close()

    def pick(self, sku, account, order=None):
        """Something that the part has there: place, line and lot or serial number of it."""
        rows = self.rows(
            "SELECT l.name, n.position, t.lot, b.quantity_milli, NULL FROM stock_balance b "
            "JOIN part p ON p.id = b.part_id AND p.tracking <> 'serial' "
            "LEFT JOIN place l ON l.id = b.place_id LEFT JOIN order_line n ON n.id = b.line_id "
            "LEFT JOIN part_lot t ON t.id = b.lot_id LEFT JOIN work_order w ON w.id = n.order_id "
            "WHERE p.sku = ?1 AND b.account = ?2 AND b.quantity_milli > 0 "
            "AND w.code IS ?3 UNION ALL "
            "SELECT l.name, n.position, t.lot, 1000, s.serial FROM part_serial s "
            "JOIN part p ON p.id = s.part_id LEFT JOIN place l ON l.id = s.place_id "
            "LEFT JOIN order_line n ON n.id = s.line_id LEFT JOIN part_lot t ON t.id = s.lot_id "
            "LEFT JOIN work_order w ON w.id = n.order_id "
            "WHERE p.sku = ?1 AND s.account = ?2 AND w.code IS ?3", sku, account, order)
        if not rows:
            if self.random.random() < 0.7:
                self.receive(sku)
            return {}
        place, line, lot, quantity, serial = self.random.choice(rows)
        if serial and self.random.random() < 0.1:
            serial = self.any_serial(sku)  # another piece than lies there
        few = quantity if quantity < 1000 or self.random.random() < 0.3 else min(
            quantity, self.random.choice([1000, 1000, 2000]))
        return {"place": place, "line": line, "serial": serial,
                "lot": lot if self.random.random() < 0.5 else None,
                "quantity": f"{few / 1000:.3f}" if few % 1000 else str(few // 1000)}

    def any_serial(self, sku):
        numbers = self.rows("SELECT s.serial FROM part_serial s JOIN part p ON p.id = s.part_id "
                            "WHERE p.sku = ?", sku)
        return self.random.choice([number for (number,) in numbers] + ["NOBODY"])

    def new_piece(self, sku):
        """Lot and serial number of what comes in."""
        tracking = self.rows("SELECT tracking FROM part WHERE sku = ?", sku)[0][0]
        lot = f"L{self.random.randrange(5)}"
        if tracking == "lot":
            return {"lot": lot, "expires": self.random.choice([None, EXPIRY.get(lot)])}
        if tracking == "serial":
            # Now and then one that is here, or that was once.
            known = self.any_serial(sku) if self.random.random() < 0.1 else None
            if self.random.random() < 0.05:
                known = self.random.choice(["no\u00eb", "N" * 64, "N" * 65, "N 7", "N/7#b",
                                            *self.jobs[:1]])
            return {"serial": known or f"S{self.random.randrange(10**9)}", "quantity": "1",
                    "lot": lot if self.random.random() < 0.3 else None}
        return {}

    def any_place(self):
        luck = self.random.random()
        return "Attic" if luck < 0.02 else self.random.choice(list(PLACES)[:6])

    def arrive(self, verb, sku):
        there = None if self.random.random() < 0.1 else self.any_place()
        cost = self.money() if self.random.random() < 0.6 else None
        if sku.endswith("9") and self.random.random() < 0.2:
            # Of the one a line cannot have two, of the other the stock cannot.
            cost = self.random.choice(["600000000.00", "8000000000000.00"])
        self.ask(verb, **{"part": sku, "quantity": self.much(sku), "place": there, "cost": cost,
                          **self.new_piece(sku)})

    def receive(self, sku):
        self.arrive("receive", sku)

    def open(self, sku):
        self.arrive("open", sku)

    def transfer(self, sku):
        found = self.pick(sku, "vendor" if self.random.random() < 0.3 else "shelf")
        self.ask("transfer", **self.perhaps_from_anywhere(
            {"part": sku, "to": self.any_place(), **found}))

    def scrap(self, sku):
        self.ask("scrap", **self.perhaps_from_anywhere(
            {"part": sku, "reason": "wet", **self.pick(sku, "shelf")}))

    def count(self, sku):
        found = self.pick(sku, "shelf")
        found["quantity"] = self.much(sku) if self.random.random() < 0.8 else "0"
        self.ask("count", **{"part": sku, "place": self.any_place(), "reason": "counted", **found,
                             **{"lot": self.new_piece(sku).get("lot")}})

    def edit(self, sku):
        self.ask("edit", part=sku, cost=self.money())

    def retire(self, sku):
        """A part or the attic, which are taken into use again soon after."""
        what = {"part": sku} if self.random.random() < 0.5 else {"place": "Attic"}
        verb = "edit" if "part" in what else "edit_place"
        if "place" in what:
            for _ in range(4):
                self.ask("receive", **{"part": sku, "place": "Attic", "quantity": self.much(sku),
                                       "cost": self.money(), **self.new_piece(sku)})
                sku = self.sku()
        if self.random.random() < 0.7:
            self.clear(**what)
        if self.ask(verb, **what, retired=self.random.choice(["yes", "yes", "no"])) is None:
            return
        for _ in range(self.random.randrange(12)):
            act = self.random.choice([self.receive, self.open, self.transfer, self.count,
                                      self.reverse, self.reverse, self.take_back, self.issue])
            act(sku if self.random.random() < 0.7 else self.sku())
        if "place" in what:
            for (move,) in self.rows("SELECT m.id FROM stock_move m JOIN place l ON "
                                     "l.id = m.from_place_id WHERE l.name = 'Attic' "
                                     "ORDER BY m.id DESC LIMIT 4"):
                self.ask("reverse", move=move, reason="a mistake")
            self.ask("transfer", **{"part": sku, **self.pick(sku, "shelf"), "to": "Attic"})
        self.ask(verb, **what, retired="no")

    def clear(self, part=None, place=None):
        """Counts away what is free of a part or at a place, and throws numbered pieces away."""
        for sku, name, lot in self.rows(
                "SELECT p.sku, l.name, t.lot FROM stock_balance b JOIN part p ON p.id = b.part_id "
                "JOIN place l ON l.id = b.place_id LEFT JOIN part_lot t ON t.id = b.lot_id "
                "WHERE (l.name = ?2 OR p.sku = ?1) AND b.quantity_milli <> 0 "
                "AND p.tracking <> 'serial' AND b.account IN ('shelf', 'vendor')", part, place):
            self.ask("count", part=sku, place=name, lot=lot, quantity="0", reason="cleared")
        for sku, name, serial in self.rows(
                "SELECT p.sku, l.name, s.serial FROM part_serial s JOIN part p ON p.id = s.part_id "
                "JOIN place l ON l.id = s.place_id WHERE (l.name = ?2 OR p.sku = ?1) "
                "AND s.account IN ('shelf', 'vendor')", part, place):
            self.ask("scrap", part=sku, place=name, serial=serial, reason="cleared")

    def reorder(self, sku):
        much = self.random.choice([None, "1", "2"])
        self.ask("reorder", part=sku, place=self.any_place(), point=much, quantity=much)

    def reverse(self, sku):
        moves = self.rows("SELECT m.id FROM stock_move m JOIN part p ON p.id = m.part_id "
                          "WHERE p.sku = ? ORDER BY m.id DESC LIMIT 6", sku)
        if moves:
            self.ask("reverse", move=self.random.choice(moves)[0], reason="a mistake")

    def job(self):
        return self.random.choice(self.jobs)

    def need(self, sku):
        self.ask("need", order=self.job(), part=sku, quantity=self.much(sku))

    def reserve(self, sku):
        found = self.pick(sku, "shelf")
        self.ask("reserve", **self.perhaps_from_anywhere(self.perhaps_all(
            {"order": self.job(), "part": sku, **found, "line": None})))

    def line(self, job, account):
        """A part of the job that has something there, and what."""
        rows = self.rows("SELECT p.sku FROM order_part o JOIN part p ON p.id = o.part_id "
                         "JOIN work_order w ON w.id = o.order_id WHERE w.code = ?", job)
        sku = self.random.choice(rows)[0] if rows else self.sku()
        return sku, self.pick(sku, account, job)

    def perhaps_all(self, request):
        """How much is left out now and then."""
        return {**request, "quantity": None} if self.random.random() < 0.2 else request

    def perhaps_from_anywhere(self, request):
        """And where it is taken from."""
        luck = self.random.random()
        place = self.any_place() if luck < 0.05 else None if luck < 0.2 else request.get("place")
        return {**request, "place": place}

    def release(self, _):
        job = self.job()
        sku, found = self.line(job, "reserved")
        self.ask("release", **self.perhaps_all({"order": job, "part": sku, **found, "place": None}))

    def issue(self, sku):
        job = self.job()
        luck = self.random.random()
        if luck < 0.5:
            sku, found = self.line(job, "reserved")
            found["place"] = None
        else:
            found = self.perhaps_from_anywhere({**self.pick(sku, "shelf"), "line": None})
        below = "yes" if luck > 0.8 else None
        if luck > 0.85:
            found.update(place=self.any_place(), lot="L0" if "lot" in found
                         and found["lot"] else None,
                         quantity=str(self.random.randrange(1, 40)))
        request = {"order": job, "part": sku, **found, "below": below,
                   "reason": "in the hand" if below else None}
        self.ask("issue", **(request if luck > 0.8 else self.perhaps_all(request)))

    def take_back(self, job):
        job = job if job.startswith("W") else self.job()
        sku, found = self.line(job, "job")
        fate = self.random.choice(["give_back", "give_back", "dead", "wrong", "damage"])
        shelf = fate == "give_back" or (fate == "wrong" and self.random.random() < 0.5)
        self.ask("return", **self.perhaps_all({
            "order": job, "part": sku, **found, "fate": fate,
            "place": self.any_place() if shelf else None,
            "reason": "it broke" if fate == "damage" else None}))

    def remove(self, _):
        job = self.job()
        lines = self.rows("SELECT n.position FROM order_line n JOIN work_order w "
                          "ON w.id = n.order_id WHERE w.code = ?", job)
        if lines:
            self.ask("remove", order=job, line=self.random.choice(lines)[0])

    def check_in(self):
        told = self.ask("checkin", device=f"K{self.number}-{self.asked}")
        self.jobs.append(told["order"])
        if self.random.random() < 0.4:
            self.ask("approve", order=told["order"])

    def finish(self):
        """Ends a job: with all that it needs, or without what it lacks."""
        job = self.jobs.pop(self.random.randrange(len(self.jobs)))
        if self.random.random() < 0.2 and self.ask("cancel", order=job, reason="called off"):
            return
        for position, missing in self.rows(
                "SELECT n.position, n.quantity_milli > COALESCE((SELECT SUM(b.quantity_milli) "
                "FROM stock_balance b WHERE b.line_id = n.id AND b.account = 'job'), 0) "
                "FROM order_line n JOIN work_order w ON w.id = n.order_id "
                "WHERE w.code = ? AND n.removed_at IS NULL", job):
            if missing and self.ask("issue", order=job, line=position) is None:
                self.ask("remove", order=job, line=position)
        if self.random.random() < 0.2:
            self.ask("ready", order=job, result="uneconomic", reason="too dear")
        else:
            for step in ("diagnose", "start", "test"):
                self.ask(step, order=job)
            self.ask("ready", order=job, result="repaired")
        if self.random.random() < 0.3:
            self.jobs.append(job)  # the customer comes later
            return
        if self.random.random() < 0.3:
            self.take_back(job)
        if self.random.random() < 0.3:
            self.reverse(self.line(job, "job")[0])
        self.ask("handover", order=job)
        if self.random.random() < 0.3:
            self.ask("issue", order=job, part=self.sku())

    ACTS = {"receive": 22, "open": 3, "transfer": 8, "scrap": 3, "count": 6, "edit": 2,
            "reverse": 6, "need": 9, "reserve": 8, "release": 5, "issue": 16, "take_back": 14,
            "remove": 2, "retire": 1, "reorder": 2}

    def work(self):
        try:
            while not self.year.problems and self.year.is_going:
                if len(self.jobs) < 3 or (len(self.jobs) < 8 and self.random.random() < 0.05):
                    self.check_in()
                elif self.random.random() < 0.05:
                    self.finish()
                else:
                    act = self.random.choices(list(self.ACTS), self.ACTS.values())[0]
                    getattr(self, act)(self.sku())
                if self.asked % 50 == 0 and self.year.moves() >= self.year.options.moves:
                    self.year.is_going = False
            self.close()
        except (Exception, SystemExit) as problem:
            self.year.problems.append(f"desk {self.number}: {problem!r}")
            raise


MOVES = """
SELECT m.id, m.kind, p.sku, m.quantity_milli, m.value_cents,
  m.from_account, fp.name, fw.code, fl.position, m.to_account, tp.name, tw.code, tl.position,
  t.lot, m.serial, m.reverses_id
FROM stock_move m JOIN part p ON p.id = m.part_id
LEFT JOIN place fp ON fp.id = m.from_place_id LEFT JOIN place tp ON tp.id = m.to_place_id
LEFT JOIN order_line fl ON fl.id = m.from_line_id LEFT JOIN work_order fw ON fw.id = fl.order_id
LEFT JOIN order_line tl ON tl.id = m.to_line_id LEFT JOIN work_order tw ON tw.id = tl.order_id
LEFT JOIN part_lot t ON t.id = m.lot_id ORDER BY m.id"""
BALANCES = """
SELECT p.sku, b.account, l.name, w.code, n.position, t.lot, b.quantity_milli, b.value_cents
FROM stock_balance b JOIN part p ON p.id = b.part_id LEFT JOIN place l ON l.id = b.place_id
LEFT JOIN order_line n ON n.id = b.line_id LEFT JOIN work_order w ON w.id = n.order_id
LEFT JOIN part_lot t ON t.id = b.lot_id"""
SERIALS = """
SELECT p.sku, s.serial, s.account, l.name, w.code, n.position, t.lot
FROM part_serial s JOIN part p ON p.id = s.part_id LEFT JOIN place l ON l.id = s.place_id
LEFT JOIN order_line n ON n.id = s.line_id LEFT JOIN work_order w ON w.id = n.order_id
LEFT JOIN part_lot t ON t.id = s.lot_id"""
LINES = """
SELECT w.code, n.position, n.quantity_milli, n.removed_at IS NOT NULL, n.stock_cost_cents
FROM order_part o JOIN order_line n ON n.id = o.line_id JOIN work_order w ON w.id = o.order_id"""


def end(account, place, order, position):
    return (account, place, (order, position) if order else None)


class Proof:
    """The log of the desks and the database against the model."""

    def __init__(self, year):
        self.year, self.ledger, self.problems = year, Ledger(), []
        self.db = sqlite3.connect(f"file:{year.options.database}?mode=ro", uri=True)
        self.found = iter(self.db.execute(MOVES).fetchall())
        self.queues = collections.defaultdict(collections.deque)
        for entry in year.log:
            self.queues[entry.desk].append(entry)
        self.waiting = collections.defaultdict(list)  # refused, and not yet explained, by desk

    def note(self, problem):
        self.problems.append(problem)

    def explain_refusals(self, only=None):
        for desk in [only] if only is not None else list(self.waiting):
            self.waiting[desk] = [
                (entry, says | {outcome}) for entry, says in self.waiting[desk]
                if (outcome := self.refusal(entry)) != tuple(entry.outcome[:2])]
            if not self.waiting[desk]:
                del self.waiting[desk]

    def refusal(self, entry):
        made, refused = self.ledger.attempt(entry.verb, entry.request, entry.day)
        if made is not None:
            self.ledger.undo()
        return refused

    def no_more_waiting(self, desk):
        for entry, says in self.waiting.pop(desk, ()):
            self.note(f"{entry.id} {entry.verb} {entry.request} was refused: {entry.outcome}, "
                      f"and the model says {says}")

    def apply(self, entry):
        made, refused = self.ledger.attempt(entry.verb, entry.request, entry.day)
        if made is None:
            self.note(f"{entry.id} {entry.verb} {entry.request} was done, refused by the model: "
                      f"{refused}")
            return
        ids = []
        for move in made:
            number, *row = next(self.found, [None] * 16)
            found = (*row[:4], end(*row[4:8]), end(*row[8:12]), *row[12:]) if number else None
            if found != move:
                self.note(f"{entry.id} {entry.verb} {entry.request} moves\n  {move} by the model,"
                          f"\n  {found} by the ledger")
                return
            self.ledger.moves[number] = move
            if move[8] is not None:
                self.ledger.reversed.add(move[8])
            ids.append(number)
        told = int(entry.outcome.get("move", 0))
        if told and told not in ids:
            self.note(f"{entry.id} was told move {told}, it made {ids}")

    def replay(self):
        done = {entry.id: entry for entry in self.year.log if entry.done}
        for (name,) in self.db.execute("SELECT request_id FROM audit WHERE request_id IS NOT NULL "
                                       "ORDER BY seq"):
            entry = done.pop(name, None)
            if entry is None:
                self.note(f"{name} is in the log twice, or was not acknowledged")
                return
            queue = self.queues[entry.desk]
            while not queue[0].done:  # refused before the first thing that the desk did
                self.waiting[entry.desk].append((queue.popleft(), set()))
            self.explain_refusals(entry.desk)
            self.no_more_waiting(entry.desk)
            if queue.popleft().id != name:
                self.note(f"{name} is out of the order of its desk")
            self.apply(entry)
            if len(self.problems) > 3:
                return
            while queue and not queue[0].done:
                refused = queue.popleft()
                if refused.verb not in STEPS:
                    self.waiting[entry.desk].append((refused, set()))
            self.explain_refusals()
        for desk in list(self.waiting):
            self.no_more_waiting(desk)
        if done:
            self.note(f"acknowledged and lost: {sorted(done)[:5]}")
        if next(self.found, None):
            self.note("there are moves that nobody asked for")

    def compare(self, what, by_model, found):
        for key in sorted(set(by_model) | set(found), key=str):
            if by_model.get(key) != found.get(key):
                self.note(f"{what} {key}: {by_model.get(key)} by the model, {found.get(key)} in "
                          "the database")
                return

    def ask(self, sql):
        return self.db.execute(sql).fetchall()

    def compare_all(self):
        parts = self.ledger.parts
        self.compare("stock of", {sku: (part.quantity, part.value) for sku, part in parts.items()},
                     {sku: sums for sku, *sums in [(row[0], *map(int, row[1:])) for row in self.ask(
                         "SELECT sku, stock_milli, stock_cents FROM part")]
                      for sums in [tuple(sums)]})
        self.compare("balance of", {
            (sku, at, lot): tuple(sums) for sku, part in parts.items()
            for (at, lot), sums in part.balances.items() if any(sums)}, {
            (row[0], end(*row[1:5]), row[5]): row[6:] for row in self.ask(BALANCES) if any(row[6:])})
        self.compare("serial number", {
            (sku, serial): at for sku, part in parts.items() for serial, at in part.serials.items()},
            {row[:2]: (end(*row[2:6]), row[6]) for row in self.ask(SERIALS)})
        self.compare("lot", {
            (sku, lot): day for sku, part in parts.items() for lot, day in part.lots.items()},
            {(sku, lot): day for sku, lot, day in self.ask(
                "SELECT p.sku, t.lot, t.expires_on FROM part_lot t JOIN part p ON p.id = t.part_id")})
        lines = [line for lines in self.ledger.lines_of_job.values() for line in lines]
        found = self.ask(LINES)
        self.compare("line", {line.key: (line.needed, line.is_removed) for line in lines},
                     {row[:2]: (row[2], bool(row[3])) for row in found})
        jobs, costs = collections.Counter(), collections.Counter()
        for line in lines:
            jobs[line.order] += Ledger.line_cost(line.part, line.key)
        for order, _, _, _, cost in found:
            costs[order] += cost or 0
        self.compare("cost of job", jobs, costs)
        return len(lines), len(self.ledger.jobs)

    def tell(self):
        log = self.year.log
        kinds = collections.Counter(move[0] for move in self.ledger.moves.values())
        refusals = collections.Counter(" ".join(entry.outcome[:2]) for entry in log if not entry.done)
        print(f"{len(self.ledger.moves)} moves by {self.year.options.desks} desks, "
              f"{sum(entry.done for entry in log)} requests done, {sum(refusals.values())} refused, "
              f"{self.year.killed} kills")
        print("moves: " + ", ".join(f"{count} {kind}" for kind, count in kinds.most_common()))
        print("refused: " + ", ".join(f"{count} {why}" for why, count in refusals.most_common()))
        missing = {"open", "receive", "transfer", "reserve", "release", "issue", "give_back", "use",
                   "dead", "wrong", "damage", "scrap", "count", "value", "reverse"} - set(kinds)
        # What one desk does is always the same; with several, few moves may lack a kind.
        options = self.year.options
        if missing and options.moves >= (2000 if options.desks == 1 else 20000):
            self.note(f"there was no move {sorted(missing)}: the year proved less than it should")


def make_centre(program, database):
    pathlib.Path(database).unlink(missing_ok=True)
    subprocess.run([program, "--db", database, "init", "--quiet", "--name", "Parts", "--currency",
                    "EUR", "--timezone", "UTC", "--country", "DE"], check=True,
                   stdout=subprocess.DEVNULL)


def prove_whole(program, database):
    """What `fettle check` finds."""
    checked = subprocess.run([program, "--db", database, "check"], capture_output=True, text=True)
    return [checked.stdout + checked.stderr] if checked.returncode != 0 else []


def main():
    parser = argparse.ArgumentParser()
    for name in ("program", "desk", "database"):
        parser.add_argument(name)
    parser.add_argument("--moves", type=int, required=True)
    parser.add_argument("--parts", type=int, default=60)
    parser.add_argument("--desks", type=int, default=1)
    parser.add_argument("--seed", default="26")
    parser.add_argument("--kill", action="store_true")
    options = parser.parse_args()
    make_centre(options.program, options.database)
    year = Year(options)
    clerk = Desk(year, 0)
    clerk.furnish()
    clerk.close()
    desks = [Desk(year, number) for number in range(1, options.desks + 1)]
    threads = [threading.Thread(target=desk.work) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    proof = Proof(year)
    if not year.problems:
        proof.replay()
        if not proof.problems:
            print("{} lines of {} jobs".format(*proof.compare_all()))
        proof.tell()
    if options.kill and not year.killed:
        proof.note("nothing was killed: the test proved nothing")
    problems = year.problems + proof.problems + prove_whole(options.program, options.database)
    for problem in problems:
        print(problem, file=sys.stderr)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
