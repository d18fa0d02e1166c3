#ifndef FETTLE_OPS_RULE_IN_OPS_H
#define FETTLE_OPS_RULE_IN_OPS_H

#include "fettle/ops/rule.h"
#include "ops/op.h"
#include "store/rule.h"

/*
 * Documents of rules: terms of cover and what payers ask. Some come with the program; a centre
 * takes them, or its own, into use. What was judged by a document stays true: it is never changed,
 * a new one of its code applies from a later day on.
 */

/* Takes a document into use. One of the same code and first day must be the same document, which
 * changes nothing: another is FTL_CONFLICT. A code that is retired is FTL_STATE. Fills id,
 * created_at and is_retired of the row. */
FTL_MUST_CHECK enum ftl_status ftl_rule_keep(struct ftl_op *op, struct ftl_arena *arena,
                                             enum ftl_rule_kind kind, struct ftl_rule_row *row,
                                             struct ftl_err *err);
/* No longer in use, or again: all documents of a code. */
FTL_MUST_CHECK enum ftl_status ftl_rule_retire(struct ftl_op *op, struct ftl_arena *arena,
                                               enum ftl_rule_kind kind, const char *code,
                                               bool is_retired, struct ftl_err *err);

/* A kind of device that does not exist would fit nothing: FTL_NOT_FOUND or FTL_INVALID. */
FTL_MUST_CHECK enum ftl_status ftl_rule_check_categories(struct ftl_app *app,
                                                         struct ftl_arena *arena,
                                                         const char *const *names, size_t count,
                                                         struct ftl_err *err);

/* Documents of a set, by code. Those of the program have id 0, and no first day yet: it stands in
 * the document. */
FTL_MUST_CHECK enum ftl_status ftl_rule_list(struct ftl_app *app, struct ftl_arena *arena,
                                             enum ftl_rule_kind kind, enum ftl_rule_set set,
                                             const struct ftl_rule_row **ret, size_t *ret_count,
                                             struct ftl_err *err);
/* The newest document of a code, of the centre or else of the program; FTL_NOT_FOUND says where
 * they are listed. */
FTL_MUST_CHECK enum ftl_status ftl_rule_find(struct ftl_app *app, struct ftl_arena *arena,
                                             enum ftl_rule_kind kind, const char *code,
                                             struct ftl_rule_row *ret, struct ftl_err *err);
/* That of the program alone. */
FTL_MUST_CHECK enum ftl_status ftl_rule_of_program(struct ftl_arena *arena, enum ftl_rule_kind kind,
                                                   const char *code, struct ftl_rule_row *ret,
                                                   struct ftl_err *err);

#endif
