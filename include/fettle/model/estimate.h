#ifndef FETTLE_MODEL_ESTIMATE_H
#define FETTLE_MODEL_ESTIMATE_H

#include "fettle/model/record.h"

/*
 * What a repair will cost, as the customer is told. A work order has estimates side by side
 * (alternatives) and each has versions; at most one is accepted. What became of an estimate is
 * derived from its append-only events; that it expired, from the date alone.
 */
enum ftl_estimate_state {
	FTL_ESTIMATE_DRAFT,
	FTL_ESTIMATE_SENT,
	FTL_ESTIMATE_ACCEPTED, /* frozen: a change is a new version */
	FTL_ESTIMATE_REJECTED,
	FTL_ESTIMATE_EXPIRED, /* sent, and the day to answer is over; never stored */
	FTL_ESTIMATE_SUPERSEDED,
	FTL_ESTIMATE_STATES
};

/* What may be done with one. EDIT and REVISE leave no event on the estimate itself. */
enum ftl_estimate_act {
	FTL_ESTIMATE_SEND,
	FTL_ESTIMATE_ACCEPT,
	FTL_ESTIMATE_REJECT,
	FTL_ESTIMATE_SUPERSEDE,
	FTL_ESTIMATE_EDIT,
	FTL_ESTIMATE_REVISE,
	FTL_ESTIMATE_ACTS
};

/* How it was said. Sending knows LETTER to DESK, an answer PHONE to SIGNATURE; LIMIT: nobody was
 * asked, the customer had allowed as much before. */
enum ftl_estimate_way {
	FTL_WAY_NONE,
	FTL_WAY_LETTER,
	FTL_WAY_PHONE,
	FTL_WAY_EMAIL,
	FTL_WAY_DESK,
	FTL_WAY_SIGNATURE,
	FTL_WAY_LIMIT,
	FTL_WAYS
};

/* What becomes of the diagnosis fee when the repair is agreed to: setting
 * diagnosis.fee_on_approval. */
enum ftl_fee_policy {
	FTL_FEE_WAIVE,  /* none is charged */
	FTL_FEE_DEDUCT, /* shown, and contained in the price of the repair */
	FTL_FEE_KEEP,   /* charged beside the repair */
	FTL_FEE_POLICIES
};

extern const char *const ftl_estimate_state_names[FTL_ESTIMATE_STATES]; /* "draft", … */
extern const char *const ftl_estimate_act_names[FTL_ESTIMATE_ACTS];     /* "send", … */
extern const char *const ftl_estimate_way_names[FTL_WAYS];              /* [0] is NULL */
extern const char *const ftl_fee_policy_names[FTL_FEE_POLICIES];        /* "waive", … */

/* Whether the state machine lets an act happen in a state. */
bool ftl_estimate_may(enum ftl_estimate_state state, enum ftl_estimate_act act);

/* The state after an act, whether it was allowed or not: states what the events say. */
enum ftl_estimate_state ftl_estimate_after(enum ftl_estimate_state state,
                                           enum ftl_estimate_act act);

/* The state on a day: what is sent has expired on the day after the day to answer by. */
enum ftl_estimate_state ftl_estimate_on(enum ftl_estimate_state stored, struct ftl_opt due_on,
                                        int32_t today);

/*
 * May this happen now? FTL_STATE with field "estimate" and a message that begins with name
 * ("estimate E26-00001-T"), says the state and hints at the way. is_late: the answer came late and
 * a reason was given, so an expired one is accepted like one that is sent.
 */
FTL_MUST_CHECK enum ftl_status ftl_estimate_can(const char *name, enum ftl_estimate_state state,
                                                enum ftl_estimate_act act, bool is_late,
                                                struct ftl_err *err);

/* What each payer is to pay, net and its tax; index FTL_PAYER_SHOP stays 0. */
struct ftl_estimate_sums {
	int64_t net_cents[FTL_PAYERS];
	int64_t tax_cents[FTL_PAYERS];
};

