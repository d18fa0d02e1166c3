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
		ret->by[by] = ftl_turnaround_by_open(book, footer, (enum ftl_turnaround_by)by);
	ret->clock = ftl_turnaround_clock_open(book, footer);
	ret->open = ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Open jobs",
	                                                              .widths = open,
	                                                              .columns = 9,
	                                                              .is_one_page = true,
	                                                              .footer = footer});
	report->list = ftl_turnaround_list_grid(book, footer);
	report->jobs = ftl_turnaround_jobs_grid(book, footer);
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
	ftl_sheet_height(sheet, HEAD_ROW, 18);
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
	int count = ftl_owner_series(1, series);
	ftl_sheet_chart(sheet, &(struct ftl_chart){.kind = FTL_CHART_STACK,
	                                           .title = "Open jobs by age",
	                                           .axis = "jobs",
	                                           .show = FTL_SHOW_INT,
	                                           .data_sheet = "Open jobs",
	                                           .first_row = FIRST_ROW,
	                                           .last_row = total_row - 1,
	                                           .series = series,
	                                           .series_count = count,
	                                           .row = total_row + 4,
	                                           .width = 760,
	                                           .height = 300});
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

void ftl_turnaround_sheets_fill(const struct ftl_turnaround *report, struct ftl_arena *arena,
                                const struct ftl_turnaround_sheets *sheets)
{
	write_summary(report, arena, sheets->summary);
	for (int by = 0; by < FTL_BYS; by++)
		ftl_turnaround_by_write(report, arena, sheets->by[by], (enum ftl_turnaround_by)by);
	ftl_turnaround_clock_write(report, arena, sheets->clock);
	write_open(report, arena, sheets->open);
	ftl_turnaround_definitions(report, arena);
}
