/*
 * Work orders through the operations, on a real database with a frozen clock: steps, guards, money,
 * roles, retries and dry runs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/people.h"
#include "helper_dbfile.h"
#include "helper_scene.h"

#define err (&dbfile_err)

static void a_job_goes_from_receipt_to_close_and_its_events_say_so(void **state)
{
	static const char *const kinds[] = {"receive", "assign", "diagnose",  "start",
	                                    "test",    "ready",  "hand_over", "close"};
	static const char *const states[] = {"received",    "received",      "diagnosing",
	                                     "in_repair",   "quality_check", "ready",
	                                     "handed_over", "closed"};
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	scene_work_until(&s, FTL_EV_READY);
	scene_as_at(&s, "lena", NOON + DAY);
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER));
	dbfile_ok(STEP(.kind = FTL_EV_CLOSE));
	scene_get(&s, &full);
	assert_int_equal(full.event_count, 8);
	for (size_t i = 0; i < 8; i++) {
		assert_string_equal(ftl_event_names[full.events[i].event.kind], kinds[i]);
		assert_string_equal(ftl_state_names[full.events[i].state], states[i]);
	}
	assert_int_equal(full.order.state, FTL_CLOSED);
	assert_int_equal(full.order.result, FTL_REPAIRED);
	assert_int_equal(full.order.received_at.value, NOON);
	assert_int_equal(full.order.ready_at.value, NOON);
	assert_int_equal(full.order.handed_over_at.value, NOON + DAY);
	assert_false(full.order.is_open);
	for (size_t i = 0; i < full.piece_count; i++)
		assert_false(full.pieces[i].is_here);
	assert_string_equal(full.events[6].staff, "lena");
	assert_int_equal(s.change.possible.count, 1);
	assert_int_equal(s.change.possible.acts[0].kind, FTL_EV_NOTE);
}

static void a_step_tells_what_changed_and_who_has_the_job(void **state)
{
	SCENE(s);

	scene_begin(&s);
	dbfile_ok(STEP(.kind = FTL_EV_ASSIGN, .technician = "tomas"));
	assert_int_equal(s.change.state, FTL_RECEIVED);
	assert_string_equal(s.change.technician, "tomas");
	assert_string_equal(s.change.technician_name, "Tomas");
	assert_false(s.change.is_taken);
	assert_int_equal(s.change.possible.acts[0].kind, FTL_EV_DIAGNOSE);
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "aiko"));
	assert_string_equal(s.change.technician, "aiko");
	assert_true(s.change.is_taken);
	dbfile_ok(STEP(.kind = FTL_EV_ASSIGN, .technician = "none"));
	assert_null(s.change.technician);
	assert_int_equal(strlen(s.change.audit_head), 12);
	dbfile_fails(STEP(.kind = FTL_EV_ASSIGN), FTL_INVALID);
	scene_is_about("technician", "is missing");
}

static void work_needs_a_technician_and_a_technician_takes_what_nobody_has(void **state)
{
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	dbfile_fails(STEP(.kind = FTL_EV_DIAGNOSE), FTL_STATE);
	scene_is_about("order", "has no technician");
	scene_as_at(&s, "tomas", NOON + HOUR);
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE));
	scene_get(&s, &full);
	assert_string_equal(full.order.technician, "tomas");
	/* What somebody has is not taken away by setting to work on it. */
	scene_as_at(&s, "aiko", NOON + HOUR);
	dbfile_ok(STEP(.kind = FTL_EV_START));
	scene_get(&s, &full);
	assert_string_equal(full.order.technician, "tomas");
}

static void nobody_who_is_unknown_or_has_left_gets_a_job(void **state)
{
	struct ftl_staff staff;
	SCENE(s);

	scene_begin(&s);
	dbfile_fails(STEP(.kind = FTL_EV_ASSIGN, .technician = "thomas"), FTL_NOT_FOUND);
	scene_is_about("technician", "nobody on the staff is called 'thomas'");
	dbfile_ok(ftl_staff_edit(s.app, s.arena, "aiko", NULL, NULL, "no", &staff, err));
	dbfile_fails(STEP(.kind = FTL_EV_ASSIGN, .technician = "aiko"), FTL_CONFLICT);
	scene_is_about("technician", "no longer works here");
}

