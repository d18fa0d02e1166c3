#ifndef OPS_PURCHASE_H
#define OPS_PURCHASE_H

#include "fettle/ops/purchase.h"
#include "ops/op.h"
#include "store/purchase.h"

/* What the operations on purchase orders share. */

/* A purchase order while an operation changes it. */
struct ftl_buying {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	struct ftl_purchase purchase;
	const struct ftl_purchase_line *lines;
	size_t count;
	int position; /* of the line that it is about; 0: the whole order */
};

/* By its code; FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_find_purchase(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *text, struct ftl_purchase *ret,
                                                 struct ftl_err *err);

/* Begins the operation and finds what it changes; of a retry nothing is found. */
FTL_MUST_CHECK enum ftl_status ftl_buying_begin(struct ftl_buying *b, const char *name,
                                                enum ftl_capability capability, const char *code,
                                                struct ftl_err *err);
/* A draft of a supplier, made within an operation. */
FTL_MUST_CHECK enum ftl_status ftl_buying_draft(struct ftl_buying *b,
                                                const struct ftl_supplier *supplier,
                                                const char *text, struct ftl_err *err);
/* A line onto the draft: its part, quantity, cost and job are known. */
FTL_MUST_CHECK enum ftl_status ftl_buying_line(struct ftl_buying *b, struct ftl_purchase_line *line,
                                               struct ftl_err *err);
/* Appends an event, whose act and words are known, and works out what follows from all of them. */
FTL_MUST_CHECK enum ftl_status
ftl_buying_log(struct ftl_buying *b, struct ftl_purchase_event *event, struct ftl_err *err);
/* Lets the jobs of its lines (position 0: of all) know, in their timelines when what is said, and
 * in what they wait for: "line 2: 1 of 970013-02 <what>, B26-00001-8". */
FTL_MUST_CHECK enum ftl_status ftl_buying_tell_jobs(struct ftl_buying *b, int position,
                                                    const char *what, struct ftl_err *err);
/* The same of one line and a quantity of it. */
FTL_MUST_CHECK enum ftl_status ftl_buying_tell_job(struct ftl_buying *b,
                                                   const struct ftl_purchase_line *line,
                                                   int64_t quantity_milli, const char *what,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_buying_finish(struct ftl_buying *b, struct ftl_purchase_full *ret, struct ftl_err *err);
/* The line of a position as typed, that was not taken off: FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_buying_find_line(const struct ftl_buying *b, const char *text,
                                                    const struct ftl_purchase_line **ret,
                                                    struct ftl_err *err);

/* After a move of the ledger that belongs to a line: what follows from it. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_moved(struct ftl_op *op, int64_t purchase_line_id,
                                                  struct ftl_err *err);

/* What the events and the moves say of an order and its lines. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_fold(struct ftl_db *db, struct ftl_arena *arena,
                                                 struct ftl_purchase *purchase,
                                                 struct ftl_purchase_line **ret_lines,
                                                 size_t *ret_count, struct ftl_err *err);

/* All that is known of one that was found. */
FTL_MUST_CHECK enum ftl_status ftl_purchase_fill(struct ftl_app *app, struct ftl_arena *arena,
                                                 bool with_history, struct ftl_purchase_full *ret,
                                                 struct ftl_err *err);

#endif
