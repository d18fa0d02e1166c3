#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/order_act.h"
#include "ops/part_job.h"
#include "store/event.h"

/* The parts of a job at the steps that it takes. */

static enum ftl_status need_issue(struct ftl_acting *a, struct ftl_guard *guard,
                                  const struct ftl_order_part *line)
{
	char eye[FTL_CODE_SIZE];

	ftl_code_eye_of(eye, a->order.code);
	guard->parts_open = ftl_sprintf(a->arena, "lacks %s of line %d", line->sku, line->position);
	guard->parts_open_hint =
	        ftl_sprintf(a->arena, "fettle part issue %s %s, or fettle line remove %s %d", eye,
	                    line->sku, eye, line->position);
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
	bool is_given_up = kind == FTL_EV_CANCEL || ftl_result_is_unrepaired(a->row.event.result);

	if (kind != FTL_EV_READY && kind != FTL_EV_CANCEL)
		return FTL_OK;
	FTL_TRY(ftl_store_order_part_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_part_progress *progress = &lines[i].progress;

		if (is_given_up && progress->on_job_milli > 0)
			return need_return(a, guard, &lines[i]);
		if (!is_given_up &&
		    progress->on_job_milli + progress->used_milli < progress->needed_milli)
			return need_issue(a, guard, &lines[i]);
	}
	return FTL_OK;
}

/* All that an account of the job holds goes where it belongs now. */
static enum ftl_status move_all(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_order_part *line, enum ftl_account from,
                                enum ftl_move_kind kind, struct ftl_err *err)
{
	const struct ftl_part_balance *rows;
	struct ftl_part part;
	size_t count;

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
	}
	return FTL_OK;
}

enum ftl_status ftl_parts_pass(struct ftl_acting *a, struct ftl_err *err)
{
	enum ftl_event_kind kind = a->step->kind;
	const struct ftl_order_part *lines;
	size_t count;

	if (kind == FTL_EV_APPROVE)
		return ftl_parts_clock(a->op, a->arena, a->order.id, &a->facts, err);
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
	return FTL_OK;
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

/* One line's share of what has come. */
static enum ftl_status allot(struct ftl_op *op, struct ftl_arena *arena,
                             const struct ftl_posting *arrival, const struct ftl_waiting_line *line,
                             int64_t quantity_milli, struct ftl_err *err)
{
	struct ftl_posting posting = *arrival;
	struct ftl_order_facts facts;
	int64_t last_id;

	posting.given_cents = ftl_none();
	posting.move = (struct ftl_stock_move){
	        .kind = FTL_MOVE_RESERVE,
	        .quantity_milli = quantity_milli,
	        .from = arrival->move.to,
	        .to = {FTL_ACC_RESERVED, arrival->move.to.place_id, line->line_id},
	        .lot_id = arrival->move.lot_id,
	        .serial = arrival->move.serial,
	};
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, line->order_id, false, err));
	FTL_TRY(ftl_stock_post(op, &posting, err));
	FTL_TRY(ftl_store_event_fold(op->app->db, line->order_id, &facts, &last_id, err));
	return ftl_parts_clock(op, arena, line->order_id, &facts, err);
}

/* What is left of it to the line that it was ordered for, or to all others, the oldest first. */
static enum ftl_status allot_round(struct ftl_op *op, struct ftl_arena *arena,
                                   const struct ftl_posting *arrival,
                                   const struct ftl_waiting_line *lines, size_t count,
                                   bool is_named, int64_t *left, const char **ret,
                                   struct ftl_err *err)
{
	for (size_t i = 0; i<count && * left> 0; i++) {
		int64_t share = ftl_part_missing(&lines[i].progress);

		if (share == 0 || (lines[i].line_id == arrival->first_line_id) != is_named)
			continue;
		if (share > *left)
			share = *left;
		FTL_TRY(allot(op, arena, arrival, &lines[i], share, err));
		*left -= share;
		if (*ret == NULL)
			*ret = lines[i].order;
	}
	return FTL_OK;
}

enum ftl_status ftl_parts_allot(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_posting *arrival, const char **ret,
                                struct ftl_err *err)
{
	const struct ftl_waiting_line *lines;
	int64_t left = arrival->move.quantity_milli;
	size_t count;

	*ret = NULL;
	if (arrival->move.to.account != FTL_ACC_SHELF)
		return FTL_OK;
	FTL_TRY(ftl_store_order_part_waiting(op->app->db, arena, arrival->part->id, &lines, &count,
	                                     err));
	FTL_TRY(allot_round(op, arena, arrival, lines, count, true, &left, ret, err));
	return allot_round(op, arena, arrival, lines, count, false, &left, ret, err);
}
