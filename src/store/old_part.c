#include "store/old_part.h"

#include "store/row.h"

enum { INSERT, OF_ORDER, OF_LINE, LIST, PARTS };

/* Whom what is on a line came from: by the order for it, else the part's own supplier. */
#define SOLD(line)                                                                                 \
	"COALESCE((SELECT u.supplier_id FROM purchase_line i JOIN purchase u "                     \
	"ON u.id = i.purchase_id WHERE i.order_line_id = " line                                    \
	" AND i.order_line_id IS NOT NULL AND i.part_id = o.part_id AND i.received_milli > 0 "     \
	"ORDER BY i.id DESC LIMIT 1), p.supplier_id) "
#define HELD(column)                                                                               \
	"COALESCE((SELECT SUM(b." column ") FROM stock_balance b WHERE b.line_id = o.line_id "     \
	"AND b.line_id <> 0 AND b.account IN ('job', 'customer')), 0), "
#define ON_ALL(word) "(" word ".quantity_milli IS NULL OR " word ".fate = 'held') "
#define LAST_WORD(column)                                                                          \
	"(SELECT h." column " FROM old_part h WHERE h.line_id = o.line_id AND " ON_ALL(            \
	        "h") "ORDER BY h.id DESC LIMIT 1), "
#define HAS_PARTS                                                                                  \
	", EXISTS (SELECT 1 FROM old_part h WHERE h.line_id = o.line_id "                          \
	"AND h.quantity_milli IS NOT NULL) "
#define BOXED                                                                                      \
	"FROM return_line n JOIN return_box v ON v.id = n.return_id "                              \
	"WHERE n.order_line_id = o.line_id AND n.order_line_id IS NOT NULL "                       \
	"AND n.reason IN ('core', 'warranty') AND n.removed_at IS NULL "                           \
	"AND v.state <> 'cancelled'"
#define OF_JOB                                                                                     \
	"o.line_id, o.order_id, w.code, l.position, w.is_open, "                                   \
	"COALESCE(w.received_at, l.added_at), COALESCE((SELECT MIN(m.at) FROM stock_move m "       \
	"WHERE m.to_line_id = o.line_id AND m.to_line_id IS NOT NULL AND m.kind = 'issue'), 0), "  \
	"l.payer, "
#define OF_PART                                                                                    \
	"p.id, p.sku, p.name, p.unit, p.is_wanted_back, p.core_cents, p.warranty_months, s.id, "   \
	"s.name, s.core_days, "
#define SUM_BOXED "COALESCE((SELECT SUM(n.quantity_milli) " BOXED "), 0), "
#define LAST_BOX  "(SELECT v.code " BOXED " ORDER BY n.id DESC LIMIT 1), "
#define WENT_WITH_CLAIM                                                                            \
	"EXISTS (SELECT 1 FROM claim c JOIN claim_event e ON e.claim_id = c.id "                   \
	"WHERE c.order_id = o.order_id AND e.kind = 'return' AND e.position = l.position), "
#define OF_BEFORE                                                                                  \
	"f.id, g.code, f.position, (SELECT MAX(m.at) FROM stock_move m "                           \
	"WHERE m.to_line_id = f.id AND m.to_line_id IS NOT NULL AND m.kind = 'use'), "             \
	"f.stock_cost_cents, f.quantity_milli, t.id, t.name, t.return_days, "                      \
	"COALESCE((SELECT SUM(b.quantity_milli) FROM order_part q JOIN stock_balance b "           \
	"ON b.line_id = q.line_id AND b.line_id <> 0 WHERE q.order_id = o.order_id "               \
	"AND q.part_id = o.part_id AND q.line_id < o.line_id "                                     \
	"AND b.account IN ('job', 'customer')), 0)"
/* The last time before that the part went out in the same device, which was here a few times: the
 * part was in many. */
#define BEFORE                                                                                     \
	"(SELECT MAX(m.to_line_id) FROM work_order x CROSS JOIN order_part q "                     \
	"ON q.order_id = x.id CROSS JOIN stock_move m "                                            \
	"ON m.to_line_id = q.line_id AND m.to_line_id IS NOT NULL "                                \
	"WHERE x.device_id = w.device_id AND q.part_id = o.part_id AND q.line_id < o.line_id "     \
	"AND q.order_id <> o.order_id AND m.kind = 'use') "
