#include "store/meter.h"

#include "store/row.h"

enum { INSERT, LIST, ON };

static const struct ftl_sql sql[] = {
        [INSERT] = {"meter_insert",
                    "INSERT INTO device_meter (id, device_id, read_on, reading, unit, reason, "
                    "staff_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    8, 0, FTL_SQL_WRITE},
        [LIST] = {"meter_list",
                  "SELECT m.id, m.read_on, m.reading, m.unit, m.reason, s.login, m.at "
                  "FROM device_meter m JOIN staff s ON s.id = m.staff_id "
                  "WHERE m.device_id = $1 ORDER BY m.read_on, m.id",
                  1, 7, FTL_SQL_HOT},
        [ON] = {"meter_on",
                "SELECT reading FROM device_meter WHERE device_id = $1 AND read_on <= $2 "
                "ORDER BY read_on DESC, id DESC LIMIT 1",
                2, 1, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_meter_sql = {"meter", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_meter_insert(struct ftl_db *db, int64_t device_id, int64_t staff_id,
                                       const struct ftl_meter_row *row, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(row->id), ftl_val_i64(device_id),
	                            ftl_store_date_val(date, ftl_some(row->read_on)),
	                            ftl_val_i64(row->meter.reading), ftl_val_text(row->meter.unit),
	                            ftl_val_text(row->reason), ftl_val_i64(staff_id),
	                            ftl_val_i64(row->at)),
	                   err);
}

static void read_row(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_meter_row *)row = (struct ftl_meter_row){
	        .id = ftl_col_i64(cursor, 0),
	        .read_on = (int32_t)ftl_store_date(cursor, 1).value,
	        .meter = {ftl_col_i64(cursor, 2), ftl_col_text(cursor, 3, arena)},
	        .reason = ftl_col_text(cursor, 4, arena),
	        .staff = ftl_col_text(cursor, 5, arena),
	        .at = ftl_col_i64(cursor, 6),
	};
}

enum ftl_status ftl_store_meter_list(struct ftl_db *db, struct ftl_arena *arena, int64_t device_id,
                                     const struct ftl_meter_row **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(device_id)), arena, read_row,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_meter_on(struct ftl_db *db, int64_t device_id, int32_t day,
                                   struct ftl_opt *ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	char date[FTL_DATE_TEXT_SIZE];
	bool found;

	FTL_TRY(ftl_store_first(
	        db, &sql[ON],
	        FTL_ARGS(ftl_val_i64(device_id), ftl_store_date_val(date, ftl_some(day))), &cursor,
	        &found, err));
	*ret = found ? ftl_some(ftl_col_i64(cursor, 0)) : ftl_none();
	return FTL_OK;
}
