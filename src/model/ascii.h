#ifndef FETTLE_MODEL_ASCII_H
#define FETTLE_MODEL_ASCII_H

#include <stdbool.h>

/* Character classes without a locale. */
static inline bool ftl_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ftl_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool ftl_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

#endif
