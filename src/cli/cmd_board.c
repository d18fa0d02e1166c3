#include <stdlib.h>
#include <string.h>

#include "cli/view_attention.h"
#include "cli/view_board.h"
#include "cli/view_order.h"
#include "fettle/base/buf.h"
#include "fettle/base/text.h"

#define BEGIN FTL_VIEW_BOARD_LEVEL /* the board's first cell */

static enum ftl_tone tone_of(const struct ftl_row *row)
{
	const char *level = row->cells[0].text; /* of BEGIN */

	return strcmp(level, "late") == 0 ? FTL_TONE_WARN : FTL_TONE_PLAIN;
}

static const struct ftl_table board_shape = {
        .schema = "board/1",
        .title = "Board",
        .columns = ftl_view_board_columns + BEGIN,
        .count = FTL_VIEW_BOARD_CELLS - BEGIN,
        .empty = "nothing in the house",
        .tone_of = tone_of,
};

/* Worst first: by level, what is urgent, then what is due first or hurts most. */
static int compare_jobs(const void *left, const void *right)
{
	const struct ftl_board_job *a = *(const struct ftl_board_job *const *)left;
	const struct ftl_board_job *b = *(const struct ftl_board_job *const *)right;
	bool a_urgent = a->order.priority == FTL_PRIORITY_URGENT;
	bool b_urgent = b->order.priority == FTL_PRIORITY_URGENT;
	int order = 0;

	if (a->attention.level != b->attention.level)
		return a->attention.level < b->attention.level ? -1 : 1;
	if (a_urgent != b_urgent)
		return a_urgent ? -1 : 1;
	if (a->attention.level == FTL_LEVEL_QUIET)
		order = ftl_attention_compare(&a->attention, &b->attention);
	return order != 0 ? order : ftl_view_board_by_due(a, b);
}

static void add_count(struct ftl_buf *text, const char *mark, size_t count, const char *words)
{
	if (count > 0)
		ftl_buf_printf(text, "%s%zu %s", mark, count, words);
}

/* "Mon 23 Nov 10:12 · 47 open · 5 late · 3 ready · waiting: 9 for customers, 6 for parts" */
static const char *heading_of(const struct ftl_view_board *board)
{
	struct ftl_arena *arena = &board->cli->arena;
	FTL_BUF(text);
	FTL_BUF(waits);

	ftl_buf_printf(&text, "%s · %zu open", ftl_view_when(arena, board->cli->app, board->now),
	               board->count);
	add_count(&text, " · ", board->of_level[FTL_LEVEL_LATE], "late");
	add_count(&text, " · ", board->of_level[FTL_LEVEL_SOON], "due soon");
	add_count(&text, " · ", board->of_level[FTL_LEVEL_QUIET], "quiet");
	add_count(&text, " · ", board->ready, "ready");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_CUSTOMER], "for customers");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_PAYER], "for payers");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_PARTS], "for parts");
	add_count(&waits, ", ", board->waiting[FTL_OWNER_VENDOR], "for outside repairers");
	if (waits.length > 0)
		ftl_buf_printf(&text, "%s%s",
		               ftl_utf8_width(ftl_buf_cstr(&text)) + waits.length + 10 >
		                               (size_t)ftl_out_width(board->cli->out)
		                       ? "\nwaiting: "
		                       : " · waiting: ",
		               ftl_buf_cstr(&waits) + 2);
	return ftl_strdup(arena, ftl_buf_cstr(&text));
}

/* Leaves what needs nobody to act. */
static size_t leave_fine(struct ftl_view_board *board)
{
	size_t all = board->count, kept = 0;

	for (size_t i = 0; i < all; i++) {
		if (board->jobs[i]->attention.count > 0)
			board->jobs[kept++] = board->jobs[i];
	}
	board->count = kept;
	return all;
}

static int compare_troubles(const void *left, const void *right)
{
	const struct ftl_board_job *a = *(const struct ftl_board_job *const *)left;
	const struct ftl_board_job *b = *(const struct ftl_board_job *const *)right;
	int order = ftl_attention_compare(&a->attention, &b->attention);

	return order != 0 ? order : ftl_view_board_by_due(a, b);
}

