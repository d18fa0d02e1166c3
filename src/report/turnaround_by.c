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
	BY_COLUMNS
};

#define BAND_ROW  3
#define HEAD_ROW  4
#define FIRST_ROW 5

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
} heads[BY_COLUMNS] = {
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
};

struct ftl_sheet *ftl_turnaround_by_open(struct ftl_workbook *book, const char *footer,
                                         enum ftl_turnaround_by by)
{
	double widths[BY_COLUMNS];

	for (int i = 0; i < BY_COLUMNS; i++)
		widths[i] = i == BY_NAME ? 27 : heads[i].show == FTL_SHOW_HOURS ? 10.5 : 10;
	return ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = divisions[by].sheet,
	                                                         .widths = widths,
	                                                         .columns = BY_COLUMNS,
	                                                         .head_rows = FIRST_ROW,
	                                                         .frozen_columns = 1,
	                                                         .footer = footer});
}

/* Without a job with times there is nothing to show; an empty cell leaves a gap in a chart. */
static void write_nothing(struct ftl_sheet *sheet, int row, int first, int last, enum ftl_face face)
{
	for (int column = first; column <= last; column++)
		ftl_sheet_blank(sheet, row, column, face);
}

static void write_spread(struct ftl_sheet *sheet, int row, int column, enum ftl_face face,
                         enum ftl_show show, const struct ftl_spread *spread, int64_t timed)
{
	struct ftl_look look = {face, show};

