#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "fettle/base/sheet.h"

static struct ftl_err err;
static const struct ftl_sheet_options plain = {0};

/* tests/fixtures/sheet/make.py says what is in the workbooks. */
static int make_books(void **state)
{
	static char script[4096];
	const char *root = getenv("FETTLE_SOURCE_DIR");
	int status;

	(void)state;
	snprintf(script, sizeof(script), "%s/tests/fixtures/sheet/make.py",
	         root == NULL ? "." : root);
	pid_t child = fork();
	if (child == 0) {
		execl("/usr/bin/python3", "python3", "-B", script, "books", (char *)NULL);
		_exit(127);
	}
	return child < 0 || waitpid(child, &status, 0) != child || status != 0;
}

static const char *path_of(const char *name)
{
	static char path[256];

	snprintf(path, sizeof(path), "books/%s.xlsx", name);
	return path;
}

static struct ftl_sheet *open_sheet(const char *name, const char *sheet_name)
{
	const struct ftl_sheet_options options = {.sheet = sheet_name};
	struct ftl_sheet *sheet = NULL;

	if (ftl_sheet_open(path_of(name), &options, &sheet, &err) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	assert_true(ftl_sheet_is_workbook(sheet));
	return sheet;
}

static void next_is(struct ftl_sheet *sheet, int64_t row, const char *joined)
{
	struct ftl_csv_record record;
	bool has_more = false;
	char got[512] = "";

	if (ftl_sheet_next(sheet, &record, &has_more, &err) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	assert_true(has_more);
	for (size_t i = 0; i < record.count; i++) {
		strncat(got, i == 0 ? "" : "|", sizeof(got) - strlen(got) - 1);
		strncat(got, record.fields[i], sizeof(got) - strlen(got) - 1);
	}
	assert_string_equal(got, joined);
	assert_int_equal(record.row, row);
	assert_int_equal(record.line, row);
}

static void ends(struct ftl_sheet *sheet)
{
	struct ftl_csv_record record;

	for (int i = 0; i < 2; i++) {
		bool has_more = true;

		if (ftl_sheet_next(sheet, &record, &has_more, &err) != FTL_OK)
			fail_msg("%s: %s", err.field, err.message);
		assert_false(has_more);
	}
	assert_false(ftl_sheet_is_over(sheet));
}

/* The next row is refused, and says so of the right one. */
static void next_fails(struct ftl_sheet *sheet, int64_t row, const char *message)
{
	struct ftl_csv_record record;
	bool has_more = false;

	assert_int_equal(ftl_sheet_next(sheet, &record, &has_more, &err), FTL_INVALID);
	assert_string_equal(err.message, message);
	assert_int_equal(record.row, row);
}

/* All rows of a sheet, one field each, with the header "n" before them. */
static void column_is(const char *name, const char *const *values, size_t count)
{
	FTL_SHEET(sheet);

	sheet = open_sheet(name, NULL);
	next_is(sheet, 1, "n");
	for (size_t i = 0; i < count; i++)
		next_is(sheet, (int64_t)i + 2, values[i]);
	ends(sheet);
}

static void cells_of_another_writer_are_read_as_text(void **state)
{
	(void)state;
	FTL_SHEET(sheet);

	sheet = open_sheet("plain", NULL);
	next_is(sheet, 1, "Claim No|Paid|Date|Text");
	next_is(sheet, 2, "C26-00001-X|45.1|2026-02-28|Žiga & <b>");
	next_is(sheet, 4, "C26-00002-V|-120|2026-03-01T13:05:59|");
	next_is(sheet, 5, "|0.3||TRUE");
	next_is(sheet, 6, "490154203237518|0.0000001|07:30:00|FALSE");
	next_is(sheet, 7, "00123|0|1900-01-01| x ");
	next_is(sheet, 8, "=1+1|1234567.89|30:02:00|a\nb");
	ends(sheet);
}

static void numbers_and_moments_are_told_from_texts(void **state)
{
	(void)state;
	FTL_SHEET(sheet);

	sheet = open_sheet("plain", NULL);
	next_is(sheet, 1, "Claim No|Paid|Date|Text");
	assert_int_equal(ftl_sheet_type(sheet, 1), FTL_SHEET_TYPE_TEXT);
	next_is(sheet, 2, "C26-00001-X|45.1|2026-02-28|Žiga & <b>");
	assert_int_equal(ftl_sheet_type(sheet, 0), FTL_SHEET_TYPE_TEXT);
	assert_int_equal(ftl_sheet_type(sheet, 1), FTL_SHEET_TYPE_NUMBER);
	assert_int_equal(ftl_sheet_type(sheet, 2), FTL_SHEET_TYPE_MOMENT);
	next_is(sheet, 4, "C26-00002-V|-120|2026-03-01T13:05:59|");
	next_is(sheet, 5, "|0.3||TRUE");
	assert_int_equal(ftl_sheet_type(sheet, 2), FTL_SHEET_TYPE_TEXT);
	assert_int_equal(ftl_sheet_type(sheet, 3), FTL_SHEET_TYPE_TEXT);
	assert_int_equal(ftl_sheet_type(sheet, 1000), FTL_SHEET_TYPE_TEXT);
}

static void columns_are_found_by_their_names(void **state)
{
	static const char *const names[] = {"Paid", "Claim No", "Order"};
	static const char *const wrong[] = {"Paid", "Amount"};
	struct ftl_csv_record record;
	bool has_more;
	size_t at[3];

	(void)state;
	FTL_SHEET(sheet);
	FTL_SHEET(other);
	FTL_SHEET(empty);
	sheet = open_sheet("plain", NULL);
	assert_int_equal(ftl_sheet_header_some(sheet, names, 3, 2, at, &err), FTL_OK);
	assert_int_equal(at[0], 1);
	assert_int_equal(at[1], 0);
	assert_true(at[2] == FTL_CSV_ABSENT);
	next_is(sheet, 2, "C26-00001-X|45.1|2026-02-28|Žiga & <b>");
	other = open_sheet("plain", NULL);
	assert_int_equal(ftl_sheet_header_some(other, wrong, 2, 2, at, &err), FTL_INVALID);
	assert_string_equal(err.field, "books/plain.xlsx");
	assert_string_equal(err.message, "there is no column 'Amount'; the header has 'Claim No', "
	                                 "'Paid', 'Date', 'Text'");
	assert_true(ftl_sheet_is_over(other));
	assert_int_equal(ftl_sheet_next(other, &record, &has_more, &err), FTL_INVALID);
	empty = open_sheet("empty", NULL);
	assert_int_equal(ftl_sheet_header_some(empty, names, 3, 2, at, &err), FTL_INVALID);
	assert_string_equal(err.message, "the sheet is empty, expected a header");
}

static void a_sheet_is_the_first_to_be_seen_or_the_one_named(void **state)
{
	const struct ftl_sheet_options august = {.sheet = "August"};

	(void)state;
	FTL_SHEET(first);
	FTL_SHEET(named);
	FTL_SHEET(hidden);
	FTL_SHEET(missing);
	first = open_sheet("sheets", NULL);
	next_is(first, 1, "first");
	named = open_sheet("sheets", "July ✓");
	next_is(named, 1, "second");
	hidden = open_sheet("sheets", "Notes");
	next_is(hidden, 1, "hidden");
	assert_int_equal(ftl_sheet_open(path_of("sheets"), &august, &missing, &err), FTL_INVALID);
	assert_null(missing);
	assert_string_equal(err.message, "there is no sheet 'August'; the workbook has 'Notes', "
	                                 "'June', 'July ✓'");
}

static void dates_count_from_1904_where_the_workbook_says_so(void **state)
{
	(void)state;
	FTL_SHEET(sheet);

	sheet = open_sheet("from1904", NULL);
	next_is(sheet, 1, "day");
	next_is(sheet, 2, "1904-01-02T00:00:00");
	next_is(sheet, 3, "2026-02-28T00:00:00");
	ends(sheet);
}

static void dates_may_be_stored_as_text(void **state)
{
	(void)state;
	FTL_SHEET(sheet);

	sheet = open_sheet("iso", NULL);
	next_is(sheet, 1, "day");
	next_is(sheet, 2, "2026-02-28");
	next_is(sheet, 3, "2026-02-28T09:00:01");
	ends(sheet);
}

/* 1 is 1900-01-01 and 46023 is 2026-01-01; a spreadsheet counts a 1900-02-29 between. */
static void dates_are_what_the_number_format_says(void **state)
{
	static const char *const values[] = {
	        "1900-01-01",
	        "1900-02-28",
	        "1900-03-01",
	        "2026-02-28",
	        "2026-03-01T00:00:00",
	        "2026-02-28T12:00:00",
	        "30:00:00",
	        "18:00:00",
	        "2026-02-28T06:00:00",
	        "2.5",
	        "-2.5",
	        "2026-02-28",
	        "7",
	        "46081",
	        "2026-02-28",
	        "9999-12-31",
	        "46081",
	        "46081",
	};

	(void)state;
	column_is("dates", values, FTL_COUNT(values));
}

/* The fifth and sixth, and the last but two, are rounded at the sixteenth digit, as they are shown.
 */
static void numbers_have_the_fifteen_digits_that_spreadsheets_show(void **state)
{
	static const char *const values[] = {
	        "5",
	        "-5",
	        "0",
	        "0",
	        "0.3",
	        "120",
	        "100",
	        "0.0015",
	        "999999999999999",
	        "123456789012345",
	        "0.1",
	        "45.1",
	        "7",
	        "0.01",
	        "0.1",
	        "100000000000000",
	        "1000",
	        "100000000000000",
	};

	(void)state;
	column_is("numbers", values, FTL_COUNT(values));
}

static void texts_are_put_together_from_their_runs(void **state)
{
	(void)state;
	FTL_SHEET(sheet);

	sheet = open_sheet("inline", NULL);
	next_is(sheet, 2, "|head|sha");
	next_is(sheet, 7, "|for\nmula_x0041_|");
	next_is(sheet, 9, "||red ");
	ends(sheet);
}

static void prefixes_strict_names_and_utf16_are_understood(void **state)
{
	(void)state;
	FTL_SHEET(strict);
	FTL_SHEET(wide);

	strict = open_sheet("strict", NULL);
	next_is(strict, 1, "7");
	ends(strict);
	wide = open_sheet("utf16", NULL);
	next_is(wide, 1, "žluťoučký");
	ends(wide);
}

static void only_the_first_of_merged_cells_has_a_value(void **state)
{
	(void)state;
	FTL_SHEET(sheet);

	sheet = open_sheet("merged", NULL);
	next_is(sheet, 1, "merged||c");
	next_is(sheet, 2, "one||kept");
	next_fails(sheet, 3, "row 3: has 4 fields, the header has 3");
	next_is(sheet, 4, "after||");
	ends(sheet);
}

static void a_refused_cell_ends_its_row_only(void **state)
{
	(void)state;
	FTL_SHEET(sheet);
	FTL_SHEET(header);

	sheet = open_sheet("error", NULL);
	next_is(sheet, 1, "a");
	next_fails(sheet, 2, "cell A2: holds the error '#N/A'");
	assert_false(ftl_sheet_is_over(sheet));
	next_is(sheet, 3, "after");
	ends(sheet);
	header = open_sheet("header_error", NULL);
	next_fails(header, 1, "cell A1: holds the error '#REF!'");
	assert_true(ftl_sheet_is_over(header));
	next_fails(header, 0, "cell A1: holds the error '#REF!'");
}

/* The second row is refused with these words. */
static void cells_that_cannot_be_trusted_are_refused(void **state)
{
	static const char *const cases[][2] = {
	        {"formula", "cell A2: holds a formula without its result"},
	        {"long", "cell A2: '1234567890123456' has more than 15 digits, of which the "
	                 "spreadsheet kept 15"},
	        {"long_exponent", "cell A2: '4.9015420323751798E+17' has more than 15 digits, of "
	                          "which the spreadsheet kept 15"},
	        {"huge", "cell A2: '1E308' has more than 15 digits, of which the spreadsheet kept "
	                 "15"},
	        {"endless", "cell A2: '1E99999999999999999999' has more than 15 digits, of which "
	                    "the spreadsheet kept 15"},
	        {"tiny", "cell A2: '1.4210854715202004E-14' is what a calculation left over, too "
	                 "small for any amount"},
	        {"nan", "cell A2: 'NaN' is no number, though the workbook says so"},
	        {"hex", "cell A2: '0x10' is no number, though the workbook says so"},
	        {"empty_exponent", "cell A2: '1E' is no number, though the workbook says so"},
	        {"no_digit", "cell A2: '.' is no number, though the workbook says so"},
	        {"leap_day", "cell A2: '60' is shown as a date that does not exist"},
	        {"day_zero", "cell A2: '0.5' is shown as a date that does not exist"},
	        {"negative_day", "cell A2: '-1' is shown as a date that does not exist"},
	        {"late_day", "cell A2: '2958466' is shown as a date that does not exist"},
	        {"bad_iso", "cell A2: '2026-02-29' is shown as a date that does not exist"},
	        {"exponent_format", "cell A2: '490154203237518' is shown in scientific notation"},
	        {"no_string", "cell A2: its text is missing in the workbook"},
	        {"nul", "cell A2: holds what is no character"},
	        {"bell", "cell A2: holds what is no character"},
	};
	struct ftl_csv_record record;
	bool has_more;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_SHEET(sheet);

		sheet = open_sheet(cases[i][0], NULL);
		assert_int_equal(ftl_sheet_next(sheet, &record, &has_more, &err), FTL_OK);
		next_fails(sheet, 2, cases[i][1]);
		assert_false(ftl_sheet_is_over(sheet));
		ends(sheet);
	}
}

static void sizes_are_bounded_as_those_of_csv(void **state)
{
	struct ftl_csv_record record;
	bool has_more;

	(void)state;
	FTL_SHEET(wide);
	FTL_SHEET(cell);
	wide = open_sheet("wide", NULL);
	assert_int_equal(ftl_sheet_next(wide, &record, &has_more, &err), FTL_OK);
	assert_int_equal(record.count, 200);
	assert_string_equal(record.fields[199], "200");
	assert_int_equal(ftl_sheet_next(wide, &record, &has_more, &err), FTL_OK);
	next_fails(wide, 3, "cell GS3: is past column 200, the last that is read");
	ends(wide);
	cell = open_sheet("long_cell", NULL);
	next_is(cell, 1, "a");
	assert_int_equal(ftl_sheet_next(cell, &record, &has_more, &err), FTL_OK);
	assert_int_equal(strlen(record.fields[0]), 65536);
	next_fails(cell, 3, "cell A3: is longer than 65536 bytes");
}

/* Opens and reads to the end or to a refusal that ends the reading. */
static enum ftl_status read_all(const char *name)
{
	struct ftl_csv_record record;
	bool has_more = true;
	FTL_SHEET(sheet);

