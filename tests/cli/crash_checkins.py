"""Check-ins by several processes that are killed at any moment.

usage: crash_checkins.py PROGRAM SECONDS WORKERS [--kill]

Each worker checks devices in, one process a check-in, and writes a code down only after the
program printed it and ended with 0: that one is acknowledged. With --kill every running program
is killed with SIGKILL after a random time. At the end every acknowledged code must be in the
database exactly once, with its event, its piece and its cover; numbers must have no holes that a
skipped check character does not explain; `fettle check` must find nothing. Prints one line.
"""
import json
import os
import random
import subprocess
import sys
import threading
import time

program, seconds, workers = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
kill = "--kill" in sys.argv
acknowledged, killed, refused = [], [0], []
lock = threading.Lock()
deadline = time.monotonic() + seconds


def work(number):
    randomness = random.Random(number)
    count = 0
    while time.monotonic() < deadline:
        count += 1
        document = {"customer": {"name": f"Kunde {number}", "phone": f"+49 30 {number:07}"},
                    "devices": [{"category": "Kettle", "serial": f"W{number}-{count}",
                                 "fault": "does not heat", "accessories": ["lid"]}]}
        process = subprocess.Popen([program, "--format", "json", "--quiet", "checkin", "--from", "-"],
                                   stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        if kill and randomness.random() < 0.8:
            delay = randomness.random() ** 2 * 0.12
            timer = threading.Timer(delay, process.kill)
            timer.start()
        else:
            timer = None
        out, err = process.communicate(json.dumps(document))
        if timer is not None:
            timer.cancel()
        with lock:
            if process.returncode == 0:
                acknowledged.append(json.loads(out)["rows"][0]["order"])
            elif process.returncode == -9:
                killed[0] += 1
            else:
                refused.append((process.returncode, err.strip()))


threads = [threading.Thread(target=work, args=(number,)) for number in range(1, workers + 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()


def listed(*words):
    output = subprocess.run([program, "--format", "json", *words], capture_output=True, text=True,
                            check=True).stdout
    return json.loads(output)


rows = listed("order", "list")["rows"]
codes = [row["code"] for row in rows]
problems = []
if refused:
    problems.append(f"{len(refused)} refused, first: {refused[0]}")
if len(set(codes)) != len(codes):
    problems.append("a code stands twice")
lost = set(acknowledged) - set(codes)
if lost:
    problems.append(f"acknowledged but lost: {sorted(lost)[:5]}")
serials = [row["serial"] for row in rows]
if len(set(serials)) != len(serials):
    problems.append("a check-in was done twice")
for row in rows[:: max(1, len(rows) // 20)]:
    one = listed("order", "show", row["code"])
    if len(one["pieces"]) != 2 or len(one["events"]) != 1 or len(one["coverage"]) != 4:
        problems.append(f"{row['code']} is half a check-in")
# Numbers are drawn inside the transaction: what was not committed leaves no hole.
numbers = sorted(int(code.split("-")[1]) for code in codes)
if numbers:
    alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    def check(payload):
        # ISO 7064 MOD 37,36, written from the standard's recursion.
        product = 36
        for c in payload:
            total = (product + alphabet.index(c)) % 36 or 36
            product = total * 2 % 37
        return alphabet[(37 - product) % 36]

    year = codes[0].split("-")[0]
    expected = [n for n in range(1, numbers[-1] + 1) if check(f"{year}{n:05}") not in "IOYZ"]
    if numbers != expected:
        problems.append("numbers have holes")
checked = subprocess.run([program, "check"], capture_output=True, text=True)
if checked.returncode != 0:
    problems.append(checked.stdout + checked.stderr)
print(f"{len(acknowledged)} acknowledged, {killed[0]} killed, {len(codes)} in the database")
if kill and killed[0] == 0:
    problems.append("nothing was killed: the test proved nothing")
if not acknowledged:
    problems.append("nothing was acknowledged: the test proved nothing")
for problem in problems:
    print(problem, file=sys.stderr)
sys.exit(bool(problems))
