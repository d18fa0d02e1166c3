#include "store/ords.h"

#include "store/row.h"

enum { INSERT, GET, LIST };

static const struct ftl_sql sql[] = {
        [INSERT] = {"ords_insert",
                    "INSERT INTO ords_record (order_id, ords_id, data_provider, country, "
                    "partner_product_category, product_category, product_category_id, brand, "
                    "year_of_manufacture, product_age, repair_status, repair_barrier, "
                    "group_identifier, event_date, problem) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                    15, 0, FTL_SQL_WRITE},
        [GET] = {"ords_get",
                 "SELECT ords_id, data_provider, country, partner_product_category, "
                 "product_category, product_category_id, brand, year_of_manufacture, product_age, "
                 "repair_status, repair_barrier, group_identifier, event_date, problem "
                 "FROM ords_record WHERE ords_id = $1",
                 1, 14, FTL_SQL_HOT},
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
	struct ftl_val values[FTL_ORDS_COLUMNS + 1] = {ftl_val_i64(order_id)};

	for (int i = 0; i < FTL_ORDS_COLUMNS; i++)
		values[i + 1] = ftl_val_text(row->field[i]);
	return ftl_db_exec(db, &sql[INSERT], values, FTL_ORDS_COLUMNS + 1, err);
}

static void read_row(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_ords_row *ret = row;

	for (int i = 0; i < FTL_ORDS_COLUMNS; i++)
		ret->field[i] = ftl_col_text(cursor, i, arena);
}

enum ftl_status ftl_store_ords_get(struct ftl_db *db, struct ftl_arena *arena, const char *ords_id,
                                   struct ftl_ords_row *ret, bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_text(ords_id)), arena, read_row, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_ords_list(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                    struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_ords_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                    struct ftl_ords_row *ret, bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (*ret_more)
		read_row(cursor, arena, ret);
	return FTL_OK;
}
