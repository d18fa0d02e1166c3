#include "fettle/ops/lookup.h"

#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/purchase.h"
#include "store/claim.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/order.h"
#include "store/search.h"

/* What a text finds: customers, devices and jobs by the index, the rest by their codes and numbers.
 */

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
