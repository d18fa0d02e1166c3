#include <stdlib.h>
#include <string.h>

#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/target.h"

#define A_DAY      86400
#define QUIET_DAYS 7 /* without a word */
#define SOON       A_DAY

/* How badly a job wants looking at; the worst first. */
enum level { LATE, SOON_DUE, QUIET, FINE, LEVELS };
static const char *const level_names[LEVELS] = {
        [LATE] = "late", [SOON_DUE] = "soon", [QUIET] = "quiet", [FINE] = "fine"};

/* What is fine needs no mark. */
static const char *level_title(const char *name)
{
	return strcmp(name, level_names[FINE]) == 0 ? "" : name;
}

enum {
	LEVEL,
	CODE,
	DEVICE,
	TECHNICIAN,
	STATE,
	HOLD,
	PRIORITY,
	DUE,
	AGE,
	REASON,
	DUE_AT,
	PROMISED,
	LATE_BY,
	WAITS_FOR,
	CUSTOMER,
	CATEGORY,
	BRAND,
	MODEL,
	SERIAL,
	RECEIVED,
	LAST,
	CELLS
};
static const struct ftl_column columns[CELLS] = {
        [LEVEL] = {"level", "", FTL_T_ENUM, false, "late, soon, quiet or fine", level_title},
        [CODE] = {"code", "Work order", FTL_T_CODE, false, "the job's code", NULL},
        [DEVICE] = {"device", "Device", FTL_T_TEXT, false, "brand and model", NULL},
        [TECHNICIAN] = {"technician", "Who", FTL_T_TEXT, false, "login of who has it", NULL},
        [STATE] = {"state", "State", FTL_T_ENUM, true, "where it stands", ftl_view_state_title},
        [HOLD] = {"hold", "On hold", FTL_T_ENUM, true, "why it is on hold", ftl_view_hold_title},
        [PRIORITY] = {"priority", "Priority", FTL_T_ENUM, true, "low, normal, high, urgent", NULL},
        [DUE] = {"due", "Due", FTL_T_TEXT, false, "the day it is due, in words", NULL},
        [AGE] = {"age_seconds", "Age", FTL_T_DURATION, false, "since it came in", NULL},
        [REASON] = {"reason", "Why", FTL_T_TEXT, false, "where it stands and what is missing",
                    NULL},
        [DUE_AT] = {"due_at", "Due at", FTL_T_INSTANT, true,
                    "when the target set for it is up; without one: end of the promised day", NULL},
        [PROMISED] = {"promised_on", "Promised", FTL_T_DATE, true, "the promised day", NULL},
        [LATE_BY] = {"late_seconds", "Late by", FTL_T_DURATION, true, "past due, if it is", NULL},
        [WAITS_FOR] = {"waits_for", "Waits for", FTL_T_ENUM, true,
                       "whose clock runs: shop, customer, payer, parts, vendor or none", NULL},
        [CUSTOMER] = {"customer", "Customer", FTL_T_TEXT, true, "who brought it", NULL},
        [CATEGORY] = {"category", "Category", FTL_T_TEXT, true, "kind of product", NULL},
        [BRAND] = {"brand", "Brand", FTL_T_TEXT, true, "maker", NULL},
        [MODEL] = {"model", "Model", FTL_T_TEXT, true, "model", NULL},
        [SERIAL] = {"serial", "Serial", FTL_T_TEXT, true, "serial number", NULL},
        [RECEIVED] = {"received_at", "Received", FTL_T_INSTANT, true, "when it came in", NULL},
        [LAST] = {"last_event_at", "Last touched", FTL_T_INSTANT, true,
                  "when anything was last noted", NULL},
};

static enum ftl_tone tone_of(const struct ftl_row *row)
{
	return strcmp(row->cells[LEVEL].text, level_names[LATE]) == 0 ? FTL_TONE_WARN
	                                                              : FTL_TONE_PLAIN;
}

static const struct ftl_table board_shape = {
        .schema = "board/1",
        .title = "Board",
        .columns = columns,
        .count = CELLS,
        .empty = "nothing in the house",
        .tone_of = tone_of,
};

struct job {
	const struct ftl_order *order;
	const struct ftl_order_request *request; /* what it waits for now; NULL: nothing asked */
	enum level level;
	int64_t due_at; /* 0: nothing promised */
	int32_t due_on; /* the day of it */
};

