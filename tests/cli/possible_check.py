#!/usr/bin/python3
"""Holds what is said to be possible with jobs against what is.

possible_check.py PROGRAM LOGINS CODE…: for each job and each of the people, in a dry run, every
command that `order show` offers must not be denied (6) or refused by the state (7), and every
other command must be. Prints what is wrong; FETTLE_DB and FETTLE_NOW say which centre.
"""
import json
import subprocess
import sys

WHO = {"lena": "front desk", "tomas": "technician", "aiko": "technician", "mara": "manager"}
STAFF = ["tomas", "aiko"]
ESTIMATES = {
    "accept": ["--by", "Ana"],
    "reject": ["--reason", "too dear"],
    "send": ["--due", "+7d"],
    "revise": [],
    "edit": ["--title", "another"],
}
# What a person fills in; the code stands first.
STEPS = {
    "order receive": [], "order assign": ["tomas"], "order take": [], "order approve": [],
    "order ask": ["--due", "+3d", "which cable?"],
    "order ask-payer": ["--reference", "RA-1", "--payer", "maker"],
    "order refuse": ["not covered"],
    "order parts": ["--for", "a battery"],
    "order send": ["--vendor", "Board Doctors", "--reference", "RMA-7", "--due", "+9d"],
    "order test": [], "order check": ["--item", "1=pass"], "order fail": ["crackles"],
    "order notice": [], "order hold": ["--reason", "internal"], "order resume": [],
    "order note": ["a word"], "order move": ["Shelf B2"], "order promise": ["+3d"],
    "order priority": ["low"], "order close": [], "order cancel": [],
    "order code": ["--text", "the plug is bent"], "order labour": ["10"],
    "line add": ["a screw", "--class", "part", "--price", "0.00"],
    "estimate add": ["--line", "part;a screw;1;1.00"],
}


def run(program, who, words):
    return subprocess.run([program, *words, "--as", who, "--no-input"],
                          capture_output=True, text=True)


def ways_of(job, who):
    """Every command with the ways to say it: possible is what one of them does."""
    code = job["code"]
    for command, words in STEPS.items():
        yield command, [[*command.split(), code, *words]]
    result = "repaired" if job["state"] == "quality_check" else "no_fault_found"
    yield "order ready", [["order", "ready", code, "--result", result]]
    bill = job["totals"]["customer_total"]
    yield "order handover", [["order", "handover", code, "--paid", bill]]
    # Nobody has it: a manager says who it is that begins, and a technician begins.
    names = ["--technician", "tomas"] if who == "mara" and job["technician"] is None else []
    for verb in "start", "diagnose":
        yield f"order {verb}", [["order", verb, code, *names]]
    stops = [["--technician", name] for name in STAFF] if who == "mara" else [[]]
    yield "order stop", [["order", "stop", code, *words] for words in stops]
    for verb, words in ESTIMATES.items():
        estimates = [estimate["code"] for estimate in job["estimates"]]
        yield f"estimate {verb}", [["estimate", verb, estimate, *words]
                                   for estimate in estimates]


def check(program, code, who):
    shown = run(program, who, ["order", "show", code, "--format", "json"])
    job = json.loads(shown.stdout)
    offered = list(job["next"])
    count = 0
    for command, ways in ways_of(job, who):
        results = [run(program, who, [*words, "--dry-run"]) for words in ways]
        count += len(results)
        is_possible = any(result.returncode not in (6, 7) for result in results)
        for result in results:
            if result.returncode not in (0, 5, 6, 7):
                yield f"'{command}' ends with {result.returncode}: {result.stderr}"
        if command in offered:
            offered.remove(command)
            if not is_possible:
                yield f"'{command}' is offered, and refused: {results and results[0].stderr}"
        elif is_possible:
            yield f"'{command}' is not offered, and can be done"
    for command in offered:
        yield f"'{command}' is offered, and not known here"
    if count < len(STEPS):
        yield f"no more than {count} commands were tried"


def main():
    program, logins, *codes = sys.argv[1:]
    wrong = 0
    for code in codes:
        for who in logins.split(","):
            for words in check(program, code, who):
                print(f"{code}, {WHO[who]} {who}: {words}")
                wrong += 1
    sys.exit(wrong != 0)


main()
