#include "store/holding.h"

#include <stdlib.h>

#include "fettle/base/memory.h"
#include "store/row.h"
#include "store/sender.h"

enum { PARTS, MOVES, NEEDS, DELIVERIES };

/* The move that it is about: the one itself, or the one that it takes back. */
#define CAUSE "COALESCE(o.id, m.id)"

static const struct ftl_sql sql[] = {
        [PARTS] = {"holding_parts",
                   "SELECT p.id, p.sku, p.name, p.unit, p.supplier_id FROM part p "
                   "WHERE p.site_id = $1 ORDER BY p.id",
                   1, 5, FTL_SQL_READ},
        [MOVES] = {"holding_moves",
                   "SELECT m.part_id, m.id, m.at, m.kind, m.quantity_milli, m.value_cents, "
                   "m.from_account, m.from_place_id, m.from_line_id, m.to_account, "
                   "m.to_place_id, m.to_line_id, m.lot_id, m.supplier_id, m.serial, m.reason, "
                   "m.staff_id, COALESCE(o.kind, m.kind), r.id, w.code, "
                   "CASE WHEN COALESCE(o.kind, m.kind) IN ('dead', 'wrong') THEN " FTL_STORE_SENDER(
                           CAUSE, "COALESCE(o.from_line_id, m.from_line_id)",
                           "$2") " END FROM stock_move m "
                                 "LEFT JOIN stock_move o ON o.id = m.reverses_id "
                                 "LEFT JOIN stock_move r ON r.reverses_id = m.id AND r.at <= $2 "
                                 "LEFT JOIN order_line l "
                                 "ON l.id = COALESCE(m.to_line_id, m.from_line_id) "
                                 "LEFT JOIN work_order w ON w.id = l.order_id "
                                 "WHERE m.site_id = $1 AND m.at <= $2 ORDER BY m.part_id, m.id",
                   2, 21, FTL_SQL_READ},
        [NEEDS] = {"holding_needs",
                   "SELECT n.part_id, n.line_id, l.added_at, w.code, l.position, "
                   "l.quantity_milli, COALESCE((SELECT SUM(m.quantity_milli) FROM stock_move m "
                   "WHERE m.from_line_id = n.line_id AND m.kind = 'give_back' "
                   "AND m.at IS NOT l.removed_at AND NOT EXISTS (SELECT 1 FROM stock_move r "
                   "WHERE r.reverses_id = m.id)), 0), "
                   "COALESCE((SELECT SUM(m.quantity_milli) FROM stock_move m "
                   "WHERE m.to_line_id = n.line_id AND m.at = l.added_at "
                   "AND m.kind IN ('reserve', 'issue') AND m.from_account = 'shelf'), 0) "
                   "FROM order_part n JOIN order_line l ON l.id = n.line_id "
                   "JOIN work_order w ON w.id = n.order_id "
                   "WHERE w.site_id = $1 AND l.added_at <= $2 ORDER BY n.part_id, n.line_id",
                   2, 8, FTL_SQL_READ},
        [DELIVERIES] =
                {"holding_deliveries",
                 "SELECT m.id, m.at, m.quantity_milli, u.supplier_id, u.code, n.position, "
                 "n.quantity_milli, p.sku, p.name, (SELECT MIN(e.at) FROM purchase_event e "
                 "WHERE e.purchase_id = u.id AND e.kind = 'send' AND e.at <= $2), "
                 "(SELECT e.due_on FROM purchase_event e WHERE e.purchase_id = u.id "
                 "AND e.kind = 'confirm' AND e.due_on IS NOT NULL AND e.id < m.id "
                 "AND (e.position IS NULL OR e.position = n.position) ORDER BY e.id LIMIT 1), "
                 "COALESCE(p.lead_days, s.lead_days), NOT EXISTS (SELECT 1 FROM stock_move x "
                 "LEFT JOIN stock_move y ON y.reverses_id = x.id AND y.at <= $2 "
                 "WHERE x.purchase_line_id = n.id AND x.kind = 'receive' AND x.id < m.id "
                 "AND y.id IS NULL) FROM purchase u JOIN purchase_line n ON n.purchase_id = u.id "
                 "JOIN stock_move m ON m.purchase_line_id = n.id AND m.kind = 'receive' "
                 "JOIN part p ON p.id = n.part_id JOIN supplier s ON s.id = u.supplier_id "
                 "LEFT JOIN stock_move r ON r.reverses_id = m.id AND r.at <= $2 "
                 "WHERE u.site_id = $1 AND m.at <= $2 AND r.id IS NULL "
                 "ORDER BY u.id, n.position, m.id",
                 2, 13, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_holding_sql = {"holding", sql, FTL_COUNT(sql)};

/* Rows that belong to parts, standing on the first one that was not taken yet. */
struct follower {
	struct ftl_cursor *cursor;
	bool has_row;
	bool is_taken; /* the row it stands on was given out */
};

struct ftl_holdings {
	struct ftl_cursor *parts;
	struct follower moves;
	struct follower needs;
	struct ftl_holding_part part;
	struct ftl_holding_move move;
	struct ftl_holding_need need;
};

static enum ftl_status open_follower(struct ftl_db *db, int which, int64_t site_id, int64_t as_of,
                                     struct follower *follower, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_open(db, &sql[which], FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(as_of)),
	                        &follower->cursor, err));
	return ftl_cursor_next(follower->cursor, &follower->has_row, err);
}

