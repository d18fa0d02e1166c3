#include <libical/ical.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ical_module.h"
#include "fettle/base/text.h"

#define FIELD       "file"
#define DAYS_MOST   20000 /* of a file, repetitions counted */
#define EVENT_MOST  366   /* days of one event */
#define STEPS_MOST  20000 /* occurrences looked at of one event */
#define DAY_SECONDS 86400

/* What is read so far. */
struct reading {
	struct ftl_arena *arena;
	const struct ftl_zone *zone;
	const struct ftl_period *period;
	struct ftl_ical_day *days;
	size_t count;
	size_t capacity;
	struct ftl_ical_skip *skips;
	size_t skip_count;
	struct ftl_err *err;
};

static void end_component(icalcomponent **component)
{
	if (*component != NULL)
		icalcomponent_free(*component);
	icalmemory_free_ring();
}

static void end_iterator(icalrecur_iterator **iterator)
{
	if (*iterator != NULL)
		icalrecur_iterator_free(*iterator);
}

static const char *name_of(const struct reading *r, icalcomponent *event)
{
	const char *name = icalcomponent_get_summary(event);

	return name == NULL || *name == '\0' ? "no name" : ftl_strdup(r->arena, name);
}

static void skip(struct reading *r, icalcomponent *event, const char *why)
{
	r->skips[r->skip_count++] = (struct ftl_ical_skip){name_of(r, event), why};
}

/* The civil date and second of the day of a time, by the centre's zone when it is one of UTC.
 * False: there is no such time. */
static bool place(const struct reading *r, struct icaltimetype time, int32_t *ret_date,
                  int32_t *ret_second)
{
	const struct ftl_ymd ymd = {time.year, time.month, time.day};

	*ret_second = 0;
	if (!ftl_date_from_ymd(ymd, ret_date) || *ret_date < FTL_DATE_MIN ||
	    *ret_date > FTL_DATE_MAX || time.hour > 23 || time.minute > 59)
		return false;
	if (time.is_date)
		return true;
	*ret_second = time.hour * 3600 + time.minute * 60 + time.second;
	if (icaltime_is_utc(time))
		ftl_zone_local(r->zone, (int64_t)*ret_date * DAY_SECONDS + *ret_second, ret_date,
		               ret_second);
	return true;
}

static icalproperty *property(icalcomponent *event, icalproperty_kind kind)
{
	return icalcomponent_get_first_property(event, kind);
}

/* How many whole days it lasts; 0: it does not. False: its end is no time. */
static bool length_of(const struct reading *r, icalcomponent *event, int32_t first, bool is_date,
                      int32_t *ret)
{
	icalproperty *end = property(event, ICAL_DTEND_PROPERTY);
	icalproperty *duration = property(event, ICAL_DURATION_PROPERTY);
	int32_t last, second;

	*ret = is_date ? 1 : 0;
	if (end != NULL) {
		if (!place(r, icalproperty_get_dtend(end), &last, &second))
			return false;
		/* Some write the last day of a one-day event where the day after it belongs. */
		if (!is_date || last > first)
			*ret = second == 0 && last > first ? last - first : 0;
	} else if (duration != NULL) {
		int seconds = icaldurationtype_as_int(icalproperty_get_duration(duration));

		*ret = seconds > 0 && seconds % DAY_SECONDS == 0 ? seconds / DAY_SECONDS : 0;
	}
	return true;
}

static bool is_left_out(const struct reading *r, icalcomponent *event, int32_t date)
{
	icalproperty *out = property(event, ICAL_EXDATE_PROPERTY);

	for (; out != NULL; out = icalcomponent_get_next_property(event, ICAL_EXDATE_PROPERTY)) {
		int32_t day, second;

		if (place(r, icalproperty_get_exdate(out), &day, &second) && day == date)
			return true;
	}
	return false;
}

static enum ftl_status add_days(struct reading *r, const char *name, int32_t first, int32_t count)
{
	for (int32_t date = first; date < first + count; date++) {
		if (date < r->period->from || date > r->period->to)
			continue;
		if (r->count == DAYS_MOST)
			return ftl_fail(r->err, FTL_INVALID, FIELD,
			                "says more than %d days between the two dates", DAYS_MOST);
		if (r->count == r->capacity) {
			size_t capacity = r->capacity == 0 ? 64 : r->capacity * 2;
			struct ftl_ical_day *days = ftl_alloc(r->arena, capacity, sizeof(*days));

			if (r->count > 0)
				memcpy(days, r->days, r->count * sizeof(*days));
			r->days = days;
			r->capacity = capacity;
		}
		r->days[r->count++] = (struct ftl_ical_day){date, name};
	}
	return FTL_OK;
}

/* Every year's, as far as the period reaches. */
static enum ftl_status add_yearly(struct reading *r, icalcomponent *event, const char *name,
                                  struct icaltimetype start, struct icalrecurrencetype rule,
                                  int32_t length)
{
	icalrecur_iterator *iterator FTL_CLEANUP(end_iterator) =
	        icalrecur_iterator_new(rule, start);

	for (int step = 0; iterator != NULL && step < STEPS_MOST; step++) {
		struct icaltimetype time = icalrecur_iterator_next(iterator);
		int32_t date, second;

		if (icaltime_is_null_time(time) || !place(r, time, &date, &second) ||
		    date > r->period->to)
			break;
		if (!is_left_out(r, event, date))
			FTL_TRY(add_days(r, name, date, length));
	}
	return FTL_OK;
}

