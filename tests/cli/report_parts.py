#!/usr/bin/python3
"""Recomputes the report of parts from the database, by itself, and compares it with what was said.

report_parts.py DATABASE FROM TO AS_OF FOLDER

FOLDER has figures.json, what `fettle report parts --format json` printed for the period; LIST.json,
the same of each `fettle stock LIST`; and parts.xlsx, the workbook. The rules are those that the
sheet Definitions says in words, written anew: nothing of the program is used.
"""
import json
import sqlite3
import sys
import warnings
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import openpyxl

import report_check
from report_check import before, check, disc, eye

STOCK = ("shelf", "reserved", "vendor")
LOSSES = ("count", "scrap", "damage")
NOBODY = "no supplier known"
TITLES = {"dead": "dead on arrival", "wrong": "the wrong part"}
warnings.simplefilter("ignore", UserWarning)


def half_away(number):
    """A fraction as the nearest whole number, halves away from zero."""
    size = int(abs(number) + Fraction(1, 2))
    return size if number >= 0 else -size


def share(part, whole):
    return Fraction(part, whole) if whole > 0 else None


class Centre:
    def __init__(self, db, start, end, as_of):
        db.row_factory = sqlite3.Row
        self.db, self.start, self.end, self.as_of = db, start, end, as_of
        self.first, self.last = before(start, end)
        self.zone = ZoneInfo(db.execute("SELECT timezone FROM site").fetchone()[0])
        settings = {row["key"]: row["value"] for row in db.execute("SELECT * FROM setting")}
        self.slow, self.dead, self.enough = (
            int(settings.get(f"stock.{key}_days", usual))
            for key, usual in (("slow", 180), ("dead", 365), ("cover", 180)))
        self.names = {kind: dict(db.execute(f"SELECT id, name FROM {kind}"))
                      for kind in ("place", "supplier", "staff")}
        self.kinds = dict(db.execute("SELECT id, kind FROM place"))
        self.leads = dict(db.execute("SELECT id, lead_days FROM supplier"))
        self.parts = {row["id"]: row for row in db.execute("SELECT * FROM part")}
        self.orders = dict(db.execute("SELECT l.id, w.code FROM order_line l "
                                      "JOIN work_order w ON w.id = l.order_id"))
        every = db.execute("SELECT * FROM stock_move ORDER BY id").fetchall()
        self.by_id = {move["id"]: move for move in every}
        # When each was taken back, if it was.
        self.back_at = {move["reverses_id"]: (move["id"], move["at"]) for move in every
                        if move["reverses_id"]}
        self.every = every
        self.onto, self.off, self.came = defaultdict(list), defaultdict(list), []
        for move in every:
            self.onto[move["to_line_id"]].append(move)
            self.off[move["from_line_id"]].append(move)
            if move["kind"] == "receive" and move["supplier_id"]:
                self.came.append(move)
        self.moves = [move for move in every
                      if move["at"] <= as_of and self.day(move["at"]) <= end]

    def day(self, instant):
        return datetime.fromtimestamp(instant, self.zone).date()

    def is_back(self, move):
        return move["id"] in self.back_at and self.back_at[move["id"]][1] <= self.as_of

    def kind(self, move):
        """What it is about: a reversal about what it takes back."""
        return self.by_id[move["reverses_id"]]["kind"] if move["reverses_id"] else move["kind"]

    def is_loss(self, move):
        """Counts, scrap, damage, and what a supplier refused and nobody kept."""
        ends = move["from_account"], move["to_account"]
        return self.kind(move) in LOSSES or self.kind(move) == "refused" and "scrap" in ends

    def sign(self, move):
        return -1 if move["reverses_id"] else 1

    def within(self, move, period):
        return period[0] <= self.day(move["at"]) <= period[1]

    def sender(self, move):
        """The supplier of a delivery, or of what is dead or wrong."""
        if self.kind(move) not in ("dead", "wrong"):
            return move["supplier_id"]
        found = self.by_id[move["reverses_id"]] if move["reverses_id"] else move
        boxes = [row["supplier_id"] for row in self.db.execute(
            "SELECT v.id, v.supplier_id FROM return_line n JOIN return_box v ON v.id = n.return_id "
            "WHERE n.move_id = ? AND n.removed_at IS NULL ORDER BY n.id", (found["id"],))
            if {"send"} == {event["kind"] for event in self.db.execute(
                "SELECT kind FROM return_event WHERE return_id = ? AND at <= ? "
                "AND kind IN ('send', 'cancel')", (row["id"], self.as_of))}]
        if boxes:
            return boxes[-1]
        ordered = {row["id"] for row in self.db.execute(
            "SELECT id FROM purchase_line WHERE order_line_id = ?", (found["from_line_id"],))}
        came = [m for m in self.came if m["id"] < found["id"]
                and self.back_at.get(m["id"], (1 << 62,))[0] > found["id"]]
        of_part = [m for m in came if m["part_id"] == found["part_id"]]
        for wanted in ([m for m in of_part if found["serial_key"]
                        and m["serial_key"] == found["serial_key"]],
                       [m for m in of_part if found["lot_id"] and m["lot_id"] == found["lot_id"]],
                       [m for m in came if m["purchase_line_id"] in ordered], of_part):
            if wanted:
                return wanted[-1]["supplier_id"]
        return self.parts[found["part_id"]]["supplier_id"]