static void what_the_state_forbids_is_refused_with_what_is_possible(void **state)
{
	SCENE(s);

	scene_begin(&s);
	dbfile_fails(STEP(.kind = FTL_EV_TEST), FTL_STATE);
	scene_is_about("order",
	               "work order W26-00001-9 is received and cannot go to quality check");
	assert_non_null(strstr(err->hint, "order diagnose"));
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER), FTL_STATE);
	scene_is_about("order", "is received and cannot be handed over");
	scene_work_until(&s, FTL_EV_START);
	dbfile_fails(STEP(.kind = FTL_EV_READY, .result = "repaired"), FTL_STATE);
	dbfile_fails(STEP(.kind = FTL_EV_CANCEL), FTL_STATE);
	dbfile_ok(STEP(.kind = FTL_EV_TEST));
	dbfile_ok(STEP(.kind = FTL_EV_READY, .result = "repaired"));
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER));
	dbfile_ok(STEP(.kind = FTL_EV_CLOSE));
	dbfile_fails(STEP(.kind = FTL_EV_CLOSE), FTL_STATE);
	dbfile_fails(STEP(.kind = FTL_EV_FAIL, .text = "again"), FTL_STATE);
	dbfile_fails(STEP(.kind = FTL_EV_NOTE, .technician = "aiko", .text = "x"), FTL_STATE);
	dbfile_ok(STEP(.kind = FTL_EV_NOTE, .text = "customer called, all well"));
}

static void what_a_step_says_is_checked_and_named(void **state)
{
	SCENE(s);

	scene_begin(&s);
	dbfile_fails(STEP(.kind = FTL_EV_NOTE, .text = " \n "), FTL_INVALID);
	scene_is_about("text", "is empty");
	dbfile_fails(STEP(.kind = FTL_EV_NOTE, .text = "a\x1b[31m"), FTL_INVALID);
	scene_is_about("text", "");
	dbfile_fails(STEP(.kind = FTL_EV_HOLD), FTL_INVALID);
	scene_is_about("reason", "is missing");
	dbfile_fails(STEP(.kind = FTL_EV_HOLD, .hold = "lunch"), FTL_INVALID);
	scene_is_about("reason", "'lunch'");
	dbfile_fails(STEP(.kind = FTL_EV_ASK, .due_on = "2026-11-25"), FTL_INVALID);
	scene_is_about("text", "is empty");
	dbfile_fails(STEP(.kind = FTL_EV_ASK, .due_on = "2026-11-21", .text = "ok?"), FTL_INVALID);
	scene_is_about("due", "today or later");
	dbfile_fails(STEP(.kind = FTL_EV_ASK, .due_on = "2026-12", .text = "ok?"), FTL_INVALID);
	scene_is_about("due", "one day");
	dbfile_fails(STEP(.kind = FTL_EV_ASK, .due_on = "2036-11-22", .text = "ok?"), FTL_INVALID);
	dbfile_fails(STEP(.kind = FTL_EV_PROMISE), FTL_INVALID);
	scene_is_about("date", "is missing");
	dbfile_fails(STEP(.kind = FTL_EV_ASK_PAYER), FTL_INVALID);
	scene_is_about("reference", "is missing");
	dbfile_fails(STEP(.kind = FTL_EV_READY), FTL_INVALID);
	scene_is_about("result", "is missing");
	dbfile_fails(
	        STEP(.kind = FTL_EV_READY, .result = "no_fault_found", .barrier = "too_worn_out"),
	        FTL_INVALID);
	scene_is_about("barrier", "goes with unrepairable");
	dbfile_ok(STEP(.kind = FTL_EV_READY, .result = "unrepairable", .barrier = "too_worn_out"));
	assert_int_equal(s.change.row.event.barrier, FTL_TOO_WORN_OUT);
}

static void a_failed_check_goes_back_to_repair_and_takes_the_result_with_it(void **state)
{
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	scene_work_until(&s, FTL_EV_READY);
	dbfile_fails(STEP(.kind = FTL_EV_FAIL), FTL_INVALID);
	scene_is_about("reason", "what is not right");
	dbfile_ok(STEP(.kind = FTL_EV_FAIL, .text = "still loses suction"));
	scene_get(&s, &full);
	assert_int_equal(full.order.state, FTL_IN_REPAIR);
	assert_int_equal(full.order.result, FTL_RESULT_NONE);
	assert_false(full.order.ready_at.has);
	assert_false(full.clocks.is_done);
}

