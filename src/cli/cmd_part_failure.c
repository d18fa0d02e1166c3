#include "cli/view_diagnosis.h"
#include "cli/view_order.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/ops/fault.h"

static const struct ftl_table failure_shape = {
        .schema = "part_failure/1",
        .title = "Failed part",
        .columns = ftl_view_failure_columns,
        .count = FTL_VIEW_FAILURE_LISTED,
};

struct telling {
	struct ftl_arena *arena;
	const struct ftl_part_failure *failure;
};

/* "W26-00001-9  line 2: battery BL-5C failed, dead on arrival" */
static void view_failure(struct ftl_out *out, const struct ftl_table *shape,
                         const struct ftl_row *row, const void *extra)
{
	const struct telling *t = extra;
	const struct ftl_part_failure *failure = t->failure;
	const char *words = ftl_view_failure_words(t->arena, failure);

	(void)shape;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(t->arena, failure->order_code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  line %d: %s %s%s\n", failure->position,
	              ftl_text_visible(t->arena, failure->part),
	              failure->is_taken_back ? "did not fail; it said " : "failed, ",
	              ftl_text_visible(t->arena, words));
}

static enum ftl_status write_failure(struct ftl_cli *cli, const void *result, struct ftl_err *err)
{
	const struct ftl_part_failure *failure = result;
	struct ftl_cell cells[FTL_VIEW_FAILURE_LISTED];
	const struct ftl_row row = {.cells = cells};
	const struct telling telling = {&cli->arena, failure};

	ftl_view_failure_cells(cells, failure);
	if (failure->is_taken_back)
		cells[FTL_VIEW_FAILURE_REASON] = ftl_cell_none();
	FTL_TRY(ftl_out_record(cli->out, &failure_shape, &row, view_failure, &telling, err));
	ftl_cli_next(cli, "part-failure list");
	return FTL_OK;
}

static enum ftl_status run_why_failed(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_part_failure failure;
	int64_t position;

	FTL_TRY(ftl_parse_i64("line", ftl_cli_arg(cli, "LINE"), 1, INT32_MAX, &position, err));
	FTL_TRY(ftl_order_why_failed(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), (int)position,
	                             ftl_cli_arg(cli, "REASON"), ftl_cli_text(cli, "by"),
	                             ftl_cli_text(cli, "text"), &failure, err));
	return ftl_cli_outcome(cli, &failure, err);
}

static const char *const reasons[] = {"doa", "faulty", "damaged_by_us", "wrong_part", "none"};
static const struct ftl_option why_options[] = {
        {.key = "by",
         .type = FTL_OPT_TEXT,
         .value = "STAFF",
         .help = "login of who damaged it; only with damaged_by_us"},
        {.key = "text", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what happened"},
};
static const struct ftl_argument why_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order"},
        {.name = "LINE", .min = 1, .max = 1, .help = "number of the part's line on the bill"},
        {.name = "REASON",
         .min = 1,
         .max = 1,
         .help = "doa (dead on arrival), faulty, damaged_by_us, wrong_part; none takes it back",
         .names = reasons,
         .name_count = 5},
};
static const struct ftl_example why_examples[] = {
        {"fettle order why-failed W26-00008-W 1 doa --text 'spring too short'",
         "the new part never worked", "jobs"},
        {"fettle order why-failed W26-00008-W 1 damaged_by_us --by tomas",
         "one of us broke it, and who", "jobs"},
};

const struct ftl_command ftl_command_order_why_failed = {
        .path = "order why-failed",
        .summary = "say why a part of a job failed",
        .description =
                "Of a part on the job's bill: dead on arrival, faulty, damaged by us (and by "
                "whom), or the wrong one. Also of a line that was taken off, and of a job that is "
                "closed. Said again, the new reason stands instead of the old one.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(why_options),
        FTL_ARGUMENTS(why_arguments),
        FTL_EXAMPLES(why_examples),
        .shape = &failure_shape,
        .run = run_why_failed,
        .write = write_failure,
};

static const struct ftl_table list_shape = {
        .schema = "part_failure.list/1",
        .title = "Failed parts",
        .columns = ftl_view_failure_columns,
        .count = FTL_VIEW_FAILURE_LISTED,
        .empty = "no such part failed",
};

static enum ftl_status put_failure(void *context, const struct ftl_part_failure *failure,
                                   struct ftl_err *err)
{
	struct ftl_out *out = context;
	struct ftl_cell cells[FTL_VIEW_FAILURE_LISTED];
	const struct ftl_row row = {.cells = cells};

	if (ftl_out_is_full(out))
		return FTL_OK;
	ftl_view_failure_cells(cells, failure);
	return ftl_out_row(out, &row, err);
}

static enum ftl_status run_list(struct ftl_cli *cli, struct ftl_err *err)
{
	int reason = ftl_cli_enum(cli, "reason");
	struct ftl_failure_filter filter = {
	        .reason = reason >= 0 ? ftl_part_failure_names[reason] : NULL,
	        .by = ftl_cli_text(cli, "by"),
	};

	FTL_TRY(ftl_cli_between(cli, &filter.from, &filter.to, err));
	FTL_TRY(ftl_out_begin(cli->out, &list_shape, err));
	FTL_TRY(ftl_failure_list(cli->app, &filter, put_failure, cli->out, err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option list_options[] = {
        {.key = "reason",
         .type = FTL_OPT_ENUM,
         .value = "REASON",
         .help = "only for this reason",
         .names = ftl_part_failure_names,
         .name_count = FTL_PART_FAILURES},
        {.key = "by",
         .type = FTL_OPT_TEXT,
         .value = "STAFF",
         .help = "only what this login damaged"},
        {.key = "from",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "only noted on this day or later"},
        {.key = "to",
         .type = FTL_OPT_PERIOD,
         .value = "DATE",
         .help = "only noted on this day or earlier"},
};
static const struct ftl_example list_examples[] = {
        {"fettle part-failure list --reason doa --from -90d", "what arrived dead in three months",
         "jobs"},
};

const struct ftl_command ftl_command_part_failure_list = {
        .path = "part-failure list",
        .summary = "list parts that failed, and why",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        FTL_OPTIONS(list_options),
        FTL_EXAMPLES(list_examples),
        .shape = &list_shape,
        .run = run_list,
};
