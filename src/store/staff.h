#ifndef FETTLE_STORE_STAFF_H
#define FETTLE_STORE_STAFF_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_staff_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_staff_insert(struct ftl_db *db, int64_t site_id,
                                                      const struct ftl_staff *staff,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_store_staff_update(struct ftl_db *db, const struct ftl_staff *staff, struct ftl_err *err);
/* *ret_found is false when nobody has that login. */
FTL_MUST_CHECK enum ftl_status ftl_store_staff_find(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id, const char *login,
                                                    struct ftl_staff *ret, bool *ret_found,
                                                    struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_staff_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id, const struct ftl_staff **ret,
                                                    size_t *ret_count, struct ftl_err *err);

/* A login as it is stored and found: in small letters, so that Lena and lena are one person. */
const char *ftl_store_login(struct ftl_arena *arena, const char *login);

#endif
