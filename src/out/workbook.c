#include "fettle/out/workbook.h"

#include "fettle/base/module.h"
#include "out/xlsx_workbook.h"

/* Every handle of the module begins with its table: see xlsx_workbook.h. */
static const struct ftl_workbook_ops *ops_of(const void *handle)
{
	return ((const struct ftl_workbook_base *)handle)->ops;
}

enum ftl_status ftl_workbook_open(const struct ftl_workbook_options *options,
                                  struct ftl_workbook **ret, struct ftl_err *err)
{
	const void *table;

	FTL_TRY(ftl_module_load("xlsx", "ftl_xlsx_workbook", &table, err));
	return ((const struct ftl_workbook_ops *)table)->open(options, ret, err);
}

enum ftl_status ftl_workbook_close(struct ftl_workbook **book, struct ftl_err *err)
{
	return ops_of(*book)->close(book, err);
}

void ftl_workbook_free(struct ftl_workbook **book)
{
	if (*book != NULL)
		ops_of(*book)->free(book);
}

enum ftl_status ftl_workbook_check(const struct ftl_workbook *book, struct ftl_err *err)
{
	return ops_of(book)->check(book, err);
}

struct ftl_sheet *ftl_workbook_sheet(struct ftl_workbook *book, const struct ftl_sheet_spec *spec)
{
	return ops_of(book)->sheet(book, spec);
}

void ftl_sheet_text(struct ftl_sheet *sheet, int row, int column, enum ftl_face face,
                    const char *text)
{
	ops_of(sheet)->text(sheet, row, column, face, text);
}

void ftl_sheet_span(struct ftl_sheet *sheet, int row, int first, int last, struct ftl_look look,
                    const char *text)
{
	ops_of(sheet)->span(sheet, row, first, last, look, text);
}

void ftl_sheet_value(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                     int64_t numerator, int64_t denominator)
{
	ops_of(sheet)->value(sheet, row, column, look, numerator, denominator);
}

void ftl_sheet_formula(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                       const char *formula, int64_t numerator, int64_t denominator)
{
	ops_of(sheet)->formula(sheet, row, column, look, formula, numerator, denominator);
}

void ftl_sheet_change(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                      const char *formula, struct ftl_quotient now, struct ftl_quotient before)
{
	ops_of(sheet)->change(sheet, row, column, look, formula, now, before);
}

void ftl_sheet_link(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
                    const char *text, const char *target)
{
	ops_of(sheet)->link(sheet, row, column, look, text, target);
}

void ftl_sheet_blank(struct ftl_sheet *sheet, int row, int column, enum ftl_face face)
{
	ops_of(sheet)->blank(sheet, row, column, face);
}

void ftl_sheet_money_width(struct ftl_sheet *sheet, int first, int last, int64_t cents)
{
	ops_of(sheet)->money_width(sheet, first, last, cents);
}

void ftl_sheet_height(struct ftl_sheet *sheet, int row, int points)
{
	ops_of(sheet)->height(sheet, row, points);
}

void ftl_sheet_filter(struct ftl_sheet *sheet, int first_row, int last_row, int last_column)
{
	ops_of(sheet)->filter(sheet, first_row, last_row, last_column);
}

void ftl_sheet_bars(struct ftl_sheet *sheet, int first_row, int last_row, int column)
{
	ops_of(sheet)->bars(sheet, first_row, last_row, column);
}

void ftl_sheet_chart(struct ftl_sheet *sheet, const struct ftl_chart *chart)
{
	ops_of(sheet)->chart(sheet, chart);
}

struct ftl_grid *ftl_workbook_grid(struct ftl_workbook *book, const char *name, const char *footer,
                                   const struct ftl_grid_column *columns, int count,
                                   int frozen_columns)
{
	return ops_of(book)->grid(book, name, footer, columns, count, frozen_columns);
}

void ftl_grid_row(struct ftl_grid *grid, const struct ftl_cell *cells)
{
	ops_of(grid)->row(grid, cells);
}

void ftl_grid_end(struct ftl_grid *grid)
{
	ops_of(grid)->end(grid);
}

int ftl_grid_sheets(const struct ftl_grid *grid)
{
	return ops_of(grid)->sheets(grid);
}
