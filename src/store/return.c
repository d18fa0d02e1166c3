#include "store/return.h"

#include "fettle/base/text.h"
#include "store/row.h"
#include "store/sender.h"

enum {
	INSERT,
	GET,
	FIND,
	LIST,
	LIST_OPEN,
	CACHE,
	LINES,
	LINE_INSERT,
	LINE_CACHE,
	EVENT_INSERT,
	EVENTS,
	MOVES,
	SINCE,
	PIECES,
	OF_MOVE,
	OF_LINE,
	BOXED,
	PACKED
};

#define SELECT                                                                                     \
	"SELECT v.id, v.code, v.supplier_id, s.name, v.created_at, (SELECT MIN(e.at) "             \
	"FROM return_event e WHERE e.return_id = v.id AND e.kind = 'send'), v.state, v.is_open, "  \
	"v.carrier, v.tracking, v.reference FROM return_box v "                                    \
	"JOIN supplier s ON s.id = v.supplier_id "
#define COLUMNS 11
/* What the supplier's account got of a line by moves of goods, or of value alone. */
#define GOT(column, which)                                                                         \
	"COALESCE((SELECT SUM(CASE WHEN m.to_account = 'supplier' THEN m." column                  \
	" ELSE -m." column " END) FROM stock_move m WHERE m.return_line_id = n.id "                \
	"AND (m.kind = 'value') = " which "), 0)"
#define MAKER_NUMBER                                                                               \
	"(SELECT r.number FROM part_number r WHERE r.part_id = p.id AND r.kind = 'maker' "         \
	"ORDER BY r.position LIMIT 1)"
/* Lines of boxes that still count. */
#define BOXED_LINES                                                                                \
	"FROM return_line n JOIN return_box v ON v.id = n.return_id "                              \
	"WHERE n.removed_at IS NULL AND "

