/* What each step asks for before it is done. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "helper_order.h"

#define TOMAS 7
#define AIKO  8

static struct ftl_order_facts facts_at_work(enum ftl_state state)
{
	struct ftl_order_facts facts = order_facts_in(state);
	const struct ftl_event event = {.at = 2000,
	                                .kind = state == FTL_DIAGNOSING ? FTL_EV_DIAGNOSE
	                                                                : FTL_EV_START,
	                                .technician_id = TOMAS};

	if (ftl_state_is_bench(state))
		ftl_order_apply(&facts, &event);
	return facts;
}

static void guards_ask_for_what_the_domain_asks(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_APPROVED);
	struct ftl_guard guard = order_everything;
	struct ftl_err err;

	(void)state;
	guard.has_technician_after = false;
	order_refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has no technician and cannot be started"));
	assert_non_null(strstr(err.hint, "order assign"));
	order_refuse(&facts, FTL_EV_DIAGNOSE, &guard, FTL_STATE, &err);

	guard = order_everything;
	guard.is_within_limit = false;
	guard.over_limit = "costs 90.44 EUR, the customer allowed 50.00 EUR,";
	guard.over_limit_hint = "ask first";
	order_refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message,
	                       "costs 90.44 EUR, the customer allowed 50.00 EUR, and cannot be "
	                       "started"));
	assert_string_equal(err.hint, "ask first");

	guard = order_everything;
	guard.has_due_date = false;
	order_refuse(&facts, FTL_EV_ASK, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "due_on");

	guard = order_everything;
	guard.has_reference = false;
	order_refuse(&facts, FTL_EV_ASK_PAYER, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "reference");
	order_refuse(&facts, FTL_EV_WAIT_PARTS, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "reference");
	order_refuse(&facts, FTL_EV_SEND, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "vendor");

	guard = order_everything;
	guard.result = FTL_RESULT_NONE;
	order_refuse(&facts, FTL_EV_READY, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "result");
	assert_non_null(strstr(err.hint, "no_fault_found"));
}

static void a_timer_that_runs_or_never_ran_is_named_with_who_is_at_work(void **state)
{
	struct ftl_order_facts facts = facts_at_work(FTL_IN_REPAIR);
	struct ftl_guard guard = order_everything;
	struct ftl_err err;

	(void)state;
	guard.worker_id = TOMAS;
	guard.worker = "you";
	guard.at_work = "Tomas since 10:40";
	order_refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F has you at work on it already");
	assert_string_equal(err.hint, "at work on it: Tomas since 10:40; order stop W26-00377-F "
	                              "ends a timer");
	guard.worker_id = AIKO;
	guard.worker = "Aiko";
	order_refuse(&facts, FTL_EV_STOP, &guard, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F does not have Aiko at work on it");
	assert_string_equal(err.hint, "at work on it: Tomas since 10:40");
	/* Who joins a repair that goes on asks nobody for money. */
	guard.is_within_limit = false;
	assert_int_equal(ftl_order_can(ORDER_CODE, &facts, FTL_EV_START, &guard, &err), FTL_OK);
	facts = order_facts_in(FTL_IN_REPAIR);
	order_refuse(&facts, FTL_EV_STOP, &guard, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F is in repair and has nobody at work on it");
	assert_ptr_equal(strstr(err.hint, "possible now: order test, order start, "), err.hint);
	for (int64_t who = 20; who < 20 + FTL_WORKERS_MOST; who++) {
		const struct ftl_event event = {
		        .at = 2000, .kind = FTL_EV_START, .technician_id = who};

		ftl_order_apply(&facts, &event);
	}
	order_refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F has 8 people at work on it already");
	guard.worker_id = 0;
	assert_int_equal(ftl_order_can(ORDER_CODE, &facts, FTL_EV_START, &guard, &err), FTL_OK);
}

