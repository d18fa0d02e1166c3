#ifndef REPORT_WALK_H
#define REPORT_WALK_H

#include "fettle/model/clocks.h"
#include "report/frame.h"
#include "store/figures.h"

/* One job as its events up to as-of tell it. Valid during the visit. */
struct ftl_job_view {
	const struct ftl_figures_job *row;
	struct ftl_order_facts facts;
	struct ftl_clocks clocks;
	bool is_in_period; /* became ready in it, not undone */
	bool is_before;    /* … in the period before */
	bool is_open;      /* here and not ready */
	bool is_waiting;   /* ready, not collected */
	int32_t received_on;
	int32_t ready_on;
	bool has_payer;
	enum ftl_payer payer;   /* who pays most of it */
	const char *technician; /* name; NULL when nobody has it */
	struct ftl_opt due_at;  /* when the first promise falls due */
	int promises_changed;   /* how often another day was promised */
	int64_t target_seconds; /* of business time */
};

typedef enum ftl_status ftl_job_visit(void *state, const struct ftl_job_view *job,
                                      struct ftl_err *err);

/* Reads the whole centre once and shows the jobs that were known at as-of, in order of receipt:
 * those that are open, wait, or were ready in the period or the one before it; has_all: the others
 * too, without what the report needs of those alone (payer, target). */
FTL_MUST_CHECK enum ftl_status ftl_walk(const struct ftl_report_context *context,
                                        const struct ftl_frame *frame, bool has_all,
                                        ftl_job_visit *visit, void *state, struct ftl_err *err);

#endif
