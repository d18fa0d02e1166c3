#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/model/order.h"

#define CODE "W2600377F"

static const struct ftl_guard everything = {
        .has_technician_after = true,
        .is_within_limit = true,
        .has_due_date = true,
        .has_reference = true,
        .pieces_missing = 0,
        .is_settled = true,
        .result = FTL_NO_FAULT_FOUND,
};

static void apply(struct ftl_order_facts *facts, enum ftl_event_kind kind, int64_t at)
{
	struct ftl_event event = {.at = at, .kind = kind};

	if (kind == FTL_EV_HOLD)
		event.hold = FTL_HOLD_CUSTOMER;
	if (kind == FTL_EV_READY || kind == FTL_EV_IMPORT)
		event.result = FTL_NO_FAULT_FOUND;
	ftl_order_apply(facts, &event);
}

/* A way of events to each state; unused places are FTL_EVENT_KINDS. */
#define END FTL_EVENT_KINDS
static const enum ftl_event_kind ways[FTL_STATES][7] = {
        [FTL_BOOKED] = {FTL_EV_BOOK, END},
        [FTL_RECEIVED] = {FTL_EV_RECEIVE, END},
        [FTL_DIAGNOSING] = {FTL_EV_RECEIVE, FTL_EV_DIAGNOSE, END},
        [FTL_AWAIT_CUSTOMER] = {FTL_EV_RECEIVE, FTL_EV_ASK, END},
        [FTL_AWAIT_PAYER] = {FTL_EV_RECEIVE, FTL_EV_ASK_PAYER, END},
        [FTL_APPROVED] = {FTL_EV_RECEIVE, FTL_EV_APPROVE, END},
        [FTL_AWAIT_PARTS] = {FTL_EV_RECEIVE, FTL_EV_APPROVE, FTL_EV_WAIT_PARTS, END},
        [FTL_IN_REPAIR] = {FTL_EV_RECEIVE, FTL_EV_APPROVE, FTL_EV_START, END},
        [FTL_AT_VENDOR] = {FTL_EV_RECEIVE, FTL_EV_SEND, END},
        [FTL_QUALITY_CHECK] = {FTL_EV_RECEIVE, FTL_EV_DIAGNOSE, FTL_EV_TEST, END},
        [FTL_READY] = {FTL_EV_RECEIVE, FTL_EV_READY, END},
        [FTL_HANDED_OVER] = {FTL_EV_RECEIVE, FTL_EV_READY, FTL_EV_HAND_OVER, END},
        [FTL_CLOSED] = {FTL_EV_RECEIVE, FTL_EV_READY, FTL_EV_HAND_OVER, FTL_EV_CLOSE, END},
        [FTL_CANCELLED] = {FTL_EV_RECEIVE, FTL_EV_CANCEL, END},
};

static struct ftl_order_facts facts_in(enum ftl_state state)
{
	struct ftl_order_facts facts;

