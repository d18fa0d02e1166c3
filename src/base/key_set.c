#include "fettle/base/key_set.h"

#include <string.h>

#define PLACES_FIRST 1024

uint64_t ftl_key_hash(const char *key)
{
	uint64_t hash = UINT64_C(14695981039346656037);

	for (; *key != '\0'; key++)
		hash = (hash ^ (unsigned char)*key) * UINT64_C(1099511628211);
	return hash;
}

/* Where the key is, or would be. */
static struct ftl_key_seen *place_of(const struct ftl_key_set *set, uint64_t hash, const char *key)
{
	size_t at = hash & (set->capacity - 1);

	while (set->places[at].key != NULL &&
	       (set->places[at].hash != hash || strcmp(set->places[at].key, key) != 0))
		at = (at + 1) & (set->capacity - 1);
	return &set->places[at];
}

static void grow(struct ftl_key_set *set, struct ftl_arena *arena)
{
	const struct ftl_key_set old = *set;

	set->capacity = old.capacity == 0 ? PLACES_FIRST : old.capacity * 2;
	set->places = ftl_alloc(arena, set->capacity, sizeof(*set->places));
	for (size_t i = 0; i < old.capacity; i++) {
		if (old.places[i].key != NULL)
			*place_of(set, old.places[i].hash, old.places[i].key) = old.places[i];
	}
}

bool ftl_key_set_add(struct ftl_key_set *set, struct ftl_arena *arena, const char *key,
                     int64_t number, int64_t *ret_number)
{
	uint64_t hash = ftl_key_hash(key);
	struct ftl_key_seen *place;

	if (set->count * 2 >= set->capacity)
		grow(set, arena);
	place = place_of(set, hash, key);
	if (place->key != NULL) {
		*ret_number = place->number;
		return false;
	}
	*place = (struct ftl_key_seen){hash, number, key};
	set->count++;
	return true;
}
