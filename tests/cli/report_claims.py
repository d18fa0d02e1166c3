"""Recomputes the figures of claims from their events, for report_check.py.

The rules are those of the domain reference (2.6, 2.7), written anew: nothing of the program is used.
"""
import json
from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

BILL = {"maker": "warranty_maker", "seller": "warranty_supplier", "supplier": "warranty_supplier",
        "insurer": "insurance", "contract": "contract"}
KINDS = ["not claimed", "rejected, not corrected", "lapsed", "short-paid, not disputed",
         "written off", "returns not sent"]
CLOSED = {"closed", "withdrawn", "lapsed", "written off"}
STATES = ["draft", "submitted", "acknowledged", "in review", "waiting for our answer", "approved",
          "partly approved", "rejected", "short-paid", "disputed", "paid as approved"]
CAUSES = {"front_desk": "front desk", "technician": "technician", "parts": "parts",
          "claims": "claims", "payer": "nobody here: the payer", None: "not said"}


class Line:
    def __init__(self, line_id):
        self.id = line_id
        self.revision = self.claimed = self.approved = self.paid = self.off = self.rounded = 0
        self.decided = False  # else the payer has it
        self.returned = False
        self.dropped = False

    @property
    def open(self):
        return self.claimed - self.paid - self.off

    @property
    def owed(self):
        """Promised and still expected: a write-off is first of what was refused, but for the rest
        of a payment, which is of what was approved."""
        if not self.decided and not self.dropped:
            return 0
        return max(0, min(self.approved - self.paid - self.rounded, self.open))


