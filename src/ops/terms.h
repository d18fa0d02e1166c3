#ifndef FETTLE_OPS_TERMS_H
#define FETTLE_OPS_TERMS_H

#include "fettle/ops/term.h"

/* Every document of the centre, retired ones too; by code, the newest of each first. */
FTL_MUST_CHECK enum ftl_status ftl_terms_load(struct ftl_app *app, struct ftl_arena *arena,
                                              const struct ftl_term_doc **ret, size_t *ret_count,
                                              struct ftl_err *err);

#endif
