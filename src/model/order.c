#include "fettle/model/order.h"

#include <string.h>

#include "model/order_step.h"

#define BIT(state) (1u << (state))

/* A device that is here and not worked on yet, or may still be called off. */
#define BEFORE_WORK                                                                                \
	(BIT(FTL_RECEIVED) | BIT(FTL_DIAGNOSING) | BIT(FTL_AWAIT_CUSTOMER) |                       \
	 BIT(FTL_AWAIT_PAYER) | BIT(FTL_APPROVED))
#define UNDER_WAY                                                                                  \
	(BEFORE_WORK | BIT(FTL_AWAIT_PARTS) | BIT(FTL_IN_REPAIR) | BIT(FTL_AT_VENDOR) |            \
	 BIT(FTL_QUALITY_CHECK))
#define OPEN     (UNDER_WAY | BIT(FTL_READY))
#define AT_BENCH (BIT(FTL_DIAGNOSING) | BIT(FTL_IN_REPAIR))
#define PENDING  (BIT(FTL_BOOKED) | OPEN)
#define ANY      (PENDING | BIT(FTL_HANDED_OVER) | BIT(FTL_CLOSED) | BIT(FTL_CANCELLED))

const struct ftl_order_step ftl_order_steps[FTL_EVENT_KINDS] = {
        [FTL_EV_BOOK] = {0, true, true, FTL_BOOKED},
        [FTL_EV_RECEIVE] = {BIT(FTL_BOOKED) | BIT(FTL_AT_VENDOR), true, true, FTL_RECEIVED},
        [FTL_EV_ASSIGN] = {PENDING, false, false, FTL_STATES},
        [FTL_EV_DIAGNOSE] = {BIT(FTL_RECEIVED) | BIT(FTL_APPROVED) | BIT(FTL_AWAIT_CUSTOMER) |
                                     BIT(FTL_AWAIT_PAYER) | BIT(FTL_AWAIT_PARTS) | AT_BENCH,
                             false, true, FTL_DIAGNOSING},
        [FTL_EV_ASK] = {BIT(FTL_RECEIVED) | BIT(FTL_DIAGNOSING) | BIT(FTL_APPROVED) |
                                BIT(FTL_AWAIT_PARTS) | BIT(FTL_IN_REPAIR) | BIT(FTL_AWAIT_PAYER) |
                                BIT(FTL_AWAIT_CUSTOMER) | BIT(FTL_QUALITY_CHECK),
                        false, true, FTL_AWAIT_CUSTOMER},
        [FTL_EV_ASK_PAYER] = {BIT(FTL_RECEIVED) | BIT(FTL_DIAGNOSING) | BIT(FTL_APPROVED) |
                                      BIT(FTL_AWAIT_PARTS) | BIT(FTL_IN_REPAIR) |
                                      BIT(FTL_AWAIT_CUSTOMER),
                              false, true, FTL_AWAIT_PAYER},
        [FTL_EV_APPROVE] = {BIT(FTL_RECEIVED) | BIT(FTL_DIAGNOSING) | BIT(FTL_AWAIT_CUSTOMER) |
                                    BIT(FTL_AWAIT_PAYER),
                            false, true, FTL_APPROVED},
        [FTL_EV_WAIT_PARTS] = {BIT(FTL_DIAGNOSING) | BIT(FTL_APPROVED) | BIT(FTL_IN_REPAIR), false,
                               true, FTL_AWAIT_PARTS},
        [FTL_EV_START] = {BIT(FTL_APPROVED) | BIT(FTL_AWAIT_PARTS) | AT_BENCH, false, true,
                          FTL_IN_REPAIR},
        [FTL_EV_SEND] = {BIT(FTL_RECEIVED) | BIT(FTL_DIAGNOSING) | BIT(FTL_APPROVED) |
                                 BIT(FTL_IN_REPAIR) | BIT(FTL_AWAIT_PARTS),
                         false, true, FTL_AT_VENDOR},
        [FTL_EV_TEST] = {BIT(FTL_IN_REPAIR) | BIT(FTL_DIAGNOSING), false, true, FTL_QUALITY_CHECK},
        [FTL_EV_FAIL] = {BIT(FTL_QUALITY_CHECK) | BIT(FTL_READY), false, true, FTL_IN_REPAIR},
        [FTL_EV_READY] = {UNDER_WAY & ~BIT(FTL_IN_REPAIR), false, true, FTL_READY},
        [FTL_EV_HAND_OVER] = {BIT(FTL_READY), false, true, FTL_HANDED_OVER},
        [FTL_EV_CLOSE] = {BIT(FTL_HANDED_OVER), false, true, FTL_CLOSED},
        [FTL_EV_CANCEL] = {BIT(FTL_BOOKED) | BEFORE_WORK, false, true, FTL_CANCELLED},
        [FTL_EV_HOLD] = {OPEN, false, false, FTL_STATES},
        [FTL_EV_RESUME] = {OPEN, false, false, FTL_STATES},
        [FTL_EV_NOTE] = {ANY, false, false, FTL_STATES},
        [FTL_EV_PROMISE] = {PENDING, false, false, FTL_STATES},
        [FTL_EV_NOTICE] = {BIT(FTL_READY), false, false, FTL_STATES},
        [FTL_EV_LINE] = {PENDING, false, false, FTL_STATES},
        [FTL_EV_CODE] = {PENDING, false, false, FTL_STATES},
        [FTL_EV_IMPORT] = {0, true, true, FTL_CLOSED},
        [FTL_EV_STOP] = {AT_BENCH, false, false, FTL_STATES},
        [FTL_EV_LABOUR] = {OPEN | BIT(FTL_HANDED_OVER), false, false, FTL_STATES},
        [FTL_EV_REFUSE] = {BIT(FTL_AWAIT_PAYER), false, true, FTL_DIAGNOSING},
        [FTL_EV_PARTS] = {BIT(FTL_AWAIT_PARTS), false, true, FTL_APPROVED},
};

