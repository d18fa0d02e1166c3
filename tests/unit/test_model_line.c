#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/base/money.h"
#include "fettle/model/line.h"
#include "fettle/model/role.h"

/* 40 minutes (0.667 h) at 36.00, cost 18.00, 20 % tax: list 24.012 is 24.01, cost 12.006 is 12.01;
 * 20 % of 24.01 is 4.802, of 12.01 is 2.402. */
static struct ftl_line labour(enum ftl_payer payer, enum ftl_bill bill)
{
	return (struct ftl_line){
	        .class = FTL_LABOUR,
	        .quantity_milli = 667,
	        .unit_cost_cents = 1800,
	        .unit_price_cents = 3600,
	        .tax_basis_points = 2000,
	        .payer = payer,
	        .bill = bill,
	};
}

static void bill_code_decides_who_pays_what(void **state)
{
	static const struct {
		enum ftl_payer payer;
		enum ftl_bill bill;
		int64_t customer;
		int64_t customer_tax;
		int64_t other;
		int64_t other_tax;
	} vectors[] = {
	        {FTL_PAYER_CUSTOMER, FTL_BILL_LIST, 2401, 480, 0, 0},
	        {FTL_PAYER_CUSTOMER, FTL_BILL_RECOVER, 1201, 240, 0, 0},
	        {FTL_PAYER_MAKER, FTL_BILL_WARRANTY_MAKER, 0, 0, 2401, 480},
	        {FTL_PAYER_SUPPLIER, FTL_BILL_WARRANTY_SUPPLIER, 0, 0, 2401, 480},
	        {FTL_PAYER_SELLER, FTL_BILL_WARRANTY_SUPPLIER, 0, 0, 2401, 480},
	        {FTL_PAYER_INSURER, FTL_BILL_INSURANCE, 0, 0, 2401, 480},
	        {FTL_PAYER_CONTRACT, FTL_BILL_CONTRACT, 0, 0, 2401, 480},
	        {FTL_PAYER_SHOP, FTL_BILL_WARRANTY_OWN, 0, 0, 0, 0},
	        {FTL_PAYER_SHOP, FTL_BILL_GOODWILL, 0, 0, 0, 0},
	        {FTL_PAYER_SHOP, FTL_BILL_NO_CHARGE, 0, 0, 0, 0},
	        {FTL_PAYER_CUSTOMER, FTL_BILL_NO_CHARGE, 0, 0, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		struct ftl_line line = labour(vectors[i].payer, vectors[i].bill);
		struct ftl_line_amounts amounts;
		struct ftl_err err;

		assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_OK);
		assert_int_equal(amounts.cost_cents, 1201);
		assert_int_equal(amounts.list_cents, 2401);
		assert_int_equal(amounts.customer_cents, vectors[i].customer);
		assert_int_equal(amounts.customer_tax_cents, vectors[i].customer_tax);
		assert_int_equal(amounts.payer_cents, vectors[i].other);
		assert_int_equal(amounts.payer_tax_cents, vectors[i].other_tax);
	}
}

static void contradictions_of_payer_and_bill_code_are_refused(void **state)
{
	static const struct {
		enum ftl_payer payer;
		enum ftl_bill bill;
	} wrong[] = {
	        {FTL_PAYER_MAKER, FTL_BILL_LIST},
	        {FTL_PAYER_SHOP, FTL_BILL_RECOVER},
	        {FTL_PAYER_CUSTOMER, FTL_BILL_GOODWILL},
	        {FTL_PAYER_CUSTOMER, FTL_BILL_INSURANCE},
	        {FTL_PAYER_SELLER, FTL_BILL_WARRANTY_MAKER},
	        {FTL_PAYER_MAKER, FTL_BILL_NO_CHARGE},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(wrong); i++) {
		struct ftl_line line = labour(wrong[i].payer, wrong[i].bill);
		struct ftl_line_amounts amounts;
		struct ftl_err err;

		assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);
		assert_string_equal(err.field, "bill");
	}
}

static void halves_round_away_from_zero_once(void **state)
{
	struct ftl_line line = {
	        .class = FTL_PART,
	        .quantity_milli = 1500,
	        .unit_cost_cents = 3,     /* 4.5 */
	        .unit_price_cents = 33,   /* 49.5 */
	        .tax_basis_points = 1900, /* of 50: 9.5 */
	        .payer = FTL_PAYER_CUSTOMER,
	        .bill = FTL_BILL_LIST,
	};
	struct ftl_line_amounts amounts;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_OK);
	assert_int_equal(amounts.cost_cents, 5);
	assert_int_equal(amounts.list_cents, 50);
	assert_int_equal(amounts.customer_cents, 50);
	assert_int_equal(amounts.customer_tax_cents, 10);
}

