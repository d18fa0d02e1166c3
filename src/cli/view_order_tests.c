#include "cli/view_order.h"
#include "fettle/base/text.h"

const struct ftl_column ftl_view_test_columns[FTL_VIEW_TEST_CELLS] = {
        [FTL_VIEW_TEST_WHEN] = {"when", "When", FTL_T_ENUM, false, "before or after the repair",
                                NULL},
        [FTL_VIEW_TEST_ITEM] = {"item", "Item", FTL_T_INT, false, "its number on the test list",
                                NULL},
        [FTL_VIEW_TEST_TEXT] = {"text", "What was tested", FTL_T_TEXT, false, "in words", NULL},
        [FTL_VIEW_TEST_RESULT] = {"result", "Result", FTL_T_ENUM, false, "pass, fail or na", NULL},
        [FTL_VIEW_TEST_NOTE] = {"note", "Note", FTL_T_TEXT, false, "what was seen", NULL},
        [FTL_VIEW_TEST_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who tested it", NULL},
        [FTL_VIEW_TEST_AT] = {"at", "At", FTL_T_INSTANT, false, "when it was tested", NULL},
        [FTL_VIEW_TEST_COUNTS] = {"counts", "Counts", FTL_T_BOOL, false,
                                  "the last word on this item; no: tested again since", NULL},
        [FTL_VIEW_TEST_VERSION] = {"list_version", "Version", FTL_T_INT, false, "of the test list",
                                   NULL},
};

void ftl_view_tests(struct ftl_arena *arena, const struct ftl_order_tests *tests,
                    struct ftl_section *section)
{
	struct ftl_row *rows = ftl_alloc(arena, tests->count + 1, sizeof(*rows));

	for (size_t i = 0; i < tests->count; i++) {
		const struct ftl_test_result *result = &tests->results[i];
		size_t place = (size_t)result->position - 1;
		struct ftl_cell *cells = ftl_alloc(arena, FTL_VIEW_TEST_CELLS, sizeof(*cells));

		cells[FTL_VIEW_TEST_WHEN] = ftl_cell_text(ftl_test_phase_names[result->phase]);
		cells[FTL_VIEW_TEST_ITEM] = ftl_cell_number(result->position);
		cells[FTL_VIEW_TEST_TEXT] = ftl_cell_text(tests->list.items[place]);
		cells[FTL_VIEW_TEST_RESULT] = ftl_cell_text(ftl_outcome_names[result->outcome]);
		cells[FTL_VIEW_TEST_NOTE] = ftl_cell_text(result->note);
		cells[FTL_VIEW_TEST_STAFF] = ftl_cell_text(result->staff);
		cells[FTL_VIEW_TEST_AT] = ftl_cell_number(result->at);
		cells[FTL_VIEW_TEST_COUNTS] =
		        ftl_cell_number(tests->current[result->phase][place] == result);
		cells[FTL_VIEW_TEST_VERSION] = ftl_cell_number(tests->list.version);
		rows[i].cells = cells;
	}
	section->rows = rows;
	section->row_count = tests->count;
}

static const char *word_of(const struct ftl_test_result *result)
{
	return result != NULL ? ftl_outcome_names[result->outcome] : "–";
}

static void put_padded(struct ftl_out *out, const char *text, size_t width)
{
	size_t used = ftl_utf8_width(text);

	ftl_out_print(out, "%s%*s", text, used < width ? (int)(width - used) : 0, "");
}

static void put_note(struct ftl_out *out, struct ftl_arena *arena,
                     const struct ftl_test_result *result)
{
	const struct ftl_column column = {.type = FTL_T_TEXT};
	struct ftl_cell cell;

	if (result == NULL || result->note == NULL)
		return;
	cell = ftl_cell_text(result->note);
	ftl_out_print(out, "                      %s: %s (%s)\n",
	              ftl_test_phase_names[result->phase], ftl_out_cell(out, arena, &column, &cell),
	              result->staff_name);
}

void ftl_view_job_tests(struct ftl_out *out, struct ftl_arena *arena,
                        const struct ftl_order_tests *tests)
{
	const struct ftl_column column = {.type = FTL_T_TEXT};
	struct ftl_cell cell = ftl_cell_text(tests->list.title);

	if (tests->count == 0)
		return;
	ftl_out_print(out, "\n      before  after   ");
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_out_print(out, "tested by the list: %s\n", ftl_out_cell(out, arena, &column, &cell));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	for (size_t i = 0; i < tests->list.item_count; i++) {
		const struct ftl_test_result *before = tests->current[FTL_TEST_BEFORE][i];
		const struct ftl_test_result *after = tests->current[FTL_TEST_AFTER][i];

		cell = ftl_cell_text(tests->list.items[i]);
		ftl_out_print(out, "  %2zu  ", i + 1);
		put_padded(out, word_of(before), 8);
		put_padded(out, word_of(after), 8);
		ftl_out_print(out, "%s\n", ftl_out_cell(out, arena, &column, &cell));
		put_note(out, arena, before);
		put_note(out, arena, after);
	}
}
