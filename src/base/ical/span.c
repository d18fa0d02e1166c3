#include <string.h>

#include "base/ical/reading.h"
#include "fettle/base/text.h"

const char *ftl_ical_name_of(const struct ftl_ical_reading *r, icalcomponent *event)
{
	const char *name = event == NULL ? NULL : icalcomponent_get_summary(event);

	return name == NULL || *name == '\0' ? "no name" : ftl_strdup(r->arena, name);
}

/* A property that the library could not read is taken away, and an error put in its place. */
static bool is_garbled(icalcomponent *event)
{
	static const char *const names[] = {"in DTEND ", "in DURATION ", "in RRULE ",
	                                    "in RDATE ", "in EXDATE ",   "in RECURRENCE-ID "};
	icalproperty *error = icalcomponent_get_first_property(event, ICAL_XLICERROR_PROPERTY);

	for (; error != NULL;
	     error = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY)) {
		const char *text = icalproperty_get_xlicerror(error);

		for (size_t i = 0; text != NULL && i < FTL_COUNT(names); i++) {
			if (strstr(text, names[i]) != NULL)
				return true;
		}
	}
	return false;
}

int32_t ftl_ical_days_between(const struct ftl_ical_reading *r, const struct ftl_ical_time *start,
                              const struct ftl_ical_time *end)
{
	int32_t first, last;

	if (!ftl_ical_midnight(r, start, &first) || !ftl_ical_midnight(r, end, &last))
		return 0;
	/* Some write the last day of a one-day event where the day after it belongs. */
	if (start->is_date && first == last)
		return 1;
	return last - first;
}

int32_t ftl_ical_days_of(struct icaldurationtype duration)
{
	int64_t seconds = (int64_t)duration.weeks * 7 * FTL_ICAL_DAY_SECONDS +
	                  (int64_t)duration.days * FTL_ICAL_DAY_SECONDS +
	                  (int64_t)duration.hours * 3600 + (int64_t)duration.minutes * 60 +
	                  duration.seconds;
	int64_t days = seconds / FTL_ICAL_DAY_SECONDS;

	if (duration.is_neg && seconds > 0)
		return -1;
	if (seconds % FTL_ICAL_DAY_SECONDS != 0)
		return 0;
	return days > INT32_MAX ? INT32_MAX : (int32_t)days;
}

static const char *zone_words(const struct ftl_ical_reading *r, const struct ftl_ical_zone *zone)
{
	char quoted[FTL_QUOTE_SIZE];

	return ftl_sprintf(r->arena, "is in the time zone %s, which the file does not describe",
	                   ftl_quote(quoted, zone->name));
}

/* Whole days from the start on; 0: it does not last whole days, less than that: it is reversed. */
static enum ftl_status length_of(struct ftl_ical_reading *r, icalcomponent *event,
                                 struct ftl_ical_span *span)
{
	icalproperty *ends = icalcomponent_get_first_property(event, ICAL_DTEND_PROPERTY);
	icalproperty *lasts = icalcomponent_get_first_property(event, ICAL_DURATION_PROPERTY);
	struct ftl_ical_time end = span->start;

	if (ends != NULL)
		FTL_TRY(ftl_ical_time_of(r, ends, icalproperty_get_dtend(ends), &end));
	if (!ftl_ical_is_known(span->start.zone))
		span->why = zone_words(r, span->start.zone);
	else if (!ftl_ical_is_known(end.zone))
		span->why = zone_words(r, end.zone);
	else if (ends != NULL)
		span->days = ftl_ical_instant(&end) < ftl_ical_instant(&span->start)
		                     ? -1
		                     : ftl_ical_days_between(r, &span->start, &end);
	else if (lasts != NULL)
		span->days = ftl_ical_days_of(icalproperty_get_duration(lasts));
	else
		span->days = span->start.is_date ? 1 : 0;
	return FTL_OK;
}

enum ftl_status ftl_ical_span_of(struct ftl_ical_reading *r, icalcomponent *event,
                                 struct ftl_ical_span *ret)
{
	icalproperty *begin = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	struct ftl_ical_span span = {0};
	char quoted[FTL_QUOTE_SIZE];
	bool begins_a_day;

	if (begin == NULL)
		return ftl_fail(r->err, FTL_INVALID, FTL_ICAL_FIELD,
		                "the event %s has a date that does not exist",
		                ftl_quote(quoted, ftl_ical_name_of(r, event)));
	FTL_TRY(ftl_ical_time_of(r, begin, icalproperty_get_dtstart(begin), &span.start));
	FTL_TRY(length_of(r, event, &span));
	if (span.days < 0)
		return ftl_fail(r->err, FTL_INVALID, FTL_ICAL_FIELD,
		                "the event %s ends before it begins",
		                ftl_quote(quoted, ftl_ical_name_of(r, event)));
	begins_a_day = ftl_ical_midnight(r, &span.start, &span.date);
	if (span.why == NULL && is_garbled(event))
		span.why = "has a time or a repetition that cannot be read";
	else if (span.why == NULL && (span.days == 0 || !begins_a_day))
		span.why = "does not last whole days";
	else if (span.why == NULL && span.days > FTL_ICAL_EVENT_MOST)
		span.why = "lasts longer than a year";
	*ret = span;
	return FTL_OK;
}
