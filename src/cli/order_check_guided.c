#include <string.h>

#include "cli/order_check.h"
#include "cli/prompt.h"
#include "fettle/base/text.h"

#define LABEL_MOST 60
#define NOTE_MAX   200

/* A guided run: the items to ask, in order, and what was said so far. */
struct run {
	struct ftl_cli *cli;
	struct ftl_prompt *prompt;
	const struct ftl_test_list *list;
	size_t *items; /* indices of the list */
	size_t count;
	struct ftl_test_answer *answers; /* of items; outcome NULL: not said */
};

enum move { NEXT, BACK, AGAIN, ENOUGH };

static const char *label_of(struct run *run, size_t at)
{
	struct ftl_arena *arena = &run->cli->arena;
	const char *text = ftl_text_visible(arena, run->list->items[run->items[at]]);

	return ftl_sprintf(arena, "%zu/%zu  %s", run->items[at] + 1, run->list->item_count, text);
}

static enum ftl_status stop(struct ftl_err *err)
{
	return ftl_fail(err, FTL_STATE, NULL, "stopped: nothing of this check was written");
}

/* What is not right; Esc: back to the item. */
static enum ftl_status ask_note(struct run *run, struct ftl_test_answer *answer, enum move *move,
                                struct ftl_err *err)
{
	const struct ftl_question question = {.label = "      what is not right",
	                                      .initial = answer->note};
	struct ftl_answer said;

	for (;;) {
		struct ftl_err problem;

		FTL_TRY(ftl_prompt_ask(run->prompt, &question, &run->cli->arena, &said, err));
		if (said.kind == FTL_ANSWER_STOPPED)
			return stop(err);
		*move = said.kind == FTL_ANSWER_BACK ? AGAIN : NEXT;
		if (*move == AGAIN ||
		    ftl_text_require(&run->cli->arena, "note", FTL_TEXT_LINE, NOTE_MAX, said.text,
		                     strlen(said.text), &answer->note, &problem) == FTL_OK)
			return FTL_OK;
		ftl_prompt_note(run->prompt, true, "%s",
		                ftl_text_visible(&run->cli->arena, problem.message));
	}
}

static enum ftl_status ask_item(struct run *run, size_t at, enum move *move, struct ftl_err *err)
{
	const struct ftl_question question = {
	        .label = label_of(run, at), .help = "[p, f, n; q ends]", .keys = "pfnqPFNQ"};
	struct ftl_test_answer *answer = &run->answers[at];
	struct ftl_answer said;

	FTL_TRY(ftl_prompt_ask(run->prompt, &question, &run->cli->arena, &said, err));
	if (said.kind == FTL_ANSWER_STOPPED)
		return stop(err);
	*move = said.kind == FTL_ANSWER_BACK ? BACK : NEXT;
	if (*move == BACK)
		return FTL_OK;
	switch (said.text[0]) {
	case 'p':
	case 'P':
		*answer = (struct ftl_test_answer){.item = answer->item, .outcome = "pass"};
		return FTL_OK;
	case 'n':
	case 'N':
		*answer = (struct ftl_test_answer){.item = answer->item, .outcome = "na"};
		return FTL_OK;
	case 'f':
	case 'F':
		FTL_TRY(ask_note(run, answer, move, err));
		answer->outcome = *move == NEXT ? "fail" : NULL;
		return FTL_OK;
	case 'q':
	case 'Q':
		*move = ENOUGH;
		return FTL_OK;
	default:
		*move = AGAIN;
		ftl_prompt_note(run->prompt, true,
		                "p passes, f fails, n is not applicable, q is enough for now");
		return FTL_OK;
	}
}

static enum ftl_status converse(struct run *run, struct ftl_err *err)
{
	size_t at = 0;
	enum move move = NEXT;

	while (at < run->count && move != ENOUGH) {
		FTL_TRY(ask_item(run, at, &move, err));
		if (move == NEXT)
			at++;
		else if (move == BACK && at > 0)
			at--;
	}
	return FTL_OK;
}

/* The items without an answer, or all of them once more. */
static void choose_items(struct run *run, const struct ftl_test_change *change)
{
	const struct ftl_test_sum *sum = &change->tests.sums[change->phase];
	struct ftl_arena *arena = &run->cli->arena;

	run->items = ftl_alloc(arena, sum->items, sizeof(*run->items));
	run->answers = ftl_alloc(arena, sum->items, sizeof(*run->answers));
	for (size_t i = 0; i < sum->items; i++) {
		if (sum->open > 0 && change->tests.current[change->phase][i] != NULL)
			continue;
		run->answers[run->count].item = ftl_sprintf(arena, "%zu", i + 1);
		run->items[run->count++] = i;
	}
}

static size_t label_width(const struct ftl_test_list *list)
{
	size_t most = 0;

	for (size_t i = 0; i < list->item_count; i++) {
		size_t width = ftl_utf8_width(list->items[i]) + strlen("10/10  ");

		most = width > most ? width : most;
	}
	return most < LABEL_MOST ? most : LABEL_MOST;
}

enum ftl_status ftl_order_check_guided(struct ftl_cli *cli, const char *code,
                                       struct ftl_test_form *form, struct ftl_err *err)
{
	FTL_PROMPT(prompt);
	struct ftl_test_change change;
	struct run run = {.cli = cli};
	size_t kept = 0;

	FTL_TRY(ftl_order_test_begin(cli->app, &cli->arena, code, form->phase, &change, err));
	FTL_TRY(ftl_prompt_open(label_width(&change.tests.list), &prompt, err));
	run.prompt = prompt;
	run.list = &change.tests.list;
	choose_items(&run, &change);
	ftl_prompt_note(prompt, false, "%s, %s repair: %s",
	                ftl_text_visible(&cli->arena, ftl_view_device(&cli->arena, &change.order)),
	                ftl_test_phase_names[change.phase],
	                ftl_text_visible(&cli->arena, change.tests.list.title));
	FTL_TRY(converse(&run, err));
	for (size_t i = 0; i < run.count; i++) {
		const struct ftl_test_answer *answer = &run.answers[i];

		if (answer->outcome == NULL)
			continue;
		run.answers[kept++] = *answer;
		ftl_digest_text(&cli->app->request, answer->item);
		ftl_digest_text(&cli->app->request, answer->outcome);
		ftl_digest_text(&cli->app->request, answer->note);
	}
	form->phase = ftl_test_phase_names[change.phase];
	form->answers = run.answers;
	form->count = kept;
	return FTL_OK;
}
