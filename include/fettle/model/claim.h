#ifndef FETTLE_MODEL_CLAIM_H
#define FETTLE_MODEL_CLAIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/err.h"
#include "fettle/base/opt.h"

/*
 * Claims: what a payer is asked for one job, from the draft to the money (domain reference 2.7). A
 * claim has append-only events; its state, and what became of each of its lines, follows from them,
 * and what is stored besides is a cache of ftl_claim_apply(). Amounts are minor units without tax.
 */

enum ftl_claim_state {
	FTL_CLAIM_DRAFT, /* not sent: its lines are those of the bill, as it stands */
	FTL_CLAIM_SUBMITTED,
	FTL_CLAIM_ACKNOWLEDGED,
	FTL_CLAIM_IN_REVIEW, /* some of its lines are not decided */
	FTL_CLAIM_INFO_REQUIRED,
	FTL_CLAIM_APPROVED, /* every line in full */
	FTL_CLAIM_PARTLY_APPROVED,
	FTL_CLAIM_REJECTED,
	FTL_CLAIM_SHORT_PAID, /* something was paid, and more is owed */
	FTL_CLAIM_DISPUTED,
	FTL_CLAIM_MATCHED,     /* nothing is owed any more, and something else is still open */
	FTL_CLAIM_CLOSED,      /* nothing is open: every cent was paid or written off */
	FTL_CLAIM_WITHDRAWN,   /* its lines may be claimed anew */
	FTL_CLAIM_LAPSED,      /* never sent in time */
	FTL_CLAIM_WRITTEN_OFF, /* nothing was paid, and nothing is expected */
	FTL_CLAIM_STATES
};
extern const char *const ftl_claim_state_names[FTL_CLAIM_STATES]; /* "draft", … */
const char *ftl_claim_state_title(enum ftl_claim_state state);    /* as a person says it */
/* False for the states in which nobody waits for anything. */
bool ftl_claim_is_open(enum ftl_claim_state state);
/* True for the claims that lines are taken by; a withdrawn one gives them back. */
bool ftl_claim_holds_lines(enum ftl_claim_state state);

enum ftl_claim_act {
	FTL_CLAIM_OPEN,
	FTL_CLAIM_SUBMIT,  /* the first revision; its lines follow, one FTL_CLAIM_LINE each */
	FTL_CLAIM_CORRECT, /* the next one */
	FTL_CLAIM_LINE,
	FTL_CLAIM_ACKNOWLEDGE, /* the payer has it */
	FTL_CLAIM_REVIEW,
	FTL_CLAIM_ASK, /* the payer wants to know more */
	FTL_CLAIM_ANSWER,
	FTL_CLAIM_CHASE,  /* somebody asked the payer how it stands */
	FTL_CLAIM_DECIDE, /* a line: what of it was approved */
	FTL_CLAIM_APPEAL, /* what was not approved is to be looked at again */
	FTL_CLAIM_PAY,    /* a line; below zero: taken back */
	FTL_CLAIM_DISPUTE,
	FTL_CLAIM_WRITE_OFF, /* a line */
	FTL_CLAIM_WITHDRAW,
	FTL_CLAIM_LAPSE,
	FTL_CLAIM_NOTE,
	FTL_CLAIM_RETURN, /* a line: the part that was taken out went to the payer */
	FTL_CLAIM_ACTS
};
extern const char *const ftl_claim_act_names[FTL_CLAIM_ACTS]; /* "open", "submit", … */

/* One event as it is stored. Members that an act does not use are zero. */
struct ftl_claim_event {
	int64_t id; /* the order of truth */
	int64_t at; /* UTC seconds */
	enum ftl_claim_act act;
	int revision; /* 0 before the first was sent */
	int position; /* of the line, as on the job's bill; 0: the whole claim */
	int64_t line_id;
	struct ftl_opt amount_cents;
	struct ftl_opt due_on;
	const char *reason;    /* DECIDE, WRITE_OFF: the payer's code, or in words */
	const char *reference; /* SUBMIT, ACKNOWLEDGE: the payer's number; PAY: of the payment;
	                          RETURN: of the parcel */
	const char *text;
	int64_t remittance_line_id; /* PAY: by which line of a payer's list; 0: by hand */
};

/* The reason of a write-off that is the rest of a payment: of what was approved. */
#define FTL_CLAIM_ROUNDING "rounding"

