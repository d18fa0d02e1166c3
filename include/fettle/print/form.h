#ifndef FETTLE_PRINT_FORM_H
#define FETTLE_PRINT_FORM_H

#include <stddef.h>
#include <stdint.h>

#include "fettle/base/arena.h"
#include "fettle/base/buf.h"
#include "fettle/base/err.h"

/*
 * Documents on paper: claims, orders, receipts. What stands where is a layout of kind "document" in
 * forms/, which a shop may replace by its own; what is said comes as data. A document is as many
 * pages as it needs: long text wraps and nothing is cut.
 */

/* One value. The layout names it by its key: in a block of fields it stands beside its label, in a
 * template as {key}. An absent value (NULL or "") leaves the field out. Lines may break at \n. */
struct ftl_form_field {
	const char *key;
	const char *label; /* "Serial number"; a layout may have its own words */
	const char *value;
};

struct ftl_form_column {
	const char *key;
	const char *label;
};

/* Rows of texts, as many a row as there are columns, one after the other; NULL is an empty cell. */
struct ftl_form_table {
	const char *key;
	const struct ftl_form_column *columns;
	size_t column_count;
	const char *const *cells;
	size_t row_count;
};

/* What a document says. Plain UTF-8; control characters and broken UTF-8 are made harmless when it
 * is drawn. */
struct ftl_form_data {
	const struct ftl_form_field *fields;
	size_t field_count;
	const struct ftl_form_table *tables;
	size_t table_count;
};

struct ftl_form_options {
	int64_t made_at;      /* UTC seconds: creation date within the PDF */
	const char *title;    /* within the PDF; may be NULL */
	const char *language; /* BCP 47, decides between Chinese and Japanese shapes; may be NULL */
};

/* What was made; frees itself with FTL_FORM_OUTPUT. */
struct ftl_form_output {
	struct ftl_buf pdf;
	int64_t pages;
	const char *const *warnings; /* one line each: characters that no font has */
	size_t warning_count;
	struct ftl_arena arena; /* holds the warnings */
};
void ftl_form_output_done(struct ftl_form_output *output);
#define FTL_FORM_OUTPUT(var) struct ftl_form_output var FTL_CLEANUP(ftl_form_output_done) = {0}

/*
 * The text of a layout: <folder>/<name>.json when folder is not NULL and has it, else the one built
 * into the program. FTL_NOT_FOUND.
 */
FTL_MUST_CHECK enum ftl_status ftl_form_text(struct ftl_arena *arena, const char *name,
                                             const char *folder, const char **ret,
                                             size_t *ret_length, struct ftl_err *err);

/*
 * Draws a document as PDF by a layout's text; name is what that is called in errors. Equal input
 * gives equal bytes on the same fonts. ret must be zeroed; it is filled on success only.
 * FTL_INVALID: a layout that is none, or names a field, table or column that the data has not; a
 * QR code too fine for scanners; more than 500 pages.
 */
FTL_MUST_CHECK enum ftl_status ftl_form_draw(const char *name, const char *text, size_t length,
                                             const struct ftl_form_data *data,
                                             const struct ftl_form_options *options,
                                             struct ftl_form_output *ret, struct ftl_err *err);

/* The same into a file, which is complete or not there; ret->pdf holds what was written. */
FTL_MUST_CHECK enum ftl_status ftl_form_pdf(const char *name, const char *text, size_t length,
                                            const struct ftl_form_data *data,
                                            const struct ftl_form_options *options,
                                            const char *path, struct ftl_form_output *ret,
                                            struct ftl_err *err);

#endif
