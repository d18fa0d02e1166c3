#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/calendar.h"
#include "fettle/model/claim_terms.h"
#include "helper_time.h"

#define HOUR     INT64_C(3600)
#define DAY      86400
#define LONG_AGO FTL_DATE_MIN

static void domain_vectors_come_out_exact(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena, "Europe/Berlin");
	int64_t received = instant("2026-04-29T16:00:00+02:00");
	int64_t ready = instant("2026-05-05T11:00:00+02:00");

	(void)state;
	assert_int_equal(ready - received, 139 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, received, ready), 19 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-04-30T15:00:00+02:00"),
	                                      instant("2026-05-04T10:00:00+02:00")),
	                 3 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-04-30T17:00:00+02:00"),
	                                      instant("2026-05-04T09:00:00+02:00")),
	                 0);
	assert_int_equal(ftl_calendar_add(site, received, 24 * HOUR),
	                 instant("2026-05-05T16:00:00+02:00"));
	assert_int_equal(ftl_calendar_add(site, received, 27 * HOUR),
	                 instant("2026-05-06T11:00:00+02:00"));
	assert_int_equal(ftl_calendar_seconds(site, ready, received), 0);
	assert_int_equal(ftl_calendar_seconds(site, ready, ready), 0);
}

static void without_hours_every_second_counts(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *always;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_calendar_new(&arena, zone(&arena, "Europe/Berlin"), NULL, 0, NULL, 0,
	                                  &always, &err),
	                 FTL_OK);
	assert_int_equal(ftl_calendar_seconds(always, -5, 1000000000000), 1000000000005);
	assert_int_equal(ftl_calendar_add(always, 7, 35), 42);
	assert_int_equal(ftl_calendar_add(always, INT64_MAX - 1, 2), INT64_MAX);
	assert_int_equal(ftl_calendar_close_of(always, date("2026-07-01")),
	                 instant("2026-07-02T00:00:00+02:00"));
}

static void daylight_saving_days_have_the_length_they_had(void **state)
{
	static const struct {
		const char *week;
		int spring; /* minutes on 29 March 2026 in Berlin, 02:00 to 03:00 does not exist */
		int autumn; /* minutes on 25 October 2026, 02:00 to 03:00 comes twice */
	} vectors[] = {
	        {"Sun 00:00-24:00", 23 * 60, 25 * 60}, {"Sun 01:00-05:00", 3 * 60, 5 * 60},
	        {"Sun 09:00-17:00", 8 * 60, 8 * 60},   {"Sun 02:15-02:45", 0, 30},
	        {"Sun 02:30-05:00", 2 * 60, 210},      {"Sun 01:00-02:30", 60, 90},
	        {"Sun 02:00-03:00", 0, 120},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		FTL_ARENA(arena);
		const struct ftl_calendar *site =
		        calendar_of(&arena, "Europe/Berlin", vectors[i].week, NULL, 0);

		assert_int_equal(ftl_calendar_seconds(site, instant("2026-03-29T00:00:00+01:00"),
		                                      instant("2026-03-30T00:00:00+02:00")),
		                 vectors[i].spring * 60);
		assert_int_equal(ftl_calendar_seconds(site, instant("2026-10-25T00:00:00+02:00"),
		                                      instant("2026-10-26T00:00:00+01:00")),
		                 vectors[i].autumn * 60);
	}
}

static void last_years_figures_stay_when_hours_change(void **state)
{
	FTL_ARENA(arena);
	struct ftl_calendar_window windows[] = {
	        {date("2026-01-05"), 1, 9 * HOUR, 17 * HOUR},
	        {date("2026-07-01"), 1, 8 * HOUR, 12 * HOUR},
	        {date("2026-09-01"), 0, 0, 0},
	};
	const struct ftl_calendar *site;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_calendar_new(&arena, zone(&arena, "UTC"), windows, FTL_COUNT(windows),
	                                  NULL, 0, &site, &err),
	                 FTL_OK);
	/* Before hours are known every second counts; then 8, then 4 hours a Monday, then none. */
	assert_int_equal(ftl_calendar_seconds(site, instant("2025-12-01T00:00:00Z"),
	                                      instant("2025-12-08T00:00:00Z")),
	                 7 * DAY);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-01-04T00:00:00Z"),
	                                      instant("2026-01-06T00:00:00Z")),
	                 32 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-06-22T00:00:00Z"),
	                                      instant("2026-06-29T00:00:00Z")),
	                 8 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-06-29T00:00:00Z"),
	                                      instant("2026-07-13T00:00:00Z")),
	                 12 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-09-01T00:00:00Z"),
	                                      instant("2027-09-01T00:00:00Z")),
	                 0);
	assert_int_equal(ftl_calendar_add(site, instant("2026-09-01T00:00:00Z"), 1), INT64_MAX);
}

