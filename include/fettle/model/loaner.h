#ifndef FETTLE_MODEL_LOANER_H
#define FETTLE_MODEL_LOANER_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"
#include "fettle/model/order.h"

/*
 * Loaners: what a customer is lent while a device of theirs is here. A loaner has append-only
 * events; whether it is in the house, and for which job it is out until when, follows from them,
 * and what is stored besides is a cache of ftl_loaner_apply().
 */

enum ftl_loaner_state {
	FTL_LOANER_FREE, /* in the house */
	FTL_LOANER_LENT,
	FTL_LOANER_LOST, /* written off with the job it was lent for */
	FTL_LOANER_STATES
};
extern const char *const ftl_loaner_state_names[FTL_LOANER_STATES]; /* "free", … */

enum ftl_loaner_act {
	FTL_LOANER_LEND,
	FTL_LOANER_RETURN, /* also of one that was lost and turned up */
	FTL_LOANER_LOSE,
	FTL_LOANER_ACTS
};
extern const char *const ftl_loaner_act_names[FTL_LOANER_ACTS]; /* "lend", "return", "lost" */

/* One event as it is stored. Members that an act does not use are zero. */
struct ftl_loaner_event {
	int64_t id; /* the order of truth, with the events of jobs */
	int64_t at; /* UTC seconds */
	enum ftl_loaner_act act;
	int64_t order_id;            /* the job it goes with */
	struct ftl_opt due_on;       /* LEND: the day it is to be back */
	struct ftl_opt amount_cents; /* LEND: the deposit that was taken; LOSE: what was charged */
	int64_t line_id;             /* LOSE: what was charged, on the job's bill; 0: nothing */
};

/* What the events of a loaner say; begins zeroed. */
struct ftl_loaner_facts {
	enum ftl_loaner_state state;
	int64_t order_id;      /* LENT, LOST: the job it went with; 0: none */
	struct ftl_opt due_on; /* LENT */
};

/* Adds one event, in order of id. Total and forgiving, as ftl_order_apply(). */
void ftl_loaner_apply(struct ftl_loaner_facts *facts, const struct ftl_loaner_event *event);

/* True from the day after the one it was to be back on. */
bool ftl_loaner_is_overdue(enum ftl_loaner_state state, struct ftl_opt due_on, int32_t today);

/*
 * May this happen to the loaner of a code now? FTL_STATE with field "loaner", what it is now, and
 * the way out; with is the job it is out for, "for W26-00001-9" (NULL: nobody says).
 */
FTL_MUST_CHECK enum ftl_status ftl_loaner_can(const char *code, enum ftl_loaner_state state,
                                              bool is_retired, enum ftl_loaner_act act,
                                              const char *with, struct ftl_err *err);

/* May a loaner go out for the job of a code? While its device is in the shop's care. FTL_STATE with
 * field "order". */
FTL_MUST_CHECK enum ftl_status ftl_loaner_can_go_with(const char *code, enum ftl_state state,
                                                      struct ftl_err *err);

#endif
