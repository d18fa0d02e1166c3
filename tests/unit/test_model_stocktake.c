/* What a count and the ledger of parts differ by, whatever moves while it is counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/stocktake.h"

#define PLACE 7
#define OTHER 8

/*
 * A line's story, an id for each letter from 1 on: s one is scanned, c it is typed that three are
 * there, n that none is, r it is to be counted again; x something else is counted; i one is issued,
 * d one is delivered, k one is kept for a job at the place, m one comes from another place. The
 * ledger begins with so many.
 */
struct told {
	struct ftl_stocktake_count count;
	struct ftl_stocktake_found found;
};

static struct ftl_stock_move move_of(char letter, int64_t id)
{
	const struct ftl_stock_end here = {FTL_ACC_SHELF, PLACE, 0};
	struct ftl_stock_move move = {.id = id, .quantity_milli = 1000};

	if (letter == 'i' || letter == 'k')
		move.from = here;
	else
		move.to = here;
	if (letter == 'i')
		move.to = (struct ftl_stock_end){FTL_ACC_JOB, 0, 1};
	if (letter == 'k')
		move.to = (struct ftl_stock_end){FTL_ACC_RESERVED, PLACE, 1};
	if (letter == 'd')
		move.from.account = FTL_ACC_SUPPLIER;
	if (letter == 'm')
		move.from = (struct ftl_stock_end){FTL_ACC_SHELF, OTHER, 0};
	return move;
}

static bool is_move(char letter)
{
	return strchr("idkm", letter) != NULL;
}

static struct told tell(const char *story, int64_t ledger, bool is_piece)
{
	struct told told = {0};
	struct ftl_stocktake_drift drift = {0};
	int64_t known = ledger * 1000;

	for (int64_t id = 1; story[id - 1] != '\0'; id++) {
		char letter = story[id - 1];
		struct ftl_stocktake_event event = {.id = id,
		                                    .act = letter == 's' ? FTL_STOCKTAKE_SCAN
		                                           : strchr("cn", letter) != NULL
		                                                   ? FTL_STOCKTAKE_COUNT
		                                                   : FTL_STOCKTAKE_RECOUNT,
		                                    .ledger_id = id,
		                                    .counted_at = 100 + id,
		                                    .expected_milli = known,
		                                    .staff = "petra"};

		if (letter == 'x')
			continue;
		if (is_move(letter)) {
			struct ftl_stock_move move = move_of(letter, id);

			known += ftl_stocktake_moved(&move, PLACE);
			continue;
		}
		event.quantity_milli = letter == 'c' ? 3000 : letter == 's' ? 1000 : 0;
		ftl_stocktake_fold(&told.count, is_piece, &event);
	}
	if (told.count.is_going_on && strchr(story + told.count.event_id, 'x') != NULL)
		told.count.until_id = strchr(story + told.count.event_id, 'x') - story + 1;
	for (int64_t id = told.count.first_id; id > 0 && story[id - 1] != '\0'; id++) {
		if (is_move(story[id - 1])) {
			struct ftl_stock_move move = move_of(story[id - 1], id);

			ftl_stocktake_drift_add(&drift, &told.count, PLACE, is_piece, &move);
		}
	}
	told.found = ftl_stocktake_find(&told.count, &drift);
	return told;
}

