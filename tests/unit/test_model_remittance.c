#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/money.h"
#include "helper_remittance.h"

static struct ftl_err err;

/* Settles the `claims` and `lines` in scope. */
#define SETTLE(arena, tolerance)                                                                   \
	remittance_settle((arena), claims, FTL_COUNT(claims), lines, FTL_COUNT(lines), (tolerance))

#define NONE FTL_REMITTANCE_NO_CLAIM

static void claims_are_found_by_one_key_after_the_other(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C26000019", .expected_cents = 1000},
	        {.code = "C26000027", .reference = "RX-77/b", .expected_cents = 2000},
	        {.code = "C26000035", .order_code = "W26000019", .expected_cents = 3000},
	        {.code = "C26000043",
	         .serial = "sn-900",
	         .handed_over_on = {true, 100},
	         .submitted_on = {true, 103},
	         .expected_cents = 4000},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = " c26-00001-9", .amount_cents = 1000},
	        {.claim = "their 5", .reference = "rx77 B", .amount_cents = 2000},
	        {.order = "W26-00001-9", .amount_cents = 3000},
	        {.order = "W26-00001-9", .amount_cents = 2999},
	        {.serial = "SN900", .date = {true, 103}, .amount_cents = 3000},
	        {.serial = "SN900", .date = {true, 100}, .amount_cents = 1000},
	        {.serial = "SN900", .date = {true, 101}, .amount_cents = 4000},
	        {.serial = "SN900", .amount_cents = 4000},
	        {.claim = "-", .reference = "", .amount_cents = 1},
	        {.text = "bonus", .amount_cents = 1},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 0);
	remittance_line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
	assert_false(got.matches[0].is_claim_number_off);
	remittance_line_is(&got, 1, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_REFERENCE, 1);
	assert_true(got.matches[1].is_claim_number_off);
	remittance_line_is(&got, 2, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 2);
	assert_false(got.matches[2].is_claim_number_off);
	remittance_line_is(&got, 3, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	remittance_line_is(&got, 4, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_SERIAL, 3);
	remittance_line_is(&got, 5, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_SERIAL, 3);
	for (size_t i = 6; i < FTL_COUNT(lines); i++)
		remittance_line_is(&got, i, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	assert_false(got.matches[8].is_claim_number_off);
	assert_int_equal(got.sum_count, 4);
	assert_int_equal(got.sums[3].claim, 3);
	assert_int_equal(got.sums[3].line_count, 2);
	assert_int_equal(got.sums[3].paid_cents, 4000);
}

/* A wrong check character: the order finds the claim, and that is told. */
static void a_mistyped_claim_number_is_told_when_another_key_finds_the_claim(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C26000019", .order_code = "W26000019", .expected_cents = 1000},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = "C26-00001-8", .order = "W26-00001-9", .amount_cents = 1000},
	        {.claim = "C26-00001-8", .amount_cents = 1000},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 0);
	remittance_line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 0);
	assert_true(got.matches[0].is_claim_number_off);
	remittance_line_is(&got, 1, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	assert_true(got.matches[1].is_claim_number_off);
}

static void the_claim_number_goes_before_all_other_keys(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .reference = "R1", .expected_cents = 10},
	        {.code = "C2", .reference = "R2", .order_code = "W2", .expected_cents = 10},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = "C1", .reference = "R2", .order = "W2", .amount_cents = 10},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 0);
	remittance_line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
}

static void differences_are_told_and_small_ones_are_rounding(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .expected_cents = 1000}, {.code = "C2", .expected_cents = 1000},
	        {.code = "C3", .expected_cents = 1000}, {.code = "C4", .expected_cents = 1000},
	        {.code = "C5", .expected_cents = 1000}, {.code = "C6", .expected_cents = 0},
	        {.code = "C7", .expected_cents = 1000},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = "C1", .amount_cents = 995},  {.claim = "C2", .amount_cents = 994},
	        {.claim = "C3", .amount_cents = 1005}, {.claim = "C4", .amount_cents = 1006},
	        {.claim = "C5", .amount_cents = 1000}, {.claim = "C6", .amount_cents = 50},
	        {.claim = "C7", .amount_cents = 0},
	};
	static const struct {
		enum ftl_remittance_outcome outcome;
		int64_t difference;
		int64_t rounding;
	} expected[] = {
	        {FTL_REMITTANCE_EXACT, -5, -5},   {FTL_REMITTANCE_SHORT, -6, 0},
	        {FTL_REMITTANCE_EXACT, 5, 5},     {FTL_REMITTANCE_OVER, 6, 0},
	        {FTL_REMITTANCE_EXACT, 0, 0},     {FTL_REMITTANCE_OVER, 50, 0},
	        {FTL_REMITTANCE_SHORT, -1000, 0},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 5);
	assert_int_equal(got.sum_count, FTL_COUNT(expected));
	for (size_t i = 0; i < FTL_COUNT(expected); i++) {
		remittance_line_is(&got, i, expected[i].outcome, FTL_REMITTANCE_BY_CLAIM, i);
		assert_int_equal(got.sums[i].claim, i);
		assert_int_equal(got.sums[i].outcome, expected[i].outcome);
		assert_int_equal(got.sums[i].difference_cents, expected[i].difference);
		assert_int_equal(got.sums[i].rounding_cents, expected[i].rounding);
	}
}

