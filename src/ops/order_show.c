#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/estimate.h"
#include "fettle/ops/fault.h"
#include "fettle/ops/order.h"
#include "fettle/ops/payer.h"
#include "fettle/ops/people.h"
#include "fettle/ops/target.h"
#include "ops/attention.h"
#include "ops/find.h"
#include "ops/possible.h"
#include "ops/tests.h"
#include "store/attachment.h"
#include "store/cover.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/event.h"
#include "store/fault.h"
#include "store/line.h"
#include "store/loaner.h"
#include "store/old_part.h"
#include "store/order.h"
#include "store/piece.h"
#include "store/stock.h"

enum ftl_status ftl_order_due_at(struct ftl_app *app, int32_t promised_on, int64_t *ret,
                                 struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const struct ftl_calendar *calendar;

	FTL_TRY(ftl_app_calendar(app, &scratch, &calendar, err));
	*ret = ftl_calendar_close_of(calendar, promised_on);
	return FTL_OK;
}

/* What was promised, and how it went: the first promise is the one that counts. */
static void look_at_promises(const struct ftl_calendar *calendar, struct ftl_order_full *full,
                             int64_t now)
{
	const struct ftl_clocks *clocks = &full->clocks;
	struct ftl_promises promises = {0};
	int64_t first_due_at;

	for (size_t i = 0; i < full->event_count; i++)
		ftl_promises_event(&promises, full->events[i].event.kind, full->events[i].due_on);
	full->promises = promises.count;
	if (full->order.promised_on.has)
		full->promise_due_at =
		        ftl_calendar_close_of(calendar, (int32_t)full->order.promised_on.value);
	if (!full->order.first_promised_on.has || !clocks->customer.is_known ||
	    full->order.state == FTL_CANCELLED)
		return;
	first_due_at =
	        ftl_calendar_close_of(calendar, (int32_t)full->order.first_promised_on.value);
	if (clocks->is_done)
		full->is_kept = ftl_some(clocks->ready_at <= first_due_at);
	else if (now > first_due_at)
		full->is_kept = ftl_some(false);
}

/* What the customer was told since it is ready, and when it is to be said again. */
static enum ftl_status look_at_notices(struct ftl_app *app, struct ftl_order_full *full,
                                       struct ftl_err *err)
{
	struct ftl_notice_schedule schedule;
	int32_t ready_on, second;

	ftl_order_notices(app, full->events, full->event_count, full->order.ready_at.value,
	                  &full->notices);
	if (full->order.state != FTL_READY)
		return FTL_OK;
	FTL_TRY(ftl_notice_schedule(app, &schedule, err));
	ftl_zone_local(app->zone, full->order.ready_at.value, &ready_on, &second);
	full->notice_due_on = ftl_notice_due_on(&schedule, &full->notices, ready_on);
	return FTL_OK;
}

static enum ftl_status fold_clocks(struct ftl_app *app, struct ftl_arena *arena,
                                   struct ftl_order_full *full, struct ftl_err *err)
{
	const struct ftl_calendar *calendar;
	struct ftl_target_fold fold;
	struct ftl_targets targets;
	unsigned excluded;
	int64_t now = ftl_app_now(app);

	FTL_TRY(ftl_app_calendar(app, arena, &calendar, err));
	FTL_TRY(ftl_excluded_owners(app, &excluded, err));
	FTL_TRY(ftl_targets_load(app, arena, &targets, err));
	full->target_seconds = ftl_target_seconds(
	        &targets, app->zone, full->order.received_at,
	        &(struct ftl_target_job){
	                .customer_id = full->order.customer_id,
	                .priority = full->order.priority,
	                .category_id = full->device.category_id,
	                .is_warranty = full->has_cover &&
	                               full->cover[FTL_LABOUR].payer != FTL_PAYER_CUSTOMER,
	        },
	        &full->has_target);
	ftl_target_begin(&fold, calendar, excluded, full->target_seconds);
	for (size_t i = 0; i < full->event_count; i++)
		ftl_target_event(&fold, &full->events[i].event);
	ftl_target_end(&fold, now, &full->clocks, &full->target_due_at);
	look_at_promises(calendar, full, now);
	full->due_at = full->has_target ? full->target_due_at : full->promise_due_at;
	full->is_late = full->due_at != 0 && full->order.state != FTL_CANCELLED &&
	                (full->clocks.is_done ? full->clocks.ready_at : now) > full->due_at;
	return FTL_OK;
}

