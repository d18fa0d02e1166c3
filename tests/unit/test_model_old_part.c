/* Who wants an old part back, how much of it is still to go, by when and what for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/old_part.h"
#include "helper_time.h"

/* Two new ones on an open job of a customer's, of which nobody wants the old ones. */
static struct ftl_old_part nobodys(void)
{
	return (struct ftl_old_part){.is_open = true,
	                             .payer = FTL_PAYER_CUSTOMER,
	                             .supplier_id = 7,
	                             .fitted_milli = 2000,
	                             .cost_cents = 5001,
	                             .received_on = date("2026-11-22")};
}

/* Of which it was put in before, and went out on a day. */
static struct ftl_old_part fitted_before(const char *used_on, int64_t months)
{
	struct ftl_old_part old = nobodys();

	old.warranty_months = ftl_some(months);
	old.before = (struct ftl_old_use){.line_id = 1,
	                                  .used_on = date(used_on),
	                                  .cost_cents = 3000,
	                                  .quantity_milli = 3000,
	                                  .supplier_id = 8,
	                                  .return_days = ftl_some(14)};
	return old;
}

static void a_payer_comes_before_a_warranty_and_that_before_a_deposit(void **state)
{
	struct ftl_old_part old = nobodys();

	(void)state;
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_FREE);
	old.is_wanted_back = true; /* by a payer, and the customer pays */
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_FREE);
	old = fitted_before("2026-01-01", 12);
	old.core_cents = ftl_some(1500);
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_WARRANTY);
	old.before.supplier_id = 0;
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_CORE);
	old.before.supplier_id = 8;
	old.is_wanted_back = true;
	old.payer = FTL_PAYER_MAKER;
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_PAYER);
	old.payer = FTL_PAYER_SHOP; /* on our own guarantee */
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_WARRANTY);
}

static void the_last_day_of_a_term_counts(void **state)
{
	static const struct {
		const char *used_on;
		int64_t months;
		enum ftl_old_claim claim;
	} cases[] = {
	        {"2025-11-22", 12, FTL_OLD_WARRANTY},
	        {"2025-11-21", 12, FTL_OLD_FREE},
	        {"2026-11-22", 1, FTL_OLD_WARRANTY},
	        {"2024-11-21", 24, FTL_OLD_FREE},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct ftl_old_part old = fitted_before(cases[i].used_on, cases[i].months);

		assert_int_equal(ftl_old_part_claim(&old), cases[i].claim);
	}
}

static void what_is_held_or_not_spoken_of_yet_is_still_to_go(void **state)
{
	struct ftl_old_part old = nobodys();

	(void)state;
	assert_int_equal(ftl_old_part_due(&old), 0);
	old.core_cents = ftl_some(1500);
	assert_int_equal(ftl_old_part_due(&old), 2000);
	old.boxed_milli = 500;
	assert_int_equal(ftl_old_part_due(&old), 1500);
	old.boxed_milli = 2000;
	assert_int_equal(ftl_old_part_due(&old), 0);
	old.boxed_milli = 0;
	old.is_open = false; /* and nobody spoke of it */
	assert_int_equal(ftl_old_part_due(&old), 0);
	old.fate = ftl_some(FTL_OLD_HELD);
	assert_int_equal(ftl_old_part_due(&old), 2000);
	old.fate = ftl_some(FTL_OLD_SCRAPPED);
	assert_int_equal(ftl_old_part_due(&old), 0);
	old.fate = ftl_some(FTL_OLD_HELD);
	old.is_wanted_back = true;
	old.payer = FTL_PAYER_INSURER;
	assert_int_equal(ftl_old_part_due(&old), 2000);
	old.is_sent_to_payer = true;
	assert_int_equal(ftl_old_part_due(&old), 0);
}

static void it_is_worth_what_they_give_for_it(void **state)
{
	struct ftl_old_part old = nobodys();
	int64_t cents;

	(void)state;
	assert_true(ftl_old_part_value(&old, 1000, &cents));
	assert_int_equal(cents, 0);
	old.core_cents = ftl_some(1500);
	old.core_days = ftl_some(30);
	assert_true(ftl_old_part_value(&old, 2000, &cents));
	assert_int_equal(cents, 3000);
	assert_int_equal(ftl_old_part_day(&old, 100).value, 130);
	/* Three cost 30.00 then. */
	old = fitted_before("2026-01-01", 12);
	assert_true(ftl_old_part_value(&old, 2000, &cents));
	assert_int_equal(cents, 2000);
	assert_int_equal(ftl_old_part_day(&old, 100).value, 114);
	assert_int_equal(ftl_old_part_due(&old), 2000);
	/* No more is claimed than went out: another line of the job took the place of two of three,
	 * and the third is in a box; then of all three, and a deposit is left. */
	old.before.other_milli = 2000;
	assert_int_equal(ftl_old_part_wanted(&old), 1000);
	assert_int_equal(ftl_old_part_due(&old), 1000);
	old.boxed_milli = 1000;
	assert_int_equal(ftl_old_part_due(&old), 0);
	old.boxed_milli = 0;
	old.before.other_milli = 3000;
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_FREE);
	assert_int_equal(ftl_old_part_wanted(&old), 0);
	old.core_cents = ftl_some(1500);
	assert_int_equal(ftl_old_part_claim(&old), FTL_OLD_CORE);
	assert_int_equal(ftl_old_part_due(&old), 2000);
	old.before.other_milli = 0;
	/* Two cost 50.01 now. */
	old.is_wanted_back = true;
	old.payer = FTL_PAYER_MAKER;
	assert_true(ftl_old_part_value(&old, 2000, &cents));
	assert_int_equal(cents, 5001);
	assert_false(ftl_old_part_day(&old, 100).has);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_payer_comes_before_a_warranty_and_that_before_a_deposit),
	        cmocka_unit_test(the_last_day_of_a_term_counts),
	        cmocka_unit_test(what_is_held_or_not_spoken_of_yet_is_still_to_go),
	        cmocka_unit_test(it_is_worth_what_they_give_for_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
