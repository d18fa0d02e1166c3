#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/clocks.h"

#define HOUR        INT64_C(3600)
#define EVENTS_MOST 40

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static int64_t instant(const char *text)
{
	struct ftl_err err;
	int64_t result;

	assert_int_equal(ftl_instant_parse("at", text, &result, &err), FTL_OK);
	return result;
}

/* The site of the domain vectors: Mon-Fri 09:00-17:00, 1 May 2026 is a holiday; time zone UTC. */
static const struct ftl_calendar *domain_site(struct ftl_arena *arena)
{
	const struct ftl_calendar *result;
	const struct ftl_zone *zone;
	struct ftl_calendar_window *windows;
	struct ftl_calendar_day may_day = {20574, 0, 0};
	struct ftl_err err;
	size_t count;

	assert_int_equal(ftl_zone_open(arena, "UTC", &zone, &err), FTL_OK);
	assert_int_equal(ftl_calendar_parse_week(arena, "Mon-Fri 09:00-17:00", FTL_DATE_MIN,
	                                         &windows, &count, &err),
	                 FTL_OK);
	assert_int_equal(ftl_calendar_new(arena, zone, windows, count, &may_day, 1, &result, &err),
	                 FTL_OK);
	return result;
}

static struct ftl_clocks fold_all(const struct ftl_calendar *site, unsigned excluded,
                                  const struct ftl_event *events, size_t count, int64_t as_of)
{
	struct ftl_clock_fold fold;
	struct ftl_clocks clocks;

	ftl_clocks_begin(&fold, site, excluded);
	for (size_t i = 0; i < count; i++)
		ftl_clocks_event(&fold, &events[i]);
	ftl_clocks_end(&fold, as_of, &clocks);
	return clocks;
}

static void assert_hours(struct ftl_clock_value value, double calendar, double business)
{
	assert_true(value.is_known);
	assert_int_equal(value.calendar_seconds, (int64_t)(calendar * HOUR));
	assert_int_equal(value.business_seconds, (int64_t)(business * HOUR));
}

#define RECEIVED "2026-04-29T16:00:00Z"
#define READY    "2026-05-05T11:00:00Z"

static void domain_vector_without_hold(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant(RECEIVED), .kind = FTL_EV_RECEIVE},
	        {.at = instant(READY), .kind = FTL_EV_READY, .result = FTL_NO_FAULT_FOUND},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 2,
	                                    instant("2026-06-01T00:00:00Z"));

	(void)state;
	assert_hours(clocks.customer, 139, 19);
	assert_hours(clocks.net, 139, 19);
	assert_hours(clocks.by_owner[FTL_OWNER_SHOP], 139, 19);
	assert_true(clocks.is_done);
	assert_int_equal(clocks.ready_at, instant(READY));
}

static struct ftl_clocks with_hold(struct ftl_arena *arena, const char *from, const char *to)
{
	const struct ftl_event events[] = {
	        {.at = instant(RECEIVED), .kind = FTL_EV_RECEIVE},
	        {.at = instant(from), .kind = FTL_EV_HOLD, .hold = FTL_HOLD_CUSTOMER},
	        {.at = instant(to), .kind = FTL_EV_RESUME},
	        {.at = instant(READY), .kind = FTL_EV_READY, .result = FTL_NO_FAULT_FOUND},
	};

	return fold_all(domain_site(arena), FTL_EXCLUDE_DEFAULT, events, 4, instant(READY));
}

static void domain_vector_with_a_customer_hold(void **state)
{
	FTL_ARENA(arena);
	struct ftl_clocks clocks =
	        with_hold(&arena, "2026-04-30T15:00:00Z", "2026-05-04T10:00:00Z");

	(void)state;
	/* 30 April 15:00 to 4 May 10:00 is 3 d 19 h = 91 h of calendar time; 3 of them business. */
	assert_hours(clocks.by_owner[FTL_OWNER_CUSTOMER], 91, 3);
	assert_hours(clocks.customer, 139, 19);
	assert_hours(clocks.net, 48, 16);
}

