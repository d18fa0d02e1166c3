#include "cli/desk_words.h"
#include "cli/rows.h"
#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "fettle/base/sheet.h"
#include "fettle/model/record.h"
#include "fettle/ops/remittance.h"

enum {
	CODE,
	PAYER,
	FILE_NAME,
	PAID_ON,
	LINES,
	TOTAL,
	BOOKED,
	DISMISSED,
	WAITING,
	WAITS,
	REFERENCE,
	KNOWN,
	SINCE,
	CELLS
};
#define COLUMNS(lesser)                                                                            \
	{                                                                                          \
		[CODE] = {"code", "Remittance", FTL_T_CODE, false, "its code", NULL},              \
		[PAYER] = {"payer", "Payer", FTL_T_TEXT, false, "the code of their rules", NULL},  \
		[FILE_NAME] = {"file", "File", FTL_T_TEXT, (lesser), "as it was called", NULL},    \
		[PAID_ON] = {"paid_on", "Paid on", FTL_T_DATE, false, "the day it came", NULL},    \
		[LINES] = {"line_count", "Lines", FTL_T_INT, false, "of the file", NULL},          \
		[TOTAL] = {"total", "Total", FTL_T_MONEY, false, "of them", NULL},                 \
		[BOOKED] =                                                                         \
		        {"booked", "Booked", FTL_T_MONEY, false, "what stands on claims", NULL},   \
		[DISMISSED] = {"dismissed", "Put aside",     FTL_T_MONEY,                          \
		               (lesser),    "with a reason", NULL},                                \
		[WAITING] = {"waiting", "Waits", FTL_T_MONEY, false, "for a person", NULL},        \
		[WAITS] = {"waiting_count", "Lines that wait",          FTL_T_INT,                 \
		           false,           "of which something waits", NULL},                     \
		[REFERENCE] = {"reference", "Their number",   FTL_T_TEXT,                          \
		               (lesser),    "of the payment", NULL},                               \
		[KNOWN] = {"was_known",                                                            \
		           "Known already",                                                        \
		           FTL_T_BOOL,                                                             \
		           (lesser),                                                               \
		           "the same file came in before, and nothing was done",                   \
		           NULL},                                                                  \
		[SINCE] = {"created_at", "Came in", FTL_T_INSTANT, (lesser), "when", NULL},        \
	}
static const struct ftl_column columns[CELLS] = COLUMNS(true);
static const struct ftl_column whole[CELLS] = COLUMNS(false);

enum {
	L_REMITTANCE,
	L_LINE,
	L_OUTCOME,
	L_BY,
	L_CLAIM,
	L_AMOUNT,
	L_BOOKED,
	L_OPEN,
	L_GIVEN_CLAIM,
	L_GIVEN_REFERENCE,
	L_GIVEN_ORDER,
	L_GIVEN_SERIAL,
	L_GIVEN_DATE,
	L_TEXT,
	L_DISMISSED,
	L_CELLS
};
static const struct ftl_column line_columns[L_CELLS] = {
        [L_REMITTANCE] = {"remittance", "Remittance", FTL_T_CODE, true, "whose line it is", NULL},
        [L_LINE] = {"line", "Line", FTL_T_INT, false, "row of the file", NULL},
        [L_OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false,
                       "exact, short, over, unknown, duplicate or negative; absent: not matched",
                       NULL},
        [L_BY] = {"matched_by", "By", FTL_T_ENUM, false,
                  "claim, reference, order or serial; none: no claim was found", NULL},
        [L_CLAIM] = {"claim", "Claim", FTL_T_CODE, false, "that it was matched with", NULL},
        [L_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "as the file says", NULL},
        [L_BOOKED] = {"booked", "Booked", FTL_T_MONEY, false, "what of it stands on the claim",
                      NULL},
        [L_OPEN] = {"waiting", "Waits", FTL_T_MONEY, false, "for a person", NULL},
        [L_GIVEN_CLAIM] = {"given_claim", "Their claim", FTL_T_TEXT, false, "as the file says",
                           NULL},
        [L_GIVEN_REFERENCE] = {"given_reference", "Their number", FTL_T_TEXT, true,
                               "as the file says", NULL},
        [L_GIVEN_ORDER] = {"given_order", "Work order", FTL_T_TEXT, true, "as the file says", NULL},
        [L_GIVEN_SERIAL] = {"given_serial", "Serial", FTL_T_TEXT, true, "as the file says", NULL},
        [L_GIVEN_DATE] = {"given_date", "Date", FTL_T_DATE, true, "as the file says", NULL},
        [L_TEXT] = {"text", "Text", FTL_T_TEXT, false, "as the file says", NULL},
        [L_DISMISSED] = {"dismissed_reason", "Put aside", FTL_T_TEXT, true, "why", NULL},
};
static const struct ftl_section lines_section = {
        .key = "lines", .title = "Lines", .columns = line_columns, .count = L_CELLS};
