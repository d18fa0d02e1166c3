#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include "fettle/out/workbook.h"
#include "report/frame.h"

enum ftl_figure_unit {
	FTL_UNIT_COUNT,
	FTL_UNIT_DAYS,
	FTL_UNIT_HOURS,
	FTL_UNIT_SHARE,
	FTL_UNIT_MONEY
};

/*
 * A figure of a summary: the value of the period and of the period before as exact quotients (a
 * denominator of 0: nothing to measure). Durations are in seconds, money in minor units.
 */
struct ftl_figure {
	const char *key;
	const char *title;
	enum ftl_figure_unit unit;
	int better; /* 1: more is better, -1: less is, 0: neither */
	struct ftl_quotient now;
	struct ftl_quotient before;
	int64_t counted;     /* jobs, claims or rows the value of the period rests on */
	const char *formula; /* live formula for the workbook; NULL: a plain value */
	const char *target;  /* where its rows are: "'Jobs'!P1" */
	const char *link;    /* what the link says: "Jobs" */
};

/* The figures as rows of ftl_report_shape. */
FTL_MUST_CHECK enum ftl_status ftl_figures_put(const struct ftl_report_context *context,
                                               const struct ftl_frame *frame,
                                               const struct ftl_figure *figures, size_t count,
                                               struct ftl_out *out, struct ftl_err *err);

/* Columns of the summary's table of figures. */
enum {
	FTL_FIGURE_TITLE,
	FTL_FIGURE_NOW,
	FTL_FIGURE_HOURS,
	FTL_FIGURE_BEFORE,
	FTL_FIGURE_CHANGE,
	FTL_FIGURE_VERDICT,
	FTL_FIGURE_COUNTED,
	FTL_FIGURE_LINK,
	FTL_FIGURE_COLUMNS
};

/* Writes the table with its head from `row` on and returns the row after it; decimals are those of
 * the currency. */
int ftl_figures_write(struct ftl_sheet *sheet, int row, const struct ftl_figure *figures,
                      size_t count, int decimals);

/* How a figure is shown, and how its change is. */
enum ftl_show ftl_unit_show(enum ftl_figure_unit unit);
enum ftl_show ftl_unit_change(enum ftl_figure_unit unit);

/* numerator ÷ denominator rounded half away from zero; the denominator is not 0. */
int64_t ftl_quotient_round(int64_t numerator, int64_t scale, int64_t denominator);

#endif