class Sums:
    """What some moves and lines come to."""

    def __init__(self, centre, moves, lines):
        self.received = self.received_cents = self.used = self.used_cents = 0
        self.dead = self.wrong = self.lost = self.change = 0
        for move in moves:
            kind, sign = centre.kind(move), centre.sign(move)
            quantity, cents = move["quantity_milli"], move["value_cents"]
            into, out = move["to_account"] in STOCK, move["from_account"] in STOCK
            self.change += cents * (into - out)
            if kind == "receive":
                self.received += sign * quantity
                self.received_cents += sign * cents
            if out and move["to_account"] == "job" or into and move["from_account"] == "job":
                self.used += quantity * (out - into)
                self.used_cents += cents * (out - into)
            self.dead += sign * quantity if kind == "dead" else 0
            self.wrong += sign * quantity if kind == "wrong" else 0
            if kind == "count":
                self.lost += cents * (out - into)
            elif centre.is_loss(move):
                self.lost += sign * cents
        self.needed = len(lines)
        self.filled = sum(line["filled"] for line in lines)


def stock_of(moves):
    """(quantity, cents) of the stock, and since when it lies unused."""
    quantity = cents = 0
    used = held = None
    for move, is_back in moves:
        was = quantity
        out, into = move["from_account"] in STOCK, move["to_account"] in STOCK
        quantity += move["quantity_milli"] * (into - out)
        cents += move["value_cents"] * (into - out)
        if was <= 0 < quantity:
            held = move["at"]
        if move["kind"] == "issue" and not is_back:
            used = move["at"]
    idle = max(held, used or held) if quantity > 0 else None
    return quantity, cents, idle, used


def lines_of(centre):
    """Lines for parts that were put on by as-of, with whether they were filled at once."""
    for row in centre.db.execute(
            "SELECT n.part_id, l.*, w.code FROM order_part n JOIN order_line l ON l.id = n.line_id "
            "JOIN work_order w ON w.id = n.order_id ORDER BY n.part_id, l.id"):
        if row["added_at"] > centre.as_of or centre.day(row["added_at"]) > centre.end:
            continue
        first = sum(m["quantity_milli"] for m in centre.onto[row["id"]]
                    if m["at"] == row["added_at"] and m["kind"] in ("reserve", "issue")
                    and m["from_account"] == "shelf")
        given = sum(m["quantity_milli"] for m in centre.off[row["id"]]
                    if m["kind"] == "give_back" and m["at"] != row["removed_at"]
                    and m["id"] not in centre.back_at)
        needed = row["quantity_milli"] + given
        yield {"part": row["part_id"], "at": row["added_at"], "order": row["code"],
               "line": row["position"], "needed": needed, "first": first,
               "filled": first >= needed}


