#include "store/part.h"

#include "fettle/base/text.h"
#include "store/row.h"

enum {
	INSERT,
	UPDATE,
	SELECT_PARTS,
	NUMBERS = SELECT_PARTS + FTL_PARTS_LISTS,
	NUMBER_DELETE,
	NUMBER_INSERT,
	FITS,
	FIT_DELETE,
	FIT_INSERT,
	PRICES,
	PRICE_PUT,
	REORDERS,
	REORDER_PUT,
	REORDER_DELETE,
	AT_PLACE,
	FITTING,
	FITTING_ANY,
	SHARING
};

/* The prices of a day: $2. */
#define PRICE_OF_DAY " FROM part_price r WHERE r.part_id = p.id AND r.effective_from <= $2 AND "
#define LAST_PRICE   " ORDER BY r.effective_from DESC LIMIT 1), "
#define HELD         "(SELECT COALESCE(SUM(b.quantity_milli), 0) FROM stock_balance b WHERE "
#define SELECT                                                                                     \
	"SELECT p.id, p.code, p.sku, p.name, (SELECT n.number FROM part_number n "                 \
	"WHERE n.part_id = p.id AND n.kind = 'maker' ORDER BY n.position LIMIT 1), p.gtin, "       \
	"p.unit, p.tracking, p.shelf_life_days, p.is_hazardous, p.is_wanted_back, p.supplier_id, " \
	"s.name, COALESCE(p.lead_days, s.lead_days), p.superseded_by_id, q.sku, p.is_retired, "    \
	"p.created_at, "                                                                           \
	"(SELECT r.cost_cents" PRICE_OF_DAY "r.cost_cents IS NOT NULL" LAST_PRICE                  \
	"(SELECT r.price_cents" PRICE_OF_DAY "r.price_cents IS NOT NULL" LAST_PRICE                \
	"p.stock_milli, p.stock_cents, "                                                           \
	"" HELD "b.part_id = p.id AND b.account = 'shelf'), "                                      \
	"" HELD "b.part_id = p.id AND b.account = 'reserved'), p.core_cents, p.warranty_months, "  \
	"p.lead_days "                                                                             \
	"FROM part p LEFT JOIN supplier s ON s.id = p.supplier_id "                                \
	"LEFT JOIN part q ON q.id = p.superseded_by_id "
#define COLUMNS 27
/* A part is asked for by a number that few others have; by one of a table of its own the site, for
 * which + keeps the index out, is looked at last: else all parts of the site would be. */
#define ASKED     "WHERE p.site_id = $1 AND "
#define ASKED_FOR "WHERE +p.site_id = $1 AND p.id IN "

