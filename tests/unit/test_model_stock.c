#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/money.h"
#include "fettle/model/part.h"
#include "fettle/model/stock.h"

/* Expected values are worked out by hand, from the rule in stock.h. */

static const struct ftl_stock_sum none = {0};

static struct ftl_stock_move in(int64_t milli, int64_t cents)
{
	return (struct ftl_stock_move){.kind = FTL_MOVE_RECEIVE,
	                               .quantity_milli = milli,
	                               .value_cents = cents,
	                               .from = {FTL_ACC_SUPPLIER, 0, 0},
	                               .to = {FTL_ACC_SHELF, 1, 0}};
}

static struct ftl_stock_move out(int64_t milli)
{
	return (struct ftl_stock_move){.kind = FTL_MOVE_ISSUE,
	                               .quantity_milli = milli,
	                               .from = {FTL_ACC_SHELF, 1, 0},
	                               .to = {FTL_ACC_JOB, 0, 9}};
}

/* What a move out of the stock is worth, and the stock after it. */
static int64_t take(struct ftl_stock_sum *stock, int64_t milli, int64_t unit_cents,
                    int64_t *ret_difference)
{
	struct ftl_stock_move move = out(milli);

	assert_true(
	        ftl_stock_value(&move, stock, &none, ftl_none(), unit_cents, &move.value_cents));
	assert_true(ftl_stock_settle(&move, stock, ret_difference));
	return move.value_cents;
}

static void put(struct ftl_stock_sum *stock, int64_t milli, int64_t cents, int64_t *ret_difference)
{
	const struct ftl_stock_move move = in(milli, cents);

	assert_true(ftl_stock_settle(&move, stock, ret_difference));
}

static void assert_sum(struct ftl_stock_sum sum, int64_t milli, int64_t cents)
{
	assert_int_equal(sum.quantity_milli, milli);
	assert_int_equal(sum.value_cents, cents);
}

/* Three pieces for 10.00: 3.33 (a third of 10.00), 3.34 (half of 6.67 is 3.335, rounded away from
 * zero), and 3.33 that is left. */
static void test_three_for_ten_lose_no_cent(void **state)
{
	struct ftl_stock_sum stock = {0};
	int64_t difference;

	(void)state;
	put(&stock, 3000, 1000, &difference);
	assert_int_equal(take(&stock, 1000, 0, &difference), 333);
	assert_int_equal(take(&stock, 1000, 0, &difference), 334);
	assert_int_equal(take(&stock, 1000, 0, &difference), 333);
	assert_sum(stock, 0, 0);
	assert_int_equal(difference, 0);
}

/* Ten at 2.00 and ten at 3.00 are twenty for 50.00: four of them cost 10.00. */
static void test_deliveries_make_one_average(void **state)
{
	struct ftl_stock_sum stock = {0};
	int64_t difference;

	(void)state;
	put(&stock, 10000, 2000, &difference);
	put(&stock, 10000, 3000, &difference);
	assert_int_equal(take(&stock, 4000, 0, &difference), 1000);
	assert_sum(stock, 16000, 4000);
}

/* Four are used and one is there, for 2.00: the other three are booked at 2.50 each by the price
 * list, 9.50 in all. Five come for 3.00 each, 15.00: three of them, 9.00, cover what was booked at
 * 7.50, so that 1.50 leaves the stock, and the two that are left are worth 6.00. */
static void test_what_was_used_too_early_is_covered_by_the_next_delivery(void **state)
{
	struct ftl_stock_sum stock = {0};
	int64_t difference;

	(void)state;
	put(&stock, 1000, 200, &difference);
	assert_int_equal(take(&stock, 4000, 250, &difference), 950);
	assert_sum(stock, -3000, -750);
	assert_int_equal(difference, 0);
	put(&stock, 5000, 1500, &difference);
	assert_int_equal(difference, 150);
	assert_sum(stock, 2000, 600);
}

/* Two of the three that lack come for 2.00 each: booked at 5.00, paid with 4.00, so that 1.00 comes
 * into the stock; one still lacks, at 2.50. */
static void test_a_delivery_may_cover_a_part_of_what_lacks(void **state)
{
	struct ftl_stock_sum stock = {-3000, -750};
	int64_t difference;

	(void)state;
	put(&stock, 2000, 400, &difference);
	assert_int_equal(difference, -100);
	assert_sum(stock, -1000, -250);
}

