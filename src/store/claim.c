#include "store/claim.h"

#include <string.h>

#include "fettle/base/text.h"
#include "store/row.h"

enum {
	INSERT,
	JUDGE,
	EVENT,
	CACHE,
	LINE,
	FREEZE,
	PAPER,
	GET,
	FIND,
	BY_REFERENCE,
	LIST,
	WATCHED = LIST + FTL_CLAIM_SETS,
	EVENTS,
	LINES_OF_ORDER,
	LINES
};

#define SELECT                                                                                     \
	"SELECT c.id, c.code, c.order_id, w.code, u.name, d.brand, d.model, d.serial, c.payer, "   \
	"c.rules_id, r.code, c.state, c.revision, c.reference, c.claimed_cents, "                  \
	"c.approved_cents, c.paid_cents, c.written_off_cents, c.submitted_at, c.decided_at, "      \
	"c.paid_at, c.created_at, c.last_event_id, w.received_at FROM claim c "                    \
	"JOIN work_order w ON w.id = c.order_id JOIN customer u ON u.id = w.customer_id "          \
	"JOIN device d ON d.id = w.device_id LEFT JOIN rule_document r ON r.id = c.rules_id "
#define COLUMNS 24

#define SELECT_LINES                                                                               \
	"SELECT l.position, l.line_id, l.revision, l.state, l.claimed_cents, l.approved_cents, "   \
	"l.paid_cents, l.written_off_cents, l.reason, c.id, c.code, c.state, c.payer "
#define LINE_COLUMNS 13