static const struct ftl_sql sql[] = {
        [INSERT] = {"return_insert",
                    "INSERT INTO return_box (id, site_id, code, supplier_id, created_at, state, "
                    "is_open) VALUES ($1, $2, $3, $4, $5, 'draft', 1)",
                    5, 0, FTL_SQL_WRITE},
        [GET] = {"return_get", SELECT "WHERE v.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"return_find", SELECT "WHERE v.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [LIST] = {"return_list", SELECT "WHERE v.site_id = $1 ORDER BY v.id", 1, COLUMNS,
                  FTL_SQL_HOT},
        [LIST_OPEN] = {"return_list_open",
                       SELECT "WHERE v.site_id = $1 AND v.is_open = 1 ORDER BY v.id", 1, COLUMNS,
                       FTL_SQL_HOT},
        [CACHE] = {"return_cache",
                   "UPDATE return_box SET state = $2, is_open = $3, carrier = $4, tracking = $5, "
                   "reference = $6 WHERE id = $1",
                   6, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINES] =
                {"return_lines",
                 "SELECT n.id, n.position, n.part_id, p.sku, p.name, " MAKER_NUMBER ", p.unit, "
                 "n.quantity_milli, n.reason, n.move_id, n.place_id, l.name, n.order_line_id, "
                 "w.code, o.position, n.lot_id, t.lot, n.serial, n.due_on, n.asked_cents, "
                 "n.removed_at, n.outcome, n.credited_cents, " GOT("quantity_milli", "0") ", " GOT(
                         "value_cents",
                         "0") ", " GOT("value_cents",
                                       "1") " FROM return_line n "
                                            "JOIN part p ON p.id = n.part_id LEFT JOIN place l ON "
                                            "l.id = n.place_id "
                                            "LEFT JOIN order_line o ON o.id = n.order_line_id "
                                            "LEFT JOIN work_order w ON w.id = o.order_id "
                                            "LEFT JOIN part_lot t ON t.id = n.lot_id "
                                            "WHERE n.return_id = $1 ORDER BY n.position",
                 1, 26, FTL_SQL_HOT},
        [LINE_INSERT] = {"return_line_insert",
                         "INSERT INTO return_line (id, return_id, position, part_id, "
                         "quantity_milli, reason, move_id, place_id, order_line_id, lot_id, "
                         "serial, serial_key, due_on, asked_cents, outcome, credited_cents) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
                         "'open', 0)",
                         14, 0, FTL_SQL_WRITE},
        [LINE_CACHE] = {"return_line_cache",
                        "UPDATE return_line SET outcome = $2, credited_cents = $3, "
                        "removed_at = $4 WHERE id = $1",
                        4, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [EVENT_INSERT] = {"return_event_insert",
                          "INSERT INTO return_event (id, return_id, at, kind, staff_id, position, "
                          "happened_on, carrier, tracking, reference, amount_cents, text) "
                          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                          12, 0, FTL_SQL_WRITE},
        [EVENTS] = {"return_events",
                    "SELECT e.id, e.at, e.kind, e.position, e.happened_on, e.carrier, e.tracking, "
                    "e.reference, e.amount_cents, e.text, s.login FROM return_event e "
                    "JOIN staff s ON s.id = e.staff_id WHERE e.return_id = $1 ORDER BY e.id",
                    1, 11, FTL_SQL_HOT},
        [MOVES] = {"return_moves",
                   "SELECT n.id, m.id FROM return_line n "
                   "JOIN stock_move m ON m.return_line_id = n.id WHERE n.return_id = $1 "
                   "AND m.kind = $2 AND NOT EXISTS (SELECT 1 FROM stock_move r "
                   "WHERE r.reverses_id = m.id) ORDER BY n.position, m.id",
                   2, 2, FTL_SQL_HOT},
        /* From the shelf, or on from a job that got some from there; else what took back
         * something that lay there before. */
        [SINCE] = {"return_since",
                   "SELECT m.id FROM stock_move a JOIN stock_move m ON m.part_id = a.part_id "
                   "AND m.id > a.id WHERE a.id = $1 AND m.kind <> 'value' "
                   "AND (m.kind <> 'reverse' OR (m.from_place_id = a.to_place_id "
                   "AND m.reverses_id < a.id AND m.return_line_id IS NULL)) "
                   "AND m.serial_key IS a.serial_key AND m.lot_id IS a.lot_id "
                   "AND NOT EXISTS (SELECT 1 FROM stock_move r WHERE r.reverses_id = m.id) "
                   "AND (m.from_place_id = a.to_place_id OR m.serial_key IS NOT NULL "
                   "OR m.from_line_id IN (SELECT x.to_line_id FROM stock_move x "
                   "WHERE x.part_id = a.part_id AND x.id > a.id "
                   "AND x.from_place_id = a.to_place_id)) "
                   "ORDER BY m.kind = 'reverse', m.id DESC LIMIT 1",
                   1, 1, FTL_SQL_HOT},
        /* CROSS JOIN keeps to the parts of which some is kept, of which there are few. */
        [PIECES] = {"return_pieces",
                    "SELECT m.id, m.kind, m.at, m.part_id, p.sku, p.name, p.unit, "
                    "m.quantity_milli, m.value_cents, m.lot_id, m.serial, m.from_line_id, w.code, "
                    "o.position, s.id, s.name, s.return_days, "
                    "COALESCE((SELECT SUM(n.quantity_milli) " BOXED_LINES
                    "n.move_id = m.id AND v.state <> 'cancelled'), 0), "
                    "m.serial_key, m.serial_key IS NULL OR EXISTS (SELECT 1 FROM part_serial k "
                    "WHERE k.part_id = m.part_id AND k.serial_key = m.serial_key "
                    "AND k.account = 'returns' AND COALESCE(k.lot_id, 0) = b.lot_id), "
                    "b.quantity_milli - COALESCE(("
                    "SELECT SUM(n.quantity_milli) " BOXED_LINES
                    "v.is_open = 1 AND v.state = 'draft' AND n.move_id IS NOT NULL "
                    "AND n.part_id = m.part_id AND COALESCE(n.lot_id, 0) = b.lot_id), 0), t.lot, "
                    "t.lot_key "
                    "FROM stock_balance b CROSS JOIN stock_move m ON m.part_id = b.part_id "
                    "JOIN part p ON p.id = m.part_id "
                    "LEFT JOIN part_lot t ON t.id = m.lot_id "
                    "LEFT JOIN order_line o ON o.id = m.from_line_id "
                    "LEFT JOIN work_order w ON w.id = o.order_id LEFT JOIN supplier s "
                    "ON s.id = " FTL_STORE_SENDER(
                            "m.id", "m.from_line_id",
                            "$2") " "
                                  "WHERE b.account = 'returns' AND b.quantity_milli <> 0 "
                                  "AND m.to_account = 'returns' AND m.kind IN ('dead', 'wrong') "
                                  "AND COALESCE(m.lot_id, 0) = b.lot_id AND p.site_id = $1 AND "
                                  "NOT EXISTS ("
                                  "SELECT 1 FROM stock_move r WHERE r.reverses_id = m.id) "
                                  "ORDER BY m.part_id, b.lot_id, m.id",
                    2, 23, FTL_SQL_READ},
        [OF_MOVE] = {"return_of_move",
                     "SELECT v.code " BOXED_LINES "n.move_id = $1 AND v.state <> 'cancelled' "
                     "ORDER BY n.id LIMIT 1",
                     1, 1, FTL_SQL_HOT},
        [OF_LINE] = {"return_of_line",
                     "SELECT v.code FROM return_line n JOIN return_box v ON v.id = n.return_id "
                     "WHERE n.id = $1",
                     1, 1, FTL_SQL_HOT},
        [BOXED] = {"return_boxed",
                   "SELECT COALESCE(SUM(n.quantity_milli), 0), MIN(v.code) " BOXED_LINES
                   "v.is_open = 1 AND v.state = 'draft' AND n.part_id = $1 "
                   "AND (n.move_id IS NOT NULL OR n.place_id IS NOT NULL) " /* no old ones */
                   "AND COALESCE(n.place_id, 0) = $2 AND CASE WHEN $4 IS NULL "
                   "THEN COALESCE(n.lot_id, 0) = $3 ELSE n.serial_key = $4 END",
                   4, 2, FTL_SQL_READ},
        [PACKED] = {"return_packed",
                    "SELECT v.code " BOXED_LINES
                    "v.is_open = 1 AND v.state = 'draft' AND n.part_id = $1 "
                    "AND n.move_id IS NOT NULL AND ($2 IS NULL OR n.serial_key = $2) "
                    "AND ($3 IS NULL OR n.lot_id IN (SELECT t.id FROM part_lot t "
                    "WHERE t.lot_key = $3)) AND ($4 IS NULL OR n.order_line_id IN ("
                    "SELECT o.id FROM order_line o JOIN work_order w ON w.id = o.order_id "
                    "WHERE w.code = $4)) ORDER BY n.id LIMIT 1",
                    4, 1, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_return_sql = {"return", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_return_insert(struct ftl_db *db, int64_t site_id,
                                        const struct ftl_return *box, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(box->id), ftl_val_i64(site_id),
	                            ftl_val_text(box->code), ftl_val_i64(box->supplier_id),
	                            ftl_val_i64(box->created_at)),
	                   err);
}

static void read_box(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_return *)row = (struct ftl_return){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .supplier_id = ftl_col_i64(cursor, 2),
	        .supplier = ftl_col_text(cursor, 3, arena),
	        .created_at = ftl_col_i64(cursor, 4),
	        .sent_at = ftl_store_opt(cursor, 5),
	        .state = (enum ftl_return_state)ftl_store_name(cursor, 6, ftl_return_state_names,
	                                                       FTL_RETURN_STATES),
	        .is_open = ftl_col_i64(cursor, 7) != 0,
	        .carrier = ftl_col_text(cursor, 8, arena),
	        .tracking = ftl_col_text(cursor, 9, arena),
	        .reference = ftl_col_text(cursor, 10, arena),
	};
}

enum ftl_status ftl_store_return_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                     struct ftl_return *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), &cursor, &found, err));
	if (!found)
		return ftl_fail(err, FTL_DB, NULL, "a return is missing");
	read_box(cursor, arena, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_return_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                      struct ftl_return *ret, bool *ret_found, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), &cursor, ret_found,
	                        err));
	if (*ret_found)
		read_box(cursor, arena, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_return_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                      bool only_open, const struct ftl_return **ret,
                                      size_t *ret_count, struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(db, &sql[only_open ? LIST_OPEN : LIST],
	                          FTL_ARGS(ftl_val_i64(site_id)), arena, sizeof(struct ftl_return),
	                          read_box, &rows, ret_count, err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_return_cache(struct ftl_db *db, const struct ftl_return *box,
                                       struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[CACHE],
	                   FTL_ARGS(ftl_val_i64(box->id),
	                            ftl_val_text(ftl_return_state_names[box->state]),
	                            ftl_val_i64(box->is_open), ftl_val_text(box->carrier),
	                            ftl_val_text(box->tracking), ftl_val_text(box->reference)),
	                   err);
}

static void read_line(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_return_line *)row = (struct ftl_return_line){
	        .id = ftl_col_i64(cursor, 0),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .part_id = ftl_col_i64(cursor, 2),
	        .sku = ftl_col_text(cursor, 3, arena),
	        .name = ftl_col_text(cursor, 4, arena),
	        .maker_number = ftl_col_text(cursor, 5, arena),
	        .unit = (enum ftl_unit)ftl_store_name(cursor, 6, ftl_unit_names, FTL_UNITS),
	        .quantity_milli = ftl_col_i64(cursor, 7),
	        .reason = (enum ftl_return_reason)ftl_store_name(cursor, 8, ftl_return_reason_names,
	                                                         FTL_RETURN_REASONS),
	        .move_id = ftl_col_i64(cursor, 9),
	        .place_id = ftl_col_i64(cursor, 10),
	        .place = ftl_col_text(cursor, 11, arena),
	        .order_line_id = ftl_col_i64(cursor, 12),
	        .order = ftl_col_text(cursor, 13, arena),
	        .order_position = (int)ftl_col_i64(cursor, 14),
	        .lot_id = ftl_col_i64(cursor, 15),
	        .lot = ftl_col_text(cursor, 16, arena),
	        .serial = ftl_col_text(cursor, 17, arena),
	        .due_on = ftl_store_date(cursor, 18),
	        .asked_cents = ftl_col_i64(cursor, 19),
	        .removed_at = ftl_store_opt(cursor, 20),
	        .outcome = (enum ftl_return_outcome)ftl_store_name(
	                cursor, 21, ftl_return_outcome_names, FTL_RETURN_OUTCOMES),
	        .credited_cents = ftl_col_i64(cursor, 22),
	        .moved_milli = ftl_col_i64(cursor, 23),
	        .moved_cents = ftl_col_i64(cursor, 24),
	        .written_off_cents = -ftl_col_i64(cursor, 25),
	};
}

