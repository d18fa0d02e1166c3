#include "store/history.h"

#include "store/row.h"

enum { OF_MODEL, OF_ALL };

static const struct ftl_sql sql[] = {
        [OF_MODEL] = {"history_of_model",
                      "SELECT d.category_id, w.received_at, w.ready_at FROM device d "
                      "JOIN work_order w ON w.device_id = d.id WHERE d.site_id = $1 "
                      "AND d.category_id = $2 AND d.model_key = $3 "
                      "AND COALESCE(d.brand_key, '') = COALESCE($4, '') "
                      "AND w.ready_at IS NOT NULL AND w.source = 'desk' "
                      "ORDER BY w.ready_at DESC, w.id LIMIT $5",
                      5, 3, FTL_SQL_HOT},
        [OF_ALL] = {"history",
                    "SELECT d.category_id, w.received_at, w.ready_at FROM work_order w "
                    "JOIN device d ON d.id = w.device_id WHERE w.site_id = $1 "
                    "AND w.ready_at IS NOT NULL AND w.source = 'desk' "
                    "ORDER BY w.ready_at DESC, w.id DESC LIMIT $2",
                    2, 3, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_history_sql = {"history", sql, FTL_COUNT(sql)};

static void read_job(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	(void)arena;
	*(struct ftl_past_job *)row = (struct ftl_past_job){
	        .category_id = ftl_col_i64(cursor, 0),
	        .received_at = ftl_col_i64(cursor, 1),
	        .ready_at = ftl_col_i64(cursor, 2),
	};
}

enum ftl_status ftl_store_history_of_model(struct ftl_db *db, struct ftl_arena *arena,
                                           int64_t site_id, int64_t category_id,
                                           const char *brand_key, const char *model_key,
                                           const struct ftl_past_job **ret, size_t *ret_count,
                                           struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[OF_MODEL],
	                         FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(category_id),
	                                  ftl_val_text(model_key), ftl_val_text(brand_key),
	                                  ftl_val_i64(FTL_HISTORY_OF_MODEL)),
	                         arena, read_job, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_history(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                  const struct ftl_past_job **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[OF_ALL],
	                         FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(FTL_HISTORY_OF_ALL)),
	                         arena, read_job, FTL_ROWS(ret), ret_count, err);
}
