#include <stdio.h>
#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/create.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/order.h"
#include "store/row.h"
#include "store/search.h"

static enum ftl_status find_by_code(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_intake *intake, struct ftl_customer *ret,
                                    struct ftl_err *err)
{
	char code[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE], given[FTL_QUOTE_SIZE];
	enum ftl_status status = ftl_find_customer(app, arena, intake->customer_code, ret, err);

	if (status != FTL_OK) {
		snprintf(err->field, sizeof(err->field), "customer.code");
		return status;
	}
	/* Two answers to one question: a wrong code would put the job on somebody else's name. */
	if (intake->customer_name != NULL &&
	    strcmp(ftl_text_key(arena, intake->customer_name), ftl_text_key(arena, ret->name)) != 0)
		return ftl_fail(err, FTL_CONFLICT, "customer.name", "%s is %s, got %s",
		                ftl_code_eye_of(code, ret->code), ftl_quote(quoted, ret->name),
		                ftl_quote(given, intake->customer_name));
	return FTL_OK;
}

static bool has_contact(struct ftl_arena *arena, const struct ftl_customer *customer,
                        const struct ftl_contact *contact)
{
	const char *key = ftl_store_contact_key(arena, contact);

	for (size_t i = 0; i < customer->contact_count; i++) {
		if (customer->contacts[i].is_email == contact->is_email &&
		    strcmp(ftl_store_contact_key(arena, &customer->contacts[i]), key) == 0)
			return true;
	}
	return false;
}

/* Adds what the file does not know; never changes what it knows. True when something was new. */
static bool complete_customer(struct ftl_arena *arena, struct ftl_customer *on_file,
                              const struct ftl_customer *said)
{
	struct ftl_contact *contacts =
	        ftl_alloc(arena, on_file->contact_count + said->contact_count, sizeof(*contacts));
	size_t count = on_file->contact_count;
	bool is_richer = false;

	if (count > 0)
		memcpy(contacts, on_file->contacts, count * sizeof(*contacts));
	for (size_t i = 0; i < said->contact_count; i++) {
		if (!has_contact(arena, on_file, &said->contacts[i]))
			contacts[count++] = said->contacts[i];
	}
	is_richer = count > on_file->contact_count;
	on_file->contacts = contacts;
	on_file->contact_count = count;
	if (on_file->language == NULL && said->language != NULL) {
		on_file->language = said->language;
		is_richer = true;
	}
	if (on_file->address == NULL && said->address != NULL) {
		on_file->address = said->address;
		is_richer = true;
	}
	return is_richer;
}

static enum ftl_status update_customer(struct ftl_op *op, struct ftl_arena *arena,
                                       struct ftl_customer *on_file,
                                       const struct ftl_customer *said, struct ftl_err *err)
{
	struct ftl_app *app = op->app;

	if (!complete_customer(arena, on_file, said))
		return FTL_OK;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_CUSTOMER, on_file->id, false, err));
	FTL_TRY(ftl_store_customer_update(app->db, on_file, ftl_text_key(arena, on_file->name),
	                                  err));
	return ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_CUSTOMER, on_file->id,
	                            ftl_search_customer_text(arena, on_file), false, err);
}

enum ftl_status ftl_intake_customer(struct ftl_op *op, struct ftl_arena *arena,
                                    const struct ftl_intake *intake, struct ftl_customer *ret,
                                    bool *ret_is_new, const char **ret_namesake,
                                    struct ftl_err *err)
{
	struct ftl_customer said = {.is_company = intake->is_company}, on_file;
	bool found = intake->customer_code != NULL;
	const char *name = intake->customer_name;

	*ret_namesake = NULL;
	if (found) {
		FTL_TRY(find_by_code(op->app, arena, intake, &on_file, err));
		name = on_file.name;
	}
	FTL_TRY(ftl_customer_check(arena, "customer.", name, intake->language, intake->address,
	                           intake->contacts, intake->contact_count, &said, err));
	if (!found)
		FTL_TRY(ftl_customer_recognise(op->app, arena, &said, &on_file, &found,
		                               ret_namesake, err));
	*ret_is_new = !found;
	if (found)
		FTL_TRY(update_customer(op, arena, &on_file, &said, err));
	else
		FTL_TRY(ftl_customer_create(op, arena, &said, err));
	*ret = found ? on_file : said;
	return FTL_OK;
}

