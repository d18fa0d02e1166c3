#include <stdlib.h>
#include <string.h>

#include "fettle/base/zone.h"
#include "fettle/model/urgency.h"
#include "ops/return.h"
#include "ops/stock.h"
#include "store/old_part.h"
#include "store/row.h"

/* What is to go back, by when, and what is to be heard of it; what is most urgent first. */

const char *const ftl_return_duty_names[FTL_RETURN_DUTIES] = {
        [FTL_RETURN_DUTY_PACK] = "pack",
        [FTL_RETURN_DUTY_SEND] = "send",
        [FTL_RETURN_DUTY_CHASE] = "chase",
        [FTL_RETURN_DUTY_CLAIM] = "claim",
};

struct listing {
	struct ftl_app *app;
	struct ftl_arena *arena;
	int64_t supplier_id; /* 0: any */
	struct ftl_return_due *rows;
	size_t count;
	size_t capacity;
};

static void add(struct listing *l, struct ftl_return_due due)
{
	if (l->supplier_id != 0 && due.supplier_id != l->supplier_id)
		return;
	if (due.last_day.has)
		due.days_left = ftl_some(due.last_day.value - ftl_app_today(l->app));
	l->rows = ftl_store_grow(l->arena, l->rows, l->count, &l->capacity, sizeof(*l->rows));
	l->rows[l->count++] = due;
}

static enum ftl_status add_pieces(struct listing *l, struct ftl_err *err)
{
	const struct ftl_return_piece *pieces;
	size_t count;

	FTL_TRY(ftl_return_pieces(l->app, l->arena, &pieces, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_return_piece *piece = &pieces[i];
		struct ftl_return_due due = {.duty = FTL_RETURN_DUTY_PACK,
		                             .reason = piece->reason,
		                             .supplier_id = piece->supplier_id,
		                             .supplier = piece->supplier,
		                             .sku = piece->sku,
		                             .name = piece->name,
		                             .unit = piece->unit,
		                             .quantity_milli = piece->left_milli,
		                             .serial = piece->serial,
		                             .lot = piece->lot,
		                             .order = piece->order,
		                             .order_position = piece->order_position,
		                             .since = piece->at,
		                             .piece = piece};
		int32_t day, second;

		if (!ftl_return_piece_value(piece, piece->left_milli, &due.value_cents))
			return ftl_fail(err, FTL_DB, "part", "the value of %s is out of range",
			                piece->sku);
		if (piece->return_days.has) {
			ftl_zone_local(l->app->zone, piece->at, &day, &second);
			due.last_day = ftl_some(day + piece->return_days.value);
		}
		add(l, due);
	}
	return FTL_OK;
}

/* What somebody wants of the old parts of jobs: their supplier in a box, a payer with a claim. */
static struct ftl_return_due due_of_old(const struct ftl_old_part *old)
{
	struct ftl_return_due due = {.duty = FTL_RETURN_DUTY_PACK,
	                             .reason = FTL_RETURN_CORE,
	                             .supplier_id = old->supplier_id,
	                             .supplier = old->supplier,
	                             .sku = old->sku,
	                             .name = old->name,
	                             .unit = old->unit,
	                             .quantity_milli = ftl_old_part_due(old),
	                             .serial = old->serial,
	                             .order = old->order,
	                             .order_position = old->position,
	                             .since = old->since,
	                             .old = old};

	if (ftl_old_part_claim(old) == FTL_OLD_WARRANTY) {
		due.reason = FTL_RETURN_WARRANTY;
		due.supplier_id = old->before.supplier_id;
		due.supplier = old->before.supplier;
	} else if (ftl_old_part_claim(old) == FTL_OLD_PAYER) {
		due.duty = FTL_RETURN_DUTY_CLAIM;
		due.reason = FTL_RETURN_WANTED;
		due.supplier_id = 0;
		due.supplier = NULL;
	}
	return due;
}

static enum ftl_status add_olds(struct listing *l, struct ftl_err *err)
{
	const struct ftl_old_part *olds;
	size_t count;

	FTL_TRY(ftl_store_old_list(l->app->db, l->arena, l->app->site_id, l->app->zone, &olds,
	                           &count, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_return_due due = due_of_old(&olds[i]);
		int32_t day, second;

		if (due.quantity_milli == 0)
			continue;
		if (!ftl_old_part_value(&olds[i], due.quantity_milli, &due.value_cents))
			return ftl_fail(err, FTL_DB, "part", "the value of %s is out of range",
			                olds[i].sku);
		ftl_zone_local(l->app->zone, olds[i].since, &day, &second);
		due.last_day = ftl_old_part_day(&olds[i], day);
		add(l, due);
	}
	return FTL_OK;
}

static void add_line(struct listing *l, const struct ftl_return *box,
                     const struct ftl_return_line *line)
{
	bool is_draft = box->state == FTL_RETURN_DRAFT;

	add(l,
	    (struct ftl_return_due){.duty = is_draft ? FTL_RETURN_DUTY_SEND : FTL_RETURN_DUTY_CHASE,
	                            .reason = line->reason,
	                            .supplier_id = box->supplier_id,
	                            .supplier = box->supplier,
	                            .sku = line->sku,
	                            .name = line->name,
	                            .unit = line->unit,
	                            .quantity_milli = line->quantity_milli,
	                            .serial = line->serial,
	                            .lot = line->lot,
	                            .order = line->order,
	                            .order_position = line->order_position,
	                            .since = is_draft ? box->created_at : box->sent_at.value,
	                            .last_day = is_draft ? line->due_on : ftl_none(),
	                            .value_cents = line->asked_cents,
	                            .box = box->code,
	                            .position = line->position});
}

static enum ftl_status add_boxes(struct listing *l, struct ftl_err *err)
{
	const struct ftl_return *boxes;
	size_t count;

