#include "store/figures.h"

#include <stdlib.h>

#include "fettle/base/memory.h"
#include "store/event.h"
#include "store/row.h"

enum { JOBS, EVENTS, LINES, CLAIMS, LATER };

/* The line of a diagnosis that says first what is wrong. */
#define FIRST_SYMPTOM                                                                              \
	"(SELECT x.symptom_id FROM diagnosis x WHERE x.order_id = w.id AND x.added_at <= $2 "      \
	"AND (x.removed_at IS NULL OR x.removed_at > $2) AND x.symptom_id IS NOT NULL "            \
	"ORDER BY x.position LIMIT 1)"

static const struct ftl_sql sql[] = {
        [JOBS] = {"figures_jobs",
                  "SELECT w.id, w.code, w.priority, w.source, w.first_promised_on, d.category_id, "
                  "c.name, d.brand, d.brand_key, d.model, d.model_key, d.serial, v.payer, "
                  "w.customer_id, f.code, f.text "
                  "FROM work_order w JOIN device d ON d.id = w.device_id "
                  "LEFT JOIN category c ON c.id = d.category_id "
                  "LEFT JOIN order_cover v ON v.order_id = w.id AND v.class = 'labour' "
                  "LEFT JOIN fault_code f ON f.id = " FIRST_SYMPTOM
                  " WHERE w.site_id = $1 ORDER BY w.id",
                  2, 16, FTL_SQL_READ},
        [EVENTS] = {"figures_events",
                    "SELECT order_id, id, at, kind, hold, result, barrier, technician_id, "
                    "is_day_only, due_on FROM order_event WHERE at <= $1 ORDER BY order_id, id",
                    1, 10, FTL_SQL_READ},
        [LINES] = {"figures_lines",
                   "SELECT order_id, class, quantity_milli, unit_cost_cents, unit_price_cents, "
                   "tax_basis_points, payer, bill, recovered_cents, id, stock_cost_cents, "
                   "shared_cents FROM order_line "
                   "WHERE added_at <= $1 AND (removed_at IS NULL OR removed_at > $1) "
                   "ORDER BY order_id, position",
                   1, 12, FTL_SQL_READ},
        [CLAIMS] = {"figures_claims",
                    "SELECT c.order_id, c.id, c.code, c.payer, c.rules_id, e.id, e.at, e.kind, "
                    "e.revision, e.position, e.line_id, e.amount_cents, e.reason FROM claim c "
                    "JOIN claim_event e ON e.claim_id = c.id WHERE e.at <= $1 "
                    "ORDER BY c.order_id, c.id, e.id",
                    1, 13, FTL_SQL_READ},
        [LATER] = {"figures_later",
                   "SELECT COUNT(*), COUNT(DISTINCT e.order_id) FROM order_event e "
                   "JOIN work_order w ON w.id = e.order_id WHERE w.site_id = $1 AND e.at > $2",
                   2, 2, FTL_SQL_READ},
};
const struct ftl_sql_table ftl_figures_sql = {"figures", sql, FTL_COUNT(sql)};

/* Rows that belong to jobs, standing on the first one that was not taken yet. */
struct follower {
	struct ftl_cursor *cursor;
	bool has_row;
};

struct ftl_figures {
	struct ftl_cursor *jobs;
	struct follower events;
	struct follower lines;
	struct follower claims;
	struct ftl_figures_job job;
	struct ftl_event *event_rows;
	size_t event_capacity;
	struct ftl_figures_line *line_rows;
	size_t line_capacity;
	struct ftl_arena arena; /* of the claims of one job */
};

static void *room(void *rows, size_t count, size_t *capacity, size_t size)
{
	if (count < *capacity)
		return rows;
	*capacity = *capacity == 0 ? 64 : *capacity * 2;
	return ftl_memory_resize(rows, *capacity * size);
}

static void read_line(struct ftl_cursor *cursor, struct ftl_figures_line *ret)
{
	*ret = (struct ftl_figures_line){
	        .id = ftl_col_i64(cursor, 9),
	        .line = {.class = (enum ftl_line_class)ftl_store_name(
	                         cursor, 1, ftl_line_class_names, FTL_LINE_CLASSES),
	                 .quantity_milli = ftl_col_i64(cursor, 2),
	                 .unit_cost_cents = ftl_col_i64(cursor, 3),
	                 .stock_cost_cents = ftl_store_opt(cursor, 10),
	                 .unit_price_cents = ftl_col_i64(cursor, 4),
	                 .tax_basis_points = (int)ftl_col_i64(cursor, 5),
	                 .payer = (enum ftl_payer)ftl_store_name(cursor, 6, ftl_payer_names,
	                                                         FTL_PAYERS),
	                 .bill = (enum ftl_bill)ftl_store_name(cursor, 7, ftl_bill_names,
	                                                       FTL_BILLS),
	                 .shared_cents = ftl_col_i64(cursor, 11)},
	        .recovered_cents = ftl_store_opt(cursor, 8),
	};
}