static void a_count_is_held_against_the_ledger_of_its_moment(void **state)
{
	static const struct {
		const char *story;
		int64_t ledger;
		int64_t difference;
	} cases[] = {
	        {"c", 3, 0},
	        {"c", 4, -1000},
	        {"c", 1, 2000},
	        {"c", -1, 4000}, /* more was used than was there */
	        /* What moved before it is no longer there; what moves after it changes nothing. */
	        {"ic", 4, 0},
	        {"ci", 3, 0},
	        {"ciiid", 4, -1000},
	        {"cdmk", 3, 0},
	        {"dc", 2, 0},
	        {"kc", 3, 0}, /* kept for a job it lies where it lay */
	        /* The last word counts. */
	        {"cic", 4, 0},
	        {"ssrc", 3, 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct told told = tell(cases[i].story, cases[i].ledger, false);

		assert_true(told.count.is_counted);
		assert_int_equal(told.count.counted_milli, 3000);
		assert_int_equal(told.found.difference_milli, cases[i].difference);
		assert_int_equal(told.found.least_milli, told.found.difference_milli);
		assert_int_equal(told.found.most_milli, told.found.difference_milli);
	}
}

static void scans_without_a_move_between_them_are_exact(void **state)
{
	static const struct {
		const char *story;
		int64_t ledger;
		int64_t difference;
	} cases[] = {
	        {"sss", 3, 0},      {"ss", 3, -1000}, {"ssss", 3, 1000},
	        {"iss", 3, 0},   /* issued before it was counted: not there, and not missing */
	        {"sssxi", 3, 0}, /* counted, then issued: not missing either */
	        {"ssxi", 3, -1000}, {"dsss", 2, 0},   {"sskss", 4, 0},
	        {"cs", 4, 0}, /* one more was found behind what was typed */
	        {"rss", 2, 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct told told = tell(cases[i].story, cases[i].ledger, false);

		assert_int_equal(told.found.difference_milli, cases[i].difference);
		assert_int_equal(told.found.least_milli, told.found.most_milli);
	}
}

/* Worked out by hand: of n scans against the e that were there before the first, with i come and o
 * gone between first and last, the difference is within n - e - i … n - e + o. */
static void what_moves_between_scans_is_never_a_difference_by_itself(void **state)
{
	static const struct {
		const char *story;
		int64_t ledger;
		int64_t least, most, difference;
	} cases[] = {
	        /* Three lie there, one is issued: it was scanned before, or it was not. */
	        {"siss", 3, 0, 1000, 0},
	        {"sis", 3, -1000, 0, 0},
	        /* One of four was missing all along, too: one of both readings is short, the other
	         * not. */
	        {"siss", 4, -1000, 0, 0},
	        {"sis", 4, -2000, -1000, -1000},
	        /* One more comes: it is scanned, or laid where it was counted already. */
	        {"sds", 2, -1000, 0, 0},
	        {"sdss", 2, 0, 1000, 0},
	        {"sdsss", 2, 1000, 2000, 1000},
	        /* Both: the one that came and the one that went may be different ones. */
	        {"sdis", 2, -1000, 1000, 0},
	        {"smiss", 3, -1000, 1000, 0},
	        /* One goes after the last scan: it was scanned, or its turn had not come yet. */
	        {"sssi", 3, 0, 1000, 0},
	        {"ssi", 3, -1000, 0, 0},
	        {"si", 3, -2000, -1000, -1000},
	        /* Nobody scans what comes after the last scan. */
	        {"ssd", 2, 0, 0, 0},
	        {"ssd", 3, -1000, -1000, -1000},
	        /* What moved before the first scan, and once something else is counted, leaves
	         * nothing open; if it goes on all the same, it does. */
	        {"idssxdi", 2, 0, 0, 0},
	        {"ssxi", 3, -1000, -1000, -1000},
	        {"sixis", 3, -1000, 1000, 0},
	        /* To count it again settles it. */
	        {"sisrssx", 3, 0, 0, 0},
	        {"siscd", 4, 0, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct told told = tell(cases[i].story, cases[i].ledger, false);

		assert_int_equal(told.found.least_milli, cases[i].least);
		assert_int_equal(told.found.most_milli, cases[i].most);
		assert_int_equal(told.found.difference_milli, cases[i].difference);
	}
}

/* One piece is there once, or not; where the ledger took it since, there is nothing to post. */
static void a_piece_with_a_number_is_there_or_not(void **state)
{
	static const struct {
		const char *story;
		int64_t ledger;
		int64_t counted, difference;
	} cases[] = {
	        {"s", 1, 1000, 0},  {"s", 0, 1000, 1000}, {"ss", 1, 1000, 0},
	        {"si", 1, 1000, 0}, {"sd", 0, 1000, 0}, /* found, and then booked in */
	        {"ds", 0, 1000, 0}, {"n", 1, 0, -1000},   {"nk", 1, 0, -1000},
	        {"ni", 1, 0, 0},    {"ns", 1, 1000, 0},   {"sr", 1, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct told told = tell(cases[i].story, cases[i].ledger, true);

		assert_int_equal(told.count.counted_milli, cases[i].counted);
		assert_int_equal(told.found.difference_milli, cases[i].difference);
	}
}

static void what_is_to_be_counted_again_is_not_counted(void **state)
{
	struct told told = tell("cr", 5, false);

	(void)state;
	assert_false(told.count.is_counted);
	assert_true(told.count.is_again);
	assert_int_equal(told.found.difference_milli, 0);
	assert_false(tell("crc", 3, false).count.is_again);
}

/* Paper that is typed in late: its scan is older than the one that was made meanwhile. */
static void a_scan_from_paper_widens_the_time_backwards(void **state)
{
	struct ftl_stocktake_event now = {.act = FTL_STOCKTAKE_SCAN,
	                                  .ledger_id = 20,
	                                  .counted_at = 200,
	                                  .quantity_milli = 1000,
	                                  .expected_milli = 1000,
	                                  .staff = "petra"};
	struct ftl_stocktake_event paper = {.act = FTL_STOCKTAKE_SCAN,
	                                    .ledger_id = 10,
	                                    .counted_at = 100,
	                                    .quantity_milli = 1000,
	                                    .expected_milli = 2000,
	                                    .staff = "tomas"};
	struct ftl_stocktake_count count = {0};
	struct ftl_stocktake_drift drift = {0};
	const struct ftl_stock_move issued = move_of('i', 15);
	struct ftl_stocktake_found found;

	(void)state;
	ftl_stocktake_fold(&count, false, &now);
	ftl_stocktake_fold(&count, false, &paper);
	assert_int_equal(count.first_id, 10);
	assert_int_equal(count.last_id, 20);
	assert_int_equal(count.expected_milli, 2000);
	assert_int_equal(count.counted_milli, 2000);
	assert_int_equal(count.counted_at, 200);
	assert_string_equal(count.staff, "tomas");
	assert_string_equal(count.other_staff, "petra");
	ftl_stocktake_drift_add(&drift, &count, PLACE, false, &issued);
	found = ftl_stocktake_find(&count, &drift);
	assert_int_equal(found.difference_milli, 0);
	assert_int_equal(found.most_milli, 1000);
}

static void nothing_is_done_with_one_that_is_over(void **state)
{
	struct ftl_stocktake stocktake = {.code = "T2600002X", .place_code = "L2600001D"};
	struct ftl_stocktake_event event = {.act = FTL_STOCKTAKE_POST};
	struct ftl_err err;

	(void)state;
	for (int act = FTL_STOCKTAKE_SCAN; act < FTL_STOCKTAKE_ACTS; act++)
		assert_int_equal(ftl_stocktake_can(&stocktake, (enum ftl_stocktake_act)act, &err),
		                 FTL_OK);
	ftl_stocktake_apply(&stocktake.state, &event);
	assert_int_equal(stocktake.state, FTL_STOCKTAKE_POSTED);
	for (int act = FTL_STOCKTAKE_START; act < FTL_STOCKTAKE_ACTS; act++) {
		assert_int_equal(ftl_stocktake_can(&stocktake, (enum ftl_stocktake_act)act, &err),
		                 FTL_STATE);
		assert_non_null(strstr(err.message, "stocktake T26-00002-X is posted: "));
		assert_non_null(strstr(err.hint, "--place L26-00001-D"));
	}
	event.act = FTL_STOCKTAKE_CANCEL;
	ftl_stocktake_apply(&stocktake.state, &event);
	assert_int_equal(stocktake.state, FTL_STOCKTAKE_CANCELLED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_count_is_held_against_the_ledger_of_its_moment),
	        cmocka_unit_test(scans_without_a_move_between_them_are_exact),
	        cmocka_unit_test(what_moves_between_scans_is_never_a_difference_by_itself),
	        cmocka_unit_test(a_piece_with_a_number_is_there_or_not),
	        cmocka_unit_test(what_is_to_be_counted_again_is_not_counted),
	        cmocka_unit_test(a_scan_from_paper_widens_the_time_backwards),
	        cmocka_unit_test(nothing_is_done_with_one_that_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
