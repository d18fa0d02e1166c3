#include "store/test.h"

#include "store/row.h"

enum { LIST_INSERT, ITEM_INSERT, LIST_GET, LISTS, ITEMS, RESULT_INSERT, RESULTS };

#define SELECT                                                                                     \
	"SELECT l.id, l.version, l.category_id, c.name, l.title, l.is_own, l.created_at "          \
	"FROM test_list l LEFT JOIN category c ON c.id = l.category_id "

static const struct ftl_sql sql[] = {
        [LIST_INSERT] =
                {"test_list_insert",
                 "INSERT INTO test_list (id, site_id, category_id, version, title, is_own, "
                 "staff_id, created_at) "
                 "VALUES ($1, $2, $3, (SELECT COALESCE(MAX(version), 0) + 1 FROM test_list "
                 "WHERE site_id = $2 AND COALESCE(category_id, 0) = COALESCE($3, 0)), $4, $5, $6, "
                 "$7) RETURNING version",
                 7, 1, FTL_SQL_WRITE},
        [ITEM_INSERT] = {"test_item_insert",
                         "INSERT INTO test_item (list_id, position, text) VALUES ($1, $2, $3)", 3,
                         0, FTL_SQL_WRITE},
        [LIST_GET] = {"test_list_get", SELECT "WHERE l.id = $1", 1, 7, FTL_SQL_HOT},
        [LISTS] = {"test_lists",
                   SELECT "WHERE l.site_id = $1 "
                          "ORDER BY COALESCE(l.category_id, 0), l.version, l.id",
                   1, 7, FTL_SQL_READ},
        [ITEMS] = {"test_items", "SELECT text FROM test_item WHERE list_id = $1 ORDER BY position",
                   1, 1, FTL_SQL_HOT},
        [RESULT_INSERT] =
                {"test_result_insert",
                 "INSERT INTO order_test (id, order_id, list_id, position, phase, outcome, note, "
                 "at, staff_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                 9, 0, FTL_SQL_WRITE},
        [RESULTS] = {"test_results",
                     "SELECT t.id, t.list_id, t.position, t.phase, t.outcome, t.note, t.at, "
                     "t.staff_id, s.login, s.name FROM order_test t JOIN staff s ON s.id = "
                     "t.staff_id WHERE t.order_id = $1 ORDER BY t.id",
                     1, 10, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_test_sql = {"test", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_test_list_insert(struct ftl_db *db, int64_t site_id,
                                           const struct ftl_test_list *list, int64_t staff_id,
                                           int *ret_version, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[LIST_INSERT],
	                        FTL_ARGS(ftl_val_i64(list->id), ftl_val_i64(site_id),
	                                 ftl_val_id(list->category_id), ftl_val_text(list->title),
	                                 ftl_val_i64(list->is_own), ftl_val_i64(staff_id),
	                                 ftl_val_i64(list->created_at)),
	                        &cursor, &found, err));
	if (!found)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a new test list has no version");
	*ret_version = (int)ftl_col_i64(cursor, 0);
	ftl_cursor_close(&cursor);
	for (size_t i = 0; i < list->item_count; i++)
		FTL_TRY(ftl_db_exec(db, &sql[ITEM_INSERT],
		                    FTL_ARGS(ftl_val_i64(list->id), ftl_val_i64((int64_t)i + 1),
		                             ftl_val_text(list->items[i])),
		                    err));
	return FTL_OK;
}

static void read_list(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_test_list *list = row;

	*list = (struct ftl_test_list){
	        .id = ftl_col_i64(cursor, 0),
	        .version = (int)ftl_col_i64(cursor, 1),
	        .category_id = ftl_col_i64(cursor, 2),
	        .category = ftl_col_text(cursor, 3, arena),
	        .title = ftl_col_text(cursor, 4, arena),
	        .is_own = ftl_col_i64(cursor, 5) != 0,
	        .created_at = ftl_col_i64(cursor, 6),
	};
}

static void read_item(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	const char **text = row;

	*text = ftl_col_text(cursor, 0, arena);
}

static enum ftl_status read_items(struct ftl_db *db, struct ftl_arena *arena,
                                  struct ftl_test_list *list, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[ITEMS], FTL_ARGS(ftl_val_i64(list->id)), arena, read_item,
	                         FTL_ROWS(&list->items), &list->item_count, err);
}

enum ftl_status ftl_store_test_list_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                        struct ftl_test_list *ret, bool *ret_found,
                                        struct ftl_err *err)
{
	FTL_TRY(ftl_store_find(db, &sql[LIST_GET], FTL_ARGS(ftl_val_i64(id)), arena, read_list, ret,
	                       ret_found, err));
	return *ret_found ? read_items(db, arena, ret, err) : FTL_OK;
}

enum ftl_status ftl_store_test_lists(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     const struct ftl_test_list **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	struct ftl_test_list *rows;

	FTL_TRY(ftl_store_collect(db, &sql[LISTS], FTL_ARGS(ftl_val_i64(site_id)), arena, read_list,
	                          FTL_ROWS(&rows), ret_count, err));
	for (size_t i = 0; i < *ret_count; i++)
		FTL_TRY(read_items(db, arena, &rows[i], err));
	*ret = rows;
	return FTL_OK;
}

enum ftl_status ftl_store_test_result_insert(struct ftl_db *db, int64_t order_id,
                                             const struct ftl_test_result *result,
                                             struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[RESULT_INSERT],
	                   FTL_ARGS(ftl_val_i64(result->id), ftl_val_i64(order_id),
	                            ftl_val_i64(result->list_id), ftl_val_i64(result->position),
	                            ftl_val_text(ftl_test_phase_names[result->phase]),
	                            ftl_val_text(ftl_outcome_names[result->outcome]),
	                            ftl_val_text(result->note), ftl_val_i64(result->at),
	                            ftl_val_i64(result->staff_id)),
	                   err);
}

static void read_result(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_test_result *result = row;

	*result = (struct ftl_test_result){
	        .id = ftl_col_i64(cursor, 0),
	        .list_id = ftl_col_i64(cursor, 1),
	        .position = (int)ftl_col_i64(cursor, 2),
	        .phase = (enum ftl_test_phase)ftl_store_name(cursor, 3, ftl_test_phase_names,
	                                                     FTL_TEST_PHASES),
	        .outcome = (enum ftl_outcome)ftl_store_name(cursor, 4, ftl_outcome_names,
	                                                    FTL_OUTCOMES),
	        .note = ftl_col_text(cursor, 5, arena),
	        .at = ftl_col_i64(cursor, 6),
	        .staff_id = ftl_col_i64(cursor, 7),
	        .staff = ftl_col_text(cursor, 8, arena),
	        .staff_name = ftl_col_text(cursor, 9, arena),
	};
}

enum ftl_status ftl_store_test_results(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                       const struct ftl_test_result **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[RESULTS], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_result, FTL_ROWS(ret), ret_count, err);
}
