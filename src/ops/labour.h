#ifndef OPS_LABOUR_H
#define OPS_LABOUR_H

#include "fettle/ops/labour.h"

/* What somebody worked on a job until as_of, or everybody (staff_id 0), in seconds. */
FTL_MUST_CHECK enum ftl_status ftl_labour_seconds(struct ftl_app *app, int64_t order_id,
                                                  int64_t staff_id, int64_t as_of, int64_t *ret,
                                                  struct ftl_err *err);

/* What was worked on a job until now, as the quantity of a line: hours in thousandths, in whole
 * steps of the setting labour.step_minutes. FTL_STATE when nothing was. */
FTL_MUST_CHECK enum ftl_status ftl_labour_quantity(struct ftl_app *app, int64_t order_id,
                                                   int64_t *ret_milli, struct ftl_err *err);

#endif
