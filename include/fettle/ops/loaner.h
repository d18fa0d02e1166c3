#ifndef FETTLE_OPS_LOANER_H
#define FETTLE_OPS_LOANER_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* Loaners: what there is to lend, who has it, and lending it out and taking it back. */

/* A loaner as typed; NULL: not said. */
struct ftl_loaner_form {
	const char *name;
	const char *serial;
	const char *deposit;    /* what is usually asked for it; "0" is nothing */
	const char *is_retired; /* edit only: "yes" or "no" */
};

/* A new loaner; FTL_CONFLICT when another one has the serial number. */
FTL_MUST_CHECK enum ftl_status ftl_loaner_add(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_loaner_form *form,
                                              struct ftl_loaner *ret, struct ftl_err *err);
/* Changes what is said of the loaner of a code or serial number. One that is lent is not retired:
 * FTL_STATE. */
FTL_MUST_CHECK enum ftl_status ftl_loaner_edit(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *text, const struct ftl_loaner_form *form,
                                               struct ftl_loaner *ret, struct ftl_err *err);

/* Which loaners a list shows. */
enum ftl_loaner_set {
	FTL_LOANERS_IN_USE, /* all but those retired */
	FTL_LOANERS_FREE,   /* in the house, to be lent */
	FTL_LOANERS_LENT,
	FTL_LOANERS_OVERDUE, /* of those lent */
	FTL_LOANERS_ALL,     /* also those retired */
};
FTL_MUST_CHECK enum ftl_status ftl_loaner_list(struct ftl_app *app, struct ftl_arena *arena,
                                               enum ftl_loaner_set set,
                                               const struct ftl_loaner **ret, size_t *ret_count,
                                               struct ftl_err *err);
/* Those a customer has now, what is due first, first. */
FTL_MUST_CHECK enum ftl_status ftl_loaner_of_customer(struct ftl_app *app, struct ftl_arena *arena,
                                                      int64_t customer_id,
                                                      const struct ftl_loaner **ret,
                                                      size_t *ret_count, struct ftl_err *err);

/* A loaner with its history. */
struct ftl_loaner_full {
	struct ftl_loaner loaner;
	const struct ftl_loaner_row *events; /* the oldest first */
	size_t event_count;
};
/* By its code or serial number; FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_loaner_get(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *text, struct ftl_loaner_full *ret,
                                              struct ftl_err *err);

/* What is said when one goes out, comes back or is given up, as typed; NULL: not said. */
struct ftl_loaner_say {
	const char *due_on; /* lend: the day it is to be back, "+7d" */
	const char *amount; /* lend: the deposit that was taken; lose: what is charged */
	const char *text;   /* the condition; lose: what became of it, which has to be said */
};

/* What became of it. */
struct ftl_loaner_change {
	struct ftl_loaner before; /* a return: with whom it was, and the deposit to give back */
	struct ftl_loaner loaner; /* as it is now */
	enum ftl_loaner_act act;
	int64_t at;
	struct ftl_opt amount_cents; /* lend: the deposit that was taken; lose: the charge */
	const char *text;
	/* lose: the charge on the job's bill; return of one that was lost: the charge that still
	 * stands there. position 0: none */
	struct ftl_order_line line;
	bool is_line_open; /* the job's bill may still be changed */
};

/*
 * Lends a loaner that is free to the customer of a job whose device is in the shop's care. The
 * deposit is no part of the bill: it is given back with the loaner.
 */
FTL_MUST_CHECK enum ftl_status ftl_loaner_lend(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *text, const char *order,
                                               const struct ftl_loaner_say *say,
                                               struct ftl_loaner_change *ret, struct ftl_err *err);
/*
 * Takes back what is lent, or what was given up as lost and turned up: a charge for it stays on the
 * bill until somebody takes it off, and the change tells of it.
 */
FTL_MUST_CHECK enum ftl_status ftl_loaner_return(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *text, const struct ftl_loaner_say *say,
                                                 struct ftl_loaner_change *ret,
                                                 struct ftl_err *err);
/*
 * Gives up what is lent: the job no longer waits for it. A charge becomes a line of the job's bill,
 * the customer's to pay, as it is and without tax.
 */
FTL_MUST_CHECK enum ftl_status ftl_loaner_lose(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *text, const struct ftl_loaner_say *say,
                                               struct ftl_loaner_change *ret, struct ftl_err *err);

#endif
