#ifndef FETTLE_STORE_STOCKTAKE_H
#define FETTLE_STORE_STOCKTAKE_H

#include "fettle/db/db.h"
#include "fettle/model/stocktake.h"

/* Stocktakes: their lines, their events, and what the ledger of parts says to them. */

extern const struct ftl_sql_table ftl_stocktake_sql;

FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_insert(struct ftl_db *db, int64_t site_id,
                                                          const struct ftl_stocktake *stocktake,
                                                          struct ftl_err *err);
/* By its id; FTL_DB when there is none. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_get(struct ftl_db *db, struct ftl_arena *arena,
                                                       int64_t id, struct ftl_stocktake *ret,
                                                       struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_find(struct ftl_db *db, struct ftl_arena *arena,
                                                        const char *code, struct ftl_stocktake *ret,
                                                        bool *ret_found, struct ftl_err *err);
/* The one that is open at a place. */
FTL_MUST_CHECK enum ftl_status
ftl_store_stocktake_open_at(struct ftl_db *db, struct ftl_arena *arena, int64_t place_id,
                            struct ftl_stocktake *ret, bool *ret_found, struct ftl_err *err);
/* Those of a site in the order in which they were made, all or those that are open. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_list(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t site_id, bool only_open,
                                                        const struct ftl_stocktake **ret,
                                                        size_t *ret_count, struct ftl_err *err);
/* What its events say, into its row. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_set_state(struct ftl_db *db, int64_t id,
                                                             enum ftl_stocktake_state state,
                                                             struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status
ftl_store_stocktake_line_insert(struct ftl_db *db, int64_t stocktake_id,
                                const struct ftl_stocktake_line *line, struct ftl_err *err);
/* All of them by part, lot and serial number, as on a sheet; or those of one part. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_lines(struct ftl_db *db, struct ftl_arena *arena,
                                                         int64_t stocktake_id,
                                                         const struct ftl_stocktake_line **ret,
                                                         size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_lines_of(struct ftl_db *db,
                                                            struct ftl_arena *arena,
                                                            int64_t stocktake_id, int64_t part_id,
                                                            const struct ftl_stocktake_line **ret,
                                                            size_t *ret_count, struct ftl_err *err);
/* How many it has. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_line_count(struct ftl_db *db,
                                                              int64_t stocktake_id, int64_t *ret,
                                                              struct ftl_err *err);
/* Those that it was begun for; stocktake needs its id and chosen_parts. One that has none has every
 * part. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_part_insert(struct ftl_db *db,
                                                               int64_t stocktake_id,
                                                               int64_t part_id,
                                                               struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_has_part(struct ftl_db *db,
                                                            const struct ftl_stocktake *stocktake,
                                                            int64_t part_id, bool *ret,
                                                            struct ftl_err *err);
/* Those of them that have no line, as lines without id and position. */
FTL_MUST_CHECK enum ftl_status
ftl_store_stocktake_parts_unmet(struct ftl_db *db, struct ftl_arena *arena, int64_t stocktake_id,
                                const struct ftl_stocktake_line **ret, size_t *ret_count,
                                struct ftl_err *err);
/* What lies at a place as lines without id and position: parts, lots and numbered pieces of which
 * the ledger says that there are some, or less than none. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_held(struct ftl_db *db, struct ftl_arena *arena,
                                                        int64_t place_id,
                                                        const struct ftl_stocktake_line **ret,
                                                        size_t *ret_count, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status
ftl_store_stocktake_event_insert(struct ftl_db *db, int64_t stocktake_id,
                                 const struct ftl_stocktake_event *event, int64_t staff_id,
                                 struct ftl_err *err);
/* Oldest first: all of them; or those of a line. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_events(struct ftl_db *db,
                                                          struct ftl_arena *arena,
                                                          int64_t stocktake_id,
                                                          const struct ftl_stocktake_event **ret,
                                                          size_t *ret_count, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_store_stocktake_events_of(struct ftl_db *db, struct ftl_arena *arena, int64_t line_id,
                              const struct ftl_stocktake_event **ret, size_t *ret_count,
                              struct ftl_err *err);
/* The id of the next event of who made one, about another line or the whole; 0: none. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_event_after(struct ftl_db *db,
                                                               int64_t stocktake_id,
                                                               int64_t event_id, int64_t line_id,
                                                               int64_t *ret, struct ftl_err *err);
/* Whether the last that somebody did was to scan, and not from paper. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_is_scanning(struct ftl_db *db,
                                                               int64_t stocktake_id,
                                                               int64_t staff_id, bool *ret,
                                                               struct ftl_err *err);
/* The first id that was given out when it was posted; 0: it was not. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_posting(struct ftl_db *db, int64_t id,
                                                           int64_t *ret, struct ftl_err *err);
/* Where it stands by its events. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_fold(struct ftl_db *db, int64_t id,
                                                        enum ftl_stocktake_state *ret,
                                                        struct ftl_err *err);

/* The moves of a part from an id on, oldest first: of a lot (0: without lot), or of one piece. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_moves(struct ftl_db *db, struct ftl_arena *arena,
                                                         const struct ftl_stocktake_line *line,
                                                         int64_t from_id,
                                                         const struct ftl_stock_move **ret,
                                                         size_t *ret_count, struct ftl_err *err);
/* The id of the first move of a site after an id that was made later than an instant; 0: none. */
FTL_MUST_CHECK enum ftl_status ftl_store_stocktake_move_after(struct ftl_db *db, int64_t site_id,
                                                              int64_t id, int64_t at, int64_t *ret,
                                                              struct ftl_err *err);

#endif
