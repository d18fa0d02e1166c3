#include "fettle/base/json.h"
#include "fettle/ops/test.h"
#include "store/row.h"

enum { WHEN, ITEMS, FIELDS };
static const struct ftl_json_field fields[FIELDS] = {
        [WHEN] = {"when", FTL_JSON_STRING, false},
        [ITEMS] = {"items", FTL_JSON_ARRAY, true},
};

enum { ITEM, RESULT, NOTE, ANSWER_FIELDS };
static const struct ftl_json_field answer_fields[ANSWER_FIELDS] = {
        [ITEM] = {"item", FTL_JSON_NUMBER, true},
        [RESULT] = {"result", FTL_JSON_STRING, true},
        [NOTE] = {"note", FTL_JSON_STRING, false},
};

static const char *text_of(struct ftl_arena *arena, const struct ftl_json *value)
{
	return value == NULL ? NULL : ftl_strdup(arena, ftl_json_text(value));
}

static enum ftl_status read_answers(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                                    const struct ftl_json *array, struct ftl_test_form *form,
                                    struct ftl_err *err)
{
	const struct ftl_json *item = NULL;
	struct ftl_test_answer *answers = NULL;
	size_t capacity = 0;

	while ((item = ftl_json_next(array, item)) != NULL) {
		const struct ftl_json *v[ANSWER_FIELDS];

		FTL_TRY(ftl_json_object(doc, item, answer_fields, ANSWER_FIELDS, v, err));
		answers = ftl_store_grow(arena, answers, form->count, &capacity, sizeof(*answers));
		answers[form->count++] = (struct ftl_test_answer){
		        .item = text_of(arena, v[ITEM]),
		        .outcome = text_of(arena, v[RESULT]),
		        .note = text_of(arena, v[NOTE]),
		};
	}
	form->answers = answers;
	return FTL_OK;
}

enum ftl_status ftl_test_form_read(struct ftl_arena *arena, const char *name, const char *text,
                                   size_t length, struct ftl_test_form *ret, struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	const struct ftl_json *v[FIELDS];
	struct ftl_test_form form = {0};

	FTL_TRY(ftl_json_parse(name, 1, text, length, &doc, err));
	FTL_TRY(ftl_json_object(doc, ftl_json_root(doc), fields, FIELDS, v, err));
	form.phase = text_of(arena, v[WHEN]);
	FTL_TRY(read_answers(arena, doc, v[ITEMS], &form, err));
	*ret = form;
	return FTL_OK;
}
