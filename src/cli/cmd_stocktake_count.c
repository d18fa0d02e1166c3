#include "cli/view_import.h"
#include "cli/view_order.h"
#include "cli/view_stocktake.h"
#include "fettle/base/text.h"

/* Counting for a stocktake: typed, again, and from sheets that were filled in. */

#define CODE_ARGUMENT                                                                              \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "of the stocktake"                     \
	}
#define AT_OPTION                                                                                  \
	{                                                                                          \
		.key = "at", .type = FTL_OPT_TEXT, .value = "TIME",                                \
		.help = "when it was counted, such as 14:30; now unless said"                      \
	}
#define REPLACE_OPTION                                                                             \
	{                                                                                          \
		.key = "replace", .type = FTL_OPT_FLAG,                                            \
		.help = "instead of what was counted before"                                       \
	}

/* What was counted before is asked about, where somebody can be asked. */
static enum ftl_status ask(struct ftl_cli *cli, struct ftl_stocktake_form *form,
                           struct ftl_err *err)
{
	const char *words;

	if (form->is_instead || !ftl_cli_can_ask(cli))
		return FTL_OK;
	FTL_TRY(ftl_stocktake_counted_before(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), form,
	                                     &words, err));
	if (words == NULL)
		return FTL_OK;
	FTL_TRY(ftl_cli_confirm(cli, err, "%s: is %s all there is?",
	                        ftl_text_visible(&cli->arena, words),
	                        ftl_text_visible(&cli->arena, form->quantity)));
	form->is_instead = true;
	return FTL_OK;
}

static enum ftl_status run_count(struct ftl_cli *cli, struct ftl_err *err)
{
	size_t count;
	const struct ftl_value *serials = ftl_cli_values(cli, "serial", &count);
	const char **texts = ftl_alloc(&cli->arena, count + 1, sizeof(*texts));
	struct ftl_stocktake_form form = {.part = ftl_cli_arg(cli, "PART"),
	                                  .quantity = ftl_cli_arg(cli, "QUANTITY"),
	                                  .lot = ftl_cli_text(cli, "lot"),
	                                  .serials = texts,
	                                  .serial_count = count,
	                                  .at = ftl_cli_text(cli, "at"),
	                                  .is_instead = ftl_cli_flag(cli, "replace")};
	struct ftl_stocktake_full full;

