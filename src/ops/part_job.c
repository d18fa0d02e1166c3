#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_line.h"
#include "ops/order_log.h"
#include "ops/part_job.h"
#include "store/event.h"

/* Parts onto jobs and off them again. */

/* What an operation on a job's part has found. */
struct job {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_order order;
	struct ftl_part part;
	struct ftl_order_part line;
	const char *over_limit; /* of a line that was made: what it brings the bill to */
	const char *over_limit_hint;
};

static enum ftl_status begin(struct job *j, const char *name, const struct ftl_stock_form *form,
                             struct ftl_err *err)
{
	FTL_TRY(ftl_op_begin(j->app, name, FTL_CAN_STOCK, j->op, err));
	if (j->op->is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(j->app, j->arena, form->order, &j->order, err));
	FTL_TRY(ftl_line_check_open(j->app, j->arena, &j->order, err));
	FTL_TRY(ftl_op_touch(j->op, FTL_ENTITY_ORDER, j->order.id, false, err));
	if (form->part == NULL)
		return FTL_OK;
	return ftl_find_part(j->app, j->arena, form->part, &j->part, err);
}

/* Which quantity of a line an operation looks for. */
typedef int64_t measure(const struct ftl_part_progress *progress);

static int64_t reserved_of(const struct ftl_part_progress *progress)
{
	return progress->reserved_milli;
}

static int64_t on_job_of(const struct ftl_part_progress *progress)
{
	return progress->on_job_milli;
}

static int64_t to_issue_of(const struct ftl_part_progress *progress)
{
	return progress->reserved_milli + ftl_part_missing(progress);
}

/* Of the lines of the job that are for the part and have some of what is looked for, the one named
 * or the first. *ret_found. */
static enum ftl_status find_line(struct job *j, const struct ftl_stock_form *form, measure *of,
                                 bool *ret_found, struct ftl_err *err)
{
	const struct ftl_order_part *rows;
	size_t count;
	char eye[FTL_CODE_SIZE];

	*ret_found = false;
	FTL_TRY(ftl_store_order_part_list(j->app->db, j->arena, j->order.id, &rows, &count, err));
	for (size_t i = 0; i < count && !*ret_found; i++) {
		bool is_it = form->line != 0
		                     ? rows[i].position == form->line
		                     : rows[i].part_id == j->part.id && of(&rows[i].progress) > 0;

		if (is_it) {
			j->line = rows[i];
			*ret_found = true;
		}
	}
	if (form->line == 0)
		return FTL_OK;
	if (!*ret_found) {
		ftl_fail(err, FTL_NOT_FOUND, "line",
		         "line %d of %s is for no part of the catalogue", form->line,
		         ftl_code_eye_of(eye, j->order.code));
		return ftl_hint(err, "fettle order show %s lists its lines", eye);
	}
	if (form->part != NULL && j->line.part_id != j->part.id)
		return ftl_fail(err, FTL_CONFLICT, "line", "line %d is for %s, not for %s",
		                form->line, j->line.sku, j->part.sku);
	return ftl_part_load(j->app, j->arena, j->line.part_id, &j->part, err);
}

static const char *decimal(struct ftl_arena *arena, int64_t milli)
{
	const struct ftl_part bare = {0};

	return ftl_stock_words(arena, &bare, milli);
}

const char *ftl_part_line_text(struct ftl_arena *arena, const struct ftl_part *part)
{
	size_t most = FTL_NAME_MAX - strlen(part->sku) - 1, length = strlen(part->name);

	if (length > most) {
		length = most;
		while (length > 0 && ((unsigned char)part->name[length] & 0xC0) == 0x80)
			length--;
	}
	return ftl_sprintf(arena, "%.*s %s", (int)length, part->name, part->sku);
}

