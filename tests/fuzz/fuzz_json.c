/* JSON: an accepted document can be walked whole; keys of an object differ; texts are UTF-8. */
#include "fettle/base/json.h"
#include "fettle/base/text.h"
#include "fuzz.h"

static void check_keys(const struct ftl_json *object, const struct ftl_json *member)
{
	for (const struct ftl_json *other = ftl_json_next(object, NULL); other != member;
	     other = ftl_json_next(object, other))
		FUZZ_CHECK(strcmp(ftl_json_key(other), ftl_json_key(member)) != 0);
}

static void walk(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                 const struct ftl_json *value, int depth)
{
	enum ftl_json_kind kind = ftl_json_kind(value);
	struct ftl_err err = {0};
	int64_t number;

	FUZZ_CHECK(depth <= 64);
	if (kind == FTL_JSON_STRING || kind == FTL_JSON_NUMBER) {
		const char *text = ftl_json_text(value);
		FUZZ_CHECK(ftl_utf8_is_valid(text, strlen(text), &(size_t){0}));
	}
	if (kind == FTL_JSON_NUMBER) {
		if (ftl_json_i64(doc, value, -1000, 1000, &number, &err) == FTL_OK)
			FUZZ_CHECK(number >= -1000 && number <= 1000);
		else
			fuzz_check_refusal(FTL_INVALID, &err);
		if (ftl_json_decimal(doc, value, 2, &number, &err) != FTL_OK)
			fuzz_check_refusal(FTL_INVALID, &err);
	}
	if (kind != FTL_JSON_ARRAY && kind != FTL_JSON_OBJECT)
		return;
	for (const struct ftl_json *child = ftl_json_next(value, NULL); child != NULL;
	     child = ftl_json_next(value, child)) {
		if (kind == FTL_JSON_OBJECT)
			check_keys(value, child);
		walk(arena, doc, child, depth + 1);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct ftl_err err = {0};
	FTL_ARENA(arena);
	FTL_JSON_DOC(doc);
	enum ftl_status status =
	        ftl_json_parse("fuzz.json", 1, (const char *)data, size, &doc, &err);

	if (status != FTL_OK)
		fuzz_check_refusal(status, &err);
	else
		walk(&arena, doc, ftl_json_root(doc), 0);
	return 0;
}
