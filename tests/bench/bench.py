"""Times the program against bare programs doing the same work, in one run. See run.sh.

Every line is a ratio of medians: the two are run in turn, so that a machine whose speed drifts
slows both. Behind it stands the same ratio of processor time, which a busy machine or a slow disk
disturbs less, and the absolute times for scale; they are worth nothing elsewhere.
"""
import csv
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import rows_of

program, bare, work, source, jobs = *sys.argv[1:5], int(sys.argv[5])
here = os.path.dirname(os.path.abspath(__file__))
os.environ.update(FETTLE_NOW="2026-11-22T10:00:00Z", FETTLE_AS="bench", LC_ALL="C.UTF-8", TZ="UTC")


def path(name):
    return os.path.join(work, name)


def fettle(db, *words, **options):
    return subprocess.run([program, "--db", path(db), "--quiet", *words], check=True,
                          stdout=subprocess.DEVNULL, **options)


def tool(name, *words, to=None):
    out = open(to, "w") if to else None
    subprocess.run([sys.executable, os.path.join(here, name), *words], check=True, stdout=out)


def processor():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def seconds(command, before=None):
    """Time on the clock and of the processor."""
    if before:
        before()
    used, start = processor(), time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start, processor() - used


def compare(title, ours, theirs, runs, before_ours=None, before_theirs=None, per=None):
    for command, before in ((ours, before_ours), (theirs, before_theirs)):
        seconds(command, before)  # warm
    a, b = [], []
    for _ in range(runs):
        a.append(seconds(ours, before_ours))
        b.append(seconds(theirs, before_theirs))
    (a, used_a), (b, used_b) = (map(statistics.median, zip(*runs)) for runs in (a, b))
    rate = f", {per / a:,.0f} records/s" if per and per > 1 else ""
    print(f"{title:<52} {a / b:5.2f}x   (processor {used_a / used_b:.2f}x; {a * 1000:,.1f} against "
          f"{b * 1000:,.1f} ms{rate})", flush=True)


def copier(source_file, target):
    return lambda: shutil.copyfile(path(source_file), path(target))


def show(code):
    return ("SELECT w.*, c.name, d.brand, d.model, d.serial FROM work_order w JOIN customer c ON "
            f"c.id = w.customer_id JOIN device d ON d.id = w.device_id WHERE w.code = '{code}'")


print(f"making a centre with {jobs:,} work orders …", flush=True)
fettle("empty.db", "init", "--name", "Bench")
tool("make_jobs.py", str(jobs), to=path("jobs.jsonl"))
shutil.copyfile(path("empty.db"), path("big.db"))
start = time.perf_counter()
fettle("big.db", "checkin", "--from", path("jobs.jsonl"))
print(f"checked in with one command in {time.perf_counter() - start:.1f} s", flush=True)

print("\nwhole processes, ratio to a bare C program doing the same:", flush=True)


def compare_checkins(title, name, words, runs, folder):
    """Check-ins of NAME.jsonl; the bare program writes the rows of ours, and must have written them."""
    after, a, b = (os.path.join(folder, db) for db in ("after.db", "a.db", "b.db"))
    ours = [program, "--db", a, "-q", "checkin", "--from", path(name + ".jsonl"), *words]
    theirs = [bare + "/bare_checkin", b, path(name + ".rows")]
    shutil.copyfile(path("big.db"), after)
    fettle(after, *ours[4:])
    tool("rows_of.py", path("big.db"), after, to=path(name + ".rows"))
    with open(path(name + ".jsonl")) as lines:
        count = sum(1 for _ in lines)
    compare(title.format(count), ours, theirs, runs, copier("big.db", a), copier("big.db", b), per=count)
    rows_of.check_same(*(rows_of.connect(db) for db in (path("big.db"), after, b)))


