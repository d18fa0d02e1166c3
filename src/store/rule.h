#ifndef FETTLE_STORE_RULE_H
#define FETTLE_STORE_RULE_H

#include "fettle/base/opt.h"
#include "fettle/db/db.h"

extern const struct ftl_sql_table ftl_rule_sql;

/* What a document of rules is about. */
enum ftl_rule_kind { FTL_RULE_TERM, FTL_RULE_PAYER, FTL_RULE_KINDS };
extern const char *const ftl_rule_kind_names[FTL_RULE_KINDS];

/* Rules as they are kept: the document says all of it. */
struct ftl_rule_row {
	int64_t id;
	const char *code;
	int32_t applies_from;
	const char *document;
	bool is_retired;
	int64_t created_at;
};

FTL_MUST_CHECK enum ftl_status ftl_store_rule_insert(struct ftl_db *db, int64_t site_id,
                                                     enum ftl_rule_kind kind,
                                                     const struct ftl_rule_row *row,
                                                     struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_store_rule_retire(struct ftl_db *db, int64_t id, bool is_retired,
                                                     struct ftl_err *err);
/* By code, the newest document of each first. */
FTL_MUST_CHECK enum ftl_status ftl_store_rule_list(struct ftl_db *db, struct ftl_arena *arena,
                                                   int64_t site_id, enum ftl_rule_kind kind,
                                                   const struct ftl_rule_row **ret,
                                                   size_t *ret_count, struct ftl_err *err);

#endif
