#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/model/ident.h"
#include "helper_time.h"

#define OUR_URL  "https://fix.example/"
#define ALPHABET "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* Payload and expected check character; the first is published with ISO 7064, the others are those
 * of the design documents, computed with a Python program that tries all 36 characters. */
static void check_character_gives_published_vectors(void **state)
{
	static const struct {
		const char *payload;
		char check;
	} vectors[] = {
	        {"A12425GABC1234002", 'M'}, {"W2600001", '9'}, {"W26LX00001", '8'},
	        {"W2600042", 'S'},          {"W2600377", 'F'}, {"W2600318", '4'},
	        {"W2600412", '8'},          {"W2600381", 'N'}, {"W2600398", '5'},
	        {"W2600290", 'T'},          {"B2600031", '8'}, {"W26123456", '5'},
	        {"W2699999", '8'},          {"N2600001", 'J'}, {"P2600001", 'P'},
	        {"K2600001", 'A'},          {"D2600001", 'Q'}, {"C2600001", 'N'},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++)
		assert_int_equal(ftl_check_character(vectors[i].payload), vectors[i].check);
}

static bool fits(const char *text)
{
	char payload[64];
	size_t length = strlen(text);

	memcpy(payload, text, length - 1);
	payload[length - 1] = '\0';
	return ftl_check_character(payload) == text[length - 1];
}

static void fill_random(char *text, size_t length, uint32_t *seed)
{
	for (size_t i = 0; i < length - 1; i++)
		text[i] = ALPHABET[next_random(seed) % 36];
	text[length - 1] = '\0';
	text[length - 1] = ftl_check_character(text);
	text[length] = '\0';
}

static void check_character_finds_every_single_substitution(void **state)
{
	uint32_t seed = 20261122;
	char text[16];

	(void)state;
	for (int round = 0; round < 2000; round++) {
		fill_random(text, 9, &seed);
		for (size_t at = 0; at < 9; at++) {
			char right = text[at];

			for (const char *c = ALPHABET; *c != '\0'; c++) {
				text[at] = *c;
				assert_int_equal(fits(text), *c == right);
			}
			text[at] = right;
		}
	}
}

/* Swaps of two characters `apart` positions from each other, over every seventh code of a year. */
static void count_swaps(size_t apart, long *ret_missed, long *ret_total)
{
	char text[FTL_CODE_SIZE];

	*ret_missed = 0;
	*ret_total = 0;
	for (int64_t serial = 1; serial < 100000; serial += 7) {
		struct ftl_code code = {FTL_CODE_ORDER, 2026, "", serial};

		if (!ftl_code_is_usable(&code))
			continue;
		ftl_code_short(text, &code);
		for (size_t at = 0; at + apart < 9; at++) {
			char first = text[at];

			if (first == text[at + apart])
				continue;
			text[at] = text[at + apart];
			text[at + apart] = first;
			*ret_missed += fits(text);
			*ret_total += 1;
			text[at + apart] = text[at];
			text[at] = first;
		}
	}
}

static void check_character_misses_hardly_any_transposition(void **state)
{
	long missed;
	long total;

	(void)state;
	/* Counted by the Python program: 0.58 % and 0.27 %. */
	count_swaps(1, &missed, &total);
	assert_int_equal(missed, 550);
	assert_int_equal(total, 94807);
	count_swaps(2, &missed, &total);
	assert_int_equal(missed, 218);
	assert_int_equal(total, 82128);
}

static void code_has_a_short_form_and_one_for_the_eye(void **state)
{
	struct ftl_code code = {FTL_CODE_ORDER, 2026, "", 1};
	char text[FTL_CODE_SIZE];

	(void)state;
	assert_string_equal(ftl_code_short(text, &code), "W26000019");
	assert_string_equal(ftl_code_eye(text, &code), "W26-00001-9");
	code = (struct ftl_code){FTL_CODE_ORDER, 2026, "LX", 1};
	assert_string_equal(ftl_code_short(text, &code), "W26LX000018");
	assert_string_equal(ftl_code_eye(text, &code), "W26-LX-00001-8");
	code = (struct ftl_code){FTL_CODE_ORDER, 2026, "", 123456};
	assert_string_equal(ftl_code_eye(text, &code), "W26-123456-5");
	code = (struct ftl_code){FTL_CODE_PURCHASE, 2026, "", 31};
	assert_string_equal(ftl_code_eye(text, &code), "B26-00031-8");
}

static void eye_form_of_a_stored_code_needs_no_parsing(void **state)
{
	char text[FTL_CODE_SIZE];

	(void)state;
	assert_string_equal(ftl_code_eye_of(text, "W26000019"), "W26-00001-9");
	assert_string_equal(ftl_code_eye_of(text, "W26LX000018"), "W26-LX-00001-8");
	assert_string_equal(ftl_code_eye_of(text, "W2600377F"), "W26-00377-F");
	assert_string_equal(ftl_code_eye_of(text, "W26-00377-F"), "W26-00377-F");
	assert_string_equal(ftl_code_eye_of(text, "old number 12"), "old number 12");
	assert_string_equal(ftl_code_eye_of(text, ""), "");
	ftl_code_eye_of(text, "a text that is far longer than any code can ever become");
	assert_int_equal(strlen(text), FTL_CODE_SIZE - 1);
}

