#include "store/estimate.h"

#include "store/row.h"

enum {
	INSERT,
	UPDATE,
	FIND,
	OF_ORDER,
	ALL,
	OPEN,
	LINE_INSERT,
	LINE_UPDATE,
	LINES,
	EVENT_INSERT,
	EVENTS,
};

#define SELECT                                                                                     \
	"SELECT e.id, e.order_id, e.code, w.code, e.number, e.version, e.title, e.lump_cents, "    \
	"s.login, e.created_at, e.fee_line_id, e.state, e.due_on, c.name, d.brand, d.model, "      \
	"k.name, w.is_open, w.state FROM estimate e JOIN work_order w ON w.id = e.order_id "       \
	"JOIN staff s ON s.id = e.staff_id JOIN customer c ON c.id = w.customer_id "               \
	"JOIN device d ON d.id = w.device_id LEFT JOIN category k ON k.id = d.category_id "
#define COLUMNS 19

static const struct ftl_sql sql[] = {
        [INSERT] = {"estimate_insert",
                    "INSERT INTO estimate (id, site_id, order_id, code, number, version, title, "
                    "lump_cents, staff_id, created_at, state) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    11, 0, FTL_SQL_WRITE},
        [UPDATE] = {"estimate_update",
                    "UPDATE estimate SET title = $2, lump_cents = $3, fee_line_id = $4, "
                    "state = $5, due_on = $6 WHERE id = $1",
                    6, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [FIND] = {"estimate_find", SELECT "WHERE e.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [OF_ORDER] = {"estimate_of_order",
                      SELECT "WHERE e.order_id = $1 ORDER BY e.number, e.version", 1, COLUMNS,
                      FTL_SQL_HOT},
        [ALL] = {"estimate_all", SELECT "WHERE e.site_id = $1 ORDER BY e.id DESC", 1, COLUMNS,
                 FTL_SQL_READ},
        [OPEN] = {"estimate_open",
                  SELECT "WHERE e.site_id = $1 AND e.state IN ('draft', 'sent') "
                         "ORDER BY e.id DESC",
                  1, COLUMNS, FTL_SQL_HOT},
        [LINE_INSERT] =
                {"estimate_line_insert",
                 "INSERT INTO estimate_line (estimate_id, position, class, text, quantity_milli, "
                 "unit_cost_cents, unit_price_cents, tax_basis_points, payer, bill, "
                 "order_line_id, shared_cents) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                 12, 0, FTL_SQL_WRITE},
        [LINE_UPDATE] = {"estimate_line_update",
                         "UPDATE estimate_line SET is_removed = $3, order_line_id = $4, "
                         "shared_cents = $5 WHERE estimate_id = $1 AND position = $2",
                         5, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINES] = {"estimate_lines",
                   "SELECT order_line_id, position, text, class, quantity_milli, unit_cost_cents, "
                   "unit_price_cents, tax_basis_points, payer, bill, is_removed, shared_cents "
                   "FROM estimate_line WHERE estimate_id = $1 ORDER BY position",
                   1, 12, FTL_SQL_HOT},
        [EVENT_INSERT] = {"estimate_event_insert",
                          "INSERT INTO estimate_event (id, estimate_id, at, kind, staff_id, "
                          "order_event_id, due_on, amount_cents, how, by_whom, text) "
                          "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                          11, 0, FTL_SQL_WRITE},
        [EVENTS] = {"estimate_events",
                    "SELECT v.id, v.at, v.kind, s.login, s.name, v.order_event_id, v.due_on, "
                    "v.amount_cents, v.how, v.by_whom, v.text FROM estimate_event v "
                    "JOIN staff s ON s.id = v.staff_id WHERE v.estimate_id = $1 ORDER BY v.id",
                    1, 11, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_estimate_sql = {"estimate", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_estimate_insert(struct ftl_db *db, int64_t site_id, int64_t staff_id,
                                          const struct ftl_estimate *row, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(row->id), ftl_val_i64(site_id),
	                            ftl_val_i64(row->order_id), ftl_val_text(row->code),
	                            ftl_val_i64(row->number), ftl_val_i64(row->version),
	                            ftl_val_text(row->title), ftl_store_opt_val(row->lump_cents),
	                            ftl_val_i64(staff_id), ftl_val_i64(row->created_at),
	                            ftl_val_text(ftl_estimate_state_names[row->stored])),
	                   err);
}

enum ftl_status ftl_store_estimate_update(struct ftl_db *db, const struct ftl_estimate *row,
                                          struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[UPDATE],
	                   FTL_ARGS(ftl_val_i64(row->id), ftl_val_text(row->title),
	                            ftl_store_opt_val(row->lump_cents),
	                            ftl_val_id(row->fee_line_id),
	                            ftl_val_text(ftl_estimate_state_names[row->stored]),
	                            ftl_store_date_val(date, row->due_on)),
	                   err);
}

static void read_row(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_estimate *estimate = row;
	int order_state = ftl_store_name(cursor, 18, ftl_state_names, FTL_STATES);

	*estimate = (struct ftl_estimate){
	        .id = ftl_col_i64(cursor, 0),
	        .order_id = ftl_col_i64(cursor, 1),
	        .code = ftl_col_text(cursor, 2, arena),
	        .order_code = ftl_col_text(cursor, 3, arena),
	        .number = (int)ftl_col_i64(cursor, 4),
	        .version = (int)ftl_col_i64(cursor, 5),
	        .title = ftl_col_text(cursor, 6, arena),
	        .lump_cents = ftl_store_opt(cursor, 7),
	        .staff = ftl_col_text(cursor, 8, arena),
	        .created_at = ftl_col_i64(cursor, 9),
	        .fee_line_id = ftl_col_i64(cursor, 10),
	        .stored = (enum ftl_estimate_state)ftl_store_name(
	                cursor, 11, ftl_estimate_state_names, FTL_ESTIMATE_STATES),
	        .due_on = ftl_store_date(cursor, 12),
	        .customer = ftl_col_text(cursor, 13, arena),
	        .brand = ftl_col_text(cursor, 14, arena),
	        .model = ftl_col_text(cursor, 15, arena),
	        .category = ftl_col_text(cursor, 16, arena),
	        .is_order_open = ftl_col_i64(cursor, 17) != 0 && order_state != FTL_READY,
	};
	estimate->state = estimate->stored;
}

enum ftl_status ftl_store_estimate_find(struct ftl_db *db, struct ftl_arena *arena,
                                        const char *code, struct ftl_estimate *ret, bool *ret_found,
                                        struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_row, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_estimate_of_order(struct ftl_db *db, struct ftl_arena *arena,
                                            int64_t order_id, const struct ftl_estimate **ret,
                                            size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[OF_ORDER], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_row, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_estimate_select(struct ftl_db *db, int64_t site_id, bool only_open,
                                          struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[only_open ? OPEN : ALL], FTL_ARGS(ftl_val_i64(site_id)),
	                       ret, err);
}

enum ftl_status ftl_store_estimate_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                        struct ftl_estimate *ret, bool *ret_more,
                                        struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (*ret_more)
		read_row(cursor, arena, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_estimate_line_insert(struct ftl_db *db, int64_t estimate_id,
                                               const struct ftl_order_line *row,
                                               struct ftl_err *err)
{
	const struct ftl_line *line = &row->line;

	return ftl_db_exec(
	        db, &sql[LINE_INSERT],
	        FTL_ARGS(ftl_val_i64(estimate_id), ftl_val_i64(row->position),
	                 ftl_val_text(ftl_line_class_names[line->class]), ftl_val_text(row->text),
	                 ftl_val_i64(line->quantity_milli), ftl_val_i64(line->unit_cost_cents),
	                 ftl_val_i64(line->unit_price_cents), ftl_val_i64(line->tax_basis_points),
	                 ftl_val_text(ftl_payer_names[line->payer]),
	                 ftl_val_text(ftl_bill_names[line->bill]), ftl_val_id(row->id),
	                 ftl_val_id(line->shared_cents)),
	        err);
}

enum ftl_status ftl_store_estimate_line_update(struct ftl_db *db, int64_t estimate_id,
                                               const struct ftl_order_line *row,
                                               struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[LINE_UPDATE],
	                   FTL_ARGS(ftl_val_i64(estimate_id), ftl_val_i64(row->position),
	                            ftl_val_i64(row->is_removed), ftl_val_id(row->id),
	                            ftl_val_id(row->line.shared_cents)),
	                   err);
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
	                 .unit_price_cents = ftl_col_i64(cursor, 6),
	                 .tax_basis_points = (int)ftl_col_i64(cursor, 7),
	                 .payer = (enum ftl_payer)ftl_store_name(cursor, 8, ftl_payer_names,
	                                                         FTL_PAYERS),
	                 .bill = (enum ftl_bill)ftl_store_name(cursor, 9, ftl_bill_names,
	                                                       FTL_BILLS),
	                 .shared_cents = ftl_col_i64(cursor, 11)},
	        .is_removed = ftl_col_i64(cursor, 10) != 0,
	};
}

enum ftl_status ftl_store_estimate_lines(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t estimate_id, const struct ftl_order_line **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	struct ftl_order_line *rows;

	FTL_TRY(ftl_store_collect(db, &sql[LINES], FTL_ARGS(ftl_val_i64(estimate_id)), arena,
	                          read_line, FTL_ROWS(&rows), ret_count, err));
	for (size_t i = 0; i < *ret_count; i++)
		FTL_TRY(ftl_line_amounts(&rows[i].line, &rows[i].amounts, err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_estimate_event_insert(struct ftl_db *db, int64_t estimate_id,
                                                int64_t staff_id,
                                                const struct ftl_estimate_event *event,
                                                struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[EVENT_INSERT],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(estimate_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_estimate_act_names[event->act]), ftl_val_i64(staff_id),
	                 ftl_val_id(event->order_event_id), ftl_store_date_val(date, event->due_on),
	                 ftl_store_opt_val(event->amount_cents),
	                 ftl_val_text(ftl_estimate_way_names[event->way]), ftl_val_text(event->by),
	                 ftl_val_text(event->text)),
	        err);
}

static void read_event(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_estimate_event *event = row;

	*event = (struct ftl_estimate_event){
	        .id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .act = (enum ftl_estimate_act)ftl_store_name(cursor, 2, ftl_estimate_act_names,
	                                                     FTL_ESTIMATE_ACTS),
	        .staff = ftl_col_text(cursor, 3, arena),
	        .staff_name = ftl_col_text(cursor, 4, arena),
	        .order_event_id = ftl_col_i64(cursor, 5),
	        .due_on = ftl_store_date(cursor, 6),
	        .amount_cents = ftl_store_opt(cursor, 7),
	        .way = (enum ftl_estimate_way)ftl_store_name(cursor, 8, ftl_estimate_way_names,
	                                                     FTL_WAYS),
	        .by = ftl_col_text(cursor, 9, arena),
	        .text = ftl_col_text(cursor, 10, arena),
	};
}

enum ftl_status ftl_store_estimate_events(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t estimate_id,
                                          const struct ftl_estimate_event **ret, size_t *ret_count,
                                          struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[EVENTS], FTL_ARGS(ftl_val_i64(estimate_id)), arena,
	                         read_event, FTL_ROWS(ret), ret_count, err);
}
