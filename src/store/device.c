#include "store/device.h"

#include "fettle/base/digest.h"
#include "fettle/base/text.h"
#include "store/row.h"

enum {
	INSERT,
	UPDATE,
	GET,
	FIND,
	BY_IMEI,
	BY_SERIAL,
	BY_LOOKALIKE,
	BY_ASSET,
	LIST,
	OWNER_INSERT,
	OWNER_LIST,
	CATEGORY_LIST,
	CATEGORY_FIND
};

#define SELECT                                                                                     \
	"SELECT d.id, d.code, d.category_id, c.name, d.brand, d.model, d.serial, d.serial_key, "   \
	"d.imei, d.imei2, d.gtin, d.asset_tag, d.purchased_on, d.proof, d.created_at, "            \
	"(SELECT o.customer_id FROM device_owner o WHERE o.device_id = d.id "                      \
	"ORDER BY o.since DESC, o.customer_id DESC LIMIT 1) "                                      \
	"FROM device d LEFT JOIN category c ON c.id = d.category_id "
#define COLUMNS 16

static const struct ftl_sql sql[] = {
        [INSERT] =
                {"device_insert",
                 "INSERT INTO device (id, site_id, code, category_id, brand, brand_key, model, "
                 "model_key, serial, serial_key, serial_lookalike, imei, imei2, gtin, asset_tag, "
                 "asset_key, purchased_on, proof, seal_key, created_at) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
                 "$17, $18, $19, $20)",
                 20, 0, FTL_SQL_WRITE},
        [UPDATE] =
                {"device_update",
                 "UPDATE device SET category_id = $2, brand = $3, brand_key = $4, model = $5, "
                 "model_key = $6, serial = $7, serial_key = $8, serial_lookalike = $9, imei = $10, "
                 "imei2 = $11, gtin = $12, asset_tag = $13, asset_key = $14, purchased_on = $15, "
                 "proof = $16 WHERE id = $1",
                 16, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [GET] = {"device_get", SELECT "WHERE d.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"device_find", SELECT "WHERE d.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [BY_IMEI] = {"device_by_imei",
                     SELECT "WHERE (d.site_id = $1 AND d.imei = $2) OR d.imei2 = $2 ORDER BY d.id",
                     2, COLUMNS, FTL_SQL_HOT},
        [BY_SERIAL] = {"device_by_serial",
                       SELECT "WHERE d.serial_key = $2 AND d.site_id = $1 ORDER BY d.id", 2,
                       COLUMNS, FTL_SQL_HOT},
        [BY_LOOKALIKE] = {"device_by_lookalike",
                          SELECT "WHERE d.serial_lookalike = $2 AND d.site_id = $1 ORDER BY d.id",
                          2, COLUMNS, FTL_SQL_HOT},
        [BY_ASSET] = {"device_by_asset",
                      SELECT "WHERE d.asset_key = $2 AND d.site_id = $1 ORDER BY d.id", 2, COLUMNS,
                      FTL_SQL_HOT},
        [LIST] = {"device_list",
                  SELECT "WHERE d.site_id = $1 ORDER BY d.brand_key NULLS LAST, "
                         "d.model_key NULLS LAST, d.id",
                  1, COLUMNS, FTL_SQL_READ},
        [OWNER_INSERT] = {"owner_insert",
                          "INSERT INTO device_owner (device_id, since, customer_id) "
                          "VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                          3, 0, FTL_SQL_WRITE},
        [OWNER_LIST] = {"owner_list",
                        "SELECT c.code, c.name, o.since FROM device_owner o "
                        "JOIN customer c ON c.id = o.customer_id WHERE o.device_id = $1 "
                        "ORDER BY o.since DESC, o.customer_id DESC",
                        1, 3, FTL_SQL_HOT},
        [CATEGORY_LIST] = {"category_list", "SELECT id, name FROM category ORDER BY name_key", 0, 2,
                           FTL_SQL_READ},
        [CATEGORY_FIND] = {"category_find", "SELECT id, name FROM category WHERE name_key = $1", 1,
                           2, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_device_sql = {"device", sql, FTL_COUNT(sql)};

static void read_device(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_device *device = row;

	*device = (struct ftl_device){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .category_id = ftl_col_i64(cursor, 2),
	        .category = ftl_col_text(cursor, 3, arena),
	        .brand = ftl_col_text(cursor, 4, arena),
	        .model = ftl_col_text(cursor, 5, arena),
	        .serial = ftl_col_text(cursor, 6, arena),
	        .serial_key = ftl_col_text(cursor, 7, arena),
	        .imei = ftl_col_text(cursor, 8, arena),
	        .imei2 = ftl_col_text(cursor, 9, arena),
	        .gtin = ftl_col_text(cursor, 10, arena),
	        .asset_tag = ftl_col_text(cursor, 11, arena),
	        .purchased_on = ftl_store_date(cursor, 12),
	        .proof = ftl_col_text(cursor, 13, arena),
	        .created_at = ftl_col_i64(cursor, 14),
	        .owner_id = ftl_col_i64(cursor, 15),
	};
}

/* Keys are made where the row is written, so that no caller can store a value without its key. */
static const char *key_of(struct ftl_arena *arena, const char *text)
{
	return text == NULL ? NULL : ftl_text_key(arena, text);
}

static const char *ident_key_of(struct ftl_arena *arena, const char *text)
{
	return text == NULL ? NULL : ftl_text_ident_key(arena, text);
}

enum ftl_status ftl_store_device_insert(struct ftl_db *db, int64_t site_id,
                                        const struct ftl_device *device, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	unsigned char seal_key[FTL_KEY_SIZE];
	char date[FTL_DATE_TEXT_SIZE];
	const char *serial_key = ident_key_of(&scratch, device->serial);

	ftl_random(seal_key, sizeof(seal_key));
	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(device->id), ftl_val_i64(site_id), ftl_val_text(device->code),
	                 ftl_val_id(device->category_id), ftl_val_text(device->brand),
	                 ftl_val_text(key_of(&scratch, device->brand)), ftl_val_text(device->model),
	                 ftl_val_text(key_of(&scratch, device->model)),
	                 ftl_val_text(device->serial), ftl_val_text(serial_key),
	                 ftl_val_text(serial_key ? ftl_text_lookalike(&scratch, serial_key) : NULL),
	                 ftl_val_text(device->imei), ftl_val_text(device->imei2),
	                 ftl_val_text(device->gtin), ftl_val_text(device->asset_tag),
	                 ftl_val_text(ident_key_of(&scratch, device->asset_tag)),
	                 ftl_store_date_val(date, device->purchased_on),
	                 ftl_val_text(device->proof), ftl_val_blob(seal_key, sizeof(seal_key)),
	                 ftl_val_i64(device->created_at)),
	        err);
}

enum ftl_status ftl_store_device_update(struct ftl_db *db, const struct ftl_device *device,
                                        struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char date[FTL_DATE_TEXT_SIZE];
	const char *serial_key = ident_key_of(&scratch, device->serial);

	return ftl_db_exec(
	        db, &sql[UPDATE],
	        FTL_ARGS(ftl_val_i64(device->id), ftl_val_id(device->category_id),
	                 ftl_val_text(device->brand), ftl_val_text(key_of(&scratch, device->brand)),
	                 ftl_val_text(device->model), ftl_val_text(key_of(&scratch, device->model)),
	                 ftl_val_text(device->serial), ftl_val_text(serial_key),
	                 ftl_val_text(serial_key ? ftl_text_lookalike(&scratch, serial_key) : NULL),
	                 ftl_val_text(device->imei), ftl_val_text(device->imei2),
	                 ftl_val_text(device->gtin), ftl_val_text(device->asset_tag),
	                 ftl_val_text(ident_key_of(&scratch, device->asset_tag)),
	                 ftl_store_date_val(date, device->purchased_on),
	                 ftl_val_text(device->proof)),
	        err);
}

enum ftl_status ftl_store_device_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                     struct ftl_device *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_device, ret,
	                       &found, err));
	return found ? FTL_OK
	             : ftl_fail(err, FTL_DB, NULL, "device row %lld is missing", (long long)id);
}

