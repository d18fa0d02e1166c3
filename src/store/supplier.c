#include "fettle/base/text.h"
#include "store/part.h"
#include "store/place.h"
#include "store/row.h"

enum { INSERT, UPDATE, NAMED, LIST };

#define SELECT                                                                                     \
	"SELECT id, name, email, phone, account, lead_days, is_retired, created_at, price_map, "   \
	"return_days, core_days "                                                                  \
	"FROM supplier "
#define COLUMNS 11

static const struct ftl_sql sql[] = {
        [INSERT] = {"supplier_insert",
                    "INSERT INTO supplier (id, site_id, name, name_key, email, phone, account, "
                    "lead_days, is_retired, created_at, return_days, core_days) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                    12, 0, FTL_SQL_WRITE},
        [UPDATE] = {"supplier_update",
                    "UPDATE supplier SET name = $2, name_key = $3, email = $4, phone = $5, "
                    "account = $6, lead_days = $7, is_retired = $8, price_map = $9, "
                    "return_days = $10, core_days = $11 WHERE id = $1",
                    11, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [NAMED] = {"supplier_named", SELECT "WHERE site_id = $1 AND name_key = $2", 2, COLUMNS,
                   FTL_SQL_HOT},
        [LIST] = {"supplier_list", SELECT "WHERE site_id = $1 ORDER BY name_key, id", 1, COLUMNS,
                  FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_supplier_sql = {"supplier", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_supplier_insert(struct ftl_db *db, int64_t site_id,
                                          const struct ftl_supplier *supplier, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(supplier->id), ftl_val_i64(site_id),
	                 ftl_val_text(supplier->name),
	                 ftl_val_text(ftl_store_place_key(&scratch, supplier->name)),
	                 ftl_val_text(supplier->email), ftl_val_text(supplier->phone),
	                 ftl_val_text(supplier->account), ftl_store_opt_val(supplier->lead_days),
	                 ftl_val_i64(supplier->is_retired), ftl_val_i64(supplier->created_at),
	                 ftl_store_opt_val(supplier->return_days),
	                 ftl_store_opt_val(supplier->core_days)),
	        err);
}

enum ftl_status ftl_store_supplier_update(struct ftl_db *db, const struct ftl_supplier *supplier,
                                          struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[UPDATE],
	        FTL_ARGS(ftl_val_i64(supplier->id), ftl_val_text(supplier->name),
	                 ftl_val_text(ftl_store_place_key(&scratch, supplier->name)),
	                 ftl_val_text(supplier->email), ftl_val_text(supplier->phone),
	                 ftl_val_text(supplier->account), ftl_store_opt_val(supplier->lead_days),
	                 ftl_val_i64(supplier->is_retired), ftl_val_text(supplier->price_map),
	                 ftl_store_opt_val(supplier->return_days),
	                 ftl_store_opt_val(supplier->core_days)),
	        err);
}

static void read_supplier(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_supplier *)row = (struct ftl_supplier){
	        .id = ftl_col_i64(cursor, 0),
	        .name = ftl_col_text(cursor, 1, arena),
	        .email = ftl_col_text(cursor, 2, arena),
	        .phone = ftl_col_text(cursor, 3, arena),
	        .account = ftl_col_text(cursor, 4, arena),
	        .lead_days = ftl_store_opt(cursor, 5),
	        .is_retired = ftl_col_i64(cursor, 6) != 0,
	        .created_at = ftl_col_i64(cursor, 7),
	        .price_map = ftl_col_text(cursor, 8, arena),
	        .return_days = ftl_store_opt(cursor, 9),
	        .core_days = ftl_store_opt(cursor, 10),
	};
}

enum ftl_status ftl_store_supplier_named(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t site_id, const char *name,
                                         struct ftl_supplier *ret, bool *ret_found,
                                         struct ftl_err *err)
{
	const char *key = ftl_store_place_key(arena, name);

	return ftl_store_find(db, &sql[NAMED], FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(key)),
	                      arena, read_supplier, ret, ret_found, err);
}

enum ftl_status ftl_store_supplier_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                        const struct ftl_supplier **ret, size_t *ret_count,
                                        struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_supplier, FTL_ROWS(ret), ret_count, err);
}