static void a_hold_stops_nothing_but_the_clock_and_ends_with_resume(void **state)
{
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	scene_work_until(&s, FTL_EV_START);
	scene_as_at(&s, "tomas", NOON + HOUR);
	dbfile_ok(STEP(.kind = FTL_EV_HOLD, .hold = "customer", .text = "passcode?"));
	assert_int_equal(s.change.state, FTL_IN_REPAIR);
	assert_int_equal(s.change.hold, FTL_HOLD_CUSTOMER);
	dbfile_fails(STEP(.kind = FTL_EV_HOLD, .hold = "parts"), FTL_STATE);
	scene_is_about("order", "already on hold for the customer");
	scene_as_at(&s, "tomas", NOON + 4 * HOUR);
	dbfile_ok(STEP(.kind = FTL_EV_RESUME));
	dbfile_fails(STEP(.kind = FTL_EV_RESUME), FTL_STATE);
	scene_as_at(&s, "tomas", NOON + 6 * HOUR);
	dbfile_ok(STEP(.kind = FTL_EV_TEST));
	dbfile_ok(STEP(.kind = FTL_EV_READY, .result = "repaired"));
	scene_get(&s, &full);
	/* One hour of work, three on hold for the customer, two of work. */
	assert_int_equal(full.clocks.by_owner[FTL_OWNER_SHOP].calendar_seconds, 3 * HOUR);
	assert_int_equal(full.clocks.by_owner[FTL_OWNER_CUSTOMER].calendar_seconds, 3 * HOUR);
	assert_int_equal(full.clocks.customer.calendar_seconds, 6 * HOUR);
	assert_int_equal(full.clocks.net.business_seconds, 3 * HOUR);
}

static void what_is_held_for_legal_reasons_stays_here(void **state)
{
	SCENE(s);

	scene_begin(&s);
	scene_work_until(&s, FTL_EV_READY);
	dbfile_ok(STEP(.kind = FTL_EV_HOLD, .hold = "legal", .text = "police, file 4711"));
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER), FTL_STATE);
	dbfile_ok(STEP(.kind = FTL_EV_RESUME));
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER));
}

static void an_estimate_over_the_limit_waits_for_the_customer(void **state)
{
	SCENE(s);

	scene_make_centre(&s);
	s.code = scene_check_in(&s, "50.00", NULL)->order.code;
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	dbfile_ok(STEP(.kind = FTL_EV_ASK, .due_on = "+3d", .amount = "64.00", .text = "motor"));
	assert_int_equal(s.change.state, FTL_AWAIT_CUSTOMER);
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE));
	dbfile_fails(STEP(.kind = FTL_EV_START), FTL_STATE);
	scene_is_about("order",
	               "has an unanswered estimate of 64.00 EUR, over the 50.00 EUR that the "
	               "customer allowed, and cannot be started");
	dbfile_ok(STEP(.kind = FTL_EV_APPROVE));
	dbfile_ok(STEP(.kind = FTL_EV_START));
}

static void approving_an_estimate_allows_what_it_said_and_no_more(void **state)
{
	SCENE(s);

	scene_begin(&s);
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	LINE(.class = "part", .text = "motor", .price = "64.01", .payer = "customer");
	dbfile_ok(STEP(.kind = FTL_EV_ASK, .due_on = "+3d", .amount = "64.00", .text = "motor"));
	dbfile_ok(STEP(.kind = FTL_EV_APPROVE));
	dbfile_fails(STEP(.kind = FTL_EV_START), FTL_STATE);
	dbfile_ok(STEP(.kind = FTL_EV_ASK, .due_on = "+3d", .amount = "64.01",
	               .text = "one cent more"));
	dbfile_ok(STEP(.kind = FTL_EV_APPROVE, .amount = "70.00"));
	dbfile_ok(STEP(.kind = FTL_EV_START));
}

