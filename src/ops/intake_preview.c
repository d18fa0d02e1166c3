#include <string.h>

#include "fettle/ops/centre.h"
#include "fettle/ops/fault.h"
#include "fettle/ops/people.h"
#include "ops/coverage.h"
#include "ops/intake_form.h"
#include "ops/meter.h"
#include "store/customer.h"
#include "store/device.h"

enum ftl_status ftl_intake_preview(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_intake_device *raw,
                                   struct ftl_device_preview *ret, struct ftl_err *err)
{
	struct ftl_intake_device probe = *raw;
	struct ftl_device_preview preview = {0};
	struct ftl_intake_item item;
	struct ftl_device *device = FTL_NEW(arena, struct ftl_device);
	const struct ftl_warning_row *rows;
	const struct ftl_calendar *calendar;
	struct ftl_device_notes notes = {0};
	struct ftl_coverage coverage;
	struct ftl_opt meter;
	int64_t returns_for;
	int32_t promise;
	bool found;

	/* The fault is asked after the device: a preview does without. */
	if (probe.fault == NULL)
		probe.fault = "-";
	FTL_TRY(ftl_intake_item_check(app, arena, "", &probe, &item, err));
	meter = (struct ftl_opt){item.has_meter, item.meter.meter.reading};
	found = raw->code != NULL;
	if (found)
		FTL_TRY(ftl_device_get(app, arena, raw->code, device, err));
	else
		FTL_TRY(ftl_device_recognise(app, arena, &item, device, &found, &notes, err));
	if (found) {
		struct ftl_customer *owner = FTL_NEW(arena, struct ftl_customer);

		ftl_device_complete(device, &item.device);
		preview.device = device;
		if (device->owner_id != 0) {
			FTL_TRY(ftl_store_customer_get(app->db, arena, device->owner_id, owner,
			                               err));
			preview.owner = owner;
		}
	} else {
		*device = item.device;
	}
	if (item.has_meter)
		FTL_TRY(ftl_meter_weigh(app, arena, device->id, "meter", &item.meter, err));
	notes.group = item.symptom.group;
	FTL_TRY(ftl_fixed_here(app, arena, device, &item.symptom, 0, &preview.fixed_here, err));
	FTL_TRY(ftl_intake_warnings(app, arena, device, 0, &notes, &rows, &preview.warning_count,
	                            &returns_for, err));
	struct ftl_warning *warnings =
	        ftl_alloc(arena, preview.warning_count, sizeof(*preview.warnings));

	for (size_t i = 0; i < preview.warning_count; i++)
		warnings[i] = rows[i].warning;
	preview.warnings = warnings;
	FTL_TRY(ftl_coverage_find(app, arena,
	                          &(struct ftl_cover_question){.device = device,
	                                                       .reported_on = ftl_app_today(app),
	                                                       .meter = meter,
	                                                       .group = notes.group},
	                          &coverage, err));
	for (size_t i = 0; i < coverage.cover_count; i++)
		preview.has_meter_limit |= coverage.covers[i].conditions.meter_limit.has;
	memcpy(preview.cover, coverage.classes, sizeof(preview.cover));
	FTL_TRY(ftl_app_calendar(app, arena, &calendar, err));
	FTL_TRY(ftl_intake_promise(app, calendar, ftl_app_now(app), &promise, err));
	preview.promised_on = ftl_some(promise);
	FTL_TRY(ftl_advice_of(app, device, ftl_app_now(app), 0, &preview.advice, err));
	*ret = preview;
	return FTL_OK;
}
