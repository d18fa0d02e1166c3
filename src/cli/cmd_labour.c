#include <string.h>

#include "cli/view_order.h"
#include "fettle/base/buf.h"

enum { DAY, TECHNICIAN, NAME, JOBS, SECONDS, TIMED, TYPED, ORDERS, CELLS };
static const struct ftl_column columns[CELLS] = {
        [DAY] = {"day", "Day", FTL_T_DATE, false, "on which the work was done", NULL},
        [TECHNICIAN] = {"technician", "Who", FTL_T_TEXT, false, "login of who did it", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "that person's name", NULL},
        [JOBS] = {"jobs", "Jobs", FTL_T_INT, false, "how many were worked on", NULL},
        [SECONDS] = {"seconds", "Worked", FTL_T_DURATION, false, "on them, in all", NULL},
        [TIMED] = {"timed_seconds", "By timer", FTL_T_DURATION, false,
                   "measured, less what was taken back of it", NULL},
        [TYPED] = {"typed_seconds", "Typed", FTL_T_DURATION, false,
                   "noted by hand, less what was taken back", NULL},
        [ORDERS] = {"orders", "Work orders", FTL_T_LIST, true, "which jobs", NULL},
};

static const struct ftl_table shape = {
        .schema = "labour/1",
        .title = "Labour",
        .columns = columns,
        .count = CELLS,
        .empty = "no work was noted in these days",
};

#define STANDARD_DAYS 7

/* --from 2026-11 alone is that month; without it the last days. */
static enum ftl_status find_days(const struct ftl_cli *cli, struct ftl_labour_filter *ret,
                                 struct ftl_err *err)
{
	struct ftl_period from = {0};

	ret->to = ftl_app_today(cli->app);
	if (ftl_cli_is_given(cli, "from")) {
		from = ftl_cli_period(cli, "from");
		if (from.from != from.to)
			ret->to = from.to;
	}
	if (ftl_cli_is_given(cli, "to"))
		ret->to = ftl_cli_period(cli, "to").to;
	ret->from = ftl_cli_is_given(cli, "from") ? from.from : ret->to - STANDARD_DAYS + 1;
	if (ret->from > ret->to)
		return ftl_fail(err, FTL_INVALID, "to", "lies before --from");
	return FTL_OK;
}

/* "Mon 16 Nov to Sun 22 Nov · 31:20 h" */
static const char *heading_of(struct ftl_cli *cli, const struct ftl_labour_filter *filter,
                              const struct ftl_labour_day *days, size_t count)
{
	int32_t today = ftl_app_today(cli->app);
	const char *from = ftl_view_date(&cli->arena, filter->from, today);
	char text[FTL_LABOUR_TEXT_SIZE];
	int64_t seconds = 0;
	FTL_BUF(line);

	for (size_t i = 0; i < count; i++)
		seconds += days[i].sum.timed_seconds + days[i].sum.typed_seconds;
	ftl_buf_text(&line, from);
	if (filter->to != filter->from)
		ftl_buf_printf(&line, " to %s", ftl_view_date(&cli->arena, filter->to, today));
	ftl_buf_printf(&line, " · %s h", ftl_labour_format(text, seconds));
	return ftl_strdup(&cli->arena, ftl_buf_cstr(&line));
}

static const char *codes_of(struct ftl_cli *cli, const struct ftl_labour_day *day)
{
	FTL_BUF(list);

	for (size_t i = 0; i < day->order_count; i++)
		ftl_buf_printf(&list, "%s%s", i > 0 ? "\n" : "",
		               ftl_view_code(&cli->arena, day->orders[i]));
	return ftl_strdup(&cli->arena, ftl_buf_cstr(&list));
}

static enum ftl_status put_day(struct ftl_cli *cli, const struct ftl_labour_day *day,
                               struct ftl_err *err)
{
	const struct ftl_cell cells[CELLS] = {
	        [DAY] = ftl_cell_number(day->day),
	        [TECHNICIAN] = ftl_cell_text(day->staff),
	        [NAME] = ftl_cell_text(day->staff_name),
	        [JOBS] = ftl_cell_number((int64_t)day->order_count),
	        [SECONDS] = ftl_cell_number(day->sum.timed_seconds + day->sum.typed_seconds),
	        [TIMED] = ftl_cell_number(day->sum.timed_seconds),
	        [TYPED] = ftl_cell_number(day->sum.typed_seconds),
	        [ORDERS] = ftl_cell_text(codes_of(cli, day)),
	};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_labour(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_labour_filter filter = {.technician = ftl_cli_text(cli, "technician")};
	struct ftl_table *table = FTL_NEW(&cli->arena, struct ftl_table);
	const struct ftl_labour_day *days;
	size_t count;

	FTL_TRY(find_days(cli, &filter, err));
	FTL_TRY(ftl_labour_list(cli->app, &cli->arena, &filter, &days, &count, err));
	*table = shape;
	table->heading = heading_of(cli, &filter, days, count);
	FTL_TRY(ftl_out_begin(cli->out, table, err));
	for (size_t i = 0; i < count && !ftl_out_is_full(cli->out); i++)
		FTL_TRY(put_day(cli, &days[i], err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option options[] = {
        {.key = "from",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "first day (standard: the last seven), or all of a span: 2026-11, 2026-Q4"},
        {.key = "to",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "last day (standard: today)"},
        {.key = "technician",
         .type = FTL_OPT_TEXT,
         .value = "STAFF",
         .help = "only of this login (standard: for managers everybody, else you)"},
};
static const struct ftl_example examples[] = {
        {"fettle labour", "who worked how long in the last seven days", "jobs"},
        {"fettle labour --from 2026-11 --technician tomas --format csv", "Tomas's November",
         "jobs"},
        {"fettle labour --from yesterday --to yesterday --fields technician,seconds,orders",
         "yesterday, with the jobs", "jobs"},
};

const struct ftl_command ftl_command_labour = {
        .path = "labour",
        .summary = "show who worked how long, by day",
        .description =
                "Timers (`order start`, `order stop`) and minutes that were noted (`order "
                "labour`), added up by person and by the day on which the work was done, in the "
                "centre's time: a timer that runs over midnight counts on both days, one that "
                "still runs counts until now. What was taken back is left out. Managers see "
                "everybody's, others their own.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .audience = FTL_FOR_MANAGER,
        .screen_limit = 60,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_labour,
};
