#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/model/clocks.h"
#include "helper_time.h"

#define HOUR INT64_C(3600)

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    2, instant("2026-06-01T00:00:00Z"));

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

	return fold_all(domain_site(arena, "UTC"), FTL_EXCLUDE_DEFAULT, events, 4, instant(READY));
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
	const struct ftl_calendar *site = domain_site(&arena, "UTC");

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    6, instant(READY));

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    2, instant("2026-05-04T10:00:00Z"));

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    3, instant(READY));

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
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
	const struct ftl_calendar *site = domain_site(&arena, "UTC");
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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    3, instant("2026-05-05T09:00:00Z"));

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    3, instant("2026-05-08T09:00:00Z"));

	(void)state;
	assert_false(clocks.is_done);
	assert_hours(clocks.customer, 2, 2);
}

static void day_only_and_unreceived_jobs_have_no_durations(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_calendar *site = domain_site(&arena, "UTC");
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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    3, instant("2026-05-05T09:00:00Z"));

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    2, instant("2026-05-05T09:00:00Z"));

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
	struct ftl_clocks clocks = fold_all(domain_site(&arena, "UTC"), FTL_EXCLUDE_DEFAULT, events,
	                                    5, instant("2026-05-04T09:00:00Z"));

	(void)state;
	assert_hours(clocks.customer, 1, 1);
	assert_hours(clocks.approval, 0, 0);
	assert_hours(clocks.quote, 0, 0);
	assert_hours(clocks.collection, 0, 0);
	assert_hours(clocks.door_to_door, 1, 1);
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
