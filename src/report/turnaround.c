#include "report/turnaround.h"

#include "fettle/base/memory.h"

#include <stdlib.h>

#include "fettle/model/stats.h"
#include "store/staff.h"

#define BRANDS_MOST 0xFFFFFFu
#define NO_NAME_KEY "\x01" /* no key of a text begins like this */

const char *const ftl_age_names[FTL_AGES] = {"0 to 2 days",   "3 to 5 days",   "6 to 10 days",
                                             "11 to 20 days", "21 to 30 days", "over 30 days"};
static const int32_t age_limits[FTL_AGES] = {2, 5, 10, 20, 30, INT32_MAX};

void ftl_turnaround_done(struct ftl_turnaround *report)
{
	free(report->rows.items);
	free(report->before.items);
	free(report->slices);
	for (int by = 0; by < FTL_BYS; by++)
		ftl_groups_done(&report->groups[by]);
	ftl_spill_free(&report->named);
	ftl_returns_done(&report->returns);
	ftl_workbook_free(&report->book);
}

static struct ftl_turnaround_row *add_row(struct ftl_turnaround_rows *rows)
{
	if (rows->count == rows->capacity) {
		rows->capacity = rows->capacity == 0 ? 1024 : rows->capacity * 2;
		rows->items = ftl_memory_resize(rows->items, rows->capacity * sizeof(*rows->items));
	}
	rows->items[rows->count] = (struct ftl_turnaround_row){0};
	return &rows->items[rows->count++];
}

/* Longer than 136 years is as good as 136 years. */
static uint32_t shortened(int64_t seconds)
{
	return seconds < 0 ? 0 : seconds > UINT32_MAX ? UINT32_MAX : (uint32_t)seconds;
}

/* No centre has that many; what is above shares the last number. */
static uint32_t capped(size_t number, uint32_t most)
{
	return number > most ? most : (uint32_t)number;
}

static void find_groups(struct ftl_turnaround *report, const struct ftl_job_view *job,
                        struct ftl_turnaround_row *row)
{
	const struct ftl_figures_job *from = job->row;
	struct ftl_groups *groups = report->groups;
	bool has_brand = from->brand != NULL && from->brand_key != NULL;

	size_t brand =
	        ftl_groups_find(&groups[FTL_BY_BRAND], has_brand ? from->brand_key : NO_NAME_KEY,
	                        has_brand ? from->brand : "no brand");
	size_t category =
	        ftl_groups_find_id(&groups[FTL_BY_CATEGORY], from->category_id,
	                           from->category == NULL ? "no category" : from->category);
	size_t technician = ftl_groups_find_id(
	        &groups[FTL_BY_TECHNICIAN], job->technician == NULL ? 0 : job->facts.technician_id,
	        job->technician == NULL ? "nobody" : job->technician);

	row->slice = (uint8_t)ftl_frame_slice(report->frame, job->ready_on);
	row->brand = capped(brand, BRANDS_MOST) & BRANDS_MOST;
	row->category = (uint16_t)capped(category, UINT16_MAX);
	row->technician = (uint16_t)capped(technician, UINT16_MAX);
	row->payer = (uint8_t)ftl_groups_find_id(
	        &groups[FTL_BY_PAYER], job->has_payer ? (int64_t)job->payer : -1,
	        job->has_payer ? ftl_payer_names[job->payer] : "not recorded");
}

static void fill_row(const struct ftl_turnaround *report, const struct ftl_job_view *job,
                     struct ftl_turnaround_row *row)
{
	const struct ftl_clocks *clocks = &job->clocks;
	struct ftl_return back = ftl_returns_find(&report->returns, job->row->id);
	struct ftl_opt watched = ftl_turnaround_watched(report->context, job);

	row->is_watched = watched.has;
	row->watched = (uint8_t)(watched.value > FTL_WINDOW_MOST ? FTL_WINDOW_MOST : watched.value);
	row->back = back.days;
	row->back_same = back.same_days;
	row->is_timed = clocks->customer.is_known;
	row->promises_changed = capped((size_t)job->promises_changed, UINT8_MAX) & UINT8_MAX;
	row->reworks = capped((size_t)job->facts.reworks, UINT8_MAX) & UINT8_MAX;
	if (!row->is_timed)
		return;
	row->calendar = shortened(clocks->customer.calendar_seconds);
	row->net = shortened(clocks->net.business_seconds);
	row->is_within = clocks->net.business_seconds <= job->target_seconds;
	row->has_promise = job->due_at.has;
	row->is_late = job->due_at.has && job->facts.ready_at > job->due_at.value;
}

