#ifndef REPORT_PROVISION_H
#define REPORT_PROVISION_H

#include "fettle/model/provision.h"
#include "fettle/out/workbook.h"
#include "report/figure.h"
#include "report/walk.h"

/*
 * The roll-forward of the provision for the centre's own guarantee, by slice of the period, with
 * the jobs behind it. Memory grows with the slices, not with the jobs.
 */

/* What happened in a span of days that ends with a day. */
struct ftl_provision_part {
	int32_t ends_on;
	int64_t closing_cents;
	int64_t accrued_cents;
	int64_t settled_cents;
	int64_t closing_jobs; /* for which something is set aside at the end */
	int64_t accrued_jobs;
	int64_t settled_jobs;
};

/* The parts in their order: the last day before the period before, that period, the slices. */
enum { FTL_PROVISION_START, FTL_PROVISION_BEFORE, FTL_PROVISION_SLICES };

struct ftl_provision {
	const struct ftl_report_context *context;
	const struct ftl_frame *frame;
	struct ftl_provision_part *parts;
	size_t part_count;
	bool has_rate; /* in force on some day of the period; has_rate_before: of the one before */
	bool has_rate_before;
	struct ftl_grid *list; /* NULL: figures only */
	int64_t rows;
};

/* The parts live in the arena. */
void ftl_provision_begin(const struct ftl_report_context *context, const struct ftl_frame *frame,
                         struct ftl_arena *arena, struct ftl_provision *ret);

/* Takes a job of any time. The arena is for scratch. FTL_INVALID when a sum leaves the range of
 * money. */
FTL_MUST_CHECK enum ftl_status ftl_provision_take(struct ftl_provision *provision,
                                                  struct ftl_arena *arena,
                                                  const struct ftl_job_view *job,
                                                  struct ftl_err *err);

/* The roll-forward of parts first to last. */
struct ftl_provision_roll ftl_provision_roll_of(const struct ftl_provision *provision, size_t first,
                                                size_t last);

/* provision_list.c: the sheet with a row a job. */
enum ftl_provision_column {
	FTL_PROVISION_CODE,
	FTL_PROVISION_OUT,
	FTL_PROVISION_UNTIL,
	FTL_PROVISION_BILLED,
	FTL_PROVISION_RATE,
	FTL_PROVISION_ACCRUED_IN,
	FTL_PROVISION_ACCRUED,
	FTL_PROVISION_OPENING,
	FTL_PROVISION_CLOSING,
	FTL_PROVISION_SETTLED_IN,
	FTL_PROVISION_SETTLED,
	FTL_PROVISION_COLUMNS
};
/* What a job does to the provision of the period. */
struct ftl_provision_row {
	struct ftl_guarantee guarantee;
	int64_t billed_cents;
	struct ftl_opt rate;       /* on the day of the hand-over, in basis points */
	struct ftl_opt accrued_in; /* the slice; absent: at another time */
	int64_t accrued_cents;
	int64_t opening_cents;
	int64_t closing_cents;
	struct ftl_opt settled_in;
	int64_t settled_cents;
};
struct ftl_grid *ftl_provision_grid(struct ftl_workbook *book, const char *footer);
void ftl_provision_put(const struct ftl_provision *provision, const struct ftl_job_view *job,
                       const struct ftl_provision_row *row);

/* provision_book.c: the figures, and the sheet that follows from all jobs. */
enum { FTL_PROVISION_FIGURES = 5 };
void ftl_provision_figures(const struct ftl_provision *provision, struct ftl_arena *arena,
                           struct ftl_figure ret[FTL_PROVISION_FIGURES]);
struct ftl_sheet *ftl_provision_sheet(struct ftl_workbook *book, const char *footer);
void ftl_provision_write(const struct ftl_provision *provision, struct ftl_arena *arena,
                         struct ftl_sheet *sheet);

#endif
