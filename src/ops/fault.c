#include "ops/fault.h"

#include <string.h>

#include "fettle/base/asset.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"
#include "ops/csv_import.h"
#include "ops/fault_read.h"
#include "ops/find.h"
#include "store/fault.h"
#include "store/row.h"

#define OWN_CODES      "data/codes/fettle.csv"
#define CODES_MOST     20000
#define SUGGESTED_MOST 3

enum ftl_status ftl_fault_own(struct ftl_db *db, struct ftl_arena *arena,
                              struct ftl_fault_code **ret, size_t *ret_count, struct ftl_err *err)
{
	FTL_CSV(csv);
	const struct ftl_asset *asset = ftl_asset_find(OWN_CODES);
	struct ftl_fault_code *codes = NULL;
	struct ftl_csv_record record;
	size_t positions[FTL_FAULT_COLS], count = 0, capacity = 0;
	bool more;

	if (asset == NULL)
		return ftl_fail(err, FTL_INTERNAL, NULL, "%s is not in the program", OWN_CODES);
	ftl_csv_open_bytes(OWN_CODES, asset->bytes, asset->length, &csv);
	FTL_TRY(ftl_fault_header(csv, positions, err));
	for (;;) {
		FTL_TRY(ftl_csv_next(csv, &record, &more, err));
		if (!more)
			break;
		codes = ftl_store_grow(arena, codes, count, &capacity, sizeof(*codes));
		codes[count] = (struct ftl_fault_code){.is_active = true};
		FTL_TRY(ftl_fault_read_key(arena, &record, positions, &codes[count], err));
		FTL_TRY(ftl_fault_read_rest(db, arena, &record, positions, &codes[count], err));
		count++;
	}
	*ret = codes;
	*ret_count = count;
	return FTL_OK;
}

static enum ftl_status has_codes(struct ftl_app *app, bool *ret, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const struct ftl_fault_code *codes;
	size_t count;

	*ret = false;
	for (int kind = 0; kind < FTL_FAULT_KINDS && !*ret; kind++) {
		FTL_TRY(ftl_store_fault_list(app->db, &scratch, app->site_id,
		                             (enum ftl_fault_kind)kind, &codes, &count, err));
		*ret = count > 0;
	}
	return FTL_OK;
}

enum ftl_status ftl_fault_ensure(struct ftl_op *op, struct ftl_err *err)
{
	struct ftl_app *app = op->app;
	struct ftl_fault_code *codes;
	size_t count;
	bool has;

	FTL_TRY(has_codes(app, &has, err));
	if (has)
		return FTL_OK;
	FTL_TRY(ftl_op_touch(op, FTL_ENTITY_SITE, app->site_id, false, err));
	FTL_TRY(ftl_fault_own(app->db, &op->arena, &codes, &count, err));
	for (size_t i = 0; i < count; i++) {
		FTL_TRY(ftl_op_id(op, &codes[i].id, err));
		FTL_TRY(ftl_store_fault_put(app->db, app->site_id, &codes[i], err));
	}
	return FTL_OK;
}

/* How far a code is from what was typed; SIZE_MAX: not near. What its text holds is near too. */
static size_t distance(struct ftl_arena *arena, const struct ftl_fault_code *code,
                       const char *typed)
{
	const char *key = ftl_text_key(arena, typed);
	size_t edits = ftl_edit_distance(typed, code->code);
	size_t allowed = strlen(typed) / 3 + 1;

	if (edits <= 1)
		return edits;
	if (strstr(code->code, typed) != NULL)
		return 2;
	if (strlen(key) >= 3 && strstr(ftl_text_key(arena, code->text), key) != NULL)
		return 3;
	return edits <= allowed ? 2 + edits : SIZE_MAX;
}

/* "did you mean: NO-POWER (does not switch on)?", the nearest first. */
static enum ftl_status suggest(struct ftl_arena *arena, const struct ftl_fault_code *codes,
                               size_t count, enum ftl_fault_kind kind, const char *typed,
                               struct ftl_err *err)
{
	const struct ftl_fault_code *near[SUGGESTED_MOST];
	size_t far[SUGGESTED_MOST], found = 0;
	FTL_BUF(list);

