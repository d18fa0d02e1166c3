/* Where a return stands by what was said of it, what a credit is divided into, and what is left of
 * what failed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/return.h"
#include "fettle/model/urgency.h"

#define CODE "V26000016" /* any: the guards only show it */

/* One event a letter: s sent, r received, x called off; of the first line c credited 10.00, h
 * credited 4.00, d denied, l lost, o open again; C and D the same of the second, t taken out; b:
 * they do not have the box. */
static struct ftl_return_facts fold(const char *story, struct ftl_return_line *lines, size_t count)
{
	struct ftl_return_facts facts = {0};

	for (; *story != '\0'; story++) {
		static const struct {
			char letter;
			enum ftl_return_act act;
			int position;
			int64_t cents;
		} kinds[] = {
		        {'s', FTL_RETURN_SEND, 0, -1},        {'r', FTL_RETURN_RECEIVE, 0, -1},
		        {'x', FTL_RETURN_CANCEL, 0, -1},      {'c', FTL_RETURN_CREDIT, 1, 1000},
		        {'h', FTL_RETURN_CREDIT, 1, 400},     {'d', FTL_RETURN_DENY, 1, -1},
		        {'l', FTL_RETURN_LOSE, 1, -1},        {'o', FTL_RETURN_REOPEN, 1, -1},
		        {'C', FTL_RETURN_CREDIT, 2, 1000},    {'D', FTL_RETURN_DENY, 2, -1},
		        {'t', FTL_RETURN_REMOVE_LINE, 2, -1}, {'b', FTL_RETURN_REOPEN, 0, -1},
		};

		for (size_t i = 0; i < FTL_COUNT(kinds); i++) {
			struct ftl_return_event event = {
			        .act = kinds[i].act, .position = kinds[i].position, .at = 7};

			if (kinds[i].letter != *story)
				continue;
			if (kinds[i].cents >= 0)
				event.amount_cents = ftl_some(kinds[i].cents);
			ftl_return_apply(&facts, lines, count, &event);
		}
	}
	return facts;
}

static void its_state_is_what_was_said_of_it_and_of_each_line(void **state)
{
	static const struct {
		const char *story;
		enum ftl_return_state state;
		enum ftl_return_outcome first;
		int64_t credited;
	} cases[] = {
	        {"", FTL_RETURN_DRAFT, FTL_RETURN_OPEN, 0},
	        {"s", FTL_RETURN_SENT, FTL_RETURN_OPEN, 0},
	        {"sr", FTL_RETURN_RECEIVED, FTL_RETURN_OPEN, 0},
	        {"sc", FTL_RETURN_SENT, FTL_RETURN_CREDITED, 1000},
	        {"srh", FTL_RETURN_RECEIVED, FTL_RETURN_SHORT, 400},
	        {"scC", FTL_RETURN_SETTLED, FTL_RETURN_CREDITED, 1000},
	        {"sdD", FTL_RETURN_SETTLED, FTL_RETURN_DENIED, 0},
	        {"tsl", FTL_RETURN_SETTLED, FTL_RETURN_LOST, 0},
	        {"tslo", FTL_RETURN_SENT, FTL_RETURN_OPEN, 0},
	        {"tsrhoc", FTL_RETURN_SETTLED, FTL_RETURN_CREDITED, 1000},
	        {"x", FTL_RETURN_CANCELLED, FTL_RETURN_OPEN, 0},
	        {"sx", FTL_RETURN_CANCELLED, FTL_RETURN_OPEN, 0},
	        {"srb", FTL_RETURN_SENT, FTL_RETURN_OPEN, 0},
	        {"srbr", FTL_RETURN_RECEIVED, FTL_RETURN_OPEN, 0},
	        {"srbcC", FTL_RETURN_SETTLED, FTL_RETURN_CREDITED, 1000},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct ftl_return_line lines[] = {
		        {.position = 1, .asked_cents = 1000},
		        {.position = 2, .asked_cents = 1000},
		};
		struct ftl_return_facts facts = fold(cases[i].story, lines, 2);

		assert_int_equal(ftl_return_state_of(&facts, lines, 2), cases[i].state);
		assert_int_equal(lines[0].outcome, cases[i].first);
		assert_int_equal(lines[0].credited_cents, cases[i].credited);
		assert_int_equal(lines[1].removed_at.has, cases[i].story[0] == 't');
		assert_int_equal(lines[1].removed_at.value, cases[i].story[0] == 't' ? 7 : 0);
	}
}