static void a_question_without_an_estimate_and_a_small_one_do_not_stop_the_repair(void **state)
{
	SCENE(s);

	scene_make_centre(&s);
	s.code = scene_check_in(&s, "50.00", NULL)->order.code;
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	dbfile_ok(STEP(.kind = FTL_EV_ASK, .due_on = "+3d", .text = "since when?"));
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .text = "since Monday"));
	dbfile_ok(STEP(.kind = FTL_EV_ASK, .due_on = "+3d", .amount = "50.00", .text = "belt"));
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE));
	dbfile_ok(STEP(.kind = FTL_EV_START));
}

static void the_payers_yes_is_not_the_customers(void **state)
{
	SCENE(s);

	scene_make_centre(&s);
	s.code = scene_check_in(&s, "50.00", NULL)->order.code;
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	dbfile_ok(STEP(.kind = FTL_EV_ASK_PAYER, .reference = "SN-1", .payer = "maker",
	               .amount = "200.00"));
	dbfile_ok(STEP(.kind = FTL_EV_APPROVE, .amount = "200.00"));
	LINE(.class = "part", .text = "motor", .price = "64.00", .payer = "customer");
	dbfile_fails(STEP(.kind = FTL_EV_START), FTL_STATE);
}

static void a_device_leaves_only_when_it_is_paid_or_on_account(void **state)
{
	SCENE(s);

	scene_begin(&s);
	scene_add_bill(&s);
	scene_work_until(&s, FTL_EV_READY);
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER), FTL_STATE);
	scene_is_about("order", "is not paid");
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER, .amount = "90.00"), FTL_INVALID);
	scene_is_about("paid", "90.00 was paid, the bill is 90.44 EUR");
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER, .amount = "90.45", .on_account = true),
	             FTL_INVALID);
	scene_is_about("paid", "90.45 was paid");
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER, .amount = "40.00", .on_account = true));
	assert_int_equal(s.change.row.amount_cents.value, 4000);
	assert_string_equal(s.change.row.text, "50.44 EUR on account");
}

static void paying_the_whole_bill_is_enough_and_paying_for_nothing_is_refused(void **state)
{
	SCENE(s);

	scene_begin(&s);
	scene_work_until(&s, FTL_EV_READY);
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER, .amount = "5.00"), FTL_INVALID);
	scene_add_bill(&s);
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER, .amount = "90.44"));
}

static void a_missing_piece_needs_a_reason_and_stays_on_record(void **state)
{
	const char *missing[1], *foreign[1];
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	missing[0] = s.pieces[2].code;
	foreign[0] = scene_check_in(&s, NULL, NULL)->pieces[0].code;
	scene_work_until(&s, FTL_EV_READY);
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER, .missing = missing, .missing_count = 1),
	             FTL_INVALID);
	scene_is_about("reason", "say what became");
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER, .missing = foreign, .missing_count = 1,
	                  .missing_reason = "lost"),
	             FTL_CONFLICT);
	scene_is_about("missing", "does not belong to this job");
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER, .missing = missing, .missing_count = 1,
	               .missing_reason = "lost by us", .to = "Petr"));
	assert_string_equal(s.change.row.text, "to Petr; missing: charger (lost by us)");
	scene_get(&s, &full);
	assert_false(full.pieces[0].is_here);
	assert_string_equal(
	        dbfile_text(state, s.app->db,
	                    "SELECT group_concat(direction || coalesce(' ' || text, ''), ', ') "
	                    "FROM custody_event WHERE direction <> 'in' ORDER BY id"),
	        "out, out, missing lost by us");
}

static void cancelling_gives_the_pieces_back(void **state)
{
	SCENE(s);

	scene_begin(&s);
	dbfile_ok(STEP(.kind = FTL_EV_CANCEL, .text = "changed her mind"));
	assert_int_equal(dbfile_number(s.app->db, "SELECT count(*) FROM piece WHERE is_here = 1"),
	                 0);
	assert_int_equal(dbfile_number(s.app->db, "SELECT is_open FROM work_order"), 0);
}

static void technicians_do_not_hand_over_and_close_only_their_own(void **state)
{
	SCENE(s);

	scene_begin(&s);
	scene_work_until(&s, FTL_EV_READY);
	scene_as_at(&s, "tomas", NOON);
	dbfile_fails(STEP(.kind = FTL_EV_HAND_OVER), FTL_DENIED);
	scene_as_at(&s, "lena", NOON);
	dbfile_ok(STEP(.kind = FTL_EV_HAND_OVER));
	scene_as_at(&s, "aiko", NOON);
	dbfile_fails(STEP(.kind = FTL_EV_CLOSE), FTL_DENIED);
	scene_is_about("as", "is not yours to close");
	scene_as_at(&s, "tomas", NOON);
	dbfile_ok(STEP(.kind = FTL_EV_CLOSE));
}

