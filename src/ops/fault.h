#ifndef FETTLE_OPS_FAULT_INTERN_H
#define FETTLE_OPS_FAULT_INTERN_H

#include "fettle/ops/fault.h"
#include "ops/op.h"

/* The project's own free tables (data/codes), without ids. */
FTL_MUST_CHECK enum ftl_status ftl_fault_own(struct ftl_db *db, struct ftl_arena *arena,
                                             struct ftl_fault_code **ret, size_t *ret_count,
                                             struct ftl_err *err);

/* Takes them into a centre that has no codes at all, inside an operation. */
FTL_MUST_CHECK enum ftl_status ftl_fault_ensure(struct ftl_op *op, struct ftl_err *err);

/* The code of a kind as typed. FTL_INVALID for one that is not in the tables, with the nearest
 * ones, and for a retired one; field is what errors name. */
FTL_MUST_CHECK enum ftl_status ftl_fault_resolve(struct ftl_app *app, struct ftl_arena *arena,
                                                 enum ftl_fault_kind kind, const char *field,
                                                 const char *typed, struct ftl_fault_code *ret,
                                                 struct ftl_err *err);

/* What a line of diagnosis says, in words: "battery: part replaced (BL-5C)". */
const char *ftl_diagnosis_words(struct ftl_arena *arena, const struct ftl_diagnosis *line);

#endif
