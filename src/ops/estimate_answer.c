#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/estimate.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/possible.h"
#include "store/estimate.h"
#include "store/event.h"
#include "store/line.h"
#include "store/order.h"

/* An estimate while it is sent or answered: the step of the job that goes with it, and the other
 * estimates of the job. */
struct answering {
	struct ftl_acting a;
	struct ftl_order_step step;
	struct ftl_estimate estimate;
	struct ftl_estimate *all; /* this one too */
	size_t count;
	char name[FTL_ESTIMATE_NAME_SIZE];
};

/* The estimate of a code and its job; the step's reference says which one it was. */
static enum ftl_status begin(struct answering *w, const char *code, const char *at,
                             struct ftl_err *err)
{
	FTL_TRY(ftl_estimate_get(w->a.app, w->a.arena, code, &w->estimate, err));
	FTL_TRY(ftl_find_order_to_change(w->a.app, w->a.arena, w->estimate.order_code, &w->a.order,
	                                 err));
	ftl_estimate_name(w->name, &w->estimate);
	w->a.step = &w->step;
	w->a.is_answer = true;
	w->step.at = at;
	w->step.reference = ftl_strdup(w->a.arena, strchr(w->name, ' ') + 1);
	return FTL_OK;
}

enum ftl_estimate_state ftl_estimate_state_at(const struct ftl_acting *a,
                                              const struct ftl_estimate *estimate)
{
	int32_t date, second;

	ftl_zone_local(a->app->zone, a->at, &date, &second);
	return ftl_estimate_on(estimate->stored, estimate->due_on, date);
}

/* An answer that the job has no step for, as it waits for somebody else or is worked on: a note
 * with the amount that was agreed to. */
static enum ftl_event_kind kind_of_yes(const struct ftl_order_facts *facts)
{
	switch (facts->state) {
	case FTL_AWAIT_PAYER:
	case FTL_APPROVED:
	case FTL_AWAIT_PARTS:
	case FTL_IN_REPAIR:
	case FTL_AT_VENDOR:
	case FTL_QUALITY_CHECK:
		return FTL_EV_NOTE;
	case FTL_BOOKED:
	case FTL_RECEIVED:
	case FTL_DIAGNOSING:
	case FTL_AWAIT_CUSTOMER:
	case FTL_READY:
	case FTL_HANDED_OVER:
	case FTL_CLOSED:
	case FTL_CANCELLED:
	case FTL_STATES:
		break;
	}
	return FTL_EV_APPROVE;
}

static enum ftl_status fold(struct ftl_acting *a, struct ftl_order_facts *ret, struct ftl_err *err)
{
	int64_t last_id;

	return ftl_store_event_fold(a->app->db, a->order.id, ret, &last_id, err);
}

static const char *money_text(const struct ftl_acting *a, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_strdup(a->arena, ftl_money_format(text, cents, &a->app->currency));
}

struct ftl_estimate_event ftl_estimate_event_of(const struct ftl_acting *a,
                                                enum ftl_estimate_act act)
{
	return (struct ftl_estimate_event){
	        .at = a->at, .act = act, .order_event_id = a->row.event.id};
}

/* Whether another one went the same way by the same step: gave way to it, or was declined with it.
 */
static bool went_along(const struct ftl_estimate *other, const struct ftl_estimate *estimate,
                       const struct ftl_estimate_event *last)
{
	bool is_no = last->act == FTL_ESTIMATE_REJECT;
	const struct ftl_estimate_event *gone =
	        ftl_estimate_last(other, is_no ? FTL_ESTIMATE_REJECT : FTL_ESTIMATE_SUPERSEDE);

	return other->id != estimate->id && gone != NULL &&
	       gone->order_event_id == last->order_event_id;
}

/* What the act did, read back: the estimate, the job's state, who went along, the fee. */
static enum ftl_status tell(struct answering *w, struct ftl_estimate_result *ret,
                            struct ftl_err *err)
{
	struct ftl_app *app = w->a.app;
	struct ftl_estimate_result result = {.order_state = w->a.facts.state};
	const struct ftl_estimate_event *last;
	const struct ftl_order_line *lines;
	const struct ftl_estimate *all;
	struct ftl_order_facts facts;
	int64_t fee_line_id = 0;
	size_t count;

