#ifndef FETTLE_STORE_RETURN_H
#define FETTLE_STORE_RETURN_H

#include "fettle/db/db.h"
#include "fettle/model/return.h"

/* Returns to suppliers: their lines, events and what came of them. */

extern const struct ftl_sql_table ftl_return_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_return_insert(struct ftl_db *db, int64_t site_id,
                                                       const struct ftl_return *box,
                                                       struct ftl_err *err);
/* By its id; FTL_DB when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_get(struct ftl_db *db, struct ftl_arena *arena,
                                                    int64_t id, struct ftl_return *ret,
                                                    struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_return_find(struct ftl_db *db, struct ftl_arena *arena,
                                                     const char *code, struct ftl_return *ret,
                                                     bool *ret_found, struct ftl_err *err);
/* Those of a site in the order in which they were made, all or those with which something is to be
 * done. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_list(struct ftl_db *db, struct ftl_arena *arena,
                                                     int64_t site_id, bool only_open,
                                                     const struct ftl_return **ret,
                                                     size_t *ret_count, struct ftl_err *err);
/* What its events say, into its row. */
FTL_MUST_CHECK enum ftl_status
ftl_store_return_cache(struct ftl_db *db, const struct ftl_return *box, struct ftl_err *err);

/* Its lines by position, those that were taken off too. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_lines(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t return_id,
                                                      const struct ftl_return_line **ret,
                                                      size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_return_line_insert(struct ftl_db *db, int64_t return_id,
                                                            const struct ftl_return_line *line,
                                                            struct ftl_err *err);
/* What its events say, into its row. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_line_cache(struct ftl_db *db,
                                                           const struct ftl_return_line *line,
                                                           struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_store_return_event_insert(struct ftl_db *db, int64_t return_id,
                                                             const struct ftl_return_event *event,
                                                             int64_t staff_id, struct ftl_err *err);
/* Oldest first. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_events(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t return_id,
                                                       const struct ftl_return_event **ret,
                                                       size_t *ret_count, struct ftl_err *err);

/* The moves of a kind of what is on the lines of a box and that nothing took back, by line. */
struct ftl_return_sent {
	int64_t line_id;
	int64_t move_id;
};
FTL_MUST_CHECK enum ftl_status ftl_store_return_moves(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t return_id, enum ftl_move_kind kind,
                                                      const struct ftl_return_sent **ret,
                                                      size_t *ret_count, struct ftl_err *err);
/* Id of the last move by which what one put on a shelf, or the like of it, went on from there, and
 * that nothing took back; else of the last that took back what lay there before; 0: there is none.
 */
FTL_MUST_CHECK enum ftl_status ftl_store_return_since(struct ftl_db *db, int64_t move_id,
                                                      int64_t *ret, struct ftl_err *err);

/* Every failed part of a site of which some is kept to be sent back, in order of part, lot and
 * time, for ftl_return_find_left(). */
FTL_MUST_CHECK enum ftl_status ftl_store_return_pieces(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t site_id,
                                                       struct ftl_return_piece **ret,
                                                       size_t *ret_count, struct ftl_err *err);

/* Code of the box that a move is of, or that has what failed by it and was not called off; NULL:
 * none. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_of_move(struct ftl_db *db, struct ftl_arena *arena,
                                                        const struct ftl_stock_move *move,
                                                        const char **ret, struct ftl_err *err);

/* How much of where a move takes from, the shelf or what is kept to be sent back, is in open boxes:
 * of its part and lot, or its serial number; the code of one of them, NULL: none is. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_boxed(struct ftl_db *db, struct ftl_arena *arena,
                                                      const struct ftl_stock_move *move,
                                                      int64_t *ret_milli, const char **ret_code,
                                                      struct ftl_err *err);

/* Of what failed of a part, what is meant; NULL: any. */
struct ftl_return_like {
	int64_t part_id;
	const char *serial_key;
	const char *lot_key;
	const char *order; /* code of the job */
};
/* Code of the first open box that some of it is in; NULL: none. */
FTL_MUST_CHECK enum ftl_status ftl_store_return_packed(struct ftl_db *db, struct ftl_arena *arena,
                                                       const struct ftl_return_like *like,
                                                       const char **ret, struct ftl_err *err);

#endif
