#include "store/remittance.h"

#include "store/row.h"

enum {
	INSERT,
	LINE_INSERT,
	LINE_UPDATE,
	GET,
	FIND,
	OF_FILE,
	LIST,
	LINES,
	SUSPENSE,
	CLAIMS,
	BOOKED
};

#define SELECT                                                                                     \
	"SELECT r.id, r.code, r.rules_id, d.code, r.payer, r.file_name, r.reference, r.paid_on, "  \
	"r.created_at, COUNT(l.id), SUM(l.is_open), COALESCE(SUM(l.amount_cents), 0), "            \
	"COALESCE(SUM(l.booked_cents), 0), COALESCE(SUM(CASE WHEN l.dismissed_reason IS NOT NULL " \
	"THEN l.amount_cents - l.booked_cents ELSE 0 END), 0) "                                    \
	"FROM remittance r JOIN rule_document d ON d.id = r.rules_id "                             \
	"LEFT JOIN remittance_line l ON l.remittance_id = r.id "
#define COLUMNS 14

#define SELECT_LINES                                                                               \
	"SELECT l.id, l.remittance_id, r.code, l.position, l.claim, l.reference, l.order_code, "   \
	"l.serial, l.paid_for_on, l.amount_cents, l.text, l.outcome, l.matched_by, l.claim_id, "   \
	"c.code, l.booked_cents, l.dismissed_reason, l.is_open FROM remittance r "                 \
	"JOIN remittance_line l ON l.remittance_id = r.id LEFT JOIN claim c ON c.id = l.claim_id "
#define LINE_COLUMNS 18

