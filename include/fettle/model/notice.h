#ifndef FETTLE_MODEL_NOTICE_H
#define FETTLE_MODEL_NOTICE_H

#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"

/*
 * What the customer of a device that is ready is told until somebody comes: the shop's schedule,
 * and the notices that were given. The schedule is the shop's habit and says nothing of any law.
 */

/* How a notice was given. */
enum ftl_notice_way {
	FTL_NOTICE_WAY_NONE, /* nobody said */
	FTL_NOTICE_PHONE,
	FTL_NOTICE_EMAIL,
	FTL_NOTICE_LETTER,
	FTL_NOTICE_SMS,
	FTL_NOTICE_WAYS
};
extern const char *const ftl_notice_way_names[FTL_NOTICE_WAYS]; /* [0] is NULL */

/* On which days after the day it became ready, each later than the one before. */
#define FTL_NOTICES_MOST 10
struct ftl_notice_schedule {
	int32_t days[FTL_NOTICES_MOST];
	int count; /* 0: nobody is told by plan */
};

/* Reads "3,14,30", blanks allowed; FTL_INVALID when the days do not rise. */
FTL_MUST_CHECK enum ftl_status ftl_notice_parse(const char *field, const char *text,
                                                struct ftl_notice_schedule *ret,
                                                struct ftl_err *err);
/* "3,14,30" */
#define FTL_NOTICE_TEXT_SIZE 64
const char *ftl_notice_format(char buffer[FTL_NOTICE_TEXT_SIZE],
                              const struct ftl_notice_schedule *schedule);

/* The notices since a job became ready; begins zeroed. */
struct ftl_notices {
	int count; /* days on which one was given: a call and a letter on one day are one notice */
	struct ftl_opt last_on;
};

/* Adds one that was given on a day, in order. */
void ftl_notices_add(struct ftl_notices *notices, int32_t on);

/*
 * The day on which the next notice is due; absent: none is left. One that was given late moves the
 * next: the customer has as long to come as was planned between the two.
 */
struct ftl_opt ftl_notice_due_on(const struct ftl_notice_schedule *schedule,
                                 const struct ftl_notices *notices, int32_t ready_on);

#endif