static const struct ftl_sql sql[] = {
        [INSERT] = {"claim_insert",
                    "INSERT INTO claim (id, site_id, code, order_id, payer, rules_id, seal_key, "
                    "created_at, state, is_open, revision, claimed_cents, approved_cents, "
                    "paid_cents, written_off_cents, last_event_id) "
                    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', 1, 0, 0, 0, 0, 0, 0)",
                    8, 0, FTL_SQL_WRITE},
        [JUDGE] = {"claim_judge", "UPDATE claim SET rules_id = $2 WHERE id = $1", 2, 0,
                   FTL_SQL_WRITE | FTL_SQL_HOT},
        [EVENT] = {"claim_event",
                   "INSERT INTO claim_event (id, claim_id, at, kind, revision, staff_id, position, "
                   "line_id, amount_cents, due_on, reason, reference, text, "
                   "remittance_line_id) "
                   "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
                   14, 0, FTL_SQL_WRITE},
        [CACHE] = {"claim_cache",
                   "UPDATE claim SET state = $2, is_open = $3, revision = $4, reference = $5, "
                   "reference_key = $6, claimed_cents = $7, approved_cents = $8, paid_cents = $9, "
                   "written_off_cents = $10, submitted_at = $11, decided_at = $12, paid_at = $13, "
                   "last_event_id = $14 WHERE id = $1",
                   14, 0, FTL_SQL_WRITE | FTL_SQL_HOT},
        [LINE] = {"claim_line",
                  "INSERT INTO claim_line (claim_id, position, line_id, revision, state, "
                  "claimed_cents, approved_cents, paid_cents, written_off_cents, reason) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) "
                  "ON CONFLICT (claim_id, position) DO UPDATE SET line_id = $3, revision = $4, "
                  "state = $5, claimed_cents = $6, approved_cents = $7, paid_cents = $8, "
                  "written_off_cents = $9, reason = $10",
                  10, 0, FTL_SQL_WRITE},
        [FREEZE] = {"claim_freeze",
                    "INSERT INTO claim_revision (claim_id, revision, paper, paper_hash, "
                    "submitted_at) VALUES ($1, $2, $3, $4, $5)",
                    5, 0, FTL_SQL_WRITE},
        [PAPER] = {"claim_paper",
                   "SELECT paper, paper_hash FROM claim_revision "
                   "WHERE claim_id = $1 AND revision = $2",
                   2, 2, FTL_SQL_HOT},
        [GET] = {"claim_get", SELECT "WHERE c.id = $1", 1, COLUMNS, FTL_SQL_HOT},
        [FIND] = {"claim_find", SELECT "WHERE c.code = $1", 1, COLUMNS, FTL_SQL_HOT},
        [BY_REFERENCE] = {"claims_by_reference",
                          SELECT "WHERE c.site_id = $1 AND c.reference_key = $2 ORDER BY c.id", 2,
                          COLUMNS, FTL_SQL_HOT},
        [LIST + FTL_CLAIMS_OF_ORDER] = {"claims_of_order",
                                        SELECT "WHERE c.order_id = $1 ORDER BY c.id", 1, COLUMNS,
                                        FTL_SQL_HOT},
        [LIST + FTL_CLAIMS_OF_DEVICE] = {"claims_of_device",
                                         SELECT "WHERE w.device_id = $1 ORDER BY c.id", 1, COLUMNS,
                                         FTL_SQL_HOT},
        [LIST + FTL_CLAIMS_OPEN] = {"claims_open",
                                    SELECT "WHERE c.site_id = $1 AND c.is_open = 1 ORDER BY c.id",
                                    1, COLUMNS, FTL_SQL_HOT},
        [LIST + FTL_CLAIMS_ALL] = {"claims_all", SELECT "WHERE c.site_id = $1 ORDER BY c.id", 1,
                                   COLUMNS, FTL_SQL_READ},
        [WATCHED] = {"claims_watched",
                     SELECT "WHERE c.id IN (SELECT o.id FROM claim o WHERE o.site_id = $1 "
                            "AND o.is_open = 1 UNION ALL SELECT s.id FROM claim s "
                            "WHERE s.site_id = $1 AND s.state = 'closed' AND s.submitted_at >= $2 "
                            "AND EXISTS (SELECT 1 FROM claim_line l WHERE l.claim_id = s.id "
                            "AND NOT EXISTS (SELECT 1 FROM claim_event e "
                            "WHERE e.claim_id = s.id AND e.kind = 'return' "
                            "AND e.position = l.position))) ORDER BY c.id",
                     2, COLUMNS, FTL_SQL_HOT},
        [EVENTS] = {"claim_events",
                    "SELECT e.id, e.at, e.kind, e.revision, e.position, e.line_id, e.amount_cents, "
                    "e.due_on, e.reason, e.reference, e.text, s.login, s.name FROM claim_event e "
                    "JOIN staff s ON s.id = e.staff_id WHERE e.claim_id = $1 ORDER BY e.id",
                    1, 13, FTL_SQL_HOT},
        [LINES_OF_ORDER] = {"claim_lines_of_order",
                            SELECT_LINES "FROM claim c JOIN claim_line l ON l.claim_id = c.id "
                                         "WHERE c.order_id = $1 ORDER BY c.id, l.position",
                            1, LINE_COLUMNS, FTL_SQL_HOT},
        [LINES] = {"claim_lines",
                   SELECT_LINES "FROM claim_line l JOIN claim c ON c.id = l.claim_id "
                                "WHERE l.claim_id = $1 ORDER BY l.position",
                   1, LINE_COLUMNS, FTL_SQL_HOT},
};
const struct ftl_sql_table ftl_claim_sql = {"claim", sql, FTL_COUNT(sql)};

enum ftl_status ftl_store_claim_insert(struct ftl_db *db, int64_t site_id,
                                       const struct ftl_claim *claim, struct ftl_err *err)
{
	unsigned char seal_key[FTL_KEY_SIZE];

	ftl_random(seal_key, sizeof(seal_key));
	return ftl_db_exec(
	        db, &sql[INSERT],
	        FTL_ARGS(ftl_val_i64(claim->id), ftl_val_i64(site_id), ftl_val_text(claim->code),
	                 ftl_val_i64(claim->order_id), ftl_val_text(ftl_payer_names[claim->payer]),
	                 ftl_val_id(claim->rules_id), ftl_val_blob(seal_key, sizeof(seal_key)),
	                 ftl_val_i64(claim->created_at)),
	        err);
}

enum ftl_status ftl_store_claim_judge(struct ftl_db *db, int64_t claim_id, int64_t rules_id,
                                      struct ftl_err *err)
{
	return ftl_db_exec(db, &sql[JUDGE], FTL_ARGS(ftl_val_i64(claim_id), ftl_val_id(rules_id)),
	                   err);
}

enum ftl_status ftl_store_claim_event(struct ftl_db *db, int64_t claim_id,
                                      const struct ftl_claim_event *event, int64_t staff_id,
                                      struct ftl_err *err)
{
	char due[FTL_DATE_TEXT_SIZE];

