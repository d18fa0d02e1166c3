#ifndef FETTLE_MODEL_ORDER_H
#define FETTLE_MODEL_ORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"

/*
 * The work order as a state machine over its append-only events. What is stored besides the events
 * is a cache of ftl_order_apply() over them. Names are the ones of the data format.
 */
enum ftl_state {
	FTL_BOOKED,
	FTL_RECEIVED,
	FTL_DIAGNOSING,
	FTL_AWAIT_CUSTOMER,
	FTL_AWAIT_PAYER,
	FTL_APPROVED,
	FTL_AWAIT_PARTS,
	FTL_IN_REPAIR,
	FTL_AT_VENDOR,
	FTL_QUALITY_CHECK,
	FTL_READY,
	FTL_HANDED_OVER,
	FTL_CLOSED,
	FTL_CANCELLED,
	FTL_STATES
};

/* How a job ended, apart from its state. FTL_RESULT_NONE: not known (yet). */
enum ftl_result {
	FTL_RESULT_NONE,
	FTL_REPAIRED,
	FTL_REPAIRED_PARTLY,
	FTL_EXCHANGED,
	FTL_NO_FAULT_FOUND,
	FTL_USER_INSTRUCTED,
	FTL_SOFTWARE_ONLY,
	FTL_DECLINED_BY_CUSTOMER,
	FTL_UNECONOMIC,
	FTL_UNREPAIRABLE,
	FTL_REFUNDED,
	FTL_RECYCLED,
	FTL_ABANDONED,
	FTL_RESULTS
};

/* Why a device could not be repaired: the barriers of the Open Repair Data Standard 0.3. */
enum ftl_barrier {
	FTL_BARRIER_NONE,
	FTL_NO_SPARE_PARTS,      /* Spare parts not available */
	FTL_PARTS_TOO_EXPENSIVE, /* Spare parts too expensive */
	FTL_NO_WAY_TO_OPEN,      /* No way to open product */
	FTL_NO_REPAIR_INFO,      /* Repair information not available */
	FTL_NO_EQUIPMENT,        /* Lack of equipment */
	FTL_TOO_WORN_OUT,        /* Too worn out (data also say: Item too worn out) */
	FTL_BARRIERS
};

/* Why a job is on hold: an overlay on any open state, not a state. */
enum ftl_hold {
	FTL_HOLD_NONE,
	FTL_HOLD_CUSTOMER,
	FTL_HOLD_PAYER,
	FTL_HOLD_PARTS,
	FTL_HOLD_VENDOR,
	FTL_HOLD_LEGAL,
	FTL_HOLD_RECALL,
	FTL_HOLD_INTERNAL,
	FTL_HOLDS
};

/* Whose clock runs. */
enum ftl_owner {
	FTL_OWNER_NONE,
	FTL_OWNER_SHOP,
	FTL_OWNER_CUSTOMER,
	FTL_OWNER_PAYER,
	FTL_OWNER_PARTS,
	FTL_OWNER_VENDOR,
	FTL_OWNERS
};

/* How urgent a job is; NORMAL unless somebody says so. */
enum ftl_priority {
	FTL_PRIORITY_LOW,
	FTL_PRIORITY_NORMAL,
	FTL_PRIORITY_HIGH,
	FTL_PRIORITY_URGENT,
	FTL_PRIORITIES
};

enum ftl_event_kind {
	FTL_EV_BOOK,    /* announced, the device is not here */
	FTL_EV_RECEIVE, /* device scanned in; or back from an outside repairer */
	FTL_EV_ASSIGN,  /* a technician has it; no change of state */
	FTL_EV_DIAGNOSE,
	FTL_EV_ASK,       /* question or estimate to the customer, with a date */
	FTL_EV_ASK_PAYER, /* pre-authorisation sent, with a reference */
	FTL_EV_APPROVE,
	FTL_EV_WAIT_PARTS,
	FTL_EV_START,
	FTL_EV_SEND, /* shipped to an outside repairer */
	FTL_EV_TEST, /* technician says done: quality check */
	FTL_EV_FAIL, /* check failed, or ready undone: back to repair, counts a rework */
	FTL_EV_READY,
	FTL_EV_HAND_OVER,
	FTL_EV_CLOSE,
	FTL_EV_CANCEL,
	FTL_EV_HOLD,
	FTL_EV_RESUME,
	FTL_EV_NOTE,
	FTL_EV_PROMISE, /* a date was promised (again) */
	FTL_EV_NOTICE,  /* the customer was told that it is ready */
	FTL_EV_LINE,    /* a line was added or taken off */
	FTL_EV_CODE,    /* a line of diagnosis was added or taken off */
	FTL_EV_IMPORT,  /* the whole visit, taken over from another record */
	FTL_EV_STOP,    /* somebody's timer ends; no change of state */
	FTL_EV_LABOUR,  /* minutes of work typed, or taken back */
	FTL_EV_REFUSE,  /* the payer does not agree: what now is to be found out anew */
	FTL_EV_PARTS,   /* the parts that the job waited for are there */
	FTL_EVENT_KINDS
};

