/*
 * The days of a repetition rule. The library's own iterator is not used: it looks as far as the
 * year 2582 for a rule that never comes true, or for ever for one that repeats by the second, and
 * takes no notice of BYSETPOS in weeks. Here a period (year, month, week, day) is walked day by
 * day, so that what it costs is known.
 */
#include <strings.h>

#include "base/ical/reading.h"

#define PERIOD_MOST 366  /* days */
#define LAST_YEAR   2199 /* of FTL_DATE_MAX */

/* A rule with what its start adds to it. */
struct rule {
	const struct icalrecurrencetype *given;
	unsigned months;        /* bit 1 << month */
	unsigned days_of_month; /* bit 1 << day */
	unsigned days_from_end; /* the same, 1 being the last */
	unsigned weekdays;      /* bit 1 << weekday, 1 Monday; whichever of the month or year */
	bool has_nth;           /* by_day names the n-th of them */
	bool has_month_days;
	bool has_weekdays;
	int week_start;
	int32_t start;
};

struct stretch {
	int32_t first;
	int32_t last;
};

static int weekday_of(enum icalrecurrencetype_weekday day)
{
	return ((int)day + 5) % 7 + 1;
}

static bool has_any(const short *list)
{
	return list[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/* Whether a list, as long as size at most, names the n-th or, from the end, the n-th last. */
static bool names(const short *list, size_t size, int nth, int nth_last)
{
	for (size_t i = 0; i < size && list[i] != ICAL_RECURRENCE_ARRAY_MAX; i++) {
		if (list[i] == nth || list[i] == -nth_last)
			return true;
	}
	return false;
}

const char *ftl_ical_rule_fault(const struct icalrecurrencetype *rule, bool is_date)
{
	bool is_plain = rule->rscale == NULL || strcasecmp(rule->rscale, "GREGORIAN") == 0;
	bool has_times =
	        has_any(rule->by_hour) || has_any(rule->by_minute) || has_any(rule->by_second);

	if (!is_plain || rule->skip != ICAL_SKIP_OMIT)
		return "repeats by another calendar than the Gregorian";
	for (size_t i = 0; i < ICAL_BY_MONTH_SIZE && has_any(&rule->by_month[i]); i++) {
		if (rule->by_month[i] < 1 || rule->by_month[i] > 12)
			return "has a time or a repetition that cannot be read";
	}
	/* A day has no times; there they mean nothing (RFC 5545 3.3.10). */
	if (has_times && !is_date)
		return "repeats by the hour";
	/* Holidays come every year; what comes every week for ever is somebody's routine. */
	if (rule->freq != ICAL_YEARLY_RECURRENCE && rule->count == 0 &&
	    icaltime_is_null_time(rule->until))
		return "repeats without an end more often than every year";
	switch (rule->freq) {
	case ICAL_SECONDLY_RECURRENCE:
	case ICAL_MINUTELY_RECURRENCE:
	case ICAL_HOURLY_RECURRENCE:
		return "repeats by the hour";
	case ICAL_DAILY_RECURRENCE:
	case ICAL_WEEKLY_RECURRENCE:
	case ICAL_MONTHLY_RECURRENCE:
	case ICAL_YEARLY_RECURRENCE:
		return NULL;
	case ICAL_NO_RECURRENCE:
		break;
	}
	return "has a time or a repetition that cannot be read";
}

static void take_lists(struct rule *rule)
{
	const struct icalrecurrencetype *given = rule->given;
	bool has_many;

	for (size_t i = 0; i < ICAL_BY_MONTH_SIZE && has_any(&given->by_month[i]); i++)
		rule->months |= 1u << given->by_month[i];
	rule->has_month_days = has_any(given->by_month_day);
	for (size_t i = 0; i < ICAL_BY_MONTHDAY_SIZE && has_any(&given->by_month_day[i]); i++) {
		short day = given->by_month_day[i];

		if (day > 0)
			rule->days_of_month |= 1u << day;
		else
			rule->days_from_end |= 1u << -day;
	}
	rule->has_weekdays = has_any(given->by_day);
	/* In weeks, and by their numbers, there is one of each. */
	has_many = given->freq >= ICAL_MONTHLY_RECURRENCE && !has_any(given->by_week_no);
	for (size_t i = 0; i < ICAL_BY_DAY_SIZE && has_any(&given->by_day[i]); i++) {
		short day = given->by_day[i];

		if (icalrecurrencetype_day_position(day) != 0 && has_many)
			rule->has_nth = true;
		else
			rule->weekdays |= 1u << weekday_of(icalrecurrencetype_day_day_of_week(day));
	}
}

/* What the rule leaves open is as on the first day. */
static void take_defaults(struct rule *rule)
{
	const struct icalrecurrencetype *given = rule->given;
	enum icalrecurrencetype_frequency freq = given->freq;
	struct ftl_ymd ymd = ftl_date_to_ymd(rule->start);

	if (rule->has_weekdays || rule->has_month_days || has_any(given->by_year_day) ||
	    freq == ICAL_DAILY_RECURRENCE)
		return;
	if (freq == ICAL_WEEKLY_RECURRENCE || has_any(given->by_week_no)) {
		rule->has_weekdays = true;
		rule->weekdays = 1u << ftl_date_weekday(rule->start);
		return;
	}
	rule->has_month_days = true;
	rule->days_of_month = 1u << ymd.day;
	if (freq == ICAL_YEARLY_RECURRENCE && !has_any(given->by_month))
		rule->months = 1u << ymd.month;
}

/* The days of months; month + count - 1 may be 12 at most. */
static struct stretch months_of(int year, int month, int count)
{
	bool ends_year = month + count > 12;
	struct stretch stretch = {0};

	(void)ftl_date_from_ymd((struct ftl_ymd){year, month, 1}, &stretch.first);
	(void)ftl_date_from_ymd(
	        (struct ftl_ymd){year + ends_year, ends_year ? 1 : month + count, 1},
	        &stretch.last);
	stretch.last--;
	return stretch;
}

static int32_t week_of(const struct rule *rule, int32_t date)
{
	return date - (ftl_date_weekday(date) - rule->week_start + 7) % 7;
}

/* The number of a week in the year that has four of its days, or more. */
static int week_number(const struct rule *rule, int32_t date, int *ret_year)
{
	int32_t fourth = week_of(rule, date) + 3;

	*ret_year = ftl_date_to_ymd(fourth).year;
	return (fourth - months_of(*ret_year, 1, 12).first) / 7 + 1;
}

static bool is_in_week(const struct rule *rule, int32_t date)
{
	int year, last_year;
	int week = week_number(rule, date, &year);
	/* 28 December is always in the last week of its year. */
	int last = week_number(rule, months_of(year, 12, 1).first + 27, &last_year);

	return names(rule->given->by_week_no, ICAL_BY_WEEKNO_SIZE, week, last + 1 - week);
}

/* "2MO", "-1FR": of the month, or of the year when the rule names no months. */
static bool is_nth(const struct rule *rule, int32_t date, struct ftl_ymd ymd)
{
	bool is_of_month =
	        rule->given->freq == ICAL_MONTHLY_RECURRENCE || has_any(rule->given->by_month);
	struct stretch stretch =
	        is_of_month ? months_of(ymd.year, ymd.month, 1) : months_of(ymd.year, 1, 12);
	int nth = (date - stretch.first) / 7 + 1;
	int nth_last = (stretch.last - date) / 7 + 1;
	int weekday = ftl_date_weekday(date);

	for (size_t i = 0; i < ICAL_BY_DAY_SIZE && has_any(&rule->given->by_day[i]); i++) {
		short day = rule->given->by_day[i];
		int position = icalrecurrencetype_day_position(day);

		if (weekday_of(icalrecurrencetype_day_day_of_week(day)) == weekday &&
		    (position == nth || position == -nth_last))
			return true;
	}
	return false;
}

static bool is_day(const struct rule *rule, int32_t date)
{
	const struct icalrecurrencetype *given = rule->given;
	struct ftl_ymd ymd = ftl_date_to_ymd(date);

	if (rule->months != 0 && (rule->months & 1u << ymd.month) == 0)
		return false;
	if (rule->has_weekdays && (rule->weekdays & 1u << ftl_date_weekday(date)) == 0 &&
	    !(rule->has_nth && is_nth(rule, date, ymd)))
		return false;
	if (rule->has_month_days) {
		int from_end = months_of(ymd.year, ymd.month, 1).last - date + 1;

		if ((rule->days_of_month & 1u << ymd.day) == 0 &&
		    (rule->days_from_end & 1u << from_end) == 0)
			return false;
	}
	if (has_any(given->by_year_day)) {
		struct stretch year = months_of(ymd.year, 1, 12);

		if (!names(given->by_year_day, ICAL_BY_YEARDAY_SIZE, date - year.first + 1,
		           year.last - date + 1))
			return false;
	}
	return !has_any(given->by_week_no) || is_in_week(rule, date);
}

/* The weeks of a year, which begin and end a few days off it. */
static struct stretch weeks_of(const struct rule *rule, int year)
{
	/* 4 January is always in the first week of its year. */
	return (struct stretch){week_of(rule, months_of(year, 1, 1).first + 3),
	                        week_of(rule, months_of(year + 1, 1, 1).first + 3) - 1};
}

/* The n-th period, counted from the one of the start. False: it lies beyond all dates. */
static bool period_of(const struct rule *rule, int64_t n, struct stretch *ret)
{
	struct ftl_ymd start = ftl_date_to_ymd(rule->start);
	bool is_yearly = rule->given->freq == ICAL_YEARLY_RECURRENCE;
	bool is_weekly = rule->given->freq == ICAL_WEEKLY_RECURRENCE;
	int64_t step = n * rule->given->interval;
	int64_t first;
	int year;

	if (is_yearly && has_any(rule->given->by_week_no)) {
		(void)week_number(rule, rule->start, &year);
		if (year + step > LAST_YEAR)
			return false;
		*ret = weeks_of(rule, year + (int)step);
		return true;
	}
	if (is_yearly || rule->given->freq == ICAL_MONTHLY_RECURRENCE) {
		int64_t months = is_yearly ? 12 * step : start.month - 1 + step;

		if (start.year + months / 12 > LAST_YEAR)
			return false;
		year = start.year + (int)(months / 12);
		*ret = months_of(year, (int)(months % 12) + 1, is_yearly ? 12 : 1);
		return true;
	}
	first = is_weekly ? week_of(rule, rule->start) + 7 * step : rule->start + step;
	if (first > FTL_DATE_MAX)
		return false;
	*ret = (struct stretch){(int32_t)first, (int32_t)first + (is_weekly ? 6 : 0)};
	return true;
}

/* How many periods need not be looked at, since they end before the day; what is counted is counted
 * from the start. */
static int64_t periods_before(const struct rule *rule, int32_t date)
{
	static const int longest[] = {[ICAL_DAILY_RECURRENCE] = 1,
	                              [ICAL_WEEKLY_RECURRENCE] = 7,
	                              [ICAL_MONTHLY_RECURRENCE] = 31,
	                              [ICAL_YEARLY_RECURRENCE] = PERIOD_MOST};

	if (rule->given->count != 0 || date < rule->start)
		return 0;
	return (date - rule->start) / (longest[rule->given->freq] * rule->given->interval);
}

/* The days of a period that the rule names, in order. */
static size_t days_in(const struct rule *rule, struct stretch period, int32_t days[PERIOD_MOST])
{
	const short *positions = rule->given->by_set_pos;
	size_t count = 0;
	size_t kept = 0;

	for (int32_t date = period.first; date <= period.last; date++) {
		if (is_day(rule, date))
			days[count++] = date;
	}
	if (!has_any(positions))
		return count;
	for (size_t i = 0; i < count; i++) {
		if (names(positions, ICAL_BY_SETPOS_SIZE, (int)i + 1, (int)(count - i)))
			days[kept++] = days[i];
	}
	return kept;
}

enum ftl_status ftl_ical_rule_days(struct ftl_ical_reading *r,
                                   const struct icalrecurrencetype *given, int32_t start,
                                   struct ftl_period reach, struct ftl_ical_set *set)
{
	struct rule rule = {
	        .given = given, .week_start = weekday_of(given->week_start), .start = start};
	struct stretch period;
	int found = 0;

	take_lists(&rule);
	take_defaults(&rule);
	for (int64_t n = periods_before(&rule, reach.from);
	     period_of(&rule, n, &period) && period.first <= reach.to; n++) {
		int32_t days[PERIOD_MOST];
		size_t count;

		FTL_TRY(ftl_ical_spend(r, period.last - period.first + 1));
		count = days_in(&rule, period, days);
		for (size_t i = 0; i < count; i++) {
			if (days[i] < start)
				continue;
			if (given->count != 0 && found == given->count)
				return FTL_OK;
			found++;
			if (days[i] <= reach.to)
				ftl_ical_set_put(set, days[i]);
		}
	}
	return FTL_OK;
}
