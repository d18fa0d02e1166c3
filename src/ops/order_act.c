#include <stdlib.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/moment.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/attention.h"
#include "ops/estimate.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_log.h"
#include "ops/possible.h"
#include "store/event.h"
#include "store/order.h"
#include "store/staff.h"

#define DUE_DAYS_MAX 3650

/* A technician who sets to work on a job that nobody has takes it by doing so. */
static bool takes_it(const struct ftl_acting *a)
{
	return (a->step->kind == FTL_EV_DIAGNOSE || a->step->kind == FTL_EV_START) &&
	       a->facts.technician_id == 0 && a->app->actor.role == FTL_ROLE_TECHNICIAN;
}

/* Whoever sets to work where somebody else works already joins in: the job stays whose it is. */
static bool joins(const struct ftl_acting *a)
{
	return a->facts.technician_id != 0 &&
	       ((a->step->kind == FTL_EV_START && a->facts.state == FTL_IN_REPAIR) ||
	        (a->step->kind == FTL_EV_DIAGNOSE && a->facts.state == FTL_DIAGNOSING));
}

/* Steps that are about one person's work, whoever has the job, and whoever still is on the staff.
 */
static bool is_about_labour(enum ftl_event_kind kind)
{
	return kind == FTL_EV_STOP || kind == FTL_EV_LABOUR;
}

static enum ftl_status find_named(struct ftl_acting *a, struct ftl_err *err)
{
	struct ftl_staff staff;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_store_staff_find(a->app->db, a->arena, a->app->site_id, a->step->technician,
	                             &staff, &found, err));
	if (!found) {
		ftl_fail(err, FTL_NOT_FOUND, "technician", "nobody on the staff is called %s",
		         ftl_quote(quoted, a->step->technician));
		return ftl_hint(err, "fettle staff list shows the logins");
	}
	if (!staff.is_active && !is_about_labour(a->step->kind))
		return ftl_fail(err, FTL_CONFLICT, "technician", "%s no longer works here",
		                ftl_quote(quoted, a->step->technician));
	a->named_id = staff.id;
	return FTL_OK;
}

static enum ftl_status find_technician(struct ftl_acting *a, struct ftl_err *err)
{
	const char *named = a->step->technician;

	a->taken_by =
	        takes_it(a) || a->step->is_take ? a->app->actor.staff_id : a->facts.technician_id;
	if (a->step->is_take)
		return FTL_OK;
	if (named == NULL)
		return a->step->kind != FTL_EV_ASSIGN
		               ? FTL_OK
		               : ftl_fail(err, FTL_INVALID, "technician", "is missing");
	if (is_about_labour(a->step->kind))
		return find_named(a, err);
	if (strcmp(named, "none") != 0)
		FTL_TRY(find_named(a, err));
	if (!joins(a) || a->named_id == 0)
		a->taken_by = a->named_id;
	return FTL_OK;
}

/* Nobody takes what they have, nor by mistake what a colleague has. */
static enum ftl_status check_take(const struct ftl_acting *a, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE], name[FTL_QUOTE_SIZE];

	if (!a->step->is_take || a->facts.technician_id == 0)
		return FTL_OK;
	ftl_code_eye_of(code, a->order.code);
	if (a->facts.technician_id == a->taken_by)
		return ftl_fail(err, FTL_STATE, "order", "work order %s is with you already", code);
	if (a->step->from_them)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s is with %s", code,
	         ftl_quote(name, a->order.technician_name));
	return ftl_hint(err, "order take %s --from-them takes it over", code);
}

/* As the command calls it. */
static const char *due_field(enum ftl_event_kind kind)
{
	if (kind == FTL_EV_HOLD)
		return "until";
	if (kind == FTL_EV_APPROVE)
		return "until";
	return kind == FTL_EV_PROMISE ? "date" : "due";
}

enum ftl_status ftl_read_due(struct ftl_app *app, const char *field, const char *text,
                             struct ftl_opt *ret, struct ftl_err *err)
{
	struct ftl_period period;
	int32_t today = ftl_app_today(app);
	char quoted[FTL_QUOTE_SIZE];

	*ret = ftl_none();
	if (text == NULL)
		return FTL_OK;
	FTL_TRY(ftl_period_parse(field, text, today, &period, err));
	if (period.from != period.to)
		return ftl_fail(err, FTL_INVALID, field, "must be one day, got %s",
		                ftl_quote(quoted, text));
	if (period.from < today || period.from > today + DUE_DAYS_MAX)
		return ftl_fail(err, FTL_INVALID, field,
		                "must be today or later, within ten years, got %s",
		                ftl_quote(quoted, text));
	*ret = ftl_some(period.from);
	return FTL_OK;
}

