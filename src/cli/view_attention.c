#include "cli/view_attention.h"

#include <string.h>

#include "cli/view_order.h"
#include "cli/view_picture.h"
#include "cli/view_possible.h"
#include "fettle/base/text.h"
#include "fettle/ops/order.h"

#define AGE_WIDTH 7

/* A cell of the board, whose first is the level. */
#define CELL(name) (FTL_VIEW_BOARD_##name - FTL_VIEW_BOARD_LEVEL)

static const char *plural(int64_t count)
{
	return count == 1 ? "" : "s";
}

/* "part was due Fri 20 Nov: bearing 608ZZ" */
const char *ftl_view_request(struct ftl_arena *arena, const struct ftl_board_job *job)
{
	const struct ftl_order *order = &job->order;
	bool is_sent = job->request.kind == FTL_EV_SEND && order->place != NULL &&
	               order->place_kind == FTL_PLACE_VENDOR;
	FTL_BUF(text);

	if (is_sent)
		ftl_buf_text(&text, order->place);
	ftl_picture_join(&text, ", ", job->request.reference);
	return text.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&text)) : NULL;
}

static const char *request_words(const struct ftl_view_board *board,
                                 const struct ftl_board_job *job, const char *what)
{
	struct ftl_arena *arena = &board->cli->arena;
	const struct ftl_order_request *request = &job->request;
	const char *about = ftl_view_request(arena, job);

	if (about == NULL)
		about = request->text;
	return ftl_sprintf(arena, "%s %s%s%s", what,
	                   ftl_view_day(arena, (int32_t)request->due_on.value, board->today),
	                   about != NULL ? ": " : "", about != NULL ? about : "");
}

static const char *promise_words(const struct ftl_view_board *board,
                                 const struct ftl_board_job *job)
{
	struct ftl_arena *arena = &board->cli->arena;
	const char *day = ftl_view_day(arena, (int32_t)job->order.promised_on.value, board->today);

	if (job->promises < 2)
		return ftl_sprintf(arena, "was promised for %s", day);
	return ftl_sprintf(arena, "was promised for %s, promised %d times", day, job->promises);
}

/* "second notice due since Wed 2 Dec, 1 given" */
static const char *notice_words(const struct ftl_view_board *board, const struct ftl_board_job *job)
{
	struct ftl_arena *arena = &board->cli->arena;
	int given = job->notices.count;
	int32_t due_on = (int32_t)job->attention.notice_due_on.value;
	const char *words = ftl_sprintf(
	        arena, "%s notice due %s%s", ftl_view_ordinal(arena, given + 1),
	        due_on < board->today ? "since " : "", ftl_view_day(arena, due_on, board->today));

	return given == 0 ? words : ftl_sprintf(arena, "%s, %d given", words, given);
}

/* "the timer of Tomas runs since Fri 20 Nov 15:00" */
static const char *timer_words(const struct ftl_view_board *board, const struct ftl_board_job *job)
{
	struct ftl_arena *arena = &board->cli->arena;

	return ftl_sprintf(arena, "the timer of %s runs since %s", job->timer->staff_name,
	                   ftl_view_when(arena, board->cli->app, job->timer->since));
}

/* "the loaner 'Nokia 105' was due Fri 20 Nov" */
static const char *loaner_words(const struct ftl_view_board *board, const struct ftl_board_job *job)
{
	struct ftl_arena *arena = &board->cli->arena;

	return ftl_sprintf(arena, "the loaner %s was due %s", job->loaner->name,
	                   ftl_view_day(arena, (int32_t)job->loaner->due_on.value, board->today));
}

const char *ftl_view_trouble(const struct ftl_view_board *board, const struct ftl_board_job *job,
                             enum ftl_trouble trouble)
{
	struct ftl_arena *arena = &board->cli->arena;
	int64_t days;

