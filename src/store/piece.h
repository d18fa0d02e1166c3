#ifndef FETTLE_STORE_PIECE_H
#define FETTLE_STORE_PIECE_H

#include "fettle/db/db.h"
#include "fettle/model/record.h"

extern const struct ftl_sql_table ftl_piece_sql;

/* Writes the piece; where it is follows with its first custody event. */
FTL_MUST_CHECK enum ftl_status ftl_store_piece_insert(struct ftl_db *db, int64_t site_id,
                                                      const struct ftl_piece *piece,
                                                      struct ftl_err *err);
/* Appends a custody event (with text, if it needs one) and sets what the piece repeats of them. */
FTL_MUST_CHECK enum ftl_status ftl_store_custody_insert(struct ftl_db *db, int64_t piece_id,
                                                        const struct ftl_custody_event *event,
                                                        int64_t staff_id, const char *text,
                                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_piece_list(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t order_id, const struct ftl_piece **ret,
                                                    size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_piece_find(struct ftl_db *db, struct ftl_arena *arena,
                                                    const char *code, struct ftl_piece *ret,
                                                    bool *ret_found, struct ftl_err *err);
/* The custody events of a job's pieces, the oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_custody_list(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t order_id,
                                                      const struct ftl_custody_row **ret,
                                                      size_t *ret_count, struct ftl_err *err);
/* The code of a piece that is not where its custody events say; NULL when none is. */
FTL_MUST_CHECK enum ftl_status ftl_store_piece_astray(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t order_id, const char **ret_code,
                                                      struct ftl_err *err);

#endif