static void the_last_word_on_a_parcel_counts(void **state)
{
	struct ftl_return_facts facts = {0};
	const struct ftl_return_event sent = {.act = FTL_RETURN_SEND,
	                                      .carrier = "DHL",
	                                      .tracking = "1Z9",
	                                      .reference = "RMA-1"},
	                              received = {.act = FTL_RETURN_RECEIVE, .reference = "RMA-2"},
	                              reopened = {.act = FTL_RETURN_REOPEN};

	(void)state;
	ftl_return_apply(&facts, NULL, 0, &sent);
	ftl_return_apply(&facts, NULL, 0, &received);
	assert_string_equal(facts.marks.carrier, "DHL");
	assert_string_equal(facts.marks.tracking, "1Z9");
	assert_string_equal(facts.marks.reference, "RMA-2");
	ftl_return_apply(&facts, NULL, 0, &reopened);
	assert_string_equal(facts.marks.carrier, "DHL");
	assert_string_equal(facts.marks.reference, "RMA-1");
}

static void the_supplier_owes_what_was_sent_and_then_what_was_credited(void **state)
{
	struct ftl_return_line line = {.moved_cents = 2210, .credited_cents = 2000};

	(void)state;
	assert_int_equal(ftl_return_owed(FTL_RETURN_SENT, &line), 2210);
	assert_int_equal(ftl_return_owed(FTL_RETURN_DRAFT, &line), 0);
	line.outcome = FTL_RETURN_SHORT;
	assert_int_equal(ftl_return_owed(FTL_RETURN_SETTLED, &line), 2000);
	line.removed_at = ftl_some(1);
	assert_int_equal(ftl_return_owed(FTL_RETURN_SETTLED, &line), 0);
}

static void a_credit_is_divided_by_what_was_asked_and_adds_up(void **state)
{
	static const struct {
		int64_t amount, asked[3], shares[3];
	} cases[] = {
	        {1301, {2000, 100, 500}, {1001, 50, 250}},
	        {2600, {2000, 100, 500}, {2000, 100, 500}},
	        {1, {100, 100, 100}, {0, 0, 1}},
	        {100, {0, 0, 0}, {33, 34, 33}},
	        {100, {0, 50, 0}, {0, 100, 0}},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		struct ftl_return_line rows[3];
		const struct ftl_return_line *lines[3];
		int64_t shares[3], sum = 0;

		for (size_t j = 0; j < 3; j++) {
			rows[j] = (struct ftl_return_line){.asked_cents = cases[i].asked[j]};
			lines[j] = &rows[j];
		}
		assert_true(ftl_return_divide(cases[i].amount, lines, 3, shares));
		for (size_t j = 0; j < 3; j++)
			sum += shares[j];
		assert_int_equal(sum, cases[i].amount);
		for (size_t j = 0; j < 3 && i != 2 && i != 3; j++)
			assert_int_equal(shares[j], cases[i].shares[j]);
	}
}

static void sums_leave_out_what_was_taken_out(void **state)
{
	const struct ftl_return_line lines[] = {
	        {.asked_cents = 1000, .outcome = FTL_RETURN_SHORT, .credited_cents = 400},
	        {.asked_cents = 500},
	        {.asked_cents = 700, .removed_at = {true, 1}},
	};
	struct ftl_return_sums sums;

	(void)state;
	assert_true(ftl_return_sum(lines, 3, &sums));
	assert_int_equal(sums.asked_cents, 1500);
	assert_int_equal(sums.credited_cents, 400);
	assert_int_equal(sums.open_cents, 500);
	assert_int_equal(sums.lines, 2);
	assert_int_equal(sums.open_lines, 1);
}

static void what_is_not_possible_says_what_is(void **state)
{
	struct ftl_err err = {0};

	(void)state;
	assert_int_equal(ftl_return_can(CODE, FTL_RETURN_DRAFT, FTL_RETURN_SEND, &err), FTL_OK);
	assert_int_equal(ftl_return_can(CODE, FTL_RETURN_DRAFT, FTL_RETURN_CREDIT, &err),
	                 FTL_STATE);
	assert_string_equal(err.message,
	                    "return V26-00001-6 is an open box: there is nothing to credit");
	assert_int_equal(ftl_return_can(CODE, FTL_RETURN_RECEIVED, FTL_RETURN_CANCEL, &err),
	                 FTL_STATE);
	assert_int_equal(ftl_return_can(CODE, FTL_RETURN_SETTLED, FTL_RETURN_LINE, &err),
	                 FTL_STATE);
}