	ftl_order_facts_init(&facts);
	for (size_t i = 0; ways[state][i] != END; i++)
		apply(&facts, ways[state][i], 1000 + (int64_t)i);
	assert_int_equal(facts.state, state);
	return facts;
}

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
			struct ftl_order_facts facts = facts_in((enum ftl_state)from);
			struct ftl_guard guard = everything;
			struct ftl_err err;
			char to = table[i].row[from];

			/* Only open states can be held. */
			if (table[i].is_held && from >= FTL_RECEIVED && from <= FTL_READY)
				apply(&facts, FTL_EV_HOLD, 2000);
			guard.result = table[i].result;
			assert_int_equal(ftl_order_can(CODE, &facts, table[i].kind, &guard, &err),
			                 to == '.' ? FTL_STATE : FTL_OK);
			if (to == '.')
				continue;
			/* What no command does is not offered. */
			assert_int_equal(is_next(&facts, table[i].kind),
			                 ftl_event_command(table[i].kind) != NULL);
			apply(&facts, table[i].kind, 3000);
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
			struct ftl_order_facts facts = facts_in((enum ftl_state)from);

			if (table[i].is_held && from >= FTL_RECEIVED && from <= FTL_READY)
				apply(&facts, FTL_EV_HOLD, 2000);
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
	struct ftl_order_facts facts = facts_in(state);
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
			struct ftl_guard guard = everything;
			const struct ftl_event event = {.at = 3000,
			                                .kind = while_at_work[i].kind,
			                                .technician_id = while_at_work[i].who};
			struct ftl_err err;
			char to = while_at_work[i].row[from];

			guard.worker_id = while_at_work[i].who;
			assert_int_equal(ftl_order_can(CODE, &facts, event.kind, &guard, &err),
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

		assert_int_equal(
		        ftl_order_can(CODE, &facts, (enum ftl_event_kind)kind, &everything, &err),
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
		struct ftl_order_facts facts = facts_in((enum ftl_state)from);

		assert_true(ftl_order_next(&facts, next) > 0);
		assert_int_equal(next[0], expected[from]);
		if (from < FTL_RECEIVED || from > FTL_READY)
			continue;
		apply(&facts, FTL_EV_HOLD, 2000);
		assert_true(ftl_order_next(&facts, next) > 0);
		assert_int_equal(next[0], FTL_EV_RESUME);
	}
}

static void refuse(struct ftl_order_facts *facts, enum ftl_event_kind kind,
                   const struct ftl_guard *guard, enum ftl_status status, struct ftl_err *err)
{
	assert_int_equal(ftl_order_can(CODE, facts, kind, guard, err), status);
	assert_int_equal(err->status, status);
}

static void refusal_names_the_state_and_what_is_possible(void **state)
{
	struct ftl_order_facts facts = facts_in(FTL_AWAIT_PARTS);
	struct ftl_guard guard = everything;
	struct ftl_err err;

	(void)state;
	guard.result = FTL_REPAIRED;
	refuse(&facts, FTL_EV_READY, &guard, FTL_STATE, &err);
	assert_string_equal(err.field, "order");
	assert_string_equal(err.message, "work order W26-00377-F is waiting for parts and cannot "
	                                 "be made ready as repaired");
	assert_ptr_equal(strstr(err.hint, "possible now: order start, "), err.hint);
	assert_non_null(strstr(err.hint, "order hold"));
	assert_non_null(strstr(err.hint, "order note"));
	assert_null(strstr(err.hint, "order ready,"));

	facts = facts_in(FTL_IN_REPAIR);
	refuse(&facts, FTL_EV_READY, &everything, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F is in repair and cannot be made ready");
	assert_ptr_equal(strstr(err.hint, "possible now: order test, "), err.hint);

	facts = facts_in(FTL_RECEIVED);
	refuse(&facts, FTL_EV_RECEIVE, &everything, FTL_STATE, &err);
	assert_ptr_equal(strstr(err.message, "work order W26-00377-F is already received"),
	                 err.message);
	ftl_order_facts_init(&facts);
	refuse(&facts, FTL_EV_DIAGNOSE, &everything, FTL_STATE, &err);
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
		struct ftl_order_facts facts = facts_in(ends[i]);

		for (int kind = 0; kind < FTL_EVENT_KINDS; kind++) {
			if (kind == FTL_EV_NOTE ||
			    ((kind == FTL_EV_CLOSE || kind == FTL_EV_LABOUR) &&
			     ends[i] == FTL_HANDED_OVER))
				continue;
			refuse(&facts, (enum ftl_event_kind)kind, &everything, FTL_STATE, &err);
			assert_non_null(strstr(err.message, words[i]));
			assert_string_equal(err.hint, "open a new work order that refers to it");
		}
	}
	struct ftl_order_facts facts = facts_in(FTL_CLOSED);
	refuse(&facts, FTL_EV_CLOSE, &everything, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F is already closed");
}

static void every_refusal_fits_its_hint(void **state)
{
	struct ftl_err err;

	(void)state;
	for (int from = 0; from < FTL_STATES; from++) {
		struct ftl_guard guard = everything;
		struct ftl_order_facts facts = facts_in((enum ftl_state)from);

		guard.result = FTL_REPAIRED;
		for (int kind = 0; kind < FTL_EVENT_KINDS; kind++) {
			if (ftl_order_can(CODE, &facts, (enum ftl_event_kind)kind, &guard, &err) ==
			    FTL_OK)
				continue;
			assert_in_range(strlen(err.hint), 10, sizeof(err.hint) - 10);
			assert_ptr_equal(strstr(err.message, "work order W26-00377-F "),
			                 err.message);
		}
	}
}

static void guards_ask_for_what_the_domain_asks(void **state)
{
	struct ftl_order_facts facts = facts_in(FTL_APPROVED);
	struct ftl_guard guard = everything;
	struct ftl_err err;

	(void)state;
	guard.has_technician_after = false;
	refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has no technician and cannot be started"));
	assert_non_null(strstr(err.hint, "order assign"));
	refuse(&facts, FTL_EV_DIAGNOSE, &guard, FTL_STATE, &err);

	guard = everything;
	guard.is_within_limit = false;
	guard.over_limit = "costs 90.44 EUR, the customer allowed 50.00 EUR,";
	guard.over_limit_hint = "ask first";
	refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message,
	                       "costs 90.44 EUR, the customer allowed 50.00 EUR, and cannot be "
	                       "started"));
	assert_string_equal(err.hint, "ask first");

	guard = everything;
	guard.has_due_date = false;
	refuse(&facts, FTL_EV_ASK, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "due_on");

	guard = everything;
	guard.has_reference = false;
	refuse(&facts, FTL_EV_ASK_PAYER, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "reference");
	refuse(&facts, FTL_EV_WAIT_PARTS, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "reference");
	refuse(&facts, FTL_EV_SEND, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "vendor");

	guard = everything;
	guard.result = FTL_RESULT_NONE;
	refuse(&facts, FTL_EV_READY, &guard, FTL_INVALID, &err);
	assert_string_equal(err.field, "result");
	assert_non_null(strstr(err.hint, "no_fault_found"));
}

