#ifndef FETTLE_BASE_OPT_H
#define FETTLE_BASE_OPT_H

#include <stdbool.h>
#include <stdint.h>

/* A number that may be absent: a nullable column, an optional argument. Absent is not zero. */
struct ftl_opt {
	bool has;
	int64_t value;
};

static inline struct ftl_opt ftl_some(int64_t value)
{
	return (struct ftl_opt){true, value};
}

static inline struct ftl_opt ftl_none(void)
{
	return (struct ftl_opt){false, 0};
}

static inline bool ftl_opt_equal(struct ftl_opt a, struct ftl_opt b)
{
	return a.has == b.has && (!a.has || a.value == b.value);
}

#endif
