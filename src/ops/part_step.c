#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/old_part.h"
#include "ops/order_act.h"
#include "ops/part_job.h"
#include "store/event.h"

/* The parts of a job at the steps that it takes. */

static enum ftl_status need_issue(struct ftl_acting *a, struct ftl_guard *guard,
                                  const struct ftl_order_part *line, bool is_given_up)
{
	char eye[FTL_CODE_SIZE];

	ftl_code_eye_of(eye, a->order.code);
	guard->parts_open = ftl_sprintf(a->arena, "lacks %s of line %d", line->sku, line->position);
	guard->parts_open_hint =
	        is_given_up ? ftl_sprintf(a->arena, "fettle line remove %s %d", eye, line->position)
	                    : ftl_sprintf(a->arena,
	                                  "fettle part issue %s %s, or fettle line remove %s %d",
	                                  eye, line->sku, eye, line->position);
	return FTL_OK;
}

static enum ftl_status need_return(struct ftl_acting *a, struct ftl_guard *guard,
                                   const struct ftl_order_part *line)
{
	char eye[FTL_CODE_SIZE];

	ftl_code_eye_of(eye, a->order.code);
	guard->parts_open =
	        ftl_sprintf(a->arena, "still has %s on it, line %d", line->sku, line->position);
	guard->parts_open_hint =
	        ftl_sprintf(a->arena, "fettle part return %s %s --fate unused", eye, line->sku);
	return FTL_OK;
}

enum ftl_status ftl_parts_guard(struct ftl_acting *a, struct ftl_guard *guard, struct ftl_err *err)
{
	enum ftl_event_kind kind = a->step->kind;
	const struct ftl_order_part *lines;
	size_t count;
	enum ftl_result result = kind == FTL_EV_READY ? a->row.event.result : a->facts.result;
	bool is_given_up = kind == FTL_EV_CANCEL || ftl_result_is_unrepaired(result);

	/* Parts go on and off a job that is ready, too: it is asked again before it goes out. */
	if (kind != FTL_EV_READY && kind != FTL_EV_HAND_OVER && kind != FTL_EV_CANCEL)
		return FTL_OK;
	FTL_TRY(ftl_store_order_part_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_part_progress *progress = &lines[i].progress;

		if (is_given_up && progress->on_job_milli > 0)
			return need_return(a, guard, &lines[i]);
		/* What was never fitted is not paid for either. */
		if (kind != FTL_EV_CANCEL &&
		    progress->on_job_milli + progress->used_milli < progress->needed_milli)
			return need_issue(a, guard, &lines[i], is_given_up);
	}
	return FTL_OK;
}

/* All that an account of the job holds goes where it belongs now; what is let go may be what
 * another job waits for. */
static enum ftl_status move_all(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_order_part *line, enum ftl_account from,
                                enum ftl_move_kind kind, struct ftl_err *err)
{
	const struct ftl_offer offer = {.part_id = line->part_id, .except_line_id = line->line_id};
	const struct ftl_part_balance *rows;
	struct ftl_part part;
	const char *kept_for;
	size_t count;
	bool is_let_go = false;

	FTL_TRY(ftl_store_balance_of_line(op->app->db, arena, line->line_id, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_posting posting = {
		        .part = &part,
		        .move = {.kind = kind,
		                 .quantity_milli = rows[i].sum.quantity_milli,
		                 .from = rows[i].end,
		                 .lot_id = rows[i].lot_id},
		};

		if (rows[i].end.account != from || rows[i].sum.quantity_milli <= 0)
			continue;
		FTL_TRY(ftl_part_load(op->app, arena, line->part_id, &part, err));
		if (kind == FTL_MOVE_USE)
			posting.move.to =
			        (struct ftl_stock_end){FTL_ACC_CUSTOMER, 0, line->line_id};
		else
			posting.move.to =
			        (struct ftl_stock_end){FTL_ACC_SHELF, rows[i].end.place_id, 0};
		FTL_TRY(ftl_stock_post_all(op, &posting, err));
		is_let_go |= kind == FTL_MOVE_RELEASE;
	}
	return is_let_go ? ftl_parts_offer(op, arena, &offer, &kept_for, err) : FTL_OK;
}

enum ftl_status ftl_parts_pass(struct ftl_acting *a, struct ftl_err *err)
{
	enum ftl_event_kind kind = a->step->kind;
	const struct ftl_order_part *lines;
	size_t count;

