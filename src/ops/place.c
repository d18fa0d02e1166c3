#include "fettle/ops/place.h"

#include <string.h>

#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "fettle/model/ident.h"
#include "fettle/ops/lookup.h"
#include "ops/custody.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "store/place.h"
#include "store/stock.h"

#define NAME_MAX 120

enum ftl_status ftl_place_name(struct ftl_app *app, struct ftl_arena *arena, const char *field,
                               const char *text, const char **ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	if (text == NULL)
		return ftl_fail(err, FTL_INVALID, field, "is missing");
	FTL_TRY(ftl_text_require(arena, field, FTL_TEXT_LINE, NAME_MAX, text, strlen(text), ret,
	                         err));
	if (!ftl_code_seems(app, *ret))
		return FTL_OK;
	ftl_fail(err, FTL_INVALID, field, "looks like a code of ours, got %s",
	         ftl_quote(quoted, text));
	return ftl_hint(err, "a place gets its code by itself; call it as people do");
}

static enum ftl_status not_on_file(const char *what, struct ftl_err *err)
{
	ftl_fail(err, FTL_NOT_FOUND, "place", "there is no place %s", what);
	return ftl_hint(err, "fettle place list shows them; fettle place add makes one");
}

enum ftl_status ftl_find_place(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                               struct ftl_place *ret, struct ftl_err *err)
{
	struct ftl_code code;
	char buffer[FTL_CODE_SIZE], quoted[FTL_QUOTE_SIZE];
	const char *name;
	bool found;

	if (ftl_code_seems(app, text)) {
		FTL_TRY(ftl_read_code(app, "place", text, FTL_CODE_PLACE, FTL_CODE_PLACE, &code,
		                      err));
		FTL_TRY(ftl_store_place_find(app->db, arena, ftl_code_short(buffer, &code), ret,
		                             &found, err));
		return found ? FTL_OK : not_on_file(ftl_code_eye(buffer, &code), err);
	}
	FTL_TRY(ftl_text_require(arena, "place", FTL_TEXT_LINE, NAME_MAX, text, strlen(text), &name,
	                         err));
	FTL_TRY(ftl_store_place_named(app->db, arena, app->site_id, name, ret, &found, err));
	return found ? FTL_OK : not_on_file(ftl_quote(quoted, text), err);
}

enum ftl_status ftl_place_in_use(const struct ftl_place *place, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE], code[FTL_CODE_SIZE];

	if (!place->is_retired)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "place", "%s is retired", ftl_quote(quoted, place->name));
	return ftl_hint(err, "fettle place edit %s --retired no takes it into use again",
	                ftl_code_eye_of(code, place->code));
}

enum ftl_status ftl_place_create(struct ftl_op *op, struct ftl_arena *arena,
                                 struct ftl_place *place, struct ftl_err *err)
{
	FTL_TRY(ftl_op_id(op, &place->id, err));
	FTL_TRY(ftl_op_code(op, FTL_CODE_PLACE, &place->code, err));
	place->code = ftl_strdup(arena, place->code);
	place->created_at = op->now;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_PLACE, place->id, true, err));
	return ftl_store_place_insert(op->app->db, op->app->site_id, place, err);
}

/* One place of a name, also among those that are retired. */
static enum ftl_status refuse_second(struct ftl_app *app, struct ftl_arena *arena,
                                     const struct ftl_place *place, struct ftl_err *err)
{
	struct ftl_place other;
	char quoted[FTL_QUOTE_SIZE], code[FTL_CODE_SIZE];
	const char *kind;
	bool found;

	FTL_TRY(ftl_store_place_named(app->db, arena, app->site_id, place->name, &other, &found,
	                              err));
	if (!found || other.id == place->id)
		return FTL_OK;
	kind = ftl_place_kind_title(other.kind);
	return ftl_fail(err, FTL_CONFLICT, "name", "there is %s %s %s already: %s%s",
	                ftl_text_article(kind), kind, ftl_quote(quoted, other.name),
	                ftl_code_eye_of(code, other.code), other.is_retired ? ", retired" : "");
}

