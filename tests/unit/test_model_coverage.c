#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/model/coverage.h"

static int32_t date(const char *text)
{
	struct ftl_err err;
	int32_t result;

	assert_int_equal(ftl_date_parse("date", text, &result, &err), FTL_OK);
	return result;
}

static void terms_end_on_the_same_day_or_the_months_last(void **state)
{
	static const struct {
		const char *starts;
		int months;
		const char *ends;
	} vectors[] = {
	        {"2024-02-29", 24, "2026-02-28"}, {"2024-08-31", 6, "2025-02-28"},
	        {"2024-01-31", 1, "2024-02-29"},  {"2025-03-14", 24, "2027-03-14"},
	        {"2023-08-31", 6, "2024-02-29"},  {"2026-12-31", 2, "2027-02-28"},
	        {"2024-02-29", 48, "2028-02-29"},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++)
		assert_int_equal(ftl_cover_end(date(vectors[i].starts), vectors[i].months),
		                 date(vectors[i].ends));
}

/* Cover of labour and parts alike. */
static struct ftl_cover cover(enum ftl_cover_giver giver, const char *starts, const char *ends,
                              const char *rule)
{
	struct ftl_cover result = {
	        .giver = giver,
	        .starts_on = date(starts),
	        .has_proof = true,
	        .rule = rule,
	        .evidence = "bought 2025-03-14, receipt 4711",
	};

	result.covers[FTL_LABOUR] = result.covers[FTL_PART] = true;
	result.percent[FTL_LABOUR] = result.percent[FTL_PART] = 100;
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		result.has_end[i] = ends != NULL;
		result.ends_on[i] = ends != NULL ? date(ends) : 0;
	}
	return result;
}

static struct ftl_verdict decide(struct ftl_arena *arena, const char *reported, bool has_purchase,
                                 const struct ftl_cover *covers, size_t count,
                                 enum ftl_line_class class)
{
	struct ftl_verdict verdicts[FTL_LINE_CLASSES];

	ftl_coverage_decide(arena, date(reported), has_purchase, covers, count, verdicts);
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		assert_int_equal(verdicts[i].class, i);
		assert_true(strlen(verdicts[i].rule) > 0);
		assert_true(strlen(verdicts[i].because) > 10);
		assert_true(strlen(verdicts[i].would_change) > 10);
		assert_in_range(verdicts[i].percent, 1, 100);
	}
	return verdicts[class];
}

static void last_day_of_a_term_still_counts(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover maker =
	        cover(FTL_COVER_MAKER, "2025-03-14", "2027-03-14", "maker_warranty");
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2027-03-14", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	assert_int_equal(verdict.percent, 100);
	assert_true(verdict.has_until);
	assert_int_equal(verdict.until, date("2027-03-14"));
	assert_string_equal(verdict.rule, "maker_warranty");
	assert_string_equal(verdict.because, "the maker's warranty runs until 2027-03-14: bought "
	                                     "2025-03-14, receipt 4711");
	assert_non_null(strstr(verdict.would_change, "2027-03-14"));

	verdict = decide(&arena, "2027-03-15", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_int_equal(verdict.percent, 100);
	assert_false(verdict.has_until);
	assert_string_equal(verdict.rule, "no_cover");
	assert_non_null(strstr(verdict.because, "ended on 2027-03-14"));
	assert_non_null(strstr(verdict.because, "reported on 2027-03-15"));

	verdict = decide(&arena, "2025-03-14", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	verdict = decide(&arena, "2025-03-13", true, &maker, 1, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_non_null(strstr(verdict.because, "begins on 2025-03-14"));
}

static void covers_are_tried_in_order_of_their_giver(void **state)
{
	static const enum ftl_payer payers[FTL_COVER_GIVERS] = {
	        [FTL_COVER_OWN_REPAIR] = FTL_PAYER_SHOP,
	        [FTL_COVER_MAKER] = FTL_PAYER_MAKER,
	        [FTL_COVER_EXTENDED] = FTL_PAYER_CONTRACT,
	        [FTL_COVER_INSURANCE] = FTL_PAYER_INSURER,
	        [FTL_COVER_SELLER] = FTL_PAYER_SELLER,
	};
	FTL_ARENA(arena);
	struct ftl_cover covers[FTL_COVER_GIVERS];

	(void)state;
	/* Given backwards: the order of giver decides. */
	for (int giver = 0; giver < FTL_COVER_GIVERS; giver++)
		covers[FTL_COVER_GIVERS - 1 - giver] =
		        cover((enum ftl_cover_giver)giver, "2026-01-01", "2026-12-31", "rule");
	for (int giver = 0; giver < FTL_COVER_GIVERS; giver++) {
		struct ftl_verdict verdict = decide(&arena, "2026-06-01", true, covers,
		                                    (size_t)(FTL_COVER_GIVERS - giver), FTL_LABOUR);

		assert_int_equal(verdict.payer, payers[giver]);
	}
}

static void each_cost_class_is_decided_by_itself(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover covers[] = {
	        cover(FTL_COVER_OWN_REPAIR, "2026-10-12", "2027-01-10", "own_repair_warranty"),
	        cover(FTL_COVER_MAKER, "2025-03-14", "2027-03-14", "maker_warranty"),
	};
	struct ftl_verdict verdict;

	(void)state;
	covers[0].covers[FTL_PART] = false;
	covers[1].covers[FTL_FREIGHT] = true;
	covers[1].percent[FTL_FREIGHT] = 50;
	covers[1].ends_on[FTL_FREIGHT] = date("2026-11-22");
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_SHOP);
	assert_int_equal(verdict.until, date("2027-01-10"));
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_PART);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_FREIGHT);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	assert_int_equal(verdict.percent, 50);
	verdict = decide(&arena, "2026-11-23", true, covers, 2, FTL_FREIGHT);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	verdict = decide(&arena, "2026-11-22", true, covers, 2, FTL_OTHER);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_int_equal(verdict.percent, 100);
}

