/* How payers write what they decided, by the key "answer" of their documents. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ops/payer_file.h"

static struct ftl_err err;
static const struct ftl_currency euro = {"EUR", 2};

/* Reads a payer whose key "answer" is the JSON given. */
static enum ftl_status read_payer(struct ftl_arena *arena, const char *answer,
                                  struct ftl_payer_doc *ret)
{
	struct ftl_app app = {.currency = euro};
	const char *text = ftl_sprintf(arena,
	                               "{\"code\": \"p\", \"title\": \"P\", \"source\": \"S\", "
	                               "\"applies_from\": \"2026-01-01\", \"payer\": \"maker\", "
	                               "\"answer\": %s}",
	                               answer);

	return ftl_payer_read(&app, arena, "p.json", text, strlen(text), ret, &err);
}

static struct ftl_payer_mapping mapping_of(struct ftl_arena *arena, const char *answer)
{
	struct ftl_payer_doc payer = {0};

	if (read_payer(arena, answer, &payer) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	assert_true(payer.answer.is_given);
	assert_false(payer.remittance.is_given);
	return payer.answer;
}

#define GERMAN                                                                                     \
	"{\"columns\": {\"claim\": \"Vorgang\", \"line\": \"Pos\", \"part\": \"Teil\", "           \
	"\"decision\": \"Status\", \"amount\": \"Betrag\", \"currency\": \"Whg\", "                \
	"\"reason\": \"Grund\", \"text\": \"Text\"}, \"separator\": \";\", \"decimal\": \",\", "   \
	"\"decisions\": {\"approved\": [\"S\", \"über nommen\"], \"refused\": [\"R\"], "          \
	"\"asks\": [\"I\"]}}"

static void the_mapping_has_columns_and_words_of_its_own(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	struct ftl_payer_mapping german = mapping_of(&arena, GERMAN);
	enum ftl_payer_answer answer;

	assert_string_equal(german.columns[FTL_PAYER_COLUMN_LINE], "Pos");
	assert_string_equal(german.columns[FTL_PAYER_COLUMN_PART], "Teil");
	assert_string_equal(german.columns[FTL_PAYER_COLUMN_DECISION], "Status");
	assert_string_equal(german.columns[FTL_PAYER_COLUMN_REASON], "Grund");
	assert_null(german.columns[FTL_PAYER_COLUMN_ORDER]);
	assert_int_equal(german.form.sheet.csv.separator, ';');
	assert_int_equal(german.form.decimal, ',');
	/* Whatever the case and the blanks. */
	assert_true(ftl_payer_answer_find(&arena, &german, " s ", &answer));
	assert_int_equal(answer, FTL_PAYER_APPROVED);
	assert_true(ftl_payer_answer_find(&arena, &german, "ÜBER  NOMMEN", &answer));
	assert_int_equal(answer, FTL_PAYER_APPROVED);
	assert_true(ftl_payer_answer_find(&arena, &german, "r", &answer));
	assert_int_equal(answer, FTL_PAYER_REFUSED);
	assert_true(ftl_payer_answer_find(&arena, &german, "I", &answer));
	assert_int_equal(answer, FTL_PAYER_ASKS);
	/* Their words are the only ones. */
	assert_false(ftl_payer_answer_find(&arena, &german, "approved", &answer));
	assert_false(ftl_payer_answer_find(&arena, &german, "pending", &answer));
}

static void without_words_of_the_payers_they_are_the_programs(void **state)
{
	static const char *const words[FTL_PAYER_ANSWERS] = {"Approved", "refused", "asks",
	                                                     "pending"};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_payer_mapping plain =
	        mapping_of(&arena, "{\"columns\": {\"order\": \"WO\", \"decision\": \"D\"}}");
	enum ftl_payer_answer answer;

	for (int i = 0; i < FTL_PAYER_ANSWERS; i++) {
		assert_true(ftl_payer_answer_find(&arena, &plain, words[i], &answer));
		assert_int_equal(answer, i);
	}
	assert_false(ftl_payer_answer_find(&arena, &plain, "S", &answer));
}

static void mappings_that_make_no_sense_are_refused(void **state)
{
	/* And where it is wrong. */
	static const char *const cases[][2] = {
	        {"{}", "$.answer"},
	        {"{\"columns\": {\"claim\": \"C\"}}", "$.answer.columns"},
	        {"{\"columns\": {\"amount\": \"A\", \"line\": \"L\"}}", "$.answer.columns"},
	        {"{\"columns\": {\"decision\": \"D\", \"serial\": \"S\"}}", "$.answer.columns"},
	        {"{\"columns\": {\"claim\": \"C\", \"amount\": \"A\", \"colour\": \"X\"}}",
	         "$.answer.columns.colour"},
#define WITH(what) "{\"columns\": {\"claim\": \"C\", \"decision\": \"D\"}, " what "}"
	        {WITH("\"tolerance\": \"0.05\""), "$.answer.tolerance"},
	        {WITH("\"decimal\": \";\""), "$.answer.decimal"},
	        {WITH("\"decisions\": {\"approved\": [\"S\"], \"refused\": [\" s\"]}"),
	         "$.answer.decisions"},
	        {WITH("\"decisions\": {\"approved\": [1]}"), "$.answer.decisions.approved"},
	        {WITH("\"decisions\": {\"maybe\": [\"S\"]}"), "$.answer.decisions.maybe"},
#undef WITH
	        {"{\"columns\": {\"claim\": \"C\", \"amount\": \"A\"}, \"decisions\": "
	         "{\"approved\": [\"S\"]}}",
	         "$.answer.decisions"},
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

static void a_list_of_payments_has_no_columns_of_answers(void **state)
{
	static const char text[] =
	        "{\"code\": \"p\", \"title\": \"P\", \"source\": \"S\", "
	        "\"applies_from\": \"2026-01-01\", \"payer\": \"maker\", \"remittance\": "
	        "{\"columns\": {\"claim\": \"C\", \"amount\": \"A\", \"decision\": \"D\"}}}";
	struct ftl_app app = {.currency = euro};
	struct ftl_payer_doc payer;

	(void)state;
	FTL_ARENA(arena);
	assert_int_equal(ftl_payer_read(&app, &arena, "p.json", text, strlen(text), &payer, &err),
	                 FTL_INVALID);
	assert_string_equal(err.field, "$.remittance.columns.decision");
}

#define HEAD "Vorgang;Pos;Teil;Status;Betrag;Whg;Grund;Text\n"

static enum ftl_status read_text(struct ftl_arena *arena, const char *text, bool keep_going,
                                 const struct ftl_payer_row **ret, size_t *ret_count)
{
	struct ftl_payer_mapping mapping = mapping_of(arena, GERMAN);
	const struct ftl_payer_file file = {.kind = FTL_PAYER_ANSWER,
	                                    .name = "a.csv",
	                                    .bytes = text,
	                                    .length = strlen(text),
	                                    .mapping = &mapping,
	                                    .currency = &euro,
	                                    .keep_going = keep_going};

	return ftl_payer_file_read(arena, &file, ret, ret_count, &err);
}

static void a_row_says_a_line_a_decision_and_perhaps_an_amount(void **state)
{
	const struct ftl_payer_row *rows;
	size_t count;

	(void)state;
	FTL_ARENA(arena);
	assert_int_equal(read_text(&arena,
	                           HEAD "C26-00001-N;2;;S;8,40;EUR;R12;less\n"
	                                "C26-00001-N;;A-2211;r;;;R07;\n",
	                           false, &rows, &count),
	                 FTL_OK);
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].line.position, 2);
	assert_string_equal(rows[0].number, "2");
	assert_null(rows[0].part);
	assert_true(rows[0].has_amount);
	assert_int_equal(rows[0].line.amount_cents, 840);
	assert_true(rows[0].answer.has);
	assert_int_equal(rows[0].answer.value, FTL_PAYER_APPROVED);
	assert_string_equal(rows[0].reason, "R12");
	assert_string_equal(rows[0].line.text, "less");
	assert_null(rows[1].number);
	assert_string_equal(rows[1].part, "A-2211");
	/* Without an amount its currency is not asked for. */
	assert_false(rows[1].has_amount);
	assert_int_equal(rows[1].answer.value, FTL_PAYER_REFUSED);
}

static void a_row_that_cannot_be_understood_stops_all_or_is_told(void **state)
{
	static const char text[] = HEAD "C26-00001-N;1;;S;;;;\n"
	                                "C26-00001-N;2;;S;8.40;EUR;;\n"
	                                "C26-00001-N;2;;S;8,40;USD;;\n"
	                                "C26-00001-N;2;;what;;;;\n"
	                                "C26-00001-N;2\n"
	                                "C26-00001-N;2;;I;;;;\n";
	static const char *const problems[] = {
	        NULL,
	        "Betrag: '8.40' is no amount as this file writes them: 1234,56",
	        "Whg: is 'USD', expected the centre's currency, EUR",
	        "Status: 'what' is none of the payer's words",
	        "",
	        NULL,
	};
	const struct ftl_payer_row *rows;
	size_t count;

	(void)state;
	FTL_ARENA(arena);
	assert_int_equal(read_text(&arena, text, false, &rows, &count), FTL_INVALID);
	assert_string_equal(err.field, "Betrag");
	assert_non_null(strstr(err.message, "row 3: '8.40'"));
	assert_int_equal(read_text(&arena, text, true, &rows, &count), FTL_OK);
	assert_int_equal(count, FTL_COUNT(problems));
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(rows[i].line.position, i + 2);
		if (problems[i] == NULL) {
			assert_null(rows[i].problem);
			assert_string_equal(rows[i].line.claim, "C26-00001-N");
			continue;
		}
		assert_non_null(rows[i].problem);
		assert_memory_equal(rows[i].problem, problems[i], strlen(problems[i]));
		assert_null(rows[i].line.claim);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_mapping_has_columns_and_words_of_its_own),
	        cmocka_unit_test(without_words_of_the_payers_they_are_the_programs),
	        cmocka_unit_test(mappings_that_make_no_sense_are_refused),
	        cmocka_unit_test(a_list_of_payments_has_no_columns_of_answers),
	        cmocka_unit_test(a_row_says_a_line_a_decision_and_perhaps_an_amount),
	        cmocka_unit_test(a_row_that_cannot_be_understood_stops_all_or_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
