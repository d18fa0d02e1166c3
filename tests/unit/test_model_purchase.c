/* Where a purchase order stands, by what was said of it and what has come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/purchase.h"

#define CODE "B2600001K" /* any: the guards only show it */
#define DAY  20780

/* One event a letter: s sent, c confirmed for DAY, l its second line confirmed for the day after, n
 * confirmed without a day, i billed, x called off. */
static struct ftl_purchase_facts fold(const char *story, struct ftl_purchase_line *lines,
                                      size_t count)
{
	struct ftl_purchase_facts facts = {0};

	for (; *story != '\0'; story++) {
		struct ftl_purchase_event event = {.act = FTL_PURCHASE_CONFIRM};

		if (*story == 's')
			event.act = FTL_PURCHASE_SEND;
		if (*story == 'i')
			event.act = FTL_PURCHASE_INVOICE;
		if (*story == 'x')
			event.act = FTL_PURCHASE_CANCEL;
		if (*story == 'c')
			event.due_on = ftl_some(DAY);
		if (*story == 'l') {
			event.position = 2;
			event.due_on = ftl_some(DAY + 1);
		}
		ftl_purchase_apply(&facts, lines, count, &event);
	}
	return facts;
}

static void its_state_is_what_was_said_and_what_came(void **state)
{
	static const struct {
		const char *story;
		int64_t first, second; /* come of 2000 and of 3000 */
		bool is_second_removed;
		enum ftl_purchase_state state;
	} cases[] = {
	        {"", 0, 0, false, FTL_PURCHASE_DRAFT},
	        {"s", 0, 0, false, FTL_PURCHASE_SENT},
	        {"sc", 0, 0, false, FTL_PURCHASE_CONFIRMED},
	        {"sn", 0, 0, false, FTL_PURCHASE_CONFIRMED},
	        {"s", 1, 0, false, FTL_PURCHASE_PART_RECEIVED},
	        {"sc", 2000, 2999, false, FTL_PURCHASE_PART_RECEIVED},
	        {"s", 2000, 3000, false, FTL_PURCHASE_RECEIVED},
	        {"s", 2500, 3000, false, FTL_PURCHASE_RECEIVED},
	        {"s", 2000, 0, true, FTL_PURCHASE_RECEIVED},
	        {"sci", 2000, 3000, false, FTL_PURCHASE_RECEIVED},
	        {"x", 0, 0, false, FTL_PURCHASE_CANCELLED},
	        {"sx", 2000, 0, false, FTL_PURCHASE_CANCELLED},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct ftl_purchase_line lines[] = {
		        {.position = 1, .quantity_milli = 2000, .moved_milli = cases[i].first},
		        {.position = 2,
		         .quantity_milli = 3000,
		         .moved_milli = cases[i].second,
		         .is_removed = cases[i].is_second_removed},
		};
		struct ftl_purchase_facts facts = fold(cases[i].story, lines, 2);

		assert_int_equal(ftl_purchase_state_of(&facts, lines, 2), cases[i].state);
	}
}

static void the_last_word_on_a_line_is_when_it_is_expected(void **state)
{
	struct ftl_purchase_line lines[] = {{.position = 1}, {.position = 2}};
	struct ftl_purchase_facts facts = fold("scl", lines, 2);

	(void)state;
	assert_int_equal(facts.expected_on.value, DAY);
	assert_int_equal(lines[0].expected_on.value, DAY);
	assert_int_equal(lines[1].expected_on.value, DAY + 1);
	/* Said of the whole order again, it is of every line again. */
	facts = fold("slc", lines, 2);
	assert_int_equal(lines[1].expected_on.value, DAY);
	/* A word without a day leaves the days. */
	facts = fold("scn", lines, 2);
	assert_int_equal(facts.expected_on.value, DAY);
}

static void what_is_to_come_is_never_less_than_nothing(void **state)
{
	struct ftl_purchase_line line = {.quantity_milli = 2500, .received_milli = 1000};

	(void)state;
	assert_int_equal(ftl_purchase_left(&line), 1500);
	line.received_milli = 3000;
	assert_int_equal(ftl_purchase_left(&line), 0);
	line.received_milli = 0;
	line.is_removed = true;
	assert_int_equal(ftl_purchase_left(&line), 0);
}

static void a_cost_is_rounded_once_and_bounded(void **state)
{
	struct ftl_purchase_line line = {.unit_cost_cents = ftl_some(33)};
	struct ftl_opt cost;

	(void)state;
	/* 2.5 at 0.33 are 0.825. */
	assert_true(ftl_purchase_cost(&line, 2500, &cost));
	assert_int_equal(cost.value, 83);
	line.unit_cost_cents = ftl_some(INT64_C(1000000000000000));
	assert_false(ftl_purchase_cost(&line, 2000, &cost));
	line.unit_cost_cents = ftl_none();
	assert_true(ftl_purchase_cost(&line, 2000, &cost));
	assert_false(cost.has);
}

/* Which acts each state lets in: line, send, confirm, invoice, cancel, receive. */
static void each_state_lets_in_what_makes_sense(void **state)
{
	static const struct {
		enum ftl_purchase_state state;
		const char *may;
	} cases[] = {
	        {FTL_PURCHASE_DRAFT, "ls__x_"},     {FTL_PURCHASE_SENT, "__cixr"},
	        {FTL_PURCHASE_CONFIRMED, "__cixr"}, {FTL_PURCHASE_PART_RECEIVED, "__cixr"},
	        {FTL_PURCHASE_RECEIVED, "___i_r"},  {FTL_PURCHASE_CANCELLED, "___i__"},
	};
	static const enum ftl_purchase_act acts[] = {FTL_PURCHASE_LINE, FTL_PURCHASE_SEND,
	                                             FTL_PURCHASE_CONFIRM, FTL_PURCHASE_INVOICE,
	                                             FTL_PURCHASE_CANCEL};
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		for (size_t j = 0; j < FTL_COUNT(acts); j++)
			assert_int_equal(ftl_purchase_can(CODE, cases[i].state, acts[j], &err) ==
			                         FTL_OK,
			                 cases[i].may[j] != '_');
		assert_int_equal(ftl_purchase_can_receive(CODE, cases[i].state, &err) == FTL_OK,
		                 cases[i].may[5] != '_');
	}
	assert_int_equal(ftl_purchase_can(CODE, FTL_PURCHASE_CANCELLED, FTL_PURCHASE_SEND, &err),
	                 FTL_STATE);
	assert_string_equal(err.field, "purchase");
	assert_non_null(strstr(err.message, "B26-00001-K is cancelled"));
	assert_non_null(strstr(err.hint, "fettle purchase add"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(its_state_is_what_was_said_and_what_came),
	        cmocka_unit_test(the_last_word_on_a_line_is_when_it_is_expected),
	        cmocka_unit_test(what_is_to_come_is_never_less_than_nothing),
	        cmocka_unit_test(a_cost_is_rounded_once_and_bounded),
	        cmocka_unit_test(each_state_lets_in_what_makes_sense),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
