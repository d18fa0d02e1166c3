#include "store/calendar.h"

#include "store/row.h"

enum { WINDOW_LIST, WINDOW_CLEAR, WINDOW_INSERT, DAY_LIST, DAY_CLEAR, DAY_INSERT };

static const struct ftl_sql sql[] = {
        [WINDOW_LIST] = {"window_list",
                         "SELECT effective_from, weekday, opens, closes FROM calendar_window "
                         "WHERE site_id = $1 ORDER BY effective_from, weekday, opens",
                         1, 4, FTL_SQL_HOT},
        [WINDOW_CLEAR] = {"window_clear",
                          "DELETE FROM calendar_window WHERE site_id = $1 AND effective_from = $2",
                          2, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [WINDOW_INSERT] = {"window_insert",
                           "INSERT INTO calendar_window (site_id, effective_from, weekday, opens, "
                           "closes) VALUES ($1, $2, $3, $4, $5)",
                           5, 0, FTL_SQL_WRITE},
        [DAY_LIST] = {"day_list",
                      "SELECT day, opens, closes, name FROM calendar_day WHERE site_id = $1 "
                      "ORDER BY day, opens",
                      1, 4, FTL_SQL_HOT},
        [DAY_CLEAR] = {"day_clear", "DELETE FROM calendar_day WHERE site_id = $1 AND day = $2", 2,
                       0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [DAY_INSERT] = {"day_insert",
                        "INSERT INTO calendar_day (site_id, day, opens, closes, name) "
                        "VALUES ($1, $2, $3, $4, $5)",
                        5, 0, FTL_SQL_WRITE},
};
const struct ftl_sql_table ftl_calendar_sql = {"calendar", sql, FTL_COUNT(sql)};

static void read_window(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_calendar_window *window = row;

	(void)arena;
	window->effective_from = (int32_t)ftl_store_date(cursor, 0).value;
	window->weekday = (int)ftl_col_i64(cursor, 1);
	window->opens = (int32_t)ftl_col_i64(cursor, 2);
	window->closes = (int32_t)ftl_col_i64(cursor, 3);
}

enum ftl_status ftl_store_window_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                      const struct ftl_calendar_window **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[WINDOW_LIST], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_window, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_window_replace(struct ftl_db *db, int64_t site_id, int32_t effective_from,
                                         const struct ftl_calendar_window *windows, size_t count,
                                         struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];
	struct ftl_val from = ftl_val_text(ftl_date_format(date, effective_from));

	FTL_TRY(ftl_db_exec(db, &sql[WINDOW_CLEAR], FTL_ARGS(ftl_val_i64(site_id), from), err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(ftl_db_exec(
		        db, &sql[WINDOW_INSERT],
		        FTL_ARGS(ftl_val_i64(site_id), from, ftl_val_i64(windows[i].weekday),
		                 ftl_val_i64(windows[i].opens), ftl_val_i64(windows[i].closes)),
		        err));
	return FTL_OK;
}

static void read_day(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_calendar_day_row *day = row;

	day->day.date = (int32_t)ftl_store_date(cursor, 0).value;
	day->day.opens = (int32_t)ftl_col_i64(cursor, 1);
	day->day.closes = (int32_t)ftl_col_i64(cursor, 2);
	day->name = ftl_col_text(cursor, 3, arena);
}

enum ftl_status ftl_store_day_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                   const struct ftl_calendar_day_row **ret, size_t *ret_count,
                                   struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[DAY_LIST], FTL_ARGS(ftl_val_i64(site_id)), arena,
	                         read_day, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_day_replace(struct ftl_db *db, int64_t site_id, int32_t date,
                                      const struct ftl_calendar_day *windows, size_t count,
                                      const char *name, struct ftl_err *err)
{
	char text[FTL_DATE_TEXT_SIZE];
	struct ftl_val day = ftl_val_text(ftl_date_format(text, date));

	FTL_TRY(ftl_db_exec(db, &sql[DAY_CLEAR], FTL_ARGS(ftl_val_i64(site_id), day), err));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(ftl_db_exec(db, &sql[DAY_INSERT],
		                    FTL_ARGS(ftl_val_i64(site_id), day,
		                             ftl_val_i64(windows[i].opens),
		                             ftl_val_i64(windows[i].closes), ftl_val_text(name)),
		                    err));
	return FTL_OK;
}
