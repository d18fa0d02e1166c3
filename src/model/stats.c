#include "fettle/model/stats.h"

#include <stdlib.h>

#include "fettle/base/arena.h"

#define RADIX_BITS  11
#define RADIX_SIZE  (1u << RADIX_BITS)
#define SMALL_COUNT 512 /* below this the tables of the radix sort cost more than they save */

/* Lack of memory has one end, in base: ask it for more than there can be. */
static void run_out_of_memory(void)
{
	FTL_ARENA(none);

	ftl_alloc(&none, SIZE_MAX, SIZE_MAX);
}

/* reallocarray() that does not come back when there is no memory left. */
static int64_t *resize(int64_t *values, size_t capacity)
{
	int64_t *resized = reallocarray(values, capacity, sizeof(*values));

	if (resized == NULL)
		run_out_of_memory();
	return resized;
}

void ftl_sample_done(struct ftl_sample *sample)
{
	free(sample->values);
	*sample = (struct ftl_sample){NULL, 0, 0, false};
}

void ftl_sample_add(struct ftl_sample *sample, int64_t value)
{
	if (sample->count == sample->capacity) {
		sample->capacity = sample->capacity != 0 ? sample->capacity * 2 : 64;
		sample->values = resize(sample->values, sample->capacity);
	}
	sample->values[sample->count++] = value;
	sample->is_sorted = false;
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a;
	int64_t right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

/* Distance from the least value: no overflow, and small spans need few passes. */
static uint64_t distance(int64_t value, int64_t least)
{
	return (uint64_t)value - (uint64_t)least;
}

static void sort_pass(const int64_t *from, int64_t *to, size_t count, int64_t least, unsigned shift)
{
	size_t places[RADIX_SIZE] = {0};
	size_t place = 0;

	for (size_t i = 0; i < count; i++)
		places[(distance(from[i], least) >> shift) & (RADIX_SIZE - 1)]++;
	for (size_t digit = 0; digit < RADIX_SIZE; digit++) {
		size_t next = place + places[digit];

		places[digit] = place;
		place = next;
	}
	for (size_t i = 0; i < count; i++)
		to[places[(distance(from[i], least) >> shift) & (RADIX_SIZE - 1)]++] = from[i];
}

static void radix_sort(struct ftl_sample *sample)
{
	int64_t least = sample->values[0];
	int64_t most = sample->values[0];
	int64_t *from = sample->values;
	int64_t *to = resize(NULL, sample->capacity);

	for (size_t i = 1; i < sample->count; i++) {
		least = from[i] < least ? from[i] : least;
		most = from[i] > most ? from[i] : most;
	}
	for (unsigned shift = 0; shift < 64 && distance(most, least) >> shift != 0;
	     shift += RADIX_BITS) {
		int64_t *done = to;

		sort_pass(from, to, sample->count, least, shift);
		to = from;
		from = done;
	}
	sample->values = from;
	free(to);
}

static void sort(struct ftl_sample *sample)
{
	if (sample->is_sorted)
		return;
	if (sample->count >= SMALL_COUNT)
		radix_sort(sample);
	else if (sample->count > 1)
		qsort(sample->values, sample->count, sizeof(*sample->values), compare);
	sample->is_sorted = true;
}

int64_t ftl_sample_percentile(struct ftl_sample *sample, int percent)
{
	size_t share = percent <= 0 ? 0 : percent >= 100 ? 100 : (size_t)percent;
	/* count × percent ÷ 100, rounded up; split so that no count overflows */
	size_t rank = sample->count / 100 * share + (sample->count % 100 * share + 99) / 100;

	sort(sample);
	return sample->values[rank > 0 ? rank - 1 : 0];
}

int64_t ftl_sample_max(struct ftl_sample *sample)
{
	return ftl_sample_percentile(sample, 100);
}
