#include "fettle/model/claim.h"

#include <string.h>

const char *const ftl_claim_state_names[FTL_CLAIM_STATES] = {
        [FTL_CLAIM_DRAFT] = "draft",
        [FTL_CLAIM_SUBMITTED] = "submitted",
        [FTL_CLAIM_ACKNOWLEDGED] = "acknowledged",
        [FTL_CLAIM_IN_REVIEW] = "in_review",
        [FTL_CLAIM_INFO_REQUIRED] = "info_required",
        [FTL_CLAIM_APPROVED] = "approved",
        [FTL_CLAIM_PARTLY_APPROVED] = "partly_approved",
        [FTL_CLAIM_REJECTED] = "rejected",
        [FTL_CLAIM_SHORT_PAID] = "short_paid",
        [FTL_CLAIM_DISPUTED] = "disputed",
        [FTL_CLAIM_MATCHED] = "matched",
        [FTL_CLAIM_CLOSED] = "closed",
        [FTL_CLAIM_WITHDRAWN] = "withdrawn",
        [FTL_CLAIM_LAPSED] = "lapsed",
        [FTL_CLAIM_WRITTEN_OFF] = "written_off",
};

static const char *const titles[FTL_CLAIM_STATES] = {
        [FTL_CLAIM_DRAFT] = "draft",
        [FTL_CLAIM_SUBMITTED] = "submitted",
        [FTL_CLAIM_ACKNOWLEDGED] = "acknowledged",
        [FTL_CLAIM_IN_REVIEW] = "in review",
        [FTL_CLAIM_INFO_REQUIRED] = "waiting for our answer",
        [FTL_CLAIM_APPROVED] = "approved",
        [FTL_CLAIM_PARTLY_APPROVED] = "partly approved",
        [FTL_CLAIM_REJECTED] = "rejected",
        [FTL_CLAIM_SHORT_PAID] = "short-paid",
        [FTL_CLAIM_DISPUTED] = "disputed",
        [FTL_CLAIM_MATCHED] = "paid as approved",
        [FTL_CLAIM_CLOSED] = "closed",
        [FTL_CLAIM_WITHDRAWN] = "withdrawn",
        [FTL_CLAIM_LAPSED] = "lapsed",
        [FTL_CLAIM_WRITTEN_OFF] = "written off",
};

const char *const ftl_claim_act_names[FTL_CLAIM_ACTS] = {
        [FTL_CLAIM_OPEN] = "open",
        [FTL_CLAIM_SUBMIT] = "submit",
        [FTL_CLAIM_CORRECT] = "correct",
        [FTL_CLAIM_LINE] = "line",
        [FTL_CLAIM_ACKNOWLEDGE] = "acknowledge",
        [FTL_CLAIM_REVIEW] = "review",
        [FTL_CLAIM_ASK] = "ask",
        [FTL_CLAIM_ANSWER] = "answer",
        [FTL_CLAIM_CHASE] = "chase",
        [FTL_CLAIM_DECIDE] = "decide",
        [FTL_CLAIM_APPEAL] = "appeal",
        [FTL_CLAIM_PAY] = "pay",
        [FTL_CLAIM_DISPUTE] = "dispute",
        [FTL_CLAIM_WRITE_OFF] = "write_off",
        [FTL_CLAIM_WITHDRAW] = "withdraw",
        [FTL_CLAIM_LAPSE] = "lapse",
        [FTL_CLAIM_NOTE] = "note",
        [FTL_CLAIM_RETURN] = "return",
};

const char *const ftl_claim_line_state_names[FTL_CLAIM_LINE_STATES] = {
        [FTL_CLAIM_LINE_PENDING] = "pending", [FTL_CLAIM_LINE_APPROVED] = "approved",
        [FTL_CLAIM_LINE_PARTLY] = "partly",   [FTL_CLAIM_LINE_REJECTED] = "rejected",
        [FTL_CLAIM_LINE_DROPPED] = "dropped",
};

const char *ftl_claim_state_title(enum ftl_claim_state state)
{
	return titles[state];
}

bool ftl_claim_is_open(enum ftl_claim_state state)
{
	return state != FTL_CLAIM_CLOSED && state != FTL_CLAIM_WITHDRAWN &&
	       state != FTL_CLAIM_LAPSED && state != FTL_CLAIM_WRITTEN_OFF;
}

