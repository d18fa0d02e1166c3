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
 * oldest line first, then those that lack a part whose place it takes, each of them let on when it
 * lacks no more. *ret is the code of the first job;
 * NULL: none waits for it.
 */
FTL_MUST_CHECK enum ftl_status ftl_parts_offer(struct ftl_op *op, struct ftl_arena *arena,
                                               const struct ftl_offer *offer, const char **ret,
                                               struct ftl_err *err);

/* What the part brought may let the job go on. */
FTL_MUST_CHECK enum ftl_status ftl_parts_let_on(struct ftl_op *op, struct ftl_arena *arena,
                                                int64_t order_id, struct ftl_err *err);

/* Name and SKU, the name cut where both are more than a line's text may be; in the arena. */
const char *ftl_part_line_text(struct ftl_arena *arena, const struct ftl_part *part);

/* Whether a part is another or, by way of others too, has its place taken by it. */
FTL_MUST_CHECK enum ftl_status ftl_parts_lead_to(struct ftl_app *app, struct ftl_arena *arena,
                                                 int64_t from_id, int64_t part_id, bool *ret,
                                                 struct ftl_err *err);
/*
 * Before a part comes for a line that lacks one whose place it takes: what is lacking goes onto a
 * line of its own for the part, at the price that was agreed, with what is on order for it, and
 * *line_id and *position become those of it. They stay where the line is for the part itself, or
 * may not be changed.
 */
FTL_MUST_CHECK enum ftl_status ftl_parts_succeed(struct ftl_op *op, struct ftl_arena *arena,
                                                 const struct ftl_part *part, int64_t *line_id,
                                                 int *position, struct ftl_err *err);
/* The same of every line that lacks such a part, the oldest first, while some of the part is free,
 * which is reserved for it. *ret becomes the code of the first job, unless there was one. */
FTL_MUST_CHECK enum ftl_status ftl_parts_offer_old(struct ftl_op *op, struct ftl_arena *arena,
                                                   int64_t part_id, const char **ret,
                                                   struct ftl_err *err);
/* Of what takes the place of a part: what is there of it is what jobs wait for now. */
FTL_MUST_CHECK enum ftl_status ftl_parts_offer_successor(struct ftl_op *op, struct ftl_arena *arena,
                                                         int64_t part_id, struct ftl_err *err);

/* Before a line is taken off the bill: what is on the job for it goes back first (FTL_STATE), what
 * is reserved for it is let go. */
FTL_MUST_CHECK enum ftl_status ftl_parts_unline(struct ftl_op *op, struct ftl_arena *arena,
                                                const struct ftl_order *order,
                                                const struct ftl_order_line *line,
                                                struct ftl_err *err);

#endif
