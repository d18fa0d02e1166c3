/*
 * Every operation against a database whose n-th call fails, for every n: it either did all or
 * nothing, the database is whole either way, and asking again succeeds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/attachment.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/coverage.h"
#include "fettle/ops/estimate.h"
#include "fettle/ops/intake.h"
#include "fettle/ops/loaner.h"
#include "fettle/ops/order.h"
#include "fettle/ops/payer.h"
#include "fettle/ops/people.h"
#include "fettle/ops/place.h"
#include "fettle/ops/term.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

#define IMEI   "490154203237518"
#define KETTLE "WMF-1234-5"

static enum ftl_status check_in(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const char *const left_with[] = {"case", "charger"};
	static const struct ftl_contact contact = {false, "+49 30 1234567"};
	static const struct ftl_intake_device devices[] = {
	        {.category = "Mobile",
	         .brand = "Samsung",
	         .model = "Galaxy S23",
	         .imei = IMEI,
	         .purchased_on = "2025-03-14",
	         .fault = "switches off",
	         .accessories = left_with,
	         .accessory_count = 2},
	        {.category = "Kettle", .serial = KETTLE, .fault = "does not heat"},
	};
	const struct ftl_intake intake = {.customer_name = "Jana Nováková",
	                                  .contacts = &contact,
	                                  .contact_count = 1,
	                                  .devices = devices,
	                                  .device_count = 2};
	struct ftl_check_in_result result;
	enum ftl_status status = ftl_check_in(app, arena, &intake, 1, &result, err);

	if (status == FTL_OK) {
		strncpy(scene->order, result.jobs[0].order.code, sizeof(scene->order) - 1);
		strncpy(scene->other, result.jobs[1].order.code, sizeof(scene->other) - 1);
	}
	return status;
}

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
	FTL_TRY(check_in(app, arena, scene));
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
	FTL_TRY(check_in(app, arena, scene));
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
	FTL_TRY(check_in(app, arena, scene));
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

static enum ftl_status add_place(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_place_form form = {.name = "Shelf B2", .kind = "shelf"};
	struct ftl_place place;

	(void)scene;
	return ftl_place_add(app, arena, &form, &place, err);
}

static enum ftl_status check_in_and_add_place(struct ftl_app *app, struct ftl_arena *arena,
                                              struct scene *scene)
{
	FTL_TRY(check_in(app, arena, scene));
	return add_place(app, arena, scene);
}

static enum ftl_status move(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_order_moved move;

	return ftl_order_move(app, arena, scene->order, "Shelf B2", &move, err);
}

#define LOANER "3521-77"

static enum ftl_status add_loaner(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_loaner_form form = {
	        .name = "Nokia 105", .serial = LOANER, .deposit = "50.00"};
	struct ftl_loaner loaner;

	(void)scene;
	return ftl_loaner_add(app, arena, &form, &loaner, err);
}

static enum ftl_status edit_loaner(struct ftl_app *app, struct ftl_arena *arena,
                                   struct scene *scene)
{
	const struct ftl_loaner_form form = {.name = "Nokia 106", .is_retired = "yes"};
	struct ftl_loaner loaner;

	(void)scene;
	return ftl_loaner_edit(app, arena, LOANER, &form, &loaner, err);
}

static enum ftl_status check_in_and_add_loaner(struct ftl_app *app, struct ftl_arena *arena,
                                               struct scene *scene)
{
	FTL_TRY(check_in(app, arena, scene));
	return add_loaner(app, arena, scene);
}

static enum ftl_status lend(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_loaner_say say = {
	        .due_on = "+7d", .amount = "50.00", .text = "no scratches"};
	struct ftl_loaner_change change;

	return ftl_loaner_lend(app, arena, LOANER, scene->order, &say, &change, err);
}

static enum ftl_status lent(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(check_in_and_add_loaner(app, arena, scene));
	return lend(app, arena, scene);
}

static enum ftl_status take_loaner_back(struct ftl_app *app, struct ftl_arena *arena,
                                        struct scene *scene)
{
	const struct ftl_loaner_say say = {.text = "charger missing"};
	struct ftl_loaner_change change;

	(void)scene;
	return ftl_loaner_return(app, arena, LOANER, &say, &change, err);
}

static enum ftl_status lose(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_loaner_say say = {.amount = "80.00", .text = "left on a train"};
	struct ftl_loaner_change change;

	(void)scene;
	return ftl_loaner_lose(app, arena, LOANER, &say, &change, err);
}

static enum ftl_status lost(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(lent(app, arena, scene));
	return lose(app, arena, scene);
}

static enum ftl_status use_term(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_term_doc term;

	(void)scene;
	return ftl_term_use(app, arena, "extended-60", &term, err);
}

static enum ftl_status use_payer(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_payer_doc payer;

	(void)scene;
	return ftl_payer_use(app, arena, "example-maker", &payer, err);
}

static enum ftl_status retire_term(struct ftl_app *app, struct ftl_arena *arena,
                                   struct scene *scene)
{
	struct ftl_term_doc term;

	(void)scene;
	return ftl_term_retire(app, arena, "extended-60", true, &term, err);
}

static enum ftl_status check_in_and_use_term(struct ftl_app *app, struct ftl_arena *arena,
                                             struct scene *scene)
{
	FTL_TRY(check_in(app, arena, scene));
	return use_term(app, arena, scene);
}

static enum ftl_status add_cover(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_cover_form form = {.term = "extended-60", .proof = "certificate 88"};
	struct ftl_coverage coverage;

	(void)scene;
	return ftl_coverage_add(app, arena, IMEI, &form, &coverage, err);
}

static enum ftl_status covered(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(check_in_and_use_term(app, arena, scene));
	return add_cover(app, arena, scene);
}

static enum ftl_status void_cover(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_coverage coverage;

	(void)scene;
	return ftl_coverage_void(app, arena, IMEI, 1, "opened by others", &coverage, err);
}

static enum ftl_status exchange(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_coverage coverage;

	(void)scene;
	return ftl_coverage_exchange(app, arena, IMEI, KETTLE, NULL, false, &coverage, err);
}

static enum ftl_status find_liquid(struct ftl_app *app, struct ftl_arena *arena,
                                   struct scene *scene)
{
	struct ftl_coverage coverage;

	return ftl_coverage_found(app, arena, scene->order, "liquid", "photo 3", false, &coverage,
	                          err);
}

static enum ftl_status check_in_and_find_liquid(struct ftl_app *app, struct ftl_arena *arena,
                                                struct scene *scene)
{
	FTL_TRY(check_in(app, arena, scene));
	return find_liquid(app, arena, scene);
}

static enum ftl_status find_no_liquid(struct ftl_app *app, struct ftl_arena *arena,
                                      struct scene *scene)
{
	struct ftl_coverage coverage;

	return ftl_coverage_found(app, arena, scene->order, "liquid", NULL, true, &coverage, err);
}

static enum ftl_status decide_again(struct ftl_app *app, struct ftl_arena *arena,
                                    struct scene *scene)
{
	struct ftl_coverage coverage;

	return ftl_coverage_decide_again(app, arena, scene->order, &coverage, err);
}

static enum ftl_status decide_otherwise(struct ftl_app *app, struct ftl_arena *arena,
                                        struct scene *scene)
{
	const struct ftl_cover_override override = {.payer = "shop", .reason = "old customer"};
	struct ftl_coverage coverage;

	return ftl_coverage_override(app, arena, scene->order, &override, &coverage, err);
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
	FTL_TRY(check_in(app, arena, scene));
	return attach(app, arena, scene);
}

static enum ftl_status detach(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_attached attached;

	return ftl_order_detach(app, arena, scene->order, 1, "blurred", &attached, err);
}

static void a_failing_call_leaves_a_check_in_undone(void **state)
{
	fail_every_call(state, "check-in", check_in, NULL, FTL_IO, false, 1);
}

static void a_dying_disk_leaves_a_check_in_undone(void **state)
{
	fail_every_call(state, "check-in", check_in, NULL, FTL_IO, true, 5);
}

static void a_failing_call_leaves_a_step_undone(void **state)
{
	fail_every_call(state, "step", assign, check_in, FTL_IO, false, 1);
}

static void a_failing_call_leaves_a_list_of_jobs_undone(void **state)
{
	fail_every_call(state, "list", hold_both, check_in, FTL_IO, false, 1);
}

static void a_failing_call_leaves_a_device_here_and_no_repairer_behind(void **state)
{
	fail_every_call(state, "send out", send_out, check_in, FTL_IO, false, 1);
}

static void a_failing_call_leaves_a_device_at_the_repairer(void **state)
{
	fail_every_call(state, "take back", take_back, check_in_and_send, FTL_IO, false, 3);
}

static void a_busy_database_leaves_a_line_undone(void **state)
{
	fail_every_call(state, "line", add_line, check_in, FTL_BUSY, false, 1);
}

static void a_failing_call_leaves_an_estimate_unsent(void **state)
{
	fail_every_call(state, "send", send_estimate, draft_estimate, FTL_IO, false, 7);
}

static void a_failing_call_leaves_an_estimate_unanswered(void **state)
{
	fail_every_call(state, "accept", accept_estimate, offer_two, FTL_IO, false, 7);
}

static void a_failing_call_leaves_a_timer_running(void **state)
{
	fail_every_call(state, "stop", stop, begin_work, FTL_IO, false, 5);
}

static void a_failing_call_leaves_a_person_at_the_job_before(void **state)
{
	fail_every_call(state, "go over", go_over, begin_work, FTL_IO, false, 5);
}

static void a_failing_call_leaves_minutes_untyped(void **state)
{
	fail_every_call(state, "labour", type_minutes, begin_work, FTL_BUSY, false, 11);
}

static void a_failing_call_leaves_minutes_as_they_were(void **state)
{
	fail_every_call(state, "labour back", take_minutes_back, with_minutes, FTL_IO, false, 11);
}

static void a_failing_call_leaves_measured_hours_off_the_bill(void **state)
{
	fail_every_call(state, "measured", add_measured, with_minutes, FTL_IO, false, 11);
}

static void a_failing_call_leaves_the_hours_as_they_were(void **state)
{
	fail_every_call(state, "hours", set_hours, NULL, FTL_IO, false, 1);
}

static void a_failing_call_leaves_the_staff_as_it_was(void **state)
{
	fail_every_call(state, "staff", add_staff, NULL, FTL_IO, false, 1);
}

static void a_failing_call_leaves_no_place_behind(void **state)
{
	fail_every_call(state, "place", add_place, NULL, FTL_IO, false, 1);
}

static void a_failing_call_leaves_every_piece_where_it_lay(void **state)
{
	fail_every_call(state, "move", move, check_in_and_add_place, FTL_IO, false, 1);
}

static void a_failing_call_leaves_no_loaner_behind(void **state)
{
	fail_every_call(state, "loaner", add_loaner, NULL, FTL_IO, false, 1);
}

static void a_failing_call_leaves_a_loaner_as_it_was(void **state)
{
	fail_every_call(state, "loaner edit", edit_loaner, add_loaner, FTL_IO, false, 7);
}

static void a_failing_call_leaves_a_loaner_in_the_house(void **state)
{
	fail_every_call(state, "lend", lend, check_in_and_add_loaner, FTL_IO, false, 1);
}

static void a_failing_call_leaves_a_loaner_with_the_customer(void **state)
{
	fail_every_call(state, "loaner back", take_loaner_back, lent, FTL_IO, false, 1);
}

static void a_failing_call_leaves_a_lost_loaner_off_the_bill(void **state)
{
	fail_every_call(state, "lose", lose, lent, FTL_IO, false, 1);
}

static void a_busy_database_leaves_a_lost_loaner_lost(void **state)
{
	fail_every_call(state, "turn up", take_loaner_back, lost, FTL_BUSY, false, 7);
}

static void a_failing_call_leaves_a_term_out_of_use(void **state)
{
	fail_every_call(state, "term", use_term, NULL, FTL_IO, false, 5);
}

static void a_failing_call_leaves_no_payer_behind(void **state)
{
	fail_every_call(state, "payer", use_payer, NULL, FTL_IO, false, 1);
}

static void a_failing_call_leaves_a_term_in_use(void **state)
{
	fail_every_call(state, "retire", retire_term, use_term, FTL_IO, false, 7);
}

static void a_failing_call_leaves_no_cover_behind(void **state)
{
	fail_every_call(state, "cover", add_cover, check_in_and_use_term, FTL_IO, false, 11);
}

static void a_failing_call_leaves_a_cover_as_it_was(void **state)
{
	fail_every_call(state, "void", void_cover, covered, FTL_BUSY, false, 11);
}

static void a_failing_call_leaves_a_unit_in_its_place(void **state)
{
	fail_every_call(state, "exchange", exchange, covered, FTL_IO, false, 11);
}

static void a_failing_call_leaves_nothing_found(void **state)
{
	fail_every_call(state, "found", find_liquid, check_in, FTL_IO, false, 11);
}

static void a_failing_call_leaves_what_was_found(void **state)
{
	fail_every_call(state, "found back", find_no_liquid, check_in_and_find_liquid, FTL_IO,
	                false, 13);
}

static void a_failing_call_leaves_a_job_at_its_verdict(void **state)
{
	fail_every_call(state, "decide", decide_again, check_in_and_find_liquid, FTL_IO, false, 7);
}

static void a_failing_call_leaves_a_job_to_those_who_paid(void **state)
{
	fail_every_call(state, "override", decide_otherwise, check_in, FTL_IO, false, 11);
}

static void a_failing_call_leaves_nothing_attached(void **state)
{
	fail_every_call(state, "attach", attach, check_in, FTL_IO, false, 1);
}

static void a_failing_call_leaves_what_was_attached(void **state)
{
	fail_every_call(state, "detach", detach, check_in_and_attach, FTL_IO, false, 1);
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
	        TEST(a_failing_call_leaves_no_place_behind),
	        TEST(a_failing_call_leaves_every_piece_where_it_lay),
	        TEST(a_failing_call_leaves_no_loaner_behind),
	        TEST(a_failing_call_leaves_a_loaner_as_it_was),
	        TEST(a_failing_call_leaves_a_loaner_in_the_house),
	        TEST(a_failing_call_leaves_a_loaner_with_the_customer),
	        TEST(a_failing_call_leaves_a_lost_loaner_off_the_bill),
	        TEST(a_busy_database_leaves_a_lost_loaner_lost),
	        TEST(a_failing_call_leaves_a_term_out_of_use),
	        TEST(a_failing_call_leaves_a_term_in_use),
	        TEST(a_failing_call_leaves_no_payer_behind),
	        TEST(a_failing_call_leaves_no_cover_behind),
	        TEST(a_failing_call_leaves_a_cover_as_it_was),
	        TEST(a_failing_call_leaves_a_unit_in_its_place),
	        TEST(a_failing_call_leaves_nothing_found),
	        TEST(a_failing_call_leaves_what_was_found),
	        TEST(a_failing_call_leaves_a_job_at_its_verdict),
	        TEST(a_failing_call_leaves_a_job_to_those_who_paid),
	        TEST(a_failing_call_leaves_nothing_attached),
	        TEST(a_failing_call_leaves_what_was_attached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
