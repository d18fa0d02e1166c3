#ifndef FETTLE_MODEL_CALENDAR_H
#define FETTLE_MODEL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"
#include "fettle/base/zone.h"

/*
 * The centre's business hours: weekly windows with effective dates, single days that are closed or
 * open otherwise. Windows are local wall time and are subtracted in UTC seconds, so a
 * daylight-saving day has the length it had.
 *
 * A window belongs to the day on which it opens, also what of it lies after midnight: a closed day
 * closes all of it, a closed day after it nothing of it, and a set of hours holds for what opens
 * from its date on. Where it reaches into a window of the day after, as it may at a change of
 * hours, time counts once.
 */
struct ftl_calendar_window {
	/* Date; the set with the latest date not after a day holds for it. Before the first set no
	 * hours are known and every second counts, so that setting hours changes no past figure. */
	int32_t effective_from;
	int weekday;    /* 1 Monday … 7 Sunday; 0: no window at all in this set */
	int32_t opens;  /* seconds of the local day, 0 to 86399 */
	int32_t closes; /* opens < closes ≤ opens + 86400; beyond 86400 on the day after */
};

/* A single day instead of what its week says; opens == closes == 0: closed. Several rows of a day
 * are several windows. */
struct ftl_calendar_day {
	int32_t date;
	int32_t opens;
	int32_t closes;
};

struct ftl_calendar;

/*
 * Makes a calendar that lives in the arena, which must stay where it is as long as the calendar is
 * used: days are laid out there as they are needed. Without windows every second of every day
 * counts. Windows of one set, or of one single day, that overlap are refused (FTL_INVALID, field
 * "hours"). Business time passes only from 1950 to 2199.
 */
FTL_MUST_CHECK enum ftl_status
ftl_calendar_new(struct ftl_arena *arena, const struct ftl_zone *zone,
                 const struct ftl_calendar_window *windows, size_t window_count,
                 const struct ftl_calendar_day *days, size_t day_count,
                 const struct ftl_calendar **ret, struct ftl_err *err);

/* Refuses (FTL_INVALID, field "hours", naming both) a window that reaches over midnight into one of
 * the next day, the first of them of the date or of the day before it. */
FTL_MUST_CHECK enum ftl_status ftl_calendar_check_day(const struct ftl_calendar *calendar,
                                                      int32_t date, struct ftl_err *err);

/* Business seconds between two instants; 0 when to ≤ from. Quick: constant time after the first use
 * of a span of days. */
int64_t ftl_calendar_seconds(const struct ftl_calendar *calendar, int64_t from, int64_t to);

/*
 * Business seconds from a fixed point of this calendar up to an instant; it never falls. The
 * difference of two positions is the business time between them: what a fold over many events uses.
 */
int64_t ftl_calendar_position(const struct ftl_calendar *calendar, int64_t instant);

/* The instant at which `seconds` of business time have passed since from; seconds ≥ 0. INT64_MAX
 * when the calendar never opens again within 50 years. */
int64_t ftl_calendar_add(const struct ftl_calendar *calendar, int64_t from, int64_t seconds);

/* Whether the centre opens on a date. */
bool ftl_calendar_is_open(const struct ftl_calendar *calendar, int32_t date);

/*
 * Whole business days between two instants: days on which the centre opens, after the day of from,
 * whose hours are over at to. A day counts from its closing on; what lies before the first set of
 * hours is open every day.
 */
int64_t ftl_calendar_days(const struct ftl_calendar *calendar, int64_t from, int64_t to);

/* Last closing time of a date, or the end of the day when it is closed: when a promise "on" that
 * date falls due. */
int64_t ftl_calendar_close_of(const struct ftl_calendar *calendar, int32_t date);

/* Hours of a day as they are written: "09:00-17:00", over midnight "18:00-02:00", "closed". */
#define FTL_HOURS_TEXT_SIZE 24
const char *ftl_hours_format(char buffer[FTL_HOURS_TEXT_SIZE], int32_t opens, int32_t closes);

/*
 * Reads "Mon-Fri 09:00-17:00; Sat 10:00-14:00" (days may be lists and ranges, several windows a
 * day by comma: "Mon-Fri 09:00-12:30,13:30-18:00"; over midnight: "Fri 18:00-02:00"; "closed" for
 * none) into windows in the arena.
 */
FTL_MUST_CHECK enum ftl_status ftl_calendar_parse_week(struct ftl_arena *arena, const char *text,
                                                       int32_t effective_from,
                                                       struct ftl_calendar_window **ret,
                                                       size_t *ret_count, struct ftl_err *err);

#endif
