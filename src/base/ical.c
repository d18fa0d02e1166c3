#include "fettle/base/ical.h"

#include "base/ical_module.h"
#include "fettle/base/module.h"

enum ftl_status ftl_ical_read(struct ftl_arena *arena, const char *text,
                              const struct ftl_zone *zone, const struct ftl_period *period,
                              struct ftl_ical *ret, struct ftl_err *err)
{
	const void *table;
	const struct ftl_ical_module *module;

	FTL_TRY(ftl_module_load("ical", "ftl_ical_module", &table, err));
	module = table;
	return module->read(arena, text, zone, period, ret, err);
}