bool ftl_claim_holds_lines(enum ftl_claim_state state)
{
	return state != FTL_CLAIM_WITHDRAWN;
}

/* The line of a position, a new one if there is none. */
static struct ftl_claim_line *line_of(struct ftl_arena *arena, struct ftl_claim_facts *facts,
                                      int position)
{
	size_t at = 0;

	while (at < facts->line_count && facts->lines[at].position < position)
		at++;
	if (at < facts->line_count && facts->lines[at].position == position)
		return &facts->lines[at];
	if (facts->line_count == facts->line_capacity) {
		size_t capacity = facts->line_capacity == 0 ? 4 : 2 * facts->line_capacity;
		struct ftl_claim_line *lines = ftl_alloc(arena, capacity, sizeof(*lines));

		if (facts->line_count > 0)
			memcpy(lines, facts->lines, facts->line_count * sizeof(*lines));
		facts->lines = lines;
		facts->line_capacity = capacity;
	}
	memmove(&facts->lines[at + 1], &facts->lines[at],
	        (facts->line_count - at) * sizeof(*facts->lines));
	facts->line_count++;
	facts->lines[at] = (struct ftl_claim_line){.position = position};
	return &facts->lines[at];
}

const struct ftl_claim_line *ftl_claim_line_at(const struct ftl_claim_facts *facts, int position)
{
	for (size_t i = 0; i < facts->line_count; i++) {
		if (facts->lines[i].position == position)
			return &facts->lines[i];
	}
	return NULL;
}

/* A new revision goes without the lines that do not follow it, but for those that were approved in
 * full, which nobody asks for again. */
static void submit(struct ftl_claim_facts *facts, const struct ftl_claim_event *event)
{
	for (size_t i = 0; i < facts->line_count; i++) {
		struct ftl_claim_line *line = &facts->lines[i];

		if (line->state == FTL_CLAIM_LINE_APPROVED)
			continue;
		line->state = FTL_CLAIM_LINE_DROPPED;
		line->claimed_cents = line->approved_cents;
	}
	facts->revision = event->revision;
	facts->stage = FTL_CLAIM_SUBMITTED;
	facts->is_disputed = false;
	if (!facts->first_submitted_at.has)
		facts->first_submitted_at = ftl_some(event->at);
	facts->submitted_at = facts->heard_at = ftl_some(event->at);
}

static void claim_line(struct ftl_claim_line *line, const struct ftl_claim_event *event)
{
	line->line_id = event->line_id;
	line->revision = event->revision;
	line->claimed_cents = event->amount_cents.value;
	line->state = FTL_CLAIM_LINE_PENDING;
	line->reason = NULL;
}

static void decide(struct ftl_claim_facts *facts, struct ftl_claim_line *line,
                   const struct ftl_claim_event *event)
{
	bool is_first = !facts->first_decided_at.has;

	line->approved_cents = event->amount_cents.value;
	line->reason = event->reason;
	line->state = line->approved_cents >= line->claimed_cents ? FTL_CLAIM_LINE_APPROVED
	              : line->approved_cents > 0                  ? FTL_CLAIM_LINE_PARTLY
	                                                          : FTL_CLAIM_LINE_REJECTED;
	if (is_first) {
		facts->first_decided_at = ftl_some(event->at);
		facts->is_first_pass = true;
	}
	facts->is_first_pass &= facts->revision == 1 && line->state == FTL_CLAIM_LINE_APPROVED;
	facts->decided_at = ftl_some(event->at);
	facts->is_disputed = false;
}

/* What was not approved in full is pending again. */
static void appeal(struct ftl_claim_facts *facts)
{
	for (size_t i = 0; i < facts->line_count; i++) {
		if (facts->lines[i].state == FTL_CLAIM_LINE_PARTLY ||
		    facts->lines[i].state == FTL_CLAIM_LINE_REJECTED)
			facts->lines[i].state = FTL_CLAIM_LINE_PENDING;
	}
	facts->stage = FTL_CLAIM_IN_REVIEW;
}

static void pay(struct ftl_claim_facts *facts, struct ftl_claim_line *line,
                const struct ftl_claim_event *event)
{
	line->paid_cents += event->amount_cents.value;
	facts->paid_at = ftl_some(event->at);
	if (ftl_claim_line_owed(line) == 0)
		facts->is_disputed = false;
}

