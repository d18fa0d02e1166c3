#include <inttypes.h>

#include "report/pages.h"
#include "report/provision.h"

#define LIST       "Provision list"
#define CHART_ROWS 15

/* The figures in the order in which they stand. */
enum figure { OPENING, ACCRUED, CHANGES, SETTLED, CLOSING, FIGURES };
_Static_assert((int)FIGURES == (int)FTL_PROVISION_FIGURES, "one place a figure");

static const struct {
	const char *key;
	const char *title;
	int column; /* of the list */
} figures[FIGURES] = {
        [OPENING] = {"provision_opening", "Provision at the start", FTL_PROVISION_OPENING},
        [ACCRUED] = {"provision_accrued", "Accrued for repairs handed over", FTL_PROVISION_ACCRUED},
        [CHANGES] = {"provision_changes", "Changes in estimate", FTL_PROVISION_CLOSING},
        [SETTLED] = {"provision_settled", "Settled: cost of own warranty", FTL_PROVISION_SETTLED},
        [CLOSING] = {"provision_closing", "Provision at the end", FTL_PROVISION_CLOSING},
};

/* Columns of the table by slice. */
enum {
	BY_NAME,
	BY_OPENING,
	BY_ACCRUED,
	BY_CHANGES,
	BY_SETTLED,
	BY_CLOSING,
	BY_ACCRUED_JOBS,
	BY_SETTLED_JOBS,
	BY_COLUMNS
};
_Static_assert((int)BY_COLUMNS == (int)FTL_FIGURE_COLUMNS, "both stand on one sheet");

static const struct {
	const char *title;
	enum ftl_show show;
} heads[BY_COLUMNS] = {
        [BY_NAME] = {"Period", FTL_SHOW_TEXT},
        [BY_OPENING] = {"At the start", FTL_SHOW_MONEY},
        [BY_ACCRUED] = {"+ Accrued", FTL_SHOW_MONEY},
        [BY_CHANGES] = {"+ Changes", FTL_SHOW_MONEY},
        [BY_SETTLED] = {"− Settled", FTL_SHOW_MONEY},
        [BY_CLOSING] = {"= At the end", FTL_SHOW_MONEY},
        [BY_ACCRUED_JOBS] = {"Jobs accrued", FTL_SHOW_INT},
        [BY_SETTLED_JOBS] = {"Jobs settled", FTL_SHOW_INT},
};

static bool is_live(const struct ftl_provision *provision)
{
	return provision->list != NULL && provision->rows > 0 && provision->rows <= FTL_LIVE_ROWS;
}

static void fill(const struct ftl_provision_roll *roll, bool has_rate,
                 struct ftl_quotient ret[FIGURES])
{
	const int64_t cents[FIGURES] = {
	        [OPENING] = roll->opening_cents, [ACCRUED] = roll->accrued_cents,
	        [SETTLED] = roll->settled_cents, [CHANGES] = ftl_provision_changes(roll),
	        [CLOSING] = roll->closing_cents,
	};

	for (int i = 0; i < FIGURES; i++)
		ret[i] = (struct ftl_quotient){cents[i], has_rate};
}

static const char *sum_of(const struct ftl_provision *provision, struct ftl_arena *arena,
                          int column)
{
	return ftl_sprintf(arena, "=SUM(%s)",
	                   ftl_column_range(arena, LIST, column, provision->rows));
}

/* The jobs that the value of a figure of the period rests on. */
static int64_t counted_of(const struct ftl_provision *provision, enum figure figure)
{
	const struct ftl_provision_part *parts = provision->parts;
	int64_t accrued = 0, settled = 0;

	for (size_t i = FTL_PROVISION_SLICES; i < provision->part_count; i++) {
		accrued += parts[i].accrued_jobs;
		settled += parts[i].settled_jobs;
	}
	switch (figure) {
	case OPENING:
		return parts[FTL_PROVISION_BEFORE].closing_jobs;
	case ACCRUED:
		return accrued;
	case SETTLED:
		return settled;
	case CLOSING:
		return parts[provision->part_count - 1].closing_jobs;
	case CHANGES:
	case FIGURES:
		break;
	}
	return provision->rows;
}

void ftl_provision_figures(const struct ftl_provision *provision, struct ftl_arena *arena,
                           struct ftl_figure ret[FTL_PROVISION_FIGURES])
{
	struct ftl_provision_roll this =
	        ftl_provision_roll_of(provision, FTL_PROVISION_SLICES, provision->part_count - 1);
	struct ftl_provision_roll that =
	        ftl_provision_roll_of(provision, FTL_PROVISION_BEFORE, FTL_PROVISION_BEFORE);
	struct ftl_quotient now[FIGURES];
	struct ftl_quotient was[FIGURES];

