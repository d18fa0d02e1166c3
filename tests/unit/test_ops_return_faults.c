/*
 * Sending parts back and settling what they are credited, against a database whose n-th call fails:
 * all of it is done or nothing, in the box, the ledger of parts and the job together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/intake.h"
#include "fettle/ops/old_part.h"
#include "fettle/ops/order.h"
#include "fettle/ops/part.h"
#include "fettle/ops/place.h"
#include "fettle/ops/return.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

#define SKU "970013-02"

/* A job on which one of two filters was dead on arrival and the other the wrong one. */
static enum ftl_status fail_on_job(struct ftl_app *app, struct ftl_arena *arena,
                                   struct scene *scene)
{
	static const struct ftl_intake_device device = {.category = "Vacuum",
	                                                .fault = "no suction"};
	const struct ftl_intake intake = {
	        .customer_name = "Ana Čović", .devices = &device, .device_count = 1};
	const struct ftl_order_step approve = {.kind = FTL_EV_APPROVE};
	const struct ftl_place_form shelf = {.name = "Shelf B2", .kind = "shelf"};
	const struct ftl_supplier_form spares = {.name = "Spares Ltd", .return_days = "14"};
	const struct ftl_part_form filter = {
	        .sku = SKU, .name = "filter", .supplier = "Spares Ltd", .cost = "22.10"};
	const struct ftl_stock_form came = {.part = SKU, .quantity = "2", .place = "Shelf B2"};
	struct ftl_check_in_result in;
	struct ftl_order_change change;
	struct ftl_place place;
	struct ftl_supplier supplier;
	struct ftl_part part;
	struct ftl_stock_form onto = {.part = SKU, .quantity = "2"},
	                      off = {.part = SKU, .quantity = "1"};
	struct ftl_stock_done done;

	FTL_TRY(ftl_place_add(app, arena, &shelf, &place, err));
	FTL_TRY(ftl_supplier_add(app, arena, &spares, &supplier, err));
	FTL_TRY(ftl_part_add(app, arena, &filter, &part, err));
	FTL_TRY(ftl_stock_receive(app, arena, &came, false, &done, err));
	FTL_TRY(ftl_check_in(app, arena, &intake, 1, &in, err));
	onto.order = off.order = in.jobs[0].order.code;
	strncpy(scene->order, onto.order, sizeof(scene->order) - 1);
	FTL_TRY(ftl_order_act(app, arena, scene->order, &approve, &change, err));
	FTL_TRY(ftl_part_issue(app, arena, &onto, &done, err));
	FTL_TRY(ftl_part_return(app, arena, &off, FTL_MOVE_DEAD, &done, err));
	return ftl_part_return(app, arena, &off, FTL_MOVE_WRONG, &done, err);
}

/* other is the box from here on. */
static enum ftl_status pack(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_return_plan plan;

	FTL_TRY(ftl_returns_due(app, arena, NULL, true, &plan, err));
	assert_int_equal(plan.packed, 2);
	strncpy(scene->other, plan.rows[0].box, sizeof(scene->other) - 1);
	return FTL_OK;
}

static enum ftl_status send(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_return_parcel parcel = {
	        .carrier = "DHL", .tracking = "1Z9", .reference = "RMA-1"};
	struct ftl_return_full full;

	return ftl_return_send(app, arena, scene->other, &parcel, &full, err);
}

static enum ftl_status credit(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_return_note note = {.amount = "40.00", .reference = "G-1"};
	struct ftl_return_full full;

	return ftl_return_credit(app, arena, scene->other, &note, &full, err);
}

static enum ftl_status deny(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_return_full full;

	return ftl_return_deny(app, arena, scene->other, "2", "opened", FTL_RETURN_ON_SHELF,
	                       "Shelf B2", &full, err);
}

static enum ftl_status lose(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_return_full full;

	return ftl_return_lose(app, arena, scene->other, NULL, "never came", &full, err);
}

static enum ftl_status reopen(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_return_full full;

	return ftl_return_reopen(app, arena, scene->other, "1", "a mistake", &full, err);
}

static enum ftl_status reopen_box(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_return_full full;

	return ftl_return_reopen(app, arena, scene->other, NULL, "a mistake", &full, err);
}

static enum ftl_status scrap(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_return_full full;

	return ftl_return_deny(app, arena, scene->other, "1", "opened", FTL_RETURN_SCRAPPED, NULL,
	                       &full, err);
}

