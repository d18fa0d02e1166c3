/* Remittances as payers write them, by what their documents say of them. */
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

#include "fettle/base/date.h"
#include "fettle/base/file.h"
#include "fettle/ops/payer.h"
#include "fettle/ops/remittance.h"

static struct ftl_err err;
static const struct ftl_currency euro = {"EUR", 2};

/* Reads a payer whose key "remittance" is the JSON given. */
static enum ftl_status read_payer(struct ftl_arena *arena, const char *remittance,
                                  struct ftl_payer_doc *ret)
{
	struct ftl_app app = {.currency = euro};
	const char *text =
	        ftl_sprintf(arena,
	                    "{\"code\": \"p\", \"title\": \"P\", \"source\": \"S\", "
	                    "\"applies_from\": \"2026-01-01\", \"payer\": \"maker\"%s%s}",
	                    *remittance == '\0' ? "" : ", \"remittance\": ", remittance);

	return ftl_payer_read(&app, arena, "p.json", text, strlen(text), ret, &err);
}

static struct ftl_payer_mapping mapping_of(struct ftl_arena *arena, const char *remittance)
{
	struct ftl_payer_doc payer = {0};

	if (read_payer(arena, remittance, &payer) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	assert_true(payer.remittance.is_given);
	return payer.remittance;
}

#define GERMAN                                                                                     \
	"{\"columns\": {\"claim\": \"Vorgang\", \"reference\": \"Beleg\", \"order\": "             \
	"\"Auftrag\", \"serial\": \"Ser.-Nr.\", \"date\": \"Datum\", \"amount\": \"Betrag\", "     \
	"\"currency\": \"Whg\", \"text\": \"Text\"}, \"separator\": \";\", \"decimal\": \",\", "   \
	"\"grouping\": \".\", \"date_format\": \"DD.MM.YYYY\", \"encoding\": \"windows-1252\", "   \
	"\"sheet\": \"Juni\", \"tolerance\": \"0.05\"}"
#define PLAIN "{\"columns\": {\"claim\": \"Claim No\", \"date\": \"Date\", \"amount\": \"Paid\"}}"

static void a_payer_without_the_key_has_no_mapping(void **state)
{
	struct ftl_payer_doc payer = {0};

	(void)state;
	FTL_ARENA(arena);
	assert_int_equal(read_payer(&arena, "", &payer), FTL_OK);
	assert_false(payer.remittance.is_given);
}

static void the_mapping_is_read_from_the_payers_document(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	struct ftl_payer_mapping german = mapping_of(&arena, GERMAN);

	assert_string_equal(german.columns[FTL_PAYER_COLUMN_SERIAL], "Ser.-Nr.");
	assert_string_equal(german.columns[FTL_PAYER_COLUMN_AMOUNT], "Betrag");
	assert_int_equal(german.form.sheet.csv.separator, ';');
	assert_int_equal(german.form.sheet.csv.charset, FTL_CHARSET_WINDOWS_1252);
	assert_string_equal(german.form.sheet.sheet, "Juni");
	assert_int_equal(german.form.decimal, ',');
	assert_int_equal(german.form.grouping, '.');
	assert_string_equal(german.form.date_format, "DD.MM.YYYY");
	assert_int_equal(german.tolerance_cents, 5);

	struct ftl_payer_mapping plain = mapping_of(&arena, PLAIN);
	assert_null(plain.columns[FTL_PAYER_COLUMN_TEXT]);
	assert_int_equal(plain.form.sheet.csv.separator, ',');
	assert_int_equal(plain.form.sheet.csv.charset, FTL_CHARSET_UTF8);
	assert_null(plain.form.sheet.sheet);
	assert_int_equal(plain.form.decimal, '.');
	assert_int_equal(plain.form.grouping, '\0');
	assert_string_equal(plain.form.date_format, "YYYY-MM-DD");
	assert_int_equal(plain.tolerance_cents, 0);
}

static void mappings_that_make_no_sense_are_refused(void **state)
{
	/* And where it is wrong. */
	static const char *const cases[][2] = {
	        {"{}", "$.remittance"},
	        {"{\"columns\": {\"claim\": \"C\"}}", "$.remittance.columns"},
	        {"{\"columns\": {\"amount\": \"A\"}}", "$.remittance.columns"},
	        {"{\"columns\": {\"amount\": \"A\", \"serial\": \"S\"}}", "$.remittance.columns"},
	        {"{\"columns\": {\"amount\": \"A\", \"date\": \"D\"}}", "$.remittance.columns"},
	        {"{\"columns\": {\"amount\": \" \", \"claim\": \"C\"}}",
	         "$.remittance.columns.amount"},
	        {"{\"columns\": {\"amount\": \"A\", \"claim\": \"C\", \"colour\": \"C\"}}",
	         "$.remittance.columns.colour"},
#define WITH(what) "{\"columns\": {\"amount\": \"A\", \"claim\": \"C\"}, " what "}"
	        {WITH("\"separator\": \":\""), "$.remittance.separator"},
	        {WITH("\"separator\": \"\""), "$.remittance.separator"},
	        {WITH("\"separator\": \";;\""), "$.remittance.separator"},
	        {WITH("\"encoding\": \"ebcdic\""), "$.remittance.encoding"},
	        {WITH("\"decimal\": \";\""), "$.remittance.decimal"},
	        {WITH("\"grouping\": \"_\""), "$.remittance.grouping"},
	        {WITH("\"grouping\": \".\""), "$.remittance.grouping"},
	        {WITH("\"date_format\": \"DD.MM.YY\""), "$.remittance.date_format"},
	        {WITH("\"date_format\": \"DDMMM.YYYY\""), "$.remittance.date_format"},
	        {WITH("\"date_format\": \"DMYYYY\""), "$.remittance.date_format"},
	        {WITH("\"date_format\": \"DD.DD.YYYY\""), "$.remittance.date_format"},
	        {WITH("\"date_format\": \"MM.YYYY\""), "$.remittance.date_format"},
	        {WITH("\"tolerance\": \"-1\""), "$.remittance.tolerance"},
	        {WITH("\"tolerance\": \"0.001\""), "$.remittance.tolerance"},
	        {WITH("\"sheet\": \"\""), "$.remittance.sheet"},
	        {WITH("\"quote\": \"'\""), "$.remittance.quote"},
#undef WITH
	};
	struct ftl_payer_doc payer;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);

