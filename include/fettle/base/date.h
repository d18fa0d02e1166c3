#ifndef FETTLE_BASE_DATE_H
#define FETTLE_BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/err.h"

/*
 * A civil date without a zone is the number of days since 1970-01-01 (proleptic Gregorian),
 * int32_t; an instant is the number of UTC seconds since the same midnight, int64_t.
 */
#define FTL_DATE_MIN          (-7305) /* 1950-01-01 */
#define FTL_DATE_MAX          84005   /* 2199-12-31 */
#define FTL_DATE_TEXT_SIZE    11      /* "2026-11-22" */
#define FTL_INSTANT_TEXT_SIZE 21      /* "2026-11-22T10:00:00Z" */

struct ftl_ymd {
	int year;
	int month; /* 1 to 12 */
	int day;   /* 1 to 31 */
};

/* Days since the epoch; false when the date does not exist. */
bool ftl_date_from_ymd(struct ftl_ymd ymd, int32_t *ret);
struct ftl_ymd ftl_date_to_ymd(int32_t date);

/* ISO 8601 weekday, 1 Monday to 7 Sunday. */
int ftl_date_weekday(int32_t date);

/* The same day of a later month, clamped to its end: 31 Aug + 6 months is 28 or 29 Feb. */
int32_t ftl_date_add_months(int32_t date, int months);

/* Strict YYYY-MM-DD within FTL_DATE_MIN … FTL_DATE_MAX; FTL_INVALID names field and value. */
FTL_MUST_CHECK enum ftl_status ftl_date_parse(const char *field, const char *text, int32_t *ret,
                                              struct ftl_err *err);
const char *ftl_date_format(char buffer[FTL_DATE_TEXT_SIZE], int32_t date);

/* RFC 3339 with Z or a numeric offset, whole seconds; a leap second (:60) is refused. */
FTL_MUST_CHECK enum ftl_status ftl_instant_parse(const char *field, const char *text, int64_t *ret,
                                                 struct ftl_err *err);
const char *ftl_instant_format(char buffer[FTL_INSTANT_TEXT_SIZE], int64_t instant);

/* A span of civil dates, both ends included. */
struct ftl_period {
	int32_t from;
	int32_t to;
};

/*
 * What people type for a date: YYYY-MM-DD, today, yesterday, tomorrow, -7d, +3d; and for a span:
 * 2026-11, 2026-Q4, 2026. today is the centre's date. A single date gives from == to.
 */
FTL_MUST_CHECK enum ftl_status ftl_period_parse(const char *field, const char *text, int32_t today,
                                                struct ftl_period *ret, struct ftl_err *err);

#endif
