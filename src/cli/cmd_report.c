#include <string.h>
#include <strings.h>

#include "cli/context.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/payer.h"
#include "fettle/ops/provision.h"
#include "fettle/ops/target.h"
#include "fettle/report/report.h"

enum { CELL_FILE, CELL_REPORT, CELL_PERIOD, CELL_JOBS, CELL_OPEN, CELL_SHEETS, CELLS };
static const struct ftl_column file_columns[CELLS] = {
        [CELL_FILE] = {.key = "file",
                       .title = "Workbook",
                       .type = FTL_T_TEXT,
                       .help = "the file that was made"},
        [CELL_REPORT] = {.key = "report",
                         .title = "Report",
                         .type = FTL_T_TEXT,
                         .help = "its name"},
        [CELL_PERIOD] = {.key = "period",
                         .title = "Period",
                         .type = FTL_T_TEXT,
                         .help = "in words"},
        [CELL_JOBS] = {.key = "jobs",
                       .title = "Jobs in it",
                       .type = FTL_T_INT,
                       .help = "that the report is about"},
        [CELL_OPEN] = {.key = "open",
                       .title = "Open jobs",
                       .type = FTL_T_INT,
                       .help = "not ready at that moment; absent when not reported"},
        [CELL_SHEETS] = {.key = "sheets",
                         .title = "Sheets",
                         .type = FTL_T_INT,
                         .help = "in the workbook"},
};
static const struct ftl_table file_shape = {
        .schema = "report.file/1", .title = "Workbook", .columns = file_columns, .count = CELLS};

static enum ftl_status find_as_of(struct ftl_cli *cli, struct ftl_report_context *context,
                                  struct ftl_err *err)
{
	char text[FTL_DATE_TEXT_SIZE];
	int64_t end;

	context->as_of = context->now;
	if (!ftl_cli_is_given(cli, "as-of"))
		return FTL_OK;
	int32_t date = ftl_cli_date(cli, "as-of");
	if (date > ftl_app_today(cli->app))
		return ftl_fail(err, FTL_INVALID, "as_of",
		                "%s lies in the future, where nothing is known yet",
		                ftl_date_format(text, date));
	/* The last second of that day; of today: now. */
	ftl_zone_instant(context->zone, date + 1, 0, &end);
	if (end - 1 < context->as_of)
		context->as_of = end - 1;
	return FTL_OK;
}

/* The documents of payers, also those that do not apply any more: claims were judged by them. */
static enum ftl_status load_rules(struct ftl_cli *cli, struct ftl_report_context *context,
                                  struct ftl_err *err)
{
	struct ftl_report_rules *rules;
	const struct ftl_payer_doc *docs;
	size_t count;

	FTL_TRY(ftl_payer_list(cli->app, &cli->arena, FTL_RULES_ALL, &docs, &count, err));
	rules = ftl_alloc(&cli->arena, count + 1, sizeof(*rules));
	for (size_t i = 0; i < count; i++)
		rules[i] =
		        (struct ftl_report_rules){docs[i].id, docs[i].rules.submit_basis,
		                                  docs[i].rules.in_business_days, &docs[i].terms};
	context->rules = rules;
	context->rules_count = count;
	return FTL_OK;
}

static enum ftl_status make_context(struct ftl_cli *cli, struct ftl_report_context *ret,
                                    struct ftl_err *err)
{
	struct ftl_app *app = cli->app;

	*ret = (struct ftl_report_context){
	        .db = app->db,
	        .has_view = app->view.is_open,
	        .site_id = app->site_id,
	        .centre = app->centre,
	        .timezone = app->timezone,
	        .zone = app->zone,
	        .currency = app->currency,
	        .now = ftl_app_now(app),
	};
	FTL_TRY(ftl_app_calendar(app, &cli->arena, &ret->calendar, err));
	FTL_TRY(ftl_excluded_owners(app, &ret->excluded_owners, err));
	FTL_TRY(ftl_targets_load(app, &cli->arena, &ret->targets, err));
	FTL_TRY(ftl_provisions_load(app, &cli->arena, &ret->provisions, err));
	FTL_TRY(load_rules(cli, ret, err));
	return find_as_of(cli, ret, err);
}

/* --from 2026-Q3 alone is that quarter; --from 2026-07-01 alone runs up to as-of. */
static struct ftl_period find_period(const struct ftl_cli *cli,
                                     const struct ftl_report_context *context)
{
	struct ftl_period period = ftl_report_default_period(context);

	if (ftl_cli_is_given(cli, "from")) {
		struct ftl_period from = ftl_cli_period(cli, "from");
		period.from = from.from;
		if (from.from != from.to)
			period.to = from.to;
	}
	if (ftl_cli_is_given(cli, "to"))
		period.to = ftl_cli_period(cli, "to").to;
	if (!ftl_cli_is_given(cli, "from") && period.from > period.to)
		period.from =
		        ftl_date_add_months(period.to - ftl_date_to_ymd(period.to).day + 1, -3);
	return period;
}