	FTL_TRY(ftl_estimate_get(app, w->a.arena, w->estimate.code, &result.estimate, err));
	last = &result.estimate.events[result.estimate.event_count - 1];
	result.act = last->act;
	result.allowed_cents = last->act == FTL_ESTIMATE_ACCEPT ? last->amount_cents : ftl_none();
	FTL_TRY(ftl_estimate_of_order(app, w->a.arena, w->a.order.id, &all, &count, err));
	for (size_t i = 0; i < count; i++) {
		bool is_along = went_along(&all[i], &result.estimate, last);

		result.others += is_along;
		if (is_along || all[i].id == w->estimate.id)
			fee_line_id = all[i].fee_line_id != 0 ? all[i].fee_line_id : fee_line_id;
	}
	FTL_TRY(ftl_store_line_list(app->db, w->a.arena, w->a.order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (fee_line_id != 0 && lines[i].id == fee_line_id)
			result.fee_cents = ftl_some(lines[i].amounts.list_cents);
	}
	FTL_TRY(ftl_possible_now(app, w->a.arena, &w->a.order, &facts, &result.possible, err));
	*ret = result;
	return FTL_OK;
}

static enum ftl_status finish(struct answering *w, struct ftl_estimate_result *ret,
                              struct ftl_err *err)
{
	struct ftl_estimate_result result;

	FTL_TRY(tell(w, &result, err));
	FTL_TRY(ftl_op_commit(w->a.op, &result, err));
	*ret = result;
	return FTL_OK;
}

enum ftl_status ftl_estimate_take_yes(struct ftl_acting *a, struct ftl_estimate *chosen,
                                      struct ftl_estimate_event *event, struct ftl_err *err)
{
	struct ftl_estimate *all;
	size_t count;

	FTL_TRY(ftl_estimate_load_all(a, &all, &count, err));
	FTL_TRY(ftl_estimate_to_bill(a, all, count, chosen, err));
	for (size_t i = 0; i < count; i++) {
		if (ftl_estimate_gives_way(&all[i], chosen))
			FTL_TRY(ftl_estimate_give_way(a->op, &all[i], &a->row, chosen->code, err));
	}
	return ftl_estimate_write(a->op, chosen, event, err);
}

/* Can the customer be asked now: what is within the limit is held to the same. */
static enum ftl_status check_send(struct answering *w, struct ftl_err *err)
{
	struct ftl_guard guard = {.has_due_date = true};
	struct ftl_order_facts facts;

	FTL_TRY(fold(&w->a, &facts, err));
	FTL_TRY(ftl_estimate_can(w->name, w->estimate.state, FTL_ESTIMATE_SEND, false, err));
	FTL_TRY(ftl_possible_can(w->a.app, w->a.arena, &w->a.order, &facts, FTL_EV_ASK, &guard,
	                         err));
	if (w->estimate.lump_cents.has || ftl_estimate_has_lines(&w->estimate))
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "estimate", "%s has no line and cannot be sent", w->name);
	return ftl_hint(err, "fettle estimate edit %s --line 'part;filter;1;40.00'",
	                w->step.reference);
}

/* What the timeline says of a sent estimate beside its code: "filter and belt, by phone". */
static const char *send_words(struct answering *w, const struct ftl_estimate_say *say)
{
	const char *title = w->estimate.title != NULL ? w->estimate.title : "estimate";

	if (say->way == FTL_WAY_NONE)
		return title;
	return ftl_sprintf(w->a.arena, "%s, by %s", title, ftl_estimate_way_names[say->way]);
}

/* What else is on offer. */
static bool is_other_open(const struct answering *w, const struct ftl_estimate *other)
{
	return other->id != w->estimate.id && other->state == FTL_ESTIMATE_SENT;
}

/* Whether the customer's word is needed although they allowed as much before: another estimate is
 * with them, so that it is theirs to choose; or they declined one that cost no more. */
static enum ftl_status look_at_others(struct answering *w, int64_t total, const char *due_on,
                                      bool *ret, struct ftl_err *err)
{
	char name[FTL_ESTIMATE_NAME_SIZE];

	*ret = false;
	FTL_TRY(ftl_estimate_load_all(&w->a, &w->all, &w->count, err));
	for (size_t i = 0; i < w->count; i++) {
		const struct ftl_estimate *other = &w->all[i];
		bool is_no = other->stored == FTL_ESTIMATE_REJECTED &&
		             ftl_estimate_customer_total(other) <= total;

		if (!is_no && !is_other_open(w, other))
			continue;
		*ret = true;
		if (due_on != NULL)
			return FTL_OK;
		ftl_estimate_name(name, other);
		ftl_fail(err, FTL_INVALID, "due_on",
		         is_no ? "is missing: the customer declined %s, which costs no more"
		               : "is missing: %s is with the customer, who is to choose",
		         name);
		return ftl_hint(err, "--due DATE says by when the customer is to answer");
	}
	return FTL_OK;
}