static void a_stranger_may_not_look_nor_touch(void **state)
{
	struct ftl_app_options options = {
	        .mode = FTL_DB_READ, .clock = {true, NOON}, .as = "stranger"};
	FTL_APP(app);
	SCENE(s);

	scene_begin(&s);
	options.path = s.path;
	dbfile_fails(ftl_app_open(&options, &app, err), FTL_DENIED);
	scene_is_about("as", "'stranger' is not on the staff");
	ftl_app_close(&s.app);
	options.mode = FTL_DB_WRITE;
	options.is_for_anybody = true;
	dbfile_ok(ftl_app_open(&options, &s.app, err));
	dbfile_fails(STEP(.kind = FTL_EV_NOTE, .text = "hello"), FTL_DENIED);
	scene_is_about("as", "'stranger' is not on the staff");
}

/* What a front end keeps of a step: its event and who has the job now. */
static enum ftl_status keep_step(void *context, const void *result, struct ftl_arena *arena,
                                 const char **ret, struct ftl_err *e)
{
	const struct ftl_order_change *change = result;

	(void)context;
	(void)e;
	*ret = ftl_sprintf(arena, "%s %s %s", change->technician, ftl_state_names[change->state],
	                   change->audit_head);
	return FTL_OK;
}

static void a_retry_gives_back_what_was_kept_and_does_nothing(void **state)
{
	struct ftl_order_full full;
	const char *kept;
	SCENE(s);

	scene_begin(&s);
	s.app->request_id = "r1";
	s.app->keep = keep_step;
	ftl_digest_text(&s.app->request, "order diagnose tomas");
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	assert_false(s.app->was_replayed);
	kept = ftl_sprintf(s.arena, "tomas diagnosing %s", s.change.audit_head);
	scene_as_at(&s, "mara", NOON + HOUR);
	dbfile_ok(STEP(.kind = FTL_EV_START));
	dbfile_ok(STEP(.kind = FTL_EV_ASSIGN, .technician = "aiko"));
	s.app->request_id = "r1";
	ftl_digest_text(&s.app->request, "order diagnose tomas");
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	assert_true(s.app->was_replayed);
	assert_string_equal(s.app->replayed, kept);
	scene_get(&s, &full);
	assert_int_equal(full.order.state, FTL_IN_REPAIR);
	assert_int_equal(full.event_count, 5);
	/* The same id for something else is a mistake somebody must hear of. */
	dbfile_fails(STEP(.kind = FTL_EV_NOTE, .text = "x"), FTL_CONFLICT);
	scene_is_about("request-id", "was used for another request");
}

static void a_dry_run_says_what_would_be_and_leaves_nothing(void **state)
{
	const char *before;
	SCENE(s);

	scene_begin(&s);
	ftl_app_close(&s.app);
	before = dbfile_hash(state, s.path);
	scene_as_at(&s, "mara", NOON);
	s.app->is_dry_run = true;
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE, .technician = "tomas"));
	assert_int_equal(s.change.state, FTL_DIAGNOSING);
	LINE(.class = "part", .text = "filter");
	ftl_app_close(&s.app);
	assert_string_equal(dbfile_hash(state, s.path), before);
	scene_as_at(&s, "mara", NOON);
}

static void a_refused_step_leaves_nothing(void **state)
{
	const char *before;
	SCENE(s);

	scene_begin(&s);
	ftl_app_close(&s.app);
	before = dbfile_hash(state, s.path);
	scene_as_at(&s, "mara", NOON);
	dbfile_fails(STEP(.kind = FTL_EV_START, .technician = "tomas"), FTL_STATE);
	dbfile_fails(STEP(.kind = FTL_EV_READY, .technician = "tomas", .result = "perfect"),
	             FTL_INVALID);
	ftl_app_close(&s.app);
	assert_string_equal(dbfile_hash(state, s.path), before);
	scene_as_at(&s, "mara", NOON);
}

