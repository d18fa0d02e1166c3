/* Editing a line of UTF-8: what the person sees as one character is one step. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The command line is no library: its sources are part of this program. */
#include "cli/line.c" /* NOLINT(bugprone-suspicious-include) */

static void type(struct ftl_line *line, const char *character)
{
	assert_true(ftl_line_insert(line, character, strlen(character)));
}

static void characters_go_in_at_the_cursor(void **state)
{
	struct ftl_line line = {0};

	(void)state;
	type(&line, "a");
	type(&line, "ž");
	ftl_line_left(&line);
	type(&line, "理");
	assert_string_equal(ftl_buf_cstr(&line.text), "a理ž");
	ftl_line_home(&line);
	type(&line, "x");
	ftl_line_end(&line);
	type(&line, "y");
	assert_string_equal(ftl_buf_cstr(&line.text), "xa理žy");
	ftl_line_done(&line);
}

static void combining_marks_go_with_their_letter(void **state)
{
	struct ftl_line line = {0};

	(void)state;
	/* e and U+0301: one character to the eye. */
	ftl_line_set(&line, "jose\xCC\x81");
	ftl_line_left(&line);
	assert_int_equal(line.cursor, 3);
	ftl_line_right(&line);
	assert_int_equal(line.cursor, 6);
	ftl_line_backspace(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "jos");
	ftl_line_done(&line);
}

static void ends_of_the_line_hold(void **state)
{
	struct ftl_line line = {0};

	(void)state;
	ftl_line_backspace(&line);
	ftl_line_delete(&line);
	ftl_line_left(&line);
	ftl_line_right(&line);
	ftl_line_kill_word(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "");
	ftl_line_set(&line, "é");
	ftl_line_right(&line);
	ftl_line_delete(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "é");
	ftl_line_home(&line);
	ftl_line_backspace(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "é");
	ftl_line_delete(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "");
	ftl_line_done(&line);
}

static void kills_take_words_and_halves(void **state)
{
	struct ftl_line line = {0};

	(void)state;
	ftl_line_set(&line, "left side  silent  ");
	ftl_line_kill_word(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "left side  ");
	ftl_line_kill_word(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "left ");
	ftl_line_left(&line);
	ftl_line_left(&line);
	ftl_line_kill_to_end(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "lef");
	ftl_line_left(&line);
	ftl_line_kill_to_start(&line);
	assert_string_equal(ftl_buf_cstr(&line.text), "f");
	assert_int_equal(line.cursor, 0);
	ftl_line_done(&line);
}

static void controls_and_broken_bytes_stay_out(void **state)
{
	struct ftl_line line = {0};

	(void)state;
	assert_false(ftl_line_insert(&line, "\x1b", 1));
	assert_false(ftl_line_insert(&line, "\xC2\x9B", 2));
	assert_false(ftl_line_insert(&line, "\xE9", 1));
	assert_false(ftl_line_insert(&line, "\xC0\x80", 2));
	assert_string_equal(ftl_buf_cstr(&line.text), "");
	ftl_line_done(&line);
}

static void line_has_an_end(void **state)
{
	struct ftl_line line = {0};

	(void)state;
	for (size_t i = 0; i < FTL_LINE_MOST; i++)
		type(&line, "a");
	assert_false(ftl_line_insert(&line, "a", 1));
	assert_int_equal(line.text.length, FTL_LINE_MOST);
	ftl_line_done(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(characters_go_in_at_the_cursor),
	        cmocka_unit_test(combining_marks_go_with_their_letter),
	        cmocka_unit_test(ends_of_the_line_hold),
	        cmocka_unit_test(kills_take_words_and_halves),
	        cmocka_unit_test(controls_and_broken_bytes_stay_out),
	        cmocka_unit_test(line_has_an_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
