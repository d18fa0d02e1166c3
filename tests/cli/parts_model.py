"""The ledger of parts once more, as include/fettle/model/stock.h defines it: accounts, moves and what
they are worth. Quantities are thousandths, money is cents, both whole numbers.

An end of a move is (account, place, line): a place by its name, a line as (order, position).
"""
import datetime
from collections import defaultdict, namedtuple

STOCK = {"shelf", "reserved", "vendor"}
WORLD = {"supplier", "adjustment"}  # which may hold less than nothing
DAY = 86400
MOST = 10**12
MONEY_MOST = 10**15
LINE_MOST = 10**11  # cents that a line of a bill may come to


# box: the line of a box, as (code, position).
Move = namedtuple("Move", "kind sku quantity value start end lot serial reverses supplier box at")


class Refused(Exception):
    """With the status and the field that the person at the desk is told."""

    def __init__(self, status, field):
        super().__init__(f"{status} {field}")
        self.outcome = (status, field)


def share(amount, numerator, denominator):
    """amount × numerator ÷ denominator, halves away from zero."""
    product = amount * numerator
    sign = -1 if (product < 0) != (denominator < 0) else 1
    return sign * ((2 * abs(product) + abs(denominator)) // (2 * abs(denominator)))


def thousandths(text):
    whole, _, rest = text.partition(".")
    return int(whole) * 1000 + int((rest + "000")[:3])


def cents(text):
    return thousandths(text) // 10


def date(day):
    return (datetime.date(1970, 1, 1) + datetime.timedelta(day)).isoformat()


class Part:
    def __init__(self, sku, unit, tracking):
        self.sku, self.unit, self.tracking = sku, unit, tracking
        self.is_divisible = unit in ("metre", "litre", "kilogram", "gram")
        self.costs = {}  # each unit, by day
        self.superseded_by, self.is_retired = None, False
        self.supplier = None
        self.reorders = set()  # the places that have a reorder point
        self.quantity = self.value = 0  # of all stock
        self.balances = {}  # (end, lot): [quantity, value], in the order in which they came up
        self.serials = {}  # number: (end, lot)
        self.lots = {}  # name: the day it expires on or None, oldest lot first
        # The same quantities, to be found by: (account, line), place, (place, lot).
        self.of_line, self.homes, self.at_place = defaultdict(int), {}, defaultdict(int)
        self.ends = defaultdict(dict)  # the (end, lot) of a line, or at a shelf: as ordered sets

    def cost(self, day):
        days = [known for known in self.costs if known <= day]
        return self.costs[max(days)] if days else None

    def holds(self, end, lot):
        return self.balances.get((end, lot), (0, 0))

    def add(self, end, lot, quantity, value):
        """To what an end holds; returns how to undo it."""
        account, place, line = end
        is_new = (end, lot) not in self.balances
        is_home = account in ("shelf", "reserved")
        is_new_home = is_home and place not in self.homes
        sums = self.balances.setdefault((end, lot), [0, 0])
        self.ends[line or place][end, lot] = sums

        def by(sign):
            sums[0] += sign * quantity
            sums[1] += sign * value
            self.of_line[account, line] += sign * quantity
            self.at_place[place, lot] += sign * quantity
            if is_home:
                self.homes[place] = self.homes.get(place, 0) + sign * quantity

        def undo():
            by(-1)
            if is_new:
                del self.balances[end, lot], self.ends[line or place][end, lot]
            if is_new_home:
                del self.homes[place]

        by(1)
        return undo

    def age(self, lot):
        return list(self.lots).index(lot) if lot is not None else -1

    def expiry(self, lot):
        return (self.lots.get(lot) or "9999", self.age(lot))

    def is_expired(self, lot, day):
        return self.expiry(lot)[0] < date(day)


class Line:
    def __init__(self, order, position, part, needed):
        self.order, self.position, self.part = order, position, part
        self.needed, self.is_removed = needed, False
        self.key = (order, position)

    def held(self, account):
        return self.part.of_line[account, self.key]

    def missing(self):
        found = self.held("reserved") + self.held("job") + self.held("customer")
        return max(0, self.needed - found)


class Moves:
    """The one way into the ledger; what is asked of it is in parts_requests.py."""

    def __init__(self):
        self.parts, self.places, self.jobs, self.results = {}, {}, {}, {}
        self.retired = set()  # places
        self.lines_of_job, self.lines_of_part = defaultdict(list), defaultdict(list)
        self.moves = {}  # by the id that they got
        self.reversed = {}  # those ids, by which
        self.now = 0  # UTC seconds
        self.written, self.undoing = [], []  # by the request that is being done

    def attempt(self, verb, request, now):
        """Does it all or nothing: the moves it made, or None and why it is refused."""
        self.written, self.undoing, self.now = [], [], now
        try:
            getattr(self, "do_" + verb)(request, now // DAY)
        except Refused as refused:
            self.undo()
            return None, refused.outcome
        return self.written, None

    def undo(self):
        while self.undoing:
            self.undoing.pop()()

    def made(self, number, move):
        """What was written got an id."""
        self.moves[number] = move
        if move.reverses is not None:
            self.reversed[move.reverses] = number

    def set(self, thing, name, value):
        old = getattr(thing, name)
        self.undoing.append(lambda: setattr(thing, name, old))
        setattr(thing, name, value)

    @staticmethod
    def out_of(sums, quantity, unit):
        """The share of what is there; each unit beyond that at the cost of the price list."""
        there = min(quantity, max(0, sums[0]))
        taken = share(sums[1], there, sums[0]) if there else 0
        return taken + share(unit, quantity - there, 1000)

    def worth(self, part, quantity, start, lot, end, given, day):
        unit = part.cost(day) or 0
        inside = start[0] in STOCK
        if inside and end[0] in STOCK:
            return 0
        if start[0] == "scrap" and given is not None:
            return given
        if start[0] not in WORLD and not inside:
            return self.out_of(part.holds(start, lot), quantity, unit)
        if given is not None:
            return given
        if inside:
            return self.out_of((part.quantity, part.value), quantity, unit)
        if part.quantity <= 0:
            return share(unit, quantity, 1000)
        return share(part.value, quantity, part.quantity)

    @staticmethod
    def settled(part, quantity, value, start, end):
        """Quantity and value of the stock after it, and the difference that leaves it alone."""
        there, worth, difference = part.quantity, part.value, 0
        if (start[0] in STOCK) == (end[0] in STOCK):
            return there, worth, 0
        if end[0] in STOCK:
            if there < 0:
                covered = min(quantity, -there)
                difference = share(value, covered, quantity) - share(-worth, covered, -there)
            there, worth = there + quantity, worth + value - difference
        else:
            there, worth = there - quantity, worth - value
        if abs(there) > MOST or abs(worth) > MONEY_MOST or value > MONEY_MOST:
            raise Refused("invalid", "quantity")
        if there == 0 or (there > 0 and worth < 0) or (there < 0 and worth > 0):
            difference, worth = difference + worth, 0
        return there, worth, difference

    def follow(self, part, serial, lot, start, end):
        """A numbered piece leaves from where it is; one that comes is not here yet."""
        at = part.serials.get(serial)
        if start[0] not in WORLD:
            if at is None:
                raise Refused("not_found", "serial")
            if at[1] != lot:
                raise Refused("conflict", "lot")
            if at[0] != start:
                raise Refused("conflict", "serial")
        elif at is not None and at[0][0] not in WORLD | {"scrap"}:
            raise Refused("conflict", "serial")
        part.serials[serial] = (end, lot)
        self.undoing.append(lambda: part.serials.update({serial: at}) if at else
                            part.serials.pop(serial))

    def value(self, part, cents, start, end, **of):
        """Value alone."""
        self.write("value", part, 0, cents, start, end, **of)
        for side, sign in ((start, -1), (end, 1)):
            if side[0] not in STOCK:
                self.undoing.append(part.add(side, None, 0, sign * cents))

    def write(self, kind, part, quantity, value, start, end, lot=None, serial=None, reverses=None,
              supplier=None, box=None):
        self.written.append(Move(kind, part.sku, quantity, value, start, end, lot, serial, reverses,
                                 supplier, box, self.now))

    def post(self, kind, part, quantity, start, end, *, day, lot=None, serial=None, given=None,
             below=False, reverses=None, supplier=None, box=None):
        if start[0] not in WORLD and not below and part.holds(start, lot)[0] < quantity:
            raise Refused("state", "quantity")
        value = self.worth(part, quantity, start, lot, end, given, day)
        there, worth, difference = self.settled(part, quantity, value, start, end)
        if serial is not None:
            self.follow(part, serial, lot, start, end)
        self.write(kind, part, quantity, value, start, end, lot, serial, reverses, supplier, box)
        for side, sign in ((start, -1), (end, 1)):
            self.undoing.append(part.add(side, lot, sign * quantity,
                                         0 if side[0] in STOCK else sign * value))
        if difference:
            ends = [("shelf", None, None), ("adjustment", None, None)]
            if difference < 0:
                ends.reverse()
            self.value(part, abs(difference), *ends)
        self.set(part, "quantity", there)
        self.set(part, "value", worth)
        for line in {side[2] for side in (start, end) if side[2]}:
            if self.line_cost(part, line) > LINE_MOST:
                raise Refused("invalid", "quantity")
        return value

    @staticmethod
    def line_cost(part, line):
        return sum(sums[1] for (end, _), sums in part.ends[line].items()
                   if end[0] in ("job", "customer"))
