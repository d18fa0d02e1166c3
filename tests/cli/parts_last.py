"""Four desks that all want the last pieces of the same parts, at the same moment.

usage: parts_last.py PROGRAM DESK DATABASE ROUNDS

Of each part there are a few pieces. The desks begin together, and each reserves or issues one piece
after the other for jobs of its own until it is refused. Then as many must have got one as there
were, every desk that went without must have been told that there is not enough, and the shelf must
be empty. Prints one line.
"""
import collections
import sys
import threading
import types

from parts_year import Desk, Year, make_centre, prove_whole

DESKS = 4


def want(desk, sku, together, got):
    together.wait()
    while True:
        verb = desk.random.choice(["reserve", "issue"])
        # A line a piece: what is reserved already is not what is issued then.
        order = desk.ask("checkin", device=f"{sku}-{desk.number}-{desk.asked}")["order"]
        if desk.ask(verb, order=order, part=sku, place="Shelf A") is None:
            return
        got[desk.number] += 1


def main():
    program, desk, database, rounds = *sys.argv[1:4], int(sys.argv[4])
    options = types.SimpleNamespace(desk=desk, database=database, parts=rounds, seed="last",
                                    moves=rounds, kill=False)
    make_centre(program, database)
    year = Year(options)
    desks = [Desk(year, number) for number in range(1, DESKS + 1)]
    clerk = Desk(year, 0)
    clerk.ask("place", name="Shelf A", kind="shelf")
    problems, shares = [], collections.Counter()
    for sku in year.skus:
        there, got = clerk.random.randrange(1, 8), collections.Counter()
        clerk.ask("part", part=sku, name="part", unit="piece", tracking="none", cost="1.00")
        clerk.ask("receive", part=sku, place="Shelf A", quantity=str(there))
        together = threading.Barrier(DESKS)
        threads = [threading.Thread(target=want, args=(desk, sku, together, got)) for desk in desks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if sum(got.values()) != there:
            problems.append(f"of {there} {sku} {sum(got.values())} were given out")
        left = dict(clerk.rows("SELECT b.account, SUM(b.quantity_milli) FROM stock_balance b JOIN "
                               "part p ON p.id = b.part_id WHERE p.sku = ? GROUP BY 1", sku))
        if left["shelf"] != 0 or left.get("reserved", 0) + left.get("job", 0) != there * 1000:
            problems.append(f"of {there} {sku} the accounts hold {left}")
        shares.update(got)
    refused = collections.Counter(entry.outcome[:2] for entry in year.log if not entry.done)
    if dict(refused) != {("state", "quantity"): DESKS * rounds}:
        problems.append(f"refused: {dict(refused)}")
    if len(shares) < DESKS:
        problems.append(f"only desks {sorted(shares)} got any: the test proved nothing")
    for desk in [clerk, *desks]:
        desk.close()
    problems += prove_whole(program, database)
    print(f"{sum(shares.values())} pieces of {rounds} parts to {len(shares)} desks, "
          f"{sum(refused.values())} refused")
    for problem in problems:
        print(problem, file=sys.stderr)
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
