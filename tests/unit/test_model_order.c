/* Which events a job takes in which state, and what is offered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "helper_order.h"

/*
 * The table of states and events, written out by hand from the domain reference. A column a state
 * in order of the enum: booked, received, diagnosing, await customer, await payer, approved, await
 * parts, in repair, at vendor, quality check, ready, handed over, closed, cancelled (Z). A letter
 * is the state it leads to, '=' stays, '.' is refused.
 */
static const char columns[] = "BRDCPAWIVQYHXZ";
static const struct {
	enum ftl_event_kind kind;
	enum ftl_result result;
	bool is_held; /* asked while on hold for the customer */
	const char *row;
} table[] = {
        /*                                                    BRDCPAWIVQYHXZ  */
        {FTL_EV_BOOK, FTL_RESULT_NONE, false, /*           */ ".............."},
        {FTL_EV_RECEIVE, FTL_RESULT_NONE, false, /*        */ "R.......I....."},
        {FTL_EV_ASSIGN, FTL_RESULT_NONE, false, /*         */ "===========..."},
        {FTL_EV_DIAGNOSE, FTL_RESULT_NONE, false, /*       */ ".DDDDDDD......"},
        {FTL_EV_ASK, FTL_RESULT_NONE, false, /*            */ ".CCCCCCC.C...."},
        {FTL_EV_ASK_PAYER, FTL_RESULT_NONE, false, /*      */ ".PPP.PPP......"},
        {FTL_EV_APPROVE, FTL_RESULT_NONE, false, /*        */ ".AAAA........."},
        {FTL_EV_REFUSE, FTL_RESULT_NONE, false, /*         */ "....D........."},
        {FTL_EV_WAIT_PARTS, FTL_RESULT_NONE, false, /*     */ "..W..W.W......"},
        {FTL_EV_PARTS, FTL_RESULT_NONE, false, /*          */ "......A......."},
        {FTL_EV_START, FTL_RESULT_NONE, false, /*          */ "..I..III......"},
        {FTL_EV_SEND, FTL_RESULT_NONE, false, /*           */ ".VV..VVV......"},
        {FTL_EV_TEST, FTL_RESULT_NONE, false, /*           */ "..Q....Q......"},
        {FTL_EV_FAIL, FTL_RESULT_NONE, false, /*           */ ".........II..."},
        {FTL_EV_READY, FTL_REPAIRED, false, /*             */ ".........Y...."},
        {FTL_EV_READY, FTL_REPAIRED_PARTLY, false, /*      */ ".........Y...."},
        {FTL_EV_READY, FTL_EXCHANGED, false, /*            */ ".........Y...."},
        {FTL_EV_READY, FTL_SOFTWARE_ONLY, false, /*        */ ".........Y...."},
        {FTL_EV_READY, FTL_NO_FAULT_FOUND, false, /*       */ ".YYYYYY.YY...."},
        {FTL_EV_READY, FTL_USER_INSTRUCTED, false, /*      */ ".YYYYYY.YY...."},
        {FTL_EV_READY, FTL_DECLINED_BY_CUSTOMER, false, /* */ ".YYYYYY.YY...."},
        {FTL_EV_READY, FTL_UNECONOMIC, false, /*           */ ".YYYYYY.YY...."},
        {FTL_EV_READY, FTL_UNREPAIRABLE, false, /*         */ ".YYYYYY.YY...."},
        {FTL_EV_READY, FTL_REFUNDED, false, /*             */ ".YYYYYY.YY...."},
        {FTL_EV_READY, FTL_RECYCLED, false, /*             */ ".YYYYYY.YY...."},
        {FTL_EV_READY, FTL_ABANDONED, false, /*            */ ".YYYYYY.YY...."},
        {FTL_EV_HAND_OVER, FTL_RESULT_NONE, false, /*      */ "..........H..."},
        {FTL_EV_CLOSE, FTL_RESULT_NONE, false, /*          */ "...........X.."},
        {FTL_EV_CANCEL, FTL_RESULT_NONE, false, /*         */ "ZZZZZZ........"},
        {FTL_EV_HOLD, FTL_RESULT_NONE, false, /*           */ ".==========..."},
        {FTL_EV_RESUME, FTL_RESULT_NONE, false, /*         */ ".............."},
        {FTL_EV_NOTE, FTL_RESULT_NONE, false, /*           */ "=============="},
        {FTL_EV_PROMISE, FTL_RESULT_NONE, false, /*        */ "===========..."},
        {FTL_EV_NOTICE, FTL_RESULT_NONE, false, /*         */ "..........=..."},
        {FTL_EV_LINE, FTL_RESULT_NONE, false, /*           */ "===========..."},
        {FTL_EV_CODE, FTL_RESULT_NONE, false, /*           */ "===========..."},
        {FTL_EV_IMPORT, FTL_NO_FAULT_FOUND, false, /*      */ ".............."},
        {FTL_EV_STOP, FTL_RESULT_NONE, false, /*           */ ".............."},
        {FTL_EV_LABOUR, FTL_RESULT_NONE, false, /*         */ ".===========.."},
        {FTL_EV_HOLD, FTL_RESULT_NONE, true, /*            */ ".............."},
        {FTL_EV_RESUME, FTL_RESULT_NONE, true, /*          */ ".==========..."},
        {FTL_EV_START, FTL_RESULT_NONE, true, /*           */ "..I..III......"},
        {FTL_EV_NOTE, FTL_RESULT_NONE, true, /*            */ "=============="},
        {FTL_EV_HAND_OVER, FTL_RESULT_NONE, true, /*       */ "..........H..."},
};