	fill(&this, provision->has_rate, now);
	fill(&that, provision->has_rate_before, was);
	for (int i = 0; i < FIGURES; i++) {
		ret[i] = (struct ftl_figure){
		        .key = figures[i].key,
		        .title = figures[i].title,
		        .unit = FTL_UNIT_MONEY,
		        .better = i == SETTLED ? -1 : 0,
		        .now = now[i],
		        .before = was[i],
		        .counted = counted_of(provision, (enum figure)i),
		        .link = LIST,
		        .target = ftl_sprintf(arena, "'" LIST "'!%s1",
		                              ftl_column_letters(arena, figures[i].column)),
		};
		if (is_live(provision) && i != CHANGES)
			ret[i].formula = sum_of(provision, arena, figures[i].column);
	}
}

struct ftl_sheet *ftl_provision_sheet(struct ftl_workbook *book, const char *footer)
{
	static const double widths[BY_COLUMNS] = {36, 18, 18, 18, 18, 18, 13, 14};

	return ftl_workbook_sheet(book, &(struct ftl_sheet_spec){.name = "Provision",
	                                                         .widths = widths,
	                                                         .columns = BY_COLUMNS,
	                                                         .is_one_page = true,
	                                                         .footer = footer});
}

/* closing − opening − accrued + settled, of the figures: cells of one column. */
static const char *changes_of_column(const struct ftl_provision *provision, struct ftl_arena *arena,
                                     int row)
{
	return ftl_sprintf(arena, "=ROUND(B%d-B%d-B%d+B%d,%d)", row + CLOSING, row + OPENING,
	                   row + ACCRUED, row + SETTLED, provision->context->currency.decimals);
}

/* The same of a line of the table: cells of one row. */
static const char *changes_of_row(const struct ftl_provision *provision, struct ftl_arena *arena,
                                  int row)
{
	return ftl_sprintf(arena, "=ROUND(F%d-B%d-C%d+E%d,%d)", row + 1, row + 1, row + 1, row + 1,
	                   provision->context->currency.decimals);
}

/* A formula where the rows stand on one sheet, else the value; a dash without a rate. */
static void write_cell(const struct ftl_provision *provision, struct ftl_sheet *sheet, int row,
                       int column, enum ftl_face face, const char *formula, int64_t value)
{
	struct ftl_look look = {face, heads[column].show};

	if (formula != NULL && is_live(provision))
		ftl_sheet_formula(sheet, row, column, look, formula, value, 1);
	else
		ftl_sheet_value(sheet, row, column, look, value, provision->has_rate);
}

/* What of a column of the list is of the slice that the row is called after. */
static const char *of_slice(const struct ftl_provision *provision, struct ftl_arena *arena, int row,
                            int slices, int column)
{
	return ftl_sprintf(arena, "=SUMPRODUCT((%s=$A%d)*%s)",
	                   ftl_column_range(arena, LIST, slices, provision->rows), row + 1,
	                   ftl_column_range(arena, LIST, column, provision->rows));
}

static void write_slice(const struct ftl_provision *provision, struct ftl_arena *arena,
                        struct ftl_sheet *sheet, int row, size_t slice)
{
	size_t part = FTL_PROVISION_SLICES + slice;
	struct ftl_provision_roll roll = ftl_provision_roll_of(provision, part, part);
	bool is_last = part + 1 == provision->part_count;
	enum ftl_face face = FTL_FACE_PLAIN;

	ftl_sheet_text(sheet, row, BY_NAME, face, provision->frame->slices[slice].label);
	write_cell(provision, sheet, row, BY_OPENING, face,
	           slice == 0 ? sum_of(provision, arena, FTL_PROVISION_OPENING)
	                      : ftl_sprintf(arena, "=F%d", row),
	           roll.opening_cents);
	write_cell(provision, sheet, row, BY_ACCRUED, face,
	           of_slice(provision, arena, row, FTL_PROVISION_ACCRUED_IN, FTL_PROVISION_ACCRUED),
	           roll.accrued_cents);
	write_cell(provision, sheet, row, BY_CHANGES, face, changes_of_row(provision, arena, row),
	           ftl_provision_changes(&roll));
	write_cell(provision, sheet, row, BY_SETTLED, face,
	           of_slice(provision, arena, row, FTL_PROVISION_SETTLED_IN, FTL_PROVISION_SETTLED),
	           roll.settled_cents);
	/* The list has the balance of the last day only: those between are values. */
	write_cell(provision, sheet, row, BY_CLOSING, face,
	           is_last ? sum_of(provision, arena, FTL_PROVISION_CLOSING) : NULL,
	           roll.closing_cents);
	write_cell(provision, sheet, row, BY_ACCRUED_JOBS, face, NULL,
	           provision->parts[part].accrued_jobs);
	write_cell(provision, sheet, row, BY_SETTLED_JOBS, face, NULL,
	           provision->parts[part].settled_jobs);
}

static void write_total(const struct ftl_provision *provision, struct ftl_arena *arena,
                        struct ftl_sheet *sheet, int first_row, int row)
{
	struct ftl_provision_roll roll =
	        ftl_provision_roll_of(provision, FTL_PROVISION_SLICES, provision->part_count - 1);
	enum ftl_face face = FTL_FACE_TOTAL;

