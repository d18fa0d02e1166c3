#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/model/labour.h"
#include "helper_time.h"

/* Histories worked by hand. Times are minutes after nine, of people 1, 2 and 3. */
#define NINE     INT64_C(1795338000) /* 2026-11-22T09:00:00Z */
#define A_MINUTE INT64_C(60)
#define AN_HOUR  INT64_C(3600)

enum { TOMAS = 1, AIKO, LENA };

struct said {
	int minute;
	enum ftl_event_kind kind;
	int64_t who;
	int minutes;
};

static struct ftl_labour fold(struct ftl_arena *arena, const struct said *said, size_t count,
                              int as_of_minute)
{
	struct ftl_labour labour;

	ftl_labour_begin(&labour, arena);
	for (size_t i = 0; i < count; i++) {
		const struct ftl_event event = {
		        .id = (int64_t)i + 1,
		        .at = NINE + said[i].minute * A_MINUTE,
		        .kind = said[i].kind,
		        .hold = said[i].kind == FTL_EV_HOLD ? FTL_HOLD_CUSTOMER : FTL_HOLD_NONE,
		        .result = said[i].kind == FTL_EV_READY ? FTL_REPAIRED : FTL_RESULT_NONE,
		        .technician_id = said[i].who,
		        .minutes = said[i].minutes};

		ftl_labour_event(&labour, &event);
	}
	ftl_labour_end(&labour, NINE + as_of_minute * A_MINUTE);
	return labour;
}
#define SAY(minute, kind)                                                                          \
	{                                                                                          \
		minute, kind, 0, 0                                                                 \
	}
#define BY(who, minute, kind)                                                                      \
	{                                                                                          \
		minute, kind, who, 0                                                               \
	}
#define TYPED(minute, who, minutes)                                                                \
	{                                                                                          \
		minute, FTL_EV_LABOUR, who, minutes                                                \
	}
#define FOLD(as_of, ...)                                                                           \
	fold(&arena, (const struct said[]){__VA_ARGS__},                                           \
	     sizeof((const struct said[]){__VA_ARGS__}) / sizeof(struct said), as_of)

/* In minutes. */
static void assert_worked(const struct ftl_labour *labour, int64_t who, int timed, int typed)
{
	struct ftl_labour_sum sum = ftl_labour_of(labour, who);

	assert_int_equal(sum.timed_seconds, timed * A_MINUTE);
	assert_int_equal(sum.typed_seconds, typed * A_MINUTE);
}

static void two_people_at_once_count_twice(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_worker *aiko;
	/* Tomas 10–40 and, after a break, 50–60; Aiko from 20 on. */
	struct ftl_labour labour = FOLD(90, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 10, FTL_EV_DIAGNOSE),
	                                BY(AIKO, 20, FTL_EV_START), BY(TOMAS, 40, FTL_EV_STOP),
	                                BY(TOMAS, 50, FTL_EV_START), BY(TOMAS, 60, FTL_EV_STOP));

	(void)state;
	assert_worked(&labour, TOMAS, 40, 0);
	assert_worked(&labour, AIKO, 70, 0);
	assert_worked(&labour, LENA, 0, 0);
	assert_worked(&labour, 0, 110, 0);
	assert_int_equal(labour.facts.worker_count, 1);
	assert_null(ftl_order_worker(&labour.facts, TOMAS));
	aiko = ftl_order_worker(&labour.facts, AIKO);
	assert_non_null(aiko);
	assert_int_equal(aiko->since, NINE + 20 * A_MINUTE);
}

static void diagnosis_and_repair_are_one_timer(void **state)
{
	FTL_ARENA(arena);
	struct ftl_labour labour = FOLD(30, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 5, FTL_EV_DIAGNOSE),
	                                BY(TOMAS, 15, FTL_EV_START), SAY(20, FTL_EV_NOTE));

	(void)state;
	assert_worked(&labour, TOMAS, 25, 0);
	assert_int_equal(ftl_order_worker(&labour.facts, TOMAS)->since, NINE + 5 * A_MINUTE);
}

static void a_hold_ends_every_timer_and_its_end_starts_that_of_whoever_says_so(void **state)
{
	FTL_ARENA(arena);
	/* Held 20–50 and 60–80; Tomas ends the first hold, the desk the second. */
	struct ftl_labour labour =
	        FOLD(120, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 0, FTL_EV_DIAGNOSE),
	             BY(AIKO, 10, FTL_EV_START), SAY(20, FTL_EV_HOLD), BY(TOMAS, 50, FTL_EV_RESUME),
	             SAY(60, FTL_EV_HOLD), SAY(80, FTL_EV_RESUME));

	(void)state;
	assert_worked(&labour, TOMAS, 30, 0);
	assert_worked(&labour, AIKO, 10, 0);
	assert_int_equal(labour.facts.worker_count, 0);
}

