#ifndef CLI_SCAN_COUNT_H
#define CLI_SCAN_COUNT_H

#include "cli/context.h"
#include "fettle/ops/order.h"

/* The pieces of a job while they are scanned out one by one, at hand-over. Lives in `kept`, which
 * lasts over the scans. */
struct ftl_scan_count {
	struct ftl_arena *kept;
	const char *code;         /* the job's */
	bool is_possible;         /* else there is no use in counting: the hand-over is refused */
	struct ftl_piece *pieces; /* that are in our care, and those that are missing */
	size_t piece_count;
	const char **scanned; /* their codes, in the order of the scans */
	size_t scanned_count;
	size_t count;       /* how many are to be scanned; what is missing, once it was */
	int64_t bill_cents; /* the customer's, tax included */
};

/* Begins with none scanned. */
FTL_MUST_CHECK enum ftl_status ftl_scan_count_begin(struct ftl_cli *cli,
                                                    struct ftl_scan_count *count, const char *code,
                                                    struct ftl_err *err);
/* A piece by its code, or the device by the job's, is out; false: it is none of this job's. */
bool ftl_scan_count_piece(struct ftl_scan_count *count, const char *code);
/* "case P26-00002-N, charger P26-00003-L": what is still to be scanned; "": nothing. */
const char *ftl_scan_count_rest(const struct ftl_scan_count *count, struct ftl_arena *arena);

#endif
