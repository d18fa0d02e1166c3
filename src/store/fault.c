#include "store/fault.h"

#include "store/row.h"

enum {
	PUT,
	FIND,
	LIST,
	LINE_INSERT,
	LINE_REMOVE,
	LINE_LIST,
	GROUP,
	FAILURE_PUT,
	FAILURE_REMOVE,
	FAILURE_OF,
	FAILURE_ALL
};

#define CODE "SELECT id, kind, code, text, fault_group, categories, is_no_fault, is_active "
#define FAILURE                                                                                    \
	"SELECT w.code, f.line_id, l.position, l.text, f.reason, b.login, b.name, f.text, "        \
	"s.login, "                                                                                \
	"f.noted_at, d.brand, d.model FROM part_failure f "                                        \
	"JOIN order_line l ON l.id = f.line_id JOIN work_order w ON w.id = l.order_id "            \
	"JOIN device d ON d.id = w.device_id JOIN staff s ON s.id = f.staff_id "                   \
	"LEFT JOIN staff b ON b.id = f.by_staff_id "

/* What came off a job by its ledger: as why-failed would have it, unless that was said as well. */
#define FATE                                                                                       \
	"CASE m.kind WHEN 'dead' THEN 'doa' WHEN 'wrong' THEN 'wrong_part' "                       \
	"ELSE 'damaged_by_us' END"
#define RETURNED                                                                                   \
	"SELECT w.code, l.id, l.position, l.text, " FATE ", NULL, NULL, m.reason, s.login, m.at, " \
	"d.brand, d.model FROM stock_move m JOIN order_line l ON l.id = m.from_line_id "           \
	"JOIN work_order w ON w.id = l.order_id JOIN device d ON d.id = w.device_id "              \
	"JOIN staff s ON s.id = m.staff_id WHERE w.site_id = $1 "                                  \
	"AND m.kind IN ('dead', 'wrong', 'damage') "                                               \
	"AND NOT EXISTS (SELECT 1 FROM stock_move r WHERE r.reverses_id = m.id) "                  \
	"AND NOT EXISTS (SELECT 1 FROM part_failure o WHERE o.line_id = l.id AND o.reason = " FATE \
	") "

