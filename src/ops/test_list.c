#include <string.h>

#include "fettle/base/asset.h"
#include "fettle/base/json.h"
#include "fettle/base/text.h"
#include "fettle/ops/test.h"
#include "ops/find.h"
#include "ops/intake_form.h"
#include "ops/op.h"
#include "ops/tests.h"
#include "store/row.h"
#include "store/test.h"

#define FOLDER "data/test-lists/"

enum { CATEGORY, TITLE, ITEMS, FIELDS };
static const struct ftl_json_field fields[FIELDS] = {
        [CATEGORY] = {"category", FTL_JSON_STRING, false},
        [TITLE] = {"title", FTL_JSON_STRING, true},
        [ITEMS] = {"items", FTL_JSON_ARRAY, true},
};

static enum ftl_status take_line(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                 const struct ftl_json *value, const char **ret,
                                 struct ftl_err *err)
{
	const char *path = ftl_json_path(arena, doc, value);
	const char *text;

	if (ftl_json_kind(value) != FTL_JSON_STRING)
		return ftl_json_fail(doc, value, err, "must be a string");
	text = ftl_json_text(value);
	return ftl_text_require(arena, path, FTL_TEXT_LINE, FTL_NAME_MAX, text, strlen(text), ret,
	                        err);
}

static enum ftl_status read_items(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                  const struct ftl_json *array, struct ftl_test_list *list,
                                  struct ftl_err *err)
{
	const char **items = ftl_alloc(arena, FTL_TEST_ITEMS_MAX, sizeof(*items));
	const struct ftl_json *item = NULL;
	char quoted[FTL_QUOTE_SIZE];

	while ((item = ftl_json_next(array, item)) != NULL) {
		if (list->item_count == FTL_TEST_ITEMS_MAX)
			return ftl_json_fail(doc, array, err, "holds more than %d items",
			                     FTL_TEST_ITEMS_MAX);
		FTL_TRY(take_line(arena, doc, item, &items[list->item_count], err));
		for (size_t i = 0; i < list->item_count; i++) {
			if (strcmp(items[i], items[list->item_count]) == 0)
				return ftl_json_fail(doc, item, err, "%s stands there twice",
				                     ftl_quote(quoted, items[i]));
		}
		list->item_count++;
	}
	if (list->item_count == 0)
		return ftl_json_fail(doc, array, err, "is empty, expected what is to be tested");
	list->items = items;
	return FTL_OK;
}

static enum ftl_status read_list(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                 const char *text, size_t length, struct ftl_test_list *ret,
                                 struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	const struct ftl_json *values[FIELDS];
	struct ftl_test_list list = {0};
	struct ftl_category category;

	FTL_TRY(ftl_json_parse(name, 1, text, length, &doc, err));
	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), fields, FIELDS, values, err));
	if (values[CATEGORY] != NULL) {
		FTL_TRY(ftl_find_category(app, arena, ftl_json_text(values[CATEGORY]), &category,
		                          err));
		list.category_id = category.id;
		list.category = category.name;
	}
	FTL_TRY(take_line(arena, doc, values[TITLE], &list.title, err));
	FTL_TRY(read_items(arena, doc, values[ITEMS], &list, err));
	*ret = list;
	return FTL_OK;
}

static bool is_same(const struct ftl_test_list *a, const struct ftl_test_list *b)
{
	if (a->category_id != b->category_id || a->item_count != b->item_count ||
	    strcmp(a->title, b->title) != 0)
		return false;
	for (size_t i = 0; i < a->item_count; i++) {
		if (strcmp(a->items[i], b->items[i]) != 0)
			return false;
	}
	return true;
}

/* Lists while they are brought together. */
struct lists {
	struct ftl_arena *arena;
	struct ftl_test_list *rows;
	size_t count, capacity;
};

static void add(struct lists *lists, const struct ftl_test_list *list)
{
	lists->rows = ftl_store_grow(lists->arena, lists->rows, lists->count, &lists->capacity,
	                             sizeof(*lists->rows));
	lists->rows[lists->count++] = *list;
}

static struct ftl_test_list *find_of(struct lists *lists, int64_t category_id)
{
	for (size_t i = 0; i < lists->count; i++) {
		if (lists->rows[i].category_id == category_id)
			return &lists->rows[i];
	}
	return NULL;
}

static bool is_own_of(const struct ftl_test_list *stored, size_t count, int64_t category_id)
{
	for (size_t i = 0; i < count; i++) {
		if (stored[i].is_own && stored[i].category_id == category_id)
			return true;
	}
	return false;
}

/* The program's lists; one that was used already with the id and version it got then. */
static enum ftl_status add_built_in(struct ftl_app *app, struct lists *lists,
                                    const struct ftl_test_list *stored, size_t count,
                                    struct ftl_err *err)
{
	for (size_t i = 0; i < ftl_asset_count; i++) {
		struct ftl_test_list list;

		if (strncmp(ftl_assets[i].path, FOLDER, strlen(FOLDER)) != 0)
			continue;
		FTL_TRY(read_list(app, lists->arena, ftl_assets[i].path, ftl_assets[i].bytes,
		                  ftl_assets[i].length, &list, err));
		for (size_t j = 0; j < count; j++) {
			if (!stored[j].is_own && is_same(&stored[j], &list))
				list = stored[j];
		}
		if (!is_own_of(stored, count, list.category_id))
			add(lists, &list);
	}
	return FTL_OK;
}

