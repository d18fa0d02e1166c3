#include <string.h>

#include "fettle/model/ident.h"
#include "fettle/ops/estimate.h"
#include "ops/find.h"
#include "ops/order_act.h"
#include "ops/tests.h"
#include "store/event.h"
#include "store/fault.h"
#include "store/line.h"
#include "store/piece.h"

enum ftl_status ftl_acting_sum(struct ftl_acting *a, struct ftl_err *err)
{
	const struct ftl_order_line *lines;
	size_t count;

	a->totals = (struct ftl_line_amounts){0};
	FTL_TRY(ftl_store_line_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (!lines[i].is_removed && !ftl_line_amounts_add(&a->totals, &lines[i].amounts))
			return ftl_fail(err, FTL_INVALID, "order", "total out of range");
	}
	return FTL_OK;
}

int64_t ftl_acting_bill(const struct ftl_acting *a)
{
	return a->totals.customer_cents + a->totals.customer_tax_cents;
}

enum ftl_status ftl_order_allowed(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_order *order, struct ftl_opt *ret,
                                  struct ftl_err *err)
{
	const struct ftl_order_event *events;
	struct ftl_opt limit = order->approval_limit_cents;
	size_t count;

	FTL_TRY(ftl_store_event_list(app->db, arena, order->id, &events, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_order_event *event = &events[i];
		/* The payer's yes is not the customer's. A note with an amount is the yes to an
		 * estimate that no step was possible for. */
		bool is_yes = event->event.kind == FTL_EV_APPROVE &&
		              (i == 0 || events[i - 1].state != FTL_AWAIT_PAYER);
		bool is_note = event->event.kind == FTL_EV_NOTE && event->amount_cents.has;

		if (is_yes || is_note)
			limit = event->amount_cents;
	}
	*ret = limit;
	return FTL_OK;
}

static const char *money_of(const struct ftl_acting *a, int64_t cents)
{
	char text[FTL_MONEY_TEXT_SIZE];

	return ftl_sprintf(a->arena, "%s %s", ftl_money_format(text, cents, &a->app->currency),
	                   a->app->currency.code);
}

/* ", over the 50.00 EUR that the customer allowed," */
static const char *over_words(const struct ftl_acting *a, struct ftl_opt limit)
{
	if (!limit.has)
		return "";
	return ftl_sprintf(a->arena, ", over the %s that the customer allowed,",
	                   money_of(a, limit.value));
}

/* Why the customer is to be asked before work begins, and how: an estimate that is not answered, or
 * a bill that nobody agreed to. */
static enum ftl_status look_at_limit(struct ftl_acting *a, struct ftl_guard *guard,
                                     struct ftl_err *err)
{
	const struct ftl_estimate *all;
	struct ftl_opt limit;
	char code[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_order_allowed(a->app, a->arena, &a->order, &limit, err));
	FTL_TRY(ftl_estimate_of_order(a->app, a->arena, a->order.id, &all, &count, err));
	for (size_t i = 0; i < count; i++) {
		int64_t total = ftl_estimate_customer_total(&all[i]);

		if (all[i].stored != FTL_ESTIMATE_SENT || !ftl_estimate_is_over(total, limit))
			continue;
		ftl_code_eye_of(code, all[i].code);
		guard->over_limit = ftl_sprintf(a->arena, "has an unanswered estimate of %s%s",
		                                money_of(a, total), over_words(a, limit));
		guard->over_limit_hint = ftl_sprintf(
		        a->arena,
		        "fettle estimate accept %s --by NAME, or fettle estimate reject %s "
		        "--reason TEXT",
		        code, code);
		return FTL_OK;
	}
	if (!limit.has || ftl_acting_bill(a) <= limit.value)
		return FTL_OK;
	ftl_code_eye_of(code, a->order.code);
	guard->over_limit = ftl_sprintf(a->arena, "costs %s%s", money_of(a, ftl_acting_bill(a)),
	                                over_words(a, limit));
	guard->over_limit_hint = ftl_sprintf(
	        a->arena,
	        "ask first: fettle estimate add %s --from-lines, then fettle estimate send", code);
	return FTL_OK;
}

/* Marks one piece that is reported missing, by its code. */
static enum ftl_status mark_missing(struct ftl_acting *a, const char *text, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];

