#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/order_act.h"
#include "store/device.h"
#include "store/place.h"

/* Out to an outside repairer and back: where to, and whether it is the same unit. */

/* A name that is not on file yet becomes a place with the step: the parcel is packed already. */
static enum ftl_status find_vendor(struct ftl_acting *a, struct ftl_err *err)
{
	const char *text = a->step->vendor;
	char quoted[FTL_QUOTE_SIZE];
	const char *kind, *name;
	bool found = true;

	if (text == NULL)
		return FTL_OK;
	if (ftl_code_seems(a->app, text)) {
		FTL_TRY(ftl_find_place(a->app, a->arena, text, &a->place, err));
	} else {
		FTL_TRY(ftl_place_name(a->app, a->arena, "vendor", text, &name, err));
		FTL_TRY(ftl_store_place_named(a->app->db, a->arena, a->app->site_id, name,
		                              &a->place, &found, err));
	}
	if (!found) {
		a->place = (struct ftl_place){.kind = FTL_PLACE_VENDOR, .name = name};
		a->is_place_new = true;
		return FTL_OK;
	}
	kind = ftl_place_kind_title(a->place.kind);
	ftl_quote(quoted, a->place.name);
	if (a->place.kind != FTL_PLACE_VENDOR) {
		ftl_fail(err, FTL_CONFLICT, "vendor", "%s is %s %s, not an outside repairer",
		         quoted, ftl_text_article(kind), kind);
		return ftl_hint(err, "fettle order move puts a piece there");
	}
	return ftl_place_in_use(&a->place, err);
}

/* What was made ready, or taken up again, while it was there is at no repairer by its state. */
static enum ftl_status check_back(const struct ftl_acting *a, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];

	if (ftl_order_may(&a->facts, FTL_EV_RECEIVE) || !ftl_order_is_away(&a->order))
		return FTL_OK;
	ftl_code_eye_of(code, a->order.code);
	ftl_fail(err, FTL_STATE, "order", "work order %s (%s) is not received: it is moved from %s",
	         code, ftl_state_title(a->facts.state), ftl_quote(quoted, a->order.place));
	return ftl_hint(err, "when it is back: fettle order move %s PLACE", code);
}

/* Where it is put that comes back: as said, else on the only desk. */
static enum ftl_status find_spot(struct ftl_acting *a, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	FTL_TRY(check_back(a, err));
	if (a->step->place == NULL)
		return ftl_store_place_desk(a->app->db, a->app->site_id, &a->place.id, err);
	FTL_TRY(ftl_find_place(a->app, a->arena, a->step->place, &a->place, err));
	if (a->place.kind == FTL_PLACE_VENDOR)
		return ftl_fail(err, FTL_CONFLICT, "place",
		                "%s is an outside repairer: nothing is back there",
		                ftl_quote(quoted, a->place.name));
	return ftl_place_in_use(&a->place, err);
}

enum ftl_status ftl_vendor_read(struct ftl_acting *a, struct ftl_err *err)
{
	if (a->step->kind == FTL_EV_RECEIVE)
		return find_spot(a, err);
	if (a->step->kind != FTL_EV_SEND)
		return FTL_OK;
	FTL_TRY(ftl_take_text(a->arena, "", "tracking", FTL_TEXT_LINE, FTL_NAME_MAX,
	                      a->step->tracking, &a->row.tracking, err));
	return find_vendor(a, err);
}

static bool is_number_of(const struct ftl_device *device, const char *key)
{
	return ftl_text_equal(device->serial_key, key) || ftl_text_equal(device->imei, key) ||
	       ftl_text_equal(device->imei2, key);
}

enum ftl_status ftl_vendor_check(struct ftl_acting *a, struct ftl_err *err)
{
	struct ftl_device device;
	struct ftl_serial serial;
	char quoted[FTL_QUOTE_SIZE], own[FTL_QUOTE_SIZE];
	const char *number;

	if (a->step->kind != FTL_EV_RECEIVE || a->step->serial == NULL)
		return FTL_OK;
	FTL_TRY(ftl_serial_parse(a->arena, "serial", a->step->serial, &serial, err));
	FTL_TRY(ftl_store_device_get(a->app->db, a->arena, a->order.device_id, &device, err));
	if (is_number_of(&device, serial.key))
		return FTL_OK;
	number = device.serial != NULL ? device.serial : device.imei;
	ftl_quote(quoted, serial.raw);
	if (number == NULL) {
		ftl_fail(err, FTL_CONFLICT, "serial", "%s cannot be compared: none is on file",
		         quoted);
		return ftl_hint(err, "fettle device edit notes it; leave --serial out until then");
	}
	ftl_fail(err, FTL_CONFLICT, "serial", "%s is not the unit that is on file: it has %s",
	         quoted, ftl_quote(own, number));
	return ftl_hint(err, "ask the repairer for it; what they exchanged is taken in without "
	                     "--serial and made ready as exchanged");
}

enum ftl_status ftl_vendor_write(struct ftl_acting *a, struct ftl_err *err)
{
	if (a->is_place_new)
		FTL_TRY(ftl_place_create(a->op, a->arena, &a->place, err));
	if (a->step->kind == FTL_EV_SEND) {
		a->row.vendor_id = a->place.id;
		a->row.vendor = a->place.name;
		a->row.vendor_code = a->place.code;
	}
	if (a->step->kind == FTL_EV_SEND || a->step->kind == FTL_EV_RECEIVE) {
		a->order.place = a->place.name;
		a->order.place_kind = a->place.kind;
	}
	return FTL_OK;
}

void ftl_vendor_tell(const struct ftl_acting *a, struct ftl_order_change *change)
{
	FTL_BUF(text);

	if (a->step->kind != FTL_EV_SEND && a->step->kind != FTL_EV_RECEIVE)
		return;
	if (a->is_place_new)
		change->new_vendor_code = a->place.code;
	if (a->step->kind == FTL_EV_RECEIVE)
		change->place = a->place.name;
	for (size_t i = 0; i < a->piece_count; i++) {
		if (a->fates[i] == FTL_PIECE_PASSES && !a->pieces[i].is_device)
			ftl_buf_printf(&text, "%s%s", text.length > 0 ? ", " : "",
			               a->pieces[i].name);
	}
	if (text.length > 0)
		change->accessories = ftl_strdup(a->arena, ftl_buf_cstr(&text));
}
