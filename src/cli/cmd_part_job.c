#include "cli/view_part.h"
#include "fettle/base/parse.h"

/* Parts onto jobs and off them again. */

static enum ftl_status form_of(struct ftl_cli *cli, struct ftl_stock_form *ret, struct ftl_err *err)
{
	int64_t line = 0;

	if (ftl_cli_is_given(cli, "line"))
		line = ftl_cli_int(cli, "line");
	*ret = (struct ftl_stock_form){
	        .order = ftl_cli_arg(cli, "CODE"),
	        .part = ftl_cli_arg(cli, "PART"),
	        .line = (int)line,
	        .quantity = ftl_cli_text(cli, "quantity"),
	        .place = ftl_cli_text(cli, "place"),
	        .serial = ftl_cli_text(cli, "serial"),
	        .lot = ftl_cli_text(cli, "lot"),
	};
	if (ret->part != NULL || line != 0)
		return FTL_OK;
	return ftl_fail(err, FTL_USAGE, "part", "is missing: a part, or --line of the bill");
}

typedef enum ftl_status operation(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_stock_form *form, struct ftl_stock_done *ret,
                                  struct ftl_err *err);

static enum ftl_status run_with(struct ftl_cli *cli, operation *run, struct ftl_err *err)
{
	struct ftl_stock_form form;
	struct ftl_stock_done done;

