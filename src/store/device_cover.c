#include "store/device_cover.h"

#include "store/row.h"

enum { INSERT, VOID, LIST, EXCHANGE_INSERT, EXCHANGE_REMOVE, EXCHANGE_BY_NEW, EXCHANGE_BY_OLD };

static const struct ftl_sql sql[] = {
        [INSERT] = {"device_cover_insert",
                    "INSERT INTO device_cover (id, device_id, position, term_id, starts_on, "
                    "is_provisional, ends_on, proof, source, staff_id, created_at) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    11, 0, FTL_SQL_WRITE},
        [VOID] = {"device_cover_void", "UPDATE device_cover SET void_reason = $2 WHERE id = $1", 2,
                  0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LIST] = {"device_cover_list",
                  "SELECT c.id, c.device_id, c.position, c.term_id, c.starts_on, "
                  "c.is_provisional, c.ends_on, c.proof, c.source, s.login, c.created_at, "
                  "c.void_reason "
                  "FROM device_cover c JOIN staff s ON s.id = c.staff_id "
                  "WHERE c.device_id = $1 ORDER BY c.position",
                  1, 12, FTL_SQL_HOT},
        [EXCHANGE_INSERT] = {"exchange_insert",
                             "INSERT INTO device_exchange (new_device_id, old_device_id, "
                             "exchanged_on, staff_id, created_at) VALUES ($1, $2, $3, $4, $5)",
                             5, 0, FTL_SQL_WRITE},
        [EXCHANGE_REMOVE] = {"exchange_remove",
                             "DELETE FROM device_exchange WHERE new_device_id = $1", 1, 0,
                             FTL_SQL_WRITE | FTL_SQL_HOT},
        [EXCHANGE_BY_NEW] = {"exchange_by_new",
                             "SELECT old_device_id, new_device_id, exchanged_on "
                             "FROM device_exchange WHERE new_device_id = $1",
                             1, 3, FTL_SQL_HOT},
        [EXCHANGE_BY_OLD] = {"exchange_by_old",
                             "SELECT old_device_id, new_device_id, exchanged_on "
                             "FROM device_exchange WHERE old_device_id = $1",
                             1, 3, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_device_cover_sql = {"device_cover", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_device_cover_insert(struct ftl_db *db,
                                              const struct ftl_device_cover *cover,
                                              int64_t staff_id, struct ftl_err *err)
{
	char from[FTL_DATE_TEXT_SIZE], to[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(cover->id), ftl_val_i64(cover->device_id),
	                            ftl_val_i64(cover->position), ftl_val_i64(cover->term_id),
	                            ftl_store_date_val(from, ftl_some(cover->starts_on)),
	                            ftl_val_i64(cover->is_provisional),
	                            ftl_store_date_val(to, cover->ends_on),
	                            ftl_val_text(cover->proof), ftl_val_text(cover->source),
	                            ftl_val_i64(staff_id), ftl_val_i64(cover->created_at)),
	                   err);
}

enum ftl_status ftl_store_device_cover_void(struct ftl_db *db, int64_t id, const char *reason,
                                            struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[VOID], FTL_ARGS(ftl_val_i64(id), ftl_val_text(reason)), err);
}

static void read_cover(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_device_cover *)row = (struct ftl_device_cover){
	        .id = ftl_col_i64(cursor, 0),
	        .device_id = ftl_col_i64(cursor, 1),
	        .position = (int)ftl_col_i64(cursor, 2),
	        .term_id = ftl_col_i64(cursor, 3),
	        .starts_on = (int32_t)ftl_store_date(cursor, 4).value,
	        .is_provisional = ftl_col_i64(cursor, 5) != 0,
	        .ends_on = ftl_store_date(cursor, 6),
	        .proof = ftl_col_text(cursor, 7, arena),
	        .source = ftl_col_text(cursor, 8, arena),
	        .staff = ftl_col_text(cursor, 9, arena),
	        .created_at = ftl_col_i64(cursor, 10),
	        .void_reason = ftl_col_text(cursor, 11, arena),
	};
}

enum ftl_status ftl_store_device_cover_list(struct ftl_db *db, struct ftl_arena *arena,
                                            int64_t device_id, const struct ftl_device_cover **ret,
                                            size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(device_id)), arena,
	                         read_cover, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_exchange_insert(struct ftl_db *db, const struct ftl_exchange *exchange,
                                          int64_t staff_id, int64_t now, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[EXCHANGE_INSERT],
	                   FTL_ARGS(ftl_val_i64(exchange->new_device_id),
	                            ftl_val_i64(exchange->old_device_id),
	                            ftl_store_date_val(date, ftl_some(exchange->exchanged_on)),
	                            ftl_val_i64(staff_id), ftl_val_i64(now)),
	                   err);
}

enum ftl_status ftl_store_exchange_remove(struct ftl_db *db, int64_t new_device_id,
                                          struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[EXCHANGE_REMOVE], FTL_ARGS(ftl_val_i64(new_device_id)), err);
}

static enum ftl_status get_exchange(struct ftl_db *db, int statement, int64_t device_id,
                                    struct ftl_exchange *ret, bool *ret_found, struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_cursor_open(db, &sql[statement], FTL_ARGS(ftl_val_i64(device_id)), &cursor,
	                        err));
	FTL_TRY(ftl_cursor_next(cursor, ret_found, err));
	if (*ret_found)
		*ret = (struct ftl_exchange){ftl_col_i64(cursor, 0), ftl_col_i64(cursor, 1),
		                             (int32_t)ftl_store_date(cursor, 2).value};
	return FTL_OK;
}

enum ftl_status ftl_store_exchange_by_new(struct ftl_db *db, int64_t device_id,
                                          struct ftl_exchange *ret, bool *ret_found,
                                          struct ftl_err *err)
{
	return get_exchange(db, EXCHANGE_BY_NEW, device_id, ret, ret_found, err);
}

enum ftl_status ftl_store_exchange_by_old(struct ftl_db *db, int64_t device_id,
                                          struct ftl_exchange *ret, bool *ret_found,
                                          struct ftl_err *err)
{
	return get_exchange(db, EXCHANGE_BY_OLD, device_id, ret, ret_found, err);
}