/* A name that ends in .xlsx, so that a double click opens it. */
static enum ftl_status check_output(const char *path, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	size_t length = strlen(path);

	if (length > 5 && strcasecmp(path + length - 5, ".xlsx") == 0)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "output",
	         "a report is written as a workbook, named FILE.xlsx, "
	         "not %s",
	         ftl_quote(quoted, path));
	return ftl_hint(err, "leave --output out to get the figures in --format");
}

static enum ftl_status put_file(struct ftl_cli *cli, const char *name,
                                const struct ftl_report_result *result, struct ftl_err *err)
{
	struct ftl_cell cells[CELLS] = {
	        [CELL_FILE] = ftl_cell_text(cli->output),
	        [CELL_REPORT] = ftl_cell_text(name),
	        [CELL_PERIOD] = ftl_cell_text(result->period),
	        [CELL_JOBS] = ftl_cell_number(result->jobs),
	        [CELL_OPEN] = ftl_cell_opt(result->has_open, result->open),
	        [CELL_SHEETS] = ftl_cell_number(result->sheets),
	};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_record(cli->out, &file_shape, &row, NULL, NULL, err);
}

static enum ftl_status run_report(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *name = ftl_cli_arg(cli, "NAME");
	struct ftl_report_context context;
	struct ftl_report_result result;

	if (cli->output != NULL && cli->fields != NULL) {
		ftl_fail(err, FTL_USAGE, "fields", "a workbook has all its columns");
		return ftl_hint(err, "leave --fields out, or --output to choose from the figures");
	}
	if (cli->output != NULL)
		FTL_TRY(check_output(cli->output, err));
	FTL_TRY(ftl_app_permit(cli->app, FTL_CAN_MANAGE, err));
	FTL_TRY(make_context(cli, &context, err));
	FTL_TRY(ftl_report_run(&context, name, find_period(cli, &context), cli->output, cli->out,
	                       &cli->arena, &result, err));
	if (result.later_events > 0)
		ftl_cli_warn(cli,
		             "left out what lies later than now: %lld %s of %lld %s; a clock was "
		             "wrong then or is now",
		             (long long)result.later_events,
		             result.later_events == 1 ? "event" : "events",
		             (long long)result.later_jobs, result.later_jobs == 1 ? "job" : "jobs");
	if (cli->output != NULL)
		return put_file(cli, name, &result, err);
	ftl_cli_say(cli, "%s, as of %s, compared with %s", result.period, result.as_of,
	            result.before);
	ftl_cli_next(cli, "report %s --output %s.xlsx", name, name);
	return FTL_OK;
}

static const struct ftl_option report_options[] = {
        {.key = "from",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "first day of the period, or all of a span: 2026-10, 2026-Q3, 2026"},
        {.key = "to", .type = FTL_OPT_PERIOD, .value = "DATE", .help = "last day of the period"},
        {.key = "as-of",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "as it was known at the end of that day; otherwise now"},
};
static const char *const report_names[] = {"turnaround", "warranty-cost"};
static const struct ftl_argument report_arguments[] = {
        {.name = "NAME",
         .help = "turnaround or warranty-cost",
         .min = 1,
         .max = 1,
         .names = report_names,
         .name_count = (int)FTL_COUNT(report_names)},
};
static const struct ftl_example report_examples[] = {
        {"fettle report turnaround", "the figures of the last months", NULL},
        {"fettle report turnaround --from 2026-Q3 --output turnaround.xlsx",
         "a workbook of a quarter", NULL},
        {"fettle report warranty-cost --from 2026-10 --format csv",
         "what warranty work cost in October", NULL},
};

const struct ftl_command ftl_command_report = {
        .path = "report",
        .summary = "the manager's figures, or a workbook of them",
        .description =
                "turnaround: how long jobs took, whose clock ran, how many were in time, what is "
                "open. warranty-cost: what warranty jobs cost, who should pay, what came back, "
                "what became "
                "of the claims and why payers refused, the money that nobody asks for, and what is "
                "set aside for our own guarantee.\n\n"
                "Jobs count in the period in which they became ready, each once. Without --from "
                "the period begins on the first of the month three months back; it ends with the "
                "day of --as-of. Every figure stands beside that of the period before.\n\n"
                "With --output FILE.xlsx a workbook is made: a summary with charts, sheets by "
                "period, brand, category, technician and payer, every job, and the definition of "
                "each figure. Otherwise the figures are printed in --format.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_OWN_OUTPUT,
        .audience = FTL_FOR_MANAGER,
        FTL_OPTIONS(report_options),
        FTL_ARGUMENTS(report_arguments),
        FTL_EXAMPLES(report_examples),
        .shape = &ftl_report_shape,
        .run = run_report,
};
