#include "fettle/base/json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "fd.h"
#include "fettle/base/memory.h"
#include "fettle/base/text.h"
#include "json_scan.h"
#include "json_tree.h"

/* Members up to which every pair is compared; above, they are sorted. */
#define FEW_MEMBERS 8

struct binder {
	struct ftl_json_scan *scan;
	size_t next;
};

static int compare_members(const void *a, const void *b)
{
	const cJSON *left = *(const cJSON *const *)a;
	const cJSON *right = *(const cJSON *const *)b;
	int order = strcmp(left->string, right->string);

	return order != 0 ? order : left->valueint - right->valueint;
}

static enum ftl_status refuse_duplicate(const struct ftl_json_scan *scan, const cJSON *member,
                                        struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];

	return ftl_json_scan_fail(scan, err, scan->places[member->valueint].key_offset,
	                          "duplicate key %s", ftl_quote(quoted, member->string));
}

static void free_members(const cJSON ***members)
{
	free((void *)*members);
}

static enum ftl_status check_many(const struct ftl_json_scan *scan, const cJSON *object,
                                  size_t count, struct ftl_err *err)
{
	const cJSON **members FTL_CLEANUP(free_members) = ftl_memory_get(count * sizeof(void *));
	size_t i = 0;

	for (const cJSON *member = object->child; member != NULL; member = member->next)
		members[i++] = member;
	qsort((void *)members, count, sizeof(void *), compare_members);
	for (i = 1; i < count; i++) {
		if (strcmp(members[i - 1]->string, members[i]->string) == 0)
			return refuse_duplicate(scan, members[i], err);
	}
	return FTL_OK;
}

/* cJSON keeps members of the same name; readers that take the first or the last would differ. */
static enum ftl_status check_duplicates(const struct ftl_json_scan *scan, const cJSON *object,
                                        struct ftl_err *err)
{
	size_t count = 0;

	for (const cJSON *member = object->child; member != NULL; member = member->next) {
		count++;
		if (count > FEW_MEMBERS)
			continue;
		for (const cJSON *other = object->child; other != member; other = other->next) {
			if (strcmp(member->string, other->string) == 0)
				return refuse_duplicate(scan, member, err);
		}
	}
	return count <= FEW_MEMBERS ? FTL_OK : check_many(scan, object, count, err);
}

/*
 * Gives each value its number in document order, which is that of the scan's places, and each
 * number its text: cJSON's own reading of it is a double. The depth is bounded by the scan.
 */
static enum ftl_status bind(struct binder *binder, cJSON *item, struct ftl_err *err)
{
	struct ftl_json_scan *scan = binder->scan;

	if (binder->next == scan->count)
		return ftl_fail(err, FTL_INTERNAL, scan->name, "two readings of the text differ");
	const struct ftl_json_place *place = &scan->places[binder->next];
	item->valueint = (int)binder->next++;
	if (cJSON_IsNumber(item)) {
		const char *text = scan->text + place->offset;
		size_t length = ftl_json_number_length(text, scan->length - place->offset);
		/* Freed by cJSON_Delete with the item. */
		item->valuestring = ftl_memory_get(length + 1);
		memcpy(item->valuestring, text, length);
		item->valuestring[length] = '\0';
	}
	for (cJSON *child = item->child; child != NULL; child = child->next)
		FTL_TRY(bind(binder, child, err));
	return cJSON_IsObject(item) ? check_duplicates(scan, item, err) : FTL_OK;
}

static struct ftl_json_doc *new_doc(const char *name)
{
	size_t size = strlen(name) + 1;
	struct ftl_json_doc *doc = ftl_memory_get(sizeof(*doc));

	*doc = (struct ftl_json_doc){.name = ftl_memory_get(size)};
	memcpy(doc->name, name, size);
	return doc;
}

static void keep_lines(struct ftl_json_doc *doc, const struct ftl_json_scan *scan)
{
	doc->lines = ftl_memory_get((scan->count + 1) * sizeof(*doc->lines));
	for (size_t i = 0; i < scan->count; i++)
		doc->lines[i] = scan->places[i].line;
	doc->count = scan->count;
}

enum ftl_status ftl_json_parse(const char *name, int64_t first_line, const char *text,
                               size_t length, struct ftl_json_doc **ret, struct ftl_err *err)
{
	FTL_JSON_DOC(doc);
	size_t skip = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	char label[FTL_LABEL_SIZE];
	struct ftl_json_scan scan FTL_CLEANUP(ftl_json_scan_done) = {
	        .name = ftl_file_label(label, name),
	        .first_line = first_line,
	        .text = text + skip,
	        .length = length - skip,
	};

	FTL_TRY(ftl_json_scan_run(&scan, err));
	doc = new_doc(label);
	doc->root = cJSON_ParseWithLength(scan.text, scan.length);
	if (doc->root == NULL)
		return ftl_fail(err, FTL_INTERNAL, label, "two readings of the text differ");
	struct binder binder = {.scan = &scan};
	FTL_TRY(bind(&binder, doc->root, err));
	keep_lines(doc, &scan);
	*ret = doc;
	doc = NULL;
	return FTL_OK;
}

void ftl_json_free(struct ftl_json_doc **doc)
{
	if (*doc == NULL)
		return;
	cJSON_Delete((*doc)->root);
	free((*doc)->name);
	free((*doc)->lines);
	free(*doc);
	*doc = NULL;
}
