"""Stocktakes of a shelf by a seeded random program, against a shelf of real pieces.

stocktake_random.py SEED STOCKTAKES: every piece is a thing of its own that lies on the shelf or not, was
scanned or not. The ledger is kept beside it in whole numbers. What the program says of each line must be
what follows from both, what really lacks must lie within what it leaves open, and once it is posted the
ledger must say what lies there.
"""
import datetime
import json
import os
import random
import subprocess
import sys

from parts_model import share

PROGRAM = os.environ["FETTLE_BIN"]
COSTS = {"CAP-1": 1210, "FUSE-2": 35, "LOT-3": 990}
LINES = [("CAP-1", None), ("FUSE-2", None), ("LOT-3", "LA"), ("LOT-3", "LB")]
BOARD, BOARD_COST = "NUM-4", 15000

random.seed(int(sys.argv[1]))
clock = datetime.datetime(2026, 11, 23, 8, 0, tzinfo=datetime.timezone.utc)


def run(*arguments, expect=0, text=None):
    global clock
    clock += datetime.timedelta(minutes=1)
    done = subprocess.run(
        [PROGRAM, *arguments, "--format", "json"], input=text, capture_output=True, text=True,
        env={**os.environ, "FETTLE_NOW": clock.strftime("%Y-%m-%dT%H:%M:%SZ")}, check=False)
    assert done.returncode == expect, (arguments, done.returncode, done.stdout, done.stderr)
    return json.loads(done.stdout) if done.stdout else None


class Line:
    """A part or lot on the shelf: real pieces, true once they were scanned; and the ledger of it."""

    def __init__(self, sku, lot):
        self.sku, self.lot = sku, lot
        self.pieces, self.ledger = [], 0
        self.history = []  # (time, pieces, ledger) after each change
        self.forget()

    def forget(self):
        self.counted, self.expected, self.came, self.went = None, 0, 0, 0
        self.pending = [0, 0]  # what moved after the last scan: it counts once another scan follows
        self.going_on, self.went_last = False, 0  # what went before something else was counted
        self.pieces = [False] * len(self.pieces)

    def note(self):
        self.history.append((clock, len(self.pieces), self.ledger))

    def moved(self, by):
        self.ledger += by
        self.pending[by < 0] += abs(by)
        self.went_last += max(0, -by) if self.going_on else 0
        self.note()

    def scan(self):
        if self.counted is None:
            self.counted, self.expected = 0, self.ledger
        else:
            self.came += self.pending[0]
            self.went += self.pending[1]
        self.pending, self.went_last, self.going_on = [0, 0], 0, True
        self.counted += 1

    def type_in(self, quantity, ledger):
        self.forget()
        self.counted, self.expected = quantity, ledger
        self.pieces = [True] * len(self.pieces)

    def is_unsure(self):
        return self.counted is not None and self.found()[0] != self.found()[1]

    def stand(self):
        """What was counted lay there at the last scan."""
        self.expected += self.came - self.went
        self.came, self.went, self.went_last, self.going_on = 0, 0, 0, False

    def found(self):
        least = self.counted - self.expected - self.came
        most = self.counted - self.expected + self.went + self.went_last
        return least, most, least if least > 0 else most if most < 0 else 0


class Shop:
    def __init__(self):
        self.lines = [Line(*line) for line in LINES]
        self.stock = {sku: [0, 0] for sku in [*COSTS, BOARD]}  # quantity and value, all places
        self.boards, self.known = set(), set()  # on the shelf; there by the ledger
        self.seen, self.settled = {}, set()  # counted: there or not; moved since
        self.serials = 0

    def turn_to(self, what):
        """Something is counted: nobody goes on with another part."""
        for line in self.lines:
            line.going_on = line.going_on and line is what

    def value(self, sku, by, cost=None):
        """Moves a quantity in or out of the stock at its cost, or at the average."""
        quantity, value = self.stock[sku]
        if by > 0 and cost is None:
            cost = share(value, by, quantity) if quantity else by * (COSTS.get(sku) or BOARD_COST)
        worth = cost if by > 0 else share(value, -by, quantity)
        self.stock[sku] = [quantity + by, value + worth if by > 0 else value - worth]
        return worth if by > 0 else -worth

    def receive(self, line, quantity):
        cost = random.randint(20, 2000)
        run("part", "receive", line.sku, str(quantity), "--place", "Shelf", "--cost",
            f"{cost / 100:.2f}", *(["--lot", line.lot] if line.lot else []))
        self.value(line.sku, quantity, cost * quantity)
        line.moved(quantity)

    def take(self, line, quantity):
        where = random.choice(["scrap", "van"])
        words = ["scrap", line.sku, str(quantity), "--reason", "used"] if where == "scrap" else [
            "move", line.sku, str(quantity), "--to", "Van"]
        run("part", *words, "--place", "Shelf", *(["--lot", line.lot] if line.lot else []))
        if where == "scrap":
            self.value(line.sku, -quantity)
        line.moved(-quantity)

    def work(self, line):
        """Somebody brings or takes a piece; what comes lies with what was scanned, or does not."""
        if random.random() < 0.4 or not line.pieces or line.ledger < 1:
            self.receive(line, 1)
            line.pieces.append(line.counted is not None and random.random() < 0.5)
        else:
            self.take(line, 1)
            line.pieces.pop(random.randrange(len(line.pieces)))
        line.note()

    def new_board(self):
        self.serials += 1
        return f"NB{self.serials:04}"