	if (timed == 0) {
		write_nothing(sheet, row, column, column + 3, face);
		return;
	}
	ftl_sheet_value(sheet, row, column, look, spread->sum, timed);
	ftl_sheet_value(sheet, row, column + 1, look, spread->median, 1);
	ftl_sheet_value(sheet, row, column + 2, look, spread->p90, 1);
	ftl_sheet_value(sheet, row, column + 3, look, spread->max, 1);
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

static void write_heads(struct ftl_sheet *sheet, enum ftl_turnaround_by by)
{
	struct ftl_look band = {FTL_FACE_BAND, FTL_SHOW_TEXT};

	ftl_sheet_span(sheet, BAND_ROW, BY_MEAN, BY_MAX, band, "Turnaround, calendar days");
	ftl_sheet_span(sheet, BAND_ROW, BY_NET_MEAN, BY_NET_MAX, band,
	               "Net turnaround, business hours");
	ftl_sheet_height(sheet, HEAD_ROW, 30);
	for (int i = 0; i < BY_COLUMNS; i++)
		ftl_sheet_span(sheet, HEAD_ROW, i, i,
		               (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               i == BY_NAME ? divisions[by].head : heads[i].title);
}

static const char *name_of(const struct ftl_turnaround *report, enum ftl_turnaround_by by,
                           size_t group)
{
	return by == FTL_BY_SLICE ? report->frame->slices[group].label
	                          : report->groups[by].names[group];
}

/* Periods in their order, everything else by the number of jobs. */
static const size_t *order_of(const struct ftl_turnaround *report, enum ftl_turnaround_by by,
                              const struct ftl_turnaround_stats *stats, size_t count,
                              struct ftl_arena *arena)
{
	int64_t *weights = ftl_alloc(arena, count + 1, sizeof(*weights));
	size_t *order = ftl_alloc(arena, count + 1, sizeof(*order));

	for (size_t i = 0; i < count; i++) {
		weights[i] = stats[i].jobs;
		order[i] = i;
	}
	if (by != FTL_BY_SLICE)
		ftl_groups_rank(&report->groups[by], weights, order);
	return order;
}

void ftl_turnaround_by_write(const struct ftl_turnaround *report, struct ftl_arena *arena,
                             struct ftl_sheet *sheet, enum ftl_turnaround_by by)
{
	size_t count = by == FTL_BY_SLICE ? report->frame->slice_count : report->groups[by].count;
	const struct ftl_turnaround_stats *stats =
	        ftl_turnaround_by(&report->rows, by, count, arena);
	const size_t *order = order_of(report, by, stats, count, arena);
	const char *target = ftl_sprintf(arena, "'Jobs'!%s1",
	                                 ftl_column_letters(arena, divisions[by].job_column));
	int last_row = FIRST_ROW + (int)count - 1;

	ftl_page_title(sheet, divisions[by].title,
	               ftl_sprintf(arena, "%s. Jobs ready %s", report->context->centre,
	                           report->frame->period_words),
	               ftl_sprintf(arena, "As of %s", report->frame->as_of_words));
	write_heads(sheet, by);
	if (count > 0)
		ftl_sheet_filter(sheet, HEAD_ROW, last_row, BY_COLUMNS - 1);
	ftl_sheet_bars(sheet, FIRST_ROW, last_row, BY_JOBS);
	for (size_t i = 0; i < count; i++) {
		int row = FIRST_ROW + (int)i;
		ftl_sheet_link(sheet, row, BY_NAME, (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT},
		               name_of(report, by, order[i]), target);
		write_stats(sheet, row, FTL_FACE_PLAIN, &stats[order[i]]);
	}
	ftl_sheet_text(sheet, last_row + 1, BY_NAME, FTL_FACE_TOTAL, "All jobs");
	write_stats(sheet, last_row + 1, FTL_FACE_TOTAL, &report->now);
}

/* Columns of the sheet that says whose clock ran. */
enum {
	CLOCK_NAME,
	CLOCK_FROM,
	CLOCK_TO,
	CLOCK_JOBS,
	CLOCK_WITHIN,
	CLOCK_OVER,
	CLOCK_UNTIMED,
	CLOCK_ALL,
	CLOCK_OWNERS,
	CLOCK_COLUMNS = CLOCK_OWNERS + FTL_OWNERS
};

static const struct {
	const char *title;
	enum ftl_show show;
	double width;
} clock_heads[CLOCK_COLUMNS] = {
        [CLOCK_NAME] = {"Period", FTL_SHOW_TEXT, 16},
        [CLOCK_FROM] = {"From", FTL_SHOW_DATE, 12},
        [CLOCK_TO] = {"To", FTL_SHOW_DATE, 12},
        [CLOCK_JOBS] = {"Jobs", FTL_SHOW_INT, 10},
        [CLOCK_WITHIN] = {"Within target", FTL_SHOW_INT, 11},
        [CLOCK_OVER] = {"Over target", FTL_SHOW_INT, 11},
        [CLOCK_UNTIMED] = {"Without times", FTL_SHOW_INT, 11},
        [CLOCK_ALL] = {"All", FTL_SHOW_DAYS, 11},
        [CLOCK_OWNERS] = {"Shop", FTL_SHOW_DAYS, 11},
        [CLOCK_OWNERS + 1] = {"Customer", FTL_SHOW_DAYS, 11},
        [CLOCK_OWNERS + 2] = {"Payer", FTL_SHOW_DAYS, 11},
        [CLOCK_OWNERS + 3] = {"Parts", FTL_SHOW_DAYS, 11},
        [CLOCK_OWNERS + 4] = {"Vendor", FTL_SHOW_DAYS, 11},
        [CLOCK_OWNERS + 5] = {"Nobody", FTL_SHOW_DAYS, 11},
};

struct ftl_sheet *ftl_turnaround_clock_open(struct ftl_workbook *book, const char *footer)
{
	double widths[CLOCK_COLUMNS];

	for (int i = 0; i < CLOCK_COLUMNS; i++)
		widths[i] = clock_heads[i].width;
	return ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "By clock",
	                                                         .widths = widths,
	                                                         .columns = CLOCK_COLUMNS,
	                                                         .head_rows = FIRST_ROW,
	                                                         .frozen_columns = 1,
	                                                         .footer = footer});
}

