#ifndef PRINT_FORM_H
#define PRINT_FORM_H

#include "fettle/print/form.h"
#include "print/layout.h"

/*
 * A layout of a document as read from forms/<name>.json: its page is what a label is to the other
 * layouts, its elements have no place but follow each other down the pages. A QR code stands in the
 * upper right corner of the first page, texts beside it; the footer stands on every page, with the
 * page's number.
 */
enum ftl_part_kind {
	FTL_PART_TEXT,
	FTL_PART_QR,
	FTL_PART_LINE,
	FTL_PART_FIELDS,
	FTL_PART_TABLE,
	FTL_PART_FOOTER,
	FTL_PART_KINDS
};

/* A field of a block, or a column of a table. */
struct ftl_form_use {
	const char *key;
	const char *label;    /* instead of the data's; NULL: the data's */
	int64_t width_um;     /* columns: 0 is what is left */
	enum ftl_align align; /* columns */
};

struct ftl_form_part {
	enum ftl_part_kind kind;
	const char *name;
	const char *text;  /* TEXT, FOOTER: a template */
	const char *title; /* FIELDS, TABLE: above it; NULL: none */
	const char *key;   /* QR: the field; TABLE: the table */
	int64_t gap_um;    /* above it */
	int64_t letter_um;
	bool is_bold;
	enum ftl_align align; /* TEXT; FIELDS: of the values */
	int64_t x_um;         /* FIELDS: from the margin */
	int64_t label_um;     /* FIELDS: room for the labels */
	int64_t columns;      /* FIELDS: so many beside each other */
	int64_t size_um;      /* QR */
	const struct ftl_form_use *uses;
	size_t use_count;
};

struct ftl_form {
	struct ftl_layout page; /* without elements */
	const struct ftl_form_part *parts;
	size_t count;
};

#define FTL_FORM_GUTTER_UM  3000 /* between what stands beside each other */
#define FTL_FORM_ROW_GAP_UM 900  /* between what stands below each other */

/* Reads and checks a layout. FTL_INVALID names the place. */
FTL_MUST_CHECK enum ftl_status ftl_form_read(struct ftl_arena *arena, const char *name,
                                             const char *text, size_t length,
                                             const struct ftl_form **ret, struct ftl_err *err);

/* What the page of a document comes to: rows of texts, each beside the other. */
struct ftl_form_cell {
	const char *text;
	int64_t x_um; /* from the margin */
	int64_t width_um;
	int64_t letter_um;
	bool is_bold;
	bool is_grey;
	enum ftl_align align;
};

struct ftl_form_row {
	struct ftl_form_cell *cells;
	size_t count;
	int64_t gap_um;  /* above it, but at the top of a page */
	int64_t keep_um; /* that must be left below it on the page */
	bool is_ruled;   /* a line below it */
	bool is_beside;  /* may stand beside the QR code */
	/* What is said again above it when a page begins with it or within it. */
	const struct ftl_form_row *head;
};

struct ftl_form_pages {
	const struct ftl_form_row *rows;
	size_t count;
	const char *qr; /* NULL: none */
	int64_t qr_um;
	struct ftl_form_cell footer; /* beside it the page's number */
	bool has_footer;
};

/* Puts the data into the layout. FTL_INVALID names what the data has not. */
FTL_MUST_CHECK enum ftl_status ftl_form_fill(struct ftl_arena *arena, const struct ftl_form *form,
                                             const struct ftl_form_data *data,
                                             struct ftl_form_pages *ret, struct ftl_err *err);

#endif
