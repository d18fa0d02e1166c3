#ifndef OUT_XLSX_WORKBOOK_H
#define OUT_XLSX_WORKBOOK_H

#include "fettle/out/workbook.h"

/*
 * What the loadable module lib/fettle/xlsx.so offers to reports. The module exports
 * `const struct ftl_workbook_ops ftl_xlsx_workbook`; the functions are those of workbook.h. Books,
 * sheets and grids begin with the pointer to it, so that a call finds its way without a global.
 */
struct ftl_workbook_ops {
	enum ftl_status (*open)(const struct ftl_workbook_options *options,
	                        struct ftl_workbook **ret, struct ftl_err *err);
	enum ftl_status (*check)(const struct ftl_workbook *book, struct ftl_err *err);
	enum ftl_status (*close)(struct ftl_workbook **book, struct ftl_err *err);
	void (*free)(struct ftl_workbook **book);
	struct ftl_sheet *(*sheet)(struct ftl_workbook *book, const struct ftl_sheet_spec *spec);
	void (*text)(struct ftl_sheet *sheet, int row, int column, enum ftl_face face,
	             const char *text);
	void (*span)(struct ftl_sheet *sheet, int row, int first, int last, struct ftl_look look,
	             const char *text);
	void (*value)(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
	              int64_t numerator, int64_t denominator);
	void (*formula)(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
	                const char *formula, int64_t numerator, int64_t denominator);
	void (*change)(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
	               const char *formula, struct ftl_quotient now, struct ftl_quotient before);
	void (*link)(struct ftl_sheet *sheet, int row, int column, struct ftl_look look,
	             const char *text, const char *target);
	void (*blank)(struct ftl_sheet *sheet, int row, int column, enum ftl_face face);
	void (*money_width)(struct ftl_sheet *sheet, int first, int last, int64_t cents);
	void (*height)(struct ftl_sheet *sheet, int row, int points);
	void (*filter)(struct ftl_sheet *sheet, int first_row, int last_row, int last_column);
	void (*bars)(struct ftl_sheet *sheet, int first_row, int last_row, int column);
	void (*chart)(struct ftl_sheet *sheet, const struct ftl_chart *chart);
	struct ftl_grid *(*grid)(struct ftl_workbook *book, const char *name, const char *footer,
	                         const struct ftl_grid_column *columns, int count,
	                         int frozen_columns);
	void (*row)(struct ftl_grid *grid, const struct ftl_cell *cells);
	void (*end)(struct ftl_grid *grid);
	int (*sheets)(const struct ftl_grid *grid);
};

/* How books, sheets and grids begin. */
struct ftl_workbook_base {
	const struct ftl_workbook_ops *ops;
};

#endif