static const struct ftl_table list_shape = {.schema = "remittance.list/1",
                                            .title = "Remittances",
                                            .columns = columns,
                                            .count = CELLS,
                                            .empty = "no payments came in yet: fettle remittance "
                                                     "import FILE --payer CODE"};
static const struct ftl_table one_shape = {.schema = "remittance/1",
                                           .title = "Remittance",
                                           .columns = whole,
                                           .count = CELLS,
                                           .sections = &lines_section,
                                           .section_count = 1};
static const struct ftl_table suspense_shape = {.schema = "remittance.suspense/1",
                                                .title = "Waiting for a person",
                                                .columns = line_columns,
                                                .count = L_CELLS,
                                                .empty = "every payment is booked or put aside"};

static void fill(struct ftl_cell cells[CELLS], const struct ftl_remittance_record *record,
                 bool was_known)
{
	cells[CODE] = ftl_cell_text(record->code);
	cells[PAYER] = ftl_cell_text(record->rules);
	cells[FILE_NAME] = ftl_cell_text(record->file_name);
	cells[PAID_ON] = ftl_cell_number(record->paid_on);
	cells[LINES] = ftl_cell_number(record->line_count);
	cells[TOTAL] = ftl_cell_number(record->total_cents);
	cells[BOOKED] = ftl_cell_number(record->booked_cents);
	cells[DISMISSED] = ftl_cell_number(record->dismissed_cents);
	cells[WAITING] = ftl_cell_number(record->total_cents - record->booked_cents -
	                                 record->dismissed_cents);
	cells[WAITS] = ftl_cell_number(record->open_count);
	cells[REFERENCE] = ftl_cell_text(record->reference);
	cells[KNOWN] = ftl_cell_number(was_known);
	cells[SINCE] = ftl_cell_number(record->created_at);
}

static void fill_line(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_remittance_row *row = thing;
	const struct ftl_remittance_line *line = &row->line;

	(void)cli;
	cells[L_REMITTANCE] = ftl_cell_text(row->remittance_code);
	cells[L_LINE] = ftl_cell_number(line->position);
	cells[L_OUTCOME] = ftl_cell_text(
	        row->outcome.has ? ftl_remittance_outcome_names[row->outcome.value] : NULL);
	cells[L_BY] = ftl_cell_text(row->outcome.has ? ftl_remittance_key_names[row->key] : NULL);
	cells[L_CLAIM] = ftl_cell_text(row->claim_code);
	cells[L_AMOUNT] = ftl_cell_number(line->amount_cents);
	cells[L_BOOKED] = ftl_cell_number(row->booked_cents);
	cells[L_OPEN] = ftl_cell_number(row->is_open ? line->amount_cents - row->booked_cents : 0);
	cells[L_GIVEN_CLAIM] = ftl_cell_text(line->claim);
	cells[L_GIVEN_REFERENCE] = ftl_cell_text(line->reference);
	cells[L_GIVEN_ORDER] = ftl_cell_text(line->order);
	cells[L_GIVEN_SERIAL] = ftl_cell_text(line->serial);
	cells[L_GIVEN_DATE] = ftl_cell_opt(line->date.has, line->date.value);
	cells[L_TEXT] = ftl_cell_text(line->text);
	cells[L_DISMISSED] = ftl_cell_text(row->dismissed_reason);
}

static enum ftl_status put_full(struct ftl_cli *cli, const struct ftl_remittance_full *full,
                                struct ftl_err *err)
{
	struct ftl_cell cells[CELLS];
	struct ftl_section section = lines_section;
	struct ftl_section_rows rows = ftl_section_begin(&cli->arena, full->count);
	const struct ftl_row row = {.cells = cells, .sections = &section, .section_count = 1};

	fill(cells, full->record, full->was_known);
	for (size_t i = 0; i < full->count; i++) {
		struct ftl_cell line[L_CELLS];

		fill_line(cli, line, &full->rows[i]);
		ftl_section_add(&rows, line, L_CELLS);
	}
	ftl_section_end(&section, &rows);
	return ftl_out_record(cli->out, &one_shape, &row, NULL, NULL, err);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_remittance_full *full = result;

