#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/calendar.h"
#include "fettle/model/claim_terms.h"

#define HOUR      INT64_C(3600)
#define DAY       86400
#define LONG_AGO  FTL_DATE_MIN
#define WEEK_SIZE 64

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

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

static const struct ftl_zone *zone(struct ftl_arena *arena, const char *name)
{
	const struct ftl_zone *result;
	struct ftl_err err;

	assert_int_equal(ftl_zone_open(arena, name, &result, &err), FTL_OK);
	return result;
}

static const struct ftl_calendar *calendar_of(struct ftl_arena *arena, const char *zone_name,
                                              const char *week, const struct ftl_calendar_day *days,
                                              size_t day_count)
{
	const struct ftl_calendar *result;
	struct ftl_calendar_window *windows;
	struct ftl_err err;
	size_t count;

	assert_int_equal(ftl_calendar_parse_week(arena, week, LONG_AGO, &windows, &count, &err),
	                 FTL_OK);
	assert_int_equal(ftl_calendar_new(arena, zone(arena, zone_name), windows, count, days,
	                                  day_count, &result, &err),
	                 FTL_OK);
	return result;
}

/* The site of the domain vectors: Mon-Fri 09:00-17:00, 1 May 2026 is a holiday. */
static const struct ftl_calendar *domain_site(struct ftl_arena *arena)
{
	struct ftl_calendar_day may_day = {date("2026-05-01"), 0, 0};

	return calendar_of(arena, "Europe/Berlin", "Mon-Fri 09:00-17:00", &may_day, 1);
}

static void domain_vectors_come_out_exact(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
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

/* ---- against a slow reference ---- */

struct slow_window {
	int weekday;
	int32_t opens;
	int32_t closes;
};

/* Looks at each minute by itself: does the wall clock of the zone show a time within a window? */
static int64_t slow_seconds(const struct ftl_zone *where, const struct slow_window *windows,
                            size_t count, int64_t from, int64_t to)
{
	int64_t seconds = 0;

	for (int64_t at = from; at < to; at += 60) {
		int32_t day;
		int32_t second;

		ftl_zone_local(where, at, &day, &second);
		for (size_t i = 0; i < count; i++) {
			/* 1970-01-01 was a Thursday. */
			int weekday = (day % 7 + 7 + 3) % 7 + 1;
			bool is_today = windows[i].weekday == weekday &&
			                windows[i].opens <= second && second < windows[i].closes;
			bool is_night = windows[i].weekday % 7 + 1 == weekday &&
			                second < windows[i].closes - DAY;

			if (is_today || is_night) {
				seconds += 60;
				break;
			}
		}
	}
	return seconds;
}

/* Random windows on whole hours, so that their edges are unique where an hour comes twice. */
static size_t random_week(uint32_t *seed, struct slow_window week[WEEK_SIZE])
{
	size_t count = 0;

	for (int weekday = 1; weekday <= 7; weekday++) {
		int32_t hour = 0;

		while (next_random(seed) % 4 != 0 && hour < 23) {
			int32_t opens = hour + (int32_t)(next_random(seed) % (uint32_t)(24 - hour));
			int32_t closes =
			        opens + 1 + (int32_t)(next_random(seed) % (uint32_t)(24 - opens));

			week[count++] = (struct slow_window){weekday, (int32_t)(opens * HOUR),
			                                     (int32_t)(closes * HOUR)};
			hour = closes;
			if (hour >= 24)
				break;
		}
	}
	/* Some that close at midnight stay open into the next day, until it opens at most. */
	for (size_t i = 0; i < count; i++) {
		int32_t most = week[i].opens < 6 * HOUR ? (int32_t)(week[i].opens / HOUR) : 6;

		for (size_t j = 0; j < count; j++) {
			int32_t hour = (int32_t)(week[j].opens / HOUR);

			if (week[j].weekday == week[i].weekday % 7 + 1 && hour < most)
				most = hour;
		}
		if (week[i].closes == DAY && most > 0)
			week[i].closes +=
			        (int32_t)(next_random(seed) % (uint32_t)(most + 1) * HOUR);
	}
	return count;
}

static const struct ftl_calendar *fast_calendar(struct ftl_arena *arena,
                                                const struct ftl_zone *where,
                                                const struct slow_window *week, size_t count)
{
	struct ftl_calendar_window windows[WEEK_SIZE + 1] = {{LONG_AGO, 0, 0, 0}};
	const struct ftl_calendar *site;
	struct ftl_err err;

	/* In reverse, since the order must not matter; the first row only says that a week is set.
	 */
	for (size_t i = 0; i < count; i++)
		windows[count - i] = (struct ftl_calendar_window){LONG_AGO, week[i].weekday,
		                                                  week[i].opens, week[i].closes};
	assert_int_equal(ftl_calendar_new(arena, where, windows, count + 1, NULL, 0, &site, &err),
	                 FTL_OK);
	return site;
}

static void equals_a_count_of_minutes_around_clock_changes(void **state)
{
	static const struct {
		const char *zone;
		const char *around;
	} places[] = {
	        {"Europe/Berlin", "2026-03-29T01:00:00Z"},
	        {"Europe/Berlin", "2026-10-25T01:00:00Z"},
	        {"America/New_York", "2026-03-08T07:00:00Z"},
	        {"America/New_York", "2026-11-01T06:00:00Z"},
	        {"America/Sao_Paulo", "2018-11-04T03:00:00Z"},   /* midnight does not exist */
	        {"America/Sao_Paulo", "2018-02-18T02:00:00Z"},   /* the hour before it twice */
	        {"Australia/Lord_Howe", "2026-10-03T15:30:00Z"}, /* half an hour */
	        {"Australia/Lord_Howe", "2026-04-04T15:00:00Z"},
	        {"Pacific/Apia", "2011-12-30T10:00:00Z"}, /* a whole day does not exist */
	        {"Asia/Kolkata", "2026-06-15T00:00:00Z"},
	        {"UTC", "2026-01-01T00:00:00Z"},
	};
	uint32_t seed = 4711;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(places); i++) {
		FTL_ARENA(arena);
		const struct ftl_zone *where = zone(&arena, places[i].zone);
		int64_t middle = instant(places[i].around);

		for (int round = 0; round < 25; round++) {
			struct slow_window week[WEEK_SIZE];
			size_t count = random_week(&seed, week);
			const struct ftl_calendar *site = fast_calendar(&arena, where, week, count);

			for (int span = 0; span < 8; span++) {
				int64_t from = middle - INT64_C(60) * (next_random(&seed) % 4320);
				int64_t to = middle + INT64_C(60) * (next_random(&seed) % 4320);

				assert_int_equal(ftl_calendar_seconds(site, from, to),
				                 slow_seconds(where, week, count, from, to));
			}
		}
	}
}

