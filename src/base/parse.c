#include "fettle/base/parse.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "decimal.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool add_digit(int64_t *value, int digit, bool is_negative)
{
	return !__builtin_mul_overflow(*value, 10, value) &&
	       !__builtin_add_overflow(*value, is_negative ? -digit : digit, value);
}

enum ftl_decimal ftl_decimal_scan(const char *text, int places, int64_t *ret_scaled)
{
	int64_t value = 0;
	bool fits = true;
	int used = 0;

	while (*text == ' ' || *text == '\t')
		text++;
	bool is_negative = *text == '-';
	if (*text == '-' || *text == '+')
		text++;
	if (!is_digit(*text))
		return FTL_DECIMAL_SHAPE;
	for (; is_digit(*text); text++)
		fits = fits && add_digit(&value, *text - '0', is_negative);
	if (*text == '.') {
		text++;
		if (!is_digit(*text))
			return FTL_DECIMAL_SHAPE;
		for (; is_digit(*text); text++) {
			/* More digits are only looked at to tell the shape. */
			if (used <= places)
				used++;
			if (used <= places)
				fits = fits && add_digit(&value, *text - '0', is_negative);
		}
	}
	while (*text == ' ' || *text == '\t')
		text++;
	if (*text != '\0')
		return FTL_DECIMAL_SHAPE;
	if (used > places)
		return FTL_DECIMAL_PLACES;
	for (; used < places; used++)
		fits = fits && add_digit(&value, 0, is_negative);
	if (!fits)
		return FTL_DECIMAL_RANGE;
	*ret_scaled = value;
	return FTL_DECIMAL_OK;
}

#define BOUND_SIZE 48

static const char *format_scaled(char buffer[BOUND_SIZE], int64_t scaled, int places)
{
	uint64_t size = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
	uint64_t unit = 1;

	for (int i = 0; i < places; i++)
		unit *= 10;
	if (places == 0)
		snprintf(buffer, BOUND_SIZE, "%" PRId64, scaled);
	else
		snprintf(buffer, BOUND_SIZE, "%s%" PRIu64 ".%0*" PRIu64, scaled < 0 ? "-" : "",
		         size / unit, places, size % unit);
	return buffer;
}

static enum ftl_status refuse_range(const char *field, const char *text, int places, int64_t min,
                                    int64_t max, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	char low[BOUND_SIZE];
	char high[BOUND_SIZE];

	ftl_quote(quoted, text);
	format_scaled(low, min, places);
	format_scaled(high, max, places);
	if (max == INT64_MAX && min == INT64_MIN)
		return ftl_fail(err, FTL_INVALID, field, "number is out of range, got %s", quoted);
	if (max == INT64_MAX)
		return ftl_fail(err, FTL_INVALID, field, "must be at least %s, got %s", low,
		                quoted);
	if (min == INT64_MIN)
		return ftl_fail(err, FTL_INVALID, field, "must be at most %s, got %s", high,
		                quoted);
	return ftl_fail(err, FTL_INVALID, field, "must be between %s and %s, got %s", low, high,
	                quoted);
}

enum ftl_status ftl_parse_i64(const char *field, const char *text, int64_t min, int64_t max,
                              int64_t *ret, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int64_t value = 0;

	switch (strchr(text, '.') != NULL ? FTL_DECIMAL_SHAPE : ftl_decimal_scan(text, 0, &value)) {
	case FTL_DECIMAL_OK:
		if (value >= min && value <= max) {
			*ret = value;
			return FTL_OK;
		}
		return refuse_range(field, text, 0, min, max, err);
	case FTL_DECIMAL_RANGE:
		return refuse_range(field, text, 0, min, max, err);
	case FTL_DECIMAL_SHAPE:
	case FTL_DECIMAL_PLACES:
		break;
	}
	return ftl_fail(err, FTL_INVALID, field, "must be a whole number in digits, got %s",
	                ftl_quote(quoted, text));
}

enum ftl_status ftl_parse_decimal(const char *field, const char *text, int decimals,
                                  int64_t min_scaled, int64_t max_scaled, int64_t *ret_scaled,
                                  struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	int64_t value = 0;

	switch (ftl_decimal_scan(text, decimals, &value)) {
	case FTL_DECIMAL_OK:
		if (value >= min_scaled && value <= max_scaled) {
			*ret_scaled = value;
			return FTL_OK;
		}
		return refuse_range(field, text, decimals, min_scaled, max_scaled, err);
	case FTL_DECIMAL_RANGE:
		return refuse_range(field, text, decimals, min_scaled, max_scaled, err);
	case FTL_DECIMAL_PLACES:
		return ftl_fail(err, FTL_INVALID, field, "has more than %d decimals: %s", decimals,
		                ftl_quote(quoted, text));
	case FTL_DECIMAL_SHAPE:
		break;
	}
	return ftl_fail(err, FTL_INVALID, field,
	                "must be a number such as 12 or 1.5, without separators, got %s",
	                ftl_quote(quoted, text));
}

const char *ftl_decimal_format(char buffer[FTL_DECIMAL_SIZE], int64_t scaled, int decimals,
                               int least)
{
	char digits[FTL_DECIMAL_SIZE];
	uint64_t size = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
	size_t at = sizeof(digits), length;
	bool has_shown = false;

	/* From the last digit to the first. */
	for (int place = 0; place < decimals; place++, size /= 10) {
		has_shown = has_shown || size % 10 != 0 || place >= decimals - least;
		if (has_shown)
			digits[--at] = (char)('0' + size % 10);
	}
	if (has_shown)
		digits[--at] = '.';
	do {
		digits[--at] = (char)('0' + size % 10);
		size /= 10;
	} while (size > 0);
	if (scaled < 0)
		digits[--at] = '-';
	length = sizeof(digits) - at;
	memcpy(buffer, digits + at, length);
	buffer[length] = '\0';
	return buffer;
}

enum ftl_status ftl_parse_name(const char *field, const char *text, const char *const *names,
                               int count, int *ret_index, struct ftl_err *err)
{
	char quoted[FTL_QUOTE_SIZE];
	FTL_BUF(allowed);

	for (int i = 0; i < count; i++) {
		if (names[i] == NULL)
			continue;
		if (strcmp(names[i], text) == 0) {
			*ret_index = i;
			return FTL_OK;
		}
		if (allowed.length > 0)
			ftl_buf_text(&allowed, ", ");
		ftl_buf_text(&allowed, names[i]);
	}
	return ftl_fail(err, FTL_INVALID, field, "must be one of %s; got %s",
	                ftl_buf_cstr(&allowed), ftl_quote(quoted, text));
}
