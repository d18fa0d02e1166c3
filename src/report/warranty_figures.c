#include "report/pages.h"
#include "report/warranty.h"

static struct ftl_quotient whole(int64_t number)
{
	return (struct ftl_quotient){number, 1};
}

static const char *sum_of(struct ftl_arena *arena, int column, int64_t rows)
{
	return ftl_sprintf(arena, "SUM(%s)", ftl_column_range(arena, "Jobs", column, rows));
}

static void add_formulas(const struct ftl_warranty *report, struct ftl_arena *arena,
                         struct ftl_figure *figures)
{
	int64_t rows = report->now.jobs;

	if (report->book == NULL || rows == 0 || rows > FTL_LIVE_ROWS)
		return;
	const char *count = ftl_sprintf(arena, "COUNTA(%s)",
	                                ftl_column_range(arena, "Jobs", FTL_COST_CODE, rows));
	const char *total = sum_of(arena, FTL_COST_TOTAL, rows);
	const char *payable = sum_of(arena, FTL_COST_PAYABLE, rows);
	const char *recovered = sum_of(arena, FTL_COST_RECOVERED, rows);
	figures[0].formula = ftl_sprintf(arena, "=%s", count);
	figures[1].formula = ftl_sprintf(arena, "=%s", total);
	figures[2].formula = ftl_sprintf(arena, "=%s/%s", total, count);
	figures[3].formula = ftl_sprintf(arena, "=%s", payable);
	figures[4].formula = ftl_sprintf(arena, "=%s", recovered);
	figures[5].formula =
	        ftl_sprintf(arena, "=IF(%s=0,\"–\",%s/%s)", payable, recovered, payable);
	figures[6].formula = ftl_sprintf(arena, "=%s-%s", total, recovered);
}

void ftl_warranty_figures(const struct ftl_warranty *report, struct ftl_arena *arena,
                          struct ftl_figure ret[FTL_WARRANTY_FIGURES])
{
	const struct ftl_warranty_sums now = report->now;
	const struct ftl_warranty_sums was = report->was;
	static const int columns[FTL_WARRANTY_FIGURES] = {
	        FTL_COST_CODE,      FTL_COST_TOTAL,     FTL_COST_TOTAL, FTL_COST_PAYABLE,
	        FTL_COST_RECOVERED, FTL_COST_RECOVERED, FTL_COST_LEFT};
	const struct ftl_figure figures[FTL_WARRANTY_FIGURES] = {
	        {.key = "warranty_jobs",
	         .title = "Warranty jobs completed",
	         .unit = FTL_UNIT_COUNT,
	         .now = whole(now.jobs),
	         .before = whole(was.jobs)},
	        {.key = "warranty_cost",
	         .title = "What they cost",
	         .unit = FTL_UNIT_MONEY,
	         .better = -1,
	         .now = whole(now.total),
	         .before = whole(was.total)},
	        {.key = "cost_per_job",
	         .title = "Cost of a job, mean",
	         .unit = FTL_UNIT_MONEY,
	         .better = -1,
	         .now = {now.total, now.jobs},
	         .before = {was.total, was.jobs}},
	        {.key = "to_be_paid",
	         .title = "To be paid by others",
	         .unit = FTL_UNIT_MONEY,
	         .now = whole(now.payable),
	         .before = whole(was.payable)},
	        {.key = "recovered",
	         .title = "Recovered so far",
	         .unit = FTL_UNIT_MONEY,
	         .better = 1,
	         .now = whole(now.recovered),
	         .before = whole(was.recovered)},
	        {.key = "recovery_rate",
	         .title = "Recovered of what is to be paid",
	         .unit = FTL_UNIT_SHARE,
	         .better = 1,
	         .now = {now.recovered, now.payable},
	         .before = {was.recovered, was.payable}},
	        {.key = "not_recovered",
	         .title = "Cost that was not recovered",
	         .unit = FTL_UNIT_MONEY,
	         .better = -1,
	         .now = whole(now.total - now.recovered),
	         .before = whole(was.total - was.recovered)},
	};

	for (int i = 0; i < FTL_WARRANTY_FIGURES; i++) {
		ret[i] = figures[i];
		ret[i].counted = now.jobs;
		ret[i].link = "Jobs";
		ret[i].target =
		        ftl_sprintf(arena, "'Jobs'!%s1", ftl_column_letters(arena, columns[i]));
	}
	add_formulas(report, arena, ret);
}
