#include "cli/context.h"
#include "cli/man.h"
#include "fettle/base/attr.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"

static const struct ftl_column man_columns[] = {
        {.key = "page", .title = "Page", .type = FTL_T_TEXT, .help = "the name of its file"},
        {.key = "roff", .title = "Text", .type = FTL_T_TEXT, .help = "the page's source"},
};

static const struct ftl_table man_shape = {
        .schema = "man/1",
        .title = "Manual page",
        .columns = man_columns,
        .count = FTL_COUNT(man_columns),
};

static void view_roff(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	(void)shape;
	(void)extra;
	ftl_out_print(out, "%s", row->cells[1].text);
}

static enum ftl_status run_man(struct ftl_cli *cli, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	char day[FTL_DATE_TEXT_SIZE];
	size_t count;
	const struct ftl_value *words = ftl_cli_args(cli, "COMMAND", &count);
	const struct ftl_command *command = NULL;
	FTL_BUF(path);
	FTL_BUF(roff);

	for (size_t i = 0; i < count; i++)
		ftl_buf_printf(&path, "%s%s", i == 0 ? "" : " ", words[i].text);
	if (count > 0) {
		command = ftl_command_find(ftl_buf_cstr(&path)).command;
		if (command == NULL)
			return ftl_fail(err, FTL_USAGE, NULL, "there is no command %s",
			                ftl_quote(quoted, ftl_buf_cstr(&path)));
	}
	ftl_man_page(&roff, command, ftl_date_format(day, ftl_cli_today(cli)));
	const char *name = ftl_man_name(&cli->arena, command);
	const struct ftl_cell cells[] = {ftl_cell_text(ftl_sprintf(&cli->arena, "%s.1", name)),
	                                 ftl_cell_text(ftl_buf_cstr(&roff))};
	const struct ftl_row row = {.cells = cells};
	return ftl_out_record(cli->out, &man_shape, &row, view_roff, NULL, err);
}

static const struct ftl_argument man_arguments[] = {
        {.name = "COMMAND", .help = "a command; none: the whole program", .min = 0, .max = 0},
};

static const struct ftl_example man_examples[] = {
        {"fettle man > fettle.1", "the page of the program", NULL},
        {"fettle man version --output fettle-version.1", "the page of one command", NULL},
};

const struct ftl_command ftl_command_man = {
        .path = "man",
        .summary = "print a manual page",
        .description = "In roff, for man: packaging writes the pages with it.",
        .need = FTL_NEED_NONE,
        .flags = FTL_COMMAND_HIDDEN,
        FTL_ARGUMENTS(man_arguments),
        FTL_EXAMPLES(man_examples),
        .shape = &man_shape,
        .run = run_man,
};
