#ifndef CLI_DOCUMENT_FILE_H
#define CLI_DOCUMENT_FILE_H

#include "cli/context.h"
#include "fettle/base/opt.h"
#include "fettle/print/form.h"

/* A document as a file for people or programs elsewhere: PDF, CSV, XLSX or JSON, as its path says.
 */

/* Whether the path says which: FTL_INVALID "file". */
FTL_MUST_CHECK enum ftl_status ftl_document_check(const char *path, struct ftl_err *err);

/* What a document says in each of these forms. */
struct ftl_document {
	const char *form;  /* the layout of its PDF in forms/ */
	const char *title; /* within the PDF */
	const struct ftl_form_data *data;
	/* Puts the table of its other forms. */
	enum ftl_status (*put)(const void *context, struct ftl_out *out, struct ftl_err *err);
	const void *context;
};
/* Writes it and says so. */
FTL_MUST_CHECK enum ftl_status ftl_document_write(struct ftl_cli *cli,
                                                  const struct ftl_document *document,
                                                  const char *path, struct ftl_err *err);

/* An amount as documents show it, without its currency; NULL: absent. */
const char *ftl_document_money(struct ftl_cli *cli, struct ftl_opt cents);
/* The civil day of an instant. */
const char *ftl_document_day(struct ftl_cli *cli, int64_t instant);

#endif
