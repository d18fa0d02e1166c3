#ifndef FETTLE_OUT_WORKBOOK_H
#define FETTLE_OUT_WORKBOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/money.h"
#include "fettle/base/zone.h"
#include "fettle/out/table.h"

/*
 * A workbook for managers: several sheets in one look (one font, one palette), streamed to disk row
 * by row, so that memory does not grow with the rows. The large library behind it is loaded when
 * the first workbook is opened.
 *
 * Inside a sheet rows are written from top to bottom, cells of a row in any order; sheets may be
 * written side by side. A write that fails is remembered: ftl_workbook_check and
 * ftl_workbook_close report the first failure.
 */
struct ftl_workbook;
struct ftl_sheet;
struct ftl_grid;

/* How the number of a cell is shown. Durations are given in seconds, money in minor units. */
enum ftl_show {
	FTL_SHOW_TEXT,
	FTL_SHOW_WRAP,         /* text over several lines */
	FTL_SHOW_INT,          /* 1,234 */
	FTL_SHOW_QUANTITY,     /* thousandths, as many decimals as there are */
	FTL_SHOW_DAYS,         /* seconds as calendar days: 2.4 d */
	FTL_SHOW_HOURS,        /* seconds as hours: 19.0 h */
	FTL_SHOW_CLOCK,        /* seconds as 57:36 (hours and minutes) */
	FTL_SHOW_PERCENT,      /* a share of one, in grids basis points: 94.1% */
	FTL_SHOW_MONEY,        /* 1,234.50 EUR */
	FTL_SHOW_DATE,         /* days since 1970: 2026-11-22 */
	FTL_SHOW_INSTANT,      /* UTC seconds in the centre's time: 2026-11-22 11:00 */
	FTL_SHOW_BOOL,         /* 0 and 1 as FALSE and TRUE */
	FTL_SHOW_CHANGE_INT,   /* +12 */
	FTL_SHOW_CHANGE_DAYS,  /* +0.3 d */
	FTL_SHOW_CHANGE_HOURS, /* +1.5 h */
	FTL_SHOW_CHANGE_SHARE, /* a difference of two shares of one, in percentage points: +1.2 pp
	                        */
	FTL_SHOW_CHANGE_MONEY, /* +120.00 EUR */
	FTL_SHOWS
};

/* What a cell is on its page. */
enum ftl_face {
	FTL_FACE_PLAIN,
	FTL_FACE_DATA,     /* a row of a data sheet: no rule below */
	FTL_FACE_STRONG,   /* the figure one looks at first */
	FTL_FACE_TOTAL,    /* the sum of the rows above or below */
	FTL_FACE_HEAD,     /* a column's title; right-aligned over numbers */
	FTL_FACE_BAND,     /* a title over several columns */
	FTL_FACE_TITLE,    /* the sheet's title */
	FTL_FACE_SUBTITLE, /* period, as-of */
	FTL_FACE_NOTE,     /* small print */
	FTL_FACE_LINK,     /* leads to the rows behind it */
	FTL_FACE_GOOD,     /* a change for the better */
	FTL_FACE_BAD,      /* a change for the worse */
	FTL_FACES
};

struct ftl_look {
	enum ftl_face face;
	enum ftl_show show;
};

struct ftl_workbook_options {
	const char *path;  /* the file to make; an existing one is replaced when all is done */
	const char *title; /* document properties */
	const char *subject;
	const char *centre;
	int64_t now; /* created: equal input gives equal bytes */
	struct ftl_currency currency;
	const struct ftl_zone *zone;
};

FTL_MUST_CHECK enum ftl_status ftl_workbook_open(const struct ftl_workbook_options *options,
                                                 struct ftl_workbook **ret, struct ftl_err *err);
/* Fails with the first write that failed (FTL_IO: the disk is full; FTL_INVALID: a text that no
 * cell can hold). For loops: stop early. */
FTL_MUST_CHECK enum ftl_status ftl_workbook_check(const struct ftl_workbook *book,
                                                  struct ftl_err *err);
/* Completes the file, reads it back (every part whole, every sheet with the rows that were
 * written) and puts it in place. Frees the book and sets it to NULL, also on failure. */
FTL_MUST_CHECK enum ftl_status ftl_workbook_close(struct ftl_workbook **book, struct ftl_err *err);
/* Drops what was not closed. */
void ftl_workbook_free(struct ftl_workbook **book);
#define FTL_WORKBOOK(var) struct ftl_workbook *var FTL_CLEANUP(ftl_workbook_free) = NULL

