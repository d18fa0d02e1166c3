#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_line.h"
#include "ops/part_job.h"
#include "ops/purchase.h"
#include "ops/stock.h"

/* A purchase order before it is sent. */

static enum ftl_status check_supplier(const struct ftl_supplier *supplier, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if (!supplier->is_retired)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "supplier", "%s is retired", ftl_quote(quoted, supplier->name));
	return ftl_hint(err, "fettle supplier edit %s --retired no takes it into use again",
	                quoted);
}

enum ftl_status ftl_purchase_add(struct ftl_app *app, struct ftl_arena *arena, const char *supplier,
                                 const char *text, struct ftl_purchase_full *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_supplier found;
	const char *note;

	FTL_TRY(ftl_op_begin(app, "purchase.add", FTL_CAN_PURCHASE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_supplier(app, arena, supplier, &found, err));
	FTL_TRY(check_supplier(&found, err));
	FTL_TRY(ftl_take_text(arena, "", "text", FTL_TEXT_LINE, FTL_NAME_MAX, text, &note, err));
	FTL_TRY(ftl_buying_draft(&b, &found, note, err));
	return ftl_buying_finish(&b, ret, err);
}

/* What is typed of a line. */
static enum ftl_status read_line(struct ftl_buying *b, const struct ftl_purchase_form *form,
                                 struct ftl_part *part, struct ftl_purchase_line *line,
                                 struct ftl_err *err)
{
	FTL_TRY(ftl_find_part(b->app, b->arena, form->part, part, err));
	if (part->is_retired) {
		ftl_fail(err, FTL_CONFLICT, "part", "%s is retired", part->sku);
		return ftl_hint(err, "fettle part edit %s --retired no takes it into use again",
		                part->sku);
	}
	line->part_id = part->id;
	line->unit_cost_cents = part->cost_cents;
	FTL_TRY(ftl_stock_quantity(part, "quantity", form->quantity, 1, &line->quantity_milli,
	                           err));
	if (form->cost == NULL)
		return FTL_OK;
	line->unit_cost_cents.has = true;
	return ftl_money_parse("cost", form->cost, &b->app->currency, false,
	                       &line->unit_cost_cents.value, err);
}

/* What a line of a job lacks and nobody has ordered, this draft's own line for the part aside. */
static int64_t lacks(const struct ftl_buying *b, const struct ftl_purchase_need *need,
                     int64_t part_id)
{
	int64_t left = ftl_part_missing(&need->progress) - need->progress.ordered_milli;

	for (size_t i = 0; i < b->count; i++) {
		if (!b->lines[i].is_removed && b->lines[i].part_id == part_id &&
		    b->lines[i].order_line_id == need->line_id)
			left += b->lines[i].quantity_milli;
	}
	return left;
}

/* The line of the job's bill that lacks the part. */
static enum ftl_status find_job_line(struct ftl_buying *b, const char *text,
                                     const struct ftl_part *part, struct ftl_purchase_line *line,
                                     struct ftl_err *err)
{
	const struct ftl_purchase_need *needs;
	struct ftl_order order;
	char eye[FTL_CODE_SIZE];
	size_t count;
	int64_t left = 0;
	bool leads;

	FTL_TRY(ftl_find_order(b->app, b->arena, text, &order, err));
	FTL_TRY(ftl_line_check_open(b->app, b->arena, &order, err));
	FTL_TRY(ftl_store_purchase_needs_of(b->app->db, b->arena, order.id, &needs, &count, err));
	for (size_t i = 0; i < count && left == 0; i++) {
		FTL_TRY(ftl_parts_lead_to(b->app, b->arena, needs[i].part_id, part->id, &leads,
		                          err));
		if (!leads || lacks(b, &needs[i], part->id) <= 0)
			continue;
		left = lacks(b, &needs[i], part->id);
		line->order_line_id = needs[i].line_id;
	}
	ftl_code_eye_of(eye, order.code);
	if (left == 0) {
		ftl_fail(err, FTL_STATE, "order", "%s lacks no %s that is not on order", eye,
		         part->sku);
		return ftl_hint(err, "fettle part need %s %s says that it needs one", eye,
		                part->sku);
	}
	if (line->quantity_milli <= left)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "quantity", "%s lacks %s of %s, not %s", eye,
	         ftl_stock_words(b->arena, part, left), part->sku,
	         ftl_stock_words(b->arena, part, line->quantity_milli));
	return ftl_hint(err, "order the rest on a line of its own, without --for");
}

