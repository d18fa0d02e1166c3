#include "fettle/ops/intake.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/coverage.h"
#include "ops/custody.h"
#include "ops/fault.h"
#include "ops/intake_form.h"
#include "ops/meter.h"
#include "ops/order_log.h"
#include "store/cover.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/fault.h"
#include "store/order.h"
#include "store/piece.h"
#include "store/place.h"
#include "store/row.h"
#include "store/search.h"

/* What was made of one device; the rest is read back. */
struct made_job {
	int64_t order_id;
	bool is_new_customer;
	bool is_new_device;
};

/* One running check-in: the operation, the calendar, the jobs made so far. */
struct checking_in {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	const struct ftl_calendar *calendar;
	int64_t desk_id; /* where the pieces are put down; 0: not known */
	struct made_job *made;
	size_t made_count, made_capacity;
};

static enum ftl_status insert_piece(struct checking_in *c, int64_t order_id, int position,
                                    const char *name, struct ftl_err *err)
{
	struct ftl_piece piece = {.order_id = order_id,
	                          .position = position,
	                          .is_device = position == 1,
	                          .name = name};

	FTL_TRY(ftl_op_id(c->op, &piece.id, err));
	FTL_TRY(ftl_op_code(c->op, FTL_CODE_PIECE, &piece.code, err));
	FTL_TRY(ftl_store_piece_insert(c->app->db, c->app->site_id, &piece, err));
	return ftl_custody_note(c->op, piece.id, FTL_CUSTODY_IN, c->desk_id, c->op->now, NULL, err);
}

/* What a label calls the device: brand and model, or what little is known. */
static const char *piece_name(struct ftl_arena *arena, const struct ftl_device *device)
{
	if (device->brand != NULL && device->model != NULL)
		return ftl_sprintf(arena, "%s %s", device->brand, device->model);
	if (device->brand != NULL && device->category != NULL)
		return ftl_sprintf(arena, "%s %s", device->brand, device->category);
	if (device->brand != NULL)
		return device->brand;
	return device->category != NULL ? device->category : "device";
}

/* What the customer tells, as the first line of the diagnosis. */
static enum ftl_status insert_symptom(struct checking_in *c, int64_t order_id,
                                      const struct ftl_intake_item *item, struct ftl_err *err)
{
	struct ftl_diagnosis line = {.codes = {[FTL_FAULT_SYMPTOM] = item->symptom}};

	if (item->symptom.id == 0)
		return FTL_OK;
	FTL_TRY(ftl_op_id(c->op, &line.id, err));
	return ftl_store_diagnosis_insert(c->app->db, order_id, &line, NULL, c->op->now,
	                                  &line.position, err);
}

/* Who pays, by what is known of the device; of one that is new nothing is on file. */
static enum ftl_status decide_cover(struct checking_in *c, int64_t order_id,
                                    const struct ftl_device *device,
                                    const struct ftl_intake_item *item, bool is_new,
                                    struct ftl_err *err)
{
	struct ftl_app *app = c->app;
	struct ftl_device known = *device;
	const struct ftl_cover_question question = {
	        .device = &known,
	        .reported_on = ftl_app_today(app),
	        .meter = {item->has_meter, item->meter.meter.reading},
	        .group = item->symptom.group};
	struct ftl_coverage coverage;

	if (is_new)
		known.id = 0;
	FTL_TRY(ftl_coverage_find(app, c->arena, &question, &coverage, err));
	return ftl_store_cover_insert(app->db, order_id, coverage.classes, err);
}

/* Writes the job: row, first event, pieces, warnings. */
static enum ftl_status open_order(struct checking_in *c, struct ftl_order_insert *order,
                                  const struct ftl_intake_item *item,
                                  const struct ftl_device *device,
                                  const struct ftl_warning_row *warnings, size_t warning_count,
                                  struct ftl_err *err)
{
	struct ftl_app *app = c->app;
	struct ftl_order_event received = {.event = {.kind = FTL_EV_RECEIVE},
	                                   .due_on = order->promised_on,
	                                   .text = item->no_imei};
	FTL_TRY(ftl_order_open(c->op, order, &received, err));
	FTL_TRY(insert_symptom(c, order->id, item, err));
	FTL_TRY(insert_piece(c, order->id, 1, piece_name(c->arena, device), err));
	for (size_t i = 0; i < item->accessory_count; i++)
		FTL_TRY(insert_piece(c, order->id, (int)i + 2, item->accessories[i], err));
	for (size_t i = 0; i < warning_count; i++)
		FTL_TRY(ftl_store_warning_insert(app->db, order->id, (int)i + 1,
		                                 &warnings[i].warning, warnings[i].other_id, err));
	return ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_ORDER, order->id,
	                            ftl_search_order_text(c->arena, order->code, order->fault),
	                            true, err);
}

