#ifndef CLI_VIEW_PURCHASE_H
#define CLI_VIEW_PURCHASE_H

#include "cli/context.h"
#include "fettle/ops/purchase.h"

/* How purchase orders look: the same columns in the list, on its page and after every change. */

enum ftl_view_purchase {
	FTL_VIEW_PURCHASE_CODE,
	FTL_VIEW_PURCHASE_SUPPLIER,
	FTL_VIEW_PURCHASE_STATE,
	FTL_VIEW_PURCHASE_EXPECTED,
	FTL_VIEW_PURCHASE_LINES,
	FTL_VIEW_PURCHASE_OPEN_LINES,
	FTL_VIEW_PURCHASE_TOTAL,
	FTL_VIEW_PURCHASE_REFERENCE,
	FTL_VIEW_PURCHASE_TRACKING,
	FTL_VIEW_PURCHASE_OVERDUE,
	FTL_VIEW_PURCHASE_SENT,
	FTL_VIEW_PURCHASE_SINCE,
	FTL_VIEW_PURCHASE_CELLS
};
extern const struct ftl_column ftl_view_purchase_columns[FTL_VIEW_PURCHASE_CELLS];
void ftl_view_purchase_cells(struct ftl_cell cells[FTL_VIEW_PURCHASE_CELLS],
                             const struct ftl_app *app, const struct ftl_purchase_full *full);

/* One with its lines, what came and what happened: its page, and the outcome of every command that
 * changes it. */
extern const struct ftl_table ftl_view_purchase_shape;
FTL_MUST_CHECK enum ftl_status ftl_view_purchase_record(struct ftl_cli *cli,
                                                        const struct ftl_purchase_full *full,
                                                        struct ftl_err *err);
/* The same for a descriptor's write, with the command that usually comes next. */
FTL_MUST_CHECK enum ftl_status ftl_view_purchase_put(struct ftl_cli *cli, const void *result,
                                                     struct ftl_err *err);

/* Words of a state, for columns. */
const char *ftl_view_purchase_state_title(const char *name);

#endif
