#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/notice.h"

#define READY_ON 1000 /* a day; what matters is the distance from it */

static struct ftl_notice_schedule parse(const char *text)
{
	struct ftl_notice_schedule schedule;
	struct ftl_err err;

	assert_int_equal(ftl_notice_parse("days", text, &schedule, &err), FTL_OK);
	return schedule;
}

static void a_schedule_is_read_and_written_again(void **state)
{
	static const char *const texts[][2] = {
	        {"3,14,30", "3,14,30"},
	        {" 3, 14 ,30 ", "3,14,30"},
	        {"+1", "1"},
	        {"", ""},
	        {"1,2,3,4,5,6,7,8,9,3650", "1,2,3,4,5,6,7,8,9,3650"},
	        {"3641,3642,3643,3644,3645,3646,3647,3648,3649,3650",
	         "3641,3642,3643,3644,3645,3646,3647,3648,3649,3650"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		struct ftl_notice_schedule schedule = parse(texts[i][0]);
		char text[FTL_NOTICE_TEXT_SIZE];

		assert_string_equal(ftl_notice_format(text, &schedule), texts[i][1]);
	}
	assert_int_equal(parse("3,14,30").count, 3);
	assert_int_equal(parse("3,14,30").days[2], 30);
	assert_int_equal(parse("").count, 0);
}

static void a_schedule_that_does_not_rise_is_refused(void **state)
{
	static const char *const wrong[] = {
	        "0",
	        "-1",
	        "3,3",
	        "14,3",
	        ",",
	        "3,",
	        ",3",
	        "3,,4",
	        "x",
	        "3;4",
	        "3.5",
	        "3651",
	        "1e3",
	        "0x3",
	        "3 4",
	        " ",
	        "99999999999999999999",
	        "1,2,3,4,5,6,7,8,9,10,11",
	        "0000000000000000000000000000000000003",
	};
	struct ftl_notice_schedule schedule = {.count = 7};
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(wrong); i++) {
		if (ftl_notice_parse("days", wrong[i], &schedule, &err) != FTL_INVALID)
			fail_msg("'%s' was taken", wrong[i]);
		assert_string_equal(err.field, "days");
		assert_int_equal(schedule.count, 7);
	}
}

static struct ftl_opt due_after(const struct ftl_notice_schedule *schedule, const int *days,
                                size_t count)
{
	struct ftl_notices notices = {0};

	for (size_t i = 0; i < count; i++)
		ftl_notices_add(&notices, READY_ON + days[i]);
	return ftl_notice_due_on(schedule, &notices, READY_ON);
}

#define ASSERT_DUE(schedule, day, ...)                                                             \
	do {                                                                                       \
		const int given[] = {__VA_ARGS__};                                                 \
		struct ftl_opt due = due_after(&(schedule), given, FTL_COUNT(given));              \
                                                                                                   \
		assert_true(due.has);                                                              \
		assert_int_equal(due.value, READY_ON + (day));                                     \
	} while (0)

static void the_next_notice_follows_the_plan(void **state)
{
	struct ftl_notice_schedule schedule = parse("3,14,30"), none = parse("");

	(void)state;
	assert_int_equal(due_after(&schedule, NULL, 0).value, READY_ON + 3);
	ASSERT_DUE(schedule, 14, 3);
	ASSERT_DUE(schedule, 30, 3, 14);
	/* Given before its day it is given. */
	ASSERT_DUE(schedule, 14, 0);
	ASSERT_DUE(schedule, 30, 0, 1);
	assert_false(due_after(&schedule, (const int[]){3, 14, 30}, 3).has);
	assert_false(due_after(&schedule, (const int[]){3, 14, 30, 31}, 4).has);
	assert_false(due_after(&none, NULL, 0).has);
}

static void a_late_notice_leaves_as_much_time_as_was_planned(void **state)
{
	struct ftl_notice_schedule schedule = parse("3,14,30");

	(void)state;
	/* 11 days between the first and the second, 16 between the second and the third. */
	ASSERT_DUE(schedule, 51, 40);
	ASSERT_DUE(schedule, 67, 40, 51);
	ASSERT_DUE(schedule, 15, 4);
	ASSERT_DUE(schedule, 30, 4, 14);
	ASSERT_DUE(schedule, 31, 4, 15);
}

static void notices_of_one_day_are_one(void **state)
{
	struct ftl_notice_schedule schedule = parse("3,14,30");
	struct ftl_notices notices = {0};

	(void)state;
	ftl_notices_add(&notices, READY_ON);
	ftl_notices_add(&notices, READY_ON);
	assert_int_equal(notices.count, 1);
	ftl_notices_add(&notices, READY_ON + 1);
	assert_int_equal(notices.count, 2);
	assert_int_equal(notices.last_on.value, READY_ON + 1);
	ASSERT_DUE(schedule, 14, 3, 3, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_schedule_is_read_and_written_again),
	        cmocka_unit_test(a_schedule_that_does_not_rise_is_refused),
	        cmocka_unit_test(the_next_notice_follows_the_plan),
	        cmocka_unit_test(a_late_notice_leaves_as_much_time_as_was_planned),
	        cmocka_unit_test(notices_of_one_day_are_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
