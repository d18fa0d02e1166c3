#include "cli/rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/text.h"
#include "fettle/ops/purchase.h"

/* What is to be ordered, of whom and why. */

enum {
	SUPPLIER,
	SKU,
	NAME,
	QUANTITY,
	UNIT,
	AMOUNT,
	LEAD_DAYS,
	ARRIVES,
	BECAUSE,
	ORDER,
	LINE,
	PURCHASE,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false,
                      "whom the part comes from; absent: none is known", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what is to be ordered", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [AMOUNT] = {"amount", "Amount", FTL_T_MONEY, false,
                    "all of it, by the price list; absent: not known", NULL},
        [LEAD_DAYS] = {"lead_days", "Lead days", FTL_T_INT, true, "days from order to delivery",
                       NULL},
        [ARRIVES] = {"arrives_on", "Here by", FTL_T_DATE, true, "ordered today", NULL},
        [BECAUSE] = {"because", "Because", FTL_T_TEXT, false, "in words", NULL},
        [ORDER] = {"order", "For", FTL_T_CODE, true, "the job; absent: for the shelf", NULL},
        [LINE] = {"order_line", "Of its line", FTL_T_INT, true, "of that job's bill", NULL},
        [PURCHASE] = {"purchase", "Purchase", FTL_T_CODE, false, "the draft that was made of it",
                      NULL},
};
static const struct ftl_table shape = {
        .schema = "purchase.suggestion.list/1",
        .title = "To be ordered",
        .columns = columns,
        .count = CELLS,
        .empty = "nothing is to be ordered: no job lacks a part, and enough is left of all others",
};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_purchase_wish *wish = thing;
	struct ftl_opt lead = wish->part.lead_days;
	bool sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST);

	cells[SUPPLIER] = ftl_cell_text(wish->part.supplier);
	cells[SKU] = ftl_cell_text(wish->part.sku);
	cells[NAME] = ftl_cell_text(wish->part.name);
	cells[QUANTITY] = ftl_cell_number(wish->quantity_milli);
	cells[UNIT] = ftl_cell_text(ftl_unit_names[wish->part.unit]);
	cells[AMOUNT] = ftl_cell_opt(sees_cost && wish->cost_cents.has, wish->cost_cents.value);
	cells[LEAD_DAYS] = ftl_cell_opt(lead.has, lead.value);
	cells[ARRIVES] = ftl_cell_opt(lead.has, ftl_app_today(cli->app) + lead.value);
	cells[BECAUSE] = ftl_cell_text(wish->because);
	cells[ORDER] = ftl_cell_text(wish->order);
	cells[LINE] = ftl_cell_opt(wish->order_position != 0, wish->order_position);
	cells[PURCHASE] = ftl_cell_text(wish->purchase);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_purchase_plan *plan = result;

	FTL_TRY(ftl_cli_put_list(cli, &shape, fill, plan->wishes, plan->count,
	                         sizeof(*plan->wishes), err));
	if (plan->left_out > 0)
		ftl_cli_warn(cli,
		             "%zu part%s no supplier and %s not on any draft: fettle part edit "
		             "PART --supplier NAME",
		             plan->left_out, plan->left_out == 1 ? " has" : "s have",
		             plan->left_out == 1 ? "is" : "are");
	if (plan->drafts == 1)
		ftl_cli_next(cli, "purchase show %s",
		             ftl_view_code(&cli->arena, plan->wishes[0].purchase));
	else if (plan->drafts > 0)
		ftl_cli_next(cli, "purchase list --open");
	else if (plan->count > 0)
		ftl_cli_next(cli, "purchase suggest --make");
	return FTL_OK;
}

static enum ftl_status run_suggest(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_purchase_plan plan = {0};

	FTL_TRY(ftl_purchase_suggest(cli->app, &cli->arena, ftl_cli_text(cli, "supplier"),
	                             ftl_cli_flag(cli, "make"), &plan, err));
	return ftl_cli_outcome(cli, &plan, err);
}

static bool writes(const struct ftl_cli *cli)
{
	return ftl_cli_flag(cli, "make");
}

static const struct ftl_option options[] = {
        {.key = "supplier",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "only what comes from this one"},
        {.key = "make",
         .type = FTL_OPT_FLAG,
         .help = "write a draft for each supplier of it, whose lines name their jobs"},
};
static const struct ftl_example examples[] = {
        {"fettle purchase suggest", "what is to be ordered, and why", "parts_waiting"},
        {"fettle purchase suggest --make", "a draft for each supplier", "parts_waiting"},
};
const struct ftl_command ftl_command_purchase_suggest = {
        .path = "purchase suggest",
        .summary = "say what is to be ordered: for jobs that wait, and where little is left",
        .description =
                "First what jobs that were approved lack and nobody has ordered, then parts of "
                "which no more is free and on order than `part reorder` says. What is on a draft "
                "counts as ordered. Instead of a part that is not made any more, what takes its "
                "place is suggested, for the same job.",
        .need = FTL_NEED_READ,
        .writes = writes,
        .flags = FTL_COMMAND_CHANGES | FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_suggest,
        .write = put,
};
