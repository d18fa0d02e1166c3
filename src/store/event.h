#ifndef FETTLE_STORE_EVENT_H
#define FETTLE_STORE_EVENT_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_event_sql;

/* Events of work orders: append-only. */
FTL_MUST_CHECK enum ftl_status ftl_store_event_insert(struct ftl_db *db, int64_t order_id,
                                                      int64_t staff_id,
                                                      const struct ftl_order_event *row,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_event_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t order_id,
                                                    const struct ftl_order_event **ret,
                                                    size_t *ret_count, struct ftl_err *err);
/*
 * The event whose columns begin at `first`: id, at, kind, hold, result, barrier, technician_id,
 * is_day_only. Minutes have a column of their own where they are read.
 */
struct ftl_event ftl_store_event_at(struct ftl_cursor *cursor, int first);
/* Folds a work order's events into what they say. */
FTL_MUST_CHECK enum ftl_status ftl_store_event_fold(struct ftl_db *db, int64_t order_id,
                                                    struct ftl_order_facts *ret,
                                                    int64_t *ret_last_id, struct ftl_err *err);
/* Folds them into the days they promise. */
FTL_MUST_CHECK enum ftl_status ftl_store_event_promises(struct ftl_db *db, int64_t order_id,
                                                        struct ftl_promises *ret,
                                                        struct ftl_err *err);

/* The codes of the jobs of a site for which a payer was asked, but of those closed or cancelled. */
FTL_MUST_CHECK enum ftl_status ftl_store_event_preauths(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id, const char *const **ret,
                                                        size_t *ret_count, struct ftl_err *err);

#endif
