#include "fettle/base/json.h"

#include <cjson/cJSON.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "decimal.h"
#include "fettle/base/buf.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "json_tree.h"

static const char *const kind_names[] = {
        [FTL_JSON_NULL] = "null",       [FTL_JSON_BOOL] = "true or false",
        [FTL_JSON_NUMBER] = "a number", [FTL_JSON_STRING] = "a string",
        [FTL_JSON_ARRAY] = "an array",  [FTL_JSON_OBJECT] = "an object",
};

static const cJSON *item_of(const struct ftl_json *value)
{
	return (const cJSON *)(const void *)value;
}

static const struct ftl_json *value_of(const cJSON *item)
{
	return (const struct ftl_json *)(const void *)item;
}

const struct ftl_json *ftl_json_root(const struct ftl_json_doc *doc)
{
	return value_of(doc->root);
}

enum ftl_json_kind ftl_json_kind(const struct ftl_json *value)
{
	const cJSON *item = item_of(value);

	if (cJSON_IsObject(item))
		return FTL_JSON_OBJECT;
	if (cJSON_IsArray(item))
		return FTL_JSON_ARRAY;
	if (cJSON_IsString(item))
		return FTL_JSON_STRING;
	if (cJSON_IsNumber(item))
		return FTL_JSON_NUMBER;
	return cJSON_IsBool(item) ? FTL_JSON_BOOL : FTL_JSON_NULL;
}

const struct ftl_json *ftl_json_next(const struct ftl_json *container,
                                     const struct ftl_json *previous)
{
	return value_of(previous == NULL ? item_of(container)->child : item_of(previous)->next);
}

const char *ftl_json_key(const struct ftl_json *member)
{
	return item_of(member)->string;
}

const char *ftl_json_text(const struct ftl_json *value)
{
	return item_of(value)->valuestring;
}

bool ftl_json_bool(const struct ftl_json *value)
{
	return cJSON_IsTrue(item_of(value));
}

/* ".serial", or "["odd key"]" for what is not a plain word. */
static void add_key(struct ftl_buf *path, const char *key)
{
	FTL_ARENA(scratch);
	size_t plain = strspn(key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                           "0123456789_-");

	if (*key != '\0' && key[plain] == '\0')
		ftl_buf_printf(path, ".%s", key);
	else
		ftl_buf_printf(path, "[\"%s\"]", ftl_text_visible(&scratch, key));
}

/* Extends path from item down to wanted; false, and path as it was, when it is not there. */
static bool find_path(struct ftl_buf *path, const cJSON *item, const cJSON *wanted)
{
	size_t length = path->length;
	size_t index = 0;

	if (item == wanted)
		return true;
	for (const cJSON *child = item->child; child != NULL; child = child->next, index++) {
		/* Numbers grow in document order: what begins behind wanted cannot hold it. */
		if (child->valueint > wanted->valueint)
			break;
		if (child->next != NULL && child->next->valueint <= wanted->valueint)
			continue;
		if (cJSON_IsObject(item))
			add_key(path, child->string);
		else
			ftl_buf_printf(path, "[%zu]", index);
		if (find_path(path, child, wanted))
			return true;
		path->length = length;
		path->data[length] = '\0';
	}
	return false;
}

const char *ftl_json_path(struct ftl_arena *arena, const struct ftl_json_doc *doc,
                          const struct ftl_json *value)
{
	FTL_BUF(path);

	ftl_buf_char(&path, '$');
	find_path(&path, doc->root, item_of(value));
	return ftl_strndup(arena, ftl_buf_cstr(&path), path.length);
}

/* The end of a path is what a person needs: it is shortened from the left. */
static const char *fit_path(char *buffer, size_t size, const char *path)
{
	static const char ellipsis[] = "…";
	size_t length = strlen(path);

	if (length < size) {
		memcpy(buffer, path, length + 1);
		return buffer;
	}
	const char *tail = path + length - (size - sizeof(ellipsis));
	while (((unsigned char)*tail & 0xC0) == 0x80)
		tail++;
	snprintf(buffer, size, "%s%s", ellipsis, tail);
	return buffer;
}

static enum ftl_status fail_at(const struct ftl_json_doc *doc, const char *path, int64_t line,
                               struct ftl_err *err, const char *message)
{
	char field[sizeof(err->field)];

	return ftl_fail(err, FTL_INVALID, fit_path(field, sizeof(field), path),
	                "%s (%s, line %" PRId64 ")", message, doc->name, line);
}

static int64_t line_of(const struct ftl_json_doc *doc, const struct ftl_json *value)
{
	return doc->lines[item_of(value)->valueint];
}

enum ftl_status ftl_json_fail(const struct ftl_json_doc *doc, const struct ftl_json *value,
                              struct ftl_err *err, const char *format, ...)
{
	FTL_ARENA(scratch);
	va_list args;

	va_start(args, format);
	const char *message = ftl_vsprintf(&scratch, format, args);
	va_end(args);
	return fail_at(doc, ftl_json_path(&scratch, doc, value), line_of(doc, value), err, message);
}