	switch (trouble) {
	case FTL_TROUBLE_PROMISE:
		return promise_words(board, job);
	case FTL_TROUBLE_TARGET:
		return ftl_sprintf(arena, "service target was up %s",
		                   ftl_view_when(arena, board->cli->app, job->attention.due_at));
	case FTL_TROUBLE_CUSTOMER:
		return request_words(board, job, "the customer's answer was due");
	case FTL_TROUBLE_PAYER:
		return request_words(board, job, "the payer's answer was due");
	case FTL_TROUBLE_PART:
		return request_words(board, job, "the part was due");
	case FTL_TROUBLE_VENDOR:
		return request_words(board, job, "was to be back");
	case FTL_TROUBLE_HOLD:
		return request_words(board, job, "was to be on hold until");
	case FTL_TROUBLE_LOANER:
		return loaner_words(board, job);
	case FTL_TROUBLE_NOTICE:
		return notice_words(board, job);
	case FTL_TROUBLE_ABANDONED:
		days = board->today - job->notices.last_on.value;
		return ftl_sprintf(arena, "%s notice given %lld day%s ago, nobody came",
		                   ftl_view_ordinal(arena, job->notices.count), (long long)days,
		                   plural(days));
	case FTL_TROUBLE_TIMER:
		return timer_words(board, job);
	case FTL_TROUBLE_QUIET:
		days = job->attention.quiet_days;
		return ftl_sprintf(arena, "no word for %lld business day%s", (long long)days,
		                   plural(days));
	case FTL_TROUBLES:
		break;
	}
	return NULL;
}

const char *ftl_view_troubles(const struct ftl_view_board *board, const struct ftl_board_job *job)
{
	FTL_BUF(text);

	for (int i = 0; i < job->attention.count; i++)
		ftl_buf_printf(&text, "%s%s", i > 0 ? "\n" : "",
		               ftl_view_trouble(board, job, job->attention.troubles[i].trouble));
	return text.length == 0 ? NULL : ftl_strdup(&board->cli->arena, ftl_buf_cstr(&text));
}

/* A remedy while it is chosen. */
struct remedy {
	struct ftl_arena *arena;
	const struct ftl_board_job *job;
	const char *code; /* for the eye */
	struct ftl_possible possible;
};

/* Asked again: by a new version of the estimate that was not answered, if it was one. */
static const char *ask_again(const struct remedy *remedy)
{
	const struct ftl_possible_act *first = &remedy->possible.acts[0];

	if (first->code != NULL || ftl_possible_find(&remedy->possible, "order ask") == NULL)
		return NULL;
	return ftl_sprintf(remedy->arena, "order ask %s --due DATE QUESTION", remedy->code);
}

/* What helps against the trouble itself, wherever the job stands; NULL: that depends. */
static const char *plain_help(const struct remedy *remedy)
{
	const struct ftl_board_job *job = remedy->job;
	const struct ftl_order *order = &job->order;

	switch (job->attention.troubles[0].trouble) {
	case FTL_TROUBLE_PROMISE:
		return ftl_sprintf(remedy->arena, "order promise %s DATE", remedy->code);
	case FTL_TROUBLE_LOANER:
		return ftl_sprintf(remedy->arena, "loaner return %s",
		                   ftl_view_code(remedy->arena, job->loaner->code));
	case FTL_TROUBLE_NOTICE:
		return ftl_sprintf(remedy->arena, "order notice %s", remedy->code);
	case FTL_TROUBLE_ABANDONED: /* what becomes of it is for a person to decide */
		return ftl_sprintf(remedy->arena, "order show %s", remedy->code);
	case FTL_TROUBLE_QUIET:
		if (ftl_clock_owner(order->state, order->hold) != FTL_OWNER_SHOP)
			return ftl_sprintf(remedy->arena, "order note %s TEXT", remedy->code);
		break;
	case FTL_TROUBLE_CUSTOMER:
	case FTL_TROUBLE_TIMER:
	case FTL_TROUBLE_TARGET:
	case FTL_TROUBLE_PAYER:
	case FTL_TROUBLE_PART:
	case FTL_TROUBLE_VENDOR:
	case FTL_TROUBLE_HOLD:
	case FTL_TROUBLES:
		break;
	}
	return NULL;
}

/* The same by what is possible with the job; NULL: what it calls for. */
static const char *help(const struct remedy *remedy)
{
	enum ftl_trouble trouble = remedy->job->attention.troubles[0].trouble;

	if (trouble == FTL_TROUBLE_CUSTOMER)
		return ask_again(remedy);
	if (trouble != FTL_TROUBLE_TIMER)
		return NULL;
	if (ftl_possible_find(&remedy->possible, "order stop") == NULL)
		return ftl_sprintf(remedy->arena, "order show %s", remedy->code);
	return ftl_sprintf(remedy->arena, "order stop %s --technician %s --at TIME", remedy->code,
	                   remedy->job->timer->staff);
}

