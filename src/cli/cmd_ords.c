#include "cli/context.h"
#include "cli/progress.h"
#include "cli/view_import.h"
#include "fettle/base/text.h"
#include "fettle/ops/ords.h"

enum { READ, ADDED, KNOWN, REFUSED, CONFLICTS, CELLS };
static const struct ftl_column columns[CELLS] = {
        [READ] = {.key = "read", .title = "Records read", .type = FTL_T_INT, .help = "in the file"},
        [ADDED] = {.key = "added",
                   .title = "Work orders added",
                   .type = FTL_T_INT,
                   .help = "were not here before"},
        [KNOWN] = {.key = "known",
                   .title = "Already here",
                   .type = FTL_T_INT,
                   .help = "same id and content: nothing was done"},
        [REFUSED] = {.key = "refused",
                     .title = "Left out",
                     .type = FTL_T_INT,
                     .help = "with a problem"},
        [CONFLICTS] = {.key = "conflicts",
                       .title = "of them in conflict",
                       .type = FTL_T_INT,
                       .help = "same id as a record on file, and other content"},
};
static const struct ftl_table import_shape = {.schema = "import.ords/1",
                                              .title = "Open Repair Data",
                                              .columns = columns,
                                              .count = CELLS,
                                              .sections = &ftl_view_problems,
                                              .section_count = 1};

static void show_progress(void *context, int64_t done, int64_t total, int64_t rows)
{
	ftl_progress_step(context, rows, done, total);
}

static enum ftl_status write_import(struct ftl_cli *cli, const void *given, struct ftl_err *err)
{
	const struct ftl_ords_result *result = given;
	const struct ftl_section problems =
	        ftl_view_problems_of(&cli->arena, result->problems, result->problem_count);
	const struct ftl_cell cells[CELLS] = {
	        [READ] = ftl_cell_number(result->read),
	        [ADDED] = ftl_cell_number(result->added),
	        [KNOWN] = ftl_cell_number(result->known),
	        [REFUSED] = ftl_cell_number((int64_t)result->problem_count),
	        [CONFLICTS] = ftl_cell_number(result->conflicts),
	};
	const struct ftl_row row = {.cells = cells, .sections = &problems, .section_count = 1};

	ftl_cli_set_left_out(cli, (int64_t)result->problem_count, result->read);
	FTL_TRY(ftl_out_record(cli->out, &import_shape, &row, NULL, NULL, err));
	if (result->added > 0 && result->problem_count == 0)
		ftl_cli_next(cli, "report turnaround --output turnaround.xlsx");
	return FTL_OK;
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_ords_result result;
	struct ftl_progress progress FTL_CLEANUP(ftl_progress_done) = {0};

	ftl_progress_start(&progress, cli, "reading", "records");
	FTL_TRY(ftl_ords_import(cli->app, &cli->arena, ftl_cli_arg(cli, "FILE"),
	                        ftl_cli_flag(cli, "keep-going"), show_progress, &progress, &result,
	                        err));
	ftl_progress_done(&progress);
	return ftl_cli_outcome(cli, &result, err);
}

static const struct ftl_option import_options[] = {
        {.key = "keep-going",
         .type = FTL_OPT_FLAG,
         .help = "leave bad records out, report them, end with status 3; otherwise one stops all"},
};
static const struct ftl_argument import_arguments[] = {
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "CSV file; - is standard input"},
};
static const struct ftl_example import_examples[] = {
        {"fettle import ords repairs.csv", "every record becomes a closed work order", "ords"},
};

const struct ftl_command ftl_command_import_ords = {
        .path = "import ords",
        .summary = "read Open Repair Data (ORDS 0.3 CSV)",
        .description =
                "Every record becomes a device and a closed work order with its result and "
                "barrier; the repair group is the customer. Records know the day, not the time: "
                "reports count these jobs and leave them out of every duration. A record that is "
                "here already is passed over, so the same file twice adds nothing; one with the id "
                "of a "
                "record on file and other content is a conflict, and nothing is overwritten. One "
                "bad record stops all and names its line, unless --keep-going: then the others go "
                "in, and the exit status is 3.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(import_options),
        FTL_ARGUMENTS(import_arguments),
        FTL_EXAMPLES(import_examples),
        .shape = &import_shape,
        .run = run_import,
        .write = write_import,
};

#define FIELD(name, words)                                                                         \
	{                                                                                          \
		.key = (name), .title = (name), .type = FTL_T_TEXT, .help = (words)                \
	}
static const struct ftl_column ords_columns[FTL_ORDS_FIELDS] = {
        FIELD("id", "of the record"),
        FIELD("data_provider", "who gave the data"),
        FIELD("country", "ISO 3166-1 alpha-3"),
        FIELD("partner_product_category", "in the provider's words"),
        FIELD("product_category", "of the standard"),
        FIELD("product_category_id", "of the standard"),
        FIELD("brand", "Unknown when it is not known"),
        FIELD("year_of_manufacture", "may be empty"),
        FIELD("product_age", "in years, may be empty"),
        FIELD("repair_status", "Fixed, Repairable, End of life or Unknown"),
        FIELD("repair_barrier_if_end_of_life", "what prevented the repair"),
        FIELD("group_identifier", "the repair group"),
        FIELD("event_date", "day of the visit"),
        FIELD("problem", "as told"),
};
static const struct ftl_table ords_shape = {.schema = "ords.list/1",
                                            .title = "Open Repair Data",
                                            .columns = ords_columns,
                                            .count = FTL_ORDS_FIELDS,
                                            .empty = "no Open Repair Data was imported"};

static enum ftl_status write_record(void *context, const char *const fields[FTL_ORDS_FIELDS],
                                    struct ftl_err *err)
{
	struct ftl_out *out = context;
	struct ftl_cell cells[FTL_ORDS_FIELDS];
	const struct ftl_row row = {.cells = cells};

	if (ftl_out_is_full(out))
		return FTL_OK;
	for (int i = 0; i < FTL_ORDS_FIELDS; i++)
		cells[i] = ftl_cell_text(fields[i]);
	return ftl_out_row(out, &row, err);
}

static enum ftl_status run_export(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &ords_shape, err));
	FTL_TRY(ftl_ords_export(cli->app, write_record, cli->out, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_example export_examples[] = {
        {"fettle export ords --output back.csv", "what came in, field for field", NULL},
};

const struct ftl_command ftl_command_export_ords = {
        .path = "export ords",
        .summary = "give Open Repair Data back",
        .description = "Writes the imported records as ORDS 0.3 CSV, field for field as they came "
                       "in. CSV is the usual format here and carries no guard against formulas.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST | FTL_COMMAND_DATA,
        FTL_EXAMPLES(export_examples),
        .shape = &ords_shape,
        .run = run_export,
};
