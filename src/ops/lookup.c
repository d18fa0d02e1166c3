#include "fettle/ops/lookup.h"

#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/part.h"
#include "fettle/ops/people.h"
#include "fettle/ops/place.h"
#include "ops/find.h"
#include "ops/loaner.h"
#include "ops/possible.h"
#include "ops/purchase.h"
#include "ops/remittance.h"
#include "ops/return.h"
#include "ops/stocktake.h"
#include "store/claim.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/loaner.h"
#include "store/order.h"
#include "store/piece.h"
#include "store/stock.h"
#include "store/timer.h"

#define JOBS_SHOWN 50

const char *const ftl_thing_names[FTL_THINGS] = {
        [FTL_THING_ORDER] = "order",         [FTL_THING_PIECE] = "piece",
        [FTL_THING_INTAKE] = "intake",       [FTL_THING_CUSTOMER] = "customer",
        [FTL_THING_DEVICE] = "device",       [FTL_THING_ESTIMATE] = "estimate",
        [FTL_THING_PLACE] = "place",         [FTL_THING_LOANER] = "loaner",
        [FTL_THING_CLAIM] = "claim",         [FTL_THING_PART] = "part",
        [FTL_THING_PURCHASE] = "purchase",   [FTL_THING_REMITTANCE] = "remittance",
        [FTL_THING_STOCKTAKE] = "stocktake", [FTL_THING_RETURN] = "return",
};

/* Who is at work on the job. */
static enum ftl_status show_workers(struct ftl_app *app, struct ftl_arena *arena, int64_t order_id,
                                    struct ftl_scan *ret, struct ftl_err *err)
{
	const struct ftl_timer *timers;
	struct ftl_timer *kept;
	size_t count;

	FTL_TRY(ftl_store_timer_list(app->db, arena, app->site_id, &timers, &count, err));
	kept = ftl_alloc(arena, count + 1, sizeof(*kept));
	for (size_t i = 0; i < count; i++) {
		if (timers[i].order_id == order_id)
			kept[ret->timer_count++] = timers[i];
	}
	ret->timers = kept;
	return FTL_OK;
}

/* What is out for the job, of several what is due first. */
static enum ftl_status show_loaner_of(struct ftl_app *app, struct ftl_arena *arena,
                                      int64_t order_id, struct ftl_scan *ret, struct ftl_err *err)
{
	const struct ftl_loaner *out;
	size_t count;

	FTL_TRY(ftl_store_loaner_out(app->db, arena, FTL_LOANERS_OF_ORDER, order_id, &out, &count,
	                             err));
	if (count > 0)
		ret->loaner = out[0];
	return FTL_OK;
}

static enum ftl_status show_order(struct ftl_app *app, struct ftl_arena *arena, int64_t id,
                                  struct ftl_scan *ret, struct ftl_err *err)
{
	struct ftl_order_facts facts;

	FTL_TRY(ftl_store_order_get(app->db, arena, id, &ret->order, err));
	FTL_TRY(ftl_possible_now(app, arena, &ret->order, &facts, &ret->possible, err));
	ret->has_order = true;
	FTL_TRY(show_loaner_of(app, arena, id, ret, err));
	return facts.worker_count > 0 ? show_workers(app, arena, id, ret, err) : FTL_OK;
}

static enum ftl_status show_device(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_device *device, struct ftl_scan *ret,
                                   struct ftl_err *err)
{
	ret->thing = FTL_THING_DEVICE;
	ret->device = *device;
	FTL_TRY(ftl_store_order_collect(app->db, arena, FTL_ORDERS_DEVICE, device->id, JOBS_SHOWN,
	                                &ret->orders, &ret->order_count, err));
	return ret->order_count == 0 ? FTL_OK : show_order(app, arena, ret->orders[0].id, ret, err);
}

static enum ftl_status scan_piece(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_code *code, struct ftl_scan *ret,
                                  struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_piece_find(app->db, arena, ftl_code_short(text, code), &ret->piece,
	                             &found, err));
	if (!found)
		return ftl_not_on_file(code, err);
	ret->thing = FTL_THING_PIECE;
	return show_order(app, arena, ret->piece.order_id, ret, err);
}

static enum ftl_status scan_intake(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_code *code, struct ftl_scan *ret,
                                   struct ftl_err *err)
{
	struct ftl_intake_row row;
	char text[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_intake_find(app->db, arena, ftl_code_short(text, code), &row, &found,
	                              err));
	if (!found)
		return ftl_not_on_file(code, err);
	ret->thing = FTL_THING_INTAKE;
	ret->intake_code = row.code;
	FTL_TRY(ftl_store_customer_get(app->db, arena, row.customer_id, &ret->customer, err));
	return ftl_store_order_collect(app->db, arena, FTL_ORDERS_INTAKE, row.id, JOBS_SHOWN,
	                               &ret->orders, &ret->order_count, err);
}

