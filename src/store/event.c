#include "store/event.h"

#include "store/row.h"

enum { INSERT, LIST, FOLD, PROMISES, PREAUTHS };

static const struct ftl_sql sql[] = {
        [INSERT] =
                {"event_insert",
                 "INSERT INTO order_event (id, order_id, at, kind, state, staff_id, technician_id, "
                 "hold, result, barrier, is_day_only, due_on, reference, amount_cents, text, "
                 "recorded_at, minutes, vendor_id, tracking, payer) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, "
                 "$17, $18, $19, $20)",
                 20, 0, FTL_SQL_WRITE},
        [LIST] = {"event_list",
                  "SELECT e.id, e.at, e.kind, e.hold, e.result, e.barrier, e.technician_id, "
                  "e.is_day_only, e.state, s.login, s.name, t.name, e.due_on, e.reference, "
                  "e.amount_cents, e.text, t.login, e.recorded_at, e.minutes, e.vendor_id, v.name, "
                  "v.code, "
                  "e.tracking, e.payer FROM order_event e "
                  "JOIN staff s ON s.id = e.staff_id "
                  "LEFT JOIN staff t ON t.id = e.technician_id "
                  "LEFT JOIN place v ON v.id = e.vendor_id WHERE e.order_id = $1 ORDER BY e.id",
                  1, 24, FTL_SQL_HOT},
        [FOLD] = {"event_fold",
                  "SELECT id, at, kind, hold, result, barrier, technician_id, is_day_only "
                  "FROM order_event WHERE order_id = $1 ORDER BY id",
                  1, 8, FTL_SQL_HOT},
        [PROMISES] = {"event_promises",
                      "SELECT kind, due_on FROM order_event WHERE order_id = $1 "
                      "AND due_on IS NOT NULL ORDER BY id",
                      1, 2, FTL_SQL_HOT},
        [PREAUTHS] = {"event_preauths",
                      "SELECT w.code FROM work_order w WHERE w.site_id = $1 "
                      "AND w.state NOT IN ('closed', 'cancelled') AND w.id IN (SELECT e.order_id "
                      "FROM order_event e WHERE e.kind = 'ask_payer') "
                      "ORDER BY w.id",
                      1, 1, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_event_sql = {"event", sql, FTL_COUNT(sql)};

struct ftl_event ftl_store_event_at(struct ftl_cursor *cursor, int first)
{
	return (struct ftl_event){
	        .id = ftl_col_i64(cursor, first),
	        .at = ftl_col_i64(cursor, first + 1),
	        .kind = (enum ftl_event_kind)ftl_store_name(cursor, first + 2, ftl_event_names,
	                                                    FTL_EVENT_KINDS),
	        .hold = (enum ftl_hold)ftl_store_name(cursor, first + 3, ftl_hold_names, FTL_HOLDS),
	        .result = (enum ftl_result)ftl_store_name(cursor, first + 4, ftl_result_names,
	                                                  FTL_RESULTS),
	        .barrier = (enum ftl_barrier)ftl_store_name(cursor, first + 5, ftl_barrier_names,
	                                                    FTL_BARRIERS),
	        .technician_id = ftl_col_i64(cursor, first + 6),
	        .is_day_only = ftl_col_i64(cursor, first + 7) != 0,
	};
}

static void read_row(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_order_event *event = row;

	*event = (struct ftl_order_event){
	        .event = ftl_store_event_at(cursor, 0),
	        .state = (enum ftl_state)ftl_store_name(cursor, 8, ftl_state_names, FTL_STATES),
	        .staff = ftl_col_text(cursor, 9, arena),
	        .staff_name = ftl_col_text(cursor, 10, arena),
	        .technician_name = ftl_col_text(cursor, 11, arena),
	        .due_on = ftl_store_date(cursor, 12),
	        .reference = ftl_col_text(cursor, 13, arena),
	        .amount_cents = ftl_store_opt(cursor, 14),
	        .text = ftl_col_text(cursor, 15, arena),
	        .technician = ftl_col_text(cursor, 16, arena),
	        .recorded_at = ftl_store_opt(cursor, 17),
	        .vendor_id = ftl_col_i64(cursor, 19),
	        .vendor = ftl_col_text(cursor, 20, arena),
	        .vendor_code = ftl_col_text(cursor, 21, arena),
	        .tracking = ftl_col_text(cursor, 22, arena),
	};
	event->event.minutes = (int)ftl_col_i64(cursor, 18);
	if (!ftl_col_is_null(cursor, 23))
		event->payer = ftl_some(ftl_store_name(cursor, 23, ftl_payer_names, FTL_PAYERS));
}

enum ftl_status ftl_store_event_insert(struct ftl_db *db, int64_t order_id, int64_t staff_id,
                                       const struct ftl_order_event *row, struct ftl_err *err)
{
	const struct ftl_event *event = &row->event;
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(order_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_event_names[event->kind]),
	                 ftl_val_text(ftl_state_names[row->state]), ftl_val_i64(staff_id),
	                 ftl_val_id(event->technician_id),
	                 ftl_val_text(ftl_hold_names[event->hold]),
	                 ftl_val_text(ftl_result_names[event->result]),
	                 ftl_val_text(ftl_barrier_names[event->barrier]),
	                 ftl_val_i64(event->is_day_only), ftl_store_date_val(date, row->due_on),
	                 ftl_val_text(row->reference), ftl_store_opt_val(row->amount_cents),
	                 ftl_val_text(row->text), ftl_store_opt_val(row->recorded_at),
	                 ftl_val_opt(event->minutes != 0, event->minutes),
	                 ftl_val_id(row->vendor_id), ftl_val_text(row->tracking),
	                 ftl_val_text(row->payer.has ? ftl_payer_names[row->payer.value] : NULL)),
	        err);
}

enum ftl_status ftl_store_event_list(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                     const struct ftl_order_event **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(order_id)), arena, read_row,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_event_fold(struct ftl_db *db, int64_t order_id,
                                     struct ftl_order_facts *ret, int64_t *ret_last_id,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_order_facts facts;
	int64_t last_id = 0;
	bool more;

	ftl_order_facts_init(&facts);
	FTL_TRY(ftl_cursor_open(db, &sql[FOLD], FTL_ARGS(ftl_val_i64(order_id)), &cursor, err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		struct ftl_event event = ftl_store_event_at(cursor, 0);

		ftl_order_apply(&facts, &event);
		last_id = event.id;
	}
	*ret = facts;
	*ret_last_id = last_id;
	return FTL_OK;
}

enum ftl_status ftl_store_event_promises(struct ftl_db *db, int64_t order_id,
                                         struct ftl_promises *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_promises promises = {0};
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[PROMISES], FTL_ARGS(ftl_val_i64(order_id)), &cursor, err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		ftl_promises_event(&promises,
		                   (enum ftl_event_kind)ftl_store_name(cursor, 0, ftl_event_names,
		                                                       FTL_EVENT_KINDS),
		                   ftl_store_date(cursor, 1));
	}
	*ret = promises;
	return FTL_OK;
}

static void read_code(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(const char **)row = ftl_col_text(cursor, 0, arena);
}

enum ftl_status ftl_store_event_preauths(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t site_id, const char *const **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[PREAUTHS], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_code, FTL_ROWS(ret), ret_count, err);
}
