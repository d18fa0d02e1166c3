#include "store/proof.h"

#include "store/row.h"
#include "store/site.h"

enum { CODES, HIGHEST_ID, DOUBTS };

static const struct ftl_sql sql[] = {
        [CODES] = {"proof_codes",
                   "SELECT site_id, 'customer', id, code FROM customer UNION ALL "
                   "SELECT site_id, 'device', id, code FROM device UNION ALL "
                   "SELECT site_id, 'intake', id, code FROM intake UNION ALL "
                   "SELECT site_id, 'order', id, code FROM work_order UNION ALL "
                   "SELECT site_id, 'piece', id, code FROM piece UNION ALL "
                   "SELECT site_id, 'estimate', id, code FROM estimate UNION ALL "
                   "SELECT site_id, 'place', id, code FROM place UNION ALL "
                   "SELECT site_id, 'loaner', id, code FROM loaner UNION ALL "
                   "SELECT site_id, 'claim', id, code FROM claim UNION ALL "
                   "SELECT site_id, 'remittance', id, code FROM remittance UNION ALL "
                   "SELECT site_id, 'part', id, code FROM part UNION ALL "
                   "SELECT site_id, 'purchase', id, code FROM purchase UNION ALL "
                   "SELECT site_id, 'stocktake', id, code FROM stocktake UNION ALL "
                   "SELECT site_id, 'return', id, code FROM return_box",
                   0, 4, FTL_SQL_READ},
        [HIGHEST_ID] = {"proof_highest_id",
                        "SELECT MAX(id) FROM ("
                        /* Every table whose ids the counter gives: a test compares. */
                        "SELECT MAX(id) AS id FROM staff WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM customer WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM device WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM intake WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM work_order WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM order_event WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM piece WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM custody_event WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM order_line WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM fault_code WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM diagnosis WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM estimate WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM estimate_event WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM service_target WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM provision_rate WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM test_list WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM order_test WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM place WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM loaner WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM loaner_event WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM claim WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM remittance WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM remittance_line WHERE id BETWEEN $1 AND $2 "
                        "UNION ALL "
                        "SELECT MAX(id) FROM claim_answer_file WHERE id BETWEEN $1 AND $2 "
                        "UNION ALL "
                        "SELECT MAX(id) FROM claim_event WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM rule_document WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM device_cover WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM device_meter WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM order_finding WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM order_attachment "
                        "WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM supplier WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM part WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM part_lot WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM stock_move WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM purchase WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM purchase_line WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM purchase_event "
                        "WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM stocktake WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM stocktake_line "
                        "WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM stocktake_event "
                        "WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM return_box WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM return_line WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM return_event WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM old_part WHERE id BETWEEN $1 AND $2 UNION ALL "
                        "SELECT MAX(id) FROM printer WHERE id BETWEEN $1 AND $2) AS ids",
                        2, 1, FTL_SQL_READ},
        [DOUBTS] = {"proof_requests",
                    "SELECT r.request_id, r.operation, (SELECT MIN(a.seq) FROM audit a "
                    "WHERE a.site_id = r.site_id AND a.request_id = r.request_id "
                    "AND a.operation = r.operation), LENGTH(r.content_hash) <> 32 "
                    "FROM request r WHERE LENGTH(r.content_hash) <> 32 "
                    "OR (r.site_id, r.request_id, r.operation) NOT IN ("
                    "SELECT a.site_id, a.request_id, a.operation FROM audit a "
                    "WHERE a.request_id IS NOT NULL) "
                    "UNION ALL "
                    "SELECT a.request_id, a.operation, a.seq, 0 "
                    "FROM audit a LEFT JOIN request r ON r.site_id = a.site_id AND "
                    "r.request_id = a.request_id "
                    "WHERE a.request_id IS NOT NULL AND r.request_id IS NULL",
                    0, 4, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_proof_sql = {"proof", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_codes(struct ftl_db *db, struct ftl_cursor **ret, struct ftl_err *err)
{
	return ftl_cursor_open(db, &sql[CODES], FTL_NO_ARGS, ret, err);
}

enum ftl_status ftl_store_code_next(struct ftl_cursor *cursor, struct ftl_given_code *ret,
                                    bool *ret_more, struct ftl_err *err)
{
	FTL_TRY(ftl_cursor_next(cursor, ret_more, err));
	if (!*ret_more)
		return FTL_OK;
	*ret = (struct ftl_given_code){ftl_col_i64(cursor, 0), ftl_col_peek(cursor, 1),
	                               ftl_col_i64(cursor, 2), ftl_col_peek(cursor, 3)};
	return FTL_OK;
}

enum ftl_status ftl_store_highest_id(struct ftl_db *db, int64_t site_id, int64_t *ret,
                                     struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	int64_t first = (site_id - 1) << FTL_ID_BAND_BITS;
	int64_t last = first + (INT64_C(1) << FTL_ID_BAND_BITS) - 1;
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[HIGHEST_ID],
	                        FTL_ARGS(ftl_val_i64(first), ftl_val_i64(last)), &cursor, &found,
	                        err));
	*ret = found && !ftl_col_is_null(cursor, 0) ? ftl_col_i64(cursor, 0) - first : 0;
	return FTL_OK;
}

static void read_doubt(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_request_doubt *)row = (struct ftl_request_doubt){
	        .request_id = ftl_col_text(cursor, 0, arena),
	        .operation = ftl_col_text(cursor, 1, arena),
	        .seq = ftl_col_i64(cursor, 2),
	        .is_hash_broken = ftl_col_i64(cursor, 3) != 0,
	};
}

enum ftl_status ftl_store_request_doubts(struct ftl_db *db, struct ftl_arena *arena,
                                         const struct ftl_request_doubt **ret, size_t *ret_count,
                                         struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[DOUBTS], FTL_NO_ARGS, arena, read_doubt, FTL_ROWS(ret),
	                         ret_count, err);
}
