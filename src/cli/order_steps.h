#ifndef CLI_ORDER_STEPS_H
#define CLI_ORDER_STEPS_H

#include "cli/context.h"
#include "fettle/ops/order.h"

/* A step with every job of a list, and how that is told: a row a job. list is @FILE. */
FTL_MUST_CHECK enum ftl_status ftl_order_steps_run(struct ftl_cli *cli, const char *list,
                                                   const struct ftl_order_step *step,
                                                   struct ftl_err *err);
/* The same with moves to a place. */
FTL_MUST_CHECK enum ftl_status ftl_order_moves_run(struct ftl_cli *cli, const char *list,
                                                   const char *place, struct ftl_err *err);
/* result: a struct ftl_order_outcomes. */
ftl_command_write ftl_order_steps_write;

#endif
