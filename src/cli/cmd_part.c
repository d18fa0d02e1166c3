#include "cli/rows.h"
#include "cli/section_rows.h"
#include "cli/view_order.h"
#include "cli/view_part.h"
#include "fettle/base/text.h"

static const struct ftl_table list_shape = {
        .schema = "part.list/1",
        .title = "Parts",
        .columns = ftl_view_part_columns,
        .count = FTL_VIEW_PART_CELLS,
        .empty = "no such parts: fettle part add SKU NAME, or fettle part import FILE",
        .wide = "unit,supplier,lead_days,code",
};
static const struct ftl_table one_shape = {.schema = "part/1",
                                           .title = "Part",
                                           .columns = ftl_view_part_columns,
                                           .count = FTL_VIEW_PART_CELLS,
                                           .wide = FTL_VIEW_PART_SAID};

static enum ftl_status put_part(struct ftl_cli *cli, const struct ftl_part *part,
                                struct ftl_err *err)
{
	struct ftl_cell cells[FTL_VIEW_PART_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_part_cells(cells, cli->app, part);
	return ftl_out_record(cli->out, &one_shape, &row, NULL, NULL, err);
}

static enum ftl_status put(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_part *part = result;
	const char *sku = ftl_text_visible(&cli->arena, part->sku);

	FTL_TRY(put_part(cli, part, err));
	if (part->shared != NULL)
		ftl_cli_warn(cli, "%s: who scans it must say which of them is meant",
		             ftl_text_visible(&cli->arena, part->shared));
	if (part->stock.quantity_milli == 0)
		ftl_cli_next(cli, "part receive %s QUANTITY --place PLACE", sku);
	else
		ftl_cli_next(cli, "part show %s", sku);
	return FTL_OK;
}

static struct ftl_part_form form_of(struct ftl_cli *cli)
{
	static const char *const keys[FTL_NUMBERS] = {[FTL_NUMBER_MAKER] = "maker-number",
	                                              [FTL_NUMBER_ALTERNATIVE] = "alternative",
	                                              [FTL_NUMBER_OLD] = "old-number"};
	struct ftl_part_form form = {
	        .gtin = ftl_cli_text(cli, "gtin"),
	        .unit = ftl_cli_text(cli, "unit"),
	        .tracking = ftl_cli_text(cli, "tracking"),
	        .shelf_life_days = ftl_cli_text(cli, "shelf-life"),
	        .is_hazardous = ftl_cli_text(cli, "hazardous"),
	        .is_wanted_back = ftl_cli_text(cli, "wanted-back"),
	        .supplier = ftl_cli_text(cli, "supplier"),
	        .lead_days = ftl_cli_text(cli, "lead-days"),
	        .core = ftl_cli_text(cli, "core"),
	        .warranty_months = ftl_cli_text(cli, "warranty-months"),
	        .superseded_by = ftl_cli_text(cli, "superseded-by"),
	        .cost = ftl_cli_text(cli, "cost"),
	        .price = ftl_cli_text(cli, "price"),
	        .from = ftl_cli_text(cli, "from"),
	};

