#ifndef FETTLE_BASE_KEY_SET_H
#define FETTLE_BASE_KEY_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"

/* FNV-1a of 64 bits over the bytes of a text. */
uint64_t ftl_key_hash(const char *key);

/* Texts, each once, with a number beside it: what was seen, and where. Zeroed it is empty. */
struct ftl_key_seen {
	uint64_t hash;
	int64_t number;
	const char *key; /* NULL: the place is free */
};
struct ftl_key_set {
	struct ftl_key_seen *places; /* open addressing: a power of two, at most half full */
	size_t count;
	size_t capacity;
};

/* False when the key was there: *ret_number is the number that it came with first. The key must
 * last as long as the set, whose places live in the arena. */
bool ftl_key_set_add(struct ftl_key_set *set, struct ftl_arena *arena, const char *key,
                     int64_t number, int64_t *ret_number);

#endif
