#include "cli/desk_words.h"
#include "cli/rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "cli/view_return.h"

/* Returns as lists: what is to go back and when, and what went to whom in a period. */

enum {
	D_DUTY,
	D_SUPPLIER,
	D_PAYER,
	D_SKU,
	D_NAME,
	D_QUANTITY,
	D_UNIT,
	D_REASON,
	D_SERIAL,
	D_LOT,
	D_ORDER,
	D_ORDER_LINE,
	D_LAST,
	D_LEFT,
	D_VALUE,
	D_BOX,
	D_LINE,
	D_SINCE,
	D_CELLS
};
static const struct ftl_column due_columns[D_CELLS] = {
        [D_DUTY] = {"duty", "To do", FTL_T_ENUM, false,
                    "pack: it lies here; send: it is in an open box; chase: they have not said "
                    "what they credit; claim: an old part goes to a payer, by claim return",
                    NULL},
        [D_SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false, "who gets it; absent: not known",
                        NULL},
        [D_PAYER] = {"payer", "Payer", FTL_T_ENUM, true, "who gets an old part with a claim",
                     ftl_words_payer},
        [D_SKU] = {"sku", "Part", FTL_T_TEXT, false, "what goes back", NULL},
        [D_NAME] = {"name", "Name", FTL_T_TEXT, true, "what it is", NULL},
        [D_QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [D_UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [D_REASON] = {"reason", "Why", FTL_T_ENUM, false,
                      "dead, wrong, surplus, core, warranty, wanted", ftl_view_return_reason},
        [D_SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "of a numbered piece", NULL},
        [D_LOT] = {"lot", "Lot", FTL_T_TEXT, true, "of a part that is followed by lot", NULL},
        [D_ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job that it failed on", NULL},
        [D_ORDER_LINE] = {"order_line", "Of its line", FTL_T_INT, true, "of that job's bill", NULL},
        [D_LAST] = {"last_day", "By", FTL_T_DATE, false,
                    "absent: the supplier has no return-days, or it is sent", NULL},
        [D_LEFT] = {"days_left", "Days", FTL_T_INT, false, "left; below zero: over", NULL},
        [D_VALUE] = {"value", "Value", FTL_T_MONEY, false, "at risk, without tax", NULL},
        [D_BOX] = {"return", "Return", FTL_T_CODE, false, "the box that it is in", NULL},
        [D_LINE] = {"return_line", "Its line", FTL_T_INT, true, "of that box", NULL},
        [D_SINCE] = {"since", "Since", FTL_T_INSTANT, true, "when it failed, or was sent", NULL},
};
static enum ftl_tone tone_of(const struct ftl_row *row)
{
	return row->cells[D_LEFT].has && row->cells[D_LEFT].number < 0 ? FTL_TONE_WARN
	                                                               : FTL_TONE_PLAIN;
}
static const struct ftl_table due_shape = {
        .schema = "return.due.list/1",
        .title = "To go back",
        .columns = due_columns,
        .count = D_CELLS,
        .tone_of = tone_of,
        .empty = "nothing is to go back to any supplier",
};

static void fill_due(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_return_due *due = thing;

	cells[D_DUTY] = ftl_cell_text(ftl_return_duty_names[due->duty]);
	cells[D_SUPPLIER] = ftl_cell_text(due->supplier);
	cells[D_PAYER] = ftl_cell_text(
	        due->duty == FTL_RETURN_DUTY_CLAIM ? ftl_payer_names[due->old->payer] : NULL);
	cells[D_SKU] = ftl_cell_text(due->sku);
	cells[D_NAME] = ftl_cell_text(due->name);
	cells[D_QUANTITY] = ftl_cell_number(due->quantity_milli);
	cells[D_UNIT] = ftl_cell_text(ftl_unit_names[due->unit]);
	cells[D_REASON] = ftl_cell_text(ftl_return_reason_names[due->reason]);
	cells[D_SERIAL] = ftl_cell_text(due->serial);
	cells[D_LOT] = ftl_cell_text(due->lot);
	cells[D_ORDER] = ftl_cell_text(due->order);
	cells[D_ORDER_LINE] = ftl_cell_opt(due->order_position != 0, due->order_position);
	cells[D_LAST] = ftl_cell_opt(due->last_day.has, due->last_day.value);
	cells[D_LEFT] = ftl_cell_opt(due->days_left.has, due->days_left.value);
	cells[D_VALUE] = ftl_cell_opt(ftl_app_can(cli->app, FTL_CAN_SEE_COST), due->value_cents);
	cells[D_BOX] = ftl_cell_text(due->box);
	cells[D_LINE] = ftl_cell_opt(due->position != 0, due->position);
	cells[D_SINCE] = ftl_cell_number(due->since);
}

static enum ftl_status put_due(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_return_plan *plan = result;
	bool can_pack = false;

	for (size_t i = 0; i < plan->count; i++)
		can_pack |= plan->rows[i].duty == FTL_RETURN_DUTY_PACK;
	FTL_TRY(ftl_cli_put_list(cli, &due_shape, fill_due, plan->rows, plan->count,
	                         sizeof(*plan->rows), err));
	if (plan->left_out > 0)
		ftl_cli_warn(cli,
		             "%zu of them %s in no box, for nobody is known to have sold %s: "
		             "fettle part edit PART --supplier NAME",
		             plan->left_out, plan->left_out == 1 ? "is" : "are",
		             plan->left_out == 1 ? "it" : "them");
	if (plan->packed == 0 && can_pack)
		ftl_cli_next(cli, "return due --make");
	else if (plan->count > 0)
		ftl_cli_next(cli, "return list --open");
	return FTL_OK;
}

static enum ftl_status run_due(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_plan plan = {0};

	FTL_TRY(ftl_returns_due(cli->app, &cli->arena, ftl_cli_text(cli, "supplier"),
	                        ftl_cli_flag(cli, "make"), &plan, err));
	return ftl_cli_outcome(cli, &plan, err);
}

static bool writes(const struct ftl_cli *cli)
{
	return ftl_cli_flag(cli, "make");
}

static const struct ftl_option due_options[] = {
        {.key = "supplier",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "only what goes to this one"},
        {.key = "make",
         .type = FTL_OPT_FLAG,
         .help = "put what lies here into the open box of its supplier, or into a new one"},
};
static const struct ftl_example due_examples[] = {
        {"fettle return due", "what is to go back, the most money for a day first", "parts_dead"},
        {"fettle return due --make", "a box for each supplier", "parts_dead"},
};
const struct ftl_command ftl_command_return_due = {
        .path = "return due",
        .summary = "what is to go back to suppliers, with the days left and the money at risk",
        .description =
                "Parts that `part return` put aside; old parts out of devices that their supplier "
                "wants for a deposit or under his own warranty, or a payer with a claim; what is "
                "in open boxes, and what was sent and is not settled. Whom a part came from is "
                "known by its serial number or lot, by "
                "the order for its job, or is the part's own supplier. The day by which it is to "
                "be back is counted from its failure: `supplier edit --return-days`. What is over "
                "comes first, then the most money for each day that is left, then what has no day.",
        .need = FTL_NEED_READ,
        .writes = writes,
        .flags = FTL_COMMAND_CHANGES | FTL_COMMAND_LIST,
        FTL_OPTIONS(due_options),
        FTL_EXAMPLES(due_examples),
        .shape = &due_shape,
        .run = run_due,
        .write = put_due,
};

static const struct ftl_table list_shape = {
        .schema = "return.list/1",
        .title = "Returns",
        .columns = ftl_view_return_columns,
        .count = FTL_VIEW_RETURN_CELLS,
        .empty = "no returns: fettle return due says what is to go back",
};

static enum ftl_status put_row(void *context, const struct ftl_return_full *full,
                               struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	struct ftl_cell cells[FTL_VIEW_RETURN_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_return_cells(cells, cli->app, full);
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_filter filter = {.only_open = ftl_cli_flag(cli, "open"),
	                                   .supplier = ftl_cli_text(cli, "supplier")};

	FTL_TRY(ftl_cli_between(cli, &filter.from, &filter.to, err));
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_return_list(cli->app, &filter, put_row, ftl_cli_is_full, cli, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option list_options[] = {
        {.key = "open", .type = FTL_OPT_FLAG, .help = "only what is not settled"},
        {.key = "supplier", .type = FTL_OPT_TEXT, .value = "NAME", .help = "only to this one"},
        {.key = "from",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "only sent on this day or later"},
        {.key = "to",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "only sent on this day or earlier"},
};
static const struct ftl_example list_examples[] = {
        {"fettle return list --supplier 'spares ltd' --from 2026-11 --to 2026-11",
         "what went to a supplier in a month, and what they credited", "return_settled"},
};
const struct ftl_command ftl_command_return_list = {
        .path = "return list",
        .summary = "list returns, by supplier and period",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};
