#ifndef OPS_POSSIBLE_H
#define OPS_POSSIBLE_H

#include "fettle/model/possible.h"
#include "fettle/ops/app.h"

/*
 * What the person at work can do with a job now: everything around it that its state asks for, read
 * once. ret_facts: what its events say.
 */
FTL_MUST_CHECK enum ftl_status ftl_possible_now(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_order *order,
                                                struct ftl_order_facts *ret_facts,
                                                struct ftl_possible *ret, struct ftl_err *err);

/* ftl_order_can(), whose refusal names what is possible instead. */
FTL_MUST_CHECK enum ftl_status ftl_possible_can(struct ftl_app *app, struct ftl_arena *arena,
                                                const struct ftl_order *order,
                                                const struct ftl_order_facts *facts,
                                                enum ftl_event_kind kind,
                                                const struct ftl_guard *guard, struct ftl_err *err);

#endif
