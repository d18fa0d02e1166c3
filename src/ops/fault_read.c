#include "ops/fault_read.h"

#include <string.h>

#include "fettle/base/attr.h"
#include "fettle/base/buf.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "store/device.h"

#define CODE_MAX  16
#define TEXT_MAX  200
#define GROUP_MAX 60

static const char *const names[FTL_FAULT_COLS] = {
        [FTL_FAULT_COL_KIND] = "kind",
        [FTL_FAULT_COL_CODE] = "code",
        [FTL_FAULT_COL_TEXT] = "text",
        [FTL_FAULT_COL_GROUP] = "group",
        [FTL_FAULT_COL_CATEGORIES] = "categories",
        [FTL_FAULT_COL_NO_FAULT] = "no_fault",
        [FTL_FAULT_COL_ACTIVE] = "active",
};

enum ftl_status ftl_fault_header(struct ftl_csv *csv, size_t positions[FTL_FAULT_COLS],
                                 struct ftl_err *err)
{
	return ftl_csv_header_some(csv, names, FTL_FAULT_COLS, FTL_FAULT_COLS_REQUIRED, positions,
	                           err);
}

/* The field of a column, NULL when the file has no such column. */
static const char *field_of(const struct ftl_csv_record *record, const size_t *positions,
                            enum ftl_fault_column column)
{
	return positions[column] == FTL_CSV_ABSENT
	               ? NULL
	               : ftl_csv_unguarded(record->fields[positions[column]]);
}

enum ftl_status ftl_fault_code_take(struct ftl_arena *arena, const char *field, const char *typed,
                                    const char **ret, struct ftl_err *err)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._/+";
	const char *line;
	char *code, quoted[FTL_QUOTE_SIZE];

	FTL_TRY(ftl_text_require(arena, field, FTL_TEXT_LINE, TEXT_MAX, typed, strlen(typed), &line,
	                         err));
	code = ftl_strdup(arena, line);
	for (char *c = code; *c != '\0'; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	}
	if (strlen(code) > CODE_MAX || strspn(code, allowed) != strlen(code))
		return ftl_fail(err, FTL_INVALID, field,
		                "must be a code of at most %d letters, digits and -._/+, got %s",
		                CODE_MAX, ftl_quote(quoted, typed));
	*ret = code;
	return FTL_OK;
}

enum ftl_status ftl_fault_read_key(struct ftl_arena *arena, const struct ftl_csv_record *record,
                                   const size_t positions[FTL_FAULT_COLS],
                                   struct ftl_fault_code *ret, struct ftl_err *err)
{
	int kind;

	FTL_TRY(ftl_parse_name("kind", field_of(record, positions, FTL_FAULT_COL_KIND),
	                       ftl_fault_kind_names, FTL_FAULT_KINDS, &kind, err));
	ret->kind = (enum ftl_fault_kind)kind;
	return ftl_fault_code_take(arena, "code", field_of(record, positions, FTL_FAULT_COL_CODE),
	                           &ret->code, err);
}

/* yes and no, as tables say them; empty leaves the value. */
static enum ftl_status read_flag(const char *field, const char *text, bool *at, struct ftl_err *err)
{
	static const struct {
		const char *word;
		bool is_yes;
	} words[] = {{"yes", true},    {"no", false}, {"true", true},
	             {"false", false}, {"1", true},   {"0", false}};
	char quoted[FTL_QUOTE_SIZE];

	if (text == NULL || *text == '\0')
		return FTL_OK;
	for (size_t i = 0; i < FTL_COUNT(words); i++) {
		if (strcmp(words[i].word, text) == 0) {
			*at = words[i].is_yes;
			return FTL_OK;
		}
	}
	return ftl_fail(err, FTL_INVALID, field, "must be yes or no, got %s",
	                ftl_quote(quoted, text));
}

/* "Kettle; Iron" as the names of categories, a line each. */
static enum ftl_status read_categories(struct ftl_db *db, struct ftl_arena *arena, const char *text,
                                       const char **ret, struct ftl_err *err)
{
	FTL_BUF(list);
	char *rest = ftl_strdup(arena, text);
	const char *part, *name;
	struct ftl_category category;
	char quoted[FTL_QUOTE_SIZE];
	bool found;

	while ((part = strsep(&rest, ";\n")) != NULL) {
		FTL_TRY(ftl_text_take(arena, "categories", FTL_TEXT_LINE, TEXT_MAX, part,
		                      strlen(part), &name, err));
		if (name == NULL)
			continue;
		FTL_TRY(ftl_store_category_find(db, arena, ftl_text_key(arena, name), &category,
		                                &found, err));
		if (!found) {
			ftl_fail(err, FTL_INVALID, "categories", "there is no category %s",
			         ftl_quote(quoted, name));
			return ftl_hint(err, "fettle category list shows them; put ; between two");
		}
		ftl_buf_printf(&list, "%s%s", list.length > 0 ? "\n" : "", category.name);
	}
	*ret = list.length > 0 ? ftl_strdup(arena, ftl_buf_cstr(&list)) : NULL;
	return FTL_OK;
}

static enum ftl_status read_group(struct ftl_arena *arena, const char *text,
                                  struct ftl_fault_code *code, struct ftl_err *err)
{
	const char *group;

	FTL_TRY(ftl_text_take(arena, "group", FTL_TEXT_LINE, GROUP_MAX, text, strlen(text), &group,
	                      err));
	code->group = group == NULL ? NULL : ftl_text_key(arena, group);
	if (group != NULL && code->kind != FTL_FAULT_SYMPTOM && code->kind != FTL_FAULT_SECTION)
		return ftl_fail(err, FTL_INVALID, "group",
		                "goes with a symptom or a section, not with a %s",
		                ftl_fault_kind_names[code->kind]);
	return FTL_OK;
}

enum ftl_status ftl_fault_read_rest(struct ftl_db *db, struct ftl_arena *arena,
                                    const struct ftl_csv_record *record,
                                    const size_t positions[FTL_FAULT_COLS],
                                    struct ftl_fault_code *ret, struct ftl_err *err)
{
	const char *text = field_of(record, positions, FTL_FAULT_COL_TEXT);
	const char *group = field_of(record, positions, FTL_FAULT_COL_GROUP);
	const char *categories = field_of(record, positions, FTL_FAULT_COL_CATEGORIES);

	FTL_TRY(ftl_text_require(arena, "text", FTL_TEXT_LINE, TEXT_MAX, text, strlen(text),
	                         &ret->text, err));
	if (group != NULL)
		FTL_TRY(read_group(arena, group, ret, err));
	if (categories != NULL)
		FTL_TRY(read_categories(db, arena, categories, &ret->categories, err));
	FTL_TRY(read_flag("no_fault", field_of(record, positions, FTL_FAULT_COL_NO_FAULT),
	                  &ret->is_no_fault, err));
	if (ret->is_no_fault && ret->kind != FTL_FAULT_SECTION && ret->kind != FTL_FAULT_REPAIR)
		return ftl_fail(err, FTL_INVALID, "no_fault",
		                "goes with a section or a repair, not with a %s",
		                ftl_fault_kind_names[ret->kind]);
	return read_flag("active", field_of(record, positions, FTL_FAULT_COL_ACTIVE),
	                 &ret->is_active, err);
}
