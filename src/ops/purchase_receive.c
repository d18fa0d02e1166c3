#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/part_job.h"
#include "ops/purchase.h"

/* What comes of a purchase order, into the ledger of parts. */

#define REFERENCE_MAX 120

/* A line of the order of which some came. */
struct coming {
	struct ftl_purchase_line line;
	struct ftl_part part;
	int64_t quantity_milli;
};

static enum ftl_status add_all(struct ftl_buying *b, struct coming *rows, size_t *count,
                               struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	for (size_t i = 0; i < b->count; i++) {
		if (ftl_purchase_left(&b->lines[i]) == 0)
			continue;
		rows[*count].line = b->lines[i];
		rows[*count].quantity_milli = ftl_purchase_left(&b->lines[i]);
		FTL_TRY(ftl_part_load(b->app, b->arena, b->lines[i].part_id, &rows[*count].part,
		                      err));
		++*count;
	}
	if (*count > 0)
		return FTL_OK;
	return ftl_fail(err, FTL_STATE, "purchase", "nothing of %s is to come any more",
	                ftl_code_eye_of(eye, b->purchase.code));
}

static enum ftl_status add_pair(struct ftl_buying *b, const char *line, const char *quantity,
                                struct coming *rows, size_t *count, struct ftl_err *err)
{
	struct coming *row = &rows[*count];
	const struct ftl_purchase_line *found;

	FTL_TRY(ftl_buying_find_line(b, line, &found, err));
	row->line = *found;
	for (size_t i = 0; i < *count; i++) {
		if (rows[i].line.id == found->id)
			return ftl_fail(err, FTL_CONFLICT, "line", "line %d is named twice",
			                row->line.position);
	}
	FTL_TRY(ftl_part_load(b->app, b->arena, row->line.part_id, &row->part, err));
	FTL_TRY(ftl_stock_quantity(&row->part, "quantity", quantity, 1, &row->quantity_milli, err));
	++*count;
	return FTL_OK;
}

/* Which lines, and how many of each. */
static enum ftl_status read_pairs(struct ftl_buying *b,
                                  const struct ftl_purchase_delivery *delivery, struct coming **ret,
                                  size_t *ret_count, struct ftl_err *err)
{
	size_t most = delivery->pair_count / 2 > b->count ? delivery->pair_count / 2 : b->count;

	*ret = ftl_alloc(b->arena, most + 1, sizeof(**ret));
	*ret_count = 0;
	if (delivery->is_all)
		return add_all(b, *ret, ret_count, err);
	if (delivery->pair_count == 0 || delivery->pair_count % 2 != 0)
		return ftl_fail(err, FTL_INVALID, "quantity", "is missing: say how many of %s came",
		                delivery->pair_count == 0 ? "which line" : "the last line");
	for (size_t i = 0; i < delivery->pair_count; i += 2)
		FTL_TRY(add_pair(b, delivery->pairs[i], delivery->pairs[i + 1], *ret, ret_count,
		                 err));
	return FTL_OK;
}

/* "2 of 970013-02 are to come, not 3" */
static const char *more_words(struct ftl_arena *arena, const struct coming *row)
{
	int64_t left = ftl_purchase_left(&row->line);

	return ftl_sprintf(arena, "%s of %s %s to come on line %d, not %s",
	                   ftl_stock_words(arena, &row->part, left), row->part.sku,
	                   left == 1000 ? "is" : "are", row->line.position,
	                   ftl_stock_words(arena, &row->part, row->quantity_milli));
}

static bool is_more(const struct coming *row)
{
	return row->quantity_milli > ftl_purchase_left(&row->line);
}

static enum ftl_status check_more(struct ftl_buying *b,
                                  const struct ftl_purchase_delivery *delivery,
                                  const struct coming *row, struct ftl_err *err)
{
	if (!is_more(row) || delivery->may_be_more)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "quantity", "%s", more_words(b->arena, row));
	return ftl_hint(err, "add --more if so many came all the same");
}

enum ftl_status ftl_purchase_receive_more(struct ftl_app *app, struct ftl_arena *arena,
                                          const char *code,
                                          const struct ftl_purchase_delivery *delivery,
                                          int *ret_position, const char **ret_words,
                                          struct ftl_err *err)
{
	struct ftl_buying b = {.app = app, .arena = arena};
	struct coming *rows;
	size_t count;

