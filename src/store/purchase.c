#include "store/purchase.h"

#include "fettle/base/text.h"
#include "store/place.h"
#include "store/row.h"
#include "store/stock.h"

enum {
	INSERT,
	GET,
	FIND,
	LIST,
	LIST_OPEN,
	SEARCH,
	CACHE,
	LINES,
	LINE_INSERT,
	LINE_UPDATE,
	LINE_REMOVE,
	LINE_CACHE,
	OF_LINE,
	EVENT_INSERT,
	EVENTS,
	BILL_INSERT,
	INVOICED,
	RECEIPTS,
	NEEDS,
	NEEDS_OF,
	DUE,
	COMING,
	POINTS
};

#define SELECT                                                                                     \
	"SELECT u.id, u.code, u.supplier_id, s.name, u.created_at, (SELECT MIN(e.at) "             \
	"FROM purchase_event e WHERE e.purchase_id = u.id AND e.kind = 'send'), u.state, "         \
	"u.is_open, u.expected_on, u.reference, u.tracking FROM purchase u "                       \
	"JOIN supplier s ON s.id = u.supplier_id "
#define COLUMNS      11
#define SELECT_NEEDS "SELECT o.part_id, o.line_id, w.code, l.position, " FTL_STORE_PROGRESS ORDERED
/* On drafts too. */
#define ORDERED                                                                                    \
	"COALESCE((SELECT SUM(n.quantity_milli - n.received_milli) FROM purchase_line n "          \
	"JOIN purchase u ON u.id = n.purchase_id WHERE n.order_line_id = o.line_id "               \
	"AND n.removed_at IS NULL AND u.is_open = 1 AND n.quantity_milli > n.received_milli), 0) "
/* What came of a line, less what was taken back of it; what invoices say of it. */
#define MOVED(column)                                                                              \
	"COALESCE((SELECT SUM(CASE m.kind WHEN 'receive' THEN m." column                           \
	" WHEN 'reverse' THEN -m." column                                                          \
	" ELSE 0 END) FROM stock_move m WHERE m.purchase_line_id = n.id), 0)"
#define BILLED(column)                                                                             \
	"COALESCE((SELECT SUM(b." column ") FROM purchase_bill b WHERE b.line_id = n.id), 0)"

