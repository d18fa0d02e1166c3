#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fettle/base/clock.h"
#include "fettle/base/date.h"
#include "helper_time.h"

static struct ftl_err err;

static void is_date(int32_t day, const char *expected)
{
	char buffer[FTL_DATE_TEXT_SIZE];

	assert_string_equal(ftl_date_format(buffer, day), expected);
}

/* Day numbers and weekdays from Python's datetime. */
static void dates_are_days_since_1970(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int32_t day;
		int weekday;
	} cases[] = {
	        {"1970-01-01", 0, 4},     {"1969-12-31", -1, 3},    {"1950-01-01", -7305, 7},
	        {"2000-02-29", 11016, 2}, {"2000-03-01", 11017, 3}, {"2026-11-22", 20779, 7},
	        {"2038-01-19", 24855, 2}, {"2100-02-28", 47540, 7}, {"2100-03-01", 47541, 1},
	        {"2199-12-31", 84005, 2},
	};

	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_int_equal(date(cases[i].text), cases[i].day);
		assert_int_equal(ftl_date_weekday(cases[i].day), cases[i].weekday);
		is_date(cases[i].day, cases[i].text);
	}
	assert_int_equal(FTL_DATE_MIN, -7305);
	assert_int_equal(FTL_DATE_MAX, 84005);
}

static void every_day_of_the_range_comes_back(void **state)
{
	(void)state;
	for (int32_t day = FTL_DATE_MIN; day <= FTL_DATE_MAX; day++) {
		int32_t again;
		assert_true(ftl_date_from_ymd(ftl_date_to_ymd(day), &again));
		assert_int_equal(again, day);
	}
}

/* D03, D04 */
static void dates_that_are_none_are_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",           "2023-02-29",  "2023-02-30",  "2024-13-01",
	        "0000-00-00", "24-1-5",      "31/12/2024",  "12/31/2024",
	        "2024-1-05",  "2024-01-05 ", " 2024-01-05", "1899-12-31",
	        "9999-12-31", "2200-01-01",  "1949-12-31",  "2024-00-10",
	        "2024-04-31", "+024-01-01",  "2100-02-29",  "2024-01-05T00:00:00Z",
	        "2024-01-00", "20240105",
	};
	int32_t day = 77;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (ftl_date_parse("purchased_on", texts[i], &day, &err) != FTL_INVALID)
			fail_msg("accepted %s", texts[i]);
		assert_string_equal(err.field, "purchased_on");
	}
	assert_int_equal(day, 77);
}

/* D01, D02 */
static void months_are_added_to_the_last_day_at_most(void **state)
{
	(void)state;
	is_date(ftl_date_add_months(date("2024-02-29"), 24), "2026-02-28");
	is_date(ftl_date_add_months(date("2024-08-31"), 6), "2025-02-28");
	is_date(ftl_date_add_months(date("2024-01-31"), 1), "2024-02-29");
	is_date(ftl_date_add_months(date("2024-12-31"), 2), "2025-02-28");
	is_date(ftl_date_add_months(date("2024-03-31"), -1), "2024-02-29");
	is_date(ftl_date_add_months(date("2024-01-15"), -13), "2022-12-15");
	is_date(ftl_date_add_months(date("2024-01-15"), 0), "2024-01-15");
	assert_int_equal(ftl_date_add_months(INT32_MAX, INT32_MAX), INT32_MAX);
	assert_int_equal(ftl_date_add_months(INT32_MIN, INT32_MIN), INT32_MIN);
}

