#include "ops/purchase.h"

#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/find.h"
#include "ops/order_log.h"
#include "ops/part_job.h"
#include "ops/verify.h"
#include "store/event.h"
#include "store/order.h"
#include "store/part.h"
#include "store/row.h"

/* What every operation on a purchase order does: find it, say what happened, work out what follows.
 */

enum ftl_status ftl_find_purchase(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  struct ftl_purchase *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_read_code(app, "purchase", text, FTL_CODE_PURCHASE, FTL_CODE_PURCHASE, &code,
	                      err));
	FTL_TRY(ftl_store_purchase_find(app->db, arena, ftl_code_short(buffer, &code), ret, &found,
	                                err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "purchase", "there is no purchase order %s",
	         ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle purchase list shows them");
}

/* For a change: one whose row is not what its events say is not touched, for that would hide it. */
static enum ftl_status find_to_change(struct ftl_buying *b, const char *code, struct ftl_err *err)
{
	enum ftl_status status;

	FTL_TRY(ftl_find_purchase(b->app, b->arena, code, &b->purchase, err));
	status = ftl_verify_purchase(b->app->db, b->purchase.id, err);
	if (status != FTL_INTERNAL)
		return status;
	err->status = FTL_DB;
	return ftl_hint(err, "it was changed outside the program: fettle check says what else was");
}

static enum ftl_status load_lines(struct ftl_buying *b, struct ftl_err *err)
{
	return ftl_store_purchase_lines(b->app->db, b->arena, b->purchase.id, &b->lines, &b->count,
	                                err);
}

enum ftl_status ftl_buying_begin(struct ftl_buying *b, const char *name,
                                 enum ftl_capability capability, const char *code,
                                 struct ftl_err *err)
{
	FTL_TRY(ftl_op_begin(b->app, name, capability, b->op, err));
	if (b->op->is_replay)
		return FTL_OK;
	FTL_TRY(find_to_change(b, code, err));
	FTL_TRY(load_lines(b, err));
	return ftl_op_touch(b->op, FTL_ENTITY_PURCHASE, b->purchase.id, false, err);
}

enum ftl_status ftl_buying_find_line(const struct ftl_buying *b, const char *text,
                                     const struct ftl_purchase_line **ret, struct ftl_err *err)
{
	int64_t position;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_parse_i64("line", text, 1, INT32_MAX, &position, err));
	for (size_t i = 0; i < b->count; i++) {
		if (b->lines[i].position == position && !b->lines[i].is_removed) {
			*ret = &b->lines[i];
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_NOT_FOUND, "line", "%s has no line %lld",
	         ftl_code_eye_of(eye, b->purchase.code), (long long)position);
	return ftl_hint(err, "fettle purchase show %s lists its lines", eye);
}

enum ftl_status ftl_purchase_fold(struct ftl_db *db, struct ftl_arena *arena,
                                  struct ftl_purchase *purchase,
                                  struct ftl_purchase_line **ret_lines, size_t *ret_count,
                                  struct ftl_err *err)
{
	const struct ftl_purchase_event *events;
	const struct ftl_purchase_line *stored;
	struct ftl_purchase_line *lines;
	struct ftl_purchase_facts facts = {0};
	size_t event_count, count;

	FTL_TRY(ftl_store_purchase_lines(db, arena, purchase->id, &stored, &count, err));
	FTL_TRY(ftl_store_purchase_events(db, arena, purchase->id, &events, &event_count, err));
	lines = ftl_alloc(arena, count + 1, sizeof(*lines));
	for (size_t i = 0; i < count; i++) {
		lines[i] = stored[i];
		lines[i].expected_on = ftl_none();
		lines[i].received_milli = lines[i].moved_milli;
	}
	for (size_t i = 0; i < event_count; i++)
		ftl_purchase_apply(&facts, lines, count, &events[i]);
	purchase->state = ftl_purchase_state_of(&facts, lines, count);
	purchase->is_open = ftl_purchase_is_open(purchase->state);
	purchase->expected_on = facts.expected_on;
	purchase->reference = facts.reference;
	purchase->tracking = facts.tracking;
	*ret_lines = lines;
	*ret_count = count;
	return FTL_OK;
}

/* What is repeated from the events and the moves, written anew. */
static enum ftl_status refresh(struct ftl_op *op, struct ftl_arena *arena,
                               struct ftl_purchase *purchase,
                               const struct ftl_purchase_line **ret_lines, size_t *ret_count,
                               struct ftl_err *err)
{
	struct ftl_purchase_line *lines;

	FTL_TRY(ftl_purchase_fold(op->app->db, arena, purchase, &lines, ret_count, err));
	for (size_t i = 0; i < *ret_count; i++)
		FTL_TRY(ftl_store_purchase_line_cache(op->app->db, &lines[i], err));
	*ret_lines = lines;
	return ftl_store_purchase_cache(op->app->db, purchase, err);
}

enum ftl_status ftl_purchase_moved(struct ftl_op *op, int64_t purchase_line_id, struct ftl_err *err)
{
	struct ftl_purchase purchase;
	const struct ftl_purchase_line *lines;
	int64_t id;
	size_t count;

	FTL_TRY(ftl_store_purchase_of_line(op->app->db, purchase_line_id, &id, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_PURCHASE, id, false, err));
	FTL_TRY(ftl_store_purchase_get(op->app->db, &op->arena, id, &purchase, err));
	return refresh(op, &op->arena, &purchase, &lines, &count, err);
}

enum ftl_status ftl_buying_log(struct ftl_buying *b, struct ftl_purchase_event *event,
                               struct ftl_err *err)
{
	FTL_TRY(ftl_op_id(b->op, &event->id, err));
	event->at = b->op->now;
	FTL_TRY(ftl_store_purchase_event_insert(b->app->db, b->purchase.id, event,
	                                        b->app->actor.staff_id, err));
	return refresh(b->op, b->arena, &b->purchase, &b->lines, &b->count, err);
}

enum ftl_status ftl_buying_draft(struct ftl_buying *b, const struct ftl_supplier *supplier,
                                 const char *text, struct ftl_err *err)
{
	struct ftl_purchase *purchase = &b->purchase;
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_ADD, .text = text};

	*purchase = (struct ftl_purchase){
	        .supplier_id = supplier->id, .supplier = supplier->name, .created_at = b->op->now};
	FTL_TRY(ftl_op_id(b->op, &purchase->id, err));
	FTL_TRY(ftl_op_code(b->op, FTL_CODE_PURCHASE, &purchase->code, err));
	purchase->code = ftl_strdup(b->arena, purchase->code);
	FTL_TRY(ftl_op_touch(b->op, FTL_ENTITY_PURCHASE, purchase->id, true, err));
	FTL_TRY(ftl_store_purchase_insert(b->app->db, b->app->site_id, purchase, err));
	return ftl_buying_log(b, &event, err);
}

