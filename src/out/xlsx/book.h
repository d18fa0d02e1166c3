#ifndef OUT_XLSX_BOOK_H
#define OUT_XLSX_BOOK_H

#include <xlsxwriter.h>

#include "fettle/base/arena.h"
#include "fettle/base/buf.h"
#include "fettle/base/file.h"
#include "out/xlsx_workbook.h"

/* A worksheet ends here, its line of titles included. */
#define XLSX_ROW_MOST 1048576
/* UTF-16 units in a cell. */
#define XLSX_TEXT_MOST 32767

/* Palette: one blue, its light, greys, and a warning. */
#define INK   0x1F2933
#define SLATE 0x52606D
#define RULE  0xD5DBE1
#define PAPER 0xF3F6F9
#define PALE  0xD3E1EE
#define BLUE  0x1F4E79
#define LIGHT 0x8DB0D3
#define GREY  0xA3AEBB
#define SAND  0xD9C08A
#define TEAL  0x5B8C85
#define RUST  0xB4533C

#define FONT "Arial"

struct ftl_sheet {
	const struct ftl_workbook_ops *ops;
	struct ftl_workbook *book;
	lxw_worksheet *lxw;
	struct ftl_sheet *next;
	int last_row;      /* -1 before the first cell */
	int64_t row_count; /* rows with a cell or a height: what the finished file must hold */
	int64_t link_count;
	bool has_tail; /* cells of the last row are still in memory */
};

struct ftl_workbook {
	const struct ftl_workbook_ops *ops;
	struct ftl_arena arena;
	lxw_workbook *lxw;
	struct ftl_outfile file; /* zeroed when the caller owns the file */
	const char *path;        /* where the library writes */
	struct ftl_currency currency;
	const struct ftl_zone *zone;
	double cents; /* minor units of one unit of the currency */
	lxw_format *formats[FTL_FACES][FTL_SHOWS];
	struct ftl_sheet *sheets; /* in order */
	struct ftl_buf text;      /* scratch: the text on its way into a cell */
	bool has_failed;
	struct ftl_err err; /* the first failure */
};

extern const struct ftl_workbook_ops ftl_xlsx_workbook;

/* book.c: opens the library's workbook in the existing file path. options->path is not used. */
FTL_MUST_CHECK enum ftl_status ftl_xlsx_open_at(const char *path,
                                                const struct ftl_workbook_options *options,
                                                struct ftl_workbook **ret, struct ftl_err *err);
/* Completes and verifies the file; does not put it in place. */
FTL_MUST_CHECK enum ftl_status ftl_xlsx_finish(struct ftl_workbook *book, struct ftl_err *err);
void ftl_xlsx_drop(struct ftl_workbook **book);
enum ftl_status ftl_xlsx_check(const struct ftl_workbook *book, struct ftl_err *err);
/* Remembers the first failure of a call of the library. */
void ftl_xlsx_note(struct ftl_workbook *book, lxw_error code);
/* Pushes what the sheet holds to its scratch file and remembers when that failed. */
void ftl_xlsx_flush(struct ftl_sheet *sheet);

/* looks.c: the format of a look, made when first used. */
lxw_format *ftl_xlsx_format(struct ftl_workbook *book, struct ftl_look look);
bool ftl_xlsx_is_number(enum ftl_show show);

/* text.c: text as a cell can hold it: valid, no controls, no escapes by accident. Valid until the
 * next call; "" after noting FTL_INVALID for text that is too long. */
const char *ftl_xlsx_text(struct ftl_workbook *book, const char *raw);

/* sheet.c */
struct ftl_sheet *ftl_xlsx_sheet(struct ftl_workbook *book, const struct ftl_sheet_spec *spec);
/* Accounts for a row that is written to. */
void ftl_xlsx_touch(struct ftl_sheet *sheet, int row);
double ftl_xlsx_number(const struct ftl_workbook *book, enum ftl_show show, int64_t numerator,
                       int64_t denominator);
void ftl_xlsx_write_text(struct ftl_sheet *sheet, int row, int column, enum ftl_face face,
                         const char *text);
void ftl_xlsx_write_span(struct ftl_sheet *sheet, int row, int first, int last,
                         struct ftl_look look, const char *text);
void ftl_xlsx_write_value(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                          int64_t numerator, int64_t denominator);
void ftl_xlsx_write_formula(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                            const char *formula, int64_t numerator, int64_t denominator);
void ftl_xlsx_write_change(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                           const char *formula, struct ftl_quotient now,
                           struct ftl_quotient before);
void ftl_xlsx_write_link(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                         const char *text, const char *target);
void ftl_xlsx_write_blank(struct ftl_sheet *sheet, int row, int column, enum ftl_face face);
void ftl_xlsx_set_money_width(struct ftl_sheet *sheet, int first, int last, int64_t cents);
void ftl_xlsx_set_height(struct ftl_sheet *sheet, int row, int points);
void ftl_xlsx_set_filter(struct ftl_sheet *sheet, int first_row, int last_row, int last_column);
void ftl_xlsx_set_bars(struct ftl_sheet *sheet, int first_row, int last_row, int column);

/* chart.c */
void ftl_xlsx_chart(struct ftl_sheet *sheet, const struct ftl_chart *chart);

/* grid.c */
struct ftl_grid *ftl_xlsx_grid(struct ftl_workbook *book, const char *name, const char *footer,
                               const struct ftl_grid_column *columns, int count,
                               int frozen_columns);
void ftl_xlsx_grid_row(struct ftl_grid *grid, const struct ftl_cell *cells);
void ftl_xlsx_grid_end(struct ftl_grid *grid);
int ftl_xlsx_grid_sheets(const struct ftl_grid *grid);

/*
 * verify.c: reads a finished file back: the directory of the archive is there, every part has the
 * length and checksum it claims, sheet n holds rows[n - 1] rows and is closed. FTL_IO otherwise.
 */
FTL_MUST_CHECK enum ftl_status ftl_xlsx_verify(const char *path, const int64_t *rows, int sheets,
                                               struct ftl_err *err);

#endif
