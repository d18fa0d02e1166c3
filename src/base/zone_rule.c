#include "zone_rule.h"

#include <string.h>

#include "fettle/base/date.h"

#define DAY_SECONDS 86400

/* What is left to read of a TZ string; it has no NUL behind it. */
struct cursor {
	const char *at;
	const char *end;
};

static char peek(const struct cursor *cursor)
{
	if (cursor->at >= cursor->end)
		return '\0';
	return *cursor->at;
}

static bool take_char(struct cursor *cursor, char c)
{
	if (peek(cursor) != c)
		return false;
	cursor->at++;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "CET" or "<+03>"; the name itself is of no interest. */
static bool take_name(struct cursor *cursor)
{
	const char *begin = cursor->at;

	if (take_char(cursor, '<')) {
		while (is_letter(peek(cursor)) || is_digit(peek(cursor)) || peek(cursor) == '+' ||
		       peek(cursor) == '-')
			cursor->at++;
		return cursor->at > begin + 1 && take_char(cursor, '>');
	}
	while (is_letter(peek(cursor)))
		cursor->at++;
	return cursor->at - begin >= 3;
}

static bool take_number(struct cursor *cursor, int low, int high, int *ret)
{
	int value = 0;

	if (!is_digit(peek(cursor)))
		return false;
	while (is_digit(peek(cursor))) {
		value = value * 10 + (*cursor->at++ - '0');
		if (value > high)
			return false;
	}
	*ret = value;
	return value >= low;
}

/* [+|-]h[h[h]][:mm[:ss]] in seconds. */
static bool take_time(struct cursor *cursor, int most_hours, int *ret)
{
	int hours;
	int minutes = 0;
	int seconds = 0;
	bool is_negative = take_char(cursor, '-');

	if (!is_negative)
		take_char(cursor, '+');
	if (!take_number(cursor, 0, most_hours, &hours))
		return false;
	if (take_char(cursor, ':')) {
		if (!take_number(cursor, 0, 59, &minutes))
			return false;
		if (take_char(cursor, ':') && !take_number(cursor, 0, 59, &seconds))
			return false;
	}
	int total = hours * 3600 + minutes * 60 + seconds;
	*ret = is_negative ? -total : total;
	return true;
}

/* ",M3.5.0/2", ",J60" or ",59/-1" */
static bool take_day(struct cursor *cursor, struct ftl_zone_day *ret)
{
	struct ftl_zone_day day = {.kind = FTL_DAY_ZERO_BASED, .second = 7200};
	bool is_read;

	if (!take_char(cursor, ','))
		return false;
	if (take_char(cursor, 'J')) {
		day.kind = FTL_DAY_JULIAN;
		is_read = take_number(cursor, 1, 365, &day.day);
	} else if (take_char(cursor, 'M')) {
		day.kind = FTL_DAY_WEEKDAY;
		is_read = take_number(cursor, 1, 12, &day.month) && take_char(cursor, '.') &&
		          take_number(cursor, 1, 5, &day.week) && take_char(cursor, '.') &&
		          take_number(cursor, 0, 6, &day.day);
	} else {
		is_read = take_number(cursor, 0, 365, &day.day);
	}
	if (!is_read || (take_char(cursor, '/') && !take_time(cursor, 167, &day.second)))
		return false;
	*ret = day;
	return true;
}

bool ftl_zone_rule_parse(const char *text, size_t length, struct ftl_zone_rule *ret)
{
	struct cursor cursor = {text, text + length};
	struct ftl_zone_rule rule = {.has_summer = false};
	int west;

	if (!take_name(&cursor) || !take_time(&cursor, 24, &west))
		return false;
	/* POSIX counts westward. */
	rule.standard_offset = -west;
	if (cursor.at < cursor.end) {
		rule.has_summer = true;
		rule.summer_offset = rule.standard_offset + 3600;
		if (!take_name(&cursor))
			return false;
		if (peek(&cursor) != ',') {
			if (!take_time(&cursor, 24, &west))
				return false;
			rule.summer_offset = -west;
		}
		if (!take_day(&cursor, &rule.begin) || !take_day(&cursor, &rule.end) ||
		    cursor.at != cursor.end)
			return false;
	}
	*ret = rule;
	return true;
}

static int64_t floor_days(int64_t seconds)
{
	return seconds / DAY_SECONDS - (seconds % DAY_SECONDS < 0 ? 1 : 0);
}

/* The change in a year as seconds of wall time since 1970-01-01. */
static int64_t change_in_year(const struct ftl_zone_day *day, int year)
{
	int32_t date = 0;
	int32_t leap_day;

	ftl_date_from_ymd((struct ftl_ymd){year, 1, 1}, &date);
	switch (day->kind) {
	case FTL_DAY_JULIAN:
		date += day->day - 1;
		if (day->day >= 60 && ftl_date_from_ymd((struct ftl_ymd){year, 2, 29}, &leap_day))
			date++;
		break;
	case FTL_DAY_ZERO_BASED:
		date += day->day;
		break;
	case FTL_DAY_WEEKDAY: {
		ftl_date_from_ymd((struct ftl_ymd){year, day->month, 1}, &date);
		int32_t next_month = ftl_date_add_months(date, 1);
		int weekday_of_first = ftl_date_weekday(date) % 7;
		date += (day->day - weekday_of_first + 7) % 7 + 7 * (day->week - 1);
		while (date >= next_month)
			date -= 7;
		break;
	}
	}
	return (int64_t)date * DAY_SECONDS + day->second;
}

int32_t ftl_zone_rule_offset(const struct ftl_zone_rule *rule, int64_t instant)
{
	int64_t days = floor_days(instant);

	/* The rules speak of years that have four digits; beyond them nobody keeps a clock. */
	if (!rule->has_summer || days < -700000 || days > 2900000)
		return rule->standard_offset;
	/* Changes may fall up to a week outside their year: look at the neighbours too. */
	int year = ftl_date_to_ymd((int32_t)days).year;
	for (int y = year - 1; y <= year + 1; y++) {
		int64_t begin = change_in_year(&rule->begin, y) - rule->standard_offset;
		int64_t end = change_in_year(&rule->end, y) - rule->summer_offset;
		/* South of the equator summer ends in the year after it began. */
		if (end <= begin)
			end = change_in_year(&rule->end, y + 1) - rule->summer_offset;
		if (begin <= instant && instant < end)
			return rule->summer_offset;
	}
	return rule->standard_offset;
}
