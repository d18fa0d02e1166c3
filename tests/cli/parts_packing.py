"""What a desk of a year of parts does with what goes back to suppliers."""

SUPPLIERS = ("Spares Ltd", "Cable & Co")


class Packing:
    """Of a desk; its other choices are in parts_choices.py."""

    ACTS = {"box": 2, "pack": 12, "unpack": 1, "send": 5, "say": 18, "send_back": 1,
            "reverse_sent": 3, "come_again": 4}

    def any_supplier(self):
        return SUPPLIERS[self.random.random() < 0.3]

    def any_box(self, *states, may_be_empty=False):
        """Of these states, as far as the desk knows; now and then of any."""
        if self.random.random() < 0.05:
            states = ("draft", "sent", "received", "settled", "cancelled")
        rows = self.rows("SELECT b.code FROM return_box b WHERE b.state IN "
                         f"({', '.join('?' * len(states))}) AND (?{len(states) + 1} OR EXISTS "
                         "(SELECT 1 FROM return_line n WHERE n.return_id = b.id AND "
                         "n.removed_at IS NULL)) ORDER BY b.id DESC LIMIT 6", *states, may_be_empty)
        return self.random.choice(rows)[0] if rows else None

    def box_line(self, box):
        """The number of a line; now and then of none."""
        rows = self.rows("SELECT n.position FROM return_line n JOIN return_box b "
                         "ON b.id = n.return_id WHERE b.code = ? AND n.removed_at IS NULL", box)
        if not rows or self.random.random() < 0.02:
            return str(self.random.randrange(1, 9))
        return str(self.random.choice(rows)[0])

    def reference(self):
        return f"RMA-{self.random.randrange(100)}" if self.random.random() < 0.5 else None

    def reason(self):
        return "it was so" if self.random.random() < 0.95 else None

    def box(self, _):
        self.ask("box", supplier="Nobody" if self.random.random() < 0.02 else self.any_supplier())

    def pack(self, sku):
        box = self.any_box("draft", may_be_empty=True)
        if box is None:
            self.box(sku)
        elif self.random.random() < 0.3:
            self.pack_good(box, sku)
        else:
            self.pack_failed(box, sku)

    def pack_good(self, box, sku):
        found = self.pick(sku, "vendor" if self.random.random() < 0.05 else "shelf")
        place = found.get("place") or self.any_place()
        self.ask("pack", **{**self.perhaps_all({"box": box, "part": sku, **found}), "line": None,
                            "place": place, "value": self.wanted()})

    def wanted(self):
        return self.money() if self.random.random() < 0.3 else None

    def pack_failed(self, box, sku):
        """Of what is kept to be sent back; mostly of a part of which something is."""
        rows = self.rows(
            "SELECT p.sku, m.quantity_milli, m.serial, w.code, t.lot FROM stock_move m "
            "JOIN part p ON p.id = m.part_id JOIN stock_balance b ON b.part_id = m.part_id "
            "AND b.account = 'returns' AND b.quantity_milli > 0 AND b.lot_id IS m.lot_id "
            "LEFT JOIN part_lot t ON t.id = m.lot_id "
            "JOIN order_line n ON n.id = m.from_line_id JOIN work_order w ON w.id = n.order_id "
            "WHERE m.kind IN ('dead', 'wrong') AND m.to_account = 'returns' "
            "AND (?1 OR NOT EXISTS (SELECT 1 FROM return_line x JOIN return_box v "
            "ON v.id = x.return_id WHERE x.move_id = m.id AND v.state <> 'cancelled' "
            "AND x.removed_at IS NULL)) ORDER BY m.id DESC LIMIT 12", self.random.random() < 0.15)
        request = {"box": box, "part": sku, "value": self.wanted()}
        if not rows and self.random.random() < 0.8:
            return
        if rows and self.random.random() < 0.95:
            sku, quantity, serial, job, lot = self.random.choice(rows)
            request["part"] = sku
            luck = self.random.random()
            if luck < 0.4:
                quantity = self.random.choice([quantity, quantity, quantity + 1000])
                request["quantity"] = f"{quantity / 1000:.3f}"
            elif luck < 0.6:
                request["order"] = job if self.random.random() < 0.9 else self.job()
            elif luck < 0.8:
                request["serial"] = serial
            elif luck < 0.9:
                request["lot"] = lot if self.random.random() < 0.8 else "L0"
        self.ask("pack", **request, anyway="yes" if self.random.random() < 0.5 else None)

    def unpack(self, _):
        box = self.any_box("draft")
        if box is not None:
            self.ask("unpack", box=box, line=self.box_line(box))

    def send(self, _):
        box = self.any_box("draft", may_be_empty=self.random.random() < 0.05)
        if box is not None:
            self.ask("send", box=box, reference=self.reference())

    def send_back(self, sku):
        """Without a box."""
        if self.random.random() < 0.3:
            found = self.pick(sku, "shelf")
            place = found.get("place") or self.any_place()
        else:
            rows = self.rows("SELECT p.sku FROM stock_balance b JOIN part p ON p.id = b.part_id "
                             "WHERE b.account = 'returns' AND b.quantity_milli > 0")
            sku = self.random.choice(rows)[0] if rows else sku
            found, place = self.pick(sku, "returns"), None
        self.ask("send_back", **self.perhaps_all({
            "part": sku, **found, "line": None, "place": place,
            "supplier": self.any_supplier() if self.random.random() < 0.3 else None}))

    def come_again(self, _):
        """A number that went away, perhaps without a box, of another lot perhaps."""
        rows = self.rows("SELECT p.sku, s.serial, s.account, t.lot FROM part_serial s "
                         "JOIN part p ON p.id = s.part_id LEFT JOIN part_lot t ON t.id = s.lot_id "
                         "WHERE s.account IN ('supplier', 'scrap', 'returns') "
                         "AND s.serial NOT LIKE 'W%' ORDER BY s.account LIMIT 6")
        if not rows:
            return
        sku, serial, account, lot = self.random.choice(rows)
        if account == "returns":
            self.ask("send_back", part=sku, serial=serial)
        place, lot = "Shelf A", self.random.choice([lot, lot, None, "L3"])
        self.ask("receive", part=sku, serial=serial, lot=lot, place=place, cost=self.money())
        if self.random.random() < 0.7:
            job = self.job()
            self.ask("issue", order=job, part=sku, serial=serial, place=place)
            self.ask("return", order=job, part=sku, serial=serial, fate="dead")

    def reverse_sent(self, _):
        """What failed, or a move of a box."""
        moves = self.rows("SELECT id FROM stock_move WHERE kind IN ('dead', 'wrong') "
                          "OR return_line_id IS NOT NULL ORDER BY id DESC LIMIT 12")
        if moves:
            self.ask("reverse", move=self.random.choice(moves)[0], reason="a mistake")

    # What the supplier says, and that it was a mistake.

    SAID = {"receive_box": 3, "credit": 6, "deny": 6, "lose": 2, "reopen": 6, "cancel_box": 2}

    def say(self, _):
        what = self.random.choices(list(self.SAID), self.SAID.values())[0]
        line_of_it = self.random.random() < 0.8
        states = {"reopen": ("settled", "sent", "received") if line_of_it else ("received",),
                  "cancel_box": ("draft", "sent"), "receive_box": ("sent",)}
        box = self.any_box(*states.get(what, ("sent", "received")))
        if box is None:
            return
        line = self.box_line(box) if line_of_it else None
        more = {"line": line, "reason": self.reason()}
        if what == "receive_box":
            more = {"reference": self.reference()}
        elif what == "cancel_box":
            more = {"reason": self.reason()}
        elif what == "credit":
            more = {"line": line, "amount": self.amount(box, line),
                    "more": "yes" if self.random.random() < 0.3 else None}
        elif what == "deny":
            more["fate"] = self.random.choice(["kept", "shelf", "shelf", "scrapped"])
            more["place"] = self.any_place() if more["fate"] == "shelf" else None
        told = self.ask(what, box=box, **more)
        if told and more.get("fate") == "shelf" and self.random.random() < 0.5:
            self.go_on(box, line, more["place"])

    def go_on(self, box, line, place):
        """What came back to a shelf goes on, before they say that it did not come back."""
        rows = self.rows("SELECT n.position, p.sku, n.serial, t.lot FROM return_line n "
                         "JOIN return_box b ON b.id = n.return_id JOIN part p ON p.id = n.part_id "
                         "LEFT JOIN part_lot t ON t.id = n.lot_id WHERE b.code = ?1 "
                         "AND n.removed_at IS NULL AND n.position = COALESCE(?2, n.position)",
                         box, line)
        position, sku, serial, lot = self.random.choice(rows)
        what = {"part": sku, "serial": serial, "lot": lot, "place": place}
        luck = self.random.random()
        if luck < 0.4 and (other := self.any_box("draft", may_be_empty=True)):
            self.ask("pack", **what, box=other)
        elif luck < 0.6:
            self.ask("issue", **what, order=self.job())
        elif luck < 0.8:
            self.ask("transfer", **what, to=self.any_place())
        if self.random.random() < 0.7:
            self.ask("reopen", box=box, line=str(position), reason=self.reason())

    def amount(self, box, line):
        """Of a credit note: what was asked, or less, or anything."""
        asked = self.rows("SELECT COALESCE(SUM(n.asked_cents), 0) FROM return_line n "
                          "JOIN return_box b ON b.id = n.return_id WHERE b.code = ?1 "
                          "AND n.removed_at IS NULL AND n.outcome = 'open' "
                          "AND n.position = COALESCE(?2, n.position)", box, line)[0][0]
        luck = self.random.random()
        if luck < 0.2:
            return self.money()
        cents = asked if luck < 0.6 else int(asked * self.random.random())
        return f"{cents // 100}.{cents % 100:02}"
