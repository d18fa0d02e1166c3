#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/clocks.h"
#include "fettle/model/labour.h"
#include "helper_dbfile.h"
#include "helper_scene.h"
#include "helper_time.h"
#include "ops/verify.h"
#include "store/event.h"
#include "store/order.h"

/*
 * What must hold of every history of a work order, looked at over very many made-up ones: legal
 * steps at any second, in several zones, through daylight-saving changes, nights, holidays and
 * hours that change. HISTORIES_STORED says how many go through the database as well.
 */
#define HISTORIES   100000
#define STORED      1000
#define EVENTS_MOST 16
#define BEGIN       INT64_C(1767225600) /* 2026-01-01T00:00:00Z */
#define INTAKE      INT64_C(999999)     /* of all that are stored */
#define YEAR        (365 * DAY)

static int64_t within(uint32_t *seed, int64_t span)
{
	return (int64_t)(next_random(seed) % (uint32_t)span);
}

/* A centre: two weeks, the second holding from some day of the year on, and two single days. */
static const struct ftl_calendar *make_site(struct ftl_arena *arena, const char *zone_name,
                                            const char *week, const char *later)
{
	const struct ftl_calendar *result;
	const struct ftl_zone *zone;
	struct ftl_calendar_window *first, *second, both[64];
	const int32_t new_year = (int32_t)(BEGIN / DAY);
	const struct ftl_calendar_day days[] = {
	        {new_year + 87, 0, 0}, /* Sunday 29 March, when Berlin's clocks go forward */
	        {new_year + 120, 0, 0},
	        {new_year + 200, 79200, 97200}, /* 22:00-03:00 */
	};
	struct ftl_err err;
	size_t one, two;

	assert_int_equal(ftl_zone_open(arena, zone_name, &zone, &err), FTL_OK);
	assert_int_equal(ftl_calendar_parse_week(arena, week, FTL_DATE_MIN, &first, &one, &err),
	                 FTL_OK);
	assert_int_equal(ftl_calendar_parse_week(arena, later, new_year + 150, &second, &two, &err),
	                 FTL_OK);
	assert_true(one + two <= FTL_COUNT(both));
	memcpy(both, first, one * sizeof(*both));
	memcpy(both + one, second, two * sizeof(*both));
	assert_int_equal(ftl_calendar_new(arena, zone, both, one + two, days, FTL_COUNT(days),
	                                  &result, &err),
	                 FTL_OK);
	return result;
}

#define SITES 6
static void make_sites(struct ftl_arena *arena, const struct ftl_calendar *sites[SITES])
{
	static const char *const plain = "Mon-Fri 09:00-17:00";
	static const char *const nights = "Fri-Sat 18:00-02:00; Sun 22:00-06:00";

	sites[0] = make_site(arena, "Europe/Berlin", plain, "Mon-Sat 08:00-12:30,13:30-18:00");
	sites[1] = make_site(arena, "America/New_York", nights, plain);
	sites[2] = make_site(arena, "Australia/Lord_Howe", "Mon-Sun 00:00-06:00", nights);
	sites[3] = make_site(arena, "Pacific/Apia", plain, "closed");
	sites[4] = make_site(arena, "UTC", "closed", "Mon-Sun 00:00-24:00");
	sites[5] = make_site(arena, "Asia/Kolkata", "Mon-Sun 21:30-05:30", plain);
}

#define PEOPLE 4

static const struct ftl_guard everything = {
        .has_technician_after = true,
        .is_within_limit = true,
        .has_due_date = true,
        .has_reference = true,
        .is_settled = true,
        .result = FTL_NO_FAULT_FOUND,
};

struct history {
	struct ftl_event events[EVENTS_MOST + 2];
	enum ftl_state states[EVENTS_MOST]; /* after each event */
	size_t count;
	int64_t as_of;
	struct ftl_order_facts facts; /* kept from step to step, as a work order keeps them */
};

/* Who works, or whose minutes they are. Nobody in some of them, as in histories of old. */
static void fill_work(uint32_t *seed, struct ftl_event *event)
{
	if (event->kind == FTL_EV_START || event->kind == FTL_EV_DIAGNOSE ||
	    event->kind == FTL_EV_RESUME)
		event->technician_id = (int64_t)(next_random(seed) % (PEOPLE + 1));
	if (event->kind == FTL_EV_STOP || event->kind == FTL_EV_LABOUR)
		event->technician_id = 1 + (int64_t)(next_random(seed) % PEOPLE);
	if (event->kind == FTL_EV_LABOUR) {
		event->minutes = (int)within(seed, 300) - 150;
		event->minutes += event->minutes == 0;
	}
}