#define FROM                                                                                       \
	"FROM order_part o JOIN order_line l ON l.id = o.line_id "                                 \
	"JOIN work_order w ON w.id = o.order_id JOIN part p ON p.id = o.part_id "                  \
	"LEFT JOIN supplier s ON s.id = " SOLD(                                                    \
	        "o.line_id") "LEFT JOIN order_line f ON p.warranty_months IS NOT NULL AND f.id "   \
	                     "= " BEFORE "LEFT JOIN work_order g ON g.id = f.order_id "            \
	                     "LEFT JOIN supplier t ON t.id = " SOLD("f.id")
#define SELECT                                                                                     \
	"SELECT " OF_JOB OF_PART HELD("quantity_milli") HELD("value_cents") LAST_WORD("fate")      \
	        LAST_WORD("serial") SUM_BOXED LAST_BOX WENT_WITH_CLAIM OF_BEFORE HAS_PARTS FROM
#define COLUMNS 36

static const struct ftl_sql sql[] = {
        [INSERT] = {"old_part_insert",
                    "INSERT INTO old_part (id, line_id, order_id, at, fate, serial, staff_id, "
                    "reason, quantity_milli) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                    9, 0, FTL_SQL_WRITE},
        [OF_ORDER] = {"old_part_of_order",
                      SELECT "WHERE o.order_id = $1 AND l.removed_at IS NULL ORDER BY o.line_id", 1,
                      COLUMNS, FTL_SQL_HOT},
        [OF_LINE] = {"old_part_of_line", SELECT "WHERE o.line_id = $1", 1, COLUMNS, FTL_SQL_HOT},
        /* CROSS JOIN keeps to the open jobs, of which there are few. */
        [LIST] = {"old_part_list",
                  SELECT "WHERE w.site_id = $1 AND l.removed_at IS NULL AND o.line_id IN ("
                         "SELECT h.line_id FROM old_part h WHERE h.fate = 'held' AND NOT EXISTS ("
                         "SELECT 1 FROM old_part r WHERE r.line_id = h.line_id "
                         "AND r.id > h.id AND " ON_ALL(
                                 "r") ") UNION SELECT q.line_id "
                                      "FROM work_order x CROSS JOIN order_part q ON q.order_id = "
                                      "x.id "
                                      "JOIN part y ON y.id = q.part_id WHERE x.site_id = $1 "
                                      "AND x.is_open = 1 AND (y.is_wanted_back = 1 "
                                      "OR y.core_cents IS NOT NULL OR y.warranty_months IS NOT "
                                      "NULL)) "
                                      "ORDER BY o.line_id",
                  1, COLUMNS, FTL_SQL_READ},
        [PARTS] = {"old_part_parts",
                   "SELECT h.fate, h.quantity_milli FROM old_part h WHERE h.line_id = $1 "
                   "AND h.quantity_milli IS NOT NULL AND h.fate <> 'held' AND h.id > COALESCE(("
                   "SELECT MAX(a.id) FROM old_part a WHERE a.line_id = h.line_id "
                   "AND a.quantity_milli IS NULL), 0) ORDER BY h.id",
                   1, 2, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_old_part_sql = {"old_part", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_old_insert(struct ftl_db *db, const struct ftl_old_word *word,
                                     int64_t staff_id, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(word->id), ftl_val_i64(word->line_id),
	                            ftl_val_i64(word->order_id), ftl_val_i64(word->at),
	                            ftl_val_text(ftl_old_fate_names[word->fate]),
	                            ftl_val_text(word->serial), ftl_val_i64(staff_id),
	                            ftl_val_text(word->reason),
	                            ftl_store_opt_val(word->quantity_milli)),
	                   err);
}

static int32_t day_at(struct ftl_cursor *cursor, int column, const struct ftl_zone *zone)
{
	int32_t day, second;

	ftl_zone_local(zone, ftl_col_i64(cursor, column), &day, &second);
	return day;
}

static void read_before(struct ftl_cursor *cursor, struct ftl_arena *arena,
                        const struct ftl_zone *zone, struct ftl_old_use *before)
{
	*before = (struct ftl_old_use){
	        .line_id = ftl_col_i64(cursor, 25),
	        .order = ftl_col_text(cursor, 26, arena),
	        .position = (int)ftl_col_i64(cursor, 27),
	        .used_on = day_at(cursor, 28, zone),
	        .cost_cents = ftl_col_i64(cursor, 29),
	        .quantity_milli = ftl_col_i64(cursor, 30),
	        .supplier_id = ftl_col_i64(cursor, 31),
	        .supplier = ftl_col_text(cursor, 32, arena),
	        .return_days = ftl_store_opt(cursor, 33),
	        .other_milli = ftl_col_i64(cursor, 34),
	};
}

static void read_old(struct ftl_cursor *cursor, struct ftl_arena *arena,
                     const struct ftl_zone *zone, struct ftl_old_part *old)
{
	*old = (struct ftl_old_part){
	        .line_id = ftl_col_i64(cursor, 0),
	        .order_id = ftl_col_i64(cursor, 1),
	        .order = ftl_col_text(cursor, 2, arena),
	        .position = (int)ftl_col_i64(cursor, 3),
	        .is_open = ftl_col_i64(cursor, 4) != 0,
	        .received_on = day_at(cursor, 5, zone),
	        .since = ftl_col_i64(cursor, 6),
	        .payer = (enum ftl_payer)ftl_store_name(cursor, 7, ftl_payer_names, FTL_PAYERS),
	        .part_id = ftl_col_i64(cursor, 8),
	        .sku = ftl_col_text(cursor, 9, arena),
	        .name = ftl_col_text(cursor, 10, arena),
	        .unit = (enum ftl_unit)ftl_store_name(cursor, 11, ftl_unit_names, FTL_UNITS),
	        .is_wanted_back = ftl_col_i64(cursor, 12) != 0,
	        .core_cents = ftl_store_opt(cursor, 13),
	        .warranty_months = ftl_store_opt(cursor, 14),
	        .supplier_id = ftl_col_i64(cursor, 15),
	        .supplier = ftl_col_text(cursor, 16, arena),
	        .core_days = ftl_store_opt(cursor, 17),
	        .fitted_milli = ftl_col_i64(cursor, 18),
	        .cost_cents = ftl_col_i64(cursor, 19),
	        .fate = {!ftl_col_is_null(cursor, 20),
	                 ftl_store_name(cursor, 20, ftl_old_fate_names, FTL_OLD_FATES)},
	        .serial = ftl_col_text(cursor, 21, arena),
	        .boxed_milli = ftl_col_i64(cursor, 22),
	        .box = ftl_col_text(cursor, 23, arena),
	        .is_sent_to_payer = ftl_col_i64(cursor, 24) != 0,
	};
	read_before(cursor, arena, zone, &old->before);
}

/* Of each fate the last word on a part of it. */
static enum ftl_status read_parts(struct ftl_db *db, struct ftl_old_part *old, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[PARTS], FTL_ARGS(ftl_val_i64(old->line_id)), &cursor,
	                        err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			return FTL_OK;
		old->part_milli[ftl_store_name(cursor, 0, ftl_old_fate_names, FTL_OLD_FATES)] =
		        ftl_col_i64(cursor, 1);
	}
}

static enum ftl_status collect(struct ftl_db *db, struct ftl_arena *arena, int which, int64_t id,
                               const struct ftl_zone *zone, const struct ftl_old_part **ret,
                               size_t *ret_count, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_old_part *rows = NULL;
	size_t count = 0, capacity = 0;
	bool more, has_parts = false;

	FTL_TRY(ftl_cursor_open(db, &sql[which], FTL_ARGS(ftl_val_i64(id)), &cursor, err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		rows = ftl_store_grow(arena, rows, count, &capacity, sizeof(*rows));
		read_old(cursor, arena, zone, &rows[count++]);
		has_parts |= ftl_col_i64(cursor, 35) != 0;
	}
	for (size_t i = 0; i < count && has_parts; i++)
		FTL_TRY(read_parts(db, &rows[i], err));
	*ret = rows;
	*ret_count = count;
	return FTL_OK;
}

enum ftl_status ftl_store_old_of_order(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                       const struct ftl_zone *zone, const struct ftl_old_part **ret,
                                       size_t *ret_count, struct ftl_err *err)
{
	return collect(db, arena, OF_ORDER, order_id, zone, ret, ret_count, err);
}

enum ftl_status ftl_store_old_of_line(struct ftl_db *db, struct ftl_arena *arena, int64_t line_id,
                                      const struct ftl_zone *zone, struct ftl_old_part *ret,
                                      struct ftl_err *err)
{
	const struct ftl_old_part *rows;
	size_t count;

	FTL_TRY(collect(db, arena, OF_LINE, line_id, zone, &rows, &count, err));
	if (count == 0)
		return ftl_fail(err, FTL_DB, NULL, "a line of a job is missing");
	*ret = rows[0];
	return FTL_OK;
}

enum ftl_status ftl_store_old_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                   const struct ftl_zone *zone, const struct ftl_old_part **ret,
                                   size_t *ret_count, struct ftl_err *err)
{
	return collect(db, arena, LIST, site_id, zone, ret, ret_count, err);
}