shop = Shop()
taken = 0


def scan_line(take, line):
    """All that lies there and was not scanned, while others come and go."""
    while False in line.pieces:
        at = random.choice([i for i, scanned in enumerate(line.pieces) if not scanned])
        got = run("stocktake", "scan", take, "--from", "-", text=line.sku + "\n")["rows"][0]
        line.scan()
        shop.turn_to(line)
        line.pieces[at] = True
        assert (got["outcome"], int(got["counted"]), int(got["expected"])) == (
            "counted", line.counted, line.expected), (got, vars(line))
        if random.random() < 0.15:
            shop.work(line)


def type_line(take, line, quantity=None, ledger=None, at=None):
    words = ["stocktake", "count", take, line.sku, str(len(line.pieces) if quantity is None else quantity)]
    if line.lot:
        words += ["--lot", line.lot]
    if at is not None:
        words += ["--at", at]
    if line.counted is not None:
        run(*words, expect=5)
        words.append("--replace")
    run(*words)
    shop.turn_to(line)
    line.type_in(len(line.pieces) if quantity is None else quantity,
                 line.ledger if ledger is None else ledger)


def from_paper(take, line, since):
    """What was written down at some minute since it began, typed in now."""
    then = since + datetime.timedelta(minutes=random.randint(0, max(0, int(
        (clock - since).total_seconds() // 60))))
    _, pieces, ledger = [state for state in line.history if state[0] <= then][-1]
    type_line(take, line, pieces, ledger, then.strftime("%Y-%m-%dT%H:%M:%SZ"))
    # A scan that follows makes one count of both: what moved since then moved while it was counted.
    levels = [ledger] + [state[2] for state in line.history if state[0] > then]
    for before, after in zip(levels, levels[1:]):
        line.pending[after < before] += abs(after - before)


def work_boards():
    board = random.choice(sorted(shop.boards & shop.known) or [None])
    if board is None or random.random() < 0.3:
        board = shop.new_board()
        run("part", "receive", BOARD, "--serial", board, "--place", "Shelf")
        shop.value(BOARD, 1, BOARD_COST)
        shop.boards.add(board)
        shop.known.add(board)
    else:
        run("part", "scrap", BOARD, "--serial", board, "--place", "Shelf", "--reason", "used")
        shop.value(BOARD, -1)
        shop.boards.discard(board)
        shop.known.discard(board)
    if board in shop.seen:
        shop.settled.add(board)


def scan_boards(take):
    for board in random.sample(sorted(shop.boards), random.randint(0, len(shop.boards))):
        is_new = board not in shop.known
        text = f"{BOARD}\n{board}\n" if is_new else f"{board}\n"
        rows = run("stocktake", "scan", take, "--from", "-", text=text)["rows"]
        was = shop.seen.get(board)
        assert rows[-1]["outcome"] == ("same" if was else "counted"), rows
        if not was:
            shop.turn_to(BOARD)
            shop.seen[board] = (True, is_new)
            shop.settled.discard(board)


def check_lines(take):
    shown = run("stocktake", "show", take)
    for line in shop.lines:
        row = [r for r in shown["lines"] if (r["sku"], r["lot"]) == (line.sku, line.lot)]
        if line.counted is None:
            assert not row or row[0]["counted"] is None, (row, vars(line))
            continue
        row = row[0]
        least, most, difference = line.found()
        got = [int(row[key]) for key in
               ("counted", "expected", "difference", "difference_least", "difference_most")]
        assert got == [line.counted, line.expected, difference, least, most], (row, vars(line))
        if False not in line.pieces:
            assert least <= len(line.pieces) - line.ledger <= most, (row, vars(line))
    for row in shown["lines"]:
        if row["sku"] != BOARD or row["counted"] is None:
            continue
        is_there, is_new = shop.seen[row["serial"]]
        difference = 0 if row["serial"] in shop.settled else is_there - (not is_new)
        assert int(row["difference"]) == difference, (row, shop.seen)


def post(take):
    """What lacks first, then what was found, as on a sheet: by part, lot and number."""
    words = ["stocktake", "post", take, "--reason", "random count", "--uncounted", "leave"]
    if any(line.is_unsure() for line in shop.lines):
        run(*words, expect=7)
        words += ["--doubt", random.choice(["stands", "leave"])]
    for line in shop.lines:
        if line.is_unsure() and words[-1] == "stands":
            line.stand()
    todo = [(line.sku, line.lot or "", line.found()[2]) for line in shop.lines
            if line.counted is not None]
    for board, (is_there, is_new) in shop.seen.items():
        if board not in shop.settled:
            todo.append((BOARD, board, is_there - (not is_new)))
    todo.sort()
    worth = {(sku, which): shop.value(sku, by) for sign in (-1, 1) for sku, which, by in todo
             if by * sign > 0}
    posted = run(*words)
    got = {(row["sku"], row["serial"] or row["lot"] or ""): round(float(row["value"]) * 100)
           for row in posted["lines"] if row["value"] is not None}
    assert got == worth, (got, worth)
    for line in shop.lines:
        if line.counted is not None:
            line.ledger += line.found()[2]
    for board, (is_there, _) in shop.seen.items():
        if board not in shop.settled:
            (shop.known.add if is_there else shop.known.discard)(board)


def check_ledger():
    for line in shop.lines:
        balances = run("part", "show", line.sku)["balances"]
        there = sum(int(row["quantity"]) for row in balances
                    if row["place"] == "Shelf" and row["lot"] == line.lot)
        assert there == line.ledger, (balances, vars(line))
    for sku, (quantity, value) in shop.stock.items():
        part = run("part", "show", sku)
        assert round(float(part["value"]) * 100) == value, (part, quantity, value)


run("place", "add", "Shelf", "--kind", "shelf")
run("place", "add", "Van", "--kind", "shelf")
for sku, cost in COSTS.items():
    run("part", "add", sku, sku, "--cost", f"{cost / 100:.2f}",
        *(["--tracking", "lot"] if sku.startswith("LOT") else []))
run("part", "add", BOARD, "board", "--tracking", "serial", "--cost", f"{BOARD_COST / 100:.2f}")
for line in shop.lines:
    shop.receive(line, random.randint(2, 8))
    line.pieces = [False] * line.ledger
for _ in range(4):
    work_boards()

for _ in range(int(sys.argv[2])):
    # What nobody wrote down: pieces go, and turn up.
    for line in shop.lines:
        for _ in range(random.randint(0, 2)):
            if random.random() < 0.6 and line.pieces:
                line.pieces.pop()
            else:
                line.pieces.append(False)
    if shop.boards and random.random() < 0.7:
        shop.boards.discard(random.choice(sorted(shop.boards)))
    if random.random() < 0.7:
        shop.boards.add(shop.new_board())
    shop.seen, shop.settled = {}, set()
    for line in shop.lines:
        line.forget()
    take = run("stocktake", "start", "--place", "Shelf")["code"]
    since = clock
    for line in shop.lines:
        line.note()
    for _ in range(random.randint(5, 12)):
        line = random.choice(shop.lines)
        step = random.choice(["work", "work", "type", "scan", "scan", "paper", "boards", "work boards",
                              "recount", "done"])
        if step == "work":
            shop.work(line)
        elif step == "type":
            type_line(take, line)
        elif step == "scan" and not line.lot:
            scan_line(take, line)
        elif step == "paper":
            from_paper(take, line, since)
        elif step == "boards":
            scan_boards(take)
        elif step == "work boards":
            work_boards()
        elif step == "recount" and line.counted is not None:
            run("stocktake", "recount", take, line.sku, *(["--lot", line.lot] if line.lot else []))
            line.forget()
            shop.turn_to(line)
        elif step == "done":
            run("stocktake", "scan", take, "--done")
            shop.turn_to(None)
        check_lines(take)
        taken += 1
    # At last all of it is counted in one go: then the ledger must say what lies there.
    if random.random() < 0.8:
        for line in shop.lines:
            type_line(take, line)
        there = sorted(shop.boards)
        words = [word for board in there for word in ("--serial", board)]
        replace = ["--replace"] if shop.seen else []
        run("stocktake", "count", take, BOARD, str(len(there)), *words, *replace)
        shop.turn_to(BOARD)
        lines = run("stocktake", "lines", take)["rows"]
        shop.settled = set()
        shop.seen = {row["serial"]: (row["serial"] in shop.boards, row["serial"] not in shop.known)
                     for row in lines if row["sku"] == BOARD}
        check_lines(take)
        post(take)
        assert [line.ledger for line in shop.lines] == [len(line.pieces) for line in shop.lines]
        assert shop.known == shop.boards, (shop.known, shop.boards)
    else:
        check_lines(take)
        post(take)
    check_ledger()
print(f"{taken} steps")
