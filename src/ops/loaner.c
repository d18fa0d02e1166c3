#include "fettle/ops/loaner.h"

#include <string.h>

#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/intake_form.h"
#include "ops/loaner.h"
#include "ops/order_act.h"
#include "ops/verify.h"
#include "store/loaner.h"

#define NAME_MAX 120

enum ftl_status ftl_loaner_known(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                 struct ftl_loaner *ret, bool *ret_found, struct ftl_err *err)
{
	struct ftl_code code;
	struct ftl_err ignored;
	char buffer[FTL_CODE_SIZE];
	const char *key;

	*ret_found = false;
	if (ftl_code_read(app, text, &code, &ignored) == FTL_OK)
		return code.kind == FTL_CODE_LOANER
		               ? ftl_store_loaner_find(app->db, arena,
		                                       ftl_code_short(buffer, &code), ret,
		                                       ret_found, err)
		               : FTL_OK;
	key = ftl_text_ident_key(arena, text);
	return *key == '\0' ? FTL_OK
	                    : ftl_store_loaner_serial(app->db, arena, app->site_id, key, ret,
	                                              ret_found, err);
}

enum ftl_status ftl_find_loaner(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                struct ftl_loaner *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_loaner_known(app, arena, text, ret, &found, err));
	if (found)
		return FTL_OK;
	if (ftl_code_seems(app, text))
		FTL_TRY(ftl_read_code(app, "loaner", text, FTL_CODE_LOANER, FTL_CODE_LOANER, &code,
		                      err));
	ftl_fail(err, FTL_NOT_FOUND, "loaner", "there is no loaner %s", ftl_quote(quoted, text));
	return ftl_hint(err, "give its code or its serial number: fettle loaner list --all shows "
	                     "them");
}

enum ftl_status ftl_find_loaner_to_change(struct ftl_app *app, struct ftl_arena *arena,
                                          const char *text, struct ftl_loaner *ret,
                                          struct ftl_err *err)
{
	enum ftl_status status;

	FTL_TRY(ftl_find_loaner(app, arena, text, ret, err));
	status = ftl_verify_loaner(app->db, ret->id, err);
	if (status != FTL_INTERNAL)
		return status;
	err->status = FTL_DB;
	return ftl_hint(err, "it was changed outside the program: fettle check says what else was");
}

/* One loaner of a serial number, also among those that are retired; and it is found by it. */
static enum ftl_status check_serial(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_loaner *loaner, const char *key,
                                    struct ftl_err *err)
{
	struct ftl_loaner other;
	struct ftl_code code;
	struct ftl_err ignored;
	char quoted[FTL_QUOTE_SIZE], eye[FTL_CODE_SIZE];
	bool found;

	if (ftl_code_read(app, loaner->serial, &code, &ignored) == FTL_OK)
		return ftl_fail(err, FTL_INVALID, "serial", "is a code of ours, got %s",
		                ftl_quote(quoted, loaner->serial));
	FTL_TRY(ftl_store_loaner_serial(app->db, arena, app->site_id, key, &other, &found, err));
	if (!found || other.id == loaner->id)
		return FTL_OK;
	return ftl_fail(err, FTL_CONFLICT, "serial", "is that of the loaner %s: %s%s",
	                ftl_quote(quoted, other.name), ftl_code_eye_of(eye, other.code),
	                other.is_retired ? ", retired" : "");
}

/* What is said of a loaner, into it. */
static enum ftl_status read_form(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_loaner_form *form, struct ftl_loaner *loaner,
                                 struct ftl_err *err)
{
	struct ftl_serial serial;
	int64_t deposit;

	if (form->name != NULL)
		FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, NAME_MAX, form->name,
		                         strlen(form->name), &loaner->name, err));
	if (form->serial != NULL) {
		FTL_TRY(ftl_serial_parse(arena, "serial", form->serial, &serial, err));
		loaner->serial = serial.raw;
		FTL_TRY(check_serial(app, arena, loaner, serial.key, err));
	}
	if (form->deposit != NULL) {
		FTL_TRY(ftl_money_parse("deposit", form->deposit, &app->currency, false, &deposit,
		                        err));
		loaner->deposit_cents = deposit > 0 ? ftl_some(deposit) : ftl_none();
	}
	return ftl_take_flag("retired", form->is_retired, &loaner->is_retired, err);
}

enum ftl_status ftl_loaner_add(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_loaner_form *form, struct ftl_loaner *ret,
                               struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_loaner loaner = {0};

	FTL_TRY(ftl_op_begin(app, "loaner.add", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	if (form->name == NULL)
		return ftl_fail(err, FTL_INVALID, "name", "is missing");
	FTL_TRY(read_form(app, arena, form, &loaner, err));
	FTL_TRY(ftl_op_id(&op, &loaner.id, err));
	FTL_TRY(ftl_op_code(&op, FTL_CODE_LOANER, &loaner.code, err));
	loaner.code = ftl_strdup(arena, loaner.code);
	loaner.created_at = op.now;
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_LOANER, loaner.id, true, err));
	FTL_TRY(ftl_store_loaner_insert(app->db, app->site_id, &loaner, err));
	FTL_TRY(ftl_op_commit(&op, &loaner, err));
	*ret = loaner;
	return FTL_OK;
}