/* "Mon 23 Nov 10:12 · 6 of 47 need somebody: 2 late, 1 overdue, 1 not collected, 2 quiet" */
static const char *attention_heading_of(const struct ftl_view_board *board, size_t all)
{
	static const char *const ranks[] = {
	        "late",          "late",         "overdue", "with a late loaner",
	        "not collected", "left running", "quiet"};
	struct ftl_arena *arena = &board->cli->arena;
	size_t of_rank[FTL_TROUBLES] = {0};
	size_t width = (size_t)ftl_out_width(board->cli->out);
	const char *head;
	FTL_BUF(parts);

	for (size_t i = 0; i < board->count; i++)
		of_rank[ftl_trouble_rank(board->jobs[i]->attention.troubles[0].trouble)]++;
	of_rank[1] += of_rank[0]; /* past a promise or a target: late */
	for (size_t i = 1; i < FTL_COUNT(ranks); i++)
		add_count(&parts, parts.length > 0 ? ", " : "", of_rank[i], ranks[i]);
	head = ftl_sprintf(arena, "%s · %zu of %zu need%s somebody",
	                   ftl_view_when(arena, board->cli->app, board->now), board->count, all,
	                   board->count == 1 ? "s" : "");
	if (parts.length == 0)
		return head;
	return ftl_sprintf(arena, "%s%s%s", head,
	                   ftl_utf8_width(head) + parts.length + 2 > width ? "\n" : ": ",
	                   ftl_buf_cstr(&parts));
}

/* The board, or of it what needs somebody, each in the order in which it is to be read. */
static const struct ftl_table *arrange(struct ftl_view_board *board)
{
	struct ftl_table *table = FTL_NEW(&board->cli->arena, struct ftl_table);
	bool is_attention = board->has_advice;
	size_t all = is_attention ? leave_fine(board) : board->count;

	if (board->count > 0)
		qsort(board->jobs, board->count, sizeof(*board->jobs),
		      is_attention ? compare_troubles : compare_jobs);
	*table = board_shape;
	table->heading = is_attention ? attention_heading_of(board, all) : heading_of(board);
	if (!is_attention)
		return table;
	table->title = "Attention";
	table->row_view = ftl_view_attention;
	table->empty = "nothing needs anybody now";
	return table;
}

static enum ftl_status put_job(const struct ftl_view_board *board, const struct ftl_board_job *job,
                               struct ftl_err *err)
{
	struct ftl_cell cells[FTL_VIEW_BOARD_CELLS] = {0};
	const struct ftl_row row = {.cells = cells + BEGIN};

	ftl_view_board_cells(board, job, cells);
	return ftl_out_row(board->cli->out, &row, err);
}

static enum ftl_status run_board(struct ftl_cli *cli, struct ftl_err *err)
{
	struct ftl_view_board board;
	struct ftl_board rows;

	FTL_TRY(ftl_order_board(cli->app, &cli->arena, ftl_cli_text(cli, "technician"), &rows,
	                        err));
	ftl_view_board_load(cli, &rows, ftl_cli_flag(cli, "attention"), &board);
	FTL_TRY(ftl_out_begin(cli->out, arrange(&board), err));
	for (size_t i = 0; i < board.count && !ftl_out_is_full(cli->out); i++)
		FTL_TRY(put_job(&board, board.jobs[i], err));
	return ftl_out_end(cli->out, err);
}

static const struct ftl_option board_options[] = {
        {.key = "technician",
         .type = FTL_OPT_TEXT,
         .value = "STAFF",
         .help = "only of this login; none: what nobody has"},
        {.key = "attention",
         .type = FTL_OPT_FLAG,
         .help = "only what needs somebody to act, and what would help"},
};
static const struct ftl_example board_examples[] = {
        {"fettle board", "what is in the house, worst first", "jobs"},
        {"fettle board --technician tomas", "what Tomas has on the bench", "jobs"},
        {"fettle board --attention", "what needs somebody, what hurts first", "jobs"},
        {"fettle board --format json --fields level,code,reason", "the same for a wall screen",
         "jobs"},
};

const struct ftl_command ftl_command_board = {
        .path = "board",
        .summary = "show the open work at a glance",
        .description =
                "Everything in the shop's care, the worst first: late is past the promised day or "
                "the service target that is set for a job, soon is due within a day, quiet is an "
                "answer, a part, a hold or a loaner that is overdue, a customer to be told again, "
                "or some "
                "business days without a word: the settings collect.notices and "
                "attention.quiet_days. A business day counts when it has closed, and the day of "
                "the last word not at all. The reason says where the job stands and what it waits "
                "for.\n\n"
                "--attention leaves what needs nobody now, and says of the rest what is wrong, for "
                "how long, whom it waits for and which command usually helps. First comes what is "
                "late for a customer, then what is past its service target, then answers, parts "
                "and holds that are overdue, then loaners that should be back, then what is ready "
                "and nobody was told or nobody "
                "came, then what is quiet; among those what is worst by its age, which counts "
                "half for a low priority, twice for high and fourfold for urgent.",
        .need = FTL_NEED_READ,
        .flags = FTL_COMMAND_LIST,
        .audience = FTL_FOR_EVERYONE,
        .screen_limit = 60,
        FTL_OPTIONS(board_options),
        FTL_EXAMPLES(board_examples),
        .shape = &board_shape,
        .run = run_board,
};
