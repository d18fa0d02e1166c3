#ifndef FETTLE_MODEL_LABOUR_H
#define FETTLE_MODEL_LABOUR_H

#include "fettle/base/arena.h"
#include "fettle/base/zone.h"
#include "fettle/model/order.h"

/*
 * Labour: who worked on a job, how long and when, a fold over its events and never a stored
 * duration. A timer counts the seconds that went by, also outside opening hours, and never
 * backwards. What somebody takes back is taken off what that person typed, the newest first, then
 * off what their timers measured: so no sum, of no day, is ever negative.
 */

#define FTL_LABOUR_MOST 1440 /* minutes that are typed at once */

/* A stretch of work of one person. */
struct ftl_labour_piece {
	int64_t staff_id;
	int64_t from;                    /* typed: when it was done, or noted */
	int64_t seconds;                 /* what was not taken back; 0: nothing is left */
	bool is_typed;                   /* else a timer measured it */
	struct ftl_labour_piece *before; /* the one noted before it */
};

/* The running fold over one job's events; its pieces live in the arena. */
struct ftl_labour {
	struct ftl_arena *arena;
	struct ftl_order_facts facts;
	struct ftl_labour_piece *newest;
};

void ftl_labour_begin(struct ftl_labour *labour, struct ftl_arena *arena);
/* Events in order of id; those after as_of must not be given. */
void ftl_labour_event(struct ftl_labour *labour, const struct ftl_event *event);
/* The timers that still run count until as_of. */
void ftl_labour_end(struct ftl_labour *labour, int64_t as_of);

/* What one person did in all, or everybody (staff_id 0). */
struct ftl_labour_sum {
	int64_t timed_seconds;
	int64_t typed_seconds;
};
struct ftl_labour_sum ftl_labour_of(const struct ftl_labour *labour, int64_t staff_id);

/*
 * The part of a piece on the day it begins on, in the zone; *rest keeps what is left of it for the
 * next call. False when nothing is. What was typed lies on one day.
 */
bool ftl_labour_next_day(const struct ftl_zone *zone, struct ftl_labour_piece *rest,
                         int32_t *ret_day, int64_t *ret_seconds);

/* Hours in thousandths, of seconds rounded up to whole steps: 61 minutes in steps of 6 are 1100. */
int64_t ftl_labour_hours_milli(int64_t seconds, int64_t step_minutes);

/* "1:25", hours and whole minutes; below zero "-0:15". */
#define FTL_LABOUR_TEXT_SIZE 32
const char *ftl_labour_format(char buffer[FTL_LABOUR_TEXT_SIZE], int64_t seconds);

#endif
