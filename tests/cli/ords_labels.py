"""Draws labels for a sample of a database's work orders and reads their QR codes back.

usage: ords_labels.py PROGRAM FOLDER MEDIUM:DPI…

The sample: jobs at even distances, the longest brands and faults, each category and each script of the
letters, several times where they occur. One run of the program and one of zbarimg a medium and
resolution; pictures go into FOLDER. Prints how many labels said what their job is called.
"""
import collections
import json
import os
import subprocess
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "label_oracle"))
import pixels  # noqa: E402

EVERY = 150
LONGEST = 20
OF_EACH = 3

program, folder, *wanted = sys.argv[1:]
listed = subprocess.run([program, "--format", "json", "--fields", "code,brand,category,fault",
                         "order", "list"], check=True, capture_output=True).stdout
rows = json.loads(listed)["rows"]


def scripts(row):
    """LATIN, GREEK, CYRILLIC …: the first word of a letter's name."""
    letters = set((row["brand"] or "") + (row["fault"] or ""))
    return {unicodedata.name(letter, "?").split()[0] for letter in letters if letter.isalpha()}


def sample():
    chosen = {row["code"]: row for row in rows[::EVERY]}
    for key in ("brand", "fault"):
        for row in sorted(rows, key=lambda row, key=key: -len(row[key] or ""))[:LONGEST]:
            chosen[row["code"]] = row
    seen = collections.Counter()
    for row in rows:
        kinds = {row["category"]} | scripts(row)
        if any(seen[kind] < OF_EACH for kind in kinds):
            chosen[row["code"]] = row
            seen.update(kinds)
    return list(chosen), seen


def check(codes, medium, dpi):
    """Each picture has one QR code, and it says the label's code. zbarimg sees an Interleaved 2 of 5,
    which has no check character, between letters now and then: that is no fault of a label."""
    base = os.path.join(folder, f"{medium}-{dpi}")
    subprocess.run([program, "--quiet", "label", *codes, "--media", medium, "--dpi", dpi,
                    "--output", base + ".png"], check=True, stdout=subprocess.DEVNULL)
    paths = [f"{base}{'' if i == 0 else f'-{i + 1}'}.png" for i in range(len(codes))]
    found = pixels.decode(paths, "QR-Code")
    for code, path in zip(codes, paths):
        assert found[path] == [code.replace("-", "")], f"{medium} {dpi} {code}: {found[path]}"
    return len(codes)


codes, seen = sample()
categories = {row["category"] for row in rows}
assert categories <= set(seen), categories - set(seen)
count = sum(check(codes, *medium.split(":")) for medium in wanted)
print(f"{count} labels, {len(codes)} of {len(rows)} jobs, {len(categories)} categories")
