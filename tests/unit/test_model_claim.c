/* What a claim is worth and where it stands, by its events: domain reference 2.7. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/base/text.h"
#include "fettle/model/claim.h"
#include "fettle/model/claim_paper.h"

#define CODE "C2600001N"

static const enum ftl_claim_act acts[] = {
        ['o'] = FTL_CLAIM_OPEN,    ['s'] = FTL_CLAIM_SUBMIT,      ['c'] = FTL_CLAIM_CORRECT,
        ['l'] = FTL_CLAIM_LINE,    ['k'] = FTL_CLAIM_ACKNOWLEDGE, ['r'] = FTL_CLAIM_REVIEW,
        ['q'] = FTL_CLAIM_ASK,     ['a'] = FTL_CLAIM_ANSWER,      ['h'] = FTL_CLAIM_CHASE,
        ['d'] = FTL_CLAIM_DECIDE,  ['e'] = FTL_CLAIM_APPEAL,      ['p'] = FTL_CLAIM_PAY,
        ['x'] = FTL_CLAIM_DISPUTE, ['w'] = FTL_CLAIM_WRITE_OFF,   ['t'] = FTL_CLAIM_WITHDRAW,
        ['y'] = FTL_CLAIM_LAPSE,   ['n'] = FTL_CLAIM_NOTE,        ['z'] = FTL_CLAIM_WRITE_OFF,
};

/*
 * One event a word: its letter, and for those of a line "LETTER POSITION=AMOUNT": "l1=30" claims 30
 * for line 1, "d2=8" approves 8 of line 2. s and c open the next revision; z is a write-off for
 * rounding.
 */
static struct ftl_claim_facts fold(struct ftl_arena *arena, const char *story)
{
	struct ftl_claim_facts facts = {0};
	char *rest = ftl_strdup(arena, story), *word;
	int64_t id = 1;
	int revision = 0;

	for (; (word = strsep(&rest, " ")) != NULL; id++) {
		struct ftl_claim_event event = {.id = id, .at = 1000 + id};

		if (*word == '\0')
			continue;
		event.act = acts[(int)*word];
		event.reason = *word == 'z' ? FTL_CLAIM_ROUNDING : NULL;
		revision += *word == 's' || *word == 'c';
		event.revision = revision;
		if (word[1] != '\0') {
			event.position = (int)strtol(word + 1, &word, 10);
			event.line_id = 100 + event.position;
			event.amount_cents = ftl_some(strtoll(word + 1, NULL, 10));
		}
		ftl_claim_apply(arena, &facts, &event);
	}
	return facts;
}

