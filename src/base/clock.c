#include "fettle/base/clock.h"

#include <stdlib.h>
#include <time.h>

#include "fettle/base/date.h"

enum ftl_status ftl_clock_from_env(struct ftl_clock *ret, struct ftl_err *err)
{
	const char *frozen = getenv("FETTLE_NOW");
	struct ftl_clock clock = {.is_frozen = false};

	if (frozen != NULL && *frozen != '\0') {
		FTL_TRY(ftl_instant_parse("FETTLE_NOW", frozen, &clock.frozen_at, err));
		clock.is_frozen = true;
	}
	*ret = clock;
	return FTL_OK;
}

int64_t ftl_clock_now(const struct ftl_clock *clock)
{
	return clock->is_frozen ? clock->frozen_at : (int64_t)time(NULL);
}