enum ftl_status ftl_store_return_lines(struct ftl_db *db, struct ftl_arena *arena,
                                       int64_t return_id, const struct ftl_return_line **ret,
                                       size_t *ret_count, struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(db, &sql[LINES], FTL_ARGS(ftl_val_i64(return_id)), arena,
	                          sizeof(struct ftl_return_line), read_line, &rows, ret_count,
	                          err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_return_line_insert(struct ftl_db *db, int64_t return_id,
                                             const struct ftl_return_line *line,
                                             struct ftl_err *err)
{
	FTL_ARENA(scratch);
	char day[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[LINE_INSERT],
	        FTL_ARGS(ftl_val_i64(line->id), ftl_val_i64(return_id), ftl_val_i64(line->position),
	                 ftl_val_i64(line->part_id), ftl_val_i64(line->quantity_milli),
	                 ftl_val_text(ftl_return_reason_names[line->reason]),
	                 ftl_val_id(line->move_id), ftl_val_id(line->place_id),
	                 ftl_val_id(line->order_line_id), ftl_val_id(line->lot_id),
	                 ftl_val_text(line->serial),
	                 ftl_val_text(line->serial != NULL
	                                      ? ftl_text_ident_key(&scratch, line->serial)
	                                      : NULL),
	                 ftl_store_date_val(day, line->due_on), ftl_val_i64(line->asked_cents)),
	        err);
}

enum ftl_status ftl_store_return_line_cache(struct ftl_db *db, const struct ftl_return_line *line,
                                            struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[LINE_CACHE],
	                   FTL_ARGS(ftl_val_i64(line->id),
	                            ftl_val_text(ftl_return_outcome_names[line->outcome]),
	                            ftl_val_i64(line->credited_cents),
	                            ftl_store_opt_val(line->removed_at)),
	                   err);
}

enum ftl_status ftl_store_return_event_insert(struct ftl_db *db, int64_t return_id,
                                              const struct ftl_return_event *event,
                                              int64_t staff_id, struct ftl_err *err)
{
	char day[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[EVENT_INSERT],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(return_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_return_act_names[event->act]), ftl_val_i64(staff_id),
	                 ftl_val_id(event->position), ftl_store_date_val(day, event->happened_on),
	                 ftl_val_text(event->carrier), ftl_val_text(event->tracking),
	                 ftl_val_text(event->reference), ftl_store_opt_val(event->amount_cents),
	                 ftl_val_text(event->text)),
	        err);
}

