#ifndef FETTLE_OPS_TERM_H
#define FETTLE_OPS_TERM_H

#include "fettle/model/term.h"
#include "fettle/ops/app.h"
#include "fettle/ops/rule.h"

/*
 * Terms of cover as data. The program comes with some in data/terms, each with its source and date,
 * for a centre to take into use as they are or as a model for its own: they are advice, never law.
 */

/* A term with what its document says beside the rules of the model. */
struct ftl_term_doc {
	int64_t id;       /* 0: it comes with the program and is not in use */
	const char *code; /* "maker-24"; the rule of its verdicts */
	const char *title;
	const char *source;       /* where the rule stands */
	struct ftl_opt source_on; /* when it was read there */
	int32_t applies_from;     /* of covers that begin on that day or later */
	bool is_general; /* every device that fits has it; else a cover on file must name it */
	/* What it fits; none: everything. */
	const char *const *brands;
	size_t brand_count;
	const char *const *categories;
	size_t category_count;
	struct ftl_term term;
	const char *text; /* the document */
	bool is_retired;
	int64_t created_at;
};

#define FTL_TERM_DOCUMENT_MAX 65536

/*
 * Reads a document, one term. name is what it is called in errors, which give the path of the value
 * that is wrong: an unknown key, a name outside its table, dates in the wrong order.
 */
FTL_MUST_CHECK enum ftl_status ftl_term_read(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *name, const char *text, size_t length,
                                             struct ftl_term_doc *ret, struct ftl_err *err);

/* Takes a document into use. One of the same code and first day must be the same document, which
 * changes nothing: another is FTL_CONFLICT, for what was judged by it must stay true. FTL_STATE:
 * the code is retired. */
FTL_MUST_CHECK enum ftl_status ftl_term_import(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *name, const char *text, size_t length,
                                               struct ftl_term_doc *ret, struct ftl_err *err);
/* Takes a term that comes with the program into use, by its code. */
FTL_MUST_CHECK enum ftl_status ftl_term_use(struct ftl_app *app, struct ftl_arena *arena,
                                            const char *code, struct ftl_term_doc *ret,
                                            struct ftl_err *err);
/* No longer in use, or again: all documents of a code. */
FTL_MUST_CHECK enum ftl_status ftl_term_retire(struct ftl_app *app, struct ftl_arena *arena,
                                               const char *code, bool is_retired,
                                               struct ftl_term_doc *ret, struct ftl_err *err);

FTL_MUST_CHECK enum ftl_status ftl_term_list(struct ftl_app *app, struct ftl_arena *arena,
                                             enum ftl_rule_set set, const struct ftl_term_doc **ret,
                                             size_t *ret_count, struct ftl_err *err);
/* The day before which covers must begin for a document to apply: the first day of the next one of
 * its code. Of all documents as ftl_term_list gives them, the index of one. */
int32_t ftl_term_before(const struct ftl_term_doc *docs, size_t at);
/* The newest document of a code, of the centre or else of the program; FTL_NOT_FOUND. */
FTL_MUST_CHECK enum ftl_status ftl_term_find(struct ftl_app *app, struct ftl_arena *arena,
                                             const char *code, struct ftl_term_doc *ret,
                                             struct ftl_err *err);

#endif