static void write_off(struct ftl_claim_line *line, const struct ftl_claim_event *event)
{
	line->written_off_cents += event->amount_cents.value;
	if (event->reason != NULL && strcmp(event->reason, FTL_CLAIM_ROUNDING) == 0)
		line->rounded_cents += event->amount_cents.value;
}

static void apply_to_line(struct ftl_claim_facts *facts, struct ftl_claim_line *line,
                          const struct ftl_claim_event *event)
{
	switch (event->act) {
	case FTL_CLAIM_LINE:
		claim_line(line, event);
		break;
	case FTL_CLAIM_DECIDE:
		decide(facts, line, event);
		break;
	case FTL_CLAIM_PAY:
		pay(facts, line, event);
		break;
	case FTL_CLAIM_WRITE_OFF:
		write_off(line, event);
		break;
	case FTL_CLAIM_RETURN:
		line->returned_at = ftl_some(event->at);
		break;
	case FTL_CLAIM_OPEN:
	case FTL_CLAIM_SUBMIT:
	case FTL_CLAIM_CORRECT:
	case FTL_CLAIM_ACKNOWLEDGE:
	case FTL_CLAIM_REVIEW:
	case FTL_CLAIM_ASK:
	case FTL_CLAIM_ANSWER:
	case FTL_CLAIM_CHASE:
	case FTL_CLAIM_APPEAL:
	case FTL_CLAIM_DISPUTE:
	case FTL_CLAIM_WITHDRAW:
	case FTL_CLAIM_LAPSE:
	case FTL_CLAIM_NOTE:
	case FTL_CLAIM_ACTS:
		break;
	}
}

static void apply_to_claim(struct ftl_claim_facts *facts, const struct ftl_claim_event *event)
{
	switch (event->act) {
	case FTL_CLAIM_OPEN:
		facts->opened_at = ftl_some(event->at);
		break;
	case FTL_CLAIM_SUBMIT:
	case FTL_CLAIM_CORRECT:
		submit(facts, event);
		break;
	case FTL_CLAIM_ACKNOWLEDGE:
		facts->stage = FTL_CLAIM_ACKNOWLEDGED;
		break;
	case FTL_CLAIM_REVIEW:
	case FTL_CLAIM_ANSWER:
		facts->stage = FTL_CLAIM_IN_REVIEW;
		break;
	case FTL_CLAIM_ASK:
		facts->stage = FTL_CLAIM_INFO_REQUIRED;
		facts->due_on = event->due_on;
		break;
	case FTL_CLAIM_APPEAL:
		appeal(facts);
		break;
	case FTL_CLAIM_DISPUTE:
		facts->is_disputed = true;
		facts->disputed_at = ftl_some(event->at);
		break;
	case FTL_CLAIM_WITHDRAW:
		facts->end = FTL_CLAIM_WITHDRAWN;
		break;
	case FTL_CLAIM_LAPSE:
		facts->end = FTL_CLAIM_LAPSED;
		break;
	case FTL_CLAIM_LINE:
	case FTL_CLAIM_CHASE:
	case FTL_CLAIM_DECIDE:
	case FTL_CLAIM_PAY:
	case FTL_CLAIM_WRITE_OFF:
	case FTL_CLAIM_NOTE:
	case FTL_CLAIM_RETURN:
	case FTL_CLAIM_ACTS:
		break;
	}
}

void ftl_claim_apply(struct ftl_arena *arena, struct ftl_claim_facts *facts,
                     const struct ftl_claim_event *event)
{
	facts->has_events = true;
	apply_to_claim(facts, event);
	if (event->position > 0)
		apply_to_line(facts, line_of(arena, facts, event->position), event);
	if ((event->act == FTL_CLAIM_SUBMIT || event->act == FTL_CLAIM_CORRECT ||
	     event->act == FTL_CLAIM_ACKNOWLEDGE) &&
	    event->reference != NULL)
		facts->reference = event->reference;
	if (event->act != FTL_CLAIM_NOTE && event->act != FTL_CLAIM_RETURN &&
	    event->act != FTL_CLAIM_OPEN)
		facts->heard_at = ftl_some(event->at);
}

