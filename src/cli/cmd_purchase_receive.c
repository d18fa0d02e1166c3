#include "cli/purchase_label.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/text.h"

/* What comes of a purchase order. */

enum {
	PURCHASE,
	STATE,
	LINE,
	SKU,
	NAME,
	QUANTITY,
	UNIT,
	LEFT,
	PLACE,
	KEPT_FOR,
	MOVE,
	VALUE,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [PURCHASE] = {"purchase", "Purchase", FTL_T_CODE, false, "its code", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, true, "of the purchase order after it", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false, "of the purchase order", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what came", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [QUANTITY] = {"quantity", "Received", FTL_T_QUANTITY, false, "how much", NULL},
        [UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [LEFT] = {"left", "To come", FTL_T_QUANTITY, false, "what has not come yet", NULL},
        [PLACE] = {"place", "Place", FTL_T_TEXT, false, "where it lies", NULL},
        [KEPT_FOR] = {"kept_for", "Kept for", FTL_T_CODE, false,
                      "the job that it is reserved for, of several the first", NULL},
        [MOVE] = {"move", "Move", FTL_T_INT, true,
                  "its number in the ledger of parts; of several the last", NULL},
        [VALUE] = {"value", "Value", FTL_T_MONEY, true, "what it cost", NULL},
};
static const struct ftl_table shape = {.schema = "purchase.receipt.list/1",
                                       .title = "Received",
                                       .columns = columns,
                                       .count = CELLS,
                                       .empty = "nothing came"};

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_purchase_received *received = result;
	const struct ftl_purchase *purchase = &received->purchase;
	bool sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST);

	FTL_TRY(ftl_out_begin(cli->out, &shape, err));
	for (size_t i = 0; i < received->count; i++) {
		const struct ftl_purchase_item *item = &received->items[i];
		const struct ftl_cell cells[CELLS] = {
		        [PURCHASE] = ftl_cell_text(purchase->code),
		        [STATE] = ftl_cell_text(ftl_purchase_state_names[purchase->state]),
		        [LINE] = ftl_cell_number(item->line.position),
		        [SKU] = ftl_cell_text(item->line.sku),
		        [NAME] = ftl_cell_text(item->line.name),
		        [QUANTITY] = ftl_cell_number(item->quantity_milli),
		        [UNIT] = ftl_cell_text(ftl_unit_names[item->line.unit]),
		        [LEFT] = ftl_cell_number(item->left_milli),
		        [PLACE] = ftl_cell_text(item->place),
		        [KEPT_FOR] = ftl_cell_text(item->kept_for),
		        [MOVE] = ftl_cell_number(item->move_id),
		        [VALUE] = ftl_cell_opt(sees_cost, item->value_cents),
		};
		const struct ftl_row row = {.cells = cells};

		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	FTL_TRY(ftl_out_end(cli->out, err));
	ftl_cli_next(cli, "purchase show %s", ftl_view_code(&cli->arena, purchase->code));
	return FTL_OK;
}

/* What was typed of the delivery. */
static struct ftl_purchase_delivery form_of(struct ftl_cli *cli)
{
	struct ftl_purchase_delivery delivery = {.is_all = ftl_cli_flag(cli, "all"),
	                                         .place = ftl_cli_text(cli, "place"),
	                                         .reference = ftl_cli_text(cli, "reference"),
	                                         .cost = ftl_cli_text(cli, "cost"),
	                                         .lot = ftl_cli_text(cli, "lot"),
	                                         .expires_on = ftl_cli_text(cli, "expires"),
	                                         .may_be_more = ftl_cli_flag(cli, "more")};

	delivery.pairs = ftl_cli_arg_texts(cli, "LINE-QUANTITY", &delivery.pair_count);
	delivery.serials = ftl_cli_texts(cli, "serial", &delivery.serial_count);
	return delivery;
}

/* More than was ordered is asked about, where somebody can be asked. */
static enum ftl_status ask(struct ftl_cli *cli, struct ftl_purchase_delivery *delivery,
                           struct ftl_err *err)
{
	const char *words;
	int position;

	if (delivery->may_be_more || !ftl_cli_can_ask(cli))
		return FTL_OK;
	FTL_TRY(ftl_purchase_receive_more(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), delivery,
	                                  &position, &words, err));
	if (position == 0)
		return FTL_OK;
	FTL_TRY(ftl_cli_confirm(cli, err, "%s: did so many come?",
	                        ftl_text_visible(&cli->arena, words)));
	delivery->may_be_more = true;
	return FTL_OK;
}

static enum ftl_status run_receive(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_purchase_delivery delivery = form_of(cli);
	struct ftl_purchase_received received = {0};
	const char *label = ftl_cli_text(cli, "label"), *printer = ftl_cli_text(cli, "printer");

	if (delivery.is_all == (delivery.pair_count > 0))
		return ftl_fail(err, FTL_USAGE, "all",
		                delivery.is_all ? "goes without lines"
		                                : "or a line and how many of it came is missing");
	FTL_TRY(ftl_purchase_label_check(cli, label, printer, err));
	FTL_TRY(ask(cli, &delivery, err));
	FTL_TRY(ftl_purchase_receive(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &delivery,
	                             &received, err));
	FTL_TRY(ftl_cli_outcome(cli, &received, err));
	/* Of a retry the labels were made the first time. */
	if ((label == NULL && printer == NULL) || cli->is_dry_run || received.count == 0)
		return FTL_OK;
	return ftl_purchase_label_make(cli, &received, label, printer, err);
}

static const struct ftl_option options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "all that is to come has come"},
        {.key = "place",
         .type = FTL_OPT_TEXT,
         .value = "PLACE",
         .help = "where it is put; the only place that the part lies at unless said"},
        {.key = "reference",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the number of the delivery note"},
        {.key = "cost",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what each cost, of a single line; as ordered unless given"},
        {.key = "serial",
         .type = FTL_OPT_TEXT,
         .value = "SERIAL",
         .help = "of a single line, one for each piece that is followed by serial number",
         .is_repeatable = true},
        {.key = "lot",
         .type = FTL_OPT_TEXT,
         .value = "LOT",
         .help = "of a single line that is followed by lot"},
        {.key = "expires",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "the last day of the lot"},
        {.key = "more", .type = FTL_OPT_FLAG, .help = "more may have come than was ordered"},
        {.key = "label",
         .type = FTL_OPT_FILE,
         .value = "PATH",
         .help = "write labels, for jobs and for the shelf: .pdf, .zpl, .png and so on"},
        {.key = "printer",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "print them: fettle printer list"},
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "of the purchase order"},
        {.name = "LINE-QUANTITY",
         .min = 0,
         .max = 0,
         .help = "a line and how many of it came, the next line and how many, and so on"},
};
static const struct ftl_example examples[] = {
        {"fettle purchase receive B26-00001-K --all --place 'Shelf B2' --label for.png",
         "all of it came; labels say for which job, or at which place it lies", "purchase_sent"},
        {"fettle purchase receive B26-00001-K 1 1.5 --place 'Shelf B2' --reference LS-4711",
         "a part of it came, the rest is to come", "purchase_sent"},
};
const struct ftl_command ftl_command_purchase_receive = {
        .path = "purchase receive",
        .summary = "take in what came of a purchase order",
        .description =
                "At what it was ordered at. The job that a line names gets its pieces before "
                "others and waits no longer; what is over goes to other jobs that lack the part, "
                "and then to the shelf. What has not come stays to come. More than was ordered is "
                "refused unless --more says so. `part reverse` takes back what was a mistake, and "
                "`purchase label` makes the labels again.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_receive,
        .write = put,
};
