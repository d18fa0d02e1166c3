#include "cli/context.h"
#include "cli/rows.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"

enum { WHAT, DAY, HOURS, NAME, CELLS };

static const struct ftl_column columns[CELLS] = {
        [WHAT] = {.key = "what",
                  .title = "What",
                  .type = FTL_T_TEXT,
                  .help = "weekly hours with their first day, a closed day or an opening"},
        [DAY] = {.key = "day", .title = "Day", .type = FTL_T_TEXT, .help = "weekday or date"},
        [HOURS] = {.key = "hours", .title = "Hours", .type = FTL_T_TEXT, .help = "local time"},
        [NAME] = {.key = "name", .title = "Name", .type = FTL_T_TEXT, .help = "of the holiday"},
};

static const struct ftl_table shape = {.schema = "calendar.list/1",
                                       .title = "Calendar",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "no hours are set: every hour counts"};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_calendar_entry *entry = thing;

	(void)cli;
	cells[WHAT] = ftl_cell_text(entry->what);
	cells[DAY] = ftl_cell_text(entry->day);
	cells[HOURS] = ftl_cell_text(entry->hours);
	cells[NAME] = ftl_cell_text(entry->name);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_calendar_list *list = result;

	return ftl_cli_put_list(cli, &shape, fill, list->entries, list->count,
	                        sizeof(*list->entries), err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_calendar_list list;

	FTL_TRY(ftl_calendar_entries(cli->app, &cli->arena, &list, err));
	return put(cli, &list, err);
}

static enum ftl_status run_hours(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_calendar_list list;

	FTL_TRY(ftl_calendar_set_hours(cli->app, &cli->arena, ftl_cli_arg(cli, "HOURS"),
	                               ftl_cli_text(cli, "from"), &list, err));
	return ftl_cli_outcome(cli, &list, err);
}

static enum ftl_status run_close(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_calendar_closing closing = {
	        .from = ftl_cli_arg(cli, "DATE"),
	        .until = ftl_cli_text(cli, "until"),
	        .name = ftl_cli_arg(cli, "NAME"),
	        .replaces = ftl_cli_flag(cli, "replace"),
	};
	struct ftl_calendar_list list;

	FTL_TRY(ftl_calendar_close_days(cli->app, &cli->arena, &closing, &list, err));
	return ftl_cli_outcome(cli, &list, err);
}

static enum ftl_status run_open(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_calendar_list list;

	FTL_TRY(ftl_calendar_open_day(cli->app, &cli->arena, ftl_cli_arg(cli, "DATE"),
	                              ftl_cli_arg(cli, "HOURS"), ftl_cli_flag(cli, "replace"),
	                              &list, err));
	return ftl_cli_outcome(cli, &list, err);
}

static const struct ftl_example show_examples[] = {
        {"fettle calendar show", "the opening hours, holidays and extra openings", NULL},
};

const struct ftl_command ftl_command_calendar_show = {
        .path = "calendar show",
        .summary = "show the centre's hours",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(show_examples),
        .shape = &shape,
        .run = run_show,
};

static const struct ftl_option hours_options[] = {
        {.key = "from",
         .type = FTL_OPT_TEXT,
         .value = "DATE",
         .help = "first day on which they hold; earlier days keep theirs (default: today)"},
};
static const struct ftl_argument hours_arguments[] = {
        {.name = "HOURS", .min = 1, .max = 1, .help = "\"Mon-Fri 09:00-17:00; Sat 10:00-14:00\""},
};
static const struct ftl_example hours_examples[] = {
        {"fettle calendar hours 'Mon-Fri 09:00-12:30,13:30-18:00; Sat 10:00-14:00'",
         "the week with a lunch break", NULL},
        {"fettle calendar hours 'Mon-Thu 09:00-17:00; Fri-Sat 18:00-02:00'",
         "two nights a week, until two o'clock on the day after", NULL},
        {"fettle calendar hours 'Mon-Fri 09:00-17:00' --from 2026-01-01",
         "hours that held since the new year", NULL},
};

const struct ftl_command ftl_command_calendar_hours = {
        .path = "calendar hours",
        .summary = "set the weekly opening hours",
        .description = "Turnaround in business hours counts these hours only. They hold from a "
                       "date on: reports about earlier days do not change. A window that closes "
                       "earlier than it opens reaches over midnight, and all of it belongs to the "
                       "day on which it opens. Where a night of other hours before, or of a "
                       "single day, reaches into these hours, time counts once.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(hours_options),
        FTL_ARGUMENTS(hours_arguments),
        FTL_EXAMPLES(hours_examples),
        .shape = &shape,
        .run = run_hours,
        .write = put,
};

#define REPLACE                                                                                    \
	{                                                                                          \
		.key = "replace", .type = FTL_OPT_FLAG,                                            \
		.help = "in place of what was said of the day before"                              \
	}
static const struct ftl_option close_options[] = {
        {.key = "until",
         .type = FTL_OPT_TEXT,
         .value = "DATE",
         .help = "last day, for several in a row"},
        REPLACE,
};
static const struct ftl_argument close_arguments[] = {
        {.name = "DATE", .min = 1, .max = 1, .help = "the day"},
        {.name = "NAME", .min = 1, .max = 1, .help = "why: the holiday's name"},
};
static const struct ftl_example close_examples[] = {
        {"fettle calendar close 2026-12-25 Christmas --until 2026-12-26", "two holidays", NULL},
};

const struct ftl_command ftl_command_calendar_close = {
        .path = "calendar close",
        .summary = "close on a day",
        .description = "Closes all that would open on that day, also what of it lies after "
                       "midnight. A night that began on the day before goes on to its end.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(close_options),
        FTL_ARGUMENTS(close_arguments),
        FTL_EXAMPLES(close_examples),
        .shape = &shape,
        .run = run_close,
        .write = put,
};

static const struct ftl_option open_options[] = {REPLACE};
static const struct ftl_argument open_arguments[] = {
        {.name = "DATE", .min = 1, .max = 1, .help = "the day"},
        {.name = "HOURS", .min = 1, .max = 1, .help = "10:00-14:00"},
};
static const struct ftl_example open_examples[] = {
        {"fettle calendar open 2026-11-29 10:00-16:00", "open on one Sunday", NULL},
};

const struct ftl_command ftl_command_calendar_open = {
        .path = "calendar open",
        .summary = "open on a day, or at other hours than usual",
        .description = "These hours stand instead of the weekly ones of that day. They may reach "
                       "over midnight, 18:00-02:00, but not into the hours of the day after, nor "
                       "begin within a night of the day before.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(open_options),
        FTL_ARGUMENTS(open_arguments),
        FTL_EXAMPLES(open_examples),
        .shape = &shape,
        .run = run_open,
        .write = put,
};
