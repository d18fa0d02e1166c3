#ifndef REPORT_RETURNS_H
#define REPORT_RETURNS_H

#include "fettle/report/report.h"

/* The windows of repeat rates, in days after hand-over. */
enum { FTL_WINDOWS = 3, FTL_WINDOW_MOST = 90, FTL_NEVER_BACK = UINT8_MAX };
extern const int ftl_windows[FTL_WINDOWS]; /* 30, 60, 90 */

/* A job whose device came back within the longest window. FTL_NEVER_BACK: not in it. */
struct ftl_return {
	int64_t order_id;
	uint8_t days;      /* with whatever fault */
	uint8_t same_days; /* with a fault of the same group */
};

/* Jobs that came back, by id of the job. Memory grows with the returns, not with the jobs. */
struct ftl_returns {
	struct ftl_return *items;
	size_t count;
	size_t capacity;
};
void ftl_returns_done(struct ftl_returns *returns);

/* Reads the visits of all devices, as they were at as-of. */
FTL_MUST_CHECK enum ftl_status ftl_returns_load(const struct ftl_report_context *context,
                                                struct ftl_returns *ret, struct ftl_err *err);

/* What became of a job; FTL_NEVER_BACK in both when it is not there. */
struct ftl_return ftl_returns_find(const struct ftl_returns *returns, int64_t order_id);

#endif