/* A line of the bill for the part, at the price of the day, paid as the cover of the job says. */
static enum ftl_status make_line(struct job *j, int64_t quantity_milli, struct ftl_err *err)
{
	char cost[FTL_MONEY_TEXT_SIZE], price[FTL_MONEY_TEXT_SIZE];
	const struct ftl_part *part = &j->part;
	const struct ftl_currency *currency = &j->app->currency;
	const struct ftl_line_form form = {
	        .class = ftl_line_class_names[FTL_PART],
	        .text = ftl_part_line_text(j->arena, part),
	        .quantity = decimal(j->arena, quantity_milli),
	        .cost = part->cost_cents.has
	                        ? ftl_money_format(cost, part->cost_cents.value, currency)
	                        : NULL,
	        .price = part->price_cents.has
	                         ? ftl_money_format(price, part->price_cents.value, currency)
	                         : NULL,
	};
	struct ftl_order_line row = {0};

	FTL_TRY(ftl_line_read(j->app, j->arena, j->order.id, &form, &row, err));
	FTL_TRY(ftl_line_put(j->op, j->arena, &j->order, &row, err));
	FTL_TRY(ftl_store_order_part_insert(j->app->db, row.id, j->order.id, part->id, err));
	j->over_limit = row.over_limit;
	j->over_limit_hint = row.over_limit_hint;
	j->line = (struct ftl_order_part){.line_id = row.id,
	                                  .position = row.position,
	                                  .part_id = part->id,
	                                  .sku = part->sku,
	                                  .name = part->name,
	                                  .progress.needed_milli = quantity_milli};
	return FTL_OK;
}

/* Superseded parts are used up; what is not there any more leads to what took its place. */
static enum ftl_status check_usable(const struct job *j, struct ftl_err *err)
{
	const struct ftl_part *part = &j->part;

	FTL_TRY(ftl_part_in_use(part, err));
	if (part->superseded_by_id == 0 || part->stock.quantity_milli > 0)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "part", "%s is not made any more: %s takes its place",
	         part->sku, part->superseded_by);
	return ftl_hint(err, "use %s", part->superseded_by);
}

/* How much: as typed, else what is left to do; never more than that on a line that was there. */
static enum ftl_status read_quantity(const struct job *j, const struct ftl_stock_form *form,
                                     int64_t left_milli, const char *what, int64_t *ret,
                                     struct ftl_err *err)
{
	*ret = form->serial != NULL && left_milli > 1000 ? 1000 : left_milli;
	if (form->quantity == NULL)
		return FTL_OK;
	FTL_TRY(ftl_stock_quantity(&j->part, "quantity", form->quantity, 1, ret, err));
	if (*ret <= left_milli)
		return FTL_OK;
	return ftl_fail(err, FTL_STATE, "quantity", "line %d %s %s of %s, not %s", j->line.position,
	                what, ftl_stock_words(j->arena, &j->part, left_milli), j->part.sku,
	                ftl_stock_words(j->arena, &j->part, *ret));
}

/* The line that lacks the part, or a new one. */
static enum ftl_status line_for(struct job *j, const struct ftl_stock_form *form, measure *of,
                                int64_t *ret_milli, struct ftl_err *err)
{
	bool found;

	if (form->part == NULL && form->line == 0)
		return ftl_fail(err, FTL_INVALID, "part", "is missing");
	FTL_TRY(find_line(j, form, of, &found, err));
	FTL_TRY(check_usable(j, err));
	if (found) {
		FTL_TRY(read_quantity(j, form, of(&j->line.progress), "still needs", ret_milli,
		                      err));
		if (*ret_milli > 0)
			return FTL_OK;
		return ftl_fail(err, FTL_STATE, "line", "line %d needs no more of %s",
		                j->line.position, j->part.sku);
	}
	*ret_milli = 1000;
	if (form->quantity != NULL)
		FTL_TRY(ftl_stock_quantity(&j->part, "quantity", form->quantity, 1, ret_milli,
		                           err));
	return make_line(j, *ret_milli, err);
}

