#include "store/labour.h"

#include "store/event.h"
#include "store/row.h"

static const struct ftl_sql sql[] = {
        {"labour_events",
         "SELECT w.id, w.code, e.minutes, e.id, e.at, e.kind, e.hold, e.result, e.barrier, "
         "e.technician_id, e.is_day_only FROM work_order w JOIN order_event e ON e.order_id = w.id "
         "WHERE w.site_id = $1 AND (w.last_event_at >= $2 OR w.id IN (SELECT t.order_id "
         "FROM timer t WHERE t.site_id = $1)) AND EXISTS (SELECT 1 FROM order_event l "
         "WHERE l.order_id = w.id AND l.technician_id IS NOT NULL AND l.kind <> 'assign') "
         "ORDER BY w.id, e.id",
         2, 11, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_labour_sql = {"labour", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_labour_open(struct ftl_db *db, int64_t site_id, int64_t since,
                                      struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[0], FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(since)), ret,
	                       err);
}

enum ftl_status ftl_store_labour_next(struct ftl_cursor *cursor, struct ftl_labour_event *ret,
                                      bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	ret->order_id = ftl_col_i64(cursor, 0);
	ret->order_code = ftl_col_peek(cursor, 1);
	ret->event = ftl_store_event_at(cursor, 3);
	ret->event.minutes = (int)ftl_col_i64(cursor, 2);
	return FTL_OK;
}
