#include <string.h>
#include <strings.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/ops/people.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/op.h"
#include "store/staff.h"

static enum ftl_status must_find(struct ftl_app *app, struct ftl_arena *arena, const char *login,
                                 struct ftl_staff *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	FTL_TRY(ftl_store_staff_find(app->db, arena, app->site_id, login, ret, &found, err));
	if (found)
		return FTL_OK;
	ftl_fail(err, FTL_NOT_FOUND, "login", "nobody on the staff is called %s",
	         ftl_quote(quoted, login));
	return ftl_hint(err, "fettle staff list shows the logins");
}

/* Logins are what people type after --as: plain and short. */
static enum ftl_status check_login(const char *login, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	size_t length = strlen(login);

	if (length == 0 || length > 32 || *login == '-' || strcasecmp(login, "none") == 0 ||
	    strspn(login, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") !=
	            length)
		return ftl_fail(err, FTL_INVALID, "login",
		                "must be 1 to 32 letters, digits, dots or hyphens, got %s",
		                ftl_quote(quoted, login));
	return FTL_OK;
}

enum ftl_status ftl_staff_add(struct ftl_app *app, struct ftl_arena *arena, const char *login,
                              const char *name, const char *role, struct ftl_staff *ret,
                              struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_staff staff = {.is_active = true}, other;
	char quoted[FTL_QUOTE_SIZE];
	bool found;
	int index;

	FTL_TRY(ftl_op_begin(app, "staff.add", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(check_login(login, err));
	login = staff.login = ftl_store_login(arena, login);
	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, 200, name, strlen(name), &staff.name,
	                         err));
	FTL_TRY(ftl_parse_name("role", role, ftl_role_names, FTL_ROLES, &index, err));
	staff.role = (enum ftl_role)index;
	staff.created_at = op.now;
	FTL_TRY(ftl_store_staff_find(app->db, arena, app->site_id, login, &other, &found, err));
	if (found)
		return ftl_fail(err, FTL_CONFLICT, "login", "%s is on the staff already",
		                ftl_quote(quoted, login));
	FTL_TRY(ftl_op_id(&op, &staff.id, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_STAFF, staff.id, true, err));
	FTL_TRY(ftl_store_staff_insert(app->db, app->site_id, &staff, err));
	FTL_TRY(ftl_op_commit(&op, &staff, err));
	*ret = staff;
	return FTL_OK;
}

enum ftl_status ftl_staff_has_manager(struct ftl_app *app, struct ftl_arena *arena, int64_t but_id,
                                      bool *ret, struct ftl_err *err)
{
	const struct ftl_staff *rows;
	size_t count;

	FTL_TRY(ftl_store_staff_list(app->db, arena, app->site_id, &rows, &count, err));
	*ret = false;
	for (size_t i = 0; i < count; i++)
		*ret |= rows[i].id != but_id && rows[i].is_active &&
		        rows[i].role == FTL_ROLE_MANAGER;
	return FTL_OK;
}

/* A centre without a manager could never get one again. */
static enum ftl_status keep_a_manager(struct ftl_app *app, struct ftl_arena *arena,
                                      const struct ftl_staff *changed, struct ftl_err *err)
{
	bool has_other;

	if (changed->role == FTL_ROLE_MANAGER && changed->is_active)
		return FTL_OK;
	FTL_TRY(ftl_staff_has_manager(app, arena, changed->id, &has_other, err));
	if (has_other)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "login", "the centre would have no manager left");
	return ftl_hint(err, "make somebody else a manager first");
}

enum ftl_status ftl_staff_edit(struct ftl_app *app, struct ftl_arena *arena, const char *login,
                               const char *name, const char *role, const char *is_active,
                               struct ftl_staff *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_staff staff;
	int index;

	FTL_TRY(ftl_op_begin(app, "staff.edit", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(must_find(app, arena, login, &staff, err));
	if (name != NULL)
		FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, 200, name, strlen(name),
		                         &staff.name, err));
	if (role != NULL) {
		FTL_TRY(ftl_parse_name("role", role, ftl_role_names, FTL_ROLES, &index, err));
		staff.role = (enum ftl_role)index;
	}
	FTL_TRY(ftl_take_flag("active", is_active, &staff.is_active, err));
	FTL_TRY(keep_a_manager(app, arena, &staff, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_STAFF, staff.id, false, err));
	FTL_TRY(ftl_store_staff_update(app->db, &staff, err));
	FTL_TRY(ftl_op_commit(&op, &staff, err));
	*ret = staff;
	return FTL_OK;
}

enum ftl_status ftl_staff_list(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_staff **ret, size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_staff_list(app->db, arena, app->site_id, ret, ret_count, err);
}