static const struct ftl_sql sql[] = {
        [INSERT] = {"purchase_insert",
                    "INSERT INTO purchase (id, site_id, code, supplier_id, created_at, state, "
                    "is_open) VALUES ($1, $2, $3, $4, $5, 'draft', 1)",
                    5, 0, FTL_SQL_WRITE},
        [GET] = {"purchase_get", SELECT "WHERE u.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"purchase_find", SELECT "WHERE u.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [LIST] = {"purchase_list", SELECT "WHERE u.site_id = $1 ORDER BY u.id", 1, COLUMNS,
                  FTL_SQL_HOT},
        [LIST_OPEN] = {"purchase_list_open",
                       SELECT "WHERE u.site_id = $1 AND u.is_open = 1 ORDER BY u.id", 1, COLUMNS,
                       FTL_SQL_HOT},
        /* Suppliers are few; a reference is looked for in what is on file. */
        [SEARCH] = {"purchase_search",
                    SELECT "WHERE u.site_id = $1 AND (INSTR(s.name_key, $2) > 0 "
                           "OR INSTR(LOWER(u.reference), $3) > 0) ORDER BY u.id DESC",
                    3, COLUMNS, FTL_SQL_READ},
        [CACHE] = {"purchase_cache",
                   "UPDATE purchase SET state = $2, is_open = $3, expected_on = $4, "
                   "reference = $5, tracking = $6 WHERE id = $1",
                   6, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINES] =
                {"purchase_lines",
                 "SELECT n.id, n.position, n.part_id, p.sku, p.name, (SELECT r.number "
                 "FROM part_number r WHERE r.part_id = p.id AND r.kind = 'maker' "
                 "ORDER BY r.position LIMIT 1), p.unit, n.quantity_milli, n.unit_cost_cents, "
                 "n.order_line_id, w.code, l.position, n.removed_at, n.expected_on, "
                 "n.received_milli, " MOVED("quantity_milli") ", " MOVED("value_cents") ", " BILLED("quantity_milli") ", " BILLED(
                         "received_cents") ", " BILLED("billed_cents") " "
                                                                       "FROM purchase_line n JOIN "
                                                                       "part p ON p.id = n.part_id "
                                                                       "LEFT JOIN order_line l ON "
                                                                       "l.id = n.order_line_id "
                                                                       "LEFT JOIN work_order w ON "
                                                                       "w.id = l.order_id "
                                                                       "WHERE n.purchase_id = $1 "
                                                                       "ORDER BY n.position",
                 1, 20, FTL_SQL_HOT},
        [LINE_INSERT] = {"purchase_line_insert",
                         "INSERT INTO purchase_line (id, purchase_id, position, part_id, "
                         "quantity_milli, unit_cost_cents, order_line_id, received_milli) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
                         7, 0, FTL_SQL_WRITE},
        [LINE_UPDATE] = {"purchase_line_update",
                         "UPDATE purchase_line SET quantity_milli = $2, unit_cost_cents = $3 "
                         "WHERE id = $1",
                         3, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINE_REMOVE] = {"purchase_line_remove",
                         "UPDATE purchase_line SET removed_at = $2 WHERE id = $1", 2, 0,
                         FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINE_CACHE] = {"purchase_line_cache",
                        "UPDATE purchase_line SET expected_on = $2, received_milli = $3 "
                        "WHERE id = $1",
                        3, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [OF_LINE] = {"purchase_of_line", "SELECT purchase_id FROM purchase_line WHERE id = $1", 1,
                     1, FTL_SQL_HOT},
        [EVENT_INSERT] = {"purchase_event_insert",
                          "INSERT INTO purchase_event (id, purchase_id, at, kind, staff_id, "
                          "position, due_on, reference, tracking, amount_cents, text) "
                          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                          11, 0, FTL_SQL_WRITE},
        [EVENTS] = {"purchase_events",
                    "SELECT e.id, e.at, e.kind, e.position, e.due_on, e.reference, e.tracking, "
                    "e.amount_cents, e.text, s.login FROM purchase_event e "
                    "JOIN staff s ON s.id = e.staff_id WHERE e.purchase_id = $1 ORDER BY e.id",
                    1, 10, FTL_SQL_HOT},
        [BILL_INSERT] = {"purchase_bill_insert",
                         "INSERT INTO purchase_bill (event_id, line_id, quantity_milli, "
                         "received_cents, billed_cents) VALUES ($1, $2, $3, $4, $5)",
                         5, 0, FTL_SQL_WRITE},
        [INVOICED] = {"purchase_invoiced",
                      "SELECT u.code FROM purchase u JOIN purchase_event e "
                      "ON e.purchase_id = u.id WHERE u.site_id = $1 AND u.supplier_id = $2 "
                      "AND e.kind = 'invoice' AND e.reference = $3 ORDER BY u.id LIMIT 1",
                      3, 1, FTL_SQL_HOT},
        [RECEIPTS] = {"purchase_receipts",
                      "SELECT m.id, m.at, m.kind, n.position, p.sku, m.quantity_milli, "
                      "m.value_cents, m.to_account = 'supplier', COALESCE(t.name, f.name), "
                      "m.reference, s.login, r.id FROM purchase_line n "
                      "JOIN stock_move m ON m.purchase_line_id = n.id "
                      "JOIN part p ON p.id = m.part_id JOIN staff s ON s.id = m.staff_id "
                      "LEFT JOIN place t ON t.id = m.to_place_id "
                      "LEFT JOIN place f ON f.id = m.from_place_id "
                      "LEFT JOIN stock_move r ON r.reverses_id = m.id "
                      "WHERE n.purchase_id = $1 ORDER BY m.id",
                      1, 12, FTL_SQL_HOT},
        /* CROSS JOIN keeps to the open jobs, of which there are few. */
        [NEEDS] = {"purchase_needs",
                   SELECT_NEEDS "FROM work_order w CROSS JOIN order_part o ON o.order_id = w.id "
                                "JOIN order_line l ON l.id = o.line_id "
                                "WHERE w.site_id = $1 AND w.is_open = 1 AND w.state IN "
                                "('approved', 'await_parts', 'in_repair', 'quality_check') "
                                "AND l.removed_at IS NULL ORDER BY o.part_id, o.line_id",
                   1, 9, FTL_SQL_HOT},
        [NEEDS_OF] = {"purchase_needs_of",
                      SELECT_NEEDS "FROM order_part o JOIN work_order w ON w.id = o.order_id "
                                   "JOIN order_line l ON l.id = o.line_id "
                                   "WHERE o.order_id = $1 AND l.removed_at IS NULL "
                                   "ORDER BY o.line_id",
                      1, 9, FTL_SQL_HOT},
        /* CROSS JOIN keeps to the open purchase orders, of which there are few. */
        [DUE] = {"purchase_due",
                 "SELECT u.code, n.position, s.name, u.state, n.quantity_milli - n.received_milli, "
                 "COALESCE(n.expected_on, u.expected_on), w.code, l.position FROM purchase u "
                 "CROSS JOIN purchase_line n ON n.purchase_id = u.id "
                 "JOIN supplier s ON s.id = u.supplier_id "
                 "LEFT JOIN order_line l ON l.id = n.order_line_id "
                 "LEFT JOIN work_order w ON w.id = l.order_id "
                 "WHERE u.site_id = $1 AND u.is_open = 1 AND n.part_id = $2 "
                 "AND n.removed_at IS NULL AND n.quantity_milli > n.received_milli "
                 "ORDER BY u.id, n.position",
                 2, 8, FTL_SQL_HOT},
        [COMING] = {"purchase_coming",
                    "SELECT n.part_id, SUM(n.quantity_milli - n.received_milli) FROM purchase u "
                    "JOIN purchase_line n ON n.purchase_id = u.id "
                    "WHERE u.site_id = $1 AND u.is_open = 1 AND n.removed_at IS NULL "
                    "AND n.order_line_id IS NULL AND n.quantity_milli > n.received_milli "
                    "GROUP BY n.part_id ORDER BY n.part_id",
                    1, 2, FTL_SQL_HOT},
        [POINTS] = {"purchase_points",
                    "SELECT r.part_id, r.place_id, l.code, l.name, r.point_milli, "
                    "r.quantity_milli, COALESCE((SELECT SUM(b.quantity_milli) "
                    "FROM stock_balance b WHERE b.part_id = r.part_id AND b.account = 'shelf' "
                    "AND b.place_id = r.place_id), 0) FROM part_reorder r "
                    "JOIN place l ON l.id = r.place_id WHERE l.site_id = $1 "
                    "ORDER BY r.part_id, l.name_key, r.place_id",
                    1, 7, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_purchase_sql = {"purchase", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_purchase_insert(struct ftl_db *db, int64_t site_id,
                                          const struct ftl_purchase *purchase, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(purchase->id), ftl_val_i64(site_id),
	                            ftl_val_text(purchase->code),
	                            ftl_val_i64(purchase->supplier_id),
	                            ftl_val_i64(purchase->created_at)),
	                   err);
}

static void read_purchase(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_purchase *)row = (struct ftl_purchase){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .supplier_id = ftl_col_i64(cursor, 2),
	        .supplier = ftl_col_text(cursor, 3, arena),
	        .created_at = ftl_col_i64(cursor, 4),
	        .sent_at = ftl_store_opt(cursor, 5),
	        .state = (enum ftl_purchase_state)ftl_store_name(
	                cursor, 6, ftl_purchase_state_names, FTL_PURCHASE_STATES),
	        .is_open = ftl_col_i64(cursor, 7) != 0,
	        .expected_on = ftl_store_date(cursor, 8),
	        .reference = ftl_col_text(cursor, 9, arena),
	        .tracking = ftl_col_text(cursor, 10, arena),
	};
}

enum ftl_status ftl_store_purchase_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                       struct ftl_purchase *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_purchase, ret,
	                       &found, err));
	return found ? FTL_OK : ftl_fail(err, FTL_DB, NULL, "a purchase order is missing");
}

