#ifndef FETTLE_OPS_COVERAGE_H
#define FETTLE_OPS_COVERAGE_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* Who pays for a job, and why: the covers that are known, put to the model. Advice, never law. */

struct ftl_coverage {
	struct ftl_device device;
	struct ftl_order order; /* id 0: a device was asked for, not a job */
	int32_t on;             /* the day the fault was, or would be, reported */
	const struct ftl_cover *covers;
	size_t cover_count;
	struct ftl_verdict classes[FTL_LINE_CLASSES];
	/* What the job goes by: the verdict of its check-in. False: none was given, or another day
	 * was asked for. */
	bool has_kept;
	struct ftl_verdict kept[FTL_LINE_CLASSES];
	bool is_kept; /* nobody else pays, or another share, than was said then */
};

/*
 * By what is known now, for a work order or one of its pieces, on the day it was received; or for a
 * device by its code or a number on it, on this day. on: a day instead of that, as
 * ftl_period_parse; NULL: none.
 */
FTL_MUST_CHECK enum ftl_status ftl_coverage_why(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, const char *on,
                                                struct ftl_coverage *ret, struct ftl_err *err);

#endif
