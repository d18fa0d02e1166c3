#ifndef FETTLE_MODEL_PURCHASE_H
#define FETTLE_MODEL_PURCHASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"
#include "fettle/model/part.h"

/*
 * Purchase orders. What was said of one stands in its events, what came of it in the ledger of
 * parts; its state, the day it is expected and what of a line has come follow from both.
 */

enum ftl_purchase_state {
	FTL_PURCHASE_DRAFT,
	FTL_PURCHASE_SENT,
	FTL_PURCHASE_CONFIRMED,
	FTL_PURCHASE_PART_RECEIVED,
	FTL_PURCHASE_RECEIVED,
	FTL_PURCHASE_CANCELLED,
	FTL_PURCHASE_STATES
};
extern const char *const ftl_purchase_state_names[FTL_PURCHASE_STATES];
const char *ftl_purchase_state_title(enum ftl_purchase_state state); /* "partly received" */
/* Whether something of it may still come, or be ordered. */
bool ftl_purchase_is_open(enum ftl_purchase_state state);

enum ftl_purchase_act {
	FTL_PURCHASE_ADD,
	FTL_PURCHASE_LINE,
	FTL_PURCHASE_REMOVE_LINE,
	FTL_PURCHASE_SEND,
	FTL_PURCHASE_CONFIRM,
	FTL_PURCHASE_INVOICE,
	FTL_PURCHASE_CANCEL,
	FTL_PURCHASE_ACTS
};
extern const char *const ftl_purchase_act_names[FTL_PURCHASE_ACTS];

struct ftl_purchase {
	int64_t id;
	const char *code;
	int64_t supplier_id;
	const char *supplier;
	int64_t created_at;
	struct ftl_opt sent_at;
	/* Repeated from the events and the moves. */
	enum ftl_purchase_state state;
	bool is_open;
	struct ftl_opt expected_on;
	const char *reference; /* the supplier's number of it */
	const char *tracking;  /* the parcel's number */
};

struct ftl_purchase_line {
	int64_t id;
	int position;
	int64_t part_id;
	const char *sku;
	const char *name;
	const char *maker_number;
	enum ftl_unit unit;
	int64_t quantity_milli;
	struct ftl_opt unit_cost_cents; /* as ordered; absent: nobody said */
	int64_t order_line_id;          /* 0: for the shelf */
	const char *order;              /* code of the job; NULL: none */
	int order_position;             /* the line of its bill */
	bool is_removed;
	/* Repeated from the events and the moves. */
	struct ftl_opt expected_on;
	int64_t received_milli;
	int64_t moved_milli; /* received, by the moves themselves */
	int64_t moved_cents; /* at what, before any invoice */
	/* By all invoices: for how much of it, at what that was received, and what they ask. */
	int64_t billed_milli;
	int64_t matched_cents;
	int64_t billed_cents;
};

struct ftl_purchase_event {
	int64_t id;
	int64_t at;
	enum ftl_purchase_act act;
	int position; /* 0: the whole order */
	struct ftl_opt due_on;
	const char *reference; /* CONFIRM: the supplier's; INVOICE: its number */
	const char *tracking;
	struct ftl_opt amount_cents; /* INVOICE */
	const char *text;
	const char *staff; /* login */
};

/* What an invoice asks for a line, against what the quantity was received at. */
struct ftl_purchase_bill {
	struct ftl_purchase_line line;
	int64_t quantity_milli;
	int64_t received_cents;
	int64_t billed_cents;
};

/* What of a part is still to come by a line of a purchase order. */
struct ftl_purchase_due {
	const char *purchase; /* code */
	int position;         /* of the line */
	const char *supplier;
	enum ftl_purchase_state state;
	int64_t left_milli;
	struct ftl_opt expected_on;
	const char *order; /* code of the job it is for; NULL: for the shelf */
	int order_position;
};

/* A line of a job that was approved and needs a part, with what is on order for it, on drafts too.
 */
struct ftl_purchase_need {
	int64_t part_id;
	int64_t line_id;
	const char *order; /* code of the job */
	int position;
	struct ftl_part_progress progress;
};

/* One move of the ledger that belongs to a line of a purchase order. */
struct ftl_purchase_receipt {
	int64_t move_id;
	int64_t at;
	enum ftl_move_kind kind; /* RECEIVE, REVERSE, VALUE */
	int position;            /* of the line */
	const char *sku;
	int64_t quantity_milli;
	int64_t value_cents;
	bool is_less;          /* VALUE: the supplier takes less, not more */
	const char *place;     /* where it went or was; NULL: none */
	const char *reference; /* of the delivery note or the invoice */
	const char *staff;     /* login */
	int64_t reversed_by_id;
};

/* What of a purchase order follows from its events. */
struct ftl_purchase_facts {
	bool is_sent;
	bool is_confirmed;
	bool is_cancelled;
	struct ftl_opt expected_on;
	const char *reference;
	const char *tracking;
};
/* The next event; lines (which may be none) get the day they are expected. */
void ftl_purchase_apply(struct ftl_purchase_facts *facts, struct ftl_purchase_line *lines,
                        size_t count, const struct ftl_purchase_event *event);

/* Where it stands after all events, by what has come of its lines (moved_milli). */
enum ftl_purchase_state ftl_purchase_state_of(const struct ftl_purchase_facts *facts,
                                              const struct ftl_purchase_line *lines, size_t count);

/* What of a line is still to come: nothing of one that was taken off. */
int64_t ftl_purchase_left(const struct ftl_purchase_line *line);

/* What a quantity of a line costs as ordered; absent when nobody said. False on overflow. */
bool ftl_purchase_cost(const struct ftl_purchase_line *line, int64_t quantity_milli,
                       struct ftl_opt *ret);

/* Whether an act is possible in a state, or something may come in: FTL_STATE says which state it is
 * and what can be done instead. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_can(const char *code, enum ftl_purchase_state state,
                                                enum ftl_purchase_act act, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_purchase_can_receive(const char *code, enum ftl_purchase_state state, struct ftl_err *err);

#endif
