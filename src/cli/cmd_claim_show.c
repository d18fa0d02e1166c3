#include "cli/rows.h"
#include "cli/view_claim.h"
#include "cli/view_order.h"
#include "fettle/base/text.h"

static enum ftl_tone tone_of(const struct ftl_row *row)
{
	const char *state = row->cells[FTL_VIEW_CLAIM_STATE].text;

	return ftl_text_equal(state, ftl_claim_state_names[FTL_CLAIM_REJECTED]) ||
	                       ftl_text_equal(state, ftl_claim_state_names[FTL_CLAIM_SHORT_PAID]) ||
	                       ftl_text_equal(state, ftl_claim_state_names[FTL_CLAIM_INFO_REQUIRED])
	               ? FTL_TONE_WARN
	               : FTL_TONE_PLAIN;
}

static const struct ftl_table list_shape = {
        .schema = "claim.list/1",
        .title = "Claims",
        .columns = ftl_view_claim_columns,
        .count = FTL_VIEW_CLAIM_CELLS,
        .empty = "no claims; fettle claim due lists what is to be claimed",
        .tone_of = tone_of,
};
static const struct ftl_section parts[] = {FTL_VIEW_CLAIM_LINES, FTL_VIEW_CLAIM_EVENTS};
static const struct ftl_table show_shape = {.schema = "claim/1",
                                            .title = "Claim",
                                            .columns = ftl_view_claim_whole,
                                            .count = FTL_VIEW_CLAIM_CELLS,
                                            .sections = parts,
                                            .section_count = FTL_COUNT(parts)};

static enum ftl_status put_drafts(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_claim_drafts *drafts = result;
	struct ftl_cell cells[FTL_VIEW_CLAIM_CELLS];
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	for (size_t i = 0; i < drafts->count; i++) {
		ftl_view_claim_full_cells(&cli->arena, cells, &drafts->claims[i]);
		FTL_TRY(ftl_out_row(cli->out, &row, err));
	}
	FTL_TRY(ftl_out_end(cli->out, err));
	for (size_t i = 0; i < drafts->count; i++) {
		const struct ftl_claim_full *full = &drafts->claims[i];
		const char *code = ftl_view_code(&cli->arena, full->claim.code);

		if (full->preflight != NULL && full->preflight->blocking > 0)
			ftl_cli_next(cli, "claim preflight %s", code);
		else
			ftl_cli_next(cli, "claim submit %s", code);
	}
	return FTL_OK;
}

static enum ftl_status run_draft(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_claim_drafts drafts;

	FTL_TRY(ftl_claim_draft(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"),
	                        ftl_cli_text(cli, "payer"), &drafts, err));
	return ftl_cli_outcome(cli, &drafts, err);
}

static void fill(struct ftl_cli *cli, struct ftl_cell *cells, const void *thing)
{
	ftl_view_claim_cells(&cli->arena, cells, thing);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_claim_filter filter = {.is_all = ftl_cli_flag(cli, "all"),
	                                        .state = ftl_cli_text(cli, "state"),
	                                        .payer = ftl_cli_text(cli, "payer"),
	                                        .order = ftl_cli_text(cli, "order")};
	const struct ftl_claim *claims;
	size_t count;

	FTL_TRY(ftl_claim_list(cli->app, &cli->arena, &filter, &claims, &count, err));
	return ftl_cli_put_list(cli, &list_shape, fill, claims, count, sizeof(*claims), err);
}

static enum ftl_status run_show(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_claim_full full;
	struct ftl_cell cells[FTL_VIEW_CLAIM_CELLS];
	struct ftl_section filled[FTL_COUNT(parts)];
	const struct ftl_row row = {
	        .cells = cells, .sections = filled, .section_count = FTL_COUNT(parts)};

	FTL_TRY(ftl_claim_get(cli->app, &cli->arena, ftl_cli_arg(cli, "CLAIM"), &full, err));
	ftl_view_claim_full_cells(&cli->arena, cells, &full);
	filled[0] = ftl_view_claim_lines(&cli->arena, &full);
	filled[1] = ftl_view_claim_events(&cli->arena, &full);
	return ftl_out_record(cli->out, &show_shape, &row, NULL, NULL, err);
}

#define PAYER(what)                                                                                \
	{                                                                                          \
		.key = "payer", .type = FTL_OPT_ENUM, .value = "PAYER", .help = (what),            \
		.names = ftl_payer_names, .name_count = FTL_PAYERS                                 \
	}

static const struct ftl_option draft_options[] = {
        PAYER("only on this one; otherwise on each that has lines nobody claimed yet"),
};
static const struct ftl_argument draft_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order"},
};
static const struct ftl_example draft_examples[] = {
        {"fettle claim draft W26-00001-9", "a claim on each payer of the job", "payers"},
};

const struct ftl_command ftl_command_claim_draft = {
        .path = "claim draft",
        .summary = "open a claim on each payer of a job",
        .description =
                "A claim gets a number and stays a draft until it is sent: its lines are those of "
                "the payer on the job's bill, as it stands, that are in no other claim.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(draft_options),
        FTL_ARGUMENTS(draft_arguments),
        FTL_EXAMPLES(draft_examples),
        .shape = &list_shape,
        .run = run_draft,
        .write = put_drafts,
};

static const struct ftl_option list_options[] = {
        {.key = "all", .type = FTL_OPT_FLAG, .help = "also those of which nothing is open"},
        {.key = "state",
         .type = FTL_OPT_ENUM,
         .value = "STATE",
         .help = "only those that stand there",
         .names = ftl_claim_state_names,
         .name_count = FTL_CLAIM_STATES},
        PAYER("only those on this one"),
        {.key = "order", .type = FTL_OPT_TEXT, .value = "CODE", .help = "all of this job"},
};
static const struct ftl_example list_examples[] = {
        {"fettle claim list", "what is under way with the payers", "claims"},
        {"fettle claim list --state rejected", "what is to be corrected or appealed", "claims"},
};

const struct ftl_command ftl_command_claim_list = {
        .path = "claim list",
        .summary = "list claims, and what is open of them",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};

static const struct ftl_argument show_arguments[] = {
        {.name = "CLAIM", .min = 1, .max = 1, .help = "its code"},
};
static const struct ftl_example show_examples[] = {
        {"fettle claim show C26-00001-N", "its lines, and what happened", "claims"},
};

const struct ftl_command ftl_command_claim_show = {
        .path = "claim show",
        .summary = "show a claim with its lines and its history",
        .description = "What was claimed of each line is paid, written off or still open.",
        .need = FTL_NEED_READ,
        FTL_ARGUMENTS(show_arguments),
        FTL_EXAMPLES(show_examples),
        .shape = &show_shape,
        .run = run_show,
};
