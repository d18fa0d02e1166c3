#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fettle/base/key_set.h"

/* The published values of FNV-1a: draft-eastlake-fnv, appendix C. */
static void the_hash_is_the_published_one(void **state)
{
	(void)state;
	assert_true(ftl_key_hash("") == UINT64_C(0xcbf29ce484222325));
	assert_true(ftl_key_hash("a") == UINT64_C(0xaf63dc4c8601ec8c));
	assert_true(ftl_key_hash("foobar") == UINT64_C(0x85944171f73967e8));
}

static void a_key_is_taken_once_and_told_where_it_came_first(void **state)
{
	FTL_ARENA(arena);
	struct ftl_key_set set = {0};
	int64_t first = 0;

	(void)state;
	assert_true(ftl_key_set_add(&set, &arena, "A1", 7, &first));
	assert_true(ftl_key_set_add(&set, &arena, "A2", 8, &first));
	assert_true(ftl_key_set_add(&set, &arena, "", 9, &first));
	assert_int_equal(first, 0);
	assert_false(ftl_key_set_add(&set, &arena, "A1", 10, &first));
	assert_int_equal(first, 7);
	assert_false(ftl_key_set_add(&set, &arena, "", 11, &first));
	assert_int_equal(first, 9);
	assert_int_equal(set.count, 3);
}

/* More than fit into the first places, and none is lost on the way into the next. */
static void many_keys_are_all_known(void **state)
{
	enum { MANY = 5000 };
	FTL_ARENA(arena);
	struct ftl_key_set set = {0};
	int64_t first;

	(void)state;
	for (int i = 0; i < MANY; i++)
		assert_true(
		        ftl_key_set_add(&set, &arena, ftl_sprintf(&arena, "SKU-%d", i), i, &first));
	for (int i = 0; i < MANY; i++) {
		assert_false(ftl_key_set_add(&set, &arena, ftl_sprintf(&arena, "SKU-%d", i), -1,
		                             &first));
		assert_int_equal(first, i);
	}
	assert_int_equal(set.count, MANY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_hash_is_the_published_one),
	        cmocka_unit_test(a_key_is_taken_once_and_told_where_it_came_first),
	        cmocka_unit_test(many_keys_are_all_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
