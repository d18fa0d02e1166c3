#include "base/ical/changes.h"

#include <stdlib.h>
#include <string.h>

static enum ftl_status read_change(struct ftl_ical_reading *r, icalcomponent *event,
                                   icalproperty *id, struct ftl_ical_change *ret)
{
	icalparameter *range = icalproperty_get_first_parameter(id, ICAL_RANGE_PARAMETER);
	const char *uid = icalcomponent_get_uid(event);
	struct ftl_ical_time time;

	FTL_TRY(ftl_ical_time_of(r, id, icalproperty_get_recurrenceid(id), &time));
	(void)ftl_ical_midnight(r, &time, &ret->day);
	ret->uid = uid == NULL ? "" : ftl_strdup(r->arena, uid);
	ret->name = ftl_ical_name_of(r, event);
	ret->sequence = icalcomponent_get_sequence(event);
	ret->is_range = range != NULL;
	ret->is_cancelled = icalcomponent_get_status(event) == ICAL_STATUS_CANCELLED;
	if (ret->is_cancelled)
		return FTL_OK;
	FTL_TRY(ftl_ical_span_of(r, event, &ret->span));
	if (range != NULL && icalparameter_get_range(range) != ICAL_RANGE_THISANDFUTURE)
		ret->span.why = "changes all repetitions before it";
	else if (range != NULL && abs(ret->span.date - ret->day) > FTL_ICAL_EVENT_MOST)
		ret->span.why = "moves repetitions by more than a year";
	return FTL_OK;
}

static int compare(const void *a, const void *b)
{
	const struct ftl_ical_change *left = a, *right = b;
	int uid = strcmp(left->uid, right->uid);

	if (uid != 0)
		return uid;
	if (left->day != right->day)
		return left->day < right->day ? -1 : 1;
	if (left->sequence != right->sequence)
		return left->sequence < right->sequence ? -1 : 1;
	return (left->place > right->place) - (left->place < right->place);
}

static bool is_same(const struct ftl_ical_change *a, const struct ftl_ical_change *b)
{
	return *a->uid != '\0' && a->day == b->day && strcmp(a->uid, b->uid) == 0;
}

enum ftl_status ftl_ical_changes_of(struct ftl_ical_reading *r, struct ftl_ical_changes *ret)
{
	struct ftl_ical_change *list = ftl_alloc(r->arena, r->event_count + 1, sizeof(*list));
	size_t count = 0;
	size_t kept = 0;

	for (size_t i = 0; i < r->event_count; i++) {
		icalproperty *id =
		        icalcomponent_get_first_property(r->events[i], ICAL_RECURRENCEID_PROPERTY);

		if (id == NULL)
			continue;
		list[count].place = i;
		FTL_TRY(read_change(r, r->events[i], id, &list[count]));
		count++;
	}
	qsort(list, count, sizeof(*list), compare);
	/* Of two versions of one change the later holds (RFC 5545 3.8.7.4). */
	for (size_t i = 0; i < count; i++) {
		if (i + 1 == count || !is_same(&list[i], &list[i + 1]))
			list[kept++] = list[i];
	}
	*ret = (struct ftl_ical_changes){list, kept};
	return FTL_OK;
}

struct ftl_ical_changes ftl_ical_changes_by(const struct ftl_ical_changes *changes, const char *uid)
{
	size_t low = 0;
	size_t high = changes->count;
	size_t end;

	if (uid == NULL || *uid == '\0')
		return (struct ftl_ical_changes){changes->list, 0};
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(changes->list[middle].uid, uid) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < changes->count && strcmp(changes->list[end].uid, uid) == 0;)
		end++;
	return (struct ftl_ical_changes){changes->list + low, end - low};
}
