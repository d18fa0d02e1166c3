#ifndef CLI_VIEW_ESTIMATE_H
#define CLI_VIEW_ESTIMATE_H

#include "cli/context.h"
#include "fettle/ops/estimate.h"

/* How estimates look. `order show` has the cells before ORDER, lists have them all. */
enum ftl_view_estimate {
	FTL_VIEW_ESTIMATE_CODE,
	FTL_VIEW_ESTIMATE_NUMBER,
	FTL_VIEW_ESTIMATE_VERSION,
	FTL_VIEW_ESTIMATE_STATE,
	FTL_VIEW_ESTIMATE_TITLE,
	FTL_VIEW_ESTIMATE_AMOUNT,
	FTL_VIEW_ESTIMATE_TAX,
	FTL_VIEW_ESTIMATE_OTHERS_PAY,
	FTL_VIEW_ESTIMATE_DUE_ON,
	FTL_VIEW_ESTIMATE_SENT_AT,
	FTL_VIEW_ESTIMATE_SENT_HOW,
	FTL_VIEW_ESTIMATE_ANSWERED_AT,
	FTL_VIEW_ESTIMATE_ANSWERED_BY,
	FTL_VIEW_ESTIMATE_ANSWERED_HOW,
	FTL_VIEW_ESTIMATE_ALLOWED,
	FTL_VIEW_ESTIMATE_REASON,
	FTL_VIEW_ESTIMATE_ORDER,
	FTL_VIEW_ESTIMATE_JOB_CELLS = FTL_VIEW_ESTIMATE_ORDER,
	FTL_VIEW_ESTIMATE_CUSTOMER,
	FTL_VIEW_ESTIMATE_DEVICE,
	FTL_VIEW_ESTIMATE_CREATED_AT,
	FTL_VIEW_ESTIMATE_CREATED_BY,
	FTL_VIEW_ESTIMATE_CELLS
};

extern const struct ftl_column ftl_view_estimate_columns[FTL_VIEW_ESTIMATE_CELLS];

/* Fills all cells; strings are the estimate's or go into the arena. */
void ftl_view_estimate_cells(struct ftl_arena *arena,
                             struct ftl_cell cells[FTL_VIEW_ESTIMATE_CELLS],
                             const struct ftl_estimate *estimate);

/* "version 2, sent, 90.44 EUR, answer by Sun 29 Nov: filter and belt"; raw user text. */
const char *ftl_view_estimate_words(struct ftl_arena *arena, const struct ftl_app *app,
                                    const struct ftl_estimate *estimate);

/* Writes one estimate: estimate/1. When what is given, text is one line that begins with the code
 * and goes on with it (raw user text); else it is the whole page. */
extern const struct ftl_table ftl_view_estimate_shape;
FTL_MUST_CHECK enum ftl_status ftl_view_estimate_show(struct ftl_cli *cli,
                                                      const struct ftl_estimate *estimate,
                                                      const char *what, struct ftl_err *err);

#endif
