#include "fettle/ops/lookup.h"

#include <string.h>

#include "fettle/base/buf.h"
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
#include "store/search.h"
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

static enum ftl_status not_on_file(const struct ftl_code *code, struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, "code", "there is no %s %s", ftl_code_kind_title(code->kind),
	         ftl_code_eye(text, code));
	return ftl_hint(err, "fettle find TEXT looks for a name, phone, serial or fault");
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
		return not_on_file(code, err);
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
		return not_on_file(code, err);
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
		return not_on_file(code, err);
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
	return found ? show_loaner(app, arena, &loaner, ret, err) : not_on_file(code, err);
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
		return not_on_file(code, err);
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
			return not_on_file(code, err);
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
			return not_on_file(code, err);
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
	return not_on_file(code, err);
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

static const char *join(struct ftl_arena *arena, const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return a != NULL ? a : b;
	return ftl_sprintf(arena, "%s %s", a, b);
}

static enum ftl_status fill_hit(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_search_hit *found, struct ftl_hit *hit,
                                struct ftl_err *err)
{
	struct ftl_customer customer;
	struct ftl_device device;
	struct ftl_order order;

	switch (found->kind) {
	case FTL_SEARCH_CUSTOMER:
		FTL_TRY(ftl_store_customer_get(app->db, arena, found->id, &customer, err));
		*hit = (struct ftl_hit){.thing = FTL_THING_CUSTOMER,
		                        .code = customer.code,
		                        .title = customer.name,
		                        .at = customer.created_at};
		for (size_t i = 0; i < customer.contact_count; i++)
			hit->detail = join(arena, hit->detail, customer.contacts[i].value);
		return FTL_OK;
	case FTL_SEARCH_DEVICE:
		FTL_TRY(ftl_store_device_get(app->db, arena, found->id, &device, err));
		*hit = (struct ftl_hit){.thing = FTL_THING_DEVICE,
		                        .code = device.code,
		                        .title = join(arena, device.brand, device.model),
		                        .detail = device.serial ? device.serial : device.imei,
		                        .at = device.created_at};
		if (hit->title == NULL)
			hit->title = device.category;
		return FTL_OK;
	case FTL_SEARCH_ORDER:
		FTL_TRY(ftl_store_order_get(app->db, arena, found->id, &order, err));
		*hit = (struct ftl_hit){.thing = FTL_THING_ORDER,
		                        .code = order.code,
		                        .title = join(arena, order.brand, order.model),
		                        .detail = order.fault,
		                        .state = ftl_state_names[order.state],
		                        .at = order.received_at.value};
		if (hit->title == NULL)
			hit->title = order.category;
		return FTL_OK;
	case FTL_SEARCH_KINDS:
		break;
	}
	return ftl_fail(err, FTL_DB, NULL, "the search index holds an unknown kind");
}

static enum ftl_status find_kinds(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  unsigned kinds, int64_t limit, const struct ftl_search_hit **ret,
                                  size_t *ret_count, struct ftl_err *err)
{
	const char *clean;

	FTL_TRY(ftl_text_require(arena, "text", FTL_TEXT_LINE, 1000, text, strlen(text), &clean,
	                         err));
	return ftl_store_search_find(app->db, arena, app->site_id, clean, kinds, limit, ret,
	                             ret_count, err);
}

/* An estimate has no text of its own in the index: its code finds it. */
static enum ftl_status find_estimate(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                     struct ftl_hit *ret, bool *ret_found, struct ftl_err *err)
{
	struct ftl_estimate estimate;
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	enum ftl_status status;

	*ret_found = false;
	if (ftl_code_read(app, text, &code, err) != FTL_OK || code.kind != FTL_CODE_ESTIMATE)
		return FTL_OK;
	status = ftl_estimate_get(app, arena, ftl_code_short(buffer, &code), &estimate, err);
	if (status == FTL_NOT_FOUND)
		return FTL_OK;
	*ret = (struct ftl_hit){.thing = FTL_THING_ESTIMATE,
	                        .code = estimate.code,
	                        .title = join(arena, estimate.brand, estimate.model),
	                        .detail = estimate.title,
	                        .state = ftl_estimate_state_names[estimate.state],
	                        .at = estimate.created_at};
	if (ret->title == NULL)
		ret->title = estimate.category;
	*ret_found = status == FTL_OK;
	return status;
}

static struct ftl_hit hit_of(struct ftl_arena *arena, const struct ftl_claim *claim)
{
	return (struct ftl_hit){.thing = FTL_THING_CLAIM,
	                        .code = claim->code,
	                        .title = join(arena, claim->brand, claim->model),
	                        .detail = claim->reference,
	                        .state = ftl_claim_state_names[claim->state],
	                        .at = claim->created_at};
}

/* Nor has a claim: its code finds it, and the payer's number of it. *ret_is_code: nothing else
 * is meant. */
static enum ftl_status find_claims(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                   const struct ftl_claim **ret, size_t *ret_count,
                                   bool *ret_is_code, struct ftl_err *err)
{
	struct ftl_claim *claim = FTL_NEW(arena, struct ftl_claim);
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	const char *key = ftl_text_ident_key(arena, text);

	*ret_is_code = false;
	*ret_count = 0;
	if (ftl_code_read(app, text, &code, err) == FTL_OK && code.kind == FTL_CODE_CLAIM) {
		FTL_TRY(ftl_store_claim_find(app->db, arena, ftl_code_short(buffer, &code), claim,
		                             ret_is_code, err));
		*ret = claim;
		*ret_count = *ret_is_code;
		return FTL_OK;
	}
	if (*key == '\0' || strlen(text) > 256)
		return FTL_OK;
	return ftl_store_claim_by_reference(app->db, arena, app->site_id, key, ret, ret_count, err);
}