	if (ftl_sheet_open(path_of(name), &plain, &sheet, &err) != FTL_OK) {
		assert_null(sheet);
		return err.status;
	}
	while (has_more && !ftl_sheet_is_over(sheet))
		if (ftl_sheet_next(sheet, &record, &has_more, &err) != FTL_OK)
			has_more = true;
	return ftl_sheet_is_over(sheet) ? err.status : FTL_OK;
}

static void damaged_and_hostile_workbooks_are_refused(void **state)
{
	static const char *const cases[][2] = {
	        {"cells_back", "its cells are damaged in row 1"},
	        {"cell_elsewhere", "its cells are damaged in row 1"},
	        {"cell_past", "its cells are damaged in row 1"},
	        {"rows_back", "its rows are damaged behind row 3"},
	        {"row_past", "its rows are damaged behind row 0"},
	        {"rows_past", "it has more than 1048576 rows"},
	        {"bad_type", "its cells are damaged in row 1"},
	        {"bad_truth", "its cells are damaged in row 1"},
	        {"cut_xml",
	         "its part 'xl/worksheets/s.xml' is damaged at line 1: no element found"},
	        {"deep", "its part 'xl/worksheets/s.xml' is nested more than 64 deep"},
	        {"other_root", "its part 'xl/worksheets/s.xml' is not what a workbook has there"},
	        {"laughs", "its part 'xl/worksheets/s.xml' declares a document type, which no "
	                   "workbook does"},
	        {"entity_file",
	         "its part 'xl/t.xml' declares a document type, which no workbook does"},
	        {"document_type", "its part 'xl/worksheets/s.xml' declares a document type, which "
	                          "no workbook does"},
	        {"long_comment", "one of its parts has a tag or comment of more than 1 MiB"},
	        {"bomb", "its part 'xl/worksheets/s.xml' unpacks to far more than it should"},
	        {"bomb_strings", "its part 'xl/t.xml' unpacks to far more than it should"},
	        {"claims_much", "its part 'xl/worksheets/s.xml' unpacks to more than 1024 MiB"},
	        {"long_string", "its text 1 is longer than 65536 bytes"},
	        {"no_sheet_part", "is a workbook without its part 'xl/worksheets/s.xml'"},
	        {"no_workbook_part", "is a ZIP file, but no workbook"},
	        {"no_relations", "is a workbook without its part 'xl/_rels/workbook.xml.rels'"},
	        {"outside", "is a workbook without a sheet to be seen"},
	        {"all_hidden", "is a workbook without a sheet to be seen"},
	        {"twice", "is a workbook with two parts 'xl/worksheets/s.xml'"},
	        {"bzip2", "its part '_rels/.rels' is packed in a way that no workbook is"},
	        {"zip", "is a ZIP file, but no workbook"},
	        {"ods", "is an OpenDocument file, not a workbook of the kind .xlsx"},
	        {"docx", "is a text document, not a workbook"},
	        {"xlsb", "is a binary workbook (.xlsb)"},
	        {"xls", "is a workbook of the old kind (.xls)"},
	        {"encrypted", "is protected with a password"},
	        {"locked", "is protected with a password"},
	        {"cut", "is a damaged or incomplete workbook"},
	        {"magic", "is a damaged or incomplete workbook"},
	        {"flipped", "is a damaged or incomplete workbook"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		if (read_all(cases[i][0]) != FTL_INVALID)
			fail_msg("%s: is not refused", cases[i][0]);
		assert_string_equal(err.message, cases[i][1]);
		assert_string_equal(err.field, path_of(cases[i][0]));
	}
	assert_int_equal(read_all("stored"), FTL_OK);
	assert_int_equal(read_all("empty"), FTL_OK);
}

/* Every file cut off anywhere, and every byte of one changed: refused or read, never worse. */
static void no_damage_to_a_file_does_harm(void **state)
{
	static char bytes[16384];
	FILE *file = fopen(path_of("stored"), "re");
	size_t length;

	(void)state;
	assert_non_null(file);
	length = fread(bytes, 1, sizeof(bytes), file);
	assert_int_equal(fclose(file), 0);
	assert_true(length > 1000 && length < sizeof(bytes));
	for (size_t cut = 4; cut < length; cut++) {
		FTL_SHEET(sheet);
		if (ftl_sheet_open_bytes("cut.xlsx", bytes, cut, &plain, &sheet, &err) !=
		    FTL_INVALID)
			fail_msg("is read when cut at %zu of %zu", cut, length);
	}
	for (size_t i = 4; i < length; i++) {
		struct ftl_csv_record record;
		bool has_more = true;
		FTL_SHEET(sheet);

		bytes[i] = (char)(bytes[i] ^ 0x55);
		if (ftl_sheet_open_bytes("x.xlsx", bytes, length, &plain, &sheet, &err) == FTL_OK)
			while (has_more && !ftl_sheet_is_over(sheet))
				if (ftl_sheet_next(sheet, &record, &has_more, &err) != FTL_OK)
					assert_int_equal(err.status, FTL_INVALID);
		bytes[i] = (char)(bytes[i] ^ 0x55);
	}
}

static void csv_comes_through_the_same_door(void **state)
{
	static const char text[] = "Claim No;Paid\nC1;\"1;5\"\n\nC2;\x80\xE9\n";
	static const struct ftl_sheet_options german = {
	        .csv = {.separator = ';', .charset = FTL_CHARSET_WINDOWS_1252}};
	static const char *const names[] = {"Paid"};
	struct ftl_csv_record record;
	bool has_more = false;
	size_t at;

	(void)state;
	FTL_SHEET(sheet);
	assert_int_equal(ftl_sheet_open_bytes("r.csv", text, strlen(text), &german, &sheet, &err),
	                 FTL_OK);
	assert_false(ftl_sheet_is_workbook(sheet));
	assert_int_equal(ftl_sheet_header_some(sheet, names, 1, 1, &at, &err), FTL_OK);
	assert_int_equal(at, 1);
	assert_int_equal(ftl_sheet_next(sheet, &record, &has_more, &err), FTL_OK);
	assert_string_equal(record.fields[1], "1;5");
	assert_int_equal(ftl_sheet_next(sheet, &record, &has_more, &err), FTL_INVALID);
	assert_string_equal(err.message, "row 3 (line 3) is a blank line");
	assert_int_equal(ftl_sheet_next(sheet, &record, &has_more, &err), FTL_OK);
	assert_string_equal(record.fields[1], "€é");
	assert_int_equal(ftl_sheet_next(sheet, &record, &has_more, &err), FTL_OK);
	assert_false(has_more);
}

static void a_missing_file_is_told(void **state)
{
	(void)state;
	FTL_SHEET(sheet);

	assert_int_equal(ftl_sheet_open("no.xlsx", &plain, &sheet, &err), FTL_NOT_FOUND);
	assert_null(sheet);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(cells_of_another_writer_are_read_as_text),
	        cmocka_unit_test(numbers_and_moments_are_told_from_texts),
	        cmocka_unit_test(columns_are_found_by_their_names),
	        cmocka_unit_test(a_sheet_is_the_first_to_be_seen_or_the_one_named),
	        cmocka_unit_test(dates_count_from_1904_where_the_workbook_says_so),
	        cmocka_unit_test(dates_may_be_stored_as_text),
	        cmocka_unit_test(dates_are_what_the_number_format_says),
	        cmocka_unit_test(numbers_have_the_fifteen_digits_that_spreadsheets_show),
	        cmocka_unit_test(texts_are_put_together_from_their_runs),
	        cmocka_unit_test(prefixes_strict_names_and_utf16_are_understood),
	        cmocka_unit_test(only_the_first_of_merged_cells_has_a_value),
	        cmocka_unit_test(a_refused_cell_ends_its_row_only),
	        cmocka_unit_test(cells_that_cannot_be_trusted_are_refused),
	        cmocka_unit_test(sizes_are_bounded_as_those_of_csv),
	        cmocka_unit_test(damaged_and_hostile_workbooks_are_refused),
	        cmocka_unit_test(no_damage_to_a_file_does_harm),
	        cmocka_unit_test(csv_comes_through_the_same_door),
	        cmocka_unit_test(a_missing_file_is_told),
	};

	return cmocka_run_group_tests(tests, make_books, NULL);
}
