#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <unistd.h>

#include "fettle/base/csv.h"

static struct ftl_err err;
static const char path[] = "in.csv";

static int enter_folder(void **state)
{
	static char folder[] = "/tmp/fettle-csv-XXXXXX";

	*state = folder;
	return mkdtemp(folder) == NULL || chdir(folder) != 0;
}

static int leave_folder(void **state)
{
	unlink(path);
	return chdir("/") != 0 || rmdir(*state) != 0;
}

static struct ftl_csv *open_bytes(const void *bytes, size_t length)
{
	struct ftl_csv *csv = NULL;
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(ftl_csv_open(path, &csv, &err), FTL_OK);
	return csv;
}

static struct ftl_csv *open_text(const char *text)
{
	return open_bytes(text, strlen(text));
}

static void next_is(struct ftl_csv *csv, int64_t row, int64_t line, const char *joined)
{
	struct ftl_csv_record record;
	bool has_more = false;
	char got[512] = "";

	if (ftl_csv_next(csv, &record, &has_more, &err) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	assert_true(has_more);
	for (size_t i = 0; i < record.count; i++) {
		strncat(got, i == 0 ? "" : "|", sizeof(got) - strlen(got) - 1);
		strncat(got, record.fields[i], sizeof(got) - strlen(got) - 1);
	}
	assert_string_equal(got, joined);
	assert_int_equal(record.row, row);
	assert_int_equal(record.line, line);
}

static void ends(struct ftl_csv *csv)
{
	struct ftl_csv_record record;
	bool has_more = true;

	assert_int_equal(ftl_csv_next(csv, &record, &has_more, &err), FTL_OK);
	assert_false(has_more);
	assert_int_equal(ftl_csv_next(csv, &record, &has_more, &err), FTL_OK);
	assert_false(has_more);
}

static void next_fails(struct ftl_csv *csv, const char *message)
{
	struct ftl_csv_record record;
	bool has_more = false;

	assert_int_equal(ftl_csv_next(csv, &record, &has_more, &err), FTL_INVALID);
	assert_string_equal(err.field, path);
	assert_string_equal(err.message, message);
}

static void records_are_read_as_rfc_4180_says(void **state)
{
	(void)state;
	FTL_CSV(csv);
	csv = open_text("\xEF\xBB\xBF"
	                "a,b,c\r\n1,\"x,\"\"y\"\"\r\nz\",3\n,,\n\"\",\" \", q \nlast,\xC4\x8C,");

	next_is(csv, 1, 1, "a|b|c");
	next_is(csv, 2, 2, "1|x,\"y\"\r\nz|3");
	next_is(csv, 3, 4, "||");
	next_is(csv, 4, 5, "| | q ");
	next_is(csv, 5, 6, "last|\xC4\x8C|");
	ends(csv);
}

static struct ftl_csv *open_as(const char *text, char separator, enum ftl_charset charset)
{
	const struct ftl_csv_dialect dialect = {.separator = separator, .charset = charset};
	struct ftl_csv *csv = open_text(text);

	ftl_csv_speak(csv, &dialect);
	return csv;
}

static void fields_end_at_the_separator_of_the_dialect(void **state)
{
	static const struct {
		char separator;
		const char *text;
		const char *record;
	} cases[] = {
	        {'\0', "a,b\n\"x,y\",1;2|3\t4\n", "x,y|1;2|3\t4"},
	        {',', "a,b\n\"x,y\",1;2|3\t4\n", "x,y|1;2|3\t4"},
	        {';', "a;b\n\"x;y\";1,2|3\t4\n", "x;y|1,2|3\t4"},
	        {'|', "a|b\n\"x|y\"|1,2;3\t4\n", "x|y|1,2;3\t4"},
	        {'\t', "a\tb\n\"x\ty\"\t1,2;3|4\n", "x\ty|1,2;3|4"},
	};
	static const char *const names[] = {"b"};
	size_t at;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_CSV(csv);

		csv = open_as(cases[i].text, cases[i].separator, FTL_CHARSET_UTF8);
		next_is(csv, 1, 1, "a|b");
		next_is(csv, 2, 2, cases[i].record);
		ends(csv);
	}
	FTL_CSV(wrong);
	wrong = open_as("a,b\n", ';', FTL_CHARSET_UTF8);
	assert_int_equal(ftl_csv_header(wrong, names, 1, &at, &err), FTL_INVALID);
	assert_string_equal(err.message, "there is no column 'b'; the header has 'a,b'");
	assert_string_equal(err.hint, "is the file separated by something else than semicolons?");
}