def deliveries_of(centre):
    rows = centre.db.execute(
        "SELECT m.id, m.at, m.quantity_milli came, n.quantity_milli ordered, n.position, n.id line, "
        "u.id purchase, u.code, u.supplier_id, n.part_id FROM stock_move m "
        "JOIN purchase_line n ON n.id = m.purchase_line_id "
        "JOIN purchase u ON u.id = n.purchase_id "
        "WHERE m.kind = 'receive' ORDER BY u.id, n.position, m.id").fetchall()
    seen = set()
    for row in rows:
        if row["at"] > centre.as_of or centre.is_back(row):
            continue
        events = centre.db.execute("SELECT * FROM purchase_event WHERE purchase_id = ? ORDER BY id",
                                   (row["purchase"],)).fetchall()
        sent = [e["at"] for e in events if e["kind"] == "send" and e["at"] <= centre.as_of]
        confirmed = [e["due_on"] for e in events
                     if e["kind"] == "confirm" and e["due_on"] and e["id"] < row["id"]
                     and e["position"] in (None, row["position"])]
        lead = centre.parts[row["part_id"]]["lead_days"]
        lead = centre.leads[row["supplier_id"]] if lead is None else lead
        promised = date.fromisoformat(confirmed[0]) if confirmed else None
        if promised is None and sent and lead is not None:
            promised = centre.day(min(sent)) + timedelta(days=lead)
        is_first = row["line"] not in seen
        seen.add(row["line"])
        if centre.day(row["at"]) <= centre.end:
            yield {**dict(row), "sent": min(sent) if sent else None, "promised": promised,
                   "took": row["at"] - min(sent) if sent else None,
                   "in_time": None if promised is None else centre.day(row["at"]) <= promised,
                   "in_full": row["came"] >= row["ordered"] if is_first else None}


def supply(rows):
    took = [row["took"] for row in rows if row["took"] is not None]
    times = [row["in_time"] for row in rows if row["in_time"] is not None]
    fulls = [row["in_full"] for row in rows if row["in_full"] is not None]
    return {"deliveries_in_time": share(sum(times), len(times)),
            "deliveries_in_full": share(sum(fulls), len(fulls)),
            "median_lead_time": disc(took, 50) if took else None,
            "p90_lead_time": disc(took, 90) if took else None}


def below_zero(centre):
    """Every move that leaves a shelf with less than nothing of the part, or its lot: what is left."""
    shelves = defaultdict(int)
    for move in centre.moves:
        quantity = move["quantity_milli"]
        for side, sign in (("from", -1), ("to", 1)):
            if move[f"{side}_account"] == "shelf" and move[f"{side}_place_id"]:
                at = (move["part_id"], move[f"{side}_place_id"], move["lot_id"])
                shelves[at] += sign * quantity
                if side == "from" and quantity > 0 and shelves[at] < 0:
                    yield move, shelves[at]


class Standing:
    """The centre at the end of a period."""

    def __init__(self, centre, first, last):
        self.days = (last - first).days + 1
        period = (first, last)
        known = [move for move in centre.moves if centre.day(move["at"]) <= last]
        self.moves = [move for move in known if centre.within(move, period)]
        self.lines = [line for line in lines_of(centre)
                      if first <= centre.day(line["at"]) <= last]
        self.sums = Sums(centre, self.moves, self.lines)
        self.deliveries = [row for row in deliveries_of(centre)
                           if first <= centre.day(row["at"]) <= last]
        self.below = [(move, left) for move, left in below_zero(centre)
                      if centre.within(move, period)]
        of_part = defaultdict(list)
        for move in known:
            of_part[move["part_id"]].append(move)
        in_period, lines = defaultdict(list), defaultdict(list)
        for move in self.moves:
            in_period[move["part_id"]].append(move)
        for line in self.lines:
            lines[line["part"]].append(line)
        self.places, self.stock = defaultdict(int), []
        self.parts = {}
        for part in centre.parts:
            sums = Sums(centre, in_period[part], lines[part])
            quantity, cents, idle, used = stock_of(
                [(move, centre.is_back(move)) for move in of_part[part]])
            self.parts[part] = self.judge(centre, sums, quantity, cents, idle, used, last)
            self.share_out(part, of_part[part], quantity, cents)

    def judge(self, centre, sums, quantity, cents, idle, used, last):
        over = over_cents = 0
        if sums.used > 0:
            over = max(0, quantity - half_away(Fraction(sums.used * centre.enough, self.days)))
            if over:
                over_cents = cents - half_away(Fraction(cents * (quantity - over), quantity))
        days = (last - centre.day(idle)).days if idle is not None else None
        pace = None
        if days is not None:
            pace = "dead" if days >= centre.dead else "slow" if days >= centre.slow else "moving"
        return {"sums": sums, "quantity": quantity, "cents": cents, "over": over,
                "over_cents": over_cents, "days": days, "idle": idle, "used": used, "pace": pace}

    def share_out(self, part, moves, quantity, cents):
        there = defaultdict(int)
        self.parts[part]["free"] = self.parts[part]["reserved"] = 0
        for move in moves:
            for side, sign in (("from", -1), ("to", 1)):
                account, place = move[f"{side}_account"], move[f"{side}_place_id"]
                if account in STOCK and place:
                    there[place] += sign * move["quantity_milli"]
                if account in ("shelf", "reserved"):
                    name = "free" if account == "shelf" else "reserved"
                    self.parts[part][name] += sign * move["quantity_milli"]
        passed = given = 0
        for place in sorted(there):
            passed += there[place]
            upto = half_away(Fraction(cents * passed, quantity)) if quantity else 0
            self.places[place] += upto - given
            if there[place]:
                self.stock.append((part, place, there[place], upto - given))
            given = upto

    def figures(self):
        s, parts = self.sums, self.parts.values()
        cents = sum(part["cents"] for part in parts)
        cover = None
        if s.used_cents > 0:
            cover = half_away(Fraction(max(0, cents) * self.days * 86400, s.used_cents))
            cover = cover if cover <= 10**15 else None  # thirty million years are no time
        return {"stock_value": cents, "fill_rate": share(s.filled, s.needed),
                "days_of_cover": cover,
                "dead_stock": sum(p["cents"] for p in parts if p["pace"] == "dead"),
                "doa_rate": share(s.dead, s.received), "shrinkage": s.lost,
                "shrinkage_rate": share(s.lost, s.used_cents), "parts_used": s.used_cents,
                "slow_stock": sum(p["cents"] for p in parts if p["pace"] == "slow"),
                "overstock": sum(p["over_cents"] for p in parts),
                "wrong_rate": share(s.wrong, s.received), "below_zero": len(self.below),
                **supply(self.deliveries)}