	*ret_position = 0;
	FTL_TRY(ftl_find_purchase(app, arena, code, &b.purchase, err));
	FTL_TRY(ftl_purchase_can_receive(b.purchase.code, b.purchase.state, err));
	FTL_TRY(ftl_store_purchase_lines(app->db, arena, b.purchase.id, &b.lines, &b.count, err));
	FTL_TRY(read_pairs(&b, delivery, &rows, &count, err));
	for (size_t i = 0; i < count && *ret_position == 0; i++) {
		if (!is_more(&rows[i]))
			continue;
		*ret_position = rows[i].line.position;
		*ret_words = more_words(arena, &rows[i]);
	}
	return FTL_OK;
}

/* Each as said, else as ordered, else as the price list says. */
static enum ftl_status unit_cost(struct ftl_buying *b, const struct ftl_purchase_delivery *delivery,
                                 const struct coming *row, int64_t *ret, struct ftl_err *err)
{
	struct ftl_opt unit = row->line.unit_cost_cents;

	if (delivery->cost != NULL)
		return ftl_money_parse("cost", delivery->cost, &b->app->currency, false, ret, err);
	if (!unit.has)
		unit = row->part.cost_cents;
	*ret = unit.value;
	if (unit.has)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "cost", "is missing: %s was ordered without one", row->part.sku);
	return ftl_hint(err, "receive line %d alone, with --cost, each", row->line.position);
}

/* What can be said of one line only. */
static enum ftl_status check_single(const struct ftl_purchase_delivery *delivery, size_t count,
                                    struct ftl_err *err)
{
	const char *field = delivery->cost != NULL         ? "cost"
	                    : delivery->serial_count > 0   ? "serial"
	                    : delivery->lot != NULL        ? "lot"
	                    : delivery->expires_on != NULL ? "expires"
	                                                   : NULL;

	if (count == 1 || field == NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, field,
	                "is of one line: receive the others by themselves");
}

/* Of what is followed by serial number, a number for each piece. */
static enum ftl_status check_serials(const struct ftl_purchase_delivery *delivery,
                                     const struct coming *row, struct ftl_err *err)
{
	bool is_numbered = row->part.tracking == FTL_TRACK_SERIAL;
	int64_t wanted = is_numbered ? row->quantity_milli / 1000 : 0;

	if (wanted == (int64_t)delivery->serial_count)
		return FTL_OK;
	if (!is_numbered)
		return ftl_fail(err, FTL_INVALID, "serial", "%s is not followed by serial number",
		                row->part.sku);
	ftl_fail(err, FTL_INVALID, "serial", "each %s has a number of its own: %lld came, %zu %s",
	         row->part.sku, (long long)wanted, delivery->serial_count,
	         delivery->serial_count == 1 ? "number is given" : "numbers are given");
	return ftl_hint(err, "receive line %d alone, with --serial for each", row->line.position);
}

/* One move into the ledger: all that came of a line, or a piece with a number. */
static enum ftl_status post(struct ftl_buying *b, const struct ftl_purchase_delivery *delivery,
                            const struct coming *row, const struct ftl_posting *like,
                            int64_t cost_cents, const char *serial, struct ftl_purchase_item *item,
                            struct ftl_err *err)
{
	struct ftl_posting posting = *like;
	const struct ftl_stock_form form = {
	        .serial = serial, .lot = delivery->lot, .expires_on = delivery->expires_on};
	const struct ftl_offer offer = {.part_id = row->part.id,
	                                .first_line_id = row->line.order_line_id};
	const char *kept_for = NULL;

	posting.given_cents.has = true;
	posting.move.quantity_milli = serial != NULL ? 1000 : row->quantity_milli;
	if (!ftl_money_share(cost_cents, posting.move.quantity_milli, 1000,
	                     &posting.given_cents.value))
		return ftl_fail(err, FTL_INVALID, "quantity", "is out of range with what it costs");
	FTL_TRY(ftl_stock_track(b->op, b->arena, &form, true, &posting, err));
	FTL_TRY(ftl_stock_post(b->op, &posting, err));
	if (posting.move.to.account == FTL_ACC_SHELF)
		FTL_TRY(ftl_parts_offer(b->op, b->arena, &offer, &kept_for, err));
	item->move_id = posting.move.id;
	item->value_cents += posting.move.value_cents;
	if (item->kept_for == NULL)
		item->kept_for = kept_for;
	return FTL_OK;
}