static void sort(struct lists *lists)
{
	for (size_t i = 1; i < lists->count; i++) {
		struct ftl_test_list list = lists->rows[i];
		size_t place = i;

		while (place > 0 && lists->rows[place - 1].category_id > list.category_id) {
			lists->rows[place] = lists->rows[place - 1];
			place--;
		}
		lists->rows[place] = list;
	}
}

static bool is_among(const struct lists *lists, const struct ftl_test_list *list)
{
	for (size_t i = 0; i < lists->count; i++) {
		if (lists->rows[i].id == list->id)
			return true;
	}
	return false;
}

enum ftl_status ftl_test_lists(struct ftl_app *app, struct ftl_arena *arena, bool has_all,
                               const struct ftl_test_list **ret, size_t *ret_count,
                               struct ftl_err *err)
{
	struct lists lists = {.arena = arena};
	const struct ftl_test_list *stored;
	size_t count;

	FTL_TRY(ftl_store_test_lists(app->db, arena, app->site_id, &stored, &count, err));
	FTL_TRY(add_built_in(app, &lists, stored, count, err));
	/* Versions come in rising order, so the last of a category is the one in force. */
	for (size_t i = 0; i < count; i++) {
		struct ftl_test_list *earlier = find_of(&lists, stored[i].category_id);

		if (!stored[i].is_own)
			continue;
		if (earlier != NULL)
			*earlier = stored[i];
		else
			add(&lists, &stored[i]);
	}
	for (size_t i = 0; i < count && has_all; i++) {
		if (!is_among(&lists, &stored[i]))
			add(&lists, &stored[i]);
	}
	sort(&lists);
	*ret = lists.rows;
	*ret_count = lists.count;
	return FTL_OK;
}

enum ftl_status ftl_test_list_of(struct ftl_app *app, struct ftl_arena *arena, int64_t category_id,
                                 struct ftl_test_list *ret, struct ftl_err *err)
{
	const struct ftl_test_list *rows;
	size_t count, found = SIZE_MAX;

	FTL_TRY(ftl_test_lists(app, arena, false, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].category_id == category_id ||
		    (rows[i].category_id == 0 && found == SIZE_MAX))
			found = i;
	}
	if (found == SIZE_MAX)
		return ftl_fail(err, FTL_INTERNAL, NULL, "there is no test list for any device");
	*ret = rows[found];
	return FTL_OK;
}

enum ftl_status ftl_test_list_find(struct ftl_app *app, struct ftl_arena *arena,
                                   const char *category, int64_t version, struct ftl_test_list *ret,
                                   struct ftl_err *err)
{
	struct ftl_category of = {0};
	const struct ftl_test_list *rows;
	size_t count;

	if (category != NULL)
		FTL_TRY(ftl_find_category(app, arena, category, &of, err));
	if (version == 0)
		return ftl_test_list_of(app, arena, of.id, ret, err);
	FTL_TRY(ftl_test_lists(app, arena, true, &rows, &count, err));
	for (size_t i = 0; i < count; i++) {
		if (rows[i].category_id == of.id && rows[i].version == version) {
			*ret = rows[i];
			return FTL_OK;
		}
	}
	ftl_fail(err, FTL_NOT_FOUND, "version", "there is no version %lld of the test list for %s",
	         (long long)version, of.name != NULL ? of.name : "any device");
	return ftl_hint(err, "fettle test-list list --all shows them");
}

enum ftl_status ftl_test_list_store(struct ftl_op *op, struct ftl_test_list *list,
                                    struct ftl_err *err)
{
	if (list->id != 0)
		return FTL_OK;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_SITE, op->app->site_id, false, err));
	FTL_TRY(ftl_op_id(op, &list->id, err));
	list->created_at = op->now;
	return ftl_store_test_list_insert(op->app->db, op->app->site_id, list,
	                                  op->app->actor.staff_id, &list->version, err);
}

enum ftl_status ftl_test_list_import(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                     const char *text, size_t length, struct ftl_test_list *ret,
                                     struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_test_list list, in_force;

	FTL_TRY(ftl_op_begin(app, "test_list.import", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(read_list(app, arena, name, text, length, &list, err));
	FTL_TRY(ftl_test_list_of(app, arena, list.category_id, &in_force, err));
	if (in_force.is_own && is_same(&in_force, &list)) {
		ftl_fail(err, FTL_CONFLICT, "file", "this is version %d of the test list already",
		         in_force.version);
		return ftl_hint(err, "change an item or the title to make a new version");
	}
	list.is_own = true;
	FTL_TRY(ftl_test_list_store(&op, &list, err));
	FTL_TRY(ftl_op_commit(&op, &list, err));
	*ret = list;
	return FTL_OK;
}
