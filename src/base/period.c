#include "fettle/base/date.h"

#include <string.h>

#include "fettle/base/attr.h"
#include "fettle/base/text.h"

/* "-7d", "+3d": days from today; false when the text has another shape. */
static bool read_days(const char *text, int32_t *ret)
{
	int32_t days = 0;
	const char *at = text + 1;

	if ((*text != '-' && *text != '+') || *at < '0' || *at > '9')
		return false;
	for (; *at >= '0' && *at <= '9'; at++) {
		/* Far beyond the range of dates is far enough. */
		if (days < 1000000)
			days = days * 10 + (*at - '0');
	}
	if (strcmp(at, "d") != 0)
		return false;
	*ret = *text == '-' ? -days : days;
	return true;
}

static bool read_number(const char *text, size_t digits, int *ret)
{
	*ret = 0;
	for (size_t i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*ret = *ret * 10 + (text[i] - '0');
	}
	return true;
}

/* "2026", "2026-11", "2026-Q4": the first month and how many there are. */
static bool read_months(const char *text, struct ftl_ymd *ret_first, int *ret_count)
{
	size_t length = strlen(text);
	int number;

	*ret_first = (struct ftl_ymd){.month = 1, .day = 1};
	*ret_count = 12;
	if (length < 4 || !read_number(text, 4, &ret_first->year))
		return false;
	if (length == 4)
		return true;
	if (length != 7 || text[4] != '-')
		return false;
	if (text[5] == 'Q' || text[5] == 'q') {
		if (text[6] < '1' || text[6] > '4')
			return false;
		ret_first->month = (text[6] - '1') * 3 + 1;
		*ret_count = 3;
		return true;
	}
	if (!read_number(text + 5, 2, &number))
		return false;
	ret_first->month = number;
	*ret_count = 1;
	return true;
}

static enum ftl_status check_range(const char *field, const char *text, int64_t from, int64_t to,
                                   struct ftl_period *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if (from < FTL_DATE_MIN || to > FTL_DATE_MAX)
		return ftl_fail(err, FTL_INVALID, field,
		                "must lie between 1950-01-01 and 2199-12-31, got %s",
		                ftl_quote(quoted, text));
	*ret = (struct ftl_period){.from = (int32_t)from, .to = (int32_t)to};
	return FTL_OK;
}

enum ftl_status ftl_period_parse(const char *field, const char *text, int32_t today,
                                 struct ftl_period *ret, struct ftl_err *err)
{
	static const struct {
		const char *word;
		int32_t days;
	} words[] = {{"today", 0}, {"yesterday", -1}, {"tomorrow", 1}};
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_ymd first;
	int32_t days;
	int months;

	for (size_t i = 0; i < FTL_COUNT(words); i++) {
		if (strcmp(text, words[i].word) == 0) {
			int64_t day = (int64_t)today + words[i].days;
			return check_range(field, text, day, day, ret, err);
		}
	}
	if (read_days(text, &days)) {
		int64_t day = (int64_t)today + days;
		return check_range(field, text, day, day, ret, err);
	}
	if (strlen(text) == 10) {
		int32_t date;
		FTL_TRY(ftl_date_parse(field, text, &date, err));
		return check_range(field, text, date, date, ret, err);
	}
	int32_t from;
	if (!read_months(text, &first, &months) || !ftl_date_from_ymd(first, &from)) {
		ftl_fail(err, FTL_INVALID, field, "is not a date or period: %s",
		         ftl_quote(quoted, text));
		return ftl_hint(err, "write 2026-11-22, today, yesterday, -7d, 2026-11, 2026-Q4 or "
		                     "2026");
	}
	return check_range(field, text, from, (int64_t)ftl_date_add_months(from, months) - 1, ret,
	                   err);
}
