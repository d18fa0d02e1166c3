#include "store/loaner.h"

#include "fettle/base/text.h"
#include "store/row.h"

enum {
	INSERT,
	UPDATE,
	GET,
	FIND,
	SERIAL,
	LIST,
	OUT,
	EVENT = OUT + FTL_LOANERS_OF_CUSTOMER + 1,
	CACHE,
	EVENTS,
	EVENTS_OF_ORDER
};

/* The deposit that was taken belongs to the lending that lasts. */
#define SELECT                                                                                     \
	"SELECT l.id, l.code, l.name, l.serial, l.deposit_cents, l.is_retired, l.created_at, "     \
	"l.state, l.order_id, l.due_on, w.code, u.code, u.name, e.at, d.amount_cents "
#define FROM                                                                                       \
	"FROM loaner l LEFT JOIN work_order w ON w.id = l.order_id "                               \
	"LEFT JOIN customer u ON u.id = w.customer_id "                                            \
	"LEFT JOIN loaner_event e ON e.id = (SELECT MAX(n.id) FROM loaner_event n "                \
	"WHERE n.loaner_id = l.id) "                                                               \
	"LEFT JOIN loaner_event d ON d.id = (SELECT MAX(n.id) FROM loaner_event n "                \
	"WHERE n.loaner_id = l.id AND n.kind = 'lend' AND l.state <> 'free') "
#define COLUMNS   15
#define DUE_FIRST "ORDER BY l.due_on NULLS LAST, l.id"

#define SELECT_EVENTS                                                                              \
	"SELECT e.id, e.at, e.kind, e.order_id, e.due_on, e.amount_cents, e.line_id, e.text, "     \
	"s.login, s.name, w.code, u.name, l.code, l.name, n.position, n.order_id, "                \
	"n.unit_price_cents, n.removed_at FROM loaner_event e "                                    \
	"JOIN loaner l ON l.id = e.loaner_id JOIN staff s ON s.id = e.staff_id "                   \
	"JOIN work_order w ON w.id = e.order_id JOIN customer u ON u.id = w.customer_id "          \
	"LEFT JOIN order_line n ON n.id = e.line_id "
#define EVENT_COLUMNS 18

