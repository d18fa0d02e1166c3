#include "ops/verify.h"

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/estimate.h"
#include "ops/share.h"
#include "store/estimate.h"
#include "store/event.h"
#include "store/line.h"
#include "store/loaner.h"
#include "store/order.h"
#include "store/piece.h"
#include "store/timer.h"

static enum ftl_status differs(const struct ftl_order *order, const char *what, const char *stored,
                               const char *said, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];

	return ftl_fail(err, FTL_INTERNAL, "order",
	                "work order %s: %s is stored as %s, its events say %s",
	                ftl_code_eye_of(code, order->code), what, stored ? stored : "nothing",
	                said ? said : "nothing");
}

static bool same_instant(struct ftl_opt stored, int64_t said)
{
	return stored.has ? stored.value == said : said == 0;
}

static enum ftl_status wrong(const struct ftl_estimate *estimate, const char *what,
                             struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];

	return ftl_fail(err, FTL_INTERNAL, "estimate", "estimate %s: %s",
	                ftl_code_eye_of(code, estimate->code), what);
}

/* An accepted estimate stands on the bill line by line, but for what was taken off since. */
static bool is_on_bill(const struct ftl_estimate *estimate)
{
	for (size_t i = 0; i < estimate->line_count; i++) {
		if (!estimate->lines[i].is_removed && estimate->lines[i].id == 0)
			return false;
	}
	return true;
}

static enum ftl_status verify_estimate(const struct ftl_estimate *estimate, struct ftl_err *err)
{
	const struct ftl_estimate_event *sent = ftl_estimate_last(estimate, FTL_ESTIMATE_SEND);
	enum ftl_estimate_state state = FTL_ESTIMATE_DRAFT;
	struct ftl_opt due = sent != NULL ? sent->due_on : ftl_none();

	for (size_t i = 0; i < estimate->event_count; i++)
		state = ftl_estimate_after(state, estimate->events[i].act);
	if (estimate->stored != state)
		return wrong(estimate, "the state is not what its events say", err);
	if (!ftl_opt_equal(estimate->due_on, due))
		return wrong(estimate, "the day to answer by is not what its events say", err);
	if (sent != NULL && (!sent->amount_cents.has ||
	                     sent->amount_cents.value != ftl_estimate_customer_total(estimate)))
		return wrong(estimate, "its lines do not add up to what was sent", err);
	if (estimate->lump_cents.has && ftl_estimate_has_lines(estimate) &&
	    ftl_estimate_total(&estimate->sums, FTL_PAYER_CUSTOMER) != estimate->lump_cents.value)
		return wrong(estimate, "its lines do not add up to its figure", err);
	if (state == FTL_ESTIMATE_ACCEPTED && !is_on_bill(estimate))
		return wrong(estimate, "it is accepted and not on the bill", err);
	return FTL_OK;
}

/* Recomputes what became of a job's estimates; at most one of them is accepted. */
static enum ftl_status verify_estimates(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                        struct ftl_err *err)
{
	const struct ftl_estimate *all;
	const struct ftl_estimate *accepted = NULL;
	size_t count;

