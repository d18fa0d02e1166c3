#ifndef BASE_ICAL_READING_H
#define BASE_ICAL_READING_H

#include <libical/ical.h>

#include <stdbool.h>

#include "base/ical_module.h"

#define FTL_ICAL_FIELD       "file"
#define FTL_ICAL_EVENT_MOST  366 /* days of one event */
#define FTL_ICAL_DAY_SECONDS 86400

/* The clock that a wall time is read on: a zone of the system or what a VTIMEZONE says. */
struct ftl_ical_zone {
	const char *name;
	const struct ftl_zone *zone;
	const struct ftl_ical_onset *onsets; /* when zone is NULL; none: nobody knows the zone */
	size_t onset_count;
	const struct ftl_ical_zone *next; /* among those that were asked for */
};

/* What is read so far. */
struct ftl_ical_reading {
	struct ftl_arena *arena;
	struct ftl_ical_zone centre; /* wall times without a zone are the centre's */
	struct ftl_ical_zone utc;
	const struct ftl_period *period;
	icalcomponent **events;
	size_t event_count;
	icalcomponent **clocks; /* VTIMEZONEs */
	size_t clock_count;
	const struct ftl_ical_zone *zones;
	size_t zone_count;
	int64_t steps;
	struct ftl_ical_day *days;
	size_t day_count;
	size_t day_capacity;
	struct ftl_ical_skip *skips;
	size_t skip_count;
	struct ftl_err *err;
};

/* A wall time. */
struct ftl_ical_time {
	const struct ftl_ical_zone *zone;
	int32_t date;
	int32_t second;
	bool is_date;
};

/* What an event covers. */
struct ftl_ical_span {
	struct ftl_ical_time start;
	int32_t date;    /* of the start, in the centre */
	int32_t days;    /* how many */
	const char *why; /* it is no holiday; NULL: it is one */
};

/* A set of days. */
struct ftl_ical_set {
	uint64_t words[(FTL_DATE_MAX - FTL_DATE_MIN) / 64 + 1];
};

/* Days out of the range of dates are left out. */
void ftl_ical_set_put(struct ftl_ical_set *set, int32_t date);
void ftl_ical_set_drop(struct ftl_ical_set *set, int32_t date);
/* The first day of the set from a date on; INT32_MAX: there is none. */
int32_t ftl_ical_set_next(const struct ftl_ical_set *set, int32_t date);

/*
 * What a file makes the program do is counted: a few kilobytes of rules can ask for years of
 * work. FTL_INVALID when it is too much.
 */
FTL_MUST_CHECK enum ftl_status ftl_ical_spend(struct ftl_ical_reading *r, int64_t steps);

/*
 * Puts the calendars of a text into a component. Refuses what is no sequence of whole calendars:
 * the library would take END lines as they come and complain of them on standard error. Counts the
 * components.
 */
FTL_MUST_CHECK enum ftl_status ftl_ical_parse(struct ftl_arena *arena, const char *text,
                                              icalcomponent *file, size_t *ret_count,
                                              struct ftl_err *err);

/*
 * The time of a property's value, by its TZID. FTL_INVALID for a date that does not exist. What the
 * zone is worth is asked with ftl_ical_is_known().
 */
FTL_MUST_CHECK enum ftl_status ftl_ical_time_of(struct ftl_ical_reading *r, icalproperty *property,
                                                struct icaltimetype value,
                                                struct ftl_ical_time *ret);
bool ftl_ical_is_known(const struct ftl_ical_zone *zone);
int64_t ftl_ical_instant(const struct ftl_ical_time *time);

/* The date in the centre; true when it begins there at that time. */
bool ftl_ical_midnight(const struct ftl_ical_reading *r, const struct ftl_ical_time *time,
                       int32_t *ret_date);

/* FTL_INVALID when the event ends before it begins, or has a date that does not exist. */
FTL_MUST_CHECK enum ftl_status ftl_ical_span_of(struct ftl_ical_reading *r, icalcomponent *event,
                                                struct ftl_ical_span *ret);

/* Whole days from the start to the end of a span; 0: it does not last whole days. */
int32_t ftl_ical_days_between(const struct ftl_ical_reading *r, const struct ftl_ical_time *start,
                              const struct ftl_ical_time *end);
/* The same of a duration; -1: it goes backwards. */
int32_t ftl_ical_days_of(struct icaldurationtype duration);

/* Why a rule cannot be followed; NULL: it can. */
const char *ftl_ical_rule_fault(const struct icalrecurrencetype *rule, bool is_date);

/* Puts the days of a rule (RFC 5545 3.3.10) within reach into the set, and some before; its UNTIL
 * is left to the caller. */
FTL_MUST_CHECK enum ftl_status ftl_ical_rule_days(struct ftl_ical_reading *r,
                                                  const struct icalrecurrencetype *rule,
                                                  int32_t start, struct ftl_period reach,
                                                  struct ftl_ical_set *set);

/* Puts the days on which an event begins into the set, by the centre's dates; span->why tells why
 * that cannot be done, *ret_why why some of them are missing. */
FTL_MUST_CHECK enum ftl_status ftl_ical_repeat(struct ftl_ical_reading *r, icalcomponent *event,
                                               struct ftl_ical_span *span, struct ftl_ical_set *set,
                                               const char **ret_why);

const char *ftl_ical_name_of(const struct ftl_ical_reading *r, icalcomponent *event);

#endif
