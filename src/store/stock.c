#include "store/stock.h"

#include "fettle/base/text.h"
#include "store/row.h"

enum {
	MOVE_INSERT,
	MOVE_GET,
	STOCK_GET,
	STOCK_SET,
	BALANCE_GET,
	BALANCE_ADD,
	SERIAL_GET,
	SERIAL_PUT,
	SERIAL_AT,
	SERIAL_LIST,
	SERIAL_COUNT,
	LOT_FIND,
	LOT_INSERT,
	ORDER_PART_INSERT,
	ORDER_PART_LIST,
	ORDER_PART_GET,
	ORDER_PART_ANY,
	ORDER_PART_COST,
	WAITING,
	SUPERSEDED,
	PASS
};

/* What is on its way for the line: ordered, and not come yet. */
#define ON_ORDER                                                                                   \
	"FROM purchase_line n JOIN purchase u ON u.id = n.purchase_id "                            \
	"WHERE n.order_line_id = o.line_id AND n.removed_at IS NULL AND u.is_open = 1 "            \
	"AND u.state <> 'draft' AND n.quantity_milli > n.received_milli"
#define LINE_ORDERED  "COALESCE((SELECT SUM(n.quantity_milli - n.received_milli) " ON_ORDER "), 0)"
#define LINE_EXPECTED "(SELECT MAX(n.expected_on) " ON_ORDER ")"
/* From the open jobs, of which there are few, to their lines: a part that is used every day has had
 * lines without number. CROSS JOIN and + keep to that order. */
#define SELECT_WAITING                                                                             \
	"SELECT o.line_id, o.order_id, w.code, l.position, " FTL_STORE_PROGRESS LINE_ORDERED       \
	", o.part_id, "
#define FROM_WAITING                                                                               \
	" FROM part p CROSS JOIN work_order w CROSS JOIN order_part o ON o.order_id = w.id "       \
	"JOIN order_line l ON l.id = o.line_id "
#define IS_WAITING                                                                                 \
	"p.id = $1 AND w.site_id = p.site_id AND w.is_open = 1 AND w.state <> 'ready' "            \
	"AND l.removed_at IS NULL "

