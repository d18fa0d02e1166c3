#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/text.h"

static struct ftl_err err;

/* Text with its length, NULs included. */
#define RAW(literal) literal, sizeof(literal) - 1

static const char *take(struct ftl_arena *arena, enum ftl_text_kind kind, const char *raw,
                        size_t length)
{
	const char *text = "untouched";

	if (ftl_text_take(arena, "name", kind, 65536, raw, length, &text, &err) != FTL_OK)
		fail_msg("refused: %s", err.message);
	return text;
}

static void refused(enum ftl_text_kind kind, const char *raw, size_t length, const char *message)
{
	FTL_ARENA(arena);
	const char *text;

	assert_int_equal(ftl_text_take(&arena, "name", kind, 65536, raw, length, &text, &err),
	                 FTL_INVALID);
	assert_string_equal(err.field, "name");
	assert_ptr_equal(strstr(err.message, message), err.message);
	assert_non_null(strstr(err.message, ", got '"));
	assert_string_not_equal(err.hint, "");
}

/* Sequences of Markus Kuhn's decoder stress test and of RFC 3629 section 3. */
static void utf8_is_told_from_what_only_looks_like_it(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		int bad; /* −1: valid */
	} cases[] = {
	        {"plain", -1},
	        {"caf\xC3\xA9", -1},
	        {"\xE2\x89\xA0", -1},
	        {"\xF0\x90\x80\x80", -1},
	        {"\xF4\x8F\xBF\xBF", -1},
	        {"\xEF\xBF\xBF", -1},
	        {"caf\xE9", 3},
	        {"a\xC0\x80", 1},
	        {"\xC1\xBF", 0},
	        {"\xE0\x9F\xBF", 0},
	        {"\xF0\x8F\xBF\xBF", 0},
	        {"ab\xED\xA0\x80", 2},
	        {"\xED\xBF\xBF", 0},
	        {"\xF4\x90\x80\x80", 0},
	        {"\xF5\x80\x80\x80", 0},
	        {"12345678\x80", 8},
	        {"\xE2\x89", 0},
	        {"\xF0\x90\x80", 0},
	        {"\xC3\x28", 0},
	        {"eight by\xFFtes", 8},
	        {"\xFE", 0},
	};

	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		size_t bad = 99;
		bool is_valid = ftl_utf8_is_valid(cases[i].bytes, strlen(cases[i].bytes), &bad);
		assert_int_equal(is_valid, cases[i].bad < 0);
		if (!is_valid)
			assert_int_equal(bad, cases[i].bad);
	}
}

static void decoding_walks_code_points(void **state)
{
	(void)state;
	const char *at = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x94\xA7";

	assert_int_equal(ftl_utf8_next(&at), 'a');
	assert_int_equal(ftl_utf8_next(&at), 0xE9);
	assert_int_equal(ftl_utf8_next(&at), 0x20AC);
	assert_int_equal(ftl_utf8_next(&at), 0x1F527);
	assert_int_equal(ftl_utf8_next(&at), 0);
	assert_int_equal(ftl_utf8_next(&at), 0);
}

/* Columns as wcwidth 0.2.13 (Python) and kitty show them. */
static void widths_are_those_of_a_terminal(void **state)
{
	(void)state;
	assert_int_equal(ftl_utf8_width(""), 0);
	assert_int_equal(ftl_utf8_width("Sony WH-1000XM4"), 15);
	assert_int_equal(ftl_utf8_width("\xE6\x9D\xB1\xE4\xBA\xAC"), 4); /* Tokyo */
	assert_int_equal(ftl_utf8_width("e\xCC\x81"), 1);                /* e, acute */
	assert_int_equal(ftl_utf8_width("\xD7\x90\xD7\x91\xD7\x99"), 3); /* Hebrew */
	assert_int_equal(ftl_utf8_width("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7"), 2);
	assert_int_equal(ftl_utf8_width("\xF0\x9F\x87\xA9\xF0\x9F\x87\xAA"), 2); /* flag */
	assert_int_equal(ftl_utf8_width("\xF0\x9F\x91\x8D\xF0\x9F\x8F\xBD"), 2); /* skin tone */
	assert_int_equal(ftl_utf8_width("\xE2\x9D\xA4\xEF\xB8\x8F"), 2);         /* heart, emoji */
	assert_int_equal(ftl_utf8_width("a\xE2\x80\x8B"
	                                "b"),
	                 2);                                 /* zero-width space */
	assert_int_equal(ftl_utf8_width("\xEF\xBC\xB3"), 2); /* full-width S */
}