static void serials_with_a_misleading_check_character_are_skipped(void **state)
{
	/* Of 1 to 199 in 2026, computed with the Python program. */
	static const int64_t skipped[] = {7,   15,  23,  28,  31,  36,  39,  44,  47,  52,  55,
	                                  60,  63,  71,  88,  96,  103, 108, 111, 116, 119, 124,
	                                  127, 132, 135, 140, 143, 151, 168, 176, 184, 192};
	size_t found = 0;

	(void)state;
	for (int64_t serial = 1; serial < 200; serial++) {
		struct ftl_code code = {FTL_CODE_ORDER, 2026, "", serial};
		bool is_skipped = found < FTL_COUNT(skipped) && skipped[found] == serial;

		assert_int_equal(ftl_code_is_usable(&code), !is_skipped);
		found += is_skipped;
	}
	assert_int_equal(found, FTL_COUNT(skipped));
}

static void code_is_read_however_it_was_typed_or_scanned(void **state)
{
	static const char *const texts[] = {
	        "W26-00001-9",
	        "W26000019",
	        "w26-00001-9",
	        " w26 00001 9\r\n",
	        "W26_00001_9",
	        "W26.00001.9",
	        "]C1W26000019",
	        "]Q3w26000019",
	        "https://fix.example/w/W26000019",
	        "https://fix.example/w/W26-00001-9/",
	        "HTTPS://FIX.EXAMPLE/W26000019?from=label#top",
	        "]Q1https://fix.example/W26000019",
	        "HTTPS://Fix.Example/w/W26000019", /* RFC 3986: scheme and host have no case */
	        "W26\303\23700001\303\2379", /* a US scanner on a German layout makes a sharp s of a
	                                        hyphen */
	        "W26'00001'9",
	        "\xEF\xBC\xB7\xEF\xBC\x92\xEF\xBC\x96-00001-\xEF\xBC\x99", /* full width W26, 9 */
	};
	struct ftl_code code;
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		assert_int_equal(ftl_code_parse(texts[i], OUR_URL, &code, &err), FTL_OK);
		assert_int_equal(code.kind, FTL_CODE_ORDER);
		assert_int_equal(code.year, 2026);
		assert_string_equal(code.site, "");
		assert_int_equal(code.serial, 1);
		assert_true(ftl_code_is_like(texts[i], OUR_URL));
	}
	assert_int_equal(ftl_code_parse("w26-lx-00001-8", OUR_URL, &code, &err), FTL_OK);
	assert_string_equal(code.site, "LX");
	assert_int_equal(ftl_code_parse("b26-00031-8", OUR_URL, &code, &err), FTL_OK);
	assert_int_equal(code.kind, FTL_CODE_PURCHASE);
	assert_int_equal(code.serial, 31);
}

static void every_code_reads_back(void **state)
{
	static const char *const sites[] = {"", "A", "LX", "QXJ"};
	static const int64_t serials[] = {1, 2, 99999, 100000, 7654321, 999999999};
	char text[FTL_CODE_SIZE];
	struct ftl_code read;
	struct ftl_err err;

	(void)state;
	for (int kind = 0; kind < FTL_CODE_KINDS; kind++) {
		for (size_t i = 0; i < FTL_COUNT(sites) * FTL_COUNT(serials); i++) {
			struct ftl_code code = {(enum ftl_code_kind)kind, 2099, "",
			                        serials[i % FTL_COUNT(serials)]};

			memcpy(code.site, sites[i / FTL_COUNT(serials)],
			       strlen(sites[i / FTL_COUNT(serials)]));
			if (!ftl_code_is_usable(&code))
				continue;
			ftl_code_eye(text, &code);
			assert_int_equal(ftl_code_parse(text, OUR_URL, &read, &err), FTL_OK);
			assert_int_equal(read.kind, kind);
			assert_int_equal(read.year, 2099);
			assert_string_equal(read.site, code.site);
			assert_int_equal(read.serial, code.serial);
		}
	}
}