static const struct ftl_sql sql[] = {
        [INSERT] =
                {"part_insert",
                 "INSERT INTO part (id, site_id, code, sku, sku_key, name, gtin, unit, tracking, "
                 "shelf_life_days, is_hazardous, is_wanted_back, supplier_id, lead_days, "
                 "superseded_by_id, is_retired, created_at, core_cents, warranty_months, "
                 "stock_milli, stock_cents) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, "
                 "$16, $17, $18, $19, 0, 0)",
                 19, 0, FTL_SQL_WRITE},
        [UPDATE] = {"part_update",
                    "UPDATE part SET sku = $2, sku_key = $3, name = $4, gtin = $5, unit = $6, "
                    "tracking = $7, shelf_life_days = $8, is_hazardous = $9, is_wanted_back = $10, "
                    "supplier_id = $11, lead_days = $12, superseded_by_id = $13, is_retired = $14, "
                    "core_cents = $15, warranty_months = $16 WHERE id = $1",
                    16, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [SELECT_PARTS +
                FTL_PARTS_ID] = {"part_get", SELECT ASKED "p.id = $3", 3, COLUMNS, FTL_SQL_HOT},
        [SELECT_PARTS + FTL_PARTS_CODE] = {"part_find", SELECT ASKED "p.code = $3", 3, COLUMNS,
                                           FTL_SQL_HOT},
        [SELECT_PARTS + FTL_PARTS_SKU] = {"part_of_sku", SELECT ASKED "p.sku_key = $3", 3, COLUMNS,
                                          FTL_SQL_HOT},
        [SELECT_PARTS + FTL_PARTS_NUMBER] = {"part_of_number",
                                             SELECT ASKED_FOR
                                             "(SELECT n.part_id FROM part_number n "
                                             "WHERE n.number_key = $3) ORDER BY p.id",
                                             3, COLUMNS, FTL_SQL_HOT},
        [SELECT_PARTS + FTL_PARTS_SERIAL] = {"part_of_serial",
                                             SELECT ASKED_FOR
                                             "(SELECT n.part_id FROM part_serial n "
                                             "WHERE n.serial_key = $3) ORDER BY p.id",
                                             3, COLUMNS, FTL_SQL_HOT},
        [SELECT_PARTS + FTL_PARTS_GTIN] = {"part_of_gtin", SELECT ASKED "p.gtin = $3 ORDER BY p.id",
                                           3, COLUMNS, FTL_SQL_HOT},
        [SELECT_PARTS + FTL_PARTS_OF] = {"part_list", SELECT ASKED "$3 IS NULL ORDER BY p.sku_key",
                                         3, COLUMNS, FTL_SQL_HOT},
        [NUMBERS] = {"part_numbers",
                     "SELECT position, kind, number FROM part_number WHERE part_id = $1 "
                     "ORDER BY position",
                     1, 3, FTL_SQL_HOT},
        [NUMBER_DELETE] = {"part_number_delete", "DELETE FROM part_number WHERE part_id = $1", 1, 0,
                           FTL_SQL_WRITE | FTL_SQL_HOT},
        [NUMBER_INSERT] = {"part_number_insert",
                           "INSERT INTO part_number (part_id, position, kind, number, number_key) "
                           "VALUES ($1, $2, $3, $4, $5)",
                           5, 0, FTL_SQL_WRITE},
        [FITS] = {"part_fits",
                  "SELECT brand, model FROM part_fit WHERE part_id = $1 ORDER BY position", 1, 2,
                  FTL_SQL_HOT},
        [FIT_DELETE] = {"part_fit_delete", "DELETE FROM part_fit WHERE part_id = $1", 1, 0,
                        FTL_SQL_WRITE | FTL_SQL_HOT},
        [FIT_INSERT] = {"part_fit_insert",
                        "INSERT INTO part_fit (part_id, position, brand, brand_key, model, "
                        "model_key) VALUES ($1, $2, $3, $4, $5, $6)",
                        6, 0, FTL_SQL_WRITE},
        [PRICES] = {"part_prices",
                    "SELECT effective_from, cost_cents, price_cents FROM part_price "
                    "WHERE part_id = $1 ORDER BY effective_from",
                    1, 3, FTL_SQL_HOT},
        [PRICE_PUT] = {"part_price_put",
                       "INSERT INTO part_price (part_id, effective_from, cost_cents, price_cents) "
                       "VALUES ($1, $2, $3, $4) ON CONFLICT (part_id, effective_from) DO UPDATE "
                       "SET cost_cents = COALESCE(excluded.cost_cents, part_price.cost_cents), "
                       "price_cents = COALESCE(excluded.price_cents, part_price.price_cents)",
                       4, 0, FTL_SQL_WRITE},
        [REORDERS] = {"part_reorders",
                      "SELECT r.place_id, l.code, l.name, r.point_milli, r.quantity_milli "
                      "FROM part_reorder r JOIN place l ON l.id = r.place_id "
                      "WHERE r.part_id = $1 ORDER BY l.name_key, r.place_id",
                      1, 5, FTL_SQL_HOT},
        [REORDER_PUT] = {"part_reorder_put",
                         "INSERT INTO part_reorder (part_id, place_id, point_milli, "
                         "quantity_milli) VALUES ($1, $2, $3, $4) "
                         "ON CONFLICT (part_id, place_id) DO UPDATE "
                         "SET point_milli = excluded.point_milli, "
                         "quantity_milli = excluded.quantity_milli",
                         4, 0, FTL_SQL_WRITE},
        [REORDER_DELETE] = {"part_reorder_delete",
                            "DELETE FROM part_reorder WHERE part_id = $1 AND place_id = $2", 2, 0,
                            FTL_SQL_WRITE | FTL_SQL_HOT},
        [AT_PLACE] = {"part_at_place",
                      "SELECT DISTINCT part_id FROM stock_balance WHERE place_id = $1 "
                      "AND place_id <> 0 AND quantity_milli <> 0 ORDER BY part_id",
                      1, 1, FTL_SQL_HOT},
        [FITTING] = {"part_fitting",
                     "SELECT DISTINCT part_id FROM part_fit WHERE brand_key = $1 "
                     "AND (model_key IS NULL OR model_key = $2) ORDER BY part_id",
                     2, 1, FTL_SQL_HOT},
        [FITTING_ANY] = {"part_fitting_any",
                         "SELECT DISTINCT part_id FROM part_fit WHERE brand_key = $1 "
                         "OR model_key = $1 ORDER BY part_id",
                         1, 1, FTL_SQL_READ},
        [SHARING + FTL_PARTS_SHARE_SKU] = {"part_sharing_sku",
                                           "SELECT sku FROM part WHERE site_id = $1 "
                                           "AND sku_key = $2 AND id <> $3",
                                           3, 1, FTL_SQL_HOT},
        [SHARING + FTL_PARTS_SHARE_NUMBER] = {"part_sharing_number",
                                              "SELECT p.sku FROM part_number n "
                                              "JOIN part p ON p.id = n.part_id "
                                              "WHERE n.number_key = $2 AND +p.site_id = $1 "
                                              "AND n.part_id <> $3 ORDER BY n.part_id LIMIT 1",
                                              3, 1, FTL_SQL_HOT},
        [SHARING + FTL_PARTS_SHARE_GTIN] = {"part_sharing_gtin",
                                            "SELECT sku FROM part WHERE site_id = $1 "
                                            "AND gtin = $2 AND id <> $3 ORDER BY id LIMIT 1",
                                            3, 1, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_part_sql = {"part", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_part_insert(struct ftl_db *db, int64_t site_id,
                                      const struct ftl_part *part, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(part->id), ftl_val_i64(site_id), ftl_val_text(part->code),
	                 ftl_val_text(part->sku),
	                 ftl_val_text(ftl_text_ident_key(&scratch, part->sku)),
	                 ftl_val_text(part->name), ftl_val_text(part->gtin),
	                 ftl_val_text(ftl_unit_names[part->unit]),
	                 ftl_val_text(ftl_tracking_names[part->tracking]),
	                 ftl_store_opt_val(part->shelf_life_days), ftl_val_i64(part->is_hazardous),
	                 ftl_val_i64(part->is_wanted_back), ftl_val_id(part->supplier_id),
	                 ftl_store_opt_val(part->own_lead_days), ftl_val_id(part->superseded_by_id),
	                 ftl_val_i64(part->is_retired), ftl_val_i64(part->created_at),
	                 ftl_store_opt_val(part->core_cents),
	                 ftl_store_opt_val(part->warranty_months)),
	        err);
}

enum ftl_status ftl_store_part_update(struct ftl_db *db, const struct ftl_part *part,
                                      struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[UPDATE],
	        FTL_ARGS(ftl_val_i64(part->id), ftl_val_text(part->sku),
	                 ftl_val_text(ftl_text_ident_key(&scratch, part->sku)),
	                 ftl_val_text(part->name), ftl_val_text(part->gtin),
	                 ftl_val_text(ftl_unit_names[part->unit]),
	                 ftl_val_text(ftl_tracking_names[part->tracking]),
	                 ftl_store_opt_val(part->shelf_life_days), ftl_val_i64(part->is_hazardous),
	                 ftl_val_i64(part->is_wanted_back), ftl_val_id(part->supplier_id),
	                 ftl_store_opt_val(part->own_lead_days), ftl_val_id(part->superseded_by_id),
	                 ftl_val_i64(part->is_retired), ftl_store_opt_val(part->core_cents),
	                 ftl_store_opt_val(part->warranty_months)),
	        err);
}

enum ftl_status ftl_store_part_select(struct ftl_db *db, enum ftl_parts which, int64_t site_id,
                                      int64_t id, const char *key, int32_t today,
                                      struct ftl_cursor **ret, struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];
	struct ftl_val wanted = which == FTL_PARTS_ID   ? ftl_val_i64(id)
	                        : which == FTL_PARTS_OF ? ftl_val_null()
	                                                : ftl_val_text(key);

	return ftl_cursor_open(
	        db, &sql[SELECT_PARTS + (int)which],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_store_date_val(day, ftl_some(today)), wanted),
	        ret, err);
}