static void line_out_of_range_is_refused(void **state)
{
	struct ftl_line line = labour(FTL_PAYER_CUSTOMER, FTL_BILL_LIST);
	struct ftl_line_amounts amounts;
	struct ftl_err err;

	(void)state;
	/* 9000000000000.01 × 100000 */
	line.unit_price_cents = INT64_C(900000000000001);
	line.quantity_milli = 100000000;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);
	assert_string_equal(err.field, "quantity");
	assert_string_equal(err.message, "line total out of range");
	/* The most a line may come to, and one cent more. */
	line.unit_price_cents = INT64_C(100000000000);
	line.quantity_milli = 1000;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_OK);
	assert_int_equal(amounts.customer_cents, INT64_C(100000000000));
	line.unit_price_cents++;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);
	line.unit_price_cents = 0;
	line.unit_cost_cents = INT64_C(100000000001);
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);

	line = labour(FTL_PAYER_CUSTOMER, FTL_BILL_LIST);
	line.quantity_milli = 0;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);
	assert_string_equal(err.field, "quantity");
	line.quantity_milli = 1000000001;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);
	line = labour(FTL_PAYER_CUSTOMER, FTL_BILL_LIST);
	line.tax_basis_points = 10001;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);
	assert_string_equal(err.field, "tax_rate");
	line.tax_basis_points = -1;
	assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_INVALID);
}

static void sums_stop_at_the_range_of_money(void **state)
{
	struct ftl_line_amounts total = {0};
	struct ftl_line_amounts one = {1, 2, 3, 4, 5, 6};
	struct ftl_line_amounts most = {.payer_tax_cents = FTL_MONEY_MAX};

	(void)state;
	assert_true(ftl_line_amounts_add(&total, &one));
	assert_true(ftl_line_amounts_add(&total, &one));
	assert_int_equal(total.cost_cents, 2);
	assert_int_equal(total.list_cents, 4);
	assert_int_equal(total.customer_cents, 6);
	assert_int_equal(total.payer_cents, 8);
	assert_int_equal(total.customer_tax_cents, 10);
	assert_int_equal(total.payer_tax_cents, 12);
	assert_false(ftl_line_amounts_add(&total, &most));
	assert_int_equal(total.cost_cents, 2);
	assert_int_equal(total.payer_tax_cents, 12);
}

static void payers_and_bill_codes_imply_each_other(void **state)
{
	(void)state;
	for (int payer = 0; payer < FTL_PAYERS; payer++) {
		struct ftl_line line =
		        labour((enum ftl_payer)payer, ftl_payer_bill((enum ftl_payer)payer));
		struct ftl_line_amounts amounts;
		struct ftl_err err;

		assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_OK);
	}
	for (int bill = 0; bill < FTL_BILLS; bill++) {
		struct ftl_line line =
		        labour(ftl_bill_payer((enum ftl_bill)bill), (enum ftl_bill)bill);
		struct ftl_line_amounts amounts;
		struct ftl_err err;

		assert_int_equal(ftl_line_amounts(&line, &amounts, &err), FTL_OK);
	}
	assert_int_equal(ftl_payer_bill(FTL_PAYER_CUSTOMER), FTL_BILL_LIST);
	assert_int_equal(ftl_payer_bill(FTL_PAYER_SHOP), FTL_BILL_WARRANTY_OWN);
}

static void warranty_jobs_are_those_somebody_else_answers_for(void **state)
{
	static const bool expected[FTL_BILLS] = {
	        [FTL_BILL_WARRANTY_MAKER] = true,    [FTL_BILL_WARRANTY_OWN] = true,
	        [FTL_BILL_WARRANTY_SUPPLIER] = true, [FTL_BILL_INSURANCE] = true,
	        [FTL_BILL_CONTRACT] = true,          [FTL_BILL_GOODWILL] = true,
	};

	(void)state;
	for (int bill = 0; bill < FTL_BILLS; bill++)
		assert_int_equal(ftl_bill_is_warranty((enum ftl_bill)bill), expected[bill]);
}

static void names_are_those_of_the_data_format(void **state)
{
	static const char *const classes[] = {"labour", "part", "freight", "other"};
	static const char *const payers[] = {"customer", "maker",    "seller", "supplier",
	                                     "insurer",  "contract", "shop"};
	static const char *const bills[] = {"list",         "recover",           "warranty_maker",
	                                    "warranty_own", "warranty_supplier", "insurance",
	                                    "contract",     "goodwill",          "no_charge"};
	static const char *const roles[] = {"front_desk", "technician", "manager"};

	(void)state;
	for (int i = 0; i < FTL_LINE_CLASSES; i++)
		assert_string_equal(ftl_line_class_names[i], classes[i]);
	for (int i = 0; i < FTL_PAYERS; i++)
		assert_string_equal(ftl_payer_names[i], payers[i]);
	for (int i = 0; i < FTL_BILLS; i++)
		assert_string_equal(ftl_bill_names[i], bills[i]);
	for (int i = 0; i < FTL_ROLES; i++)
		assert_string_equal(ftl_role_names[i], roles[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(bill_code_decides_who_pays_what),
	        cmocka_unit_test(contradictions_of_payer_and_bill_code_are_refused),
	        cmocka_unit_test(halves_round_away_from_zero_once),
	        cmocka_unit_test(line_out_of_range_is_refused),
	        cmocka_unit_test(sums_stop_at_the_range_of_money),
	        cmocka_unit_test(payers_and_bill_codes_imply_each_other),
	        cmocka_unit_test(warranty_jobs_are_those_somebody_else_answers_for),
	        cmocka_unit_test(names_are_those_of_the_data_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
