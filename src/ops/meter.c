#include "ops/meter.h"

#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/ops/coverage.h"
#include "ops/coverage.h"
#include "ops/intake_form.h"
#include "ops/order_log.h"
#include "store/meter.h"

#define READINGS_MOST 1000 /* of one device */

enum ftl_status ftl_meter_weigh(struct ftl_app *app, struct ftl_arena *arena, int64_t device_id,
                                const char *field, struct ftl_meter_row *row, struct ftl_err *err)
{
	const struct ftl_meter_row *rows;
	size_t count;

	if (device_id == 0)
		return FTL_OK;
	FTL_TRY(ftl_store_meter_list(app->db, arena, device_id, &rows, &count, err));
	if (count >= READINGS_MOST)
		return ftl_fail(err, FTL_CONFLICT, field, "was read %zu times already", count);
	FTL_TRY(ftl_meter_check(rows, count, row, field, err));
	if (row->meter.unit == NULL && count > 0)
		row->meter.unit = rows[count - 1].meter.unit;
	return FTL_OK;
}

enum ftl_status ftl_meter_put(struct ftl_op *op, struct ftl_arena *arena, int64_t device_id,
                              const char *field, struct ftl_meter_row *row, struct ftl_err *err)
{
	FTL_TRY(ftl_meter_weigh(op->app, arena, device_id, field, row, err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_DEVICE, device_id, false, err));
	FTL_TRY(ftl_op_id(op, &row->id, err));
	row->at = op->now;
	return ftl_store_meter_insert(op->app->db, device_id, op->app->actor.staff_id, row, err);
}

/* A reading as typed; NULL day: this one. */
static enum ftl_status read_reading(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_device *device,
                                    const struct ftl_meter_form *form, struct ftl_meter_row *row,
                                    struct ftl_err *err)
{
	int32_t today = ftl_app_today(app);
	char date[FTL_DATE_TEXT_SIZE];

	FTL_TRY(ftl_meter_parse(arena, "meter", form->meter, &row->meter, err));
	row->read_on = today;
	if (form->on != NULL)
		FTL_TRY(ftl_coverage_day(app, "on", form->on, &row->read_on, err));
	if (row->read_on > today)
		return ftl_fail(err, FTL_INVALID, "on", "%s is still to come",
		                ftl_date_format(date, row->read_on));
	if (device->purchased_on.has && row->read_on < device->purchased_on.value)
		return ftl_fail(err, FTL_INVALID, "on", "lies before the day of purchase %s",
		                ftl_date_format(date, (int32_t)device->purchased_on.value));
	return ftl_take_text(arena, "", "reason", FTL_TEXT_LINE, FTL_NAME_MAX, form->reason,
	                     &row->reason, err);
}

/* A job that is closed is history: what its device reads later is none of its. */
static enum ftl_status tell_job(struct ftl_op *op, struct ftl_arena *arena,
                                const struct ftl_order *order, const struct ftl_meter_row *row,
                                struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	if (order->id == 0 || !order->is_open)
		return FTL_OK;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_ORDER, order->id, false, err));
	return ftl_order_log(op, order, FTL_EV_NOTE, ftl_none(),
	                     ftl_sprintf(arena, "the meter read %s on %s%s%s",
	                                 ftl_meter_text(arena, &row->meter),
	                                 ftl_date_format(date, row->read_on),
	                                 row->reason != NULL ? ": " : "",
	                                 row->reason != NULL ? row->reason : ""),
	                     err);
}

enum ftl_status ftl_device_meter(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                 const struct ftl_meter_form *form, struct ftl_coverage *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_coverage coverage = {0};
	struct ftl_meter_row row = {0};

	FTL_TRY(ftl_op_begin(app, "device.meter", FTL_CAN_WORK, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_coverage_subject(app, arena, text, &coverage, err));
	FTL_TRY(read_reading(app, arena, &coverage.device, form, &row, err));
	FTL_TRY(ftl_meter_put(&op, arena, coverage.device.id, "meter", &row, err));
	FTL_TRY(tell_job(&op, arena, &coverage.order, &row, err));
	FTL_TRY(ftl_coverage_why(app, arena, text, NULL, &coverage, err));
	FTL_TRY(ftl_op_commit(&op, &coverage, err));
	*ret = coverage;
	return FTL_OK;
}

enum ftl_status ftl_device_meters(struct ftl_app *app, struct ftl_arena *arena, int64_t device_id,
                                  const struct ftl_meter_row **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	return ftl_store_meter_list(app->db, arena, device_id, ret, ret_count, err);
}
