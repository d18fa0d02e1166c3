#ifndef CLI_DESK_JOBS_H
#define CLI_DESK_JOBS_H

#include "cli/context.h"
#include "fettle/ops/order.h"

/* The jobs of a customer or device, as a section "jobs" of a record; newest first. */
#define FTL_DESK_JOB_CELLS 7
extern const struct ftl_column ftl_desk_job_columns[FTL_DESK_JOB_CELLS];
#define FTL_DESK_JOBS                                                                              \
	{                                                                                          \
		.key = "jobs", .title = "Jobs", .columns = ftl_desk_job_columns,                   \
		.count = FTL_DESK_JOB_CELLS                                                        \
	}
extern const struct ftl_section ftl_desk_jobs;

/* The same with rows. orders may be temporary, their strings not. */
struct ftl_section ftl_desk_jobs_of(struct ftl_arena *arena, const struct ftl_order *orders,
                                    size_t count);

/* The same from the file; everything goes into cli->arena. */
FTL_MUST_CHECK enum ftl_status ftl_desk_jobs_load(struct ftl_cli *cli,
                                                  const struct ftl_order_filter *filter,
                                                  struct ftl_section *ret, struct ftl_err *err);

/* The values of a customer's contacts of one kind, separated by newline; NULL: none. */
const char *ftl_desk_contacts(struct ftl_arena *arena, const struct ftl_customer *customer,
                              bool is_email);

#endif
