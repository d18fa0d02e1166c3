#ifndef HELPER_ORDER_H
#define HELPER_ORDER_H

#include "fettle/model/order.h"

/* A work order for the rules of its states, and nothing beside it. */
#define ORDER_CODE "W2600377F"

/* All that any step asks for is there. */
extern const struct ftl_guard order_everything;

/* An event of the kind, with what it cannot be without. */
void order_apply(struct ftl_order_facts *facts, enum ftl_event_kind kind, int64_t at);

/* A job in the state, by a legal way. */
struct ftl_order_facts order_facts_in(enum ftl_state state);

/* The step is refused with the status. */
void order_refuse(struct ftl_order_facts *facts, enum ftl_event_kind kind,
                  const struct ftl_guard *guard, enum ftl_status status, struct ftl_err *err);

#endif
