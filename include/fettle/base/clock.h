#ifndef FETTLE_BASE_CLOCK_H
#define FETTLE_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "fettle/base/err.h"

/* The program's only source of "now"; frozen_at holds when is_frozen. */
struct ftl_clock {
	bool is_frozen;
	int64_t frozen_at;
};

/* A clock that follows the system, or stands still at $FETTLE_NOW (RFC 3339) when that is set. */
FTL_MUST_CHECK enum ftl_status ftl_clock_from_env(struct ftl_clock *ret, struct ftl_err *err);

int64_t ftl_clock_now(const struct ftl_clock *clock);

#endif
