#ifndef FETTLE_OPS_CREATE_H
#define FETTLE_OPS_CREATE_H

#include "fettle/model/record.h"
#include "ops/op.h"

/*
 * A new customer or device inside an operation: id, code (in the arena) and time of creation are
 * given and filled in, the row and its words for `find` are written. The values are checked before.
 */
FTL_MUST_CHECK enum ftl_status ftl_customer_create(struct ftl_op *op, struct ftl_arena *arena,
                                                   struct ftl_customer *customer,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_device_create(struct ftl_op *op, struct ftl_arena *arena,
                                                 struct ftl_device *device, struct ftl_err *err);

#endif