UNITS = {"stock_value": "money", "dead_stock": "money", "shrinkage": "money",
         "parts_used": "money", "slow_stock": "money", "overstock": "money",
         "below_zero": "count", "days_of_cover": "seconds", "median_lead_time": "seconds",
         "p90_lead_time": "seconds"}


def check_figures(rows, now, was):
    check("keys", [row["figure"] for row in rows], list(now))
    for row in rows:
        key = row["figure"]
        for column, wanted in (("raw", now[key]), ("raw_previous", was[key])):
            if wanted is not None and UNITS.get(key, "share") == "share":
                wanted = half_away(wanted * 10000)
            check(f"{key}, {column}", row[column], wanted)


# The lists: what a command said, as comparable values.

def money(text):
    return None if text is None else int(Fraction(text) * 100)


def milli(text):
    return None if text is None else int(Fraction(text) * 1000)


def points(text):
    return None if text is None else int(Fraction(text) * 100)


def instant(text):
    return None if text is None else int(
        datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp())


def same(text):
    return text


def basis(fraction):
    return None if fraction is None else half_away(fraction * 10000)


def compare(name, rows, columns, wanted, in_order=False):
    """Rows of a command against tuples; columns: (key, how it is read)."""
    got = [tuple(read(row[key]) for key, read in columns) for row in rows]
    if not in_order:
        got, wanted = sorted(got, key=repr), sorted(wanted, key=repr)
    check(f"{name}: rows", len(got), len(wanted))
    for left, right in zip(got, wanted):
        check(name, left, right)


def day_text(centre, at):
    return None if at is None else centre.day(at).isoformat()


def check_parts(centre, now, lists):
    sku = lambda part: centre.parts[part]["sku"]
    used = [(part, row) for part, row in now.parts.items()
            if row["quantity"] or row["cents"] or row["sums"].used or row["sums"].used_cents
            or row["sums"].needed]
    used.sort(key=lambda at: (-at[1]["cents"], sku(at[0]).encode()))
    compare("cover", lists["cover"], (
        ("sku", same), ("on_hand", milli), ("available", milli), ("reserved", milli),
        ("value", money), ("used", milli), ("used_value", money), ("cover", same),
        ("over", milli), ("over_value", money), ("needed", same), ("filled", same),
        ("fill_rate", points)), [
            (sku(part), row["quantity"], row["free"], row["reserved"], row["cents"],
             row["sums"].used, row["sums"].used_cents,
             half_away(Fraction(max(0, row["quantity"]) * now.days * 86400, row["sums"].used))
             if row["sums"].used > 0 else None,
             row["over"] or None, row["over_cents"] if row["over"] else None,
             row["sums"].needed, row["sums"].filled,
             basis(share(row["sums"].filled, row["sums"].needed))) for part, row in used],
        in_order=True)
    compare("slow", lists["slow"], (
        ("sku", same), ("pace", same), ("on_hand", milli), ("value", money),
        ("idle_days", same), ("idle_since", same), ("used_on", same)), [
            (sku(part), row["pace"], row["quantity"], row["cents"], row["days"],
             day_text(centre, row["idle"]), day_text(centre, row["used"]))
            for part, row in used if row["pace"] in ("slow", "dead")], in_order=True)