	return ftl_db_exec(
	        db, &sql[EVENT],
	        FTL_ARGS(ftl_val_i64(event->id), ftl_val_i64(claim_id), ftl_val_i64(event->at),
	                 ftl_val_text(ftl_claim_act_names[event->act]),
	                 ftl_val_i64(event->revision), ftl_val_i64(staff_id),
	                 ftl_val_opt(event->position > 0, event->position),
	                 ftl_val_id(event->line_id), ftl_store_opt_val(event->amount_cents),
	                 ftl_store_date_val(due, event->due_on), ftl_val_text(event->reason),
	                 ftl_val_text(event->reference), ftl_val_text(event->text),
	                 ftl_val_id(event->remittance_line_id)),
	        err);
}

static enum ftl_status cache_line(struct ftl_db *db, int64_t claim_id,
                                  const struct ftl_claim_line *line, struct ftl_err *err)
{
	return ftl_db_exec(
	        db, &sql[LINE],
	        FTL_ARGS(ftl_val_i64(claim_id), ftl_val_i64(line->position),
	                 ftl_val_i64(line->line_id), ftl_val_i64(line->revision),
	                 ftl_val_text(ftl_claim_line_state_names[line->state]),
	                 ftl_val_i64(line->claimed_cents), ftl_val_i64(line->approved_cents),
	                 ftl_val_i64(line->paid_cents), ftl_val_i64(line->written_off_cents),
	                 ftl_val_text(line->reason)),
	        err);
}

enum ftl_status ftl_store_claim_cache(struct ftl_db *db, int64_t claim_id,
                                      const struct ftl_claim_facts *facts, int64_t last_event_id,
                                      struct ftl_err *err)
{
	FTL_ARENA(scratch);
	enum ftl_claim_state state = ftl_claim_state_of(facts);
	struct ftl_claim_sums sums = ftl_claim_sums_of(facts);
	const char *key =
	        facts->reference == NULL ? NULL : ftl_text_ident_key(&scratch, facts->reference);

	FTL_TRY(ftl_db_exec(
	        db, &sql[CACHE],
	        FTL_ARGS(ftl_val_i64(claim_id), ftl_val_text(ftl_claim_state_names[state]),
	                 ftl_val_i64(ftl_claim_is_open(state)), ftl_val_i64(facts->revision),
	                 ftl_val_text(facts->reference), ftl_val_text(key),
	                 ftl_val_i64(sums.claimed_cents), ftl_val_i64(sums.approved_cents),
	                 ftl_val_i64(sums.paid_cents), ftl_val_i64(sums.written_off_cents),
	                 ftl_store_opt_val(facts->submitted_at),
	                 ftl_store_opt_val(facts->decided_at), ftl_store_opt_val(facts->paid_at),
	                 ftl_val_i64(last_event_id)),
	        err));
	for (size_t i = 0; i < facts->line_count; i++)
		FTL_TRY(cache_line(db, claim_id, &facts->lines[i], err));
	return FTL_OK;
}

static void hash_paper(const char *paper, unsigned char ret[FTL_DIGEST_SIZE])
{
	struct ftl_digest digest;

	ftl_digest_begin(&digest);
	ftl_digest_text(&digest, paper);
	ftl_digest_end(&digest, ret);
}

enum ftl_status ftl_store_claim_freeze(struct ftl_db *db, int64_t claim_id, int revision,
                                       const char *paper, int64_t at, struct ftl_err *err)
{
	unsigned char hash[FTL_DIGEST_SIZE];

	hash_paper(paper, hash);
	return ftl_db_exec(db, &sql[FREEZE],
	                   FTL_ARGS(ftl_val_i64(claim_id), ftl_val_i64(revision),
	                            ftl_val_text(paper), ftl_val_blob(hash, sizeof(hash)),
	                            ftl_val_i64(at)),
	                   err);
}

