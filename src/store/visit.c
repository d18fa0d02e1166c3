#include "store/fault.h"
#include "store/row.h"

/* Queries over the earlier visits of devices: what was done to them, and whether they came back. */
enum { FIXES, VISITS };

static const struct ftl_sql sql[] = {
        [FIXES] = {"fix_rows",
                   "SELECT w.id, w.device_id, w.received_at, w.handed_over_at, w.result, "
                   "COALESCE(d.model_key = $2 AND ($3 IS NULL OR d.brand_key = $3), 0), "
                   "s.code, s.fault_group, x.code, x.text, x.fault_group, r.code, r.text, "
                   "r.is_no_fault, g.part, g.part_key FROM device d "
                   "JOIN work_order w ON w.device_id = d.id "
                   "LEFT JOIN diagnosis g ON g.order_id = w.id AND g.removed_at IS NULL "
                   "LEFT JOIN fault_code s ON s.id = g.symptom_id "
                   "LEFT JOIN fault_code x ON x.id = g.section_id "
                   "LEFT JOIN fault_code r ON r.id = g.repair_id WHERE d.site_id = $1 AND "
                   "((d.model_key = $2 AND ($3 IS NULL OR d.brand_key = $3)) OR "
                   "(d.brand_key = $3 AND d.category_id = $4)) "
                   "ORDER BY w.device_id, w.id, g.position",
                   4, 16, FTL_SQL_HOT},
        /* The index work_order_visit holds all of it, in this order. */
        [VISITS] = {"visit_rows",
                    "SELECT id, device_id, received_at, handed_over_at FROM work_order "
                    "WHERE site_id = $1 ORDER BY device_id, id",
                    1, 4, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_visit_sql = {"visit", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_fix_select(struct ftl_db *db, int64_t site_id, const char *model_key,
                                     const char *brand_key, int64_t category_id,
                                     struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[FIXES],
	                       FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(model_key),
	                                ftl_val_text(brand_key), ftl_val_id(category_id)),
	                       ret, err);
}

enum ftl_status ftl_store_fix_next(struct ftl_cursor *cursor, struct ftl_fix_row *ret,
                                   bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_fix_row){
	        .order_id = ftl_col_i64(cursor, 0),
	        .device_id = ftl_col_i64(cursor, 1),
	        .received_at = ftl_store_opt(cursor, 2),
	        .handed_over_at = ftl_store_opt(cursor, 3),
	        .result = (enum ftl_result)ftl_store_name(cursor, 4, ftl_result_names, FTL_RESULTS),
	        .is_model = ftl_col_i64(cursor, 5) != 0,
	        .symptom = ftl_col_peek(cursor, 6),
	        .symptom_group = ftl_col_peek(cursor, 7),
	        .section = ftl_col_peek(cursor, 8),
	        .section_text = ftl_col_peek(cursor, 9),
	        .section_group = ftl_col_peek(cursor, 10),
	        .repair = ftl_col_peek(cursor, 11),
	        .repair_text = ftl_col_peek(cursor, 12),
	        .is_no_fault = ftl_col_i64(cursor, 13) != 0,
	        .part = ftl_col_peek(cursor, 14),
	        .part_key = ftl_col_peek(cursor, 15),
	};
	return FTL_OK;
}

enum ftl_status ftl_store_visit_select(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                       struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[VISITS], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_visit_next(struct ftl_cursor *cursor, struct ftl_visit_row *ret,
                                     bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (*ret_more)
		*ret = (struct ftl_visit_row){
		        .order_id = ftl_col_i64(cursor, 0),
		        .device_id = ftl_col_i64(cursor, 1),
		        .received_at = ftl_store_opt(cursor, 2),
		        .handed_over_at = ftl_store_opt(cursor, 3),
		};
	return FTL_OK;
}
