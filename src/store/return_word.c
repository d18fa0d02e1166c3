#include "store/return_word.h"

#include "store/row.h"

enum { WORDS };

static const struct ftl_sql sql[] = {
        [WORDS] = {"return_words",
                   "SELECT n.id, e.at, e.kind, v.code, v.supplier_id, n.position, p.sku, p.name, "
                   "p.unit, n.quantity_milli, n.asked_cents, e.amount_cents, e.staff_id, "
                   "COALESCE(e.text, e.reference) FROM return_event e "
                   "JOIN return_box v ON v.id = e.return_id "
                   "JOIN return_line n ON n.return_id = v.id AND n.position = e.position "
                   "JOIN part p ON p.id = n.part_id WHERE v.site_id = $1 AND e.at <= $2 "
                   "AND e.kind IN ('credit', 'deny', 'lose', 'reopen') ORDER BY n.id, e.id",
                   2, 14, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_return_word_sql = {"return_word", sql, FTL_COUNT(sql)};

enum ftl_status ftl_return_word_select(struct ftl_db *db, int64_t site_id, int64_t as_of,
                                       struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[WORDS], FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(as_of)),
	                       ret, err);
}

enum ftl_status ftl_return_word_next(struct ftl_cursor *cursor, struct ftl_return_word *ret,
                                     bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_return_word){
	        .line_id = ftl_col_i64(cursor, 0),
	        .at = ftl_col_i64(cursor, 1),
	        .act = (enum ftl_return_act)ftl_store_name(cursor, 2, ftl_return_act_names,
	                                                   FTL_RETURN_ACTS),
	        .box = ftl_col_peek(cursor, 3),
	        .supplier_id = ftl_col_i64(cursor, 4),
	        .position = (int)ftl_col_i64(cursor, 5),
	        .sku = ftl_col_peek(cursor, 6),
	        .name = ftl_col_peek(cursor, 7),
	        .unit = (enum ftl_unit)ftl_store_name(cursor, 8, ftl_unit_names, FTL_UNITS),
	        .quantity_milli = ftl_col_i64(cursor, 9),
	        .asked_cents = ftl_col_i64(cursor, 10),
	        .credited_cents = ftl_store_opt(cursor, 11),
	        .staff_id = ftl_col_i64(cursor, 12),
	        .reason = ftl_col_peek(cursor, 13),
	};
	return FTL_OK;
}
