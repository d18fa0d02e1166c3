#ifndef BASE_ICAL_MODULE_H
#define BASE_ICAL_MODULE_H

#include "fettle/base/ical.h"

/* What lib/fettle/ical.so offers: `const struct ftl_ical_module ftl_ical_module`. */
struct ftl_ical_module {
	/* As ftl_ical_read(). */
	enum ftl_status (*read)(struct ftl_arena *arena, const char *text,
	                        const struct ftl_zone *zone, const struct ftl_period *period,
	                        struct ftl_ical *ret, struct ftl_err *err);
};

#endif
