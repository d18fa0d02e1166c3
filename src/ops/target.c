#include "fettle/ops/target.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/find.h"
#include "ops/order_log.h"
#include "store/order.h"
#include "store/row.h"
#include "store/target.h"

#define HOURS_MAX 10000

enum ftl_status ftl_targets_load(struct ftl_app *app, struct ftl_arena *arena,
                                 struct ftl_targets *ret, struct ftl_err *err)
{
	int64_t hours;

	FTL_TRY(ftl_setting_number(app, "target.business_hours", &hours, err));
	ret->fallback_seconds = hours * 3600;
	return ftl_store_target_list(app->db, arena, app->site_id, &ret->rows, &ret->count, err);
}

/* One open job while its events go by. */
struct due {
	const struct ftl_calendar *calendar;
	unsigned excluded;
	int64_t now;
	struct ftl_target_fold fold;
	struct ftl_order_due *rows;
	size_t count, capacity;
};

static void end_job(struct due *due, int64_t order_id)
{
	struct ftl_clocks clocks;

	due->rows[due->count].order_id = order_id;
	ftl_target_end(&due->fold, due->now, &clocks, &due->rows[due->count].due_at);
	due->count += due->rows[due->count].due_at != 0;
}

static enum ftl_status walk_open(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_targets *targets, struct due *due,
                                 struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_target_event row;
	int64_t order_id = 0;
	bool more, is_set = false;

	FTL_TRY(ftl_store_target_events(app->db, app->site_id, &cursor, err));
	for (;;) {
		FTL_TRY(ftl_store_target_event(cursor, &row, &more, err));
		if ((!more || row.order_id != order_id) && is_set)
			end_job(due, order_id);
		if (!more)
			return FTL_OK;
		if (row.order_id != order_id) {
			int64_t seconds = ftl_target_seconds(targets, app->zone, row.received_at,
			                                     &row.job, &is_set);

			order_id = row.order_id;
			ftl_target_begin(&due->fold, due->calendar, due->excluded, seconds);
			due->rows = ftl_store_grow(arena, due->rows, due->count, &due->capacity,
			                           sizeof(*due->rows));
		}
		if (is_set)
			ftl_target_event(&due->fold, &row.event);
	}
}

enum ftl_status ftl_order_dues(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_order_due **ret, size_t *ret_count,
                               struct ftl_err *err)
{
	struct due due = {.now = ftl_app_now(app)};
	struct ftl_targets targets;

	FTL_TRY(ftl_targets_load(app, arena, &targets, err));
	if (targets.count > 0) {
		FTL_TRY(ftl_app_calendar(app, arena, &due.calendar, err));
		FTL_TRY(ftl_excluded_owners(app, &due.excluded, err));
		FTL_TRY(walk_open(app, arena, &targets, &due, err));
	}
	*ret = due.rows;
	*ret_count = due.count;
	return FTL_OK;
}

static bool is_of_same_jobs(const struct ftl_target *a, const struct ftl_target *b)
{
	return a->customer_id == b->customer_id && a->priority.has == b->priority.has &&
	       a->priority.value == b->priority.value && a->category_id == b->category_id &&
	       a->cover == b->cover;
}

/* Rows come newest first, so the first of its kind that has begun is the one in force. */
static bool is_in_force(const struct ftl_target *rows, size_t at, int32_t date)
{
	if (rows[at].effective_from > date)
		return false;
	for (size_t i = 0; i < at; i++) {
		if (rows[i].effective_from <= date && is_of_same_jobs(&rows[i], &rows[at]))
			return false;
	}
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct ftl_target *a = left, *b = right;
	int ranks = ftl_target_rank(b) - ftl_target_rank(a);

	if (ranks != 0)
		return ranks;
	if (a->customer_id != b->customer_id)
		return a->customer_id < b->customer_id ? -1 : 1;
	if (a->priority.value != b->priority.value)
		return a->priority.value > b->priority.value ? -1 : 1;
	if (a->category_id != b->category_id)
		return a->category_id < b->category_id ? -1 : 1;
	if (a->cover != b->cover)
		return a->cover < b->cover ? -1 : 1;
	return (a->effective_from < b->effective_from) - (a->effective_from > b->effective_from);
}

enum ftl_status ftl_target_list(struct ftl_app *app, struct ftl_arena *arena, int32_t date,
                                bool has_all, const struct ftl_target **ret, size_t *ret_count,
                                struct ftl_err *err)
{
	struct ftl_targets all;
	struct ftl_target *rows;
	size_t count = 0;