static void bytes_are_the_characters_of_the_dialect(void **state)
{
	(void)state;
	FTL_CSV(windows);
	FTL_CSV(latin);
	FTL_CSV(undefined);
	FTL_CSV(marked);

	windows = open_as("\x80\x9F\xA0\xFF,\"a\xE9\"", ',', FTL_CHARSET_WINDOWS_1252);
	next_is(windows, 1, 1, "\u20AC\u0178\u00A0\u00FF|a\u00E9");
	ends(windows);
	latin = open_as("\x80\xE9,z", ',', FTL_CHARSET_LATIN_1);
	next_is(latin, 1, 1, "\xC2\x80\u00E9|z");
	ends(latin);
	undefined = open_as("a,ab\x81", ',', FTL_CHARSET_WINDOWS_1252);
	next_fails(undefined, "row 1, column 2: not valid windows-1252 at byte 2");
	marked = open_as("\xEF\xBB\xBF"
	                 "a",
	                 ',', FTL_CHARSET_LATIN_1);
	next_fails(marked, "is UTF-8 by its byte-order mark, not latin-1");
}

static void blank_lines_at_the_end_are_no_records(void **state)
{
	(void)state;
	FTL_CSV(csv);
	FTL_CSV(single);

	csv = open_text("a,b\n1,2\n\r\n\n");
	next_is(csv, 1, 1, "a|b");
	next_is(csv, 2, 2, "1|2");
	ends(csv);
	single = open_text("a\n\n1\n\n");
	next_is(single, 1, 1, "a");
	next_is(single, 2, 2, "");
	next_is(single, 3, 3, "1");
	next_is(single, 4, 4, "");
	ends(single);
}

static void reading_goes_on_after_a_ragged_record(void **state)
{
	(void)state;
	FTL_CSV(csv);
	csv = open_text("a,b\n\"1\n\",2,3\n4\n\n5,6\n");

	next_is(csv, 1, 1, "a|b");
	next_fails(csv, "row 2: has 3 fields, the header has 2");
	next_fails(csv, "row 3 (line 4): has 1 fields, the header has 2");
	next_fails(csv, "row 4 (line 5) is a blank line");
	next_is(csv, 5, 6, "5|6");
	ends(csv);
}

/* C01: the error, and that it stays. */
static void broken_after_header(const char *bytes, size_t length, const char *message)
{
	FTL_CSV(csv);
	csv = open_bytes(bytes, length);

	next_is(csv, 1, 1, "a|b");
	next_fails(csv, message);
	next_fails(csv, message);
}

#define BROKEN(literal, message) broken_after_header(literal, sizeof(literal) - 1, message)

static void damaged_files_are_refused_with_row_and_column(void **state)
{
	(void)state;
	BROKEN("a,b\n1,\"2\n3,4\n", "row 2, column 2: the file ends inside a quoted field");
	BROKEN("a,b\n1,2\"x\"\n",
	       "row 2, column 2: quote inside a field that does not begin with one");
	BROKEN("a,b\n\"1\"x,2\n", "row 2, column 1: text after a closing quote");
	BROKEN("a,b\n1,2\r3,4\n", "row 2, column 2: carriage return without a line feed");
	BROKEN("a,b\n1,2\r", "row 2, column 2: carriage return without a line feed");
	BROKEN("a,b\n1,caf\xE9\n", "row 2, column 2: not valid UTF-8 at byte 3");
	BROKEN("a,b\nAnn\0Bob,2\n", "row 2, column 1: NUL character at byte 3");
}

