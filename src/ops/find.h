#ifndef FETTLE_OPS_FIND_H
#define FETTLE_OPS_FIND_H

#include "fettle/model/ident.h"
#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* Reads a code of one of two kinds; a code of another kind is FTL_CONFLICT and says which it is. An
 * error is about the field. */
FTL_MUST_CHECK enum ftl_status ftl_read_code(struct ftl_app *app, const char *field,
                                             const char *text, enum ftl_code_kind kind,
                                             enum ftl_code_kind or_kind, struct ftl_code *ret,
                                             struct ftl_err *err);

/* True when a manager other than one works here; but_id 0: any. */
FTL_MUST_CHECK enum ftl_status ftl_staff_has_manager(struct ftl_app *app, struct ftl_arena *arena,
                                                     int64_t but_id, bool *ret,
                                                     struct ftl_err *err);

/* A code that is well-formed, of which there is nothing: FTL_NOT_FOUND. */
enum ftl_status ftl_not_on_file(const struct ftl_code *code, struct ftl_err *err);

/* The work order of a code as typed or scanned; a piece's code stands for its job. FTL_NOT_FOUND.
 */
FTL_MUST_CHECK enum ftl_status ftl_find_order(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *text, struct ftl_order *ret,
                                              struct ftl_err *err);
/* The same, for a step on it: FTL_DB when its row is not what its events say, for a step would
 * rewrite the one from the other and so hide that somebody had meddled. */
FTL_MUST_CHECK enum ftl_status ftl_find_order_to_change(struct ftl_app *app,
                                                        struct ftl_arena *arena, const char *text,
                                                        struct ftl_order *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_find_customer(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *text, struct ftl_customer *ret,
                                                 struct ftl_err *err);

/* Whose jobs are asked for: the id of a login, of somebody who left too. */
FTL_MUST_CHECK enum ftl_status ftl_find_technician(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *login, int64_t *ret,
                                                   struct ftl_err *err);

/* A place by its code, or by its name in any spelling of case and blanks; FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_find_place(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *text, struct ftl_place *ret,
                                              struct ftl_err *err);

/* A category by its name, in any spelling of case; FTL_INVALID names what there is. */
FTL_MUST_CHECK enum ftl_status ftl_find_category(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *name, struct ftl_category *ret,
                                                 struct ftl_err *err);

#endif
