#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "book.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"

#define TEXT_WIDTH_MOST 48
#define FIRST_SERIAL    61      /* 1900-03-01 */
#define END_SERIAL      2958466 /* 10000-01-01 */
#define HEAD_HEIGHT     30
/* Characters across a landscape page that can still be read. */
#define PAGE_WIDTH_MOST 210
/* A spreadsheet's unit of width is a digit of its standard font; ours is a little wider. */
#define UNITS_PER_CHAR 1.12

struct grid_column {
	struct ftl_grid_column spec;
	int chars;    /* of the widest text so far */
	int64_t most; /* largest magnitude of a number so far */
	int64_t least;
	lxw_format *format;
};

struct ftl_grid {
	const struct ftl_workbook_ops *ops;
	struct ftl_workbook *book;
	struct ftl_sheet *sheet;
	const char *name;
	const char *footer;
	struct grid_column *columns;
	int count;
	int frozen_columns;
	int row; /* of the next line in this sheet */
	int sheet_count;
	int64_t row_count;
};

static void begin_sheet(struct ftl_grid *grid)
{
	struct ftl_workbook *book = grid->book;

	grid->sheet_count++;
	const char *name = grid->sheet_count == 1 ? grid->name
	                                          : ftl_sprintf(&book->arena, "%s %d", grid->name,
	                                                        grid->sheet_count);
	grid->sheet = ftl_xlsx_sheet(
	        book, &(struct ftl_sheet_spec){.name = name,
	                                       .head_rows = 1,
	                                       .frozen_columns = grid->frozen_columns,
	                                       .footer = grid->footer});
	ftl_xlsx_set_height(grid->sheet, 0, HEAD_HEIGHT);
	for (int i = 0; i < grid->count; i++) {
		const struct ftl_grid_column *column = &grid->columns[i].spec;
		enum ftl_show show =
		        ftl_xlsx_is_number(column->show) ? column->show : FTL_SHOW_WRAP;
		ftl_xlsx_write_span(grid->sheet, 0, i, i, (struct ftl_look){FTL_FACE_HEAD, show},
		                    column->title);
	}
	grid->row = 1;
}

struct ftl_grid *ftl_xlsx_grid(struct ftl_workbook *book, const char *name, const char *footer,
                               const struct ftl_grid_column *columns, int count, int frozen_columns)
{
	struct ftl_grid *grid = FTL_NEW(&book->arena, struct ftl_grid);

	grid->ops = book->ops;
	grid->book = book;
	grid->name = ftl_strdup(&book->arena, name);
	grid->footer = footer == NULL ? NULL : ftl_strdup(&book->arena, footer);
	grid->columns = ftl_alloc(&book->arena, (size_t)count + 1, sizeof(*grid->columns));
	grid->count = count;
	grid->frozen_columns = frozen_columns;
	for (int i = 0; i < count; i++) {
		grid->columns[i].spec = columns[i];
		grid->columns[i].format =
		        ftl_xlsx_format(book, (struct ftl_look){FTL_FACE_DATA, columns[i].show});
	}
	begin_sheet(grid);
	return grid;
}

static void write_text(struct ftl_grid *grid, struct grid_column *column, int at, const char *text)
{
	const char *safe = ftl_xlsx_text(grid->book, text);

	if (column->chars < TEXT_WIDTH_MOST) {
		int chars = (int)ftl_utf8_width(safe);
		if (chars > column->chars)
			column->chars = chars;
	}
	ftl_xlsx_note(grid->book, worksheet_write_string(grid->sheet->lxw, (lxw_row_t)grid->row,
	                                                 (lxw_col_t)at, safe, column->format));
}

/*
 * A date that a workbook cannot hold as one: after 9999, or before March 1900, where spreadsheets
 * count a 29 February that never was and are a day off.
 */
static bool is_beyond_calendar(enum ftl_show show, double serial)
{
	if (show != FTL_SHOW_DATE && show != FTL_SHOW_INSTANT)
		return false;
	return serial < FIRST_SERIAL || serial >= END_SERIAL;
}

static void write_old_date(struct ftl_grid *grid, struct grid_column *column, int at,
                           int64_t number)
{
	char text[FTL_INSTANT_TEXT_SIZE];

	if (column->spec.show == FTL_SHOW_INSTANT)
		write_text(grid, column, at, ftl_instant_format(text, number));
	else if (number >= INT32_MIN && number <= INT32_MAX)
		write_text(grid, column, at, ftl_date_format(text, (int32_t)number));
}

static void write_number(struct ftl_grid *grid, struct grid_column *column, int at, int64_t number)
{
	struct ftl_sheet *sheet = grid->sheet;
	int64_t denominator = column->spec.show == FTL_SHOW_PERCENT ? 10000 : 1;
	double value = ftl_xlsx_number(grid->book, column->spec.show, number, denominator);
	lxw_error code;

	if (is_beyond_calendar(column->spec.show, value)) {
		write_old_date(grid, column, at, number);
		return;
	}
	if (number > column->most)
		column->most = number;
	if (number < column->least)
		column->least = number;
	if (column->spec.show == FTL_SHOW_BOOL)
		code = worksheet_write_boolean(sheet->lxw, (lxw_row_t)grid->row, (lxw_col_t)at,
		                               number != 0, column->format);
	else
		code = worksheet_write_number(sheet->lxw, (lxw_row_t)grid->row, (lxw_col_t)at,
		                              value, column->format);
	ftl_xlsx_note(grid->book, code);
}

