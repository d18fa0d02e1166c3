/* Text of lists and records: widths, alignment, what a cell looks like to people. */
#include <fcntl.h>
#include <pty.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "helper_out.h"

static const char *title_of_state(const char *name)
{
	return strcmp(name, "in_repair") == 0 ? "in repair" : NULL;
}

static const struct ftl_column columns[] = {
        {.key = "code", .title = "Code", .type = FTL_T_CODE},
        {.key = "customer", .title = "Customer", .type = FTL_T_TEXT},
        {.key = "total", .title = "Total", .type = FTL_T_MONEY},
        {.key = "state", .title = "State", .type = FTL_T_ENUM, .title_of = title_of_state},
        {.key = "note", .title = "Note", .type = FTL_T_TEXT, .is_detail = true},
};
static const struct ftl_table table = {.schema = "t/1",
                                       .title = "T",
                                       .columns = columns,
                                       .count = FTL_COUNT(columns),
                                       .empty = "no open work orders"};

static const struct ftl_cell first[] = {{true, 0, "W26000019"},
                                        {true, 0, "修理 Ana"},
                                        {true, 5, NULL},
                                        {true, 0, "in_repair"},
                                        {true, 0, "kept"}};
static const struct ftl_cell second[] = {{true, 0, "W26LX000018"},
                                         {false, 0, NULL},
                                         {true, 123450, NULL},
                                         {true, 0, "ready"},
                                         {false, 0, NULL}};
static const struct ftl_row rows[] = {{.cells = first}, {.cells = second}};

static void columns_align_by_what_the_eye_sees(void **state)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	(void)state;
	/* Wide characters take two columns; numbers and their titles stand at the right. */
	assert_string_equal(helper_out_list(&arena, &options, &table, rows, 2),
	                    "Code            Customer    Total  State\n"
	                    "W26-00001-9     修理 Ana     0.05  in repair\n"
	                    "W26-LX-00001-8  –         1234.50  ready\n");
}

static void empty_list_says_so(void **state)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	(void)state;
	assert_string_equal(helper_out_list(&arena, &options, &table, rows, 0),
	                    "no open work orders\n");
}

static void details_appear_when_asked_for(void **state)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	(void)state;
	options.fields = "note,code";
	assert_string_equal(helper_out_list(&arena, &options, &table, rows, 2),
	                    "Note  Code\n"
	                    "kept  W26-00001-9\n"
	                    "–     W26-LX-00001-8\n");
}

static void nothing_in_a_cell_acts_on_the_terminal_or_breaks_the_line(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell cells[] = {{true, 0, "\x1b[2J"}, {true, 0, "two\nlines\tand"}};
	const struct ftl_row row = {.cells = cells};
	const struct ftl_table two = {.schema = "t/1", .columns = columns, .count = 2};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	(void)state;
	assert_string_equal(helper_out_list(&arena, &options, &two, &row, 1),
	                    "Code     Customer\n"
	                    "\\x1b[2J  two lines and\n");
}

static void limit_ends_the_list_and_is_told(void **state)
{
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);
	struct ftl_err err;
	FTL_OUT(out);

	(void)state;
	options.limit = 1;
	options.path = "limited";
	assert_int_equal(ftl_out_open(&options, &out, &err), FTL_OK);
	assert_int_equal(ftl_out_begin(out, &table, &err), FTL_OK);
	assert_int_equal(ftl_out_row(out, &rows[0], &err), FTL_OK);
	assert_false(ftl_out_is_full(out));
	assert_int_equal(ftl_out_row(out, &rows[1], &err), FTL_OK);
	assert_true(ftl_out_is_full(out));
	assert_true(ftl_out_is_cut(out));
	assert_int_equal(ftl_out_end(out, &err), FTL_OK);
	assert_int_equal(ftl_out_close(out, &err), FTL_OK);
}

