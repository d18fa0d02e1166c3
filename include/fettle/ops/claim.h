#ifndef FETTLE_OPS_CLAIM_H
#define FETTLE_OPS_CLAIM_H

#include "fettle/model/claim_paper.h"
#include "fettle/ops/payer.h"

/*
 * Claims: what a payer is asked for one job, sent, decided, paid, and every cent of it accounted
 * for. A claim has a number and revisions: what was sent is frozen, and a correction is a new one.
 */

/* A claim with its history and what can be told of it. */
struct ftl_claim_full {
	struct ftl_claim claim;
	const struct ftl_claim_row *events; /* the oldest first */
	size_t event_count;
	struct ftl_claim_facts facts;
	struct ftl_claim_sums sums; /* of a draft: what it would claim now, all of it open */
	/* Its lines on the job's bill, by the positions of facts.lines; of a draft: those that it
	 * would claim now. */
	const struct ftl_order_line *lines;
	size_t line_count;
	const struct ftl_payer_doc *doc;       /* the rules that it is judged by; NULL: none */
	const struct ftl_preflight *preflight; /* of a draft, or of one that can be corrected */
};

/* What was opened, a payer each. */
struct ftl_claim_drafts {
	const struct ftl_claim_full *claims;
	size_t count;
};

/*
 * Opens a claim on a payer for a job, or on each of its payers that has lines nobody claimed yet
 * (payer NULL). FTL_CONFLICT when there is a draft already, or every line is claimed; FTL_INVALID
 * when the payer has no line.
 */