/* What became of a line. */
enum ftl_claim_line_state {
	FTL_CLAIM_LINE_PENDING,
	FTL_CLAIM_LINE_APPROVED,
	FTL_CLAIM_LINE_PARTLY,
	FTL_CLAIM_LINE_REJECTED,
	FTL_CLAIM_LINE_DROPPED, /* a later revision went without it */
	FTL_CLAIM_LINE_STATES
};
extern const char *const ftl_claim_line_state_names[FTL_CLAIM_LINE_STATES];

struct ftl_claim_line {
	int position;
	int64_t line_id;
	int revision; /* that claimed it last */
	enum ftl_claim_line_state state;
	int64_t claimed_cents;
	int64_t approved_cents; /* 0 while nothing was decided */
	int64_t paid_cents;
	int64_t written_off_cents;
	int64_t rounded_cents; /* of it: for the reason FTL_CLAIM_ROUNDING */
	const char *reason;
	struct ftl_opt returned_at; /* the part that was taken out went to the payer */
};

/* Of some lines together; claimed = paid + written off + open + lost. */
struct ftl_claim_sums {
	int64_t claimed_cents;
	int64_t approved_cents;
	int64_t paid_cents;
	int64_t written_off_cents;
	int64_t open_cents; /* neither paid nor given up */
	int64_t lost_cents; /* given up with the whole claim: withdrawn or lapsed */
};

/* What the events of a claim say; begins zeroed. */
struct ftl_claim_facts {
	bool has_events;
	int revision;
	struct ftl_claim_line *lines; /* by position, in the arena */
	size_t line_count;
	size_t line_capacity;
	enum ftl_claim_state stage; /* while lines are pending: SUBMITTED … INFO_REQUIRED */
	enum ftl_claim_state end;   /* WITHDRAWN, LAPSED; else DRAFT */
	bool is_disputed;
	const char *reference; /* the payer's number, as it was said last */
	struct ftl_opt due_on; /* what was asked is to be answered by then */
	struct ftl_opt opened_at;
	struct ftl_opt first_submitted_at;
	struct ftl_opt submitted_at; /* of the last revision */
	struct ftl_opt decided_at;   /* of the last decision */
	struct ftl_opt first_decided_at;
	bool is_first_pass; /* every line approved in full by the first decision on each */
	struct ftl_opt paid_at;
	struct ftl_opt disputed_at;
	struct ftl_opt heard_at; /* of the last that was heard of the payer, or asked */
};

/* Adds one event, in order of id. Total and forgiving, as ftl_order_apply(). Strings are the
 * event's own. */
void ftl_claim_apply(struct ftl_arena *arena, struct ftl_claim_facts *facts,
                     const struct ftl_claim_event *event);

/* The header follows from the lines: all decided, all approved, all refused, or a part. */
enum ftl_claim_state ftl_claim_state_of(const struct ftl_claim_facts *facts);
struct ftl_claim_sums ftl_claim_sums_of(const struct ftl_claim_facts *facts);
/* What of a line is neither paid nor given up. */
int64_t ftl_claim_line_open(const struct ftl_claim_line *line);
/*
 * What of a line the payer still owes: what was approved, less what was paid and what was rounded
 * off, but never more than is open. Of a line of which a part was refused, that part is what is
 * given up first: a write-off does not make money that was promised unexpected while as much is
 * open. Short-paid, what may be paid, disputed or booked, and what is missing in the figures all
 * follow from this. 0 while the line is pending; never below.
 */
int64_t ftl_claim_line_owed(const struct ftl_claim_line *line);
/* What its payer is asked for it by now: what was approved, before that what was claimed, but for
 * what was given up. */
int64_t ftl_claim_line_asked(const struct ftl_claim_line *line);
/* True for a line whose amount on the bill must stay: it is with the payer, or something of it was
 * approved. */
bool ftl_claim_line_is_held(const struct ftl_claim_line *line);
/* NULL when the claim has no line of that position. */
const struct ftl_claim_line *ftl_claim_line_at(const struct ftl_claim_facts *facts, int position);

/*
 * May this happen to the claim of a code now? FTL_STATE with field "claim" says which state it is
 * in and what is possible.
 */
FTL_MUST_CHECK enum ftl_status ftl_claim_can(const char *code, const struct ftl_claim_facts *facts,
                                             enum ftl_claim_act act, struct ftl_err *err);

#endif