	if (kind == FTL_EV_APPROVE)
		return ftl_parts_clock(a->op, a->arena, a->order.id, &a->facts, true, err);
	if (kind != FTL_EV_HAND_OVER && kind != FTL_EV_CANCEL)
		return FTL_OK;
	FTL_TRY(ftl_store_order_part_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		FTL_TRY(move_all(a->op, a->arena, &lines[i], FTL_ACC_RESERVED, FTL_MOVE_RELEASE,
		                 err));
		if (kind == FTL_EV_HAND_OVER)
			FTL_TRY(move_all(a->op, a->arena, &lines[i], FTL_ACC_JOB, FTL_MOVE_USE,
			                 err));
	}
	return kind == FTL_EV_HAND_OVER ? ftl_old_parts_keep(a->op, a->arena, a->order.id, err)
	                                : FTL_OK;
}

enum ftl_status ftl_parts_unline(struct ftl_op *op, struct ftl_arena *arena,
                                 const struct ftl_order *order, const struct ftl_order_line *line,
                                 struct ftl_err *err)
{
	const struct ftl_order_part *lines;
	char eye[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_store_order_part_list(op->app->db, arena, order->id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (lines[i].line_id != line->id)
			continue;
		if (lines[i].progress.on_job_milli == 0)
			return move_all(op, arena, &lines[i], FTL_ACC_RESERVED, FTL_MOVE_RELEASE,
			                err);
		ftl_fail(err, FTL_STATE, "line", "line %d has %s on the job", line->position,
		         lines[i].sku);
		return ftl_hint(err, "fettle part return %s %s --fate unused gives it back first",
		                ftl_code_eye_of(eye, order->code), lines[i].sku);
	}
	return FTL_OK;
}

/* A share of what is free for one line: of what is followed by serial number, piece by piece. */
static enum ftl_status keep(struct ftl_op *op, struct ftl_arena *arena, const struct ftl_part *part,
                            const struct ftl_part_balance *shelf, int64_t line_id,
                            int64_t quantity_milli, struct ftl_err *err)
{
	const struct ftl_stock_move move = {
	        .kind = FTL_MOVE_RESERVE,
	        .quantity_milli = quantity_milli,
	        .from = shelf->end,
	        .to = {FTL_ACC_RESERVED, shelf->end.place_id, line_id},
	        .lot_id = shelf->lot_id,
	};
	struct ftl_posting posting = {.part = part, .move = move};
	const char *const *serials;
	size_t count;

	if (part->tracking != FTL_TRACK_SERIAL)
		return ftl_stock_post(op, &posting, err);
	FTL_TRY(ftl_store_serial_at(op->app->db, arena, part->id, &move.from, move.lot_id, &serials,
	                            &count, err));
	for (size_t i = 0; i < count && (int64_t)i < quantity_milli / 1000; i++) {
		posting.move = move;
		posting.move.quantity_milli = 1000;
		posting.move.serial = serials[i];
		FTL_TRY(ftl_stock_post(op, &posting, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_parts_keep(struct ftl_op *op, struct ftl_arena *arena,
                               const struct ftl_part *part, int64_t line_id, int64_t lacks_milli,
                               int64_t *ret_kept, struct ftl_err *err)
{
	const struct ftl_part_balance *rows;
	size_t count;

	*ret_kept = 0;
	if (lacks_milli <= 0)
		return FTL_OK;
	FTL_TRY(ftl_store_balance_list(op->app->db, arena, part->id, &rows, &count, err));
	for (size_t i = 0; i < count && *ret_kept < lacks_milli; i++) {
		int64_t there = rows[i].sum.quantity_milli, left = lacks_milli - *ret_kept;
		int64_t share = there < left ? there : left;

		if (!ftl_stock_is_usable(op->app, &rows[i]))
			continue;
		FTL_TRY(keep(op, arena, part, &rows[i], line_id, share, err));
		*ret_kept += share;
	}
	return FTL_OK;
}

enum ftl_status ftl_parts_let_on(struct ftl_op *op, struct ftl_arena *arena, int64_t order_id,
                                 struct ftl_err *err)
{
	struct ftl_order_facts facts;
	int64_t last_id;

	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order_id, false, err));
	FTL_TRY(ftl_store_event_fold(op->app->db, order_id, &facts, &last_id, err));
	return ftl_parts_clock(op, arena, order_id, &facts, false, err);
}

/* To the line that it came for, or to all others but one, the oldest first, while there is some. */
static enum ftl_status offer_round(struct ftl_op *op, struct ftl_arena *arena,
                                   const struct ftl_offer *offer, const struct ftl_part *part,
                                   const struct ftl_waiting_line *lines, size_t count,
                                   bool is_first, const char **ret, struct ftl_err *err)
{
	int64_t lacks = 0, kept = 0;

	for (size_t i = 0; i < count && kept == lacks; i++) {
		if (lines[i].line_id == offer->except_line_id ||
		    (lines[i].line_id == offer->first_line_id) != is_first)
			continue;
		lacks = ftl_part_missing(&lines[i].progress);
		FTL_TRY(ftl_parts_keep(op, arena, part, lines[i].line_id, lacks, &kept, err));
		if (kept == 0)
			continue;
		FTL_TRY(ftl_parts_let_on(op, arena, lines[i].order_id, err));
		if (*ret == NULL)
			*ret = lines[i].order;
	}
	return FTL_OK;
}

enum ftl_status ftl_parts_offer(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_offer *offer, const char **ret,
                                struct ftl_err *err)
{
	const struct ftl_waiting_line *lines;
	struct ftl_part part;
	size_t count;

	*ret = NULL;
	FTL_TRY(ftl_store_order_part_waiting(op->app->db, arena, offer->part_id, &lines, &count,
	                                     err));
	if (count > 0) {
		FTL_TRY(ftl_part_load(op->app, arena, offer->part_id, &part, err));
		FTL_TRY(offer_round(op, arena, offer, &part, lines, count, true, ret, err));
		FTL_TRY(offer_round(op, arena, offer, &part, lines, count, false, ret, err));
	}
	return ftl_parts_offer_old(op, arena, offer->part_id, ret, err);
}