/* Claimed, approved, paid, written off, open, lost; worked out by hand. */
static void the_header_follows_from_the_lines(void **state)
{
	static const struct {
		const char *story;
		enum ftl_claim_state state;
		int64_t sums[6];
	} cases[] = {
	        {"o", FTL_CLAIM_DRAFT, {0}},
	        {"o t", FTL_CLAIM_WITHDRAWN, {0}},
	        {"o y l1=30 l2=10", FTL_CLAIM_LAPSED, {40, 0, 0, 0, 0, 40}},
	        {"o s l1=30 l2=10", FTL_CLAIM_SUBMITTED, {40, 0, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 k", FTL_CLAIM_ACKNOWLEDGED, {40, 0, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 k r", FTL_CLAIM_IN_REVIEW, {40, 0, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 q", FTL_CLAIM_INFO_REQUIRED, {40, 0, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 q a", FTL_CLAIM_IN_REVIEW, {40, 0, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 t", FTL_CLAIM_WITHDRAWN, {40, 0, 0, 0, 0, 40}},
	        /* One line decided, another pending: in review. */
	        {"o s l1=30 l2=10 d1=30", FTL_CLAIM_IN_REVIEW, {40, 30, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 q d1=30", FTL_CLAIM_INFO_REQUIRED, {40, 30, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=10", FTL_CLAIM_APPROVED, {40, 40, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 d1=0 d2=0", FTL_CLAIM_REJECTED, {40, 0, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=0", FTL_CLAIM_PARTLY_APPROVED, {40, 30, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 d1=20 d2=8", FTL_CLAIM_PARTLY_APPROVED, {40, 28, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=10 p1=30 p2=10",
	         FTL_CLAIM_CLOSED,
	         {40, 40, 40, 0, 0, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=10 p1=30", FTL_CLAIM_SHORT_PAID, {40, 40, 30, 0, 10, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=10 p1=30 x", FTL_CLAIM_DISPUTED, {40, 40, 30, 0, 10, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=10 p1=30 x p2=10",
	         FTL_CLAIM_CLOSED,
	         {40, 40, 40, 0, 0, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=8 p1=30 p2=8", FTL_CLAIM_MATCHED, {40, 38, 38, 0, 2, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=8 p1=30 p2=8 w2=2",
	         FTL_CLAIM_CLOSED,
	         {40, 38, 38, 2, 0, 0}},
	        /* Given up is first what was refused: 2 of the 3 that were promised are owed. */
	        {"o s l1=30 l2=10 d1=30 d2=8 p1=30 p2=5 w2=3",
	         FTL_CLAIM_SHORT_PAID,
	         {40, 38, 35, 3, 2, 0}},
	        {"o s l1=100 d1=70 p1=40 w1=30", FTL_CLAIM_SHORT_PAID, {100, 70, 40, 30, 30, 0}},
	        {"o s l1=100 d1=70 w1=30 p1=40", FTL_CLAIM_SHORT_PAID, {100, 70, 40, 30, 30, 0}},
	        {"o s l1=100 d1=70 p1=40 w1=30 p1=30", FTL_CLAIM_CLOSED, {100, 70, 70, 30, 0, 0}},
	        {"o s l1=100 d1=70 p1=40 w1=60", FTL_CLAIM_CLOSED, {100, 70, 40, 60, 0, 0}},
	        {"o s l1=100 d1=70 w1=30", FTL_CLAIM_PARTLY_APPROVED, {100, 70, 0, 30, 70, 0}},
	        /* The rest of a payment is of what was approved. */
	        {"o s l1=100 d1=70 p1=68 z1=2", FTL_CLAIM_MATCHED, {100, 70, 68, 2, 30, 0}},
	        {"o s l1=100 d1=70 p1=60 z1=2", FTL_CLAIM_SHORT_PAID, {100, 70, 60, 2, 38, 0}},
	        {"o s l1=30 d1=0 w1=30", FTL_CLAIM_WRITTEN_OFF, {30, 0, 0, 30, 0, 0}},
	        /* Taken back after it was closed: open again. */
	        {"o s l1=30 d1=30 p1=30 p1=-10", FTL_CLAIM_SHORT_PAID, {30, 30, 20, 0, 10, 0}},
	        /* An appeal makes pending what was not approved in full. */
	        {"o s l1=30 l2=10 d1=30 d2=0 e", FTL_CLAIM_IN_REVIEW, {40, 30, 0, 0, 40, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=0 e d2=10", FTL_CLAIM_APPROVED, {40, 40, 0, 0, 40, 0}},
	        /* A correction: line 2 is asked for anew, line 1 is not asked for again. */
	        {"o s l1=30 l2=10 d1=30 d2=0 c l2=9", FTL_CLAIM_SUBMITTED, {39, 30, 0, 0, 39, 0}},
	        {"o s l1=30 l2=10 d1=30 d2=0 c l2=9 d2=9",
	         FTL_CLAIM_APPROVED,
	         {39, 39, 0, 0, 39, 0}},
	        /* A correction that goes without line 2, of which 4 were approved: the rest is
	           gone. */
	        {"o s l1=30 l2=10 d1=0 d2=4 c l1=30", FTL_CLAIM_SUBMITTED, {34, 4, 0, 0, 34, 0}},
	        {"o s l1=30 l2=10 d1=0 d2=4 c l1=30 d1=30 p1=30 p2=4",
	         FTL_CLAIM_CLOSED,
	         {34, 34, 34, 0, 0, 0}},
	        /* A note and a question to the payer move nothing. */
	        {"o s l1=30 n h", FTL_CLAIM_SUBMITTED, {30, 0, 0, 0, 30, 0}},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);
		struct ftl_claim_facts facts = fold(&arena, cases[i].story);
		struct ftl_claim_sums sums = ftl_claim_sums_of(&facts);
		const int64_t got[] = {sums.claimed_cents, sums.approved_cents,
		                       sums.paid_cents,    sums.written_off_cents,
		                       sums.open_cents,    sums.lost_cents};

		if (ftl_claim_state_of(&facts) != cases[i].state)
			fail_msg("%s: %s", cases[i].story,
			         ftl_claim_state_names[ftl_claim_state_of(&facts)]);
		for (size_t j = 0; j < FTL_COUNT(got); j++) {
			if (got[j] != cases[i].sums[j])
				fail_msg("%s: sum %zu is %lld", cases[i].story, j,
				         (long long)got[j]);
		}
	}
}

/* Worked out by hand, of line 1: approved, less paid and rounded off, at most what is open. */
static void what_is_owed_is_one_rule(void **state)
{
	static const struct {
		const char *story;
		int64_t owed;
	} cases[] = {
	        {"o s l1=100", 0},
	        {"o s l1=100 d1=0", 0},
	        {"o s l1=100 d1=70", 70},
	        {"o s l1=100 d1=70 e", 0},
	        {"o s l1=100 d1=70 p1=40", 30},
	        {"o s l1=100 d1=70 p1=40 w1=30", 30},
	        {"o s l1=100 d1=70 p1=40 w1=45", 15},
	        {"o s l1=100 d1=70 p1=40 w1=60", 0},
	        {"o s l1=100 d1=70 w1=30", 70},
	        {"o s l1=100 d1=70 w1=31", 69},
	        {"o s l1=100 d1=70 p1=68 z1=2", 0},
	        {"o s l1=100 d1=70 p1=68 z1=2 w1=30", 0},
	        /* Taken back: what was rounded off stays so. */
	        {"o s l1=100 d1=70 p1=68 z1=2 p1=-10", 10},
	        {"o s l1=100 d1=100 p1=98 z1=2 p1=-98", 98},
	        {"o s l1=100 d1=70 p1=68 z1=2 d1=68", 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);
		struct ftl_claim_facts facts = fold(&arena, cases[i].story);

		if (ftl_claim_line_owed(&facts.lines[0]) != cases[i].owed)
			fail_msg("%s: %lld is owed", cases[i].story,
			         (long long)ftl_claim_line_owed(&facts.lines[0]));
	}
}

/* Whatever happens, in an order that nobody would let in: no cent appears or goes. */
static void every_cent_is_accounted_for(void **state)
{
	(void)state;
	srand(20261126);
	for (int story = 0; story < 20000; story++) {
		FTL_ARENA(arena);
		struct ftl_claim_facts facts = {0};
		int64_t line_claimed[4] = {0}, paid = 0, off = 0, claimed = 0;

		for (int64_t id = 1; id <= 12; id++) {
			int position = 1 + rand() % 3;
			struct ftl_claim_event event = {
			        .id = id,
			        .at = id,
			        .act = (enum ftl_claim_act)(rand() % FTL_CLAIM_ACTS),
			        .revision = 1 + rand() % 2,
			        .amount_cents = ftl_some(rand() % 50)};

			if (event.act == FTL_CLAIM_LINE || event.act == FTL_CLAIM_DECIDE ||
			    event.act == FTL_CLAIM_PAY || event.act == FTL_CLAIM_WRITE_OFF)
				event.position = position;
			paid += event.act == FTL_CLAIM_PAY ? event.amount_cents.value : 0;
			off += event.act == FTL_CLAIM_WRITE_OFF ? event.amount_cents.value : 0;
			ftl_claim_apply(&arena, &facts, &event);
		}
		for (size_t i = 0; i < facts.line_count; i++) {
			line_claimed[i] = facts.lines[i].claimed_cents;
			claimed += line_claimed[i];
		}
		struct ftl_claim_sums sums = ftl_claim_sums_of(&facts);

		assert_int_equal(sums.claimed_cents, claimed);
		assert_int_equal(sums.paid_cents, paid);
		assert_int_equal(sums.written_off_cents, off);
		assert_int_equal(sums.claimed_cents, sums.paid_cents + sums.written_off_cents +
		                                             sums.open_cents + sums.lost_cents);
		assert_true(sums.open_cents == 0 || sums.lost_cents == 0);
		assert_in_range(ftl_claim_state_of(&facts), 0, FTL_CLAIM_STATES - 1);
	}
}

/* Letters of the acts that are possible after a story; worked out from the life cycle. */
static void what_may_happen_next_follows_from_where_it_stands(void **state)
{
	static const struct {
		const char *story;
		const char *may;
	} cases[] = {
	        {"o", "styn"},
	        {"o s l1=30", "krqhdtn"},
	        {"o s l1=30 k", "rqhdtn"},
	        {"o s l1=30 r", "rqhdptn"},
	        {"o s l1=30 q", "rqahdptn"},
	        {"o s l1=30 d1=30", "hdpwn"},
	        {"o s l1=30 d1=20", "chdepwn"},
	        {"o s l1=30 d1=0", "chdewtn"},
	        {"o s l1=30 d1=30 p1=10", "chdepxwn"},
	        {"o s l1=30 d1=30 p1=10 x", "hdpwn"},
	        {"o s l1=30 d1=20 p1=20", "chdepwn"},
	        {"o s l1=30 d1=30 p1=30", "pn"},
	        {"o s l1=30 t", "n"},
	        {"o y l1=30", "n"},
	        {"o s l1=30 d1=0 w1=30", "n"},
	};
	static const char letters[] = "sckrqahdepxwtyn";

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);
		struct ftl_claim_facts facts = fold(&arena, cases[i].story);

		for (const char *letter = letters; *letter != '\0'; letter++) {
			struct ftl_err err = {0};
			bool may = ftl_claim_can(CODE, &facts, acts[(int)*letter], &err) == FTL_OK;

			if (may != (strchr(cases[i].may, *letter) != NULL))
				fail_msg("after '%s': %c is %s", cases[i].story, *letter,
				         may ? "possible" : "not possible");
			if (may)
				continue;
			assert_int_equal(err.status, FTL_STATE);
			assert_string_equal(err.field, "claim");
			assert_non_null(strstr(err.message, "claim C26-00001-N is "));
			assert_non_null(strstr(err.hint, "possible now: "));
		}
	}
}

static void the_first_pass_is_all_at_once_and_without_correction(void **state)
{
	static const struct {
		const char *story;
		bool is_first_pass;
	} cases[] = {
	        {"o s l1=30 l2=10", false},
	        {"o s l1=30 l2=10 d1=30 d2=10", true},
	        {"o s l1=30 l2=10 d1=30 d2=9", false},
	        {"o s l1=30 l2=10 d1=0 d2=10", false},
	        {"o s l1=30 d1=0 c l1=30 d1=30", false},
	        {"o s l1=30 d1=0 e d1=30", false},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		FTL_ARENA(arena);
		struct ftl_claim_facts facts = fold(&arena, cases[i].story);

		if (facts.is_first_pass != cases[i].is_first_pass)
			fail_msg("%s", cases[i].story);
	}
}

static void a_paper_comes_back_as_it_was_written(void **state)
{
	FTL_ARENA(arena);
	struct ftl_paper paper = {0}, back;
	struct ftl_err err;

	(void)state;
	ftl_paper_add(&arena, &paper, 0, "serial", "SN 1\\2");
	ftl_paper_add(&arena, &paper, 0, "fault", "first\nsecond \\n third");
	ftl_paper_add(&arena, &paper, 0, "proof", "");
	ftl_paper_add(&arena, &paper, 12, "text", " a b ");
	ftl_paper_add(&arena, &paper, 12, "amount", "-1.50");
	assert_int_equal(paper.count, 4);
	assert_int_equal(ftl_paper_read(&arena, ftl_paper_write(&arena, &paper), &back, &err),
	                 FTL_OK);
	assert_int_equal(back.count, 4);
	assert_string_equal(ftl_paper_value(&back, 0, "serial"), "SN 1\\2");
	assert_string_equal(ftl_paper_value(&back, 0, "fault"), "first\nsecond \\n third");
	assert_string_equal(ftl_paper_value(&back, 12, "text"), " a b ");
	assert_string_equal(ftl_paper_value(&back, 12, "amount"), "-1.50");
	assert_null(ftl_paper_value(&back, 0, "proof"));
	assert_null(ftl_paper_value(&back, 1, "text"));
}

static void what_is_no_paper_is_refused(void **state)
{
	static const char *const texts[] = {
	        "0 serial SN-1", "serial SN-1\n",          "0 colour red\n", "0 serial\n", "\n",
	        "x\n",           "99999999999 serial A\n", "-1 serial A\n",  "0  A\n",
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		FTL_ARENA(arena);
		struct ftl_paper paper;
		struct ftl_err err;

		if (ftl_paper_read(&arena, texts[i], &paper, &err) != FTL_DB)
			fail_msg("'%s' was read", texts[i]);
	}
}

/* A line of 100.00 in every state: what counts as asked of its payer. */
static void what_is_asked_of_a_payer_follows_the_decision(void **state)
{
	static const struct {
		enum ftl_claim_line_state state;
		int64_t approved, written_off, asked;
	} cases[] = {
	        {FTL_CLAIM_LINE_PENDING, 0, 0, 10000},
	        {FTL_CLAIM_LINE_APPROVED, 10000, 0, 10000},
	        /* Approved and not paid: 40.00 were given up. */
	        {FTL_CLAIM_LINE_APPROVED, 10000, 4000, 6000},
	        {FTL_CLAIM_LINE_PARTLY, 6000, 0, 6000},
	        /* What was refused was given up: nothing of what was approved. */
	        {FTL_CLAIM_LINE_PARTLY, 6000, 4000, 6000},
	        {FTL_CLAIM_LINE_PARTLY, 6000, 10000, 0},
	        {FTL_CLAIM_LINE_REJECTED, 0, 0, 0},
	        {FTL_CLAIM_LINE_REJECTED, 0, 10000, 0},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(cases); i++) {
		const struct ftl_claim_line line = {.state = cases[i].state,
		                                    .claimed_cents = 10000,
		                                    .approved_cents = cases[i].approved,
		                                    .written_off_cents = cases[i].written_off};

		assert_int_equal(ftl_claim_line_asked(&line), cases[i].asked);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_asked_of_a_payer_follows_the_decision),
	        cmocka_unit_test(the_header_follows_from_the_lines),
	        cmocka_unit_test(what_is_owed_is_one_rule),
	        cmocka_unit_test(every_cent_is_accounted_for),
	        cmocka_unit_test(what_may_happen_next_follows_from_where_it_stands),
	        cmocka_unit_test(the_first_pass_is_all_at_once_and_without_correction),
	        cmocka_unit_test(a_paper_comes_back_as_it_was_written),
	        cmocka_unit_test(what_is_no_paper_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