static void domain_vector_with_a_hold_over_closed_days(void **state)
{
	FTL_ARENA(arena);
	struct ftl_clocks clocks =
	        with_hold(&arena, "2026-04-30T17:00:00Z", "2026-05-04T09:00:00Z");

	(void)state;
	assert_hours(clocks.by_owner[FTL_OWNER_CUSTOMER], 88, 0);
	assert_int_equal(clocks.net.business_seconds, 19 * HOUR);
}

static void domain_vector_of_the_due_date(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);

	(void)state;
	assert_int_equal(ftl_clocks_due(site, instant(RECEIVED), 24 * HOUR, 0),
	                 instant("2026-05-05T16:00:00Z"));
	assert_int_equal(ftl_clocks_due(site, instant(RECEIVED), 24 * HOUR, 3 * HOUR),
	                 instant("2026-05-06T11:00:00Z"));
}

static void overlapping_holds_count_once(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant(RECEIVED), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-04-30T15:00:00Z"),
	         .kind = FTL_EV_HOLD,
	         .hold = FTL_HOLD_CUSTOMER},
	        {.at = instant("2026-04-30T16:00:00Z"), .kind = FTL_EV_ASK},
	        {.at = instant("2026-04-30T16:30:00Z"),
	         .kind = FTL_EV_HOLD,
	         .hold = FTL_HOLD_VENDOR},
	        {.at = instant("2026-05-04T10:00:00Z"), .kind = FTL_EV_APPROVE},
	        {.at = instant(READY), .kind = FTL_EV_READY, .result = FTL_NO_FAULT_FOUND},
	};
	struct ftl_clocks clocks =
	        fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 6, instant(READY));

	(void)state;
	assert_hours(clocks.customer, 139, 19);
	assert_hours(clocks.net, 48, 16);
	assert_hours(clocks.by_owner[FTL_OWNER_CUSTOMER], 1.5, 1.5);
	assert_hours(clocks.vendor, 89.5, 1.5);
}

static void open_hold_runs_to_the_day_of_the_report(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant(RECEIVED), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-04-30T15:00:00Z"),
	         .kind = FTL_EV_HOLD,
	         .hold = FTL_HOLD_CUSTOMER},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 2,
	                                    instant("2026-05-04T10:00:00Z"));

	(void)state;
	assert_false(clocks.is_done);
	assert_hours(clocks.customer, 114, 10);
	assert_hours(clocks.net, 23, 7);
	assert_hours(clocks.by_owner[FTL_OWNER_CUSTOMER], 91, 3);
	assert_false(clocks.door_to_door.is_known);
	assert_false(clocks.collection.is_known);
}

static void legal_hold_is_nobodys_time(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-04T09:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T10:00:00Z"),
	         .kind = FTL_EV_HOLD,
	         .hold = FTL_HOLD_LEGAL},
	        {.at = instant("2026-05-04T12:00:00Z"),
	         .kind = FTL_EV_READY,
	         .result = FTL_REFUNDED},
	};
	struct ftl_clocks clocks =
	        fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 3, instant(READY));

	(void)state;
	assert_hours(clocks.customer, 3, 3);
	assert_hours(clocks.net, 1, 1);
	assert_hours(clocks.by_owner[FTL_OWNER_NONE], 2, 2);
}

