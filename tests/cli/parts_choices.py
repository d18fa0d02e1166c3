"""What a desk of a year of parts does: by chance, but of what it sees lying there."""
import sqlite3

from parts_packing import SUPPLIERS, Packing

PLACES = {"Shelf A": "shelf", "Shelf B": "shelf", "Shelf C": "shelf", "Bench 1": "bench",
          "Drawer": "shelf", "Outside": "vendor", "Attic": "shelf"}
# Two are over in the course of the year.
EXPIRY = {"L1": "2026-05-01", "L2": "2026-10-01", "L3": "2028-03-01", "L4": "2028-04-01"}


class Choices(Packing):
    """Of a desk, which has a year, a view of the database and luck of its own, and may ask()."""

    def furnish(self):
        for name, kind in PLACES.items():
            self.ask("place", name=name, kind=kind)
        for name, days in zip(SUPPLIERS, ("14", None)):
            self.ask("supplier", name=name, days=days)
        for number, sku in enumerate(self.year.skus):
            self.ask("part", part=sku, name="part", supplier=SUPPLIERS[number % 11 == 5],
                     unit=("piece", "metre", "set", "litre")[number % 4],
                     tracking=("none", "none", "none", "lot", "serial")[number % 5]
                     if number % 4 in (0, 2) else ("none", "none", "lot")[number % 3],
                     cost=self.money() if number % 7 else None)
        for number in range(10, len(self.year.skus), 40):
            for other in (number - 1, number - 4):  # the first is counted by another unit
                self.ask("edit", part=self.year.skus[number], superseded=self.year.skus[other])

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

    def arrive(self, verb, sku, supplier=None):
        there = None if self.random.random() < 0.1 else self.any_place()
        cost = self.money() if self.random.random() < 0.6 else None
        if sku.endswith("9") and self.random.random() < 0.2:
            # Of the one a line cannot have two, of the other the stock cannot.
            cost = self.random.choice(["600000000.00", "8000000000000.00"])
        self.ask(verb, **{"part": sku, "quantity": self.much(sku), "place": there, "cost": cost,
                          "supplier": supplier, **self.new_piece(sku)})

    def receive(self, sku):
        self.arrive("receive", sku, self.any_supplier() if self.random.random() < 0.4 else None)

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
                         "JOIN work_order w ON w.id = o.order_id WHERE w.code = ?1 AND (?2 OR "
                         "EXISTS (SELECT 1 FROM stock_balance b WHERE b.line_id = o.line_id "
                         "AND b.account = ?3 AND b.quantity_milli > 0))",
                         job, self.random.random() < 0.2, account)
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
        fate = self.random.choice(["give_back", "dead", "dead", "wrong", "wrong",
                                   "damage"])
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
            "reverse": 6, "need": 9, "reserve": 8, "release": 5, "issue": 22, "take_back": 24,
            "remove": 2, "retire": 1, "reorder": 2, **Packing.ACTS}
