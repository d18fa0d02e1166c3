/*
 * Ordering, receiving and billing parts against a database whose n-th call fails: all of it is done
 * or nothing, in the purchase order, the ledger of parts and the job together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/intake.h"
#include "fettle/ops/order.h"
#include "fettle/ops/part.h"
#include "fettle/ops/place.h"
#include "fettle/ops/purchase.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

#define SKU "970013-02"

/* A job that waits for two filters, of which there are none. */
static enum ftl_status wait_for_part(struct ftl_app *app, struct ftl_arena *arena,
                                     struct scene *scene)
{
	static const struct ftl_intake_device device = {.category = "Vacuum",
	                                                .fault = "no suction"};
	const struct ftl_intake intake = {
	        .customer_name = "Ana Čović", .devices = &device, .device_count = 1};
	const struct ftl_order_step approve = {.kind = FTL_EV_APPROVE};
	const struct ftl_place_form shelf = {.name = "Shelf B2", .kind = "shelf"};
	const struct ftl_supplier_form spares = {.name = "Spares Ltd"};
	const struct ftl_part_form filter = {
	        .sku = SKU, .name = "filter", .supplier = "Spares Ltd", .cost = "22.10"};
	struct ftl_check_in_result in;
	struct ftl_order_change change;
	struct ftl_place place;
	struct ftl_supplier supplier;
	struct ftl_part part;
	struct ftl_stock_form need = {.part = SKU, .quantity = "2"};
	struct ftl_stock_done done;

	FTL_TRY(ftl_place_add(app, arena, &shelf, &place, err));
	FTL_TRY(ftl_supplier_add(app, arena, &spares, &supplier, err));
	FTL_TRY(ftl_part_add(app, arena, &filter, &part, err));
	FTL_TRY(ftl_check_in(app, arena, &intake, 1, &in, err));
	need.order = in.jobs[0].order.code;
	strncpy(scene->order, need.order, sizeof(scene->order) - 1);
	FTL_TRY(ftl_order_act(app, arena, scene->order, &approve, &change, err));
	return ftl_part_need(app, arena, &need, &done, err);
}

/* other is the purchase order from here on. */
static enum ftl_status make_drafts(struct ftl_app *app, struct ftl_arena *arena,
                                   struct scene *scene)
{
	struct ftl_purchase_plan plan;

	FTL_TRY(ftl_purchase_suggest(app, arena, NULL, true, &plan, err));
	assert_int_equal(plan.count, 1);
	strncpy(scene->other, plan.wishes[0].purchase, sizeof(scene->other) - 1);
	return FTL_OK;
}

static enum ftl_status send(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_purchase_full full;

	return ftl_purchase_send(app, arena, scene->other, NULL, &full, err);
}

static enum ftl_status confirm(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_purchase_answer answer = {.expected = "2026-11-25", .reference = "AB-1"};
	struct ftl_purchase_full full;

	return ftl_purchase_confirm(app, arena, scene->other, &answer, &full, err);
}

static enum ftl_status receive(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_purchase_delivery delivery = {.is_all = true, .place = "Shelf B2"};
	struct ftl_purchase_received received;

	return ftl_purchase_receive(app, arena, scene->other, &delivery, &received, err);
}

static enum ftl_status bill(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const char *const pairs[] = {"1", "23.00"};
	const struct ftl_purchase_invoice_form form = {
	        .number = "R-1", .amount = "46.00", .pairs = pairs, .pair_count = 2};
	struct ftl_purchase_matched matched;

	return ftl_purchase_invoice(app, arena, scene->other, &form, &matched, err);
}

static enum ftl_status cancel(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_purchase_full full;

	return ftl_purchase_cancel(app, arena, scene->other, "not to be had", &full, err);
}

static enum ftl_status wait_with_draft(struct ftl_app *app, struct ftl_arena *arena,
                                       struct scene *scene)
{
	FTL_TRY(wait_for_part(app, arena, scene));
	return make_drafts(app, arena, scene);
}

static enum ftl_status wait_with_order(struct ftl_app *app, struct ftl_arena *arena,
                                       struct scene *scene)
{
	FTL_TRY(wait_with_draft(app, arena, scene));
	return send(app, arena, scene);
}

static enum ftl_status have_it(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(wait_with_order(app, arena, scene));
	return receive(app, arena, scene);
}

static void a_failing_call_leaves_no_draft_behind(void **state)
{
	fail_every_call(state, "suggest", make_drafts, wait_for_part, FTL_IO, false);
}

static void a_failing_call_leaves_a_draft_unsent(void **state)
{
	fail_every_call(state, "send", send, wait_with_draft, FTL_IO, false);
}

static void a_failing_call_leaves_a_job_waiting_as_it_did(void **state)
{
	fail_every_call(state, "confirm", confirm, wait_with_order, FTL_IO, false);
}

static void a_failing_call_leaves_a_delivery_at_the_door(void **state)
{
	fail_every_call(state, "receive", receive, wait_with_order, FTL_IO, false);
}

static void a_busy_database_leaves_a_delivery_at_the_door(void **state)
{
	fail_every_call(state, "receive", receive, wait_with_order, FTL_BUSY, true);
}

static void a_failing_call_leaves_an_invoice_unmatched(void **state)
{
	fail_every_call(state, "invoice", bill, have_it, FTL_IO, false);
}

static void a_failing_call_leaves_an_order_on_its_way(void **state)
{
	fail_every_call(state, "cancel", cancel, wait_with_order, FTL_IO, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_failing_call_leaves_no_draft_behind),
	        TEST(a_failing_call_leaves_a_draft_unsent),
	        TEST(a_failing_call_leaves_a_job_waiting_as_it_did),
	        TEST(a_failing_call_leaves_a_delivery_at_the_door),
	        TEST(a_busy_database_leaves_a_delivery_at_the_door),
	        TEST(a_failing_call_leaves_an_invoice_unmatched),
	        TEST(a_failing_call_leaves_an_order_on_its_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