static const struct ftl_sql sql[] = {
        [MOVE_INSERT] =
                {"move_insert",
                 "INSERT INTO stock_move (id, site_id, part_id, at, kind, quantity_milli, "
                 "value_cents, from_account, from_place_id, from_line_id, to_account, "
                 "to_place_id, to_line_id, supplier_id, lot_id, serial, serial_key, reverses_id, "
                 "staff_id, reference, reason, purchase_line_id, return_line_id) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
                 "$11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
                 23, 0, FTL_SQL_WRITE},
        [MOVE_GET] = {"move_get",
                      "SELECT m.part_id, m.at, m.kind, m.quantity_milli, m.value_cents, "
                      "m.from_account, m.from_place_id, m.from_line_id, m.to_account, "
                      "m.to_place_id, m.to_line_id, m.supplier_id, m.lot_id, m.serial, "
                      "EXISTS (SELECT 1 FROM stock_move r WHERE r.reverses_id = m.id), "
                      "m.purchase_line_id, m.return_line_id, m.reverses_id "
                      "FROM stock_move m WHERE m.id = $1",
                      1, 18, FTL_SQL_HOT},
        [STOCK_GET] = {"stock_get", "SELECT stock_milli, stock_cents FROM part WHERE id = $1", 1, 2,
                       FTL_SQL_HOT},
        [STOCK_SET] = {"stock_set",
                       "UPDATE part SET stock_milli = $2, stock_cents = $3 WHERE id = $1", 3, 0,
                       FTL_SQL_WRITE | FTL_SQL_HOT},
        [BALANCE_GET] = {"balance_get",
                         "SELECT quantity_milli, value_cents FROM stock_balance WHERE part_id = $1 "
                         "AND account = $2 AND place_id = $3 AND line_id = $4 AND lot_id = $5",
                         5, 2, FTL_SQL_HOT},
        [BALANCE_ADD] = {"balance_add",
                         "INSERT INTO stock_balance (part_id, account, place_id, line_id, lot_id, "
                         "quantity_milli, value_cents) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                         "ON CONFLICT (part_id, account, place_id, line_id, lot_id) DO UPDATE SET "
                         "quantity_milli = stock_balance.quantity_milli + excluded.quantity_milli, "
                         "value_cents = stock_balance.value_cents + excluded.value_cents",
                         7, 0, FTL_SQL_WRITE},
        [SERIAL_GET] = {"serial_get",
                        "SELECT account, place_id, line_id, lot_id FROM part_serial "
                        "WHERE part_id = $1 AND serial_key = $2",
                        2, 4, FTL_SQL_HOT},
        [SERIAL_PUT] = {"serial_put",
                        "INSERT INTO part_serial (part_id, serial_key, serial, account, place_id, "
                        "line_id, lot_id) VALUES ($1, $2, $3, $4, $5, $6, $7) "
                        "ON CONFLICT (part_id, serial_key) DO UPDATE SET "
                        "account = excluded.account, place_id = excluded.place_id, "
                        "line_id = excluded.line_id, lot_id = excluded.lot_id",
                        7, 0, FTL_SQL_WRITE},
        [SERIAL_AT] = {"serial_at",
                       "SELECT serial FROM part_serial WHERE part_id = $1 AND account = $2 "
                       "AND place_id = $3 AND line_id = $4 AND lot_id = $5 ORDER BY serial_key",
                       5, 1, FTL_SQL_HOT},
        [SERIAL_LIST] = {"serial_list",
                         "SELECT n.serial, n.account, p.name, w.code, l.position, t.lot "
                         "FROM part_serial n LEFT JOIN place p ON p.id = n.place_id "
                         "LEFT JOIN order_line l ON l.id = n.line_id "
                         "LEFT JOIN work_order w ON w.id = l.order_id "
                         "LEFT JOIN part_lot t ON t.id = n.lot_id WHERE n.part_id = $1 "
                         "AND n.account IN ('shelf', 'reserved', 'vendor') "
                         "ORDER BY n.serial_key LIMIT $2",
                         2, 6, FTL_SQL_HOT},
        [SERIAL_COUNT] = {"serial_count",
                          "SELECT COUNT(*) FROM part_serial WHERE part_id = $1 "
                          "AND account IN ('shelf', 'reserved', 'vendor')",
                          1, 1, FTL_SQL_HOT},
        [LOT_FIND] = {"lot_find",
                      "SELECT id, expires_on FROM part_lot WHERE part_id = $1 AND lot_key = $2", 2,
                      2, FTL_SQL_HOT},
        [LOT_INSERT] = {"lot_insert",
                        "INSERT INTO part_lot (id, part_id, lot, lot_key, expires_on) "
                        "VALUES ($1, $2, $3, $4, $5)",
                        5, 0, FTL_SQL_WRITE},
        [ORDER_PART_INSERT] = {"order_part_insert",
                               "INSERT INTO order_part (line_id, order_id, part_id) "
                               "VALUES ($1, $2, $3)",
                               3, 0, FTL_SQL_WRITE},
        [ORDER_PART_LIST] =
                {"order_part_list",
                 "SELECT o.line_id, l.position, o.part_id, p.sku, p.name, " FTL_STORE_PROGRESS
                         LINE_ORDERED ", " LINE_EXPECTED
                 " FROM order_part o JOIN order_line l ON l.id = o.line_id "
                 "JOIN part p ON p.id = o.part_id WHERE o.order_id = $1 "
                 "AND l.removed_at IS NULL ORDER BY o.line_id",
                 1, 11, FTL_SQL_HOT},
        [ORDER_PART_GET] =
                {"order_part_get",
                 "SELECT o.order_id, o.part_id, l.removed_at IS NOT NULL FROM order_part o "
                 "JOIN order_line l ON l.id = o.line_id WHERE o.line_id = $1",
                 1, 3, FTL_SQL_HOT},
        [ORDER_PART_ANY] = {"order_part_any",
                            "SELECT EXISTS (SELECT 1 FROM order_part WHERE order_id = $1 "
                            "AND part_id = $2)",
                            2, 1, FTL_SQL_HOT},
        [WAITING] = {"order_part_waiting",
                     SELECT_WAITING "0" FROM_WAITING "WHERE " IS_WAITING
                                    "AND +o.part_id = p.id ORDER BY o.line_id",
                     1, 11, FTL_SQL_HOT},
        [SUPERSEDED] = {"order_part_superseded",
                        SELECT_WAITING
                        "COALESCE((SELECT SUM(n.quantity_milli - n.received_milli) " ON_ORDER
                        " AND n.part_id = $1), 0)" FROM_WAITING
                        "JOIN part q ON q.id = o.part_id WHERE " IS_WAITING
                        "AND q.superseded_by_id IS NOT NULL AND q.id <> p.id AND q.unit = p.unit "
                        "ORDER BY o.line_id",
                        1, 11, FTL_SQL_HOT},
        [PASS] = {"order_part_pass",
                  "UPDATE purchase_line SET order_line_id = $3 WHERE order_line_id = $1 "
                  "AND part_id = $2 AND removed_at IS NULL RETURNING purchase_id",
                  3, 1, FTL_SQL_WRITE | FTL_SQL_HOT},
        [ORDER_PART_COST] = {"order_part_cost",
                             "UPDATE order_line SET stock_cost_cents = $2 WHERE id = $1 "
                             "RETURNING order_id",
                             2, 1, FTL_SQL_WRITE | FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_stock_sql = {"stock", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_move_insert(struct ftl_db *db, int64_t site_id,
                                      const struct ftl_stock_move *move, int64_t staff_id,
                                      struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[MOVE_INSERT],
	        FTL_ARGS(ftl_val_i64(move->id), ftl_val_i64(site_id), ftl_val_i64(move->part_id),
	                 ftl_val_i64(move->at), ftl_val_text(ftl_move_names[move->kind]),
	                 ftl_val_i64(move->quantity_milli), ftl_val_i64(move->value_cents),
	                 ftl_val_text(ftl_account_names[move->from.account]),
	                 ftl_val_id(move->from.place_id), ftl_val_id(move->from.line_id),
	                 ftl_val_text(ftl_account_names[move->to.account]),
	                 ftl_val_id(move->to.place_id), ftl_val_id(move->to.line_id),
	                 ftl_val_id(move->supplier_id), ftl_val_id(move->lot_id),
	                 ftl_val_text(move->serial),
	                 ftl_val_text(move->serial != NULL
	                                      ? ftl_text_ident_key(&scratch, move->serial)
	                                      : NULL),
	                 ftl_val_id(move->reverses_id), ftl_val_i64(staff_id),
	                 ftl_val_text(move->reference), ftl_val_text(move->reason),
	                 ftl_val_id(move->purchase_line_id), ftl_val_id(move->return_line_id)),
	        err);
}

struct ftl_stock_end ftl_store_stock_end(struct ftl_cursor *cursor, int column)
{
	return (struct ftl_stock_end){
	        (enum ftl_account)ftl_store_name(cursor, column, ftl_account_names, FTL_ACCOUNTS),
	        ftl_col_i64(cursor, column + 1), ftl_col_i64(cursor, column + 2)};
}

enum ftl_move_kind ftl_store_move_kind(struct ftl_cursor *cursor, int column)
{
	return (enum ftl_move_kind)ftl_store_name(cursor, column, ftl_move_names, FTL_MOVES);
}

struct ftl_part_progress ftl_store_progress(struct ftl_cursor *cursor, int column)
{
	return (struct ftl_part_progress){.needed_milli = ftl_col_i64(cursor, column),
	                                  .reserved_milli = ftl_col_i64(cursor, column + 1),
	                                  .on_job_milli = ftl_col_i64(cursor, column + 2),
	                                  .used_milli = ftl_col_i64(cursor, column + 3),
	                                  .ordered_milli = ftl_col_i64(cursor, column + 4)};
}

enum ftl_status ftl_store_move_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                   struct ftl_stock_move *ret, bool *ret_reversed, bool *ret_found,
                                   struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[MOVE_GET], FTL_ARGS(ftl_val_i64(id)), &cursor, ret_found,
	                        err));
	if (!*ret_found)
		return FTL_OK;
	*ret = (struct ftl_stock_move){
	        .id = id,
	        .part_id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .kind = ftl_store_move_kind(cursor, 2),
	        .quantity_milli = ftl_col_i64(cursor, 3),
	        .value_cents = ftl_col_i64(cursor, 4),
	        .from = ftl_store_stock_end(cursor, 5),
	        .to = ftl_store_stock_end(cursor, 8),
	        .supplier_id = ftl_col_i64(cursor, 11),
	        .lot_id = ftl_col_i64(cursor, 12),
	        .serial = ftl_col_text(cursor, 13, arena),
	        .purchase_line_id = ftl_col_i64(cursor, 15),
	        .return_line_id = ftl_col_i64(cursor, 16),
	        .reverses_id = ftl_col_i64(cursor, 17),
	};
	*ret_reversed = ftl_col_i64(cursor, 14) != 0;
	return FTL_OK;
}

