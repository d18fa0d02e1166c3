/* What is lent to whom, by its events, and what may happen to it next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/loaner.h"

#define CODE "G26000018" /* any: the guards only show it */

#define JOB   31
#define OTHER 32
#define DAY   20780

/* One event a letter, and what is true after the last: l lent for JOB until DAY, n lent for OTHER
 * without a day, r returned, x lost with JOB. */
static struct ftl_loaner_facts fold(const char *story)
{
	struct ftl_loaner_facts facts = {0};

	for (int64_t id = 1; *story != '\0'; story++, id++) {
		struct ftl_loaner_event event = {
		        .id = id, .at = 1000 - id, .act = FTL_LOANER_RETURN, .order_id = JOB};

		if (*story == 'l' || *story == 'n')
			event.act = FTL_LOANER_LEND;
		if (*story == 'x')
			event.act = FTL_LOANER_LOSE;
		if (*story == 'l')
			event.due_on = ftl_some(DAY);
		if (*story == 'n')
			event.order_id = OTHER;
		ftl_loaner_apply(&facts, &event);
	}
	return facts;
}

static void a_loaner_is_where_its_last_event_says(void **state)
{
	static const struct {
		const char *story;
		enum ftl_loaner_state state;
		int64_t order_id;
		bool has_due;
	} cases[] = {
	        {"", FTL_LOANER_FREE, 0, false},
	        {"l", FTL_LOANER_LENT, JOB, true},
	        {"n", FTL_LOANER_LENT, OTHER, false},
	        {"lr", FTL_LOANER_FREE, 0, false},
	        {"lrn", FTL_LOANER_LENT, OTHER, false},
	        {"lx", FTL_LOANER_LOST, JOB, false},
	        {"lxr", FTL_LOANER_FREE, 0, false},
	        {"lxrl", FTL_LOANER_LENT, JOB, true},
	        /* No guard lets these in; they are told as they stand. */
	        {"ln", FTL_LOANER_LENT, OTHER, false},
	        {"rr", FTL_LOANER_FREE, 0, false},
	        {"x", FTL_LOANER_LOST, JOB, false},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct ftl_loaner_facts facts = fold(cases[i].story);

		if (facts.state != cases[i].state || facts.order_id != cases[i].order_id ||
		    facts.due_on.has != cases[i].has_due ||
		    (facts.due_on.has && facts.due_on.value != DAY))
			fail_msg("story %s", cases[i].story);
	}
}

static void it_is_overdue_from_the_day_after_while_it_is_lent(void **state)
{
	(void)state;
	assert_false(ftl_loaner_is_overdue(FTL_LOANER_LENT, ftl_some(DAY), DAY - 1));
	assert_false(ftl_loaner_is_overdue(FTL_LOANER_LENT, ftl_some(DAY), DAY));
	assert_true(ftl_loaner_is_overdue(FTL_LOANER_LENT, ftl_some(DAY), DAY + 1));
	assert_false(ftl_loaner_is_overdue(FTL_LOANER_LENT, ftl_none(), DAY + 1));
	assert_false(ftl_loaner_is_overdue(FTL_LOANER_FREE, ftl_some(DAY), DAY + 1));
	assert_false(ftl_loaner_is_overdue(FTL_LOANER_LOST, ftl_some(DAY), DAY + 1));
}