static enum ftl_status read_due(struct ftl_acting *a, struct ftl_err *err)
{
	const char *field = due_field(a->step->kind);

	if (a->step->due_on == NULL && a->step->kind == FTL_EV_PROMISE)
		return ftl_fail(err, FTL_INVALID, field, "is missing");
	return ftl_read_due(a->app, field, a->step->due_on, &a->row.due_on, err);
}

/* Values that are names out of a fixed set. */
static enum ftl_status read_names(struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_order_step *step = a->step;
	struct ftl_event *event = &a->row.event;
	int index;

	if (step->hold != NULL) {
		FTL_TRY(ftl_parse_name("reason", step->hold, ftl_hold_names, FTL_HOLDS, &index,
		                       err));
		event->hold = (enum ftl_hold)index;
	}
	if (step->how != NULL) {
		FTL_TRY(ftl_parse_name("how", step->how, ftl_notice_way_names, FTL_NOTICE_WAYS,
		                       &index, err));
		a->row.reference = ftl_notice_way_names[index];
	}
	if (step->result != NULL) {
		FTL_TRY(ftl_parse_name("result", step->result, ftl_result_names, FTL_RESULTS,
		                       &index, err));
		event->result = (enum ftl_result)index;
	}
	if (step->barrier == NULL)
		return FTL_OK;
	FTL_TRY(ftl_parse_name("barrier", step->barrier, ftl_barrier_names, FTL_BARRIERS, &index,
	                       err));
	event->barrier = (enum ftl_barrier)index;
	if (event->result == FTL_UNREPAIRABLE || event->result == FTL_UNECONOMIC)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "barrier", "goes with unrepairable or uneconomic, not with %s",
	         event->result != FTL_RESULT_NONE ? ftl_result_names[event->result] : "no result");
	return ftl_hint(err, "it says why a device could not be repaired");
}

/* What a step cannot do without and the state machine does not ask for. */
static enum ftl_status check_whole(const struct ftl_acting *a, struct ftl_err *err)
{
	if (a->step->kind == FTL_EV_HOLD && a->row.event.hold == FTL_HOLD_NONE)
		return ftl_fail(
		        err, FTL_INVALID, "reason",
		        "is missing: customer, payer, parts, vendor, legal, recall or internal");
	if (a->row.text != NULL)
		return FTL_OK;
	if (a->step->kind == FTL_EV_NOTE)
		return ftl_fail(err, FTL_INVALID, "text", "is empty");
	if (a->step->kind == FTL_EV_ASK)
		return ftl_fail(err, FTL_INVALID, "text",
		                "is empty, expected what the customer is asked");
	if (a->step->kind == FTL_EV_FAIL)
		return ftl_fail(err, FTL_INVALID, "reason", "is empty, expected what is not right");
	if (a->step->kind == FTL_EV_REFUSE)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is empty, expected why the payer does not agree");
	return FTL_OK;
}

/* When it happened: now, or earlier, but not before what is noted of the job already. */
static enum ftl_status read_at(struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_zone *zone = a->app->zone;
	char at[FTL_WALL_TEXT_SIZE], other[FTL_WALL_TEXT_SIZE];
	int64_t now = a->op->now;

	a->at = now;
	if (a->step->at == NULL)
		return FTL_OK;
	FTL_TRY(ftl_moment_parse("at", a->step->at, zone, now, &a->at, err));
	if (a->at > now) {
		ftl_fail(err, FTL_INVALID, "at", "%s has not come yet: it is %s now",
		         ftl_wall_format(at, zone, a->at), ftl_wall_format(other, zone, now));
		return ftl_hint(err, "give the time at which it happened");
	}
	if (a->facts.has_events && a->at < a->facts.last_event_at) {
		ftl_fail(err, FTL_INVALID, "at", "%s lies before the job's last event at %s",
		         ftl_wall_format(at, zone, a->at),
		         ftl_wall_format(other, zone, a->facts.last_event_at));
		return ftl_hint(err, "the timeline only grows: give that time or a later one");
	}
	return FTL_OK;
}

