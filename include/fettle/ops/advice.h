#ifndef FETTLE_OPS_ADVICE_H
#define FETTLE_OPS_ADVICE_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* Where an advice comes from: the narrowest level with enough jobs. */
enum ftl_advice_level {
	FTL_ADVICE_MODEL,    /* jobs on the same model */
	FTL_ADVICE_CATEGORY, /* on devices of the category */
	FTL_ADVICE_ALL,      /* on any device */
	FTL_ADVICE_TARGET,   /* too few jobs: the service target */
	FTL_ADVICE_LEVELS
};
extern const char *const ftl_advice_level_names[FTL_ADVICE_LEVELS];

#define FTL_ADVICE_JOBS_LEAST 5

/* When a job will be ready, by what such jobs took here, in business time from receipt to ready. */
struct ftl_advice {
	enum ftl_advice_level level;
	int64_t jobs; /* how many it rests on; with FTL_ADVICE_TARGET how many there are at all */
	int64_t p50_seconds; /* the smallest time that half, or 9 in 10, of them did not exceed */
	int64_t p90_seconds;
	/* The days these end on, from the job's receipt; none when the centre never opens. */
	struct ftl_opt p50_on;
	struct ftl_opt p90_on;
};

/*
 * Of a device received at an instant. A job that is open already is compared with those only that
 * took longer than it has so far.
 */
FTL_MUST_CHECK enum ftl_status ftl_advice_of(struct ftl_app *app, const struct ftl_device *device,
                                             int64_t received_at, int64_t target_seconds,
                                             struct ftl_advice *ret, struct ftl_err *err);

/* Of a work order; FTL_STATE when no day can be promised for it any more. */
FTL_MUST_CHECK enum ftl_status ftl_order_advice(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code, struct ftl_order *ret_order,
                                                struct ftl_advice *ret, struct ftl_err *err);

#endif