/* Steps that the state machine lets happen, seconds to weeks apart. */
static void make_history(uint32_t *seed, struct history *h)
{
	static const int64_t spans[] = {90, 4 * HOUR, 20 * HOUR, 4 * DAY, 15 * DAY};
	size_t wanted = 2 + next_random(seed) % (EVENTS_MOST - 2);
	int64_t at = BEGIN + within(seed, YEAR);

	h->count = 0;
	ftl_order_facts_init(&h->facts);
	while (h->count < wanted) {
		enum ftl_event_kind next[FTL_EVENT_KINDS];
		int possible = ftl_order_next(&h->facts, next);
		struct ftl_event event = {.id = (int64_t)h->count + 1,
		                          .at = at,
		                          .kind = next[next_random(seed) % (uint32_t)possible]};
		struct ftl_guard guard = everything;
		struct ftl_err err;

		/* Most jobs should live long. */
		if (event.kind == FTL_EV_IMPORT ||
		    (event.kind == FTL_EV_CANCEL && next_random(seed) % 4 != 0))
			continue;
		if (event.kind == FTL_EV_HOLD)
			event.hold = (enum ftl_hold)(1 + next_random(seed) % (FTL_HOLDS - 1));
		if (event.kind == FTL_EV_READY)
			event.result = FTL_NO_FAULT_FOUND;
		fill_work(seed, &event);
		guard.worker_id = event.technician_id;
		if (ftl_order_can("W2600377F", &h->facts, event.kind, &guard, &err) != FTL_OK)
			continue;
		ftl_order_apply(&h->facts, &event);
		h->states[h->count] = h->facts.state;
		h->events[h->count++] = event;
		at += within(seed, spans[next_random(seed) % FTL_COUNT(spans)]);
	}
	h->as_of = h->events[h->count - 1].at + within(seed, 10 * DAY);
}

static struct ftl_clocks fold(const struct ftl_calendar *site, const struct ftl_event *events,
                              size_t count, int64_t as_of, struct ftl_order_facts *ret_facts)
{
	struct ftl_clock_fold running;
	struct ftl_clocks clocks;

	ftl_clocks_begin(&running, site, FTL_EXCLUDE_DEFAULT);
	for (size_t i = 0; i < count; i++)
		ftl_clocks_event(&running, &events[i]);
	ftl_clocks_end(&running, as_of, &clocks);
	if (ret_facts != NULL)
		*ret_facts = running.facts;
	return clocks;
}

/* When the customer's clock began and ended, found without the fold; false: it never began. */
static bool span_of(const struct history *h, int64_t *ret_from, int64_t *ret_to)
{
	bool is_here = false;

	*ret_to = h->as_of;
	for (size_t i = 0; i < h->count; i++) {
		enum ftl_event_kind kind = h->events[i].kind;

		if (kind == FTL_EV_RECEIVE && !is_here) {
			is_here = true;
			*ret_from = h->events[i].at;
		}
		if (kind == FTL_EV_READY || kind == FTL_EV_CANCEL)
			*ret_to = h->events[i].at;
		if (kind == FTL_EV_FAIL)
			*ret_to = h->as_of;
	}
	return is_here;
}

static const size_t all_clocks[] = {
        offsetof(struct ftl_clocks, customer),     offsetof(struct ftl_clocks, net),
        offsetof(struct ftl_clocks, door_to_door), offsetof(struct ftl_clocks, bench),
        offsetof(struct ftl_clocks, quote),        offsetof(struct ftl_clocks, approval),
        offsetof(struct ftl_clocks, parts),        offsetof(struct ftl_clocks, vendor),
        offsetof(struct ftl_clocks, collection),
};

static struct ftl_clock_value clock_of(const struct ftl_clocks *clocks, size_t i)
{
	struct ftl_clock_value value;

	memcpy(&value, (const char *)clocks + all_clocks[i], sizeof(value));
	return value;
}

