#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/intake_form.h"
#include "ops/loaner.h"
#include "ops/order_act.h"
#include "ops/order_line.h"
#include "store/event.h"
#include "store/loaner.h"

/* A loaner that goes out, comes back or is given up, while it is worked out. */
struct stepping {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_loaner_change change;
	struct ftl_loaner_event event;
};

/* "for W26-00001-9, with 'Ana Čović'" */
static const char *with_whom(struct stepping *s)
{
	const struct ftl_loaner *loaner = &s->change.before;
	char eye[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];

	if (loaner->order_code == NULL)
		return NULL;
	return ftl_sprintf(s->arena, "for %s, with %s", ftl_code_eye_of(eye, loaner->order_code),
	                   ftl_quote(quoted, loaner->customer));
}

/* The loaner, whether it may happen to it, and what is said. */
static enum ftl_status read_step(struct stepping *s, const char *text,
                                 const struct ftl_loaner_say *say, const char *text_field,
                                 struct ftl_err *err)
{
	struct ftl_loaner_change *change = &s->change;
	const char *amount_field = s->event.act == FTL_LOANER_LOSE ? "charge" : "deposit";
	int64_t amount;

	FTL_TRY(ftl_find_loaner_to_change(s->app, s->arena, text, &change->before, err));
	FTL_TRY(ftl_loaner_can(change->before.code, change->before.state, change->before.is_retired,
	                       s->event.act, with_whom(s), err));
	FTL_TRY(ftl_read_due(s->app, "due", say->due_on, &s->event.due_on, err));
	if (say->amount != NULL) {
		FTL_TRY(ftl_money_parse(amount_field, say->amount, &s->app->currency, false,
		                        &amount, err));
		s->event.amount_cents = amount > 0 ? ftl_some(amount) : ftl_none();
	}
	change->act = s->event.act;
	change->amount_cents = s->event.amount_cents;
	return ftl_take_text(s->arena, "", text_field, FTL_TEXT_BLOCK, FTL_TEXT_MAX, say->text,
	                     &change->text, err);
}

/* The event, and the loaner as it is after it. */
static enum ftl_status write_step(struct stepping *s, struct ftl_err *err)
{
	struct ftl_loaner_change *change = &s->change;
	struct ftl_loaner_facts facts = {change->before.state, change->before.order_id,
	                                 change->before.due_on};

	FTL_TRY(ftl_op_touch(s->op, FTL_ENTITY_LOANER, change->before.id, false, err));
	FTL_TRY(ftl_op_id(s->op, &s->event.id, err));
	s->event.at = change->at = s->op->now;
	ftl_loaner_apply(&facts, &s->event);
	FTL_TRY(ftl_store_loaner_event(s->app->db, change->before.id, &s->event,
	                               s->app->actor.staff_id, change->text, &facts, err));
	return ftl_store_loaner_get(s->app->db, s->arena, change->before.id, &change->loaner, err);
}

enum ftl_status ftl_loaner_lend(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                const char *order, const struct ftl_loaner_say *say,
                                struct ftl_loaner_change *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct stepping s = {
	        .op = &op, .app = app, .arena = arena, .event = {.act = FTL_LOANER_LEND}};
	struct ftl_order job;

	FTL_TRY(ftl_op_begin(app, "loaner.lend", FTL_CAN_LEND, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_step(&s, text, say, "condition", err));
	FTL_TRY(ftl_find_order_to_change(app, arena, order, &job, err));
	FTL_TRY(ftl_loaner_can_go_with(job.code, job.state, err));
	s.event.order_id = job.id;
	FTL_TRY(write_step(&s, err));
	FTL_TRY(ftl_op_commit(&op, &s.change, err));
	*ret = s.change;
	return FTL_OK;
}

static enum ftl_status find_bill(struct stepping *s, struct ftl_err *err)
{
	struct ftl_order_facts facts;
	int64_t last_id;

	FTL_TRY(ftl_store_event_fold(s->app->db, s->change.before.order_id, &facts, &last_id, err));
	s->change.is_line_open = ftl_order_may(&facts, FTL_EV_LINE);
	return FTL_OK;
}

/* What was charged when it was given up, unless it was taken off the bill since. */
static enum ftl_status find_charge(struct stepping *s, struct ftl_err *err)
{
	const struct ftl_loaner_row *rows, *last;
	size_t count;

	if (s->change.before.state != FTL_LOANER_LOST)
		return FTL_OK;
	FTL_TRY(ftl_store_loaner_events(s->app->db, s->arena, s->change.before.id, &rows, &count,
	                                err));
	last = &rows[count - 1];
	if (last->line_position == 0 || last->is_line_removed)
		return FTL_OK;
	s->change.line.position = last->line_position;
	s->change.line.amounts.customer_cents = last->line_cents;
	return find_bill(s, err);
}

enum ftl_status ftl_loaner_return(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  const struct ftl_loaner_say *say, struct ftl_loaner_change *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct stepping s = {
	        .op = &op, .app = app, .arena = arena, .event = {.act = FTL_LOANER_RETURN}};

	FTL_TRY(ftl_op_begin(app, "loaner.return", FTL_CAN_LEND, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_step(&s, text, say, "condition", err));
	s.event.order_id = s.change.before.order_id;
	FTL_TRY(find_charge(&s, err));
	FTL_TRY(write_step(&s, err));
	FTL_TRY(ftl_op_commit(&op, &s.change, err));
	*ret = s.change;
	return FTL_OK;
}

/* Compensation, and no price of ours: the customer pays what is said, without tax. */
static enum ftl_status charge(struct stepping *s, struct ftl_err *err)
{
	const struct ftl_loaner *loaner = &s->change.before;
	struct ftl_order_line *line = &s->change.line;
	struct ftl_order order;
	char eye[FTL_CODE_SIZE];

	if (!s->event.amount_cents.has)
		return FTL_OK;
	FTL_TRY(ftl_find_order_to_change(s->app, s->arena, loaner->order_code, &order, err));
	FTL_TRY(ftl_line_check_open(s->app, s->arena, &order, err));
	*line = (struct ftl_order_line){
	        .text = ftl_sprintf(s->arena, "loaner not returned: %s (%s)", loaner->name,
	                            ftl_code_eye_of(eye, loaner->code)),
	        .line = {.class = FTL_OTHER,
	                 .quantity_milli = 1000,
	                 .unit_price_cents = s->event.amount_cents.value,
	                 .payer = FTL_PAYER_CUSTOMER,
	                 .bill = FTL_BILL_LIST},
	};
	if (ftl_line_amounts(&line->line, &line->amounts, err) != FTL_OK)
		return ftl_fail(err, FTL_INVALID, "charge", "is more than a line of a bill holds");
	FTL_TRY(ftl_line_put(s->op, s->arena, &order, line, err));
	s->event.line_id = line->id;
	s->change.is_line_open = true;
	return FTL_OK;
}

enum ftl_status ftl_loaner_lose(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                const struct ftl_loaner_say *say, struct ftl_loaner_change *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct stepping s = {
	        .op = &op, .app = app, .arena = arena, .event = {.act = FTL_LOANER_LOSE}};

	FTL_TRY(ftl_op_begin(app, "loaner.lost", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_step(&s, text, say, "reason", err));
	if (s.change.text == NULL)
		return ftl_fail(err, FTL_INVALID, "reason", "is empty, expected what became of it");
	s.event.order_id = s.change.before.order_id;
	FTL_TRY(charge(&s, err));
	FTL_TRY(write_step(&s, err));
	FTL_TRY(ftl_op_commit(&op, &s.change, err));
	*ret = s.change;
	return FTL_OK;
}