/* What jobs did not get is free now. */
static enum ftl_status tell_shelf(struct ftl_buying *b, const struct coming *row,
                                  struct ftl_purchase_item *item, struct ftl_err *err)
{
	struct ftl_part after;

	FTL_TRY(ftl_part_load(b->app, b->arena, row->part.id, &after, err));
	item->shelf_milli = after.shelf_milli - row->part.shelf_milli;
	if (item->shelf_milli > item->quantity_milli)
		item->shelf_milli = item->quantity_milli;
	return FTL_OK;
}

static enum ftl_status receive(struct ftl_buying *b, const struct ftl_purchase_delivery *delivery,
                               const char *reference, struct coming *row,
                               struct ftl_purchase_item *item, struct ftl_err *err)
{
	struct ftl_place place;
	struct ftl_posting posting = {
	        .part = &row->part,
	        .move = {.kind = FTL_MOVE_RECEIVE,
	                 .from.account = FTL_ACC_SUPPLIER,
	                 .supplier_id = b->purchase.supplier_id,
	                 .purchase_line_id = row->line.id,
	                 .reference = reference},
	};
	int64_t cost;

	FTL_TRY(ftl_part_in_use(&row->part, err));
	FTL_TRY(check_more(b, delivery, row, err));
	FTL_TRY(check_serials(delivery, row, err));
	FTL_TRY(ftl_stock_place(b->app, b->arena, &row->part, delivery->place, &place, err));
	FTL_TRY(ftl_place_in_use(&place, err));
	FTL_TRY(unit_cost(b, delivery, row, &cost, err));
	posting.move.to = ftl_stock_at(&place);
	*item = (struct ftl_purchase_item){.line = row->line,
	                                   .quantity_milli = row->quantity_milli,
	                                   .place = place.name,
	                                   .part_code = row->part.code};
	if (row->line.order_line_id != 0) {
		FTL_TRY(ftl_parts_succeed(b->op, b->arena, &row->part, &row->line.order_line_id,
		                          &row->line.order_position, err));
		FTL_TRY(ftl_buying_tell_job(b, &row->line, row->quantity_milli, "received", err));
	}
	if (delivery->serial_count == 0)
		FTL_TRY(post(b, delivery, row, &posting, cost, NULL, item, err));
	for (size_t i = 0; i < delivery->serial_count; i++)
		FTL_TRY(post(b, delivery, row, &posting, cost, delivery->serials[i], item, err));
	return tell_shelf(b, row, item, err);
}

/* The lines as they are after it. */
static enum ftl_status tell_lines(struct ftl_buying *b, struct ftl_purchase_item *items,
                                  size_t count, struct ftl_err *err)
{
	FTL_TRY(ftl_store_purchase_get(b->app->db, b->arena, b->purchase.id, &b->purchase, err));
	FTL_TRY(ftl_store_purchase_lines(b->app->db, b->arena, b->purchase.id, &b->lines, &b->count,
	                                 err));
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < b->count; j++) {
			if (b->lines[j].id == items[i].line.id)
				items[i].line = b->lines[j];
		}
		items[i].left_milli = ftl_purchase_left(&items[i].line);
	}
	return FTL_OK;
}

