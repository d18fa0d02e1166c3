#include <stdlib.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/order.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "store/event.h"
#include "store/line.h"
#include "store/order.h"
#include "store/piece.h"
#include "store/staff.h"

/* A step while it is worked out. */
struct acting {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_order_step *step;
	struct ftl_order order;
	struct ftl_order_facts facts;
	struct ftl_order_event row;
	const struct ftl_piece *pieces;
	size_t piece_count;
	bool is_missing[64];
	struct ftl_line_amounts totals;
	const char *missing_reason;
};

static enum ftl_status find_technician(struct acting *a, struct ftl_err *err)
{
	struct ftl_staff staff;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	a->row.event.technician_id = a->facts.technician_id;
	if (a->step->technician == NULL || *a->step->technician == '\0') {
		if (a->step->kind == FTL_EV_ASSIGN)
			a->row.event.technician_id = 0;
		return FTL_OK;
	}
	FTL_TRY(ftl_store_staff_find(a->app->db, a->arena, a->app->site_id, a->step->technician,
	                             &staff, &found, err));
	if (!found) {
		ftl_fail(err, FTL_NOT_FOUND, "technician", "nobody on the staff is called %s",
		         ftl_quote(quoted, a->step->technician));
		return ftl_hint(err, "fettle staff list shows the logins");
	}
	if (!staff.is_active)
		return ftl_fail(err, FTL_CONFLICT, "technician", "%s no longer works here",
		                ftl_quote(quoted, a->step->technician));
	a->row.event.technician_id = staff.id;
	return FTL_OK;
}

static enum ftl_status read_due(struct acting *a, struct ftl_err *err)
{
	struct ftl_period period;
	int32_t today = ftl_app_today(a->app);
	char quoted[FTL_QUOTE_SIZE];

	if (a->step->due_on == NULL)
		return FTL_OK;
	FTL_TRY(ftl_period_parse("due", a->step->due_on, today, &period, err));
	if (period.from != period.to)
		return ftl_fail(err, FTL_INVALID, "due", "must be one day, got %s",
		                ftl_quote(quoted, a->step->due_on));
	if (period.from < today)
		return ftl_fail(err, FTL_INVALID, "due", "must be today or later, got %s",
		                ftl_quote(quoted, a->step->due_on));
	a->row.due_on = ftl_some(period.from);
	return FTL_OK;
}

/* Everything the step says, validated, into the event row. */
static enum ftl_status read_step(struct acting *a, struct ftl_err *err)
{
	const struct ftl_order_step *step = a->step;
	int index;

	a->row.event.kind = step->kind;
	FTL_TRY(find_technician(a, err));
	FTL_TRY(read_due(a, err));
	FTL_TRY(ftl_take_text(a->arena, "", "text", FTL_TEXT_BLOCK, FTL_TEXT_MAX, step->text,
	                      &a->row.text, err));
	FTL_TRY(ftl_take_text(a->arena, "", "reference", FTL_TEXT_LINE, FTL_NAME_MAX,
	                      step->reference, &a->row.reference, err));
	FTL_TRY(ftl_take_text(a->arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX,
	                      step->missing_reason, &a->missing_reason, err));
	if (step->hold != NULL) {
		FTL_TRY(ftl_parse_name("reason", step->hold, ftl_hold_names, FTL_HOLDS, &index,
		                       err));
		a->row.event.hold = (enum ftl_hold)index;
	}
	if (step->result != NULL) {
		FTL_TRY(ftl_parse_name("result", step->result, ftl_result_names, FTL_RESULTS,
		                       &index, err));
		a->row.event.result = (enum ftl_result)index;
	}
	if (step->barrier != NULL) {
		FTL_TRY(ftl_parse_name("barrier", step->barrier, ftl_barrier_names, FTL_BARRIERS,
		                       &index, err));
		a->row.event.barrier = (enum ftl_barrier)index;
	}
	if (step->amount != NULL) {
		a->row.amount_cents.has = true;
		FTL_TRY(ftl_money_parse("amount", step->amount, &a->app->currency, false,
		                        &a->row.amount_cents.value, err));
	}
	if (step->kind == FTL_EV_NOTE && a->row.text == NULL)
		return ftl_fail(err, FTL_INVALID, "text", "is empty");
	if (step->kind == FTL_EV_HOLD && a->row.event.hold == FTL_HOLD_NONE)
		return ftl_fail(
		        err, FTL_INVALID, "reason",
		        "is missing: customer, payer, parts, vendor, legal, recall or internal");
	if (step->kind == FTL_EV_PROMISE && !a->row.due_on.has)
		return ftl_fail(err, FTL_INVALID, "due", "is missing");
	return FTL_OK;
}

static enum ftl_status sum_lines(struct acting *a, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	size_t count;

	FTL_TRY(ftl_store_line_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].is_removed && !ftl_line_amounts_add(&a->totals, &lines[i].amounts))
			return ftl_fail(err, FTL_INVALID, "order", "total out of range");
	}
	return FTL_OK;
}

