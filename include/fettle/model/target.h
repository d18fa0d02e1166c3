#ifndef FETTLE_MODEL_TARGET_H
#define FETTLE_MODEL_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/opt.h"
#include "fettle/model/clocks.h"

/* Service targets: within how much business time a job should be ready, as data. */

/* By the verdict at check-in: does somebody else than the customer pay for labour? */
enum ftl_target_cover {
	FTL_COVER_ANY,
	FTL_COVER_WARRANTY,
	FTL_COVER_NO_WARRANTY,
	FTL_TARGET_COVERS
};
extern const char *const ftl_target_cover_names[FTL_TARGET_COVERS]; /* NULL, "warranty", … */

struct ftl_target {
	int64_t id;
	int32_t effective_from; /* date; for jobs received on it or later */
	int64_t customer_id;    /* 0: any */
	const char *customer_code;
	const char *customer;
	struct ftl_opt priority; /* enum ftl_priority; absent: any */
	int64_t category_id;     /* 0: any */
	const char *category;
	enum ftl_target_cover cover;
	struct ftl_opt business_seconds; /* absent: no such target from that date on */
};

/* What a target is chosen by. */
struct ftl_target_job {
	int32_t received_on;
	int64_t customer_id;
	enum ftl_priority priority;
	int64_t category_id; /* 0: none */
	bool is_warranty;
};

/* How special a target is: one for a customer before one for a priority, then category, then cover.
 */
#define FTL_TARGET_RANKS 16
int ftl_target_rank(const struct ftl_target *target);

/*
 * The target of a job: the most special of those that fit it and are in force on the day it was
 * received; of the same conditions the one with the latest date counts. NULL: none. Targets may
 * come in any order.
 */
const struct ftl_target *ftl_target_find(const struct ftl_target *targets, size_t count,
                                         const struct ftl_target_job *job);

/* Every target, ended ones too, with the time for what none fits. */
struct ftl_targets {
	const struct ftl_target *rows;
	size_t count;
	int64_t fallback_seconds; /* of business time */
};

/* Business seconds of a job's target; its received_on is found here. *ret_is_set: one fits. */
int64_t ftl_target_seconds(const struct ftl_targets *targets, const struct ftl_zone *zone,
                           struct ftl_opt received_at, const struct ftl_target_job *job,
                           bool *ret_is_set);

/*
 * The clocks of a job, and when its target is up: time of excluded owners shifts it, but what is
 * waited for after it was up shifts it no more.
 */
struct ftl_target_fold {
	struct ftl_clock_fold clocks;
	int64_t target_seconds;
	bool is_up;
	struct ftl_clocks at_target; /* as they stood when it was up, or at the last event */
};
void ftl_target_begin(struct ftl_target_fold *fold, const struct ftl_calendar *calendar,
                      unsigned excluded_owners, int64_t target_seconds);
/* As ftl_clocks_event. */
void ftl_target_event(struct ftl_target_fold *fold, const struct ftl_event *event);
/* As ftl_clocks_end; *ret_due_at is 0 when no clock runs or it is never up. */
void ftl_target_end(struct ftl_target_fold *fold, int64_t as_of, struct ftl_clocks *ret,
                    int64_t *ret_due_at);

#endif
