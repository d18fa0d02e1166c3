#include <string.h>

#include "base/ical/changes.h"
#include "fettle/base/text.h"

#define DAYS_MOST  20000    /* of a file, repetitions counted */
#define STEPS_MOST 10000000 /* half a second at most */

static void end_component(icalcomponent **component)
{
	icalcomponent_free(*component);
	icalmemory_free_ring();
}

enum ftl_status ftl_ical_spend(struct ftl_ical_reading *r, int64_t steps)
{
	r->steps += steps;
	if (r->steps <= STEPS_MOST)
		return FTL_OK;
	ftl_fail(r->err, FTL_INVALID, FTL_ICAL_FIELD,
	         "repeats so much that working it out would take too long");
	return ftl_hint(r->err, "import a file of holidays; appointments are none");
}

static void skip(struct ftl_ical_reading *r, const char *name, const char *why)
{
	r->skips[r->skip_count++] = (struct ftl_ical_skip){name, why};
}

static enum ftl_status add_days(struct ftl_ical_reading *r, const char *name, int32_t first,
                                int32_t count)
{
	for (int32_t date = first; date < first + count; date++) {
		if (date < r->period->from || date > r->period->to)
			continue;
		if (r->day_count == DAYS_MOST)
			return ftl_fail(r->err, FTL_INVALID, FTL_ICAL_FIELD,
			                "says more than %d days between the two dates", DAYS_MOST);
		if (r->day_count == r->day_capacity) {
			size_t capacity = r->day_capacity == 0 ? 64 : r->day_capacity * 2;
			struct ftl_ical_day *days = ftl_alloc(r->arena, capacity, sizeof(*days));

			if (r->day_count > 0)
				memcpy(days, r->days, r->day_count * sizeof(*days));
			r->days = days;
			r->day_capacity = capacity;
		}
		r->days[r->day_count++] = (struct ftl_ical_day){date, name};
	}
	return FTL_OK;
}

/* The repetitions that are left, each as it is or as the last change before it says. */
static enum ftl_status add_repetitions(struct ftl_ical_reading *r, const struct ftl_ical_span *span,
                                       const char *name, const struct ftl_ical_set *set,
                                       struct ftl_ical_changes changes)
{
	const struct ftl_ical_change *range = NULL;
	size_t i = 0;

	for (int32_t date = ftl_ical_set_next(set, FTL_DATE_MIN); date != INT32_MAX;
	     date = ftl_ical_set_next(set, date + 1)) {
		for (; i < changes.count && changes.list[i].day <= date; i++)
			range = changes.list[i].is_range ? &changes.list[i] : range;
		if (range == NULL)
			FTL_TRY(add_days(r, name, date, span->days));
		else if (!range->is_cancelled && range->span.why == NULL)
			FTL_TRY(add_days(r, range->name, date + range->span.date - range->day,
			                 range->span.days));
	}
	return FTL_OK;
}

/* An event with all that changes it. */
static void pass_over(struct ftl_ical_reading *r, const char *name, const char *why,
                      struct ftl_ical_changes changes)
{
	skip(r, name, why);
	for (size_t i = 0; i < changes.count; i++)
		changes.list[i].span.why = "changes an event that is passed over";
}

static enum ftl_status add_event(struct ftl_ical_reading *r, icalcomponent *event,
                                 const struct ftl_ical_changes *all)
{
	struct ftl_ical_changes changes = ftl_ical_changes_by(all, icalcomponent_get_uid(event));
	const char *name = ftl_ical_name_of(r, event);
	struct ftl_ical_set set = {0};
	struct ftl_ical_span span = {.why = "is cancelled"};
	const char *why = NULL;

	FTL_TRY(ftl_ical_spend(r, (int64_t)changes.count));
	if (icalcomponent_get_status(event) != ICAL_STATUS_CANCELLED)
		FTL_TRY(ftl_ical_span_of(r, event, &span));
	if (span.why == NULL)
		FTL_TRY(ftl_ical_repeat(r, event, &span, &set, &why));
	if (span.why != NULL) {
		pass_over(r, name, span.why, changes);
		return FTL_OK;
	}
	if (why != NULL)
		skip(r, name, why);
	for (size_t i = 0; i < changes.count; i++)
		ftl_ical_set_drop(&set, changes.list[i].day);
	return add_repetitions(r, &span, name, &set, changes);
}

