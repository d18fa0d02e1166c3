#ifndef FETTLE_OPS_RETURN_H
#define FETTLE_OPS_RETURN_H

#include "fettle/model/old_part.h"
#include "fettle/model/return.h"
#include "fettle/ops/app.h"

/* Returns: what goes back to suppliers, in which box, by when, and what they credit for it. */

/* A box with all that is known of it, as it is after an operation. */
struct ftl_return_full {
	struct ftl_return box;
	struct ftl_supplier supplier;
	const struct ftl_return_line *lines; /* by position, those taken off too */
	size_t line_count;
	const struct ftl_return_event *events; /* oldest first */
	size_t event_count;
	struct ftl_return_sums sums;
	int position; /* the line that the operation was about; 0: the whole box */
};

/* An open box; the supplier by name. FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_return_add(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *supplier, const char *text,
                                              struct ftl_return_full *ret, struct ftl_err *err);

/* What goes into a box, as typed; NULL: not said. */
struct ftl_return_form {
	const char *part;
	const char *quantity; /* NULL: all that is kept of it; off a shelf one */
	const char *order;    /* the job that it failed on */
	const char *serial;
	const char *lot;
	const char *place; /* the shelf that it is taken off, which did not fail */
	const char *value; /* what they should credit for each; NULL: what it is worth */
	bool is_old;       /* the old ones out of devices, all that is due */
	bool is_anyway;    /* though it came from another supplier */
};
/* Into an open box: of what is kept to be sent back the oldest first, a line for each failure.
 * FTL_STATE when there is not enough, FTL_CONFLICT when it is in another box, or came from another
 * supplier. */