/* Puts a value where there is none. True when it did. */
static bool fill(const char **on_file, const char *said)
{
	if (*on_file != NULL || said == NULL)
		return false;
	*on_file = said;
	return true;
}

bool ftl_device_complete(struct ftl_device *on_file, const struct ftl_device *said)
{
	bool is_richer = false;

	is_richer |= fill(&on_file->brand, said->brand);
	is_richer |= fill(&on_file->model, said->model);
	is_richer |= fill(&on_file->serial, said->serial);
	is_richer |= fill(&on_file->imei, said->imei);
	is_richer |= fill(&on_file->imei2, said->imei2);
	is_richer |= fill(&on_file->gtin, said->gtin);
	is_richer |= fill(&on_file->asset_tag, said->asset_tag);
	is_richer |= fill(&on_file->proof, said->proof);
	if (on_file->category_id == 0 && said->category_id != 0) {
		on_file->category_id = said->category_id;
		on_file->category = said->category;
		is_richer = true;
	}
	if (!on_file->purchased_on.has && said->purchased_on.has) {
		on_file->purchased_on = said->purchased_on;
		is_richer = true;
	}
	return is_richer;
}

/* Adds "serial 'A1' (on file 'A2')" when both are there and their keys differ. */
static void compare(struct ftl_buf *buf, struct ftl_arena *arena, const char *what,
                    const char *said, const char *on_file,
                    const char *(*key_of)(struct ftl_arena *, const char *))
{
	char given[FTL_QUOTE_SIZE], known[FTL_QUOTE_SIZE];

	if (said == NULL || on_file == NULL ||
	    strcmp(key_of(arena, said), key_of(arena, on_file)) == 0)
		return;
	ftl_buf_printf(buf, "%s%s %s (on file %s)", buf->length > 0 ? ", " : "", what,
	               ftl_quote(given, said), ftl_quote(known, on_file));
}

const char *ftl_device_difference(struct ftl_arena *arena, const struct ftl_device *on_file,
                                  const struct ftl_device *said)
{
	char given[FTL_DATE_TEXT_SIZE], known[FTL_DATE_TEXT_SIZE];
	FTL_BUF(buf);

	compare(&buf, arena, "category", said->category, on_file->category, ftl_text_key);
	compare(&buf, arena, "brand", said->brand, on_file->brand, ftl_text_key);
	compare(&buf, arena, "model", said->model, on_file->model, ftl_text_key);
	compare(&buf, arena, "serial", said->serial, on_file->serial, ftl_text_ident_key);
	compare(&buf, arena, "IMEI", said->imei, on_file->imei, ftl_text_ident_key);
	compare(&buf, arena, "second IMEI", said->imei2, on_file->imei2, ftl_text_ident_key);
	compare(&buf, arena, "GTIN", said->gtin, on_file->gtin, ftl_text_ident_key);
	compare(&buf, arena, "asset tag", said->asset_tag, on_file->asset_tag, ftl_text_ident_key);
	compare(&buf, arena, "proof", said->proof, on_file->proof, ftl_text_key);
	if (said->purchased_on.has && on_file->purchased_on.has &&
	    said->purchased_on.value != on_file->purchased_on.value)
		compare(&buf, arena, "bought",
		        ftl_date_format(given, (int32_t)said->purchased_on.value),
		        ftl_date_format(known, (int32_t)on_file->purchased_on.value), ftl_text_key);
	return buf.length == 0 ? NULL : ftl_strdup(arena, ftl_buf_cstr(&buf));
}

/*
 * An IMEI is unique in the world: a telephone in two open jobs at once is a mix-up, and so is one
 * that carries the number of another telephone on file.
 */
static enum ftl_status refuse_imei(struct ftl_op *op, struct ftl_arena *arena, const char *prefix,
                                   const char *field, const char *imei, int64_t device_id,
                                   struct ftl_err *err)
{
	const struct ftl_device *holders;
	const struct ftl_order *orders;
	size_t holder_count, count;
	char name[64], code[FTL_CODE_SIZE];

