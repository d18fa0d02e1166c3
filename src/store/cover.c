#include "store/cover.h"

#include "store/row.h"

enum {
	INSERT,
	UPDATE,
	GET,
	FINDING_INSERT,
	FINDING_REMOVE,
	FINDING_LIST,
	WARNING_INSERT,
	WARNING_LIST
};

static const struct ftl_sql sql[] = {
        [INSERT] =
                {"cover_insert",
                 "INSERT INTO order_cover (order_id, class, payer, percent, until, rule, because, "
                 "would_change, standing, excess_cents, left_cents) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                 11, 0, FTL_SQL_WRITE},
        [UPDATE] = {"cover_update",
                    "UPDATE order_cover SET payer = $3, percent = $4, until = $5, rule = $6, "
                    "because = $7, would_change = $8, standing = $9, excess_cents = $10, "
                    "left_cents = $11 WHERE order_id = $1 AND class = $2",
                    11, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [GET] = {"cover_get",
                 "SELECT class, payer, percent, until, rule, because, would_change, standing, "
                 "excess_cents, left_cents "
                 "FROM order_cover WHERE order_id = $1 ORDER BY class",
                 1, 10, FTL_SQL_HOT},
        [FINDING_INSERT] = {"finding_insert",
                            "INSERT INTO order_finding (id, order_id, exclusion, evidence, "
                            "staff_id, at) VALUES ($1, $2, $3, $4, $5, $6)",
                            6, 0, FTL_SQL_WRITE},
        [FINDING_REMOVE] = {"finding_remove",
                            "UPDATE order_finding SET removed_at = $2 WHERE id = $1", 2, 0,
                            FTL_SQL_WRITE | FTL_SQL_HOT},
        [FINDING_LIST] = {"finding_list",
                          "SELECT f.id, f.exclusion, f.evidence, s.login, f.at "
                          "FROM order_finding f JOIN staff s ON s.id = f.staff_id "
                          "WHERE f.order_id = $1 AND f.removed_at IS NULL ORDER BY f.id",
                          1, 5, FTL_SQL_HOT},
        [WARNING_INSERT] = {"warning_insert",
                            "INSERT INTO order_warning (order_id, position, kind, text, "
                            "other_order_id) VALUES ($1, $2, $3, $4, $5)",
                            5, 0, FTL_SQL_WRITE},
        [WARNING_LIST] = {"warning_list",
                          "SELECT w.kind, w.text, o.code FROM order_warning w "
                          "LEFT JOIN work_order o ON o.id = w.other_order_id "
                          "WHERE w.order_id = $1 ORDER BY w.position",
                          1, 3, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_cover_sql = {"cover", sql, FTL_COUNT(sql)};

static enum ftl_status put(struct ftl_db *db, int statement, int64_t order_id,
                           const struct ftl_verdict *v, struct ftl_err *err)
{
	struct ftl_opt until = {v->has_until, v->until};
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[statement],
	        FTL_ARGS(ftl_val_i64(order_id), ftl_val_text(ftl_line_class_names[v->class]),
	                 ftl_val_text(ftl_payer_names[v->payer]), ftl_val_i64(v->percent),
	                 ftl_store_date_val(date, until), ftl_val_text(v->rule),
	                 ftl_val_text(v->because), ftl_val_text(v->would_change),
	                 ftl_val_text(ftl_standing_names[v->standing]),
	                 ftl_store_opt_val(v->excess_cents), ftl_store_opt_val(v->left_cents)),
	        err);
}

enum ftl_status ftl_store_cover_insert(struct ftl_db *db, int64_t order_id,
                                       const struct ftl_verdict *verdicts, struct ftl_err *err)
{
	for (int i = 0; i < FTL_LINE_CLASSES; i++)
		FTL_TRY(put(db, INSERT, order_id, &verdicts[i], err));
	return FTL_OK;
}

enum ftl_status ftl_store_cover_update(struct ftl_db *db, int64_t order_id,
                                       const struct ftl_verdict *verdict, struct ftl_err *err)
{
	return put(db, UPDATE, order_id, verdict, err);
}

enum ftl_status ftl_store_cover_get(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                    struct ftl_verdict ret[FTL_LINE_CLASSES], bool *ret_found,
                                    struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	int count = 0;
	bool more;

	FTL_TRY(ftl_cursor_open(db, &sql[GET], FTL_ARGS(ftl_val_i64(order_id)), &cursor, err));
	for (;;) {
		FTL_TRY(ftl_cursor_next(cursor, &more, err));
		if (!more)
			break;
		int class = ftl_store_name(cursor, 0, ftl_line_class_names, FTL_LINE_CLASSES);
		struct ftl_opt until = ftl_store_date(cursor, 3);

		ret[class] = (struct ftl_verdict){
		        .class = (enum ftl_line_class) class,
		        .payer = (enum ftl_payer)ftl_store_name(cursor, 1, ftl_payer_names,
		                                                FTL_PAYERS),
		        .percent = (int)ftl_col_i64(cursor, 2),
		        .has_until = until.has,
		        .until = (int32_t)until.value,
		        .rule = ftl_col_text(cursor, 4, arena),
		        .because = ftl_col_text(cursor, 5, arena),
		        .would_change = ftl_col_text(cursor, 6, arena),
		        .standing = (enum ftl_standing)ftl_store_name(cursor, 7, ftl_standing_names,
		                                                      FTL_STANDINGS),
		        .excess_cents = ftl_store_opt(cursor, 8),
		        .left_cents = ftl_store_opt(cursor, 9),
		};
		count++;
	}
	*ret_found = count == FTL_LINE_CLASSES;
	return FTL_OK;
}

enum ftl_status ftl_store_finding_insert(struct ftl_db *db, int64_t order_id, int64_t staff_id,
                                         const struct ftl_order_finding *finding,
                                         struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[FINDING_INSERT],
	                   FTL_ARGS(ftl_val_i64(finding->id), ftl_val_i64(order_id),
	                            ftl_val_text(ftl_exclusion_names[finding->exclusion]),
	                            ftl_val_text(finding->evidence), ftl_val_i64(staff_id),
	                            ftl_val_i64(finding->at)),
	                   err);
}

enum ftl_status ftl_store_finding_remove(struct ftl_db *db, int64_t id, int64_t now,
                                         struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[FINDING_REMOVE], FTL_ARGS(ftl_val_i64(id), ftl_val_i64(now)),
	                   err);
}

static void read_finding(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_order_finding *)row = (struct ftl_order_finding){
	        .id = ftl_col_i64(cursor, 0),
	        .exclusion = (enum ftl_exclusion)ftl_store_name(cursor, 1, ftl_exclusion_names,
	                                                        FTL_EXCLUSIONS),
	        .evidence = ftl_col_text(cursor, 2, arena),
	        .staff = ftl_col_text(cursor, 3, arena),
	        .at = ftl_col_i64(cursor, 4),
	};
}

enum ftl_status ftl_store_finding_list(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                       const struct ftl_order_finding **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[FINDING_LIST], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_finding, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_warning_insert(struct ftl_db *db, int64_t order_id, int position,
                                         const struct ftl_warning *warning, int64_t other_order_id,
                                         struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[WARNING_INSERT],
	                   FTL_ARGS(ftl_val_i64(order_id), ftl_val_i64(position),
	                            ftl_val_text(warning->kind), ftl_val_text(warning->text),
	                            ftl_val_id(other_order_id)),
	                   err);
}

static void read_warning(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	struct ftl_warning *warning = row;

	warning->kind = ftl_col_text(cursor, 0, arena);
	warning->text = ftl_col_text(cursor, 1, arena);
	warning->other_code = ftl_col_text(cursor, 2, arena);
}

enum ftl_status ftl_store_warning_list(struct ftl_db *db, struct ftl_arena *arena, int64_t order_id,
                                       const struct ftl_warning **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[WARNING_LIST], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                         read_warning, FTL_ROWS(ret), ret_count, err);
}