	ftl_sheet_text(sheet, row, BY_NAME, face, "The whole period");
	write_cell(provision, sheet, row, BY_OPENING, face,
	           ftl_sprintf(arena, "=B%d", first_row + 1), roll.opening_cents);
	write_cell(provision, sheet, row, BY_ACCRUED, face,
	           ftl_sprintf(arena, "=SUM(C%d:C%d)", first_row + 1, row), roll.accrued_cents);
	write_cell(provision, sheet, row, BY_CHANGES, face, changes_of_row(provision, arena, row),
	           ftl_provision_changes(&roll));
	write_cell(provision, sheet, row, BY_SETTLED, face,
	           ftl_sprintf(arena, "=SUM(E%d:E%d)", first_row + 1, row), roll.settled_cents);
	write_cell(provision, sheet, row, BY_CLOSING, face, ftl_sprintf(arena, "=F%d", row),
	           roll.closing_cents);
	write_cell(provision, sheet, row, BY_ACCRUED_JOBS, face, NULL,
	           counted_of(provision, ACCRUED));
	write_cell(provision, sheet, row, BY_SETTLED_JOBS, face, NULL,
	           counted_of(provision, SETTLED));
}

/* Returns the row after the table. */
static int write_slices(const struct ftl_provision *provision, struct ftl_arena *arena,
                        struct ftl_sheet *sheet, int row)
{
	int first_row = row + 1;

	for (int i = 0; i < BY_COLUMNS; i++)
		ftl_sheet_span(sheet, row, i, i, (struct ftl_look){FTL_FACE_HEAD, heads[i].show},
		               heads[i].title);
	row = first_row;
	for (size_t slice = 0; slice < provision->frame->slice_count; slice++)
		write_slice(provision, arena, sheet, row++, slice);
	write_total(provision, arena, sheet, first_row, row);
	return row + 1;
}

static void draw_chart(const struct ftl_provision *provision, struct ftl_sheet *sheet,
                       int first_row, int row)
{
	static const struct ftl_series series[] = {
	        {"accrued", BY_ACCRUED, FTL_PAINT_LIGHT},
	        {"settled", BY_SETTLED, FTL_PAINT_SAND},
	        {"provision at the end", BY_CLOSING, FTL_PAINT_MAIN},
	};

	ftl_sheet_chart(
	        sheet,
	        &(struct ftl_chart){.kind = FTL_CHART_COLUMNS,
	                            .title = "Provision for our own guarantee",
	                            .axis = provision->context->currency.code,
	                            .show = FTL_SHOW_INT,
	                            .data_sheet = "Provision",
	                            .first_row = first_row,
	                            .last_row = first_row + (int)provision->frame->slice_count - 1,
	                            .series = series,
	                            .series_count = FTL_COUNT(series),
	                            .row = row,
	                            .width = 980,
	                            .height = 290});
}

/* The largest amount on the sheet: what goes off is at most what was there or came in. */
static int64_t largest(const struct ftl_figure of[FIGURES])
{
	int64_t most = 0;

	for (int i = 0; i < FIGURES; i++) {
		most += of[i].now.numerator < 0 ? -of[i].now.numerator : of[i].now.numerator;
		most += of[i].before.numerator < 0 ? -of[i].before.numerator
		                                   : of[i].before.numerator;
	}
	return most;
}

void ftl_provision_write(const struct ftl_provision *provision, struct ftl_arena *arena,
                         struct ftl_sheet *sheet)
{
	struct ftl_figure of[FIGURES];
	const struct ftl_frame *frame = provision->frame;
	struct ftl_look note = {FTL_FACE_NOTE, FTL_SHOW_TEXT};
	int head = ftl_page_title(sheet, "Provision for our own guarantee",
	                          ftl_sprintf(arena, "%s. %s, compared with %s. Without tax.",
	                                      provision->context->centre, frame->period_words,
	                                      frame->before_words),
	                          ftl_sprintf(arena, "As of %s", frame->as_of_words));
	int row;

	ftl_provision_figures(provision, arena, of);
	if (is_live(provision))
		of[CHANGES].formula = changes_of_column(provision, arena, head + 2);
	ftl_sheet_money_width(sheet, BY_OPENING, BY_CLOSING, 10 * largest(of));
	row = ftl_figures_write(sheet, head, of, FIGURES, provision->context->currency.decimals);
	head = row + 1;
	row = write_slices(provision, arena, sheet, head) + 1;
	draw_chart(provision, sheet, head + 1, row);
	row += CHART_ROWS + 1;
	ftl_sheet_span(
	        sheet, row, 0, FTL_FIGURE_COLUMNS - 1, note,
	        provision->has_rate
	                ? "At the start + accrued + changes − settled = at the end. What is "
	                  "needed of a repair falls by equal parts from its hand-over to the "
	                  "last day of its guarantee."
	                : "No rate is set for these days, so that nothing is set aside: "
	                  "fettle provision set PERCENT --from DATE sets one.");
}
