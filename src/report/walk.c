#include "report/walk.h"

#include <stdlib.h>
#include <string.h>

#include "store/staff.h"

struct walk {
	const struct ftl_report_context *context;
	const struct ftl_frame *frame;
	struct ftl_arena arena;
	const struct ftl_staff **staff; /* by id */
	size_t staff_count;
};

static void end_walk(struct walk *walk)
{
	ftl_arena_done(&walk->arena);
}

static int compare_staff(const void *a, const void *b)
{
	int64_t left = (*(const struct ftl_staff *const *)a)->id;
	int64_t right = (*(const struct ftl_staff *const *)b)->id;

	return (left > right) - (left < right);
}

static enum ftl_status load_staff(struct walk *walk, struct ftl_err *err)
{
	const struct ftl_staff *list;

	FTL_TRY(ftl_store_staff_list(walk->context->db, &walk->arena, walk->context->site_id, &list,
	                             &walk->staff_count, err));
	walk->staff = ftl_alloc(&walk->arena, walk->staff_count + 1, sizeof(*walk->staff));
	for (size_t i = 0; i < walk->staff_count; i++)
		walk->staff[i] = &list[i];
	qsort(walk->staff, walk->staff_count, sizeof(*walk->staff), compare_staff);
	return FTL_OK;
}

static const char *staff_name(const struct walk *walk, int64_t id)
{
	struct ftl_staff wanted = {.id = id};
	const struct ftl_staff *key = &wanted;
	const struct ftl_staff *const *found =
	        id == 0 ? NULL
	                : bsearch(&key, walk->staff, walk->staff_count, sizeof(*walk->staff),
	                          compare_staff);

	return found == NULL ? NULL : (*found)->name;
}

/* The payer with the largest list value; without lines the one the cover at check-in named. */
static enum ftl_status find_payer(struct ftl_job_view *job, struct ftl_err *err)
{
	int64_t sums[FTL_PAYERS] = {0};
	bool has_line[FTL_PAYERS] = {false};
	const struct ftl_figures_job *row = job->row;

	for (size_t i = 0; i < row->line_count; i++) {
		struct ftl_line_amounts amounts;
		enum ftl_payer payer = row->lines[i].line.payer;
		FTL_TRY(ftl_line_amounts(&row->lines[i].line, &amounts, err));
		has_line[payer] = true;
		if (!ftl_money_add(sums[payer], amounts.list_cents, &sums[payer]))
			sums[payer] = FTL_MONEY_MAX;
	}
	job->has_payer = false;
	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		if (has_line[payer] && (!job->has_payer || sums[payer] > sums[job->payer])) {
			job->has_payer = true;
			job->payer = (enum ftl_payer)payer;
		}
	}
	if (!job->has_payer && row->has_cover) {
		job->has_payer = true;
		job->payer = row->cover_payer;
	}
	return FTL_OK;
}

static void fold(const struct walk *walk, struct ftl_job_view *job)
{
	struct ftl_clock_fold fold;

	if (job->row->promises.count > 0)
		job->promises_changed = job->row->promises.count - 1;
	ftl_clocks_begin(&fold, walk->context->calendar, walk->context->excluded_owners);
	for (size_t i = 0; i < job->row->event_count; i++)
		ftl_clocks_event(&fold, &job->row->events[i]);
	ftl_clocks_end(&fold, walk->context->as_of, &job->clocks);
	job->facts = fold.facts;
}

static void place(const struct walk *walk, struct ftl_job_view *job)
{
	const struct ftl_order_facts *facts = &job->facts;
	int32_t second;

	if (facts->received_at != 0)
		ftl_zone_local(walk->context->zone, facts->received_at, &job->received_on, &second);
	if (job->clocks.is_done) {
		ftl_zone_local(walk->context->zone, facts->ready_at, &job->ready_on, &second);
		job->is_in_period = ftl_period_has(&walk->frame->period, job->ready_on);
		job->is_before = ftl_period_has(&walk->frame->before, job->ready_on);
		job->is_waiting = facts->state == FTL_READY;
	} else {
		job->is_open = facts->received_at != 0 && ftl_state_is_open(facts->state);
	}
	job->technician = staff_name(walk, facts->technician_id);
	if (job->row->first_promised_on.has)
		job->due_at = ftl_some(ftl_calendar_close_of(
		        walk->context->calendar, (int32_t)job->row->first_promised_on.value));
}

/* The target set for the job, else the centre's. */
static void find_target(const struct walk *walk, struct ftl_job_view *job)
{
	const struct ftl_report_context *context = walk->context;
	const struct ftl_figures_job *row = job->row;
	struct ftl_opt received_at = {job->facts.received_at != 0, job->facts.received_at};
	bool is_set;
	struct ftl_target_job wanted = {
	        .customer_id = row->customer_id,
	        .category_id = row->category_id,
	        .is_warranty = row->has_cover && row->cover_payer != FTL_PAYER_CUSTOMER,
	};

	for (int priority = 0; priority < FTL_PRIORITIES; priority++) {
		if (strcmp(row->priority, ftl_priority_names[priority]) == 0)
			wanted.priority = (enum ftl_priority)priority;
	}
	job->target_seconds =
	        ftl_target_seconds(&context->targets, context->zone, received_at, &wanted, &is_set);
}

/* What a report needs of the jobs it is about. */
static enum ftl_status complete(const struct walk *walk, struct ftl_job_view *job,
                                struct ftl_err *err)
{
	find_target(walk, job);
	return find_payer(job, err);
}

enum ftl_status ftl_walk(const struct ftl_report_context *context, const struct ftl_frame *frame,
                         bool has_all, ftl_job_visit *visit, void *state, struct ftl_err *err)
{
	struct walk walk FTL_CLEANUP(end_walk) = {.context = context, .frame = frame};
	FTL_TXN(view);
	FTL_FIGURES(figures);

	if (!context->has_view)
		FTL_TRY(ftl_txn_begin_read(context->db, &view, err));
	FTL_TRY(load_staff(&walk, err));
	FTL_TRY(ftl_figures_open(context->db, context->site_id, context->as_of, &figures, err));
	for (;;) {
		struct ftl_job_view job = {0};
		FTL_TRY(ftl_figures_next(figures, &job.row, err));
		if (job.row == NULL)
			return FTL_OK;
		if (job.row->event_count == 0)
			continue;
		fold(&walk, &job);
		place(&walk, &job);
		if (job.is_in_period || job.is_before || job.is_open || job.is_waiting)
			FTL_TRY(complete(&walk, &job, err));
		else if (!has_all)
			continue;
		FTL_TRY(visit(state, &job, err));
	}
}
