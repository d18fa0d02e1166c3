#include "fettle/ops/payer.h"

#include <string.h>

#include "ops/rule.h"

/* What is kept was read once already: a document that is wrong now was changed from outside. */
static enum ftl_status read_row(struct ftl_app *app, struct ftl_arena *arena,
                                const struct ftl_rule_row *row, struct ftl_payer_doc *ret,
                                struct ftl_err *err)
{
	FTL_TRY(ftl_payer_read(app, arena, row->code, row->document, strlen(row->document), ret,
	                       err));
	ret->id = row->id;
	ret->is_retired = row->is_retired;
	ret->created_at = row->created_at;
	return FTL_OK;
}

enum ftl_status ftl_payer_list(struct ftl_app *app, struct ftl_arena *arena, enum ftl_rule_set set,
                               const struct ftl_payer_doc **ret, size_t *ret_count,
                               struct ftl_err *err)
{
	const struct ftl_rule_row *rows;
	struct ftl_payer_doc *docs;
	size_t count;

	FTL_TRY(ftl_rule_list(app, arena, FTL_RULE_PAYER, set, &rows, &count, err));
	docs = ftl_alloc(arena, count + 1, sizeof(*docs));
	for (size_t i = 0; i < count; i++)
		FTL_TRY(read_row(app, arena, &rows[i], &docs[i], err));
	*ret = docs;
	*ret_count = count;
	return FTL_OK;
}

enum ftl_status ftl_payer_find(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                               struct ftl_payer_doc *ret, struct ftl_err *err)
{
	struct ftl_rule_row row;

	FTL_TRY(ftl_rule_find(app, arena, FTL_RULE_PAYER, code, &row, err));
	return read_row(app, arena, &row, ret, err);
}

/* Takes the document into use, one way or the other. */
static enum ftl_status keep(struct ftl_op *op, struct ftl_arena *arena, struct ftl_payer_doc *payer,
                            struct ftl_err *err)
{
	struct ftl_rule_row row = {
	        .code = payer->code, .applies_from = payer->applies_from, .document = payer->text};

	FTL_TRY(ftl_rule_check_categories(op->app, arena, payer->categories, payer->category_count,
	                                  err));
	FTL_TRY(ftl_rule_check_categories(op->app, arena, payer->rules.exchange_only,
	                                  payer->rules.exchange_only_count, err));
	FTL_TRY(ftl_rule_keep(op, arena, FTL_RULE_PAYER, &row, err));
	payer->id = row.id;
	payer->created_at = row.created_at;
	payer->is_retired = row.is_retired;
	return ftl_op_commit(op, payer, err);
}

enum ftl_status ftl_payer_import(struct ftl_app *app, struct ftl_arena *arena, const char *name,
                                 const char *text, size_t length, struct ftl_payer_doc *ret,
                                 struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_payer_doc payer;

	FTL_TRY(ftl_op_begin(app, "payer.import", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_payer_read(app, arena, name, text, length, &payer, err));
	FTL_TRY(keep(&op, arena, &payer, err));
	*ret = payer;
	return FTL_OK;
}

enum ftl_status ftl_payer_use(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                              struct ftl_payer_doc *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_payer_doc payer;
	struct ftl_rule_row row;

	FTL_TRY(ftl_op_begin(app, "payer.use", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_rule_of_program(arena, FTL_RULE_PAYER, code, &row, err));
	FTL_TRY(read_row(app, arena, &row, &payer, err));
	FTL_TRY(keep(&op, arena, &payer, err));
	*ret = payer;
	return FTL_OK;
}

enum ftl_status ftl_payer_retire(struct ftl_app *app, struct ftl_arena *arena, const char *code,
                                 bool is_retired, struct ftl_payer_doc *ret, struct ftl_err *err)
{
	FTL_OP(op);
	struct ftl_payer_doc payer;

	FTL_TRY(ftl_op_begin(app, "payer.edit", FTL_CAN_MANAGE, &op, err));
	if (op.is_replay)
		return FTL_OK;
	FTL_TRY(ftl_rule_retire(&op, arena, FTL_RULE_PAYER, code, is_retired, err));
	FTL_TRY(ftl_payer_find(app, arena, code, &payer, err));
	FTL_TRY(ftl_op_commit(&op, &payer, err));
	*ret = payer;
	return FTL_OK;
}
