#ifndef FETTLE_STORE_TIMER_H
#define FETTLE_STORE_TIMER_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_timer_sql;

/* Timers that run: a cache of what the events of the jobs say. */
FTL_MUST_CHECK enum ftl_status ftl_store_timer_insert(struct ftl_db *db, int64_t site_id,
                                                      int64_t order_id,
                                                      const struct ftl_worker *worker,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_timer_delete(struct ftl_db *db, int64_t site_id,
                                                      int64_t staff_id, int64_t order_id,
                                                      struct ftl_err *err);
/* The job that somebody is at work on; 0: none. */
FTL_MUST_CHECK enum ftl_status ftl_store_timer_of(struct ftl_db *db, int64_t site_id,
                                                  int64_t staff_id, int64_t *ret_order_id,
                                                  struct ftl_err *err);
/* Do the timers of a job say what its facts say? */
FTL_MUST_CHECK enum ftl_status ftl_store_timer_agrees(struct ftl_db *db, int64_t order_id,
                                                      const struct ftl_order_facts *facts,
                                                      bool *ret, struct ftl_err *err);
/* All of a site, the one that has run longest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_timer_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id, const struct ftl_timer **ret,
                                                    size_t *ret_count, struct ftl_err *err);

#endif
