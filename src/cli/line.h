#ifndef CLI_LINE_H
#define CLI_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "fettle/base/buf.h"

/*
 * A line of valid UTF-8 while it is edited. A step is one character as the eye sees it: a code
 * point with the combining marks after it. Verbs that have nothing to do do nothing.
 */
struct ftl_line {
	struct ftl_buf text;
	size_t cursor; /* in bytes, between two steps */
};

#define FTL_LINE_MOST 4096 /* bytes; what is typed beyond is refused */

void ftl_line_done(struct ftl_line *line);

/* Replaces the text; the cursor stands at its end. */
void ftl_line_set(struct ftl_line *line, const char *text);

/* Inserts one whole character at the cursor; false when it is a control character or no room. */
bool ftl_line_insert(struct ftl_line *line, const char *bytes, size_t length);

void ftl_line_left(struct ftl_line *line);
void ftl_line_right(struct ftl_line *line);
void ftl_line_home(struct ftl_line *line);
void ftl_line_end(struct ftl_line *line);
void ftl_line_backspace(struct ftl_line *line);
void ftl_line_delete(struct ftl_line *line);
void ftl_line_kill_to_start(struct ftl_line *line);
void ftl_line_kill_to_end(struct ftl_line *line);
void ftl_line_kill_word(struct ftl_line *line); /* the word before the cursor and blanks after it */

#endif