	FTL_TRY(put_full(cli, full, err));
	if (full->record->open_count > 0)
		ftl_cli_next(cli, "remittance suspense");
	return FTL_OK;
}

static enum ftl_status put_imported(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_remittance_full *full = result;
	const char *code = ftl_view_code(&cli->arena, full->record->code);

	FTL_TRY(put_full(cli, full, err));
	if (full->was_known)
		ftl_cli_warn(cli, "this file came in before, as %s: nothing was done", code);
	ftl_cli_next(cli, "remittance match %s", code);
	return FTL_OK;
}

static enum ftl_status run_import(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_remittance_form form = {.payer = ftl_cli_text(cli, "payer"),
	                                   .reference = ftl_cli_text(cli, "reference"),
	                                   .paid_on = ftl_cli_text(cli, "on")};
	struct ftl_remittance_full full;
	char *bytes;

	FTL_TRY(ftl_cli_file_text(cli, ftl_cli_arg(cli, "FILE"), FTL_SHEET_FILE_MOST, &form.name,
	                          &bytes, &form.length, err));
	form.bytes = bytes;
	FTL_TRY(ftl_remittance_import(cli->app, &cli->arena, &form, &full, err));
	/* Of a file that is known nothing was written: there is no retry of it. */
	return full.was_known && !cli->app->was_replayed ? put_imported(cli, &full, err)
	                                                 : ftl_cli_outcome(cli, &full, err);
}