static bool is_next(const struct ftl_order_facts *facts, enum ftl_event_kind kind)
{
	enum ftl_event_kind next[FTL_EVENT_KINDS];
	int count = ftl_order_next(facts, next);
	int found = 0;

	for (int i = 0; i < count; i++)
		found += next[i] == kind;
	assert_in_range(found, 0, 1);
	return found == 1;
}

static void every_state_takes_the_events_of_the_table_and_no_others(void **state)
{
	bool has_kind[FTL_EVENT_KINDS] = {false};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(table); i++) {
		has_kind[table[i].kind] = true;
		for (int from = 0; from < FTL_STATES; from++) {
			struct ftl_order_facts facts = order_facts_in((enum ftl_state)from);
			struct ftl_guard guard = order_everything;
			struct ftl_err err;
			char to = table[i].row[from];

			/* Only open states can be held. */
			if (table[i].is_held && from >= FTL_RECEIVED && from <= FTL_READY)
				order_apply(&facts, FTL_EV_HOLD, 2000);
			guard.result = table[i].result;
			assert_int_equal(
			        ftl_order_can(ORDER_CODE, &facts, table[i].kind, &guard, &err),
			        to == '.' ? FTL_STATE : FTL_OK);
			if (to == '.')
				continue;
			/* What no command does is not offered. */
			assert_int_equal(is_next(&facts, table[i].kind),
			                 ftl_event_command(table[i].kind) != NULL);
			order_apply(&facts, table[i].kind, 3000);
			assert_int_equal(columns[facts.state], to == '=' ? columns[from] : to);
		}
	}
	for (int kind = 0; kind < FTL_EVENT_KINDS; kind++)
		assert_true(has_kind[kind]);
}

static void next_names_nothing_that_the_table_refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(table); i++) {
		for (int from = 0; from < FTL_STATES; from++) {
			struct ftl_order_facts facts = order_facts_in((enum ftl_state)from);

			if (table[i].is_held && from >= FTL_RECEIVED && from <= FTL_READY)
				order_apply(&facts, FTL_EV_HOLD, 2000);
			if (table[i].row[from] == '.' && table[i].kind != FTL_EV_READY)
				assert_false(is_next(&facts, table[i].kind));
		}
	}
}