/* A rule or date that the library could not read stands in a property of its own. */
static bool is_garbled(icalcomponent *event)
{
	icalproperty *error = property(event, ICAL_XLICERROR_PROPERTY);

	for (; error != NULL;
	     error = icalcomponent_get_next_property(event, ICAL_XLICERROR_PROPERTY)) {
		const char *text = icalproperty_get_xlicerror(error);

		if (text != NULL &&
		    (strstr(text, "RRULE") != NULL || strstr(text, "DTEND") != NULL ||
		     strstr(text, "DURATION") != NULL))
			return true;
	}
	return false;
}

static enum ftl_status no_such_date(struct reading *r, icalcomponent *event)
{
	char quoted[FTL_QUOTE_SIZE];

	return ftl_fail(r->err, FTL_INVALID, FIELD, "the event %s has a date that does not exist",
	                ftl_quote(quoted, name_of(r, event)));
}

static enum ftl_status read_event(struct reading *r, icalcomponent *event)
{
	icalproperty *begin = property(event, ICAL_DTSTART_PROPERTY);
	icalproperty *repeats = property(event, ICAL_RRULE_PROPERTY);
	struct icalrecurrencetype rule = {0};
	struct icaltimetype start;
	int32_t first, second, length;

	if (icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED) {
		skip(r, event, "is cancelled");
		return FTL_OK;
	}
	if (begin == NULL)
		return no_such_date(r, event);
	start = icalproperty_get_dtstart(begin);
	if (!place(r, start, &first, &second) ||
	    !length_of(r, event, first, start.is_date, &length))
		return no_such_date(r, event);
	if (repeats != NULL)
		rule = icalproperty_get_rrule(repeats);
	if (is_garbled(event))
		skip(r, event, "has a time or a repetition that cannot be read");
	else if (length <= 0 || second != 0)
		skip(r, event, "does not last whole days");
	else if (length > EVENT_MOST)
		skip(r, event, "lasts longer than a year");
	else if (property(event, ICAL_RECURRENCEID_PROPERTY) != NULL ||
	         property(event, ICAL_RDATE_PROPERTY) != NULL)
		skip(r, event, "changes single repetitions");
	else if (repeats == NULL)
		return add_days(r, name_of(r, event), first, length);
	else if (rule.freq != ICAL_YEARLY_RECURRENCE)
		skip(r, event, "repeats otherwise than every year");
	else
		return add_yearly(r, event, name_of(r, event), start, rule, length);
	return FTL_OK;
}

static int compare_days(const void *a, const void *b)
{
	const struct ftl_ical_day *left = a, *right = b;

	return (left->date > right->date) - (left->date < right->date);
}

/* An insertion sort keeps what a file says of one day in its order; files are nearly sorted. */
static void sort_days(struct ftl_ical_day *days, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct ftl_ical_day day = days[i];
		size_t place = i;

		for (; place > 0 && compare_days(&days[place - 1], &day) > 0; place--)
			days[place] = days[place - 1];
		days[place] = day;
	}
}

static enum ftl_status read_calendar(struct ftl_arena *arena, const char *text,
                                     const struct ftl_zone *zone, const struct ftl_period *period,
                                     struct ftl_ical *ret, struct ftl_err *err)
{
	struct reading r = {.arena = arena, .zone = zone, .period = period, .err = err};
	icalcomponent *calendar FTL_CLEANUP(end_component) = NULL;
	icalcomponent *event;

	icalerror_set_errors_are_fatal(false);
	calendar = icalparser_parse_string(text);
	if (calendar == NULL || (icalcomponent_isa(calendar) != ICAL_VCALENDAR_COMPONENT &&
	                         icalcomponent_isa(calendar) != ICAL_XROOT_COMPONENT)) {
		ftl_fail(err, FTL_INVALID, FIELD, "is no iCalendar file");
		return ftl_hint(err, "it begins with BEGIN:VCALENDAR and ends with END:VCALENDAR");
	}
	/* Several calendars in one file stand side by side. */
	r.skips = ftl_alloc(arena, strlen(text) / strlen("BEGIN:VEVENT") + 1, sizeof(*r.skips));
	icalcomponent *part = calendar;
	if (icalcomponent_isa(calendar) == ICAL_XROOT_COMPONENT)
		part = icalcomponent_get_first_component(calendar, ICAL_VCALENDAR_COMPONENT);
	while (part != NULL) {
		event = icalcomponent_get_first_component(part, ICAL_VEVENT_COMPONENT);
		for (; event != NULL;
		     event = icalcomponent_get_next_component(part, ICAL_VEVENT_COMPONENT))
			FTL_TRY(read_event(&r, event));
		part = part == calendar ? NULL
		                        : icalcomponent_get_next_component(
		                                  calendar, ICAL_VCALENDAR_COMPONENT);
	}
	sort_days(r.days, r.count);
	*ret = (struct ftl_ical){r.days, r.count, r.skips, r.skip_count};
	return FTL_OK;
}

extern const struct ftl_ical_module ftl_ical_module;
const struct ftl_ical_module ftl_ical_module = {.read = read_calendar};