static const struct ftl_sql sql[] = {
        [INSERT] = {"remittance_insert",
                    "INSERT INTO remittance (id, site_id, code, rules_id, payer, file_name, "
                    "file_hash, reference, paid_on, staff_id, created_at) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                    11, 0, FTL_SQL_WRITE},
        [LINE_INSERT] = {"remittance_line_insert",
                         "INSERT INTO remittance_line (id, remittance_id, position, claim, "
                         "reference, order_code, serial, paid_for_on, amount_cents, text, "
                         "booked_cents, is_open) "
                         "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 1)",
                         10, 0, FTL_SQL_WRITE},
        [LINE_UPDATE] = {"remittance_line_update",
                         "UPDATE remittance_line SET outcome = $2, matched_by = $3, claim_id = $4, "
                         "booked_cents = $5, dismissed_reason = $6, is_open = $7 WHERE id = $1",
                         7, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [GET] = {"remittance_get", SELECT "WHERE r.id = $1 GROUP BY r.id", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"remittance_find", SELECT "WHERE r.code = $1 GROUP BY r.id", 1, COLUMNS,
                  FTL_SQL_HOT},
        [OF_FILE] = {"remittance_of_file",
                     SELECT "WHERE r.site_id = $1 AND r.file_hash = $2 GROUP BY r.id", 2, COLUMNS,
                     FTL_SQL_HOT},
        [LIST] = {"remittance_list", SELECT "WHERE r.site_id = $1 GROUP BY r.id ORDER BY r.id", 1,
                  COLUMNS, FTL_SQL_READ},
        [LINES] = {"remittance_lines",
                   SELECT_LINES "WHERE l.remittance_id = $1 ORDER BY l.position", 1, LINE_COLUMNS,
                   FTL_SQL_HOT},
        [SUSPENSE] = {"remittance_suspense",
                      SELECT_LINES "WHERE r.site_id = $1 AND l.is_open = 1 "
                                   "ORDER BY r.id, l.position",
                      1, LINE_COLUMNS, FTL_SQL_READ},
        [CLAIMS] = {"remittance_claims",
                    "SELECT c.id, c.code, c.reference, w.code, d.serial, w.handed_over_at, "
                    "c.submitted_at, c.approved_cents, c.paid_cents, c.state, c.claimed_cents, "
                    "r.code FROM claim c JOIN work_order w ON w.id = c.order_id "
                    "JOIN device d ON d.id = w.device_id "
                    "LEFT JOIN rule_document r ON r.id = c.rules_id "
                    "WHERE c.site_id = $1 AND c.payer = $2 AND c.revision > 0 "
                    "AND c.state <> 'withdrawn' ORDER BY c.id",
                    2, 12, FTL_SQL_READ},
        [BOOKED] = {"remittance_booked",
                    "SELECT COALESCE(SUM(amount_cents), 0) FROM claim_event "
                    "WHERE remittance_line_id = $1",
                    1, 1, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_remittance_sql = {"remittance", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_remittance_insert(struct ftl_db *db, int64_t site_id,
                                            const struct ftl_remittance_record *remittance,
                                            const unsigned char hash[FTL_DIGEST_SIZE],
                                            int64_t staff_id, struct ftl_err *err)
{
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(remittance->id), ftl_val_i64(site_id),
	                 ftl_val_text(remittance->code), ftl_val_i64(remittance->rules_id),
	                 ftl_val_text(ftl_payer_names[remittance->payer]),
	                 ftl_val_text(remittance->file_name), ftl_val_blob(hash, FTL_DIGEST_SIZE),
	                 ftl_val_text(remittance->reference),
	                 ftl_store_date_val(date, ftl_some(remittance->paid_on)),
	                 ftl_val_i64(staff_id), ftl_val_i64(remittance->created_at)),
	        err);
}

enum ftl_status ftl_store_remittance_line_insert(struct ftl_db *db, int64_t remittance_id,
                                                 const struct ftl_remittance_row *row,
                                                 struct ftl_err *err)
{
	const struct ftl_remittance_line *line = &row->line;
	char date[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(db, &sql[LINE_INSERT],
	                   FTL_ARGS(ftl_val_i64(row->id), ftl_val_i64(remittance_id),
	                            ftl_val_i64(line->position), ftl_val_text(line->claim),
	                            ftl_val_text(line->reference), ftl_val_text(line->order),
	                            ftl_val_text(line->serial),
	                            ftl_store_date_val(date, line->date),
	                            ftl_val_i64(line->amount_cents), ftl_val_text(line->text)),
	                   err);
}

enum ftl_status ftl_store_remittance_line_update(struct ftl_db *db,
                                                 const struct ftl_remittance_row *row,
                                                 struct ftl_err *err)
{
	const char *outcome =
	        row->outcome.has ? ftl_remittance_outcome_names[row->outcome.value] : NULL;

	return ftl_db_exec(db, &sql[LINE_UPDATE],
	                   FTL_ARGS(ftl_val_i64(row->id), ftl_val_text(outcome),
	                            ftl_val_text(ftl_remittance_key_names[row->key]),
	                            ftl_val_id(row->claim_id), ftl_val_i64(row->booked_cents),
	                            ftl_val_text(row->dismissed_reason), ftl_val_i64(row->is_open)),
	                   err);
}

static void read_record(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_remittance_record *)row = (struct ftl_remittance_record){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .rules_id = ftl_col_i64(cursor, 2),
	        .rules = ftl_col_text(cursor, 3, arena),
	        .payer = (enum ftl_payer)ftl_store_name(cursor, 4, ftl_payer_names, FTL_PAYERS),
	        .file_name = ftl_col_text(cursor, 5, arena),
	        .reference = ftl_col_text(cursor, 6, arena),
	        .paid_on = (int32_t)ftl_store_date(cursor, 7).value,
	        .created_at = ftl_col_i64(cursor, 8),
	        .line_count = ftl_col_i64(cursor, 9),
	        .open_count = ftl_col_i64(cursor, 10),
	        .total_cents = ftl_col_i64(cursor, 11),
	        .booked_cents = ftl_col_i64(cursor, 12),
	        .dismissed_cents = ftl_col_i64(cursor, 13),
	};
}

enum ftl_status ftl_store_remittance_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                         struct ftl_remittance_record *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_record, ret,
	                       &found, err));
	return found ? FTL_OK : ftl_fail(err, FTL_DB, NULL, "a remittance is missing");
}

enum ftl_status ftl_store_remittance_find(struct ftl_db *db, struct ftl_arena *arena,
                                          const char *code, struct ftl_remittance_record *ret,
                                          bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_record, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_remittance_of_file(struct ftl_db *db, struct ftl_arena *arena,
                                             int64_t site_id,
                                             const unsigned char hash[FTL_DIGEST_SIZE],
                                             struct ftl_remittance_record *ret, bool *ret_found,
                                             struct ftl_err *err)
{
	return ftl_store_find(db, &sql[OF_FILE],
	                      FTL_ARGS(ftl_val_i64(site_id), ftl_val_blob(hash, FTL_DIGEST_SIZE)),
	                      arena, read_record, ret, ret_found, err);
}

enum ftl_status ftl_store_remittance_list(struct ftl_db *db, struct ftl_arena *arena,
                                          int64_t site_id, const struct ftl_remittance_record **ret,
                                          size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST], FTL_ARGS(ftl_val_i64(site_id)), arena, read_record,
	                         FTL_ROWS(ret), ret_count, err);
}