/* Of a job that is under way and whose symptom is coded. */
static enum ftl_status find_fix(struct ftl_app *app, struct ftl_arena *arena,
                                struct ftl_order_full *full, struct ftl_err *err)
{
	const struct ftl_fault_code *symptom =
	        ftl_diagnosis_symptom(full->diagnosis, full->diagnosis_count);

	if (symptom == NULL || !full->order.is_open || full->order.result != FTL_RESULT_NONE)
		return FTL_OK;
	return ftl_fixed_here(app, arena, &full->device, symptom, full->order.id, &full->fixed_here,
	                      err);
}

/* What would get a claim refused, while something is claimed. */
static enum ftl_status look_at_claims(struct ftl_app *app, struct ftl_arena *arena,
                                      struct ftl_order_full *full, struct ftl_err *err)
{
	struct ftl_claim_checks checks;
	bool is_claimed = false;

	for (size_t i = 0; i < full->line_count; i++) {
		const struct ftl_order_line *row = &full->lines[i];

		is_claimed = is_claimed || (!row->is_removed && row->amounts.payer_cents > 0);
	}
	if (!is_claimed)
		return FTL_OK;
	FTL_TRY(ftl_claim_preflight(app, arena, full->order.code, &checks, err));
	full->claim_blocking = ftl_some((int64_t)checks.blocking);
	return FTL_OK;
}

enum ftl_status ftl_order_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              struct ftl_order_full *ret, struct ftl_err *err)
{
	struct ftl_order_full full = {0};
	struct ftl_order_facts facts;
	struct ftl_db *db = app->db;
	int64_t id;

	FTL_TRY(ftl_find_order(app, arena, code, &full.order, err));
	id = full.order.id;
	FTL_TRY(ftl_store_customer_get(db, arena, full.order.customer_id, &full.customer, err));
	FTL_TRY(ftl_store_device_get(db, arena, full.order.device_id, &full.device, err));
	FTL_TRY(ftl_store_event_list(db, arena, id, &full.events, &full.event_count, err));
	FTL_TRY(ftl_store_piece_list(db, arena, id, &full.pieces, &full.piece_count, err));
	FTL_TRY(ftl_store_custody_list(db, arena, id, &full.custody, &full.custody_count, err));
	FTL_TRY(ftl_store_line_list(db, arena, id, &full.lines, &full.line_count, err));
	FTL_TRY(ftl_store_diagnosis_list(db, arena, id, &full.diagnosis, &full.diagnosis_count,
	                                 err));
	FTL_TRY(find_fix(app, arena, &full, err));
	FTL_TRY(ftl_store_cover_get(db, arena, id, full.cover, &full.has_cover, err));
	FTL_TRY(ftl_store_warning_list(db, arena, id, &full.warnings, &full.warning_count, err));
	FTL_TRY(ftl_tests_load(db, arena, id, full.events, full.event_count, &full.tests, err));
	FTL_TRY(ftl_estimate_of_order(app, arena, id, &full.estimates, &full.estimate_count, err));
	FTL_TRY(ftl_store_order_part_list(db, arena, id, &full.parts, &full.part_count, err));
	FTL_TRY(ftl_store_loaner_events_of_order(db, arena, id, &full.loaner_events,
	                                         &full.loaner_event_count, err));
	/* Preparing a query takes longer than what most jobs answer, which is nothing. */
	if (full.line_count > 0)
		FTL_TRY(ftl_store_failure_of(db, arena, id, &full.failures, &full.failure_count,
		                             err));
	if (full.part_count > 0)
		FTL_TRY(ftl_store_old_of_order(db, arena, id, app->zone, &full.olds,
		                               &full.old_count, err));
	if (full.loaner_event_count > 0)
		FTL_TRY(ftl_store_loaner_out(db, arena, FTL_LOANERS_OF_ORDER, id, &full.loaners,
		                             &full.loaner_count, err));
	FTL_TRY(ftl_store_attachment_list(db, arena, id, &full.attachments, &full.attachment_count,
	                                  err));
	ftl_labour_shares(arena, full.events, full.event_count, ftl_app_now(app), &full.labour,
	                  &full.labour_count);
	for (size_t i = 0; i < full.line_count; i++) {
		if (!full.lines[i].is_removed &&
		    !ftl_line_amounts_add(&full.totals, &full.lines[i].amounts))
			return ftl_fail(err, FTL_INVALID, "order", "total out of range");
	}
	FTL_TRY(fold_clocks(app, arena, &full, err));
	FTL_TRY(look_at_notices(app, &full, err));
	FTL_TRY(look_at_claims(app, arena, &full, err));
	FTL_TRY(ftl_possible_now(app, arena, &full.order, &facts, &full.possible, err));
	*ret = full;
	return FTL_OK;
}

