"""Holds a year of parts against the model: what the desks were told, and what the database says."""
import collections
import sqlite3

from parts_boxes import GONE_ON
from parts_packing import Packing
from parts_requests import Ledger

# Steps of jobs are refused for many reasons; only that they were done tells something of parts.
STEPS = {"approve", "diagnose", "start", "test", "ready", "handover", "cancel"}

MOVES = """
SELECT m.id, m.kind, p.sku, m.quantity_milli, m.value_cents,
  m.from_account, fp.name, fw.code, fl.position, m.to_account, tp.name, tw.code, tl.position,
  t.lot, m.serial, m.reverses_id, s.name, b.code, bl.position, m.at
FROM stock_move m JOIN part p ON p.id = m.part_id
LEFT JOIN place fp ON fp.id = m.from_place_id LEFT JOIN place tp ON tp.id = m.to_place_id
LEFT JOIN order_line fl ON fl.id = m.from_line_id LEFT JOIN work_order fw ON fw.id = fl.order_id
LEFT JOIN order_line tl ON tl.id = m.to_line_id LEFT JOIN work_order tw ON tw.id = tl.order_id
LEFT JOIN part_lot t ON t.id = m.lot_id LEFT JOIN supplier s ON s.id = m.supplier_id
LEFT JOIN return_line bl ON bl.id = m.return_line_id LEFT JOIN return_box b ON b.id = bl.return_id
ORDER BY m.id"""
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
BOXES = """
SELECT b.code, s.name, b.state, b.reference FROM return_box b JOIN supplier s ON s.id = b.supplier_id"""
BOX_LINES = """
SELECT b.code, n.position, p.sku, n.quantity_milli, n.reason, l.name, w.code, o.position, t.lot,
  n.serial, n.asked_cents, n.removed_at IS NOT NULL, n.outcome, n.credited_cents,
  n.due_on
FROM return_line n JOIN return_box b ON b.id = n.return_id JOIN part p ON p.id = n.part_id
LEFT JOIN place l ON l.id = n.place_id LEFT JOIN part_lot t ON t.id = n.lot_id
LEFT JOIN order_line o ON o.id = n.order_line_id LEFT JOIN work_order w ON w.id = o.order_id"""
LINES = """
SELECT w.code, n.position, n.quantity_milli, n.removed_at IS NOT NULL, n.stock_cost_cents
FROM order_part o JOIN order_line n ON n.id = o.line_id JOIN work_order w ON w.id = o.order_id"""


def end(account, place, order, position):
    return (account, place, (order, position) if order else None)


def of_box(code, position):
    return (code, position) if code else None


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
                if not self.agrees(outcome := self.refusal(entry), tuple(entry.outcome[:2]))]
            if not self.waiting[desk]:
                del self.waiting[desk]

    @staticmethod
    def agrees(by_model, found):
        return by_model == found or (by_model == GONE_ON and found[0] in ("state", "conflict"))

    def refusal(self, entry):
        made, refused = self.ledger.attempt(entry.verb, entry.request, entry.at)
        if made is not None:
            self.ledger.undo()
        return refused

    def no_more_waiting(self, desk):
        for entry, says in self.waiting.pop(desk, ()):
            self.note(f"{entry.id} {entry.verb} {entry.request} was refused: {entry.outcome}, "
                      f"and the model says {says}")

    def apply(self, entry):
        made, refused = self.ledger.attempt(entry.verb, entry.request, entry.at)
        if made is None:
            self.note(f"{entry.id} {entry.verb} {entry.request} was done, refused by the model: "
                      f"{refused}")
            return
        ids = []
        for move in made:
            number, *row = next(self.found, [None] * 20)
            found = (*row[:4], end(*row[4:8]), end(*row[8:12]), *row[12:16], of_box(*row[16:18]),
                     row[18]) if number else None
            if found != move:
                self.note(f"{entry.id} {entry.verb} {entry.request} moves\n  {move} by the model,"
                          f"\n  {found} by the ledger")
                return
            self.ledger.made(number, move)
            ids.append(number)
        told = int(entry.outcome.get("move", 0))
        if told and told not in ids:
            self.note(f"{entry.id} was told move {told}, it made {ids}")
        if "box" in entry.request:
            told = self.ledger.boxes[entry.request["box"]].told()
            if told != entry.outcome:
                self.note(f"{entry.id} {entry.verb} {entry.request} tells\n  {told} by the model,"
                          f"\n  {entry.outcome} to the desk")

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
        boxes = self.ledger.boxes
        self.compare("box", {
            code: (box.supplier, box.state, box.reference) for code, box in boxes.items()}, {
            row[0]: row[1:] for row in self.ask(BOXES)})
        self.compare("line of box", {line.key: (
            line.part.sku, line.quantity, line.reason, line.place, line.of, line.lot, line.serial,
            line.asked, line.is_removed, line.outcome, line.credited, line.due)
            for box in boxes.values() for line in box.lines}, {
            of_box(*row[:2]): (*row[2:6], row[6:8] if row[6] else None, *row[8:11], bool(row[11]),
                               *row[12:]) for row in self.ask(BOX_LINES)})
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
        outcomes = collections.Counter(line.outcome for box in self.ledger.boxes.values()
                                       for line in box.lines if box.is_sent)
        print(f"{len(self.ledger.boxes)} boxes, of whose lines that were sent " + ", ".join(
            f"{count} {outcome}" for outcome, count in outcomes.most_common()))
        done = {entry.verb for entry in log if entry.done}
        missing = {"open", "receive", "transfer", "reserve", "release", "issue", "give_back", "use",
                   "dead", "wrong", "damage", "scrap", "count", "value", "reverse", "send_back",
                   "refused", *Packing.SAID, "unpack", "credited", "short", "denied",
                   "lost"} - set(kinds) - set(outcomes) - done
        # What one desk does is always the same; with several, few moves may lack a kind.
        options = self.year.options
        if missing and options.moves >= (2000 if options.desks == 1 else 20000):
            self.note(f"there was no {sorted(missing)}: the year proved less than it should")
