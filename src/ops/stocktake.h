#ifndef OPS_STOCKTAKE_H
#define OPS_STOCKTAKE_H

#include "fettle/ops/stocktake.h"
#include "ops/stock.h"
#include "store/stocktake.h"

/* What the operations on stocktakes share. */

/* A stocktake while an operation changes it. */
struct ftl_counting {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_stocktake stocktake;
	int64_t line_count;
};

/* When something was counted, and where the ledger stood then. */
struct ftl_counted_at {
	int64_t at;
	int64_t ledger_id; /* 0: now */
};

/* By its code; FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_find_stocktake(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *text, struct ftl_stocktake *ret,
                                                  struct ftl_err *err);

/* Begins the operation, finds what it changes and whether the act is possible; of a retry nothing
 * is found. */
FTL_MUST_CHECK enum ftl_status ftl_counting_begin(struct ftl_counting *c, const char *name,
                                                  enum ftl_capability capability, const char *code,
                                                  enum ftl_stocktake_act act, struct ftl_err *err);
/* Appends an event, whose act and words are known, and works out what follows. */
FTL_MUST_CHECK enum ftl_status
ftl_counting_log(struct ftl_counting *c, struct ftl_stocktake_event *event, struct ftl_err *err);
/* A line of something that was not there when it began, of which part, lot and piece are known. */
FTL_MUST_CHECK enum ftl_status
ftl_counting_line(struct ftl_counting *c, struct ftl_stocktake_line *line, struct ftl_err *err);
/* The line of a part, lot and piece; made when there is none: FTL_CONFLICT when the part is
 * retired.
 */
FTL_MUST_CHECK enum ftl_status
ftl_counting_find_line(struct ftl_counting *c, const struct ftl_part *part, int64_t lot_id,
                       const char *serial, struct ftl_stocktake_line *ret, struct ftl_err *err);
/* A time as typed (NULL: now): after the stocktake began, and not in the future. */
FTL_MUST_CHECK enum ftl_status ftl_counting_read_at(const struct ftl_counting *c, const char *text,
                                                    struct ftl_counted_at *ret,
                                                    struct ftl_err *err);
/* Logs a count or a scan of a line, with what the ledger said then. */
FTL_MUST_CHECK enum ftl_status ftl_counting_put(struct ftl_counting *c,
                                                const struct ftl_stocktake_line *line,
                                                enum ftl_stocktake_act act, int64_t quantity_milli,
                                                const struct ftl_counted_at *at,
                                                struct ftl_err *err);
/* A piece by its number as typed, and its lot: FTL_CONFLICT when it is elsewhere by the ledger. */
FTL_MUST_CHECK enum ftl_status ftl_counting_find_piece(struct ftl_counting *c,
                                                       const struct ftl_part *part,
                                                       const char *text, const char **ret_serial,
                                                       int64_t *ret_lot_id, struct ftl_err *err);
/* The lot as typed; NULL: the only one there is to count, FTL_INVALID when that is not one. */
FTL_MUST_CHECK enum ftl_status ftl_counting_find_lot(struct ftl_counting *c,
                                                     const struct ftl_part *part, const char *text,
                                                     bool may_be_new, int64_t *ret,
                                                     struct ftl_err *err);

/* What the ledger says of a line at its place now. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_known(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t place_id,
                                                   const struct ftl_stocktake_line *line,
                                                   int64_t *ret, struct ftl_err *err);
/* What it said before the moves with the id and later ones were made. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_expected(struct ftl_db *db, struct ftl_arena *arena,
                                                      int64_t place_id,
                                                      const struct ftl_stocktake_line *line,
                                                      int64_t ledger_id, int64_t *ret,
                                                      struct ftl_err *err);
/* What was counted of a line, by its events, and until when. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_fold_line(struct ftl_db *db, struct ftl_arena *arena,
                                                       const struct ftl_stocktake *stocktake,
                                                       const struct ftl_stocktake_line *line,
                                                       struct ftl_stocktake_count *ret,
                                                       struct ftl_err *err);
/* A line by its events and the ledger; without value. posted_id: as it was before the move or event
 * with this id; 0: as it is. */
FTL_MUST_CHECK enum ftl_status
ftl_stocktake_fill_row(struct ftl_db *db, struct ftl_arena *arena,
                       const struct ftl_stocktake *stocktake, const struct ftl_stocktake_line *line,
                       int64_t posted_id, struct ftl_stocktake_row *ret, struct ftl_err *err);

/* Takes out of the rows, sorted by part, what tells who counts a blind one what should be there:
 * the numbers of pieces that nobody found, how many they are, and whether something is still to be
 * counted by the ledger. Returns how many rows are left. */
size_t ftl_stocktake_conceal(const struct ftl_stocktake *stocktake, struct ftl_stocktake_row *rows,
                             size_t count);

/* All that the person at work is told of one that was found; part_id: only the lines of one part,
 * 0: all. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_fill(struct ftl_app *app, struct ftl_arena *arena,
                                                  int64_t part_id, struct ftl_stocktake_full *ret,
                                                  struct ftl_err *err);
/* The same after an operation, which it commits. */
FTL_MUST_CHECK enum ftl_status ftl_counting_finish(struct ftl_counting *c, int64_t part_id,
                                                   struct ftl_stocktake_full *ret,
                                                   struct ftl_err *err);

#endif
