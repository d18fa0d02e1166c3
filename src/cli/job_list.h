#ifndef CLI_JOB_LIST_H
#define CLI_JOB_LIST_H

#include "cli/context.h"
#include "fettle/ops/order.h"

/*
 * Where a command takes the code of a job it takes a list of them as well: @FILE, a code a line,
 * and @- for standard input. Empty lines do not count, nor does a first line "code": what `order
 * list --fields code --format csv` writes is such a list.
 */

/* Help on such an argument. */
#define FTL_JOB_LIST_HELP                                                                          \
	"the work order, or one of its pieces; @FILE: a list of them, @-: typed in"

/* The option of a command that takes such a list. */
#define FTL_JOB_LIST_OPTION                                                                        \
	{                                                                                          \
		.key = "keep-going", .type = FTL_OPT_FLAG,                                         \
		.help = "of a list: leave out what is refused, and tell it"                        \
	}

bool ftl_job_list_is(const char *text);

/* FTL_USAGE for --keep-going without a list. */
FTL_MUST_CHECK enum ftl_status ftl_job_list_check(struct ftl_cli *cli, const char *text,
                                                  struct ftl_err *err);

/* Reads the list and adds it to what is asked. FTL_INVALID for an empty one. */
FTL_MUST_CHECK enum ftl_status ftl_job_list_read(struct ftl_cli *cli, const char *text,
                                                 const struct ftl_order_named **ret,
                                                 size_t *ret_count, struct ftl_err *err);

#endif
