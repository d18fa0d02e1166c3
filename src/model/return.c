#include "fettle/model/return.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/base/money.h"
#include "fettle/model/ident.h"

const char *const ftl_return_state_names[FTL_RETURN_STATES] = {
        [FTL_RETURN_DRAFT] = "draft",         [FTL_RETURN_SENT] = "sent",
        [FTL_RETURN_RECEIVED] = "received",   [FTL_RETURN_SETTLED] = "settled",
        [FTL_RETURN_CANCELLED] = "cancelled",
};

const char *const ftl_return_act_names[FTL_RETURN_ACTS] = {
        [FTL_RETURN_ADD] = "add",
        [FTL_RETURN_LINE] = "line",
        [FTL_RETURN_REMOVE_LINE] = "remove_line",
        [FTL_RETURN_SEND] = "send",
        [FTL_RETURN_RECEIVE] = "receive",
        [FTL_RETURN_CREDIT] = "credit",
        [FTL_RETURN_DENY] = "deny",
        [FTL_RETURN_LOSE] = "lose",
        [FTL_RETURN_REOPEN] = "reopen",
        [FTL_RETURN_CANCEL] = "cancel",
};

const char *const ftl_return_outcome_names[FTL_RETURN_OUTCOMES] = {
        [FTL_RETURN_OPEN] = "open",   [FTL_RETURN_CREDITED] = "credited",
        [FTL_RETURN_SHORT] = "short", [FTL_RETURN_DENIED] = "denied",
        [FTL_RETURN_LOST] = "lost",
};

const char *const ftl_return_reason_names[FTL_RETURN_REASONS] = {
        [FTL_RETURN_DEAD] = "dead",         [FTL_RETURN_WRONG] = "wrong",
        [FTL_RETURN_SURPLUS] = "surplus",   [FTL_RETURN_CORE] = "core",
        [FTL_RETURN_WARRANTY] = "warranty", [FTL_RETURN_WANTED] = "wanted",
};

static const char *const reasons[FTL_RETURN_REASONS] = {
        [FTL_RETURN_DEAD] = "dead on arrival",
        [FTL_RETURN_WRONG] = "the wrong part",
        [FTL_RETURN_SURPLUS] = "not needed",
        [FTL_RETURN_CORE] = "old, with a deposit",
        [FTL_RETURN_WARRANTY] = "failed under warranty",
        [FTL_RETURN_WANTED] = "wanted by the payer",
};

const char *ftl_return_reason_title(enum ftl_return_reason reason)
{
	return reasons[reason];
}

bool ftl_return_is_old(enum ftl_return_reason reason)
{
	return reason == FTL_RETURN_CORE || reason == FTL_RETURN_WARRANTY ||
	       reason == FTL_RETURN_WANTED;
}

#define BIT(state) (1u << (state))
#define DRAFT      BIT(FTL_RETURN_DRAFT)
#define AWAY       (BIT(FTL_RETURN_SENT) | BIT(FTL_RETURN_RECEIVED))
#define SETTLED    BIT(FTL_RETURN_SETTLED)

/* In which states each act is possible, and what cannot be done otherwise. */
static const struct {
	unsigned states;
	const char *title;
} acts[FTL_RETURN_ACTS] = {
        [FTL_RETURN_ADD] = {0, "is there already"},
        [FTL_RETURN_LINE] = {DRAFT, "its lines stay as they are"},
        [FTL_RETURN_REMOVE_LINE] = {DRAFT, "its lines stay as they are"},
        [FTL_RETURN_SEND] = {DRAFT, "it is not sent again"},
        [FTL_RETURN_RECEIVE] = {AWAY, "they cannot have it"},
        [FTL_RETURN_CREDIT] = {AWAY | SETTLED, "there is nothing to credit"},
        [FTL_RETURN_DENY] = {AWAY | SETTLED, "there is nothing to deny"},
        [FTL_RETURN_LOSE] = {AWAY | SETTLED, "there is nothing to lose"},
        [FTL_RETURN_REOPEN] = {AWAY | SETTLED, "none of its lines is settled"},
        [FTL_RETURN_CANCEL] = {DRAFT | BIT(FTL_RETURN_SENT), "it is not called off"},
};

static const struct {
	const char *title, *next;
} states[FTL_RETURN_STATES] = {
        [FTL_RETURN_DRAFT] = {"open box", "return show\nreturn line\nreturn send\nlabel"},
        [FTL_RETURN_SENT] = {"sent", "return show\nreturn receive\nreturn credit"},
        [FTL_RETURN_RECEIVED] = {"with the supplier", "return show\nreturn credit\nreturn deny"},
        [FTL_RETURN_SETTLED] = {"settled", "return show"},
        [FTL_RETURN_CANCELLED] = {"called off", "return show"},
};

