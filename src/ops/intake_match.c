#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/centre.h"
#include "ops/intake_form.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/order.h"
#include "store/row.h"

static bool same_or_unsaid(struct ftl_arena *arena, const char *a, const char *b)
{
	return a == NULL || b == NULL ||
	       strcmp(ftl_text_key(arena, a), ftl_text_key(arena, b)) == 0;
}

static bool may_be_same(struct ftl_arena *arena, const struct ftl_device *said,
                        const struct ftl_device *on_file)
{
	return same_or_unsaid(arena, said->brand, on_file->brand) &&
	       same_or_unsaid(arena, said->model, on_file->model) &&
	       (said->imei == NULL || on_file->imei == NULL ||
	        strcmp(said->imei, on_file->imei) == 0);
}

/* The first device of a match that may be the one at hand. */
static enum ftl_status first_match(struct ftl_app *app, struct ftl_arena *arena,
                                   enum ftl_device_key by, const char *key,
                                   const struct ftl_device *said, struct ftl_device *ret,
                                   bool *ret_found, struct ftl_err *err)
{
	const struct ftl_device *rows;
	size_t count;

	*ret_found = false;
	if (key == NULL)
		return FTL_OK;
	FTL_TRY(ftl_store_device_match(app->db, arena, app->site_id, by, key, &rows, &count, err));
	for (size_t i = 0; i < count && !*ret_found; i++) {
		if (by == FTL_DEVICE_IMEI || may_be_same(arena, said, &rows[i])) {
			*ret = rows[i];
			*ret_found = true;
		}
	}
	return FTL_OK;
}

static enum ftl_status find_similar(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_intake_item *item, const char **ret,
                                    struct ftl_err *err)
{
	const struct ftl_device *rows;
	size_t count;

	*ret = NULL;
	if (item->serial_lookalike == NULL || *item->serial_lookalike == '\0')
		return FTL_OK;
	FTL_TRY(ftl_store_device_match(app->db, arena, app->site_id, FTL_DEVICE_LOOKALIKE,
	                               item->serial_lookalike, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		/* The same serial under another brand is told too: one of the two may be a slip. */
		if (strcmp(rows[i].serial_key, item->device.serial_key) != 0 ||
		    !may_be_same(arena, &item->device, &rows[i])) {
			*ret = rows[i].serial;
			return FTL_OK;
		}
	}
	return FTL_OK;
}

enum ftl_status ftl_device_recognise(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_intake_item *item, struct ftl_device *ret,
                                     bool *ret_found, struct ftl_device_notes *ret_notes,
                                     struct ftl_err *err)
{
	const struct ftl_device *said = &item->device;
	const char *asset_key =
	        said->asset_tag == NULL ? NULL : ftl_text_ident_key(arena, said->asset_tag);

	*ret_notes = (struct ftl_device_notes){0};
	FTL_TRY(find_similar(app, arena, item, &ret_notes->similar, err));
	FTL_TRY(first_match(app, arena, FTL_DEVICE_IMEI, said->imei, said, ret, ret_found, err));
	if (!*ret_found)
		FTL_TRY(first_match(app, arena, FTL_DEVICE_IMEI, said->imei2, said, ret, ret_found,
		                    err));
	if (!*ret_found)
		FTL_TRY(first_match(app, arena, FTL_DEVICE_SERIAL, said->serial_key, said, ret,
		                    ret_found, err));
	if (!*ret_found)
		FTL_TRY(first_match(app, arena, FTL_DEVICE_ASSET, asset_key, said, ret, ret_found,
		                    err));
	if (*ret_found)
		ret_notes->differs = ftl_device_difference(arena, ret, said);
	return FTL_OK;
}

static bool share_a_contact(struct ftl_arena *arena, const struct ftl_customer *a,
                            const struct ftl_customer *b)
{
	for (size_t i = 0; i < a->contact_count; i++) {
		const char *key = ftl_store_contact_key(arena, &a->contacts[i]);

		for (size_t j = 0; j < b->contact_count; j++) {
			if (a->contacts[i].is_email == b->contacts[j].is_email &&
			    strcmp(key, ftl_store_contact_key(arena, &b->contacts[j])) == 0)
				return true;
		}
	}
	return false;
}

enum ftl_status ftl_customer_recognise(struct ftl_app *app, struct ftl_arena *arena,
                                       const struct ftl_customer *said, struct ftl_customer *ret,
                                       bool *ret_found, const char **ret_namesake,
                                       struct ftl_err *err)
{
	const struct ftl_customer *rows;
	size_t count;

