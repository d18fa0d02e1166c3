#include "store/stocktake.h"

#include "store/row.h"

enum {
	INSERT,
	GET,
	FIND,
	OPEN_AT,
	LIST,
	LIST_OPEN,
	SET_STATE,
	LINE_INSERT,
	LINES,
	LINES_OF,
	LINE_COUNT,
	PART_INSERT,
	PART_FIND,
	PARTS_UNMET,
	HELD,
	EVENT_INSERT,
	EVENTS,
	EVENTS_OF,
	EVENT_AFTER,
	POSTING,
	STEPS,
	LAST_OF,
	MOVES,
	MOVES_OF_PIECE,
	MOVE_AFTER
};

#define SELECT                                                                                     \
	"SELECT u.id, u.code, u.place_id, l.name, l.code, u.is_blind, u.created_at, (SELECT "      \
	"s.login FROM stocktake_event e JOIN staff s ON s.id = e.staff_id "                        \
	"WHERE e.stocktake_id = u.id ORDER BY e.id LIMIT 1), u.state, (SELECT COUNT(*) FROM "      \
	"stocktake_part c WHERE c.stocktake_id = u.id) FROM stocktake u "                          \
	"JOIN place l ON l.id = u.place_id "
#define COLUMNS 10
#define PART_OF_LINE                                                                               \
	"p.id, p.sku, p.name, (SELECT r.number FROM part_number r "                                \
	"WHERE r.part_id = p.id AND r.kind = 'maker' ORDER BY r.position LIMIT 1), p.unit, "       \
	"p.tracking, "
#define SELECT_LINES                                                                               \
	"SELECT n.id, n.position, " PART_OF_LINE                                                   \
	"n.lot_id, t.lot, n.serial, n.serial_key FROM stocktake_line n "                           \
	"JOIN part p ON p.id = n.part_id LEFT JOIN part_lot t ON t.id = n.lot_id "
#define LINE_COLUMNS 12
#define LINE_ORDER   "ORDER BY p.sku_key, p.id, t.lot_key, n.serial_key, n.id"
#define SELECT_EVENTS                                                                              \
	"SELECT e.id, e.at, e.kind, e.line_id, e.counted_at, e.ledger_id, e.quantity_milli, "      \
	"e.expected_milli, e.move_id, e.value_cents, e.text, s.login FROM stocktake_event e "      \
	"JOIN staff s ON s.id = e.staff_id "
#define EVENT_COLUMNS 12
#define SELECT_MOVES                                                                               \
	"SELECT m.id, m.kind, m.quantity_milli, m.from_account, m.from_place_id, m.to_account, "   \
	"m.to_place_id, m.reverses_id FROM stock_move m WHERE m.part_id = $1 "

