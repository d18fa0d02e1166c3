#include <stdio.h>
#include <string.h>

#include "fettle/model/ident.h"
#include "fettle/model/possible.h"
#include "model/order_step.h"

/* "is closed and " + this. */
static const char *const refusals[FTL_EVENT_KINDS] = {
        [FTL_EV_BOOK] = "cannot be booked",
        [FTL_EV_RECEIVE] = "cannot be received",
        [FTL_EV_ASSIGN] = "cannot be assigned",
        [FTL_EV_DIAGNOSE] = "cannot be diagnosed",
        [FTL_EV_ASK] = "cannot wait for the customer",
        [FTL_EV_ASK_PAYER] = "cannot wait for the payer",
        [FTL_EV_APPROVE] = "cannot be approved",
        [FTL_EV_WAIT_PARTS] = "cannot wait for parts",
        [FTL_EV_START] = "cannot be started",
        [FTL_EV_SEND] = "cannot be sent to an outside repairer",
        [FTL_EV_TEST] = "cannot go to quality check",
        [FTL_EV_FAIL] = "cannot fail a check",
        [FTL_EV_READY] = "cannot be made ready",
        [FTL_EV_HAND_OVER] = "cannot be handed over",
        [FTL_EV_CLOSE] = "cannot be closed",
        [FTL_EV_CANCEL] = "cannot be cancelled",
        [FTL_EV_HOLD] = "cannot be put on hold",
        [FTL_EV_RESUME] = "cannot be resumed",
        [FTL_EV_NOTE] = "cannot take a note",
        [FTL_EV_PROMISE] = "cannot be promised",
        [FTL_EV_NOTICE] = "cannot take a notice to collect it",
        [FTL_EV_LINE] = "cannot take another line",
        [FTL_EV_CODE] = "cannot take a diagnosis",
        [FTL_EV_IMPORT] = "cannot be imported",
        [FTL_EV_STOP] = "has nobody at work on it",
        [FTL_EV_LABOUR] = "cannot take labour",
        [FTL_EV_REFUSE] = "cannot be refused by the payer",
        [FTL_EV_PARTS] = "does not wait for parts",
};

/* What a person most likely wants next; the rest follows in the order of `wanted`. */
static const enum ftl_event_kind natural_next[FTL_STATES] = {
        [FTL_BOOKED] = FTL_EV_RECEIVE,      [FTL_RECEIVED] = FTL_EV_DIAGNOSE,
        [FTL_DIAGNOSING] = FTL_EV_START,    [FTL_AWAIT_CUSTOMER] = FTL_EV_APPROVE,
        [FTL_AWAIT_PAYER] = FTL_EV_APPROVE, [FTL_APPROVED] = FTL_EV_START,
        [FTL_AWAIT_PARTS] = FTL_EV_START,   [FTL_IN_REPAIR] = FTL_EV_TEST,
        [FTL_AT_VENDOR] = FTL_EV_RECEIVE,   [FTL_QUALITY_CHECK] = FTL_EV_READY,
        [FTL_READY] = FTL_EV_HAND_OVER,     [FTL_HANDED_OVER] = FTL_EV_CLOSE,
        [FTL_CLOSED] = FTL_EV_NOTE,         [FTL_CANCELLED] = FTL_EV_NOTE,
};

static const enum ftl_event_kind wanted[] = {
        FTL_EV_RESUME,   FTL_EV_RECEIVE,   FTL_EV_BOOK,      FTL_EV_IMPORT,     FTL_EV_APPROVE,
        FTL_EV_REFUSE,   FTL_EV_START,     FTL_EV_STOP,      FTL_EV_TEST,       FTL_EV_FAIL,
        FTL_EV_DIAGNOSE, FTL_EV_ASK,       FTL_EV_ASK_PAYER, FTL_EV_WAIT_PARTS, FTL_EV_SEND,
        FTL_EV_READY,    FTL_EV_HAND_OVER, FTL_EV_NOTICE,    FTL_EV_CLOSE,      FTL_EV_ASSIGN,
        FTL_EV_CODE,     FTL_EV_LINE,      FTL_EV_LABOUR,    FTL_EV_PROMISE,    FTL_EV_HOLD,
        FTL_EV_NOTE,     FTL_EV_CANCEL,
};

