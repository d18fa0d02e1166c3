#include "fettle/ops/term.h"

#include <string.h>

#include "fettle/base/asset.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "ops/find.h"
#include "ops/op.h"
#include "ops/terms.h"
#include "store/term.h"

#define FOLDER "data/terms/"

/* What is kept was read once already: a document that is wrong now was changed from outside. */
static enum ftl_status read_row(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_term_row *row, struct ftl_term_doc *ret,
                                struct ftl_err *err)
{
	FTL_TRY(ftl_term_read(app, arena, row->code, row->document, strlen(row->document), ret,
	                      err));
	ret->id = row->id;
	ret->is_retired = row->is_retired;
	ret->created_at = row->created_at;
	return FTL_OK;
}

enum ftl_status ftl_terms_load(struct ftl_app *app, struct ftl_arena *arena,
                               const struct ftl_term_doc **ret, size_t *ret_count,
                               struct ftl_err *err)
{
	const struct ftl_term_row *rows;
	struct ftl_term_doc *docs;
	size_t count;

	FTL_TRY(ftl_store_term_list(app->db, arena, app->site_id, &rows, &count, err));
	docs = ftl_alloc(arena, count + 1, sizeof(*docs));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(read_row(app, arena, &rows[i], &docs[i], err));
	*ret = docs;
	*ret_count = count;
	return FTL_OK;
}

static const struct ftl_term_doc *find(const struct ftl_term_doc *docs, size_t count,
                                       const char *code)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(docs[i].code, code) == 0)
			return &docs[i];
	}
	return NULL;
}

/* Those of the program whose code is not in `used`. */
static enum ftl_status load_program(struct ftl_app *app, struct ftl_arena *arena,
                                    const struct ftl_term_doc *used, size_t used_count,
                                    const struct ftl_term_doc **ret, size_t *ret_count,
                                    struct ftl_err *err)
{
	struct ftl_term_doc *docs = ftl_alloc(arena, ftl_asset_count, sizeof(*docs));
	size_t count = 0;

	for (size_t i = 0; i < ftl_asset_count; i++) {
		const struct ftl_asset *asset = &ftl_assets[i];

		if (strncmp(asset->path, FOLDER, strlen(FOLDER)) != 0)
			continue;
		FTL_TRY(ftl_term_read(app, arena, asset->path, asset->bytes, asset->length,
		                      &docs[count], err));
		count += find(used, used_count, docs[count].code) == NULL;
	}
	*ret = docs;
	*ret_count = count;
	return FTL_OK;
}

enum ftl_status ftl_term_list(struct ftl_app *app, struct ftl_arena *arena, enum ftl_term_set set,
                              const struct ftl_term_doc **ret, size_t *ret_count,
                              struct ftl_err *err)
{
	const struct ftl_term_doc *docs;
	struct ftl_term_doc *kept;
	size_t count, kept_count = 0;

	FTL_TRY(ftl_terms_load(app, arena, &docs, &count, err));
	if (set == FTL_TERMS_PROGRAM)
		return load_program(app, arena, docs, count, ret, ret_count, err);
	kept = ftl_alloc(arena, count + 1, sizeof(*kept));
	for (size_t i = 0; i < count; i++) {
		if (set == FTL_TERMS_ALL ||
		    (!docs[i].is_retired && find(kept, kept_count, docs[i].code) == NULL))
			kept[kept_count++] = docs[i];
	}
	*ret = kept;
	*ret_count = kept_count;
	return FTL_OK;
}

static enum ftl_status not_found(const char *code, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, "term", "there is no term %s", ftl_quote(quoted, code));
	return ftl_hint(err, "fettle term list shows those in use, --program those that come with "
	                     "the program");
}

enum ftl_status ftl_term_find(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              struct ftl_term_doc *ret, struct ftl_err *err)
{
	const struct ftl_term_doc *docs, *found;
	size_t count;

	FTL_TRY(ftl_term_list(app, arena, FTL_TERMS_ALL, &docs, &count, err));
	found = find(docs, count, code);
	if (found == NULL) {
		FTL_TRY(ftl_term_list(app, arena, FTL_TERMS_PROGRAM, &docs, &count, err));
		found = find(docs, count, code);
	}
	if (found == NULL)
		return not_found(code, err);
	*ret = *found;
	return FTL_OK;
}

/* The document of that code and first day that is kept; NULL: none. */
static const struct ftl_term_doc *find_same(const struct ftl_term_doc *docs, size_t count,
                                            const struct ftl_term_doc *term)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(docs[i].code, term->code) == 0 &&
		    docs[i].applies_from == term->applies_from)
			return &docs[i];
	}
	return NULL;
}

