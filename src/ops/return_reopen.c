#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/custody.h"
#include "ops/intake_form.h"
#include "ops/part_job.h"
#include "ops/return.h"
#include "ops/stock.h"
#include "store/place.h"

/* What was noted of a box by mistake, taken back: with its moves, as long as nothing was built on
 * them. */

static enum ftl_status check_place(struct ftl_returning *r, const struct ftl_stock_move *move,
                                   struct ftl_err *err)
{
	struct ftl_place place;

	if (move->from.place_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_place_get(r->app->db, r->arena, move->from.place_id, &place, err));
	return ftl_place_in_use(&place, err);
}

enum ftl_status ftl_returning_take_back(struct ftl_returning *r, int64_t move_id,
                                        const char *reason, struct ftl_err *err)
{
	struct ftl_offer offer = {0};
	struct ftl_part part;
	struct ftl_stock_move old;
	struct ftl_posting posting = {.part = &part};
	const char *kept_for;
	bool is_reversed, found;

	FTL_TRY(ftl_store_move_get(r->app->db, r->arena, move_id, &old, &is_reversed, &found, err));
	FTL_TRY(check_place(r, &old, err));
	FTL_TRY(ftl_part_load(r->app, r->arena, old.part_id, &part, err));
	posting.move = (struct ftl_stock_move){.kind = FTL_MOVE_REVERSE,
	                                       .quantity_milli = old.quantity_milli,
	                                       .from = old.to,
	                                       .to = old.from,
	                                       .supplier_id = old.supplier_id,
	                                       .return_line_id = old.return_line_id,
	                                       .lot_id = old.lot_id,
	                                       .serial = old.serial,
	                                       .reverses_id = old.id,
	                                       .reason = reason};
	posting.given_cents = ftl_some(old.value_cents);
	if (old.to.account == FTL_ACC_SHELF)
		FTL_TRY(ftl_return_check_free(r->app, r->arena, &part, &posting.move, err));
	FTL_TRY(ftl_stock_post(r->op, &posting, err));
	offer.part_id = old.part_id;
	return old.from.account == FTL_ACC_SHELF
	               ? ftl_parts_offer(r->op, r->arena, &offer, &kept_for, err)
	               : FTL_OK;
}

enum ftl_status ftl_returning_all_open(const struct ftl_returning *r, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	for (size_t i = 0; i < r->count; i++) {
		const struct ftl_return_line *line = &r->lines[i];

		if (line->removed_at.has || line->outcome == FTL_RETURN_OPEN)
			continue;
		ftl_fail(err, FTL_STATE, "return", "line %d of %s is settled: it is %s",
		         line->position, ftl_code_eye_of(eye, r->box.code),
		         ftl_return_outcome_names[line->outcome]);
		return ftl_hint(err, "fettle return reopen %s %d REASON when that was a mistake",
		                eye, line->position);
	}
	return FTL_OK;
}

/* What put something on the shelf before it came back was taken back, and it went with that. */
static enum ftl_status went_with(struct ftl_returning *r, const struct ftl_return_line *line,
                                 const struct ftl_stock_move *move, struct ftl_err *err)
{
	struct ftl_place place;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_place_get(r->app->db, r->arena, move->from.place_id, &place, err));
	ftl_fail(err, FTL_STATE, "line",
	         "what came back on line %d of %s left %s by move %lld, which takes back move %lld",
	         line->position, ftl_code_eye_of(eye, r->box.code), place.name, (long long)move->id,
	         (long long)move->reverses_id);
	return ftl_hint(err,
	                "when it lies there all the same, fettle part count %s QUANTITY --place %s "
	                "--reason TEXT notes so first",
	                line->sku, place.code);
}

