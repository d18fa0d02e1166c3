#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/arena.h"
#include "fettle/base/attr.h"
#include "fettle/model/fault.h"

#define REPAIR(at, none)                                                                           \
	{                                                                                          \
		.position = (at), .codes =                                                         \
		{ [FTL_FAULT_REPAIR] = {                                                           \
			  .id = 7, .code = "R", .text = "repair", .is_no_fault = (none)} }         \
	}
#define SECTION(at, none)                                                                          \
	{                                                                                          \
		.position = (at), .codes =                                                         \
		{ [FTL_FAULT_SECTION] = {                                                          \
			  .id = 8, .code = "S", .text = "section", .is_no_fault = (none)} }        \
	}

static void fits(const struct ftl_diagnosis *lines, size_t count, enum ftl_result result,
                 enum ftl_status status)
{
	struct ftl_err err;

	assert_int_equal(ftl_diagnosis_fits("W26-00001-9", lines, count, result, &err), status);
}

static void result_must_go_with_the_codes(void **state)
{
	const struct ftl_diagnosis repaired[] = {SECTION(1, false), REPAIR(2, false)};
	const struct ftl_diagnosis nothing[] = {SECTION(1, true), REPAIR(2, true)};
	const struct ftl_diagnosis both[] = {SECTION(1, true), REPAIR(2, false)};
	struct ftl_diagnosis removed[] = {REPAIR(1, false)};

	(void)state;
	for (int result = 0; result < FTL_RESULTS; result++) {
		bool is_repair = result == FTL_REPAIRED || result == FTL_REPAIRED_PARTLY ||
		                 result == FTL_SOFTWARE_ONLY;
		enum ftl_result of = (enum ftl_result)result;

		assert_int_equal(ftl_result_is_repair(of), is_repair);
		fits(NULL, 0, of, FTL_OK);
		fits(repaired, 2, of, of == FTL_NO_FAULT_FOUND ? FTL_STATE : FTL_OK);
		fits(nothing, 2, of, is_repair ? FTL_STATE : FTL_OK);
		/* Two complaints, and one of them was repaired. */
		fits(both, 2, of, of == FTL_NO_FAULT_FOUND ? FTL_STATE : FTL_OK);
		removed[0].is_removed = true;
		fits(removed, 1, of, FTL_OK);
	}
}

static void refusal_names_the_line_and_how_to_take_it_off(void **state)
{
	const struct ftl_diagnosis lines[] = {SECTION(1, false), REPAIR(4, false)};
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_diagnosis_fits("W26-00001-9", lines, 2, FTL_NO_FAULT_FOUND, &err),
	                 FTL_STATE);
	assert_string_equal(err.field, "result");
	assert_non_null(strstr(err.message, "line 4"));
	assert_non_null(strstr(err.hint, "fettle order code W26-00001-9 --remove 4"));
}

static void group_is_the_first_symptoms_else_the_first_sections(void **state)
{
	struct ftl_diagnosis lines[] = {
	        {.codes = {[FTL_FAULT_SECTION] = {.id = 1, .group = "case"}}},
	        {.codes = {[FTL_FAULT_SYMPTOM] = {.id = 2, .code = "OTHER"}}},
	        {.codes = {[FTL_FAULT_SYMPTOM] = {.id = 3, .code = "CUT", .group = "power"}}},
	};

	(void)state;
	assert_string_equal(ftl_diagnosis_group(lines, 3), "power");
	assert_string_equal(ftl_diagnosis_symptom(lines, 3)->code, "OTHER");
	lines[2].is_removed = true;
	assert_string_equal(ftl_diagnosis_group(lines, 3), "case");
	lines[0].is_removed = true;
	assert_null(ftl_diagnosis_group(lines, 3));
	assert_null(ftl_diagnosis_symptom(lines, 1));
}