	*ret_found = false;
	*ret_namesake = NULL;
	FTL_TRY(ftl_store_customer_named(app->db, arena, app->site_id,
	                                 ftl_text_key(arena, said->name), &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (share_a_contact(arena, said, &rows[i])) {
			*ret = rows[i];
			*ret_found = true;
			*ret_namesake = NULL;
			return FTL_OK;
		}
		/* Two with telephones of their own are two; of the others nobody can tell. */
		if (*ret_namesake == NULL &&
		    (said->contact_count == 0 || rows[i].contact_count == 0))
			*ret_namesake = rows[i].code;
	}
	return FTL_OK;
}

/* The warnings of one check-in as they are found. */
struct warnings {
	struct ftl_arena *arena;
	struct ftl_warning_row *rows;
	size_t count, capacity;
};

static void warn(struct warnings *w, const char *kind, const struct ftl_order *other,
                 const char *text)
{
	struct ftl_warning_row *row;

	w->rows = ftl_store_grow(w->arena, w->rows, w->count, &w->capacity, sizeof(*w->rows));
	row = &w->rows[w->count++];
	row->warning = (struct ftl_warning){kind, text, other ? other->code : NULL};
	row->other_id = other ? other->id : 0;
}

enum ftl_status ftl_intake_warnings(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_device *device, int64_t customer_id,
                                    const struct ftl_device_notes *notes,
                                    const struct ftl_warning_row **ret, size_t *ret_count,
                                    int64_t *ret_returns_for, struct ftl_err *err)
{
	struct warnings w = {.arena = arena};
	const struct ftl_order *orders = NULL;
	size_t count = 0;
	int64_t repeat_days;
	int32_t handed_over_on, second, today = ftl_app_today(app);
	char code[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];

	*ret_returns_for = 0;
	FTL_TRY(ftl_setting_number(app, "repeat.days", &repeat_days, err));
	if (device->id != 0)
		FTL_TRY(ftl_store_order_collect(app->db, arena, FTL_ORDERS_DEVICE, device->id, 20,
		                                &orders, &count, err));
	for (size_t i = 0; i < count; i++) {
		const struct ftl_order *order = &orders[i];
		int64_t days;

		if (order->is_open) {
			warn(&w, "open_job", order,
			     ftl_sprintf(arena, "%s on this device is still open: %s",
			                 ftl_code_eye_of(code, order->code),
			                 ftl_state_title(order->state)));
			continue;
		}
		if (!order->handed_over_at.has)
			continue;
		/* In the centre's days, as the guarantee on the repair counts them. */
		ftl_zone_local(app->zone, order->handed_over_at.value, &handed_over_on, &second);
		days = today - handed_over_on;
		if (days < 0 || days > repeat_days)
			continue;
		const char *words;

		FTL_TRY(ftl_intake_repeat(app, arena, device, order, days, notes->group,
		                          *ret_returns_for == 0, &words, err));
		warn(&w, "repeat", order, words);
		if (*ret_returns_for == 0)
			*ret_returns_for = order->id;
	}
	if (device->id != 0 && device->owner_id != 0 && customer_id != 0 &&
	    device->owner_id != customer_id)
		warn(&w, "new_owner", NULL, "this device was last brought in by another customer");
	if (notes->namesake != NULL)
		warn(&w, "same_name", NULL,
		     ftl_sprintf(arena,
		                 "somebody of the same name is on file, %s: a new customer was "
		                 "made; if it is the same person, give that code next time",
		                 ftl_code_eye_of(code, notes->namesake)));
	if (notes->similar != NULL)
		warn(&w, "similar_serial", NULL,
		     ftl_sprintf(arena, "a similar serial is on file: %s",
		                 ftl_quote(quoted, notes->similar)));
	if (notes->differs != NULL)
		warn(&w, "differs", NULL,
		     ftl_sprintf(arena, "not as on file: %s; fettle device edit %s mends the file",
		                 notes->differs, ftl_code_eye_of(code, device->code)));
	*ret = w.rows;
	*ret_count = w.count;
	return FTL_OK;
}
