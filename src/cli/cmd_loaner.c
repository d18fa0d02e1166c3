#include "cli/rows.h"
#include "cli/view_loaner.h"
#include "cli/view_order.h"

static enum ftl_tone tone_of(const struct ftl_row *row)
{
	return row->cells[FTL_VIEW_LOANER_OVERDUE].number != 0 ? FTL_TONE_WARN : FTL_TONE_PLAIN;
}

static const struct ftl_table list_shape = {
        .schema = "loaner.list/1",
        .title = "Loaners",
        .columns = ftl_view_loaner_columns,
        .count = FTL_VIEW_LOANER_CELLS,
        .empty = "no such loaner; fettle loaner add NAME makes one",
        .tone_of = tone_of,
};
static const struct ftl_table one_shape = {.schema = "loaner/1",
                                           .title = "Loaner",
                                           .columns = ftl_view_loaner_whole,
                                           .count = FTL_VIEW_LOANER_CELLS};
static const struct ftl_section history = FTL_VIEW_LOANER_EVENTS;
static const struct ftl_table show_shape = {.schema = "loaner/1",
                                            .title = "Loaner",
                                            .columns = ftl_view_loaner_whole,
                                            .count = FTL_VIEW_LOANER_CELLS,
                                            .sections = &history,
                                            .section_count = 1};

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	struct ftl_cell cells[FTL_VIEW_LOANER_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_loaner_cells(cells, result, ftl_app_today(cli->app));
	return ftl_out_record(cli->out, &one_shape, &row, NULL, NULL, err);
}

static enum ftl_status put_added(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_loaner *loaner = result;

	FTL_TRY(put(cli, loaner, err));
	ftl_cli_next(cli, "label %s", ftl_view_code(&cli->arena, loaner->code));
	return FTL_OK;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_loaner_form form = {.name = ftl_cli_arg(cli, "NAME"),
	                                     .serial = ftl_cli_text(cli, "serial"),
	                                     .deposit = ftl_cli_text(cli, "deposit")};
	struct ftl_loaner loaner;

	FTL_TRY(ftl_loaner_add(cli->app, &cli->arena, &form, &loaner, err));
	return ftl_cli_outcome(cli, &loaner, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_loaner_form form = {.name = ftl_cli_text(cli, "name"),
	                                     .serial = ftl_cli_text(cli, "serial"),
	                                     .deposit = ftl_cli_text(cli, "deposit"),
	                                     .is_retired = ftl_cli_text(cli, "retired")};
	struct ftl_loaner loaner;

	FTL_TRY(ftl_loaner_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "LOANER"), &form, &loaner,
	                        err));
	return ftl_cli_outcome(cli, &loaner, err);
}

/* One set at a time. */
static enum ftl_status pick_set(const struct ftl_cli *cli, enum ftl_loaner_set *ret,
                                struct ftl_err *err)
{
	static const struct {
		const char *key;
		enum ftl_loaner_set set;
	} flags[] = {{"free", FTL_LOANERS_FREE},
	             {"lent", FTL_LOANERS_LENT},
	             {"overdue", FTL_LOANERS_OVERDUE},
	             {"all", FTL_LOANERS_ALL}};
	const char *given = NULL;

	*ret = FTL_LOANERS_IN_USE;
	for (size_t i = 0; i < FTL_COUNT(flags); i++) {
		if (!ftl_cli_flag(cli, flags[i].key))
			continue;
		if (given != NULL)
			return ftl_fail(err, FTL_USAGE, flags[i].key, "goes without --%s", given);
		given = flags[i].key;
		*ret = flags[i].set;
	}
	return FTL_OK;
}

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	ftl_view_loaner_cells(cells, thing, ftl_app_today(cli->app));
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_loaner *loaners;
	enum ftl_loaner_set set;
	size_t count;

	FTL_TRY(pick_set(cli, &set, err));
	FTL_TRY(ftl_loaner_list(cli->app, &cli->arena, set, &loaners, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, loaners, count, sizeof(*loaners), err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_loaner_full full;
	struct ftl_section events;
	struct ftl_cell cells[FTL_VIEW_LOANER_CELLS];
	const struct ftl_row row = {.cells = cells, .sections = &events, .section_count = 1};

	FTL_TRY(ftl_loaner_get(cli->app, &cli->arena, ftl_cli_arg(cli, "LOANER"), &full, err));
	ftl_view_loaner_cells(cells, &full.loaner, ftl_app_today(cli->app));
	events = ftl_view_loaner_events(&cli->arena, full.events, full.event_count);
	return ftl_out_record(cli->out, &show_shape, &row, NULL, NULL, err);
}

static const struct ftl_option add_options[] = {
        {.key = "serial", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "its serial number"},
        {.key = "deposit",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what is usually asked for it when it goes out"},
};
static const struct ftl_argument add_arguments[] = {
        {.name = "NAME", .min = 1, .max = 1, .help = "what it is"},
};
static const struct ftl_example add_examples[] = {
        {"fettle loaner add 'Nokia 105' --serial 3521-77-4 --deposit 50.00",
         "a telephone to lend, with a code to scan", NULL},
};

const struct ftl_command ftl_command_loaner_add = {
        .path = "loaner add",
        .summary = "add a loaner: what customers get while theirs is here",
        .description = "It gets a code, which `fettle label` prints. It is known by the code and "
                       "by its serial number.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &one_shape,
        .run = run_add,
        .write = put_added,
};

static const struct ftl_option list_options[] = {
        {.key = "free", .type = FTL_OPT_FLAG, .help = "only those in the house, to be lent"},
        {.key = "lent", .type = FTL_OPT_FLAG, .help = "only those that are out"},
        {.key = "overdue", .type = FTL_OPT_FLAG, .help = "only those that should be back"},
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also those that are retired"},
};
static const struct ftl_example list_examples[] = {
        {"fettle loaner list", "what there is to lend, and who has it", "loaners"},
        {"fettle loaner list --overdue", "what should be back", "loaners"},
};

const struct ftl_command ftl_command_loaner_list = {
        .path = "loaner list",
        .summary = "list loaners, and who has them",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument loaner_arguments[] = {
        {.name = "LOANER", .min = 1, .max = 1, .help = "its code or its serial number"},
};
static const struct ftl_example show_examples[] = {
        {"fettle loaner show 3521-77-4", "who has it, and who had it before", "loaners"},
};

const struct ftl_command ftl_command_loaner_show = {
        .path = "loaner show",
        .summary = "show a loaner with its history",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(loaner_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &show_shape,
        .run = run_show,
};

static const struct ftl_option edit_options[] = {
        {.key = "name", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "another name"},
        {.key = "serial", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "its serial number"},
        {.key = "deposit",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what is usually asked for it; 0 is nothing"},
        {.key = "retired",
         .type = FTL_OPT_ENUM,
         .value = "YES",
         .help = "yes: it is lent no longer; it must be back, or lost",
         .names = ftl_cli_yes_no,
         .name_count = 2},
};
static const struct ftl_example edit_examples[] = {
        {"fettle loaner edit G26-00002-6 --deposit 80.00", "it costs more deposit now", "loaners"},
        {"fettle loaner edit G26-00003-4 --retired yes", "it is worn out", "loaners"},
};

const struct ftl_command ftl_command_loaner_edit = {
        .path = "loaner edit",
        .summary = "change a loaner, or retire it",
        .description = "What is not named stays as it is; so do its code and its history.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(loaner_arguments),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = put,
};
