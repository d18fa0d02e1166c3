#include "cli/view_board.h"

#include <stdlib.h>
#include <string.h>

#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"

#define A_DAY      86400
#define QUIET_DAYS 7 /* without a word */
#define SOON       A_DAY

static const char *const level_names[FTL_BOARD_LEVELS] = {[FTL_BOARD_LATE] = "late",
                                                          [FTL_BOARD_SOON] = "soon",
                                                          [FTL_BOARD_QUIET] = "quiet",
                                                          [FTL_BOARD_FINE] = "fine"};

/* What is fine needs no mark. */
static const char *level_title(const char *name)
{
	return strcmp(name, level_names[FTL_BOARD_FINE]) == 0 ? "" : name;
}

/* What can be worked on needs no mark. */
static const char *part_title(const char *name)
{
	return strcmp(name, "work") == 0 ? "" : name;
}

const struct ftl_column ftl_view_board_columns[FTL_VIEW_BOARD_CELLS] = {
        [FTL_VIEW_BOARD_PART] = {"part", "", FTL_T_ENUM, false,
                                 "work: can be worked on now; waits: for somebody else",
                                 part_title},
        [FTL_VIEW_BOARD_LEVEL] = {"level", "", FTL_T_ENUM, false, "late, soon, quiet or fine",
                                  level_title},
        [FTL_VIEW_BOARD_CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [FTL_VIEW_BOARD_DEVICE] = {"device", "Device", FTL_T_TEXT, false, "brand and model", NULL},
        [FTL_VIEW_BOARD_TECHNICIAN] = {"technician", "Who", FTL_T_TEXT, false,
                                       "login of who has it", NULL},
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
};
/* The kind of request that keeps a job waiting where it is; FTL_EV_BOOK, which is none, when
 * nothing does. */
static enum ftl_event_kind request_kind(const struct ftl_order *order)
{
	static const enum ftl_event_kind kinds[FTL_STATES] = {
	        [FTL_AWAIT_CUSTOMER] = FTL_EV_ASK,
	        [FTL_AWAIT_PAYER] = FTL_EV_ASK_PAYER,
	        [FTL_AWAIT_PARTS] = FTL_EV_WAIT_PARTS,
	        [FTL_AT_VENDOR] = FTL_EV_SEND,
	};

	return order->hold != FTL_HOLD_NONE ? FTL_EV_HOLD : kinds[order->state];
}

static bool is_overdue(const struct ftl_view_board *board, const struct ftl_order_request *request)
{
	return request != NULL && request->due_on.has && request->due_on.value < board->today;
}

static enum ftl_board_level judge(const struct ftl_view_board *board,
                                  const struct ftl_view_board_job *job)
{
	bool is_ready = job->order->state == FTL_READY;

	if (!is_ready && job->due_at != 0 && board->now > job->due_at)
		return FTL_BOARD_LATE;
	if (!is_ready && job->due_at != 0 && job->due_at - board->now <= SOON)
		return FTL_BOARD_SOON;
	if (is_overdue(board, job->request) ||
	    board->now - job->order->last_event_at >= (int64_t)QUIET_DAYS * A_DAY)
		return FTL_BOARD_QUIET;
	return FTL_BOARD_FINE;
}

static int compare_due(const void *key, const void *row)
{
	int64_t id = *(const int64_t *)key;
	const struct ftl_order_due *due = row;

	return (id > due->order_id) - (id < due->order_id);
}

/* By the target that is set for it, else by the promise. */
static void find_due(const struct ftl_view_board *board, struct ftl_view_board_job *job)
{
	const struct ftl_order *order = job->order;
	const struct ftl_order_due *due = NULL;
	int32_t second;

	if (board->target_count > 0)
		due = bsearch(&order->id, board->targets, board->target_count, sizeof(*due),
		              compare_due);
	if (due != NULL) {
		job->due_at = due->due_at;
		ftl_zone_local(board->cli->app->zone, due->due_at, &job->due_on, &second);
	} else if (order->promised_on.has) {
		job->due_on = (int32_t)order->promised_on.value;
		job->due_at = ftl_calendar_close_of(board->calendar, job->due_on);
	}
}

static void take(struct ftl_view_board *board, const struct ftl_board_job *row)
{
	struct ftl_view_board_job *job = &board->jobs[board->count++];
	const struct ftl_order *order = &row->order;

	job->order = order;
	if (row->has_request && row->request.kind == request_kind(order))
		job->request = &row->request;
	find_due(board, job);
	job->level = judge(board, job);
	board->of_level[job->level]++;
	board->ready += order->state == FTL_READY;
	if (order->state != FTL_READY)
		board->waiting[ftl_clock_owner(order->state, order->hold)]++;
}

static int compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int ftl_view_board_by_due(const struct ftl_view_board_job *a, const struct ftl_view_board_job *b)
{
	int64_t a_due = a->due_at == 0 ? INT64_MAX : a->due_at;
	int64_t b_due = b->due_at == 0 ? INT64_MAX : b->due_at;
	int order = compare_numbers(a_due, b_due);

	return order != 0 ? order : compare_numbers(a->order->id, b->order->id);
}

/* "filter 970013-02, expected Mon 23 Nov", "answer was due Mon 16 Nov" */
static void add_request(const struct ftl_view_board *board, const struct ftl_view_board_job *job,
                        struct ftl_buf *text)
{
	const struct ftl_order_request *request = job->request;
	struct ftl_arena *arena = &board->cli->arena;
	const char *ahead = "expected", *over = "was due";

	if (request == NULL)
		return;
	if (request->reference != NULL)
		ftl_buf_printf(text, ": %s", request->reference);
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
	ftl_buf_printf(text, ", %s %s", is_overdue(board, request) ? over : ahead,
	               ftl_view_day(arena, (int32_t)request->due_on.value, board->today));
}

/* Why a job is on the board, in words: where it stands, what is asked, what is missing. */
static const char *reason_of(const struct ftl_view_board *board,
                             const struct ftl_view_board_job *job)
{
	const struct ftl_order *order = job->order;
	int64_t quiet_days = (board->now - order->last_event_at) / A_DAY;
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
	add_request(board, job, &text);
	if (order->technician_id == 0 && order->state != FTL_READY)
		ftl_buf_text(&text, ", nobody has it");
	if (order->state != FTL_READY && quiet_days >= QUIET_DAYS)
		ftl_buf_printf(&text, ", no word for %lld days", (long long)quiet_days);
	return ftl_strdup(&board->cli->arena, ftl_buf_cstr(&text));
}

/* "Thu" within a week, else "26 Nov". */
static const char *due_words(const struct ftl_view_board *board,
                             const struct ftl_view_board_job *job)
{
	int32_t date = job->due_on;
	const char *words;

	if (job->due_at == 0)
		return NULL;
	words = ftl_view_day(&board->cli->arena, date, board->today);
	if (date == board->today || (words[0] >= '0' && words[0] <= '9'))
		return words;
	if (date > board->today - 7 && date < board->today + 7)
		return ftl_strndup(&board->cli->arena, words, strlen("Thu"));
	return words + strlen("Thu ");
}

void ftl_view_board_cells(const struct ftl_view_board *board, const struct ftl_view_board_job *job,
                          struct ftl_cell cells[FTL_VIEW_BOARD_CELLS])
{
	const struct ftl_order *order = job->order;
	struct ftl_arena *arena = &board->cli->arena;
	enum ftl_owner owner = ftl_clock_owner(order->state, order->hold);

	cells[FTL_VIEW_BOARD_LEVEL] = ftl_cell_text(level_names[job->level]);
	cells[FTL_VIEW_BOARD_CODE] = ftl_cell_text(order->code);
	cells[FTL_VIEW_BOARD_DEVICE] = ftl_cell_text(ftl_view_device(arena, order));
	cells[FTL_VIEW_BOARD_TECHNICIAN] = ftl_cell_text(order->technician);
	cells[FTL_VIEW_BOARD_STATE] = ftl_cell_text(ftl_state_names[order->state]);
	cells[FTL_VIEW_BOARD_HOLD] = ftl_cell_text(ftl_hold_names[order->hold]);
	cells[FTL_VIEW_BOARD_PRIORITY] = ftl_cell_text(ftl_priority_names[order->priority]);
	cells[FTL_VIEW_BOARD_DUE] = ftl_cell_text(due_words(board, job));
	cells[FTL_VIEW_BOARD_AGE] =
	        ftl_cell_opt(order->received_at.has, board->now - order->received_at.value);
	cells[FTL_VIEW_BOARD_REASON] = ftl_cell_text(reason_of(board, job));
	cells[FTL_VIEW_BOARD_DUE_AT] = ftl_cell_opt(job->due_at != 0, job->due_at);
	cells[FTL_VIEW_BOARD_PROMISED] =
	        ftl_cell_opt(order->promised_on.has, order->promised_on.value);
	cells[FTL_VIEW_BOARD_LATE_BY] =
	        ftl_cell_opt(job->level == FTL_BOARD_LATE, board->now - job->due_at);
	cells[FTL_VIEW_BOARD_WAITS_FOR] = ftl_cell_text(ftl_owner_names[owner]);
	cells[FTL_VIEW_BOARD_CUSTOMER] = ftl_cell_text(order->customer);
	cells[FTL_VIEW_BOARD_CATEGORY] = ftl_cell_text(order->category);
	cells[FTL_VIEW_BOARD_BRAND] = ftl_cell_text(order->brand);
	cells[FTL_VIEW_BOARD_MODEL] = ftl_cell_text(order->model);
	cells[FTL_VIEW_BOARD_SERIAL] = ftl_cell_text(order->serial);
	cells[FTL_VIEW_BOARD_RECEIVED] =
	        ftl_cell_opt(order->received_at.has, order->received_at.value);
	cells[FTL_VIEW_BOARD_LAST] = ftl_cell_number(order->last_event_at);
}

enum ftl_status ftl_view_board_load(struct ftl_cli *cli, const struct ftl_board_job *rows,
                                    size_t count, struct ftl_view_board *ret, struct ftl_err *err)
{
	struct ftl_view_board board = {
	        .cli = cli, .now = ftl_app_now(cli->app), .today = ftl_app_today(cli->app)};

	FTL_TRY(ftl_app_calendar(cli->app, &cli->arena, &board.calendar, err));
	FTL_TRY(ftl_order_dues(cli->app, &cli->arena, &board.targets, &board.target_count, err));
	board.jobs = ftl_alloc(&cli->arena, count, sizeof(*board.jobs));
	for (size_t i = 0; i < count; i++)
		take(&board, &rows[i]);
	*ret = board;
	return FTL_OK;
}
