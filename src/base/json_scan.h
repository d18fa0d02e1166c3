#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"

/* Where a value stands in its document, in the order in which values begin. */
struct ftl_json_place {
	size_t offset;
	size_t key_offset; /* of the member's key; of the value itself elsewhere */
	int64_t line;
};

struct ftl_json_scan {
	const char *name;
	int64_t first_line;
	const char *text;
	size_t length;
	struct ftl_json_place *places; /* malloc'd; free with ftl_json_scan_done */
	size_t count;
	size_t capacity;
};

/*
 * Checks the whole text against RFC 8259 and the stricter rules of json.h (but not for duplicate
 * keys) and fills places. name, first_line, text and length are set by the caller.
 */
FTL_MUST_CHECK enum ftl_status ftl_json_scan_run(struct ftl_json_scan *scan, struct ftl_err *err);
void ftl_json_scan_done(struct ftl_json_scan *scan);

/* Bytes of the number that begins at text, by the grammar of RFC 8259; 0 when none does. */
size_t ftl_json_number_length(const char *text, size_t left);

/* FTL_INVALID with line and column of an offset. */
enum ftl_status ftl_json_scan_fail(const struct ftl_json_scan *scan, struct ftl_err *err,
                                   size_t offset, const char *format, ...) FTL_PRINTF(4, 5);

#endif
