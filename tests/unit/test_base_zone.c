#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/zone_rule.h"
#include "fettle/base/date.h"
#include "fettle/base/zone.h"

/* The expected values in tests/fixtures/zone were made by make.py beside them, from Python. */
static FILE *open_fixture(const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s/tests/fixtures/zone/%s", getenv("FETTLE_SOURCE_DIR"),
	         name);
	FILE *file = fopen(path, "re");
	assert_non_null(file);
	return file;
}

static const struct ftl_zone *open_zone(struct ftl_arena *arena, const char *name)
{
	const struct ftl_zone *zone = NULL;
	struct ftl_err err;

	if (ftl_zone_open(arena, name, &zone, &err) != FTL_OK)
		fail_msg("%s: %s", name, err.message);
	return zone;
}

static void offsets_equal_those_of_python(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	const struct ftl_zone *zone = NULL;
	char current[64] = "";
	char name[64];
	int64_t instant;
	int32_t offset;
	int rows = 0;
	FILE *file = open_fixture("instants.txt");

	while (fscanf(file, "%63s %" SCNd64 " %" SCNd32, name, &instant, &offset) == 3) {
		if (strcmp(name, current) != 0) {
			zone = open_zone(&arena, name);
			memcpy(current, name, sizeof(name));
		}
		int32_t got = ftl_zone_offset(zone, instant);
		if (got != offset)
			fail_msg("%s at %" PRId64 ": %d, expected %d", name, instant, got, offset);
		rows++;
	}
	fclose(file);
	assert_true(rows > 2000);
}

static void wall_times_give_the_instants_of_python(void **state)
{
	(void)state;
	static const char *const kinds[] = {"one", "gap", "twice"};
	FTL_ARENA(arena);
	const struct ftl_zone *zone = NULL;
	char current[64] = "";
	char name[64];
	char kind[8];
	int64_t local;
	int64_t expected;
	int rows = 0;
	FILE *file = open_fixture("walls.txt");

	while (fscanf(file, "%63s %" SCNd64 " %7s %" SCNd64, name, &local, kind, &expected) == 4) {
		int64_t got;
		if (strcmp(name, current) != 0) {
			zone = open_zone(&arena, name);
			memcpy(current, name, sizeof(name));
		}
		int64_t days = (local >= 0 ? local : local - 86399) / 86400;
		enum ftl_wall wall = ftl_zone_instant(zone, (int32_t)days,
		                                      (int32_t)(local - days * 86400), &got);
		if (strcmp(kinds[wall], kind) != 0 || got != expected)
			fail_msg("%s wall %" PRId64 ": %s %" PRId64 ", expected %s %" PRId64, name,
			         local, kinds[wall], got, kind, expected);
		rows++;
	}
	fclose(file);
	assert_true(rows > 1000);
}

static void rules_equal_python_and_the_c_library(void **state)
{
	(void)state;
	char text[64];
	int64_t instant;
	int32_t offset;
	int rows = 0;
	FILE *file = open_fixture("rules.txt");

	while (fscanf(file, "%63s %" SCNd64 " %" SCNd32, text, &instant, &offset) == 3) {
		struct ftl_zone_rule rule;
		assert_true(ftl_zone_rule_parse(text, strlen(text), &rule));
		int32_t got = ftl_zone_rule_offset(&rule, instant);
		if (got != offset)
			fail_msg("%s at %" PRId64 ": %d, expected %d", text, instant, got, offset);
		rows++;
	}
	fclose(file);
	assert_true(rows > 400);
}

/* By hand: day 59 counted from 0 is 1 March 2027 and 29 February 2028. */
static void zero_based_days_count_the_leap_day(void **state)
{
	(void)state;
	static const char text[] = "AAA-1BBB,59/3,300/3";
	struct ftl_zone_rule rule;

	assert_true(ftl_zone_rule_parse(text, strlen(text), &rule));
	assert_int_equal(ftl_zone_rule_offset(&rule, INT64_C(1803866399)), 3600);
	assert_int_equal(ftl_zone_rule_offset(&rule, INT64_C(1803866400)), 7200);
	assert_int_equal(ftl_zone_rule_offset(&rule, INT64_C(1835402399)), 3600);
	assert_int_equal(ftl_zone_rule_offset(&rule, INT64_C(1835402400)), 7200);
}

