#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/frame.h"
#include "report/groups.h"

static int32_t day(int year, int month, int of_month)
{
	int32_t date = 0;

	assert_true(ftl_date_from_ymd((struct ftl_ymd){year, month, of_month}, &date));
	return date;
}

static struct ftl_period period(int y1, int m1, int d1, int y2, int m2, int d2)
{
	return (struct ftl_period){day(y1, m1, d1), day(y2, m2, d2)};
}

/* A centre in Berlin on Sunday 22 November 2026, 11:00 by its clock. */
static struct ftl_report_context context(struct ftl_arena *arena)
{
	struct ftl_report_context made = {.timezone = "Europe/Berlin"};
	struct ftl_err err;

	assert_int_equal(ftl_zone_open(arena, "Europe/Berlin", &made.zone, &err), FTL_OK);
	assert_int_equal(ftl_instant_parse("now", "2026-11-22T10:00:00Z", &made.now, &err), FTL_OK);
	made.as_of = made.now;
	return made;
}

static struct ftl_frame frame(struct ftl_arena *arena, struct ftl_period of, bool is_by_month)
{
	struct ftl_report_context centre = context(arena);
	struct ftl_frame made;
	struct ftl_err err;

	assert_int_equal(ftl_frame_make(&centre, of, is_by_month, arena, &made, &err), FTL_OK);
	return made;
}

static void whole_months_are_compared_with_whole_months(void **state)
{
	FTL_ARENA(arena);
	struct ftl_frame quarter = frame(&arena, period(2026, 7, 1, 2026, 9, 30), false);
	struct ftl_frame month = frame(&arena, period(2024, 3, 1, 2024, 3, 31), false);
	struct ftl_frame year = frame(&arena, period(2025, 1, 1, 2025, 12, 31), false);

	(void)state;
	assert_int_equal(quarter.before.from, day(2026, 4, 1));
	assert_int_equal(quarter.before.to, day(2026, 6, 30));
	assert_int_equal(month.before.from, day(2024, 2, 1));
	assert_int_equal(month.before.to, day(2024, 2, 29));
	assert_int_equal(year.before.from, day(2024, 1, 1));
	assert_int_equal(year.before.to, day(2024, 12, 31));
}

static void other_periods_are_compared_with_as_many_days(void **state)
{
	FTL_ARENA(arena);
	struct ftl_frame made = frame(&arena, period(2026, 8, 1, 2026, 11, 22), false);
	struct ftl_frame one = frame(&arena, period(2026, 11, 22, 2026, 11, 22), false);

	(void)state;
	/* 114 days each: Python, date(2026, 8, 1) - timedelta(114). */
	assert_int_equal(made.before.from, day(2026, 4, 9));
	assert_int_equal(made.before.to, day(2026, 7, 31));
	assert_int_equal(one.before.from, day(2026, 11, 21));
	assert_int_equal(one.before.to, day(2026, 11, 21));
}

static void days_after_as_of_are_cut_off(void **state)
{
	FTL_ARENA(arena);
	struct ftl_frame made = frame(&arena, period(2026, 11, 1, 2026, 12, 31), false);

	(void)state;
	assert_int_equal(made.period.to, day(2026, 11, 22));
	assert_string_equal(made.period_words, "1 Nov 2026 to 22 Nov 2026");
	assert_string_equal(made.as_of_words, "Sun 22 Nov 2026 11:00 (Europe/Berlin)");
}

/* Week numbers from Python's date.isocalendar(). */
static void weeks_are_those_of_iso_8601(void **state)
{
	static const struct {
		int year;
		int month;
		int day;
		const char *label;
	} vectors[] = {
	        {2020, 12, 31, "2020-W53"}, {2021, 1, 3, "2020-W53"}, {2021, 1, 4, "2021-W01"},
	        {2024, 12, 30, "2025-W01"}, {2026, 1, 1, "2026-W01"}, {2023, 1, 1, "2022-W52"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		FTL_ARENA(arena);
		int32_t date = day(vectors[i].year, vectors[i].month, vectors[i].day);
		struct ftl_frame made =
		        frame(&arena, (struct ftl_period){date - 40, date + 40}, false);
		assert_string_equal(made.slices[ftl_frame_slice(&made, date)].label,
		                    vectors[i].label);
	}
}

static void slices_cover_the_period_without_gap_or_overlap(void **state)
{
	static const int lengths[] = {1, 7, 21, 22, 114, 184, 185, 800, 2100, 2300, 9000};
	static const enum ftl_step steps[] = {FTL_STEP_DAY,   FTL_STEP_DAY,   FTL_STEP_DAY,
	                                      FTL_STEP_WEEK,  FTL_STEP_WEEK,  FTL_STEP_WEEK,
	                                      FTL_STEP_MONTH, FTL_STEP_MONTH, FTL_STEP_MONTH,
	                                      FTL_STEP_YEAR,  FTL_STEP_YEAR};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(lengths); i++) {
		FTL_ARENA(arena);
		int32_t to = day(2026, 11, 18);
		struct ftl_frame made =
		        frame(&arena, (struct ftl_period){to - lengths[i] + 1, to}, false);
		int32_t next = made.period.from;
		assert_int_equal(made.step, steps[i]);
		for (size_t slice = 0; slice < made.slice_count; slice++) {
			assert_int_equal(made.slices[slice].days.from, next);
			for (int32_t date = next; date <= made.slices[slice].days.to; date++)
				assert_int_equal(ftl_frame_slice(&made, date), slice);
			next = made.slices[slice].days.to + 1;
		}
		assert_int_equal(next, to + 1);
	}
}

