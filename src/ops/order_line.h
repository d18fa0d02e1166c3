#ifndef FETTLE_OPS_ORDER_LINE_H
#define FETTLE_OPS_ORDER_LINE_H

#include "fettle/ops/order.h"
#include "ops/op.h"

/* Everything a line says, validated, with its amounts; not yet on any bill. */
FTL_MUST_CHECK enum ftl_status ftl_line_read(struct ftl_app *app, struct ftl_arena *arena,
                                             int64_t order_id, const struct ftl_line_form *form,
                                             struct ftl_order_line *ret, struct ftl_err *err);

#endif
