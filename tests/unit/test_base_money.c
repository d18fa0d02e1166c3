#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/money.h"

static struct ftl_err err;
static const struct ftl_currency euro = {"EUR", 2};
static const struct ftl_currency yen = {"JPY", 0};
static const struct ftl_currency dinar = {"KWD", 3};

static void parses(const struct ftl_currency *currency, const char *text, int64_t expected)
{
	int64_t cents = -1;

	if (ftl_money_parse("price", text, currency, true, &cents, &err) != FTL_OK)
		fail_msg("%s: %s", text, err.message);
	assert_int_equal(cents, expected);
}

static void amounts_become_minor_units(void **state)
{
	(void)state;
	parses(&euro, "12", 1200);
	parses(&euro, "12.5", 1250);
	parses(&euro, "12.50", 1250);
	parses(&euro, "-3.00", -300);
	parses(&euro, "0", 0);
	parses(&euro, "0.01", 1);
	parses(&euro, " 7.10 ", 710);
	parses(&euro, "10000000000000.00", INT64_C(1000000000000000));
	parses(&yen, "1500", 1500);
	parses(&dinar, "1.005", 1005);
	parses(&dinar, "1.5", 1500);
}

static void amounts_of_another_shape_are_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",      " ",   "1,234.56", "1.234,56", "1 234.56",     "12.345", "NaN",
	        "1e400", "1e2", "12.",      ".5",       "+5",           "--5",    "5-",
	        "0x10",  "inf", "12.5.0",   "12 EUR",   "\xEF\xBC\x95", "1'000",  "- 5",
	};
	int64_t cents = 77;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (ftl_money_parse("price", texts[i], &euro, true, &cents, &err) != FTL_INVALID)
			fail_msg("accepted %s", texts[i]);
		assert_string_equal(err.field, "price");
	}
	assert_int_equal(cents, 77);
	assert_int_equal(ftl_money_parse("price", "1.5", &yen, true, &cents, &err), FTL_INVALID);
	assert_string_equal(err.message, "has more decimals than JPY (0): '1.5'");
	/* Nothing is dropped, not even a zero. */
	assert_int_equal(ftl_money_parse("price", "1.500", &euro, true, &cents, &err), FTL_INVALID);
	assert_int_equal(ftl_money_parse("price", "-5", &euro, false, &cents, &err), FTL_INVALID);
	assert_string_equal(err.message, "must not be negative, got '-5'");
}

static void amounts_out_of_range_are_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "10000000000000.01",     "-10000000000000.01",      "92233720368547758.08",
	        "-92233720368547758.08", "99999999999999999999999", "1000000000000000000000000.00",
	};
	int64_t cents;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		assert_int_equal(ftl_money_parse("price", texts[i], &euro, true, &cents, &err),
		                 FTL_INVALID);
		assert_non_null(strstr(err.message, "out of range"));
	}
}

static void format_is(const struct ftl_currency *currency, int64_t cents, const char *expected)
{
	char buffer[FTL_MONEY_TEXT_SIZE];

	assert_string_equal(ftl_money_format(buffer, cents, currency), expected);
}

static void formats_are_canonical(void **state)
{
	(void)state;
	format_is(&euro, 0, "0.00");
	format_is(&euro, 5, "0.05");
	format_is(&euro, -5, "-0.05");
	format_is(&euro, -1250, "-12.50");
	format_is(&yen, -1500, "-1500");
	format_is(&dinar, 1005, "1.005");
	format_is(&euro, INT64_MIN, "-92233720368547758.08");
}

/* ISO 4217 minor units, published list one. */
static void currencies_have_their_decimals(void **state)
{
	(void)state;
	static const struct {
		const char *code;
		int decimals;
	} cases[] = {
	        {"EUR", 2}, {"USD", 2}, {"CHF", 2}, {"JPY", 0}, {"KRW", 0}, {"ISK", 0}, {"VND", 0},
	        {"CLP", 0}, {"BHD", 3}, {"KWD", 3}, {"TND", 3}, {"OMR", 3}, {"ZWG", 2}, {"AED", 2},
	        {"BIF", 0}, {"XPF", 0}, {"HUF", 2}, {"IQD", 3}, {"UYU", 2},
	};
	static const char *const none[] = {"", "eur", "EU", "EURO", "XXX", "R A", " EU", "E\x1BR"};
	struct ftl_currency currency;

	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_int_equal(ftl_currency_find(cases[i].code, &currency, &err), FTL_OK);
		assert_string_equal(currency.code, cases[i].code);
		assert_int_equal(currency.decimals, cases[i].decimals);
	}
	for (size_t i = 0; i < FTL_COUNT(none); i++)
		assert_int_equal(ftl_currency_find(none[i], &currency, &err), FTL_INVALID);
}

static void sums_stay_in_range(void **state)
{
	(void)state;
	int64_t result = 1;

	assert_true(ftl_money_add(FTL_MONEY_MAX - 1, 1, &result));
	assert_int_equal(result, FTL_MONEY_MAX);
	assert_false(ftl_money_add(FTL_MONEY_MAX, 1, &result));
	assert_false(ftl_money_add(-FTL_MONEY_MAX, -1, &result));
	assert_false(ftl_money_add(INT64_MAX, INT64_MAX, &result));
	assert_int_equal(result, FTL_MONEY_MAX);
}

static void shares_round_half_away_from_zero(void **state)
{
	(void)state;
	static const struct {
		int64_t amount;
		int64_t numerator;
		int64_t denominator;
		int64_t expected;
	} cases[] = {
	        {100, 1, 3, 33},
	        {200, 1, 3, 67},
	        {5, 1, 2, 3},
	        {-5, 1, 2, -3},
	        {5, -1, 2, -3},
	        {-5, -1, 2, 3},
	        {5, 1, -2, -3},
	        {1, 1, 2, 1},
	        {1, 49, 100, 0},
	        {0, 5, 7, 0},
	        {1999, 1900, 11900, 319},
	        {10000, 19, 100, 1900},
	        {INT64_C(1000000000000000), 999999999, 1000000000, INT64_C(999999999000000)},
	};
	int64_t result = 42;

	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_true(ftl_money_share(cases[i].amount, cases[i].numerator,
		                            cases[i].denominator, &result));
		assert_int_equal(result, cases[i].expected);
	}
	result = 42;
	assert_false(ftl_money_share(1, 1, 0, &result));
	assert_false(ftl_money_share(FTL_MONEY_MAX, 2, 1, &result));
	assert_false(ftl_money_share(INT64_MIN, INT64_MIN, 1, &result));
	assert_int_equal(result, 42);
	assert_true(ftl_money_share(INT64_MIN, 1, INT64_MIN, &result));
	assert_int_equal(result, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(amounts_become_minor_units),
	        cmocka_unit_test(amounts_of_another_shape_are_refused),
	        cmocka_unit_test(amounts_out_of_range_are_refused),
	        cmocka_unit_test(formats_are_canonical),
	        cmocka_unit_test(currencies_have_their_decimals),
	        cmocka_unit_test(sums_stay_in_range),
	        cmocka_unit_test(shares_round_half_away_from_zero),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
