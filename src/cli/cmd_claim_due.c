#include "cli/context.h"
#include "cli/desk_words.h"
#include "cli/rows.h"
#include "cli/view_order.h"
#include "fettle/ops/payer.h"

enum {
	D_CODE,
	D_CLAIM,
	D_DUTY,
	D_STATE,
	D_DEVICE,
	D_PAYER,
	D_RULES,
	D_AMOUNT,
	D_LAST,
	D_LEFT,
	D_BLOCKING,
	D_FIRST,
	D_LINE,
	D_CELLS
};
static const struct ftl_column due_columns[D_CELLS] = {
        [D_CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [D_STATE] = {"state", "State", FTL_T_ENUM, true, "where the job stands",
                     ftl_view_state_title},
        [D_DEVICE] = {"device", "Device", FTL_T_TEXT, false, "brand and model", NULL},
        [D_PAYER] = {"payer", "Payer", FTL_T_ENUM, false, "who is to be claimed from",
                     ftl_words_payer},
        [D_RULES] = {"rules", "Rules", FTL_T_TEXT, true, "the payer's code; absent: none", NULL},
        [D_AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false, "at stake, net", NULL},
        [D_LAST] = {"last_day", "By", FTL_T_DATE, false,
                    "absent: no limit, or its time has not begun", NULL},
        [D_LEFT] = {"days_left", "Days", FTL_T_INT, false, "left; below zero: over", NULL},
        [D_BLOCKING] = {"blocking", "Refused for", FTL_T_INT, false,
                        "findings that would get it refused", NULL},
        [D_FIRST] = {"finding", "The first", FTL_T_TEXT, true, "in words", NULL},
        [D_DUTY] = {"duty", "To do", FTL_T_ENUM, false,
                    "submit, authorise, answer, correct, dispute, return or chase", NULL},
        [D_CLAIM] = {"claim", "Claim", FTL_T_CODE, false, "absent: there is none yet", NULL},
        [D_LINE] = {"line", "Line", FTL_T_INT, true, "whose part is wanted back", NULL},
};
static enum ftl_tone tone_of(const struct ftl_row *row)
{
	return row->cells[D_LEFT].has && row->cells[D_LEFT].number < 0 ? FTL_TONE_WARN
	                                                               : FTL_TONE_PLAIN;
}
static const struct ftl_table due_shape = {
        .schema = "claim.due/1",
        .title = "To do with payers",
        .columns = due_columns,
        .count = D_CELLS,
        .tone_of = tone_of,
        .empty = "nothing is to be done with any payer",
};

/* The worst finding in words; NULL: none. */
static const char *first_of(const struct ftl_claim_check *check)
{
	const struct ftl_preflight *preflight = &check->preflight;

	if (check->doc == NULL && preflight->count == 0)
		return "what they ask is not on file";
	for (size_t i = 0; i < preflight->count; i++) {
		if (preflight->findings[i].severity == FTL_PREFLIGHT_BLOCKS)
			return preflight->findings[i].message;
	}
	return preflight->count > 0 ? preflight->findings[0].message : NULL;
}

static void fill_due(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_claim_due *due = thing;
	bool is_new = due->duty == FTL_DUTY_SUBMIT;

	cells[D_CODE] = ftl_cell_text(due->order.code);
	cells[D_STATE] = ftl_cell_text(ftl_state_names[due->order.state]);
	cells[D_DEVICE] = ftl_cell_text(ftl_view_device(&cli->arena, &due->order));
	cells[D_PAYER] = ftl_cell_text(ftl_payer_names[due->payer]);
	cells[D_RULES] = ftl_cell_text(due->rules);
	cells[D_AMOUNT] = ftl_cell_number(due->amount_cents);
	cells[D_LAST] = ftl_cell_opt(due->last_day.has, due->last_day.value);
	cells[D_LEFT] = ftl_cell_opt(due->days_left.has, due->days_left.value);
	cells[D_BLOCKING] = ftl_cell_opt(is_new, (int64_t)due->check.preflight.blocking);
	cells[D_FIRST] = ftl_cell_text(is_new ? first_of(&due->check) : NULL);
	cells[D_DUTY] = ftl_cell_text(ftl_claim_duty_names[due->duty]);
	cells[D_CLAIM] = ftl_cell_text(due->claim);
	cells[D_LINE] = ftl_cell_opt(due->line > 0, due->line);
}

static enum ftl_status run_due(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_claim_due *rows;
	size_t count;

	FTL_TRY(ftl_app_permit(cli->app, FTL_CAN_SEE_COST, err));
	FTL_TRY(ftl_claims_due(cli->app, &cli->arena, &rows, &count, err));
	return ftl_cli_put_list(cli, &due_shape, fill_due, rows, count, sizeof(*rows), err);
}

static const struct ftl_example due_examples[] = {
        {"fettle claim due", "what is to be claimed, the most money for a day first", "payers"},
};

const struct ftl_command ftl_command_claim_due = {
        .path = "claim due",
        .summary = "what is to be done with payers, with the days left and the money at stake",
        .description =
                "Lines that nobody claimed yet, of every job that is not closed or cancelled; and "
                "of "
                "every open claim what its payer's rules give days for: to answer, correct or "
                "appeal, dispute, send old parts back (of a closed one too), ask how it stands; "
                "and "
                "authorisations that run out. What is over comes first, then the most money for "
                "each day that is left, "
                "then what has no last day.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .audience = FTL_FOR_MANAGER,
        FTL_EXAMPLES(due_examples),
        .shape = &due_shape,
        .run = run_due,
};
