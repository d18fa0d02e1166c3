#ifndef BASE_SHEET_STRINGS_H
#define BASE_SHEET_STRINGS_H

#include "base/sheet/package.h"
#include "fettle/base/buf.h"

/* The texts that cells share (ECMA-376 part 1, 18.4). Zeroed it holds none. */
struct ftl_sheet_strings {
	struct ftl_buf texts; /* each with a NUL behind it */
	uint32_t *starts;
	size_t count;
	size_t capacity;
	struct ftl_buf work; /* the text that is read */
};

FTL_MUST_CHECK enum ftl_status ftl_sheet_strings_read(struct ftl_package *package, const char *part,
                                                      struct ftl_sheet_strings *strings,
                                                      struct ftl_err *err);
void ftl_sheet_strings_done(struct ftl_sheet_strings *strings);

/* The text of a number; NULL: there is none. */
const char *ftl_sheet_string(const struct ftl_sheet_strings *strings, size_t index);

#endif
