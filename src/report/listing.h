#ifndef REPORT_LISTING_H
#define REPORT_LISTING_H

#include "fettle/out/workbook.h"

/* Most columns of a listing. */
#define FTL_LISTING_COLUMNS 32

/* What a listing shows: one shape for the command that lists it and for its sheet. */
struct ftl_listing_spec {
	const struct ftl_table *shape;
	int column_count; /* of the sheet: those after the shape's are numbers that formulas need */
	const char *sheet;
	int frozen_columns;
};

/* Rows of a report as they come, for the output of a command or onto a sheet of a workbook. */
struct ftl_listing {
	const struct ftl_listing_spec *spec;
	struct ftl_out *out;       /* NULL: no command lists it now */
	struct ftl_workbook *book; /* NULL: no workbook is made */
	struct ftl_grid *grid;     /* of the book */
	int64_t rows;
};

/* Opens its sheet, to be ended by ftl_listing_end. */
void ftl_listing_open(struct ftl_listing *listing, struct ftl_workbook *book, const char *footer);

/* A row of as many cells as the sheet has columns: codes as they are stored, durations in seconds.
 */
FTL_MUST_CHECK enum ftl_status ftl_listing_put(struct ftl_listing *listing,
                                               const struct ftl_cell *cells, struct ftl_err *err);

/* No row may follow. Returns how many sheets it took. */
int ftl_listing_end(struct ftl_listing *listing);

/* Whether formulas can look at its rows: there are some, on one sheet, and not more than opening
 * stays quick with. */
bool ftl_listing_is_live(const struct ftl_listing *listing);

/* "'Cover'!$G$2:$G$101": a column of its rows. */
const char *ftl_listing_range(const struct ftl_listing *listing, struct ftl_arena *arena,
                              int column);

#endif
