#ifndef FETTLE_OPS_COVERAGE_IN_OPS_H
#define FETTLE_OPS_COVERAGE_IN_OPS_H

#include "fettle/ops/coverage.h"

#define FTL_EXCHANGES_MOST 9 /* units that took the place of one another */

/* One day as ftl_period_parse reads it. */
FTL_MUST_CHECK enum ftl_status ftl_coverage_day(const struct ftl_app *app, const char *field,
                                                const char *text, int32_t *ret,
                                                struct ftl_err *err);

/* The job and the device, or the device alone, that a text names. Fills the members that say so,
 * and the verdict of the job. */
FTL_MUST_CHECK enum ftl_status ftl_coverage_subject(struct ftl_app *app, struct ftl_arena *arena,
                                                    const char *text, struct ftl_coverage *ret,
                                                    struct ftl_err *err);

/* Whether two verdicts have the same excess and the same left of a limit; a verdict from before
 * that was kept agrees with every other. */
bool ftl_coverage_has_same_terms(const struct ftl_verdict *was, const struct ftl_verdict *is);

/* A fault that is asked about. */
struct ftl_cover_question {
	const struct ftl_device *device;
	int32_t reported_on;
	/* The job it is: its codes and findings count, its own repair does not. 0: none is on file.
	 */
	int64_t order_id;
	struct ftl_opt meter; /* as it is told now; absent: what is on file */
	const char *group;    /* fault group where no job is on file; NULL: not known */
};

/* The covers of a device that are known, and who pays. Fills the members that say so. */
FTL_MUST_CHECK enum ftl_status ftl_coverage_find(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_cover_question *question,
                                                 struct ftl_coverage *ret, struct ftl_err *err);

#endif
