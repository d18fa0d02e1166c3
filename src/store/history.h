#ifndef FETTLE_STORE_HISTORY_H
#define FETTLE_STORE_HISTORY_H

#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_history_sql;

#define FTL_HISTORY_OF_MODEL 500  /* jobs at most, the newest */
#define FTL_HISTORY_OF_ALL   2000 /* … of every device */

/* A job that became ready. */
struct ftl_past_job {
	int64_t category_id; /* 0: none */
	int64_t received_at;
	int64_t ready_at;
};

/* Those of a model (by its keys; brand_key may be NULL), and those of any device. */
FTL_MUST_CHECK enum ftl_status
ftl_store_history_of_model(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                           int64_t category_id, const char *brand_key, const char *model_key,
                           const struct ftl_past_job **ret, size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_history(struct ftl_db *db, struct ftl_arena *arena,
                                                 int64_t site_id, const struct ftl_past_job **ret,
                                                 size_t *ret_count, struct ftl_err *err);

#endif
