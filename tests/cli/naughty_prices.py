"""Sends every naughty string through a price list, into the catalogue and out again.

naughty_prices.py FILE FIELD FORMAT: a part for each string, in its sku, name or maker_number, imported
as csv or xlsx with --keep-going. What was not refused with its row must be listed byte for byte, but
for outer blanks, and its label must be drawn.
"""
import csv
import json
import os
import re
import subprocess
import sys
import unicodedata

path, field, form = sys.argv[1:]


def run(*arguments):
    return subprocess.run([os.environ["FETTLE_BIN"], *arguments], capture_output=True, check=False)


def write_csv(rows):
    with open("list.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return "list.csv"


def write_xlsx(rows):
    import openpyxl
    book = openpyxl.Workbook()
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = book.active.cell(number, column)
            cell.value = text
            cell.data_type = "s"  # not a formula, an error or a link
    book.save("list.xlsx")
    return "list.xlsx"


with open(path, "rb") as file:
    strings = [s for s in file.read().decode().split("\n") if s and not s.startswith("#")]
if form == "xlsx":
    # What XML cannot hold cannot be in a workbook.
    not_xml = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
    strings = [s for s in strings if not not_xml.search(s)]
assert len(strings) > 400, len(strings)
ways = ("price", "name", "sku", "maker_number")
rows = [ways]
for number, text in enumerate(strings):
    # A price of its own says which part it is, whatever became of its name.
    part = {"price": f"{number + 1}.00", "name": f"part {number}", "sku": f"N-{number}", "maker_number": ""}
    rows.append([(part | {field: text})[way] for way in ways])
file = {"csv": write_csv, "xlsx": write_xlsx}[form](rows)
done = run("--format", "json", "part", "import", file, "--keep-going")
assert done.returncode in (0, 3), (done.returncode, done.stderr)
refused = {problem["row"] - 2: problem["message"] for problem in json.loads(done.stdout)["problems"]}
listed = run("part", "list", "--format", "json")
assert listed.returncode == 0, listed.stderr
parts = {int(float(part["price"])) - 1: part for part in json.loads(listed.stdout)["rows"]}
for number, text in enumerate(strings):
    if number in refused:
        assert number not in parts, f"in and refused: {text!r}"
        assert not any(unicodedata.category(c) == "Cc" for c in refused[number]), refused[number]
        assert len(refused[number]) < 400, refused[number]
        continue
    came = parts[number][field]
    assert (came or "").strip() == text.strip(), f"{text!r} came back as {came!r}"
assert len(parts) + len(refused) == len(strings), (len(parts), len(refused))
codes = [part["code"] for part in parts.values()][::7]
drawn = run("label", *codes, "--output", "labels.pdf")
assert drawn.returncode == 0, drawn.stderr
print(f"{len(parts)} in, {len(refused)} refused, {len(codes)} labels")
for number, message in refused.items():
    print(f"{strings[number][:50]!r}: {message}")
