#include "report/pages.h"
#include "report/parts.h"
#include "report/parts_pages.h"

#define CHART_ROWS  17
#define BARS_MOST   10 /* places that a chart can name */
#define CHART_WIDTH 500

void ftl_parts_sheets_open(struct ftl_parts_report *report, struct ftl_workbook *book,
                           const char *footer, struct ftl_parts_sheets *ret)
{
	static const double figures[FTL_FIGURE_COLUMNS] = {36, 18, 12, 18, 18, 9, 13, 15};
	static const struct {
		const char *name;
		bool is_one_page;
	} pages[] = {{"Summary", true}, {"More figures", true}};
	struct ftl_sheet **sheets[] = {&ret->summary, &ret->more};

	for (size_t i = 0; i < FTL_COUNT(pages); i++)
		*sheets[i] = ftl_workbook_sheet(
		        book, &(struct ftl_sheet_spec){.name = pages[i].name,
		                                       .widths = figures,
		                                       .columns = FTL_FIGURE_COLUMNS,
		                                       .is_one_page = pages[i].is_one_page,
		                                       .footer = footer});
	ret->slices = ftl_parts_page_open(book, footer, FTL_PAGE_SLICES);
	ret->places = ftl_parts_page_open(book, footer, FTL_PAGE_PLACES);
	ret->suppliers = ftl_parts_page_open(book, footer, FTL_PAGE_SUPPLIERS);
	(void)report;
}

static int64_t size_of(struct ftl_quotient value)
{
	return value.numerator < 0 ? -value.numerator : value.numerator;
}

/* Room for the largest amount of some figures; those of the period are written larger. */
static void widen(struct ftl_sheet *sheet, const struct ftl_figure *figures, size_t count)
{
	int64_t most = 0;

	for (size_t i = 0; i < count; i++) {
		int64_t sum = size_of(figures[i].now) + size_of(figures[i].before);
		if (figures[i].unit == FTL_UNIT_MONEY && sum > most)
			most = sum;
	}
	ftl_sheet_money_width(sheet, FTL_FIGURE_NOW, FTL_FIGURE_NOW, 100 * most);
	ftl_sheet_money_width(sheet, FTL_FIGURE_BEFORE, FTL_FIGURE_CHANGE, 10 * most);
}

static int write_head(const struct ftl_parts_report *report, struct ftl_arena *arena,
                      struct ftl_sheet *sheet, const char *title)
{
	const struct ftl_frame *frame = report->frame;

	return ftl_page_title(sheet, title,
	                      ftl_sprintf(arena, "%s. %s, compared with %s. Without tax.",
	                                  report->context->centre, frame->period_words,
	                                  frame->before_words),
	                      ftl_sprintf(arena, "As of %s", frame->as_of_words));
}

static void draw_charts(const struct ftl_parts_report *report, struct ftl_arena *arena,
                        struct ftl_sheet *sheet, int row)
{
	static const struct ftl_series values[] = {
	        {"stock value", FTL_SLICES_STOCK, FTL_PAINT_MAIN}};
	static const struct ftl_series places[] = {
	        {"stock value", FTL_PLACES_VALUE_COLUMN, FTL_PAINT_TEAL}};
	struct ftl_chart chart = {.kind = FTL_CHART_COLUMNS,
	                          .title = ftl_sprintf(arena, "Stock value at the end of each %s",
	                                               report->frame->step_words),
	                          .axis = report->context->currency.code,
	                          .show = FTL_SHOW_INT,
	                          .data_sheet = "By period",
	                          .first_row = FTL_PAGE_FIRST_ROW +
	                                       1, /* below what there was at the start */
	                          .last_row = FTL_PAGE_FIRST_ROW + (int)report->frame->slice_count,
	                          .series = values,
	                          .series_count = FTL_COUNT(values),
	                          .row = row,
	                          .width = CHART_WIDTH,
	                          .height = 328};
	size_t count;

	ftl_sheet_chart(sheet, &chart);
	ftl_parts_place_order(report, &count);
	if (count == 0)
		return;
	chart.kind = FTL_CHART_BARS;
	chart.title = count > BARS_MOST
	                      ? ftl_sprintf(arena, "Value by place, the first %d", BARS_MOST)
	                      : "Value by place";
	chart.data_sheet = "Value by place";
	chart.first_row = FTL_PAGE_FIRST_ROW;
	chart.last_row = FTL_PAGE_FIRST_ROW + (int)(count > BARS_MOST ? BARS_MOST : count) - 1;
	chart.series = places;
	chart.series_count = FTL_COUNT(places);
	chart.x = CHART_WIDTH + 10;
	ftl_sheet_chart(sheet, &chart);
}

static void write_summary(const struct ftl_parts_report *report, struct ftl_arena *arena,
                          struct ftl_sheet *sheet, const struct ftl_figure *figures)
{
	struct ftl_look note = {FTL_FACE_NOTE, FTL_SHOW_TEXT};
	const struct ftl_stock_limits *limits = &report->context->stock_limits;
	int row = write_head(report, arena, sheet, "Parts");

	widen(sheet, figures, FTL_PARTS_MAIN);
	row = ftl_figures_write(sheet, row, figures, FTL_PARTS_MAIN,
	                        report->context->currency.decimals) +
	      1;
	draw_charts(report, arena, sheet, row);
	row += CHART_ROWS;
	ftl_sheet_span(sheet, row, 0, FTL_FIGURE_COLUMNS - 1, note,
	               ftl_sprintf(arena,
	                           "Dead: unused for %lld days or more at the end of the period "
	                           "(slow: %lld). Cover: stock value ÷ value used a day. "
	                           "Shrinkage: what counts missed, scrapped, broken by us.",
	                           (long long)limits->dead_days, (long long)limits->slow_days));
	ftl_sheet_span(
	        sheet, row + 1, 0, FTL_FIGURE_COLUMNS - 1, note,
	        ftl_listing_is_live(&report->listings[FTL_PARTS_MOVES])
	                ? "The figures of this period are live formulas over the sheets of rows. "
	                  "The sheet Definitions says what each is."
	                : "The figures are values where their rows are too many for formulas, or "
	                  "none. The sheet Definitions says what each is.");
}

void ftl_parts_sheets_fill(const struct ftl_parts_report *report, struct ftl_arena *arena,
                           const struct ftl_parts_sheets *sheets)
{
	struct ftl_figure figures[FTL_PARTS_FIGURES];
	size_t more = FTL_PARTS_FIGURES - FTL_PARTS_MAIN;
	int row;

	ftl_parts_figures(report, arena, figures);
	write_summary(report, arena, sheets->summary, figures);
	row = write_head(report, arena, sheets->more, "Parts: more figures");
	widen(sheets->more, figures + FTL_PARTS_MAIN, more);
	ftl_figures_write(sheets->more, row, figures + FTL_PARTS_MAIN, more,
	                  report->context->currency.decimals);
	ftl_parts_write_slices(report, arena, sheets->slices);
	ftl_parts_write_places(report, arena, sheets->places);
	ftl_parts_write_suppliers(report, arena, sheets->suppliers);
}
