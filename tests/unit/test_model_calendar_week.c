#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/calendar.h"
#include "helper_time.h"

struct opening {
	int weekday;
	int32_t opens;
	int32_t closes;
};

static void assert_week(const char *text, const struct opening *expected, size_t count)
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
	static const struct opening five[] = {{1, 32400, 61200}, {2, 32400, 61200},
	                                      {3, 32400, 61200}, {4, 32400, 61200},
	                                      {5, 32400, 61200}, {6, 36000, 50400}};
	static const struct opening split[] = {{1, 32400, 45000}, {1, 48600, 64800}};
	static const struct opening back[] = {{1, 48600, 64800}, {1, 32400, 45000}};
	static const struct opening list[] = {{1, 0, 86400}, {3, 0, 86400}, {4, 0, 86400}};
	static const struct opening wrap[] = {
	        {1, 32400, 36000}, {6, 32400, 36000}, {7, 32400, 36000}};
	static const struct opening none[] = {{0, 0, 0}};
	static const struct opening night[] = {{5, 64800, 93600}, {6, 64800, 93600}};
	static const struct opening midnight[] = {{7, 64800, 86400}};

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

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(week_is_read_as_people_write_it),
	        cmocka_unit_test(wrong_week_is_refused_with_an_example),
	        cmocka_unit_test(a_week_of_many_windows_is_bounded),
	        cmocka_unit_test(calendar_refuses_what_cannot_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