/* One job with everything in it, all on Monday 4 to Wednesday 6 May 2026. */
static void every_clock_of_one_job(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-03T12:00:00Z"), .kind = FTL_EV_BOOK},
	        {.at = instant("2026-05-04T09:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T10:00:00Z"), .kind = FTL_EV_DIAGNOSE},
	        {.at = instant("2026-05-04T10:30:00Z"),
	         .kind = FTL_EV_HOLD,
	         .hold = FTL_HOLD_INTERNAL},
	        {.at = instant("2026-05-04T10:45:00Z"), .kind = FTL_EV_RESUME},
	        {.at = instant("2026-05-04T11:00:00Z"), .kind = FTL_EV_ASK},
	        {.at = instant("2026-05-04T12:00:00Z"), .kind = FTL_EV_NOTE},
	        {.at = instant("2026-05-04T13:00:00Z"), .kind = FTL_EV_APPROVE},
	        {.at = instant("2026-05-04T14:00:00Z"), .kind = FTL_EV_ASK},
	        {.at = instant("2026-05-04T15:00:00Z"), .kind = FTL_EV_APPROVE},
	        {.at = instant("2026-05-04T16:00:00Z"), .kind = FTL_EV_WAIT_PARTS},
	        {.at = instant("2026-05-05T10:00:00Z"), .kind = FTL_EV_START},
	        {.at = instant("2026-05-05T12:00:00Z"), .kind = FTL_EV_SEND},
	        {.at = instant("2026-05-05T15:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-05T15:30:00Z"), .kind = FTL_EV_TEST},
	        {.at = instant("2026-05-05T16:00:00Z"),
	         .kind = FTL_EV_READY,
	         .result = FTL_REPAIRED},
	        {.at = instant("2026-05-06T11:00:00Z"), .kind = FTL_EV_HAND_OVER},
	        {.at = instant("2026-05-08T11:00:00Z"), .kind = FTL_EV_CLOSE},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events,
	                                    FTL_COUNT(events), instant("2026-06-01T00:00:00Z"));

	(void)state;
	assert_hours(clocks.customer, 31, 15);
	assert_hours(clocks.door_to_door, 50, 18);
	/* ask 2 h, ask again 1 h, at the vendor 3 h are not the shop's; parts are. */
	assert_hours(clocks.net, 25, 9);
	/* diagnosing 10:00-10:30 and 10:45-11:00, repair 10:00-12:00 and 15:00-15:30 */
	assert_hours(clocks.bench, 3.25, 3.25);
	assert_hours(clocks.quote, 2, 2);
	assert_hours(clocks.approval, 3, 3);
	assert_hours(clocks.parts, 18, 2);
	assert_hours(clocks.vendor, 3, 3);
	assert_hours(clocks.collection, 19, 3);
	assert_hours(clocks.by_owner[FTL_OWNER_CUSTOMER], 3, 3);
	assert_hours(clocks.by_owner[FTL_OWNER_PARTS], 18, 2);
	assert_hours(clocks.by_owner[FTL_OWNER_VENDOR], 3, 3);
	assert_hours(clocks.by_owner[FTL_OWNER_PAYER], 0, 0);
	assert_hours(clocks.by_owner[FTL_OWNER_NONE], 0, 0);
	assert_hours(clocks.by_owner[FTL_OWNER_SHOP], 7, 7);
}

static void ready_undone_goes_on_as_if_never_ready(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-04T09:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T10:00:00Z"),
	         .kind = FTL_EV_READY,
	         .result = FTL_NO_FAULT_FOUND},
	        {.at = instant("2026-05-04T12:00:00Z"), .kind = FTL_EV_FAIL},
	        {.at = instant("2026-05-04T13:00:00Z"), .kind = FTL_EV_TEST},
	        {.at = instant("2026-05-04T14:00:00Z"),
	         .kind = FTL_EV_READY,
	         .result = FTL_REPAIRED},
	};
	const struct ftl_calendar *site = domain_site(&arena);
	struct ftl_clocks clocks =
	        fold_all(site, FTL_EXCLUDE_DEFAULT, events, 5, instant("2026-05-04T16:00:00Z"));

	(void)state;
	assert_hours(clocks.customer, 5, 5);
	assert_hours(clocks.net, 5, 5);
	assert_hours(clocks.by_owner[FTL_OWNER_SHOP], 5, 5);
	assert_hours(clocks.bench, 1, 1);
	assert_hours(clocks.collection, 2, 2);
	assert_int_equal(clocks.ready_at, instant("2026-05-04T14:00:00Z"));
	/* While it is undone the job is open. */
	clocks = fold_all(site, FTL_EXCLUDE_DEFAULT, events, 3, instant("2026-05-04T12:30:00Z"));
	assert_false(clocks.is_done);
	assert_hours(clocks.customer, 3.5, 3.5);
	assert_false(clocks.collection.is_known);
}

