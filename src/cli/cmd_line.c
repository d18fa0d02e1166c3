#include "cli/view_order.h"

#include "fettle/base/parse.h"
#include "fettle/model/line.h"

static const struct ftl_table line_shape = {
        .schema = "line/1",
        .title = "Line",
        .columns = ftl_view_line_columns,
        .count = FTL_VIEW_LINE_ALONE,
};

struct telling {
	struct ftl_arena *arena;
	const struct ftl_app *app;
	const struct ftl_order_line *line;
};

/* "W26-00001-9  line 2: battery, 40.00 EUR paid by the customer" */
static void view_line(struct ftl_out *out, const struct ftl_table *shape, const struct ftl_row *row,
                      const void *extra)
{
	const struct telling *t = extra;
	const struct ftl_column text = {.type = FTL_T_TEXT};
	const struct ftl_cell words = ftl_cell_text(t->line->text);

	(void)shape;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(t->arena, t->line->order_code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  line %d%s: %s, %s, %s%s\n", t->line->position,
	              t->line->is_removed ? " taken off" : "",
	              ftl_out_cell(out, t->arena, &text, &words),
	              ftl_view_pays(t->arena, t->app, t->line, " for the "),
	              ftl_bill_names[t->line->line.bill],
	              t->line->recovered_cents.has
	                      ? ftl_sprintf(t->arena, ", %s paid back",
	                                    ftl_view_money(t->arena, t->app,
	                                                   t->line->recovered_cents.value))
	                      : "");
}

static enum ftl_status show_line(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_order_line *line = result;
	struct ftl_cell cells[FTL_VIEW_LINE_ALONE];
	const struct ftl_row row = {.cells = cells};
	const struct telling telling = {&cli->arena, cli->app, line};
	const char *code = ftl_view_code(&cli->arena, line->order_code);

	ftl_view_line_cells(cli->app, cells, line);
	cells[FTL_VIEW_LINE_CODE] = ftl_cell_text(line->order_code);
	FTL_TRY(ftl_out_record(cli->out, &line_shape, &row, view_line, &telling, err));
	if (line->over_limit != NULL)
		ftl_cli_warn(cli, "work order %s %s and does not go on like that; %s", code,
		             line->over_limit, line->over_limit_hint);
	ftl_cli_next(cli, "order show %s", code);
	return FTL_OK;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *words = ftl_cli_arg(cli, "TEXT");
	const struct ftl_line_form form = {
	        .class = ftl_cli_text(cli, "class"),
	        .text = words,
	        .quantity = ftl_cli_text(cli, "quantity"),
	        .cost = ftl_cli_text(cli, "cost"),
	        .price = ftl_cli_text(cli, "price"),
	        .tax = ftl_cli_text(cli, "tax"),
	        .payer = ftl_cli_text(cli, "payer"),
	        .bill = ftl_cli_text(cli, "bill"),
	        .is_measured = ftl_cli_flag(cli, "measured"),
	};
	struct ftl_order_line line;

	if (form.is_measured && form.quantity != NULL)
		return ftl_fail(err, FTL_USAGE, "measured",
		                "says the quantity: leave --quantity out");
	if (form.is_measured && ftl_cli_enum(cli, "class") != FTL_LABOUR)
		return ftl_fail(err, FTL_USAGE, "measured", "goes with --class labour alone");
	FTL_TRY(ftl_order_add_line(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &line,
	                           err));
	return ftl_cli_outcome(cli, &line, err);
}

/* The number of a line, as an argument. */
static enum ftl_status read_position(const struct ftl_cli *cli, int *ret, struct ftl_err *err)
{
	int64_t position;

	FTL_TRY(ftl_parse_i64("line", ftl_cli_arg(cli, "LINE"), 1, INT32_MAX, &position, err));
	*ret = (int)position;
	return FTL_OK;
}

static enum ftl_status run_remove(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_order_line line;
	int position;

	FTL_TRY(read_position(cli, &position, err));
	FTL_TRY(ftl_order_remove_line(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), position,
	                              ftl_cli_text(cli, "reason"), &line, err));
	return ftl_cli_outcome(cli, &line, err);
}

static enum ftl_status run_recover(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_order_line line;
	int position;

	FTL_TRY(read_position(cli, &position, err));
	FTL_TRY(ftl_order_recover_line(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), position,
	                               ftl_cli_arg(cli, "AMOUNT"), &line, err));
	return ftl_cli_outcome(cli, &line, err);
}