static void write_clocks(struct ftl_sheet *sheet, int row, enum ftl_face face,
                         const struct ftl_turnaround_stats *stats,
                         const struct ftl_turnaround_clocks *clocks)
{
	struct ftl_look whole = {face, FTL_SHOW_INT};
	struct ftl_look days = {face, FTL_SHOW_DAYS};

	ftl_sheet_value(sheet, row, CLOCK_JOBS, whole, stats->jobs, 1);
	ftl_sheet_value(sheet, row, CLOCK_WITHIN, whole, stats->within, 1);
	ftl_sheet_value(sheet, row, CLOCK_OVER, whole, stats->timed - stats->within, 1);
	ftl_sheet_value(sheet, row, CLOCK_UNTIMED, whole, stats->jobs - stats->timed, 1);
	if (stats->timed == 0) {
		write_nothing(sheet, row, CLOCK_ALL, CLOCK_COLUMNS - 1, face);
		return;
	}
	ftl_sheet_value(sheet, row, CLOCK_ALL, days, stats->calendar.sum, stats->timed);
	for (int i = 0; i < FTL_OWNERS; i++)
		ftl_sheet_value(sheet, row, CLOCK_OWNERS + i, days, clocks->owners[ftl_owner_at(i)],
		                clocks->timed);
}

static void add_clocks(struct ftl_turnaround_clocks *total,
                       const struct ftl_turnaround_clocks *clocks)
{
	total->timed += clocks->timed;
	for (int owner = 0; owner < FTL_OWNERS; owner++)
		total->owners[owner] += clocks->owners[owner];
}

static void write_clock_heads(struct ftl_sheet *sheet)
{
	struct ftl_look band = {FTL_FACE_BAND, FTL_SHOW_TEXT};

	ftl_sheet_span(sheet, BAND_ROW, CLOCK_WITHIN, CLOCK_UNTIMED, band, "Jobs by target");
	ftl_sheet_span(sheet, BAND_ROW, CLOCK_ALL, CLOCK_COLUMNS - 1, band,
	               "Mean calendar days a job, by whose clock ran");
	ftl_sheet_height(sheet, HEAD_ROW, 30);
	for (int i = 0; i < CLOCK_COLUMNS; i++)
		ftl_sheet_span(sheet, HEAD_ROW, i, i,
		               (struct ftl_look){FTL_FACE_HEAD, clock_heads[i].show},
		               clock_heads[i].title);
}

void ftl_turnaround_clock_write(const struct ftl_turnaround *report, struct ftl_arena *arena,
                                struct ftl_sheet *sheet)
{
	const struct ftl_frame *frame = report->frame;
	const struct ftl_turnaround_stats *stats =
	        ftl_turnaround_by(&report->rows, FTL_BY_SLICE, frame->slice_count, arena);
	struct ftl_turnaround_clocks total = {0};
	const char *target =
	        ftl_sprintf(arena, "'Jobs'!%s1", ftl_column_letters(arena, FTL_JOB_SHOP));
	int last_row = FIRST_ROW + (int)frame->slice_count - 1;

	ftl_page_title(sheet, "Whose clock ran",
	               ftl_sprintf(arena, "%s. Jobs ready %s", report->context->centre,
	                           frame->period_words),
	               ftl_sprintf(arena, "As of %s", frame->as_of_words));
	write_clock_heads(sheet);
	ftl_sheet_filter(sheet, HEAD_ROW, last_row, CLOCK_COLUMNS - 1);
	for (size_t i = 0; i < frame->slice_count; i++) {
		int row = FIRST_ROW + (int)i;
		struct ftl_look date = {FTL_FACE_PLAIN, FTL_SHOW_DATE};
		ftl_sheet_link(sheet, row, CLOCK_NAME,
		               (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT},
		               frame->slices[i].label, target);
		ftl_sheet_value(sheet, row, CLOCK_FROM, date, frame->slices[i].days.from, 1);
		ftl_sheet_value(sheet, row, CLOCK_TO, date, frame->slices[i].days.to, 1);
		write_clocks(sheet, row, FTL_FACE_PLAIN, &stats[i], &report->slices[i]);
		add_clocks(&total, &report->slices[i]);
	}
	ftl_sheet_text(sheet, last_row + 1, CLOCK_NAME, FTL_FACE_TOTAL, "All jobs");
	ftl_sheet_blank(sheet, last_row + 1, CLOCK_FROM, FTL_FACE_TOTAL);
	ftl_sheet_blank(sheet, last_row + 1, CLOCK_TO, FTL_FACE_TOTAL);
	write_clocks(sheet, last_row + 1, FTL_FACE_TOTAL, &report->now, &total);
}

