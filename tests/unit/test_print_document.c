/*
 * Documents as they leave for the payer, looked at by programs that are not ours: poppler's
 * pdftotext and pdftoppm, and zbarimg. Runs in an empty folder (tests/isolate).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fettle/base/asset.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "fettle/print/form.h"
#include "print/form.h"

extern char **environ;

static struct ftl_err err;

#define NOW INT64_C(1795341600)

static void ok(enum ftl_status status)
{
	if (status != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
}

static void run(char *const *arguments)
{
	pid_t pid = 0;
	int status = 0;

	assert_int_equal(posix_spawnp(&pid, arguments[0], NULL, NULL, arguments, environ), 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

/* A command of a shell; the paths are ours. */
static void shell(const char *command)
{
	char program[] = "sh", option[] = "-c";
	FTL_ARENA(arena);
	char *const arguments[] = {program, option, ftl_strdup(&arena, command), NULL};

	run(arguments);
}

static const char *contents(struct ftl_arena *arena, const char *path)
{
	char *text = NULL;
	size_t length = 0;

	ok(ftl_file_read(arena, path, 64 << 20, &text, &length, &err));
	return text;
}

/* What stands on paper, without the blanks and breaks that lines bring. */
static const char *squeezed(struct ftl_arena *arena, const char *text)
{
	char *out = ftl_alloc(arena, strlen(text) + 1, 1);
	size_t length = 0;

	for (; *text != '\0'; text++)
		if (strchr(" \n\f", *text) == NULL)
			out[length++] = *text;
	return out;
}

static const char *text_of(struct ftl_arena *arena, const char *path)
{
	shell(ftl_sprintf(arena, "pdftotext -layout %s page.txt", path));
	return squeezed(arena, contents(arena, "page.txt"));
}

static void shows(struct ftl_arena *arena, const char *text, const char *wanted)
{
	if (strstr(text, squeezed(arena, wanted)) == NULL)
		fail_msg("'%s' is not on the paper", wanted);
}

/* How many pages another program makes of it. */
static int64_t pages_of(const char *path)
{
	struct stat status;
	int64_t count = 0;
	char name[64];
	FTL_ARENA(arena);

	shell(ftl_sprintf(&arena, "pdftoppm -r 20 -png %s page", path));
	for (int digits = 1; digits <= 3 && count == 0; digits++) {
		for (;; count++) {
			snprintf(name, sizeof(name), "page-%0*lld.png", digits,
			         (long long)count + 1);
			if (stat(name, &status) != 0)
				break;
			unlink(name);
		}
	}
	return count;
}

/* Every field that the form of a claim may show. */
static const struct ftl_form_field claim[] = {
        {"short_code", NULL, "C26000011"},
        {"code", NULL, "C26-00001-1"},
        {"heading", NULL, "Warranty claim"},
        {"centre", NULL, "Corner Repairs"},
        {"centre_address", NULL, "Hauptstr. 5, 10827 Berlin"},
        {"payer", NULL, "Example Appliances GmbH"},
        {"claim_type", "Type", "parts and labour"},
        {"account", "Account", "SC-4711"},
        {"authorisation", "Authorisation", "PA-99812"},
        {"contract", "Contract", NULL},
        {"order", "Work order", "W26-00009-U"},
        {"revision", "Revision", "2"},
        {"made_on", "Date", "2026-11-22"},
        {"currency", "Currency", "EUR"},
        {"brand", "Brand", "WMF"},
        {"model", "Model", "Kettle 1.7 l"},
        {"serial", "Serial number", "WMF-1234-5"},
        {"imei", "IMEI", ""},
        {"purchased_on", "Bought", "2026-01-15"},
        {"proof", "Proof", "receipt 99"},
        {"new_serial", "New serial", NULL},
        {"customer", "Customer", "Jana Nov\xc3\xa1kov\xc3\xa1"},
        {"customer_address", "Address", "Vinohradsk\xc3\xa1 12\n120 00 Praha"},
        {"customer_phone", "Telephone", "+420 601 555 012"},
        {"customer_email", "E-mail", "jana@example.org"},
        {"received_on", "Received", "2026-11-16"},
        {"completed_on", "Completed", "2026-11-18"},
        {"handed_over_on", "Handed over", "2026-11-19"},
        {"technician", "Technician", "Tom\xc3\xa1\xc5\xa1 Dvo\xc5\x99\xc3\xa1k"},
        {"condition_code", "Condition", "1"},
        {"symptom_code", "Symptom", "111"},
        {"section_code", "Section", "PWR"},
        {"defect_code", "Defect", "D"},
        {"repair_code", "Repair", "A"},
        {"result", "Result", "repaired"},
        {"fault", "Fault as told", "stays cold"},
        {"work", "Work done", "heating element replaced\ntested for 30 minutes"},
        {"parts_total", "Parts", "22.10"},
        {"labour_total", "Labour", "18.00"},
        {"other_total", "Other", NULL},
        {"tax_total", "Tax", "7.62"},
        {"total", "Total claimed", "47.72"},
        {"declaration", NULL, "We declare that the work was done as stated."},
};

