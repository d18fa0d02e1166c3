#include "ops/rule_read.h"

#include <string.h>

#include "fettle/base/date.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"
#include "ops/intake_form.h"

#define CODE_MAX  40
#define WORDS_MAX 100

enum ftl_status ftl_rule_text(const struct ftl_rule_reader *r, const struct ftl_json *value,
                              size_t most, const char **ret)
{
	const char *text = ftl_json_text(value);

	return ftl_text_require(r->arena, ftl_json_path(r->arena, r->doc, value), FTL_TEXT_LINE,
	                        most, text, strlen(text), ret, r->err);
}

enum ftl_status ftl_rule_name(const struct ftl_rule_reader *r, const struct ftl_json *value,
                              const char *const *names, int count, int *ret)
{
	return ftl_parse_name(ftl_json_path(r->arena, r->doc, value), ftl_json_text(value), names,
	                      count, ret, r->err);
}

enum ftl_status ftl_rule_date(const struct ftl_rule_reader *r, const struct ftl_json *value,
                              struct ftl_opt *ret)
{
	int32_t date;

	if (value == NULL)
		return FTL_OK;
	FTL_TRY(ftl_date_parse(ftl_json_path(r->arena, r->doc, value), ftl_json_text(value), &date,
	                       r->err));
	*ret = ftl_some(date);
	return FTL_OK;
}

enum ftl_status ftl_rule_opt(const struct ftl_rule_reader *r, const struct ftl_json *value,
                             int64_t min, int64_t max, struct ftl_opt *ret)
{
	if (value == NULL)
		return FTL_OK;
	ret->has = true;
	return ftl_json_i64(r->doc, value, min, max, &ret->value, r->err);
}

enum ftl_status ftl_rule_int(const struct ftl_rule_reader *r, const struct ftl_json *value, int max,
                             int *ret)
{
	struct ftl_opt number = {0};

	FTL_TRY(ftl_rule_opt(r, value, 0, max, &number));
	*ret = (int)number.value;
	return FTL_OK;
}

enum ftl_status ftl_rule_words(const struct ftl_rule_reader *r, const struct ftl_json *array,
                               const char *const **ret, size_t *ret_count)
{
	const char **words = ftl_alloc(r->arena, WORDS_MAX, sizeof(*words));
	const struct ftl_json *item = NULL;

	while (array != NULL && (item = ftl_json_next(array, item)) != NULL) {
		if (*ret_count == WORDS_MAX)
			return ftl_json_fail(r->doc, array, r->err, "holds more than %d",
			                     WORDS_MAX);
		if (ftl_json_kind(item) != FTL_JSON_STRING)
			return ftl_json_fail(r->doc, item, r->err, "must be a string");
		FTL_TRY(ftl_rule_text(r, item, FTL_NAME_MAX, &words[(*ret_count)++]));
	}
	*ret = words;
	return FTL_OK;
}

enum ftl_status ftl_rule_money(const struct ftl_rule_reader *r, const struct ftl_json *value,
                               struct ftl_opt *ret)
{
	if (value == NULL)
		return FTL_OK;
	ret->has = true;
	return ftl_money_parse(ftl_json_path(r->arena, r->doc, value), ftl_json_text(value),
	                       &r->app->currency, false, &ret->value, r->err);
}

bool ftl_rule_flag(const struct ftl_json *value)
{
	return value != NULL && ftl_json_bool(value);
}

enum ftl_status ftl_rule_bits(const struct ftl_rule_reader *r, const struct ftl_json *array,
                              const char *const *names, int count, unsigned *ret)
{
	const struct ftl_json *item = NULL;
	int index;

	while (array != NULL && (item = ftl_json_next(array, item)) != NULL) {
		if (ftl_json_kind(item) != FTL_JSON_STRING)
			return ftl_json_fail(r->doc, item, r->err, "must be a string");
		FTL_TRY(ftl_rule_name(r, item, names, count, &index));
		*ret |= 1u << index;
	}
	return FTL_OK;
}

enum ftl_status ftl_rule_countries(const struct ftl_rule_reader *r, const struct ftl_json *array,
                                   const char *const **ret, size_t *ret_count)
{
	const struct ftl_json *item = NULL;

	FTL_TRY(ftl_rule_words(r, array, ret, ret_count));
	while (array != NULL && (item = ftl_json_next(array, item)) != NULL) {
		const char *text = ftl_json_text(item);

		if (strlen(text) != 2 || strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 2)
			return ftl_json_fail(
			        r->doc, item, r->err,
			        "must be a country of two capital letters, such as DE");
	}
	return FTL_OK;
}

enum ftl_status ftl_rule_code(const struct ftl_rule_reader *r, const struct ftl_json *value,
                              const char **ret)
{
	FTL_TRY(ftl_rule_text(r, value, CODE_MAX, ret));
	if ((*ret)[strspn(*ret, "abcdefghijklmnopqrstuvwxyz0123456789_-")] != '\0')
		return ftl_json_fail(r->doc, value, r->err,
		                     "must be small letters, digits, - and _, got '%s'", *ret);
	return FTL_OK;
}
