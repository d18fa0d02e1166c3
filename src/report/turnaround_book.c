#include <inttypes.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "report/pages.h"
#include "report/turnaround.h"
#include "report/turnaround_jobs.h"

/* Columns of the sheets by group. */
enum {
	BY_NAME,
	BY_JOBS,
	BY_TIMED,
	BY_MEAN,
	BY_MEDIAN,
	BY_P90,
	BY_MAX,
	BY_NET_MEAN,
	BY_NET_MEDIAN,
	BY_NET_P90,
	BY_NET_MAX,
	BY_WITHIN,
	BY_PROMISED,
	BY_LATE,
	BY_REWORKS,
	BY_COLUMNS,
	/* of the periods only: what the charts are drawn from */
	SLICE_WITHIN = BY_COLUMNS,
	SLICE_OVER,
	SLICE_UNTIMED,
	SLICE_SHOP,
	SLICE_COLUMNS = SLICE_SHOP + FTL_OWNERS - FTL_OWNER_SHOP
};

#define BAND_ROW   3
#define HEAD_ROW   4
#define FIRST_ROW  5
#define CHART_ROWS 14

static const struct {
	const char *sheet;
	const char *title;
	const char *head;
	int job_column; /* of the sheet Jobs: where the rows of a group are found */
} divisions[FTL_BYS] = {
        [FTL_BY_SLICE] = {"By period", "Turnaround by period", "Period", FTL_JOB_SLICE},
        [FTL_BY_BRAND] = {"By brand", "Turnaround by brand", "Brand", FTL_JOB_BRAND},
        [FTL_BY_CATEGORY] = {"By category", "Turnaround by category", "Category", FTL_JOB_CATEGORY},
        [FTL_BY_TECHNICIAN] = {"By technician", "Turnaround by technician", "Technician",
                               FTL_JOB_TECHNICIAN},
        [FTL_BY_PAYER] = {"By payer", "Turnaround by payer", "Payer", FTL_JOB_PAYER},
};

static const struct {
	const char *title;
	enum ftl_show show;
} heads[SLICE_COLUMNS] = {
        [BY_NAME] = {NULL, FTL_SHOW_TEXT},
        [BY_JOBS] = {"Jobs", FTL_SHOW_INT},
        [BY_TIMED] = {"With times", FTL_SHOW_INT},
        [BY_MEAN] = {"Mean", FTL_SHOW_DAYS},
        [BY_MEDIAN] = {"Median", FTL_SHOW_DAYS},
        [BY_P90] = {"P90", FTL_SHOW_DAYS},
        [BY_MAX] = {"Max", FTL_SHOW_DAYS},
        [BY_NET_MEAN] = {"Mean", FTL_SHOW_HOURS},
        [BY_NET_MEDIAN] = {"Median", FTL_SHOW_HOURS},
        [BY_NET_P90] = {"P90", FTL_SHOW_HOURS},
        [BY_NET_MAX] = {"Max", FTL_SHOW_HOURS},
        [BY_WITHIN] = {"Within target", FTL_SHOW_PERCENT},
        [BY_PROMISED] = {"Jobs promised", FTL_SHOW_INT},
        [BY_LATE] = {"Late", FTL_SHOW_PERCENT},
        [BY_REWORKS] = {"Reworks", FTL_SHOW_INT},
        [SLICE_WITHIN] = {"Jobs within", FTL_SHOW_INT},
        [SLICE_OVER] = {"Jobs over", FTL_SHOW_INT},
        [SLICE_UNTIMED] = {"Without times", FTL_SHOW_INT},
        [SLICE_SHOP] = {"Shop", FTL_SHOW_DAYS},
        [SLICE_SHOP + 1] = {"Customer", FTL_SHOW_DAYS},
        [SLICE_SHOP + 2] = {"Payer", FTL_SHOW_DAYS},
        [SLICE_SHOP + 3] = {"Parts", FTL_SHOW_DAYS},
        [SLICE_SHOP + 4] = {"Vendor", FTL_SHOW_DAYS},
};

