/* What moves parts, against a database whose n-th call fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/intake.h"
#include "fettle/ops/order.h"
#include "fettle/ops/part.h"
#include "fettle/ops/place.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

/* A part of which none is there, a shelf, and a job. */
static enum ftl_status furnish(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const struct ftl_place_form shelf = {.name = "Shelf", .kind = "shelf"};
	static const struct ftl_part_form filter = {
	        .sku = "F1", .name = "filter", .cost = "22.10", .price = "40.00"};
	static const struct ftl_intake_device device = {.category = "Kettle",
	                                                .fault = "stays cold"};
	static const struct ftl_intake intake = {
	        .customer_name = "Ana", .devices = &device, .device_count = 1};
	struct ftl_check_in_result in;
	struct ftl_place place;
	struct ftl_part part;

	FTL_TRY(ftl_place_add(app, arena, &shelf, &place, err));
	FTL_TRY(ftl_part_add(app, arena, &filter, &part, err));
	FTL_TRY(ftl_check_in(app, arena, &intake, 1, &in, err));
	snprintf(scene->order, sizeof(scene->order), "%s", in.jobs[0].order.code);
	return FTL_OK;
}

static enum ftl_status receive(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form form = {
	        .part = "F1", .quantity = "3", .place = "Shelf", .cost = "21.00"};
	struct ftl_stock_done done;

	(void)scene;
	return ftl_stock_receive(app, arena, &form, false, &done, err);
}

static enum ftl_status need(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form form = {.part = "F1", .quantity = "2", .order = scene->order};
	struct ftl_stock_done done;

	return ftl_part_need(app, arena, &form, &done, err);
}

static enum ftl_status needed(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(furnish(app, arena, scene));
	return need(app, arena, scene);
}

static enum ftl_status received(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(furnish(app, arena, scene));
	return receive(app, arena, scene);
}

static enum ftl_status reserved(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(needed(app, arena, scene));
	return receive(app, arena, scene);
}

static enum ftl_status release(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form form = {.part = "F1", .order = scene->order};
	struct ftl_stock_done done;

	return ftl_part_release(app, arena, &form, &done, err);
}

static enum ftl_status issue(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form form = {.part = "F1", .order = scene->order};
	struct ftl_stock_done done;

	return ftl_part_issue(app, arena, &form, &done, err);
}

/* More than is there: with a difference of cost that the delivery after it lays bare. */
static enum ftl_status issued_below(struct ftl_app *app, struct ftl_arena *arena,
                                    struct scene *scene)
{
	const struct ftl_stock_form form = {.part = "F1",
	                                    .quantity = "2",
	                                    .place = "Shelf",
	                                    .order = scene->order,
	                                    .reason = "in the hand",
	                                    .may_go_below = true};
	struct ftl_stock_done done;

	FTL_TRY(furnish(app, arena, scene));
	return ftl_part_issue(app, arena, &form, &done, err);
}

static enum ftl_status issued(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(reserved(app, arena, scene));
	return issue(app, arena, scene);
}

static enum ftl_status give_back(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form form = {.part = "F1", .place = "Shelf", .order = scene->order};
	struct ftl_stock_done done;

	return ftl_part_return(app, arena, &form, FTL_MOVE_GIVE_BACK, &done, err);
}

static enum ftl_status break_one(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form form = {
	        .part = "F1", .quantity = "1", .order = scene->order, .reason = "it fell"};
	struct ftl_stock_done done;

	return ftl_part_return(app, arena, &form, FTL_MOVE_DAMAGE, &done, err);
}

static enum ftl_status count(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form form = {
	        .part = "F1", .quantity = "1", .place = "Shelf", .reason = "two are gone"};
	struct ftl_stock_done done;

	(void)scene;
	return ftl_stock_count(app, arena, &form, &done, err);
}

static enum ftl_status last_move(void *context, const struct ftl_part_move *move,
                                 const struct ftl_stock_sum *stock, struct ftl_err *e)
{
	(void)stock;
	(void)e;
	*(int64_t *)context = move->move.id;
	return FTL_OK;
}

static enum ftl_status reverse(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_stock_done done;
	struct ftl_part part;
	int64_t id = 0;

	(void)scene;
	FTL_TRY(ftl_part_explain(app, arena, "F1", &part, last_move, &id, err));
	return ftl_stock_reverse(app, arena, id, "a mistake", &done, err);
}

static enum ftl_status step(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                            struct ftl_order_step said)
{
	struct ftl_order_change change;

	return ftl_order_act(app, arena, code, &said, &change, err);
}

static enum ftl_status ready(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const struct ftl_order_step steps[] = {
	        {.kind = FTL_EV_DIAGNOSE, .technician = "anna"},
	        {.kind = FTL_EV_START},
	        {.kind = FTL_EV_TEST},
	        {.kind = FTL_EV_READY, .result = "repaired"},
	};

	FTL_TRY(issued(app, arena, scene));
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		FTL_TRY(step(app, arena, scene->order, steps[i]));
	return FTL_OK;
}

static enum ftl_status hand_over(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_order_step how = {.kind = FTL_EV_HAND_OVER, .on_account = true};

	return step(app, arena, scene->order, how);
}

static void a_failing_call_leaves_a_delivery_and_whom_it_is_for_as_they_were(void **state)
{
	fail_every_call(state, "receive", receive, needed, FTL_IO, false);
}

static void a_failing_call_leaves_no_need_and_nothing_kept_for_it(void **state)
{
	fail_every_call(state, "need", need, received, FTL_IO, false);
}

static void a_failing_call_leaves_what_is_reserved(void **state)
{
	fail_every_call(state, "release", release, reserved, FTL_BUSY, false);
}

static void a_failing_call_issues_nothing(void **state)
{
	fail_every_call(state, "issue", issue, reserved, FTL_IO, false);
}

static void a_failing_call_covers_nothing_of_what_was_used_too_early(void **state)
{
	fail_every_call(state, "cover", receive, issued_below, FTL_IO, false);
}

static void a_failing_call_leaves_what_is_given_back_on_the_job(void **state)
{
	fail_every_call(state, "give back", give_back, issued, FTL_IO, false);
}

static void a_failing_call_leaves_what_broke_on_the_job(void **state)
{
	fail_every_call(state, "break", break_one, issued, FTL_IO, true);
}

static void a_failing_call_leaves_what_was_counted(void **state)
{
	fail_every_call(state, "count", count, received, FTL_IO, false);
}

static void a_failing_call_takes_no_move_back(void **state)
{
	fail_every_call(state, "reverse", reverse, issued, FTL_IO, false);
}

static void a_failing_call_lets_no_part_go_out_with_a_job(void **state)
{
	fail_every_call(state, "hand over", hand_over, ready, FTL_IO, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_failing_call_leaves_a_delivery_and_whom_it_is_for_as_they_were),
	        TEST(a_failing_call_leaves_no_need_and_nothing_kept_for_it),
	        TEST(a_failing_call_leaves_what_is_reserved),
	        TEST(a_failing_call_issues_nothing),
	        TEST(a_failing_call_covers_nothing_of_what_was_used_too_early),
	        TEST(a_failing_call_leaves_what_is_given_back_on_the_job),
	        TEST(a_failing_call_leaves_what_broke_on_the_job),
	        TEST(a_failing_call_leaves_what_was_counted),
	        TEST(a_failing_call_takes_no_move_back),
	        TEST(a_failing_call_lets_no_part_go_out_with_a_job),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