static void single_days_stand_instead_of_their_week(void **state)
{
	FTL_ARENA(arena);
	struct ftl_calendar_day days[] = {
	        {date("2026-12-24"), 12 * HOUR, 14 * HOUR},
	        {date("2026-12-24"), 9 * HOUR, 11 * HOUR},
	        {date("2026-12-25"), 0, 0},
	        {date("2026-12-27"), 10 * HOUR, 11 * HOUR}, /* a Sunday */
	};
	const struct ftl_calendar *site =
	        calendar_of(&arena, "UTC", "Mon-Fri 09:00-17:00", days, FTL_COUNT(days));

	(void)state;
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-12-24T00:00:00Z"),
	                                      instant("2026-12-25T00:00:00Z")),
	                 4 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-12-25T00:00:00Z"),
	                                      instant("2026-12-28T00:00:00Z")),
	                 HOUR);
	assert_int_equal(ftl_calendar_close_of(site, date("2026-12-24")),
	                 instant("2026-12-24T14:00:00Z"));
	assert_int_equal(ftl_calendar_close_of(site, date("2026-12-25")),
	                 instant("2026-12-26T00:00:00Z"));
	assert_int_equal(ftl_calendar_close_of(site, date("2026-12-23")),
	                 instant("2026-12-23T17:00:00Z"));
}

/* 1 May 2026 is a Friday. A night belongs to the day on which it opens. */
static void a_date_is_open_when_hours_begin_on_it(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar_day days[] = {{date("2026-05-01"), 0, 0},
	                                        {date("2026-05-03"), 9 * 3600, 12 * 3600}};
	const struct ftl_calendar *site = calendar_of(
	        &arena, "Europe/Berlin", "Mon-Thu 09:00-17:00; Fri 18:00-02:00", days, 2);

	(void)state;
	assert_true(ftl_calendar_is_open(site, date("2026-04-30")));
	assert_false(ftl_calendar_is_open(site, date("2026-05-01")));
	assert_false(ftl_calendar_is_open(site, date("2026-05-02")));
	assert_true(ftl_calendar_is_open(site, date("2026-05-03")));
	assert_true(ftl_calendar_is_open(site, date("2026-05-08")));
	assert_false(ftl_calendar_is_open(site, date("2026-05-09")));
	assert_false(ftl_calendar_is_open(site, date("2026-05-10")));
}

static void holidays_alone_close_an_always_open_site(void **state)
{
	FTL_ARENA(arena);
	struct ftl_calendar_day holiday = {date("2026-05-01"), 0, 0};
	const struct ftl_calendar *site;
	struct ftl_err err;

	(void)state;
	assert_int_equal(
	        ftl_calendar_new(&arena, zone(&arena, "UTC"), NULL, 0, &holiday, 1, &site, &err),
	        FTL_OK);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-04-30T12:00:00Z"),
	                                      instant("2026-05-02T12:00:00Z")),
	                 DAY);
}

static void hours_over_midnight_belong_to_the_day_they_open_on(void **state)
{
	FTL_ARENA(arena);
	/* Friday 1 May is closed, Saturday 9 May is; Sunday 17 May opens for a night. */
	const struct ftl_calendar_day days[] = {
	        {date("2026-05-01"), 0, 0},
	        {date("2026-05-09"), 0, 0},
	        {date("2026-05-17"), 79200, 100800},
	};
	const struct ftl_calendar *site = calendar_of(
	        &arena, "Europe/Berlin", "Thu 20:00-24:00; Fri-Sat 18:00-02:00", days, 3);

	(void)state;
	/* Thursday until midnight; Friday's night not at all; Saturday's until Sunday 02:00. */
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-04-30T12:00:00+02:00"),
	                                      instant("2026-05-02T12:00:00+02:00")),
	                 4 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-05-02T23:00:00+02:00"),
	                                      instant("2026-05-03T12:00:00+02:00")),
	                 3 * HOUR);
	/* The closed Saturday leaves Friday's night alone. */
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-05-08T12:00:00+02:00"),
	                                      instant("2026-05-10T12:00:00+02:00")),
	                 8 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-05-17T12:00:00+02:00"),
	                                      instant("2026-05-18T12:00:00+02:00")),
	                 6 * HOUR);
	assert_int_equal(ftl_calendar_close_of(site, date("2026-05-08")),
	                 instant("2026-05-09T02:00:00+02:00"));
	assert_int_equal(ftl_calendar_close_of(site, date("2026-04-30")),
	                 instant("2026-05-01T00:00:00+02:00"));
	/* 21:00 and two hours before, then Saturday's from 18:00. */
	assert_int_equal(ftl_calendar_add(site, instant("2026-05-08T21:00:00+02:00"), 5 * HOUR),
	                 instant("2026-05-09T02:00:00+02:00"));
	assert_int_equal(ftl_calendar_add(site, instant("2026-05-15T21:00:00+02:00"), 6 * HOUR),
	                 instant("2026-05-16T19:00:00+02:00"));
}

