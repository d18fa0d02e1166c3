#include "fettle/ops/centre.h"
#include "ops/intake_form.h"

enum ftl_status ftl_intake_promise(struct ftl_app *app, const struct ftl_calendar *calendar,
                                   int64_t now, int32_t *ret, struct ftl_err *err)
{
	int64_t hours, due;
	int32_t second;

	FTL_TRY(ftl_setting_number(app, "promise.business_hours", &hours, err));
	due = ftl_calendar_add(calendar, now, hours * 3600);
	if (due == INT64_MAX)
		due = now + hours * 3600;
	/* A due time at the stroke of midnight is the end of the day before. */
	ftl_zone_local(app->zone, due - 1, ret, &second);
	return FTL_OK;
}
