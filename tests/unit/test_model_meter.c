/* What the counter of a device shows: how it is read, and which readings may stand together. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/meter.h"

static void a_reading_is_a_whole_number_and_a_unit(void **state)
{
	static const struct {
		const char *text;
		int64_t reading;
		const char *unit;
	} good[] = {
	        {"0", 0, NULL},
	        {"12000", 12000, NULL},
	        {"12000 km", 12000, "km"},
	        {"12000km", 12000, "km"},
	        {" 340  h ", 340, "h"},
	        {"007 Seiten", 7, "Seiten"},
	        {"1000000000000", INT64_C(1000000000000), NULL},
	};
	static const char *const bad[] = {
	        "",
	        " ",
	        "km",
	        "-1",
	        "+-1",
	        "12,000",
	        "12.5",
	        "12 500",
	        "1e3 ",
	        "0x10",
	        "1000000000001",
	        "18446744073709551617",
	        "5 kilometres on the road",
	        "5\n6",
	};
	FTL_ARENA(arena);
	struct ftl_meter meter;
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(good); i++) {
		assert_int_equal(ftl_meter_parse(&arena, "meter", good[i].text, &meter, &err),
		                 FTL_OK);
		assert_int_equal(meter.reading, good[i].reading);
		if (good[i].unit == NULL)
			assert_null(meter.unit);
		else
			assert_string_equal(meter.unit, good[i].unit);
	}
	for (size_t i = 0; i < FTL_COUNT(bad); i++) {
		assert_int_equal(ftl_meter_parse(&arena, "meter", bad[i], &meter, &err),
		                 FTL_INVALID);
		assert_string_equal(err.field, "meter");
	}
}

/* Read on days 10, 20 and, with another counter, 30. */
static const struct ftl_meter_row filed[] = {
        {.id = 1, .read_on = 10, .meter = {100, "km"}},
        {.id = 2, .read_on = 20, .meter = {200, NULL}},
        {.id = 3, .read_on = 30, .meter = {5, "km"}, .reason = "new hub"},
};

static void a_counter_runs_up_from_day_to_day(void **state)
{
	static const struct {
		int32_t on;
		struct ftl_meter meter;
		const char *reason;
		enum ftl_status status;
		const char *says;
	} cases[] = {
	        /* Before the first reading: up to what it showed. */
	        {5, {100, "km"}, NULL, FTL_OK, NULL},
	        {5, {101, "km"}, NULL, FTL_INVALID, "101 km is more than the 100 km read on"},
	        /* Between two: neither less nor more. */
	        {15, {100, "km"}, NULL, FTL_OK, NULL},
	        {15, {200, "km"}, NULL, FTL_OK, NULL},
	        {15, {99, "km"}, NULL, FTL_INVALID, "99 km is less than the 100 km"},
	        {15, {201, "km"}, NULL, FTL_INVALID, "201 km is more than the 200 read on"},
	        /* On the day of one it comes after it. */
	        {10, {99, "km"}, NULL, FTL_INVALID, "less than"},
	        /* Behind the second the other counter sets no bound. */
	        {25, {900, "km"}, NULL, FTL_OK, NULL},
	        {25, {199, "km"}, NULL, FTL_INVALID, "less than the 200"},
	        {31, {4, "km"}, NULL, FTL_INVALID, "less than the 5 km"},
	        {31, {6, "KM"}, NULL, FTL_OK, NULL},
	        {31, {6, "h"}, NULL, FTL_INVALID, "in another unit than the 5 km"},
	        {31, {6, NULL}, NULL, FTL_OK, NULL},
	        /* Whoever says why may. */
	        {31, {0, "h"}, "clock of another board", FTL_OK, NULL},
	        {15, {900, "km"}, "the others were mistyped", FTL_OK, NULL},
	};
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		const struct ftl_meter_row row = {
		        .read_on = cases[i].on, .meter = cases[i].meter, .reason = cases[i].reason};

		assert_int_equal(ftl_meter_check(filed, FTL_COUNT(filed), &row, "meter", &err),
		                 cases[i].status);
		if (cases[i].says == NULL)
			continue;
		assert_non_null(strstr(err.message, cases[i].says));
		assert_string_equal(err.field, "meter");
		assert_non_null(strstr(err.hint, "--reason"));
	}
	assert_int_equal(ftl_meter_check(NULL, 0, &filed[0], "meter", &err), FTL_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_reading_is_a_whole_number_and_a_unit),
	        cmocka_unit_test(a_counter_runs_up_from_day_to_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
