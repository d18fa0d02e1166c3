#include "store/provision.h"

#include "store/row.h"

enum { LIST, CLEAR, INSERT };

static const struct ftl_sql sql[] = {
        [LIST] = {"provision_list",
                  "SELECT id, effective_from, basis_points FROM provision_rate WHERE site_id = $1 "
                  "ORDER BY effective_from DESC, id",
                  1, 3, FTL_SQL_HOT},
        [CLEAR] = {"provision_clear",
                   "DELETE FROM provision_rate WHERE site_id = $1 AND effective_from = $2", 2, 0,
                   FTL_SQL_WRITE | FTL_SQL_HOT},
        [INSERT] = {"provision_insert",
                    "INSERT INTO provision_rate (id, site_id, effective_from, basis_points) "
                    "VALUES ($1, $2, $3, $4)",
                    4, 0, FTL_SQL_WRITE},
};
const struct ftl_sql_table ftl_provision_sql = {"provision", sql, FTL_COUNT(sql)};

static void read_rate(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_provision_rate *rate = row;

	(void)arena;
	*rate = (struct ftl_provision_rate){
	        .id = ftl_col_i64(cursor, 0),
	        .effective_from = (int32_t)ftl_store_date(cursor, 1).value,
	        .basis_points = ftl_store_opt(cursor, 2),
	};
}

enum ftl_status ftl_store_provision_list(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t site_id, const struct ftl_provision_rate **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena, read_rate,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_provision_put(struct ftl_db *db, int64_t site_id,
                                        const struct ftl_provision_rate *rate, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];
	struct ftl_val from = ftl_val_text(ftl_date_format(date, rate->effective_from));

	FTL_TRY(ftl_db_exec(db, &sql[CLEAR], FTL_ARGS(ftl_val_i64(site_id), from), err));
	return ftl_db_exec(db, &sql[INSERT],
	                   FTL_ARGS(ftl_val_i64(rate->id), ftl_val_i64(site_id), from,
	                            ftl_store_opt_val(rate->basis_points)),
	                   err);
}