static const struct ftl_sql sql[] = {
        [PUT] = {"fault_put",
                 "INSERT INTO fault_code (id, site_id, kind, code, text, fault_group, categories, "
                 "is_no_fault, is_active) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
                 "ON CONFLICT (id) DO UPDATE SET text = excluded.text, "
                 "fault_group = excluded.fault_group, categories = excluded.categories, "
                 "is_no_fault = excluded.is_no_fault, is_active = excluded.is_active",
                 9, 0, FTL_SQL_WRITE},
        [FIND] = {"fault_find",
                  CODE "FROM fault_code WHERE site_id = $1 AND kind = $2 AND code = $3", 3, 8,
                  FTL_SQL_HOT},
        [LIST] = {"fault_list",
                  CODE "FROM fault_code WHERE site_id = $1 AND kind = $2 ORDER BY code", 2, 8,
                  FTL_SQL_HOT},
        [LINE_INSERT] = {"diagnosis_insert",
                         "INSERT INTO diagnosis (id, order_id, position, condition_id, symptom_id, "
                         "section_id, defect_id, repair_id, part, part_key, text, added_at) "
                         "VALUES ($1, $2, (SELECT COALESCE(MAX(position), 0) + 1 FROM diagnosis "
                         "WHERE order_id = $2), $3, $4, $5, $6, $7, $8, $9, $10, $11) "
                         "RETURNING position",
                         11, 1, FTL_SQL_WRITE},
        [LINE_REMOVE] = {"diagnosis_remove", "UPDATE diagnosis SET removed_at = $2 WHERE id = $1",
                         2, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINE_LIST] = {"diagnosis_list",
                       "SELECT g.id, g.position, g.part, g.text, g.removed_at, "
                       "c.id, c.code, c.text, c.fault_group, c.is_no_fault, "
                       "s.id, s.code, s.text, s.fault_group, s.is_no_fault, "
                       "x.id, x.code, x.text, x.fault_group, x.is_no_fault, "
                       "d.id, d.code, d.text, d.fault_group, d.is_no_fault, "
                       "r.id, r.code, r.text, r.fault_group, r.is_no_fault FROM diagnosis g "
                       "LEFT JOIN fault_code c ON c.id = g.condition_id "
                       "LEFT JOIN fault_code s ON s.id = g.symptom_id "
                       "LEFT JOIN fault_code x ON x.id = g.section_id "
                       "LEFT JOIN fault_code d ON d.id = g.defect_id "
                       "LEFT JOIN fault_code r ON r.id = g.repair_id "
                       "WHERE g.order_id = $1 ORDER BY g.position",
                       1, 5 + 5 * FTL_FAULT_KINDS, FTL_SQL_HOT},
        [GROUP] = {"fault_group",
                   "SELECT COALESCE(s.fault_group, x.fault_group) FROM diagnosis g "
                   "LEFT JOIN fault_code s ON s.id = g.symptom_id "
                   "LEFT JOIN fault_code x ON x.id = g.section_id WHERE g.order_id = $1 "
                   "AND g.added_at <= $2 AND (g.removed_at IS NULL OR g.removed_at > $2) "
                   "AND COALESCE(s.fault_group, x.fault_group) IS NOT NULL "
                   "ORDER BY s.fault_group IS NULL, g.position LIMIT 1",
                   2, 1, FTL_SQL_HOT},
        [FAILURE_PUT] = {"failure_put",
                         "INSERT INTO part_failure (line_id, reason, by_staff_id, text, staff_id, "
                         "noted_at) "
                         "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (line_id) DO UPDATE SET "
                         "reason = excluded.reason, by_staff_id = excluded.by_staff_id, "
                         "text = excluded.text, staff_id = excluded.staff_id, "
                         "noted_at = excluded.noted_at",
                         6, 0, FTL_SQL_WRITE},
        [FAILURE_REMOVE] = {"failure_remove", "DELETE FROM part_failure WHERE line_id = $1", 1, 0,
                            FTL_SQL_WRITE | FTL_SQL_HOT},
        [FAILURE_OF] = {"failure_of", FAILURE "WHERE l.order_id = $1 ORDER BY l.position", 1, 12,
                        FTL_SQL_HOT},
        [FAILURE_ALL] = {"failure_all",
                         FAILURE "WHERE w.site_id = $1 UNION ALL " RETURNED
                                 "ORDER BY 10 DESC, 2 DESC",
                         1, 12, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_fault_sql = {"fault", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_fault_put(struct ftl_db *db, int64_t site_id,
                                    const struct ftl_fault_code *code, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[PUT],
	                   FTL_ARGS(ftl_val_i64(code->id), ftl_val_i64(site_id),
	                            ftl_val_text(ftl_fault_kind_names[code->kind]),
	                            ftl_val_text(code->code), ftl_val_text(code->text),
	                            ftl_val_text(code->group), ftl_val_text(code->categories),
	                            ftl_val_i64(code->is_no_fault), ftl_val_i64(code->is_active)),
	                   err);
}

static void read_code(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_fault_code *code = row;

	*code = (struct ftl_fault_code){
	        .id = ftl_col_i64(cursor, 0),
	        .kind = (enum ftl_fault_kind)ftl_store_name(cursor, 1, ftl_fault_kind_names,
	                                                    FTL_FAULT_KINDS),
	        .code = ftl_col_text(cursor, 2, arena),
	        .text = ftl_col_text(cursor, 3, arena),
	        .group = ftl_col_text(cursor, 4, arena),
	        .categories = ftl_col_text(cursor, 5, arena),
	        .is_no_fault = ftl_col_i64(cursor, 6) != 0,
	        .is_active = ftl_col_i64(cursor, 7) != 0,
	};
}

enum ftl_status ftl_store_fault_find(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     enum ftl_fault_kind kind, const char *code,
                                     struct ftl_fault_code *ret, bool *ret_found,
                                     struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND],
	                      FTL_ARGS(ftl_val_i64(site_id),
	                               ftl_val_text(ftl_fault_kind_names[kind]),
	                               ftl_val_text(code)),
	                      arena, read_code, ret, ret_found, err);
}

enum ftl_status ftl_store_fault_list(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                     enum ftl_fault_kind kind, const struct ftl_fault_code **ret,
                                     size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(
	        db, &sql[LIST],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(ftl_fault_kind_names[kind])), arena,
	        read_code, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_diagnosis_insert(struct ftl_db *db, int64_t order_id,
                                           const struct ftl_diagnosis *line, const char *part_key,
                                           int64_t added_at, int *ret_position, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	const struct ftl_fault_code *codes = line->codes;
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[LINE_INSERT],
	                        FTL_ARGS(ftl_val_i64(line->id), ftl_val_i64(order_id),
	                                 ftl_val_id(codes[FTL_FAULT_CONDITION].id),
	                                 ftl_val_id(codes[FTL_FAULT_SYMPTOM].id),
	                                 ftl_val_id(codes[FTL_FAULT_SECTION].id),
	                                 ftl_val_id(codes[FTL_FAULT_DEFECT].id),
	                                 ftl_val_id(codes[FTL_FAULT_REPAIR].id),
	                                 ftl_val_text(line->part), ftl_val_text(part_key),
	                                 ftl_val_text(line->text), ftl_val_i64(added_at)),
	                        &cursor, &found, err));
	if (!found)
		return ftl_fail(err, FTL_INTERNAL, NULL, "a new line has no position");
	*ret_position = (int)ftl_col_i64(cursor, 0);
	return FTL_OK;
}