static void utf_16_is_refused(void **state)
{
	(void)state;
	FTL_CSV(csv);
	FTL_CSV(other);

	csv = open_bytes("\xFF\xFE"
	                 "a\0,\0",
	                 6);
	next_fails(csv, "is UTF-16, expected UTF-8");
	other = open_bytes("\xFE\xFF\0a", 4);
	next_fails(other, "is UTF-16, expected UTF-8");
}

static void columns_and_fields_are_bounded(void **state)
{
	(void)state;
	enum { LONG = 65536 };
	FTL_CSV(wide);
	FTL_CSV(fitting);
	FTL_CSV(lengthy);
	char columns[10001];
	char *bytes = malloc(LONG + 16);
	struct ftl_csv_record record;
	bool has_more;

	assert_non_null(bytes);
	memset(columns, ',', 10000);
	columns[10000] = '\0';
	wide = open_text(columns);
	next_fails(wide, "row 1, column 201: more than 200 columns");
	columns[199] = '\0';
	fitting = open_text(columns);
	assert_int_equal(ftl_csv_next(fitting, &record, &has_more, &err), FTL_OK);
	assert_int_equal(record.count, 200);
	memset(bytes, 'x', LONG + 16);
	static const char start[] = {'a', '\n', '"'};
	memcpy(bytes, start, sizeof(start));
	memcpy(bytes + 3 + LONG, "\"\ny", 4);
	lengthy = open_bytes(bytes, 3 + LONG + 2);
	next_is(lengthy, 1, 1, "a");
	assert_int_equal(ftl_csv_next(lengthy, &record, &has_more, &err), FTL_OK);
	assert_int_equal(strlen(record.fields[0]), LONG);
	ftl_csv_close(&lengthy);
	bytes[2] = 'x';
	lengthy = open_bytes(bytes, 3 + LONG);
	next_is(lengthy, 1, 1, "a");
	next_fails(lengthy, "row 2, column 1: field is longer than 65536 bytes");
	free(bytes);
}

/* Fields that straddle the 64 KiB that are read at once. */
static void a_long_file_comes_back_whole(void **state)
{
	(void)state;
	enum { ROWS = 20000 };
	FTL_CSV(csv);
	FILE *file = fopen(path, "we");
	struct ftl_csv_record record;
	bool has_more = false;
	int64_t read;
	int64_t size;

	assert_non_null(file);
	fputs("id,text,more\r\n", file);
	for (int i = 0; i < ROWS; i++)
		fprintf(file, "%d,\"line %d\n\"\"%d\"\" \xE2\x82\xAC\",\xF0\x9F\x94\xA7%d\r\n", i,
		        i, i * 7, i);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(ftl_csv_open(path, &csv, &err), FTL_OK);
	next_is(csv, 1, 1, "id|text|more");
	for (int i = 0; i < ROWS; i++) {
		char expected[64];
		assert_int_equal(ftl_csv_next(csv, &record, &has_more, &err), FTL_OK);
		assert_int_equal(record.line, 2 + 2 * i);
		snprintf(expected, sizeof(expected), "line %d\n\"%d\" \xE2\x82\xAC", i, i * 7);
		assert_string_equal(record.fields[1], expected);
		snprintf(expected, sizeof(expected), "\xF0\x9F\x94\xA7%d", i);
		assert_string_equal(record.fields[2], expected);
	}
	ftl_csv_progress(csv, &read, &size);
	assert_true(size > 700000);
	assert_int_equal(read, size);
	ends(csv);
}

