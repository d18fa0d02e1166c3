#include "report/groups.h"

#include "fettle/base/memory.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FNV-1a, 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static uint64_t hash_of(const char *text)
{
	uint64_t hash = UINT64_C(0xCBF29CE484222325);

	for (; *text != '\0'; text++)
		hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001B3);
	return hash;
}

void ftl_groups_done(struct ftl_groups *groups)
{
	free(groups->names);
	free(groups->keys);
	free(groups->hashes);
	free(groups->votes);
	free(groups->slots);
	ftl_arena_done(&groups->arena);
	*groups = (struct ftl_groups){{NULL}, NULL, NULL, NULL, NULL, 0, 0, NULL, 0};
}

static void *grown(void *array, size_t count, size_t size)
{
	return ftl_memory_resize(array, count * size);
}

static void put(struct ftl_groups *groups, size_t group)
{
	size_t slot = groups->hashes[group] & (groups->slot_count - 1);

	while (groups->slots[slot] != 0)
		slot = (slot + 1) & (groups->slot_count - 1);
	groups->slots[slot] = (uint32_t)group + 1;
}

static void grow(struct ftl_groups *groups)
{
	groups->capacity = groups->capacity == 0 ? 32 : groups->capacity * 2;
	groups->names = grown(groups->names, groups->capacity, sizeof(*groups->names));
	groups->keys = grown(groups->keys, groups->capacity, sizeof(*groups->keys));
	groups->hashes = grown(groups->hashes, groups->capacity, sizeof(*groups->hashes));
	groups->votes = grown(groups->votes, groups->capacity, sizeof(*groups->votes));
	free(groups->slots);
	groups->slot_count = groups->capacity * 2;
	groups->slots = ftl_memory_zeroed(groups->slot_count * sizeof(*groups->slots));
	for (size_t i = 0; i < groups->count; i++)
		put(groups, i);
}

static size_t vote(struct ftl_groups *groups, size_t group, const char *name)
{
	if (strcmp(groups->names[group], name) == 0) {
		groups->votes[group]++;
	} else if (groups->votes[group] > 1) {
		groups->votes[group]--;
	} else {
		groups->names[group] = ftl_strdup(&groups->arena, name);
		groups->votes[group] = 1;
	}
	return group;
}

size_t ftl_groups_find(struct ftl_groups *groups, const char *key, const char *name)
{
	uint64_t hash = hash_of(key);

	if (groups->slot_count > 0) {
		size_t slot = hash & (groups->slot_count - 1);
		for (; groups->slots[slot] != 0; slot = (slot + 1) & (groups->slot_count - 1)) {
			size_t group = groups->slots[slot] - 1;
			if (groups->hashes[group] == hash && strcmp(groups->keys[group], key) == 0)
				return vote(groups, group, name);
		}
	}
	if (groups->count == groups->capacity)
		grow(groups);
	groups->names[groups->count] = ftl_strdup(&groups->arena, name);
	groups->keys[groups->count] = ftl_strdup(&groups->arena, key);
	groups->hashes[groups->count] = hash;
	groups->votes[groups->count] = 1;
	put(groups, groups->count);
	return groups->count++;
}

size_t ftl_groups_find_id(struct ftl_groups *groups, int64_t id, const char *name)
{
	char key[24];

	snprintf(key, sizeof(key), "%" PRId64, id);
	return ftl_groups_find(groups, key, name);
}

struct rank {
	const char *name;
	int64_t weight;
	size_t group;
};

static int compare(const void *a, const void *b)
{
	const struct rank *left = a;
	const struct rank *right = b;

	if (left->weight != right->weight)
		return left->weight < right->weight ? 1 : -1;
	int by_name = strcmp(left->name, right->name);
	return by_name != 0 ? by_name : (left->group > right->group) - (left->group < right->group);
}

void ftl_groups_rank(const struct ftl_groups *groups, const int64_t *weights, size_t *ret)
{
	FTL_ARENA(scratch);
	struct rank *ranks = ftl_alloc(&scratch, groups->count + 1, sizeof(*ranks));

	for (size_t i = 0; i < groups->count; i++)
		ranks[i] = (struct rank){groups->names[i], weights[i], i};
	qsort(ranks, groups->count, sizeof(*ranks), compare);
	for (size_t i = 0; i < groups->count; i++)
		ret[i] = ranks[i].group;
}