const char *ftl_return_state_title(enum ftl_return_state state)
{
	return states[state].title;
}

const char *ftl_return_next(enum ftl_return_state state)
{
	return states[state].next;
}

bool ftl_return_is_open(enum ftl_return_state state)
{
	return (BIT(state) & (DRAFT | AWAY)) != 0;
}

static void say(const char **to, const char *what)
{
	if (what != NULL)
		*to = what;
}

static void mark(struct ftl_return_facts *facts, const struct ftl_return_event *event)
{
	facts->is_sent = true;
	facts->is_received |= event->act == FTL_RETURN_RECEIVE;
	say(&facts->marks.carrier, event->carrier);
	say(&facts->marks.tracking, event->tracking);
	say(&facts->marks.reference, event->reference);
	if (event->act == FTL_RETURN_SEND)
		facts->sent = facts->marks;
}

static void take_out(struct ftl_return_line *lines, size_t count,
                     const struct ftl_return_event *event)
{
	for (size_t i = 0; i < count; i++) {
		if (lines[i].position == event->position)
			lines[i].removed_at = ftl_some(event->at);
	}
}

/* They do not have it: what was said of the parcel then counts no longer. */
static void is_on_its_way(struct ftl_return_facts *facts)
{
	facts->is_received = false;
	facts->marks = facts->sent;
}

static void settle(struct ftl_return_line *lines, size_t count,
                   const struct ftl_return_event *event, enum ftl_return_outcome outcome)
{
	for (size_t i = 0; i < count; i++) {
		if (lines[i].position != event->position)
			continue;
		lines[i].outcome = outcome;
		lines[i].credited_cents = event->amount_cents.has ? event->amount_cents.value : 0;
		if (outcome == FTL_RETURN_CREDITED &&
		    lines[i].credited_cents < lines[i].asked_cents)
			lines[i].outcome = FTL_RETURN_SHORT;
	}
}

void ftl_return_apply(struct ftl_return_facts *facts, struct ftl_return_line *lines, size_t count,
                      const struct ftl_return_event *event)
{
	switch (event->act) {
	case FTL_RETURN_SEND:
	case FTL_RETURN_RECEIVE:
		mark(facts, event);
		break;
	case FTL_RETURN_REMOVE_LINE:
		take_out(lines, count, event);
		break;
	case FTL_RETURN_CREDIT:
		settle(lines, count, event, FTL_RETURN_CREDITED);
		break;
	case FTL_RETURN_DENY:
		settle(lines, count, event, FTL_RETURN_DENIED);
		break;
	case FTL_RETURN_LOSE:
		settle(lines, count, event, FTL_RETURN_LOST);
		break;
	case FTL_RETURN_REOPEN:
		if (event->position == 0)
			is_on_its_way(facts);
		settle(lines, count, event, FTL_RETURN_OPEN);
		break;
	case FTL_RETURN_CANCEL:
		facts->is_cancelled = true;
		break;
	case FTL_RETURN_ADD:
	case FTL_RETURN_LINE:
	case FTL_RETURN_ACTS:
		break;
	}
}

enum ftl_return_state ftl_return_state_of(const struct ftl_return_facts *facts,
                                          const struct ftl_return_line *lines, size_t count)
{
	if (facts->is_cancelled)
		return FTL_RETURN_CANCELLED;
	if (!facts->is_sent)
		return FTL_RETURN_DRAFT;
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].removed_at.has && lines[i].outcome == FTL_RETURN_OPEN)
			return facts->is_received ? FTL_RETURN_RECEIVED : FTL_RETURN_SENT;
	}
	return FTL_RETURN_SETTLED;
}

int64_t ftl_return_owed(enum ftl_return_state state, const struct ftl_return_line *line)
{
	if (line->removed_at.has || state == FTL_RETURN_DRAFT || state == FTL_RETURN_CANCELLED)
		return 0;
	return line->outcome == FTL_RETURN_OPEN ? line->moved_cents : line->credited_cents;
}

bool ftl_return_sum(const struct ftl_return_line *lines, size_t count, struct ftl_return_sums *ret)
{
	*ret = (struct ftl_return_sums){0};
	for (size_t i = 0; i < count; i++) {
		const struct ftl_return_line *line = &lines[i];

		if (line->removed_at.has)
			continue;
		ret->lines++;
		if (!ftl_money_add(ret->asked_cents, line->asked_cents, &ret->asked_cents) ||
		    !ftl_money_add(ret->credited_cents, line->credited_cents, &ret->credited_cents))
			return false;
		if (line->outcome != FTL_RETURN_OPEN)
			continue;
		ret->open_lines++;
		ret->open_cents += line->asked_cents;
	}
	return true;
}

