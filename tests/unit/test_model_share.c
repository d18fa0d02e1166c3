/* What the customer bears of lines that others pay: the percent a cover leaves, its excess, and
 * what is above its limit. Every amount is worked out by hand beside its case; tax is 19 % but
 * where said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/share.h"

#define LINES_MOST 3

/* All classes by one cover of the insurer. */
static void insured(struct ftl_verdict cover[FTL_LINE_CLASSES], int percent, int64_t excess,
                    struct ftl_opt left)
{
	for (int i = 0; i < FTL_LINE_CLASSES; i++)
		cover[i] = (struct ftl_verdict){.class = (enum ftl_line_class)i,
		                                .payer = FTL_PAYER_INSURER,
		                                .percent = percent,
		                                .rule = "phone-insurance",
		                                .excess_cents = ftl_some(excess),
		                                .left_cents = left};
}

static struct ftl_order_line line(enum ftl_line_class class, int64_t price_cents, int tax)
{
	struct ftl_order_line row = {.line = {.class = class,
	                                      .quantity_milli = 1000,
	                                      .unit_price_cents = price_cents,
	                                      .tax_basis_points = tax,
	                                      .payer = FTL_PAYER_INSURER,
	                                      .bill = FTL_BILL_INSURANCE}};
	struct ftl_err err;

	assert_int_equal(ftl_line_amounts(&row.line, &row.amounts, &err), FTL_OK);
	return row;
}

struct amounts {
	int64_t customer, customer_tax, payer, payer_tax;
};

static void assert_amounts(const struct ftl_order_line *row, const struct amounts *is)
{
	assert_int_equal(row->amounts.customer_cents, is->customer);
	assert_int_equal(row->amounts.customer_tax_cents, is->customer_tax);
	assert_int_equal(row->amounts.payer_cents, is->payer);
	assert_int_equal(row->amounts.payer_tax_cents, is->payer_tax);
}

static void the_first_lines_bear_the_excess_to_the_cent(void **state)
{
	static const struct {
		int percent;
		int64_t excess;
		struct ftl_opt left;
		int count;
		int64_t prices[LINES_MOST];
		int tax;
		struct amounts is[LINES_MOST];
	} cases[] = {
	        /* 47.60 is the whole first line, 2.40 of the second are left to bear: 2.40 is 2.02
	         * and 0.38 tax; of 100.00 and 19.00 that leaves 97.98 and 18.62. */
	        {100,
	         5000,
	         {false, 0},
	         2,
	         {4000, 10000},
	         1900,
	         {{4000, 760, 0, 0}, {202, 38, 9798, 1862}}},
	        /* Without tax the excess is its amount. */
	        {100, 5000, {false, 0}, 2, {4000, 10000}, 0, {{4000, 0, 0, 0}, {1000, 0, 9000, 0}}},
	        /* A bill below the excess is the customer's. */
	        {100,
	         5000,
	         {false, 0},
	         2,
	         {1000, 2000},
	         1900,
	         {{1000, 190, 0, 0}, {2000, 380, 0, 0}}},
	        /* A bill of just the excess too: 42.02 and 7.98 tax are 50.00. */
	        {100, 5000, {false, 0}, 1, {4202}, 1900, {{4202, 798, 0, 0}}},
	        /* No excess: nothing is shared. */
	        {100, 0, {false, 0}, 1, {10000}, 1900, {{0, 0, 10000, 1900}}},
	        /* Half of 119.00 is 59.50, the excess of 30.00 comes on top: 89.50 is 75.21 and
	         * 14.29 tax; of 100.00 and 19.00 that leaves 24.79 and 4.71, together 29.50. */
	        {50, 3000, {false, 0}, 1, {10000}, 1900, {{7521, 1429, 2479, 471}}},
	        /* Half of 0.01 is rounded up for the payer, as money is: nothing is left. */
	        {50, 0, {false, 0}, 1, {1}, 0, {{0, 0, 1, 0}}},
	        /* 80 % of 10.01: 8.008 is 8.01, 2.00 are left to the customer. */
	        {80, 0, {false, 0}, 1, {1001}, 0, {{200, 0, 801, 0}}},
	        /* 120.00 are left of the limit: the first line takes 100.00, of the second 20.00
	         * and 3.80 tax are paid; the customer has 20.00 and 3.80. */
	        {100,
	         0,
	         {true, 12000},
	         2,
	         {10000, 4000},
	         1900,
	         {{0, 0, 10000, 1900}, {2000, 380, 2000, 380}}},
	        /* Excess first, then the limit: of 100.00 the customer bears 50.00, and of the
	         * other 50.00 only 30.00 are left to pay. */
	        {100, 5000, {true, 3000}, 1, {10000}, 0, {{7000, 0, 3000, 0}}},
	        /* Nothing is left. */
	        {100, 0, {true, 0}, 1, {10000}, 1900, {{10000, 1900, 0, 0}}},
	        /* What is left is just enough. */
	        {100, 0, {true, 10000}, 1, {10000}, 1900, {{0, 0, 10000, 1900}}},
	};
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	struct ftl_order_line lines[LINES_MOST];
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		insured(cover, cases[i].percent, cases[i].excess, cases[i].left);
		for (int j = 0; j < cases[i].count; j++)
			lines[j] = line(j == 0 ? FTL_LABOUR : FTL_PART, cases[i].prices[j],
			                cases[i].tax);
		assert_int_equal(ftl_share_lines(cover, lines, (size_t)cases[i].count, NULL, &err),
		                 FTL_OK);
		for (int j = 0; j < cases[i].count; j++)
			assert_amounts(&lines[j], &cases[i].is[j]);
	}
}

