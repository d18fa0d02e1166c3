/*
 * Stocktakes against a database whose n-th call fails: begun, counted, read from a sheet and posted
 * whole or not at all, in the stocktake, the ledger of parts and the jobs together.
 */
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
#include "fettle/ops/stocktake.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

#define FILTER "970013-02"
#define BOARD  "MB-9"

static enum ftl_status receive(struct ftl_app *app, struct ftl_arena *arena, const char *part,
                               const char *quantity, const char *serial)
{
	const struct ftl_stock_form form = {
	        .part = part, .quantity = quantity, .serial = serial, .place = "Shelf B2"};
	struct ftl_stock_done done;

	return ftl_stock_receive(app, arena, &form, false, &done, err);
}

/* Four filters and two boards on a shelf, and a job that needs five filters and has the four kept
 * for it. */
static enum ftl_status fill_shelf(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const struct ftl_intake_device device = {.category = "Vacuum",
	                                                .fault = "no suction"};
	const struct ftl_intake intake = {
	        .customer_name = "Ana Čović", .devices = &device, .device_count = 1};
	const struct ftl_order_step approve = {.kind = FTL_EV_APPROVE};
	const struct ftl_place_form shelf = {.name = "Shelf B2", .kind = "shelf"};
	const struct ftl_part_form filter = {.sku = FILTER, .name = "filter", .cost = "22.10"};
	const struct ftl_part_form board = {
	        .sku = BOARD, .name = "board", .tracking = "serial", .cost = "150.00"};
	struct ftl_check_in_result in;
	struct ftl_order_change change;
	struct ftl_place place;
	struct ftl_part part;
	struct ftl_stock_form need = {.part = FILTER, .quantity = "5"};
	struct ftl_stock_done done;

	FTL_TRY(ftl_place_add(app, arena, &shelf, &place, err));
	FTL_TRY(ftl_part_add(app, arena, &filter, &part, err));
	FTL_TRY(ftl_part_add(app, arena, &board, &part, err));
	FTL_TRY(receive(app, arena, FILTER, "4", NULL));
	FTL_TRY(receive(app, arena, BOARD, "1", "SN1001"));
	FTL_TRY(receive(app, arena, BOARD, "1", "SN1002"));
	FTL_TRY(ftl_check_in(app, arena, &intake, 1, &in, err));
	need.order = in.jobs[0].order.code;
	strncpy(scene->order, need.order, sizeof(scene->order) - 1);
	FTL_TRY(ftl_order_act(app, arena, scene->order, &approve, &change, err));
	return ftl_part_need(app, arena, &need, &done, err);
}

/* other is the stocktake from here on. */
static enum ftl_status start(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_stocktake_start(app, arena, "Shelf B2", false, &full, err));
	assert_int_equal(full.totals.open, 3);
	strncpy(scene->other, full.stocktake.code, sizeof(scene->other) - 1);
	return FTL_OK;
}

static enum ftl_status begun(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(fill_shelf(app, arena, scene));
	return start(app, arena, scene);
}

static enum ftl_status count(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_stocktake_form form = {
	        .part = FILTER, .quantity = "6", .is_instead = true};
	struct ftl_stocktake_full full;

	return ftl_stocktake_count(app, arena, scene->other, &form, &full, err);
}

/* One of the boards, and one that nobody knows. */
static enum ftl_status scan(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const char *const texts[] = {"SN1001", BOARD, "NEW-77"};
	const struct ftl_stocktake_scans scans = {.texts = texts, .count = 3};
	struct ftl_stocktake_scanned scanned;

	FTL_TRY(ftl_stocktake_scan(app, arena, scene->other, &scans, &scanned, err));
	assert_true(scanned.is_taken);
	return FTL_OK;
}

static enum ftl_status import(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const char *path = ftl_sprintf(arena, "%s.csv", ftl_app_path(app));
	const struct ftl_stocktake_sheet sheet = {.path = path, .is_instead = true};
	struct ftl_stocktake_taken taken;
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs("sku,serial,counted\n" FILTER ",,6\n" BOARD ",SN1001,1\n" BOARD
	                  ",SN1002,0\n",
	                  file) > 0);
	assert_int_equal(fclose(file), 0);
	FTL_TRY(ftl_stocktake_import(app, arena, scene->other, &sheet, &taken, err));
	assert_true(taken.is_taken);
	assert_int_equal(taken.counted, 3);
	return FTL_OK;
}

static enum ftl_status counted(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(begun(app, arena, scene));
	FTL_TRY(count(app, arena, scene));
	return scan(app, arena, scene);
}

static enum ftl_status recount(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_stocktake_full full;

	return ftl_stocktake_recount(app, arena, scene->other, FILTER, NULL, &full, err);
}

/* Two filters too many, of which the job gets one; a board lacks, another one is found. */
static enum ftl_status post(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_stocktake_full full;

	FTL_TRY(ftl_stocktake_post(app, arena, scene->other, "yearly count", "zero", &full, err));
	assert_int_equal(full.totals.differences, 3);
	return FTL_OK;
}

static enum ftl_status cancel(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_stocktake_full full;

	return ftl_stocktake_cancel(app, arena, scene->other, "the wrong shelf", &full, err);
}

static void a_failing_call_begins_no_stocktake(void **state)
{
	fail_every_call(state, "start", start, fill_shelf, FTL_IO, false);
}

static void a_failing_call_counts_nothing(void **state)
{
	fail_every_call(state, "count", count, begun, FTL_IO, false);
}

static void a_failing_call_counts_no_scan_of_a_list(void **state)
{
	fail_every_call(state, "scan", scan, begun, FTL_IO, false);
}

static void a_failing_call_takes_no_row_of_a_sheet(void **state)
{
	fail_every_call(state, "import", import, begun, FTL_IO, false);
}

static void a_failing_call_believes_what_was_counted(void **state)
{
	fail_every_call(state, "recount", recount, counted, FTL_IO, false);
}

static void a_failing_call_posts_nothing(void **state)
{
	fail_every_call(state, "post", post, counted, FTL_IO, false);
}

static void a_busy_database_posts_nothing(void **state)
{
	fail_every_call(state, "post", post, counted, FTL_BUSY, true);
}

static void a_failing_call_goes_on_counting(void **state)
{
	fail_every_call(state, "cancel", cancel, counted, FTL_IO, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_failing_call_begins_no_stocktake),
	        TEST(a_failing_call_counts_nothing),
	        TEST(a_failing_call_counts_no_scan_of_a_list),
	        TEST(a_failing_call_takes_no_row_of_a_sheet),
	        TEST(a_failing_call_believes_what_was_counted),
	        TEST(a_failing_call_posts_nothing),
	        TEST(a_busy_database_posts_nothing),
	        TEST(a_failing_call_goes_on_counting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