FTL_MUST_CHECK enum ftl_status ftl_return_put_line(struct ftl_app *app, struct ftl_arena *arena,
                                                   const char *code,
                                                   const struct ftl_return_form *form,
                                                   struct ftl_return_full *ret,
                                                   struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_return_remove_line(struct ftl_app *app, struct ftl_arena *arena,
                                                      const char *code, const char *line,
                                                      struct ftl_return_full *ret,
                                                      struct ftl_err *err);

/* How it went, or came there, as typed; NULL: not said. */
struct ftl_return_parcel {
	const char *carrier;
	const char *tracking;
	const char *reference; /* their number of the return */
	const char *on;        /* RECEIVE: YYYY-MM-DD, when they had it; NULL: today */
	const char *text;
};
/* It is on its way: what is in it leaves the ledger for the supplier. */
FTL_MUST_CHECK enum ftl_status ftl_return_send(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *code,
                                               const struct ftl_return_parcel *parcel,
                                               struct ftl_return_full *ret, struct ftl_err *err);
/* They say that they have it. */
FTL_MUST_CHECK enum ftl_status ftl_return_receive(struct ftl_app *app, struct ftl_arena *arena,
                                                  const char *code,
                                                  const struct ftl_return_parcel *parcel,
                                                  struct ftl_return_full *ret, struct ftl_err *err);
/* Of one that was sent with a reason: what is in it is kept to be sent back again. */
FTL_MUST_CHECK enum ftl_status ftl_return_cancel(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code, const char *reason,
                                                 struct ftl_return_full *ret, struct ftl_err *err);

/* A credit note as typed; NULL: not said. */
struct ftl_return_note {
	const char *line;      /* NULL: all that is not settled, divided by what was asked */
	const char *amount;    /* of all of it, without tax */
	const char *reference; /* its number */
	const char *on;        /* its day; NULL: today */
	bool may_be_more;      /* than was asked */
};
/* What is credited less or more than it was worth is a difference of cost. FTL_STATE for a line
 * that is settled, and for more than was asked, unless that was meant. */
FTL_MUST_CHECK enum ftl_status ftl_return_credit(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code,
                                                 const struct ftl_return_note *note,
                                                 struct ftl_return_full *ret, struct ftl_err *err);
/* In words what a note credits more than was asked, to be asked about; NULL: it does not. */
FTL_MUST_CHECK enum ftl_status ftl_return_credit_more(struct ftl_app *app, struct ftl_arena *arena,
                                                      const char *code,
                                                      const struct ftl_return_note *note,
                                                      const char **ret_words, struct ftl_err *err);

/* Where what they do not credit is now. */
enum ftl_return_fate {
	FTL_RETURN_KEPT,     /* with them */
	FTL_RETURN_ON_SHELF, /* back, at the place named */
	FTL_RETURN_SCRAPPED  /* back, and thrown away */
};
/* A line that they do not credit, or that never arrived; NULL: all that is not settled. */
FTL_MUST_CHECK enum ftl_status ftl_return_deny(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *code, const char *line,
                                               const char *reason, enum ftl_return_fate fate,
                                               const char *place, struct ftl_return_full *ret,
                                               struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_return_lose(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *code, const char *line,
                                               const char *reason, struct ftl_return_full *ret,
                                               struct ftl_err *err);
/* What was noted of a line was a mistake: it is open again, and what came back is with them; line
 * NULL: so was that they have the box. FTL_STATE when what came back has gone on since. */
FTL_MUST_CHECK enum ftl_status ftl_return_reopen(struct ftl_app *app, struct ftl_arena *arena,
                                                 const char *code, const char *line,
                                                 const char *reason, struct ftl_return_full *ret,
                                                 struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_return_get(struct ftl_app *app, struct ftl_arena *arena,
                                              const char *code, struct ftl_return_full *ret,
                                              struct ftl_err *err);

/* Which boxes are listed. */
struct ftl_return_filter {
	bool only_open;
	const char *supplier; /* NULL: any */
	struct ftl_opt from;  /* sent on this day or later: drafts are not */
	struct ftl_opt to;
};
/* With lines, without events; what each points to lasts until it returns. */
typedef enum ftl_status ftl_return_each(void *context, const struct ftl_return_full *full,
                                        struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_return_list(struct ftl_app *app, const struct ftl_return_filter *filter, ftl_return_each *each,
                bool (*is_enough)(void *context), void *context, struct ftl_err *err);

/* What there is to do with what goes back. */
enum ftl_return_duty {
	FTL_RETURN_DUTY_PACK,  /* it lies there */
	FTL_RETURN_DUTY_SEND,  /* it is in an open box */
	FTL_RETURN_DUTY_CHASE, /* it was sent, and they have not said what they credit */
	FTL_RETURN_DUTY_CLAIM, /* a payer wants it: it goes with a claim */
	FTL_RETURN_DUTIES
};
extern const char *const ftl_return_duty_names[FTL_RETURN_DUTIES];

struct ftl_return_due {
	enum ftl_return_duty duty;
	enum ftl_return_reason reason;
	int64_t supplier_id;
	const char *supplier; /* NULL: not known */
	const char *sku;
	const char *name;
	enum ftl_unit unit;
	int64_t quantity_milli;
	const char *serial;
	const char *lot;
	const char *order; /* the job; NULL: none */
	int order_position;
	int64_t since; /* it failed; CHASE: it was sent */
	struct ftl_opt last_day;
	struct ftl_opt days_left; /* to it, below zero when that is over; absent: none */
	int64_t value_cents;
	const char *box; /* code of the box that it is in; NULL: none */
	int position;
	const struct ftl_return_piece *piece; /* PACK: one that failed; NULL: an old part */
	const struct ftl_old_part *old;       /* PACK, CLAIM: an old part */
};
struct ftl_return_plan {
	const struct ftl_return_due *rows; /* what is most urgent first: urgency.h */
	size_t count;
	size_t packed;   /* put into boxes by it */
	size_t left_out; /* nobody is known to have sold it */
};
/* is_make: puts what lies there into the open box of its supplier, or into a new one. supplier:
 * only theirs; NULL: any. */
FTL_MUST_CHECK enum ftl_status ftl_returns_due(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *supplier, bool is_make,
                                               struct ftl_return_plan *ret, struct ftl_err *err);

#endif
