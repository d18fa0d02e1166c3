/* What is done with claims and payments, against a database whose n-th call fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/ops/claim.h"
#include "fettle/ops/intake.h"
#include "fettle/ops/order.h"
#include "fettle/ops/people.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

#define CLAIM      "C26-00001-N"
#define REMITTANCE "R26-00001-V"

static enum ftl_status step(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                            struct ftl_order_step said)
{
	struct ftl_order_change change;

	return ftl_order_act(app, arena, code, &said, &change, err);
}

/* A job that is ready, with a line of the maker's. */
static enum ftl_status repair(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const struct ftl_intake_device device = {.category = "Kettle",
	                                                .brand = "WMF",
	                                                .serial = "WMF-1",
	                                                .purchased_on = "2026-03-14",
	                                                .proof = "receipt 1",
	                                                .fault = "stays cold"};
	static const struct ftl_line_form line = {.class = "part",
	                                          .text = "element",
	                                          .cost = "20.00",
	                                          .price = "25.00",
	                                          .payer = "maker"};
	const struct ftl_intake intake = {
	        .customer_name = "Ana", .devices = &device, .device_count = 1};
	static const struct ftl_order_step steps[] = {
	        {.kind = FTL_EV_DIAGNOSE, .technician = "anna"},
	        {.kind = FTL_EV_START},
	        {.kind = FTL_EV_TEST},
	        {.kind = FTL_EV_READY, .result = "repaired"},
	};
	struct ftl_check_in_result in;
	struct ftl_order_line added;

	FTL_TRY(ftl_check_in(app, arena, &intake, 1, &in, err));
	snprintf(scene->order, sizeof(scene->order), "%s", in.jobs[0].order.code);
	FTL_TRY(ftl_order_add_line(app, arena, scene->order, &line, &added, err));
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		FTL_TRY(step(app, arena, scene->order, steps[i]));
	return FTL_OK;
}

static enum ftl_status draft(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_claim_drafts drafts;

	return ftl_claim_draft(app, arena, scene->order, NULL, &drafts, err);
}

static enum ftl_status drafted(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(repair(app, arena, scene));
	return draft(app, arena, scene);
}

static enum ftl_status submit(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_claim_say say = {.reference = "RMA-1"};
	struct ftl_claim_change change;

	(void)scene;
	return ftl_claim_submit(app, arena, CLAIM, FTL_CLAIM_SUBMIT, &say, &change, err);
}

static enum ftl_status submitted(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(drafted(app, arena, scene));
	return submit(app, arena, scene);
}

static enum ftl_status approve(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_claim_say say = {0};
	struct ftl_claim_change change;

	(void)scene;
	return ftl_claim_decide(app, arena, CLAIM, FTL_CLAIM_ALL_APPROVED, &say, &change, err);
}

static enum ftl_status approved(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(submitted(app, arena, scene));
	return approve(app, arena, scene);
}

static enum ftl_status pay(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_claim_say say = {.amount = "10.00"};
	struct ftl_claim_change change;

	(void)scene;
	return ftl_claim_pay(app, arena, CLAIM, &say, &change, err);
}

static enum ftl_status use_rules(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const char text[] =
	        "{\"code\": \"wmf\", \"title\": \"WMF\", \"source\": \"contract\","
	        " \"applies_from\": \"2026-01-01\", \"payer\": \"maker\","
	        " \"answer\": {\"columns\": {\"claim\": \"c\", \"amount\": \"a\"}},"
	        " \"remittance\": {\"columns\": {\"claim\": \"c\", \"amount\": \"a\"}}}";
	struct ftl_payer_doc doc;

	FTL_TRY(ftl_payer_import(app, arena, "wmf.json", text, sizeof(text) - 1, &doc, err));
	return submitted(app, arena, scene);
}

static enum ftl_status take_in(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const char text[] = "c,a\n" CLAIM ",20.00\nunknown,3.00\n";
	const struct ftl_remittance_form form = {
	        .payer = "wmf", .name = "paid.csv", .bytes = text, .length = sizeof(text) - 1};
	struct ftl_remittance_full full;

	(void)scene;
	return ftl_remittance_import(app, arena, &form, &full, err);
}

static enum ftl_status taken_in(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	FTL_TRY(use_rules(app, arena, scene));
	return take_in(app, arena, scene);
}

static enum ftl_status match(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_remittance_full full;

	(void)scene;
	return ftl_remittance_match(app, arena, REMITTANCE, &full, err);
}

static enum ftl_status answer(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	static const char text[] = "c,a\n" CLAIM ",25.00\n";
	const struct ftl_claim_answers_form form = {
	        .payer = "wmf", .name = "answer.csv", .bytes = text, .length = sizeof(text) - 1};
	struct ftl_claim_answers answers;

	(void)scene;
	return ftl_claim_answers(app, arena, &form, &answers, err);
}

static void a_failing_call_leaves_no_draft_behind(void **state)
{
	fail_every_call(state, "draft", draft, repair, FTL_IO, false);
}

static void a_failing_call_leaves_a_claim_unsent(void **state)
{
	fail_every_call(state, "submit", submit, drafted, FTL_IO, false);
}

static void a_failing_call_leaves_a_claim_undecided(void **state)
{
	fail_every_call(state, "decide", approve, submitted, FTL_BUSY, false);
}

static void a_failing_call_leaves_a_claim_unpaid(void **state)
{
	fail_every_call(state, "pay", pay, approved, FTL_IO, false);
}

static void a_failing_call_leaves_no_list_of_payments_behind(void **state)
{
	fail_every_call(state, "import", take_in, use_rules, FTL_IO, false);
}

static void a_failing_call_leaves_every_claim_of_a_file_undecided(void **state)
{
	fail_every_call(state, "answers", answer, use_rules, FTL_IO, false);
}

static void a_failing_call_leaves_every_payment_waiting(void **state)
{
	fail_every_call(state, "match", match, taken_in, FTL_IO, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        TEST(a_failing_call_leaves_no_draft_behind),
	        TEST(a_failing_call_leaves_a_claim_unsent),
	        TEST(a_failing_call_leaves_a_claim_undecided),
	        TEST(a_failing_call_leaves_a_claim_unpaid),
	        TEST(a_failing_call_leaves_no_list_of_payments_behind),
	        TEST(a_failing_call_leaves_every_claim_of_a_file_undecided),
	        TEST(a_failing_call_leaves_every_payment_waiting),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
