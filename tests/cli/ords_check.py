"""Holds a database's work orders against an independent count of Open Repair Data files.

usage: ords_check.py PROGRAM EXPORTED CSV…

EXPORTED is what `fettle export ords` wrote after importing the files in this order: every field of
every record must be there. Counts by status, brand and category come from `fettle order list`.
"""
import collections
import csv
import json
import subprocess
import sys

program, exported, *files = sys.argv[1:]
records = []
for file in files:
    with open(file, newline="", encoding="utf-8") as lines:
        records += list(csv.DictReader(lines))
with open(exported, newline="", encoding="utf-8") as lines:
    back = list(csv.DictReader(lines))
assert back == records, "the export differs from what came in"

rows = json.loads(subprocess.run([program, "--format", "json", "order", "list"], check=True,
                                 capture_output=True).stdout)["rows"]
# What the standard's statuses are called here.
RESULTS = {"Fixed": "repaired", "Repairable": "user_instructed", "End of life": "unrepairable",
           "Unknown": None}


def same(title, ours, theirs):
    ours, theirs = collections.Counter(ours), collections.Counter(theirs)
    assert ours == theirs, f"{title}: {(ours - theirs).most_common(3)} {(theirs - ours).most_common(3)}"


same("results", (row["result"] for row in rows), (RESULTS[r["repair_status"]] for r in records))
same("brands", (row["brand"] for row in rows),
     (None if r["brand"] in ("Unknown", "") else r["brand"].strip() for r in records))
same("categories", (row["category"] for row in rows), (r["product_category"] for r in records))
print(len(rows), "work orders")