bool ftl_return_divide(int64_t amount_cents, const struct ftl_return_line *const *lines,
                       size_t count, int64_t *shares)
{
	int64_t left = amount_cents, weight = 0;

	for (size_t i = 0; i < count; i++) {
		if (!ftl_money_add(weight, lines[i]->asked_cents, &weight))
			return false;
	}
	for (size_t i = 0; i < count; i++) {
		int64_t of = weight > 0 ? weight : (int64_t)(count - i);
		int64_t by = weight > 0 ? lines[i]->asked_cents : 1;

		if (!ftl_money_share(left, by, of, &shares[i]))
			return false;
		left -= shares[i];
		weight -= weight > 0 ? by : 0;
	}
	/* Of lines that come after the last for which something was asked nothing is left. */
	return left == 0;
}

/* What can be done in the state instead. */
static enum ftl_status hint(const char *eye, enum ftl_return_state state, struct ftl_err *err)
{
	switch (state) {
	case FTL_RETURN_DRAFT:
		return ftl_hint(err, "fettle return send %s notes that it is sent", eye);
	case FTL_RETURN_SENT:
		return ftl_hint(err,
		                "fettle return credit %s notes what they credit, fettle return "
		                "cancel %s REASON calls off that it was sent",
		                eye, eye);
	case FTL_RETURN_RECEIVED:
		return ftl_hint(err,
		                "fettle return credit %s notes what they credit, fettle return "
		                "reopen %s box REASON that they do not have it",
		                eye, eye);
	case FTL_RETURN_SETTLED:
		return ftl_hint(err,
		                "fettle return reopen %s LINE REASON takes back what was noted of "
		                "a line",
		                eye);
	case FTL_RETURN_CANCELLED:
	case FTL_RETURN_STATES:
		break;
	}
	return ftl_hint(err, "fettle return add SUPPLIER begins another one");
}

enum ftl_status ftl_return_can(const char *code, enum ftl_return_state state,
                               enum ftl_return_act act, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	if ((acts[act].states & BIT(state)) != 0)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "return", "return %s is %s%s: %s", ftl_code_eye_of(eye, code),
	         state == FTL_RETURN_DRAFT ? "an " : "", states[state].title, acts[act].title);
	return hint(eye, state, err);
}

static bool is_one_heap(const struct ftl_return_piece *a, const struct ftl_return_piece *b)
{
	return a->part_id == b->part_id && a->lot_id == b->lot_id;
}

/* A number that failed again later is counted there. */
static bool fails_again(const struct ftl_return_piece *pieces, size_t count, size_t i)
{
	for (size_t j = i + 1; j < count && is_one_heap(&pieces[i], &pieces[j]); j++) {
		if (pieces[j].serial_key != NULL &&
		    strcmp(pieces[i].serial_key, pieces[j].serial_key) == 0)
			return true;
	}
	return false;
}

static void find_open(struct ftl_return_piece *pieces, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct ftl_return_piece *piece = &pieces[i];
		bool is_gone = piece->serial_key != NULL &&
		               (!piece->is_here || fails_again(pieces, count, i));

		piece->left_milli = is_gone ? 0 : piece->quantity_milli - piece->boxed_milli;
		if (piece->left_milli < 0)
			piece->left_milli = 0;
	}
}

/* What of the heap that begins at *at is not there any more is taken from its oldest. */
static void take_oldest(struct ftl_return_piece *pieces, size_t count, size_t *at)
{
	size_t first = *at;
	int64_t excess = -pieces[first].free_milli;

	for (; *at < count && is_one_heap(&pieces[first], &pieces[*at]); ++*at)
		excess += pieces[*at].left_milli;
	for (size_t i = first; i < *at && excess > 0; i++) {
		int64_t taken = excess < pieces[i].left_milli ? excess : pieces[i].left_milli;

		pieces[i].left_milli -= taken;
		excess -= taken;
	}
}

static int compare_age(const void *left, const void *right)
{
	const struct ftl_return_piece *a = left, *b = right;

	if (a->part_id != b->part_id)
		return a->part_id < b->part_id ? -1 : 1;
	return (a->move_id > b->move_id) - (a->move_id < b->move_id);
}

size_t ftl_return_find_left(struct ftl_return_piece *pieces, size_t count)
{
	size_t kept = 0;

	find_open(pieces, count);
	for (size_t at = 0; at < count;)
		take_oldest(pieces, count, &at);
	for (size_t i = 0; i < count; i++) {
		if (pieces[i].left_milli > 0)
			pieces[kept++] = pieces[i];
	}
	if (kept > 1)
		qsort(pieces, kept, sizeof(*pieces), compare_age);
	return kept;
}

bool ftl_return_piece_value(const struct ftl_return_piece *piece, int64_t quantity_milli,
                            int64_t *ret)
{
	return ftl_money_share(piece->value_cents, quantity_milli, piece->quantity_milli, ret);
}
