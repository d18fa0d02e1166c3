#ifndef OPS_STOCK_H
#define OPS_STOCK_H

#include "fettle/ops/part.h"
#include "ops/op.h"
#include "store/stock.h"

/* The one way into the ledger of parts, and what the operations on it share. */

/* Most bytes of a SKU, and of any other number of a part. */
#define FTL_PART_NUMBER_MAX 60

/* A move that is to be made: its id, time and value are filled when it is. */
struct ftl_posting {
	struct ftl_stock_move move;
	const struct ftl_part *part;
	struct ftl_opt given_cents; /* of a delivery, or of what is taken back */
	bool may_go_below;          /* a bounded account may hold less than nothing after it */
};

/*
 * Writes a move and all that is repeated from it: what the accounts hold, the part's stock, where a
 * serial number is, what a line of a job cost. A difference of cost that the move lays bare leaves
 * the stock as a move of its own. FTL_STATE with field "quantity" when there is not enough;
 * FTL_INVALID "quantity" out of range.
 */
FTL_MUST_CHECK enum ftl_status ftl_stock_post(struct ftl_op *op, struct ftl_posting *posting,
                                              struct ftl_err *err);

/* The same for all that one account holds of a part and lot: of what is followed by serial number a
 * move for each piece. */
FTL_MUST_CHECK enum ftl_status ftl_stock_post_all(struct ftl_op *op, struct ftl_posting *posting,
                                                  struct ftl_err *err);

/*
 * The difference that a count found at a place (below zero: what lacks), as a move between its
 * shelf and the adjustments: part, lot, number and words of the posting are known. FTL_STATE when
 * what is kept there for jobs would not be there any more: it is let go first.
 */
FTL_MUST_CHECK enum ftl_status ftl_stock_adjust(struct ftl_op *op, struct ftl_arena *arena,
                                                const struct ftl_place *place,
                                                int64_t difference_milli,
                                                struct ftl_posting *posting, struct ftl_err *err);

/*
 * A delivery of a quantity turns out to have cost so much more (below zero: less): what of it can
 * still be in stock takes its share, the rest is a difference. `like` says of which supplier and
 * line of a purchase order it is, with the number of the invoice.
 */
FTL_MUST_CHECK enum ftl_status ftl_stock_correct(struct ftl_op *op,
                                                 const struct ftl_stock_move *like,
                                                 int64_t quantity_milli, int64_t cents,
                                                 struct ftl_err *err);

/* Value alone out of the supplier's account as a difference (below zero: into it): what they do not
 * pay of what went back to them. `like` says of which supplier and line of a return it is. */
FTL_MUST_CHECK enum ftl_status ftl_stock_write_off(struct ftl_op *op,
                                                   const struct ftl_stock_move *like, int64_t cents,
                                                   struct ftl_err *err);

/* A quantity as typed, of whole pieces where there are no halves: FTL_INVALID. */
FTL_MUST_CHECK enum ftl_status ftl_stock_quantity(const struct ftl_part *part, const char *field,
                                                  const char *text, int64_t least_milli,
                                                  int64_t *ret, struct ftl_err *err);

/* FTL_CONFLICT for a part that is retired. */
FTL_MUST_CHECK enum ftl_status ftl_part_in_use(const struct ftl_part *part, struct ftl_err *err);

/* The place named, or the one that the part lies at; FTL_INVALID when that is none or several. */
FTL_MUST_CHECK enum ftl_status ftl_stock_place(struct ftl_app *app, struct ftl_arena *arena,
                                               const struct ftl_part *part, const char *text,
                                               struct ftl_place *ret, struct ftl_err *err);

/* The place that something is taken from: as named, where the piece with the number is, else the
 * only one that has some that is free. */
FTL_MUST_CHECK enum ftl_status ftl_stock_place_from(struct ftl_app *app, struct ftl_arena *arena,
                                                    const struct ftl_part *part,
                                                    const struct ftl_stock_form *form,
                                                    struct ftl_place *ret, struct ftl_err *err);

/* The end of a move at a place: a shelf, or with an outside repairer. */
struct ftl_stock_end ftl_stock_at(const struct ftl_place *place);

/* The same for what goes onto a job or to a supplier, and what comes from there: FTL_INVALID for a
 * repairer outside. */
FTL_MUST_CHECK enum ftl_status ftl_stock_own_shelf(const struct ftl_place *place,
                                                   struct ftl_stock_end *ret, struct ftl_err *err);

/* Whether what an account holds may be taken for a job unasked: free, and not expired. */
bool ftl_stock_is_usable(const struct ftl_app *app, const struct ftl_part_balance *row);

/* Serial number and lot of a move, whose quantity and ends are known, as the part's tracking asks.
 * A lot that is new is made where it may be (is_arrival); of what leaves, the lot that expires
 * first is taken unless one is named. FTL_INVALID names what is missing or too much. */
FTL_MUST_CHECK enum ftl_status ftl_stock_track(struct ftl_op *op, struct ftl_arena *arena,
                                               const struct ftl_stock_form *form, bool is_arrival,
                                               struct ftl_posting *posting, struct ftl_err *err);

/* Who may take more than there is, and why. */
FTL_MUST_CHECK enum ftl_status
ftl_stock_override(struct ftl_app *app, const struct ftl_stock_form *form, struct ftl_err *err);

/* The part as it is now, and what was done, for the caller; from and to by name, NULL: by what the
 * account is called. */
FTL_MUST_CHECK enum ftl_status ftl_stock_tell(struct ftl_op *op, struct ftl_arena *arena,
                                              const struct ftl_posting *posting, const char *from,
                                              const char *to, struct ftl_stock_done *ret,
                                              struct ftl_err *err);

/* A new part of the catalogue, or a change of one, in an operation that somebody else has begun. */
FTL_MUST_CHECK enum ftl_status ftl_part_create(struct ftl_op *op, struct ftl_arena *arena,
                                               const struct ftl_part_form *form, int64_t *ret_id,
                                               struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_part_change(struct ftl_op *op, struct ftl_arena *arena,
                                               const struct ftl_part *was,
                                               const struct ftl_part_form *form,
                                               struct ftl_err *err);
/* The SKU of another part that is found by a number too, be it of the kinds that parts have or a
 * SKU, or by a GTIN; NULL: there is none. */
FTL_MUST_CHECK enum ftl_status ftl_part_sharing(struct ftl_app *app, struct ftl_arena *arena,
                                                int64_t part_id, const char *number, bool is_gtin,
                                                const char **ret, struct ftl_err *err);
/* The part of a SKU, in any spelling of case and marks, with the prices of a day. */
FTL_MUST_CHECK enum ftl_status ftl_part_of_sku(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *sku, int32_t day, struct ftl_part *ret,
                                               bool *ret_found, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_part_load(struct ftl_app *app, struct ftl_arena *arena,
                                             int64_t id, struct ftl_part *ret, struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_find_supplier(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *text, struct ftl_supplier *ret,
                                                 struct ftl_err *err);

#endif
