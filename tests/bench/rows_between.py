"""SQL that makes database AFTER out of BEFORE: the rows one operation wrote, for bare_sql.

usage: rows_between.py BEFORE AFTER > rows.sql
"""
import sqlite3
import sys

before, after = (sqlite3.connect(f"file:{path}?mode=ro", uri=True) for path in sys.argv[1:3])


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    return str(value)


TABLES = ["site", "counter", "setting", "staff", "customer", "customer_contact", "device",
          "device_owner", "intake", "work_order", "order_event", "piece", "custody_event",
          "order_line", "order_cover", "order_warning", "audit", "audit_item", "request",
          "search_doc"]
for table in TABLES:
    old = set(before.execute(f"SELECT * FROM {table}"))
    for row in after.execute(f"SELECT * FROM {table}"):
        if row not in old:
            print(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join(map(literal, row))});")
            if table == "search_doc":
                print(f"INSERT INTO search (rowid, text) VALUES ({row[0]}, {literal(row[3])});")
