#include <string.h>
#include <strings.h>

#include "cli/prompt.h"
#include "cli/scan_card.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "cli/view_stocktake.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

/* Counting for a stocktake with a scanner. */

#define SCANS_MAX ((size_t)1 << 20) /* bytes of a list of scans */
#define SCAN_SIZE 512

enum { SCAN, OUTCOME, SKU, NAME, LOT, SERIAL, COUNTED, EXPECTED, MESSAGE, CELLS };
static const struct ftl_column columns[CELLS] = {
        [SCAN] = {"scan", "Scan", FTL_T_TEXT, false, "what was scanned", NULL},
        [OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false,
                     "counted, same (one piece, scanned before), waits (for its number) or refused",
                     NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what it was taken for", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what that is", NULL},
        [LOT] = {"lot", "Lot", FTL_T_TEXT, true, "which lot", NULL},
        [SERIAL] = {"serial", "Serial number", FTL_T_TEXT, false, "which piece", NULL},
        [COUNTED] = {"counted", "Counted", FTL_T_QUANTITY, false, "of it by now", NULL},
        [EXPECTED] = {"expected", "Expected", FTL_T_QUANTITY, false,
                      "by the ledger, before the first was scanned", NULL},
        [MESSAGE] = {"message", "Why not", FTL_T_TEXT, false, "what is wrong, and the way out",
                     NULL},
};

static const char *shown(const struct ftl_out *out, struct ftl_arena *arena,
                         const struct ftl_row *row, int cell)
{
	return ftl_out_cell(out, arena, &columns[cell], &row->cells[cell]);
}

/* "3 of 4  970013-02 filter V11", "! there is no part '4711'". */
static void view_scan(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_cell *cells = row->cells;

	(void)shape;
	(void)extra;
	if (cells[MESSAGE].has) {
		ftl_out_tone(out, FTL_TONE_WARN);
		ftl_out_print(out, "! %s: %s\n", shown(out, &scratch, row, SCAN),
		              shown(out, &scratch, row, MESSAGE));
		ftl_out_tone(out, FTL_TONE_PLAIN);
		return;
	}
	if (cells[COUNTED].has) {
		ftl_out_tone(out, FTL_TONE_BOLD);
		ftl_out_print(out, "%s", shown(out, &scratch, row, COUNTED));
		ftl_out_tone(out, FTL_TONE_PLAIN);
		if (cells[EXPECTED].has)
			ftl_out_print(out, " of %s", shown(out, &scratch, row, EXPECTED));
		ftl_out_print(out, "  ");
	}
	ftl_out_print(out, "%s %s", shown(out, &scratch, row, SKU),
	              shown(out, &scratch, row, NAME));
	if (cells[SERIAL].has)
		ftl_out_print(out, ", number %s", shown(out, &scratch, row, SERIAL));
	else if (cells[LOT].has)
		ftl_out_print(out, ", lot %s", shown(out, &scratch, row, LOT));
	if (strcmp(cells[OUTCOME].text, ftl_scanned_names[FTL_SCANNED_SAME]) == 0)
		ftl_out_print(out, ": was scanned before");
	if (strcmp(cells[OUTCOME].text, ftl_scanned_names[FTL_SCANNED_WAITS]) == 0)
		ftl_out_print(out, ": now the number of the piece");
	ftl_out_print(out, "\n");
}

static const struct ftl_table shape = {.schema = "stocktake.scan/1",
                                       .title = "Scans",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "no scans",
                                       .row_view = view_scan};

