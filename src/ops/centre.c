#include "fettle/ops/centre.h"

#include <string.h>

#include "fettle/base/text.h"
#include "ops/site_change.h"
#include "store/device.h"
#include "store/printer.h"
#include "store/row.h"

enum ftl_status ftl_site_change(struct ftl_app *app, const char *name, struct ftl_op *op,
                                bool *ret_go, struct ftl_err *err)
{
	FTL_TRY(ftl_op_begin(app, name, FTL_CAN_MANAGE, op, err));
	*ret_go = !op->is_replay;
	return op->is_replay ? FTL_OK : ftl_op_touch(op, FTL_ENTITY_SITE, app->site_id, false, err);
}

enum ftl_status ftl_category_list(struct ftl_app *app, struct ftl_arena *arena,
                                  const struct ftl_category **ret, size_t *ret_count,
                                  struct ftl_err *err)
{
	return ftl_store_category_list(app->db, arena, ret, ret_count, err);
}

enum ftl_status ftl_printer_add(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_printer_record *printer, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_printer_record row = *printer;
	bool go;

	FTL_TRY(ftl_site_change(app, "printer.add", &op, &go, err));
	if (!go)
		return FTL_OK;
	FTL_TRY(ftl_text_require(arena, "name", FTL_TEXT_LINE, 64, printer->name,
	                         strlen(printer->name), &row.name, err));
	FTL_TRY(ftl_op_id(&op, &row.id, err));
	FTL_TRY(ftl_store_printer_put(app->db, app->site_id, &row, err));
	return ftl_op_commit(&op, &row, err);
}

static enum ftl_status no_printer(const char *name, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, "printer", "there is no printer %s", ftl_quote(quoted, name));
	return ftl_hint(err, "fettle printer list shows them; fettle printer add sets one up");
}

enum ftl_status ftl_printer_remove(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                   struct ftl_err *err)
{
	FTL_OP(op);
	bool go, removed;

	(void)arena;
	FTL_TRY(ftl_site_change(app, "printer.remove", &op, &go, err));
	if (!go)
		return FTL_OK;
	FTL_TRY(ftl_store_printer_remove(app->db, app->site_id, name, &removed, err));
	return removed ? ftl_op_commit(&op, name, err) : no_printer(name, err);
}

enum ftl_status ftl_printer_list(struct ftl_app *app, struct ftl_arena *arena,
                                 const struct ftl_printer_record **ret, size_t *ret_count,
                                 struct ftl_err *err)
{
	return ftl_store_printer_list(app->db, arena, app->site_id, ret, ret_count, err);
}

enum ftl_status ftl_printer_get(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                struct ftl_printer_record *ret, struct ftl_err *err)
{
	const struct ftl_printer_record *rows;
	size_t count;

	FTL_TRY(ftl_printer_list(app, arena, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].name, name) == 0) {
			*ret = rows[i];
			return FTL_OK;
		}
	}
	return no_printer(name, err);
}