static enum ftl_status advance(struct follower *follower, struct ftl_err *err)
{
	return ftl_cursor_next(follower->cursor, &follower->has_row, err);
}

/* Leaves out rows of jobs of other sites, then says whether the next row is the job's. */
static enum ftl_status follow(struct follower *follower, int64_t job_id, bool *ret_is_its,
                              struct ftl_err *err)
{
	while (follower->has_row && ftl_col_i64(follower->cursor, 0) < job_id)
		FTL_TRY(advance(follower, err));
	*ret_is_its = follower->has_row && ftl_col_i64(follower->cursor, 0) == job_id;
	return FTL_OK;
}

static enum ftl_status collect_events(struct ftl_figures *figures, struct ftl_err *err)
{
	struct follower *events = &figures->events;
	struct ftl_promises promises = {0};
	size_t count = 0;
	bool is_its;

	FTL_TRY(follow(events, figures->job.id, &is_its, err));
	while (is_its) {
		figures->event_rows = room(figures->event_rows, count, &figures->event_capacity,
		                           sizeof(*figures->event_rows));
		figures->event_rows[count] = ftl_store_event_at(events->cursor, 1);
		ftl_promises_event(&promises, figures->event_rows[count].kind,
		                   ftl_store_date(events->cursor, 9));
		count++;
		FTL_TRY(advance(events, err));
		is_its = events->has_row && ftl_col_i64(events->cursor, 0) == figures->job.id;
	}
	figures->job.events = figures->event_rows;
	figures->job.event_count = count;
	figures->job.promises = promises;
	return FTL_OK;
}

static enum ftl_status collect_lines(struct ftl_figures *figures, struct ftl_err *err)
{
	struct follower *lines = &figures->lines;
	size_t count = 0;
	bool is_its;

	FTL_TRY(follow(lines, figures->job.id, &is_its, err));
	while (is_its) {
		figures->line_rows = room(figures->line_rows, count, &figures->line_capacity,
		                          sizeof(*figures->line_rows));
		read_line(lines->cursor, &figures->line_rows[count++]);
		FTL_TRY(advance(lines, err));
		is_its = lines->has_row && ftl_col_i64(lines->cursor, 0) == figures->job.id;
	}
	figures->job.lines = figures->line_rows;
	figures->job.line_count = count;
	return FTL_OK;
}

static void read_claim_event(struct ftl_cursor *cursor, struct ftl_arena *arena,
                             struct ftl_claim_event *ret)
{
	*ret = (struct ftl_claim_event){
	        .id = ftl_col_i64(cursor, 5),
	        .at = ftl_col_i64(cursor, 6),
	        .act = (enum ftl_claim_act)ftl_store_name(cursor, 7, ftl_claim_act_names,
	                                                  FTL_CLAIM_ACTS),
	        .revision = (int)ftl_col_i64(cursor, 8),
	        .position = (int)ftl_col_i64(cursor, 9),
	        .line_id = ftl_col_i64(cursor, 10),
	        .amount_cents = ftl_store_opt(cursor, 11),
	        .reason = ftl_col_text(cursor, 12, arena),
	};
}

/* The events of the claim that the cursor stands on. */
static enum ftl_status collect_claim(struct ftl_figures *figures, struct ftl_figures_claim *ret,
                                     struct ftl_err *err)
{
	struct follower *claims = &figures->claims;
	struct ftl_cursor *cursor = claims->cursor;
	struct ftl_claim_event *events = NULL;
	size_t count = 0, capacity = 0;

	*ret = (struct ftl_figures_claim){
	        .id = ftl_col_i64(cursor, 1),
	        .code = ftl_col_text(cursor, 2, &figures->arena),
	        .payer = (enum ftl_payer)ftl_store_name(cursor, 3, ftl_payer_names, FTL_PAYERS),
	        .rules_id = ftl_col_i64(cursor, 4),
	};
	while (claims->has_row && ftl_col_i64(cursor, 1) == ret->id) {
		events = ftl_store_grow(&figures->arena, events, count, &capacity, sizeof(*events));
		read_claim_event(cursor, &figures->arena, &events[count++]);
		FTL_TRY(advance(claims, err));
	}
	ret->events = events;
	ret->event_count = count;
	return FTL_OK;
}

static enum ftl_status collect_claims(struct ftl_figures *figures, struct ftl_err *err)
{
	struct ftl_figures_claim *rows = NULL;
	size_t count = 0, capacity = 0;
	bool is_its;

