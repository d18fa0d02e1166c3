#include "cli/view_part.h"
#include "fettle/base/parse.h"

/* Parts onto shelves, between them and off them. */

static struct ftl_stock_form form_of(const struct ftl_cli *cli)
{
	return (struct ftl_stock_form){.part = ftl_cli_arg(cli, "PART"),
	                               .quantity = ftl_cli_arg(cli, "QUANTITY"),
	                               .place = ftl_cli_text(cli, "place"),
	                               .serial = ftl_cli_text(cli, "serial"),
	                               .lot = ftl_cli_text(cli, "lot"),
	                               .reason = ftl_cli_text(cli, "reason")};
}

#define PLACE_OPTION                                                                               \
	{                                                                                          \
		.key = "place", .type = FTL_OPT_TEXT, .value = "PLACE",                            \
		.help = "code or name; the only place it lies at unless said"                      \
	}
#define SERIAL_OPTION                                                                              \
	{                                                                                          \
		.key = "serial", .type = FTL_OPT_TEXT, .value = "SERIAL",                          \
		.help = "of a part that is followed by serial number"                              \
	}
#define LOT_OPTION                                                                                 \
	{                                                                                          \
		.key = "lot", .type = FTL_OPT_TEXT, .value = "LOT",                                \
		.help = "of a part that is followed by lot; the first to expire unless said"       \
	}
#define REASON_OPTION(is_needed)                                                                   \
	{                                                                                          \
		.key = "reason", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "why",             \
		.is_required = (is_needed)                                                         \
	}

static const struct ftl_argument moving_arguments[] = {
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
        {.name = "QUANTITY", .min = 0, .max = 1, .help = "how many; one unless said"},
};

