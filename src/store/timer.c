#include "store/timer.h"

#include "store/row.h"

enum { INSERT, DELETE, OF_STAFF, OF_ORDER, LIST };

static const struct ftl_sql sql[] = {
        [INSERT] = {"timer_insert",
                    "INSERT INTO timer (site_id, staff_id, order_id, since) VALUES ($1, $2, $3, "
                    "$4)",
                    4, 0, FTL_SQL_WRITE},
        [DELETE] = {"timer_delete",
                    "DELETE FROM timer WHERE site_id = $1 AND staff_id = $2 AND order_id = $3", 3,
                    0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [OF_STAFF] = {"timer_of_staff",
                      "SELECT order_id FROM timer WHERE site_id = $1 AND staff_id = $2", 2, 1,
                      FTL_SQL_HOT},
        [OF_ORDER] = {"timer_of_order",
                      "SELECT staff_id, since FROM timer WHERE order_id = $1 ORDER BY staff_id", 1,
                      2, FTL_SQL_HOT},
        [LIST] = {"timer_list",
                  "SELECT t.staff_id, s.login, s.name, t.order_id, w.code, t.since FROM timer t "
                  "JOIN staff s ON s.id = t.staff_id JOIN work_order w ON w.id = t.order_id "
                  "WHERE t.site_id = $1 ORDER BY t.since, t.staff_id",
                  1, 6, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_timer_sql = {"timer", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_timer_insert(struct ftl_db *db, int64_t site_id, int64_t order_id,
                                       const struct ftl_worker *worker, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(worker->staff_id),
	                            ftl_val_i64(order_id), ftl_val_i64(worker->since)),
	                   err);
}

enum ftl_status ftl_store_timer_delete(struct ftl_db *db, int64_t site_id, int64_t staff_id,
                                       int64_t order_id, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[DELETE],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(staff_id), ftl_val_i64(order_id)), err);
}

enum ftl_status ftl_store_timer_of(struct ftl_db *db, int64_t site_id, int64_t staff_id,
                                   int64_t *ret_order_id, struct ftl_err *err)
{
	return ftl_store_number(db, &sql[OF_STAFF],
	                        FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(staff_id)), ret_order_id,
	                        err);
}

enum ftl_status ftl_store_timer_agrees(struct ftl_db *db, int64_t order_id,
                                       const struct ftl_order_facts *facts, bool *ret,
                                       struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	int count = 0;
	bool agrees = true, more;

	FTL_TRY(ftl_cursor_open(db, &sql[OF_ORDER], FTL_ARGS(ftl_val_i64(order_id)), &cursor, err));
	for (;; count++) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		const struct ftl_worker *worker = ftl_order_worker(facts, ftl_col_i64(cursor, 0));

		agrees = agrees && worker != NULL && worker->since == ftl_col_i64(cursor, 1);
	}
	*ret = agrees && count == facts->worker_count;
	return FTL_OK;
}

static void read_timer(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_timer *)row = (struct ftl_timer){
	        .staff_id = ftl_col_i64(cursor, 0),
	        .staff = ftl_col_text(cursor, 1, arena),
	        .staff_name = ftl_col_text(cursor, 2, arena),
	        .order_id = ftl_col_i64(cursor, 3),
	        .order_code = ftl_col_text(cursor, 4, arena),
	        .since = ftl_col_i64(cursor, 5),
	};
}

enum ftl_status ftl_store_timer_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     const struct ftl_timer **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena, read_timer,
	                         FTL_ROWS(ret), ret_count, err);
}
