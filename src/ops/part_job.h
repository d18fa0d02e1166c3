#ifndef OPS_PART_JOB_H
#define OPS_PART_JOB_H

#include "ops/stock.h"

/* The parts of a job, as the other steps on it see them. */

/*
 * Lets the job wait for parts, or go on, as the ledger says: a job that was approved or is in
 * repair and lacks a part of the catalogue waits for it (may_wait: only what made it lack one sets
 * it waiting); one that waits for a part of the catalogue and lacks none waits no longer. One that
 * waits is told the day on which what is on order for it is expected, and another day when that
 * changes. The job is touched already.
 */
FTL_MUST_CHECK enum ftl_status ftl_parts_clock(struct ftl_op *op, struct ftl_arena *arena,
                                               int64_t order_id, struct ftl_order_facts *facts,
                                               bool may_wait, struct ftl_err *err);

/* Of what is free of a part and has not expired, as much as a line lacks is reserved for it, of
 * what is followed by serial number by piece; *ret_kept is how much that was. */
FTL_MUST_CHECK enum ftl_status ftl_parts_keep(struct ftl_op *op, struct ftl_arena *arena,
                                              const struct ftl_part *part, int64_t line_id,
                                              int64_t lacks_milli, int64_t *ret_kept,
                                              struct ftl_err *err);

/* A part of which something is free now, whom it came for, and who is not to have it: the line that
 * let it go. */
struct ftl_offer {
	int64_t part_id;
	int64_t first_line_id;  /* 0: the oldest is first */
	int64_t except_line_id; /* 0: none */
};

/*
 * What is free of a part reserved for the jobs that lack it: first_line_id before others, then the
 * oldest line first, each of them let on when it lacks no more. *ret is the code of the first job;
 * NULL: none waits for it.
 */
FTL_MUST_CHECK enum ftl_status ftl_parts_offer(struct ftl_op *op, struct ftl_arena *arena,
                                               const struct ftl_offer *offer, const char **ret,
                                               struct ftl_err *err);

/* Before a line is taken off the bill: what is on the job for it goes back first (FTL_STATE), what
 * is reserved for it is let go. */
FTL_MUST_CHECK enum ftl_status ftl_parts_unline(struct ftl_op *op, struct ftl_arena *arena,
                                                const struct ftl_order *order,
                                                const struct ftl_order_line *line,
                                                struct ftl_err *err);

#endif
