#include "store/cover.h"

#include "store/row.h"

enum { INSERT, GET, WARNING_INSERT, WARNING_LIST };

static const struct ftl_sql sql[] = {
        [INSERT] =
                {"cover_insert",
                 "INSERT INTO order_cover (order_id, class, payer, percent, until, rule, because, "
                 "would_change) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                 8, 0, FTL_SQL_WRITE},
        [GET] = {"cover_get",
                 "SELECT class, payer, percent, until, rule, because, would_change "
                 "FROM order_cover WHERE order_id = $1 ORDER BY class",
                 1, 7, FTL_SQL_HOT},
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

enum ftl_status ftl_store_cover_insert(struct ftl_db *db, int64_t order_id,
                                       const struct ftl_verdict *verdicts, struct ftl_err *err)
{
	for (int i = 0; i < FTL_LINE_CLASSES; i++) {
		const struct ftl_verdict *v = &verdicts[i];
		struct ftl_opt until = {v->has_until, v->until};
		char date[FTL_DATE_TEXT_SIZE];

		FTL_TRY(ftl_db_exec(
		        db, &sql[INSERT],
		        FTL_ARGS(ftl_val_i64(order_id),
		                 ftl_val_text(ftl_line_class_names[v->class]),
		                 ftl_val_text(ftl_payer_names[v->payer]), ftl_val_i64(v->percent),
		                 ftl_store_date_val(date, until), ftl_val_text(v->rule),
		                 ftl_val_text(v->because), ftl_val_text(v->would_change)),
		        err));
	}
	return FTL_OK;
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
		};
		count++;
	}
	*ret_found = count == FTL_LINE_CLASSES;
	return FTL_OK;
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
	const void *rows;

	FTL_TRY(ftl_store_collect(db, &sql[WARNING_LIST], FTL_ARGS(ftl_val_i64(order_id)), arena,
	                          sizeof(struct ftl_warning), read_warning, &rows, ret_count, err));
	*ret = rows;
	return FTL_OK;
}
