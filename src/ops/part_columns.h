#ifndef OPS_PART_COLUMNS_H
#define OPS_PART_COLUMNS_H

#include "fettle/base/sheet.h"
#include "fettle/ops/file_form.h"
#include "ops/op.h"

/* Which column of a table of parts is what, and how the table is written. */

enum ftl_part_column {
	FTL_PART_COL_SKU,
	FTL_PART_COL_NAME,
	FTL_PART_COL_COST,
	FTL_PART_COL_PRICE,
	FTL_PART_COL_FROM,
	FTL_PART_COL_UNIT,
	FTL_PART_COL_TRACKING,
	FTL_PART_COL_MAKER_NUMBER,
	FTL_PART_COL_ALTERNATIVE,
	FTL_PART_COL_GTIN,
	FTL_PART_COL_SUPPLIER,
	FTL_PART_COL_LEAD_DAYS,
	FTL_PART_COL_SHELF_LIFE,
	FTL_PART_COL_HAZARDOUS,
	FTL_PART_COL_WANTED_BACK,
	FTL_PART_COL_CORE,
	FTL_PART_COL_WARRANTY,
	FTL_PART_COLS
};

struct ftl_part_columns {
	const char *names[FTL_PART_COLS]; /* the file's own titles; NULL: it has no such column */
	bool are_theirs;                  /* a map says so */
	struct ftl_file_form form;
	size_t at[FTL_PART_COLS]; /* FTL_CSV_ABSENT: not there */
	/* Titles of columns that are not read. */
	const char *const *unread;
	size_t unread_count;
};

/* Our own names of columns, in the plain form of files. */
struct ftl_part_columns ftl_part_columns_plain(void);

/*
 * As a map says, a JSON document: {"columns": {"sku": "Artikelnr.", …}, "separator": ";", …}.
 * Without columns they are called as ours.
 */
FTL_MUST_CHECK enum ftl_status ftl_part_columns_read(struct ftl_app *app, struct ftl_arena *arena,
                                                     const char *name, const char *text,
                                                     struct ftl_part_columns *columns,
                                                     struct ftl_err *err);

/*
 * Finds them in a file. All that a map names must be there, of ours the SKU. What a map does not
 * name is left unread; by our own names a column that is none of ours is refused, with the name
 * that it is most like: a typo must not lose data.
 */
FTL_MUST_CHECK enum ftl_status ftl_part_columns_find(struct ftl_arena *arena,
                                                     struct ftl_sheet *sheet,
                                                     struct ftl_part_columns *columns,
                                                     struct ftl_err *err);

#endif
