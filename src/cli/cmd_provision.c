#include "cli/context.h"
#include "cli/rows.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/provision.h"

enum { PERCENT, FROM, CELLS };
static const struct ftl_column columns[CELLS] = {
        [PERCENT] = {"percent", "Percent", FTL_T_QUANTITY, false,
                     "of what customers and payers are billed for a repair; none: ended", NULL},
        [FROM] = {"effective_from", "From", FTL_T_DATE, false, "in force from this day on", NULL},
};

static const struct ftl_table list_shape = {
        .schema = "provision.list/1",
        .title = "Provision for our own guarantee",
        .columns = columns,
        .count = CELLS,
        .empty = "no rate is in force: nothing is set aside for our own guarantee"};
static const struct ftl_table one_shape = {
        .schema = "provision/1", .title = "Provision", .columns = columns, .count = CELLS};

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	const struct ftl_provision_rate *rate = thing;

	(void)cli;
	cells[PERCENT] = ftl_cell_opt(rate->basis_points.has, rate->basis_points.value * 10);
	cells[FROM] = ftl_cell_number(rate->effective_from);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_provision_rate *rates;
	int32_t date = ftl_cli_is_given(cli, "as-of") ? ftl_cli_date(cli, "as-of")
	                                              : ftl_app_today(cli->app);
	size_t count;

	FTL_TRY(ftl_provision_list(cli->app, &cli->arena, date, ftl_cli_flag(cli, "all"), &rates,
	                           &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, rates, count, sizeof(*rates), err);
}

static enum ftl_status put(struct ftl_cli *cli, const void *rate, struct ftl_err *err)
{
	FTL_TRY(ftl_cli_put_record(cli, &one_shape, fill, rate, err));
	ftl_cli_next(cli, "report warranty-cost");
	return FTL_OK;
}

static enum ftl_status set(struct ftl_cli *cli, const char *percent, struct ftl_err *err)
{
	const struct ftl_provision_form form = {
	        .percent = percent,
	        .from = ftl_cli_date_text(cli, "from"),
	};
	struct ftl_provision_rate rate;

	FTL_TRY(ftl_provision_set(cli->app, &cli->arena, &form, &rate, err));
	return ftl_cli_outcome(cli, &rate, err);
}

static enum ftl_status run_set(struct ftl_cli *cli, struct ftl_err *err)
{
	return set(cli, ftl_cli_arg(cli, "PERCENT"), err);
}

static enum ftl_status run_remove(struct ftl_cli *cli, struct ftl_err *err)
{
	return set(cli, NULL, err);
}

static const struct ftl_option list_options[] = {
        {.key = "as-of",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "in force on this day (default: today)"},
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also what is over or has not begun"},
};
static const struct ftl_example list_examples[] = {
        {"fettle provision list --all", "what was set aside since when", NULL},
};

const struct ftl_command ftl_command_provision_list = {
        .path = "provision list",
        .summary = "show what is set aside for our own guarantee",
        .description = "A share of what customers and payers are billed for a repair that we "
                       "guarantee. The sheet Provision of the warranty-cost report shows what "
                       "follows from it.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_option from_options[] = {
        {.key = "from",
         .type = FTL_OPT_DATE,
         .value = "DATE",
         .help = "in force from this day on (default: today)"},
};
static const struct ftl_argument set_arguments[] = {
        {.name = "PERCENT",
         .min = 1,
         .max = 1,
         .help = "of what is billed for a repair, without tax: 2.5"},
};
static const struct ftl_example set_examples[] = {
        {"fettle provision set 2.5 --from 2026-01-01", "two and a half percent since the new year",
         NULL},
};

const struct ftl_command ftl_command_provision_set = {
        .path = "provision set",
        .summary = "say how much is set aside for our own guarantee",
        .description =
                "A share of what customers and payers are billed for a repair, without tax. It is "
                "set aside at the hand-over, at the rate of that day, and released day by day "
                "while our guarantee runs (fettle term, setting warranty.own_repair_days). With a "
                "new rate everything that is still guaranteed is valued anew from its day on; the "
                "report shows the difference as a change in estimate.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(from_options),
        FTL_ARGUMENTS(set_arguments),
        FTL_EXAMPLES(set_examples),
        .shape = &one_shape,
        .run = run_set,
        .write = put,
};

static const struct ftl_example remove_examples[] = {
        {"fettle provision set 2.5 --from 2026-01-01 && fettle provision remove --from 2027-01-01",
         "nothing is set aside after the year", NULL},
};

const struct ftl_command ftl_command_provision_remove = {
        .path = "provision remove",
        .summary = "set nothing aside for our own guarantee from a day on",
        .description = "What was set aside until then is released on that day. Earlier days keep "
                       "the rate they had.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(from_options),
        FTL_EXAMPLES(remove_examples),
        .shape = &one_shape,
        .run = run_remove,
        .write = put,
};