enum ftl_status ftl_store_stock_get(struct ftl_db *db, int64_t part_id, struct ftl_stock_sum *ret,
                                    struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[STOCK_GET], FTL_ARGS(ftl_val_i64(part_id)), &cursor,
	                        &found, err));
	if (!found)
		return ftl_fail(err, FTL_INTERNAL, NULL, "there is no part row %lld",
		                (long long)part_id);
	*ret = (struct ftl_stock_sum){ftl_col_i64(cursor, 0), ftl_col_i64(cursor, 1)};
	return FTL_OK;
}

enum ftl_status ftl_store_stock_set(struct ftl_db *db, int64_t part_id,
                                    const struct ftl_stock_sum *stock, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[STOCK_SET],
	                   FTL_ARGS(ftl_val_i64(part_id), ftl_val_i64(stock->quantity_milli),
	                            ftl_val_i64(stock->value_cents)),
	                   err);
}

enum ftl_status ftl_store_balance_get(struct ftl_db *db, int64_t part_id,
                                      const struct ftl_stock_end *end, int64_t lot_id,
                                      struct ftl_stock_sum *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	*ret = (struct ftl_stock_sum){0};
	FTL_TRY(ftl_store_first(db, &sql[BALANCE_GET],
	                        FTL_ARGS(ftl_val_i64(part_id),
	                                 ftl_val_text(ftl_account_names[end->account]),
	                                 ftl_val_i64(end->place_id), ftl_val_i64(end->line_id),
	                                 ftl_val_i64(lot_id)),
	                        &cursor, &found, err));
	if (found)
		*ret = (struct ftl_stock_sum){ftl_col_i64(cursor, 0), ftl_col_i64(cursor, 1)};
	return FTL_OK;
}

