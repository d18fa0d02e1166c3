/* CSV by RFC 4180 with LF, and the guard against formulas (OWASP ASVS 1.2.10). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "helper_out.h"

static const struct ftl_column columns[] = {
        {.key = "name", .title = "Name", .type = FTL_T_TEXT},
        {.key = "total", .title = "Total", .type = FTL_T_MONEY},
        {.key = "left_with", .title = "Left with", .type = FTL_T_LIST, .is_detail = true},
        {.key = "is_late", .title = "Late", .type = FTL_T_BOOL},
};
static const struct ftl_table table = {
        .schema = "t/1", .title = "T", .columns = columns, .count = FTL_COUNT(columns)};

/* The cell of the only text in the only row. */
static const char *csv_of_text(struct ftl_arena *arena, const char *text, bool is_raw)
{
	const struct ftl_cell cells[] = {{true, 0, text}, {false, 0, NULL}};
	const struct ftl_row row = {.cells = cells};
	const struct ftl_table one = {.schema = "t/1", .columns = columns, .count = 2};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_CSV);

	options.is_raw = is_raw;
	const char *csv = helper_out_list(arena, &options, &one, &row, 1);
	const char *head = "name,total\n";
	assert_memory_equal(csv, head, strlen(head));
	size_t length = strlen(csv) - strlen(head);
	assert_true(length >= 2);
	assert_string_equal(csv + strlen(head) + length - 2, ",\n");
	return ftl_strndup(arena, csv + strlen(head), length - 2);
}

static void header_is_keys_and_details_are_in(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell cells[] = {
	        {true, 0, "Ana"}, {true, 1250, NULL}, {true, 0, "case\ncable"}, {true, 0, NULL}};
	const struct ftl_row row = {.cells = cells};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_CSV);

	(void)state;
	assert_string_equal(helper_out_list(&arena, &options, &table, &row, 1),
	                    "name,total,left_with,is_late\nAna,12.50,case; cable,false\n");
	assert_string_equal(helper_out_list(&arena, &options, &table, &row, 0),
	                    "name,total,left_with,is_late\n");
	options.fields = "is_late,total";
	assert_string_equal(helper_out_list(&arena, &options, &table, &row, 1),
	                    "is_late,total\nfalse,12.50\n");
}

static void commas_quotes_and_line_ends_are_quoted(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(csv_of_text(&arena, "plain text", false), "plain text");
	assert_string_equal(csv_of_text(&arena, "a,b", false), "\"a,b\"");
	assert_string_equal(csv_of_text(&arena, "say \"hi\"", false), "\"say \"\"hi\"\"\"");
	assert_string_equal(csv_of_text(&arena, "a\nb", false), "\"a\nb\"");
	assert_string_equal(csv_of_text(&arena, "a\rb", false), "\"a\rb\"");
	assert_string_equal(csv_of_text(&arena, "1E10", false), "1E10");
	assert_string_equal(csv_of_text(&arena, "00123", false), "00123");
}

static void formulas_in_text_are_guarded(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(csv_of_text(&arena, "=HYPERLINK(\"http://x\",\"y\")", false),
	                    "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
	assert_string_equal(csv_of_text(&arena, "+49 170 1234567", false), "'+49 170 1234567");
	assert_string_equal(csv_of_text(&arena, "-1", false), "'-1");
	assert_string_equal(csv_of_text(&arena, "@SUM(A1)", false), "'@SUM(A1)");
	assert_string_equal(csv_of_text(&arena, "\t=1", false), "'\t=1");
	assert_string_equal(csv_of_text(&arena, "\r=1", false), "\"'\r=1\"");
	assert_string_equal(csv_of_text(&arena, "a=1", false), "a=1");
	assert_string_equal(csv_of_text(&arena, "'tis", false), "'tis");
}

static void guarding_can_always_be_undone(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	/* These were typed with their '; taking one off again must not give a formula. */
	assert_string_equal(csv_of_text(&arena, "'=1", false), "''=1");
	assert_string_equal(csv_of_text(&arena, "''-1", false), "'''-1");
}

static void raw_leaves_the_guard_out(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(csv_of_text(&arena, "=1+1", true), "=1+1");
	assert_string_equal(csv_of_text(&arena, "=1,2", true), "\"=1,2\"");
}

static void negative_numbers_stay_numbers(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell cells[] = {
	        {false, 0, NULL}, {true, -300, NULL}, {false, 0, NULL}, {false, 0, NULL}};
	const struct ftl_row row = {.cells = cells};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_CSV);

	(void)state;
	assert_string_equal(helper_out_list(&arena, &options, &table, &row, 1),
	                    "name,total,left_with,is_late\n,-3.00,,\n");
}

static void lone_absent_cell_is_still_a_record(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell cells[] = {{false, 0, NULL}};
	const struct ftl_row row = {.cells = cells};
	const struct ftl_table one = {.schema = "t/1", .columns = columns, .count = 1};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_CSV);

	(void)state;
	assert_string_equal(helper_out_list(&arena, &options, &one, &row, 1), "name\n\"\"\n");
}

static void sections_are_one_column_each(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell name[] = {{true, 0, "Ana"}};
	const struct ftl_cell first[] = {{true, 0, "labour"}, {true, 2400, NULL}};
	const struct ftl_cell second[] = {{true, 0, "=part"}, {false, 0, NULL}};
	const struct ftl_row lines[] = {{.cells = second}, {.cells = first}};
	const struct ftl_section sections[] = {
	        {"lines", "Lines", columns, 2, lines, 2, false, false}};
	const struct ftl_section shapes[] = {{"lines", "Lines", columns, 2, NULL, 0, false, false}};
	const struct ftl_row rows[] = {{.cells = name, .sections = sections, .section_count = 1},
	                               {.cells = name}};
	const struct ftl_table declared = {.schema = "t/1",
	                                   .columns = columns,
	                                   .count = 1,
	                                   .sections = shapes,
	                                   .section_count = 1};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_CSV);

	(void)state;
	assert_string_equal(helper_out_list(&arena, &options, &declared, rows, 2),
	                    "name,lines\nAna,\"'=part; labour, 24.00\"\nAna,\n");
	/* A table that declares none takes them from its first row. */
	const struct ftl_table undeclared = {.schema = "t/1", .columns = columns, .count = 1};
	assert_string_equal(helper_out_list(&arena, &options, &undeclared, rows, 2),
	                    "name,lines\nAna,\"'=part; labour, 24.00\"\nAna,\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(header_is_keys_and_details_are_in),
	        cmocka_unit_test(commas_quotes_and_line_ends_are_quoted),
	        cmocka_unit_test(formulas_in_text_are_guarded),
	        cmocka_unit_test(guarding_can_always_be_undone),
	        cmocka_unit_test(raw_leaves_the_guard_out),
	        cmocka_unit_test(negative_numbers_stay_numbers),
	        cmocka_unit_test(lone_absent_cell_is_still_a_record),
	        cmocka_unit_test(sections_are_one_column_each),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