static void long_lists_stream_with_the_widths_of_the_first_rows(void **state)
{
	FTL_ARENA(arena);
	enum { COUNT = 700 };
	struct ftl_cell *cells = ftl_alloc(&arena, COUNT, 2 * sizeof(*cells));
	struct ftl_row *many = ftl_alloc(&arena, COUNT, sizeof(*many));
	const struct ftl_table two = {.schema = "t/1", .columns = columns, .count = 2};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		cells[2 * i] = ftl_cell_text("W26000019");
		cells[2 * i + 1] = ftl_cell_text("x");
		many[i].cells = &cells[2 * i];
	}
	/* Wider than every row before: sticks out, and nothing is lost. */
	cells[2 * (size_t)699] = ftl_cell_text("a very long cell without a code");
	const char *text = helper_out_list(&arena, &options, &two, many, COUNT);
	size_t lines = 0;
	for (const char *at = text; *at != '\0'; at++)
		lines += *at == '\n';
	assert_int_equal(lines, COUNT + 1);
	const char *last = "W26-00001-9  x\na very long cell without a code  x\n";
	assert_string_equal(text + strlen(text) - strlen(last), last);
}

static void record_is_titles_and_values_then_sections(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_cell cells[] = {{true, 0, "W26000019"},
	                                 {true, 0, "Ana\nČović"},
	                                 {true, 6400, NULL},
	                                 {false, 0, NULL},
	                                 {true, 0, "hidden"}};
	const struct ftl_row lines[] = {{.cells = first}, {.cells = second}};
	const struct ftl_section sections[] = {
	        {"lines", "Lines", columns, 3, lines, 2, false, false},
	        {"none", "None", columns, 3, NULL, 0, false, false},
	        {"one", "One", columns, 3, lines, 1, true, false}};
	const struct ftl_row bare = {.cells = cells};
	const struct ftl_row row = {.cells = cells, .sections = sections, .section_count = 3};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	(void)state;
	assert_string_equal(helper_out_record(&arena, &options, &table, &bare),
	                    "Code      W26-00001-9\n"
	                    "Customer  Ana\n"
	                    "          Čović\n"
	                    "Total     64.00 EUR\n");
	options.fields = "total,lines,one,none";
	assert_string_equal(helper_out_record(&arena, &options, &table, &row),
	                    "Total  64.00 EUR\n"
	                    "\n"
	                    "Lines\n"
	                    "  Code            Customer    Total\n"
	                    "  W26-00001-9     修理 Ana     0.05\n"
	                    "  W26-LX-00001-8  –         1234.50\n"
	                    "\n"
	                    "One\n"
	                    "  Code      W26-00001-9\n"
	                    "  Customer  修理 Ana\n"
	                    "  Total     0.05 EUR\n");
}

static void what_says_nothing_takes_no_room(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	static const struct ftl_column fields[] = {
	        {.key = "name", .title = "Name", .type = FTL_T_TEXT},
	        {.key = "maker", .title = "Maker", .type = FTL_T_TEXT, .is_detail = true},
	        {.key = "old", .title = "Old", .type = FTL_T_BOOL, .is_detail = true},
	        {.key = "kept", .title = "Kept", .type = FTL_T_BOOL, .is_detail = true},
	        {.key = "code", .title = "Code", .type = FTL_T_TEXT, .is_detail = true}};
	const struct ftl_cell one[] = {{true, 0, "x"},
	                               {false, 0, NULL},
	                               {true, 0, NULL},
	                               {true, 1, NULL},
	                               {true, 0, "not wanted"}};
	const struct ftl_cell two[] = {
	        {true, 0, "y"}, {false, 0, NULL}, {true, 0, NULL}, {true, 0, NULL}, {true, 0, "z"}};
	static const struct ftl_column in_rows[] = {
	        {.key = "name", .title = "Name", .type = FTL_T_TEXT},
	        {.key = "maker", .title = "Maker", .type = FTL_T_TEXT},
	        {.key = "old", .title = "Old", .type = FTL_T_BOOL},
	        {.key = "kept", .title = "Kept", .type = FTL_T_BOOL}};
	const struct ftl_row in[] = {{.cells = one}, {.cells = two}};
	const struct ftl_section sections[] = {{.key = "lines",
	                                        .title = "Lines",
	                                        .columns = in_rows,
	                                        .count = 4,
	                                        .rows = in,
	                                        .row_count = 2,
	                                        .is_short = true}};
	const struct ftl_table all = {.title = "All",
	                              .columns = fields,
	                              .count = 5,
	                              .sections = sections,
	                              .section_count = 1,
	                              .wide = "maker,old,kept"};
	const struct ftl_row row = {.cells = one, .sections = sections, .section_count = 1};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	assert_string_equal(helper_out_record(&arena, &options, &all, &row), "Name  x\n"
	                                                                     "Kept  yes\n"
	                                                                     "\n"
	                                                                     "Lines\n"
	                                                                     "  Name  Kept\n"
	                                                                     "  x     yes\n"
	                                                                     "  y     no\n");
}

