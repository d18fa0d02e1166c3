#include "ops/intake_form.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "ops/fault.h"
#include "store/device.h"

#define PURCHASE_MIN     7305 /* 1990-01-01: nothing older is under anyone's warranty */
#define PROMISE_DAYS_MAX 3650
#define ACCESSORIES_MAX  50
#define CONTACTS_MAX     20

/* "devices[0].imei": how a field is called in an error. */
static void name_field(char field[64], const char *prefix, const char *name)
{
	snprintf(field, 64, "%s%s", prefix, name);
}

/* Puts the prefix before the field that a parser of the model named by itself. */
static enum ftl_status prefixed(enum ftl_status status, const char *prefix, struct ftl_err *err)
{
	char field[64];

	if (status != FTL_OK && *prefix != '\0') {
		snprintf(field, sizeof(field), "%s%.30s", prefix, err->field);
		snprintf(err->field, sizeof(err->field), "%s", field);
	}
	return status;
}

enum ftl_status ftl_take_text(struct ftl_arena *arena, const char *prefix, const char *field,
                              enum ftl_text_kind kind, size_t max, const char *raw,
                              const char **ret, struct ftl_err *err)
{
	char name[64];

	*ret = NULL;
	if (raw == NULL)
		return FTL_OK;
	name_field(name, prefix, field);
	return ftl_text_take(arena, name, kind, max, raw, strlen(raw), ret, err);
}

enum ftl_status ftl_take_flag(const char *field, const char *text, bool *ret, struct ftl_err *err)
{
	static const char *const names[] = {"no", "yes"};
	int index;

	if (text == NULL)
		return FTL_OK;
	FTL_TRY(ftl_parse_name(field, text, names, FTL_COUNT(names), &index, err));
	*ret = index == 1;
	return FTL_OK;
}

static enum ftl_status require_text(struct ftl_arena *arena, const char *prefix, const char *field,
                                    enum ftl_text_kind kind, size_t max, const char *raw,
                                    const char **ret, struct ftl_err *err)
{
	char name[64];

	name_field(name, prefix, field);
	if (raw == NULL)
		return ftl_fail(err, FTL_INVALID, name, "is missing");
	return ftl_text_require(arena, name, kind, max, raw, strlen(raw), ret, err);
}

static enum ftl_status check_category(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *prefix, const char *raw,
                                      struct ftl_device *device, struct ftl_err *err)
{
	struct ftl_category category;
	const char *name;
	char field[64], quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_take_text(arena, prefix, "category", FTL_TEXT_LINE, FTL_NAME_MAX, raw, &name,
	                      err));
	if (name == NULL)
		return FTL_OK;
	FTL_TRY(ftl_store_category_find(app->db, arena, ftl_text_key(arena, name), &category,
	                                &found, err));
	if (!found) {
		name_field(field, prefix, "category");
		ftl_fail(err, FTL_INVALID, field, "there is no category %s",
		         ftl_quote(quoted, name));
		return ftl_hint(err,
		                "fettle category list shows them; Misc takes what fits nowhere");
	}
	device->category_id = category.id;
	device->category = category.name;
	return FTL_OK;
}

/* shown: the placeholder it shows instead, when it is known to have no IMEI; else not written. */
static enum ftl_status check_imei(struct ftl_arena *arena, const char *prefix, const char *field,
                                  const char *raw, const char **ret, const char **shown,
                                  struct ftl_err *err)
{
	char name[64], imei[16], quoted[FTL_QUOTE_SIZE];

	if (raw == NULL)
		return FTL_OK;
	name_field(name, prefix, field);
	if (shown != NULL) {
		if (ftl_imei_is_placeholder(raw, imei)) {
			*shown = ftl_strdup(arena, imei);
			return FTL_OK;
		}
		FTL_TRY(ftl_imei_parse(name, raw, imei, err));
		ftl_fail(err, FTL_INVALID, name, "is given although it has none, got %s",
		         ftl_quote(quoted, raw));
		return ftl_hint(err, "leave no_imei out");
	}
	name_field(name, prefix, field);
	FTL_TRY(ftl_imei_parse(name, raw, imei, err));
	*ret = ftl_strdup(arena, imei);
	return FTL_OK;
}

/* A telephone without one shows zeros: they are kept as a note, for every other shows them too. */
static enum ftl_status check_imeis(struct ftl_arena *arena, const char *prefix,
                                   const struct ftl_intake_device *raw,
                                   struct ftl_intake_item *item, struct ftl_err *err)
{
	const char *reason = NULL, *shown = NULL;
	const char **shows = raw->no_imei != NULL ? &shown : NULL;

	if (raw->no_imei != NULL)
		FTL_TRY(require_text(arena, prefix, "no_imei", FTL_TEXT_LINE, FTL_NAME_MAX,
		                     raw->no_imei, &reason, err));
	FTL_TRY(check_imei(arena, prefix, "imei", raw->imei, &item->device.imei, shows, err));
	FTL_TRY(check_imei(arena, prefix, "imei2", raw->imei2, &item->device.imei2, shows, err));
	if (shown != NULL)
		item->no_imei = ftl_sprintf(arena, "no IMEI (it shows %s): %s", shown, reason);
	else if (reason != NULL)
		item->no_imei = ftl_sprintf(arena, "no IMEI: %s", reason);
	return FTL_OK;
}

