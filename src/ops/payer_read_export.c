#include <string.h>

#include "ops/payer_read.h"

#define TITLE_MAX   100
#define COLUMNS_MAX 200

enum { FILE_KIND, COLUMNS, FIELDS };
static const struct ftl_json_field fields[FIELDS] = {
        [FILE_KIND] = {"file", FTL_JSON_STRING, true},
        [COLUMNS] = {"columns", FTL_JSON_ARRAY, true},
};
static const char *const kinds[] = {"csv", "xlsx", "json"};

enum { TITLE, VALUE, COLUMN_FIELDS };
static const struct ftl_json_field column_fields[COLUMN_FIELDS] = {
        [TITLE] = {"title", FTL_JSON_STRING, true},
        [VALUE] = {"value", FTL_JSON_STRING, true},
};

static enum ftl_status read_column(const struct ftl_rule_reader *r, const struct ftl_json *item,
                                   struct ftl_claim_column *ret)
{
	const struct ftl_json *v[COLUMN_FIELDS];
	const char *name;

	if (ftl_json_kind(item) != FTL_JSON_OBJECT)
		return ftl_json_fail(r->doc, item, r->err,
		                     "must be an object with title and value");
	FTL_TRY(ftl_json_object(r->doc, item, column_fields, COLUMN_FIELDS, v, r->err));
	FTL_TRY(ftl_rule_text(r, v[TITLE], TITLE_MAX, &ret->title));
	FTL_TRY(ftl_rule_text(r, v[VALUE], TITLE_MAX, &name));
	ret->name = ftl_paper_name_find(name);
	if (ret->name != NULL)
		return FTL_OK;
	return ftl_json_fail(r->doc, v[VALUE], r->err,
	                     "is nothing that a claim says; fettle help claim file lists what it "
	                     "does");
}

/* Two columns of one title could not be told apart. */
static enum ftl_status check_titles(const struct ftl_rule_reader *r, const struct ftl_json *array,
                                    const struct ftl_claim_layout *layout)
{
	for (size_t i = 0; i < layout->count; i++) {
		for (size_t j = 0; j < i; j++) {
			if (strcmp(layout->columns[i].title, layout->columns[j].title) == 0)
				return ftl_json_fail(r->doc, array, r->err,
				                     "has the same title twice");
		}
	}
	return FTL_OK;
}

enum ftl_status ftl_payer_read_export(const struct ftl_rule_reader *r,
                                      const struct ftl_json *object, struct ftl_claim_layout *ret)
{
	const struct ftl_json *v[FIELDS];
	struct ftl_claim_layout layout = {0};
	struct ftl_claim_column *columns;
	int kind;

	if (object == NULL)
		return FTL_OK;
	FTL_TRY(ftl_json_object(r->doc, object, fields, FIELDS, v, r->err));
	FTL_TRY(ftl_rule_name(r, v[FILE_KIND], kinds, 3, &kind));
	layout.format = kinds[kind];
	columns = ftl_alloc(r->arena, COLUMNS_MAX, sizeof(*columns));
	for (const struct ftl_json *item = ftl_json_next(v[COLUMNS], NULL); item != NULL;
	     item = ftl_json_next(v[COLUMNS], item)) {
		if (layout.count == COLUMNS_MAX)
			return ftl_json_fail(r->doc, item, r->err, "is one column too many");
		FTL_TRY(read_column(r, item, &columns[layout.count++]));
	}
	if (layout.count == 0)
		return ftl_json_fail(r->doc, v[COLUMNS], r->err, "names no column");
	layout.columns = columns;
	FTL_TRY(check_titles(r, v[COLUMNS], &layout));
	*ret = layout;
	return FTL_OK;
}
