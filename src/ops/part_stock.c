#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/model/stocktake.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_line.h"
#include "ops/part_job.h"
#include "ops/return.h"
#include "store/event.h"
#include "store/order.h"
#include "store/place.h"
#include "store/stocktake.h"

/* Onto shelves, between them and off them, without a job. */

#define REFERENCE_MAX 120

static enum ftl_status take_words(struct ftl_arena *arena, const struct ftl_stock_form *form,
                                  struct ftl_stock_move *move, struct ftl_err *err)
{
	FTL_TRY(ftl_take_text(arena, "", "reference", FTL_TEXT_LINE, REFERENCE_MAX, form->reference,
	                      &move->reference, err));
	return ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, form->reason,
	                     &move->reason, err);
}

static enum ftl_status need_reason(const struct ftl_stock_move *move, const char *what,
                                   struct ftl_err *err)
{
	if (move->reason != NULL)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "reason", "is missing: %s", what);
}

/* The part and how much of it, as typed. */
static enum ftl_status read_form(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_stock_form *form, int64_t least_milli,
                                 struct ftl_part *part, struct ftl_posting *posting,
                                 struct ftl_err *err)
{
	FTL_TRY(ftl_find_part(app, arena, form->part, part, err));
	posting->part = part;
	posting->move.quantity_milli = 1000;
	if (form->quantity != NULL)
		FTL_TRY(ftl_stock_quantity(part, "quantity", form->quantity, least_milli,
		                           &posting->move.quantity_milli, err));
	return take_words(arena, form, &posting->move, err);
}

/* Who sent it: as said, else the part's own. */
static enum ftl_status find_sender(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_stock_form *form, const struct ftl_part *part,
                                   int64_t *ret_id, const char **ret_name, struct ftl_err *err)
{
	struct ftl_supplier supplier;

	*ret_id = part->supplier_id;
	*ret_name = part->supplier;
	if (form->supplier == NULL)
		return FTL_OK;
	FTL_TRY(ftl_find_supplier(app, arena, form->supplier, &supplier, err));
	*ret_id = supplier.id;
	*ret_name = supplier.name;
	return FTL_OK;
}

/* What all of it cost: each unit as said, else as the price list says. */
static enum ftl_status read_cost(struct ftl_app *app, const struct ftl_stock_form *form,
                                 struct ftl_posting *posting, struct ftl_err *err)
{
	struct ftl_opt unit = posting->part->cost_cents;
	char quoted[FTL_QUOTE_SIZE], each[FTL_MONEY_TEXT_SIZE];

	if (form->cost != NULL) {
		FTL_TRY(ftl_money_parse("cost", form->cost, &app->currency, false, &unit.value,
		                        err));
		unit.has = true;
	}
	if (!unit.has) {
		ftl_fail(err, FTL_INVALID, "cost", "is missing: %s has no cost in the price list",
		         posting->part->sku);
		return ftl_hint(err,
		                "add --cost, each; fettle part edit %s --cost sets it for good",
		                posting->part->sku);
	}
	posting->given_cents.has = true;
	if (ftl_money_share(unit.value, posting->move.quantity_milli, 1000,
	                    &posting->given_cents.value))
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "quantity", "%s of %s at %s each is more than can be counted",
	         ftl_quote(quoted, form->quantity), posting->part->sku,
	         ftl_money_format(each, unit.value, &app->currency));
	return ftl_hint(err, "is the quantity right, and the cost that of one?");
}

/* What has come onto a shelf may be what a job waits for; not the line that it came from. */
static enum ftl_status finish(struct ftl_op *op, struct ftl_arena *arena,
                              const struct ftl_posting *posting, const char *from, const char *to,
                              struct ftl_stock_done *ret, struct ftl_err *err)
{
	const struct ftl_offer offer = {.part_id = posting->part->id,
	                                .except_line_id = posting->move.from.line_id};
	struct ftl_stock_done done = {0};

	if (posting->move.to.account == FTL_ACC_SHELF)
		FTL_TRY(ftl_parts_offer(op, arena, &offer, &done.kept_for, err));
	FTL_TRY(ftl_stock_tell(op, arena, posting, from, to, &done, err));
	FTL_TRY(ftl_op_commit(op, &done, err));
	*ret = done;
	return FTL_OK;
}

