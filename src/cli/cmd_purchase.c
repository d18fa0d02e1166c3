#include "cli/document_file.h"
#include "cli/purchase_file.h"
#include "cli/rows.h"
#include "cli/view_purchase.h"

/* Purchase orders: begun, filled, looked at. */

static const struct ftl_table list_shape = {
        .schema = "purchase.list/1",
        .title = "Purchase orders",
        .columns = ftl_view_purchase_columns,
        .count = FTL_VIEW_PURCHASE_CELLS,
        .empty = "no purchase orders: fettle purchase suggest says what is to be ordered",
};

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_purchase_full full;

	FTL_TRY(ftl_purchase_add(cli->app, &cli->arena, ftl_cli_arg(cli, "SUPPLIER"),
	                         ftl_cli_text(cli, "note"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_option add_options[] = {
        {.key = "note", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what it is about"},
};
static const struct ftl_argument add_arguments[] = {
        {.name = "SUPPLIER", .min = 1, .max = 1, .help = "the name, in any spelling of case"},
};
static const struct ftl_example add_examples[] = {
        {"fettle purchase add 'Spares Ltd'", "an empty draft", "parts"},
};
const struct ftl_command ftl_command_purchase_add = {
        .path = "purchase add",
        .summary = "begin a purchase order",
        .description = "It is a draft until `purchase send` orders it: lines come and go.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &ftl_view_purchase_shape,
        .run = run_add,
        .write = ftl_view_purchase_put,
};

static enum ftl_status run_line(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_purchase_form form = {.part = ftl_cli_arg(cli, "PART"),
	                                       .quantity = ftl_cli_arg(cli, "QUANTITY"),
	                                       .cost = ftl_cli_text(cli, "cost"),
	                                       .order = ftl_cli_text(cli, "for"),
	                                       .is_set = ftl_cli_flag(cli, "set")};
	struct ftl_purchase_full full;

	FTL_TRY(ftl_purchase_put_line(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &full,
	                              err));
	return ftl_cli_outcome(cli, &full, err);
}

#define CODE_ARGUMENT                                                                              \
	{                                                                                          \
		.name = "CODE", .min = 1, .max = 1, .help = "of the purchase order"                \
	}

static const struct ftl_option line_options[] = {
        {.key = "for",
         .type = FTL_OPT_TEXT,
         .value = "ORDER",
         .help = "the job that lacks it, and gets it when it comes"},
        {.key = "cost",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what each costs; as the price list says unless given"},
        {.key = "set",
         .type = FTL_OPT_FLAG,
         .help = "it is on the draft already: so many are ordered now in all"},
};
static const struct ftl_argument line_arguments[] = {
        CODE_ARGUMENT,
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
        {.name = "QUANTITY", .min = 1, .max = 1, .help = "how many"},
};
static const struct ftl_example line_examples[] = {
        {"fettle purchase line B26-00001-K 970013-02 10 --cost 21.50", "ten for the shelf",
         "purchase"},
        {"fettle purchase line B26-00001-K CAB-3X1.5 5 --for W26-00001-9 --set",
         "all that a job lacks", "purchase"},
};
const struct ftl_command ftl_command_purchase_line = {
        .path = "purchase line",
        .summary = "put a part on a draft, for a job or for the shelf",
        .description =
                "A line for a job holds at most what the job lacks and nobody has ordered, and "
                "the job gets its pieces before others when they come.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(line_options),
        FTL_ARGUMENTS(line_arguments),
        FTL_EXAMPLES(line_examples),
        .shape = &ftl_view_purchase_shape,
        .run = run_line,
        .write = ftl_view_purchase_put,
};

static enum ftl_status run_remove(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_purchase_full full;

	FTL_TRY(ftl_purchase_remove_line(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                                 ftl_cli_arg(cli, "LINE"), &full, err));
	return ftl_cli_outcome(cli, &full, err);
}

static const struct ftl_argument remove_arguments[] = {
        CODE_ARGUMENT,
        {.name = "LINE", .min = 1, .max = 1, .help = "its number, as purchase show has it"},
};
static const struct ftl_example remove_examples[] = {
        {"fettle purchase remove-line B26-00001-K 1", "what was put on by mistake", "purchase"},
};
const struct ftl_command ftl_command_purchase_remove_line = {
        .path = "purchase remove-line",
        .summary = "take a line off a draft",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_ARGUMENTS(remove_arguments),
        FTL_EXAMPLES(remove_examples),
        .shape = &ftl_view_purchase_shape,
        .run = run_remove,
        .write = ftl_view_purchase_put,
};

static enum ftl_status put_row(void *context, const struct ftl_purchase_full *full,
                               struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	struct ftl_cell cells[FTL_VIEW_PURCHASE_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_purchase_cells(cells, cli->app, full);
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_purchase_list(cli->app, ftl_cli_flag(cli, "open"), put_row, ftl_cli_is_full,
	                          cli, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option list_options[] = {
        {.key = "open",
         .type = FTL_OPT_FLAG,
         .help = "only drafts, and those of which something is to come"},
};
static const struct ftl_example list_examples[] = {
        {"fettle purchase list --open", "what is on its way, and what is to be sent", "purchase"},
};
const struct ftl_command ftl_command_purchase_list = {
        .path = "purchase list",
        .summary = "list purchase orders",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_purchase_full full;

	FTL_TRY(ftl_purchase_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_view_purchase_record(cli, &full, err);
}

static const struct ftl_argument code_arguments[] = {CODE_ARGUMENT};
static const struct ftl_example show_examples[] = {
        {"fettle purchase show B26-00001-K", "its lines, what came and what happened", "purchase"},
};
const struct ftl_command ftl_command_purchase_show = {
        .path = "purchase show",
        .summary = "show a purchase order: its lines, deliveries and history",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(code_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &ftl_view_purchase_shape,
        .run = run_show,
};

static enum ftl_status run_file(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *path = ftl_cli_arg(cli, "FILE");
	struct ftl_purchase_full full;

	FTL_TRY(ftl_document_check(path, err));
	FTL_TRY(ftl_purchase_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &full, err));
	return ftl_purchase_file_write(cli, &full, path, err);
}

static const struct ftl_argument file_arguments[] = {
        CODE_ARGUMENT,
        {.name = "FILE",
         .min = 1,
         .max = 1,
         .is_file = true,
         .help = "its name says which: .pdf, .csv, .xlsx or .json"},
};
static const struct ftl_example file_examples[] = {
        {"fettle purchase file B26-00001-K order.pdf", "a draft on paper, to be looked over",
         "purchase"},
};
const struct ftl_command ftl_command_purchase_file = {
        .path = "purchase file",
        .summary = "write a purchase order as a file for the supplier",
        .description =
                "A PDF is drawn by purchase-a4.json of the folder 'forms' beside the database, if "
                "there is one.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(file_arguments),
        FTL_EXAMPLES(file_examples),
        .run = run_file,
};