bool ftl_result_is_unrepaired(enum ftl_result result)
{
	switch (result) {
	case FTL_NO_FAULT_FOUND:
	case FTL_USER_INSTRUCTED:
	case FTL_DECLINED_BY_CUSTOMER:
	case FTL_UNECONOMIC:
	case FTL_UNREPAIRABLE:
	case FTL_REFUNDED:
	case FTL_RECYCLED:
	case FTL_ABANDONED:
		return true;
	case FTL_RESULT_NONE:
	case FTL_REPAIRED:
	case FTL_REPAIRED_PARTLY:
	case FTL_EXCHANGED:
	case FTL_SOFTWARE_ONLY:
	case FTL_RESULTS:
		break;
	}
	return false;
}

/* What is held for legal reasons stays in the house as it is until it is released. */
static bool is_kept_as_is(const struct ftl_order_facts *facts, enum ftl_event_kind kind)
{
	return facts->hold == FTL_HOLD_LEGAL &&
	       (kind == FTL_EV_HAND_OVER || kind == FTL_EV_SEND || kind == FTL_EV_CANCEL ||
	        kind == FTL_EV_DIAGNOSE || kind == FTL_EV_START);
}

bool ftl_order_may(const struct ftl_order_facts *facts, enum ftl_event_kind kind)
{
	const struct ftl_order_step *step = &ftl_order_steps[kind];

	if (!facts->has_events)
		return step->is_first;
	if ((step->from & (1u << facts->state)) == 0 || is_kept_as_is(facts, kind))
		return false;
	if (kind == FTL_EV_HOLD)
		return facts->hold == FTL_HOLD_NONE;
	if (kind == FTL_EV_RESUME)
		return facts->hold != FTL_HOLD_NONE;
	if (kind == FTL_EV_STOP)
		return facts->worker_count > 0;
	return true;
}

int ftl_order_next(const struct ftl_order_facts *facts, enum ftl_event_kind ret[FTL_EVENT_KINDS])
{
	enum ftl_event_kind first = natural_next[facts->state];
	int count = 0;

	if (facts->hold != FTL_HOLD_NONE)
		first = FTL_EV_RESUME;
	if (ftl_order_may(facts, first))
		ret[count++] = first;
	for (size_t i = 0; i < FTL_COUNT(wanted); i++)
		if (wanted[i] != first && ftl_order_may(facts, wanted[i]))
			ret[count++] = wanted[i];
	return count;
}

/* What the state lets through, where nobody knows more. */
static void look_at_state(const struct ftl_order_facts *facts, struct ftl_possible *ret)
{
	enum ftl_event_kind next[FTL_EVENT_KINDS];
	int count = ftl_order_next(facts, next);

	ret->count = 0;
	for (int i = 0; i < count; i++) {
		const char *command = ftl_event_command(next[i]);

		if (command != NULL)
			ret->acts[ret->count++] = (struct ftl_possible_act){command, next[i], NULL};
	}
}

/* As many as there is room for, the most likely first. */
static enum ftl_status hint_possible(const struct ftl_order_facts *facts,
                                     const struct ftl_guard *guard, enum ftl_event_kind but,
                                     const char *also, struct ftl_err *err)
{
	static const char head[] = "possible now: ", more[] = ", …";
	char text[sizeof(err->hint)] = "";
	size_t used = 0, room = sizeof(err->hint) - sizeof(head) - sizeof(more) - strlen(also);
	struct ftl_possible possible;

	if (guard->possible != NULL)
		possible = *guard->possible;
	else
		look_at_state(facts, &possible);
	for (int i = 0; i < possible.count; i++) {
		const char *command = possible.acts[i].command;

		if (possible.acts[i].kind == but)
			continue;
		if (used + strlen(", ") + strlen(command) > room) {
			used += (size_t)snprintf(text + used, sizeof(text) - used, "%s", more);
			break;
		}
		used += (size_t)snprintf(text + used, sizeof(text) - used, "%s%s",
		                         used != 0 ? ", " : "", command);
	}
	if (used == 0)
		return err->status;
	return ftl_hint(err, "%s%s%s", head, text, also);
}

/* The device has left the shop's care, or never came: a further visit is a further work order. */
static bool is_done_with(enum ftl_state state)
{
	return state == FTL_HANDED_OVER || state == FTL_CLOSED || state == FTL_CANCELLED;
}

static enum ftl_status refuse(const char *code, const struct ftl_order_facts *facts,
                              enum ftl_event_kind kind, const struct ftl_guard *guard,
                              struct ftl_err *err)
{
	const struct ftl_order_step *step = &ftl_order_steps[kind];

