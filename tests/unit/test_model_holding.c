#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/holding.h"

#define SHELF                                                                                      \
	{                                                                                          \
		FTL_ACC_SHELF, 7, 0                                                                \
	}
#define JOB                                                                                        \
	{                                                                                          \
		FTL_ACC_JOB, 0, 9                                                                  \
	}
#define OUTSIDE(account)                                                                           \
	{                                                                                          \
		(account), 0, 0                                                                    \
	}

static void take(struct ftl_holding *holding, int64_t at, enum ftl_move_kind kind, int64_t quantity,
                 int64_t value, bool is_in)
{
	const struct ftl_stock_end outside =
	        kind == FTL_MOVE_ISSUE ? (struct ftl_stock_end)JOB
	                               : (struct ftl_stock_end)OUTSIDE(FTL_ACC_SUPPLIER);
	const struct ftl_stock_end shelf = SHELF;
	const struct ftl_stock_move move = {.at = at,
	                                    .kind = kind,
	                                    .quantity_milli = quantity,
	                                    .value_cents = value,
	                                    .from = is_in ? outside : shelf,
	                                    .to = is_in ? shelf : outside};

	ftl_holding_take(holding, &move, false);
}

static void a_holding_is_the_sum_of_its_moves(void **state)
{
	struct ftl_holding holding = {0};
	const struct ftl_stock_move difference = {.at = 40,
	                                          .kind = FTL_MOVE_VALUE,
	                                          .value_cents = 25,
	                                          .from = OUTSIDE(FTL_ACC_SHELF),
	                                          .to = OUTSIDE(FTL_ACC_ADJUSTMENT)};

	(void)state;
	assert_false(ftl_holding_idle_at(&holding).has);
	take(&holding, 10, FTL_MOVE_RECEIVE, 3000, 900, true);
	take(&holding, 20, FTL_MOVE_ISSUE, 1000, 300, false);
	assert_int_equal(holding.stock.quantity_milli, 2000);
	assert_int_equal(holding.stock.value_cents, 600);
	ftl_holding_take(&holding, &difference, false);
	assert_int_equal(holding.stock.quantity_milli, 2000);
	assert_int_equal(holding.stock.value_cents, 575);
}

/* Bought at 10, used at 20, all gone at 30, bought again at 40. */
static void stock_lies_idle_since_it_was_used_or_came_again(void **state)
{
	struct ftl_holding holding = {0};

	(void)state;
	take(&holding, 10, FTL_MOVE_RECEIVE, 3000, 900, true);
	assert_int_equal(ftl_holding_idle_at(&holding).value, 10);
	take(&holding, 20, FTL_MOVE_ISSUE, 1000, 300, false);
	assert_int_equal(ftl_holding_idle_at(&holding).value, 20);
	/* More of what is there already makes it no younger. */
	take(&holding, 25, FTL_MOVE_RECEIVE, 1000, 300, true);
	assert_int_equal(ftl_holding_idle_at(&holding).value, 20);
	take(&holding, 30, FTL_MOVE_ISSUE, 3000, 900, false);
	assert_false(ftl_holding_idle_at(&holding).has);
	take(&holding, 40, FTL_MOVE_RECEIVE, 1000, 300, true);
	assert_int_equal(ftl_holding_idle_at(&holding).value, 40);
	assert_int_equal(holding.used_at.value, 30);
}

static void a_use_that_was_a_mistake_is_none(void **state)
{
	struct ftl_holding holding = {0};
	const struct ftl_stock_move issue = {.at = 20,
	                                     .kind = FTL_MOVE_ISSUE,
	                                     .quantity_milli = 1000,
	                                     .value_cents = 300,
	                                     .from = SHELF,
	                                     .to = JOB};

	(void)state;
	take(&holding, 10, FTL_MOVE_RECEIVE, 3000, 900, true);
	ftl_holding_take(&holding, &issue, true);
	assert_int_equal(holding.stock.quantity_milli, 2000);
	assert_int_equal(ftl_holding_idle_at(&holding).value, 10);
}

static void pace_changes_on_the_day_that_is_named(void **state)
{
	const struct ftl_stock_limits limits = {.slow_days = 60, .dead_days = 150};

	(void)state;
	assert_int_equal(ftl_pace_of(59, &limits), FTL_PACE_MOVING);
	assert_int_equal(ftl_pace_of(60, &limits), FTL_PACE_SLOW);
	assert_int_equal(ftl_pace_of(149, &limits), FTL_PACE_SLOW);
	assert_int_equal(ftl_pace_of(150, &limits), FTL_PACE_DEAD);
}