/* What a sheet is like: every sheet prints landscape on A4, fitted to the width of the page. */
struct ftl_sheet_spec {
	const char *name;     /* at most 31 characters, none of []:*?/\ */
	const double *widths; /* of the columns, in characters */
	int columns;
	bool is_one_page; /* fitted to one page */
	int head_rows;    /* frozen and repeated in print; 0: none */
	int frozen_columns;
	const char *footer; /* printed at the foot of every page; may be NULL */
};

/* The sheet lives as long as the book. */
struct ftl_sheet *ftl_workbook_sheet(struct ftl_workbook *book, const struct ftl_sheet_spec *spec);

void ftl_sheet_text(struct ftl_sheet *sheet, int row, int column, enum ftl_face face,
                    const char *text);
/* A text across columns first to last of one row. */
void ftl_sheet_span(struct ftl_sheet *sheet, int row, int first, int last, struct ftl_look look,
                    const char *text);
/* numerator ÷ denominator, shown as the look says (a mean is sum ÷ n, a share is part ÷ whole);
 * a dash when the denominator is 0. */
void ftl_sheet_value(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                     int64_t numerator, int64_t denominator);
/* The same as a live formula (without user text) whose stored result is that value. */
void ftl_sheet_formula(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                       const char *formula, int64_t numerator, int64_t denominator);
/* A formula whose stored result is a difference of two quotients, rounded to what is shown: one
 * decimal, money to its minor unit. */
struct ftl_quotient {
	int64_t numerator;
	int64_t denominator;
};
void ftl_sheet_change(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                      const char *formula, struct ftl_quotient now, struct ftl_quotient before);
/* Text that leads to a cell of this workbook ("'Jobs'!A1"). */
void ftl_sheet_link(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                    const char *text, const char *target);
/* An empty cell with a look: so that rules run through. */
void ftl_sheet_blank(struct ftl_sheet *sheet, int row, int column, enum ftl_face face);
/* Widens columns first to last so that an amount of that size can be shown in them, bold or not. */
void ftl_sheet_money_width(struct ftl_sheet *sheet, int first, int last, int64_t cents);
/* Height of a row in points; before its cells. */
void ftl_sheet_height(struct ftl_sheet *sheet, int row, int points);
/* Filter buttons on the row `first_row` over the rows to last_row; before these rows. */
void ftl_sheet_filter(struct ftl_sheet *sheet, int first_row, int last_row, int last_column);
/* Bars behind the numbers of a column, as long as they are large; before these rows. */
void ftl_sheet_bars(struct ftl_sheet *sheet, int first_row, int last_row, int column);

enum ftl_chart_kind { FTL_CHART_COLUMNS, FTL_CHART_STACK, FTL_CHART_LINES, FTL_CHART_BARS };

/* Colours of series, by what they stand for. */
enum ftl_paint {
	FTL_PAINT_MAIN,
	FTL_PAINT_LIGHT,
	FTL_PAINT_GREY,
	FTL_PAINT_SAND,
	FTL_PAINT_TEAL,
	FTL_PAINT_WARN,
	FTL_PAINTS
};

struct ftl_series {
	const char *name;
	int column; /* of the data sheet */
	enum ftl_paint paint;
};

struct ftl_chart {
	enum ftl_chart_kind kind;
	const char *title;
	const char *axis;   /* what the values are: "days" */
	enum ftl_show show; /* INT, DAYS, MONEY … : how the axis writes them */
	const char *data_sheet;
	int first_row;
	int last_row;
	int label_column;
	const struct ftl_series *series;
	int series_count;
	int row; /* the cell of the chart's upper left corner … */
	int column;
	int x; /* … the distance from it, and the size, in pixels */
	int y;
	int width;
	int height;
};

void ftl_sheet_chart(struct ftl_sheet *sheet, const struct ftl_chart *chart);

/*
 * A data sheet: one line of titles, frozen and repeated in print, filters, widths that fit what was
 * written. Goes on in "<name> 2", "<name> 3" … when a sheet is full.
 */
struct ftl_grid_column {
	const char *title;
	enum ftl_show show;
};

struct ftl_grid *ftl_workbook_grid(struct ftl_workbook *book, const char *name, const char *footer,
                                   const struct ftl_grid_column *columns, int count,
                                   int frozen_columns);
/* As many cells as the grid has columns; absent ones stay empty. Texts valid during the call. */
void ftl_grid_row(struct ftl_grid *grid, const struct ftl_cell *cells);
/* Sets widths and filters. No row may follow. */
void ftl_grid_end(struct ftl_grid *grid);
/* The number of sheets that the rows so far take. */
int ftl_grid_sheets(const struct ftl_grid *grid);

#endif