static void turnaround_stops_at_ready_not_at_the_report(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-04T09:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T10:00:00Z"),
	         .kind = FTL_EV_READY,
	         .result = FTL_NO_FAULT_FOUND},
	        {.at = instant("2026-05-04T11:00:00Z"), .kind = FTL_EV_NOTE},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 3,
	                                    instant("2026-05-05T09:00:00Z"));

	(void)state;
	assert_hours(clocks.customer, 1, 1);
	assert_hours(clocks.collection, 23, 7);
}

static void cancelled_job_stops_where_it_was_cancelled(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-04T09:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T11:00:00Z"), .kind = FTL_EV_CANCEL},
	        {.at = instant("2026-05-06T11:00:00Z"), .kind = FTL_EV_NOTE},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 3,
	                                    instant("2026-05-08T09:00:00Z"));

	(void)state;
	assert_false(clocks.is_done);
	assert_hours(clocks.customer, 2, 2);
}

static void day_only_and_unreceived_jobs_have_no_durations(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
	const struct ftl_event import = {.at = 1700000000,
	                                 .kind = FTL_EV_IMPORT,
	                                 .result = FTL_REPAIRED,
	                                 .is_day_only = true};
	const struct ftl_event booked = {.at = 1700000000, .kind = FTL_EV_BOOK};
	struct ftl_clocks clocks = fold_all(site, FTL_EXCLUDE_DEFAULT, &import, 1, 1800000000);

	(void)state;
	assert_true(clocks.is_done);
	assert_int_equal(clocks.ready_at, 1700000000);
	assert_false(clocks.customer.is_known);
	assert_false(clocks.door_to_door.is_known);
	assert_false(clocks.by_owner[FTL_OWNER_SHOP].is_known);
	assert_int_equal(clocks.customer.calendar_seconds, 0);
	clocks = fold_all(site, FTL_EXCLUDE_DEFAULT, &booked, 1, 1800000000);
	assert_false(clocks.is_done);
	assert_false(clocks.customer.is_known);
	clocks = fold_all(site, FTL_EXCLUDE_DEFAULT, NULL, 0, 1800000000);
	assert_false(clocks.customer.is_known);
}

static void nothing_counts_before_the_receipt(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-04T09:00:00Z"), .kind = FTL_EV_DIAGNOSE},
	        {.at = instant("2026-05-04T12:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T13:00:00Z"),
	         .kind = FTL_EV_READY,
	         .result = FTL_NO_FAULT_FOUND},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 3,
	                                    instant("2026-05-05T09:00:00Z"));

	(void)state;
	assert_hours(clocks.customer, 1, 1);
	assert_hours(clocks.bench, 0, 0);
}

static void question_without_an_answer_has_no_approval_time(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-04T09:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T11:00:00Z"), .kind = FTL_EV_ASK},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 2,
	                                    instant("2026-05-05T09:00:00Z"));

	(void)state;
	assert_hours(clocks.quote, 2, 2);
	assert_false(clocks.approval.is_known);
	assert_hours(clocks.by_owner[FTL_OWNER_CUSTOMER], 22, 6);
}

static void time_that_runs_backwards_is_never_negative(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_event events[] = {
	        {.at = instant("2026-05-04T12:00:00Z"), .kind = FTL_EV_RECEIVE},
	        {.at = instant("2026-05-04T10:00:00Z"), .kind = FTL_EV_ASK},
	        {.at = instant("2026-05-04T11:00:00Z"), .kind = FTL_EV_APPROVE},
	        {.at = instant("2026-05-04T13:00:00Z"),
	         .kind = FTL_EV_READY,
	         .result = FTL_NO_FAULT_FOUND},
	        {.at = instant("2026-05-04T12:30:00Z"), .kind = FTL_EV_HAND_OVER},
	};
	struct ftl_clocks clocks = fold_all(domain_site(&arena), FTL_EXCLUDE_DEFAULT, events, 5,
	                                    instant("2026-05-04T09:00:00Z"));

	(void)state;
	assert_hours(clocks.customer, 1, 1);
	assert_hours(clocks.approval, 0, 0);
	assert_hours(clocks.quote, 0, 0);
	assert_hours(clocks.collection, 0, 0);
	assert_hours(clocks.door_to_door, 1, 1);
}

