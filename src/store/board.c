#include "store/board.h"

#include "store/row.h"

/*
 * One pass over the index of open jobs, and of the tables only what the board shows. Events are
 * read of those jobs alone that wait for something.
 */
enum { BOARD, TOLD };

static const struct ftl_sql sql[] = {
        [BOARD] = {"board",
                   "SELECT w.id, w.code, c.name, k.name, d.brand, d.model, d.serial, w.priority, "
                   "w.promised_on, w.state, w.hold, w.technician_id, t.login, w.received_at, "
                   "w.ready_at, "
                   "w.last_event_at, e.kind, e.due_on, e.reference, e.text, w.first_promised_on, "
                   "l.name, l.kind FROM work_order w "
                   "JOIN customer c ON c.id = w.customer_id JOIN device d ON d.id = w.device_id "
                   "LEFT JOIN category k ON k.id = d.category_id LEFT JOIN staff t ON t.id = "
                   "w.technician_id "
                   "LEFT JOIN piece p ON p.order_id = w.id AND p.position = 1 "
                   "LEFT JOIN place l ON l.id = p.place_id "
                   "LEFT JOIN order_event e ON e.id = CASE WHEN w.hold IS NOT NULL OR w.state IN "
                   "('await_customer', 'await_payer', 'await_parts', 'at_vendor') THEN (SELECT "
                   "MAX(r.id) "
                   "FROM order_event r WHERE r.order_id = w.id AND (r.kind IN ('ask', 'ask_payer', "
                   "'wait_parts', 'send') OR (r.kind = 'hold' AND w.hold IS NOT NULL))) END "
                   "WHERE w.site_id = $1 AND w.is_open = 1",
                   1, 23, FTL_SQL_HOT},
        /* Of the index order_event_told, which holds few. */
        [TOLD] = {"board_told",
                  "SELECT w.id, e.kind, e.at, e.due_on FROM work_order w "
                  "JOIN order_event e ON e.order_id = w.id AND e.kind IN ('promise', 'notice') "
                  "WHERE w.site_id = $1 AND w.is_open = 1 ORDER BY w.id, e.id",
                  1, 4, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_board_sql = {"board", sql, FTL_COUNT(sql)};

static void read_job(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_board_job *job = row;

	job->order = (struct ftl_order){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .customer = ftl_col_text(cursor, 2, arena),
	        .category = ftl_col_text(cursor, 3, arena),
	        .brand = ftl_col_text(cursor, 4, arena),
	        .model = ftl_col_text(cursor, 5, arena),
	        .serial = ftl_col_text(cursor, 6, arena),
	        .priority = (enum ftl_priority)ftl_store_name(cursor, 7, ftl_priority_names,
	                                                      FTL_PRIORITIES),
	        .promised_on = ftl_store_date(cursor, 8),
	        .state = (enum ftl_state)ftl_store_name(cursor, 9, ftl_state_names, FTL_STATES),
	        .hold = (enum ftl_hold)ftl_store_name(cursor, 10, ftl_hold_names, FTL_HOLDS),
	        .technician_id = ftl_col_i64(cursor, 11),
	        .technician = ftl_col_text(cursor, 12, arena),
	        .received_at = ftl_store_opt(cursor, 13),
	        .ready_at = ftl_store_opt(cursor, 14),
	        .last_event_at = ftl_col_i64(cursor, 15),
	        .first_promised_on = ftl_store_date(cursor, 20),
	        .is_open = true,
	        .place = ftl_col_text(cursor, 21, arena),
	        .place_kind = (enum ftl_place_kind)ftl_store_name(cursor, 22, ftl_place_kind_names,
	                                                          FTL_PLACE_KINDS),
	};
	job->has_request = !ftl_col_is_null(cursor, 16);
	if (!job->has_request)
		return;
	job->request = (struct ftl_order_request){
	        .kind = (enum ftl_event_kind)ftl_store_name(cursor, 16, ftl_event_names,
	                                                    FTL_EVENT_KINDS),
	        .due_on = ftl_store_date(cursor, 17),
	        .reference = ftl_col_text(cursor, 18, arena),
	        .text = ftl_col_text(cursor, 19, arena),
	};
}

enum ftl_status ftl_store_board(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                const struct ftl_board_job **ret, size_t *ret_count,
                                struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[BOARD], FTL_ARGS(ftl_val_i64(site_id)), arena, read_job,
	                         FTL_ROWS(ret), ret_count, err);
}

static void read_told(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	(void)arena;
	*(struct ftl_board_told *)row = (struct ftl_board_told){
	        .order_id = ftl_col_i64(cursor, 0),
	        .kind = (enum ftl_event_kind)ftl_store_name(cursor, 1, ftl_event_names,
	                                                    FTL_EVENT_KINDS),
	        .at = ftl_col_i64(cursor, 2),
	        .due_on = ftl_store_date(cursor, 3),
	};
}

enum ftl_status ftl_store_board_told(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     const struct ftl_board_told **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[TOLD], FTL_ARGS(ftl_val_i64(site_id)), arena, read_told,
	                         FTL_ROWS(ret), ret_count, err);
}
