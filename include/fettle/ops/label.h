#ifndef FETTLE_OPS_LABEL_H
#define FETTLE_OPS_LABEL_H

#include "fettle/model/record.h"
#include "fettle/ops/app.h"

/* A thing of the centre's own that gets a label: a place, a loaner, or a kind of part. */
struct ftl_label_tag {
	const char *code; /* NULL: none */
	const char *name;
	const char *kind;  /* "shelf", in words; of a part its SKU */
	const char *place; /* where a part lies; NULL: at several, or at none */
};

/* One piece that gets a label, and the job it belongs to; or a tag, which has no job. */
struct ftl_label_piece {
	struct ftl_order order;
	struct ftl_piece piece;
	int piece_count;        /* of the job */
	const char *audit_head; /* short head of the chain after the check-in */
	struct ftl_label_tag tag;
};

/*
 * The pieces that a code stands for: of a work order all of its pieces, the device first; of a
 * piece that one; of an intake those of all of its jobs. A job without pieces (imported data) gives
 * one row for its device, whose piece has no code; a place, a loaner, a part and a return give
 * their tag. FTL_CONFLICT for codes of other things.
 */
FTL_MUST_CHECK enum ftl_status ftl_label_pieces(struct ftl_app *app, struct ftl_arena *arena,
                                                const char *code,
                                                const struct ftl_label_piece **ret,
                                                size_t *ret_count, struct ftl_err *err);

/*
 * What the QR code of a label carries, in short form: on the device the job's code, on an accessory
 * the piece's own code, on a tag its own. The device stands for its job wherever a job is scanned,
 * and what is scanned is what the label says in large letters; an accessory has to say which of the
 * pieces it is, at hand-over above all, and every command that takes a job takes the code of its
 * piece.
 */
const char *ftl_label_token(const struct ftl_label_piece *row);

#endif
