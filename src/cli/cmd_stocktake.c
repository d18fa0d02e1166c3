#include "cli/document_file.h"
#include "cli/rows.h"
#include "cli/stocktake_file.h"
#include "cli/view_order.h"
#include "cli/view_stocktake.h"
#include "fettle/base/text.h"

/* Stocktakes: begun, written on sheets, looked at, posted, called off. */

#define CODE_ARGUMENT                                                                              \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "of the stocktake"                     \
	}
static const struct ftl_argument code_arguments[] = {CODE_ARGUMENT};

static enum ftl_status run_start(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stocktake_scope scope = {.place = ftl_cli_text(cli, "place"),
	                                    .is_blind = ftl_cli_flag(cli, "blind")};
	struct ftl_stocktake_full full;

	scope.parts = ftl_cli_arg_texts(cli, "PART", &scope.part_count);
	if (scope.part_count == 1 && *scope.parts[0] == '@')
		FTL_TRY(ftl_stocktake_list_read(cli, "PART", scope.parts[0] + 1, "sku",
		                                &scope.parts, &scope.part_count, err));
	if (scope.part_count == 0 && ftl_cli_arg(cli, "PART") != NULL)
		return ftl_fail(err, FTL_INVALID, "PART", "the list is empty");
	FTL_TRY(ftl_stocktake_start(cli->app, &cli->arena, &scope, &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option start_options[] = {
        {.key = "place",
         .type = FTL_OPT_TEXT,
         .value = "PLACE",
         .help = "code or name: all that lies there is counted, or of it the parts that are said",
         .is_required = true},
        {.key = "blind",
         .type = FTL_OPT_FLAG,
         .help = "who counts is not told what should be there"},
};
static const struct ftl_argument start_arguments[] = {
        {.name = "PART",
         .min = 0,
         .max = 0,
         .help = "only these, by any number that they have; @FILE: a list, a number a line"},
};
static const struct ftl_example start_examples[] = {
        {"fettle stocktake start --place 'Shelf B2' --blind", "the shelf is counted", "parts"},
        {"fettle stocktake start --place 'Shelf B2' 970013-02 CAB-3X1.5", "only these two",
         "parts"},
};
const struct ftl_command ftl_command_stocktake_start = {
        .path = "stocktake start",
        .summary = "begin to count what a place holds",
        .description =
                "Counted is all that the ledger says is there, reserved pieces too, and what else "
                "is met; of some parts only these, as every week the dearest, and the others may "
                "be "
                "corrected with `part count` meanwhile. The shop goes on working: every count is "
                "held against what the ledger "
                "said at that moment, and what moves later changes nothing of the difference.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(start_options),
        FTL_ARGUMENTS(start_arguments),
        FTL_EXAMPLES(start_examples),
        .shape = &ftl_view_stocktake_shape,
        .run = run_start,
        .write = ftl_view_stocktake_put,
};

static enum ftl_status run_sheet(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *path = ftl_cli_arg(cli, "FILE");
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_document_check(path, err));
	FTL_TRY(ftl_stocktake_sheet(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_stocktake_file_write(cli, &full, path, err);
}

static const struct ftl_argument sheet_arguments[] = {
        CODE_ARGUMENT,
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "its name says which: .pdf, .csv, .xlsx or .json"},
};
static const struct ftl_example sheet_examples[] = {
        {"fettle stocktake sheet T26-00002-X sheet.pdf", "on paper", "stocktake"},
        {"fettle stocktake sheet T26-00002-X sheet.xlsx",
         "a table to be filled in; stocktake import reads it back", "stocktake"},
};
const struct ftl_command ftl_command_stocktake_sheet = {
        .path = "stocktake sheet",
        .summary = "write a count sheet, to be printed or filled in",
        .description =
                "What is still to be counted, by part. A blind stocktake's sheet does not say what "
                "should be there, nor the numbers of pieces: it has room for those that are found, "
                "and in a table each gets a row. A PDF is drawn by stocktake-a4.json of the folder "
                "'forms' beside "
                "the database, if there is one.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(sheet_arguments),
        FTL_EXAMPLES(sheet_examples),
        .run = run_sheet,
};

#define ONLY_OPTION                                                                                \
	{                                                                                          \
		.key = "only", .type = FTL_OPT_ENUM, .value = "WHICH",                             \
		.help = "only lines that differ or may, or that were not counted",                 \
		.standard = "all", .names = ftl_view_stocktake_only_names,                         \
		.name_count = FTL_VIEW_STOCKTAKE_ONLYS                                             \
	}

static enum ftl_status run_lines(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_stocktake_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_view_stocktake_lines(
	        cli, &full, (enum ftl_view_stocktake_only)ftl_cli_enum(cli, "only"), err);
}

static const struct ftl_option lines_options[] = {ONLY_OPTION};
static const struct ftl_example lines_examples[] = {
        {"fettle stocktake lines T26-00002-X --only differences --format xlsx --output found.xlsx",
         "the differences with their value, as a workbook", "stocktake_counted"},
};
const struct ftl_command ftl_command_stocktake_lines = {
        .path = "stocktake lines",
        .summary = "list the lines of a stocktake, for a table or a workbook",
        .description = "What `stocktake show` has of each line, a row for each.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(lines_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(lines_examples),
        .shape = &ftl_view_stocktake_lines_shape,
        .run = run_lines,
};

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_stocktake_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_view_stocktake_record(
	        cli, &full, (enum ftl_view_stocktake_only)ftl_cli_enum(cli, "only"), err);
}

static const struct ftl_option show_options[] = {ONLY_OPTION};
static const struct ftl_example show_examples[] = {
        {"fettle stocktake show T26-00002-X", "how far it is, and what differs", "stocktake"},
        {"fettle stocktake show T26-00002-X --only differences", "only what differs",
         "stocktake_counted"},
};
const struct ftl_command ftl_command_stocktake_show = {
        .path = "stocktake show",
        .summary = "show a stocktake: expected, counted, the difference and its value",
        .description =
                "A line is a part, a lot, or a piece with a serial number. What moved between two "
                "scans of a line may have been scanned before it moved, or not: what the moves "
                "alone can explain is no difference, and the line says so. `stocktake recount` "
                "settles it, or `stocktake post --doubt stands`.",
        .need = FTL_NEED_READ,
        FTL_OPTIONS(show_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &ftl_view_stocktake_shape,
        .run = run_show,
};

static const struct ftl_table list_shape = {
        .schema = "stocktake.list/1",
        .title = "Stocktakes",
        .columns = ftl_view_stocktake_columns,
        .count = FTL_VIEW_STOCKTAKE_CELLS,
        .empty = "no stocktakes: fettle stocktake start --place PLACE begins one",
};

static enum ftl_status put_row(void *context, const struct ftl_stocktake_full *full,
                               struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	struct ftl_cell cells[FTL_VIEW_STOCKTAKE_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_stocktake_cells(cells, cli->app, full);
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_stocktake_list(cli->app, ftl_cli_flag(cli, "open"), put_row, ftl_cli_is_full,
	                           cli, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option list_options[] = {
        {.key = "open", .type = FTL_OPT_FLAG, .help = "only those that are being counted"},
};
static const struct ftl_example list_examples[] = {
        {"fettle stocktake list --open", "what is being counted", "stocktake"},
};
const struct ftl_command ftl_command_stocktake_list = {
        .path = "stocktake list",
        .summary = "list stocktakes",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static enum ftl_status run_post(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_stocktake_end end = {.reason = ftl_cli_text(cli, "reason"),
	                                      .uncounted = ftl_cli_text(cli, "uncounted"),
	                                      .doubt = ftl_cli_text(cli, "doubt")};
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_stocktake_post(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &end, &full,
	                           err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option post_options[] = {
        {.key = "reason",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "why: the moves of the ledger say it"},
        {.key = "uncounted",
         .type = FTL_OPT_ENUM,
         .value = "WHAT",
         .help = "zero: what nobody counted is not there; leave: the ledger stands",
         .names = ftl_uncounted_names,
         .name_count = FTL_UNCOUNTEDS},
        {.key = "doubt",
         .type = FTL_OPT_ENUM,
         .value = "WHAT",
         .help = "of what moved while it was counted; stands: what was counted lay there at the "
                 "last scan; leave: what the moves can explain is not posted",
         .names = ftl_doubt_names,
         .name_count = FTL_DOUBTS},
};
static const struct ftl_example post_examples[] = {
        {"fettle stocktake post T26-00002-X --reason 'yearly count'",
         "the ledger says what was counted", "stocktake_counted"},
};
const struct ftl_command ftl_command_stocktake_post = {
        .path = "stocktake post",
        .summary = "post what the counts and the ledger differ by",
        .description =
                "All differences in one transaction, as moves to and from the adjustments with the "
                "reason and the code of the stocktake: `part explain` shows them. What was found "
                "is kept for the jobs that wait for it. What lacks and is kept for a job is let go "
                "first, with `part release`: the job has to know.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(post_options),
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(post_examples),
        .shape = &ftl_view_stocktake_shape,
        .run = run_post,
        .write = ftl_view_stocktake_put_posted,
};

static enum ftl_status run_cancel(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_stocktake_cancel(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                             ftl_cli_words(cli, "REASON"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_argument cancel_arguments[] = {
        CODE_ARGUMENT,
        {.name = "REASON",
         .min = 0,
         .max = 0,
         .help = "why; none is needed where nothing was counted"},
};
static const struct ftl_example cancel_examples[] = {
        {"fettle stocktake cancel T26-00002-X 'the wrong shelf'", "nothing is posted", "stocktake"},
};
const struct ftl_command ftl_command_stocktake_cancel = {
        .path = "stocktake cancel",
        .summary = "call a stocktake off: nothing of it is posted",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(cancel_arguments),
        FTL_EXAMPLES(cancel_examples),
        .shape = &ftl_view_stocktake_shape,
        .run = run_cancel,
        .write = ftl_view_stocktake_put,
};
