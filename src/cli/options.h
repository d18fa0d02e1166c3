#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/command.h"
#include "cli/context.h"

/* The options that stand before or after any command, in the order of help; globals.c. */
enum ftl_global {
	FTL_GLOBAL_DB,
	FTL_GLOBAL_AS,
	FTL_GLOBAL_FORMAT,
	FTL_GLOBAL_FIELDS,
	FTL_GLOBAL_OUTPUT,
	FTL_GLOBAL_LIMIT,
	FTL_GLOBAL_RAW,
	FTL_GLOBAL_NO_INPUT,
	FTL_GLOBAL_YES,
	FTL_GLOBAL_DRY_RUN,
	FTL_GLOBAL_REQUEST_ID,
	FTL_GLOBAL_QUIET,
	FTL_GLOBAL_COLOR,
	FTL_GLOBAL_HELP,
	FTL_GLOBALS
};
extern const struct ftl_option ftl_global_options[FTL_GLOBALS];

/*
 * NULL when the command takes the global option, otherwise the reason in words: "changes nothing".
 * A global option that means nothing to a command is refused, never ignored.
 */
const char *ftl_global_refusal(const struct ftl_command *command, enum ftl_global option);

/*
 * Reads the command line into cli: the command, its options and arguments, the global options, the
 * environment. Abbreviated, unknown and repeated options, missing and superfluous arguments are
 * FTL_USAGE; values that need no open centre are converted and checked (FTL_INVALID). With --help
 * nothing may be missing.
 */
FTL_MUST_CHECK enum ftl_status ftl_options_parse(struct ftl_cli *cli, int argc, char **argv,
                                                 struct ftl_err *err);

/* Converts what needs the open centre: money in its currency, dates that count from its today. */
FTL_MUST_CHECK enum ftl_status ftl_options_convert(struct ftl_cli *cli, struct ftl_err *err);

/* True when the command line asks for JSON, even if it cannot be parsed: for its error. */
bool ftl_options_want_json(int argc, char **argv);

#endif
