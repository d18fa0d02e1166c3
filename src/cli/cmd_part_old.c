#include "cli/desk_words.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/parse.h"
#include "fettle/ops/old_part.h"

/* What becomes of the old parts that come out of devices. */

enum {
	ORDER,
	LINE,
	SKU,
	NAME,
	QUANTITY,
	FATE,
	SERIAL,
	CLAIM,
	SUPPLIER,
	PAYER,
	BEFORE,
	BEFORE_LINE,
	VALUE,
	WORDS,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, false, "of its bill", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what went in", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, false, "what it is", NULL},
        [QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how many came out", NULL},
        [FATE] = {"fate", "Fate", FTL_T_ENUM, false,
                  "of all of it, or of what is left: held, scrapped, customer, recycled", NULL},
        [SERIAL] = {"serial", "Serial", FTL_T_TEXT, false, "of the old one", NULL},
        [CLAIM] = {"claim", "Wanted by", FTL_T_ENUM, false,
                   "free: nobody; payer; warranty: its supplier, under his own; core: its "
                   "supplier, for a deposit",
                   NULL},
        [SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false, "who wants it back", NULL},
        [PAYER] = {"payer", "Payer", FTL_T_ENUM, true, "who wants it back", ftl_words_payer},
        [BEFORE] = {"before", "Fitted by", FTL_T_CODE, false,
                    "the job by which it was put in, under its supplier's warranty", NULL},
        [BEFORE_LINE] = {"before_line", "Its line", FTL_T_INT, true, "of that job's bill", NULL},
        [VALUE] = {"value", "Value", FTL_T_MONEY, false, "what they should give for it", NULL},
        [WORDS] = {"words", "In words", FTL_T_TEXT, false, "all of it", NULL},
};
static const struct ftl_table shape = {
        .schema = "part.old/1", .title = "Old part", .columns = columns, .count = CELLS};

/* What was said of all of it, or of what is left when something else was said of a part. */
static const char *fate_of(const struct ftl_old_part *old)
{
	if (ftl_old_part_parts(old) < old->fitted_milli || old->fitted_milli == 0)
		return old->fate.has ? ftl_old_fate_names[old->fate.value] : NULL;
	for (int fate = 0; fate < FTL_OLD_FATES; fate++) {
		if (old->part_milli[fate] >= old->fitted_milli)
			return ftl_old_fate_names[fate];
	}
	return NULL;
}

static void fill(struct ftl_cli *cli, const struct ftl_old_part *old, struct ftl_cell cells[CELLS])
{
	enum ftl_old_claim claim = ftl_old_part_claim(old);
	bool is_warranty = claim == FTL_OLD_WARRANTY, sees_cost;
	const char *supplier = is_warranty             ? old->before.supplier
	                       : claim == FTL_OLD_CORE ? old->supplier
	                                               : NULL;
	int64_t value;

	sees_cost = ftl_app_can(cli->app, FTL_CAN_SEE_COST) && claim != FTL_OLD_FREE &&
	            ftl_old_part_value(old, ftl_old_part_wanted(old), &value);
	cells[ORDER] = ftl_cell_text(old->order);
	cells[LINE] = ftl_cell_number(old->position);
	cells[SKU] = ftl_cell_text(old->sku);
	cells[NAME] = ftl_cell_text(old->name);
	cells[QUANTITY] = ftl_cell_number(old->fitted_milli);
	cells[FATE] = ftl_cell_text(fate_of(old));
	cells[SERIAL] = ftl_cell_text(old->serial);
	cells[CLAIM] = ftl_cell_text(ftl_old_claim_names[claim]);
	cells[SUPPLIER] = ftl_cell_text(supplier);
	cells[PAYER] = ftl_cell_text(claim == FTL_OLD_PAYER ? ftl_payer_names[old->payer] : NULL);
	cells[BEFORE] = ftl_cell_text(is_warranty ? old->before.order : NULL);
	cells[BEFORE_LINE] = ftl_cell_opt(is_warranty, old->before.position);
	cells[VALUE] = ftl_cell_opt(sees_cost, sees_cost ? value : 0);
	cells[WORDS] = ftl_cell_text(ftl_view_old_part(&cli->arena, old));
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_old_part *old = result;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};

	fill(cli, old, cells);
	FTL_TRY(ftl_out_record(cli->out, &shape, &row, NULL, NULL, err));
	if (ftl_old_part_due(old) > 0)
		ftl_cli_next(cli, "return due");
	else
		ftl_cli_next(cli, "order show %s", ftl_view_code(&cli->arena, old->order));
	return FTL_OK;
}

static enum ftl_status run_old(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_old_form form = {.order = ftl_cli_arg(cli, "CODE"),
	                            .fate = (enum ftl_old_fate)ftl_cli_enum(cli, "fate"),
	                            .quantity = ftl_cli_text(cli, "quantity"),
	                            .serial = ftl_cli_text(cli, "serial"),
	                            .reason = ftl_cli_text(cli, "reason")};
	struct ftl_old_part old;
	int64_t line;

	FTL_TRY(ftl_parse_i64("line", ftl_cli_arg(cli, "LINE"), 1, INT32_MAX, &line, err));
	form.line = (int)line;
	FTL_TRY(ftl_part_old(cli->app, &cli->arena, &form, &old, err));
	return ftl_cli_outcome(cli, &old, err);
}

static const struct ftl_option options[] = {
        {.key = "fate",
         .type = FTL_OPT_ENUM,
         .value = "FATE",
         .help = "what becomes of it",
         .names = ftl_old_fate_names,
         .name_count = FTL_OLD_FATES,
         .is_required = true},
        {.key = "quantity",
         .type = FTL_OPT_TEXT,
         .value = "N",
         .help = "of so many; the rest stays as it is; all unless said"},
        {.key = "serial",
         .type = FTL_OPT_TEXT,
         .value = "SERIAL",
         .help = "the number on the old one"},
        {.key = "reason",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "why; needed of what somebody wants back, for managers"},
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order"},
        {.name = "LINE", .min = 1, .max = 1, .help = "number of the new part's line on the bill"},
};
static const struct ftl_example examples[] = {
        {"fettle part old W26-00001-9 1 --fate customer", "the customer gets the old one",
         "parts_issued"},
};
const struct ftl_command ftl_command_part_old = {
        .path = "part old",
        .summary = "say what becomes of the old part that came out of a device",
        .description =
                "The last word on a line counts, also on a job that is closed. With --quantity it "
                "is "
                "how many of those that came out together are scrapped, recycled or the "
                "customer's, "
                "0 for none after all; a word without it is on all of them. An old part is no "
                "stock. Who wants it back is known: the payer of the line, of a part that is "
                "wanted back; its supplier, when we put it in on an earlier job and it failed "
                "within its own warranty (`part edit --warranty-months`); its supplier, who took "
                "a deposit (`part edit --core`). Such a one is on `return due` from the moment "
                "the new one is on the job, and is given up only by a manager, with a reason.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_old,
        .write = put,
};
