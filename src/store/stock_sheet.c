#include "store/row.h"
#include "store/stock.h"

/* The ledger as it is read: the moves of a part, what its accounts hold, and all of both. */

enum {
	BALANCES,
	BALANCES_OF_LINE,
	HOMES,
	AT_PLACE,
	MOVES_OF_PART,
	MOVES_ALL,
	BALANCES_ALL,
	ASTRAY
};

#define SELECT_BALANCES                                                                            \
	"SELECT b.account, b.place_id, b.line_id, l.name, w.code, n.position, b.lot_id, t.lot, "   \
	"t.expires_on, b.quantity_milli, b.value_cents FROM stock_balance b "                      \
	"LEFT JOIN place l ON l.id = b.place_id LEFT JOIN order_line n ON n.id = b.line_id "       \
	"LEFT JOIN work_order w ON w.id = n.order_id LEFT JOIN part_lot t ON t.id = b.lot_id "
#define HOLDS "(b.quantity_milli <> 0 OR b.value_cents <> 0) "

static const struct ftl_sql sql[] = {
        [BALANCES] = {"balance_list",
                      SELECT_BALANCES
                      "WHERE b.part_id = $1 AND " HOLDS
                      "ORDER BY b.account, b.place_id, b.line_id, t.expires_on NULLS LAST, "
                      "b.lot_id",
                      1, 11, FTL_SQL_HOT},
        [BALANCES_OF_LINE] = {"balance_of_line",
                              SELECT_BALANCES "WHERE b.line_id = $1 AND b.line_id <> 0 AND " HOLDS
                                              "ORDER BY b.account, b.place_id, b.part_id, "
                                              "t.expires_on NULLS LAST, b.lot_id",
                              1, 11, FTL_SQL_HOT},
        [HOMES] = {"stock_homes",
                   "SELECT l.id, l.code, l.name, SUM(b.quantity_milli) FROM stock_balance b "
                   "JOIN place l ON l.id = b.place_id WHERE b.part_id = $1 "
                   "AND b.account IN ('shelf', 'reserved') GROUP BY l.id ORDER BY l.id",
                   1, 4, FTL_SQL_HOT},
        [AT_PLACE] = {"stock_at_place",
                      "SELECT p.sku FROM stock_balance b JOIN part p ON p.id = b.part_id "
                      "WHERE b.place_id = $1 AND b.place_id <> 0 AND b.quantity_milli <> 0 "
                      "ORDER BY p.sku, b.part_id LIMIT 1",
                      1, 1, FTL_SQL_HOT},
        [MOVES_OF_PART] =
                {"move_of_part",
                 "SELECT m.id, m.at, m.kind, m.quantity_milli, m.value_cents, m.from_account, "
                 "m.from_place_id, m.from_line_id, m.to_account, m.to_place_id, m.to_line_id, "
                 "m.lot_id, m.serial, m.reverses_id, m.reference, m.reason, f.name, t.name, "
                 "w.code, n.position, s.name, o.lot, p.login, r.id, m.part_id, "
                 "b.code, v.code FROM stock_move m "
                 "JOIN staff p ON p.id = m.staff_id LEFT JOIN place f ON f.id = m.from_place_id "
                 "LEFT JOIN place t ON t.id = m.to_place_id "
                 "LEFT JOIN order_line n ON n.id = COALESCE(m.to_line_id, m.from_line_id) "
                 "LEFT JOIN work_order w ON w.id = n.order_id "
                 "LEFT JOIN supplier s ON s.id = m.supplier_id "
                 "LEFT JOIN part_lot o ON o.id = m.lot_id "
                 "LEFT JOIN stock_move r ON r.reverses_id = m.id "
                 "LEFT JOIN purchase_line d ON d.id = m.purchase_line_id "
                 "LEFT JOIN purchase b ON b.id = d.purchase_id "
                 "LEFT JOIN return_line e ON e.id = m.return_line_id "
                 "LEFT JOIN return_box v ON v.id = e.return_id "
                 "WHERE m.part_id = $1 ORDER BY m.id",
                 1, 27, FTL_SQL_HOT},
        [MOVES_ALL] = {"move_all",
                       "SELECT m.id, m.part_id, m.kind, m.quantity_milli, m.value_cents, "
                       "m.from_account, m.from_place_id, m.from_line_id, m.to_account, "
                       "m.to_place_id, m.to_line_id, m.lot_id, m.reverses_id FROM stock_move m "
                       "WHERE m.site_id = $1 ORDER BY m.part_id, m.id",
                       1, 13, FTL_SQL_READ},
        [BALANCES_ALL] = {"balance_all",
                          "SELECT b.part_id, b.account, b.place_id, b.line_id, b.lot_id, "
                          "b.quantity_milli, b.value_cents FROM stock_balance b "
                          "JOIN part p ON p.id = b.part_id WHERE p.site_id = $1 "
                          "ORDER BY b.part_id, b.account, b.place_id, b.line_id, b.lot_id",
                          1, 7, FTL_SQL_READ},
        [ASTRAY] = {"stock_astray",
                    "SELECT p.sku, 'line ' || l.position || ' of ' || w.code, 0, l.id "
                    "FROM order_part o JOIN order_line l ON l.id = o.line_id "
                    "JOIN work_order w ON w.id = o.order_id JOIN part p ON p.id = o.part_id "
                    "WHERE p.site_id = $1 AND COALESCE(l.stock_cost_cents, 0) <> COALESCE(("
                    "SELECT SUM(b.value_cents) FROM stock_balance b WHERE b.line_id = l.id "
                    "AND b.line_id <> 0 AND b.account IN ('job', 'customer')), 0) UNION ALL "
                    "SELECT p.sku, 'serial number ' || r.serial, 1, r.part_id FROM part_serial r "
                    "JOIN part p ON p.id = r.part_id LEFT JOIN stock_move m ON m.id = ("
                    "SELECT MAX(n.id) FROM stock_move n WHERE n.part_id = r.part_id "
                    "AND n.serial_key = r.serial_key) WHERE p.site_id = $1 AND (m.id IS NULL "
                    "OR m.to_account <> r.account OR COALESCE(m.to_place_id, 0) <> r.place_id "
                    "OR COALESCE(m.to_line_id, 0) <> r.line_id "
                    "OR COALESCE(m.lot_id, 0) <> r.lot_id) UNION ALL "
                    "SELECT p.sku, 'line ' || l.position || ' of ' || w.code, 2, l.id "
                    "FROM stock_balance b JOIN part p ON p.id = b.part_id "
                    "JOIN order_line l ON l.id = b.line_id "
                    "JOIN work_order w ON w.id = l.order_id WHERE p.site_id = $1 "
                    "AND b.line_id <> 0 AND b.account IN ('reserved', 'job') "
                    "AND b.quantity_milli <> 0 AND (l.removed_at IS NOT NULL OR w.is_open = 0) "
                    "UNION ALL SELECT DISTINCT p.sku, 'serial number ' || m.serial, 3, p.id "
                    "FROM stock_move m JOIN part p ON p.id = m.part_id WHERE p.site_id = $1 "
                    "AND m.serial_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM part_serial r "
                    "WHERE r.part_id = m.part_id AND r.serial_key = m.serial_key) "
                    "ORDER BY 3, 1, 2, 4",
                    1, 4, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_stock_sheet_sql = {"stock_sheet", sql, FTL_COUNT(sql)};

static void read_balance(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_part_balance *)row = (struct ftl_part_balance){
	        .end = ftl_store_stock_end(cursor, 0),
	        .place = ftl_col_text(cursor, 3, arena),
	        .order = ftl_col_text(cursor, 4, arena),
	        .line = (int)ftl_col_i64(cursor, 5),
	        .lot_id = ftl_col_i64(cursor, 6),
	        .lot = ftl_col_text(cursor, 7, arena),
	        .expires_on = ftl_store_date(cursor, 8),
	        .sum = {ftl_col_i64(cursor, 9), ftl_col_i64(cursor, 10)},
	};
}

static enum ftl_status collect_balances(struct ftl_db *db, struct ftl_arena *arena, int which,
                                        int64_t id, const struct ftl_part_balance **ret,
                                        size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[which], FTL_ARGS(ftl_val_i64(id)), arena, read_balance,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_balance_list(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                       const struct ftl_part_balance **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return collect_balances(db, arena, BALANCES, part_id, ret, ret_count, err);
}

enum ftl_status ftl_store_balance_of_line(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t line_id, const struct ftl_part_balance **ret,
                                          size_t *ret_count, struct ftl_err *err)
{
	return collect_balances(db, arena, BALANCES_OF_LINE, line_id, ret, ret_count, err);
}

static void read_home(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_stock_home *)row = (struct ftl_stock_home){
	        .place_id = ftl_col_i64(cursor, 0),
	        .place_code = ftl_col_text(cursor, 1, arena),
	        .place = ftl_col_text(cursor, 2, arena),
	        .quantity_milli = ftl_col_i64(cursor, 3),
	};
}

enum ftl_status ftl_store_stock_homes(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                      const struct ftl_stock_home **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[HOMES], FTL_ARGS(ftl_val_i64(part_id)), arena, read_home,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_stock_at_place(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t place_id, const char **ret_sku,
                                         struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[AT_PLACE], FTL_ARGS(ftl_val_i64(place_id)), &cursor, err));
	FTL_TRY(ftl_cursor_next(cursor, &more, err));
	*ret_sku = more ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_store_move_of_part(struct ftl_db *db, int64_t part_id, struct ftl_cursor **ret,
                                       struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[MOVES_OF_PART], FTL_ARGS(ftl_val_i64(part_id)), ret, err);
}