static const struct ftl_sql sql[] = {
        [INSERT] = {"loaner_insert",
                    "INSERT INTO loaner (id, site_id, code, name, serial, serial_key, "
                    "deposit_cents, is_retired, created_at, state) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'free')",
                    9, 0, FTL_SQL_WRITE},
        [UPDATE] = {"loaner_update",
                    "UPDATE loaner SET name = $2, serial = $3, serial_key = $4, "
                    "deposit_cents = $5, is_retired = $6 WHERE id = $1",
                    6, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [GET] = {"loaner_get", SELECT FROM "WHERE l.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"loaner_find", SELECT FROM "WHERE l.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [SERIAL] = {"loaner_serial", SELECT FROM "WHERE l.site_id = $1 AND l.serial_key = $2", 2,
                    COLUMNS, FTL_SQL_HOT},
        [LIST] = {"loaner_list", SELECT FROM "WHERE l.site_id = $1 ORDER BY l.id", 1, COLUMNS,
                  FTL_SQL_READ},
        /* There are never many loaners. */
        [OUT + FTL_LOANERS_OF_SITE] = {"loaner_out",
                                       SELECT FROM
                                       "WHERE l.site_id = $1 AND l.state = 'lent' " DUE_FIRST,
                                       1, COLUMNS, FTL_SQL_READ},
        [OUT + FTL_LOANERS_OF_ORDER] = {"loaner_of_order",
                                        SELECT FROM
                                        "WHERE l.order_id = $1 AND l.state = 'lent' " DUE_FIRST,
                                        1, COLUMNS, FTL_SQL_HOT},
        [OUT + FTL_LOANERS_OF_CUSTOMER] =
                {"loaner_of_customer",
                 SELECT FROM "WHERE w.customer_id = $1 AND l.state = 'lent' " DUE_FIRST, 1, COLUMNS,
                 FTL_SQL_READ},
        [EVENT] = {"loaner_event_insert",
                   "INSERT INTO loaner_event (id, loaner_id, at, kind, staff_id, order_id, due_on, "
                   "amount_cents, line_id, text) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                   10, 0, FTL_SQL_WRITE},
        [CACHE] = {"loaner_cache",
                   "UPDATE loaner SET state = $2, order_id = $3, due_on = $4 WHERE id = $1", 4, 0,
                   FTL_SQL_WRITE | FTL_SQL_HOT},
        [EVENTS] = {"loaner_events", SELECT_EVENTS "WHERE e.loaner_id = $1 ORDER BY e.id", 1,
                    EVENT_COLUMNS, FTL_SQL_HOT},
        [EVENTS_OF_ORDER] = {"loaner_events_of_order",
                             SELECT_EVENTS "WHERE e.order_id = $1 ORDER BY e.id", 1, EVENT_COLUMNS,
                             FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_loaner_sql = {"loaner", sql, FTL_COUNT(sql)};

static const char *key_of(struct ftl_arena *arena, const struct ftl_loaner *loaner)
{
	return loaner->serial != NULL ? ftl_text_ident_key(arena, loaner->serial) : NULL;
}

enum ftl_status ftl_store_loaner_insert(struct ftl_db *db, int64_t site_id,
                                        const struct ftl_loaner *loaner, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(loaner->id), ftl_val_i64(site_id), ftl_val_text(loaner->code),
	                 ftl_val_text(loaner->name), ftl_val_text(loaner->serial),
	                 ftl_val_text(key_of(&scratch, loaner)),
	                 ftl_store_opt_val(loaner->deposit_cents), ftl_val_i64(loaner->is_retired),
	                 ftl_val_i64(loaner->created_at)),
	        err);
}

enum ftl_status ftl_store_loaner_update(struct ftl_db *db, const struct ftl_loaner *loaner,
                                        struct ftl_err *err)
{
	FTL_ARENA(scratch);

	return ftl_db_exec(
	        db, &sql[UPDATE],
	        FTL_ARGS(ftl_val_i64(loaner->id), ftl_val_text(loaner->name),
	                 ftl_val_text(loaner->serial), ftl_val_text(key_of(&scratch, loaner)),
	                 ftl_store_opt_val(loaner->deposit_cents), ftl_val_i64(loaner->is_retired)),
	        err);
}

static void read_loaner(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_loaner *)row = (struct ftl_loaner){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .name = ftl_col_text(cursor, 2, arena),
	        .serial = ftl_col_text(cursor, 3, arena),
	        .deposit_cents = ftl_store_opt(cursor, 4),
	        .is_retired = ftl_col_i64(cursor, 5) != 0,
	        .created_at = ftl_col_i64(cursor, 6),
	        .state = (enum ftl_loaner_state)ftl_store_name(cursor, 7, ftl_loaner_state_names,
	                                                       FTL_LOANER_STATES),
	        .order_id = ftl_col_i64(cursor, 8),
	        .due_on = ftl_store_date(cursor, 9),
	        .order_code = ftl_col_text(cursor, 10, arena),
	        .customer_code = ftl_col_text(cursor, 11, arena),
	        .customer = ftl_col_text(cursor, 12, arena),
	        .since = ftl_store_opt(cursor, 13),
	        .taken_cents = ftl_store_opt(cursor, 14),
	};
}

enum ftl_status ftl_store_loaner_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                     struct ftl_loaner *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_loaner, ret,
	                       &found, err));
	return found ? FTL_OK : ftl_fail(err, FTL_DB, NULL, "a loaner is missing");
}

enum ftl_status ftl_store_loaner_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                      struct ftl_loaner *ret, bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_loaner, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_loaner_serial(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                        const char *serial_key, struct ftl_loaner *ret,
                                        bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[SERIAL],
	                      FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(serial_key)), arena,
	                      read_loaner, ret, ret_found, err);
}