static enum ftl_status scan_customer(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_code *code, struct ftl_scan *ret,
                                     struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_customer_find(app->db, arena, ftl_code_short(text, code), &ret->customer,
	                                &found, err));
	if (!found)
		return ftl_not_on_file(code, err);
	ret->thing = FTL_THING_CUSTOMER;
	return ftl_store_order_collect(app->db, arena, FTL_ORDERS_CUSTOMER, ret->customer.id,
	                               JOBS_SHOWN, &ret->orders, &ret->order_count, err);
}

static enum ftl_status scan_estimate(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_code *code, struct ftl_scan *ret,
                                     struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];

	FTL_TRY(ftl_estimate_get(app, arena, ftl_code_short(text, code), &ret->estimate, err));
	ret->thing = FTL_THING_ESTIMATE;
	return show_order(app, arena, ret->estimate.order_id, ret, err);
}

/* The jobs of what lies there, each once. */
static enum ftl_status scan_place(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_code *code, struct ftl_scan *ret,
                                  struct ftl_err *err)
{
	struct ftl_order *orders = ftl_alloc(arena, JOBS_SHOWN, sizeof(*orders));
	struct ftl_place_full full;
	char text[FTL_CODE_SIZE];

	FTL_TRY(ftl_place_get(app, arena, ftl_code_short(text, code), &full, err));
	ret->thing = FTL_THING_PLACE;
	ret->place = full.place;
	for (size_t i = 0; i < full.piece_count && ret->order_count < JOBS_SHOWN; i++) {
		int64_t id = full.pieces[i].piece.order_id;

		if (i == 0 || full.pieces[i - 1].piece.order_id != id)
			FTL_TRY(ftl_store_order_get(app->db, arena, id, &orders[ret->order_count++],
			                            err));
	}
	ret->orders = orders;
	return FTL_OK;
}

static enum ftl_status show_loaner(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_loaner *loaner, struct ftl_scan *ret,
                                   struct ftl_err *err)
{
	*ret = (struct ftl_scan){.thing = FTL_THING_LOANER};
	if (loaner->order_id != 0)
		FTL_TRY(show_order(app, arena, loaner->order_id, ret, err));
	ret->loaner = *loaner;
	return FTL_OK;
}

static enum ftl_status scan_loaner(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_code *code, struct ftl_scan *ret,
                                   struct ftl_err *err)
{
	struct ftl_loaner loaner;
	char text[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_loaner_find(app->db, arena, ftl_code_short(text, code), &loaner, &found,
	                              err));
	return found ? show_loaner(app, arena, &loaner, ret, err) : ftl_not_on_file(code, err);
}

static enum ftl_status scan_claim(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_code *code, struct ftl_scan *ret,
                                  struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_claim_find(app->db, arena, ftl_code_short(text, code), &ret->claim,
	                             &found, err));
	if (!found)
		return ftl_not_on_file(code, err);
	ret->thing = FTL_THING_CLAIM;
	return show_order(app, arena, ret->claim.order_id, ret, err);
}

static enum ftl_status scan_part(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_code *code, struct ftl_scan *ret,
                                 struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];

	FTL_TRY(ftl_find_part(app, arena, ftl_code_short(text, code), &ret->part, err));
	ret->thing = FTL_THING_PART;
	return FTL_OK;
}

static enum ftl_status scan_code(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_code *code, struct ftl_scan *ret,
                                 struct ftl_err *err)
{
	struct ftl_order order;
	struct ftl_device device;
	char text[FTL_CODE_SIZE];
	bool found;