	if (!facts->has_events)
		ftl_fail(err, FTL_STATE, "order", "work order %s has not been received and %s",
		         code, refusals[kind]);
	else if (kind == FTL_EV_HOLD && facts->hold != FTL_HOLD_NONE)
		ftl_fail(err, FTL_STATE, "order", "work order %s is already %s", code,
		         ftl_hold_title(facts->hold));
	else if (kind == FTL_EV_RESUME && ftl_state_is_open(facts->state))
		ftl_fail(err, FTL_STATE, "order", "work order %s is not on hold and %s", code,
		         refusals[kind]);
	else if (is_kept_as_is(facts, kind) && (step->from & (1u << facts->state)) != 0)
		ftl_fail(err, FTL_STATE, "order", "work order %s is %s and %s", code,
		         ftl_hold_title(facts->hold), refusals[kind]);
	else if (step->is_move && step->to == facts->state && kind != FTL_EV_REFUSE)
		ftl_fail(err, FTL_STATE, "order", "work order %s is already %s", code,
		         ftl_state_sentence(facts->state) + strlen("is "));
	else
		ftl_fail(err, FTL_STATE, "order", "work order %s %s and %s", code,
		         ftl_state_sentence(facts->state), refusals[kind]);
	if (is_done_with(facts->state))
		return ftl_hint(err, "open a new work order that refers to it");
	return hint_possible(facts, guard, kind, "", err);
}

static enum ftl_status need_technician(const char *code, enum ftl_event_kind kind,
                                       const struct ftl_guard *guard, struct ftl_err *err)
{
	if (guard->has_technician_after)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s has no technician and %s", code,
	         refusals[kind]);
	return ftl_hint(err, "order assign %s TECHNICIAN", code);
}

static enum ftl_status need_reference(enum ftl_event_kind kind, const struct ftl_guard *guard,
                                      struct ftl_err *err)
{
	if (guard->has_reference)
		return FTL_OK;
	if (kind == FTL_EV_ASK_PAYER)
		return ftl_fail(err, FTL_INVALID, "reference",
		                "is missing, expected the payer's or our number of the "
		                "request");
	if (kind == FTL_EV_SEND)
		return ftl_fail(err, FTL_INVALID, "vendor",
		                "is missing, expected the outside repairer");
	return ftl_fail(err, FTL_INVALID, "reference",
	                "is missing, expected the part that is awaited");
}

/* Work that the customer did not agree to is neither begun nor finished. */
static enum ftl_status check_limit(const char *code, enum ftl_event_kind kind,
                                   const struct ftl_guard *guard, struct ftl_err *err)
{
	if (guard->is_within_limit)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s %s and %s", code,
	         guard->over_limit != NULL ? guard->over_limit : "is over the customer's limit",
	         refusals[kind]);
	return guard->over_limit_hint != NULL ? ftl_hint(err, "%s", guard->over_limit_hint)
	                                      : err->status;
}

/* Whoever works on it already does not begin, and whoever does not, does not stop. */
static enum ftl_status check_worker(const char *code, const struct ftl_order_facts *facts,
                                    enum ftl_event_kind kind, const struct ftl_guard *guard,
                                    struct ftl_err *err)
{
	const char *who = guard->worker != NULL ? guard->worker : "this person";
	const char *at_work = guard->at_work != NULL ? guard->at_work : "somebody else";
	bool is_at_work = ftl_order_worker(facts, guard->worker_id) != NULL;

	if (kind == FTL_EV_STOP && !is_at_work) {
		ftl_fail(err, FTL_STATE, "order", "work order %s does not have %s at work on it",
		         code, who);
		return ftl_hint(err, "at work on it: %s", at_work);
	}
	if (kind == FTL_EV_STOP || guard->worker_id == 0)
		return FTL_OK;
	if (is_at_work && ftl_order_steps[kind].to == facts->state) {
		ftl_fail(err, FTL_STATE, "order", "work order %s has %s at work on it already",
		         code, who);
		return ftl_hint(err, "at work on it: %s; order stop %s ends a timer", at_work,
		                code);
	}
	if (is_at_work || facts->worker_count < FTL_WORKERS_MOST)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s has %d people at work on it already", code,
	         facts->worker_count);
	return ftl_hint(err, "one of them stops first: order stop %s", code);
}

/* Who joins a repair that goes on asks the customer nothing anew. */
static enum ftl_status check_start(const char *code, const struct ftl_order_facts *facts,
                                   const struct ftl_guard *guard, struct ftl_err *err)
{
	FTL_TRY(need_technician(code, FTL_EV_START, guard, err));
	FTL_TRY(check_worker(code, facts, FTL_EV_START, guard, err));
	return facts->state == FTL_IN_REPAIR ? FTL_OK : check_limit(code, FTL_EV_START, guard, err);
}