static void lines_of_one_claim_are_summed(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .expected_cents = 1000},
	        {.code = "C2", .expected_cents = 1000, .paid_cents = 400},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = "C1", .amount_cents = 600, .text = "labour"},
	        {.claim = "C2", .amount_cents = 500},
	        {.claim = "C1", .amount_cents = 400, .text = "parts"},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 0);
	remittance_line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
	remittance_line_is(&got, 1, FTL_REMITTANCE_SHORT, FTL_REMITTANCE_BY_CLAIM, 1);
	remittance_line_is(&got, 2, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
	assert_int_equal(got.sum_count, 2);
	assert_int_equal(got.sums[0].line_count, 2);
	assert_int_equal(got.sums[0].paid_cents, 1000);
	assert_int_equal(got.sums[1].difference_cents, -100);
}

static void what_is_left_of_a_claim_is_found_by_its_order(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .order_code = "W1", .expected_cents = 1000, .paid_cents = 400},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.order = "W1", .amount_cents = 603},
	        {.order = "W1", .amount_cents = 400},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 5);
	remittance_line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 0);
	assert_int_equal(got.sums[0].rounding_cents, 3);
	remittance_line_is(&got, 1, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
}

static void what_could_be_of_several_claims_is_nobodys(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .order_code = "W1", .expected_cents = 1000},
	        {.code = "C2", .order_code = "W1", .expected_cents = 1003},
	        {.code = "C3", .reference = "R", .expected_cents = 1},
	        {.code = "C4", .reference = "R", .expected_cents = 1},
	        {.code = "C5", .reference = "R", .expected_cents = 1},
	        {.code = "C6", .reference = "R", .expected_cents = 1},
	        {.code = "C7", .reference = "R", .expected_cents = 1},
	        {.code = "C8", .reference = "r", .expected_cents = 1},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.order = "W1", .amount_cents = 1001},
	        {.order = "W1", .amount_cents = 1005},
	        {.reference = "R", .amount_cents = 1},
	        {.reference = "R", .amount_cents = -1},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 2);
	remittance_line_is(&got, 0, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_ORDER, NONE);
	assert_int_equal(got.matches[0].candidate_count, 2);
	assert_int_equal(got.matches[0].candidates[0], 0);
	assert_int_equal(got.matches[0].candidates[1], 1);
	assert_false(got.matches[0].has_more_candidates);
	remittance_line_is(&got, 1, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 1);
	remittance_line_is(&got, 2, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_REFERENCE, NONE);
	assert_int_equal(got.matches[2].candidate_count, 5);
	assert_true(got.matches[2].has_more_candidates);
	remittance_line_is(&got, 3, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_REFERENCE, NONE);
	assert_int_equal(got.sum_count, 1);
}

