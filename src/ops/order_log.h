#ifndef FETTLE_OPS_ORDER_LOG_H
#define FETTLE_OPS_ORDER_LOG_H

#include "fettle/model/record.h"
#include "ops/op.h"
#include "store/order.h"

/*
 * The one way onto a job's timeline: an event is given its id, applied to the facts, written, and
 * the row of the job repeats what its events say now. The job is touched already (ftl_op_touch).
 */

/* Appends row; row->event.at 0: now. What happened earlier is marked with when it was typed. A
 * legal hold that the row would end is noted again behind it. Fills the row's id, time and state.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_append(struct ftl_op *op, int64_t order_id,
                                                struct ftl_order_facts *facts,
                                                struct ftl_order_event *row, struct ftl_err *err);

/* Writes a new job with its first event. */
FTL_MUST_CHECK enum ftl_status ftl_order_open(struct ftl_op *op,
                                              const struct ftl_order_insert *order,
                                              struct ftl_order_event *row, struct ftl_err *err);

/* Appends what happened to a job, in words, now; amount may be absent. */
FTL_MUST_CHECK enum ftl_status ftl_order_log(struct ftl_op *op, const struct ftl_order *order,
                                             enum ftl_event_kind kind, struct ftl_opt amount,
                                             const char *what, struct ftl_err *err);

#endif
