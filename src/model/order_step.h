#ifndef FETTLE_MODEL_ORDER_STEP_H
#define FETTLE_MODEL_ORDER_STEP_H

#include <stdbool.h>

#include "fettle/model/order.h"

/* One row of the state machine: where an event may happen, and where it leads. */
struct ftl_order_step {
	unsigned from;     /* bit (1 << state) for every state it may happen in */
	bool is_first;     /* may be the first event of a work order */
	bool is_move;      /* leads to the state `to`, and ends a hold; else the state stays */
	enum ftl_state to; /* back from an outside repairer, RECEIVE leads to FTL_IN_REPAIR */
};

extern const struct ftl_order_step ftl_order_steps[FTL_EVENT_KINDS];

#endif