static void what_was_paid_before_or_is_said_twice_is_a_duplicate(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .order_code = "W1", .expected_cents = 1000, .paid_cents = 998},
	        {.code = "C2", .expected_cents = 1000},
	        {.code = "C3", .expected_cents = 1000},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = "C1", .amount_cents = 1000},
	        {.order = "W1", .amount_cents = 1000},
	        {.claim = "C2", .amount_cents = 600, .text = "part"},
	        {.claim = "c-2", .amount_cents = 600, .text = "part"},
	        {.claim = "C3", .amount_cents = 500, .text = "part"},
	        {.claim = "C3", .amount_cents = 500, .text = "another part"},
	        {.claim = "C9", .amount_cents = 7},
	        {.claim = "C9", .amount_cents = 7},
	        {.text = "freight", .amount_cents = 7},
	        {.text = "freight", .amount_cents = 7},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 2);
	remittance_line_is(&got, 0, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_CLAIM, 0);
	assert_false(got.matches[0].repeats.has);
	remittance_line_is(&got, 1, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_ORDER, 0);
	remittance_line_is(&got, 2, FTL_REMITTANCE_SHORT, FTL_REMITTANCE_BY_CLAIM, 1);
	remittance_line_is(&got, 3, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_CLAIM, 1);
	assert_true(got.matches[3].repeats.has);
	assert_int_equal(got.matches[3].repeats.value, 2);
	remittance_line_is(&got, 4, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 2);
	remittance_line_is(&got, 5, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 2);
	remittance_line_is(&got, 6, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	remittance_line_is(&got, 7, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_NONE, NONE);
	remittance_line_is(&got, 8, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	remittance_line_is(&got, 9, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	assert_int_equal(got.sum_count, 2);
}

static void parts_that_look_the_same_are_payments_as_far_as_they_are_owed(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .expected_cents = 1000},
	        {.code = "C2", .expected_cents = 1000, .paid_cents = 500},
	        {.code = "C3", .expected_cents = 1000},
	        {.code = "C4", .expected_cents = 1000, .reference = "R4"},
	        {.code = "C5", .expected_cents = 1000},
	        {.code = "C6", .expected_cents = 1000, .paid_cents = 1000},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = "C1", .amount_cents = 501}, /* two halves, to the tolerance */
	        {.claim = "C1", .amount_cents = 501},
	        {.claim = "C2", .amount_cents = 500}, /* the second is more than is owed */
	        {.claim = "C2", .amount_cents = 500},
	        {.claim = "C3", .amount_cents = 400}, /* two fit, if the one that differs is in */
	        {.claim = "C3", .amount_cents = 400},
	        {.claim = "C3", .amount_cents = 300, .text = "freight"},
	        {.claim = "C3", .amount_cents = 300, .text = "labour"},
	        {.reference = "R4", .claim = "C4", .amount_cents = 500}, /* the claim's number */
	        {.reference = "R4", .claim = "C4", .amount_cents = 500},
	        {.reference = "P5", .claim = "C5", .amount_cents = 500}, /* of the payment */
	        {.reference = "P5", .claim = "C5", .amount_cents = 500},
	        {.claim = "C6", .amount_cents = -300}, /* nobody takes back in parts */
	        {.claim = "C6", .amount_cents = -300},
	};
	static const enum ftl_remittance_outcome outcomes[] = {
	        FTL_REMITTANCE_EXACT,     FTL_REMITTANCE_EXACT,     FTL_REMITTANCE_EXACT,
	        FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_EXACT,     FTL_REMITTANCE_DUPLICATE,
	        FTL_REMITTANCE_EXACT,     FTL_REMITTANCE_EXACT,     FTL_REMITTANCE_EXACT,
	        FTL_REMITTANCE_EXACT,     FTL_REMITTANCE_SHORT,     FTL_REMITTANCE_DUPLICATE,
	        FTL_REMITTANCE_NEGATIVE,  FTL_REMITTANCE_DUPLICATE,
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 2);
	for (size_t i = 0; i < FTL_COUNT(lines); i++) {
		if (got.matches[i].outcome != outcomes[i])
			fail_msg("line %zu: %s", i,
			         ftl_remittance_outcome_names[got.matches[i].outcome]);
	}
	assert_int_equal(got.sums[0].paid_cents, 1002);
	assert_int_equal(got.sums[0].rounding_cents, 2);
	assert_int_equal(got.sums[0].line_count, 2);
}