static const struct ftl_sql sql[] = {
        [INSERT] = {"stocktake_insert",
                    "INSERT INTO stocktake (id, site_id, code, place_id, is_blind, created_at, "
                    "state) VALUES ($1, $2, $3, $4, $5, $6, 'open')",
                    6, 0, FTL_SQL_WRITE},
        [GET] = {"stocktake_get", SELECT "WHERE u.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"stocktake_find", SELECT "WHERE u.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [OPEN_AT] = {"stocktake_open_at",
                     SELECT "WHERE u.place_id = $1 AND u.state = 'open' ORDER BY u.id LIMIT 1", 1,
                     COLUMNS, FTL_SQL_HOT},
        [LIST] = {"stocktake_list", SELECT "WHERE u.site_id = $1 ORDER BY u.id", 1, COLUMNS,
                  FTL_SQL_HOT},
        [LIST_OPEN] = {"stocktake_list_open",
                       SELECT "WHERE u.site_id = $1 AND u.state = 'open' ORDER BY u.id", 1, COLUMNS,
                       FTL_SQL_HOT},
        [SET_STATE] = {"stocktake_set_state", "UPDATE stocktake SET state = $2 WHERE id = $1", 2, 0,
                       FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINE_INSERT] = {"stocktake_line_insert",
                         "INSERT INTO stocktake_line (id, stocktake_id, position, part_id, lot_id, "
                         "serial, serial_key) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                         7, 0, FTL_SQL_WRITE},
        [LINES] = {"stocktake_lines", SELECT_LINES "WHERE n.stocktake_id = $1 " LINE_ORDER, 1,
                   LINE_COLUMNS, FTL_SQL_HOT},
        [LINES_OF] = {"stocktake_lines_of",
                      SELECT_LINES "WHERE n.stocktake_id = $1 AND n.part_id = $2 " LINE_ORDER, 2,
                      LINE_COLUMNS, FTL_SQL_HOT},
        [LINE_COUNT] = {"stocktake_line_count",
                        "SELECT COUNT(*) FROM stocktake_line WHERE stocktake_id = $1", 1, 1,
                        FTL_SQL_HOT},
        [PART_INSERT] = {"stocktake_part_insert",
                         "INSERT INTO stocktake_part (stocktake_id, part_id) VALUES ($1, $2) "
                         "ON CONFLICT DO NOTHING",
                         2, 0, FTL_SQL_WRITE},
        [PART_FIND] = {"stocktake_part_find",
                       "SELECT part_id FROM stocktake_part WHERE stocktake_id = $1 "
                       "AND part_id = $2",
                       2, 1, FTL_SQL_HOT},
        [PARTS_UNMET] = {"stocktake_parts_unmet",
                         "SELECT 0, 0, " PART_OF_LINE "NULL, NULL, NULL, NULL "
                         "FROM stocktake_part c JOIN part p ON p.id = c.part_id "
                         "WHERE c.stocktake_id = $1 AND NOT EXISTS (SELECT 1 FROM stocktake_line n "
                         "WHERE n.stocktake_id = $1 AND n.part_id = c.part_id) "
                         "ORDER BY p.sku_key, p.id",
                         1, LINE_COLUMNS, FTL_SQL_HOT},
        [HELD] = {"stocktake_held",
                  "SELECT p.id, p.sku, p.sku_key, b.lot_id, t.lot_key, NULL, NULL "
                  "FROM stock_balance b JOIN part p ON p.id = b.part_id "
                  "LEFT JOIN part_lot t ON t.id = b.lot_id "
                  "WHERE b.place_id = $1 AND b.place_id <> 0 AND p.tracking <> 'serial' "
                  "GROUP BY p.id, b.lot_id HAVING SUM(b.quantity_milli) <> 0 UNION ALL "
                  "SELECT p.id, p.sku, p.sku_key, r.lot_id, t.lot_key, r.serial, r.serial_key "
                  "FROM (SELECT DISTINCT part_id FROM stock_balance WHERE place_id = $1 "
                  "AND place_id <> 0) b JOIN part p ON p.id = b.part_id "
                  "JOIN part_serial r ON r.part_id = b.part_id AND r.place_id = $1 "
                  "LEFT JOIN part_lot t ON t.id = r.lot_id WHERE p.tracking = 'serial' "
                  "ORDER BY 3, 1, 5, 7, 4",
                  1, 7, FTL_SQL_READ},
        [EVENT_INSERT] = {"stocktake_event_insert",
                          "INSERT INTO stocktake_event (id, stocktake_id, at, kind, staff_id, "
                          "line_id, counted_at, ledger_id, quantity_milli, expected_milli, "
                          "move_id, value_cents, text) "
                          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                          13, 0, FTL_SQL_WRITE},
        [EVENTS] = {"stocktake_events", SELECT_EVENTS "WHERE e.stocktake_id = $1 ORDER BY e.id", 1,
                    EVENT_COLUMNS, FTL_SQL_HOT},
        [EVENTS_OF] = {"stocktake_events_of",
                       SELECT_EVENTS "WHERE e.line_id = $1 AND e.line_id IS NOT NULL "
                                     "ORDER BY e.id",
                       1, EVENT_COLUMNS, FTL_SQL_HOT},
        [EVENT_AFTER] = {"stocktake_event_after",
                         "SELECT e.id FROM stocktake_event e WHERE e.stocktake_id = $1 "
                         "AND e.id > $2 AND COALESCE(e.line_id, 0) <> $3 AND e.staff_id = ("
                         "SELECT b.staff_id FROM stocktake_event b WHERE b.id = $2) "
                         "ORDER BY e.id LIMIT 1",
                         3, 1, FTL_SQL_HOT},
        [POSTING] = {"stocktake_posting",
                     "SELECT MIN(COALESCE(move_id, id)) FROM stocktake_event "
                     "WHERE stocktake_id = $1 AND kind IN ('adjust', 'post')",
                     1, 1, FTL_SQL_HOT},
        [STEPS] = {"stocktake_steps",
                   SELECT_EVENTS "WHERE e.stocktake_id = $1 AND e.line_id IS NULL ORDER BY e.id", 1,
                   EVENT_COLUMNS, FTL_SQL_HOT},
        [LAST_OF] = {"stocktake_last_of",
                     "SELECT e.kind = 'scan' AND e.ledger_id = e.id FROM stocktake_event e "
                     "WHERE e.stocktake_id = $1 AND e.staff_id = $2 ORDER BY e.id DESC LIMIT 1",
                     2, 1, FTL_SQL_HOT},
        [MOVES] = {"stocktake_moves",
                   SELECT_MOVES "AND m.id >= $2 AND COALESCE(m.lot_id, 0) = $3 ORDER BY m.id", 3, 8,
                   FTL_SQL_HOT},
        [MOVES_OF_PIECE] = {"stocktake_moves_of_piece",
                            SELECT_MOVES "AND m.serial_key = $3 AND m.serial_key IS NOT NULL "
                                         "AND m.id >= $2 ORDER BY m.id",
                            3, 8, FTL_SQL_HOT},
        [MOVE_AFTER] = {"stocktake_move_after",
                        "SELECT id FROM stock_move WHERE id > $2 AND site_id = $1 AND at > $3 "
                        "ORDER BY id LIMIT 1",
                        3, 1, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_stocktake_sql = {"stocktake", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_stocktake_insert(struct ftl_db *db, int64_t site_id,
                                           const struct ftl_stocktake *stocktake,
                                           struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(stocktake->id), ftl_val_i64(site_id),
	                            ftl_val_text(stocktake->code), ftl_val_i64(stocktake->place_id),
	                            ftl_val_i64(stocktake->is_blind),
	                            ftl_val_i64(stocktake->created_at)),
	                   err);
}

static void read_stocktake(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_stocktake *)row = (struct ftl_stocktake){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .place_id = ftl_col_i64(cursor, 2),
	        .place = ftl_col_text(cursor, 3, arena),
	        .place_code = ftl_col_text(cursor, 4, arena),
	        .is_blind = ftl_col_i64(cursor, 5) != 0,
	        .created_at = ftl_col_i64(cursor, 6),
	        .staff = ftl_col_text(cursor, 7, arena),
	        .state = (enum ftl_stocktake_state)ftl_store_name(
	                cursor, 8, ftl_stocktake_state_names, FTL_STOCKTAKE_STATES),
	        .chosen_parts = ftl_col_i64(cursor, 9),
	};
}

enum ftl_status ftl_store_stocktake_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                        struct ftl_stocktake *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_stocktake, ret,
	                       &found, err));
	return found ? FTL_OK : ftl_fail(err, FTL_DB, NULL, "a stocktake is missing");
}

