"""A year of parts: a seeded random program moves them at several desks at once, and sends them back to
suppliers, and the ledger must come to what a model of its own (parts_model.py, parts_boxes.py,
parts_requests.py) says.

usage: parts_year.py PROGRAM DESK DATABASE --moves N [--parts N] [--desks N] [--seed N] [--kill]

PROGRAM is fettle and DESK parts_desk, of which each desk is a process; with --kill it is killed at
any moment, started again and asked the same under the same id. The order of truth is that of the
audit log. Every request that was done must be there once and no other; the model, asked the same in
that order, must make the same moves one by one, at the same value, and refuse what was refused at
some moment between the two things that the desk did before and after. At the end every balance,
stock, lot, serial number, line, cost, box and line of a box is compared, and `fettle check` must
find nothing.
"""
import argparse
import pathlib
import subprocess
import sys
import threading

from parts_desks import Desk, Year
from parts_proof import Proof


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
