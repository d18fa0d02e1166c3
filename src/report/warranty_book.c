#include <inttypes.h>

#include "report/pages.h"
#include "report/warranty.h"

#define HEAD_ROW   4
#define FIRST_ROW  5
#define CHART_ROWS 17

/* Columns of the sheets by group. */
enum {
	BY_NAME,
	BY_JOBS,
	BY_LABOUR,
	BY_TOTAL = BY_LABOUR + FTL_LINE_CLASSES,
	BY_EACH,
	BY_PAYABLE,
	BY_RECOVERED,
	BY_OF_CLAIMED,
	BY_OF_COST,
	BY_OWED,
	BY_LEFT,
	BY_COLUMNS
};

static const struct {
	const char *title;
	enum ftl_show show;
} heads[BY_COLUMNS] = {
        [BY_NAME] = {NULL, FTL_SHOW_TEXT},
        [BY_JOBS] = {"Jobs", FTL_SHOW_INT},
        [BY_LABOUR + FTL_LABOUR] = {"Labour", FTL_SHOW_MONEY},
        [BY_LABOUR + FTL_PART] = {"Parts", FTL_SHOW_MONEY},
        [BY_LABOUR + FTL_FREIGHT] = {"Freight", FTL_SHOW_MONEY},
        [BY_LABOUR + FTL_OTHER] = {"Other", FTL_SHOW_MONEY},
        [BY_TOTAL] = {"Cost", FTL_SHOW_MONEY},
        [BY_EACH] = {"Cost of a job", FTL_SHOW_MONEY},
        [BY_PAYABLE] = {"To be paid by others", FTL_SHOW_MONEY},
        [BY_RECOVERED] = {"Recovered", FTL_SHOW_MONEY},
        [BY_OF_CLAIMED] = {"Of what is to be paid", FTL_SHOW_PERCENT},
        [BY_OF_COST] = {"Of the cost", FTL_SHOW_PERCENT},
        [BY_OWED] = {"Still owed by others", FTL_SHOW_MONEY},
        [BY_LEFT] = {"Cost not recovered", FTL_SHOW_MONEY},
};

static const struct {
	const char *sheet;
	const char *title;
	const char *head;
	int job_column;
} divisions[FTL_COST_BYS] = {
        [FTL_COST_BY_SLICE] = {"By period", "Warranty cost by period", "Period", FTL_COST_SLICE},
        [FTL_COST_BY_PAYER] = {"By payer", "Warranty cost by payer", "Payer", FTL_COST_PAYERS_OF},
        [FTL_COST_BY_BILL] = {"By bill code", "Warranty cost by bill code", "Bill code",
                              FTL_COST_BILLS_OF},
        [FTL_COST_BY_BRAND] = {"By brand", "Warranty cost by brand", "Brand", FTL_COST_BRAND},
        [FTL_COST_BY_MODEL] = {"By model", "Warranty cost by model", "Model", FTL_COST_MODEL},
        [FTL_COST_BY_SYMPTOM] = {"By symptom", "Warranty cost by symptom", "Symptom",
                                 FTL_COST_SYMPTOM},
        [FTL_COST_BY_CATEGORY] = {"By category", "Warranty cost by category", "Category",
                                  FTL_COST_CATEGORY},
};

static struct ftl_sheet *open_by(const struct ftl_warranty *report, const char *footer, int by)
{
	double widths[BY_COLUMNS];

	for (int i = 0; i < BY_COLUMNS; i++)
		widths[i] = i == BY_NAME ? 30 : heads[i].show == FTL_SHOW_MONEY ? 16 : 10.5;
	return ftl_workbook_sheet(report->book,
	                          &(struct ftl_sheet_spec){.name = divisions[by].sheet,
	                                                   .widths = widths,
	                                                   .columns = BY_COLUMNS,
	                                                   .head_rows = FIRST_ROW,
	                                                   .frozen_columns = 1,
	                                                   .footer = footer});
}

void ftl_warranty_sheets_open(struct ftl_warranty *report, struct ftl_arena *arena,
                              struct ftl_warranty_sheets *ret)
{
	static const double summary[FTL_FIGURE_COLUMNS] = {36, 18, 3, 18, 18, 9, 13, 9};
	const char *footer =
	        ftl_page_footer(report->context, report->frame, "Warranty cost", arena);

	ret->summary = ftl_workbook_sheet(report->book,
	                                  &(struct ftl_sheet_spec){.name = "Summary",
	                                                           .widths = summary,
	                                                           .columns = FTL_FIGURE_COLUMNS,
	                                                           .is_one_page = true,
	                                                           .footer = footer});
	for (int by = 0; by < FTL_COST_BYS; by++)
		ret->by[by] = open_by(report, footer, by);
	ftl_claims_sheets_open(report->book, footer, &ret->claims);
	ret->provision = ftl_provision_sheet(report->book, footer);
	report->claims.leaks = ftl_leaks_grid(report->book, footer);
	report->claims.refusal_list = ftl_refusals_grid(report->book, footer);
	report->claims.list = ftl_claims_grid(report->book, footer);
	report->provision.list = ftl_provision_grid(report->book, footer);
	report->jobs = ftl_warranty_jobs_grid(report->book, footer);
}