		if (read_payer(&arena, cases[i][0], &payer) != FTL_INVALID)
			fail_msg("is read: %s", cases[i][0]);
		if (strncmp(err.field, cases[i][1], strlen(cases[i][1])) != 0)
			fail_msg("%s: %s: %s", cases[i][0], err.field, err.message);
	}
}

/* A decimal sign, a grouping, a text; and the cents, or that it is refused. */
static void amounts_are_written_as_the_payer_writes_them_or_refused(void **state)
{
	static const struct {
		char decimal;
		char grouping;
		const char *text;
		struct ftl_opt cents;
	} cases[] = {
	        {'.', '\0', "1234.56", {true, 123456}},
	        {'.', '\0', "-5", {true, -500}},
	        {'.', '\0', " 5.5 ", {true, 550}},
	        {'.', '\0', "0", {true, 0}},
	        {'.', '\0', "1,234.56", {false, 0}},
	        {'.', '\0', "1.234,56", {false, 0}},
	        {'.', '\0', "1234,56", {false, 0}},
	        {'.', '\0', "1 234.56", {false, 0}},
	        {'.', '\0', "12.345", {false, 0}},
	        {'.', '\0', "12.", {false, 0}},
	        {'.', '\0', ".5", {false, 0}},
	        {'.', '\0', "", {false, 0}},
	        {'.', '\0', "  ", {false, 0}},
	        {'.', '\0', "-", {false, 0}},
	        {'.', '\0', "--5", {false, 0}},
	        {'.', '\0', "5-", {false, 0}},
	        {'.', '\0', "(5)", {false, 0}},
	        {'.', '\0', "1e3", {false, 0}},
	        {'.', '\0', "NaN", {false, 0}},
	        {'.', '\0', "0x10", {false, 0}},
	        {'.', '\0', "５", {false, 0}},
	        {'.', '\0', "5 EUR", {false, 0}},
	        {'.', '\0', "1.2.3", {false, 0}},
	        {'.', '\0', "99999999999999999999", {false, 0}},
	        {'.', ',', "1,234.56", {true, 123456}},
	        {'.', ',', "1,234,567", {true, 123456700}},
	        {'.', ',', "1234.56", {true, 123456}},
	        {'.', ',', "1234,567.00", {false, 0}},
	        {'.', ',', "1,23", {false, 0}},
	        {'.', ',', "1,2345", {false, 0}},
	        {'.', ',', ",123", {false, 0}},
	        {'.', ',', "1,,234", {false, 0}},
	        {'.', ',', "1.00,000", {false, 0}},
	        {',', '.', "1.234,56", {true, 123456}},
	        {',', '.', "-1.234", {true, -123400}},
	        {',', '.', "45,1", {true, 4510}},
	        {',', '.', "45.1", {false, 0}},
	        {',', '.', "1,234.56", {false, 0}},
	        {',', '\0', "45.10", {false, 0}},
	        {',', ' ', "1 234,56", {true, 123456}},
	        {',', ' ', "1\u00A0234,56", {true, 123456}},
	        {',', ' ', "1\u202F234\u202F567,89", {true, 123456789}},
	        {',', ' ', "1 234 ", {true, 123400}},
	        {',', ' ', "1  234", {false, 0}},
	        {',', ' ', "1 23", {false, 0}},
	        {'.', '\'', "1'234.50", {true, 123450}},
	        {'.', '\'', "1\u2019234.50", {true, 123450}},
	};
	int64_t cents = 0;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		const struct ftl_file_form mapping = {.decimal = cases[i].decimal,
		                                      .grouping = cases[i].grouping};
		enum ftl_status status =
		        ftl_file_amount("Paid", cases[i].text, &mapping, &euro, &cents, &err);

		if ((status == FTL_OK) != cases[i].cents.has)
			fail_msg("'%s' is %s", cases[i].text,
			         status == FTL_OK ? "read" : err.message);
		if (status == FTL_OK)
			assert_int_equal(cents, cases[i].cents.value);
		else
			assert_string_equal(err.field, "Paid");
	}
}

