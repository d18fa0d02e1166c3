#include "helper_time.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/date.h"

int64_t instant(const char *text)
{
	struct ftl_err err;
	int64_t result = 0;

	if (ftl_instant_parse("at", text, &result, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	return result;
}

int32_t date(const char *text)
{
	struct ftl_err err;
	int32_t result = 0;

	if (ftl_date_parse("date", text, &result, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	return result;
}

const struct ftl_zone *zone(struct ftl_arena *arena, const char *name)
{
	const struct ftl_zone *result = NULL;
	struct ftl_err err;

	assert_int_equal(ftl_zone_open(arena, name, &result, &err), FTL_OK);
	return result;
}

const struct ftl_calendar *calendar_of(struct ftl_arena *arena, const char *zone_name,
                                       const char *week, const struct ftl_calendar_day *days,
                                       size_t day_count)
{
	const struct ftl_calendar *result = NULL;
	struct ftl_calendar_window *windows = NULL;
	struct ftl_err err;
	size_t count = 0;

	assert_int_equal(ftl_calendar_parse_week(arena, week, FTL_DATE_MIN, &windows, &count, &err),
	                 FTL_OK);
	assert_int_equal(ftl_calendar_new(arena, zone(arena, zone_name), windows, count, days,
	                                  day_count, &result, &err),
	                 FTL_OK);
	return result;
}

const struct ftl_calendar *domain_site(struct ftl_arena *arena, const char *zone_name)
{
	const struct ftl_calendar_day may_day = {date("2026-05-01"), 0, 0};

	return calendar_of(arena, zone_name, "Mon-Fri 09:00-17:00", &may_day, 1);
}

struct ftl_clocks fold_all(const struct ftl_calendar *site, unsigned excluded,
                           const struct ftl_event *events, size_t count, int64_t as_of)
{
	struct ftl_clock_fold fold;
	struct ftl_clocks clocks;

	ftl_clocks_begin(&fold, site, excluded);
	for (size_t i = 0; i < count; i++)
		ftl_clocks_event(&fold, &events[i]);
	ftl_clocks_end(&fold, as_of, &clocks);
	return clocks;
}

uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}