static void only_what_the_verdict_says_is_shared(void **state)
{
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	struct ftl_order_line lines[LINES_MOST];
	struct ftl_err err;

	(void)state;
	/* Taken off, and of another payer than the verdict names: the third bears the excess. */
	insured(cover, 100, 5000, ftl_none());
	lines[0] = line(FTL_PART, 10000, 0);
	lines[0].is_removed = true;
	lines[1] = line(FTL_PART, 10000, 0);
	lines[1].line.payer = FTL_PAYER_MAKER;
	lines[1].line.bill = FTL_BILL_WARRANTY_MAKER;
	lines[2] = line(FTL_PART, 10000, 0);
	assert_int_equal(ftl_share_lines(cover, lines, 3, NULL, &err), FTL_OK);
	assert_amounts(&lines[1], &(struct amounts){0, 0, 10000, 0});
	assert_amounts(&lines[2], &(struct amounts){5000, 0, 5000, 0});
	/* A verdict from before the terms were kept shares nothing. */
	for (int i = 0; i < FTL_LINE_CLASSES; i++)
		cover[i].excess_cents = ftl_none();
	assert_int_equal(ftl_share_lines(cover, lines, 3, NULL, &err), FTL_OK);
	assert_amounts(&lines[2], &(struct amounts){0, 0, 10000, 0});
	/* Two covers of two insurers ask each its own: 25.00 of the labour, 60.00 of the part. */
	insured(cover, 100, 2500, ftl_none());
	cover[FTL_PART].rule = "parts-insurance";
	cover[FTL_PART].excess_cents = ftl_some(6000);
	lines[0] = line(FTL_PART, 10000, 0);
	lines[1] = line(FTL_LABOUR, 10000, 0);
	lines[2] = line(FTL_FREIGHT, 1000, 0);
	assert_int_equal(ftl_share_lines(cover, lines, 3, NULL, &err), FTL_OK);
	assert_amounts(&lines[0], &(struct amounts){6000, 0, 4000, 0});
	assert_amounts(&lines[1], &(struct amounts){2500, 0, 7500, 0});
	/* Freight is of the cover of the labour, whose excess is borne. */
	assert_amounts(&lines[2], &(struct amounts){0, 0, 1000, 0});
}

static void what_was_asked_stays_and_counts_first(void **state)
{
	static const bool second_held[] = {false, true};
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	struct ftl_order_line lines[2];
	struct ftl_err err;

	(void)state;
	/* The second line was asked for with 30.00 of the excess of 50.00: 20.00 are left for the
	 * first, and of the limit of 100.00 the 70.00 that were asked for leave 30.00. */
	insured(cover, 100, 5000, ftl_some(10000));
	lines[0] = line(FTL_LABOUR, 8000, 0);
	lines[1] = line(FTL_PART, 10000, 0);
	lines[1].line.shared_cents = 3000;
	assert_int_equal(ftl_line_amounts(&lines[1].line, &lines[1].amounts, &err), FTL_OK);
	assert_int_equal(ftl_share_lines(cover, lines, 2, second_held, &err), FTL_OK);
	assert_amounts(&lines[1], &(struct amounts){3000, 0, 7000, 0});
	assert_amounts(&lines[0], &(struct amounts){5000, 0, 3000, 0});
}

