"""The rows that check-ins wrote, a transaction each, as bare_checkin reads them.

usage: rows_of.py BEFORE AFTER > rows
"""
import bisect
import sqlite3
import sys

# Tables in the order of writing, each with the id that says which check-in a row belongs to: ids of
# all entities come from one sequence.
TABLES = {"customer": "id", "customer_contact": "customer_id", "device": "id", "device_owner": "device_id",
          "intake": "id", "work_order": "id", "order_event": "id", "piece": "id", "custody_event": "id",
          "order_cover": "order_id", "order_warning": "order_id", "search_doc": "id"}


def connect(path):
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def last_id(db):
    return db.execute("SELECT value FROM counter WHERE kind = 'id'").fetchone()[0]


def new_rows(db, table, after):
    return db.execute(f"SELECT {TABLES[table]}, * FROM {table} WHERE {TABLES[table]} > {after} ORDER BY 1").fetchall()


def field(value):
    if value is None:
        return "n"
    if isinstance(value, bytes):
        return "x" + value.hex()
    if isinstance(value, str):
        assert "\t" not in value and "\n" not in value
        return "t" + value
    return f"i{value}"


def counters(rows):
    """The last number of each kind that a check-in drew."""
    values = {}
    for table, row in rows:
        row_id, code = row[0], row[2] if table in ("customer", "device", "intake", "work_order") else None
        code = row[3] if table == "piece" else code
        if table not in ("search_doc", "customer_contact", "device_owner", "order_cover", "order_warning"):
            values["id"] = max(values.get("id", 0), row_id)
        if code:
            values[code[:3]] = int(code[3:-1])
    return values


def write(before, after):
    first, seq = last_id(before), before.execute("SELECT max(seq) FROM audit").fetchone()[0]
    entries = after.execute("SELECT a.*, min(i.entity_id) FROM audit a JOIN audit_item i ON i.site_id = a.site_id "
                            f"AND i.seq = a.seq WHERE a.site_id = 1 AND a.seq > {seq} AND i.entity_id > {first} "
                            "GROUP BY a.seq ORDER BY a.seq").fetchall()
    starts = [entry[-1] for entry in entries]
    groups = [[] for _ in entries]
    for table in TABLES:
        for row in new_rows(after, table, first):
            groups[bisect.bisect_right(starts, row[0]) - 1].append((table, row[1:]))
    keys = after.execute("SELECT w.id, k.value_key, d.serial_key FROM work_order w JOIN device d ON d.id = w.device_id "
                         "JOIN customer_contact k ON k.customer_id = w.customer_id AND k.position = 1 "
                         f"WHERE w.id > {first} ORDER BY w.id").fetchall()
    for entry, rows, (_, phone, serial) in zip(entries, groups, keys, strict=True):
        print("B", f"K\t{phone}", f"D\t{serial}", sep="\n")
        for kind, value in counters(rows).items():
            print("C", kind, value, sep="\t")
        for table, row in rows:
            print("R", table, *map(field, row), sep="\t")
            if table == "search_doc":
                print("R", "search", field(row[0]), field(row[3]), sep="\t")
        print("R", "audit", *map(field, entry[:-3]), "p", "h", sep="\t")
        for item in after.execute("SELECT * FROM audit_item WHERE site_id = 1 AND seq = ? ORDER BY entity, entity_id", (entry[1],)):
            print("R", "audit_item", *map(field, item), sep="\t")
        print("E")


def check_same(before, ours, theirs):
    """Both wrote the same rows; only random keys and hashes of the log may differ."""
    first = last_id(before)
    tables = [(t, new_rows(ours, t, first), new_rows(theirs, t, first)) for t in TABLES]
    for query in ("SELECT * FROM counter", "SELECT count(*) FROM audit", "SELECT count(*) FROM audit_item"):
        tables.append((query, ours.execute(query).fetchall(), theirs.execute(query).fetchall()))
    for name, left, right in tables:
        if left != right:
            sys.exit(f"bench: the bare program wrote other rows than the program: {name}")


if __name__ == "__main__":
    write(connect(sys.argv[1]), connect(sys.argv[2]))