enum ftl_status ftl_store_diagnosis_remove(struct ftl_db *db, int64_t id, int64_t removed_at,
                                           struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[LINE_REMOVE],
	                   FTL_ARGS(ftl_val_i64(id), ftl_val_i64(removed_at)), err);
}

static void read_line(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_diagnosis *line = row;

	line->id = ftl_col_i64(cursor, 0);
	line->position = (int)ftl_col_i64(cursor, 1);
	line->part = ftl_col_text(cursor, 2, arena);
	line->text = ftl_col_text(cursor, 3, arena);
	line->is_removed = !ftl_col_is_null(cursor, 4);
	for (int kind = 0; kind < FTL_FAULT_KINDS; kind++) {
		int first = 5 + 5 * kind;

		line->codes[kind] = (struct ftl_fault_code){
		        .id = ftl_col_i64(cursor, first),
		        .kind = (enum ftl_fault_kind)kind,
		        .code = ftl_col_text(cursor, first + 1, arena),
		        .text = ftl_col_text(cursor, first + 2, arena),
		        .group = ftl_col_text(cursor, first + 3, arena),
		        .is_no_fault = ftl_col_i64(cursor, first + 4) != 0,
		};
	}
}

enum ftl_status ftl_store_diagnosis_list(struct ftl_db *db, struct ftl_arena *arena,
                                         int64_t order_id, const struct ftl_diagnosis **ret,
                                         size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LINE_LIST], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_line, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_fault_group(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                      int64_t as_of, const char **ret, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[GROUP],
	                        FTL_ARGS(ftl_val_i64(order_id), ftl_val_i64(as_of)), &cursor,
	                        &found, err));
	*ret = found ? ftl_col_text(cursor, 0, arena) : NULL;
	return FTL_OK;
}

enum ftl_status ftl_store_failure_put(struct ftl_db *db, const struct ftl_part_failure *failure,
                                      int64_t by_staff_id, int64_t staff_id, struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[FAILURE_PUT],
	                   FTL_ARGS(ftl_val_i64(failure->line_id),
	                            ftl_val_text(ftl_part_failure_names[failure->reason]),
	                            ftl_val_id(by_staff_id), ftl_val_text(failure->text),
	                            ftl_val_i64(staff_id), ftl_val_i64(failure->noted_at)),
	                   err);
}

enum ftl_status ftl_store_failure_remove(struct ftl_db *db, int64_t line_id, bool *ret_removed,
                                         struct ftl_err *err)
{
	int64_t changed;

	FTL_TRY(ftl_db_change(db, &sql[FAILURE_REMOVE], FTL_ARGS(ftl_val_i64(line_id)), &changed,
	                      err));
	*ret_removed = changed > 0;
	return FTL_OK;
}

static void read_failure(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_part_failure *failure = row;

	*failure = (struct ftl_part_failure){
	        .order_code = ftl_col_text(cursor, 0, arena),
	        .line_id = ftl_col_i64(cursor, 1),
	        .position = (int)ftl_col_i64(cursor, 2),
	        .part = ftl_col_text(cursor, 3, arena),
	        .reason = (enum ftl_part_failure_reason)ftl_store_name(
	                cursor, 4, ftl_part_failure_names, FTL_PART_FAILURES),
	        .by = ftl_col_text(cursor, 5, arena),
	        .by_name = ftl_col_text(cursor, 6, arena),
	        .text = ftl_col_text(cursor, 7, arena),
	        .staff = ftl_col_text(cursor, 8, arena),
	        .noted_at = ftl_col_i64(cursor, 9),
	        .brand = ftl_col_text(cursor, 10, arena),
	        .model = ftl_col_text(cursor, 11, arena),
	};
}

enum ftl_status ftl_store_failure_of(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                     const struct ftl_part_failure **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[FAILURE_OF], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_failure, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_failure_select(struct ftl_db *db, int64_t site_id,
                                         struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[FAILURE_ALL], FTL_ARGS(ftl_val_i64(site_id)), ret, err);
}

enum ftl_status ftl_store_failure_next(struct ftl_cursor *cursor, struct ftl_arena *arena,
                                       struct ftl_part_failure *ret, bool *ret_more,
                                       struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (*ret_more)
		read_failure(cursor, arena, ret);
	return FTL_OK;
}