/* ---- random jobs against a slow reference ---- */

static const struct ftl_guard everything = {
        .has_technician_after = true,
        .is_within_limit = true,
        .has_due_date = true,
        .has_reference = true,
        .is_settled = true,
        .result = FTL_NO_FAULT_FOUND,
};

/* A job through legal steps on whole hours; returns how many events. */
static size_t random_job(uint32_t *seed, struct ftl_event events[EVENTS_MOST])
{
	struct ftl_order_facts facts;
	int64_t at = instant("2026-04-20T00:00:00Z");
	size_t wanted = 2 + next_random(seed) % (EVENTS_MOST - 2);
	size_t count = 0;

	ftl_order_facts_init(&facts);
	while (count < wanted) {
		enum ftl_event_kind next[FTL_EVENT_KINDS];
		int possible = ftl_order_next(&facts, next);
		struct ftl_event event = {.at = at,
		                          .kind = next[next_random(seed) % (uint32_t)possible]};
		struct ftl_err err;

		if (event.kind == FTL_EV_IMPORT || event.kind == FTL_EV_CANCEL)
			continue;
		/* Most jobs should live long. */
		if ((event.kind == FTL_EV_READY || event.kind == FTL_EV_HAND_OVER) &&
		    next_random(seed) % 3 != 0)
			event.kind = FTL_EV_NOTE;
		if (event.kind == FTL_EV_HOLD)
			event.hold = (enum ftl_hold)(1 + next_random(seed) % (FTL_HOLDS - 1));
		event.result = event.kind == FTL_EV_READY ? FTL_NO_FAULT_FOUND : FTL_RESULT_NONE;
		if (ftl_order_can("W2600377F", &facts, event.kind, &everything, &err) != FTL_OK)
			continue;
		ftl_order_apply(&facts, &event);
		events[count++] = event;
		at += (int64_t)(next_random(seed) % 30) * HOUR;
	}
	return count;
}

/* Where a job is in one hour, by a table of its own: S shop, C customer, P payer, T parts, V
 * vendor, Y ready, H left, N nobody, B not here yet. */
struct place {
	char state;
	char hold;
	bool is_bench;
};

static void slow_step(struct place *place, const struct ftl_event *event)
{
	static const char by_kind[FTL_EVENT_KINDS] = {
	        [FTL_EV_BOOK] = 'B',      [FTL_EV_RECEIVE] = 'S',    [FTL_EV_DIAGNOSE] = 'S',
	        [FTL_EV_ASK] = 'C',       [FTL_EV_ASK_PAYER] = 'P',  [FTL_EV_APPROVE] = 'S',
	        [FTL_EV_START] = 'S',     [FTL_EV_WAIT_PARTS] = 'T', [FTL_EV_SEND] = 'V',
	        [FTL_EV_TEST] = 'S',      [FTL_EV_FAIL] = 'S',       [FTL_EV_READY] = 'Y',
	        [FTL_EV_HAND_OVER] = 'H', [FTL_EV_CLOSE] = 'H',      [FTL_EV_REFUSE] = 'S',
	};
	static const char by_hold[] = "\0CPTVNPS";
	bool is_back = event->kind == FTL_EV_RECEIVE && place->state == 'V';

	if (event->kind == FTL_EV_HOLD)
		place->hold = by_hold[event->hold];
	if (event->kind == FTL_EV_RESUME)
		place->hold = '\0';
	if (by_kind[event->kind] == '\0')
		return;
	place->state = by_kind[event->kind];
	place->hold = '\0';
	place->is_bench = event->kind == FTL_EV_DIAGNOSE || event->kind == FTL_EV_START ||
	                  event->kind == FTL_EV_FAIL || event->kind == FTL_EV_REFUSE || is_back;
}

