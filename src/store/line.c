#include "store/line.h"

#include "store/row.h"

enum { INSERT, REMOVE, QUANTITY, SHARE, RECOVER, LIST, CLAIMABLE };

/* What was noted by hand, else what the payer paid on a claim. */
#define RECOVERED                                                                                  \
	"COALESCE(l.recovered_cents, (SELECT SUM(m.paid_cents) FROM claim_line m "                 \
	"WHERE m.line_id = l.id AND m.paid_cents <> 0))"

static const struct ftl_sql sql[] = {
        [INSERT] = {"line_insert",
                    "INSERT INTO order_line (id, order_id, position, class, text, quantity_milli, "
                    "unit_cost_cents, unit_price_cents, tax_basis_points, payer, bill, added_at, "
                    "shared_cents) VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM "
                    "order_line "
                    "WHERE order_id = $2), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING "
                    "position",
                    12, 1, FTL_SQL_WRITE},
        [REMOVE] = {"line_remove", "UPDATE order_line SET removed_at = $2 WHERE id = $1", 2, 0,
                    FTL_SQL_WRITE | FTL_SQL_HOT},
        [SHARE] = {"line_share", "UPDATE order_line SET shared_cents = $2 WHERE id = $1", 2, 0,
                   FTL_SQL_WRITE | FTL_SQL_HOT},
        [QUANTITY] = {"line_quantity", "UPDATE order_line SET quantity_milli = $2 WHERE id = $1", 2,
                      0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [RECOVER] = {"line_recover", "UPDATE order_line SET recovered_cents = $2 WHERE id = $1", 2,
                     0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LIST] = {"line_list",
                  "SELECT id, position, text, class, quantity_milli, unit_cost_cents, "
                  "unit_price_cents, tax_basis_points, payer, bill, " RECOVERED ", l.removed_at, "
                  "l.stock_cost_cents, l.shared_cents "
                  "FROM order_line l WHERE l.order_id = $1 ORDER BY l.position",
                  1, 14, FTL_SQL_HOT},
        [CLAIMABLE] = {"line_claimable",
                       "SELECT w.code, "
                       "EXISTS (SELECT 1 FROM diagnosis x WHERE x.order_id = w.id) + "
                       "2 * EXISTS (SELECT 1 FROM order_finding x WHERE x.order_id = w.id) + "
                       "4 * EXISTS (SELECT 1 FROM order_line n JOIN part_failure x "
                       "ON x.line_id = n.id WHERE n.order_id = w.id) + "
                       "8 * EXISTS (SELECT 1 FROM order_attachment x WHERE x.order_id = w.id) + "
                       "16 * EXISTS (SELECT 1 FROM work_order o JOIN claim x ON x.order_id = o.id "
                       "WHERE o.device_id = w.device_id) + "
                       "32 * EXISTS (SELECT 1 FROM device_cover x "
                       "WHERE x.device_id = w.device_id) + "
                       "64 * EXISTS (SELECT 1 FROM work_order o WHERE o.device_id = w.device_id "
                       "AND o.id <> w.id AND o.handed_over_at IS NOT NULL) + "
                       "128 * EXISTS (SELECT 1 FROM order_event x WHERE x.order_id = w.id "
                       "AND x.kind = 'ask_payer') "
                       "FROM order_line l JOIN work_order w ON w.id = l.order_id "
                       "WHERE w.site_id = $1 AND l.removed_at IS NULL "
                       "AND l.recovered_cents IS NULL AND l.payer NOT IN ('customer', 'shop') "
                       "AND w.state NOT IN ('closed', 'cancelled') AND NOT EXISTS ("
                       "SELECT 1 FROM claim_line m JOIN claim c ON c.id = m.claim_id "
                       "WHERE m.line_id = l.id AND m.state <> 'dropped' "
                       "AND c.state <> 'withdrawn') GROUP BY w.id ORDER BY w.id",
                       1, 2, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_line_sql = {"line", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_line_insert(struct ftl_db *db, int64_t order_id,
                                      const struct ftl_order_line *row, int64_t added_at,
                                      int *ret_position, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	const struct ftl_line *line = &row->line;
	bool found;

	FTL_TRY(ftl_store_first(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(row->id), ftl_val_i64(order_id),
	                 ftl_val_text(ftl_line_class_names[line->class]), ftl_val_text(row->text),
	                 ftl_val_i64(line->quantity_milli), ftl_val_i64(line->unit_cost_cents),
	                 ftl_val_i64(line->unit_price_cents), ftl_val_i64(line->tax_basis_points),
	                 ftl_val_text(ftl_payer_names[line->payer]),
	                 ftl_val_text(ftl_bill_names[line->bill]), ftl_val_i64(added_at),
	                 ftl_val_id(line->shared_cents)),
	        &cursor, &found, err));
	if (!found)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a new line has no position");
	*ret_position = (int)ftl_col_i64(cursor, 0);
	return FTL_OK;
}

enum ftl_status ftl_store_line_remove(struct ftl_db *db, int64_t line_id, int64_t removed_at,
                                      struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[REMOVE],
	                   FTL_ARGS(ftl_val_i64(line_id), ftl_val_i64(removed_at)), err);
}

enum ftl_status ftl_store_line_quantity(struct ftl_db *db, int64_t line_id, int64_t quantity_milli,
                                        struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[QUANTITY],
	                   FTL_ARGS(ftl_val_i64(line_id), ftl_val_i64(quantity_milli)), err);
}

enum ftl_status ftl_store_line_share(struct ftl_db *db, const struct ftl_order_line *row,
                                     struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[SHARE],
	                   FTL_ARGS(ftl_val_i64(row->id), ftl_val_id(row->line.shared_cents)), err);
}

