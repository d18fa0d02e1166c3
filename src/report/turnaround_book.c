#include <inttypes.h>

#include "report/pages.h"
#include "report/turnaround.h"

#define BAND_ROW   3
#define HEAD_ROW   4
#define FIRST_ROW  5
#define CHART_ROWS 17 /* of the summary, below the figures */

void ftl_turnaround_sheets_open(struct ftl_turnaround *report, struct ftl_arena *arena,
                                struct ftl_turnaround_sheets *ret)
{
	static const double summary[FTL_FIGURE_COLUMNS] = {42, 14, 12, 14, 14, 9, 13, 9};
	static const double open[] = {22, 12, 12, 12, 12, 12, 12, 12, 3, 19};
	struct ftl_workbook *book = report->book;
	const char *footer = ftl_page_footer(report->context, report->frame, "Turnaround", arena);

	ret->summary =
	        ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Summary",
	                                                          .widths = summary,
	                                                          .columns = FTL_FIGURE_COLUMNS,
	                                                          .is_one_page = true,
	                                                          .footer = footer});
	for (int by = 0; by < FTL_BYS; by++)
		ret->by[by] = ftl_turnaround_by_open(book, footer, (enum ftl_turnaround_by)by);
	ret->clock = ftl_turnaround_clock_open(book, footer);
	ret->named = ftl_turnaround_named_open(book, footer);
	ret->open =
	        ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Open jobs",
	                                                          .widths = open,
	                                                          .columns = (int)FTL_COUNT(open),
	                                                          .is_one_page = true,
	                                                          .footer = footer});
	report->list = ftl_turnaround_list_grid(book, footer);
	report->jobs = ftl_turnaround_jobs_grid(book, footer);
}

/* Columns of the ageing: an age, the owners, all, a gap, ready. */
enum {
	OPEN_AGE,
	OPEN_OWNERS,
	OPEN_ALL = OPEN_OWNERS + FTL_OWNERS,
	OPEN_GAP,
	OPEN_WAITING,
	OPEN_COLUMNS
};

static const char *const open_heads[OPEN_COLUMNS] = {
        [OPEN_AGE] = "Age",
        [OPEN_OWNERS] = "Shop",
        [OPEN_OWNERS + 1] = "Customer",
        [OPEN_OWNERS + 2] = "Payer",
        [OPEN_OWNERS + 3] = "Parts",
        [OPEN_OWNERS + 4] = "Vendor",
        [OPEN_OWNERS + 5] = "Nobody",
        [OPEN_ALL] = "All open",
        [OPEN_WAITING] = "Ready, not collected",
};

static void write_open_row(struct ftl_sheet *sheet, int row, enum ftl_face face, const char *name,
                           const int64_t owners[FTL_OWNERS], int64_t waiting)
{
	struct ftl_look whole = {face, FTL_SHOW_INT};
	int64_t sum = 0;

	ftl_sheet_text(sheet, row, OPEN_AGE, face, name);
	for (int i = 0; i < FTL_OWNERS; i++) {
		ftl_sheet_value(sheet, row, OPEN_OWNERS + i, whole, owners[ftl_owner_at(i)], 1);
		sum += owners[ftl_owner_at(i)];
	}
	ftl_sheet_value(sheet, row, OPEN_ALL, whole, sum, 1);
	ftl_sheet_value(sheet, row, OPEN_WAITING, whole, waiting, 1);
}

static void draw_open(const struct ftl_turnaround *report, struct ftl_sheet *sheet, int row)
{
	struct ftl_series series[FTL_OWNERS];
	bool has_nobody = false;

	for (int age = 0; age < FTL_AGES; age++)
		has_nobody |= report->ages[age][FTL_OWNER_NONE] > 0;
	int count = ftl_owner_series(OPEN_OWNERS, has_nobody, series);
	ftl_sheet_chart(sheet, &(struct ftl_chart){.kind = FTL_CHART_STACK,
	                                           .title = "Open jobs by age",
	                                           .axis = "jobs",
	                                           .show = FTL_SHOW_INT,
	                                           .data_sheet = "Open jobs",
	                                           .first_row = FIRST_ROW,
	                                           .last_row = FIRST_ROW + FTL_AGES - 1,
	                                           .series = series,
	                                           .series_count = count,
	                                           .row = row,
	                                           .width = 800,
	                                           .height = 300});
}