static void a_job_that_leaves_the_bench_ends_every_timer(void **state)
{
	static const enum ftl_event_kind away[] = {
	        FTL_EV_ASK,  FTL_EV_ASK_PAYER, FTL_EV_APPROVE, FTL_EV_WAIT_PARTS, FTL_EV_SEND,
	        FTL_EV_TEST, FTL_EV_READY,     FTL_EV_CANCEL,  FTL_EV_RECEIVE};
	FTL_ARENA(arena);

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(away); i++) {
		struct ftl_labour labour = FOLD(60, SAY(0, FTL_EV_RECEIVE),
		                                BY(TOMAS, 0, FTL_EV_DIAGNOSE), SAY(25, away[i]));

		assert_worked(&labour, TOMAS, 25, 0);
		assert_int_equal(labour.facts.worker_count, 0);
	}
}

static void a_check_that_fails_starts_no_timer(void **state)
{
	FTL_ARENA(arena);
	/* In repair 0–30, checked, back at 40; Tomas begins again at 55. */
	struct ftl_labour labour =
	        FOLD(60, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 0, FTL_EV_DIAGNOSE),
	             SAY(30, FTL_EV_TEST), SAY(40, FTL_EV_FAIL), BY(TOMAS, 55, FTL_EV_START));

	(void)state;
	assert_worked(&labour, TOMAS, 35, 0);
}

static void a_timer_stopped_in_the_same_second_measured_nothing(void **state)
{
	FTL_ARENA(arena);
	struct ftl_labour labour = FOLD(60, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 0, FTL_EV_DIAGNOSE),
	                                BY(TOMAS, 0, FTL_EV_STOP), BY(AIKO, 0, FTL_EV_STOP));

	(void)state;
	assert_worked(&labour, 0, 0, 0);
	assert_null(labour.newest);
}

static void a_clock_set_back_takes_nothing_away(void **state)
{
	FTL_ARENA(arena);
	/* Noon is said at ten: what went before stands, and time goes on where it is behind no
	 * more. */
	struct ftl_labour labour = FOLD(20, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 0, FTL_EV_DIAGNOSE),
	                                SAY(30, FTL_EV_NOTE), BY(AIKO, 10, FTL_EV_START),
	                                SAY(15, FTL_EV_NOTE), BY(TOMAS, 40, FTL_EV_STOP));

	(void)state;
	assert_worked(&labour, TOMAS, 40, 0);
	assert_worked(&labour, AIKO, 10, 0);
	assert_true(labour.facts.went_back);
}

static void events_from_before_timers_count_nothing(void **state)
{
	FTL_ARENA(arena);
	struct ftl_labour labour = FOLD(600, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 0, FTL_EV_ASSIGN),
	                                SAY(5, FTL_EV_DIAGNOSE), SAY(20, FTL_EV_START),
	                                SAY(90, FTL_EV_HOLD), SAY(95, FTL_EV_RESUME));

	(void)state;
	assert_worked(&labour, 0, 0, 0);
}

static void minutes_are_typed_and_taken_back(void **state)
{
	FTL_ARENA(arena);
	/* Aiko works 0–60 and types 30 and 45; 50 go back: 45 of them typed last, 5 of the first.
	 */
	struct ftl_labour labour =
	        FOLD(60, SAY(0, FTL_EV_RECEIVE), BY(AIKO, 0, FTL_EV_DIAGNOSE), TYPED(10, AIKO, 30),
	             TYPED(20, AIKO, 45), TYPED(30, TOMAS, 7), TYPED(40, AIKO, -50));

	(void)state;
	assert_worked(&labour, AIKO, 60, 25);
	assert_worked(&labour, TOMAS, 0, 7);
	assert_worked(&labour, 0, 60, 32);
}

static void what_was_not_typed_is_taken_off_the_timer_and_never_more_than_there_is(void **state)
{
	FTL_ARENA(arena);
	/* At 60 an hour was measured and 10 typed: 25 back leave 45. Of the next 10, all 200 go. */
	struct ftl_labour half = FOLD(60, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 0, FTL_EV_DIAGNOSE),
	                              TYPED(30, TOMAS, 10), TYPED(60, TOMAS, -25));
	struct ftl_labour none = FOLD(75, SAY(0, FTL_EV_RECEIVE), BY(TOMAS, 0, FTL_EV_DIAGNOSE),
	                              TYPED(60, TOMAS, -25), TYPED(70, TOMAS, -200));

	(void)state;
	assert_worked(&half, TOMAS, 45, 0);
	/* What is measured after it counts again. */
	assert_worked(&none, TOMAS, 5, 0);
}

static void a_ninth_person_finds_no_room(void **state)
{
	FTL_ARENA(arena);
	struct ftl_labour labour;
	struct ftl_event event = {.at = NINE, .kind = FTL_EV_RECEIVE};

	(void)state;
	ftl_labour_begin(&labour, &arena);
	ftl_labour_event(&labour, &event);
	event.kind = FTL_EV_DIAGNOSE;
	ftl_labour_event(&labour, &event);
	event.kind = FTL_EV_START;
	for (event.technician_id = 1; event.technician_id <= FTL_WORKERS_MOST + 1;
	     event.technician_id++)
		ftl_labour_event(&labour, &event);
	assert_int_equal(labour.facts.worker_count, FTL_WORKERS_MOST);
	assert_null(ftl_order_worker(&labour.facts, FTL_WORKERS_MOST + 1));
	/* One stops, the others keep their places. */
	event = (struct ftl_event){.at = NINE + 60, .kind = FTL_EV_STOP, .technician_id = 3};
	ftl_labour_event(&labour, &event);
	assert_int_equal(labour.facts.worker_count, FTL_WORKERS_MOST - 1);
	assert_int_equal(labour.facts.workers[2].staff_id, 4);
	assert_int_equal(labour.facts.workers[FTL_WORKERS_MOST - 1].staff_id, 0);
	ftl_labour_end(&labour, NINE + 120);
	assert_worked(&labour, 3, 1, 0);
	assert_worked(&labour, 8, 2, 0);
}

