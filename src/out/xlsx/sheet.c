#include <stdio.h>
#include <string.h>

#include "book.h"

#include "fettle/base/memory.h"

#define A4                  9
#define EPOCH_SERIAL        25569 /* 1970-01-01 as spreadsheets count days */
#define DAY_SECONDS         86400.0
#define FLUSH_EVERY         4096
#define LINK_MOST           60000 /* a sheet holds 65,530 links */
#define FOOTER_TEXT_MOST    180
#define MONEY_CHARS_LEAST   14 /* what the widths given at first have room for */
#define BOLD_UNITS_PER_CHAR 1.2

/* Commands of headers and footers begin with "&". */
static const char *footer_text(struct ftl_workbook *book, const char *raw)
{
	FTL_BUF(out);
	const char *text = ftl_xlsx_text(book, raw);

	for (const char *at = text; *at != '\0' && out.length < FOOTER_TEXT_MOST; at++) {
		/* Never cut inside a character. */
		if (out.length > FOOTER_TEXT_MOST - 8 && ((unsigned char)*at & 0xC0) != 0x80)
			break;
		ftl_buf_char(&out, *at);
		if (*at == '&')
			ftl_buf_char(&out, '&');
	}
	return ftl_sprintf(&book->arena,
	                   "&L&\"" FONT ",Regular\"&8%s&R&\"" FONT ",Regular\"&8&A, page &P of &N",
	                   ftl_buf_cstr(&out));
}

static void set_page(struct ftl_sheet *sheet, const struct ftl_sheet_spec *spec)
{
	worksheet_set_landscape(sheet->lxw);
	worksheet_set_paper(sheet->lxw, A4);
	worksheet_set_margins(sheet->lxw, 0.5, 0.5, 0.5, 0.6);
	worksheet_fit_to_pages(sheet->lxw, 1, spec->is_one_page ? 1 : 0);
	worksheet_gridlines(sheet->lxw, LXW_HIDE_ALL_GRIDLINES);
	if (spec->head_rows > 0 || spec->frozen_columns > 0)
		worksheet_freeze_panes(sheet->lxw, (lxw_row_t)spec->head_rows,
		                       (lxw_col_t)spec->frozen_columns);
	if (spec->head_rows > 0)
		ftl_xlsx_note(sheet->book,
		              worksheet_repeat_rows(sheet->lxw, 0, (lxw_row_t)spec->head_rows - 1));
	if (spec->footer != NULL)
		ftl_xlsx_note(
		        sheet->book,
		        worksheet_set_footer(sheet->lxw, footer_text(sheet->book, spec->footer)));
}

struct ftl_sheet *ftl_xlsx_sheet(struct ftl_workbook *book, const struct ftl_sheet_spec *spec)
{
	struct ftl_sheet *sheet = FTL_NEW(&book->arena, struct ftl_sheet);
	struct ftl_sheet **end = &book->sheets;

	while (*end != NULL)
		end = &(*end)->next;
	sheet->ops = book->ops;
	sheet->book = book;
	sheet->last_row = -1;
	sheet->lxw = workbook_add_worksheet(book->lxw, spec->name);
	if (sheet->lxw == NULL) {
		ftl_xlsx_note(book, LXW_ERROR_SHEETNAME_ALREADY_USED);
		/* Somewhere for the cells to go until the failure is reported. */
		sheet->lxw = workbook_add_worksheet(book->lxw, NULL);
		if (sheet->lxw == NULL)
			ftl_memory_out();
	}
	*end = sheet;
	set_page(sheet, spec);
	for (int i = 0; i < spec->columns; i++)
		ftl_xlsx_note(book, worksheet_set_column(sheet->lxw, (lxw_col_t)i, (lxw_col_t)i,
		                                         spec->widths[i], NULL));
	return sheet;
}

void ftl_xlsx_touch(struct ftl_sheet *sheet, int row)
{
	if (row == sheet->last_row)
		return;
	if (row < sheet->last_row || row >= XLSX_ROW_MOST)
		ftl_xlsx_note(sheet->book, LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE);
	sheet->last_row = row;
	sheet->row_count++;
	if (sheet->row_count % FLUSH_EVERY == 0)
		ftl_xlsx_flush(sheet);
}

/* Seconds since 1970 of the wall clock in the centre. */
static int64_t wall_seconds(const struct ftl_workbook *book, int64_t instant)
{
	return book->zone == NULL ? instant : instant + ftl_zone_offset(book->zone, instant);
}

