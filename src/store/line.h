#ifndef FETTLE_STORE_LINE_H
#define FETTLE_STORE_LINE_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_line_sql;

/* Takes the next position of the work order; *ret_position. */
FTL_MUST_CHECK enum ftl_status ftl_store_line_insert(struct ftl_db *db, int64_t order_id,
                                                     const struct ftl_order_line *line,
                                                     int64_t added_at, int *ret_position,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_line_remove(struct ftl_db *db, int64_t line_id,
                                                     int64_t removed_at, struct ftl_err *err);
/* What the customer bears of it: shared_cents of the line. */
FTL_MUST_CHECK enum ftl_status
ftl_store_line_share(struct ftl_db *db, const struct ftl_order_line *row, struct ftl_err *err);
/* Another quantity of it than was said before. */
FTL_MUST_CHECK enum ftl_status ftl_store_line_quantity(struct ftl_db *db, int64_t line_id,
                                                       int64_t quantity_milli, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_line_recover(struct ftl_db *db, int64_t line_id,
                                                      int64_t recovered_cents, struct ftl_err *err);
/* All lines, removed ones too, with their amounts computed. */
FTL_MUST_CHECK enum ftl_status ftl_store_line_list(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t order_id,
                                                   const struct ftl_order_line **ret,
                                                   size_t *ret_count, struct ftl_err *err);
/* Of a job, what there may be rows of: what there is none of need not be asked for. */
enum ftl_job_rows {
	FTL_ROWS_DIAGNOSIS = 1,
	FTL_ROWS_FINDINGS = 2,
	FTL_ROWS_FAILURES = 4,
	FTL_ROWS_ATTACHMENTS = 8,
	FTL_ROWS_CLAIMS = 16, /* of any job of its device */
	FTL_ROWS_DEVICE_COVERS = 32,
	FTL_ROWS_EARLIER_JOBS = 64, /* of its device, handed over */
	FTL_ROWS_REQUESTS = 128,    /* to a payer, for authorisation */
	FTL_ROWS_ALL = 255
};
struct ftl_claimable_job {
	const char *code;
	unsigned rows; /* enum ftl_job_rows */
};
/* The work orders that are not closed or cancelled and have lines that somebody else than
 * the customer and the shop is to pay and has not paid. */
FTL_MUST_CHECK enum ftl_status ftl_store_line_claimable(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id,
                                                        const struct ftl_claimable_job **ret,
                                                        size_t *ret_count, struct ftl_err *err);

#endif
