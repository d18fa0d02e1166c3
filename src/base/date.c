#include "fettle/base/date.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/attr.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

#define DAY_SECONDS 86400

static bool is_leap(int64_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_days(int64_t year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* Days since 1970-01-01 by eras of 400 years that begin on 1 March. */
static int64_t days_from_civil(int64_t year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

bool ftl_date_from_ymd(struct ftl_ymd ymd, int32_t *ret)
{
	if (ymd.year < 1 || ymd.year > 9999 || ymd.month < 1 || ymd.month > 12 || ymd.day < 1 ||
	    ymd.day > month_days(ymd.year, ymd.month))
		return false;
	*ret = (int32_t)days_from_civil(ymd.year, ymd.month, ymd.day);
	return true;
}

struct ftl_ymd ftl_date_to_ymd(int32_t date)
{
	int64_t days = (int64_t)date + 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t day_of_era = days - era * 146097;
	int64_t year_of_era =
	        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int64_t day_of_year =
	        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month_from_march = (5 * day_of_year + 2) / 153;
	int month = (int)(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);

	return (struct ftl_ymd){
	        .year = (int)(year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
	        .month = month,
	        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
	};
}

int ftl_date_weekday(int32_t date)
{
	/* 1970-01-01 was a Thursday. */
	return (int)((((int64_t)date + 3) % 7 + 7) % 7) + 1;
}

int32_t ftl_date_add_months(int32_t date, int months)
{
	struct ftl_ymd ymd = ftl_date_to_ymd(date);
	int64_t index = (int64_t)ymd.year * 12 + (ymd.month - 1) + months;
	int64_t year = (index >= 0 ? index : index - 11) / 12;
	int month = (int)(index - year * 12) + 1;
	int last = month_days(year, month);
	int64_t result = days_from_civil(year, month, ymd.day < last ? ymd.day : last);

	if (result > INT32_MAX)
		return INT32_MAX;
	return result < INT32_MIN ? INT32_MIN : (int32_t)result;
}

/* Exactly `count` digits; false when there is anything else. */
static bool take_digits(const char **text, int count, int *ret)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		char c = (*text)[i];
		if (c < '0' || c > '9')
			return false;
		value = value * 10 + (c - '0');
	}
	*text += count;
	*ret = value;
	return true;
}

static bool take_char(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

static bool take_date(const char **text, struct ftl_ymd *ret)
{
	return take_digits(text, 4, &ret->year) && take_char(text, '-') &&
	       take_digits(text, 2, &ret->month) && take_char(text, '-') &&
	       take_digits(text, 2, &ret->day);
}

/* The date must exist and lie in the range that the program handles. */
static enum ftl_status check_date(const char *field, const char *text, struct ftl_ymd ymd,
                                  int32_t *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int32_t date;

	if (!ftl_date_from_ymd(ymd, &date))
		return ftl_fail(err, FTL_INVALID, field, "there is no such date: %s",
		                ftl_quote(quoted, text));
	if (date < FTL_DATE_MIN || date > FTL_DATE_MAX)
		return ftl_fail(err, FTL_INVALID, field,
		                "must lie between 1950-01-01 and 2199-12-31, got %s",
		                ftl_quote(quoted, text));
	*ret = date;
	return FTL_OK;
}

enum ftl_status ftl_date_parse(const char *field, const char *text, int32_t *ret,
                               struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *at = text;
	struct ftl_ymd ymd;

	if (!take_date(&at, &ymd) || *at != '\0')
		return ftl_fail(err, FTL_INVALID, field, "must be a date as YYYY-MM-DD, got %s",
		                ftl_quote(quoted, text));
	return check_date(field, text, ymd, ret, err);
}

/* Lists write millions of dates: digit by digit is several times as fast as printf. */
static char *two_digits(char *to, int value)
{
	*to++ = (char)('0' + value / 10 % 10);
	*to++ = (char)('0' + value % 10);
	return to;
}

static void write_date(char buffer[FTL_DATE_TEXT_SIZE], const struct ftl_ymd *ymd)
{
	char *to = two_digits(two_digits(buffer, ymd->year / 100), ymd->year);

	*to++ = '-';
	to = two_digits(to, ymd->month);
	*to++ = '-';
	*two_digits(to, ymd->day) = '\0';
}

const char *ftl_date_format(char buffer[FTL_DATE_TEXT_SIZE], int32_t date)
{
	struct ftl_ymd ymd = ftl_date_to_ymd(date);

	if (ymd.year < 0 || ymd.year > 9999)
		snprintf(buffer, FTL_DATE_TEXT_SIZE, "no date");
	else
		write_date(buffer, &ymd);
	return buffer;
}

/* "Z" or "+hh:mm": seconds east of UTC. */
static bool take_offset(const char **text, int *ret_seconds)
{
	int hours;
	int minutes;
	char sign = **text;

	if (sign == 'Z' || sign == 'z') {
		(*text)++;
		*ret_seconds = 0;
		return true;
	}
	if (sign != '+' && sign != '-')
		return false;
	(*text)++;
	if (!take_digits(text, 2, &hours) || !take_char(text, ':') ||
	    !take_digits(text, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*ret_seconds = (hours * 3600 + minutes * 60) * (sign == '-' ? -1 : 1);
	return true;
}

enum ftl_status ftl_instant_parse(const char *field, const char *text, int64_t *ret,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *at = text;
	struct ftl_ymd ymd;
	int32_t date = 0;
	int hour = 0;
	int minute = 0;
	int second = 0;
	int offset = 0;
	bool is_read = take_date(&at, &ymd) && (take_char(&at, 'T') || take_char(&at, 't')) &&
	               take_digits(&at, 2, &hour) && take_char(&at, ':') &&
	               take_digits(&at, 2, &minute) && take_char(&at, ':') &&
	               take_digits(&at, 2, &second) && take_offset(&at, &offset) && *at == '\0';

	if (!is_read)
		return ftl_fail(err, FTL_INVALID, field,
		                "must be a time as 2026-11-22T10:00:00Z or with an offset such as "
		                "+01:00, got %s",
		                ftl_quote(quoted, text));
	if (hour > 23 || minute > 59 || second > 59)
		return ftl_fail(err, FTL_INVALID, field, "there is no such time of day: %s",
		                ftl_quote(quoted, text));
	FTL_TRY(check_date(field, text, ymd, &date, err));
	int seconds = hour * 3600 + minute * 60 + second - offset;
	*ret = (int64_t)date * DAY_SECONDS + seconds;
	return FTL_OK;
}

const char *ftl_instant_format(char buffer[FTL_INSTANT_TEXT_SIZE], int64_t instant)
{
	int64_t days = instant / DAY_SECONDS - (instant % DAY_SECONDS < 0 ? 1 : 0);
	char *to;

	/* Years 0 to 9999: what the text form can say. */
	if (days < -719528 || days > 2932896) {
		snprintf(buffer, FTL_INSTANT_TEXT_SIZE, "no time");
		return buffer;
	}
	int second = (int)(instant - days * DAY_SECONDS);
	ftl_date_format(buffer, (int32_t)days);
	to = buffer + strlen(buffer);
	*to++ = 'T';
	to = two_digits(to, second / 3600);
	*to++ = ':';
	to = two_digits(to, second / 60 % 60);
	*to++ = ':';
	to = two_digits(to, second % 60);
	*to++ = 'Z';
	*to = '\0';
	return buffer;
}
