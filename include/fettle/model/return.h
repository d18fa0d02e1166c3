#ifndef FETTLE_MODEL_RETURN_H
#define FETTLE_MODEL_RETURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"
#include "fettle/model/part.h"

/*
 * Returns: boxes in which parts go back to their supplier. What was said of one stands in its
 * events, what went and came in the ledger of parts; its state and what became of each line follow
 * from them. A supplier's account in the ledger gets of a line what it was worth when it was sent,
 * and once it is settled exactly what they credited: the rest is a difference of cost.
 */

enum ftl_return_state {
	FTL_RETURN_DRAFT, /* an open box */
	FTL_RETURN_SENT,
	FTL_RETURN_RECEIVED, /* the supplier has it */
	FTL_RETURN_SETTLED,
	FTL_RETURN_CANCELLED,
	FTL_RETURN_STATES
};
extern const char *const ftl_return_state_names[FTL_RETURN_STATES];
const char *ftl_return_state_title(enum ftl_return_state state); /* "with the supplier" */
/* Whether something is still to be done with it. */
bool ftl_return_is_open(enum ftl_return_state state);
/* The commands that usually come next, one a line. */
const char *ftl_return_next(enum ftl_return_state state);

enum ftl_return_act {
	FTL_RETURN_ADD,
	FTL_RETURN_LINE,
	FTL_RETURN_REMOVE_LINE,
	FTL_RETURN_SEND,
	FTL_RETURN_RECEIVE,
	FTL_RETURN_CREDIT,
	FTL_RETURN_DENY,
	FTL_RETURN_LOSE,
	FTL_RETURN_REOPEN, /* what became of a line, or that they have the box, was a mistake */
	FTL_RETURN_CANCEL,
	FTL_RETURN_ACTS
};
extern const char *const ftl_return_act_names[FTL_RETURN_ACTS];

/* Why a part goes back. */
enum ftl_return_reason {
	FTL_RETURN_DEAD,
	FTL_RETURN_WRONG,
	FTL_RETURN_SURPLUS,
	FTL_RETURN_CORE,     /* an old part for which a deposit was paid */
	FTL_RETURN_WARRANTY, /* an old part that failed within its supplier's own warranty */
	FTL_RETURN_WANTED,   /* an old part that a payer wants: it goes with a claim, in no box */
	FTL_RETURN_REASONS
};
extern const char *const ftl_return_reason_names[FTL_RETURN_REASONS];
const char *ftl_return_reason_title(enum ftl_return_reason reason); /* "dead on arrival" */

/* Whether it came out of a device, and is no stock. */
bool ftl_return_is_old(enum ftl_return_reason reason);

/* What became of a line. */
enum ftl_return_outcome {
	FTL_RETURN_OPEN,
	FTL_RETURN_CREDITED,
	FTL_RETURN_SHORT, /* credited for less than was asked */
	FTL_RETURN_DENIED,
	FTL_RETURN_LOST,
	FTL_RETURN_OUTCOMES
};
extern const char *const ftl_return_outcome_names[FTL_RETURN_OUTCOMES];

struct ftl_return {
	int64_t id;
	const char *code;
	int64_t supplier_id;
	const char *supplier;
	int64_t created_at;
	struct ftl_opt sent_at;
	/* Repeated from the events. */
	enum ftl_return_state state;
	bool is_open;
	const char *carrier;
	const char *tracking;  /* the parcel's number */
	const char *reference; /* the supplier's number of the return */
};

struct ftl_return_line {
	int64_t id;
	int position;
	int64_t part_id;
	const char *sku;
	const char *name;
	const char *maker_number;
	enum ftl_unit unit;
	int64_t quantity_milli;
	enum ftl_return_reason reason;
	int64_t move_id;       /* by which it came to what is sent back; 0: off a shelf */
	int64_t place_id;      /* the shelf; 0: none */
	const char *place;     /* its name */
	int64_t order_line_id; /* that it failed on; 0: none */
	const char *order;     /* code of the job; NULL: none */
	int order_position;    /* the line of its bill */
	int64_t lot_id;
	const char *lot;
	const char *serial;
	struct ftl_opt due_on;
	int64_t asked_cents; /* what they should credit for all of it */
	/* Repeated from the events. */
	struct ftl_opt removed_at; /* it was taken out of the open box */
	enum ftl_return_outcome outcome;
	int64_t credited_cents;
	/* By the moves of the ledger: what is with the supplier of it, what that was worth when it
	 * went, and the value alone that left their account after that. */
	int64_t moved_milli;
	int64_t moved_cents;
	int64_t written_off_cents;
};