static enum ftl_status run_receive(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stock_form form = form_of(cli);
	struct ftl_stock_done done;

	form.cost = ftl_cli_text(cli, "cost");
	form.supplier = ftl_cli_text(cli, "supplier");
	form.reference = ftl_cli_text(cli, "reference");
	form.expires_on = ftl_cli_text(cli, "expires");
	if (ftl_cli_flag(cli, "opening") && form.supplier != NULL)
		return ftl_fail(err, FTL_USAGE, "supplier", "goes without --opening");
	FTL_TRY(ftl_stock_receive(cli->app, &cli->arena, &form, ftl_cli_flag(cli, "opening"), &done,
	                          err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option receive_options[] = {
        PLACE_OPTION,
        {.key = "cost",
         .type = FTL_OPT_MONEY,
         .value = "MONEY",
         .help = "what each cost; as the price list says unless given"},
        {.key = "supplier",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "who sent it; the part's own unless said"},
        {.key = "reference",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "the number of the delivery note"},
        SERIAL_OPTION,
        LOT_OPTION,
        {.key = "expires",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "the last day of the lot; by the part's shelf life unless said"},
        {.key = "opening",
         .type = FTL_OPT_FLAG,
         .help = "it lay here before the program knew: no supplier sent it"},
        REASON_OPTION(false),
};
static const struct ftl_example receive_examples[] = {
        {"fettle part receive 970013-02 10 --place 'Shelf B2' --cost 21.90 --reference LS-4711",
         "ten came, at 21.90 each", "parts"},
};
const struct ftl_command ftl_command_part_receive = {
        .path = "part receive",
        .summary = "put parts that came onto a shelf",
        .description =
                "What they cost goes into the average of all that is in stock, which is kept to "
                "the last cent. Jobs that wait for the part get theirs first, the oldest before "
                "the others: it is reserved for them, and they wait no longer. Then come those "
                "that wait for a part whose place it takes: their bill gets a line for it, at the "
                "price that was agreed.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(receive_options),
        FTL_ARGUMENTS(moving_arguments),
        FTL_EXAMPLES(receive_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_receive,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_move(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stock_form form = form_of(cli);
	struct ftl_stock_done done;

	form.to = ftl_cli_text(cli, "to");
	FTL_TRY(ftl_stock_transfer(cli->app, &cli->arena, &form, &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option move_options[] = {
        {.key = "to",
         .type = FTL_OPT_TEXT,
         .value = "PLACE",
         .help = "where it goes",
         .is_required = true},
        PLACE_OPTION,
        SERIAL_OPTION,
        LOT_OPTION,
        REASON_OPTION(false),
};
static const struct ftl_example move_examples[] = {
        {"fettle part move 970013-02 2 --to 'Bench 1'", "two go to the bench", "parts"},
};
const struct ftl_command ftl_command_part_move = {
        .path = "part move",
        .summary = "move parts from one place to another",
        .description = "Its value does not change: all stock of a part has one average cost.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(move_options),
        FTL_ARGUMENTS(moving_arguments),
        FTL_EXAMPLES(move_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_move,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_scrap(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_stock_form form = form_of(cli);
	struct ftl_stock_done done;

	FTL_TRY(ftl_stock_scrap(cli->app, &cli->arena, &form, &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option scrap_options[] = {
        REASON_OPTION(true),
        PLACE_OPTION,
        SERIAL_OPTION,
        LOT_OPTION,
};
static const struct ftl_example scrap_examples[] = {
        {"fettle part scrap 970013-02 --reason 'torn in the drawer'", "one is thrown away",
         "parts"},
};
const struct ftl_command ftl_command_part_scrap = {
        .path = "part scrap",
        .summary = "throw parts away, off a shelf",
        .description =
                "What broke on a job is told with `fettle part return --fate damaged_by_us`.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(scrap_options),
        FTL_ARGUMENTS(moving_arguments),
        FTL_EXAMPLES(scrap_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_scrap,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_send_back(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stock_form form = form_of(cli);
	struct ftl_stock_done done;

	form.supplier = ftl_cli_text(cli, "supplier");
	form.reference = ftl_cli_text(cli, "reference");
	FTL_TRY(ftl_stock_send_back(cli->app, &cli->arena, &form, &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option send_back_options[] = {
        {.key = "supplier",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "who gets it; the part's own unless said"},
        {.key = "reference",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "their number of the return, or the parcel's"},
        {.key = "place",
         .type = FTL_OPT_TEXT,
         .value = "PLACE",
         .help = "off this shelf, instead of what is kept to be sent back"},
        SERIAL_OPTION,
        LOT_OPTION,
        REASON_OPTION(false),
};
static const struct ftl_example send_back_examples[] = {
        {"fettle part send-back 970013-02 --reference RMA-17", "what was dead on arrival",
         "parts_dead"},
};
const struct ftl_command ftl_command_part_send_back = {
        .path = "part send-back",
        .summary = "send parts back to their supplier",
        .description = "Those that were dead on arrival or wrong, or with --place good ones off a "
                       "shelf.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(send_back_options),
        FTL_ARGUMENTS(moving_arguments),
        FTL_EXAMPLES(send_back_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_send_back,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_count(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stock_form form = form_of(cli);
	struct ftl_stock_done done;

	form.expires_on = ftl_cli_text(cli, "expires");
	FTL_TRY(ftl_stock_count(cli->app, &cli->arena, &form, &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option count_options[] = {
        PLACE_OPTION,
        REASON_OPTION(false),
        SERIAL_OPTION,
        LOT_OPTION,
        {.key = "expires",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "the last day of a lot that was found"},
};
static const struct ftl_argument count_arguments[] = {
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
        {.name = "QUANTITY", .min = 1, .max = 1, .help = "how many are there, 0 for none"},
};
static const struct ftl_example count_examples[] = {
        {"fettle part count 970013-02 4 --place 'Shelf B2' --reason 'counted, one is gone'",
         "four are there", "parts"},
};
const struct ftl_command ftl_command_part_count = {
        .path = "part count",
        .summary = "say how many of a part are at a place",
        .description = "Reserved ones and free ones together. What the ledger has more or fewer is "
                       "posted as a difference, with the reason and who counted.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(count_options),
        FTL_ARGUMENTS(count_arguments),
        FTL_EXAMPLES(count_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_count,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_reverse(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stock_done done;
	int64_t move;

	FTL_TRY(ftl_parse_i64("move", ftl_cli_arg(cli, "MOVE"), 1, INT64_MAX, &move, err));
	FTL_TRY(ftl_stock_reverse(cli->app, &cli->arena, move, ftl_cli_text(cli, "reason"), &done,
	                          err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option reverse_options[] = {REASON_OPTION(true)};
static const struct ftl_argument reverse_arguments[] = {
        {.name = "MOVE", .min = 1, .max = 1, .help = "its number, as part explain shows it"},
};
static const struct ftl_example reverse_examples[] = {
        {"fettle part reverse \"$(fettle part explain 970013-02 --format json | "
         "jq '.rows[0].move')\" --reason 'typed twice'",
         "the first move of the part was a mistake", "parts"},
};
const struct ftl_command ftl_command_part_reverse = {
        .path = "part reverse",
        .summary = "take back a move of a part that was a mistake",
        .description = "The move stays, and another one undoes it. What it brought must still be "
                       "where it went.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(reverse_options),
        FTL_ARGUMENTS(reverse_arguments),
        FTL_EXAMPLES(reverse_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_reverse,
        .write = ftl_view_stock_put,
};
