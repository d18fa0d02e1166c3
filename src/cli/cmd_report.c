#include <string.h>
#include <strings.h>

#include "cli/report_context.h"
#include "fettle/base/text.h"

enum { CELL_FILE, CELL_REPORT, CELL_PERIOD, CELL_JOBS, CELL_OPEN, CELL_SHEETS, CELL_MOVES, CELLS };
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
                       .help = "that the report is about; absent when it is about parts"},
        [CELL_OPEN] = {.key = "open",
                       .title = "Open jobs",
                       .type = FTL_T_INT,
                       .help = "not ready at that moment; absent when not reported"},
        [CELL_SHEETS] = {.key = "sheets",
                         .title = "Sheets",
                         .type = FTL_T_INT,
                         .help = "in the workbook"},
        [CELL_MOVES] = {.key = "moves",
                        .title = "Moves in it",
                        .type = FTL_T_INT,
                        .help = "of parts; absent when the report is about jobs"},
};
static const struct ftl_table file_shape = {
        .schema = "report.file/1", .title = "Workbook", .columns = file_columns, .count = CELLS};

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
	        [CELL_JOBS] = ftl_cell_opt(!result->has_moves, result->jobs),
	        [CELL_OPEN] = ftl_cell_opt(result->has_open, result->open),
	        [CELL_SHEETS] = ftl_cell_number(result->sheets),
	        [CELL_MOVES] = ftl_cell_opt(result->has_moves, result->moves),
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
	FTL_TRY(ftl_report_context_make(cli, &context, err));
	FTL_TRY(ftl_report_run(&context, name, ftl_report_context_period(cli, &context),
	                       cli->output, cli->out, &cli->arena, &result, err));
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
        FTL_REPORT_OPTIONS,
};
static const char *const report_names[] = {"turnaround", "warranty-cost", "parts"};
static const struct ftl_argument report_arguments[] = {
        {.name = "NAME",
         .help = "turnaround, warranty-cost or parts",
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
        {"fettle report parts --output parts.xlsx",
         "a workbook of stock, cover, dead stock, losses", "parts_dead"},
};

const struct ftl_command ftl_command_report = {
        .path = "report",
        .summary = "the manager's figures, or a workbook of them",
        .description =
                "turnaround: how long jobs took, whose clock ran, how many were in time, what is "
                "open. warranty-cost: what warranty jobs cost, who should pay, what came back, "
                "what became "
                "of the claims and why payers refused, the money that nobody asks for, and what is "
                "set aside for our own guarantee. parts: what the stock is worth and how long it "
                "lasts, whether parts were there when they were needed, what lies unused, what "
                "was dead on arrival, and what was lost.\n\n"
                "Jobs count in the period in which they became ready, each once; stock is that of "
                "its "
                "last day, by the moves of the ledger. Without --from "
                "the period begins on the first of the month three months back; it ends with the "
                "day of --as-of. Every figure stands beside that of the period before.\n\n"
                "With --output FILE.xlsx a workbook is made: a summary with charts, sheets by "
                "period, brand, category, technician and payer, or by place and supplier, every "
                "row, and the definition of each figure. Otherwise the figures are printed in "
                "--format.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_OWN_OUTPUT,
        .audience = FTL_FOR_MANAGER,
        FTL_OPTIONS(report_options),
        FTL_ARGUMENTS(report_arguments),
        FTL_EXAMPLES(report_examples),
        .shape = &ftl_report_shape,
        .run = run_report,
};
