#ifndef CLI_CMD_ORDER_STEP_H
#define CLI_CMD_ORDER_STEP_H

#include "cli/context.h"
#include "fettle/ops/order.h"

/*
 * The steps of a work order are rows of one table, cmd_order_steps.c: each is a command with its
 * options, and all of them run ftl_order_step_run(), which finds the kind of step by its path and
 * takes whatever of these options and arguments the command has. CODE may be a list (job_list.h);
 * then the result is one, too.
 *
 *	CODE STAFF MINUTES TEXT REASON DATE --technician --due --until --amount --paid --on-account
 *	--reference --for --vendor --tracking --place --serial --piece --missing --reason --result
 *	--barrier --to --how
 */
FTL_MUST_CHECK enum ftl_status ftl_order_step_run(struct ftl_cli *cli, struct ftl_err *err);

/* Options of every step. */
#define FTL_ORDER_STEP_OPTIONS                                                                     \
	{                                                                                          \
	        .key = "at",                                                                       \
	        .type = FTL_OPT_TEXT,                                                              \
	        .value = "TIME",                                                                   \
	        .help = "when it happened, if not now: 10:30, 'yesterday 16:00', '2026-11-22 "     \
	                "10:30'",                                                                  \
	},                                                                                         \
	        FTL_JOB_LIST_OPTION

/* Shows what a step changed: a struct ftl_order_change; of a list, a struct
 * ftl_order_outcomes. */
ftl_command_write ftl_order_step_write;

/* "Nokia 3310 is in repair by Tomas": what a step did, raw user text inside. */
const char *ftl_order_step_words(struct ftl_arena *arena, const struct ftl_app *app,
                                 const struct ftl_order_change *change);

/* What every step gives. */
extern const struct ftl_table ftl_order_step_shape;

#endif
