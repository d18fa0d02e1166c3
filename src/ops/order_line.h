#ifndef FETTLE_OPS_ORDER_LINE_H
#define FETTLE_OPS_ORDER_LINE_H

#include "fettle/ops/order.h"
#include "ops/op.h"

/* Everything a line says, validated, with its amounts; not yet on any bill. */
FTL_MUST_CHECK enum ftl_status ftl_line_read(struct ftl_app *app, struct ftl_arena *arena,
                                             int64_t order_id, const struct ftl_line_form *form,
                                             struct ftl_order_line *ret, struct ftl_err *err);

/* Whether the bill of a job may still be changed: FTL_STATE. */
FTL_MUST_CHECK enum ftl_status ftl_line_check_open(struct ftl_app *app, struct ftl_arena *arena,
                                                   const struct ftl_order *order,
                                                   struct ftl_err *err);
/* Puts a line on a bill that is open. It gets its id and position. */
FTL_MUST_CHECK enum ftl_status ftl_line_put(struct ftl_op *op, struct ftl_arena *arena,
                                            const struct ftl_order *order,
                                            struct ftl_order_line *row, struct ftl_err *err);

/* Takes a line off the bill, with what is reserved for it; FTL_STATE: a part of it is on the job.
 * The job is touched already; the bill is to be shared again. */
FTL_MUST_CHECK enum ftl_status ftl_line_take_off(struct ftl_op *op, struct ftl_arena *arena,
                                                 const struct ftl_order *order,
                                                 const struct ftl_order_line *line,
                                                 struct ftl_err *err);
/* Takes a quantity off a line of a bill that is open, and the line with the last of it and with
 * what is reserved for it. FTL_STATE for a line that a payer was asked for. The job is touched
 * already. */
FTL_MUST_CHECK enum ftl_status ftl_line_lower(struct ftl_op *op, struct ftl_arena *arena,
                                              const struct ftl_order *order, int position,
                                              int64_t by_milli, struct ftl_err *err);
/* Puts it back on a line that is still there. */
FTL_MUST_CHECK enum ftl_status ftl_line_raise(struct ftl_op *op, struct ftl_arena *arena,
                                              const struct ftl_order *order, int64_t line_id,
                                              int64_t by_milli, struct ftl_err *err);

#endif
