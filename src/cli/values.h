#ifndef CLI_VALUES_H
#define CLI_VALUES_H

#include "cli/command.h"
#include "cli/context.h"

/* A growing list of values in an arena. */
struct ftl_value_list {
	struct ftl_value *items;
	size_t count;
	size_t capacity;
};

void ftl_value_list_add(struct ftl_arena *arena, struct ftl_value_list *list, const char *text);

/* True when the option's text can be read only once the centre is open. */
bool ftl_option_needs_centre(const struct ftl_option *row);

/* Reads value->text by the row's type into the rest of value; FTL_INVALID names the option. */
FTL_MUST_CHECK enum ftl_status ftl_value_convert(const struct ftl_cli *cli,
                                                 const struct ftl_option *row,
                                                 struct ftl_value *value, struct ftl_err *err);

/* Checks a positional argument: valid UTF-8 unless it is a file, one of the row's names. */
FTL_MUST_CHECK enum ftl_status ftl_argument_check(const struct ftl_argument *row,
                                                  struct ftl_value *value, struct ftl_err *err);

#endif
