#ifndef FETTLE_MODEL_ATTENTION_H
#define FETTLE_MODEL_ATTENTION_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/model/calendar.h"
#include "fettle/model/notice.h"
#include "fettle/model/order.h"

/* What is wrong with an open job, since when, and how badly it wants looking at. */

/* How badly a job wants looking at; the worst first. */
enum ftl_level {
	FTL_LEVEL_LATE,
	FTL_LEVEL_SOON,  /* due within a day */
	FTL_LEVEL_QUIET, /* not late, but somebody should ask */
	FTL_LEVEL_FINE,
	FTL_LEVELS
};
extern const char *const ftl_level_names[FTL_LEVELS]; /* "late", … */

/* What can be wrong; what hurts first comes first. */
enum ftl_trouble {
	FTL_TROUBLE_PROMISE,   /* the day that was promised to the customer is over */
	FTL_TROUBLE_TARGET,    /* the service target that is set for it is up */
	FTL_TROUBLE_CUSTOMER,  /* the customer's answer is overdue */
	FTL_TROUBLE_PAYER,     /* the payer's is */
	FTL_TROUBLE_PART,      /* a part is */
	FTL_TROUBLE_VENDOR,    /* it should be back from the outside repairer */
	FTL_TROUBLE_HOLD,      /* the day until which it was on hold is over */
	FTL_TROUBLE_LOANER,    /* what was lent for it should be back */
	FTL_TROUBLE_NOTICE,    /* ready, and the customer is to be told again */
	FTL_TROUBLE_ABANDONED, /* told for the last time, and nobody came */
	FTL_TROUBLE_TIMER,     /* somebody's timer was not stopped in the evening */
	FTL_TROUBLE_QUIET,     /* nothing was heard of it for some business days */
	FTL_TROUBLES
};
extern const char *const ftl_trouble_names[FTL_TROUBLES]; /* "promise", … */

/* Troubles of one rank hurt alike: what is worse of them goes by time and priority. */
int ftl_trouble_rank(enum ftl_trouble trouble);

/* By what a centre judges. */
struct ftl_attention_rules {
	const struct ftl_zone *zone;
	const struct ftl_calendar *calendar;
	int64_t now;
	int32_t today;
	int64_t quiet_days; /* whole business days without an event that make a job quiet */
	struct ftl_notice_schedule notices;
};

/* What is judged. */
struct ftl_attention_job {
	enum ftl_state state;
	enum ftl_hold hold;
	enum ftl_priority priority;
	struct ftl_opt promised_on;
	int64_t target_due_at;         /* when the target set for it is up; 0: none is set */
	struct ftl_opt request_due_on; /* of what it waits for now */
	int64_t ready_at;              /* 0: not ready */
	struct ftl_notices notices;    /* since then */
	int64_t last_event_at;
	struct ftl_opt
	        loaner_due_on; /* of the loaner that is out for it; none: no day, or none out */
	int64_t at_work_since; /* of the timer that has run longest; 0: nobody is at work */
};

/* One trouble, and since when. */
struct ftl_trouble_since {
	enum ftl_trouble trouble;
	int64_t since;
};

struct ftl_attention {
	enum ftl_level level;
	struct ftl_trouble_since troubles[FTL_TROUBLES]; /* the worst first */
	int count;
	int64_t badness; /* of the worst: its age, weighted by the job's priority */
	int64_t due_at; /* by the target set for it, else the end of the promised day; 0: neither */
	int32_t due_on; /* the day of it */
	int64_t quiet_days;           /* whole business days since its last event */
	struct ftl_opt notice_due_on; /* the day to tell the customer again, while it is ready */
};

/* Is a request of this kind what a job in such a state waits for now? What was asked before it
 * moved on is not. */
bool ftl_request_is_of(enum ftl_event_kind kind, enum ftl_state state, enum ftl_hold hold);

void ftl_attention_judge(const struct ftl_attention_rules *rules,
                         const struct ftl_attention_job *job, struct ftl_attention *ret);

/* For qsort, of two that have a trouble: what hurts first, first. */
int ftl_attention_compare(const struct ftl_attention *a, const struct ftl_attention *b);

#endif
