/*
 * Every operation against a database whose n-th call fails, for every n: it either did all or
 * nothing, the database is whole either way, and asking again succeeds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/attachment.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/estimate.h"
#include "fettle/ops/order.h"
#include "fettle/ops/people.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

static enum ftl_status assign(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_order_step step = {.kind = FTL_EV_DIAGNOSE, .technician = "anna"};
	struct ftl_order_change change;

	return ftl_order_act(app, arena, scene->order, &step, &change, err);
}

static enum ftl_status hold_both(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_order_step step = {.kind = FTL_EV_HOLD, .hold = "parts"};
	const struct ftl_order_named named[] = {{scene->order, 1}, {scene->other, 2}};
	struct ftl_order_outcomes outcomes;

	return ftl_order_act_all(app, arena, named, FTL_COUNT(named), &step, true, &outcomes, err);
}

/* To a repairer who is not on file: a place is made with the step. */
static enum ftl_status send_out(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_order_step step = {
	        .kind = FTL_EV_SEND, .vendor = "Board Doctors", .tracking = "1Z", .due_on = "+5d"};
	struct ftl_order_change change;

	return ftl_order_act(app, arena, scene->order, &step, &change, err);
}

static enum ftl_status check_in_and_send(struct ftl_app *app, struct ftl_arena *arena,
                                         struct scene *scene)
{
	FTL_TRY(faults_check_in(app, arena, scene));
	return send_out(app, arena, scene);
}

static enum ftl_status take_back(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_order_step step = {.kind = FTL_EV_RECEIVE};
	struct ftl_order_change change;

	return ftl_order_act(app, arena, scene->order, &step, &change, err);
}

static enum ftl_status add_line(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_line_form form = {
	        .class = "part", .text = "battery", .cost = "10.00", .price = "20.00"};
	struct ftl_order_line line;

	return ftl_order_add_line(app, arena, scene->order, &form, &line, err);
}

static enum ftl_status add_estimate(struct ftl_app *app, struct ftl_arena *arena,
                                    struct scene *scene)
{
	static const struct ftl_line_form lines[] = {
	        {.class = "part", .text = "battery", .price = "40.00", .payer = "customer"},
	        {.class = "labour", .text = "bench", .price = "36.00", .payer = "customer"},
	};
	const struct ftl_estimate_form form = {
	        .title = "new battery", .lines = lines, .line_count = 2};
	struct ftl_estimate_result result;
	enum ftl_status status = ftl_estimate_add(app, arena, scene->order, &form, &result, err);

	if (status == FTL_OK)
		strncpy(scene->estimate, result.estimate.code, sizeof(scene->estimate) - 1);
	return status;
}

static enum ftl_status send_estimate(struct ftl_app *app, struct ftl_arena *arena,
                                     struct scene *scene)
{
	const struct ftl_estimate_say say = {.due_on = "+7d", .way = FTL_WAY_PHONE};
	struct ftl_estimate_result result;

	return ftl_estimate_send(app, arena, scene->estimate, &say, &result, err);
}

static enum ftl_status accept_estimate(struct ftl_app *app, struct ftl_arena *arena,
                                       struct scene *scene)
{
	const struct ftl_estimate_say say = {.by = "Jana", .way = FTL_WAY_PHONE};
	struct ftl_estimate_result result;

	return ftl_estimate_accept(app, arena, scene->estimate, &say, &result, err);
}

static enum ftl_status draft_estimate(struct ftl_app *app, struct ftl_arena *arena,
                                      struct scene *scene)
{
	FTL_TRY(faults_check_in(app, arena, scene));
	return add_estimate(app, arena, scene);
}

/* Two alternatives, both sent; the second is the one to be answered. */
static enum ftl_status offer_two(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(draft_estimate(app, arena, scene));
	FTL_TRY(send_estimate(app, arena, scene));
	FTL_TRY(add_estimate(app, arena, scene));
	return send_estimate(app, arena, scene);
}

static enum ftl_status step(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                            struct ftl_order_step step)
{
	struct ftl_order_change change;

	return ftl_order_act(app, arena, code, &step, &change, err);
}

static enum ftl_status begin_work(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(faults_check_in(app, arena, scene));
	FTL_TRY(assign(app, arena, scene));
	return FTL_OK;
}

static enum ftl_status stop(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	return step(app, arena, scene->order, (struct ftl_order_step){.kind = FTL_EV_STOP});
}

/* The other job of the check-in: the timer on the first ends in the same breath. */
static enum ftl_status go_over(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	return step(app, arena, scene->other,
	            (struct ftl_order_step){.kind = FTL_EV_DIAGNOSE, .technician = "anna"});
}

static enum ftl_status type_minutes(struct ftl_app *app, struct ftl_arena *arena,
                                    struct scene *scene)
{
	return step(app, arena, scene->order,
	            (struct ftl_order_step){.kind = FTL_EV_LABOUR, .minutes = "0:45"});
}

static enum ftl_status take_minutes_back(struct ftl_app *app, struct ftl_arena *arena,
                                         struct scene *scene)
{
	return step(app, arena, scene->order,
	            (struct ftl_order_step){
	                    .kind = FTL_EV_LABOUR, .minutes = "-15", .text = "typed twice"});
}

static enum ftl_status with_minutes(struct ftl_app *app, struct ftl_arena *arena,
                                    struct scene *scene)
{
	FTL_TRY(begin_work(app, arena, scene));
	return type_minutes(app, arena, scene);
}

static enum ftl_status add_measured(struct ftl_app *app, struct ftl_arena *arena,
                                    struct scene *scene)
{
	const struct ftl_line_form form = {
	        .class = "labour", .text = "bench", .price = "60.00", .is_measured = true};
	struct ftl_order_line line;

