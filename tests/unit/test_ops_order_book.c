/*
 * What stands around a work order: its lines, lists of jobs, what they wait for, and what meddling
 * with the file leaves to see.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/board.h"
#include "fettle/ops/centre.h"
#include "helper_dbfile.h"
#include "helper_scene.h"
#include "ops/verify.h"

#define err (&dbfile_err)

static void a_line_takes_its_payer_from_the_cover(void **state)
{
	struct ftl_order_line line;
	SCENE(s);

	scene_make_centre(&s);
	/* Bought within the 24 months the maker gives: labour and parts are the maker's. */
	s.code = scene_check_in(&s, NULL, "2025-11-22")->order.code;
	line = LINE(.class = "part", .text = "motor", .cost = "30.00", .price = "64.00");
	assert_int_equal(line.line.payer, FTL_PAYER_MAKER);
	assert_int_equal(line.line.bill, FTL_BILL_WARRANTY_MAKER);
	assert_int_equal(line.amounts.customer_cents, 0);
	line = LINE(.class = "freight", .text = "parcel", .price = "6.90");
	assert_int_equal(line.line.payer, FTL_PAYER_CUSTOMER);
	assert_int_equal(line.amounts.customer_cents, 690);
	line = LINE(.class = "labour", .text = "bench", .quantity = "0.667", .price = "36.00",
	            .bill = "goodwill");
	assert_int_equal(line.line.payer, FTL_PAYER_SHOP);
	assert_int_equal(line.amounts.list_cents, 2401); /* 0.667 × 36.00 = 24.012 */
	assert_int_equal(line.position, 3);
	assert_string_equal(line.order_code, s.code);
}

static void a_line_is_taken_off_once_and_stays_on_record(void **state)
{
	struct ftl_order_line line;
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	scene_add_bill(&s);
	dbfile_ok(ftl_order_remove_line(s.app, s.arena, s.code, 2, "not used", &line, err));
	dbfile_fails(ftl_order_remove_line(s.app, s.arena, s.code, 2, NULL, &line, err), FTL_STATE);
	dbfile_fails(ftl_order_remove_line(s.app, s.arena, s.code, 3, NULL, &line, err),
	             FTL_NOT_FOUND);
	scene_get(&s, &full);
	assert_int_equal(full.line_count, 2);
	assert_true(full.lines[1].is_removed);
	assert_int_equal(full.totals.customer_cents + full.totals.customer_tax_cents, 3600 + 684);
	assert_string_equal(full.events[full.event_count - 1].text,
	                    "line 2 taken off: filter, not used");
}

static void only_what_was_asked_of_a_payer_is_recovered_and_by_a_manager(void **state)
{
	struct ftl_order_line line;
	SCENE(s);

	scene_begin(&s);
	LINE(.class = "part", .text = "motor", .price = "64.00", .payer = "maker", .tax = "19");
	dbfile_fails(ftl_order_recover_line(s.app, s.arena, s.code, 1, "64.01", &line, err),
	             FTL_INVALID);
	scene_is_about("amount", "64.01 is more than the 64.00 without tax asked of the maker");
	scene_as_at(&s, "lena", NOON);
	dbfile_fails(ftl_order_recover_line(s.app, s.arena, s.code, 1, "60.00", &line, err),
	             FTL_DENIED);
	scene_as_at(&s, "mara", NOON);
	dbfile_ok(ftl_order_recover_line(s.app, s.arena, s.code, 1, "60.00", &line, err));
	assert_int_equal(line.recovered_cents.value, 6000);
	dbfile_ok(ftl_order_remove_line(s.app, s.arena, s.code, 1, NULL, &line, err));
	dbfile_fails(ftl_order_recover_line(s.app, s.arena, s.code, 1, "1.00", &line, err),
	             FTL_STATE);
}

/* The codes of a list, separated by blanks. */
struct listing {
	char codes[256];
	int rows, most;
};

static enum ftl_status note_code(void *context, const struct ftl_order *order, struct ftl_err *e)
{
	struct listing *list = context;
	size_t used = strlen(list->codes);

	(void)e;
	snprintf(list->codes + used, sizeof(list->codes) - used, "%s%s", used ? " " : "",
	         order->code);
	list->rows++;
	return FTL_OK;
}

static bool has_enough(void *context)
{
	const struct listing *list = context;

	return list->most > 0 && list->rows >= list->most;
}

static void lists(struct scene *s, struct ftl_order_filter filter, const char *codes)
{
	struct listing list = {.most = 0};

	dbfile_ok(ftl_order_list(s->app, &filter, note_code, &list, err));
	assert_string_equal(list.codes, codes);
}

#define LISTS(codes, ...) lists(&s, (struct ftl_order_filter){__VA_ARGS__}, codes)