static void instants_are_read(const char *text, int64_t expected)
{
	int64_t instant = -1;

	if (ftl_instant_parse("at", text, &instant, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	assert_int_equal(instant, expected);
}

/* Examples of RFC 3339 section 5.8 without fractions, and date -u -d. */
static void instants_follow_rfc_3339(void **state)
{
	(void)state;
	char buffer[FTL_INSTANT_TEXT_SIZE];

	instants_are_read("1970-01-01T00:00:00Z", 0);
	instants_are_read("1996-12-19T16:39:57-08:00", INT64_C(851042397));
	instants_are_read("1996-12-20T00:39:57Z", INT64_C(851042397));
	instants_are_read("2026-11-22t10:00:00z", INT64_C(1795341600));
	instants_are_read("2038-01-19T03:14:08Z", INT64_C(2147483648));
	instants_are_read("2026-11-22T10:00:00+14:00", INT64_C(1795291200));
	instants_are_read("1969-12-31T23:59:59Z", -1);
	assert_string_equal(ftl_instant_format(buffer, 0), "1970-01-01T00:00:00Z");
	assert_string_equal(ftl_instant_format(buffer, -1), "1969-12-31T23:59:59Z");
	assert_string_equal(ftl_instant_format(buffer, INT64_C(1795341600)),
	                    "2026-11-22T10:00:00Z");
	assert_string_equal(ftl_instant_format(buffer, INT64_C(4294967296)),
	                    "2106-02-07T06:28:16Z");
	assert_string_equal(ftl_instant_format(buffer, INT64_MAX), "no time");
	assert_string_equal(ftl_instant_format(buffer, INT64_MIN), "no time");
}

static void instants_that_are_none_are_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",
	        "2026-11-22",
	        "2026-11-22 10:00:00Z",
	        "2026-11-22T10:00:00",
	        "2026-11-22T24:00:00Z",
	        "2026-11-22T10:60:00Z",
	        "2016-12-31T23:59:60Z",
	        "2026-11-22T10:00:00.5Z",
	        "2026-11-22T10:00Z",
	        "2026-11-22T10:00:00+24:00",
	        "2026-11-22T10:00:00+0100",
	        "2026-02-30T10:00:00Z",
	        "2026-11-22T10:00:00Zx",
	        "9999-12-31T23:59:59Z",
	};
	int64_t instant;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (ftl_instant_parse("at", texts[i], &instant, &err) != FTL_INVALID)
			fail_msg("accepted %s", texts[i]);
	}
}

static void period_is(const char *text, const char *from, const char *to)
{
	struct ftl_period period = {0, 0};

	if (ftl_period_parse("from", text, date("2026-03-01"), &period, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	is_date(period.from, from);
	is_date(period.to, to);
}

static void periods_are_what_people_type(void **state)
{
	(void)state;
	period_is("today", "2026-03-01", "2026-03-01");
	period_is("yesterday", "2026-02-28", "2026-02-28");
	period_is("tomorrow", "2026-03-02", "2026-03-02");
	period_is("-7d", "2026-02-22", "2026-02-22");
	period_is("+3d", "2026-03-04", "2026-03-04");
	period_is("2024-02-29", "2024-02-29", "2024-02-29");
	period_is("2024-02", "2024-02-01", "2024-02-29");
	period_is("2026-11", "2026-11-01", "2026-11-30");
	period_is("2026-12", "2026-12-01", "2026-12-31");
	period_is("2026-Q4", "2026-10-01", "2026-12-31");
	period_is("2024-q1", "2024-01-01", "2024-03-31");
	period_is("2026", "2026-01-01", "2026-12-31");
	period_is("2199", "2199-01-01", "2199-12-31");
}

static void periods_that_are_none_are_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",
	        "7d",
	        "-d",
	        "-7",
	        "-7days",
	        "Today",
	        "2026-13",
	        "2026-Q5",
	        "2026-Q0",
	        "2026-Q",
	        "26",
	        "2026-1",
	        "1949",
	        "2200",
	        "2026-00",
	        "2026-11-31",
	        "-99999999999999999d",
	        "+99999999d",
	        "20261",
	        "2026/11",
	        "q4-2026",
	        "-07d ",
	};
	struct ftl_period period;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (ftl_period_parse("to", texts[i], 20513, &period, &err) != FTL_INVALID)
			fail_msg("accepted %s", texts[i]);
		assert_string_equal(err.field, "to");
	}
}

static void the_clock_stands_still_when_told(void **state)
{
	(void)state;
	struct ftl_clock clock;

	setenv("FETTLE_NOW", "2026-11-22T10:00:00Z", 1);
	assert_int_equal(ftl_clock_from_env(&clock, &err), FTL_OK);
	assert_true(clock.is_frozen);
	assert_int_equal(ftl_clock_now(&clock), INT64_C(1795341600));
	setenv("FETTLE_NOW", "yesterday", 1);
	assert_int_equal(ftl_clock_from_env(&clock, &err), FTL_INVALID);
	assert_string_equal(err.field, "FETTLE_NOW");
	unsetenv("FETTLE_NOW");
	assert_int_equal(ftl_clock_from_env(&clock, &err), FTL_OK);
	assert_false(clock.is_frozen);
	/* Later than the day on which this was written. */
	assert_true(ftl_clock_now(&clock) > INT64_C(1700000000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(dates_are_days_since_1970),
	        cmocka_unit_test(every_day_of_the_range_comes_back),
	        cmocka_unit_test(dates_that_are_none_are_refused),
	        cmocka_unit_test(months_are_added_to_the_last_day_at_most),
	        cmocka_unit_test(instants_follow_rfc_3339),
	        cmocka_unit_test(instants_that_are_none_are_refused),
	        cmocka_unit_test(periods_are_what_people_type),
	        cmocka_unit_test(periods_that_are_none_are_refused),
	        cmocka_unit_test(the_clock_stands_still_when_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
