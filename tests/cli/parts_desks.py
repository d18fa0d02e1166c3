"""The desks of a year of parts: processes of parts_desk, and all that they were asked."""
import collections
import itertools
import random
import sqlite3
import subprocess
import threading

from parts_choices import Choices

START = 1767225600  # 2026-01-01T00:00:00Z
YEAR = 365 * 86400

Entry = collections.namedtuple("Entry", "id desk at verb request done outcome")


class Year:
    """What all desks share."""

    def __init__(self, options):
        self.options = options
        self.lock = threading.Lock()
        self.count = itertools.count()
        self.is_going = True
        self.log, self.killed, self.problems = [], 0, []
        self.skus = [f"P{number:04}" for number in range(options.parts)]
        self.gone = {self.skus[number]: self.skus[number - 4]
                     for number in range(10, options.parts, 40)}
        self.seconds = YEAR / max(1, options.moves)

    def moves(self):
        with sqlite3.connect(f"file:{self.options.database}?mode=ro", uri=True, timeout=60) as db:
            return db.execute("SELECT count(*) FROM stock_move").fetchone()[0]


class Desk(Choices):
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
        if verb in ("receive", "open", "count") and request["part"] in self.year.gone:
            # Nothing comes any more: how what jobs lack goes on is told in successor.bats.
            request["part"] = self.year.gone[request["part"]]
        self.asked += 1
        name = f"d{self.number}-{self.asked}"
        at = START + int(next(self.year.count) * self.year.seconds)
        request = {key: value for key, value in request.items() if value is not None}
        line = "\t".join([name, str(at), verb, *(f"{k}={v}" for k, v in request.items())])
        words = self.answer(line)
        done = words[1] == "done"
        told = dict(word.split("=", 1) for word in words[2:] if word) if done else tuple(words[2:])
        if done:
            request.update({key: told[key] for key in ("order", "box") if key in told})
        self.year.log.append(Entry(name, self.number, at, verb, request, done, told))
        return told if done else None

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