struct slow {
	int64_t hours[128]; /* by letter of the owner, up to ready or as-of */
	int64_t business[128];
	int64_t bench;
	bool is_ready;
};

static bool is_business_hour(int64_t at)
{
	int64_t day = at / 86400;
	int64_t hour = at % 86400 / HOUR;

	/* Day 4 since the epoch is a Monday; day 20574 is 1 May 2026. */
	return (day + 3) % 7 < 5 && day != 20574 && hour >= 9 && hour < 17;
}

/* Looks at each hour by itself. */
static struct slow slow_clocks(const struct ftl_event *events, size_t count, int64_t as_of)
{
	struct slow slow = {.is_ready = false};
	struct place last = {'B', '\0', false};
	int64_t end = as_of;

	for (size_t i = 0; i < count; i++) {
		if (events[i].kind == FTL_EV_READY)
			end = events[i].at;
		slow_step(&last, &events[i]);
	}
	slow.is_ready = last.state == 'Y' || last.state == 'H';
	end = slow.is_ready ? end : as_of;
	for (int64_t at = events[0].at; at < end; at += HOUR) {
		struct place place = {'B', '\0', false};
		int owner;

		for (size_t i = 0; i < count && events[i].at <= at; i++)
			slow_step(&place, &events[i]);
		/* A ready that did not last is the shop's time. */
		owner = place.hold != '\0' ? place.hold : place.state == 'Y' ? 'S' : place.state;
		slow.hours[owner]++;
		slow.business[owner] += is_business_hour(at);
		slow.bench += place.is_bench && place.hold == '\0' && place.state == 'S';
	}
	return slow;
}

static void random_jobs_equal_a_count_of_hours(void **state)
{
	static const char letters[FTL_OWNERS] = {'N', 'S', 'C', 'P', 'T', 'V'};
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
	uint32_t seed = 20260429;
	int done = 0;
	int undone = 0;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct ftl_event events[EVENTS_MOST];
		size_t count = random_job(&seed, events);
		int64_t as_of = events[count - 1].at + (int64_t)(next_random(&seed) % 50) * HOUR;
		struct ftl_clocks clocks =
		        fold_all(site, FTL_EXCLUDE_DEFAULT, events, count, as_of);
		struct slow slow = slow_clocks(events, count, as_of);

		assert_int_equal(clocks.is_done, slow.is_ready);
		if (!clocks.customer.is_known)
			continue;
		done += clocks.is_done;
		undone += !clocks.is_done;
		for (int owner = 0; owner < FTL_OWNERS; owner++) {
			assert_int_equal(clocks.by_owner[owner].calendar_seconds,
			                 slow.hours[(int)letters[owner]] * HOUR);
			assert_int_equal(clocks.by_owner[owner].business_seconds,
			                 slow.business[(int)letters[owner]] * HOUR);
		}
		assert_int_equal(clocks.bench.calendar_seconds, slow.bench * HOUR);
	}
	assert_in_range(done, 300, 3000);
	assert_in_range(undone, 300, 3000);
}

static void assert_sane(struct ftl_clock_value value)
{
	if (!value.is_known)
		return;
	assert_true(value.business_seconds >= 0);
	assert_true(value.business_seconds <= value.calendar_seconds);
}

