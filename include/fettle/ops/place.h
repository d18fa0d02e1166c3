#ifndef FETTLE_OPS_PLACE_H
#define FETTLE_OPS_PLACE_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"
#include "fettle/ops/order.h"

/* Where things are: the places of the centre, and moving pieces between them. */

/* A place as typed; NULL: not said. */
struct ftl_place_form {
	const char *name;
	const char *kind;       /* add only */
	const char *is_retired; /* edit only: "yes" or "no" */
};

/* A new place; FTL_CONFLICT when there is one of that name, in any spelling of case and blanks. */
FTL_MUST_CHECK enum ftl_status ftl_place_add(struct ftl_app *app, struct ftl_arena *arena,
                                             const struct ftl_place_form *form,
                                             struct ftl_place *ret, struct ftl_err *err);
/* Changes what is said of the place of a code or name. One that still holds something is not
 * retired: FTL_STATE. */
FTL_MUST_CHECK enum ftl_status ftl_place_edit(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *text, const struct ftl_place_form *form,
                                              struct ftl_place *ret, struct ftl_err *err);
/* By kind and name; retired ones only with has_all. */
FTL_MUST_CHECK enum ftl_status ftl_place_list(struct ftl_app *app, struct ftl_arena *arena,
                                              bool has_all, const struct ftl_place **ret,
                                              size_t *ret_count, struct ftl_err *err);

/* A place with what lies there. */
struct ftl_place_full {
	struct ftl_place place;
	const struct ftl_place_piece *pieces; /* job by job */
	size_t piece_count;
};
/* By its code or name. */
FTL_MUST_CHECK enum ftl_status ftl_place_get(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *text, struct ftl_place_full *ret,
                                             struct ftl_err *err);

/* What became of a piece that was to be moved. */
enum ftl_moved {
	FTL_MOVED,
	FTL_MOVED_ALREADY, /* it lay there */
	FTL_MOVED_AWAY,    /* not in the house: it stays where it is */
	FTL_MOVED_KINDS
};
extern const char *const ftl_moved_names[FTL_MOVED_KINDS]; /* "moved", "already", "away" */

struct ftl_order_moved {
	struct ftl_order order; /* as it was before */
	struct ftl_place place;
	bool is_piece;                  /* one piece was named, not its job */
	const struct ftl_piece *pieces; /* those that were named, as they were before */
	const enum ftl_moved *fates;
	size_t count;
	size_t moved;
};

/*
 * Moves a piece, or by its job's code all pieces of a job that are in the house, to the place of a
 * code or name. What lies there already is not moved again. FTL_STATE when nothing is here, and for
 * what `order send` and `order receive` are for: to an outside repairer, and back.
 */
FTL_MUST_CHECK enum ftl_status ftl_order_move(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *code, const char *place,
                                              struct ftl_order_moved *ret, struct ftl_err *err);

/* The same with every job or piece of a list, as ftl_order_act_all(). */
FTL_MUST_CHECK enum ftl_status ftl_order_move_all(struct ftl_app *app, struct ftl_arena *arena,
                                                  const struct ftl_order_named *named, size_t count,
                                                  const char *place, bool keep_going,
                                                  struct ftl_order_outcomes *ret,
                                                  struct ftl_err *err);

#endif
