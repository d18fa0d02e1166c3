/* JSON of lists, records and errors, byte for byte as the rules of the command line say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "helper_out.h"

static const struct ftl_column every_type[] = {
        {.key = "name", .title = "Name", .type = FTL_T_TEXT},
        {.key = "code", .title = "Code", .type = FTL_T_CODE},
        {.key = "state", .title = "State", .type = FTL_T_ENUM},
        {.key = "left_with", .title = "Left with", .type = FTL_T_LIST},
        {.key = "pieces", .title = "Pieces", .type = FTL_T_INT},
        {.key = "quantity", .title = "Quantity", .type = FTL_T_QUANTITY},
        {.key = "total", .title = "Total", .type = FTL_T_MONEY},
        {.key = "share", .title = "Share", .type = FTL_T_PERCENT},
        {.key = "bought_on", .title = "Bought", .type = FTL_T_DATE},
        {.key = "received_at", .title = "Received", .type = FTL_T_INSTANT},
        {.key = "took", .title = "Took", .type = FTL_T_DURATION},
        {.key = "is_late", .title = "Late", .type = FTL_T_BOOL},
};
static const struct ftl_table every_table = {.schema = "thing/1",
                                             .title = "Things",
                                             .columns = every_type,
                                             .count = FTL_COUNT(every_type)};

/* date -d '2026-11-22 UTC' +%s is 1795305600: day 20779; date -d @1795341600 is 10:00:00Z. */
static void fill_every_type(struct ftl_cell *cells)
{
	cells[0] = ftl_cell_text("Ana");
	cells[1] = ftl_cell_text("W26000019");
	cells[2] = ftl_cell_text("in_repair");
	cells[3] = ftl_cell_text("case\nUSB-C cable");
	cells[4] = ftl_cell_number(-3);
	cells[5] = ftl_cell_number(1500);
	cells[6] = ftl_cell_number(-1250);
	cells[7] = ftl_cell_number(9550);
	cells[8] = ftl_cell_number(20779);
	cells[9] = ftl_cell_number(1795341600);
	cells[10] = ftl_cell_number(90061);
	cells[11] = ftl_cell_number(1);
}

static void every_type_has_its_json_form(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cell cells[FTL_COUNT(every_type)];
	const struct ftl_row row = {.cells = cells};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_JSON);

	(void)state;
	fill_every_type(cells);
	assert_string_equal(
	        helper_out_record(&arena, &options, &every_table, &row),
	        "{\"schema\":\"thing/1\",\"name\":\"Ana\",\"code\":\"W26-00001-9\","
	        "\"state\":\"in_repair\",\"left_with\":[\"case\",\"USB-C cable\"],\"pieces\":-3,"
	        "\"quantity\":\"1.5\",\"total\":\"-12.50\",\"share\":\"95.5\","
	        "\"bought_on\":\"2026-11-22\",\"received_at\":\"2026-11-22T10:00:00Z\","
	        "\"took\":90061,\"is_late\":true}\n");
}

static void absent_values_are_null(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cell cells[FTL_COUNT(every_type)] = {{false, 0, NULL}};
	const struct ftl_row row = {.cells = cells};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_JSON);

	(void)state;
	options.fields = "total,name,left_with,is_late";
	assert_string_equal(helper_out_record(&arena, &options, &every_table, &row),
	                    "{\"schema\":\"thing/1\",\"total\":null,\"name\":null,"
	                    "\"left_with\":null,\"is_late\":null}\n");
}

static void list_is_rows_under_a_schema_and_may_be_empty(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell first[] = {{true, 0, "a"}};
	const struct ftl_cell second[] = {{true, 0, "b"}};
	const struct ftl_row rows[] = {{.cells = first}, {.cells = second}};
	const struct ftl_table table = {
	        .schema = "thing.list/1", .title = "Things", .columns = every_type, .count = 1};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_JSON);

	(void)state;
	assert_string_equal(helper_out_list(&arena, &options, &table, rows, 2),
	                    "{\"schema\":\"thing.list/"
	                    "1\",\"rows\":[\n{\"name\":\"a\"},\n{\"name\":\"b\"}\n]}\n");
	assert_string_equal(helper_out_list(&arena, &options, &table, rows, 0),
	                    "{\"schema\":\"thing.list/1\",\"rows\":[]}\n");
}

static const char *json_of_text(struct ftl_arena *arena, const char *text)
{
	const struct ftl_cell cells[] = {{true, 0, text}};
	const struct ftl_row row = {.cells = cells};
	const struct ftl_table table = {
	        .schema = "t/1", .title = "T", .columns = every_type, .count = 1};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_JSON);
	const char *json = helper_out_record(arena, &options, &table, &row);
	const char *head = "{\"schema\":\"t/1\",\"name\":";
	size_t length = strlen(json);

	assert_memory_equal(json, head, strlen(head));
	/* Without "}\n". */
	return ftl_strndup(arena, json + strlen(head), length - strlen(head) - 2);
}

