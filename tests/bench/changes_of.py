"""The statements that change one database into another, a line each, as bare_write carries them out.

usage: changes_of.py BEFORE AFTER > statements
"""
import sqlite3
import sys


def connect(path):
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)


def tables(db):
    """Those of the program, with their columns and which of these make the key."""
    for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                              "AND name NOT LIKE 'search%' ORDER BY name").fetchall():
        columns = db.execute(f"SELECT name, pk FROM pragma_table_info('{name}')").fetchall()
        yield name, [c[0] for c in columns], [c[0] for c in columns if c[1]]


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, str):
        assert "\n" not in value
        return "'" + value.replace("'", "''") + "'"
    return str(value)


def rows(db, name, columns, key):
    places = [columns.index(column) for column in key]
    return {tuple(row[i] for i in places): row for row in db.execute(f"SELECT * FROM {name}")}


def changes(before, after):
    """New rows first, in the order of their keys, for others may refer to them."""
    inserts, updates = [], []
    for name, columns, key in tables(after):
        old, new = rows(before, name, columns, key), rows(after, name, columns, key)
        assert not old.keys() - new.keys(), name
        for at in sorted(new.keys() - old.keys()):
            inserts.append((name, f"INSERT INTO {name} VALUES ({', '.join(map(literal, new[at]))})"))
        for at in sorted(at for at in old if old[at] != new[at]):
            sets = ", ".join(f"{column} = {literal(value)}"
                             for column, value, was in zip(columns, new[at], old[at]) if value != was)
            where = " AND ".join(f"{column} = {literal(value)}" for column, value in zip(key, at))
            updates.append(f"UPDATE {name} SET {sets} WHERE {where}")
    # What others refer to comes before them.
    order = ["order_line", "order_part", "stock_move", "audit"]
    inserts.sort(key=lambda insert: order.index(insert[0]) if insert[0] in order else len(order))
    return [insert for _, insert in inserts] + updates


if __name__ == "__main__":
    print("\n".join(changes(connect(sys.argv[1]), connect(sys.argv[2]))))
