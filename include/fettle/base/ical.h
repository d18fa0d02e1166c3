#ifndef FETTLE_BASE_ICAL_H
#define FETTLE_BASE_ICAL_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/date.h"
#include "fettle/base/err.h"
#include "fettle/base/zone.h"

/* A whole day of an iCalendar file (RFC 5545): the SUMMARY as it stands there, unchecked. */
struct ftl_ical_day {
	int32_t date;
	const char *name;
};

/* An event that is no whole day, or that repeats otherwise than by the year. */
struct ftl_ical_skip {
	const char *name;
	const char *why; /* "lasts hours, not days" */
};

struct ftl_ical {
	const struct ftl_ical_day *days; /* by date, then as they stand in the file */
	size_t day_count;
	const struct ftl_ical_skip *skips;
	size_t skip_count;
};

/*
 * Reads the whole days within a period, yearly repetitions among them. Times with Z are those of
 * the zone; others are wall times wherever they are. FTL_INVALID (field "file") for what is no
 * iCalendar file, and for an event with a date that does not exist. Loads lib/fettle/ical.so.
 */
FTL_MUST_CHECK enum ftl_status ftl_ical_read(struct ftl_arena *arena, const char *text,
                                             const struct ftl_zone *zone,
                                             const struct ftl_period *period, struct ftl_ical *ret,
                                             struct ftl_err *err);

#endif
