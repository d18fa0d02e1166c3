#ifndef MODEL_KEY_INDEX_H
#define MODEL_KEY_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"

/* Things found by a text and a number beside it: a sorted array. Zeroed it is empty. */
struct ftl_key_entry {
	uint64_t hash; /* of the key */
	int64_t number;
	size_t item;
	const char *key;
};

struct ftl_key_index {
	struct ftl_arena *arena;
	struct ftl_key_entry *entries;
	size_t count;
	size_t capacity;
	uint64_t *wanted; /* a bit for the hash of each key that will be looked for; NULL: any */
};

/* Entries live in the arena. */
void ftl_key_index_init(struct ftl_key_index *index, struct ftl_arena *arena);
/*
 * Says that a key will be looked for: of an index that was told so, what nobody looks for need not
 * be added. Few may be told, many more sifted. NULL and "" are nothing.
 */
void ftl_key_index_want(struct ftl_key_index *index, const char *key);
/* False for a key that nobody looks for; true for some of those, too. */
bool ftl_key_index_wants(const struct ftl_key_index *index, const char *key);
/* The key stays the caller's; NULL and "" are not added. Sort before looking up. */
void ftl_key_index_add(struct ftl_key_index *index, const char *key, int64_t number, size_t item);
void ftl_key_index_sort(struct ftl_key_index *index);

/*
 * The items of a key whose numbers are from low to high, by number and then by item, each once; at
 * most `most` of them into items. Returns how many.
 */
size_t ftl_key_index_find(const struct ftl_key_index *index, const char *key, int64_t low,
                          int64_t high, size_t *items, size_t most);

#endif
