"""What each request moves in the ledger of parts, or why it is refused, as the headers of the
operations say: include/fettle/ops/part.h, src/ops/stock.h, src/ops/part_job.h."""
from parts_boxes import RETURNS, Boxes
from parts_model import MONEY_MOST, MOST, Line, Part, Refused, cents, share, thousandths

LINE_PIECES = 10**9  # thousandths that a line of a bill may be of


class Ledger(Boxes):
    # What the requests say.

    def part(self, r):
        part = self.parts.get(r["part"])
        if part is None:
            raise Refused("not_found", "part")
        return part

    @staticmethod
    def quantity(part, r, least=1):
        if "quantity" not in r:
            return 1000
        quantity = thousandths(r["quantity"])
        if not least <= quantity <= MOST or (quantity % 1000 and not part.is_divisible):
            raise Refused("invalid", "quantity")
        return quantity

    def place(self, part, name):
        """As said; else where it lies, if that is one place; else where it lay, if one."""
        if name is None:
            lies = ([home for home, held in part.homes.items() if held] or list(part.homes)
                    or list(part.reorders))
            if len(lies) != 1:
                raise Refused("invalid", "place")
            name = lies[0]
        if name not in self.places:
            raise Refused("not_found", "place")
        return name

    def check_in_use(self, place):
        if place in self.retired:
            raise Refused("conflict", "place")

    def place_to(self, part, r):
        place = self.place(part, r.get("place"))
        self.check_in_use(place)
        return place

    def place_from(self, part, r):
        """As said; else where the piece is, else the only place with some that is free."""
        if "place" in r:
            return self.place(part, r["place"])
        if part.tracking == "serial" and "serial" not in r:
            raise Refused("invalid", "serial")
        if (at := part.serials.get(r.get("serial"))) and at[0][1]:
            return at[0][1]
        lies = {end[1] for (end, _), sums in part.balances.items()
                if end[0] == "shelf" and end[1] and sums[0] > 0}
        if len(lies) > 1:
            raise Refused("invalid", "place")
        return lies.pop() if lies else self.place(part, None)

    def check_ours(self, r):
        """What is with an outside repairer is not for jobs."""
        if self.places.get(r.get("place")) == "vendor":
            raise Refused("invalid", "place")

    def age(self, end):
        """Of the places the oldest first."""
        return list(self.places).index(end[1]) if end[1] else -1

    def at(self, place):
        """The end at a place: a shelf, or with an outside repairer."""
        return ("vendor" if self.places[place] == "vendor" else "shelf", place, None)

    def tracking(self, part, r, quantity, start, arrives=False, fresh_on=None):
        """Lot and serial number of a move; what expired before the day fresh_on must be named."""
        serial, lot = r.get("serial"), r.get("lot")
        if (serial is not None) != (part.tracking == "serial"):
            raise Refused("invalid", "serial")
        if lot is not None and part.tracking == "none":
            raise Refused("invalid", "lot")
        if serial is not None and quantity != 1000:
            raise Refused("invalid", "quantity")
        if lot is None and part.tracking == "lot":
            # The one that expires first, of those that have enough.
            lots = [known for (end, known), sums in part.ends[start[2] or start[1]].items()
                    if end == start and sums[0] >= quantity
                    and not (fresh_on and part.is_expired(known, fresh_on))] if not arrives else []
            if not lots:
                raise Refused("invalid", "lot")
            lot = min(lots, key=part.expiry)
        elif lot is None and serial is not None and not arrives and serial in part.serials:
            lot = part.serials[serial][1]  # a numbered piece is of the lot it came with
        elif lot is not None:
            expires = r.get("expires")
            if lot in part.lots:
                if expires is not None and part.lots[lot] != expires:
                    raise Refused("conflict", "expires")
            elif not arrives:
                raise Refused("not_found", "lot")
            else:
                part.lots[lot] = expires
                self.undoing.append(lambda: part.lots.pop(lot))
        return lot, serial

    # Without a job.

    def do_place(self, r, day):
        self.places[r["name"]] = r["kind"]

    def do_part(self, r, day):
        part = Part(r["part"], r["unit"], r["tracking"])
        part.supplier = r["supplier"]
        if "cost" in r:
            part.costs[day] = cents(r["cost"])
        self.parts[part.sku] = part

    def do_edit(self, r, day):
        part = self.part(r)
        if "cost" in r:
            part.costs[day] = cents(r["cost"])
        if "superseded" in r:
            if self.parts[r["superseded"]].unit != part.unit:
                raise Refused("conflict", "superseded_by")
            part.superseded_by = self.parts[r["superseded"]]
        if "retired" in r:
            if r["retired"] == "yes" and part.quantity:
                raise Refused("state", "retired")
            self.set(part, "is_retired", r["retired"] == "yes")

    def do_edit_place(self, r, day):
        place = r["place"]
        if r["retired"] == "yes" and any(
                end[1] == place and sums[0] for part in self.parts.values()
                for (end, _), sums in part.balances.items()):
            raise Refused("state", "place")
        retired = self.retired - {place} | ({place} if r["retired"] == "yes" else set())
        self.set(self, "retired", retired)

    def do_reorder(self, r, day):
        part = self.part(r)
        rest = part.reorders - {r["place"]}
        self.set(part, "reorders", rest | {r["place"]} if "quantity" in r else rest)

    def check_new_serial(self, serial):
        if len(serial) > 64 or not all(" " <= c <= "~" for c in serial) or serial in self.jobs:
            raise Refused("invalid", "serial")

    def arrive(self, kind, start, r, day, supplier=None):
        part = self.part(r)
        if part.is_retired:
            raise Refused("conflict", "part")
        quantity = self.quantity(part, r)
        place = self.place_to(part, r)
        unit = cents(r["cost"]) if "cost" in r else part.cost(day)
        if unit is None:
            raise Refused("invalid", "cost")
        given = share(unit, quantity, 1000)
        if given > MONEY_MOST:
            raise Refused("invalid", "quantity")
        end = self.at(place)
        lot, serial = self.tracking(part, r, quantity, start, True)
        if serial is not None and serial not in part.serials:
            self.check_new_serial(serial)
        self.post(kind, part, quantity, start, end, day=day, lot=lot, serial=serial, given=given,
                  supplier=supplier)
        self.offer(part, end, None, day)

    def do_receive(self, r, day):
        self.arrive("receive", ("supplier", None, None), r, day,
                    self.supplier(r, self.part(r).supplier))

    def do_open(self, r, day):
        self.arrive("open", ("adjustment", None, None), r, day)

    def do_transfer(self, r, day):
        part = self.part(r)
        quantity = self.quantity(part, r)
        place = self.place_from(part, r)
        if r["to"] not in self.places:
            raise Refused("not_found", "place")
        self.check_in_use(r["to"])
        if r["to"] == place:
            raise Refused("invalid", "to")
        start = self.at(place)
        lot, serial = self.tracking(part, r, quantity, start)
        end = self.at(r["to"])
        self.post("transfer", part, quantity, start, end, day=day, lot=lot, serial=serial)
        self.offer(part, end, None, day)

    def do_scrap(self, r, day):
        part = self.part(r)
        quantity = self.quantity(part, r)
        if "reason" not in r:
            raise Refused("invalid", "reason")
        start = self.at(self.place_from(part, r))
        lot, serial = self.tracking(part, r, quantity, start)
        self.post("scrap", part, quantity, start, ("scrap", None, None), day=day, lot=lot,
                  serial=serial)

    def do_count(self, r, day):
        part = self.part(r)
        counted = self.quantity(part, r, 0)
        if part.tracking == "serial":
            raise Refused("invalid", "part")
        place = self.place(part, r.get("place"))
        lot, _ = self.tracking(part, r, counted, None, True)
        known = part.at_place[place, lot]
        if counted == known:
            return
        if "reason" not in r:
            raise Refused("invalid", "reason")
        self.check_in_use(place)
        ends = [("adjustment", None, None), self.at(place)]
        if counted < known:
            ends.reverse()
        self.post("count", part, abs(counted - known), *ends, day=day, lot=lot)
        self.offer(part, ends[1], None, day)

    def do_reverse(self, r, day):
        if "reason" not in r:
            raise Refused("invalid", "reason")
        number = int(r["move"])
        if number not in self.moves:
            raise Refused("not_found", "move")
        kind, sku, quantity, value, start, end, lot, serial, _, supplier, *_ = self.moves[number]
        if kind in ("reverse", "value", "use") or number in self.reversed:
            raise Refused("state", "move")
        self.check_unboxed(number, self.moves[number])
        line = None
        if end[2] or start[2]:
            order, position = end[2] or start[2]
            line = self.lines_of_job[order][position - 1]
            if line.is_removed:
                raise Refused("state", "move")
            self.check_open(order)
        self.check_in_use(start[1])
        if end == RETURNS:
            self.check_free(self.parts[sku], end, lot, quantity, serial)
        if kind in ("dead", "wrong", "damage") and line.missing() < quantity:
            raise Refused("state", "move")  # it was filled again
        self.post("reverse", self.parts[sku], quantity, end, start, day=day, lot=lot,
                  serial=serial, given=value, reverses=number, supplier=supplier)
        if kind == "give_back":
            self.set(line, "needed", line.needed + quantity)  # it is wanted again
        self.offer(self.parts[sku], start, line if end[2] else None, day)

    # Of a job.

    def do_checkin(self, r, day):
        self.jobs[r["order"]] = "open"

    def do_nothing(self, r, day):
        pass

    do_approve = do_diagnose = do_start = do_test = do_nothing

    def lines_of(self, order):
        return [line for line in self.lines_of_job[order] if not line.is_removed]

    def check_open(self, order):
        if self.jobs[order] == "closed":
            raise Refused("state", "order")

    def check_not_ready(self, order):
        if self.jobs[order] != "open":
            raise Refused("state", "order")

    def job_part(self, r):
        if r["order"] not in self.jobs:
            raise Refused("not_found", "order")
        self.check_open(r["order"])
        return self.part(r) if "part" in r else None

    def find_line(self, r, part, measure):
        """The line named, or the first for the part that has some of what is looked for."""
        lines = self.lines_of(r["order"])
        if "line" not in r:
            return next((line for line in lines if line.part is part and measure(line) > 0), None)
        line = next((line for line in lines if line.position == int(r["line"])), None)
        if line is None:
            raise Refused("not_found", "line")
        if part is not None and line.part is not part:
            raise Refused("conflict", "line")
        return line

    def make_line(self, order, part, quantity):
        if quantity > LINE_PIECES:
            raise Refused("invalid", "quantity")
        line = Line(order, len(self.lines_of_job[order]) + 1, part, quantity)
        for lines in (self.lines_of_job[order], self.lines_of_part[part.sku]):
            lines.append(line)
            self.undoing.append(lines.pop)
        return line

    @staticmethod
    def check_usable(part):
        if part.is_retired or (part.superseded_by is not None and part.quantity <= 0):
            raise Refused("conflict", "part")

    def of_line(self, line, r, left):
        """How much of a line that was there: all that is left to do, or less."""
        if "quantity" not in r:
            return min(1000, left) if "serial" in r else left
        quantity = self.quantity(line.part, r)
        if quantity > left:
            raise Refused("state", "quantity")
        return quantity

    def line_for(self, r, part, measure):
        line = self.find_line(r, part, measure)
        self.check_usable(line.part if line else part)
        if line is None:
            quantity = self.quantity(part, r)
            return self.make_line(r["order"], part, quantity), quantity
        quantity = self.of_line(line, r, measure(line))
        if quantity == 0:
            raise Refused("state", "line")
        return line, quantity

    def reserve_free(self, line, day):
        """What is free and good is kept for the line."""
        part, left = line.part, line.missing()
        if left == 0:
            return
        shelves = [(end, lot) for place in part.homes
                   for (end, lot), sums in part.ends[place].items()
                   if sums[0] > 0 and not part.is_expired(lot, day)]
        shelves.sort(key=lambda at: (self.age(at[0]), part.expiry(at[1])))
        for end, lot in shelves:
            pieces = [(None, min(left, part.holds(end, lot)[0]))]
            if part.tracking == "serial":
                pieces = [(serial, 1000) for serial in self.pieces_at(part, end, lot)]
            for serial, quantity in pieces:
                if 0 < quantity <= left:
                    self.post("reserve", part, quantity, end, ("reserved", end[1], line.key),
                              day=day, lot=lot, serial=serial)
                    left -= quantity

    @staticmethod
    def pieces_at(part, end, lot):
        return sorted(number for number, at in part.serials.items() if at == (end, lot))

    def offer(self, part, end, giver, day):
        """What came to a shelf is for the lines that lack it, the oldest first, but not for the
        one that gave it."""
        if end[0] != "shelf":
            return
        for line in self.lines_of_part[part.sku]:
            if line is not giver and not line.is_removed and self.jobs[line.order] == "open":
                self.reserve_free(line, day)

    def do_need(self, r, day):
        part = self.job_part(r)
        if part.superseded_by is not None and part.quantity <= 0:
            part = part.superseded_by
        self.check_usable(part)
        self.check_not_ready(r["order"])
        quantity = self.quantity(part, r)
        line = self.make_line(r["order"], part, quantity)
        if part.tracking != "serial":  # a numbered piece is chosen by a person
            self.reserve_free(line, day)

    def do_reserve(self, r, day):
        part = self.job_part(r)
        if "quantity" not in r and "line" not in r:
            lines = [line for line in self.lines_of(r["order"]) if line.part is part]
            if any(line.held("reserved") for line in lines) and not any(map(Line.missing, lines)):
                raise Refused("state", "part")  # nothing is left to be reserved
        line, quantity = self.line_for(r, part, Line.missing)
        self.check_ours(r)
        place = self.place_from(line.part, r)
        self.check_ours({"place": place})
        start = ("shelf", place, None)
        lot, serial = self.tracking(line.part, r, quantity, start, fresh_on=day)
        self.post("reserve", line.part, quantity, start, ("reserved", place, line.key), day=day,
                  lot=lot, serial=serial)

    def reserved_of(self, line, r):
        """What is reserved for a line at one place in one lot: the first place, and there the lot
        that expires first."""
        held = [(end, lot) for (end, lot), sums in line.part.ends[line.key].items()
                if end[0] == "reserved" and sums[0] > 0 and r.get("lot") in (None, lot)]
        if "serial" in r:
            held = [at for at in held if at == line.part.serials.get(r["serial"])]
        return min(held, default=None, key=lambda at: (self.age(at[0]), line.part.expiry(at[1])))

    def take_reserved(self, kind, line, r, left, day):
        """What is reserved for the line goes first; returns what is still to be taken."""
        part = line.part
        while left > 0 and (held := self.reserved_of(line, r)):
            start, lot = held
            quantity = min(left, part.holds(*held)[0])
            lot, serial = self.tracking(part, {"lot": lot, **r} if part.tracking == "lot" else r,
                                        quantity, start)
            end = ("job", None, line.key) if kind == "issue" else ("shelf", start[1], None)
            self.post(kind, part, quantity, start, end, day=day, lot=lot, serial=serial)
            left -= quantity
        return left

    def do_release(self, r, day):
        part = self.job_part(r)
        line = self.find_line(r, part, lambda line: line.held("reserved"))
        if line is None or self.reserved_of(line, r) is None:
            raise Refused("state", "part")
        quantity = self.of_line(line, r, line.held("reserved"))
        if self.take_reserved("release", line, r, quantity, day) and "quantity" in r:
            raise Refused("state", "quantity")
        self.offer(line.part, ("shelf", None, None), line, day)

    def do_issue(self, r, day):
        part = self.job_part(r)
        if "below" in r and "reason" not in r:
            raise Refused("invalid", "reason")
        line, left = self.line_for(r, part, lambda line: line.held("reserved") + line.missing())
        self.check_ours(r)
        wanted = left
        if "place" not in r:
            left = self.take_reserved("issue", line, r, left, day)
        # Without a quantity it is what is reserved.
        if left == wanted or (left > 0 and "quantity" in r):
            place = self.place_from(line.part, r)
            self.check_ours({"place": place})
            start = ("shelf", place, None)
            lot, serial = self.tracking(line.part, r, left, start, fresh_on=day)
            self.post("issue", line.part, left, start, ("job", None, line.key), day=day, lot=lot,
                      serial=serial, below="below" in r)

    def do_return(self, r, day):
        part = self.job_part(r)
        fate = r["fate"]
        line = self.find_line(r, part, lambda line: line.held("job"))
        if line is None or line.held("job") == 0:
            raise Refused("state", "part")
        quantity = self.of_line(line, r, line.held("job"))
        if fate != "give_back":
            self.check_not_ready(r["order"])
        if fate == "damage" and "reason" not in r:
            raise Refused("invalid", "reason")
        if fate in ("dead", "damage") or (fate == "wrong" and "place" not in r):
            if "place" in r:
                raise Refused("invalid", "place")
            end = ("scrap" if fate == "damage" else "returns", None, None)
        else:
            self.check_ours(r)
            end = ("shelf", self.place_to(line.part, r), None)
        start = ("job", None, line.key)
        lot, serial = self.tracking(line.part, r, quantity, start)
        self.post(fate, line.part, quantity, start, end, day=day, lot=lot, serial=serial)
        if fate != "give_back":
            if end[0] != "shelf" and line.part.tracking != "serial":
                self.reserve_free(line, day)
            self.offer(line.part, end, line, day)
            return
        # It is needed no more, but what is still on the job is.
        left = max(line.needed - quantity, line.held("job") + line.held("customer"))
        left = min(left, line.needed)
        if left > 0:
            self.set(line, "needed", left)
        else:
            self.let_go(line, day)
            self.set(line, "is_removed", True)
        self.offer(line.part, end, line, day)

    def all_of(self, kind, line, account, day):
        held = [(end, lot) for (end, lot), sums in line.part.ends[line.key].items()
                if end[0] == account and sums[0] > 0]
        held.sort(key=lambda at: (self.age(at[0]), line.part.expiry(at[1])))
        for start, lot in held:
            end = ("customer", None, line.key) if kind == "use" else ("shelf", start[1], None)
            if line.part.tracking != "serial":
                self.post(kind, line.part, line.part.holds(start, lot)[0], start, end, day=day,
                          lot=lot)
                continue
            for serial in self.pieces_at(line.part, start, lot):
                self.post(kind, line.part, 1000, start, end, day=day, lot=lot, serial=serial)

    def let_go(self, line, day):
        self.all_of("release", line, "reserved", day)

    def let_others_have(self, line, day):
        """What was kept for a line that needs nothing any more."""
        if line.held("reserved"):
            self.let_go(line, day)
            self.offer(line.part, ("shelf", None, None), line, day)

    def do_remove(self, r, day):
        self.check_open(r["order"])
        line = next((line for line in self.lines_of_job[r["order"]]
                     if line.position == int(r["line"])), None)
        if line is None:
            raise Refused("not_found", "line")
        if line.is_removed or line.held("job"):
            raise Refused("state", "line")
        self.set(line, "is_removed", True)
        self.let_others_have(line, day)

    # Steps of jobs are refused for many reasons that are not the ledger's; what it asks is certain.

    def check_parts(self, order, result):
        """A device that goes has all that is on its bill; one that was given up has nothing."""
        for line in self.lines_of(order):
            on_it = line.held("job") + line.held("customer")
            if (on_it < line.needed and result != "cancelled") or (on_it and result != "repaired"):
                raise Refused("state", "order")

    def do_ready(self, r, day):
        self.check_parts(r["order"], r["result"])
        self.jobs[r["order"]] = "ready"
        self.results[r["order"]] = r["result"]

    def do_handover(self, r, day):
        self.check_parts(r["order"], self.results[r["order"]])
        for line in self.lines_of(r["order"]):
            self.let_others_have(line, day)
            self.all_of("use", line, "job", day)
        self.jobs[r["order"]] = "closed"

    def do_cancel(self, r, day):
        self.check_parts(r["order"], "cancelled")
        self.jobs[r["order"]] = "closed"
        for line in self.lines_of(r["order"]):
            self.let_others_have(line, day)