static void count_clocks(struct ftl_turnaround_clocks *slice, const struct ftl_job_view *job)
{
	if (!job->clocks.customer.is_known)
		return;
	slice->timed++;
	for (int owner = 0; owner < FTL_OWNERS; owner++)
		slice->owners[owner] += job->clocks.by_owner[owner].calendar_seconds;
}

static int age_of(int32_t days)
{
	int age = 0;

	while (age < FTL_AGES - 1 && days > age_limits[age])
		age++;
	return age;
}

static void count_open(struct ftl_turnaround *report, const struct ftl_job_view *job)
{
	int32_t today;
	int32_t second;

	ftl_zone_local(report->context->zone, report->context->as_of, &today, &second);
	if (job->is_waiting) {
		report->waiting++;
		report->waiting_ages[age_of(today - job->ready_on)]++;
		return;
	}
	enum ftl_owner owner = ftl_clock_owner(job->facts.state, job->facts.hold);
	report->open++;
	report->open_late += job->due_at.has && report->context->as_of > job->due_at.value;
	report->ages[age_of(today - job->received_on)][owner]++;
}

enum ftl_status ftl_turnaround_visit(void *state, const struct ftl_job_view *job,
                                     struct ftl_err *err)
{
	struct ftl_turnaround *report = state;

	if (job->is_open || job->is_waiting) {
		count_open(report, job);
		if (report->book != NULL)
			ftl_turnaround_put_open(report, job);
	}
	if (job->is_before)
		fill_row(report, job, add_row(&report->before));
	if (job->is_in_period) {
		struct ftl_turnaround_row *row = add_row(&report->rows);
		fill_row(report, job, row);
		find_groups(report, job, row);
		count_clocks(&report->slices[row->slice], job);
		if (report->book != NULL) {
			ftl_turnaround_put_job(report, job, row->is_within);
			ftl_turnaround_named_add(report, &job->clocks);
		}
	}
	return report->book == NULL ? FTL_OK : ftl_workbook_check(report->book, err);
}

/* Which duration of a row. */
enum duration { CALENDAR, NET };

/* Of the rows with the given indices; a NULL index: all. */
static struct ftl_spread spread_of(const struct ftl_turnaround_row *items, const uint32_t *index,
                                   size_t count, enum duration duration)
{
	struct ftl_sample sample FTL_CLEANUP(ftl_sample_done) = {NULL, 0, 0, false};
	struct ftl_spread spread = {0};

	for (size_t i = 0; i < count; i++) {
		const struct ftl_turnaround_row *row = &items[index == NULL ? i : index[i]];
		if (!row->is_timed)
			continue;
		uint32_t seconds = duration == CALENDAR ? row->calendar : row->net;
		ftl_sample_add(&sample, seconds);
		spread.sum += seconds;
	}
	if (sample.count == 0)
		return spread;
	spread.median = ftl_sample_percentile(&sample, 50);
	spread.p90 = ftl_sample_percentile(&sample, 90);
	spread.max = ftl_sample_max(&sample);
	return spread;
}

static struct ftl_turnaround_stats stats_of(const struct ftl_turnaround_row *items,
                                            const uint32_t *index, size_t count)
{
	struct ftl_turnaround_stats stats = {.jobs = (int64_t)count};

	for (size_t i = 0; i < count; i++) {
		const struct ftl_turnaround_row *row = &items[index == NULL ? i : index[i]];
		stats.timed += row->is_timed;
		stats.within += row->is_within;
		stats.promised += row->has_promise;
		stats.late += row->is_late;
		stats.reworks += row->reworks;
		stats.promises_changed += row->promises_changed;
		ftl_turnaround_count_repeats(row, &stats);
	}
	stats.calendar = spread_of(items, index, count, CALENDAR);
	stats.net = spread_of(items, index, count, NET);
	return stats;
}

static struct ftl_turnaround_stats stats_of_all(const struct ftl_turnaround_rows *rows)
{
	return stats_of(rows->items, NULL, rows->count);
}

static size_t group_of(const struct ftl_turnaround_row *row, enum ftl_turnaround_by by)
{
	switch (by) {
	case FTL_BY_SLICE:
		break;
	case FTL_BY_BRAND:
		return row->brand;
	case FTL_BY_CATEGORY:
		return row->category;
	case FTL_BY_TECHNICIAN:
		return row->technician;
	case FTL_BY_PAYER:
		return row->payer;
	case FTL_BYS:
		break;
	}
	return row->slice;
}