static void fitting_never_cuts_a_character(void **state)
{
	(void)state;
	assert_int_equal(ftl_utf8_fit("abcdef", 3), 3);
	assert_int_equal(ftl_utf8_fit("abc", 10), 3);
	assert_int_equal(ftl_utf8_fit("\xE6\x9D\xB1\xE4\xBA\xAC", 3), 3);
	assert_int_equal(ftl_utf8_fit("e\xCC\x81x", 1), 3);
	assert_int_equal(ftl_utf8_fit("\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7", 1), 0);
	assert_int_equal(ftl_utf8_fit("x", 0), 0);
}

static void lines_lose_outer_blanks_only(void **state)
{
	(void)state;
	FTL_ARENA(arena);

	assert_string_equal(take(&arena, FTL_TEXT_LINE, RAW(" \t Ana  \xC4\x8Cović \xC2\xA0\r\n")),
	                    "Ana  \xC4\x8Cović");
	assert_string_equal(take(&arena, FTL_TEXT_LINE, RAW("\xC2\xA0x\xC2\xA0")), "x");
	/* The last byte of à is that of a no-break space. */
	assert_string_equal(take(&arena, FTL_TEXT_LINE, RAW("citt\xC3\xA0")), "citt\xC3\xA0");
	assert_null(take(&arena, FTL_TEXT_LINE, NULL, 0));
}

static void blocks_stay_as_they_are_but_for_line_ends(void **state)
{
	(void)state;
	FTL_ARENA(arena);

	assert_string_equal(take(&arena, FTL_TEXT_BLOCK, RAW("  a\r\n\tb\n\r\n c \n")),
	                    "  a\n\tb\n\n c \n");
	refused(FTL_TEXT_BLOCK, RAW("a\rb"), "carriage return without a line feed at byte 1");
	refused(FTL_TEXT_BLOCK, RAW("a\r"), "carriage return without a line feed at byte 1");
}

static void harmless_strange_text_is_kept(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "\xD7\x90\xD7\x91\xD7\x99 \xD9\x85\xD8\xAD\xD9\x85\xD8\xAF",
	        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xA7",
	        "</t><script>alert(1)</script>&]]>\"'",
	        "%s%n%x {} $(id) `id` ; rm -rf /",
	        "_x0041_",
	        "=HYPERLINK(\"http://x\",\"y\")",
	        "\xE2\x80\x8EJos\x65\xCC\x81",
	};
	FTL_ARENA(arena);

	for (size_t i = 0; i < FTL_COUNT(texts); i++)
		assert_string_equal(take(&arena, FTL_TEXT_LINE, texts[i], strlen(texts[i])),
		                    texts[i]);
}

static void harmful_text_is_refused_with_its_place(void **state)
{
	(void)state;
	refused(FTL_TEXT_LINE, RAW("caf\xE9"), "not valid UTF-8 at byte 3");
	refused(FTL_TEXT_LINE, RAW("  caf\xE9"), "not valid UTF-8 at byte 5");
	refused(FTL_TEXT_BLOCK, RAW("\xED\xA0\x80"), "not valid UTF-8 at byte 0");
	refused(FTL_TEXT_LINE, RAW("Ann\0Bob"), "NUL character at byte 3");
	refused(FTL_TEXT_BLOCK, RAW("Ann\0Bob"), "NUL character at byte 3");
	refused(FTL_TEXT_LINE, RAW("a\nb"), "line break at byte 1, expected one line");
	refused(FTL_TEXT_LINE, RAW("a\rb"), "line break at byte 1, expected one line");
	refused(FTL_TEXT_LINE, RAW("a\tb"), "control character U+0009 at byte 1 is not allowed");
	refused(FTL_TEXT_LINE, RAW("x\x1B[2J"),
	        "control character U+001B at byte 1 is not allowed");
	refused(FTL_TEXT_BLOCK, RAW("x\x7F"), "control character U+007F at byte 1 is not allowed");
	refused(FTL_TEXT_BLOCK,
	        RAW("\xC2\x9B"
	            "31m"),
	        "control character U+009B at byte 0 is not allowed");
	refused(FTL_TEXT_LINE, RAW("ab\xE2\x80\xAE"),
	        "text direction control U+202E at byte 2 is not allowed");
	refused(FTL_TEXT_LINE, RAW("\xE2\x81\xA6x"),
	        "text direction control U+2066 at byte 0 is not allowed");
	refused(FTL_TEXT_LINE, RAW("a\xEF\xBF\xBE"),
	        "noncharacter U+FFFE at byte 1 is not allowed");
	refused(FTL_TEXT_LINE, RAW("a\xF4\x8F\xBF\xBF"),
	        "noncharacter U+10FFFF at byte 1 is not allowed");
}

