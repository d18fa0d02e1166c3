#ifndef FETTLE_MODEL_STOCKTAKE_H
#define FETTLE_MODEL_STOCKTAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/err.h"
#include "fettle/base/opt.h"
#include "fettle/model/part.h"

/*
 * A stocktake: what a place holds, counted while the shop goes on working. What was counted stands
 * in its events, what should be there in the ledger of parts; the difference is worked out from
 * both and nothing else.
 *
 * Ids of events and of moves come from one counter, so that an event's id says which moves were
 * made before it. Every count names the id up to which it takes the ledger: its own, or, of a count
 * that was written on paper and typed in later, that of the first move after the hour it was made.
 * The difference is what was counted less what the ledger said there, and it is the difference that
 * is posted, not the quantity: what moves later changes the shelf and the ledger alike.
 */

enum ftl_stocktake_state {
	FTL_STOCKTAKE_OPEN,
	FTL_STOCKTAKE_POSTED,
	FTL_STOCKTAKE_CANCELLED,
	FTL_STOCKTAKE_STATES
};
extern const char *const ftl_stocktake_state_names[FTL_STOCKTAKE_STATES];

enum ftl_stocktake_act {
	FTL_STOCKTAKE_START,
	FTL_STOCKTAKE_SCAN,    /* one more of a line */
	FTL_STOCKTAKE_COUNT,   /* all there is of a line, instead of what was counted before */
	FTL_STOCKTAKE_RECOUNT, /* what was counted of a line is not believed */
	FTL_STOCKTAKE_DONE,    /* who scanned has scanned all there is */
	FTL_STOCKTAKE_ADJUST,  /* the difference of a line, posted */
	FTL_STOCKTAKE_POST,
	FTL_STOCKTAKE_CANCEL,
	FTL_STOCKTAKE_ACTS
};
extern const char *const ftl_stocktake_act_names[FTL_STOCKTAKE_ACTS];

struct ftl_stocktake {
	int64_t id;
	const char *code;
	int64_t place_id;
	const char *place;
	const char *place_code;
	bool is_blind;        /* who counts is not told what should be there */
	int64_t chosen_parts; /* only these are counted; 0: all that lies there */
	int64_t created_at;
	const char *staff; /* login of who began it */
	/* Repeated from the events. */
	enum ftl_stocktake_state state;
};

/* What is counted by itself: a part, one lot of it, or one piece with a serial number. */
struct ftl_stocktake_line {
	int64_t id;
	int position;
	int64_t part_id;
	const char *sku;
	const char *name;
	const char *maker_number;
	enum ftl_unit unit;
	enum ftl_tracking tracking;
	int64_t lot_id; /* 0: none */
	const char *lot;
	const char *serial; /* NULL: not one piece */
	const char *serial_key;
};

/* It stands for all pieces of a part, none of which is named. */
bool ftl_stocktake_is_by_piece(const struct ftl_stocktake_line *line);

struct ftl_stocktake_event {
	int64_t id;
	int64_t at;
	enum ftl_stocktake_act act;
	int64_t line_id;            /* 0: the whole stocktake */
	int64_t counted_at;         /* SCAN, COUNT: when that was, not when it was typed in */
	int64_t ledger_id;          /* SCAN, COUNT: moves with an id below it were made before it */
	int64_t quantity_milli;     /* SCAN, COUNT: how much; ADJUST: below zero: what lacked */
	int64_t expected_milli;     /* SCAN, COUNT: what the ledger said then */
	int64_t move_id;            /* ADJUST */
	struct ftl_opt value_cents; /* ADJUST: of all of it, with its sign */
	const char *text;
	const char *staff; /* login */
};

/* Where a stocktake stands after the next event. */
void ftl_stocktake_apply(enum ftl_stocktake_state *state, const struct ftl_stocktake_event *event);

/* What was counted of a line, by its events. */
struct ftl_stocktake_count {
	bool is_counted;
	bool is_again; /* it was counted, and is to be counted again */
	int64_t counted_milli;
	int64_t expected_milli; /* before the first of the scans, or at the count */
	/* Where the ledger stood at the first of them and at the last. */
	int64_t first_id;
	int64_t last_id;
	int64_t event_id; /* the last of them */
	/* It was scanned last, and more of it may follow: it is being counted until who scanned it
	 * is done or counts something else, at until_id (0: until now), which is for the caller to
	 * find. */
	bool is_going_on;
	int64_t until_id;
	int64_t counted_at; /* the last of them */
	const char *staff;  /* who made the last of them, and another who counted too; NULL */
	const char *other_staff;
	bool is_adjusted;
	int64_t adjusted_milli;
	int64_t adjusted_cents;
};
/* The next event of the line. Of one piece the last word counts: it is there once, or not. */
void ftl_stocktake_fold(struct ftl_stocktake_count *count, bool is_piece,
                        const struct ftl_stocktake_event *event);

/* What moved after the first scan, and, of one piece, since it was counted, wherever it went. */
struct ftl_stocktake_drift {
	int64_t in_milli;  /* came between two scans, or by taking back a mistake that was made
	                      before: it may have been counted */
	int64_t out_milli; /* went while it was being counted, or likewise: it may not have been */
	bool has_moved;    /* of one piece: after it was counted */
};
/* Takes the next move of the part after the first scan. */
void ftl_stocktake_drift_add(struct ftl_stocktake_drift *drift,
                             const struct ftl_stocktake_count *count, int64_t place_id,
                             bool is_piece, const struct ftl_stock_move *move);
/* What a move brings to a place (below zero: takes from it), reserved or free; 0 within it. */
int64_t ftl_stocktake_moved(const struct ftl_stock_move *move, int64_t place_id);

/* What a count found: below zero what lacks. */
struct ftl_stocktake_found {
	int64_t difference_milli;
	/* What moved while it was being counted leaves this open. */
	int64_t least_milli;
	int64_t most_milli;
};
/* What moved while it was being counted leaves open how many there are. */
bool ftl_stocktake_is_unsure(const struct ftl_stocktake_found *found);
/*
 * The arithmetic of a count. A count made in one go is exact. Of scans over some time nobody knows
 * whether a piece that was issued meanwhile had been scanned before: if it had, the scans stand
 * against what the ledger said before the first of them; if it had not, against that less the
 * piece. So too of what came in between two of them. The difference then lies between counted −
 * expected − in and counted − expected + out, and the one nearest to nothing is taken: neither a
 * piece that was counted and then issued nor one that was issued before its turn came is ever a
 * shortage, and what the moves alone can explain is never posted. To count the line again settles
 * it. Of one piece there is nothing to find once it has moved in the ledger since it was counted.
 */
struct ftl_stocktake_found ftl_stocktake_find(const struct ftl_stocktake_count *count,
                                              const struct ftl_stocktake_drift *drift);

/* Whether an act is possible in a state: FTL_STATE says which state it is and what can be done
 * instead. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_can(const struct ftl_stocktake *stocktake,
                                                 enum ftl_stocktake_act act, struct ftl_err *err);

#endif