/* Everything the step says, validated, into the event row. */
static enum ftl_status read_step(struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_order_step *step = a->step;

	a->row.event.kind = step->kind;
	FTL_TRY(read_at(a, err));
	FTL_TRY(find_technician(a, err));
	FTL_TRY(ftl_work_read(a, err));
	FTL_TRY(ftl_vendor_read(a, err));
	FTL_TRY(read_due(a, err));
	FTL_TRY(ftl_take_text(a->arena, "", "text", FTL_TEXT_BLOCK, FTL_TEXT_MAX, step->text,
	                      &a->row.text, err));
	FTL_TRY(ftl_take_text(a->arena, "", "reference", FTL_TEXT_LINE, FTL_NAME_MAX,
	                      step->reference, &a->row.reference, err));
	FTL_TRY(ftl_take_text(a->arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX,
	                      step->missing_reason, &a->missing_reason, err));
	FTL_TRY(read_names(a, err));
	if (step->amount != NULL) {
		a->row.amount_cents.has = true;
		FTL_TRY(ftl_money_parse(step->kind == FTL_EV_HAND_OVER ? "paid" : "amount",
		                        step->amount, &a->app->currency, false,
		                        &a->row.amount_cents.value, err));
	}
	return check_whole(a, err);
}

/* "; " between the parts of a sentence. */
static const char *mark(const struct ftl_buf *text)
{
	return text->length > 0 ? "; " : "";
}

/* A hand-over in words: who took it, what was missing, what went on account. */
static enum ftl_status describe_hand_over(struct ftl_acting *a, struct ftl_buf *text,
                                          struct ftl_err *err)
{
	const char *to;
	char money[FTL_MONEY_TEXT_SIZE];
	int64_t balance = ftl_acting_bill(a) - a->row.amount_cents.value;

	FTL_TRY(ftl_take_text(a->arena, "", "to", FTL_TEXT_LINE, FTL_NAME_MAX, a->step->to, &to,
	                      err));
	if (to != NULL)
		ftl_buf_printf(text, "%sto %s", mark(text), to);
	ftl_pieces_describe_missing(a, text);
	if (a->step->on_account && balance > 0)
		ftl_buf_printf(text, "%s%s %s on account", mark(text),
		               ftl_money_format(money, balance, &a->app->currency),
		               a->app->currency.code);
	return FTL_OK;
}

/* What the timeline says of a step beside what was typed. */
static enum ftl_status describe(struct ftl_acting *a, struct ftl_err *err)
{
	FTL_BUF(text);

	ftl_buf_text(&text, a->row.text != NULL ? a->row.text : "");
	if (a->step->kind == FTL_EV_HAND_OVER)
		FTL_TRY(describe_hand_over(a, &text, err));
	else if (a->step->kind == FTL_EV_RECEIVE)
		ftl_pieces_describe_missing(a, &text);
	if (text.length > 0)
		a->row.text = ftl_strdup(a->arena, ftl_buf_cstr(&text));
	return FTL_OK;
}

enum ftl_status ftl_acting_write(struct ftl_acting *a, struct ftl_err *err)
{
	struct ftl_app *app = a->app;
	struct ftl_order_event assign = {
	        .event = {.kind = FTL_EV_ASSIGN, .technician_id = a->taken_by, .at = a->at}};

	FTL_TRY(ftl_work_leave(a, err));
	FTL_TRY(ftl_vendor_write(a, err));
	FTL_TRY(ftl_op_touch(a->op, FTL_ENTITY_ORDER, a->order.id, false, err));
	a->is_clock_behind = a->op->now < a->facts.last_event_at;
	/* Who takes a job while doing something else is an assignment of its own before it. */
	if (a->step->kind == FTL_EV_ASSIGN)
		a->row.event.technician_id = a->taken_by;
	else if (a->taken_by != a->facts.technician_id)
		FTL_TRY(ftl_order_append(a->op, a->order.id, &a->facts, &assign, err));
	a->row.event.at = a->at;
	FTL_TRY(ftl_order_append(a->op, a->order.id, &a->facts, &a->row, err));
	if (a->step->kind == FTL_EV_PROMISE)
		FTL_TRY(ftl_store_order_promise(app->db, a->order.id, (int32_t)a->row.due_on.value,
		                                err));
	FTL_TRY(ftl_parts_pass(a, err));
	return ftl_pieces_pass(a, err);
}