static enum ftl_status collect(struct ftl_db *db, const struct ftl_sql *statement, int64_t key,
                               struct ftl_arena *arena, const struct ftl_loaner **ret,
                               size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, statement, FTL_ARGS(ftl_val_i64(key)), arena, read_loaner,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_loaner_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                      const struct ftl_loaner **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	return collect(db, &sql[LIST], site_id, arena, ret, ret_count, err);
}

enum ftl_status ftl_store_loaner_out(struct ftl_db *db, struct ftl_arena *arena,
                                     enum ftl_loaner_out which, int64_t key,
                                     const struct ftl_loaner **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return collect(db, &sql[OUT + which], key, arena, ret, ret_count, err);
}

enum ftl_status ftl_store_loaner_event(struct ftl_db *db, int64_t loaner_id,
                                       const struct ftl_loaner_event *event, int64_t staff_id,
                                       const char *text, const struct ftl_loaner_facts *facts,
                                       struct ftl_err *err)
{
	char due[FTL_DATE_TEXT_SIZE];

	FTL_TRY(ftl_db_exec(
	        db, &sql[EVENT],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(loaner_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_loaner_act_names[event->act]), ftl_val_i64(staff_id),
	                 ftl_val_i64(event->order_id), ftl_store_date_val(due, event->due_on),
	                 ftl_store_opt_val(event->amount_cents), ftl_val_id(event->line_id),
	                 ftl_val_text(text)),
	        err));
	return ftl_db_exec(
	        db, &sql[CACHE],
	        FTL_ARGS(ftl_val_i64(loaner_id), ftl_val_text(ftl_loaner_state_names[facts->state]),
	                 ftl_val_id(facts->order_id), ftl_store_date_val(due, facts->due_on)),
	        err);
}

static void read_event(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_loaner_row *)row = (struct ftl_loaner_row){
	        .event = {.id = ftl_col_i64(cursor, 0),
	                  .at = ftl_col_i64(cursor, 1),
	                  .act = (enum ftl_loaner_act)ftl_store_name(
	                          cursor, 2, ftl_loaner_act_names, FTL_LOANER_ACTS),
	                  .order_id = ftl_col_i64(cursor, 3),
	                  .due_on = ftl_store_date(cursor, 4),
	                  .amount_cents = ftl_store_opt(cursor, 5),
	                  .line_id = ftl_col_i64(cursor, 6)},
	        .text = ftl_col_text(cursor, 7, arena),
	        .staff = ftl_col_text(cursor, 8, arena),
	        .staff_name = ftl_col_text(cursor, 9, arena),
	        .order_code = ftl_col_text(cursor, 10, arena),
	        .customer = ftl_col_text(cursor, 11, arena),
	        .loaner_code = ftl_col_text(cursor, 12, arena),
	        .loaner = ftl_col_text(cursor, 13, arena),
	        .line_position = (int)ftl_col_i64(cursor, 14),
	        .line_order_id = ftl_col_i64(cursor, 15),
	        .line_cents = ftl_col_i64(cursor, 16),
	        .is_line_removed = !ftl_col_is_null(cursor, 17),
	};
}

static enum ftl_status collect_events(struct ftl_db *db, const struct ftl_sql *statement,
                                      int64_t key, struct ftl_arena *arena,
                                      const struct ftl_loaner_row **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	return ftl_store_collect(db, statement, FTL_ARGS(ftl_val_i64(key)), arena, read_event,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_loaner_events(struct ftl_db *db, struct ftl_arena *arena,
                                        int64_t loaner_id, const struct ftl_loaner_row **ret,
                                        size_t *ret_count, struct ftl_err *err)
{
	return collect_events(db, &sql[EVENTS], loaner_id, arena, ret, ret_count, err);
}

enum ftl_status ftl_store_loaner_events_of_order(struct ftl_db *db, struct ftl_arena *arena,
                                                 int64_t order_id,
                                                 const struct ftl_loaner_row **ret,
                                                 size_t *ret_count, struct ftl_err *err)
{
	return collect_events(db, &sql[EVENTS_OF_ORDER], order_id, arena, ret, ret_count, err);
}
