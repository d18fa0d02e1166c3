#ifndef FETTLE_STORE_ORDS_H
#define FETTLE_STORE_ORDS_H

#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_ords_sql;

#define FTL_ORDS_COLUMNS 14

/* An Open Repair Data record as it was read, in the standard's order of columns. */
struct ftl_ords_row {
	const char *field[FTL_ORDS_COLUMNS];
};

FTL_MUST_CHECK enum ftl_status ftl_store_ords_insert(struct ftl_db *db, int64_t order_id,
                                                     const struct ftl_ords_row *row,
                                                     struct ftl_err *err);
/* The record of an id. */
FTL_MUST_CHECK enum ftl_status ftl_store_ords_get(struct ftl_db *db, struct ftl_arena *arena,
                                                  const char *ords_id, struct ftl_ords_row *ret,
                                                  bool *ret_found, struct ftl_err *err);
/* Every record of a site, in order of import, one after the other; strings in the arena. */
FTL_MUST_CHECK enum ftl_status ftl_store_ords_list(struct ftl_db *db, int64_t site_id,
                                                   struct ftl_cursor **ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_ords_next(struct ftl_cursor *cursor,
                                                   struct ftl_arena *arena,
                                                   struct ftl_ords_row *ret, bool *ret_more,
                                                   struct ftl_err *err);

#endif
