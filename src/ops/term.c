#include "fettle/ops/term.h"

#include <string.h>

#include "ops/rule.h"

/* What is kept was read once already: a document that is wrong now was changed from outside. */
static enum ftl_status read_row(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_rule_row *row, struct ftl_term_doc *ret,
                                struct ftl_err *err)
{
	FTL_TRY(ftl_term_read(app, arena, row->code, row->document, strlen(row->document), ret,
	                      err));
	ret->id = row->id;
	ret->is_retired = row->is_retired;
	ret->created_at = row->created_at;
	return FTL_OK;
}

enum ftl_status ftl_term_list(struct ftl_app *app, struct ftl_arena *arena, enum ftl_rule_set set,
                              const struct ftl_term_doc **ret, size_t *ret_count,
                              struct ftl_err *err)
{
	const struct ftl_rule_row *rows;
	struct ftl_term_doc *docs;
	size_t count;

	FTL_TRY(ftl_rule_list(app, arena, FTL_RULE_TERM, set, &rows, &count, err));
	docs = ftl_alloc(arena, count + 1, sizeof(*docs));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(read_row(app, arena, &rows[i], &docs[i], err));
	*ret = docs;
	*ret_count = count;
	return FTL_OK;
}

int32_t ftl_term_before(const struct ftl_term_doc *docs, size_t at)
{
	/* Those of one code follow each other, the latest first. */
	if (at > 0 && strcmp(docs[at - 1].code, docs[at].code) == 0)
		return docs[at - 1].applies_from;
	return INT32_MAX;
}

enum ftl_status ftl_term_find(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              struct ftl_term_doc *ret, struct ftl_err *err)
{
	struct ftl_rule_row row;

	FTL_TRY(ftl_rule_find(app, arena, FTL_RULE_TERM, code, &row, err));
	return read_row(app, arena, &row, ret, err);
}

/* Takes the document into use, one way or the other. */
static enum ftl_status keep(struct ftl_op *op, struct ftl_arena *arena, struct ftl_term_doc *term,
                            struct ftl_err *err)
{
	struct ftl_rule_row row = {
	        .code = term->code, .applies_from = term->applies_from, .document = term->text};

	FTL_TRY(ftl_rule_check_categories(op->app, arena, term->categories, term->category_count,
	                                  err));
	FTL_TRY(ftl_rule_keep(op, arena, FTL_RULE_TERM, &row, err));
	term->id = row.id;
	term->created_at = row.created_at;
	term->is_retired = row.is_retired;
	return ftl_op_commit(op, term, err);
}

enum ftl_status ftl_term_import(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                const char *text, size_t length, struct ftl_term_doc *ret,
                                struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_term_doc term;

	FTL_TRY(ftl_op_begin(app, "term.import", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_term_read(app, arena, name, text, length, &term, err));
	FTL_TRY(keep(&op, arena, &term, err));
	*ret = term;
	return FTL_OK;
}

enum ftl_status ftl_term_use(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                             struct ftl_term_doc *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_term_doc term;
	struct ftl_rule_row row;

	FTL_TRY(ftl_op_begin(app, "term.use", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_rule_of_program(arena, FTL_RULE_TERM, code, &row, err));
	FTL_TRY(read_row(app, arena, &row, &term, err));
	FTL_TRY(keep(&op, arena, &term, err));
	*ret = term;
	return FTL_OK;
}

enum ftl_status ftl_term_retire(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                bool is_retired, struct ftl_term_doc *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_term_doc term;

	FTL_TRY(ftl_op_begin(app, "term.edit", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_rule_retire(&op, arena, FTL_RULE_TERM, code, is_retired, err));
	FTL_TRY(ftl_term_find(app, arena, code, &term, err));
	FTL_TRY(ftl_op_commit(&op, &term, err));
	*ret = term;
	return FTL_OK;
}