enum ftl_status ftl_store_balance_add(struct ftl_db *db, int64_t part_id,
                                      const struct ftl_stock_end *end, int64_t lot_id,
                                      struct ftl_stock_sum change, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[BALANCE_ADD],
	        FTL_ARGS(ftl_val_i64(part_id), ftl_val_text(ftl_account_names[end->account]),
	                 ftl_val_i64(end->place_id), ftl_val_i64(end->line_id), ftl_val_i64(lot_id),
	                 ftl_val_i64(change.quantity_milli), ftl_val_i64(change.value_cents)),
	        err);
}

enum ftl_status ftl_store_serial_get(struct ftl_db *db, int64_t part_id, const char *serial_key,
                                     struct ftl_stock_end *ret, int64_t *ret_lot_id,
                                     bool *ret_found, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[SERIAL_GET],
	                        FTL_ARGS(ftl_val_i64(part_id), ftl_val_text(serial_key)), &cursor,
	                        ret_found, err));
	if (!*ret_found)
		return FTL_OK;
	*ret = ftl_store_stock_end(cursor, 0);
	*ret_lot_id = ftl_col_i64(cursor, 3);
	return FTL_OK;
}

enum ftl_status ftl_store_serial_put(struct ftl_db *db, int64_t part_id, const char *serial_key,
                                     const char *serial, const struct ftl_stock_end *end,
                                     int64_t lot_id, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[SERIAL_PUT],
	        FTL_ARGS(ftl_val_i64(part_id), ftl_val_text(serial_key), ftl_val_text(serial),
	                 ftl_val_text(ftl_account_names[end->account]), ftl_val_i64(end->place_id),
	                 ftl_val_i64(end->line_id), ftl_val_i64(lot_id)),
	        err);
}

