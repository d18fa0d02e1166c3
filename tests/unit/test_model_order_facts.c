/* What follows from the events of a job. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "helper_order.h"

static void facts_say_when_things_happened(void **state)
{
	struct ftl_order_facts facts;

	(void)state;
	ftl_order_facts_init(&facts);
	assert_false(facts.has_events);
	order_apply(&facts, FTL_EV_BOOK, 90);
	assert_int_equal(facts.received_at, 0);
	assert_int_equal(facts.state_since, 90);
	order_apply(&facts, FTL_EV_RECEIVE, 100);
	ftl_order_apply(&facts,
	                &(struct ftl_event){.at = 110, .kind = FTL_EV_ASSIGN, .technician_id = 7});
	order_apply(&facts, FTL_EV_SEND, 120);
	order_apply(&facts, FTL_EV_RECEIVE, 130);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.received_at, 100);
	assert_int_equal(facts.technician_id, 7);
	assert_int_equal(facts.state_since, 130);
	order_apply(&facts, FTL_EV_NOTE, 135);
	assert_int_equal(facts.state_since, 130);
	assert_int_equal(facts.last_event_at, 135);
	order_apply(&facts, FTL_EV_TEST, 140);
	ftl_order_apply(&facts, &(struct ftl_event){.at = 150,
	                                            .kind = FTL_EV_READY,
	                                            .result = FTL_UNREPAIRABLE,
	                                            .barrier = FTL_NO_REPAIR_INFO});
	assert_int_equal(facts.ready_at, 150);
	assert_int_equal(facts.result, FTL_UNREPAIRABLE);
	assert_int_equal(facts.barrier, FTL_NO_REPAIR_INFO);
	order_apply(&facts, FTL_EV_HAND_OVER, 160);
	order_apply(&facts, FTL_EV_CLOSE, 170);
	assert_int_equal(facts.ready_at, 150);
	assert_int_equal(facts.handed_over_at, 160);
	assert_int_equal(facts.closed_at, 170);
	assert_int_equal(facts.result, FTL_UNREPAIRABLE);
	ftl_order_apply(&facts, &(struct ftl_event){.at = 180, .kind = FTL_EV_ASSIGN});
	assert_int_equal(facts.technician_id, 0);
	assert_false(facts.went_back);
	assert_false(facts.is_day_only);
}

static void failed_check_undoes_ready_and_counts_a_rework(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_READY);

	(void)state;
	order_apply(&facts, FTL_EV_FAIL, 2000);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.ready_at, 0);
	assert_int_equal(facts.result, FTL_RESULT_NONE);
	assert_int_equal(facts.reworks, 1);
	order_apply(&facts, FTL_EV_TEST, 2100);
	order_apply(&facts, FTL_EV_FAIL, 2200);
	order_apply(&facts, FTL_EV_TEST, 2300);
	order_apply(&facts, FTL_EV_READY, 2400);
	assert_int_equal(facts.reworks, 2);
	assert_int_equal(facts.ready_at, 2400);
}

static void what_comes_back_against_the_rules_is_open_again(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_CLOSED);

	(void)state;
	order_apply(&facts, FTL_EV_FAIL, 9000);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.ready_at, 0);
	assert_int_equal(facts.handed_over_at, 0);
	assert_int_equal(facts.closed_at, 0);
	assert_int_not_equal(facts.received_at, 0);
}

static void ready_said_twice_counts_the_first_time(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_READY);
	int64_t first = facts.ready_at;

	(void)state;
	order_apply(&facts, FTL_EV_READY, 9000);
	assert_int_equal(facts.ready_at, first);
}

static void import_takes_over_a_whole_visit(void **state)
{
	struct ftl_order_facts facts;
	struct ftl_event event = {
	        .at = 500, .kind = FTL_EV_IMPORT, .result = FTL_REPAIRED, .is_day_only = true};

	(void)state;
	ftl_order_facts_init(&facts);
	ftl_order_apply(&facts, &event);
	assert_int_equal(facts.state, FTL_CLOSED);
	assert_int_equal(facts.received_at, 500);
	assert_int_equal(facts.ready_at, 500);
	assert_int_equal(facts.handed_over_at, 500);
	assert_int_equal(facts.closed_at, 500);
	assert_int_equal(facts.result, FTL_REPAIRED);
	assert_true(facts.is_day_only);
}

static void clock_that_was_set_back_is_flagged_and_never_negative(void **state)
{
	struct ftl_order_facts facts;

	(void)state;
	ftl_order_facts_init(&facts);
	order_apply(&facts, FTL_EV_RECEIVE, 1000);
	order_apply(&facts, FTL_EV_READY, 400);
	assert_true(facts.went_back);
	assert_int_equal(facts.ready_at, 1000);
	assert_int_equal(facts.last_event_at, 1000);
	assert_int_equal(facts.state, FTL_READY);
}

static void clock_runs_for_whom_the_domain_says(void **state)
{
	static const enum ftl_owner by_state[FTL_STATES] = {
	        [FTL_BOOKED] = FTL_OWNER_NONE,       [FTL_RECEIVED] = FTL_OWNER_SHOP,
	        [FTL_DIAGNOSING] = FTL_OWNER_SHOP,   [FTL_AWAIT_CUSTOMER] = FTL_OWNER_CUSTOMER,
	        [FTL_AWAIT_PAYER] = FTL_OWNER_PAYER, [FTL_APPROVED] = FTL_OWNER_SHOP,
	        [FTL_AWAIT_PARTS] = FTL_OWNER_PARTS, [FTL_IN_REPAIR] = FTL_OWNER_SHOP,
	        [FTL_AT_VENDOR] = FTL_OWNER_VENDOR,  [FTL_QUALITY_CHECK] = FTL_OWNER_SHOP,
	        [FTL_READY] = FTL_OWNER_CUSTOMER,    [FTL_HANDED_OVER] = FTL_OWNER_NONE,
	        [FTL_CLOSED] = FTL_OWNER_NONE,       [FTL_CANCELLED] = FTL_OWNER_NONE,
	};
	static const enum ftl_owner by_hold[FTL_HOLDS] = {
	        [FTL_HOLD_NONE] = FTL_OWNER_SHOP,     [FTL_HOLD_CUSTOMER] = FTL_OWNER_CUSTOMER,
	        [FTL_HOLD_PAYER] = FTL_OWNER_PAYER,   [FTL_HOLD_PARTS] = FTL_OWNER_PARTS,
	        [FTL_HOLD_VENDOR] = FTL_OWNER_VENDOR, [FTL_HOLD_LEGAL] = FTL_OWNER_NONE,
	        [FTL_HOLD_RECALL] = FTL_OWNER_PAYER,  [FTL_HOLD_INTERNAL] = FTL_OWNER_SHOP,
	};

	(void)state;
	for (int i = 0; i < FTL_STATES; i++)
		assert_int_equal(ftl_clock_owner((enum ftl_state)i, FTL_HOLD_NONE), by_state[i]);
	for (int i = 0; i < FTL_HOLDS; i++) {
		assert_int_equal(ftl_clock_owner(FTL_IN_REPAIR, (enum ftl_hold)i), by_hold[i]);
		assert_int_equal(ftl_clock_owner(FTL_CLOSED, (enum ftl_hold)i), FTL_OWNER_NONE);
	}
}

static void names_are_those_of_the_data_format(void **state)
{
	static const char *const states[] = {
	        "booked",   "received",    "diagnosing", "await_customer", "await_payer",
	        "approved", "await_parts", "in_repair",  "at_vendor",      "quality_check",
	        "ready",    "handed_over", "closed",     "cancelled"};
	static const char *const results[] = {"repaired",
	                                      "repaired_partly",
	                                      "exchanged",
	                                      "no_fault_found",
	                                      "user_instructed",
	                                      "software_only",
	                                      "declined_by_customer",
	                                      "uneconomic",
	                                      "unrepairable",
	                                      "refunded",
	                                      "recycled",
	                                      "abandoned"};

	(void)state;
	assert_int_equal(FTL_COUNT(states), FTL_STATES);
	for (int i = 0; i < FTL_STATES; i++) {
		assert_string_equal(ftl_state_names[i], states[i]);
		assert_true(strlen(ftl_state_title((enum ftl_state)i)) > 3);
	}
	assert_int_equal(FTL_COUNT(results), FTL_RESULTS - 1);
	for (int i = 1; i < FTL_RESULTS; i++)
		assert_string_equal(ftl_result_names[i], results[i - 1]);
	for (int i = 0; i < FTL_RESULTS; i++)
		assert_true(strlen(ftl_result_title((enum ftl_result)i)) > 3);
	assert_null(ftl_result_names[0]);
	assert_null(ftl_barrier_names[0]);
	assert_null(ftl_hold_names[0]);
	for (int i = 1; i < FTL_BARRIERS; i++)
		assert_non_null(ftl_barrier_names[i]);
	for (int i = 1; i < FTL_HOLDS; i++)
		assert_non_null(ftl_hold_names[i]);
	for (int i = 0; i < FTL_HOLDS; i++)
		assert_non_null(ftl_hold_title((enum ftl_hold)i));
	for (int i = 0; i < FTL_OWNERS; i++)
		assert_non_null(ftl_owner_names[i]);
	for (int i = 0; i < FTL_PRIORITIES; i++)
		assert_non_null(ftl_priority_names[i]);
	for (int i = 0; i < FTL_EVENT_KINDS; i++)
		assert_non_null(ftl_event_names[i]);
	assert_string_equal(ftl_event_command(FTL_EV_HAND_OVER), "order handover");
	assert_null(ftl_event_command(FTL_EV_IMPORT));
}

static void a_day_promised_again_is_no_other_day(void **state)
{
	static const struct {
		enum ftl_event_kind kind;
		struct ftl_opt due_on;
	} events[] = {{FTL_EV_BOOK, {false, 0}},    {FTL_EV_RECEIVE, {true, 20}},
	              {FTL_EV_PROMISE, {true, 20}}, {FTL_EV_ASK, {true, 22}},
	              {FTL_EV_PROMISE, {true, 25}}, {FTL_EV_PROMISE, {true, 25}},
	              {FTL_EV_PROMISE, {true, 20}}};
	struct ftl_promises promises = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(events) / sizeof(*events); i++)
		ftl_promises_event(&promises, events[i].kind, events[i].due_on);
	/* 20, 25, 20 */
	assert_int_equal(promises.count, 3);
	assert_int_equal(promises.first_on.value, 20);
	assert_int_equal(promises.last_on.value, 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(facts_say_when_things_happened),
	        cmocka_unit_test(failed_check_undoes_ready_and_counts_a_rework),
	        cmocka_unit_test(what_comes_back_against_the_rules_is_open_again),
	        cmocka_unit_test(ready_said_twice_counts_the_first_time),
	        cmocka_unit_test(import_takes_over_a_whole_visit),
	        cmocka_unit_test(clock_that_was_set_back_is_flagged_and_never_negative),
	        cmocka_unit_test(clock_runs_for_whom_the_domain_says),
	        cmocka_unit_test(names_are_those_of_the_data_format),
	        cmocka_unit_test(a_day_promised_again_is_no_other_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
