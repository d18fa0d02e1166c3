#ifndef OPS_RETURN_H
#define OPS_RETURN_H

#include "fettle/model/old_part.h"
#include "fettle/ops/return.h"
#include "ops/op.h"
#include "store/return.h"

/* What the operations on returns share. */

/* A box while an operation changes it. */
struct ftl_returning {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_return box;
	const struct ftl_return_line *lines;
	size_t count;
	int position; /* of the line that it is about; 0: the whole box */
};

/* Most bytes of a carrier, and of the number that somebody else gives a parcel or a note. */
#define FTL_RETURN_REFERENCE_MAX 120

/* By its code; FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_find_return(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *text, struct ftl_return *ret,
                                               struct ftl_err *err);

/* By its code, for a change: one whose row is not what its events say is not touched (FTL_DB), for
 * that would hide it. */
FTL_MUST_CHECK enum ftl_status ftl_returning_find(struct ftl_returning *r, const char *code,
                                                  struct ftl_err *err);

/* Begins the operation and finds what it changes, which can be done in its state; of a retry
 * nothing is found. */
FTL_MUST_CHECK enum ftl_status ftl_returning_begin(struct ftl_returning *r, const char *name,
                                                   enum ftl_capability capability, const char *code,
                                                   enum ftl_return_act act, struct ftl_err *err);
/* An open box for a supplier, made within an operation. */
FTL_MUST_CHECK enum ftl_status ftl_returning_draft(struct ftl_returning *r, int64_t supplier_id,
                                                   const char *supplier, const char *text,
                                                   struct ftl_err *err);
/* A line into the box: all that is stored of it but its id and position is known. */
FTL_MUST_CHECK enum ftl_status
ftl_returning_line(struct ftl_returning *r, struct ftl_return_line *line, struct ftl_err *err);
/* What is left of a failed part into the box, as much as is said. */
FTL_MUST_CHECK enum ftl_status ftl_returning_piece(struct ftl_returning *r,
                                                   const struct ftl_return_piece *piece,
                                                   int64_t quantity_milli, int64_t asked_cents,
                                                   struct ftl_err *err);
/* The same of an old part out of a device. */
FTL_MUST_CHECK enum ftl_status ftl_returning_old(struct ftl_returning *r,
                                                 const struct ftl_old_part *old,
                                                 int64_t quantity_milli, int64_t asked_cents,
                                                 struct ftl_err *err);
/* Appends an event, whose act and words are known, and works out what follows from all of them. */
FTL_MUST_CHECK enum ftl_status
ftl_returning_log(struct ftl_returning *r, struct ftl_return_event *event, struct ftl_err *err);
/* Lets the job that a line failed on know: "line 2: 1 of 970013-02 <what>, V26-00001-X". */
FTL_MUST_CHECK enum ftl_status ftl_returning_tell_job(struct ftl_returning *r,
                                                      const struct ftl_return_line *line,
                                                      const char *what, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_returning_finish(struct ftl_returning *r, struct ftl_return_full *ret, struct ftl_err *err);
/* The line of a position as typed, that was not taken off: FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_returning_find_line(const struct ftl_returning *r,
                                                       const char *text,
                                                       const struct ftl_return_line **ret,
                                                       struct ftl_err *err);
/* A day that somebody else says: not before the box was sent, not after today. */
FTL_MUST_CHECK enum ftl_status ftl_returning_day(struct ftl_returning *r, const char *text,
                                                 struct ftl_opt *ret, struct ftl_err *err);

/* The opposite of a move of the box, for what is where it was before it: FTL_STATE or FTL_CONFLICT
 * when it has gone on since, or does not fit where it was. */
FTL_MUST_CHECK enum ftl_status ftl_returning_take_back(struct ftl_returning *r, int64_t move_id,
                                                       const char *reason, struct ftl_err *err);
/* FTL_STATE when the supplier has said what becomes of one of its lines. */
FTL_MUST_CHECK enum ftl_status ftl_returning_all_open(const struct ftl_returning *r,
                                                      struct ftl_err *err);

/* What the events say of a box and its lines. */
FTL_MUST_CHECK enum ftl_status ftl_return_fold(struct ftl_db *db, struct ftl_arena *arena,
                                               struct ftl_return *box,
                                               struct ftl_return_line **ret_lines,
                                               size_t *ret_count, struct ftl_err *err);

/* All that is known of one that was found. */
FTL_MUST_CHECK enum ftl_status ftl_return_fill(struct ftl_app *app, struct ftl_arena *arena,
                                               bool with_history, struct ftl_return_full *ret,
                                               struct ftl_err *err);

/* What of failed parts is kept, and in no box. */
FTL_MUST_CHECK enum ftl_status ftl_return_pieces(struct ftl_app *app, struct ftl_arena *arena,
                                                 const struct ftl_return_piece **ret,
                                                 size_t *ret_count, struct ftl_err *err);

/* Before something is taken from a shelf or from what is kept to be sent back by another way: what
 * is in an open box stays there (FTL_CONFLICT). */
FTL_MUST_CHECK enum ftl_status ftl_return_check_free(struct ftl_app *app, struct ftl_arena *arena,
                                                     const struct ftl_part *part,
                                                     const struct ftl_stock_move *move,
                                                     struct ftl_err *err);
/* Before a move is taken back: FTL_CONFLICT when what failed by it is in a box, FTL_STATE when it
 * is of a box itself. */
FTL_MUST_CHECK enum ftl_status ftl_return_check_unboxed(struct ftl_app *app,
                                                        struct ftl_arena *arena,
                                                        const struct ftl_stock_move *move,
                                                        struct ftl_err *err);

#endif