static enum ftl_status check_numbers(struct ftl_arena *arena, const char *prefix,
                                     const struct ftl_intake_device *raw,
                                     struct ftl_intake_item *item, struct ftl_err *err)
{
	struct ftl_serial serial;
	char name[64], gtin[15];

	if (raw->serial != NULL) {
		name_field(name, prefix, "serial");
		FTL_TRY(ftl_serial_parse(arena, name, raw->serial, &serial, err));
		item->device.serial = serial.raw;
		item->device.serial_key = serial.key;
		item->serial_lookalike = serial.lookalike;
	}
	if (raw->asset_tag != NULL) {
		name_field(name, prefix, "asset_tag");
		FTL_TRY(ftl_serial_parse(arena, name, raw->asset_tag, &serial, err));
		item->device.asset_tag = serial.raw;
	}
	if (raw->gtin != NULL) {
		name_field(name, prefix, "gtin");
		FTL_TRY(ftl_gtin_parse(name, raw->gtin, gtin, err));
		item->device.gtin = ftl_strdup(arena, gtin);
	}
	FTL_TRY(check_imeis(arena, prefix, raw, item, err));
	if (item->device.imei != NULL && ftl_text_equal(item->device.imei, item->device.imei2)) {
		name_field(name, prefix, "imei2");
		return ftl_fail(err, FTL_INVALID, name, "is the same as the first one, got '%s'",
		                item->device.imei2);
	}
	return FTL_OK;
}

static enum ftl_status check_dates(struct ftl_app *app, const char *prefix,
                                   const struct ftl_intake_device *raw,
                                   struct ftl_intake_item *item, struct ftl_err *err)
{
	char name[64], quoted[FTL_QUOTE_SIZE];
	int32_t today = ftl_app_today(app), date;

	if (raw->purchased_on != NULL) {
		name_field(name, prefix, "purchased_on");
		FTL_TRY(ftl_date_parse(name, raw->purchased_on, &date, err));
		if (date > today)
			return ftl_fail(err, FTL_INVALID, name,
			                "purchase date in the future, got %s",
			                ftl_quote(quoted, raw->purchased_on));
		if (date < PURCHASE_MIN)
			return ftl_fail(err, FTL_INVALID, name, "purchase date before 1990, got %s",
			                ftl_quote(quoted, raw->purchased_on));
		item->device.purchased_on = ftl_some(date);
	}
	if (raw->promised_on != NULL) {
		name_field(name, prefix, "promised_on");
		FTL_TRY(ftl_date_parse(name, raw->promised_on, &date, err));
		if (date < today || date > today + PROMISE_DAYS_MAX)
			return ftl_fail(err, FTL_INVALID, name,
			                "must be today or later, within ten years, got %s",
			                ftl_quote(quoted, raw->promised_on));
		item->promised_on = ftl_some(date);
	}
	return FTL_OK;
}

/* What the meter reads on the day of the check-in. */
static enum ftl_status check_meter(struct ftl_app *app, struct ftl_arena *arena, const char *prefix,
                                   const struct ftl_intake_device *raw,
                                   struct ftl_intake_item *item, struct ftl_err *err)
{
	char name[64];

	FTL_TRY(ftl_take_text(arena, prefix, "meter_reason", FTL_TEXT_LINE, FTL_NAME_MAX,
	                      raw->meter_reason, &item->meter.reason, err));
	if (raw->meter == NULL && item->meter.reason != NULL) {
		name_field(name, prefix, "meter_reason");
		return ftl_fail(err, FTL_INVALID, name,
		                "says why a meter reads less, and no meter "
		                "is given");
	}
	if (raw->meter == NULL)
		return FTL_OK;
	name_field(name, prefix, "meter");
	FTL_TRY(ftl_meter_parse(arena, name, raw->meter, &item->meter.meter, err));
	item->meter.read_on = ftl_app_today(app);
	item->has_meter = true;
	return FTL_OK;
}

static enum ftl_status check_accessories(struct ftl_arena *arena, const char *prefix,
                                         const struct ftl_intake_device *raw,
                                         struct ftl_intake_item *item, struct ftl_err *err)
{
	char field[64];

	name_field(field, prefix, "accessories");
	if (raw->accessory_count > ACCESSORIES_MAX)
		return ftl_fail(err, FTL_INVALID, field, "at most %d accessories, got %zu",
		                ACCESSORIES_MAX, raw->accessory_count);
	item->accessories = ftl_alloc(arena, raw->accessory_count, sizeof(*item->accessories));
	for (size_t i = 0; i < raw->accessory_count; i++)
		FTL_TRY(require_text(arena, "", field, FTL_TEXT_LINE, FTL_NAME_MAX,
		                     raw->accessories[i], &item->accessories[i], err));
	item->accessory_count = raw->accessory_count;
	return FTL_OK;
}

