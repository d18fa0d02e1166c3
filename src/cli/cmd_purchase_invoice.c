#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/text.h"
#include "fettle/ops/purchase.h"

/* Invoices of suppliers, against what was received. */

enum { PURCHASE, NUMBER, LINE, SKU, NAME, QUANTITY, RECEIVED, BILLED, DIFFERENCE, CELLS };
static const struct ftl_column columns[CELLS] = {
        [PURCHASE] = {"purchase", "Purchase", FTL_T_CODE, true, "its code", NULL},
        [NUMBER] = {"number", "Invoice", FTL_T_TEXT, false, "the supplier's number", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false,
                  "of the purchase order; absent: what the invoice asks for no line", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what was received", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, true, "what it is", NULL},
        [QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [RECEIVED] = {"received", "Received at", FTL_T_MONEY, false,
                      "what it was booked at when it came", NULL},
        [BILLED] = {"billed", "Billed", FTL_T_MONEY, false, "what the invoice asks", NULL},
        [DIFFERENCE] = {"difference", "Difference", FTL_T_MONEY, false,
                        "more, or below zero less, than it was received at", NULL},
};
static enum ftl_tone tone_of(const struct ftl_row *row)
{
	return row->cells[DIFFERENCE].number != 0 ? FTL_TONE_WARN : FTL_TONE_PLAIN;
}
static const struct ftl_table shape = {.schema = "purchase.invoice.list/1",
                                       .title = "Invoice",
                                       .columns = columns,
                                       .count = CELLS,
                                       .tone_of = tone_of,
                                       .empty = "the invoice asks for nothing"};

static enum ftl_status put_row(struct ftl_cli *cli, const struct ftl_purchase_matched *matched,
                               const struct ftl_purchase_bill *bill, struct ftl_err *err)
{
	const struct ftl_cell cells[CELLS] = {
	        [PURCHASE] = ftl_cell_text(matched->purchase.code),
	        [NUMBER] = ftl_cell_text(matched->number),
	        [LINE] = ftl_cell_opt(bill->line.position != 0, bill->line.position),
	        [SKU] = ftl_cell_text(bill->line.sku),
	        [NAME] = ftl_cell_text(bill->line.name),
	        [QUANTITY] = ftl_cell_opt(bill->line.position != 0, bill->quantity_milli),
	        [RECEIVED] = ftl_cell_number(bill->received_cents),
	        [BILLED] = ftl_cell_number(bill->billed_cents),
	        [DIFFERENCE] = ftl_cell_number(bill->billed_cents - bill->received_cents),
	};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_purchase_matched *matched = result;
	const struct ftl_purchase_bill rest = {.billed_cents = matched->rest_cents};

	FTL_TRY(ftl_out_begin(cli->out, &shape, err));
	for (size_t i = 0; i < matched->count; i++)
		FTL_TRY(put_row(cli, matched, &matched->bills[i], err));
	if (matched->rest_cents != 0)
		FTL_TRY(put_row(cli, matched, &rest, err));
	FTL_TRY(ftl_out_end(cli->out, err));
	if (matched->rest_cents != 0)
		ftl_cli_warn(cli, "the invoice asks %s %s than its lines: freight, or a mistake",
		             ftl_view_money(&cli->arena, cli->app,
		                            matched->rest_cents > 0 ? matched->rest_cents
		                                                    : -matched->rest_cents),
		             matched->rest_cents > 0 ? "more" : "less");
	ftl_cli_next(cli, "purchase show %s", ftl_view_code(&cli->arena, matched->purchase.code));
	return FTL_OK;
}

static enum ftl_status run_invoice(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_purchase_invoice_form form = {.number = ftl_cli_text(cli, "number"),
	                                         .amount = ftl_cli_text(cli, "amount"),
	                                         .is_only = ftl_cli_flag(cli, "only")};
	struct ftl_purchase_matched matched;

	form.pairs = ftl_cli_arg_texts(cli, "LINE-COST", &form.pair_count);
	form.quantities = ftl_cli_texts(cli, "quantity", &form.quantity_count);
	if (form.is_only && form.pair_count + form.quantity_count == 0)
		return ftl_fail(err, FTL_USAGE, "only", "goes with the lines that it asks for");
	FTL_TRY(ftl_purchase_invoice(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form,
	                             &matched, err));
	return ftl_cli_outcome(cli, &matched, err);
}

static const struct ftl_option options[] = {
        {.key = "number",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the supplier's number of the invoice",
         .is_required = true},
        {.key = "amount",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "all that it asks, without tax",
         .is_required = true},
        {.key = "quantity",
         .type = FTL_OPT_TEXT,
         .value = "LINE:QUANTITY",
         .help = "it asks for so many of a line, such as 2:6, and not for all that came of it",
         .is_repeatable = true},
        {.key = "only", .type = FTL_OPT_FLAG, .help = "it asks for the lines named alone"},
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "of the purchase order"},
        {.name = "LINE-COST",
         .min = 0,
         .max = 0,
         .help = "a line and what each of it costs by the invoice, where that is not as received"},
};
static const struct ftl_example examples[] = {
        {"fettle purchase invoice B26-00001-K --number R-2207 --amount 2.00",
         "it asks what was received", "purchase_received"},
        {"fettle purchase invoice B26-00001-K 1 0.90 --number R-2207 --amount 2.25",
         "the cable costs more than ordered", "purchase_received"},
        {"fettle purchase invoice B26-00001-K --quantity 1:1.5 --number R-2208 --amount 1.20",
         "of the cable only 1.5 metres are billed yet", "purchase_received"},
};
const struct ftl_command ftl_command_purchase_invoice = {
        .path = "purchase invoice",
        .summary = "match a supplier's invoice with what was received, and show the differences",
        .description =
                "It is for all that was received of the order and not billed yet, unless "
                "--quantity "
                "says for how many of a line, or --only for which lines. What a line "
                "costs more or less goes into the value of the stock, as far as it can still be "
                "there, and the rest is a difference of cost. What was used on jobs keeps what it "
                "cost when it was issued.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_invoice,
        .write = put,
};