static const struct ftl_form_column line_columns[] = {
        {"class", "Class"},  {"part", "Part no."}, {"text", "What"},
        {"quantity", "Qty"}, {"price", "Price"},   {"amount", "Amount"},
};
static const char *const two_lines[] = {
        "part",   "EL-17-220V", "heating element", "1",   "22.10", "22.10",
        "labour", NULL,         "bench",           "0.5", "36.00", "18.00",
};
static const struct ftl_form_column attachment_columns[] = {
        {"number", "No."}, {"kind", "Kind"}, {"name", "File"}, {"sha256", "SHA-256"}};
static const char *const one_attachment[] = {
        "1", "receipt", "receipt 99.jpg",
        "1ae04c77920711f8290fdf7ac959877c044f7eada9e347b6eddfb8d9ea9c2a69"};

static struct ftl_form_table lines_table(const char *const *cells, size_t rows)
{
	return (struct ftl_form_table){"lines", line_columns, FTL_COUNT(line_columns), cells, rows};
}

static const struct ftl_form_table attachments = {"attachments", attachment_columns,
                                                  FTL_COUNT(attachment_columns), one_attachment, 1};

/* Draws a claim by the built-in layout into claim.pdf. */
static void draw_claim(const struct ftl_form_field *fields, const struct ftl_form_table *lines,
                       struct ftl_form_output *output)
{
	const struct ftl_form_table tables[] = {*lines, attachments};
	const struct ftl_form_data data = {fields, FTL_COUNT(claim), tables, FTL_COUNT(tables)};
	const struct ftl_form_options options = {.made_at = NOW, .title = "C26-00001-1"};
	const char *text = NULL;
	size_t length = 0;
	FTL_ARENA(arena);

	ok(ftl_form_text(&arena, "claim-a4", NULL, &text, &length, &err));
	ok(ftl_form_pdf("claim-a4", text, length, &data, &options, "claim.pdf", output, &err));
}

static void every_value_of_a_claim_is_on_one_page(void **state)
{
	const struct ftl_form_table lines = lines_table(two_lines, 2);
	FTL_ARENA(arena);
	FTL_FORM_OUTPUT(output);

	(void)state;
	draw_claim(claim, &lines, &output);
	assert_int_equal(output.pages, 1);
	assert_int_equal(output.warning_count, 0);
	assert_int_equal(pages_of("claim.pdf"), 1);
	const char *text = text_of(&arena, "claim.pdf");
	for (size_t i = 1; i < FTL_COUNT(claim); i++) {
		const char *value = claim[i].value;

		if (value == NULL || *value == '\0') {
			assert_null(strstr(text, squeezed(&arena, claim[i].label)));
			continue;
		}
		/* Lines beside a broken value stand between its lines. */
		char *first = ftl_strndup(&arena, value, strcspn(value, "\n"));
		shows(&arena, text, first);
		if (strchr(value, '\n') != NULL)
			shows(&arena, text, strchr(value, '\n') + 1);
		if (claim[i].label != NULL)
			shows(&arena, text, claim[i].label);
	}
	for (size_t i = 0; i < FTL_COUNT(two_lines); i++)
		if (two_lines[i] != NULL)
			shows(&arena, text, two_lines[i]);
	for (size_t i = 0; i < FTL_COUNT(line_columns); i++)
		shows(&arena, text, line_columns[i].label);
	shows(&arena, text, "Attachments");
	shows(&arena, text, "receipt 99.jpg");
	shows(&arena, text, "1 / 1");
	for (int i = 0; i < 3; i++) {
		static const char *const titles[] = {"Claim", "Unit", "Service"};
		shows(&arena, text, titles[i]);
	}
}