static const char *shown(struct ftl_arena *arena, enum ftl_type type, int64_t number)
{
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);
	const struct ftl_column column = {.key = "x", .title = "X", .type = type};
	const struct ftl_cell cell = ftl_cell_number(number);
	struct ftl_err err;
	FTL_OUT(out);

	assert_int_equal(ftl_out_open(&options, &out, &err), FTL_OK);
	return ftl_out_cell(out, arena, &column, &cell);
}

static void durations_are_hours_and_then_days(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(shown(&arena, FTL_T_DURATION, 0), "0:00 h");
	assert_string_equal(shown(&arena, FTL_T_DURATION, 12000), "3:20 h");
	assert_string_equal(shown(&arena, FTL_T_DURATION, 86369), "23:59 h");
	/* Half a minute short of a day is a day once rounded. */
	assert_string_equal(shown(&arena, FTL_T_DURATION, 86370), "1.0 d");
	assert_string_equal(shown(&arena, FTL_T_DURATION, 207360), "2.4 d");
	assert_string_equal(shown(&arena, FTL_T_DURATION, -12000), "-3:20 h");
	assert_string_equal(shown(&arena, FTL_T_DURATION, INT64_MIN), "-106751991167300.6 d");
}

static void numbers_have_as_many_decimals_as_they_need(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(shown(&arena, FTL_T_QUANTITY, 1000), "1");
	assert_string_equal(shown(&arena, FTL_T_QUANTITY, 1500), "1.5");
	assert_string_equal(shown(&arena, FTL_T_QUANTITY, -1), "-0.001");
	assert_string_equal(shown(&arena, FTL_T_QUANTITY, 10000), "10");
	assert_string_equal(shown(&arena, FTL_T_PERCENT, 9500), "95.0 %");
	assert_string_equal(shown(&arena, FTL_T_PERCENT, 9555), "95.55 %");
	assert_string_equal(shown(&arena, FTL_T_MONEY, -5), "-0.05 EUR");
	assert_string_equal(shown(&arena, FTL_T_BOOL, 1), "yes");
	assert_string_equal(shown(&arena, FTL_T_BOOL, 0), "no");
	/* date -ud @1795341600: Sun Nov 22 10:00:00 UTC 2026; without a centre it is marked UTC. */
	assert_string_equal(shown(&arena, FTL_T_INSTANT, 1795341600), "2026-11-22 10:00Z");
	assert_string_equal(shown(&arena, FTL_T_DATE, 20779), "2026-11-22");
}

static void instants_are_in_the_centres_time(void **state)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);
	const struct ftl_column column = {.key = "x", .title = "X", .type = FTL_T_INSTANT};
	const struct ftl_cell cell = ftl_cell_number(1795341600);
	struct ftl_err err;
	FTL_OUT(out);

	(void)state;
	assert_int_equal(ftl_zone_open(&arena, "Europe/Berlin", &options.zone, &err), FTL_OK);
	assert_int_equal(ftl_out_open(&options, &out, &err), FTL_OK);
	assert_string_equal(ftl_out_cell(out, &arena, &column, &cell), "2026-11-22 11:00");
}

