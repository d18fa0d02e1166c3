#include <string.h>

#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "fettle/ops/people.h"
#include "ops/intake_form.h"
#include "store/device.h"
#include "store/row.h"
#include "store/search.h"

/* The only device a key matches; several are told apart by their codes. */
static enum ftl_status take_one(const struct ftl_device *rows, size_t count, const char *text,
                                struct ftl_device *ret, bool *ret_found, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], a[FTL_CODE_SIZE], b[FTL_CODE_SIZE];

	*ret_found = count > 0;
	if (count > 1) {
		ftl_fail(err, FTL_CONFLICT, "device", "%zu devices carry %s", count,
		         ftl_quote(quoted, text));
		return ftl_hint(err, "say which by its code: %s, %s%s",
		                ftl_code_eye_of(a, rows[0].code), ftl_code_eye_of(b, rows[1].code),
		                count > 2 ? " …" : "");
	}
	if (count == 1)
		*ret = rows[0];
	return FTL_OK;
}

/* The digits of an IMEI as typed, or NULL when text is not one. */
static const char *imei_of(struct ftl_arena *arena, const char *text)
{
	struct ftl_err ignored;
	char imei[16];

	if (ftl_imei_parse("imei", text, imei, &ignored) != FTL_OK)
		return NULL;
	return ftl_strdup(arena, imei);
}

enum ftl_status ftl_device_get(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                               struct ftl_device *ret, struct ftl_err *err)
{
	struct ftl_code code;
	struct ftl_err ignored;
	const struct ftl_device *rows;
	char buffer[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];
	const char *key = ftl_text_ident_key(arena, text);
	size_t count;
	bool found = false;

	if (ftl_code_read(app, text, &code, &ignored) == FTL_OK && code.kind == FTL_CODE_DEVICE)
		FTL_TRY(ftl_store_device_find(app->db, arena, ftl_code_short(buffer, &code), ret,
		                              &found, err));
	if (!found && imei_of(arena, text) != NULL) {
		FTL_TRY(ftl_store_device_match(app->db, arena, app->site_id, FTL_DEVICE_IMEI,
		                               imei_of(arena, text), &rows, &count, err));
		FTL_TRY(take_one(rows, count, text, ret, &found, err));
	}
	for (int by = FTL_DEVICE_SERIAL; !found && by <= FTL_DEVICE_ASSET && *key != '\0'; by++) {
		if (by == FTL_DEVICE_LOOKALIKE)
			continue;
		FTL_TRY(ftl_store_device_match(app->db, arena, app->site_id,
		                               (enum ftl_device_key)by, key, &rows, &count, err));
		FTL_TRY(take_one(rows, count, text, ret, &found, err));
	}
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "device", "no device is known by %s", ftl_quote(quoted, text));
	return ftl_hint(
	        err,
	        "give its code, serial, IMEI or asset tag; fettle find looks for parts of one");
}

enum ftl_status ftl_device_list(struct ftl_app *app, ftl_device_each *each,
                                bool (*is_enough)(void *context), void *context,
                                struct ftl_err *err)
{
	FTL_ARENA(row);
	FTL_CURSOR(cursor);
	struct ftl_device device;
	bool more;

	FTL_TRY(ftl_store_device_list(app->db, app->site_id, &cursor, err));
	while (is_enough == NULL || !is_enough(context)) {
		ftl_arena_reset(&row);
		FTL_TRY(ftl_store_device_next(cursor, &row, &device, &more, err));
		if (!more)
			return FTL_OK;
		FTL_TRY(each(context, &device, err));
	}
	return FTL_OK;
}

enum ftl_status ftl_device_owners(struct ftl_app *app, struct ftl_arena *arena, int64_t device_id,
                                  const struct ftl_owner_span **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	return ftl_store_owner_list(app->db, arena, device_id, ret, ret_count, err);
}

/* An IMEI names one telephone: the same one at another device is a mistake. */
static enum ftl_status refuse_imei_of_other(struct ftl_app *app, struct ftl_arena *arena,
                                            const char *field, const char *imei, int64_t id,
                                            struct ftl_err *err)
{
	const struct ftl_device *rows;
	size_t count;
	char code[FTL_CODE_SIZE];

	if (imei == NULL)
		return FTL_OK;
	FTL_TRY(ftl_store_device_match(app->db, arena, app->site_id, FTL_DEVICE_IMEI, imei, &rows,
	                               &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].id != id)
			return ftl_fail(err, FTL_CONFLICT, field, "is the IMEI of %s",
			                ftl_code_eye_of(code, rows[i].code));
	}
	return FTL_OK;
}

enum ftl_status ftl_device_edit(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                const struct ftl_device_form *form, struct ftl_device *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_device device;
	struct ftl_intake_item item;
	struct ftl_intake_device raw = {
	        .category = form->category,
	        .brand = form->brand,
	        .model = form->model,
	        .serial = form->serial,
	        .imei = form->imei,
	        .imei2 = form->imei2,
	        .gtin = form->gtin,
	        .asset_tag = form->asset_tag,
	        .purchased_on = form->purchased_on,
	        .proof = form->proof,
	        .fault = "-", /* the same checks as at check-in, which also wants a fault */
	};

	FTL_TRY(ftl_op_begin(app, "device.edit", FTL_CAN_EDIT_PEOPLE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_device_get(app, arena, text, &device, err));
	FTL_TRY(ftl_intake_item_check(app, arena, "", &raw, &item, err));
	FTL_TRY(refuse_imei_of_other(app, arena, "imei", item.device.imei, device.id, err));
	FTL_TRY(refuse_imei_of_other(app, arena, "imei2", item.device.imei2, device.id, err));
#define TAKE(member)                                                                               \
	if (item.device.member != NULL)                                                            \
	device.member = item.device.member
	TAKE(brand);
	TAKE(model);
	TAKE(serial);
	TAKE(imei);
	TAKE(imei2);
	TAKE(gtin);
	TAKE(asset_tag);
	TAKE(proof);
	TAKE(category);
#undef TAKE
	if (item.device.category_id != 0)
		device.category_id = item.device.category_id;
	if (item.device.purchased_on.has)
		device.purchased_on = item.device.purchased_on;
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_DEVICE, device.id, false, err));
	FTL_TRY(ftl_store_device_update(app->db, &device, err));
	FTL_TRY(ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_DEVICE, device.id,
	                             ftl_search_device_text(arena, &device), false, err));
	FTL_TRY(ftl_op_commit(&op, &device, err));
	*ret = device;
	return FTL_OK;
}
