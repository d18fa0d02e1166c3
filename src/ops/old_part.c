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

/* Nothing came out where nothing went in, and what is in a box is not here. */
static enum ftl_status check_here(const struct ftl_old_part *old, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

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
                                   const struct ftl_old_form *form, const char *reason,
                                   struct ftl_err *err)
{
	enum ftl_old_claim claim = ftl_old_part_claim(old);

	if (form->fate == FTL_OLD_HELD || claim == FTL_OLD_FREE ||
	    (claim == FTL_OLD_PAYER && old->is_sent_to_payer))
		return FTL_OK;
	FTL_TRY(ftl_app_permit(app, FTL_CAN_MANAGE, err));
	if (reason != NULL)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "reason", "is missing: of the old %s, %s", old->sku,
	         ftl_old_claim_title(claim));
	return ftl_hint(err, "--reason says why it is given up; --fate held keeps it");
}

static enum ftl_status log_word(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_order *order, const struct ftl_old_part *old,
                                const struct ftl_old_word *word, struct ftl_err *err)
{
	return ftl_order_log(op, order, FTL_EV_LINE, ftl_none(),
	                     ftl_sprintf(arena, "line %d: the old %s%s%s %s%s%s", old->position,
	                                 old->sku, word->serial != NULL ? " " : "",
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
	FTL_TRY(check_here(&old, err));
	FTL_TRY(ftl_take_text(arena, "", "serial", FTL_TEXT_LINE, FTL_NAME_MAX, form->serial,
	                      &word.serial, err));
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, form->reason,
	                      &word.reason, err));
	FTL_TRY(check_claim(app, &old, form, word.reason, err));
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

		old.is_open = true; /* until this step is taken */
		if (!old.fate.has && ftl_old_part_due(&old) > 0)
			FTL_TRY(write_word(op, &old, &word, err));
	}
	return FTL_OK;
}