bool ftl_state_is_open(enum ftl_state state)
{
	return (BIT(state) & OPEN) != 0;
}

bool ftl_state_is_bench(enum ftl_state state)
{
	return (BIT(state) & AT_BENCH) != 0;
}

static enum ftl_owner state_owner(enum ftl_state state)
{
	switch (state) {
	case FTL_RECEIVED:
	case FTL_DIAGNOSING:
	case FTL_APPROVED:
	case FTL_IN_REPAIR:
	case FTL_QUALITY_CHECK:
		return FTL_OWNER_SHOP;
	case FTL_AWAIT_CUSTOMER:
	case FTL_READY:
		return FTL_OWNER_CUSTOMER;
	case FTL_AWAIT_PAYER:
		return FTL_OWNER_PAYER;
	case FTL_AWAIT_PARTS:
		return FTL_OWNER_PARTS;
	case FTL_AT_VENDOR:
		return FTL_OWNER_VENDOR;
	case FTL_BOOKED:
	case FTL_HANDED_OVER:
	case FTL_CLOSED:
	case FTL_CANCELLED:
	case FTL_STATES:
		break;
	}
	return FTL_OWNER_NONE;
}

enum ftl_owner ftl_clock_owner(enum ftl_state state, enum ftl_hold hold)
{
	if (!ftl_state_is_open(state))
		return FTL_OWNER_NONE;
	switch (hold) {
	case FTL_HOLD_CUSTOMER:
		return FTL_OWNER_CUSTOMER;
	case FTL_HOLD_PAYER:
	case FTL_HOLD_RECALL: /* a recall is paid, and decided on, by whoever called */
		return FTL_OWNER_PAYER;
	case FTL_HOLD_PARTS:
		return FTL_OWNER_PARTS;
	case FTL_HOLD_VENDOR:
		return FTL_OWNER_VENDOR;
	case FTL_HOLD_LEGAL: /* a court or an authority: nobody's here */
		return FTL_OWNER_NONE;
	case FTL_HOLD_INTERNAL:
		return FTL_OWNER_SHOP;
	case FTL_HOLD_NONE:
	case FTL_HOLDS:
		break;
	}
	return state_owner(state);
}

void ftl_order_facts_init(struct ftl_order_facts *facts)
{
	*facts = (struct ftl_order_facts){.state = FTL_BOOKED};
}

const struct ftl_worker *ftl_order_worker(const struct ftl_order_facts *facts, int64_t staff_id)
{
	for (int i = 0; i < facts->worker_count; i++) {
		if (facts->workers[i].staff_id == staff_id)
			return &facts->workers[i];
	}
	return NULL;
}

static void begin_work(struct ftl_order_facts *facts, int64_t staff_id, int64_t at)
{
	if (staff_id == 0 || ftl_order_worker(facts, staff_id) != NULL ||
	    facts->worker_count == FTL_WORKERS_MOST || !ftl_state_is_bench(facts->state))
		return;
	facts->workers[facts->worker_count++] = (struct ftl_worker){staff_id, at};
}

static void end_work(struct ftl_order_facts *facts, int64_t staff_id)
{
	int kept = 0;

	for (int i = 0; i < facts->worker_count; i++) {
		if (facts->workers[i].staff_id != staff_id)
			facts->workers[kept++] = facts->workers[i];
	}
	if (kept < facts->worker_count)
		facts->workers[kept] = (struct ftl_worker){0, 0};
	facts->worker_count = kept;
}