enum ftl_status ftl_store_stocktake_find(struct ftl_db *db, struct ftl_arena *arena,
                                         const char *code, struct ftl_stocktake *ret,
                                         bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_stocktake,
	                      ret, ret_found, err);
}

enum ftl_status ftl_store_stocktake_open_at(struct ftl_db *db, struct ftl_arena *arena,
                                            int64_t place_id, struct ftl_stocktake *ret,
                                            bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[OPEN_AT], FTL_ARGS(ftl_val_i64(place_id)), arena,
	                      read_stocktake, ret, ret_found, err);
}

enum ftl_status ftl_store_stocktake_list(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t site_id, bool only_open,
                                         const struct ftl_stocktake **ret, size_t *ret_count,
                                         struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[only_open ? LIST_OPEN : LIST],
	                         FTL_ARGS(ftl_val_i64(site_id)), arena, read_stocktake,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_stocktake_set_state(struct ftl_db *db, int64_t id,
                                              enum ftl_stocktake_state state, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[SET_STATE],
	        FTL_ARGS(ftl_val_i64(id), ftl_val_text(ftl_stocktake_state_names[state])), err);
}

enum ftl_status ftl_store_stocktake_line_insert(struct ftl_db *db, int64_t stocktake_id,
                                                const struct ftl_stocktake_line *line,
                                                struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[LINE_INSERT],
	                   FTL_ARGS(ftl_val_i64(line->id), ftl_val_i64(stocktake_id),
	                            ftl_val_i64(line->position), ftl_val_i64(line->part_id),
	                            ftl_val_id(line->lot_id), ftl_val_text(line->serial),
	                            ftl_val_text(line->serial_key)),
	                   err);
}

