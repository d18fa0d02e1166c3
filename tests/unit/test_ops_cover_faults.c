/* Terms, covers, and who pays for a job by them, against a database whose n-th call fails. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/ops/coverage.h"
#include "fettle/ops/payer.h"
#include "fettle/ops/term.h"
#include "helper_dbfile.h"
#include "helper_faults.h"

#define err (&dbfile_err)

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
	FTL_TRY(faults_check_in(app, arena, scene));
	return use_term(app, arena, scene);
}

static enum ftl_status add_cover(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	const struct ftl_cover_form form = {.term = "extended-60", .proof = "certificate 88"};
	struct ftl_coverage coverage;

	(void)scene;
	return ftl_coverage_add(app, arena, FAULTS_IMEI, &form, &coverage, err);
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
	return ftl_coverage_void(app, arena, FAULTS_IMEI, 1, "opened by others", &coverage, err);
}

static enum ftl_status exchange(struct ftl_app *app, struct ftl_arena *arena, struct scene *scene)
{
	struct ftl_coverage coverage;

	(void)scene;
	return ftl_coverage_exchange(app, arena, FAULTS_IMEI, FAULTS_KETTLE, NULL, false, &coverage,
	                             err);
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
	FTL_TRY(faults_check_in(app, arena, scene));
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

static void a_failing_call_leaves_a_term_out_of_use(void **state)
{
	fail_every_call(state, "term", use_term, NULL, FTL_IO, false);
}

static void a_failing_call_leaves_no_payer_behind(void **state)
{
	fail_every_call(state, "payer", use_payer, NULL, FTL_IO, false);
}

static void a_failing_call_leaves_a_term_in_use(void **state)
{
	fail_every_call(state, "retire", retire_term, use_term, FTL_IO, false);
}

static void a_failing_call_leaves_no_cover_behind(void **state)
{
	fail_every_call(state, "cover", add_cover, check_in_and_use_term, FTL_IO, false);
}

static void a_failing_call_leaves_a_cover_as_it_was(void **state)
{
	fail_every_call(state, "void", void_cover, covered, FTL_BUSY, false);
}

static void a_failing_call_leaves_a_unit_in_its_place(void **state)
{
	fail_every_call(state, "exchange", exchange, covered, FTL_IO, false);
}

static void a_failing_call_leaves_nothing_found(void **state)
{
	fail_every_call(state, "found", find_liquid, faults_check_in, FTL_IO, false);
}

static void a_failing_call_leaves_what_was_found(void **state)
{
	fail_every_call(state, "found back", find_no_liquid, check_in_and_find_liquid, FTL_IO,
	                false);
}

static void a_failing_call_leaves_a_job_at_its_verdict(void **state)
{
	fail_every_call(state, "decide", decide_again, check_in_and_find_liquid, FTL_IO, false);
}

static void a_failing_call_leaves_a_job_to_those_who_paid(void **state)
{
	fail_every_call(state, "override", decide_otherwise, faults_check_in, FTL_IO, false);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, dbfile_setup, dbfile_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