enum ftl_status ftl_stock_receive(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_stock_form *form, bool is_opening,
                                  struct ftl_stock_done *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_part part;
	struct ftl_place place;
	struct ftl_posting posting = {0};
	const char *from = NULL;

	FTL_TRY(ftl_op_begin(app, is_opening ? "part.open" : "part.receive",
	                     is_opening ? FTL_CAN_CATALOGUE : FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_form(app, arena, form, 1, &part, &posting, err));
	FTL_TRY(ftl_part_in_use(&part, err));
	FTL_TRY(ftl_stock_place(app, arena, &part, form->place, &place, err));
	FTL_TRY(ftl_place_in_use(&place, err));
	FTL_TRY(read_cost(app, form, &posting, err));
	posting.move.kind = is_opening ? FTL_MOVE_OPEN : FTL_MOVE_RECEIVE;
	posting.move.from.account = is_opening ? FTL_ACC_ADJUSTMENT : FTL_ACC_SUPPLIER;
	posting.move.to = ftl_stock_at(&place);
	FTL_TRY(ftl_stock_track(&op, arena, form, true, &posting, err));
	if (!is_opening)
		FTL_TRY(find_sender(app, arena, form, &part, &posting.move.supplier_id, &from,
		                    err));
	FTL_TRY(ftl_stock_post(&op, &posting, err));
	return finish(&op, arena, &posting, from, place.name, ret, err);
}

enum ftl_status ftl_stock_transfer(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                                   struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_part part;
	struct ftl_place from, to;
	struct ftl_posting posting = {.move.kind = FTL_MOVE_TRANSFER};

	FTL_TRY(ftl_op_begin(app, "part.move", FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_form(app, arena, form, 1, &part, &posting, err));
	FTL_TRY(ftl_stock_place_from(app, arena, &part, form, &from, err));
	if (form->to == NULL)
		return ftl_fail(err, FTL_INVALID, "to", "is missing: where does it go?");
	FTL_TRY(ftl_find_place(app, arena, form->to, &to, err));
	FTL_TRY(ftl_place_in_use(&to, err));
	if (from.id == to.id)
		return ftl_fail(err, FTL_INVALID, "to", "%s lies at %s already", part.sku, to.name);
	posting.move.from = ftl_stock_at(&from);
	posting.move.to = ftl_stock_at(&to);
	FTL_TRY(ftl_stock_track(&op, arena, form, false, &posting, err));
	FTL_TRY(ftl_stock_post(&op, &posting, err));
	return finish(&op, arena, &posting, from.name, to.name, ret, err);
}

enum ftl_status ftl_stock_scrap(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_part part;
	struct ftl_place from;
	struct ftl_posting posting = {
	        .move = {.kind = FTL_MOVE_SCRAP, .to.account = FTL_ACC_SCRAP}};

	FTL_TRY(ftl_op_begin(app, "part.scrap", FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_form(app, arena, form, 1, &part, &posting, err));
	FTL_TRY(need_reason(&posting.move, "why is it thrown away?", err));
	FTL_TRY(ftl_stock_place_from(app, arena, &part, form, &from, err));
	posting.move.from = ftl_stock_at(&from);
	FTL_TRY(ftl_stock_track(&op, arena, form, false, &posting, err));
	FTL_TRY(ftl_stock_post(&op, &posting, err));
	return finish(&op, arena, &posting, from.name, NULL, ret, err);
}

enum ftl_status ftl_stock_send_back(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                                    struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_part part;
	struct ftl_place place = {0};
	struct ftl_posting posting = {.move = {.kind = FTL_MOVE_SEND_BACK,
	                                       .from.account = FTL_ACC_RETURNS,
	                                       .to.account = FTL_ACC_SUPPLIER}};
	const char *to;

	FTL_TRY(ftl_op_begin(app, "part.send_back", FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_form(app, arena, form, 1, &part, &posting, err));
	if (form->place != NULL) {
		FTL_TRY(ftl_stock_place(app, arena, &part, form->place, &place, err));
		FTL_TRY(ftl_stock_own_shelf(&place, &posting.move.from, err));
	}
	FTL_TRY(find_sender(app, arena, form, &part, &posting.move.supplier_id, &to, err));
	if (posting.move.supplier_id == 0) {
		ftl_fail(err, FTL_INVALID, "supplier", "is missing: nobody is known to sell %s",
		         part.sku);
		return ftl_hint(err, "fettle supplier list shows them");
	}
	FTL_TRY(ftl_stock_track(&op, arena, form, false, &posting, err));
	FTL_TRY(ftl_return_check_free(app, arena, &part, &posting.move, err));
	FTL_TRY(ftl_stock_post(&op, &posting, err));
	return finish(&op, arena, &posting, place.name, to, ret, err);
}

/* What of it is kept for jobs: how much, and one of them. */
struct kept {
	int64_t quantity_milli;
	const char *order;
};

/* What the ledger says lies at a place, what is reserved there too; of one lot where that counts.
 */
static enum ftl_status at_place(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_posting *posting, int64_t place_id, int64_t *ret,
                                struct kept *ret_kept, struct ftl_err *err)
{
	const struct ftl_part_balance *rows;
	size_t count;

	*ret = 0;
	*ret_kept = (struct kept){0};
	FTL_TRY(ftl_store_balance_list(app->db, arena, posting->part->id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].end.place_id != place_id || rows[i].lot_id != posting->move.lot_id)
			continue;
		*ret += rows[i].sum.quantity_milli;
		if (rows[i].end.account == FTL_ACC_RESERVED) {
			ret_kept->quantity_milli += rows[i].sum.quantity_milli;
			ret_kept->order = rows[i].order;
		}
	}
	return FTL_OK;
}

/* What is kept for a job and is not there is let go first: the job has to know. */
static enum ftl_status check_kept(const struct ftl_posting *posting, int64_t counted_milli,
                                  const struct kept *kept, struct ftl_arena *arena,
                                  struct ftl_err *err)
{
	const struct ftl_part *part = posting->part;
	char eye[FTL_CODE_SIZE];

	if (kept->quantity_milli == 0 || counted_milli >= kept->quantity_milli)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "quantity", "%s of %s %s kept there for %s, and %s %s counted",
	         ftl_stock_words(arena, part, kept->quantity_milli), part->sku,
	         kept->quantity_milli == 1000 ? "is" : "are", ftl_code_eye_of(eye, kept->order),
	         ftl_stock_words(arena, part, counted_milli), counted_milli == 1000 ? "is" : "are");
	return ftl_hint(err, "fettle part release %s %s first", eye, part->sku);
}

/* The same of one piece: whether it is the one that is kept. */
static enum ftl_status check_piece_kept(struct ftl_app *app, struct ftl_arena *arena,
                                        const struct ftl_posting *posting, struct ftl_err *err)
{
	const struct ftl_part *part = posting->part;
	const struct ftl_part_balance *rows;
	struct ftl_stock_end at;
	char eye[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];
	int64_t lot_id;
	size_t count;
	bool found;

	FTL_TRY(ftl_store_serial_get(app->db, part->id,
	                             ftl_text_ident_key(arena, posting->move.serial), &at, &lot_id,
	                             &found, err));
	if (!found || at.account != FTL_ACC_RESERVED)
		return FTL_OK;
	FTL_TRY(ftl_store_balance_of_line(app->db, arena, at.line_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].end.account != FTL_ACC_RESERVED)
			continue;
		ftl_fail(err, FTL_STATE, "serial", "%s %s is kept there for %s, and was not found",
		         part->sku, ftl_quote(quoted, posting->move.serial),
		         ftl_code_eye_of(eye, rows[i].order));
		return ftl_hint(err, "fettle part release %s %s --serial %s first", eye, part->sku,
		                ftl_text_visible(arena, posting->move.serial));
	}
	return FTL_OK;
}

enum ftl_status ftl_stock_adjust(struct ftl_op *op, struct ftl_arena *arena,
                                 const struct ftl_place *place, int64_t difference_milli,
                                 struct ftl_posting *posting, struct ftl_err *err)
{
	const struct ftl_stock_end other = {FTL_ACC_ADJUSTMENT, 0, 0}, shelf = ftl_stock_at(place);
	bool is_more = difference_milli > 0;
	struct kept kept;
	int64_t known;

	posting->move.kind = FTL_MOVE_COUNT;
	posting->move.quantity_milli = is_more ? difference_milli : -difference_milli;
	posting->move.from = is_more ? other : shelf;
	posting->move.to = is_more ? shelf : other;
	if (is_more) {
		FTL_TRY(ftl_place_in_use(place, err));
	} else if (posting->move.serial != NULL) {
		FTL_TRY(check_piece_kept(op->app, arena, posting, err));
	} else {
		FTL_TRY(at_place(op->app, arena, posting, place->id, &known, &kept, err));
		if (known + difference_milli < 0)
			return ftl_fail(err, FTL_STATE, "quantity",
			                "more went from there since it was counted than was found "
			                "then: it is to be counted again");
		FTL_TRY(check_kept(posting, known + difference_milli, &kept, arena, err));
	}
	return ftl_stock_post(op, posting, err);
}

/* A stocktake that is open holds its counts against the moves: another correction of the same shelf
 * would be posted once more with it. */
static enum ftl_status refuse_while_counted(struct ftl_app *app, struct ftl_arena *arena,
                                            const struct ftl_part *part,
                                            const struct ftl_place *place, struct ftl_err *err)
{
	struct ftl_stocktake open;
	char eye[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_stocktake_open_at(app->db, arena, place->id, &open, &found, err));
	if (found)
		FTL_TRY(ftl_store_stocktake_has_part(app->db, &open, part->id, &found, err));
	if (!found)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "place", "%s is being counted: stocktake %s", place->name,
	         ftl_code_eye_of(eye, open.code));
	return ftl_hint(err, "fettle stocktake count %s %s QUANTITY counts it there", eye,
	                part->sku);
}