enum ftl_status ftl_intake_item_check(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *prefix, const struct ftl_intake_device *raw,
                                      struct ftl_intake_item *ret, struct ftl_err *err)
{
	struct ftl_intake_item item = {.priority = FTL_PRIORITY_NORMAL};
	char field[64];
	int index;

	FTL_TRY(check_category(app, arena, prefix, raw->category, &item.device, err));
	FTL_TRY(ftl_take_text(arena, prefix, "brand", FTL_TEXT_LINE, FTL_NAME_MAX, raw->brand,
	                      &item.device.brand, err));
	FTL_TRY(ftl_take_text(arena, prefix, "model", FTL_TEXT_LINE, FTL_NAME_MAX, raw->model,
	                      &item.device.model, err));
	FTL_TRY(ftl_take_text(arena, prefix, "proof", FTL_TEXT_LINE, FTL_NAME_MAX, raw->proof,
	                      &item.device.proof, err));
	FTL_TRY(check_numbers(arena, prefix, raw, &item, err));
	FTL_TRY(check_dates(app, prefix, raw, &item, err));
	FTL_TRY(check_meter(app, arena, prefix, raw, &item, err));
	FTL_TRY(require_text(arena, prefix, "fault", FTL_TEXT_BLOCK, FTL_TEXT_MAX, raw->fault,
	                     &item.fault, err));
	if (raw->symptom != NULL) {
		name_field(field, prefix, "symptom");
		FTL_TRY(ftl_fault_resolve(app, arena, FTL_FAULT_SYMPTOM, field, raw->symptom,
		                          &item.symptom, err));
	}
	FTL_TRY(ftl_take_text(arena, prefix, "condition", FTL_TEXT_BLOCK, FTL_TEXT_MAX,
	                      raw->condition, &item.condition, err));
	FTL_TRY(check_accessories(arena, prefix, raw, &item, err));
	if (raw->priority != NULL) {
		name_field(field, prefix, "priority");
		FTL_TRY(ftl_parse_name(field, raw->priority, ftl_priority_names, FTL_PRIORITIES,
		                       &index, err));
		item.priority = (enum ftl_priority)index;
	}
	if (raw->approval_limit != NULL) {
		name_field(field, prefix, "approval_limit");
		item.approval_limit_cents.has = true;
		FTL_TRY(ftl_money_parse(field, raw->approval_limit, &app->currency, false,
		                        &item.approval_limit_cents.value, err));
	}
	*ret = item;
	return FTL_OK;
}

/* A phone number has digits; an e-mail address has an @ with something on both sides. */
enum ftl_status ftl_contact_check(const char *field, const struct ftl_contact *contact,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int digits = 0;

	if (contact->is_email) {
		const char *at = strchr(contact->value, '@');

		if (at == NULL || at == contact->value || at[1] == '\0' ||
		    strpbrk(contact->value, " \t,;<>") != NULL || *contact->value == '-')
			return ftl_fail(err, FTL_INVALID, field,
			                "must be an address like name@example.org, got %s",
			                ftl_quote(quoted, contact->value));
		return FTL_OK;
	}
	for (const char *c = contact->value; *c != '\0'; c++)
		digits += *c >= '0' && *c <= '9';
	if (digits < 3 || strspn(contact->value, "+0123456789 ()/.-xX") != strlen(contact->value))
		return ftl_fail(err, FTL_INVALID, field,
		                "must be a phone number like +49 30 1234567, got %s",
		                ftl_quote(quoted, contact->value));
	return FTL_OK;
}

enum ftl_status ftl_customer_check(struct ftl_arena *arena, const char *prefix, const char *name,
                                   const char *language, const char *address,
                                   const struct ftl_contact *contacts, size_t count,
                                   struct ftl_customer *ret, struct ftl_err *err)
{
	struct ftl_contact *kept = ftl_alloc(arena, count, sizeof(*kept));
	size_t kept_count = 0;

	FTL_TRY(require_text(arena, prefix, "name", FTL_TEXT_LINE, FTL_NAME_MAX, name, &ret->name,
	                     err));
	FTL_TRY(ftl_take_text(arena, prefix, "language", FTL_TEXT_LINE, 35, language,
	                      &ret->language, err));
	FTL_TRY(ftl_take_text(arena, prefix, "address", FTL_TEXT_BLOCK, 2000, address,
	                      &ret->address, err));
	if (count > CONTACTS_MAX)
		return ftl_fail(err, FTL_INVALID, "phone", "at most %d phones and e-mails",
		                CONTACTS_MAX);
	for (size_t i = 0; i < count; i++) {
		const char *field = contacts[i].is_email ? "email" : "phone";
		struct ftl_contact contact = {.is_email = contacts[i].is_email};

		FTL_TRY(ftl_take_text(arena, prefix, field, FTL_TEXT_LINE, FTL_NAME_MAX,
		                      contacts[i].value, &contact.value, err));
		if (contact.value == NULL)
			continue;
		FTL_TRY(prefixed(ftl_contact_check(field, &contact, err), prefix, err));
		kept[kept_count++] = contact;
	}
	ret->contacts = kept;
	ret->contact_count = kept_count;
	return FTL_OK;
}
