#ifndef FETTLE_OPS_ESTIMATE_H
#define FETTLE_OPS_ESTIMATE_H

#include "fettle/model/estimate.h"
#include "fettle/ops/order.h"

/* What an estimate is made of, as typed. */
struct ftl_estimate_form {
	const char *title;  /* NULL: none, of a change: as it was */
	const char *amount; /* a figure, tax included; goes with no line */
	const struct ftl_line_form *lines;
	size_t line_count;
	bool from_lines; /* the bill's present lines come first */
	/* Of a change: numbers of lines that go. */
	const int *removed;
	size_t removed_count;
};

/* How an estimate was sent or answered, as typed; text is raw, members an act does not use are
 * NULL. */
struct ftl_estimate_say {
	const char *due_on; /* SEND: the day to answer by */
	enum ftl_estimate_way way;
	bool is_asked;      /* SEND: ask even what the limit allows */
	const char *by;     /* ACCEPT: who said so */
	const char *late;   /* ACCEPT: why it counts though the day is over */
	const char *amount; /* ACCEPT: up to how much, when more than the estimate */
	const char *reason; /* REJECT */
	bool is_done;       /* REJECT: no repair, the device goes back */
	const char *at;     /* when it happened, if not now */
};

/* An estimate after a change, and what else it changed. */
struct ftl_estimate_result {
	struct ftl_estimate estimate;
	enum ftl_estimate_act act;    /* the last that left an event; EDIT: none, it is a draft */
	enum ftl_state order_state;   /* of the job after it */
	int others;                   /* that gave way; REJECT: were declined with it */
	struct ftl_opt fee_cents;     /* REJECT: what was charged for the diagnosis, net */
	struct ftl_opt allowed_cents; /* ACCEPT: what the customer allowed */
	struct ftl_possible possible; /* SEND, ACCEPT, REJECT: with the job, now */
};

/*
 * Codes: that of an estimate, or ORDER/2 for the newest version of the second alternative of a work
 * order. Estimates of a job are part of it: changing one is a change of the work order.
 *
 * ftl_estimate_add makes a draft; refused (FTL_STATE) when one is accepted, of which a new version
 * is to be made. ftl_estimate_edit changes a draft; lines take the place of a figure.
 * ftl_estimate_revise makes the next version as a draft; one that was sent is superseded by it, an
 * accepted one when the new version is accepted. It has the lines of the one before but those taken
 * off the bill since, and what was put on the bill by hand.
 */
FTL_MUST_CHECK enum ftl_status ftl_estimate_add(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *order,
                                                const struct ftl_estimate_form *form,
                                                struct ftl_estimate_result *ret,
                                                struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_estimate_edit(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code,
                                                 const struct ftl_estimate_form *form,
                                                 struct ftl_estimate_result *ret,
                                                 struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_estimate_revise(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code,
                                                   struct ftl_estimate_result *ret,
                                                   struct ftl_err *err);

/*
 * Sends a draft: the job waits for the customer. What the customer allowed without asking, or pays
 * nothing of, is accepted at once by that limit, unless another is open or one that costs no more
 * was declined.
 */
FTL_MUST_CHECK enum ftl_status ftl_estimate_send(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code,
                                                 const struct ftl_estimate_say *say,
                                                 struct ftl_estimate_result *ret,
                                                 struct ftl_err *err);
/* Notes the customer's yes: alternatives are superseded, the lines go onto the bill once. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_accept(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code,
                                                   const struct ftl_estimate_say *say,
                                                   struct ftl_estimate_result *ret,
                                                   struct ftl_err *err);
/* Notes the customer's no: the job goes back to diagnosis; while another alternative is open it
 * goes on waiting. Done, it is ready unrepaired, and what else was open is declined too. The
 * diagnosis fee is charged once a job. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_reject(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code,
                                                   const struct ftl_estimate_say *say,
                                                   struct ftl_estimate_result *ret,
                                                   struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_estimate_get(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, struct ftl_estimate *ret,
                                                struct ftl_err *err);
/* All of a work order, by number and version, whole. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_of_order(struct ftl_app *app, struct ftl_arena *arena,
                                                     int64_t order_id,
                                                     const struct ftl_estimate **ret,
                                                     size_t *ret_count, struct ftl_err *err);

/* Called for every row; the row's strings last until it returns. */
typedef enum ftl_status ftl_estimate_each(void *context, const struct ftl_estimate *estimate,
                                          struct ftl_err *err);
/* Newest first, until is_enough says so. only_open: drafts, sent and expired ones of jobs that are
 * under way. */
FTL_MUST_CHECK enum ftl_status ftl_estimate_list(struct ftl_app *app, bool only_open,
                                                 ftl_estimate_each *each,
                                                 bool (*is_enough)(void *context), void *context,
                                                 struct ftl_err *err);

#endif