enum ftl_status ftl_stock_count(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	static const struct ftl_stocktake_drift still = {0};
	struct ftl_stocktake_count count = {.is_counted = true};
	struct ftl_part part;
	struct ftl_place place;
	struct ftl_posting posting = {.move.kind = FTL_MOVE_COUNT};
	struct kept kept;
	int64_t difference;

	FTL_TRY(ftl_op_begin(app, "part.count", FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	if (form->quantity == NULL)
		return ftl_fail(err, FTL_INVALID, "quantity", "is missing: how many are there?");
	FTL_TRY(read_form(app, arena, form, 0, &part, &posting, err));
	if (part.tracking == FTL_TRACK_SERIAL) {
		ftl_fail(err, FTL_INVALID, "part", "%s is followed by serial number", part.sku);
		return ftl_hint(err, "receive or scrap each piece by its number; a stocktake of "
		                     "its place counts by number");
	}
	FTL_TRY(ftl_stock_place(app, arena, &part, form->place, &place, err));
	FTL_TRY(refuse_while_counted(app, arena, &part, &place, err));
	FTL_TRY(ftl_stock_track(&op, arena, form, true, &posting, err));
	count.counted_milli = posting.move.quantity_milli;
	FTL_TRY(at_place(app, arena, &posting, place.id, &count.expected_milli, &kept, err));
	difference = ftl_stocktake_find(&count, &still).difference_milli;
	if (difference == 0) { /* a count that agrees moves nothing */
		posting.move.quantity_milli = 0;
		return finish(&op, arena, &posting, place.name, place.name, ret, err);
	}
	FTL_TRY(need_reason(&posting.move,
	                    ftl_sprintf(arena, "%s should be there by the ledger",
	                                ftl_stock_words(arena, &part, count.expected_milli)),
	                    err));
	FTL_TRY(ftl_stock_adjust(&op, arena, &place, difference, &posting, err));
	return finish(&op, arena, &posting, difference > 0 ? NULL : place.name,
	              difference > 0 ? place.name : NULL, ret, err);
}

/* A job that the mistake was made on is still open, and so is its line. */
static enum ftl_status find_job(struct ftl_app *app, struct ftl_arena *arena, int64_t line_id,
                                struct ftl_order *ret, struct ftl_err *err)
{
	int64_t order_id, part_id;
	bool is_removed, found;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_order_part_get(app->db, line_id, &order_id, &part_id, &is_removed, &found,
	                                 err));
	if (!found)
		return ftl_fail(err, FTL_INTERNAL, "line", "has moves and no part");
	FTL_TRY(ftl_store_order_get(app->db, arena, order_id, ret, err));
	if (is_removed)
		return ftl_fail(err, FTL_STATE, "move",
		                "the line of %s that it was for is off the bill",
		                ftl_code_eye_of(eye, ret->code));
	return ftl_line_check_open(app, arena, ret, err);
}

/* What the job lacks now, or lacks no more. */
static enum ftl_status let_wait(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                struct ftl_err *err)
{
	struct ftl_order_facts facts;
	int64_t last_id;

	FTL_TRY(ftl_store_event_fold(op->app->db, order_id, &facts, &last_id, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order_id, false, err));
	return ftl_parts_clock(op, arena, order_id, &facts, true, err);
}

/* Where it goes back to: a place that is in use, or a line that nothing else was put on since; what
 * was given back is put on the bill again with it. */
static enum ftl_status check_room(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_order *order, int64_t line_id,
                                  enum ftl_move_kind kind, const struct ftl_posting *posting,
                                  struct ftl_err *err)
{
	const struct ftl_stock_end *to = &posting->move.to;
	const struct ftl_order_part *lines;
	struct ftl_place place;
	char eye[FTL_CODE_SIZE];
	size_t count;

	if (to->place_id != 0) {
		FTL_TRY(ftl_store_place_get(app->db, arena, to->place_id, &place, err));
		return ftl_place_in_use(&place, err);
	}
	if (to->account != FTL_ACC_JOB || kind == FTL_MOVE_GIVE_BACK)
		return FTL_OK;
	FTL_TRY(ftl_store_order_part_list(app->db, arena, order->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].line_id != line_id ||
		    ftl_part_missing(&lines[i].progress) >= posting->move.quantity_milli)
			continue;
		ftl_code_eye_of(eye, order->code);
		ftl_fail(err, FTL_STATE, "move", "line %d of %s has another of %s since",
		         lines[i].position, eye, lines[i].sku);
		return ftl_hint(err, "fettle part %s %s %s%s first",
		                lines[i].progress.reserved_milli > 0 ? "release" : "return", eye,
		                lines[i].sku,
		                lines[i].progress.reserved_milli > 0 ? "" : " --fate unused");
	}
	return FTL_OK;
}