/* A move, what it is of, and what each flow has of its 2 pieces for 5.00. */
static const struct {
	const char *what;
	struct ftl_stock_end from;
	struct ftl_stock_end to;
	enum ftl_move_kind kind;
	bool is_reverse;
	int signs[FTL_FLOWS];
} flows[] = {
        {"received",
         OUTSIDE(FTL_ACC_SUPPLIER),
         SHELF,
         FTL_MOVE_RECEIVE,
         false,
         {[FTL_FLOW_RECEIVED] = 1}},
        {"a delivery that was a mistake",
         SHELF,
         OUTSIDE(FTL_ACC_SUPPLIER),
         FTL_MOVE_RECEIVE,
         true,
         {[FTL_FLOW_RECEIVED] = -1}},
        {"issued", SHELF, JOB, FTL_MOVE_ISSUE, false, {[FTL_FLOW_USED] = 1}},
        {"issued of what was reserved",
         {FTL_ACC_RESERVED, 7, 9},
         JOB,
         FTL_MOVE_ISSUE,
         false,
         {[FTL_FLOW_USED] = 1}},
        {"issued by mistake", JOB, SHELF, FTL_MOVE_ISSUE, true, {[FTL_FLOW_USED] = -1}},
        {"given back", JOB, SHELF, FTL_MOVE_GIVE_BACK, false, {[FTL_FLOW_USED] = -1}},
        {"reserved", SHELF, {FTL_ACC_RESERVED, 7, 9}, FTL_MOVE_RESERVE, false, {0}},
        {"gone out", JOB, {FTL_ACC_CUSTOMER, 0, 9}, FTL_MOVE_USE, false, {0}},
        {"dead", JOB, OUTSIDE(FTL_ACC_RETURNS), FTL_MOVE_DEAD, false, {[FTL_FLOW_DEAD] = 1}},
        {"dead by mistake",
         OUTSIDE(FTL_ACC_RETURNS),
         JOB,
         FTL_MOVE_DEAD,
         true,
         {[FTL_FLOW_DEAD] = -1}},
        {"wrong, and back on the shelf",
         JOB,
         SHELF,
         FTL_MOVE_WRONG,
         false,
         {[FTL_FLOW_WRONG] = 1, [FTL_FLOW_USED] = -1}},
        {"wrong, to be sent back",
         JOB,
         OUTSIDE(FTL_ACC_RETURNS),
         FTL_MOVE_WRONG,
         false,
         {[FTL_FLOW_WRONG] = 1}},
        {"missing in a count",
         SHELF,
         OUTSIDE(FTL_ACC_ADJUSTMENT),
         FTL_MOVE_COUNT,
         false,
         {[FTL_FLOW_COUNTED] = 1}},
        {"found in a count",
         OUTSIDE(FTL_ACC_ADJUSTMENT),
         SHELF,
         FTL_MOVE_COUNT,
         false,
         {[FTL_FLOW_COUNTED] = -1}},
        {"a find that was a mistake",
         SHELF,
         OUTSIDE(FTL_ACC_ADJUSTMENT),
         FTL_MOVE_COUNT,
         true,
         {[FTL_FLOW_COUNTED] = 1}},
        {"scrapped",
         SHELF,
         OUTSIDE(FTL_ACC_SCRAP),
         FTL_MOVE_SCRAP,
         false,
         {[FTL_FLOW_SCRAPPED] = 1}},
        {"refused by its supplier, and thrown away",
         OUTSIDE(FTL_ACC_SUPPLIER),
         OUTSIDE(FTL_ACC_SCRAP),
         FTL_MOVE_REFUSED,
         false,
         {[FTL_FLOW_SCRAPPED] = 1}},
        {"that was a mistake",
         OUTSIDE(FTL_ACC_SCRAP),
         OUTSIDE(FTL_ACC_SUPPLIER),
         FTL_MOVE_REFUSED,
         true,
         {[FTL_FLOW_SCRAPPED] = -1}},
        {"refused by its supplier, and kept",
         OUTSIDE(FTL_ACC_SUPPLIER),
         SHELF,
         FTL_MOVE_REFUSED,
         false,
         {0}},
        {"broken", JOB, OUTSIDE(FTL_ACC_SCRAP), FTL_MOVE_DAMAGE, false, {[FTL_FLOW_DAMAGED] = 1}},
        {"moved", SHELF, {FTL_ACC_VENDOR, 8, 0}, FTL_MOVE_TRANSFER, false, {0}},
        {"there before the ledger", OUTSIDE(FTL_ACC_ADJUSTMENT), SHELF, FTL_MOVE_OPEN, false, {0}},
        {"sent back",
         OUTSIDE(FTL_ACC_RETURNS),
         OUTSIDE(FTL_ACC_SUPPLIER),
         FTL_MOVE_SEND_BACK,
         false,
         {0}},
};

static void every_move_counts_for_its_flows(void **state)
{
	(void)state;
	for (size_t i = 0; i < FTL_COUNT(flows); i++) {
		const struct ftl_stock_move move = {.kind = flows[i].is_reverse ? FTL_MOVE_REVERSE
		                                                                : flows[i].kind,
		                                    .quantity_milli = 2000,
		                                    .value_cents = 500,
		                                    .from = flows[i].from,
		                                    .to = flows[i].to};
		struct ftl_stock_sum got[FTL_FLOWS];

		ftl_stock_flows(&move, flows[i].kind, got);
		for (int flow = 0; flow < FTL_FLOWS; flow++) {
			if (got[flow].quantity_milli != INT64_C(2000) * flows[i].signs[flow] ||
			    got[flow].value_cents != INT64_C(500) * flows[i].signs[flow])
				fail_msg("%s: flow %d", flows[i].what, flow);
		}
	}
	assert_true(ftl_flow_is_loss(FTL_FLOW_COUNTED));
	assert_true(ftl_flow_is_loss(FTL_FLOW_SCRAPPED));
	assert_true(ftl_flow_is_loss(FTL_FLOW_DAMAGED));
	assert_false(ftl_flow_is_loss(FTL_FLOW_DEAD));
	assert_false(ftl_flow_is_loss(FTL_FLOW_USED));
}

