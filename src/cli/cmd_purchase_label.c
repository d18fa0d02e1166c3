#include "cli/purchase_label.h"

/* The labels of what came, once more. */

static enum ftl_status run_label(struct ftl_cli *cli, struct ftl_err *err)
{
	const char *printer = ftl_cli_text(cli, "printer");
	struct ftl_purchase_received received;

	if (cli->output == NULL && printer == NULL)
		return ftl_fail(err, FTL_USAGE, "output", "is missing, or --printer");
	FTL_TRY(ftl_purchase_label_check(cli, cli->output, printer, err));
	FTL_TRY(ftl_purchase_came(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                          ftl_cli_arg(cli, "LINE"), &received, err));
	return ftl_purchase_label_make(cli, &received, cli->output, printer, err);
}

static const struct ftl_option options[] = {
        {.key = "printer",
         .type = FTL_OPT_TEXT,
         .value = "NAME",
         .help = "print them: fettle printer list"},
};
static const struct ftl_argument arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "of the purchase order"},
        {.name = "LINE", .min = 0, .max = 1, .help = "of this line alone"},
};
static const struct ftl_example examples[] = {
        {"fettle purchase label B26-00001-K --output for.png", "the labels of what came are lost",
         "purchase_received"},
        {"fettle purchase label B26-00001-K 1 --output for.pdf", "of one line",
         "purchase_received"},
};
const struct ftl_command ftl_command_purchase_label = {
        .path = "purchase label",
        .summary = "make the labels again of what came",
        .description =
                "For each line of which something came: what is for a job gets a label that says "
                "for which, how much and what it is; what is for the shelf the label of its part, "
                "with the place that it went to. `purchase receive` makes them as it comes.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_OWN_OUTPUT,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .run = run_label,
};