struct board {
	struct ftl_cli *cli;
	const struct ftl_calendar *calendar;
	int64_t now;
	int32_t today;
	const struct ftl_order_due *targets; /* by order id */
	size_t target_count;
	struct job *jobs;
	size_t count;
	size_t of_level[LEVELS];
	size_t waiting[FTL_OWNERS];
	size_t ready;
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

static bool is_overdue(const struct board *board, const struct ftl_order_request *request)
{
	return request != NULL && request->due_on.has && request->due_on.value < board->today;
}

static enum level judge(const struct board *board, const struct job *job)
{
	bool is_ready = job->order->state == FTL_READY;

	if (!is_ready && job->due_at != 0 && board->now > job->due_at)
		return LATE;
	if (!is_ready && job->due_at != 0 && job->due_at - board->now <= SOON)
		return SOON_DUE;
	if (is_overdue(board, job->request) ||
	    board->now - job->order->last_event_at >= (int64_t)QUIET_DAYS * A_DAY)
		return QUIET;
	return FINE;
}

static int compare_due(const void *key, const void *row)
{
	int64_t id = *(const int64_t *)key;
	const struct ftl_order_due *due = row;

	return (id > due->order_id) - (id < due->order_id);
}

/* By the target that is set for it, else by the promise. */
static void find_due(const struct board *board, struct job *job)
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

static void take(struct board *board, const struct ftl_board_job *row)
{
	struct job *job = &board->jobs[board->count++];
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

/* Worst first: by level, what is urgent, then what is due first or was quiet longest. */
static int compare_jobs(const void *left, const void *right)
{
	const struct job *a = left, *b = right;
	bool a_urgent = a->order->priority == FTL_PRIORITY_URGENT;
	bool b_urgent = b->order->priority == FTL_PRIORITY_URGENT;
	int order;

	if (a->level != b->level)
		return a->level < b->level ? -1 : 1;
	if (a_urgent != b_urgent)
		return a_urgent ? -1 : 1;
	if (a->level == QUIET)
		order = compare_numbers(a->order->last_event_at, b->order->last_event_at);
	else
		order = compare_numbers(a->due_at == 0 ? INT64_MAX : a->due_at,
		                        b->due_at == 0 ? INT64_MAX : b->due_at);
	return order != 0 ? order : compare_numbers(a->order->id, b->order->id);
}

/* "filter 970013-02, expected Mon 23 Nov", "answer was due Mon 16 Nov" */
static void add_request(const struct board *board, const struct job *job, struct ftl_buf *text)
{
	const struct ftl_order_request *request = job->request;
	struct ftl_arena *arena = &board->cli->arena;
	bool is_question;

	if (request == NULL)
		return;
	if (request->reference != NULL)
		ftl_buf_printf(text, ": %s", request->reference);
	else if (request->kind == FTL_EV_HOLD && request->text != NULL)
		ftl_buf_printf(text, ": %s", request->text);
	if (!request->due_on.has)
		return;
	is_question = request->kind == FTL_EV_ASK || request->kind == FTL_EV_ASK_PAYER;
	ftl_buf_printf(text, ", %s %s",
	               is_overdue(board, request) ? (is_question ? "answer was due" : "was due")
	               : is_question              ? "answer by"
	                                          : "expected",
	               ftl_view_day(arena, (int32_t)request->due_on.value, board->today));
}

/* Why a job is on the board, in words: where it stands, what is asked, what is missing. */
static const char *reason_of(const struct board *board, const struct job *job)
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
static const char *due_words(const struct board *board, const struct job *job)
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

static enum ftl_status put_job(const struct board *board, const struct job *job,
                               struct ftl_err *err)
{
	const struct ftl_order *order = job->order;
	struct ftl_arena *arena = &board->cli->arena;
	enum ftl_owner owner = ftl_clock_owner(order->state, order->hold);
	const struct ftl_cell cells[CELLS] = {
	        [LEVEL] = ftl_cell_text(level_names[job->level]),
	        [CODE] = ftl_cell_text(order->code),
	        [DEVICE] = ftl_cell_text(ftl_view_device(arena, order)),
	        [TECHNICIAN] = ftl_cell_text(order->technician),
	        [STATE] = ftl_cell_text(ftl_state_names[order->state]),
	        [HOLD] = ftl_cell_text(ftl_hold_names[order->hold]),
	        [PRIORITY] = ftl_cell_text(ftl_priority_names[order->priority]),
	        [DUE] = ftl_cell_text(due_words(board, job)),
	        [AGE] = ftl_cell_opt(order->received_at.has, board->now - order->received_at.value),
	        [REASON] = ftl_cell_text(reason_of(board, job)),
	        [DUE_AT] = ftl_cell_opt(job->due_at != 0, job->due_at),
	        [PROMISED] = ftl_cell_opt(order->promised_on.has, order->promised_on.value),
	        [LATE_BY] = ftl_cell_opt(job->level == LATE, board->now - job->due_at),
	        [WAITS_FOR] = ftl_cell_text(ftl_owner_names[owner]),
	        [CUSTOMER] = ftl_cell_text(order->customer),
	        [CATEGORY] = ftl_cell_text(order->category),
	        [BRAND] = ftl_cell_text(order->brand),
	        [MODEL] = ftl_cell_text(order->model),
	        [SERIAL] = ftl_cell_text(order->serial),
	        [RECEIVED] = ftl_cell_opt(order->received_at.has, order->received_at.value),
	        [LAST] = ftl_cell_number(order->last_event_at),
	};
	const struct ftl_row row = {.cells = cells};

	return ftl_out_row(board->cli->out, &row, err);
}

static void add_count(struct ftl_buf *text, const char *mark, size_t count, const char *words)
{
	if (count > 0)
		ftl_buf_printf(text, "%s%zu %s", mark, count, words);
}

/* "Mon 23 Nov 10:12 · 47 open · 5 late · 3 ready · waiting: 9 for customers, 6 for parts" */
static const char *heading_of(const struct board *board)
{
	struct ftl_arena *arena = &board->cli->arena;
	FTL_BUF(text);
	FTL_BUF(waits);

	ftl_buf_printf(&text, "%s · %zu open", ftl_view_when(arena, board->cli->app, board->now),
	               board->count);
	add_count(&text, " · ", board->of_level[LATE], "late");
	add_count(&text, " · ", board->of_level[SOON_DUE], "due soon");
	add_count(&text, " · ", board->of_level[QUIET], "quiet");
	add_count(&text, " · ", board->ready, "ready");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_CUSTOMER], "for customers");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_PAYER], "for payers");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_PARTS], "for parts");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_VENDOR], "for outside repairers");
	if (waits.length > 0)
		ftl_buf_printf(&text, "%s%s",
		               ftl_utf8_width(ftl_buf_cstr(&text)) + waits.length + 10 >
		                               (size_t)ftl_out_width(board->cli->out)
		                       ? "\nwaiting: "
		                       : " · waiting: ",
		               ftl_buf_cstr(&waits) + 2);
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static enum ftl_status run_board(struct ftl_cli *cli, struct ftl_err *err)
{
	struct board board = {
	        .cli = cli, .now = ftl_app_now(cli->app), .today = ftl_app_today(cli->app)};
	struct ftl_table *table = FTL_NEW(&cli->arena, struct ftl_table);
	const struct ftl_board_job *rows;
	size_t count;

	FTL_TRY(ftl_app_calendar(cli->app, &cli->arena, &board.calendar, err));
	FTL_TRY(ftl_order_board(cli->app, &cli->arena, ftl_cli_text(cli, "technician"), &rows,
	                        &count, err));
	FTL_TRY(ftl_order_dues(cli->app, &cli->arena, &board.targets, &board.target_count, err));
	board.jobs = ftl_alloc(&cli->arena, count, sizeof(*board.jobs));
	for (size_t i = 0; i < count; i++)
		take(&board, &rows[i]);
	if (board.count > 0)
		qsort(board.jobs, board.count, sizeof(*board.jobs), compare_jobs);
	*table = board_shape;
	table->heading = heading_of(&board);
	FTL_TRY(ftl_out_begin(cli->out, table, err));
	for (size_t i = 0; i < board.count && !ftl_out_is_full(cli->out); i++)
		FTL_TRY(put_job(&board, &board.jobs[i], err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option board_options[] = {
        {.key = "technician",
         .type = FTL_OPT_TEXT,
         .value = "STAFF",
         .help = "only of this login; none: what nobody has"},
};
static const struct ftl_example board_examples[] = {
        {"fettle board", "what is in the house, worst first", "jobs"},
        {"fettle board --technician tomas", "what Tomas has on the bench", "jobs"},
        {"fettle board --format json --fields level,code,reason", "the same for a wall screen",
         "jobs"},
};

const struct ftl_command ftl_command_board = {
        .path = "board",
        .summary = "show the open work at a glance",
        .description =
                "Everything in the shop's care, the worst first: late is past the service target "
                "that is set for a job, or else past the promised day, "
                "soon is due within a day, quiet is an answer or a part that is overdue, or seven "
                "days without a word. The reason says where the job stands and what it waits for.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .audience = FTL_FOR_EVERYONE,
        .screen_limit = 60,
        FTL_OPTIONS(board_options),
        FTL_EXAMPLES(board_examples),
        .shape = &board_shape,
        .run = run_board,
};