	FTL_TRY(ftl_targets_load(app, arena, &all, err));
	rows = ftl_alloc(arena, all.count + 1, sizeof(*rows));
	for (size_t i = 0; i < all.count; i++) {
		if (has_all || (is_in_force(all.rows, i, date) && all.rows[i].business_seconds.has))
			rows[count++] = all.rows[i];
	}
	if (count > 1)
		qsort(rows, count, sizeof(*rows), compare);
	*ret = rows;
	*ret_count = count;
	return FTL_OK;
}

static enum ftl_status read_form(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_target_form *form, struct ftl_target *target,
                                 struct ftl_err *err)
{
	struct ftl_customer customer;
	struct ftl_category category;
	int64_t hundredths;
	int index;

	target->effective_from = ftl_app_today(app);
	if (form->from != NULL)
		FTL_TRY(ftl_date_parse("from", form->from, &target->effective_from, err));
	if (form->customer != NULL) {
		FTL_TRY(ftl_find_customer(app, arena, form->customer, &customer, err));
		target->customer_id = customer.id;
		target->customer_code = customer.code;
		target->customer = customer.name;
	}
	if (form->priority != NULL) {
		FTL_TRY(ftl_parse_name("priority", form->priority, ftl_priority_names,
		                       FTL_PRIORITIES, &index, err));
		target->priority = ftl_some(index);
	}
	if (form->category != NULL) {
		FTL_TRY(ftl_find_category(app, arena, form->category, &category, err));
		target->category_id = category.id;
		target->category = category.name;
	}
	if (form->cover != NULL) {
		FTL_TRY(ftl_parse_name("cover", form->cover, ftl_target_cover_names,
		                       FTL_TARGET_COVERS, &index, err));
		target->cover = (enum ftl_target_cover)index;
	}
	if (form->hours == NULL)
		return FTL_OK;
	FTL_TRY(ftl_parse_decimal("hours", form->hours, 2, 1, INT64_C(100) * HOURS_MAX, &hundredths,
	                          err));
	target->business_seconds = ftl_some(hundredths * 36);
	return FTL_OK;
}

/* Only what is in force can end. */
static enum ftl_status check_end(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_target *target, struct ftl_err *err)
{
	const struct ftl_target *rows;
	size_t count;
	char date[FTL_DATE_TEXT_SIZE];

	FTL_TRY(ftl_target_list(app, arena, target->effective_from, false, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (is_of_same_jobs(&rows[i], target))
			return FTL_OK;
	}
	ftl_fail(err, FTL_NOT_FOUND, "target", "there is no such target on %s",
	         ftl_date_format(date, target->effective_from));
	return ftl_hint(err, "fettle target list shows them");
}

enum ftl_status ftl_target_set(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_target_form *form, struct ftl_target *ret,
                               struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_target target = {0};

	FTL_TRY(ftl_op_begin(app, form->hours != NULL ? "target.set" : "target.remove",
	                     FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_form(app, arena, form, &target, err));
	if (!target.business_seconds.has)
		FTL_TRY(check_end(app, arena, &target, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_SITE, app->site_id, false, err));
	FTL_TRY(ftl_op_id(&op, &target.id, err));
	FTL_TRY(ftl_store_target_put(app->db, app->site_id, &target, err));
	FTL_TRY(ftl_op_commit(&op, &target, err));
	*ret = target;
	return FTL_OK;
}

enum ftl_status ftl_order_set_priority(struct ftl_app *app, struct ftl_arena *arena,
                                       const char *code, const char *priority,
                                       struct ftl_order *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	char eye[FTL_CODE_SIZE];
	int index;

	FTL_TRY(ftl_op_begin(app, "order.priority", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, code, &order, err));
	FTL_TRY(ftl_parse_name("priority", priority, ftl_priority_names, FTL_PRIORITIES, &index,
	                       err));
	ftl_code_eye_of(eye, order.code);
	if (!order.is_open || order.state == FTL_READY)
		return ftl_fail(err, FTL_STATE, "order",
		                "work order %s %s and its priority stays what it was", eye,
		                ftl_state_sentence(order.state));
	if ((int)order.priority == index)
		return ftl_fail(err, FTL_CONFLICT, "priority", "work order %s has priority %s", eye,
		                ftl_priority_names[index]);
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(ftl_store_order_priority(app->db, order.id, (enum ftl_priority)index, err));
	FTL_TRY(ftl_order_log(&op, &order, FTL_EV_NOTE, ftl_none(),
	                      ftl_sprintf(arena, "priority %s, was %s", ftl_priority_names[index],
	                                  ftl_priority_names[order.priority]),
	                      err));
	order.priority = (enum ftl_priority)index;
	FTL_TRY(ftl_op_commit(&op, &order, err));
	*ret = order;
	return FTL_OK;
}
