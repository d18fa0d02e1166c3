#ifndef FETTLE_BASE_SPILL_H
#define FETTLE_BASE_SPILL_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"

/*
 * Rows of numbers that memory is not to hold: they go to a file without a name, in blocks of
 * columns, and come back a column at a time.
 */
struct ftl_spill;

/* The file lies on the file system of the path beside it. FTL_IO when there is no place for it. */
FTL_MUST_CHECK enum ftl_status ftl_spill_open(const char *beside, size_t columns,
                                              struct ftl_spill **ret, struct ftl_err *err);
void ftl_spill_free(struct ftl_spill **spill);

/* One number a column. What cannot be written is told by ftl_spill_column(). */
void ftl_spill_add(struct ftl_spill *spill, const uint32_t *row);
size_t ftl_spill_count(const struct ftl_spill *spill);

/* All rows of a column, in order: the caller's array of ftl_spill_count(). */
FTL_MUST_CHECK enum ftl_status ftl_spill_column(struct ftl_spill *spill, size_t column,
                                                uint32_t *values, struct ftl_err *err);

#endif
