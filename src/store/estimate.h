#ifndef FETTLE_STORE_ESTIMATE_H
#define FETTLE_STORE_ESTIMATE_H

#include "fettle/db/db.h"
#include "fettle/model/estimate.h"

extern const struct ftl_sql_table ftl_estimate_sql;

/* Estimates: rows without lines and events; state is the stored one until ftl_estimate_on(). */
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_insert(struct ftl_db *db, int64_t site_id,
                                                         int64_t staff_id,
                                                         const struct ftl_estimate *row,
                                                         struct ftl_err *err);
/* Writes title, fee line, stored state and due date. */
FTL_MUST_CHECK enum ftl_status
ftl_store_estimate_update(struct ftl_db *db, const struct ftl_estimate *row, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_find(struct ftl_db *db, struct ftl_arena *arena,
                                                       const char *code, struct ftl_estimate *ret,
                                                       bool *ret_found, struct ftl_err *err);
/* All of a work order, by number and version. */
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_of_order(struct ftl_db *db,
                                                           struct ftl_arena *arena,
                                                           int64_t order_id,
                                                           const struct ftl_estimate **ret,
                                                           size_t *ret_count, struct ftl_err *err);
/* All of a site, or only drafts and those sent; newest first. Read with ftl_store_estimate_next().
 */
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_select(struct ftl_db *db, int64_t site_id,
                                                         bool only_open, struct ftl_cursor **ret,
                                                         struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_next(struct ftl_cursor *cursor,
                                                       struct ftl_arena *arena,
                                                       struct ftl_estimate *ret, bool *ret_more,
                                                       struct ftl_err *err);

/* Lines; id is the line of the bill, 0: none. */
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_line_insert(struct ftl_db *db,
                                                              int64_t estimate_id,
                                                              const struct ftl_order_line *line,
                                                              struct ftl_err *err);
/* Writes whether it is removed and which line of the bill it is. */
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_line_update(struct ftl_db *db,
                                                              int64_t estimate_id,
                                                              const struct ftl_order_line *line,
                                                              struct ftl_err *err);
/* Removed ones too, with their amounts computed. */
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_lines(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t estimate_id,
                                                        const struct ftl_order_line **ret,
                                                        size_t *ret_count, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status
ftl_store_estimate_event_insert(struct ftl_db *db, int64_t estimate_id, int64_t staff_id,
                                const struct ftl_estimate_event *event, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_estimate_events(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t estimate_id,
                                                         const struct ftl_estimate_event **ret,
                                                         size_t *ret_count, struct ftl_err *err);

#endif
