"""Gives COUNT finished jobs of a database an hour of labour and a part that the maker pays.
usage: make_claimable.py DATABASE COUNT

For measuring only: rows are written behind the program's back, so `fettle check` would object.
"""
import sqlite3
import sys

db = sqlite3.connect(sys.argv[1])
next_id = db.execute("SELECT max(id) FROM order_event").fetchone()[0] + 1000000
orders = [row[0] for row in db.execute(
    "SELECT id FROM work_order WHERE state = 'handed_over' ORDER BY id LIMIT ?", (int(sys.argv[2]),))]
for order in orders:
    for position, (kind, text, cost, price) in enumerate(
            [("labour", "repair", 3000, 6000), ("part", "part A-1", 2000, 2400)], 1):
        db.execute("INSERT INTO order_line (id, order_id, position, class, text, quantity_milli, unit_cost_cents, "
                   "unit_price_cents, tax_basis_points, payer, bill, added_at) VALUES (?, ?, ?, ?, ?, 1000, ?, ?, "
                   "1900, 'maker', 'warranty_maker', 1771833600)", (next_id, order, position, kind, text, cost, price))
        next_id += 1
db.commit()