enum ftl_status ftl_store_move_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                    struct ftl_part_move *ret, bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_part_move){
	        .move = {.id = ftl_col_i64(cursor, 0),
	                 .part_id = ftl_col_i64(cursor, 24),
	                 .at = ftl_col_i64(cursor, 1),
	                 .kind = ftl_store_move_kind(cursor, 2),
	                 .quantity_milli = ftl_col_i64(cursor, 3),
	                 .value_cents = ftl_col_i64(cursor, 4),
	                 .from = ftl_store_stock_end(cursor, 5),
	                 .to = ftl_store_stock_end(cursor, 8),
	                 .lot_id = ftl_col_i64(cursor, 11),
	                 .serial = ftl_col_text(cursor, 12, arena),
	                 .reverses_id = ftl_col_i64(cursor, 13),
	                 .reference = ftl_col_text(cursor, 14, arena),
	                 .reason = ftl_col_text(cursor, 15, arena)},
	        .from_place = ftl_col_text(cursor, 16, arena),
	        .to_place = ftl_col_text(cursor, 17, arena),
	        .order = ftl_col_text(cursor, 18, arena),
	        .line = (int)ftl_col_i64(cursor, 19),
	        .supplier = ftl_col_text(cursor, 20, arena),
	        .lot = ftl_col_text(cursor, 21, arena),
	        .staff = ftl_col_text(cursor, 22, arena),
	        .reversed_by_id = ftl_col_i64(cursor, 23),
	        .purchase = ftl_col_text(cursor, 25, arena),
	        .box = ftl_col_text(cursor, 26, arena),
	};
	return FTL_OK;
}

