/* Estimates: the machine of their states, expiry, sums by payer, the limit, the diagnosis fee. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/base/money.h"
#include "fettle/model/estimate.h"

/*
 * The table of states and acts, written out by hand from the domain reference: draft, sent,
 * accepted, rejected, expired, superseded (old: O). A letter is the state it leads to, '=' stays,
 * '.' is refused.
 */
static const char columns[] = "DSAREO";
static const char *const table[FTL_ESTIMATE_ACTS] = {
        /*                         DSAREO */
        [FTL_ESTIMATE_SEND] = /**/ "S.....",   [FTL_ESTIMATE_ACCEPT] = /**/ ".A....",
        [FTL_ESTIMATE_REJECT] = /**/ ".R..R.", [FTL_ESTIMATE_SUPERSEDE] = /**/ "OOO.O.",
        [FTL_ESTIMATE_EDIT] = /**/ "=.....",   [FTL_ESTIMATE_REVISE] = /**/ ".====.",
};

static void every_act_is_allowed_or_refused_as_the_table_says(void **state)
{
	int allowed = 0, refused = 0;

	(void)state;
	for (int act = 0; act < FTL_ESTIMATE_ACTS; act++) {
		for (int from = 0; from < FTL_ESTIMATE_STATES; from++) {
			enum ftl_estimate_state was = (enum ftl_estimate_state)from;
			enum ftl_estimate_act does = (enum ftl_estimate_act)act;
			struct ftl_err err = {0};
			char to = table[act][from];
			bool may = to != '.';

			assert_int_equal(ftl_estimate_may(was, does), may);
			assert_int_equal(ftl_estimate_can("estimate E1", was, does, false, &err),
			                 may ? FTL_OK : FTL_STATE);
			if (!may) {
				assert_string_equal(err.field, "estimate");
				assert_non_null(
				        strstr(err.message, ftl_estimate_state_names[from]));
				assert_true(err.hint[0] != '\0');
				refused++;
				continue;
			}
			assert_int_equal(columns[ftl_estimate_after(was, does)],
			                 to == '=' ? columns[from] : to);
			allowed++;
		}
	}
	assert_int_equal(allowed, 13);
	assert_int_equal(refused, 23);
}

static void one_that_expired_is_accepted_only_with_a_reason(void **state)
{
	struct ftl_err err = {0};

	(void)state;
	assert_int_equal(ftl_estimate_can("estimate E1", FTL_ESTIMATE_EXPIRED, FTL_ESTIMATE_ACCEPT,
	                                  false, &err),
	                 FTL_STATE);
	assert_string_equal(err.message, "estimate E1 is expired and cannot be accepted");
	assert_int_equal(ftl_estimate_can("estimate E1", FTL_ESTIMATE_EXPIRED, FTL_ESTIMATE_ACCEPT,
	                                  true, &err),
	                 FTL_OK);
	/* A reason for being late opens nothing else. */
	for (int from = 0; from < FTL_ESTIMATE_STATES; from++) {
		if (from != FTL_ESTIMATE_SENT && from != FTL_ESTIMATE_EXPIRED)
			assert_int_equal(ftl_estimate_can("e", (enum ftl_estimate_state)from,
			                                  FTL_ESTIMATE_ACCEPT, true, &err),
			                 FTL_STATE);
	}
}

static void it_expires_on_the_day_after_the_day_to_answer(void **state)
{
	int32_t due;

	(void)state;
	assert_true(ftl_date_from_ymd((struct ftl_ymd){2026, 2, 28}, &due));
	assert_int_equal(ftl_estimate_on(FTL_ESTIMATE_SENT, ftl_some(due), due - 1),
	                 FTL_ESTIMATE_SENT);
	assert_int_equal(ftl_estimate_on(FTL_ESTIMATE_SENT, ftl_some(due), due), FTL_ESTIMATE_SENT);
	assert_int_equal(ftl_estimate_on(FTL_ESTIMATE_SENT, ftl_some(due), due + 1),
	                 FTL_ESTIMATE_EXPIRED);
	/* What was answered, or never sent, does not. */
	assert_int_equal(ftl_estimate_on(FTL_ESTIMATE_ACCEPTED, ftl_some(due), due + 1),
	                 FTL_ESTIMATE_ACCEPTED);
	assert_int_equal(ftl_estimate_on(FTL_ESTIMATE_REJECTED, ftl_some(due), due + 1),
	                 FTL_ESTIMATE_REJECTED);
	assert_int_equal(ftl_estimate_on(FTL_ESTIMATE_DRAFT, ftl_none(), due + 1),
	                 FTL_ESTIMATE_DRAFT);
}