double ftl_xlsx_number(const struct ftl_workbook *book, enum ftl_show show, int64_t numerator,
                       int64_t denominator)
{
	double top = (double)numerator;
	double bottom = (double)denominator;

	switch (show) {
	case FTL_SHOW_TEXT:
	case FTL_SHOW_WRAP:
	case FTL_SHOW_INT:
	case FTL_SHOW_PERCENT:
	case FTL_SHOW_BOOL:
	case FTL_SHOW_CHANGE_INT:
	case FTL_SHOWS:
		break;
	case FTL_SHOW_QUANTITY:
		bottom *= 1000;
		break;
	case FTL_SHOW_DAYS:
	case FTL_SHOW_CLOCK:
	case FTL_SHOW_CHANGE_DAYS:
		bottom *= DAY_SECONDS;
		break;
	case FTL_SHOW_HOURS:
	case FTL_SHOW_CHANGE_HOURS:
		bottom *= 3600;
		break;
	case FTL_SHOW_CHANGE_SHARE:
		top *= 100;
		break;
	case FTL_SHOW_MONEY:
	case FTL_SHOW_CHANGE_MONEY:
		bottom *= book->cents;
		break;
	case FTL_SHOW_DATE:
		return top + EPOCH_SERIAL;
	case FTL_SHOW_INSTANT:
		return (double)wall_seconds(book, numerator) / DAY_SECONDS + EPOCH_SERIAL;
	}
	return top / bottom;
}

void ftl_xlsx_write_text(struct ftl_sheet *sheet, int row, int column, enum ftl_face face,
                         const char *text)
{
	ftl_xlsx_touch(sheet, row);
	lxw_format *format = ftl_xlsx_format(sheet->book, (struct ftl_look){face, FTL_SHOW_TEXT});
	ftl_xlsx_note(sheet->book,
	              worksheet_write_string(sheet->lxw, (lxw_row_t)row, (lxw_col_t)column,
	                                     ftl_xlsx_text(sheet->book, text), format));
}

/* A text where a number might stand: same place, same rule. */
static void write_as(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                     const char *text)
{
	ftl_xlsx_note(sheet->book,
	              worksheet_write_string(sheet->lxw, (lxw_row_t)row, (lxw_col_t)column,
	                                     ftl_xlsx_text(sheet->book, text),
	                                     ftl_xlsx_format(sheet->book, look)));
}

void ftl_xlsx_write_span(struct ftl_sheet *sheet, int row, int first, int last,
                         struct ftl_look look, const char *text)
{
	ftl_xlsx_touch(sheet, row);
	if (first == last) {
		write_as(sheet, row, first, look, text);
		return;
	}
	ftl_xlsx_note(sheet->book,
	              worksheet_merge_range(sheet->lxw, (lxw_row_t)row, (lxw_col_t)first,
	                                    (lxw_row_t)row, (lxw_col_t)last,
	                                    ftl_xlsx_text(sheet->book, text),
	                                    ftl_xlsx_format(sheet->book, look)));
}

void ftl_xlsx_write_value(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                          int64_t numerator, int64_t denominator)
{
	ftl_xlsx_touch(sheet, row);
	if (denominator == 0) {
		write_as(sheet, row, column, look, "–");
		return;
	}
	double number = ftl_xlsx_number(sheet->book, look.show, numerator, denominator);
	lxw_error code;
	if (look.show == FTL_SHOW_BOOL)
		code = worksheet_write_boolean(sheet->lxw, (lxw_row_t)row, (lxw_col_t)column,
		                               numerator != 0, ftl_xlsx_format(sheet->book, look));
	else
		code = worksheet_write_number(sheet->lxw, (lxw_row_t)row, (lxw_col_t)column, number,
		                              ftl_xlsx_format(sheet->book, look));
	ftl_xlsx_note(sheet->book, code);
}

void ftl_xlsx_write_formula(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                            const char *formula, int64_t numerator, int64_t denominator)
{
	lxw_format *format = ftl_xlsx_format(sheet->book, look);
	lxw_error code;

	ftl_xlsx_touch(sheet, row);
	if (denominator == 0)
		code = worksheet_write_formula_str(sheet->lxw, (lxw_row_t)row, (lxw_col_t)column,
		                                   formula, format, "–");
	else
		code = worksheet_write_formula_num(
		        sheet->lxw, (lxw_row_t)row, (lxw_col_t)column, formula, format,
		        ftl_xlsx_number(sheet->book, look.show, numerator, denominator));
	ftl_xlsx_note(sheet->book, code);
}

