#include "model/key_index.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fettle/base/key_set.h"

#define WANTED_BITS (UINT64_C(1) << 21)

void ftl_key_index_init(struct ftl_key_index *index, struct ftl_arena *arena)
{
	*index = (struct ftl_key_index){.arena = arena};
}

void ftl_key_index_want(struct ftl_key_index *index, const char *key)
{
	uint64_t bit;

	if (key == NULL || *key == '\0')
		return;
	if (index->wanted == NULL)
		index->wanted = ftl_alloc(index->arena, WANTED_BITS / 64, sizeof(*index->wanted));
	bit = ftl_key_hash(key) % WANTED_BITS;
	index->wanted[bit / 64] |= UINT64_C(1) << bit % 64;
}

bool ftl_key_index_wants(const struct ftl_key_index *index, const char *key)
{
	uint64_t bit;

	if (key == NULL || *key == '\0' || index->wanted == NULL)
		return false;
	bit = ftl_key_hash(key) % WANTED_BITS;
	return (index->wanted[bit / 64] >> bit % 64 & 1) != 0;
}

static void grow(struct ftl_key_index *index)
{
	size_t capacity = index->capacity == 0 ? 64 : 2 * index->capacity;
	struct ftl_key_entry *entries = ftl_alloc(index->arena, capacity, sizeof(*index->entries));

	if (index->count > 0)
		memcpy(entries, index->entries, index->count * sizeof(*entries));
	index->entries = entries;
	index->capacity = capacity;
}

void ftl_key_index_add(struct ftl_key_index *index, const char *key, int64_t number, size_t item)
{
	if (key == NULL || *key == '\0')
		return;
	if (index->count == index->capacity)
		grow(index);
	index->entries[index->count++] =
	        (struct ftl_key_entry){ftl_key_hash(key), number, item, key};
}

static int compare(const void *a, const void *b)
{
	const struct ftl_key_entry *left = a, *right = b;

	if (left->hash != right->hash)
		return left->hash < right->hash ? -1 : 1;
	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return (left->item > right->item) - (left->item < right->item);
}

void ftl_key_index_sort(struct ftl_key_index *index)
{
	if (index->count > 1)
		qsort(index->entries, index->count, sizeof(*index->entries), compare);
}

/* The first entry that is not before the hash and number. */
static size_t first_of(const struct ftl_key_index *index, uint64_t hash, int64_t number)
{
	const struct ftl_key_entry wanted = {.hash = hash, .number = number};
	size_t low = 0;
	size_t high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(&index->entries[middle], &wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool is_among(const size_t *items, size_t count, size_t item)
{
	for (size_t i = 0; i < count; i++) {
		if (items[i] == item)
			return true;
	}
	return false;
}

size_t ftl_key_index_find(const struct ftl_key_index *index, const char *key, int64_t low,
                          int64_t high, size_t *items, size_t most)
{
	uint64_t hash;
	size_t count = 0;

	if (key == NULL || *key == '\0')
		return 0;
	hash = ftl_key_hash(key);
	for (size_t i = first_of(index, hash, low); i < index->count && count < most; i++) {
		const struct ftl_key_entry *entry = &index->entries[i];

		if (entry->hash != hash || entry->number > high)
			break;
		/* Keys that share a hash are rare, but they are. */
		if (strcmp(entry->key, key) == 0 && !is_among(items, count, entry->item))
			items[count++] = entry->item;
	}
	return count;
}
