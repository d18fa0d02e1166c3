#include "fettle/model/pattern.h"

#include <string.h>

#include "model/ascii.h"

static char small(char c)
{
	return (char)(ftl_is_upper(c) ? c - 'A' + 'a' : c);
}

static bool is_letter(char c)
{
	return ftl_is_upper(c) || ftl_is_lower(c);
}

bool ftl_pattern_is_valid(const char *pattern)
{
	size_t length = strlen(pattern);

	for (size_t i = 0; i < length; i++) {
		if (pattern[i] <= ' ' || pattern[i] > '~')
			return false;
	}
	return length > 0 && length <= FTL_PATTERN_MAX;
}

static bool fits_one(char pattern, char c)
{
	switch (pattern) {
	case '#':
		return ftl_is_digit(c);
	case '@':
		return is_letter(c);
	case '*':
		return ftl_is_digit(c) || is_letter(c);
	default:
		return small(pattern) == small(c);
	}
}

bool ftl_pattern_fits(const char *pattern, const char *text)
{
	while (*pattern != '\0' && *text != '\0') {
		if (!fits_one(*pattern++, *text++))
			return false;
	}
	return *pattern == *text;
}