static enum ftl_status put_scan(struct ftl_cli *cli, const struct ftl_stocktake *stocktake,
                                const struct ftl_stocktake_scan *scan, struct ftl_err *err)
{
	bool is_counted = scan->outcome == FTL_SCANNED_COUNTED || scan->outcome == FTL_SCANNED_SAME;
	bool is_told = is_counted && ftl_stocktake_is_told(cli->app, stocktake);
	const struct ftl_cell cells[CELLS] = {
	        [SCAN] = ftl_cell_text(scan->text),
	        [OUTCOME] = ftl_cell_text(ftl_scanned_names[scan->outcome]),
	        [SKU] = ftl_cell_text(scan->line.sku),
	        [NAME] = ftl_cell_text(scan->line.name),
	        [LOT] = ftl_cell_text(scan->line.lot),
	        [SERIAL] = ftl_cell_text(scan->line.serial),
	        [COUNTED] = ftl_cell_opt(is_counted, scan->counted_milli),
	        [EXPECTED] = ftl_cell_opt(is_told, scan->expected_milli),
	        [MESSAGE] = ftl_cell_text(scan->problem),
	};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status put_scans(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_stocktake_scanned *scanned = result;

	ftl_cli_set_left_out(cli, (int64_t)(scanned->is_taken ? scanned->refused : scanned->count),
	                     (int64_t)scanned->count);
	FTL_TRY(ftl_out_begin(cli->out, &shape, err));
	for (size_t i = 0; i < scanned->count; i++)
		FTL_TRY(put_scan(cli, &scanned->stocktake, &scanned->scans[i], err));
	FTL_TRY(ftl_out_end(cli->out, err));
	if (!scanned->is_taken)
		ftl_cli_warn(cli,
		             "nothing was counted: %zu of %zu scans %s refused; --keep-going "
		             "counts the others",
		             scanned->refused, scanned->count,
		             scanned->refused == 1 ? "was" : "were");
	else if (scanned->is_done && scanned->count == 0)
		ftl_cli_say(cli, "done: what goes out from now on leaves this count as it is");
	else
		ftl_cli_next(cli, "stocktake show %s",
		             ftl_view_code(&cli->arena, scanned->stocktake.code));
	return FTL_OK;
}

enum ftl_status ftl_stocktake_list_read(struct ftl_cli *cli, const char *field, const char *path,
                                        const char *title, const char *const **ret,
                                        size_t *ret_count, struct ftl_err *err)
{
	struct ftl_err problem;
	const char *name, *clean, **texts;
	char *text, *line;
	size_t length, most = 1, at = 0, count = 0;

	FTL_TRY(ftl_cli_file_text(cli, path, SCANS_MAX, &name, &text, &length, err));
	text = ftl_text_past_mark(text);
	for (const char *c = text; *c != '\0'; c++)
		most += *c == '\n';
	texts = ftl_alloc(&cli->arena, most, sizeof(*texts));
	while ((line = strsep(&text, "\n")) != NULL) {
		at++;
		if (ftl_text_take(&cli->arena, field, FTL_TEXT_LINE, SCAN_SIZE - 1, line,
		                  strlen(line), &clean, &problem) != FTL_OK)
			return ftl_fail(err, FTL_INVALID, field, "line %zu: %s", at,
			                problem.message);
		if (clean != NULL && (at > 1 || title == NULL || strcasecmp(clean, title) != 0))
			texts[count++] = clean;
	}
	*ret = texts;
	*ret_count = count;
	return FTL_OK;
}

/* At the shelf: every scan is on disk once it is told. */
static enum ftl_status ask(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_PROMPT(prompt);
	FTL_ARENA(scratch);
	FTL_ARENA(kept);
	const struct ftl_question question = {.label = "Scan"};
	static const struct ftl_stocktake_scans done = {.is_done = true};
	struct ftl_stocktake_scans scans = {.count = 1, .at = ftl_cli_text(cli, "at")};
	struct ftl_stocktake_scanned scanned;
	struct ftl_answer answer;
	const struct ftl_card *card;

	/* What was scanned before it was left by closing the window is done with now. */
	FTL_TRY(ftl_stocktake_scan(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &done, &scanned,
	                           err));
	FTL_TRY(ftl_prompt_open(strlen("Scan"), &prompt, err));
	for (;;) {
		ftl_arena_reset(&scratch);
		FTL_TRY(ftl_prompt_ask(prompt, &question, &scratch, &answer, err));
		card = answer.kind == FTL_ANSWER_GIVEN ? ftl_card_find(answer.text) : NULL;
		if (answer.kind == FTL_ANSWER_STOPPED ||
		    (card != NULL && card->kind == FTL_CARD_END))
			return ftl_stocktake_scan(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
			                          &done, &scanned, err);
		if (answer.kind != FTL_ANSWER_GIVEN || *answer.text == '\0')
			continue;
		scans.texts = &answer.text;
		FTL_TRY(ftl_stocktake_scan(cli->app, &scratch, ftl_cli_arg(cli, "CODE"), &scans,
		                           &scanned, err));
		FTL_TRY(put_scan(cli, &scanned.stocktake, &scanned.scans[0], err));
		scans.of_part = NULL;
		if (scanned.scans[0].outcome != FTL_SCANNED_WAITS)
			continue;
		ftl_arena_reset(&kept);
		scans.of_part = ftl_strdup(&kept, scanned.scans[0].line.sku);
	}
}

static enum ftl_status run_scan(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *from = ftl_cli_text(cli, "from");
	struct ftl_stocktake_scans scans = {.at = ftl_cli_text(cli, "at"),
	                                    .keep_going = ftl_cli_flag(cli, "keep-going"),
	                                    .is_done = ftl_cli_flag(cli, "done")};
	struct ftl_stocktake_scanned scanned;

	if (from != NULL)
		FTL_TRY(ftl_stocktake_list_read(cli, "from", from, NULL, &scans.texts, &scans.count,
		                                err));
	if (from != NULL || scans.is_done) {
		FTL_TRY(ftl_stocktake_scan(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &scans,
		                           &scanned, err));
		return ftl_cli_outcome(cli, &scanned, err);
	}
	if (cli->request_id != NULL)
		return ftl_fail(err, FTL_USAGE, "request-id", "goes with --from only");
	if (!ftl_cli_can_ask(cli)) {
		ftl_fail(err, FTL_USAGE, "from", "is missing, and there is no terminal to scan at");
		return ftl_hint(err, "--from FILE counts a list of scans; - reads standard input");
	}
	FTL_TRY(ftl_out_begin(cli->out, &shape, err));
	FTL_TRY(ask(cli, err));
	FTL_TRY(ftl_out_end(cli->out, err));
	ftl_cli_next(cli, "stocktake show %s", ftl_cli_arg(cli, "CODE"));
	return FTL_OK;
}

static const struct ftl_option scan_options[] = {
        {.key = "from",
         .type = FTL_OPT_FILE,
         .value = "FILE",
         .help = "a list of scans, a line each; - reads standard input"},
        {.key = "at",
         .type = FTL_OPT_TEXT,
         .value = "TIME",
         .help = "when they were scanned, such as 14:30; now unless said"},
        {.key = "done",
         .type = FTL_OPT_FLAG,
         .help = "that is all of what was scanned last: what goes out later leaves the count as it "
                 "is"},
        {.key = "keep-going",
         .type = FTL_OPT_FLAG,
         .help = "count what is understood; otherwise one wrong scan of a list keeps all out"},
};
static const struct ftl_argument scan_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "of the stocktake"},
};
static const struct ftl_example scan_examples[] = {
        {"printf '%s\\n' 970013-02 970013-02 970013 | fettle stocktake scan T26-00002-X --from -",
         "three pieces, one by its maker's number", "stocktake"},
};
const struct ftl_command ftl_command_stocktake_scan = {
        .path = "stocktake scan",
        .summary = "count with a scanner: each scan is one piece",
        .description =
                "Takes our labels of parts, SKUs, makers' numbers, GTINs, serial numbers, and "
                "makers' codes with both. On a terminal each scan is counted as it is told, until "
                "the card CMDEND or Ctrl-D, which says that all of the last part was scanned, as "
                "does "
                "scanning another and, of a list, --done; it may be left and gone on with at any "
                "time, by "
                "several people at once. A list is counted whole or, when something in it is not "
                "understood, not at all. The number of a piece that nobody knows is scanned after "
                "the label of its part. A piece with a number that is scanned twice is there "
                "once.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(scan_options),
        FTL_ARGUMENTS(scan_arguments),
        FTL_EXAMPLES(scan_examples),
        .shape = &shape,
        .run = run_scan,
        .write = put_scans,
};