enum ftl_status ftl_store_purchase_find(struct ftl_db *db, struct ftl_arena *arena,
                                        const char *code, struct ftl_purchase *ret, bool *ret_found,
                                        struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_purchase,
	                      ret, ret_found, err);
}

enum ftl_status ftl_store_purchase_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                        bool only_open, const struct ftl_purchase **ret,
                                        size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[only_open ? LIST_OPEN : LIST],
	                         FTL_ARGS(ftl_val_i64(site_id)), arena, read_purchase,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_purchase_search(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t site_id, const char *text,
                                          const struct ftl_purchase **ret, size_t *ret_count,
                                          struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[SEARCH],
	                         FTL_ARGS(ftl_val_i64(site_id),
	                                  ftl_val_text(ftl_store_place_key(arena, text)),
	                                  ftl_val_text(ftl_text_key(arena, text))),
	                         arena, read_purchase, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_purchase_cache(struct ftl_db *db, const struct ftl_purchase *purchase,
                                         struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[CACHE],
	                   FTL_ARGS(ftl_val_i64(purchase->id),
	                            ftl_val_text(ftl_purchase_state_names[purchase->state]),
	                            ftl_val_i64(purchase->is_open),
	                            ftl_store_date_val(day, purchase->expected_on),
	                            ftl_val_text(purchase->reference),
	                            ftl_val_text(purchase->tracking)),
	                   err);
}