static void read_event(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_return_event *)row = (struct ftl_return_event){
	        .id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .act = (enum ftl_return_act)ftl_store_name(cursor, 2, ftl_return_act_names,
	                                                   FTL_RETURN_ACTS),
	        .position = (int)ftl_col_i64(cursor, 3),
	        .happened_on = ftl_store_date(cursor, 4),
	        .carrier = ftl_col_text(cursor, 5, arena),
	        .tracking = ftl_col_text(cursor, 6, arena),
	        .reference = ftl_col_text(cursor, 7, arena),
	        .amount_cents = ftl_store_opt(cursor, 8),
	        .text = ftl_col_text(cursor, 9, arena),
	        .staff = ftl_col_text(cursor, 10, arena),
	};
}

enum ftl_status ftl_store_return_events(struct ftl_db *db, struct ftl_arena *arena,
                                        int64_t return_id, const struct ftl_return_event **ret,
                                        size_t *ret_count, struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(db, &sql[EVENTS], FTL_ARGS(ftl_val_i64(return_id)), arena,
	                          sizeof(struct ftl_return_event), read_event, &rows, ret_count,
	                          err));
	*ret = rows;
	return FTL_OK;
}

static void read_sent(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	(void)arena;
	*(struct ftl_return_sent *)row = (struct ftl_return_sent){
	        .line_id = ftl_col_i64(cursor, 0), .move_id = ftl_col_i64(cursor, 1)};
}

