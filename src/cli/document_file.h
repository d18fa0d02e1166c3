#ifndef CLI_DOCUMENT_FILE_H
#define CLI_DOCUMENT_FILE_H

#include "cli/context.h"
#include "fettle/base/opt.h"
#include "fettle/print/form.h"

/* A document for somebody outside as a file: PDF, CSV, XLSX or JSON, as the path says. */

/* One kind of document. */
struct ftl_document {
	const char *form;    /* of the PDF */
	const char *title;   /* in its properties */
	const char *command; /* that writes it, to be told when it fails: "purchase file" */
	/* Its lines as a table, and what the form shows; both in the command's arena. */
	enum ftl_status (*put_lines)(const void *document, struct ftl_out *out,
	                             struct ftl_err *err);
	void (*fill)(struct ftl_cli *cli, const void *document, struct ftl_form_data *ret);
};

/* Whether the path says which format: FTL_INVALID "file". */
FTL_MUST_CHECK enum ftl_status ftl_document_check(const char *path, struct ftl_err *err);
/* code: the document's own, in short form. */
FTL_MUST_CHECK enum ftl_status ftl_document_write(struct ftl_cli *cli,
                                                  const struct ftl_document *kind,
                                                  const void *document, const char *code,
                                                  const char *path, struct ftl_err *err);

/* An amount as forms show it; NULL: absent. */
const char *ftl_document_money(struct ftl_cli *cli, struct ftl_opt cents);
/* The day of an instant as forms show it; of none today. */
const char *ftl_document_day(struct ftl_cli *cli, struct ftl_opt at);

#endif