static void what_is_no_label_of_ours_is_refused(void **state)
{
	static const char *const texts[] = {
	        "",
	        "W",
	        "W26",
	        "https://evil.example/",
	        "https://evil.example",
	        "://",
	        "https://evil.example/W26000019", /* a code behind the address of somebody else */
	        "https://evil.example/https://fix.example/W26000019",
	        "https://fix.example.evil/W26000019",
	        "https://fix.example@evil.example/W26000019",
	        "http://fix.example/W26000019",
	        "https://fix.example",
	        "https://fix.example/",
	        "https://fix.example/?W26000019",
	        "WIFI:T:WPA;S:guest;P:secret;;",
	        "X26-00001-9", /* no kind of ours */
	        "Y26-00001-2",
	        "RMA-12345",
	        "W26-0",
	        "W26--1",
	        "W26-0001-9",
	        "W99-99999999999",
	        "W26-00012 OR 1",
	        "W26-00001-9 W26-00002-7", /* two scans in one */
	        "W26\t00001\t9",
	        "W26-00001\x1b[2J-9",
	        "W26-000001-5", /* leading zero of a longer serial */
	        "W26-00000-B",
	        "W26-ABCD-00001-9",
	        "490154203237518",
	        "\xD0\x90\xD0\x91",
	};
	static char longest[4097];
	struct ftl_code code;
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		assert_int_equal(ftl_code_parse(texts[i], OUR_URL, &code, &err), FTL_NOT_FOUND);
		assert_string_equal(err.field, "code");
		assert_non_null(strstr(err.message, "not one of our labels: got '"));
	}
	memset(longest, 'W', sizeof(longest) - 1);
	assert_int_equal(ftl_code_parse(longest, OUR_URL, &code, &err), FTL_NOT_FOUND);
	assert_in_range(strlen(err.message), 1, 200);
}

static void an_address_is_no_label_where_labels_carry_none(void **state)
{
	struct ftl_code code;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_code_parse("https://fix.example/W26000019", "", &code, &err),
	                 FTL_NOT_FOUND);
	assert_non_null(strstr(err.message, "'https://fix.example/W26000019'"));
	assert_false(ftl_code_is_like("https://fix.example/W26000019", ""));
	/* The path has case, and is compared whole. */
	assert_int_equal(ftl_code_parse("https://a.example/q/W26000019", "https://a.example/q/",
	                                &code, &err),
	                 FTL_OK);
	assert_int_equal(ftl_code_parse("https://a.example/Q/W26000019", "https://a.example/q/",
	                                &code, &err),
	                 FTL_NOT_FOUND);
}

static void mistyped_code_is_refused_without_telling_the_right_one(void **state)
{
	struct ftl_code code;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_code_parse("W26-00001-8", OUR_URL, &code, &err), FTL_INVALID);
	assert_string_equal(err.field, "code");
	assert_string_equal(err.message,
	                    "'W26-00001-8' is mistyped: its check character does not fit");
	assert_null(strchr(err.hint, '9'));
	assert_true(ftl_code_is_like("W26-00001-8", OUR_URL));
	/* Serial 7 is never given out: its check character would be Y. */
	assert_int_equal(ftl_code_parse("W26-00007-Y", OUR_URL, &code, &err), FTL_NOT_FOUND);
	assert_non_null(strstr(err.message, "not one of our labels"));
}

static void no_single_typing_error_leads_to_another_job(void **state)
{
	static const char right[] = "W26LX000018";
	char text[sizeof(right)];
	struct ftl_code code;
	struct ftl_err err;

	(void)state;
	for (size_t at = 0; at < sizeof(right) - 1; at++) {
		for (const char *c = ALPHABET; *c != '\0'; c++) {
			if (*c == right[at])
				continue;
			memcpy(text, right, sizeof(right));
			text[at] = *c;
			assert_int_not_equal(ftl_code_parse(text, OUR_URL, &code, &err), FTL_OK);
		}
	}
}

static void serials_and_imeis_are_not_like_codes(void **state)
{
	(void)state;
	assert_false(ftl_code_is_like("490154203237518", OUR_URL));
	assert_false(ftl_code_is_like("S01-5512345-7", OUR_URL));
	assert_false(ftl_code_is_like("A3-EU-KHA0123A", OUR_URL));
	assert_false(ftl_code_is_like("W26-0", OUR_URL));
	assert_false(ftl_code_is_like("", OUR_URL));
	assert_true(ftl_code_is_like("W26-00377-F", OUR_URL));
	assert_true(ftl_code_is_like("w26-00377-4", OUR_URL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(check_character_gives_published_vectors),
	        cmocka_unit_test(check_character_finds_every_single_substitution),
	        cmocka_unit_test(check_character_misses_hardly_any_transposition),
	        cmocka_unit_test(code_has_a_short_form_and_one_for_the_eye),
	        cmocka_unit_test(eye_form_of_a_stored_code_needs_no_parsing),
	        cmocka_unit_test(serials_with_a_misleading_check_character_are_skipped),
	        cmocka_unit_test(code_is_read_however_it_was_typed_or_scanned),
	        cmocka_unit_test(every_code_reads_back),
	        cmocka_unit_test(what_is_no_label_of_ours_is_refused),
	        cmocka_unit_test(an_address_is_no_label_where_labels_carry_none),
	        cmocka_unit_test(mistyped_code_is_refused_without_telling_the_right_one),
	        cmocka_unit_test(no_single_typing_error_leads_to_another_job),
	        cmocka_unit_test(serials_and_imeis_are_not_like_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