/* What was repaired leaves the check when it passed it. */
static enum ftl_status check_tests(const char *code, const struct ftl_guard *guard,
                                   struct ftl_err *err)
{
	if (guard->tests_failed > 0) {
		ftl_fail(err, FTL_STATE, "order",
		         "work order %s has %d failed item%s on its test list and cannot be made "
		         "ready",
		         code, guard->tests_failed, guard->tests_failed == 1 ? "" : "s");
		return ftl_hint(err,
		                "order fail %s REASON sends it back to repair; order check %s "
		                "tests again",
		                code, code);
	}
	if (guard->tests_missing) {
		ftl_fail(
		        err, FTL_STATE, "order",
		        "work order %s has not passed its whole test list and cannot be made ready",
		        code);
		return ftl_hint(err, "order check %s (setting quality.list)", code);
	}
	if (!guard->is_own_test)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order",
	         "work order %s was tested by whoever repaired it and cannot be made ready", code);
	return ftl_hint(
	        err, "somebody else tests it: order check %s (setting quality.other_person)", code);
}

static enum ftl_status need_due_date(const struct ftl_guard *guard, const char *what,
                                     struct ftl_err *err)
{
	if (guard->has_due_date)
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "due_on", "is missing, expected the date by which %s",
	                what);
}

static enum ftl_status check_ready(const char *code, const struct ftl_order_facts *facts,
                                   const struct ftl_guard *guard, struct ftl_err *err)
{
	if (guard->result == FTL_RESULT_NONE) {
		ftl_fail(err, FTL_INVALID, "result",
		         "is missing: a work order is made ready with what came of it");
		return ftl_hint(err, "repaired, repaired_partly, exchanged, no_fault_found, "
		                     "user_instructed, software_only, declined_by_customer, "
		                     "uneconomic, unrepairable, refunded, recycled or abandoned");
	}
	if (ftl_result_is_unrepaired(guard->result))
		return FTL_OK;
	if (facts->state == FTL_QUALITY_CHECK) {
		FTL_TRY(check_limit(code, FTL_EV_READY, guard, err));
		return check_tests(code, guard, err);
	}
	ftl_fail(err, FTL_STATE, "order", "work order %s %s and cannot be made ready as %s", code,
	         ftl_state_sentence(facts->state), ftl_result_title(guard->result));
	return hint_possible(facts, guard, FTL_EV_READY,
	                     "; without a check it is made ready only unrepaired", err);
}

/* Who has their device back has no reason to bring ours, nor to pay for it. */
static enum ftl_status check_loaner(const char *code, enum ftl_event_kind kind,
                                    const struct ftl_guard *guard, struct ftl_err *err)
{
	if (guard->loaner_out == NULL && guard->loaner_owed != NULL) {
		ftl_fail(err, FTL_STATE, "order", "work order %s owes %s for a loaner and %s", code,
		         guard->loaner_owed, refusals[kind]);
		return ftl_hint(err,
		                "order ready %s --result declined_by_customer, then order "
		                "handover; line remove %s takes it off the bill",
		                code, code);
	}
	if (guard->loaner_out == NULL)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s has %s out and %s", code,
	         guard->loaner_out, refusals[kind]);
	return guard->loaner_out_hint != NULL ? ftl_hint(err, "%s", guard->loaner_out_hint)
	                                      : err->status;
}

/* Money that a payer owes is not put away with the job. */
static enum ftl_status check_claim(const char *code, const struct ftl_guard *guard,
                                   struct ftl_err *err)
{
	if (guard->claim_open == NULL)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s has %s and cannot be closed", code,
	         guard->claim_open);
	return guard->claim_open_hint != NULL ? ftl_hint(err, "%s", guard->claim_open_hint)
	                                      : err->status;
}

/* What the ledger of parts says of the job is put right before it is done with. */
static enum ftl_status check_parts(const char *code, enum ftl_event_kind kind,
                                   const struct ftl_guard *guard, struct ftl_err *err)
{
	if (guard->parts_open == NULL)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s %s and %s", code, guard->parts_open,
	         refusals[kind]);
	return guard->parts_open_hint != NULL ? ftl_hint(err, "%s", guard->parts_open_hint)
	                                      : err->status;
}