/* To a fraction of one: 10 leaves one decimal. */
static double rounded(double value, double parts)
{
	double scaled = value * parts;

	return (double)(int64_t)(scaled < 0 ? scaled - 0.5 : scaled + 0.5) / parts;
}

void ftl_xlsx_write_change(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                           const char *formula, struct ftl_quotient now, struct ftl_quotient before)
{
	lxw_format *format = ftl_xlsx_format(sheet->book, look);
	lxw_error code;

	ftl_xlsx_touch(sheet, row);
	if (now.denominator == 0 || before.denominator == 0) {
		code = worksheet_write_formula_str(sheet->lxw, (lxw_row_t)row, (lxw_col_t)column,
		                                   formula, format, "–");
	} else {
		double a = ftl_xlsx_number(sheet->book, look.show, now.numerator, now.denominator);
		double b = ftl_xlsx_number(sheet->book, look.show, before.numerator,
		                           before.denominator);
		code = worksheet_write_formula_num(
		        sheet->lxw, (lxw_row_t)row, (lxw_col_t)column, formula, format,
		        look.show == FTL_SHOW_CHANGE_MONEY ? rounded(a - b, sheet->book->cents)
		                                           : rounded(a - b, 10));
	}
	ftl_xlsx_note(sheet->book, code);
}

void ftl_xlsx_write_link(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                         const char *text, const char *target)
{
	FTL_ARENA(scratch);

	ftl_xlsx_touch(sheet, row);
	if (sheet->link_count == LINK_MOST) {
		write_as(sheet, row, column, look, text);
		return;
	}
	sheet->link_count++;
	ftl_xlsx_note(sheet->book,
	              worksheet_write_url_opt(sheet->lxw, (lxw_row_t)row, (lxw_col_t)column,
	                                      ftl_sprintf(&scratch, "internal:%s", target),
	                                      ftl_xlsx_format(sheet->book, look),
	                                      ftl_xlsx_text(sheet->book, text), NULL));
}

void ftl_xlsx_write_blank(struct ftl_sheet *sheet, int row, int column, enum ftl_face face)
{
	ftl_xlsx_touch(sheet, row);
	ftl_xlsx_note(
	        sheet->book,
	        worksheet_write_blank(
	                sheet->lxw, (lxw_row_t)row, (lxw_col_t)column,
	                ftl_xlsx_format(sheet->book, (struct ftl_look){face, FTL_SHOW_TEXT})));
}

void ftl_xlsx_set_money_width(struct ftl_sheet *sheet, int first, int last, int64_t cents)
{
	char text[64];
	const struct ftl_workbook *book = sheet->book;
	int whole = snprintf(text, sizeof(text), "%.0f", (double)cents / book->cents);
	int chars = whole + whole / 3 + book->currency.decimals + 6;

	if (chars > MONEY_CHARS_LEAST)
		ftl_xlsx_note(sheet->book,
		              worksheet_set_column(sheet->lxw, (lxw_col_t)first, (lxw_col_t)last,
		                                   chars * BOLD_UNITS_PER_CHAR, NULL));
}

void ftl_xlsx_set_height(struct ftl_sheet *sheet, int row, int points)
{
	ftl_xlsx_touch(sheet, row);
	ftl_xlsx_note(sheet->book, worksheet_set_row(sheet->lxw, (lxw_row_t)row, points, NULL));
}

void ftl_xlsx_set_filter(struct ftl_sheet *sheet, int first_row, int last_row, int last_column)
{
	ftl_xlsx_note(sheet->book,
	              worksheet_autofilter(sheet->lxw, (lxw_row_t)first_row, 0, (lxw_row_t)last_row,
	                                   (lxw_col_t)last_column));
}

void ftl_xlsx_set_bars(struct ftl_sheet *sheet, int first_row, int last_row, int column)
{
	lxw_conditional_format bars = {.type = LXW_CONDITIONAL_DATA_BAR,
	                               .bar_color = PALE,
	                               .bar_solid = LXW_TRUE,
	                               .data_bar_2010 = LXW_TRUE,
	                               .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
	                               .min_value = 0};

	if (last_row < first_row)
		return;
	ftl_xlsx_note(sheet->book, worksheet_conditional_format_range(
	                                   sheet->lxw, (lxw_row_t)first_row, (lxw_col_t)column,
	                                   (lxw_row_t)last_row, (lxw_col_t)column, &bars));
}