	return ftl_order_add_line(app, arena, scene->order, &form, &line, err);
}

static enum ftl_status set_hours(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_calendar_list calendar;

	(void)scene;
	return ftl_calendar_set_hours(app, arena, "Mon-Fri 09:00-17:00", "2026-01-01", &calendar,
	                              err);
}

static enum ftl_status add_staff(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_staff staff;

	(void)scene;
	return ftl_staff_add(app, arena, "tomas", "Tomáš", "technician", &staff, err);
}

/* One file that always is the same. */
static enum ftl_status attach(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const char *path = ftl_sprintf(arena, "%s.note.txt", ftl_app_path(app));
	const struct ftl_attach_form form = {.kind = "report", .paths = &path, .count = 1};
	struct ftl_attached attached;

	dbfile_write(path, (const unsigned char *)"4 h 10 min", 10);
	return ftl_order_attach(app, arena, scene->order, &form, &attached, err);
}

static enum ftl_status check_in_and_attach(struct ftl_app *app, struct ftl_arena *arena,
                                           struct scene *scene)
{
	FTL_TRY(faults_check_in(app, arena, scene));
	return attach(app, arena, scene);
}

static enum ftl_status detach(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_attached attached;

	return ftl_order_detach(app, arena, scene->order, 1, "blurred", &attached, err);
}

static void a_failing_call_leaves_a_check_in_undone(void **state)
{
	fail_every_call(state, "check-in", faults_check_in, NULL, FTL_IO, false);
}

static void a_dying_disk_leaves_a_check_in_undone(void **state)
{
	fail_every_call(state, "check-in", faults_check_in, NULL, FTL_IO, true);
}

static void a_failing_call_leaves_a_step_undone(void **state)
{
	fail_every_call(state, "step", assign, faults_check_in, FTL_IO, false);
}

static void a_failing_call_leaves_a_list_of_jobs_undone(void **state)
{
	fail_every_call(state, "list", hold_both, faults_check_in, FTL_IO, false);
}

static void a_failing_call_leaves_a_device_here_and_no_repairer_behind(void **state)
{
	fail_every_call(state, "send out", send_out, faults_check_in, FTL_IO, false);
}

static void a_failing_call_leaves_a_device_at_the_repairer(void **state)
{
	fail_every_call(state, "take back", take_back, check_in_and_send, FTL_IO, false);
}

static void a_busy_database_leaves_a_line_undone(void **state)
{
	fail_every_call(state, "line", add_line, faults_check_in, FTL_BUSY, false);
}

static void a_failing_call_leaves_an_estimate_unsent(void **state)
{
	fail_every_call(state, "send", send_estimate, draft_estimate, FTL_IO, false);
}

static void a_failing_call_leaves_an_estimate_unanswered(void **state)
{
	fail_every_call(state, "accept", accept_estimate, offer_two, FTL_IO, false);
}

static void a_failing_call_leaves_a_timer_running(void **state)
{
	fail_every_call(state, "stop", stop, begin_work, FTL_IO, false);
}

static void a_failing_call_leaves_a_person_at_the_job_before(void **state)
{
	fail_every_call(state, "go over", go_over, begin_work, FTL_IO, false);
}

static void a_failing_call_leaves_minutes_untyped(void **state)
{
	fail_every_call(state, "labour", type_minutes, begin_work, FTL_BUSY, false);
}

static void a_failing_call_leaves_minutes_as_they_were(void **state)
{
	fail_every_call(state, "labour back", take_minutes_back, with_minutes, FTL_IO, false);
}

static void a_failing_call_leaves_measured_hours_off_the_bill(void **state)
{
	fail_every_call(state, "measured", add_measured, with_minutes, FTL_IO, false);
}

static void a_failing_call_leaves_the_hours_as_they_were(void **state)
{
	fail_every_call(state, "hours", set_hours, NULL, FTL_IO, false);
}

static void a_failing_call_leaves_the_staff_as_it_was(void **state)
{
	fail_every_call(state, "staff", add_staff, NULL, FTL_IO, false);
}

static void a_failing_call_leaves_nothing_attached(void **state)
{
	fail_every_call(state, "attach", attach, faults_check_in, FTL_IO, false);
}

static void a_failing_call_leaves_what_was_attached(void **state)
{
	fail_every_call(state, "detach", detach, check_in_and_attach, FTL_IO, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_failing_call_leaves_a_check_in_undone),
	        TEST(a_dying_disk_leaves_a_check_in_undone),
	        TEST(a_failing_call_leaves_a_step_undone),
	        TEST(a_failing_call_leaves_a_list_of_jobs_undone),
	        TEST(a_failing_call_leaves_a_device_here_and_no_repairer_behind),
	        TEST(a_failing_call_leaves_a_device_at_the_repairer),
	        TEST(a_busy_database_leaves_a_line_undone),
	        TEST(a_failing_call_leaves_an_estimate_unsent),
	        TEST(a_failing_call_leaves_an_estimate_unanswered),
	        TEST(a_failing_call_leaves_a_timer_running),
	        TEST(a_failing_call_leaves_a_person_at_the_job_before),
	        TEST(a_failing_call_leaves_minutes_untyped),
	        TEST(a_failing_call_leaves_minutes_as_they_were),
	        TEST(a_failing_call_leaves_measured_hours_off_the_bill),
	        TEST(a_failing_call_leaves_the_hours_as_they_were),
	        TEST(a_failing_call_leaves_the_staff_as_it_was),
	        TEST(a_failing_call_leaves_nothing_attached),
	        TEST(a_failing_call_leaves_what_was_attached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