/* Our own guarantee of half a repair: what we bear is nobody's claim. */
static void the_shop_shares_without_a_claim(void **state)
{
	struct ftl_verdict cover[FTL_LINE_CLASSES];
	struct ftl_order_line row = line(FTL_LABOUR, 10000, 1900);
	struct ftl_err err;

	(void)state;
	insured(cover, 50, 0, ftl_none());
	cover[FTL_LABOUR].payer = FTL_PAYER_SHOP;
	row.line.payer = FTL_PAYER_SHOP;
	row.line.bill = FTL_BILL_WARRANTY_OWN;
	assert_int_equal(ftl_share_lines(cover, &row, 1, NULL, &err), FTL_OK);
	assert_amounts(&row, &(struct amounts){5000, 950, 0, 0});
}

/* What is billed as free has nobody to share it, and nobody bears more than there is. */
static void a_share_that_does_not_fit_is_refused(void **state)
{
	struct ftl_order_line row = line(FTL_PART, 10000, 1900);
	struct ftl_err err;

	(void)state;
	row.line.shared_cents = 11900;
	assert_int_equal(ftl_line_amounts(&row.line, &row.amounts, &err), FTL_OK);
	assert_amounts(&row, &(struct amounts){10000, 1900, 0, 0});
	row.line.shared_cents = 11901;
	assert_int_equal(ftl_line_amounts(&row.line, &row.amounts, &err), FTL_INVALID);
	row.line.shared_cents = -1;
	assert_int_equal(ftl_line_amounts(&row.line, &row.amounts, &err), FTL_INVALID);
	row.line.shared_cents = 1;
	row.line.payer = FTL_PAYER_CUSTOMER;
	row.line.bill = FTL_BILL_LIST;
	assert_int_equal(ftl_line_amounts(&row.line, &row.amounts, &err), FTL_INVALID);
	row.line.bill = FTL_BILL_NO_CHARGE;
	assert_int_equal(ftl_line_amounts(&row.line, &row.amounts, &err), FTL_INVALID);
}

/* Whatever the price, the tax and the share: both add up to the price and its tax, to the cent. */
static void who_pays_adds_up_to_the_bill(void **state)
{
	static const int taxes[] = {0, 1, 550, 700, 1900, 2500, 9999, 10000};
	static const int64_t prices[] = {0, 1, 2, 3, 7, 99, 101, 1234, 4202, 99999};
	struct ftl_err err;

	(void)state;
	for (size_t t = 0; t < FTL_COUNT(taxes); t++) {
		for (size_t p = 0; p < FTL_COUNT(prices); p++) {
			struct ftl_order_line row = line(FTL_PART, prices[p], taxes[t]);
			int64_t net = row.amounts.payer_cents, tax = row.amounts.payer_tax_cents;
			int64_t step = prices[p] > 1000 ? 37 : 1;

			for (int64_t share = 0; share <= net + tax; share += step) {
				const struct ftl_line_amounts *is = &row.amounts;

				row.line.shared_cents = share;
				assert_int_equal(ftl_line_amounts(&row.line, &row.amounts, &err),
				                 FTL_OK);
				assert_int_equal(is->customer_cents + is->customer_tax_cents,
				                 share);
				assert_int_equal(is->customer_cents + is->payer_cents, net);
				assert_int_equal(is->customer_tax_cents + is->payer_tax_cents, tax);
				assert_true(is->customer_cents >= 0 && is->customer_tax_cents >= 0);
				assert_true(is->payer_cents >= 0 && is->payer_tax_cents >= 0);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_first_lines_bear_the_excess_to_the_cent),
	        cmocka_unit_test(only_what_the_verdict_says_is_shared),
	        cmocka_unit_test(what_was_asked_stays_and_counts_first),
	        cmocka_unit_test(the_shop_shares_without_a_claim),
	        cmocka_unit_test(a_share_that_does_not_fit_is_refused),
	        cmocka_unit_test(who_pays_adds_up_to_the_bill),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
