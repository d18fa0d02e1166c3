#ifndef FETTLE_STORE_TARGET_H
#define FETTLE_STORE_TARGET_H

#include "fettle/db/db.h"
#include "fettle/model/target.h"

extern const struct ftl_sql_table ftl_target_sql;

/* Every target, ended ones too; newest date first among the same conditions. */
FTL_MUST_CHECK enum ftl_status ftl_store_target_list(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t site_id, const struct ftl_target **ret,
                                                     size_t *ret_count, struct ftl_err *err);
/* An event of an open work order, with what its target is chosen by (but the day). */
struct ftl_target_event {
	int64_t order_id;
	struct ftl_opt received_at;
	struct ftl_target_job job;
	struct ftl_event event;
};
/* In order of work order and event. */
FTL_MUST_CHECK enum ftl_status ftl_store_target_events(struct ftl_db *db, int64_t site_id,
                                                       struct ftl_cursor **ret,
                                                       struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_target_event(struct ftl_cursor *cursor,
                                                      struct ftl_target_event *ret, bool *ret_more,
                                                      struct ftl_err *err);

/* Writes a target; one of the same conditions and date is replaced. */
FTL_MUST_CHECK enum ftl_status ftl_store_target_put(struct ftl_db *db, int64_t site_id,
                                                    const struct ftl_target *target,
                                                    struct ftl_err *err);

#endif