int64_t ftl_claim_line_open(const struct ftl_claim_line *line)
{
	return line->claimed_cents - line->paid_cents - line->written_off_cents;
}

int64_t ftl_claim_line_owed(const struct ftl_claim_line *line)
{
	int64_t owed = line->approved_cents - line->paid_cents - line->rounded_cents;
	int64_t open = ftl_claim_line_open(line);

	if (line->state == FTL_CLAIM_LINE_PENDING)
		return 0;
	if (owed > open)
		owed = open;
	return owed > 0 ? owed : 0;
}

int64_t ftl_claim_line_asked(const struct ftl_claim_line *line)
{
	int64_t kept = line->claimed_cents - line->written_off_cents;

	if (line->state == FTL_CLAIM_LINE_PENDING || line->approved_cents > kept)
		return kept;
	return line->approved_cents;
}

bool ftl_claim_line_is_held(const struct ftl_claim_line *line)
{
	return line->state == FTL_CLAIM_LINE_PENDING || line->approved_cents > 0;
}

struct ftl_claim_sums ftl_claim_sums_of(const struct ftl_claim_facts *facts)
{
	struct ftl_claim_sums sums = {0};
	bool is_ended = facts->end != FTL_CLAIM_DRAFT;

	for (size_t i = 0; i < facts->line_count; i++) {
		const struct ftl_claim_line *line = &facts->lines[i];
		int64_t open = ftl_claim_line_open(line);

		sums.claimed_cents += line->claimed_cents;
		sums.approved_cents += line->approved_cents;
		sums.paid_cents += line->paid_cents;
		sums.written_off_cents += line->written_off_cents;
		sums.open_cents += is_ended ? 0 : open;
		sums.lost_cents += is_ended ? open : 0;
	}
	return sums;
}

/* What the lines of a claim that was sent say together. */
struct tally {
	size_t pending, approved, rejected, decided;
	bool is_short; /* something is owed */
	bool is_paid;  /* something was paid */
};

static struct tally count_lines(const struct ftl_claim_facts *facts)
{
	struct tally tally = {0};

	for (size_t i = 0; i < facts->line_count; i++) {
		const struct ftl_claim_line *line = &facts->lines[i];

		tally.pending += line->state == FTL_CLAIM_LINE_PENDING;
		tally.approved += line->state == FTL_CLAIM_LINE_APPROVED;
		tally.rejected += line->state == FTL_CLAIM_LINE_REJECTED;
		tally.decided += line->state != FTL_CLAIM_LINE_PENDING &&
		                 line->state != FTL_CLAIM_LINE_DROPPED &&
		                 line->revision == facts->revision;
		tally.is_paid |= line->paid_cents > 0;
		tally.is_short |= ftl_claim_line_owed(line) > 0;
	}
	return tally;
}

static enum ftl_claim_state decided_state(const struct ftl_claim_facts *facts,
                                          const struct tally *tally)
{
	struct ftl_claim_sums sums = ftl_claim_sums_of(facts);

	if (sums.open_cents == 0)
		return sums.paid_cents == 0 && sums.claimed_cents > 0 ? FTL_CLAIM_WRITTEN_OFF
		                                                      : FTL_CLAIM_CLOSED;
	if (tally->is_paid && tally->is_short)
		return facts->is_disputed ? FTL_CLAIM_DISPUTED : FTL_CLAIM_SHORT_PAID;
	if (tally->is_paid)
		return FTL_CLAIM_MATCHED;
	if (tally->approved > 0 && tally->rejected == 0 &&
	    sums.approved_cents == sums.claimed_cents)
		return FTL_CLAIM_APPROVED;
	return sums.approved_cents == 0 ? FTL_CLAIM_REJECTED : FTL_CLAIM_PARTLY_APPROVED;
}

enum ftl_claim_state ftl_claim_state_of(const struct ftl_claim_facts *facts)
{
	struct tally tally;

	if (facts->end != FTL_CLAIM_DRAFT || facts->revision == 0)
		return facts->end;
	tally = count_lines(facts);
	if (tally.pending == 0)
		return decided_state(facts, &tally);
	return tally.decided > 0 && facts->stage != FTL_CLAIM_INFO_REQUIRED ? FTL_CLAIM_IN_REVIEW
	                                                                    : facts->stage;
}