static void a_refusal_shows_the_value_escaped_and_shortened(void **state)
{
	(void)state;
	static char longest[70000];

	refused(FTL_TEXT_LINE, RAW("Ann\0Bob"), "NUL character at byte 3, got 'Ann\\x00Bob'");
	refused(FTL_TEXT_LINE, RAW("x\x1B[2J"),
	        "control character U+001B at byte 1 is not allowed, got 'x\\x1b[2J'");
	refused(FTL_TEXT_LINE, RAW("caf\xE9"), "not valid UTF-8 at byte 3, got 'caf\\xe9'");
	memset(longest, 'a', sizeof(longest));
	refused(FTL_TEXT_BLOCK, longest, sizeof(longest),
	        "is 70000 bytes long, at most 65536 are allowed, got 'aaaaaaaaaa");
	assert_in_range(strlen(err.message), 100, 140);
}

static void eight_marks_pass_and_nine_do_not(void **state)
{
	(void)state;
	FTL_ARENA(arena);
#define MARKS_8 "\xCC\x80\xCC\x81\xCC\x82\xCC\x83\xCC\x84\xCC\x85\xCC\x86\xCC\x87"

	assert_string_equal(take(&arena, FTL_TEXT_LINE, RAW("a" MARKS_8 "b" MARKS_8)),
	                    "a" MARKS_8 "b" MARKS_8);
	refused(FTL_TEXT_LINE, RAW("a" MARKS_8 "\xCC\x88"),
	        "more than 8 combining marks in a row at byte 17");
	/* A joiner in between hides nothing. */
	refused(FTL_TEXT_LINE, RAW("a" MARKS_8 "\xE2\x80\x8D\xCC\x88"),
	        "more than 8 combining marks in a row at byte 20");
}

static void text_that_shows_nothing_is_empty(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",
	        " ",
	        "\xC2\xA0",
	        "\xE2\x80\x8B\xE2\x80\x8D",
	        "\xE3\x85\xA4",
	        "\xE3\x80\x80",
	        "\xEF\xBB\xBF",
	        "\xC2\xAD",
	        "\xE2\xA0\x80",
	        "\xE2\x80\xA8",
	        "\xEF\xBE\xA0",
	};
	FTL_ARENA(arena);
	const char *text;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		assert_null(take(&arena, FTL_TEXT_LINE, texts[i], strlen(texts[i])));
		assert_null(take(&arena, FTL_TEXT_BLOCK, texts[i], strlen(texts[i])));
		assert_int_equal(ftl_text_require(&arena, "fault", FTL_TEXT_BLOCK, 100, texts[i],
		                                  strlen(texts[i]), &text, &err),
		                 FTL_INVALID);
		assert_string_equal(err.field, "fault");
		assert_ptr_equal(strstr(err.message, "is empty, got '"), err.message);
		assert_string_not_equal(err.hint, "");
	}
	assert_null(take(&arena, FTL_TEXT_BLOCK, RAW("\n\t \r\n")));
}

static void length_is_bounded_after_trimming(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	const char *text;

	assert_int_equal(
	        ftl_text_take(&arena, "serial", FTL_TEXT_LINE, 4, RAW("  1234  "), &text, &err),
	        FTL_OK);
	assert_int_equal(
	        ftl_text_take(&arena, "serial", FTL_TEXT_LINE, 4, RAW("12345"), &text, &err),
	        FTL_INVALID);
	assert_string_equal(err.message, "is 5 bytes long, at most 4 are allowed, got '12345'");
}