static enum ftl_status note_meter(struct checking_in *c, const char *prefix,
                                  struct ftl_intake_item *item, int64_t device_id,
                                  struct ftl_err *err)
{
	if (!item->has_meter)
		return FTL_OK;
	return ftl_meter_put(c->op, c->arena, device_id, ftl_sprintf(c->arena, "%smeter", prefix),
	                     &item->meter, err);
}

static enum ftl_status check_in_device(struct checking_in *c, const char *prefix,
                                       const struct ftl_intake_device *raw, int64_t intake_id,
                                       int64_t customer_id, bool is_new_customer,
                                       const char *namesake, struct ftl_err *err)
{
	struct ftl_app *app = c->app;
	struct ftl_intake_item item;
	struct ftl_device device;
	struct ftl_order_insert order = {
	        .intake_id = intake_id, .customer_id = customer_id, .source = "desk"};
	const struct ftl_warning_row *warnings;
	size_t warning_count;
	struct ftl_device_notes notes;
	bool is_new_device;
	int32_t promise;

	FTL_TRY(ftl_intake_item_check(app, c->arena, prefix, raw, &item, err));
	FTL_TRY(ftl_intake_device(c->op, c->arena, prefix, raw->code, &item, &device,
	                          &is_new_device, &notes, err));
	FTL_TRY(note_meter(c, prefix, &item, device.id, err));
	notes.group = item.symptom.group;
	notes.namesake = namesake;
	FTL_TRY(ftl_intake_warnings(app, c->arena, &device, customer_id, &notes, &warnings,
	                            &warning_count, &order.returns_for_id, err));
	if (device.owner_id != customer_id)
		FTL_TRY(ftl_store_owner_insert(app->db, device.id, customer_id, c->op->now, err));
	FTL_TRY(ftl_op_id(c->op, &order.id, err));
	FTL_TRY(ftl_op_code(c->op, FTL_CODE_ORDER, &order.code, err));
	FTL_TRY(ftl_op_touch(c->op, FTL_ENTITY_ORDER, order.id, true, err));
	order.device_id = device.id;
	order.priority = item.priority;
	order.fault = item.fault;
	order.condition = item.condition;
	order.approval_limit_cents = item.approval_limit_cents;
	order.promised_on = item.promised_on;
	if (!order.promised_on.has) {
		FTL_TRY(ftl_intake_promise(app, c->calendar, c->op->now, &promise, err));
		order.promised_on = ftl_some(promise);
	}
	FTL_TRY(open_order(c, &order, &item, &device, warnings, warning_count, err));
	FTL_TRY(decide_cover(c, order.id, &device, &item, is_new_device, err));
	c->made = ftl_store_grow(c->arena, c->made, c->made_count, &c->made_capacity,
	                         sizeof(*c->made));
	c->made[c->made_count++] = (struct made_job){order.id, is_new_customer, is_new_device};
	return FTL_OK;
}

static enum ftl_status check_in_one(struct checking_in *c, const struct ftl_intake *intake,
                                    struct ftl_err *err)
{
	struct ftl_app *app = c->app;
	struct ftl_intake_row row = {.staff_id = app->actor.staff_id, .received_at = c->op->now};
	struct ftl_customer customer;
	const char *namesake;
	bool is_new;
	char prefix[32] = "";

