#ifndef BASE_SHEET_VALUE_H
#define BASE_SHEET_VALUE_H

#include "base/sheet/styles.h"
#include "fettle/base/buf.h"

/* Why a cell is refused, and the way out. */
struct ftl_sheet_fault {
	const char *why; /* follows "cell B5: '4.9E+17' " */
	const char *hint;
};

/*
 * Adds a number as a workbook stores it ("0.30000000000000004", "4.9E+17") to the buffer as text,
 * by what it stands for; in decimal, never as floating point. NULL, or why it is refused.
 */
const struct ftl_sheet_fault *ftl_sheet_number(const char *stored, enum ftl_sheet_kind kind,
                                               bool is_1904, struct ftl_buf *buf);

/* The same for a date that is stored as text (t="d", ISO 8601). */
const struct ftl_sheet_fault *ftl_sheet_date_text(const char *stored, enum ftl_sheet_kind kind,
                                                  struct ftl_buf *buf);

#endif
