#ifndef FETTLE_MODEL_TEST_H
#define FETTLE_MODEL_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Quality checks: a list of things to test, and what came of each for one work order. */

enum ftl_test_phase {
	FTL_TEST_BEFORE, /* at diagnosis: how the device came in */
	FTL_TEST_AFTER,  /* after the repair */
	FTL_TEST_PHASES
};

/* FTL_OUTCOME_NONE: not tested yet. */
enum ftl_outcome {
	FTL_OUTCOME_NONE,
	FTL_OUTCOME_PASS,
	FTL_OUTCOME_FAIL,
	FTL_OUTCOME_NA,
	FTL_OUTCOMES
};

extern const char *const ftl_test_phase_names[FTL_TEST_PHASES]; /* "before", "after" */
extern const char *const ftl_outcome_names[FTL_OUTCOMES];       /* NULL, "pass", "fail", "na" */

/* What is tested, item 1 first. Never changed once it was used: see version. */
struct ftl_test_list {
	int64_t id;           /* 0: came with the program and was not used yet */
	int version;          /* of its category, 0 with id 0 */
	int64_t category_id;  /* 0: for what has no list of its own */
	const char *category; /* name; NULL: any */
	const char *title;
	bool is_own; /* the shop's, not the program's */
	int64_t created_at;
	const char *const *items;
	size_t item_count;
};

/* One item tested once. */
struct ftl_test_result {
	int64_t id; /* in one sequence with the events of the job */
	int64_t list_id;
	int position; /* of the item, from 1 */
	enum ftl_test_phase phase;
	enum ftl_outcome outcome;
	const char *note;
	int64_t at;
	int64_t staff_id;
	const char *staff; /* login */
	const char *staff_name;
};

/* How far a check has come. */
struct ftl_test_sum {
	size_t items;
	size_t passed;
	size_t failed;
	size_t not_applicable;
	size_t open; /* not answered yet */
};

/* The tests of one work order. */
struct ftl_order_tests {
	struct ftl_test_list list; /* the one it is tested with; without items: nothing was yet */
	const struct ftl_test_result *results; /* all, oldest first */
	size_t count;
	/* What counts of each phase, by item; of FTL_TEST_AFTER since it last went to the check. */
	const struct ftl_test_result **current[FTL_TEST_PHASES];
	struct ftl_test_sum sums[FTL_TEST_PHASES];
};

/*
 * The answers that count: the last one of each item of a list in a phase, of those with an id above
 * since_id. ret has room for item_count; NULL where there is none.
 */
struct ftl_test_sum ftl_test_count(const struct ftl_test_list *list,
                                   const struct ftl_test_result *results, size_t count,
                                   enum ftl_test_phase phase, int64_t since_id,
                                   const struct ftl_test_result **ret);

#endif