def check_rows(centre, now, lists):
    part = lambda move: centre.parts[move["part_id"]]["sku"]
    job = lambda move: eye(centre.orders[move["to_line_id"] or move["from_line_id"]]) if (
        move["to_line_id"] or move["from_line_id"]) else None
    who = lambda move: centre.names["staff"][move["staff_id"]]
    compare("fill", lists["fill"], (
        ("sku", same), ("order", same), ("line", same), ("needed_at", instant),
        ("needed", milli), ("at_once", milli), ("filled", same)), [
            (centre.parts[line["part"]]["sku"], eye(line["order"]), line["line"], line["at"],
             line["needed"], line["first"], line["filled"]) for line in now.lines])
    compare("faulty", lists["faulty"], (
        ("at", instant), ("sku", same), ("kind", same), ("quantity", milli), ("value", money),
        ("supplier", same), ("order", same), ("serial", same), ("staff", same),
        ("reason", same)), [
            (move["at"], part(move), centre.kind(move), centre.sign(move) * move["quantity_milli"],
             centre.sign(move) * move["value_cents"],
             centre.names["supplier"].get(centre.sender(move)), job(move), move["serial"],
             who(move), move["reason"])
            for move in now.moves if centre.kind(move) in TITLES])

    def direction(move):
        if centre.kind(move) == "count":
            return 1 if move["from_account"] in STOCK else -1
        return centre.sign(move)

    def place(move):
        into = move["to_account"] in STOCK
        return centre.names["place"].get(
            move["to_place_id" if into else "from_place_id"],
            {"job": "on a job", "returns": "to be sent back", "scrap": "scrap",
             "supplier": "supplier"}.get(
                move["to_account" if into else "from_account"]))
    compare("losses", lists["losses"], (
        ("at", instant), ("sku", same), ("kind", same), ("quantity", milli), ("value", money),
        ("place", same), ("order", same), ("staff", same), ("reason", same)), [
            (move["at"], part(move), centre.kind(move), direction(move) * move["quantity_milli"],
             direction(move) * move["value_cents"], place(move), job(move), who(move),
             move["reason"]) for move in now.moves if centre.is_loss(move)])
    compare("below", lists["below"], (
        ("at", instant), ("sku", same), ("place", same), ("kind", same), ("quantity", milli),
        ("left", milli), ("order", same), ("staff", same), ("reason", same)), [
            (move["at"], part(move), centre.names["place"][move["from_place_id"]], move["kind"],
             move["quantity_milli"], left, job(move), who(move), move["reason"])
            for move, left in now.below])
    compare("deliveries", lists["deliveries"], (
        ("purchase", same), ("line", same), ("supplier", same), ("ordered", milli),
        ("came", milli), ("sent_at", instant), ("promised_on", same), ("came_at", instant),
        ("lead", same), ("in_time", same), ("in_full", same)), [
            (eye(row["code"]), row["position"], centre.names["supplier"][row["supplier_id"]],
             row["ordered"], row["came"], row["sent"],
             row["promised"] and row["promised"].isoformat(), row["at"], row["took"],
             row["in_time"], row["in_full"]) for row in now.deliveries])


def places_of(centre, now, was):
    parts = defaultdict(int)
    for _, place, _, _ in now.stock:
        parts[place] += 1
    return {centre.names["place"][place]: (centre.kinds[place], parts[place], now.places[place],
                                           was.places[place])
            for place in centre.kinds
            if parts[place] or now.places[place] or was.places[place]}


