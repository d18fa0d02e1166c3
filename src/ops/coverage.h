#ifndef FETTLE_OPS_COVERAGE_IN_OPS_H
#define FETTLE_OPS_COVERAGE_IN_OPS_H

#include "fettle/ops/coverage.h"

/*
 * The covers of a device that are known, and who pays for a fault that was reported on a day; the
 * repair of but_order_id does not count (0: all do). Fills the members that say so.
 */
FTL_MUST_CHECK enum ftl_status ftl_coverage_find(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_device *device,
                                                 int32_t reported_on, int64_t but_order_id,
                                                 struct ftl_coverage *ret, struct ftl_err *err);

#endif
