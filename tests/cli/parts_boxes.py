"""Boxes of parts that go back to suppliers, in the ledger of parts_model.py, as
include/fettle/model/return.h, include/fettle/ops/return.h and `fettle help return` say."""
from collections import defaultdict

from parts_model import DAY, MONEY_MOST, Moves, Refused, cents, date, share

SUPPLIER, RETURNS, SCRAP = (
    (account, None, None) for account in ("supplier", "returns", "scrap"))
ADJUSTMENT = ("adjustment", None, None)
# What can be done with a box in which state.
STATES = {"pack": {"draft"}, "unpack": {"draft"}, "send": {"draft"}, "receive": {"sent", "received"},
          "settle": {"sent", "received", "settled"}, "reopen": {"sent", "received", "settled"},
          "cancel": {"draft", "sent"}}

# What came back has gone on: in which words depends on where to, and is not of the ledger.
GONE_ON = ("state", "gone on")


def divide(amount, asked):
    """An amount by what was asked for each, or evenly, so that the parts add up to it."""
    weights = asked if any(asked) else [1] * len(asked)
    shares, rest = [], sum(weights)
    for weight in weights:
        shares.append(share(amount, weight, rest) if rest else 0)
        amount, rest = amount - shares[-1], rest - weight
    return shares


class Box:
    def __init__(self, code, supplier):
        self.code, self.supplier, self.lines = code, supplier, []
        self.is_sent = self.is_received = self.is_cancelled = False
        self.sent_at = self.cancelled_at = 0
        self.reference = self.sent_as = None  # as last said, and before they had it

    def in_it(self):
        return [line for line in self.lines if not line.is_removed]

    def open(self):
        return [line for line in self.in_it() if line.outcome == "open"]

    def told(self):
        """What every request on it gives back."""
        lines = self.in_it()
        sums = {"lines": len(lines), "open_lines": len(self.open()),
                "asked": sum(line.asked for line in lines),
                "credited": sum(line.credited for line in lines),
                "open": sum(line.asked for line in self.open())}
        return {"box": self.code, "state": self.state, "reference": self.reference or "",
                **{what: str(much) for what, much in sums.items()}}

    def is_away(self, now):
        """Desks do not agree on the time to the second."""
        return (self.is_sent and self.sent_at <= now
                and not (self.is_cancelled and self.cancelled_at <= now))

    @property
    def state(self):
        if self.is_cancelled:
            return "cancelled"
        if not self.is_sent:
            return "draft"
        if not self.open():
            return "settled"
        return "received" if self.is_received else "sent"


class BoxLine:
    def __init__(self, box, part, quantity, asked, *, reason, move=None, place=None, of=None,
                 lot=None, serial=None, due=None):
        self.box, self.position, self.part = box, len(box.lines) + 1, part
        self.quantity, self.asked, self.reason, self.move = quantity, asked, reason, move
        self.place, self.of, self.lot, self.serial, self.due = place, of, lot, serial, due
        self.end = ("shelf", place, None) if place else RETURNS
        self.is_removed, self.outcome, self.credited = False, "open", 0
        self.worth = self.written_off = 0  # when it was sent, and what left the account since

    @property
    def key(self):
        return (self.box.code, self.position)

    def is_kept(self, end, lot):
        """Whether it is in an open box and lies there."""
        return (self.box.state == "draft" and not self.is_removed
                and (self.end, self.lot) == (end, lot))