/* Nor has a purchase order: its code finds it, the supplier's name, and the supplier's number of
 * it. */
static enum ftl_status find_purchases(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *text, const struct ftl_purchase **ret,
                                      size_t *ret_count, bool *ret_is_code, struct ftl_err *err)
{
	struct ftl_purchase *purchase = FTL_NEW(arena, struct ftl_purchase);
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];

	*ret_is_code = false;
	if (ftl_code_read(app, text, &code, err) == FTL_OK && code.kind == FTL_CODE_PURCHASE) {
		FTL_TRY(ftl_store_purchase_find(app->db, arena, ftl_code_short(buffer, &code),
		                                purchase, ret_is_code, err));
		*ret = purchase;
		*ret_count = *ret_is_code;
		return FTL_OK;
	}
	return ftl_store_purchase_search(app->db, arena, app->site_id, text, ret, ret_count, err);
}

static struct ftl_hit purchase_hit(const struct ftl_purchase *purchase)
{
	return (struct ftl_hit){.thing = FTL_THING_PURCHASE,
	                        .code = purchase->code,
	                        .title = purchase->supplier,
	                        .detail = purchase->reference,
	                        .state = ftl_purchase_state_names[purchase->state],
	                        .at = purchase->created_at};
}

enum ftl_status ftl_find(struct ftl_app *app, const char *text, int64_t limit, ftl_find_each *each,
                         bool (*is_enough)(void *context), void *context, struct ftl_err *err)
{
	FTL_ARENA(ids);
	FTL_ARENA(row);
	const struct ftl_search_hit *found;
	struct ftl_hit estimate;
	const struct ftl_claim *claims;
	const struct ftl_purchase *purchases;
	bool is_estimate, is_claim, is_purchase;
	size_t count, purchase_count;

	FTL_TRY(find_estimate(app, &ids, text, &estimate, &is_estimate, err));
	if (is_estimate)
		return each(context, &estimate, err);
	FTL_TRY(find_claims(app, &ids, text, &claims, &count, &is_claim, err));
	for (size_t i = 0; i < count; i++) {
		struct ftl_hit hit = hit_of(&ids, &claims[i]);

		FTL_TRY(each(context, &hit, err));
	}
	if (is_claim)
		return FTL_OK;
	FTL_TRY(find_kinds(app, &ids, text, (1u << FTL_SEARCH_KINDS) - 1, limit, &found, &count,
	                   err));
	FTL_TRY(find_purchases(app, &ids, text, &purchases, &purchase_count, &is_purchase, err));
	if (is_purchase)
		count = 0;
	for (size_t i = 0; i < count && (is_enough == NULL || !is_enough(context)); i++) {
		struct ftl_hit hit;

		ftl_arena_reset(&row);
		FTL_TRY(fill_hit(app, &row, &found[i], &hit, err));
		FTL_TRY(each(context, &hit, err));
	}
	for (size_t i = 0; i < purchase_count && (is_enough == NULL || !is_enough(context)); i++) {
		struct ftl_hit hit = purchase_hit(&purchases[i]);

		FTL_TRY(each(context, &hit, err));
	}
	return FTL_OK;
}

/* Who is called so stands before who merely has it in an address: a name's word begins with key. */
static const struct ftl_hit *names_first(struct ftl_arena *arena, const struct ftl_hit *hits,
                                         size_t count, const char *key)
{
	struct ftl_hit *sorted = ftl_alloc(arena, count, sizeof(*sorted));
	const char *word = ftl_sprintf(arena, " %s", key);
	size_t put = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			const char *name =
			        ftl_sprintf(arena, " %s", ftl_text_key(arena, hits[i].title));

			if ((strstr(name, word) != NULL) == (pass == 0))
				sorted[put++] = hits[i];
		}
	}
	return sorted;
}

enum ftl_status ftl_find_customers(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                   int64_t limit, const struct ftl_hit **ret, size_t *ret_count,
                                   struct ftl_err *err)
{
	const struct ftl_search_hit *found;
	const struct ftl_order *orders;
	struct ftl_hit *hits;
	size_t count, jobs;

	FTL_TRY(find_kinds(app, arena, text, 1u << FTL_SEARCH_CUSTOMER, limit, &found, &count,
	                   err));
	hits = ftl_alloc(arena, count, sizeof(*hits));
	for (size_t i = 0; i < count; i++) {
		FTL_TRY(fill_hit(app, arena, &found[i], &hits[i], err));
		FTL_TRY(ftl_store_order_collect(app->db, arena, FTL_ORDERS_CUSTOMER, found[i].id, 1,
		                                &orders, &jobs, err));
		hits[i].at =
		        jobs > 0 && orders[0].received_at.has ? orders[0].received_at.value : 0;
	}
	*ret = names_first(arena, hits, count, ftl_text_key(arena, text));
	*ret_count = count;
	return FTL_OK;
}
