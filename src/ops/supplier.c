#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "ops/intake_form.h"
#include "ops/stock.h"
#include "store/part.h"

#define NAME_MAX 120
#define DAYS_MAX 3650

enum ftl_status ftl_find_supplier(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                  struct ftl_supplier *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *name;
	bool found;

	FTL_TRY(ftl_text_require(arena, "supplier", FTL_TEXT_LINE, NAME_MAX, text, strlen(text),
	                         &name, err));
	FTL_TRY(ftl_store_supplier_named(app->db, arena, app->site_id, name, ret, &found, err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "supplier", "there is no supplier %s",
	         ftl_quote(quoted, name));
	return ftl_hint(err, "fettle supplier list shows them; fettle supplier add makes one");
}

/* One supplier of a name, also among those that are retired. */
static enum ftl_status take_name(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                                 struct ftl_supplier *supplier, struct ftl_err *err)
{
	struct ftl_supplier other;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, NAME_MAX, text, strlen(text),
	                         &supplier->name, err));
	FTL_TRY(ftl_store_supplier_named(app->db, arena, app->site_id, supplier->name, &other,
	                                 &found, err));
	if (!found || other.id == supplier->id)
		return FTL_OK;
	return ftl_fail(err, FTL_CONFLICT, "name", "there is a supplier %s already%s",
	                ftl_quote(quoted, other.name), other.is_retired ? ", retired" : "");
}

static enum ftl_status check_contacts(const struct ftl_supplier_form *form,
                                      const struct ftl_supplier *supplier, struct ftl_err *err)
{
	const struct ftl_contact email = {.is_email = true, .value = supplier->email};
	const struct ftl_contact phone = {.value = supplier->phone};

	if (form->email != NULL && email.value != NULL)
		FTL_TRY(ftl_contact_check("email", &email, err));
	if (form->phone != NULL && phone.value != NULL)
		FTL_TRY(ftl_contact_check("phone", &phone, err));
	return FTL_OK;
}

static enum ftl_status take_days(const char *field, const char *text, struct ftl_opt *ret,
                                 struct ftl_err *err)
{
	if (text == NULL)
		return FTL_OK;
	ret->has = *text != '\0';
	return ret->has ? ftl_parse_i64(field, text, 0, DAYS_MAX, &ret->value, err) : FTL_OK;
}

/* What was said of a supplier; "" takes it back. */
static enum ftl_status take_form(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_supplier_form *form,
                                 struct ftl_supplier *supplier, struct ftl_err *err)
{
	const struct {
		const char *field, *text;
		const char **to;
	} texts[] = {{"email", form->email, &supplier->email},
	             {"phone", form->phone, &supplier->phone},
	             {"account", form->account, &supplier->account}};

	if (form->name != NULL)
		FTL_TRY(take_name(app, arena, form->name, supplier, err));
	for (size_t i = 0; i < FTL_COUNT(texts); i++) {
		if (texts[i].text != NULL)
			FTL_TRY(ftl_take_text(arena, "", texts[i].field, FTL_TEXT_LINE, NAME_MAX,
			                      texts[i].text, texts[i].to, err));
	}
	FTL_TRY(check_contacts(form, supplier, err));
	FTL_TRY(take_days("lead_days", form->lead_days, &supplier->lead_days, err));
	FTL_TRY(take_days("return_days", form->return_days, &supplier->return_days, err));
	FTL_TRY(take_days("core_days", form->core_days, &supplier->core_days, err));
	return ftl_take_flag("retired", form->is_retired, &supplier->is_retired, err);
}

enum ftl_status ftl_supplier_add(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_supplier_form *form, struct ftl_supplier *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_supplier supplier = {0};

	FTL_TRY(ftl_op_begin(app, "supplier.add", FTL_CAN_CATALOGUE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	if (form->name == NULL)
		return ftl_fail(err, FTL_INVALID, "name", "is missing");
	FTL_TRY(take_form(app, arena, form, &supplier, err));
	FTL_TRY(ftl_op_id(&op, &supplier.id, err));
	supplier.created_at = op.now;
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_SUPPLIER, supplier.id, true, err));
	FTL_TRY(ftl_store_supplier_insert(app->db, app->site_id, &supplier, err));
	FTL_TRY(ftl_op_commit(&op, &supplier, err));
	*ret = supplier;
	return FTL_OK;
}

enum ftl_status ftl_supplier_edit(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                  const struct ftl_supplier_form *form, struct ftl_supplier *ret,
                                  struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_supplier supplier;

	FTL_TRY(ftl_op_begin(app, "supplier.edit", FTL_CAN_CATALOGUE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_supplier(app, arena, name, &supplier, err));
	FTL_TRY(take_form(app, arena, form, &supplier, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_SUPPLIER, supplier.id, false, err));
	FTL_TRY(ftl_store_supplier_update(app->db, &supplier, err));
	FTL_TRY(ftl_op_commit(&op, &supplier, err));
	*ret = supplier;
	return FTL_OK;
}

enum ftl_status ftl_supplier_list(struct ftl_app *app, struct ftl_arena *arena, bool has_all,
                                  const struct ftl_supplier **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	const struct ftl_supplier *all;
	struct ftl_supplier *rows;
	size_t count, kept = 0;

	FTL_TRY(ftl_store_supplier_list(app->db, arena, app->site_id, &all, &count, err));
	rows = ftl_alloc(arena, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		if (has_all || !all[i].is_retired)
			rows[kept++] = all[i];
	}
	*ret = rows;
	*ret_count = kept;
	return FTL_OK;
}