/* The parts of a filter that no index serves, resolved once. */
struct wanted {
	int state; /* −1: any */
	bool is_nobody;
	int64_t technician_id, customer_id, device_id;
	struct ftl_opt from_at, to_at; /* instants, to exclusive */
};

static bool is_wanted(const struct wanted *w, const struct ftl_order *order)
{
	if (w->state >= 0 && (int)order->state != w->state)
		return false;
	if (w->is_nobody && order->technician_id != 0)
		return false;
	if (w->technician_id != 0 && order->technician_id != w->technician_id)
		return false;
	if (w->device_id != 0 && order->device_id != w->device_id)
		return false;
	if ((w->from_at.has || w->to_at.has) && !order->received_at.has)
		return false;
	if (w->from_at.has && order->received_at.value < w->from_at.value)
		return false;
	return !w->to_at.has || order->received_at.value < w->to_at.value;
}

static enum ftl_status resolve(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_order_filter *filter, struct wanted *w,
                               struct ftl_err *err)
{
	struct ftl_customer customer;
	struct ftl_device device;

	if (filter->state != NULL)
		FTL_TRY(ftl_parse_name("state", filter->state, ftl_state_names, FTL_STATES,
		                       &w->state, err));
	if (filter->technician != NULL && strcmp(filter->technician, "none") != 0)
		FTL_TRY(ftl_find_technician(app, arena, filter->technician, &w->technician_id,
		                            err));
	w->is_nobody = filter->technician != NULL && w->technician_id == 0;
	if (filter->customer != NULL) {
		FTL_TRY(ftl_find_customer(app, arena, filter->customer, &customer, err));
		w->customer_id = customer.id;
	}
	if (filter->device != NULL) {
		FTL_TRY(ftl_device_get(app, arena, filter->device, &device, err));
		w->device_id = device.id;
	}
	if (filter->received_from.has) {
		w->from_at.has = true;
		ftl_zone_instant(app->zone, (int32_t)filter->received_from.value, 0,
		                 &w->from_at.value);
	}
	if (filter->received_to.has) {
		w->to_at.has = true;
		ftl_zone_instant(app->zone, (int32_t)filter->received_to.value, 86400,
		                 &w->to_at.value);
	}
	return FTL_OK;
}

enum ftl_status ftl_order_list(struct ftl_app *app, const struct ftl_order_filter *filter,
                               ftl_order_each *each, void *context, struct ftl_err *err)
{
	FTL_ARENA(kept);
	FTL_ARENA(row);
	FTL_CURSOR(cursor);
	struct wanted w = {.state = -1};
	enum ftl_order_set set = FTL_ORDERS_ALL;
	int64_t key = app->site_id, sent = 0;
	struct ftl_order order;
	bool more;

	FTL_TRY(resolve(app, &kept, filter, &w, err));
	if (filter->only_open || (w.state >= 0 && ftl_state_is_open((enum ftl_state)w.state)))
		set = FTL_ORDERS_OPEN;
	if (w.customer_id != 0) {
		set = FTL_ORDERS_CUSTOMER;
		key = w.customer_id;
	} else if (w.device_id != 0) {
		set = FTL_ORDERS_DEVICE;
		key = w.device_id;
	}
	FTL_TRY(ftl_store_order_select(app->db, set, key, &cursor, err));
	while ((filter->limit == 0 || sent < filter->limit) &&
	       (filter->is_enough == NULL || !filter->is_enough(context))) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_order_next(cursor, &row, &order, &more, err));
		if (!more)
			break;
		if (!is_wanted(&w, &order) || (filter->only_open && !order.is_open))
			continue;
		FTL_TRY(each(context, &order, err));
		sent++;
	}
	return FTL_OK;
}