static void a_refused_amount_says_how_it_should_look(void **state)
{
	const struct ftl_file_form mapping = {.decimal = ',', .grouping = '.'};
	int64_t cents;

	(void)state;
	assert_int_equal(ftl_file_amount("Paid", "1,234.56", &mapping, &euro, &cents, &err),
	                 FTL_INVALID);
	assert_string_equal(err.message,
	                    "'1,234.56' is no amount as this file writes them: 1.234,56");
}

static void dates_are_written_as_the_format_says_or_refused(void **state)
{
	static const char *const cases[][3] = {
	        {"YYYY-MM-DD", "2024-02-29", "2024-02-29"},
	        {"DD.MM.YYYY", "01.03.2026", "2026-03-01"},
	        {"MM/DD/YYYY", "03/01/2026", "2026-03-01"},
	        {"M/D/YYYY", "3/1/2026", "2026-03-01"},
	        {"M/D/YYYY", "12/31/2026", "2026-12-31"},
	        {"D.M.YYYY", "1.3.2026", "2026-03-01"},
	        {"YYYYMMDD", "20260301", "2026-03-01"},
	        {"DD MM YYYY", " 01 03 2026 ", "2026-03-01"},
	        {"DD.MM.YYYY", "1.3.2026", NULL},
	        {"DD.MM.YYYY", "01.03.26", NULL},
	        {"DD.MM.YYYY", "01/03/2026", NULL},
	        {"DD.MM.YYYY", "31.04.2026", NULL},
	        {"DD.MM.YYYY", "01.03.2026 10:00", NULL},
	        {"DD.MM.YYYY", "01.03.20266", NULL},
	        {"DD.MM.YYYY", "01.03", NULL},
	        {"DD.MM.YYYY", "", NULL},
	        {"MM/DD/YYYY", "31/12/2026", NULL},
	        {"YYYY-MM-DD", "2023-02-29", NULL},
	        {"YYYY-MM-DD", "0000-00-00", NULL},
	        {"YYYY-MM-DD", "1899-12-31", NULL},
	        {"YYYY-MM-DD", "9999-12-31", NULL},
	        {"YYYYMMDD", "202603011", NULL},
	        {"M/D/YYYY", "123/1/2026", NULL},
	};
	char text[FTL_DATE_TEXT_SIZE];
	int32_t date;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		enum ftl_status status =
		        ftl_file_date("Date", cases[i][1], cases[i][0], &date, &err);

		if ((status == FTL_OK) != (cases[i][2] != NULL))
			fail_msg("'%s' by %s is %s", cases[i][1], cases[i][0],
			         status == FTL_OK ? "read" : err.message);
		if (status == FTL_OK)
			assert_string_equal(ftl_date_format(text, date), cases[i][2]);
	}
}