static void a_timer_that_runs_or_never_ran_is_named_with_who_is_at_work(void **state)
{
	struct ftl_order_facts facts = facts_at_work(FTL_IN_REPAIR);
	struct ftl_guard guard = everything;
	struct ftl_err err;

	(void)state;
	guard.worker_id = TOMAS;
	guard.worker = "you";
	guard.at_work = "Tomas since 10:40";
	refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F has you at work on it already");
	assert_string_equal(err.hint, "at work on it: Tomas since 10:40; order stop W26-00377-F "
	                              "ends a timer");
	guard.worker_id = AIKO;
	guard.worker = "Aiko";
	refuse(&facts, FTL_EV_STOP, &guard, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F does not have Aiko at work on it");
	assert_string_equal(err.hint, "at work on it: Tomas since 10:40");
	/* Who joins a repair that goes on asks nobody for money. */
	guard.is_within_limit = false;
	assert_int_equal(ftl_order_can(CODE, &facts, FTL_EV_START, &guard, &err), FTL_OK);
	facts = facts_in(FTL_IN_REPAIR);
	refuse(&facts, FTL_EV_STOP, &guard, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F is in repair and has nobody at work on it");
	assert_ptr_equal(strstr(err.hint, "possible now: order test, order start, "), err.hint);
	for (int64_t who = 20; who < 20 + FTL_WORKERS_MOST; who++) {
		const struct ftl_event event = {
		        .at = 2000, .kind = FTL_EV_START, .technician_id = who};

		ftl_order_apply(&facts, &event);
	}
	refuse(&facts, FTL_EV_START, &guard, FTL_STATE, &err);
	assert_string_equal(err.message,
	                    "work order W26-00377-F has 8 people at work on it already");
	guard.worker_id = 0;
	assert_int_equal(ftl_order_can(CODE, &facts, FTL_EV_START, &guard, &err), FTL_OK);
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
		struct ftl_order_facts facts = facts_in(guards[i].from);
		struct ftl_guard guard = everything;
		size_t size = guards[i].member == offsetof(struct ftl_guard, result)
		                      ? sizeof(guard.result)
		                      : sizeof(bool);

		assert_int_equal(ftl_order_can(CODE, &facts, guards[i].kind, &guard, &err), FTL_OK);
		memset((char *)&guard + guards[i].member, 0, size);
		refuse(&facts, guards[i].kind, &guard, guards[i].status, &err);
		assert_string_equal(err.field, guards[i].field);
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
		struct ftl_order_facts facts = facts_in((enum ftl_state)from);
		int count = ftl_order_next(&facts, next), ways_on = 0;

		for (int i = 0; i < count; i++) {
			struct ftl_order_facts after = facts;
			int allowed = 0;

			for (size_t j = 0; j < FTL_COUNT(results); j++) {
				struct ftl_guard guard = everything;

				guard.result = results[j];
				allowed += ftl_order_can(CODE, &facts, next[i], &guard, &err) ==
				           FTL_OK;
			}
			assert_true(allowed > 0);
			apply(&after, next[i], 4000);
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

static void what_was_not_agreed_to_is_neither_ready_nor_handed_over_as_a_repair(void **state)
{
	struct ftl_order_facts checked = facts_in(FTL_QUALITY_CHECK), ready = facts_in(FTL_READY);
	struct ftl_guard guard = everything;
	struct ftl_err err;

	(void)state;
	guard.is_within_limit = false;
	guard.over_limit = "costs 90.44 EUR, over the 50.00 EUR that the customer allowed,";
	guard.result = FTL_REPAIRED;
	refuse(&checked, FTL_EV_READY, &guard, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F costs 90.44 EUR, over the 50.00 "
	                                 "EUR that the customer allowed, and cannot be made ready");
	guard.result = FTL_UNREPAIRABLE;
	assert_int_equal(ftl_order_can(CODE, &checked, FTL_EV_READY, &guard, &err), FTL_OK);
	/* It was ready without a repair: what is on the bill was owed anyway. */
	assert_int_equal(ftl_order_can(CODE, &ready, FTL_EV_HAND_OVER, &guard, &err), FTL_OK);
	ready.result = FTL_REPAIRED;
	refuse(&ready, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "allowed, and cannot be handed over"));
	guard.is_within_limit = true;
	assert_int_equal(ftl_order_can(CODE, &ready, FTL_EV_HAND_OVER, &guard, &err), FTL_OK);
}

static void hand_over_asks_for_every_piece_and_the_money(void **state)
{
	struct ftl_order_facts facts = facts_in(FTL_READY);
	struct ftl_guard guard = everything;
	struct ftl_err err;

	(void)state;
	guard.pieces_missing = 1;
	refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 1 piece not accounted for"));
	guard.pieces_missing = 2;
	refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 2 pieces not accounted for"));
	guard = everything;
	guard.pieces_uncounted = 1;
	guard.pieces = "charger P26-00003-L";
	refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 1 piece not scanned and cannot be handed over: "
	                                    "charger P26-00003-L"));
	guard = everything;
	guard.is_settled = false;
	refuse(&facts, FTL_EV_HAND_OVER, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "is not paid and cannot be handed over"));
}

