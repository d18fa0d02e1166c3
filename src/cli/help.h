#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/context.h"
#include "fettle/base/buf.h"

/* What a page of help is about: a command, a noun, or the program. */
struct ftl_help_page {
	const struct ftl_command *command;
	const struct ftl_noun *noun;
	bool is_all;      /* every command, one a line */
	bool is_examples; /* every example, one a line */
};

/* The page as text; help_page.c. */
void ftl_help_text(struct ftl_buf *text, const struct ftl_help_page *page);

/* Turns the command line into `fettle help WORDS`, as if that had been typed: for --help. */
FTL_MUST_CHECK enum ftl_status ftl_help_redirect(struct ftl_cli *cli, struct ftl_err *err);

/* Adds text to a buffer in lines of at most width columns, each after an indent; paragraphs stand
 * apart. */
void ftl_help_wrap(struct ftl_buf *buf, const char *text, size_t indent, size_t width);

/* "fettle order note [options] CODE TEXT": how the command is typed. */
const char *ftl_help_usage(struct ftl_arena *arena, const struct ftl_command *command);

/* "--purchased-on DATE", "-y, --yes": an option as help shows it. */
const char *ftl_help_option(struct ftl_arena *arena, const struct ftl_option *row);

/* Its help with what else is to know: the names, the standard, "may be repeated", "required". */
const char *ftl_help_option_text(struct ftl_arena *arena, const struct ftl_option *row);

#endif