static void a_clock_that_was_set_back_is_told_and_makes_no_negative_time(void **state)
{
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	scene_as_at(&s, "tomas", NOON - DAY);
	dbfile_ok(STEP(.kind = FTL_EV_DIAGNOSE));
	assert_true(s.change.is_clock_behind);
	scene_as_at(&s, "tomas", NOON + HOUR);
	dbfile_ok(STEP(.kind = FTL_EV_START));
	assert_false(s.change.is_clock_behind);
	scene_get(&s, &full);
	assert_int_equal(full.clocks.customer.calendar_seconds, HOUR);
}

static void another_promise_keeps_the_first(void **state)
{
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	dbfile_ok(STEP(.kind = FTL_EV_PROMISE, .due_on = "2026-11-30"));
	scene_get(&s, &full);
	assert_int_equal(full.order.promised_on.value, 20787);       /* 2026-11-30 */
	assert_int_equal(full.order.first_promised_on.value, 20784); /* 2026-11-27 */
	/* No opening hours are set: due at the end of the day, midnight in Berlin. */
	assert_int_equal(full.due_at, INT64_C(1796079600)); /* 2026-11-30T23:00:00Z */
	assert_false(full.is_late);
	scene_as_at(&s, "mara", INT64_C(1796079601));
	scene_get(&s, &full);
	assert_true(full.is_late);
}

static void a_mistyped_code_or_one_of_another_kind_finds_no_job(void **state)
{
	struct ftl_order_full full;
	SCENE(s);

	scene_begin(&s);
	s.code = "W26-00001-8";
	dbfile_fails(ftl_order_get(s.app, s.arena, s.code, &full, err), FTL_INVALID);
	scene_is_about("code", "'W26-00001-8' is mistyped");
	s.code = "W26-00002-7";
	dbfile_fails(ftl_order_get(s.app, s.arena, s.code, &full, err), FTL_NOT_FOUND);
	scene_is_about("code", "there is no work order W26-00002-7");
	s.code = "K26-00001-A";
	dbfile_fails(ftl_order_get(s.app, s.arena, s.code, &full, err), FTL_CONFLICT);
	scene_is_about("code", "is a customer, not a work order");
	/* A scanner that types without hyphens, and the code of a piece of the job. */
	s.code = "w26000019";
	scene_get(&s, &full);
	s.code = s.pieces[1].code;
	scene_get(&s, &full);
	assert_string_equal(full.order.code, "W26000019");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_job_goes_from_receipt_to_close_and_its_events_say_so),
	        TEST(a_step_tells_what_changed_and_who_has_the_job),
	        TEST(work_needs_a_technician_and_a_technician_takes_what_nobody_has),
	        TEST(nobody_who_is_unknown_or_has_left_gets_a_job),
	        TEST(what_the_state_forbids_is_refused_with_what_is_possible),
	        TEST(what_a_step_says_is_checked_and_named),
	        TEST(a_failed_check_goes_back_to_repair_and_takes_the_result_with_it),
	        TEST(a_hold_stops_nothing_but_the_clock_and_ends_with_resume),
	        TEST(what_is_held_for_legal_reasons_stays_here),
	        TEST(an_estimate_over_the_limit_waits_for_the_customer),
	        TEST(approving_an_estimate_allows_what_it_said_and_no_more),
	        TEST(a_question_without_an_estimate_and_a_small_one_do_not_stop_the_repair),
	        TEST(the_payers_yes_is_not_the_customers),
	        TEST(a_device_leaves_only_when_it_is_paid_or_on_account),
	        TEST(paying_the_whole_bill_is_enough_and_paying_for_nothing_is_refused),
	        TEST(a_missing_piece_needs_a_reason_and_stays_on_record),
	        TEST(cancelling_gives_the_pieces_back),
	        TEST(technicians_do_not_hand_over_and_close_only_their_own),
	        TEST(a_stranger_may_not_look_nor_touch),
	        TEST(a_retry_gives_back_what_was_kept_and_does_nothing),
	        TEST(a_dry_run_says_what_would_be_and_leaves_nothing),
	        TEST(a_refused_step_leaves_nothing),
	        TEST(a_clock_that_was_set_back_is_told_and_makes_no_negative_time),
	        TEST(another_promise_keeps_the_first),
	        TEST(a_mistyped_code_or_one_of_another_kind_finds_no_job),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
