"""Sends every naughty string through CSV, into the database and out again.

naughty_csv.py FILE FIELD: a record of Open Repair Data for each string, imported with --keep-going.
What was not refused with its row must come out of the export byte for byte.
"""
import csv
import io
import json
import os
import subprocess
import sys

path, field = sys.argv[1:]
COLUMNS = ["id", "data_provider", "country", "partner_product_category", "product_category",
           "product_category_id", "brand", "year_of_manufacture", "product_age", "repair_status",
           "repair_barrier_if_end_of_life", "group_identifier", "event_date", "problem"]
BASE = dict(zip(COLUMNS, ["", "Demo", "GBR", "Kettle", "Kettle", "14", "Bosch", "", "", "Fixed", "",
                          "Town", "2024-05-04", "cold"]))


def run(*arguments, stdin=b""):
    return subprocess.run([os.environ["FETTLE_BIN"], *arguments], input=stdin, capture_output=True,
                          check=False)


with open(path, "rb") as file:
    strings = [s for s in file.read().decode().split("\n") if s and not s.startswith("#")]
assert len(strings) > 400, len(strings)
sent = io.StringIO()
writer = csv.DictWriter(sent, COLUMNS)
writer.writeheader()
for number, text in enumerate(strings):
    writer.writerow(BASE | {"id": f"demo_{number}", field: text})
done = run("--format", "json", "import", "ords", "-", "--keep-going", stdin=sent.getvalue().encode())
assert done.returncode in (0, 3), (done.returncode, done.stderr)
result = json.loads(done.stdout)
# The header is row 1.
refused = {problem["row"] - 2 for problem in result["problems"]}
back = run("export", "ords")
assert back.returncode == 0, back.stderr
rows = list(csv.DictReader(io.StringIO(back.stdout.decode(), newline="")))
got = {int(row["id"].removeprefix("demo_")): row[field] for row in rows}
for number, text in enumerate(strings):
    assert (number in got) != (number in refused), f"neither in nor refused, or both: {text!r}"
    assert number in refused or got[number] == text, f"sent {text!r}, got {got[number]!r}"
print(f"{len(got)} in, {len(refused)} refused")
assert len(got) > 300
