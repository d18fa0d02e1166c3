#ifndef OPS_SITE_CHANGE_H
#define OPS_SITE_CHANGE_H

#include "ops/op.h"

/* Begins a change of the site's own data; *ret_go is false for a retry, when all is done. */
FTL_MUST_CHECK enum ftl_status ftl_site_change(struct ftl_app *app, const char *name,
                                               struct ftl_op *op, bool *ret_go,
                                               struct ftl_err *err);

#endif
