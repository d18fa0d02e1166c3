#ifndef CLI_REPORT_CONTEXT_H
#define CLI_REPORT_CONTEXT_H

#include "cli/context.h"
#include "fettle/report/report.h"

/* Which days a report is about, as it was known when. */
#define FTL_REPORT_OPTIONS                                                                         \
	{.key = "from",                                                                            \
	 .type = FTL_OPT_PERIOD,                                                                   \
	 .value = "DATE",                                                                          \
	 .help = "first day of the period, or all of a span: 2026-10, 2026-Q3, 2026"},             \
	        {.key = "to",                                                                      \
	         .type = FTL_OPT_PERIOD,                                                           \
	         .value = "DATE",                                                                  \
	         .help = "last day of the period"},                                                \
	{                                                                                          \
		.key = "as-of", .type = FTL_OPT_DATE, .value = "DATE",                             \
		.help = "as it was known at the end of that day; otherwise now"                    \
	}

/* What a report needs to know of the centre, as of the day that --as-of names. */
FTL_MUST_CHECK enum ftl_status
ftl_report_context_make(struct ftl_cli *cli, struct ftl_report_context *ret, struct ftl_err *err);

/* --from 2026-Q3 alone is that quarter; --from 2026-07-01 alone runs up to as-of. */
struct ftl_period ftl_report_context_period(const struct ftl_cli *cli,
                                            const struct ftl_report_context *context);

#endif
