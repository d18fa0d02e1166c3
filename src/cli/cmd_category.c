#include "cli/context.h"
#include "cli/rows.h"
#include "fettle/ops/centre.h"

enum { ID, NAME, CELLS };

static const struct ftl_column columns[CELLS] = {
        [ID] = {.key = "id", .title = "Id", .type = FTL_T_INT, .help = "1 to 40: Open Repair Data"},
        [NAME] = {.key = "name", .title = "Category", .type = FTL_T_TEXT, .help = "as it is typed"},
};

static const struct ftl_table shape = {
        .schema = "category.list/1", .title = "Categories", .columns = columns, .count = CELLS};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_category *category = thing;

	(void)cli;
	cells[ID] = ftl_cell_number(category->id);
	cells[NAME] = ftl_cell_text(category->name);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_category *categories;
	size_t count;

	FTL_TRY(ftl_category_list(cli->app, &cli->arena, &categories, &count, err));
	return ftl_cli_put_list(cli, &shape, fill, categories, count, sizeof(*categories), err);
}

static const struct ftl_example examples[] = {
        {"fettle category list", "the categories of devices", NULL},
};

const struct ftl_command ftl_command_category_list = {
        .path = "category list",
        .summary = "list the categories of devices",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_list,
};