/* Goes to the part's next row; *ret says whether there is one. */
static enum ftl_status follow(struct follower *follower, int64_t part_id, bool *ret,
                              struct ftl_err *err)
{
	while (follower->has_row &&
	       (follower->is_taken || ftl_col_i64(follower->cursor, 0) < part_id)) {
		FTL_TRY(ftl_cursor_next(follower->cursor, &follower->has_row, err));
		follower->is_taken = false;
	}
	*ret = follower->has_row && ftl_col_i64(follower->cursor, 0) == part_id;
	follower->is_taken = *ret;
	return FTL_OK;
}

static struct ftl_stock_end end_at(struct ftl_cursor *cursor, int column)
{
	return (struct ftl_stock_end){
	        (enum ftl_account)ftl_store_name(cursor, column, ftl_account_names, FTL_ACCOUNTS),
	        ftl_col_i64(cursor, column + 1), ftl_col_i64(cursor, column + 2)};
}

static enum ftl_move_kind kind_at(struct ftl_cursor *cursor, int column)
{
	return (enum ftl_move_kind)ftl_store_name(cursor, column, ftl_move_names, FTL_MOVES);
}

static void read_move(struct ftl_cursor *cursor, struct ftl_holding_move *ret)
{
	*ret = (struct ftl_holding_move){
	        .move = {.part_id = ftl_col_i64(cursor, 0),
	                 .id = ftl_col_i64(cursor, 1),
	                 .at = ftl_col_i64(cursor, 2),
	                 .kind = kind_at(cursor, 3),
	                 .quantity_milli = ftl_col_i64(cursor, 4),
	                 .value_cents = ftl_col_i64(cursor, 5),
	                 .from = end_at(cursor, 6),
	                 .to = end_at(cursor, 9),
	                 .lot_id = ftl_col_i64(cursor, 12),
	                 .supplier_id = ftl_col_i64(cursor, 13),
	                 .serial = ftl_col_peek(cursor, 14),
	                 .reason = ftl_col_peek(cursor, 15)},
	        .staff_id = ftl_col_i64(cursor, 16),
	        .kind = kind_at(cursor, 17),
	        .is_taken_back = !ftl_col_is_null(cursor, 18),
	        .order = ftl_col_peek(cursor, 19),
	        .sender_id = ftl_col_i64(cursor, 20),
	};
}

enum ftl_status ftl_holdings_open(struct ftl_db *db, int64_t site_id, int64_t as_of,
                                  struct ftl_holdings **ret, struct ftl_err *err)
{
	FTL_HOLDINGS(holdings);