	FTL_TRY(ftl_store_return_list(l->app->db, l->arena, l->app->site_id, true, &boxes, &count,
	                              err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_return_line *lines;
		size_t line_count;

		FTL_TRY(ftl_store_return_lines(l->app->db, l->arena, boxes[i].id, &lines,
		                               &line_count, err));
		for (size_t j = 0; j < line_count; j++) {
			if (!lines[j].removed_at.has && lines[j].outcome == FTL_RETURN_OPEN)
				add_line(l, &boxes[i], &lines[j]);
		}
	}
	return FTL_OK;
}

/* What tells two that lie here apart: ids of moves and of lines are of one row of numbers. */
static int64_t source_of(const struct ftl_return_due *due)
{
	return due->piece != NULL ? due->piece->move_id : due->old->line_id;
}

static int compare(const void *left, const void *right)
{
	const struct ftl_return_due *a = left, *b = right;
	const struct ftl_urgency first = {a->days_left, a->value_cents},
	                         second = {b->days_left, b->value_cents};
	int order = ftl_urgency_compare(&first, &second);

	if (order != 0)
		return order;
	if (a->duty != b->duty)
		return (int)a->duty - (int)b->duty;
	if (a->since != b->since)
		return a->since < b->since ? -1 : 1;
	order = strcmp(a->box != NULL ? a->box : "", b->box != NULL ? b->box : "");
	if (order != 0)
		return order;
	if (a->box != NULL)
		return a->position - b->position;
	return (source_of(a) > source_of(b)) - (source_of(a) < source_of(b));
}

static enum ftl_status list(struct listing *l, const char *supplier, struct ftl_err *err)
{
	struct ftl_supplier found;

	if (supplier != NULL) {
		FTL_TRY(ftl_find_supplier(l->app, l->arena, supplier, &found, err));
		l->supplier_id = found.id;
	}
	FTL_TRY(add_pieces(l, err));
	FTL_TRY(add_olds(l, err));
	FTL_TRY(add_boxes(l, err));
	if (l->count > 1)
		qsort(l->rows, l->count, sizeof(*l->rows), compare);
	return FTL_OK;
}

/* The open box of a supplier, or a new one. */
static enum ftl_status find_box(struct ftl_returning *r, const struct ftl_return_due *due,
                                struct ftl_err *err)
{
	const struct ftl_return *boxes;
	size_t count;

	FTL_TRY(ftl_store_return_list(r->app->db, r->arena, r->app->site_id, true, &boxes, &count,
	                              err));
	for (size_t i = 0; i < count; i++) {
		if (boxes[i].state != FTL_RETURN_DRAFT || boxes[i].supplier_id != due->supplier_id)
			continue;
		FTL_TRY(ftl_returning_find(r, boxes[i].code, err));
		FTL_TRY(ftl_op_touch(r->op, FTL_ENTITY_RETURN, r->box.id, false, err));
		return ftl_store_return_lines(r->app->db, r->arena, r->box.id, &r->lines, &r->count,
		                              err);
	}
	return ftl_returning_draft(r, due->supplier_id, due->supplier, NULL, err);
}

static enum ftl_status pack(struct ftl_op *op, struct listing *l, struct ftl_return_due *due,
                            struct ftl_err *err)
{
	struct ftl_returning r = {.op = op, .app = l->app, .arena = l->arena};

	FTL_TRY(find_box(&r, due, err));
	if (due->piece != NULL)
		FTL_TRY(ftl_returning_piece(&r, due->piece, due->quantity_milli, due->value_cents,
		                            err));
	else
		FTL_TRY(ftl_returning_old(&r, due->old, due->quantity_milli, due->value_cents,
		                          err));
	due->duty = FTL_RETURN_DUTY_SEND;
	due->box = r.box.code;
	due->position = r.position;
	return FTL_OK;
}

static enum ftl_status make(struct listing *l, const char *supplier, struct ftl_return_plan *ret,
                            struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_return_plan plan = {0};

	FTL_TRY(ftl_op_begin(l->app, "return.due", FTL_CAN_PURCHASE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(list(l, supplier, err));
	for (size_t i = 0; i < l->count; i++) {
		if (l->rows[i].duty != FTL_RETURN_DUTY_PACK)
			continue;
		if (l->rows[i].supplier_id == 0) {
			plan.left_out++;
			continue;
		}
		FTL_TRY(pack(&op, l, &l->rows[i], err));
		plan.packed++;
	}
	plan.rows = l->rows;
	plan.count = l->count;
	if (plan.packed > 0)
		FTL_TRY(ftl_op_commit(&op, &plan, err));
	*ret = plan;
	return FTL_OK;
}

enum ftl_status ftl_returns_due(struct ftl_app *app, struct ftl_arena *arena, const char *supplier,
                                bool is_make, struct ftl_return_plan *ret, struct ftl_err *err)
{
	struct listing l = {.app = app, .arena = arena};

	if (is_make)
		return make(&l, supplier, ret, err);
	FTL_TRY(list(&l, supplier, err));
	*ret = (struct ftl_return_plan){.rows = l.rows, .count = l.count};
	return FTL_OK;
}
