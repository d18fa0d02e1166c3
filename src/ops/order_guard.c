#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/order_act.h"
#include "ops/possible.h"
#include "ops/tests.h"
#include "store/claim.h"
#include "store/fault.h"

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

/* Does the step say that the work may begin, is done, or is to be paid? None is before the customer
 * agreed to what it costs. */
static bool is_limited(const struct ftl_acting *a)
{
	enum ftl_state state = a->facts.state;

	switch (a->step->kind) {
	case FTL_EV_START: /* who joins a repair that goes on asks nothing anew */
		return state != FTL_IN_REPAIR;
	case FTL_EV_TEST:
		return true;
	case FTL_EV_READY:
		return state == FTL_QUALITY_CHECK && !ftl_result_is_unrepaired(a->row.event.result);
	case FTL_EV_HAND_OVER:
		return state == FTL_READY && !ftl_result_is_unrepaired(a->facts.result);
	case FTL_EV_BOOK:
	case FTL_EV_RECEIVE:
	case FTL_EV_ASSIGN:
	case FTL_EV_DIAGNOSE:
	case FTL_EV_ASK:
	case FTL_EV_ASK_PAYER:
	case FTL_EV_APPROVE:
	case FTL_EV_WAIT_PARTS:
	case FTL_EV_SEND:
	case FTL_EV_FAIL:
	case FTL_EV_CLOSE:
	case FTL_EV_CANCEL:
	case FTL_EV_HOLD:
	case FTL_EV_RESUME:
	case FTL_EV_NOTE:
	case FTL_EV_PROMISE:
	case FTL_EV_NOTICE:
	case FTL_EV_LINE:
	case FTL_EV_CODE:
	case FTL_EV_IMPORT:
	case FTL_EV_STOP:
	case FTL_EV_LABOUR:
	case FTL_EV_REFUSE:
	case FTL_EV_PARTS:
	case FTL_EVENT_KINDS:
		break;
	}
	return false;
}

static enum ftl_status check_limit(struct ftl_acting *a, struct ftl_guard *guard,
                                   struct ftl_err *err)
{
	bool is_hand_over = a->step->kind == FTL_EV_HAND_OVER;
	struct ftl_over over = {0};

	if (is_limited(a))
		FTL_TRY(ftl_acting_weigh(a, is_hand_over, &over, err));
	guard->over_limit = over.why;
	guard->over_limit_hint = over.way;
	/* Who pays the whole bill agrees to it. */
	guard->is_within_limit =
	        over.why == NULL || (is_hand_over && a->row.amount_cents.has &&
	                             a->row.amount_cents.value == ftl_acting_bill(a));
	return FTL_OK;
}

/* Before a job is closed every claim of it is: paid, written off, withdrawn. */
static enum ftl_status guard_claims(struct ftl_acting *a, struct ftl_guard *guard,
                                    struct ftl_err *err)
{
	const struct ftl_claim *claims;
	size_t count;
	char eye[FTL_CODE_SIZE];

	if (a->step->kind != FTL_EV_CLOSE)
		return FTL_OK;
	FTL_TRY(ftl_store_claim_list(a->app->db, a->arena, FTL_CLAIMS_OF_ORDER, a->order.id,
	                             &claims, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (!ftl_claim_is_open(claims[i].state))
			continue;
		ftl_code_eye_of(eye, claims[i].code);
		guard->claim_open = ftl_sprintf(a->arena, "claim %s on the %s open", eye,
		                                ftl_payer_names[claims[i].payer]);
		guard->claim_open_hint = ftl_sprintf(a->arena,
		                                     "fettle claim show %s tells what it "
		                                     "waits for",
		                                     eye);
		return FTL_OK;
	}
	return FTL_OK;
}

enum ftl_status ftl_acting_check(struct ftl_acting *a, struct ftl_err *err)
{
	struct ftl_guard guard = {
	        .has_technician_after = a->taken_by != 0 || a->is_answer,
	        .has_due_date = a->row.due_on.has,
	        .has_reference = a->row.reference != NULL || a->place.name != NULL,
	        .result = a->row.event.result,
	};
	char code[FTL_CODE_SIZE];

	ftl_code_eye_of(code, a->order.code);
	if (a->step->kind != FTL_EV_ASSIGN && a->taken_by != a->facts.technician_id)
		FTL_TRY(ftl_possible_can(a->app, a->arena, &a->order, &a->facts, FTL_EV_ASSIGN,
		                         &guard, err));
	FTL_TRY(check_limit(a, &guard, err));
	FTL_TRY(ftl_work_guard(a, &guard, err));
	FTL_TRY(ftl_loaner_guard(a, &guard, err));
	FTL_TRY(guard_claims(a, &guard, err));
	FTL_TRY(ftl_parts_guard(a, &guard, err));
	FTL_TRY(ftl_pieces_look(a, &guard, err));
	/* Before it is ready, what is wrong is the state, whatever the bill is. */
	if (a->step->kind == FTL_EV_HAND_OVER && a->facts.state == FTL_READY) {
		FTL_TRY(ftl_acting_sum(a, err));
		FTL_TRY(check_paid(a, &guard, err));
	}
	if (a->step->kind == FTL_EV_READY && a->facts.state == FTL_QUALITY_CHECK)
		FTL_TRY(ftl_tests_guard(a->app, a->arena, a->order.id, &guard, err));
	FTL_TRY(ftl_possible_can(a->app, a->arena, &a->order, &a->facts, a->step->kind, &guard,
	                         err));
	FTL_TRY(check_diagnosis(a, code, err));
	FTL_TRY(ftl_work_check(a, err));
	FTL_TRY(ftl_vendor_check(a, err));
	FTL_TRY(ftl_payer_check(a, err));
	return check_closer(a, err);
}