/* String tables, indexed by the enums; [0] of result, barrier and hold is NULL (absent). */
extern const char *const ftl_state_names[FTL_STATES];     /* "received", … */
extern const char *const ftl_result_names[FTL_RESULTS];   /* "repaired", … */
extern const char *const ftl_barrier_names[FTL_BARRIERS]; /* "spare_parts_not_available", … */
extern const char *const ftl_hold_names[FTL_HOLDS];       /* "customer", … */
extern const char *const ftl_owner_names[FTL_OWNERS];     /* "none", "shop", … */
extern const char *const ftl_priority_names[FTL_PRIORITIES];
extern const char *const ftl_event_names[FTL_EVENT_KINDS]; /* "receive", "hand_over", … */

/* Plain words for people: "waits for the customer", "ready". */
const char *ftl_state_title(enum ftl_state state);
/* After its code: "is waiting for the customer", "is ready". */
const char *ftl_state_sentence(enum ftl_state state);
const char *ftl_result_title(enum ftl_result result);
const char *ftl_hold_title(enum ftl_hold hold);
/* Whether a job ended without a repair: nothing is left to check, and the quality check may be left
 * out. */
bool ftl_result_is_unrepaired(enum ftl_result result);
/* The command that does it: "order handover"; NULL for kinds that no command makes by itself. */
const char *ftl_event_command(enum ftl_event_kind kind);

/* True while the device is in the shop's care and the job is not done with. */
bool ftl_state_is_open(enum ftl_state state);

/* True in the states in which somebody may be at work on the device: diagnosing and in repair. */
bool ftl_state_is_bench(enum ftl_state state);

/* Whose clock runs in a state under a hold (FTL_HOLD_NONE: no hold). Ready: the customer's. */
enum ftl_owner ftl_clock_owner(enum ftl_state state, enum ftl_hold hold);

/* One event as it is stored. Members that a kind does not use are zero. */
struct ftl_event {
	int64_t id; /* rises with every event of the database: the order of truth */
	int64_t at; /* UTC seconds */
	enum ftl_event_kind kind;
	enum ftl_hold hold;       /* HOLD */
	enum ftl_result result;   /* READY, IMPORT */
	enum ftl_barrier barrier; /* READY, IMPORT */
	int64_t technician_id;    /* ASSIGN; 0 takes the technician off. START, DIAGNOSE, RESUME,
	                             STOP: whose timer; LABOUR: whose minutes; 0: nobody's */
	int minutes;              /* LABOUR: below zero when taken back */
	bool is_day_only; /* the source knew the day, not the time: no duration may use it */
};

/* Somebody at work on a job: their timer runs. */
struct ftl_worker {
	int64_t staff_id;
	int64_t since;
};
#define FTL_WORKERS_MOST 8 /* on one job at a time */

/* What the events say. Zeroed with ftl_order_facts_init(). */
struct ftl_order_facts {
	bool has_events;
	enum ftl_state state;
	enum ftl_hold hold;
	enum ftl_result result;
	enum ftl_barrier barrier;
	int64_t technician_id; /* 0: nobody has it */
	int64_t received_at;   /* first receipt; 0 when not received */
	int64_t ready_at;      /* the ready that was not undone; 0 when not ready */
	int64_t handed_over_at;
	int64_t closed_at;
	int64_t state_since; /* when the present state was entered */
	int64_t last_event_at;
	int reworks;      /* failed checks */
	bool is_day_only; /* some event has no time: durations are unknown */
	bool went_back;   /* an event's time lies before its predecessor's */
	struct ftl_worker workers[FTL_WORKERS_MOST]; /* in the order in which they began */
	int worker_count;
};