static enum ftl_status finish(struct job *j, const struct ftl_posting *posting, const char *from,
                              const char *to, struct ftl_stock_done *ret, struct ftl_err *err)
{
	enum ftl_move_kind kind = posting->move.kind;
	const struct ftl_offer offer = {.part_id = j->part.id, .except_line_id = j->line.line_id};
	struct ftl_stock_done done = {.over_limit = j->over_limit,
	                              .over_limit_hint = j->over_limit_hint};
	struct ftl_order_facts facts;
	const struct ftl_order_part *rows;
	size_t count;
	int64_t last_id;

	if (posting->move.to.account == FTL_ACC_SHELF)
		FTL_TRY(ftl_parts_offer(j->op, j->arena, &offer, &done.kept_for, err));
	FTL_TRY(ftl_stock_tell(j->op, j->arena, posting, from, to, &done, err));
	FTL_TRY(ftl_store_order_part_list(j->app->db, j->arena, j->order.id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].line_id == j->line.line_id)
			done.progress = rows[i].progress;
	}
	done.order = j->order.code;
	done.line = j->line.position;
	FTL_TRY(ftl_store_event_fold(j->app->db, j->order.id, &facts, &last_id, err));
	FTL_TRY(ftl_parts_clock(j->op, j->arena, j->order.id, &facts,
	                        kind != FTL_MOVE_RESERVE && kind != FTL_MOVE_ISSUE, err));
	FTL_TRY(ftl_op_commit(j->op, &done, err));
	*ret = done;
	return FTL_OK;
}

static enum ftl_status log_move(struct job *j, const struct ftl_posting *posting,
                                struct ftl_err *err)
{
	return ftl_order_log(
	        j->op, &j->order, FTL_EV_LINE, ftl_none(),
	        ftl_sprintf(j->arena, "line %d: %s of %s%s%s %s", j->line.position,
	                    ftl_stock_words(j->arena, &j->part, posting->move.quantity_milli),
	                    j->part.sku, posting->move.serial != NULL ? " " : "",
	                    posting->move.serial != NULL ? posting->move.serial : "",
	                    ftl_move_title(posting->move.kind)),
	        err);
}

/* What is free is kept for the line at once, so that the job waits only for what is not there. What
 * is followed by serial number is chosen by a person. */
static enum ftl_status reserve_free(struct job *j, struct ftl_err *err)
{
	int64_t kept;

	if (j->part.tracking == FTL_TRACK_SERIAL)
		return FTL_OK;
	return ftl_parts_keep(j->op, j->arena, &j->part, j->line.line_id,
	                      ftl_part_missing(&j->line.progress), &kept, err);
}

/* Who is told that a device is ready may come for it: it lacks nothing then. */
static enum ftl_status check_not_ready(struct job *j, const char *what, struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	if (j->order.state != FTL_READY)
		return FTL_OK;
	ftl_code_eye_of(eye, j->order.code);
	ftl_fail(err, FTL_STATE, "order", "work order %s is ready, and would lack %s", eye, what);
	return ftl_hint(err, "fettle order fail %s REASON takes it back to repair first", eye);
}

enum ftl_status ftl_part_need(struct ftl_app *app, struct ftl_arena *arena,
                              const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                              struct ftl_err *err)
{
	FTL_OP(op);
	struct job j = {.op = &op, .app = app, .arena = arena};
	struct ftl_posting posting = {.part = &j.part};
	int64_t quantity = 1000;

	FTL_TRY(begin(&j, "part.need", form, err));
	if (op.is_replay)
		return FTL_OK;
	if (form->part == NULL)
		return ftl_fail(err, FTL_INVALID, "part", "is missing");
	while (j.part.superseded_by_id != 0 && j.part.stock.quantity_milli <= 0)
		FTL_TRY(ftl_part_load(app, arena, j.part.superseded_by_id, &j.part, err));
	FTL_TRY(check_usable(&j, err));
	FTL_TRY(check_not_ready(&j, j.part.sku, err));
	if (form->quantity != NULL)
		FTL_TRY(ftl_stock_quantity(&j.part, "quantity", form->quantity, 1, &quantity, err));
	FTL_TRY(make_line(&j, quantity, err));
	FTL_TRY(reserve_free(&j, err));
	return finish(&j, &posting, NULL, NULL, ret, err);
}

