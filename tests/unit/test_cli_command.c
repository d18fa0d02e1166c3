/* Finding commands by their words, over a small table of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The command line is no library: its sources are part of this program. */
#include "cli/command.c" /* NOLINT(bugprone-suspicious-include) */

static const char *const scan_aliases[] = {"what is", NULL};

static const struct ftl_command order_list = {.path = "order list"};
static const struct ftl_command order_show = {.path = "order show"};
static const struct ftl_command scan = {.path = "scan", .aliases = scan_aliases};
static const struct ftl_command secret = {.path = "sacn", .flags = FTL_COMMAND_HIDDEN};

const struct ftl_command *const ftl_commands[] = {&order_list, &order_show, &scan, &secret};
const size_t ftl_command_count = FTL_COUNT(ftl_commands);
const struct ftl_noun ftl_nouns[] = {{"order", "wo", "work orders"}, {"claim", NULL, "claims"}};
const size_t ftl_noun_count = FTL_COUNT(ftl_nouns);

static void edits_are_counted_as_people_make_them(void **state)
{
	(void)state;
	/* The examples of Levenshtein's and Damerau's papers, as every textbook gives them. */
	assert_int_equal(ftl_edit_distance("", ""), 0);
	assert_int_equal(ftl_edit_distance("", "abc"), 3);
	assert_int_equal(ftl_edit_distance("kitten", "sitting"), 3);
	assert_int_equal(ftl_edit_distance("saturday", "sunday"), 3);
	assert_int_equal(ftl_edit_distance("ab", "ba"), 1);
	/* Restricted: no letter is edited twice. */
	assert_int_equal(ftl_edit_distance("ca", "abc"), 3);
}

static void distance_of_long_words_is_bounded(void **state)
{
	char long_word[500];

	(void)state;
	memset(long_word, 'x', sizeof(long_word) - 1);
	long_word[sizeof(long_word) - 1] = '\0';
	assert_int_equal(ftl_edit_distance(long_word, ""), 64);
}

static void commands_are_found_by_path_and_alias(void **state)
{
	(void)state;
	assert_ptr_equal(ftl_command_find("order list").command, &order_list);
	assert_ptr_equal(ftl_command_find("wo list").command, &order_list);
	assert_ptr_equal(ftl_command_find("scan").command, &scan);
	assert_ptr_equal(ftl_command_find("what is").command, &scan);
	assert_null(ftl_command_find("order").command);
	assert_null(ftl_command_find("order lis").command);
	assert_null(ftl_command_find("").command);
}

static void nouns_are_found_once_they_have_a_command(void **state)
{
	(void)state;
	assert_ptr_equal(ftl_command_find("order").noun, &ftl_nouns[0]);
	assert_ptr_equal(ftl_command_find("wo").noun, &ftl_nouns[0]);
	assert_null(ftl_command_find("claim").noun);
	assert_null(ftl_command_find("order list").noun);
}

static void prefixes_are_whole_words(void **state)
{
	(void)state;
	assert_true(ftl_command_is_prefix("order"));
	assert_true(ftl_command_is_prefix("wo"));
	assert_true(ftl_command_is_prefix("what"));
	assert_false(ftl_command_is_prefix("orde"));
	assert_false(ftl_command_is_prefix("order list"));
	assert_false(ftl_command_is_prefix("scan"));
}

static void nearest_comes_first_and_hidden_ones_never(void **state)
{
	const char *near[3];

	(void)state;
	assert_int_equal(ftl_command_suggest("scna", near, 3), 1);
	assert_string_equal(near[0], "scan");
	assert_int_equal(ftl_command_suggest("ordr lsit", near, 3), 1);
	assert_string_equal(near[0], "order list");
	assert_int_equal(ftl_command_suggest("show order", near, 3), 1);
	assert_string_equal(near[0], "order show");
	assert_int_equal(ftl_command_suggest("show", near, 3), 1);
	assert_string_equal(near[0], "order show");
	assert_int_equal(ftl_command_suggest("wo lst", near, 3), 1);
	assert_string_equal(near[0], "order list");
	assert_int_equal(ftl_command_suggest("xyzzy", near, 3), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(edits_are_counted_as_people_make_them),
	        cmocka_unit_test(distance_of_long_words_is_bounded),
	        cmocka_unit_test(commands_are_found_by_path_and_alias),
	        cmocka_unit_test(nouns_are_found_once_they_have_a_command),
	        cmocka_unit_test(prefixes_are_whole_words),
	        cmocka_unit_test(nearest_comes_first_and_hidden_ones_never),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
