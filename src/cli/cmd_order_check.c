#include <string.h>

#include "cli/order_check.h"
#include "cli/view_possible.h"
#include "fettle/base/text.h"

#define FORM_MAX ((size_t)1 << 20)

enum {
	CODE,
	WHEN,
	LIST,
	VERSION,
	ITEMS,
	PASSED,
	FAILED,
	NOT_APPLICABLE,
	OPEN,
	RETURNED,
	STATE,
	REWORKS,
	AT,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [WHEN] = {"when", "When", FTL_T_ENUM, false, "before or after the repair", NULL},
        [LIST] = {"list", "List", FTL_T_TEXT, false, "the list it is tested with", NULL},
        [VERSION] = {"list_version", "Version", FTL_T_INT, false, "of that list", NULL},
        [ITEMS] = {"item_count", "Items", FTL_T_INT, false, "of the list", NULL},
        [PASSED] = {"passed", "Passed", FTL_T_INT, false, "items that are right", NULL},
        [FAILED] = {"failed", "Failed", FTL_T_INT, false, "items that are not", NULL},
        [NOT_APPLICABLE] = {"not_applicable", "Not applicable", FTL_T_INT, false,
                            "items this device does not have", NULL},
        [OPEN] = {"open", "Open", FTL_T_INT, false, "items not tested yet", NULL},
        [RETURNED] = {"returned", "Back to repair", FTL_T_BOOL, false,
                      "the check is finished and failed", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "where the job stands now",
                   ftl_view_state_title},
        [REWORKS] = {"reworks", "Reworks", FTL_T_INT, false, "failed checks so far", NULL},
        [AT] = {"at", "At", FTL_T_INSTANT, false, "when", NULL},
};

enum { I_ITEM, I_TEXT, I_RESULT, I_NOTE, I_STAFF, I_CELLS };
static const struct ftl_column item_columns[I_CELLS] = {
        [I_ITEM] = {"item", "Item", FTL_T_INT, false, "its number", NULL},
        [I_TEXT] = {"text", "What is tested", FTL_T_TEXT, false, "in words", NULL},
        [I_RESULT] = {"result", "Result", FTL_T_ENUM, false, "pass, fail or na; none: not tested",
                      NULL},
        [I_NOTE] = {"note", "Note", FTL_T_TEXT, false, "what was seen", NULL},
        [I_STAFF] = {"staff", "By", FTL_T_TEXT, false, "login of who tested it", NULL},
};
static const struct ftl_section item_section = {
        .key = "items", .title = "Items", .columns = item_columns, .count = I_CELLS};

static const struct ftl_table shape = {.schema = "order.check/1",
                                       .title = "Check",
                                       .columns = columns,
                                       .count = CELLS,
                                       .sections = &item_section,
                                       .section_count = 1};

struct telling {
	struct ftl_arena *arena;
	const struct ftl_test_change *change;
};

static const char *safe(struct ftl_out *out, struct ftl_arena *arena, const char *text)
{
	const struct ftl_column column = {.type = FTL_T_TEXT};
	const struct ftl_cell cell = ftl_cell_text(text);

	return ftl_out_cell(out, arena, &column, &cell);
}

/* The items, and what it comes to. */
static void view_check(struct ftl_out *out, const struct ftl_table *table,
                       const struct ftl_row *row, const void *extra)
{
	static const char *const words[FTL_OUTCOMES] = {"–   ", "pass", "fail", "na  "};
	const struct telling *t = extra;
	const struct ftl_test_change *change = t->change;
	const struct ftl_test_sum *sum = &change->tests.sums[change->phase];

	(void)table;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(t->arena, change->order.code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s, checked %s repair: %zu of %zu answered, %zu failed\n",
	              safe(out, t->arena, ftl_view_device(t->arena, &change->order)),
	              ftl_test_phase_names[change->phase], sum->items - sum->open, sum->items,
	              sum->failed);
	for (size_t i = 0; i < sum->items; i++) {
		const struct ftl_test_result *result = change->tests.current[change->phase][i];
		bool has_failed = result != NULL && result->outcome == FTL_OUTCOME_FAIL;

		ftl_out_tone(out, has_failed ? FTL_TONE_WARN : FTL_TONE_PLAIN);
		ftl_out_print(out, "  %2zu  %s  %s%s%s\n", i + 1,
		              words[result != NULL ? result->outcome : FTL_OUTCOME_NONE],
		              safe(out, t->arena, change->tests.list.items[i]),
		              result != NULL && result->note != NULL ? ": " : "",
		              result != NULL && result->note != NULL
		                      ? safe(out, t->arena, result->note)
		                      : "");
		ftl_out_tone(out, FTL_TONE_PLAIN);
	}
	if (change->is_returned)
		ftl_out_print(out, "The check failed: back to repair, rework %d.\n",
		              change->reworks);
}