static void end_all_work(struct ftl_order_facts *facts)
{
	memset(facts->workers, 0, sizeof(facts->workers));
	facts->worker_count = 0;
}

static void enter(struct ftl_order_facts *facts, enum ftl_state state, int64_t at)
{
	facts->hold = FTL_HOLD_NONE;
	if (facts->state != state)
		facts->state_since = at;
	facts->state = state;
	if (!ftl_state_is_bench(state))
		end_all_work(facts);
	/* What had ended goes on: nothing that was said of its end holds any longer. */
	if (ftl_state_is_open(state)) {
		facts->handed_over_at = 0;
		facts->closed_at = 0;
	}
	if (ftl_state_is_open(state) && state != FTL_READY) {
		facts->ready_at = 0;
		facts->result = FTL_RESULT_NONE;
		facts->barrier = FTL_BARRIER_NONE;
	}
}

static void note_result(struct ftl_order_facts *facts, const struct ftl_event *event, int64_t at)
{
	/* Said twice, it was ready the first time: a job counts once. */
	if (facts->ready_at == 0)
		facts->ready_at = at;
	facts->result = event->result;
	facts->barrier = event->barrier;
}

/* What an event says beside the state it leads to. */
static void apply_rest(struct ftl_order_facts *facts, const struct ftl_event *event, int64_t at)
{
	switch (event->kind) {
	case FTL_EV_RECEIVE:
		if (facts->received_at == 0)
			facts->received_at = at;
		break;
	case FTL_EV_ASSIGN:
		facts->technician_id = event->technician_id;
		break;
	case FTL_EV_FAIL:
		facts->reworks++;
		break;
	case FTL_EV_READY:
		note_result(facts, event, at);
		break;
	case FTL_EV_HAND_OVER:
		facts->handed_over_at = at;
		break;
	case FTL_EV_CLOSE:
		facts->closed_at = at;
		break;
	case FTL_EV_HOLD:
		facts->hold = event->hold;
		end_all_work(facts);
		break;
	case FTL_EV_RESUME:
		facts->hold = FTL_HOLD_NONE;
		begin_work(facts, event->technician_id, at);
		break;
	case FTL_EV_DIAGNOSE:
	case FTL_EV_START:
		begin_work(facts, event->technician_id, at);
		break;
	case FTL_EV_STOP:
		end_work(facts, event->technician_id);
		break;
	case FTL_EV_IMPORT:
		facts->received_at = at;
		facts->handed_over_at = at;
		facts->closed_at = at;
		note_result(facts, event, at);
		break;
	case FTL_EV_BOOK:
	case FTL_EV_ASK:
	case FTL_EV_ASK_PAYER:
	case FTL_EV_APPROVE:
	case FTL_EV_WAIT_PARTS:
	case FTL_EV_SEND:
	case FTL_EV_TEST:
	case FTL_EV_CANCEL:
	case FTL_EV_NOTE:
	case FTL_EV_PROMISE:
	case FTL_EV_NOTICE:
	case FTL_EV_LINE:
	case FTL_EV_CODE:
	case FTL_EV_LABOUR:
	case FTL_EV_REFUSE:
	case FTL_EV_PARTS:
	case FTL_EVENT_KINDS:
		break;
	}
}

void ftl_order_apply(struct ftl_order_facts *facts, const struct ftl_event *event)
{
	const struct ftl_order_step *step = &ftl_order_steps[event->kind];
	enum ftl_state to = step->to;
	int64_t at = event->at;

	/* The order of ids is the truth; a clock that was set back must not make time negative. */
	if (facts->has_events && at < facts->last_event_at) {
		facts->went_back = true;
		at = facts->last_event_at;
	}
	if (!facts->has_events)
		facts->state_since = at;
	if (event->kind == FTL_EV_RECEIVE && facts->state == FTL_AT_VENDOR)
		to = FTL_IN_REPAIR;
	if (step->is_move)
		enter(facts, to, at);
	apply_rest(facts, event, at);
	facts->has_events = true;
	facts->last_event_at = at;
	facts->is_day_only = facts->is_day_only || event->is_day_only;
}

void ftl_promises_event(struct ftl_promises *promises, enum ftl_event_kind kind,
                        struct ftl_opt due_on)
{
	bool is_promise = kind == FTL_EV_RECEIVE || kind == FTL_EV_BOOK || kind == FTL_EV_PROMISE;

	if (!is_promise || !due_on.has)
		return;
	promises->count += !promises->last_on.has || promises->last_on.value != due_on.value;
	promises->last_on = due_on;
	if (!promises->first_on.has)
		promises->first_on = due_on;
}
