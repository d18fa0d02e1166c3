#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "helper_order.h"

const struct ftl_guard order_everything = {
        .has_technician_after = true,
        .is_within_limit = true,
        .has_due_date = true,
        .has_reference = true,
        .pieces_missing = 0,
        .is_settled = true,
        .result = FTL_NO_FAULT_FOUND,
};

void order_apply(struct ftl_order_facts *facts, enum ftl_event_kind kind, int64_t at)
{
	struct ftl_event event = {.at = at, .kind = kind};

	if (kind == FTL_EV_HOLD)
		event.hold = FTL_HOLD_CUSTOMER;
	if (kind == FTL_EV_READY || kind == FTL_EV_IMPORT)
		event.result = FTL_NO_FAULT_FOUND;
	ftl_order_apply(facts, &event);
}

/* A way of events to each state; unused places are FTL_EVENT_KINDS. */
#define END FTL_EVENT_KINDS
static const enum ftl_event_kind ways[FTL_STATES][7] = {
        [FTL_BOOKED] = {FTL_EV_BOOK, END},
        [FTL_RECEIVED] = {FTL_EV_RECEIVE, END},
        [FTL_DIAGNOSING] = {FTL_EV_RECEIVE, FTL_EV_DIAGNOSE, END},
        [FTL_AWAIT_CUSTOMER] = {FTL_EV_RECEIVE, FTL_EV_ASK, END},
        [FTL_AWAIT_PAYER] = {FTL_EV_RECEIVE, FTL_EV_ASK_PAYER, END},
        [FTL_APPROVED] = {FTL_EV_RECEIVE, FTL_EV_APPROVE, END},
        [FTL_AWAIT_PARTS] = {FTL_EV_RECEIVE, FTL_EV_APPROVE, FTL_EV_WAIT_PARTS, END},
        [FTL_IN_REPAIR] = {FTL_EV_RECEIVE, FTL_EV_APPROVE, FTL_EV_START, END},
        [FTL_AT_VENDOR] = {FTL_EV_RECEIVE, FTL_EV_SEND, END},
        [FTL_QUALITY_CHECK] = {FTL_EV_RECEIVE, FTL_EV_DIAGNOSE, FTL_EV_TEST, END},
        [FTL_READY] = {FTL_EV_RECEIVE, FTL_EV_READY, END},
        [FTL_HANDED_OVER] = {FTL_EV_RECEIVE, FTL_EV_READY, FTL_EV_HAND_OVER, END},
        [FTL_CLOSED] = {FTL_EV_RECEIVE, FTL_EV_READY, FTL_EV_HAND_OVER, FTL_EV_CLOSE, END},
        [FTL_CANCELLED] = {FTL_EV_RECEIVE, FTL_EV_CANCEL, END},
};

struct ftl_order_facts order_facts_in(enum ftl_state state)
{
	struct ftl_order_facts facts;

	ftl_order_facts_init(&facts);
	for (size_t i = 0; ways[state][i] != END; i++)
		order_apply(&facts, ways[state][i], 1000 + (int64_t)i);
	assert_int_equal(facts.state, state);
	return facts;
}

void order_refuse(struct ftl_order_facts *facts, enum ftl_event_kind kind,
                  const struct ftl_guard *guard, enum ftl_status status, struct ftl_err *err)
{
	assert_int_equal(ftl_order_can(ORDER_CODE, facts, kind, guard, err), status);
	assert_int_equal(err->status, status);
}