	switch (code->kind) {
	case FTL_CODE_ORDER:
		FTL_TRY(ftl_store_order_find(app->db, arena, ftl_code_short(text, code), &order,
		                             &found, err));
		if (!found)
			return ftl_not_on_file(code, err);
		ret->thing = FTL_THING_ORDER;
		return show_order(app, arena, order.id, ret, err);
	case FTL_CODE_PIECE:
		return scan_piece(app, arena, code, ret, err);
	case FTL_CODE_INTAKE:
		return scan_intake(app, arena, code, ret, err);
	case FTL_CODE_CUSTOMER:
		return scan_customer(app, arena, code, ret, err);
	case FTL_CODE_DEVICE:
		FTL_TRY(ftl_store_device_find(app->db, arena, ftl_code_short(text, code), &device,
		                              &found, err));
		if (!found)
			return ftl_not_on_file(code, err);
		return show_device(app, arena, &device, ret, err);
	case FTL_CODE_ESTIMATE:
		return scan_estimate(app, arena, code, ret, err);
	case FTL_CODE_PLACE:
		return scan_place(app, arena, code, ret, err);
	case FTL_CODE_LOANER:
		return scan_loaner(app, arena, code, ret, err);
	case FTL_CODE_CLAIM:
		return scan_claim(app, arena, code, ret, err);
	case FTL_CODE_PART:
		return scan_part(app, arena, code, ret, err);
	case FTL_CODE_PURCHASE:
		ret->thing = FTL_THING_PURCHASE;
		return ftl_find_purchase(app, arena, ftl_code_short(text, code), &ret->purchase,
		                         err);
	case FTL_CODE_STOCKTAKE:
		ret->thing = FTL_THING_STOCKTAKE;
		return ftl_find_stocktake(app, arena, ftl_code_short(text, code), &ret->stocktake,
		                          err);
	case FTL_CODE_RETURN:
		ret->thing = FTL_THING_RETURN;
		return ftl_find_return(app, arena, ftl_code_short(text, code), &ret->box, err);
	case FTL_CODE_REMITTANCE:
		FTL_TRY(ftl_app_permit(app, FTL_CAN_CLAIM, err));
		ret->thing = FTL_THING_REMITTANCE;
		return ftl_find_remittance(app, arena, ftl_code_short(text, code), &ret->remittance,
		                           err);
	case FTL_CODE_KINDS:
		break;
	}
	return ftl_not_on_file(code, err);
}

/* Which piece of the part was scanned, when it was found by the number of one. */
static enum ftl_status find_piece(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  struct ftl_scan *scan, struct ftl_err *err)
{
	struct ftl_stock_end at;
	int64_t lot_id;
	bool found;

	if (scan->part.tracking != FTL_TRACK_SERIAL)
		return FTL_OK;
	FTL_TRY(ftl_store_serial_get(app->db, scan->part.id, ftl_text_ident_key(arena, text), &at,
	                             &lot_id, &found, err));
	scan->part_serial = found ? ftl_strdup(arena, text) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_scan(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                         struct ftl_scan *ret, struct ftl_err *err)
{
	struct ftl_scan scan = {0};
	struct ftl_code code;
	struct ftl_device device;
	struct ftl_loaner loaner;
	struct ftl_gs1 gs1;
	struct ftl_err why_not_code, no_part;
	bool is_loaner = false;
	enum ftl_status status, as_code = ftl_code_read(app, text, &code, &why_not_code);

	if (as_code == FTL_OK) {
		FTL_TRY(scan_code(app, arena, &code, &scan, err));
		*ret = scan;
		return FTL_OK;
	}
	if (ftl_gs1_parse(arena, text, &gs1) && gs1.serial != NULL)
		text = gs1.serial;
	status = strlen(text) <= 256 ? ftl_device_get(app, arena, text, &device, err)
	                             : FTL_NOT_FOUND;
	if (status != FTL_OK && status != FTL_NOT_FOUND)
		return status;
	if (status == FTL_OK)
		FTL_TRY(show_device(app, arena, &device, &scan, err));
	if (strlen(text) <= 256 && !(scan.has_order && scan.order.is_open))
		FTL_TRY(ftl_loaner_known(app, arena, text, &loaner, &is_loaner, err));
	if (is_loaner)
		FTL_TRY(show_loaner(app, arena, &loaner, &scan, err));
	if (is_loaner || status == FTL_OK) {
		*ret = scan;
		return FTL_OK;
	}
	status = ftl_find_part(app, arena, text, &scan.part, &no_part);
	if (status == FTL_OK) {
		FTL_TRY(find_piece(app, arena, text, &scan, err));
		scan.thing = FTL_THING_PART;
		*ret = scan;
		return FTL_OK;
	}
	if (status != FTL_NOT_FOUND && status != FTL_INVALID) { /* such as a number of two parts */
		*err = no_part;
		return status;
	}
	/* Neither ours nor a device's: what was wrong with it as a code says more, if it is like
	 * one. */
	*err = why_not_code;
	if (!ftl_code_seems(app, text))
		return ftl_hint(err, "nothing on file carries it as serial, IMEI, asset tag or "
		                     "number of a part");
	return as_code;
}