static void write_open(const struct ftl_turnaround *report, struct ftl_arena *arena,
                       struct ftl_sheet *sheet)
{
	int64_t totals[FTL_OWNERS] = {0};
	int total_row = FIRST_ROW + FTL_AGES;

	ftl_page_title(sheet, "Open jobs by age and by whose clock runs",
	               ftl_sprintf(arena, "%s. As of %s", report->context->centre,
	                           report->frame->as_of_words),
	               "Days since receipt. Open jobs never count in turnaround.");
	ftl_sheet_span(sheet, BAND_ROW, OPEN_OWNERS, OPEN_ALL - 1,
	               (struct ftl_look){FTL_FACE_BAND, FTL_SHOW_TEXT}, "Whose clock runs");
	ftl_sheet_height(sheet, HEAD_ROW, 18);
	for (int i = 0; i < OPEN_COLUMNS; i++) {
		struct ftl_look head = {FTL_FACE_HEAD,
		                        i == OPEN_AGE ? FTL_SHOW_TEXT : FTL_SHOW_INT};
		if (open_heads[i] != NULL)
			ftl_sheet_span(sheet, HEAD_ROW, i, i, head, open_heads[i]);
	}
	for (int age = 0; age < FTL_AGES; age++) {
		write_open_row(sheet, FIRST_ROW + age, FTL_FACE_PLAIN, ftl_age_names[age],
		               report->ages[age], report->waiting_ages[age]);
		for (int owner = 0; owner < FTL_OWNERS; owner++)
			totals[owner] += report->ages[age][owner];
	}
	write_open_row(sheet, total_row, FTL_FACE_TOTAL, "All ages", totals, report->waiting);
	ftl_sheet_link(sheet, total_row + 2, 0, (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT},
	               "Every open job", "'Open list'!A1");
	draw_open(report, sheet, total_row + 4);
}

static void write_notes(const struct ftl_turnaround *report, struct ftl_sheet *sheet,
                        struct ftl_arena *arena, int row)
{
	struct ftl_look note = {FTL_FACE_NOTE, FTL_SHOW_TEXT};
	const char *excluded = ftl_excluded_words(report->context, arena);
	bool is_live = report->rows.count > 0 && report->rows.count <= FTL_LIVE_ROWS;

	ftl_sheet_span(
	        sheet, row, 0, FTL_FIGURE_COLUMNS - 1, note,
	        ftl_sprintf(arena,
	                    "All jobs of the centre that became ready in the period and were "
	                    "not undone, each once. %" PRId64 " of %" PRId64
	                    " have times; the others (known by the day only) count in "
	                    "numbers, not in durations.",
	                    report->now.timed, report->now.jobs));
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
	               (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_INT}, "Open jobs",
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
	row = ftl_figures_write(sheet, row, figures, FTL_TURNAROUND_FIGURES,
	                        report->context->currency.decimals) +
	      1;
	ftl_turnaround_charts(report, sheet, arena, row);
	write_notes(report, sheet, arena, row + CHART_ROWS);
}

enum ftl_status ftl_turnaround_sheets_fill(const struct ftl_turnaround *report,
                                           struct ftl_arena *arena,
                                           const struct ftl_turnaround_sheets *sheets,
                                           struct ftl_err *err)
{
	write_summary(report, arena, sheets->summary);
	for (int by = 0; by < FTL_BYS; by++)
		ftl_turnaround_by_write(report, arena, sheets->by[by], (enum ftl_turnaround_by)by);
	ftl_turnaround_clock_write(report, arena, sheets->clock);
	FTL_TRY(ftl_turnaround_named_write(report, arena, sheets->named, err));
	write_open(report, arena, sheets->open);
	ftl_turnaround_definitions(report, arena);
	return FTL_OK;
}
