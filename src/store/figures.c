#include "store/figures.h"

#include <stdlib.h>

#include "fettle/base/memory.h"
#include "store/event.h"
#include "store/row.h"

enum { JOBS, EVENTS, LINES, LATER };

static const struct ftl_sql sql[] = {
        [JOBS] = {"figures_jobs",
                  "SELECT w.id, w.code, w.priority, w.source, w.first_promised_on, d.category_id, "
                  "c.name, d.brand, d.brand_key, d.model, d.model_key, d.serial, v.payer, "
                  "w.customer_id "
                  "FROM work_order w JOIN device d ON d.id = w.device_id "
                  "LEFT JOIN category c ON c.id = d.category_id "
                  "LEFT JOIN order_cover v ON v.order_id = w.id AND v.class = 'labour' "
                  "WHERE w.site_id = $1 ORDER BY w.id",
                  1, 14, FTL_SQL_READ},
        [EVENTS] = {"figures_events",
                    "SELECT order_id, id, at, kind, hold, result, barrier, technician_id, "
                    "is_day_only, due_on FROM order_event WHERE at <= $1 ORDER BY order_id, id",
                    1, 10, FTL_SQL_READ},
        [LINES] = {"figures_lines",
                   "SELECT order_id, class, quantity_milli, unit_cost_cents, unit_price_cents, "
                   "tax_basis_points, payer, bill, COALESCE(recovered_cents, "
                   "(SELECT SUM(m.paid_cents) FROM claim_line m WHERE m.line_id = l.id "
                   "AND m.paid_cents <> 0)) FROM order_line l "
                   "WHERE added_at <= $1 AND (removed_at IS NULL OR removed_at > $1) "
                   "ORDER BY order_id, position",
                   1, 9, FTL_SQL_READ},
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
	struct ftl_figures_job job;
	struct ftl_event *event_rows;
	size_t event_capacity;
	struct ftl_figures_line *line_rows;
	size_t line_capacity;
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
	        .line = {.class = (enum ftl_line_class)ftl_store_name(
	                         cursor, 1, ftl_line_class_names, FTL_LINE_CLASSES),
	                 .quantity_milli = ftl_col_i64(cursor, 2),
	                 .unit_cost_cents = ftl_col_i64(cursor, 3),
	                 .unit_price_cents = ftl_col_i64(cursor, 4),
	                 .tax_basis_points = (int)ftl_col_i64(cursor, 5),
	                 .payer = (enum ftl_payer)ftl_store_name(cursor, 6, ftl_payer_names,
	                                                         FTL_PAYERS),
	                 .bill = (enum ftl_bill)ftl_store_name(cursor, 7, ftl_bill_names,
	                                                       FTL_BILLS)},
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
	};
}

enum ftl_status ftl_figures_open(struct ftl_db *db, int64_t site_id, int64_t as_of,
                                 struct ftl_figures **ret, struct ftl_err *err)
{
	struct ftl_figures *figures FTL_CLEANUP(ftl_figures_close) =
	        ftl_memory_zeroed(sizeof(*figures));

	FTL_TRY(ftl_cursor_open(db, &sql[JOBS], FTL_ARGS(ftl_val_i64(site_id)), &figures->jobs,
	                        err));
	FTL_TRY(ftl_cursor_open(db, &sql[EVENTS], FTL_ARGS(ftl_val_i64(as_of)),
	                        &figures->events.cursor, err));
	FTL_TRY(ftl_cursor_open(db, &sql[LINES], FTL_ARGS(ftl_val_i64(as_of)),
	                        &figures->lines.cursor, err));
	FTL_TRY(advance(&figures->events, err));
	FTL_TRY(advance(&figures->lines, err));
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
	free(figures->event_rows);
	free(figures->line_rows);
	free(figures);
	*at = NULL;
}
