#ifndef CLI_VIEW_BOARD_H
#define CLI_VIEW_BOARD_H

#include "cli/context.h"
#include "fettle/ops/board.h"

/* Open jobs as the board and the bench show them: how badly each wants looking at, and why. */

/* The cells of a job. The bench alone has those before the level, where the board begins. */
enum {
	FTL_VIEW_BOARD_PART,
	FTL_VIEW_BOARD_AT_WORK,
	FTL_VIEW_BOARD_LEVEL,
	FTL_VIEW_BOARD_CODE,
	FTL_VIEW_BOARD_DEVICE,
	FTL_VIEW_BOARD_TECHNICIAN,
	FTL_VIEW_BOARD_PLACE,
	FTL_VIEW_BOARD_STATE,
	FTL_VIEW_BOARD_HOLD,
	FTL_VIEW_BOARD_PRIORITY,
	FTL_VIEW_BOARD_DUE,
	FTL_VIEW_BOARD_AGE,
	FTL_VIEW_BOARD_REASON,
	FTL_VIEW_BOARD_DUE_AT,
	FTL_VIEW_BOARD_PROMISED,
	FTL_VIEW_BOARD_LATE_BY,
	FTL_VIEW_BOARD_WAITS_FOR,
	FTL_VIEW_BOARD_CUSTOMER,
	FTL_VIEW_BOARD_CATEGORY,
	FTL_VIEW_BOARD_BRAND,
	FTL_VIEW_BOARD_MODEL,
	FTL_VIEW_BOARD_SERIAL,
	FTL_VIEW_BOARD_RECEIVED,
	FTL_VIEW_BOARD_LAST,
	FTL_VIEW_BOARD_QUIET_DAYS,
	FTL_VIEW_BOARD_PROMISES,
	FTL_VIEW_BOARD_NOTICES,
	FTL_VIEW_BOARD_NOTICE_DUE,
	FTL_VIEW_BOARD_TROUBLE,
	FTL_VIEW_BOARD_TROUBLE_SINCE,
	FTL_VIEW_BOARD_TROUBLE_AGE,
	FTL_VIEW_BOARD_REASONS,
	FTL_VIEW_BOARD_NEXT,
	FTL_VIEW_BOARD_CELLS
};
extern const struct ftl_column ftl_view_board_columns[FTL_VIEW_BOARD_CELLS];

struct ftl_view_board {
	struct ftl_cli *cli;
	int64_t now;
	int32_t today;
	bool has_advice;                   /* say all that is wrong, and which command helps */
	const struct ftl_board_job **jobs; /* in the order of the rows */
	size_t count;
	size_t of_level[FTL_LEVELS];
	size_t waiting[FTL_OWNERS];
	size_t ready;
};

/* Takes the rows in, which must live as long as the board. */
void ftl_view_board_load(struct ftl_cli *cli, const struct ftl_board *rows, bool has_advice,
                         struct ftl_view_board *ret);

/* Fills all cells but those of the bench. Strings live in the command's arena. */
void ftl_view_board_cells(const struct ftl_view_board *board, const struct ftl_board_job *job,
                          struct ftl_cell cells[FTL_VIEW_BOARD_CELLS]);

/* What is due first, first; what is not due at all, last: for qsort. */
int ftl_view_board_by_due(const struct ftl_board_job *a, const struct ftl_board_job *b);

#endif
