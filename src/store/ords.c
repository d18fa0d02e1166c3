#include "store/ords.h"

#include "store/row.h"

enum { INSERT, KNOWN, LIST };

static const struct ftl_sql sql[] = {
        [INSERT] = {"ords_insert",
                    "INSERT INTO ords_record (order_id, ords_id, data_provider, country, "
                    "partner_product_category, product_category, product_category_id, brand, "
                    "year_of_manufacture, product_age, repair_status, repair_barrier, "
                    "group_identifier, event_date, problem) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                    15, 0, FTL_SQL_WRITE},
        [KNOWN] = {"ords_known", "SELECT 1 FROM ords_record WHERE ords_id = $1", 1, 1, FTL_SQL_HOT},
        [LIST] = {"ords_list",
                  "SELECT r.ords_id, r.data_provider, r.country, r.partner_product_category, "
                  "r.product_category, r.product_category_id, r.brand, r.year_of_manufacture, "
                  "r.product_age, r.repair_status, r.repair_barrier, r.group_identifier, "
                  "r.event_date, r.problem FROM ords_record r "
                  "JOIN work_order w ON w.id = r.order_id WHERE w.site_id = $1 ORDER BY r.order_id",
                  1, 14, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_ords_sql = {"ords", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_ords_insert(struct ftl_db *db, int64_t order_id,
                                      const struct ftl_ords_row *row, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(order_id), ftl_val_text(row->ords_id),
	                 ftl_val_text(row->data_provider), ftl_val_text(row->country),
	                 ftl_val_text(row->partner_product_category),
	                 ftl_val_text(row->product_category),
	                 ftl_val_text(row->product_category_id), ftl_val_text(row->brand),
	                 ftl_val_text(row->year_of_manufacture), ftl_val_text(row->product_age),
	                 ftl_val_text(row->repair_status), ftl_val_text(row->repair_barrier),
	                 ftl_val_text(row->group_identifier), ftl_val_text(row->event_date),
	                 ftl_val_text(row->problem)),
	        err);
}

enum ftl_status ftl_store_ords_known(struct ftl_db *db, const char *ords_id, bool *ret_known,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	return ftl_store_first(db, &sql[KNOWN], FTL_ARGS(ftl_val_text(ords_id)), &cursor, ret_known,
	                       err);
}

enum ftl_status ftl_store_ords_list(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                    struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}
