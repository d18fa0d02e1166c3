#ifndef FETTLE_OPS_PROVISION_H
#define FETTLE_OPS_PROVISION_H

#include "fettle/model/provision.h"
#include "fettle/ops/app.h"

/* A rate as typed. */
struct ftl_provision_form {
	const char *percent; /* "2.5", of what is billed; NULL: ends the rate */
	const char *from;    /* date; NULL: today */
};

/* Every rate, and the guarantees that are in use for the centre's own repairs. */
FTL_MUST_CHECK enum ftl_status ftl_provisions_load(struct ftl_app *app, struct ftl_arena *arena,
                                                   struct ftl_provisions *ret, struct ftl_err *err);

/* The rate in force on a date; has_all: every one and every end, the latest first. */
FTL_MUST_CHECK enum ftl_status ftl_provision_list(struct ftl_app *app, struct ftl_arena *arena,
                                                  int32_t date, bool has_all,
                                                  const struct ftl_provision_rate **ret,
                                                  size_t *ret_count, struct ftl_err *err);

/* Sets the rate from a date on; without a percentage it ends on that date. */
FTL_MUST_CHECK enum ftl_status ftl_provision_set(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_provision_form *form,
                                                 struct ftl_provision_rate *ret,
                                                 struct ftl_err *err);

#endif