struct ftl_return_event {
	int64_t id;
	int64_t at;
	enum ftl_return_act act;
	int position; /* 0: the whole box */
	struct ftl_opt happened_on;
	const char *carrier;
	const char *tracking;
	const char *reference; /* SEND, RECEIVE: their number of it; CREDIT: of the credit note */
	struct ftl_opt amount_cents; /* CREDIT */
	const char *text;
	const char *staff; /* login */
};

/* What is on a parcel. */
struct ftl_return_marks {
	const char *carrier;
	const char *tracking;
	const char *reference;
};

/* What of a box follows from its events. */
struct ftl_return_facts {
	bool is_sent;
	bool is_received;
	bool is_cancelled;
	struct ftl_return_marks marks;
	struct ftl_return_marks sent; /* the same before they said that they have it */
};
/* The next event; the lines get what became of them. */
void ftl_return_apply(struct ftl_return_facts *facts, struct ftl_return_line *lines, size_t count,
                      const struct ftl_return_event *event);
/* Where it stands after all events, by what became of its lines. */
enum ftl_return_state ftl_return_state_of(const struct ftl_return_facts *facts,
                                          const struct ftl_return_line *lines, size_t count);

/* What the ledger must say that the supplier got of a line: nothing before it was sent, then what
 * it was worth, and of one that is settled what was credited. */
int64_t ftl_return_owed(enum ftl_return_state state, const struct ftl_return_line *line);

/* A sum of all lines that were not taken off. */
struct ftl_return_sums {
	int64_t asked_cents;
	int64_t credited_cents;
	int64_t open_cents; /* asked for lines that are not settled */
	int lines;
	int open_lines;
};
/* False on overflow. */
bool ftl_return_sum(const struct ftl_return_line *lines, size_t count, struct ftl_return_sums *ret);

/*
 * Divides what is credited for several lines by what was asked for each, so that the parts add up
 * to it; among lines for which nothing was asked, evenly. shares has count places. False on
 * overflow.
 */
bool ftl_return_divide(int64_t amount_cents, const struct ftl_return_line *const *lines,
                       size_t count, int64_t *shares);

/* Whether an act is possible in a state: FTL_STATE says which state it is and what can be done
 * instead. */
FTL_MUST_CHECK enum ftl_status ftl_return_can(const char *code, enum ftl_return_state state,
                                              enum ftl_return_act act, struct ftl_err *err);

/* A failed part as it came to what is kept to be sent back. */
struct ftl_return_piece {
	int64_t move_id;
	enum ftl_return_reason reason;
	int64_t at;
	int64_t part_id;
	const char *sku;
	const char *name;
	enum ftl_unit unit;
	int64_t quantity_milli; /* of the move */
	int64_t value_cents;
	int64_t lot_id;
	const char *lot;
	const char *lot_key; /* in one spelling, as serial_key */
	const char *serial;
	const char *serial_key;
	int64_t order_line_id;
	const char *order;
	int order_position;
	int64_t supplier_id; /* whom it came from; 0: not known */
	const char *supplier;
	struct ftl_opt return_days; /* of the supplier */
	int64_t boxed_milli;        /* on lines of boxes that were not called off */
	bool is_here;               /* a numbered piece: it is among what is kept of its lot */
	int64_t free_milli;         /* of the part and lot: kept, and in no open box */
	int64_t left_milli;         /* of this one: ftl_return_find_left() */
};
/*
 * What is left of each: the ledger keeps one heap of a part and lot, and what was sent back without
 * a box, or scrapped, left it unnamed. Numbered pieces are there or not; of the others the oldest
 * went. pieces in order of part, lot and time; those of which nothing is left are taken out, and
 * the others are in order of part and time. The new count.
 */
size_t ftl_return_find_left(struct ftl_return_piece *pieces, size_t count);

/* What is left of a piece is worth its share. False on overflow. */
bool ftl_return_piece_value(const struct ftl_return_piece *piece, int64_t quantity_milli,
                            int64_t *ret);

#endif