static void add(struct ftl_estimate_sums *sums, int64_t milli, int64_t price, int tax,
                enum ftl_payer payer)
{
	const struct ftl_line line = {.class = FTL_PART,
	                              .quantity_milli = milli,
	                              .unit_price_cents = price,
	                              .tax_basis_points = tax,
	                              .payer = payer,
	                              .bill = ftl_payer_bill(payer)};
	struct ftl_line_amounts amounts;
	struct ftl_err err;

	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_OK);
	assert_true(ftl_estimate_sum(sums, payer, &amounts));
}

/*
 * By hand: 0.333 × 10.01 = 3.33333 → 3.33, 19 % of it 0.6327 → 0.63; three such lines 9.99 and 1.89
 * (on the sum it would be 1.8981 → 1.90); 1.5 × 33.33 = 49.995 → 50.00, 7 % 3.50; 2 × 20.00 for the
 * maker, 19 % 7.60; the shop's own part is nobody's bill.
 */
static void tax_is_rounded_by_line_and_payers_are_summed_apart(void **state)
{
	struct ftl_estimate_sums sums = {0};

	(void)state;
	for (int i = 0; i < 3; i++)
		add(&sums, 333, 1001, 1900, FTL_PAYER_CUSTOMER);
	assert_int_equal(sums.net_cents[FTL_PAYER_CUSTOMER], 999);
	assert_int_equal(sums.tax_cents[FTL_PAYER_CUSTOMER], 189);
	add(&sums, 1500, 3333, 700, FTL_PAYER_CUSTOMER);
	add(&sums, 2000, 2000, 1900, FTL_PAYER_MAKER);
	add(&sums, 1000, 999900, 1900, FTL_PAYER_SHOP);
	assert_int_equal(ftl_estimate_total(&sums, FTL_PAYER_CUSTOMER), 999 + 189 + 5000 + 350);
	assert_int_equal(ftl_estimate_total(&sums, FTL_PAYER_MAKER), 4760);
	assert_int_equal(ftl_estimate_total(&sums, FTL_PAYER_SHOP), 0);
	assert_int_equal(ftl_estimate_others(&sums), 4760);
}

static void sums_out_of_range_are_refused(void **state)
{
	struct ftl_estimate_sums sums = {.net_cents = {[FTL_PAYER_CUSTOMER] = FTL_MONEY_MAX}};
	const struct ftl_line_amounts cent = {.customer_cents = 1};

	(void)state;
	assert_false(ftl_estimate_sum(&sums, FTL_PAYER_CUSTOMER, &cent));
}

static void a_figure_stands_for_its_lines(void **state)
{
	struct ftl_estimate estimate = {.sums = {.net_cents = {[FTL_PAYER_CUSTOMER] = 4000},
	                                         .tax_cents = {[FTL_PAYER_CUSTOMER] = 760}}};

	(void)state;
	assert_int_equal(ftl_estimate_customer_total(&estimate), 4760);
	estimate.lump_cents = ftl_some(6400);
	assert_int_equal(ftl_estimate_customer_total(&estimate), 6400);
}

/*
 * By hand at 19 %: 64.00 is 53.78 and 10.22 (10.2182). Of 0.09, 0.07 and 0.01 (0.0133) leave a
 * cent, as 0.08 and 0.02 (0.0152) are 0.10. At 7 % 0.07 is 0.07 with 0.0049 of tax, at 100 % 0.01
 * is all rounding.
 */
static void a_figure_on_the_bill_comes_to_itself(void **state)
{
	static const struct {
		int64_t gross;
		int tax;
		int count;
		int64_t net, rest;
	} cases[] = {
	        {6400, 1900, 1, 5378, 0}, {9, 1900, 2, 7, 1}, {7, 700, 1, 7, 0},
	        {1, 10000, 1, 1, 0},      {0, 1900, 0, 0, 0}, {6400, 0, 1, 6400, 0},
	};
	struct ftl_line lines[FTL_FIGURE_LINES];

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		assert_int_equal(ftl_figure_lines(cases[i].gross, cases[i].tax, lines),
		                 cases[i].count);
		if (cases[i].count > 0)
			assert_int_equal(lines[0].unit_price_cents, cases[i].net);
		if (cases[i].count > 1)
			assert_int_equal(lines[1].unit_price_cents, cases[i].rest);
	}
}