	if (imei == NULL)
		return FTL_OK;
	snprintf(name, sizeof(name), "%s%s", prefix, field);
	FTL_TRY(ftl_store_device_match(op->app->db, arena, op->app->site_id, FTL_DEVICE_IMEI, imei,
	                               &holders, &holder_count, err));
	for (size_t i = 0; i < holder_count; i++) {
		FTL_TRY(ftl_store_order_collect(op->app->db, arena, FTL_ORDERS_DEVICE,
		                                holders[i].id, 20, &orders, &count, err));
		for (size_t j = 0; j < count; j++) {
			if (!orders[j].is_open)
				continue;
			ftl_fail(err, FTL_CONFLICT, name, "already in custody on %s",
			         ftl_code_eye_of(code, orders[j].code));
			return ftl_hint(err, "add a note to that job, or hand it over first");
		}
		if (holders[i].id != device_id) {
			ftl_fail(err, FTL_CONFLICT, name, "belongs to another device, %s",
			         ftl_code_eye_of(code, holders[i].code));
			return ftl_hint(err, "fettle device show %s",
			                ftl_code_eye_of(code, holders[i].code));
		}
	}
	return FTL_OK;
}

static enum ftl_status refuse_second_custody(struct ftl_op *op, struct ftl_arena *arena,
                                             const char *prefix, const struct ftl_intake_item *item,
                                             int64_t device_id, struct ftl_err *err)
{
	FTL_TRY(refuse_imei(op, arena, prefix, "imei", item->device.imei, device_id, err));
	return refuse_imei(op, arena, prefix, "imei2", item->device.imei2, device_id, err);
}

static enum ftl_status find_device(struct ftl_app *app, struct ftl_arena *arena, const char *prefix,
                                   const char *text, const struct ftl_intake_item *item,
                                   struct ftl_device *ret, struct ftl_device_notes *ret_notes,
                                   struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	bool found = false;
	enum ftl_status status =
	        ftl_read_code(app, "code", text, FTL_CODE_DEVICE, FTL_CODE_DEVICE, &code, err);

	if (status == FTL_OK)
		status = ftl_store_device_find(app->db, arena, ftl_code_short(buffer, &code), ret,
		                               &found, err);
	if (status == FTL_OK && !found)
		status = ftl_fail(err, FTL_NOT_FOUND, NULL, "there is no device %s",
		                  ftl_code_eye(buffer, &code));
	if (status != FTL_OK) {
		snprintf(err->field, sizeof(err->field), "%scode", prefix);
		return status;
	}
	*ret_notes = (struct ftl_device_notes){
	        .differs = ftl_device_difference(arena, ret, &item->device)};
	return FTL_OK;
}

static enum ftl_status update_device(struct ftl_op *op, struct ftl_arena *arena,
                                     struct ftl_device *device, const struct ftl_device *said,
                                     struct ftl_err *err)
{
	struct ftl_app *app = op->app;

	/* Touched in any case: a check-in is part of the device's history. */
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_DEVICE, device->id, false, err));
	if (!ftl_device_complete(device, said))
		return FTL_OK;
	FTL_TRY(ftl_store_device_update(app->db, device, err));
	return ftl_store_search_put(app->db, app->site_id, FTL_SEARCH_DEVICE, device->id,
	                            ftl_search_device_text(arena, device), false, err);
}

static enum ftl_status insert_device(struct ftl_op *op, struct ftl_arena *arena, const char *prefix,
                                     struct ftl_device *device, struct ftl_err *err)
{
	char field[64];

	if (device->category_id == 0 && device->brand == NULL) {
		snprintf(field, sizeof(field), "%scategory", prefix);
		return ftl_fail(err, FTL_INVALID, field,
		                "a new device needs a category or a brand");
	}
	return ftl_device_create(op, arena, device, err);
}

enum ftl_status ftl_intake_device(struct ftl_op *op, struct ftl_arena *arena, const char *prefix,
                                  const char *code, const struct ftl_intake_item *item,
                                  struct ftl_device *ret, bool *ret_is_new,
                                  struct ftl_device_notes *ret_notes, struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	bool found = code != NULL;

	if (found)
		FTL_TRY(find_device(app, arena, prefix, code, item, ret, ret_notes, err));
	else
		FTL_TRY(ftl_device_recognise(app, arena, item, ret, &found, ret_notes, err));
	*ret_is_new = !found;
	FTL_TRY(refuse_second_custody(op, arena, prefix, item, found ? ret->id : 0, err));
	if (!found) {
		*ret = item->device;
		return insert_device(op, arena, prefix, ret, err);
	}
	return update_device(op, arena, ret, &item->device, err);
}