enum ftl_status ftl_store_part_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                    struct ftl_part *ret, bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_part){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .sku = ftl_col_text(cursor, 2, arena),
	        .name = ftl_col_text(cursor, 3, arena),
	        .maker_number = ftl_col_text(cursor, 4, arena),
	        .gtin = ftl_col_text(cursor, 5, arena),
	        .unit = (enum ftl_unit)ftl_store_name(cursor, 6, ftl_unit_names, FTL_UNITS),
	        .tracking = (enum ftl_tracking)ftl_store_name(cursor, 7, ftl_tracking_names,
	                                                      FTL_TRACKINGS),
	        .shelf_life_days = ftl_store_opt(cursor, 8),
	        .is_hazardous = ftl_col_i64(cursor, 9) != 0,
	        .is_wanted_back = ftl_col_i64(cursor, 10) != 0,
	        .supplier_id = ftl_col_i64(cursor, 11),
	        .supplier = ftl_col_text(cursor, 12, arena),
	        .lead_days = ftl_store_opt(cursor, 13),
	        .superseded_by_id = ftl_col_i64(cursor, 14),
	        .superseded_by = ftl_col_text(cursor, 15, arena),
	        .is_retired = ftl_col_i64(cursor, 16) != 0,
	        .created_at = ftl_col_i64(cursor, 17),
	        .cost_cents = ftl_store_opt(cursor, 18),
	        .price_cents = ftl_store_opt(cursor, 19),
	        .stock = {ftl_col_i64(cursor, 20), ftl_col_i64(cursor, 21)},
	        .shelf_milli = ftl_col_i64(cursor, 22),
	        .reserved_milli = ftl_col_i64(cursor, 23),
	        .core_cents = ftl_store_opt(cursor, 24),
	        .warranty_months = ftl_store_opt(cursor, 25),
	        .own_lead_days = ftl_store_opt(cursor, 26),
	};
	return FTL_OK;
}

