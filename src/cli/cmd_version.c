#include "cli/context.h"
#include "fettle/base/attr.h"

static const struct ftl_column version_columns[] = {
        {.key = "program", .title = "Program", .type = FTL_T_TEXT, .help = "always fettle"},
        {.key = "version", .title = "Version", .type = FTL_T_TEXT, .help = "of the program"},
};

static const struct ftl_table version_shape = {
        .schema = "version/1",
        .title = "Version",
        .columns = version_columns,
        .count = FTL_COUNT(version_columns),
};

static void view_version(struct ftl_out *out, const struct ftl_table *shape,
                         const struct ftl_row *row, const void *extra)
{
	(void)shape;
	(void)extra;
	ftl_out_print(out, "%s %s\n", row->cells[0].text, row->cells[1].text);
}

static enum ftl_status run_version(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_cell cells[] = {ftl_cell_text("fettle"), ftl_cell_text(FTL_VERSION)};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_record(cli->out, &version_shape, &row, view_version, NULL, err);
}

static const struct ftl_example version_examples[] = {
        {"fettle version", "the version of the program", NULL},
        {"fettle version --format json", "the same for a script", NULL},
};

const struct ftl_command ftl_command_version = {
        .path = "version",
        .summary = "show the version of the program",
        .need = FTL_NEED_NONE,
        FTL_EXAMPLES(version_examples),
        .shape = &version_shape,
        .run = run_version,
};
