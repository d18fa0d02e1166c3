#ifndef FETTLE_OPS_METER_H
#define FETTLE_OPS_METER_H

#include "fettle/model/meter.h"
#include "ops/op.h"

/* Whether a reading may be noted of a device; fills the unit that is on file where none is said.
 * device_id 0: nothing is on file. FTL_INVALID with the field. */
FTL_MUST_CHECK enum ftl_status ftl_meter_weigh(struct ftl_app *app, struct ftl_arena *arena,
                                               int64_t device_id, const char *field,
                                               struct ftl_meter_row *row, struct ftl_err *err);
/* Notes it. The device is touched. */
FTL_MUST_CHECK enum ftl_status ftl_meter_put(struct ftl_op *op, struct ftl_arena *arena,
                                             int64_t device_id, const char *field,
                                             struct ftl_meter_row *row, struct ftl_err *err);

#endif