	for (int i = 0; i < FTL_NUMBERS; i++)
		form.numbers[i] = ftl_cli_texts(cli, keys[i], &form.number_counts[i]);
	form.fits = ftl_cli_texts(cli, "fits", &form.fit_count);
	return form;
}

static enum ftl_status run_add(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_part_form form = form_of(cli);
	struct ftl_part part;

	form.sku = ftl_cli_arg(cli, "SKU");
	form.name = ftl_cli_arg(cli, "NAME");
	FTL_TRY(ftl_part_add(cli->app, &cli->arena, &form, &part, err));
	return ftl_cli_outcome(cli, &part, err);
}

static enum ftl_status run_edit(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_part_form form = form_of(cli);
	struct ftl_part part;

	form.sku = ftl_cli_text(cli, "sku");
	form.name = ftl_cli_text(cli, "name");
	form.is_retired = ftl_cli_text(cli, "retired");
	FTL_TRY(ftl_part_edit(cli->app, &cli->arena, ftl_cli_arg(cli, "PART"), &form, &part, err));
	return ftl_cli_outcome(cli, &part, err);
}

#define SAID                                                                                       \
	{.key = "price",                                                                           \
	 .type = FTL_OPT_MONEY,                                                                    \
	 .value = "MONEY",                                                                         \
	 .help = "what each sells for, without tax"},                                              \
	        {.key = "cost",                                                                    \
	         .type = FTL_OPT_MONEY,                                                            \
	         .value = "MONEY",                                                                 \
	         .help = "what each costs the shop"},                                              \
	        {.key = "from",                                                                    \
	         .type = FTL_OPT_DATE,                                                             \
	         .value = "DATE",                                                                  \
	         .help = "the day from which price and cost apply; today unless said"},            \
	        {.key = "unit",                                                                    \
	         .type = FTL_OPT_ENUM,                                                             \
	         .value = "UNIT",                                                                  \
	         .help = "what it is counted by; a piece unless said",                             \
	         .names = ftl_unit_names,                                                          \
	         .name_count = FTL_UNITS},                                                         \
	        {.key = "tracking",                                                                \
	         .type = FTL_OPT_ENUM,                                                             \
	         .value = "HOW",                                                                   \
	         .help = "follow each by its serial number, or by its lot",                        \
	         .names = ftl_tracking_names,                                                      \
	         .name_count = FTL_TRACKINGS},                                                     \
	        {.key = "maker-number",                                                            \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "TEXT",                                                                  \
	         .help = "what its maker calls it",                                                \
	         .is_repeatable = true},                                                           \
	        {.key = "alternative",                                                             \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "TEXT",                                                                  \
	         .help = "another number that it is found by",                                     \
	         .is_repeatable = true},                                                           \
	        {.key = "old-number",                                                              \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "TEXT",                                                                  \
	         .help = "what it was called before",                                              \
	         .is_repeatable = true},                                                           \
	        {.key = "gtin",                                                                    \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "NUMBER",                                                                \
	         .help = "the number under the bar code"},                                         \
	        {.key = "fits",                                                                    \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "BRAND[: MODEL]",                                                        \
	         .help = "what it fits",                                                           \
	         .is_repeatable = true},                                                           \
	        {.key = "supplier",                                                                \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "NAME",                                                                  \
	         .help = "whom it is ordered from"},                                               \
	        {.key = "lead-days",                                                               \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "DAYS",                                                                  \
	         .help = "from order to delivery, where not as the supplier's"},                   \
	        {.key = "core",                                                                    \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "MONEY",                                                                 \
	         .help = "deposit on each, which the supplier credits for the old one"},           \
	        {.key = "warranty-months",                                                         \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "MONTHS",                                                                \
	         .help = "the supplier's own warranty on it, from the day it goes out"},           \
	        {.key = "shelf-life",                                                              \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "DAYS",                                                                  \
	         .help = "how long it keeps"},                                                     \
	        {.key = "hazardous",                                                               \
	         .type = FTL_OPT_ENUM,                                                             \
	         .value = "YES",                                                                   \
	         .help = "it needs care in transport, as batteries do",                            \
	         .names = ftl_cli_yes_no,                                                          \
	         .name_count = 2},                                                                 \
	        {.key = "wanted-back",                                                             \
	         .type = FTL_OPT_ENUM,                                                             \
	         .value = "YES",                                                                   \
	         .help = "under warranty the old one goes back",                                   \
	         .names = ftl_cli_yes_no,                                                          \
	         .name_count = 2},                                                                 \
	{                                                                                          \
		.key = "superseded-by", .type = FTL_OPT_TEXT, .value = "PART",                     \
		.help = "the part that takes its place"                                            \
	}

static const struct ftl_option add_options[] = {SAID};
static const struct ftl_argument add_arguments[] = {
        {.name = "SKU", .min = 1, .max = 1, .help = "what the shop calls it"},
        {.name = "NAME", .min = 1, .max = 1, .help = "what it is"},
};
static const struct ftl_example add_examples[] = {
        {"fettle part add 970013-02 'filter V11' --cost 22.10 --price 40.00 --maker-number 970013",
         "a part with what it costs and sells for", NULL},
        {"fettle part add CAB-3x1.5 'cable 3 x 1.5' --unit metre --cost 0.80 --price 2.00",
         "a part by the metre", NULL},
};
const struct ftl_command ftl_command_part_add = {
        .path = "part add",
        .summary = "add a part to the catalogue",
        .description =
                "A part has a SKU, which the shop chooses, and a code, which `fettle label` "
                "prints for its drawer. It is found by any number that it has: SKU, code, maker's "
                "number, alternative, old number, GTIN, serial number of a piece, in any spelling "
                "of case and marks.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(add_options),
        FTL_ARGUMENTS(add_arguments),
        FTL_EXAMPLES(add_examples),
        .shape = &one_shape,
        .run = run_add,
        .write = put,
};

static const struct ftl_option edit_options[] = {
        {.key = "sku", .type = FTL_OPT_TEXT, .value = "SKU", .help = "another SKU"},
        {.key = "name", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "another name"},
        SAID,
        {.key = "retired",
         .type = FTL_OPT_ENUM,
         .value = "YES",
         .help = "yes: it is used no longer; none may be in stock",
         .names = ftl_cli_yes_no,
         .name_count = 2},
};
static const struct ftl_argument part_arguments[] = {
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
};
static const struct ftl_example edit_examples[] = {
        {"fettle part edit 970013-02 --price 42.00 --from 2027-01-01",
         "a price from a day on; what was before stays", "parts"},
};
const struct ftl_command ftl_command_part_edit = {
        .path = "part edit",
        .summary = "change a part of the catalogue",
        .description = "What is given as '' is taken back. Numbers of a kind, and what it fits, "
                       "are replaced by those given.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(edit_options),
        FTL_ARGUMENTS(part_arguments),
        FTL_EXAMPLES(edit_examples),
        .shape = &one_shape,
        .run = run_edit,
        .write = put,
};

/* That is no member of the part, and shown by none of its columns. */
static enum ftl_status put_reorder(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_part *part = result;
	const char *sku = ftl_text_visible(&cli->arena, part->sku);
	const char *below = ftl_cli_text(cli, "below");

	FTL_TRY(put_part(cli, part, err));
	if (ftl_cli_flag(cli, "none"))
		ftl_cli_say(cli, "%s is not ordered again there by itself any more", sku);
	else
		ftl_cli_say(cli, "%s more are suggested when no more than %s are free there",
		            ftl_cli_text(cli, "quantity"), below != NULL ? below : "0");
	ftl_cli_next(cli, "purchase suggest");
	return FTL_OK;
}

static enum ftl_status run_reorder(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_part part;
	bool is_none = ftl_cli_flag(cli, "none");

	if (is_none == ftl_cli_is_given(cli, "quantity"))
		return ftl_fail(err, FTL_USAGE, "quantity",
		                is_none ? "goes without --none" : "is missing: how many?");
	FTL_TRY(ftl_part_reorder(cli->app, &cli->arena, ftl_cli_arg(cli, "PART"),
	                         ftl_cli_text(cli, "place"), ftl_cli_text(cli, "below"),
	                         ftl_cli_text(cli, "quantity"), &part, err));
	return ftl_cli_outcome(cli, &part, err);
}

static const struct ftl_option reorder_options[] = {
        {.key = "place", .type = FTL_OPT_TEXT, .value = "PLACE", .help = "where it is to lie"},
        {.key = "below",
         .type = FTL_OPT_TEXT,
         .value = "QUANTITY",
         .help = "when so many or fewer are free there"},
        {.key = "quantity",
         .type = FTL_OPT_TEXT,
         .value = "QUANTITY",
         .help = "how many are ordered then"},
        {.key = "none", .type = FTL_OPT_FLAG, .help = "it is not ordered by itself any longer"},
};
static const struct ftl_example reorder_examples[] = {
        {"fettle part reorder 970013-02 --place 'Shelf B2' --below 2 --quantity 10",
         "ten more when two are left", "parts"},
};
const struct ftl_command ftl_command_part_reorder = {
        .path = "part reorder",
        .summary = "say when more of a part is to be ordered for a place",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(reorder_options),
        FTL_ARGUMENTS(part_arguments),
        FTL_EXAMPLES(reorder_examples),
        .shape = &one_shape,
        .run = run_reorder,
        .write = put_reorder,
};

enum { STOCK_NONE, STOCK_SOME, STOCKS };
static const char *const stock_names[STOCKS] = {[STOCK_NONE] = "none", [STOCK_SOME] = "some"};

static enum ftl_status put_row(void *context, const struct ftl_part *part, struct ftl_err *err)
{
	struct ftl_cli *cli = context;
	struct ftl_cell cells[FTL_VIEW_PART_CELLS];
	const struct ftl_row row = {.cells = cells};

