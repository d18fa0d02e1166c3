/* Places and loaners, against a database whose n-th call fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/ops/loaner.h"
#include "fettle/ops/order.h"
#include "fettle/ops/place.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

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
	FTL_TRY(faults_check_in(app, arena, scene));
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
	FTL_TRY(faults_check_in(app, arena, scene));
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

static void a_failing_call_leaves_no_place_behind(void **state)
{
	fail_every_call(state, "place", add_place, NULL, FTL_IO, false);
}

static void a_failing_call_leaves_every_piece_where_it_lay(void **state)
{
	fail_every_call(state, "move", move, check_in_and_add_place, FTL_IO, false);
}

static void a_failing_call_leaves_no_loaner_behind(void **state)
{
	fail_every_call(state, "loaner", add_loaner, NULL, FTL_IO, false);
}

static void a_failing_call_leaves_a_loaner_as_it_was(void **state)
{
	fail_every_call(state, "loaner edit", edit_loaner, add_loaner, FTL_IO, false);
}

static void a_failing_call_leaves_a_loaner_in_the_house(void **state)
{
	fail_every_call(state, "lend", lend, check_in_and_add_loaner, FTL_IO, false);
}

static void a_failing_call_leaves_a_loaner_with_the_customer(void **state)
{
	fail_every_call(state, "loaner back", take_loaner_back, lent, FTL_IO, false);
}

static void a_failing_call_leaves_a_lost_loaner_off_the_bill(void **state)
{
	fail_every_call(state, "lose", lose, lent, FTL_IO, false);
}

static void a_busy_database_leaves_a_lost_loaner_lost(void **state)
{
	fail_every_call(state, "turn up", take_loaner_back, lost, FTL_BUSY, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_failing_call_leaves_no_place_behind),
	        TEST(a_failing_call_leaves_every_piece_where_it_lay),
	        TEST(a_failing_call_leaves_no_loaner_behind),
	        TEST(a_failing_call_leaves_a_loaner_as_it_was),
	        TEST(a_failing_call_leaves_a_loaner_in_the_house),
	        TEST(a_failing_call_leaves_a_loaner_with_the_customer),
	        TEST(a_failing_call_leaves_a_lost_loaner_off_the_bill),
	        TEST(a_busy_database_leaves_a_lost_loaner_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