/* A list that was begun is gone on with. */
static void say_next(struct ftl_cli *cli, const struct ftl_test_change *change)
{
	if (change->phase == FTL_TEST_BEFORE && change->tests.sums[FTL_TEST_BEFORE].open > 0)
		ftl_cli_next(cli, "order check %s", ftl_view_code(&cli->arena, change->order.code));
	else
		ftl_view_possible_say(cli, change->order.code, &change->possible);
}

static enum ftl_status put(struct ftl_cli *cli, const void *given, struct ftl_err *err)
{
	const struct ftl_test_change *change = given;
	const struct ftl_test_sum *sum = &change->tests.sums[change->phase];
	struct ftl_section items = item_section;
	struct ftl_row *rows = ftl_alloc(&cli->arena, sum->items + 1, sizeof(*rows));
	const struct telling telling = {&cli->arena, change};
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(change->order.code),
	        [WHEN] = ftl_cell_text(ftl_test_phase_names[change->phase]),
	        [LIST] = ftl_cell_text(change->tests.list.title),
	        [VERSION] = ftl_cell_number(change->tests.list.version),
	        [ITEMS] = ftl_cell_number((int64_t)sum->items),
	        [PASSED] = ftl_cell_number((int64_t)sum->passed),
	        [FAILED] = ftl_cell_number((int64_t)sum->failed),
	        [NOT_APPLICABLE] = ftl_cell_number((int64_t)sum->not_applicable),
	        [OPEN] = ftl_cell_number((int64_t)sum->open),
	        [RETURNED] = ftl_cell_number(change->is_returned),
	        [STATE] = ftl_cell_text(ftl_state_names[change->state]),
	        [REWORKS] = ftl_cell_number(change->reworks),
	        [AT] = ftl_cell_number(change->at),
	};
	const struct ftl_row row = {.cells = cells, .sections = &items, .section_count = 1};

	for (size_t i = 0; i < sum->items; i++) {
		const struct ftl_test_result *result = change->tests.current[change->phase][i];
		struct ftl_cell *item = ftl_alloc(&cli->arena, I_CELLS, sizeof(*item));

		item[I_ITEM] = ftl_cell_number((int64_t)i + 1);
		item[I_TEXT] = ftl_cell_text(change->tests.list.items[i]);
		item[I_RESULT] =
		        ftl_cell_text(result != NULL ? ftl_outcome_names[result->outcome] : NULL);
		item[I_NOTE] = ftl_cell_text(result != NULL ? result->note : NULL);
		item[I_STAFF] = ftl_cell_text(result != NULL ? result->staff : NULL);
		rows[i].cells = item;
	}
	items.rows = rows;
	items.row_count = sum->items;
	FTL_TRY(ftl_out_record(cli->out, &shape, &row, view_check, &telling, err));
	say_next(cli, change);
	return FTL_OK;
}

/* "3=fail:right side is silent" */
static enum ftl_status read_item(struct ftl_arena *arena, const char *text,
                                 struct ftl_test_answer *ret, struct ftl_err *err)
{
	const char *equals = strchr(text, '=');
	const char *colon = equals != NULL ? strchr(equals, ':') : NULL;
	char quoted[FTL_QUOTE_SIZE];

	if (equals == NULL)
		return ftl_fail(err, FTL_INVALID, "item",
		                "must be N=pass, N=na or N=fail:what is not right, got %s",
		                ftl_quote(quoted, text));
	ret->item = ftl_strndup(arena, text, (size_t)(equals - text));
	ret->outcome = colon != NULL ? ftl_strndup(arena, equals + 1, (size_t)(colon - equals - 1))
	                             : equals + 1;
	ret->note = colon != NULL ? colon + 1 : NULL;
	return FTL_OK;
}

static enum ftl_status read_items(struct ftl_cli *cli, struct ftl_test_form *form,
                                  struct ftl_err *err)
{
	const struct ftl_value *values = ftl_cli_values(cli, "item", &form->count);
	struct ftl_test_answer *answers = ftl_alloc(&cli->arena, form->count + 1, sizeof(*answers));

