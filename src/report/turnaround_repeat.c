#include "report/pages.h"
#include "report/turnaround.h"
#include "report/turnaround_jobs.h"

struct ftl_opt ftl_turnaround_watched(const struct ftl_report_context *context,
                                      const struct ftl_job_view *job)
{
	const struct ftl_order_facts *facts = &job->facts;
	int32_t today, out_on, second;

	/* An imported record knows no device but its own, which can never come back. */
	if (facts->handed_over_at == 0 || facts->is_day_only ||
	    !ftl_result_is_repair(facts->result))
		return ftl_none();
	ftl_zone_local(context->zone, context->as_of, &today, &second);
	ftl_zone_local(context->zone, facts->handed_over_at, &out_on, &second);
	return ftl_some(today - out_on);
}

void ftl_turnaround_count_repeats(const struct ftl_turnaround_row *row,
                                  struct ftl_turnaround_stats *stats)
{
	for (int i = 0; row->is_watched && i < FTL_WINDOWS; i++) {
		if (row->watched < ftl_windows[i])
			return;
		stats->watched[i]++;
		stats->back[i] += row->back <= ftl_windows[i];
		stats->back_same[i] += row->back_same <= ftl_windows[i];
		stats->first_time += i == 0 && row->reworks == 0 && row->back > ftl_windows[0];
	}
}

/* The columns that the formulas look at. */
struct ranges {
	const char *watched;
	const char *back;
	const char *back_same;
	const char *reworks;
};

static const char *repeat_formula(struct ftl_arena *arena, const struct ranges *in,
                                  const char *back, int days)
{
	return ftl_sprintf(arena,
	                   "=IF(COUNTIF(%s,\">=%d\")=0,\"–\",COUNTIFS(%s,\">=%d\",%s,\"<=%d\")/"
	                   "COUNTIF(%s,\">=%d\"))",
	                   in->watched, days, in->watched, days, back, days, in->watched, days);
}

static const char *first_time_formula(struct ftl_arena *arena, const struct ranges *in, int days)
{
	return ftl_sprintf(arena,
	                   "=IF(COUNTIF(%s,\">=%d\")=0,\"–\",(COUNTIFS(%s,\">=%d\",%s,0)-"
	                   "COUNTIFS(%s,\">=%d\",%s,0,%s,\"<=%d\"))/COUNTIF(%s,\">=%d\"))",
	                   in->watched, days, in->watched, days, in->reworks, in->watched, days,
	                   in->reworks, in->back, days, in->watched, days);
}

static const char *target(struct ftl_arena *arena, int column)
{
	return ftl_sprintf(arena, "'Jobs'!%s1", ftl_column_letters(arena, column));
}

static void add_formulas(const struct ftl_turnaround *report, struct ftl_arena *arena,
                         struct ftl_figure *figures)
{
	int64_t rows = (int64_t)report->rows.count;
	const struct ranges in = {
	        .watched = ftl_column_range(arena, "Jobs", FTL_JOB_WATCHED, rows),
	        .back = ftl_column_range(arena, "Jobs", FTL_JOB_BACK, rows),
	        .back_same = ftl_column_range(arena, "Jobs", FTL_JOB_BACK_SAME, rows),
	        .reworks = ftl_column_range(arena, "Jobs", FTL_JOB_REWORKS, rows),
	};

	if (report->book == NULL || rows == 0 || rows > FTL_LIVE_ROWS)
		return;
	figures[0].formula = first_time_formula(arena, &in, ftl_windows[0]);
	for (int i = 0; i < FTL_WINDOWS; i++) {
		figures[1 + 2 * i].formula = repeat_formula(arena, &in, in.back, ftl_windows[i]);
		figures[2 + 2 * i].formula =
		        repeat_formula(arena, &in, in.back_same, ftl_windows[i]);
	}
}

void ftl_turnaround_repeat_figures(const struct ftl_turnaround *report, struct ftl_arena *arena,
                                   struct ftl_figure *ret)
{
	const struct ftl_turnaround_stats *now = &report->now, *was = &report->was;

	ret[0] = (struct ftl_figure){.key = "first_time_fix",
	                             .title = "Repaired at the first go",
	                             .unit = FTL_UNIT_SHARE,
	                             .better = 1,
	                             .now = {now->first_time, now->watched[0]},
	                             .before = {was->first_time, was->watched[0]},
	                             .counted = now->watched[0],
	                             .target = target(arena, FTL_JOB_WATCHED)};
	for (int i = 0; i < FTL_WINDOWS; i++) {
		int days = ftl_windows[i];
		struct ftl_figure any = {
		        .key = ftl_sprintf(arena, "repeat_%d", days),
		        .title = ftl_sprintf(arena, "Repairs back within %d days, any fault", days),
		        .unit = FTL_UNIT_SHARE,
		        .better = -1,
		        .now = {now->back[i], now->watched[i]},
		        .before = {was->back[i], was->watched[i]},
		        .counted = now->watched[i],
		        .target = target(arena, FTL_JOB_BACK)};
		struct ftl_figure same = any;

		same.key = ftl_sprintf(arena, "repeat_%d_same_fault", days);
		same.title = ftl_sprintf(arena, "Repairs back within %d days, same fault", days);
		same.now.numerator = now->back_same[i];
		same.before.numerator = was->back_same[i];
		same.target = target(arena, FTL_JOB_BACK_SAME);
		ret[1 + 2 * i] = any;
		ret[2 + 2 * i] = same;
	}
	for (int i = 0; i < 1 + 2 * FTL_WINDOWS; i++)
		ret[i].link = "Jobs";
	add_formulas(report, arena, ret);
}