static const struct ftl_option add_options[] = {
        {.key = "class",
         .type = FTL_OPT_ENUM,
         .value = "CLASS",
         .help = "what kind of cost it is: cover is decided by it",
         .names = ftl_line_class_names,
         .name_count = FTL_LINE_CLASSES,
         .is_required = true},
        {.key = "quantity",
         .type = FTL_OPT_DECIMAL,
         .value = "N",
         .help = "pieces or hours, up to three decimals (standard: 1)",
         .min = 1,
         .max = 1000000000,
         .decimals = 3},
        {.key = "measured",
         .type = FTL_OPT_FLAG,
         .help = "of labour: the hours that were worked on the job, instead of --quantity"},
        {.key = "cost",
         .type = FTL_OPT_MONEY,
         .value = "AMOUNT",
         .help = "what one costs the shop, net"},
        {.key = "price",
         .type = FTL_OPT_MONEY,
         .value = "AMOUNT",
         .help = "list price of one, net"},
        {.key = "tax",
         .type = FTL_OPT_DECIMAL,
         .value = "PERCENT",
         .help = "sales tax (standard: the setting tax.percent)",
         .min = 0,
         .max = 10000,
         .decimals = 2},
        {.key = "payer",
         .type = FTL_OPT_ENUM,
         .value = "PAYER",
         .help = "who pays (standard: as the cover of the check-in says)",
         .names = ftl_payer_names,
         .name_count = FTL_PAYERS},
        {.key = "bill",
         .type = FTL_OPT_ENUM,
         .value = "BILL",
         .help = "how it is billed (standard: what goes with the payer)",
         .names = ftl_bill_names,
         .name_count = FTL_BILLS},
};
#define OF_CODE                                                                                    \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "the work order"                       \
	}
#define OF_LINE                                                                                    \
	{                                                                                          \
		.name = "LINE", .min = 1, .max = 1, .help = "number of the line"                   \
	}
static const struct ftl_argument add_arguments[] = {
        OF_CODE,
        {.name = "TEXT", .min = 1, .max = 1, .help = "what it is, as on the bill"},
};
static const struct ftl_example add_examples[] = {
        {"fettle line add W26-00002-7 'battery BL-5C' --class part --cost 22.10 --price 40.00",
         "a part, paid by whoever the cover says", "jobs"},
        {"fettle line add W26-00002-7 'bench time' --class labour --quantity 0.75 --price 36.00 "
         "--bill goodwill",
         "three quarters of an hour on the house", "jobs"},
        {"fettle line add W26-00011-5 'bearing replaced' --class labour --measured --price 36.00",
         "the hours that were worked on it", "jobs"},
};

const struct ftl_command ftl_command_line_add = {
        .path = "line add",
        .summary = "add a line to a work order's bill",
        .description = "What a job costs and who pays it: labour, parts, freight, other. Without "
                       "--payer and --bill the cover of the check-in decides. A line is never "
                       "changed: take it off and add another.\n\n"
                       "--measured takes the labour that `order show` tells, of everybody until "
                       "now, in whole steps of the setting labour.step_minutes.\n\n"
                       "What the customer is to pay beyond what was allowed at the check-in, or "
                       "agreed to since, can be written down and is told at once; the repair is "
                       "not started, tested, made ready or put on account before the customer "
                       "agreed to it.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &line_shape,
        .run = run_add,
        .write = show_line,
};

static const struct ftl_option remove_options[] = {
        {.key = "reason", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "why it is taken off"},
};
static const struct ftl_argument remove_arguments[] = {OF_CODE, OF_LINE};
static const struct ftl_example remove_examples[] = {
        {"fettle line remove W26-00008-W 1 --reason 'not used'", "the part goes back to stock",
         "jobs"},
};

const struct ftl_command ftl_command_line_remove = {
        .path = "line remove",
        .summary = "take a line off a work order's bill",
        .description = "The line stays in the record, marked as taken off, and counts no longer.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(remove_options),
        FTL_ARGUMENTS(remove_arguments),
        FTL_EXAMPLES(remove_examples),
        .shape = &line_shape,
        .run = run_remove,
        .write = show_line,
};

static const struct ftl_argument recover_arguments[] = {
        OF_CODE, OF_LINE, {.name = "AMOUNT", .min = 1, .max = 1, .help = "what came, without tax"}};
static const struct ftl_example recover_examples[] = {
        {"fettle line recover W26-00009-U 1 20.00", "the maker paid for the part", "jobs"},
};

const struct ftl_command ftl_command_line_recover = {
        .path = "line recover",
        .summary = "note what a payer paid back for a line",
        .description = "The amount counts in the warranty cost report as recovered. Said again, "
                       "the new amount stands instead of the old one.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(recover_arguments),
        FTL_EXAMPLES(recover_examples),
        .shape = &line_shape,
        .run = run_recover,
        .write = show_line,
};