/* Adds a line, of which the tax is rounded by itself; false on overflow. */
bool ftl_estimate_sum(struct ftl_estimate_sums *sums, enum ftl_payer payer,
                      const struct ftl_line_amounts *amounts);
/* Net and tax of one payer; of all payers but the customer and the shop. */
int64_t ftl_estimate_total(const struct ftl_estimate_sums *sums, enum ftl_payer payer);
int64_t ftl_estimate_others(const struct ftl_estimate_sums *sums);

/* Whether a total needs the customer's word: it is more than was allowed. Nothing to pay never
 * does; without a limit anything else does. */
bool ftl_estimate_is_over(int64_t total_cents, struct ftl_opt limit_cents);

/*
 * The line for looking at a device. Charged when the customer declines; on approval as the policy
 * says, where false means no line at all. A deducted fee shows its price and charges nothing.
 */
bool ftl_fee_line(bool is_approved, enum ftl_fee_policy policy, int64_t fee_cents,
                  int tax_basis_points, struct ftl_line *ret, const char **ret_text);

/*
 * What stands on the bill for a figure, tax included: a line of the net price with its tax and,
 * where rounding leaves no net price for it, the last cent in a line without tax. Returns how many
 * lines; together they come to the figure.
 */
#define FTL_FIGURE_LINES 2
int ftl_figure_lines(int64_t gross_cents, int tax_basis_points,
                     struct ftl_line ret[FTL_FIGURE_LINES]);

/* One event of an estimate. */
struct ftl_estimate_event {
	int64_t id;
	int64_t at;
	enum ftl_estimate_act act; /* SEND to SUPERSEDE */
	const char *staff;         /* login and name */
	const char *staff_name;
	int64_t order_event_id; /* 0: none */
	struct ftl_opt due_on;
	struct ftl_opt amount_cents; /* SEND: the customer's total; ACCEPT: what was allowed */
	enum ftl_estimate_way way;
	const char *by;   /* ACCEPT: who said so */
	const char *text; /* ACCEPT: why late; REJECT: the reason; SUPERSEDE: by what */
};

struct ftl_estimate {
	int64_t id;
	int64_t order_id;
	const char *code;
	const char *order_code;
	int number;
	int version;
	const char *title;
	struct ftl_opt
	        lump_cents; /* one figure, tax included; its lines are what it is on the bill */
	const char *staff;  /* login of who made it */
	int64_t created_at;
	int64_t fee_line_id;
	enum ftl_estimate_state stored; /* as its events say */
	enum ftl_estimate_state state;  /* on the day it was read */
	struct ftl_opt due_on;
	/* Of the job, for lists. */
	const char *customer;
	const char *brand;
	const char *model;
	const char *category;
	bool is_order_open; /* the job is here and not ready */
	/* Filled by operations. */
	const struct ftl_order_line *lines; /* id: of the bill's line, 0: none; removed ones too */
	size_t line_count;
	struct ftl_estimate_sums sums; /* of the lines that count */
	const struct ftl_estimate_event *events;
	size_t event_count;
};

/* Whether it has a line that was not taken off. */
bool ftl_estimate_has_lines(const struct ftl_estimate *estimate);

/* Does a line stand for the diagnosis fee already, by its text: from the version before, or typed?
 */
bool ftl_estimate_has_fee(const struct ftl_estimate *estimate);

/* What the customer is to pay, tax included. */
int64_t ftl_estimate_customer_total(const struct ftl_estimate *estimate);

/* The last event of a kind; NULL: none. */
const struct ftl_estimate_event *ftl_estimate_last(const struct ftl_estimate *estimate,
                                                   enum ftl_estimate_act act);

/* Whether other cannot stand any longer once chosen is accepted: it is open, or was accepted before
 * it. */
bool ftl_estimate_gives_way(const struct ftl_estimate *other, const struct ftl_estimate *chosen);

#endif