static const enum ftl_paint owner_paints[FTL_OWNERS] = {[FTL_OWNER_SHOP] = FTL_PAINT_MAIN,
                                                        [FTL_OWNER_CUSTOMER] = FTL_PAINT_GREY,
                                                        [FTL_OWNER_PAYER] = FTL_PAINT_SAND,
                                                        [FTL_OWNER_PARTS] = FTL_PAINT_LIGHT,
                                                        [FTL_OWNER_VENDOR] = FTL_PAINT_TEAL};

static int columns_of(int by)
{
	return by == FTL_BY_SLICE ? SLICE_COLUMNS : BY_COLUMNS;
}

static struct ftl_sheet *open_by(struct ftl_workbook *book, const char *footer, int by)
{
	double widths[SLICE_COLUMNS];

	for (int i = 0; i < SLICE_COLUMNS; i++)
		widths[i] = i == BY_NAME ? 28 : heads[i].show == FTL_SHOW_HOURS ? 12 : 11;
	return ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = divisions[by].sheet,
	                                                         .widths = widths,
	                                                         .columns = columns_of(by),
	                                                         .head_rows = FIRST_ROW,
	                                                         .frozen_columns = 1,
	                                                         .footer = footer});
}

void ftl_turnaround_sheets_open(struct ftl_turnaround *report, struct ftl_arena *arena,
                                struct ftl_turnaround_sheets *ret)
{
	static const double summary[FTL_FIGURE_COLUMNS] = {42, 14, 12, 14, 14, 9, 13, 9};
	static const double open[] = {22, 12, 12, 12, 12, 12, 12, 3, 18};
	struct ftl_workbook *book = report->book;
	const char *footer = ftl_page_footer(report->context, report->frame, "Turnaround", arena);

	ret->summary =
	        ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Summary",
	                                                          .widths = summary,
	                                                          .columns = FTL_FIGURE_COLUMNS,
	                                                          .is_one_page = true,
	                                                          .footer = footer});
	for (int by = 0; by < FTL_BYS; by++)
		ret->by[by] = open_by(book, footer, by);
	ret->open = ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Open jobs",
	                                                              .widths = open,
	                                                              .columns = 9,
	                                                              .is_one_page = true,
	                                                              .footer = footer});
	report->list = ftl_turnaround_list_grid(book, footer);
	report->jobs = ftl_turnaround_jobs_grid(book, footer);
}

static void write_spread(struct ftl_sheet *sheet, int row, int column, enum ftl_face face,
                         enum ftl_show show, const struct ftl_spread *spread, int64_t timed)
{
	struct ftl_look look = {face, show};
	int64_t any = timed == 0 ? 0 : 1;

	ftl_sheet_value(sheet, row, column, look, spread->sum, timed);
	ftl_sheet_value(sheet, row, column + 1, look, spread->median, any);
	ftl_sheet_value(sheet, row, column + 2, look, spread->p90, any);
	ftl_sheet_value(sheet, row, column + 3, look, spread->max, any);
}

static void write_stats(struct ftl_sheet *sheet, int row, enum ftl_face face,
                        const struct ftl_turnaround_stats *stats)
{
	struct ftl_look whole = {face, FTL_SHOW_INT};
	struct ftl_look share = {face, FTL_SHOW_PERCENT};

	ftl_sheet_value(sheet, row, BY_JOBS, whole, stats->jobs, 1);
	ftl_sheet_value(sheet, row, BY_TIMED, whole, stats->timed, 1);
	write_spread(sheet, row, BY_MEAN, face, FTL_SHOW_DAYS, &stats->calendar, stats->timed);
	write_spread(sheet, row, BY_NET_MEAN, face, FTL_SHOW_HOURS, &stats->net, stats->timed);
	ftl_sheet_value(sheet, row, BY_WITHIN, share, stats->within, stats->timed);
	ftl_sheet_value(sheet, row, BY_PROMISED, whole, stats->promised, 1);
	ftl_sheet_value(sheet, row, BY_LATE, share, stats->late, stats->promised);
	ftl_sheet_value(sheet, row, BY_REWORKS, whole, stats->reworks, 1);
}