enum ftl_status ftl_estimate_send(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                  const struct ftl_estimate_say *say,
                                  struct ftl_estimate_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct answering w = {.a = {.op = &op, .app = app, .arena = arena}};
	struct ftl_estimate_event sent, yes;
	struct ftl_order_facts facts;
	struct ftl_opt limit;
	int64_t total;
	bool is_asked, must_ask = false;

	FTL_TRY(ftl_op_begin(app, "estimate.send", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(begin(&w, code, say->at, err));
	FTL_TRY(check_send(&w, err));
	FTL_TRY(fold(&w.a, &facts, err));
	FTL_TRY(ftl_order_allowed(app, arena, &w.a.order, &limit, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_ORDER, w.a.order.id, false, err));
	FTL_TRY(ftl_estimate_add_fee(&op, arena, &w.estimate, err));
	total = ftl_estimate_customer_total(&w.estimate);
	is_asked = say->is_asked || ftl_estimate_is_over(total, limit);
	if (!is_asked && total > 0)
		FTL_TRY(look_at_others(&w, total, say->due_on, &must_ask, err));
	is_asked = is_asked || must_ask;
	w.step.kind = is_asked ? FTL_EV_ASK : kind_of_yes(&facts);
	w.step.text = is_asked ? send_words(&w, say) : "within what the customer allowed";
	w.step.due_on = say->due_on;
	/* Whoever pays nothing allows nothing by it; a limit stays what it was. */
	w.step.amount = is_asked ? money_text(&w.a, total)
	                         : (limit.has ? money_text(&w.a, limit.value) : NULL);
	FTL_TRY(ftl_acting_read(&w.a, err));
	if (!is_asked)
		w.a.row.due_on = ftl_none();
	FTL_TRY(ftl_acting_write(&w.a, err));
	sent = ftl_estimate_event_of(&w.a, FTL_ESTIMATE_SEND);
	sent.due_on = w.a.row.due_on;
	sent.amount_cents = ftl_some(total);
	sent.way = say->way;
	FTL_TRY(ftl_estimate_write(&op, &w.estimate, &sent, err));
	if (is_asked)
		return finish(&w, ret, err);
	yes = ftl_estimate_event_of(&w.a, FTL_ESTIMATE_ACCEPT);
	yes.way = FTL_WAY_LIMIT;
	yes.amount_cents = limit;
	FTL_TRY(ftl_estimate_take_yes(&w.a, &w.estimate, &yes, err));
	return finish(&w, ret, err);
}

enum ftl_status ftl_estimate_is_covered(const struct ftl_acting *a,
                                        const struct ftl_estimate *estimate, struct ftl_opt amount,
                                        const char *field, struct ftl_err *err)
{
	int64_t total = ftl_estimate_customer_total(estimate);
	char name[FTL_ESTIMATE_NAME_SIZE];

	if (!amount.has || amount.value >= total)
		return FTL_OK;
	ftl_estimate_name(name, estimate);
	ftl_fail(err, FTL_INVALID, field, "%s is less than the %s %s of %s",
	         money_text(a, amount.value), money_text(a, total), a->app->currency.code, name);
	return ftl_hint(err, "make a version that costs less: fettle estimate revise %s",
	                strchr(name, ' ') + 1);
}

/* "by Ana Čović, phone; late: was abroad" */
static const char *yes_words(struct answering *w, const struct ftl_estimate_say *say,
                             const char *by, const char *late)
{
	FTL_BUF(text);

	ftl_buf_printf(&text, "by %s", by);
	if (say->way != FTL_WAY_NONE)
		ftl_buf_printf(&text, ", %s", ftl_estimate_way_names[say->way]);
	if (late != NULL)
		ftl_buf_printf(&text, "; late: %s", late);
	return ftl_strdup(w->a.arena, ftl_buf_cstr(&text));
}

enum ftl_status ftl_estimate_accept(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    const struct ftl_estimate_say *say,
                                    struct ftl_estimate_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct answering w = {.a = {.op = &op, .app = app, .arena = arena}};
	struct ftl_estimate_event yes;
	struct ftl_order_facts facts;
	const char *by, *late;

	FTL_TRY(ftl_op_begin(app, "estimate.accept", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(begin(&w, code, say->at, err));
	FTL_TRY(ftl_text_require(arena, "by", FTL_TEXT_LINE, FTL_NAME_MAX, say->by ? say->by : "",
	                         say->by ? strlen(say->by) : 0, &by, err));
	FTL_TRY(ftl_take_text(arena, "", "late", FTL_TEXT_LINE, FTL_NAME_MAX, say->late, &late,
	                      err));
	FTL_TRY(fold(&w.a, &facts, err));
	w.step.kind = kind_of_yes(&facts);
	w.step.text = yes_words(&w, say, by, late);
	w.step.amount = say->amount != NULL
	                        ? say->amount
	                        : money_text(&w.a, ftl_estimate_customer_total(&w.estimate));
	FTL_TRY(ftl_estimate_can(w.name, w.estimate.stored, FTL_ESTIMATE_ACCEPT, false, err));
	FTL_TRY(ftl_acting_read(&w.a, err));
	FTL_TRY(ftl_estimate_can(w.name, ftl_estimate_state_at(&w.a, &w.estimate),
	                         FTL_ESTIMATE_ACCEPT, late != NULL, err));
	FTL_TRY(ftl_estimate_is_covered(&w.a, &w.estimate, w.a.row.amount_cents, "amount_limit",
	                                err));
	FTL_TRY(ftl_acting_write(&w.a, err));
	yes = ftl_estimate_event_of(&w.a, FTL_ESTIMATE_ACCEPT);
	yes.way = say->way;
	yes.by = by;
	yes.text = late;
	yes.amount_cents = w.a.row.amount_cents;
	FTL_TRY(ftl_estimate_take_yes(&w.a, &w.estimate, &yes, err));
	return finish(&w, ret, err);
}

/* A no leads back to diagnosis, unless the customer may yet agree to another or is not waited for.
 */
static enum ftl_status choose_step_of_no(struct answering *w, bool is_done, struct ftl_err *err)
{
	struct ftl_order_facts facts;

	FTL_TRY(fold(&w->a, &facts, err));
	FTL_TRY(ftl_estimate_load_all(&w->a, &w->all, &w->count, err));
	w->step.kind = facts.state == FTL_AWAIT_CUSTOMER ? FTL_EV_DIAGNOSE : FTL_EV_NOTE;
	for (size_t i = 0; i < w->count; i++) {
		if (is_other_open(w, &w->all[i]))
			w->step.kind = FTL_EV_NOTE;
	}
	if (is_done) {
		w->step.kind = FTL_EV_READY;
		w->step.result = ftl_result_names[FTL_DECLINED_BY_CUSTOMER];
	}
	return FTL_OK;
}

/* A no to this one; looking at the device is to be paid when nothing else is agreed to, or may be.
 */
static enum ftl_status decline_one(struct answering *w, const char *reason, struct ftl_err *err)
{
	struct ftl_estimate_event no = ftl_estimate_event_of(&w->a, FTL_ESTIMATE_REJECT);

	no.text = reason;
	FTL_TRY(ftl_estimate_write(w->a.op, &w->estimate, &no, err));
	for (size_t i = 0; i < w->count; i++) {
		if (is_other_open(w, &w->all[i]) || w->all[i].stored == FTL_ESTIMATE_ACCEPTED)
			return FTL_OK;
	}
	return ftl_estimate_charge_fee(&w->a, w->all, w->count, &w->estimate, err);
}

enum ftl_status ftl_estimate_reject(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                    const struct ftl_estimate_say *say,
                                    struct ftl_estimate_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct answering w = {.a = {.op = &op, .app = app, .arena = arena}};
	const char *reason;

	FTL_TRY(ftl_op_begin(app, "estimate.reject", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(begin(&w, code, say->at, err));
	FTL_TRY(ftl_text_require(arena, "reason", FTL_TEXT_LINE, FTL_NAME_MAX,
	                         say->reason ? say->reason : "",
	                         say->reason ? strlen(say->reason) : 0, &reason, err));
	FTL_TRY(ftl_estimate_can(w.name, w.estimate.state, FTL_ESTIMATE_REJECT, false, err));
	FTL_TRY(choose_step_of_no(&w, say->is_done, err));
	w.step.text = ftl_sprintf(arena, "declined: %s", reason);
	FTL_TRY(ftl_acting_read(&w.a, err));
	FTL_TRY(ftl_acting_write(&w.a, err));
	FTL_TRY(say->is_done ? ftl_estimate_decline_all(&w.a, reason, err)
	                     : decline_one(&w, reason, err));
	return finish(&w, ret, err);
}
