#ifndef PRINT_ITEMS_H
#define PRINT_ITEMS_H

#include "print/layout.h"

/* An element that is to be drawn, with its text (NULL for lines). Safe UTF-8 on one line. */
struct ftl_item {
	const struct ftl_element *element;
	const char *text;
	const char *plain; /* the text without the marks that isolate directions */
};

/* What one label comes to: elements whose condition holds and whose fields are there. */
struct ftl_items {
	struct ftl_item *items;
	size_t count;
	const char *code;
	const char *qr; /* URL base and short code */
};

/* Lines for the person, in an arena; the same line is kept once. */
struct ftl_warnings {
	struct ftl_arena *arena;
	const char **lines;
	size_t count;
};
void ftl_warnings_add(struct ftl_warnings *warnings, const char *format, ...) FTL_PRINTF(2, 3);

/*
 * Text that can be drawn, at most about max bytes of it; NULL when nothing is left. Control
 * characters become blanks (newlines stay if keeps_lines), broken UTF-8 becomes U+FFFD, direction
 * controls are dropped.
 */
const char *ftl_items_harmless(struct ftl_arena *arena, const char *text, size_t max,
                               bool keeps_lines);
/* The text between U+2068 and U+2069, so that it does not turn the words around it. */
const char *ftl_items_isolated(struct ftl_arena *arena, const char *text);

/*
 * Puts the values of a label into the layout's templates. Values are bounded in length and made
 * harmless: control characters become blanks, broken UTF-8 becomes U+FFFD, direction controls are
 * dropped, and each value inside other text is isolated (U+2068, U+2069), so that a name in Arabic
 * does not turn the words around it. FTL_INVALID when code or short_code is missing.
 */
FTL_MUST_CHECK enum ftl_status ftl_items_make(struct ftl_arena *arena,
                                              const struct ftl_layout *layout,
                                              const struct ftl_label_data *label,
                                              const char *url_base, struct ftl_items *ret,
                                              struct ftl_err *err);

#endif
