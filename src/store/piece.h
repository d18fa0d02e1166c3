#ifndef FETTLE_STORE_PIECE_H
#define FETTLE_STORE_PIECE_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_piece_sql;

enum ftl_custody { FTL_CUSTODY_IN, FTL_CUSTODY_OUT, FTL_CUSTODY_MISSING, FTL_CUSTODIES };

FTL_MUST_CHECK enum ftl_status ftl_store_piece_insert(struct ftl_db *db, int64_t site_id,
                                                      const struct ftl_piece *piece,
                                                      struct ftl_err *err);
/* A custody event: the piece came in, went out, or is missing (with text). Sets is_here. */
FTL_MUST_CHECK enum ftl_status ftl_store_custody_insert(struct ftl_db *db, int64_t id,
                                                        int64_t piece_id, int64_t at,
                                                        enum ftl_custody direction,
                                                        int64_t staff_id, const char *text,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_piece_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t order_id, const struct ftl_piece **ret,
                                                    size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_piece_find(struct ftl_db *db, struct ftl_arena *arena,
                                                    const char *code, struct ftl_piece *ret,
                                                    bool *ret_found, struct ftl_err *err);
/* The code of a piece whose "is here" differs from its last custody event; NULL when none does. */
FTL_MUST_CHECK enum ftl_status ftl_store_piece_astray(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t order_id, const char **ret_code,
                                                      struct ftl_err *err);

#endif