class Boxes(Moves):
    def __init__(self):
        super().__init__()
        self.boxes = {}
        self.suppliers = {}  # within how many days they take back what failed, or None
        self.boxed = defaultdict(list)  # lines by SKU, of all boxes
        self.failed, self.came = defaultdict(list), defaultdict(list)  # numbers of moves by SKU
        self.of_box = defaultdict(list)  # numbers of moves by line of a box

    def made(self, number, move):
        super().made(number, move)
        if move.kind in ("dead", "wrong") and move.end == RETURNS:
            self.failed[move.sku].append(number)
        if move.kind == "receive":
            self.came[move.sku].append(number)
        if move.box:
            self.of_box[move.box].append(number)

    # What lies there.

    def kept(self, part, end, lot):
        """How much of what lies at an end is in open boxes."""
        return sum(line.quantity for line in self.boxed[part.sku] if line.is_kept(end, lot))

    def free(self, part, end, lot):
        return part.holds(end, lot)[0] - self.kept(part, end, lot)

    def check_free(self, part, end, lot, quantity, serial):
        """What is in an open box is taken by nothing else, but for jobs."""
        if serial is not None:
            if any(line.serial == serial and line.is_kept(end, line.lot)
                   for line in self.boxed[part.sku]):
                raise Refused("conflict", "serial")
        elif (kept := self.kept(part, end, lot)) and part.holds(end, lot)[0] - kept < quantity:
            raise Refused("conflict", "part")

    def in_boxes(self, part, number):
        """How much of what failed by a move is in a box that was not called off."""
        return sum(line.quantity for line in self.boxed[part.sku] if line.move == number
                   and not line.is_removed and line.box.state != "cancelled")

    def check_unboxed(self, number, move):
        if move.box:
            raise Refused("state", "move")
        if self.in_boxes(self.parts[move.sku], number):
            raise Refused("conflict", "move")

    def left(self, part):
        """What failed and is kept in no box: numbers of moves and quantities, oldest first. A heap
        of a part and lot has no names: the oldest went."""
        pieces = [number for number in self.failed[part.sku] if number not in self.reversed]
        heaps, seen, found = {}, set(), []
        for number in reversed(pieces):
            move = self.moves[number]
            left = move.quantity - self.in_boxes(part, number)
            if move.serial is not None:
                left = left if self.is_here(part, move, seen) else 0
            heap = heaps.setdefault(move.lot, self.free(part, RETURNS, move.lot))
            left = max(0, min(left, heap))
            heaps[move.lot] -= left
            if left > 0:
                found.append((number, left))
        return found[::-1]

    @staticmethod
    def is_here(part, move, seen):
        """Whether a numbered piece is kept, and failed in its lot by this move last."""
        at, lot = part.serials[move.serial]
        key = (move.serial, move.lot)
        is_last = key not in seen
        seen.add(key)
        return at == RETURNS and lot == move.lot and is_last

    def sender(self, part, number):
        """The one to whom some of it went back in a box; else by the number, else the lot, else the
        last delivery before it failed, else who usually sells it."""
        for line in reversed(self.boxed[part.sku]):
            if line.move == number and not line.is_removed and line.box.is_away(self.now):
                return line.box.supplier
        failure = self.moves[number]
        came = [self.moves[at] for at in self.came[part.sku]
                if at < number and self.reversed.get(at, number) >= number]
        for those in ([move for move in came if failure.serial and move.serial == failure.serial],
                      [move for move in came if failure.lot and move.lot == failure.lot], came):
            if those:
                return those[-1].supplier
        return part.supplier

    # What the requests say.

    def supplier(self, r, name):
        name = r.get("supplier", name)
        if name not in self.suppliers:
            raise Refused("not_found", "supplier")
        return name

    def box(self, r, act):
        if r["box"] not in self.boxes:
            raise Refused("not_found", "return")
        box = self.boxes[r["box"]]
        if box.state not in STATES[act]:
            raise Refused("state", "return")
        return box

    @staticmethod
    def box_line(box, r):
        line = next((line for line in box.in_it() if str(line.position) == r["line"]), None)
        if line is None:
            raise Refused("not_found", "line")
        return line

    @staticmethod
    def check_reason(r):
        if "reason" not in r:
            raise Refused("invalid", "reason")

    def do_supplier(self, r, day):
        self.suppliers[r["name"]] = int(r["days"]) if "days" in r else None

    def do_box(self, r, day):
        box = Box(r.get("box"), self.supplier(r, None))
        self.boxes[box.code] = box
        self.undoing.append(lambda: self.boxes.pop(box.code))

    def put(self, box, part, *what, **more):
        line = BoxLine(box, part, *what, **more)
        for lines in (box.lines, self.boxed[part.sku]):
            lines.append(line)
            self.undoing.append(lines.pop)

    @staticmethod
    def asked(r, quantity, worth):
        asked = share(cents(r["value"]), quantity, 1000) if "value" in r else worth
        if asked > MONEY_MOST:
            raise Refused("invalid", "value" if "value" in r else "quantity")
        return asked

    def do_pack(self, r, day):
        box = self.box(r, "pack")
        part = self.part(r)
        if "place" in r:
            self.pack_good(box, part, r, day)
            return
        meant = [(number, here) for number, here in self.left(part)
                 if self.is_meant(self.moves[number], r)]
        found = [(number, here) for number, here in meant
                 if "anyway" in r or self.sender(part, number) == box.supplier]
        if not found:
            if meant:
                raise Refused("conflict", "supplier")
            self.check_in_no_box(part, r)
            named = next((field for field in ("serial", "lot") if field in r), None)
            raise Refused(*(("not_found", named) if named else ("state", "part")))
        there = sum(here for _, here in found)
        quantity = self.quantity(part, r) if "quantity" in r else there
        if quantity > there:
            raise Refused("state", "quantity")
        for number, here in found:
            if quantity == 0:
                break
            move, taken = self.moves[number], min(here, quantity)
            days = self.suppliers[self.sender(part, number)]
            quantity -= taken
            self.put(box, part, taken,
                     self.asked(r, taken, share(move.value, taken, move.quantity)),
                     reason=move.kind, move=number, of=move.start[2], lot=move.lot,
                     serial=move.serial,
                     due=date(move.at // DAY + days) if days is not None else None)

    def check_in_no_box(self, part, r):
        for line in self.boxed[part.sku]:
            if line.is_kept(RETURNS, line.lot) and self.is_meant_in_box(line, r):
                raise Refused("conflict", "serial" if "serial" in r else "part")

    @staticmethod
    def is_meant_in_box(line, r):
        return (r.get("serial") in (None, line.serial) and r.get("lot") in (None, line.lot)
                and r.get("order") in (None, line.of[0]))

    @staticmethod
    def is_meant(move, r):
        return (r.get("serial") in (None, move.serial) and r.get("lot") in (None, move.lot)
                and r.get("order") in (None, move.start[2][0]))

    def pack_good(self, box, part, r, day):
        """What did not fail, off a shelf."""
        quantity = self.quantity(part, r)
        self.check_ours(r)
        start = ("shelf", self.place(part, r["place"]), None)
        lot, serial = self.tracking(part, r, quantity, start)
        self.check_free(part, start, lot, quantity, serial)
        if part.holds(start, lot)[0] < quantity:
            raise Refused("state", "quantity")
        worth = self.out_of((part.quantity, part.value), quantity, part.cost(day) or 0)
        self.put(box, part, quantity, self.asked(r, quantity, worth), reason="surplus",
                 place=r["place"], lot=lot, serial=serial)

    def do_unpack(self, r, day):
        self.set(self.box_line(self.box(r, "unpack"), r), "is_removed", True)

    def do_send(self, r, day):
        box = self.box(r, "send")
        if not box.in_it():
            raise Refused("state", "return")
        for line in box.in_it():
            value = self.post("send_back", line.part, line.quantity, line.end, SUPPLIER, day=day,
                              lot=line.lot, serial=line.serial, supplier=box.supplier,
                              box=line.key)
            self.set(line, "worth", value)
        self.set(box, "is_sent", True)
        self.set(box, "sent_at", self.now)
        self.set(box, "reference", r.get("reference"))

    def do_send_back(self, r, day):
        """Without a box."""
        part = self.part(r)
        quantity = self.quantity(part, r)
        supplier = self.supplier(r, part.supplier)
        start = self.at(self.place(part, r["place"])) if "place" in r else RETURNS
        self.check_ours(r)
        lot, serial = self.tracking(part, r, quantity, start)
        self.check_free(part, start, lot, quantity, serial)
        self.post("send_back", part, quantity, start, SUPPLIER, day=day, lot=lot, serial=serial,
                  supplier=supplier)

    # What the supplier says.

    def do_receive_box(self, r, day):
        box = self.box(r, "receive")
        if not box.is_received:
            self.set(box, "sent_as", box.reference)
        self.set(box, "is_received", True)
        self.set(box, "reference", r.get("reference", box.reference))

    def meant(self, r):
        """The line named, or all that are open."""
        box = self.box(r, "settle")
        lines = [self.box_line(box, r)] if "line" in r else box.open()
        if not lines or any(line.outcome != "open" for line in lines):
            raise Refused("state", "line")
        return lines

    def write_off(self, line, cents_less):
        """They owe less for what they have, as value alone."""
        if not cents_less:
            return
        ends = [SUPPLIER, ADJUSTMENT] if cents_less > 0 else [ADJUSTMENT, SUPPLIER]
        self.value(line.part, abs(cents_less), *ends, supplier=line.box.supplier, box=line.key)
        self.set(line, "written_off", line.written_off + cents_less)

    def settle(self, line, outcome, credited=0):
        self.set(line, "outcome", outcome)
        self.set(line, "credited", credited)

    def do_credit(self, r, day):
        lines = self.meant(r)
        amount = cents(r["amount"])
        if amount <= 0:
            raise Refused("invalid", "amount")
        if amount > sum(line.asked for line in lines) and "more" not in r:
            raise Refused("state", "amount")
        for line, credited in zip(lines, divide(amount, [line.asked for line in lines])):
            self.settle(line, "short" if credited < line.asked else "credited", credited)
            self.write_off(line, line.worth - credited)

    def do_deny(self, r, day):
        lines = self.meant(r)
        self.check_reason(r)
        end = {"kept": None, "scrapped": SCRAP}.get(r["fate"], "shelf")
        if end == "shelf":
            place = self.place(lines[0].part, r["place"])
            self.check_in_use(place)
            self.check_ours({"place": place})
            if any(line.reason == "dead" for line in lines):
                raise Refused("conflict", "place")
            end = self.at(place)
        for line in lines:
            self.settle(line, "denied")
            if end is None:
                self.write_off(line, line.worth)
                continue
            self.post("refused", line.part, line.quantity, SUPPLIER, end, day=day, lot=line.lot,
                      serial=line.serial, given=line.worth, supplier=line.box.supplier,
                      box=line.key)
            self.offer(line.part, end, None, day)

    def do_lose(self, r, day):
        lines = self.meant(r)
        self.check_reason(r)
        for line in lines:
            self.settle(line, "lost")
            self.write_off(line, line.worth)

    # What was a mistake.

    def take_back(self, line, kind, day):
        """The last move of a kind of a line, at the value it had."""
        number = next(number for number in reversed(self.of_box[line.key])
                      if self.moves[number].kind == kind)
        move = self.moves[number]
        self.post("reverse", line.part, move.quantity, move.end, move.start, day=day, lot=move.lot,
                  serial=move.serial, given=move.value, reverses=number,
                  supplier=move.supplier, box=line.key)
        self.offer(line.part, move.start, None, day)

    def do_reopen(self, r, day):
        box = self.box(r, "reopen")
        self.check_reason(r)
        if "line" not in r:
            if not box.is_received or len(box.open()) < len(box.in_it()):
                raise Refused("state", "return")
            self.set(box, "is_received", False)
            self.set(box, "reference", box.sent_as)
            return
        line = self.box_line(box, r)
        if line.outcome == "open":
            raise Refused("state", "line")
        came = self.back(line)
        if came is not None:
            try:
                self.check_free(line.part, came.end, came.lot, came.quantity, came.serial)
                self.take_back(line, "refused", day)
            except Refused as refused:
                raise Refused(*GONE_ON) from refused
        self.settle(line, "open")
        self.write_off(line, -line.written_off)

    def back(self, line):
        """How it came back; None: it did not."""
        for number in self.of_box[line.key]:
            if self.moves[number].kind == "refused" and number not in self.reversed:
                return self.moves[number]
        return None

    def do_cancel_box(self, r, day):
        box = self.box(r, "cancel")
        if box.is_sent:
            self.check_reason(r)
            if len(box.open()) < len(box.in_it()):
                raise Refused("state", "return")
            for line in box.in_it():
                if line.place:
                    self.check_in_use(line.place)
                self.take_back(line, "send_back", day)
        self.set(box, "is_cancelled", True)
        self.set(box, "cancelled_at", self.now)
