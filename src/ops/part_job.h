#ifndef OPS_PART_JOB_H
#define OPS_PART_JOB_H

#include "ops/stock.h"

/* The parts of a job, as the other steps on it see them. */

/*
 * Lets the job wait for parts, or go on, as the ledger says: a job that was approved or is in
 * repair and lacks a part of the catalogue waits for it; one that waits for a part of the
 * catalogue and lacks none waits no longer. One that waits is told the day on which what is on
 * order for it is expected, and another day when that changes. The job is touched already.
 */
FTL_MUST_CHECK enum ftl_status ftl_parts_clock(struct ftl_op *op, struct ftl_arena *arena,
                                               int64_t order_id, struct ftl_order_facts *facts,
                                               struct ftl_err *err);

/*
 * What has come reserved for the jobs that lack the part, the line that it was ordered for before
 * others and then the oldest first, each of them let
 * on when it lacks no more: at most quantity_milli, from the place where the move put it. *ret is
 * the code of the first job; NULL: none waits for it.
 */
FTL_MUST_CHECK enum ftl_status ftl_parts_allot(struct ftl_op *op, struct ftl_arena *arena,
                                               const struct ftl_posting *arrival, const char **ret,
                                               struct ftl_err *err);

/* Before a line is taken off the bill: what is on the job for it goes back first (FTL_STATE), what
 * is reserved for it is let go. */
FTL_MUST_CHECK enum ftl_status ftl_parts_unline(struct ftl_op *op, struct ftl_arena *arena,
                                                const struct ftl_order *order,
                                                const struct ftl_order_line *line,
                                                struct ftl_err *err);

#endif