more = max(1, jobs // 10)
tool("make_jobs.py", str(jobs + more), to=path("all.jsonl"))
with open(path("all.jsonl")) as lines, open(path("one.jsonl"), "w") as one, open(path("more.jsonl"), "w") as many:
    new = list(lines)[jobs:]
    one.write(new[0])
    many.writelines(new)
compare_checkins("durable check-in", "one", [], 11, work)
# Thousands of syncs would drown the program's own time in the disk's, and take as long.
with tempfile.TemporaryDirectory(dir="/dev/shm") as memory:
    compare_checkins("{:,} check-ins from JSON Lines, in memory", "more", ["--keep-going"], 3, memory)
code = "W26" + subprocess.run([bare + "/bare_query", path("big.db"),
                               "SELECT substr(code, 4) FROM work_order ORDER BY id LIMIT 1 OFFSET "
                               + str(jobs // 2)], check=True, capture_output=True, text=True).stdout.strip()
for title, words, sql in (
        ("order show", ["order", "show", code], show(code)),
        ("scan", ["scan", code], show(code)),
        ("find, part of a word", ["find", "tarts"],
         "SELECT d.kind, d.id FROM search s JOIN search_doc d ON d.id = s.rowid WHERE s.search MATCH "
         "'\"tarts\"' ORDER BY s.rowid DESC LIMIT 20")):
    compare(title, [program, "--db", path("big.db"), *words],
            [bare + "/bare_query", path("big.db"), sql], 21)

shutil.copyfile(path("big.db"), path("done.db"))
tool("finish_jobs.py", path("done.db"))
# What the board shows: the program reads the same rows, finds the worst first and lays out columns.
OPEN = ("SELECT w.code, c.name, k.name, d.brand, d.model, d.serial, w.priority, w.promised_on, w.state, w.hold, "
        "t.login, w.received_at, w.ready_at, w.last_event_at, e.kind, e.due_on, e.reference, e.text, l.name FROM "
        "work_order w JOIN customer c ON c.id = w.customer_id JOIN device d ON d.id = w.device_id LEFT JOIN category "
        "k ON k.id = d.category_id LEFT JOIN staff t ON t.id = w.technician_id LEFT JOIN order_event e ON w.state IN "
        "('await_customer', 'await_parts') AND e.id = w.last_event_id "
        "LEFT JOIN piece p ON p.order_id = w.id AND p.position = 1 LEFT JOIN place l ON l.id = p.place_id "
        "WHERE w.site_id = 1 AND w.is_open = 1 ORDER BY w.promised_on, w.id")
NEWEST = ("SELECT w.code, w.state, w.promised_on, c.name, d.brand, d.model FROM work_order w JOIN customer c ON c.id = "
          "w.customer_id JOIN device d ON d.id = w.device_id WHERE w.site_id = 1 ORDER BY w.id DESC LIMIT 80")
compare("board, a fiftieth of the jobs open", [program, "--db", path("done.db"), "board"],
        [bare + "/bare_query", path("done.db"), OPEN], 21)
compare("board --attention, the same jobs", [program, "--db", path("done.db"), "board", "--attention"],
        [bare + "/bare_query", path("done.db"), OPEN], 21)
MINE = OPEN.replace(" ORDER BY", " AND w.technician_id = 1 AND w.state != 'ready' ORDER BY")
compare("bench of one technician, of the same jobs", [program, "--db", path("done.db"), "bench"],
        [bare + "/bare_query", path("done.db"), MINE], 21)
compare("order list, first 80", [program, "--db", path("done.db"), "order", "list", "--limit", "80"],
        [bare + "/bare_query", path("done.db"), NEWEST], 21)

def bare_empty():
    """What bare_copy begins with: a database that has the schema and nothing in it."""
    shutil.copyfile(path("empty.db"), path("b.db"))
    db = sqlite3.connect(path("b.db"))
    for table in ("audit_item", "audit", "counter", "setting", "staff", "site"):
        db.execute(f"DELETE FROM {table}")
    db.commit()
    db.close()


records = os.path.join(source, "../shared/data/ords/OpenRepairData_v0.3_RepairCafeWales_202507.csv")
if os.path.exists(records):
    with open(records, newline="") as lines:
        count = sum(1 for _ in csv.reader(lines)) - 1
    shutil.copyfile(path("empty.db"), path("ords.db"))
    fettle("ords.db", "import", "ords", records)
    compare("ORDS import", [program, "--db", path("a.db"), "-q", "import", "ords", records],
            [bare + "/bare_copy", path("ords.db"), path("b.db")], 3,
            copier("empty.db", "a.db"), bare_empty, per=count)
else:
    print("ORDS import                    left out: ../shared/data is not here")

book = path("turnaround.xlsx")
report = ["report", "turnaround", "--from", "2026-01-01", "--output", book]
fettle("done.db", *report)
tool("cells_of.py", book, to=path("cells"))
compare(f"turnaround workbook, {jobs:,} jobs", [program, "--db", path("done.db"), "-q", *report],
        [bare + "/bare_xlsx", path("cells"), path("bare.xlsx")], 3)

# Every job's events folded into all clocks, by hours with nights and a change in mid-year; the bare
# program reads the same rows.
shutil.copyfile(path("done.db"), path("fold.db"))
fettle("fold.db", "calendar", "hours", "Mon-Thu 09:00-12:30,13:30-18:00; Fri 09:00-24:00", "--from", "2026-01-01")
fettle("fold.db", "calendar", "hours", "Mon-Sat 08:00-17:00", "--from", "2026-07-01")
FOLDED = ("SELECT w.id, w.code, w.priority, w.source, w.first_promised_on, d.category_id, c.name, d.brand, "
          "d.brand_key, d.model, d.model_key, d.serial, v.payer, w.customer_id FROM work_order w JOIN device d ON "
          "d.id = w.device_id LEFT JOIN category c ON c.id = d.category_id LEFT JOIN order_cover v ON "
          "v.order_id = w.id AND v.class = 'labour' WHERE w.site_id = 1 ORDER BY w.id",
          "SELECT order_id, id, at, kind, hold, result, barrier, technician_id, is_day_only FROM order_event "
          "ORDER BY order_id, id",
          "SELECT order_id, class, quantity_milli, unit_cost_cents, unit_price_cents, tax_basis_points, payer, bill, "
          "recovered_cents FROM order_line ORDER BY order_id, position")
compare(f"events of {jobs:,} jobs folded into all clocks",
        [program, "--db", path("fold.db"), "-q", "report", "turnaround", "--from", "2026-01-01", "--format", "json"],
        [bare + "/bare_read", path("fold.db"), *FOLDED], 5)

# Every claimable job of 10,000 held against what its payer asks; the bare program reads the same rows.
shutil.copyfile(path("done.db"), path("claims.db"))
tool("make_claimable.py", path("claims.db"), "10000")
fettle("claims.db", "payer", "use", "example-maker")
OURS = "IN (SELECT DISTINCT order_id FROM order_line WHERE payer = 'maker')"
CLAIMABLE = ("SELECT w.*, c.*, d.* FROM work_order w JOIN customer c ON c.id = w.customer_id JOIN device d ON "
             f"d.id = w.device_id WHERE w.id {OURS} ORDER BY w.id",
             *(f"SELECT * FROM {table} WHERE order_id {OURS} ORDER BY order_id" for table in
               ("order_line", "order_event", "order_cover", "diagnosis", "order_finding", "order_attachment", "claim")))
compare("claim due, 10,000 jobs held against their payer",
        [program, "--db", path("claims.db"), "-q", "claim", "due", "--format", "json"],
        [bare + "/bare_read", path("claims.db"), *CLAIMABLE], 5)

# The ledger of parts: one issued to a job, whose changes the bare program writes after it read what it must; and the
# stock of 100,000 parts, of which the bare program reads the same rows. Five million moves take a long time to make:
# a tenth of them unless they are asked for.
shutil.copyfile(path("big.db"), path("parts.db"))
fettle("parts.db", "place", "add", "Shelf", "--kind", "shelf")
tool("make_parts.py", path("parts.db"), "100000", "5000000" if os.environ.get("FETTLE_LONG") else "500000")
ISSUE = [program, "--db", path("issued.db"), "-q", "part", "issue", code, "SKU-000777"]
shutil.copyfile(path("parts.db"), path("issued.db"))
subprocess.run(ISSUE, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
tool("changes_of.py", path("parts.db"), path("issued.db"), to=path("changes.sql"))
with open(path("changes.sql")) as changed, open(path("issue.sql"), "w") as sql:
    sql.write("SELECT hash FROM audit WHERE site_id = 1 ORDER BY seq DESC LIMIT 1\n"
              f"SELECT * FROM work_order WHERE code = '{code.replace('-', '')}'\n"
              "SELECT * FROM part WHERE site_id = 1 AND sku_key = 'SKU000777'\n"
              "SELECT * FROM stock_balance WHERE part_id = (SELECT id FROM part WHERE sku_key = 'SKU000777')\n")
    sql.writelines(changed)
compare("part issue, 100,000 parts", ISSUE, [bare + "/bare_write", path("bare.db"), path("issue.sql")], 11,
        copier("parts.db", "issued.db"), copier("parts.db", "bare.db"))
STOCK = ("SELECT p.*, (SELECT r.cost_cents FROM part_price r WHERE r.part_id = p.id ORDER BY r.effective_from DESC LIMIT 1), "
         "(SELECT r.price_cents FROM part_price r WHERE r.part_id = p.id ORDER BY r.effective_from DESC LIMIT 1), "
         "(SELECT SUM(b.quantity_milli) FROM stock_balance b WHERE b.part_id = p.id AND b.account = 'shelf'), "
         "(SELECT SUM(b.quantity_milli) FROM stock_balance b WHERE b.part_id = p.id AND b.account = 'reserved') "
         "FROM part p WHERE p.site_id = 1 ORDER BY p.sku_key")
compare("stock of 100,000 parts", [program, "--db", path("parts.db"), "-q", "part", "list", "--format", "csv"],
        [bare + "/bare_read", path("parts.db"), STOCK], 5)

# A supplier's price list: parts that are new, and the same at other prices from the next day on.
lines = 100000
LIST = [program, "--db", path("a.db"), "-q", "part", "import"]
for turn in range(2):
    tool("make_prices.py", str(lines), str(turn), to=path(f"prices-{turn}.csv"))
with open(path("prices-1.csv"), newline="") as rows, open(path("prices.rows"), "w") as out:
    for row in csv.DictReader(rows):
        out.write(f"{row['sku'].replace('-', '')} {row['cost'].replace('.', '')} {row['price'].replace('.', '')}\n")
shutil.copyfile(path("empty.db"), path("priced.db"))
fettle("priced.db", "part", "import", path("prices-0.csv"))
compare(f"price list of {lines:,} new parts", [*LIST, path("prices-0.csv")],
        [bare + "/bare_copy", path("priced.db"), path("b.db")], 3, copier("empty.db", "a.db"), bare_empty, per=lines)
compare(f"price list with {lines:,} new prices", [*LIST, path("prices-1.csv"), "--from", "2026-11-23"],
        [bare + "/bare_prices", path("b.db"), path("prices.rows"), "2026-11-23"], 3,
        copier("priced.db", "a.db"), copier("priced.db", "b.db"), per=lines)
for db in ("a.db", "b.db"):
    with sqlite3.connect(path(db)) as told:
        sums = told.execute("SELECT count(*), sum(cost_cents), sum(price_cents) FROM part_price").fetchone()
    assert db == "a.db" or sums == ours_summed, "the bare program wrote other prices than the program"
    ours_summed = sums

LABEL = [program, "--db", path("big.db"), "-q", "label", "--only-device"]
tool("labels_of.py", path("big.db"), code, "1", to=path("one.list"))
compare("one label as PNG", [*LABEL, code, "--to", "png", "--output", path("label.png")],
        [bare + "/bare_label", "png", path("bare.png"), path("one.list")], 21)
if open(path("label.png"), "rb").read() != open(path("bare.png"), "rb").read():
    print("    (not the same picture: labels_of.py no longer says what the program draws)")
tool("labels_of.py", path("big.db"), code, "1000", to=path("labels.list"))
with open(path("labels.list")) as lines:
    codes = [line.split()[-1] for line in lines if line[0] == "Q"]
compare(f"{len(codes):,} labels in one PDF", [*LABEL, *codes, "--output", path("labels.pdf")],
        [bare + "/bare_label", "pdf", path("bare.pdf"), path("labels.list")], 5)
print(f"\npeak memory of any child: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB "
      "(the Python tools included)")
