"""Sends every naughty string through one field of a check-in and compares what comes back.

naughty.py FILE FIELD: strings are put in one document with --keep-going, so that each is accepted or
refused by itself. Accepted ones must come back through JSON byte for byte, but for outer blanks of
one-line fields, which are cut.
"""
import functools
import json
import os
import re
import subprocess
import sys

path, field = sys.argv[1:]
fettle = os.environ["FETTLE_BIN"]
# Of a one-line field outer blanks (of any script's) are cut.
LINE_FIELDS = {"customer_name", "brand", "model", "proof", "accessory"}


def run(*arguments, stdin=""):
    done = subprocess.run([fettle, "--format", "json", *arguments], input=stdin.encode(),
                          capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def document(number, text):
    # A number of their own keeps customers apart whose names are the same when folded.
    customer = {"name": f"Customer {number}", "phone": f"+49 30 {number:07}"}
    device = {"brand": "Brand", "fault": "fault", "serial": f"S{number}"}
    if field == "customer_name":
        customer["name"] = text
    elif field == "address":
        customer["address"] = text
    elif field == "accessory":
        device["accessories"] = [text]
    else:
        device[field] = text
    return {"customer": customer, "devices": [device]}


def main():
    with open(path, "rb") as file:
        lines = file.read().decode().split("\n")
    strings = [line for line in lines if line and not line.startswith("#")]
    assert len(strings) > 400, len(strings)
    if field == "note":
        return notes(strings)
    batch = "\n".join(json.dumps(document(i, s), ensure_ascii=False) for i, s in enumerate(strings))
    status, out, err = run("checkin", "--from", "-", "--keep-going", stdin=batch)
    assert status in (0, 3), (status, err)
    rows = {row["serial"]: row for row in json.loads(out)["rows"]}
    refused = set(re.findall(r'"field":"line (\d+)[":]', err))
    for number, text in enumerate(strings):
        row = rows.get(f"S{number}")
        if row is None:
            assert str(number + 1) in refused, f"neither in nor refused: {text!r}"
            continue
        assert str(number + 1) not in refused, f"in and refused: {text!r}"
        compare(text, came_back(row))
    print(f"{len(rows)} in, {len(refused)} refused")
    assert len(rows) > 300 and len(rows) + len(refused) == len(strings)
    return None


def came_back(row):
    if field in ("customer_name", "fault", "condition"):
        return row[field]
    if field == "accessory":
        return row["pieces"][1]["name"] if len(row["pieces"]) > 1 else None
    if field == "address":
        return listed("customer")[row["customer"]]["address"]
    return listed("device")[row["device"]][field]


@functools.cache
def listed(noun):
    status, out, err = run(noun, "list")
    assert status == 0, err
    return {row["code"]: row for row in json.loads(out)["rows"]}


def compare(sent, got):
    expected = sent.strip() if field in LINE_FIELDS else sent
    if got is None:
        # Shows nothing: the same as not said, for fields that may be left out.
        assert not re.sub(r"[\s\u00ad\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
                          r"\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u2800]", "", sent), \
            f"lost: {sent!r}"
        return
    assert got in (sent, expected), f"sent {sent!r}, got {got!r}"


def notes(strings):
    status, out, err = run("customer", "add", "Ana")
    assert status == 0, err
    code = json.loads(out)["code"]
    kept = 0
    for text in strings:
        status, out, err = run("customer", "edit", code, "--note=" + text)
        assert status in (0, 3), (text, status, err)
        if status == 0:
            compare(text, json.loads(out)["note"])
            kept += 1
    print(f"{kept} of {len(strings)} kept")
    assert kept > 300


main()
