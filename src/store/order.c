#include "store/order.h"

#include "fettle/base/digest.h"
#include "store/row.h"

enum {
	INTAKE_INSERT,
	INTAKE_FIND,
	INSERT,
	CACHE,
	CACHED,
	PROMISE,
	PRIORITY,
	GET,
	FIND,
	ALL,
	OPEN,
	OF_DEVICE,
	OF_CUSTOMER,
	OF_INTAKE
};

#define SELECT                                                                                     \
	"SELECT w.id, w.code, i.code, w.customer_id, c.code, c.name, w.device_id, d.code, "        \
	"k.name, "                                                                                 \
	"d.brand, d.model, d.serial, d.imei, w.priority, w.fault, w.condition, "                   \
	"w.approval_limit_cents, w.promised_on, w.first_promised_on, "                             \
	"(SELECT r.code FROM work_order r WHERE r.id = w.returns_for_id), w.source, w.state, "     \
	"w.hold, w.result, w.barrier, w.technician_id, t.login, t.name, w.received_at, "           \
	"w.ready_at, w.handed_over_at, w.closed_at, w.state_since, w.last_event_at, "              \
	"w.last_event_id, w.is_open, d.asset_tag, l.name, l.kind FROM work_order w "               \
	"JOIN intake i ON i.id = w.intake_id JOIN customer c ON c.id = w.customer_id "             \
	"JOIN device d ON d.id = w.device_id LEFT JOIN category k ON k.id = d.category_id "        \
	"LEFT JOIN staff t ON t.id = w.technician_id "                                             \
	"LEFT JOIN piece p ON p.order_id = w.id AND p.position = 1 "                               \
	"LEFT JOIN place l ON l.id = p.place_id "
#define COLUMNS 39