	for (size_t i = 0; i < form->count; i++)
		FTL_TRY(read_item(&cli->arena, values[i].text, &answers[i], err));
	form->answers = answers;
	return FTL_OK;
}

static enum ftl_status read_file(struct ftl_cli *cli, struct ftl_test_form *form,
                                 struct ftl_err *err)
{
	const char *path = ftl_cli_text(cli, "from");
	const char *phase = form->phase;
	size_t length;
	const char *name;
	char *text;

	FTL_TRY(ftl_cli_file_text(cli, path, FORM_MAX, &name, &text, &length, err));
	FTL_TRY(ftl_test_form_read(&cli->arena, name, text, length, form, err));
	if (phase == NULL)
		return FTL_OK;
	if (form->phase != NULL && strcmp(form->phase, phase) != 0)
		return ftl_fail(err, FTL_USAGE, phase, "the document says when: %s", form->phase);
	form->phase = phase;
	return FTL_OK;
}

static enum ftl_status read_phase(const struct ftl_cli *cli, const char **ret, struct ftl_err *err)
{
	bool is_before = ftl_cli_flag(cli, "before");
	bool is_after = ftl_cli_flag(cli, "after");

	if (is_before && is_after)
		return ftl_fail(err, FTL_USAGE, "after", "goes with --before or alone, not both");
	*ret = is_before ? "before" : is_after ? "after" : NULL;
	return FTL_OK;
}

static enum ftl_status run_check(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_test_form form = {0};
	struct ftl_test_change change;
	const char *code = ftl_cli_arg(cli, "CODE");
	bool has_items = ftl_cli_is_given(cli, "item");
	bool has_file = ftl_cli_is_given(cli, "from");

	FTL_TRY(read_phase(cli, &form.phase, err));
	if (has_items && has_file)
		return ftl_fail(err, FTL_USAGE, "from",
		                "a document says everything: leave --item out");
	if (has_file) {
		FTL_TRY(read_file(cli, &form, err));
	} else if (has_items) {
		FTL_TRY(read_items(cli, &form, err));
	} else if (ftl_cli_can_ask(cli)) {
		FTL_TRY(ftl_order_check_guided(cli, code, &form, err));
	} else {
		ftl_fail(err, FTL_USAGE, "item", "is missing: nothing was tested");
		return ftl_hint(err, "--item 1=pass --item '2=fail:what is not right', or --from "
		                     "FILE; on a terminal each item is asked");
	}
	FTL_TRY(ftl_order_test(cli->app, &cli->arena, code, &form, &change, err));
	return ftl_cli_outcome(cli, &change, err);
}

static const struct ftl_option options[] = {
        {.key = "item",
         .type = FTL_OPT_TEXT,
         .value = "N=RESULT",
         .help = "item N is pass, na, or fail:NOTE",
         .is_repeatable = true},
        {.key = "from",
         .type = FTL_OPT_FILE,
         .value = "FILE",
         .help = "the answers as a JSON document; - is standard input"},
        {.key = "before", .type = FTL_OPT_FLAG, .help = "how the device came in"},
        {.key = "after", .type = FTL_OPT_FLAG, .help = "after the repair"},
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order, or one of its pieces"},
};
static const struct ftl_example examples[] = {
        {"fettle order check W26-00002-7 --item '1=pass' --item '3=fail:no charge by cable'",
         "how the phone came in", "jobs"},
        {"fettle order check W26-00006-0 --item 1=pass --item '5=fail:drips at the group'",
         "the check after the repair, so far", "jobs"},
};

const struct ftl_command ftl_command_order_check = {
        .path = "order check",
        .summary = "go through the test list of a device",
        .description =
                "On a terminal each item of the list is asked: p passes, f fails and asks for a "
                "note, n is not applicable, q is enough for now, Esc goes back. Before the repair "
                "it says how the device came in; in quality check it is the check after the "
                "repair. Nothing is overwritten: an item tested again has one result more.\n\n"
                "When every item is answered after a repair and one failed, the job goes back to "
                "repair and a rework is counted. The settings quality.list and "
                "quality.other_person say what `order ready` asks for.\n\n"
                "A document says {\"when\": \"after\", \"items\": [{\"item\": 3, \"result\": "
                "\"fail\", \"note\": TEXT}, …]}.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        .audience = FTL_FOR_TECHNICIAN,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_check,
        .write = put,
};