static void read_serial(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(const char **)row = ftl_col_text(cursor, 0, arena);
}

enum ftl_status ftl_store_serial_at(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                    const struct ftl_stock_end *end, int64_t lot_id,
                                    const char *const **ret, size_t *ret_count, struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(db, &sql[SERIAL_AT],
	                          FTL_ARGS(ftl_val_i64(part_id),
	                                   ftl_val_text(ftl_account_names[end->account]),
	                                   ftl_val_i64(end->place_id), ftl_val_i64(end->line_id),
	                                   ftl_val_i64(lot_id)),
	                          arena, sizeof(const char *), read_serial, &rows, ret_count, err));
	*ret = rows;
	return FTL_OK;
}

static void read_stock_serial(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_part_serial *)row = (struct ftl_part_serial){
	        .serial = ftl_col_text(cursor, 0, arena),
	        .account = (enum ftl_account)ftl_store_name(cursor, 1, ftl_account_names,
	                                                    FTL_ACCOUNTS),
	        .place = ftl_col_text(cursor, 2, arena),
	        .order = ftl_col_text(cursor, 3, arena),
	        .line = (int)ftl_col_i64(cursor, 4),
	        .lot = ftl_col_text(cursor, 5, arena),
	};
}

enum ftl_status ftl_store_serial_list(struct ftl_db *db, struct ftl_arena *arena, int64_t part_id,
                                      int64_t most, const struct ftl_part_serial **ret,
                                      size_t *ret_count, int64_t *ret_in_all, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	const void *rows;
	bool more;

	FTL_TRY(ftl_store_collect(
	        db, &sql[SERIAL_LIST], FTL_ARGS(ftl_val_i64(part_id), ftl_val_i64(most)), arena,
	        sizeof(struct ftl_part_serial), read_stock_serial, &rows, ret_count, err));
	*ret = rows;
	FTL_TRY(ftl_cursor_open(db, &sql[SERIAL_COUNT], FTL_ARGS(ftl_val_i64(part_id)), &cursor,
	                        err));
	FTL_TRY(ftl_cursor_next(cursor, &more, err));
	*ret_in_all = ftl_col_i64(cursor, 0);
	return FTL_OK;
}

enum ftl_status ftl_store_lot_find(struct ftl_db *db, int64_t part_id, const char *lot_key,
                                   int64_t *ret_id, struct ftl_opt *ret_expires_on, bool *ret_found,
                                   struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[LOT_FIND],
	                        FTL_ARGS(ftl_val_i64(part_id), ftl_val_text(lot_key)), &cursor,
	                        ret_found, err));
	if (!*ret_found)
		return FTL_OK;
	*ret_id = ftl_col_i64(cursor, 0);
	*ret_expires_on = ftl_store_date(cursor, 1);
	return FTL_OK;
}

enum ftl_status ftl_store_lot_insert(struct ftl_db *db, int64_t id, int64_t part_id,
                                     const char *lot, struct ftl_opt expires_on,
                                     struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char day[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[LOT_INSERT],
	                   FTL_ARGS(ftl_val_i64(id), ftl_val_i64(part_id), ftl_val_text(lot),
	                            ftl_val_text(ftl_text_ident_key(&scratch, lot)),
	                            ftl_store_date_val(day, expires_on)),
	                   err);
}

enum ftl_status ftl_store_order_part_insert(struct ftl_db *db, int64_t line_id, int64_t order_id,
                                            int64_t part_id, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[ORDER_PART_INSERT],
	        FTL_ARGS(ftl_val_i64(line_id), ftl_val_i64(order_id), ftl_val_i64(part_id)), err);
}