static void write_sums(struct ftl_sheet *sheet, int row, enum ftl_face face,
                       const struct ftl_warranty_sums *sums)
{
	struct ftl_look money = {face, FTL_SHOW_MONEY};
	struct ftl_look share = {face, FTL_SHOW_PERCENT};

	ftl_sheet_value(sheet, row, BY_JOBS, (struct ftl_look){face, FTL_SHOW_INT}, sums->jobs, 1);
	for (int class = 0; class < FTL_LINE_CLASSES; class ++)
		ftl_sheet_value(sheet, row, BY_LABOUR + class, money, sums->cost[class], 1);
	ftl_sheet_value(sheet, row, BY_TOTAL, money, sums->total, 1);
	ftl_sheet_value(sheet, row, BY_EACH, money, sums->total, sums->jobs);
	ftl_sheet_value(sheet, row, BY_PAYABLE, money, sums->payable, 1);
	ftl_sheet_value(sheet, row, BY_RECOVERED, money, sums->recovered, 1);
	ftl_sheet_value(sheet, row, BY_OF_CLAIMED, share, sums->recovered, sums->payable);
	ftl_sheet_value(sheet, row, BY_OF_COST, share, sums->recovered, sums->total);
	ftl_sheet_value(sheet, row, BY_OWED, money, sums->payable - sums->recovered, 1);
	ftl_sheet_value(sheet, row, BY_LEFT, money, sums->total - sums->recovered, 1);
}

static const size_t *order_of(const struct ftl_warranty *report, int by, size_t count,
                              struct ftl_arena *arena)
{
	int64_t *weights = ftl_alloc(arena, count + 1, sizeof(*weights));
	size_t *order = ftl_alloc(arena, count + 1, sizeof(*order));

	for (size_t i = 0; i < count; i++) {
		weights[i] = report->by[by].sums[i].total;
		order[i] = i;
	}
	if (by != FTL_COST_BY_SLICE)
		ftl_groups_rank(&report->by[by].groups, weights, order);
	return order;
}

/* The largest amount on a sheet: a part may be above all, when what was recovered exceeds it. */
static int64_t largest(const struct ftl_warranty_sums *sums)
{
	int64_t most = sums->total > sums->payable ? sums->total : sums->payable;

	for (int amount = 0; amount < FTL_AMOUNTS; amount++)
		most = sums->amounts[amount] > most ? sums->amounts[amount] : most;
	return sums->recovered > most ? sums->recovered : most;
}

static size_t count_of(const struct ftl_warranty *report, int by)
{
	return by == FTL_COST_BY_SLICE ? report->frame->slice_count : report->by[by].groups.count;
}

const char *ftl_warranty_group_name(const struct ftl_warranty *report, int by, size_t group)
{
	return by == FTL_COST_BY_SLICE ? report->frame->slices[group].label
	                               : report->by[by].groups.names[group];
}

static void write_by(const struct ftl_warranty *report, struct ftl_arena *arena,
                     struct ftl_sheet *sheet, int by)
{
	const struct ftl_warranty_division *division = &report->by[by];
	size_t count = count_of(report, by);
	const size_t *order = order_of(report, by, count, arena);
	const char *target = ftl_sprintf(arena, "'Jobs'!%s1",
	                                 ftl_column_letters(arena, divisions[by].job_column));
	bool is_split = by == FTL_COST_BY_PAYER || by == FTL_COST_BY_BILL;
	int last_row = FIRST_ROW + (int)count - 1;

