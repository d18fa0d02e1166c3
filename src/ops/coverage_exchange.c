#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/people.h"
#include "ops/coverage.h"
#include "ops/op.h"
#include "store/device_cover.h"

/* A unit takes the place of another, and inherits what is left of its cover. */

static enum ftl_status refuse(const char *field, const struct ftl_device *device, const char *what,
                              struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];

	ftl_fail(err, FTL_CONFLICT, field, "device %s %s", ftl_code_eye_of(code, device->code),
	         what);
	return ftl_hint(err, "fettle coverage exchange OLD NEW --not takes an exchange back");
}

/* No unit may take the place of one that took its own, and a row of them has an end. */
static enum ftl_status check_units(struct ftl_app *app, const struct ftl_device *old,
                                   const struct ftl_device *new, struct ftl_err *err)
{
	struct ftl_exchange exchange = {.old_device_id = old->id};
	bool found = true;

	if (old->id == new->id)
		return ftl_fail(err, FTL_INVALID, "new", "is the same device as the old one");
	FTL_TRY(ftl_store_exchange_by_new(app->db, new->id, &exchange, &found, err));
	if (found)
		return refuse("new", new, "took the place of another one already", err);
	FTL_TRY(ftl_store_exchange_by_old(app->db, old->id, &exchange, &found, err));
	if (found)
		return refuse("old", old, "was exchanged already", err);
	exchange.old_device_id = old->id;
	found = true;
	for (int i = 0; found; i++) {
		if (i == FTL_EXCHANGES_MOST)
			return refuse("old", old, "is the last of a row of too many exchanges",
			              err);
		if (exchange.old_device_id == new->id)
			return refuse("new", new, "was exchanged for the old one itself", err);
		FTL_TRY(ftl_store_exchange_by_new(app->db, exchange.old_device_id, &exchange,
		                                  &found, err));
	}
	return FTL_OK;
}

static enum ftl_status read_exchange(struct ftl_app *app, const struct ftl_device *old,
                                     const struct ftl_device *new, const char *on,
                                     struct ftl_exchange *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int32_t today = ftl_app_today(app), day = today;

	if (on != NULL)
		FTL_TRY(ftl_coverage_day(app, "on", on, &day, err));
	if (day > today)
		return ftl_fail(err, FTL_INVALID, "on", "lies in the future, got %s",
		                ftl_quote(quoted, on));
	FTL_TRY(check_units(app, old, new, err));
	*ret = (struct ftl_exchange){old->id, new->id, day};
	return FTL_OK;
}

static enum ftl_status take_back(struct ftl_app *app, const struct ftl_device *old,
                                 const struct ftl_device *new, struct ftl_err *err)
{
	struct ftl_exchange exchange;
	char code[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_store_exchange_by_new(app->db, new->id, &exchange, &found, err));
	if (!found || exchange.old_device_id != old->id)
		return ftl_fail(err, FTL_NOT_FOUND, "new", "device %s did not take the place of it",
		                ftl_code_eye_of(code, new->code));
	return ftl_store_exchange_remove(app->db, new->id, err);
}

enum ftl_status ftl_coverage_exchange(struct ftl_app *app, struct ftl_arena *arena,
                                      const char *old_text, const char *new_text, const char *on,
                                      bool is_back, struct ftl_coverage *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_coverage coverage = {.is_kept = true};
	struct ftl_cover_question question = {.device = &coverage.device};
	struct ftl_exchange exchange;
	struct ftl_device old;

	FTL_TRY(ftl_op_begin(app, "coverage.exchange", FTL_CAN_EDIT_PEOPLE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_device_get(app, arena, old_text, &old, err));
	FTL_TRY(ftl_device_get(app, arena, new_text, &coverage.device, err));
	if (is_back) {
		FTL_TRY(take_back(app, &old, &coverage.device, err));
	} else {
		FTL_TRY(read_exchange(app, &old, &coverage.device, on, &exchange, err));
		FTL_TRY(ftl_store_exchange_insert(app->db, &exchange, app->actor.staff_id, op.now,
		                                  err));
	}
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_DEVICE, old.id, false, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_DEVICE, coverage.device.id, false, err));
	question.reported_on = ftl_app_today(app);
	FTL_TRY(ftl_coverage_find(app, arena, &question, &coverage, err));
	FTL_TRY(ftl_op_commit(&op, &coverage, err));
	*ret = coverage;
	return FTL_OK;
}
