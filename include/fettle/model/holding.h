#ifndef FETTLE_MODEL_HOLDING_H
#define FETTLE_MODEL_HOLDING_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/opt.h"
#include "fettle/model/stock.h"

/*
 * What the house holds of a part and how it moves, for the figures of managers: a fold of the
 * ledger's moves up to an instant, never of what is repeated from them.
 */

/* All stock of a part as its moves tell it. A zeroed struct has seen none. */
struct ftl_holding {
	struct ftl_stock_sum stock;
	struct ftl_opt used_at; /* when it last went onto a job */
	struct ftl_opt held_at; /* since when there is some: it last rose from nothing */
};

/* The next move of the part. A use that was taken back later (is_taken_back) is none. */
void ftl_holding_take(struct ftl_holding *holding, const struct ftl_stock_move *move,
                      bool is_taken_back);

/* Since when what is there lies unused: since its last use, or since there is some again when that
 * was later. Absent when nothing is there. */
struct ftl_opt ftl_holding_idle_at(const struct ftl_holding *holding);

/* How soon a part is used, by the days that it lies unused. */
enum ftl_pace { FTL_PACE_MOVING, FTL_PACE_SLOW, FTL_PACE_DEAD, FTL_PACES };
extern const char *const ftl_pace_names[FTL_PACES]; /* "moving", "slow", "dead" */

/* From how many days on; and how many days of use are enough. */
struct ftl_stock_limits {
	int64_t slow_days;
	int64_t dead_days;
	int64_t cover_days;
};
enum ftl_pace ftl_pace_of(int64_t idle_days, const struct ftl_stock_limits *limits);

/* What moves are counted for. */
enum ftl_flow {
	FTL_FLOW_RECEIVED, /* deliveries of suppliers */
	FTL_FLOW_USED,     /* out of the stock onto jobs, less what came back into it */
	FTL_FLOW_DEAD,     /* dead on arrival */
	FTL_FLOW_WRONG,    /* the wrong part */
	FTL_FLOW_COUNTED,  /* what counts found too few, less too many */
	FTL_FLOW_SCRAPPED,
	FTL_FLOW_DAMAGED, /* broken by us */
	FTL_FLOWS
};

/*
 * What of a move each flow has; below zero where it goes the other way. kind is the move's own, or
 * of one that takes back what that was: a mistake counts against its flow on the day on which it is
 * taken back, so that the figures of earlier days stay.
 */
void ftl_stock_flows(const struct ftl_stock_move *move, enum ftl_move_kind kind,
                     struct ftl_stock_sum ret[FTL_FLOWS]);

/* Whether a flow is a loss: counted, scrapped, damaged. Their values are the shrinkage. */
bool ftl_flow_is_loss(enum ftl_flow flow);

/* For how long what is held lasts, in seconds, when so much is used in so many days; absent without
 * use and beyond 10^15, which is no time; 0 where nothing is held. */
struct ftl_opt ftl_cover_seconds(int64_t held, int64_t used, int32_t days);

/* What of the stock lies beyond the use of so many days, with its share of the value; of a part
 * without use nothing, which is slow or dead instead. That use is rounded up to whole steps: a
 * piece of which a part is enough is no surplus. */
struct ftl_stock_sum ftl_stock_over(const struct ftl_stock_sum *stock, int64_t used_milli,
                                    int32_t days, int64_t enough_days, int64_t step_milli);

/*
 * The value of what lies at one place, of the stock's: places are taken one after another, and
 * before_milli is what lies at those taken already. All of them together have the value of the
 * stock, to the cent.
 */
int64_t ftl_stock_value_at(const struct ftl_stock_sum *stock, int64_t before_milli,
                           int64_t quantity_milli);

/* A line of a job that needs a part. */
struct ftl_part_need {
	int64_t line_milli;  /* as it stands on the bill */
	int64_t given_milli; /* given back unused, by which the line was lowered */
	int64_t first_milli; /* off a shelf for it at the moment when it was needed */
};
/* What was needed at first. */
int64_t ftl_part_need_milli(const struct ftl_part_need *need);
/* Whether all of that was there at once. */
bool ftl_part_need_is_filled(const struct ftl_part_need *need);

#endif
