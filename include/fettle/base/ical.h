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

/* What closes nothing: an event that lasts hours, one that is cancelled, a task. */
struct ftl_ical_skip {
	const char *name;
	const char *why; /* "does not last whole days" */
};

struct ftl_ical {
	const struct ftl_ical_day
	        *days; /* by date, then as in the file, what changes others last */
	size_t day_count;
	const struct ftl_ical_skip *skips;
	size_t skip_count;
};

/*
 * Reads the whole days within a period: repetitions by RRULE and RDATE, less EXDATE, each replaced
 * by the event that names it as its RECURRENCE-ID. A rule without an end is followed to the end of
 * the period; but one that repeats more often than every year closes nothing. Times are taken to
 * the zone given, from UTC, from the system's zone of their TZID, or else from the file's
 * VTIMEZONE; those without a zone are wall times of it already. FTL_INVALID (field "file") for what
 * is no whole iCalendar file, for an event that ends before it begins or has a date that does not
 * exist, and for more repetitions than can be worked out in a moment. Loads lib/fettle/ical.so.
 */
FTL_MUST_CHECK enum ftl_status ftl_ical_read(struct ftl_arena *arena, const char *text,
                                             const struct ftl_zone *zone,
                                             const struct ftl_period *period, struct ftl_ical *ret,
                                             struct ftl_err *err);

#endif
