#ifndef FETTLE_STORE_PLACE_H
#define FETTLE_STORE_PLACE_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_place_sql;

/* The name as it is compared: without case and blanks. */
const char *ftl_store_place_key(struct ftl_arena *arena, const char *name);

FTL_MUST_CHECK enum ftl_status ftl_store_place_insert(struct ftl_db *db, int64_t site_id,
                                                      const struct ftl_place *place,
                                                      struct ftl_err *err);
/* Name and whether it is retired. */
FTL_MUST_CHECK enum ftl_status
ftl_store_place_update(struct ftl_db *db, const struct ftl_place *place, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_place_get(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t id, struct ftl_place *ret,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_place_find(struct ftl_db *db, struct ftl_arena *arena,
                                                    const char *code, struct ftl_place *ret,
                                                    bool *ret_found, struct ftl_err *err);
/* By its name, in any spelling. */
FTL_MUST_CHECK enum ftl_status ftl_store_place_named(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t site_id, const char *name,
                                                     struct ftl_place *ret, bool *ret_found,
                                                     struct ftl_err *err);
/* All of a site, by kind and name. */
FTL_MUST_CHECK enum ftl_status ftl_store_place_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t site_id, const struct ftl_place **ret,
                                                    size_t *ret_count, struct ftl_err *err);
/* The id of the desk of a site that has exactly one in use; 0: it has none, or several. */
FTL_MUST_CHECK enum ftl_status ftl_store_place_desk(struct ftl_db *db, int64_t site_id,
                                                    int64_t *ret, struct ftl_err *err);
/* What lies there, job by job. */
FTL_MUST_CHECK enum ftl_status ftl_store_place_pieces(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t place_id,
                                                      const struct ftl_place_piece **ret,
                                                      size_t *ret_count, struct ftl_err *err);

#endif