static void read_line(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_stocktake_line *)row = (struct ftl_stocktake_line){
	        .id = ftl_col_i64(cursor, 0),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .part_id = ftl_col_i64(cursor, 2),
	        .sku = ftl_col_text(cursor, 3, arena),
	        .name = ftl_col_text(cursor, 4, arena),
	        .maker_number = ftl_col_text(cursor, 5, arena),
	        .unit = (enum ftl_unit)ftl_store_name(cursor, 6, ftl_unit_names, FTL_UNITS),
	        .tracking = (enum ftl_tracking)ftl_store_name(cursor, 7, ftl_tracking_names,
	                                                      FTL_TRACKINGS),
	        .lot_id = ftl_col_i64(cursor, 8),
	        .lot = ftl_col_text(cursor, 9, arena),
	        .serial = ftl_col_text(cursor, 10, arena),
	        .serial_key = ftl_col_text(cursor, 11, arena),
	};
}

enum ftl_status ftl_store_stocktake_lines(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t stocktake_id,
                                          const struct ftl_stocktake_line **ret, size_t *ret_count,
                                          struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LINES], FTL_ARGS(ftl_val_i64(stocktake_id)), arena,
	                         read_line, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_stocktake_lines_of(struct ftl_db *db, struct ftl_arena *arena,
                                             int64_t stocktake_id, int64_t part_id,
                                             const struct ftl_stocktake_line **ret,
                                             size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LINES_OF],
	                         FTL_ARGS(ftl_val_i64(stocktake_id), ftl_val_i64(part_id)), arena,
	                         read_line, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_stocktake_line_count(struct ftl_db *db, int64_t stocktake_id,
                                               int64_t *ret, struct ftl_err *err)
{
	return ftl_store_number(db, &sql[LINE_COUNT], FTL_ARGS(ftl_val_i64(stocktake_id)), ret,
	                        err);
}

enum ftl_status ftl_store_stocktake_part_insert(struct ftl_db *db, int64_t stocktake_id,
                                                int64_t part_id, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[PART_INSERT],
	                   FTL_ARGS(ftl_val_i64(stocktake_id), ftl_val_i64(part_id)), err);
}