enum ftl_status ftl_store_return_moves(struct ftl_db *db, struct ftl_arena *arena,
                                       int64_t return_id, enum ftl_move_kind kind,
                                       const struct ftl_return_sent **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	const void *rows;

	FTL_TRY(ftl_store_collect(
	        db, &sql[MOVES],
	        FTL_ARGS(ftl_val_i64(return_id), ftl_val_text(ftl_move_names[kind])), arena,
	        sizeof(struct ftl_return_sent), read_sent, &rows, ret_count, err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_return_since(struct ftl_db *db, int64_t move_id, int64_t *ret,
                                       struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[SINCE], FTL_ARGS(ftl_val_i64(move_id)), &cursor, &found,
	                        err));
	*ret = found ? ftl_col_i64(cursor, 0) : 0;
	return FTL_OK;
}

static void read_piece(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	bool is_dead = ftl_store_name(cursor, 1, ftl_move_names, FTL_MOVES) == FTL_MOVE_DEAD;

	*(struct ftl_return_piece *)row = (struct ftl_return_piece){
	        .move_id = ftl_col_i64(cursor, 0),
	        .reason = is_dead ? FTL_RETURN_DEAD : FTL_RETURN_WRONG,
	        .at = ftl_col_i64(cursor, 2),
	        .part_id = ftl_col_i64(cursor, 3),
	        .sku = ftl_col_text(cursor, 4, arena),
	        .name = ftl_col_text(cursor, 5, arena),
	        .unit = (enum ftl_unit)ftl_store_name(cursor, 6, ftl_unit_names, FTL_UNITS),
	        .quantity_milli = ftl_col_i64(cursor, 7),
	        .value_cents = ftl_col_i64(cursor, 8),
	        .lot_id = ftl_col_i64(cursor, 9),
	        .serial = ftl_col_text(cursor, 10, arena),
	        .order_line_id = ftl_col_i64(cursor, 11),
	        .order = ftl_col_text(cursor, 12, arena),
	        .order_position = (int)ftl_col_i64(cursor, 13),
	        .supplier_id = ftl_col_i64(cursor, 14),
	        .supplier = ftl_col_text(cursor, 15, arena),
	        .return_days = ftl_store_opt(cursor, 16),
	        .boxed_milli = ftl_col_i64(cursor, 17),
	        .serial_key = ftl_col_text(cursor, 18, arena),
	        .is_here = ftl_col_i64(cursor, 19) != 0,
	        .free_milli = ftl_col_i64(cursor, 20),
	        .lot = ftl_col_text(cursor, 21, arena),
	        .lot_key = ftl_col_text(cursor, 22, arena),
	};
}

enum ftl_status ftl_store_return_pieces(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                        struct ftl_return_piece **ret, size_t *ret_count,
                                        struct ftl_err *err)
{
	const void *rows;
	struct ftl_return_piece *pieces;

	FTL_TRY(ftl_store_collect(
	        db, &sql[PIECES], FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(INT64_MAX)), arena,
	        sizeof(struct ftl_return_piece), read_piece, &rows, ret_count, err));
	pieces = ftl_alloc(arena, *ret_count + 1, sizeof(*pieces));
	for (size_t i = 0; i < *ret_count; i++)
		pieces[i] = ((const struct ftl_return_piece *)rows)[i];
	*ret = pieces;
	return FTL_OK;
}

