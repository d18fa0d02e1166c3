#ifndef FETTLE_MODEL_PREAUTH_H
#define FETTLE_MODEL_PREAUTH_H

#include "fettle/model/coverage.h"
#include "fettle/model/record.h"

/*
 * What payers were asked before a repair, and what they answered: folded from the events of a work
 * order, domain reference 2.7. An answer is the step that approves or refuses a job while it waits
 * for the payer; work that goes on without one leaves the request open.
 */
enum ftl_preauth_state {
	FTL_PREAUTH_REQUESTED,
	FTL_PREAUTH_GRANTED,
	FTL_PREAUTH_DENIED,
	FTL_PREAUTH_EXPIRED, /* granted, and its last day is over */
	FTL_PREAUTH_STATES
};
extern const char *const ftl_preauth_state_names[FTL_PREAUTH_STATES]; /* "requested", … */

/* The last request to one payer. */
struct ftl_preauth {
	enum ftl_preauth_state state;
	struct ftl_opt payer;  /* an enum ftl_payer; absent: an older request that does not say */
	const char *reference; /* with which it was asked */
	const char *number;    /* by which to claim: the payer's own, else the reference */
	struct ftl_opt asked_cents;
	struct ftl_opt due_on;        /* by when the payer is to answer */
	struct ftl_opt granted_cents; /* up to which; what was asked, unless the answer says */
	struct ftl_opt valid_until;   /* the last day; absent: for good */
	int64_t asked_at;
	struct ftl_opt answered_at;
	const char *text; /* of the answer, else of the request; may be NULL */
};

#define FTL_PREAUTHS_MOST (FTL_PAYERS + 1)
struct ftl_preauths {
	struct ftl_preauth
	        list[FTL_PREAUTHS_MOST]; /* a payer each, in the order of their request */
	size_t count;
};

/* All events of a job in order of id, as they stand on a day of the centre. */
void ftl_preauths_fold(const struct ftl_order_event *events, size_t count, int32_t today,
                       struct ftl_preauths *ret);

/* That of a payer; else that of a request that does not say whom it went to; NULL: none. */
const struct ftl_preauth *ftl_preauths_find(const struct ftl_preauths *preauths,
                                            enum ftl_payer payer);

#endif