static void owners_sum_to_the_time_that_went_by(const struct ftl_calendar *site,
                                                const struct history *h,
                                                const struct ftl_clocks *clocks)
{
	int64_t from = 0, to, calendar = 0, business = 0;

	assert_int_equal(clocks->customer.is_known, span_of(h, &from, &to));
	if (!clocks->customer.is_known)
		return;
	for (int owner = 0; owner < FTL_OWNERS; owner++) {
		calendar += clocks->by_owner[owner].calendar_seconds;
		business += clocks->by_owner[owner].business_seconds;
	}
	assert_int_equal(calendar, to - from);
	assert_int_equal(business, ftl_calendar_seconds(site, from, to));
	assert_int_equal(clocks->customer.calendar_seconds, calendar);
	assert_int_equal(clocks->customer.business_seconds, business);
}

static void nothing_is_negative(const struct ftl_clocks *clocks)
{
	for (size_t i = 0; i < FTL_COUNT(all_clocks); i++) {
		struct ftl_clock_value value = clock_of(clocks, i);

		assert_true(value.business_seconds >= 0);
		assert_true(value.business_seconds <= value.calendar_seconds);
	}
	for (int owner = 0; owner < FTL_OWNERS; owner++) {
		assert_true(clocks->by_owner[owner].business_seconds >= 0);
		assert_true(clocks->by_owner[owner].business_seconds <=
		            clocks->by_owner[owner].calendar_seconds);
	}
}

/* Puts a hold into closed hours between two events; false when there is no room for it. */
static bool hold_while_closed(const struct ftl_calendar *site, uint32_t *seed,
                              const struct history *h, struct ftl_event held[EVENTS_MOST + 2])
{
	struct ftl_order_facts facts;
	size_t after = next_random(seed) % h->count;
	int64_t until = after + 1 < h->count ? h->events[after + 1].at : h->as_of;
	int64_t from, to;

	ftl_order_facts_init(&facts);
	for (size_t i = 0; i <= after; i++)
		ftl_order_apply(&facts, &h->events[i]);
	if (!ftl_state_is_open(facts.state) || facts.hold != FTL_HOLD_NONE ||
	    until <= h->events[after].at)
		return false;
	from = h->events[after].at + within(seed, until - h->events[after].at);
	to = from + within(seed, until - from);
	if (ftl_calendar_seconds(site, from, to) > 0)
		to = ftl_calendar_add(site, from, 1) - 1;
	if (to <= from)
		return false;
	memcpy(held, h->events, (after + 1) * sizeof(*held));
	held[after + 1] = (struct ftl_event){
	        .at = from,
	        .kind = FTL_EV_HOLD,
	        .hold = (enum ftl_hold)(1 + next_random(seed) % (FTL_HOLDS - 1))};
	held[after + 2] = (struct ftl_event){.at = to, .kind = FTL_EV_RESUME};
	memcpy(held + after + 3, h->events + after + 1, (h->count - after - 1) * sizeof(*held));
	return true;
}

static bool a_hold_in_closed_hours_changes_nothing(const struct ftl_calendar *site, uint32_t *seed,
                                                   const struct history *h,
                                                   const struct ftl_clocks *plain)
{
	struct ftl_event held[EVENTS_MOST + 2];
	struct ftl_clocks clocks;

	if (!hold_while_closed(site, seed, h, held))
		return false;
	clocks = fold(site, held, h->count + 2, h->as_of, NULL);
	for (size_t i = 0; i < FTL_COUNT(all_clocks); i++) {
		assert_int_equal(clock_of(&clocks, i).is_known, clock_of(plain, i).is_known);
		assert_int_equal(clock_of(&clocks, i).business_seconds,
		                 clock_of(plain, i).business_seconds);
	}
	for (int owner = 0; owner < FTL_OWNERS; owner++)
		assert_int_equal(clocks.by_owner[owner].business_seconds,
		                 plain->by_owner[owner].business_seconds);
	assert_int_equal(clocks.customer.calendar_seconds, plain->customer.calendar_seconds);
	assert_int_equal(clocks.ready_at, plain->ready_at);
	return true;
}

