#ifndef FETTLE_OPS_DEMO_H
#define FETTLE_OPS_DEMO_H

#include "fettle/ops/app.h"

/* What a demo centre holds. */
struct ftl_demo_result {
	int64_t staff;
	int64_t customers;
	int64_t devices;
	int64_t orders;
	int64_t open;
	int64_t late;      /* of the open ones */
	int32_t first_day; /* of work, in days since 1970 */
};

/* Called now and then with the jobs done and in all; context is the caller's. */
typedef void ftl_demo_progress(void *context, int64_t done, int64_t total);

/* A demo centre: where, who looks at it, and when it ends. */
struct ftl_demo {
	const char *path;            /* the database file to be made */
	const char *login;           /* becomes a manager of the centre */
	struct ftl_clock clock;      /* the last day of the demo is now */
	ftl_demo_progress *progress; /* may be NULL */
	void *context;
};

/*
 * Creates a database and fills it with nine months of a repair centre's work, a few hundred jobs
 * up to now. Everything goes through the ordinary operations at the times at which it would have
 * happened; the same clock gives the same centre. FTL_CONFLICT when the file exists; on failure no
 * file is left.
 */
FTL_MUST_CHECK enum ftl_status ftl_demo_make(const struct ftl_demo *demo,
                                             struct ftl_demo_result *ret, struct ftl_err *err);

#endif