static void repair_is_of_the_same_fault_by_its_group_or_by_a_part(void **state)
{
	const struct ftl_diagnosis power = {.codes = {[FTL_FAULT_SYMPTOM] = {.group = "power"}}};
	const struct ftl_diagnosis sound = {.codes = {[FTL_FAULT_SECTION] = {.group = "sound"}}};
	const struct ftl_diagnosis other = {.codes = {[FTL_FAULT_SYMPTOM] = {.code = "OTHER"}}};
	const struct ftl_diagnosis parts[] = {
	        {.codes = {[FTL_FAULT_SYMPTOM] = {.group = "power"}}, .part = "Fuse"},
	        {.part = "Battery  BL-5C"},
	};
	const struct ftl_diagnosis battery = {.codes = {[FTL_FAULT_SYMPTOM] = {.group = "sound"}},
	                                      .part = "battery bl-5c"};
	struct ftl_diagnosis removed = battery;
	const char *alike = NULL;
	FTL_ARENA(arena);

	(void)state;
	removed.is_removed = true;
	assert_int_equal(ftl_diagnosis_match(&arena, &power, 1, &sound, 1, &alike), FTL_MATCH_NO);
	assert_int_equal(ftl_diagnosis_match(&arena, &power, 1, &other, 1, &alike),
	                 FTL_MATCH_UNKNOWN);
	assert_int_equal(ftl_diagnosis_match(&arena, &other, 1, &power, 1, &alike),
	                 FTL_MATCH_UNKNOWN);
	assert_int_equal(ftl_diagnosis_match(&arena, NULL, 0, NULL, 0, &alike), FTL_MATCH_UNKNOWN);
	assert_int_equal(ftl_diagnosis_match(&arena, parts, 2, &removed, 1, &alike),
	                 FTL_MATCH_UNKNOWN);
	assert_null(alike);
	assert_int_equal(ftl_diagnosis_match(&arena, parts, 2, &power, 1, &alike), FTL_MATCH_YES);
	assert_string_equal(alike, "the same fault: power");
	assert_int_equal(ftl_diagnosis_match(&arena, parts, 2, &battery, 1, &alike), FTL_MATCH_YES);
	assert_string_equal(alike, "the same part: Battery  BL-5C");
}

/* Days by hand; visits in order of receipt. */
static void return_is_counted_from_hand_over_to_the_next_receipt(void **state)
{
	const struct ftl_visit visits[] = {
	        {.received_on = 100, .out_on = {true, 110}, .group = "power"},
	        {.received_on = 110, .out_on = {true, 120}, .group = "sound"},
	        {.received_on = 150, .out_on = {false, 0}, .group = "power"},
	        {.received_on = 160, .out_on = {true, 161}, .group = NULL},
	        {.received_on = 170, .out_on = {true, 171}, .group = NULL},
	};
	const struct {
		bool has;
		int64_t days;
	} any[] = {{true, 0}, {true, 30}, {false, 0}, {true, 9}, {false, 0}},
	  same[] = {{true, 40}, {false, 0}, {false, 0}, {false, 0}, {false, 0}};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(visits); i++) {
		struct ftl_opt back = ftl_visit_back(visits, FTL_COUNT(visits), i, false);

		assert_int_equal(back.has, any[i].has);
		assert_int_equal(back.value, any[i].days);
		back = ftl_visit_back(visits, FTL_COUNT(visits), i, true);
		assert_int_equal(back.has, same[i].has);
		assert_int_equal(back.value, same[i].days);
	}
}

/* A job that was entered while the device was still out of the house before: no return. */
static void receipt_before_the_hand_over_is_no_return(void **state)
{
	const struct ftl_visit visits[] = {
	        {.received_on = 100, .out_on = {true, 110}},
	        {.received_on = 105, .out_on = {true, 130}},
	};

	(void)state;
	assert_false(ftl_visit_back(visits, 2, 0, false).has);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(result_must_go_with_the_codes),
	        cmocka_unit_test(refusal_names_the_line_and_how_to_take_it_off),
	        cmocka_unit_test(group_is_the_first_symptoms_else_the_first_sections),
	        cmocka_unit_test(repair_is_of_the_same_fault_by_its_group_or_by_a_part),
	        cmocka_unit_test(return_is_counted_from_hand_over_to_the_next_receipt),
	        cmocka_unit_test(receipt_before_the_hand_over_is_no_return),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
