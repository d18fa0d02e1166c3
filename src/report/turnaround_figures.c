#include "report/pages.h"
#include "report/turnaround.h"
#include "report/turnaround_jobs.h"

/*
 * The smallest value whose share of the rows reaches p (percentile_disc) is the one of rank
 * n × p, rounded up.
 */
static const char *percentile(struct ftl_arena *arena, const char *range, int percent)
{
	return ftl_sprintf(arena, "=IF(COUNT(%s)=0,\"–\",SMALL(%s,ROUNDUP(COUNT(%s)*%d/100,0)))",
	                   range, range, range, percent);
}

static const char *mean(struct ftl_arena *arena, const char *range)
{
	return ftl_sprintf(arena, "=IF(COUNT(%s)=0,\"–\",AVERAGE(%s))", range, range);
}

/* The share of "yes" among "yes" and "no". */
static const char *share(struct ftl_arena *arena, const char *range)
{
	return ftl_sprintf(arena,
	                   "=IF(COUNTIF(%s,\"yes\")+COUNTIF(%s,\"no\")=0,\"–\","
	                   "COUNTIF(%s,\"yes\")/(COUNTIF(%s,\"yes\")+COUNTIF(%s,\"no\")))",
	                   range, range, range, range, range);
}

/* Where the cells of a column of the jobs are. */
static const char *target(struct ftl_arena *arena, int column)
{
	return ftl_sprintf(arena, "'Jobs'!%s1", ftl_column_letters(arena, column));
}

static void add_formulas(const struct ftl_turnaround *report, struct ftl_arena *arena,
                         struct ftl_figure *figures)
{
	int64_t rows = (int64_t)report->rows.count;
	const char *calendar = ftl_column_range(arena, "Jobs", FTL_JOB_CALENDAR_DAYS, rows);
	const char *net = ftl_column_range(arena, "Jobs", FTL_JOB_NET_HOURS, rows);

	if (report->book == NULL || rows == 0 || rows > FTL_LIVE_ROWS)
		return;
	figures[0].formula = ftl_sprintf(arena, "=COUNTA(%s)",
	                                 ftl_column_range(arena, "Jobs", FTL_JOB_CODE, rows));
	figures[1].formula = percentile(arena, calendar, 50);
	figures[2].formula = percentile(arena, calendar, 90);
	figures[3].formula = mean(arena, net);
	figures[4].formula = share(arena, ftl_column_range(arena, "Jobs", FTL_JOB_WITHIN, rows));
	figures[5].formula = share(arena, ftl_column_range(arena, "Jobs", FTL_JOB_LATE, rows));
	figures[7].formula = share(arena, ftl_column_range(arena, "Jobs", FTL_JOB_KEPT, rows));
	figures[8].formula = ftl_sprintf(arena, "=SUM(%s)",
	                                 ftl_column_range(arena, "Jobs", FTL_JOB_CHANGED, rows));
	figures[6].formula = ftl_sprintf(arena, "=SUM(%s)",
	                                 ftl_column_range(arena, "Jobs", FTL_JOB_REWORKS, rows));
}

/* A duration of one job as a quotient: absent when no job has times. */
static struct ftl_quotient duration(int64_t seconds, int64_t timed)
{
	return (struct ftl_quotient){seconds, timed == 0 ? 0 : 1};
}

static struct ftl_quotient count(int64_t number)
{
	return (struct ftl_quotient){number, 1};
}

void ftl_turnaround_figures(const struct ftl_turnaround *report, struct ftl_arena *arena,
                            struct ftl_figure ret[FTL_TURNAROUND_FIGURES])
{
	const struct ftl_turnaround_stats now = report->now;
	const struct ftl_turnaround_stats was = report->was;
	int64_t hours = report->context->targets.fallback_seconds / 3600;
	static const int columns[FTL_TURNAROUND_PLAIN] = {
	        FTL_JOB_CODE,      FTL_JOB_CALENDAR_DAYS, FTL_JOB_CALENDAR_DAYS,
	        FTL_JOB_NET_HOURS, FTL_JOB_WITHIN,        FTL_JOB_LATE,
	        FTL_JOB_REWORKS,   FTL_JOB_KEPT,          FTL_JOB_CHANGED};

	ret[0] = (struct ftl_figure){.key = "jobs_completed",
	                             .title = "Jobs completed",
	                             .unit = FTL_UNIT_COUNT,
	                             .better = 1,
	                             .now = count(now.jobs),
	                             .before = count(was.jobs),
	                             .counted = now.jobs};
	ret[1] = (struct ftl_figure){.key = "median_turnaround",
	                             .title = "Median turnaround, calendar days",
	                             .unit = FTL_UNIT_DAYS,
	                             .better = -1,
	                             .now = duration(now.calendar.median, now.timed),
	                             .before = duration(was.calendar.median, was.timed),
	                             .counted = now.timed};
	ret[2] = (struct ftl_figure){.key = "p90_turnaround",
	                             .title = "9 in 10 jobs were ready within",
	                             .unit = FTL_UNIT_DAYS,
	                             .better = -1,
	                             .now = duration(now.calendar.p90, now.timed),
	                             .before = duration(was.calendar.p90, was.timed),
	                             .counted = now.timed};
	ret[3] = (struct ftl_figure){.key = "mean_net_business",
	                             .title = "Mean net turnaround, business hours",
	                             .unit = FTL_UNIT_HOURS,
	                             .better = -1,
	                             .now = {now.net.sum, now.timed},
	                             .before = {was.net.sum, was.timed},
	                             .counted = now.timed};
	ret[4] = (struct ftl_figure){
	        .key = "within_target",
	        .title = report->context->targets.count > 0
	                         ? "Within the target set for each job"
	                         : ftl_sprintf(arena, "Within the target of %lld business hours",
	                                       (long long)hours),
	        .unit = FTL_UNIT_SHARE,
	        .better = 1,
	        .now = {now.within, now.timed},
	        .before = {was.within, was.timed},
	        .counted = now.timed};
	ret[5] = (struct ftl_figure){.key = "late",
	                             .title = "Later than first promised",
	                             .unit = FTL_UNIT_SHARE,
	                             .better = -1,
	                             .now = {now.late, now.promised},
	                             .before = {was.late, was.promised},
	                             .counted = now.promised};
	ret[6] = (struct ftl_figure){.key = "reworks",
	                             .title = "Reworks (failed checks)",
	                             .unit = FTL_UNIT_COUNT,
	                             .better = -1,
	                             .now = count(now.reworks),
	                             .before = count(was.reworks),
	                             .counted = now.jobs};
	ret[7] = (struct ftl_figure){.key = "promise_kept",
	                             .title = "First promise kept",
	                             .unit = FTL_UNIT_SHARE,
	                             .better = 1,
	                             .now = {now.promised - now.late, now.promised},
	                             .before = {was.promised - was.late, was.promised},
	                             .counted = now.promised};
	ret[8] = (struct ftl_figure){.key = "promises_changed",
	                             .title = "Other days promised since",
	                             .unit = FTL_UNIT_COUNT,
	                             .better = -1,
	                             .now = count(now.promises_changed),
	                             .before = count(was.promises_changed),
	                             .counted = now.jobs};
	for (int i = 0; i < FTL_TURNAROUND_PLAIN; i++) {
		ret[i].target = target(arena, columns[i]);
		ret[i].link = "Jobs";
	}
	add_formulas(report, arena, ret);
	ftl_turnaround_repeat_figures(report, arena, ret + FTL_TURNAROUND_PLAIN);
}
