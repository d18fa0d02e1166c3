#include "cli/context.h"
#include "cli/rows.h"
#include "fettle/base/text.h"
#include "fettle/ops/test.h"

#define LIST_MAX ((size_t)1 << 20)

enum { CATEGORY, TITLE, VERSION, SOURCE, COUNT, SINCE, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CATEGORY] = {"category", "Category", FTL_T_TEXT, false,
                      "what it is for; none: any device without a list of its own", NULL},
        [TITLE] = {"title", "Title", FTL_T_TEXT, false, "the list's name", NULL},
        [VERSION] = {"version", "Version", FTL_T_INT, false, "of its category; none: not used yet",
                     NULL},
        [SOURCE] = {"source", "From", FTL_T_ENUM, false, "built_in or own", NULL},
        [COUNT] = {"item_count", "Items", FTL_T_INT, false, "how many things are tested", NULL},
        [SINCE] = {"created_at", "On file since", FTL_T_INSTANT, true,
                   "when it was imported or first used", NULL},
};

enum { I_ITEM, I_TEXT, I_CELLS };
static const struct ftl_column item_columns[I_CELLS] = {
        [I_ITEM] = {"item", "Item", FTL_T_INT, false, "its number", NULL},
        [I_TEXT] = {"text", "What is tested", FTL_T_TEXT, false, "in words", NULL},
};
static const struct ftl_section item_section = {
        .key = "items", .title = "Items", .columns = item_columns, .count = I_CELLS};

static const struct ftl_table list_shape = {
        .schema = "test_list.list/1", .title = "Test lists", .columns = columns, .count = CELLS};
static const struct ftl_table one_shape = {.schema = "test_list/1",
                                           .title = "Test list",
                                           .columns = columns,
                                           .count = CELLS,
                                           .sections = &item_section,
                                           .section_count = 1};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_test_list *list = thing;

	(void)cli;
	cells[CATEGORY] = ftl_cell_text(list->category);
	cells[TITLE] = ftl_cell_text(list->title);
	cells[VERSION] = ftl_cell_opt(list->version != 0, list->version);
	cells[SOURCE] = ftl_cell_text(list->is_own ? "own" : "built_in");
	cells[COUNT] = ftl_cell_number((int64_t)list->item_count);
	cells[SINCE] = ftl_cell_opt(list->id != 0, list->created_at);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_test_list *lists;
	size_t count;

	FTL_TRY(ftl_test_lists(cli->app, &cli->arena, ftl_cli_flag(cli, "all"), &lists, &count,
	                       err));
	return ftl_cli_put_list(cli, &list_shape, fill, lists, count, sizeof(*lists), err);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_test_list *list = result;
	struct ftl_section items = item_section;
	struct ftl_row *rows = ftl_alloc(&cli->arena, list->item_count, sizeof(*rows));
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells, .sections = &items, .section_count = 1};

	for (size_t i = 0; i < list->item_count; i++) {
		struct ftl_cell *item = ftl_alloc(&cli->arena, I_CELLS, sizeof(*item));

		item[I_ITEM] = ftl_cell_number((int64_t)i + 1);
		item[I_TEXT] = ftl_cell_text(list->items[i]);
		rows[i].cells = item;
	}
	items.rows = rows;
	items.row_count = list->item_count;
	fill(cli, cells, list);
	return ftl_out_record(cli->out, &one_shape, &row, NULL, NULL, err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_test_list list;

	FTL_TRY(ftl_test_list_find(cli->app, &cli->arena, ftl_cli_arg(cli, "CATEGORY"),
	                           ftl_cli_int(cli, "version"), &list, err));
	return put(cli, &list, err);
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *path = ftl_cli_arg(cli, "FILE");
	struct ftl_test_list list;
	size_t length;
	const char *name;
	char *text;

	FTL_TRY(ftl_cli_file_text(cli, path, LIST_MAX, &name, &text, &length, err));
	FTL_TRY(ftl_test_list_import(cli->app, &cli->arena, name, text, length, &list, err));
	return ftl_cli_outcome(cli, &list, err);
}

static const struct ftl_option list_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "earlier versions too"},
};
static const struct ftl_example list_examples[] = {
        {"fettle test-list list", "what is tested, by category", NULL},
};

const struct ftl_command ftl_command_test_list_list = {
        .path = "test-list list",
        .summary = "list the test lists",
        .description = "The lists in force: the shop's own where there is one, else the program's. "
                       "A category without a list is tested by the one for any device.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_option show_options[] = {
        {.key = "version",
         .type = FTL_OPT_INT,
         .value = "N",
         .min = 1,
         .max = 1000000,
         .help = "an earlier version"},
};
static const struct ftl_argument show_arguments[] = {
        {.name = "CATEGORY", .min = 0, .max = 1, .help = "none: the list for any device"},
};
static const struct ftl_example show_examples[] = {
        {"fettle test-list show Mobile", "what is tested on a phone", NULL},
};

const struct ftl_command ftl_command_test_list_show = {
        .path = "test-list show",
        .summary = "show a test list",
        .need = FTL_NEED_READ,
        FTL_OPTIONS(show_options),
        FTL_ARGUMENTS(show_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &one_shape,
        .run = run_show,
};

static const struct ftl_argument import_arguments[] = {
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "JSON document; - is standard input"},
};
static const struct ftl_example import_examples[] = {
        {"echo '{\"category\": \"Toaster\", \"title\": \"Toasters\", \"items\": [\"Lever\", "
         "\"Heat\"]}' | fettle test-list import -",
         "the shop's own list for toasters", NULL},
};

const struct ftl_command ftl_command_test_list_import = {
        .path = "test-list import",
        .summary = "take the shop's own test list",
        .description =
                "The document says {\"category\": NAME, \"title\": TEXT, \"items\": [TEXT, …]}; "
                "without a category it is for every device that has no list of its own. It is a "
                "new version: jobs that were tested before keep the list they were tested with.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(import_arguments),
        FTL_EXAMPLES(import_examples),
        .shape = &one_shape,
        .run = run_import,
        .write = put,
};