static enum ftl_status add_change(struct ftl_ical_reading *r, const struct ftl_ical_change *change)
{
	char date[FTL_DATE_TEXT_SIZE];

	if (!change->is_cancelled && change->span.why == NULL)
		return add_days(r, change->name, change->span.date, change->span.days);
	if (!change->is_cancelled)
		skip(r, change->name, change->span.why);
	else if (change->day >= r->period->from && change->day <= r->period->to)
		skip(r, change->name,
		     ftl_sprintf(r->arena, "is cancelled %s %s",
		                 change->is_range ? "from that day on:" : "on",
		                 ftl_date_format(date, change->day)));
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

/* Sorts out what a calendar is made of. */
static void take_parts(struct ftl_ical_reading *r, icalcomponent *calendar)
{
	icalcomponent *part = icalcomponent_get_first_component(calendar, ICAL_ANY_COMPONENT);

	for (; part != NULL;
	     part = icalcomponent_get_next_component(calendar, ICAL_ANY_COMPONENT)) {
		icalcomponent_kind kind = icalcomponent_isa(part);

		if (kind == ICAL_VEVENT_COMPONENT)
			r->events[r->event_count++] = part;
		else if (kind == ICAL_VTIMEZONE_COMPONENT)
			r->clocks[r->clock_count++] = part;
		else
			skip(r, ftl_ical_name_of(r, part),
			     ftl_sprintf(r->arena, "is no event (%s)",
			                 icalcomponent_kind_to_string(kind)));
	}
}

static enum ftl_status read_events(struct ftl_ical_reading *r)
{
	struct ftl_ical_changes changes;

	FTL_TRY(ftl_ical_changes_of(r, &changes));
	for (size_t i = 0; i < r->event_count; i++) {
		if (icalcomponent_get_first_property(r->events[i], ICAL_RECURRENCEID_PROPERTY) ==
		    NULL)
			FTL_TRY(add_event(r, r->events[i], &changes));
	}
	for (size_t i = 0; i < changes.count; i++)
		FTL_TRY(add_change(r, &changes.list[i]));
	sort_days(r->days, r->day_count);
	return FTL_OK;
}

static enum ftl_status read_calendar(struct ftl_arena *arena, const char *text,
                                     const struct ftl_zone *zone, const struct ftl_period *period,
                                     struct ftl_ical *ret, struct ftl_err *err)
{
	struct ftl_ical_reading r = {
	        .arena = arena,
	        .centre = {.name = "", .zone = zone},
	        .utc = {.name = "UTC"},
	        .period = period,
	        .err = err,
	};
	icalcomponent *file FTL_CLEANUP(end_component) = icalcomponent_new(ICAL_XROOT_COMPONENT);
	icalcomponent *calendar;
	size_t components;

	FTL_TRY(ftl_zone_open(arena, "UTC", &r.utc.zone, err));
	icalerror_set_errors_are_fatal(false);
	FTL_TRY(ftl_ical_parse(arena, text, file, &components, err));
	r.events = ftl_alloc(arena, components, sizeof(icalcomponent *));
	r.clocks = ftl_alloc(arena, components, sizeof(icalcomponent *));
	r.skips = ftl_alloc(arena, components, sizeof(*r.skips));
	/* Several calendars in one file stand side by side. */
	calendar = icalcomponent_get_first_component(file, ICAL_VCALENDAR_COMPONENT);
	for (; calendar != NULL;
	     calendar = icalcomponent_get_next_component(file, ICAL_VCALENDAR_COMPONENT))
		take_parts(&r, calendar);
	FTL_TRY(read_events(&r));
	*ret = (struct ftl_ical){r.days, r.day_count, r.skips, r.skip_count};
	return FTL_OK;
}

extern const struct ftl_ical_module ftl_ical_module;
const struct ftl_ical_module ftl_ical_module = {.read = read_calendar};