static void read_line(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_purchase_line *)row = (struct ftl_purchase_line){
	        .id = ftl_col_i64(cursor, 0),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .part_id = ftl_col_i64(cursor, 2),
	        .sku = ftl_col_text(cursor, 3, arena),
	        .name = ftl_col_text(cursor, 4, arena),
	        .maker_number = ftl_col_text(cursor, 5, arena),
	        .unit = (enum ftl_unit)ftl_store_name(cursor, 6, ftl_unit_names, FTL_UNITS),
	        .quantity_milli = ftl_col_i64(cursor, 7),
	        .unit_cost_cents = ftl_store_opt(cursor, 8),
	        .order_line_id = ftl_col_i64(cursor, 9),
	        .order = ftl_col_text(cursor, 10, arena),
	        .order_position = (int)ftl_col_i64(cursor, 11),
	        .is_removed = !ftl_col_is_null(cursor, 12),
	        .expected_on = ftl_store_date(cursor, 13),
	        .received_milli = ftl_col_i64(cursor, 14),
	        .moved_milli = ftl_col_i64(cursor, 15),
	        .moved_cents = ftl_col_i64(cursor, 16),
	        .billed_milli = ftl_col_i64(cursor, 17),
	        .matched_cents = ftl_col_i64(cursor, 18),
	        .billed_cents = ftl_col_i64(cursor, 19),
	};
}

enum ftl_status ftl_store_purchase_lines(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t purchase_id, const struct ftl_purchase_line **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LINES], FTL_ARGS(ftl_val_i64(purchase_id)), arena,
	                         read_line, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_purchase_line_insert(struct ftl_db *db, int64_t purchase_id,
                                               const struct ftl_purchase_line *line,
                                               struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[LINE_INSERT],
	                   FTL_ARGS(ftl_val_i64(line->id), ftl_val_i64(purchase_id),
	                            ftl_val_i64(line->position), ftl_val_i64(line->part_id),
	                            ftl_val_i64(line->quantity_milli),
	                            ftl_store_opt_val(line->unit_cost_cents),
	                            ftl_val_id(line->order_line_id)),
	                   err);
}