static void codes_of_another_form_stay_as_they_are(void **state)
{
	FTL_ARENA(arena);
	static const char *const same[] = {"",           "W26",           "W26-00001-9",
	                                   "w26000019",  "W26ABCD000019", "hello world",
	                                   "12345678901"};
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);
	const struct ftl_column column = {.key = "x", .title = "X", .type = FTL_T_CODE};
	struct ftl_err err;
	FTL_OUT(out);

	(void)state;
	assert_int_equal(ftl_out_open(&options, &out, &err), FTL_OK);
	for (size_t i = 0; i < FTL_COUNT(same); i++) {
		const struct ftl_cell cell = ftl_cell_text(same[i]);
		assert_string_equal(ftl_out_cell(out, &arena, &column, &cell), same[i]);
	}
	const struct ftl_cell letter = ftl_cell_text("W2600001A");
	assert_string_equal(ftl_out_cell(out, &arena, &column, &letter), "W26-00001-A");
	const struct ftl_cell longer = ftl_cell_text("W261234567X");
	assert_string_equal(ftl_out_cell(out, &arena, &column, &longer), "W26-1234567-X");
}

/* Runs a list on a terminal of the given width and returns what came to it. */
static const char *list_on_terminal(struct ftl_arena *arena, unsigned short width,
                                    enum ftl_color color, const struct ftl_table *shape,
                                    const struct ftl_row *list, size_t count)
{
	char *text = ftl_alloc(arena, 1, 65536);
	size_t length = 0;
	struct winsize size = {24, width, 0, 0};
	int master;
	pid_t child = forkpty(&master, NULL, NULL, &size);

	assert_true(child >= 0);
	if (child == 0) {
		struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);
		struct ftl_err err;
		struct ftl_out *out;
		options.color = color;
		bool is_good = ftl_out_open(&options, &out, &err) == FTL_OK &&
		               ftl_out_begin(out, shape, &err) == FTL_OK;

		for (size_t i = 0; i < count; i++)
			is_good = is_good && ftl_out_row(out, &list[i], &err) == FTL_OK;
		is_good = is_good && ftl_out_end(out, &err) == FTL_OK &&
		          ftl_out_close(out, &err) == FTL_OK;
		_exit(is_good ? 0 : 1);
	}
	ssize_t got;
	while ((got = read(master, text + length, 65535 - length)) > 0)
		length += (size_t)got;
	close(master);
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	return text;
}

static const char *on_terminal(struct ftl_arena *arena, unsigned short width, enum ftl_color color)
{
	return list_on_terminal(arena, width, color, &table, rows, 2);
}

static void a_column_without_a_value_gives_way_first(void **state)
{
	static const struct ftl_cell nobodys[] = {{true, 0, "W26LX000018"},
	                                          {false, 0, NULL},
	                                          {true, 123450, NULL},
	                                          {true, 0, "in_repair"},
	                                          {false, 0, NULL}};
	static const struct ftl_row two[] = {{.cells = nobodys}, {.cells = nobodys}};
	FTL_ARENA(arena);

	(void)state;
	assert_string_equal(list_on_terminal(&arena, 43, FTL_COLOR_NEVER, &table, two, 2),
	                    "Code              Total  State\r\n"
	                    "W26-LX-00001-8  1234.50  in repair\r\n"
	                    "W26-LX-00001-8  1234.50  in repair\r\n");
	/* Where there is room, or some row has a value, it stays. */
	assert_string_equal(list_on_terminal(&arena, 44, FTL_COLOR_NEVER, &table, two, 1),
	                    "Code            Customer    Total  State\r\n"
	                    "W26-LX-00001-8  –         1234.50  in repair\r\n");
}

/* The name of the customer, and the state below it where there is a note. */
static void picture(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                    const void *data)
{
	(void)shape, (void)data;
	ftl_out_print(out, "%s\n", row->cells[1].has ? row->cells[1].text : "nobody");
	if (row->cells[4].has)
		ftl_out_print(out, "  %s\n", row->cells[3].text);
}