/* Was this person at work just after event i? Found by looking back, without the fold. */
static bool was_at_work(const struct history *h, size_t i, int64_t who)
{
	for (size_t j = i + 1; j-- > 0;) {
		const struct ftl_event *event = &h->events[j];
		bool is_his = event->technician_id == who;

		if (h->states[j] != FTL_DIAGNOSING && h->states[j] != FTL_IN_REPAIR)
			return false;
		if (event->kind == FTL_EV_HOLD || (event->kind == FTL_EV_STOP && is_his))
			return false;
		if (is_his && (event->kind == FTL_EV_START || event->kind == FTL_EV_DIAGNOSE ||
		               event->kind == FTL_EV_RESUME))
			return true;
	}
	return false;
}

/* The seconds of a person by event after event; taken back, they never fall below zero. */
static int64_t worked_slowly(const struct history *h, int64_t who, int64_t *ret_timed)
{
	int64_t all = 0, timed = 0;

	for (size_t i = 0; i < h->count; i++) {
		const struct ftl_event *event = &h->events[i];
		int64_t until = i + 1 < h->count ? h->events[i + 1].at : h->as_of;
		int64_t stretch = was_at_work(h, i, who) ? until - event->at : 0;

		if (event->kind == FTL_EV_LABOUR && event->technician_id == who)
			all += event->minutes * INT64_C(60);
		all = (all < 0 ? 0 : all) + stretch;
		timed += stretch;
	}
	*ret_timed = timed;
	return all;
}

/* Nobody works longer than goes by, nothing is negative, and the days add up to the whole. */
static int labour_is_what_was_worked(struct ftl_arena *arena, const struct ftl_zone *zone,
                                     const struct history *h, const struct ftl_clocks *clocks)
{
	struct ftl_labour labour;
	int64_t days = 0;
	int worked = 0;

	ftl_labour_begin(&labour, arena);
	for (size_t i = 0; i < h->count; i++)
		ftl_labour_event(&labour, &h->events[i]);
	ftl_labour_end(&labour, h->as_of);
	for (int64_t who = 1; who <= PEOPLE; who++) {
		struct ftl_labour_sum sum = ftl_labour_of(&labour, who);
		int64_t timed, all = worked_slowly(h, who, &timed);

		assert_int_equal(sum.timed_seconds + sum.typed_seconds, all);
		assert_true(sum.timed_seconds >= 0 && sum.typed_seconds >= 0);
		assert_true(sum.timed_seconds <= timed);
		assert_true(timed <= h->as_of - h->events[0].at);
		/* No longer than the job was at the bench, a clock that knows nothing of people. */
		assert_true(clocks->is_done || timed <= clocks->bench.calendar_seconds);
		worked += timed > 0;
	}
	for (struct ftl_labour_piece *at = labour.newest; at != NULL; at = at->before) {
		struct ftl_labour_piece rest = *at;
		int64_t seconds;
		int32_t day, last = INT32_MIN;

		while (ftl_labour_next_day(zone, &rest, &day, &seconds)) {
			assert_true(seconds > 0 && (at->is_typed || seconds <= 25 * HOUR));
			assert_true(day > last);
			last = day;
			days += seconds;
		}
	}
	struct ftl_labour_sum all = ftl_labour_of(&labour, 0);
	assert_int_equal(days, all.timed_seconds + all.typed_seconds);
	return worked;
}

static void properties_hold_for_a_hundred_thousand_histories(void **state)
{
	FTL_ARENA(arena);
	FTL_ARENA(scratch);
	const struct ftl_calendar *sites[SITES];
	const struct ftl_zone *zone;
	struct ftl_err err;
	int held = 0, done = 0, here = 0, worked = 0;
	uint32_t seed = 20261122;

	(void)state;
	make_sites(&arena, sites);
	assert_int_equal(ftl_zone_open(&arena, "Australia/Lord_Howe", &zone, &err), FTL_OK);
	for (int round = 0; round < HISTORIES; round++) {
		const struct ftl_calendar *site = sites[round % SITES];
		struct ftl_order_facts facts;
		struct ftl_clocks clocks;
		struct history h;

		make_history(&seed, &h);
		clocks = fold(site, h.events, h.count, h.as_of, &facts);
		owners_sum_to_the_time_that_went_by(site, &h, &clocks);
		nothing_is_negative(&clocks);
		assert_memory_equal(&facts, &h.facts, sizeof(facts));
		held += a_hold_in_closed_hours_changes_nothing(site, &seed, &h, &clocks);
		ftl_arena_reset(&scratch);
		worked += labour_is_what_was_worked(&scratch, zone, &h, &clocks);
		done += clocks.is_done;
		here += clocks.customer.is_known;
	}
	/* Each property was put to the test often enough to mean something. */
	assert_true(held > HISTORIES / 10);
	assert_true(done > HISTORIES / 10);
	assert_true(here > HISTORIES * 7 / 10);
	assert_true(worked > HISTORIES / 5);
}

