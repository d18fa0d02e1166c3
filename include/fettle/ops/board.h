#ifndef FETTLE_OPS_BOARD_H
#define FETTLE_OPS_BOARD_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* The open work orders of now, each judged, in no order. */
struct ftl_board {
	const struct ftl_board_job *jobs;
	size_t count;
	size_t nobody; /* of all: with nobody, and waiting for work */
};

/* All of them, or those of a technician: a login; "none": those that nobody has. */
FTL_MUST_CHECK enum ftl_status ftl_order_board(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *technician, struct ftl_board *ret,
                                               struct ftl_err *err);

/* Those of a technician, with the job that this person is at work on, whoever has it. */
FTL_MUST_CHECK enum ftl_status ftl_order_bench(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *technician, struct ftl_board *ret,
                                               struct ftl_err *err);

#endif
