#include "store/target.h"

#include "fettle/model/line.h"
#include "store/row.h"

enum { LIST, CLEAR, INSERT, EVENTS };

static const struct ftl_sql sql[] = {
        [LIST] = {"target_list",
                  "SELECT t.id, t.effective_from, t.customer_id, c.code, c.name, t.priority, "
                  "t.category_id, k.name, t.cover, t.business_seconds FROM service_target t "
                  "LEFT JOIN customer c ON c.id = t.customer_id "
                  "LEFT JOIN category k ON k.id = t.category_id WHERE t.site_id = $1 "
                  "ORDER BY t.effective_from DESC, t.id",
                  1, 10, FTL_SQL_HOT},
        [CLEAR] = {"target_clear",
                   "DELETE FROM service_target WHERE site_id = $1 "
                   "AND COALESCE(customer_id, 0) = COALESCE($2, 0) "
                   "AND COALESCE(priority, '') = COALESCE($3, '') "
                   "AND COALESCE(category_id, 0) = COALESCE($4, 0) "
                   "AND COALESCE(cover, '') = COALESCE($5, '') AND effective_from = $6",
                   6, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [INSERT] = {"target_insert",
                    "INSERT INTO service_target (id, site_id, effective_from, customer_id, "
                    "priority, category_id, cover, business_seconds) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    8, 0, FTL_SQL_WRITE},
        [EVENTS] = {"target_events",
                    "SELECT w.id, w.received_at, w.customer_id, w.priority, d.category_id, "
                    "v.payer, e.id, e.at, e.kind, e.hold, e.is_day_only FROM work_order w "
                    "JOIN device d ON d.id = w.device_id "
                    "LEFT JOIN order_cover v ON v.order_id = w.id AND v.class = 'labour' "
                    "JOIN order_event e ON e.order_id = w.id "
                    "WHERE w.site_id = $1 AND w.is_open = 1 ORDER BY w.id, e.id",
                    1, 11, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_target_sql = {"target", sql, FTL_COUNT(sql)};

static void read_target(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_target *target = row;

	*target = (struct ftl_target){
	        .id = ftl_col_i64(cursor, 0),
	        .effective_from = (int32_t)ftl_store_date(cursor, 1).value,
	        .customer_id = ftl_col_i64(cursor, 2),
	        .customer_code = ftl_col_text(cursor, 3, arena),
	        .customer = ftl_col_text(cursor, 4, arena),
	        .category_id = ftl_col_i64(cursor, 6),
	        .category = ftl_col_text(cursor, 7, arena),
	        .cover = (enum ftl_target_cover)ftl_store_name(cursor, 8, ftl_target_cover_names,
	                                                       FTL_TARGET_COVERS),
	        .business_seconds = ftl_store_opt(cursor, 9),
	};
	if (!ftl_col_is_null(cursor, 5))
		target->priority =
		        ftl_some(ftl_store_name(cursor, 5, ftl_priority_names, FTL_PRIORITIES));
}

enum ftl_status ftl_store_target_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                      const struct ftl_target **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena, read_target,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_target_events(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                        struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[EVENTS], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_target_event(struct ftl_cursor *cursor, struct ftl_target_event *ret,
                                       bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_target_event){
	        .order_id = ftl_col_i64(cursor, 0),
	        .received_at = ftl_store_opt(cursor, 1),
	        .job = {.customer_id = ftl_col_i64(cursor, 2),
	                .priority = (enum ftl_priority)ftl_store_name(cursor, 3, ftl_priority_names,
	                                                              FTL_PRIORITIES),
	                .category_id = ftl_col_i64(cursor, 4),
	                .is_warranty = !ftl_col_is_null(cursor, 5) &&
	                               ftl_store_name(cursor, 5, ftl_payer_names, FTL_PAYERS) !=
	                                       FTL_PAYER_CUSTOMER},
	        .event = {.id = ftl_col_i64(cursor, 6),
	                  .at = ftl_col_i64(cursor, 7),
	                  .kind = (enum ftl_event_kind)ftl_store_name(cursor, 8, ftl_event_names,
	                                                              FTL_EVENT_KINDS),
	                  .hold = (enum ftl_hold)ftl_store_name(cursor, 9, ftl_hold_names,
	                                                        FTL_HOLDS),
	                  .is_day_only = ftl_col_i64(cursor, 10) != 0},
	};
	return FTL_OK;
}

enum ftl_status ftl_store_target_put(struct ftl_db *db, int64_t site_id,
                                     const struct ftl_target *target, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];
	struct ftl_val from = ftl_val_text(ftl_date_format(date, target->effective_from));
	struct ftl_val priority = ftl_val_text(
	        target->priority.has ? ftl_priority_names[target->priority.value] : NULL);
	struct ftl_val cover = ftl_val_text(ftl_target_cover_names[target->cover]);

	FTL_TRY(ftl_db_exec(db, &sql[CLEAR],
	                    FTL_ARGS(ftl_val_i64(site_id), ftl_val_id(target->customer_id),
	                             priority, ftl_val_id(target->category_id), cover, from),
	                    err));
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(target->id), ftl_val_i64(site_id), from,
	                            ftl_val_id(target->customer_id), priority,
	                            ftl_val_id(target->category_id), cover,
	                            ftl_store_opt_val(target->business_seconds)),
	                   err);
}
