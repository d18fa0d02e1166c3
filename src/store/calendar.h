#ifndef FETTLE_STORE_CALENDAR_H
#define FETTLE_STORE_CALENDAR_H

#include "fettle/db/db.h"
#include "fettle/model/calendar.h"

extern const struct ftl_sql_table ftl_calendar_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_window_list(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t site_id,
                                                     const struct ftl_calendar_window **ret,
                                                     size_t *ret_count, struct ftl_err *err);
/* Replaces the set that holds from a date on. */
FTL_MUST_CHECK enum ftl_status ftl_store_window_replace(struct ftl_db *db, int64_t site_id,
                                                        int32_t effective_from,
                                                        const struct ftl_calendar_window *windows,
                                                        size_t count, struct ftl_err *err);

struct ftl_calendar_day_row {
	struct ftl_calendar_day day;
	const char *name;
};
FTL_MUST_CHECK enum ftl_status ftl_store_day_list(struct ftl_db *db, struct ftl_arena *arena,
                                                  int64_t site_id,
                                                  const struct ftl_calendar_day_row **ret,
                                                  size_t *ret_count, struct ftl_err *err);
/* Forgets what was said of a day, then says it anew (count windows; 0: nothing special). */
FTL_MUST_CHECK enum ftl_status ftl_store_day_replace(struct ftl_db *db, int64_t site_id,
                                                     int32_t date,
                                                     const struct ftl_calendar_day *windows,
                                                     size_t count, const char *name,
                                                     struct ftl_err *err);

#endif
