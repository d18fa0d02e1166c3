#include <inttypes.h>
#include <string.h>

#include "cli/context.h"
#include "fettle/base/file.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"

#define FILE_MAX ((size_t)8 << 20)

enum { DAY, NAME, FATE, WORDS, CELLS };

static const struct ftl_column columns[CELLS] = {
        [DAY] = {.key = "day", .title = "Day", .type = FTL_T_DATE, .help = "of the holiday"},
        [NAME] = {.key = "name", .title = "Name", .type = FTL_T_TEXT, .help = "as the file says"},
        [FATE] = {.key = "result",
                  .title = "Result",
                  .type = FTL_T_ENUM,
                  .help = "closed, already, kept or skipped"},
        [WORDS] = {.key = "because",
                   .title = "Because",
                   .type = FTL_T_TEXT,
                   .help = "what is said of the day already, or why it is no holiday"},
};

static const struct ftl_table shape = {.schema = "calendar.import/1",
                                       .title = "Holidays",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "the file says no day between the two dates"};

static enum ftl_status put(struct ftl_cli *cli, const void *given, struct ftl_err *err)
{
	const struct ftl_holiday_list *list = given;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_begin(cli->out, &shape, err));
	for (size_t i = 0; i < list->count && !ftl_out_is_full(cli->out); i++) {
		const struct ftl_holiday *holiday = &list->rows[i];

		cells[DAY] = ftl_cell_opt(holiday->date.has, holiday->date.value);
		cells[NAME] = ftl_cell_text(holiday->name);
		cells[FATE] = ftl_cell_text(ftl_holiday_names[holiday->fate]);
		cells[WORDS] = ftl_cell_text(holiday->words);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	FTL_TRY(ftl_out_end(cli->out, err));
	ftl_cli_say(cli, "%" PRId64 " day%s closed", list->closed, list->closed == 1 ? "" : "s");
	return FTL_OK;
}

/* From today to the end of the year after the next, unless dates are given. */
static enum ftl_status read_period(const struct ftl_cli *cli, struct ftl_period *ret,
                                   struct ftl_err *err)
{
	int32_t today = ftl_app_today(cli->app);
	struct ftl_ymd end = {ftl_date_to_ymd(today).year + 2, 12, 31};

	ret->from = ftl_cli_has(cli, "from") ? ftl_cli_date(cli, "from") : today;
	if (ftl_cli_has(cli, "until"))
		ret->to = ftl_cli_date(cli, "until");
	else
		(void)ftl_date_from_ymd(end, &ret->to);
	return ret->to >= ret->from
	               ? FTL_OK
	               : ftl_fail(err, FTL_INVALID, "until", "must not lie before the first day");
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_holiday_list list;
	struct ftl_period period;
	size_t length;
	char *text;

	FTL_TRY(read_period(cli, &period, err));
	FTL_TRY(ftl_file_read(&cli->arena, ftl_cli_arg(cli, "FILE"), FILE_MAX, &text, &length,
	                      err));
	if (strlen(text) != length)
		return ftl_fail(err, FTL_INVALID, "file",
		                "is no iCalendar file: it holds a zero "
		                "byte");
	ftl_digest_bytes(&cli->app->request, text, length);
	FTL_TRY(ftl_calendar_import(cli->app, &cli->arena, text, &period,
	                            ftl_cli_flag(cli, "replace"), &list, err));
	return ftl_cli_outcome(cli, &list, err);
}

static const struct ftl_option options[] = {
        {.key = "from",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "first day that is taken (default: today)"},
        {.key = "until",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "last day, also of what repeats (default: the end of the year after the next)"},
        {.key = "replace",
         .type = FTL_OPT_FLAG,
         .help = "in place of what is said of a day already; otherwise that stays"},
};
static const struct ftl_argument arguments[] = {
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "an iCalendar file (.ics); - is standard input"},
};
static const struct ftl_example examples[] = {
        {"fettle calendar import holidays.ics", "the holidays of this and the next two years",
         "holidays"},
        {"fettle calendar import holidays.ics --from 2026-01-01 --until 2026-12-31 --format json",
         "one year's, with what became of each day", "holidays"},
};

const struct ftl_command ftl_command_calendar_import = {
        .path = "calendar import",
        .summary = "close on the holidays of an iCalendar file",
        .description =
                "Every event that lasts one or more whole days closes these days, by the event's "
                "name; the day on which it ends is the first one after it. What repeats is taken "
                "as often as it comes between the two dates, with the exceptions, further dates "
                "and changed or cancelled repetitions that the file names. Times count by the "
                "centre's clock. What lasts hours, what repeats without an end more often than "
                "every year, and what is no event is listed and passed over. A file that is cut "
                "off, or an event that ends before it begins, is refused. A day of which "
                "something is said already stays as it is, so the same file twice does "
                "nothing.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_import,
        .write = put,
};