static void broken_rules_are_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",
	        "CET",
	        "CE-1",
	        "<+03-3",
	        "CET-1CEST",
	        "CET-25",
	        "CET-1:60",
	        "<>-1",
	        "CET-1CEST,M3.5.0",
	        "CET-1CEST,M13.5.0,M10.5.0",
	        "CET-1CEST,M3.0.0,M10.5.0",
	        "CET-1CEST,M3.5.7,M10.5.0",
	        "CET-1CEST,J0,J10",
	        "CET-1CEST,J366,J10",
	        "CET-1CEST,366,10",
	        "CET-1CEST,M3.5.0/168,M10.5.0",
	        "CET-1CEST,M3.5.0,M10.5.0x",
	        "CET-1CEST,M3.5.0,M10.5.0/",
	        "CET-99999999999999999999",
	};
	struct ftl_zone_rule rule;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (ftl_zone_rule_parse(texts[i], strlen(texts[i]), &rule))
			fail_msg("accepted %s", texts[i]);
	}
}

static void names_that_are_none_are_refused(void **state)
{
	(void)state;
	static const char *const names[] = {
	        "",
	        "Mars/Olympus",
	        "../../etc/passwd",
	        "/etc/localtime",
	        "Europe/../UTC",
	        "Europe",
	        "zone.tab",
	        "tzdata.zi",
	        "Europe/Berlin/",
	        "Europe//Berlin",
	        "Europe/Berlin\n",
	        "-1",
	        "right/Europe/Berlin",
	        "leapseconds",
	        "\xC3\x84/B",
	};
	FTL_ARENA(arena);
	const struct ftl_zone *zone;

	for (size_t i = 0; i < FTL_COUNT(names); i++) {
		struct ftl_err err;
		if (ftl_zone_open(&arena, names[i], &zone, &err) != FTL_INVALID)
			fail_msg("accepted %s", names[i]);
		assert_string_equal(err.field, "timezone");
	}
}

static void local_dates_and_seconds(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	const struct ftl_zone *berlin = open_zone(&arena, "Europe/Berlin");
	const struct ftl_zone *apia = open_zone(&arena, "Pacific/Apia");
	int32_t date;
	int32_t second;
	int64_t instant;

	/* 2026-06-30T22:30:00Z is 00:30 on 1 July in Berlin: day 20635. */
	ftl_zone_local(berlin, INT64_C(1782858600), &date, &second);
	assert_int_equal(date, 20635);
	assert_int_equal(second, 1800);
	/* One second before the epoch it was 00:59:59 there. */
	ftl_zone_local(berlin, -1, &date, &second);
	assert_int_equal(date, 0);
	assert_int_equal(second, 3599);
	/* Samoa had no 30 December 2011 (day 15338): noon then is the first moment of the 31st. */
	assert_int_equal(ftl_zone_instant(apia, 15338, 43200, &instant), FTL_WALL_GAP);
	assert_int_equal(instant, INT64_C(1325239200));
	/* The end of 25 October 2026 (day 20751) in Berlin: 24:00 is 23:00Z, 25 hours after. */
	assert_int_equal(ftl_zone_instant(berlin, 20751, 86400, &instant), FTL_WALL_ONE);
	int64_t begin;
	assert_int_equal(ftl_zone_instant(berlin, 20751, 0, &begin), FTL_WALL_ONE);
	assert_int_equal(instant - begin, 25 * 3600);
	assert_int_equal(instant, INT64_C(1792969200));
}

static void instants_far_away_do_not_overflow(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	const struct ftl_zone *berlin = open_zone(&arena, "Europe/Berlin");
	int32_t date;
	int32_t second;
	int64_t instant;

	ftl_zone_local(berlin, INT64_MAX, &date, &second);
	ftl_zone_local(berlin, INT64_MIN, &date, &second);
	assert_in_range(second, 0, 86399);
	ftl_zone_instant(berlin, INT32_MAX, 86400, &instant);
	ftl_zone_instant(berlin, INT32_MIN, 0, &instant);
	/* Before the first known change local mean time held: 53 minutes 28 seconds. */
	assert_int_equal(ftl_zone_offset(berlin, INT64_MIN), 3208);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(offsets_equal_those_of_python),
	        cmocka_unit_test(wall_times_give_the_instants_of_python),
	        cmocka_unit_test(rules_equal_python_and_the_c_library),
	        cmocka_unit_test(zero_based_days_count_the_leap_day),
	        cmocka_unit_test(broken_rules_are_refused),
	        cmocka_unit_test(names_that_are_none_are_refused),
	        cmocka_unit_test(local_dates_and_seconds),
	        cmocka_unit_test(instants_far_away_do_not_overflow),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