static void lifetime_cover_has_no_end(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover lifetime = cover(FTL_COVER_MAKER, "1999-01-01", NULL, "maker_warranty");
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2199-12-31", true, &lifetime, 1, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_MAKER);
	assert_false(verdict.has_until);
	assert_non_null(strstr(verdict.because, "has no end"));
}

static void verdict_says_what_would_change_it(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover maker =
	        cover(FTL_COVER_MAKER, "2025-03-14", "2027-03-14", "maker_warranty");
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2026-11-22", false, NULL, 0, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_string_equal(verdict.would_change, "the purchase date with its proof");
	verdict = decide(&arena, "2026-11-22", true, NULL, 0, FTL_LABOUR);
	assert_null(strstr(verdict.would_change, "purchase date"));

	maker.has_proof = false;
	verdict = decide(&arena, "2026-11-22", true, &maker, 1, FTL_LABOUR);
	assert_non_null(strstr(verdict.would_change, "proof of purchase"));
	maker.is_provisional = true;
	verdict = decide(&arena, "2026-11-22", false, &maker, 1, FTL_LABOUR);
	assert_non_null(strstr(verdict.would_change, "the true purchase date"));
	assert_non_null(strstr(verdict.because, "provisionally"));
	maker.evidence = NULL;
	verdict = decide(&arena, "2026-11-22", false, &maker, 1, FTL_LABOUR);
	assert_null(strstr(verdict.because, ":"));
}

static void the_cover_that_ended_last_explains_a_refusal(void **state)
{
	FTL_ARENA(arena);
	struct ftl_cover covers[] = {
	        cover(FTL_COVER_MAKER, "2020-01-01", "2022-01-01", "maker_warranty"),
	        cover(FTL_COVER_EXTENDED, "2022-01-02", "2024-01-01", "extended_warranty"),
	        cover(FTL_COVER_OWN_REPAIR, "2021-01-01", "2021-04-01", "own_repair_warranty"),
	};
	struct ftl_verdict verdict;

	(void)state;
	verdict = decide(&arena, "2026-11-22", true, covers, 3, FTL_LABOUR);
	assert_int_equal(verdict.payer, FTL_PAYER_CUSTOMER);
	assert_non_null(strstr(verdict.because, "the extended warranty ended on 2024-01-01"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(terms_end_on_the_same_day_or_the_months_last),
	        cmocka_unit_test(last_day_of_a_term_still_counts),
	        cmocka_unit_test(covers_are_tried_in_order_of_their_giver),
	        cmocka_unit_test(each_cost_class_is_decided_by_itself),
	        cmocka_unit_test(lifetime_cover_has_no_end),
	        cmocka_unit_test(verdict_says_what_would_change_it),
	        cmocka_unit_test(the_cover_that_ended_last_explains_a_refusal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
