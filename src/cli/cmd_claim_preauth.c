#include "cli/context.h"
#include "cli/desk_words.h"
#include "cli/rows.h"
#include "cli/view_order.h"
#include "fettle/ops/payer.h"

enum {
	CODE,
	DEVICE,
	PAYER,
	NUMBER,
	ASKED,
	GRANTED,
	STATE,
	ASKED_AT,
	ANSWER_BY,
	UNTIL,
	LEFT,
	TEXT,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [DEVICE] = {"device", "Device", FTL_T_TEXT, true, "brand and model", NULL},
        [PAYER] = {"payer", "Payer", FTL_T_ENUM, false,
                   "who was asked; absent: an older request that does not say", ftl_words_payer},
        [NUMBER] = {"number", "Number", FTL_T_TEXT, false,
                    "to claim by: the payer's, else that of the request", NULL},
        [ASKED] = {"asked", "Asked", FTL_T_MONEY, false, "what was asked for, net", NULL},
        [GRANTED] = {"granted", "Granted", FTL_T_MONEY, false, "up to how much, net", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, false, "requested, granted, denied or expired",
                   NULL},
        [ASKED_AT] = {"asked_at", "Asked at", FTL_T_INSTANT, true, "when it was asked", NULL},
        [ANSWER_BY] = {"answer_by", "Answer by", FTL_T_DATE, true, "by when they are to answer",
                       NULL},
        [UNTIL] = {"valid_until", "Valid until", FTL_T_DATE, false,
                   "the last day; absent: for good, or not granted", NULL},
        [LEFT] = {"days_left", "Days", FTL_T_INT, false, "left; below zero: over", NULL},
        [TEXT] = {"text", "Text", FTL_T_TEXT, true, "what was said last", NULL},
};

static enum ftl_tone tone_of(const struct ftl_row *row)
{
	return row->cells[LEFT].has && row->cells[LEFT].number < 0 ? FTL_TONE_WARN : FTL_TONE_PLAIN;
}

static const struct ftl_table shape = {
        .schema = "claim.preauths/1",
        .title = "Asked of payers",
        .columns = columns,
        .count = CELLS,
        .tone_of = tone_of,
        .empty = "no payer was asked for anything",
};

static struct ftl_cell from_opt(struct ftl_opt value)
{
	return ftl_cell_opt(value.has, value.value);
}

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_claim_preauth *row = thing;
	const struct ftl_preauth *preauth = &row->preauth;

	cells[CODE] = ftl_cell_text(row->order.code);
	cells[DEVICE] = ftl_cell_text(ftl_view_device(&cli->arena, &row->order));
	cells[PAYER] =
	        ftl_cell_text(preauth->payer.has ? ftl_payer_names[preauth->payer.value] : NULL);
	cells[NUMBER] = ftl_cell_text(preauth->number);
	cells[ASKED] = from_opt(preauth->asked_cents);
	cells[GRANTED] = from_opt(preauth->granted_cents);
	cells[STATE] = ftl_cell_text(ftl_preauth_state_names[preauth->state]);
	cells[ASKED_AT] = ftl_cell_number(preauth->asked_at);
	cells[ANSWER_BY] = from_opt(preauth->due_on);
	cells[UNTIL] = from_opt(preauth->valid_until);
	cells[LEFT] = from_opt(row->days_left);
	cells[TEXT] = ftl_cell_text(preauth->text);
}

static enum ftl_status run(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_claim_preauth *rows;
	size_t count;

	FTL_TRY(ftl_claim_preauths(cli->app, &cli->arena, &rows, &count, err));
	return ftl_cli_put_list(cli, &shape, fill, rows, count, sizeof(*rows), err);
}

static const struct ftl_example examples[] = {
        {"fettle claim preauths", "what payers agreed to, and how long it holds", "preauths"},
};

const struct ftl_command ftl_command_claim_preauths = {
        .path = "claim preauths",
        .summary = "what payers were asked before repairs, and what they answered",
        .description =
                "The last request to each payer of every job that is not closed or cancelled: "
                "requested, granted, denied, or expired when its last day is over. What expires "
                "first comes first.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run,
};