/* ---- what the work order repeats of its events ---- */

static void store_history(struct scene *s, const struct ftl_order *like, struct history *h,
                          int64_t *id, struct ftl_err *err)
{
	char code[32];
	int64_t order_id = ++*id;
	struct ftl_order_insert order = {.id = order_id,
	                                 .code = code,
	                                 .intake_id = INTAKE,
	                                 .device_id = like->device_id,
	                                 .customer_id = like->customer_id,
	                                 .priority = FTL_PRIORITY_NORMAL,
	                                 .source = "desk"};
	struct ftl_order_facts facts;
	struct ftl_order_event row;

	snprintf(code, sizeof(code), "H%lld", (long long)order_id);
	ftl_order_facts_init(&facts);
	for (size_t i = 0; i < h->count; i++) {
		struct ftl_event *event = &h->events[i];

		event->id = ++*id;
		/* Nobody is at work on a thousand jobs at once: these have no timers. */
		event->technician_id = 0;
		if (event->kind == FTL_EV_LABOUR || (event->kind == FTL_EV_ASSIGN && i % 2 == 0))
			event->technician_id = s->app->actor.staff_id;
		ftl_order_apply(&facts, event);
		if (i == 0)
			assert_int_equal(ftl_store_order_insert(s->app->db, s->app->site_id, &order,
			                                        &facts, event->id, err),
			                 FTL_OK);
		row = (struct ftl_order_event){.event = *event, .state = facts.state};
		assert_int_equal(ftl_store_event_insert(s->app->db, order_id,
		                                        s->app->actor.staff_id, &row, err),
		                 FTL_OK);
		assert_int_equal(
		        ftl_store_order_cache(s->app->db, order_id, &facts, event->id, err),
		        FTL_OK);
	}
	if (ftl_verify_order(s->app->db, order_id, err) != FTL_OK)
		fail_msg("%s", err->message);
}

static void what_is_stored_equals_what_the_events_say(void **state)
{
	SCENE(s);
	FTL_TXN(txn);
	struct ftl_order_full like;
	const char *wanted = getenv("HISTORIES_STORED");
	int most = wanted != NULL ? (int)strtol(wanted, NULL, 10) : STORED;
	uint32_t seed = 4711;
	int64_t id = INTAKE;
	struct ftl_err err;

	scene_begin(&s);
	scene_get(&s, &like);
	scene_as_at(&s, "mara", NOON);
	assert_int_equal(ftl_txn_begin(s.app->db, &txn, &err), FTL_OK);
	const struct ftl_intake_row intake = {.id = INTAKE,
	                                      .code = "N",
	                                      .customer_id = like.order.customer_id,
	                                      .staff_id = s.app->actor.staff_id,
	                                      .received_at = BEGIN};
	assert_int_equal(ftl_store_intake_insert(s.app->db, s.app->site_id, &intake, &err), FTL_OK);
	for (int round = 0; round < most; round++) {
		struct history h;

		make_history(&seed, &h);
		store_history(&s, &like.order, &h, &id, &err);
	}
	/* A cache that says something else is found. */
	struct ftl_order_facts facts;
	int64_t last_id;

	assert_int_equal(ftl_store_event_fold(s.app->db, like.order.id, &facts, &last_id, &err),
	                 FTL_OK);
	facts.ready_at = NOON;
	assert_int_equal(ftl_store_order_cache(s.app->db, like.order.id, &facts, last_id, &err),
	                 FTL_OK);
	assert_int_equal(ftl_verify_order(s.app->db, like.order.id, &err), FTL_INTERNAL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(properties_hold_for_a_hundred_thousand_histories),
	        cmocka_unit_test_setup_teardown(what_is_stored_equals_what_the_events_say,
	                                        dbfile_setup, dbfile_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