static void write_slice(struct ftl_sheet *sheet, int row, enum ftl_face face,
                        const struct ftl_turnaround_stats *stats,
                        const struct ftl_turnaround_clocks *clocks)
{
	struct ftl_look whole = {face, FTL_SHOW_INT};
	struct ftl_look days = {face, FTL_SHOW_DAYS};

	ftl_sheet_value(sheet, row, SLICE_WITHIN, whole, stats->within, 1);
	ftl_sheet_value(sheet, row, SLICE_OVER, whole, stats->timed - stats->within, 1);
	ftl_sheet_value(sheet, row, SLICE_UNTIMED, whole, stats->jobs - stats->timed, 1);
	for (int owner = FTL_OWNER_SHOP; owner < FTL_OWNERS; owner++)
		ftl_sheet_value(sheet, row, SLICE_SHOP + owner - FTL_OWNER_SHOP, days,
		                clocks->owners[owner], clocks->timed);
}

static void write_heads(struct ftl_sheet *sheet, int by)
{
	struct ftl_look band = {FTL_FACE_BAND, FTL_SHOW_TEXT};

	ftl_sheet_span(sheet, BAND_ROW, BY_MEAN, BY_MAX, band, "Turnaround, calendar days");
	ftl_sheet_span(sheet, BAND_ROW, BY_NET_MEAN, BY_NET_MAX, band,
	               "Net turnaround, business hours");
	if (by == FTL_BY_SLICE) {
		ftl_sheet_span(sheet, BAND_ROW, SLICE_WITHIN, SLICE_UNTIMED, band,
		               "Jobs by target");
		ftl_sheet_span(sheet, BAND_ROW, SLICE_SHOP, SLICE_COLUMNS - 1, band,
		               "Whose clock ran, mean days a job");
	}
	ftl_sheet_height(sheet, HEAD_ROW, 30);
	for (int i = 0; i < columns_of(by); i++)
		ftl_sheet_span(sheet, HEAD_ROW, i, i,
		               (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               i == BY_NAME ? divisions[by].head : heads[i].title);
}

static void add_clocks(struct ftl_turnaround_clocks *total,
                       const struct ftl_turnaround_clocks *clocks)
{
	total->timed += clocks->timed;
	for (int owner = 0; owner < FTL_OWNERS; owner++)
		total->owners[owner] += clocks->owners[owner];
}

static void write_total(const struct ftl_turnaround *report, struct ftl_sheet *sheet, int row,
                        int by)
{
	struct ftl_turnaround_stats all = ftl_turnaround_all(&report->rows);
	struct ftl_turnaround_clocks total = {0};

	ftl_sheet_text(sheet, row, BY_NAME, FTL_FACE_TOTAL, "All jobs");
	write_stats(sheet, row, FTL_FACE_TOTAL, &all);
	if (by != FTL_BY_SLICE)
		return;
	for (size_t i = 0; i < report->frame->slice_count; i++)
		add_clocks(&total, &report->slices[i]);
	write_slice(sheet, row, FTL_FACE_TOTAL, &all, &total);
}

static const char *name_of(const struct ftl_turnaround *report, int by, size_t group)
{
	return by == FTL_BY_SLICE ? report->frame->slices[group].label
	                          : report->groups[by].names[group];
}

static void write_by(const struct ftl_turnaround *report, struct ftl_arena *arena,
                     struct ftl_sheet *sheet, int by)
{
	bool is_slice = by == FTL_BY_SLICE;
	size_t count = is_slice ? report->frame->slice_count : report->groups[by].count;
	const struct ftl_turnaround_stats *stats =
	        ftl_turnaround_by(&report->rows, (enum ftl_turnaround_by)by, count, arena);
	int64_t *weights = ftl_alloc(arena, count + 1, sizeof(*weights));
	size_t *order = ftl_alloc(arena, count + 1, sizeof(*order));
	const char *target = ftl_sprintf(arena, "'Jobs'!%s1",
	                                 ftl_column_letters(arena, divisions[by].job_column));

	for (size_t i = 0; i < count; i++) {
		weights[i] = stats[i].jobs;
		order[i] = i;
	}
	if (!is_slice)
		ftl_groups_rank(&report->groups[by], weights, order);
	ftl_page_title(sheet, divisions[by].title,
	               ftl_sprintf(arena, "%s. Ready %s", report->context->centre,
	                           report->frame->period_words),
	               ftl_sprintf(arena, "As of %s", report->frame->as_of_words));
	write_heads(sheet, by);
	for (size_t i = 0; i < count; i++) {
		int row = FIRST_ROW + (int)i;
		ftl_sheet_link(sheet, row, BY_NAME, (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT},
		               name_of(report, by, order[i]), target);
		write_stats(sheet, row, FTL_FACE_PLAIN, &stats[order[i]]);
		if (is_slice)
			write_slice(sheet, row, FTL_FACE_PLAIN, &stats[order[i]],
			            &report->slices[order[i]]);
	}
	write_total(report, sheet, FIRST_ROW + (int)count, by);
	if (count > 0)
		ftl_sheet_filter(sheet, HEAD_ROW, FIRST_ROW + (int)count - 1, columns_of(by) - 1);
	ftl_sheet_bars(sheet, FIRST_ROW, FIRST_ROW + (int)count - 1, BY_JOBS);
}

static void write_open(const struct ftl_turnaround *report, struct ftl_arena *arena,
                       struct ftl_sheet *sheet)
{
	static const char *const titles[] = {"Age",   "Shop",   "Customer", "Payer",
	                                     "Parts", "Vendor", "All open"};
	struct ftl_look whole = {FTL_FACE_PLAIN, FTL_SHOW_INT};
	struct ftl_series series[FTL_OWNERS];
	int64_t totals[FTL_OWNERS + 1] = {0};
	int total_row = FIRST_ROW + FTL_AGES;

	ftl_page_title(sheet, "Open jobs by age and by whose clock runs",
	               ftl_sprintf(arena, "%s. As of %s", report->context->centre,
	                           report->frame->as_of_words),
	               "Days since receipt. Open jobs never count in turnaround.");
	ftl_sheet_span(sheet, BAND_ROW, 1, FTL_OWNERS,
	               (struct ftl_look){FTL_FACE_BAND, FTL_SHOW_TEXT}, "Whose clock runs");
	ftl_sheet_height(sheet, HEAD_ROW, 30);
	for (int i = 0; i <= FTL_OWNERS; i++)
		ftl_sheet_span(
		        sheet, HEAD_ROW, i, i,
		        (struct ftl_look){FTL_FACE_HEAD, i == 0 ? FTL_SHOW_TEXT : FTL_SHOW_INT},
		        titles[i]);
	ftl_sheet_span(sheet, HEAD_ROW, 8, 8, (struct ftl_look){FTL_FACE_HEAD, FTL_SHOW_INT},
	               "Ready, not collected");
	for (int age = 0; age < FTL_AGES; age++) {
		int row = FIRST_ROW + age;
		int64_t sum = 0;
		ftl_sheet_text(sheet, row, 0, FTL_FACE_PLAIN, ftl_age_names[age]);
		for (int owner = FTL_OWNER_SHOP; owner < FTL_OWNERS; owner++) {
			ftl_sheet_value(sheet, row, owner, whole, report->ages[age][owner], 1);
			sum += report->ages[age][owner];
			totals[owner] += report->ages[age][owner];
		}
		totals[FTL_OWNERS] += sum;
		totals[FTL_OWNER_NONE] += report->ages[age][FTL_OWNER_NONE];
		ftl_sheet_value(sheet, row, FTL_OWNERS, whole, sum, 1);
		ftl_sheet_value(sheet, row, 8, whole, report->ages[age][FTL_OWNER_NONE], 1);
	}
	ftl_sheet_text(sheet, total_row, 0, FTL_FACE_TOTAL, "All ages");
	for (int owner = FTL_OWNER_SHOP; owner <= FTL_OWNERS; owner++)
		ftl_sheet_value(sheet, total_row, owner,
		                (struct ftl_look){FTL_FACE_TOTAL, FTL_SHOW_INT}, totals[owner], 1);
	ftl_sheet_value(sheet, total_row, 8, (struct ftl_look){FTL_FACE_TOTAL, FTL_SHOW_INT},
	                totals[FTL_OWNER_NONE], 1);
	ftl_sheet_link(sheet, total_row + 2, 0, (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT},
	               "Every open job", "'Open list'!A1");
	for (int owner = FTL_OWNER_SHOP; owner < FTL_OWNERS; owner++)
		series[owner - FTL_OWNER_SHOP] =
		        (struct ftl_series){titles[owner], owner, owner_paints[owner]};
	ftl_sheet_chart(sheet, &(struct ftl_chart){.kind = FTL_CHART_STACK,
	                                           .title = "Open jobs by age",
	                                           .axis = "jobs",
	                                           .show = FTL_SHOW_INT,
	                                           .data_sheet = "Open jobs",
	                                           .first_row = FIRST_ROW,
	                                           .last_row = total_row - 1,
	                                           .series = series,
	                                           .series_count = FTL_OWNERS - 1,
	                                           .row = total_row + 4,
	                                           .width = 760,
	                                           .height = 300});
}

static void draw_charts(const struct ftl_turnaround *report, struct ftl_sheet *sheet,
                        struct ftl_arena *arena, int row)
{
	struct ftl_series owners[FTL_OWNERS];
	static const struct ftl_series jobs[] = {
	        {"within target", SLICE_WITHIN, FTL_PAINT_MAIN},
	        {"over target", SLICE_OVER, FTL_PAINT_LIGHT},
	        {"without times", SLICE_UNTIMED, FTL_PAINT_GREY},
	};
	static const struct ftl_series days[] = {
	        {"median", BY_MEDIAN, FTL_PAINT_MAIN},
	        {"9 in 10", BY_P90, FTL_PAINT_LIGHT},
	};
	struct ftl_chart chart = {.data_sheet = "By period",
	                          .first_row = FIRST_ROW,
	                          .last_row = FIRST_ROW + (int)report->frame->slice_count - 1,
	                          .row = row,
	                          .width = 312,
	                          .height = 270};

	for (int owner = FTL_OWNER_SHOP; owner < FTL_OWNERS; owner++)
		owners[owner - FTL_OWNER_SHOP] = (struct ftl_series){
		        ftl_owner_names[owner], SLICE_SHOP + owner - FTL_OWNER_SHOP,
		        owner_paints[owner]};
	chart.kind = FTL_CHART_STACK;
	chart.title = ftl_sprintf(arena, "Jobs completed by %s", report->frame->step_words);
	chart.show = FTL_SHOW_INT;
	chart.series = jobs;
	chart.series_count = FTL_COUNT(jobs);
	ftl_sheet_chart(sheet, &chart);
	chart.kind = FTL_CHART_LINES;
	chart.title = "Turnaround, calendar days";
	chart.show = FTL_SHOW_DAYS;
	chart.series = days;
	chart.series_count = FTL_COUNT(days);
	chart.x = 314;
	ftl_sheet_chart(sheet, &chart);
	chart.kind = FTL_CHART_STACK;
	chart.title = "Whose clock ran, mean days a job";
	chart.series = owners;
	chart.series_count = FTL_OWNERS - 1;
	chart.x = 628;
	ftl_sheet_chart(sheet, &chart);
}

static const char *excluded_words(const struct ftl_report_context *context, struct ftl_arena *arena)
{
	FTL_BUF(words);

	for (int owner = FTL_OWNER_SHOP; owner < FTL_OWNERS; owner++) {
		if ((context->excluded_owners & 1u << owner) == 0)
			continue;
		if (words.length > 0)
			ftl_buf_text(&words, ", ");
		ftl_buf_text(&words, ftl_owner_names[owner]);
	}
	return words.length == 0 ? "nobody" : ftl_strdup(arena, ftl_buf_cstr(&words));
}

static void write_notes(const struct ftl_turnaround *report, struct ftl_sheet *sheet,
                        struct ftl_arena *arena, int row)
{
	struct ftl_look note = {FTL_FACE_NOTE, FTL_SHOW_TEXT};
	struct ftl_turnaround_stats all = ftl_turnaround_all(&report->rows);
	const char *excluded = excluded_words(report->context, arena);
	bool is_live = report->rows.count > 0 && report->rows.count <= FTL_LIVE_ROWS;

	ftl_sheet_span(
	        sheet, row, 0, FTL_FIGURE_COLUMNS - 1, note,
	        ftl_sprintf(arena,
	                    "All jobs of the centre that became ready in the period and were "
	                    "not undone, each once. %" PRId64 " of %" PRId64
	                    " have times; the others (known by the day only) count in "
	                    "numbers, not in durations.",
	                    all.timed, all.jobs));
	ftl_sheet_span(
	        sheet, row + 1, 0, FTL_FIGURE_COLUMNS - 1, note,
	        ftl_sprintf(arena,
	                    "Net turnaround leaves out the time of: %s. Business hours follow "
	                    "the centre's calendar. %s",
	                    excluded,
	                    is_live ? "The figures of this period are live formulas over "
	                              "the sheet Jobs."
	                            : "The figures are values, not formulas."));
	ftl_sheet_span(sheet, row + 2, 0, FTL_FIGURE_COLUMNS - 2, note,
	               ftl_sprintf(arena,
	                           "Open at that moment: %" PRId64 " jobs, %" PRId64
	                           " of them past their first promise; %" PRId64
	                           " ready and not collected.",
	                           report->open, report->open_late, report->waiting));
	ftl_sheet_link(sheet, row + 2, FTL_FIGURE_COLUMNS - 1,
	               (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT}, "Open jobs",
	               "'Open jobs'!A1");
}

static void write_summary(const struct ftl_turnaround *report, struct ftl_arena *arena,
                          struct ftl_sheet *sheet)
{
	struct ftl_figure figures[FTL_TURNAROUND_FIGURES];
	const struct ftl_frame *frame = report->frame;
	int row = ftl_page_title(sheet, "Turnaround",
	                         ftl_sprintf(arena, "%s. Jobs ready %s, compared with %s",
	                                     report->context->centre, frame->period_words,
	                                     frame->before_words),
	                         ftl_sprintf(arena, "As of %s", frame->as_of_words));

	ftl_turnaround_figures(report, arena, figures);
	row = ftl_figures_write(sheet, row, figures, FTL_TURNAROUND_FIGURES) + 1;
	draw_charts(report, sheet, arena, row);
	write_notes(report, sheet, arena, row + CHART_ROWS);
}

static void write_definitions(const struct ftl_turnaround *report, struct ftl_arena *arena)
{
	const struct ftl_definition rows[] = {
	        {"Jobs completed",
	         "Work orders whose first 'ready' that was not undone lies in the period, whatever "
	         "the result (repaired, declined, unrepairable …). Each counts once, in that "
	         "period; "
	         "handing over later does not count it again.",
	         "Events of the work order; sheet Jobs, column Work order"},
	        {"Turnaround",
	         "From receipt to ready in days of the calendar, nights and holidays included. A "
	         "ready that was undone by a failed check never was: the clock goes on.",
	         "Events received and ready; sheet Jobs"},
	        {"Business hours",
	         "The part of the turnaround in which the centre was open, by the opening hours "
	         "and "
	         "holidays that held on each day.",
	         "Calendar of the centre; sheet Jobs"},
	        {"Net turnaround",
	         ftl_sprintf(arena,
	                     "Business hours less the business time in which somebody else's clock "
	                     "ran: %s. Holds that overlap are taken out once.",
	                     excluded_words(report->context, arena)),
	         "Events with states and holds; setting clock.excluded"},
	        {"Median, P90",
	         "The smallest value that at least half (nine tenths) of the jobs do not exceed: a "
	         "value that occurred, never between two (percentile_disc of SQL).",
	         "Jobs with times; the rank is n × 0.5 (0.9), rounded up"},
	        {"Mean, max", "Sum of the values divided by their number; the largest value.",
	         "Jobs with times"},
	        {"Within target",
	         ftl_sprintf(
	                 arena,
	                 "Share of jobs with times whose net turnaround is at most %lld business "
	                 "hours.",
	                 (long long)(report->context->target_seconds / 3600)),
	         "Setting target.business_hours; sheet Jobs, column Within target"},
	        {"Late",
	         "Share of jobs with a promised date that became ready after closing time of the "
	         "first date promised; a later promise does not mend it.",
	         "Work order: first promise; sheet Jobs, column Late"},
	        {"Reworks", "Checks that failed, and jobs taken back after they were ready.",
	         "Events; sheet Jobs, column Reworks"},
	        {"Whose clock",
	         "Days of the calendar between receipt and ready by who had to act: the shop, the "
	         "customer, the payer, the parts' supplier, the vendor it was sent to. Together "
	         "they "
	         "are the turnaround.",
	         "States and holds of the work order"},
	        {"Bench, to quote, approval",
	         "Bench: business hours in diagnosis and repair, holds taken out. To quote: "
	         "business "
	         "hours from receipt to the first question or estimate. Approval: days until it "
	         "was "
	         "answered.",
	         "Events; sheet Jobs"},
	        {"Collection, door to door",
	         "Days from ready to handed over; from received to handed over.",
	         "Events; sheet Jobs"},
	        {"Open jobs",
	         "Received and not ready at as-of, by days since receipt and by whose clock runs. "
	         "They "
	         "never count in turnaround. Ready and not collected: by days since ready.",
	         "Events up to as-of; sheet Open list"},
	        {"Technician, payer",
	         "Technician: who has the job last. Payer: who pays the largest part of its lines "
	         "at "
	         "list price; without lines, who was to pay labour by the cover found at check-in.",
	         "Events; lines; cover at check-in"},
	        {"Times: day only",
	         "Records taken over from a source that knew the day but not the hour. They count "
	         "in "
	         "numbers of jobs; no duration is made of them.",
	         "Imported records"},
	        {"Period before",
	         "As many whole months before when the period is whole months, else as many days.",
	         ftl_sprintf(arena, "Here: %s", report->frame->before_words)},
	        {"As of",
	         "What happened after this moment is unknown to the report, and nothing that is "
	         "open runs beyond it.",
	         report->frame->as_of_words},
	        {"Live formulas",
	         "On the sheet Summary the figures of this period and the changes are formulas (up "
	         "to "
	         "100,000 jobs). Everything else is a value.",
	         "Sheet Jobs"},
	};

	ftl_page_definitions(report->book,
	                     ftl_page_footer(report->context, report->frame, "Turnaround", arena),
	                     rows, FTL_COUNT(rows));
}

void ftl_turnaround_sheets_fill(const struct ftl_turnaround *report, struct ftl_arena *arena,
                                const struct ftl_turnaround_sheets *sheets)
{
	write_summary(report, arena, sheets->summary);
	for (int by = 0; by < FTL_BYS; by++)
		write_by(report, arena, sheets->by[by], by);
	write_open(report, arena, sheets->open);
	write_definitions(report, arena);
}