static void lists_hold_what_is_asked_for(void **state)
{
	struct listing two = {.most = 2};
	const struct ftl_order_filter all = {.is_enough = has_enough};
	struct ftl_order_filter unknown = {.technician = "thomas"};
	SCENE(s);

	scene_begin(&s);
	scene_check_in(&s, NULL, NULL);
	scene_as_at(&s, "mara", NOON + DAY);
	scene_check_in(&s, NULL, NULL);
	/* 1 is handed over, 2 is Tomas's and promised later than 3, which nobody has. */
	scene_work_until(&s, FTL_EV_READY);
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER));
	s.code = "W26000027";
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	dbfile_ok(STEP(.kind = FTL_EV_PROMISE, .due_on = "2026-12-24"));
	LISTS("W26000035 W26000027 W26000019", .only_open = false);
	LISTS("W26000035 W26000027", .only_open = true);
	LISTS("W26000027", .state = "diagnosing");
	LISTS("W26000019", .state = "handed_over");
	LISTS("W26000027 W26000019", .technician = "tomas");
	LISTS("W26000035", .technician = "none");
	LISTS("W26000035 W26000027", .limit = 2);
	LISTS("W26000027 W26000019", .received_to = ftl_some(20779)); /* 2026-11-22 */
	LISTS("W26000035", .received_from = ftl_some(20780));
	LISTS("W26000035 W26000027 W26000019", .customer = "K26-00001-A");
	LISTS("W26000035 W26000027", .customer = "K26-00001-A", .only_open = true);
	dbfile_ok(ftl_order_list(s.app, &all, note_code, &two, err));
	assert_string_equal(two.codes, "W26000035 W26000027");
	dbfile_fails(ftl_order_list(s.app, &unknown, note_code, &two, err), FTL_NOT_FOUND);
	scene_is_about("technician", "'thomas'");
}

static void what_open_jobs_wait_for_is_the_newest_request(void **state)
{
	struct ftl_board board;
	SCENE(s);

	scene_begin(&s);
	dbfile_ok(ftl_order_board(s.app, s.arena, NULL, &board, err));
	assert_int_equal(board.nobody, 1);
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	dbfile_ok(ftl_order_board(s.app, s.arena, NULL, &board, err));
	assert_int_equal(board.count, 1);
	assert_int_equal(board.nobody, 0);
	assert_false(board.jobs[0].has_request);
	dbfile_ok(STEP(.kind = FTL_EV_ASK, .due_on = "2026-11-24", .text = "ok?"));
	dbfile_ok(STEP(.kind = FTL_EV_APPROVE));
	dbfile_ok(STEP(.kind = FTL_EV_WAIT_PARTS, .due_on = "2026-11-25", .reference = "belt"));
	dbfile_ok(STEP(.kind = FTL_EV_HOLD, .hold = "internal", .text = "stocktaking"));
	dbfile_ok(ftl_order_board(s.app, s.arena, NULL, &board, err));
	assert_int_equal(board.count, 1);
	assert_int_equal(board.jobs[0].request.kind, FTL_EV_HOLD);
	assert_string_equal(board.jobs[0].request.text, "stocktaking");
	/* The hold over, the part is what is waited for again. */
	dbfile_ok(STEP(.kind = FTL_EV_RESUME));
	dbfile_ok(ftl_order_board(s.app, s.arena, NULL, &board, err));
	assert_int_equal(board.jobs[0].request.kind, FTL_EV_WAIT_PARTS);
	assert_string_equal(board.jobs[0].request.reference, "belt");
	assert_int_equal(board.jobs[0].request.due_on.value, 20782); /* 2026-11-25 */
}

/* Changes the file behind the program, checks what is said of the job, and finds it in the check.
 */
static void meddling_shows(void **state, const char *script, const char *words)
{
	struct ftl_check_result result;
	bool is_found = false;
	SCENE(s);

	scene_begin(&s);
	scene_work_until(&s, FTL_EV_READY);
	dbfile_ok(ftl_check(s.app, s.arena, NULL, &result, err));
	assert_int_equal(result.count, 0);
	int64_t id = dbfile_number(s.app->db, "SELECT id FROM work_order");
	ftl_app_close(&s.app);
	dbfile_meddle(s.path, script);
	scene_as_at(&s, "mara", NOON);
	dbfile_fails(ftl_verify_order(s.app->db, id, err), FTL_INTERNAL);
	scene_is_about("order", words);
	dbfile_ok(ftl_check(s.app, s.arena, NULL, &result, err));
	for (size_t i = 0; i < result.count; i++)
		is_found = is_found || strstr(result.findings[i].problem, words) != NULL;
	assert_true(is_found);
	/* A row that lies is not built upon. */
	dbfile_fails(STEP(.kind = FTL_EV_NOTE, .text = "x"), FTL_DB);
}

static void a_state_that_its_events_deny_is_found(void **state)
{
	meddling_shows(state, "UPDATE order_event SET kind = 'note' WHERE kind = 'ready'",
	               "the state is stored as ready, its events say quality_check");
}

static void a_time_that_its_events_deny_is_found(void **state)
{
	meddling_shows(state, "UPDATE order_event SET at = at - 60 WHERE kind = 'receive'",
	               "a time is stored as one");
}

static void a_piece_that_its_custody_denies_is_found(void **state)
{
	meddling_shows(state, "UPDATE piece SET is_here = 0 WHERE position = 2", "where piece P26");
}

static void a_result_that_was_rewritten_is_found(void **state)
{
	meddling_shows(state, "UPDATE order_event SET result = 'exchanged' WHERE kind = 'ready'",
	               "the result is stored as repaired, its events say exchanged");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_line_takes_its_payer_from_the_cover),
	        TEST(a_line_is_taken_off_once_and_stays_on_record),
	        TEST(only_what_was_asked_of_a_payer_is_recovered_and_by_a_manager),
	        TEST(lists_hold_what_is_asked_for),
	        TEST(what_open_jobs_wait_for_is_the_newest_request),
	        TEST(a_state_that_its_events_deny_is_found),
	        TEST(a_time_that_its_events_deny_is_found),
	        TEST(a_piece_that_its_custody_denies_is_found),
	        TEST(a_result_that_was_rewritten_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
