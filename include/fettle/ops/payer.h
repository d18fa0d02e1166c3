#ifndef FETTLE_OPS_PAYER_H
#define FETTLE_OPS_PAYER_H

#include "fettle/model/claim_paper.h"
#include "fettle/model/claim_terms.h"
#include "fettle/model/preauth.h"
#include "fettle/model/preflight.h"
#include "fettle/ops/app.h"
#include "fettle/ops/remittance.h"
#include "fettle/ops/rule.h"

/*
 * What payers ask of claims, as data, and a job held against it. The program comes with examples in
 * data/payers that say that they are none of anybody's.
 */

/* The file that a payer wants: its columns, under the payer's titles. */
struct ftl_claim_column {
	const char *title;
	const struct ftl_paper_name *name;
};
struct ftl_claim_layout {
	const char *format; /* "csv", "xlsx" or "json" */
	const struct ftl_claim_column *columns;
	size_t count; /* 0: the payer wants nothing of its own */
};

/* A payer with what its document says beside the rules of the model. */
struct ftl_payer_doc {
	int64_t id; /* 0: it comes with the program and is not in use */
	const char *code;
	const char *title;
	const char *source;
	struct ftl_opt source_on;
	int32_t applies_from; /* of jobs that are ready on that day or later */
	/* Whose devices it pays for; none: all. */
	const char *const *brands;
	size_t brand_count;
	const char *const *categories;
	size_t category_count;
	struct ftl_payer_rules rules;
	struct ftl_claim_layout layout;
	struct ftl_payer_terms terms;
	struct ftl_payer_mapping remittance;
	struct ftl_payer_mapping answer;
	const char *text; /* the document */
	bool is_retired;
	int64_t created_at;
};

#define FTL_PAYER_DOCUMENT_MAX 65536

/* As ftl_term_read(), ftl_term_import(), ftl_term_use(), ftl_term_retire(), ftl_term_find(). */
FTL_MUST_CHECK enum ftl_status ftl_payer_read(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *name, const char *text, size_t length,
                                              struct ftl_payer_doc *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_payer_import(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *name, const char *text, size_t length,
                                                struct ftl_payer_doc *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_payer_use(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *code, struct ftl_payer_doc *ret,
                                             struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_payer_retire(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, bool is_retired,
                                                struct ftl_payer_doc *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_payer_find(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *code, struct ftl_payer_doc *ret,
                                              struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_payer_list(struct ftl_app *app, struct ftl_arena *arena,
                                              enum ftl_rule_set set,
                                              const struct ftl_payer_doc **ret, size_t *ret_count,
                                              struct ftl_err *err);

/* A job's lines of one payer, held against what that payer asks. */
struct ftl_claim_check {
	enum ftl_payer payer;
	/* NULL: nobody knows what this payer asks; or its rules are for other devices, which is the
	 * one finding then. */
	const struct ftl_payer_doc *doc;
	struct ftl_preflight preflight; /* of a payer without rules: the amount alone */
};

struct ftl_claim_checks {
	struct ftl_order order;
	const struct ftl_claim_check *checks; /* a payer each, but for the customer and the shop */
	size_t count;
	size_t blocking; /* findings of all of them that would get a claim refused */
};

/*
 * What would get the claims of a job refused, by the rules that apply on the day it was made ready,
 * or today while it is not. Of the payers of a kind the one counts that names the brand, then one
 * that names the category, then any. A maker or supplier whose rules name other brands is another
 * one; any other payer whose rules are for other devices does not pay for this one. Lines that a
 * claim holds are left out; of the code of a claim it is the lines that it would ask for now.
 */
FTL_MUST_CHECK enum ftl_status ftl_claim_preflight(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code, struct ftl_claim_checks *ret,
                                                   struct ftl_err *err);

/* What there is to do with a payer, by a day or not. */
enum ftl_claim_duty {
	FTL_DUTY_SUBMIT,    /* lines that nobody claimed yet */
	FTL_DUTY_AUTHORISE, /* an authorisation that runs out before the claim is sent */
	FTL_DUTY_ANSWER,    /* the payer wants to know more */
	FTL_DUTY_CORRECT,   /* what was not approved: correct it, appeal, or give it up */
	FTL_DUTY_DISPUTE,   /* less was paid than was approved */
	FTL_DUTY_RETURN,    /* an old part is wanted back */
	FTL_DUTY_CHASE,     /* nobody heard of it for long */
	FTL_DUTIES
};
extern const char *const ftl_claim_duty_names[FTL_DUTIES]; /* "submit", … */

struct ftl_claim_due {
	enum ftl_claim_duty duty;
	struct ftl_order order;
	const char *claim; /* its code; NULL: there is none yet */
	int line;          /* RETURN: of the part; 0: of all */
	enum ftl_payer payer;
	const char *rules;    /* the payer's code; NULL: none */
	int64_t amount_cents; /* at stake */
	struct ftl_opt last_day;
	struct ftl_opt days_left;     /* to it, below zero when that is over; absent: none */
	struct ftl_claim_check check; /* SUBMIT */
};

/*
 * Of every job that is not closed or cancelled, for what no payer has paid back yet, and of every
 * claim that is open: what the payer's rules give days for, and what has no limit but money. What
 * is over comes first, the most money before the less; then the most money for each day that is
 * left; then what has no last day.
 */
FTL_MUST_CHECK enum ftl_status ftl_claims_due(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_claim_due **ret, size_t *ret_count,
                                              struct ftl_err *err);

/* What a payer was asked for a job. */
struct ftl_claim_preauth {
	struct ftl_order order;
	struct ftl_preauth preauth;
	struct ftl_opt days_left; /* to its last day, below zero when that is over; absent: none */
};

/*
 * The last request to each payer of every job that is not closed or cancelled, the one that expires
 * first first; what has no last day comes after them.
 */
FTL_MUST_CHECK enum ftl_status ftl_claim_preauths(struct ftl_app *app, struct ftl_arena *arena,
                                                  const struct ftl_claim_preauth **ret,
                                                  size_t *ret_count, struct ftl_err *err);

#endif
