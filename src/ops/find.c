#include "ops/find.h"

#include <stdio.h>
#include <string.h>

#include "fettle/base/text.h"
#include "fettle/ops/centre.h"
#include "fettle/ops/lookup.h"
#include "ops/verify.h"
#include "store/customer.h"
#include "store/device.h"
#include "store/order.h"
#include "store/piece.h"
#include "store/staff.h"

/* Most input is no URL, and then nothing has to be read. */
static enum ftl_status find_our_url(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                    const char **ret, struct ftl_err *err)
{
	*ret = "";
	return strstr(text, "://") == NULL ? FTL_OK
	                                   : ftl_setting_get(app, arena, "label.url", ret, err);
}

enum ftl_status ftl_code_read(struct ftl_app *app, const char *text, struct ftl_code *ret,
                              struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *our_url;

	FTL_TRY(find_our_url(app, &scratch, text, &our_url, err));
	return ftl_code_parse(text, our_url, ret, err);
}

bool ftl_code_seems(struct ftl_app *app, const char *text)
{
	FTL_ARENA(scratch);
	struct ftl_err ignored;
	const char *our_url;

	return find_our_url(app, &scratch, text, &our_url, &ignored) == FTL_OK &&
	       ftl_code_is_like(text, our_url);
}

enum ftl_status ftl_read_code(struct ftl_app *app, const char *field, const char *text,
                              enum ftl_code_kind kind, enum ftl_code_kind or_kind,
                              struct ftl_code *ret, struct ftl_err *err)
{
	char code[FTL_CODE_SIZE];
	enum ftl_status status = ftl_code_read(app, text, ret, err);

	if (status != FTL_OK) {
		snprintf(err->field, sizeof(err->field), "%s", field);
		return status;
	}
	if (ret->kind != kind && ret->kind != or_kind)
		return ftl_fail(
		        err, FTL_CONFLICT, field, "%s is %s %s, not %s %s", ftl_code_eye(code, ret),
		        ftl_text_article(ftl_code_kind_title(ret->kind)),
		        ftl_code_kind_title(ret->kind), ftl_text_article(ftl_code_kind_title(kind)),
		        ftl_code_kind_title(kind));
	return FTL_OK;
}

enum ftl_status ftl_not_on_file(const struct ftl_code *code, struct ftl_err *err)
{
	char text[FTL_CODE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, "code", "there is no %s %s", ftl_code_kind_title(code->kind),
	         ftl_code_eye(text, code));
	return ftl_hint(err, "fettle find TEXT looks for a name, phone, serial or fault");
}

enum ftl_status ftl_find_order(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                               struct ftl_order *ret, struct ftl_err *err)
{
	struct ftl_code code;
	struct ftl_piece piece;
	char buffer[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_read_code(app, "code", text, FTL_CODE_ORDER, FTL_CODE_PIECE, &code, err));
	if (code.kind == FTL_CODE_PIECE) {
		FTL_TRY(ftl_store_piece_find(app->db, arena, ftl_code_short(buffer, &code), &piece,
		                             &found, err));
		if (found)
			return ftl_store_order_get(app->db, arena, piece.order_id, ret, err);
	} else {
		FTL_TRY(ftl_store_order_find(app->db, arena, ftl_code_short(buffer, &code), ret,
		                             &found, err));
		if (found)
			return FTL_OK;
	}
	return ftl_not_on_file(&code, err);
}

enum ftl_status ftl_find_order_to_change(struct ftl_app *app, struct ftl_arena *arena,
                                         const char *text, struct ftl_order *ret,
                                         struct ftl_err *err)
{
	enum ftl_status status;

	FTL_TRY(ftl_find_order(app, arena, text, ret, err));
	status = ftl_verify_order(app->db, ret->id, err);
	if (status != FTL_INTERNAL)
		return status;
	err->status = FTL_DB;
	return ftl_hint(err, "it was changed outside the program: fettle check says what else was");
}

enum ftl_status ftl_find_customer(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  struct ftl_customer *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE];
	bool found;

	FTL_TRY(ftl_read_code(app, "code", text, FTL_CODE_CUSTOMER, FTL_CODE_CUSTOMER, &code, err));
	FTL_TRY(ftl_store_customer_find(app->db, arena, ftl_code_short(buffer, &code), ret, &found,
	                                err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "code", "there is no customer %s",
	         ftl_code_eye(buffer, &code));
	return ftl_hint(err, "fettle find NAME looks customers up");
}

enum ftl_status ftl_find_category(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                  struct ftl_category *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_store_category_find(app->db, arena, ftl_text_key(arena, name), ret, &found,
	                                err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, "category", "there is no category %s", ftl_quote(quoted, name));
	return ftl_hint(err, "fettle category list shows them");
}

enum ftl_status ftl_find_technician(struct ftl_app *app, struct ftl_arena *arena, const char *login,
                                    int64_t *ret, struct ftl_err *err)
{
	struct ftl_staff staff;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_store_staff_find(app->db, arena, app->site_id, login, &staff, &found, err));
	if (!found) {
		ftl_fail(err, FTL_NOT_FOUND, "technician", "nobody on the staff is called %s",
		         ftl_quote(quoted, login));
		return ftl_hint(err, "fettle staff list shows the logins; none: nobody has it");
	}
	*ret = staff.id;
	return FTL_OK;
}
