#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fettle/base/attr.h"
#include "fettle/model/stats.h"

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void add_all(struct ftl_sample *sample, const int64_t *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		ftl_sample_add(sample, values[i]);
}

/* By the definition of the SQL standard, worked out by hand: the first of the sorted values whose
 * place divided by their number is at least the share. */
static void percentile_is_the_least_value_whose_share_reaches_it(void **state)
{
	static const int64_t ten[] = {70, 10, 100, 30, 50, 20, 90, 40, 60, 80};
	static const int64_t three[] = {3, 1, 2};
	static const struct {
		const int64_t *values;
		size_t count;
		int percent;
		int64_t expected;
	} vectors[] = {
	        {ten, 10, 50, 50},   {ten, 10, 51, 60},  {ten, 10, 90, 90}, {ten, 10, 91, 100},
	        {ten, 10, 10, 10},   {ten, 10, 11, 20},  {ten, 10, 0, 10},  {ten, 10, 1, 10},
	        {ten, 10, 100, 100}, {ten, 10, 99, 100}, {three, 3, 50, 2}, {three, 3, 33, 1},
	        {three, 3, 34, 2},   {three, 3, 66, 2},  {three, 3, 67, 3}, {ten, 1, 50, 70},
	        {ten, 1, 90, 70},    {ten, 2, 50, 10},   {ten, 2, 51, 70},
	};

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(vectors); i++) {
		struct ftl_sample sample = {0};

		add_all(&sample, vectors[i].values, vectors[i].count);
		assert_int_equal(ftl_sample_percentile(&sample, vectors[i].percent),
		                 vectors[i].expected);
		ftl_sample_done(&sample);
	}
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a;
	int64_t right = *(const int64_t *)b;

	return left < right ? -1 : left > right;
}

static void large_samples_equal_a_plain_sort(void **state)
{
	/* Widths of values: a day of seconds, a year, all of 64 bits, all alike. */
	static const uint64_t masks[] = {0xFFFF, 0x1FFFFFF, UINT64_MAX, 0};
	static const size_t counts[] = {1, 2, 63, 64, 65, 511, 512, 513, 5000};
	uint64_t seed = 42;

	(void)state;
	for (size_t i = 0; i < FTL_COUNT(masks) * FTL_COUNT(counts); i++) {
		uint64_t mask = masks[i % FTL_COUNT(masks)];
		size_t count = counts[i / FTL_COUNT(masks)];
		int64_t *plain = calloc(count, sizeof(*plain));
		struct ftl_sample sample = {0};

		assert_non_null(plain);
		for (size_t k = 0; k < count; k++) {
			/* Half of the values below zero. */
			plain[k] = (int64_t)((next_random(&seed) & mask) - (mask >> 1));
			ftl_sample_add(&sample, plain[k]);
		}
		qsort(plain, count, sizeof(*plain), compare);
		assert_int_equal(ftl_sample_max(&sample), plain[count - 1]);
		assert_memory_equal(sample.values, plain, count * sizeof(*plain));
		assert_int_equal(ftl_sample_percentile(&sample, 50), plain[(count + 1) / 2 - 1]);
		ftl_sample_add(&sample, INT64_MIN);
		assert_int_equal(ftl_sample_percentile(&sample, 0), INT64_MIN);
		ftl_sample_done(&sample);
		free(plain);
	}
}

static void a_value_that_comes_later_counts(void **state)
{
	static const int64_t values[] = {5, 1, 3, 3, 9};
	struct ftl_sample sample = {0};

	(void)state;
	add_all(&sample, values, 5);
	assert_int_equal(ftl_sample_max(&sample), 9);
	ftl_sample_add(&sample, 11);
	assert_int_equal(ftl_sample_max(&sample), 11);
	ftl_sample_done(&sample);
	assert_int_equal(sample.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_value_that_comes_later_counts),
	        cmocka_unit_test(percentile_is_the_least_value_whose_share_reaches_it),
	        cmocka_unit_test(large_samples_equal_a_plain_sort),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
