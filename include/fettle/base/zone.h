#ifndef FETTLE_BASE_ZONE_H
#define FETTLE_BASE_ZONE_H

#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"

/* A time zone of the IANA database, read from the system's zone files (TZif, RFC 8536). */
struct ftl_zone;

/*
 * Opens a zone by name, for example "Europe/Berlin" or "UTC". FTL_INVALID when there is none of
 * that name. Never consults TZ or the C library's local time: two centres may live in one process.
 */
FTL_MUST_CHECK enum ftl_status ftl_zone_open(struct ftl_arena *arena, const char *name,
                                             const struct ftl_zone **ret, struct ftl_err *err);

/* Seconds east of UTC at an instant. */
int32_t ftl_zone_offset(const struct ftl_zone *zone, int64_t instant);

/* The local date and second of the day (0 to 86399) of an instant. */
void ftl_zone_local(const struct ftl_zone *zone, int64_t instant, int32_t *ret_date,
                    int32_t *ret_second);

/* How many instants a local wall time has. */
enum ftl_wall { FTL_WALL_ONE, FTL_WALL_GAP, FTL_WALL_TWICE };

/*
 * The instant of a local wall time; second may be 86400 (the end of the day). In a gap the instant
 * is the end of the gap, in a repeated hour the first of the two.
 */
enum ftl_wall ftl_zone_instant(const struct ftl_zone *zone, int32_t date, int32_t second,
                               int64_t *ret);

#endif
