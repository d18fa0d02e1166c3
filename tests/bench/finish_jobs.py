"""Gives all but every fiftieth job of a database a finished history, and the others a beginning: a
fifth each were only received, are being diagnosed, wait for a part, wait for the customer's answer, are
ready and one notice was given. Every second of them was promised again.
usage: finish_jobs.py DATABASE

For measuring only: rows are written behind the program's back, so `fettle check` would object.
"""
import random
import sqlite3
import sys

STEPS = [("diagnose", "diagnosing"), ("start", "in_repair"), ("test", "quality_check"),
         ("ready", "ready"), ("hand_over", "handed_over")]
BEGUN = [[], [("diagnose", "diagnosing", None)],
         [("diagnose", "diagnosing", None), ("wait_parts", "await_parts", "filter 970013-02")],
         [("diagnose", "diagnosing", None), ("ask", "await_customer", None)],
         [("diagnose", "diagnosing", None), ("ready", "ready", None), ("notice", "ready", "phone")]]
DUE = {"wait_parts": "2026-11-24", "ask": "2026-11-24", "promise": "2026-11-30"}
db = sqlite3.connect(sys.argv[1])
randomness = random.Random(7)
staff = db.execute("SELECT id FROM staff ORDER BY id LIMIT 1").fetchone()[0]
orders = [row[0] for row in db.execute("SELECT id FROM work_order ORDER BY id")]
next_id = max(db.execute(f"SELECT max(id) FROM {t}").fetchone()[0] or 0
              for t in ("work_order", "order_event", "piece", "custody_event", "intake")) + 1
first_day = 1771833600  # 2026-02-23
for number, order in enumerate(orders):
    at = first_day + number * 230
    db.execute("UPDATE order_event SET at = ? WHERE order_id = ?", (at, order))
    values = {"received_at": at}
    if number % 50:
        db.execute("INSERT INTO order_event (id, order_id, at, kind, state, staff_id, technician_id) "
                   "VALUES (?, ?, ?, 'assign', 'received', ?, ?)", (next_id, order, at, staff, staff))
        next_id += 1
        for kind, state in STEPS:
            at += randomness.randrange(600, 200000)
            db.execute("INSERT INTO order_event (id, order_id, at, kind, state, staff_id, result) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?)",
                       (next_id, order, at, kind, state, staff, "repaired" if kind == "ready" else None))
            if kind == "ready":
                values["ready_at"] = at
            next_id += 1
        db.execute("UPDATE work_order SET state = 'handed_over', result = 'repaired', is_open = 0, "
                   "technician_id = ?, received_at = ?, ready_at = ?, handed_over_at = ?, "
                   "state_since = ?, last_event_at = ?, last_event_id = ? WHERE id = ?",
                   (staff, values["received_at"], values["ready_at"], at, at, at, next_id - 1, order))
    else:
        db.execute("UPDATE work_order SET received_at = ?, state_since = ?, last_event_at = ? "
                   "WHERE id = ?", (at, at, at, order))
        steps = BEGUN[number // 50 % len(BEGUN)]
        if number // 50 % 2:
            steps = [("promise", "received", None), *steps]
            db.execute("UPDATE work_order SET promised_on = '2026-11-30' WHERE id = ?", (order,))
        for kind, state, reference in steps:
            at += randomness.randrange(600, 200000)
            db.execute("INSERT INTO order_event (id, order_id, at, kind, state, staff_id, technician_id, due_on, "
                       "reference, result) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       (next_id, order, at, kind, state, staff, staff if kind == "diagnose" else None,
                        DUE.get(kind), reference, "repaired" if kind == "ready" else None))
            if kind == "ready":
                db.execute("UPDATE work_order SET ready_at = ?, result = 'repaired' WHERE id = ?", (at, order))
            db.execute("UPDATE work_order SET state = ?, technician_id = ?, state_since = ?, last_event_at = ?, "
                       "last_event_id = ? WHERE id = ?", (state, staff, at, at, next_id, order))
            next_id += 1
db.commit()
