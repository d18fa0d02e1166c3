#ifndef FETTLE_OPS_CUSTODY_H
#define FETTLE_OPS_CUSTODY_H

#include "fettle/model/record.h"
#include "ops/op.h"

/* Pieces and places inside an operation. The job of a piece is touched before (ftl_op_touch). */

/* Appends to a piece's custody, now or at an earlier time; place_id 0: not known. */
FTL_MUST_CHECK enum ftl_status ftl_custody_note(struct ftl_op *op, int64_t piece_id,
                                                enum ftl_custody direction, int64_t place_id,
                                                int64_t at, const char *text, struct ftl_err *err);

/* FTL_CONFLICT for a place that is retired. */
FTL_MUST_CHECK enum ftl_status ftl_place_in_use(const struct ftl_place *place, struct ftl_err *err);

/* A new place of a name and kind, which are checked before. */
FTL_MUST_CHECK enum ftl_status ftl_place_create(struct ftl_op *op, struct ftl_arena *arena,
                                                struct ftl_place *place, struct ftl_err *err);
/* A name that a place may have: short, and not like a code. */
FTL_MUST_CHECK enum ftl_status ftl_place_name(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *field, const char *text, const char **ret,
                                              struct ftl_err *err);

/* "at 'Shelf B2'", for messages; "in the house" when the place is not known. */
#define FTL_WHERE_SIZE 128
const char *ftl_piece_where(char buffer[FTL_WHERE_SIZE], const struct ftl_piece *piece);

#endif