static const struct ftl_sql sql[] = {
        [INTAKE_INSERT] =
                {"intake_insert",
                 "INSERT INTO intake (id, site_id, code, customer_id, staff_id, received_at) "
                 "VALUES ($1, $2, $3, $4, $5, $6)",
                 6, 0, FTL_SQL_WRITE},
        [INTAKE_FIND] = {"intake_find",
                         "SELECT id, code, customer_id, staff_id, received_at FROM intake "
                         "WHERE code = $1",
                         1, 5, FTL_SQL_HOT},
        [INSERT] =
                {"order_insert",
                 "INSERT INTO work_order (id, site_id, code, intake_id, device_id, customer_id, "
                 "priority, fault, condition, approval_limit_cents, promised_on, "
                 "first_promised_on, returns_for_id, source, seal_key, state, hold, result, "
                 "barrier, technician_id, received_at, ready_at, handed_over_at, closed_at, "
                 "state_since, last_event_at, last_event_id, is_open) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $14, $15, "
                 "$16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27)",
                 27, 0, FTL_SQL_WRITE},
        [CACHE] = {"order_cache",
                   "UPDATE work_order SET state = $2, hold = $3, result = $4, barrier = $5, "
                   "technician_id = $6, received_at = $7, ready_at = $8, handed_over_at = $9, "
                   "closed_at = $10, state_since = $11, last_event_at = $12, last_event_id = $13, "
                   "is_open = $14 WHERE id = $1",
                   14, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [CACHED] = {"order_cached",
                    "SELECT code, state, hold, result, barrier, technician_id, received_at, "
                    "ready_at, handed_over_at, closed_at, state_since, last_event_at, "
                    "last_event_id, is_open, promised_on, first_promised_on FROM work_order "
                    "WHERE id = $1",
                    1, 16, FTL_SQL_HOT},
        [PROMISE] = {"order_promise",
                     "UPDATE work_order SET promised_on = $2, "
                     "first_promised_on = COALESCE(first_promised_on, $2) WHERE id = $1",
                     2, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [PRIORITY] = {"order_priority", "UPDATE work_order SET priority = $2 WHERE id = $1", 2, 0,
                      FTL_SQL_WRITE | FTL_SQL_HOT},
        [GET] = {"order_get", SELECT "WHERE w.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"order_find", SELECT "WHERE w.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [ALL] = {"order_all", SELECT "WHERE w.site_id = $1 ORDER BY w.id DESC", 1, COLUMNS,
                 FTL_SQL_READ},
        [OPEN] = {"order_open",
                  SELECT "WHERE w.site_id = $1 AND w.is_open = 1 "
                         "ORDER BY w.promised_on NULLS LAST, w.id",
                  1, COLUMNS, FTL_SQL_READ},
        [OF_DEVICE] = {"order_of_device", SELECT "WHERE w.device_id = $1 ORDER BY w.id DESC", 1,
                       COLUMNS, FTL_SQL_HOT},
        [OF_CUSTOMER] = {"order_of_customer", SELECT "WHERE w.customer_id = $1 ORDER BY w.id DESC",
                         1, COLUMNS, FTL_SQL_HOT},
        [OF_INTAKE] = {"order_of_intake", SELECT "WHERE w.intake_id = $1 ORDER BY w.id", 1, COLUMNS,
                       FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_order_sql = {"order", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_intake_insert(struct ftl_db *db, int64_t site_id,
                                        const struct ftl_intake_row *intake, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INTAKE_INSERT],
	                   FTL_ARGS(ftl_val_i64(intake->id), ftl_val_i64(site_id),
	                            ftl_val_text(intake->code), ftl_val_i64(intake->customer_id),
	                            ftl_val_i64(intake->staff_id),
	                            ftl_val_i64(intake->received_at)),
	                   err);
}

enum ftl_status ftl_store_intake_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                      struct ftl_intake_row *ret, bool *ret_found,
                                      struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[INTAKE_FIND], FTL_ARGS(ftl_val_text(code)), &cursor,
	                        ret_found, err));
	if (*ret_found)
		*ret = (struct ftl_intake_row){
		        .id = ftl_col_i64(cursor, 0),
		        .code = ftl_col_text(cursor, 1, arena),
		        .customer_id = ftl_col_i64(cursor, 2),
		        .staff_id = ftl_col_i64(cursor, 3),
		        .received_at = ftl_col_i64(cursor, 4),
		};
	return FTL_OK;
}

/* Instants of the facts are 0 when they have not happened. */
static struct ftl_val happened(int64_t at)
{
	return ftl_val_opt(at != 0, at);
}

enum ftl_status ftl_store_order_insert(struct ftl_db *db, int64_t site_id,
                                       const struct ftl_order_insert *order,
                                       const struct ftl_order_facts *facts, int64_t last_event_id,
                                       struct ftl_err *err)
{
	unsigned char seal_key[FTL_KEY_SIZE];
	char date[FTL_DATE_TEXT_SIZE];

	ftl_random(seal_key, sizeof(seal_key));
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(order->id), ftl_val_i64(site_id),
	                            ftl_val_text(order->code), ftl_val_i64(order->intake_id),
	                            ftl_val_i64(order->device_id), ftl_val_i64(order->customer_id),
	                            ftl_val_text(ftl_priority_names[order->priority]),
	                            ftl_val_text(order->fault), ftl_val_text(order->condition),
	                            ftl_store_opt_val(order->approval_limit_cents),
	                            ftl_store_date_val(date, order->promised_on),
	                            ftl_val_id(order->returns_for_id), ftl_val_text(order->source),
	                            ftl_val_blob(seal_key, sizeof(seal_key)),
	                            ftl_val_text(ftl_state_names[facts->state]),
	                            ftl_val_text(ftl_hold_names[facts->hold]),
	                            ftl_val_text(ftl_result_names[facts->result]),
	                            ftl_val_text(ftl_barrier_names[facts->barrier]),
	                            ftl_val_id(facts->technician_id), happened(facts->received_at),
	                            happened(facts->ready_at), happened(facts->handed_over_at),
	                            happened(facts->closed_at), ftl_val_i64(facts->state_since),
	                            ftl_val_i64(facts->last_event_at), ftl_val_i64(last_event_id),
	                            ftl_val_i64(ftl_state_is_open(facts->state))),
	                   err);
}