	ftl_arena_reset(&figures->arena);
	FTL_TRY(follow(&figures->claims, figures->job.id, &is_its, err));
	while (is_its) {
		rows = ftl_store_grow(&figures->arena, rows, count, &capacity, sizeof(*rows));
		FTL_TRY(collect_claim(figures, &rows[count++], err));
		is_its = figures->claims.has_row &&
		         ftl_col_i64(figures->claims.cursor, 0) == figures->job.id;
	}
	figures->job.claims = rows;
	figures->job.claim_count = count;
	return FTL_OK;
}

static void read_job(struct ftl_cursor *cursor, struct ftl_figures_job *ret)
{
	*ret = (struct ftl_figures_job){
	        .id = ftl_col_i64(cursor, 0),
	        .code = ftl_col_peek(cursor, 1),
	        .priority = ftl_col_peek(cursor, 2),
	        .source = ftl_col_peek(cursor, 3),
	        .first_promised_on = ftl_store_date(cursor, 4),
	        .category_id = ftl_col_i64(cursor, 5),
	        .category = ftl_col_peek(cursor, 6),
	        .brand = ftl_col_peek(cursor, 7),
	        .brand_key = ftl_col_peek(cursor, 8),
	        .model = ftl_col_peek(cursor, 9),
	        .model_key = ftl_col_peek(cursor, 10),
	        .serial = ftl_col_peek(cursor, 11),
	        .has_cover = !ftl_col_is_null(cursor, 12),
	        .cover_payer =
	                (enum ftl_payer)ftl_store_name(cursor, 12, ftl_payer_names, FTL_PAYERS),
	        .customer_id = ftl_col_i64(cursor, 13),
	        .symptom = ftl_col_peek(cursor, 14),
	        .symptom_text = ftl_col_peek(cursor, 15),
	};
}

enum ftl_status ftl_figures_open(struct ftl_db *db, int64_t site_id, int64_t as_of,
                                 struct ftl_figures **ret, struct ftl_err *err)
{
	struct ftl_figures *figures FTL_CLEANUP(ftl_figures_close) =
	        ftl_memory_zeroed(sizeof(*figures));

	FTL_TRY(ftl_cursor_open(db, &sql[JOBS], FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(as_of)),
	                        &figures->jobs, err));
	FTL_TRY(ftl_cursor_open(db, &sql[EVENTS], FTL_ARGS(ftl_val_i64(as_of)),
	                        &figures->events.cursor, err));
	FTL_TRY(ftl_cursor_open(db, &sql[LINES], FTL_ARGS(ftl_val_i64(as_of)),
	                        &figures->lines.cursor, err));
	FTL_TRY(ftl_cursor_open(db, &sql[CLAIMS], FTL_ARGS(ftl_val_i64(as_of)),
	                        &figures->claims.cursor, err));
	FTL_TRY(advance(&figures->events, err));
	FTL_TRY(advance(&figures->lines, err));
	FTL_TRY(advance(&figures->claims, err));
	*ret = figures;
	figures = NULL;
	return FTL_OK;
}

enum ftl_status ftl_figures_later(struct ftl_db *db, int64_t site_id, int64_t at,
                                  int64_t *ret_events, int64_t *ret_jobs, struct ftl_err *err)
{
	FTL_CURSOR(cursor);
	bool found;

	FTL_TRY(ftl_store_first(db, &sql[LATER], FTL_ARGS(ftl_val_i64(site_id), ftl_val_i64(at)),
	                        &cursor, &found, err));
	*ret_events = found ? ftl_col_i64(cursor, 0) : 0;
	*ret_jobs = found ? ftl_col_i64(cursor, 1) : 0;
	return FTL_OK;
}

enum ftl_status ftl_figures_next(struct ftl_figures *figures, const struct ftl_figures_job **ret,
                                 struct ftl_err *err)
{
	bool more;

	FTL_TRY(ftl_cursor_next(figures->jobs, &more, err));
	if (!more) {
		*ret = NULL;
		return FTL_OK;
	}
	read_job(figures->jobs, &figures->job);
	FTL_TRY(collect_events(figures, err));
	FTL_TRY(collect_lines(figures, err));
	FTL_TRY(collect_claims(figures, err));
	*ret = &figures->job;
	return FTL_OK;
}

void ftl_figures_close(struct ftl_figures **at)
{
	struct ftl_figures *figures = *at;

	if (figures == NULL)
		return;
	ftl_cursor_close(&figures->jobs);
	ftl_cursor_close(&figures->events.cursor);
	ftl_cursor_close(&figures->lines.cursor);
	ftl_cursor_close(&figures->claims.cursor);
	ftl_arena_done(&figures->arena);
	free(figures->event_rows);
	free(figures->line_rows);
	free(figures);
	*at = NULL;
}
