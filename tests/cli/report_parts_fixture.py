#!/usr/bin/python3
"""Fills a database that `fettle init` made (Europe/Berlin, EUR) with a ledger of parts.

report_parts_fixture.py DATABASE COUNT [SEED]: about COUNT moves from October 2025 to November 2026,
always the same for a seed. Rows go in by SQL, and not all of them are likely: values and quantities
are random, so that no figure is right by chance.
"""
import sys

from report_fixture import Centre, at

FIRST, LAST = at("2025-10-01 00:00"), at("2026-11-21 18:00")
# The edges of periods, and of days with 23 and 25 hours.
EDGES = [at(f"{day} {time}") for day in ("2026-03-29", "2026-04-01", "2026-07-01", "2026-10-01",
                                         "2026-10-25", "2026-10-26", "2026-11-01")
         for time in ("00:00", "23:59:59")]


class Ledger:
    def __init__(self, path, seed):
        self.centre = Centre(path, seed)
        self.db, self.random = self.centre.db, self.centre.random
        self.done = []  # (id, row) of moves that nothing took back
        self.lots, self.lines, self.ordered = {}, {}, {}

    def add(self, table, **values):
        values.setdefault("id", self.centre.new_id())
        self.db.execute(f"INSERT INTO {table} ({', '.join(values)}) VALUES "
                        f"({', '.join('?' * len(values))})", tuple(values.values()))
        return values["id"]

    def furnish(self):
        site = self.centre.site
        for key, days in (("slow", 60), ("dead", 150), ("cover", 90)):
            self.db.execute("INSERT INTO setting VALUES (?, ?, ?)",
                            (site, f"stock.{key}_days", str(days)))
        self.places = [self.add("place", site_id=site, code=self.centre.code("L"), kind=kind,
                                name=name, name_key=name.lower(), is_retired=0, created_at=0)
                       for name, kind in (("Shelf A", "shelf"), ("Shelf B", "shelf"),
                                          ("Drawer *", "shelf"), ("Bench 1", "bench"),
                                          ("Outside", "vendor"))]
        self.vendor = self.places.pop()
        self.suppliers = [self.add("supplier", site_id=site, name=name, name_key=name.lower(),
                                   lead_days=lead, is_retired=0, created_at=0)
                          for name, lead in (("Spares Ltd", 3), ("<5 & Söhne", 10), ("*", None))]
        self.parts = []
        for number in range(30):
            tracking = ("none", "none", "serial", "lot")[number % 4]
            part = self.add("part", site_id=site, code=self.centre.code("P"),
                            sku=f"S{number * 7 % 30:02}", sku_key=f"s{number * 7 % 30:02}",
                            name=f"part {number}", unit="metre" if number % 8 == 1 else "piece",
                            tracking=tracking, is_hazardous=0, is_wanted_back=0,
                            supplier_id=self.random.choice([*self.suppliers, None]),
                            lead_days=self.random.choice([None, None, 7]), is_retired=0,
                            created_at=0, stock_milli=0, stock_cents=0)
            self.parts.append((part, tracking))
            self.lots[part] = [self.add("part_lot", part_id=part, lot=f"L{n}", lot_key=f"l{n}")
                               for n in range(2)]

    def jobs(self, count):
        for number in range(count):
            self.centre.job((16, "Lenovo", "T14", f"N{number}"),
                            [(FIRST + number, "receive", {})])
        self.orders = [row[0] for row in self.db.execute("SELECT id FROM work_order")]
        self.positions = dict.fromkeys(self.orders, 0)

    def move(self, when, kind, part, quantity, value, ends, **more):
        row = {"site_id": self.centre.site, "part_id": part, "at": when, "kind": kind,
               "quantity_milli": quantity, "value_cents": value,
               "from_account": ends[0], "from_place_id": ends[1], "from_line_id": ends[2],
               "to_account": ends[3], "to_place_id": ends[4], "to_line_id": ends[5],
               "staff_id": self.random.choice([self.centre.manager, *self.centre.staff]),
               "reason": self.random.choice([None, "counted", "wet", "=1+1", "in the hand"]),
               **more}
        move = self.add("stock_move", **row)
        if kind not in ("reverse", "value", "use"):
            self.done.append((move, row))
        return move

    def tracked(self, part, tracking):
        if tracking == "lot":
            return {"lot_id": self.random.choice(self.lots[part])}
        if tracking == "serial":
            serial = f"N{self.random.randrange(12)}"
            lot = self.random.choice([None, *self.lots[part]])
            return {"serial": serial, "serial_key": serial.lower(), "lot_id": lot}
        return {}

    def worth(self, quantity):
        return quantity * self.random.randrange(1, 4000) // 1000

    def line(self, when, part):
        """A job needs the part, and may find some of it."""
        order = self.random.choice(self.orders)
        self.positions[order] += 1
        quantity = 1000 * self.random.choice([1, 1, 2, 3])
        line = self.add("order_line", order_id=order, position=self.positions[order], **{"class": "part"},
                        text="part", quantity_milli=quantity, unit_cost_cents=0,
                        unit_price_cents=0, tax_basis_points=0, payer="customer", bill="list",
                        added_at=when)
        self.db.execute("INSERT INTO order_part VALUES (?, ?, ?)", (line, order, part))
        self.lines.setdefault(part, []).append(line)
        found = min(quantity, 1000 * self.random.choice([0, 1, 1, 3, 3]))
        place = self.random.choice(self.places)
        if found and self.random.random() < 0.5:
            self.move(when, "reserve", part, found, 0, ("shelf", place, None, "reserved", place, line))
            self.move(when, "issue", part, found, self.worth(found),
                      ("reserved", place, line, "job", None, line))
        elif found:
            self.move(when, "issue", part, found, self.worth(found),
                      ("shelf", place, None, "job", None, line))
        later = when + self.random.randrange(1, 3 * 86400)
        if found < quantity and later < LAST and self.random.random() < 0.6:
            self.move(later, "issue", part, quantity - found, self.worth(quantity - found),
                      ("shelf", place, None, "job", None, line))
        if quantity > 1000 and self.random.random() < 0.3:
            self.give_back(when + 3600, part, line, quantity)

    def give_back(self, when, part, line, quantity):
        place = self.random.choice(self.places)
        back = self.random.choice([1000, quantity])
        self.move(when, "give_back", part, back, self.worth(back),
                  ("job", None, line, "shelf", place, None))
        if back < quantity:
            self.db.execute("UPDATE order_line SET quantity_milli = ? WHERE id = ?",
                            (quantity - back, line))
        else:
            self.db.execute("UPDATE order_line SET removed_at = ? WHERE id = ?", (when, line))
        # What was given back is not taken back here: the line would be raised again.
        self.done.pop()

    def purchase(self, when, part, tracking):
        supplier = self.random.choice(self.suppliers)
        purchase = self.add("purchase", site_id=self.centre.site, code=self.centre.code("B"),
                            supplier_id=supplier, created_at=when, state="sent", is_open=1)
        ordered = 1000 * self.random.randrange(1, 6)
        job = self.random.choice(self.lines.get(part, [None]))
        line = self.add("purchase_line", purchase_id=purchase, position=1, part_id=part,
                        quantity_milli=ordered, order_line_id=job, received_milli=0)
        event = {"purchase_id": purchase, "staff_id": self.centre.manager}
        if self.random.random() < 0.95:
            self.add("purchase_event", at=when, kind="send", **event)
        for _ in range(self.random.choice([0, 0, 1, 2])):
            day = self.db.execute("SELECT date(?, 'unixepoch')", (
                when + 86400 * self.random.randrange(1, 12),)).fetchone()[0]
            self.add("purchase_event", at=when, kind="confirm", due_on=day,
                     position=self.random.choice([None, 1, 2]), **event)
        left, later = ordered, when
        while left > 0 and self.random.random() < 0.8:
            came = min(left, 1000 * self.random.randrange(1, 6))
            later += self.random.randrange(3600, 9 * 86400)
            if later > LAST:
                return
            self.move(later, "receive", part, came, self.worth(came),
                      ("supplier", None, None, "shelf", self.random.choice(self.places), None),
                      supplier_id=supplier, purchase_line_id=line, **self.tracked(part, tracking))
            left -= came

    def reverse(self, when):
        index = self.random.randrange(len(self.done))
        move, row = self.done[index]
        if row["at"] > when:
            return
        self.done.pop(index)
        back = dict(row)
        for side, other in (("from", "to"), ("to", "from")):
            for what in ("account", "place_id", "line_id"):
                back[f"{side}_{what}"] = row[f"{other}_{what}"]
        self.add("stock_move", **{**back, "at": when, "kind": "reverse", "reverses_id": move})

    def step(self, when):
        part, tracking = self.random.choice(self.parts)
        quantity = 1000 if tracking == "serial" else self.random.choice([1000, 1000, 2000, 7000])
        value, place = self.worth(quantity), self.random.choice(self.places)
        where = self.vendor if self.random.random() < 0.1 else place
        shelf = ("vendor" if where == self.vendor else "shelf", where, None)
        more = self.tracked(part, tracking)
        line = self.random.choice(self.lines.get(part, [None]))
        luck = self.random.random()
        if luck < 0.25:
            self.move(when, "receive", part, quantity, value, ("supplier", None, None, *shelf),
                      supplier_id=self.random.choice([*self.suppliers, None]), **more)
        elif luck < 0.50:
            self.line(when, part)
        elif luck < 0.58:
            self.purchase(when, part, tracking)
        elif luck < 0.66 and self.done:
            self.reverse(when)
        elif luck < 0.72:
            ends = (*shelf, "adjustment", None, None)
            self.move(when, "count", part, quantity, value,
                      ends if self.random.random() < 0.5 else ends[3:] + ends[:3], **more)
        elif luck < 0.77:
            self.move(when, "scrap", part, quantity, value, (
                shelf if self.random.random() < 0.8 else ("returns", None, None))
                + ("scrap", None, None), **more)
        elif luck < 0.82:
            self.move(when, "transfer", part, quantity, 0, (*shelf, "shelf", place, None), **more)
        elif luck < 0.86:
            ends = ("shelf", None, None, self.random.choice(["adjustment", "supplier"]), None, None)
            self.move(when, "value", part, 0, self.random.randrange(1, 500),
                      ends if self.random.random() < 0.5 else ends[3:] + ends[:3])
        elif line is not None:
            kind = self.random.choice(["dead", "dead", "wrong", "damage", "use"])
            end = {"dead": ("returns", None, None), "damage": ("scrap", None, None),
                   "use": ("customer", None, line)}.get(kind) or self.random.choice(
                       [("returns", None, None), ("shelf", place, None)])
            move = self.move(when, kind, part, quantity, value, ("job", None, line, *end), **more)
            if end[0] == "returns" and self.random.random() < 0.6:
                self.box(when, part, quantity, kind, move)

    def box(self, when, part, quantity, kind, move):
        """What is no good goes back to a supplier, or not after all."""
        box = self.add("return_box", site_id=self.centre.site, code=self.centre.code("V"),
                       supplier_id=self.random.choice(self.suppliers), created_at=when,
                       state="sent", is_open=1)
        self.add("return_line", return_id=box, position=1, part_id=part, quantity_milli=quantity,
                 reason=kind, move_id=move, asked_cents=0, outcome="open", credited_cents=0,
                 removed_at=when if self.random.random() < 0.2 else None)
        said = self.random.choice([[], ["send"], ["send"], ["send", "cancel"]])
        for days, act in zip((0, 9), said):
            self.add("return_event", return_id=box, at=when + days * 86400, kind=act,
                     staff_id=self.centre.manager)


def main():
    path, count = sys.argv[1], int(sys.argv[2])
    ledger = Ledger(path, int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    with ledger.db:
        ledger.furnish()
        ledger.jobs(40)
        steps = sorted([*EDGES, *(FIRST + ledger.random.randrange(LAST - FIRST)
                                  for _ in range(count))])
        for when in steps:
            ledger.step(when)


if __name__ == "__main__":
    main()