/* Quantity, boxed, free of the heap, serial and whether it is here, and what is left. */
struct heap {
	int64_t part_id, quantity, boxed, free, left;
	const char *serial;
	bool is_here;
};

static void check_left(const struct heap *heap, size_t count)
{
	struct ftl_return_piece pieces[6];
	size_t kept, expected = 0;

	for (size_t i = 0; i < count; i++)
		pieces[i] = (struct ftl_return_piece){.move_id = (int64_t)i,
		                                      .part_id = heap[i].part_id,
		                                      .quantity_milli = heap[i].quantity,
		                                      .boxed_milli = heap[i].boxed,
		                                      .free_milli = heap[i].free,
		                                      .serial_key = heap[i].serial,
		                                      .is_here = heap[i].is_here};
	kept = ftl_return_find_left(pieces, count);
	for (size_t i = 0; i < count; i++) {
		if (heap[i].left == 0)
			continue;
		assert_true(expected < kept);
		assert_int_equal(pieces[expected].move_id, (int64_t)i);
		assert_int_equal(pieces[expected].left_milli, heap[i].left);
		expected++;
	}
	assert_int_equal(kept, expected);
}

static void of_what_failed_the_oldest_went_unnamed(void **state)
{
	static const struct heap all_here[] = {{1, 2000, 0, 3000, 2000, NULL, true},
	                                       {1, 1000, 0, 3000, 1000, NULL, true}};
	static const struct heap one_gone[] = {{1, 2000, 0, 2000, 1000, NULL, true},
	                                       {1, 1000, 0, 2000, 1000, NULL, true}};
	static const struct heap boxed[] = {{1, 2000, 500, 1500, 1500, NULL, true},
	                                    {1, 1000, 1000, 1500, 0, NULL, true}};
	/* Each part is a heap of its own. */
	static const struct heap two_parts[] = {{1, 1000, 0, 0, 0, NULL, true},
	                                        {2, 1000, 0, 1000, 1000, NULL, true}};

	(void)state;
	check_left(all_here, FTL_COUNT(all_here));
	check_left(one_gone, FTL_COUNT(one_gone));
	check_left(boxed, FTL_COUNT(boxed));
	check_left(two_parts, FTL_COUNT(two_parts));
}

static void a_numbered_piece_is_here_or_not(void **state)
{
	/* The newer one went without a box, the older one is here. */
	static const struct heap newer_gone[] = {{1, 1000, 0, 1000, 1000, "A", true},
	                                         {1, 1000, 0, 1000, 0, "B", false}};
	/* A went, came again and failed again; B failed in between. */
	static const struct heap again[] = {{1, 1000, 0, 2000, 0, "A", true},
	                                    {1, 1000, 0, 2000, 1000, "B", true},
	                                    {1, 1000, 0, 2000, 1000, "A", true}};

	(void)state;
	check_left(newer_gone, FTL_COUNT(newer_gone));
	check_left(again, FTL_COUNT(again));
}

static void what_is_over_comes_first_then_the_most_money_for_a_day(void **state)
{
	/* In order: over with more and less money, 2.50 and 1.47 a day, without a day. */
	static const struct ftl_urgency rows[] = {
	        {{true, -1}, 2210}, {{true, -9}, 1000}, {{true, 3}, 1000},
	        {{true, 14}, 2210}, {{false, 0}, 9000}, {{false, 0}, 10},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(rows); i++) {
		for (size_t j = 0; j < FTL_COUNT(rows); j++) {
			int order = ftl_urgency_compare(&rows[i], &rows[j]);

			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(its_state_is_what_was_said_of_it_and_of_each_line),
	        cmocka_unit_test(the_last_word_on_a_parcel_counts),
	        cmocka_unit_test(the_supplier_owes_what_was_sent_and_then_what_was_credited),
	        cmocka_unit_test(a_credit_is_divided_by_what_was_asked_and_adds_up),
	        cmocka_unit_test(sums_leave_out_what_was_taken_out),
	        cmocka_unit_test(what_is_not_possible_says_what_is),
	        cmocka_unit_test(of_what_failed_the_oldest_went_unnamed),
	        cmocka_unit_test(a_numbered_piece_is_here_or_not),
	        cmocka_unit_test(what_is_over_comes_first_then_the_most_money_for_a_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