/* The same of whoever works: asked while TOMAS is at work, where somebody can be. */
#define TOMAS 7
#define AIKO  8
static const struct {
	enum ftl_event_kind kind;
	int64_t who;
	const char *row;
} while_at_work[] = {
        /*                               BRDCPAWIVQYHXZ  */
        {FTL_EV_STOP, TOMAS, /*      */ "..=....=......"},
        {FTL_EV_STOP, AIKO, /*       */ ".............."},
        {FTL_EV_START, TOMAS, /*     */ "..I..II......."},
        {FTL_EV_START, AIKO, /*      */ "..I..III......"},
        {FTL_EV_DIAGNOSE, TOMAS, /*  */ ".D.DDDDD......"},
        {FTL_EV_DIAGNOSE, AIKO, /*   */ ".DDDDDDD......"},
};

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

static void who_works_does_not_begin_and_who_does_not_does_not_stop(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(while_at_work); i++) {
		for (int from = 0; from < FTL_STATES; from++) {
			struct ftl_order_facts facts = facts_at_work((enum ftl_state)from);
			struct ftl_guard guard = order_everything;
			const struct ftl_event event = {.at = 3000,
			                                .kind = while_at_work[i].kind,
			                                .technician_id = while_at_work[i].who};
			struct ftl_err err;
			char to = while_at_work[i].row[from];

			guard.worker_id = while_at_work[i].who;
			assert_int_equal(
			        ftl_order_can(ORDER_CODE, &facts, event.kind, &guard, &err),
			        to == '.' ? FTL_STATE : FTL_OK);
			if (to == '.')
				continue;
			assert_true(is_next(&facts, event.kind));
			ftl_order_apply(&facts, &event);
			assert_int_equal(columns[facts.state], to == '=' ? columns[from] : to);
			assert_int_equal(ftl_order_worker(&facts, event.technician_id) != NULL,
			                 event.kind != FTL_EV_STOP);
		}
	}
}

static void first_event_is_booking_receipt_or_import(void **state)
{
	struct ftl_order_facts facts;
	struct ftl_err err;

	(void)state;
	ftl_order_facts_init(&facts);
	for (int kind = 0; kind < FTL_EVENT_KINDS; kind++) {
		bool is_first =
		        kind == FTL_EV_BOOK || kind == FTL_EV_RECEIVE || kind == FTL_EV_IMPORT;

		assert_int_equal(ftl_order_can(ORDER_CODE, &facts, (enum ftl_event_kind)kind,
		                               &order_everything, &err),
		                 is_first ? FTL_OK : FTL_STATE);
	}
}

static void likely_next_step_comes_first(void **state)
{
	static const enum ftl_event_kind expected[FTL_STATES] = {
	        [FTL_BOOKED] = FTL_EV_RECEIVE,      [FTL_RECEIVED] = FTL_EV_DIAGNOSE,
	        [FTL_DIAGNOSING] = FTL_EV_START,    [FTL_AWAIT_CUSTOMER] = FTL_EV_APPROVE,
	        [FTL_AWAIT_PAYER] = FTL_EV_APPROVE, [FTL_APPROVED] = FTL_EV_START,
	        [FTL_AWAIT_PARTS] = FTL_EV_START,   [FTL_IN_REPAIR] = FTL_EV_TEST,
	        [FTL_AT_VENDOR] = FTL_EV_RECEIVE,   [FTL_QUALITY_CHECK] = FTL_EV_READY,
	        [FTL_READY] = FTL_EV_HAND_OVER,     [FTL_HANDED_OVER] = FTL_EV_CLOSE,
	        [FTL_CLOSED] = FTL_EV_NOTE,         [FTL_CANCELLED] = FTL_EV_NOTE,
	};
	enum ftl_event_kind next[FTL_EVENT_KINDS];

	(void)state;
	for (int from = 0; from < FTL_STATES; from++) {
		struct ftl_order_facts facts = order_facts_in((enum ftl_state)from);

		assert_true(ftl_order_next(&facts, next) > 0);
		assert_int_equal(next[0], expected[from]);
		if (from < FTL_RECEIVED || from > FTL_READY)
			continue;
		order_apply(&facts, FTL_EV_HOLD, 2000);
		assert_true(ftl_order_next(&facts, next) > 0);
		assert_int_equal(next[0], FTL_EV_RESUME);
	}
}

