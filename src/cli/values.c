#include "cli/values.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "fettle/base/money.h"
#include "fettle/base/parse.h"
#include "fettle/base/text.h"

#define FIELD_SIZE 64

void ftl_value_list_add(struct ftl_arena *arena, struct ftl_value_list *list, const char *text)
{
	if (list->count == list->capacity) {
		size_t capacity = list->capacity == 0 ? 4 : list->capacity * 2;
		struct ftl_value *items = ftl_alloc(arena, capacity, sizeof(*items));
		if (list->count > 0)
			memcpy(items, list->items, list->count * sizeof(*items));
		list->items = items;
		list->capacity = capacity;
	}
	list->items[list->count++] = (struct ftl_value){.text = text};
}

bool ftl_option_needs_centre(const struct ftl_option *row)
{
	return row->type == FTL_OPT_MONEY || row->type == FTL_OPT_DATE ||
	       row->type == FTL_OPT_PERIOD;
}

/* "purchased-on" is the field purchased_on, CODE is code, as in JSON. */
static const char *field_of(char buffer[FIELD_SIZE], const char *name)
{
	snprintf(buffer, FIELD_SIZE, "%s", name);
	for (char *at = buffer; *at != '\0'; at++)
		*at = (char)(*at == '-' ? '_' : tolower((unsigned char)*at));
	return buffer;
}

static enum ftl_status check_utf8(const char *field, const char *text, struct ftl_err *err)
{
	size_t bad;

	if (ftl_utf8_is_valid(text, strlen(text), &bad))
		return FTL_OK;
	return ftl_fail(err, FTL_INVALID, field, "not valid UTF-8 at byte %zu", bad);
}

static enum ftl_status convert_name(const char *field, const char *text, const char *const *names,
                                    int count, int64_t *ret, struct ftl_err *err)
{
	int index;

	FTL_TRY(ftl_parse_name(field, text, names, count, &index, err));
	*ret = index;
	return FTL_OK;
}

static enum ftl_status convert_date(const char *field, const char *text, int32_t today,
                                    struct ftl_value *value, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	struct ftl_period period;

	FTL_TRY(ftl_period_parse(field, text, today, &period, err));
	if (period.from != period.to) {
		ftl_fail(err, FTL_INVALID, field, "must be one day, got %s",
		         ftl_quote(quoted, text));
		return ftl_hint(err, "a day is 2026-11-22, today, yesterday or -7d");
	}
	value->number = period.from;
	return FTL_OK;
}

static void bounds_of(const struct ftl_option *row, int64_t *ret_min, int64_t *ret_max)
{
	bool is_open = row->min == 0 && row->max == 0;

	*ret_min = row->min;
	*ret_max = is_open ? INT64_MAX : row->max;
}

enum ftl_status ftl_value_convert(const struct ftl_cli *cli, const struct ftl_option *row,
                                  struct ftl_value *value, struct ftl_err *err)
{
	char buffer[FIELD_SIZE];
	const char *field = field_of(buffer, row->key);
	const char *text = value->text;
	int64_t min;
	int64_t max;

	bounds_of(row, &min, &max);
	switch (row->type) {
	case FTL_OPT_FLAG:
		value->number = 1;
		return FTL_OK;
	case FTL_OPT_FILE:
		if (*text == '\0')
			return ftl_fail(err, FTL_INVALID, field, "file name is empty");
		return FTL_OK;
	case FTL_OPT_TEXT:
		return check_utf8(field, text, err);
	case FTL_OPT_INT:
		return ftl_parse_i64(field, text, min, max, &value->number, err);
	case FTL_OPT_DECIMAL:
		return ftl_parse_decimal(field, text, row->decimals, min, max, &value->number, err);
	case FTL_OPT_MONEY:
		return ftl_money_parse(field, text, &cli->app->currency, row->min < 0,
		                       &value->number, err);
	case FTL_OPT_DATE:
		return convert_date(field, text, ftl_cli_today(cli), value, err);
	case FTL_OPT_PERIOD:
		return ftl_period_parse(field, text, ftl_cli_today(cli), &value->period, err);
	case FTL_OPT_ENUM:
		return convert_name(field, text, row->names, row->name_count, &value->number, err);
	}
	return ftl_fail(err, FTL_INTERNAL, field, "option of an unknown type");
}

enum ftl_status ftl_argument_check(const struct ftl_argument *row, struct ftl_value *value,
                                   struct ftl_err *err)
{
	char buffer[FIELD_SIZE];
	const char *field = field_of(buffer, row->name);

	if (row->is_file && *value->text == '\0')
		return ftl_fail(err, FTL_INVALID, field, "file name is empty");
	if (row->names != NULL)
		return convert_name(field, value->text, row->names, row->name_count, &value->number,
		                    err);
	return row->is_file ? FTL_OK : check_utf8(field, value->text, err);
}
