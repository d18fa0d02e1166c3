#!/usr/bin/python3
"""Works out by itself what fixed it, and compares that with what `fettle fixes` says.

fixes_check.py PROGRAM DATABASE NOW: for many models and symptoms. The rules are those of `fettle
fixes --help` and of the domain reference (2.6), written anew over the tables.
"""
import json
import sqlite3
import subprocess
import sys
from collections import defaultdict
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
REPAIRS = {"repaired", "repaired_partly", "software_only"}
WINDOW, ENOUGH = 90, 3


def day_of(instant):
    return datetime.fromtimestamp(instant, ZONE).date()


def load(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    codes = {row[0]: row[1:] for row in db.execute(
        "SELECT id, code, fault_group, is_no_fault FROM fault_code")}
    nothing = (None, None, 0)
    lines = defaultdict(list)
    for order, *ids, part in db.execute(
            "SELECT order_id, symptom_id, section_id, repair_id, part FROM diagnosis "
            "WHERE removed_at IS NULL ORDER BY order_id, position"):
        lines[order].append([codes.get(number, nothing) for number in ids] + [part])
    jobs = []
    for row in db.execute(
            "SELECT w.id, d.id, brand, model, c.name, received_at, handed_over_at, result "
            "FROM work_order w JOIN device d ON d.id = device_id "
            "LEFT JOIN category c ON c.id = category_id ORDER BY w.id"):
        job = dict(zip(("id", "device", "brand", "model", "category", "received", "out", "result"),
                       row))
        said = lines[job["id"]]
        job["symptom"] = next((line[0][0] for line in said if line[0][0]), None)
        groups = [line[0][1] for line in said if line[0][1]]
        groups += [line[1][1] for line in said if line[1][1]]
        job["group"] = groups[0] if groups else None
        job["fixes"] = {(line[1][0], line[2][0], line[3] and line[3].lower()) for line in said
                        if line[2][0] and not line[2][2]}
        jobs.append(job)
    return jobs, {code: group for code, group, _ in codes.values()}


def came_back(job, jobs):
    out = day_of(job["out"])
    return any(other["device"] == job["device"] and other["id"] > job["id"]
               and other["received"] is not None
               and 0 <= (day_of(other["received"]) - out).days <= WINDOW for other in jobs)


def count(jobs, every, today):
    """(jobs, recent, {fix: [jobs, worked, came back, recent]})"""
    totals, fixes = [0, 0], defaultdict(lambda: [0, 0, 0, 0])
    for job in jobs:
        if job["out"] is None or not job["fixes"]:
            continue
        recent = (today - day_of(job["out"])).days < WINDOW
        back = came_back(job, every)
        totals[recent] += 1
        for fix in job["fixes"]:
            if recent:
                fixes[fix][3] += 1
                continue
            fixes[fix][0] += 1
            fixes[fix][1] += not back and job["result"] in REPAIRS
            fixes[fix][2] += back
    return totals[0], totals[1], dict(fixes)


def expected(jobs, brand, model, category, symptom, group, today):
    def same(a, b):
        return a is not None and b is not None and a.lower() == b.lower()
    of_model = [job for job in jobs if same(job["model"], model) and same(job["brand"], brand)]
    of_brand = [job for job in jobs if same(job["brand"], brand) and job["category"] == category
                ] + [job for job in of_model if job["category"] != category]

    def fault(job, by_symptom):
        if symptom is None:
            return not by_symptom
        return job["symptom"] == symptom if by_symptom else \
            group is not None and job["group"] == group
    levels = [count([job for job in scope if fault(job, by_symptom)], jobs, today)
              for scope in (of_model, of_brand) for by_symptom in (True, False)]
    for level in levels:
        if level[0] >= ENOUGH:
            return level
    return max(levels, key=lambda level: level[0] + level[1])


def main():
    program, path, now = sys.argv[1:]
    today = day_of(datetime.fromisoformat(now.replace("Z", "+00:00")).timestamp())
    jobs, groups = load(path)
    asked = sorted({(job["brand"], job["model"], job["category"]) for job in jobs
                    if job["brand"] and job["brand"][1:] != job["brand"][1:].upper()})
    failures, enough, used = [], 0, 0
    for number, (brand, model, category) in enumerate(asked):
        for symptom in [None, ["NO-CHARGE", "SHORT-RUN", "NO-PICTURE", "OTHER"][number % 4]]:
            command = [program, "fixes", "--format", "json", "--brand", brand, "--model", model,
                       "--category", category]
            got = json.loads(subprocess.run(command + (["--symptom", symptom] if symptom else []),
                                            check=True, capture_output=True, text=True).stdout)
            wanted = expected(jobs, brand, model, category, symptom, groups.get(symptom), today)
            fixes = {(fix["section"], fix["repair"], fix["part"] and fix["part"].lower()):
                     [fix["jobs"], fix["worked"], fix["came_back"], fix["recent"]]
                     for fix in got["fixes"]}
            what = f"{brand} {model}, {symptom}"
            if (got["jobs"], got["recent"], fixes) != wanted:
                failures.append(f"{what}: {got['jobs'], got['recent'], fixes}, expected {wanted}")
            order = [Fraction(fix["worked"] + 1, fix["jobs"] + 2) for fix in got["fixes"]]
            if order != sorted(order, reverse=True):
                failures.append(f"{what}: not in order of what helps")
            for fix in got["fixes"]:
                for key, part in (("success", "worked"), ("repeat", "came_back")):
                    share = fix["jobs"] and int(fix[part] * 10000 / fix["jobs"] + 0.5) / 100
                    if fix["jobs"] and float(fix[key]) != share:
                        failures.append(f"{what}: {key} {fix[key]}, expected {share}")
            if got["enough"] != (wanted[0] >= ENOUGH):
                failures.append(f"{what}: enough {got['enough']}")
            enough += got["enough"]
            used += any(fix["came_back"] for fix in got["fixes"])
    for failure in failures[:10]:
        print(failure)
    print(f"{2 * len(asked)} asked, {enough} with jobs enough, {used} with returns, "
          f"{len(failures)} differences")
    sys.exit(bool(failures) or enough < 5 or used < 3)


if __name__ == "__main__":
    main()
