"""Fills a database with PARTS parts on one shelf and MOVES moves of them: deliveries and scrap.
usage: make_parts.py DATABASE PARTS MOVES

For measuring only: rows are written behind the program's back, so the log does not know them; what is
repeated from the moves is right.
"""
import random
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
count, moves = int(sys.argv[2]), int(sys.argv[3])
rng = random.Random(1)
staff, place = db.execute("SELECT min(id) FROM staff").fetchone()[0], db.execute("SELECT min(id) FROM place").fetchone()[0]
first = db.execute("SELECT value FROM counter WHERE kind = 'id'").fetchone()[0] + 1
stock = [[0, 0, 0, 0, 0, 0] for _ in range(count)]  # quantity, value; in and out of it


def rows():
    for number in range(moves):
        part, at = rng.randrange(count), 1700000000 + number
        row, quantity = stock[part], 1000 * rng.randint(1, 9)
        if row[0] >= quantity and rng.random() < 0.45:
            value = (2 * row[1] * quantity + row[0]) // (2 * row[0])
            row[0], row[1], row[4], row[5] = row[0] - quantity, row[1] - value, row[4] + quantity, row[5] + value
            ends = ("scrap", "shelf", place, "scrap", None)
        else:
            value = quantity // 1000 * rng.randint(50, 9999)
            row[0], row[1], row[2], row[3] = row[0] + quantity, row[1] + value, row[2] + quantity, row[3] + value
            ends = ("receive", "supplier", None, "shelf", place)
        yield (first + count + number, 1, first + part, at, ends[0], quantity, value, ends[1], ends[2], ends[3], ends[4],
               staff)


db.executemany("INSERT INTO part (id, site_id, code, sku, sku_key, name, unit, tracking, is_hazardous, is_wanted_back, "
               "is_retired, created_at, stock_milli, stock_cents) VALUES (?, 1, ?, ?, ?, ?, 'piece', 'none', 0, 0, 0, "
               "1700000000, 0, 0)", ((first + i, f"X26{i:06}0", f"SKU-{i:06}", f"SKU{i:06}", f"part number {i}")
                                     for i in range(count)))
db.executemany("INSERT INTO part_price VALUES (?, '2024-01-01', ?, ?)",
               ((first + i, 100 + i % 9000, 200 + i % 9000) for i in range(count)))
db.executemany("INSERT INTO stock_move (id, site_id, part_id, at, kind, quantity_milli, value_cents, from_account, "
               "from_place_id, to_account, to_place_id, staff_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows())
db.executemany("UPDATE part SET stock_milli = ?, stock_cents = ? WHERE id = ?",
               ((row[0], row[1], first + i) for i, row in enumerate(stock)))
db.executemany("INSERT INTO stock_balance VALUES (?, ?, ?, 0, 0, ?, ?)",
               (balance for i, row in enumerate(stock) for balance in
                ((first + i, "shelf", place, row[0], 0), (first + i, "supplier", 0, -row[2], -row[3]),
                 (first + i, "scrap", 0, row[4], row[5]))))
db.execute("UPDATE counter SET value = ? WHERE kind = 'id'", (first + count + moves,))
db.commit()