enum ftl_status ftl_store_stocktake_has_part(struct ftl_db *db,
                                             const struct ftl_stocktake *stocktake, int64_t part_id,
                                             bool *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	*ret = true;
	if (stocktake->chosen_parts == 0)
		return FTL_OK;
	return ftl_store_first(db, &sql[PART_FIND],
	                       FTL_ARGS(ftl_val_i64(stocktake->id), ftl_val_i64(part_id)), &cursor,
	                       ret, err);
}

enum ftl_status ftl_store_stocktake_parts_unmet(struct ftl_db *db, struct ftl_arena *arena,
                                                int64_t stocktake_id,
                                                const struct ftl_stocktake_line **ret,
                                                size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[PARTS_UNMET], FTL_ARGS(ftl_val_i64(stocktake_id)), arena,
	                         read_line, FTL_ROWS(ret), ret_count, err);
}

static void read_held(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_stocktake_line *)row = (struct ftl_stocktake_line){
	        .part_id = ftl_col_i64(cursor, 0),
	        .sku = ftl_col_text(cursor, 1, arena),
	        .lot_id = ftl_col_i64(cursor, 3),
	        .serial = ftl_col_text(cursor, 5, arena),
	        .serial_key = ftl_col_text(cursor, 6, arena),
	};
}

enum ftl_status ftl_store_stocktake_held(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t place_id, const struct ftl_stocktake_line **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[HELD], FTL_ARGS(ftl_val_i64(place_id)), arena, read_held,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_stocktake_event_insert(struct ftl_db *db, int64_t stocktake_id,
                                                 const struct ftl_stocktake_event *event,
                                                 int64_t staff_id, struct ftl_err *err)
{
	bool is_count = event->act == FTL_STOCKTAKE_SCAN || event->act == FTL_STOCKTAKE_COUNT;
	bool has_quantity = is_count || event->act == FTL_STOCKTAKE_ADJUST;

	return ftl_db_exec(
	        db, &sql[EVENT_INSERT],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(stocktake_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_stocktake_act_names[event->act]), ftl_val_i64(staff_id),
	                 ftl_val_id(event->line_id), ftl_val_id(is_count ? event->counted_at : 0),
	                 ftl_val_id(is_count ? event->ledger_id : 0),
	                 has_quantity ? ftl_val_i64(event->quantity_milli) : ftl_val_null(),
	                 is_count ? ftl_val_i64(event->expected_milli) : ftl_val_null(),
	                 ftl_val_id(event->move_id), ftl_store_opt_val(event->value_cents),
	                 ftl_val_text(event->text)),
	        err);
}

static void read_event(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_stocktake_event *)row = (struct ftl_stocktake_event){
	        .id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .act = (enum ftl_stocktake_act)ftl_store_name(cursor, 2, ftl_stocktake_act_names,
	                                                      FTL_STOCKTAKE_ACTS),
	        .line_id = ftl_col_i64(cursor, 3),
	        .counted_at = ftl_col_i64(cursor, 4),
	        .ledger_id = ftl_col_i64(cursor, 5),
	        .quantity_milli = ftl_col_i64(cursor, 6),
	        .expected_milli = ftl_col_i64(cursor, 7),
	        .move_id = ftl_col_i64(cursor, 8),
	        .value_cents = ftl_store_opt(cursor, 9),
	        .text = ftl_col_text(cursor, 10, arena),
	        .staff = ftl_col_text(cursor, 11, arena),
	};
}

