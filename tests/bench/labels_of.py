"""What stands where on the device labels of the first COUNT jobs from CODE on, for bare_label.

The sizes and places are those of forms/intake-62x29.json at 203 dpi, as the program fits them for
jobs such as make_jobs.py makes. usage: labels_of.py DATABASE CODE COUNT > list
"""
import datetime
import sqlite3
import sys

database, code, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
db = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
for short, brand, model, name, serial, promised, received in db.execute(
        "SELECT w.code, d.brand, d.model, c.name, d.serial, w.promised_on, w.received_at FROM work_order w "
        "JOIN device d ON d.id = w.device_id JOIN customer c ON c.id = w.customer_id WHERE w.id >= "
        "(SELECT id FROM work_order WHERE code = ?) ORDER BY w.id LIMIT ?", (code, count)):
    pieces = db.execute("SELECT count(*) FROM piece p JOIN work_order w ON w.id = p.order_id WHERE w.code = ?",
                        (short,)).fetchone()[0]
    due = datetime.date.fromisoformat(promised)
    day = datetime.datetime.fromtimestamp(received, datetime.timezone.utc)
    print(f"T 12 -13 74 700 {short[:3]}-{short[3:-1]}-{short[-1]}")
    print(f"Q 369 102 5 {short}")
    print(f"T 12 65 30 700 {brand} {model}")
    print(f"T 12 98 30 400 {name}")
    print(f"T 12 133 24 400 SN {serial[-6:]}")
    print(f"T 224 133 24 700 1/{pieces} device")
    print(f"T 12 160 25 700 due {due:%a} {due.day} {due:%b}")
    print(f"T 12 189 24 400 in {day.day} {day:%b}")
    print("N")