	for (size_t i = 0; i < count; i++) {
		size_t away = codes[i].is_active ? distance(arena, &codes[i], typed) : SIZE_MAX;
		size_t at = found;

		while (at > 0 && away < far[at - 1])
			at--;
		if (away == SIZE_MAX || at == SUGGESTED_MOST)
			continue;
		found += found < SUGGESTED_MOST;
		for (size_t j = found - 1; j > at; j--) {
			near[j] = near[j - 1];
			far[j] = far[j - 1];
		}
		near[at] = &codes[i];
		far[at] = away;
	}
	for (size_t i = 0; i < found; i++)
		ftl_buf_printf(&list, "%s%s (%s)", i == 0 ? "did you mean: " : ", ", near[i]->code,
		               near[i]->text);
	return ftl_hint(err, "%s%sfettle code list --kind %s shows them all",
	                found > 0 ? ftl_buf_cstr(&list) : "", found > 0 ? "? " : "",
	                ftl_fault_kind_names[kind]);
}

enum ftl_status ftl_fault_resolve(struct ftl_app *app, struct ftl_arena *arena,
                                  enum ftl_fault_kind kind, const char *field, const char *typed,
                                  struct ftl_fault_code *ret, struct ftl_err *err)
{
	const struct ftl_fault_code *codes;
	char quoted[FTL_QUOTE_SIZE];
	const char *code;
	size_t count;
	bool found;

	FTL_TRY(ftl_fault_code_take(arena, field, typed, &code, err));
	FTL_TRY(ftl_store_fault_find(app->db, arena, app->site_id, kind, code, ret, &found, err));
	if (found && ret->is_active)
		return FTL_OK;
	if (found) {
		ftl_fail(err, FTL_INVALID, field, "%s %s is retired", ret->code,
		         ftl_quote(quoted, ret->text));
		return ftl_hint(err, "fettle code list --kind %s shows those in use",
		                ftl_fault_kind_names[kind]);
	}
	FTL_TRY(ftl_store_fault_list(app->db, arena, app->site_id, kind, &codes, &count, err));
	ftl_fail(err, FTL_INVALID, field, "there is no %s code %s", ftl_fault_kind_names[kind],
	         ftl_quote(quoted, typed));
	return suggest(arena, codes, count, kind, code, err);
}

static bool is_for(const struct ftl_fault_code *code, const char *category)
{
	const char *at = code->categories;
	size_t length = category == NULL ? 0 : strlen(category);

	if (at == NULL || category == NULL)
		return true;
	for (; at != NULL; at = strchr(at, '\n') == NULL ? NULL : strchr(at, '\n') + 1) {
		if (strncmp(at, category, length) == 0 &&
		    (at[length] == '\0' || at[length] == '\n'))
			return true;
	}
	return false;
}

enum ftl_status ftl_fault_list(struct ftl_app *app, const struct ftl_fault_filter *filter,
                               ftl_fault_each *each, void *context, struct ftl_err *err)
{
	FTL_ARENA(arena);
	struct ftl_fault_code *own = NULL;
	struct ftl_category category = {0};
	size_t own_count = 0;
	bool has;

	if (filter->category != NULL)
		FTL_TRY(ftl_find_category(app, &arena, filter->category, &category, err));
	/* A centre from before the tables takes them when it first writes; it sees them now. */
	FTL_TRY(has_codes(app, &has, err));
	if (!has)
		FTL_TRY(ftl_fault_own(app->db, &arena, &own, &own_count, err));
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		const struct ftl_fault_code *codes = own;
		size_t count = own_count;

		if (filter->has_kind && kind != (int)filter->kind)
			continue;
		if (has)
			FTL_TRY(ftl_store_fault_list(app->db, &arena, app->site_id,
			                             (enum ftl_fault_kind)kind, &codes, &count,
			                             err));
		for (size_t i = 0; i < count; i++) {
			if ((int)codes[i].kind != kind || !is_for(&codes[i], category.name) ||
			    (!codes[i].is_active && !filter->with_retired))
				continue;
			FTL_TRY(each(context, &codes[i], err));
		}
	}
	return FTL_OK;
}