static void same_key(const char *a, const char *b)
{
	FTL_ARENA(arena);

	assert_string_equal(ftl_text_key(&arena, a), ftl_text_key(&arena, b));
}

static void keys_forget_what_people_forget(void **state)
{
	(void)state;
	FTL_ARENA(arena);

	assert_string_equal(ftl_text_key(&arena, " \xC4\x8Cović \t Ana "), "covic ana");
	same_key("Jos\xC3\xA9", "Jose\xCC\x81");
	same_key("STRASSE", "Stra\xC3\x9F"
	                    "e");
	same_key("\xC5\x81ukasz \xC4\x90uri\xC4\x87", "lukasz duric");
	same_key("\xC4\xB0stanbul", "istanbul"); /* capital dotted I */
	same_key("\xEF\xBC\xB3ony", "sony");     /* full-width S */
	same_key("\xCE\x9F\xCE\x94\xCE\x9F\xCE\xA3", "\xCE\xBF\xCE\xB4\xCE\xBF\xCF\x82"); /* ΟΔΟΣ */
	same_key("\xD8\xB9\xD9\x8E\xD8\xB1\xD9\x8E\xD8\xA8", "\xD8\xB9\xD8\xB1\xD8\xA8");
	assert_string_equal(ftl_text_key(&arena, ""), "");
	assert_string_equal(ftl_text_key(&arena, "  "), "");
	/* Vowel signs of Devanagari are letters: "ki" is not "ka". */
	assert_string_not_equal(ftl_text_key(&arena, "\xE0\xA4\x95\xE0\xA4\xBF"),
	                        ftl_text_key(&arena, "\xE0\xA4\x95"));
	assert_string_not_equal(ftl_text_key(&arena, "\xE3\x81\x8C"),
	                        ftl_text_key(&arena, "\xE3\x81\x8B"));
}

static void identifiers_keep_letters_and_digits(void **state)
{
	(void)state;
	static const char *const same[] = {"sn-1",  "SN-1 ", "SN-1\t", "\xEF\xBC\xB3\xEF\xBC\xAE-1",
	                                   "s.n 1", "SN1"};
	FTL_ARENA(arena);

	for (size_t i = 0; i < FTL_COUNT(same); i++)
		assert_string_equal(ftl_text_ident_key(&arena, same[i]), "SN1");
	assert_string_equal(ftl_text_ident_key(&arena, "1E10"), "1E10");
	assert_string_equal(ftl_text_ident_key(&arena, "00123"), "00123");
	assert_string_equal(ftl_text_ident_key(&arena, "--"), "");
	/* Turkish i has no say here. */
	assert_string_equal(ftl_text_ident_key(&arena, "title"), "TITLE");
	/* A Cyrillic letter is not its Latin twin. */
	assert_string_equal(ftl_text_ident_key(&arena, "\xD0\x90"
	                                               "123"),
	                    "\xD0\x90"
	                    "123");
	/* What is plain ASCII is folded without Unicode's tables, and comes to the same: a space of
	 * no width, which is no letter, makes the other way be taken. */
	for (int c = 1; c < 0x80; c++)
		assert_string_equal(
		        ftl_text_ident_key(&arena, ftl_sprintf(&arena, "x%c1", c)),
		        ftl_text_ident_key(&arena, ftl_sprintf(&arena, "x%c1\xE2\x80\x8B", c)));
}

static void lookalikes_meet_only_in_their_fold(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	const char *a = ftl_text_ident_key(&arena, "SN0O1Il");
	const char *b = ftl_text_ident_key(&arena, "SNOO111");

	assert_string_not_equal(a, b);
	assert_string_equal(ftl_text_lookalike(&arena, a), "5N00111");
	assert_string_equal(ftl_text_lookalike(&arena, b), "5N00111");
	assert_string_equal(ftl_text_lookalike(&arena, "OIL8BSZ"), "0118852");
}

