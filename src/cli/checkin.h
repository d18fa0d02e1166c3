#ifndef CLI_CHECKIN_H
#define CLI_CHECKIN_H

#include "cli/context.h"
#include "fettle/ops/intake.h"

/* What a check-in gives: a row for each work order; checkin_view.c. */
extern const struct ftl_table ftl_checkin_shape;

/* Writes the rows of a check-in that went in. The list must be begun. */
FTL_MUST_CHECK enum ftl_status ftl_checkin_write(struct ftl_cli *cli,
                                                 const struct ftl_check_in_result *result,
                                                 struct ftl_err *err);

/* Asks everything on the terminal and checks in; checkin_guided.c. */
FTL_MUST_CHECK enum ftl_status
ftl_checkin_guided(struct ftl_cli *cli, struct ftl_check_in_result *ret, struct ftl_err *err);

#endif
