#ifndef BASE_ICAL_CHANGES_H
#define BASE_ICAL_CHANGES_H

#include "base/ical/reading.h"

/* An event with a RECURRENCE-ID: it stands in the place of one repetition, or of all from there on
 * (RFC 5545 3.8.4.4). */
struct ftl_ical_change {
	const char *uid; /* "": it changes nothing that is known */
	int32_t day;     /* of the repetition */
	int sequence;
	size_t place; /* in the file */
	bool is_range;
	bool is_cancelled;
	struct ftl_ical_span span;
	const char *name;
};

struct ftl_ical_changes {
	struct ftl_ical_change *list; /* by UID and day, one of each */
	size_t count;
};

FTL_MUST_CHECK enum ftl_status ftl_ical_changes_of(struct ftl_ical_reading *r,
                                                   struct ftl_ical_changes *ret);

/* Those of a UID. */
struct ftl_ical_changes ftl_ical_changes_by(const struct ftl_ical_changes *changes,
                                            const char *uid);

#endif