enum ftl_status ftl_stock_reverse(struct ftl_app *app, struct ftl_arena *arena, int64_t move_id,
                                  const char *reason, struct ftl_stock_done *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_part part;
	struct ftl_stock_move old;
	struct ftl_posting posting = {.move.kind = FTL_MOVE_REVERSE};
	const struct ftl_stock_form form = {.reason = reason};
	struct ftl_order order = {0};
	int64_t line_id;
	bool found, is_reversed;

	FTL_TRY(ftl_op_begin(app, "part.reverse", FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(take_words(arena, &form, &posting.move, err));
	FTL_TRY(need_reason(&posting.move, "what was the mistake?", err));
	FTL_TRY(ftl_store_move_get(app->db, arena, move_id, &old, &is_reversed, &found, err));
	if (!found) {
		ftl_fail(err, FTL_NOT_FOUND, "move", "there is no move %lld", (long long)move_id);
		return ftl_hint(err, "fettle part explain SKU lists the moves of a part");
	}
	if (is_reversed || old.kind == FTL_MOVE_REVERSE)
		return ftl_fail(err, FTL_STATE, "move", "move %lld %s", (long long)move_id,
		                is_reversed ? "was taken back already" : "takes back another");
	if (old.kind == FTL_MOVE_VALUE || old.kind == FTL_MOVE_USE)
		return ftl_fail(err, FTL_STATE, "move", "move %lld is '%s' and stays",
		                (long long)move_id, ftl_move_title(old.kind));
	FTL_TRY(ftl_return_check_unboxed(app, arena, &old, err));
	line_id = old.to.line_id != 0 ? old.to.line_id : old.from.line_id;
	if (line_id != 0)
		FTL_TRY(find_job(app, arena, line_id, &order, err));
	FTL_TRY(ftl_part_load(app, arena, old.part_id, &part, err));
	posting.part = &part;
	posting.move.quantity_milli = old.quantity_milli;
	posting.move.from = old.to;
	posting.move.to = old.from;
	posting.move.supplier_id = old.supplier_id;
	posting.move.purchase_line_id = old.purchase_line_id;
	posting.move.lot_id = old.lot_id;
	posting.move.serial = old.serial;
	posting.move.reverses_id = old.id;
	posting.given_cents = ftl_some(old.value_cents);
	if (old.to.account == FTL_ACC_RETURNS)
		FTL_TRY(ftl_return_check_free(app, arena, &part, &posting.move, err));
	FTL_TRY(check_room(app, arena, &order, line_id, old.kind, &posting, err));
	FTL_TRY(ftl_stock_post(&op, &posting, err));
	if (old.kind == FTL_MOVE_GIVE_BACK) /* which took it off the bill */
		FTL_TRY(ftl_line_raise(&op, arena, &order, line_id, old.quantity_milli, err));
	if (line_id != 0)
		FTL_TRY(let_wait(&op, arena, order.id, err));
	return finish(&op, arena, &posting, NULL, NULL, ret, err);
}