static void a_timer_over_midnight_counts_on_both_days(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_zone *berlin;
	struct ftl_err err;
	int32_t day;
	int64_t seconds;
	/* From half past eleven to half past three; at two the clocks went to three. */
	struct ftl_labour_piece spring = {.from = instant("2026-03-28T22:30:00Z"),
	                                  .seconds = 3 * AN_HOUR};
	/* A whole weekend, Friday 17:00 to Monday 08:00, with the hour that came twice. */
	struct ftl_labour_piece autumn = {.from = instant("2026-10-23T15:00:00Z"),
	                                  .seconds = 64 * AN_HOUR};
	struct ftl_labour_piece typed = {
	        .from = instant("2026-11-22T22:55:00Z"), .seconds = 7200, .is_typed = true};
	static const int hours[] = {7, 24, 25, 8};

	(void)state;
	assert_int_equal(ftl_zone_open(&arena, "Europe/Berlin", &berlin, &err), FTL_OK);
	assert_true(ftl_labour_next_day(berlin, &spring, &day, &seconds));
	assert_int_equal(day, date("2026-03-28"));
	assert_int_equal(seconds, 1800);
	assert_true(ftl_labour_next_day(berlin, &spring, &day, &seconds));
	assert_int_equal(day, date("2026-03-29"));
	assert_int_equal(seconds, 9000);
	assert_false(ftl_labour_next_day(berlin, &spring, &day, &seconds));
	for (int i = 0; i < 4; i++) {
		assert_true(ftl_labour_next_day(berlin, &autumn, &day, &seconds));
		assert_int_equal(day, date("2026-10-23") + i);
		assert_int_equal(seconds, hours[i] * AN_HOUR);
	}
	assert_false(ftl_labour_next_day(berlin, &autumn, &day, &seconds));
	/* Two hours typed five minutes before midnight are that day's. */
	assert_true(ftl_labour_next_day(berlin, &typed, &day, &seconds));
	assert_int_equal(day, date("2026-11-22"));
	assert_int_equal(seconds, 7200);
	assert_false(ftl_labour_next_day(berlin, &typed, &day, &seconds));
}

static void hours_of_a_line_are_whole_steps(void **state)
{
	static const struct {
		int64_t seconds, step, milli;
	} cases[] = {
	        {1, 6, 100},     {360, 6, 100},    {361, 6, 200},    {3600, 6, 1000},
	        {3660, 6, 1100}, {3600, 15, 1000}, {3601, 15, 1250}, {60, 1, 17},
	        {240, 5, 83},    {600, 240, 4000}, {0, 6, 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++)
		assert_int_equal(ftl_labour_hours_milli(cases[i].seconds, cases[i].step),
		                 cases[i].milli);
}

static void hours_are_written_as_people_do(void **state)
{
	char text[FTL_LABOUR_TEXT_SIZE];

	(void)state;
	assert_string_equal(ftl_labour_format(text, 0), "0:00");
	assert_string_equal(ftl_labour_format(text, 59), "0:00");
	assert_string_equal(ftl_labour_format(text, 35 * A_MINUTE + 59), "0:35");
	assert_string_equal(ftl_labour_format(text, 100 * AN_HOUR + 300), "100:05");
	assert_string_equal(ftl_labour_format(text, -15 * A_MINUTE), "-0:15");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(two_people_at_once_count_twice),
	        cmocka_unit_test(diagnosis_and_repair_are_one_timer),
	        cmocka_unit_test(
	                a_hold_ends_every_timer_and_its_end_starts_that_of_whoever_says_so),
	        cmocka_unit_test(a_job_that_leaves_the_bench_ends_every_timer),
	        cmocka_unit_test(a_check_that_fails_starts_no_timer),
	        cmocka_unit_test(a_timer_stopped_in_the_same_second_measured_nothing),
	        cmocka_unit_test(a_clock_set_back_takes_nothing_away),
	        cmocka_unit_test(events_from_before_timers_count_nothing),
	        cmocka_unit_test(minutes_are_typed_and_taken_back),
	        cmocka_unit_test(
	                what_was_not_typed_is_taken_off_the_timer_and_never_more_than_there_is),
	        cmocka_unit_test(a_ninth_person_finds_no_room),
	        cmocka_unit_test(a_timer_over_midnight_counts_on_both_days),
	        cmocka_unit_test(hours_of_a_line_are_whole_steps),
	        cmocka_unit_test(hours_are_written_as_people_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
