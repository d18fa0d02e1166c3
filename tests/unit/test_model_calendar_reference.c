#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/calendar.h"
#include "helper_time.h"

#define HOUR      INT64_C(3600)
#define DAY       86400
#define LONG_AGO  FTL_DATE_MIN
#define WEEK_SIZE 64

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
	const struct ftl_calendar *site = domain_site(&arena, "Europe/Berlin");
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
	const struct ftl_calendar *site = domain_site(&arena, "Europe/Berlin");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(equals_a_count_of_minutes_around_clock_changes),
	        cmocka_unit_test(cutting_a_span_never_changes_its_sum),
	        cmocka_unit_test(adding_is_the_inverse_of_counting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