static void what_may_happen_next_follows_from_where_it_is(void **state)
{
	static const struct {
		enum ftl_loaner_state state;
		enum ftl_loaner_act act;
		bool is_retired;
		const char *message; /* part of it; NULL: it may */
		const char *way;
	} cases[] = {
	        {FTL_LOANER_FREE, FTL_LOANER_LEND, false, NULL, NULL},
	        {FTL_LOANER_FREE, FTL_LOANER_LEND, true, "is retired", "--retired no"},
	        {FTL_LOANER_LENT, FTL_LOANER_LEND, false, "is lent already, for W26-00001-9",
	         "loaner return G26-00001-8"},
	        {FTL_LOANER_LOST, FTL_LOANER_LEND, false, "is lost and cannot be lent",
	         "loaner return G26-00001-8"},
	        {FTL_LOANER_FREE, FTL_LOANER_RETURN, false, "is not lent", "loaner show"},
	        {FTL_LOANER_LENT, FTL_LOANER_RETURN, false, NULL, NULL},
	        {FTL_LOANER_LENT, FTL_LOANER_RETURN, true, NULL, NULL},
	        {FTL_LOANER_LOST, FTL_LOANER_RETURN, false, NULL, NULL},
	        {FTL_LOANER_FREE, FTL_LOANER_LOSE, false, "is not lent", "--retired yes"},
	        {FTL_LOANER_LENT, FTL_LOANER_LOSE, false, NULL, NULL},
	        {FTL_LOANER_LOST, FTL_LOANER_LOSE, false, "is lost already", "loaner show"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct ftl_err err = {0};
		enum ftl_status status = ftl_loaner_can(CODE, cases[i].state, cases[i].is_retired,
		                                        cases[i].act, "for W26-00001-9", &err);

		if (cases[i].message == NULL) {
			assert_int_equal(status, FTL_OK);
			continue;
		}
		assert_int_equal(status, FTL_STATE);
		assert_string_equal(err.field, "loaner");
		if (strstr(err.message, cases[i].message) == NULL ||
		    strstr(err.hint, cases[i].way) == NULL)
			fail_msg("case %zu: %s; %s", i, err.message, err.hint);
	}
}

static void it_goes_out_only_while_a_device_is_here(void **state)
{
	/* Booked: the device is not here yet. */
	static const enum ftl_state not_with[] = {FTL_BOOKED, FTL_HANDED_OVER, FTL_CLOSED,
	                                          FTL_CANCELLED};

	(void)state;
	for (int with = 0; with < FTL_STATES; with++) {
		struct ftl_err err = {0};
		bool is_refused = false;

		for (size_t i = 0; i < FTL_COUNT(not_with); i++)
			is_refused = is_refused || (int)not_with[i] == with;
		enum ftl_status status =
		        ftl_loaner_can_go_with("W26000019", (enum ftl_state)with, &err);
		assert_int_equal(status, is_refused ? FTL_STATE : FTL_OK);
		if (is_refused) {
			assert_string_equal(err.field, "order");
			assert_non_null(strstr(err.message, "work order W26-00001-9 is "));
		}
	}
}

static void nobody_gets_their_device_back_while_ours_is_out(void **state)
{
	static const struct {
		enum ftl_state state;
		enum ftl_event_kind kind;
		const char *refusal;
	} cases[] = {
	        {FTL_READY, FTL_EV_HAND_OVER, "cannot be handed over"},
	        {FTL_RECEIVED, FTL_EV_CANCEL, "cannot be cancelled"},
	};
	/* The loaner is told before what is left to pay. */
	const struct ftl_guard out = {.loaner_out = "the loaner 'Nokia 105' (G26-00001-8)",
	                              .loaner_out_hint = "loaner return G26-00001-8"};
	const struct ftl_guard back = {.is_settled = true, .is_within_limit = true};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		const struct ftl_order_facts facts = {.has_events = true, .state = cases[i].state};
		struct ftl_err err = {0};

		assert_int_equal(ftl_order_can("W26000019", &facts, cases[i].kind, &out, &err),
		                 FTL_STATE);
		assert_string_equal(err.field, "order");
		assert_non_null(strstr(err.message,
		                       "work order W26-00001-9 has the loaner 'Nokia 105' "
		                       "(G26-00001-8) out and "));
		assert_non_null(strstr(err.message, cases[i].refusal));
		assert_string_equal(err.hint, "loaner return G26-00001-8");
		assert_int_equal(ftl_order_can("W26000019", &facts, cases[i].kind, &back, &err),
		                 FTL_OK);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_loaner_is_where_its_last_event_says),
	        cmocka_unit_test(it_is_overdue_from_the_day_after_while_it_is_lent),
	        cmocka_unit_test(what_may_happen_next_follows_from_where_it_is),
	        cmocka_unit_test(it_goes_out_only_while_a_device_is_here),
	        cmocka_unit_test(nobody_gets_their_device_back_while_ours_is_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
