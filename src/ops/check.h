#ifndef FETTLE_OPS_CHECK_H
#define FETTLE_OPS_CHECK_H

#include "fettle/ops/centre.h"

/* A running check: findings as they come up, in the arena. */
struct ftl_checking {
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_check_result result;
	const char *wanted_head; /* short head of the audit chain to look for; NULL: none */
	struct ftl_finding *rows;
	size_t capacity;
};

/* Notes a finding, the text of the first FTL_FINDINGS_LISTED only; texts are copied, advice is kept
 * as it is. */
void ftl_checking_note(struct ftl_checking *c, const char *what, const char *problem,
                       const char *advice);

/* One part of the check. FTL_DB and FTL_INTERNAL are findings of their own: what cannot be read
 * must not keep the rest from being looked at. */
typedef enum ftl_status ftl_check_part(struct ftl_checking *c, struct ftl_err *err);

/* check_rows.c: the centre's own values; counters against the numbers given out; requests against
 * the audit log; search texts that stand for nothing. */
ftl_check_part ftl_check_centre, ftl_check_counters, ftl_check_requests, ftl_check_strays;

/* attachment.c: the bytes of every attachment against its size and hash. */
ftl_check_part ftl_check_attachments;

/* check_stock.c: the ledger of parts: balances, stock and its value, what lines of jobs cost, and
 * where serial numbers are, against the moves; money in against money out and stock. */
ftl_check_part ftl_check_stock;

#endif
