#ifndef OPS_LOANER_H
#define OPS_LOANER_H

#include "fettle/ops/loaner.h"
#include "ops/find.h"

/* The loaner of one of our codes, or of a serial number; *ret_found is false for anything else. */
FTL_MUST_CHECK enum ftl_status ftl_loaner_known(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *text, struct ftl_loaner *ret,
                                                bool *ret_found, struct ftl_err *err);
/* The same; FTL_NOT_FOUND, and what is wrong with a code. */
FTL_MUST_CHECK enum ftl_status ftl_find_loaner(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *text, struct ftl_loaner *ret,
                                               struct ftl_err *err);
/* The same, for a change of it: FTL_DB when its row is not what its events say. */
FTL_MUST_CHECK enum ftl_status ftl_find_loaner_to_change(struct ftl_app *app,
                                                         struct ftl_arena *arena, const char *text,
                                                         struct ftl_loaner *ret,
                                                         struct ftl_err *err);

#endif