	FTL_TRY(ftl_read_code(a->app, text, FTL_CODE_PIECE, FTL_CODE_PIECE, &code, err));
	ftl_code_short(buffer, &code);
	for (size_t i = 0; i < a->piece_count; i++) {
		if (strcmp(a->pieces[i].code, buffer) == 0) {
			a->is_missing[i] = true;
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_CONFLICT, "missing", "piece %s does not belong to this job",
	         ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle order show %s lists its pieces",
	                ftl_code_eye_of(buffer, a->order.code));
}

/* Marks the pieces that are reported missing; counts the rest that is not here. */
static enum ftl_status look_at_pieces(struct ftl_acting *a, int *ret_unaccounted,
                                      struct ftl_err *err)
{
	FTL_TRY(ftl_store_piece_list(a->app->db, a->arena, a->order.id, &a->pieces, &a->piece_count,
	                             err));
	a->is_missing = ftl_alloc(a->arena, a->piece_count + 1, sizeof(*a->is_missing));
	if (a->step->missing_count > 0 && a->missing_reason == NULL)
		return ftl_fail(err, FTL_INVALID, "reason",
		                "is missing: say what became of the missing pieces");
	for (size_t i = 0; i < a->step->missing_count; i++)
		FTL_TRY(mark_missing(a, a->step->missing[i], err));
	*ret_unaccounted = 0;
	for (size_t i = 0; i < a->piece_count; i++)
		*ret_unaccounted += !a->pieces[i].is_here && !a->is_missing[i];
	return FTL_OK;
}

static enum ftl_status check_paid(struct ftl_acting *a, struct ftl_guard *guard,
                                  struct ftl_err *err)
{
	const struct ftl_currency *currency = &a->app->currency;
	int64_t bill = ftl_acting_bill(a);
	struct ftl_opt paid = a->row.amount_cents;
	char bill_text[FTL_MONEY_TEXT_SIZE], paid_text[FTL_MONEY_TEXT_SIZE];

	guard->is_settled = bill == 0 || a->step->on_account || paid.has;
	ftl_money_format(bill_text, bill, currency);
	guard->bill = ftl_sprintf(a->arena, "%s %s", bill_text, currency->code);
	if (!paid.has || paid.value == bill || (paid.value < bill && a->step->on_account))
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "paid", "%s was paid, the bill is %s",
	         ftl_money_format(paid_text, paid.value, currency), guard->bill);
	if (paid.value > bill)
		return ftl_hint(err, "give the change back, or add a line for what was paid");
	return ftl_hint(err,
	                "take the whole amount, or put the balance on account with --on-account");
}

/* A technician closes what they had; anybody's is for the desk and the manager. */
static enum ftl_status check_closer(const struct ftl_acting *a, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];

	if (a->step->kind != FTL_EV_CLOSE || a->app->actor.role != FTL_ROLE_TECHNICIAN ||
	    a->facts.technician_id == a->app->actor.staff_id)
		return FTL_OK;
	ftl_fail(err, FTL_DENIED, "as", "work order %s is not yours to close",
	         ftl_code_eye_of(code, a->order.code));
	return ftl_hint(err, "ask whoever had it, the front desk or a manager");
}

/* The result must go with what the diagnosis says. */
static enum ftl_status check_diagnosis(const struct ftl_acting *a, const char *code,
                                       struct ftl_err *err)
{
	const struct ftl_diagnosis *lines;
	size_t count;

	if (a->step->kind != FTL_EV_READY)
		return FTL_OK;
	FTL_TRY(ftl_store_diagnosis_list(a->app->db, a->arena, a->order.id, &lines, &count, err));
	return ftl_diagnosis_fits(code, lines, count, a->row.event.result, err);
}

enum ftl_status ftl_acting_check(struct ftl_acting *a, struct ftl_err *err)
{
	struct ftl_guard guard = {
	        .has_technician_after = a->taken_by != 0 || a->is_answer,
	        .has_due_date = a->row.due_on.has,
	        .has_reference = a->row.reference != NULL,
	        .result = a->row.event.result,
	};
	char code[FTL_CODE_SIZE];

	ftl_code_eye_of(code, a->order.code);
	if (a->step->kind != FTL_EV_ASSIGN && a->taken_by != a->facts.technician_id)
		FTL_TRY(ftl_order_can(code, &a->facts, FTL_EV_ASSIGN, &guard, err));
	if (a->step->kind == FTL_EV_START) {
		FTL_TRY(ftl_acting_sum(a, err));
		FTL_TRY(look_at_limit(a, &guard, err));
		guard.is_within_limit = guard.over_limit == NULL;
	}
	/* Before it is ready, what is wrong is the state, whatever the bill and the pieces are. */
	if (a->step->kind == FTL_EV_HAND_OVER && a->facts.state == FTL_READY) {
		FTL_TRY(ftl_acting_sum(a, err));
		FTL_TRY(look_at_pieces(a, &guard.pieces_missing, err));
		FTL_TRY(check_paid(a, &guard, err));
	}
	if (a->step->kind == FTL_EV_READY && a->facts.state == FTL_QUALITY_CHECK)
		FTL_TRY(ftl_tests_guard(a->app, a->arena, a->order.id, &guard, err));
	FTL_TRY(ftl_order_can(code, &a->facts, a->step->kind, &guard, err));
	FTL_TRY(check_diagnosis(a, code, err));
	return check_closer(a, err);
}
