#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/parse.h"

static struct ftl_err err;

static void number_is(const char *text, int64_t expected)
{
	int64_t number = 77;

	if (ftl_parse_i64("qty", text, INT64_MIN, INT64_MAX, &number, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	assert_int_equal(number, expected);
}

/* M01 */
static void whole_numbers_are_plain_digits(void **state)
{
	(void)state;
	static const char *const none[] = {
	        "",    " ",   "1.5", "1e3", "\xEF\xBC\x95", "0x10", "five", "1,000",
	        "- 1", "1 2", "+-1", "1.",  "1.0",          "--1",  "+",    "1\n",
	};
	int64_t number = 77;

	number_is("5", 5);
	number_is(" 5 ", 5);
	number_is("\t5", 5);
	number_is("+5", 5);
	number_is("-1", -1);
	number_is("007", 7);
	number_is("9223372036854775807", INT64_MAX);
	number_is("-9223372036854775808", INT64_MIN);
	for (size_t i = 0; i < FTL_COUNT(none); i++) {
		if (ftl_parse_i64("qty", none[i], 1, 100, &number, &err) != FTL_INVALID)
			fail_msg("accepted '%s'", none[i]);
		assert_string_equal(err.field, "qty");
	}
	assert_int_equal(number, 77);
}

static void out_of(const char *text, int64_t min, int64_t max, const char *message)
{
	int64_t number;

	assert_int_equal(ftl_parse_i64("qty", text, min, max, &number, &err), FTL_INVALID);
	assert_string_equal(err.message, message);
}

/* M01, M02 */
static void numbers_outside_their_range_name_it(void **state)
{
	(void)state;
	out_of("0", 1, 100, "must be between 1 and 100, got '0'");
	out_of("-1", 1, 100, "must be between 1 and 100, got '-1'");
	out_of("101", 1, 100, "must be between 1 and 100, got '101'");
	out_of("9223372036854775808", 1, INT64_MAX,
	       "must be at least 1, got '9223372036854775808'");
	out_of("-9223372036854775809", INT64_MIN, 5,
	       "must be at most 5, got '-9223372036854775809'");
	out_of("99999999999999999999", INT64_MIN, INT64_MAX,
	       "number is out of range, got '99999999999999999999'");
}

static void decimals_are_scaled_exactly(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int decimals;
		int64_t expected;
	} cases[] = {
	        {"1.5", 3, 1500},
	        {"0.001", 3, 1},
	        {"-2.25", 2, -225},
	        {"12", 0, 12},
	        {"12", 2, 1200},
	        {" +1.10 ", 2, 110},
	        {"0.1", 18, INT64_C(100000000000000000)},
	};
	static const char *const none[] = {"",      ".5",    "5.",  "1,5",   "1e3", "1.5.5",
	                                   "1.234", "1.230", "NaN", "1 000", "-"};
	int64_t number = 0;

	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_int_equal(ftl_parse_decimal("rate", cases[i].text, cases[i].decimals,
		                                   INT64_MIN, INT64_MAX, &number, &err),
		                 FTL_OK);
		assert_int_equal(number, cases[i].expected);
	}
	for (size_t i = 0; i < FTL_COUNT(none); i++)
		assert_int_equal(ftl_parse_decimal("rate", none[i], 2, 0, 10000, &number, &err),
		                 FTL_INVALID);
	assert_int_equal(ftl_parse_decimal("rate", "1.234", 2, 0, 10000, &number, &err),
	                 FTL_INVALID);
	assert_string_equal(err.message, "has more than 2 decimals: '1.234'");
	assert_int_equal(ftl_parse_decimal("rate", "100.01", 2, 0, 10000, &number, &err),
	                 FTL_INVALID);
	assert_string_equal(err.message, "must be between 0.00 and 100.00, got '100.01'");
}

static void numbers_are_written_with_the_decimals_they_need(void **state)
{
	static const struct {
		int64_t scaled;
		int decimals, least;
		const char *expected;
	} cases[] = {
	        {0, 0, 0, "0"},
	        {7, 0, 0, "7"},
	        {-120, 0, 0, "-120"},
	        {1500, 3, 0, "1.5"},
	        {1000, 3, 0, "1"},
	        {1001, 3, 0, "1.001"},
	        {10, 3, 0, "0.01"},
	        {-5, 3, 0, "-0.005"},
	        {1200, 2, 2, "12.00"},
	        {5, 2, 2, "0.05"},
	        {9550, 2, 1, "95.5"},
	        {10000, 2, 1, "100.0"},
	        {0, 3, 0, "0"},
	        {0, 2, 2, "0.00"},
	        {INT64_MAX, 18, 0, "9.223372036854775807"},
	        {INT64_MIN, 0, 0, "-9223372036854775808"},
	        {INT64_MIN, 18, 18, "-9.223372036854775808"},
	};
	char text[FTL_DECIMAL_SIZE];

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++)
		assert_string_equal(ftl_decimal_format(text, cases[i].scaled, cases[i].decimals,
		                                       cases[i].least),
		                    cases[i].expected);
}

static void names_come_from_a_list(void **state)
{
	(void)state;
	static const char *const names[] = {"low", NULL, "normal", "urgent"};
	int index = -1;

	assert_int_equal(ftl_parse_name("priority", "urgent", names, 4, &index, &err), FTL_OK);
	assert_int_equal(index, 3);
	assert_int_equal(ftl_parse_name("priority", "Urgent", names, 4, &index, &err), FTL_INVALID);
	assert_string_equal(err.field, "priority");
	assert_string_equal(err.message, "must be one of low, normal, urgent; got 'Urgent'");
	assert_int_equal(ftl_parse_name("priority", "", names, 4, &index, &err), FTL_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(whole_numbers_are_plain_digits),
	        cmocka_unit_test(numbers_outside_their_range_name_it),
	        cmocka_unit_test(decimals_are_scaled_exactly),
	        cmocka_unit_test(numbers_are_written_with_the_decimals_they_need),
	        cmocka_unit_test(names_come_from_a_list),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