/* C02 */
static void the_header_finds_columns_by_name(void **state)
{
	(void)state;
	static const char *const names[] = {"serial", "name"};
	size_t positions[2] = {9, 9};
	FTL_CSV(csv);
	csv = open_text("name,x,serial\nAna,,S1\n");

	assert_int_equal(ftl_csv_header(csv, names, 2, positions, &err), FTL_OK);
	assert_int_equal(positions[0], 2);
	assert_int_equal(positions[1], 0);
	next_is(csv, 2, 2, "Ana||S1");
	ends(csv);
}

static void header_fails(const char *text, const char *message)
{
	static const char *const names[] = {"serial", "name"};
	size_t positions[2];
	FTL_CSV(csv);
	csv = open_text(text);

	assert_int_equal(ftl_csv_header(csv, names, 2, positions, &err), FTL_INVALID);
	assert_string_equal(err.message, message);
}

static void a_wrong_header_is_told(void **state)
{
	(void)state;
	header_fails("", "is empty, expected a header");
	header_fails("\xEF\xBB\xBF", "is empty, expected a header");
	header_fails("name,Serial\n",
	             "there is no column 'serial'; the header has 'name', 'Serial'");
	header_fails("name,serial,serial\n", "column 'serial' occurs 2 times");
	header_fails("name;serial\nAna;1\n",
	             "there is no column 'serial'; the header has 'name;serial'");
	assert_non_null(strstr(err.hint, "semicolons"));
}

static void a_header_alone_has_no_rows(void **state)
{
	(void)state;
	static const char *const names[] = {"a"};
	size_t position;
	FTL_CSV(csv);
	csv = open_text("a,b");

	assert_int_equal(ftl_csv_header(csv, names, 1, &position, &err), FTL_OK);
	ends(csv);
}

static void files_that_cannot_be_read_are_told(void **state)
{
	(void)state;
	FTL_CSV(csv);

	assert_int_equal(ftl_csv_open("none.csv", &csv, &err), FTL_NOT_FOUND);
	assert_string_equal(err.message, "there is no file 'none.csv'");
	assert_int_equal(ftl_csv_open("/", &csv, &err), FTL_INVALID);
	assert_null(csv);
}

static void standard_input_is_read_from_a_pipe(void **state)
{
	(void)state;
	int ends_of_pipe[2];
	int saved = dup(STDIN_FILENO);
	FTL_CSV(csv);

	assert_int_equal(pipe(ends_of_pipe), 0);
	assert_int_equal(write(ends_of_pipe[1], "a,b\n1,2\n", 8), 8);
	close(ends_of_pipe[1]);
	dup2(ends_of_pipe[0], STDIN_FILENO);
	close(ends_of_pipe[0]);
	assert_int_equal(ftl_csv_open("-", &csv, &err), FTL_OK);
	next_is(csv, 1, 1, "a|b");
	next_is(csv, 2, 2, "1|2");
	ends(csv);
	dup2(saved, STDIN_FILENO);
	close(saved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(records_are_read_as_rfc_4180_says),
	        cmocka_unit_test(fields_end_at_the_separator_of_the_dialect),
	        cmocka_unit_test(bytes_are_the_characters_of_the_dialect),
	        cmocka_unit_test(blank_lines_at_the_end_are_no_records),
	        cmocka_unit_test(reading_goes_on_after_a_ragged_record),
	        cmocka_unit_test(damaged_files_are_refused_with_row_and_column),
	        cmocka_unit_test(utf_16_is_refused),
	        cmocka_unit_test(columns_and_fields_are_bounded),
	        cmocka_unit_test(a_long_file_comes_back_whole),
	        cmocka_unit_test(the_header_finds_columns_by_name),
	        cmocka_unit_test(a_wrong_header_is_told),
	        cmocka_unit_test(a_header_alone_has_no_rows),
	        cmocka_unit_test(files_that_cannot_be_read_are_told),
	        cmocka_unit_test(standard_input_is_read_from_a_pipe),
	};
	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