enum ftl_status ftl_store_part_sharing(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                       enum ftl_parts_sharing what, const char *key,
                                       int64_t part_id, const char **ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(
	        db, &sql[SHARING + (int)what],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(key), ftl_val_i64(part_id)), &cursor,
	        &found, err));
	*ret = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

static void read_number(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_part_number *)row = (struct ftl_part_number){
	        .position = (int)ftl_col_i64(cursor, 0),
	        .kind = (enum ftl_number_kind)ftl_store_name(cursor, 1, ftl_number_names,
	                                                     FTL_NUMBERS),
	        .number = ftl_col_text(cursor, 2, arena),
	};
}

enum ftl_status ftl_store_part_numbers(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                       const struct ftl_part_number **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[NUMBERS], FTL_ARGS(ftl_val_i64(part_id)), arena,
	                         read_number, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_part_set_numbers(struct ftl_db *db, int64_t part_id, size_t old_count,
                                           const struct ftl_part_number *numbers, size_t count,
                                           struct ftl_err *err)
{
	FTL_ARENA(scratch);

	if (old_count > 0)
		FTL_TRY(ftl_db_exec(db, &sql[NUMBER_DELETE], FTL_ARGS(ftl_val_i64(part_id)), err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(ftl_db_exec(
		        db, &sql[NUMBER_INSERT],
		        FTL_ARGS(ftl_val_i64(part_id), ftl_val_i64((int64_t)i + 1),
		                 ftl_val_text(ftl_number_names[numbers[i].kind]),
		                 ftl_val_text(numbers[i].number),
		                 ftl_val_text(ftl_text_ident_key(&scratch, numbers[i].number))),
		        err));
	return FTL_OK;
}

static void read_fit(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_part_fit *)row = (struct ftl_part_fit){ftl_col_text(cursor, 0, arena),
	                                                    ftl_col_text(cursor, 1, arena)};
}

enum ftl_status ftl_store_part_fits(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                    const struct ftl_part_fit **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[FITS], FTL_ARGS(ftl_val_i64(part_id)), arena, read_fit,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_part_set_fits(struct ftl_db *db, int64_t part_id,
                                        const struct ftl_part_fit *fits, size_t count,
                                        struct ftl_err *err)
{
	FTL_ARENA(scratch);

	FTL_TRY(ftl_db_exec(db, &sql[FIT_DELETE], FTL_ARGS(ftl_val_i64(part_id)), err));
	for (size_t i = 0; i < count; i++) {
		const char *model = fits[i].model;

		FTL_TRY(ftl_db_exec(
		        db, &sql[FIT_INSERT],
		        FTL_ARGS(
		                ftl_val_i64(part_id), ftl_val_i64((int64_t)i + 1),
		                ftl_val_text(fits[i].brand),
		                ftl_val_text(ftl_text_key(&scratch, fits[i].brand)),
		                ftl_val_text(model),
		                ftl_val_text(model != NULL ? ftl_text_key(&scratch, model) : NULL)),
		        err));
	}
	return FTL_OK;
}

static void read_price(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	(void)arena;
	*(struct ftl_part_price *)row =
	        (struct ftl_part_price){(int32_t)ftl_store_date(cursor, 0).value,
	                                ftl_store_opt(cursor, 1), ftl_store_opt(cursor, 2)};
}

enum ftl_status ftl_store_part_prices(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                      const struct ftl_part_price **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[PRICES], FTL_ARGS(ftl_val_i64(part_id)), arena,
	                         read_price, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_part_put_price(struct ftl_db *db, int64_t part_id,
                                         const struct ftl_part_price *price, struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[PRICE_PUT],
	                   FTL_ARGS(ftl_val_i64(part_id),
	                            ftl_store_date_val(day, ftl_some(price->effective_from)),
	                            ftl_store_opt_val(price->cost_cents),
	                            ftl_store_opt_val(price->price_cents)),
	                   err);
}

static void read_reorder(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_part_reorder *)row = (struct ftl_part_reorder){
	        .place_id = ftl_col_i64(cursor, 0),
	        .place_code = ftl_col_text(cursor, 1, arena),
	        .place = ftl_col_text(cursor, 2, arena),
	        .point_milli = ftl_col_i64(cursor, 3),
	        .quantity_milli = ftl_col_i64(cursor, 4),
	};
}

enum ftl_status ftl_store_part_reorders(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                        const struct ftl_part_reorder **ret, size_t *ret_count,
                                        struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[REORDERS], FTL_ARGS(ftl_val_i64(part_id)), arena,
	                         read_reorder, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_part_put_reorder(struct ftl_db *db, int64_t part_id,
                                           const struct ftl_part_reorder *reorder,
                                           struct ftl_err *err)
{
	if (reorder->quantity_milli == 0)
		return ftl_db_exec(db, &sql[REORDER_DELETE],
		                   FTL_ARGS(ftl_val_i64(part_id), ftl_val_i64(reorder->place_id)),
		                   err);
	return ftl_db_exec(db, &sql[REORDER_PUT],
	                   FTL_ARGS(ftl_val_i64(part_id), ftl_val_i64(reorder->place_id),
	                            ftl_val_i64(reorder->point_milli),
	                            ftl_val_i64(reorder->quantity_milli)),
	                   err);
}

enum ftl_status ftl_store_part_at_place(struct ftl_db *db, struct ftl_arena *arena,
                                        int64_t place_id, const int64_t **ret, size_t *ret_count,
                                        struct ftl_err *err)
{
	return ftl_store_collect_ids(db, &sql[AT_PLACE], FTL_ARGS(ftl_val_i64(place_id)), arena,
	                             ret, ret_count, err);
}

enum ftl_status ftl_store_part_fitting(struct ftl_db *db, struct ftl_arena *arena,
                                       const char *brand_key, const char *model_key,
                                       const int64_t **ret, size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect_ids(db, &sql[FITTING],
	                             FTL_ARGS(ftl_val_text(brand_key), ftl_val_text(model_key)),
	                             arena, ret, ret_count, err);
}

enum ftl_status ftl_store_part_fitting_any(struct ftl_db *db, struct ftl_arena *arena,
                                           const char *key, const int64_t **ret, size_t *ret_count,
                                           struct ftl_err *err)
{
	return ftl_store_collect_ids(db, &sql[FITTING_ANY], FTL_ARGS(ftl_val_text(key)), arena, ret,
	                             ret_count, err);
}