static void cutting_a_span_never_changes_its_sum(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
	uint32_t seed = 99;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		/* Any order of use: the days are laid out forwards and backwards. */
		int64_t from = 1000000000 + (int64_t)(next_random(&seed) % 1200000000);
		int64_t middle = from + next_random(&seed) % 30000000;
		int64_t to = middle + next_random(&seed) % 30000000;
		int64_t whole = ftl_calendar_seconds(site, from, to);

		assert_int_equal(ftl_calendar_seconds(site, from, middle) +
		                         ftl_calendar_seconds(site, middle, to),
		                 whole);
		assert_in_range(whole, 0, to - from);
	}
}

static void adding_is_the_inverse_of_counting(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
	uint32_t seed = 5;

	(void)state;
	for (int round = 0; round < 5000; round++) {
		int64_t from = 1600000000 + (int64_t)(next_random(&seed) % 400000000);
		int64_t seconds = next_random(&seed) % (200 * HOUR) + 1;
		int64_t to = ftl_calendar_add(site, from, seconds);

		assert_int_equal(ftl_calendar_seconds(site, from, to), seconds);
		/* It is the first such instant. */
		assert_int_equal(ftl_calendar_seconds(site, from, to - 1), seconds - 1);
	}
	assert_int_equal(ftl_calendar_add(site, 1234567, 0), 1234567);
	assert_int_equal(ftl_calendar_add(site, 1234567, INT64_MAX), INT64_MAX);
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
	const struct ftl_calendar *site = domain_site(&arena);
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

/* ---- reading a week ---- */

static void assert_week(const char *text, const struct slow_window *expected, size_t count)
{
	FTL_ARENA(arena);
	struct ftl_calendar_window *windows;
	struct ftl_err err;
	size_t found;

	assert_int_equal(ftl_calendar_parse_week(&arena, text, 42, &windows, &found, &err), FTL_OK);
	assert_int_equal(found, count);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(windows[i].effective_from, 42);
		assert_int_equal(windows[i].weekday, expected[i].weekday);
		assert_int_equal(windows[i].opens, expected[i].opens);
		assert_int_equal(windows[i].closes, expected[i].closes);
	}
}