static void the_code_is_read_back_by_a_scanner(void **state)
{
	const struct ftl_form_table lines = lines_table(two_lines, 2);
	FTL_ARENA(arena);
	FTL_FORM_OUTPUT(output);

	(void)state;
	draw_claim(claim, &lines, &output);
	shell("pdftoppm -r 150 -png -singlefile claim.pdf scan");
	shell("zbarimg -q --raw scan.png >code.txt");
	assert_string_equal(contents(&arena, "code.txt"), "C26000011\n");
}

/* As many lines as make several pages; every one of them is there once, each page tells which it is
 * and what the columns are. */
static void a_long_table_flows_over_pages_and_loses_nothing(void **state)
{
	enum { ROWS = 140 };
	const char **cells = NULL;
	FTL_ARENA(arena);
	FTL_FORM_OUTPUT(output);

	(void)state;
	cells = ftl_alloc(&arena, ROWS * FTL_COUNT(line_columns), sizeof(*cells));
	for (size_t i = 0; i < ROWS; i++) {
		const char **row = cells + i * FTL_COUNT(line_columns);

		row[0] = "part";
		row[1] = ftl_sprintf(&arena, "PN%04zu", i);
		row[2] = i % 7 == 0 ? "a screw that is described in so many words that they need "
		                      "more than a line of the column"
		                    : "screw";
		row[3] = "1";
		row[4] = row[5] = "0.10";
	}
	const struct ftl_form_table lines = lines_table(cells, ROWS);
	draw_claim(claim, &lines, &output);
	assert_true(output.pages >= 4);
	assert_int_equal(pages_of("claim.pdf"), output.pages);
	const char *text = text_of(&arena, "claim.pdf");
	for (size_t i = 0; i < ROWS; i++) {
		const char *number = cells[i * FTL_COUNT(line_columns) + 1];
		const char *found = strstr(text, number);

		assert_non_null(found);
		assert_null(strstr(found + 1, number));
	}
	for (int64_t page = 1; page <= output.pages; page++)
		shows(&arena, text,
		      ftl_sprintf(&arena, "%lld / %lld", (long long)page, (long long)output.pages));
	int heads = 0;
	for (const char *at = text; (at = strstr(at, "Partno.")) != NULL; at++)
		heads++;
	assert_in_range(heads, output.pages - 1, output.pages);
}

static void text_longer_than_a_page_goes_on_on_the_next(void **state)
{
	struct ftl_form_field fields[FTL_COUNT(claim)];
	const struct ftl_form_table lines = lines_table(two_lines, 2);
	FTL_ARENA(arena);
	FTL_BUF(words);
	FTL_BUF(unbroken);
	FTL_FORM_OUTPUT(output);

	(void)state;
	memcpy(fields, claim, sizeof(fields));
	for (int i = 0; i < 1500; i++)
		ftl_buf_printf(&words, "word%04d ", i);
	for (int i = 0; i < 60; i++)
		ftl_buf_printf(&unbroken, "S%05d", i);
	for (size_t i = 0; i < FTL_COUNT(fields); i++) {
		if (strcmp(fields[i].key, "work") == 0)
			fields[i].value = ftl_buf_cstr(&words);
		if (strcmp(fields[i].key, "serial") == 0)
			fields[i].value = ftl_buf_cstr(&unbroken);
	}
	draw_claim(fields, &lines, &output);
	assert_true(output.pages >= 3);
	assert_int_equal(pages_of("claim.pdf"), output.pages);
	const char *text = text_of(&arena, "claim.pdf");
	for (int i = 0; i < 1500; i++)
		shows(&arena, text, ftl_sprintf(&arena, "word%04d", i));
	shows(&arena, text, "Total claimed");
	/* A serial breaks anywhere; "-raw" gives its lines one after the other. */
	shell("pdftotext -raw claim.pdf raw.txt");
	shows(&arena, squeezed(&arena, contents(&arena, "raw.txt")), ftl_buf_cstr(&unbroken));
}

