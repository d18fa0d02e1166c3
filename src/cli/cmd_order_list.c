#include "cli/rows.h"
#include "cli/view_order.h"

#include "fettle/base/text.h"

static const struct ftl_table list_shape = {
        .schema = "order.list/1",
        .title = "Work orders",
        .columns = ftl_view_order_columns,
        .count = FTL_VIEW_ORDER_CELLS,
        .empty = "no such work orders",
};

static enum ftl_status put_order(void *context, const struct ftl_order *order, struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	struct ftl_cell cells[FTL_VIEW_ORDER_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_order_cells(cells, order, ftl_app_now(cli->app));
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	int state = ftl_cli_enum(cli, "state");
	struct ftl_order_filter filter = {
	        .only_open = ftl_cli_flag(cli, "open"),
	        .state = state >= 0 ? ftl_state_names[state] : NULL,
	        .technician = ftl_cli_text(cli, "technician"),
	        .customer = ftl_cli_text(cli, "customer"),
	        .device = ftl_cli_text(cli, "device"),
	        .is_enough = ftl_cli_is_full,
	};

	FTL_TRY(ftl_cli_between(cli, &filter.received_from, &filter.received_to, err));
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_order_list(cli->app, &filter, put_order, cli, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option list_options[] = {
        {.key = "open",
         .type = FTL_OPT_FLAG,
         .help = "only what is in the shop's care, in order of promise"},
        {.key = "state",
         .type = FTL_OPT_ENUM,
         .value = "STATE",
         .help = "only in this state",
         .names = ftl_state_names,
         .name_count = FTL_STATES},
        {.key = "technician",
         .type = FTL_OPT_TEXT,
         .value = "STAFF",
         .help = "only of this login; none: what nobody has"},
        {.key = "customer", .type = FTL_OPT_TEXT, .value = "CODE", .help = "only of this customer"},
        {.key = "device",
         .type = FTL_OPT_TEXT,
         .value = "CODE",
         .help = "only of this device: its code, IMEI, serial or asset tag"},
        {.key = "from",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "only received on this day or later"},
        {.key = "to",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "only received on this day or earlier"},
};

static const struct ftl_example list_examples[] = {
        {"fettle order list --open", "what is in the house, by promise", "jobs"},
        {"fettle order list --technician none", "what nobody has", "jobs"},
        {"fettle order list --from -30d --format csv --output orders.csv",
         "the last month as a table", "jobs"},
};

const struct ftl_command ftl_command_order_list = {
        .path = "order list",
        .summary = "list work orders",
        .description = "All work orders, the newest first. Open ones, by --open or --state, come "
                       "in order of promise.\n\n"
                       "A month or a quarter may stand for a day: --from 2026-10 --to 2026-10 is "
                       "October.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .screen_limit = 200,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};
