#ifndef REPORT_WARRANTY_H
#define REPORT_WARRANTY_H

#include "fettle/out/workbook.h"
#include "report/figure.h"
#include "report/groups.h"
#include "report/walk.h"

/* Ways to divide what warranty jobs cost. */
enum ftl_warranty_by {
	FTL_COST_BY_SLICE,
	FTL_COST_BY_PAYER,
	FTL_COST_BY_BILL,
	FTL_COST_BY_BRAND,
	FTL_COST_BY_MODEL,
	FTL_COST_BY_CATEGORY,
	FTL_COST_BYS
};

/* What the warranty lines of some jobs come to, in minor units without tax. */
struct ftl_warranty_sums {
	int64_t jobs;
	int64_t cost[FTL_LINE_CLASSES];
	int64_t total;     /* of cost */
	int64_t claimed;   /* what others are to pay */
	int64_t recovered; /* what they paid so far */
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
};

/* One job taken apart. */
struct ftl_warranty_job {
	struct ftl_warranty_sums all;
	struct ftl_warranty_sums by_payer[FTL_PAYERS]; /* jobs is 1 where it has a line */
	struct ftl_warranty_sums by_bill[FTL_BILLS];
};

void ftl_warranty_done(struct ftl_warranty *report);

/* Adds up the warranty lines of a job; ret->all.jobs is 0 when it has none. */
FTL_MUST_CHECK enum ftl_status ftl_warranty_take(const struct ftl_figures_job *row,
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
	FTL_COST_TECHNICIAN,
	FTL_COST_RESULT,
	FTL_COST_PAYERS_OF,
	FTL_COST_BILLS_OF,
	FTL_COST_LABOUR,
	FTL_COST_PARTS,
	FTL_COST_FREIGHT,
	FTL_COST_OTHER,
	FTL_COST_TOTAL,
	FTL_COST_CLAIMED,
	FTL_COST_RECOVERED,
	FTL_COST_OWED,
	FTL_COST_LEFT,
	FTL_COST_COLUMNS
};

/* warranty_jobs.c */
struct ftl_grid *ftl_warranty_jobs_grid(struct ftl_workbook *book, const char *footer);
void ftl_warranty_put_job(const struct ftl_warranty *report, const struct ftl_job_view *job,
                          const struct ftl_warranty_job *costs);

enum { FTL_WARRANTY_FIGURES = 7 };
/* warranty_figures.c: the summary's figures; formulas when the rows stand on one sheet. */
void ftl_warranty_figures(const struct ftl_warranty *report, struct ftl_arena *arena,
                          struct ftl_figure ret[FTL_WARRANTY_FIGURES]);

/* warranty_book.c: opens the sheets, and fills what follows from all jobs. */
struct ftl_warranty_sheets {
	struct ftl_sheet *summary;
	struct ftl_sheet *by[FTL_COST_BYS];
};
void ftl_warranty_sheets_open(struct ftl_warranty *report, struct ftl_arena *arena,
                              struct ftl_warranty_sheets *ret);
void ftl_warranty_sheets_fill(const struct ftl_warranty *report, struct ftl_arena *arena,
                              const struct ftl_warranty_sheets *sheets);

/* warranty_words.c */
void ftl_warranty_definitions(const struct ftl_warranty *report, struct ftl_arena *arena);

FTL_MUST_CHECK enum ftl_status ftl_warranty_run(const struct ftl_report_context *context,
                                                const struct ftl_frame *frame, const char *path,
                                                struct ftl_out *out, struct ftl_arena *arena,
                                                struct ftl_report_result *ret, struct ftl_err *err);

#endif
