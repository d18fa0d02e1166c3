/* Matching against every claim looked at for every line, as the domain reference puts it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "helper_remittance.h"

#define NONE FTL_REMITTANCE_NO_CLAIM

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
		struct ftl_remittance got = remittance_settle(&arena, claims, claim_count, lines,
		                                              line_count, tolerance);
		ask_oracle(claims, claim_count, lines, line_count, tolerance, &oracle);
		for (size_t i = 0; i < line_count; i++) {
			remittance_line_is(&got, i, oracle.outcome[i], oracle.key[i],
			                   oracle.claim[i]);
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
	struct ftl_remittance got = remittance_settle(&arena, claims, CLAIMS, lines, LINES, 5);
	for (size_t i = 0; i < LINES; i++) {
		if (i % 3 == 2)
			remittance_line_is(&got, i, FTL_REMITTANCE_UNKNOWN,
			                   FTL_REMITTANCE_BY_REFERENCE, NONE);
		else
			remittance_line_is(&got, i, FTL_REMITTANCE_EXACT,
			                   i % 3 == 0 ? FTL_REMITTANCE_BY_ORDER
			                              : FTL_REMITTANCE_BY_CLAIM,
			                   i * 2);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_claim_looked_at_gives_the_same),
	        cmocka_unit_test(many_lines_find_their_claims_among_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
