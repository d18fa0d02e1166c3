#include "fettle/model/test.h"

const char *const ftl_test_phase_names[FTL_TEST_PHASES] = {
        [FTL_TEST_BEFORE] = "before",
        [FTL_TEST_AFTER] = "after",
};

const char *const ftl_outcome_names[FTL_OUTCOMES] = {
        [FTL_OUTCOME_PASS] = "pass",
        [FTL_OUTCOME_FAIL] = "fail",
        [FTL_OUTCOME_NA] = "na",
};

struct ftl_test_sum ftl_test_count(const struct ftl_test_list *list,
                                   const struct ftl_test_result *results, size_t count,
                                   enum ftl_test_phase phase, int64_t since_id,
                                   const struct ftl_test_result **ret)
{
	struct ftl_test_sum sum = {.items = list->item_count};

	for (size_t i = 0; i < list->item_count; i++)
		ret[i] = NULL;
	for (size_t i = 0; i < count; i++) {
		const struct ftl_test_result *result = &results[i];

		if (result->phase == phase && result->list_id == list->id &&
		    result->id > since_id && result->position >= 1 &&
		    (size_t)result->position <= list->item_count)
			ret[result->position - 1] = result;
	}
	for (size_t i = 0; i < list->item_count; i++) {
		enum ftl_outcome outcome = ret[i] != NULL ? ret[i]->outcome : FTL_OUTCOME_NONE;

		sum.open += outcome == FTL_OUTCOME_NONE;
		sum.passed += outcome == FTL_OUTCOME_PASS;
		sum.failed += outcome == FTL_OUTCOME_FAIL;
		sum.not_applicable += outcome == FTL_OUTCOME_NA;
	}
	return sum;
}
