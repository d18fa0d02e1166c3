#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/base/module.h"
#include "fettle/out/table.h"
#include "helper_dbfile.h"

/*
 * Lists as workbooks, read back by openpyxl: a script gets the file's path, `book` and `sheet`, and
 * must not raise.
 */
static void assert_python(const char *path, const char *script)
{
	static const char before[] = "import sys, zipfile, openpyxl\n"
	                             "from datetime import datetime, date, time, timedelta\n"
	                             "path = sys.argv[1]\n"
	                             "book = openpyxl.load_workbook(path)\n"
	                             "sheet = book.worksheets[0]\n";
	FTL_ARENA(arena);
	char *whole = ftl_sprintf(&arena, "%s%s", before, script);
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		execl("/usr/bin/python3", "python3", "-c", whole, path, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static struct ftl_out_options options_of(struct ftl_arena *arena, const char *path)
{
	struct ftl_out_options options = {.format = FTL_FORMAT_XLSX,
	                                  .path = path,
	                                  .currency = {"EUR", 2},
	                                  .centre = "Ana & Čović <Repairs>"};
	struct ftl_err err;

	assert_int_equal(ftl_zone_open(arena, "Europe/Berlin", &options.zone, &err), FTL_OK);
	assert_int_equal(ftl_instant_parse("now", "2026-11-22T10:00:00Z", &options.now, &err),
	                 FTL_OK);
	return options;
}

static const struct ftl_column texts[] = {{.key = "text", .title = "Text", .type = FTL_T_TEXT}};
static const struct ftl_table text_table = {
        .schema = "t/1", .title = "Texts", .columns = texts, .count = 1};

/* One column of texts; the status of the first call that fails. */
static enum ftl_status write_texts(const char *path, const char *const *values, size_t count,
                                   struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = options_of(&arena, path);
	FTL_OUT(out);

	FTL_TRY(ftl_out_open(&options, &out, err));
	FTL_TRY(ftl_out_begin(out, &text_table, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_cell cell = ftl_cell_text(values[i]);
		FTL_TRY(ftl_out_row(out, &(struct ftl_row){.cells = &cell}, err));
	}
	FTL_TRY(ftl_out_end(out, err));
	return ftl_out_close(out, err);
}

static void text_stays_the_text_it_was(void **state)
{
	static const char *const values[] = {
	        "=1+1",
	        "+49 30 1234567",
	        "-1",
	        "@SUM(A1)",
	        "1E10",
	        "00123",
	        "MAR1",
	        "_x0041_",
	        "_x005F_x0041_",
	        "a_xyz_b",
	        "http://x.example/y",
	        " outer blanks ",
	        "two\nlines",
	        "Čović 日本語 \xF0\x9F\x94\xA7",
	        "<a href=\"x\">&amp;</a>",
	        "=cmd|' /C calc'!A0",
	};
	struct ftl_err err;
	const char *path = dbfile_in(state, "texts.xlsx");

	assert_int_equal(write_texts(path, values, FTL_COUNT(values), &err), FTL_OK);
	assert_python(path,
	              "want = ['=1+1', '+49 30 1234567', '-1', '@SUM(A1)', '1E10', '00123', 'MAR1',"
	              " '_x0041_', '_x005F_x0041_', 'a_xyz_b', 'http://x.example/y',"
	              " ' outer blanks ', 'two\\nlines', 'Čović 日本語 🔧',"
	              " '<a href=\"x\">&amp;</a>', \"=cmd|' /C calc'!A0\"]\n"
	              "from openpyxl.utils.escape import unescape\n"
	              "xml = zipfile.ZipFile(path).read('xl/worksheets/sheet1.xml').decode()\n"
	              "assert '<f' not in xml\n"
	              "import xml.etree.ElementTree as tree\n"
	              "ns = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'\n"
	              "got = [unescape(t.text) for t in tree.fromstring(xml).iter(ns + 't')][1:]\n"
	              "assert got == want, got\n"
	              "types = {c.get('t') for c in tree.fromstring(xml).iter(ns + 'c')}\n"
	              "assert types == {'inlineStr'}, types\n");
}

static void what_no_workbook_can_hold_becomes_a_replacement_character(void **state)
{
	static const char *const values[] = {
	        "bell \a here",         "\x1b[31mred", "cut \xC3", "\xFF\xFE",
	        "nonchar \xEF\xBF\xBE", "c1 \xC2\x9B", "del \x7F", "tab\there"};
	struct ftl_err err;
	const char *path = dbfile_in(state, "bad.xlsx");

	assert_int_equal(write_texts(path, values, FTL_COUNT(values), &err), FTL_OK);
	assert_python(path, "got = [row[0].value for row in sheet.iter_rows(min_row=2)]\n"
	                    "r = '\\ufffd'\n"
	                    "want = [f'bell {r} here', f'{r}[31mred', f'cut {r}', r + r,\n"
	                    "        f'nonchar {r}', f'c1 {r}', f'del {r}', 'tab\\there']\n"
	                    "assert got == want, got\n");
}

static void a_text_too_long_for_a_cell_fails_loudly_and_leaves_no_file(void **state)
{
	FTL_ARENA(arena);
	struct ftl_err err;
	const char *path = dbfile_in(state, "long.xlsx");
	char *text = ftl_alloc(&arena, 140000, 1);
	const char *value = text;

	memset(text, 'x', 40000);
	assert_int_equal(write_texts(path, &value, 1, &err), FTL_INVALID);
	assert_int_not_equal(access(path, F_OK), 0);
	text[32767] = '\0';
	assert_int_equal(write_texts(path, &value, 1, &err), FTL_OK);
	assert_python(path, "assert sheet['A2'].value == 'x' * 32767\n");
	/* A spanner is two of the units that are counted: 16,384 of them are one too many. */
	for (int i = 0; i < 16384; i++)
		memcpy(text + (size_t)i * 4, "\xF0\x9F\x94\xA7", 4);
	text[65536] = '\0';
	assert_int_equal(write_texts(path, &value, 1, &err), FTL_INVALID);
	/* The file of before is still there. */
	assert_python(path, "assert sheet['A2'].value == 'x' * 32767\n");
}

enum {
	T_INT,
	T_QUANTITY,
	T_MONEY,
	T_PERCENT,
	T_DATE,
	T_INSTANT,
	T_DURATION,
	T_BOOL,
	T_CODE,
	T_LIST,
	T_COLUMNS
};
static const struct ftl_column typed[T_COLUMNS] = {
        [T_INT] = {.key = "int", .title = "Int", .type = FTL_T_INT},
        [T_QUANTITY] = {.key = "quantity", .title = "Quantity", .type = FTL_T_QUANTITY},
        [T_MONEY] = {.key = "money", .title = "Money", .type = FTL_T_MONEY},
        [T_PERCENT] = {.key = "percent", .title = "Percent", .type = FTL_T_PERCENT},
        [T_DATE] = {.key = "date", .title = "Date", .type = FTL_T_DATE},
        [T_INSTANT] = {.key = "instant", .title = "Instant", .type = FTL_T_INSTANT},
        [T_DURATION] = {.key = "duration", .title = "Duration", .type = FTL_T_DURATION},
        [T_BOOL] = {.key = "bool", .title = "Bool", .type = FTL_T_BOOL},
        [T_CODE] = {.key = "code", .title = "Code", .type = FTL_T_CODE},
        [T_LIST] = {.key = "list", .title = "List", .type = FTL_T_LIST},
};
static const struct ftl_table typed_table = {
        .schema = "t/1", .title = "All: [types]?", .columns = typed, .count = T_COLUMNS};

static void write_typed(const char *path)
{
	FTL_ARENA(arena);
	struct ftl_out_options options = options_of(&arena, path);
	struct ftl_err err;
	FTL_OUT(out);
	int64_t instant;
	int32_t date;
	int32_t old;

	assert_int_equal(ftl_instant_parse("i", "2026-03-29T00:59:59Z", &instant, &err), FTL_OK);
	assert_true(ftl_date_from_ymd((struct ftl_ymd){2026, 11, 22}, &date));
	assert_true(ftl_date_from_ymd((struct ftl_ymd){1899, 12, 31}, &old));
	const struct ftl_cell cells[T_COLUMNS] = {
	        [T_INT] = ftl_cell_number(1234567),      [T_QUANTITY] = ftl_cell_number(1500),
	        [T_MONEY] = ftl_cell_number(-123450),    [T_PERCENT] = ftl_cell_number(9550),
	        [T_DATE] = ftl_cell_number(date),        [T_INSTANT] = ftl_cell_number(instant),
	        [T_DURATION] = ftl_cell_number(207360),  [T_BOOL] = ftl_cell_number(1),
	        [T_CODE] = ftl_cell_text("WLX26000019"), [T_LIST] = ftl_cell_text("case\ncable"),
	};
	struct ftl_cell later[T_COLUMNS] = {0};
	later[T_DATE] = ftl_cell_number(old);
	/* Two hours later by the wall, one by the clock: the night of the change of time. */
	later[T_INSTANT] = ftl_cell_number(instant + 1);
	later[T_CODE] = ftl_cell_text("W26000019");
	assert_int_equal(ftl_out_open(&options, &out, &err), FTL_OK);
	assert_int_equal(ftl_out_begin(out, &typed_table, &err), FTL_OK);
	assert_int_equal(ftl_out_row(out, &(struct ftl_row){.cells = cells}, &err), FTL_OK);
	assert_int_equal(ftl_out_row(out, &(struct ftl_row){.cells = later}, &err), FTL_OK);
	assert_int_equal(ftl_out_end(out, &err), FTL_OK);
	assert_int_equal(ftl_out_close(out, &err), FTL_OK);
}

static void cells_have_the_type_and_format_of_their_column(void **state)
{
	const char *path = dbfile_in(state, "typed.xlsx");

	write_typed(path);
	assert_python(path, "row = [c.value for c in sheet[2]]\n"
	                    "assert row[0] == 1234567 and sheet['A2'].number_format == '#,##0'\n"
	                    "assert row[1] == 1.5\n"
	                    "assert row[2] == -1234.5 and 'EUR' in sheet['C2'].number_format\n"
	                    "assert row[3] == 0.955 and sheet['D2'].number_format == '0.0%'\n"
	                    "assert row[4] == datetime(2026, 11, 22), row[4]\n"
	                    "near = lambda a, b: abs((a - b).total_seconds()) < 0.01\n"
	                    "assert near(row[5], datetime(2026, 3, 29, 1, 59, 59)), row[5]\n"
	                    "assert near(sheet['F3'].value, datetime(2026, 3, 29, 3, 0, 0))\n"
	                    "assert sheet['G2'].number_format == '[h]:mm'\n"
	                    "assert row[6] in (timedelta(hours=57, minutes=36), 2.4), row[6]\n"
	                    "assert row[7] is True\n"
	                    "assert sheet['I3'].value == 'W26-00001-9', sheet['I3'].value\n"
	                    "assert row[9] == 'case\\ncable' and sheet['J2'].alignment.wrap_text\n"
	                    "assert sheet['E3'].value == '1899-12-31'\n"
	                    "assert sheet['A3'].value is None\n");
}

static void the_header_stays_in_view_and_the_file_names_its_maker(void **state)
{
	const char *path = dbfile_in(state, "look.xlsx");

	write_typed(path);
	assert_python(path, "assert sheet.freeze_panes == 'B2', sheet.freeze_panes\n"
	                    "assert sheet.auto_filter.ref == 'A1:J3', sheet.auto_filter.ref\n"
	                    "assert sheet.print_title_rows == '$1:$1'\n"
	                    "assert sheet.page_setup.orientation == 'landscape'\n"
	                    "assert book.properties.creator == 'Ana & Čović <Repairs>'\n"
	                    "assert book.properties.created == datetime(2026, 11, 22, 10)\n"
	                    "assert all(sheet.column_dimensions[c].width > 7 for c in 'ABCDEF')\n"
	                    "assert not set('[]:*?/') & set(sheet.title), sheet.title\n");
}

static void equal_lists_are_equal_files(void **state)
{
	const char *first = dbfile_in(state, "first.xlsx");
	const char *second = dbfile_in(state, "second.xlsx");
	size_t first_length;
	size_t second_length;

	write_typed(first);
	sleep(1);
	write_typed(second);
	const unsigned char *a = dbfile_read(state, first, &first_length);
	const unsigned char *b = dbfile_read(state, second, &second_length);
	assert_int_equal(first_length, second_length);
	assert_memory_equal(a, b, first_length);
}

static void rows_beyond_a_sheet_go_on_in_the_next(void **state)
{
	static const struct ftl_column number[] = {{.key = "n", .title = "N", .type = FTL_T_INT}};
	static const struct ftl_table table = {
	        .schema = "t/1", .title = "Numbers", .columns = number, .count = 1};
	FTL_ARENA(arena);
	const char *path = dbfile_in(state, "many.xlsx");
	struct ftl_out_options options = options_of(&arena, path);
	struct ftl_err err;
	FTL_OUT(out);

	assert_int_equal(ftl_out_open(&options, &out, &err), FTL_OK);
	assert_int_equal(ftl_out_begin(out, &table, &err), FTL_OK);
	for (int64_t i = 1; i <= 1048577; i++) {
		struct ftl_cell cell = ftl_cell_number(i);
		assert_int_equal(ftl_out_row(out, &(struct ftl_row){.cells = &cell}, &err), FTL_OK);
	}
	assert_int_equal(ftl_out_end(out, &err), FTL_OK);
	assert_int_equal(ftl_out_close(out, &err), FTL_OK);
	int status;
	pid_t child = fork();
	if (child == 0) {
		execl("/usr/bin/python3", "python3", "-c",
		      "import sys, zipfile\n"
		      "z = zipfile.ZipFile(sys.argv[1])\n"
		      "one = z.read('xl/worksheets/sheet1.xml')\n"
		      "two = z.read('xl/worksheets/sheet2.xml')\n"
		      "assert one.count(b'<row ') == 1048576, one.count(b'<row ')\n"
		      "assert b'<v>1048575</v>' in one and b'<v>1048576</v>' not in one\n"
		      "assert two.count(b'<row ') == 3\n"
		      "assert b'<v>1048576</v>' in two and b'<v>1048577</v>' in two\n"
		      "assert b'name=\"Numbers 2\"' in z.read('xl/workbook.xml')\n",
		      path, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

/* A limit on the size of files stands for a full disk: writes end with an error of their own. */
static void a_full_scratch_disk_is_an_error_and_leaves_no_file(void **state)
{
	const char *path = dbfile_in(state, "full.xlsx");
	struct rlimit before;
	struct ftl_err err = {.status = FTL_OK};
	const char *values[20000];

	for (size_t i = 0; i < FTL_COUNT(values); i++)
		values[i] = "forty characters of text in every cell..";
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	struct rlimit small = {200000, before.rlim_max};
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	enum ftl_status status = write_texts(path, values, FTL_COUNT(values), &err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, handler);
	assert_int_equal(status, FTL_IO);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_int_equal(write_texts(path, values, FTL_COUNT(values), &err), FTL_OK);
}

typedef enum ftl_status verify_function(const char *path, const int64_t *rows, int sheets,
                                        struct ftl_err *err);

static verify_function *load_verify(void)
{
	struct ftl_err err;
	const void *address;
	verify_function *verify;

	assert_int_equal(ftl_module_load("xlsx", "ftl_xlsx_verify", &address, &err), FTL_OK);
	memcpy(&verify, &address, sizeof(verify));
	return verify;
}

static void reading_back_finds_missing_rows_and_every_flipped_byte(void **state)
{
	verify_function *verify = load_verify();
	const char *path = dbfile_in(state, "whole.xlsx");
	const char *bad = dbfile_in(state, "bad.xlsx");
	const char *values[300];
	struct ftl_err err;
	size_t length;
	size_t harmless = 0;

	for (size_t i = 0; i < FTL_COUNT(values); i++)
		values[i] = "text";
	assert_int_equal(write_texts(path, values, FTL_COUNT(values), &err), FTL_OK);
	assert_int_equal(verify(path, &(int64_t){301}, 1, &err), FTL_OK);
	assert_int_equal(verify(path, &(int64_t){302}, 1, &err), FTL_IO);
	assert_int_equal(verify(path, &(int64_t){300}, 1, &err), FTL_IO);
	assert_int_equal(verify(path, (const int64_t[]){301, 1}, 2, &err), FTL_IO);
	unsigned char *bytes = dbfile_read(state, path, &length);
	for (size_t cut = 1; cut < length; cut += 97) {
		dbfile_write(bad, bytes, length - cut);
		assert_int_equal(verify(bad, &(int64_t){301}, 1, &err), FTL_IO);
	}
	for (size_t at = 0; at < length; at += 13) {
		bytes[at] ^= 0x20;
		dbfile_write(bad, bytes, length);
		harmless += verify(bad, &(int64_t){301}, 1, &err) == FTL_OK;
		bytes[at] ^= 0x20;
	}
	/* Dates and versions in headers carry no data: nearly everything else must be noticed. */
	assert_true(harmless * 13 < length / 5);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(text_stays_the_text_it_was),
	        TEST(what_no_workbook_can_hold_becomes_a_replacement_character),
	        TEST(a_text_too_long_for_a_cell_fails_loudly_and_leaves_no_file),
	        TEST(cells_have_the_type_and_format_of_their_column),
	        TEST(the_header_stays_in_view_and_the_file_names_its_maker),
	        TEST(equal_lists_are_equal_files),
	        TEST(rows_beyond_a_sheet_go_on_in_the_next),
	        TEST(a_full_scratch_disk_is_an_error_and_leaves_no_file),
	        TEST(reading_back_finds_missing_rows_and_every_flipped_byte),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