/* Each guard of the domain reference by itself: what it asks for is missing, or is there. */
static void each_guard_refuses_by_itself_and_allows_when_it_is_met(void **state)
{
	static const struct {
		enum ftl_state from;
		enum ftl_event_kind kind;
		size_t member; /* of struct ftl_guard, that is taken away */
		enum ftl_status status;
		const char *field;
	} guards[] = {
#define WITHOUT(member) offsetof(struct ftl_guard, member)
	        {FTL_RECEIVED, FTL_EV_DIAGNOSE, WITHOUT(has_technician_after), FTL_STATE, "order"},
	        {FTL_RECEIVED, FTL_EV_ASK, WITHOUT(has_due_date), FTL_INVALID, "due_on"},
	        {FTL_DIAGNOSING, FTL_EV_ASK_PAYER, WITHOUT(has_reference), FTL_INVALID,
	         "reference"},
	        {FTL_DIAGNOSING, FTL_EV_WAIT_PARTS, WITHOUT(has_reference), FTL_INVALID,
	         "reference"},
	        {FTL_APPROVED, FTL_EV_START, WITHOUT(has_technician_after), FTL_STATE, "order"},
	        {FTL_APPROVED, FTL_EV_START, WITHOUT(is_within_limit), FTL_STATE, "order"},
	        {FTL_IN_REPAIR, FTL_EV_TEST, WITHOUT(is_within_limit), FTL_STATE, "order"},
	        {FTL_IN_REPAIR, FTL_EV_SEND, WITHOUT(has_reference), FTL_INVALID, "vendor"},
	        {FTL_IN_REPAIR, FTL_EV_SEND, WITHOUT(has_due_date), FTL_INVALID, "due_on"},
	        {FTL_QUALITY_CHECK, FTL_EV_READY, WITHOUT(result), FTL_INVALID, "result"},
	        {FTL_READY, FTL_EV_HAND_OVER, WITHOUT(is_settled), FTL_STATE, "order"},
#undef WITHOUT
	};
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(guards); i++) {
		struct ftl_order_facts facts = order_facts_in(guards[i].from);
		struct ftl_guard guard = order_everything;
		size_t size = guards[i].member == offsetof(struct ftl_guard, result)
		                      ? sizeof(guard.result)
		                      : sizeof(bool);

		assert_int_equal(ftl_order_can(ORDER_CODE, &facts, guards[i].kind, &guard, &err),
		                 FTL_OK);
		memset((char *)&guard + guards[i].member, 0, size);
		order_refuse(&facts, guards[i].kind, &guard, guards[i].status, &err);
		assert_string_equal(err.field, guards[i].field);
	}
}

static void what_was_not_agreed_to_is_neither_ready_nor_handed_over_as_a_repair(void **state)
{
	struct ftl_order_facts checked = order_facts_in(FTL_QUALITY_CHECK),
	                       ready = order_facts_in(FTL_READY);
	struct ftl_guard guard = order_everything;
	struct ftl_err err;

	(void)state;
	guard.is_within_limit = false;
	guard.over_limit = "costs 90.44 EUR, over the 50.00 EUR that the customer allowed,";
	guard.result = FTL_REPAIRED;
	order_refuse(&checked, FTL_EV_READY, &guard, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F costs 90.44 EUR, over the 50.00 "
	                                 "EUR that the customer allowed, and cannot be made ready");
	guard.result = FTL_UNREPAIRABLE;
	assert_int_equal(ftl_order_can(ORDER_CODE, &checked, FTL_EV_READY, &guard, &err), FTL_OK);
	/* It was ready without a repair: what is on the bill was owed anyway. */
	assert_int_equal(ftl_order_can(ORDER_CODE, &ready, FTL_EV_HAND_OVER, &guard, &err), FTL_OK);
	ready.result = FTL_REPAIRED;
	order_refuse(&ready, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "allowed, and cannot be handed over"));
	guard.is_within_limit = true;
	assert_int_equal(ftl_order_can(ORDER_CODE, &ready, FTL_EV_HAND_OVER, &guard, &err), FTL_OK);
}

static void hand_over_asks_for_every_piece_and_the_money(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_READY);
	struct ftl_guard guard = order_everything;
	struct ftl_err err;

	(void)state;
	guard.pieces_missing = 1;
	order_refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 1 piece not accounted for"));
	guard.pieces_missing = 2;
	order_refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 2 pieces not accounted for"));
	guard = order_everything;
	guard.pieces_uncounted = 1;
	guard.pieces = "charger P26-00003-L";
	order_refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 1 piece not scanned and cannot be handed over: "
	                                    "charger P26-00003-L"));
	guard = order_everything;
	guard.is_settled = false;
	order_refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "is not paid and cannot be handed over"));
}

static void what_comes_back_is_all_that_was_sent(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_AT_VENDOR);
	struct ftl_guard guard = order_everything;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_order_can(ORDER_CODE, &facts, FTL_EV_RECEIVE, &guard, &err), FTL_OK);
	guard.pieces_uncounted = 2;
	order_refuse(&facts, FTL_EV_RECEIVE, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 2 pieces not scanned and cannot be received"));
}

static void state_comes_before_guards(void **state)
{
	static const struct ftl_guard nothing = {.pieces_missing = 3};
	struct ftl_order_facts facts = order_facts_in(FTL_RECEIVED);
	struct ftl_err err;

	(void)state;
	order_refuse(&facts, FTL_EV_HAND_OVER, &nothing, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "is received"));
	order_refuse(&facts, FTL_EV_WAIT_PARTS, &nothing, FTL_STATE, &err);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_timer_that_runs_or_never_ran_is_named_with_who_is_at_work),
	        cmocka_unit_test(guards_ask_for_what_the_domain_asks),
	        cmocka_unit_test(each_guard_refuses_by_itself_and_allows_when_it_is_met),
	        cmocka_unit_test(
	                what_was_not_agreed_to_is_neither_ready_nor_handed_over_as_a_repair),
	        cmocka_unit_test(hand_over_asks_for_every_piece_and_the_money),
	        cmocka_unit_test(what_comes_back_is_all_that_was_sent),
	        cmocka_unit_test(state_comes_before_guards),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