static void cover_is_what_is_held_by_what_is_used_a_day(void **state)
{
	(void)state;
	/* 30 pieces, 10 used in 31 days: 93 days. */
	assert_int_equal(ftl_cover_seconds(30000, 10000, 31).value, INT64_C(93) * 86400);
	/* 1 piece, 3 used in 1 day: 8 hours. */
	assert_int_equal(ftl_cover_seconds(1000, 3000, 1).value, 8 * 3600);
	assert_int_equal(ftl_cover_seconds(-1000, 3000, 1).value, 0);
	assert_true(ftl_cover_seconds(-1000, 3000, 1).has);
	assert_false(ftl_cover_seconds(1000, 0, 31).has);
	assert_false(ftl_cover_seconds(1000, -1000, 31).has);
}

static void what_is_beyond_enough_has_its_share_of_the_value(void **state)
{
	const struct ftl_stock_sum stock = {10000, 1000};
	struct ftl_stock_sum over;

	(void)state;
	/* 3 used in 30 days: 60 days need 6, and 4 of 10 for 10.00 are over. */
	over = ftl_stock_over(&stock, 3000, 30, 60, 1000);
	assert_int_equal(over.quantity_milli, 4000);
	assert_int_equal(over.value_cents, 400);
	/* 100 days need all. */
	over = ftl_stock_over(&stock, 3000, 30, 100, 1000);
	assert_int_equal(over.quantity_milli, 0);
	assert_int_equal(over.value_cents, 0);
	over = ftl_stock_over(&stock, 0, 30, 60, 1000);
	assert_int_equal(over.quantity_milli, 0);
	/* 4 used in 30 days: 20 days need 2.667 of it, which of pieces are 3, and of metres 2.667.
	 */
	over = ftl_stock_over(&stock, 4000, 30, 20, 1000);
	assert_int_equal(over.quantity_milli, 7000);
	assert_int_equal(over.value_cents, 700);
	over = ftl_stock_over(&stock, 4000, 30, 20, 1);
	assert_int_equal(over.quantity_milli, 7333);
	assert_int_equal(over.value_cents, 733);
	/* A hair more than 9 pieces are 10, which are all. */
	over = ftl_stock_over(&stock, 9001, 1000, 1000, 1000);
	assert_int_equal(over.quantity_milli, 0);
}

static void places_share_the_value_to_the_cent(void **state)
{
	/* 3 pieces for 1.00 at three places: 33, then 67 - 33, then 100 - 67. */
	const struct ftl_stock_sum stock = {3000, 100};
	const struct ftl_stock_sum none = {0, 0};

	(void)state;
	assert_int_equal(ftl_stock_value_at(&stock, 0, 1000), 33);
	assert_int_equal(ftl_stock_value_at(&stock, 1000, 1000), 34);
	assert_int_equal(ftl_stock_value_at(&stock, 2000, 1000), 33);
	/* Less than nothing at one place, more than all at another. */
	assert_int_equal(ftl_stock_value_at(&stock, 0, -3000), -100);
	assert_int_equal(ftl_stock_value_at(&stock, -3000, 6000), 200);
	assert_int_equal(ftl_stock_value_at(&none, 0, 1000), 0);
}

static void a_need_is_filled_when_all_of_it_was_there(void **state)
{
	(void)state;
	assert_true(ftl_part_need_is_filled(&(struct ftl_part_need){2000, 0, 2000}));
	assert_false(ftl_part_need_is_filled(&(struct ftl_part_need){2000, 0, 1000}));
	assert_false(ftl_part_need_is_filled(&(struct ftl_part_need){1000, 0, 0}));
	/* Of three that were needed two were there; one was given back since. */
	assert_false(ftl_part_need_is_filled(&(struct ftl_part_need){2000, 1000, 2000}));
	assert_int_equal(ftl_part_need_milli(&(struct ftl_part_need){2000, 1000, 2000}), 3000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_holding_is_the_sum_of_its_moves),
	        cmocka_unit_test(stock_lies_idle_since_it_was_used_or_came_again),
	        cmocka_unit_test(a_use_that_was_a_mistake_is_none),
	        cmocka_unit_test(pace_changes_on_the_day_that_is_named),
	        cmocka_unit_test(every_move_counts_for_its_flows),
	        cmocka_unit_test(cover_is_what_is_held_by_what_is_used_a_day),
	        cmocka_unit_test(what_is_beyond_enough_has_its_share_of_the_value),
	        cmocka_unit_test(places_share_the_value_to_the_cent),
	        cmocka_unit_test(a_need_is_filled_when_all_of_it_was_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
