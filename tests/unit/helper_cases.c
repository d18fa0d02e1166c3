#include "helper_cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "fettle/base/date.h"
#include "fettle/base/file.h"
#include "fettle/base/money.h"
#include "fettle/base/parse.h"

const char *const cases_class_names[FTL_LINE_CLASSES] = {
        [FTL_LABOUR] = "labour",
        [FTL_PART] = "parts",
        [FTL_FREIGHT] = "shipping",
        [FTL_OTHER] = "travel",
};

static void check(enum ftl_status status, const struct ftl_err *err)
{
	if (status != FTL_OK)
		fail_msg("%s: %s", err->field, err->message);
}

void cases_open(struct cases *cases, const char *file)
{
	struct ftl_err err;
	size_t length;
	char *path, *text;

	*cases = (struct cases){{NULL}, NULL};
	path = ftl_sprintf(&cases->arena, "%s/tests/fixtures/coverage/%s",
	                   getenv("FETTLE_SOURCE_DIR"), file);
	check(ftl_file_read(&cases->arena, path, 1 << 24, &text, &length, &err), &err);
	check(ftl_json_parse(file, 1, text, length, &cases->doc, &err), &err);
	assert_int_equal(ftl_json_kind(ftl_json_root(cases->doc)), FTL_JSON_ARRAY);
}

void cases_done(struct cases *cases)
{
	ftl_json_free(&cases->doc);
	ftl_arena_done(&cases->arena);
}

void cases_object(struct cases *cases, const struct ftl_json *object,
                  const struct ftl_json_field *fields, size_t count, const struct ftl_json **values)
{
	struct ftl_err err;

	check(ftl_json_object(cases->doc, object, fields, count, values, &err), &err);
}

void cases_classes(struct cases *cases, const struct ftl_json *object,
                   const struct ftl_json *values[FTL_LINE_CLASSES])
{
	struct ftl_json_field fields[FTL_LINE_CLASSES];

	for (int class = 0; class < FTL_LINE_CLASSES; class ++)
		fields[class] =
		        (struct ftl_json_field){cases_class_names[class], FTL_JSON_OBJECT, false};
	cases_object(cases, object, fields, FTL_LINE_CLASSES, values);
}

size_t cases_count(const struct ftl_json *array)
{
	const struct ftl_json *item = NULL;
	size_t count = 0;

	while (array != NULL && (item = ftl_json_next(array, item)) != NULL)
		count++;
	return count;
}

const char *cases_text(const struct ftl_json *value)
{
	return value != NULL ? ftl_json_text(value) : NULL;
}

bool cases_flag(const struct ftl_json *value, bool otherwise)
{
	return value != NULL ? ftl_json_bool(value) : otherwise;
}

struct ftl_opt cases_number(struct cases *cases, const struct ftl_json *value)
{
	struct ftl_err err;
	int64_t number;

	if (value == NULL)
		return ftl_none();
	check(ftl_json_i64(cases->doc, value, -1000000000, 1000000000, &number, &err), &err);
	return ftl_some(number);
}

struct ftl_opt cases_money(const struct ftl_json *value)
{
	static const struct ftl_currency euro = {"EUR", 2};
	struct ftl_err err;
	int64_t cents;

	if (value == NULL)
		return ftl_none();
	check(ftl_money_parse("amount", ftl_json_text(value), &euro, true, &cents, &err), &err);
	return ftl_some(cents);
}

struct ftl_opt cases_date(const struct ftl_json *value)
{
	struct ftl_err err;
	int32_t date;

	if (value == NULL)
		return ftl_none();
	check(ftl_date_parse("date", ftl_json_text(value), &date, &err), &err);
	return ftl_some(date);
}

int cases_name(const struct ftl_json *value, const char *const *names, int count, int otherwise)
{
	struct ftl_err err;
	int index;

	if (value == NULL)
		return otherwise;
	check(ftl_parse_name("name", ftl_json_text(value), names, count, &index, &err), &err);
	return index;
}

void cases_shares(struct cases *cases, const struct ftl_json *value,
                  struct ftl_cover_share ret[FTL_LINE_CLASSES])
{
	enum { PERCENT, ENDS_ON, FIELDS };
	static const struct ftl_json_field fields[FIELDS] = {
	        [PERCENT] = {"percent", FTL_JSON_NUMBER, true},
	        [ENDS_ON] = {"ends_on", FTL_JSON_STRING, false},
	};
	const struct ftl_json *classes[FTL_LINE_CLASSES], *v[FIELDS];

	cases_classes(cases, value, classes);
	for (int class = 0; class < FTL_LINE_CLASSES; class ++) {
		ret[class] = (struct ftl_cover_share){0};
		if (classes[class] == NULL)
			continue;
		cases_object(cases, classes[class], fields, FIELDS, v);
		ret[class].percent = (int)cases_number(cases, v[PERCENT]).value;
		ret[class].ends_on = cases_date(v[ENDS_ON]);
	}
}