enum ftl_status ftl_store_return_of_move(struct ftl_db *db, struct ftl_arena *arena,
                                         const struct ftl_stock_move *move, const char **ret,
                                         struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool is_of_box = move->return_line_id != 0, found;

	FTL_TRY(ftl_store_first(db, &sql[is_of_box ? OF_LINE : OF_MOVE],
	                        FTL_ARGS(ftl_val_i64(is_of_box ? move->return_line_id : move->id)),
	                        &cursor, &found, err));
	*ret = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_store_return_boxed(struct ftl_db *db, struct ftl_arena *arena,
                                       const struct ftl_stock_move *move, int64_t *ret_milli,
                                       const char **ret_code, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	const char *key = move->serial != NULL ? ftl_text_ident_key(arena, move->serial) : NULL;
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[BOXED],
	                        FTL_ARGS(ftl_val_i64(move->part_id),
	                                 ftl_val_i64(move->from.place_id),
	                                 ftl_val_i64(move->lot_id), ftl_val_text(key)),
	                        &cursor, &found, err));
	*ret_milli = found ? ftl_col_i64(cursor, 0) : 0;
	*ret_code = found ? ftl_col_text(cursor, 1, arena) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_store_return_packed(struct ftl_db *db, struct ftl_arena *arena,
                                        const struct ftl_return_like *like, const char **ret,
                                        struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[PACKED],
	                        FTL_ARGS(ftl_val_i64(like->part_id), ftl_val_text(like->serial_key),
	                                 ftl_val_text(like->lot_key), ftl_val_text(like->order)),
	                        &cursor, &found, err));
	*ret = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}