	FTL_TRY(form_of(cli, &form, err));
	FTL_TRY(run(cli->app, &cli->arena, &form, &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

#define COMMON                                                                                     \
	{.key = "quantity",                                                                        \
	 .type = FTL_OPT_TEXT,                                                                     \
	 .value = "QUANTITY",                                                                      \
	 .help = "how many; what the line lacks, or has, unless said"},                            \
	        {.key = "line",                                                                    \
	         .type = FTL_OPT_INT,                                                              \
	         .value = "N",                                                                     \
	         .help = "the line of the job's bill, where several are for the part",             \
	         .min = 1,                                                                         \
	         .max = INT32_MAX},                                                                \
	        {.key = "place",                                                                   \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "PLACE",                                                                 \
	         .help = "code or name; the only place it lies at unless said"},                   \
	        {.key = "serial",                                                                  \
	         .type = FTL_OPT_TEXT,                                                             \
	         .value = "SERIAL",                                                                \
	         .help = "of a part that is followed by serial number"},                           \
	{                                                                                          \
		.key = "lot", .type = FTL_OPT_TEXT, .value = "LOT",                                \
		.help = "of a part that is followed by lot; the first to expire unless said"       \
	}

static const struct ftl_argument job_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order"},
        {.name = "PART", .min = 0, .max = 1, .help = "any number that it has"},
};

static enum ftl_status run_need(struct ftl_cli *cli, struct ftl_err *err)
{
	const struct ftl_stock_form form = {.order = ftl_cli_arg(cli, "CODE"),
	                                    .part = ftl_cli_arg(cli, "PART"),
	                                    .quantity = ftl_cli_text(cli, "quantity")};
	struct ftl_stock_done done;

	FTL_TRY(ftl_part_need(cli->app, &cli->arena, &form, &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option need_options[] = {
        {.key = "quantity",
         .type = FTL_OPT_TEXT,
         .value = "QUANTITY",
         .help = "how many; one unless said"},
};
static const struct ftl_argument need_arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = "the work order"},
        {.name = "PART", .min = 1, .max = 1, .help = "any number that it has"},
};
static const struct ftl_example need_examples[] = {
        {"fettle part need W26-00001-9 970013-02", "the job needs a filter", "parts"},
};
const struct ftl_command ftl_command_part_need = {
        .path = "part need",
        .summary = "say that a job needs a part",
        .description =
                "Puts a line on the job's bill, at the price of the day, paid by whom the cover of "
                "the job says. Nothing is taken off the shelf. A job that was approved waits for "
                "its part until it is there, and goes on by itself.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(need_options),
        FTL_ARGUMENTS(need_arguments),
        FTL_EXAMPLES(need_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_need,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_reserve(struct ftl_cli *cli, struct ftl_err *err)
{
	return run_with(cli, ftl_part_reserve, err);
}

static const struct ftl_option job_options[] = {COMMON};
static const struct ftl_example reserve_examples[] = {
        {"fettle part reserve W26-00001-9 970013-02", "one of those on the shelf is the job's",
         "parts"},
};
const struct ftl_command ftl_command_part_reserve = {
        .path = "part reserve",
        .summary = "keep a part that is there for a job",
        .description = "It stays where it lies, and no other job gets it. A job that has no line "
                       "for the part gets one.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(job_options),
        FTL_ARGUMENTS(job_arguments),
        FTL_EXAMPLES(reserve_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_reserve,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_release(struct ftl_cli *cli, struct ftl_err *err)
{
	return run_with(cli, ftl_part_release, err);
}

static const struct ftl_example release_examples[] = {
        {"fettle part release W26-00001-9 970013-02", "others may have it", "parts_reserved"},
};
const struct ftl_command ftl_command_part_release = {
        .path = "part release",
        .summary = "let others have a part that was reserved for a job",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(job_options),
        FTL_ARGUMENTS(job_arguments),
        FTL_EXAMPLES(release_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_release,
        .write = ftl_view_stock_put,
};

static enum ftl_status run_issue(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stock_form form;
	struct ftl_stock_done done;

	FTL_TRY(form_of(cli, &form, err));
	form.may_go_below = ftl_cli_flag(cli, "below-zero");
	form.reason = ftl_cli_text(cli, "reason");
	FTL_TRY(ftl_part_issue(cli->app, &cli->arena, &form, &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option issue_options[] = {
        COMMON,
        {.key = "below-zero",
         .type = FTL_OPT_FLAG,
         .help = "take more than the ledger has there; for managers, with a reason"},
        {.key = "reason", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "why"},
};
static const struct ftl_example issue_examples[] = {
        {"fettle part issue W26-00001-9 970013-02", "a filter goes onto the job", "parts"},
};
const struct ftl_command ftl_command_part_issue = {
        .path = "part issue",
        .summary = "take a part off the shelf onto a job",
        .description =
                "What is reserved for the job goes first. Its line of the bill gets what the part "
                "cost, to the cent; a job that has no line for the part gets one.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(issue_options),
        FTL_ARGUMENTS(job_arguments),
        FTL_EXAMPLES(issue_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_issue,
        .write = ftl_view_stock_put,
};

static const char *const fates[] = {"unused", "doa", "wrong_part", "damaged_by_us"};
static const enum ftl_move_kind fate_moves[] = {FTL_MOVE_GIVE_BACK, FTL_MOVE_DEAD, FTL_MOVE_WRONG,
                                                FTL_MOVE_DAMAGE};

static enum ftl_status run_return(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_stock_form form;
	struct ftl_stock_done done;

	FTL_TRY(form_of(cli, &form, err));
	form.reason = ftl_cli_text(cli, "reason");
	FTL_TRY(ftl_part_return(cli->app, &cli->arena, &form, fate_moves[ftl_cli_enum(cli, "fate")],
	                        &done, err));
	return ftl_cli_outcome(cli, &done, err);
}

static const struct ftl_option return_options[] = {
        {.key = "fate",
         .type = FTL_OPT_ENUM,
         .value = "FATE",
         .help = "unused; doa: dead on arrival; wrong_part; damaged_by_us",
         .names = fates,
         .name_count = 4,
         .is_required = true},
        COMMON,
        {.key = "reason", .type = FTL_OPT_TEXT, .value = "TEXT", .help = "what happened"},
};
static const struct ftl_example return_examples[] = {
        {"fettle part return W26-00001-9 970013-02 --fate unused --place 'Shelf B2'",
         "it was not needed", "parts_issued"},
        {"fettle part return W26-00001-9 970013-02 --fate doa --reason 'no suction'",
         "it never worked: it is kept to be sent back, and the job needs another", "parts_issued"},
};
const struct ftl_command ftl_command_part_return = {
        .path = "part return",
        .summary = "take a part off a job again, and say what became of it",
        .description =
                "Unused, it goes back on the shelf and the job needs one less. Dead on arrival or "
                "the wrong part, it is kept to be sent back to the supplier (the wrong part goes "
                "on a shelf with --place); broken by us, it is thrown away: the job still needs "
                "one, and what it cost is no longer the job's.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(return_options),
        FTL_ARGUMENTS(job_arguments),
        FTL_EXAMPLES(return_examples),
        .shape = &ftl_view_stock_shape,
        .run = run_return,
        .write = ftl_view_stock_put,
};