/* Shows what it would do, and asks before it does it where somebody can answer. */
static enum ftl_status run_match(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *code = ftl_cli_arg(cli, "REMITTANCE");
	bool asks = !cli->is_dry_run && !cli->is_yes && ftl_cli_can_ask(cli);
	struct ftl_remittance_full full;

	if (!asks) {
		FTL_TRY(ftl_remittance_match(cli->app, &cli->arena, code, &full, err));
		return ftl_cli_outcome(cli, &full, err);
	}
	cli->app->is_dry_run = true;
	FTL_TRY(ftl_remittance_match(cli->app, &cli->arena, code, &full, err));
	FTL_TRY(put_full(cli, &full, err));
	cli->app->is_dry_run = false;
	FTL_TRY(ftl_cli_confirm(cli, err, "Book %s of %s on the claims?",
	                        ftl_view_money(&cli->arena, cli->app, full.record->booked_cents),
	                        ftl_view_money(&cli->arena, cli->app, full.record->total_cents)));
	FTL_TRY(ftl_remittance_match(cli->app, &cli->arena, code, &full, err));
	ftl_cli_say(cli, "booked");
	return FTL_OK;
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_remittance_record *records;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};
	size_t count;

	FTL_TRY(ftl_remittance_list(cli->app, &cli->arena, &records, &count, err));
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	for (size_t i = 0; i < count && !ftl_out_is_full(cli->out); i++) {
		fill(cells, &records[i], false);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	return ftl_out_end(cli->out, err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_remittance_full full;

	FTL_TRY(ftl_remittance_get(cli->app, &cli->arena, ftl_cli_arg(cli, "REMITTANCE"), &full,
	                           err));
	return put_full(cli, &full, err);
}

static enum ftl_status run_suspense(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_remittance_row *lines;
	size_t count;

	FTL_TRY(ftl_remittance_suspense(cli->app, &cli->arena, &lines, &count, err));
	return ftl_cli_put_list(cli, &suspense_shape, fill_line, lines, count, sizeof(*lines), err);
}

static enum ftl_status run_book(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_remittance_full full;

	FTL_TRY(ftl_remittance_book(cli->app, &cli->arena, ftl_cli_arg(cli, "REMITTANCE"),
	                            ftl_cli_arg(cli, "LINE"), ftl_cli_arg(cli, "CLAIM"), &full,
	                            err));
	return ftl_cli_outcome(cli, &full, err);
}

static enum ftl_status run_dismiss(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_remittance_full full;

	FTL_TRY(ftl_remittance_dismiss(cli->app, &cli->arena, ftl_cli_arg(cli, "REMITTANCE"),
	                               ftl_cli_arg(cli, "LINE"), ftl_cli_words(cli, "REASON"),
	                               &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

#define ARGUMENT(called, what)                                                                     \
	{                                                                                          \
		.name = (called), .min = 1, .max = 1, .help = (what)                               \
	}
#define REMITTANCE ARGUMENT("REMITTANCE", "its code")
#define LINE       ARGUMENT("LINE", "row of the file, as the lists show it")

static const struct ftl_option import_options[] = {
        {.key = "payer",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "whose file it is: the code of their rules",
         .is_required = true},
        {.key = "reference", .type = FTL_OPT_TEXT, .value = "NUMBER", .help = "of the payment"},
        {.key = "on", .type = FTL_OPT_TEXT, .value = "DATE", .help = "the day it came; else today"},
};
static const struct ftl_argument import_arguments[] = {
        {.name = "FILE", .min = 1, .max = 1, .is_file = true, .help = "CSV or XLSX"},
};
static const struct ftl_example import_examples[] = {
        {"fettle remittance import paid.csv --payer sony", "what Sony says it has paid",
         "remittance"},
};
const struct ftl_command ftl_command_remittance_import = {
        .path = "remittance import",
        .summary = "take a payer's list of payments in",
        .description = "It is read as `remittance` in the payer's rules says: which column is "
                       "which, separator, decimal sign, dates. All lines or none. Nothing is "
                       "booked before `remittance match`. The same file twice does nothing.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(import_options),
        FTL_ARGUMENTS(import_arguments),
        FTL_EXAMPLES(import_examples),
        .shape = &one_shape,
        .run = run_import,
        .write = put_imported,
};

static const struct ftl_argument match_arguments[] = {REMITTANCE};
static const struct ftl_example match_examples[] = {
        {"fettle remittance match R26-00001-V --dry-run", "what would be booked", "remittance_in"},
        {"fettle remittance match R26-00001-V", "books it", "remittance_in"},
};
const struct ftl_command ftl_command_remittance_match = {
        .path = "remittance match",
        .summary = "match a list of payments with the claims, and book what fits",
        .description =
                "By claim number, then the payer's number, then work order and amount, then "
                "serial and date. A line is exact, short, over, unknown, a duplicate, or negative. "
                "What fits is booked on its claim; a payment of a claim that nobody decided yet is "
                "its approval. A difference within the payer's tolerance is written off. The rest "
                "waits in `remittance suspense`. On a terminal it shows first what it would do, "
                "and asks.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(match_arguments),
        FTL_EXAMPLES(match_examples),
        .shape = &one_shape,
        .run = run_match,
        .write = put,
};

static const struct ftl_example list_examples[] = {
        {"fettle remittance list", "what came in, and what of it waits", "remittance_in"},
};
const struct ftl_command ftl_command_remittance_list = {
        .path = "remittance list",
        .summary = "list the payers' lists of payments",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_example show_examples[] = {
        {"fettle remittance show R26-00001-V", "each line, and what became of it", "remittance_in"},
};
const struct ftl_command ftl_command_remittance_show = {
        .path = "remittance show",
        .summary = "show a list of payments, line by line",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(match_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &one_shape,
        .run = run_show,
};

static const struct ftl_example suspense_examples[] = {
        {"fettle remittance suspense", "what a person has to look at", "remittance_matched"},
};
const struct ftl_command ftl_command_remittance_suspense = {
        .path = "remittance suspense",
        .summary = "list the payments that wait for a person",
        .description = "Unknown, said twice, or more than is owed. `remittance book` puts one on "
                       "its claim, `remittance dismiss` puts it aside.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(suspense_examples),
        .shape = &suspense_shape,
        .run = run_suspense,
};

static const struct ftl_argument book_arguments[] = {REMITTANCE, LINE,
                                                     ARGUMENT("CLAIM", "that it is for")};
static const struct ftl_example book_examples[] = {
        {"fettle remittance book R26-00001-V 2 C26-00001-N", "it is for this claim",
         "remittance_in"},
};
const struct ftl_command ftl_command_remittance_book = {
        .path = "remittance book",
        .summary = "book a payment that waits on a claim",
        .description = "As far as the claim is owed; more waits on.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(book_arguments),
        FTL_EXAMPLES(book_examples),
        .shape = &one_shape,
        .run = run_book,
        .write = put,
};

static const struct ftl_argument dismiss_arguments[] = {
        REMITTANCE,
        LINE,
        {.name = "REASON", .min = 1, .max = 0, .help = "why nobody books it"},
};
static const struct ftl_example dismiss_examples[] = {
        {"fettle remittance dismiss R26-00001-V 3 'a bonus, booked elsewhere'", "it is no claim's",
         "remittance_in"},
};
const struct ftl_command ftl_command_remittance_dismiss = {
        .path = "remittance dismiss",
        .summary = "put a payment aside that no claim is for",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(dismiss_arguments),
        FTL_EXAMPLES(dismiss_examples),
        .shape = &one_shape,
        .run = run_dismiss,
        .write = put,
};