const struct ftl_turnaround_stats *ftl_turnaround_by(const struct ftl_turnaround_rows *rows,
                                                     enum ftl_turnaround_by by, size_t count,
                                                     struct ftl_arena *arena)
{
	struct ftl_turnaround_stats *stats = ftl_alloc(arena, count + 1, sizeof(*stats));
	size_t *ends = ftl_alloc(arena, count + 1, sizeof(*ends));
	uint32_t *index = ftl_memory_zeroed((rows->count + 1) * sizeof(*index));

	/* A counting sort: ends[g] runs from the first place of group g to the one after its last.
	 */
	for (size_t i = 0; i < rows->count; i++)
		ends[group_of(&rows->items[i], by) + 1]++;
	for (size_t group = 1; group <= count; group++)
		ends[group] += ends[group - 1];
	for (size_t i = 0; i < rows->count; i++)
		index[ends[group_of(&rows->items[i], by)]++] = (uint32_t)i;
	for (size_t group = 0; group < count; group++) {
		size_t start = group == 0 ? 0 : ends[group - 1];
		stats[group] = stats_of(rows->items, index + start, ends[group] - start);
	}
	free(index);
	return stats;
}

/* Technicians stand in the report even when they finished nothing. */
static enum ftl_status name_technicians(struct ftl_turnaround *report, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const struct ftl_staff *staff;
	size_t count;

	FTL_TRY(ftl_store_staff_list(report->context->db, &scratch, report->context->site_id,
	                             &staff, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (staff[i].role == FTL_ROLE_TECHNICIAN && staff[i].is_active)
			ftl_groups_find_id(&report->groups[FTL_BY_TECHNICIAN], staff[i].id,
			                   staff[i].name);
	}
	return FTL_OK;
}

static enum ftl_status walk(struct ftl_turnaround *report, struct ftl_err *err)
{
	struct ftl_report_context context = *report->context;
	FTL_TXN(view);

	/* One view for both readings. */
	if (!context.has_view)
		FTL_TRY(ftl_txn_begin_read(context.db, &view, err));
	context.has_view = true;
	FTL_TRY(ftl_returns_load(&context, &report->returns, err));
	FTL_TRY(ftl_walk(&context, report->frame, false, ftl_turnaround_visit, report, err));
	report->now = stats_of_all(&report->rows);
	report->was = stats_of_all(&report->before);
	return FTL_OK;
}

static enum ftl_status run_book(struct ftl_turnaround *report, const char *path,
                                struct ftl_arena *arena, struct ftl_report_result *ret,
                                struct ftl_err *err)
{
	const struct ftl_report_context *context = report->context;
	struct ftl_turnaround_sheets sheets;

	FTL_TRY(ftl_workbook_open(
	        &(struct ftl_workbook_options){
	                .path = path,
	                .title = ftl_sprintf(arena, "Turnaround, %s", report->frame->period_words),
	                .subject = ftl_sprintf(arena, "As of %s", report->frame->as_of_words),
	                .centre = context->centre,
	                .now = context->now,
	                .currency = context->currency,
	                .zone = context->zone},
	        &report->book, err));
	FTL_TRY(ftl_turnaround_named_begin(report, path, err));
	ftl_turnaround_sheets_open(report, arena, &sheets);
	FTL_TRY(walk(report, err));
	ftl_grid_end(report->jobs);
	ftl_grid_end(report->list);
	FTL_TRY(ftl_turnaround_sheets_fill(report, arena, &sheets, err));
	ret->sheets = 5 + FTL_BYS + ftl_grid_sheets(report->jobs) + ftl_grid_sheets(report->list);
	return ftl_workbook_close(&report->book, err);
}

enum ftl_status ftl_turnaround_run(const struct ftl_report_context *context,
                                   const struct ftl_frame *frame, const char *path,
                                   struct ftl_out *out, struct ftl_arena *arena,
                                   struct ftl_report_result *ret, struct ftl_err *err)
{
	struct ftl_turnaround report FTL_CLEANUP(ftl_turnaround_done) = {.context = context,
	                                                                 .frame = frame};
	struct ftl_figure figures[FTL_TURNAROUND_FIGURES];

	report.slices = ftl_memory_zeroed(frame->slice_count * sizeof(*report.slices));
	FTL_TRY(name_technicians(&report, err));
	if (path != NULL)
		FTL_TRY(run_book(&report, path, arena, ret, err));
	else
		FTL_TRY(walk(&report, err));
	ret->jobs = (int64_t)report.rows.count;
	ret->has_open = true;
	ret->open = report.open;
	if (path != NULL)
		return FTL_OK;
	ftl_turnaround_figures(&report, arena, figures);
	return ftl_figures_put(context, frame, figures, FTL_TURNAROUND_FIGURES, out, err);
}