	holdings = ftl_memory_zeroed(sizeof(*holdings));
	FTL_TRY(ftl_cursor_open(db, &sql[PARTS], FTL_ARGS(ftl_val_i64(site_id)), &holdings->parts,
	                        err));
	FTL_TRY(open_follower(db, MOVES, site_id, as_of, &holdings->moves, err));
	FTL_TRY(open_follower(db, NEEDS, site_id, as_of, &holdings->needs, err));
	*ret = holdings;
	holdings = NULL;
	return FTL_OK;
}

enum ftl_status ftl_holdings_next(struct ftl_holdings *holdings,
                                  const struct ftl_holding_part **ret, struct ftl_err *err)
{
	struct ftl_cursor *cursor = holdings->parts;
	bool more;

	FTL_TRY(ftl_cursor_next(cursor, &more, err));
	*ret = more ? &holdings->part : NULL;
	if (more)
		holdings->part = (struct ftl_holding_part){
		        .id = ftl_col_i64(cursor, 0),
		        .sku = ftl_col_peek(cursor, 1),
		        .name = ftl_col_peek(cursor, 2),
		        .unit = (enum ftl_unit)ftl_store_name(cursor, 3, ftl_unit_names, FTL_UNITS),
		        .supplier_id = ftl_col_i64(cursor, 4),
		};
	return FTL_OK;
}

enum ftl_status ftl_holdings_move(struct ftl_holdings *holdings,
                                  const struct ftl_holding_move **ret, struct ftl_err *err)
{
	bool has_row;

	FTL_TRY(follow(&holdings->moves, holdings->part.id, &has_row, err));
	*ret = has_row ? &holdings->move : NULL;
	if (has_row)
		read_move(holdings->moves.cursor, &holdings->move);
	return FTL_OK;
}

enum ftl_status ftl_holdings_need(struct ftl_holdings *holdings,
                                  const struct ftl_holding_need **ret, struct ftl_err *err)
{
	struct ftl_cursor *cursor = holdings->needs.cursor;
	bool has_row;

	FTL_TRY(follow(&holdings->needs, holdings->part.id, &has_row, err));
	*ret = has_row ? &holdings->need : NULL;
	if (has_row)
		holdings->need = (struct ftl_holding_need){
		        .line_id = ftl_col_i64(cursor, 1),
		        .added_at = ftl_col_i64(cursor, 2),
		        .order = ftl_col_peek(cursor, 3),
		        .position = (int)ftl_col_i64(cursor, 4),
		        .need = {ftl_col_i64(cursor, 5), ftl_col_i64(cursor, 6),
		                 ftl_col_i64(cursor, 7)},
		};
	return FTL_OK;
}

void ftl_holdings_close(struct ftl_holdings **at)
{
	struct ftl_holdings *holdings = *at;

	if (holdings == NULL)
		return;
	ftl_cursor_close(&holdings->parts);
	ftl_cursor_close(&holdings->moves.cursor);
	ftl_cursor_close(&holdings->needs.cursor);
	free(holdings);
	*at = NULL;
}

enum ftl_status ftl_delivery_select(struct ftl_db *db, int64_t site_id, int64_t as_of,
                                    struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[DELIVERIES],
	                       FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(as_of)), ret, err);
}

enum ftl_status ftl_delivery_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                  struct ftl_delivery *ret, bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_delivery){
	        .move_id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .quantity_milli = ftl_col_i64(cursor, 2),
	        .supplier_id = ftl_col_i64(cursor, 3),
	        .purchase = ftl_col_text(cursor, 4, arena),
	        .position = (int)ftl_col_i64(cursor, 5),
	        .ordered_milli = ftl_col_i64(cursor, 6),
	        .sku = ftl_col_text(cursor, 7, arena),
	        .name = ftl_col_text(cursor, 8, arena),
	        .sent_at = ftl_store_opt(cursor, 9),
	        .confirmed_on = ftl_store_date(cursor, 10),
	        .lead_days = ftl_store_opt(cursor, 11),
	        .is_first = ftl_col_i64(cursor, 12) != 0,
	};
	return FTL_OK;
}