static void pictures_of_several_lines_stand_apart(void **state)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);
	struct ftl_table drawn = table;
	const struct ftl_row five[] = {rows[1], rows[1], rows[0], rows[1], rows[1]};

	(void)state;
	drawn.row_view = picture;
	assert_string_equal(helper_out_list(&arena, &options, &drawn, five, 5),
	                    "nobody\nnobody\n\n修理 Ana\n  in_repair\n\nnobody\nnobody\n");
}

/* More than what is gathered before it is written. */
static void a_long_list_of_pictures_is_written_whole(void **state)
{
	static const char one[] = "修理 Ana\n  in_repair\n";
	FTL_ARENA(arena);
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);
	struct ftl_table drawn = table;
	static struct ftl_row many[20000];
	const char *text;

	(void)state;
	drawn.row_view = picture;
	for (size_t i = 0; i < FTL_COUNT(many); i++)
		many[i] = rows[0];
	text = helper_out_list(&arena, &options, &drawn, many, FTL_COUNT(many));
	assert_int_equal(strlen(text), FTL_COUNT(many) * strlen(one) + FTL_COUNT(many) - 1);
	for (size_t i = 0; i < FTL_COUNT(many); i++) {
		assert_memory_equal(text + i * (strlen(one) + 1), one, strlen(one));
		assert_int_equal(text[i * (strlen(one) + 1) + strlen(one)],
		                 i + 1 < FTL_COUNT(many) ? '\n' : '\0');
	}
}

static void terminal_shrinks_text_and_never_codes_or_numbers(void **state)
{
	FTL_ARENA(arena);

	(void)state;
	/* 14 + 2 + 8 + 2 + 7 + 2 + 8: the state gives up one column. */
	assert_string_equal(on_terminal(&arena, 43, FTL_COLOR_NEVER),
	                    "Code            Customer    Total  State\r\n"
	                    "W26-00001-9     修理 Ana     0.05  in repa…\r\n"
	                    "W26-LX-00001-8  –         1234.50  ready\r\n");
	/* Nothing may give way any more: the line is cut at the edge. */
	assert_string_equal(on_terminal(&arena, 20, FTL_COLOR_NEVER), "Code            Cus…\r\n"
	                                                              "W26-00001-9     修…\r\n"
	                                                              "W26-LX-00001-8  –\r\n");
}

static void colour_is_for_terminals(void **state)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = helper_out_options(FTL_FORMAT_TEXT);

	(void)state;
	assert_memory_equal(on_terminal(&arena, 80, FTL_COLOR_AUTO), "\x1b[1mCode", 8);
	assert_memory_equal(on_terminal(&arena, 80, FTL_COLOR_NEVER), "Code", 4);
	assert_null(strchr(helper_out_list(&arena, &options, &table, rows, 2), '\x1b'));
	options.color = FTL_COLOR_ALWAYS;
	assert_non_null(
	        strstr(helper_out_list(&arena, &options, &table, rows, 2), "State\x1b[0m\n"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(columns_align_by_what_the_eye_sees),
	        cmocka_unit_test(empty_list_says_so),
	        cmocka_unit_test(details_appear_when_asked_for),
	        cmocka_unit_test(nothing_in_a_cell_acts_on_the_terminal_or_breaks_the_line),
	        cmocka_unit_test(limit_ends_the_list_and_is_told),
	        cmocka_unit_test(long_lists_stream_with_the_widths_of_the_first_rows),
	        cmocka_unit_test(record_is_titles_and_values_then_sections),
	        cmocka_unit_test(what_says_nothing_takes_no_room),
	        cmocka_unit_test(durations_are_hours_and_then_days),
	        cmocka_unit_test(numbers_have_as_many_decimals_as_they_need),
	        cmocka_unit_test(instants_are_in_the_centres_time),
	        cmocka_unit_test(codes_of_another_form_stay_as_they_are),
	        cmocka_unit_test(a_column_without_a_value_gives_way_first),
	        cmocka_unit_test(pictures_of_several_lines_stand_apart),
	        cmocka_unit_test(a_long_list_of_pictures_is_written_whole),
	        cmocka_unit_test(terminal_shrinks_text_and_never_codes_or_numbers),
	        cmocka_unit_test(colour_is_for_terminals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