/* Every piece passes by, or it is said what became of it. */
static enum ftl_status check_pieces(const char *code, enum ftl_event_kind kind,
                                    const struct ftl_guard *guard, struct ftl_err *err)
{
	bool is_missing = guard->pieces_missing > 0;
	int count = is_missing ? guard->pieces_missing : guard->pieces_uncounted;

	if (count == 0)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "order", "work order %s has %d piece%s not %s and %s%s%s", code,
	         count, count == 1 ? "" : "s", is_missing ? "accounted for" : "scanned",
	         refusals[kind], guard->pieces != NULL ? ": " : "",
	         guard->pieces != NULL ? guard->pieces : "");
	if (is_missing)
		return ftl_hint(err, "order move brings back what lies elsewhere; --missing PIECE "
		                     "with --reason says what became of it");
	return ftl_hint(err, "--piece CODE for each that is scanned; --missing CODE with --reason "
	                     "for what is not there");
}

static enum ftl_status check_hand_over(const char *code, const struct ftl_order_facts *facts,
                                       const struct ftl_guard *guard, struct ftl_err *err)
{
	FTL_TRY(check_loaner(code, FTL_EV_HAND_OVER, guard, err));
	FTL_TRY(check_pieces(code, FTL_EV_HAND_OVER, guard, err));
	if (!guard->is_settled) {
		ftl_fail(err, FTL_STATE, "order",
		         "work order %s is not paid and cannot be handed over", code);
		return ftl_hint(err, "the bill is %s: order handover with --paid, or --on-account",
		                guard->bill != NULL ? guard->bill : "open");
	}
	/* What is owed without a repair is no price that was to be agreed to. */
	return ftl_result_is_unrepaired(facts->result)
	               ? FTL_OK
	               : check_limit(code, FTL_EV_HAND_OVER, guard, err);
}

static enum ftl_status check_guards(const char *code, const struct ftl_order_facts *facts,
                                    enum ftl_event_kind kind, const struct ftl_guard *guard,
                                    struct ftl_err *err)
{
	switch (kind) {
	case FTL_EV_DIAGNOSE:
		FTL_TRY(need_technician(code, kind, guard, err));
		return check_worker(code, facts, kind, guard, err);
	case FTL_EV_START:
		return check_start(code, facts, guard, err);
	case FTL_EV_STOP:
		return check_worker(code, facts, kind, guard, err);
	case FTL_EV_TEST:
		return check_limit(code, kind, guard, err);
	case FTL_EV_RECEIVE:
		return check_pieces(code, kind, guard, err);
	case FTL_EV_ASK:
		return need_due_date(guard, "the customer is to answer", err);
	case FTL_EV_SEND:
		FTL_TRY(need_reference(kind, guard, err));
		return need_due_date(guard, "it is to be back", err);
	case FTL_EV_ASK_PAYER:
	case FTL_EV_WAIT_PARTS:
		return need_reference(kind, guard, err);
	case FTL_EV_READY:
		FTL_TRY(check_parts(code, kind, guard, err));
		return check_ready(code, facts, guard, err);
	case FTL_EV_HAND_OVER:
		FTL_TRY(check_parts(code, kind, guard, err));
		return check_hand_over(code, facts, guard, err);
	case FTL_EV_CANCEL:
		FTL_TRY(check_parts(code, kind, guard, err));
		return check_loaner(code, kind, guard, err);
	case FTL_EV_CLOSE:
		return check_claim(code, guard, err);
	case FTL_EV_BOOK:
	case FTL_EV_ASSIGN:
	case FTL_EV_APPROVE:
	case FTL_EV_FAIL:
	case FTL_EV_HOLD:
	case FTL_EV_RESUME:
	case FTL_EV_NOTE:
	case FTL_EV_PROMISE:
	case FTL_EV_NOTICE:
	case FTL_EV_LINE:
	case FTL_EV_CODE:
	case FTL_EV_IMPORT:
	case FTL_EV_LABOUR:
	case FTL_EV_REFUSE:
	case FTL_EV_PARTS:
	case FTL_EVENT_KINDS:
		break;
	}
	return FTL_OK;
}

enum ftl_status ftl_order_can(const char *code, const struct ftl_order_facts *facts,
                              enum ftl_event_kind kind, const struct ftl_guard *guard,
                              struct ftl_err *err)
{
	char eye[FTL_CODE_SIZE];

	ftl_code_eye_of(eye, code);
	if (!ftl_order_may(facts, kind))
		return refuse(eye, facts, kind, guard, err);
	return check_guards(eye, facts, kind, guard, err);
}
