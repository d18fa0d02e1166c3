#ifndef FETTLE_STORE_PURCHASE_H
#define FETTLE_STORE_PURCHASE_H

#include "fettle/db/db.h"
#include "fettle/model/purchase.h"

/* Purchase orders: their lines, events and what came of them. */

extern const struct ftl_sql_table ftl_purchase_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_purchase_insert(struct ftl_db *db, int64_t site_id,
                                                         const struct ftl_purchase *purchase,
                                                         struct ftl_err *err);
/* By its id; FTL_DB when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_get(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t id, struct ftl_purchase *ret,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_find(struct ftl_db *db, struct ftl_arena *arena,
                                                       const char *code, struct ftl_purchase *ret,
                                                       bool *ret_found, struct ftl_err *err);
/* Those of a site in the order in which they were made, all or those of which something may still
 * come. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_list(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t site_id, bool only_open,
                                                       const struct ftl_purchase **ret,
                                                       size_t *ret_count, struct ftl_err *err);
/* What its events and moves say, into its row. */
/* Those whose supplier's name or whose reference has the text in it, newest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_search(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t site_id, const char *text,
                                                         const struct ftl_purchase **ret,
                                                         size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_cache(struct ftl_db *db,
                                                        const struct ftl_purchase *purchase,
                                                        struct ftl_err *err);

/* Its lines by position, those that were taken off too. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_lines(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t purchase_id,
                                                        const struct ftl_purchase_line **ret,
                                                        size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_line_insert(struct ftl_db *db,
                                                              int64_t purchase_id,
                                                              const struct ftl_purchase_line *line,
                                                              struct ftl_err *err);
/* Its quantity and cost, of a draft. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_line_update(struct ftl_db *db,
                                                              const struct ftl_purchase_line *line,
                                                              struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_line_remove(struct ftl_db *db, int64_t id,
                                                              int64_t at, struct ftl_err *err);
/* What its events and moves say, into its row. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_line_cache(struct ftl_db *db,
                                                             const struct ftl_purchase_line *line,
                                                             struct ftl_err *err);
/* Whose line it is; FTL_DB when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_of_line(struct ftl_db *db, int64_t line_id,
                                                          int64_t *ret, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status
ftl_store_purchase_event_insert(struct ftl_db *db, int64_t purchase_id,
                                const struct ftl_purchase_event *event, int64_t staff_id,
                                struct ftl_err *err);
/* Oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_events(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t purchase_id,
                                                         const struct ftl_purchase_event **ret,
                                                         size_t *ret_count, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_purchase_bill_insert(struct ftl_db *db, int64_t event_id,
                                                              const struct ftl_purchase_bill *bill,
                                                              struct ftl_err *err);
/* Code of the purchase order for which a supplier's invoice of the number is on file; NULL: none.
 */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_invoiced(struct ftl_db *db,
                                                           struct ftl_arena *arena, int64_t site_id,
                                                           int64_t supplier_id, const char *number,
                                                           const char **ret, struct ftl_err *err);

/* What moved in the ledger for its lines, oldest first: deliveries, what was taken back of them,
 * and differences of cost. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_receipts(struct ftl_db *db,
                                                           struct ftl_arena *arena,
                                                           int64_t purchase_id,
                                                           const struct ftl_purchase_receipt **ret,
                                                           size_t *ret_count, struct ftl_err *err);

/* What approved jobs need; the lines of a part one after the other, oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_needs(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id,
                                                        const struct ftl_purchase_need **ret,
                                                        size_t *ret_count, struct ftl_err *err);

/* The same of one job, whatever its state. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_needs_of(struct ftl_db *db,
                                                           struct ftl_arena *arena,
                                                           int64_t order_id,
                                                           const struct ftl_purchase_need **ret,
                                                           size_t *ret_count, struct ftl_err *err);

/* What is still to come of a part, on drafts too, by purchase order and line. */
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_due(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t site_id, int64_t part_id,
                                                      const struct ftl_purchase_due **ret,
                                                      size_t *ret_count, struct ftl_err *err);

/* What is on order of each part for no job, on drafts too, by part. */
struct ftl_purchase_coming {
	int64_t part_id;
	int64_t quantity_milli;
};
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_coming(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t site_id,
                                                         const struct ftl_purchase_coming **ret,
                                                         size_t *ret_count, struct ftl_err *err);

/* Every place at which a part is to be ordered again, with what is free there; by part and place.
 */
struct ftl_purchase_point {
	int64_t part_id;
	struct ftl_part_reorder reorder;
	int64_t free_milli;
};
FTL_MUST_CHECK enum ftl_status ftl_store_purchase_points(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t site_id,
                                                         const struct ftl_purchase_point **ret,
                                                         size_t *ret_count, struct ftl_err *err);

#endif
