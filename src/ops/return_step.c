#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/custody.h"
#include "ops/intake_form.h"
#include "ops/part_job.h"
#include "ops/return.h"
#include "ops/stock.h"
#include "store/old_part.h"
#include "store/place.h"

/* What happens to a box on its way: sent, received by the supplier, called off. */

static enum ftl_status read_parcel(struct ftl_returning *r, const struct ftl_return_parcel *parcel,
                                   struct ftl_return_event *event, struct ftl_err *err)
{
	FTL_TRY(ftl_take_text(r->arena, "", "carrier", FTL_TEXT_LINE, FTL_RETURN_REFERENCE_MAX,
	                      parcel->carrier, &event->carrier, err));
	FTL_TRY(ftl_take_text(r->arena, "", "tracking", FTL_TEXT_LINE, FTL_RETURN_REFERENCE_MAX,
	                      parcel->tracking, &event->tracking, err));
	FTL_TRY(ftl_take_text(r->arena, "", "reference", FTL_TEXT_LINE, FTL_RETURN_REFERENCE_MAX,
	                      parcel->reference, &event->reference, err));
	return ftl_take_text(r->arena, "", "text", FTL_TEXT_LINE, FTL_NAME_MAX, parcel->text,
	                     &event->text, err);
}

/* An error of one of several lines says which it is, and how the others go. */
static enum ftl_status of_line(struct ftl_returning *r, const struct ftl_return_line *line,
                               struct ftl_err *err)
{
	struct ftl_err problem = *err;
	char eye[FTL_CODE_SIZE];

	ftl_fail(err, problem.status, problem.field, "line %d: %s", line->position,
	         problem.message);
	return ftl_hint(err, "fettle return remove-line %s %d leaves it out",
	                ftl_code_eye_of(eye, r->box.code), line->position);
}

/* Since it was packed the new ones may have come off the job again: then no old one came out. */
static enum ftl_status check_came_out(struct ftl_returning *r, const struct ftl_return_line *line,
                                      struct ftl_err *err)
{
	struct ftl_old_part old;
	char order[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_old_of_line(r->app->db, r->arena, line->order_line_id, r->app->zone, &old,
	                              err));
	if (old.boxed_milli <= old.fitted_milli)
		return FTL_OK;
	return ftl_fail(
	        err, FTL_STATE, "line", "%s old %s are in boxes, and %s came out of %s",
	        ftl_stock_words(r->arena, &(struct ftl_part){.unit = line->unit}, old.boxed_milli),
	        line->sku,
	        ftl_stock_words(r->arena, &(struct ftl_part){.unit = line->unit}, old.fitted_milli),
	        ftl_code_eye_of(order, line->order));
}

/* Out of what is kept, or off its shelf. */
static enum ftl_status post(struct ftl_returning *r, const struct ftl_return_line *line,
                            const char *reference, struct ftl_err *err)
{
	struct ftl_part part;
	struct ftl_posting posting = {
	        .part = &part,
	        .move = {.kind = FTL_MOVE_SEND_BACK,
	                 .quantity_milli = line->quantity_milli,
	                 .from.account = FTL_ACC_RETURNS,
	                 .to.account = FTL_ACC_SUPPLIER,
	                 .supplier_id = r->box.supplier_id,
	                 .return_line_id = line->id,
	                 .lot_id = line->lot_id,
	                 .serial = line->serial,
	                 .reference = reference},
	};

	if (ftl_return_is_old(line->reason)) /* no stock */
		return check_came_out(r, line, err);
	if (line->place_id != 0)
		posting.move.from = (struct ftl_stock_end){FTL_ACC_SHELF, line->place_id, 0};
	FTL_TRY(ftl_part_load(r->app, r->arena, line->part_id, &part, err));
	return ftl_stock_post(r->op, &posting, err);
}

static enum ftl_status send_lines(struct ftl_returning *r, const char *reference,
                                  struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];
	int sent = 0;

	for (size_t i = 0; i < r->count; i++) {
		const struct ftl_return_line *line = &r->lines[i];
		enum ftl_status status;

		if (line->removed_at.has)
			continue;
		status = post(r, line, reference, err);
		if (status != FTL_OK)
			return ftl_status_is_refusal(status) ? of_line(r, line, err) : status;
		FTL_TRY(ftl_returning_tell_job(
		        r, line, ftl_sprintf(r->arena, "sent back to %s", r->box.supplier), err));
		sent++;
	}
	if (sent > 0)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "return", "return %s has no line",
	         ftl_code_eye_of(eye, r->box.code));
	return ftl_hint(err,
	                "fettle return line %s PART puts one in; fettle return due lists what "
	                "is to go back",
	                eye);
}

enum ftl_status ftl_return_send(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                const struct ftl_return_parcel *parcel, struct ftl_return_full *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_returning r = {.op = &op, .app = app, .arena = arena};
	struct ftl_return_event event = {.act = FTL_RETURN_SEND};

	FTL_TRY(ftl_returning_begin(&r, "return.send", FTL_CAN_PURCHASE, code, FTL_RETURN_SEND,
	                            err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_parcel(&r, parcel, &event, err));
	FTL_TRY(send_lines(&r, event.reference, err));
	FTL_TRY(ftl_returning_log(&r, &event, err));
	return ftl_returning_finish(&r, ret, err);
}

enum ftl_status ftl_return_receive(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                   const struct ftl_return_parcel *parcel,
                                   struct ftl_return_full *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_returning r = {.op = &op, .app = app, .arena = arena};
	struct ftl_return_event event = {.act = FTL_RETURN_RECEIVE};

	FTL_TRY(ftl_returning_begin(&r, "return.receive", FTL_CAN_PURCHASE, code,
	                            FTL_RETURN_RECEIVE, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_parcel(&r, parcel, &event, err));
	FTL_TRY(ftl_returning_day(&r, parcel->on, &event.happened_on, err));
	FTL_TRY(ftl_returning_log(&r, &event, err));
	return ftl_returning_finish(&r, ret, err);
}

/* What was sent comes back; of what is settled the supplier has said what becomes of it. */
static enum ftl_status unsend(struct ftl_returning *r, const char *reason, struct ftl_err *err)
{
	const struct ftl_return_sent *moves;
	size_t count;

	if (reason == NULL)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is missing: why is what was sent called off?");
	FTL_TRY(ftl_returning_all_open(r, err));
	for (size_t i = 0; i < r->count; i++) {
		if (!r->lines[i].removed_at.has)
			FTL_TRY(ftl_returning_tell_job(r, &r->lines[i], "not sent back after all",
			                               err));
	}
	FTL_TRY(ftl_store_return_moves(r->app->db, r->arena, r->box.id, FTL_MOVE_SEND_BACK, &moves,
	                               &count, err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(ftl_returning_take_back(r, moves[i].move_id, reason, err));
	return FTL_OK;
}

enum ftl_status ftl_return_cancel(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const char *reason, struct ftl_return_full *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_returning r = {.op = &op, .app = app, .arena = arena};
	struct ftl_return_event event = {.act = FTL_RETURN_CANCEL};

	FTL_TRY(ftl_returning_begin(&r, "return.cancel", FTL_CAN_PURCHASE, code, FTL_RETURN_CANCEL,
	                            err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason, &event.text,
	                      err));
	if (r.box.state != FTL_RETURN_DRAFT)
		FTL_TRY(unsend(&r, event.text, err));
	FTL_TRY(ftl_returning_log(&r, &event, err));
	return ftl_returning_finish(&r, ret, err);
}