static void week_is_read_as_people_write_it(void **state)
{
	static const struct slow_window five[] = {{1, 32400, 61200}, {2, 32400, 61200},
	                                          {3, 32400, 61200}, {4, 32400, 61200},
	                                          {5, 32400, 61200}, {6, 36000, 50400}};
	static const struct slow_window split[] = {{1, 32400, 45000}, {1, 48600, 64800}};
	static const struct slow_window back[] = {{1, 48600, 64800}, {1, 32400, 45000}};
	static const struct slow_window list[] = {{1, 0, 86400}, {3, 0, 86400}, {4, 0, 86400}};
	static const struct slow_window wrap[] = {
	        {1, 32400, 36000}, {6, 32400, 36000}, {7, 32400, 36000}};
	static const struct slow_window none[] = {{0, 0, 0}};
	static const struct slow_window night[] = {{5, 64800, 93600}, {6, 64800, 93600}};
	static const struct slow_window midnight[] = {{7, 64800, 86400}};

	(void)state;
	assert_week("Mon-Fri 09:00-17:00; Sat 10:00-14:00", five, 6);
	assert_week("mon-fri 9:00-17:00 ;SATURDAY 10:00 - 14:00;", five, 6);
	assert_week("Mon\xE2\x80\x93"
	            "Fri 09:00\xE2\x80\x93"
	            "17:00; Sat 10:00-14:00; Sun closed",
	            five, 6);
	assert_week("Mon 09:00-12:30,13:30-18:00", split, 2);
	assert_week("Mon 09:00-12:30, 13:30-18:00", split, 2);
	assert_week("Mon 09:00-12:30; Mon 13:30-18:00", split, 2);
	assert_week("Mon 13:30-18:00,09:00-12:30", back, 2);
	assert_week("Mon,Wed-Thu 00:00-24:00", list, 3);
	assert_week("Sat-Mon 09:00-10:00", wrap, 3);
	assert_week("Fri-Sat 18:00-02:00", night, 2);
	assert_week("Sun 18:00-24:00", midnight, 1);
	assert_week("Sun 18:00-00:00", midnight, 1);
	assert_week("closed", none, 1);
	assert_week(" Closed ", none, 1);
	assert_week("Sun closed", none, 1);
}

static void wrong_week_is_refused_with_an_example(void **state)
{
	static const char *const texts[] = {
	        "",
	        ";",
	        "Mun 09:00-17:00",
	        "Mon",
	        "Mon 09:00",
	        "Mon 09:00-",
	        "Mon 9-17",
	        "Mon 09:60-17:00",
	        "Mon 09:00-24:01",
	        "Mon 25:00-26:00",
	        "Mon 00:00-00:00",
	        "Mon 24:00-02:00",
	        "Mon-Tue 17:00-09:00,08:00-12:00",
	        "Fri 18:00-02:00; Sat 01:59-05:00",
	        "Sun 22:00-06:00; Mon 05:00-12:00",
	        "Mon 09:00-09:00",
	        "Mon 09:00-17:00 Tue 09:00-17:00",
	        "Mon 09:00-17:00; ; Tue 09:00-17:00",
	        "Mon-Fri 09:00-17:00,16:00-18:00",
	        "Mon-Fri 09:00-17:00; Wed 10:00-11:00",
	        "closed on Sundays",
	        "Mon 009:00-17:00",
	        "Mon 09:000-17:00",
	        "M\xC3\xB6 09:00-17:00",
	        "Mon 09:00-17:00\n",
	};
	FTL_ARENA(arena);
	struct ftl_calendar_window *windows;
	struct ftl_err err;
	size_t count;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		assert_int_equal(
		        ftl_calendar_parse_week(&arena, texts[i], 0, &windows, &count, &err),
		        FTL_INVALID);
		assert_string_equal(err.field, "hours");
	}
	char *longer = ftl_alloc(&arena, 5000, 1);
	memset(longer, ';', 4999);
	assert_int_equal(ftl_calendar_parse_week(&arena, longer, 0, &windows, &count, &err),
	                 FTL_INVALID);
}