static void every_script_prints(void **state)
{
	static const struct {
		const char *key;
		const char *value;
	} others[] = {
	        {"customer", "\xd8\xb9\xd9\x84\xd9\x8a \xd8\xad\xd8\xaf\xd8\xa7\xd8\xaf"},
	        {"fault",
	         "\xe5\x85\x85\xe9\x9b\xbb\xe3\x81\xa7\xe3\x81\x8d\xe3\x81\xaa\xe3\x81\x84"},
	        {"work", "\xd0\xb7\xd0\xb0\xd0\xbc\xd0\xb5\xd0\xbd\xd0\xb0"},
	        {"model", "\xce\x94\xce\xbf\xce\xba\xce\xb9\xce\xbc\xce\xae"},
	        {"brand", "\xd7\x90\xd7\x91\xd7\x99"},
	};
	struct ftl_form_field fields[FTL_COUNT(claim)];
	const struct ftl_form_table lines = lines_table(two_lines, 2);
	FTL_ARENA(arena);
	FTL_FORM_OUTPUT(output);

	(void)state;
	memcpy(fields, claim, sizeof(fields));
	for (size_t i = 0; i < FTL_COUNT(fields); i++)
		for (size_t j = 0; j < FTL_COUNT(others); j++)
			if (strcmp(fields[i].key, others[j].key) == 0)
				fields[i].value = others[j].value;
	draw_claim(fields, &lines, &output);
	assert_int_equal(output.warning_count, 0);
	const char *text = text_of(&arena, "claim.pdf");
	shows(&arena, text, others[1].value);
	shows(&arena, text, others[2].value);
	shows(&arena, text, others[3].value);
}

/* What a name may hold is drawn or left out, and never what a page is made of. */
static void hostile_values_are_only_drawn(void **state)
{
	struct ftl_form_field fields[FTL_COUNT(claim)];
	const struct ftl_form_table lines = lines_table(two_lines, 2);
	FTL_ARENA(arena);
	FTL_FORM_OUTPUT(output);

	(void)state;
	memcpy(fields, claim, sizeof(fields));
	for (size_t i = 0; i < FTL_COUNT(fields); i++) {
		if (strcmp(fields[i].key, "customer") == 0)
			fields[i].value = "{total} <b>(x) Tj\\ \x1b[2J %s";
		if (strcmp(fields[i].key, "centre") == 0)
			fields[i].value = "caf\xe9 \xe2\x80\xae evil";
	}
	draw_claim(fields, &lines, &output);
	const char *text = text_of(&arena, "claim.pdf");
	shows(&arena, text, "{total} <b>(x) Tj\\  [2J %s");
	shows(&arena, text, "caf\xef\xbf\xbd  evil");
}

static void equal_input_gives_equal_bytes(void **state)
{
	const struct ftl_form_table lines = lines_table(two_lines, 2);
	FTL_FORM_OUTPUT(one);
	FTL_FORM_OUTPUT(two);

	(void)state;
	draw_claim(claim, &lines, &one);
	draw_claim(claim, &lines, &two);
	assert_int_equal(one.pdf.length, two.pdf.length);
	assert_memory_equal(one.pdf.data, two.pdf.data, one.pdf.length);
}

#define PAGE                                                                                       \
	"{\"form\": \"document\", \"title\": \"t\", \"help\": \"h\", \"width_mm\": 100, "          \
	"\"height_mm\": 100, \"margin_x_mm\": 10, \"margin_y_mm\": 10, \"dpi\": 300, "             \
	"\"elements\": ["