enum ftl_status ftl_store_purchase_line_update(struct ftl_db *db,
                                               const struct ftl_purchase_line *line,
                                               struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[LINE_UPDATE],
	                   FTL_ARGS(ftl_val_i64(line->id), ftl_val_i64(line->quantity_milli),
	                            ftl_store_opt_val(line->unit_cost_cents)),
	                   err);
}

enum ftl_status ftl_store_purchase_line_remove(struct ftl_db *db, int64_t id, int64_t at,
                                               struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[LINE_REMOVE], FTL_ARGS(ftl_val_i64(id), ftl_val_i64(at)), err);
}

enum ftl_status ftl_store_purchase_line_cache(struct ftl_db *db,
                                              const struct ftl_purchase_line *line,
                                              struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[LINE_CACHE],
	                   FTL_ARGS(ftl_val_i64(line->id),
	                            ftl_store_date_val(day, line->expected_on),
	                            ftl_val_i64(line->received_milli)),
	                   err);
}

enum ftl_status ftl_store_purchase_of_line(struct ftl_db *db, int64_t line_id, int64_t *ret,
                                           struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[OF_LINE], FTL_ARGS(ftl_val_i64(line_id)), &cursor, &found,
	                        err));
	if (!found)
		return ftl_fail(err, FTL_DB, NULL, "a line of a purchase order is missing");
	*ret = ftl_col_i64(cursor, 0);
	return FTL_OK;
}

enum ftl_status ftl_store_purchase_event_insert(struct ftl_db *db, int64_t purchase_id,
                                                const struct ftl_purchase_event *event,
                                                int64_t staff_id, struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[EVENT_INSERT],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(purchase_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_purchase_act_names[event->act]), ftl_val_i64(staff_id),
	                 ftl_val_id(event->position), ftl_store_date_val(day, event->due_on),
	                 ftl_val_text(event->reference), ftl_val_text(event->tracking),
	                 ftl_store_opt_val(event->amount_cents), ftl_val_text(event->text)),
	        err);
}

static void read_event(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_purchase_event *)row = (struct ftl_purchase_event){
	        .id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .act = (enum ftl_purchase_act)ftl_store_name(cursor, 2, ftl_purchase_act_names,
	                                                     FTL_PURCHASE_ACTS),
	        .position = (int)ftl_col_i64(cursor, 3),
	        .due_on = ftl_store_date(cursor, 4),
	        .reference = ftl_col_text(cursor, 5, arena),
	        .tracking = ftl_col_text(cursor, 6, arena),
	        .amount_cents = ftl_store_opt(cursor, 7),
	        .text = ftl_col_text(cursor, 8, arena),
	        .staff = ftl_col_text(cursor, 9, arena),
	};
}

enum ftl_status ftl_store_purchase_events(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t purchase_id,
                                          const struct ftl_purchase_event **ret, size_t *ret_count,
                                          struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[EVENTS], FTL_ARGS(ftl_val_i64(purchase_id)), arena,
	                         read_event, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_purchase_bill_insert(struct ftl_db *db, int64_t event_id,
                                               const struct ftl_purchase_bill *bill,
                                               struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[BILL_INSERT],
	                   FTL_ARGS(ftl_val_i64(event_id), ftl_val_i64(bill->line.id),
	                            ftl_val_i64(bill->quantity_milli),
	                            ftl_val_i64(bill->received_cents),
	                            ftl_val_i64(bill->billed_cents)),
	                   err);
}

enum ftl_status ftl_store_purchase_invoiced(struct ftl_db *db, struct ftl_arena *arena,
                                            int64_t site_id, int64_t supplier_id,
                                            const char *number, const char **ret,
                                            struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(
	        db, &sql[INVOICED],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(supplier_id), ftl_val_text(number)),
	        &cursor, &found, err));
	*ret = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

