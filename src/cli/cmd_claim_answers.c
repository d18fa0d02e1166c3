#include "cli/section_rows.h"
#include "cli/view_claim.h"
#include "fettle/base/sheet.h"

enum { PAYER, FILE_NAME, ROWS, DECIDED, ASKED, SAME, PENDING, REFUSED, KNOWN, CELLS };
static const struct ftl_column columns[CELLS] = {
        [PAYER] = {"payer", "Payer", FTL_T_TEXT, false, "the code of their rules", NULL},
        [FILE_NAME] = {"file", "File", FTL_T_TEXT, false, "as it was called", NULL},
        [ROWS] = {"row_count", "Rows", FTL_T_INT, false, "of the file", NULL},
        [DECIDED] = {"decided", "Decided", FTL_T_INT, false, "rows that decided something", NULL},
        [ASKED] = {"asked", "Asked", FTL_T_INT, false, "rows that want an answer of ours", NULL},
        [SAME] = {"same", "As before", FTL_T_INT, false, "nothing was done", NULL},
        [PENDING] = {"pending", "Not decided yet", FTL_T_INT, false, "nothing was done", NULL},
        [REFUSED] = {"refused", "Left out", FTL_T_INT, false, "with a problem", NULL},
        [KNOWN] = {"was_known", "Known already", FTL_T_BOOL, false,
                   "the same file came in before, and nothing was done", NULL},
};

enum {
	A_ROW,
	A_OUTCOME,
	A_CLAIM,
	A_LINE,
	A_APPROVED,
	A_REASON,
	A_STATE,
	A_TEXT,
	A_PROBLEM,
	A_CELLS
};
static const struct ftl_column row_columns[A_CELLS] = {
        [A_ROW] = {"row", "Row", FTL_T_INT, false, "of the file", NULL},
        [A_OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false,
                       "decided, asked, same, pending or refused", NULL},
        [A_CLAIM] = {"claim", "Claim", FTL_T_CODE, false, "absent: none was found", NULL},
        [A_LINE] = {"line", "Line", FTL_T_INT, false, "absent: the whole claim", NULL},
        [A_APPROVED] = {"approved", "Approved", FTL_T_MONEY, false,
                        "of the line, or of the whole claim", NULL},
        [A_REASON] = {"reason", "Reason", FTL_T_TEXT, false, "why it is not all of it", NULL},
        [A_STATE] = {"state", "State", FTL_T_ENUM, false, "where the claim stands then",
                     ftl_view_claim_state_title},
        [A_TEXT] = {"text", "Text", FTL_T_TEXT, true, "as the file says", NULL},
        [A_PROBLEM] = {"problem", "Problem", FTL_T_TEXT, false, "why it was left out", NULL},
};
static const struct ftl_section rows_section = {
        .key = "rows", .title = "Rows", .columns = row_columns, .count = A_CELLS};
static const struct ftl_table shape = {.schema = "claim.answers/1",
                                       .title = "Answers",
                                       .columns = columns,
                                       .count = CELLS,
                                       .sections = &rows_section,
                                       .section_count = 1};

