#ifndef FETTLE_OPS_TARGET_H
#define FETTLE_OPS_TARGET_H

#include "fettle/model/record.h"
#include "fettle/model/target.h"
#include "fettle/ops/app.h"

/* A target as typed; NULL: any. */
struct ftl_target_form {
	const char *hours;    /* business hours, "24" or "1.5"; NULL: ends the target */
	const char *customer; /* code */
	const char *priority;
	const char *category;
	const char *cover;
	const char *from; /* date; NULL: today */
};

/* Every target, with the setting target.business_hours for what none fits. */
FTL_MUST_CHECK enum ftl_status ftl_targets_load(struct ftl_app *app, struct ftl_arena *arena,
                                                struct ftl_targets *ret, struct ftl_err *err);

/* When the open jobs for which a target is set fall due, in order of id. */
struct ftl_order_due {
	int64_t order_id;
	int64_t due_at;
};
FTL_MUST_CHECK enum ftl_status ftl_order_dues(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_order_due **ret, size_t *ret_count,
                                              struct ftl_err *err);

/* The targets in force on a date, the most special first; has_all: the others too. */
FTL_MUST_CHECK enum ftl_status ftl_target_list(struct ftl_app *app, struct ftl_arena *arena,
                                               int32_t date, bool has_all,
                                               const struct ftl_target **ret, size_t *ret_count,
                                               struct ftl_err *err);

/* Sets a target from a date on; without hours it ends on that date. */
FTL_MUST_CHECK enum ftl_status ftl_target_set(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_target_form *form,
                                              struct ftl_target *ret, struct ftl_err *err);

/* Another priority for a job, with a note of it. What it has waited for so far still shifts the
 * time at which it is due. */
FTL_MUST_CHECK enum ftl_status ftl_order_set_priority(struct ftl_app *app, struct ftl_arena *arena,
                                                      const char *code, const char *priority,
                                                      struct ftl_order *ret, struct ftl_err *err);

#endif
