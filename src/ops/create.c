#include "ops/create.h"

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/search.h"

enum ftl_status ftl_customer_create(struct ftl_op *op, struct ftl_arena *arena,
                                    struct ftl_customer *customer, struct ftl_err *err)
{
	struct ftl_app *app = op->app;

	FTL_TRY(ftl_op_id(op, &customer->id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_CUSTOMER, &customer->code, err));
	customer->code = ftl_strdup(arena, customer->code);
	customer->created_at = op->now;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_CUSTOMER, customer->id, true, err));
	FTL_TRY(ftl_store_customer_insert(app->db, app->site_id, customer,
	                                  ftl_text_key(arena, customer->name), err));
	return ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_CUSTOMER, customer->id,
	                            ftl_search_customer_text(arena, customer), true, err);
}

enum ftl_status ftl_device_create(struct ftl_op *op, struct ftl_arena *arena,
                                  struct ftl_device *device, struct ftl_err *err)
{
	struct ftl_app *app = op->app;

	FTL_TRY(ftl_op_id(op, &device->id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_DEVICE, &device->code, err));
	device->code = ftl_strdup(arena, device->code);
	device->created_at = op->now;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_DEVICE, device->id, true, err));
	FTL_TRY(ftl_store_device_insert(app->db, app->site_id, device, err));
	return ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_DEVICE, device->id,
	                            ftl_search_device_text(arena, device), true, err);
}
