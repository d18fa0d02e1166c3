#ifndef FETTLE_MODEL_PATTERN_H
#define FETTLE_MODEL_PATTERN_H

#include <stdbool.h>

/*
 * The form of a number that somebody else gives, such as a maker's serial numbers: # is a digit, @
 * a letter, * either, and every other character itself. Letters are those of ASCII, large or small.
 */
#define FTL_PATTERN_MAX 64

/* Printable ASCII without blanks, as long as a number may be. */
bool ftl_pattern_is_valid(const char *pattern);

/* Whether the whole text has the form. */
bool ftl_pattern_fits(const char *pattern, const char *text);

#endif