/* Any events in any order with clocks that jump: what must hold whatever a database says. */
static void sums_hold_for_any_events_at_all(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
	uint32_t seed = 31337;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct ftl_event events[EVENTS_MOST];
		size_t count = next_random(&seed) % EVENTS_MOST;
		unsigned excluded = next_random(&seed) % (1u << FTL_OWNERS);
		int64_t at = 1777000000;
		struct ftl_clocks clocks;
		int64_t calendar = 0;
		int64_t business = 0;
		int64_t net = 0;

		for (size_t i = 0; i < count; i++) {
			at += (int64_t)(next_random(&seed) % 300000) - 50000;
			events[i] = (struct ftl_event){
			        .at = at,
			        .kind = (enum ftl_event_kind)(next_random(&seed) % FTL_EVENT_KINDS),
			        .hold = (enum ftl_hold)(next_random(&seed) % FTL_HOLDS),
			        .result = (enum ftl_result)(next_random(&seed) % FTL_RESULTS),
			};
			if (events[i].kind == FTL_EV_IMPORT)
				events[i].kind = FTL_EV_NOTE;
		}
		clocks = fold_all(site, excluded, events, count, at + 1000);
		assert_sane(clocks.customer);
		assert_sane(clocks.net);
		assert_sane(clocks.door_to_door);
		assert_sane(clocks.bench);
		assert_sane(clocks.quote);
		assert_sane(clocks.approval);
		assert_sane(clocks.collection);
		for (int owner = 0; owner < FTL_OWNERS; owner++) {
			assert_sane(clocks.by_owner[owner]);
			calendar += clocks.by_owner[owner].calendar_seconds;
			business += clocks.by_owner[owner].business_seconds;
			if ((excluded & 1u << owner) == 0)
				net += clocks.by_owner[owner].calendar_seconds;
		}
		assert_int_equal(calendar, clocks.customer.calendar_seconds);
		assert_int_equal(business, clocks.customer.business_seconds);
		assert_int_equal(net, clocks.net.calendar_seconds);
		assert_true(clocks.bench.calendar_seconds <= clocks.customer.calendar_seconds);
	}
}

static void notes_in_between_change_no_clock(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena);
	uint32_t seed = 8;

	(void)state;
	for (int round = 0; round < 2000; round++) {
		struct ftl_event events[EVENTS_MOST];
		struct ftl_event noted[2 * EVENTS_MOST];
		size_t count = random_job(&seed, events);
		int64_t as_of = events[count - 1].at + 100000;
		struct ftl_clocks plain;
		struct ftl_clocks with_notes;

		for (size_t i = 0; i < count; i++) {
			int64_t until = i + 1 < count ? events[i + 1].at : as_of;
			int64_t span = until - events[i].at;

			noted[2 * i] = events[i];
			noted[2 * i + 1] = (struct ftl_event){
			        .at = events[i].at +
			              (span > 0 ? (int64_t)(next_random(&seed) % (uint64_t)span)
			                        : 0),
			        .kind = FTL_EV_NOTE,
			};
		}
		plain = fold_all(site, FTL_EXCLUDE_DEFAULT, events, count, as_of);
		with_notes = fold_all(site, FTL_EXCLUDE_DEFAULT, noted, 2 * count, as_of);
		assert_memory_equal(&plain, &with_notes, sizeof(plain));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(domain_vector_without_hold),
	        cmocka_unit_test(domain_vector_with_a_customer_hold),
	        cmocka_unit_test(domain_vector_with_a_hold_over_closed_days),
	        cmocka_unit_test(domain_vector_of_the_due_date),
	        cmocka_unit_test(overlapping_holds_count_once),
	        cmocka_unit_test(open_hold_runs_to_the_day_of_the_report),
	        cmocka_unit_test(legal_hold_is_nobodys_time),
	        cmocka_unit_test(every_clock_of_one_job),
	        cmocka_unit_test(ready_undone_goes_on_as_if_never_ready),
	        cmocka_unit_test(turnaround_stops_at_ready_not_at_the_report),
	        cmocka_unit_test(cancelled_job_stops_where_it_was_cancelled),
	        cmocka_unit_test(day_only_and_unreceived_jobs_have_no_durations),
	        cmocka_unit_test(nothing_counts_before_the_receipt),
	        cmocka_unit_test(question_without_an_answer_has_no_approval_time),
	        cmocka_unit_test(time_that_runs_backwards_is_never_negative),
	        cmocka_unit_test(random_jobs_equal_a_count_of_hours),
	        cmocka_unit_test(sums_hold_for_any_events_at_all),
	        cmocka_unit_test(notes_in_between_change_no_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
