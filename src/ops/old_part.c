#include "ops/old_part.h"

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_log.h"
#include "ops/stock.h"
#include "store/old_part.h"

/* What becomes of the old parts that come out of devices. */

static enum ftl_status find_line(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_order *order, int position,
                                 struct ftl_old_part *ret, struct ftl_err *err)
{
	const struct ftl_old_part *rows;
	char eye[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_store_old_of_order(app->db, arena, order->id, app->zone, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].position != position)
			continue;
		*ret = rows[i];
		return FTL_OK;
	}
	ftl_fail(err, FTL_NOT_FOUND, "line", "line %d of %s is for no part of the catalogue",
	         position, ftl_code_eye_of(eye, order->code));
	return ftl_hint(err, "fettle order show %s lists its lines", eye);
}

/* Of how much of it something else than of the rest would be said, by a word on a part of it. */
static int64_t parts_with(const struct ftl_old_part *old, const struct ftl_old_word *word)
{
	return ftl_old_part_parts(old) - old->part_milli[word->fate] + word->quantity_milli.value;
}

static enum ftl_status check_part(struct ftl_arena *arena, const struct ftl_old_part *old,
                                  const struct ftl_old_word *word, struct ftl_err *err)
{
	const struct ftl_part part = {.unit = old->unit};
	int64_t most = old->fitted_milli - old->boxed_milli - parts_with(old, word) +
	               word->quantity_milli.value;

	if (word->quantity_milli.value <= most)
		return FTL_OK;
	return ftl_fail(err, FTL_STATE, "quantity",
	                "only %s of the old %s of line %d %s here, not %s",
	                ftl_stock_words(arena, &part, most > 0 ? most : 0), old->sku, old->position,
	                most == 1000 ? "is" : "are",
	                ftl_stock_words(arena, &part, word->quantity_milli.value));
}

/* Nothing came out where nothing went in, and what is in a box is not here. */
static enum ftl_status check_here(struct ftl_arena *arena, const struct ftl_old_part *old,
                                  const struct ftl_old_word *word, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	if (word->quantity_milli.has && old->fitted_milli > 0)
		return check_part(arena, old, word, err);
	if (old->boxed_milli > 0) {
		ftl_fail(err, FTL_CONFLICT, "line", "the old %s of line %d is in %s", old->sku,
		         old->position, ftl_code_eye_of(eye, old->box));
		return ftl_hint(err, "fettle return show %s lists its lines", eye);
	}
	if (old->fitted_milli > 0)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "line", "no %s is on line %d: nothing came out for it", old->sku,
	         old->position);
	return ftl_hint(err, "fettle part issue %s %s puts one on the job",
	                ftl_code_eye_of(eye, old->order), old->sku);
}

/* What somebody wants back is not given up by the way. */
static enum ftl_status check_claim(struct ftl_app *app, const struct ftl_old_part *old,
                                   const struct ftl_old_word *word, struct ftl_err *err)
{
	enum ftl_old_claim claim = ftl_old_part_claim(old);
	bool is_enough_left =
	        word->quantity_milli.has &&
	        (word->quantity_milli.value <= old->part_milli[word->fate] ||
	         old->fitted_milli - parts_with(old, word) >= ftl_old_part_wanted(old));

	if (word->fate == FTL_OLD_HELD || claim == FTL_OLD_FREE || is_enough_left ||
	    (claim == FTL_OLD_PAYER && old->is_sent_to_payer))
		return FTL_OK;
	FTL_TRY(ftl_app_permit(app, FTL_CAN_MANAGE, err));
	if (word->reason != NULL)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "reason", "is missing: of the old %s, %s", old->sku,
	         ftl_old_claim_title(claim));
	return ftl_hint(err, "--reason says why it is given up; --fate held keeps it");
}

