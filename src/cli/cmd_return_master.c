#include "cli/view_order.h"
#include "cli/view_return.h"

/* Everything that went back to suppliers in a period, line by line, with what came of it. */

enum {
	SUPPLIER,
	RETURN,
	REFERENCE,
	SENT,
	LINE,
	SKU,
	NAME,
	QUANTITY,
	UNIT,
	SERIAL,
	REASON,
	ORDER,
	OUTCOME,
	ASKED,
	CREDITED,
	DIFFERENCE,
	OPEN,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [SUPPLIER] = {"supplier", "Supplier", FTL_T_TEXT, false, "who got it", NULL},
        [RETURN] = {"return", "Return", FTL_T_CODE, false, "the box", NULL},
        [REFERENCE] = {"reference", "Their number", FTL_T_TEXT, true, "what they call the return",
                       NULL},
        [SENT] = {"sent_on", "Sent", FTL_T_DATE, false, "the day", NULL},
        [LINE] = {"line", "Line", FTL_T_INT, true, "of the box", NULL},
        [SKU] = {"sku", "Part", FTL_T_TEXT, false, "what went", NULL},
        [NAME] = {"name", "Name", FTL_T_TEXT, true, "what it is", NULL},
        [QUANTITY] = {"quantity", "Quantity", FTL_T_QUANTITY, false, "how much", NULL},
        [UNIT] = {"unit", "Unit", FTL_T_ENUM, true, "what it is counted by", NULL},
        [SERIAL] = {"serial", "Serial", FTL_T_TEXT, true, "of a numbered piece", NULL},
        [REASON] = {"reason", "Why", FTL_T_ENUM, false, "dead, wrong, surplus, core, warranty",
                    ftl_view_return_reason},
        [ORDER] = {"order", "Work order", FTL_T_CODE, false, "the job", NULL},
        [OUTCOME] = {"outcome", "Outcome", FTL_T_ENUM, false, "open, credited, short, denied, lost",
                     NULL},
        [ASKED] = {"asked", "Asked", FTL_T_MONEY, false, "what they should credit", NULL},
        [CREDITED] = {"credited", "Credited", FTL_T_MONEY, false,
                      "what they did; absent: they have not said", NULL},
        [DIFFERENCE] = {"difference", "Difference", FTL_T_MONEY, false,
                        "more, or below zero less, than was asked", NULL},
        [OPEN] = {"open", "Open", FTL_T_MONEY, true, "asked, and not settled", NULL},
};
static const struct ftl_table shape = {
        .schema = "return.master.list/1",
        .title = "Sent back",
        .columns = columns,
        .count = CELLS,
        .empty = "nothing was sent back",
};

/* What was told so far. */
struct telling {
	struct ftl_cli *cli;
	struct ftl_return_sums sums;
	size_t lines;
};

static enum ftl_status put_line(struct telling *t, const struct ftl_return_full *full,
                                const struct ftl_return_line *line, struct ftl_err *err)
{
	const struct ftl_app *app = t->cli->app;
	bool sees_cost = ftl_app_can(app, FTL_CAN_SEE_COST);
	bool is_open = line->outcome == FTL_RETURN_OPEN;
	int32_t day, second;
	struct ftl_cell cells[CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_zone_local(app->zone, full->box.sent_at.value, &day, &second);
	cells[SUPPLIER] = ftl_cell_text(full->box.supplier);
	cells[RETURN] = ftl_cell_text(full->box.code);
	cells[REFERENCE] = ftl_cell_text(full->box.reference);
	cells[SENT] = ftl_cell_number(day);
	cells[LINE] = ftl_cell_number(line->position);
	cells[SKU] = ftl_cell_text(line->sku);
	cells[NAME] = ftl_cell_text(line->name);
	cells[QUANTITY] = ftl_cell_number(line->quantity_milli);
	cells[UNIT] = ftl_cell_text(ftl_unit_names[line->unit]);
	cells[SERIAL] = ftl_cell_text(line->serial);
	cells[REASON] = ftl_cell_text(ftl_return_reason_names[line->reason]);
	cells[ORDER] = ftl_cell_text(line->order);
	cells[OUTCOME] = ftl_cell_text(ftl_return_outcome_names[line->outcome]);
	cells[ASKED] = ftl_cell_opt(sees_cost, line->asked_cents);
	cells[CREDITED] = ftl_cell_opt(sees_cost && !is_open, line->credited_cents);
	cells[DIFFERENCE] =
	        ftl_cell_opt(sees_cost && !is_open, line->credited_cents - line->asked_cents);
	cells[OPEN] = ftl_cell_opt(sees_cost, is_open ? line->asked_cents : 0);
	t->lines++;
	return ftl_out_row(t->cli->out, &row, err);
}

static enum ftl_status put_box(void *context, const struct ftl_return_full *full,
                               struct ftl_err *err)
{
	struct telling *t = context;

	if (!full->box.sent_at.has || full->box.state == FTL_RETURN_CANCELLED)
		return FTL_OK;
	for (size_t i = 0; i < full->line_count; i++) {
		if (!full->lines[i].removed_at.has)
			FTL_TRY(put_line(t, full, &full->lines[i], err));
	}
	if (ftl_money_add(t->sums.asked_cents, full->sums.asked_cents, &t->sums.asked_cents) &&
	    ftl_money_add(t->sums.credited_cents, full->sums.credited_cents,
	                  &t->sums.credited_cents) &&
	    ftl_money_add(t->sums.open_cents, full->sums.open_cents, &t->sums.open_cents))
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, "asked", "the sum is out of range");
}

static bool is_enough(void *context)
{
	const struct telling *t = context;

	return ftl_out_is_full(t->cli->out);
}

static void tell_sums(const struct telling *t)
{
	struct ftl_cli *cli = t->cli;
	const struct ftl_return_sums *sums = &t->sums;

	if (t->lines == 0 || !ftl_app_can(cli->app, FTL_CAN_SEE_COST))
		return;
	ftl_cli_say(cli, "%zu %s: asked %s, credited %s, open %s, difference %s", t->lines,
	            t->lines == 1 ? "line" : "lines",
	            ftl_view_money(&cli->arena, cli->app, sums->asked_cents),
	            ftl_view_money(&cli->arena, cli->app, sums->credited_cents),
	            ftl_view_money(&cli->arena, cli->app, sums->open_cents),
	            ftl_view_money(&cli->arena, cli->app,
	                           sums->credited_cents + sums->open_cents - sums->asked_cents));
}

static enum ftl_status run_master(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_return_filter filter = {.supplier = ftl_cli_text(cli, "supplier")};
	struct telling telling = {.cli = cli};

	FTL_TRY(ftl_cli_between(cli, &filter.from, &filter.to, err));
	FTL_TRY(ftl_out_begin(cli->out, &shape, err));
	FTL_TRY(ftl_return_list(cli->app, &filter, put_box, is_enough, &telling, err));
	FTL_TRY(ftl_out_end(cli->out, err));
	tell_sums(&telling);
	return FTL_OK;
}

static const struct ftl_option options[] = {
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
static const struct ftl_example examples[] = {
        {"fettle return master --supplier 'spares ltd' --from 2026-11 --to 2026-11",
         "what went to a supplier in a month, and what they credited", "return_settled"},
};
const struct ftl_command ftl_command_return_master = {
        .path = "return master",
        .summary = "all that went back to suppliers in a period, line by line, with its sums",
        .description = "The master list to settle with a supplier: --format xlsx gives it to them. "
                       "The sums are told beside the list.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_master,
};