enum ftl_status ftl_store_order_cache(struct ftl_db *db, int64_t id,
                                      const struct ftl_order_facts *facts, int64_t last_event_id,
                                      struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[CACHE],
	                   FTL_ARGS(ftl_val_i64(id), ftl_val_text(ftl_state_names[facts->state]),
	                            ftl_val_text(ftl_hold_names[facts->hold]),
	                            ftl_val_text(ftl_result_names[facts->result]),
	                            ftl_val_text(ftl_barrier_names[facts->barrier]),
	                            ftl_val_id(facts->technician_id), happened(facts->received_at),
	                            happened(facts->ready_at), happened(facts->handed_over_at),
	                            happened(facts->closed_at), ftl_val_i64(facts->state_since),
	                            ftl_val_i64(facts->last_event_at), ftl_val_i64(last_event_id),
	                            ftl_val_i64(ftl_state_is_open(facts->state))),
	                   err);
}

enum ftl_status ftl_store_order_promise(struct ftl_db *db, int64_t id, int32_t promised_on,
                                        struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[PROMISE],
	        FTL_ARGS(ftl_val_i64(id), ftl_store_date_val(date, ftl_some(promised_on))), err);
}

enum ftl_status ftl_store_order_priority(struct ftl_db *db, int64_t id, enum ftl_priority priority,
                                         struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[PRIORITY],
	                   FTL_ARGS(ftl_val_i64(id), ftl_val_text(ftl_priority_names[priority])),
	                   err);
}

static void read_order(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_order *order = row;

	*order = (struct ftl_order){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .intake_code = ftl_col_text(cursor, 2, arena),
	        .customer_id = ftl_col_i64(cursor, 3),
	        .customer_code = ftl_col_text(cursor, 4, arena),
	        .customer = ftl_col_text(cursor, 5, arena),
	        .device_id = ftl_col_i64(cursor, 6),
	        .device_code = ftl_col_text(cursor, 7, arena),
	        .category = ftl_col_text(cursor, 8, arena),
	        .brand = ftl_col_text(cursor, 9, arena),
	        .model = ftl_col_text(cursor, 10, arena),
	        .serial = ftl_col_text(cursor, 11, arena),
	        .imei = ftl_col_text(cursor, 12, arena),
	        .priority = (enum ftl_priority)ftl_store_name(cursor, 13, ftl_priority_names,
	                                                      FTL_PRIORITIES),
	        .fault = ftl_col_text(cursor, 14, arena),
	        .condition = ftl_col_text(cursor, 15, arena),
	        .approval_limit_cents = ftl_store_opt(cursor, 16),
	        .promised_on = ftl_store_date(cursor, 17),
	        .first_promised_on = ftl_store_date(cursor, 18),
	        .returns_for = ftl_col_text(cursor, 19, arena),
	        .source = ftl_col_text(cursor, 20, arena),
	        .state = (enum ftl_state)ftl_store_name(cursor, 21, ftl_state_names, FTL_STATES),
	        .hold = (enum ftl_hold)ftl_store_name(cursor, 22, ftl_hold_names, FTL_HOLDS),
	        .result =
	                (enum ftl_result)ftl_store_name(cursor, 23, ftl_result_names, FTL_RESULTS),
	        .barrier = (enum ftl_barrier)ftl_store_name(cursor, 24, ftl_barrier_names,
	                                                    FTL_BARRIERS),
	        .technician_id = ftl_col_i64(cursor, 25),
	        .technician = ftl_col_text(cursor, 26, arena),
	        .technician_name = ftl_col_text(cursor, 27, arena),
	        .received_at = ftl_store_opt(cursor, 28),
	        .ready_at = ftl_store_opt(cursor, 29),
	        .handed_over_at = ftl_store_opt(cursor, 30),
	        .closed_at = ftl_store_opt(cursor, 31),
	        .state_since = ftl_col_i64(cursor, 32),
	        .last_event_at = ftl_col_i64(cursor, 33),
	        .last_event_id = ftl_col_i64(cursor, 34),
	        .is_open = ftl_col_i64(cursor, 35) != 0,
	        .asset_tag = ftl_col_text(cursor, 36, arena),
	        .place = ftl_col_text(cursor, 37, arena),
	        .place_kind = (enum ftl_place_kind)ftl_store_name(cursor, 38, ftl_place_kind_names,
	                                                          FTL_PLACE_KINDS),
	};
}