static void text_is_escaped_and_nothing_acts_on_a_terminal(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(json_of_text(&arena, "a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
	assert_string_equal(json_of_text(&arena, "\b\f\n\r\t"), "\"\\b\\f\\n\\r\\t\"");
	assert_string_equal(json_of_text(&arena, "\x1b[2J\x01\x7f"),
	                    "\"\\u001b[2J\\u0001\\u007f\"");
	/* U+009B is CSI in eight bits, U+202E turns the direction, U+2028 ends a line. */
	assert_string_equal(json_of_text(&arena, "\xC2\x9B\xE2\x80\xAE\xE2\x80\xA8"),
	                    "\"\\u009b\\u202e\\u2028\"");
	assert_string_equal(json_of_text(&arena, "Čović 修理 👩‍🔧"),
	                    "\"Čović 修理 👩‍🔧\"");
	assert_string_equal(json_of_text(&arena, ""), "\"\"");
}

static void broken_utf8_never_leaves_as_such(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(json_of_text(&arena, "caf\xE9"), "\"caf\xEF\xBF\xBD\"");
	assert_string_equal(json_of_text(&arena, "\xC0\x80x"), "\"\xEF\xBF\xBD\xEF\xBF\xBDx\"");
	assert_string_equal(json_of_text(&arena, "\xE2\x82"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
}

static const struct ftl_column line_columns[] = {
        {.key = "kind", .title = "Kind", .type = FTL_T_TEXT},
        {.key = "price", .title = "Price", .type = FTL_T_MONEY},
};

static void sections_are_arrays_and_objects_may_be_null(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell cells[] = {{true, 0, "Ana"}};
	const struct ftl_cell labour[] = {{true, 0, "labour"}, {true, 2400, NULL}};
	const struct ftl_cell part[] = {{true, 0, "part"}, {false, 0, NULL}};
	const struct ftl_row lines[] = {{.cells = labour}, {.cells = part}};
	const struct ftl_section sections[] = {
	        {"lines", "Lines", line_columns, 2, lines, 2, false, false},
	        {"first", "First", line_columns, 2, lines, 1, true, false},
	        {"no_lines", "No lines", line_columns, 2, NULL, 0, false, false},
	        {"nothing", "Nothing", line_columns, 2, NULL, 0, true, false},
	};
	const struct ftl_row row = {.cells = cells, .sections = sections, .section_count = 4};
	const struct ftl_table table = {.schema = "t/1", .columns = every_type, .count = 1};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_JSON);

	(void)state;
	assert_string_equal(
	        helper_out_record(&arena, &options, &table, &row),
	        "{\"schema\":\"t/1\",\"name\":\"Ana\",\"lines\":[{\"kind\":\"labour\",\"price\":"
	        "\"24.00\"},{\"kind\":\"part\",\"price\":null}],\"first\":{\"kind\":\"labour\","
	        "\"price\":\"24.00\"},\"no_lines\":[],\"nothing\":null}\n");
	options.fields = "nothing, name";
	assert_string_equal(helper_out_record(&arena, &options, &table, &row),
	                    "{\"schema\":\"t/1\",\"nothing\":null,\"name\":\"Ana\"}\n");
}

static void sections_inside_sections_are_kept(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell name[] = {{true, 0, "a"}};
	const struct ftl_row inner_rows[] = {{.cells = name}};
	const struct ftl_section inner[] = {
	        {"pieces", "Pieces", every_type, 1, inner_rows, 1, false, false}};
	const struct ftl_row outer_rows[] = {
	        {.cells = name, .sections = inner, .section_count = 1}};
	const struct ftl_section outer[] = {
	        {"devices", "Devices", every_type, 1, outer_rows, 1, false, false}};
	const struct ftl_row row = {.cells = name, .sections = outer, .section_count = 1};
	const struct ftl_table table = {.schema = "t/1", .columns = every_type, .count = 1};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_JSON);

	(void)state;
	assert_string_equal(helper_out_record(&arena, &options, &table, &row),
	                    "{\"schema\":\"t/1\",\"name\":\"a\",\"devices\":[{\"name\":\"a\","
	                    "\"pieces\":[{\"name\":\"a\"}]}]}\n");
}

static void money_follows_the_decimals_of_its_currency(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell cells[] = {{true, 0, "yen"}, {true, 1250, NULL}};
	const struct ftl_row row = {.cells = cells};
	const struct ftl_table table = {.schema = "t/1", .columns = line_columns, .count = 2};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_JSON);

	(void)state;
	options.currency = (struct ftl_currency){"JPY", 0};
	assert_string_equal(helper_out_record(&arena, &options, &table, &row),
	                    "{\"schema\":\"t/1\",\"kind\":\"yen\",\"price\":\"1250\"}\n");
}

static void errors_carry_code_message_field_and_hint(void **state)
{
	struct ftl_err err;
	char text[512] = {0};
	FILE *stream = fmemopen(text, sizeof(text), "w");

	(void)state;
	ftl_fail(&err, FTL_CONFLICT, "serial", "is on W26-00001-9 already, got 'a\"b'");
	ftl_out_error_json(stream, &err);
	fclose(stream);
	assert_string_equal(text, "{\"error\":{\"code\":\"conflict\",\"message\":\"is on "
	                          "W26-00001-9 already, got 'a\\\"b'\",\"field\":\"serial\","
	                          "\"hint\":null}}\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_type_has_its_json_form),
	        cmocka_unit_test(absent_values_are_null),
	        cmocka_unit_test(list_is_rows_under_a_schema_and_may_be_empty),
	        cmocka_unit_test(text_is_escaped_and_nothing_acts_on_a_terminal),
	        cmocka_unit_test(broken_utf8_never_leaves_as_such),
	        cmocka_unit_test(sections_are_arrays_and_objects_may_be_null),
	        cmocka_unit_test(sections_inside_sections_are_kept),
	        cmocka_unit_test(money_follows_the_decimals_of_its_currency),
	        cmocka_unit_test(errors_carry_code_message_field_and_hint),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