static void read_order_part(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_order_part *)row = (struct ftl_order_part){
	        .line_id = ftl_col_i64(cursor, 0),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .part_id = ftl_col_i64(cursor, 2),
	        .sku = ftl_col_text(cursor, 3, arena),
	        .name = ftl_col_text(cursor, 4, arena),
	        .progress = ftl_store_progress(cursor, 5),
	        .expected_on = ftl_store_date(cursor, 10),
	};
}

enum ftl_status ftl_store_order_part_list(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t order_id, const struct ftl_order_part **ret,
                                          size_t *ret_count, struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(db, &sql[ORDER_PART_LIST], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                          sizeof(struct ftl_order_part), read_order_part, &rows, ret_count,
	                          err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_order_part_cost(struct ftl_db *db, int64_t line_id, int64_t cost_cents,
                                          int64_t *ret_order_id, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[ORDER_PART_COST],
	                        FTL_ARGS(ftl_val_i64(line_id), ftl_val_i64(cost_cents)), &cursor,
	                        &found, err));
	*ret_order_id = found ? ftl_col_i64(cursor, 0) : 0;
	return FTL_OK;
}

static void read_waiting(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_waiting_line *)row = (struct ftl_waiting_line){
	        .line_id = ftl_col_i64(cursor, 0),
	        .order_id = ftl_col_i64(cursor, 1),
	        .order = ftl_col_text(cursor, 2, arena),
	        .position = (int)ftl_col_i64(cursor, 3),
	        .progress = ftl_store_progress(cursor, 4),
	        .part_id = ftl_col_i64(cursor, 9),
	        .instead_milli = ftl_col_i64(cursor, 10),
	};
}

static enum ftl_status list_waiting(struct ftl_db *db, const struct ftl_sql *which,
                                    struct ftl_arena *arena, int64_t part_id,
                                    const struct ftl_waiting_line **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(db, which, FTL_ARGS(ftl_val_i64(part_id)), arena,
	                          sizeof(struct ftl_waiting_line), read_waiting, &rows, ret_count,
	                          err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_order_part_waiting(struct ftl_db *db, struct ftl_arena *arena,
                                             int64_t part_id, const struct ftl_waiting_line **ret,
                                             size_t *ret_count, struct ftl_err *err)
{
	return list_waiting(db, &sql[WAITING], arena, part_id, ret, ret_count, err);
}

enum ftl_status ftl_store_order_part_superseded(struct ftl_db *db, struct ftl_arena *arena,
                                                int64_t part_id,
                                                const struct ftl_waiting_line **ret,
                                                size_t *ret_count, struct ftl_err *err)
{
	return list_waiting(db, &sql[SUPERSEDED], arena, part_id, ret, ret_count, err);
}

enum ftl_status ftl_store_order_part_pass(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t from_line_id, int64_t part_id, int64_t to_line_id,
                                          const int64_t **ret_purchases, size_t *ret_count,
                                          struct ftl_err *err)
{
	return ftl_store_collect_ids(
	        db, &sql[PASS],
	        FTL_ARGS(ftl_val_i64(from_line_id), ftl_val_i64(part_id), ftl_val_i64(to_line_id)),
	        arena, ret_purchases, ret_count, err);
}

enum ftl_status ftl_store_order_part_get(struct ftl_db *db, int64_t line_id, int64_t *ret_order_id,
                                         int64_t *ret_part_id, bool *ret_removed, bool *ret_found,
                                         struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[ORDER_PART_GET], FTL_ARGS(ftl_val_i64(line_id)), &cursor,
	                        ret_found, err));
	if (!*ret_found)
		return FTL_OK;
	*ret_order_id = ftl_col_i64(cursor, 0);
	*ret_part_id = ftl_col_i64(cursor, 1);
	*ret_removed = ftl_col_i64(cursor, 2) != 0;
	return FTL_OK;
}

enum ftl_status ftl_store_order_part_any(struct ftl_db *db, int64_t order_id, int64_t part_id,
                                         bool *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[ORDER_PART_ANY],
	                        FTL_ARGS(ftl_val_i64(order_id), ftl_val_i64(part_id)), &cursor,
	                        &found, err));
	*ret = found && ftl_col_i64(cursor, 0) != 0;
	return FTL_OK;
}
