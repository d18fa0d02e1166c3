#include "ops/order_log.h"

#include "store/event.h"
#include "store/timer.h"

/* The next id is the event's place in the order of truth. */
static enum ftl_status place(struct ftl_op *op, struct ftl_order_facts *facts,
                             struct ftl_order_event *row, struct ftl_err *err)
{
	FTL_TRY(ftl_op_id(op, &row->event.id, err));
	if (row->event.at == 0)
		row->event.at = op->now;
	ftl_order_apply(facts, &row->event);
	row->state = facts->state;
	return FTL_OK;
}

/* The table of timers repeats who is at work, as the row of the job repeats the rest. */
static enum ftl_status keep_timers(struct ftl_app *app, int64_t order_id,
                                   const struct ftl_order_facts *before,
                                   const struct ftl_order_facts *after, struct ftl_err *err)
{
	for (int i = 0; i < before->worker_count; i++) {
		int64_t staff_id = before->workers[i].staff_id;

		if (ftl_order_worker(after, staff_id) == NULL)
			FTL_TRY(ftl_store_timer_delete(app->db, app->site_id, staff_id, order_id,
			                               err));
	}
	for (int i = 0; i < after->worker_count; i++) {
		const struct ftl_worker *worker = &after->workers[i];

		if (ftl_order_worker(before, worker->staff_id) == NULL)
			FTL_TRY(ftl_store_timer_insert(app->db, app->site_id, order_id, worker,
			                               err));
	}
	return FTL_OK;
}

/* A change of state ends a hold, but for the one that only `order resume` releases: it is noted
 * again, as it was said. */
static enum ftl_status hold_on(struct ftl_op *op, int64_t order_id, struct ftl_order_facts *facts,
                               int64_t at, struct ftl_err *err)
{
	struct ftl_order_event hold = {
	        .event = {.kind = FTL_EV_HOLD, .hold = FTL_HOLD_LEGAL, .at = at}};
	const struct ftl_order_event *events;
	size_t count;

	FTL_TRY(ftl_store_event_list(op->app->db, &op->arena, order_id, &events, &count, err));
	while (count > 0 && events[count - 1].event.kind != FTL_EV_HOLD)
		count--;
	if (count > 0) {
		hold.text = events[count - 1].text;
		hold.due_on = events[count - 1].due_on;
	}
	return ftl_order_append(op, order_id, facts, &hold, err);
}

enum ftl_status ftl_order_append(struct ftl_op *op, int64_t order_id, struct ftl_order_facts *facts,
                                 struct ftl_order_event *row, struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	struct ftl_order_facts before = *facts;

	FTL_TRY(place(op, facts, row, err));
	if (row->event.at < op->now)
		row->recorded_at = ftl_some(op->now);
	FTL_TRY(ftl_store_event_insert(app->db, order_id, app->actor.staff_id, row, err));
	FTL_TRY(keep_timers(app, order_id, &before, facts, err));
	FTL_TRY(ftl_store_order_cache(app->db, order_id, facts, row->event.id, err));
	if (before.hold == FTL_HOLD_LEGAL && facts->hold == FTL_HOLD_NONE &&
	    row->event.kind != FTL_EV_RESUME)
		return hold_on(op, order_id, facts, row->event.at, err);
	return FTL_OK;
}

enum ftl_status ftl_order_open(struct ftl_op *op, const struct ftl_order_insert *order,
                               struct ftl_order_event *row, struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	struct ftl_order_facts facts;

	ftl_order_facts_init(&facts);
	FTL_TRY(place(op, &facts, row, err));
	FTL_TRY(ftl_store_order_insert(app->db, app->site_id, order, &facts, row->event.id, err));
	return ftl_store_event_insert(app->db, order->id, app->actor.staff_id, row, err);
}

enum ftl_status ftl_order_log(struct ftl_op *op, const struct ftl_order *order,
                              enum ftl_event_kind kind, struct ftl_opt amount, const char *what,
                              struct ftl_err *err)
{
	struct ftl_order_event row = {
	        .event = {.kind = kind}, .amount_cents = amount, .text = what};
	struct ftl_order_facts facts;
	int64_t last_id;

	FTL_TRY(ftl_store_event_fold(op->app->db, order->id, &facts, &last_id, err));
	return ftl_order_append(op, order->id, &facts, &row, err);
}