/* The line of the draft that is for the same part and job; NULL: there is none. */
static const struct ftl_purchase_line *same_line(const struct ftl_buying *b,
                                                 const struct ftl_purchase_line *line)
{
	for (size_t i = 0; i < b->count; i++) {
		const struct ftl_purchase_line *other = &b->lines[i];

		if (!other->is_removed && other->part_id == line->part_id &&
		    other->order_line_id == line->order_line_id)
			return other;
	}
	return NULL;
}

static enum ftl_status is_there(struct ftl_buying *b, const struct ftl_part *part,
                                const struct ftl_purchase_line *same, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	ftl_fail(err, FTL_CONFLICT, "part", "%s is on %s already: line %d, %s", part->sku,
	         ftl_code_eye_of(eye, b->purchase.code), same->position,
	         ftl_stock_words(b->arena, part, same->quantity_milli));
	return ftl_hint(err, "add --set and say how many are ordered in all");
}

/* Another quantity, and another cost where one is said. */
static enum ftl_status change_line(struct ftl_buying *b, const struct ftl_part *part,
                                   const struct ftl_purchase_line *same,
                                   const struct ftl_purchase_form *form,
                                   struct ftl_purchase_line *line, struct ftl_err *err)
{
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_LINE, .position = same->position};

	if (form->cost == NULL)
		line->unit_cost_cents = same->unit_cost_cents;
	line->id = same->id;
	b->position = same->position;
	event.text = ftl_sprintf(b->arena, "%s of %s instead of %s",
	                         ftl_stock_words(b->arena, part, line->quantity_milli), part->sku,
	                         ftl_stock_words(b->arena, part, same->quantity_milli));
	FTL_TRY(ftl_store_purchase_line_update(b->app->db, line, err));
	return ftl_buying_log(b, &event, err);
}

enum ftl_status ftl_purchase_put_line(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *code, const struct ftl_purchase_form *form,
                                      struct ftl_purchase_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_part part;
	struct ftl_purchase_line line = {0};
	struct ftl_opt cost;
	const struct ftl_purchase_line *same;

	FTL_TRY(ftl_buying_begin(&b, "purchase.line", FTL_CAN_PURCHASE, code, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_purchase_can(b.purchase.code, b.purchase.state, FTL_PURCHASE_LINE, err));
	FTL_TRY(read_line(&b, form, &part, &line, err));
	if (form->order != NULL)
		FTL_TRY(find_job_line(&b, form->order, &part, &line, err));
	if (!ftl_purchase_cost(&line, line.quantity_milli, &cost))
		return ftl_fail(err, FTL_INVALID, "quantity", "is out of range with what it costs");
	same = same_line(&b, &line);
	if (same != NULL && !form->is_set)
		return is_there(&b, &part, same, err);
	if (same != NULL)
		FTL_TRY(change_line(&b, &part, same, form, &line, err));
	else
		FTL_TRY(ftl_buying_line(&b, &line, err));
	return ftl_buying_finish(&b, ret, err);
}

enum ftl_status ftl_purchase_remove_line(struct ftl_app *app, struct ftl_arena *arena,
                                         const char *code, const char *text,
                                         struct ftl_purchase_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_purchase_event event = {.act = FTL_PURCHASE_REMOVE_LINE};
	const struct ftl_purchase_line *line;

	FTL_TRY(ftl_buying_begin(&b, "purchase.remove-line", FTL_CAN_PURCHASE, code, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_purchase_can(b.purchase.code, b.purchase.state, FTL_PURCHASE_REMOVE_LINE, err));
	FTL_TRY(ftl_buying_find_line(&b, text, &line, err));
	b.position = event.position = line->position;
	event.text = line->sku;
	FTL_TRY(ftl_store_purchase_line_remove(app->db, line->id, op.now, err));
	FTL_TRY(ftl_buying_log(&b, &event, err));
	if (line->order_line_id != 0)
		FTL_TRY(ftl_parts_offer_successor(&op, arena, line->part_id, err));
	return ftl_buying_finish(&b, ret, err);
}