enum ftl_status ftl_place_add(struct ftl_app *app, struct ftl_arena *arena,
                              const struct ftl_place_form *form, struct ftl_place *ret,
                              struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_place place = {0};
	int index;

	FTL_TRY(ftl_op_begin(app, "place.add", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_place_name(app, arena, "name", form->name, &place.name, err));
	if (form->kind == NULL)
		return ftl_fail(err, FTL_INVALID, "kind",
		                "is missing: shelf, bench, vendor or desk");
	FTL_TRY(ftl_parse_name("kind", form->kind, ftl_place_kind_names, FTL_PLACE_KINDS, &index,
	                       err));
	place.kind = (enum ftl_place_kind)index;
	FTL_TRY(refuse_second(app, arena, &place, err));
	FTL_TRY(ftl_place_create(&op, arena, &place, err));
	FTL_TRY(ftl_op_commit(&op, &place, err));
	*ret = place;
	return FTL_OK;
}

static enum ftl_status refuse_stocked(struct ftl_app *app, struct ftl_arena *arena,
                                      const struct ftl_place *place, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	const char *sku;

	FTL_TRY(ftl_store_stock_at_place(app->db, arena, place->id, &sku, err));
	if (sku == NULL)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "place", "the stock of %s still has some at %s: it is not retired",
	         sku, ftl_quote(quoted, place->name));
	return ftl_hint(err, "fettle part move %s puts it elsewhere", sku);
}

static enum ftl_status refuse_full(struct ftl_app *app, struct ftl_arena *arena,
                                   const struct ftl_place *place, struct ftl_err *err)
{
	const struct ftl_place_piece *pieces;
	char quoted[FTL_QUOTE_SIZE], code[FTL_CODE_SIZE];
	size_t count;

	FTL_TRY(ftl_store_place_pieces(app->db, arena, place->id, &pieces, &count, err));
	if (count == 0)
		return refuse_stocked(app, arena, place, err);
	ftl_fail(err, FTL_STATE, "place", "%s still holds %zu piece%s and is not retired",
	         ftl_quote(quoted, place->name), count, count == 1 ? "" : "s");
	return ftl_hint(err, "fettle place show %s says what; fettle order move puts it elsewhere",
	                ftl_code_eye_of(code, place->code));
}

enum ftl_status ftl_place_edit(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                               const struct ftl_place_form *form, struct ftl_place *ret,
                               struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_place place;
	const struct ftl_place_piece *pieces;
	size_t count;

	FTL_TRY(ftl_op_begin(app, "place.edit", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_find_place(app, arena, text, &place, err));
	if (form->name != NULL) {
		FTL_TRY(ftl_place_name(app, arena, "name", form->name, &place.name, err));
		FTL_TRY(refuse_second(app, arena, &place, err));
	}
	FTL_TRY(ftl_take_flag("retired", form->is_retired, &place.is_retired, err));
	if (form->is_retired != NULL && place.is_retired)
		FTL_TRY(refuse_full(app, arena, &place, err));
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_PLACE, place.id, false, err));
	FTL_TRY(ftl_store_place_update(app->db, &place, err));
	FTL_TRY(ftl_store_place_pieces(app->db, arena, place.id, &pieces, &count, err));
	place.piece_count = (int64_t)count;
	FTL_TRY(ftl_op_commit(&op, &place, err));
	*ret = place;
	return FTL_OK;
}

enum ftl_status ftl_place_list(struct ftl_app *app, struct ftl_arena *arena, bool has_all,
                               const struct ftl_place **ret, size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_place *all;
	struct ftl_place *rows;
	size_t count, kept = 0;

	FTL_TRY(ftl_store_place_list(app->db, arena, app->site_id, &all, &count, err));
	rows = ftl_alloc(arena, count + 1, sizeof(*rows));
	for (size_t i = 0; i < count; i++) {
		if (has_all || !all[i].is_retired)
			rows[kept++] = all[i];
	}
	*ret = rows;
	*ret_count = kept;
	return FTL_OK;
}

enum ftl_status ftl_place_get(struct ftl_app *app, struct ftl_arena *arena, const char *text,
                              struct ftl_place_full *ret, struct ftl_err *err)
{
	struct ftl_place_full full = {0};

	FTL_TRY(ftl_find_place(app, arena, text, &full.place, err));
	FTL_TRY(ftl_store_place_pieces(app->db, arena, full.place.id, &full.pieces,
	                               &full.piece_count, err));
	full.place.piece_count = (int64_t)full.piece_count;
	*ret = full;
	return FTL_OK;
}