	for (size_t i = 0; i < count; i++)
		texts[i] = serials[i].text;
	FTL_TRY(ask(cli, &form, err));
	FTL_TRY(ftl_stocktake_count(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &full,
	                            err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option count_options[] = {
        {.key = "lot",
         .type = FTL_OPT_TEXT,
         .value = "LOT",
         .help = "of a part that is followed by lot; the only one unless said"},
        {.key = "serial",
         .type = FTL_OPT_TEXT,
         .value = "SERIAL",
         .help = "of each piece that is there, where they have numbers",
         .is_repeatable = true},
        AT_OPTION,
        REPLACE_OPTION,
};
static const struct ftl_argument count_arguments[] = {
        CODE_ARGUMENT,
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
        {.name = "QUANTITY", .min = 1, .max = 1, .help = "all there is, reserved pieces too"},
};
static const struct ftl_example count_examples[] = {
        {"fettle stocktake count T26-00002-X 970013-02 3", "three are there", "stocktake"},
        {"fettle stocktake count T26-00002-X 970013-02 4 --replace",
         "no, four: the fourth lay behind", "stocktake_counted"},
};
const struct ftl_command ftl_command_stocktake_count = {
        .path = "stocktake count",
        .summary = "say how many of a part are there",
        .description =
                "Of a part whose pieces have serial numbers each number is said: the others are "
                "then not there. --at says when it was counted, where that was on paper and the "
                "shop has worked on since: the ledger of that moment counts.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(count_options),
        FTL_ARGUMENTS(count_arguments),
        FTL_EXAMPLES(count_examples),
        .shape = &ftl_view_stocktake_shape,
        .run = run_count,
        .write = ftl_view_stocktake_put_count,
};

static enum ftl_status run_recount(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_stocktake_recount(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                              ftl_cli_arg(cli, "PART"), ftl_cli_text(cli, "lot"), &full,
	                              err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option recount_options[] = {
        {.key = "lot", .type = FTL_OPT_TEXT, .value = "LOT", .help = "only this one"},
};
static const struct ftl_argument recount_arguments[] = {
        CODE_ARGUMENT,
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
};
static const struct ftl_example recount_examples[] = {
        {"fettle stocktake recount T26-00002-X 970013-02", "look again", "stocktake_counted"},
};
const struct ftl_command ftl_command_stocktake_recount = {
        .path = "stocktake recount",
        .summary = "let a part be counted again",
        .description = "What was counted of it does not count any more; it stays on record.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(recount_options),
        FTL_ARGUMENTS(recount_arguments),
        FTL_EXAMPLES(recount_examples),
        .shape = &ftl_view_stocktake_shape,
        .run = run_recount,
        .write = ftl_view_stocktake_put_count,
};

enum { CODE, READ, COUNTED, BLANK, REFUSED, TAKEN, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Stocktake", FTL_T_CODE, false, "its code", NULL},
        [READ] = {"read", "Rows read", FTL_T_INT, false, "in the file", NULL},
        [COUNTED] = {"counted", "Counted", FTL_T_INT, false, "lines", NULL},
        [BLANK] = {"blank", "Left blank", FTL_T_INT, false, "rows: not counted", NULL},
        [REFUSED] = {"refused", "Wrong", FTL_T_INT, false, "with a problem", NULL},
        [TAKEN] = {"taken", "Taken over", FTL_T_BOOL, false,
                   "no: something was wrong, and nothing was counted", NULL},
};
static const struct ftl_table import_shape = {
        .schema = "stocktake.import/1", .title = "Counts", .columns = columns, .count = CELLS};

static enum ftl_status put_import(struct ftl_cli *cli, const void *given, struct ftl_err *err)
{
	const struct ftl_stocktake_taken *result = given;
	const struct ftl_section problems =
	        ftl_view_problems_of(&cli->arena, result->problems, result->problem_count);
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(result->stocktake.code),
	        [READ] = ftl_cell_number(result->read),
	        [COUNTED] = ftl_cell_number(result->is_taken ? result->counted : 0),
	        [BLANK] = ftl_cell_number(result->blank),
	        [REFUSED] = ftl_cell_number((int64_t)result->problem_count),
	        [TAKEN] = ftl_cell_number(result->is_taken),
	};
	const struct ftl_row row = {.cells = cells, .sections = &problems, .section_count = 1};

	ftl_cli_set_left_out(cli, result->is_taken ? (int64_t)result->problem_count : result->read,
	                     result->read);
	FTL_TRY(ftl_out_record(cli->out, &import_shape, &row, NULL, NULL, err));
	if (result->is_taken && result->counted > 0)
		ftl_cli_next(cli, "stocktake show %s",
		             ftl_view_code(&cli->arena, result->stocktake.code));
	return FTL_OK;
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_stocktake_sheet sheet = {
	        .path = ftl_cli_arg(cli, "FILE"),
	        .at = ftl_cli_text(cli, "at"),
	        .is_instead = ftl_cli_flag(cli, "replace"),
	        .keep_going = ftl_cli_flag(cli, "keep-going"),
	};
	struct ftl_stocktake_taken taken;

	FTL_TRY(ftl_stocktake_import(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &sheet,
	                             &taken, err));
	return ftl_cli_outcome(cli, &taken, err);
}

static const struct ftl_option import_options[] = {
        AT_OPTION,
        REPLACE_OPTION,
        {.key = "keep-going",
         .type = FTL_OPT_FLAG,
         .help = "take over what is right; otherwise one wrong row keeps all out"},
};
static const struct ftl_argument import_arguments[] = {
        CODE_ARGUMENT,
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "a sheet that was filled in, XLSX or CSV; - is standard input"},
};
static const struct ftl_example import_examples[] = {
        {"printf 'sku,counted\\n970013-02,3\\n' | fettle stocktake import T26-00002-X -",
         "a table of counts", "stocktake"},
};
const struct ftl_command ftl_command_stocktake_import = {
        .path = "stocktake import",
        .summary = "read a count sheet that was filled in",
        .description =
                "The columns are those of `stocktake sheet`, by the titles of the workbook or by "
                "their names in CSV: sku and counted, lot or serial where a part has them, and "
                "stocktake, which keeps another place's sheet out. counted_at may say when each "
                "row was counted, --at when all were. A row without a count is not counted. All "
                "in one transaction; every wrong row is told, and unless --keep-going nothing is "
                "taken over then.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(import_options),
        FTL_ARGUMENTS(import_arguments),
        FTL_EXAMPLES(import_examples),
        .shape = &import_shape,
        .run = run_import,
        .write = put_import,
};