static void what_comes_back_is_all_that_was_sent(void **state)
{
	struct ftl_order_facts facts = facts_in(FTL_AT_VENDOR);
	struct ftl_guard guard = everything;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_order_can(CODE, &facts, FTL_EV_RECEIVE, &guard, &err), FTL_OK);
	guard.pieces_uncounted = 2;
	refuse(&facts, FTL_EV_RECEIVE, &guard, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "has 2 pieces not scanned and cannot be received"));
}

static void state_comes_before_guards(void **state)
{
	static const struct ftl_guard nothing = {.pieces_missing = 3};
	struct ftl_order_facts facts = facts_in(FTL_RECEIVED);
	struct ftl_err err;

	(void)state;
	refuse(&facts, FTL_EV_HAND_OVER, &nothing, FTL_STATE, &err);
	assert_non_null(strstr(err.message, "is received"));
	refuse(&facts, FTL_EV_WAIT_PARTS, &nothing, FTL_STATE, &err);
}

static void hold_is_an_overlay_that_a_change_of_state_ends(void **state)
{
	struct ftl_order_facts facts = facts_in(FTL_IN_REPAIR);
	struct ftl_event event = {.at = 5000, .kind = FTL_EV_HOLD, .hold = FTL_HOLD_PARTS};
	struct ftl_err err;

	(void)state;
	ftl_order_apply(&facts, &event);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.hold, FTL_HOLD_PARTS);
	refuse(&facts, FTL_EV_HOLD, &everything, FTL_STATE, &err);
	assert_string_equal(err.message, "work order W26-00377-F is already on hold for parts");
	apply(&facts, FTL_EV_NOTE, 5001);
	assert_int_equal(facts.hold, FTL_HOLD_PARTS);
	apply(&facts, FTL_EV_TEST, 5002);
	assert_int_equal(facts.hold, FTL_HOLD_NONE);
	refuse(&facts, FTL_EV_RESUME, &everything, FTL_STATE, &err);
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
		struct ftl_order_facts facts = facts_in(from[i]);

		ftl_order_apply(&facts, &event);
		refuse(&facts, kinds[i], &everything, FTL_STATE, &err);
		assert_non_null(strstr(err.message, "is on hold for legal reasons and cannot be"));
		assert_ptr_equal(strstr(err.hint, "possible now: order resume"), err.hint);
		assert_false(is_next(&facts, kinds[i]));
		apply(&facts, FTL_EV_RESUME, 5001);
		assert_int_equal(ftl_order_can(CODE, &facts, kinds[i], &everything, &err), FTL_OK);
	}
}