enum ftl_status ftl_acting_name(const struct ftl_acting *a, int64_t staff_id,
                                const char **ret_login, const char **ret_name, struct ftl_err *err)
{
	const struct ftl_staff *staff;
	size_t count;

	*ret_login = *ret_name = NULL;
	if (staff_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_staff_list(a->app->db, a->arena, a->app->site_id, &staff, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (staff[i].id == staff_id) {
			*ret_login = staff[i].login;
			*ret_name = staff[i].name;
		}
	}
	return FTL_OK;
}

/* Which notice the step gave. */
static enum ftl_status count_notices(const struct ftl_acting *a, int *ret, struct ftl_err *err)
{
	struct ftl_notices notices;
	const struct ftl_order_event *events;
	size_t count;

	*ret = 0;
	if (a->row.event.kind != FTL_EV_NOTICE)
		return FTL_OK;
	FTL_TRY(ftl_store_event_list(a->app->db, a->arena, a->order.id, &events, &count, err));
	ftl_order_notices(a->app, events, count, a->facts.ready_at, &notices);
	*ret = notices.count;
	return FTL_OK;
}

/* The change as it is after the step: a's order, facts and row. */
static enum ftl_status tell(struct ftl_acting *a, struct ftl_order_change *ret, struct ftl_err *err)
{
	struct ftl_order_change change = {
	        .code = a->order.code,
	        .kind = a->row.event.kind,
	        .state = a->facts.state,
	        .hold = a->facts.hold,
	        .event_id = a->row.event.id,
	        .at = a->row.event.at,
	        .is_clock_behind = a->is_clock_behind,
	        .row = a->row,
	        .order = a->order,
	        .technician_id = a->facts.technician_id,
	        .is_taken = a->row.event.kind != FTL_EV_ASSIGN && a->taken_by != 0 &&
	                    a->taken_by != a->order.technician_id,
	};

	if (change.kind == FTL_EV_READY) {
		FTL_TRY(ftl_acting_sum(a, err));
		change.bill_cents = ftl_some(ftl_acting_bill(a));
	}
	ftl_vendor_tell(a, &change);
	FTL_TRY(count_notices(a, &change.notices, err));
	FTL_TRY(ftl_acting_name(a, change.technician_id, &change.technician,
	                        &change.technician_name, err));
	FTL_TRY(ftl_work_tell(a, &change, err));
	*ret = change;
	return FTL_OK;
}

enum ftl_status ftl_acting_read(struct ftl_acting *a, struct ftl_err *err)
{
	int64_t last_id;

	FTL_TRY(ftl_store_event_fold(a->app->db, a->order.id, &a->facts, &last_id, err));
	FTL_TRY(read_step(a, err));
	FTL_TRY(ftl_acting_check(a, err));
	return describe(a, err);
}

enum ftl_status ftl_acting_prepare(struct ftl_acting *a, const char *code, struct ftl_err *err)
{
	FTL_TRY(ftl_find_order_to_change(a->app, a->arena, code, &a->order, err));
	FTL_TRY(ftl_acting_read(a, err));
	FTL_TRY(check_take(a, err));
	return ftl_estimate_before_step(a, &a->estimate, err);
}

enum ftl_status ftl_acting_carry_out(struct ftl_acting *a, struct ftl_order_change *ret,
                                     struct ftl_err *err)
{
	FTL_TRY(ftl_acting_write(a, err));
	FTL_TRY(ftl_estimate_after_step(a, a->estimate, err));
	return tell(a, ret, err);
}

enum ftl_status ftl_acting_begin(struct ftl_app *app, struct ftl_arena *arena,
                                 enum ftl_event_kind kind, struct ftl_op *ret, struct ftl_err *err)
{
	return ftl_op_begin(app, ftl_sprintf(arena, "order.%s", ftl_event_names[kind]),
	                    ftl_event_capability(kind), ret, err);
}

enum ftl_status ftl_order_act(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              const struct ftl_order_step *step, struct ftl_order_change *ret,
                              struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_acting a = {.op = &op, .app = app, .arena = arena, .step = step};
	struct ftl_order_change change;

	FTL_TRY(ftl_acting_begin(app, arena, step->kind, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_acting_prepare(&a, code, err));
	FTL_TRY(ftl_acting_carry_out(&a, &change, err));
	FTL_TRY(ftl_possible_now(app, arena, &a.order, &a.facts, &change.possible, err));
	FTL_TRY(ftl_op_seal(&op, err));
	change.audit_head = ftl_op_head(&op, arena);
	FTL_TRY(ftl_op_commit(&op, &change, err));
	*ret = change;
	return FTL_OK;
}
