#ifndef OPS_OLD_PART_H
#define OPS_OLD_PART_H

#include "fettle/ops/old_part.h"
#include "ops/op.h"

/* A job goes out: what of its old parts somebody wants back, and nobody spoke of, is held. The job
 * is touched already. */
FTL_MUST_CHECK enum ftl_status ftl_old_parts_keep(struct ftl_op *op, struct ftl_arena *arena,
                                                  int64_t order_id, struct ftl_err *err);

#endif
