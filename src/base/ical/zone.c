#include <stdlib.h>
#include <string.h>

#include "base/ical/reading.h"
#include "fettle/base/text.h"

/* From this wall time on, by the clock before it, a zone is so far east of UTC. */
struct ftl_ical_onset {
	int64_t wall;
	int32_t offset_before;
	int32_t offset;
};

struct onsets {
	struct ftl_ical_onset *list;
	size_t count;
	size_t capacity;
};

static void add_onset(struct ftl_ical_reading *r, struct onsets *onsets,
                      struct ftl_ical_onset onset)
{
	if (onsets->count == onsets->capacity) {
		size_t capacity = onsets->capacity == 0 ? 64 : onsets->capacity * 2;
		struct ftl_ical_onset *list = ftl_alloc(r->arena, capacity, sizeof(*list));

		if (onsets->count > 0)
			memcpy(list, onsets->list, onsets->count * sizeof(*list));
		onsets->list = list;
		onsets->capacity = capacity;
	}
	onsets->list[onsets->count++] = onset;
}

static int compare_onsets(const void *a, const void *b)
{
	const struct ftl_ical_onset *left = a, *right = b;

	return (left->wall > right->wall) - (left->wall < right->wall);
}

/* Seconds of the wall clock since 1970. False: there is no such time. */
static bool wall_of(struct icaltimetype time, int64_t *ret)
{
	const struct ftl_ymd ymd = {time.year, time.month, time.day};
	int32_t date;

	if (!ftl_date_from_ymd(ymd, &date))
		return false;
	*ret = (int64_t)date * FTL_ICAL_DAY_SECONDS;
	if (!time.is_date)
		*ret += time.hour * 3600 + time.minute * 60 + time.second;
	return true;
}

/* The onsets of a yearly rule; in time zones there are no others. */
static enum ftl_status add_rule(struct ftl_ical_reading *r, struct onsets *onsets,
                                const struct icalrecurrencetype *rule, struct ftl_ical_onset first)
{
	int64_t day = first.wall / FTL_ICAL_DAY_SECONDS - (first.wall % FTL_ICAL_DAY_SECONDS < 0);
	int64_t second = first.wall - day * FTL_ICAL_DAY_SECONDS;
	const struct ftl_period all = {FTL_DATE_MIN, FTL_DATE_MAX};
	struct ftl_ical_set set = {0};
	int64_t until;

	if (rule->freq != ICAL_YEARLY_RECURRENCE || ftl_ical_rule_fault(rule, true) != NULL)
		return FTL_OK;
	if (icaltime_is_null_time(rule->until) || !wall_of(rule->until, &until))
		until = INT64_MAX;
	else if (icaltime_is_utc(rule->until))
		until += first.offset_before;
	FTL_TRY(ftl_ical_rule_days(r, rule, (int32_t)day, all, &set));
	for (int32_t date = ftl_ical_set_next(&set, FTL_DATE_MIN); date != INT32_MAX;
	     date = ftl_ical_set_next(&set, date + 1)) {
		struct ftl_ical_onset onset = first;

		onset.wall = (int64_t)date * FTL_ICAL_DAY_SECONDS + second;
		if (onset.wall <= until)
			add_onset(r, onsets, onset);
	}
	return FTL_OK;
}

/* STANDARD or DAYLIGHT (RFC 5545 3.6.5). */
static enum ftl_status add_part(struct ftl_ical_reading *r, struct onsets *onsets,
                                icalcomponent *part)
{
	icalproperty *begin = icalcomponent_get_first_property(part, ICAL_DTSTART_PROPERTY);
	icalproperty *from = icalcomponent_get_first_property(part, ICAL_TZOFFSETFROM_PROPERTY);
	icalproperty *to = icalcomponent_get_first_property(part, ICAL_TZOFFSETTO_PROPERTY);
	icalproperty *more = icalcomponent_get_first_property(part, ICAL_RRULE_PROPERTY);
	struct ftl_ical_onset onset = {0};

	if (begin == NULL || to == NULL || !wall_of(icalproperty_get_dtstart(begin), &onset.wall))
		return FTL_OK;
	onset.offset = icalproperty_get_tzoffsetto(to);
	onset.offset_before = from != NULL ? icalproperty_get_tzoffsetfrom(from) : onset.offset;
	add_onset(r, onsets, onset);
	if (more != NULL) {
		const struct icalrecurrencetype rule = icalproperty_get_rrule(more);

		FTL_TRY(add_rule(r, onsets, &rule, onset));
	}
	more = icalcomponent_get_first_property(part, ICAL_RDATE_PROPERTY);
	for (; more != NULL; more = icalcomponent_get_next_property(part, ICAL_RDATE_PROPERTY)) {
		if (wall_of(icalproperty_get_rdate(more).time, &onset.wall))
			add_onset(r, onsets, onset);
	}
	return FTL_OK;
}

