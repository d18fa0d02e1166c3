#include "report/returns.h"

#include <stdlib.h>

#include "fettle/base/memory.h"
#include "store/fault.h"
#include "store/row.h"

const int ftl_windows[FTL_WINDOWS] = {30, 60, FTL_WINDOW_MOST};

/* The visits of the device at hand. */
struct device {
	int64_t id;
	struct ftl_arena arena;
	struct ftl_visit *visits;
	int64_t *orders;
	size_t count, visit_capacity, order_capacity;
};

static void end_device(struct device *device)
{
	ftl_arena_done(&device->arena);
}

void ftl_returns_done(struct ftl_returns *returns)
{
	free(returns->items);
	*returns = (struct ftl_returns){NULL, 0, 0};
}

static uint8_t within(struct ftl_opt days)
{
	return days.has && days.value <= FTL_WINDOW_MOST ? (uint8_t)days.value : FTL_NEVER_BACK;
}

static void add(struct ftl_returns *returns, struct ftl_return row)
{
	if (returns->count == returns->capacity) {
		returns->capacity = returns->capacity == 0 ? 64 : returns->capacity * 2;
		returns->items = ftl_memory_resize(returns->items,
		                                   returns->capacity * sizeof(*returns->items));
	}
	returns->items[returns->count++] = row;
}

/* Nearly every device was here once: only of the others the faults are looked up. */
static enum ftl_status settle(const struct ftl_report_context *context, struct device *device,
                              struct ftl_returns *returns, struct ftl_err *err)
{
	for (size_t i = 0; device->count > 1 && i < device->count; i++)
		FTL_TRY(ftl_store_fault_group(context->db, &device->arena, device->orders[i],
		                              context->as_of, &device->visits[i].group, err));
	for (size_t i = 0; i + 1 < device->count; i++) {
		const struct ftl_return row = {
		        device->orders[i],
		        within(ftl_visit_back(device->visits, device->count, i, false)),
		        within(ftl_visit_back(device->visits, device->count, i, true))};

		if (row.days != FTL_NEVER_BACK)
			add(returns, row);
	}
	device->count = device->visit_capacity = device->order_capacity = 0;
	ftl_arena_reset(&device->arena);
	return FTL_OK;
}

static void take(const struct ftl_report_context *context, struct device *device,
                 const struct ftl_visit_row *row)
{
	struct ftl_visit visit = {0};
	int32_t second, day;

	if (!row->received_at.has || row->received_at.value > context->as_of)
		return;
	ftl_zone_local(context->zone, row->received_at.value, &visit.received_on, &second);
	if (row->handed_over_at.has && row->handed_over_at.value <= context->as_of) {
		ftl_zone_local(context->zone, row->handed_over_at.value, &day, &second);
		visit.out_on = ftl_some(day);
	}
	device->visits = ftl_store_grow(&device->arena, device->visits, device->count,
	                                &device->visit_capacity, sizeof(*device->visits));
	device->orders = ftl_store_grow(&device->arena, device->orders, device->count,
	                                &device->order_capacity, sizeof(*device->orders));
	device->visits[device->count] = visit;
	device->orders[device->count++] = row->order_id;
}

static int compare(const void *a, const void *b)
{
	int64_t left = ((const struct ftl_return *)a)->order_id;
	int64_t right = ((const struct ftl_return *)b)->order_id;

	return (left > right) - (left < right);
}

enum ftl_status ftl_returns_load(const struct ftl_report_context *context, struct ftl_returns *ret,
                                 struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	struct device device FTL_CLEANUP(end_device) = {0};
	struct ftl_visit_row row;
	bool more;

	FTL_TRY(ftl_store_visit_select(context->db, context->site_id, &cursor, err));
	for (;;) {
		FTL_TRY(ftl_store_visit_next(cursor, &row, &more, err));
		if (!more || row.device_id != device.id)
			FTL_TRY(settle(context, &device, ret, err));
		if (!more)
			break;
		device.id = row.device_id;
		take(context, &device, &row);
	}
	if (ret->count > 1)
		qsort(ret->items, ret->count, sizeof(*ret->items), compare);
	return FTL_OK;
}

struct ftl_return ftl_returns_find(const struct ftl_returns *returns, int64_t order_id)
{
	const struct ftl_return key = {order_id, FTL_NEVER_BACK, FTL_NEVER_BACK};
	const struct ftl_return *found = returns->count == 0
	                                         ? NULL
	                                         : bsearch(&key, returns->items, returns->count,
	                                                   sizeof(*returns->items), compare);

	return found == NULL ? key : *found;
}
