#include <string.h>

#include "cli/cmd_order_step.h"
#include "cli/job_list.h"
#include "cli/prompt.h"
#include "cli/view_order.h"
#include "fettle/ops/advice.h"

enum { CODE, LEVEL, JOBS, P50_ON, P90_ON, P50, P90, CELLS };
static const struct ftl_column columns[CELLS] = {
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [LEVEL] = {"level", "By", FTL_T_ENUM, false,
                   "jobs on the same model, category, all; or target, with too few of them", NULL},
        [JOBS] = {"jobs", "Jobs", FTL_T_INT, false, "how many it rests on", NULL},
        [P50_ON] = {"p50_on", "Half ready by", FTL_T_DATE, false, "half of such jobs", NULL},
        [P90_ON] = {"p90_on", "9 in 10 ready by", FTL_T_DATE, false, "nine in ten of them", NULL},
        [P50] = {"p50_business_seconds", "Half took", FTL_T_DURATION, false,
                 "opening hours from receipt to ready", NULL},
        [P90] = {"p90_business_seconds", "9 in 10 took", FTL_T_DURATION, false,
                 "opening hours from receipt to ready", NULL},
};
static const struct ftl_table advice_shape = {
        .schema = "order.advice/1", .title = "Advice", .columns = columns, .count = CELLS};

struct telling {
	struct ftl_arena *arena;
	const struct ftl_app *app;
	const struct ftl_order *order;
	const struct ftl_advice *advice;
};

/* "half of 58 jobs on the same model were ready by Tue 24 Nov, 9 in 10 by Thu 26 Nov" */
static const char *words_of(const struct telling *t)
{
	static const char *const such[FTL_ADVICE_LEVELS] = {
	        [FTL_ADVICE_MODEL] = "on the same model",
	        [FTL_ADVICE_CATEGORY] = "on such devices",
	        [FTL_ADVICE_ALL] = "of all kinds",
	};
	const struct ftl_advice *advice = t->advice;
	int32_t today = ftl_app_today(t->app);
	const char *late;

	if (!advice->p90_on.has)
		return "the centre is never open again by its calendar: no day can be advised";
	late = ftl_view_day(t->arena, (int32_t)advice->p90_on.value, today);
	if (advice->level == FTL_ADVICE_TARGET)
		return ftl_sprintf(t->arena, "too few jobs to go by (%lld); its target %s up on %s",
		                   (long long)advice->jobs,
		                   advice->p90_on.value < today ? "was" : "is", late);
	return ftl_sprintf(t->arena, "of %lld jobs %s half were ready by %s, 9 in 10 by %s",
	                   (long long)advice->jobs, such[advice->level],
	                   ftl_view_day(t->arena, (int32_t)advice->p50_on.value, today), late);
}

static void view_advice(struct ftl_out *out, const struct ftl_table *shape,
                        const struct ftl_row *row, const void *extra)
{
	const struct telling *t = extra;

	(void)shape;
	(void)row;
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", ftl_view_code(t->arena, t->order->code));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  %s\n", words_of(t));
}

static enum ftl_status suggest(struct ftl_cli *cli, const struct telling *t, struct ftl_err *err)
{
	const struct ftl_advice *advice = t->advice;
	char date[FTL_DATE_TEXT_SIZE];
	const struct ftl_cell cells[CELLS] = {
	        [CODE] = ftl_cell_text(t->order->code),
	        [LEVEL] = ftl_cell_text(ftl_advice_level_names[advice->level]),
	        [JOBS] = ftl_cell_number(advice->jobs),
	        [P50_ON] = ftl_cell_opt(advice->p50_on.has, advice->p50_on.value),
	        [P90_ON] = ftl_cell_opt(advice->p90_on.has, advice->p90_on.value),
	        [P50] = ftl_cell_number(advice->p50_seconds),
	        [P90] = ftl_cell_number(advice->p90_seconds),
	};
	const struct ftl_row row = {.cells = cells};

	FTL_TRY(ftl_out_record(cli->out, &advice_shape, &row, view_advice, t, err));
	if (advice->p90_on.has && advice->p90_on.value >= ftl_app_today(cli->app))
		ftl_cli_next(cli, "order promise %s %s", ftl_view_code(&cli->arena, t->order->code),
		             ftl_date_format(date, (int32_t)advice->p90_on.value));
	return FTL_OK;
}