enum ftl_status ftl_store_order_cached(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                       struct ftl_order *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[CACHED], FTL_ARGS(ftl_val_i64(id)), &cursor, &found, err));
	if (!found)
		return ftl_fail(err, FTL_DB, NULL, "work order row %lld is missing", (long long)id);
	*ret = (struct ftl_order){
	        .id = id,
	        .code = ftl_col_text(cursor, 0, arena),
	        .state = (enum ftl_state)ftl_store_name(cursor, 1, ftl_state_names, FTL_STATES),
	        .hold = (enum ftl_hold)ftl_store_name(cursor, 2, ftl_hold_names, FTL_HOLDS),
	        .result = (enum ftl_result)ftl_store_name(cursor, 3, ftl_result_names, FTL_RESULTS),
	        .barrier = (enum ftl_barrier)ftl_store_name(cursor, 4, ftl_barrier_names,
	                                                    FTL_BARRIERS),
	        .technician_id = ftl_col_i64(cursor, 5),
	        .received_at = ftl_store_opt(cursor, 6),
	        .ready_at = ftl_store_opt(cursor, 7),
	        .handed_over_at = ftl_store_opt(cursor, 8),
	        .closed_at = ftl_store_opt(cursor, 9),
	        .state_since = ftl_col_i64(cursor, 10),
	        .last_event_at = ftl_col_i64(cursor, 11),
	        .last_event_id = ftl_col_i64(cursor, 12),
	        .is_open = ftl_col_i64(cursor, 13) != 0,
	        .promised_on = ftl_store_date(cursor, 14),
	        .first_promised_on = ftl_store_date(cursor, 15),
	};
	return FTL_OK;
}

enum ftl_status ftl_store_order_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                    struct ftl_order *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_order, ret,
	                       &found, err));
	return found ? FTL_OK
	             : ftl_fail(err, FTL_DB, NULL, "work order row %lld is missing", (long long)id);
}

enum ftl_status ftl_store_order_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                     struct ftl_order *ret, bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_order, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_order_select(struct ftl_db *db, enum ftl_order_set set, int64_t key,
                                       struct ftl_cursor **ret, struct ftl_err *err)
{
	static const int statements[] = {
	        [FTL_ORDERS_ALL] = ALL,          [FTL_ORDERS_OPEN] = OPEN,
	        [FTL_ORDERS_DEVICE] = OF_DEVICE, [FTL_ORDERS_CUSTOMER] = OF_CUSTOMER,
	        [FTL_ORDERS_INTAKE] = OF_INTAKE,
	};

	return ftl_cursor_open(db, &sql[statements[set]], FTL_ARGS(ftl_val_i64(key)), ret, err);
}

enum ftl_status ftl_store_order_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                     struct ftl_order *ret, bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (*ret_more)
		read_order(cursor, arena, ret);
	return FTL_OK;
}

enum ftl_status ftl_store_order_collect(struct ftl_db *db, struct ftl_arena *arena,
                                        enum ftl_order_set set, int64_t key, size_t limit,
                                        const struct ftl_order **ret, size_t *ret_count,
                                        struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct ftl_order *rows = NULL;
	size_t count = 0, capacity = 0;
	bool more = true;

	FTL_TRY(ftl_store_order_select(db, set, key, &cursor, err));
	while (count < limit) {
		rows = ftl_store_grow(arena, rows, count, &capacity, sizeof(*rows));
		FTL_TRY(ftl_store_order_next(cursor, arena, &rows[count], &more, err));
		if (!more)
			break;
		count++;
	}
	*ret = rows;
	*ret_count = count;
	return FTL_OK;
}
