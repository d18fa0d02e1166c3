#include "cli/report_context.h"
#include "fettle/report/parts.h"

/* The lists behind the report of parts. */

static enum ftl_status run(struct ftl_cli *cli, enum ftl_parts_list list, bool is_short,
                           struct ftl_err *err)
{
	struct ftl_report_context context;
	struct ftl_report_result result;

	FTL_TRY(ftl_app_permit(cli->app, FTL_CAN_MANAGE, err));
	FTL_TRY(ftl_report_context_make(cli, &context, err));
	FTL_TRY(ftl_parts_list(&context, ftl_report_context_period(cli, &context), list, is_short,
	                       cli->out, &cli->arena, &result, err));
	ftl_cli_say(cli, "%s, as of %s", result.period, result.as_of);
	return FTL_OK;
}

static const struct ftl_option options[] = {FTL_REPORT_OPTIONS};

static enum ftl_status run_value(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_PLACES, false, err);
}
static const struct ftl_example value_examples[] = {
        {"fettle stock value", "place by place, the most valuable first", "parts"},
        {"fettle stock value --as-of 2026-10-31", "as it was at the end of October", "parts"},
};
const struct ftl_command ftl_command_stock_value = {
        .path = "stock value",
        .summary = "show what the stock is worth, place by place",
        .description =
                "At the end of the period, beside what it was when the period began. All stock of "
                "a part has one average cost; the places share it by what lies there, to the cent.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(value_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_PLACES],
        .run = run_value,
};

static enum ftl_status run_cover(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_COVER, false, err);
}
static const struct ftl_example cover_examples[] = {
        {"fettle stock cover --from 2026-Q4", "by the use of this quarter", "parts_issued"},
};
const struct ftl_command ftl_command_stock_cover = {
        .path = "stock cover",
        .summary = "show for how long the stock of each part lasts",
        .description =
                "What is there ÷ what was used a day in the period, and whether parts were there "
                "when jobs needed them. Over: what is more than the days of use that setting "
                "stock.cover_days says are enough.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(cover_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_COVER],
        .run = run_cover,
};

static enum ftl_status run_slow(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_SLOW, false, err);
}
static const struct ftl_example slow_examples[] = {
        {"fettle stock slow", "what lies unused, the most valuable first", "parts"},
};
const struct ftl_command ftl_command_stock_slow = {
        .path = "stock slow",
        .summary = "list slow and dead stock",
        .description =
                "Parts of which there is some that no job used for the days of setting "
                "stock.slow_days, or of stock.dead_days, at the end of the period. What was bought "
                "again after there was none counts from then.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(slow_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_SLOW],
        .run = run_slow,
};

static enum ftl_status run_fill(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_FILL, ftl_cli_flag(cli, "short"), err);
}
static const struct ftl_option fill_options[] = {
        {.key = "short", .type = FTL_OPT_FLAG, .help = "only those whose part was not there"},
        FTL_REPORT_OPTIONS,
};
static const struct ftl_example fill_examples[] = {
        {"fettle stock fill --short", "jobs that had to wait for a part", "parts_waiting"},
};
const struct ftl_command ftl_command_stock_fill = {
        .path = "stock fill",
        .summary = "list the lines that needed a part, and whether it was there",
        .description =
                "Lines of jobs for a part of the catalogue that were put on in the period. Filled: "
                "all of it was on a shelf for the job at once. Lines that were taken off later "
                "count too.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(fill_options),
        FTL_EXAMPLES(fill_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_FILL],
        .run = run_fill,
};

static enum ftl_status run_supply(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_SUPPLIERS, false, err);
}
static const struct ftl_example supply_examples[] = {
        {"fettle stock supply", "what came of whom, and how good it was", "parts_dead"},
};
const struct ftl_command ftl_command_stock_supply = {
        .path = "stock supply",
        .summary = "show what came of each supplier, and how good it was",
        .description =
                "What was received and what of it was dead on arrival or wrong; how long "
                "deliveries "
                "took from the purchase order, how many were in time and in full. Where the ledger "
                "does not say who sent a bad piece, it is who sent the last delivery before.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(supply_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_SUPPLIERS],
        .run = run_supply,
};

static enum ftl_status run_faulty(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_FAULTY, false, err);
}
static const struct ftl_example faulty_examples[] = {
        {"fettle stock faulty", "what was no good, and of whom", "parts_dead"},
};
const struct ftl_command ftl_command_stock_faulty = {
        .path = "stock faulty",
        .summary = "list parts that were dead on arrival or wrong",
        .description = "The most money first. A finding that was a mistake is taken back by a row "
                       "below zero.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(faulty_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_FAULTY],
        .run = run_faulty,
};

static enum ftl_status run_losses(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_LOSSES, false, err);
}
static const struct ftl_example losses_examples[] = {
        {"fettle stock losses", "what is missing, and why", "parts_dead"},
};
const struct ftl_command ftl_command_stock_losses = {
        .path = "stock losses",
        .summary = "list what was counted missing, scrapped or broken",
        .description = "The most money first, with who posted it and why. What a count found too "
                       "many, and "
                       "what was taken back, stands below zero.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(losses_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_LOSSES],
        .run = run_losses,
};

static enum ftl_status run_uncredited(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_UNCREDITED, false, err);
}
static const struct ftl_example uncredited_examples[] = {
        {"fettle stock uncredited", "what suppliers did not pay for, and why", "parts_dead"},
};
const struct ftl_command ftl_command_stock_uncredited = {
        .path = "stock uncredited",
        .summary = "list what suppliers did not credit",
        .description =
                "Of each line that went back to a supplier and was credited short, denied or lost "
                "on the way in the period: what was asked less what was credited, the most money "
                "first. More than was asked, and what was taken back, stands below zero.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(uncredited_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_UNCREDITED],
        .run = run_uncredited,
};

static enum ftl_status run_below(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_BELOW, false, err);
}
static const struct ftl_example below_examples[] = {
        {"fettle stock below --from 2026", "who overrode the ledger this year, and why", "parts"},
};
const struct ftl_command ftl_command_stock_below = {
        .path = "stock below",
        .summary = "list what was taken though the ledger had none",
        .description = "Moves that left a shelf with less than nothing, with who did it and why.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(below_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_BELOW],
        .run = run_below,
};

static enum ftl_status run_deliveries(struct ftl_cli *cli, struct ftl_err *err)
{
	return run(cli, FTL_PARTS_DELIVERIES, false, err);
}
static const struct ftl_example deliveries_examples[] = {
        {"fettle stock deliveries", "what came when, and what was promised", "purchase_received"},
};
const struct ftl_command ftl_command_stock_deliveries = {
        .path = "stock deliveries",
        .summary = "list what came of purchase orders, and when",
        .description = "Each delivery on a line of a purchase order, with the first day that the "
                       "supplier confirmed, else the day by the lead time.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(options),
        FTL_EXAMPLES(deliveries_examples),
        .shape = &ftl_parts_shapes[FTL_PARTS_DELIVERIES],
        .run = run_deliveries,
};