static void a_night_at_the_change_of_hours_is_counted_once(void **state)
{
	/* Nights until Sunday 28 June; from Monday on days, open since 01:00. */
	static const struct ftl_calendar_window windows[] = {
	        {LONG_AGO, 7, 79200, 100800}, /* Sun 22:00-04:00 */
	        {20633, 1, 3600, 36000},      /* from 2026-06-29: Mon 01:00-10:00 */
	        {20633, 7, 79200, 90000},     /* Sun 22:00-01:00 */
	};
	FTL_ARENA(arena);
	const struct ftl_calendar *site;
	struct ftl_err err;

	(void)state;
	assert_int_equal(date("2026-06-29"), 20633);
	assert_int_equal(
	        ftl_calendar_new(&arena, zone(&arena, "UTC"), windows, 3, NULL, 0, &site, &err),
	        FTL_OK);
	/* Sunday night to 04:00 as it began; Monday's hours, the part after 04:00 of them. */
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-06-28T12:00:00Z"),
	                                      instant("2026-06-29T12:00:00Z")),
	                 12 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-07-05T12:00:00Z"),
	                                      instant("2026-07-06T12:00:00Z")),
	                 12 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-06-29T02:00:00Z"),
	                                      instant("2026-06-29T05:00:00Z")),
	                 3 * HOUR);
}

static void single_days_that_run_into_the_next_count_once(void **state)
{
	FTL_ARENA(arena);
	/* Hours set after single days, or kept from before they were compared with each other. */
	const struct ftl_calendar_day days[] = {
	        {date("2026-06-02"), 20 * HOUR, 34 * HOUR}, /* Tue 20:00-10:00, into Wednesday's */
	        {date("2026-06-04"), 18 * HOUR, 30 * HOUR}, /* Thu 18:00-06:00 */
	        {date("2026-06-05"), 2 * HOUR, 4 * HOUR},   /* Fri, within that night */
	        {date("2026-06-05"), 5 * HOUR, 8 * HOUR},   /* Fri, out of it */
	        {date("2026-06-06"), 12 * HOUR, 36 * HOUR}, /* Sat 12:00-12:00 */
	        {date("2026-06-07"), 10 * HOUR, 34 * HOUR}, /* Sun 10:00-10:00, into Monday's */
	};
	const struct ftl_calendar *site =
	        calendar_of(&arena, "UTC", "Mon-Fri 09:00-17:00", days, FTL_COUNT(days));
	struct ftl_err err;

	(void)state;
	/* Tue 20:00 to Wed 17:00 without a break. */
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-06-02T00:00:00Z"),
	                                      instant("2026-06-04T00:00:00Z")),
	                 21 * HOUR);
	/* Thu 18:00 to Fri 08:00. */
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-06-04T00:00:00Z"),
	                                      instant("2026-06-06T00:00:00Z")),
	                 14 * HOUR);
	/* Sat 12:00 to Mon 17:00. */
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-06-06T00:00:00Z"),
	                                      instant("2026-06-09T00:00:00Z")),
	                 53 * HOUR);
	assert_int_equal(ftl_calendar_add(site, instant("2026-06-04T17:00:00Z"), 14 * HOUR),
	                 instant("2026-06-05T08:00:00Z"));
	/* Each pair is named when either day is asked about, and no other day. */
	for (int32_t day = date("2026-06-01"); day <= date("2026-06-09"); day++) {
		bool is_free = day == date("2026-06-01") || day == date("2026-06-09");

		assert_int_equal(ftl_calendar_check_day(site, day, &err),
		                 is_free ? FTL_OK : FTL_INVALID);
	}
	assert_int_equal(ftl_calendar_check_day(site, date("2026-06-05"), &err), FTL_INVALID);
	assert_string_equal(err.message,
	                    "2026-06-04 18:00-06:00 and 2026-06-05 02:00-04:00 overlap");
}