static void facts_say_when_things_happened(void **state)
{
	struct ftl_order_facts facts;

	(void)state;
	ftl_order_facts_init(&facts);
	assert_false(facts.has_events);
	apply(&facts, FTL_EV_BOOK, 90);
	assert_int_equal(facts.received_at, 0);
	assert_int_equal(facts.state_since, 90);
	apply(&facts, FTL_EV_RECEIVE, 100);
	ftl_order_apply(&facts,
	                &(struct ftl_event){.at = 110, .kind = FTL_EV_ASSIGN, .technician_id = 7});
	apply(&facts, FTL_EV_SEND, 120);
	apply(&facts, FTL_EV_RECEIVE, 130);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.received_at, 100);
	assert_int_equal(facts.technician_id, 7);
	assert_int_equal(facts.state_since, 130);
	apply(&facts, FTL_EV_NOTE, 135);
	assert_int_equal(facts.state_since, 130);
	assert_int_equal(facts.last_event_at, 135);
	apply(&facts, FTL_EV_TEST, 140);
	ftl_order_apply(&facts, &(struct ftl_event){.at = 150,
	                                            .kind = FTL_EV_READY,
	                                            .result = FTL_UNREPAIRABLE,
	                                            .barrier = FTL_NO_REPAIR_INFO});
	assert_int_equal(facts.ready_at, 150);
	assert_int_equal(facts.result, FTL_UNREPAIRABLE);
	assert_int_equal(facts.barrier, FTL_NO_REPAIR_INFO);
	apply(&facts, FTL_EV_HAND_OVER, 160);
	apply(&facts, FTL_EV_CLOSE, 170);
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
	struct ftl_order_facts facts = facts_in(FTL_READY);

	(void)state;
	apply(&facts, FTL_EV_FAIL, 2000);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.ready_at, 0);
	assert_int_equal(facts.result, FTL_RESULT_NONE);
	assert_int_equal(facts.reworks, 1);
	apply(&facts, FTL_EV_TEST, 2100);
	apply(&facts, FTL_EV_FAIL, 2200);
	apply(&facts, FTL_EV_TEST, 2300);
	apply(&facts, FTL_EV_READY, 2400);
	assert_int_equal(facts.reworks, 2);
	assert_int_equal(facts.ready_at, 2400);
}