	for (size_t i = 0; i < intake->device_count; i++) {
		if (intake->devices[i].symptom != NULL)
			FTL_TRY(ftl_fault_ensure(c->op, err));
	}
	if (intake->device_count == 0)
		return ftl_fail(err, FTL_INVALID, "devices", "needs at least one device");
	FTL_TRY(ftl_intake_customer(c->op, c->arena, intake, &customer, &is_new, &namesake, err));
	FTL_TRY(ftl_op_id(c->op, &row.id, err));
	FTL_TRY(ftl_op_code(c->op, FTL_CODE_INTAKE, &row.code, err));
	row.customer_id = customer.id;
	FTL_TRY(ftl_op_touch(c->op, FTL_ENTITY_INTAKE, row.id, true, err));
	FTL_TRY(ftl_store_intake_insert(app->db, app->site_id, &row, err));
	for (size_t i = 0; i < intake->device_count; i++) {
		if (intake->device_count > 1)
			snprintf(prefix, sizeof(prefix), "devices[%zu].", i);
		FTL_TRY(check_in_device(c, prefix, &intake->devices[i], row.id, customer.id, is_new,
		                        namesake, err));
	}
	return FTL_OK;
}

static enum ftl_status load_job(struct ftl_app *app, struct ftl_arena *arena, int64_t id,
                                struct ftl_checked_in *ret, struct ftl_err *err)
{
	bool has_cover;

	FTL_TRY(ftl_store_order_get(app->db, arena, id, &ret->order, err));
	FTL_TRY(ftl_store_customer_get(app->db, arena, ret->order.customer_id, &ret->customer,
	                               err));
	FTL_TRY(ftl_store_device_get(app->db, arena, ret->order.device_id, &ret->device, err));
	FTL_TRY(ftl_store_piece_list(app->db, arena, id, &ret->pieces, &ret->piece_count, err));
	FTL_TRY(ftl_store_cover_get(app->db, arena, id, ret->cover, &has_cover, err));
	FTL_TRY(ftl_store_warning_list(app->db, arena, id, &ret->warnings, &ret->warning_count,
	                               err));
	return FTL_OK;
}

/* Read inside the transaction: a dry run shows what would be, then takes it back. */
static enum ftl_status load_result(const struct checking_in *c, struct ftl_check_in_result *ret,
                                   struct ftl_err *err)
{
	struct ftl_checked_in *jobs = ftl_alloc(c->arena, c->made_count, sizeof(*jobs));

	for (size_t i = 0; i < c->made_count; i++) {
		FTL_TRY(load_job(c->app, c->arena, c->made[i].order_id, &jobs[i], err));
		jobs[i].is_new_customer = c->made[i].is_new_customer;
		jobs[i].is_new_device = c->made[i].is_new_device;
	}
	*ret = (struct ftl_check_in_result){.jobs = jobs, .count = c->made_count};
	return FTL_OK;
}

/* "line 3: devices[0].imei": where in a batch the trouble is. */
static void place_error(const struct ftl_intake *intake, struct ftl_err *err)
{
	char field[sizeof(err->field)];

	if (intake->where == NULL)
		return;
	snprintf(field, sizeof(field), "%.20s%s%.40s", intake->where, *err->field ? ": " : "",
	         err->field);
	memcpy(err->field, field, sizeof(field));
}

enum ftl_status ftl_check_in(struct ftl_app *app, struct ftl_arena *arena,
                             const struct ftl_intake *intakes, size_t count,
                             struct ftl_check_in_result *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct checking_in c = {.op = &op, .app = app, .arena = arena};
	struct ftl_check_in_result result;

	FTL_TRY(ftl_op_begin(app, "checkin", FTL_CAN_CHECK_IN, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_app_calendar(app, arena, &c.calendar, err));
	FTL_TRY(ftl_store_place_desk(app->db, app->site_id, &c.desk_id, err));
	for (size_t i = 0; i < count; i++) {
		enum ftl_status status = check_in_one(&c, &intakes[i], err);

		if (status != FTL_OK) {
			place_error(&intakes[i], err);
			return status;
		}
	}
	FTL_TRY(load_result(&c, &result, err));
	FTL_TRY(ftl_op_seal(&op, err));
	result.audit_head = ftl_op_head(&op, arena);
	FTL_TRY(ftl_op_commit(&op, &result, err));
	*ret = result;
	return FTL_OK;
}
