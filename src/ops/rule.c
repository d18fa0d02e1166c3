#include "ops/rule.h"

#include <string.h>

#include "fettle/base/asset.h"
#include "fettle/base/date.h"
#include "fettle/base/text.h"
#include "ops/find.h"

static const char *const folders[FTL_RULE_KINDS] = {
        [FTL_RULE_TERM] = "data/terms/",
        [FTL_RULE_PAYER] = "data/payers/",
};

static const struct ftl_rule_row *find(const struct ftl_rule_row *rows, size_t count,
                                       const char *code)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].code, code) == 0)
			return &rows[i];
	}
	return NULL;
}

/* A file of the program is called as the code of its document. */
static size_t list_program(struct ftl_arena *arena, enum ftl_rule_kind kind,
                           struct ftl_rule_row *rows)
{
	size_t length = strlen(folders[kind]), count = 0;

	for (size_t i = 0; i < ftl_asset_count; i++) {
		const struct ftl_asset *asset = &ftl_assets[i];

		if (strncmp(asset->path, folders[kind], length) == 0)
			rows[count++] = (struct ftl_rule_row){
			        .code = ftl_strndup(arena, asset->path + length,
			                            strcspn(asset->path + length, ".")),
			        .document = asset->bytes};
	}
	return count;
}

enum ftl_status ftl_rule_list(struct ftl_app *app, struct ftl_arena *arena, enum ftl_rule_kind kind,
                              enum ftl_rule_set set, const struct ftl_rule_row **ret,
                              size_t *ret_count, struct ftl_err *err)
{
	const struct ftl_rule_row *rows;
	struct ftl_rule_row *program = ftl_alloc(arena, ftl_asset_count, sizeof(*program)), *kept;
	size_t count, kept_count = 0;
	size_t program_count = set == FTL_RULES_PROGRAM ? list_program(arena, kind, program) : 0;

	FTL_TRY(ftl_store_rule_list(app->db, arena, app->site_id, kind, &rows, &count, err));
	kept = ftl_alloc(arena, count + program_count + 1, sizeof(*kept));
	for (size_t i = 0; i < program_count; i++) {
		if (find(rows, count, program[i].code) == NULL)
			kept[kept_count++] = program[i];
	}
	for (size_t i = 0; set != FTL_RULES_PROGRAM && i < count; i++) {
		if (set == FTL_RULES_ALL ||
		    (!rows[i].is_retired && find(kept, kept_count, rows[i].code) == NULL))
			kept[kept_count++] = rows[i];
	}
	*ret = kept;
	*ret_count = kept_count;
	return FTL_OK;
}

static enum ftl_status not_found(enum ftl_rule_kind kind, const char *code, struct ftl_err *err)
{
	const char *noun = ftl_rule_kind_names[kind];
	char quoted[FTL_QUOTE_SIZE];

	ftl_fail(err, FTL_NOT_FOUND, noun, "there is no %s %s", noun, ftl_quote(quoted, code));
	return ftl_hint(err,
	                "fettle %s list shows those in use, --program those that come with the "
	                "program",
	                noun);
}

enum ftl_status ftl_rule_of_program(struct ftl_arena *arena, enum ftl_rule_kind kind,
                                    const char *code, struct ftl_rule_row *ret, struct ftl_err *err)
{
	struct ftl_rule_row *rows = ftl_alloc(arena, ftl_asset_count, sizeof(*rows));
	const struct ftl_rule_row *found = find(rows, list_program(arena, kind, rows), code);

	if (found == NULL)
		return not_found(kind, code, err);
	*ret = *found;
	return FTL_OK;
}

enum ftl_status ftl_rule_find(struct ftl_app *app, struct ftl_arena *arena, enum ftl_rule_kind kind,
                              const char *code, struct ftl_rule_row *ret, struct ftl_err *err)
{
	const struct ftl_rule_row *rows, *found;
	size_t count;

	FTL_TRY(ftl_store_rule_list(app->db, arena, app->site_id, kind, &rows, &count, err));
	found = find(rows, count, code);
	if (found == NULL)
		return ftl_rule_of_program(arena, kind, code, ret, err);
	*ret = *found;
	return FTL_OK;
}

/* The document of that code and first day that is kept; NULL: none. */
static const struct ftl_rule_row *find_same(const struct ftl_rule_row *rows, size_t count,
                                            const struct ftl_rule_row *row)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].code, row->code) == 0 &&
		    rows[i].applies_from == row->applies_from)
			return &rows[i];
	}
	return NULL;
}

/* A code is in use as a whole or not at all. */
static enum ftl_status refuse_retired(enum ftl_rule_kind kind, const struct ftl_rule_row *rows,
                                      size_t count, const char *code, struct ftl_err *err)
{
	const char *noun = ftl_rule_kind_names[kind];

	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].code, code) != 0 || !rows[i].is_retired)
			continue;
		ftl_fail(err, FTL_STATE, noun, "%s is retired", code);
		return ftl_hint(err, "fettle %s edit %s --retired no takes it into use again", noun,
		                code);
	}
	return FTL_OK;
}

enum ftl_status ftl_rule_check_categories(struct ftl_app *app, struct ftl_arena *arena,
                                          const char *const *names, size_t count,
                                          struct ftl_err *err)
{
	struct ftl_category category;

	for (size_t i = 0; i < count; i++)
		FTL_TRY(ftl_find_category(app, arena, names[i], &category, err));
	return FTL_OK;
}

enum ftl_status ftl_rule_keep(struct ftl_op *op, struct ftl_arena *arena, enum ftl_rule_kind kind,
                              struct ftl_rule_row *row, struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	const struct ftl_rule_row *rows, *same;
	char date[FTL_DATE_TEXT_SIZE];
	size_t count;

	FTL_TRY(ftl_store_rule_list(app->db, arena, app->site_id, kind, &rows, &count, err));
	FTL_TRY(refuse_retired(kind, rows, count, row->code, err));
	same = find_same(rows, count, row);
	if (same != NULL && strcmp(same->document, row->document) == 0) {
		*row = *same;
		return FTL_OK;
	}
	if (same != NULL) {
		ftl_fail(err, FTL_CONFLICT, "applies_from",
		         "there is another document of %s from %s on: what was judged by it stays",
		         row->code, ftl_date_format(date, row->applies_from));
		return ftl_hint(err, "give the new rules the day from which they apply");
	}
	row->created_at = op->now;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_SITE, app->site_id, false, err));
	FTL_TRY(ftl_op_id(op, &row->id, err));
	return ftl_store_rule_insert(app->db, app->site_id, kind, row, err);
}

enum ftl_status ftl_rule_retire(struct ftl_op *op, struct ftl_arena *arena, enum ftl_rule_kind kind,
                                const char *code, bool is_retired, struct ftl_err *err)
{
	const struct ftl_rule_row *rows;
	size_t count, found = 0;

	FTL_TRY(ftl_store_rule_list(op->app->db, arena, op->app->site_id, kind, &rows, &count,
	                            err));
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_SITE, op->app->site_id, false, err));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].code, code) != 0)
			continue;
		FTL_TRY(ftl_store_rule_retire(op->app->db, rows[i].id, is_retired, err));
		found++;
	}
	return found > 0 ? FTL_OK : not_found(kind, code, err);
}