/* What was kept for a line at once is not kept for another unasked. */
static enum ftl_status check_reserved(struct job *j, const struct ftl_stock_form *form,
                                      struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];
	bool lacks, has;

	if (form->part == NULL || form->quantity != NULL || form->line != 0)
		return FTL_OK;
	FTL_TRY(find_line(j, form, ftl_part_missing, &lacks, err));
	FTL_TRY(find_line(j, form, reserved_of, &has, err));
	if (lacks || !has)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "part", "%s is reserved for line %d of %s already", j->part.sku,
	         j->line.position, ftl_code_eye_of(eye, j->order.code));
	return ftl_hint(err, "--quantity says how many more it needs");
}

enum ftl_status ftl_part_reserve(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct job j = {.op = &op, .app = app, .arena = arena};
	struct ftl_posting posting = {.part = &j.part, .move.kind = FTL_MOVE_RESERVE};
	struct ftl_place place;

	FTL_TRY(begin(&j, "part.reserve", form, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(check_reserved(&j, form, err));
	FTL_TRY(line_for(&j, form, ftl_part_missing, &posting.move.quantity_milli, err));
	FTL_TRY(ftl_stock_place_from(app, arena, &j.part, form, &place, err));
	FTL_TRY(ftl_stock_own_shelf(&place, &posting.move.from, err));
	posting.move.to = (struct ftl_stock_end){FTL_ACC_RESERVED, place.id, j.line.line_id};
	FTL_TRY(ftl_stock_track(&op, arena, form, false, &posting, err));
	FTL_TRY(ftl_stock_post(&op, &posting, err));
	FTL_TRY(log_move(&j, &posting, err));
	return finish(&j, &posting, place.name, NULL, ret, err);
}

static bool has_lot(struct ftl_arena *arena, const struct ftl_stock_form *form,
                    const struct ftl_part_balance *row)
{
	return form->lot == NULL ||
	       (row->lot != NULL && strcmp(ftl_text_ident_key(arena, form->lot),
	                                   ftl_text_ident_key(arena, row->lot)) == 0);
}

/* What is reserved for a line lies at some place, in some lot: the first that holds any, and of
 * numbered pieces where the one named lies. */
static enum ftl_status find_reserved(struct job *j, const struct ftl_stock_form *form,
                                     struct ftl_part_balance *ret, bool *ret_found,
                                     struct ftl_err *err)
{
	const struct ftl_part_balance *rows;
	struct ftl_stock_end at = {0};
	int64_t lot_id = 0;
	size_t count;
	bool is_known = false;

	*ret_found = false;
	if (form->serial != NULL)
		FTL_TRY(ftl_store_serial_get(j->app->db, j->part.id,
		                             ftl_text_ident_key(j->arena, form->serial), &at,
		                             &lot_id, &is_known, err));
	FTL_TRY(ftl_store_balance_of_line(j->app->db, j->arena, j->line.line_id, &rows, &count,
	                                  err));
	for (size_t i = 0; i < count && !*ret_found; i++) {
		bool is_it = form->serial == NULL ||
		             (is_known && at.account == FTL_ACC_RESERVED &&
		              at.line_id == j->line.line_id &&
		              at.place_id == rows[i].end.place_id && lot_id == rows[i].lot_id);

		if (rows[i].end.account != FTL_ACC_RESERVED || !is_it ||
		    !has_lot(j->arena, form, &rows[i]))
			continue;
		*ret = rows[i];
		*ret_found = true;
	}
	return FTL_OK;
}

/* What is reserved for the line goes first, onto the job or back on its shelf; *left is what is
 * still to be taken after it. */
static enum ftl_status take_reserved(struct job *j, const struct ftl_stock_form *form,
                                     struct ftl_posting *posting, int64_t *left,
                                     int64_t *value_cents, const char **ret_place,
                                     struct ftl_err *err)
{
	struct ftl_part_balance held;
	bool found = true;

	while (*left > 0) {
		FTL_TRY(find_reserved(j, form, &held, &found, err));
		if (!found)
			return FTL_OK;
		posting->move.quantity_milli =
		        *left < held.sum.quantity_milli ? *left : held.sum.quantity_milli;
		posting->move.from = held.end;
		if (posting->move.kind == FTL_MOVE_RELEASE)
			posting->move.to =
			        (struct ftl_stock_end){FTL_ACC_SHELF, held.end.place_id, 0};
		posting->move.lot_id = held.lot_id;
		if (j->part.tracking != FTL_TRACK_LOT || form->lot != NULL)
			FTL_TRY(ftl_stock_track(j->op, j->arena, form, false, posting, err));
		FTL_TRY(ftl_stock_post(j->op, posting, err));
		*left -= posting->move.quantity_milli;
		*value_cents += posting->move.value_cents;
		*ret_place = held.place;
	}
	return FTL_OK;
}

enum ftl_status ftl_part_release(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct job j = {.op = &op, .app = app, .arena = arena};
	struct ftl_posting posting = {.part = &j.part, .move.kind = FTL_MOVE_RELEASE};
	struct ftl_part_balance held;
	const char *to = NULL;
	int64_t quantity, left, value = 0;
	char eye[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(begin(&j, "part.release", form, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(find_line(&j, form, reserved_of, &found, err));
	if (found)
		FTL_TRY(find_reserved(&j, form, &held, &found, err));
	if (!found)
		return ftl_fail(err, FTL_STATE, "part", "nothing%s%s is reserved for %s",
		                j.part.sku != NULL ? " of " : "",
		                j.part.sku != NULL ? j.part.sku : "",
		                ftl_code_eye_of(eye, j.order.code));
	FTL_TRY(read_quantity(&j, form, j.line.progress.reserved_milli, "has reserved", &quantity,
	                      err));
	left = quantity;
	FTL_TRY(take_reserved(&j, form, &posting, &left, &value, &to, err));
	if (left > 0 && form->quantity != NULL)
		return ftl_fail(err, FTL_STATE, "quantity", "line %d has less of that reserved",
		                j.line.position);
	posting.move.quantity_milli = quantity - left;
	FTL_TRY(log_move(&j, &posting, err));
	return finish(&j, &posting, NULL, to, ret, err);
}

enum ftl_status ftl_part_issue(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                               struct ftl_err *err)
{
	FTL_OP(op);
	struct job j = {.op = &op, .app = app, .arena = arena};
	struct ftl_posting posting = {.part = &j.part, .move.kind = FTL_MOVE_ISSUE};
	struct ftl_place place;
	const char *from = NULL;
	int64_t quantity, left, value = 0;

	FTL_TRY(begin(&j, "part.issue", form, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_stock_override(app, form, err));
	FTL_TRY(line_for(&j, form, to_issue_of, &quantity, err));
	posting.may_go_below = form->may_go_below;
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, form->reason,
	                      &posting.move.reason, err));
	posting.move.to = (struct ftl_stock_end){FTL_ACC_JOB, 0, j.line.line_id};
	left = quantity;
	if (form->place == NULL)
		FTL_TRY(take_reserved(&j, form, &posting, &left, &value, &from, err));
	if (left < quantity && form->quantity == NULL) { /* what was kept for it, all there is */
		quantity -= left;
		left = 0;
	}
	if (left > 0) {
		FTL_TRY(ftl_stock_place_from(app, arena, &j.part, form, &place, err));
		from = place.name;
		posting.move.quantity_milli = left;
		FTL_TRY(ftl_stock_own_shelf(&place, &posting.move.from, err));
		posting.move.lot_id = 0;
		FTL_TRY(ftl_stock_track(&op, arena, form, false, &posting, err));
		FTL_TRY(ftl_stock_post(&op, &posting, err));
		value += posting.move.value_cents;
	}
	posting.move.quantity_milli = quantity;
	posting.move.value_cents = value;
	FTL_TRY(log_move(&j, &posting, err));
	return finish(&j, &posting, from, NULL, ret, err);
}

/* Where it goes by what became of it: back on the shelf, to be sent back, or away. */
static enum ftl_status choose_end(struct job *j, const struct ftl_stock_form *form,
                                  struct ftl_posting *posting, const char **ret_to,
                                  struct ftl_err *err)
{
	enum ftl_move_kind fate = posting->move.kind;
	struct ftl_place place;

	if (fate == FTL_MOVE_DEAD || fate == FTL_MOVE_DAMAGE ||
	    (fate == FTL_MOVE_WRONG && form->place == NULL)) {
		if (form->place != NULL)
			return ftl_fail(err, FTL_INVALID, "place",
			                "what is %s goes on no shelf: it %s", ftl_move_title(fate),
			                fate == FTL_MOVE_DAMAGE ? "is thrown away"
			                                        : "is kept to be sent back");
		posting->move.to.account =
		        fate == FTL_MOVE_DAMAGE ? FTL_ACC_SCRAP : FTL_ACC_RETURNS;
		*ret_to = NULL;
		return FTL_OK;
	}
	FTL_TRY(ftl_stock_place(j->app, j->arena, &j->part, form->place, &place, err));
	FTL_TRY(ftl_place_in_use(&place, err));
	*ret_to = place.name;
	return ftl_stock_own_shelf(&place, &posting->move.to, err);
}

/* What is given back is needed no more, but what is still on the job is. */
static enum ftl_status need_less(struct job *j, int64_t returned_milli, struct ftl_err *err)
{
	const struct ftl_part_progress *before = &j->line.progress;
	int64_t spare =
	        before->needed_milli - before->used_milli - before->on_job_milli + returned_milli;
	int64_t by = spare < returned_milli ? spare : returned_milli;

	if (by <= 0)
		return FTL_OK;
	return ftl_line_lower(j->op, j->arena, &j->order, j->line.position, by, err);
}

enum ftl_status ftl_part_return(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_stock_form *form, enum ftl_move_kind fate,
                                struct ftl_stock_done *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct job j = {.op = &op, .app = app, .arena = arena};
	struct ftl_posting posting = {.part = &j.part, .move.kind = fate};
	const char *to;
	char eye[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(begin(&j, "part.return", form, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(find_line(&j, form, on_job_of, &found, err));
	if (!found || j.line.progress.on_job_milli == 0) {
		ftl_fail(err, FTL_STATE, "part", "nothing%s%s is on %s",
		         j.part.sku != NULL ? " of " : "", j.part.sku != NULL ? j.part.sku : "",
		         ftl_code_eye_of(eye, j.order.code));
		return ftl_hint(err, "fettle order show %s lists its lines", eye);
	}
	FTL_TRY(read_quantity(&j, form, j.line.progress.on_job_milli, "has",
	                      &posting.move.quantity_milli, err));
	FTL_TRY(ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, form->reason,
	                      &posting.move.reason, err));
	if (fate != FTL_MOVE_GIVE_BACK)
		FTL_TRY(check_not_ready(&j, j.part.sku, err));
	if (fate == FTL_MOVE_DAMAGE && posting.move.reason == NULL)
		return ftl_fail(err, FTL_INVALID, "reason", "is missing: how did it break?");
	posting.move.from = (struct ftl_stock_end){FTL_ACC_JOB, 0, j.line.line_id};
	FTL_TRY(choose_end(&j, form, &posting, &to, err));
	FTL_TRY(ftl_stock_track(&op, arena, form, false, &posting, err));
	FTL_TRY(ftl_stock_post(&op, &posting, err));
	FTL_TRY(log_move(&j, &posting, err));
	if (fate == FTL_MOVE_GIVE_BACK) {
		FTL_TRY(need_less(&j, posting.move.quantity_milli, err));
	} else if (posting.move.to.account != FTL_ACC_SHELF) { /* another of it, if there is one */
		j.line.progress.on_job_milli -= posting.move.quantity_milli;
		FTL_TRY(reserve_free(&j, err));
	}
	return finish(&j, &posting, NULL, to, ret, err);
}
