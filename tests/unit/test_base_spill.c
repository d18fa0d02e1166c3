#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/base/spill.h"

#define ROWS ((size_t)10000)

/* Some number that only this row of this column has. */
static uint32_t number(size_t row, size_t column)
{
	return (uint32_t)(row * 7 + column * 1000003);
}

static void columns_come_back_as_they_went(void **state)
{
	/* Nothing, less than a block, blocks to the row, and a rest. */
	static const size_t counts[] = {0, 1, 4096, 4097, ROWS};
	static uint32_t values[ROWS];
	struct ftl_err err;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(counts); i++) {
		struct ftl_spill *spill FTL_CLEANUP(ftl_spill_free) = NULL;

		assert_int_equal(ftl_spill_open("result.xlsx", 3, &spill, &err), FTL_OK);
		for (size_t row = 0; row < counts[i]; row++)
			ftl_spill_add(spill, (const uint32_t[]){number(row, 0), number(row, 1),
			                                        number(row, 2)});
		assert_int_equal(ftl_spill_count(spill), counts[i]);
		for (size_t column = 3; column-- > 0;) {
			assert_int_equal(ftl_spill_column(spill, column, values, &err), FTL_OK);
			for (size_t row = 0; row < counts[i]; row++)
				assert_int_equal(values[row], number(row, column));
		}
	}
}

static void no_place_for_it_is_told(void **state)
{
	struct ftl_spill *spill = NULL;
	struct ftl_err err;

	(void)state;
	assert_int_equal(ftl_spill_open("no/such/folder/result.xlsx", 3, &spill, &err), FTL_IO);
	assert_non_null(strstr(err.message, "No such file or directory"));
	assert_null(spill);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(columns_come_back_as_they_went),
	        cmocka_unit_test(no_place_for_it_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
