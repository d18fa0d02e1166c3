#ifndef REPORT_CLAIMS_H
#define REPORT_CLAIMS_H

#include "fettle/model/claim_terms.h"
#include "fettle/model/stats.h"
#include "fettle/out/workbook.h"
#include "report/figure.h"
#include "report/groups.h"
#include "report/walk.h"

/*
 * The claims of the jobs of a period, as they stood at as-of: what was asked, answered and paid,
 * how long it took, why it was refused, and what nobody will pay any more unless somebody acts.
 */

/* What claims come to, in minor units; those that were withdrawn count only as what was paid. */
enum ftl_claim_amount {
	FTL_AMOUNT_CLAIMED,
	FTL_AMOUNT_APPROVED,
	FTL_AMOUNT_PAID,
	FTL_AMOUNT_SHORT, /* approved and not paid, of claims on which something was paid */
	FTL_AMOUNT_WRITTEN_OFF,
	FTL_AMOUNTS
};

/* How money is left on the table; no cent is in two of them. */
enum ftl_leak {
	FTL_LEAK_NOT_CLAIMED, /* a payer's lines that are in no claim */
	FTL_LEAK_REJECTED,    /* decided, not approved, and not corrected */
	FTL_LEAK_LAPSED,
	FTL_LEAK_SHORT, /* of what was approved less was paid, and nobody disputes it */
	FTL_LEAK_WRITTEN_OFF,
	FTL_LEAK_NOT_RETURNED, /* for a part that was to be sent back and was not, in time */
	FTL_LEAKS
};
extern const char *const ftl_leak_titles[FTL_LEAKS];

/* Ways to divide warranty jobs and their claims. */
enum ftl_warranty_by {
	FTL_COST_BY_SLICE,
	FTL_COST_BY_PAYER,
	FTL_COST_BY_BILL,
	FTL_COST_BY_BRAND,
	FTL_COST_BY_MODEL,
	FTL_COST_BY_CATEGORY,
	FTL_COST_BY_SYMPTOM,
	FTL_COST_BYS
};

/* The groups that a job and its claims belong to: the number of each, from 1. */
struct ftl_claim_groups {
	int64_t of_job[FTL_COST_BYS]; /* but by payer and bill code, which are a claim's own */
	int64_t of_payer[FTL_PAYERS];
	int64_t of_bill[FTL_BILLS];
};

/* A claim taken apart. */
struct ftl_claim_view {
	const struct ftl_figures_claim *row;
	struct ftl_claim_facts facts;
	enum ftl_claim_state state;
	struct ftl_claim_sums sums; /* of a draft: open is what it would claim */
	int64_t amounts[FTL_AMOUNTS];
	int64_t leaks[FTL_LEAKS];
	bool is_decided;               /* every line, at least once, and none is pending */
	struct ftl_opt approved_share; /* of a decided claim, in basis points */
	struct ftl_opt submit_seconds; /* ready or handed over to the first submission */
	struct ftl_opt pay_seconds; /* the first submission to the last cent of what was approved */
	int64_t refusals;           /* decisions on a line that gave less than was claimed */
	int64_t refused_cents;
	const char *reason; /* of the last refusal */
};

/* The claims of one job; all in the arena. */
struct ftl_job_claims {
	const struct ftl_claim_view *views;
	size_t count;
	int64_t not_claimed[FTL_PAYERS]; /* of lines that are in no claim, and of no draft */
};

/* What the claims of many jobs say together. */
struct ftl_claim_stats {
	int64_t claims;
	int64_t decided;
	int64_t first_pass;
	int64_t shared; /* decided claims with an amount … */
	int64_t shares; /* … and the sum of their approved shares, in basis points */
	int64_t decided_claimed;
	int64_t decided_approved;
	struct ftl_sample submit;
	struct ftl_sample pay;
	int64_t states[FTL_CLAIM_STATES];
	int64_t state_open[FTL_CLAIM_STATES]; /* what is open of them, in minor units */
	int64_t refusals;
	int64_t refused;
	int64_t leak_rows[FTL_LEAKS];
	int64_t leaks[FTL_LEAKS];
};

/* Why payers refused: a group is a payer's reason. */
struct ftl_refusals {
	struct ftl_groups groups;
	struct ftl_refusal {
		enum ftl_payer payer;
		struct ftl_opt
		        cause; /* enum ftl_claim_cause; absent: the payer's rules do not say */
		int64_t count;
		int64_t cents;
	} * rows;
	size_t capacity;
	size_t counted; /* groups that have their row */
};

/* The part of the warranty report that is about claims. */
struct ftl_claims {
	const struct ftl_report_context *context;
	const struct ftl_frame *frame;
	struct ftl_arena arena; /* of one job */
	struct ftl_claim_stats now;
	struct ftl_claim_stats was;
	const int64_t *now_amounts; /* FTL_AMOUNTS of the period, and of the one before */
	const int64_t *was_amounts;
	struct ftl_refusals refusals;
	struct ftl_grid *list; /* NULL: figures only */
	struct ftl_grid *leaks;
	struct ftl_grid *refusal_list;
	int64_t leak_count;
};

void ftl_claims_done(struct ftl_claims *claims);

/* claims_fold.c: the claims of a job, in the arena. payable: what others are to pay
 * of each of its lines, in their order. */