static void fill_row(struct ftl_cell cells[A_CELLS], const struct ftl_claim_answer *row)
{
	cells[A_ROW] = ftl_cell_number(row->row);
	cells[A_OUTCOME] = ftl_cell_text(ftl_claim_answer_outcome_names[row->outcome]);
	cells[A_CLAIM] = ftl_cell_text(row->claim);
	cells[A_LINE] = ftl_cell_opt(row->line > 0, row->line);
	cells[A_APPROVED] = ftl_cell_opt(row->approved_cents.has, row->approved_cents.value);
	cells[A_REASON] = ftl_cell_text(row->reason);
	cells[A_STATE] =
	        ftl_cell_text(row->claim == NULL ? NULL : ftl_claim_state_names[row->state]);
	cells[A_TEXT] = ftl_cell_text(row->text);
	cells[A_PROBLEM] = ftl_cell_text(row->problem);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_claim_answers *answers = result;
	const int64_t *counts = answers->counts;
	const struct ftl_cell cells[CELLS] = {
	        [PAYER] = ftl_cell_text(answers->payer),
	        [FILE_NAME] = ftl_cell_text(answers->file),
	        [ROWS] = ftl_cell_number((int64_t)answers->count),
	        [DECIDED] = ftl_cell_number(counts[FTL_CLAIM_ANSWER_DECIDED]),
	        [ASKED] = ftl_cell_number(counts[FTL_CLAIM_ANSWER_ASKED]),
	        [SAME] = ftl_cell_number(counts[FTL_CLAIM_ANSWER_SAME]),
	        [PENDING] = ftl_cell_number(counts[FTL_CLAIM_ANSWER_PENDING]),
	        [REFUSED] = ftl_cell_number(counts[FTL_CLAIM_ANSWER_REFUSED]),
	        [KNOWN] = ftl_cell_number(answers->was_known),
	};
	struct ftl_section section = rows_section;
	struct ftl_section_rows rows = ftl_section_begin(&cli->arena, answers->count);
	const struct ftl_row row = {.cells = cells, .sections = &section, .section_count = 1};

	for (size_t i = 0; i < answers->count; i++) {
		struct ftl_cell line[A_CELLS];

		fill_row(line, &answers->rows[i]);
		ftl_section_add(&rows, line, A_CELLS);
	}
	ftl_section_end(&section, &rows);
	ftl_cli_set_left_out(cli, counts[FTL_CLAIM_ANSWER_REFUSED], (int64_t)answers->count);
	FTL_TRY(ftl_out_record(cli->out, &shape, &row, NULL, NULL, err));
	if (answers->was_known)
		ftl_cli_warn(cli, "this file came in before: nothing was done");
	if (counts[FTL_CLAIM_ANSWER_DECIDED] + counts[FTL_CLAIM_ANSWER_ASKED] > 0)
		ftl_cli_next(cli, "claim due");
	return FTL_OK;
}

static enum ftl_status run(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_claim_answers_form form = {.payer = ftl_cli_text(cli, "payer"),
	                                      .on = ftl_cli_text(cli, "on"),
	                                      .keep_going = ftl_cli_flag(cli, "keep-going"),
	                                      .takes_unlisted_reason =
	                                              ftl_cli_flag(cli, "unlisted-reason")};
	struct ftl_claim_answers answers;
	char *bytes;

	FTL_TRY(ftl_cli_file_text(cli, ftl_cli_arg(cli, "FILE"), FTL_SHEET_FILE_MOST, &form.name,
	                          &bytes, &form.length, err));
	form.bytes = bytes;
	FTL_TRY(ftl_claim_answers(cli->app, &cli->arena, &form, &answers, err));
	/* Of a file that is known nothing was written: there is no retry of it. */
	return answers.was_known && !cli->app->was_replayed ? put(cli, &answers, err)
	                                                    : ftl_cli_outcome(cli, &answers, err);
}

static const struct ftl_option options[] = {
        {.key = "payer",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "whose file it is: the code of their rules",
         .is_required = true},
        {.key = "on",
         .type = FTL_OPT_TEXT,
         .value = "DATE",
         .help = "the day of the decisions, if it was before today"},
        {.key = "keep-going",
         .type = FTL_OPT_FLAG,
         .help = "leave bad rows out, report them and end with status 3; otherwise one stops all"},
        {.key = "unlisted-reason",
         .type = FTL_OPT_FLAG,
         .help = "take reasons that the payer's rules do not list"},
};
static const struct ftl_argument arguments[] = {
        {.name = "FILE", .min = 1, .max = 1, .is_file = true, .help = "CSV or XLSX"},
};
static const struct ftl_example examples[] = {
        {"fettle claim answers answers.csv --payer sony --dry-run", "row by row what would happen",
         "claims_answers"},
        {"fettle claim answers answers.csv --payer sony", "decides each claim as Sony says",
         "claims_answers"},
};
const struct ftl_command ftl_command_claim_answers = {
        .path = "claim answers",
        .summary = "take a payer's list of decisions in",
        .description =
                "It is read as `answer` in the payer's rules says: which column is which, their "
                "words for approved, refused, asks and pending, separator, decimal sign, dates. A "
                "claim is found by its number, then the payer's, the work order, serial and date. "
                "A row with a line or a part is of that line; without, of the whole claim: what "
                "is approved of it goes to its lines from the first on. A row that says what "
                "stands already does nothing, and so does the same file a second time.\n\n"
                "Every row goes in or none does; with --keep-going the good ones go in, each "
                "refused one is reported with its row, and the file may come again.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run,
        .write = put,
};