	FTL_TRY(ftl_store_estimate_of_order(db, arena, id, &all, &count, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_estimate estimate = all[i];

		FTL_TRY(ftl_estimate_load(db, arena, 0, &estimate, err));
		FTL_TRY(verify_estimate(&estimate, err));
		if (estimate.stored != FTL_ESTIMATE_ACCEPTED)
			continue;
		if (accepted != NULL)
			return wrong(&all[i], "is accepted beside another", err);
		accepted = &all[i];
	}
	return FTL_OK;
}

/* What the customer bears of lines that others pay follows from the verdict, while the bill is open
 * and nothing of it was claimed. */
static enum ftl_status verify_shares(struct ftl_db *db, struct ftl_arena *arena,
                                     const struct ftl_order *order,
                                     const struct ftl_order_facts *facts, struct ftl_err *err)
{
	const struct ftl_order_line *rows;
	struct ftl_order_line *lines;
	bool is_claimed, is_for_others = false;
	size_t count;

	FTL_TRY(ftl_store_line_list(db, arena, order->id, &rows, &count, err));
	for (size_t i = 0; i < count; i++)
		is_for_others |= rows[i].line.payer != FTL_PAYER_CUSTOMER;
	if (!is_for_others)
		return FTL_OK;
	FTL_TRY(ftl_share_find(db, arena, order->id, &lines, &count, &is_claimed, err));
	for (size_t i = 0; i < count && !is_claimed && ftl_order_may(facts, FTL_EV_LINE); i++) {
		char code[FTL_CODE_SIZE];

		if (rows[i].line.shared_cents != lines[i].line.shared_cents)
			return ftl_fail(err, FTL_INTERNAL, "order",
			                "work order %s: what the customer bears of line %d is not "
			                "what its cover says",
			                ftl_code_eye_of(code, order->code), rows[i].position);
	}
	return FTL_OK;
}

enum ftl_status ftl_verify_order(struct ftl_db *db, int64_t id, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_order order;
	struct ftl_order_facts facts;
	struct ftl_promises promises;
	const char *astray;
	int64_t last_id;
	bool agrees;

	FTL_TRY(ftl_store_order_cached(db, &arena, id, &order, err));
	FTL_TRY(ftl_store_event_fold(db, id, &facts, &last_id, err));
	if (!facts.has_events)
		return differs(&order, "its history", "present", "nothing", err);
	if (order.state != facts.state)
		return differs(&order, "the state", ftl_state_names[order.state],
		               ftl_state_names[facts.state], err);
	if (order.hold != facts.hold)
		return differs(&order, "the hold", ftl_hold_names[order.hold],
		               ftl_hold_names[facts.hold], err);
	if (order.result != facts.result)
		return differs(&order, "the result", ftl_result_names[order.result],
		               ftl_result_names[facts.result], err);
	if (order.barrier != facts.barrier)
		return differs(&order, "the barrier", ftl_barrier_names[order.barrier],
		               ftl_barrier_names[facts.barrier], err);
	if (order.technician_id != facts.technician_id)
		return differs(&order, "the technician", "one", "another", err);
	if (!same_instant(order.received_at, facts.received_at) ||
	    !same_instant(order.ready_at, facts.ready_at) ||
	    !same_instant(order.handed_over_at, facts.handed_over_at) ||
	    !same_instant(order.closed_at, facts.closed_at) ||
	    order.state_since != facts.state_since || order.last_event_at != facts.last_event_at ||
	    order.last_event_id != last_id)
		return differs(&order, "a time", "one", "another", err);
	if (order.is_open != ftl_state_is_open(facts.state))
		return differs(&order, "the open mark", order.is_open ? "open" : "done",
		               order.is_open ? "done" : "open", err);
	FTL_TRY(ftl_store_event_promises(db, id, &promises, err));
	if (!ftl_opt_equal(order.first_promised_on, promises.first_on) ||
	    !ftl_opt_equal(order.promised_on, promises.last_on))
		return differs(&order, "the promise", "one day", "another", err);
	FTL_TRY(ftl_store_timer_agrees(db, id, &facts, &agrees, err));
	if (!agrees)
		return differs(&order, "who is at work on it", "one thing", "another", err);
	FTL_TRY(ftl_store_piece_astray(db, &arena, id, &astray, err));
	if (astray != NULL)
		return differs(&order, ftl_sprintf(&arena, "where piece %s is", astray),
		               "one place", "another", err);
	FTL_TRY(verify_shares(db, &arena, &order, &facts, err));
	return verify_estimates(db, &arena, id, err);
}

/* What was charged for one that was lost stands on the bill of its job, as it was said. */
static bool is_charged(const struct ftl_loaner_row *row)
{
	return row->event.line_id == 0 ||
	       (row->line_order_id == row->event.order_id && row->event.amount_cents.has &&
	        row->line_cents == row->event.amount_cents.value);
}

enum ftl_status ftl_verify_loaner(struct ftl_db *db, int64_t id, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_loaner loaner;
	struct ftl_loaner_facts facts = {0};
	const struct ftl_loaner_row *rows;
	const char *wrong = NULL;
	char code[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_store_loaner_get(db, &arena, id, &loaner, err));
	FTL_TRY(ftl_store_loaner_events(db, &arena, id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		ftl_loaner_apply(&facts, &rows[i].event);
		if (!is_charged(&rows[i]))
			wrong = "what was charged is not what its job's bill says";
	}
	if (loaner.order_id != facts.order_id)
		wrong = "the job it is out for is not what its events say";
	if (!ftl_opt_equal(loaner.due_on, facts.due_on))
		wrong = "the day it is to be back is not what its events say";
	if (loaner.state != facts.state)
		wrong = "the state is not what its events say";
	if (wrong == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INTERNAL, "loaner", "loaner %s: %s",
	                ftl_code_eye_of(code, loaner.code), wrong);
}