/* Draws by a layout of this one's elements. */
static enum ftl_status draw_by(const char *elements, struct ftl_form_output *output)
{
	static const char *const cells[] = {"a", "b"};
	static const struct ftl_form_column columns[] = {{"one", "One"}, {"two", "Two"}};
	const struct ftl_form_field fields[] = {{"name", "Name", "Ana"},
	                                        {"none", "None", NULL},
	                                        {"long", NULL,
	                                         "0123456789012345678901234567890123"
	                                         "0123456789012345678901234567890123"
	                                         "0123456789012345678901234567890123"}};
	const struct ftl_form_table table = {"lines", columns, 2, cells, 1};
	const struct ftl_form_data data = {fields, FTL_COUNT(fields), &table, 1};
	const struct ftl_form_options options = {.made_at = NOW};
	FTL_ARENA(arena);
	const char *text = ftl_sprintf(&arena, PAGE "%s]}", elements);

	return ftl_form_draw("test", text, strlen(text), &data, &options, output, &err);
}

static void layouts_that_cannot_be_drawn_are_refused(void **state)
{
	static const struct {
		const char *elements;
		const char *words;
	} cases[] = {
	        {"{\"kind\": \"text\", \"name\": \"a\", \"text\": \"{nam}\"}",
	         "element 'a' names the field 'nam', which this document has not"},
	        {"{\"kind\": \"text\", \"name\": \"a\", \"text\": \"{name\"}", "has no other"},
	        {"{\"kind\": \"text\", \"name\": \"a\", \"text\": \"name}\"}", "has no other"},
	        {"{\"kind\": \"text\", \"name\": \"a\", \"text\": \"{{name}\"}", "has no other"},
	        {"{\"kind\": \"text\", \"name\": \"a\", \"text\": \"x\", \"size_mm\": 3}",
	         "size_mm"},
	        {"{\"kind\": \"photo\", \"name\": \"a\"}", "got 'photo'"},
	        {"{\"kind\": \"fields\", \"name\": \"a\", \"fields\": []}", "is empty"},
	        {"{\"kind\": \"fields\", \"name\": \"a\", \"fields\": [{\"key\": \"x\"}]}",
	         "names the field 'x'"},
	        {"{\"kind\": \"fields\", \"name\": \"a\", \"columns\": 3, \"fields\": "
	         "[{\"key\": \"name\"}]}",
	         "leave no room for values"},
	        {"{\"kind\": \"table\", \"name\": \"a\", \"table\": \"rows\", \"columns\": "
	         "[{\"key\": \"one\"}]}",
	         "names the table 'rows'"},
	        {"{\"kind\": \"table\", \"name\": \"a\", \"table\": \"lines\", \"columns\": "
	         "[{\"key\": \"three\"}]}",
	         "has no column 'three'"},
	        {"{\"kind\": \"table\", \"name\": \"a\", \"table\": \"lines\", \"columns\": "
	         "[{\"key\": \"one\"}, {\"key\": \"two\"}]}",
	         "only one column may go without"},
	        /* 40 + 3 + 40 of 80. */
	        {"{\"kind\": \"table\", \"name\": \"a\", \"table\": \"lines\", \"columns\": "
	         "[{\"key\": \"one\", \"width_mm\": 40}, {\"key\": \"two\", \"width_mm\": 40}]}",
	         "need 83 millimetres with what is between them, the page has 80"},
	        {"{\"kind\": \"qr\", \"name\": \"a\", \"field\": \"name\", \"size_mm\": 8}",
	         "too fine for scanners"},
	        {"{\"kind\": \"footer\", \"name\": \"a\", \"text\": \"x\"}, "
	         "{\"kind\": \"footer\", \"name\": \"b\", \"text\": \"y\"}",
	         "a document has one footer"},
	        {"{\"kind\": \"line\", \"name\": \"a\"}, {\"kind\": \"line\", \"name\": \"a\"}",
	         "has the same name as element 1"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_FORM_OUTPUT(output);
		assert_int_equal(draw_by(cases[i].elements, &output), FTL_INVALID);
		if (strstr(err.message, cases[i].words) == NULL)
			fail_msg("'%s' does not say '%s'", err.message, cases[i].words);
		assert_null(output.pdf.data);
	}
}

static void an_absent_value_leaves_its_element_out(void **state)
{
	FTL_ARENA(arena);
	FTL_FORM_OUTPUT(output);

	(void)state;
	ok(draw_by("{\"kind\": \"text\", \"name\": \"a\", \"text\": \"to {none}\"}, "
	           "{\"kind\": \"text\", \"name\": \"b\", \"text\": \"for {name}, {none}\"}, "
	           "{\"kind\": \"fields\", \"name\": \"c\", \"title\": \"Empty\", \"fields\": "
	           "[{\"key\": \"none\"}]}, "
	           "{\"kind\": \"fields\", \"name\": \"d\", \"title\": \"Who\", \"fields\": "
	           "[{\"key\": \"name\", \"label\": \"Kunde\"}]}",
	           &output));
	FILE *file = fopen("absent.pdf", "we");
	assert_non_null(file);
	assert_int_equal(fwrite(output.pdf.data, 1, output.pdf.length, file), output.pdf.length);
	assert_int_equal(fclose(file), 0);
	const char *text = text_of(&arena, "absent.pdf");
	assert_null(strstr(text, "to"));
	assert_null(strstr(text, "Empty"));
	shows(&arena, text, "Who");
	shows(&arena, text, "Kunde");
	shows(&arena, text, "Ana,");
}

static void a_document_without_end_is_refused(void **state)
{
	FTL_BUF(elements);
	FTL_FORM_OUTPUT(output);

	(void)state;
	/* A letter of 20 mm a line or two: 102 of them need about as many lines, 3 a page. */
	for (int i = 0; i < 64; i++)
		ftl_buf_printf(&elements,
		               "%s{\"kind\": \"text\", \"name\": \"t%d\", \"letter_mm\": 20, "
		               "\"text\": \"{long}{long}{long}{long}{long}\"}",
		               i == 0 ? "" : ", ", i);
	assert_int_equal(draw_by(ftl_buf_cstr(&elements), &output), FTL_INVALID);
	assert_string_equal(err.message, "needs more than 500 pages");
}

static void a_file_is_whole_or_not_there(void **state)
{
	const struct ftl_form_data data = {claim, 1, NULL, 0};
	const struct ftl_form_options options = {.made_at = NOW};
	const char *text = NULL;
	struct stat status;
	size_t length = 0;
	FTL_ARENA(arena);
	FTL_FORM_OUTPUT(output);

	(void)state;
	ok(ftl_form_text(&arena, "claim-a4", NULL, &text, &length, &err));
	assert_int_equal(
	        ftl_form_pdf("claim-a4", text, length, &data, &options, "none.pdf", &output, &err),
	        FTL_INVALID);
	assert_int_not_equal(stat("none.pdf", &status), 0);
	assert_int_equal(ftl_form_text(&arena, "no-form", NULL, &text, &length, &err),
	                 FTL_NOT_FOUND);
	assert_int_equal(ftl_form_text(&arena, "../claim-a4", NULL, &text, &length, &err),
	                 FTL_NOT_FOUND);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_value_of_a_claim_is_on_one_page),
	        cmocka_unit_test(the_code_is_read_back_by_a_scanner),
	        cmocka_unit_test(a_long_table_flows_over_pages_and_loses_nothing),
	        cmocka_unit_test(text_longer_than_a_page_goes_on_on_the_next),
	        cmocka_unit_test(every_script_prints),
	        cmocka_unit_test(hostile_values_are_only_drawn),
	        cmocka_unit_test(equal_input_gives_equal_bytes),
	        cmocka_unit_test(layouts_that_cannot_be_drawn_are_refused),
	        cmocka_unit_test(an_absent_value_leaves_its_element_out),
	        cmocka_unit_test(a_document_without_end_is_refused),
	        cmocka_unit_test(a_file_is_whole_or_not_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