enum ftl_status ftl_store_device_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                      struct ftl_device *ret, bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_device, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_device_match(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                       enum ftl_device_key by, const char *key,
                                       const struct ftl_device **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	static const int statements[] = {
	        [FTL_DEVICE_IMEI] = BY_IMEI,
	        [FTL_DEVICE_SERIAL] = BY_SERIAL,
	        [FTL_DEVICE_LOOKALIKE] = BY_LOOKALIKE,
	        [FTL_DEVICE_ASSET] = BY_ASSET,
	};

	return ftl_store_collect(db, &sql[statements[by]],
	                         FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(key)), arena,
	                         read_device, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_device_list(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                      struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_device_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                      struct ftl_device *ret, bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (*ret_more)
		read_device(cursor, arena, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_owner_insert(struct ftl_db *db, int64_t device_id, int64_t customer_id,
                                       int64_t since, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[OWNER_INSERT],
	        FTL_ARGS(ftl_val_i64(device_id), ftl_val_i64(since), ftl_val_i64(customer_id)),
	        err);
}

static void read_owner(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_owner_span *)row =
	        (struct ftl_owner_span){ftl_col_text(cursor, 0, arena),
	                                ftl_col_text(cursor, 1, arena), ftl_col_i64(cursor, 2)};
}

enum ftl_status ftl_store_owner_list(struct ftl_db *db, struct ftl_arena *arena, int64_t device_id,
                                     const struct ftl_owner_span **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[OWNER_LIST], FTL_ARGS(ftl_val_i64(device_id)), arena,
	                         read_owner, FTL_ROWS(ret), ret_count, err);
}

static void read_category(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_category *category = row;

	category->id = ftl_col_i64(cursor, 0);
	category->name = ftl_col_text(cursor, 1, arena);
}

enum ftl_status ftl_store_category_list(struct ftl_db *db, struct ftl_arena *arena,
                                        const struct ftl_category **ret, size_t *ret_count,
                                        struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[CATEGORY_LIST], FTL_NO_ARGS, arena, read_category,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_category_find(struct ftl_db *db, struct ftl_arena *arena,
                                        const char *name_key, struct ftl_category *ret,
                                        bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[CATEGORY_FIND], FTL_ARGS(ftl_val_text(name_key)), arena,
	                      read_category, ret, ret_found, err);
}
