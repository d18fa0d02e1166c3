#ifndef FETTLE_MODEL_STOCK_H
#define FETTLE_MODEL_STOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"

/*
 * The ledger of parts: double entry, append-only. Every move takes a quantity of one part out of an
 * account and puts it into another; what is stored besides the moves is a cache of
 * ftl_stock_settle() over them.
 *
 * Some accounts are the stock: what the shop owns and can still use. All stock of a part has one
 * cost, its moving average. It is kept exactly as two integers, the quantity and the value of all
 * of it together, and never as a cost of one piece: what leaves takes value × quantity ÷ quantity
 * of all along, rounded once, and the rest stays. So no cent is lost or made, and the last piece
 * takes what is left. A move within the stock moves no value.
 */

enum ftl_account {
	FTL_ACC_SUPPLIER,
	FTL_ACC_SHELF,    /* at a place, free to use */
	FTL_ACC_RESERVED, /* at a place, for one line of a job */
	FTL_ACC_VENDOR,   /* with an outside repairer, still the shop's */
	FTL_ACC_JOB,      /* used on a line of a job that is in the house */
	FTL_ACC_CUSTOMER, /* gone out with the job */
	FTL_ACC_RETURNS,  /* kept to be sent back to the supplier */
	FTL_ACC_SCRAP,
	FTL_ACC_ADJUSTMENT, /* what counting found and opening stock */
	FTL_ACCOUNTS
};
extern const char *const ftl_account_names[FTL_ACCOUNTS]; /* "supplier", "shelf", … */
const char *ftl_account_title(enum ftl_account account);  /* "supplier", "on a job" … */
/* Of a piece that is there: "with its supplier", "on a job" … */
const char *ftl_account_standing(enum ftl_account account);
/* Whether what it holds is stock: shelf, reserved, vendor. */
bool ftl_account_is_stock(enum ftl_account account);
bool ftl_account_has_place(enum ftl_account account);
bool ftl_account_has_line(enum ftl_account account);
/* Whether it may never hold less than nothing: all but those of the world outside. */
bool ftl_account_is_bounded(enum ftl_account account);

enum ftl_move_kind {
	FTL_MOVE_OPEN,    /* what was there before the ledger */
	FTL_MOVE_RECEIVE, /* from a supplier */
	FTL_MOVE_TRANSFER,
	FTL_MOVE_RESERVE,
	FTL_MOVE_RELEASE,
	FTL_MOVE_ISSUE,     /* onto a job */
	FTL_MOVE_GIVE_BACK, /* unused, from a job to a shelf */
	FTL_MOVE_USE,       /* out with the job */
	FTL_MOVE_DEAD,      /* dead on arrival */
	FTL_MOVE_WRONG,     /* the wrong part */
	FTL_MOVE_DAMAGE,    /* broken by us, on a job */
	FTL_MOVE_SCRAP,     /* off a shelf */
	FTL_MOVE_SEND_BACK, /* to the supplier */
	FTL_MOVE_REFUSED,   /* the supplier took it not and sent it back */
	FTL_MOVE_COUNT,     /* what a count found too many or too few */
	FTL_MOVE_VALUE,     /* value alone: between stock, adjustment and supplier */
	FTL_MOVE_REVERSE,   /* the opposite of a move that was a mistake */
	FTL_MOVES
};
extern const char *const ftl_move_names[FTL_MOVES];  /* "open", "receive", "give_back", … */
const char *ftl_move_title(enum ftl_move_kind kind); /* "given back unused" */

/* Most of a part that one move or all stock may be, in thousandths: 10^12. */
#define FTL_STOCK_MOST INT64_C(1000000000000)

/* One end of a move: an account with what goes with it, 0 where nothing does. */
struct ftl_stock_end {
	enum ftl_account account;
	int64_t place_id;
	int64_t line_id;
};

/* One move as it is stored. */
struct ftl_stock_move {
	int64_t id;
	int64_t part_id;
	int64_t at; /* UTC seconds */
	enum ftl_move_kind kind;
	int64_t quantity_milli; /* 0: value alone */
	int64_t value_cents;    /* of all of it; 0 within the stock */
	struct ftl_stock_end from;
	struct ftl_stock_end to;
	int64_t supplier_id;      /* 0: none */
	int64_t purchase_line_id; /* of what was ordered; 0: none */
	int64_t return_line_id;   /* of the box that it went back in; 0: none */
	int64_t lot_id;           /* 0: none */
	const char *serial;       /* NULL: none */
	int64_t reverses_id;      /* 0: none */
	const char *reference;    /* of a delivery; NULL: none */
	const char *reason;
};

/* Whether the kind goes from the one account to the other: FTL_INTERNAL when not, for only a
 * program makes such a move. */
FTL_MUST_CHECK enum ftl_status ftl_stock_move_check(const struct ftl_stock_move *move,
                                                    struct ftl_err *err);

/* A quantity with what it is worth: all stock of a part, or what one account outside the stock
 * holds. Below zero only where more was used than was there. */
struct ftl_stock_sum {
	int64_t quantity_milli;
	int64_t value_cents;
};

/*
 * What a move is worth, before it happens: stock is the part's, from what the account it leaves
 * holds. Out of a job, the returns or scrap goes the share of what lies there; out of the stock its
 * share of the whole, and each unit beyond what there is at unit_cents; from outside (a delivery, a
 * count) the average, or unit_cents where nothing is in stock. A given value beats the last two,
 * and the share of scrap: a delivery has its own cost, and what is taken back the value it had. A
 * move within the stock is worth 0. False on overflow.
 */
bool ftl_stock_value(const struct ftl_stock_move *move, const struct ftl_stock_sum *stock,
                     const struct ftl_stock_sum *from, struct ftl_opt given_cents,
                     int64_t unit_cents, int64_t *ret);

/*
 * The stock of the part after the move with its value. *ret_difference is what must then leave the
 * stock as value alone (below zero: come into it), so that nothing in stock is worth nothing and
 * what is there is not worth less than nothing: a delivery covers what was used before it at
 * another cost, or a reversed delivery had another cost than the average. False on overflow.
 */
bool ftl_stock_settle(const struct ftl_stock_move *move, struct ftl_stock_sum *stock,
                      int64_t *ret_difference);

/* Whether it tells a difference that another move laid bare: value between stock and adjustment. An
 * invoice that asks another cost than what was received moves value from or to the supplier. */
bool ftl_stock_is_difference(const struct ftl_stock_move *move);

/* How far a line of a job that needs a part has come, by the quantities of the ledger. */
enum ftl_part_state {
	FTL_PART_NEEDED,
	FTL_PART_ORDERED,
	FTL_PART_RESERVED,
	FTL_PART_ISSUED,
	FTL_PART_USED,
	FTL_PART_STATES
};
extern const char *const ftl_part_state_names[FTL_PART_STATES];
const char *ftl_part_state_title(enum ftl_part_state state);

struct ftl_part_progress {
	int64_t needed_milli;
	int64_t ordered_milli;
	int64_t reserved_milli;
	int64_t on_job_milli;
	int64_t used_milli;
};
/* The furthest state that all of what is needed has reached. */
enum ftl_part_state ftl_part_state_of(const struct ftl_part_progress *progress);

/* What is still to be found for the line: neither reserved, nor on the job, nor used. */
int64_t ftl_part_missing(const struct ftl_part_progress *progress);

#endif
