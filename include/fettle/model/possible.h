#ifndef FETTLE_MODEL_POSSIBLE_H
#define FETTLE_MODEL_POSSIBLE_H

#include "fettle/model/estimate.h"
#include "fettle/model/order.h"
#include "fettle/model/role.h"

/*
 * What somebody can do with a work order now: its steps, and the commands beside them. What the
 * state lets through is for ftl_order_may(); here it is held against what is known around the job,
 * so that nothing is offered that would be refused.
 */

/* How the check after the repair stands, while the job is in it, for who asks. */
struct ftl_possible_check {
	bool is_wanted;  /* by policy a list is gone through, and has items that are not answered */
	bool is_barred;  /* somebody else than who asks is to test */
	int failed;      /* items that count against "ready" */
	bool is_missing; /* the list is required, and not every item is answered */
	bool is_own;     /* whoever repaired it tested it, and somebody else should have */
};

/* What is known around a work order. Members that its state does not ask for may be left zero. */
struct ftl_possible_facts {
	struct ftl_order_facts order;
	int64_t actor_id; /* who asks */
	enum ftl_role role;
	const struct ftl_estimate *estimates; /* by number and version, with lines and state */
	size_t estimate_count;
	bool is_over_limit;  /* the bill, or an offer that is not answered, is more than was allowed
	                      */
	const char *loaner;  /* code of one that is out for it; NULL: none */
	bool has_open_claim; /* a payer still owes an answer, or money */
	bool is_away;        /* the device is at an outside repairer's place, whatever the state */
	bool owes_fee; /* for the diagnosis, or would on calling the job off; or for a loaner */
	struct ftl_possible_check check;
};

struct ftl_possible_act {
	const char *command;      /* "order start", "estimate accept" */
	enum ftl_event_kind kind; /* the step that it is; FTL_EVENT_KINDS: none */
	const char *code; /* of the estimate or loaner that it takes; NULL: it takes the job's */
};

#define FTL_POSSIBLE_MOST 40

struct ftl_possible {
	struct ftl_possible_act acts[FTL_POSSIBLE_MOST]; /* the most likely first */
	int count;
	int called_for; /* how many of the first the job calls for now; 0: it waits for others, or
	                   for nothing */
	struct ftl_opt bill_cents; /* of a job that is ready: what the customer is to pay */
};

/* What a person must be allowed to do for a step of this kind. */
enum ftl_capability ftl_event_capability(enum ftl_event_kind kind);

/*
 * Fills acts and called_for. An act is possible when some sensible arguments make it succeed:
 * START, DIAGNOSE and STOP are of the technician who asks, else of whoever has the job; READY in
 * the quality check is of a repair; strings are those of the facts.
 */
void ftl_possible_acts(const struct ftl_possible_facts *facts, struct ftl_possible *ret);

/* The act of a command; NULL: it is not possible. */
const struct ftl_possible_act *ftl_possible_find(const struct ftl_possible *possible,
                                                 const char *command);

#endif