static void refusal_names_the_state_and_what_is_possible(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_AWAIT_PARTS);
	struct ftl_guard guard = order_everything;
	struct ftl_err err;

	(void)state;
	guard.result = FTL_REPAIRED;
	order_refuse(&facts, FTL_EV_READY, &guard, FTL_STATE, &err);
	assert_string_equal(err.field, "order");
	assert_string_equal(err.message, "work order W26-00377-F is waiting for parts and cannot "
	                                 "be made ready as repaired");
	assert_ptr_equal(strstr(err.hint, "possible now: order start, "), err.hint);
	assert_non_null(strstr(err.hint, "order hold"));
	assert_non_null(strstr(err.hint, "order note"));
	assert_null(strstr(err.hint, "order ready,"));

	facts = order_facts_in(FTL_IN_REPAIR);
	order_refuse(&facts, FTL_EV_READY, &order_everything, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F is in repair and cannot be made ready");
	assert_ptr_equal(strstr(err.hint, "possible now: order test, "), err.hint);

	facts = order_facts_in(FTL_RECEIVED);
	order_refuse(&facts, FTL_EV_RECEIVE, &order_everything, FTL_STATE, &err);
	assert_ptr_equal(strstr(err.message, "work order W26-00377-F is already received"),
	                 err.message);
	ftl_order_facts_init(&facts);
	order_refuse(&facts, FTL_EV_DIAGNOSE, &order_everything, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F has not been received and cannot be diagnosed");
}

static void closed_job_is_never_opened_again(void **state)
{
	static const enum ftl_state ends[] = {FTL_HANDED_OVER, FTL_CLOSED, FTL_CANCELLED};
	static const char *const words[] = {"handed over", "closed", "cancelled"};
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(ends); i++) {
		struct ftl_order_facts facts = order_facts_in(ends[i]);

		for (int kind = 0; kind < FTL_EVENT_KINDS; kind++) {
			if (kind == FTL_EV_NOTE ||
			    ((kind == FTL_EV_CLOSE || kind == FTL_EV_LABOUR) &&
			     ends[i] == FTL_HANDED_OVER))
				continue;
			order_refuse(&facts, (enum ftl_event_kind)kind, &order_everything,
			             FTL_STATE, &err);
			assert_non_null(strstr(err.message, words[i]));
			assert_string_equal(err.hint, "open a new work order that refers to it");
		}
	}
	struct ftl_order_facts facts = order_facts_in(FTL_CLOSED);
	order_refuse(&facts, FTL_EV_CLOSE, &order_everything, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F is already closed");
}

static void every_refusal_fits_its_hint(void **state)
{
	struct ftl_err err;

	(void)state;
	for (int from = 0; from < FTL_STATES; from++) {
		struct ftl_guard guard = order_everything;
		struct ftl_order_facts facts = order_facts_in((enum ftl_state)from);

		guard.result = FTL_REPAIRED;
		for (int kind = 0; kind < FTL_EVENT_KINDS; kind++) {
			if (ftl_order_can(ORDER_CODE, &facts, (enum ftl_event_kind)kind, &guard,
			                  &err) == FTL_OK)
				continue;
			assert_in_range(strlen(err.hint), 10, sizeof(err.hint) - 10);
			assert_ptr_equal(strstr(err.message, "work order W26-00377-F "),
			                 err.message);
		}
	}
}

/* Whatever is offered can be done, and nothing but the ends is without a way on. */
static void every_state_is_left_every_way_it_offers(void **state)
{
	static const enum ftl_result results[] = {FTL_REPAIRED, FTL_DECLINED_BY_CUSTOMER};
	struct ftl_err err;

	(void)state;
	for (int from = 0; from < FTL_STATES; from++) {
		enum ftl_event_kind next[FTL_EVENT_KINDS];
		struct ftl_order_facts facts = order_facts_in((enum ftl_state)from);
		int count = ftl_order_next(&facts, next), ways_on = 0;

		for (int i = 0; i < count; i++) {
			struct ftl_order_facts after = facts;
			int allowed = 0;

			for (size_t j = 0; j < FTL_COUNT(results); j++) {
				struct ftl_guard guard = order_everything;

				guard.result = results[j];
				allowed += ftl_order_can(ORDER_CODE, &facts, next[i], &guard,
				                         &err) == FTL_OK;
			}
			assert_true(allowed > 0);
			order_apply(&after, next[i], 4000);
			ways_on += after.state != facts.state;
			if (next[i] != FTL_EV_NOTE && next[i] != FTL_EV_LABOUR &&
			    after.state == facts.state)
				assert_true(from == FTL_BOOKED || ftl_state_is_open(facts.state));
		}
		if (from == FTL_CLOSED || from == FTL_CANCELLED)
			assert_int_equal(ways_on, 0);
		else
			assert_true(ways_on > 0);
	}
}

static void hold_is_an_overlay_that_a_change_of_state_ends(void **state)
{
	struct ftl_order_facts facts = order_facts_in(FTL_IN_REPAIR);
	struct ftl_event event = {.at = 5000, .kind = FTL_EV_HOLD, .hold = FTL_HOLD_PARTS};
	struct ftl_err err;

	(void)state;
	ftl_order_apply(&facts, &event);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.hold, FTL_HOLD_PARTS);
	order_refuse(&facts, FTL_EV_HOLD, &order_everything, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F is already on hold for parts");
	order_apply(&facts, FTL_EV_NOTE, 5001);
	assert_int_equal(facts.hold, FTL_HOLD_PARTS);
	order_apply(&facts, FTL_EV_TEST, 5002);
	assert_int_equal(facts.hold, FTL_HOLD_NONE);
	order_refuse(&facts, FTL_EV_RESUME, &order_everything, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F is not on hold and cannot be resumed");
}

static void legal_hold_keeps_the_device_here_as_it_is(void **state)
{
	static const enum ftl_event_kind kinds[] = {FTL_EV_HAND_OVER, FTL_EV_SEND, FTL_EV_CANCEL,
	                                            FTL_EV_DIAGNOSE, FTL_EV_START};
	static const enum ftl_state from[] = {FTL_READY, FTL_RECEIVED, FTL_RECEIVED, FTL_RECEIVED,
	                                      FTL_APPROVED};
	struct ftl_event event = {.at = 5000, .kind = FTL_EV_HOLD, .hold = FTL_HOLD_LEGAL};
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(kinds); i++) {
		struct ftl_order_facts facts = order_facts_in(from[i]);

		ftl_order_apply(&facts, &event);
		order_refuse(&facts, kinds[i], &order_everything, FTL_STATE, &err);
		assert_non_null(strstr(err.message, "is on hold for legal reasons and cannot be"));
		assert_ptr_equal(strstr(err.hint, "possible now: order resume"), err.hint);
		assert_false(is_next(&facts, kinds[i]));
		order_apply(&facts, FTL_EV_RESUME, 5001);
		assert_int_equal(
		        ftl_order_can(ORDER_CODE, &facts, kinds[i], &order_everything, &err),
		        FTL_OK);
	}
}

static void only_what_is_here_and_unfinished_is_open(void **state)
{
	(void)state;
	for (int i = 0; i < FTL_STATES; i++)
		assert_int_equal(ftl_state_is_open((enum ftl_state)i),
		                 strchr("RDCPAWIVQY", columns[i]) != NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_state_takes_the_events_of_the_table_and_no_others),
	        cmocka_unit_test(next_names_nothing_that_the_table_refuses),
	        cmocka_unit_test(who_works_does_not_begin_and_who_does_not_does_not_stop),
	        cmocka_unit_test(first_event_is_booking_receipt_or_import),
	        cmocka_unit_test(likely_next_step_comes_first),
	        cmocka_unit_test(refusal_names_the_state_and_what_is_possible),
	        cmocka_unit_test(closed_job_is_never_opened_again),
	        cmocka_unit_test(every_refusal_fits_its_hint),
	        cmocka_unit_test(every_state_is_left_every_way_it_offers),
	        cmocka_unit_test(hold_is_an_overlay_that_a_change_of_state_ends),
	        cmocka_unit_test(legal_hold_keeps_the_device_here_as_it_is),
	        cmocka_unit_test(only_what_is_here_and_unfinished_is_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
