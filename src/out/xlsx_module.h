#ifndef OUT_XLSX_MODULE_H
#define OUT_XLSX_MODULE_H

#include "fettle/out/table.h"

/*
 * What the loadable module lib/fettle/xlsx.so offers to the renderer of lists: one sheet, written
 * row by row. The module exports `const struct ftl_xlsx_writer ftl_xlsx_module`. It may use every
 * function of base and out: they are resolved in the program that loaded it.
 */
struct ftl_xlsx_list; /* an open workbook; the module's own */

struct ftl_xlsx_writer {
	/*
	 * Starts a workbook in the existing, empty file `path`, a temporary name on the file system
	 * of the target: scratch files go into its folder. options lives as long as the workbook
	 * (currency, zone, now, centre: formats and document properties).
	 */
	enum ftl_status (*open)(const char *path, const struct ftl_out_options *options,
	                        struct ftl_xlsx_list **ret, struct ftl_err *err);
	/*
	 * The sheet's shape, once. The columns are those the person chose, in their order; sections
	 * come as text columns. table lives until close or drop.
	 */
	enum ftl_status (*begin)(struct ftl_xlsx_list *list, const struct ftl_table *table,
	                         struct ftl_err *err);
	/* As many cells as the table has columns; valid during the call only. */
	enum ftl_status (*row)(struct ftl_xlsx_list *list, const struct ftl_cell *cells,
	                       struct ftl_err *err);
	/* Completes and verifies the file, frees the list and sets it to NULL, also on failure. */
	enum ftl_status (*close)(struct ftl_xlsx_list **list, struct ftl_err *err);
	/* Gives up: frees everything, removes scratch files, sets *list to NULL; NULL is allowed.
	 */
	void (*drop)(struct ftl_xlsx_list **list);
};

#endif