static enum ftl_status read_clock(struct ftl_ical_reading *r, icalcomponent *clock,
                                  struct ftl_ical_zone *ret)
{
	icalcomponent *part = icalcomponent_get_first_component(clock, ICAL_ANY_COMPONENT);
	struct onsets onsets = {0};

	for (; part != NULL; part = icalcomponent_get_next_component(clock, ICAL_ANY_COMPONENT)) {
		if (icalcomponent_isa(part) == ICAL_XSTANDARD_COMPONENT ||
		    icalcomponent_isa(part) == ICAL_XDAYLIGHT_COMPONENT)
			FTL_TRY(add_part(r, &onsets, part));
	}
	if (onsets.count > 0)
		qsort(onsets.list, onsets.count, sizeof(*onsets.list), compare_onsets);
	ret->onsets = onsets.list;
	ret->onset_count = onsets.count;
	return FTL_OK;
}

/* The system's zones know more than a file does, and most files name one of them. */
static enum ftl_status find_zone(struct ftl_ical_reading *r, const char *name,
                                 const struct ftl_ical_zone **ret)
{
	struct ftl_ical_zone *zone;
	struct ftl_err ignored;

	FTL_TRY(ftl_ical_spend(r, (int64_t)(r->zone_count + r->clock_count)));
	for (const struct ftl_ical_zone *known = r->zones; known != NULL; known = known->next) {
		if (strcmp(known->name, name) == 0) {
			*ret = known;
			return FTL_OK;
		}
	}
	zone = FTL_NEW(r->arena, struct ftl_ical_zone);
	zone->name = ftl_strdup(r->arena, name);
	if (ftl_zone_open(r->arena, name, &zone->zone, &ignored) != FTL_OK)
		zone->zone = NULL;
	for (size_t i = 0; zone->zone == NULL && i < r->clock_count; i++) {
		icalproperty *tzid =
		        icalcomponent_get_first_property(r->clocks[i], ICAL_TZID_PROPERTY);
		const char *text = tzid == NULL ? NULL : icalproperty_get_tzid(tzid);

		if (text != NULL && strcmp(text, name) == 0) {
			FTL_TRY(read_clock(r, r->clocks[i], zone));
			break;
		}
	}
	zone->next = r->zones;
	r->zones = zone;
	r->zone_count++;
	*ret = zone;
	return FTL_OK;
}

bool ftl_ical_is_known(const struct ftl_ical_zone *zone)
{
	return zone->zone != NULL || zone->onset_count > 0;
}

enum ftl_status ftl_ical_time_of(struct ftl_ical_reading *r, icalproperty *property,
                                 struct icaltimetype value, struct ftl_ical_time *ret)
{
	icalparameter *tzid = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
	const char *name = tzid == NULL ? NULL : icalparameter_get_tzid(tzid);
	const struct ftl_ymd ymd = {value.year, value.month, value.day};
	struct ftl_ical_time time = {.zone = &r->centre, .is_date = value.is_date};
	char quoted[FTL_QUOTE_SIZE];

	if (!ftl_date_from_ymd(ymd, &time.date) ||
	    (!value.is_date && (value.hour > 23 || value.minute > 59 || value.second > 60)))
		return ftl_fail(
		        r->err, FTL_INVALID, FTL_ICAL_FIELD,
		        "the event %s has a date that does not exist",
		        ftl_quote(quoted, ftl_ical_name_of(r, icalproperty_get_parent(property))));
	if (!value.is_date) {
		time.second = value.hour * 3600 + value.minute * 60 + value.second;
		if (icaltime_is_utc(value))
			time.zone = &r->utc;
		else if (name != NULL)
			FTL_TRY(find_zone(r, name, &time.zone));
	}
	*ret = time;
	return FTL_OK;
}

int64_t ftl_ical_instant(const struct ftl_ical_time *time)
{
	const struct ftl_ical_zone *zone = time->zone;
	int64_t wall = (int64_t)time->date * FTL_ICAL_DAY_SECONDS + time->second;
	size_t low = 0;
	size_t high = zone->onset_count;

	if (zone->zone != NULL) {
		(void)ftl_zone_instant(zone->zone, time->date, time->second, &wall);
		return wall;
	}
	/* The number of onsets at or before it. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (zone->onsets[middle].wall <= wall)
			low = middle + 1;
		else
			high = middle;
	}
	if (zone->onset_count == 0)
		return wall;
	return wall - (low == 0 ? zone->onsets[0].offset_before : zone->onsets[low - 1].offset);
}

bool ftl_ical_midnight(const struct ftl_ical_reading *r, const struct ftl_ical_time *time,
                       int32_t *ret_date)
{
	int64_t instant, midnight;
	int32_t second;

	*ret_date = time->date;
	if (time->is_date)
		return true;
	instant = ftl_ical_instant(time);
	ftl_zone_local(r->centre.zone, instant, ret_date, &second);
	/* Where the clock jumps at midnight, the day begins after it. */
	(void)ftl_zone_instant(r->centre.zone, *ret_date, 0, &midnight);
	return instant == midnight;
}