static enum ftl_status refuse_key(const struct ftl_json_doc *doc, const struct ftl_json *member,
                                  const struct ftl_json_field *fields, size_t count,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	FTL_BUF(known);

	for (size_t i = 0; i < count; i++)
		ftl_buf_printf(&known, "%s%s", i == 0 ? "" : ", ", fields[i].key);
	ftl_json_fail(doc, member, err, "unknown key %s", ftl_quote(quoted, ftl_json_key(member)));
	return ftl_hint(err, "known here: %s", ftl_buf_cstr(&known));
}

static enum ftl_status refuse_missing(const struct ftl_json_doc *doc, const struct ftl_json *object,
                                      const char *key, struct ftl_err *err)
{
	FTL_ARENA(scratch);
	const char *path =
	        ftl_sprintf(&scratch, "%s.%s", ftl_json_path(&scratch, doc, object), key);

	return fail_at(doc, path, line_of(doc, object), err, "is missing");
}

enum ftl_status ftl_json_object(const struct ftl_json_doc *doc, const struct ftl_json *object,
                                const struct ftl_json_field *fields, size_t count,
                                const struct ftl_json **values, struct ftl_err *err)
{
	enum ftl_json_kind kind = ftl_json_kind(object);

	if (kind != FTL_JSON_OBJECT)
		return ftl_json_fail(doc, object, err, "must be an object, got %s",
		                     kind_names[kind]);
	for (size_t i = 0; i < count; i++)
		values[i] = NULL;
	for (const struct ftl_json *member = ftl_json_next(object, NULL); member != NULL;
	     member = ftl_json_next(object, member)) {
		size_t i = 0;
		while (i < count && strcmp(fields[i].key, ftl_json_key(member)) != 0)
			i++;
		if (i == count)
			return refuse_key(doc, member, fields, count, err);
		kind = ftl_json_kind(member);
		if (kind == FTL_JSON_NULL && !fields[i].is_required)
			continue;
		if (kind != fields[i].kind)
			return ftl_json_fail(doc, member, err, "must be %s, got %s",
			                     kind_names[fields[i].kind], kind_names[kind]);
		values[i] = member;
	}
	for (size_t i = 0; i < count; i++) {
		if (fields[i].is_required && values[i] == NULL)
			return refuse_missing(doc, object, fields[i].key, err);
	}
	return FTL_OK;
}

enum ftl_status ftl_json_i64(const struct ftl_json_doc *doc, const struct ftl_json *value,
                             int64_t min, int64_t max, int64_t *ret, struct ftl_err *err)
{
	enum ftl_json_kind kind = ftl_json_kind(value);
	int64_t number = 0;

	if (kind != FTL_JSON_NUMBER)
		return ftl_json_fail(doc, value, err, "must be a number, got %s", kind_names[kind]);
	const char *text = ftl_json_text(value);
	if (strpbrk(text, ".eE") != NULL)
		return ftl_json_fail(doc, value, err, "must be a whole number in digits, got %s",
		                     text);
	if (ftl_decimal_scan(text, 0, &number) != FTL_DECIMAL_OK || number < min || number > max)
		return ftl_json_fail(doc, value, err,
		                     "must be between %" PRId64 " and %" PRId64 ", got %s", min,
		                     max, text);
	*ret = number;
	return FTL_OK;
}

enum ftl_status ftl_json_decimal(const struct ftl_json_doc *doc, const struct ftl_json *value,
                                 int decimals, int64_t *ret_scaled, struct ftl_err *err)
{
	enum ftl_json_kind kind = ftl_json_kind(value);

	if (kind != FTL_JSON_NUMBER)
		return ftl_json_fail(doc, value, err, "must be a number, got %s", kind_names[kind]);
	const char *text = ftl_json_text(value);
	switch (ftl_decimal_scan(text, decimals, ret_scaled)) {
	case FTL_DECIMAL_OK:
		return FTL_OK;
	case FTL_DECIMAL_PLACES:
		return ftl_json_fail(doc, value, err, "has more than %d decimals: %s", decimals,
		                     text);
	case FTL_DECIMAL_RANGE:
		return ftl_json_fail(doc, value, err, "number is out of range: %s", text);
	case FTL_DECIMAL_SHAPE:
		break;
	}
	return ftl_json_fail(doc, value, err, "must be a number without an exponent, got %s", text);
}

enum ftl_status ftl_json_name(const struct ftl_json_doc *doc, const struct ftl_json *value,
                              const char *const *names, int count, int *ret, struct ftl_err *err)
{
	FTL_ARENA(scratch);

	if (value == NULL)
		return FTL_OK;
	return ftl_parse_name(ftl_json_path(&scratch, doc, value), ftl_json_text(value), names,
	                      count, ret, err);
}

enum ftl_status ftl_json_kind_name(const struct ftl_json_doc *doc, const struct ftl_json *object,
                                   const char *const *names, int count, int *ret,
                                   struct ftl_err *err)
{
	const struct ftl_json *member = NULL;

	if (ftl_json_kind(object) != FTL_JSON_OBJECT)
		return ftl_json_fail(doc, object, err, "must be an object");
	while ((member = ftl_json_next(object, member)) != NULL)
		if (strcmp(ftl_json_key(member), "kind") == 0)
			break;
	if (member == NULL)
		return ftl_json_fail(doc, object, err, "has no 'kind'");
	if (ftl_json_kind(member) != FTL_JSON_STRING)
		return ftl_json_fail(doc, member, err, "must be a string");
	return ftl_json_name(doc, member, names, count, ret, err);
}