class Claim:
    def __init__(self, row, events, rules):
        self.id, self.code, self.payer, rules_id = row
        self.rules = rules.get(rules_id, {})
        self.lines = {}
        self.revision, self.end, self.stage, self.disputed = 0, None, None, False
        self.first_sent = self.first_decided = self.last_paid = None
        self.first_pass = True
        self.refusals = []
        for event in events:
            self.apply(*event)
        lines = list(self.lines.values())
        self.pending = any(not line.decided and not line.dropped for line in lines)
        self.decided = self.first_decided is not None and not self.pending
        self.first_pass &= self.decided
        self.claimed = sum(line.claimed for line in lines)
        self.approved = sum(line.approved for line in lines)
        self.paid = sum(line.paid for line in lines)
        self.off = sum(line.off for line in lines)
        self.open = 0 if self.end else self.claimed - self.paid - self.off
        # Whatever was written off of it since.
        unpaid = [max(0, line.approved - line.paid) for line in lines
                  if line.decided or line.dropped]
        short = sum(unpaid) if self.last_paid is not None else 0
        self.amounts = [self.claimed, self.approved, self.paid, short, self.off]
        if self.end:
            self.amounts = [0, 0, self.paid, 0, 0]
        self.state = self.find_state(lines)
        self.leaks = defaultdict(int)
        self.find_leaks(lines)

    def apply(self, at, kind, revision, position, line_id, amount, reason):
        if kind in ("submit", "correct"):
            self.revision, self.stage, self.disputed = revision, "submitted", False
            self.first_sent = at if self.first_sent is None else self.first_sent
            for line in self.lines.values():
                if not (line.decided and line.approved >= line.claimed):
                    line.dropped, line.decided, line.claimed = True, False, line.approved
        elif kind == "line":
            line = self.lines.setdefault(position, Line(line_id))
            line.claimed, line.revision = amount, revision
            line.decided = line.dropped = False
        elif kind in ("acknowledge", "ask", "review", "answer"):
            self.stage = {"acknowledge": "acknowledged", "ask": "waiting for our answer"}.get(
                kind, "in review")
        elif kind == "decide":
            line = self.lines[position]
            line.approved, line.decided = amount, True
            self.first_decided = at if self.first_decided is None else self.first_decided
            self.disputed = False
            if amount < line.claimed:
                self.first_pass = False
                self.refusals.append((reason, line.claimed - amount, at))
            self.first_pass &= self.revision == 1
        elif kind == "appeal":
            self.stage = "in review"
            for line in self.lines.values():
                line.decided &= line.approved >= line.claimed
        elif kind == "pay":
            line = self.lines[position]
            line.paid += amount
            self.last_paid = at
            if line.owed == 0:
                self.disputed = False
        elif kind == "write_off":
            self.lines[position].off += amount
            self.lines[position].rounded += amount if reason == "rounding" else 0
        elif kind == "return":
            self.lines[position].returned = True
        elif kind == "dispute":
            self.disputed = True
        elif kind in ("withdraw", "lapse"):
            self.end = {"withdraw": "withdrawn", "lapse": "lapsed"}[kind]

    def find_state(self, lines):
        if self.end or self.revision == 0:
            return self.end or "draft"
        if self.pending:
            some = any(line.decided and line.revision == self.revision for line in lines)
            return "in review" if some and self.stage != "waiting for our answer" else self.stage
        if self.open == 0:
            return "written off" if self.paid == 0 and self.claimed > 0 else "closed"
        if any(line.paid > 0 for line in lines):
            if any(line.owed for line in lines):
                return "disputed" if self.disputed else "short-paid"
            return "paid as approved"
        if self.approved == self.claimed:
            return "approved"
        return "partly approved" if self.approved else "rejected"

    def find_leaks(self, lines):
        if self.end:
            return
        self.leaks["written off"] = self.off
        if not self.decided:
            return
        for line in lines:
            self.leaks["rejected, not corrected"] += line.open - line.owed
            if self.last_paid is not None and not self.disputed:
                self.leaks["short-paid, not disputed"] += line.owed

    def find_late_returns(self, parts, late):
        """What is not lost yet of a line whose old part the payer wanted and did not get.
        parts: the unit prices of the job's parts by line; late: whether a day's span is over."""
        days = self.rules.get("return_parts_days")
        if self.end or days is None or self.first_sent is None:
            return
        above = Decimal(self.rules.get("return_parts_above", "-1")) * 100
        for line in self.lines.values():
            if (line.returned or line.dropped or parts.get(line.id, -1) <= above or
                    not late(self.first_sent, days, self.rules.get("in_business_days", False))):
                continue
            if not self.decided:
                lost = line.off
            elif self.last_paid is not None and not self.disputed:
                lost = line.off + line.open
            else:
                lost = line.off + line.open - line.owed
            self.leaks["returns not sent"] += line.claimed - lost

    def paid_of(self, line_id):
        return sum(line.paid for line in self.lines.values() if line.id == line_id)

    def measure(self, job):
        from_out = self.rules.get("submit_from") == "hand_over" and job.out is not None
        start = job.out if from_out else job.ready
        self.to_submit = self.to_pay = None
        if self.first_sent is None:
            return
        if self.first_sent >= start:
            self.to_submit = self.first_sent - start
        if self.decided and 0 < self.approved <= self.paid:
            self.to_pay = self.last_paid - self.first_sent

    def cause(self, reason):
        for known in self.rules.get("reasons", []):
            if reason is not None and known["code"].casefold() == reason.strip().casefold():
                return CAUSES[known["cause"]]
        return CAUSES[None]


def load(db, job, as_of, late):
    rules = {row[0]: json.loads(row[1]) for row in db.execute(
        "SELECT id, document FROM rule_document WHERE kind = 'payer'")}
    claims = []
    for row in db.execute("SELECT id, code, payer, rules_id FROM claim WHERE order_id = ? "
                          "ORDER BY id", (job.id,)).fetchall():
        events = db.execute(
            "SELECT at, kind, revision, position, line_id, amount_cents, reason FROM claim_event "
            "WHERE claim_id = ? AND at <= ? ORDER BY id", (row[0], as_of)).fetchall()
        if events:
            claims.append(Claim(row, events, rules))
            if job.ready:
                claims[-1].measure(job)
            claims[-1].find_late_returns(
                {line[-1]: line[3] for line in job.lines if line[0] == "part"}, late)
    job.not_claimed = find_unclaimed(job, claims)
    return claims


