#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/provision.h"
#include "helper_time.h"

/* 2 % from 2026-01-01, 3 % from 2026-06-01, none from 2026-09-01, 1 % from 2026-10-01. */
#define RATES                                                                                      \
	{                                                                                          \
		{4, date("2026-10-01"), ftl_some(100)}, {3, date("2026-09-01"), ftl_none()},       \
		        {2, date("2026-06-01"), ftl_some(300)},                                    \
		{                                                                                  \
			1, date("2026-01-01"), ftl_some(200)                                       \
		}                                                                                  \
	}

static void the_rate_is_the_one_that_began_last(void **state)
{
	const struct ftl_provision_rate rates[] = RATES;
	const struct ftl_provisions p = {.rates = rates, .rate_count = 4};

	(void)state;
	assert_false(ftl_provision_rate_on(&p, date("2025-12-31")).has);
	assert_int_equal(ftl_provision_rate_on(&p, date("2026-01-01")).value, 200);
	assert_int_equal(ftl_provision_rate_on(&p, date("2026-05-31")).value, 200);
	assert_int_equal(ftl_provision_rate_on(&p, date("2026-06-01")).value, 300);
	assert_false(ftl_provision_rate_on(&p, date("2026-09-15")).has);
	assert_int_equal(ftl_provision_rate_on(&p, date("2027-01-01")).value, 100);
}

static void a_span_has_a_rate_when_one_of_its_days_has(void **state)
{
	const struct ftl_provision_rate rates[] = RATES;
	const struct ftl_provisions p = {.rates = rates, .rate_count = 4};

	(void)state;
	assert_false(ftl_provision_has_rate(&p, date("2025-01-01"), date("2025-12-31")));
	assert_true(ftl_provision_has_rate(&p, date("2025-01-01"), date("2026-01-01")));
	assert_false(ftl_provision_has_rate(&p, date("2026-09-01"), date("2026-09-30")));
	assert_true(ftl_provision_has_rate(&p, date("2026-08-31"), date("2026-09-30")));
	assert_true(ftl_provision_has_rate(&p, date("2026-09-05"), date("2026-10-01")));
}

/* 100.00 billed, handed over on 1 March, 90 days: the last one is 30 May. */
static void what_is_needed_falls_by_equal_parts(void **state)
{
	const struct ftl_provision_rate rates[] = RATES;
	const struct ftl_provisions p = {.rates = rates, .rate_count = 4};
	const struct ftl_guarantee g = {true, date("2026-03-01"), ftl_some(date("2026-05-30"))};

	(void)state;
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-02-28")), 0);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-03-01")), 200);
	/* 89 of 90 days: 1.9777… */
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-03-02")), 198);
	/* 45 of 90 days. */
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-04-15")), 100);
	/* Half of 0.01 is rounded away from zero. */
	assert_int_equal(ftl_provision_needed(&p, &g, 50, date("2026-04-15")), 1);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-05-29")), 2);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-05-30")), 0);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-06-30")), 0);
}

/* 100.00 billed on 1 May for 180 days, until 28 October. */
static void a_day_has_its_own_rate(void **state)
{
	const struct ftl_provision_rate rates[] = RATES;
	const struct ftl_provisions p = {.rates = rates, .rate_count = 4};
	const struct ftl_guarantee g = {true, date("2026-05-01"), ftl_some(date("2026-10-28"))};

	(void)state;
	/* 150 of 180 days at 2 %: 1.67; 149 at 3 %: 2.48; 58 without; 27 at 1 %: 0.15. */
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-05-31")), 167);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-06-01")), 248);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-09-01")), 0);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-10-01")), 15);
}

static void a_guarantee_without_an_end_is_never_released(void **state)
{
	const struct ftl_provision_rate rates[] = RATES;
	const struct ftl_provisions p = {.rates = rates, .rate_count = 4};
	const struct ftl_guarantee g = {true, date("2026-03-01"), ftl_none()};
	const struct ftl_guarantee none = {false, date("2026-03-01"), ftl_none()};

	(void)state;
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2026-03-01")), 200);
	assert_int_equal(ftl_provision_needed(&p, &g, 10000, date("2036-03-01")), 100);
	assert_int_equal(ftl_provision_needed(&p, &none, 10000, date("2026-03-01")), 0);
}

