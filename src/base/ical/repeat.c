#include "base/ical/reading.h"

/* The days on which something can begin that lies in the period, changed or not. */
static struct ftl_period reach_of(const struct ftl_ical_reading *r)
{
	return (struct ftl_period){r->period->from - 2 * FTL_ICAL_EVENT_MOST,
	                           r->period->to + 2 * FTL_ICAL_EVENT_MOST};
}

void ftl_ical_set_put(struct ftl_ical_set *set, int32_t date)
{
	uint32_t bit = (uint32_t)(date - FTL_DATE_MIN);

	if (date >= FTL_DATE_MIN && date <= FTL_DATE_MAX)
		set->words[bit / 64] |= UINT64_C(1) << bit % 64;
}

void ftl_ical_set_drop(struct ftl_ical_set *set, int32_t date)
{
	uint32_t bit = (uint32_t)(date - FTL_DATE_MIN);

	if (date >= FTL_DATE_MIN && date <= FTL_DATE_MAX)
		set->words[bit / 64] &= ~(UINT64_C(1) << bit % 64);
}

int32_t ftl_ical_set_next(const struct ftl_ical_set *set, int32_t date)
{
	while (date <= FTL_DATE_MAX) {
		uint32_t bit =
		        (uint32_t)((date < FTL_DATE_MIN ? FTL_DATE_MIN : date) - FTL_DATE_MIN);
		uint64_t word = set->words[bit / 64] >> bit % 64;

		if (word != 0)
			return FTL_DATE_MIN + (int32_t)bit + __builtin_ctzll(word);
		date = FTL_DATE_MIN + (int32_t)(bit / 64 + 1) * 64;
	}
	return INT32_MAX;
}

/* UNTIL: the last day by the event's own clock, lowered if need be, and the last instant. */
static enum ftl_status until_of(struct ftl_ical_reading *r, icalproperty *rule,
                                const struct ftl_ical_span *span, int32_t *ret_last,
                                int64_t *ret_instant)
{
	struct icaltimetype until = icalproperty_get_rrule(rule).until;
	struct ftl_ical_time time;

	*ret_instant = INT64_MAX;
	if (icaltime_is_null_time(until))
		return FTL_OK;
	FTL_TRY(ftl_ical_time_of(r, rule, until, &time));
	if (span->start.is_date || time.is_date) {
		*ret_last = time.date < *ret_last ? time.date : *ret_last;
		return FTL_OK;
	}
	if (!icaltime_is_utc(until))
		time.zone = span->start.zone;
	*ret_instant = ftl_ical_instant(&time);
	return FTL_OK;
}

/* The start moved to another day of its own clock. */
static bool place(const struct ftl_ical_reading *r, const struct ftl_ical_span *span, int32_t date,
                  int64_t until, struct ftl_ical_set *set)
{
	struct ftl_ical_time time = span->start;
	int32_t day;

	time.date = date;
	if (!time.is_date && ftl_ical_instant(&time) > until)
		return true;
	if (!ftl_ical_midnight(r, &time, &day))
		return false;
	ftl_ical_set_put(set, day);
	return true;
}

static enum ftl_status add_rule(struct ftl_ical_reading *r, icalproperty *property,
                                const struct ftl_ical_span *span, struct ftl_ical_set *set,
                                const char **ret_why)
{
	const struct icalrecurrencetype rule = icalproperty_get_rrule(property);
	struct ftl_period reach = reach_of(r);
	struct ftl_ical_set days = {0};
	int64_t until;

	FTL_TRY(until_of(r, property, span, &reach.to, &until));
	FTL_TRY(ftl_ical_rule_days(r, &rule, span->start.date, reach, &days));
	for (int32_t date = ftl_ical_set_next(&days, reach.from); date != INT32_MAX;
	     date = ftl_ical_set_next(&days, date + 1)) {
		if (!span->start.is_date)
			FTL_TRY(ftl_ical_spend(r, 10));
		if (!place(r, span, date, until, set))
			*ret_why = "has repetitions that do not last whole days";
	}
	return FTL_OK;
}

static enum ftl_status add_date(struct ftl_ical_reading *r, icalproperty *property,
                                const struct ftl_ical_span *span, struct ftl_ical_set *set,
                                const char **ret_why)
{
	struct icaldatetimeperiodtype value = icalproperty_get_rdate(property);
	bool is_period = icaltime_is_null_time(value.time);
	struct ftl_ical_time time, end;
	int32_t days = span->days;
	int32_t date;

	FTL_TRY(ftl_ical_time_of(r, property, is_period ? value.period.start : value.time, &time));
	if (is_period && icaltime_is_null_time(value.period.end)) {
		days = ftl_ical_days_of(value.period.duration);
	} else if (is_period) {
		FTL_TRY(ftl_ical_time_of(r, property, value.period.end, &end));
		days = ftl_ical_days_between(r, &time, &end);
	}
	if (!ftl_ical_is_known(time.zone) || !ftl_ical_midnight(r, &time, &date))
		*ret_why = "has repetitions that do not last whole days";
	else if (days != span->days)
		*ret_why = "has repetitions that last longer or shorter than the first";
	else
		ftl_ical_set_put(set, date);
	return FTL_OK;
}

static icalproperty *next(icalcomponent *event, icalproperty *property)
{
	return icalcomponent_get_next_property(event, icalproperty_isa(property));
}

/* Why the days of an event cannot be known, so that none is taken. */
static const char *fault_of(icalcomponent *event, bool is_date)
{
	icalproperty *property = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	const char *fault = NULL;

	if (icalcomponent_get_first_property(event, ICAL_EXRULE_PROPERTY) != NULL)
		return "leaves days out by a rule (EXRULE)";
	for (; property != NULL && fault == NULL; property = next(event, property)) {
		const struct icalrecurrencetype rule = icalproperty_get_rrule(property);

		fault = ftl_ical_rule_fault(&rule, is_date);
	}
	return fault;
}

enum ftl_status ftl_ical_repeat(struct ftl_ical_reading *r, icalcomponent *event,
                                struct ftl_ical_span *span, struct ftl_ical_set *set,
                                const char **ret_why)
{
	icalproperty *property;

	*ret_why = NULL;
	span->why = fault_of(event, span->start.is_date);
	if (span->why != NULL)
		return FTL_OK;
	property = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	if (property == NULL)
		ftl_ical_set_put(set, span->date);
	for (; property != NULL; property = next(event, property))
		FTL_TRY(add_rule(r, property, span, set, ret_why));
	property = icalcomponent_get_first_property(event, ICAL_RDATE_PROPERTY);
	for (; property != NULL; property = next(event, property))
		FTL_TRY(add_date(r, property, span, set, ret_why));
	property = icalcomponent_get_first_property(event, ICAL_EXDATE_PROPERTY);
	for (; property != NULL; property = next(event, property)) {
		struct ftl_ical_time time;
		int32_t date;

		FTL_TRY(ftl_ical_time_of(r, property, icalproperty_get_exdate(property), &time));
		(void)ftl_ical_midnight(r, &time, &date);
		ftl_ical_set_drop(set, date);
	}
	return FTL_OK;
}