static enum ftl_status receive(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_return_parcel parcel = {.reference = "RMA-2"};
	struct ftl_return_full full;

	return ftl_return_receive(app, arena, scene->other, &parcel, &full, err);
}

static enum ftl_status cancel(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_return_full full;

	return ftl_return_cancel(app, arena, scene->other, "came back", &full, err);
}

static enum ftl_status speak(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_old_form form = {
	        .order = scene->order, .line = 1, .fate = FTL_OLD_HELD, .serial = "P-1"};
	struct ftl_old_part old;

	return ftl_part_old(app, arena, &form, &old, err);
}

/* The job has one on it that is to stay. */
static enum ftl_status fit_one(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stock_form came = {.part = SKU, .quantity = "1", .place = "Shelf B2"};
	const struct ftl_stock_form onto = {.order = scene->order, .part = SKU, .quantity = "1"};
	struct ftl_stock_done done;

	FTL_TRY(fail_on_job(app, arena, scene));
	FTL_TRY(ftl_stock_receive(app, arena, &came, false, &done, err));
	return ftl_part_issue(app, arena, &onto, &done, err);
}

static enum ftl_status have_box(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(fail_on_job(app, arena, scene));
	return pack(app, arena, scene);
}

static enum ftl_status have_sent(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(have_box(app, arena, scene));
	return send(app, arena, scene);
}

static enum ftl_status have_credit(struct ftl_app *app, struct ftl_arena *arena,
                                   struct scene *scene)
{
	FTL_TRY(have_sent(app, arena, scene));
	return credit(app, arena, scene);
}

static enum ftl_status have_scrapped(struct ftl_app *app, struct ftl_arena *arena,
                                     struct scene *scene)
{
	FTL_TRY(have_sent(app, arena, scene));
	return scrap(app, arena, scene);
}

static enum ftl_status have_received(struct ftl_app *app, struct ftl_arena *arena,
                                     struct scene *scene)
{
	FTL_TRY(have_sent(app, arena, scene));
	return receive(app, arena, scene);
}

static void a_failing_call_leaves_nothing_half_packed(void **state)
{
	fail_every_call(state, "due", pack, fail_on_job, FTL_IO, false);
}

static void a_failing_call_leaves_a_box_in_the_house(void **state)
{
	fail_every_call(state, "send", send, have_box, FTL_IO, false);
}

static void a_busy_database_leaves_a_box_in_the_house(void **state)
{
	fail_every_call(state, "send", send, have_box, FTL_BUSY, true);
}

static void a_failing_call_credits_nothing(void **state)
{
	fail_every_call(state, "credit", credit, have_sent, FTL_IO, false);
}

static void a_failing_call_brings_nothing_back(void **state)
{
	fail_every_call(state, "deny", deny, have_sent, FTL_IO, false);
}

static void a_failing_call_loses_nothing(void **state)
{
	fail_every_call(state, "lose", lose, have_sent, FTL_IO, false);
}

static void a_failing_call_leaves_a_credit_as_it_was(void **state)
{
	fail_every_call(state, "reopen", reopen, have_credit, FTL_IO, false);
}

static void a_failing_call_leaves_what_came_back_in_the_house(void **state)
{
	fail_every_call(state, "reopen denied", reopen, have_scrapped, FTL_IO, false);
}

static void a_failing_call_leaves_a_box_with_the_supplier(void **state)
{
	fail_every_call(state, "reopen box", reopen_box, have_received, FTL_IO, false);
}

static void a_failing_call_leaves_a_box_on_its_way(void **state)
{
	fail_every_call(state, "cancel", cancel, have_sent, FTL_IO, false);
}

static void a_failing_call_says_nothing_of_an_old_part(void **state)
{
	fail_every_call(state, "old", speak, fit_one, FTL_IO, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_failing_call_leaves_nothing_half_packed),
	        TEST(a_failing_call_leaves_a_box_in_the_house),
	        TEST(a_busy_database_leaves_a_box_in_the_house),
	        TEST(a_failing_call_credits_nothing),
	        TEST(a_failing_call_brings_nothing_back),
	        TEST(a_failing_call_loses_nothing),
	        TEST(a_failing_call_leaves_a_credit_as_it_was),
	        TEST(a_failing_call_leaves_what_came_back_in_the_house),
	        TEST(a_failing_call_leaves_a_box_with_the_supplier),
	        TEST(a_failing_call_leaves_a_box_on_its_way),
	        TEST(a_failing_call_says_nothing_of_an_old_part),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