static void read_line(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_remittance_row *)row = (struct ftl_remittance_row){
	        .id = ftl_col_i64(cursor, 0),
	        .remittance_id = ftl_col_i64(cursor, 1),
	        .remittance_code = ftl_col_text(cursor, 2, arena),
	        .line = {.position = ftl_col_i64(cursor, 3),
	                 .claim = ftl_col_text(cursor, 4, arena),
	                 .reference = ftl_col_text(cursor, 5, arena),
	                 .order = ftl_col_text(cursor, 6, arena),
	                 .serial = ftl_col_text(cursor, 7, arena),
	                 .date = ftl_store_date(cursor, 8),
	                 .amount_cents = ftl_col_i64(cursor, 9),
	                 .text = ftl_col_text(cursor, 10, arena)},
	        .outcome =
	                ftl_col_is_null(cursor, 11)
	                        ? ftl_none()
	                        : ftl_some(ftl_store_name(cursor, 11, ftl_remittance_outcome_names,
	                                                  FTL_REMITTANCE_OUTCOMES)),
	        .key = (enum ftl_remittance_key)ftl_store_name(cursor, 12, ftl_remittance_key_names,
	                                                       FTL_REMITTANCE_KEYS),
	        .claim_id = ftl_col_i64(cursor, 13),
	        .claim_code = ftl_col_text(cursor, 14, arena),
	        .booked_cents = ftl_col_i64(cursor, 15),
	        .dismissed_reason = ftl_col_text(cursor, 16, arena),
	        .is_open = ftl_col_i64(cursor, 17) != 0,
	};
}

static enum ftl_status collect_lines(struct ftl_db *db, const struct ftl_sql *statement,
                                     int64_t key, struct ftl_arena *arena,
                                     const struct ftl_remittance_row **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, statement, FTL_ARGS(ftl_val_i64(key)), arena, read_line,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_remittance_lines(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                           const struct ftl_remittance_row **ret, size_t *ret_count,
                                           struct ftl_err *err)
{
	return collect_lines(db, &sql[LINES], id, arena, ret, ret_count, err);
}

enum ftl_status ftl_store_remittance_suspense(struct ftl_db *db, struct ftl_arena *arena,
                                              int64_t site_id,
                                              const struct ftl_remittance_row **ret,
                                              size_t *ret_count, struct ftl_err *err)
{
	return collect_lines(db, &sql[SUSPENSE], site_id, arena, ret, ret_count, err);
}

static void read_claim(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_remittance_open *)row = (struct ftl_remittance_open){
	        .claim = {.id = ftl_col_i64(cursor, 0),
	                  .code = ftl_col_text(cursor, 1, arena),
	                  .reference = ftl_col_text(cursor, 2, arena),
	                  .order_code = ftl_col_text(cursor, 3, arena),
	                  .serial = ftl_col_text(cursor, 4, arena),
	                  .handed_over_on = ftl_store_opt(cursor, 5),
	                  .submitted_on = ftl_store_opt(cursor, 6),
	                  .expected_cents = ftl_col_i64(cursor, 7),
	                  .paid_cents = ftl_col_i64(cursor, 8)},
	        .state = (enum ftl_claim_state)ftl_store_name(cursor, 9, ftl_claim_state_names,
	                                                      FTL_CLAIM_STATES),
	        .claimed_cents = ftl_col_i64(cursor, 10),
	        .rules = ftl_col_text(cursor, 11, arena),
	};
}

enum ftl_status ftl_store_remittance_claims(struct ftl_db *db, struct ftl_arena *arena,
                                            int64_t site_id, enum ftl_payer payer,
                                            const struct ftl_remittance_open **ret,
                                            size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(
	        db, &sql[CLAIMS],
	        FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(ftl_payer_names[payer])), arena,
	        read_claim, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_remittance_booked(struct ftl_db *db, int64_t line_id, int64_t *ret_cents,
                                            struct ftl_err *err)
{
	return ftl_store_number(db, &sql[BOOKED], FTL_ARGS(ftl_val_i64(line_id)), ret_cents, err);
}