static enum ftl_status read_text(struct ftl_arena *arena, const char *remittance, const char *text,
                                 const struct ftl_remittance_line **ret, size_t *ret_count)
{
	struct ftl_payer_mapping mapping = mapping_of(arena, remittance);

	return ftl_remittance_read(arena, "r.csv", text, strlen(text), &mapping, &euro, ret,
	                           ret_count, &err);
}

static void a_file_is_read_by_the_mapping(void **state)
{
	static const char text[] = "Whg;Datum;Betrag;Vorgang;Beleg;Auftrag;Ser.-Nr.;Text;Rest\r\n"
	                           "EUR;01.03.2026;1.234,56;C26-00001-9;RX 7;W26-00001-9;sn-1;"
	                           "Ger\xE4t f\xFCr 5 \x80;x\r\n"
	                           "EUR;;-5,00;;;;;;\r\n";
	const struct ftl_remittance_line *lines = NULL;
	size_t count = 0;
	int32_t date;

	(void)state;
	FTL_ARENA(arena);
	assert_true(ftl_date_from_ymd((struct ftl_ymd){2026, 3, 1}, &date));
	if (read_text(&arena, GERMAN, text, &lines, &count) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	assert_int_equal(count, 2);
	assert_int_equal(lines[0].position, 2);
	assert_string_equal(lines[0].claim, "C26-00001-9");
	assert_string_equal(lines[0].reference, "RX 7");
	assert_string_equal(lines[0].order, "W26-00001-9");
	assert_string_equal(lines[0].serial, "sn-1");
	assert_string_equal(lines[0].text, "Gerät für 5 €");
	assert_true(lines[0].date.has);
	assert_int_equal(lines[0].date.value, date);
	assert_int_equal(lines[0].amount_cents, 123456);
	assert_int_equal(lines[1].position, 3);
	assert_null(lines[1].claim);
	assert_null(lines[1].text);
	assert_false(lines[1].date.has);
	assert_int_equal(lines[1].amount_cents, -500);
}

static void a_line_that_cannot_be_understood_is_named(void **state)
{
#define HEAD "Whg;Datum;Betrag;Vorgang;Beleg;Auftrag;Ser.-Nr.;Text\n"
	static const char *const cases[][3] = {
	        {HEAD "EUR;;1;;;;;\nUSD;;1;;;;;\n", "Whg",
	         "row 3: is 'USD', expected the centre's currency, EUR"},
	        {HEAD ";;1;;;;;\n", "Whg", "row 2: is empty, expected the centre's currency, EUR"},
	        {HEAD "EUR;;;C1;;;;\n", "Betrag", "row 2: is empty, expected an amount"},
	        {HEAD "EUR;;1.5;;;;;\"a\nb\"\n", "Betrag",
	         "row 2: '1.5' is no amount as this file writes them: 1.234,56"},
	        {HEAD "EUR;;1;;;;;\"a\nb\"\nEUR;2026-03-01;1;;;;;\n", "Datum",
	         "row 3, line 4: '2026-03-01' is no date written as DD.MM.YYYY"},
	        {HEAD "EUR;;1;;;;\n", "r.csv", "row 2: has 7 fields, the header has 8"},
	        {"Whg;Datum\n", "r.csv",
	         "there is no column 'Vorgang'; the header has 'Whg', 'Datum'"},
	};
#undef HEAD
	const struct ftl_remittance_line *lines = NULL;
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);

		assert_int_equal(read_text(&arena, GERMAN, cases[i][0], &lines, &count),
		                 FTL_INVALID);
		assert_string_equal(err.message, cases[i][2]);
		assert_string_equal(err.field, cases[i][1]);
		assert_null(lines);
	}
}