/* How many characters the widest number of a column takes when shown. */
static int number_chars(const struct ftl_workbook *book, const struct grid_column *column)
{
	char text[64];
	double least = ftl_xlsx_number(book, column->spec.show, column->least, 1);
	double most = ftl_xlsx_number(book, column->spec.show, column->most, 1);
	double widest = -least > most ? -least : most;
	int whole = snprintf(text, sizeof(text), "%.0f", widest);
	int grouped = whole + (whole - 1) / 3 + (least < 0);

	switch (column->spec.show) {
	case FTL_SHOW_DATE:
		return 10;
	case FTL_SHOW_INSTANT:
		return 16;
	case FTL_SHOW_BOOL:
		return 5;
	case FTL_SHOW_DAYS:
	case FTL_SHOW_HOURS:
	case FTL_SHOW_CHANGE_DAYS:
	case FTL_SHOW_CHANGE_HOURS:
		return grouped + 4;
	case FTL_SHOW_CLOCK:
		return snprintf(text, sizeof(text), "%.0f:00", widest * 24);
	case FTL_SHOW_PERCENT:
	case FTL_SHOW_CHANGE_SHARE:
		return 7;
	case FTL_SHOW_MONEY:
	case FTL_SHOW_CHANGE_MONEY:
		return grouped + book->currency.decimals + 5;
	case FTL_SHOW_QUANTITY:
		return whole + 4;
	case FTL_SHOW_TEXT:
	case FTL_SHOW_WRAP:
	case FTL_SHOW_INT:
	case FTL_SHOW_CHANGE_INT:
	case FTL_SHOWS:
		break;
	}
	return grouped;
}

/* Room for the longest word of a title, and for all of it in two lines beside the filter button. */
static int title_chars(const char *title)
{
	int longest = 0;
	int word = 0;

	for (const char *at = title;; at++) {
		if (*at == ' ' || *at == '\0') {
			longest = word > longest ? word : longest;
			word = 0;
		} else if (((unsigned char)*at & 0xC0) != 0x80) {
			word++;
		}
		if (*at == '\0')
			break;
	}
	int half = ((int)ftl_utf8_width(title) + 1) / 2 + 3;
	return longest + 1 > half ? longest + 1 : half;
}

static void fit_sheet(struct ftl_grid *grid)
{
	double total = 0;

	for (int i = 0; i < grid->count; i++) {
		struct grid_column *column = &grid->columns[i];
		int chars = title_chars(column->spec.title);
		int numbers =
		        column->spec.show == FTL_SHOW_TEXT || column->spec.show == FTL_SHOW_WRAP
		                ? 0
		                : number_chars(grid->book, column);
		chars = column->chars > chars ? column->chars : chars;
		chars = numbers > chars ? numbers : chars;
		if (chars > TEXT_WIDTH_MOST)
			chars = TEXT_WIDTH_MOST;
		double width = chars * UNITS_PER_CHAR + 2;
		total += width;
		ftl_xlsx_note(grid->book, worksheet_set_column(grid->sheet->lxw, (lxw_col_t)i,
		                                               (lxw_col_t)i, width, NULL));
	}
	worksheet_fit_to_pages(grid->sheet->lxw, (uint16_t)(total / PAGE_WIDTH_MOST) + 1, 0);
	if (grid->frozen_columns > 0)
		ftl_xlsx_note(grid->book,
		              worksheet_repeat_columns(grid->sheet->lxw, 0,
		                                       (lxw_col_t)grid->frozen_columns - 1));
	if (grid->row > 1)
		ftl_xlsx_set_filter(grid->sheet, 0, grid->row - 1, grid->count - 1);
}

void ftl_xlsx_grid_row(struct ftl_grid *grid, const struct ftl_cell *cells)
{
	if (grid->book->has_failed)
		return;
	if (grid->row == XLSX_ROW_MOST) {
		fit_sheet(grid);
		begin_sheet(grid);
	}
	bool is_empty = true;
	for (int i = 0; i < grid->count; i++) {
		struct grid_column *column = &grid->columns[i];
		if (!cells[i].has)
			continue;
		if (is_empty)
			ftl_xlsx_touch(grid->sheet, grid->row);
		is_empty = false;
		if (column->spec.show == FTL_SHOW_TEXT || column->spec.show == FTL_SHOW_WRAP)
			write_text(grid, column, i, cells[i].text);
		else
			write_number(grid, column, i, cells[i].number);
	}
	/* A line without any value is a line all the same. */
	if (is_empty)
		ftl_xlsx_write_blank(grid->sheet, grid->row, 0, FTL_FACE_DATA);
	grid->row++;
	grid->row_count++;
}

void ftl_xlsx_grid_end(struct ftl_grid *grid)
{
	fit_sheet(grid);
}

int ftl_xlsx_grid_sheets(const struct ftl_grid *grid)
{
	return grid->sheet_count;
}
