#include "cli/cmd_coverage.h"
#include "fettle/ops/coverage.h"

static enum ftl_status run_meter(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_coverage coverage;
	const struct ftl_meter_form form = {
	        .meter = ftl_cli_arg(cli, "READING"),
	        .on = ftl_cli_text(cli, "on"),
	        .reason = ftl_cli_text(cli, "reason"),
	};

	FTL_TRY(ftl_device_meter(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &form, &coverage,
	                         err));
	return ftl_cli_outcome(cli, &coverage, err);
}

static const struct ftl_argument arguments[] = {
        {.name = "CODE",
         .min = 1,
         .max = 1,
         .help = "the device's code, IMEI, serial or asset tag; or a work order of it"},
        {.name = "READING",
         .min = 1,
         .max = 1,
         .help = "what its counter reads, with the unit: '12000 km', '340 h', 8000"},
};
static const struct ftl_option options[] = {
        {.key = "on",
         .type = FTL_OPT_TEXT,
         .value = "DATE",
         .help = "the day it was read (standard: today)"},
        {.key = "reason",
         .type = FTL_OPT_TEXT,
         .value = "TEXT",
         .help = "why it reads less than before: another meter was built in"},
};
static const struct ftl_example examples[] = {
        {"fettle device meter S01-5512345-7 '340 h'", "the headphones played 340 hours", "orders"},
};

const struct ftl_command ftl_command_device_meter = {
        .path = "device meter",
        .summary = "note what the meter of a device reads",
        .description =
                "Pages, operating hours, kilometres: a cover with a meter limit ends when its "
                "meter reads more. Readings stay on file with their day and who noted them; the "
                "last one of the day of the fault or before counts. One that is less than before, "
                "or more than later, is refused without --reason. Gives the verdict by what is "
                "known now; an open job goes by what was decided of it until `coverage decide`.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &ftl_coverage_shape,
        .run = run_meter,
        .write = ftl_coverage_write,
};