enum ftl_status ftl_store_claim_paper(struct ftl_db *db, struct ftl_arena *arena, int64_t claim_id,
                                      int revision, const char **ret, bool *ret_found,
                                      bool *ret_fits, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	unsigned char hash[FTL_DIGEST_SIZE];
	const void *stored;
	size_t length = 0;

	*ret_fits = false;
	FTL_TRY(ftl_store_first(db, &sql[PAPER],
	                        FTL_ARGS(ftl_val_i64(claim_id), ftl_val_i64(revision)), &cursor,
	                        ret_found, err));
	if (!*ret_found)
		return FTL_OK;
	*ret = ftl_col_text(cursor, 0, arena);
	stored = ftl_col_blob(cursor, 1, arena, &length);
	hash_paper(*ret, hash);
	*ret_fits =
	        stored != NULL && length == sizeof(hash) && memcmp(stored, hash, sizeof(hash)) == 0;
	return FTL_OK;
}

static void read_claim(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_claim *)row = (struct ftl_claim){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_text(cursor, 1, arena),
	        .order_id = ftl_col_i64(cursor, 2),
	        .order_code = ftl_col_text(cursor, 3, arena),
	        .customer = ftl_col_text(cursor, 4, arena),
	        .brand = ftl_col_text(cursor, 5, arena),
	        .model = ftl_col_text(cursor, 6, arena),
	        .serial = ftl_col_text(cursor, 7, arena),
	        .payer = (enum ftl_payer)ftl_store_name(cursor, 8, ftl_payer_names, FTL_PAYERS),
	        .rules_id = ftl_col_i64(cursor, 9),
	        .rules = ftl_col_text(cursor, 10, arena),
	        .state = (enum ftl_claim_state)ftl_store_name(cursor, 11, ftl_claim_state_names,
	                                                      FTL_CLAIM_STATES),
	        .revision = (int)ftl_col_i64(cursor, 12),
	        .reference = ftl_col_text(cursor, 13, arena),
	        .claimed_cents = ftl_col_i64(cursor, 14),
	        .approved_cents = ftl_col_i64(cursor, 15),
	        .paid_cents = ftl_col_i64(cursor, 16),
	        .written_off_cents = ftl_col_i64(cursor, 17),
	        .submitted_at = ftl_store_opt(cursor, 18),
	        .decided_at = ftl_store_opt(cursor, 19),
	        .paid_at = ftl_store_opt(cursor, 20),
	        .created_at = ftl_col_i64(cursor, 21),
	        .last_event_id = ftl_col_i64(cursor, 22),
	        .received_at = ftl_store_opt(cursor, 23),
	};
}

enum ftl_status ftl_store_claim_get(struct ftl_db *db, struct ftl_arena *arena, int64_t id,
                                    struct ftl_claim *ret, struct ftl_err *err)
{
	bool found;

	FTL_TRY(ftl_store_find(db, &sql[GET], FTL_ARGS(ftl_val_i64(id)), arena, read_claim, ret,
	                       &found, err));
	return found ? FTL_OK : ftl_fail(err, FTL_DB, NULL, "a claim is missing");
}

enum ftl_status ftl_store_claim_find(struct ftl_db *db, struct ftl_arena *arena, const char *code,
                                     struct ftl_claim *ret, bool *ret_found, struct ftl_err *err)
{
	return ftl_store_find(db, &sql[FIND], FTL_ARGS(ftl_val_text(code)), arena, read_claim, ret,
	                      ret_found, err);
}

enum ftl_status ftl_store_claim_list(struct ftl_db *db, struct ftl_arena *arena,
                                     enum ftl_claim_set set, int64_t key,
                                     const struct ftl_claim **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[LIST + set], FTL_ARGS(ftl_val_i64(key)), arena,
	                         read_claim, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_claim_watched(struct ftl_db *db, struct ftl_arena *arena, int64_t site_id,
                                        int64_t since, const struct ftl_claim **ret,
                                        size_t *ret_count, struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[WATCHED],
	                         FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(since)), arena,
	                         read_claim, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_claim_by_reference(struct ftl_db *db, struct ftl_arena *arena,
                                             int64_t site_id, const char *reference_key,
                                             const struct ftl_claim **ret, size_t *ret_count,
                                             struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[BY_REFERENCE],
	                         FTL_ARGS(ftl_val_i64(site_id), ftl_val_text(reference_key)), arena,
	                         read_claim, FTL_ROWS(ret), ret_count, err);
}