enum ftl_status ftl_buying_line(struct ftl_buying *b, struct ftl_purchase_line *line,
                                struct ftl_err *err)
{
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_LINE};
	struct ftl_part part;

	FTL_TRY(ftl_part_load(b->app, b->arena, line->part_id, &part, err));
	FTL_TRY(ftl_op_id(b->op, &line->id, err));
	line->position = (int)b->count + 1;
	FTL_TRY(ftl_store_purchase_line_insert(b->app->db, b->purchase.id, line, err));
	b->position = event.position = line->position;
	event.text = ftl_sprintf(b->arena, "%s of %s",
	                         ftl_stock_words(b->arena, &part, line->quantity_milli), part.sku);
	return ftl_buying_log(b, &event, err);
}

enum ftl_status ftl_buying_tell_job(struct ftl_buying *b, const struct ftl_purchase_line *line,
                                    int64_t quantity_milli, const char *what, struct ftl_err *err)
{
	struct ftl_order_facts facts;
	struct ftl_order order;
	struct ftl_part part = {.unit = line->unit};
	char eye[FTL_CODE_SIZE];
	int64_t order_id, part_id, last_id;
	bool is_removed, found;

	FTL_TRY(ftl_store_order_part_get(b->app->db, line->order_line_id, &order_id, &part_id,
	                                 &is_removed, &found, err));
	if (!found)
		return FTL_OK;
	FTL_TRY(ftl_store_order_get(b->app->db, b->arena, order_id, &order, err));
	if (is_removed || !order.is_open)
		return FTL_OK;
	FTL_TRY(ftl_op_touch(b->op, FTL_ENTITY_ORDER, order_id, false, err));
	if (what != NULL)
		FTL_TRY(ftl_order_log(
		        b->op, &order, FTL_EV_LINE, ftl_none(),
		        ftl_sprintf(b->arena, "line %d: %s of %s %s, %s", line->order_position,
		                    ftl_stock_words(b->arena, &part, quantity_milli), line->sku,
		                    what, ftl_code_eye_of(eye, b->purchase.code)),
		        err));
	FTL_TRY(ftl_store_event_fold(b->app->db, order_id, &facts, &last_id, err));
	return ftl_parts_clock(b->op, b->arena, order_id, &facts, false, err);
}

