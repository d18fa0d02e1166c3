#ifndef REPORT_GROUPS_H
#define REPORT_GROUPS_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"

/*
 * The values of one dimension (brands, models, …) as they turn up, numbered from 0. Grouped by key;
 * shown as they are mostly written (the majority vote of Boyer
 * and Moore: exact when one spelling has more than half).
 */
struct ftl_groups {
	struct ftl_arena arena;
	const char **names;
	const char **keys;
	uint64_t *hashes;
	uint32_t *votes; /* for the name that stands */
	size_t count;
	size_t capacity;
	uint32_t *slots; /* index + 1 by hash; 0 is free */
	size_t slot_count;
};

void ftl_groups_done(struct ftl_groups *groups);

/* The number of the key's group, made when it is new. key and name are copied. */
size_t ftl_groups_find(struct ftl_groups *groups, const char *key, const char *name);

/* As ftl_groups_find with a number as key. */
size_t ftl_groups_find_id(struct ftl_groups *groups, int64_t id, const char *name);

/*
 * The groups in the order to show them: the largest weight first, equal ones by name. weights has
 * as many members as there are groups; ret too.
 */
void ftl_groups_rank(const struct ftl_groups *groups, const int64_t *weights, size_t *ret);

#endif
