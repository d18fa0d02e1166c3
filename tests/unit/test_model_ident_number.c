/* The numbers that others give: IMEI, GTIN and serial numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/model/ident.h"

static void imei_is_taken_with_its_luhn_digit(void **state)
{
	static const struct {
		const char *text;
		const char *imei;
	} vectors[] = {
	        {"490154203237518", "490154203237518"}, /* 3GPP TS 23.003 Annex B */
	        {"355762052793235", "355762052793235"},
	        {"356938035643809", "356938035643809"},
	        {"490154-20-323751-8", "490154203237518"},
	        {" 49 015420 323751 8 ", "490154203237518"},
	        {"49.015420/323751/8\r\n", "490154203237518"},
	};
	char imei[16];
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		assert_int_equal(ftl_imei_parse("imei", vectors[i].text, imei, &err), FTL_OK);
		assert_string_equal(imei, vectors[i].imei);
	}
}

static void wrong_imei_is_refused_in_words(void **state)
{
	static const struct {
		const char *text;
		const char *message;
	} vectors[] = {
	        {"490154203237519", "check digit should be 8, got '490154203237519'"},
	        {"49015420323751", "has 14 digits, an IMEI has 15"},
	        {"4901542032375100", "16 digits is an IMEISV; give the 15-digit IMEI"},
	        {"49015420323751812", "has more than 15 digits"},
	        {"000000000000000", "placeholder IMEI"},
	        {"111111111111111", "placeholder IMEI"},
	        {"004999010640000", "placeholder IMEI"},
	        {"4.90154E+14", "looks like spreadsheet scientific notation"},
	        {"4,90154203237518e14", "looks like spreadsheet scientific notation"},
	        {"\xEF\xBC\x94\xEF\xBC\x99"
	         "0154203237518",
	         "must be 15 digits"}, /* full width */
	        {"49015420323751A", "must be 15 digits"},
	        {"", "has 0 digits"},
	};
	char imei[16] = "untouched";
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		assert_int_equal(ftl_imei_parse("devices[2].imei", vectors[i].text, imei, &err),
		                 FTL_INVALID);
		assert_string_equal(err.field, "devices[2].imei");
		assert_non_null(strstr(err.message, vectors[i].message));
		assert_non_null(strstr(err.message, "got '"));
		assert_string_equal(imei, "untouched");
	}
}

static void a_placeholder_is_told_from_a_wrong_imei(void **state)
{
	char imei[16];

	(void)state;
	assert_true(ftl_imei_is_placeholder("000000000000000", imei));
	assert_true(ftl_imei_is_placeholder("11-111111-111111-1\r\n", imei));
	assert_string_equal(imei, "111111111111111");
	assert_true(ftl_imei_is_placeholder("004999010640000", imei));
	assert_false(ftl_imei_is_placeholder("490154203237519", imei));
	assert_false(ftl_imei_is_placeholder("490154203237518", imei));
	assert_false(ftl_imei_is_placeholder("00000000000000", imei));
	assert_false(ftl_imei_is_placeholder("0000000000000000", imei));
	assert_false(ftl_imei_is_placeholder("", imei));
}

static void gtin_is_padded_to_fourteen_digits(void **state)
{
	static const struct {
		const char *text;
		const char *gtin;
	} vectors[] = {
	        {"9521234543213", "09521234543213"},    {"4006381333931", "04006381333931"},
	        {"036000291452", "00036000291452"},     {"0036000291452", "00036000291452"},
	        {"96385074", "00000096385074"},         {"04006381333931", "04006381333931"},
	        {"4-006381-333931 ", "04006381333931"},
	};
	char gtin[15];
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		assert_int_equal(ftl_gtin_parse("gtin", vectors[i].text, gtin, &err), FTL_OK);
		assert_string_equal(gtin, vectors[i].gtin);
	}
}

static void wrong_gtin_is_refused_in_words(void **state)
{
	static const struct {
		const char *text;
		const char *message;
	} vectors[] = {
	        {"4006381333932", "check digit should be 1, got '4006381333932'"},
	        {"96385075", "check digit should be 4"},
	        {"123456789", "must be 8, 12, 13 or 14 digits"},
	        {"104006381333931", "must be 8, 12, 13 or 14 digits"},
	        {"", "must be 8, 12, 13 or 14 digits"},
	        {"4.00638E+12", "scientific notation"},
	        {"0000000000000", "placeholder GTIN"},
	        {"400638133393\xEF\xBC\x91", "must be 8, 12, 13 or 14 digits"},
	};
	char gtin[15];
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		assert_int_equal(ftl_gtin_parse("gtin", vectors[i].text, gtin, &err), FTL_INVALID);
		assert_string_equal(err.field, "gtin");
		assert_non_null(strstr(err.message, vectors[i].message));
	}
}

