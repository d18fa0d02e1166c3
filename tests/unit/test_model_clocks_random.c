#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/model/clocks.h"
#include "helper_time.h"

#define HOUR        INT64_C(3600)
#define EVENTS_MOST 40

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
	const struct ftl_calendar *site = domain_site(&arena, "UTC");
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
	const struct ftl_calendar *site = domain_site(&arena, "UTC");
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
	const struct ftl_calendar *site = domain_site(&arena, "UTC");
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
	        cmocka_unit_test(random_jobs_equal_a_count_of_hours),
	        cmocka_unit_test(sums_hold_for_any_events_at_all),
	        cmocka_unit_test(notes_in_between_change_no_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
