#ifndef FETTLE_OPS_LABOUR_H
#define FETTLE_OPS_LABOUR_H

#include "fettle/model/labour.h"
#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* What one person worked on a job. */
struct ftl_labour_share {
	int64_t staff_id;
	const char *staff; /* login */
	const char *staff_name;
	struct ftl_labour_sum sum;
	int64_t running_since; /* of a timer that runs; 0: none */
};

/* The shares of a job by its events, in the order in which people began; as_of as ftl_labour_end.
 */
void ftl_labour_shares(struct ftl_arena *arena, const struct ftl_order_event *events, size_t count,
                       int64_t as_of, const struct ftl_labour_share **ret, size_t *ret_count);

/* The timers that run now, the one that has run longest first. */
FTL_MUST_CHECK enum ftl_status ftl_timer_list(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_timer **ret, size_t *ret_count,
                                              struct ftl_err *err);

/* What one person worked on one day, by the centre's time zone. */
struct ftl_labour_day {
	int32_t day;
	const char *staff; /* login */
	const char *staff_name;
	const char *const *orders; /* codes of the jobs, oldest first */
	size_t order_count;
	struct ftl_labour_sum sum;
};

struct ftl_labour_filter {
	int32_t from; /* days, both included */
	int32_t to;
	const char *technician; /* login; NULL: everybody */
};

/*
 * Labour by day and person, until now. Everybody's is for managers; others get their own, and
 * FTL_DENIED when they name somebody else.
 */
FTL_MUST_CHECK enum ftl_status ftl_labour_list(struct ftl_app *app, struct ftl_arena *arena,
                                               const struct ftl_labour_filter *filter,
                                               const struct ftl_labour_day **ret, size_t *ret_count,
                                               struct ftl_err *err);

#endif
