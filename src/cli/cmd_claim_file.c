#include "cli/claim_file.h"

/* A payer's rules may name other columns. */
#define COLUMN(name, title, is_of_line, is_money)                                                  \
	{name, title, (is_money) ? FTL_T_MONEY : FTL_T_TEXT, false, title, NULL},
static const struct ftl_column columns[] = {FTL_PAPER_NAMES(COLUMN)};
static const struct ftl_table shape = {.schema = "claim.file/1",
                                       .title = "Claim",
                                       .columns = columns,
                                       .count = FTL_COUNT(columns)};

static enum ftl_status run_file(struct ftl_cli *cli, struct ftl_err *err)
{
	return ftl_claim_file_put(cli, ftl_cli_arg(cli, "CLAIM"), (int)ftl_cli_int(cli, "revision"),
	                          err);
}

static const struct ftl_option options[] = {
        {.key = "revision",
         .type = FTL_OPT_INT,
         .value = "N",
         .help = "which one; otherwise the last",
         .min = 1,
         .max = 10000},
};
static const struct ftl_argument arguments[] = {
        {.name = "CLAIM", .min = 1, .max = 1, .help = "its code"},
};
static const struct ftl_example examples[] = {
        {"fettle claim file C26-00001-N --output claim.xlsx", "what was sent, once more", "claims"},
};

const struct ftl_command ftl_command_claim_file = {
        .path = "claim file",
        .summary = "write what a claim said when it was sent, as the payer wants it",
        .description =
                "A row for each line, with the columns and titles that `export` in the payer's "
                "rules names, otherwise with everything that the claim says. It was frozen when it "
                "was sent: what changed since on the job is not in it.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_DATA,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &shape,
        .run = run_file,
};