def suppliers_of(centre, now):
    """By name: the sums of its deliveries and bad parts, of its lines, and its deliveries."""
    moves, lines, rows = defaultdict(list), defaultdict(list), defaultdict(list)
    for move in now.moves:
        if centre.kind(move) in ("receive", "dead", "wrong"):
            moves[centre.sender(move)].append(move)
    for line in now.lines:
        lines[centre.parts[line["part"]]["supplier_id"]].append(line)
    for row in now.deliveries:
        rows[row["supplier_id"]].append(row)
    found = {}
    for supplier in {*moves, *lines, *rows}:
        sums = Sums(centre, moves[supplier], lines[supplier])
        if sums.received or sums.dead or sums.wrong or lines[supplier] or rows[supplier]:
            found[centre.names["supplier"].get(supplier, NOBODY)] = (
                sums, rows[supplier], centre.leads.get(supplier))
    return found


def check_groups(centre, now, was, lists):
    everything = sum(now.places.values())
    compare("value", lists["value"], (
        ("place", same), ("kind", same), ("parts", same), ("value", money), ("share", points),
        ("value_before", money), ("change", money)), [
            (name, kind, parts, cents, basis(share(cents, everything)), earlier, cents - earlier)
            for name, (kind, parts, cents, earlier) in places_of(centre, now, was).items()])
    check("places add up", everything,
          sum(row["cents"] for row in now.parts.values() if row["quantity"]))
    wanted = []
    for name, (sums, rows, lead) in suppliers_of(centre, now).items():
        rates = supply(rows)
        wanted.append((name, sums.received, sums.dead, basis(share(sums.dead, sums.received)),
                       sums.wrong, basis(share(sums.wrong, sums.received)), sums.needed,
                       sums.filled, basis(share(sums.filled, sums.needed)), len(rows), lead,
                       rates["median_lead_time"], rates["p90_lead_time"],
                       basis(rates["deliveries_in_time"]), basis(rates["deliveries_in_full"])))
    compare("supply", lists["supply"], (
        ("supplier", same), ("received", milli), ("dead", milli), ("dead_rate", points),
        ("wrong", milli), ("wrong_rate", points), ("needed", same), ("filled", same),
        ("fill_rate", points), ("deliveries", same), ("lead_days", same), ("lead_median", same),
        ("lead_p90", same), ("in_time", points), ("in_full", points)), wanted)


# The workbook.

def shown(key, value):
    """A figure as a cell holds it."""
    if value is None:
        return "–"
    return {"money": Fraction(value, 100), "seconds": Fraction(value, 86400), "count": value}[
        UNITS[key]] if key in UNITS else value


def check_summary(book, now, was):
    keys = list(now)
    for sheet, part in (("Summary", keys[:7]), ("More figures", keys[7:])):
        rows = list(book[sheet].iter_rows(min_row=6, max_row=5 + len(part), values_only=True))
        for key, row in zip(part, rows):
            check(f"{sheet}: {key}", row[1], shown(key, now[key]))
            check(f"{sheet}: {key}, before", row[3], shown(key, was[key]))


def table(book, sheet):
    """Rows by their first cell, below the head in the fifth row."""
    return {row[0]: row for row in book[sheet].iter_rows(min_row=6, values_only=True) if row[0]}


def cell(fraction, unit=1):
    return "–" if fraction is None else Fraction(fraction, unit)


def check_pages(book, centre, now, was):
    rows = table(book, "Value by place")
    places = places_of(centre, now, was)
    check("places", sorted(rows), sorted([*places, "All places"]))
    everything = sum(now.places.values())
    check("all places", rows["All places"][2], cell(everything, 100))
    for name, (_, parts, cents, earlier) in places.items():
        for number, wanted in enumerate((parts, cell(cents, 100), cell(share(cents, everything)),
                                         cell(earlier, 100), cell(cents - earlier, 100)), 1):
            check(f"Value by place: {name}, {number}", rows[name][number], wanted)
    rows = table(book, "By supplier")
    suppliers = suppliers_of(centre, now)
    check("suppliers", sorted(rows), sorted([*suppliers, "All suppliers"]))
    suppliers["All suppliers"] = (now.sums, now.deliveries, None)
    for name, (sums, deliveries, lead) in suppliers.items():
        rates = supply(deliveries)
        wanted = [cell(sums.received, 1000), cell(sums.received_cents, 100), cell(sums.dead, 1000),
                  cell(share(sums.dead, sums.received)), cell(sums.wrong, 1000),
                  cell(share(sums.wrong, sums.received)), sums.needed, sums.filled,
                  cell(share(sums.filled, sums.needed)), len(deliveries),
                  None if name == "All suppliers" else "–" if lead is None else lead,
                  cell(rates["median_lead_time"], 86400), cell(rates["p90_lead_time"], 86400),
                  cell(rates["deliveries_in_time"]), cell(rates["deliveries_in_full"])]
        for number, value in enumerate(wanted, 1):
            check(f"By supplier: {name}, {number}", rows[name][number], value)
    check_slices(book, centre, now, was)