/* Ten for 10.00 and ten for 20.00; ten are used at 15.00. The second delivery was a mistake: taking
 * 20.00 out leaves nothing for 5.00 less than nothing, which comes into the stock as a difference.
 */
static void test_a_delivery_taken_back_after_use_leaves_a_difference(void **state)
{
	struct ftl_stock_sum stock = {0};
	struct ftl_stock_move back = {.kind = FTL_MOVE_REVERSE,
	                              .quantity_milli = 10000,
	                              .from = {FTL_ACC_SHELF, 1, 0},
	                              .to = {FTL_ACC_SUPPLIER, 0, 0}};
	int64_t difference;

	(void)state;
	put(&stock, 10000, 1000, &difference);
	put(&stock, 10000, 2000, &difference);
	assert_int_equal(take(&stock, 10000, 0, &difference), 1500);
	assert_true(ftl_stock_value(&back, &stock, &none, ftl_some(2000), 0, &back.value_cents));
	assert_int_equal(back.value_cents, 2000);
	assert_true(ftl_stock_settle(&back, &stock, &difference));
	assert_int_equal(difference, -500);
	assert_sum(stock, 0, 0);
}

/* A job has two for 30.00 together, of two issues at 10.00 and 20.00: each is worth 15.00 there. */
static void test_a_job_gives_back_its_share(void **state)
{
	const struct ftl_stock_sum stock = {5000, 5000}, job = {2000, 3000};
	const struct ftl_stock_move back = {.kind = FTL_MOVE_GIVE_BACK,
	                                    .quantity_milli = 1000,
	                                    .from = {FTL_ACC_JOB, 0, 9},
	                                    .to = {FTL_ACC_SHELF, 1, 0}};
	int64_t value;

	(void)state;
	assert_true(ftl_stock_value(&back, &stock, &job, ftl_some(999), 1, &value));
	assert_int_equal(value, 1500);
}

/* One for 22.10 and one for 1.00 were thrown away: what is taken back has the value it had. */
static void test_what_was_thrown_away_by_mistake_is_worth_what_it_was(void **state)
{
	const struct ftl_stock_sum scrap = {2000, 2310};
	const struct ftl_stock_move back = {.kind = FTL_MOVE_REVERSE,
	                                    .quantity_milli = 1000,
	                                    .from = {FTL_ACC_SCRAP, 0, 0},
	                                    .to = {FTL_ACC_SUPPLIER, 0, 0}};
	int64_t value;

	(void)state;
	assert_true(ftl_stock_value(&back, &none, &scrap, ftl_some(2210), 1, &value));
	assert_int_equal(value, 2210);
}

static void test_within_the_stock_no_value_moves(void **state)
{
	struct ftl_stock_sum stock = {5000, 1234};
	const struct ftl_stock_move reserve = {.kind = FTL_MOVE_RESERVE,
	                                       .quantity_milli = 2000,
	                                       .from = {FTL_ACC_SHELF, 1, 0},
	                                       .to = {FTL_ACC_RESERVED, 1, 9}};
	int64_t value, difference;

	(void)state;
	assert_true(ftl_stock_value(&reserve, &stock, &none, ftl_none(), 7, &value));
	assert_int_equal(value, 0);
	assert_true(ftl_stock_settle(&reserve, &stock, &difference));
	assert_int_equal(difference, 0);
	assert_sum(stock, 5000, 1234);
}

/* Two more are found: at the average, or where nothing is in stock at the price of the list. */
static void test_what_a_count_finds_is_worth_the_average(void **state)
{
	struct ftl_stock_move found = {.kind = FTL_MOVE_COUNT,
	                               .quantity_milli = 2000,
	                               .from = {FTL_ACC_ADJUSTMENT, 0, 0},
	                               .to = {FTL_ACC_SHELF, 1, 0}};
	const struct ftl_stock_sum stock = {4000, 1000};
	int64_t value;

	(void)state;
	assert_true(ftl_stock_value(&found, &stock, &none, ftl_none(), 99, &value));
	assert_int_equal(value, 500);
	assert_true(ftl_stock_value(&found, &none, &none, ftl_none(), 99, &value));
	assert_int_equal(value, 198);
}