	ftl_view_part_cells(cells, cli->app, part);
	return ftl_out_row(cli->out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	int stock = ftl_cli_enum(cli, "stock");
	const struct ftl_part_filter filter = {
	        .text = ftl_cli_text(cli, "text"),
	        .has_retired = ftl_cli_flag(cli, "all"),
	        .is_in_stock = ftl_cli_flag(cli, "in-stock") || stock == STOCK_SOME,
	        .is_out = stock == STOCK_NONE,
	        .is_below = ftl_cli_flag(cli, "below"),
	        .supplier = ftl_cli_text(cli, "supplier"),
	        .place = ftl_cli_text(cli, "place"),
	        .fits = ftl_cli_text(cli, "fits"),
	};

	if (filter.is_in_stock && filter.is_out)
		return ftl_fail(err, FTL_USAGE, "stock", "none goes without --in-stock");
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_part_list(cli->app, &filter, put_row, ftl_cli_is_full, cli, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option list_options[] = {
        {.key = "text",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "only with this in SKU, name or maker's number"},
        {.key = "in-stock", .type = FTL_OPT_FLAG, .help = "only those of which there is some"},
        {.key = "stock",
         .type = FTL_OPT_ENUM,
         .value = "HOW",
         .help = "only those of which there is some, or none",
         .names = stock_names,
         .name_count = STOCKS},
        {.key = "below",
         .type = FTL_OPT_FLAG,
         .help = "only those of which so few are left at a place that more are ordered for it"},
        {.key = "supplier",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "only those that come from them"},
        {.key = "place",
         .type = FTL_OPT_TEXT,
         .value = "PLACE",
         .help = "only those of which some lies there"},
        {.key = "fits",
         .type = FTL_OPT_TEXT,
         .value = "BRAND[: MODEL]",
         .help = "only those that fit it; a model does without its brand"},
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also those that are retired"},
};
static const struct ftl_example list_examples[] = {
        {"fettle part list --in-stock", "what there is, and what it is worth", "parts"},
        {"fettle part list --text filter", "the filters", "parts"},
        {"fettle part list --fits 'Dyson: V11' --stock none", "what a V11 may lack", "parts"},
};
const struct ftl_command ftl_command_part_list = {
        .path = "part list",
        .summary = "list the parts of the catalogue with their stock",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};