static void changes_are_what_remains(void **state)
{
	const struct ftl_provision_roll roll = {10000, 2500, 4000, 7000};

	(void)state;
	/* 100.00 + 25.00 − 15.00 − 40.00 = 70.00. */
	assert_int_equal(ftl_provision_changes(&roll), -1500);
}

static void without_a_term_the_usual_days_count(void **state)
{
	FTL_ARENA(arena);
	struct ftl_provisions p = {.usual_days = 90};
	struct ftl_guarantee g =
	        ftl_guarantee_find(&p, NULL, &arena, "Sony", NULL, date("2026-03-01"));

	(void)state;
	assert_true(g.is_given);
	assert_int_equal(g.starts_on, date("2026-03-01"));
	assert_int_equal(g.ends_on.value, date("2026-05-30"));
	p.usual_days = 0;
	g = ftl_guarantee_find(&p, NULL, &arena, "Sony", NULL, date("2026-03-01"));
	assert_false(g.is_given);
}

static void the_class_and_the_term_that_end_last_count(void **state)
{
	FTL_ARENA(arena);
	static const char *const brands[] = {"Sony"};
	static const char *const categories[] = {"Coffee maker"};
	const struct ftl_term general = {
	        .basis = FTL_TERM_HAND_OVER,
	        .shares = {[FTL_LABOUR] = {100, 90, FTL_TERM_DAY},
	                   [FTL_PART] = {100, 6, FTL_TERM_MONTH},
	                   [FTL_OTHER] = {0, 9, FTL_TERM_YEAR}},
	};
	const struct ftl_term of_sony = {.basis = FTL_TERM_HAND_OVER,
	                                 .shares = {[FTL_LABOUR] = {50, 1, FTL_TERM_YEAR}}};
	const struct ftl_term for_life = {.basis = FTL_TERM_HAND_OVER,
	                                  .shares = {[FTL_PART] = {100, 1, FTL_TERM_LIFETIME}}};
	const struct ftl_term of_nothing = {.basis = FTL_TERM_HAND_OVER};
	const struct ftl_repair_term terms[] = {
	        {.term = &general, .from = date("2026-01-01"), .before = date("2026-07-01")},
	        {.term = &of_sony,
	         .from = 0,
	         .before = INT32_MAX,
	         .brands = brands,
	         .brand_count = 1},
	        {.term = &for_life,
	         .from = 0,
	         .before = INT32_MAX,
	         .categories = categories,
	         .category_count = 1},
	        {.term = &of_nothing, .from = date("2027-01-01"), .before = INT32_MAX},
	};
	const struct ftl_provisions p = {.terms = terms, .term_count = 4, .usual_days = 30};

	(void)state;
	const struct {
		const char *brand, *category, *on, *end;
	} vectors[] = {
	        /* 31 March and 6 months: clamped to the end of September. */
	        {"Bosch", NULL, "2026-03-31", "2026-09-30"},
	        {NULL, NULL, "2026-06-30", "2026-12-30"},
	        {" sony", NULL, "2026-03-31", "2027-03-31"},
	        /* The general term ends before that day: the usual days. */
	        {"Bosch", NULL, "2026-07-01", "2026-07-31"},
	        {"Sony", NULL, "2026-07-01", "2027-07-01"},
	        {"Bosch", "coffee maker", "2026-07-01", NULL},
	        {"Sony", "Coffee maker", "2026-07-01", NULL},
	};
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		struct ftl_guarantee g =
		        ftl_guarantee_find(&p, NULL, &arena, vectors[i].brand, vectors[i].category,
		                           date(vectors[i].on));
		assert_true(g.is_given);
		assert_int_equal(g.ends_on.has, vectors[i].end != NULL);
		if (vectors[i].end != NULL)
			assert_int_equal(g.ends_on.value, date(vectors[i].end));
	}
	/* A term that covers nothing stands in the place of the usual days. */
	assert_false(
	        ftl_guarantee_find(&p, NULL, &arena, "Bosch", NULL, date("2027-01-01")).is_given);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_rate_is_the_one_that_began_last),
	        cmocka_unit_test(a_span_has_a_rate_when_one_of_its_days_has),
	        cmocka_unit_test(what_is_needed_falls_by_equal_parts),
	        cmocka_unit_test(a_day_has_its_own_rate),
	        cmocka_unit_test(a_guarantee_without_an_end_is_never_released),
	        cmocka_unit_test(changes_are_what_remains),
	        cmocka_unit_test(without_a_term_the_usual_days_count),
	        cmocka_unit_test(the_class_and_the_term_that_end_last_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