static void a_figure_on_the_bill_is_at_most_a_cent_off_its_tax(void **state)
{
	struct ftl_line lines[FTL_FIGURE_LINES];
	struct ftl_err err;

	(void)state;
	for (int tax = 0; tax <= FTL_BASIS_POINTS; tax += 125) {
		for (int64_t gross = 0; gross < 700; gross++) {
			int count = ftl_figure_lines(gross, tax, lines);
			struct ftl_line_amounts sum = {0}, amounts;

			for (int i = 0; i < count; i++) {
				assert_int_equal(ftl_line_amounts(&lines[i], &amounts, &err),
				                 FTL_OK);
				assert_true(ftl_line_amounts_add(&sum, &amounts));
			}
			assert_int_equal(sum.customer_cents + sum.customer_tax_cents, gross);
			if (count == 2)
				assert_int_equal(lines[1].unit_price_cents, 1);
		}
	}
}

static void more_than_was_allowed_needs_the_customers_word(void **state)
{
	(void)state;
	assert_false(ftl_estimate_is_over(5000, ftl_some(5000)));
	assert_true(ftl_estimate_is_over(5001, ftl_some(5000)));
	/* Without a limit everything but nothing does. */
	assert_true(ftl_estimate_is_over(1, ftl_none()));
	assert_false(ftl_estimate_is_over(0, ftl_none()));
}

static void the_fee_follows_the_policy(void **state)
{
	struct ftl_line line = {0};
	const char *text = NULL;

	(void)state;
	for (int policy = 0; policy < FTL_FEE_POLICIES; policy++) {
		assert_false(
		        ftl_fee_line(false, (enum ftl_fee_policy)policy, 0, 1900, &line, &text));
		assert_true(
		        ftl_fee_line(false, (enum ftl_fee_policy)policy, 2500, 1900, &line, &text));
		assert_int_equal(line.bill, FTL_BILL_LIST);
		assert_int_equal(line.unit_price_cents, 2500);
		assert_int_equal(line.quantity_milli, 1000);
		assert_int_equal(line.tax_basis_points, 1900);
		assert_string_equal(text, "diagnosis fee");
	}
	assert_false(ftl_fee_line(true, FTL_FEE_WAIVE, 2500, 1900, &line, &text));
	assert_true(ftl_fee_line(true, FTL_FEE_KEEP, 2500, 1900, &line, &text));
	assert_int_equal(line.bill, FTL_BILL_LIST);
	assert_true(ftl_fee_line(true, FTL_FEE_DEDUCT, 2500, 1900, &line, &text));
	assert_int_equal(line.bill, FTL_BILL_NO_CHARGE);
	assert_int_equal(line.unit_price_cents, 2500);
}

static void what_is_open_or_was_accepted_gives_way(void **state)
{
	const struct ftl_estimate chosen = {.id = 7, .stored = FTL_ESTIMATE_SENT};
	static const bool gives_way[FTL_ESTIMATE_STATES] = {
	        [FTL_ESTIMATE_DRAFT] = true,
	        [FTL_ESTIMATE_SENT] = true,
	        [FTL_ESTIMATE_ACCEPTED] = true,
	        [FTL_ESTIMATE_EXPIRED] = true,
	};

	(void)state;
	assert_false(ftl_estimate_gives_way(&chosen, &chosen));
	for (int i = 0; i < FTL_ESTIMATE_STATES; i++) {
		const struct ftl_estimate other = {.id = 8, .stored = (enum ftl_estimate_state)i};

		assert_int_equal(ftl_estimate_gives_way(&other, &chosen), gives_way[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_act_is_allowed_or_refused_as_the_table_says),
	        cmocka_unit_test(one_that_expired_is_accepted_only_with_a_reason),
	        cmocka_unit_test(it_expires_on_the_day_after_the_day_to_answer),
	        cmocka_unit_test(tax_is_rounded_by_line_and_payers_are_summed_apart),
	        cmocka_unit_test(sums_out_of_range_are_refused),
	        cmocka_unit_test(a_figure_stands_for_its_lines),
	        cmocka_unit_test(a_figure_on_the_bill_comes_to_itself),
	        cmocka_unit_test(a_figure_on_the_bill_is_at_most_a_cent_off_its_tax),
	        cmocka_unit_test(more_than_was_allowed_needs_the_customers_word),
	        cmocka_unit_test(the_fee_follows_the_policy),
	        cmocka_unit_test(what_is_open_or_was_accepted_gives_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