enum ftl_status ftl_store_line_recover(struct ftl_db *db, int64_t line_id, int64_t recovered_cents,
                                       struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[RECOVER],
	                   FTL_ARGS(ftl_val_i64(line_id), ftl_val_i64(recovered_cents)), err);
}

static void read_line(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_order_line *line = row;

	*line = (struct ftl_order_line){
	        .id = ftl_col_i64(cursor, 0),
	        .position = (int)ftl_col_i64(cursor, 1),
	        .text = ftl_col_text(cursor, 2, arena),
	        .line = {.class = (enum ftl_line_class)ftl_store_name(
	                         cursor, 3, ftl_line_class_names, FTL_LINE_CLASSES),
	                 .quantity_milli = ftl_col_i64(cursor, 4),
	                 .unit_cost_cents = ftl_col_i64(cursor, 5),
	                 .stock_cost_cents = ftl_store_opt(cursor, 12),
	                 .unit_price_cents = ftl_col_i64(cursor, 6),
	                 .tax_basis_points = (int)ftl_col_i64(cursor, 7),
	                 .payer = (enum ftl_payer)ftl_store_name(cursor, 8, ftl_payer_names,
	                                                         FTL_PAYERS),
	                 .bill = (enum ftl_bill)ftl_store_name(cursor, 9, ftl_bill_names,
	                                                       FTL_BILLS),
	                 .shared_cents = ftl_col_i64(cursor, 13)},
	        .recovered_cents = ftl_store_opt(cursor, 10),
	        .is_removed = !ftl_col_is_null(cursor, 11),
	};
}

enum ftl_status ftl_store_line_list(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                    const struct ftl_order_line **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	struct ftl_order_line *rows;

	FTL_TRY(ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(order_id)), arena, read_line,
	                          FTL_ROWS(&rows), ret_count, err));
	for (size_t i = 0; i < *ret_count; i++)
		FTL_TRY(ftl_line_amounts(&rows[i].line, &rows[i].amounts, err));
	*ret = rows;
	return FTL_OK;
}

static void read_claimable(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_claimable_job *)row = (struct ftl_claimable_job){
	        ftl_col_text(cursor, 0, arena), (unsigned)ftl_col_i64(cursor, 1)};
}

enum ftl_status ftl_store_line_claimable(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t site_id, const struct ftl_claimable_job **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[CLAIMABLE], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_claimable, FTL_ROWS(ret), ret_count, err);
}
