#include "ops/find.h"
#include "ops/order_log.h"
#include "ops/part_job.h"
#include "store/event.h"

/* A job waits for parts, and goes on, as the ledger says. */

/* The first part of the job that is lacking; NULL: none is. */
static const struct ftl_order_part *lacking(const struct ftl_order_part *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (ftl_part_missing(&parts[i].progress) > 0)
			return &parts[i];
	}
	return NULL;
}

/* The last day on which something that is lacking is expected; absent: nobody said. */
static struct ftl_opt expected(const struct ftl_order_part *parts, size_t count)
{
	struct ftl_opt day = ftl_none();

	for (size_t i = 0; i < count; i++) {
		if (ftl_part_missing(&parts[i].progress) > 0 && parts[i].expected_on.has &&
		    (!day.has || parts[i].expected_on.value > day.value))
			day = parts[i].expected_on;
	}
	return day;
}

/* Whether what the job waits for is a part of the catalogue that it has or had a line for, not one
 * that somebody wrote down; and when it is expected by what was said last. */
static enum ftl_status waits_for_one(struct ftl_op *op, int64_t order_id, bool *ret,
                                     struct ftl_opt *ret_due_on, struct ftl_err *err)
{
	const struct ftl_order_event *events;
	const char *waited = NULL;
	struct ftl_part part;
	enum ftl_status status;
	size_t count;

	*ret = false;
	*ret_due_on = ftl_none();
	FTL_TRY(ftl_store_event_list(op->app->db, &op->arena, order_id, &events, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (events[i].event.kind != FTL_EV_WAIT_PARTS)
			continue;
		waited = events[i].reference;
		*ret_due_on = events[i].due_on;
	}
	if (waited == NULL)
		return FTL_OK;
	status = ftl_find_part(op->app, &op->arena, waited, &part, err);
	if (ftl_status_is_refusal(status))
		return FTL_OK;
	FTL_TRY(status);
	return ftl_store_order_part_any(op->app->db, order_id, part.id, ret, err);
}

enum ftl_status ftl_parts_clock(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                struct ftl_order_facts *facts, bool may_wait, struct ftl_err *err)
{
	struct ftl_order_event row = {0};
	const struct ftl_order_part *parts, *lack;
	struct ftl_opt due_on;
	size_t count;
	bool is_ours;

	FTL_TRY(ftl_store_order_part_list(op->app->db, arena, order_id, &parts, &count, err));
	lack = parts != NULL ? lacking(parts, count) : NULL;
	/* What a person holds, a person lets go on. */
	if (facts->hold != FTL_HOLD_NONE)
		return FTL_OK;
	if (may_wait && lack != NULL &&
	    (facts->state == FTL_APPROVED || facts->state == FTL_IN_REPAIR)) {
		row.event.kind = FTL_EV_WAIT_PARTS;
		row.reference = lack->sku;
		row.text = lack->name;
		row.due_on = expected(parts, count);
		return ftl_order_append(op, order_id, facts, &row, err);
	}
	if (facts->state != FTL_AWAIT_PARTS)
		return FTL_OK;
	FTL_TRY(waits_for_one(op, order_id, &is_ours, &due_on, err));
	if (!is_ours)
		return FTL_OK;
	row.event.kind = FTL_EV_PARTS;
	if (lack != NULL) {
		/* It goes on waiting: only another day is worth a word. */
		row.due_on = expected(parts, count);
		if (!row.due_on.has || (due_on.has && due_on.value == row.due_on.value))
			return FTL_OK;
		row.event.kind = FTL_EV_WAIT_PARTS;
		row.reference = lack->sku;
		row.text = lack->name;
	}
	return ftl_order_append(op, order_id, facts, &row, err);
}
