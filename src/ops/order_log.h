#ifndef FETTLE_OPS_ORDER_LOG_H
#define FETTLE_OPS_ORDER_LOG_H

#include "fettle/model/record.h"
#include "ops/op.h"

/* Notes a change that moves no state as an event of a touched work order: `what` says it in words,
 * and its kind is one that changes nothing but the timeline. */
FTL_MUST_CHECK enum ftl_status ftl_order_log(struct ftl_op *op, const struct ftl_order *order,
                                             enum ftl_event_kind kind, struct ftl_opt amount,
                                             const char *what, struct ftl_err *err);

#endif
