#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "helper_rejections.h"

/*
 * Every reason for which payers refuse claims has a check: for one job it fires alone, and for one
 * like it nothing does. The rows are in helper_rejections.c.
 */

/* The list of a maker, then what the reference adds to it. */
static const char *const reasons[] = {
        "account invalid",
        "part no. invalid",
        "model invalid",
        "serial missing/invalid",
        "purchase date missing/invalid",
        "request date missing/invalid",
        "completion date missing/invalid",
        "second repair within 30 days",
        "second stock repair / too old / sold as is",
        "product category not authorised",
        "exchange-only unit",
        "part not used in this model",
        "invoice no./copy missing",
        "customer data missing",
        "symptom/work code missing or invalid",
        "over the filing limit",
        "not a warranty item",
        "illegible",
        "duplicate claim",
        "authorisation missing/expired/mismatch",
        "labour code not allowed with part",
        "amount above schedule",
        "serial not sold in region",
        "proof of purchase mismatch with registration",
        "part not returned / wrong part returned / returned damaged",
        "no-fault part",
        "physical damage found",
        "insufficient evidence",
        "contract lapsed",
};

/* Of the only finding; -1: there is none. */
static int look(const struct claim_row *row, bool is_wrong)
{
	FTL_ARENA(arena);
	struct ftl_preflight preflight;
	struct claim_scene s;
	char text[512];

	claim_scene_set(&s);
	row->change(&s, is_wrong);
	claim_scene_look(&arena, &s, &preflight, text, sizeof(text));
	if (preflight.count > 1)
		fail_msg("%s: found '%s'", row->check, text);
	return preflight.count == 1 ? (int)preflight.findings[0].check : -1;
}

static int check_of(const char *name)
{
	for (int check = 0; check < FTL_PREFLIGHT_CHECKS; check++) {
		if (strcmp(ftl_preflight_names[check], name) == 0)
			return check;
	}
	return -1;
}

static void nothing_is_wrong_with_the_job_itself(void **state)
{
	FTL_ARENA(arena);
	struct ftl_preflight preflight;
	struct claim_scene s;
	char text[512];

	(void)state;
	claim_scene_set(&s);
	claim_scene_look(&arena, &s, &preflight, text, sizeof(text));
	assert_string_equal(text, "");
}

static void every_reason_fires_alone_and_not_without_its_cause(void **state)
{
	(void)state;
	for (size_t i = 0; i < claim_row_count; i++) {
		const struct claim_row *row = &claim_rows[i];
		int check = check_of(row->check), seen;

		if (check < 0)
			fail_msg("row %zu: there is no check %s", i, row->check);
		seen = look(row, true);
		if (seen != check)
			fail_msg("row %zu, %s: found %s", i, row->check,
			         seen < 0 ? "nothing" : ftl_preflight_names[seen]);
		seen = look(row, false);
		if (seen >= 0)
			fail_msg("row %zu, not %s: found %s", i, row->check,
			         ftl_preflight_names[seen]);
	}
}

static void every_check_is_in_a_row_and_every_reason_too(void **state)
{
	bool has_check[FTL_PREFLIGHT_CHECKS] = {false}, has_reason[FTL_COUNT(reasons)] = {false};

	(void)state;
	for (size_t i = 0; i < claim_row_count; i++) {
		bool is_known = false;

		has_check[check_of(claim_rows[i].check)] = true;
		for (size_t j = 0; j < FTL_COUNT(reasons); j++) {
			if (strcmp(reasons[j], claim_rows[i].reason) == 0)
				is_known = has_reason[j] = true;
		}
		if (!is_known)
			fail_msg("'%s' is no reason of the reference", claim_rows[i].reason);
	}
	for (int check = 0; check < FTL_PREFLIGHT_CHECKS; check++) {
		if (!has_check[check])
			fail_msg("no row finds %s", ftl_preflight_names[check]);
	}
	for (size_t i = 0; i < FTL_COUNT(reasons); i++) {
		if (!has_reason[i])
			fail_msg("no row has the reason '%s'", reasons[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(nothing_is_wrong_with_the_job_itself),
	        cmocka_unit_test(every_reason_fires_alone_and_not_without_its_cause),
	        cmocka_unit_test(every_check_is_in_a_row_and_every_reason_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