	ftl_page_title(sheet, divisions[by].title,
	               ftl_sprintf(arena, "%s. Warranty jobs ready %s. Without tax.%s",
	                           report->context->centre, report->frame->period_words,
	                           is_split ? " A job with several stands in each of them." : ""),
	               ftl_sprintf(arena, "As of %s", report->frame->as_of_words));
	ftl_sheet_money_width(sheet, BY_LABOUR, BY_RECOVERED, largest(&report->now));
	ftl_sheet_money_width(sheet, BY_OWED, BY_LEFT, largest(&report->now));
	ftl_sheet_height(sheet, HEAD_ROW, 30);
	for (int i = 0; i < BY_COLUMNS; i++)
		ftl_sheet_span(sheet, HEAD_ROW, i, i,
		               (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               i == BY_NAME ? divisions[by].head : heads[i].title);
	if (count > 0)
		ftl_sheet_filter(sheet, HEAD_ROW, last_row, BY_COLUMNS - 1);
	ftl_sheet_bars(sheet, FIRST_ROW, last_row, BY_TOTAL);
	for (size_t i = 0; i < count; i++) {
		int row = FIRST_ROW + (int)i;
		ftl_sheet_link(sheet, row, BY_NAME, (struct ftl_look){FTL_FACE_LINK, FTL_SHOW_TEXT},
		               ftl_warranty_group_name(report, by, order[i]), target);
		write_sums(sheet, row, FTL_FACE_PLAIN, &division->sums[order[i]]);
	}
	ftl_sheet_text(sheet, last_row + 1, BY_NAME, FTL_FACE_TOTAL, "All warranty jobs");
	write_sums(sheet, last_row + 1, FTL_FACE_TOTAL, &report->now);
	ftl_warranty_claims_write(report, arena, sheet,
	                          &(struct ftl_warranty_claims){by, order, count, last_row + 3});
}

static void draw_charts(const struct ftl_warranty *report, struct ftl_sheet *sheet,
                        struct ftl_arena *arena, int row)
{
	static const struct ftl_series classes[] = {
	        {"labour", BY_LABOUR + FTL_LABOUR, FTL_PAINT_MAIN},
	        {"parts", BY_LABOUR + FTL_PART, FTL_PAINT_LIGHT},
	        {"freight", BY_LABOUR + FTL_FREIGHT, FTL_PAINT_GREY},
	        {"other", BY_LABOUR + FTL_OTHER, FTL_PAINT_SAND},
	};
	static const struct ftl_series payers[] = {
	        {"cost", BY_TOTAL, FTL_PAINT_MAIN},
	        {"to be paid by others", BY_PAYABLE, FTL_PAINT_LIGHT},
	        {"recovered", BY_RECOVERED, FTL_PAINT_TEAL},
	};
	struct ftl_chart chart = {
	        .kind = FTL_CHART_STACK,
	        .title = ftl_sprintf(arena, "Cost by %s", report->frame->step_words),
	        .axis = report->context->currency.code,
	        .show = FTL_SHOW_INT,
	        .data_sheet = "By period",
	        .first_row = FIRST_ROW,
	        .last_row = FIRST_ROW + (int)report->frame->slice_count - 1,
	        .series = classes,
	        .series_count = FTL_COUNT(classes),
	        .row = row,
	        .width = 445,
	        .height = 328};
	size_t payer_count = report->by[FTL_COST_BY_PAYER].groups.count;

	ftl_sheet_chart(sheet, &chart);
	if (payer_count == 0)
		return;
	chart.kind = FTL_CHART_COLUMNS;
	chart.title = "Cost and recovery by payer";
	chart.data_sheet = "By payer";
	chart.last_row = FIRST_ROW + (int)payer_count - 1;
	chart.series = payers;
	chart.series_count = FTL_COUNT(payers);
	chart.x = 455;
	ftl_sheet_chart(sheet, &chart);
}

static void write_summary(const struct ftl_warranty *report, struct ftl_arena *arena,
                          struct ftl_sheet *sheet)
{
	struct ftl_figure figures[FTL_WARRANTY_FIGURES];
	struct ftl_look note = {FTL_FACE_NOTE, FTL_SHOW_TEXT};
	const struct ftl_frame *frame = report->frame;
	bool is_live = report->now.jobs > 0 && report->now.jobs <= FTL_LIVE_ROWS;
	int row = ftl_page_title(sheet, "Warranty cost",
	                         ftl_sprintf(arena, "%s. Jobs ready %s, compared with %s",
	                                     report->context->centre, frame->period_words,
	                                     frame->before_words),
	                         ftl_sprintf(arena, "As of %s", frame->as_of_words));

	/* The figures of the period are written larger, changes with a sign. */
	ftl_sheet_money_width(sheet, FTL_FIGURE_NOW, FTL_FIGURE_NOW, 100 * largest(&report->now));
	ftl_sheet_money_width(sheet, FTL_FIGURE_BEFORE, FTL_FIGURE_CHANGE,
	                      10 * (largest(&report->now) + largest(&report->was)));
	ftl_warranty_figures(report, arena, figures);
	row = ftl_figures_write(sheet, row, figures, FTL_WARRANTY_FIGURES,
	                        report->context->currency.decimals) +
	      1;
	draw_charts(report, sheet, arena, row);
	row += CHART_ROWS;
	ftl_sheet_span(
	        sheet, row, 0, FTL_FIGURE_COLUMNS - 1, note,
	        "Warranty jobs have at least one line billed to warranty (maker, own, "
	        "supplier), insurance, contract or goodwill; only these lines count. Amounts "
	        "are without tax.");
	ftl_sheet_span(
	        sheet, row + 1, 0, FTL_FIGURE_COLUMNS - 1, note,
	        ftl_sprintf(arena,
	                    "A job counts in the period in which it became ready, and with it "
	                    "its claims, as they stood at as-of. %s",
	                    is_live ? "The figures of this period are live formulas over "
	                              "the sheet Jobs."
	                            : "The figures are values, not formulas."));
}

void ftl_warranty_sheets_fill(const struct ftl_warranty *report, struct ftl_arena *arena,
                              const struct ftl_warranty_sheets *sheets)
{
	struct ftl_claims_cost cost = ftl_warranty_claims_cost(report, arena);

	write_summary(report, arena, sheets->summary);
	for (int by = 0; by < FTL_COST_BYS; by++)
		write_by(report, arena, sheets->by[by], by);
	ftl_claims_sheets_fill(&report->claims, &cost, arena, &sheets->claims);
	ftl_provision_write(&report->provision, arena, sheets->provision);
	ftl_warranty_definitions(report, arena);
}
