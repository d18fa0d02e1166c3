#include "cli/view_board.h"

#include <string.h>

#include "cli/cmd_order_step.h"
#include "cli/view_attention.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

/* What is fine needs no mark. */
static const char *level_title(const char *name)
{
	return strcmp(name, ftl_level_names[FTL_LEVEL_FINE]) == 0 ? "" : name;
}

/* What can be worked on needs no mark. */
static const char *part_title(const char *name)
{
	return strcmp(name, "work") == 0 ? "" : name;
}

const struct ftl_column ftl_view_board_columns[FTL_VIEW_BOARD_CELLS] = {
        [FTL_VIEW_BOARD_PART] = {"part", "", FTL_T_ENUM, false,
                                 "now: you are at work on it; work: can be worked on; waits: for "
                                 "somebody else",
                                 part_title},
        [FTL_VIEW_BOARD_AT_WORK] = {"at_work_since", "At work since", FTL_T_INSTANT, true,
                                    "since when your timer runs on it", NULL},
        [FTL_VIEW_BOARD_LEVEL] = {"level", "", FTL_T_ENUM, false, "late, soon, quiet or fine",
                                  level_title},
        [FTL_VIEW_BOARD_CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [FTL_VIEW_BOARD_DEVICE] = {"device", "Device", FTL_T_TEXT, false, "brand and model", NULL},
        [FTL_VIEW_BOARD_TECHNICIAN] = {"technician", "Who", FTL_T_TEXT, false,
                                       "login of who has it", NULL},
        [FTL_VIEW_BOARD_PLACE] = {"place", "Place", FTL_T_TEXT, true,
                                  "where the device lies, as far as is known", NULL},
        [FTL_VIEW_BOARD_STATE] = {"state", "State", FTL_T_ENUM, true, "where it stands",
                                  ftl_view_state_title},
        [FTL_VIEW_BOARD_HOLD] = {"hold", "On hold", FTL_T_ENUM, true, "why it is on hold",
                                 ftl_view_hold_title},
        [FTL_VIEW_BOARD_PRIORITY] = {"priority", "Priority", FTL_T_ENUM, true,
                                     "low, normal, high, urgent", NULL},
        [FTL_VIEW_BOARD_DUE] = {"due", "Due", FTL_T_TEXT, false, "the day it is due, in words",
                                NULL},
        [FTL_VIEW_BOARD_AGE] = {"age_seconds", "Age", FTL_T_DURATION, false, "since it came in",
                                NULL},
        [FTL_VIEW_BOARD_REASON] = {"reason", "Why", FTL_T_TEXT, false,
                                   "where it stands and what is missing", NULL},
        [FTL_VIEW_BOARD_DUE_AT] =
                {"due_at", "Due at", FTL_T_INSTANT, true,
                 "when the target set for it is up; without one: end of the promised day", NULL},
        [FTL_VIEW_BOARD_PROMISED] = {"promised_on", "Promised", FTL_T_DATE, true,
                                     "the promised day", NULL},
        [FTL_VIEW_BOARD_LATE_BY] = {"late_seconds", "Late by", FTL_T_DURATION, true,
                                    "past due, if it is", NULL},
        [FTL_VIEW_BOARD_WAITS_FOR] =
                {"waits_for", "Waits for", FTL_T_ENUM, true,
                 "whose clock runs: shop, customer, payer, parts, vendor or none", NULL},
        [FTL_VIEW_BOARD_CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, true, "who brought it",
                                     NULL},
        [FTL_VIEW_BOARD_CATEGORY] = {"category", "Category", FTL_T_TEXT, true, "kind of product",
                                     NULL},
        [FTL_VIEW_BOARD_BRAND] = {"brand", "Brand", FTL_T_TEXT, true, "maker", NULL},
        [FTL_VIEW_BOARD_MODEL] = {"model", "Model", FTL_T_TEXT, true, "model", NULL},
        [FTL_VIEW_BOARD_SERIAL] = {"serial", "Serial", FTL_T_TEXT, true, "serial number", NULL},
        [FTL_VIEW_BOARD_RECEIVED] = {"received_at", "Received", FTL_T_INSTANT, true,
                                     "when it came in", NULL},
        [FTL_VIEW_BOARD_LAST] = {"last_event_at", "Last touched", FTL_T_INSTANT, true,
                                 "when anything was last noted", NULL},
        [FTL_VIEW_BOARD_QUIET_DAYS] = {"quiet_days", "Quiet", FTL_T_INT, true,
                                       "whole business days since then", NULL},
        [FTL_VIEW_BOARD_PROMISES] = {"promises", "Promises", FTL_T_INT, true,
                                     "how many days were promised, one after the other", NULL},
        [FTL_VIEW_BOARD_NOTICES] = {"notices", "Notices", FTL_T_INT, true,
                                    "how often the customer was told since it is ready", NULL},
        [FTL_VIEW_BOARD_NOTICE_DUE] = {"notice_due_on", "Next notice", FTL_T_DATE, true,
                                       "the day to tell the customer again", NULL},
        [FTL_VIEW_BOARD_TROUBLE] =
                {"trouble", "Trouble", FTL_T_ENUM, true,
                 "what hurts most: promise, target, customer, payer, part, vendor, hold, loaner, "
                 "notice, abandoned, timer or quiet",
                 NULL},
        [FTL_VIEW_BOARD_TROUBLE_SINCE] = {"trouble_since", "Since", FTL_T_INSTANT, true,
                                          "since when it does", NULL},
        [FTL_VIEW_BOARD_TROUBLE_AGE] = {"trouble_seconds", "For", FTL_T_DURATION, true,
                                        "how long it has", NULL},
        [FTL_VIEW_BOARD_REASONS] =
                {"reasons", "Reasons", FTL_T_LIST, true,
                 "board --attention: all that is wrong, in words, the worst first", NULL},
        [FTL_VIEW_BOARD_NEXT] = {"next", "Next", FTL_T_TEXT, true,
                                 "board --attention: the command that usually helps", NULL},
};

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int ftl_view_board_by_due(const struct ftl_board_job *a, const struct ftl_board_job *b)
{
	int64_t a_due = a->attention.due_at == 0 ? INT64_MAX : a->attention.due_at;
	int64_t b_due = b->attention.due_at == 0 ? INT64_MAX : b->attention.due_at;
	int order = compare_numbers(a_due, b_due);

	return order != 0 ? order : compare_numbers(a->order.id, b->order.id);
}

/* Is what it waits for overdue? */
static bool is_overdue(const struct ftl_board_job *job)
{
	for (int i = 0; i < job->attention.count; i++) {
		if (ftl_trouble_rank(job->attention.troubles[i].trouble) ==
		    ftl_trouble_rank(FTL_TROUBLE_CUSTOMER))
			return true;
	}
	return false;
}

/* "filter 970013-02, expected Mon 23 Nov", "answer was due Mon 16 Nov" */
static void add_request(const struct ftl_view_board *board, const struct ftl_board_job *job,
                        struct ftl_buf *text)
{
	const struct ftl_order_request *request = &job->request;
	struct ftl_arena *arena = &board->cli->arena;
	const char *ahead = "expected", *over = "was due";
	const char *about = ftl_view_request(arena, job);

	if (!job->has_request)
		return;
	if (about != NULL)
		ftl_buf_printf(text, ": %s", about);
	else if (request->kind == FTL_EV_HOLD && request->text != NULL)
		ftl_buf_printf(text, ": %s", request->text);
	if (!request->due_on.has)
		return;
	if (request->kind == FTL_EV_ASK || request->kind == FTL_EV_ASK_PAYER) {
		ahead = "answer by";
		over = "answer was due";
	} else if (request->kind == FTL_EV_HOLD) {
		ahead = "until";
		over = "was until";
	}
	ftl_buf_printf(text, ", %s %s", is_overdue(job) ? over : ahead,
	               ftl_view_day(arena, (int32_t)request->due_on.value, board->today));
}

/* Why a job is on the board, in words: where it stands, what is asked, what is missing. */
static const char *reason_of(const struct ftl_view_board *board, const struct ftl_board_job *job)
{
	const struct ftl_order *order = &job->order;
	FTL_BUF(text);

	if (order->priority == FTL_PRIORITY_URGENT)
		ftl_buf_text(&text, "urgent, ");
	if (order->hold != FTL_HOLD_NONE)
		ftl_buf_text(&text, ftl_hold_title(order->hold));
	else if (order->state == FTL_READY)
		ftl_buf_printf(
		        &text, "ready since %s, not collected",
		        ftl_view_when(&board->cli->arena, board->cli->app, order->ready_at.value));
	else
		ftl_buf_text(&text, ftl_state_title(order->state));
	/* Of a device that was sent away, the request says to whom. */
	if (order->place != NULL && order->state != FTL_AT_VENDOR)
		ftl_buf_printf(&text, " (%s)", order->place);
	add_request(board, job, &text);
	if (order->technician_id == 0 && order->state != FTL_READY)
		ftl_buf_text(&text, ", nobody has it");
	for (int i = 0; i < job->attention.count; i++) {
		enum ftl_trouble trouble = job->attention.troubles[i].trouble;

		if (ftl_trouble_rank(trouble) >= ftl_trouble_rank(FTL_TROUBLE_LOANER))
			ftl_buf_printf(&text, ", %s", ftl_view_trouble(board, job, trouble));
	}
	return ftl_strdup(&board->cli->arena, ftl_buf_cstr(&text));
}

/* "Thu" within a week, else "26 Nov". */
static const char *due_words(const struct ftl_view_board *board, const struct ftl_board_job *job)
{
	int32_t date = job->attention.due_on;
	const char *words;

	if (job->attention.due_at == 0)
		return NULL;
	words = ftl_view_day(&board->cli->arena, date, board->today);
	if (date == board->today || (words[0] >= '0' && words[0] <= '9'))
		return words;
	if (date > board->today - 7 && date < board->today + 7)
		return ftl_strndup(&board->cli->arena, words, strlen("Thu"));
	return words + strlen("Thu ");
}

/* When it was due; of a promise that is over before its target is up, then. */
static int64_t late_since(const struct ftl_attention *attention)
{
	int64_t worst = attention->troubles[0].since;

	return attention->due_at < worst ? attention->due_at : worst;
}

static void put_attention(const struct ftl_view_board *board, const struct ftl_board_job *job,
                          struct ftl_cell cells[FTL_VIEW_BOARD_CELLS])
{
	const struct ftl_attention *attention = &job->attention;
	const struct ftl_trouble_since *worst = &attention->troubles[0];
	bool is_wrong = attention->count > 0;

	cells[FTL_VIEW_BOARD_QUIET_DAYS] = ftl_cell_number(attention->quiet_days);
	cells[FTL_VIEW_BOARD_PROMISES] = ftl_cell_number(job->promises);
	cells[FTL_VIEW_BOARD_NOTICES] = ftl_cell_number(job->notices.count);
	cells[FTL_VIEW_BOARD_NOTICE_DUE] =
	        ftl_cell_opt(attention->notice_due_on.has, attention->notice_due_on.value);
	cells[FTL_VIEW_BOARD_TROUBLE] =
	        ftl_cell_text(is_wrong ? ftl_trouble_names[worst->trouble] : NULL);
	cells[FTL_VIEW_BOARD_TROUBLE_SINCE] = ftl_cell_opt(is_wrong, worst->since);
	cells[FTL_VIEW_BOARD_TROUBLE_AGE] = ftl_cell_opt(is_wrong, board->now - worst->since);
	if (!board->has_advice)
		return;
	cells[FTL_VIEW_BOARD_REASONS] = ftl_cell_text(ftl_view_troubles(board, job));
	cells[FTL_VIEW_BOARD_NEXT] = ftl_cell_text(ftl_view_remedy(board, job));
}

void ftl_view_board_cells(const struct ftl_view_board *board, const struct ftl_board_job *job,
                          struct ftl_cell cells[FTL_VIEW_BOARD_CELLS])
{
	const struct ftl_order *order = &job->order;
	struct ftl_arena *arena = &board->cli->arena;
	enum ftl_owner owner = ftl_clock_owner(order->state, order->hold);
	const struct ftl_attention *attention = &job->attention;

	cells[FTL_VIEW_BOARD_LEVEL] = ftl_cell_text(ftl_level_names[job->attention.level]);
	cells[FTL_VIEW_BOARD_CODE] = ftl_cell_text(order->code);
	cells[FTL_VIEW_BOARD_DEVICE] = ftl_cell_text(ftl_view_device(arena, order));
	cells[FTL_VIEW_BOARD_TECHNICIAN] = ftl_cell_text(order->technician);
	cells[FTL_VIEW_BOARD_PLACE] = ftl_cell_text(order->place);
	cells[FTL_VIEW_BOARD_STATE] = ftl_cell_text(ftl_state_names[order->state]);
	cells[FTL_VIEW_BOARD_HOLD] = ftl_cell_text(ftl_hold_names[order->hold]);
	cells[FTL_VIEW_BOARD_PRIORITY] = ftl_cell_text(ftl_priority_names[order->priority]);
	cells[FTL_VIEW_BOARD_DUE] = ftl_cell_text(due_words(board, job));
	cells[FTL_VIEW_BOARD_AGE] =
	        ftl_cell_opt(order->received_at.has, board->now - order->received_at.value);
	cells[FTL_VIEW_BOARD_REASON] = ftl_cell_text(reason_of(board, job));
	cells[FTL_VIEW_BOARD_DUE_AT] = ftl_cell_opt(attention->due_at != 0, attention->due_at);
	cells[FTL_VIEW_BOARD_PROMISED] =
	        ftl_cell_opt(order->promised_on.has, order->promised_on.value);
	cells[FTL_VIEW_BOARD_LATE_BY] = ftl_cell_opt(attention->level == FTL_LEVEL_LATE,
	                                             board->now - late_since(attention));
	cells[FTL_VIEW_BOARD_WAITS_FOR] = ftl_cell_text(ftl_owner_names[owner]);
	cells[FTL_VIEW_BOARD_CUSTOMER] = ftl_cell_text(order->customer);
	cells[FTL_VIEW_BOARD_CATEGORY] = ftl_cell_text(order->category);
	cells[FTL_VIEW_BOARD_BRAND] = ftl_cell_text(order->brand);
	cells[FTL_VIEW_BOARD_MODEL] = ftl_cell_text(order->model);
	cells[FTL_VIEW_BOARD_SERIAL] = ftl_cell_text(order->serial);
	cells[FTL_VIEW_BOARD_RECEIVED] =
	        ftl_cell_opt(order->received_at.has, order->received_at.value);
	cells[FTL_VIEW_BOARD_LAST] = ftl_cell_number(order->last_event_at);
	put_attention(board, job, cells);
}

void ftl_view_board_load(struct ftl_cli *cli, const struct ftl_board *rows, bool has_advice,
                         struct ftl_view_board *ret)
{
	struct ftl_view_board board = {.cli = cli,
	                               .now = ftl_app_now(cli->app),
	                               .today = ftl_app_today(cli->app),
	                               .has_advice = has_advice,
	                               .count = rows->count};

	board.jobs = ftl_alloc(&cli->arena, rows->count, sizeof(*board.jobs));
	for (size_t i = 0; i < rows->count; i++) {
		const struct ftl_order *order = &rows->jobs[i].order;

		board.jobs[i] = &rows->jobs[i];
		board.of_level[rows->jobs[i].attention.level]++;
		board.ready += order->state == FTL_READY;
		if (order->state != FTL_READY)
			board.waiting[ftl_clock_owner(order->state, order->hold)]++;
	}
	*ret = board;
}
