#include "ops/find.h"
#include "ops/order_line.h"
#include "ops/order_log.h"
#include "ops/part_job.h"
#include "store/line.h"
#include "store/order.h"

/* A line that lacks a part which is not made any more gets the one that takes its place. */

enum ftl_status ftl_parts_lead_to(struct ftl_app *app, struct ftl_arena *arena, int64_t from_id,
                                  int64_t part_id, bool *ret, struct ftl_err *err)
{
	struct ftl_part part = {.superseded_by_id = from_id};

	while (part.superseded_by_id != 0 &&
	       part.superseded_by_id != part_id) /* never leads back */
		FTL_TRY(ftl_part_load(app, arena, part.superseded_by_id, &part, err));
	*ret = part.superseded_by_id != 0;
	return FTL_OK;
}

/* What the line lacks of the old part goes onto a line of its own, at what was agreed. */
static enum ftl_status put_line(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_order *order, const struct ftl_part *part,
                                const struct ftl_order_line *old, int64_t quantity_milli,
                                struct ftl_order_line *ret, struct ftl_err *err)
{
	struct ftl_order_line row = {.text = ftl_part_line_text(arena, part), .line = old->line};

	row.line.quantity_milli = quantity_milli;
	row.line.stock_cost_cents = ftl_none();
	row.line.shared_cents = 0;
	if (part->cost_cents.has)
		row.line.unit_cost_cents = part->cost_cents.value;
	FTL_TRY(ftl_line_amounts(&row.line, &row.amounts, err));
	FTL_TRY(ftl_line_put(op, arena, order, &row, err));
	FTL_TRY(ftl_store_order_part_insert(op->app->db, row.id, order->id, part->id, err));
	*ret = row;
	return FTL_OK;
}

/* What is on order of the successor for the old line is for the new one now. */
static enum ftl_status pass_orders(struct ftl_op *op, struct ftl_arena *arena, int64_t part_id,
                                   int64_t old_id, int64_t new_id, struct ftl_err *err)
{
	const int64_t *purchases;
	size_t count;

	FTL_TRY(ftl_store_order_part_pass(op->app->db, arena, old_id, part_id, new_id, &purchases,
	                                  &count, err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(ftl_op_touch(op, FTL_ENTITY_PURCHASE, purchases[i], false, err));
	return FTL_OK;
}

/* Of a bill that is closed, or of a line that a payer was asked for, nothing is changed: *ret_can.
 */
static enum ftl_status lower(struct ftl_op *op, struct ftl_arena *arena,
                             const struct ftl_order *order, int position, int64_t by_milli,
                             bool *ret_can, struct ftl_err *err)
{
	enum ftl_status status = ftl_line_check_open(op->app, arena, order, err);

	if (status == FTL_OK)
		FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order->id, false, err));
	if (status == FTL_OK)
		status = ftl_line_lower(op, arena, order, position, by_milli, err);
	*ret_can = status == FTL_OK;
	return ftl_status_is_refusal(status) ? FTL_OK : status;
}

static enum ftl_status take_place(struct ftl_op *op, struct ftl_arena *arena,
                                  const struct ftl_part *part, const struct ftl_waiting_line *line,
                                  int64_t quantity_milli, struct ftl_order_line *ret, bool *ret_did,
                                  struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	struct ftl_order_line old = {0};
	struct ftl_order order;
	struct ftl_part was;
	size_t count;

	FTL_TRY(ftl_store_order_get(op->app->db, arena, line->order_id, &order, err));
	FTL_TRY(ftl_part_load(op->app, arena, line->part_id, &was, err));
	FTL_TRY(ftl_store_line_list(op->app->db, arena, order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].id == line->line_id)
			old = lines[i];
	}
	FTL_TRY(lower(op, arena, &order, line->position, quantity_milli, ret_did, err));
	if (!*ret_did)
		return FTL_OK;
	FTL_TRY(put_line(op, arena, &order, part, &old, quantity_milli, ret, err));
	FTL_TRY(pass_orders(op, arena, part->id, old.id, ret->id, err));
	return ftl_order_log(op, &order, FTL_EV_LINE, ftl_none(),
	                     ftl_sprintf(arena, "line %d: %s takes the place of %s of %s, line %d",
	                                 line->position, part->sku,
	                                 ftl_stock_words(arena, &was, quantity_milli), was.sku,
	                                 ret->position),
	                     err);
}

