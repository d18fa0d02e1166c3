#ifndef REPORT_WARRANTY_H
#define REPORT_WARRANTY_H

#include "fettle/out/workbook.h"
#include "report/claims.h"
#include "report/figure.h"
#include "report/groups.h"
#include "report/provision.h"
#include "report/walk.h"

/* What the warranty lines of some jobs come to, in minor units without tax. */
struct ftl_warranty_sums {
	int64_t jobs;
	int64_t cost[FTL_LINE_CLASSES];
	int64_t total;                /* of cost */
	int64_t payable;              /* what others are to pay */
	int64_t recovered;            /* what they paid so far */
	int64_t amounts[FTL_AMOUNTS]; /* of the claims on them */
};

struct ftl_warranty_division {
	struct ftl_groups groups; /* FTL_COST_BY_SLICE: not used */
	struct ftl_warranty_sums *sums;
	size_t capacity;
};

struct ftl_warranty {
	const struct ftl_report_context *context;
	const struct ftl_frame *frame;
	struct ftl_warranty_sums now;
	struct ftl_warranty_sums was;
	struct ftl_warranty_division by[FTL_COST_BYS];
	struct ftl_workbook *book; /* NULL: figures only */
	struct ftl_grid *jobs;
	struct ftl_claims claims;
	struct ftl_provision provision;
};

/* One job taken apart; jobs is 1 where it has a warranty line. */
struct ftl_warranty_job {
	struct ftl_warranty_sums all;
	struct ftl_warranty_sums by_payer[FTL_PAYERS];
	struct ftl_warranty_sums by_bill[FTL_BILLS];
	struct ftl_job_claims claims;
	struct ftl_claim_groups groups;
	bool has_payer[FTL_PAYERS]; /* a warranty line or a claim */
	bool has_bill[FTL_BILLS];
};

void ftl_warranty_done(struct ftl_warranty *report);

/* Adds up the warranty lines and the claims of a job, which stay in the arena. */
FTL_MUST_CHECK enum ftl_status ftl_warranty_take(const struct ftl_report_context *context,
                                                 struct ftl_arena *arena,
                                                 const struct ftl_job_view *job,
                                                 struct ftl_warranty_job *ret, struct ftl_err *err);

/* A visit of the walk. */
enum ftl_status ftl_warranty_visit(void *state, const struct ftl_job_view *job,
                                   struct ftl_err *err);

/* Columns of the sheet with one row a job. */
enum ftl_warranty_column {
	FTL_COST_CODE,
	FTL_COST_RECEIVED,
	FTL_COST_READY,
	FTL_COST_SLICE,
	FTL_COST_CATEGORY,
	FTL_COST_BRAND,
	FTL_COST_MODEL,
	FTL_COST_SERIAL,
	FTL_COST_SYMPTOM,
	FTL_COST_TECHNICIAN,
	FTL_COST_RESULT,
	FTL_COST_PAYERS_OF,
	FTL_COST_BILLS_OF,
	FTL_COST_LABOUR,
	FTL_COST_PARTS,
	FTL_COST_FREIGHT,
	FTL_COST_OTHER,
	FTL_COST_TOTAL,
	FTL_COST_PAYABLE,
	FTL_COST_RECOVERED,
	FTL_COST_OWED,
	FTL_COST_LEFT,
	FTL_COST_COLUMNS
};

/* warranty_jobs.c */
struct ftl_grid *ftl_warranty_jobs_grid(struct ftl_workbook *book, const char *footer);
void ftl_warranty_put_job(const struct ftl_warranty *report, const struct ftl_job_view *job,
                          const struct ftl_warranty_job *costs);

enum {
	FTL_WARRANTY_FIGURES = 7,
	FTL_WARRANTY_ALL =
	        FTL_WARRANTY_FIGURES + FTL_CLAIMS_FIGURES + FTL_LEAK_FIGURES + FTL_PROVISION_FIGURES
};
/* warranty_figures.c: the summary's figures; formulas when the rows stand on one sheet. */
void ftl_warranty_figures(const struct ftl_warranty *report, struct ftl_arena *arena,
                          struct ftl_figure ret[FTL_WARRANTY_FIGURES]);

/* warranty_book.c: opens the sheets, and fills what follows from all jobs. */
struct ftl_warranty_sheets {
	struct ftl_sheet *summary;
	struct ftl_sheet *by[FTL_COST_BYS];
	struct ftl_claims_sheets claims;
	struct ftl_sheet *provision;
};
void ftl_warranty_sheets_open(struct ftl_warranty *report, struct ftl_arena *arena,
                              struct ftl_warranty_sheets *ret);
void ftl_warranty_sheets_fill(const struct ftl_warranty *report, struct ftl_arena *arena,
                              const struct ftl_warranty_sheets *sheets);

/* How a group is called. */
const char *ftl_warranty_group_name(const struct ftl_warranty *report, int by, size_t group);

/* warranty_claims.c: what became of the claims of the groups of a sheet, below their jobs. */
struct ftl_warranty_claims {
	int by;
	const size_t *order; /* of the groups */
	size_t count;
	int row;
};
void ftl_warranty_claims_write(const struct ftl_warranty *report, struct ftl_arena *arena,
                               struct ftl_sheet *sheet, const struct ftl_warranty_claims *table);

/* What the jobs cost, for the figures of their claims. */
struct ftl_claims_cost ftl_warranty_claims_cost(const struct ftl_warranty *report,
                                                struct ftl_arena *arena);

/* warranty_words.c */
void ftl_warranty_definitions(const struct ftl_warranty *report, struct ftl_arena *arena);

FTL_MUST_CHECK enum ftl_status ftl_warranty_run(const struct ftl_report_context *context,
                                                const struct ftl_frame *frame, const char *path,
                                                struct ftl_out *out, struct ftl_arena *arena,
                                                struct ftl_report_result *ret, struct ftl_err *err);

#endif