void ftl_order_facts_init(struct ftl_order_facts *facts);

/*
 * Adds one event, in order of id. Total and forgiving: it states what the events say, also of
 * events no guard would let in today. IMPORT sets received, ready and handed over at once and ends
 * in FTL_CLOSED.
 */
void ftl_order_apply(struct ftl_order_facts *facts, const struct ftl_event *event);

/*
 * The timer of a person on the job; NULL: none runs. It runs from the event that names the person
 * until their STOP, and ends with everybody's when the job leaves the bench or goes on hold.
 */
const struct ftl_worker *ftl_order_worker(const struct ftl_order_facts *facts, int64_t staff_id);

/* The days a job was promised for, by its events; begins zeroed. */
struct ftl_promises {
	struct ftl_opt first_on;
	struct ftl_opt last_on;
	int count; /* one day after the other: the same day said again is none more */
};

/* Adds one event, in order of id; due_on is the day it names. What promises nothing changes
 * nothing. */
void ftl_promises_event(struct ftl_promises *promises, enum ftl_event_kind kind,
                        struct ftl_opt due_on);

struct ftl_possible;

/* Facts around the work order that guards ask for. */
struct ftl_guard {
	bool has_technician_after; /* somebody has it, or the event assigns somebody */
	bool is_within_limit;   /* START, TEST, READY and HAND_OVER of a repair: the customer's part
	                           is   within the approval limit, accepted, or paid */
	const char *over_limit; /* else why not, "costs …", and the way; NULL: nobody says */
	const char *over_limit_hint;
	bool has_due_date;      /* the request carries a date */
	bool has_reference;     /* outside repairer, payer's reference or part named */
	const char *loaner_out; /* HAND_OVER, CANCEL: what is lent for the job, in words, and the
	                           way; NULL: nothing is */
	const char *loaner_out_hint;
	const char *loaner_owed; /* CANCEL: what the bill charges for loaners, "80.00 EUR"; NULL:
	                            nothing */
	const char *claim_open;  /* CLOSE: the claim that is, in words, and the way; NULL: none */
	const char *claim_open_hint;
	const char *parts_open; /* READY, CANCEL: what of its parts is to be put right first, "has
	                           …", and the way; NULL: nothing */
	const char *parts_open_hint;
	int pieces_missing;     /* pieces that are not here and not accounted for */
	int pieces_uncounted;   /* pieces that are to be scanned as they pass, and were not */
	const char *pieces;     /* which, in words; NULL: nobody says */
	bool is_settled;        /* nothing to pay, paid, or put on account */
	const char *bill;       /* what is to be paid, in words; NULL: nobody says */
	enum ftl_result result; /* the result READY would set */
	int tests_failed;       /* READY after a repair: items of the test list that failed */
	bool tests_missing;     /* the list is required and not every item is answered */
	bool is_own_test;       /* somebody else than the repairer should have tested */
	int64_t worker_id;      /* START, DIAGNOSE, STOP: whose timer; 0: nobody's */
	const char *worker;     /* "you", or a name */
	const char *at_work;    /* who is at work on the job, in words; NULL: nobody says */
	const struct ftl_possible *possible; /* what a refusal says is possible instead; NULL: what
	                                        the state lets through */
};

/*
 * May this event happen now? FTL_STATE with field "order" and a message that begins with code, says
 * the present state in words, and hints at what is possible instead; FTL_INVALID for a missing
 * part of the event itself (a result, a date).
 */
FTL_MUST_CHECK enum ftl_status ftl_order_can(const char *code, const struct ftl_order_facts *facts,
                                             enum ftl_event_kind kind,
                                             const struct ftl_guard *guard, struct ftl_err *err);

/* Whether the state lets it happen, guards aside. */
bool ftl_order_may(const struct ftl_order_facts *facts, enum ftl_event_kind kind);

/* The kinds possible by state alone (guards aside), in the order a person would want them: see
 * ftl_possible_acts() for what is offered to one. */
int ftl_order_next(const struct ftl_order_facts *facts, enum ftl_event_kind ret[FTL_EVENT_KINDS]);

#endif