/* The customer's part against what the customer allowed: the limit of the check-in or the last
 * approved amount, whichever came last. */
static enum ftl_status is_within_limit(struct acting *a, bool *ret, struct ftl_err *err)
{
	const struct ftl_order_event *events;
	struct ftl_opt allowed = a->order.approval_limit_cents;
	bool is_asked = false, is_approved = false;
	size_t count;

	FTL_TRY(ftl_store_event_list(a->app->db, a->arena, a->order.id, &events, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (events[i].event.kind == FTL_EV_ASK) {
			is_asked = true;
			is_approved = false;
		}
		if (events[i].event.kind == FTL_EV_APPROVE) {
			is_approved = true;
			if (events[i].amount_cents.has)
				allowed = events[i].amount_cents;
			else
				allowed.has = false;
		}
	}
	if (is_asked && !is_approved)
		*ret = false;
	else if (allowed.has)
		*ret = a->totals.customer_cents + a->totals.customer_tax_cents <= allowed.value;
	else
		*ret = true;
	return FTL_OK;
}

/* Marks the pieces that are reported missing; counts the rest that is not here. */
static enum ftl_status look_at_pieces(struct acting *a, int *ret_unaccounted, struct ftl_err *err)
{
	char buffer[FTL_CODE_SIZE];

	FTL_TRY(ftl_store_piece_list(a->app->db, a->arena, a->order.id, &a->pieces, &a->piece_count,
	                             err));
	if (a->step->missing_count > 0 && a->missing_reason == NULL)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is missing: say what became of the missing pieces");
	for (size_t i = 0; i < a->step->missing_count; i++) {
		struct ftl_code code;
		bool found = false;

		FTL_TRY(ftl_read_code(a->step->missing[i], FTL_CODE_PIECE, FTL_CODE_PIECE, &code,
		                      err));
		ftl_code_short(buffer, &code);
		for (size_t j = 0; j < a->piece_count && j < FTL_COUNT(a->is_missing); j++) {
			if (strcmp(a->pieces[j].code, buffer) == 0)
				found = a->is_missing[j] = true;
		}
		if (!found)
			return ftl_fail(err, FTL_CONFLICT, "missing",
			                "piece %s does not belong to this job",
			                ftl_code_eye(buffer, &code));
	}
	*ret_unaccounted = 0;
	for (size_t j = 0; j < a->piece_count && j < FTL_COUNT(a->is_missing); j++)
		*ret_unaccounted += !a->pieces[j].is_here && !a->is_missing[j];
	return FTL_OK;
}

static enum ftl_status check_paid(struct acting *a, bool *ret_settled, struct ftl_err *err)
{
	int64_t due = a->totals.customer_cents + a->totals.customer_tax_cents;
	char due_text[FTL_MONEY_TEXT_SIZE], paid_text[FTL_MONEY_TEXT_SIZE];

	*ret_settled = due == 0 || a->step->on_account ||
	               (a->row.amount_cents.has && a->row.amount_cents.value == due);
	if (!a->row.amount_cents.has || *ret_settled)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "paid", "%s was paid, the bill is %s %s",
	         ftl_money_format(paid_text, a->row.amount_cents.value, &a->app->currency),
	         ftl_money_format(due_text, due, &a->app->currency), a->app->currency.code);
	return ftl_hint(err,
	                "take the whole amount, or put the balance on account with --on-account");
}

static enum ftl_status check_guards(struct acting *a, struct ftl_err *err)
{
	struct ftl_guard guard = {
	        .has_technician_after = a->row.event.technician_id != 0,
	        .has_due_date = a->row.due_on.has,
	        .has_reference = a->row.reference != NULL,
	        .result = a->row.event.result,
	};
	char code[FTL_CODE_SIZE];

	FTL_TRY(sum_lines(a, err));
	if (a->step->kind == FTL_EV_START)
		FTL_TRY(is_within_limit(a, &guard.is_within_limit, err));
	if (a->step->kind == FTL_EV_HAND_OVER) {
		FTL_TRY(look_at_pieces(a, &guard.pieces_missing, err));
		if (a->facts.state == FTL_READY)
			FTL_TRY(check_paid(a, &guard.is_settled, err));
	}
	return ftl_order_can(ftl_code_eye_of(code, a->order.code), &a->facts, a->step->kind, &guard,
	                     err);
}

static enum ftl_status hand_out_pieces(struct acting *a, struct ftl_err *err)
{
	for (size_t i = 0; i < a->piece_count; i++) {
		bool is_missing = i < FTL_COUNT(a->is_missing) && a->is_missing[i];
		int64_t id;

		if (!a->pieces[i].is_here)
			continue;
		FTL_TRY(ftl_op_id(a->op, &id, err));
		FTL_TRY(ftl_store_custody_insert(a->app->db, id, a->pieces[i].id, a->op->now,
		                                 is_missing ? FTL_CUSTODY_MISSING : FTL_CUSTODY_OUT,
		                                 a->app->actor.staff_id,
		                                 is_missing ? a->missing_reason : NULL, err));
	}
	return FTL_OK;
}

