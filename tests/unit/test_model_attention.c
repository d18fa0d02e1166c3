#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/calendar.h"

static int64_t instant(const char *text)
{
	struct ftl_err err;
	int64_t result;

	assert_int_equal(ftl_instant_parse("at", text, &result, &err), FTL_OK);
	return result;
}

static int32_t date(const char *text)
{
	struct ftl_err err;
	int32_t result;

	assert_int_equal(ftl_date_parse("date", text, &result, &err), FTL_OK);
	return result;
}

static const struct ftl_zone *berlin(struct ftl_arena *arena)
{
	const struct ftl_zone *zone;
	struct ftl_err err;

	assert_int_equal(ftl_zone_open(arena, "Europe/Berlin", &zone, &err), FTL_OK);
	return zone;
}

/* A site in Berlin with these hours from a date on, closed on some days. */
static const struct ftl_calendar *site_of(struct ftl_arena *arena, const char *week, int32_t from,
                                          const struct ftl_calendar_day *closed, size_t count)
{
	const struct ftl_calendar *site;
	struct ftl_calendar_window *windows = NULL;
	size_t window_count = 0;
	struct ftl_err err;

	if (week != NULL)
		assert_int_equal(
		        ftl_calendar_parse_week(arena, week, from, &windows, &window_count, &err),
		        FTL_OK);
	assert_int_equal(ftl_calendar_new(arena, berlin(arena), windows, window_count, closed,
	                                  count, &site, &err),
	                 FTL_OK);
	return site;
}

static const struct ftl_calendar *office(struct ftl_arena *arena)
{
	return site_of(arena, "Mon-Fri 09:00-17:00", FTL_DATE_MIN, NULL, 0);
}

static void assert_days(const struct ftl_calendar *site, const char *from, const char *to,
                        int64_t expected)
{
	assert_int_equal(ftl_calendar_days(site, instant(from), instant(to)), expected);
}

static void a_business_day_is_over_when_it_closes(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = office(&arena);
	const char *monday = "2026-11-16T10:00:00+01:00";

	(void)state;
	assert_days(site, monday, "2026-11-16T23:59:59+01:00", 0);
	assert_days(site, monday, "2026-11-17T16:59:59+01:00", 0);
	assert_days(site, monday, "2026-11-17T17:00:00+01:00", 1);
	assert_days(site, monday, "2026-11-20T16:59:59+01:00", 3);
	assert_days(site, monday, "2026-11-20T17:00:00+01:00", 4);
	/* The day of the event counts not at all, however early it was. */
	assert_days(site, "2026-11-16T00:00:00+01:00", "2026-11-17T17:00:00+01:00", 1);
	assert_days(site, "2026-11-16T23:59:59+01:00", "2026-11-17T17:00:00+01:00", 1);
}

static void weekends_and_holidays_are_no_business_days(void **state)
{
	FTL_ARENA(arena);
	struct ftl_calendar_day closed[5];
	const struct ftl_calendar *site = office(&arena);
	const char *monday = "2026-11-16T10:00:00+01:00";

	(void)state;
	assert_days(site, monday, "2026-11-22T23:59:59+01:00", 4);
	assert_days(site, monday, "2026-11-23T16:59:59+01:00", 4);
	assert_days(site, monday, "2026-11-23T17:00:00+01:00", 5);
	assert_days(site, "2026-11-21T12:00:00+01:00", "2026-11-23T09:00:00+01:00", 0);
	assert_days(site, "2026-11-21T12:00:00+01:00", "2026-11-23T17:00:00+01:00", 1);
	/* Closed from Monday 21 to Friday 25 December: the Monday after it is the first. */
	for (int i = 0; i < 5; i++)
		closed[i] = (struct ftl_calendar_day){date("2026-12-21") + i, 0, 0};
	site = site_of(&arena, "Mon-Fri 09:00-17:00", FTL_DATE_MIN, closed, 5);
	assert_days(site, "2026-12-18T10:00:00+01:00", "2026-12-28T16:59:59+01:00", 0);
	assert_days(site, "2026-12-18T10:00:00+01:00", "2026-12-28T17:00:00+01:00", 1);
}

static void clock_changes_and_nights_move_the_end_of_a_day(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *daily =
	        site_of(&arena, "Mon-Sun 09:00-17:00", FTL_DATE_MIN, NULL, 0);
	const struct ftl_calendar *bar =
	        site_of(&arena, "Fri-Sat 18:00-02:00", FTL_DATE_MIN, NULL, 0);

	(void)state;
	/* Sunday 29 March closes at 17:00 summer time, 25 October at 17:00 winter time. */
	assert_days(daily, "2026-03-28T10:00:00+01:00", "2026-03-29T14:59:59Z", 0);
	assert_days(daily, "2026-03-28T10:00:00+01:00", "2026-03-29T15:00:00Z", 1);
	assert_days(daily, "2026-10-24T10:00:00+02:00", "2026-10-25T15:59:59Z", 0);
	assert_days(daily, "2026-10-24T10:00:00+02:00", "2026-10-25T16:00:00Z", 1);
	/* Friday's night is over on Saturday at 02:00, Saturday's on Sunday. */
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-21T01:59:59+01:00", 0);
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-21T02:00:00+01:00", 1);
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-22T01:59:59+01:00", 1);
	assert_days(bar, "2026-11-19T12:00:00+01:00", "2026-11-22T02:00:00+01:00", 2);
}

static void without_hours_every_day_is_a_business_day(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *always = site_of(&arena, NULL, 0, NULL, 0);
	const struct ftl_calendar *later =
	        site_of(&arena, "Mon-Fri 09:00-17:00", date("2026-11-23"), NULL, 0);

	(void)state;
	assert_days(always, "2026-11-20T10:00:00+01:00", "2026-11-21T23:59:59+01:00", 0);
	assert_days(always, "2026-11-20T10:00:00+01:00", "2026-11-22T00:00:00+01:00", 1);
	assert_days(always, "2026-11-20T10:00:00+01:00", "2026-11-20T09:00:00+01:00", 0);
	/* Saturday and Sunday lie before the first hours that were set, Monday does not. */
	assert_days(later, "2026-11-20T10:00:00+01:00", "2026-11-23T16:59:59+01:00", 2);
	assert_days(later, "2026-11-20T10:00:00+01:00", "2026-11-23T17:00:00+01:00", 3);
}

static void days_of_a_century_add_up(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = office(&arena);
	int64_t begin = instant("1999-12-31T12:00:00Z"), end = instant("2100-01-01T16:00:00Z");

	(void)state;
	/* Saturday 1 January 2000 to Friday 1 January 2100: 36526 days, 5218 weeks
	 * of 5. */
	assert_int_equal(ftl_calendar_days(site, begin, end), INT64_C(26090));
	/* Whatever was asked before: the layout grows to both sides. */
	assert_days(site, "1970-01-01T12:00:00Z", "1970-01-02T16:00:00Z", 1);
	assert_int_equal(ftl_calendar_days(site, begin, end), INT64_C(26090));
	assert_int_equal(ftl_calendar_days(site, end, begin), 0);
	assert_true(ftl_calendar_days(site, INT64_MIN, INT64_MAX) > INT64_C(26090));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_business_day_is_over_when_it_closes),
	        cmocka_unit_test(weekends_and_holidays_are_no_business_days),
	        cmocka_unit_test(clock_changes_and_nights_move_the_end_of_a_day),
	        cmocka_unit_test(without_hours_every_day_is_a_business_day),
	        cmocka_unit_test(days_of_a_century_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