static void a_week_of_many_windows_is_bounded(void **state)
{
	FTL_ARENA(arena);
	struct ftl_calendar_window *windows;
	struct ftl_err err;
	char text[1100] = "Mon-Sun 00:00-00:01";
	size_t length = strlen(text);
	size_t count;

	(void)state;
	for (int i = 1; i < 80; i++) {
		length += (size_t)snprintf(text + length, sizeof(text) - length,
		                           ",%02d:%02d-%02d:%02d", i / 30, i % 30 * 2, i / 30,
		                           i % 30 * 2 + 1);
	}
	assert_int_equal(ftl_calendar_parse_week(&arena, text, 0, &windows, &count, &err),
	                 FTL_INVALID);
	text[19 + 12 * 35] = '\0'; /* 36 windows on 7 days */
	assert_int_equal(ftl_calendar_parse_week(&arena, text, 0, &windows, &count, &err), FTL_OK);
	assert_int_equal(count, 252);
}

static void calendar_refuses_what_cannot_be(void **state)
{
	static const struct ftl_calendar_window wrong[][2] = {
	        {{0, 1, 32400, 61200}, {0, 1, 61199, 64800}},
	        {{0, 1, 32400, 61200}, {0, 1, 32400, 61200}},
	        {{0, 1, 32400, 32400}, {0, 2, 0, 86400}},
	        {{0, 1, 32400, 86401}, {0, 2, 0, 86400}},
	        {{0, 7, 32400, 86401}, {0, 1, 0, 86400}},
	        {{0, 1, 32400, 118801}, {0, 3, 0, 86400}},
	        {{0, 1, 86400, 90000}, {0, 3, 0, 86400}},
	        {{0, 1, -1, 3600}, {0, 2, 0, 86400}},
	        {{0, 8, 0, 3600}, {0, 2, 0, 86400}},
	        {{0, -1, 0, 3600}, {0, 2, 0, 86400}},
	};
	static const struct ftl_calendar_day days[][2] = {
	        {{20574, 3600, 7200}, {20574, 7199, 9000}},
	        {{20574, 3600, 3600}, {20575, 0, 0}},
	        {{20574, 3600, 90001}, {20575, 0, 0}},
	};
	FTL_ARENA(arena);
	const struct ftl_calendar *site = NULL;
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(wrong); i++) {
		assert_int_equal(ftl_calendar_new(&arena, zone(&arena, "UTC"), wrong[i], 2, NULL, 0,
		                                  &site, &err),
		                 FTL_INVALID);
		assert_string_equal(err.field, "hours");
	}
	for (size_t i = 0; i < FTL_COUNT(days); i++) {
		assert_int_equal(ftl_calendar_new(&arena, zone(&arena, "UTC"), NULL, 0, days[i], 2,
		                                  &site, &err),
		                 FTL_INVALID);
		assert_string_equal(err.field, "hours");
	}
	assert_null(site);
}

/* What is submitted on a day may still be asked for on another exactly when it was submitted on the
 * first day from which the term has not passed by then, or later. */
static void the_first_day_of_a_term_mirrors_its_last(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
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
	        cmocka_unit_test(equals_a_count_of_minutes_around_clock_changes),
	        cmocka_unit_test(cutting_a_span_never_changes_its_sum),
	        cmocka_unit_test(adding_is_the_inverse_of_counting),
	        cmocka_unit_test(time_is_up_at_closing_not_at_the_next_opening),
	        cmocka_unit_test(instants_out_of_range_are_harmless),
	        cmocka_unit_test(a_century_is_laid_out_right),
	        cmocka_unit_test(week_is_read_as_people_write_it),
	        cmocka_unit_test(wrong_week_is_refused_with_an_example),
	        cmocka_unit_test(a_week_of_many_windows_is_bounded),
	        cmocka_unit_test(calendar_refuses_what_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