static enum ftl_status write_step(struct acting *a, struct ftl_err *err)
{
	struct ftl_app *app = a->app;
	int64_t taken_by = a->row.event.technician_id;

	FTL_TRY(ftl_op_touch(a->op, FTL_ENTITY_ORDER, a->order.id, false, err));
	/* Who takes a job while doing something else is an assignment of its own before it. */
	if (a->step->kind != FTL_EV_ASSIGN) {
		a->row.event.technician_id = 0;
		if (taken_by != a->facts.technician_id) {
			struct ftl_order_event assign = {
			        .event = {.at = a->op->now,
			                  .kind = FTL_EV_ASSIGN,
			                  .technician_id = taken_by},
			};

			FTL_TRY(ftl_op_id(a->op, &assign.event.id, err));
			ftl_order_apply(&a->facts, &assign.event);
			assign.state = a->facts.state;
			FTL_TRY(ftl_store_event_insert(app->db, a->order.id, app->actor.staff_id,
			                               &assign, err));
		}
	}
	FTL_TRY(ftl_op_id(a->op, &a->row.event.id, err));
	a->row.event.at = a->op->now;
	ftl_order_apply(&a->facts, &a->row.event);
	a->row.state = a->facts.state;
	FTL_TRY(ftl_store_event_insert(app->db, a->order.id, app->actor.staff_id, &a->row, err));
	FTL_TRY(ftl_store_order_cache(app->db, a->order.id, &a->facts, a->row.event.id, err));
	if (a->step->kind == FTL_EV_PROMISE)
		FTL_TRY(ftl_store_order_promise(app->db, a->order.id, (int32_t)a->row.due_on.value,
		                                err));
	if (a->step->kind == FTL_EV_HAND_OVER || a->step->kind == FTL_EV_CANCEL) {
		if (a->pieces == NULL)
			FTL_TRY(ftl_store_piece_list(app->db, a->arena, a->order.id, &a->pieces,
			                             &a->piece_count, err));
		FTL_TRY(hand_out_pieces(a, err));
	}
	return FTL_OK;
}

static enum ftl_status tell(struct ftl_app *app, struct ftl_arena *arena,
                            const struct ftl_order *order, const struct ftl_order_facts *facts,
                            enum ftl_event_kind kind, int64_t event_id, int64_t at,
                            struct ftl_order_change *ret, struct ftl_err *err)
{
	ret->code = order->code;
	ret->kind = kind;
	ret->state = facts->state;
	ret->hold = facts->hold;
	ret->event_id = event_id;
	ret->at = at;
	ret->is_clock_behind = facts->went_back;
	ret->next_count = ftl_order_next(facts, ret->next);
	return ftl_audit_head_text(app, arena, &ret->audit_head, err);
}

/* A retry tells what the job was after its own step, though more may have happened since. */
static enum ftl_status tell_again(struct acting *a, const char *replay,
                                  struct ftl_order_change *ret, struct ftl_err *err)
{
	const struct ftl_order_event *events;
	struct ftl_order_facts facts;
	int64_t event_id = strtoll(replay, NULL, 10);
	size_t count;

	FTL_TRY(ftl_store_event_list(a->app->db, a->arena, a->order.id, &events, &count, err));
	ftl_order_facts_init(&facts);
	for (size_t i = 0; i < count && events[i].event.id <= event_id; i++) {
		ftl_order_apply(&facts, &events[i].event);
		if (events[i].event.id == event_id)
			return tell(a->app, a->arena, &a->order, &facts, events[i].event.kind,
			            event_id, events[i].event.at, ret, err);
	}
	return ftl_fail(err, FTL_DB, "request-id", "what this request did is no longer on file");
}

static enum ftl_capability capability_of(enum ftl_event_kind kind)
{
	return kind == FTL_EV_HAND_OVER ? FTL_CAN_HAND_OVER : FTL_CAN_WORK;
}

enum ftl_status ftl_order_act(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              const struct ftl_order_step *step, struct ftl_order_change *ret,
                              struct ftl_err *err)
{
	FTL_OP(op);
	struct acting a = {.op = &op, .app = app, .arena = arena, .step = step};
	int64_t last_id;

	FTL_TRY(ftl_op_begin(app, ftl_sprintf(arena, "order.%s", ftl_event_names[step->kind]),
	                     capability_of(step->kind), &op, err));
	FTL_TRY(ftl_find_order(app, arena, code, &a.order, err));
	if (op.is_replay)
		return tell_again(&a, op.replay, ret, err);
	FTL_TRY(ftl_store_event_fold(app->db, a.order.id, &a.facts, &last_id, err));
	FTL_TRY(read_step(&a, err));
	FTL_TRY(check_guards(&a, err));
	FTL_TRY(write_step(&a, err));
	FTL_TRY(ftl_op_commit(&op, ftl_sprintf(arena, "%lld", (long long)a.row.event.id), err));
	return tell(app, arena, &a.order, &a.facts, step->kind, a.row.event.id, op.now, ret, err);
}