static enum ftl_status refuse_other(const struct ftl_term_doc *kept,
                                    const struct ftl_term_doc *term, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	if (strcmp(kept->text, term->text) == 0)
		return FTL_OK;
	ftl_fail(err, FTL_CONFLICT, "applies_from",
	         "there is another document of %s from %s on: what was judged by it stays",
	         term->code, ftl_date_format(date, term->applies_from));
	return ftl_hint(err, "give the new rules the day from which they apply");
}

/* A code is in use as a whole or not at all. */
static enum ftl_status refuse_retired(const struct ftl_term_doc *docs, size_t count,
                                      const char *code, struct ftl_err *err)
{
	const struct ftl_term_doc *kept = find(docs, count, code);

	if (kept == NULL || !kept->is_retired)
		return FTL_OK;
	ftl_fail(err, FTL_STATE, "term", "%s is retired", code);
	return ftl_hint(err, "fettle term edit %s --retired no takes it into use again", code);
}

/* A kind of device that does not exist would fit nothing. */
static enum ftl_status check_categories(struct ftl_app *app, struct ftl_arena *arena,
                                        const struct ftl_term_doc *term, struct ftl_err *err)
{
	struct ftl_category category;

	for (size_t i = 0; i < term->category_count; i++)
		FTL_TRY(ftl_find_category(app, arena, term->categories[i], &category, err));
	return FTL_OK;
}

static enum ftl_status keep(struct ftl_op *op, struct ftl_arena *arena, struct ftl_term_doc *term,
                            struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	const struct ftl_term_doc *docs, *same;
	struct ftl_term_row row = {.code = term->code,
	                           .applies_from = term->applies_from,
	                           .document = term->text,
	                           .created_at = op->now};
	size_t count;

	FTL_TRY(ftl_terms_load(app, arena, &docs, &count, err));
	FTL_TRY(refuse_retired(docs, count, term->code, err));
	FTL_TRY(check_categories(app, arena, term, err));
	same = find_same(docs, count, term);
	if (same != NULL) {
		FTL_TRY(refuse_other(same, term, err));
		*term = *same;
		return FTL_OK;
	}
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_SITE, app->site_id, false, err));
	FTL_TRY(ftl_op_id(op, &row.id, err));
	FTL_TRY(ftl_store_term_insert(app->db, app->site_id, &row, err));
	term->id = row.id;
	term->created_at = row.created_at;
	return FTL_OK;
}

enum ftl_status ftl_term_import(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                const char *text, size_t length, struct ftl_term_doc *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_term_doc term;

	FTL_TRY(ftl_op_begin(app, "term.import", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_term_read(app, arena, name, text, length, &term, err));
	FTL_TRY(keep(&op, arena, &term, err));
	FTL_TRY(ftl_op_commit(&op, &term, err));
	*ret = term;
	return FTL_OK;
}

enum ftl_status ftl_term_use(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                             struct ftl_term_doc *ret, struct ftl_err *err)
{
	FTL_OP(op);
	const struct ftl_term_doc *docs, *found;
	struct ftl_term_doc term;
	size_t count;

	FTL_TRY(ftl_op_begin(app, "term.use", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(load_program(app, arena, NULL, 0, &docs, &count, err));
	found = find(docs, count, code);
	if (found == NULL)
		return not_found(code, err);
	term = *found;
	FTL_TRY(keep(&op, arena, &term, err));
	FTL_TRY(ftl_op_commit(&op, &term, err));
	*ret = term;
	return FTL_OK;
}

enum ftl_status ftl_term_retire(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                bool is_retired, struct ftl_term_doc *ret, struct ftl_err *err)
{
	FTL_OP(op);
	const struct ftl_term_doc *docs, *found;
	struct ftl_term_doc term;
	size_t count;

	FTL_TRY(ftl_op_begin(app, "term.edit", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_terms_load(app, arena, &docs, &count, err));
	found = find(docs, count, code);
	if (found == NULL)
		return not_found(code, err);
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_SITE, app->site_id, false, err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(docs[i].code, code) == 0)
			FTL_TRY(ftl_store_term_retire(app->db, docs[i].id, is_retired, err));
	}
	term = *found;
	term.is_retired = is_retired;
	FTL_TRY(ftl_op_commit(&op, &term, err));
	*ret = term;
	return FTL_OK;
}