const char *ftl_view_remedy(const struct ftl_view_board *board, const struct ftl_board_job *job)
{
	const struct ftl_app *app = board->cli->app;
	struct remedy remedy = {.arena = &board->cli->arena,
	                        .job = job,
	                        .code = ftl_view_code(&board->cli->arena, job->order.code)};
	struct ftl_err ignored;
	const char *words;

	if (job->attention.count == 0)
		return NULL;
	words = plain_help(&remedy);
	if (words != NULL)
		return words;
	/* What is around a job is read for those alone that need it. */
	if (ftl_order_possible(board->cli->app, remedy.arena, job->order.code, &remedy.possible,
	                       &ignored) == FTL_OK) {
		words = help(&remedy);
		if (words == NULL)
			words = ftl_view_possible_next(remedy.arena, app, job->order.code,
			                               &remedy.possible);
		if (words != NULL)
			return words;
	}
	return ftl_sprintf(remedy.arena, "order show %s", remedy.code);
}

/* "in repair · waits for the shop · tomas": where it stands, whom it waits for where that does not
 * say so, and who has it. */
static void add_state(const struct ftl_cell *cells, struct ftl_buf *line)
{
	const char *owner = cells[CELL(WAITS_FOR)].text;
	bool is_held = cells[CELL(HOLD)].has;
	bool is_ready = strcmp(cells[CELL(STATE)].text, ftl_state_names[FTL_READY]) == 0;

	ftl_picture_join(line, " · ",
	                 is_held ? ftl_view_hold_title(cells[CELL(HOLD)].text)
	                         : ftl_view_state_title(cells[CELL(STATE)].text));
	if (!is_held && strcmp(owner, ftl_owner_names[FTL_OWNER_SHOP]) == 0)
		ftl_picture_join(line, " · ", "waits for the shop");
	if (!is_held && is_ready)
		ftl_picture_join(line, " · ", "waits for the customer");
	if (!is_ready && !cells[CELL(TECHNICIAN)].has)
		ftl_picture_join(line, " · ", "nobody has it");
	ftl_picture_join(line, " · ", cells[CELL(TECHNICIAN)].text);
}

/*
 *  1.5 d  W26-00011-5  Rowenta Turbo Silence · waits for parts · tomas
 *         the part was due Fri 20 Nov: bearing 608ZZ; no word for 5 business days
 *         fettle order start W26-00011-5
 */
void ftl_view_attention(struct ftl_out *out, const struct ftl_table *shape,
                        const struct ftl_row *row, const void *extra)
{
	FTL_ARENA(scratch);
	const struct ftl_picture p = {
	        .out = out, .arena = &scratch, .width = (size_t)ftl_out_width(out)};
	const struct ftl_cell *cells = row->cells;
	const char *code = ftl_view_code(&scratch, cells[CELL(CODE)].text);
	const char *age = ftl_view_duration(out, &scratch, cells[CELL(TROUBLE_AGE)].number);
	bool is_late = strcmp(cells[CELL(LEVEL)].text, ftl_level_names[FTL_LEVEL_LATE]) == 0;
	char *rest = ftl_strdup(&scratch, cells[CELL(REASONS)].text);
	const char *reason;
	FTL_BUF(line);
	FTL_BUF(why);

	(void)shape;
	(void)extra;
	if (is_late)
		ftl_out_tone(out, FTL_TONE_WARN);
	ftl_out_print(out, "%*s%s  ", (int)(AGE_WIDTH - ftl_utf8_width(age)), "", age);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_tone(out, FTL_TONE_BOLD);
	ftl_out_print(out, "%s", code);
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "  ");
	ftl_picture_join(&line, " · ", cells[CELL(DEVICE)].text);
	add_state(cells, &line);
	ftl_picture_wrapped(&p, ftl_picture_safe(&p, ftl_buf_cstr(&line)),
	                    AGE_WIDTH + 2 + strlen(code) + 2);
	while ((reason = strsep(&rest, "\n")) != NULL)
		ftl_picture_join(&why, "; ", reason);
	ftl_out_print(out, "%*s", AGE_WIDTH + 2, "");
	ftl_picture_wrapped(&p, ftl_picture_safe(&p, ftl_buf_cstr(&why)), AGE_WIDTH + 2);
	ftl_out_print(out, "%*s", AGE_WIDTH + 2, "");
	ftl_out_tone(out, FTL_TONE_DIM);
	ftl_out_print(out, "fettle %s", ftl_picture_safe(&p, cells[CELL(NEXT)].text));
	ftl_out_tone(out, FTL_TONE_PLAIN);
	ftl_out_print(out, "\n");
}