static void what_is_taken_back_makes_room_for_what_is_paid_anew(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .expected_cents = 1000, .paid_cents = 1000},
	        {.code = "C2", .order_code = "W2", .expected_cents = 1000, .paid_cents = 800},
	        {.code = "C3", .expected_cents = 1000, .paid_cents = 1000},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.claim = "C1", .amount_cents = 1000}, {.claim = "C1", .amount_cents = -1000},
	        {.order = "W2", .amount_cents = -800}, {.claim = "C3", .amount_cents = -1},
	        {.claim = "C9", .amount_cents = -1},
	};

	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = SETTLE(&arena, 0);
	remittance_line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
	remittance_line_is(&got, 1, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_CLAIM, 0);
	remittance_line_is(&got, 2, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_ORDER, 1);
	remittance_line_is(&got, 3, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_CLAIM, 2);
	remittance_line_is(&got, 4, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_NONE, NONE);
	assert_int_equal(got.sum_count, 3);
	assert_int_equal(got.sums[0].outcome, FTL_REMITTANCE_EXACT);
	assert_int_equal(got.sums[0].paid_cents, 0);
	assert_int_equal(got.sums[1].outcome, FTL_REMITTANCE_NEGATIVE);
	assert_int_equal(got.sums[1].difference_cents, -1000);
	assert_int_equal(got.sums[2].difference_cents, -1);
}

static void sums_out_of_range_are_refused(void **state)
{
	static const struct ftl_remittance_claim claims[] = {{.code = "C1", .expected_cents = 1}};
	static const struct ftl_remittance_line lines[] = {
	        {.position = 2, .claim = "C1", .amount_cents = FTL_MONEY_MAX},
	        {.position = 3, .claim = "C1", .amount_cents = 1},
	};
	struct ftl_remittance got;

	(void)state;
	FTL_ARENA(arena);
	assert_int_equal(ftl_remittance_settle(&arena, claims, 1, lines, 2, 0, &got, &err),
	                 FTL_INVALID);
	assert_string_equal(err.field, "amount");
	assert_string_equal(err.message, "line 3: what is paid for its claim adds up to more than "
	                                 "any amount may be");
}

/* Before it pays the payer need not say an amount. */
static void a_work_order_alone_finds_the_one_claim_of_it(void **state)
{
	static const struct ftl_remittance_claim claims[] = {
	        {.code = "C1", .order_code = "W1", .expected_cents = 100, .paid_cents = 40},
	        {.code = "C2", .order_code = "W2", .reference = "R2", .expected_cents = 200},
	        {.code = "C3", .order_code = "W2", .expected_cents = 300},
	};
	static const struct ftl_remittance_line lines[] = {
	        {.order = "w-1", .amount_cents = 7}, {.order = "W2", .amount_cents = 200},
	        {.order = "W2", .reference = "r2"},  {.order = "W3"},
	        {.claim = "C9", .order = "W1"},
	};
	static const size_t found[] = {0, FTL_REMITTANCE_NO_CLAIM, 1, FTL_REMITTANCE_NO_CLAIM, 0};
	const struct ftl_remittance_match *got;

	(void)state;
	FTL_ARENA(arena);
	ftl_remittance_find(&arena, claims, FTL_COUNT(claims), lines, FTL_COUNT(lines), &got);
	for (size_t i = 0; i < FTL_COUNT(lines); i++)
		assert_int_equal(got[i].claim, found[i]);
	assert_int_equal(got[0].key, FTL_REMITTANCE_BY_ORDER);
	assert_int_equal(got[1].candidate_count, 2);
	assert_int_equal(got[2].key, FTL_REMITTANCE_BY_REFERENCE);
	assert_true(got[4].is_claim_number_off);
}

static void nothing_is_nothing(void **state)
{
	(void)state;
	FTL_ARENA(arena);
	struct ftl_remittance got = remittance_settle(&arena, NULL, 0, NULL, 0, 0);

	assert_int_equal(got.sum_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(claims_are_found_by_one_key_after_the_other),
	        cmocka_unit_test(a_mistyped_claim_number_is_told_when_another_key_finds_the_claim),
	        cmocka_unit_test(the_claim_number_goes_before_all_other_keys),
	        cmocka_unit_test(differences_are_told_and_small_ones_are_rounding),
	        cmocka_unit_test(lines_of_one_claim_are_summed),
	        cmocka_unit_test(what_is_left_of_a_claim_is_found_by_its_order),
	        cmocka_unit_test(what_could_be_of_several_claims_is_nobodys),
	        cmocka_unit_test(what_was_paid_before_or_is_said_twice_is_a_duplicate),
	        cmocka_unit_test(parts_that_look_the_same_are_payments_as_far_as_they_are_owed),
	        cmocka_unit_test(what_is_taken_back_makes_room_for_what_is_paid_anew),
	        cmocka_unit_test(sums_out_of_range_are_refused),
	        cmocka_unit_test(a_work_order_alone_finds_the_one_claim_of_it),
	        cmocka_unit_test(nothing_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