/* Only texts are read by the mapping. */
static void a_workbooks_numbers_and_dates_are_what_they_are(void **state)
{
	static const char mapping_text[] =
	        "{\"columns\": {\"claim\": \"Claim No\", \"date\": \"Date\", \"amount\": "
	        "\"Paid\"}, "
	        "\"decimal\": \",\", \"grouping\": \".\", \"date_format\": \"DD.MM.YYYY\"}";
	static const char script[] =
	        "import openpyxl, datetime\n"
	        "book = openpyxl.Workbook()\n"
	        "for row in (['Claim No', 'Paid', 'Date'],\n"
	        "            ['C1', 1.23, datetime.date(2026, 2, 28)],\n"
	        "            ['C2', '1.234,5', '28.02.2026'],\n"
	        "            [7, -1234, datetime.datetime(2026, 2, 28, 9, 30)],\n"
	        "            ['C4', 1.234, None]):\n"
	        "    book.active.append(row)\n"
	        "book.save('r.xlsx')\n";
	const struct ftl_remittance_line *lines = NULL;
	size_t length, count = 0;
	char *bytes;
	int status;

	(void)state;
	FTL_ARENA(arena);
	pid_t child = fork();
	if (child == 0) {
		execl("/usr/bin/python3", "python3", "-c", script, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	struct ftl_payer_mapping mapping = mapping_of(&arena, mapping_text);
	assert_int_equal(ftl_file_read(&arena, "r.xlsx", 1 << 20, &bytes, &length, &err), FTL_OK);
	/* A tenth of a cent is nothing that anybody pays. */
	assert_int_equal(ftl_remittance_read(&arena, "r.xlsx", bytes, length, &mapping, &euro,
	                                     &lines, &count, &err),
	                 FTL_INVALID);
	assert_string_equal(err.field, "Paid");
	assert_non_null(strstr(err.message, "row 5: "));
	const struct ftl_currency dinar = {"KWD", 3};
	if (ftl_remittance_read(&arena, "r.xlsx", bytes, length, &mapping, &dinar, &lines, &count,
	                        &err) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	assert_int_equal(count, 4);
	assert_int_equal(lines[0].amount_cents, 1230);
	assert_int_equal(lines[1].amount_cents, 1234500);
	assert_int_equal(lines[2].amount_cents, -1234000);
	assert_int_equal(lines[3].amount_cents, 1234);
	assert_string_equal(lines[2].claim, "7");
	for (size_t i = 0; i < 3; i++) {
		char text[FTL_DATE_TEXT_SIZE];

		assert_string_equal(ftl_date_format(text, (int32_t)lines[i].date.value),
		                    "2026-02-28");
	}
	assert_false(lines[3].date.has);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_payer_without_the_key_has_no_mapping),
	        cmocka_unit_test(the_mapping_is_read_from_the_payers_document),
	        cmocka_unit_test(mappings_that_make_no_sense_are_refused),
	        cmocka_unit_test(amounts_are_written_as_the_payer_writes_them_or_refused),
	        cmocka_unit_test(a_refused_amount_says_how_it_should_look),
	        cmocka_unit_test(dates_are_written_as_the_format_says_or_refused),
	        cmocka_unit_test(a_file_is_read_by_the_mapping),
	        cmocka_unit_test(a_line_that_cannot_be_understood_is_named),
	        cmocka_unit_test(a_workbooks_numbers_and_dates_are_what_they_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
