#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/base/money.h"
#include "fettle/model/remittance.h"

static struct ftl_err err;

static struct ftl_remittance settle(struct ftl_arena *arena,
                                    const struct ftl_remittance_claim *claims, size_t claim_count,
                                    const struct ftl_remittance_line *lines, size_t line_count,
                                    int64_t tolerance)
{
	struct ftl_remittance ret = {0};

	if (ftl_remittance_settle(arena, claims, claim_count, lines, line_count, tolerance, &ret,
	                          &err) != FTL_OK)
		fail_msg("%s: %s", err.field, err.message);
	return ret;
}

/* Settles the `claims` and `lines` in scope. */
#define SETTLE(arena, tolerance)                                                                   \
	settle((arena), claims, FTL_COUNT(claims), lines, FTL_COUNT(lines), (tolerance))

static void line_is(const struct ftl_remittance *got, size_t line,
                    enum ftl_remittance_outcome outcome, enum ftl_remittance_key key, size_t claim)
{
	const struct ftl_remittance_match *match = &got->matches[line];

	if (match->outcome != outcome || match->key != key || match->claim != claim)
		fail_msg("line %zu: is %s by %s of claim %zd", line,
		         ftl_remittance_outcome_names[match->outcome],
		         ftl_remittance_key_names[match->key], (ssize_t)match->claim);
}

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
	line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
	assert_false(got.matches[0].is_claim_number_off);
	line_is(&got, 1, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_REFERENCE, 1);
	assert_true(got.matches[1].is_claim_number_off);
	line_is(&got, 2, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 2);
	assert_false(got.matches[2].is_claim_number_off);
	line_is(&got, 3, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	line_is(&got, 4, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_SERIAL, 3);
	line_is(&got, 5, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_SERIAL, 3);
	for (size_t i = 6; i < FTL_COUNT(lines); i++)
		line_is(&got, i, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
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
	line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 0);
	assert_true(got.matches[0].is_claim_number_off);
	line_is(&got, 1, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
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
	line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
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
		line_is(&got, i, expected[i].outcome, FTL_REMITTANCE_BY_CLAIM, i);
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
	line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
	line_is(&got, 1, FTL_REMITTANCE_SHORT, FTL_REMITTANCE_BY_CLAIM, 1);
	line_is(&got, 2, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
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
	line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 0);
	assert_int_equal(got.sums[0].rounding_cents, 3);
	line_is(&got, 1, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
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
	line_is(&got, 0, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_ORDER, NONE);
	assert_int_equal(got.matches[0].candidate_count, 2);
	assert_int_equal(got.matches[0].candidates[0], 0);
	assert_int_equal(got.matches[0].candidates[1], 1);
	assert_false(got.matches[0].has_more_candidates);
	line_is(&got, 1, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_ORDER, 1);
	line_is(&got, 2, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_REFERENCE, NONE);
	assert_int_equal(got.matches[2].candidate_count, 5);
	assert_true(got.matches[2].has_more_candidates);
	line_is(&got, 3, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_REFERENCE, NONE);
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
	line_is(&got, 0, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_CLAIM, 0);
	assert_false(got.matches[0].repeats.has);
	line_is(&got, 1, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_ORDER, 0);
	line_is(&got, 2, FTL_REMITTANCE_SHORT, FTL_REMITTANCE_BY_CLAIM, 1);
	line_is(&got, 3, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_CLAIM, 1);
	assert_true(got.matches[3].repeats.has);
	assert_int_equal(got.matches[3].repeats.value, 2);
	line_is(&got, 4, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 2);
	line_is(&got, 5, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 2);
	line_is(&got, 6, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	line_is(&got, 7, FTL_REMITTANCE_DUPLICATE, FTL_REMITTANCE_BY_NONE, NONE);
	line_is(&got, 8, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
	line_is(&got, 9, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_NONE, NONE);
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
	line_is(&got, 0, FTL_REMITTANCE_EXACT, FTL_REMITTANCE_BY_CLAIM, 0);
	line_is(&got, 1, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_CLAIM, 0);
	line_is(&got, 2, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_ORDER, 1);
	line_is(&got, 3, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_CLAIM, 2);
	line_is(&got, 4, FTL_REMITTANCE_NEGATIVE, FTL_REMITTANCE_BY_NONE, NONE);
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
	struct ftl_remittance got = settle(&arena, NULL, 0, NULL, 0, 0);

	assert_int_equal(got.sum_count, 0);
}

/* The same by looking at every claim for every line, as the domain reference puts it. */

#define FEW 12

struct oracle {
	enum ftl_remittance_outcome outcome[FEW];
	enum ftl_remittance_key key[FEW];
	size_t claim[FEW];
	size_t found[FEW];
};

static bool is_same_number(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return false;
	for (;;) {
		while (*a == '-')
			a++;
		while (*b == '-')
			b++;
		if ((*a & 0x5F) != (*b & 0x5F))
			return false;
		if (*a == '\0')
			return true;
		a++;
		b++;
	}
}

static bool is_near(int64_t a, int64_t b, int64_t tolerance)
{
	return a - b <= tolerance && b - a <= tolerance;
}

static bool is_found_by(enum ftl_remittance_key key, const struct ftl_remittance_claim *claim,
                        const struct ftl_remittance_line *line, int64_t tolerance)
{
	int64_t amount = line->amount_cents;
	int64_t expected = claim->expected_cents;
	int64_t paid = claim->paid_cents;

	if (key == FTL_REMITTANCE_BY_CLAIM)
		return is_same_number(claim->code, line->claim);
	if (key == FTL_REMITTANCE_BY_REFERENCE)
		return is_same_number(claim->reference, line->reference);
	if (key == FTL_REMITTANCE_BY_ORDER)
		return is_same_number(claim->order_code, line->order) &&
		       (is_near(amount, expected, tolerance) ||
		        (paid > 0 && paid < expected &&
		         is_near(amount, expected - paid, tolerance)) ||
		        (paid > 0 && is_near(-amount, paid, tolerance)));
	return is_same_number(claim->serial, line->serial) && line->date.has &&
	       ((claim->handed_over_on.has && claim->handed_over_on.value == line->date.value) ||
	        (claim->submitted_on.has && claim->submitted_on.value == line->date.value));
}

static bool says_the_same(const struct ftl_remittance_line *a, const struct ftl_remittance_line *b)
{
	const char *const texts[][2] = {{a->claim, b->claim},
	                                {a->reference, b->reference},
	                                {a->order, b->order},
	                                {a->serial, b->serial}};
	bool has_name = false;

	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (texts[i][0] == NULL && texts[i][1] == NULL)
			continue;
		if (!is_same_number(texts[i][0], texts[i][1]))
			return false;
		has_name = true;
	}
	return has_name && a->amount_cents == b->amount_cents && a->date.has == b->date.has &&
	       (!a->date.has || a->date.value == b->date.value) &&
	       strcmp(a->text == NULL ? "" : a->text, b->text == NULL ? "" : b->text) == 0;
}

/* The first key that finds any claim. */
static void find_naively(const struct ftl_remittance_claim *claims, size_t claim_count,
                         const struct ftl_remittance_line *line, int64_t tolerance, size_t i,
                         struct oracle *ret)
{
	ret->claim[i] = NONE;
	for (int key = 1; key < FTL_REMITTANCE_KEYS && ret->found[i] == 0; key++) {
		for (size_t j = 0; j < claim_count; j++) {
			if (!is_found_by((enum ftl_remittance_key)key, &claims[j], line, tolerance))
				continue;
			ret->key[i] = (enum ftl_remittance_key)key;
			ret->claim[i] = j;
			ret->found[i]++;
		}
	}
	if (ret->found[i] > 1)
		ret->claim[i] = NONE;
}

/* What all lines of the claim of line i come to; in *ret_back what they take back alone. */
static int64_t add_naively(const struct ftl_remittance_line *lines, size_t line_count,
                           const bool *is_twice, size_t i, const struct oracle *oracle,
                           int64_t *ret_back)
{
	int64_t sum = 0;

	*ret_back = 0;
	for (size_t j = 0; j < line_count; j++) {
		if (oracle->claim[j] != oracle->claim[i] || is_twice[j])
			continue;
		sum += lines[j].amount_cents;
		*ret_back += lines[j].amount_cents < 0 ? lines[j].amount_cents : 0;
	}
	return sum;
}

static enum ftl_remittance_outcome judge_naively(const struct ftl_remittance_claim *claim,
                                                 int64_t sum, int64_t back, int64_t tolerance)
{
	int64_t standing = claim->paid_cents + back;
	int64_t paid = claim->paid_cents + sum;

	if (standing > 0 && claim->expected_cents - standing <= tolerance)
		return FTL_REMITTANCE_DUPLICATE;
	if (is_near(paid, claim->expected_cents, tolerance))
		return FTL_REMITTANCE_EXACT;
	return paid < claim->expected_cents ? FTL_REMITTANCE_SHORT : FTL_REMITTANCE_OVER;
}

/* Whether a line that was said before is owed all the same. */
static bool is_part_naively(const struct ftl_remittance_claim *claims,
                            const struct ftl_remittance_line *lines, size_t line_count,
                            int64_t tolerance, const bool *is_twice, size_t i,
                            const struct oracle *oracle)
{
	const struct ftl_remittance_claim *claim;
	int64_t back;

	if (oracle->claim[i] == NONE || lines[i].amount_cents <= 0)
		return false;
	claim = &claims[oracle->claim[i]];
	if (lines[i].reference != NULL && !is_same_number(lines[i].reference, claim->reference))
		return false;
	return claim->paid_cents + lines[i].amount_cents +
	               add_naively(lines, line_count, is_twice, i, oracle, &back) <=
	       claim->expected_cents + tolerance;
}

static void ask_oracle(const struct ftl_remittance_claim *claims, size_t claim_count,
                       const struct ftl_remittance_line *lines, size_t line_count,
                       int64_t tolerance, struct oracle *ret)
{
	bool is_twice[FEW] = {false};
	int64_t back;

	for (size_t i = 0; i < line_count; i++) {
		find_naively(claims, claim_count, &lines[i], tolerance, i, ret);
		for (size_t j = 0; j < i; j++)
			is_twice[i] = is_twice[i] || says_the_same(&lines[i], &lines[j]);
	}
	for (size_t i = 0; i < line_count; i++)
		is_twice[i] = is_twice[i] && !is_part_naively(claims, lines, line_count, tolerance,
		                                              is_twice, i, ret);
	for (size_t i = 0; i < line_count; i++) {
		int64_t sum = add_naively(lines, line_count, is_twice, i, ret, &back);

		if (is_twice[i])
			ret->outcome[i] = FTL_REMITTANCE_DUPLICATE;
		else if (lines[i].amount_cents < 0)
			ret->outcome[i] = FTL_REMITTANCE_NEGATIVE;
		else if (ret->claim[i] == NONE)
			ret->outcome[i] = FTL_REMITTANCE_UNKNOWN;
		else
			ret->outcome[i] =
			        judge_naively(&claims[ret->claim[i]], sum, back, tolerance);
	}
}

static uint32_t seed;

static size_t draw(size_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

/* Few values, so that they meet; half of them are absent. */
static const char *draw_text(void)
{
	static const char *const texts[] = {NULL, NULL, NULL, "A1", "a-1", "B2", "C3"};

	return texts[draw(FTL_COUNT(texts))];
}

static struct ftl_opt draw_day(void)
{
	return draw(2) == 0 ? ftl_none() : ftl_some((int64_t)draw(2));
}

static void every_claim_looked_at_gives_the_same(void **state)
{
	static const int64_t amounts[] = {0, 3, 7, 10, 11, 13, 20};
	size_t met[FTL_REMITTANCE_OUTCOMES] = {0};
	size_t found_by[FTL_REMITTANCE_KEYS] = {0};

	(void)state;
	seed = 20261122;
	for (int round = 0; round < 20000; round++) {
		struct ftl_remittance_claim claims[FEW] = {0};
		struct ftl_remittance_line lines[FEW] = {0};
		size_t claim_count = draw(5);
		size_t line_count = draw(FEW);
		int64_t tolerance = (int64_t)draw(3);
		struct oracle oracle = {0};
		FTL_ARENA(arena);

		for (size_t i = 0; i < claim_count; i++)
			claims[i] = (struct ftl_remittance_claim){
			        .code = draw_text(),
			        .reference = draw_text(),
			        .order_code = draw_text(),
			        .serial = draw_text(),
			        .handed_over_on = draw_day(),
			        .submitted_on = draw_day(),
			        .expected_cents = amounts[draw(FTL_COUNT(amounts))],
			        .paid_cents = draw(2) == 0 ? 0 : amounts[draw(FTL_COUNT(amounts))]};
		for (size_t i = 0; i < line_count; i++)
			lines[i] = (struct ftl_remittance_line){
			        .claim = draw_text(),
			        .reference = draw_text(),
			        .order = draw_text(),
			        .serial = draw_text(),
			        .date = draw_day(),
			        .text = draw(3) == 0 ? "text" : NULL,
			        .amount_cents = amounts[draw(FTL_COUNT(amounts))] *
			                        (draw(4) == 0 ? -1 : 1)};
		struct ftl_remittance got =
		        settle(&arena, claims, claim_count, lines, line_count, tolerance);
		ask_oracle(claims, claim_count, lines, line_count, tolerance, &oracle);
		for (size_t i = 0; i < line_count; i++) {
			line_is(&got, i, oracle.outcome[i], oracle.key[i], oracle.claim[i]);
			assert_int_equal(got.matches[i].candidate_count,
			                 oracle.found[i] > 1 ? oracle.found[i] : 0);
			met[oracle.outcome[i]]++;
			found_by[oracle.key[i]]++;
		}
	}
	for (int i = 0; i < FTL_REMITTANCE_OUTCOMES; i++)
		assert_true(met[i] > 1000);
	for (int i = 0; i < FTL_REMITTANCE_KEYS; i++)
		assert_true(found_by[i] > 1000);
}

/* Each line by each claim would be ten thousand million looks. */
static void many_lines_find_their_claims_among_many(void **state)
{
	enum { CLAIMS = 200000, LINES = 50000 };
	FTL_ARENA(arena);
	struct ftl_remittance_claim *claims = ftl_alloc(&arena, CLAIMS, sizeof(*claims));
	struct ftl_remittance_line *lines = ftl_alloc(&arena, LINES, sizeof(*lines));

	(void)state;
	for (size_t i = 0; i < CLAIMS; i++)
		claims[i] = (struct ftl_remittance_claim){
		        .code = ftl_sprintf(&arena, "C26%06zuX", i),
		        .reference = "the same for all",
		        .order_code = ftl_sprintf(&arena, "W26%06zuX", i / 2),
		        .serial = "0000",
		        .handed_over_on = ftl_some(7),
		        .expected_cents = i % 2 == 0 ? 500 : 600};
	for (size_t i = 0; i < LINES; i++)
		lines[i] = (struct ftl_remittance_line){
		        .order = i % 3 == 0 ? ftl_sprintf(&arena, "W26-%06zu-X", i) : NULL,
		        .claim = i % 3 == 1 ? ftl_sprintf(&arena, "C26-%06zu-X", i * 2) : NULL,
		        .reference = i % 3 == 2 ? "THE SAME FOR ALL" : NULL,
		        .text = i % 3 == 2 ? ftl_sprintf(&arena, "%zu", i) : NULL,
		        .amount_cents = 500};
	struct ftl_remittance got = settle(&arena, claims, CLAIMS, lines, LINES, 5);
	for (size_t i = 0; i < LINES; i++) {
		if (i % 3 == 2)
			line_is(&got, i, FTL_REMITTANCE_UNKNOWN, FTL_REMITTANCE_BY_REFERENCE, NONE);
		else
			line_is(&got, i, FTL_REMITTANCE_EXACT,
			        i % 3 == 0 ? FTL_REMITTANCE_BY_ORDER : FTL_REMITTANCE_BY_CLAIM,
			        i * 2);
	}
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
	        cmocka_unit_test(every_claim_looked_at_gives_the_same),
	        cmocka_unit_test(many_lines_find_their_claims_among_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