static enum ftl_status log_word(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_order *order, const struct ftl_old_part *old,
                                const struct ftl_old_word *word, struct ftl_err *err)
{
	const struct ftl_part part = {.unit = old->unit};
	const char *some =
	        word->quantity_milli.has
	                ? ftl_sprintf(arena, "%s of ",
	                              ftl_stock_words(arena, &part, word->quantity_milli.value))
	                : "";

	return ftl_order_log(op, order, FTL_EV_LINE, ftl_none(),
	                     ftl_sprintf(arena, "line %d: %sthe old %s%s%s %s%s%s", old->position,
	                                 some, old->sku, word->serial != NULL ? " " : "",
	                                 word->serial != NULL ? word->serial : "",
	                                 ftl_old_fate_title(word->fate),
	                                 word->reason != NULL ? ": " : "",
	                                 word->reason != NULL ? word->reason : ""),
	                     err);
}

static enum ftl_status write_word(struct ftl_op *op, const struct ftl_old_part *old,
                                  struct ftl_old_word *word, struct ftl_err *err)
{
	FTL_TRY(ftl_op_id(op, &word->id, err));
	word->line_id = old->line_id;
	word->order_id = old->order_id;
	word->at = op->now;
	return ftl_store_old_insert(op->app->db, word, op->app->actor.staff_id, err);
}

/* Of how much of it the word is. */
static enum ftl_status read_quantity(const struct ftl_old_part *old, const char *text,
                                     struct ftl_old_word *word, struct ftl_err *err)
{
	const struct ftl_part part = {.sku = old->sku, .unit = old->unit};

	if (text == NULL)
		return FTL_OK;
	if (word->fate == FTL_OLD_HELD) {
		ftl_fail(err, FTL_INVALID, "quantity",
		         "goes without held: the rest is what it was");
		return ftl_hint(err, "say of how many something else becomes; 0 takes that back");
	}
	word->quantity_milli.has = true;
	return ftl_stock_quantity(&part, "quantity", text, 0, &word->quantity_milli.value, err);
}

enum ftl_status ftl_part_old(struct ftl_app *app, struct ftl_arena *arena,
                             const struct ftl_old_form *form, struct ftl_old_part *ret,
                             struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_order order;
	struct ftl_old_part old;
	struct ftl_old_word word = {.fate = form->fate};

	FTL_TRY(ftl_op_begin(app, "part.old", FTL_CAN_STOCK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(app, arena, form->order, &order, err));
	FTL_TRY(find_line(app, arena, &order, form->line, &old, err));
	FTL_TRY(read_quantity(&old, form->quantity, &word, err));
	FTL_TRY(check_here(arena, &old, &word, err));
	FTL_TRY(ftl_take_text(arena, "", "serial", FTL_TEXT_LINE, FTL_NAME_MAX, form->serial,
	                      &word.serial, err));
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, form->reason,
	                      &word.reason, err));
	FTL_TRY(check_claim(app, &old, &word, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, order.id, false, err));
	FTL_TRY(write_word(&op, &old, &word, err));
	FTL_TRY(log_word(&op, arena, &order, &old, &word, err));
	FTL_TRY(find_line(app, arena, &order, form->line, &old, err));
	FTL_TRY(ftl_op_commit(&op, &old, err));
	*ret = old;
	return FTL_OK;
}

enum ftl_status ftl_old_parts_keep(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                   struct ftl_err *err)
{
	const struct ftl_old_part *rows;
	size_t count;

	FTL_TRY(ftl_store_old_of_order(op->app->db, arena, order_id, op->app->zone, &rows, &count,
	                               err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_old_part old = rows[i];
		struct ftl_old_word word = {.fate = FTL_OLD_HELD};

		old.is_open = true;               /* until this step is taken */
		if (ftl_old_part_parts(&old) > 0) /* which this word must not cover */
			word.quantity_milli = ftl_some(ftl_old_part_due(&old));
		if (!old.fate.has && ftl_old_part_due(&old) > 0)
			FTL_TRY(write_word(op, &old, &word, err));
	}
	return FTL_OK;
}