/* Asks for the day, with the advised one in the line, and lets the step have it. */
static enum ftl_status ask_day(struct ftl_cli *cli, const struct telling *t, struct ftl_err *err)
{
	FTL_PROMPT(prompt);
	char date[FTL_DATE_TEXT_SIZE];
	int32_t today = ftl_app_today(cli->app);
	struct ftl_opt advised = t->advice->p90_on;
	int32_t day = advised.has && advised.value > today ? (int32_t)advised.value : today;
	const struct ftl_question question = {.label = "Promise",
	                                      .initial = ftl_date_format(date, day)};
	struct ftl_value *value = FTL_NEW(&cli->arena, struct ftl_value);
	struct ftl_answer answer;

	FTL_TRY(ftl_prompt_open(strlen("Promise"), &prompt, err));
	ftl_prompt_note(prompt, false, "%s", words_of(t));
	FTL_TRY(ftl_prompt_ask(prompt, &question, &cli->arena, &answer, err));
	if (answer.kind != FTL_ANSWER_GIVEN)
		return ftl_fail(err, FTL_STATE, NULL, "stopped: nothing was promised");
	ftl_digest_text(&cli->app->request, answer.text);
	value->text = answer.text;
	cli->arguments[1].items = value;
	cli->arguments[1].count = 1;
	return ftl_order_step_run(cli, err);
}

static enum ftl_status run_promise(struct ftl_cli *cli, struct ftl_err *err)
{
	bool is_advice = ftl_cli_flag(cli, "suggest");
	bool has_day = ftl_cli_arg(cli, "DATE") != NULL;
	struct ftl_advice advice;
	struct ftl_order order;
	const struct telling telling = {&cli->arena, cli->app, &order, &advice};

	if (is_advice && has_day)
		return ftl_fail(err, FTL_USAGE, "suggest", "goes without a date");
	if (has_day)
		return ftl_order_step_run(cli, err);
	if (!is_advice && !ftl_cli_can_ask(cli)) {
		ftl_fail(err, FTL_USAGE, "DATE", "is missing: which day is promised?");
		return ftl_hint(err, "--suggest says by when such jobs were ready");
	}
	FTL_TRY(ftl_order_advice(cli->app, &cli->arena, ftl_cli_arg(cli, "CODE"), &order, &advice,
	                         err));
	return is_advice ? suggest(cli, &telling, err) : ask_day(cli, &telling, err);
}

static const struct ftl_argument arguments[] = {
        {.name = "CODE", .min = 1, .max = 1, .help = FTL_JOB_LIST_HELP},
        {.name = "DATE", .min = 0, .max = 1, .help = "the day: 2026-11-30, +3d"},
};
static const struct ftl_option options[] = {
        {.key = "suggest",
         .type = FTL_OPT_FLAG,
         .help = "promise nothing: say by when such jobs were ready"},
        FTL_ORDER_STEP_OPTIONS,
};
static const struct ftl_example examples[] = {
        {"fettle order promise W26-00001-9 +5d", "five days more", "jobs"},
        {"fettle order promise W26-00001-9 --suggest", "what such jobs took here", "jobs"},
};

const struct ftl_command ftl_command_order_promise = {
        .path = "order promise",
        .summary = "promise another date",
        .description =
                "The first promise is kept beside the new one, and reports count whether it was "
                "kept.\n\n"
                "--suggest goes by the centre's own jobs: on the same model, else on devices of "
                "the category, else all (of the last 2,000), whichever has at least five. It says "
                "by which day half and nine in ten of them would be ready, in opening hours from "
                "receipt. With too few jobs it says when the service target is up. On a terminal "
                "without a date the same is shown, and the day is asked.",
        .need = FTL_NEED_WRITE,
        .flags = FTL_COMMAND_CHANGES,
        FTL_OPTIONS(options),
        FTL_ARGUMENTS(arguments),
        FTL_EXAMPLES(examples),
        .shape = &ftl_order_step_shape,
        .write = ftl_order_step_write,
        .run = run_promise,
};