enum ftl_status ftl_buying_tell_jobs(struct ftl_buying *b, int position, const char *what,
                                     struct ftl_err *err)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct ftl_purchase_line *line = &b->lines[i];

		if (line->order_line_id != 0 && !line->is_removed &&
		    (position == 0 || line->position == position))
			FTL_TRY(ftl_buying_tell_job(b, line, line->quantity_milli, what, err));
	}
	return FTL_OK;
}

/* What all of its lines cost as ordered. */
static struct ftl_opt total_of(const struct ftl_purchase_full *full)
{
	struct ftl_opt total = ftl_some(0), cost;

	for (size_t i = 0; i < full->line_count && total.has; i++) {
		const struct ftl_purchase_line *line = &full->lines[i];

		if (line->is_removed)
			continue;
		if (!ftl_purchase_cost(line, line->quantity_milli, &cost) || !cost.has ||
		    !ftl_money_add(total.value, cost.value, &total.value))
			return ftl_none();
	}
	return total;
}

enum ftl_status ftl_purchase_fill(struct ftl_app *app, struct ftl_arena *arena, bool with_history,
                                  struct ftl_purchase_full *ret, struct ftl_err *err)
{
	int64_t id = ret->purchase.id;
	bool found;

	FTL_TRY(ftl_store_supplier_named(app->db, arena, app->site_id, ret->purchase.supplier,
	                                 &ret->supplier, &found, err));
	FTL_TRY(ftl_store_purchase_lines(app->db, arena, id, &ret->lines, &ret->line_count, err));
	ret->total_cents = total_of(ret);
	if (!with_history)
		return FTL_OK;
	FTL_TRY(ftl_store_purchase_events(app->db, arena, id, &ret->events, &ret->event_count,
	                                  err));
	return ftl_store_purchase_receipts(app->db, arena, id, &ret->receipts, &ret->receipt_count,
	                                   err);
}

enum ftl_status ftl_buying_finish(struct ftl_buying *b, struct ftl_purchase_full *ret,
                                  struct ftl_err *err)
{
	struct ftl_purchase_full full = {.position = b->position};

	FTL_TRY(ftl_store_purchase_get(b->app->db, b->arena, b->purchase.id, &full.purchase, err));
	FTL_TRY(ftl_purchase_fill(b->app, b->arena, true, &full, err));
	FTL_TRY(ftl_op_commit(b->op, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_purchase_get(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 struct ftl_purchase_full *ret, struct ftl_err *err)
{
	struct ftl_purchase_full full = {0};

	FTL_TRY(ftl_find_purchase(app, arena, code, &full.purchase, err));
	FTL_TRY(ftl_purchase_fill(app, arena, true, &full, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_purchase_list(struct ftl_app *app, bool only_open, ftl_purchase_each *each,
                                  bool (*is_enough)(void *context), void *context,
                                  struct ftl_err *err)
{
	FTL_ARENA(keep);
	FTL_ARENA(row);
	const struct ftl_purchase *all;
	size_t count;

	FTL_TRY(ftl_store_purchase_list(app->db, &keep, app->site_id, only_open, &all, &count,
	                                err));
	for (size_t i = 0; i < count && (is_enough == NULL || !is_enough(context)); i++) {
		struct ftl_purchase_full full = {.purchase = all[i]};

		ftl_arena_reset(&row);
		FTL_TRY(ftl_purchase_fill(app, &row, false, &full, err));
		FTL_TRY(each(context, &full, err));
	}
	return FTL_OK;
}
