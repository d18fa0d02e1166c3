#ifndef BASE_SHEET_STYLES_H
#define BASE_SHEET_STYLES_H

#include "base/sheet/package.h"

/* What a number stands for by the format that it is shown in. */
enum ftl_sheet_kind {
	FTL_SHEET_NUMBER,
	FTL_SHEET_EXPONENT, /* a number shown as 4.9E+14 */
	FTL_SHEET_DATE,
	FTL_SHEET_TIME,
	FTL_SHEET_DATE_TIME,
	FTL_SHEET_DURATION, /* [h]:mm, past a day */
};

/* By the s of a cell (ECMA-376 part 1, 18.8). Zeroed all are numbers. */
struct ftl_sheet_styles {
	enum ftl_sheet_kind *kinds; /* in the arena */
	size_t count;
};

FTL_MUST_CHECK enum ftl_status ftl_sheet_styles_read(struct ftl_package *package,
                                                     struct ftl_arena *arena, const char *part,
                                                     struct ftl_sheet_styles *ret,
                                                     struct ftl_err *err);

/* By the code of a format, for example "dd.mm.yyyy". */
enum ftl_sheet_kind ftl_sheet_kind_of(const char *code);

#endif