void ftl_claims_fold(const struct ftl_report_context *context, struct ftl_arena *arena,
                     const struct ftl_job_view *job, const int64_t *payable,
                     struct ftl_job_claims *ret);
/* What claims paid for a line. */
int64_t ftl_claims_paid(const struct ftl_job_claims *claims, int64_t line_id);
/* Who could have prevented a refusal, by the payer's document that the claim was judged by. */
struct ftl_opt ftl_claims_cause(const struct ftl_report_context *context, struct ftl_arena *arena,
                                int64_t rules_id, const char *reason);

/* Takes the claims of a job into the figures and, of the period, onto the sheets. False when a sum
 * leaves the range of money. groups: of a job of the period. */
bool ftl_claims_take(struct ftl_claims *claims, const struct ftl_job_view *job,
                     const struct ftl_job_claims *of, const struct ftl_claim_groups *groups);

/* claims_list.c: the sheets with a row a claim and a row a leak. */
enum ftl_claims_column {
	FTL_CLAIMS_CODE,
	FTL_CLAIMS_REVISION,
	FTL_CLAIMS_JOB,
	FTL_CLAIMS_SLICE,
	FTL_CLAIMS_PAYER,
	FTL_CLAIMS_STATE,
	FTL_CLAIMS_CLAIMED,
	FTL_CLAIMS_APPROVED,
	FTL_CLAIMS_PAID,
	FTL_CLAIMS_SHORT,
	FTL_CLAIMS_WRITTEN_OFF,
	FTL_CLAIMS_OPEN_AMOUNT,
	FTL_CLAIMS_SUBMITTED,
	FTL_CLAIMS_DAYS_TO_SUBMIT,
	FTL_CLAIMS_DAYS_TO_PAY,
	FTL_CLAIMS_FIRST_PASS,
	FTL_CLAIMS_SHARE,
	FTL_CLAIMS_DECIDED_CLAIMED,
	FTL_CLAIMS_DECIDED_APPROVED,
	FTL_CLAIMS_REFUSALS,
	FTL_CLAIMS_REFUSED,
	FTL_CLAIMS_REASON,
	FTL_CLAIMS_GROUP, /* its number in each way to divide */
	FTL_CLAIMS_COLUMNS = FTL_CLAIMS_GROUP + FTL_COST_BYS
};
enum ftl_leaks_column {
	FTL_LEAKS_KIND,
	FTL_LEAKS_JOB,
	FTL_LEAKS_CLAIM,
	FTL_LEAKS_SLICE,
	FTL_LEAKS_PAYER,
	FTL_LEAKS_READY,
	FTL_LEAKS_AMOUNT,
	FTL_LEAKS_COLUMNS
};
struct ftl_grid *ftl_claims_grid(struct ftl_workbook *book, const char *footer);
struct ftl_grid *ftl_leaks_grid(struct ftl_workbook *book, const char *footer);
void ftl_claims_put(const struct ftl_claims *claims, const struct ftl_job_view *job,
                    const struct ftl_claim_view *view, const struct ftl_claim_groups *groups);
/* A claim of NULL: the lines are in none. */
void ftl_leaks_put(const struct ftl_claims *claims, const struct ftl_job_view *job,
                   enum ftl_leak leak, enum ftl_payer payer, const struct ftl_claim_view *view,
                   int64_t cents);

/* claims_figures.c: formulas when is_live and the rows stand on one sheet; jobs and cost are those
 * of the sheet Jobs, cost_formula its sum or NULL. */
struct ftl_claims_cost {
	int64_t now;
	int64_t was;
	const char *formula;
};
enum { FTL_CLAIMS_FIGURES = 20, FTL_LEAK_FIGURES = 1 + FTL_LEAKS };
void ftl_claims_figures(const struct ftl_claims *claims, const struct ftl_claims_cost *cost,
                        struct ftl_arena *arena, struct ftl_figure ret[FTL_CLAIMS_FIGURES]);
void ftl_leak_figures(const struct ftl_claims *claims, struct ftl_arena *arena,
                      struct ftl_figure ret[FTL_LEAK_FIGURES]);

/* claims_book.c and claims_refusals.c: the sheets that follow from all claims. */
struct ftl_claims_sheets {
	struct ftl_sheet *figures;
	struct ftl_sheet *refusals;
	struct ftl_sheet *leakage;
};
enum { FTL_CLAIMS_SHEETS = 3 };
void ftl_claims_sheets_open(struct ftl_workbook *book, const char *footer,
                            struct ftl_claims_sheets *ret);
void ftl_claims_sheets_fill(const struct ftl_claims *claims, const struct ftl_claims_cost *cost,
                            struct ftl_arena *arena, const struct ftl_claims_sheets *sheets);
/* The sheet with a row a refusal. */
struct ftl_grid *ftl_refusals_grid(struct ftl_workbook *book, const char *footer);
/* number: of the row of its reason on the sheet Rejections. */
void ftl_refusals_put(const struct ftl_claims *claims, const struct ftl_job_view *job,
                      const struct ftl_claim_view *view, const struct ftl_claim_event *event,
                      struct ftl_opt cause, int64_t cents, int64_t number);
void ftl_refusals_write(const struct ftl_claims *claims, struct ftl_arena *arena,
                        struct ftl_sheet *sheet);

#endif
