#ifndef CLI_VIEW_RETURN_H
#define CLI_VIEW_RETURN_H

#include "cli/context.h"
#include "fettle/ops/return.h"

/* How returns look: the same columns in the list, on their page and after every change. */

enum ftl_view_return {
	FTL_VIEW_RETURN_CODE,
	FTL_VIEW_RETURN_SUPPLIER,
	FTL_VIEW_RETURN_STATE,
	FTL_VIEW_RETURN_LINES,
	FTL_VIEW_RETURN_OPEN_LINES,
	FTL_VIEW_RETURN_ASKED,
	FTL_VIEW_RETURN_CREDITED,
	FTL_VIEW_RETURN_OPEN,
	FTL_VIEW_RETURN_DIFFERENCE,
	FTL_VIEW_RETURN_DUE,
	FTL_VIEW_RETURN_REFERENCE,
	FTL_VIEW_RETURN_CARRIER,
	FTL_VIEW_RETURN_TRACKING,
	FTL_VIEW_RETURN_SENT,
	FTL_VIEW_RETURN_SINCE,
	FTL_VIEW_RETURN_CELLS
};
extern const struct ftl_column ftl_view_return_columns[FTL_VIEW_RETURN_CELLS];
void ftl_view_return_cells(struct ftl_cell cells[FTL_VIEW_RETURN_CELLS], const struct ftl_app *app,
                           const struct ftl_return_full *full);
/* "dead on arrival" for "dead". */
const char *ftl_view_return_reason(const char *name);

/* One with its lines and what happened: its page, and the outcome of every command that changes it.
 */
extern const struct ftl_table ftl_view_return_shape;
FTL_MUST_CHECK enum ftl_status ftl_view_return_record(struct ftl_cli *cli,
                                                      const struct ftl_return_full *full,
                                                      struct ftl_err *err);
/* The same for a descriptor's write, with the command that usually comes next. */
FTL_MUST_CHECK enum ftl_status ftl_view_return_put(struct ftl_cli *cli, const void *result,
                                                   struct ftl_err *err);

#endif