FTL_MUST_CHECK enum ftl_status ftl_claim_draft(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *order, const char *payer,
                                               struct ftl_claim_drafts *ret, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_claim_get(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *code, struct ftl_claim_full *ret,
                                             struct ftl_err *err);

/* Which claims a list shows, as typed; NULL: any. */
struct ftl_claim_filter {
	bool is_all; /* also those that nothing is open of */
	const char *state;
	const char *payer;
	const char *order;
};
FTL_MUST_CHECK enum ftl_status ftl_claim_list(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_claim_filter *filter,
                                              const struct ftl_claim **ret, size_t *ret_count,
                                              struct ftl_err *err);

/* What is said at a step, as typed; NULL: not said. */
struct ftl_claim_say {
	const char *reference; /* the payer's number, of a payment, of a parcel */
	const char *text;
	const char *reason; /* why it is not approved, given up, or sent against the findings */
	const char *amount;
	const char *line; /* position on the bill */
	const char *due_on;
	const char *on;             /* the day it happened, instead of now */
	bool takes_unlisted_reason; /* of a decision: one that the payer's rules do not list */
};

/* What became of it. */
struct ftl_claim_change {
	struct ftl_claim_full full;
	enum ftl_claim_act act;
	enum ftl_claim_state was;
	int64_t at;
	struct ftl_opt amount_cents; /* of this step */
	const char *text;            /* what was said */
	/* SUBMIT, CORRECT: what was sent, and the findings that were overridden. */
	const struct ftl_paper *paper;
	size_t overridden;
};

/*
 * Sends a draft (act SUBMIT), or what was not approved as a new revision (CORRECT): freezes what it
 * says. A finding that
 * blocks refuses it (FTL_INVALID, with its field) unless say->reason overrides it; a job that is
 * not ready yet is FTL_STATE.
 */
FTL_MUST_CHECK enum ftl_status ftl_claim_submit(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, enum ftl_claim_act act,
                                                const struct ftl_claim_say *say,
                                                struct ftl_claim_change *ret, struct ftl_err *err);

/*
 * The payer's answer: all that is pending approved, all rejected, or one line with its amount
 * (say->line, say->amount). What is less than was claimed needs a reason, one of the payer's own
 * where their rules list them. More than was claimed, or less than was paid, is FTL_INVALID.
 */
enum ftl_claim_decision { FTL_CLAIM_ALL_APPROVED, FTL_CLAIM_ALL_REJECTED, FTL_CLAIM_AMOUNT };
FTL_MUST_CHECK enum ftl_status ftl_claim_decide(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, enum ftl_claim_decision decision,
                                                const struct ftl_claim_say *say,
                                                struct ftl_claim_change *ret, struct ftl_err *err);

/* A file in which a payer says what it decided on many claims. */
struct ftl_claim_answers_form {
	const char *payer; /* code of the rules */
	const char *name;  /* what the file is called */
	const char *bytes;
	size_t length;
	const char *on;  /* the day of the decisions, as typed; NULL: today */
	bool keep_going; /* leave out rows that are refused, and tell them */
	bool takes_unlisted_reason;
};

/* What became of a row. */
enum ftl_claim_answer_outcome {
	FTL_CLAIM_ANSWER_DECIDED,
	FTL_CLAIM_ANSWER_ASKED,   /* the payer wants to know more */
	FTL_CLAIM_ANSWER_SAME,    /* stands like that already */
	FTL_CLAIM_ANSWER_PENDING, /* the payer has not decided yet */
	FTL_CLAIM_ANSWER_REFUSED, /* left out, with a problem */
	FTL_CLAIM_ANSWER_OUTCOMES
};
/* "decided", "asked", "same", "pending", "refused" */
extern const char *const ftl_claim_answer_outcome_names[FTL_CLAIM_ANSWER_OUTCOMES];

struct ftl_claim_answer {
	int64_t row; /* of the file, the header being 1 */
	enum ftl_claim_answer_outcome outcome;
	const char *claim;             /* its code; NULL: none was found */
	int line;                      /* position on the bill; 0: all that were pending */
	struct ftl_opt approved_cents; /* by this row */
	const char *reason;
	const char *text;
	enum ftl_claim_state state; /* of the claim, after the whole file */
	const char *problem;        /* REFUSED */
};

struct ftl_claim_answers {
	const char *payer; /* code of the rules */
	const char *file;
	const struct ftl_claim_answer *rows;
	size_t count;
	int64_t counts[FTL_CLAIM_ANSWER_OUTCOMES];
	bool was_known; /* the same file came in before: nothing was done, and there are no rows */
};

/*
 * Takes a payer's answers in, as `answer` in the rules of its code says (the newest that apply on
 * the day); each row is decided as ftl_claim_decide() does, by the claim's number, the payer's, the
 * work order, or serial and date. A row is of the line that its position or part names, else of the
 * whole claim: its amount is then what is approved of all of it, and goes to the lines that are
 * pending from the first on.
 *
 * All rows or none, unless keep_going. A file of which every row went in does nothing the second
 * time; of one that was left out in part, what went in is the same then. A row that says what
 * stands already is no decision. FTL_STATE when the rules do not say how answers are read; what is
 * wrong with a row names row, column and value.
 */
FTL_MUST_CHECK enum ftl_status ftl_claim_answers(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_claim_answers_form *form,
                                                 struct ftl_claim_answers *ret,
                                                 struct ftl_err *err);

/*
 * Money that came, for one line or from the first that is owed to the last; below zero: taken back.
 * More than was approved and is not paid is FTL_INVALID.
 */
FTL_MUST_CHECK enum ftl_status ftl_claim_pay(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *code, const struct ftl_claim_say *say,
                                             struct ftl_claim_change *ret, struct ftl_err *err);

/* Gives up what is open, of one line or of all, or an amount of one line; with a reason. */
FTL_MUST_CHECK enum ftl_status ftl_claim_write_off(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code,
                                                   const struct ftl_claim_say *say,
                                                   struct ftl_claim_change *ret,
                                                   struct ftl_err *err);

/* The acts that are about the whole claim and take no amount: ACKNOWLEDGE, REVIEW, ASK, ANSWER,
 * CHASE, APPEAL, DISPUTE, WITHDRAW, LAPSE, NOTE; and RETURN of a line. */
FTL_MUST_CHECK enum ftl_status ftl_claim_step(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *code, enum ftl_claim_act act,
                                              const struct ftl_claim_say *say,
                                              struct ftl_claim_change *ret, struct ftl_err *err);

/* What was sent, as it was frozen; revision 0: the last. FTL_STATE of a draft, FTL_DB when it is
 * not what was frozen. */
FTL_MUST_CHECK enum ftl_status ftl_claim_paper(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *code, int revision,
                                               struct ftl_claim_full *ret_full,
                                               struct ftl_paper *ret, struct ftl_err *err);

#endif