static enum ftl_status collect_events(struct ftl_db *db, struct ftl_arena *arena, int which,
                                      int64_t id, const struct ftl_stocktake_event **ret,
                                      size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[which], FTL_ARGS(ftl_val_i64(id)), arena, read_event,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_stocktake_events(struct ftl_db *db, struct ftl_arena *arena,
                                           int64_t stocktake_id,
                                           const struct ftl_stocktake_event **ret,
                                           size_t *ret_count, struct ftl_err *err)
{
	return collect_events(db, arena, EVENTS, stocktake_id, ret, ret_count, err);
}

enum ftl_status ftl_store_stocktake_events_of(struct ftl_db *db, struct ftl_arena *arena,
                                              int64_t line_id,
                                              const struct ftl_stocktake_event **ret,
                                              size_t *ret_count, struct ftl_err *err)
{
	return collect_events(db, arena, EVENTS_OF, line_id, ret, ret_count, err);
}

enum ftl_status ftl_store_stocktake_event_after(struct ftl_db *db, int64_t stocktake_id,
                                                int64_t event_id, int64_t line_id, int64_t *ret,
                                                struct ftl_err *err)
{
	return ftl_store_number(
	        db, &sql[EVENT_AFTER],
	        FTL_ARGS(ftl_val_i64(stocktake_id), ftl_val_i64(event_id), ftl_val_i64(line_id)),
	        ret, err);
}

enum ftl_status ftl_store_stocktake_is_scanning(struct ftl_db *db, int64_t stocktake_id,
                                                int64_t staff_id, bool *ret, struct ftl_err *err)
{
	int64_t is_scan;

	FTL_TRY(ftl_store_number(db, &sql[LAST_OF],
	                         FTL_ARGS(ftl_val_i64(stocktake_id), ftl_val_i64(staff_id)),
	                         &is_scan, err));
	*ret = is_scan != 0;
	return FTL_OK;
}

enum ftl_status ftl_store_stocktake_posting(struct ftl_db *db, int64_t id, int64_t *ret,
                                            struct ftl_err *err)
{
	return ftl_store_number(db, &sql[POSTING], FTL_ARGS(ftl_val_i64(id)), ret, err);
}

enum ftl_status ftl_store_stocktake_fold(struct ftl_db *db, int64_t id,
                                         enum ftl_stocktake_state *ret, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const struct ftl_stocktake_event *steps;
	size_t count;

	*ret = FTL_STOCKTAKE_OPEN;
	FTL_TRY(collect_events(db, &scratch, STEPS, id, &steps, &count, err));
	for (size_t i = 0; i < count; i++)
		ftl_stocktake_apply(ret, &steps[i]);
	return FTL_OK;
}

static void read_move(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	(void)arena;
	*(struct ftl_stock_move *)row = (struct ftl_stock_move){
	        .id = ftl_col_i64(cursor, 0),
	        .kind = (enum ftl_move_kind)ftl_store_name(cursor, 1, ftl_move_names, FTL_MOVES),
	        .quantity_milli = ftl_col_i64(cursor, 2),
	        .from = {.account = (enum ftl_account)ftl_store_name(cursor, 3, ftl_account_names,
	                                                             FTL_ACCOUNTS),
	                 .place_id = ftl_col_i64(cursor, 4)},
	        .to = {.account = (enum ftl_account)ftl_store_name(cursor, 5, ftl_account_names,
	                                                           FTL_ACCOUNTS),
	               .place_id = ftl_col_i64(cursor, 6)},
	        .reverses_id = ftl_col_i64(cursor, 7),
	};
}

enum ftl_status ftl_store_stocktake_moves(struct ftl_db *db, struct ftl_arena *arena,
                                          const struct ftl_stocktake_line *line, int64_t from_id,
                                          const struct ftl_stock_move **ret, size_t *ret_count,
                                          struct ftl_err *err)
{
	bool is_piece = line->serial_key != NULL;

	return ftl_store_collect(
	        db, &sql[is_piece ? MOVES_OF_PIECE : MOVES],
	        FTL_ARGS(ftl_val_i64(line->part_id), ftl_val_i64(from_id),
	                 is_piece ? ftl_val_text(line->serial_key) : ftl_val_i64(line->lot_id)),
	        arena, read_move, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_stocktake_move_after(struct ftl_db *db, int64_t site_id, int64_t id,
                                               int64_t at, int64_t *ret, struct ftl_err *err)
{
	return ftl_store_number(db, &sql[MOVE_AFTER],
	                        FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(id), ftl_val_i64(at)),
	                        ret, err);
}