static void serials_match_without_case_blanks_and_width(void **state)
{
	static const struct {
		const char *text;
		const char *raw;
	} vectors[] = {
	        {"sn-1", "sn-1"},
	        {"SN-1 ", "SN-1"},
	        {"SN-1\t", "SN-1"},
	        {" \xC2\xA0SN-1\xE3\x80\x80\r\n", "SN-1"},
	        {"\xEF\xBC\xB3\xEF\xBC\xAE-1", "\xEF\xBC\xB3\xEF\xBC\xAE-1"},
	        {"s/n.1", "s/n.1"},
	};
	FTL_ARENA(arena);
	struct ftl_serial serial;
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		assert_int_equal(ftl_serial_parse(&arena, "serial", vectors[i].text, &serial, &err),
		                 FTL_OK);
		assert_string_equal(serial.raw, vectors[i].raw);
		assert_string_equal(serial.key, "SN1");
	}
}

static void lookalike_serials_stay_apart_and_are_found_together(void **state)
{
	FTL_ARENA(arena);
	struct ftl_serial first;
	struct ftl_serial second;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_serial_parse(&arena, "serial", "SN0O1Il", &first, &err), FTL_OK);
	assert_int_equal(ftl_serial_parse(&arena, "serial", "SNOO111", &second, &err), FTL_OK);
	assert_string_equal(first.key, "SN0O1IL");
	assert_string_equal(second.key, "SNOO111");
	assert_string_equal(first.lookalike, second.lookalike);
}

static void serials_that_look_like_numbers_or_dates_are_kept(void **state)
{
	static const char *const texts[] = {"1E10", "00123", "MAR1", "A3-EU-KHA0123A"};
	FTL_ARENA(arena);
	struct ftl_serial serial;
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		assert_int_equal(ftl_serial_parse(&arena, "serial", texts[i], &serial, &err),
		                 FTL_OK);
		assert_string_equal(serial.raw, texts[i]);
	}
}

static void serials_that_cannot_be_are_refused(void **state)
{
	static char exact[65];
	static char longer[301];
	static const struct {
		const char *text;
		const char *message;
	} vectors[] = {
	        {"\xD0\x90"
	         "123",
	         "U+0410"},
	        {"", "is empty"},
	        {"   \xC2\xA0\t", "is empty"},
	        {longer, "is longer than 64 characters"},
	        {"SN\x07", "U+0007"},
	        {"SN\n1", "U+000A"},
	        {"caf\xE9", "not valid UTF-8 at byte 3"},
	        {"SN\xE2\x80\xAE"
	         "1",
	         "U+202E"},
	        {"---", "no letter and no digit"},
	};
	FTL_ARENA(arena);
	struct ftl_serial serial;
	struct ftl_err err;

	(void)state;
	memset(exact, 'A', 64);
	memset(longer, 'A', 300);
	assert_int_equal(ftl_serial_parse(&arena, "serial", exact, &serial, &err), FTL_OK);
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		assert_int_equal(ftl_serial_parse(&arena, "serial", vectors[i].text, &serial, &err),
		                 FTL_INVALID);
		assert_string_equal(err.field, "serial");
		assert_non_null(strstr(err.message, vectors[i].message));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(imei_is_taken_with_its_luhn_digit),
	        cmocka_unit_test(wrong_imei_is_refused_in_words),
	        cmocka_unit_test(a_placeholder_is_told_from_a_wrong_imei),
	        cmocka_unit_test(gtin_is_padded_to_fourteen_digits),
	        cmocka_unit_test(wrong_gtin_is_refused_in_words),
	        cmocka_unit_test(serials_match_without_case_blanks_and_width),
	        cmocka_unit_test(lookalike_serials_stay_apart_and_are_found_together),
	        cmocka_unit_test(serials_that_look_like_numbers_or_dates_are_kept),
	        cmocka_unit_test(serials_that_cannot_be_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