static void read_receipt(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_purchase_receipt *)row = (struct ftl_purchase_receipt){
	        .move_id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .kind = ftl_store_move_kind(cursor, 2),
	        .position = (int)ftl_col_i64(cursor, 3),
	        .sku = ftl_col_text(cursor, 4, arena),
	        .quantity_milli = ftl_col_i64(cursor, 5),
	        .value_cents = ftl_col_i64(cursor, 6),
	        .is_less = ftl_col_i64(cursor, 7) != 0,
	        .place = ftl_col_text(cursor, 8, arena),
	        .reference = ftl_col_text(cursor, 9, arena),
	        .staff = ftl_col_text(cursor, 10, arena),
	        .reversed_by_id = ftl_col_i64(cursor, 11),
	};
}

enum ftl_status ftl_store_purchase_receipts(struct ftl_db *db, struct ftl_arena *arena,
                                            int64_t purchase_id,
                                            const struct ftl_purchase_receipt **ret,
                                            size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[RECEIPTS], FTL_ARGS(ftl_val_i64(purchase_id)), arena,
	                         read_receipt, FTL_ROWS(ret), ret_count, err);
}

static void read_need(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_purchase_need *)row = (struct ftl_purchase_need){
	        .part_id = ftl_col_i64(cursor, 0),
	        .line_id = ftl_col_i64(cursor, 1),
	        .order = ftl_col_text(cursor, 2, arena),
	        .position = (int)ftl_col_i64(cursor, 3),
	        .progress = ftl_store_progress(cursor, 4),
	};
}

static enum ftl_status collect_needs(struct ftl_db *db, struct ftl_arena *arena, int which,
                                     int64_t id, const struct ftl_purchase_need **ret,
                                     size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[which], FTL_ARGS(ftl_val_i64(id)), arena, read_need,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_purchase_needs(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t site_id, const struct ftl_purchase_need **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	return collect_needs(db, arena, NEEDS, site_id, ret, ret_count, err);
}

enum ftl_status ftl_store_purchase_needs_of(struct ftl_db *db, struct ftl_arena *arena,
                                            int64_t order_id, const struct ftl_purchase_need **ret,
                                            size_t *ret_count, struct ftl_err *err)
{
	return collect_needs(db, arena, NEEDS_OF, order_id, ret, ret_count, err);
}

static void read_due(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_purchase_due *)row = (struct ftl_purchase_due){
	        .purchase = ftl_col_text(cursor, 0, arena),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .supplier = ftl_col_text(cursor, 2, arena),
	        .state = (enum ftl_purchase_state)ftl_store_name(
	                cursor, 3, ftl_purchase_state_names, FTL_PURCHASE_STATES),
	        .left_milli = ftl_col_i64(cursor, 4),
	        .expected_on = ftl_store_date(cursor, 5),
	        .order = ftl_col_text(cursor, 6, arena),
	        .order_position = (int)ftl_col_i64(cursor, 7),
	};
}

enum ftl_status ftl_store_purchase_due(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                       int64_t part_id, const struct ftl_purchase_due **ret,
                                       size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[DUE],
	                         FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(part_id)), arena,
	                         read_due, FTL_ROWS(ret), ret_count, err);
}

static void read_coming(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	(void)arena;
	*(struct ftl_purchase_coming *)row =
	        (struct ftl_purchase_coming){ftl_col_i64(cursor, 0), ftl_col_i64(cursor, 1)};
}

enum ftl_status ftl_store_purchase_coming(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t site_id, const struct ftl_purchase_coming **ret,
                                          size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[COMING], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_coming, FTL_ROWS(ret), ret_count, err);
}

static void read_point(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_purchase_point *)row = (struct ftl_purchase_point){
	        .part_id = ftl_col_i64(cursor, 0),
	        .reorder = {.place_id = ftl_col_i64(cursor, 1),
	                    .place_code = ftl_col_text(cursor, 2, arena),
	                    .place = ftl_col_text(cursor, 3, arena),
	                    .point_milli = ftl_col_i64(cursor, 4),
	                    .quantity_milli = ftl_col_i64(cursor, 5)},
	        .free_milli = ftl_col_i64(cursor, 6),
	};
}

enum ftl_status ftl_store_purchase_points(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t site_id, const struct ftl_purchase_point **ret,
                                          size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[POINTS], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_point, FTL_ROWS(ret), ret_count, err);
}