static void terminals_are_shown_no_controls(void **state)
{
	(void)state;
	FTL_ARENA(arena);

	assert_string_equal(ftl_text_visible(&arena, "\x1B[2J\x07 \b"), "\\x1b[2J\\x07 \\x08");
	assert_string_equal(ftl_text_visible(&arena, "a\nb\tc\rd"), "a\\nb\\tc\\rd");
	assert_string_equal(ftl_text_visible(&arena, "\xC2\x9B"
	                                             "31m"),
	                    "\\u009b31m");
	assert_string_equal(ftl_text_visible(&arena, "\xE2\x80\xAEx"), "\\u202ex");
	assert_string_equal(ftl_text_visible(&arena, "caf\xE9 \xC3"), "caf\\xe9 \\xc3");
	assert_string_equal(ftl_text_visible(&arena, "\xF0\x9F\xBF\xBF"), "\\U0001ffff");
	assert_string_equal(ftl_text_visible(&arena, "\xC4\x8Cović \xF0\x9F\x94\xA7"),
	                    "\xC4\x8Cović \xF0\x9F\x94\xA7");
}

static void quotes_are_short_and_safe(void **state)
{
	(void)state;
	char buffer[FTL_QUOTE_SIZE];
	char longest[4001];

	assert_string_equal(ftl_quote(buffer, "490154203237519"), "'490154203237519'");
	assert_string_equal(ftl_quote(buffer, NULL), "''");
	assert_string_equal(ftl_quote(buffer, "a\x1B"
	                                      "b"),
	                    "'a\\x1bb'");
	memset(longest, 'x', 4000);
	longest[4000] = '\0';
	ftl_quote(buffer, longest);
	assert_int_equal(strlen(buffer), 1 + 60 + 3 + 1);
	assert_memory_equal(buffer + 61, "\xE2\x80\xA6'", 5);
	/* Four bytes a sign, two columns: the buffer is what ends it, between two signs. */
	for (size_t i = 0; i < 400; i += 4)
		memcpy(longest + i, "\xF0\x9F\x94\xA7", 4);
	ftl_quote(buffer, longest);
	assert_true(strlen(buffer) < FTL_QUOTE_SIZE);
	assert_true(ftl_utf8_is_valid(buffer, strlen(buffer), NULL));
	assert_int_equal(buffer[strlen(buffer) - 1], '\'');
}

static void absent_text_equals_only_absent_text(void **state)
{
	(void)state;
	assert_true(ftl_text_equal(NULL, NULL));
	assert_false(ftl_text_equal(NULL, ""));
	assert_false(ftl_text_equal("a", NULL));
	assert_true(ftl_text_equal("a", "a"));
	assert_false(ftl_text_equal("a", "b"));
}

static void a_text_is_found_among_names_of_which_some_are_absent(void **state)
{
	static const char *const names[] = {NULL, "a", "b"};

	(void)state;
	assert_int_equal(2, ftl_text_index(names, 3, "b"));
	assert_int_equal(-1, ftl_text_index(names, 2, "b"));
	assert_int_equal(-1, ftl_text_index(names, 3, ""));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(utf8_is_told_from_what_only_looks_like_it),
	        cmocka_unit_test(decoding_walks_code_points),
	        cmocka_unit_test(widths_are_those_of_a_terminal),
	        cmocka_unit_test(fitting_never_cuts_a_character),
	        cmocka_unit_test(lines_lose_outer_blanks_only),
	        cmocka_unit_test(blocks_stay_as_they_are_but_for_line_ends),
	        cmocka_unit_test(harmless_strange_text_is_kept),
	        cmocka_unit_test(harmful_text_is_refused_with_its_place),
	        cmocka_unit_test(a_refusal_shows_the_value_escaped_and_shortened),
	        cmocka_unit_test(eight_marks_pass_and_nine_do_not),
	        cmocka_unit_test(text_that_shows_nothing_is_empty),
	        cmocka_unit_test(length_is_bounded_after_trimming),
	        cmocka_unit_test(keys_forget_what_people_forget),
	        cmocka_unit_test(identifiers_keep_letters_and_digits),
	        cmocka_unit_test(lookalikes_meet_only_in_their_fold),
	        cmocka_unit_test(terminals_are_shown_no_controls),
	        cmocka_unit_test(quotes_are_short_and_safe),
	        cmocka_unit_test(absent_text_equals_only_absent_text),
	        cmocka_unit_test(a_text_is_found_among_names_of_which_some_are_absent),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
