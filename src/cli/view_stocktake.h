#ifndef CLI_VIEW_STOCKTAKE_H
#define CLI_VIEW_STOCKTAKE_H

#include "cli/context.h"
#include "fettle/ops/stocktake.h"

/* How stocktakes look: the same columns in the list, on its page and after every change. */

enum ftl_view_stocktake {
	FTL_VIEW_STOCKTAKE_CODE,
	FTL_VIEW_STOCKTAKE_PLACE,
	FTL_VIEW_STOCKTAKE_CHOSEN,
	FTL_VIEW_STOCKTAKE_STATE,
	FTL_VIEW_STOCKTAKE_LINES,
	FTL_VIEW_STOCKTAKE_COUNTED,
	FTL_VIEW_STOCKTAKE_OPEN,
	FTL_VIEW_STOCKTAKE_DIFFERENCES,
	FTL_VIEW_STOCKTAKE_SURPLUS,
	FTL_VIEW_STOCKTAKE_SHORTAGE,
	FTL_VIEW_STOCKTAKE_NET,
	FTL_VIEW_STOCKTAKE_BLIND,
	FTL_VIEW_STOCKTAKE_SINCE,
	FTL_VIEW_STOCKTAKE_STAFF,
	FTL_VIEW_STOCKTAKE_CELLS
};
extern const struct ftl_column ftl_view_stocktake_columns[FTL_VIEW_STOCKTAKE_CELLS];
void ftl_view_stocktake_cells(struct ftl_cell cells[FTL_VIEW_STOCKTAKE_CELLS],
                              const struct ftl_app *app, const struct ftl_stocktake_full *full);

/* Which of its lines are shown. */
enum ftl_view_stocktake_only {
	FTL_VIEW_STOCKTAKE_ALL,
	FTL_VIEW_STOCKTAKE_ONLY_DIFFERENCES,
	FTL_VIEW_STOCKTAKE_ONLY_UNCOUNTED,
	FTL_VIEW_STOCKTAKE_ONLYS
};
extern const char *const ftl_view_stocktake_only_names[FTL_VIEW_STOCKTAKE_ONLYS];

/* Its lines alone, as a list. */
extern const struct ftl_table ftl_view_stocktake_lines_shape;
FTL_MUST_CHECK enum ftl_status ftl_view_stocktake_lines(struct ftl_cli *cli,
                                                        const struct ftl_stocktake_full *full,
                                                        enum ftl_view_stocktake_only only,
                                                        struct ftl_err *err);

/* One with its lines and what happened: its page, and the outcome of every command that changes it.
 */
extern const struct ftl_table ftl_view_stocktake_shape;
FTL_MUST_CHECK enum ftl_status ftl_view_stocktake_record(struct ftl_cli *cli,
                                                         const struct ftl_stocktake_full *full,
                                                         enum ftl_view_stocktake_only only,
                                                         struct ftl_err *err);
/* The same for a descriptor's write, with the command that usually comes next: all lines, those of
 * what was counted in a line of text each, and what differs once it is posted. */
FTL_MUST_CHECK enum ftl_status ftl_view_stocktake_put(struct ftl_cli *cli, const void *result,
                                                      struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status ftl_view_stocktake_put_count(struct ftl_cli *cli, const void *result,
                                                            struct ftl_err *err);
FTL_MUST_CHECK enum ftl_status
ftl_view_stocktake_put_posted(struct ftl_cli *cli, const void *result, struct ftl_err *err);

/* A list in a file, "-" being standard input: a line each; neither empty ones count nor a first one
 * that is the title. */
FTL_MUST_CHECK enum ftl_status ftl_stocktake_list_read(struct ftl_cli *cli, const char *field,
                                                       const char *path, const char *title,
                                                       const char *const **ret, size_t *ret_count,
                                                       struct ftl_err *err);

#endif