enum ftl_status ftl_store_move_all(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                   struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[MOVES_ALL], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_move_bare_next(struct ftl_cursor *cursor, struct ftl_stock_move *ret,
                                         bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_stock_move){
	        .id = ftl_col_i64(cursor, 0),
	        .part_id = ftl_col_i64(cursor, 1),
	        .kind = ftl_store_move_kind(cursor, 2),
	        .quantity_milli = ftl_col_i64(cursor, 3),
	        .value_cents = ftl_col_i64(cursor, 4),
	        .from = ftl_store_stock_end(cursor, 5),
	        .to = ftl_store_stock_end(cursor, 8),
	        .lot_id = ftl_col_i64(cursor, 11),
	        .reverses_id = ftl_col_i64(cursor, 12),
	};
	return FTL_OK;
}

enum ftl_status ftl_store_balance_all(struct ftl_db *db, int64_t site_id, struct ftl_cursor **ret,
                                      struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[BALANCES_ALL], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_balance_next(struct ftl_cursor *cursor, int64_t *ret_part_id,
                                       struct ftl_part_balance *ret, bool *ret_more,
                                       struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret_part_id = ftl_col_i64(cursor, 0);
	*ret = (struct ftl_part_balance){
	        .end = ftl_store_stock_end(cursor, 1),
	        .lot_id = ftl_col_i64(cursor, 4),
	        .sum = {ftl_col_i64(cursor, 5), ftl_col_i64(cursor, 6)},
	};
	return FTL_OK;
}

static void read_astray(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_stock_astray *)row = (struct ftl_stock_astray){
	        .sku = ftl_col_text(cursor, 0, arena),
	        .what = ftl_col_text(cursor, 1, arena),
	        .kind = (enum ftl_astray)ftl_col_i64(cursor, 2),
	};
}

enum ftl_status ftl_store_stock_astray(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                       const struct ftl_stock_astray **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[ASTRAY], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_astray, FTL_ROWS(ret), ret_count, err);
}
