#ifndef FETTLE_STORE_COVER_H
#define FETTLE_STORE_COVER_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_cover_sql;

/* The verdict given at check-in, one row a cost class. */
FTL_MUST_CHECK enum ftl_status ftl_store_cover_insert(struct ftl_db *db, int64_t order_id,
                                                      const struct ftl_verdict *verdicts,
                                                      struct ftl_err *err);
/* Instead of the one of its class. */
FTL_MUST_CHECK enum ftl_status ftl_store_cover_update(struct ftl_db *db, int64_t order_id,
                                                      const struct ftl_verdict *verdict,
                                                      struct ftl_err *err);
/* *ret_found is false for a job without a verdict (imported). */
FTL_MUST_CHECK enum ftl_status ftl_store_cover_get(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t order_id,
                                                   struct ftl_verdict ret[FTL_LINE_CLASSES],
                                                   bool *ret_found, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_finding_insert(struct ftl_db *db, int64_t order_id,
                                                        int64_t staff_id,
                                                        const struct ftl_order_finding *finding,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_finding_remove(struct ftl_db *db, int64_t id, int64_t now,
                                                        struct ftl_err *err);
/* Those that were not taken back. */
FTL_MUST_CHECK enum ftl_status ftl_store_finding_list(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t order_id,
                                                      const struct ftl_order_finding **ret,
                                                      size_t *ret_count, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_warning_insert(struct ftl_db *db, int64_t order_id,
                                                        int position,
                                                        const struct ftl_warning *warning,
                                                        int64_t other_order_id,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_warning_list(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t order_id,
                                                      const struct ftl_warning **ret,
                                                      size_t *ret_count, struct ftl_err *err);

#endif