static void read_event(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_claim_row *)row = (struct ftl_claim_row){
	        .event = {.id = ftl_col_i64(cursor, 0),
	                  .at = ftl_col_i64(cursor, 1),
	                  .act = (enum ftl_claim_act)ftl_store_name(cursor, 2, ftl_claim_act_names,
	                                                            FTL_CLAIM_ACTS),
	                  .revision = (int)ftl_col_i64(cursor, 3),
	                  .position = (int)ftl_col_i64(cursor, 4),
	                  .line_id = ftl_col_i64(cursor, 5),
	                  .amount_cents = ftl_store_opt(cursor, 6),
	                  .due_on = ftl_store_date(cursor, 7),
	                  .reason = ftl_col_text(cursor, 8, arena),
	                  .reference = ftl_col_text(cursor, 9, arena),
	                  .text = ftl_col_text(cursor, 10, arena)},
	        .staff = ftl_col_text(cursor, 11, arena),
	        .staff_name = ftl_col_text(cursor, 12, arena),
	};
}

enum ftl_status ftl_store_claim_events(struct ftl_db *db, struct ftl_arena *arena, int64_t claim_id,
                                       const struct ftl_claim_row **ret, size_t *ret_count,
                                       struct ftl_err *err)
{
	return ftl_store_collect(db, &sql[EVENTS], FTL_ARGS(ftl_val_i64(claim_id)), arena,
	                         read_event, FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_claim_fold(struct ftl_db *db, struct ftl_arena *arena, int64_t claim_id,
                                     struct ftl_claim_facts *ret, int64_t *ret_last_id,
                                     struct ftl_err *err)
{
	const struct ftl_claim_row *rows;
	size_t count;

	FTL_TRY(ftl_store_claim_events(db, arena, claim_id, &rows, &count, err));
	*ret = (struct ftl_claim_facts){0};
	*ret_last_id = 0;
	for (size_t i = 0; i < count; i++) {
		ftl_claim_apply(arena, ret, &rows[i].event);
		*ret_last_id = rows[i].event.id;
	}
	return FTL_OK;
}

static void read_line(struct ftl_cursor *cursor, struct ftl_arena *arena, void *row)
{
	*(struct ftl_claim_line_row *)row = (struct ftl_claim_line_row){
	        .line = {.position = (int)ftl_col_i64(cursor, 0),
	                 .line_id = ftl_col_i64(cursor, 1),
	                 .revision = (int)ftl_col_i64(cursor, 2),
	                 .state = (enum ftl_claim_line_state)ftl_store_name(
	                         cursor, 3, ftl_claim_line_state_names, FTL_CLAIM_LINE_STATES),
	                 .claimed_cents = ftl_col_i64(cursor, 4),
	                 .approved_cents = ftl_col_i64(cursor, 5),
	                 .paid_cents = ftl_col_i64(cursor, 6),
	                 .written_off_cents = ftl_col_i64(cursor, 7),
	                 .reason = ftl_col_text(cursor, 8, arena)},
	        .claim_id = ftl_col_i64(cursor, 9),
	        .claim_code = ftl_col_text(cursor, 10, arena),
	        .claim_state = (enum ftl_claim_state)ftl_store_name(
	                cursor, 11, ftl_claim_state_names, FTL_CLAIM_STATES),
	        .payer = (enum ftl_payer)ftl_store_name(cursor, 12, ftl_payer_names, FTL_PAYERS),
	};
}

static enum ftl_status collect_lines(struct ftl_db *db, const struct ftl_sql *statement,
                                     int64_t key, struct ftl_arena *arena,
                                     const struct ftl_claim_line_row **ret, size_t *ret_count,
                                     struct ftl_err *err)
{
	return ftl_store_collect(db, statement, FTL_ARGS(ftl_val_i64(key)), arena, read_line,
	                         FTL_ROWS(ret), ret_count, err);
}

enum ftl_status ftl_store_claim_lines_of_order(struct ftl_db *db, struct ftl_arena *arena,
                                               int64_t order_id,
                                               const struct ftl_claim_line_row **ret,
                                               size_t *ret_count, struct ftl_err *err)
{
	return collect_lines(db, &sql[LINES_OF_ORDER], order_id, arena, ret, ret_count, err);
}

enum ftl_status ftl_store_claim_lines(struct ftl_db *db, struct ftl_arena *arena, int64_t claim_id,
                                      const struct ftl_claim_line_row **ret, size_t *ret_count,
                                      struct ftl_err *err)
{
	return collect_lines(db, &sql[LINES], claim_id, arena, ret, ret_count, err);
}