enum ftl_status ftl_purchase_receive(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                     const struct ftl_purchase_delivery *delivery,
                                     struct ftl_purchase_received *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_buying b = {.op = &op, .app = app, .arena = arena};
	struct ftl_purchase_received received;
	struct ftl_purchase_item *items;
	struct coming *rows;
	const char *reference;
	size_t count;

	FTL_TRY(ftl_buying_begin(&b, "purchase.receive", FTL_CAN_STOCK, code, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_purchase_can_receive(b.purchase.code, b.purchase.state, err));
	FTL_TRY(read_pairs(&b, delivery, &rows, &count, err));
	FTL_TRY(check_single(delivery, count, err));
	FTL_TRY(ftl_take_text(arena, "", "reference", FTL_TEXT_LINE, REFERENCE_MAX,
	                      delivery->reference, &reference, err));
	items = ftl_alloc(arena, count, sizeof(*items));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(receive(&b, delivery, reference, &rows[i], &items[i], err));
	FTL_TRY(tell_lines(&b, items, count, err));
	received = (struct ftl_purchase_received){b.purchase, items, count};
	FTL_TRY(ftl_op_commit(&op, &received, err));
	*ret = received;
	return FTL_OK;
}

/* Where what came of a line was put last. */
static const char *place_of(const struct ftl_purchase_receipt *receipts, size_t count, int position)
{
	const char *place = NULL;

	for (size_t i = 0; i < count; i++) {
		if (receipts[i].position == position && receipts[i].kind == FTL_MOVE_RECEIVE &&
		    receipts[i].reversed_by_id == 0)
			place = receipts[i].place;
	}
	return place;
}

/* What the line of the job that a line was ordered for has of its part, or had put in. */
static enum ftl_status job_has(struct ftl_buying *b, const struct ftl_purchase_line *line,
                               int64_t *ret, struct ftl_err *err)
{
	const struct ftl_order_part *parts;
	struct ftl_order order;
	size_t count;

	*ret = 0;
	if (line->order == NULL)
		return FTL_OK;
	FTL_TRY(ftl_find_order(b->app, b->arena, line->order, &order, err));
	FTL_TRY(ftl_store_order_part_list(b->app->db, b->arena, order.id, &parts, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_part_progress *progress = &parts[i].progress;

		if (parts[i].line_id == line->order_line_id && parts[i].part_id == line->part_id)
			*ret = progress->reserved_milli + progress->on_job_milli +
			       progress->used_milli;
	}
	return FTL_OK;
}

/* What the job that the line names has is its own, the rest is for the shelf. */
static enum ftl_status came_of(struct ftl_buying *b, const struct ftl_purchase_line *line,
                               const char *place, struct ftl_purchase_item *ret,
                               struct ftl_err *err)
{
	int64_t came = line->received_milli, for_job;
	struct ftl_part part;

	FTL_TRY(job_has(b, line, &for_job, err));
	for_job = for_job < line->quantity_milli ? for_job : line->quantity_milli;
	for_job = for_job < came ? for_job : came;
	FTL_TRY(ftl_part_load(b->app, b->arena, line->part_id, &part, err));
	*ret = (struct ftl_purchase_item){.line = *line,
	                                  .quantity_milli = came,
	                                  .left_milli = ftl_purchase_left(line),
	                                  .place = place,
	                                  .kept_for = for_job > 0 ? line->order : NULL,
	                                  .part_code = part.code,
	                                  .shelf_milli = came - for_job};
	return FTL_OK;
}

enum ftl_status ftl_purchase_came(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const char *line, struct ftl_purchase_received *ret,
                                  struct ftl_err *err)
{
	struct ftl_buying b = {.app = app, .arena = arena};
	const struct ftl_purchase_line *only = NULL;
	const struct ftl_purchase_receipt *receipts;
	struct ftl_purchase_item *items;
	size_t count = 0, receipt_count;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_find_purchase(app, arena, code, &b.purchase, err));
	FTL_TRY(ftl_store_purchase_lines(app->db, arena, b.purchase.id, &b.lines, &b.count, err));
	FTL_TRY(ftl_store_purchase_receipts(app->db, arena, b.purchase.id, &receipts,
	                                    &receipt_count, err));
	if (line != NULL)
		FTL_TRY(ftl_buying_find_line(&b, line, &only, err));
	items = ftl_alloc(arena, b.count + 1, sizeof(*items));
	for (size_t i = 0; i < b.count; i++) {
		const struct ftl_purchase_line *row = &b.lines[i];

		if (row->received_milli > 0 && (only == NULL || row == only))
			FTL_TRY(came_of(&b, row, place_of(receipts, receipt_count, row->position),
			                &items[count++], err));
	}
	*ret = (struct ftl_purchase_received){b.purchase, items, count};
	if (count > 0)
		return FTL_OK;
	ftl_code_eye_of(eye, b.purchase.code);
	if (only != NULL)
		ftl_fail(err, FTL_STATE, "line", "nothing has come of line %d", only->position);
	else
		ftl_fail(err, FTL_STATE, "purchase", "nothing of %s has come", eye);
	return ftl_hint(err, "fettle purchase show %s lists its lines", eye);
}
