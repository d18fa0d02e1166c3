#include "fettle/ops/board.h"

#include <stdlib.h>
#include <string.h>

#include "fettle/ops/target.h"
#include "ops/attention.h"
#include "ops/find.h"
#include "store/board.h"
#include "store/loaner.h"
#include "store/timer.h"

/* What is needed to judge the jobs of a board. */
struct judge {
	struct ftl_app *app;
	struct ftl_attention_rules rules;
	const struct ftl_order_due *dues; /* by order id */
	size_t due_count;
	const struct ftl_board_told *told; /* by order id and event */
	size_t told_count;
	const struct ftl_timer *timers; /* the one that has run longest first */
	size_t timer_count;
	const struct ftl_loaner *loaners; /* that are out, the one due first, first */
	size_t loaner_count;
};

static enum ftl_status load(struct judge *judge, struct ftl_arena *arena, struct ftl_err *err)
{
	struct ftl_app *app = judge->app;

	FTL_TRY(ftl_attention_rules(app, arena, &judge->rules, err));
	FTL_TRY(ftl_order_dues(app, arena, &judge->dues, &judge->due_count, err));
	FTL_TRY(ftl_store_timer_list(app->db, arena, app->site_id, &judge->timers,
	                             &judge->timer_count, err));
	FTL_TRY(ftl_store_loaner_out(app->db, arena, FTL_LOANERS_OF_SITE, app->site_id,
	                             &judge->loaners, &judge->loaner_count, err));
	return ftl_store_board_told(app->db, arena, app->site_id, &judge->told, &judge->told_count,
	                            err);
}

static int compare_due(const void *key, const void *row)
{
	int64_t id = *(const int64_t *)key;
	const struct ftl_order_due *due = row;

	return (id > due->order_id) - (id < due->order_id);
}

static int64_t target_due_at(const struct judge *judge, int64_t order_id)
{
	const struct ftl_order_due *due = NULL;

	if (judge->due_count > 0)
		due = bsearch(&order_id, judge->dues, judge->due_count, sizeof(*due), compare_due);
	return due != NULL ? due->due_at : 0;
}

/* The first row of a job, or of the one after it. */
static size_t find_told(const struct judge *judge, int64_t order_id)
{
	size_t low = 0, high = judge->told_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (judge->told[middle].order_id < order_id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The days it was promised for, and the notices since it is ready. */
static void take_told(const struct judge *judge, struct ftl_board_job *job)
{
	const struct ftl_order *order = &job->order;
	struct ftl_promises promises = {0};
	int32_t date, second;

	/* What the check-in promised is not among the rows. */
	ftl_promises_event(&promises, FTL_EV_PROMISE, order->first_promised_on);
	for (size_t i = find_told(judge, order->id);
	     i < judge->told_count && judge->told[i].order_id == order->id; i++) {
		const struct ftl_board_told *told = &judge->told[i];

		ftl_promises_event(&promises, told->kind, told->due_on);
		if (told->kind != FTL_EV_NOTICE || !order->ready_at.has ||
		    told->at < order->ready_at.value)
			continue;
		ftl_zone_local(judge->app->zone, told->at, &date, &second);
		ftl_notices_add(&job->notices, date);
	}
	job->promises = promises.count;
}

/* The first timer on a job: anybody's, or of one person. */
static const struct ftl_timer *find_timer(const struct judge *judge, int64_t order_id,
                                          int64_t staff_id)
{
	for (size_t i = 0; i < judge->timer_count; i++) {
		const struct ftl_timer *timer = &judge->timers[i];

		if (timer->order_id == order_id && (staff_id == 0 || timer->staff_id == staff_id))
			return timer;
	}
	return NULL;
}

/* Of the loaners that are out for a job the one due first. */
static const struct ftl_loaner *find_loaner(const struct judge *judge, int64_t order_id)
{
	for (size_t i = 0; i < judge->loaner_count; i++) {
		if (judge->loaners[i].order_id == order_id)
			return &judge->loaners[i];
	}
	return NULL;
}

static void judge_job(const struct judge *judge, struct ftl_board_job *job)
{
	const struct ftl_order *order = &job->order;
	struct ftl_attention_job facts = {
	        .state = order->state,
	        .hold = order->hold,
	        .priority = order->priority,
	        .promised_on = order->promised_on,
	        .target_due_at = target_due_at(judge, order->id),
	        .ready_at = order->ready_at.value,
	        .last_event_at = order->last_event_at,
	};

	job->has_request =
	        job->has_request && ftl_request_is_of(job->request.kind, order->state, order->hold);
	if (job->has_request)
		facts.request_due_on = job->request.due_on;
	take_told(judge, job);
	facts.notices = job->notices;
	job->timer = find_timer(judge, order->id, 0);
	facts.at_work_since = job->timer != NULL ? job->timer->since : 0;
	job->loaner = find_loaner(judge, order->id);
	if (job->loaner != NULL)
		facts.loaner_due_on = job->loaner->due_on;
	ftl_attention_judge(&judge->rules, &facts, &job->attention);
}

static enum ftl_status list_open(struct ftl_app *app, struct ftl_arena *arena,
                                 const char *technician, bool is_bench, struct ftl_board *ret,
                                 struct ftl_err *err)
{
	struct judge judge = {.app = app};
	struct ftl_board board = {0};
	const struct ftl_board_job *rows;
	struct ftl_board_job *jobs;
	size_t count;
	int64_t technician_id = 0;

	if (technician != NULL && strcmp(technician, "none") != 0)
		FTL_TRY(ftl_find_technician(app, arena, technician, &technician_id, err));
	FTL_TRY(ftl_store_board(app->db, arena, app->site_id, &rows, &count, err));
	FTL_TRY(load(&judge, arena, err));
	jobs = ftl_alloc(arena, count, sizeof(*jobs));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_order *order = &rows[i].order;
		const struct ftl_timer *own = NULL;

		board.nobody += order->technician_id == 0 && order->state != FTL_READY;
		if (is_bench && technician_id != 0)
			own = find_timer(&judge, order->id, technician_id);
		if (technician != NULL && order->technician_id != technician_id && own == NULL)
			continue;
		jobs[board.count] = rows[i];
		jobs[board.count].at_work_since = own != NULL ? own->since : 0;
		judge_job(&judge, &jobs[board.count++]);
	}
	board.jobs = jobs;
	*ret = board;
	return FTL_OK;
}

enum ftl_status ftl_order_board(struct ftl_app *app, struct ftl_arena *arena,
                                const char *technician, struct ftl_board *ret, struct ftl_err *err)
{
	return list_open(app, arena, technician, false, ret, err);
}

enum ftl_status ftl_order_bench(struct ftl_app *app, struct ftl_arena *arena,
                                const char *technician, struct ftl_board *ret, struct ftl_err *err)
{
	return list_open(app, arena, technician, true, ret, err);
}