/* How much of the part a line gets that lacks one whose place it takes: what is not on order as
 * such, and only of what is there or comes for it. */
static enum ftl_status share_of(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_part *part, const struct ftl_waiting_line *line,
                                int64_t *ret, struct ftl_err *err)
{
	int64_t ordered_milli = line->progress.ordered_milli - line->instead_milli;
	int64_t lacks_milli = ftl_part_missing(&line->progress) - ordered_milli;
	int64_t there_milli = (part->shelf_milli > 0 ? part->shelf_milli : 0) + line->instead_milli;
	bool leads;

	*ret = lacks_milli < there_milli ? lacks_milli : there_milli;
	if (*ret <= 0)
		return FTL_OK;
	FTL_TRY(ftl_parts_lead_to(op->app, arena, line->part_id, part->id, &leads, err));
	*ret = leads ? *ret : 0;
	return FTL_OK;
}

enum ftl_status ftl_parts_succeed(struct ftl_op *op, struct ftl_arena *arena,
                                  const struct ftl_part *part, int64_t *line_id, int *position,
                                  struct ftl_err *err)
{
	const struct ftl_waiting_line *lines;
	struct ftl_order_line row;
	size_t count;
	int64_t share;
	bool did;

	FTL_TRY(ftl_store_order_part_superseded(op->app->db, arena, part->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].line_id != *line_id)
			continue;
		FTL_TRY(share_of(op, arena, part, &lines[i], &share, err));
		if (share <= 0)
			return FTL_OK;
		FTL_TRY(take_place(op, arena, part, &lines[i], share, &row, &did, err));
		if (did) {
			*line_id = row.id;
			*position = row.position;
		}
		return FTL_OK;
	}
	return FTL_OK;
}

enum ftl_status ftl_parts_offer_old(struct ftl_op *op, struct ftl_arena *arena, int64_t part_id,
                                    const char **ret, struct ftl_err *err)
{
	const struct ftl_waiting_line *lines;
	struct ftl_order_line row;
	struct ftl_part part;
	size_t count;
	int64_t share, kept;
	bool did;

	FTL_TRY(ftl_store_order_part_superseded(op->app->db, arena, part_id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		FTL_TRY(ftl_part_load(op->app, arena, part_id, &part, err));
		if (part.shelf_milli <= 0)
			return FTL_OK;
		FTL_TRY(share_of(op, arena, &part, &lines[i], &share, err));
		if (share <= 0)
			continue;
		FTL_TRY(take_place(op, arena, &part, &lines[i], share, &row, &did, err));
		if (!did)
			continue;
		FTL_TRY(ftl_parts_keep(op, arena, &part, row.id, share, &kept, err));
		FTL_TRY(ftl_parts_let_on(op, arena, lines[i].order_id, err));
		if (*ret == NULL && kept > 0)
			*ret = lines[i].order;
	}
	return FTL_OK;
}

enum ftl_status ftl_parts_offer_successor(struct ftl_op *op, struct ftl_arena *arena,
                                          int64_t part_id, struct ftl_err *err)
{
	const char *kept_for = NULL;
	struct ftl_part part;

	FTL_TRY(ftl_part_load(op->app, arena, part_id, &part, err));
	if (part.superseded_by_id == 0)
		return FTL_OK;
	while (part.superseded_by_id != 0) /* never leads back */
		FTL_TRY(ftl_part_load(op->app, arena, part.superseded_by_id, &part, err));
	return ftl_parts_offer_old(op, arena, part.id, &kept_for, err);
}
