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
/* Less of it than was said before. */
FTL_MUST_CHECK enum ftl_status ftl_store_line_lower(struct ftl_db *db, int64_t line_id,
                                                    int64_t quantity_milli, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_line_recover(struct ftl_db *db, int64_t line_id,
                                                      int64_t recovered_cents, struct ftl_err *err);
/* All lines, removed ones too, with their amounts computed. */
FTL_MUST_CHECK enum ftl_status ftl_store_line_list(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t order_id,
                                                   const struct ftl_order_line **ret,
                                                   size_t *ret_count, struct ftl_err *err);
/* Codes of the work orders that are not closed or cancelled and have lines that somebody else than
 * the customer and the shop is to pay and has not paid. */
FTL_MUST_CHECK enum ftl_status ftl_store_line_claimable(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id, const char *const **ret,
                                                        size_t *ret_count, struct ftl_err *err);

#endif