def check_slices(book, centre, now, was):
    rows = table(book, "By period")
    stock = was.figures()["stock_value"]
    check("at the start", rows["At the start"][1], cell(stock, 100))
    label = lambda at: report_check.slice_of(centre.day(at), centre.start, centre.end, True)
    day, labels = centre.start, []
    while day <= centre.end:
        noon = int(datetime.combine(day, time(12), centre.zone).timestamp())
        if label(noon) not in labels:
            labels.append(label(noon))
        day += timedelta(days=1)
    check("slices", list(rows)[1:1 + len(labels)], labels)
    for name in labels:
        sums = Sums(centre, [m for m in now.moves if label(m["at"]) == name],
                    [line for line in now.lines if label(line["at"]) == name])
        stock += sums.change
        wanted = [cell(stock, 100), cell(sums.received_cents, 100), cell(sums.used_cents, 100),
                  cell(sums.lost, 100), cell(sums.change, 100), sums.needed, sums.filled,
                  cell(share(sums.filled, sums.needed))]
        for number, value in enumerate(wanted, 1):
            check(f"By period: {name}, {number}", rows[name][number], value)
    check("at the end", rows["The whole period"][1],
          cell(now.figures()["stock_value"], 100))


# Each list has a sheet with the same rows and columns, but places and suppliers, which are pages.
SHEETS = {"cover": "Cover", "slow": "Slow and dead", "fill": "Lines", "faulty": "Dead and wrong",
          "losses": "Shrinkage", "below": "Below zero", "deliveries": "Deliveries"}


def check_sheets(book, now, lists):
    for name, sheet in SHEETS.items():
        rows = list(book[sheet].iter_rows(min_row=2, values_only=True))
        check(f"{sheet}: rows", len(rows), len(lists[name]))
        if name == "deliveries":
            continue
        key = "order" if name == "fill" else "sku"
        column = [cell.value for cell in book[sheet][1]].index(
            "Work order" if name == "fill" else "Part")
        check(f"{sheet}: {key}", [row[column] for row in rows], [row[key] for row in lists[name]])
    check("Moves", sorted(row[0] for row in book["Moves"].iter_rows(min_row=2, values_only=True)),
          sorted(move["id"] for move in now.moves))
    stock = [(row[3], row[5]) for row in book["Stock"].iter_rows(min_row=2, values_only=True)]
    wanted = [(Fraction(q, 1000), Fraction(cents, 100)) for _, _, q, cents in now.stock]
    check("Stock: rows", len(stock), len(wanted))
    for got, expected in zip(sorted(stock), sorted(wanted)):
        check("Stock: quantity", got[0], expected[0])
        check("Stock: value", got[1], expected[1])


def main():
    database, start, end, as_of, folder = sys.argv[1:]
    start, end = date.fromisoformat(start), date.fromisoformat(end)
    as_of = int(datetime.fromisoformat(as_of.replace("Z", "+00:00")).timestamp())
    lists = {}
    for name in ("figures", "value", "supply", *SHEETS):
        with open(f"{folder}/{name}.json", encoding="utf-8") as file:
            lists[name] = json.load(file)["rows"]
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as db:
        centre = Centre(db, start, end, as_of)
        name = db.execute("SELECT name FROM site").fetchone()[0]
        now, was = (Standing(centre, *period)
                    for period in ((start, end), (centre.first, centre.last)))
        check_figures(lists["figures"], now.figures(), was.figures())
        check_parts(centre, now, lists)
        check_rows(centre, now, lists)
        check_groups(centre, now, was, lists)
        book = openpyxl.load_workbook(f"{folder}/parts.xlsx", data_only=True)
        check_summary(book, now.figures(), was.figures())
        check_pages(book, centre, now, was)
        check_sheets(book, now, lists)
    report_check.check_look(f"{folder}/parts.xlsx", name)
    for failure in report_check.failures[:20]:
        print(failure)
    print(f"{len(report_check.failures)} differences" if report_check.failures else "all equal")
    sys.exit(bool(report_check.failures))


if __name__ == "__main__":
    main()