enum ftl_status ftl_loaner_edit(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                const struct ftl_loaner_form *form, struct ftl_loaner *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_loaner loaner;
	char eye[FTL_CODE_SIZE];

	FTL_TRY(ftl_op_begin(app, "loaner.edit", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_loaner_to_change(app, arena, text, &loaner, err));
	FTL_TRY(read_form(app, arena, form, &loaner, err));
	ftl_code_eye_of(eye, loaner.code);
	if (loaner.is_retired && loaner.state == FTL_LOANER_LENT) {
		ftl_fail(err, FTL_STATE, "loaner", "loaner %s is lent and is not retired", eye);
		return ftl_hint(err,
		                "fettle loaner return %s when it is back, or fettle loaner lost %s "
		                "REASON",
		                eye, eye);
	}
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_LOANER, loaner.id, false, err));
	FTL_TRY(ftl_store_loaner_update(app->db, &loaner, err));
	FTL_TRY(ftl_op_commit(&op, &loaner, err));
	*ret = loaner;
	return FTL_OK;
}

static bool is_in_set(const struct ftl_loaner *loaner, enum ftl_loaner_set set, int32_t today)
{
	switch (set) {
	case FTL_LOANERS_IN_USE:
		return !loaner->is_retired;
	case FTL_LOANERS_FREE:
		return !loaner->is_retired && loaner->state == FTL_LOANER_FREE;
	case FTL_LOANERS_LENT:
		return loaner->state == FTL_LOANER_LENT;
	case FTL_LOANERS_OVERDUE:
		return ftl_loaner_is_overdue(loaner->state, loaner->due_on, today);
	case FTL_LOANERS_ALL:
		break;
	}
	return true;
}

enum ftl_status ftl_loaner_list(struct ftl_app *app, struct ftl_arena *arena,
                                enum ftl_loaner_set set, const struct ftl_loaner **ret,
                                size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_loaner *all;
	struct ftl_loaner *rows;
	size_t count, kept = 0;

	FTL_TRY(ftl_store_loaner_list(app->db, arena, app->site_id, &all, &count, err));
	rows = ftl_alloc(arena, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		if (is_in_set(&all[i], set, ftl_app_today(app)))
			rows[kept++] = all[i];
	}
	*ret = rows;
	*ret_count = kept;
	return FTL_OK;
}

enum ftl_status ftl_loaner_of_customer(struct ftl_app *app, struct ftl_arena *arena,
                                       int64_t customer_id, const struct ftl_loaner **ret,
                                       size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_loaner_out(app->db, arena, FTL_LOANERS_OF_CUSTOMER, customer_id, ret,
	                            ret_count, err);
}

enum ftl_status ftl_loaner_get(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                               struct ftl_loaner_full *ret, struct ftl_err *err)
{
	struct ftl_loaner_full full = {0};

	FTL_TRY(ftl_find_loaner(app, arena, text, &full.loaner, err));
	FTL_TRY(ftl_store_loaner_events(app->db, arena, full.loaner.id, &full.events,
	                                &full.event_count, err));
	*ret = full;
	return FTL_OK;
}

enum ftl_status ftl_loaner_owed(const struct ftl_acting *a, struct ftl_opt *ret,
                                struct ftl_err *err)
{
	const struct ftl_loaner_row *rows;
	size_t count;

	*ret = ftl_none();
	FTL_TRY(ftl_store_loaner_events_of_order(a->app->db, a->arena, a->order.id, &rows, &count,
	                                         err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].line_position != 0 && !rows[i].is_line_removed)
			*ret = ftl_some(ret->value + rows[i].line_cents);
	}
	return FTL_OK;
}

/* Of a job that is called off nobody pays the bill. */
static enum ftl_status guard_charge(struct ftl_acting *a, struct ftl_guard *guard,
                                    struct ftl_err *err)
{
	struct ftl_opt owed;
	char money[FTL_MONEY_TEXT_SIZE];

	if (a->step->kind != FTL_EV_CANCEL)
		return FTL_OK;
	FTL_TRY(ftl_loaner_owed(a, &owed, err));
	if (owed.has)
		guard->loaner_owed = ftl_sprintf(
		        a->arena, "%s %s", ftl_money_format(money, owed.value, &a->app->currency),
		        a->app->currency.code);
	return FTL_OK;
}

enum ftl_status ftl_loaner_guard(struct ftl_acting *a, struct ftl_guard *guard, struct ftl_err *err)
{
	const struct ftl_loaner *out;
	char quoted[FTL_QUOTE_SIZE], eye[FTL_CODE_SIZE];
	size_t count;
	FTL_BUF(words);

	if (a->step->kind != FTL_EV_HAND_OVER && a->step->kind != FTL_EV_CANCEL)
		return FTL_OK;
	FTL_TRY(ftl_store_loaner_out(a->app->db, a->arena, FTL_LOANERS_OF_ORDER, a->order.id, &out,
	                             &count, err));
	if (count == 0)
		return guard_charge(a, guard, err);
	for (size_t i = 0; i < count; i++)
		ftl_buf_printf(&words, "%s%s (%s)",
		               i == 0          ? ""
		               : i + 1 < count ? ", "
		                               : " and ",
		               ftl_quote(quoted, out[i].name), ftl_code_eye_of(eye, out[i].code));
	guard->loaner_out = ftl_sprintf(a->arena, "the loaner%s %s", count > 1 ? "s" : "",
	                                ftl_buf_cstr(&words));
	ftl_code_eye_of(eye, out[0].code);
	guard->loaner_out_hint = ftl_sprintf(a->arena,
	                                     "fettle loaner return %s takes it back; if it never "
	                                     "comes: fettle loaner lost %s REASON",
	                                     eye, eye);
	return FTL_OK;
}