static void what_comes_back_against_the_rules_is_open_again(void **state)
{
	struct ftl_order_facts facts = facts_in(FTL_CLOSED);

	(void)state;
	apply(&facts, FTL_EV_FAIL, 9000);
	assert_int_equal(facts.state, FTL_IN_REPAIR);
	assert_int_equal(facts.ready_at, 0);
	assert_int_equal(facts.handed_over_at, 0);
	assert_int_equal(facts.closed_at, 0);
	assert_int_not_equal(facts.received_at, 0);
}

static void ready_said_twice_counts_the_first_time(void **state)
{
	struct ftl_order_facts facts = facts_in(FTL_READY);
	int64_t first = facts.ready_at;

	(void)state;
	apply(&facts, FTL_EV_READY, 9000);
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
	apply(&facts, FTL_EV_RECEIVE, 1000);
	apply(&facts, FTL_EV_READY, 400);
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

static void only_what_is_here_and_unfinished_is_open(void **state)
{
	(void)state;
	for (int i = 0; i < FTL_STATES; i++)
		assert_int_equal(ftl_state_is_open((enum ftl_state)i),
		                 strchr("RDCPAWIVQY", columns[i]) != NULL);
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
	        cmocka_unit_test(every_state_takes_the_events_of_the_table_and_no_others),
	        cmocka_unit_test(next_names_nothing_that_the_table_refuses),
	        cmocka_unit_test(who_works_does_not_begin_and_who_does_not_does_not_stop),
	        cmocka_unit_test(a_timer_that_runs_or_never_ran_is_named_with_who_is_at_work),
	        cmocka_unit_test(first_event_is_booking_receipt_or_import),
	        cmocka_unit_test(likely_next_step_comes_first),
	        cmocka_unit_test(refusal_names_the_state_and_what_is_possible),
	        cmocka_unit_test(closed_job_is_never_opened_again),
	        cmocka_unit_test(every_refusal_fits_its_hint),
	        cmocka_unit_test(guards_ask_for_what_the_domain_asks),
	        cmocka_unit_test(each_guard_refuses_by_itself_and_allows_when_it_is_met),
	        cmocka_unit_test(every_state_is_left_every_way_it_offers),
	        cmocka_unit_test(
	                what_was_not_agreed_to_is_neither_ready_nor_handed_over_as_a_repair),
	        cmocka_unit_test(hand_over_asks_for_every_piece_and_the_money),
	        cmocka_unit_test(what_comes_back_is_all_that_was_sent),
	        cmocka_unit_test(state_comes_before_guards),
	        cmocka_unit_test(hold_is_an_overlay_that_a_change_of_state_ends),
	        cmocka_unit_test(legal_hold_keeps_the_device_here_as_it_is),
	        cmocka_unit_test(facts_say_when_things_happened),
	        cmocka_unit_test(failed_check_undoes_ready_and_counts_a_rework),
	        cmocka_unit_test(what_comes_back_against_the_rules_is_open_again),
	        cmocka_unit_test(ready_said_twice_counts_the_first_time),
	        cmocka_unit_test(import_takes_over_a_whole_visit),
	        cmocka_unit_test(clock_that_was_set_back_is_flagged_and_never_negative),
	        cmocka_unit_test(clock_runs_for_whom_the_domain_says),
	        cmocka_unit_test(only_what_is_here_and_unfinished_is_open),
	        cmocka_unit_test(names_are_those_of_the_data_format),
	        cmocka_unit_test(a_day_promised_again_is_no_other_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
