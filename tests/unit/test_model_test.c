/* Which answers of a quality check count. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/test.h"

static const char *const items[] = {"starts", "stops", "shines"};
static const struct ftl_test_list list = {.id = 7, .items = items, .item_count = 3};

#define ROW(id_, position_, phase_, outcome_)                                                      \
	{                                                                                          \
		.id = (id_), .list_id = 7, .position = (position_), .phase = FTL_TEST_##phase_,    \
		.outcome = FTL_OUTCOME_##outcome_                                                  \
	}

static const struct ftl_test_result rows[] = {
        ROW(1, 1, BEFORE, FAIL),
        ROW(2, 1, AFTER, PASS),
        ROW(3, 2, AFTER, FAIL),
        /* the check begins anew after id 4 */
        ROW(5, 2, AFTER, FAIL),
        ROW(6, 2, AFTER, PASS),
        ROW(7, 3, AFTER, NA),
};

static void the_last_answer_of_an_item_counts(void **state)
{
	const struct ftl_test_result *now[3];
	struct ftl_test_sum sum;

	(void)state;
	sum = ftl_test_count(&list, rows, FTL_COUNT(rows), FTL_TEST_AFTER, 0, now);
	assert_int_equal(sum.passed, 2);
	assert_int_equal(sum.failed, 0);
	assert_int_equal(sum.not_applicable, 1);
	assert_int_equal(sum.open, 0);
	assert_int_equal(now[1]->id, 6);
}

static void what_was_tested_before_the_present_check_does_not_count(void **state)
{
	const struct ftl_test_result *now[3];
	struct ftl_test_sum sum;

	(void)state;
	sum = ftl_test_count(&list, rows, FTL_COUNT(rows), FTL_TEST_AFTER, 4, now);
	assert_int_equal(sum.items, 3);
	assert_int_equal(sum.passed, 1);
	assert_int_equal(sum.open, 1);
	assert_null(now[0]);
	sum = ftl_test_count(&list, rows, 4, FTL_TEST_AFTER, 4, now);
	assert_int_equal(sum.failed, 1);
	assert_int_equal(sum.open, 2);
}

static void phases_do_not_mix(void **state)
{
	const struct ftl_test_result *now[3];
	struct ftl_test_sum sum;

	(void)state;
	sum = ftl_test_count(&list, rows, FTL_COUNT(rows), FTL_TEST_BEFORE, 0, now);
	assert_int_equal(sum.failed, 1);
	assert_int_equal(sum.open, 2);
	assert_int_equal(now[0]->id, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_last_answer_of_an_item_counts),
	        cmocka_unit_test(what_was_tested_before_the_present_check_does_not_count),
	        cmocka_unit_test(phases_do_not_mix),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
