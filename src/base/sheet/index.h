#ifndef BASE_SHEET_INDEX_H
#define BASE_SHEET_INDEX_H

#include "base/sheet/package.h"

/* What a workbook says of its sheets and of all its cells. */
struct ftl_sheet_index {
	bool is_1904;        /* dates count from 1904-01-01 */
	const char *sheet;   /* the part of the sheet that was asked for */
	const char *strings; /* the parts of the others; NULL: it has none */
	const char *styles;
};

/* wanted: the name of a sheet, or NULL for the first that is not hidden. */
FTL_MUST_CHECK enum ftl_status ftl_sheet_index_read(struct ftl_package *package,
                                                    struct ftl_arena *arena, const char *wanted,
                                                    struct ftl_sheet_index *ret,
                                                    struct ftl_err *err);

#endif
