#include <stdlib.h>
#include <string.h>

#include "cli/view_board.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

static enum ftl_tone tone_of(const struct ftl_row *row)
{
	const struct ftl_cell *cells = row->cells;

	if (strcmp(cells[FTL_VIEW_BOARD_PART].text, "waits") == 0)
		return FTL_TONE_DIM;
	if (strcmp(cells[FTL_VIEW_BOARD_PART].text, "now") == 0)
		return FTL_TONE_BOLD;
	return strcmp(cells[FTL_VIEW_BOARD_LEVEL].text, "late") == 0 ? FTL_TONE_WARN
	                                                             : FTL_TONE_PLAIN;
}

static const struct ftl_table bench_shape = {
        .schema = "bench/1",
        .title = "Bench",
        .columns = ftl_view_board_columns,
        .count = FTL_VIEW_BOARD_CELLS,
        .empty = "nothing on this bench",
        .tone_of = tone_of,
};

/* Can a technician work on it now? What a hold of the shop's own keeps back waits as well. */
static bool is_workable(const struct ftl_order *order)
{
	return order->hold == FTL_HOLD_NONE &&
	       ftl_clock_owner(order->state, order->hold) == FTL_OWNER_SHOP;
}

static int compare_jobs(const void *left, const void *right)
{
	const struct ftl_board_job *a = *(const struct ftl_board_job *const *)left;
	const struct ftl_board_job *b = *(const struct ftl_board_job *const *)right;
	bool a_works = is_workable(&a->order), b_works = is_workable(&b->order);
	bool a_now = a->at_work_since != 0, b_now = b->at_work_since != 0;

	if (a_now != b_now)
		return a_now ? -1 : 1;
	if (a_works != b_works)
		return a_works ? -1 : 1;
	return ftl_view_board_by_due(a, b);
}

/* What is ready is the front desk's: it leaves the bench. */
static size_t leave_ready(struct ftl_view_board *board)
{
	size_t kept = 0, ready;

	for (size_t i = 0; i < board->count; i++) {
		if (board->jobs[i]->order.state != FTL_READY)
			board->jobs[kept++] = board->jobs[i];
	}
	ready = board->count - kept;
	board->count = kept;
	return ready;
}

/* "Mon 23 Nov 10:12 · tomas · 4 to work on, 1 late · 3 waiting · 2 ready · 5 nobody has" */
static const char *heading_of(const struct ftl_view_board *board, const char *login, size_t ready,
                              size_t nobody)
{
	struct ftl_arena *arena = &board->cli->arena;
	size_t works = 0, late = 0;
	FTL_BUF(text);

	for (size_t i = 0; i < board->count; i++) {
		bool is_work = is_workable(&board->jobs[i]->order);

		works += is_work;
		late += is_work && board->jobs[i]->attention.level == FTL_LEVEL_LATE;
	}
	ftl_buf_printf(&text, "%s · %s · %zu to work on",
	               ftl_view_when(arena, board->cli->app, board->now),
	               ftl_text_visible(arena, login), works);
	if (late > 0)
		ftl_buf_printf(&text, ", %zu late", late);
	if (board->count > works)
		ftl_buf_printf(&text, " · %zu waiting", board->count - works);
	if (ready > 0)
		ftl_buf_printf(&text, " · %zu ready", ready);
	if (nobody > 0)
		ftl_buf_printf(&text, " · %zu nobody has", nobody);
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

static enum ftl_status put_job(const struct ftl_view_board *board, const struct ftl_board_job *job,
                               struct ftl_err *err)
{
	struct ftl_cell cells[FTL_VIEW_BOARD_CELLS] = {0};
	const struct ftl_row row = {.cells = cells};

	ftl_view_board_cells(board, job, cells);
	cells[FTL_VIEW_BOARD_PART] = ftl_cell_text(job->at_work_since != 0    ? "now"
	                                           : is_workable(&job->order) ? "work"
	                                                                      : "waits");
	cells[FTL_VIEW_BOARD_AT_WORK] = ftl_cell_opt(job->at_work_since != 0, job->at_work_since);
	return ftl_out_row(board->cli->out, &row, err);
}

static enum ftl_status run_bench(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_view_board board;
	struct ftl_table *table = FTL_NEW(&cli->arena, struct ftl_table);
	const char *login = ftl_cli_text(cli, "technician");
	struct ftl_board rows;
	size_t ready;

	if (login == NULL)
		login = cli->app->actor.login;
	FTL_TRY(ftl_order_bench(cli->app, &cli->arena, login, &rows, err));
	ftl_view_board_load(cli, &rows, false, &board);
	ready = leave_ready(&board);
	if (board.count > 0)
		qsort(board.jobs, board.count, sizeof(*board.jobs), compare_jobs);
	*table = bench_shape;
	table->heading = heading_of(&board, login, ready, rows.nobody);
	FTL_TRY(ftl_out_begin(cli->out, table, err));
	for (size_t i = 0; i < board.count && !ftl_out_is_full(cli->out); i++)
		FTL_TRY(put_job(&board, board.jobs[i], err));
	FTL_TRY(ftl_out_end(cli->out, err));
	if (rows.nobody > 0)
		ftl_cli_next(cli, "board --technician none");
	return FTL_OK;
}

static const struct ftl_option bench_options[] = {
        {.key = "technician",
         .type = FTL_OPT_TEXT,
         .value = "STAFF",
         .help = "the bench of this login (standard: your own)"},
};
static const struct ftl_example bench_examples[] = {
        {"fettle bench --as tomas", "what Tomas can work on, and what he waits for", "jobs"},
        {"fettle bench --technician tomas --format json --fields part,code,due_at",
         "the same for another program", "jobs"},
};

const struct ftl_command ftl_command_bench = {
        .path = "bench",
        .summary = "show what you have to work on",
        .description =
                "Your own jobs: first the one that you are at work on, also where a colleague has "
                "it; then those that can be worked on, in the order in which they "
                "fall due; then those that wait, with whom they wait for. What is ready is off "
                "the bench. The first line also says how many jobs nobody has.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .audience = FTL_FOR_TECHNICIAN,
        .screen_limit = 60,
        FTL_OPTIONS(bench_options),
        FTL_EXAMPLES(bench_examples),
        .shape = &bench_shape,
        .run = run_bench,
};
