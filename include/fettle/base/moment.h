#ifndef FETTLE_BASE_MOMENT_H
#define FETTLE_BASE_MOMENT_H

#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/zone.h"

/*
 * What people type for a time of day, as an instant: RFC 3339 ("2026-11-22T10:30:00+01:00"), the
 * wall time of a zone ("2026-11-22 10:30", "yesterday 16:00", "-2d 09:15"), or a time of today
 * ("10:30"). Seconds may follow. FTL_INVALID for a wall time that the clocks leave out, or that
 * comes twice: then the hint says both as RFC 3339.
 */
FTL_MUST_CHECK enum ftl_status ftl_moment_parse(const char *field, const char *text,
                                                const struct ftl_zone *zone, int64_t now,
                                                int64_t *ret, struct ftl_err *err);

/* The wall time with its offset, as RFC 3339: "2026-11-22T10:30:00+01:00". */
#define FTL_MOMENT_TEXT_SIZE 32
const char *ftl_moment_format(char buffer[FTL_MOMENT_TEXT_SIZE], const struct ftl_zone *zone,
                              int64_t instant);

/* The wall time for people: "2026-11-22 10:30", with seconds when there are any. */
#define FTL_WALL_TEXT_SIZE 24
const char *ftl_wall_format(char buffer[FTL_WALL_TEXT_SIZE], const struct ftl_zone *zone,
                            int64_t instant);

#endif
