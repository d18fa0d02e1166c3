#include "store/claim_answer.h"

#include "store/row.h"

enum { INSERT, OF_FILE };

static const struct ftl_sql sql[] = {
        [INSERT] = {"claim_answer_insert",
                    "INSERT INTO claim_answer_file (id, site_id, rules_id, file_name, file_hash, "
                    "staff_id, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    7, 0, FTL_SQL_WRITE},
        [OF_FILE] = {"claim_answer_of_file",
                     "SELECT id, rules_id, file_name, created_at FROM claim_answer_file "
                     "WHERE site_id = $1 AND file_hash = $2",
                     2, 4, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_claim_answer_sql = {"claim_answer", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_claim_answer_insert(struct ftl_db *db, int64_t site_id,
                                              const struct ftl_claim_answer_file *file,
                                              const unsigned char hash[FTL_DIGEST_SIZE],
                                              int64_t staff_id, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(file->id), ftl_val_i64(site_id),
	                            ftl_val_i64(file->rules_id), ftl_val_text(file->name),
	                            ftl_val_blob(hash, FTL_DIGEST_SIZE), ftl_val_i64(staff_id),
	                            ftl_val_i64(file->created_at)),
	                   err);
}

enum ftl_status ftl_store_claim_answer_of_file(struct ftl_db *db, struct ftl_arena *arena,
                                               int64_t site_id,
                                               const unsigned char hash[FTL_DIGEST_SIZE],
                                               struct ftl_claim_answer_file *ret, bool *ret_found,
                                               struct ftl_err *err)
{
	FTL_CURSOR(cursor);

	FTL_TRY(ftl_store_first(db, &sql[OF_FILE],
	                        FTL_ARGS(ftl_val_i64(site_id), ftl_val_blob(hash, FTL_DIGEST_SIZE)),
	                        &cursor, ret_found, err));
	if (*ret_found)
		*ret = (struct ftl_claim_answer_file){.id = ftl_col_i64(cursor, 0),
		                                      .rules_id = ftl_col_i64(cursor, 1),
		                                      .name = ftl_col_text(cursor, 2, arena),
		                                      .created_at = ftl_col_i64(cursor, 3)};
	return FTL_OK;
}