def find_unclaimed(job, claims):
    """By payer, what no claim asks for; a draft will, and what lapsed is lost there."""
    rest = defaultdict(int)
    for _, milli, _, price, payer, bill, back, line_id in job.lines:
        if payer in ("customer", "shop") or bill == "no_charge":
            continue
        had = sum(line.claimed for claim in claims if claim.end not in ("withdrawn", "lapsed")
                  for line in claim.lines.values() if line.id == line_id)
        rest[payer] += max(0, (milli * price + 500) // 1000 - max(had, back or 0))
    for payer in list(rest):
        drafts = [claim for claim in claims if claim.payer == payer and claim.state == "draft"]
        lapsed = [claim for claim in claims if claim.payer == payer and claim.end == "lapsed"]
        if drafts:
            drafts[-1].open = rest.pop(payer)
        elif lapsed:
            lapsed[-1].leaks["lapsed"] = rest.pop(payer)
    return rest


def stats(jobs, cost, disc):
    claims = [claim for job in jobs for claim in job.claims]
    decided = [claim for claim in claims if claim.decided]
    shares = [(claim.approved * 10000 * 2 + claim.claimed) // (2 * claim.claimed)
              for claim in decided if claim.claimed]
    to_submit = [claim.to_submit for claim in claims if claim.to_submit is not None]
    to_pay = [claim.to_pay for claim in claims if claim.to_pay is not None]
    live = [claim for claim in claims if claim.state not in CLOSED]
    amounts = [sum(claim.amounts[i] for claim in claims) for i in range(5)]
    refused = [cents for claim in claims for _, cents, _ in claim.refusals]

    def rate(top, bottom):
        return Fraction(top, bottom) if bottom else "–"
    rows = [("claims", "count", 1, len(claims))]
    rows += [(key, "money", 100, amount) for key, amount in zip(
        ("claimed", "approved", "paid", "short_paid", "written_off"), amounts)]
    rows += [("paid_of_claimed", "share", 1, rate(amounts[2], amounts[0])),
             ("paid_of_cost", "share", 1, rate(amounts[2], cost)),
             ("claims_decided", "count", 1, len(decided)),
             ("first_pass_yield", "share", 1,
              rate(sum(claim.first_pass for claim in decided), len(decided))),
             ("approval_rate", "share", 1, rate(sum(shares), 10000 * len(shares))),
             ("approval_rate_value", "share", 1,
              rate(sum(claim.approved for claim in decided),
                   sum(claim.claimed for claim in decided)))]
    for name, values in (("submit", to_submit), ("pay", to_pay)):
        for key, percent in (("median", 50), ("p90", 90)):
            rows.append((f"{key}_to_{name}", "seconds", 86400,
                         disc(values, percent) if values else "–"))
    rows += [("claims_open", "count", 1, len(live)),
             ("claims_open_amount", "money", 100, sum(claim.open for claim in live)),
             ("refusals", "count", 1, len(refused)), ("refused", "money", 100, sum(refused))]
    return rows


def leaks_of(jobs):
    """(kind, job, claim or None, payer, cents), one each."""
    rows = []
    for job in jobs:
        rows += [("not claimed", job, None, payer, cents)
                 for payer, cents in job.not_claimed.items() if cents]
        rows += [(kind, job, claim, claim.payer, cents) for claim in job.claims
                 for kind, cents in claim.leaks.items() if cents]
    return rows


def leak_sums(rows):
    sums = [sum(row[4] for row in rows if row[0] == kind) for kind in KINDS]
    return [sum(sums)] + sums


def check_all(report, book, figures, now, was, slice_of, cost_now, cost_was):
    here, there = stats(now, cost_now, report.disc), stats(was, cost_was, report.disc)
    rest = figures[:]
    report.check_summary(book, rest, [(*row, other[3]) for row, other in zip(here, there)],
                         "Claim figures")
    leaks = leaks_of(now)
    keys = ["leakage", "leakage_not_claimed", "leakage_rejected", "leakage_lapsed",
            "leakage_short_paid", "leakage_written_off", "leakage_not_returned"]
    report.check_summary(book, rest, [(key, "money", 100, a, b) for key, a, b in zip(
        keys, leak_sums(leaks), leak_sums(leaks_of(was)))], "Leakage")
    figures[:] = rest
    check_states(report, book, now)
    check_list(report, book, now, slice_of)
    check_leaks(report, book, leaks, slice_of)
    check_refusals(report, book, now)


def check_states(report, book, jobs):
    rows = {row[0]: row for row in book["Claim figures"].iter_rows(min_row=28, values_only=True)}
    claims = [claim for job in jobs for claim in job.claims]
    for state in STATES:
        these = [claim for claim in claims if claim.state == state]
        report.check(f"{state}: claims", rows[state][1], len(these))
        report.check(f"{state}: open", rows[state][3], sum(c.open for c in these) / 100)


def table(book, name):
    rows = list(book[name].iter_rows(values_only=True))
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def check_list(report, book, jobs, slice_of):
    rows = {row["Claim"]: row for row in table(book, "Claims")}
    wanted = {report.eye(claim.code): (job, claim) for job in jobs for claim in job.claims}
    report.check("claims listed", sorted(rows), sorted(wanted))
    for code, (job, claim) in wanted.items():
        row = rows.get(code, {})
        sent = claim.revision > 0
        expected = {"Work order": report.eye(job.code), "Period": slice_of(job),
                    "Payer": claim.payer, "State": claim.state, "Revision": claim.revision,
                    "Open": claim.open / 100, "Refusals": len(claim.refusals),
                    "Refused": sum(cents for _, cents, _ in claim.refusals) / 100,
                    "First pass": ("yes" if claim.first_pass else "no") if claim.decided else None,
                    "Days to submit": claim.to_submit and claim.to_submit / 86400,
                    "Days to pay": claim.to_pay and claim.to_pay / 86400,
                    "Last reason": claim.refusals[-1][0] if claim.refusals else None}
        for title, cents in zip(("Claimed", "Approved", "Paid", "Short-paid", "Written off"),
                                claim.amounts):
            expected[title] = cents / 100 if sent else None
        for title, value in expected.items():
            report.check(f"claim {code}, {title}", row.get(title), value)


def check_leaks(report, book, leaks, slice_of):
    rows = [[row[title] for title in ("Kind", "Work order", "Claim", "Payer", "Period", "Amount")]
            for row in table(book, "Leakage list")]
    wanted = [[kind, report.eye(job.code), claim and report.eye(claim.code), payer, slice_of(job),
               cents / 100] for kind, job, claim, payer, cents in leaks]
    report.check("leaks", sorted(rows, key=str), sorted(wanted, key=str))


def check_refusals(report, book, jobs):
    reasons, causes = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    listed = []
    for job in jobs:
        for claim in job.claims:
            for reason, cents, at in claim.refusals:
                cause = claim.cause(reason)
                listed.append([report.eye(claim.code), report.eye(job.code), claim.payer, reason,
                               cause, report.wall(at), cents / 100])
                name = "no reason" if reason is None else reason.strip().casefold()
                for counts in (reasons[name, claim.payer, cause], causes[cause]):
                    counts[0] += 1
                    counts[1] += cents
    got = [list(row[:7]) for row in book["Refusals"].iter_rows(min_row=2, values_only=True)]
    for row in got:
        row[5] = (row[5] + timedelta(microseconds=500000)).replace(microsecond=0)
    report.check("refusals listed", sorted(got, key=str), sorted(listed, key=str))
    rows = [row for row in book["Rejections"].iter_rows(min_row=6, values_only=True)]
    head = next(i for i, row in enumerate(rows) if row[0] == "Preventable by")
    got = {(row[0] if row[0] == "no reason" else row[0].strip().casefold(), row[1], row[2]): row
           for row in rows[:head] if row[0]}
    all_of_them = sum(count for count, _ in causes.values())
    report.check("reasons", sorted(got), sorted(reasons))
    for kind, these, wanted in (("reason", got, reasons),
                                ("cause", {row[0]: row for row in rows[head + 1:]}, causes)):
        before, cumulated = None, 0
        for key, row in these.items():
            count, cents = wanted.get(key, (0, 0))
            cumulated += count
            report.check(f"{kind} {key}: count", row[3], count)
            report.check(f"{kind} {key}: refused", row[6], cents / 100)
            if all_of_them:
                report.check(f"{kind} {key}: share", row[4], Fraction(count, all_of_them))
                report.check(f"{kind} {key}: cumulated", row[5], Fraction(cumulated, all_of_them))
            report.check(f"{kind} {key}: order", before is None or before >= count, True)
            before = count
        report.check(f"{kind}: all", cumulated, all_of_them)