/* A running import. */
struct importing {
	struct ftl_op *op;
	struct ftl_app *app;
	struct ftl_arena *arena;
	size_t positions[FTL_FAULT_COLS];
	struct ftl_fault_code *seen; /* keys of the file so far */
	size_t seen_count, seen_capacity;
	struct ftl_fault_import result;
};

static enum ftl_status refuse_twice(struct importing *im, const struct ftl_fault_code *code,
                                    struct ftl_err *err)
{
	for (size_t i = 0; i < im->seen_count; i++) {
		if (im->seen[i].kind == code->kind && strcmp(im->seen[i].code, code->code) == 0)
			return ftl_fail(err, FTL_INVALID, "code", "%s %s stands in the file twice",
			                ftl_fault_kind_names[code->kind], code->code);
	}
	if (im->seen_count == CODES_MOST)
		return ftl_fail(err, FTL_INVALID, "code", "at most %d codes in a file", CODES_MOST);
	im->seen = ftl_store_grow(im->arena, im->seen, im->seen_count, &im->seen_capacity,
	                          sizeof(*im->seen));
	im->seen[im->seen_count++] = *code;
	return FTL_OK;
}

static bool is_same(const struct ftl_fault_code *a, const struct ftl_fault_code *b)
{
	return ftl_text_equal(a->text, b->text) && ftl_text_equal(a->group, b->group) &&
	       ftl_text_equal(a->categories, b->categories) && a->is_no_fault == b->is_no_fault &&
	       a->is_active == b->is_active;
}

static enum ftl_status take_record(void *context, const struct ftl_csv_record *record,
                                   struct ftl_arena *scratch, struct ftl_err *err)
{
	struct importing *im = context;
	struct ftl_app *app = im->app;
	struct ftl_fault_code code = {.is_active = true}, on_file;
	bool found;

	(void)scratch; /* the codes of the file are kept, to tell one that comes twice */
	FTL_TRY(ftl_fault_read_key(im->arena, record, im->positions, &code, err));
	FTL_TRY(refuse_twice(im, &code, err));
	FTL_TRY(ftl_store_fault_find(app->db, im->arena, app->site_id, code.kind, code.code,
	                             &on_file, &found, err));
	if (found)
		code = on_file;
	FTL_TRY(ftl_fault_read_rest(app->db, im->arena, record, im->positions, &code, err));
	if (found && is_same(&code, &on_file)) {
		im->result.same++;
		return FTL_OK;
	}
	if (!found)
		FTL_TRY(ftl_op_id(im->op, &code.id, err));
	*(found ? &im->result.changed : &im->result.added) += 1;
	return ftl_store_fault_put(app->db, app->site_id, &code, err);
}

enum ftl_status ftl_fault_import(struct ftl_app *app, struct ftl_arena *arena, const char *path,
                                 bool keep_going, struct ftl_fault_import *ret, struct ftl_err *err)
{
	FTL_OP(op);
	FTL_CSV(csv);
	struct importing im = {.op = &op, .app = app, .arena = arena};
	struct ftl_csv_import import = {
	        .arena = arena, .keep_going = keep_going, .take = take_record, .context = &im};
	struct ftl_fault_import *result = &im.result;

	FTL_TRY(ftl_csv_open(path, &csv, err));
	FTL_TRY(ftl_fault_header(csv, im.positions, err));
	FTL_TRY(ftl_csv_import_note_file(app, path, err));
	FTL_TRY(ftl_op_begin(app, "code.import", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_op_touch(&op, FTL_ENTITY_SITE, app->site_id, false, err));
	FTL_TRY(ftl_fault_ensure(&op, err));
	FTL_TRY(ftl_csv_import(&import, csv, err));
	result->read = import.read;
	result->problems = import.problems;
	result->problem_count = import.problem_count;
	/* Nothing new: no entry in the log for nothing. */
	if (result->added + result->changed > 0 || app->request_id != NULL)
		FTL_TRY(ftl_op_commit(&op, result, err));
	*ret = *result;
	return FTL_OK;
}
