#ifndef FETTLE_MODEL_CLOCKS_H
#define FETTLE_MODEL_CLOCKS_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/model/calendar.h"
#include "fettle/model/order.h"

/*
 * Turnaround: one engine, several named clocks, all from the events (never from stored durations).
 * A value is valid only when it is_known; a job whose source knew days only has none. Time in which
 * the job was ready and that was undone later counts as the shop's, as if it had never been ready.
 * A job that was cancelled or handed over unready stops there and is not done.
 */
struct ftl_clock_value {
	bool is_known;
	int64_t calendar_seconds;
	int64_t business_seconds;
};

struct ftl_clocks {
	struct ftl_clock_value customer; /* received → ready that was not undone; open: → as-of */
	struct ftl_clock_value net;      /* the same less time of owners the policy excludes */
	struct ftl_clock_value door_to_door; /* received → handed over */
	struct ftl_clock_value bench;        /* sum of diagnosing and in_repair, holds taken out */
	struct ftl_clock_value quote;        /* received → first question or estimate sent */
	struct ftl_clock_value approval;     /* sum of await_customer that got an answer */
	struct ftl_clock_value parts;        /* sum of parts-owned time before ready */
	struct ftl_clock_value vendor;       /* sum of vendor-owned time before ready */
	struct ftl_clock_value collection;   /* ready → handed over; open: → as-of */
	/* Time between received and ready (or as-of) by whose clock ran; index enum ftl_owner. */
	struct ftl_clock_value by_owner[FTL_OWNERS];
	bool is_done; /* ready and not undone: the job counts in turnaround; else only in ageing */
	int64_t ready_at;
};

/* Bit (1 << owner) set: that owner's time is not the shop's. Nobody's time (a legal hold) is not.
 */
#define FTL_EXCLUDE_DEFAULT                                                                        \
	((1u << FTL_OWNER_NONE) | (1u << FTL_OWNER_CUSTOMER) | (1u << FTL_OWNER_PAYER) |           \
	 (1u << FTL_OWNER_VENDOR))

/* The running fold over one job's events. */
struct ftl_clock_fold {
	const struct ftl_calendar *calendar;
	unsigned excluded_owners;
	struct ftl_order_facts facts;
	int64_t last_at;
	int64_t last_position;      /* ftl_calendar_position() of last_at */
	struct ftl_clocks sum;      /* up to the last event; times after an undone ready included */
	struct ftl_clocks at_ready; /* the sums as they stood at the ready that holds so far */
	struct ftl_clock_value asked; /* waiting for the answer to a question, so far */
	int64_t quoted_at;
};

void ftl_clocks_begin(struct ftl_clock_fold *fold, const struct ftl_calendar *calendar,
                      unsigned excluded_owners);
/* Events in order of id; those after as_of must not be given. Time never runs backwards: an event
 * dated before its predecessor counts as simultaneous. */
void ftl_clocks_event(struct ftl_clock_fold *fold, const struct ftl_event *event);
void ftl_clocks_end(struct ftl_clock_fold *fold, int64_t as_of, struct ftl_clocks *ret);

/*
 * Due instant of a target of `business_seconds` from receipt; time of excluded owners so far shifts
 * it (a hold of 3 business hours moves it by 3 business hours). as in domain vectors.
 */
int64_t ftl_clocks_due(const struct ftl_calendar *calendar, int64_t received_at,
                       int64_t target_business_seconds, int64_t excluded_business_seconds);

#endif
