#ifndef FETTLE_OPS_ORDER_ALL_H
#define FETTLE_OPS_ORDER_ALL_H

#include "fettle/ops/order.h"
#include "ops/op.h"

/*
 * Something that is done with every job of a list, inside one operation: with all of them or with
 * none, and the error names the line; or, to keep going, without those that are refused.
 */
struct ftl_all_work {
	void *context;
	/* Reads what a line names and checks whether it may be done; writes nothing. ret_id tells
	 * one thing of the list from another, and is set for a refusal too when it is known. */
	enum ftl_status (*prepare)(void *context, const char *text, int64_t *ret_id,
	                           const char **ret_code, struct ftl_err *err);
	/* Does what was prepared last and tells it. */
	enum ftl_status (*carry_out)(void *context, struct ftl_order_outcome *outcome,
	                             struct ftl_err *err);
};

FTL_MUST_CHECK enum ftl_status ftl_all_do(struct ftl_arena *arena, const struct ftl_all_work *work,
                                          const struct ftl_order_named *named, size_t count,
                                          bool keep_going, struct ftl_order_outcomes *ret,
                                          struct ftl_err *err);

#endif
