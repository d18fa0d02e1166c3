#include "store/rule.h"

#include "store/row.h"

enum { INSERT, RETIRE, LIST };

static const struct ftl_sql sql[] = {
        [INSERT] = {"rule_insert",
                    "INSERT INTO rule_document (id, site_id, kind, code, applies_from, document, "
                    "is_retired, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                    8, 0, FTL_SQL_WRITE},
        [RETIRE] = {"rule_retire", "UPDATE rule_document SET is_retired = $2 WHERE id = $1", 2, 0,
                    FTL_SQL_WRITE | FTL_SQL_HOT},
        [LIST] = {"rule_list",
                  "SELECT id, code, applies_from, document, is_retired, created_at "
                  "FROM rule_document WHERE site_id = $1 AND kind = $2 "
                  "ORDER BY code, applies_from DESC",
                  2, 6, FTL_SQL_HOT},
};
const char *const ftl_rule_kind_names[FTL_RULE_KINDS] = {
        [FTL_RULE_TERM] = "term",
        [FTL_RULE_PAYER] = "payer",
};

const struct ftl_sql_table ftl_rule_sql = {"rule", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_rule_insert(struct ftl_db *db, int64_t site_id, enum ftl_rule_kind kind,
                                      const struct ftl_rule_row *row, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(row->id), ftl_val_i64(site_id),
	                            ftl_val_text(ftl_rule_kind_names[kind]),
	                            ftl_val_text(row->code),
	                            ftl_store_date_val(date, ftl_some(row->applies_from)),
	                            ftl_val_text(row->document), ftl_val_i64(row->is_retired),
	                            ftl_val_i64(row->created_at)),
	                   err);
}

enum ftl_status ftl_store_rule_retire(struct ftl_db *db, int64_t id, bool is_retired,
                                      struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[RETIRE], FTL_ARGS(ftl_val_i64(id), ftl_val_i64(is_retired)),
	                   err);
}

static void read_rule(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_rule_row *)row = (struct ftl_rule_row){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .applies_from = (int32_t)ftl_store_date(cursor, 2).value,
	        .document = ftl_col_text(cursor, 3, arena),
	        .is_retired = ftl_col_i64(cursor, 4) != 0,
	        .created_at = ftl_col_i64(cursor, 5),
	};
}

enum ftl_status ftl_store_rule_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                    enum ftl_rule_kind kind, const struct ftl_rule_row **ret,
                                    size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(
	        db, &sql[LIST],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(ftl_rule_kind_names[kind])), arena,
	        read_rule, FTL_ROWS(ret), ret_count, err);
}