/* What came back on a line is not where it was put any more: by which move it went. */
static enum ftl_status went_on(struct ftl_returning *r, const struct ftl_return_line *line,
                               int64_t refused_id, struct ftl_err *err)
{
	const struct ftl_err problem = *err;
	struct ftl_stock_move move;
	char eye[FTL_CODE_SIZE];
	int64_t id;
	bool is_reversed, found;

	FTL_TRY(ftl_store_return_since(r->app->db, refused_id, &id, err));
	if (id == 0) {
		*err = problem;
		return problem.status;
	}
	FTL_TRY(ftl_store_move_get(r->app->db, r->arena, id, &move, &is_reversed, &found, err));
	FTL_TRY(ftl_return_check_unboxed(r->app, r->arena, &move, err));
	if (move.kind == FTL_MOVE_REVERSE)
		return went_with(r, line, &move, err);
	ftl_fail(err, FTL_STATE, "line", "what came back on line %d of %s went on by move %lld: %s",
	         line->position, ftl_code_eye_of(eye, r->box.code), (long long)id,
	         ftl_move_title(move.kind));
	if (move.kind == FTL_MOVE_USE)
		return ftl_hint(err, "a customer has it: the line stays denied");
	return ftl_hint(err, "fettle part reverse %lld --reason TEXT takes that back first",
	                (long long)id);
}

/* What they denied and what came back goes to them again, as if it had stayed there. */
static enum ftl_status send_again(struct ftl_returning *r, const struct ftl_return_line *line,
                                  const char *reason, struct ftl_err *err)
{
	const struct ftl_return_sent *moves;
	size_t count;

	FTL_TRY(ftl_store_return_moves(r->app->db, r->arena, r->box.id, FTL_MOVE_REFUSED, &moves,
	                               &count, err));
	for (size_t i = 0; i < count; i++) {
		enum ftl_status status;

		if (moves[i].line_id != line->id)
			continue;
		status = ftl_returning_take_back(r, moves[i].move_id, reason, err);
		if (ftl_status_is_refusal(status) && !ftl_text_equal(err->field, "part"))
			return went_on(r, line, moves[i].move_id, err);
		FTL_TRY(status);
	}
	return FTL_OK;
}

static enum ftl_status open_already(const struct ftl_returning *r, int position,
                                    struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];
	bool is_received = r->box.state == FTL_RETURN_RECEIVED;

	ftl_fail(err, FTL_STATE, "line", "line %d of %s is open already", position,
	         ftl_code_eye_of(eye, r->box.code));
	return ftl_hint(err,
	                is_received ? "fettle return reopen %s box REASON notes that they do not "
	                              "have it"
	                            : "fettle return cancel %s REASON calls off that it was sent",
	                eye);
}

static enum ftl_status reopen_line(struct ftl_returning *r, const char *text, const char *reason,
                                   struct ftl_err *err)
{
	const struct ftl_return_line *line;
	struct ftl_stock_move like = {.supplier_id = r->box.supplier_id};

	FTL_TRY(ftl_returning_find_line(r, text, &line, err));
	if (line->outcome == FTL_RETURN_OPEN)
		return open_already(r, line->position, err);
	r->position = line->position;
	like.part_id = line->part_id;
	like.return_line_id = line->id;
	FTL_TRY(send_again(r, line, reason, err));
	FTL_TRY(ftl_stock_write_off(r->op, &like, -line->written_off_cents, err));
	return ftl_returning_tell_job(r, line, "not settled after all", err);
}

/* They do not have it: it is on its way. */
static enum ftl_status reopen_box(struct ftl_returning *r, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_returning_all_open(r, err));
	if (r->box.state == FTL_RETURN_RECEIVED)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "return", "nobody noted that they have %s",
	         ftl_code_eye_of(eye, r->box.code));
	return ftl_hint(err, "fettle return cancel %s REASON calls off that it was sent", eye);
}

enum ftl_status ftl_return_reopen(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const char *line, const char *reason, struct ftl_return_full *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_returning r = {.op = &op, .app = app, .arena = arena};
	struct ftl_return_event event = {.act = FTL_RETURN_REOPEN};

	FTL_TRY(ftl_returning_begin(&r, "return.reopen", FTL_CAN_MANAGE, code, FTL_RETURN_REOPEN,
	                            err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, reason, &event.text,
	                      err));
	if (event.text == NULL)
		return ftl_fail(err, FTL_INVALID, "reason", "is missing: what was the mistake?");
	if (line != NULL)
		FTL_TRY(reopen_line(&r, line, event.text, err));
	else
		FTL_TRY(reopen_box(&r, err));
	event.position = r.position;
	FTL_TRY(ftl_returning_log(&r, &event, err));
	return ftl_returning_finish(&r, ret, err);
}