static void time_is_up_at_closing_not_at_the_next_opening(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site =
	        calendar_of(&arena, "UTC", "Mon-Fri 09:00-12:00,13:00-17:00", NULL, 0);
	int64_t friday = instant("2026-11-20T09:00:00Z");

	(void)state;
	assert_int_equal(ftl_calendar_add(site, friday, 3 * HOUR), instant("2026-11-20T12:00:00Z"));
	assert_int_equal(ftl_calendar_add(site, friday, 3 * HOUR + 1),
	                 instant("2026-11-20T13:00:01Z"));
	assert_int_equal(ftl_calendar_add(site, friday, 7 * HOUR), instant("2026-11-20T17:00:00Z"));
	assert_int_equal(ftl_calendar_add(site, friday, 7 * HOUR + 1),
	                 instant("2026-11-23T09:00:01Z"));
	assert_int_equal(ftl_calendar_add(site, instant("2026-11-21T12:00:00Z"), 14 * HOUR),
	                 instant("2026-11-24T17:00:00Z"));
}

static void instants_out_of_range_are_harmless(void **state)
{
	static const int64_t edges[] = {INT64_MIN,  -99999999999, -700000000, 0,
	                                7200000000, 99999999999,  INT64_MAX};
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena, "Europe/Berlin");
	int64_t before = INT64_MIN;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(edges); i++) {
		int64_t position = ftl_calendar_position(site, edges[i]);

		assert_true(position >= before);
		before = position;
	}
	assert_int_equal(ftl_calendar_add(site, INT64_MAX, 5), INT64_MAX);
}

/* 5 × 8 hours a week for 100 years of 36525 days, of which Python counts 26089 weekdays. */
static void a_century_is_laid_out_right(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site =
	        calendar_of(&arena, "UTC", "Mon-Fri 09:00-17:00", NULL, 0);

	(void)state;
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-11-22T00:00:00Z"),
	                                      instant("2026-11-23T09:00:10Z")),
	                 10);
	assert_int_equal(ftl_calendar_seconds(site, instant("1960-01-01T00:00:00Z"),
	                                      instant("2060-01-01T00:00:00Z")),
	                 INT64_C(26089) * 8 * HOUR);
	assert_int_equal(ftl_calendar_seconds(site, instant("2026-11-22T00:00:00Z"),
	                                      instant("2026-11-23T09:00:10Z")),
	                 10);
}

/* What is submitted on a day may still be asked for on another exactly when it was submitted on the
 * first day from which the term has not passed by then, or later. */
static void the_first_day_of_a_term_mirrors_its_last(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena, "Europe/Berlin");
	int32_t until = date("2026-05-04"); /* a Monday; Friday the 1st is closed */

	(void)state;
	/* Thursday the 30th, Wednesday, Tuesday are the three before it. */
	assert_int_equal(ftl_claim_last_day(site, true, until, -3), date("2026-04-28"));
	assert_int_equal(ftl_claim_last_day(site, false, until, -3), date("2026-05-01"));
	for (int days = 1; days < 15; days++) {
		for (int32_t day = until - 60; day <= until + 10; day++) {
			for (int business = 0; business < 2; business++)
				assert_int_equal(
				        ftl_claim_last_day(site, business, day, days) >= until,
				        day >= ftl_claim_last_day(site, business, until, -days));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_first_day_of_a_term_mirrors_its_last),
	        cmocka_unit_test(domain_vectors_come_out_exact),
	        cmocka_unit_test(without_hours_every_second_counts),
	        cmocka_unit_test(daylight_saving_days_have_the_length_they_had),
	        cmocka_unit_test(last_years_figures_stay_when_hours_change),
	        cmocka_unit_test(single_days_stand_instead_of_their_week),
	        cmocka_unit_test(a_date_is_open_when_hours_begin_on_it),
	        cmocka_unit_test(holidays_alone_close_an_always_open_site),
	        cmocka_unit_test(hours_over_midnight_belong_to_the_day_they_open_on),
	        cmocka_unit_test(a_night_at_the_change_of_hours_is_counted_once),
	        cmocka_unit_test(single_days_that_run_into_the_next_count_once),
	        cmocka_unit_test(time_is_up_at_closing_not_at_the_next_opening),
	        cmocka_unit_test(instants_out_of_range_are_harmless),
	        cmocka_unit_test(a_century_is_laid_out_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