static void money_is_sliced_by_month_where_time_would_be_by_week(void **state)
{
	FTL_ARENA(arena);
	struct ftl_frame made = frame(&arena, period(2026, 8, 10, 2026, 11, 22), true);

	(void)state;
	assert_int_equal(made.slice_count, 4);
	assert_string_equal(made.slices[0].label, "Aug 2026");
	assert_int_equal(made.slices[0].days.from, day(2026, 8, 10));
	assert_int_equal(made.slices[3].days.to, day(2026, 11, 22));
}

static void a_period_that_makes_no_sense_is_refused(void **state)
{
	FTL_ARENA(arena);
	struct ftl_report_context centre = context(&arena);
	struct ftl_frame made;
	struct ftl_err err;

	(void)state;
	assert_int_equal(
	        ftl_frame_make(&centre, period(2026, 5, 2, 2026, 5, 1), false, &arena, &made, &err),
	        FTL_INVALID);
	assert_string_equal(err.field, "to");
	assert_int_equal(ftl_frame_make(&centre, period(2026, 11, 23, 2026, 11, 30), false, &arena,
	                                &made, &err),
	                 FTL_INVALID);
	assert_string_equal(err.field, "from");
}

/* 22:30 UTC on 30 September is 1 October in Berlin. */
static void the_usual_period_begins_three_months_back(void **state)
{
	FTL_ARENA(arena);
	struct ftl_report_context centre = context(&arena);
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_report_default_period(&centre).from, day(2026, 8, 1));
	assert_int_equal(ftl_report_default_period(&centre).to, day(2026, 11, 22));
	assert_int_equal(ftl_instant_parse("at", "2026-09-30T22:30:00Z", &centre.as_of, &err),
	                 FTL_OK);
	assert_int_equal(ftl_report_default_period(&centre).from, day(2026, 7, 1));
	assert_int_equal(ftl_report_default_period(&centre).to, day(2026, 10, 1));
}

static void cleanup_groups(struct ftl_groups *groups)
{
	ftl_groups_done(groups);
}

static void groups_are_told_apart_by_key_and_named_as_mostly_written(void **state)
{
	struct ftl_groups groups FTL_CLEANUP(cleanup_groups) = {.count = 0};
	size_t sony = ftl_groups_find(&groups, "sony", "SONY");

	(void)state;
	for (int i = 0; i < 1000; i++) {
		char key[32];
		snprintf(key, sizeof(key), "brand %d", i);
		assert_int_equal(ftl_groups_find(&groups, key, key), (size_t)i + 1);
	}
	assert_int_equal(ftl_groups_find(&groups, "sony", "Sony"), sony);
	assert_int_equal(ftl_groups_find(&groups, "sony", "Sony"), sony);
	assert_string_equal(groups.names[sony], "Sony");
	assert_int_equal(ftl_groups_find(&groups, "brand 700", "brand 700"), 701);
	assert_int_equal(groups.count, 1001);
}

static void groups_rank_by_weight_then_name(void **state)
{
	struct ftl_groups groups FTL_CLEANUP(cleanup_groups) = {.count = 0};
	static const int64_t weights[] = {5, 9, 5, 0};
	size_t order[4];

	(void)state;
	ftl_groups_find(&groups, "b", "Bosch");
	ftl_groups_find(&groups, "c", "Canon");
	ftl_groups_find(&groups, "a", "Acer");
	ftl_groups_find(&groups, "d", "Dyson");
	ftl_groups_rank(&groups, weights, order);
	assert_int_equal(order[0], 1);
	assert_int_equal(order[1], 2);
	assert_int_equal(order[2], 0);
	assert_int_equal(order[3], 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(whole_months_are_compared_with_whole_months),
	        cmocka_unit_test(other_periods_are_compared_with_as_many_days),
	        cmocka_unit_test(days_after_as_of_are_cut_off),
	        cmocka_unit_test(weeks_are_those_of_iso_8601),
	        cmocka_unit_test(slices_cover_the_period_without_gap_or_overlap),
	        cmocka_unit_test(money_is_sliced_by_month_where_time_would_be_by_week),
	        cmocka_unit_test(a_period_that_makes_no_sense_is_refused),
	        cmocka_unit_test(the_usual_period_begins_three_months_back),
	        cmocka_unit_test(groups_are_told_apart_by_key_and_named_as_mostly_written),
	        cmocka_unit_test(groups_rank_by_weight_then_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
