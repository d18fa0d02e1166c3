#ifndef FETTLE_OPS_SHARE_H
#define FETTLE_OPS_SHARE_H

#include "fettle/model/estimate.h"
#include "fettle/model/record.h"
#include "ops/op.h"

/* What of the lines that others pay the customer bears: see model/share.h. The job was touched. */

/* The lines of a bill as they are to be shared, in the arena; the verdict of the job may be none.
 */
FTL_MUST_CHECK enum ftl_status ftl_share_find(struct ftl_db *db, struct ftl_arena *arena,
                                              int64_t order_id, struct ftl_order_line **ret,
                                              size_t *ret_count, bool *ret_is_claimed,
                                              struct ftl_err *err);
/* Shares the bill again, after it or the verdict changed. */
FTL_MUST_CHECK enum ftl_status ftl_share_bill(struct ftl_op *op, struct ftl_arena *arena,
                                              int64_t order_id, struct ftl_err *err);
/* Shares the lines of an estimate, as if they were put on what is on the bill beside them. */
FTL_MUST_CHECK enum ftl_status ftl_share_estimate(struct ftl_op *op, struct ftl_arena *arena,
                                                  int64_t order_id,
                                                  const struct ftl_estimate *estimate,
                                                  struct ftl_err *err);

#endif