static void test_what_is_too_much_is_refused(void **state)
{
	struct ftl_stock_sum stock = {0};
	const struct ftl_stock_move many = in(FTL_STOCK_MOST, 1), worth = in(1000, FTL_MONEY_MAX);
	struct ftl_stock_move all = out(FTL_STOCK_MOST);
	int64_t difference;

	(void)state;
	assert_true(ftl_stock_settle(&many, &stock, &difference));
	assert_false(ftl_stock_settle(&many, &stock, &difference));
	assert_sum(stock, FTL_STOCK_MOST, 1);
	stock = none;
	assert_true(ftl_stock_settle(&worth, &stock, &difference));
	assert_false(ftl_stock_settle(&worth, &stock, &difference));
	assert_false(
	        ftl_stock_value(&all, &none, &none, ftl_none(), FTL_MONEY_MAX, &all.value_cents));
}

/* A kind goes between its own accounts, with what belongs to them. */
static void test_only_moves_of_their_kind_are_made(void **state)
{
	struct ftl_stock_move move = in(1000, 100);
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_stock_move_check(&move, &err), FTL_OK);
	move.to = (struct ftl_stock_end){FTL_ACC_JOB, 0, 9};
	assert_int_equal(ftl_stock_move_check(&move, &err), FTL_INTERNAL);
	move = in(1000, 100);
	move.to.place_id = 0;
	assert_int_equal(ftl_stock_move_check(&move, &err), FTL_INTERNAL);
	move = in(0, 100);
	assert_int_equal(ftl_stock_move_check(&move, &err), FTL_INTERNAL);
	move = in(1000, 100);
	move.reverses_id = 3;
	assert_int_equal(ftl_stock_move_check(&move, &err), FTL_INTERNAL);
}

static void test_a_line_is_as_far_as_all_of_it(void **state)
{
	struct ftl_part_progress progress = {.needed_milli = 3000};

	(void)state;
	assert_int_equal(ftl_part_state_of(&progress), FTL_PART_NEEDED);
	assert_int_equal(ftl_part_missing(&progress), 3000);
	progress.ordered_milli = 3000;
	assert_int_equal(ftl_part_state_of(&progress), FTL_PART_ORDERED);
	progress.reserved_milli = 2000;
	assert_int_equal(ftl_part_state_of(&progress), FTL_PART_ORDERED);
	progress.on_job_milli = 1000;
	assert_int_equal(ftl_part_state_of(&progress), FTL_PART_RESERVED);
	assert_int_equal(ftl_part_missing(&progress), 0);
	progress.on_job_milli = 3000;
	progress.reserved_milli = 0;
	assert_int_equal(ftl_part_state_of(&progress), FTL_PART_ISSUED);
	progress.on_job_milli = 0;
	progress.used_milli = 3000;
	assert_int_equal(ftl_part_state_of(&progress), FTL_PART_USED);
}

static void test_a_quantity_names_its_unit_but_for_pieces(void **state)
{
	FTL_ARENA(arena);
	const struct ftl_part filter = {.unit = FTL_UNIT_PIECE}, cable = {.unit = FTL_UNIT_METRE};

	(void)state;
	assert_string_equal(ftl_stock_words(&arena, &filter, 2000), "2");
	assert_string_equal(ftl_stock_words(&arena, &cable, 500), "0.5 metre");
	assert_string_equal(ftl_stock_words(&arena, &cable, -1250), "-1.25 metre");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(test_three_for_ten_lose_no_cent),
	        cmocka_unit_test(test_deliveries_make_one_average),
	        cmocka_unit_test(test_what_was_used_too_early_is_covered_by_the_next_delivery),
	        cmocka_unit_test(test_a_delivery_may_cover_a_part_of_what_lacks),
	        cmocka_unit_test(test_a_delivery_taken_back_after_use_leaves_a_difference),
	        cmocka_unit_test(test_a_job_gives_back_its_share),
	        cmocka_unit_test(test_what_was_thrown_away_by_mistake_is_worth_what_it_was),
	        cmocka_unit_test(test_within_the_stock_no_value_moves),
	        cmocka_unit_test(test_what_a_count_finds_is_worth_the_average),
	        cmocka_unit_test(test_what_is_too_much_is_refused),
	        cmocka_unit_test(test_only_moves_of_their_kind_are_made),
	        cmocka_unit_test(test_a_line_is_as_far_as_all_of_it),
	        cmocka_unit_test(test_a_quantity_names_its_unit_but_for_pieces),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