static const enum ftl_paint owner_paints[FTL_OWNERS] = {
        [FTL_OWNER_SHOP] = FTL_PAINT_MAIN,   [FTL_OWNER_CUSTOMER] = FTL_PAINT_GREY,
        [FTL_OWNER_PAYER] = FTL_PAINT_SAND,  [FTL_OWNER_PARTS] = FTL_PAINT_LIGHT,
        [FTL_OWNER_VENDOR] = FTL_PAINT_TEAL, [FTL_OWNER_NONE] = FTL_PAINT_WARN};

int ftl_owner_series(int first_column, bool with_nobody, struct ftl_series ret[FTL_OWNERS])
{
	int count = with_nobody ? FTL_OWNERS : FTL_OWNERS - 1;

	for (int i = 0; i < count; i++) {
		enum ftl_owner owner = ftl_owner_at(i);
		ret[i] = (struct ftl_series){owner == FTL_OWNER_NONE ? "nobody"
		                                                     : ftl_owner_names[owner],
		                             first_column + i, owner_paints[owner]};
	}
	return count;
}

static bool has_nobody(const struct ftl_turnaround *report)
{
	for (size_t i = 0; i < report->frame->slice_count; i++) {
		if (report->slices[i].owners[FTL_OWNER_NONE] > 0)
			return true;
	}
	return false;
}

/* Three charts side by side below the figures. */
void ftl_turnaround_charts(const struct ftl_turnaround *report, struct ftl_sheet *sheet,
                           struct ftl_arena *arena, int row)
{
	struct ftl_series owners[FTL_OWNERS];
	static const struct ftl_series jobs[] = {
	        {"within target", CLOCK_WITHIN, FTL_PAINT_MAIN},
	        {"over target", CLOCK_OVER, FTL_PAINT_LIGHT},
	        {"without times", CLOCK_UNTIMED, FTL_PAINT_GREY},
	};
	static const struct ftl_series days[] = {
	        {"median", BY_MEDIAN, FTL_PAINT_MAIN},
	        {"9 in 10", BY_P90, FTL_PAINT_LIGHT},
	};
	struct ftl_chart chart = {.data_sheet = "By clock",
	                          .first_row = FIRST_ROW,
	                          .last_row = FIRST_ROW + (int)report->frame->slice_count - 1,
	                          .row = row,
	                          .width = 305,
	                          .height = 328};

	chart.kind = FTL_CHART_STACK;
	chart.title = ftl_sprintf(arena, "Jobs completed by %s", report->frame->step_words);
	chart.show = FTL_SHOW_INT;
	chart.series = jobs;
	chart.series_count = FTL_COUNT(jobs);
	ftl_sheet_chart(sheet, &chart);
	if (report->now.timed == 0)
		return;
	chart.title = "Whose clock ran, mean days a job";
	chart.show = FTL_SHOW_DAYS;
	chart.series_count = ftl_owner_series(CLOCK_OWNERS, has_nobody(report), owners);
	chart.series = owners;
	chart.x = 620;
	ftl_sheet_chart(sheet, &chart);
	chart.kind = FTL_CHART_LINES;
	chart.title = "Turnaround, calendar days";
	chart.data_sheet = "By period";
	chart.series = days;
	chart.series_count = FTL_COUNT(days);
	chart.x = 310;
	ftl_sheet_chart(sheet, &chart);
}
